//! Files coloured by the person: chosen in the window, kept in the session, drawn alike in pictures.

mod common;

use std::{fs, path::Path, process::Command};

use common::{Window, open_sized, press, session, settle, shows};
use contactline::{
    model::RecordId,
    scene::{Palette, Theme},
    session::{Column, FileStyle, file},
};
use egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::{By, Queryable as _};

/// Zones, a line and claims of three kinds on a day of the first window.
const MINE: &str = r#"{"type": "FeatureCollection", "features": [
  {"type": "Feature", "properties": {"name": "North", "held": "first"}, "geometry":
   {"type": "Polygon", "coordinates": [[[45.5,40.4],[46.0,40.4],[46.0,40.7],[45.5,40.4]]]}},
  {"type": "Feature", "properties": {"name": "South", "held": "second"}, "geometry":
   {"type": "Polygon", "coordinates": [[[46.5,39.2],[47.0,39.2],[47.0,39.5],[46.5,39.2]]]}},
  {"type": "Feature", "properties": {"name": "Road", "held": "second"}, "geometry":
   {"type": "LineString", "coordinates": [[46.0,39.6],[46.5,39.8]]}},
  {"type": "Feature", "properties": {"reporter": "az-mod", "held": "third", "start": "2022-08-07", "count": 2,
   "from": "Gorus", "to": "Lachin", "activity": "fire"}, "geometry": null},
  {"type": "Feature", "properties": {"reporter": "az-mod", "held": "first", "start": "2022-08-07", "count": 3,
   "from": "Gorus", "to": "Lachin", "activity": "fire"}, "geometry": null}]}"#;

fn open(path: &Path) -> Window {
    open_sized([1280.0, 1000.0], &[path], None)
}

fn choose(window: &mut Window, choice: &str) {
    press(window, "mine: actions");
    press(window, "Colour");
    let of_colours = By::new().role(Role::RadioButton).label(choice);
    window.get(of_colours).click_accesskit();
    window.run();
    window.key_press(Key::Escape);
    settle(window);
}

#[test]
fn a_file_is_coloured_by_a_column_with_a_legend_and_pictures_show_the_same() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("mine.geojson");
    fs::write(&path, MINE).expect("written");
    let mut window = open(&path);
    let before = window.state().derived().scene.bundles.len();
    choose(&mut window, "held");
    let by_held = FileStyle::By(Column::Property("held".into()));
    assert_eq!(session(&window).files[0].style, by_held);
    for words in ["mine by held", "first (2)", "second (2)", "third (1)"] {
        assert!(shows(&window, words), "{words}");
    }
    let scene = &window.state().derived().scene;
    let tints = &scene.tints;
    assert_eq!((tints.zones.len(), tints.lines.len()), (2, 1));
    let records = window.state().atlas().datasets().iter().last();
    let (dataset, of) = records.expect("the file");
    let rows = (0..of.len() as u32).map(|row| RecordId { dataset, row });
    let tinted = rows.filter_map(|record| tints.of_row(record));
    // Third, then first, in the order of the file; values have tints by how often they occur.
    assert_eq!(tinted.collect::<Vec<_>>(), [2, 0]);
    // Two claims between the same ends stand apart once their colours differ.
    assert_eq!(scene.bundles.len(), before + 1);

    // Kept, and the same in a picture.
    let kept = file::read(&file::write(session(&window))).expect("a session");
    assert_eq!(kept.files, session(&window).files);
    let kept = folder.path().join("session.json");
    fs::write(&kept, file::write(session(&window))).expect("written");
    let picture = folder.path().join("map.svg");
    let run = Command::new(env!("CARGO_BIN_EXE_contactline"))
        .args(["render", "--open-files", "--session"])
        .arg(&kept)
        .arg("-o")
        .arg(&picture)
        .output()
        .expect("the program");
    assert!(
        run.status.success(),
        "{}",
        String::from_utf8_lossy(&run.stderr)
    );
    let svg = fs::read_to_string(&picture).expect("a picture");
    let palette = Palette::of(Theme::Light);
    for (tint, value) in &tints.keys[0].values {
        let [r, g, b, _] = palette.tint(*tint).0;
        let ink = format!("#{r:02x}{g:02x}{b:02x}");
        assert!(svg.contains(&ink), "{value} in {ink}");
        assert!(svg.contains(value.split(' ').next().expect("a word")));
    }

    window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    settle(&mut window);
    assert_eq!(session(&window).files[0].style, FileStyle::Usual);
    assert!(!shows(&window, "mine by held"));
    choose(&mut window, "■ tan");
    assert_eq!(session(&window).files[0].style, FileStyle::Colour(11));
    let tints = &window.state().derived().scene.tints;
    assert!(tints.zones.values().all(|tint| *tint == 11));
    choose(&mut window, "side that fired");
    assert!(shows(&window, "mine by side that fired"));
    assert_eq!(window.state().derived().scene.tints.zones.len(), 0);
}

#[test]
fn values_past_the_twelfth_are_one_grey_of_their_own() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("mine.csv");
    let mut rows = "report,reporter,targets,count,start,unit\n".to_owned();
    for unit in 0..15 {
        for row in 0..(20 - unit) {
            rows += &format!("r{unit}-{row},az-mod,lachin,1,2022-08-07,u{unit}\n");
        }
    }
    fs::write(&path, rows).expect("written");
    let mut window = open(&path);
    press(&mut window, "Open the file with these settings");
    settle(&mut window);
    choose(&mut window, "unit");
    assert!(shows(&window, "u0 (20)") && shows(&window, "u11 (9)"));
    assert!(shows(&window, "other (3 values)"));
    assert!(!shows(&window, "u12 ("));
    let values = &window.state().derived().scene.tints.keys[0].values;
    assert_eq!(values.len(), 13);
}

/// The two lines of contact, and the two courses of the corridor, are told apart by their dashes, on the map
/// and in the legend, which draw them by one style.
#[test]
fn lines_and_corridors_that_followed_each_other_are_told_apart() {
    use contactline::scene::{Palette, Theme, tint::LineChoice};
    let window = common::open_window(&[], None);
    let atlas = window.state().atlas();
    for theme in [Theme::Light, Theme::Dark] {
        let palette = Palette::of(theme);
        let line = |key: &str| {
            let id = atlas.line_by_key(key).expect("a line");
            palette.line(&atlas.lines()[id], LineChoice::default())[1]
        };
        let [before, after] = ["line-of-contact-1994", "line-of-contact-2020"].map(line);
        assert_eq!(before.ink, after.ink, "they are lines of one kind");
        assert_ne!(before.dash, after.dash);
        let zone = |key: &str| {
            let id = atlas.zone_by_key(key).expect("a zone");
            palette.zone(&atlas.zones()[id], None).edge
        };
        let [before, after] = ["lachin-corridor-2020", "lachin-corridor-2022"].map(zone);
        assert_eq!(before.ink, after.ink);
        assert_ne!(before.dash, after.dash);
    }
}
