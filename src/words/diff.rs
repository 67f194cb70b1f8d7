//! What a newer copy of a file adds, changes and removes.

use super::units::{count, number};

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
    field_change(field: &str, old: &str, new: &str) {
        English("{field}: {} → {}", value(old), value(new))
    }
    changed_record(record: &str, fields: &str) { English("{record}: {fields}") }
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

fn value(text: &str) -> &str {
    match text {
        "" => no_value(),
        text => text,
    }
}
