//! The words of the window, and how figures, days and places are put into words.
//!
//! Neutral: every claim is attributed to its reporter.

mod files;
mod project;
mod records;

pub use project::{SAVE_PROJECT_WHAT, kept_unsaved, project_saved, title};

pub use files::{
    ENCODINGS, EXPORTS, OPEN_WHAT, SWAP_HINT, TINTS, column, date_order, export_cancelled,
    exported, field, found, progress, separator, to_be_exported,
};
pub use records::{bundle, bundle_ends, bundle_title, cluster, row};

use crate::{
    model::{
        Activity, Atlas, Basis, Country, Day, EventKind, Group, Language, Level, LineKind, Moment,
        Party, Region, Report, Site, Stance, TimePrecision, Weapon, When, Window, ZoneKind,
        region::Boundary, statement::FactKind,
    },
    scene::{Crowd, LayerKind, Shading},
    session::Step,
};

pub const APP_NAME: &str = "Contactline";

pub const HINT: &str = "Click a region or an arrow to see the fire reported there; drag the window \
                        on the timeline, or press Space.";

pub const SELECT_SOMETHING: &str =
    "Click a region, an arrow, a zone or a line on the map to see what is reported of it.";

pub const ATTRIBUTION: &str =
    "© OpenStreetMap contributors · Natural Earth · geoBoundaries · GeoNames";

pub const ATTRIBUTION_SHORT: &str = "© OpenStreetMap contributors, …";

pub const OSM_COPYRIGHT: &str = "https://www.openstreetmap.org/copyright";

/// Over a picture, unless the person gives it another title.
pub const PICTURE_TITLE: &str = "Reported fire along the Karabakh line of contact";

pub const PICTURE_CLAIMS: &str = "every figure is its reporter's claim";

pub const SOURCES_TITLE: &str = "Sources";

pub const REPORTED_BY: &str = "Reported by";

pub const RECORDS: &str = "Records";

pub const NOT_ON_THE_MAP: &str = "no place on the map";

pub const NO_ADDRESS: &str = "no address";

pub const NOTHING_ON_THE_MAP: &str = "No report of these days has a place on the map";

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

pub fn month(day: Day) -> &'static str {
    MONTHS[usize::from(day.date().month().unsigned_abs()).saturating_sub(1) % 12]
}

/// `8 Aug 2022`.
pub fn day(day: Day) -> String {
    format!("{} {} {}", day.date().day(), month(day), day.date().year())
}

/// `7–8 Aug 2022`, as short as the two days allow.
pub fn window(window: Window) -> String {
    let (first, last) = (window.first(), window.last());
    let (a, b) = (first.date(), last.date());
    if first == last {
        day(first)
    } else if a.year() != b.year() {
        format!("{} – {}", day(first), day(last))
    } else if a.month() != b.month() {
        format!("{} {} – {}", a.day(), month(first), day(last))
    } else {
        format!("{}–{}", a.day(), day(last))
    }
}

/// `1 day`, `3 days`.
pub fn count(number: usize, one: &str, many: &str) -> String {
    let words = if number == 1 { one } else { many };
    format!("{} {words}", self::number(number))
}

/// A number with a comma between thousands: `1,000,000`.
pub fn number(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn moment(moment: Moment) -> String {
    match moment {
        Moment::Day(of_day) => day(of_day),
        Moment::Clock(stamp) => {
            let (hour, minute) = stamp.clock();
            format!("{} {hour:02}:{minute:02}", day(stamp.day()))
        }
    }
}

/// When something is said to have happened, with how closely that is known.
pub fn when(when: When) -> String {
    match when {
        When::Stated {
            start: Some(start),
            end: Some(end),
            precision,
        } => format!("{}{}", between(start, end), how_closely(precision)),
        When::Stated {
            start: Some(start),
            end: None,
            precision,
        } => format!("{}{}", moment(start), how_closely(precision)),
        When::Stated { end: Some(end), .. } => {
            format!("up to {}, beginning not stated", moment(end))
        }
        When::Stated { .. } | When::Undated => "no date known".to_owned(),
        When::Published(of_day) => format!("time not stated; published {}", day(of_day)),
    }
}

fn between(start: Moment, end: Moment) -> String {
    match (start, end) {
        (Moment::Day(a), Moment::Day(b)) => window(Window::days(a, b)),
        (Moment::Clock(a), Moment::Clock(b)) if a.day() == b.day() => {
            let (hour, minute) = b.clock();
            format!("{}–{hour:02}:{minute:02}", moment(start))
        }
        _ => format!("{} – {}", moment(start), moment(end)),
    }
}

fn how_closely(precision: TimePrecision) -> &'static str {
    match precision {
        TimePrecision::Minute => "",
        TimePrecision::Hour => " (to the hour)",
        TimePrecision::PartOfDay => " (part of the day)",
        TimePrecision::Day => " (day)",
        TimePrecision::Past24Hours => " (past 24 hours)",
        TimePrecision::Days => " (several days)",
        TimePrecision::Week => " (to the week)",
        TimePrecision::Month => " (to the month)",
        TimePrecision::Unknown => " (precision not known)",
    }
}

pub fn published(report: &Report) -> String {
    match (report.published, report.basis) {
        (Some(of_day), Basis::Inferred) => format!("{} (inferred)", day(of_day)),
        (Some(of_day), _) => day(of_day),
        (None, _) => "undated".to_owned(),
    }
}

pub fn party(party: Party) -> &'static str {
    match party {
        Party::Armenia => "Armenian side",
        Party::Azerbaijan => "Azerbaijani side",
        Party::NagornoKarabakh => "Armenian forces in Nagorno-Karabakh",
        Party::Civilian => "civilians",
        Party::Unknown => "not stated",
    }
}

pub fn activity(activity: Activity) -> &'static str {
    match activity {
        Activity::Fire => "Fire",
        Activity::CeasefireViolation => "Ceasefire violation",
        Activity::Shelling => "Shelling",
        Activity::Attack => "Attack",
        Activity::Sniper => "Sniper fire",
        Activity::DroneStrike => "Drone strike",
        Activity::Reconnaissance => "Reconnaissance",
        Activity::Fortification => "Fortification",
        Activity::Other => "Other",
    }
}

pub fn weapon(weapon: Weapon) -> &'static str {
    match weapon {
        Weapon::SmallArms => "small arms",
        Weapon::MachineGun => "machine guns",
        Weapon::SniperRifle => "sniper rifles",
        Weapon::LargeCalibre => "large-calibre weapons",
        Weapon::VariousCalibre => "weapons of various calibres",
        Weapon::GrenadeLauncher => "grenade launchers",
        Weapon::Mortar => "mortars",
        Weapon::Artillery => "artillery",
        Weapon::Quadcopter => "quadcopters",
        Weapon::CombatDrone => "combat drones",
        Weapon::Other => "other weapons",
    }
}

pub fn stance(stance: Stance) -> &'static str {
    match stance {
        Stance::Claim => "Claims",
        Stance::Denial => "Denials",
        Stance::Record => "Neutral records",
        Stance::Mixed => "Claim and denial in one",
    }
}

/// What one report is: `claim`, `denial`, ...
pub fn one_stance(stance: Stance) -> &'static str {
    match stance {
        Stance::Claim => "claim",
        Stance::Denial => "denial",
        Stance::Record => "record",
        Stance::Mixed => "claim and denial",
    }
}

pub fn layer(layer: LayerKind) -> &'static str {
    match layer {
        LayerKind::Fire => "Reported fire",
        LayerKind::Regions => "Regions",
        LayerKind::Zones => "Zone and corridor",
        LayerKind::Lines => "Lines and border",
        LayerKind::Labels => "Names",
        LayerKind::Basemap => "Land and water",
        LayerKind::Relief => "Relief",
    }
}

pub fn crowd(crowd: Crowd) -> &'static str {
    match crowd {
        Crowd::Auto => "what fits the view",
        Crowd::Each => "dots and arrows",
        Crowd::Density => "density",
        Crowd::Heat => "heat",
        Crowd::Clusters => "clusters",
    }
}

pub fn shading(shading: Shading) -> &'static str {
    match shading {
        Shading::None => "nothing",
        Shading::Received => "fire received",
        Shading::Opened => "fire opened",
    }
}

pub fn step(step: Step) -> &'static str {
    match step {
        Step::Day => "day",
        Step::Week => "week",
        Step::Month => "month",
    }
}

pub fn event_kind(kind: EventKind) -> &'static str {
    match kind {
        EventKind::Ceasefire => "Ceasefire",
        EventKind::Handover => "Handover",
        EventKind::Corridor => "Corridor",
        EventKind::Blockade => "Blockade",
        EventKind::Checkpoint => "Checkpoint",
        EventKind::Offensive => "Offensive",
        EventKind::Withdrawal => "Withdrawal",
        EventKind::Mission => "Monitoring mission",
        EventKind::Other => "Event",
    }
}

/// What a region is: `District of Azerbaijan · East Zangezur economic region`.
pub fn region_kind(region: &Region) -> String {
    let of = match region.country {
        Country::Armenia => "Armenia",
        Country::Azerbaijan => "Azerbaijan",
        Country::Other => "another state",
    };
    let kind = match (region.level, region.country) {
        (Level::District, _) => format!("District of {of}"),
        (Level::Raion, _) => format!("Raion of {of}"),
        (Level::Area, _) => format!("Area in {of}, boundary not known"),
        (Level::Province, Country::Azerbaijan) => "Autonomous republic of Azerbaijan".to_owned(),
        (Level::Province, _) => format!("Province of {of}"),
    };
    match &region.province {
        Some(province) if region.level != Level::Province => format!("{kind} · {province}"),
        _ => kind,
    }
}

/// How closely the outline of a region is known.
pub fn region_precision(region: &Region) -> String {
    match region.boundary {
        Boundary::Outline => format!("Outline good to about {} km.", region.precision_km),
        Boundary::Ring { radius_km, .. } => {
            format!("No boundary is known: a ring of {radius_km} km stands for the area.")
        }
        Boundary::Union => "The union of its raions or districts. Counted here: reports that name \
                            the whole, and no part of it."
            .to_owned(),
    }
}

pub fn zone_kind(kind: ZoneKind) -> &'static str {
    match kind {
        ZoneKind::Peacekeepers => "Area of the Russian peacekeeping contingent",
        ZoneKind::Corridor => "Corridor",
        ZoneKind::Other => "Zone",
    }
}

pub fn line_kind(kind: LineKind) -> &'static str {
    match kind {
        LineKind::LineOfContact => "Line of contact",
        LineKind::StateBorder => "State border",
        LineKind::Other => "Line",
    }
}

/// The name of a site in that language.
pub fn site(atlas: &Atlas, site: &Site, language: Language) -> String {
    let region = |id| atlas.regions()[id].names.title(language);
    match site {
        Site::Region(id) => region(*id),
        Site::Settlement(id, settlement) => {
            let name = atlas.settlements()[*settlement].names.get(language);
            format!("{name}, {}", region(*id))
        }
        Site::Named(id, name) => format!("{name}, {}", region(*id)),
        Site::Zone(id) => atlas.zones()[*id].names.get(language).to_owned(),
        Site::Point(point) => {
            let at = crate::model::geo::describe(point.at());
            let region = point.region.map(region);
            let name = Some(&point.name).filter(|name| !name.is_empty());
            let parts = name.cloned().into_iter().chain(region);
            let parts: Vec<String> = parts.chain([at]).collect();
            parts.join(", ")
        }
        Site::Unplaced(name) => format!("{name} (not found)"),
    }
}

pub fn sites(atlas: &Atlas, sites: &[Site], language: Language) -> String {
    let names: Vec<String> = sites.iter().map(|of| site(atlas, of, language)).collect();
    if names.is_empty() {
        "not stated".to_owned()
    } else {
        names.join("; ")
    }
}

/// How closely the places of a group are known, in plain words.
pub fn place_precision(atlas: &Atlas, group: &Group) -> String {
    let mut ends = Vec::new();
    if !group.places.is_empty() {
        ends.push(format!("place {}", sites_precision(atlas, &group.places)));
        if group.origins.is_empty() && group.targets.is_empty() {
            ends.push("direction not stated".to_owned());
            return ends.join(", ");
        }
    }
    for (name, sites) in [("origin", &group.origins), ("target", &group.targets)] {
        let known = match sites.as_slice() {
            [] => "not stated".to_owned(),
            sites => sites_precision(atlas, sites),
        };
        ends.push(format!("{name} {known}"));
    }
    ends.join(", ")
}

fn sites_precision(atlas: &Atlas, sites: &[Site]) -> String {
    if sites.iter().all(|site| matches!(site, Site::Point(_))) {
        let stated = sites.iter().filter_map(|site| match site {
            Site::Point(point) => point.precision_m,
            _ => None,
        });
        return match stated.max() {
            Some(m) => format!("known to a position (about {} km)", f64::from(m) / 1000.0),
            None => "known to a position, of unstated precision".to_owned(),
        };
    }
    let known = |site: &Site| match site {
        Site::Settlement(_, id) => match atlas.settlements()[*id].precision_km {
            Some(km) if atlas.settlements()[*id].at.is_some() => Some(km),
            _ => None,
        },
        Site::Point(point) => point.precision_m.map(|m| f64::from(m) / 1000.0),
        _ => None,
    };
    let at: Vec<Option<f64>> = sites.iter().map(known).collect();
    if let Some(km) = at.iter().copied().collect::<Option<Vec<f64>>>() {
        let worst = km.into_iter().fold(0.0, f64::max);
        return format!("known to the settlement (about {worst} km)");
    }
    let zone = sites.iter().any(|site| matches!(site, Site::Zone(_)));
    let unplaced = sites.iter().any(|site| !site.is_placed());
    match (zone, unplaced, at.iter().any(Option::is_some)) {
        (_, true, _) => "not found on the map".to_owned(),
        (true, ..) => "known to the zone only".to_owned(),
        (.., true) => "known to the settlement or the region".to_owned(),
        _ => "known to the region only".to_owned(),
    }
}

/// `6 incidents`, `1 incident`, `number of incidents not stated`.
pub fn incidents(count_stated: Option<u32>) -> String {
    match count_stated {
        Some(number) => count(number as usize, "incident", "incidents"),
        None => "number not stated".to_owned(),
    }
}

/// Killed and wounded, where a report speaks of them; losses it denies.
pub fn casualties(group: &Group) -> Option<String> {
    let mut parts = Vec::new();
    if let Some(killed) = group.killed {
        parts.push(format!("{killed} killed"));
    }
    if let Some(wounded) = group.wounded {
        parts.push(format!("{wounded} wounded"));
    }
    if let (false, Some(side)) = (parts.is_empty(), group.casualty_side) {
        parts.push(party(side).to_owned());
    }
    if group.losses_denied {
        parts.push("says it had no losses".to_owned());
    }
    (!parts.is_empty()).then(|| parts.join(" · "))
}

/// The keys, for Help > Keys: what to press, and what it does.
pub const KEYS: [(&str, &str); 24] = [
    ("Ctrl+V", "read a pasted text as a statement"),
    ("Ctrl+Shift+E", "export what is shown as data"),
    ("Ctrl+O", "open a file"),
    ("Ctrl+S", "save the project"),
    ("Ctrl+Shift+S", "save the project under another name"),
    ("Ctrl+K", "search places, regions and reports"),
    ("Space", "play or pause"),
    (",   .", "step the window back or on"),
    ("[   ]", "play slower or faster"),
    ("Arrow keys", "move the map (Shift: further)"),
    ("+   −", "zoom in or out"),
    ("Home", "back to the line of contact"),
    ("Click", "select; click again for what lies below"),
    ("Double click", "zoom in there"),
    ("Wheel", "zoom the map or the timeline around the pointer"),
    ("Esc", "clear the selection, close a dialog"),
    ("Ctrl+E", "export a picture of the map"),
    ("Ctrl+Shift+C", "copy a link to what is seen"),
    ("Ctrl+Z", "undo"),
    ("Ctrl+Shift+Z", "redo"),
    (
        "Tab, Enter",
        "reach and use every control, and every name on the map",
    ),
    ("← →", "on a handle of the timeline: a day (Shift: a week)"),
    ("F1", "this list"),
    ("Ctrl+Q", "quit"),
];

/// Help > About the data: what, from where, under which licence.
pub const SOURCES: &[(&str, &str, &str)] = &[
    (
        "Reports",
        "Read by hand out of statements on public pages, by two readers; every report links to \
         its page. The texts themselves are not in the program",
        "Facts, collected for this project",
    ),
    (
        "Regions",
        "State border and exclaves: OpenStreetMap contributors. Inner borders of Azerbaijan: \
         Natural Earth 1:10m (good to about 2 km). Inner borders of Armenia: geoBoundaries 2020 \
         (about 0.5 km)",
        "ODbL 1.0 as a whole; Natural Earth is public domain, geoBoundaries CC BY 3.0 IGO",
    ),
    ("Settlements", "GeoNames, mostly good to 1 km", "CC BY 4.0"),
    (
        "Peacekeepers' area, corridor, line of contact after 2020",
        "Drawn for this project after the statement of 10 November 2020, good to about 3 km",
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
        "Letters",
        "Noto Sans, Noto Sans Armenian, Noto Sans Symbols",
        "SIL Open Font License 1.1",
    ),
];

/// Help > About the data: how figures and signs are meant.
pub const HOW_TO_READ: &[&str] = &[
    "Every figure is that of a reporter. Figures of different reporters stand side by side and \
     are never added up.",
    "An incident group is what a report says in one breath. Its figure belongs to all the places \
     it names together and is never split between them.",
    "Several renderings of one statement count once; the others are listed as further sources.",
    "A group is in the window when its time and the window share a day. Without a time it is the \
     day of publication that counts, without that the report is undated.",
    "Times are local (UTC+4).",
];

/// Help > About the data: what nobody should read into the map.
pub const NOT_KNOWN: &[&str] = &[
    "Posts of the peacekeepers: their number is known, their positions are not, so none are drawn.",
    "The exclave of Karki is in none of the sources and is not drawn.",
    "Aghdara (Martakert), Askeran, Martuni, Hadrut and Istisu (Jermuk) have no boundary here: a \
     ring stands for each.",
    "The map shows borders as OpenStreetMap has them, for all dates alike, and does not say who \
     held a place on a day.",
    "Most statements name districts, not villages: an arrow that ends in a ring may have ended \
     anywhere in the region.",
    "Reports are a selection found on public pages, not a complete record of any day.",
];

/// What words of a statement were read as.
pub fn fact_kind(kind: FactKind) -> &'static str {
    match kind {
        FactKind::Place => "place",
        FactKind::Count => "count",
        FactKind::Time => "time",
        FactKind::Side => "side",
        FactKind::Activity => "activity",
        FactKind::Weapon => "weapon",
        FactKind::Losses => "losses",
        FactKind::Denial => "denial",
    }
}

pub const STATEMENT_HINT: &str = "Paste or type the text of one official statement. What it says of \
                                  fire is read here, on this machine; nothing is added to the map \
                                  before you press Add.";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_days_are_written_no_longer_than_they_must() {
        let check = |first: &str, last: &str, expected: &str| {
            let day = |text| Day::parse(text).expect("a date");
            assert_eq!(window(Window::days(day(first), day(last))), expected);
        };
        check("2022-08-07", "2022-08-07", "7 Aug 2022");
        check("2022-08-07", "2022-08-08", "7–8 Aug 2022");
        check("2022-08-30", "2022-09-02", "30 Aug – 2 Sep 2022");
        check("2021-12-30", "2022-01-02", "30 Dec 2021 – 2 Jan 2022");
    }

    #[test]
    fn a_time_says_how_closely_it_is_known() {
        let check = |start: Option<&str>, end: Option<&str>, precision, expected: &str| {
            let moment = |text: Option<&str>| text.map(|text| Moment::parse(text).expect(text));
            assert_eq!(
                when(When::new(moment(start), moment(end), precision, None)),
                expected
            );
        };
        let minute = TimePrecision::Minute;
        check(
            Some("2022-02-23T20:30"),
            Some("2022-02-23T20:55"),
            minute,
            "23 Feb 2022 20:30–20:55",
        );
        check(
            Some("2022-08-07"),
            Some("2022-08-08"),
            TimePrecision::Past24Hours,
            "7–8 Aug 2022 (past 24 hours)",
        );
        check(
            None,
            Some("2021-04-22"),
            TimePrecision::Days,
            "up to 22 Apr 2021, beginning not stated",
        );
        assert_eq!(when(When::Undated), "no date known");
    }
}
