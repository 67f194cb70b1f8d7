//! The timeline: playback, steps, the selected period and the histogram.

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
    speed_hint { English("Playback speed ([ slower, ] faster)") }
    step_by(step: &str) { English("Step: one {step}") }
    repeat { English("Loop") }
    repeat_hint { English("Start again at the end") }
    cumulative { English("Cumulative") }
    cumulative_hint { English("Keep the first day; only the last day moves, so the period grows") }
    all_time { English("All time") }
    all_time_hint { English("From the first to the last dated report") }
    first_day { English("First day") }
    last_day { English("Last day") }
    to { English("to") }
    date_hint { English("A date such as 2022-08-07; press Enter to apply") }
    claims_per_day(claims: &str) { English("{claims} claims per day") }
    claims_per_week(claims: &str) { English("{claims} claims per week") }
    claims_per_month(claims: &str) { English("{claims} claims per month") }
    period(days: &str) { English("Selected period: {days}") }
    drag_period(days: &str) { English("{days}\nDrag to move the period") }
    first_day_of_period(day: &str) { English("First day of the period: {day}") }
    last_day_of_period(day: &str) { English("Last day of the period: {day}") }
    event(day: &str, name: &str) { English("{day}: {name}") }
}
