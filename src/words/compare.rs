//! Ties between claims, events, and the comparison of what reporters say of them.

use super::{
    places,
    reports::{activity, casualties, incident_count, rounds_fired, weapon},
    units::{count, when},
};
use crate::model::{
    Atlas, Claim, Detail, Language, Mark, PlaceRef, Side, Standing, TieBasis, TieKind, Verdict,
};

names! {
    standing(Standing) {
        English {
            Standing::Contradicted => "contradicted",
            Standing::Mutual => "each accuses the other",
            Standing::OneSide => "one side only",
            Standing::DenialAlone => "denial alone",
            Standing::Third => "also reported by a third party",
            Standing::ThirdAlone => "reported by a third party only",
            Standing::NoThird => "reported by no third party",
        }
    }
    /// What a standing means.
    standing_hint(Standing) {
        English {
            Standing::Contradicted => "Claimed by one side and denied by the other",
            Standing::Mutual => "Each side says that the other fired",
            Standing::OneSide => "One side says that the other fired; no denial in this data",
            Standing::DenialAlone => "A denial; the claim it denies is not in this data",
            Standing::Third => "A third party, which belongs to neither side, reports it as well",
            Standing::ThirdAlone => "Reported by a third party, which belongs to neither side, and by no side",
            Standing::NoThird => "Reported by a side and by no third party, such as the Russian bulletins",
        }
    }
    mark(Mark) {
        English {
            Mark::Claim => "claim",
            Mark::Denial => "denial",
            Mark::Bulletin => "neutral bulletin",
        }
    }
    side(Side) {
        English {
            Side::Armenia => "Armenian side",
            Side::Azerbaijan => "Azerbaijani side",
            Side::Third => "third parties",
        }
    }
    /// A side at the head of a column.
    side_title(Side) {
        English {
            Side::Armenia => "Armenian side",
            Side::Azerbaijan => "Azerbaijani side",
            Side::Third => "Third parties",
        }
    }
    /// Reporters of a side that share a column beside others that have one of their own.
    side_others(Side) {
        English {
            Side::Armenia => "Armenian side, others",
            Side::Azerbaijan => "Azerbaijani side, others",
            Side::Third => "Third parties, others",
        }
    }
    tie_kind(TieKind) {
        English {
            TieKind::Denies => "denies",
            TieKind::Answers => "answers",
            TieKind::SameEvent => "same event as",
            TieKind::Repeats => "repeats",
            TieKind::Corrects => "withdraws or corrects",
        }
    }
    basis(TieBasis) {
        English {
            TieBasis::Stated => "stated in the text",
            TieBasis::Inferred => "inferred",
            TieBasis::Person => "set by you",
            TieBasis::Rejected => "rejected",
        }
    }
}

phrases! {
    compare { English("Compare reporters on the same events: claims, denials, and sides that are silent") }
    matrix { English("Count the claims of one reporter: one row per region, one column per month, year or day") }
    only_region { English("Only events there, by key or name of a region") }
    only_standing { English("Only events of this standing") }
    as_csv { English("Output CSV, one line per claim or denial") }
    score { English("Evaluate the rule against the ties made by hand, and print its precision and recall") }
    days_apart { English("Most days between a denial and its claim") }
    days_without_time { English("The same, if one of them states no hour") }
    km_apart { English("Most kilometres between their places") }
    or_usual(what: &str, usual: f64) { English("{what} [default: that of the session, or else {usual}]") }
    matrix_rows { English("Rows") }
    matrix_columns { English("Columns") }
    matrix_reporter { English("Key of the reporter") }
    matrix_end { English("End that names the region") }
    matrix_measure { English("Measure") }
    matrix_csv { English("Output CSV") }
    too_many_columns(columns: usize, most: usize) {
        English("{columns} columns exceed the limit of {most}; choose longer columns, or fewer days with \
                 --from and --to")
    }

    events(number: usize) { English("{}", count(number, "event", "events")) }
    events_of_period { English("Events in this period") }
    standing_number(of: Standing, number: usize) { English("{}: {}", standing(of), super::units::number(number)) }
    events_hint {
        English("An event is what is said of one place on the same days; a claim about several places is in an \
                 event at each.")
    }
    proposals(number: usize) { English("{}", count(number, "proposal", "proposals")) }
    without_place(number: usize) {
        English("{} of these days in no event: no place is named", count(number, "claim", "claims"))
    }
    without_day(number: usize) {
        English("{} in no event: no day is stated, so any day may be meant", count(number, "claim", "claims"))
    }
    rejected_in(file: &str) { English("rejected by whoever wrote {file}") }
    silent(sides: &str) { English("silent in this data: {sides}") }
    by_rule(standing: &str) { English("{standing} (by rule)") }
    cell(reporter: &str, mark: &str, what: &str) { English("{reporter}, {mark}: {what}") }
    denies_text(what: &str) { English("denies {what}") }
    scored(name: &str, found: usize, wrong: usize, missed: usize, precision: &str, recall: &str) {
        English("{name}: {found} found, {wrong} wrong, {missed} missed; precision {precision}, recall {recall}")
    }
    score_all { English("all denials") }
    score_claims { English("denials that say what they deny") }
    score_whole { English("reports that deny as a whole") }
    score_designed { English("denials of 2022") }
    score_held_out { English("denials of other years, or without a day") }
    matrix_of(reporter: &str, what: &str) { English("{reporter}: {what}") }
    matrix_claims { English("claims") }
    matrix_exact { English("incidents stated for the region alone") }
    matrix_killed { English("killed, as stated") }
    matrix_wounded { English("wounded, as stated") }
    details_tab { English("Details") }
    compare_tab { English("Compare") }
    wider { English("Wider") }
    narrower { English("Narrower") }
    full_width { English("Full width") }
    making { English("Comparing…") }
    any_standing { English("any") }
    standing_label { English("Standing") }
    order_label { English("Order") }
    rows_label { English("Rows") }
    rows_events { English("events") }
    rows_days { English("days and places") }
    of_days(number: usize) { English("{}", count(number, "day and place", "days and places")) }
    by_day { English("day") }
    by_place { English("place") }
    by_claims { English("number of claims") }
    only_at(place: &str) { English("Only {place}") }
    only_here { English("Only here") }
    renewing { English("being renewed…") }
    rule { English("Rule for proposals") }
    rule_hint {
        English("The rule proposes that a denial denies a claim of the other side about its own side: on the \
                 same days, at the same place, near it or in the same district, and in the same hour if both \
                 state one.")
    }
    usual_rule { English("Default") }
    ties_label { English("Ties") }
    review { English("Review") }
    review_hint { English("Look at these ties one after the other, accept or reject them, and set the rule that proposes them") }
    accepted(number: usize) { English("{} accepted", super::units::number(number)) }
    rejected(number: usize) { English("{} rejected", super::units::number(number)) }
    filed(number: usize) { English("{} made by hand", super::units::number(number)) }
    own_ties(number: usize) { English("{} set by you", super::units::number(number)) }
    tie_to { English("Tie to…") }
    tie_to_hint { English("Join this to another claim or report: choose this, then the other, then what joins them. No count changes.") }
    tie_here { English("Tie here…") }
    row_menu_hint { English("Right-click to tie one of them to another claim") }
    tie_choice(who: &str, kind: TieKind) { English("{who}: {} this", tie_kind(kind)) }
    tying(line: &str) { English("A tie from: {line}") }
    tying_hint {
        English("Select the other claim or report on the map, in the table of records or with search, then press \
                 'Tie here…' beside it; or right-click a row of Compare")
    }
    tie_near { English("Same places and days:") }
    tie_cancel { English("Cancel the tie") }
    tie_remove { English("Remove this tie") }
    tie_from(kind: TieKind, other: &str) { English("{} {other}", tie_kind(kind)) }
    tie_back(other: &str, kind: TieKind) { English("{other} {} this", tie_kind(kind)) }
    tie_accepted(tie: &str) { English("Accepted by you: {tie}") }
    tie_rejected(tie: &str) { English("Rejected by you: {tie}") }
    tie_set(tie: &str) { English("Set by you: {tie}") }
    own_tie(kind: TieKind, other: &str) { English("{}", tie_set(&tie_from(kind, other))) }
    own_tie_back(other: &str, kind: TieKind) { English("{}", tie_set(&tie_back(other, kind))) }
    tie_before { English("Previous") }
    tie_after { English("Next") }
    one_of(at: usize, all: usize) { English("{} of {}", super::units::number(at), super::units::number(all)) }
    accept { English("Accept (A)") }
    accept_hint { English("Confirm this tie: key A") }
    reject { English("Reject (R)") }
    reject_hint { English("Discard this proposal: key R") }
    unjudge { English("Undecided") }
    same_place { English("same place") }
    within_km(km: f64) { English("{km:.1} km apart") }
    same_district { English("same district") }
    published_together { English("the only such claim published that day") }
    same_hour { English("same hour") }
    same_day { English("same day") }
    so_many_days(days: &str) { English("{days} apart") }
    rule_found(near: &str, days: &str) { English("the rule finds: {near}, {days}") }
    no_events { English("No event in this period.") }
    no_events_chosen { English("No event in this period with the standing, the place and the filters that are chosen.") }
    event_title(days: &str, place: &str) { English("{days} · {place}") }
    event_name(title: &str, standing: &str) { English("{title}: {standing}") }
    choose(title: &str) { English("Choose {title}") }
    more(number: usize) { English("{} more", super::units::number(number)) }
    marked(mark: &str, what: &str) { English("{mark}: {what}") }
    silent_cell { English("silent in this data") }
    export_rows(chosen: usize) { English("{}", if chosen == 0 { "Export all…".to_owned() } else { format!("Export {}…", super::units::number(chosen)) }) }
    choose_none { English("Choose none") }
    export_title { English("Export events") }
    to_be_exported(number: usize) { English("{}, one line per claim or denial", count(number, "event", "events")) }
    page_title(days: &str) { English("What reporters say of the same events, {days}") }
    export_formats { English(".csv writes a table, .html a page") }
    exported(number: usize, name: &str) { English("{} written to {name}", count(number, "event", "events")) }
    no_such_page(name: &str) { English("{name}: events are exported as .csv or .html") }
    region_column { English("region") }
}

/// A tie as the person judged it, and why.
pub fn judged(verdict: Verdict, tie: &str, because: Option<(&str, String)>) -> String {
    let judged = match verdict {
        Verdict::Accepted => tie_accepted(tie),
        Verdict::Rejected => tie_rejected(tie),
        Verdict::Joined(_) => tie_set(tie),
    };
    match because {
        Some((reason, day)) => format!("{judged}; {}", super::annotate::said_of_tie(&day, reason)),
        None => judged,
    }
}

/// What a place is called.
pub fn place(atlas: &Atlas, place: PlaceRef, language: Language) -> String {
    match place {
        PlaceRef::Region(id) => atlas.regions()[id].names.title(language),
        PlaceRef::Zone(id) => atlas.zones()[id].names.get(language).to_owned(),
        PlaceRef::Line(id) => atlas.lines()[id].names.get(language).to_owned(),
    }
}

/// How an event stands, in words; `proposed`: what contradicts it is a proposal of the rule.
pub fn standings(standings: impl Iterator<Item = Standing>, proposed: bool) -> String {
    let words = standings.map(|of| match of {
        Standing::Contradicted if proposed => by_rule(standing(of)),
        of => standing(of).to_owned(),
    });
    words.collect::<Vec<_>>().join(" · ")
}

/// Sides, in their order.
pub fn sides(sides: &[Side]) -> String {
    let names: Vec<&str> = sides.iter().map(|of| side(*of)).collect();
    names.join(", ")
}

/// What a record states, in a line: figure, places, weapons, losses.
pub fn what(atlas: &Atlas, detail: &Detail, language: Language) -> String {
    let report = &detail.report;
    let Some(claim) = detail.claim() else {
        return report
            .denies
            .as_deref()
            .map_or_else(String::new, denies_text);
    };
    let mut parts = vec![
        incident_count(claim.count),
        activity(claim.activity).to_owned(),
        ends(atlas, claim, language),
        when(claim.when),
    ];
    if !claim.weapons.is_empty() {
        let weapons: Vec<&str> = claim.weapons.iter().map(|of| weapon(*of)).collect();
        parts.push(weapons.join(", "));
    }
    parts.extend(claim.rounds.map(|of| rounds_fired(of.into())));
    parts.extend(casualties(claim));
    parts.retain(|part| !part.is_empty());
    parts.join(" · ")
}

/// The places of a claim: `Zod → Yellija, Zaylik`.
pub fn ends(atlas: &Atlas, claim: &Claim, language: Language) -> String {
    let names = |sites: &[_]| {
        let names = sites.iter().map(|of| places::site(atlas, of, language));
        names.collect::<Vec<_>>().join("; ")
    };
    let (from, to, at) = (
        names(&claim.origins),
        names(&claim.targets),
        names(&claim.places),
    );
    match (from.as_str(), to.as_str()) {
        ("", "") => at,
        ("", to) => format!("→ {to}"),
        (from, "") => format!("{from} →"),
        (from, to) => format!("{from} → {to}"),
    }
}
