//! Tints: the colours a person gives to what comes from an opened file, by value of a column; and the lines that
//! are drawn solid because a person chose so.

use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

use super::point_layer::PointLayer;
use crate::model::{Dataset, DatasetId, LineId, RecordId, ZoneId};

/// A place in the list of colours; [`OTHER`] is that of all values past the last.
pub type Tint = u8;

/// So many values of a column have a colour of their own.
pub const MOST_TINTS: u8 = 12;

/// What has no colour of its own.
pub const OTHER: Tint = MOST_TINTS;

/// Which things have which tint, and what tints mean.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tints {
    /// By the number of the kind, where a dataset is coloured by what kinds have in common.
    pub kinds: HashMap<(DatasetId, u32), Tint>,
    /// Row by row, where a dataset is coloured by a column of its own.
    pub rows: HashMap<DatasetId, RowTints>,
    /// Zones with a colour of their own.
    pub zones: HashMap<ZoneId, Tint>,
    /// Lines with a colour of their own.
    pub lines: HashMap<LineId, Tint>,
    /// The lines a person chose to have drawn solid. Without a choice there are none: the map takes no side.
    pub solid_lines: BTreeSet<LineId>,
    /// What the colours mean, for the legend.
    pub keys: Vec<TintKey>,
}

/// The tints of the records of a dataset, row by row.
#[derive(Clone, Debug, PartialEq)]
pub struct RowTints {
    tints: Arc<[Tint]>,
    /// Its records with a position of their own, told apart by [`RowTints::kind`].
    pub points: Arc<PointLayer>,
}

impl RowTints {
    /// One tint a row.
    pub fn new(dataset: &Dataset, tints: Vec<Tint>) -> Self {
        let kind = |row: usize| Self::kind(dataset.columns.kind[row], tints[row]);
        Self {
            points: Arc::new(PointLayer::of_kinds(dataset, kind)),
            tints: tints.into(),
        }
    }

    /// The number of a kind of records together with a tint.
    pub fn kind(kind: u32, tint: Tint) -> u32 {
        kind * (u32::from(OTHER) + 1) + u32::from(tint)
    }
}

/// How a person wants a line drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LineChoice {
    /// The colour given to it.
    pub tint: Option<Tint>,
    /// Whether it is solid.
    pub solid: bool,
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
    /// No colours, to be held where none are given.
    pub fn shared() -> Arc<Self> {
        Arc::default()
    }

    /// The tint of a record whose dataset is coloured row by row.
    pub fn of_row(&self, record: RecordId) -> Option<Tint> {
        let rows = self.rows.get(&record.dataset)?;
        rows.tints.get(record.row as usize).copied()
    }

    /// The tint of a record, by what decides it in its dataset.
    pub fn of(&self, record: RecordId, kind: u32) -> Option<Tint> {
        let of_row = self.of_row(record);
        of_row.or_else(|| self.kind((record.dataset, kind)))
    }

    /// The colour given to a zone.
    pub fn zone(&self, id: ZoneId) -> Option<Tint> {
        self.zones.get(&id).copied()
    }

    /// The colour given to a kind of a dataset.
    pub fn kind(&self, kind: (DatasetId, u32)) -> Option<Tint> {
        self.kinds.get(&kind).copied()
    }

    /// What a person chose for a line.
    pub fn line(&self, id: LineId) -> LineChoice {
        LineChoice {
            tint: self.lines.get(&id).copied(),
            solid: self.solid_lines.contains(&id),
        }
    }
}
