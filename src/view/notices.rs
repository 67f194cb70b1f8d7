//! Notices above the map: messages, and the hint for new users.

use std::collections::HashMap;

use egui::{Align2, Area, Frame, Margin, Order, Rect, Response, Ui, vec2};

use super::{
    Action, Actions, Memory, Shown, details,
    files::read_swapped,
    legend::LegendMemory,
    side_panels::DrawerMemory,
    small_maps,
    visit::{named_files_ui, visit_ui},
    writing::writing_ui,
};
use crate::{
    model::FileKey,
    session::{Command, OpenFile},
    words::{files, menus},
};

/// How long a notice stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeKind {
    /// It goes by itself after [`SECONDS`] in which nobody points at it.
    Passing,
    /// It says what the map alone does not show, and stays until it is dismissed.
    Lasting,
    /// It stays until it is dismissed, in the colour of errors.
    Error,
}

/// A message to the person, shown until it is dismissed or over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    pub text: String,
    pub kind: NoticeKind,
    /// About the project as it was opened or last saved: out of date once it is saved again.
    pub of_project: bool,
    /// The file it is about, which can be shown from it.
    pub file: Option<FileKey>,
}

/// The notices at the top of the map.
pub fn notices_ui(ui: &mut Ui, shown: Shown<'_>, memory: &mut Memory, actions: &mut Actions) {
    let notices = shown.notices;
    let map = memory.of::<DrawerMemory>().uncovered(ui.max_rect());
    let legend = memory.of::<LegendMemory>().covers();
    let takes_map = details::is_full(ui, shown, memory) || small_maps::is_on(memory);
    // It is about the map.
    let hint = !shown.session.hint_dismissed && !takes_map;
    let before = memory.of::<NoticesMemory>().rect.take();
    let named = shown.project.map_or(&[][..], |project| &project.named);
    let is_empty = notices.is_empty() && named.is_empty() && !hint;
    if is_empty && shown.writing.is_empty() && shown.visit.is_none() {
        return;
    }
    // What takes the place of the map has its head above, with what it is chosen by.
    let (room, pivot) = match takes_map {
        true => (map.shrink2(vec2(SIDE_PX, TOP_PX)), Align2::CENTER_BOTTOM),
        false => (room(map, legend, before), Align2::CENTER_TOP),
    };
    let area = Area::new(egui::Id::unique("notices"))
        .order(Order::Middle)
        .pivot(pivot)
        .fixed_pos(pivot.pos_in_rect(&room))
        .constrain_to(room)
        .show(ui.ctx(), |ui| {
            ui.set_max_width(room.width().min(MOST_PX));
            if let Some(visit) = shown.visit {
                visit_ui(ui, visit, actions);
            } else if !named.is_empty() {
                named_files_ui(ui, named, actions);
            }
            for writing in shown.writing {
                writing_ui(ui, writing, actions);
            }
            let since = memory.of::<NoticesMemory>();
            since.forget_others(notices);
            let earlier = since.earlier(notices);
            if earlier > 0 {
                let words = menus::earlier_messages(earlier);
                let words = (words.as_str(), false);
                let (dismissed, _) = line_ui(ui, words, menus::dismiss_earlier(), |ui| {
                    since.shows_all |= ui.button(menus::show_earlier()).clicked();
                });
                // Those that come later keep their places until the others are gone.
                let each = (0..earlier).rev().filter(|_| dismissed);
                actions.extend(each.map(Action::DismissNotice));
            }
            for (index, notice) in notices.iter().enumerate().skip(earlier) {
                let words = (notice.text.as_str(), notice.kind == NoticeKind::Error);
                let (dismissed, response) = line_ui(ui, words, menus::dismiss(), |ui| {
                    if let Some(key) = &notice.file
                        && ui.button(files::show_file()).clicked()
                    {
                        actions.push(Action::ShowFile(key.clone()));
                    }
                    if let Some(file) = notice.file.as_ref().and_then(|key| swapped(shown, key)) {
                        ui.weak(files::seems_swapped());
                        if ui.button(files::swap()).clicked() {
                            actions.push(read_swapped(file, true));
                            actions.push(Action::DismissNotice(index));
                        }
                    }
                });
                if dismissed || since.is_over(ui, notice, &response) {
                    actions.push(Action::DismissNotice(index));
                    // One at a time: their places in the list change.
                    break;
                }
            }
            // Who has selected something has followed it.
            let followed = shown.session.selection.is_some();
            let hint_ui = |ui: &mut Ui| {
                let words = (menus::hint(), false);
                line_ui(ui, words, menus::dismiss_hint(), |_| {}).0
            };
            let has_room = notices.len() < AT_ONCE;
            if hint && (followed || has_room && hint_ui(ui)) {
                actions.push(Action::Do(Command::DismissHint));
            }
        });
    let rect = Some(area.response.rect);
    if rect != before {
        // Whether it has room above the legend, and what of the map it covers, follow from its size.
        ui.ctx().request_repaint();
    }
    memory.of::<NoticesMemory>().rect = rect;
}

/// The open file of a key, where its latitude and longitude seem to be swapped.
fn swapped<'a>(shown: Shown<'a>, key: &FileKey) -> Option<&'a OpenFile> {
    let status = shown.files.iter().find(|status| status.key == *key)?;
    let file = shown.session.files.iter().find(|file| file.key == *key)?;
    let is_swapped = file.reading.as_ref().is_some_and(|of| of.swapped);
    (status.seems_swapped() && !is_swapped).then_some(file)
}

/// The most and the least width of a notice, in points.
const MOST_PX: f32 = 640.0;
const LEAST_PX: f32 = 160.0;

/// How far notices stay from the upper edge of the map, from its sides with their handles and buttons,
/// and from the legend, in points.
const TOP_PX: f32 = 8.0;
const SIDE_PX: f32 = 50.0;
const BESIDE_PX: f32 = 10.0;

/// Where notices may lie: in the middle of the map, or beside the legend where they reach down to it.
/// `before`: where they lay in the frame before.
fn room(map: Rect, legend: Option<Rect>, before: Option<Rect>) -> Rect {
    let room = Rect::from_min_max(
        map.left_top() + vec2(SIDE_PX, TOP_PX),
        map.right_bottom() - vec2(SIDE_PX, 0.0),
    );
    let height = before.map_or(0.0, |rect| rect.height());
    let middle = Rect::from_center_size(
        room.center_top() + vec2(0.0, height / 2.0),
        vec2(room.width().min(MOST_PX), height),
    );
    let lies_below = |legend: &Rect| legend.intersects(middle.expand(BESIDE_PX));
    match legend.filter(lies_below) {
        Some(legend) => {
            let left = (legend.right() + BESIDE_PX).min(room.right() - LEAST_PX);
            room.with_min_x(left)
        }
        None => room,
    }
}

/// So many notices are shown, the latest; of the others it is said how many there are.
const AT_ONCE: usize = 3;

/// How long a passing notice stays while nobody points at it, in seconds.
const SECONDS: f64 = 8.0;

/// Since when notices are shown, and where.
#[derive(Default)]
pub struct NoticesMemory {
    since: HashMap<String, f64>,
    /// Where they lay when they were last drawn.
    rect: Option<Rect>,
    /// The person wants to see all that there are.
    shows_all: bool,
}

impl NoticesMemory {
    /// What of the map they cover.
    pub fn covers(&self) -> Option<Rect> {
        self.rect
    }

    /// What is said once more stays as long as what is said for the first time.
    pub fn begin_anew(&mut self, text: &str) {
        self.since.remove(text);
    }

    /// How many of the first notices are not shown.
    fn earlier(&mut self, notices: &[Notice]) -> usize {
        self.shows_all &= notices.len() > AT_ONCE;
        match self.shows_all {
            true => 0,
            false => notices.len().saturating_sub(AT_ONCE),
        }
    }

    fn forget_others(&mut self, notices: &[Notice]) {
        let is_shown = |text: &String| notices.iter().any(|notice| notice.text == *text);
        self.since.retain(|text, _| is_shown(text));
    }

    /// Whether it was shown long enough.
    fn is_over(&mut self, ui: &Ui, notice: &Notice, response: &Response) -> bool {
        if notice.kind != NoticeKind::Passing {
            return false;
        }
        let now = ui.input(|input| input.time);
        let since = self.since.entry(notice.text.clone()).or_insert(now);
        if response.contains_pointer() {
            *since = now;
        }
        let left = *since + SECONDS - now;
        if left > 0.0 {
            ui.ctx().request_repaint_after_secs(left as f32);
        }
        left <= 0.0
    }
}

/// One line, in the colour of errors where it is one, with what can be done about it below, and a button
/// that dismisses it. Returns whether that was pressed, and the line.
fn line_ui(
    ui: &mut Ui,
    (words, is_error): (&str, bool),
    dismiss: &str,
    below_ui: impl FnOnce(&mut Ui),
) -> (bool, Response) {
    let frame = Frame::popup(ui.style()).inner_margin(Margin::symmetric(10, 6));
    let inner = frame.show(ui, |ui| {
        ui.horizontal_top(|ui| {
            let width = (ui.available_width() - 36.0).max(100.0);
            let words = egui::RichText::new(words);
            let words = if is_error {
                words.color(ui.visuals().error_fg_color)
            } else {
                words
            };
            ui.vertical(|ui| {
                // The button has room beside all of it.
                ui.set_max_width(width);
                super::chips::wrapped(ui, width, words);
                below_ui(ui);
            });
            super::chips::sign_button(ui, "✕", dismiss).clicked()
        })
    });
    (inner.inner.inner, inner.response)
}
