//! Which part of the panel on the right is in front, and how the comparison lists events.

use crate::model::Standing;

/// What the panel on the right shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// What is reported of the selection.
    #[default]
    Details,
    /// What reporters say of the same events.
    Compare,
    /// Charts.
    Charts,
}

impl Tab {
    /// Every tab with its key in sessions.
    pub const ALL: [(Self, &'static str); 3] = [
        (Self::Details, "details"),
        (Self::Compare, "compare"),
        (Self::Charts, "charts"),
    ];
}

/// The order of rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// By day.
    #[default]
    Day,
    /// By place.
    Place,
    /// By the number of claims, the most first.
    Claims,
}

impl Order {
    /// Every order with its key in sessions.
    pub const ALL: [(Self, &'static str); 3] = [
        (Self::Day, "day"),
        (Self::Place, "place"),
        (Self::Claims, "claims"),
    ];
}

/// What a row of the comparison is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rows {
    /// An event.
    #[default]
    Events,
    /// A day of an event, with what is said of that day.
    Days,
}

impl Rows {
    /// Both with their keys in sessions.
    pub const ALL: [(Self, &'static str); 2] = [(Self::Events, "events"), (Self::Days, "days")];
}

/// How much of the window the comparison or the charts take.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Room {
    /// A panel beside the map.
    #[default]
    Beside,
    /// All that the map can spare.
    Wide,
    /// The room of the map as well.
    Full,
}

/// How the panel on the right is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// Which tab is in front.
    pub tab: Tab,
    /// How much of the window it takes.
    pub room: Room,
    /// Which events are listed; `None`: all.
    pub standing: Option<Standing>,
    /// What a row is.
    pub rows: Rows,
    /// In which order.
    pub order: Order,
    /// Whether events elsewhere than at the selected place are left out.
    pub only_place: bool,
}

impl Comparison {
    /// Takes no more room than leaves the map in sight.
    pub fn leave_map_in_sight(&mut self) {
        if self.room == Room::Full {
            self.room = Room::Wide;
        }
    }
}
