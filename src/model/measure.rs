//! Distances, bearings and areas on the ellipsoid (WGS 84).

use geo::{Bearing as _, Distance as _, Geodesic, GeodesicArea as _, LineString, Point, Polygon};

use super::geo::LonLat;

/// A way over some points.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Measured {
    /// From the first point to the last, in metres.
    pub metres: f64,
    /// The length of the last leg, in metres.
    pub last_leg_metres: f64,
    /// At which the last leg begins, clockwise from north, in degrees.
    pub bearing_deg: Option<f64>,
    /// Of the area that the way encloses when it is closed, in square metres, of three points on.
    pub square_metres: Option<f64>,
}

/// Measures the way over some points.
pub fn measure(points: &[LonLat]) -> Measured {
    let leg = |pair: &[LonLat]| Geodesic.distance(Point(pair[0]), Point(pair[1]));
    let last = points.windows(2).last();
    let area = || {
        let ring = LineString(points.to_vec());
        Polygon::new(ring, Vec::new()).geodesic_area_unsigned()
    };
    Measured {
        metres: points.windows(2).map(leg).sum(),
        last_leg_metres: last.map_or(0.0, leg),
        bearing_deg: last.filter(|pair| pair[0] != pair[1]).map(|pair| {
            let bearing = Geodesic.bearing(Point(pair[0]), Point(pair[1]));
            bearing.rem_euclid(360.0)
        }),
        square_metres: (points.len() >= 3).then(|| {
            // Counted from the other side where the way runs clockwise.
            const EARTH_M2: f64 = 510_065_621_724_088.0;
            let area = area();
            area.min(EARTH_M2 - area)
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(x: f64, y: f64) -> LonLat {
        LonLat { x, y }
    }

    /// Worked out with GeographicLib 2 (geographiclib 2.0 for Python).
    #[test]
    fn a_way_has_a_length_a_bearing_and_an_area() {
        let one = measure(&[at(46.0, 39.0), at(46.0, 40.0)]);
        assert!((one.metres - 111025.046).abs() < 0.01, "{one:?}");
        assert_eq!(one.bearing_deg, Some(0.0));
        assert_eq!(one.square_metres, None);
        let square = [
            at(46.0, 39.0),
            at(47.0, 39.0),
            at(47.0, 40.0),
            at(46.0, 40.0),
        ];
        let way = measure(&square);
        let area = way.square_metres.expect("an area");
        assert!((area - 9549468853.9).abs() < 1e5, "{area}");
        let mut back = square;
        back.reverse();
        let other = measure(&back).square_metres.expect("an area");
        assert!((area - other).abs() < 1.0, "{area} {other}");
        assert_eq!(measure(&[]), Measured::default());
        assert_eq!(measure(&[at(46.0, 39.0)]).bearing_deg, None);
        let west = measure(&[at(46.5, 39.8), at(45.5, 39.8)]);
        assert!(
            (west.bearing_deg.expect("a bearing") - 270.320059664).abs() < 1e-6,
            "{west:?}"
        );
    }
}
