//! The timeline: playback, steps, the selected period and the histogram.

use super::units::count;

/// `1 day`, `3 days`.
fn days_of(days: i32) -> String {
    count(days.unsigned_abs() as usize, "day", "days")
}

phrases! {
    timeline { English("Timeline") }
    day { English("day") }
    week { English("week") }
    month { English("month") }
    back(step: &str) { English("Back one {step} (,)") }
    forward(step: &str) { English("Forward one {step} (.)") }
    pause { English("Pause (Space)") }
    play { English("Play (Space)") }
    speed { English("Speed") }
    step { English("Step") }
    speed_hint { English("Playback speed in days per second, independent of the step; the next step \
                           comes after 2 seconds at the latest ([ slower, ] faster)") }
    days_per_second(days: f64) { English("{days} days/s") }
    step_in_seconds(seconds: f64) { English("step in {seconds} s") }
    own_length { English("period") }
    step_by(step: &str) { English("Step: one {step}") }
    step_own_length { English("Step: the length of the selected period") }
    step_cut(step: &str, days: i32) {
        English("A {step} is longer than the selected period: a step is {}, so that no day is skipped.", days_of(days))
    }
    repeat { English("Loop") }
    repeat_hint { English("Start again at the end") }
    cumulative { English("Cumulative") }
    cumulative_hint { English("Keep the first day; only the last day moves, so the period grows") }
    all_time { English("All time") }
    all_time_hint(days: &str) {
        English("{days}: from the first dated claim that passes the filters to the last. Where few claims lie far \
                 from the others, their days are out of sight: scroll to see them, and earlier events.")
    }
    playing_from(days: &str, speed: f64) { English("Playing from {days}, {speed} days/s") }
    passed_over(records: u32) {
        English("; earlier records passed over: {}", super::units::number(records as usize))
    }
    earlier(records: u32) { English("Earlier in the period: {}", super::units::number(records as usize)) }
    later(records: u32) { English("Later in the period: {}", super::units::number(records as usize)) }
    out_of_sight_hint(days: &str) {
        English("Claims and denials of the selected period beyond what the timeline shows: {days}. Click to see all of the period.")
    }
    first_day { English("First day") }
    last_day { English("Last day") }
    to { English("to") }
    date_hint(latest: &str) {
        English(
            "Press Enter to apply. Reads 2022-08-07, 7 aug 2022, 7.8.2022; a month or year selects all of it, as does 2021 to 2023. \
             “last week”, “last month” and “last year” are those before today; where the data ends earlier, the \
             last it has (its last dated report: {latest})."
        )
    }
    last_by_calendar(typed: &str, days: &str) { English("“{typed}”: {days}, by the calendar") }
    last_of_data(typed: &str, days: &str, latest: &str) {
        English("“{typed}”: {days}, the last in the data, which ends {latest}")
    }
    outside_data(days: &str, span: &str) { English("{days} lies outside the data, which runs {span}") }
    zoom_to_period { English("Zoom to period") }
    zoom_to_period_hint { English("Show the selected period across the timeline (or double-click it)") }
    claims_per_day(claims: &str) { English("{claims} claims and denials per day") }
    claims_per_week(claims: &str) { English("{claims} claims and denials per week") }
    claims_per_month(claims: &str) { English("{claims} claims and denials per month") }
    scale(most: &str) { English("Top line: {most}") }
    period(days: &str) { English("Selected period: {days}") }
    drag_period(days: &str) { English("Selected: {days}. Drag to move, double-click to zoom.") }
    day_hint { English("Click to select, scroll to zoom, drag to pan.") }
    flag_hint(days: &str) { English("Click to select {days}") }
    flag_selected(days: &str, name: &str) { English("Selected {days}: {name}") }
    first_day_of_period(day: &str) { English("First day of the period: {day}") }
    last_day_of_period(day: &str) { English("Last day of the period: {day}") }
    event(day: &str, name: &str) { English("{day}: {name}") }
}
