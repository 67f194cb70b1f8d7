//! Base maps made of a person's own extract of OpenStreetMap, in the window.

use std::{
    fs,
    path::Path,
    thread,
    time::{Duration, Instant},
};

use crate::common::{
    Window, made, open_window,
    osm::{Osm, Tags},
    press, settle, settle_answered, shows, type_into,
};
use contactline::{
    app::{Answered, AskedFor, Desktop},
    view::{
        Action, LongWork,
        basemaps::BasemapAction,
        extract::{ExtractAction, NewMap},
    },
};

/// So many roads side by side near Lachin, and a village with a name.
fn roads(count: i64) -> Osm {
    let node = |id: i64, north: f64| {
        let at = [46.5 + north, 39.6 + 1e-6 * id as f64];
        (id, at, Tags::new())
    };
    let ends = (0..count).flat_map(|way| [node(2 * way + 1, 0.0), node(2 * way + 2, 0.01)]);
    let mut nodes: Vec<_> = ends.collect();
    let village = vec![("place", "village"), ("name", "Madeup")];
    nodes.push((2 * count + 1, [46.505, 39.6], village));
    let way = |way: i64| {
        let ends = vec![2 * way + 1, 2 * way + 2];
        (way + 1, ends, vec![("highway", "primary")])
    };
    Osm {
        nodes,
        ways: (0..count).map(way).collect(),
        relations: Vec::new(),
    }
}

fn act(window: &mut Window, action: ExtractAction) {
    let action = BasemapAction::Extract(action);
    window.state_mut().act(Action::Basemap(action));
}

fn new_map(file: &Path, map: &Path) -> NewMap {
    NewMap {
        file: file.to_owned(),
        map: map.to_owned(),
        only_seen: false,
        deepest: 12,
    }
}

#[test]
fn an_extract_becomes_a_map_that_can_be_stood_on_at_once() {
    let file = made::made("made-up.osm.pbf", roads(3).bytes());
    let map = file.folder.path().join("made-up.pmtiles");
    let mut window = open_window(&[], None);
    press(&mut window, "File");
    press(&mut window, "Make a base map from an extract…");
    type_into(
        &mut window,
        "OpenStreetMap extract (.osm.pbf)",
        &file.path.display().to_string(),
    );
    press(&mut window, "Make the base map");
    settle(&mut window);
    // It was written where it was proposed, beside the extract.
    assert!(map.is_file());
    assert!(shows(
        &window,
        "3 roads, 0 railways, 0 waters, 0 areas of land use, 1 place"
    ));
    assert!(
        !shows(&window, "made-up: zoom levels"),
        "it is offered first"
    );
    press(&mut window, "Use as base map");
    settle(&mut window);
    assert!(shows(&window, "made-up: zoom levels 4 to 14"));
    assert!(!shows(&window, "Use as base map"));
}

#[test]
fn an_extract_that_is_opened_like_any_file_is_asked_about() {
    let file = made::made("made-up.osm.pbf", roads(1).bytes());
    let mut window = open_window(&[&file.path], None);
    assert!(shows(&window, "Make the base map"));
    assert!(window.state().session().files.is_empty());
    press(&mut window, "Make the base map");
    settle(&mut window);
    press(&mut window, "Not now");
    assert!(!shows(&window, "Use as base map"));
}

#[test]
fn nothing_is_replaced_unasked_and_what_cannot_be_made_is_told() {
    let file = made::made("made-up.osm.pbf", roads(1).bytes());
    let map = file.folder.path().join("map.pmtiles");
    fs::write(&map, "older").expect("written");
    let mut window = open_window(&[], None);
    let make = |window: &mut Window, file: &Path, map: &Path| {
        act(window, ExtractAction::Make(new_map(file, map)));
        settle(window);
    };
    make(&mut window, &file.path, &map);
    assert!(shows(&window, "map.pmtiles already exists"));
    assert_eq!(fs::read(&map).expect("read"), b"older");
    make(&mut window, &file.path, &map);
    assert!(fs::read(&map).expect("read").starts_with(b"PMTiles"));
    for (file, map, why) in [
        (&*file.path, &*file.path, "end the name in .pmtiles"),
        (&map, &map, "one of the input files"),
        (
            &file.path,
            Path::new("/nowhere/map.pmtiles"),
            "no folder /nowhere",
        ),
        (
            Path::new("Cargo.toml"),
            &file.folder.path().join("other.pmtiles"),
            "no map can be made of it: not an OpenStreetMap extract",
        ),
    ] {
        make(&mut window, file, map);
        assert!(shows(&window, why), "{why}");
    }
    assert!(!file.folder.path().join("other.pmtiles").exists());
}

#[test]
fn a_map_that_is_being_made_can_be_stopped_and_leaves_nothing() {
    let file = made::made("made-up.osm.pbf", roads(40_000).bytes());
    let map = file.folder.path().join("map.pmtiles");
    let mut window = open_window(&[], None);
    act(&mut window, ExtractAction::Make(new_map(&file.path, &map)));
    window
        .state_mut()
        .act(Action::StopWork(LongWork::MakeBasemap));
    settle(&mut window);
    let told = format!("Cancelled. Nothing was written to {}", map.display());
    assert!(shows(&window, &told));
    assert!(!shows(&window, "Use as base map"));
    let left = || fs::read_dir(file.folder.path()).expect("a folder").count();
    // Nobody waits for the thread that made it: it takes away what it had begun.
    let begun = Instant::now();
    while left() > 1 && begun.elapsed() < Duration::from_secs(60) {
        thread::sleep(Duration::from_millis(10));
    }
    assert_eq!(left(), 1, "the extract alone");
}

/// A desktop that answers with these paths.
struct Chooses(std::path::PathBuf);

impl Desktop for Chooses {
    fn ask(&self, _: &str, asked: &AskedFor) -> Answered {
        let path = match asked {
            AskedFor::Target { name, only } => {
                assert_eq!(*only, Some(("Base map", "pmtiles")));
                self.0.with_file_name(name)
            }
            _ => self.0.clone(),
        };
        Answered::Paths(vec![path])
    }

    fn wants_less_motion(&self) -> bool {
        false
    }
}

#[test]
fn the_desktop_can_be_asked_for_the_extract_and_for_the_map_it_may_replace() {
    let file = made::made("made-up.osm.pbf", roads(1).bytes());
    let map = file.folder.path().join("made-up.pmtiles");
    fs::write(&map, "older").expect("written");
    let mut window = open_window(&[], None);
    window.state_mut().ask_instead(Chooses(file.path.clone()));
    press(&mut window, "File");
    press(&mut window, "Make a base map from an extract…");
    act(&mut window, ExtractAction::BrowseFile);
    settle_answered(&mut window);
    act(&mut window, ExtractAction::BrowseMap(map.clone()));
    settle_answered(&mut window);
    // The desktop asked whether it may be replaced.
    press(&mut window, "Make the base map");
    settle(&mut window);
    assert!(fs::read(&map).expect("read").starts_with(b"PMTiles"));
    assert!(shows(&window, "1 road, "));
}
