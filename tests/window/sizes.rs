//! The window at every size and scale a person may have, in light and dark.
//!
//! With `CONTACTLINE_SCREENSHOTS=folder` what is tested is drawn as well, a picture each, and with
//! them `readme.png`, the picture of the README. A graphics card is not needed: the software Vulkan
//! driver of Mesa will do.

use std::path::PathBuf;

use crate::{
    common::{self, Window, settle, shows, wheel},
    renderer,
};
use contactline::{
    app::{App, load},
    scene::Theme,
    session::{Session, ThemeChoice},
};
use egui::accesskit::Role;
use egui::{Key, Rect, vec2};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};

/// Width and height in points.
const SIZES: [(f32, f32); 5] = [
    (760.0, 520.0),
    (1024.0, 640.0),
    (1280.0, 800.0),
    (1920.0, 1080.0),
    (2560.0, 1440.0),
];

/// Pixels a point.
const SCALES: [f32; 3] = [1.0, 1.5, 2.0];

const THEMES: [(Theme, &str); 2] = [(Theme::Light, "light"), (Theme::Dark, "dark")];

/// What a map keeps of its width at the least, in points.
const LEAST_MAP_PX: f32 = 400.0;

/// The smallest size that a window can have.
const SMALLEST: (f32, f32) = SIZES[0];

fn folder() -> Option<PathBuf> {
    std::env::var_os("CONTACTLINE_SCREENSHOTS").map(PathBuf::from)
}

fn open((width, height): (f32, f32)) -> Window {
    let builder = Harness::builder()
        .with_size(vec2(width, height))
        .with_max_steps(60);
    let builder = if folder().is_some() && renderer::can_draw() {
        builder.wgpu().with_render_cursor(false)
    } else {
        builder
    };
    let mut window =
        builder.build_eframe(|creation| App::new(creation, load(&[] as &[&str]), None));
    begin(&mut window, (width, height), 1.0, Theme::Light);
    window
}

/// The window as a new user finds it, at a scale and in a theme.
fn begin(window: &mut Window, size: (f32, f32), scale: f32, theme: Theme) {
    window.set_pixels_per_point(scale);
    // A change of scale keeps the pixels of a window; what follows are its points.
    window.step();
    window.set_size(vec2(size.0, size.1));
    window.remove_cursor();
    window.state_mut().look_at(Session {
        theme: ThemeChoice::Always(theme),
        ..Session::default()
    });
    settle(window);
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
    // Longer than a double click takes, which would zoom.
    window.run_steps(4);
    let name = "Region Kalbajar / Karvachar";
    window.get_by_label(name).click();
    settle(window);
    // Beside a drawer it may find room elsewhere or none: it is pointed at where it is now.
    let name = window.query_by_label(name).map(|name| name.rect().center());
    window.hover_at(name.unwrap_or(egui::pos2(330.0, 184.0)));
    window.run_steps(24);
}

/// Draws the window at every scale and in both themes, before and after a region is selected.
fn look_at_every_scale(size: (f32, f32)) {
    let mut window = open(size);
    let (width, height) = size;
    let all = SCALES
        .iter()
        .flat_map(|scale| THEMES.map(|of| (*scale, of)));
    // What is not drawn is no other in the other theme.
    let every = if folder().is_some() { 1 } else { 3 };
    for (scale, (theme, theme_name)) in all.step_by(every) {
        begin(&mut window, size, scale, theme);
        let name = format!("{width}x{height}@{scale}-{theme_name}");
        draw(&mut window, &format!("{name}.png"));
        check_map(&window, &name);
        let hint = "Click a region or an arrow to see the fire";
        check_hint(&window, rect(&window, "Map"), &name);
        click_region(&mut window);
        assert!(shows(&window, "Fire received, as reported"), "{name}");
        assert!(!shows(&window, hint), "{name}: who selects has followed it");
        check_map(&window, &name);
        check_tooltip(&window, &name);
        draw(&mut window, &format!("{name}-selected.png"));
        window.key_press(Key::Escape);
        window.run();
    }
}

#[test]
fn at_760_by_520_the_map_keeps_its_room_and_what_lies_on_it_is_apart() {
    look_at_every_scale(SIZES[0]);
}

#[test]
fn at_1024_by_640_the_map_keeps_its_room_and_what_lies_on_it_is_apart() {
    look_at_every_scale(SIZES[1]);
}

#[test]
fn at_1280_by_800_the_map_keeps_its_room_and_what_lies_on_it_is_apart() {
    look_at_every_scale(SIZES[2]);
}

#[test]
fn at_1920_by_1080_the_map_keeps_its_room_and_what_lies_on_it_is_apart() {
    look_at_every_scale(SIZES[3]);
}

#[test]
fn at_2560_by_1440_the_map_keeps_its_room_and_what_lies_on_it_is_apart() {
    look_at_every_scale(SIZES[4]);
}

/// The hint covers little of the map, no button, and nothing that the map shows.
fn check_hint(window: &Window, whole: Rect, name: &str) {
    let hint = window.get_by_label_contains("Click a region or an arrow to see the fire");
    let hint = hint.rect();
    assert!(whole.contains_rect(hint), "{name}: {hint:?} in {whole:?}");
    assert!(hint.area() < whole.area() / 5.0, "{name}: {hint:?}");
    let figures = window.query_all_by_label_contains("AZ MoD: ");
    let names = window.query_all_by_label_contains("Region ");
    let buttons = ["Zoom in (+)", "Zoom out (−)"].map(|label| window.get_by_label(label));
    for node in figures.chain(names).chain(buttons) {
        let rect = node.rect();
        assert!(!rect.intersects(hint), "{name}: {rect:?} under {hint:?}");
    }
}

/// What is said of the thing under the pointer covers no panel.
fn check_tooltip(window: &Window, name: &str) {
    let uncovered = map(window);
    let tip = window
        .get_by_label_contains("2 claims, fire received")
        .rect();
    assert!(
        uncovered.contains_rect(tip),
        "{name}: {tip:?} in {uncovered:?}"
    );
}

/// A tooltip keeps off the legend, folded or not, wherever the pointer is on the map.
#[test]
fn a_tooltip_covers_no_legend() {
    for size in [SIZES[0], SIZES[2]] {
        let mut window = open(size);
        let card = |window: &Window| {
            let fold = window.query_by_label("Fold the legend");
            let title = fold.unwrap_or_else(|| window.get_by_label("Unfold the legend"));
            let rows = window.query_all_by_label_contains("Legend: ");
            rows.fold(title.rect(), |all, row| all.union(row.rect()))
        };
        let legend = card(&window);
        let mut near = 0;
        // Beside it, and so far at the right of the map that a tooltip stands at the left.
        for dx in [8.0, 90.0, 270.0] {
            for dy in [-200.0, -30.0, 20.0] {
                let at = legend.right_bottom() + vec2(dx, dy);
                if !map(&window).shrink(8.0).contains(at) {
                    continue;
                }
                window.hover_at(at);
                window.run_steps(24);
                let tips = ["District of", "Raion of", "incidents"].map(|words| {
                    let found = window.query_all_by_label_contains(words);
                    found
                        .map(|node| node.rect())
                        .find(|tip| tip.distance_to_pos(at) < 60.0)
                });
                for tip in tips.into_iter().flatten() {
                    near += 1;
                    assert!(
                        !tip.intersects(legend),
                        "{size:?} {at:?}: {tip:?} on {legend:?}"
                    );
                }
            }
        }
        assert!(near > 1, "{size:?}: tooltips were seen");
    }
}

/// What holds at every size, whatever is open.
fn check_map(window: &Window, name: &str) {
    let map = map(window);
    assert!(map.width() >= LEAST_MAP_PX, "{name}: {map:?}");
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
    }
    let legend = window.query_by_label("Fold the legend");
    let legend = legend.unwrap_or_else(|| window.get_by_label("Unfold the legend"));
    let legend = legend.rect();
    assert!(!legend.intersects(scale), "{name}: {legend:?}");
    let handles = ["filters and layers", "details"].map(|what| {
        let [open, closed] = ["Hide", "Show"].map(|does| format!("{does} {what}"));
        let open = window.query_by_label(&open);
        open.unwrap_or_else(|| window.get_by_label(&closed)).rect()
    });
    let figures = window.query_all_by_label_contains("AZ MoD: ");
    let written = figures.chain(window.query_all_by_label_contains("Region "));
    for node in written.filter(|node| node.rect().is_positive()) {
        let rect = node.rect().shrink(1.0);
        let under = handles.iter().find(|handle| handle.intersects(rect));
        assert_eq!(under, None, "{name}: {:?}", node.accesskit_node().label());
    }
    // The accounts are one line.
    let parts = ["shown", "outside the period", "duplicates", "undated"];
    let parts = parts.map(|part| window.get_by_label_contains(part).rect());
    for part in parts {
        assert_eq!(part.center().y, parts[0].center().y, "{name}: {parts:?}");
    }
}

#[test]
fn in_a_narrow_window_the_panels_are_drawers_one_at_a_time_above_a_map_that_stays() {
    let mut window = open(SMALLEST);
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
    let mut window = open((1280.0, 800.0));
    window.get_by_label("Dismiss the hint").click();
    window.run();
    click_region(&mut window);
    window.remove_cursor();
    settle(&mut window);
    draw(&mut window, "readme.png");
    assert!(shows(&window, "Kəlbəcər"));
    assert!(!shows(&window, "Click a region or an arrow"));
}

const STATEMENT: &str = "On August 9, at 22:20, units of the Armenian armed forces fired four \
    times from positions in the direction of Zarkand settlement of the Basarkechar region at \
    positions in the direction of Zeylikli settlement of the Kalbajar region. There are no losses.";

/// Where a control lies that shares its name with words.
fn control(window: &Window, name: &str) -> Rect {
    let found = window.query_all_by_label(name);
    let mut found = found.filter(|node| node.accesskit_node().role() != Role::Label);
    found.next().expect(name).rect()
}

/// What the form of a statement has of one claim, from the top down.
const FIELDS: [&str; 20] = [
    "Outlet that published it",
    "Address of the page",
    "Side of claim 1",
    "Activity of claim 1",
    "Origin of claim 1",
    "Target of claim 1",
    "Incidents of claim 1",
    "Start of claim 1",
    "End of claim 1",
    "small arms",
    "machine guns",
    "sniper rifles",
    "large-calibre weapons",
    "grenade launchers",
    "mortars",
    "artillery",
    "combat drones",
    "other weapons",
    "Killed of claim 1",
    "Wounded of claim 1",
];

#[test]
fn a_statement_is_read_at_every_size_without_a_field_on_another() {
    for (width, height) in SIZES {
        for (theme, theme_name) in THEMES {
            let mut window = open((width, height));
            begin(&mut window, (width, height), 1.0, theme);
            let whole = rect(&window, "Map")
                .union(Rect::from_min_size(egui::Pos2::ZERO, vec2(width, height)));
            window.event(egui::Event::Paste(STATEMENT.to_owned()));
            settle(&mut window);
            settle(&mut window);
            let name = format!("{width}x{height}-{theme_name}");
            let text = rect(&window, "Text of the statement");
            assert!(whole.contains_rect(text), "{name}: {text:?}");
            let fields = FIELDS.map(|field| (field, control(&window, field)));
            for (index, (field, one)) in fields.iter().enumerate() {
                assert!(
                    one.width() > 20.0 && one.right() < whole.right(),
                    "{name}: {field}"
                );
                for (other_field, other) in &fields[..index] {
                    assert!(
                        !one.shrink(1.0).intersects(other.shrink(1.0)),
                        "{name}: {field} {one:?} on {other_field} {other:?}"
                    );
                }
            }
            draw(&mut window, &format!("statement-{name}.png"));
            // Where there is room for two columns, the text stays while the form is scrolled.
            let is_beside = fields[0].1.left() > text.right();
            assert_eq!(is_beside, width >= 1000.0, "{name}");
            let at = match is_beside {
                true => egui::pos2(fields[0].1.left() + 40.0, height / 2.0),
                false => text.center(),
            };
            wheel(&mut window, at, 400.0);
            settle(&mut window);
            draw(&mut window, &format!("statement-{name}-scrolled.png"));
            if is_beside {
                assert_eq!(rect(&window, "Text of the statement"), text, "{name}");
            }
        }
    }
}

#[test]
fn the_dialog_of_pictures_fits_into_the_smallest_window() {
    let mut window = open(SMALLEST);
    let whole = Rect::from_min_size(egui::Pos2::ZERO, vec2(SMALLEST.0, SMALLEST.1));
    window.key_press_modifiers(egui::Modifiers::COMMAND, Key::E);
    settle(&mut window);
    draw(&mut window, "picture-760x520.png");
    let save = rect(&window, "File to save the picture to");
    assert!(whole.contains_rect(save), "{save:?}");
}
