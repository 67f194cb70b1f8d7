//! A person's own work: where it is kept, what other windows did, and its history.

use super::{compare::tie_kind, units::count};
use crate::model::Verdict;

phrases! {
    not_ours { English("it is not a file of Contactline") }
    newer { English("it was made by a newer version of Contactline; update to open it") }
    damaged(found: &str) { English("it is damaged ({found})") }

    unreadable(path: &str, error: &str) {
        English("Your own work cannot be read: {error}: {path}. The file is left unchanged. Close the \
                 program, then repair the file, replace it with a copy of yours, or move it away; what you \
                 add meanwhile is kept in the session and merged then.")
    }
    not_written(path: &str, error: &str) {
        English("Your own work cannot be saved: {error}: {path}. Saving is retried every second; what \
                 is not saved when the window closes is kept in the session.")
    }
    not_polled(path: &str, error: &str) {
        English("Changes by other windows cannot be read: {error}: {path}")
    }
    taken_over(number: usize, path: &str) {
        English("Moved {} from the session to {path}, where all windows share your own work.",
                count(number, "own record", "own records"))
    }
    others_added(number: usize) {
        English("Another window added {}.", count(number, "own record", "own records"))
    }
    others_removed(number: usize) {
        English("Another window removed {}.", count(number, "own record", "own records"))
    }
    others_changed(added: usize, removed: usize) {
        English("Another window added {} and removed {removed}.",
                count(added, "own record", "own records"))
    }

    history { English("History of own work") }
    history_menu { English("History of own work…") }
    history_hint(days: i64) {
        English("Additions and removals of reports, of verdicts on ties and reasons for them, of bookmarks, grades, comments and evidence in the last {days} days, times in \
                 UTC. Restore returns your own work to its state before that change; Ctrl+Z undoes it.")
    }
    history_empty { English("No additions or removals in this time.") }
    history_reading { English("Reading the history…") }
    history_none { English("Your own work is not saved anywhere, so it has no history.") }
    history_added(what: &str) { English("added: {what}") }
    history_removed(what: &str) { English("removed: {what}") }
    history_more(number: usize) { English("and {} more", super::units::number(number)) }
    history_record(reporter: &str, day: &str, id: &str) { English("{reporter}, {day} ({id})") }
    history_verdict(verdict: Verdict, from: &str, to: &str) {
        English("{}", match verdict {
            Verdict::Accepted => format!("tie accepted: {from} with {to}"),
            Verdict::Rejected => format!("tie rejected: {from} with {to}"),
            Verdict::Joined(kind) => format!("tie made: {from} {} {to}", tie_kind(kind)),
        })
    }
    history_reason(from: &str, to: &str, reason: &str) {
        English("reason for the tie of {from} with {to}: {reason}")
    }
    history_grade(of: &str, grade: char) { English("grade {grade} for {of}") }
    history_comment(of: &str) { English("comment on {of}") }
    history_evidence(name: &str, report: &str) { English("evidence {name} for {report}") }
    history_sending(report: &str, archive: &str) { English("{report} waits to be added to {archive}") }
    history_bookmark(name: &str) { English("bookmark {name}") }
    history_undated { English("undated") }
    restore { English("Restore") }
    restore_hint(records: usize) {
        English("Return to the state before this: {}", count(records, "own record", "own records"))
    }
    restored(number: usize) { English("Restored: {}.", count(number, "own record", "own records")) }
    nothing_to_restore { English("Your own work is already as it was then.") }
}
