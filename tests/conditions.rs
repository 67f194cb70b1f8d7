//! Conditions: which records meet them, in the data that comes with the program and in files of any size.

mod common;

use std::{collections::BTreeMap, fmt::Write as _, fs};

use common::contactline;
use contactline::{
    io::{self, properties},
    model::{
        Annotated, Annotation, Atlas, Budget, Day, Evidence, Grade, Judged, Personal, PlaceRef,
        ReportKey, ReporterId, TieEnd, TieKind, Verdict, Window,
    },
    query::{
        Answer, Direction, Filters, Question, ask,
        condition::{Condition, Facts, SeenError},
        ties::{
            Verdicts,
            events::{Events, Gathered},
            held,
            rule::{Pairs, Thresholds},
        },
    },
};

fn atlas() -> Atlas {
    let (draft, _) = io::read_data_folder(&io::Source::Embedded).expect("the data");
    Atlas::build(draft).0
}

fn events(atlas: &Atlas) -> Events {
    events_judged(atlas, &Verdicts::new())
}

fn events_judged(atlas: &Atlas, verdicts: &Verdicts) -> Events {
    let thresholds = Thresholds::default();
    let ties = held(atlas, &mut Pairs::default(), &thresholds, verdicts);
    Gathered::default().events(atlas, &thresholds, ties)
}

/// What all days hold of what meets a condition.
fn asked(atlas: &Atlas, events: &Events, typed: &str) -> (Atlas, Answer) {
    asked_beside(atlas, events, &Personal::default(), typed)
}

/// The same, where a person has said something of reports.
fn asked_beside(
    atlas: &Atlas,
    events: &Events,
    personal: &Personal,
    typed: &str,
) -> (Atlas, Answer) {
    let condition = Condition::parse(typed).expect(typed);
    let facts = Facts {
        atlas,
        events: Some(events),
        personal,
        read_properties: properties::read,
    };
    let seen = condition.seen(facts, &Budget::default());
    let seen = seen.expect(typed);
    let question = Question {
        window: span(atlas),
        filters: Filters {
            condition: Some(condition),
            ..Filters::default()
        },
    };
    let answer = ask(&seen, &question);
    (seen, answer)
}

fn span(atlas: &Atlas) -> Window {
    atlas.span().expect("dated records")
}

/// Counted over `data/reports.json` and `data/settlements.csv` by a script that knows nothing of this
/// program: dated claims, and reports without one, of reports that are no duplicates.
const COUNTED: [(&str, usize); 40] = [
    ("number >= 10", 22),
    ("number = 0", 6),
    ("total >= 100", 36),
    ("has total", 104),
    ("reporter = az-mod and number >= 10", 5),
    ("weapon = mortar", 50),
    ("not weapon = mortar", 431),
    ("killed >= 1 or wounded >= 1", 83),
    ("has losses", 83),
    ("losses = civilians", 10),
    ("losses = police", 0),
    ("has rounds", 5),
    ("rounds >= 400", 4),
    ("activity = shelling", 70),
    ("activity = mine", 3),
    ("activity = advance", 1),
    ("type = denial", 38),
    ("by = az", 181),
    ("at = lachin", 30),
    ("at = Laçın", 30),
    ("from = basarkechar", 41),
    ("from != basarkechar", 440),
    ("touches = lachin and not at = lachin", 0),
    ("at = yukhari-shorzha", 15),
    ("at = \"Verin Shorzha\"", 15),
    ("has hours", 169),
    ("has number", 58),
    ("within 10 km of yukhari-shorzha", 46),
    ("within 15 km of \"45.8 40.1\"", 71),
    ("within 5 km of \"45.8 40.1, 46.0 39.7, 46.5 39.6\"", 58),
    ("inside lachin", 12),
    ("inside \"45.3 40.0, 46.0 40.0, 46.0 40.5, 45.3 40.4\"", 76),
    ("denies ~ Nakhchivan", 3),
    ("denies ~ sniper", 1),
    ("address ~ azernews.az", 24),
    ("has address", 479),
    ("not has address", 2),
    ("has weapon", 233),
    ("has position", 248),
    ("outside area", 0),
];

#[test]
fn as_many_records_meet_a_condition_as_a_script_counts() {
    let atlas = atlas();
    let events = events(&atlas);
    for (typed, records) in COUNTED {
        let (_, answer) = asked(&atlas, &events, typed);
        let accounts = answer.accounts;
        assert_eq!(accounts.shown + accounts.unplaced, records, "{typed}");
        assert!(accounts.balance(), "{typed}: {accounts}");
        // 481 records have a day and are no duplicates.
        assert_eq!(accounts.filtered, 481 - records, "{typed}");
    }
}

/// By the same script: 86 further publications of claims that have a day, of which 51 are of the ministry of
/// defence of Azerbaijan and 7 name a mortar.
#[test]
fn what_a_person_grades_comments_on_and_keeps_with_reports_is_asked_for() {
    let atlas = atlas();
    let events = events(&atlas);
    let report = ReportKey::of_base("az-mod/2022-08-08/daily-sabah");
    let mut personal = Personal::default();
    let annotations = std::sync::Arc::make_mut(&mut personal.annotations);
    for (of, grade, comment) in [
        (Annotated::Reporter("az-mod".into()), "C", ""),
        (Annotated::Reporter("am-mod".into()), "E", ""),
        (
            Annotated::Report(report.clone()),
            "2",
            "Same in two outlets",
        ),
    ] {
        let says = Annotation {
            grade: Grade::parse(grade).expect("a grade"),
            comment: comment.into(),
            day: Day::clamped(0),
        };
        annotations.set(of, Some(says));
    }
    let page = Evidence {
        sha256: "aa".into(),
        name: "page.html".into(),
        bytes: 3,
        path: None,
        day: Day::clamped(0),
        by: "".into(),
        address: "".into(),
        archived: "".into(),
    };
    std::sync::Arc::make_mut(&mut personal.evidence).add(report, page);
    let shown = |typed: &str| {
        let (_, answer) = asked_beside(&atlas, &events, &personal, typed);
        answer.accounts.shown + answer.accounts.unplaced
    };
    let [az, am, all] = [
        "reporter = az-mod",
        "reporter = am-mod",
        "number >= 0 or not number >= 0",
    ]
    .map(shown);
    assert!(az > 0 && am > 0 && az + am < all, "{az} {am} {all}");
    for (typed, wanted) in [
        ("reliability = C", az),
        ("reliability = C or better", az),
        ("reliability = B or better", 0),
        ("reliability = D or worse", am),
        ("reliability = E or better", az + am),
        // What is not judged is no better and no worse than another.
        ("reliability = F", all - az - am),
        ("reliability = F or better", all - az - am),
        ("reliability != F", az + am),
        ("reliability = C or reporter = am-mod", az + am),
        // Both claims of that report.
        ("credibility = 2", 2),
        ("credibility = 3 or better", 2),
        ("credibility = 1", 0),
        ("credibility = 3 or worse", 0),
        ("credibility = 6", all - 2),
        ("has comment", 2),
        ("has evidence", 2),
        ("not has evidence", all - 2),
    ] {
        assert_eq!(shown(typed), wanted, "{typed}");
    }
    // Nothing is said without a person.
    let (_, nothing) = asked(
        &atlas,
        &events,
        "has evidence or has comment or reliability != F",
    );
    assert_eq!(nothing.accounts.shown, 0);
}

#[test]
fn duplicates_are_shown_where_the_condition_asks_for_them() {
    let atlas = atlas();
    let events = events(&atlas);
    for (typed, records) in [
        ("duplicate", 86),
        ("duplicate and reporter = az-mod", 51),
        ("weapon = mortar", 50),
        ("weapon = mortar and (duplicate or not duplicate)", 57),
        ("not duplicate", 481),
    ] {
        let accounts = asked(&atlas, &events, typed).1.accounts;
        assert_eq!(accounts.shown + accounts.unplaced, records, "{typed}");
        assert!(accounts.balance(), "{typed}: {accounts}");
        let left_out = if typed.contains("duplicate") { 0 } else { 86 };
        assert_eq!(accounts.duplicates, left_out, "{typed}");
    }
}

#[test]
fn what_is_denied_and_contradicted_is_what_events_say() {
    let atlas = atlas();
    let events = events(&atlas);
    let (seen, _) = asked(&atlas, &events, "denied");
    let mut denied = 0;
    for (id, dataset) in seen.datasets().iter() {
        for row in 0..dataset.len() as u32 {
            let record = contactline::model::RecordId { dataset: id, row };
            let is_denied = events.denials_of(record).next().is_some();
            denied += usize::from(is_denied);
            assert_eq!(dataset.kind_of(row).meets, is_denied, "{record:?}");
        }
    }
    assert!(denied > 10, "{denied}");
    let (_, contradicted) = asked(&atlas, &events, "contradicted");
    let (_, neither) = asked(&atlas, &events, "not contradicted and denied");
    let shown = |answer: &Answer| answer.accounts.shown + answer.accounts.unplaced;
    assert!(shown(&contradicted) > 10);
    assert!(shown(&neither) <= denied);
}

/// The claim of 6 incidents of 7 and 8 August 2022 is put right by another; no file says so.
#[test]
fn what_is_corrected_is_found_and_counted_as_it_was_stated() {
    let atlas = atlas();
    let end = |report: &str| TieEnd {
        report: report.into(),
        claim: Some(1),
    };
    let (from, to) = ("az-mod/2022-08-13/dzen", "az-mod/2022-08-08/daily-sabah");
    let judged = Judged {
        from: end(from),
        to: end(to),
    };
    let corrects = Verdict::Joined(TieKind::Corrects);
    let events = events_judged(&atlas, &Verdicts::from([(judged, corrects)]));
    let (seen, answer) = asked(&atlas, &events, "corrected");
    let meets = |report: &str| {
        let records = seen.records_of_report(&ReportKey::of_base(report));
        let meet = records
            .iter()
            .map(|record| seen.dataset_of(*record).kind_of(record.row).meets);
        meet.collect::<Vec<_>>()
    };
    assert_eq!(meets(to), [true, false]);
    assert!(!meets(from).contains(&true));
    let accounts = answer.accounts;
    assert_eq!((accounts.shown, accounts.filtered), (1, 480));
    // It is left out where that is asked for, and counted as filtered, and otherwise as it was stated.
    let (_, others) = asked(&atlas, &events, "not corrected");
    assert_eq!(others.accounts.filtered, 1);
    let question = Question {
        window: span(&atlas),
        filters: Filters::default(),
    };
    let kalbajar = |answer: &Answer| {
        let place = PlaceRef::Region(atlas.region_by_key("kalbajar").expect("a region"));
        let tallies = answer.tallies.of(Direction::Target, place);
        let mut of_az = tallies.filter(|(id, _)| &*atlas.reporters()[*id].key == "az-mod");
        let (_, tally) = of_az.next().expect("claims");
        (tally.claims, tally.shared.number())
    };
    let (all, without) = (kalbajar(&ask(&atlas, &question)), kalbajar(&others));
    assert_eq!((all.0 - without.0, all.1 - without.1), (1, 6));
    // Nobody corrects anything in the data itself.
    let (_, none) = asked(&atlas, &self::events(&atlas), "corrected");
    assert_eq!(none.accounts.shown + none.accounts.unplaced, 0);
}

/// Claims by end, place and reporter.
type Claims = BTreeMap<(Direction, PlaceRef, ReporterId), u32>;

#[test]
fn tallies_through_a_condition_are_those_of_a_scan() {
    let atlas = atlas();
    let events = events(&atlas);
    for typed in [
        "number >= 2",
        "weapon = mortar or has hours",
        "not denied",
        "text ~ qxqx",
    ] {
        let (seen, answer) = asked(&atlas, &events, typed);
        let mut scanned = Claims::new();
        for dataset in seen.datasets().rows() {
            for row in 0..dataset.len() - dataset.undated() {
                let kind = dataset.kind_of(row as u32);
                let is_counted = kind.meets && !kind.repeated && !kind.denied;
                if !is_counted || kind.incident.is_none() {
                    continue;
                }
                for direction in Direction::ALL {
                    let ends = &dataset.ends[dataset.columns.end(direction, row)];
                    for spot in &ends.spots {
                        *scanned
                            .entry((direction, *spot, kind.reporter))
                            .or_default() += 1;
                    }
                }
            }
        }
        let mut told = Claims::new();
        for direction in Direction::ALL {
            for spot in answer.tallies.spots(direction) {
                for (reporter, tally) in answer.tallies.of(direction, spot) {
                    if tally.claims > 0 {
                        told.insert((direction, spot, reporter), tally.claims);
                    }
                }
            }
        }
        assert_eq!(told, scanned, "{typed}");
        assert_eq!(told.is_empty(), typed == "text ~ qxqx", "{typed}");
    }
}

#[test]
fn without_a_condition_nothing_changes_and_rows_keep_their_numbers() {
    let atlas = atlas();
    let events = events(&atlas);
    let (seen, answer) = asked(&atlas, &events, "number >= 10");
    assert_eq!(seen.loaded(), atlas.loaded());
    for (id, dataset) in atlas.datasets().iter() {
        let other = &seen.datasets()[id];
        assert_eq!(dataset.columns.start, other.columns.start);
        for row in 0..dataset.len() as u32 {
            assert_eq!(dataset.kind_of(row).reporter, other.kind_of(row).reporter);
        }
    }
    let question = Question {
        window: span(&atlas),
        filters: Filters::default(),
    };
    // Where no condition is asked for, what fails one is let through.
    assert_eq!(
        ask(&seen, &question).accounts,
        ask(&atlas, &question).accounts
    );
    assert_ne!(answer.accounts, ask(&atlas, &question).accounts);
    let all = asked(&atlas, &events, "number >= 0 or not number >= 0").0;
    let datasets = all.datasets().rows().iter().zip(atlas.datasets().rows());
    let mut same = datasets.map(|(one, other)| std::sync::Arc::ptr_eq(one, other));
    assert!(same.all(|same| same));
}

#[test]
fn a_name_that_means_nothing_is_answered_with_near_ones() {
    let atlas = atlas();
    for (typed, at, told) in [
        (
            "at = lachinn",
            5,
            "did you mean lachin (Lachin / Berdzor), settlement:lachin",
        ),
        (
            "denied or reporter = azmodd",
            21,
            "no reporter is called 'azmodd'; did you mean az-mod",
        ),
        (
            "denied and inside \"45.3 40.0, 46.0 40.0\"",
            18,
            "has no area",
        ),
        ("inside settlement:lachin", 7, "has no area"),
        ("inside \"45.3, 40.0, 46.0\"", 7, "no place is called"),
        (
            "within 3 km of Qqqqqqqq",
            15,
            "no place is called 'Qqqqqqqq'",
        ),
    ] {
        let condition = Condition::parse(typed).expect("a condition");
        let trouble = condition.check(&atlas).expect_err("no such name");
        assert_eq!(trouble.at, at, "{trouble}");
        assert!(trouble.to_string().contains(told), "{trouble}");
    }
    let facts = Facts {
        atlas: &atlas,
        events: None,
        personal: &Personal::default(),
        read_properties: properties::read,
    };
    let condition = Condition::parse("at = lachinn").expect("a condition");
    let error = condition.seen(facts, &Budget::default());
    assert!(matches!(error, Err(SeenError::Trouble(_))));
}

/// A town and a region of one name, and a region beside a province that holds it.
#[test]
fn a_region_comes_before_a_settlement_of_its_name() {
    let atlas = atlas();
    let events = events(&atlas);
    let count = |typed: &str| {
        let accounts = asked(&atlas, &events, typed).1.accounts;
        accounts.shown + accounts.unplaced
    };
    assert!(count("touches = settlement:lachin") < count("touches = lachin"));
    assert_eq!(count("touches = region:lachin"), count("touches = lachin"));
    let gegharkunik = count("touches = gegharkunik");
    assert!(
        gegharkunik >= count("touches = basarkechar"),
        "{gegharkunik}"
    );
}

/// So many rows that they are streamed into columns.
const ROWS: usize = 20_000;

fn table() -> String {
    let mut text = String::from("id,date,activity,reporter,count,killed,lon,lat,weapon,remark\n");
    for row in 0..ROWS {
        let count = match row % 4 {
            0 => String::new(),
            more => (more * 5).to_string(),
        };
        let weapon = if row % 5 == 0 { "mortar" } else { "small-arms" };
        let lat = 39.0 + 0.001 * (row % 1_000) as f64;
        let day = 1 + row % 28;
        writeln!(
            text,
            "r{row},2020-02-{day:02},shelling,az-mod,{count},{},46.0,{lat:.3},{weapon},\
             \"remark of row {row}, which is told at some length\"",
            row % 3,
        )
        .expect("a string takes any text");
    }
    text
}

#[test]
fn rows_of_a_large_file_meet_a_condition_as_they_are_counted() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("events.csv");
    let text = table();
    assert!(text.len() > 1 << 20, "large enough to be streamed");
    fs::write(&path, text).expect("a file");
    let rows = |condition: &str| {
        let condition = format!("file = events.csv and ({condition})");
        let path = path.to_str().expect("a path");
        let output = contactline(&["list", path, "--where", &condition, "--columns", "day"]);
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{told}");
        output.stdout.iter().filter(|sign| **sign == b'\n').count() - 1
    };
    let count = |holds: &dyn Fn(usize) -> bool| (0..ROWS).filter(|row| holds(*row)).count();
    assert_eq!(rows("number >= 10"), count(&|row| row % 4 >= 2));
    assert_eq!(rows("not number >= 10"), count(&|row| row % 4 < 2));
    assert_eq!(rows("killed = 2"), count(&|row| row % 3 == 2));
    assert_eq!(rows("weapon = mortar"), count(&|row| row % 5 == 0));
    assert_eq!(
        rows("weapon = mortar and number >= 10"),
        count(&|row| row % 5 == 0 && row % 4 >= 2)
    );
    assert_eq!(rows("property remark ~ \"row 17 which\""), 1);
    assert_eq!(rows("precision = position"), ROWS);
}

/// Yerevan lies in none of the regions; Istisu does, in Kalbajar; the last row has no place at all.
#[test]
fn what_lies_in_no_region_is_outside_the_area() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("three.csv");
    let text = "id,date,activity,reporter,lon,lat\nyerevan,2020-02-01,shelling,az-mod,44.51,40.18\n\
                istisu,2020-02-02,shelling,az-mod,45.97,39.95\nnowhere,2020-02-03,shelling,az-mod,,\n";
    fs::write(&path, text).expect("a file");
    let days = |condition: &str| -> Vec<String> {
        let condition = format!("file = three.csv and {condition}");
        let path = path.to_str().expect("a path");
        let output = contactline(&["list", path, "--where", &condition, "--columns", "day"]);
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{told}");
        let rows = String::from_utf8(output.stdout).expect("text");
        rows.lines().skip(1).map(str::to_owned).collect()
    };
    assert_eq!(days("outside area"), ["2020-02-01"]);
    assert_eq!(days("not outside area"), ["2020-02-02", "2020-02-03"]);
    assert_eq!(days("not has position"), ["2020-02-03"]);
}

/// What the command says: its exit status, and its output.
fn told(args: &[&str]) -> String {
    let output = contactline(args);
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{args:?}: {error}");
    String::from_utf8(output.stdout).expect("text")
}

/// Of the ministry of defence of Azerbaijan; counted over `data/reports.json` as those above.
#[test]
fn compare_and_change_take_a_condition() {
    let compare = |condition: &[&str]| -> serde_json::Value {
        let years = ["--from", "2020-01-01", "--to", "2023-12-31"];
        let args = [&["compare", "--json"][..], &years, condition].concat();
        serde_json::from_str(&told(&args)).expect("json")
    };
    let all = compare(&[]);
    let mortars = compare(&["--where", "weapon = mortar"]);
    let events = |of: &serde_json::Value| of["events"].as_array().expect("events").clone();
    let has_mortar = |event: &serde_json::Value| {
        let mut said = event["said"].as_array().expect("what is said").iter();
        said.any(|one| {
            one["weapons"]
                .as_str()
                .is_some_and(|of| of.contains("mortar"))
        })
    };
    let wanted: Vec<_> = events(&all).into_iter().filter(has_mortar).collect();
    assert_eq!((events(&all).len(), wanted.len()), (354, 31));
    // Each is told whole: what others say of it stands beside what meets the condition.
    assert!(events(&mortars) == wanted);
    let days = ["--from", "2022-08-01", "--to", "2022-08-31"];
    let change = |condition: &[&str]| -> u64 {
        let args = [
            &["change", "--reporter", "az-mod", "--json"][..],
            &days,
            condition,
        ]
        .concat();
        let told: serde_json::Value = serde_json::from_str(&told(&args)).expect("json");
        let places = told["places"].as_array().expect("places").iter();
        places
            .map(|place| place["now"].as_u64().expect("a number"))
            .sum()
    };
    assert_eq!(change(&[]), 12);
    assert_eq!(change(&["--where", "from = basarkechar"]), 2);
}

#[test]
fn the_command_line_says_where_a_condition_goes_wrong() {
    let output = contactline(&["query", "--region", "lachin", "--where", "number >= ten"]);
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    let mut lines = told.lines().skip(1);
    assert_eq!(lines.next(), Some("number >= ten"));
    assert_eq!(
        lines.next(),
        Some("          ^ a whole number is missing here")
    );
}

#[test]
fn a_picture_says_which_condition_it_is_drawn_under() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("map.svg");
    let path = path.to_str().expect("a path");
    let days = ["--from", "2021-01-01", "--to", "2023-12-31"];
    let condition = ["--where", "weapon = mortar"];
    let output = contactline(&[&["render", "-o", path][..], &days, &condition].concat());
    assert!(output.status.success(), "{output:?}");
    let picture = fs::read_to_string(path).expect("a picture");
    assert!(picture.contains("only weapon = mortar"));
    assert!(picture.contains("hidden by filters"));
}
