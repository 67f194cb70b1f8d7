//! Maps of tiles that a person brings, in the window.

mod common;

use common::{Window, open_window, press, settle, shows};
use contactline::{
    model::geo::Coord,
    scene::Camera,
    session::Command,
    view::{Action, basemaps::BasemapAction},
};
use std::path::Path;

/// Looks at the town of the made-up maps.
fn look_at_the_town(window: &mut Window, zoom: f64) {
    let center = Coord { x: 46.56, y: 39.65 };
    let camera = Camera { center, zoom };
    window.state_mut().act(Action::Do(Command::Look(camera)));
    settle(window);
    settle(window);
}

#[test]
fn a_map_opened_like_any_file_is_stood_on_and_names_places_in_the_chosen_language() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("session.json");
    let map = Path::new("tests/basemaps/openmaptiles.mbtiles");
    let mut window = open_window(&[map], Some(&store));
    look_at_the_town(&mut window, 11.0);
    assert!(shows(&window, "Made up: zooms 7 to 11"), "it is told");
    assert!(shows(&window, "© Made up for tests"), "and whom to name");
    assert!(shows(&window, "Settlement Proba"));
    window.state_mut().act(Action::Do(Command::SetLanguage(
        contactline::model::Language::Armenian,
    )));
    settle(&mut window);
    assert!(shows(&window, "Settlement Փորձա"));
    // It has no list of files of its own: it is no data.
    assert!(window.state().session().files.is_empty());
    window.run_steps(40);
    settle(&mut window);
    drop(window);

    let mut again = open_window(&[], Some(&store));
    look_at_the_town(&mut again, 11.0);
    assert!(
        shows(&again, "Settlement Փորձա"),
        "the next window stands on it too"
    );
    press(&mut again, "Remove Made up from the list");
    look_at_the_town(&mut again, 11.0);
    assert!(!shows(&again, "Settlement Փորձա"));
    assert!(!shows(&again, "© Made up for tests"));
}

#[test]
fn a_map_that_cannot_be_opened_is_told_with_path_and_cause_and_all_stays_as_it_was() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("cut.pmtiles");
    let whole = std::fs::read("tests/basemaps/protomaps.pmtiles").expect("a map");
    std::fs::write(&path, &whole[..100]).expect("written");
    let good = Path::new("tests/basemaps/protomaps.pmtiles");
    let mut window = open_window(&[good], None);
    look_at_the_town(&mut window, 10.0);
    assert!(shows(&window, "Settlement Proba"));
    let add = BasemapAction::Add(path.clone());
    window.state_mut().act(Action::Basemap(add));
    settle(&mut window);
    assert!(shows(
        &window,
        "cut.pmtiles: cannot be opened as a map of tiles"
    ));
    look_at_the_town(&mut window, 10.0);
    assert!(
        shows(&window, "Settlement Proba"),
        "the map before is still there"
    );
}

#[test]
fn where_the_built_in_map_ends_it_says_what_would_bring_more() {
    let mut window = open_window(&[], None);
    look_at_the_town(&mut window, 11.0);
    assert!(!shows(&window, "no more detail"));
    look_at_the_town(&mut window, 15.0);
    assert!(shows(
        &window,
        "The built-in map has no more detail than this."
    ));
    press(&mut window, "Add your own map…");
    assert!(shows(&window, "A file of tiles: PMTiles or MBTiles"));
}

#[test]
fn a_picture_stands_on_the_map_and_names_whose_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let render = |map: &str, name: &str| {
        let out = folder.path().join(name);
        let run = common::contactline(&[
            "render",
            "--basemap",
            map,
            "--center",
            "46.56,39.65",
            "--zoom",
            "11",
            "--size",
            "800x500",
            "-o",
            &out.display().to_string(),
        ]);
        let said = String::from_utf8_lossy(&run.stderr).into_owned();
        (
            run.status.success(),
            said,
            std::fs::read_to_string(out).unwrap_or_default(),
        )
    };
    let (done, said, svg) = render("tests/basemaps/shortbread.mbtiles", "own.svg");
    assert!(done, "{said}");
    assert!(svg.contains("© Made up for tests · © OpenStreetMap"));
    assert!(svg.contains(">Proba<") || svg.contains("Proba"));
    let (done, _, svg) = render("embedded", "embedded.svg");
    assert!(done && !svg.contains("Made up") && svg.contains("id=\"basemap\""));
    let (done, _, svg) = render("none", "none.svg");
    assert!(done && !svg.contains("id=\"basemap\""));
    let (done, said, _) = render("tests/basemaps/make.py", "refused.svg");
    assert!(
        !done && said.contains("make.py") && said.contains("neither PMTiles nor MBTiles"),
        "{said}"
    );
}
