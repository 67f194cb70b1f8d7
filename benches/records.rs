//! How the steps from the rows of a large file to a frame grow with their number: 10,000, 100,000
//! and 1,000,000 made-up rows.
//!
//! Run with `cargo bench --bench records`. No graphics card is used: the frame is laid out and
//! tessellated, not drawn.

use std::{hint::black_box, io::Write as _, sync::Arc, time::Duration};

use contactline::{
    app::{App, load},
    io::{Source, read_data_folder},
    model::{
        Activity, Atlas, DatasetDraft, Day, Draft, Extent, Language, Party, Place, Stance, Window,
        dataset::{EndDraft, KindDraft},
    },
    query::{Answer, Bin, Filters, Histogram, Question, ShownRows, ask, ties::Verdicts},
    scene::{
        Camera, OverviewChoice, PointDisplay, PointLayer, Px, RowShape, Scene, Shading, View,
        clusters::{ClusterInput, Squares, clusters},
        compose,
        compose::Composition,
        pick_rows,
        tint::Tints,
    },
};
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use egui::vec2;
use egui_kittest::Harness;

const SIZES: [usize; 3] = [10_000, 100_000, 1_000_000];

/// Numbers that look like chance, and are the same every time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

/// Arrows over the area of `peers/generate.py`, between 2008 and October 2023.
fn dataset(rows: usize) -> DatasetDraft {
    let first = Day::from_ymd(2008, 1, 1).expect("a date").start().0;
    let last = Day::from_ymd(2023, 10, 1).expect("a date").start().0;
    let mut chance = Chance(7);
    let activities = [
        Activity::Shelling,
        Activity::Fire,
        Activity::Sniper,
        Activity::DroneStrike,
        Activity::Attack,
    ];
    let kinds = activities.map(|activity| KindDraft {
        reporter: "made-up".into(),
        stance: Stance::Claim,
        repeated: false,
        incident: Some((activity, Party::Unknown)),
        denied: false,
    });
    let mut draft = DatasetDraft {
        place: Place::file("made-up.csv"),
        file: None,
        kinds: kinds.to_vec(),
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
    for row in 0..rows as u64 {
        let start = first + chance.below((last - first) as u64) as i64;
        let target = [
            450_000_000 + chance.below(36_000_000) as i32,
            384_000_000 + chance.below(29_000_000) as i32,
        ];
        let origin = target.map(|at| at - 3_000_000 + chance.below(6_000_000) as i32);
        draft.start.push(start);
        draft.end.push(start + 60);
        draft.kind.push(chance.below(5) as u32);
        draft.target.position.push(target);
        draft.origin.position.push(origin);
        draft.offset.push(row * 100);
    }
    draft
}

/// The shipped places with those rows and no reports.
fn draft(rows: usize) -> Draft {
    let (mut draft, _) = read_data_folder(&Source::Embedded).expect("the shipped data");
    draft.reports.clear();
    draft.datasets.push(Arc::new(dataset(rows)));
    draft
}

fn windows() -> [(&'static str, Window); 2] {
    let day = |year, month, day| Day::from_ymd(year, month, day).expect("a date");
    [
        ("a year", Window::days(day(2016, 4, 1), day(2017, 3, 31))),
        ("all time", Window::days(day(2008, 1, 1), day(2023, 9, 30))),
    ]
}

fn view() -> View {
    View {
        camera: Camera {
            center: contactline::model::geo::Coord { x: 46.75, y: 39.75 },
            zoom: 8.0,
        },
        size: Px {
            x: 1280.0,
            y: 800.0,
        },
    }
}

fn building(bench: &mut Criterion) {
    let mut group = bench.benchmark_group("seal and index");
    group
        .sample_size(10)
        .measurement_time(Duration::from_secs(3));
    for size in SIZES {
        let draft = draft(size);
        group.throughput(Throughput::Elements(size as u64));
        group.bench_function(BenchmarkId::from_parameter(size), |bench| {
            bench.iter_with_setup(|| draft.clone(), Atlas::build);
        });
    }
    group.finish();
    let mut group = bench.benchmark_group("point_layer");
    group
        .sample_size(10)
        .measurement_time(Duration::from_secs(3));
    for size in SIZES {
        let (atlas, _) = Atlas::build(draft(size));
        group.bench_function(BenchmarkId::from_parameter(size), |bench| {
            bench.iter(|| PointLayer::of_dataset(black_box(&atlas.datasets().rows()[1])));
        });
    }
}

/// What is asked of an atlas each time the window, the filters or the view change.
fn asking(bench: &mut Criterion) {
    for size in SIZES {
        let (atlas, _) = Atlas::build(draft(size));
        let point_layers: Vec<PointLayer> = atlas
            .datasets()
            .rows()
            .iter()
            .map(|of| PointLayer::of_dataset(of))
            .collect();
        let index_bytes = atlas.datasets().rows()[1].index_bytes();
        let _ = writeln!(
            std::io::stderr(),
            "{size} rows: {:.1} bytes of indexes a row",
            index_bytes as f64 / size as f64
        );
        for (name, window) in windows() {
            let question = Question {
                window,
                filters: Filters {
                    hidden_activities: [Activity::Sniper].into(),
                    ..Filters::default()
                },
            };
            let id = |what: &str| BenchmarkId::new(format!("{what}, {name}"), size);
            let answer = ask(&atlas, &question);
            let mut group = bench.benchmark_group("question");
            group.bench_function(id("ask, with all tallies"), |bench| {
                bench.iter(|| ask(&atlas, black_box(&question)));
            });
            let rows = ShownRows::of(&atlas, &answer, window.interval());
            let rows = rows.last().expect("a table");
            let box_of_peers = Extent {
                low: [460_000_000, 390_000_000],
                high: [475_000_000, 405_000_000],
            };
            group.bench_function(id("rows of a box, with a filter"), |bench| {
                bench.iter(|| rows.count_in(black_box(box_of_peers)));
            });
            let histogram = Histogram::new(&atlas, &question.filters);
            for (bin, each) in [("days", Bin::Day), ("months", Bin::Month)] {
                group.bench_function(id(&format!("histogram by {bin}")), |bench| {
                    bench.iter(|| histogram.bars(black_box(each), window));
                });
            }
            group.bench_function(id("compose"), |bench| {
                bench.iter(|| composed(&atlas, black_box(&answer), &question));
            });
            let view = view();
            for (how, shape) in [("bent", RowShape::Bent), ("straight", RowShape::Straight)] {
                let at = Px { x: 500.0, y: 300.0 };
                group.bench_function(id(&format!("pick {how}")), |bench| {
                    bench
                        .iter(|| pick_rows(&atlas, &answer, window, (&view, shape), black_box(at)));
                });
            }
            let clustering: Vec<ClusterInput<'_>> = (0..atlas.datasets().len())
                .map(|index| ClusterInput {
                    dataset: &atlas.datasets().rows()[index],
                    seen: &answer.seen[index],
                    point_layer: &point_layers[index],
                })
                .collect();
            let squares = Squares::of(&view);
            group.bench_function(id("clusters, off the drawing thread"), |bench| {
                bench.iter(|| clusters(&clustering, window, black_box(&squares)));
            });
            group.finish();
        }
        let mut group = bench.benchmark_group("filters");
        group.bench_function(BenchmarkId::new("histogram anew", size), |bench| {
            bench.iter(|| Histogram::new(&atlas, black_box(&Filters::default())));
        });
    }
}

fn composed(atlas: &Atlas, answer: &Answer, question: &Question) -> Scene {
    compose(Composition {
        overview: &OverviewChoice::default(),
        beside: None,
        events: None,
        atlas,
        answer,
        question,
        shading: Shading::Received,
        language: Language::English,
        selected: None,
        tints: &Tints::shared(),
        point_display: PointDisplay::Auto,
        verdicts: &Verdicts::new(),
    })
}

/// A table of so many rows in the manner of `peers/generate.py`.
fn table(rows: usize) -> String {
    let draft = dataset(rows);
    let mut table = String::from("date,activity,from_lon,from_lat,to_lon,to_lat\n");
    for row in 0..rows {
        let degrees = |at: i32| f64::from(at) / 1e7;
        let ([a, b], [c, d]) = (draft.origin.position[row], draft.target.position[row]);
        let stamp = contactline::model::Stamp(draft.start[row]);
        let (hour, minute) = stamp.clock();
        table.push_str(&format!(
            "{}T{hour:02}:{minute:02},shelling,{:.5},{:.5},{:.5},{:.5}\n",
            stamp.day(),
            degrees(a),
            degrees(b),
            degrees(c),
            degrees(d)
        ));
    }
    table
}

/// A frame of the window with a file open, and one in which the window has moved.
fn frames(bench: &mut Criterion) {
    let mut group = bench.benchmark_group("frame without drawing");
    group.sample_size(20);
    for size in SIZES {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("made-up.csv");
        std::fs::write(&path, table(size)).expect("a file");
        let mut harness = Harness::builder()
            .with_size(vec2(1280.0, 800.0))
            .build_eframe(|creation| App::new(creation, load(&[&path]), None));
        while !harness.state().is_settled() {
            harness.step();
        }
        harness.run_ok();
        group.bench_function(BenchmarkId::from_parameter(size), |bench| {
            bench.iter(|| {
                harness.step();
                let shapes = harness.output().shapes.clone();
                harness.ctx.tessellate(shapes, 1.0)
            });
        });
    }
}

criterion_group!(benches, building, asking, frames);
criterion_main!(benches);
