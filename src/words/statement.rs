//! The dialog that reads a statement, and `contactline read`.

use super::units::count;
use crate::model::statement::FactKind;

phrases! {
    title { English("Read a statement") }
    text_full(letters: usize) {
        English("The field is full: it holds {letters} letters, and the rest of what was pasted is not in it. \
                 Read the text in parts.")
    }
    unsure { English(" (unsure)") }
    hint {
        English("Paste or type the text of one official statement. Statements are parsed locally by rules \
                 and a gazetteer; nothing is added to the map before you press Add.")
    }
    published { English("Published") }
    publication_day { English("Publication date") }
    no_such_date { English("not a date such as 2022-08-08") }
    needs_day { English("missing: the text alone gives no full date") }
    would_be_undated {
        English("Enter when it was published, or a date below. Without one it is undated: in no period, and \
                 not on the map.")
    }
    text { English("Text of the statement") }
    reporter { English("Reporter") }
    reporter_name { English("Reporter of the statement") }
    reporter_of_text { English("as in the text") }
    facts(number: usize) { English("{}", count(number, "fact found", "facts found")) }
    nothing_yet { English("The content of the statement appears here.") }
    add { English("Add to the map") }
    own { English("Saved as your own report and marked as such. Can be undone.") }
    notes { English("Notes") }
    is_it(place: &str) { English("Use {place}") }

    preview { English("Preview on the map") }
    no_place { English("No place to show") }
    not_a_number(field: &str, text: &str) { English("{field}: '{text}' is not a number") }
    outlet { English("Outlet") }
    outlet_name { English("Outlet that published it") }
    address { English("Address") }
    address_name { English("Address of the page") }
    no_address(text: &str) { English("Address: '{text}' does not begin with https:// or http://") }
    day_hint { English("year-month-day") }
    choose_reporter { English("Choose the reporter first: the text does not say whose statement it is.") }
    same_is_there(report: &str) {
        English("Already loaded: {report} states the same figures on the same day. Adding this one would \
                 count them again.")
    }
    nothing_to_add { English("The text contains nothing to add.") }
    report_type { English("Type") }
    report_type_name { English("Type of the report") }
    total { English("Total") }
    total_name { English("Total stated") }
    no_claims { English("No claims.") }
    claim(nth: usize) { English("Claim {nth}") }
    remove { English("Remove") }
    remove_claim(nth: usize) { English("Remove claim {nth}") }
    by { English("By") }
    from { English("From") }
    at { English("At") }
    when { English("When") }
    time_from { English("from") }
    time_to { English("to") }
    time_hint { English("year-month-day time") }
    weapons { English("Weapons") }
    losses { English("Losses") }
    incidents { English("Incidents") }
    killed_title { English("Killed") }
    wounded_title { English("Wounded") }
    killed { English("killed") }
    wounded { English("wounded") }
    denied { English("denied") }
    side_of(nth: usize) { English("Side of claim {nth}") }
    activity_of(nth: usize) { English("Activity of claim {nth}") }
    origin_of(nth: usize) { English("Origin of claim {nth}") }
    target_of(nth: usize) { English("Target of claim {nth}") }
    place_of(nth: usize) { English("Place of claim {nth}") }
    incidents_of(nth: usize) { English("Incidents of claim {nth}") }
    start_of(nth: usize) { English("Start of claim {nth}") }
    end_of(nth: usize) { English("End of claim {nth}") }
    rounds_of(nth: usize) { English("Shells and shots of claim {nth}") }
    killed_of(nth: usize) { English("Killed of claim {nth}") }
    wounded_of(nth: usize) { English("Wounded of claim {nth}") }
    hurt_of(nth: usize) { English("Who was killed or wounded in claim {nth}") }
    remove_place(place: &str) { English("Remove {place}") }
    unknown_typed(name: &str) { English("{name}: no place of this name; enter another or remove it") }
    add_place { English("add a place, or A ↔ B") }
    no_such_place { English("not found") }
}

names! {
    /// What words of a statement were read as.
    fact_kind(FactKind) {
        English {
            FactKind::Place => "place",
            FactKind::Count => "count",
            FactKind::Time => "time",
            FactKind::Side => "side",
            FactKind::Activity => "activity",
            FactKind::Weapon => "weapon",
            FactKind::Losses => "losses",
            FactKind::Denial => "denial",
        }
    }
}
