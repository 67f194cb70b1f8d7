//! Dialogs, menus and notices as a person uses them, driven through the accessible names of their
//! controls.

use crate::common::{self, Window, click, open_window, session, settle, settle_answered, shows};
use contactline::{
    app::{Answered, AskedFor, Desktop},
    session::{Command, Selection},
    view::Action,
};
use egui::{Key, Modifiers, Pos2, accesskit::Role};
use egui_kittest::kittest::{By, NodeT as _, Queryable as _};

/// The name of what has the keyboard.
fn focused(window: &Window) -> String {
    let mut nodes = window.query_all(By::new().predicate(|node| node.is_focused()));
    let name = nodes.next().and_then(|node| node.accesskit_node().label());
    name.unwrap_or_default()
}

fn key(window: &mut Window, key: Key) {
    window.key_press(key);
    window.run();
}

fn ctrl(window: &mut Window, key: Key) {
    window.key_press_modifiers(Modifiers::COMMAND, key);
    // A picture is drawn meanwhile, however long that takes.
    settle(window);
}

#[test]
fn the_keyboard_goes_into_a_dialog_and_comes_back() {
    let mut window = open_window(&[], None);
    for (open, first) in [
        (Key::O, "Path of the file"),
        (Key::V, "Text of the statement"),
        (Key::E, "File to save the picture to"),
    ] {
        window.get_by_label("Play (Space)").focus();
        window.run();
        ctrl(&mut window, open);
        assert_eq!(focused(&window), first);
        // A text field of a dialog leaves Escape to it.
        key(&mut window, Key::Escape);
        assert!(window.query_by_label(first).is_none(), "{first} is closed");
        assert_eq!(focused(&window), "Play (Space)", "after {first}");
    }
    // A dialog without a field is named itself.
    key(&mut window, Key::F1);
    assert_eq!(focused(&window), "Keyboard shortcuts");
    key(&mut window, Key::Escape);
    assert_eq!(focused(&window), "Play (Space)");
}

#[test]
fn escape_closes_the_innermost_thing_only() {
    let mut window = open_window(&[], None);
    window.get_by_label("Region Kalbajar / Karvachar").click();
    settle(&mut window);
    key(&mut window, Key::F1);
    ctrl(&mut window, Key::O);
    assert!(shows(&window, "Path of the file") && shows(&window, "Play or pause"));
    // A list in the dialog above, then that dialog, then the one below, then the selection.
    window.get_by_label("File").click();
    window.run();
    assert!(shows(&window, "Read a statement…"));
    key(&mut window, Key::Escape);
    assert!(!shows(&window, "Read a statement…"));
    assert!(shows(&window, "Path of the file"));
    key(&mut window, Key::Escape);
    assert!(!shows(&window, "Path of the file"));
    assert!(shows(&window, "Play or pause"));
    key(&mut window, Key::Escape);
    assert!(!shows(&window, "Play or pause"));
    assert!(matches!(
        session(&window).selection,
        Some(Selection::Region(_))
    ));
    key(&mut window, Key::Escape);
    assert_eq!(session(&window).selection, None);
}

/// As a hand does it: the pointer comes to the place some frames before it is pressed.
fn slow_click(window: &mut Window, at: Pos2) {
    window.hover_at(at);
    window.run_steps(3);
    window.drag_at(at);
    window.run_steps(2);
    window.drop_at(at);
    window.run_steps(3);
}

#[test]
fn a_menu_opens_from_another_menu() {
    let mut window = open_window(&[], None);
    let titles = ["File", "Edit", "Help", "View", "File"];
    let items = [
        "Save project",
        "Undo",
        "About the data",
        "System theme",
        "Save project",
    ];
    for (title, item) in titles.into_iter().zip(items) {
        let at = window.get_by_label(title).rect().center();
        slow_click(&mut window, at);
        assert!(window.query_by_label(item).is_some(), "{title} is open");
    }
    // A second click closes it.
    let at = window.get_by_label("File").rect().center();
    slow_click(&mut window, at);
    assert!(window.query_by_label("Save project").is_none());
}

#[test]
fn a_menu_is_as_wide_as_its_entries_need() {
    let mut window = open_window(&[], None);
    let at = window.get_by_label("View").rect().center();
    slow_click(&mut window, at);
    for entry in [
        "Records table",
        "Zoom to the line of contact",
        "System theme",
    ] {
        let width = window.get_by_label(entry).rect().width();
        assert!(width < 300.0, "{entry}: {width}");
    }
    // The keys stand at the right of the entry, in the same line.
    window.get_by_label("Records table").click();
    settle(&mut window);
    assert!(session(&window).records_panel);
}

#[test]
fn what_came_in_with_a_file_is_told_with_the_numbers_of_its_layer_and_leads_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("own.csv");
    // Five rows that say something; one without a date that is one, one with a place nobody knows.
    let table = "date,place,lon,lat,count\n2021-03-03,Lachin,46.55,39.64,3\n2021-03-04,Shusha,46.75,39.76,\n\n\
                 3 march,Shusha,46.75,39.76,2\n2021-03-05,Lachin,46.55,39.64,x\n2021-03-06,Nowhereville,,,1\n";
    std::fs::write(&path, table).expect("written");
    let mut window = open_window(&[], None);
    let open = contactline::view::Action::OpenFiles(vec![path]);
    window.state_mut().act(open);
    settle(&mut window);
    let accept = contactline::view::Action::AcceptImport { remember: false };
    window.state_mut().act(accept);
    settle(&mut window);
    let told = "own is open: 5 records, 0 on the map in the selected period, 1 undated, 3 notes";
    assert!(shows(&window, told));
    let layer = |words: &str| window.query_all_by_label(words).count();
    assert_eq!((layer("5 records"), layer("3 notes")), (1, 1));
    click(&mut window, "Show its days and places");
    settle(&mut window);
    let days = session(&window).window;
    assert_eq!(
        (days.first(), days.last()),
        (common::day("2021-03-03"), common::day("2021-03-06"))
    );
}

#[test]
fn latitude_and_longitude_that_seem_swapped_are_told_and_swapped_by_one_click() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("turned.geojson");
    let point = |day: &str, at: &str| {
        format!(
            r#"{{"type": "Feature", "geometry": {{"type": "Point", "coordinates": [{at}]}},
               "properties": {{"reporter": "Test", "date": "2022-08-0{day}"}}}}"#
        )
    };
    let points = [
        point("7", "39.64, 46.54"),
        point("7", "40.11, 46.04"),
        point("8", "40.20, 45.86"),
    ];
    let text = format!(
        r#"{{"type": "FeatureCollection", "features": [{}]}}"#,
        points.join(",")
    );
    std::fs::write(&path, text).expect("written");
    let mut window = open_window(&[], None);
    let open = contactline::view::Action::OpenFiles(vec![path]);
    window.state_mut().act(open);
    settle(&mut window);
    let accept = contactline::view::Action::AcceptImport { remember: false };
    window.state_mut().act(accept);
    settle(&mut window);
    assert!(shows(&window, "turned is open: 3 records"));
    assert!(shows(
        &window,
        "on the map with latitude and longitude swapped"
    ));
    // It stays until it is answered: a passing notice would be over.
    window.run_steps(40);
    let swap = "Swap latitude and longitude";
    window.get_by_role_and_label(Role::Button, swap).click();
    settle(&mut window);
    let reading = session(&window).files[0].reading.clone();
    assert!(reading.is_some_and(|reading| reading.swapped));
    assert!(!shows(
        &window,
        "on the map with latitude and longitude swapped"
    ));
}

#[test]
fn a_dialog_that_a_key_opens_closes_the_menu_that_was_open() {
    let mut window = open_window(&[], None);
    let at = window.get_by_label("File").rect().center();
    slow_click(&mut window, at);
    assert!(window.query_by_label("Save project").is_some());
    ctrl(&mut window, Key::E);
    assert!(shows(&window, "Preview of the picture"));
    assert!(window.query_by_label("Save project").is_none());
}

#[test]
fn a_preview_of_older_choices_is_never_called_the_preview() {
    let mut window = open_window(&[], None);
    ctrl(&mut window, Key::E);
    let is_there = |window: &Window| shows(window, "Preview of the picture");
    assert!(is_there(&window));
    window.get_by_label("Legend").click_accesskit();
    window.step();
    window.step();
    assert!(!is_there(&window) && shows(&window, "Drawing the picture"));
    settle(&mut window);
    assert!(is_there(&window));
    assert!(!shows(&window, "Drawing the picture"));
}

#[test]
fn a_statement_without_a_full_date_says_that_the_day_it_was_published_is_missing() {
    let mut window = open_window(&[], None);
    window.event(egui::Event::Paste(STATEMENT.to_owned()));
    settle(&mut window);
    choose_reporter(&mut window);
    let missing = "missing: the text alone gives no full date";
    assert!(shows(&window, missing) && shows(&window, "Without one it is undated"));
    window.get_by_label("Publication date").focus();
    window.run();
    window
        .get_by_label("Publication date")
        .type_text("2022-08-10");
    settle(&mut window);
    assert!(!shows(&window, missing) && !shows(&window, "Without one it is undated"));
}

#[test]
fn a_notice_goes_after_eight_seconds_and_an_error_stays() {
    let mut window = open_window(&[], None);
    window.state_mut().act(contactline::view::Action::Tell(
        "something broke".to_owned(),
    ));
    window.state_mut().act(contactline::view::Action::CopyLink);
    window.run();
    let copied = "Link to this view copied";
    assert!(shows(&window, copied) && shows(&window, "something broke"));
    // A quarter of a second each.
    window.run_steps(28);
    assert!(shows(&window, copied), "not yet");
    window.run_steps(6);
    assert!(!shows(&window, copied));
    assert!(shows(&window, "something broke"));
    // While somebody points at it, it stays.
    window.state_mut().act(contactline::view::Action::CopyLink);
    window.run();
    let at = window.get_by_label_contains(copied).rect().center();
    window.hover_at(at);
    window.run_steps(50);
    assert!(shows(&window, copied));
}

#[test]
fn a_path_is_kept_when_it_is_refused_and_its_folder_is_shown() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = open_window(&[], None);
    window.key_press_modifiers(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::E);
    window.run();
    let path = folder.path().join("fire.xyz").display().to_string();
    ctrl(&mut window, Key::A);
    window.get_by_label("Path of the new file").type_text(&path);
    window.run();
    let shown_folder = format!("In the folder {}", folder.path().display());
    assert!(shows(&window, &shown_folder));
    key(&mut window, Key::Enter);
    settle(&mut window);
    let field = window.get_by_label("Path of the new file");
    assert_eq!(field.value().as_deref(), Some(path.as_str()));
    assert!(
        std::fs::read_dir(folder.path())
            .expect("a folder")
            .next()
            .is_none()
    );
}

const STATEMENT: &str = "On August 9, at 22:20, units of the Armenian armed forces fired four times from \
    positions in the direction of Zarkand settlement of the Basarkechar region at positions in the \
    direction of Zeylikli settlement of the Kalbajar region. There are no losses.";

fn paste(window: &mut Window) {
    paste_text(window, STATEMENT);
}

fn paste_text(window: &mut Window, text: &str) {
    window.event(egui::Event::Paste(text.to_owned()));
    settle(window);
    window.get_by_label("Publication date").focus();
    window.run();
    ctrl(window, Key::A);
    window
        .get_by_label("Publication date")
        .type_text("2022-08-10");
    settle(window);
}

fn choose_reporter(window: &mut Window) {
    window.get_by_label("Reporter of the statement").click();
    window.run();
    common::press(window, "Ministry of Defence of Azerbaijan (AZ MoD)");
    settle(window);
}

#[test]
fn a_statement_asks_for_its_reporter_and_keeps_its_outlet_and_says_what_is_there_already() {
    let mut window = open_window(&[], None);
    paste(&mut window);
    let asks = "Choose the reporter first";
    assert!(shows(&window, asks));
    assert!(
        window
            .get_by_label("Add to the map")
            .accesskit_node()
            .is_disabled()
    );
    choose_reporter(&mut window);
    assert!(!shows(&window, asks) && !shows(&window, "Already loaded"));
    for (field, text) in [
        ("Outlet that published it", "Report"),
        ("Address of the page", "report.az/1"),
    ] {
        window.get_by_label(field).focus();
        window.run();
        window.get_by_label(field).type_text(text);
        settle(&mut window);
    }
    assert!(shows(&window, "does not begin with https://"));
    window.get_by_label("Address of the page").focus();
    window.run();
    key(&mut window, Key::Home);
    window
        .get_by_label("Address of the page")
        .type_text("https://");
    settle(&mut window);
    common::press(&mut window, "Add to the map");
    settle(&mut window);
    let own = session(&window).own_reports[0].clone();
    assert!(
        own.contains("\"outlet\":\"Report\"") && own.contains("https://report.az/1"),
        "{own}"
    );
    // It is on the map, and among the reports of the place it names.
    window.get_by_label("Region Kalbajar / Karvachar").click();
    settle(&mut window);
    common::press(&mut window, "All time");
    settle(&mut window);
    paste(&mut window);
    choose_reporter(&mut window);
    assert!(shows(&window, "Already loaded"));
}

/// Where a mine went off, and how many shells were fired, stand in the form, can be changed there, and are added.
#[test]
fn the_form_of_a_statement_has_where_a_mine_went_off_and_how_many_shells_were_fired() {
    let mut window = open_window(&[], None);
    paste_text(
        &mut window,
        "On August 9, a truck hit a mine in the Kalbajar region. On August 9, units of the Armenian armed \
         forces fired more than 60 shells at positions in the direction of the Lachin region.",
    );
    choose_reporter(&mut window);
    assert!(shows(&window, "Place of claim 1"));
    assert!(!shows(&window, "Place of claim 2"));
    let rounds = "Shells and shots of claim 2";
    window.get_by_label(rounds).focus();
    window.run();
    ctrl(&mut window, Key::A);
    window.get_by_label(rounds).type_text(">=70");
    settle(&mut window);
    common::press(&mut window, "Add to the map");
    settle(&mut window);
    let own = session(&window).own_reports[0].clone();
    for part in [
        "\"places\":[{\"region\":\"kalbajar\"}]",
        "\"activity\":\"mine\"",
        "\"inexact\":\"rounds >=70\"",
    ] {
        assert!(own.contains(part), "{part}: {own}");
    }
}

/// A stretch that was typed and not entered is added as what it is, and a place nobody knows is not lost in silence.
#[test]
fn a_stretch_that_is_typed_into_the_form_of_a_statement_is_kept() {
    let mut window = open_window(&[], None);
    paste_text(
        &mut window,
        "On August 9, units of the Armenian armed forces fired at positions in the direction of the Gadabay region.",
    );
    choose_reporter(&mut window);
    let target = "Target of claim 1";
    for (typed, added) in [
        ("Nowhere", 0),
        ("Lachin ↔ Lachin", 0),
        ("Kalbajar–Lachin", 1),
    ] {
        common::type_into(&mut window, target, typed);
        common::press(&mut window, "Add to the map");
        settle(&mut window);
        assert_eq!(session(&window).own_reports.len(), added, "{typed}");
    }
    let own = session(&window).own_reports[0].clone();
    let targets =
        r#"[{"region":"gadabay"},{"region":"kalbajar"},{"region":"lachin","stretch":true}]"#;
    assert!(own.contains(targets), "{own}");
}

#[test]
fn meanings_of_columns_are_found_by_typing() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("shots.csv");
    std::fs::write(
        &path,
        "day,whose,note\n2022-08-03,az-mod,a\n2022-08-04,am-mod,b\n",
    )
    .expect("written");
    let mut window = open_window(&[&path], None);
    window.get_by_label("Meaning of the column whose").click();
    window.run();
    assert_eq!(focused(&window), "Search meanings");
    window.get_by_label("Search meanings").type_text("reporter");
    window.run();
    assert!(window.query_by_label("reporter").is_some());
    assert!(window.query_by_label("longitude").is_none());
    window.get_by_label("reporter").click();
    settle(&mut window);
    assert!(
        window.query_by_label("Search meanings").is_none(),
        "the list closes"
    );
    assert!(shows(&window, "reporter az-mod"));
}

/// A desktop that always gives the same answer.
struct Says(Answered);

impl Desktop for Says {
    fn ask(&self, _: &str, _: &AskedFor) -> Answered {
        self.0.clone()
    }

    fn wants_less_motion(&self) -> bool {
        self.0 == Answered::Nothing
    }
}

#[test]
fn a_desktop_that_wants_less_motion_is_followed_until_the_person_chooses() {
    let seconds = |window: &Window| window.ctx.global_style().animation_time;
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("session.json");
    let mut window = open_window(&[], Some(&store));
    assert!(seconds(&window) > 0.0);
    window.state_mut().ask_instead(Says(Answered::Nothing));
    settle(&mut window);
    assert_eq!(seconds(&window), 0.0, "as the desktop wants it");
    // It is the desktop's wish and not the person's: another desktop is followed as well.
    window.state_mut().ask_instead(Says(Answered::NoDialog));
    settle(&mut window);
    assert!(seconds(&window) > 0.0);
    let still = |still| Action::Do(Command::KeepStill(Some(still)));
    window.state_mut().act(still(true));
    settle(&mut window);
    assert_eq!(seconds(&window), 0.0, "the person wants it");
    window.state_mut().act(still(false));
    window.state_mut().ask_instead(Says(Answered::Nothing));
    settle(&mut window);
    assert!(seconds(&window) > 0.0, "and stands above the desktop");
    window.run_steps(40);
    settle(&mut window);
    drop(window);
    let mut again = open_window(&[], Some(&store));
    again.state_mut().ask_instead(Says(Answered::Nothing));
    settle(&mut again);
    assert!(seconds(&again) > 0.0, "in the next window too");
}

#[test]
fn where_the_desktop_has_no_dialog_or_nothing_is_chosen_the_typed_path_stays() {
    let typed = "/somewhere/else/my data.csv";
    let told = "This desktop shows no file dialog";
    for (open, field) in [
        ((Modifiers::COMMAND, Key::O), "Path of the file"),
        (
            (Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::E),
            "Path of the new file",
        ),
        ((Modifiers::COMMAND, Key::E), "File to save the picture to"),
        (
            (Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::S),
            "Path of the project",
        ),
    ] {
        for answer in [Answered::NoDialog, Answered::Nothing] {
            let mut window = open_window(&[], None);
            window.state_mut().ask_instead(Says(answer.clone()));
            window.key_press_modifiers(open.0, open.1);
            // A preview is drawn, which takes as long as it takes.
            settle(&mut window);
            ctrl(&mut window, Key::A);
            window.get_by_label(field).type_text(typed);
            settle(&mut window);
            common::press(&mut window, "Browse…");
            settle_answered(&mut window);
            let value = window.get_by_label(field).value();
            assert_eq!(value.as_deref(), Some(typed), "{field} after {answer:?}");
            assert_eq!(
                shows(&window, told),
                answer == Answered::NoDialog,
                "{field}"
            );
        }
    }
}

#[test]
fn what_is_chosen_in_the_dialog_of_the_desktop_is_opened() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("fire.csv");
    std::fs::write(&path, "date,reporter,target\n2022-08-07,az-mod,kalbajar\n").expect("written");
    let mut window = open_window(&[], None);
    window
        .state_mut()
        .ask_instead(Says(Answered::Paths(vec![path])));
    ctrl(&mut window, Key::O);
    common::press(&mut window, "Browse…");
    settle_answered(&mut window);
    assert!(!shows(&window, "Path of the file"), "the dialog is closed");
    // A table is looked at first.
    assert!(shows(&window, "fire.csv"));
}

/// Whether or not it says when it was published.
#[test]
fn a_statement_that_is_there_already_is_told_before_it_is_added_again() {
    const TEXT: &str = "Azerbaijan MoD: On August 9, 2022, at 22:20, units of the Armenian armed \
        forces fired four times from positions in the direction of Zarkand settlement of the \
        Basarkechar region at positions in the direction of Zeylik settlement of the Kalbajar region.";
    let mut window = open_window(&[], None);
    let paste = |window: &mut Window, text: &str| {
        window.event(egui::Event::Paste(text.to_owned()));
        settle(window);
        settle(window);
    };
    paste(&mut window, TEXT);
    assert!(!shows(&window, "Already loaded"));
    click(&mut window, "Add to the map");
    settle(&mut window);
    paste(&mut window, TEXT);
    assert!(shows(&window, "Already loaded"));
    window.key_press(Key::Escape);
    settle(&mut window);
    // Of another day it is another statement.
    paste(&mut window, &TEXT.replace("August 9", "August 10"));
    assert!(!shows(&window, "Already loaded"));
}

/// A dialog may open under a pointer that rests, from a key or when a file is read.
#[test]
fn no_tooltip_of_the_map_stays_above_a_dialog() {
    let mut window = open_window(&[], None);
    window.hover_at(Pos2::new(583.0, 330.0));
    window.run_steps(30);
    let tip = |window: &Window| shows(window, "District of") || shows(window, "Raion of");
    assert!(tip(&window));
    ctrl(&mut window, Key::V);
    assert!(shows(&window, "Read a statement"));
    assert!(!tip(&window));
    // Nor where the pointer is beside it.
    key(&mut window, Key::Escape);
    window.hover_at(Pos2::new(700.0, 140.0));
    window.run_steps(30);
    assert!(tip(&window));
    ctrl(&mut window, Key::O);
    assert!(shows(&window, "Path of the file"));
    window.hover_at(Pos2::new(702.0, 141.0));
    window.run_steps(30);
    assert!(!tip(&window));
}

#[test]
fn enter_behind_the_path_of_a_picture_saves_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("typed.svg");
    let mut window = open_window(&[], None);
    ctrl(&mut window, Key::E);
    let field = window.get_by_label("File to save the picture to");
    field.focus();
    settle(&mut window);
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    let field = window.get_by_label("File to save the picture to");
    field.type_text(path.to_str().expect("text"));
    settle(&mut window);
    // A picture is drawn and written, however long that takes.
    window.key_press(Key::Enter);
    settle(&mut window);
    let svg = std::fs::read_to_string(&path).expect("saved");
    assert!(svg.starts_with("<svg") || svg.starts_with("<?xml"));
}
