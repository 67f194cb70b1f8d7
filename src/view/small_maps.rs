//! Small maps in place of the map: one a reporter, a month or a district, all to one scale, drawn beside the
//! window as the sheet of a picture is. A click on one goes there.

use egui::emath::GuiRounding as _;
use egui::{
    CentralPanel, Color32, Rect, RichText, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2,
    vec2,
};

use super::{
    Action, Actions, Memory, PictureAction, PictureForm, PictureShown, Shown, details, theme,
};
use crate::{
    model::geo,
    render::svg::{Each, Layout},
    scene::{Px, View, px},
    words::small_maps as words,
};

/// Of what there is a small map each; `None`: there is one map.
#[derive(Default)]
pub struct SmallMapsMemory {
    /// As the person chose it.
    pub each: Option<Each>,
}

/// One of the small maps on a sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct SmallMap {
    /// What stands above it.
    pub caption: String,
    /// Where it lies on the sheet, in points.
    pub corner: Px,
    /// How large it is there.
    pub size: Px,
    /// What a click on it asks for.
    pub goes_to: Vec<Action>,
}

/// Of what there can be small maps, and what that is called.
type Choice = (Each, fn() -> &'static str);

/// All choices, as they are offered.
const CHOICES: [Choice; 3] = [
    (Each::Reporter, words::reporter),
    (Each::Month, words::month),
    (Each::Region, words::region),
];

/// On a narrower sheet the legend would leave the maps no room, in points.
const LEAST_WITH_LEGEND_PX: f32 = 700.0;

/// No sheet is smaller than this, in points.
const LEAST_PX: Px = Px { x: 300.0, y: 160.0 };

/// Whether small maps are in the place of the map.
pub fn is_on(memory: &mut Memory) -> bool {
    memory.of::<SmallMapsMemory>().each.is_some()
}

/// Shows them, or the one map again.
pub fn switch(memory: &mut Memory) {
    let own = memory.of::<SmallMapsMemory>();
    own.each = match own.each {
        Some(_) => None,
        None => Some(Each::Reporter),
    };
}

/// The small maps, where they are in the place of the map.
pub fn small_maps_ui(ui: &mut Ui, shown: Shown<'_>, memory: &mut Memory, actions: &mut Actions) {
    let Some(each) = memory.of::<SmallMapsMemory>().each else {
        return;
    };
    if details::is_full(ui, shown, memory) {
        return;
    }
    let seen = seen(shown, memory);
    let own = memory.of::<SmallMapsMemory>();
    CentralPanel::default().show(ui, |ui| {
        head_ui(ui, own);
        ui.separator();
        let room = ui.available_rect_before_wrap();
        let size = px(room.width().max(LEAST_PX.x), room.height().max(LEAST_PX.y));
        let form = PictureForm {
            size: px(size.x.floor(), size.y.floor()),
            scale: ui.ctx().pixels_per_point(),
            layout: Layout::Map,
            title: String::new(),
            legend: size.x >= LEAST_WITH_LEGEND_PX,
            each: Some(each),
            seen,
        };
        actions.push(Action::Picture(PictureAction::Small(form)));
        if let Some(chosen) = sheet_ui(ui, room, shown.small) {
            own.each = None;
            actions.push(Action::AsOne(chosen.goes_to.clone()));
        }
    });
}

/// What the map showed last, as far as the camera is not moved since.
fn seen(shown: Shown<'_>, memory: &Memory) -> Option<geo::Rect> {
    let camera = shown.session.camera?;
    let size = memory.map.viewport?.view.size;
    Some(View { camera, size }.bounds())
}

fn head_ui(ui: &mut Ui, own: &mut SmallMapsMemory) {
    ui.horizontal_wrapped(|ui| {
        if ui.button(words::back()).clicked() {
            own.each = None;
        }
        ui.label(RichText::new(words::each()).text_style(theme::strong()));
        for (each, name) in CHOICES {
            ui.selectable_value(&mut own.each, Some(each), name());
        }
        ui.weak(words::hint());
    });
}

/// The sheet as it was drawn last. Returns which of its maps was pressed.
fn sheet_ui<'a>(ui: &mut Ui, room: Rect, shown: PictureShown<'a>) -> Option<&'a SmallMap> {
    let mut chosen = None;
    if let Some(sheet) = shown.preview {
        let size = vec2(shown.size.x, shown.size.y);
        // One of another room keeps its shape until the next is drawn.
        let share = (room.size() / size).min_elem().min(1.0);
        let points = ui.ctx().pixels_per_point();
        // Pixel on pixel, where it is that large: anything between would be soft.
        let size = match share > 0.99 {
            true => sheet.size_vec2() / points,
            false => size * share,
        };
        let rect = Rect::from_min_size(room.min.round_to_pixels(points), size);
        let id = ui.scope_id().with("sheet");
        let response = ui.interact(rect, id, Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Image, true, words::sheet()));
        let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
        ui.painter().image(sheet.id(), rect, whole, Color32::WHITE);
        for (at, map) in shown.maps.iter().enumerate() {
            let corner = rect.min + vec2(map.corner.x, map.corner.y) * share;
            let place = Rect::from_min_size(corner, vec2(map.size.x, map.size.y) * share);
            if map_ui(ui, (at, place), map) {
                chosen = Some(map);
            }
        }
    }
    let is_coming = shown.is_drawing || (shown.preview.is_none() && shown.trouble.is_none());
    match shown.trouble.filter(|_| !is_coming) {
        Some(why) => _ = ui.label(words::not_drawn(why)),
        None if is_coming => {
            let spinner =
                Rect::from_min_size(room.right_top() - vec2(26.0, -6.0), vec2(18.0, 18.0));
            ui.put(spinner, egui::Spinner::new())
                .on_hover_text(words::drawing());
        }
        None => {}
    }
    chosen
}

/// A map of the sheet, which is pressed as a button is. Returns whether it was.
fn map_ui(ui: &Ui, (at, place): (usize, Rect), map: &SmallMap) -> bool {
    let id = ui.scope_id().with(("map", at));
    let response = ui.interact(place, id, Sense::click());
    let name = words::map(&map.caption);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    if response.hovered() || response.has_focus() {
        let line = Stroke::new(2.0, ui.visuals().hyperlink_color);
        ui.painter()
            .rect_stroke(place, 0.0, line, StrokeKind::Outside);
    }
    response
        .on_hover_cursor(egui::CursorIcon::PointingHand)
        .on_hover_text_at_pointer(words::go(&map.caption))
        .clicked()
}
