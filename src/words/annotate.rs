//! Grades and comments of a person.

use crate::model::Grade;

phrases! {
    title { English("Grade and comment") }
    grade { English("Grade") }
    grade_hint {
        English("Your grade of the reporter (A to F) and of this report (1 to 6), and a comment. Nothing is graded unless you do it.")
    }
    graded(code: &str) { English("Grade {code}") }
    graded_hint(reliability: &str, credibility: &str) {
        English("Your grade. Reporter: {reliability}. Report: {credibility}. Click to change it.")
    }
    comment { English("Comment") }
    comment_hint { English("A comment of yours on this region. It is outside of all counts.") }
    scheme { English("The Admiralty scheme (NATO AJP-2.1). Grades and comments change no count, are part of no link, and are exported with the records.") }
    comment_scheme { English("A comment changes no count and is part of no link. It is kept with your own work.") }
    reporter(short: &str) { English("Reliability of {short}") }
    reporter_all { English("Holds for all reports of this reporter.") }
    report(id: &str) { English("Credibility of the report {id}") }
    region(name: &str) { English("Comment on {name}") }
    reason { English("Reason or comment") }
    tie_title { English("Reason for a tie") }
    tie(from: &str, kind: &str, to: &str) { English("{from}\n{kind}\n{to}") }
    tied_to { English("tied to") }
    tie_reason { English("Reason for this tie") }
    tie_button { English("Reason…") }
    tie_button_hint { English("Why you judge this tie as you do, in a few words. Kept with its day.") }
    tie_scheme {
        English("A reason is shown and exported with its tie. It changes no count, is part of no link, and goes when your verdict on the tie changes.")
    }
    said_of_tie(day: &str, reason: &str) { English("Your reason of {day}: {reason}") }
    reporter_reason(short: &str) { English("Reason or comment on {short}") }
    report_reason { English("Reason or comment on this report") }
    written(day: &str) { English("Written on {day}") }
    said(day: &str, comment: &str) { English("Your comment of {day}: {comment}") }
    said_of_reporter(day: &str, comment: &str) { English("Your comment of {day} on the reporter: {comment}") }
    save { English("Save") }
    gone { English("What this is about is not in the data any more.") }
    column { English("Grade") }
}

/// What a grade says of a reporter, with its letter.
pub fn reliability(grade: Grade) -> String {
    let letter = grade.reliability();
    let words = match (super::interface(), letter) {
        (super::Interface::English, 'A') => "completely reliable",
        (super::Interface::English, 'B') => "usually reliable",
        (super::Interface::English, 'C') => "fairly reliable",
        (super::Interface::English, 'D') => "not usually reliable",
        (super::Interface::English, 'E') => "unreliable",
        (super::Interface::English, _) => "cannot be judged",
    };
    format!("{letter} · {words}")
}

/// What a grade says of a report, with its figure.
pub fn credibility(grade: Grade) -> String {
    let figure = grade.credibility();
    let words = match (super::interface(), figure) {
        (super::Interface::English, '1') => "confirmed by other sources",
        (super::Interface::English, '2') => "probably true",
        (super::Interface::English, '3') => "possibly true",
        (super::Interface::English, '4') => "doubtful",
        (super::Interface::English, '5') => "improbable",
        (super::Interface::English, _) => "cannot be judged",
    };
    format!("{figure} · {words}")
}
