//! A file that is opened as a file and through the archive of a team: both give the same answer to whatever is asked,
//! over random rows, days, areas, reporters and filters. Against a real server, as in `team_archive.rs`.

mod common;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
    sync::Arc,
    thread,
    time::Duration,
};

use common::postgres::{Server, done, many, text};
use contactline::{
    app::{Workspace, load},
    io::properties,
    model::{Activity, Atlas, Budget, Day, Party, Personal, Stance, Window},
    query::{
        Accounts, Direction, Filters, Question, ask,
        condition::{Condition, Facts},
    },
    session::{OpenFile, Session},
};
use proptest::{
    collection::vec,
    prelude::*,
    test_runner::{Config, TestRunner},
};

/// What is open where a file or an archive is open beside the built-in data.
fn opened(source: &str) -> Arc<Atlas> {
    let loaded = load(&[] as &[&Path]);
    let base = Arc::clone(&loaded.base);
    let mut workspace = Workspace::new(base, loaded.built, egui::Context::default());
    let session = Session {
        files: vec![OpenFile::at(Path::new(source), &[])],
        ..Session::default()
    };
    let mut troubles = Vec::new();
    loop {
        let built = workspace.follow(&session, &mut troubles);
        assert_eq!(troubles, [""; 0], "{source}");
        if let Some(built) = built.filter(|_| workspace.is_settled()) {
            return built.atlas;
        }
        thread::sleep(Duration::from_millis(2));
    }
}

#[derive(Clone, Debug)]
struct Asked {
    first: i32,
    days: i32,
    condition: Option<String>,
    filters: Filters,
}

/// All an answer says, by keys.
type Told = (Accounts, BTreeMap<String, String>);

fn answer(atlas: &Atlas, asked: &Asked) -> Told {
    let first = Day::from_ymd(2020, 11, 1).expect("a day").plus(asked.first);
    let condition = asked
        .condition
        .as_deref()
        .map(|typed| Condition::parse(typed).expect(typed));
    let facts = Facts {
        atlas,
        events: None,
        personal: &Personal::default(),
        read_properties: properties::read,
    };
    let seen = condition.as_ref().map(|condition| {
        let seen = condition.seen(facts, &Budget::default());
        seen.expect("a condition that holds here")
    });
    let atlas = seen.as_ref().unwrap_or(atlas);
    let question = Question {
        window: Window::days(first, first.plus(asked.days)),
        filters: Filters {
            condition,
            ..asked.filters.clone()
        },
    };
    let answer = ask(atlas, &question);
    let reporter = |id| atlas.reporters()[id].key.to_string();
    let mut told = BTreeMap::new();
    for direction in Direction::ALL {
        for spot in answer.tallies.spots(direction) {
            for (id, tally) in answer.tallies.of(direction, spot) {
                let key = format!("{direction:?} {spot:?} {}", reporter(id));
                told.insert(key, format!("{tally:?}"));
            }
        }
    }
    for ((id, _), shown) in atlas.reporters().iter().zip(&answer.shown_by_reporter) {
        if *shown > 0 {
            told.insert(reporter(id), shown.to_string());
        }
    }
    for (id, totals) in &answer.in_totals {
        told.insert(
            format!("in totals {}", reporter(*id)),
            format!("{totals:?}"),
        );
    }
    (answer.accounts, told)
}

const REPORTERS: [&str; 6] = ["az-mod", "am-mod", "nk-mod", "ru-mod", "xx-desk", "A Desk"];

fn condition() -> impl Strategy<Value = Option<String>> {
    let corner = || (44.8..47.2_f64, 38.8..40.6_f64);
    let area = (corner(), corner()).prop_map(|((west, south), (east, north))| {
        format!(
            "inside \"{west:.4} {south:.4}, {east:.4} {south:.4}, {east:.4} {north:.4}, {west:.4} {north:.4}\""
        )
    });
    let near = (corner(), 1..80u32)
        .prop_map(|((lon, lat), km)| format!("within {km} km of \"{lon:.4} {lat:.4}\""));
    let plain = prop::sample::select(vec![
        "number >= 3",
        "has number",
        "reporter = az-mod",
        "at = lachin",
        "from = vardenis",
        "type = denial",
        "killed >= 1",
        "not at = kalbajar",
        "by = az",
    ])
    .prop_map(str::to_owned);
    prop_oneof![
        2 => Just(None),
        3 => area.prop_map(Some),
        1 => near.prop_map(Some),
        2 => plain.prop_map(Some),
    ]
}

fn filters() -> impl Strategy<Value = Filters> {
    (
        vec(prop::sample::select(REPORTERS.to_vec()), 0..3),
        vec(0..Activity::ALL.len(), 0..3),
        vec(0..Party::ALL.len(), 0..2),
        vec(0..Stance::ALL.len(), 0..2),
        any::<bool>(),
    )
        .prop_map(
            |(reporters, activities, parties, stances, show_duplicates)| Filters {
                hidden_reporters: reporters.into_iter().map(Arc::from).collect(),
                hidden_activities: activities.iter().map(|at| Activity::ALL[*at].0).collect(),
                hidden_parties: parties.iter().map(|at| Party::ALL[*at].0).collect(),
                hidden_stances: stances.iter().map(|at| Stance::ALL[*at].0).collect(),
                hidden_files: BTreeSet::new(),
                show_duplicates,
                condition: None,
            },
        )
}

fn questions(number: usize) -> impl Strategy<Value = Vec<Asked>> {
    let asked = (-30..800i32, 0..400i32, condition(), filters()).prop_map(
        |(first, days, condition, filters)| Asked {
            first,
            days,
            condition,
            filters,
        },
    );
    vec(asked, number)
}

/// A row of a file: cells of all kinds, some of which nobody can read.
fn row() -> impl Strategy<Value = String> {
    let of = |words: &[&str]| {
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        prop::sample::select(words)
    };
    let day = || {
        (2020..2023i32, 1..13u32, 1..29u32, 0..5u8).prop_map(
            |(year, month, day, form)| match form {
                0 => String::new(),
                1 => format!("{year}-{month:02}-{day:02}T{:02}:30", day % 24),
                _ => format!("{year}-{month:02}-{day:02}"),
            },
        )
    };
    let place = || {
        of(&[
            "",
            "kalbajar",
            "lachin",
            "kalbajar; lachin",
            "martakert",
            "goris",
            "Nowhere Known",
            "\"kalbajar/A Place #46.1,39.8\"",
            "\"lachin/Another #46.31,39.64\"",
            "kalbajar ↔ lachin",
        ])
    };
    let number = || of(&["", "", "1", "3", "12", ">=5", "~7", "2-4", "0", "many"]);
    (
        (0..25u32, of(&REPORTERS), day(), of(&["", "", "2022-08-10"])),
        (
            of(&["fire", "shelling", "drone-strike", "sniper", "attack", ""]),
            place(),
            place(),
            place(),
        ),
        (
            number(),
            number(),
            day(),
            of(&["claim", "claim", "denial", "record", ""]),
            of(&["", "", "", "r1", "r2"]),
            of(&[
                "",
                "plain",
                "\"says \"\"so\"\"; and more\"",
                "շուշի\u{7f}",
                "a  b",
            ]),
            of(&["", "armenia", "azerbaijan", "nk"]),
        ),
    )
        .prop_map(
            |(
                (report, reporter, start, end),
                (activity, origins, targets, places),
                (count, killed, published, stance, duplicate, remark, by),
            )| {
                format!(
                    "r{report},{reporter},{start},{end},{activity},{origins},{targets},{places},\
                     {count},{killed},{published},{stance},{duplicate},{remark},{by}"
                )
            },
        )
}

const HEADING: &str = "report,reporter,start,end,activity,origins,targets,places,count,killed,\
    published,stance,duplicate_of,remark,by";

/// Loads a file into a schema of its own and compares what both say.
fn same(server: &Server, schema: &str, rows: &str, questions: &[Asked]) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join(format!("{schema}.csv"));
    fs::write(&file, rows).expect("written");
    let address = format!("{}&schema={schema}", server.address());
    done(&["archive", "init", &address]);
    done(&["archive", "import", &address, &text(&file)]);
    let [of_file, of_archive] = [text(&file), address].map(|source| opened(&source));
    for asked in questions {
        let [file, archive] = [&of_file, &of_archive].map(|atlas| answer(atlas, asked));
        assert_eq!(archive, file, "{asked:?}\n{rows}");
    }
}

#[test]
fn a_file_and_the_archive_give_the_same_answer_to_whatever_is_asked() {
    let Some(server) = Server::start() else {
        return;
    };
    let mut runner = TestRunner::new(Config {
        cases: 12,
        failure_persistence: None,
        max_shrink_iters: 30,
        ..Config::default()
    });
    let number = std::cell::Cell::new(0);
    let cases = (vec(row(), 1..60), questions(40));
    let result = runner.run(&cases, |(rows, questions)| {
        number.set(number.get() + 1);
        let table = format!("{HEADING}\n{}\n", rows.join("\n"));
        same(&server, &format!("few{}", number.get()), &table, &questions);
        Ok(())
    });
    result.expect("the same answers");
}

#[test]
fn a_large_file_and_the_archive_give_the_same_answer_to_whatever_is_asked() {
    let Some(server) = Server::start() else {
        return;
    };
    let mut runner = TestRunner::new(Config {
        cases: 1,
        failure_persistence: None,
        max_shrink_iters: 0,
        ..Config::default()
    });
    let result = runner.run(&questions(60), |questions| {
        same(&server, "many", &many(21_000), &questions);
        Ok(())
    });
    result.expect("the same answers");
    // That a difference would be seen.
    let asked = Asked {
        first: 0,
        days: 800,
        condition: None,
        filters: Filters::default(),
    };
    let address = format!("{}&schema=many", server.address());
    let [all, of_a_year] = [&address, &format!("{address}&from=2021&to=2021")]
        .map(|source| answer(&opened(source), &asked));
    assert!(all.0.loaded > 21_000 && all.0.shown > 10_000 && all.1.len() > 10);
    assert!(all.0.loaded > of_a_year.0.loaded && all.1 != of_a_year.1);
}
