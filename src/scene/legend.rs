//! A legend as plain data: signs and what they mean. The window and pictures draw the same rows.

use super::{bundle::EndKind, tint::Tint};
use crate::model::{LineKind, ReporterId, ZoneKind};

/// What stands before the words of a row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Sign {
    /// No sign: the words are a remark.
    None,
    /// The letters of a reporter on its colour.
    Reporter(ReporterId),
    /// An arrow's line of that width, in points.
    Width(f32),
    Denied,
    /// A line that grows out of nothing.
    FadeIn,
    End(EndKind),
    Zone(ZoneKind),
    Line(LineKind),
    /// The outline of a province, or a ring.
    Dashed,
    /// The fill of regions that at least so many claims name.
    Shade(u32),
    /// A cluster of records.
    Cluster,
    /// Heat, from little to much.
    Heat,
    /// A colour the person gave.
    Tint(Tint),
}

/// A sign and its meaning.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub sign: Sign,
    pub words: String,
}

impl Row {
    pub fn new(sign: Sign, words: impl Into<String>) -> Self {
        Self {
            sign,
            words: words.into(),
        }
    }
}

/// Rows that belong together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Section {
    pub title: String,
    pub rows: Vec<Row>,
}
