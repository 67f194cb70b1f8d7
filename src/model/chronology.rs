//! The chronology: dated events that give the reports their background.

use std::sync::Arc;

use super::{
    names::Names,
    time::{Day, Window},
};

/// A dated event of the chronology, shown as a flag on the timeline.
#[derive(Clone, Debug)]
pub struct Event {
    /// Stable across versions of the data.
    pub key: Arc<str>,
    /// The day it happened, or the first one.
    pub day: Day,
    /// The day after the last, for what lasted longer than a day.
    pub end: Option<Day>,
    /// Which sort of event.
    pub kind: EventKind,
    /// What it is called, by language.
    pub names: Names,
    /// A sentence or two on it, in English.
    pub detail: String,
    /// Addresses of pages that report it.
    pub sources: Vec<String>,
}

impl Event {
    /// The days it lasted.
    pub fn days(&self) -> Window {
        let last = self.end.map_or(self.day, |end| end.plus(-1));
        Window::days(self.day, last)
    }
}

/// What sort of event a flag of the timeline stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EventKind {
    /// A ceasefire is agreed or takes effect.
    Ceasefire,
    /// Territory is handed over.
    Handover,
    /// A corridor is opened, moved or closed.
    Corridor,
    /// A road is blocked.
    Blockade,
    /// A checkpoint is set up.
    Checkpoint,
    /// An attack on a broad front.
    Offensive,
    /// Forces leave.
    Withdrawal,
    /// A monitoring mission.
    Mission,
    /// None of these.
    Other,
}

impl EventKind {
    /// Every sort with its key in files.
    pub const ALL: [(Self, &'static str); 9] = [
        (Self::Ceasefire, "ceasefire"),
        (Self::Handover, "handover"),
        (Self::Corridor, "corridor"),
        (Self::Blockade, "blockade"),
        (Self::Checkpoint, "checkpoint"),
        (Self::Offensive, "offensive"),
        (Self::Withdrawal, "withdrawal"),
        (Self::Mission, "mission"),
        (Self::Other, "other"),
    ];
}
