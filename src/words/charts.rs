//! Charts: claims by month, place, hour and day of the week.

use super::units::{claims, number, stated};
use crate::model::Sum;

phrases! {
    tab { English("Charts") }
    of_places { English("Places of") }
    by_month { English("Claims by time and reporter") }
    by_month_hint { English("By month, a long period by year. One row a reporter, all to one scale; rows are not added up.") }
    matrix { English("Claims by district and time") }
    matrix_hint { English("Click to go there: its days become the period.") }
    matrix_any { English("Each field: the most claims of any one reporter.") }
    matrix_of(reporter: &str) { English("Each field: claims of {reporter}.") }
    too_many_places(more: usize) { English("and {} more with fewer claims", number(more)) }
    ranking { English("Districts by number of claims") }
    ranked(place: &str, number: usize) { English("{place}: {}", claims(number)) }
    change { English("Now and before") }
    changes_of { English("Changes of") }
    change_between_views { English("From the one view to the other") }
    change_hint(then: &str, now: &str, few: u32) {
        English("Claims of {then} → {now}. Where both are below {few}, nothing is said of a trend.")
    }
    change_of(place: &str, before: u32, now: usize, trend: &str) {
        English("{place}: {before} → {} ({trend})", claims(now))
    }
    choose_reporter { English("Choose a reporter: two periods are compared within one alone.") }
    hours { English("Hours of the day") }
    hours_hint { English("Claims by the hour in which they begin, of those that state one to the hour.") }
    without_hour(number: usize) { English("{} without an hour", claims(number)) }
    weekdays { English("Days of the week") }
    weekdays_hint { English("Claims of a single day, Monday to Sunday.") }
    no_single_days { English("No claim of a single day in this period.") }
    losses { English("Losses as stated") }
    losses_hint { English("Of whichever side, by claims on the map. Added up within a reporter alone, even where claims speak of the same loss.") }
    losses_of(reporter: &str, killed: &str, wounded: &str) { English("{reporter}: {killed}, {wounded}") }
    killed(persons: Sum) { English("{} killed", stated(persons)) }
    killed_not_stated { English("killed not stated") }
    wounded(persons: Sum) { English("{} wounded", stated(persons)) }
    wounded_not_stated { English("wounded not stated") }
    no_losses { English("No losses stated in this period.") }
    nothing { English("No claims in this period.") }
    too_many_records { English("Too many records to look at each: choose fewer days for hours, days of the week and losses.") }
    cell(place: &str, time: &str, number: usize) { English("{place}, {time}: {}", claims(number)) }
    series(reporter: &str, what: &str) { English("{reporter}: {what}") }
    at(time: &str, number: u32) { English("{time} {}", super::units::number(number as usize)) }
    hour(hour: usize) { English("{hour:02}:00") }
    up_to(number: u32) { English("up to {}", super::units::number(number as usize)) }
}

/// The days of the week, from Monday.
pub fn weekday(at: usize) -> &'static str {
    let days = match super::interface() {
        super::Interface::English => ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
    };
    days[at % 7]
}
