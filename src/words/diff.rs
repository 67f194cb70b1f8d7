//! What a newer copy of a file adds, changes and removes.

use super::{
    places,
    units::{self, count, number},
};
use crate::model::{
    Claim, Field,
    difference::{Changed, Record},
};

phrases! {
    by_ids(old: &str, new: &str) { English("{old} → {new}, matched by the ids in the file") }
    by_content(old: &str, new: &str) {
        English("{old} → {new}, matched by content: without ids, a changed record counts as removed and added")
    }
    counts(unchanged: usize, added: usize, changed: usize, removed: usize) {
        English("{}: {} unchanged, {} added, {} changed, {} removed",
                count(unchanged + added + changed + removed, "record", "records"),
                number(unchanged), number(added), number(changed), number(removed))
    }
    added { English("Added") }
    changed { English("Changed") }
    removed { English("Removed") }
    and_more(more: usize) { English("and {} more", number(more)) }
    not_compared { English("Not compared: regions, zones, lines and settlements") }
    has(name: &str, ground: &str) { English("{name} has {ground}") }
    field_change(field: &str, old: &str, new: &str) {
        English("{field}: {} → {}", value(old), value(new))
    }
    changed_record(record: &str, fields: &str) { English("{record}: {fields}") }
    set_aside(said: usize) {
        English("{} with older records, under \"withdrawn by the source\": the newer copy lacks these, or says \
                 something else", count(said, "grade, comment or tie stays", "grades, comments or ties stay"))
    }
    update_title { English("Update from file") }
    update_menu { English("Update from file…") }
    update_hint(name: &str) {
        English("Choose a newer copy of {name}. Its additions, changes and removals are listed before you \
                 apply them.")
    }
    update_path { English("Path of the newer file") }
    compare { English("Compare") }
    comparing { English("Comparing…") }
    without_ids { English("Matched by content: without ids, a changed record counts as removed and added.") }
    withdrawn_line(id: &str, day: &str, reporter: &str, places: &str) {
        English("{id}  {day}  {reporter}  {places}")
    }
    take { English("Update") }
    nothing_differs { English("No differences: the newer file has the same records.") }
    kept_after_update {
        English("Name, colours and import settings stay. Removed records go to \"withdrawn by the source\". \
                 Undo takes the update back.")
    }
    title_with_number(title: &str, records: usize) { English("{title}: {}", number(records)) }
    withdrawn_title { English("Withdrawn by the source") }
    withdrawn_of(name: &str) { English("Records of an earlier copy of {name} that a later one lacks:") }
    withdrawn_record(nth: usize) { English("withdrawn record {nth}") }
    withdrawn(records: usize) { English("{} withdrawn by the source", number(records)) }
    not_kept(records: usize, most: usize) {
        English("{} more records were removed than the {} that are kept", number(records), number(most))
    }
    no_value { English("(empty)") }
    nothing_stated { English("(no id, time or place)") }
}

/// How records were matched.
pub fn summary(old: &str, new: &str, by_id: bool) -> String {
    match by_id {
        true => by_ids(old, new),
        false => by_content(old, new),
    }
}

/// What a file has beside records: regions, zones, lines and settlements. `None` where it has none.
pub fn has_ground(name: &str, [regions, zones, lines, settlements]: [usize; 4]) -> Option<String> {
    let counted = [
        (regions, units::regions(regions)),
        (zones, units::zones(zones)),
        (lines, units::lines(lines)),
        (settlements, units::settlements(settlements)),
    ];
    let counted = counted.into_iter().filter(|(number, _)| *number > 0);
    let counted: Vec<String> = counted.map(|(_, said)| said).collect();
    (!counted.is_empty()).then(|| has(name, &counted.join(", ")))
}

fn value(text: &str) -> &str {
    match text {
        "" => no_value(),
        text => text,
    }
}

/// A record in a line: its id, when and where.
pub fn record(of: &Record) -> String {
    let when = of.cell(Field::Start).or(of.cell(Field::Published));
    let parts = [of.id.as_deref(), when].into_iter().flatten();
    let claims = of.report.claims.iter();
    let sites = claims.flat_map(Claim::sites);
    let sites = sites.map(places::site_of_file);
    let parts: Vec<String> = parts.map(str::to_owned).chain(sites).collect();
    match parts.is_empty() {
        true => nothing_stated().to_owned(),
        false => parts.join("  "),
    }
}

/// A changed record in a line, field by field.
pub fn changed_whole(of: &Changed) -> String {
    let fields = of.fields.iter();
    let fields = fields.map(|of| field_change(&of.field, &of.old, &of.new));
    let fields: Vec<String> = fields.collect();
    changed_record(&record(&of.new), &fields.join("; "))
}
