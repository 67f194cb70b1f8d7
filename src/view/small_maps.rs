//! Small maps in place of the map: one a reporter, a month or a district, all to one scale, drawn beside the
//! window as the sheet of a picture is. A click on one goes there.

use egui::emath::GuiRounding as _;
use egui::{
    CentralPanel, Color32, Painter, Pos2, Rect, RichText, Role, ScrollArea, Sense, Stroke,
    StrokeKind, TextureHandle, Ui, UiBuilder, Vec2, WidgetInfo, pos2, vec2,
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

/// No map on a sheet is smaller than this, in points: the sheet is higher instead, and scrolled.
pub const LEAST_MAP_PX: Px = Px { x: 290.0, y: 190.0 };

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
        // Whether it is scrolled or not: the sheet is as wide.
        let width = room.width() - ui.spacing().scroll.allocated_width();
        let size = px(width.max(LEAST_PX.x), room.height().max(LEAST_PX.y));
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
    let chosen = shown
        .preview
        .and_then(|texture| Sheet::of(ui, room, texture, shown).ui(ui, room));
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

/// A sheet on the screen. One that is higher than its room is scrolled: the maps are, while the legend stays in
/// sight, and so does what stands at the foot, such as whose map it is.
struct Sheet<'a> {
    shown: PictureShown<'a>,
    texture: &'a TextureHandle,
    /// How large it is on the screen, in points, and how much of its own size that is.
    size: Vec2,
    share: f32,
    /// Where its maps end, in points of the screen from its corner.
    maps_end: Vec2,
}

impl<'a> Sheet<'a> {
    fn of(ui: &Ui, room: Rect, texture: &'a TextureHandle, shown: PictureShown<'a>) -> Self {
        let own = vec2(shown.size.x, shown.size.y);
        // One of another room keeps its shape until the next is drawn.
        let share = (room.width() / own.x).min(1.0);
        let size = texture.size_vec2() / ui.ctx().pixels_per_point();
        // Pixel on pixel, where it is that large: anything between would be soft.
        let is_exact = share > 0.99 && (size - own).abs().max_elem() < 2.0;
        let end = shown.maps.iter().fold(vec2(0.0, 0.0), |end, map| {
            end.max(vec2(map.corner.x + map.size.x, map.corner.y + map.size.y))
        });
        Self {
            shown,
            texture,
            size: if is_exact { size } else { own * share },
            share,
            maps_end: (end + Vec2::splat(OUTLINE_PX)) * share,
        }
    }

    fn ui(&self, ui: &mut Ui, room: Rect) -> Option<&'a SmallMap> {
        let corner = room.min.round_to_pixels(ui.ctx().pixels_per_point());
        let id = ui.scope_id().with("sheet");
        let sheet = Rect::from_min_size(corner, self.size).intersect(room);
        let response = ui.interact(sheet, id, Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Image, true, words::sheet()));
        if self.size.y <= room.height() + 1.0 {
            self.piece(ui, corner, Rect::from_min_size(Pos2::ZERO, self.size));
            return self.maps_ui(ui, corner);
        }
        let foot_px = self.size.y - self.maps_end.y;
        let body = room.with_max_y((room.bottom() - foot_px).max(room.center().y));
        let foot = Rect::from_min_max(pos2(0.0, self.maps_end.y), self.size.to_pos2());
        self.piece(ui, pos2(corner.x, body.bottom()), foot);
        let mut inside = ui.new_child(UiBuilder::new().max_rect(body).id_salt("maps"));
        let scroll = ScrollArea::vertical().auto_shrink(false);
        let scrolled = scroll.show(&mut inside, |ui| {
            let (all, _) = ui.allocate_exact_size(self.maps_end, Sense::hover());
            let points = ui.ctx().pixels_per_point();
            let corner = pos2(corner.x, all.top()).round_to_pixels(points);
            let legend = self.shown.legend.map(|[low, _]| low.x * self.share);
            let end = pos2(legend.unwrap_or(self.size.x), self.maps_end.y);
            let maps = Rect::from_min_max(Pos2::ZERO, end);
            self.piece(ui, corner, maps);
            (self.maps_ui(ui, corner), corner.y)
        });
        let (chosen, top) = scrolled.inner;
        if let Some([low, high]) = self.shown.legend {
            let [low, high] = [low, high].map(|at| vec2(at.x, at.y) * self.share);
            // A legend that is higher than the room goes with the maps until its end is seen.
            let hidden = (high.y + LEGEND_GAP_PX - body.height()).max(0.0);
            let top = top.max(body.top() - hidden);
            let from = pos2(low.x.min(self.size.x), 0.0);
            let clip = ui.painter().with_clip_rect(body);
            let part = Rect::from_min_max(from, pos2(self.size.x, self.maps_end.y));
            self.paint(&clip, pos2(corner.x + from.x, top), part);
        }
        chosen
    }

    /// Paints a part of the sheet, in points of the screen from its corner.
    fn piece(&self, ui: &Ui, at: Pos2, part: Rect) {
        self.paint(ui.painter(), at, part);
    }

    fn paint(&self, painter: &Painter, at: Pos2, part: Rect) {
        let share = |at: Pos2| (at.to_vec2() / self.size).to_pos2();
        let uv = Rect::from_min_max(share(part.min), share(part.max));
        let rect = Rect::from_min_size(at, part.size());
        painter.image(self.texture.id(), rect, uv, Color32::WHITE);
    }

    /// The maps as what is pressed, with the corner of the sheet there.
    fn maps_ui(&self, ui: &Ui, corner: Pos2) -> Option<&'a SmallMap> {
        let mut chosen = None;
        for (at, map) in self.shown.maps.iter().enumerate() {
            let corner = corner + vec2(map.corner.x, map.corner.y) * self.share;
            let place = Rect::from_min_size(corner, vec2(map.size.x, map.size.y) * self.share);
            if map_ui(ui, (at, place), map) {
                chosen = Some(map);
            }
        }
        chosen
    }
}

/// What the outline of a map takes below it, and what is left free below a legend, in points.
const OUTLINE_PX: f32 = 1.5;
const LEGEND_GAP_PX: f32 = 8.0;

/// A map of the sheet, which is pressed as a button is. Returns whether it was.
fn map_ui(ui: &Ui, (at, place): (usize, Rect), map: &SmallMap) -> bool {
    let id = ui.scope_id().with(("map", at));
    let response = ui.interact(place, id, Sense::click());
    let name = words::map(&map.caption);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
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
