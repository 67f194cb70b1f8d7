//! Finds the area a position lies in, for a million positions as for one.
//!
//! A grid lies over all areas. A cell that no border passes lies in one area or in none as a
//! whole, and says which; in the others the edges of the same row decide, exactly.

mod grid;

use std::{fmt, num::NonZero, thread};

use super::{
    dataset::NOWHERE,
    geo::{Coord, LineString, LonLat, MultiPolygon, Rect},
};
use ::geo::{GeoNum, Kernel as _, Orientation};
use grid::Grid;

/// The answer of [`Locator::find_all`] for a position in none of the areas.
pub const IN_NONE: u32 = u32::MAX;

/// Stands in a cell that a border passes.
const BORDER: u32 = u32::MAX - 1;

/// So few positions are not worth a thread.
const LEAST_FOR_A_THREAD: usize = 1 << 14;

/// Finds the area a position lies in: the first of those that contain it, edges included.
///
/// Answers as [`geo::contains`](super::geo::contains) does, asked of one area after the other. An
/// area with a vertex that is not a finite number contains nothing.
#[derive(Clone)]
pub struct Locator {
    grid: Option<Grid>,
    /// Row by row: the number of an area, [`IN_NONE`] or [`BORDER`].
    cells: Vec<u32>,
    /// All rings, one after the other. An edge has the number of the vertex it starts at.
    vertices: Vec<Coord>,
    /// Numbers of edges, row by row and there in the order of areas, polygons and rings.
    edges: Vec<u32>,
    /// The rings in the order of `edges`.
    segments: Vec<FlowSegment>,
    /// For each row, where its segments begin; at the end, how many there are.
    rows: Vec<u32>,
}

/// What of a ring lies in one row of the grid.
#[derive(Clone, Copy, Debug)]
struct FlowSegment {
    ring: Ring,
    /// Its edges are those from here to the start of the next segment.
    first_edge: u32,
    last_edge: u32,
    /// From the westernmost vertex of these edges to the easternmost.
    west: f64,
    east: f64,
}

/// Which ring it is.
#[derive(Clone, Copy, Debug)]
struct Ring {
    area: u32,
    /// Counted through all areas.
    polygon: u32,
    is_hole: bool,
}

/// Where a position lies with respect to a ring.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Inside,
    Edge,
    LinkedFile,
}

impl Locator {
    /// Prepares for questions after these areas, which go by their place in this order.
    pub fn new<'a>(areas: impl IntoIterator<Item = &'a MultiPolygon>) -> Self {
        let rings = Rings::of(areas);
        let Some(extent) = rings.extent() else {
            return Self::empty();
        };
        let grid = Grid::new(extent, rings.edge_count(), rings.lengths());
        let mut locator = Self {
            cells: vec![IN_NONE; grid.columns() * grid.rows()],
            grid: Some(grid.clone()),
            ..Self::empty()
        };
        locator.sort_into_rows(&grid, &rings);
        locator.mark_borders(&grid, &rings);
        locator.vertices = rings.vertices;
        locator.fill_between_borders(&grid);
        locator
    }

    fn empty() -> Self {
        Self {
            grid: None,
            cells: Vec::new(),
            vertices: Vec::new(),
            edges: Vec::new(),
            segments: Vec::new(),
            rows: Vec::new(),
        }
    }

    /// The first area that contains the position, by its place in the order given.
    pub fn find(&self, at: LonLat) -> Option<usize> {
        let found = self.look_up(at);
        (found != IN_NONE).then_some(found as usize)
    }

    /// The same for many positions in units of 1e-7 degrees; [`IN_NONE`] where none contains it or
    /// there is no position ([`NOWHERE`]).
    pub fn find_all(&self, positions: &[[i32; 2]]) -> Vec<u32> {
        let mut found = vec![IN_NONE; positions.len()];
        let threads = thread::available_parallelism().map_or(1, NonZero::get);
        let share = positions.len().div_ceil(threads).max(LEAST_FOR_A_THREAD);
        let answer = |positions: &[[i32; 2]], found: &mut [u32]| {
            for (at, found) in positions.iter().zip(found) {
                if *at != NOWHERE {
                    let [x, y] = at.map(|units| f64::from(units) / 1e7);
                    *found = self.look_up(LonLat { x, y });
                }
            }
        };
        thread::scope(|scope| {
            let mut shares = positions.chunks(share).zip(found.chunks_mut(share));
            let own = shares.next();
            for (positions, found) in shares {
                scope.spawn(move || answer(positions, found));
            }
            if let Some((positions, found)) = own {
                answer(positions, found);
            }
        });
        found
    }

    fn look_up(&self, at: LonLat) -> u32 {
        let Some(grid) = &self.grid else {
            return IN_NONE;
        };
        let Some([column, row]) = grid.cell(at) else {
            return IN_NONE;
        };
        match self.cells[row * grid.columns() + column] {
            BORDER => self.decide(row, at),
            found => found,
        }
    }

    /// The first area that contains a position of that row, by the edges of the row.
    fn decide(&self, row: usize, at: LonLat) -> u32 {
        let segments = &self.segments[self.rows[row] as usize..self.rows[row + 1] as usize];
        let mut next = 0;
        while let Some(outline) = segments.get(next) {
            next += 1;
            // A hole whose outline does not reach the row cannot matter.
            if outline.ring.is_hole || !(outline.west..=outline.east).contains(&at.x) {
                continue;
            }
            let inside = match self.side(outline, at) {
                Side::LinkedFile => false,
                Side::Edge => true,
                Side::Inside => {
                    let same =
                        |segment: &&FlowSegment| segment.ring.polygon == outline.ring.polygon;
                    let holes = segments[next..].iter().take_while(same);
                    let mut sides = holes.map(|hole| self.side(hole, at));
                    sides.find(|side| *side != Side::LinkedFile) != Some(Side::Inside)
                }
            };
            if inside {
                return outline.ring.area;
            }
        }
        IN_NONE
    }

    /// Counts how often the ring winds around the position, by its edges east of it.
    fn side(&self, segment: &FlowSegment, at: LonLat) -> Side {
        let mut winding = 0;
        for edge in &self.edges[segment.first_edge as usize..segment.last_edge as usize] {
            let from = self.vertices[*edge as usize];
            let to = self.vertices[*edge as usize + 1];
            let up = from.y <= at.y;
            // Edges above, below and west of it.
            let apart = if up { to.y < at.y } else { to.y > at.y };
            if apart || (from.x < at.x && to.x < at.x) {
                continue;
            }
            match <f64 as GeoNum>::Ker::orient2d(from, to, at) {
                Orientation::Collinear if between(at.x, from.x, to.x) => return Side::Edge,
                Orientation::CounterClockwise if up && to.y != at.y => winding += 1,
                Orientation::Clockwise if !up => winding -= 1,
                _ => {}
            }
        }
        match winding {
            0 => Side::LinkedFile,
            _ => Side::Inside,
        }
    }

    fn sort_into_rows(&mut self, grid: &Grid, rings: &Rings) {
        // How many edges come before each row.
        let mut before = vec![0_u32; grid.rows() + 1];
        rings.for_each_edge(|_, _, from, to| {
            for row in grid.rows_passed(from, to) {
                before[row + 1] += 1;
            }
        });
        for row in 0..grid.rows() {
            before[row + 1] += before[row];
        }
        let total = before[grid.rows()] as usize;
        let mut next = before.clone();
        let mut edges = vec![0; total];
        let mut ring_of = vec![0; total];
        rings.for_each_edge(|ring, edge, from, to| {
            for row in grid.rows_passed(from, to) {
                let place = next[row] as usize;
                edges[place] = edge;
                ring_of[place] = ring;
                next[row] += 1;
            }
        });
        self.edges = edges;
        for row in 0..grid.rows() {
            self.rows.push(self.segments.len() as u32);
            let mut first = before[row] as usize;
            let end = before[row + 1] as usize;
            for same in ring_of[first..end].chunk_by(|a, b| a == b) {
                let last = first + same.len();
                let segment = rings.segment(same[0], &self.edges[first..last], first as u32);
                self.segments.push(segment);
                first = last;
            }
        }
        self.rows.push(self.segments.len() as u32);
    }

    fn mark_borders(&mut self, grid: &Grid, rings: &Rings) {
        rings.for_each_edge(|_, _, from, to| {
            for part in grid.cells_passed(from, to) {
                let (west, east) = part.columns.into_inner();
                let row = part.row * grid.columns();
                self.cells[row + west..=row + east].fill(BORDER);
            }
        });
    }

    /// From one border to the next in a row, all cells have the same answer.
    fn fill_between_borders(&mut self, grid: &Grid) {
        for row in 0..grid.rows() {
            let cells = row * grid.columns()..(row + 1) * grid.columns();
            let mut answer = None;
            for cell in cells.clone() {
                if self.cells[cell] == BORDER {
                    answer = None;
                    continue;
                }
                let middle = || grid.middle(cell - cells.start, row);
                // Cells too small to have a middle are left to their edges.
                let decide = || middle().map_or(BORDER, |middle| self.decide(row, middle));
                let known = answer.unwrap_or_else(decide);
                answer = Some(known);
                self.cells[cell] = known;
            }
        }
    }
}

/// Its parts would fill pages.
impl fmt::Debug for Locator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Locator").finish_non_exhaustive()
    }
}

/// Whether it is one of the two or between them.
fn between(x: f64, a: f64, b: f64) -> bool {
    (a.min(b)..=a.max(b)).contains(&x)
}

/// The rings of all areas.
#[derive(Default)]
struct Rings {
    rings: Vec<Ring>,
    /// For each ring, where its vertices begin; at the end, how many there are.
    starts: Vec<u32>,
    vertices: Vec<Coord>,
}

impl Rings {
    fn of<'a>(areas: impl IntoIterator<Item = &'a MultiPolygon>) -> Self {
        let mut all = Self::default();
        let mut polygon = 0;
        for (area, shape) in (0..).zip(areas) {
            if !is_finite(shape) {
                continue;
            }
            for part in shape {
                let ring = |is_hole| Ring {
                    area,
                    polygon,
                    is_hole,
                };
                all.push(ring(false), part.exterior());
                for hole in part.interiors() {
                    all.push(ring(true), hole);
                }
                polygon += 1;
            }
        }
        all.starts.push(all.vertices.len() as u32);
        all
    }

    fn push(&mut self, ring: Ring, vertices: &LineString) {
        let Some(first) = vertices.0.first() else {
            return;
        };
        self.rings.push(ring);
        self.starts.push(self.vertices.len() as u32);
        self.vertices.extend(&vertices.0);
        // A single vertex is an edge from and to itself.
        if vertices.0.len() == 1 {
            self.vertices.push(*first);
        }
    }

    /// Calls with the numbers of ring and edge and the ends of the edge.
    fn for_each_edge(&self, mut act: impl FnMut(u32, u32, Coord, Coord)) {
        for (ring, bounds) in (0..).zip(self.starts.windows(2)) {
            for edge in bounds[0]..bounds[1] - 1 {
                let from = self.vertices[edge as usize];
                act(ring, edge, from, self.vertices[edge as usize + 1]);
            }
        }
    }

    fn edge_count(&self) -> usize {
        self.vertices.len() - self.rings.len()
    }

    /// How far all edges together go east or west, and north or south, in degrees.
    fn lengths(&self) -> [f64; 2] {
        let mut lengths = [0.0; 2];
        self.for_each_edge(|_, _, from, to| {
            lengths[0] += (to.x - from.x).abs();
            lengths[1] += (to.y - from.y).abs();
        });
        lengths
    }

    fn extent(&self) -> Option<Rect> {
        let first = *self.vertices.first()?;
        let (mut low, mut high) = (first, first);
        for vertex in &self.vertices {
            low = Coord {
                x: low.x.min(vertex.x),
                y: low.y.min(vertex.y),
            };
            high = Coord {
                x: high.x.max(vertex.x),
                y: high.y.max(vertex.y),
            };
        }
        Some(Rect::new(low, high))
    }

    /// The segment of these edges of a ring, the first of which has the place `first_edge` among the
    /// edges of all rows.
    fn segment(&self, ring: u32, edges: &[u32], first_edge: u32) -> FlowSegment {
        let mut segment = FlowSegment {
            ring: self.rings[ring as usize],
            first_edge,
            last_edge: first_edge + edges.len() as u32,
            west: f64::INFINITY,
            east: f64::NEG_INFINITY,
        };
        for edge in edges {
            for vertex in &self.vertices[*edge as usize..*edge as usize + 2] {
                segment.west = segment.west.min(vertex.x);
                segment.east = segment.east.max(vertex.x);
            }
        }
        segment
    }
}

fn is_finite(shape: &MultiPolygon) -> bool {
    let finite = |ring: &LineString| ring.0.iter().all(|at| at.x.is_finite() && at.y.is_finite());
    let mut rings = shape
        .iter()
        .flat_map(|part| std::iter::once(part.exterior()).chain(part.interiors()));
    rings.all(finite)
}
