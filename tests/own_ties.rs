//! Ties that a person made or judged, on the command line and in files.

mod common;

use std::{fs, path::Path};

use common::{contactline, open_window, settle};
use contactline::{
    model::{Annotated, Annotation, Day, Grade, Judged, TieEnd, TieKind, Verdict},
    session::{Command, Session, file, link},
    view::Action,
};
use serde_json::Value;

fn end(report: &str, claim: u32) -> TieEnd {
    TieEnd {
        report: report.into(),
        claim: Some(claim),
    }
}

/// No file and no rule has it: the Armenian ministry reports fire of 8 August at Zod, that of Azerbaijan
/// fire from Vardenis.
fn own_tie() -> Judged {
    Judged {
        from: end("am-mod/2022-08-08/asbarez", 1),
        to: end("az-mod/2022-08-08/daily-sabah", 1),
    }
}

const REASON: &str = "Both speak of Zod";

fn judged() -> Session {
    let mut session = Session::default();
    let verdict = Verdict::Joined(TieKind::Denies);
    session.verdicts.insert(own_tie(), verdict);
    let says = Annotation {
        grade: Grade::NOT_JUDGED,
        comment: REASON.into(),
        day: Day::from_ymd(2026, 11, 27).expect("a day"),
    };
    let annotations = std::sync::Arc::make_mut(&mut session.annotations);
    annotations.set(Annotated::Tie(own_tie()), Some(says));
    session
}

/// What a command prints.
fn printed(args: &[&str]) -> String {
    let done = contactline(args);
    let trouble = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{trouble}");
    String::from_utf8(done.stdout).expect("text")
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a path")
}

const DAYS: [&str; 4] = ["--from", "2022-08-07", "--to", "2022-08-08"];

/// Kalbajar on these days, as compared with a session.
fn compared(session: Option<&str>, more: &[&str]) -> String {
    let mut args = vec!["compare", "--region", "kalbajar"];
    args.extend(DAYS);
    args.extend(session.iter().flat_map(|path| ["--session", path]));
    args.extend(more);
    printed(&args)
}

/// What the claim of Azerbaijan is tied to there.
fn ties_of_claim(session: &str) -> Vec<Value> {
    let found: Value = serde_json::from_str(&compared(Some(session), &["--json"])).expect("JSON");
    let events = found["events"].as_array().expect("events");
    assert_eq!(events.len(), 1);
    assert_eq!(events[0]["standing"][0], "contradicted");
    let said = events[0]["said"].as_array().expect("what is said");
    let is_it = |of: &&Value| of["report"] == "az-mod/2022-08-08/daily-sabah" && of["claim"] == 1;
    let claim = said.iter().find(is_it).expect("the claim");
    claim["ties"].as_array().expect("ties").clone()
}

#[test]
fn the_commands_count_with_what_the_person_judged_and_say_why() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("session.json");
    fs::write(&path, file::write(&judged())).expect("written");
    let expected = serde_json::json!([{
        "kind": "denies", "report": "am-mod/2022-08-08/asbarez", "claim": 1, "basis": "person",
        "verdict": "own-denies", "reason": "", "verdict_reason": REASON, "verdict_day": "2026-11-27",
    }]);
    assert_eq!(Value::from(ties_of_claim(text(&path))), expected);
    // By hand: without it nobody denies what is said of Kalbajar on these days.
    assert!(compared(None, &[]).contains("one side only"));
    let words = compared(Some(text(&path)), &[]);
    assert!(words.contains("contradicted"), "{words}");
    let line = "Set by you: am-mod/2022-08-08/asbarez denies this; Your reason of 27 Nov 2026: \
                Both speak of Zod";
    assert!(words.contains(line), "{words}");
    let table = compared(Some(text(&path)), &["--csv"]);
    let cell = "denies am-mod/2022-08-08/asbarez#1 (person, own-denies): Both speak of Zod";
    assert!(table.contains(cell), "{table}");

    // So does the list, for the records alone that have ties.
    let mut args = vec!["list", "--json", "--reporter", "az-mod"];
    args.extend(DAYS);
    args.extend(["--session", text(&path)]);
    let rows: Value = serde_json::from_str(&printed(&args)).expect("JSON");
    let rows = rows.as_array().expect("rows");
    let tied: Vec<&Value> = rows.iter().filter(|row| row["ties"].is_array()).collect();
    assert_eq!(rows.len(), 2);
    assert_eq!(tied.len(), 1);
    assert_eq!(tied[0]["ties"], expected);

    // A link tells verdicts, and no reasons.
    let ties = ties_of_claim(&link::write(&judged()));
    assert_eq!(ties[0]["verdict"], "own-denies");
    assert_eq!(ties[0].get("verdict_reason"), None);
    // A rejected one joins nothing.
    let mut rejected = judged();
    rejected.verdicts.insert(own_tie(), Verdict::Rejected);
    fs::write(&path, file::write(&rejected)).expect("written");
    assert!(compared(Some(text(&path)), &[]).contains("one side only"));
}

#[test]
fn a_project_is_compared_with_what_was_judged_in_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("judged.gpkg");
    let mut window = open_window(&[], None);
    for command in [
        Command::JudgeTie(own_tie(), Some(Verdict::Joined(TieKind::Denies))),
        Command::Annotate(
            Annotated::Tie(own_tie()),
            judged().annotations.of(&Annotated::Tie(own_tie())).cloned(),
        ),
    ] {
        window.state_mut().act(Action::Do(command));
        settle(&mut window);
    }
    window.state_mut().act(Action::SaveProjectAs(path.clone()));
    settle(&mut window);
    drop(window);
    let ties = ties_of_claim(text(&path));
    assert_eq!(ties.len(), 1);
    assert_eq!(ties[0]["verdict"], "own-denies");
    assert_eq!(ties[0]["verdict_reason"], REASON);
    assert_eq!(ties[0]["verdict_day"], "2026-11-27");
    // What it does not hold is opened for nobody who has not asked.
    let mut naming = judged();
    let table = folder.path().join("more.csv");
    naming
        .files
        .push(contactline::session::OpenFile::at(&table, &[]));
    let session = folder.path().join("session.json");
    fs::write(&session, file::write(&naming)).expect("written");
    let refused = contactline(&["compare", "--session", text(&session)]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("more.csv"));
}
