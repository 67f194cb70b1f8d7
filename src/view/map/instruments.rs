//! Instruments on the map: the position under the pointer in the manner a person wants, measuring, and
//! the way back to views of before.

use egui::{Button, Key, KeyboardShortcut, Modifiers, Pos2, Response, Sense, Ui};

use super::{MapMemory, choose_nothing};
use crate::{
    model::{geo::LonLat, grid::Notation},
    query::condition::Condition,
    render::{screen::Screen, viewport::Viewport},
    scene::{
        Camera, Px,
        camera::{to_lon_lat, to_world},
        marks::{Mark, Painting, Shape},
        measured::plate,
        px,
        style::Stroke,
    },
    session::Command,
    view::{Action, Actions, Shown, question},
    words::{bookmarks, condition, instruments as words, menus},
};

/// What the instruments remember.
#[derive(Default)]
pub struct Instruments {
    notation: Notation,
    /// Whether clicks add points to the way that is measured.
    is_measuring: bool,
    /// Where the menu was opened.
    menu_at: Option<LonLat>,
    views: Views,
}

impl Instruments {
    /// How positions are written.
    pub fn notation(&self) -> Notation {
        self.notation
    }

    /// Whether clicks add points to a way.
    pub fn is_measuring(&self) -> bool {
        self.is_measuring
    }

    /// What of a pointer is for what lies on the map: no clicks while these add points to a way.
    pub fn sense_of_marks(&self) -> Sense {
        match self.is_measuring() {
            true => Sense::hover(),
            false => Sense::click(),
        }
    }

    /// Adds a point to the way being measured.
    pub fn add_point(&self, shown: Shown<'_>, at: LonLat, actions: &mut Actions) {
        let way = shown.session.measured.iter().copied().chain([at]);
        actions.push(Action::Do(Command::Measure(way.collect())));
    }

    /// The way that is measured, with the pointer as its end until it is whole.
    pub fn way(&self, ui: &Ui, shown: Shown<'_>, viewport: &Viewport) -> Vec<LonLat> {
        let mut way = shown.session.measured.clone();
        if self.is_measuring {
            let pointer = ui.input(|input| input.pointer.hover_pos());
            let pointer = pointer.filter(|at| viewport.rect.contains(*at));
            way.extend(pointer.map(|at| position(viewport, at)));
        }
        way
    }

    /// Measures no more.
    fn put_away(&mut self, shown: Shown<'_>, actions: &mut Actions) {
        self.is_measuring = false;
        if !shown.session.measured.is_empty() {
            actions.push(Action::Do(Command::Measure(Vec::new())));
        }
    }

    /// Measures anew, from these points on.
    fn begin(&mut self, way: Vec<LonLat>, actions: &mut Actions) {
        self.is_measuring = true;
        actions.push(choose_nothing());
        actions.push(Action::Do(Command::Measure(way)));
    }
}

/// The cameras that were rested on.
#[derive(Default)]
struct Views {
    rested: Vec<Camera>,
    /// Which of them is looked through.
    at: usize,
    /// The camera as it is, and since when, in seconds of the window.
    now: Option<(Camera, f64)>,
}

/// A camera that is left alone for so long is rested on, in seconds.
const REST_S: f64 = 0.8;

/// So many are remembered.
const MOST_VIEWS: usize = 100;

impl Views {
    /// Follows the camera; says after how many seconds to look again.
    fn follow(&mut self, camera: Camera, now: f64) -> Option<f64> {
        match self.now {
            Some((known, since)) if known == camera => {
                if self.rested.get(self.at) == Some(&camera) {
                    return None;
                }
                let left = since + REST_S - now;
                if left > 0.0 {
                    return Some(left);
                }
                self.rested.truncate(self.at + 1);
                self.rested.push(camera);
                if self.rested.len() > MOST_VIEWS {
                    self.rested.remove(0);
                }
                self.at = self.rested.len() - 1;
                None
            }
            _ => {
                self.now = Some((camera, now));
                Some(REST_S)
            }
        }
    }

    /// The place of the camera so many steps on, and that camera; `None` where there is none.
    fn at(&self, by: isize) -> Option<(usize, Camera)> {
        let at = self.at.checked_add_signed(by)?;
        Some((at, *self.rested.get(at)?))
    }

    /// Asks for the camera so many steps on, where there is one.
    fn go(&mut self, by: isize, actions: &mut Actions) {
        if let Some((at, camera)) = self.at(by) {
            self.at = at;
            // It comes there a frame later: until then it does not rest where it was.
            self.now = None;
            actions.push(Action::Do(Command::FlyTo(camera)));
        }
    }
}

/// Follows the views, and goes back and forth through them with Alt and the arrow keys.
pub fn views_ui(ui: &Ui, memory: &mut MapMemory, camera: Camera, actions: &mut Actions) {
    let views = &mut memory.instruments.views;
    let now = ui.input(|input| input.time);
    if let Some(seconds) = views.follow(camera, now) {
        ui.ctx().request_repaint_after_secs(seconds as f32 + 0.02);
    }
    if ui.ctx().text_edit_focused() {
        return;
    }
    for way in DIRECTIONS {
        if ui.input_mut(|input| input.consume_shortcut(&way.keys)) {
            views.go(way.by, actions);
        }
    }
}

/// One of the directions through the views.
struct Direction {
    name: fn() -> &'static str,
    keys: KeyboardShortcut,
    by: isize,
}

const DIRECTIONS: [Direction; 2] = [
    Direction {
        name: bookmarks::view_before,
        keys: KeyboardShortcut::new(Modifiers::ALT, Key::ArrowLeft),
        by: -1,
    },
    Direction {
        name: bookmarks::view_after,
        keys: KeyboardShortcut::new(Modifiers::ALT, Key::ArrowRight),
        by: 1,
    },
];

/// The entries of a menu that go back and forward through the views.
pub fn views_menu_ui(ui: &mut Ui, memory: &mut MapMemory, actions: &mut Actions) {
    let views = &mut memory.instruments.views;
    for way in DIRECTIONS {
        let (name, keys) = ((way.name)(), ui.ctx().format_shortcut(&way.keys));
        let button = Button::new(name).shortcut_text(menus::keys_as_written(&keys));
        let button = ui.add_enabled(views.at(way.by).is_some(), button);
        if button.accessible_name(name).clicked() {
            views.go(way.by, actions);
            ui.close();
        }
    }
}

/// The menu of a place of the map: its position in every manner, to be copied, and measuring.
pub fn menu_ui(
    response: &Response,
    shown: Shown<'_>,
    viewport: &Viewport,
    memory: &mut MapMemory,
    actions: &mut Actions,
) {
    if response.secondary_clicked()
        && let Some(at) = response.interact_pointer_pos()
    {
        memory.instruments.menu_at = Some(position(viewport, at));
    }
    let instruments = &mut memory.instruments;
    response.context_menu(|ui| {
        let Some(at) = instruments.menu_at else {
            return;
        };
        ui.weak(words::copy_position());
        for notation in Notation::ALL {
            let Some(text) = notation.write(at) else {
                continue;
            };
            if ui.button(&text).on_hover_text(words::copy_hint()).clicked() {
                instruments.notation = notation;
                ui.ctx().copy_text(text);
                ui.close();
            }
        }
        ui.separator();
        ask_ui(ui, shown, (instruments, at), actions);
        ui.separator();
        if ui.button(words::measure_from_here()).clicked() {
            instruments.begin(vec![at], actions);
            ui.close();
        }
        let is_measured = instruments.is_measuring || !shown.session.measured.is_empty();
        if is_measured && ui.button(words::stop_measuring()).clicked() {
            instruments.put_away(shown, actions);
            ui.close();
        }
    });
}

/// How far from a point or a line is asked at first, in kilometres.
const NEAR_KM: u32 = 5;

/// Asks for the records in the area that was measured, or near to the way or the point.
fn ask_ui(
    ui: &mut Ui,
    shown: Shown<'_>,
    (instruments, at): (&mut Instruments, LonLat),
    actions: &mut Actions,
) {
    let way = &shown.session.measured;
    let asked = match &way[..] {
        [] | [_] => vec![(
            condition::only_near_here(NEAR_KM),
            Condition::within(NEAR_KM, &[at]),
        )],
        way => vec![
            (condition::only_inside().to_owned(), Condition::inside(way)),
            (
                condition::only_near_line(NEAR_KM),
                Condition::within(NEAR_KM, way),
            ),
        ],
    };
    for (label, asked) in asked {
        if let Some(asked) = asked
            && ui.button(label).clicked()
        {
            question::ask(shown, None, &asked, actions);
            instruments.put_away(shown, actions);
            ui.close();
        }
    }
}

fn position(viewport: &Viewport, at: Pos2) -> LonLat {
    to_lon_lat(viewport.view.unproject(viewport.in_view(at)))
}

/// The entry of a menu that begins to measure, with the first click on the map.
pub fn measure_menu_ui(ui: &mut Ui, memory: &mut MapMemory, actions: &mut Actions) {
    if ui.button(words::measure()).clicked() {
        memory.instruments.begin(Vec::new(), actions);
        ui.close();
    }
}

/// The position that was gone to, marked until Escape is pressed.
pub fn mark_ui(
    ui: &Ui,
    painting: &Painting<'_>,
    screen: &Screen<'_>,
    at: &mut Option<LonLat>,
    notation: Notation,
) {
    let Some(position) = *at else {
        return;
    };
    if !ui.ctx().text_edit_focused() && ui.input(|input| input.key_pressed(Key::Escape)) {
        *at = None;
        return;
    }
    let view = screen.viewport.view;
    let middle = view.project(to_world(position));
    let palette = painting.palette;
    let mut marks = Vec::new();
    for stroke in [
        Stroke::solid(palette.halo, 4.0),
        Stroke::solid(palette.selected, 1.8),
    ] {
        for [from, to] in CROSS_PX {
            let line = vec![middle + from, middle + to];
            marks.push(Mark::stroke(Shape::Open(line), stroke));
        }
    }
    let text = notation.write(position).unwrap_or_default();
    plate(painting, middle, text, &mut marks);
    screen.draw(&marks, || ());
}

/// The lines of a cross, from its middle, which they leave free, in points.
const CROSS_PX: [[Px; 2]; 4] = [
    [px(4.0, 0.0), px(12.0, 0.0)],
    [px(-4.0, 0.0), px(-12.0, 0.0)],
    [px(0.0, 4.0), px(0.0, 12.0)],
    [px(0.0, -4.0), px(0.0, -12.0)],
];

/// Enter ends the way that is measured; Escape puts it away.
pub fn measure_ui(ui: &Ui, shown: Shown<'_>, memory: &mut MapMemory, actions: &mut Actions) {
    let (instruments, way) = (&mut memory.instruments, &shown.session.measured);
    if !instruments.is_measuring && way.is_empty() {
        return;
    }
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if pressed(Key::Escape) {
        instruments.put_away(shown, actions);
    } else if instruments.is_measuring && pressed(Key::Enter) {
        instruments.is_measuring = way.len() < 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::geo::Coord;

    /// Goes so many steps on. Gives the camera it leads to.
    fn step(views: &mut Views, by: isize) -> Option<Camera> {
        let mut actions = Actions::new();
        views.go(by, &mut actions);
        actions.into_iter().find_map(|action| match action {
            Action::Do(Command::FlyTo(camera)) => Some(camera),
            _ => None,
        })
    }

    fn camera(zoom: f64) -> Camera {
        Camera {
            center: Coord { x: 46.0, y: 39.8 },
            zoom,
        }
    }

    #[test]
    fn views_that_were_rested_on_are_gone_back_to_and_forth() {
        let mut views = Views::default();
        let mut now = 0.0;
        let mut rest = |views: &mut Views, zoom: f64| {
            now += 1.0;
            views.follow(camera(zoom), now);
            now += 1.0;
            assert_eq!(views.follow(camera(zoom), now), None);
        };
        for zoom in [7.0, 8.0, 9.0] {
            rest(&mut views, zoom);
        }
        // What is passed by is no view.
        assert!(views.follow(camera(9.5), 100.0).is_some());
        assert_eq!(step(&mut views, -1), Some(camera(8.0)));
        rest(&mut views, 8.0);
        assert_eq!(step(&mut views, -1), Some(camera(7.0)));
        assert_eq!(step(&mut views, -1), None);
        assert_eq!(step(&mut views, 1), Some(camera(8.0)));
        rest(&mut views, 8.0);
        // From here another way begins.
        rest(&mut views, 12.0);
        assert_eq!(step(&mut views, 1), None);
        assert_eq!(step(&mut views, -1), Some(camera(8.0)));
        assert_eq!(views.rested.len(), 3);
    }
}
