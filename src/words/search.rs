//! What a search finds, by its sort.

use super::units;

phrases! {
    days { English("Dates") }
    places { English("Places") }
    place_in_days(place: &str, days: &str) { English("{place}, {days}") }
    reporters { English("Reporters") }
    events { English("Events") }
    reports { English("Reports") }
    published(reports: usize) { English("{} published; show this period", units::reports(reports)) }
    only_reporter(reports: usize) { English("{}; show only this reporter", units::reports(reports)) }
}
