//! The map: its buttons, and what lies under the pointer.

use super::units::{claims, denials};

phrases! {
    map { English("Map") }
    zoom_in { English("Zoom in (+)") }
    zoom_out { English("Zoom out (−)") }
    peak(name: &str, metres: u16) { English("{name}\n{metres} m") }
    home { English("Zoom to the line of contact (Home)") }
    region(name: &str) { English("Region {name}") }
    zone(name: &str) { English("Zone {name}") }
    line(name: &str) {
        English("{}{name}", match name.starts_with("Line") {
            true => "",
            false => "Line ",
        })
    }
    settlement(name: &str) { English("Settlement {name}") }
    more_here(number: usize) { English("{} more here: click again for the next", super::units::number(number)) }
    claims_received(reporter: &str, number: usize) { English("{reporter}: {}, fire received", claims(number)) }
    claims_opened(reporter: &str, number: usize) { English("{reporter}: {}, fire opened", claims(number)) }
    claims_there(reporter: &str, number: usize) { English("{reporter}: {}, fire without direction", claims(number)) }
    others_received(reporter: &str, number: usize) { English("{reporter}: {}, not of fire, with it as target", claims(number)) }
    others_opened(reporter: &str, number: usize) { English("{reporter}: {}, not of fire, with it as origin", claims(number)) }
    others_there(reporter: &str, number: usize) { English("{reporter}: {}, not of fire, without direction", claims(number)) }
    denials_received(reporter: &str, number: usize) { English("{reporter}: {}, with it as target", denials(number)) }
    denials_opened(reporter: &str, number: usize) { English("{reporter}: {}, with it as origin", denials(number)) }
    denials_there(reporter: &str, number: usize) { English("{reporter}: {}, without direction", denials(number)) }
    click_to_zoom { English("Click to zoom in") }
}
