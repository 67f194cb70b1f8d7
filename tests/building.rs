//! From files to an atlas: what names come to mean, and what is said of those that mean nothing.

use contactline::{
    io::{Source, layers, read_data_folder, reporters, reports, settlements},
    model::{Atlas, Budget, Day, Draft, Language, Note, NoteLog, Place, Site, Window},
    query::{Filters, Question, ask, ties::Verdicts},
    scene::{
        OverviewChoice, PointDisplay, Shading, compose, compose::Composition, tint::Tints,
        to_lon_lat,
    },
};

const REGIONS: &str = r#"{"type": "FeatureCollection", "features": [
{"type": "Feature", "properties": {"key": "kalbajar", "level": "district", "country": "AZ", "boundary": "polygon",
  "names": {"en": "Kalbajar", "az": "Kəlbəcər", "ru": "Кельбаджар"}, "variants": ["Karvachar"]},
 "geometry": {"type": "Polygon", "coordinates": [[[46, 40], [47, 40], [47, 41], [46, 41], [46, 40]]]}},
{"type": "Feature", "properties": {"key": "martuni-am", "level": "raion", "country": "AM", "boundary": "polygon",
  "names": {"en": "Martuni"}},
 "geometry": {"type": "Polygon", "coordinates": [[[45, 40], [46, 40], [46, 41], [45, 41], [45, 40]]]}},
{"type": "Feature", "properties": {"key": "martuni-az", "level": "area", "country": "AZ", "boundary": "ring",
  "names": {"en": "Martuni"}, "ring": {"lon": 46.5, "lat": 39.5, "radius_km": 10}},
 "geometry": {"type": "Polygon", "coordinates": [[[46, 39], [47, 39], [47, 40], [46, 40], [46, 39]]]}}
]}"#;

const SETTLEMENTS: &str = "\
key,name_en,variants,region_key,country,lon,lat,coord_precision_km
zaylik,Zaylik,Zəylik|Zeylik,kalbajar,AZ,46.1,40.2,1
istisu,Istisu,,kalbajar,AZ,46.2,40.3,1
lost,Lost,,kalbajar,AZ,,,
far,Far,,martuni-am,AM,45.5,40.5,2
half,Half,,kalbajar,AZ,46.1,,
";

const LINES: &str = r#"{"type": "FeatureCollection", "features": [
{"type": "Feature", "properties": {"key": "front", "kind": "line-of-contact", "names": {"en": "Front line"},
  "valid_from": null, "valid_to": null, "precision_km": 1},
 "geometry": {"type": "MultiLineString", "coordinates": [[[45, 40], [47, 40]], [[45, 39], [45.5, 39]]]}}
]}"#;

/// The fixed regions and settlements, built with one report whose first claim has these targets.
fn built(targets: &str) -> (Atlas, Vec<Note>) {
    built_of(&format!(r#""targets": {targets}"#))
}

/// The fixed regions and settlements, built with one report whose first claim has these ends.
fn built_of(ends: &str) -> (Atlas, Vec<Note>) {
    let report = format!(
        r#"{{"reports": [
{{"id": "r", "reporter": "m", "stance": "claim", "published": "2022-08-08", "claims": [
  {{"by": "unknown", "activity": "fire", {ends}}}]}}]}}"#
    );
    let mut draft = Draft::default();
    let mut notes = NoteLog::default();
    let place = |name: &str| Place::file(name);
    let budget = Budget::unlimited();
    let read = [
        layers::read_regions(
            &place("regions.geojson"),
            REGIONS,
            &budget,
            &mut draft,
            &mut notes,
        ),
        settlements::read(
            &place("settlements.csv"),
            SETTLEMENTS,
            &budget,
            &mut draft,
            &mut notes,
        ),
        layers::read_lines(
            &place("lines.geojson"),
            LINES,
            &budget,
            &mut draft,
            &mut notes,
        ),
        reporters::read(
            &place("reporters.json"),
            r#"[{"key": "m", "names": {"en": "Ministry"}, "short": "M", "letter": "M"}]"#,
            &budget,
            &mut draft,
            &mut notes,
        ),
        reports::read(
            &place("reports.json"),
            &report,
            &budget,
            &mut draft,
            &mut notes,
        ),
    ];
    assert!(read.iter().all(Result::is_ok), "{read:?}");
    let (atlas, more) = Atlas::build(draft);
    notes.extend(more);
    (atlas, notes.finish(&place("")))
}

/// What the sites come to mean, and what is noted about the report.
fn check(targets: &str, meaning: &str, note: &str) {
    let (atlas, notes) = built(targets);
    let report = atlas.reports().next().expect("a report");
    let sites: Vec<String> = report.claims[0]
        .targets
        .iter()
        .map(|site| match site.place() {
            Site::Region(id) => atlas.regions()[*id].key.to_string(),
            Site::Settlement(id, settlement) => format!(
                "{}/{}",
                atlas.regions()[*id].key,
                atlas.settlements()[*settlement].key
            ),
            Site::Named(id, name) => format!("{}/~{name}", atlas.regions()[*id].key),
            Site::Zone(id) => format!("@{}", atlas.zones()[*id].key),
            Site::Line(id) => format!("along {}", atlas.lines()[*id].key),
            Site::Point(point) => {
                let region = point.region.map(|id| atlas.regions()[id].key.to_string());
                let at = point.at();
                format!("{}#{},{}", region.unwrap_or_default(), at.x, at.y)
            }
            Site::Unplaced(name) => format!("?{name}"),
            Site::StretchTo(_) => unreachable!("a place is no stretch"),
        })
        .collect();
    assert_eq!(sites.join(" "), meaning, "{targets}");
    let notes: Vec<String> = notes
        .iter()
        .filter(|note| note.place.file.starts_with("reports"))
        .map(Note::to_string)
        .collect();
    let notes = notes.join("\n");
    assert!(
        notes.contains(note) && (!note.is_empty() || notes.is_empty()),
        "{notes}"
    );
    let mut kinds = atlas.datasets().rows().iter().flat_map(|of| &of.kinds);
    let placed = kinds.any(|kind| kind.placed);
    assert_eq!(placed, sites.iter().any(|site| !site.starts_with('?')));
}

#[test]
fn names_in_any_language_and_spelling_are_resolved() {
    check(r#"[{"region": "kalbajar"}]"#, "kalbajar", "");
    check(r#"[{"region": "Kəlbəcər"}]"#, "kalbajar", "");
    check(r#"[{"region": "КЕЛЬБАДЖАР"}]"#, "kalbajar", "");
    check(
        r#"[{"region": "Karvachar"}, {"region": "kalbajar"}]"#,
        "kalbajar",
        "",
    );
    check(
        r#"[{"region": "kalbajar", "place": "Zeylik"}]"#,
        "kalbajar/zaylik",
        "",
    );
}

#[test]
fn a_line_is_a_place_of_a_claim_by_its_key_or_its_name() {
    check(r#"[{"zone": "front"}]"#, "along front", "");
    check(r#"[{"zone": "Front line"}]"#, "along front", "");
    check(r#"[{"name": "front line"}]"#, "along front", "");
}

/// Where the arrows of the one bundle begin and end, in degrees.
fn drawn(ends: &str) -> [Vec<(f64, f64)>; 2] {
    let (atlas, _) = built_of(ends);
    let day = Day::parse("2022-08-08").expect("a date");
    let question = Question {
        window: Window::days(day, day),
        filters: Filters::default(),
    };
    let answer = ask(&atlas, &question);
    let scene = compose(Composition {
        overview: &OverviewChoice::default(),
        beside: None,
        events: None,
        atlas: &atlas,
        answer: &answer,
        question: &question,
        shading: Shading::Received,
        language: Language::English,
        selected: None,
        tints: &Tints::shared(),
        point_display: PointDisplay::Auto,
        verdicts: &Verdicts::new(),
    });
    let [bundle] = &scene.bundles[..] else {
        unreachable!("{} bundles", scene.bundles.len());
    };
    [&bundle.origins, &bundle.targets].map(|ends| {
        let at = ends.iter().map(|end| to_lon_lat(end.at));
        let round = |degrees: f64| (degrees * 1e4).round() / 1e4;
        at.map(|at| (round(at.x), round(at.y))).collect()
    })
}

#[test]
fn an_arrow_meets_a_line_where_it_is_nearest_and_half_way_where_it_is_alone() {
    // Half-way along the longer part, from 45 to 47 degrees east.
    let alone = drawn(r#""targets": [{"zone": "front"}]"#);
    assert_eq!(alone, [vec![], vec![(46.0, 40.0)]]);
    // Zaylik lies at 46.1 east and 40.2 north, and the line runs along 40 north.
    let from =
        r#""origins": [{"zone": "front"}], "targets": [{"region": "kalbajar", "place": "zaylik"}]"#;
    assert_eq!(drawn(from), [vec![(46.1, 40.0)], vec![(46.1, 40.2)]]);
    let at =
        r#""origins": [{"region": "kalbajar", "place": "zaylik"}], "targets": [{"zone": "front"}]"#;
    assert_eq!(drawn(at), [vec![(46.1, 40.2)], vec![(46.1, 40.0)]]);
    // Both ends on the line: the target alone is drawn.
    let along = r#""origins": [{"zone": "front"}], "targets": [{"zone": "front"}]"#;
    assert_eq!(drawn(along), [vec![], vec![(46.0, 40.0)]]);
}

#[test]
fn what_has_no_place_keeps_its_name_and_is_noted() {
    check(
        r#"[{"region": "Kelbajjar"}]"#,
        "?Kelbajjar",
        "no region has this name (nearest: Kalbajar)",
    );
    check(
        r#"[{"region": "Martuni"}]"#,
        "?Martuni",
        "several regions have this name: martuni-am, martuni-az",
    );
    check(r#"[{"region": "martuni-az"}]"#, "martuni-az", "");
    check(
        r#"[{"region": "kalbajar", "place_name": "Height 2000"}]"#,
        "kalbajar/~Height 2000",
        "reports.json:2: note: no position is known for this place; placed in its region [Height 2000]",
    );
    check(
        r#"[{"zone": "moon"}]"#,
        "?moon",
        "no zone or line has this name",
    );
    check(
        r#"[{"name": "Zailyk"}]"#,
        "?Zailyk",
        "no place has this name (nearest: Zaylik)",
    );
    check("[]", "", "");
}

#[test]
fn a_settlement_of_another_region_is_drawn_where_it_lies_and_counted_where_the_report_puts_it() {
    check(
        r#"[{"region": "kalbajar", "place": "far"}]"#,
        "kalbajar/far",
        "note: the settlement lies in another region than the report states",
    );
    // A mere name is not taken for a settlement of another region.
    check(
        r#"[{"region": "kalbajar", "place": "FAR AWAY"}]"#,
        "kalbajar/~FAR AWAY",
        "no position",
    );
}

#[test]
fn a_mere_name_is_looked_up_among_all_places() {
    check(r#"[{"name": "Zəylik"}]"#, "kalbajar/zaylik", "");
    check(r#"[{"name": "Karvachar"}]"#, "kalbajar", "");
    check(r#"[{"place": "zaylik"}]"#, "kalbajar/zaylik", "");
    check(
        r#"[{"name": "Martuni"}]"#,
        "?Martuni",
        "several regions have this name",
    );
}

#[test]
fn a_stated_position_is_kept_and_lies_in_the_region_around_it() {
    check(
        r#"[{"lon": 46.51234567, "lat": 40.5}]"#,
        "kalbajar#46.5123457,40.5",
        "",
    );
    check(r#"[{"lon": 10, "lat": 40.5}]"#, "#10,40.5", "");
    check(
        r#"[{"region": "kalbajar", "lon": 45.5, "lat": 40.5, "name": "Far"}]"#,
        "kalbajar#45.5,40.5",
        "note: the position contradicts the name of the place; drawn at the position, counted in the region of \
         the name: it lies in Martuni",
    );
    // Also where a settlement of that name lies beside it.
    check(
        r#"[{"place": "Zaylik", "lon": 46.105, "lat": 40.2}]"#,
        "kalbajar#46.105,40.2",
        "",
    );
    check(
        r#"[{"region": "kalbajar", "lon": 446.5, "lat": 40.5}]"#,
        "kalbajar",
        "the position is not on the map (latitude beyond 85°, or longitude beyond 180°); only the name of the place is used",
    );
}

#[test]
fn what_becomes_a_draft_again_and_is_built_again_is_the_same() {
    let (draft, _) = read_data_folder(&Source::Embedded).expect("the shipped data");
    let (atlas, _) = Atlas::build(draft);
    let reports = |atlas: &Atlas| {
        let mut bytes = Vec::new();
        reports::write(&mut bytes, &atlas.to_draft().reports).expect("written");
        String::from_utf8(bytes).expect("text")
    };
    let (again, _) = Atlas::build(atlas.to_draft());
    assert_eq!(reports(&again), reports(&atlas));
    assert_eq!(again.loaded(), 636);

    let mut read = Draft::default();
    let written = reports(&atlas);
    let place = Place::file("reports.json");
    let mut notes = NoteLog::default();
    reports::read(
        &place,
        &written,
        &Budget::unlimited(),
        &mut read,
        &mut notes,
    )
    .expect("what was written");
    assert_eq!(notes.take(), []);
    let (again, _) = Atlas::build(Draft {
        reports: read.reports,
        ..atlas.to_draft()
    });
    assert_eq!(reports(&again), written);
}

#[test]
fn a_settlement_without_a_position_stays_with_its_region() {
    let (atlas, _) = built(r#"[{"region": "kalbajar", "place": "lost"}]"#);
    let report = atlas.reports().next().expect("a report");
    let site = &report.claims[0].targets[0];
    let region = atlas.region_by_key("kalbajar").expect("a region");
    assert_eq!(atlas.position(site), Some(atlas.regions()[region].label));
}

#[test]
fn half_a_position_is_none_and_noted_with_its_line() {
    let (atlas, notes) = built("[]");
    let half = atlas
        .settlements()
        .find(|s| &*s.key == "half")
        .expect("a settlement");
    assert_eq!(atlas.settlements()[half].at, None);
    let notes: Vec<String> = notes.iter().map(Note::to_string).collect();
    assert_eq!(
        notes,
        ["settlements.csv:6: warning: incomplete position; treated as missing [half]"]
    );
}

#[test]
fn a_date_that_cannot_be_read_leaves_the_report_undated_and_says_so() {
    let text = r#"{"reports": [
{"id": "r", "reporter": "m", "stance": "claim", "published": "8 August", "url": "javascript:alert(1)",
 "claims": [{"by": "martians", "activity": "dance", "start": "noon", "weapons": ["catapult"]}]}]}"#;
    let mut draft = Draft::default();
    let mut notes = NoteLog::default();
    let place = Place::file("reports.json");
    reports::read(&place, text, &Budget::unlimited(), &mut draft, &mut notes).expect("a list");
    let (atlas, more) = Atlas::build(draft);
    notes.extend(more);
    let notes = notes.finish(&place);
    assert_eq!(atlas.datasets().rows()[0].undated(), 1);
    let report = atlas.reports().next().expect("a report");
    assert_eq!(report.url, None);
    let notes: Vec<String> = notes.iter().map(Note::to_string).collect();
    insta::assert_snapshot!(notes.join("\n"), @r"
    reports.json:2: warning: '8 August' is not a date: year, month or day is missing (use the form 2022-08-07); treated as undated [8 August]
    reports.json:2: warning: 'noon' is not a date: year, month or day is missing (use the form 2022-08-07) [noon]
    reports.json:2: warning: unknown side (known are: armenia, azerbaijan, nk, civilian, unknown) [martians]
    reports.json:2: warning: unknown activity (known are: fire, ceasefire-violation, shelling, attack, sniper, drone-strike, reconnaissance, fortification, advance, mine, other) [dance]
    reports.json:2: warning: unknown weapon (known are: small-arms, machine-gun, sniper-rifle, large-calibre, various-calibre, grenade-launcher, mortar, artillery, quadcopter, combat-drone, other) [catapult]
    reports.json:2: warning: not a web address; shown without a link [javascript:alert(1)]
    reports.json:2: warning: unknown reporter; shown under its key [m]
    ");
}
