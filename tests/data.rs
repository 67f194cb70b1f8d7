//! Holds the shipped data to what it promises.

use std::collections::{BTreeMap, BTreeSet};

use contactline::{
    app::load,
    io::{Source, read_data_folder},
    model::{
        Atlas, Country, Day, Direction, Found, Language, Level, Note, PlaceRef, Region, RegionId,
        Resolution, Severity, Stance, Sum, Window,
        geo::{MultiPolygon, Polygon},
    },
    query::{Filters, Question, ask},
};
use geo::{Area, Validation, Winding, unary_union};

fn shipped() -> (Atlas, Vec<Note>) {
    let (draft, mut notes) = read_data_folder(&Source::Embedded).expect("the shipped data");
    let (atlas, more) = Atlas::build(draft);
    notes.extend(more);
    (atlas, notes)
}

fn tiles(atlas: &Atlas) -> Vec<(RegionId, &Region)> {
    let regions = atlas.regions().iter();
    regions
        .filter(|(_, region)| region.level.tiles_the_land())
        .collect()
}

fn region(atlas: &Atlas, key: &str) -> RegionId {
    atlas.region_by_key(key).expect(key)
}

/// Square kilometres of a shape at this latitude, near enough for comparing.
fn km2(shape: &impl Area<f64>) -> f64 {
    shape.unsigned_area() * 111.2 * 111.2 * 40.0_f64.to_radians().cos()
}

#[test]
fn the_shipped_data_leaves_nothing_in_doubt() {
    let (atlas, notes) = shipped();
    let doubts: Vec<&Note> = notes
        .iter()
        .filter(|n| n.severity > Severity::Remark)
        .collect();
    assert!(doubts.is_empty(), "{doubts:#?}");
    let reports: Vec<_> = atlas.reports().collect();
    // Counted from the raw lists: 167 and 301 reports with 199 and 357 claims, of which one is made two
    // and one is added in `data/rebuild/curated/reports.json`; 46 more are what denials deny where they
    // name a place, in `data/rebuild/curated/denials.json`.
    assert_eq!(reports.len(), 468);
    let claims = reports.iter().map(|report| report.claims.len());
    assert_eq!(claims.sum::<usize>(), 558 + 46);
    let denied = reports
        .iter()
        .flat_map(|of| of.claims.iter().filter(|claim| of.denies(claim)));
    assert_eq!(denied.count(), 46);
    assert_eq!(
        reports.iter().filter(|r| r.duplicate_of.is_some()).count(),
        72
    );
    assert_eq!(reports.iter().filter(|r| r.published.is_none()).count(), 53);
    assert_eq!(
        reports
            .iter()
            .filter(|r| r.stance == Stance::Denial)
            .count(),
        58
    );
    assert_eq!(atlas.regions().len(), 69);
    assert_eq!(atlas.settlements().len(), 600);
    assert!(load(&[] as &[&str]).troubles.is_empty());
}

#[test]
fn every_region_is_named_in_every_language_and_found_by_every_name() {
    let (atlas, _) = shipped();
    for (id, region) in atlas.regions().iter() {
        for language in Language::ALL {
            let name = region.names.own(language).expect("a name");
            match atlas.gazetteer().region(name) {
                Resolution::One(found) => assert_eq!(found, id, "{name}"),
                Resolution::Many(found) => assert!(found.contains(&id), "{name}"),
                Resolution::None => panic!("{name} is not found"),
            }
        }
    }
}

#[test]
fn the_seven_regions_of_the_mission_are_found_by_the_spellings_of_statements() {
    let (atlas, _) = shipped();
    let check = |key: &str, title: &str, spellings: &[&str]| {
        let id = region(&atlas, key);
        assert!(atlas.regions()[id].mission, "{key}");
        assert_eq!(atlas.regions()[id].names.title(Language::English), title);
        for spelling in spellings {
            let found = atlas.gazetteer().region(spelling);
            assert_eq!(found, Resolution::One(id), "{spelling}");
        }
    };
    check(
        "kalbajar",
        "Kalbajar / Karvachar",
        &[
            "Kəlbəcər",
            "Karvachar",
            "Кельбаджар",
            "Քարվաճառ",
            "Kelbecer",
        ],
    );
    check(
        "lachin",
        "Lachin / Berdzor",
        &["Laçın", "Berdzor", "Kashatagh", "Лачин", "Քաշաթաղ"],
    );
    check("fuzuli", "Fuzuli", &["Füzuli", "Физули", "Varanda"]);
    check(
        "goranboy",
        "Goranboy",
        &["Геранбой", "Գորանբոյ", "Geranboy"],
    );
    let basarkechar = [
        "Basarkechar",
        "Vardenis",
        "Basarkeçər",
        "Варденис",
        "Վարդենիս",
    ];
    check("basarkechar", "Vardenis / Basarkechar", &basarkechar);
    check(
        "gorus",
        "Goris / Gorus",
        &["Gorus", "Goris", "Горис", "Գորիս"],
    );
    let garakilsa = ["Garakilsa", "Sisian", "Qarakilsə", "Сисиан", "Սիսիան"];
    check("garakilsa", "Sisian / Garakilsa", &garakilsa);
    let seven = atlas
        .regions()
        .rows()
        .iter()
        .filter(|region| region.mission);
    assert_eq!(seven.count(), 7);
}

#[test]
fn lachin_lies_where_lachin_is_though_its_source_calls_it_otherwise() {
    let (atlas, _) = shipped();
    let lachin = &atlas.regions()[region(&atlas, "lachin")];
    let town = atlas
        .settlements()
        .find(|s| &*s.key == "lachin")
        .expect("the town");
    let at = atlas.settlements()[town].at.expect("its position");
    let km = contactline::model::geo::distance_km(at, lachin.label);
    assert!(
        km < 40.0,
        "{km} km from the town, which lies at the district's very edge"
    );
    let lankaran = geo::Coord { x: 48.85, y: 38.75 };
    assert!(!lachin.contains(lankaran));
}

#[test]
fn every_outline_is_valid_and_turns_by_the_right_hand() {
    let (atlas, _) = shipped();
    let turns = |polygon: &Polygon| {
        polygon.exterior().is_ccw() && polygon.interiors().iter().all(Winding::is_cw)
    };
    for (_, region) in atlas.regions().iter() {
        assert!(region.shape.is_valid(), "{}", region.key);
        assert!(region.shape.iter().all(turns), "{}", region.key);
        assert!(region.contains(region.label), "the name of {}", region.key);
    }
}

#[test]
fn regions_neither_overlap_nor_leave_gaps() {
    let (atlas, _) = shipped();
    let tiles = tiles(&atlas);
    let sum: f64 = tiles.iter().map(|(_, region)| km2(&*region.shape)).sum();
    let union = unary_union(tiles.iter().map(|(_, region)| &*region.shape));
    let overlap = sum - km2(&union);
    assert!(
        overlap.abs() / sum < 0.001,
        "overlap {overlap} of {sum} km²"
    );
    // What the union surrounds but does not cover. Lake Sevan belongs to no raion.
    let holes = union.iter().flat_map(Polygon::interiors);
    let holes: Vec<f64> = holes
        .map(|ring| km2(&Polygon::new(ring.clone(), vec![])))
        .collect();
    let sevan = holes.iter().copied().fold(0.0, f64::max);
    assert!(
        (1_100.0..1_400.0).contains(&sevan),
        "Lake Sevan: {sevan} km²"
    );
    let gaps: f64 = holes.iter().sum::<f64>() - sevan;
    assert!(gaps / sum < 0.001, "gaps {gaps} of {sum} km²: {holes:?}");
}

#[test]
fn raions_have_the_area_official_figures_give_them() {
    let (atlas, _) = shipped();
    for (key, official) in [
        ("basarkechar", 1_149.0),
        ("gorus", 724.0),
        ("garakilsa", 1_705.0),
    ] {
        let area = km2(&*atlas.regions()[region(&atlas, key)].shape);
        assert!(
            (area / official - 1.0).abs() < 0.02,
            "{key}: {area} km², officially {official}"
        );
    }
}

#[test]
fn exclaves_are_kept_with_the_region_they_belong_to() {
    let (atlas, _) = shipped();
    let parts = |key: &str| atlas.regions()[region(&atlas, key)].shape.0.len();
    assert!(parts("chambarak") >= 2, "Artsvashen");
    assert!(parts("gazakh") >= 3, "Barkhudarli and Yukhari Askipara");
}

#[test]
fn a_settlement_lies_in_its_region_or_its_note_says_why_not() {
    let (atlas, _) = shipped();
    let mut outside = Vec::new();
    for settlement in atlas.settlements().rows() {
        let (Some(at), Some(region)) = (settlement.at, settlement.region) else {
            continue;
        };
        let region = &atlas.regions()[region];
        if region.level.tiles_the_land() && !region.contains(at) && settlement.note.is_empty() {
            outside.push((settlement.key.clone(), region.key.clone()));
        }
    }
    assert!(outside.is_empty(), "{outside:?}");
}

#[test]
fn zones_and_lines_hold_from_a_day_to_a_day() {
    let (atlas, _) = shipped();
    let day = |day: Option<Day>| day.map_or("-".to_owned(), |day| day.to_string());
    let zones = atlas
        .zones()
        .rows()
        .iter()
        .map(|zone| (&*zone.key, zone.dated));
    let lines = atlas
        .lines()
        .rows()
        .iter()
        .map(|line| (&*line.key, line.dated));
    let dates: BTreeMap<&str, String> = zones
        .chain(lines)
        .map(|(key, dated)| (key, format!("{} .. {}", day(dated.from), day(dated.end))))
        .collect();
    insta::assert_debug_snapshot!(dates, @r#"
    {
        "ceasefire-line-1994-ne": "- .. -",
        "former-oblast-1991": "- .. -",
        "lachin-corridor-2020": "2020-11-10 .. 2022-08-31",
        "lachin-corridor-2022": "2022-08-30 .. 2023-09-21",
        "line-of-contact-1994": "1994-05-12 .. 2020-09-27",
        "line-of-contact-2020": "2020-11-10 .. 2023-09-21",
        "peacekeepers": "2020-11-10 .. 2024-06-13",
        "state-border": "- .. -",
    }
    "#);
}

#[test]
fn the_state_border_runs_along_the_regions_on_both_sides() {
    let (atlas, _) = shipped();
    let line = atlas
        .lines()
        .find(|line| &*line.key == "state-border")
        .expect("the border");
    let corners = |country: Country| {
        let tiles = tiles(&atlas)
            .into_iter()
            .filter(|(_, region)| region.country == country);
        let polygons = tiles.flat_map(|(_, region)| region.shape.iter());
        let rings = polygons
            .flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()));
        let positions = rings.flat_map(|ring| ring.0.iter());
        let mut corners: Vec<(u64, u64)> = positions
            .map(|at| (at.x.to_bits(), at.y.to_bits()))
            .collect();
        corners.sort_unstable();
        corners
    };
    let (armenia, azerbaijan) = (corners(Country::Armenia), corners(Country::Azerbaijan));
    let lines = atlas.lines()[line].shape.iter();
    let positions: Vec<_> = lines.flat_map(|line| line.0.iter()).collect();
    let on_both = positions.iter().filter(|at| {
        let at = (at.x.to_bits(), at.y.to_bits());
        armenia.binary_search(&at).is_ok() && azerbaijan.binary_search(&at).is_ok()
    });
    // The ends of the border may lie on regions that are not among the shipped ones.
    let share = on_both.count() as f64 / positions.len() as f64;
    assert!(share > 0.9, "{share} of {} positions", positions.len());
}

#[test]
fn the_files_are_as_small_and_as_fine_as_promised() {
    let text = include_str!("../data/regions.geojson");
    assert!(text.len() < 1_500_000, "{} bytes", text.len());
    let (mut digits, mut most, mut after_point) = (0, 0, false);
    for letter in text.chars() {
        after_point = letter == '.' || (after_point && letter.is_ascii_digit());
        digits = if after_point && letter != '.' {
            digits + 1
        } else {
            0
        };
        most = most.max(digits);
    }
    assert!((4..=6).contains(&most), "{most} decimals");
}

#[test]
fn no_shape_of_the_data_is_empty() {
    let (atlas, _) = shipped();
    let smallest = |shape: &MultiPolygon| shape.iter().map(km2).fold(f64::MAX, f64::min);
    for region in atlas.regions().rows() {
        assert!(smallest(&region.shape) > 0.001, "{}", region.key);
        assert_ne!(
            region.level == Level::Province,
            region.members.is_empty(),
            "{}",
            region.key
        );
    }
    for zone in atlas.zones().rows() {
        assert!(smallest(&zone.shape) > 1.0, "{}", zone.key);
        let inside = contactline::model::geo::contains(&zone.shape, zone.label);
        assert!(inside, "{}", zone.key);
    }
}

#[test]
fn no_two_reports_that_count_agree_in_everything() {
    let (atlas, _) = shipped();
    let mut known: BTreeMap<String, &str> = BTreeMap::new();
    for report in atlas.reports().filter(|of| of.duplicate_of.is_none()) {
        let claims = report.claims.iter().map(|claim| {
            let ends = [&claim.origins, &claim.targets].map(|sites| {
                let mut sites = sites.clone();
                sites.sort();
                sites
            });
            format!(
                "{:?} {ends:?} {:?} {:?} {:?} {:?}",
                claim.by, claim.count, claim.when, claim.killed, claim.wounded
            )
        });
        let claims: Vec<String> = claims.collect();
        // Of a denial the words are part of what it says: its claims hold no more than they do.
        let denied = (&report.denies, report.published);
        let only_denies = report.claims.iter().all(|claim| report.denies(claim));
        let bare = only_denies.then_some(denied);
        let said = format!("{:?} {} {bare:?}", report.reporter, claims.join("; "));
        if let Some(other) = known.insert(said, &report.id) {
            panic!("{other} and {} agree in everything", report.id);
        }
    }
    assert_eq!(known.len(), 468 - 72);
}

#[test]
fn every_reporter_of_the_shipped_data_has_five_names_and_letters_and_a_colour_of_its_own() {
    let (atlas, _) = shipped();
    let mut letters = BTreeSet::new();
    let mut colors = BTreeSet::new();
    for (_, reporter) in atlas.reporters().iter() {
        for language in Language::ALL {
            let name = reporter.names.own(language);
            assert!(name.is_some(), "{} in {language:?}", reporter.key);
        }
        assert!(letters.insert(reporter.letter.clone()), "{}", reporter.key);
        assert!(colors.insert(reporter.color), "{}", reporter.key);
    }
    assert_eq!(letters.len(), 17);
    // The twelfth is kept for UCDP.
    assert!(!colors.contains(&11));
}

#[test]
fn villages_of_one_name_in_other_districts_are_kept_apart() {
    let (atlas, _) = shipped();
    for (key, within, name, elsewhere) in [
        ("gizilhajili-gazakh", "gazakh", "Qızılhacılı", "goranboy"),
        ("kangarli-aghdam", "aghdam", "Kəngərli", "kangarli"),
        ("shikhlar", "aghdam", "Shikhlar", "vedi"),
        ("aghdam-tovuz", "tovuz", "Aghdam", "aghdam"),
    ] {
        let id = atlas.settlement_by_key(key).expect(key);
        let home = region(&atlas, within);
        assert_eq!(atlas.settlements()[id].region, Some(home), "{key}");
        let found = atlas.settlement_in(home, name);
        assert_eq!(found, Resolution::One(id), "{name} of {within}");
        assert_ne!(
            atlas.settlement_in(region(&atlas, elsewhere), name),
            Resolution::One(id),
            "{name} of {elsewhere}"
        );
    }
    // One village, two names, of either side: it is one place under both.
    for (key, names) in [
        ("chilaburt", ["Chilaburt", "Jraberd", "Ջրաբերդ"]),
        ("goyarkh", ["Goyarkh", "Levonarkh", "Լևոնարխ"]),
    ] {
        let id = atlas.settlement_by_key(key).expect(key);
        for name in names {
            let found = atlas.settlement_in(region(&atlas, "tartar"), name);
            assert_eq!(found, Resolution::One(id), "{name}");
        }
    }
}

#[test]
fn what_is_counted_along_the_line_of_contact_is_counted_there_alone() {
    let (atlas, _) = shipped();
    let day = |text| Day::parse(text).expect("a date");
    let question = Question {
        window: Window::days(day("2016-12-01"), day("2016-12-31")),
        filters: Filters::default(),
    };
    let answer = ask(&atlas, &question);
    let line = atlas.line_by_key("line-of-contact-1994").expect("the line");
    let tallies: Vec<_> = answer
        .tallies
        .of(Direction::Target, PlaceRef::Line(line))
        .map(|(reporter, tally)| (&*atlas.reporters()[reporter].key, *tally))
        .collect();
    // By hand, from the lists: 90 in the night to 3 December, 30 to the 12th, and 70 to the 27th.
    let [("nk-mod", tally)] = tallies[..] else {
        panic!("{tallies:?}");
    };
    assert_eq!(
        (tally.claims, tally.exact, tally.shared),
        (3, Sum::exact(190), Sum::default())
    );
    let origins = answer.tallies.of(Direction::Origin, PlaceRef::Line(line));
    assert_eq!(origins.count(), 0);
}

/// A place of either state is called by its own name first, and by the other's beside it.
#[test]
fn names_of_both_languages_stand_side_by_side_by_one_rule_in_both_states() {
    let (atlas, _) = shipped();
    for (key, title) in [
        ("kalbajar", "Kalbajar / Karvachar"),
        ("khankendi", "Khankendi / Stepanakert"),
        ("basarkechar", "Vardenis / Basarkechar"),
        ("pashali", "Vayk / Pashali"),
    ] {
        let region = atlas.region_by_key(key).expect(key);
        let names = &atlas.regions()[region].names;
        assert_eq!(names.title(Language::English), title);
    }
    for (key, title) in [
        ("zod", "Sotk / Zod"),
        ("zarkand", "Kut / Zarkand"),
        ("shushakend", "Shushakend / Shosh"),
        ("martakert", "Aghdara / Martakert"),
    ] {
        let settlement = atlas.settlement_by_key(key).expect(key);
        let names = &atlas.settlements()[settlement].names;
        assert_eq!(names.title(Language::English), title);
    }
    let regions = atlas.regions().rows().iter().map(|of| &of.names);
    let settlements = atlas.settlements().rows().iter().map(|of| &of.names);
    for names in regions.chain(settlements) {
        let also = names.also.as_deref();
        assert_ne!(also, names.own(Language::English), "said once");
    }
}

#[test]
fn reporters_stand_in_an_order_that_favours_none() {
    // By office, in the order in which such offices state fire, and within an office by key.
    const OFFICES: [&str; 11] = [
        "ministry-of-defence",
        "general-staff",
        "border-service",
        "interior-ministry",
        "police",
        "foreign-ministry",
        "head-of-government",
        "information-centre",
        "ombudsman",
        "prosecutor",
        "monitoring-mission",
    ];
    let file: serde_json::Value =
        serde_json::from_str(include_str!("../data/reporters.json")).expect("a list");
    let places = file.as_array().expect("a list").iter().map(|reporter| {
        let [office, key] = ["kind", "key"].map(|field| reporter[field].as_str().expect(field));
        let office = OFFICES.iter().position(|known| *known == office);
        (office.expect("an office of the list"), key)
    });
    let places: Vec<(usize, &str)> = places.collect();
    assert!(places.is_sorted(), "{places:?}");
}

/// Spellings were gathered from wikis, where some are pages; by one of them a search for "mod" found a
/// village before any ministry.
#[test]
fn every_spelling_of_the_shipped_places_is_one_name() {
    let (atlas, _) = shipped();
    for spelling in atlas.gazetteer().spellings() {
        let is_place = matches!(spelling.found, Found::Region(_) | Found::Settlement(_));
        let signs = |sign: char| ":/\\{}[]<>=#@_|".contains(sign);
        assert!(
            !is_place || !spelling.text.contains(signs),
            "{:?}: {}",
            spelling.found,
            spelling.text
        );
    }
}

/// Counted by a script over `reports.json`: reports with a day that repeat no other and deny nothing, whose total is
/// more than the numbers of their claims.
#[test]
fn what_stands_in_totals_alone_is_told_by_reporter() {
    let (atlas, _) = shipped();
    let told = |window: Window| {
        let filters = Filters::default();
        let answer = ask(&atlas, &Question { window, filters });
        let each = answer.in_totals.iter().map(|(reporter, of)| {
            let key = atlas.reporters()[*reporter].key.to_string();
            (key, of.reports, of.incidents.to_string(), of.fewer)
        });
        each.collect::<Vec<_>>()
    };
    let all = told(atlas.span().expect("days"));
    let expected = [("az-mod", 23, "1550"), ("ru-mod", 1, "2")];
    let expected = expected.map(|(key, reports, of)| (key.to_owned(), reports, of.to_owned(), 0));
    assert_eq!(all, expected);
    // "125 times", and four lists of villages without a number.
    let day = Day::parse("2015-08-27").expect("a date");
    assert_eq!(
        told(Window::days(day, day)),
        [("az-mod".to_owned(), 1, "125".to_owned(), 0)]
    );
    // Ten times, of which six in one place and four in another: nothing is in the total alone.
    let day = Day::parse("2022-08-07").expect("a date");
    assert_eq!(told(Window::days(day, day)), []);
}
