//! What is drawn, before it is cut into tiles.

use std::ops::Range;

use super::{
    Made,
    points::At,
    tags::{Layer, Said, Sort},
};

/// All that is drawn of an extract.
#[derive(Default)]
pub struct Features {
    pub all: Vec<Feature>,
    /// The positions of lines and rings, one after another.
    pub points: Vec<At>,
    pub made: Made,
    /// Of the file, in bytes.
    pub size: u64,
}

pub struct Feature {
    pub sort: Sort,
    pub said: Said,
    pub shape: Shape,
    /// The corners of the box around it.
    pub low: At,
    pub high: At,
}

pub enum Shape {
    Spot(At),
    /// Pieces of a line, as ranges of points.
    Line(Vec<Range<usize>>),
    /// Rings as ranges of points, each outer one followed by those that are cut out of it.
    Area(Vec<Ring>),
}

#[derive(Clone)]
pub struct Ring {
    pub points: Range<usize>,
    pub is_inner: bool,
}

impl Features {
    /// Takes a shape in, unless nothing is left of it, and counts it.
    pub fn add(&mut self, sort: Sort, said: Said, shape: Shape) {
        let ranges: Vec<Range<usize>> = match &shape {
            Shape::Spot(_) => Vec::new(),
            Shape::Line(pieces) => pieces.clone(),
            Shape::Area(rings) => rings.iter().map(|ring| ring.points.clone()).collect(),
        };
        let points = ranges.into_iter().flat_map(|range| &self.points[range]);
        let (mut low, mut high) = ([u32::MAX; 2], [0; 2]);
        let spot = match &shape {
            Shape::Spot(at) => Some(at),
            _ => None,
        };
        for at in points.chain(spot) {
            for axis in [0, 1] {
                low[axis] = low[axis].min(at[axis]);
                high[axis] = high[axis].max(at[axis]);
            }
        }
        if low[0] > high[0] {
            return;
        }
        let made = &mut self.made;
        let counter = match sort.layer {
            Layer::Roads => &mut made.roads,
            Layer::Rails => &mut made.rails,
            Layer::Borders => &mut made.borders,
            Layer::Water | Layer::Rivers | Layer::WaterNames => &mut made.waters,
            Layer::LandCover | Layer::Urban => &mut made.land_use,
            Layer::Places => &mut made.places,
            Layer::Terrain => &mut made.peaks,
        };
        *counter += 1;
        self.all.push(Feature {
            sort,
            said,
            shape,
            low,
            high,
        });
    }
}
