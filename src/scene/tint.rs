//! Tints: the colours a person gives to what comes from an opened file, by value of a column.

use std::{collections::HashMap, sync::Arc};

use crate::model::{GroupId, LineId, ZoneId};

/// A place in the list of colours; [`OTHER`] is that of all values past the last.
pub type Tint = u8;

/// So many values of a column have a colour of their own.
pub const MOST_TINTS: u8 = 12;

/// What has no colour of its own.
pub const OTHER: Tint = MOST_TINTS;

/// Which things have which tint, and what tints mean.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tints {
    pub groups: HashMap<GroupId, Tint>,
    pub zones: HashMap<ZoneId, Tint>,
    pub lines: HashMap<LineId, Tint>,
    /// Of the rows of large files, by the number of the ledger and of the kind.
    pub kinds: HashMap<(u32, u32), Tint>,
    pub keys: Vec<TintKey>,
}

/// What the tints of a file mean.
#[derive(Clone, Debug, PartialEq)]
pub struct TintKey {
    /// The name of the file, and the column.
    pub title: String,
    /// In the order of tints, the most frequent value first.
    pub values: Vec<(Tint, String)>,
}

impl Tints {
    pub fn shared() -> Arc<Self> {
        Arc::default()
    }

    pub fn group(&self, id: GroupId) -> Option<Tint> {
        self.groups.get(&id).copied()
    }

    pub fn zone(&self, id: ZoneId) -> Option<Tint> {
        self.zones.get(&id).copied()
    }

    pub fn kind(&self, kind: (u32, u32)) -> Option<Tint> {
        self.kinds.get(&kind).copied()
    }

    pub fn line(&self, id: LineId) -> Option<Tint> {
        self.lines.get(&id).copied()
    }
}
