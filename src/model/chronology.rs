//! The chronology: dated events that give the reports their background.

use std::sync::Arc;

use super::{names::Names, time::Day};

/// A dated event of the chronology, shown as a flag on the timeline.
#[derive(Clone, Debug)]
pub struct Event {
    pub key: Arc<str>,
    pub day: Day,
    /// The day after the last, for what lasted longer than a day.
    pub end: Option<Day>,
    pub kind: EventKind,
    pub names: Names,
    pub detail: String,
    pub sources: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EventKind {
    Ceasefire,
    Handover,
    Corridor,
    Blockade,
    Checkpoint,
    Offensive,
    Withdrawal,
    /// A monitoring mission.
    Mission,
    Other,
}

impl EventKind {
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
