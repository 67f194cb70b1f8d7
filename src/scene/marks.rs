//! What a map is drawn with: one list of marks, from the ground up, for the window and for pictures.
//!
//! Marks are plain values in points of a view. `render` has the two ends that draw them: the screen
//! and SVG. Neither decides what is drawn, in which order or in which style.

pub(super) mod exactness;
pub(super) mod flows;
mod painting;
pub(super) mod records;
mod scale;
mod sign;
pub mod stretches;

pub use super::after_figure::{cross, dispute};
pub use super::layers::{
    Stage,
    labels::{Letters, place, written},
};
pub use painting::{KeptFlows, Marked, Painting, Records};
pub use scale::scale_bar;
pub use sign::{Signs, WIDTH as SIGN_WIDTH};

use std::{borrow::Cow, sync::Arc};

use super::{
    arrow::ArrowStyle,
    bundle::FlowSegment,
    camera::Px,
    style::{Rgba, Stroke},
};
use crate::model::{LineId, RegionId, ZoneId, ZoneKind};

/// Something that is drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    /// The marks from here to [`Mark::Close`] belong together.
    Open(Group),
    Close,
    Fill {
        shape: Shape,
        ink: Rgba,
    },
    /// Slanted lines, which stay with the map when it moves.
    Hatch {
        shape: Shape,
        kind: ZoneKind,
        ink: Rgba,
    },
    Stroke {
        shape: Shape,
        stroke: Stroke,
    },
    /// A level line that grows out of nothing.
    Fade {
        from: Px,
        to: Px,
        width: f32,
        ink: Rgba,
    },
    /// A segment of a bundle with its arrowhead, or the casing below it.
    FlowSegment {
        segment: FlowSegment,
        style: ArrowStyle,
        ink: Rgba,
        casing: bool,
    },
    Circle {
        at: Px,
        radius: f32,
        paint: Paint,
    },
    Rect {
        corner: Px,
        size: Px,
        /// Of its corners.
        radius: f32,
        paint: Paint,
    },
    Text {
        /// The middle of the text, or of its left edge.
        at: Px,
        /// Lines are separated by a line feed.
        words: Cow<'static, str>,
        style: TextStyle,
    },
    /// Marks that are the same from frame to frame. The graphics card knows them by their address.
    Kept(Arc<[Mark]>),
    /// The records that the graphics card holds.
    Records,
}

/// Marks that belong together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Group {
    /// What it is called in a picture; empty where nothing refers to it.
    pub name: &'static str,
    /// How strongly it is drawn, from 0 to 1.
    pub strength: f32,
    /// What it says, for readers and for the pointer.
    pub words: Option<String>,
}

/// What is filled or stroked.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    Open(Vec<Px>),
    /// Convex.
    Closed(Vec<Px>),
    /// The outlines of all districts and raions.
    Outlines,
    Region(RegionId),
    Zone(ZoneId),
    Line(LineId),
}

/// What a shape is filled with, outlined with, or both.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Paint {
    pub fill: Option<Rgba>,
    pub line: Option<Stroke>,
}

impl From<Rgba> for Paint {
    fn from(ink: Rgba) -> Self {
        let (fill, line) = (Some(ink), None);
        Self { fill, line }
    }
}

impl From<Stroke> for Paint {
    fn from(stroke: Stroke) -> Self {
        let (fill, line) = (None, Some(stroke));
        Self { fill, line }
    }
}

impl From<(Rgba, Stroke)> for Paint {
    fn from((ink, stroke): (Rgba, Stroke)) -> Self {
        let (fill, line) = (Some(ink), Some(stroke));
        Self { fill, line }
    }
}

/// Where a text stands beside the point it is written at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    #[default]
    Start,
    Middle,
    End,
}

/// How a text looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TextStyle {
    /// In points.
    pub size: f32,
    pub strong: bool,
    pub ink: Rgba,
    pub align: Align,
    /// Colour of the halo around the letters, and its reach in points.
    pub halo: Option<(Rgba, f32)>,
    /// How far it is turned clockwise around its point, in degrees.
    pub turn: f32,
}

impl TextStyle {
    pub fn plain(size: f32, ink: Rgba) -> Self {
        Self {
            size,
            strong: false,
            ink,
            align: Align::Start,
            halo: None,
            turn: 0.0,
        }
    }

    pub fn strong(self) -> Self {
        Self {
            strong: true,
            ..self
        }
    }

    pub fn aligned(self, align: Align) -> Self {
        Self { align, ..self }
    }
}

impl Mark {
    pub fn open(name: &'static str, strength: f32) -> Self {
        Self::Open(Group {
            name,
            strength,
            words: None,
        })
    }

    /// A group without a name.
    pub fn saying(words: Option<String>) -> Self {
        Self::Open(Group {
            name: "",
            strength: 1.0,
            words,
        })
    }

    pub fn fill(shape: Shape, ink: Rgba) -> Self {
        Self::Fill { shape, ink }
    }

    pub fn stroke(shape: Shape, stroke: Stroke) -> Self {
        Self::Stroke { shape, stroke }
    }

    pub fn circle(at: Px, radius: f32, paint: impl Into<Paint>) -> Self {
        let paint = paint.into();
        Self::Circle { at, radius, paint }
    }

    pub fn rect((corner, size): (Px, Px), radius: f32, paint: impl Into<Paint>) -> Self {
        Self::Rect {
            corner,
            size,
            radius,
            paint: paint.into(),
        }
    }

    pub fn text(at: Px, words: impl Into<Cow<'static, str>>, style: TextStyle) -> Self {
        Self::Text {
            at,
            words: words.into(),
            style,
        }
    }
}

/// The marks without groups, each with the strength of the groups it lies in.
pub fn with_strength(marks: &[Mark]) -> impl Iterator<Item = (&Mark, f32)> {
    let mut strengths = vec![1.0];
    marks.iter().filter_map(move |mark| {
        let strength = strengths.last().copied().unwrap_or(1.0);
        match mark {
            Mark::Open(group) => strengths.push(strength * group.strength),
            Mark::Close => {
                strengths.pop();
            }
            mark => return Some((mark, strength)),
        }
        None
    })
}
