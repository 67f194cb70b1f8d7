//! The panel on the left: layers, legend and filters; and the line of accounts.

use super::{
    Interface, interface,
    units::{self, number},
};
use crate::model::Sum;

phrases! {
    layers { English("Layers") }
    files { English("Files") }
    legend { English("Legend") }
    reporters { English("Reporters") }
    activity { English("Activity") }
    sides { English("Side said to have fired") }
    report_types { English("Type of report") }

    more_on_the_ground(others: usize) { English("and {} more", number(others)) }

    fire { English("Reported fire") }
    regions { English("Regions") }
    zones { English("Zone and corridor") }
    lines { English("Lines and border") }
    reference { English("Former oblast, 1994 line") }
    solid_lines { English("Solid lines") }
    no_solid_lines { English("none: no side is taken") }
    solid_lines_hint {
        English("Which borders and lines are drawn solid. All others are dashed. Whose line is solid is your choice: \
                 without one the map takes no side.")
    }
    draw_solid { English("Draw as a solid line") }
    names { English("Names") }
    basemap { English("Land and water") }
    relief { English("Relief") }
    graticule { English("Graticule") }
    locator { English("Locator map") }
    locator_go { English("Locator map: click to go there") }
    opacity(percent: f32) { English("Opacity: {percent}%") }
    opacity_of(layer: &str) { English("Opacity of {layer}") }

    fill_regions { English("Fill regions by") }
    no_fill { English("no fill") }
    overview_fills { English("as set under Overview") }
    fire_received { English("fire received") }
    fire_opened { English("fire opened") }

    display_points { English("Points as") }
    automatic { English("automatic") }
    dots_and_arrows { English("dots and arrows") }
    density { English("density") }
    heat { English("heat map") }
    clusters { English("clusters") }

    show_reporter(reporter: &str) { English("Show {reporter}") }
    all { English("All") }
    none { English("None") }
    facet_count_hint {
        English("Records of the selected period that pass the other filters, on the map or not: the number \
                 counted while this is ticked")
    }
    include_duplicates { English("Include duplicate publications") }
    duplicates_hint {
        English("The same statement as published by another outlet. Duplicates are always listed as \
                 further sources and never counted twice.")
    }
    reset_filters { English("Reset filters") }

    legend_entry(what: &str) { English("Legend: {what}") }
    legend_cluster { English("records near each other, counted; ring: share of each reporter") }
    legend_heat { English("few to many records, all reporters together") }
    legend_large_files { English("Large files") }
    legend_ground { English("In effect in this period") }
    legend_more_than(incidents: u32) { English("more than {incidents} incidents") }
    legend_incidents(incidents: u32) { English("{}", super::units::incidents(incidents as usize)) }
    legend_between(least: u32, most: u32) { English("{least} to {most} incidents") }
    legend_uncounted { English("number not stated (?)") }
    legend_figures { English("Signs in figures") }
    sign_about { English("≈") }
    sign_at_least { English("≥") }
    sign_more_than { English(">") }
    sign_at_most { English("≤") }
    sign_fewer_than { English("<") }
    sign_between { English("n–m") }
    sign_best { English("k (n–m)") }
    sign_further { English("+") }
    sign_repeats { English("(n)") }
    means_about { English("about so many") }
    means_at_least { English("at least so many") }
    means_more_than { English("more than so many") }
    means_at_most { English("at most so many") }
    means_fewer_than { English("fewer than so many") }
    means_between { English("from n to m: no single number is stated") }
    means_best { English("k is the source's best number, n and m its lowest and highest") }
    means_further { English("further claims state no number") }
    means_repeats { English("only repeats what is counted elsewhere") }
    legend_denied { English("denied") }
    legend_stretch { English("stretch between two places, drawn straight") }
    legend_denied_by {
        English("denied by the reporter named after the cross. 1/5: one of five claims is denied.")
    }
    legend_differs { English("another number for the same event. (1/5): of one of five claims") }
    legend_mutual { English("each accuses the other (same place, same days)") }
    too_many_mutual {
        English("So many events in which each accuses the other that no joint says so: select a shorter period, or \
                 open Compare.")
    }
    legend_widths { English("Arrow width: incidents") }
    legend_origin_unknown { English("origin not stated") }
    legend_to_place { English("known to the place") }
    legend_to_region { English("known to the region only") }
    legend_to_zone { English("known to a zone or line only") }
    legend_bundle {
        English("One bundle is one figure: it is never split between its arrows. ×2: two claims.")
    }
    legend_opened { English("Claims that name it as origin: the highest count of any one reporter") }
    legend_received { English("Claims that name it as target: the highest count of any one reporter") }
    legend_no_side { English("Borders and lines are dashed: the map takes no side") }
    legend_solid { English("Solid: chosen by whoever made this map; dashed: the map takes no side") }
    legend_dashed { English("province, or area without a known boundary") }

    shown(records: usize) { English("{} shown", number(records)) }
    outside_period(records: usize) { English("{} outside the period", number(records)) }
    filtered(records: usize) { English("{} hidden by filters", number(records)) }
    no_date(records: usize) { English("{} undated", number(records)) }
    unplaced(records: usize) { English("{} not on the map", number(records)) }
    loaded(records: usize) { English("= {} loaded", number(records)) }
    layer_off(layer: &str) { English("{layer}: layer off") }
    layers_off(first: &str, more: usize) { English("{first} and {more} more: layers off") }
    fire_off_hint { English("The records are counted, but not drawn.") }
    layers_off_hint(layers: &str) { English("Not drawn: {layers}. Click to switch on.") }
    plus { English("+") }
    shown_hint(shown: usize, unplaced: usize) {
        English("Records of the selected period that pass the filters and are on the map. With the {} not on the map \
                 they are {}, which the counts beside the filters add up to.",
                number(unplaced), number(shown + unplaced))
    }
    outside_hint { English("Dated, but not in the period selected on the timeline") }
    filtered_hint { English("In the selected period, but hidden by a filter. Click to reset the filters.") }
    duplicates_left_out_hint {
        English("The same statements as published by another outlet. They are listed as further \
                 sources and never counted twice. To show them on the map, see Type of report.")
    }
    no_date_hint { English("No known date. Click to list them.") }
    unplaced_hint {
        English("In the selected period, but with neither origin nor target on the map, such as \
                 denials that name no place. Click to list them.")
    }
    accounts(parts: [usize; 7], loaded: usize) {
        English("{} shown + {} outside the period + {} + {} hidden by filters \
                 + {} undated + {} not on the map{} = {loaded} loaded",
                parts[0], parts[1], super::units::duplicates(parts[2]), parts[3], parts[4], parts[5],
                and_withdrawn(parts[6]))
    }
    in_totals(of_reporters: &str) { English("In totals alone, at no place and in no figure: {of_reporters}") }
    in_totals_of(reporter: &str, incidents: Sum, reports: u64) {
        English("{reporter} {} ({})", units::incidents_stated(incidents), units::reports(reports as usize))
    }
    fewer_in_totals(reporter: &str, reports: u64) {
        English("{reporter}: claims count more than the total ({})", units::reports(reports as usize))
    }
    totals_more(reports: u64) { English("{} more", units::count(reports as usize, "total says", "totals say")) }
    totals_differ(reports: u64) { English("{} otherwise", units::count(reports as usize, "total says", "totals say")) }
    totals_more_hint {
        English("What these reports count in all and not place by place. No region, no arrow and no sum has it, and \
                 the numbers of two reporters are never added up.")
    }
    plus_withdrawn(withdrawn: usize) { English(" + {} withdrawn by the source", number(withdrawn)) }
    withdrawn_hint { English("Records of an earlier copy of a file that the open one lacks. Click to list them.") }
}

/// Nothing where no source has withdrawn anything.
fn and_withdrawn(number: usize) -> String {
    match number {
        0 => String::new(),
        number => plus_withdrawn(number),
    }
}

/// The names of the buttons above a filter that show everything, or nothing.
pub fn all_or_none_of(filter: &str, none: bool) -> String {
    match interface() {
        Interface::English => match none {
            true => format!("{filter}: none"),
            false => format!("{filter}: all"),
        },
    }
}

/// The heading of the legend: what pressing it does.
pub fn fold_legend(folded: bool) -> &'static str {
    match interface() {
        Interface::English => match folded {
            true => "Unfold the legend",
            false => "Fold the legend",
        },
    }
}

/// A row of the legend: what pressing it does.
pub fn legend_entry_hint(on: bool) -> &'static str {
    match interface() {
        Interface::English => match on {
            true => "Click to hide it. Alt-click to show only this one.",
            false => "Click to show it. Alt-click to show only this one.",
        },
    }
}

/// The letters of a reporter in the legend: who it is, and what pressing them does.
pub fn legend_reporter_hint(short: &str, name: &str, on: bool) -> String {
    format!("{short}: {name}\n{}", legend_entry_hint(on))
}

/// `46°30′ E`: as many parts as a net of that step in seconds needs.
pub fn meridian(second: i32, step: u32) -> String {
    format!(
        "{} {}",
        angle(second, step),
        if second < 0 { 'W' } else { 'E' }
    )
}

/// As [`meridian`].
pub fn parallel(second: i32, step: u32) -> String {
    format!(
        "{} {}",
        angle(second, step),
        if second < 0 { 'S' } else { 'N' }
    )
}

fn angle(second: i32, step: u32) -> String {
    let seconds = second.unsigned_abs();
    let (degrees, minutes) = (seconds / 3600, seconds / 60 % 60);
    match step {
        step if step.is_multiple_of(3600) => format!("{degrees}°"),
        step if step.is_multiple_of(60) => format!("{degrees}°{minutes:02}′"),
        _ => format!("{degrees}°{minutes:02}′{:02}″", seconds % 60),
    }
}
