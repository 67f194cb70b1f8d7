//! The instruments of the map: positions, measuring, and the way back to views of before.

use crate::common::{self, click, open_window, settle, shows};
use contactline::{
    model::geo::Coord,
    scene::{Camera, Layer, LayerKind},
    session::Command,
    view::Action,
};
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

#[test]
fn a_position_typed_into_the_search_is_gone_to_and_gone_back_from() {
    let mut window = open_window(&[], None);
    let camera = Camera {
        center: Coord { x: 46.0, y: 40.0 },
        zoom: 8.0,
    };
    window.state_mut().act(Action::Do(Command::Look(camera)));
    window.run_steps(20);
    settle(&mut window);
    window
        .get_by_label("Search places, regions and reports")
        .focus();
    window.run();
    window
        .get_by_label("Search places, regions and reports")
        .type_text("39°38′24″ N 46°33′00″ E");
    window.run();
    assert!(shows(&window, "Go to 39.6400° N 46.5500° E"));
    window.key_press(Key::Enter);
    window.run();
    let there = window.state().session().camera.expect("a camera");
    assert!((there.center.x - 46.55).abs() < 1e-6 && (there.center.y - 39.64).abs() < 1e-6);
    assert_eq!(there.zoom, 12.0);
    window.run_steps(20);
    window.key_press_modifiers(Modifiers::ALT, Key::ArrowLeft);
    window.run();
    assert_eq!(window.state().session().camera, Some(camera));
    window.run_steps(20);
    window.key_press_modifiers(Modifiers::ALT, Key::ArrowRight);
    window.run();
    assert_eq!(window.state().session().camera, Some(there));
    window.run_steps(20);
    for (entry, camera) in [("Previous view", camera), ("Next view", there)] {
        click(&mut window, "View");
        click(&mut window, entry);
        settle(&mut window);
        assert_eq!(window.state().session().camera, Some(camera));
        window.run_steps(20);
    }
}

#[test]
fn a_position_outside_the_map_is_told_and_one_the_other_way_round_is_offered() {
    let mut window = open_window(&[], None);
    let before = window.state().session().camera;
    let typed = |window: &mut common::Window, text: &str| {
        window.key_press_modifiers(Modifiers::COMMAND, Key::K);
        window.run();
        window
            .get_by_label("Search places, regions and reports")
            .type_text(text);
        window.run();
    };
    // Berlin.
    typed(&mut window, "52.5, 13.4");
    assert!(shows(&window, "52.5000° N 13.4000° E lies outside the map"));
    assert!(!shows(&window, "Go to"));
    window.key_press(Key::Enter);
    window.run();
    assert_eq!(window.state().session().camera, before);
    window.key_press(Key::Escape);
    window.run();
    typed(&mut window, "46.5, 40");
    assert!(shows(&window, "46.5000° N 40.0000° E lies outside the map"));
    assert!(shows(
        &window,
        "Go to 40.0000° N 46.5000° E (as longitude, latitude)"
    ));
    window.key_press(Key::Enter);
    window.run();
    let there = window.state().session().camera.expect("a camera");
    assert!((there.center.x - 46.5).abs() < 1e-6 && (there.center.y - 40.0).abs() < 1e-6);
}

#[test]
fn the_locator_goes_where_it_is_clicked_and_is_off_until_it_is_wanted() {
    let mut window = open_window(&[], None);
    let name = "Locator map: click to go there";
    assert!(!shows(&window, name));
    let camera = Camera {
        center: Coord { x: 46.0, y: 40.0 },
        zoom: 9.0,
    };
    let on = Layer {
        on: true,
        opacity: 1.0,
    };
    for command in [
        Command::SetLayer(LayerKind::Locator, on),
        Command::Look(camera),
    ] {
        window.state_mut().act(Action::Do(command));
    }
    settle(&mut window);
    // Its middle is that of what the built-in map covers.
    window.get_by_label(name).click();
    window.run();
    let there = window.state().session().camera.expect("a camera");
    assert!((there.center.x - 47.25).abs() < 0.02, "{there:?}");
    assert!((there.center.y - 40.15).abs() < 0.02, "{there:?}");
    assert_eq!(there.zoom, 9.0);
    // Where the map has no room for one there is none.
    window.set_size(egui::vec2(700.0, 500.0));
    settle(&mut window);
    assert!(!shows(&window, name));
}

#[test]
fn a_way_that_is_measured_stays_with_the_map_until_it_is_put_away_and_can_be_undone() {
    let mut window = open_window(&[], None);
    settle(&mut window);
    click(&mut window, "View");
    click(&mut window, "Measure distance and area");
    for at in [egui::pos2(500.0, 300.0), egui::pos2(600.0, 300.0)] {
        window.hover_at(at);
        window.run();
        window.drag_at(at);
        window.run();
        window.drop_at(at);
        window.run();
    }
    let measured = |window: &common::Window| window.state().session().measured.len();
    assert_eq!(measured(&window), 2);
    window.key_press(Key::Enter);
    window.run();
    // It is whole: a click adds nothing to it.
    window.hover_at(egui::pos2(620.0, 360.0));
    window.drag_at(egui::pos2(620.0, 360.0));
    window.drop_at(egui::pos2(620.0, 360.0));
    window.run();
    assert_eq!(measured(&window), 2);
    window.key_press(Key::Escape);
    window.run();
    assert_eq!(measured(&window), 0);
    window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.run();
    assert_eq!(measured(&window), 2);
}
