//! How large a person made a panel. egui keeps the size that a panel was drawn with last, so one that
//! gave way to a small window would stay small in a large one.

use egui::{IdSalt, Pos2, Rangef, Rect, Ui, Vec2, containers::panel::PanelState};

/// The size a person gave a panel: in points, or as a share of its room.
#[derive(Debug, Default)]
pub struct PanelSize {
    /// In units of the room.
    wanted: Option<f32>,
    /// The room and the range of sizes when it was drawn last.
    drawn_in: Option<(f32, Rangef)>,
}

impl PanelSize {
    /// Call before the panel is drawn. In another room or range than before it gets the size that is
    /// wanted again. `room` is the unit of sizes, 1 for points; `usual` is what nobody has changed yet,
    /// in that unit.
    pub fn before(&mut self, ui: &Ui, salt: &'static str, usual: f32, room: f32, range: Rangef) {
        let wanted = *self.wanted.get_or_insert(usual);
        if self.drawn_in != Some((room, range)) {
            let size = range.clamp(wanted * room);
            let outer_rect = Rect::from_min_size(Pos2::ZERO, Vec2::splat(size));
            let id = ui.scope_id().with_salt(IdSalt::new(salt));
            ui.data_mut(|data| data.insert_persisted(id, PanelState { outer_rect }));
        }
    }

    /// Call when it is drawn, with its size: in a room that stays, another size is the person's.
    pub fn after(&mut self, ui: &Ui, room: f32, range: Rangef, size: f32) {
        let is_same_room = self.drawn_in.replace((room, range)) == Some((room, range));
        let is_held = ui.input(|input| input.pointer.any_down());
        let given = self.wanted.map(|wanted| range.clamp(wanted * room));
        let differs = given.is_some_and(|given| (given - size).abs() > SLACK_PX);
        if is_same_room && !is_held && differs {
            self.wanted = Some(size / room);
        }
    }
}

/// Sizes are drawn in whole pixels.
const SLACK_PX: f32 = 1.0;
