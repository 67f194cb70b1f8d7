//! The dialogs about the data: what it holds, how to read it, what is unknown, and its notes.

use super::{
    Interface, interface,
    units::{self, number},
};

pub const OSM_COPYRIGHT: &str = "https://www.openstreetmap.org/copyright";

phrases! {
    attribution { English("© OpenStreetMap contributors · Natural Earth · geoBoundaries · GeoNames") }
    osm_licence { English("Licence of OpenStreetMap data ↗") }
    sources_title { English("Sources") }
    how_to_read_title { English("How to read the map") }
    unknown_title { English("What is not known") }
    reporters_title { English("Reporters") }
    letters { English("Letters such as AM and AZ stand for reporters, not for times of day.") }
    gaps(undated: usize, unplaced: usize) {
        English("{undated} reports have no date; {unplaced} settlements have no position.")
    }
    records(records: usize, claims: usize, reports: usize, without: usize, rows: usize, reporters: usize) {
        English("{}: {} in {}, {}{}; {}.", units::records(records), units::claims(claims), units::reports(reports),
                units::count(without, "report without a claim", "reports without a claim"), and_rows(rows),
                units::count(reporters, "reporter", "reporters"))
    }
    large_file_rows(rows: usize) {
        English(", {}", units::count(rows, "row of large files", "rows of large files"))
    }
    places(regions: usize, settlements: usize, zones: usize, lines: usize, events: usize) {
        English("{} regions, {} settlements, {} zones, {} lines and {} dated events.",
                number(regions), number(settlements), number(zones), number(lines), number(events))
    }
    notes_of(file: &str) { English("File: {file}") }
    first_at(place: &str, rows: u64) {
        English("{}{place}", rows_from(rows))
    }
    rows_first(rows: u64) { English("{} rows, first ", number(rows as usize)) }
    text_of(text: &str, hint: &str) { English("‘{text}’{hint}") }
    texts(values: usize) { English("{}", units::count(values, "value", "values")) }
    text_at(text: &str, hint: &str, place: &str, rows: u64) {
        English("‘{text}’{hint}, {}{place}", rows_from(rows))
    }
    no_notes { English("No data quality notes.") }
}

/// Nothing where no file is large.
fn and_rows(rows: usize) -> String {
    match rows {
        0 => String::new(),
        rows => large_file_rows(rows),
    }
}

/// Nothing of a single row.
fn rows_from(rows: u64) -> String {
    if rows > 1 {
        rows_first(rows)
    } else {
        String::new()
    }
}

/// Where the built-in data comes from: what, source, licence.
pub fn sources() -> [(&'static str, &'static str, &'static str); 8] {
    match interface() {
        Interface::English => [
            (
                "Reports",
                "Read by hand from statements on public pages, by two readers; every report names \
                 its outlet, and links to its page where the address is known. The texts themselves are not included",
                "Facts, collected for this project",
            ),
            (
                "Regions",
                "State border and exclaves: OpenStreetMap contributors. Inner borders of Azerbaijan: \
                 Natural Earth 1:10m (±2 km). Inner borders of Armenia: geoBoundaries 2020 (±0.5 km)",
                "ODbL 1.0 as a whole; Natural Earth is public domain, geoBoundaries CC BY 3.0 IGO",
            ),
            ("Settlements", "GeoNames, mostly ±1 km", "CC BY 4.0"),
            (
                "Peacekeepers' area, corridor, line of contact after 2020",
                "Drawn for this project after the statement of 10 November 2020, ±3 km",
                "The project's own",
            ),
            (
                "Line of contact 1994-2020, basemap",
                "OpenStreetMap contributors, Natural Earth, geoBoundaries, GeoNames",
                "ODbL 1.0",
            ),
            (
                "Relief",
                "Shaded relief of 2 arc-minutes in the style of Natural Earth",
                "MIT",
            ),
            (
                "Events of UCDP GED (opened on demand)",
                "A part of the Georeferenced Event Dataset 21.1 of the Uppsala Conflict Data Program: 248 \
                 events of 1990 to 2020. Sundberg and Melander (2013), Introducing the UCDP Georeferenced \
                 Event Dataset, Journal of Peace Research 50(4); Pettersson et al. (2021), Organized \
                 violence 1989–2020, Journal of Peace Research 58(4)",
                "CC BY 4.0",
            ),
            (
                "Fonts",
                "Noto Sans, Noto Sans Armenian, Noto Sans Symbols",
                "SIL Open Font License 1.1",
            ),
        ],
    }
}

/// How figures and signs are meant.
pub fn how_to_read() -> &'static [&'static str] {
    match interface() {
        Interface::English => &[
            "Every figure belongs to one reporter. Figures of different reporters stand side by side \
             and are never added up.",
            "A claim is what a report says in one breath: so many incidents, or an unstated number, \
             in certain places at a certain time. Its figure belongs to all the places it names \
             together and is never split between them.",
            "A report is a statement, a denial, both in one, or a neutral bulletin.",
            "Duplicate publications of one statement count once; the others are listed as further \
             sources.",
            "A claim is in the selected period when its time and the period share a day. If its time \
             is not stated, the day of publication counts; if that is unknown too, it is undated.",
            "Times are local (UTC+4).",
        ],
    }
}

/// What the map does not show.
pub fn unknown() -> &'static [&'static str] {
    match interface() {
        Interface::English => &[
            "Posts of the peacekeepers: their number is known, their positions are not, so none are \
             drawn.",
            "The exclave of Karki is in none of the sources and is not drawn.",
            "Aghdara (Martakert), Askeran, Martuni, Hadrut and Istisu (Jermuk) have no boundary here: \
             each is shown as a ring.",
            "Borders are those of OpenStreetMap for all dates. The map does not show who held a place \
             on a given day.",
            "Most statements name districts, not villages: an arrow that ends in a ring may have ended \
             anywhere in the region.",
            "Reports are a selection found on public pages, not a complete record of any day.",
            "UCDP GED counts only events with at least one death, so it cannot contain most of what the \
             statements report. It gives a low, a best and a high estimate of the deaths of each event; \
             the best one is shown as killed. The order of its two sides does not state who fired at \
             whom. The part built in lacks its columns on the precision of place and time.",
        ],
    }
}

/// Whom to name for the built-in map, but for those whom another credit names already.
pub fn attribution_beside(other: &str) -> String {
    let all = attribution();
    let parts = all.trim_start_matches("© ").split(" · ");
    let further: Vec<&str> = parts.filter(|part| !other.contains(part)).collect();
    match further.len() == all.split(" · ").count() {
        true => all.to_owned(),
        false => further.join(" · "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_named_twice() {
        assert_eq!(attribution_beside(""), attribution());
        assert_eq!(attribution_beside("© Survey of 1976"), attribution());
        assert_eq!(
            attribution_beside("© OpenStreetMap contributors (ODbL 1.0)"),
            "Natural Earth · geoBoundaries · GeoNames"
        );
    }
}
