//! The window at every size and scale a person may have, in light and dark.
//!
//! With `CONTACTLINE_SCREENSHOTS=folder` what is tested is drawn as well, a picture each, and with
//! them `readme.png`, the picture of the README. A graphics card is not needed: the software Vulkan
//! driver of Mesa will do.

mod common;
#[path = "common/renderer.rs"]
mod renderer;

use std::path::PathBuf;

use common::{Window, settle, shows};
use contactline::{
    app::{App, load},
    scene::Theme,
    session::{Session, ThemeChoice},
};
use egui::{Key, Rect, vec2};
use egui_kittest::{Harness, kittest::Queryable as _};

/// Width and height in points, and pixels a point.
const SIZES: [(f32, f32, f32); 8] = [
    (760.0, 520.0, 1.0),
    (760.0, 520.0, 2.0),
    (999.0, 640.0, 1.0),
    (1024.0, 640.0, 1.5),
    (1280.0, 800.0, 1.0),
    (1280.0, 800.0, 2.0),
    (1920.0, 1080.0, 1.0),
    (2560.0, 1440.0, 1.0),
];

/// What a map keeps of its width at the least, in points.
const LEAST_MAP_PX: f32 = 400.0;

/// The smallest size that a window can have.
const SMALLEST: (f32, f32, f32) = (760.0, 520.0, 1.0);

fn folder() -> Option<PathBuf> {
    std::env::var_os("CONTACTLINE_SCREENSHOTS").map(PathBuf::from)
}

fn open((width, height, scale): (f32, f32, f32), theme: Theme) -> Window {
    let builder = Harness::builder()
        .with_size(vec2(width, height))
        .with_pixels_per_point(scale)
        .with_max_steps(60);
    let builder = if folder().is_some() && renderer::can_draw() {
        builder.wgpu().with_render_cursor(false)
    } else {
        builder
    };
    let mut window =
        builder.build_eframe(|creation| App::new(creation, load(&[] as &[&str]), None));
    window.state_mut().look_at(Session {
        theme: ThemeChoice::Always(theme),
        ..Session::default()
    });
    settle(&mut window);
    window
}

/// Draws the window into the folder, where one is asked for.
fn draw(window: &mut Window, name: &str) {
    let Some(folder) = folder().filter(|_| renderer::can_draw()) else {
        return;
    };
    std::fs::create_dir_all(&folder).expect("a folder");
    let picture = window.render().expect("drawn");
    picture.save(folder.join(name)).expect("written");
}

fn rect(window: &Window, label: &str) -> Rect {
    window.get_by_label(label).rect()
}

/// What panels and drawers leave of the map: what lies between their handles.
fn map(window: &Window) -> Rect {
    let handle = |what: &str| {
        let [open, closed] = ["Hide", "Show"].map(|does| format!("{does} {what}"));
        let handle = window.query_by_label(&open);
        handle
            .unwrap_or_else(|| window.get_by_label(&closed))
            .rect()
    };
    let left = handle("filters and layers").left();
    let right = handle("details").right();
    let whole = rect(window, "Map");
    assert!(whole.left() <= left && right <= whole.right());
    whole.with_min_x(left).with_max_x(right)
}

fn click_region(window: &mut Window) {
    window.get_by_label("Region Kalbajar / Karvachar").click();
    settle(window);
}

#[test]
fn at_every_size_the_map_keeps_its_room_and_what_lies_on_it_is_apart() {
    for (index, size) in SIZES.into_iter().enumerate() {
        let theme = [Theme::Light, Theme::Dark][index % 2];
        let mut window = open(size, theme);
        let (width, height, scale) = size;
        let name = format!(
            "{width}x{height}@{scale}-{}",
            format!("{theme:?}").to_lowercase()
        );
        draw(&mut window, &format!("{name}.png"));
        check_map(&window, &name);
        click_region(&mut window);
        assert!(shows(&window, "Fire received, as reported"), "{name}");
        draw(&mut window, &format!("{name}-selected.png"));
        check_map(&window, &name);
    }
}

/// What holds at every size, whatever is open.
fn check_map(window: &Window, name: &str) {
    let map = map(window);
    assert!(map.width() >= LEAST_MAP_PX, "{name}: {map:?}");
    let hint = window.get_by_label_contains("Click a region or an arrow");
    let hint = hint.rect();
    assert!(map.contains_rect(hint), "{name}: {hint:?} in {map:?}");
    assert!(hint.area() < map.area() / 5.0, "{name}: {hint:?}");
    let credits = window.get_by_label_contains("© OpenStreetMap").rect();
    // The scale bar measures up to 130 points.
    let scale = Rect::from_min_max(
        map.left_bottom() + vec2(12.0, -48.0),
        map.left_bottom() + vec2(12.0 + 130.0, 0.0),
    );
    assert!(map.contains_rect(credits), "{name}: {credits:?} in {map:?}");
    assert!(!scale.intersects(credits), "{name}: {credits:?}");
    let buttons = ["Zoom in (+)", "Zoom out (−)"].map(|label| rect(window, label));
    for button in buttons {
        assert!(map.contains_rect(button), "{name}: {button:?}");
        assert!(!button.intersects(hint), "{name}: {button:?} on {hint:?}");
    }
    let legend = window.query_by_label("Fold the legend");
    let legend = legend.unwrap_or_else(|| window.get_by_label("Unfold the legend"));
    let legend = legend.rect();
    assert!(!legend.intersects(scale), "{name}: {legend:?}");
    // The accounts are one line.
    let parts = ["shown", "outside the period", "duplicates", "undated"];
    let parts = parts.map(|part| window.get_by_label_contains(part).rect());
    for part in parts {
        assert_eq!(part.center().y, parts[0].center().y, "{name}: {parts:?}");
    }
}

#[test]
fn in_a_narrow_window_the_panels_are_drawers_one_at_a_time_above_a_map_that_stays() {
    let mut window = open(SMALLEST, Theme::Light);
    let whole = rect(&window, "Map");
    assert_eq!(whole.width(), 760.0, "no panel is open");
    let figure = |window: &Window| {
        // Not the way to it among what else lies under a click.
        let found = window.query_all_by_label_contains("AZ MoD: 6 incidents, ");
        let mut figures = found.filter(|node| {
            let label = egui_kittest::kittest::NodeT::accesskit_node(node).label();
            label.is_some_and(|label| label.starts_with("AZ MoD"))
        });
        figures.next().expect("the figure").rect()
    };
    let before = figure(&window);
    window.get_by_label("Show filters and layers").click();
    window.run();
    draw(&mut window, "drawer-left.png");
    assert!(shows(&window, "Show AZ MoD"));
    assert_eq!(rect(&window, "Map"), whole);
    assert!(map(&window).width() >= LEAST_MAP_PX);
    click_region(&mut window);
    assert!(!shows(&window, "Show AZ MoD"), "one at a time");
    assert!(shows(&window, "Fire received, as reported"));
    assert_eq!(rect(&window, "Map"), whole);
    assert_eq!(figure(&window), before, "the map stays where it is");
    // First the drawer, and only then what is selected.
    window.key_press(Key::Escape);
    window.run();
    assert!(!shows(&window, "Fire received, as reported"));
    assert!(common::session(&window).selection.is_some());
    window.key_press(Key::Escape);
    window.run();
    assert_eq!(common::session(&window).selection, None);
    // In a wide window the panels stand where they stood.
    window.set_size(vec2(1280.0, 800.0));
    settle(&mut window);
    assert!(shows(&window, "Hide details") && shows(&window, "Hide filters and layers"));
    assert!(rect(&window, "Map").width() < 800.0);
}

#[test]
fn the_picture_of_the_readme_shows_kalbajar() {
    let mut window = open((1280.0, 800.0, 1.0), Theme::Light);
    window.get_by_label("Dismiss the hint").click();
    window.run();
    click_region(&mut window);
    window.remove_cursor();
    settle(&mut window);
    draw(&mut window, "readme.png");
    assert!(shows(&window, "Kəlbəcər"));
    assert!(!shows(&window, "Click a region or an arrow"));
}

#[test]
fn dialogs_fit_into_the_smallest_window() {
    const STATEMENT: &str = "On August 9, at 22:20, units of the Armenian armed forces fired four \
        times from positions in the direction of Zarkand settlement of the Basarkechar region at \
        positions in the direction of Zeylikli settlement of the Kalbajar region.";
    let mut window = open(SMALLEST, Theme::Light);
    let whole = Rect::from_min_size(egui::Pos2::ZERO, vec2(SMALLEST.0, SMALLEST.1));
    window.event(egui::Event::Paste(STATEMENT.to_owned()));
    settle(&mut window);
    let text = rect(&window, "Text of the statement");
    assert!(whole.contains_rect(text), "{text:?}");
    draw(&mut window, "statement-760x520.png");
    window.set_size(vec2(1280.0, 800.0));
    settle(&mut window);
    draw(&mut window, "statement-1280x800.png");
    window.set_size(vec2(SMALLEST.0, SMALLEST.1));
    window.key_press(Key::Escape);
    settle(&mut window);
    window.key_press_modifiers(egui::Modifiers::COMMAND, Key::E);
    settle(&mut window);
    draw(&mut window, "picture-760x520.png");
    let save = rect(&window, "File to save the picture to");
    assert!(whole.contains_rect(save), "{save:?}");
}
