//! The panel on the right: what is reported of the selection, and its tables.

use super::{
    Interface, interface,
    units::{day, number},
};
use crate::model::Dated;

phrases! {
    select_something { English("Click a region, an arrow, a zone or a line on the map to see its reports.") }
    no_fire { English("No fire on the map in this period.") }
    no_fire_hint { English("Drag the period on the timeline to days with bars, or choose “All time”.") }
    all_filtered(records: usize) { English("The filters hide {} of this period.", super::units::records(records)) }
    in_the_chronology { English("In the chronology") }
    more_in_the_chronology(events: usize) { English("{} more; choose a shorter period to read them", super::units::number(events)) }
    on_the_map { English("On the map in this period") }
    not_in_data { English("Not in the data") }
    not_in_data_hint { English("The selected feature is not in the data loaded now.") }
    clear_selection { English("Clear selection") }
    one_of_here(number: usize, of: usize) { English("{} of {} here", super::units::number(number), super::units::number(of)) }
    previous_here(name: &str) { English("Previous here: {name}") }
    next_here(name: &str) { English("Next here: {name}") }

    selected(name: &str) { English("Selected: {name}") }
    report_of(reporter: &str, day: &str) { English("Report of {reporter}, {day}") }
    show_details { English("Show details") }

    fate_outside(period: &str) { English("Outside the period shown ({period}), so not on the map.") }
    go_to_days(days: &str) { English("Go to {days}") }
    fate_filtered { English("Hidden by a filter, so not on the map.") }
    clear_filters { English("Clear all filters") }
    fate_duplicate { English("A duplicate publication of a statement, which is counted once; duplicates are not shown by default.") }
    show_counted { English("Show the one that is counted") }
    fate_undated { English("Without a date, so in no period and not on the map.") }
    fate_withdrawn { English("Of an earlier copy of its file and not in the one that is open, so not on the map.") }
    fate_unplaced { English("Names no place that is on the map.") }

    bundle_empty { English("No claims in this period") }
    bundle_empty_hint {
        English("This arrow has no claims in the selected period. Widen the period on the timeline, or \
                 press Ctrl+Z to go back.")
    }
    report { English("Report") }
    report_gone { English("This report is not in the data.") }
    record { English("Record") }
    record_gone { English("This record is not in the data.") }
    records_in(records: &str, reports: &str) { English("{records} in {reports}") }
    undated { English("Undated reports") }
    undated_hint { English("These have no known date, so no period includes them.") }
    undated_empty { English("Every report has a date.") }
    unplaced { English("Not on the map") }
    unplaced_hint {
        English("In the selected period and not hidden, but with neither origin nor target on the map: \
                 denials and bulletins that name no place, and reports without an incident.")
    }
    unplaced_empty { English("Every report of the period is on the map.") }

    region_empty {
        English("No reports on this region in the selected period. Widen the period on the timeline, or \
                 choose “All time”.")
    }
    zone_empty { English("No report of the selected period names this zone.") }
    line_empty { English("No report of the selected period names this line.") }
    settlement_empty { English("No report of the selected period names this settlement.") }
    period(days: &str) { English("Selected period: {days}") }
    whole(region: &str) { English("Further reports name only {region}") }
    accuracy(km: f64) { English("Accuracy ±{km} km") }
    settlement_in { English("Settlement in") }
    position_unknown { English("Position unknown; arrows end at its region.") }
    position_accuracy(km: f64) { English("Position accuracy ±{km} km") }
    position_accuracy_unknown { English("Position accuracy unknown") }
    population(people: u32) { English("Population {}", number(people as usize)) }
    not_in_effect { English("Not in effect in the selected period, so not on the map.") }
    source(words: &str) { English("Source: {words}") }
    licence(words: &str) { English("Licence: {words}") }
    note(words: &str) { English("Note: {words}") }

    claims_by_day { English("Claims and denials by day") }
    first_rows(first: usize) {
        English("The first {first} by time. Narrow the period, or export the data to see the rest.")
    }
    too_many_rows { English("Click a place to list its reports, or narrow the period.") }
    reading_rows { English("Reading them from the file…") }

    received { English("Fire received, as reported") }
    received_none { English("No report of fire on it in the selected period.") }
    opened { English("Fire opened from here, as reported") }
    opened_none { English("No report of fire from here in the selected period.") }
    direction_unknown { English("Reported here, direction not stated") }
    with_others_note { English("With other places: stated for several places at once, never split between them.") }
    not_of_fire(claims: &str) {
        English("Not of fire but of reconnaissance, fortification or another act: {claims}.")
    }
    so_many_claims(reporter: &str, number: usize) { English("{reporter} {}", super::units::claims(number)) }
    casualties_note { English("Killed and wounded: of whole claims, which may name other places as well.") }
}

/// From when to when something is in force.
pub fn validity(dated: Dated) -> String {
    let last = dated.end.map(|end| day(end.plus(-1)));
    match interface() {
        Interface::English => match (dated.from.map(day), last) {
            (Some(first), Some(last)) => format!("From {first} to {last}."),
            (Some(first), None) => format!("Since {first}; still in force."),
            (None, Some(last)) => format!("No start date; until {last}."),
            (None, None) => "No start date; still in force.".to_owned(),
        },
    }
}

/// The columns of a tally: what they are called and what they mean.
pub fn tally_columns() -> [(&'static str, &'static str); 7] {
    match interface() {
        Interface::English => [
            ("all", "Claims that name it"),
            ("no\nnumber", "Claims that state no number of incidents"),
            (
                "this\nplace\nonly",
                "Incidents of claims that name no other place",
            ),
            (
                "with\nother\nplaces",
                "Incidents of claims that name other places as well",
            ),
            (
                "denials",
                "Denials that name it; no other column counts them",
            ),
            (
                "killed",
                "Killed, as stated for whole claims; a dash where no figure is stated",
            ),
            (
                "wounded",
                "Wounded, as stated for whole claims; a dash where no figure is stated",
            ),
        ],
    }
}

/// What columns beside each other count, and how many they are, from the first.
pub fn tally_groups() -> [(&'static str, usize); 2] {
    match interface() {
        Interface::English => [("claims", 2), ("incidents", 2)],
    }
}
