//! What several tests share: the window under test, and small made-up ground.
#![allow(dead_code, reason = "each test uses its own share of this")]

pub mod archives;
pub mod children;
pub mod made;
pub mod osm;
pub mod postgres;
pub mod side_by_side;

use std::{
    path::{Path, PathBuf},
    process::{Command, Output},
    sync::mpsc::channel,
    time::Duration,
};

use contactline::{
    app::{App, load},
    model::{
        Boundary, Country, Day, Level, Names, Place, TieEnd, Window as Days,
        draft::RegionDraft,
        geo::{Coord, MultiPolygon, Polygon},
    },
    query::ties::Judged,
    session::Session,
};
use egui::{Key, Modifiers, Pos2, Rect, vec2};
use egui_kittest::{Harness, kittest::Queryable as _};

/// The window under test. Neither a display nor a graphics card is needed.
pub type Window = Harness<'static, App>;

/// A window of that size in points on those files, once they are read.
pub fn open_sized(size: [f32; 2], files: &[&Path], store: Option<&Path>) -> Window {
    let files: Vec<PathBuf> = files.iter().map(|path| path.to_path_buf()).collect();
    let store = store.map(Path::to_owned);
    let mut window = Harness::builder()
        .with_size(vec2(size[0], size[1]))
        .with_max_steps(60)
        .build_eframe(move |creation| App::new(creation, load(&files), store));
    settle(&mut window);
    window
}

/// A window of the usual size. Its session is kept at `store`, if anywhere.
pub fn open_window(files: &[&Path], store: Option<&Path>) -> Window {
    open_sized([1280.0, 800.0], files, store)
}

/// The program as a person runs it without a window: there is no display.
pub fn contactline(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_contactline"))
        .args(args)
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("WAYLAND_SOCKET")
        .output()
        .expect("the program runs")
}

/// Longer than any work takes that has not been forgotten.
const PATIENCE: Duration = Duration::from_secs(120);

/// Waits for the threads that read, draw and save: each wakes the window when it is done. Ends when
/// nothing asks for another frame: an idle window rests.
pub fn settle(window: &mut Harness<'_, App>) {
    let (wake, woken) = channel();
    let notice = move |_| {
        // Nobody listens any more once the window has settled.
        let _ = wake.send(());
    };
    window.ctx.set_request_repaint_callback(notice);
    window.step();
    while !window.state().is_settled() {
        let woken = woken.recv_timeout(PATIENCE);
        woken.expect("work that never ends, or ended without waking the window");
        window.step();
    }
    window.run();
}

/// As [`settle`], and waits for the answer of the desktop.
pub fn settle_answered(window: &mut Harness<'_, App>) {
    let (wake, woken) = channel();
    let notice = move |_| {
        let _ = wake.send(());
    };
    window.ctx.set_request_repaint_callback(notice);
    window.step();
    while window.state().is_asking() {
        let _: Result<(), _> = woken.recv_timeout(PATIENCE);
        window.step();
    }
    settle(window);
}

/// Uses a control that may first have to be scrolled to, as a screen reader does. What it begins may take
/// longer than this waits, such as a picture that is drawn while a spinner turns: see [`settle`].
pub fn press(window: &mut Harness<'_, App>, label: &str) {
    window.get_by_label(label).click_accesskit();
    let _: Option<u64> = window.run_ok();
}

/// Clicks what has that name.
pub fn click(harness: &mut Harness<'_, App>, label: &str) {
    harness.get_by_label(label).click();
    harness.run();
}

/// Turns the wheel there by so many points, downwards where they are above nought.
pub fn wheel(window: &mut Harness<'_, App>, at: Pos2, down: f32) {
    window.hover_at(at);
    window.step();
    window.event(egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: vec2(0.0, -down),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
        modifiers: Modifiers::NONE,
    });
    let _: Option<u64> = window.run_ok();
}

/// Scrolls the details down until they show these words, and says whether they do: what is further down is laid
/// out where one scrolls to it.
pub fn scroll_details_to(window: &mut Harness<'_, App>, words: &str) -> bool {
    let list = window.get_by_label("Details").rect().center() + vec2(0.0, 300.0);
    for _ in 0..80 {
        if shows(window, words) {
            return true;
        }
        wheel(window, list, 150.0);
    }
    false
}

/// Where something lies whose name contains these words.
pub fn rect(harness: &Harness<'_, App>, label: &str) -> Rect {
    harness.get_by_label_contains(label).rect()
}

/// Drags by so much, in steps of a hand.
pub fn drag(harness: &mut Harness<'_, App>, from: Pos2, by: egui::Vec2) {
    harness.hover_at(from);
    harness.run();
    harness.drag_at(from);
    // While a button is down the map keeps drawing.
    harness.run_steps(2);
    for step in 1..=4 {
        harness.hover_at(from + by * (step as f32 / 4.0));
        harness.run_steps(2);
    }
    harness.drop_at(from + by);
    harness.run();
}

/// Puts a text where another stands in a field.
pub fn type_into(harness: &mut Harness<'_, App>, field: &str, words: &str) {
    harness.get_by_label(field).focus();
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run();
    harness.get_by_label(field).type_text(words);
    harness.run();
}

/// The places of the edges that panels are resized by, and of the map between them.
pub fn panels(harness: &Harness<'_, App>) -> Vec<Rect> {
    let edges = harness.query_all_by_label("Resize panel");
    let mut rects: Vec<Rect> = edges.map(|edge| edge.rect()).collect();
    rects.push(harness.get_by_label("Map").rect());
    rects
}

/// Whether the words stand somewhere in the window.
pub fn shows(window: &Harness<'_, App>, words: &str) -> bool {
    window.query_all_by_label_contains(words).next().is_some()
}

pub fn session<'w>(window: &'w Harness<'_, App>) -> &'w Session {
    window.state().session()
}

pub fn day(text: &str) -> Day {
    Day::parse(text).expect("a date")
}

/// The days from the first to the last, both included.
pub fn days(first: &str, last: &str) -> Days {
    Days::days(day(first), day(last))
}

/// A region of one square degree, the `index`th along the equator from the meridian of Greenwich.
pub fn square_region(index: usize, key: &str) -> RegionDraft {
    let x = index as f64;
    let corners = [(x, 0.0), (x + 1.0, 0.0), (x + 1.0, 1.0), (x, 1.0), (x, 0.0)];
    let ring = corners.into_iter().map(|(x, y)| Coord { x, y }).collect();
    RegionDraft {
        place: Place::file("test"),
        key: key.to_owned(),
        level: Level::District,
        mission: false,
        country: Country::Other,
        province: None,
        names: Names::plain(key),
        boundary: Boundary::Outline,
        shape: MultiPolygon(vec![Polygon::new(ring, vec![])]).into(),
        label: None,
        members: Vec::new(),
        precision_km: 1.0,
        source: String::new(),
        licence: String::new(),
        note: String::new(),
    }
}

/// Two reports of the shipped data, as ends of a tie.
pub fn own_tie() -> Judged {
    let end = |report: &str| TieEnd {
        report: report.into(),
        claim: Some(1),
    };
    Judged {
        from: end("am-mod/2022-08-08/asbarez"),
        to: end("az-mod/2022-08-08/daily-sabah"),
    }
}
