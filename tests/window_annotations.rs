//! Grades and comments of the person, driven through the real panels.

mod common;

use std::fs;

use common::{Window, click, open_window, press, session, settle, shows, type_into};
use contactline::{
    model::{Annotated, RegionKey, ReportKey},
    session::{Command, Selection, link},
    view::Action,
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
    assert!(sent.annotations.is_empty());
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
    assert!(session(&again).annotations.of(&reporter).is_none());
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
