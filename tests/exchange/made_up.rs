//! Data made up for tests: regions, places and reports with the letters of every language, and
//! nothing where there may be nothing.

use std::sync::Arc;

use contactline::model::{
    Activity, Amount, Atlas, Basis, Boundary, CasualtyKind, Country, Dated, Day, Draft, Event,
    EventKind, Extra, FileKey, Language, Level, Line, LineKind, Moment, Names, Party, Place, Stamp,
    Stance, TimePrecision, Weapon, When, Zone, ZoneKind,
    draft::{ClaimDraft, RegionDraft, ReportDraft, ReporterDraft, SettlementDraft, SiteDraft},
    geo::{Coord, LineString, MultiLineString, MultiPolygon, Polygon},
    zone::Style,
};
use proptest::{option, prelude::*, sample::select};

/// Words in every script, and signs that formats are apt to trip over.
fn text() -> impl Strategy<Value = String> {
    let words = select(vec![
        "Kəlbəcər",
        "Քարվաճառ",
        "Кельбаджар",
        "Şuşa, İğdır",
        "Stepanakert's \"line\"",
        "a; b | c",
        "<b>&amp;</b>",
        "=1+1",
        "100% #1 @ ±5",
        "línea\nnueva",
        "עברית",
        "𝔊 🗺",
    ]);
    // A cell of "-" or "NA" says nothing, by the rule of tables.
    const NOTHING: [&str; 15] = [
        "", "nan", "null", "none", "n/a", "#n/a", "na", "nil", "-", "--", "nat", "\\n", "–", "—",
        ".",
    ];
    let says = |text: &String| !NOTHING.iter().any(|word| text.eq_ignore_ascii_case(word));
    let any = "\\PC{1,12}".prop_map(|text| text.trim().to_owned());
    prop_oneof![3 => words.prop_map(str::to_owned), 1 => any.prop_filter("says nothing", says)]
}

fn perhaps(text: impl Strategy<Value = String>) -> impl Strategy<Value = String> {
    option::of(text).prop_map(Option::unwrap_or_default)
}

fn names() -> impl Strategy<Value = Names> {
    let own = proptest::array::uniform5(perhaps(text()));
    let variants = proptest::collection::vec(text(), 0..3);
    (own, option::of(text()), variants).prop_map(|(own, also, variants)| {
        let mut names = Names::default();
        for (language, name) in Language::ALL.into_iter().zip(own) {
            names.set(language, name);
        }
        names.also = also;
        names.variants = variants;
        names
    })
}

fn day() -> impl Strategy<Value = Day> {
    (0..20_000_i64).prop_map(Day::clamped)
}

fn moment() -> impl Strategy<Value = Moment> {
    let clock = (0..1_700_000_000_i64).prop_map(|second| Moment::Clock(Stamp(second)));
    prop_oneof![day().prop_map(Moment::Day), clock]
}

fn of<T: Copy + std::fmt::Debug + 'static>(
    list: &[(T, &'static str)],
) -> impl Strategy<Value = T> + use<T> {
    select(list.iter().map(|(value, _)| *value).collect::<Vec<T>>())
}

/// A box whose lower left corner is there.
fn square(x: f64, y: f64) -> Polygon {
    let corner = |dx, dy| Coord {
        x: x + dx,
        y: y + dy,
    };
    let ring = vec![
        corner(0.0, 0.0),
        corner(0.9, 0.1),
        corner(1.0, 1.0),
        corner(0.1, 0.9),
        corner(0.0, 0.0),
    ];
    let hole = vec![
        corner(0.4, 0.4),
        corner(0.4, 0.6),
        corner(0.6, 0.6),
        corner(0.4, 0.4),
    ];
    Polygon::new(LineString(ring), vec![LineString(hole)])
}

fn place() -> Place {
    Place::file("made up")
}

fn region(index: usize) -> impl Strategy<Value = RegionDraft> {
    let x = 44.0 + 2.0 * index as f64;
    let boundary = prop_oneof![
        Just(Boundary::Outline),
        (1.0..30.0f64).prop_map(move |radius_km| Boundary::Ring {
            centre: Coord { x, y: 40.0 },
            radius_km,
        }),
    ];
    let kind = (of(&Level::ALL), any::<bool>(), boundary);
    (
        names(),
        option::of(text()),
        kind,
        0.0..9.0f64,
        perhaps(text()),
    )
        .prop_map(
            move |(names, province, (level, mission, boundary), precision_km, note)| RegionDraft {
                place: place(),
                key: format!("region-{index}"),
                level,
                mission,
                country: Country::from_code(["AM", "AZ", ""][index % 3]),
                province,
                names,
                boundary,
                shape: Arc::new(MultiPolygon(vec![square(x, 40.0), square(x, 42.0)])),
                label: Some(Coord {
                    x: x + 0.2,
                    y: 40.2,
                }),
                members: if index == 2 {
                    vec!["region-0".to_owned(), "region-1".to_owned()]
                } else {
                    Vec::new()
                },
                precision_km,
                source: "made up".to_owned(),
                licence: "CC0-1.0".to_owned(),
                note,
            },
        )
}

fn settlement(index: usize) -> impl Strategy<Value = SettlementDraft> {
    let at = option::of((44.0..47.0f64, 40.0..41.0f64));
    let region = option::of(select(vec!["region-0", "region-1", "region-2"]));
    let figures = (option::of(0.0..5.0f64), option::of(any::<u32>()));
    (names(), region, at, figures, perhaps(text())).prop_map(
        move |(names, region, at, (precision_km, population), note)| SettlementDraft {
            place: place(),
            key: format!("place-{index}"),
            names,
            region: region.map(str::to_owned),
            country: Country::Armenia,
            at: at.map(|(x, y)| Coord { x, y }),
            precision_km,
            population,
            source: "made up".to_owned(),
            note,
            extra: Extra::default(),
        },
    )
}

fn dated() -> impl Strategy<Value = Dated> {
    (option::of(day()), option::of(day())).prop_map(|(from, end)| Dated { from, end })
}

fn extra() -> impl Strategy<Value = Extra> {
    let color = || option::of(any::<[u8; 3]>());
    let share = || option::of(0.0..1.0f32);
    let properties = option::of(text());
    (
        color(),
        option::of(0.0..9.0f32),
        share(),
        color(),
        share(),
        properties,
    )
        .prop_map(
            |(stroke, stroke_width, stroke_opacity, fill, fill_opacity, properties)| Extra {
                style: Style {
                    stroke,
                    stroke_width,
                    stroke_opacity,
                    fill,
                    fill_opacity,
                },
                properties: properties
                    .map(|text| serde_json::json!({ "what": text }).to_string().into()),
            },
        )
}

fn file() -> impl Strategy<Value = Option<FileKey>> {
    option::of(text()).prop_map(|key| key.map(|key| FileKey(key.into())))
}

fn zone(index: usize) -> impl Strategy<Value = Zone> {
    let kind = of(&ZoneKind::ALL);
    (
        names(),
        kind,
        dated(),
        extra(),
        perhaps(text()),
        0.0..9.0f64,
    )
        .prop_map(move |(names, kind, dated, extra, note, precision_km)| {
            use geo::InteriorPoint as _;
            let shape = MultiPolygon(vec![square(45.5, 39.0 + index as f64)]);
            Zone {
                key: format!("zone-{index}").into(),
                file: None,
                kind,
                names,
                dated,
                label: shape.interior_point().expect("a point inside").0,
                shape: shape.into(),
                precision_km,
                source: "made up".to_owned(),
                licence: String::new(),
                note,
                extra,
                series: 0,
            }
        })
}

fn line(index: usize) -> impl Strategy<Value = Line> {
    let at = proptest::collection::vec((44.0..47.0f64, 39.0..41.0f64), 2..6);
    let lines = proptest::collection::vec(at, 1..3);
    let kind = of(&LineKind::ALL);
    (names(), kind, dated(), extra(), lines).prop_map(move |(names, kind, dated, extra, lines)| {
        let lines = lines.into_iter().map(LineString::from);
        Line {
            key: format!("line-{index}").into(),
            file: None,
            kind,
            names,
            dated,
            shape: MultiLineString(lines.collect()).into(),
            precision_km: 0.5,
            source: "made up".to_owned(),
            licence: "CC0-1.0".to_owned(),
            note: String::new(),
            extra,
            series: 0,
        }
    })
}

fn site() -> impl Strategy<Value = SiteDraft> {
    let region = || select(vec!["region-0", "region-1", "region-2"]).prop_map(str::to_owned);
    let at = (44.0..47.0f64, 39.0..42.0f64).prop_map(|(x, y)| Coord { x, y });
    let point = (option::of(text()), at, option::of(0.0..20.0f64));
    prop_oneof![
        region().prop_map(|region| SiteDraft {
            region: Some(region),
            ..SiteDraft::default()
        }),
        (region(), select(vec!["place-0", "place-1"])).prop_map(|(region, place)| SiteDraft {
            region: Some(region),
            settlement: Some(place.to_owned()),
            ..SiteDraft::default()
        }),
        (region(), text()).prop_map(|(region, name)| SiteDraft {
            region: Some(region),
            settlement: Some(name),
            ..SiteDraft::default()
        }),
        Just(SiteDraft {
            zone: Some("zone-0".to_owned()),
            ..SiteDraft::default()
        }),
        point.prop_map(|(settlement, at, precision_km)| SiteDraft {
            settlement,
            at: Some(at),
            precision_km,
            ..SiteDraft::default()
        }),
        "[a-zəж]{6,9}".prop_map(|name| SiteDraft {
            settlement: Some(format!("nowhere {name}")),
            ..SiteDraft::default()
        }),
    ]
}

/// Numbers of every kind that a source may state.
fn amount() -> impl Strategy<Value = Amount> {
    (any::<u32>(), any::<[u16; 2]>(), 0..12).prop_map(|(number, [below, above], kind)| match kind {
        0 => Amount::About(number),
        1 => Amount::AtLeast(number),
        2 => Amount::MoreThan(number),
        3 => Amount::AtMost(number),
        4 => Amount::LessThan(number),
        5 => Amount::Between(below.into(), u32::from(below) + u32::from(above) + 1),
        6 => Amount::Best {
            best: u32::from(below) + 1,
            low: below.into(),
            high: u32::from(below) + u32::from(above) + 1,
        },
        _ => Amount::Exact(number),
    })
}

fn claim(published: Option<Day>) -> impl Strategy<Value = ClaimDraft> {
    let sites = || proptest::collection::vec(site().boxed(), 0..3).boxed();
    let when = (
        option::of(moment()),
        option::of(moment()),
        of(&TimePrecision::ALL),
    );
    let figures = proptest::array::uniform4(option::of(amount()));
    let who = (
        of(&Party::ALL),
        perhaps(text()),
        option::of(of(&Party::ALL)),
        option::of(of(&CasualtyKind::ALL)),
    );
    let what = (
        of(&Activity::ALL),
        proptest::collection::vec(of(&Weapon::ALL), 0..3),
        any::<[bool; 2]>(),
        option::of(text()),
    );
    ((sites(), sites(), sites()), when, figures, who, what).prop_map(
        move |(sites, when, [count, rounds, killed, wounded], who, what)| {
            let (origins, targets, places) = sites;
            let (by, by_as_reported, casualty_side, casualty_kind) = who;
            let (activity, weapons, [losses_denied, denied], other) = what;
            let (start, end, precision) = when;
            // An end before the start is doubted wherever it is read.
            let end = end.filter(|end| start.is_none_or(|start| !end.is_before(start)));
            ClaimDraft {
                by,
                by_as_reported,
                origins,
                targets,
                places,
                count,
                when: When::new(start, end, precision, published),
                activity,
                weapons,
                rounds,
                killed,
                wounded,
                casualty_side,
                casualty_kind,
                losses_denied,
                denied,
                properties: other
                    .map(|text| serde_json::json!({ "note": text }).to_string().into()),
            }
        },
    )
}

fn report(index: usize) -> impl Strategy<Value = ReportDraft> {
    let published = option::of(day());
    published
        .prop_flat_map(move |published| {
            let said = (
                option::of(text()),
                option::of(text()),
                of(&Stance::ALL),
                file(),
            );
            let of_other = option::of(0..index.max(1));
            let claims = proptest::collection::vec(claim(published).boxed(), 0..3);
            let total = option::of(amount());
            (
                Just(published),
                said,
                of_other,
                total,
                any::<bool>(),
                claims,
            )
        })
        .prop_map(move |(published, said, of_other, total, flag, claims)| {
            let (outlet, denies, stance, file) = said;
            ReportDraft {
                place: place(),
                file,
                part: None,
                id: format!("r{index} é"),
                reporter: format!("reporter-{}", index % 2),
                outlet,
                url: flag.then(|| format!("https://example.org/{index}?a=1&b=2")),
                language: if flag { "hy" } else { "" }.to_owned(),
                published,
                basis: match (published, flag) {
                    (None, _) => Basis::None,
                    (_, true) => Basis::Page,
                    (_, false) => Basis::Inferred,
                },
                stance,
                denies,
                duplicate_of: of_other
                    .filter(|other| *other < index)
                    .map(|other| format!("r{other} é")),
                total,
                claims,
            }
        })
}

fn reporter(index: usize) -> impl Strategy<Value = ReporterDraft> {
    (names(), text(), perhaps(text())).prop_map(move |(names, short, note)| ReporterDraft {
        side: Some(Party::ALL[short.len() % Party::ALL.len()].0),
        place: place(),
        key: format!("reporter-{index}"),
        names,
        short,
        letter: ["M", "N"][index].to_owned(),
        color: Some(index as u8),
        rank: None,
        note,
    })
}

fn event(index: usize) -> impl Strategy<Value = Event> {
    let sources = proptest::collection::vec(text(), 0..3);
    let length = option::of(2..9_i32);
    (
        names(),
        day(),
        length,
        of(&EventKind::ALL),
        perhaps(text()),
        sources,
    )
        .prop_map(move |(names, day, length, kind, detail, sources)| Event {
            key: format!("event-{index}").into(),
            day,
            end: length.map(|days| day.plus(days)),
            kind,
            names,
            detail,
            sources,
        })
}

/// A draft in which everything occurs.
pub fn draft() -> impl Strategy<Value = Draft> {
    let ground = (
        (region(0).boxed(), region(1).boxed(), region(2).boxed()),
        (settlement(0).boxed(), settlement(1).boxed()),
        (zone(0).boxed(), zone(1).boxed()),
        (line(0).boxed(), line(1).boxed()),
    );
    let said = (
        (reporter(0).boxed(), reporter(1).boxed()),
        (report(0).boxed(), report(1).boxed(), report(2).boxed()),
        event(0).boxed(),
    );
    (ground, said).prop_map(|((regions, settlements, zones, lines), said)| {
        let (reporters, reports, event) = said;
        Draft {
            datasets: Vec::new(),
            profiles: Vec::new(),
            regions: vec![regions.0, regions.1, regions.2],
            settlements: vec![settlements.0, settlements.1],
            zones: vec![zones.0, zones.1],
            lines: vec![lines.0, lines.1],
            reporters: vec![reporters.0, reporters.1],
            reports: vec![reports.0, reports.1, reports.2],
            chronology: vec![event],
            ties: contactline::model::TiesDraft::default(),
        }
    })
}

/// Everything an atlas holds, as text to be compared.
pub fn told(atlas: &Atlas) -> String {
    let datasets = atlas.datasets().rows().iter();
    let columns: Vec<_> = datasets
        .map(|of| (&of.file, &of.kinds, &of.ends, &of.columns))
        .collect();
    format!(
        "{:#?}\n{:#?}\n{:#?}\n{:#?}\n{:#?}\n{:#?}\n{:#?}\n{:#?}",
        atlas.regions(),
        atlas.settlements(),
        atlas.zones(),
        atlas.lines(),
        atlas.reporters(),
        atlas.reports().collect::<Vec<_>>(),
        columns,
        atlas.chronology(),
    )
}

/// Says where two texts first differ.
pub fn check_same(one: &str, other: &str) {
    let mut lines = one.lines().zip(other.lines()).enumerate();
    if let Some((index, (a, b))) = lines.find(|(_, (a, b))| a != b) {
        let before: Vec<&str> = one.lines().take(index).collect();
        let from = before.len().saturating_sub(25);
        assert_eq!(a, b, "after {}", before[from..].join("\n"));
    }
    assert_eq!(one.len(), other.len());
}
