//! The overview: what districts are filled by, and what stands beside them.

use super::units::{claims, count, number};
use crate::model::{
    Direction,
    overview::{Measure, OverviewMode, Trend},
};

names! {
    mode(OverviewMode) {
        English {
            OverviewMode::Auto => "where arrows are many",
            OverviewMode::Always => "always",
            OverviewMode::Never => "never",
        }
    }
    measure(Measure) {
        English {
            Measure::Claims => "claims",
            Measure::Exact => "incidents stated for it alone",
            Measure::Denied => "claims denied by others",
            Measure::Contradicted => "events contradicted",
            Measure::Killed => "killed, as stated",
            Measure::Wounded => "wounded, as stated",
            Measure::Change => "claims now and before",
        }
    }
    /// What is done at that end.
    direction(Direction) {
        English {
            Direction::Target => "as target",
            Direction::Origin => "as origin",
            Direction::Place => "as place, without direction",
        }
    }
    trend(Trend) {
        English {
            Trend::FarFewer => "half as many, or fewer",
            Trend::Fewer => "fewer",
            Trend::Same => "as many",
            Trend::More => "more",
            Trend::FarMore => "twice as many, or more",
        }
    }
}

phrases! {
    without_room(places: usize) {
        English("{} with numbers: zoom in", count(places, "more place", "more places"))
    }
    title { English("Overview") }
    switch_on { English("Show the overview in place of arrows") }
    switch_off { English("Show single arrows in place of the overview") }
    fill_by { English("Fill districts by") }
    of_reporter { English("Of") }
    named_as { English("Named") }
    when { English("Overview") }
    any_one { English("the greatest of any one reporter") }
    any_one_choice { English("greatest of any one") }
    percent(least: u32, most: u32) { English("over {least}% to {most}%") }
    counted_from(then: &str, now: &str) { English("from {then} to {now}") }
    few_changes(few: u32) { English("Not filled: fewer than {few} claims both before and now, or as many.") }
    few_shares(few: u32) { English("Not filled: none, or fewer than {few} in all, of which a share says little.") }
    choose_for_change { English("Choose a reporter: changes are shown within one alone.") }
    flows_of(reporter: &str) { English("Arrows between districts: ×3 means three claims of {reporter}, none means one.") }
    point_for_arrows { English("Select or point at something for single arrows.") }
    no_flows { English("Select or point at a district for its arrows, or choose a reporter for all flows between districts.") }
    short(measure: &str, end: &str) { English("{measure}, {end}") }
    explain { English("What the fill and the numbers mean") }
    no_change_here(before: &str, first: &str) {
        English("No change can be shown here: the period before ({before}) begins before the first report \
                 ({first}), so there is nothing to compare with. Select a later or a shorter period.")
    }
    events_of(of: u32, all: u32) { English("{} of {} contradicted", number(of as usize), count(all as usize, "event", "events")) }
    claims_of(of: u32, all: u32) { English("{} of {} denied by others", number(of as usize), claims(all as usize)) }
    before_and_now(before: u32, now: u32) { English("{} before, {} now", number(before as usize), number(now as usize)) }
    in_both(before: u32, then: &str, now: u32, later: &str) {
        English("{} in {then}, {} in {later}", number(before as usize), number(now as usize))
    }
    unstated { English("states no number") }
    said_by(reporter: &str, what: &str) { English("{reporter}: {what}") }
    strip(place: &str, measure: &str, numbers: &str) { English("{place}, {measure}: {numbers}") }
    number_of(reporter: &str, number: &str) { English("{reporter} {number}") }
    flow(reporter: &str, number: u32, ends: &str) { English("{reporter}: {}, {ends}", claims(number as usize)) }
    cli_mode { English("When an overview of districts stands in for single arrows") }
    cli_fill { English("What the overview fills districts by") }
    cli_reporter { English("Whose numbers fill them and whose flows are drawn, by key; otherwise the greatest number of any one reporter") }
    cli_named { English("Which end of a claim names the district") }
    change { English("Compare what one reporter claims of each place in two periods") }
    cli_before_from { English("First day of the period before; otherwise as many days, right before") }
    cli_before_to { English("Last day of the period before") }
    cli_change_order { English("In which order places are listed") }
    cli_each { English("Draw a sheet of small maps instead, all of one scale: one a reporter, a month or a region, or the two views of a session (reporter, month, region, view)") }
    cli_kind_each { English("kind of small maps") }
    periods_overlap(then: &str, now: &str) {
        English("the two periods overlap: {then} and {now}; choose days that lie apart")
    }
    change_head(reporter: &str, then: &str, now: &str) { English("{reporter}: claims of {then} → {now}") }
    change_line(place: &str, before: u32, now: u32, trend: &str) {
        English("{place}: {} → {} ({trend})", number(before as usize), claims(now as usize))
    }
    no_change { English("No claims in either period.") }
    dots_of_strips { English("A dot beside numbers: a further reporter with a number of its own.") }
    of_strips { English("Numbers of different reporters are never added up.") }
    point_for_numbers { English("Where there is no room for the numbers, zoom in or point at the district.") }
    too_few_words { English("too few to say") }
    few_rule(few: u32) {
        English("Where both numbers are below {few}, nothing is said of a trend; twice or half as many is said from there on. Only one reporter is compared with itself.")
    }
    kind_mode { English("mode") }
    kind_measure { English("measure") }
    kind_direction { English("end") }
}

/// What districts are filled by, and whose.
pub fn fill_of(of: Measure, end: Direction, whose: &str) -> String {
    match super::interface() {
        super::Interface::English => match of {
            Measure::Contradicted => format!("Fill: {}, {whose}", measure(of)),
            of => format!(
                "Fill: {}, the district named {}, {whose}",
                measure(of),
                direction(end)
            ),
        },
    }
}

/// What districts are filled by, in short, and whose numbers they are where one reporter is chosen.
pub fn fill_title(what: &str, whose: Option<&str>) -> String {
    match super::interface() {
        super::Interface::English => match whose {
            Some(whose) => format!("Fill, {whose}: {what}"),
            None => format!("Fill: {what}"),
        },
    }
}

/// What is counted, and at which end where there is one.
pub fn measure_as(of: Measure, end: Direction) -> String {
    match of {
        Measure::Contradicted => measure(of).to_owned(),
        of => short(measure(of), direction(end)),
    }
}

/// What the numbers of a strip are.
pub fn strips(of: Measure) -> String {
    match super::interface() {
        super::Interface::English => match of {
            Measure::Denied => "Beside each district: of so many claims of each reporter, how many others are known to deny.".to_owned(),
            Measure::Contradicted => "Beside each district: of so many events that each reporter claims, how many are claimed and denied, proposals of the rule included.".to_owned(),
            Measure::Change => "Beside each district: the claims of each reporter before → now.".to_owned(),
            Measure::Exact => "Beside each district: one number a reporter; ? where it states none.".to_owned(),
            Measure::Claims | Measure::Killed | Measure::Wounded => format!("Beside each district: {}, one number a reporter.", measure(of)),
        },
    }
}

/// That two numbers are too small to say anything.
pub fn too_few() -> String {
    too_few_words().to_owned()
}
