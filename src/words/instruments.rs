//! Instruments on the map: positions, measuring, views.

use super::{Interface, interface, units::number};
use crate::model::measure::Measured;

phrases! {
    copy_position { English("Copy the position") }
    copy_hint { English("Copies the position, and shows positions under the pointer in this notation") }
    measure_from_here { English("Measure from here") }
    stop_measuring { English("Stop measuring") }
    measure { English("Measure distance and area") }
    go_to(position: &str) { English("Go to {position}") }
    go_to_swapped(position: &str) {
        English("Go to {position} (as longitude, latitude)")
    }
    outside(position: &str) { English("{position} lies outside the map") }
    position { English("Position") }
}

/// A way: its length in kilometres and nautical miles, the bearing of its last leg, its area.
pub fn measured(way: Measured) -> String {
    let length = |metres: f64| match metres {
        metres if metres < 1_000.0 => format!("{metres:.0} m"),
        metres if metres < 100_000.0 => format!("{:.2} km", metres / 1_000.0),
        metres => format!("{} km", number((metres / 1_000.0).round() as usize)),
    };
    match interface() {
        Interface::English => {
            let miles = way.metres / 1_852.0;
            let mut text = format!("{} · {miles:.2} nmi", length(way.metres));
            if let Some(bearing) = way.bearing_deg {
                // Rounded up to a full turn it is north.
                let bearing = (bearing * 10.0).round() % 3600.0 / 10.0;
                text.push_str(&format!(" · {bearing:05.1}°"));
            }
            if let Some(area) = way.square_metres {
                let area = match area {
                    area if area < 1e6 => format!("{} m²", number(area.round() as usize)),
                    area if area < 1e9 => format!("{:.1} km²", area / 1e6),
                    area => format!("{} km²", number((area / 1e6).round() as usize)),
                };
                text.push_str(&format!(
                    "\nlast leg {} · area {area}",
                    length(way.last_leg_metres)
                ));
            }
            text
        }
    }
}
