//! A person's own work: where it is kept, what other windows did, and its history.

use super::units::{count, reports};

phrases! {
    not_ours { English("it is not a file of Contactline") }
    newer { English("it was made by a newer version of Contactline; update to open it") }
    damaged(found: &str) { English("it is damaged ({found})") }

    unreadable(path: &str, error: &str) {
        English("Your own reports cannot be read: {error}: {path}. The file is left unchanged. Close the \
                 program, then repair the file, replace it with a copy of yours, or move it away; reports you \
                 add meanwhile are kept in the session and merged then.")
    }
    not_written(path: &str, error: &str) {
        English("Your own reports cannot be saved: {error}: {path}. Saving is retried every second; reports \
                 not saved when the window closes are kept in the session.")
    }
    not_polled(path: &str, error: &str) {
        English("Changes by other windows cannot be read: {error}: {path}")
    }
    taken_over(number: usize, path: &str) {
        English("Moved {} of yours from the session to {path}, where all windows share them.",
                reports(number))
    }
    others_added(number: usize) { English("Another window added {}.", reports(number)) }
    others_removed(number: usize) { English("Another window removed {}.", reports(number)) }
    others_changed(added: usize, removed: usize) {
        English("Another window added {} and removed {}.", reports(added), reports(removed))
    }

    history { English("History of own reports") }
    history_menu { English("History of own reports…") }
    history_hint(days: i64) {
        English("Additions and removals of the last {days} days, times in UTC. Restore returns your own \
                 reports to their state before that change; Ctrl+Z undoes it.")
    }
    history_empty { English("No additions or removals in this time.") }
    history_reading { English("Reading the history…") }
    history_none { English("Your own reports are not saved anywhere, so they have no history.") }
    history_added(what: &str) { English("added: {what}") }
    history_removed(what: &str) { English("removed: {what}") }
    history_more(number: usize) { English("and {number} more") }
    history_record(reporter: &str, day: &str, id: &str) { English("{reporter}, {day} ({id})") }
    history_undated { English("undated") }
    restore { English("Restore") }
    restore_hint(records: usize) {
        English("Return to the state before this: {}", count(records, "own record", "own records"))
    }
    restored(number: usize) { English("Restored: {} of yours.", reports(number)) }
    nothing_to_restore { English("Your own reports are already as they were then.") }
}
