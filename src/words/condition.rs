//! Conditions: which records are wanted, in one line.

phrases! {
    cli_where {
        English("Only records that meet a condition: \"reporter = az-mod and number >= 10\", \
                 \"weapon = mortar or killed >= 1\", \"text ~ sniper\", \"not denied\", \
                 \"within 20 km of lachin\"")
    }
    help {
        English("A condition is one line of terms, joined by and, or, not and brackets.\n\n\
                 reporter = az-mod            who states it: a key, or a name in any language\n\
                 type = denial                claim, denial, record, mixed\n\
                 activity = shelling          fire, ceasefire-violation, shelling, attack, sniper, drone-strike,\n\
                 \u{20}                            reconnaissance, fortification, advance, mine, other\n\
                 by = az                      who is said to have acted: armenia, azerbaijan, nk, civilian, unknown\n\
                 weapon = mortar              small-arms, machine-gun, sniper-rifle, large-calibre,\n\
                 \u{20}                            various-calibre, grenade-launcher, mortar, artillery,\n\
                 \u{20}                            quadcopter, combat-drone, other\n\
                 losses = civilians           who was killed or wounded: soldiers, police, civilians,\n\
                 \u{20}                            peacekeepers, medics, journalists, mixed (several in one number)\n\
                 number >= 10                 incidents that are stated; also killed, wounded, and rounds (shells\n\
                 \u{20}                            and shots that were counted), and total (what a report\n\
                 \u{20}                            counts in all); = != < <= > >=\n\
                 \u{20}                            What is at least 50 is >= 40 for certain, and meets no number >= 60\n\
                 text ~ \"sniper\"              the text holds this; also outlet, address, denies, file; = is the\n\
                 \u{20}                            whole text; capitals, accents and signs do not count\n\
                 property \"fatalities\" >= 3   a property of a file, as a number or as a text\n\
                 from = basarkechar           where fire came from; at: what came under fire, or where it\n\
                 \u{20}                            happened; touches: any of these. A region holds its settlements,\n\
                 \u{20}                            a province its districts; settlement:lachin is the town, and no region\n\
                 within 20 km of lachin       a position that is known lies so near: of its own, or of a settlement\n\
                 \u{20}                            In place of a name may stand positions of a line: \"46.10 39.20, 46.35 39.41\"\n\
                 inside lachin                a position that is known lies in this region or zone, or in an area of\n\
                 \u{20}                            three corners or more: inside \"46.1 39.2, 46.4 39.2, 46.4 39.5\"\n\
                 precision >= settlement      how closely its place is known: none, region, settlement, position\n\
                 has hours                    also number, losses, weapon, rounds, total, position, address; and your own:\n\
                 \u{20}                            comment, evidence\n\
                 reliability = C or better    your grade of the reporter, A to F, of which A is the best; or worse; also\n\
                 \u{20}                            credibility, of the report, 1 to 6. What is not judged, F or 6, is\n\
                 \u{20}                            no better and no worse than another\n\
                 denied                       another denies it, by a tie that is known\n\
                 corrected                    another withdraws it or puts it right, by a tie that is known; it is\n\
                 \u{20}                            counted as it was stated, and \"not corrected\" leaves it out\n\
                 contradicted                 it belongs to an event that is claimed and denied\n\
                 duplicate                    another publication of a statement that is counted; without this\n\
                 \u{20}                            term they are left out\n\
                 outside area                 it has a place, in no region that is known\n\n\
                 Texts with blanks stand in quotation marks. What a record does not state meets no term; \"not\"\n\
                 lets it through. a != b is not a = b.\n")
    }
    menu { English("Show only records…") }
    question { English("Question") }
    ask(condition: &str) { English("Only records with: {condition}") }
    only_records { English("Only records with") }
    examples { English("Begin with one of these, or type another; join them with and, or, not") }
    go_on { English("Go on with") }
    edit(part: &str) { English("Change: {part}") }
    edit_hint { English("Click to change it; right-click for more") }
    edit_menu { English("Change…") }
    opposite { English("The opposite") }
    remove(part: &str) { English("Remove: {part}") }
    remove_menu { English("Remove") }
    remove_all { English("Remove all") }
    several_reporters(hidden: usize) { English("{hidden} reporters hidden") }
    several_activities(hidden: usize) { English("{hidden} activities hidden") }
    several_sides(hidden: usize) { English("{hidden} sides hidden") }
    several_types(hidden: usize) { English("{hidden} types of report hidden") }
    keep { English("Keep…") }
    keep_as { English("Keep this question as") }
    keep_it { English("Keep") }
    kept { English("Kept questions") }
    ask_kept(name: &str) { English("Ask: {name}") }
    forget(name: &str) { English("Forget: {name}") }
    waiting { English("Being applied…") }
    not_applied(why: &str) { English("Not applied: {why}") }
    only(condition: &str) { English("only {condition}") }
    cli_not_understood(under: &str) { English("the condition is not understood:\n{under}") }
    no_term { English("a term is missing here, such as number >= 10") }
    no_field(typed: &str, known: &str) { English("nothing is called '{typed}' here; there is: {known}") }
    no_sign(signs: &str) { English("one of these signs is missing here: {signs}") }
    no_value { English("a name or a text is missing here; one with blanks stands in quotation marks") }
    no_whole_number { English("a whole number is missing here") }
    large_number(most: u32) { English("this number is larger than {most}, the largest that is counted with") }
    no_number { English("a number is missing here") }
    no_word(word: &str) { English("the word '{word}' is missing here") }
    not_among(typed: &str, known: &str) { English("'{typed}' is none of these: {known}") }
    open_quote { English("this quotation mark is not closed") }
    open_bracket { English("this bracket is not closed") }
    no_end { English("'and' or 'or' is missing here") }
    too_deep { English("too many brackets in each other") }
    too_long { English("a condition has at most 4000 letters") }
    no_reporter(typed: &str, near: &str) { English("no reporter is called '{typed}'{}", did_you_mean(near)) }
    no_place(typed: &str, near: &str) { English("no place is called '{typed}'{}", did_you_mean(near)) }
    many_places(typed: &str, keys: &str) { English("several places are called '{typed}': name one by its key: {keys}") }
    no_area(place: &str) {
        English("'{place}' has no area: a region, a zone or three positions and more have one")
    }
    only_inside { English("Only records inside this area") }
    only_near_line(km: u32) { English("Only records within {km} km of this line") }
    only_near_here(km: u32) { English("Only records within {km} km of here") }
    negative_distance { English("a distance is not negative") }
    swapped_positions(typed: &str) {
        English("longitude first: '{typed}' lies outside the map, and on it with latitude and longitude swapped")
    }
    no_position(place: &str) { English("no position is known of '{place}'") }
}

fn did_you_mean(near: &str) -> String {
    match near {
        "" => String::new(),
        near => did_you_mean_one(near),
    }
}

phrases! {
    did_you_mean_one(near: &str) { English("; did you mean {near}?") }
}

/// Terms to begin with, each with what it asks for.
pub fn terms() -> [(&'static str, &'static str); 15] {
    [
        ("reporter = az-mod", of_reporter()),
        ("by = azerbaijan", of_side()),
        ("activity = shelling", of_activity()),
        ("weapon = mortar", of_weapon()),
        ("number >= 10", of_number()),
        ("has losses", of_losses()),
        ("touches = lachin", of_place()),
        ("within 20 km of lachin", of_distance()),
        ("inside lachin", of_area()),
        ("precision >= settlement", of_precision()),
        ("reliability = C or better", of_grade()),
        ("has evidence", of_evidence()),
        ("text ~ sniper", of_text()),
        ("not denied", of_denial()),
        ("outside area", of_outside()),
    ]
}

phrases! {
    of_reporter { English("who states it") }
    of_side { English("who is said to have acted") }
    of_activity { English("what is said to have happened") }
    of_weapon { English("with what") }
    of_number { English("incidents that are stated; also killed, wounded, rounds (shells and shots), total (of the whole report)") }
    of_losses { English("anyone killed or wounded (losses = civilians says who); also has hours, number, weapon, rounds, total, position, address") }
    of_place { English("a place that it names; from and at for one end alone") }
    of_distance { English("how near its position is to a place") }
    of_area { English("where its position lies; right-click the map to draw an area, or to ask what is near") }
    of_precision { English("how closely its place is known: region, settlement, position") }
    of_grade { English("your grade of the reporter, A to F, A the best; also credibility, of the report, 1 to 6") }
    of_evidence { English("evidence that you keep with the report; also has comment") }
    of_text { English("words in its text; also outlet, address, denies, file, property") }
    of_denial { English("no known denial of it; also corrected, contradicted, duplicate") }
    of_outside { English("it has a place, in no region that is known") }
}
