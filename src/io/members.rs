//! What a geometry consists of, whatever it is wrapped in: programs write single points as groups of
//! one, and collect whatever belongs together.

use std::collections::HashSet;

use geo::{Geometry, GeometryCollection, LineString, MultiLineString, MultiPolygon, Polygon};

use crate::model::geo::LonLat;

/// The points, lines and areas of a geometry.
#[derive(Clone, Debug, Default)]
pub struct Members {
    /// Each once.
    pub points: Vec<LonLat>,
    pub lines: Vec<LineString>,
    pub areas: Vec<Polygon>,
}

impl Members {
    /// Takes a geometry apart.
    pub fn of(geometry: Geometry) -> Self {
        let mut members = Self::default();
        members.take(geometry);
        let mut known = HashSet::new();
        let bits = |at: &LonLat| [at.x.to_bits(), at.y.to_bits()];
        members.points.retain(|at| known.insert(bits(at)));
        members
    }

    fn take(&mut self, geometry: Geometry) {
        match geometry {
            Geometry::Point(point) => self.points.push(point.0),
            Geometry::MultiPoint(points) => self.points.extend(points.into_iter().map(|at| at.0)),
            Geometry::Line(line) => self.lines.push(line.into()),
            Geometry::LineString(line) => self.lines.push(line),
            Geometry::MultiLineString(lines) => self.lines.extend(lines),
            Geometry::Polygon(polygon) => self.areas.push(polygon),
            Geometry::MultiPolygon(polygons) => self.areas.extend(polygons),
            Geometry::Rect(rect) => self.areas.push(rect.to_polygon()),
            Geometry::Triangle(triangle) => self.areas.push(triangle.to_polygon()),
            Geometry::GeometryCollection(parts) => {
                parts.into_iter().for_each(|part| self.take(part))
            }
        }
    }

    /// The first and last position of each line.
    pub fn paths(&self) -> impl Iterator<Item = [LonLat; 2]> {
        let ends = |line: &LineString| Some([*line.0.first()?, *line.0.last()?]);
        self.lines.iter().filter_map(ends)
    }

    /// Takes lines of one position for points, and says which. Such a line leads nowhere.
    pub fn lines_of_one_position(&mut self) -> Vec<LonLat> {
        let single = |line: &LineString| match line.0[..] {
            [at] => Some(at),
            _ => None,
        };
        let found: Vec<LonLat> = self.lines.iter().filter_map(single).collect();
        self.lines.retain(|line| single(line).is_none());
        let fresh = found.iter().filter(|at| !self.points.contains(at));
        let fresh: Vec<LonLat> = fresh.copied().collect();
        self.points.extend(fresh);
        found
    }

    /// What a record cannot hold, as one geometry: areas, and lines beside points, or beside a position
    /// that the record states otherwise.
    pub fn beside_a_record(&mut self, is_placed: bool) -> Option<Geometry> {
        let mut parts = Vec::new();
        if !self.areas.is_empty() {
            parts.push(MultiPolygon(std::mem::take(&mut self.areas)).into());
        }
        if (is_placed || !self.points.is_empty()) && !self.lines.is_empty() {
            parts.push(MultiLineString(std::mem::take(&mut self.lines)).into());
        }
        match parts.len() {
            0 | 1 => parts.pop(),
            _ => Some(Geometry::GeometryCollection(GeometryCollection(parts))),
        }
    }
}
