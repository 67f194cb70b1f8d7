//! How long a frame with many records takes, drawn and all, while the window of time moves.
//!
//! Run with `cargo bench --bench point_layer`. Where there is no renderer it says so and measures nothing.

#[path = "../tests/common/renderer.rs"]
mod renderer;

use std::sync::Arc;

use contactline::{
    model::{Interval, Stamp, geo::Coord},
    render::{point_layer, viewport::Viewport},
    scene::{
        Camera, Palette, PointLayer, Rgba, Theme, World,
        point_layer::{Row, Style},
    },
};
use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use egui::vec2;
use egui_kittest::Harness;

/// A map with nothing but a point layer.
struct Board {
    point_layer: Arc<PointLayer>,
    window: Interval,
    style: Style,
    size_px: f32,
}

impl eframe::App for Board {
    fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
        let camera = Camera {
            center: Coord { x: 46.5, y: 39.9 },
            zoom: 8.5,
        };
        let sheet = Viewport::new(ui.ctx().content_rect(), camera);
        let params = point_layer::DrawParams {
            pane: point_layer::Pane::default(),
            palette: &Palette::of(Theme::Light),
            colors: &[Rgba::rgb(0x00_72b2), Rgba::rgb(0xd5_5e00)],
            window: self.window,
            dots: self.point_layer.dots_in(self.window),
            arrows: self.point_layer.arrows_in(self.window),
            style: self.style,
            size_px: self.size_px,
            strength: 1.0,
            heat_full: 200.0,
            picked: None,
            hovered: None,
        };
        point_layer::paint(ui.painter(), &sheet, &self.point_layer, &params);
    }
}

/// Three years of records over the map, each half a day long.
fn rows(count: u32, arrows: bool) -> impl Iterator<Item = Row> + Clone {
    (0..count).map(move |index| {
        // Steps that fill the square evenly and never repeat.
        let share = |step: f64, shift: f64| (f64::from(index) * step + shift).fract();
        let at = |shift: f64| World {
            x: 0.625 + 0.009 * share(0.754_877_666, shift),
            y: 0.376 + 0.007 * share(0.569_840_291, shift),
        };
        let start = i64::from(index) * 3 * 365 * Stamp::DAY / i64::from(count);
        let from = at(0.0);
        Row {
            from: Some(from),
            to: arrows.then(|| World {
                x: from.x + 0.0004 * (share(0.41, 0.0) - 0.5),
                y: from.y + 0.0004 * (share(0.73, 0.0) - 0.5),
            }),
            start,
            end: start + Stamp::DAY / 2,
            kind: index % 2,
        }
    })
}

fn drawing(bench: &mut Criterion) {
    if !renderer::can_draw() {
        return;
    }
    let mut group = bench.benchmark_group("a frame of 1280 by 800");
    group.sample_size(10);
    for (name, style, size_px, arrows) in [
        ("points", Style::Points, 6.0, false),
        ("arrows", Style::Points, 6.0, true),
        ("density", Style::Density, 1.0, false),
        ("heat", Style::Heat, 24.0, false),
    ] {
        for count in [10_000, 100_000, 1_000_000] {
            for (span, days) in [("a month", 30), ("all", 3 * 366)] {
                let window = |step: i64| {
                    let start = Stamp(step * Stamp::DAY);
                    Interval::new(start, start.plus(days * Stamp::DAY))
                };
                let open = || {
                    let point_layer = Arc::new(PointLayer::new(rows(count, arrows)));
                    let mut harness = Harness::builder()
                        .with_size(vec2(1280.0, 800.0))
                        .wgpu()
                        .build_eframe(|creation| {
                            let state = creation.wgpu_render_state.as_ref();
                            point_layer::install(&creation.egui_ctx, state).expect("a renderer");
                            Board {
                                point_layer: Arc::clone(&point_layer),
                                window: window(0),
                                style,
                                size_px,
                            }
                        });
                    // Until all is on the card.
                    for _ in 0..20 {
                        harness.step();
                        harness.render().expect("drawn");
                    }
                    harness
                };
                // Made once, and only if it is asked for.
                let mut opened = None;
                let mut step = 0;
                let id = BenchmarkId::new(format!("{name}, {span}"), count);
                group.bench_function(id, |bench| {
                    let harness = opened.get_or_insert_with(open);
                    bench.iter(|| {
                        step = (step + 1) % 30;
                        harness.state_mut().window = window(step);
                        harness.step();
                        harness.render().expect("drawn")
                    });
                });
            }
        }
    }
    group.finish();
}

criterion_group!(benches, drawing);
criterion_main!(benches);
