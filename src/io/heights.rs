//! What positions have beside longitude and latitude: heights and measures. None is kept, and whoever reads
//! one tells so. Nought is what programs write for a height that nobody took.

use geojson::{GeometryValue, Position};

use super::geojson::any_position;

/// Whether a number behind longitude and latitude says anything.
pub fn is_stated(number: f64) -> bool {
    /// Programs of Esri write less than that for no number at all.
    const LEAST: f64 = -1e38;
    number.is_finite() && number != 0.0 && number > LEAST
}

/// Whether any position of a geometry has more than longitude and latitude.
pub fn are_in(value: &GeometryValue) -> bool {
    let more = |at: &Position| at.as_slice().iter().skip(2).any(|more| is_stated(*more));
    any_position(value, &more)
}
