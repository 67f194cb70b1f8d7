//! The window as a person uses it, driven through the accessible names of its controls. No display
//! and no graphics card is needed.

use std::path::{Path, PathBuf};

use crate::common::{
    self, click, day, days, drag, open_window, panels, press, rect, scroll_details_to, session,
    settle, shows, type_into, wheel,
};
use contactline::{
    app::{App, Loaded, load},
    model::{Language, geo::Coord},
    render::Basemap,
    scene::{Camera, LayerKind, Theme},
    session::{Command, Selection, Session, ThemeChoice},
    view::Action,
};
use egui::{Key, Modifiers, Rect, pos2, vec2};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};

fn open(store: Option<PathBuf>) -> Harness<'static, App> {
    open_window(&[], store.as_deref())
}

fn shown(harness: &Harness<'_, App>) -> usize {
    harness.state().derived().answer.accounts.shown
}

#[test]
fn the_first_look_is_the_window_of_7_and_8_august_2022_with_its_accounts() {
    let harness = open(None);
    assert_eq!(session(&harness).window, days("2022-08-07", "2022-08-08"));
    for words in [
        "4 shown",
        "555 outside the period",
        "8 duplicates",
        "0 hidden by filters",
        "69 undated",
        "0 not on the map",
        "= 636 loaded",
        "Region Kalbajar / Karvachar",
        "Region Vardenis / Basarkechar",
        "AZ MoD: 6 incidents",
        "Click a region or an arrow",
    ] {
        assert!(shows(&harness, words), "{words}");
    }
}

#[test]
fn clicking_a_region_shows_what_is_reported_of_it() {
    let mut harness = open(None);
    click(&mut harness, "Region Kalbajar / Karvachar");
    let selection = session(&harness).selection.clone();
    assert!(matches!(selection, Some(Selection::Region(key)) if &*key.0 == "kalbajar"));
    for words in [
        "Kəlbəcər · Քարվաճառ · Кельбаджар · Kelbecer",
        "District of Azerbaijan",
        "Fire received, as reported",
        "No report of fire from here in the selected period.",
        "Daily Sabah",
        "6 incidents",
        "4 incidents",
        "10 incidents in total, as reported.",
        "Regnum",
        "known to the region only",
        "reports no losses",
    ] {
        assert!(shows(&harness, words), "{words}");
    }
}

#[test]
fn clicking_again_at_the_same_spot_reaches_what_lies_below() {
    let mut harness = open(None);
    // The name of Tartar lies on the peacekeepers' area.
    let at = rect(&harness, "Region Tartar").center() + vec2(12.0, 4.0);
    let click_at = |harness: &mut Harness<'_, App>| {
        harness.hover_at(at);
        harness.run();
        harness.drag_at(at);
        harness.drop_at(at);
        harness.run();
        // Longer than a double click takes.
        harness.run_steps(40);
        session(harness).selection.clone()
    };
    let first = click_at(&mut harness);
    assert!(matches!(first, Some(Selection::Region(_))), "{first:?}");
    let second = click_at(&mut harness);
    assert!(matches!(second, Some(Selection::Zone(_))), "{second:?}");
    assert!(shows(&harness, "From 10 Nov 2020 to 12 Jun 2024."));
    assert_eq!(click_at(&mut harness), first, "round and round");
}

#[test]
fn clicking_a_bundle_shows_its_reports() {
    let mut harness = open(None);
    harness.get_by_label_contains("AZ MoD: 4 incidents").click();
    harness.run();
    assert!(matches!(
        session(&harness).selection,
        Some(Selection::Bundle(_))
    ));
    assert!(shows(
        &harness,
        "sniper rifles, weapons of various calibres"
    ));
    assert!(shows(&harness, "known to the zone only"));
}

#[test]
fn dragging_the_end_of_the_window_changes_the_accounts_and_undo_takes_it_back() {
    let mut harness = open(None);
    let before = session(&harness).window;
    let handle = rect(&harness, "Last day of the period").center();
    drag(&mut harness, handle, vec2(160.0, 0.0));
    let after = session(&harness).window;
    assert_eq!(after.first(), before.first());
    assert!(after.last() > before.last(), "{after}");
    assert!(shown(&harness) > 4);
    assert!(!shows(&harness, "555 outside the period"));
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run();
    assert_eq!(session(&harness).window, before, "one drag is one step");
    assert!(shows(&harness, "555 outside the period"));
    harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    harness.run();
    assert_eq!(session(&harness).window, after);
}

#[test]
fn the_window_can_be_dragged_whole() {
    let mut harness = open(None);
    let before = session(&harness).window;
    let middle = rect(&harness, "Selected period: 7–8 Aug 2022").center();
    drag(&mut harness, middle, vec2(-120.0, 0.0));
    let after = session(&harness).window;
    assert_eq!(after.len(), before.len());
    assert!(after.last() < before.first(), "{after}");
}

#[test]
fn the_handles_answer_to_the_keyboard() {
    let mut harness = open(None);
    harness
        .get_by_label_contains("First day of the period")
        .focus();
    harness.run();
    harness.key_press(Key::ArrowLeft);
    harness.run();
    assert_eq!(session(&harness).window, days("2022-08-06", "2022-08-08"));
    harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowLeft);
    harness.run();
    assert_eq!(session(&harness).window, days("2022-07-30", "2022-08-08"));
    assert!(shown(&harness) > 4);
}

#[test]
fn a_typed_date_moves_the_window_and_a_wrong_one_does_not() {
    let mut harness = open(None);
    let type_date = |harness: &mut Harness<'_, App>, text: &str| {
        let field = harness.get_by_label("First day");
        field.focus();
        harness.run();
        harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
        harness.get_by_label("First day").type_text(text);
        harness.run();
        harness.key_press(Key::Enter);
        harness.run();
    };
    type_date(&mut harness, "2022-13-40");
    assert_eq!(session(&harness).window, days("2022-08-07", "2022-08-08"));
    type_date(&mut harness, "2022-08-01");
    assert_eq!(session(&harness).window, days("2022-08-01", "2022-08-08"));
}

#[test]
fn what_is_typed_in_a_slow_frame_stays_in_its_field() {
    let mut harness = open(None);
    harness.get_by_label("First day").focus();
    harness.run();
    let before = session(&harness).camera;
    // All of it comes in one frame.
    let keys = [Key::Minus, Key::Minus, Key::Enter].map(|key| egui::Event::Key {
        key,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::NONE,
    });
    harness.input_mut().events.extend(keys);
    harness.run();
    assert_eq!(session(&harness).camera, before);
}

#[test]
fn all_time_shows_every_report_that_has_a_date_and_a_place() {
    let mut harness = open(None);
    click(&mut harness, "All time");
    let accounts = harness.state().derived().answer.accounts;
    assert_eq!(accounts.outside_window, 0);
    assert!(accounts.balance() && accounts.shown > 150, "{accounts:?}");
    harness.get_by_label_contains("not on the map").click();
    harness.run();
    assert_eq!(session(&harness).selection, Some(Selection::Unplaced));
    assert_eq!(accounts.unplaced, 70);
    assert!(shows(&harness, "70 records in"));
    assert!(scroll_details_to(&mut harness, "Denies"));
}

#[test]
fn undated_reports_are_listed_and_say_that_they_are() {
    let mut harness = open(None);
    harness.get_by_label_contains("69 undated").click();
    harness.run();
    assert_eq!(session(&harness).selection, Some(Selection::Undated));
    assert!(shows(&harness, "69 records in 53 reports"));
    assert!(shows(&harness, "undated"));
}

#[test]
fn playing_moves_the_window_and_stops_again() {
    let mut harness = open(None);
    let before = session(&harness).window;
    harness.key_press(Key::Space);
    harness.run_steps(50);
    let after = session(&harness).window;
    assert!(after.first() > before.first(), "{after}");
    assert_eq!(after.len(), before.len());
    assert!(shows(&harness, "Pause (Space)"));
    harness.key_press(Key::Space);
    harness.run();
    assert!(shows(&harness, "Play (Space)"));
    let stopped = session(&harness).window;
    harness.run_steps(50);
    assert_eq!(session(&harness).window, stopped);
    harness.key_press(Key::Comma);
    harness.run();
    assert_eq!(session(&harness).window.first(), stopped.first().plus(-1));
    harness.key_press(Key::CloseBracket);
    harness.run();
    assert_eq!(session(&harness).playback.speed.factor(), 2.0);
}

#[test]
fn hiding_a_reporter_moves_its_groups_to_the_hidden_ones() {
    let mut harness = open(None);
    press(&mut harness, "Show AZ MoD");
    let accounts = harness.state().derived().answer.accounts;
    assert_eq!((accounts.shown, accounts.filtered), (2, 2));
    assert!(!shows(&harness, "AZ MoD: 6 incidents"));
    press(&mut harness, "Reset filters");
    assert_eq!(shown(&harness), 4);
}

#[test]
fn duplicates_can_be_shown_and_are_not_counted_twice() {
    let mut harness = open(None);
    let tallies = harness.state().derived().answer.tallies.clone();
    press(&mut harness, "Type of report");
    press(&mut harness, "Include duplicate publications");
    let answer = &harness.state().derived().answer;
    assert!(answer.accounts.shown > 4 && answer.accounts.balance());
    assert_eq!(answer.tallies, tallies);
}

#[test]
fn a_search_in_any_language_flies_to_the_place() {
    let mut harness = open(None);
    for (typed, key) in [
        ("Քարվաճառ", "kalbajar"),
        ("физули", "fuzuli"),
        ("laçın", "lachin"),
    ] {
        harness.key_press_modifiers(Modifiers::COMMAND, Key::K);
        harness.run();
        let field = harness.get_by_label("Search places, regions and reports");
        field.type_text(typed);
        harness.run();
        harness.key_press(Key::Enter);
        harness.run();
        let selection = session(&harness).selection.clone();
        assert!(
            matches!(&selection, Some(Selection::Region(k)) if &*k.0 == key),
            "{selection:?}"
        );
        assert!(session(&harness).camera.is_some());
    }
    harness.key_press(Key::Home);
    harness.run();
    assert_eq!(session(&harness).camera, None);
}

#[test]
fn a_search_for_a_report_opens_the_window_to_its_days() {
    let mut harness = open(None);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::K);
    harness.run();
    let field = harness.get_by_label("Search places, regions and reports");
    field.type_text("2021-07-23");
    harness.run();
    // Below the day itself.
    harness.key_press(Key::ArrowDown);
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert!(matches!(
        session(&harness).selection,
        Some(Selection::Report(_))
    ));
    assert!(session(&harness).window.contains(day("2021-07-23")));
}

#[test]
fn the_map_moves_and_zooms_by_keys_wheel_and_buttons() {
    let mut harness = open(None);
    harness.key_press(Key::ArrowRight);
    harness.run();
    let east = session(&harness).camera.expect("a camera");
    harness.key_press(Key::Plus);
    harness.run();
    let near = session(&harness).camera.expect("a camera");
    assert!((near.zoom - east.zoom - 1.0).abs() < 1e-6);
    click(&mut harness, "Zoom out (−)");
    let back = session(&harness).camera.expect("a camera");
    assert!((back.zoom - east.zoom).abs() < 1e-6);
    let map = harness.get_by_label("Map").rect().center();
    wheel(&mut harness, map, -50.0);
    let wheeled = session(&harness).camera.expect("a camera");
    assert!(wheeled.zoom > back.zoom + 0.1, "{wheeled:?}");
    drag(&mut harness, map, vec2(100.0, 40.0));
    harness.run_steps(60);
    let dragged = session(&harness).camera.expect("a camera");
    assert!(dragged.center.x < wheeled.center.x && dragged.center.y > wheeled.center.y);
    click(&mut harness, "Zoom to the line of contact (Home)");
    assert_eq!(session(&harness).camera, None);
}

#[test]
fn layers_theme_and_language_are_switched_and_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("session.json");
    let mut harness = open(Some(store.clone()));
    press(&mut harness, "Zone and corridor");
    click(&mut harness, "Dark theme");
    click(&mut harness, "Dismiss the hint");
    harness.get_by_label("Language of place names").click();
    harness.run();
    click(&mut harness, "Հայերեն");
    assert!(shows(&harness, "Region Քարվաճառ"));
    click(&mut harness, "Region Քարվաճառ");
    let kept = session(&harness).clone();
    eframe::App::on_exit(harness.state_mut());
    drop(harness);
    let again = open(Some(store));
    assert_eq!(*session(&again), kept);
    assert_eq!(kept.language, Language::Armenian);
    assert_eq!(kept.theme, ThemeChoice::Always(Theme::Dark));
    assert!(!kept.layers.get(LayerKind::Zones).on);
    assert!(!shows(&again, "Click a region or an arrow"));
    assert!(shows(&again, "Kəlbəcər"));
}

#[test]
fn a_damaged_session_is_set_aside_with_a_message() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("session.json");
    std::fs::write(&store, "{\"version\": 1, \"win").expect("written");
    let mut harness = open(Some(store));
    assert_eq!(session(&harness).window, Session::default().window);
    assert!(shows(&harness, "It was moved to"));
    assert!(folder.path().join("session.damaged-1.json").exists());
    click(&mut harness, "Dismiss");
    assert!(!shows(&harness, "It was moved to"));
}

#[test]
fn a_file_that_cannot_be_opened_is_told_and_the_rest_is_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let broken = folder.path().join("reports.json");
    std::fs::write(&broken, "{\"reports\": [").expect("written");
    let mut harness = Harness::builder()
        .with_size(vec2(1280.0, 800.0))
        .build_eframe(move |creation| App::new(creation, load(&[broken]), None));
    settle(&mut harness);
    assert!(shows(&harness, "reports.json:1:13: not valid JSON"));
    assert!(shows(&harness, "= 636 loaded"));
}

/// A report of one undisputed day, in a file of its own.
const FURTHER: &str = r#"{"reports": [{"id": "test/1", "reporter": "test-observer", "language": "en",
    "published": "2022-08-07", "published_basis": "page", "stance": "claim", "claims": [
    {"by": "unknown", "origins": [], "targets": [{"region": "lachin"}], "count": 2,
     "start": "2022-08-07", "time_precision": "day", "activity": "fire"}]}]}"#;

#[test]
fn a_further_file_is_opened_hidden_renamed_closed_and_brought_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let further = folder.path().join("further.json");
    std::fs::write(&further, FURTHER).expect("written");
    let store = folder.path().join("session.json");
    let mut harness = open(Some(store.clone()));
    assert!(shows(&harness, "= 636 loaded"));
    harness.key_press_modifiers(Modifiers::COMMAND, Key::O);
    harness.run();
    let field = harness.get_by_label("Path of the file");
    field.focus();
    field.type_text(further.to_str().expect("text"));
    harness.run();
    press(&mut harness, "Open");
    settle(&mut harness);
    assert!(shows(&harness, "= 637 loaded"));
    assert!(shows(&harness, "1 record"));
    assert!(shows(&harness, "Show test-observer"));

    press(&mut harness, "further");
    assert!(shows(&harness, "1 hidden by filters"));
    press(&mut harness, "further");
    press(&mut harness, "further: actions");
    press(&mut harness, "Rename");
    let field = harness.get_by_label("New name of the file");
    field.type_text(" of mine");
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(&*session(&harness).files[0].name, "further of mine");

    press(&mut harness, "further of mine: actions");
    press(&mut harness, "Close");
    settle(&mut harness);
    assert!(shows(&harness, "= 636 loaded"));
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.step();
    settle(&mut harness);
    assert!(shows(&harness, "= 637 loaded"));
    eframe::App::on_exit(harness.state_mut());
    drop(harness);

    let mut harness = open(Some(store));
    settle(&mut harness);
    assert!(shows(&harness, "further of mine"));
    assert!(shows(&harness, "= 637 loaded"));
    std::fs::remove_file(&further).expect("gone");
}

/// A file let go of over the window.
#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &std::path::Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}

#[test]
fn a_file_dropped_on_the_map_is_opened() {
    let folder = tempfile::tempdir().expect("a folder");
    let further = folder.path().join("further.json");
    std::fs::write(&further, FURTHER).expect("written");
    let mut harness = open(None);
    let file = std::sync::Arc::new(Dropped(further));
    harness.input_mut().dropped_files.push(file);
    harness.step();
    settle(&mut harness);
    assert!(shows(&harness, "= 637 loaded"));
    press(&mut harness, "further: actions");
    press(&mut harness, "Zoom to layer");
    let camera = session(&harness).camera.expect("the camera was moved");
    assert!((46.0..47.0).contains(&camera.center.x), "{camera:?}");
}

/// The window with these files opened, and whatever has to be asked asked.
fn open_files(files: Vec<PathBuf>) -> Harness<'static, App> {
    let files: Vec<&Path> = files.iter().map(PathBuf::as_path).collect();
    open_window(&files, None)
}

#[test]
fn a_table_is_looked_at_before_it_is_opened_and_its_dates_are_asked() {
    let folder = tempfile::tempdir().expect("a folder");
    let table = folder.path().join("mine.csv");
    let rows = "Uno;Due;Tre\n8/7/2022;Lachin;2\n8/6/2022;Atlantis;1\n";
    std::fs::write(&table, rows).expect("written");
    let mut harness = open_files(vec![table.clone()]);
    assert!(shows(&harness, "Import a file"));
    // The dates are found by their cells, and nothing else is recognised.
    assert!(!shows(&harness, "No column was recognised"));
    let choose = |harness: &mut Harness<'_, App>, column: &str, what: &str| {
        press(harness, &format!("Meaning of the column {column}"));
        press(harness, what);
        settle(harness);
    };
    choose(&mut harness, "Tre", "incidents");
    assert!(shows(&harness, "undated · reporter mine · incidents: 2"));
    choose(&mut harness, "Uno", "date or start");
    choose(&mut harness, "Due", "at (places)");
    assert!(shows(&harness, "are ambiguous"));
    press(&mut harness, "Date order of the file");
    press(&mut harness, "month first");
    settle(&mut harness);
    assert!(shows(
        &harness,
        "2022-08-07 · reporter mine · incidents: 2 · at Lachin"
    ));
    press(
        &mut harness,
        "Always use these settings for files with these columns",
    );
    press(&mut harness, "Open the file with these settings");
    settle(&mut harness);
    assert!(!shows(&harness, "Import a file"));
    assert!(shows(&harness, "= 638 loaded"));
    assert!(shows(&harness, "5 shown"));
    press(&mut harness, "mine: actions");
    press(&mut harness, "Close");
    settle(&mut harness);

    let file = std::sync::Arc::new(Dropped(table));
    harness.input_mut().dropped_files.push(file);
    harness.step();
    settle(&mut harness);
    assert!(
        !shows(&harness, "Import a file"),
        "it was said to be remembered"
    );
    assert!(shows(&harness, "= 638 loaded"));
    press(&mut harness, "mine: actions");
    press(&mut harness, "Import settings…");
    settle(&mut harness);
    assert!(shows(&harness, "Import a file"));
    press(&mut harness, "Cancel");
    assert!(!shows(&harness, "Import a file"));
}

#[test]
fn what_is_shown_is_exported_and_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("shown.geojson");
    let mut harness = open(None);
    harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::E);
    harness.run();
    assert!(shows(&harness, "4 of 636 records will be exported"));
    let field = harness.get_by_label("Path of the new file");
    field.focus();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness
        .get_by_label("Path of the new file")
        .type_text(path.to_str().expect("text"));
    harness.run();
    press(&mut harness, "Export");
    settle(&mut harness);
    assert!(shows(&harness, "4 of 636 records exported to"));
    let text = std::fs::read_to_string(&path).expect("written");
    assert_eq!(text.matches("\"Feature\"").count(), 4);
    assert!(text.contains("records: 4 of 636 loaded"));
}

#[test]
fn a_damaged_basemap_is_told_and_the_rest_is_there() {
    let whole = std::fs::read("assets/basemap.pmtiles").expect("the basemap");
    for length in [0, 100, 3_000, whole.len() / 2] {
        let bytes = bytes::Bytes::copy_from_slice(&whole[..length]);
        let mut harness = Harness::builder()
            .with_size(vec2(1280.0, 800.0))
            .with_max_steps(60)
            .build_eframe(|creation| {
                let loaded = Loaded {
                    basemap: Basemap::from_bytes(bytes),
                    ..load(&[] as &[&str])
                };
                App::new(creation, loaded, None)
            });
        harness.run();
        assert!(
            shows(&harness, "of the basemap is damaged")
                || shows(&harness, "the basemap is damaged"),
            "{length}"
        );
        assert!(shows(&harness, "AZ MoD: 6 incidents"));
        click(&mut harness, "Region Kalbajar / Karvachar");
        assert!(shows(&harness, "Fire received, as reported"));
    }
}

#[test]
fn flags_open_the_window_to_their_day_and_help_says_what_is_known() {
    let mut harness = open(None);
    harness.get_by_label_contains("30 Aug 2022:").click();
    harness.run();
    assert!(session(&harness).window.contains(day("2022-08-30")));
    click(&mut harness, "Help");
    click(&mut harness, "About the data");
    for words in [
        "Sources",
        "What is not known",
        "ODbL 1.0",
        "53 reports have no date",
    ] {
        assert!(shows(&harness, words), "{words}");
    }
    harness.key_press(Key::Escape);
    harness.run();
    assert!(!shows(&harness, "Sources"));
    harness.key_press(Key::F1);
    harness.run();
    assert!(shows(&harness, "Play or pause"));
}

#[test]
fn every_control_has_a_name_and_the_keyboard_gets_to_it() {
    let mut harness = open(None);
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..220 {
        harness.key_press(Key::Tab);
        harness.run();
        let focused =
            harness.query_all(egui_kittest::kittest::By::new().predicate(|node| node.is_focused()));
        for node in focused {
            let name = node
                .accesskit_node()
                .label()
                .or(node.accesskit_node().value());
            let name = name.unwrap_or_default();
            assert!(!name.is_empty(), "without a name: {node:?}");
            seen.insert(name);
        }
    }
    for name in [
        "File",
        "Search places, regions and reports",
        "Language of place names",
        "Play (Space)",
        "Speed",
        "All time",
        "First day",
        "Opacity of Regions",
        "Show AZ MoD",
        "Region Kalbajar / Karvachar",
        "Zoom in (+)",
        "Dismiss the hint",
    ] {
        assert!(
            seen.iter().any(|seen| seen.contains(name)),
            "{name}: {seen:#?}"
        );
    }
    assert!(
        seen.iter()
            .any(|seen| seen.starts_with("Last day of the period")),
        "{seen:#?}"
    );
}

#[test]
fn a_small_window_keeps_its_controls() {
    let mut harness = Harness::builder()
        .with_size(vec2(1024.0, 640.0))
        .build_eframe(|creation| App::new(creation, load(&[] as &[&str]), None));
    harness.run();
    let window = Rect::from_min_size(pos2(0.0, 0.0), vec2(1024.0, 640.0));
    for name in [
        "All time",
        "First day",
        "Dark theme",
        "Zoom in (+)",
        "Play (Space)",
    ] {
        let rect = harness.get_by_label(name).rect();
        assert!(window.contains_rect(rect), "{name} at {rect:?}");
    }
}

#[test]
fn what_is_exported_is_what_is_seen() {
    use contactline::{
        app::picture::{Data, Digest, Ready, RowColours, data},
        render::svg::Layout,
        scene::Px,
        view::PictureForm,
    };
    let mut harness = open(None);
    harness.get_by_label("Region Kalbajar / Karvachar").click();
    harness.run();
    click(&mut harness, "Dark theme");
    let form = PictureForm {
        size: Px { x: 640.0, y: 420.0 },
        scale: 1.0,
        layout: Layout::Map,
        title: String::new(),
        each: None,
        legend: false,
        seen: None,
    };
    let app = harness.state();
    let spec = app.picture_spec(&form, Theme::Dark);
    assert_eq!(spec.session, *app.session());
    let (atlas, digest) = (app.atlas(), Digest::default());
    let data = Data {
        beside: None,
        atlas,
        events: &std::sync::OnceLock::new(),
        digest: &digest,
        basemap: data::basemap().expect("the shipped basemap"),
        colours: &RowColours::default(),
    };
    let ready = Ready::new(data, spec);
    assert_eq!(*ready.scene(), app.derived().scene);
    assert!(!ready.scene().bundles.is_empty());
}

#[test]
fn a_picture_is_previewed_saved_and_never_replaces_a_file_unasked() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("map.svg");
    let mut harness = open(None);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::E);
    harness.run_steps(2);
    settle(&mut harness);
    harness.run_steps(2);
    assert!(shows(&harness, "Preview of the picture"));
    // With the preview there, the window rests.
    harness.run();
    let field = harness.get_by_label("File to save the picture to");
    field.click();
    harness.run_steps(2);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run_steps(2);
    let field = harness.get_by_label("File to save the picture to");
    field.type_text(path.to_str().expect("a path"));
    harness.run_steps(2);
    harness.get_by_label("Save picture").click_accesskit();
    harness.run_steps(2);
    settle(&mut harness);
    harness.run_steps(2);
    assert!(shows(&harness, "Saved as"));
    let svg = std::fs::read_to_string(&path).expect("saved");
    assert!(svg.starts_with("<svg") && svg.contains(">Kalbajar<"));
    std::fs::write(&path, "mine").expect("written");
    harness.get_by_label("Save picture").click_accesskit();
    harness.run_steps(2);
    settle(&mut harness);
    harness.run_steps(2);
    assert!(shows(&harness, "Press Save again to overwrite"));
    assert_eq!(std::fs::read_to_string(&path).expect("there"), "mine");
    harness.get_by_label("Save picture").click_accesskit();
    harness.run_steps(2);
    settle(&mut harness);
    assert!(
        std::fs::read_to_string(&path)
            .expect("there")
            .starts_with("<svg")
    );
}

#[test]
fn a_copied_link_restores_what_is_seen() {
    let mut harness = open(None);
    harness.get_by_label("Region Kalbajar / Karvachar").click();
    harness.run();
    let seen = session(&harness).clone();
    harness.get_by_label("File").click();
    harness.run();
    harness.get_by_label("Copy link").click();
    harness.run_steps(1);
    let copied = |harness: &Harness<'_, App>| {
        let commands = harness.output().platform_output.commands.clone();
        commands.into_iter().find_map(|command| match command {
            egui::OutputCommand::CopyText(text) => Some(text),
            _ => None,
        })
    };
    let mut link = copied(&harness);
    for _ in 0..3 {
        if link.is_none() {
            harness.run_steps(1);
            link = copied(&harness);
        }
    }
    let link = link.expect("a link in the clipboard");
    let restored = contactline::session::link::read(&link).expect("a session");
    assert_eq!(restored, seen);
}

const STATEMENT: &str = "On August 9, at 22:20, units of the Armenian armed forces fired four times from \
    positions in the direction of Zarkand settlement of the Basarkechar region at positions in the \
    direction of Zeylikli settlement of the Kalbajar region. There are no losses.";

/// Pastes a statement of the Azerbaijani ministry where no field takes it, and has it read.
fn paste_statement(harness: &mut Harness<'_, App>) {
    harness.event(egui::Event::Paste(STATEMENT.to_owned()));
    settle(harness);
    assert!(shows(harness, "Read a statement"), "the dialog opens");
    type_into(harness, "Publication date", "2022-08-10");
    settle(harness);
    click(harness, "Reporter of the statement");
    press(harness, "Ministry of Defence of Azerbaijan (AZ MoD)");
    settle(harness);
}

#[test]
fn a_pasted_statement_is_offered_with_its_facts_and_added_only_when_told_to() {
    let mut harness = open(None);
    let loaded = harness.state().derived().answer.accounts.loaded;
    paste_statement(&mut harness);
    press(&mut harness, "10 facts found");
    for words in [
        "four times → 4",
        "Zarkand → basarkechar/zarkand",
        "Preview on the map",
        "no place of this name is known",
    ] {
        assert!(shows(&harness, words), "{words}");
    }
    assert_eq!(harness.state().derived().answer.accounts.loaded, loaded);
    type_into(&mut harness, "Incidents of claim 1", "7");
    press(&mut harness, "Add to the map");
    settle(&mut harness);
    let own = session(&harness).own_reports.clone();
    assert_eq!(own.len(), 1);
    assert!(
        own[0].contains("\"count\":7") && own[0].contains("Zeylikli"),
        "{}",
        own[0]
    );
    assert_eq!(harness.state().derived().answer.accounts.loaded, loaded + 1);
    assert!(!shows(&harness, "Preview on the map"), "the dialog closes");
    click(&mut harness, "Region Kalbajar / Karvachar");
    assert!(shows(&harness, "7 incidents"), "the details show it");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    settle(&mut harness);
    assert!(
        session(&harness).own_reports.is_empty(),
        "undo takes it away again"
    );
    assert_eq!(harness.state().derived().answer.accounts.loaded, loaded);
}

#[test]
fn an_unknown_name_can_be_put_right_from_the_nearest_places() {
    let mut harness = open(None);
    paste_statement(&mut harness);
    press(&mut harness, "Use Zaylik, Kalbajar / Karvachar");
    press(&mut harness, "Add to the map");
    settle(&mut harness);
    let own = session(&harness).own_reports.clone();
    assert!(
        own[0].contains("zaylik") && !own[0].contains("Zeylikli"),
        "{}",
        own[0]
    );
}

#[test]
fn a_field_that_cannot_be_read_keeps_the_report_from_being_added() {
    let mut harness = open(None);
    paste_statement(&mut harness);
    type_into(&mut harness, "Incidents of claim 1", "many");
    assert!(shows(&harness, "'many' is not a number"));
    press(&mut harness, "Add to the map");
    settle(&mut harness);
    assert!(session(&harness).own_reports.is_empty());
}

#[test]
fn a_pasted_text_that_is_no_statement_is_told_so() {
    let mut harness = open(None);
    let text =
        "Dear all, the meeting on Thursday has been moved to the large room upstairs at noon.";
    harness.event(egui::Event::Paste(text.to_owned()));
    settle(&mut harness);
    assert!(shows(&harness, "no report of fire"));
    assert!(shows(&harness, "nothing to add"));
}

/// For each of five things that are selected, so that a size is looked at over 300 frames.
const FRAMES_EACH: usize = 60;

#[test]
fn panels_keep_their_width_whatever_is_selected_and_however_the_pointer_moves() {
    for size in [[1280.0, 800.0], [1024.0, 640.0], [1920.0, 1080.0]] {
        let mut harness = common::open_sized(size, &[], None);
        let first = panels(&harness);
        assert!(first.len() >= 3, "{first:?}");
        for label in [
            "Region Kalbajar / Karvachar",
            "AZ MoD: 6 incidents",
            "Region Lachin / Berdzor",
            "69 undated",
            "AZ MoD: 4 incidents",
        ] {
            // The map comes after what else lies under a click.
            let found = harness.query_all_by_label_contains(label);
            found.last().expect(label).click();
            settle(&mut harness);
            let map = harness.get_by_label("Map").rect();
            for frame in 0..FRAMES_EACH {
                let turn = frame as f32 / 23.0;
                let swing = vec2(turn.sin() * 0.7, turn.cos() * 0.4);
                harness.hover_at(map.center() + map.size() * swing);
                harness.step();
                assert_eq!(
                    panels(&harness),
                    first,
                    "{label}, frame {frame} at {size:?}"
                );
            }
        }
    }
}

#[test]
fn what_a_file_adds_to_the_left_panel_stays_inside_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder
        .path()
        .join("observations-of-a-year-on-both-sides.geojson");
    let dot = r#"{"type": "Feature", "properties": {"kind": "dot"},
"geometry": {"type": "Point", "coordinates": [46.3, 40.0]}}"#;
    let road = r#"{"type": "Feature", "properties": {"name": "Road"},
"geometry": {"type": "LineString", "coordinates": [[45.5, 39.5], [46.9, 40.1]]}}"#;
    let dots = [dot; 40].join(",");
    let text = format!(r#"{{"type": "FeatureCollection", "features": [{dots}, {road}]}}"#);
    std::fs::write(&file, text).expect("written");
    let mut harness = open_files(vec![file]);
    for _ in 0..30 {
        harness.step();
    }
    let edge = harness.get_by_label("Map").rect().left();
    for label in [
        "observations-of-a-year-on-both-sides: actions",
        "Opacity of Regions",
        "Points as",
        "notes",
        "Open a file",
    ] {
        for found in harness.query_all_by_label_contains(label) {
            let rect = found.rect();
            assert!(
                rect.left() > edge || rect.right() < edge - 4.0,
                "{label}: {rect:?}, {edge}"
            );
        }
    }
}

#[test]
fn a_wide_table_in_the_details_cuts_off_nothing_beside_it() {
    let mut harness = open(None);
    click(&mut harness, "Region Kalbajar / Karvachar");
    press(&mut harness, "All time");
    settle(&mut harness);
    for _ in 0..30 {
        harness.step();
    }
    for label in [
        "With other places:",
        "Killed and wounded:",
        "Clear selection",
    ] {
        let found: Vec<Rect> = harness
            .query_all_by_label_contains(label)
            .map(|found| found.rect())
            .collect();
        assert!(!found.is_empty(), "{label}");
        for rect in found {
            assert!(rect.right() <= 1280.0, "{label}: {rect:?}");
        }
    }
}

/// Key, letters and colour of the reporters, in their order.
fn reporters(harness: &Harness<'_, App>) -> Vec<(String, String, u8)> {
    let reporters = harness.state().atlas().reporters().iter();
    let seen = reporters.map(|(_, of)| (of.key.to_string(), of.letter.clone(), of.color));
    seen.collect()
}

#[test]
fn reporters_keep_colour_letters_and_order_whatever_is_opened_and_closed() {
    let folder = tempfile::tempdir().expect("a folder");
    let report = |index: usize, reporter: &str| {
        format!(
            r#"{{"id": "{reporter}-{index}", "reporter": "{reporter}", "stance": "claim",
"published": "2022-08-08", "groups": [{{"by": "unknown", "activity": "fire", "count": 1,
"start": "2022-08-08", "time_precision": "day", "targets": [{{"region": "kalbajar"}}]}}]}}"#
        )
    };
    let write = |name: &str, reporters: [&str; 2]| {
        let reports = (0..300).map(|index| report(index, reporters[index % 2]));
        let reports = reports.collect::<Vec<String>>().join(",");
        let path = folder.path().join(name);
        std::fs::write(&path, format!(r#"{{"reports": [{reports}]}}"#)).expect("written");
        path
    };
    let one = write("one.json", ["some-blog", "euma"]);
    let two = write("two.json", ["amnesty", "some-blog"]);
    let mut harness = open(None);
    let shipped = reporters(&harness);
    assert_eq!(shipped.len(), 17);
    let mut colours: Vec<u8> = shipped.iter().map(|(_, _, color)| *color).collect();
    colours.sort_unstable();
    colours.dedup();
    assert_eq!(colours.len(), 17, "each has its own");

    let by_key = |harness: &Harness<'_, App>, key: &str| {
        let found = reporters(harness).into_iter().find(|of| of.0 == key);
        found.unwrap_or_else(|| panic!("{key} is known"))
    };
    harness
        .state_mut()
        .act(Action::OpenFiles(vec![one.clone()]));
    settle(&mut harness);
    for _ in 0..30 {
        harness.step();
        assert_eq!(reporters(&harness)[..17], shipped);
    }
    let blog = by_key(&harness, "some-blog");
    press(&mut harness, "one: actions");
    press(&mut harness, "Close");
    settle(&mut harness);
    assert_eq!(reporters(&harness)[..17], shipped);

    // In another window, after another file, it looks the same.
    let mut other = open_files(vec![two, one]);
    settle(&mut other);
    assert_eq!(reporters(&other)[..17], shipped);
    assert_eq!(by_key(&other, "some-blog"), blog);
    let letters = by_key(&other, "amnesty").1;
    assert!(shipped.iter().all(|of| of.1 != letters), "{letters}");
}

#[test]
fn every_figure_in_view_can_be_clicked_from_however_far() {
    let mut harness = open(None);
    for zoom in [6.0, 6.5, 7.0, 7.5, 8.0] {
        let camera = Camera {
            center: Coord { x: 46.3, y: 40.0 },
            zoom,
        };
        harness.state_mut().act(Action::Do(Command::Look(camera)));
        for _ in 0..5 {
            harness.step();
            for figure in ["AZ MoD: 6", "AZ MoD: 4", "NK MoD: ", "RU MoD: 1"] {
                let found = harness.query_all_by_label_contains(figure);
                assert!(found.count() > 0, "{figure} at {zoom}");
            }
        }
    }
}
