//! The panels at the sides of the map. In a narrow window they are drawers above it, one at a time,
//! so that the map keeps its room and stays where it is.

use egui::{
    Area, Frame, Id, Margin, Order, Panel, Rangef, Rect, Role, Sense, Stroke, Ui, UiBuilder,
    WidgetInfo, pos2, vec2,
};

use super::{Action, Actions, Memory, Shown, panel_size::PanelSize};
use crate::{
    session::{Command, Session},
    words::menus,
};

/// A side of the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Left,
    Right,
}

/// In a window narrower than this, in points, the panels are drawers.
pub const NARROW_PX: f32 = 1000.0;

/// What panels and drawers leave of the width of the map, in points.
pub const LEAST_MAP_PX: f32 = 400.0;

/// Width and height of the handle that opens and closes a panel, in points.
const HANDLE_PX: egui::Vec2 = vec2(16.0, 52.0);

/// What is remembered of the panels beside what the session holds.
#[derive(Default)]
pub struct DrawerMemory {
    /// The drawer that is open.
    open: Option<Side>,
    /// How much of the map drawers cover at the left and at the right, in points.
    covered: [f32; 2],
    /// How wide the panels are.
    sizes: [PanelSize; 2],
}

impl DrawerMemory {
    /// What drawers leave of the map.
    pub fn uncovered(&self, map: Rect) -> Rect {
        let [left, right] = self.covered;
        Rect::from_min_max(
            pos2(map.left() + left, map.top()),
            pos2(map.right() - right, map.bottom()),
        )
    }

    /// How much of a map of that width drawers cover at the left and at the right, in points, once what
    /// was asked for is drawn.
    pub fn will_cover(&self, map_width: f32) -> [f32; 2] {
        Side::BOTH.map(|side| match self.open == Some(side) {
            true => side.drawer_px(map_width),
            false => 0.0,
        })
    }

    /// Notes that no drawer is drawn at that side.
    pub fn uncover(&mut self, side: Side) {
        self.covered[side as usize] = 0.0;
    }

    pub fn close(&mut self) {
        self.open = None;
    }

    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }
}

impl Side {
    const BOTH: [Self; 2] = [Self::Left, Self::Right];

    /// Its salt, how wide it is at first, and between which widths a person makes it, in points.
    fn widths(self) -> (&'static str, f32, Rangef) {
        match self {
            Self::Left => ("layers", 226.0, Rangef::new(200.0, 360.0)),
            Self::Right => ("details", 340.0, Rangef::new(250.0, 560.0)),
        }
    }

    /// The same where the map keeps its room beside both panels: the one that is drawn first leaves
    /// the least width to the other.
    fn range(self, ui: &Ui, session: &Session) -> Rangef {
        let (_, _, own) = self.widths();
        let other = match self {
            Self::Left if session.right_panel => Self::Right.widths().2.min,
            _ => 0.0,
        };
        let most = ui.available_width() - LEAST_MAP_PX - other;
        let most = most.clamp(own.min.min(most.max(0.0)), own.max);
        Rangef::new(own.min.min(most), most)
    }

    /// How wide its drawer is above a map of that width, in points.
    fn drawer_px(self, map_width: f32) -> f32 {
        let (_, usual_px, _) = self.widths();
        usual_px.min(map_width - LEAST_MAP_PX)
    }

    /// Opens or closes its panel.
    pub fn show(self, open: bool) -> Command {
        match self {
            Self::Left => Command::ShowLeftPanel(open),
            Self::Right => Command::ShowRightPanel(open),
        }
    }

    fn is_beside(self, session: &Session) -> bool {
        match self {
            Self::Left => session.left_panel,
            Self::Right => session.right_panel,
        }
    }

    /// Whether its panel is seen, as a drawer or beside the map.
    pub fn is_open(self, ui: &Ui, shown: Shown<'_>, memory: &mut Memory) -> bool {
        if is_narrow(ui) {
            memory.of::<DrawerMemory>().open == Some(self)
        } else {
            self.is_beside(shown.session)
        }
    }

    fn switch(self, ui: &Ui, open: bool, memory: &mut Memory, actions: &mut Actions) {
        if is_narrow(ui) && !open {
            memory.of::<DrawerMemory>().close();
        } else {
            actions.push(Action::Do(self.show(open)));
        }
    }
}

/// Whether the panels are drawers.
pub fn is_narrow(ui: &Ui) -> bool {
    ui.ctx().content_rect().width() < NARROW_PX
}

/// A checkbox that opens and closes a panel.
pub fn switch_ui(
    ui: &mut Ui,
    shown: Shown<'_>,
    memory: &mut Memory,
    side: Side,
    actions: &mut Actions,
) {
    let name = match side {
        Side::Left => menus::left_panel(),
        Side::Right => menus::right_panel(),
    };
    let mut open = side.is_open(ui, shown, memory);
    if ui.checkbox(&mut open, name).changed() {
        side.switch(ui, open, memory, actions);
    }
}

/// Draws the panel of a side, where it is open.
pub fn side_panel_ui(
    ui: &mut Ui,
    shown: Shown<'_>,
    memory: &mut Memory,
    side: Side,
    actions: &mut Actions,
    contents: fn(&mut Ui, Shown<'_>, &mut Memory, &mut Actions),
) {
    let (salt, usual_px, _) = side.widths();
    memory.of::<DrawerMemory>().uncover(side);
    if is_narrow(ui) {
        if memory.of::<DrawerMemory>().open == Some(side) {
            let map = ui.available_rect_before_wrap();
            let width = side.drawer_px(map.width());
            memory.of::<DrawerMemory>().covered[side as usize] = width;
            drawer_ui(ui, map, side, width, |ui| {
                held_ui(ui, |ui| contents(ui, shown, memory, actions));
            });
        }
        return;
    }
    let mut open = side.is_beside(shown.session);
    let range = side.range(ui, shown.session);
    let panel = match side {
        Side::Left => Panel::left(salt),
        Side::Right => Panel::right(salt),
    };
    let panel = panel.default_size(usual_px).size_range(range);
    memory.of::<DrawerMemory>().sizes[side as usize].before(ui, salt, usual_px, 1.0, range);
    let drawn = panel.show_collapsible(ui, &mut open, |ui| {
        held_ui(ui, |ui| contents(ui, shown, memory, actions));
    });
    if let Some(drawn) = drawn {
        let width = drawn.response.rect.width();
        memory.of::<DrawerMemory>().sizes[side as usize].after(ui, 1.0, range, width);
    }
    if open != side.is_beside(shown.session) {
        actions.push(Action::Do(side.show(open)));
    }
}

/// Draws what a panel holds. The panel is as wide as the person made it, whatever that is: what is
/// wider would else widen it a little more in every frame, and the map would slide away.
pub fn held_ui(ui: &mut Ui, contents: impl FnOnce(&mut Ui)) {
    let room = ui.available_rect_before_wrap();
    let mut inside = ui.new_child(UiBuilder::new().max_rect(room));
    inside.shrink_clip_rect(room);
    contents(&mut inside);
    ui.advance_cursor_after_rect(room);
}

fn drawer_ui(ui: &Ui, map: Rect, side: Side, width: f32, contents: impl FnOnce(&mut Ui)) {
    let left = match side {
        Side::Left => map.left(),
        Side::Right => map.right() - width,
    };
    let room = Rect::from_min_size(pos2(left, map.top()), vec2(width, map.height()));
    Area::new(Id::unique(("drawer", side as u8)))
        .order(Order::Middle)
        .fixed_pos(room.min)
        .constrain(false)
        .show(ui.ctx(), |ui| {
            let margin = Margin::symmetric(8, 2);
            let frame = Frame::new()
                .fill(ui.visuals().window_fill)
                .stroke(ui.visuals().window_stroke)
                .inner_margin(margin);
            frame.show(ui, |ui| {
                let inside = room.size() - frame.total_margin().sum();
                ui.set_min_size(inside);
                ui.set_max_size(inside);
                contents(ui);
            });
        });
}

/// The handles at the edges of the map that open and close the panels. Drawn on the map.
pub fn handles_ui(ui: &mut Ui, shown: Shown<'_>, memory: &mut Memory, actions: &mut Actions) {
    let map = memory.of::<DrawerMemory>().uncovered(ui.max_rect());
    for side in Side::BOTH {
        let open = side.is_open(ui, shown, memory);
        let rect = handle(map, side);
        let response = ui.interact(
            rect,
            ui.scope_id().with(("handle", side as u8)),
            Sense::click(),
        );
        let name = menus::panel_handle(side == Side::Left, open);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
        let visuals = *ui.style().interact(&response);
        ui.painter().rect(
            rect,
            3.0,
            visuals.bg_fill,
            visuals.bg_stroke,
            egui::StrokeKind::Inside,
        );
        // Points where the panel goes.
        let to_left = (side == Side::Left) == open;
        let tip = vec2(if to_left { -2.5 } else { 2.5 }, 0.0);
        let middle = rect.center();
        let arrow = [
            middle - tip + vec2(0.0, -5.0),
            middle + tip,
            middle - tip + vec2(0.0, 5.0),
        ];
        let stroke = Stroke::new(1.5, visuals.fg_stroke.color);
        ui.painter().line(arrow.to_vec(), stroke);
        if response.on_hover_text(name).clicked() {
            side.switch(ui, !open, memory, actions);
        }
    }
}

/// Where the handles lie on what drawers leave of the map.
pub fn handles(uncovered: Rect) -> [Rect; 2] {
    Side::BOTH.map(|side| handle(uncovered, side))
}

/// Where the handle of a side lies.
fn handle(map: Rect, side: Side) -> Rect {
    let left = match side {
        Side::Left => map.left(),
        Side::Right => map.right() - HANDLE_PX.x,
    };
    Rect::from_min_size(pos2(left, map.center().y - HANDLE_PX.y / 2.0), HANDLE_PX)
}

/// In a narrow window, what opens a panel opens its drawer instead, and closes the other; and with
/// the selection goes the drawer that tells of it.
pub fn follow(ui: &Ui, memory: &mut Memory, actions: &Actions) {
    let drawers = memory.of::<DrawerMemory>();
    if !is_narrow(ui) {
        drawers.close();
        return;
    }
    for action in actions {
        match action {
            Action::Do(Command::ShowLeftPanel(true)) => drawers.open = Some(Side::Left),
            Action::Do(Command::ShowRightPanel(true)) => drawers.open = Some(Side::Right),
            Action::Do(Command::Select(None)) if drawers.open == Some(Side::Right) => {
                drawers.close();
            }
            _ => {}
        }
    }
}
