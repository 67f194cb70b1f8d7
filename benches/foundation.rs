//! How long the steps from the shipped files to a frame take.
//!
//! Run with `cargo bench`. No graphics card is used: the frame is laid out and tessellated, not
//! drawn.

use std::hint::black_box;

use contactline::{
    app::{App, load},
    io::{Source, read_data_folder},
    model::{Atlas, Day, Language, Window},
    query::{Answer, Filters, Histogram, Question, ask, search, ties::Verdicts},
    scene::{
        Camera, OverviewChoice, Picking, PointDisplay, Px, Scene, Shading, View, compose,
        compose::Composition, pick, tint::Tints,
    },
    session::{Limits, Session},
};
use criterion::{Criterion, criterion_group, criterion_main};
use egui::vec2;
use egui_kittest::{Harness, kittest::Queryable as _};

fn atlas() -> Atlas {
    let (draft, _) = read_data_folder(&Source::Embedded).expect("the shipped data");
    Atlas::build(draft).0
}

/// The two days the window opens with, and all days there are.
fn windows(atlas: &Atlas) -> [(&'static str, Window); 2] {
    let day = |number| Day::from_ymd(2022, 8, number).expect("a date");
    let all = atlas.span().expect("dated reports");
    [
        ("two days", Window::days(day(7), day(8))),
        ("all time", all),
    ]
}

fn question(window: Window) -> Question {
    Question {
        window,
        filters: Filters::default(),
    }
}

fn composed(atlas: &Atlas, answer: &Answer, window: Window) -> Scene {
    compose(Composition {
        overview: &OverviewChoice::default(),
        beside: None,
        events: None,
        atlas,
        answer,
        question: &question(window),
        shading: Shading::Received,
        language: Language::English,
        selected: None,
        tints: &Tints::shared(),
        point_display: PointDisplay::Auto,
        verdicts: &Verdicts::new(),
    })
}

fn reading(bench: &mut Criterion) {
    let (draft, _) = read_data_folder(&Source::Embedded).expect("the shipped data");
    bench.bench_function("read the data folder", |bench| {
        bench.iter(|| read_data_folder(black_box(&Source::Embedded)));
    });
    bench.bench_function("seal", |bench| {
        bench.iter_with_setup(|| draft.clone(), Atlas::build);
    });
}

fn asking(bench: &mut Criterion) {
    let atlas = atlas();
    for (name, window) in windows(&atlas) {
        let question = question(window);
        bench.bench_function(&format!("ask, {name}"), |bench| {
            bench.iter(|| ask(&atlas, black_box(&question)));
        });
        let answer = ask(&atlas, &question);
        bench.bench_function(&format!("compose, {name}"), |bench| {
            bench.iter(|| composed(&atlas, black_box(&answer), window));
        });
        let scene = composed(&atlas, &answer, window);
        let size = Px { x: 800.0, y: 600.0 };
        let view = View {
            camera: Camera::fitting(Limits::of(&atlas).home, size, 24.0),
            size,
        };
        let layers = Session::default().layers;
        bench.bench_function(&format!("pick, {name}"), |bench| {
            let picking = Picking {
                atlas: &atlas,
                answer: &answer,
                window,
                scene: &scene,
                layers: &layers,
                weights: [&[], &[]],
                view: &view,
                rows: None,
            };
            let at = Px { x: 410.0, y: 305.0 };
            bench.iter(|| pick(picking, black_box(at)));
        });
    }
    bench.bench_function("histogram", |bench| {
        bench.iter(|| Histogram::new(&atlas, black_box(&Filters::default())));
    });
}

/// What a letter typed into the search field costs the frame it is typed in.
fn searching(bench: &mut Criterion) {
    let atlas = atlas();
    for typed in [
        "Kalbajar",
        "Kelbejer in August 2022",
        "artillery near Askeran",
    ] {
        bench.bench_function(&format!("search for {typed}"), |bench| {
            bench.iter(|| search(&atlas, black_box(typed), 60, None));
        });
    }
}

fn frames(bench: &mut Criterion) {
    for (name, button) in [("two days", None), ("all time", Some("All time"))] {
        let mut harness = Harness::builder()
            .with_size(vec2(1280.0, 800.0))
            .build_eframe(|creation| App::new(creation, load(&[] as &[&str]), None));
        harness.run();
        if let Some(button) = button {
            harness.get_by_label(button).click();
            harness.run();
        }
        bench.bench_function(&format!("one frame without drawing, {name}"), |bench| {
            bench.iter(|| {
                harness.step();
                let shapes = harness.output().shapes.clone();
                harness.ctx.tessellate(shapes, 1.0)
            });
        });
    }
}

criterion_group!(benches, reading, asking, searching, frames);
criterion_main!(benches);
