//! Grades, comments and evidence of the person, driven through the real panels.

use std::{fs, path::Path, sync::Arc};

use crate::common::{
    Window, click, contactline, open_window, press, session, settle, shows, type_into,
};
use contactline::{
    model::{Annotated, RegionKey, ReportKey},
    query::condition::Condition,
    session::{Command, Selection, link},
    view::{Action, EvidenceAction},
};
use egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::Queryable as _;

const REPORT: &str = "az-mod/2022-08-08/daily-sabah";

fn select_report(window: &mut Window) {
    let report = Selection::Report(ReportKey::of_base(REPORT));
    window
        .state_mut()
        .act(Action::Do(Command::Select(Some(report))));
    settle(window);
}

fn choose(window: &mut Window, scale: &str, grade: &str) {
    window.get_by_role_and_label(Role::ComboBox, scale).click();
    settle(window);
    click(window, grade);
    settle(window);
}

#[test]
fn a_report_is_graded_and_the_grade_is_kept_listed_exported_and_undone() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("session.json");
    let mut window = open_window(&[], Some(&store));
    let counts = window.state().derived().answer.accounts;
    select_report(&mut window);
    press(&mut window, "Grade");
    let of_report = format!("Credibility of the report {REPORT}");
    choose(&mut window, &of_report, "2 · probably true");
    choose(&mut window, "Reliability of AZ MoD", "C · fairly reliable");
    type_into(
        &mut window,
        "Reason or comment on this report",
        "Same in two outlets",
    );
    press(&mut window, "Save");
    settle(&mut window);
    assert!(shows(&window, "Grade C2"));
    assert!(shows(&window, "Same in two outlets"));
    // It changes no count and leaves with no link.
    assert_eq!(window.state().derived().answer.accounts, counts);
    let sent = link::read(&link::write(session(&window))).expect("a link");
    assert!(sent.personal.annotations.is_empty());
    // In the table of records, where it can be filtered by.
    window.key_press_modifiers(Modifiers::COMMAND, Key::T);
    settle(&mut window);
    press(&mut window, "Columns");
    press(&mut window, "Grade");
    settle(&mut window);
    window.key_press(Key::Escape);
    settle(&mut window);
    press(&mut window, "Filter columns");
    type_into(&mut window, "Filter Grade", "C2");
    settle(&mut window);
    assert!(
        shows(&window, "2 of 4 records"),
        "both claims of the report"
    );
    // Asked for by a condition; what is seen follows when the grade changes.
    let seen = |window: &Window| window.state().derived().answer.accounts;
    let condition = Condition::parse("credibility = 3 or better").expect("a condition");
    let ask = |condition| Action::Do(Command::Ask(condition));
    window.state_mut().act(ask(Some(condition)));
    settle(&mut window);
    assert_eq!(seen(&window).shown, 2, "{}", seen(&window));
    window.state_mut().act(ask(None));
    settle(&mut window);
    assert_eq!(seen(&window), counts);
    // Exported under the names these grades have elsewhere.
    let table = folder.path().join("out.csv");
    window.state_mut().act(Action::Export(table.clone()));
    settle(&mut window);
    let text = fs::read_to_string(&table).expect("written");
    let graded = text.lines().filter(|line| line.starts_with(REPORT));
    let graded: Vec<&str> = graded.collect();
    assert_eq!(graded.len(), 2, "{text}");
    // Properties stand in one cell as JSON, whose quotation marks are doubled.
    for said in [
        r#"""source_reliability"":""C"""#,
        r#"""information_credibility"":""2"""#,
        r#"""analyst_comment"":""Same in two outlets"""#,
    ] {
        assert!(graded.iter().all(|line| line.contains(said)), "{text}");
    }
    let others = text
        .lines()
        .filter(|line| line.contains("information_credibility"));
    assert_eq!(others.count(), 2, "no other report is graded");
    window.run_steps(40);
    settle(&mut window);
    drop(window);

    let mut again = open_window(&[], Some(&store));
    select_report(&mut again);
    assert!(shows(&again, "Grade C2"));
    // Back to nothing, and undone.
    press(&mut again, "Grade C2");
    choose(&mut again, "Reliability of AZ MoD", "F · cannot be judged");
    press(&mut again, "Save");
    settle(&mut again);
    assert!(shows(&again, "Grade F2"));
    let reporter = Annotated::Reporter("az-mod".into());
    assert!(session(&again).personal.annotations.of(&reporter).is_none());
    again.state_mut().act(Action::Undo);
    settle(&mut again);
    assert!(shows(&again, "Grade C2"));
}

#[test]
fn a_region_has_a_comment() {
    let mut window = open_window(&[], None);
    let lachin = Selection::Region(RegionKey::new("lachin"));
    window
        .state_mut()
        .act(Action::Do(Command::Select(Some(lachin))));
    settle(&mut window);
    press(&mut window, "Comment");
    // A region has no grade.
    assert!(!shows(&window, "Grade and comment"));
    assert!(!shows(&window, "The Admiralty scheme"));
    type_into(
        &mut window,
        "Comment on Lachin / Berdzor",
        "Corridor moved in August",
    );
    press(&mut window, "Save");
    settle(&mut window);
    assert!(shows(&window, ": Corridor moved in August"));
}

/// Kept with its digest, shown, verified, undone, exported, saved in a project and found there elsewhere.
#[test]
fn evidence_of_a_report_is_kept_verified_and_goes_into_projects() {
    // The SHA-256 of "abc", in FIPS 180-2.
    const OF_ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("session.json");
    let page = folder.path().join("page.html");
    fs::write(&page, "abc").expect("written");
    let mut window = open_window(&[], Some(&store));
    let counts = window.state().derived().answer.accounts;
    select_report(&mut window);
    press(&mut window, "Evidence");
    type_into(&mut window, "Saved file", &page.display().to_string());
    type_into(&mut window, "Address it was taken from", "example.org/a");
    press(&mut window, "Add");
    settle(&mut window);
    assert!(shows(&window, "'example.org/a' is not an address"));
    window
        .state_mut()
        .act(Action::Evidence(EvidenceAction::Offer(ReportKey::of_base(
            REPORT,
        ))));
    settle(&mut window);
    type_into(&mut window, "Saved file", &page.display().to_string());
    type_into(
        &mut window,
        "Address it was taken from",
        "https://example.org/a",
    );
    type_into(&mut window, "Captured by", "Ani");
    press(&mut window, "Add");
    settle(&mut window);
    assert!(shows(&window, &format!("SHA-256 {OF_ABC}")));
    assert!(shows(&window, "3 bytes, captured on"));
    assert!(shows(&window, "by Ani"));
    assert!(shows(&window, "Evidence (1)"));
    // The text of it as well; and whatever becomes of the page, what was kept is there.
    type_into(&mut window, "Or a text", "Six incidents at two districts");
    press(&mut window, "Add");
    settle(&mut window);
    assert!(shows(&window, "Evidence (2)"));
    fs::remove_file(&page).expect("gone");
    press(&mut window, "Verify");
    settle(&mut window);
    let unaltered = window.get_all_by_label("unaltered").count();
    assert_eq!(unaltered, 2);
    let kept = folder.path().join("evidence").join(OF_ABC);
    fs::write(&kept, "abd").expect("altered");
    press(&mut window, "Verify");
    settle(&mut window);
    assert_eq!(window.get_all_by_label("altered").count(), 1);
    fs::write(&kept, "abc").expect("put right");

    assert_eq!(window.state().derived().answer.accounts, counts);
    let sent = link::read(&link::write(session(&window))).expect("a link");
    assert!(sent.personal.evidence.is_empty());
    let table = folder.path().join("out.csv");
    window.state_mut().act(Action::Export(table.clone()));
    settle(&mut window);
    let text = fs::read_to_string(&table).expect("written");
    let named = format!("page.html sha256:{OF_ABC}; text-");
    let named = text.lines().filter(|line| line.contains(&named));
    assert_eq!(named.count(), 2, "both claims of the report");

    let project = folder.path().join("desk.gpkg");
    window
        .state_mut()
        .act(Action::SaveProjectAs(project.clone()));
    settle(&mut window);
    assert!(project.exists());
    window.state_mut().act(Action::Undo);
    settle(&mut window);
    assert_eq!(
        session(&window).personal.evidence.iter().count(),
        1,
        "the last is taken back"
    );
    drop(window);

    // Somebody else's computer.
    let other = tempfile::tempdir().expect("a folder");
    let copy = other.path().join("copy.gpkg");
    fs::copy(&project, &copy).expect("copied");
    let verify = |project: &Path| {
        let out = contactline(&["verify", &project.display().to_string()]);
        (
            out.status.code(),
            String::from_utf8(out.stdout).expect("text"),
        )
    };
    let (code, said) = verify(&copy);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains(&format!("unaltered  {OF_ABC}")), "{said}");
    assert!(
        said.ends_with("2 unaltered, 0 altered, 0 missing\n"),
        "{said}"
    );
    let mut theirs = open_window(&[&copy], Some(&other.path().join("session.json")));
    settle(&mut theirs);
    select_report(&mut theirs);
    press(&mut theirs, "Evidence (2)");
    press(&mut theirs, "Verify");
    settle(&mut theirs);
    assert_eq!(theirs.get_all_by_label("unaltered").count(), 2);
    drop(theirs);

    // Tampered with.
    let database = rusqlite::Connection::open(&project).expect("a database");
    let sql = "UPDATE evidence SET bytes = ?1 WHERE sha256 = ?2";
    let altered = database.execute(sql, rusqlite::params![b"abd", OF_ABC]);
    assert_eq!(altered.expect("done"), 1);
    let sql = "DELETE FROM evidence WHERE sha256 <> ?1";
    assert_eq!(database.execute(sql, [OF_ABC]).expect("done"), 1);
    drop(database);
    let (code, said) = verify(&project);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains(&format!("altered    {OF_ABC}")), "{said}");
    assert!(
        said.ends_with("0 unaltered, 1 altered, 1 missing\n"),
        "{said}"
    );
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/settlements.csv");
    assert_eq!(verify(&data).0, Some(2), "no project");
}

#[test]
fn the_text_of_a_statement_that_is_added_is_its_evidence_and_undone_with_it() {
    const TEXT: &str = "The Ministry of Defence of Azerbaijan reports: on 7 August 2022 the armed forces of \
                        Armenia fired four times from the direction of Basarkechar at positions of the \
                        Azerbaijan army in the direction of Kalbajar.";
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("session.json");
    let mut window = open_window(&[], Some(&store));
    window.event(egui::Event::Paste(TEXT.to_owned()));
    settle(&mut window);
    press(&mut window, "Add to the map");
    settle(&mut window);
    assert_eq!(session(&window).own_reports.len(), 1);
    let evidence = Arc::clone(&session(&window).personal.evidence);
    let all: Vec<_> = evidence.iter().collect();
    let [(report, text)] = all[..] else {
        panic!("one: {all:?}");
    };
    assert!(session(&window).own_reports[0].contains(&*report.id));
    let kept = folder.path().join("evidence").join(&*text.sha256);
    assert_eq!(fs::read_to_string(kept).expect("kept"), TEXT);
    window
        .state_mut()
        .act(Action::Do(Command::Select(Some(Selection::Report(
            report.clone(),
        )))));
    settle(&mut window);
    assert!(shows(&window, "Evidence (1)"));
    window.state_mut().act(Action::Undo);
    settle(&mut window);
    window.state_mut().act(Action::Undo);
    settle(&mut window);
    assert!(session(&window).own_reports.is_empty());
    assert!(session(&window).personal.evidence.is_empty());
}
