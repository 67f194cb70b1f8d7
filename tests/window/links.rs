//! Nothing of a person's own is lost: following a link shows it beside their own view and opens nothing,
//! and changes are kept while the map plays.

use std::{fs, path::Path, sync::Arc};

use crate::common::{Window, open_window, press, session, settle, shows};
use contactline::{
    session::{OpenFile, Session, file},
    view::Action,
};
use egui_kittest::kittest::Queryable as _;

/// A window whose session is kept, with one opened file.
fn window_with_a_file(store: &Path, table: &Path) -> Window {
    fs::write(table, "date,lat,lon\n2022-08-07,39.8,46.5\n").expect("written");
    let own = Session {
        files: vec![OpenFile::at(table, &[])],
        ..Session::default()
    };
    fs::write(store, file::write(&own)).expect("written");
    let mut window = open_window(&[], Some(store));
    settle(&mut window);
    window
}

fn linked(table: &Path) -> Session {
    fs::write(table, "date,lat,lon\n2022-08-08,39.9,46.6\n").expect("written");
    Session {
        files: vec![OpenFile::at(table, &[])],
        own_reports: vec![Arc::from("{}")],
        ..Session::default()
    }
}

fn files(window: &Window) -> Vec<String> {
    let files = session(window).files.iter();
    files.map(|file| file.name.to_string()).collect()
}

#[test]
fn a_link_opens_no_file_unasked_and_can_be_left() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    let mut window = window_with_a_file(&at("session.json"), &at("own.csv"));
    let before = session(&window).clone();
    let kept = fs::read_to_string(at("session.json")).expect("kept");
    window.state_mut().visit(linked(&at("theirs.csv")));
    settle(&mut window);
    assert_eq!(files(&window), [""; 0]);
    assert!(shows(
        &window,
        "It names 1 file on this computer, not opened:"
    ));
    let path = at("theirs.csv").display().to_string();
    assert!(window.query_by_label(&path).is_some());
    press(&mut window, "Open 1 file");
    assert_eq!(files(&window), ["theirs"]);
    assert!(!shows(&window, "not opened:"));
    // Nothing of it is kept, also where the window is closed.
    window.run_steps(40);
    settle(&mut window);
    eframe::App::on_exit(window.state_mut());
    assert_eq!(fs::read_to_string(at("session.json")).expect("kept"), kept);
    press(&mut window, "Back to my view");
    assert_eq!(*session(&window), before);
    assert!(!shows(&window, "You are looking at a shared view"));
}

#[test]
fn a_link_that_is_kept_leaves_own_files_and_reports_in_place() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    let mut window = window_with_a_file(&at("session.json"), &at("own.csv"));
    window.state_mut().visit(linked(&at("theirs.csv")));
    settle(&mut window);
    press(&mut window, "Keep this view");
    assert_eq!(files(&window), ["own"]);
    assert_eq!(session(&window).own_reports.len(), 1);
    window.run_steps(40);
    settle(&mut window);
    drop(window);
    let kept = open_window(&[], Some(&at("session.json")));
    let kept = session(&kept);
    assert_eq!((kept.files.len(), kept.own_reports.len()), (1, 1));
}

#[test]
fn changes_are_kept_while_the_map_plays() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("session.json");
    let mut window = open_window(&[], Some(&store));
    let before = fs::read_to_string(&store).ok();
    window.state_mut().act(Action::Play(true));
    // Frames of a quarter of a second: eight seconds, in each of which something changes.
    for _ in 0..32 {
        window.step();
    }
    let now = session(&window).window;
    drop(window);
    let kept = fs::read_to_string(&store).expect("kept");
    assert_ne!(before, Some(kept.clone()));
    let kept = file::read(&kept).expect("a session");
    assert_ne!(kept.window, Session::default().window, "playing moved it");
    assert!(kept.window.first() <= now.first());
}
