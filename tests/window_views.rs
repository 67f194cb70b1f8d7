//! Views that a person keeps by name, and the way to what is selected.

mod common;

use common::{days, open_window, press, session, settle, shows, type_into};
use contactline::{
    model::{RegionKey, geo::Coord},
    scene::Camera,
    session::{Command, Selection},
    view::Action,
};
use egui::Key;

fn look(x: f64, y: f64, zoom: f64) -> Camera {
    Camera {
        center: Coord { x, y },
        zoom,
    }
}

#[test]
fn a_view_is_kept_by_name_gone_to_and_shared_as_own_work_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("session.json");
    let mut window = open_window(&[], Some(&store));
    let there = look(46.5, 39.7, 10.0);
    window.state_mut().act(Action::Do(Command::Look(there)));
    settle(&mut window);
    press(&mut window, "View");
    press(&mut window, "Bookmarks…");
    assert!(shows(&window, "No bookmarks yet."));
    type_into(&mut window, "Name of the current view", " Lachin,  August ");
    press(&mut window, "Add");
    settle(&mut window);
    assert_eq!(session(&window).bookmarks.len(), 1);
    assert!(shows(&window, "7–8 Aug 2022 · 39.7000° N 46.5000° E"));
    // Elsewhere, at another time.
    let elsewhere = days("2023-04-01", "2023-04-30");
    for command in [
        Command::SetWindow(elsewhere),
        Command::Look(look(45.5, 40.5, 8.0)),
    ] {
        window.state_mut().act(Action::Do(command));
    }
    settle(&mut window);
    window.run_steps(40);
    settle(&mut window);
    drop(window);

    let mut again = open_window(&[], Some(&store));
    assert_eq!(session(&again).window, elsewhere);
    press(&mut again, "View");
    press(&mut again, "Bookmarks…");
    press(&mut again, "Go to Lachin, August");
    settle(&mut again);
    assert_eq!(session(&again).window, days("2022-08-07", "2022-08-08"));
    assert_eq!(session(&again).camera, Some(there));
    // The same name again stands for the view of now.
    again
        .state_mut()
        .act(Action::Do(Command::Look(look(46.0, 40.0, 9.0))));
    settle(&mut again);
    type_into(&mut again, "Name of the current view", "Lachin, August");
    press(&mut again, "Replace");
    settle(&mut again);
    assert!(shows(&again, "40.0000° N 46.0000° E") && !shows(&again, "39.7000° N"));
    // Both changes are in the history of own work, and undo brings back what was removed.
    press(&mut again, "Remove Lachin, August");
    settle(&mut again);
    assert!(session(&again).bookmarks.is_empty());
    again.state_mut().act(Action::Undo);
    settle(&mut again);
    assert_eq!(session(&again).bookmarks.len(), 1);
    let link = contactline::session::link::write(session(&again));
    let sent = contactline::session::link::read(&link).expect("a link");
    assert!(sent.bookmarks.is_empty(), "a link is one view");
}

#[test]
fn the_map_shows_all_of_what_is_selected() {
    let mut window = open_window(&[], None);
    let kalbajar = Selection::Region(RegionKey("kalbajar".into()));
    for command in [
        Command::Look(look(47.5, 39.2, 11.0)),
        Command::Select(Some(kalbajar)),
    ] {
        window.state_mut().act(Action::Do(command));
    }
    settle(&mut window);
    window.key_press(Key::Z);
    settle(&mut window);
    let camera = session(&window).camera.expect("a camera");
    // The district lies between 45.6° and 46.6° E, 39.7° and 40.4° N.
    assert!((45.9..46.4).contains(&camera.center.x), "{camera:?}");
    assert!((39.9..40.2).contains(&camera.center.y), "{camera:?}");
    assert!((8.0..10.5).contains(&camera.zoom), "{camera:?}");
    // Where nothing is selected the key does nothing, and the menu says why.
    window.state_mut().act(Action::Do(Command::Select(None)));
    settle(&mut window);
    let before = session(&window).camera;
    window.key_press(Key::Z);
    settle(&mut window);
    assert_eq!(session(&window).camera, before);
}
