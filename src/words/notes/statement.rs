//! Statements read from text.

use crate::{model::Amount, words::units::stated};

phrases! {
    empty { English("the text is empty") }
    binary(at: usize) { English("not text: binary data at byte {at}") }
    too_long(most_mib: usize) { English("the text is longer than {most_mib} MiB, the limit for a statement") }
    unknown_language(code: &str, instead: &str, known: &str) {
        English("statements in '{code}' cannot be read; read as '{instead}'; known are {known}")
    }
    unknown_reporter(key: &str) {
        English("unknown reporter '{key}'; the side is taken from its key")
    }

    total(number: Amount) { English("total {}", stated(number.into())) }
    from_to(start: impl std::fmt::Display, end: impl std::fmt::Display) { English("{start} to {end}") }
    dateline(day: impl std::fmt::Display) { English("published on {day}, by its first line") }
    reporter_unclear { English("the reporter is not clear from the text; choose the reporter") }
    no_fire {
        English("no report of fire along the line of contact or the border was found in this text")
    }
    other_voice { English("attributed to someone other than the reporter; left out") }
    own_side { English("fire by the reporter's own side, which it does not claim; left out") }
    answer { English("fire in answer, which the reporter does not claim; left out") }
    condition { English("said of what may be or might have been; left out") }
    further_total { English("a total of the places listed behind it; a report has one total; left out") }
    running_total { English("a total that runs on from an earlier day, beside the number of the time reported on; left out") }
    none_anywhere { English("no incident at these places either; the total of the report, which is none, says so") }
    replaced(number: u32, by: Amount) { English("{number} is said not to be right; {} is taken", stated(by.into())) }
    corrects { English("an earlier report is put right; to mark it, tie this report to it") }
    withdrawn { English("an earlier figure or report that is withdrawn; left out; to mark it, tie this report to it") }
    denies_all { English("all that another states is denied; tie this report to each claim it denies") }
    denies_rumours { English("rumours are denied, which no reporter states; this report denies no claim") }
    compared { English("an earlier figure or day, which the statement compares with its own; left out") }
    unread_number { English("the number is not clear; no number is taken") }
    untaken_people { English("a further number of people; one claim has one number of killed and one of wounded; left out") }
    untaken_side { English("losses of another side than those before; left out") }
    among_wounded { English("those killed are some of the wounded; the number of wounded is taken as stated, with them") }
    killed_or_wounded { English("how many were killed and how many wounded is not stated; left out") }
    untaken_rounds { English("a number of shells or shots; one claim has one, of the places that it names; left out") }
    untaken_things { English("a number of shells, aircraft or animals and not of incidents; left out") }
    end_before_start { English("the time ends before it starts; left out") }
    days_apart { English("several days, and not all between them; a claim has one time, from the first of them to the last") }
    after_publication { English("the time is after the day of publication") }
    nothing_read { English("nothing was read from this sentence") }
    no_day { English("the day or its year is not stated") }
    no_side { English("the side that fired is not stated") }
    unknown_in_region(region: &str) {
        English("no place of this name is known in {region}; placed in its region")
    }
    unknown_place { English("no place of this name is known; left out") }
    ambiguous_place(keys: &str) { English("several places have this name ({keys}); left out") }
    by_sound(meaning: &str) { English("read as {meaning}, by its sound") }
    no_losses { English("no losses") }
    killed(number: Amount) { English("{} killed", stated(number.into())) }
    wounded(number: Amount) { English("{} wounded", stated(number.into())) }
}
