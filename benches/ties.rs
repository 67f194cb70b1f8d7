//! Ties and events over 10,000 reports and over a million rows, the overview and the charts of all time,
//! and what a frame costs with the comparison or the charts open.
//!
//! Run with `cargo bench --bench ties`. No graphics card is used: frames are laid out and tessellated.

use std::{
    hint::black_box,
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use contactline::{
    app::{App, load},
    io::{Source, read_data_folder},
    model::{
        Activity, Atlas, DatasetDraft, Day, Direction, Draft, Party, Place, Stance, Window,
        dataset::{EndDraft, KindDraft},
        overview::Measure,
    },
    query::{
        Filters, Histogram, Question, ask,
        charts::charts,
        overview::{Material, numbers},
        ties::{
            Verdicts,
            events::Gathered,
            held,
            rule::{Pairs, Thresholds},
        },
    },
    session::{
        Command, Comparison,
        comparison::{Room, Tab},
    },
    view::Action,
};
use criterion::{Criterion, criterion_group, criterion_main};
use egui::vec2;
use egui_kittest::Harness;

/// A data folder with the shipped reports so many times over, each time a month and more later.
fn shipped_folder(times: i32) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let names: Vec<&str> = Source::file_names().collect();
    for name in names {
        let Ok(bytes) = Source::Embedded.bytes(name) else {
            continue;
        };
        if name == "ties.json" {
            continue;
        }
        let bytes = match name {
            "reports.json" => repeated(&bytes, times),
            _ => bytes.to_vec(),
        };
        std::fs::write(folder.path().join(name), bytes).expect("a file");
    }
    folder
}

/// What such a folder says.
fn shipped(times: i32) -> Draft {
    let folder = shipped_folder(times);
    let source = Source::Folder(folder.path().to_path_buf());
    read_data_folder(&source).expect("a data folder").0
}

fn repeated(reports: &[u8], times: i32) -> Vec<u8> {
    let mut file: serde_json::Value = serde_json::from_slice(reports).expect("JSON");
    let reports = file["reports"].as_array().expect("reports").clone();
    let mut all = Vec::new();
    for time in 0..times {
        for report in &reports {
            let mut report = report.clone();
            for key in ["id", "duplicate_of"] {
                if let Some(id) = report[key].as_str() {
                    report[key] = format!("{id}/{time}").into();
                }
            }
            later(&mut report, time * 37);
            all.push(report);
        }
    }
    file["reports"] = all.into();
    serde_json::to_vec(&file).expect("JSON")
}

/// Moves every date of a value by so many days.
fn later(value: &mut serde_json::Value, days: i32) {
    match value {
        serde_json::Value::String(text) => {
            let date = text.get(..10).and_then(|date| Day::parse(date).ok());
            if let Some(day) = date {
                *text = format!("{}{}", day.plus(days), &text[10..]);
            }
        }
        serde_json::Value::Array(values) => values.iter_mut().for_each(|of| later(of, days)),
        serde_json::Value::Object(fields) => fields.values_mut().for_each(|of| later(of, days)),
        _ => {}
    }
}

/// Rows of two reporters of opposite sides, a tenth of them denials, over places of the shipped data.
fn rows(number: u64) -> Draft {
    let (mut draft, _) = read_data_folder(&Source::Embedded).expect("the shipped data");
    draft.reports.clear();
    draft.ties = Default::default();
    let kind = |reporter: &str, by, denied| KindDraft {
        reporter: reporter.into(),
        stance: if denied {
            Stance::Denial
        } else {
            Stance::Claim
        },
        repeated: false,
        incident: Some((Activity::Fire, by)),
        denied,
    };
    let kinds = vec![
        kind("az-mod", Party::Armenia, false),
        kind("am-mod", Party::Azerbaijan, false),
        kind("am-mod", Party::Armenia, true),
        kind("az-mod", Party::Azerbaijan, true),
    ];
    let first = Day::from_ymd(2008, 1, 1).expect("a date").start().0;
    let mut rows = DatasetDraft {
        place: Place::file("made-up.csv"),
        file: None,
        kinds,
        sites: vec![Vec::new()],
        start: Vec::new(),
        end: Vec::new(),
        kind: Vec::new(),
        origin: EndDraft::default(),
        target: EndDraft::default(),
        at: EndDraft::default(),
        count: Vec::new(),
        killed: Vec::new(),
        wounded: Vec::new(),
        inexact: Vec::new(),
        totals: Vec::new(),
        offset: Vec::new(),
        source: None,
    };
    let mut chance = 7_u64;
    let mut below = |limit: u64| {
        chance = chance
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (chance >> 33) % limit
    };
    for row in 0..number {
        let start = first + below(15 * 365 * 86_400) as i64;
        rows.start.push(start);
        rows.end.push(start + 60);
        rows.kind.push(match below(20) {
            0 => 2,
            1 => 3,
            of => (of % 2) as u32,
        });
        rows.target.position.push([
            450_000_000 + below(36_000_000) as i32,
            384_000_000 + below(29_000_000) as i32,
        ]);
        rows.offset.push(row * 100);
    }
    draft.datasets.push(Arc::new(rows));
    draft
}

fn ties(bench: &mut Criterion) {
    let mut group = bench.benchmark_group("ties and events");
    group
        .sample_size(10)
        .measurement_time(Duration::from_secs(8));
    for (name, draft) in [
        ("10,296 reports", shipped(22)),
        ("100,000 rows", rows(100_000)),
        ("1,000,000 rows, off the drawing thread", rows(1_000_000)),
    ] {
        let (atlas, _) = Atlas::build(draft);
        let (thresholds, verdicts) = (Thresholds::default(), Verdicts::new());
        group.bench_function(format!("from nothing, {name}"), |bench| {
            bench.iter(|| {
                let ties = held(&atlas, &mut Pairs::default(), &thresholds, &verdicts);
                Gathered::default().events(&atlas, &thresholds, black_box(ties))
            });
        });
        let (mut pairs, mut gathered) = (Pairs::default(), Gathered::default());
        group.bench_function(format!("with what is kept, {name}"), |bench| {
            bench.iter(|| {
                let ties = held(&atlas, &mut pairs, &thresholds, &verdicts);
                gathered.events(&atlas, &thresholds, black_box(ties))
            });
        });
    }
}

fn overviews(bench: &mut Criterion) {
    let (draft, _) = read_data_folder(&Source::Embedded).expect("the shipped data");
    let (atlas, _) = Atlas::build(draft);
    let question = Question {
        window: all_time(),
        filters: Filters::default(),
    };
    let answer = ask(&atlas, &question);
    let verdicts = Verdicts::new();
    for (measure, name) in Measure::ALL {
        let material = Material {
            atlas: &atlas,
            question: &question,
            answer: &answer,
            verdicts: &verdicts,
            events: None,
            beside: None,
        };
        bench.bench_function(&format!("overview of all time, {name}"), |bench| {
            bench.iter(|| numbers(black_box(material), measure, Direction::Target));
        });
    }
    let histogram = Histogram::new(&atlas, &Filters::default());
    bench.bench_function("charts of all time", |bench| {
        let of = (&question, &answer);
        bench.iter(|| charts(&atlas, black_box(of), &histogram, None, Direction::Target));
    });
}

/// The window with that tab open, settled.
fn window<'h>(files: &[&Path], comparison: Comparison) -> Harness<'h, App> {
    let mut harness = Harness::builder()
        .with_size(vec2(1280.0, 800.0))
        .build_eframe(|creation| App::new(creation, load(files), None));
    let show = Command::SetComparison(comparison);
    harness.state_mut().act(Action::Do(show));
    while !harness.state().is_settled() {
        harness.step();
    }
    harness.run_ok();
    harness
}

/// A frame in which so many days are selected, the last of them this one.
fn scrub(harness: &mut Harness<'_, App>, days: i32, last: Day) {
    let window = Window::days(last.plus(1 - days), last);
    harness
        .state_mut()
        .act(Action::Do(Command::SetWindow(window)));
    harness.step();
}

/// The panels in which details, comparison and charts stand.
const OWN_PANELS: [&str; 2] = ["right-panel", "in-place-of-the-map"];

/// How long half of these take at most, 99 of 100, and all.
fn spread(times: &mut [Duration]) -> String {
    times.sort_unstable();
    let at = |share: f64| times[(share * (times.len() - 1) as f64) as usize];
    let [half, most, longest] = [0.5, 0.99, 1.0].map(at);
    format!("half take up to {half:?}, 99 of 100 up to {most:?}, all {longest:?}")
}

fn frames(bench: &mut Criterion) {
    let many = shipped_folder(22);
    let many: &[&Path] = &[many.path()];
    let of_tab = |tab, room| Comparison {
        tab,
        room,
        ..Comparison::default()
    };
    for (name, files, comparison) in [
        ("details", &[][..], of_tab(Tab::Details, Room::Beside)),
        ("comparison", &[], of_tab(Tab::Compare, Room::Beside)),
        ("charts", &[], of_tab(Tab::Charts, Room::Beside)),
        (
            "comparison of 10,296 reports",
            many,
            of_tab(Tab::Compare, Room::Beside),
        ),
        (
            "comparison of 10,296 reports in place of the map",
            many,
            of_tab(Tab::Compare, Room::Full),
        ),
    ] {
        let mut harness = window(files, comparison);
        let last = Day::from_ymd(2022, 9, 30).expect("a date");
        for (days, period) in [(31, "a month"), (3652, "ten years")] {
            let name = format!("scrubbing by a day, {name} open, {period}");
            let mut forth = false;
            scrub(&mut harness, days, last);
            harness.run_ok();
            bench.bench_function(&name, |bench| {
                bench.iter(|| {
                    forth = !forth;
                    scrub(&mut harness, days, last.plus(i32::from(forth)));
                });
            });
            // Each of so many days is another frame: which of them takes longest, and how much of it what
            // stands at the right or in place of the map.
            let (mut frames, mut panels): (Vec<Duration>, Vec<Duration>) = (0..400)
                .map(|day| {
                    let begun = Instant::now();
                    scrub(&mut harness, days, last.plus(-day));
                    let frame = begun.elapsed();
                    let panels = harness.state().panel_times().iter();
                    let own = panels.filter(|(of, _)| OWN_PANELS.contains(of));
                    (frame, own.map(|(_, time)| *time).sum::<Duration>())
                })
                .unzip();
            println!("{name}, frames: {}", spread(&mut frames));
            println!("{name}, layout of the panel: {}", spread(&mut panels));
        }
    }
}

/// The years of the shipped data.
fn all_time() -> Window {
    let day = |year, month, day| Day::from_ymd(year, month, day).expect("a date");
    Window::days(day(1988, 2, 20), day(2025, 8, 4))
}

criterion_group!(benches, ties, overviews, frames);
criterion_main!(benches);
