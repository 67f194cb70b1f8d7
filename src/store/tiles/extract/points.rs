//! Positions of the points of an extract, by their ids: only of those that are needed.

use super::ExtractError;
use crate::model::Budget;

/// A position on the Mercator square of the world, its sides in 2³² parts: 9 mm at the equator.
pub type At = [u32; 2];

/// Where no position is known.
const UNKNOWN: At = [u32::MAX; 2];

/// The position of degrees in parts of a thousand million; `None` where that is nowhere on the map.
pub fn project([lon, lat]: [i64; 2]) -> Option<At> {
    const NANO: f64 = 1e-9;
    let (lon, lat) = (lon as f64 * NANO, lat as f64 * NANO);
    if lon.abs() > 180.0 || lat.abs() > 85.0 {
        return None;
    }
    let parts = 32_f64.exp2();
    let part = |of: f64| (of * parts).clamp(0.0, parts - 2.0) as u32;
    let y = 0.5 - lat.to_radians().tan().asinh() / std::f64::consts::TAU;
    Some([part((lon + 180.0) / 360.0), part(y)])
}

/// The degrees of a position.
pub fn degrees([x, y]: At) -> [f64; 2] {
    let parts = 32_f64.exp2();
    let turn = (0.5 - f64::from(y) / parts) * std::f64::consts::TAU;
    let lat = turn.sinh().atan().to_degrees();
    [f64::from(x) / parts * 360.0 - 180.0, lat]
}

/// The points that are needed, in the order of their ids.
pub struct Points {
    ids: Vec<i64>,
    at: Vec<At>,
}

impl Points {
    /// Those of these ids, which may come more than once.
    pub fn of(mut ids: Vec<i64>, budget: &Budget) -> Result<Self, ExtractError> {
        ids.sort_unstable();
        ids.dedup();
        ids.shrink_to_fit();
        budget.take_bytes(ids.len() as u64 * 8)?;
        let at = vec![UNKNOWN; ids.len()];
        Ok(Self { ids, at })
    }

    /// Keeps a position where it is needed.
    pub fn put(&mut self, id: i64, at: At) {
        if let Ok(found) = self.ids.binary_search(&id) {
            self.at[found] = at;
        }
    }

    pub fn get(&self, id: i64) -> Option<At> {
        let found = self.ids.binary_search(&id).ok()?;
        Some(self.at[found]).filter(|at| *at != UNKNOWN)
    }
}
