//! How long frames take while the map is panned over a map of tiles of a person's own, and how long it takes
//! until that map is there.
//!
//! `cargo bench --bench panning -- [MAP]`: a PMTiles or MBTiles file; without one, the archive of the built-in map,
//! opened as a file is. A window of 1280 by 800 points is laid out, tessellated, drawn by whatever can draw, and read
//! back as a picture, which a window on a desktop is spared. Textures are filtered as in a window, and not in the way of
//! tests that compare pictures, which takes a software driver twice as long. Where there is no renderer it says so and measures
//! nothing.
//!
//! `cargo bench --bench panning -- --soak [MAP]`: a thousand views anywhere in the area at any zoom, each until its
//! tiles are there, with the memory of the whole program every hundred of them.

#[path = "../tests/common/renderer.rs"]
mod renderer;

use std::{
    path::PathBuf,
    time::{Duration, Instant},
};

use contactline::{
    app::{App, load},
    model::geo::Coord,
    scene::Camera,
    session::Command,
    view::Action,
};
use eframe::egui_wgpu::RendererOptions;
use egui::vec2;
use egui_kittest::{Harness, wgpu::WgpuTestRenderer};

/// Frames of one pan.
const FRAMES: u32 = 120;

/// How far the map goes in a frame, in points: a swift drag.
const STEP_PX: f64 = 12.0;

/// Longer than any tile takes.
const PATIENCE: Duration = Duration::from_secs(60);

/// Views of a soak.
const VIEWS: u64 = 1_000;

fn main() {
    // Cargo says `--bench` too.
    let given = std::env::args().skip(1).find(|arg| !arg.starts_with('-'));
    let map = given.map_or_else(|| PathBuf::from("assets/basemap.pmtiles"), PathBuf::from);
    if !renderer::can_draw() {
        return;
    }
    if std::env::args().any(|arg| arg == "--soak") {
        return soak(&map);
    }
    for zoom in [8.0, 10.0, 12.0] {
        let mut window = open(None);
        look(&mut window, zoom, 0);
        wait(&mut window);
        report("built-in map", zoom, pan(&mut window, zoom));

        let began = Instant::now();
        let mut window = open(Some(&map));
        look(&mut window, zoom, 0);
        window.step();
        let first = began.elapsed();
        wait(&mut window);
        let there = began.elapsed();
        println!(
            "zoom {zoom}: first frame {:.0} ms after the start, all tiles of the file there after {:.0} ms",
            first.as_secs_f64() * 1e3,
            there.as_secs_f64() * 1e3,
        );
        report("own map, new ground", zoom, pan(&mut window, zoom));
        wait(&mut window);
        report("own map, seen before", zoom, pan(&mut window, zoom));
    }
}

fn open(map: Option<&PathBuf>) -> Harness<'static, App> {
    let files: Vec<PathBuf> = map.into_iter().cloned().collect();
    Harness::builder()
        .with_size(vec2(1280.0, 800.0))
        .renderer(WgpuTestRenderer::with_render_options(
            RendererOptions::default(),
        ))
        .build_eframe(move |creation| App::new(creation, load(&files), None))
}

/// Looks so many steps east of Lachin.
fn look(window: &mut Harness<'_, App>, zoom: f64, step: u32) {
    let degrees_a_point = 360.0 / (256.0 * zoom.exp2());
    let x = 46.0 + f64::from(step) * STEP_PX * degrees_a_point;
    look_at(window, Coord { x, y: 39.9 }, zoom);
}

fn look_at(window: &mut Harness<'_, App>, center: Coord<f64>, zoom: f64) {
    let camera = Camera { center, zoom };
    window.state_mut().act(Action::Do(Command::Look(camera)));
}

/// Looks at one place after the other, and says what memory that takes.
fn soak(map: &PathBuf) {
    let mut window = open(Some(map));
    wait(&mut window);
    println!("views, memory in MiB: 0, {}", resident_mib());
    // Fractions that look like chance, the same each time.
    let fraction = |view: u64, of: u64| {
        let mixed = (view * 4 + of)
            .wrapping_mul(0x9e37_79b9_7f4a_7c15)
            .rotate_left(23);
        (mixed.wrapping_mul(0x94d0_49bb_1331_11eb) >> 11) as f64 / (1_u64 << 53) as f64
    };
    for view in 1..=VIEWS {
        let x = 45.2 + 2.7 * fraction(view, 0);
        let y = 38.8 + 1.8 * fraction(view, 1);
        look_at(&mut window, Coord { x, y }, 6.0 + 10.0 * fraction(view, 2));
        wait(&mut window);
        window.render().expect("drawn");
        if view % 100 == 0 {
            println!("views, memory in MiB: {view}, {}", resident_mib());
        }
    }
}

/// The memory that the program holds, where the system tells.
fn resident_mib() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let held = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kib = held.and_then(|held| held.trim().trim_end_matches(" kB").parse::<u64>().ok());
    kib.map_or_else(|| "not told".to_owned(), |kib| (kib >> 10).to_string())
}

/// Waits until everything that is in view is there.
fn wait(window: &mut Harness<'_, App>) {
    let began = Instant::now();
    window.step();
    while !window.state().is_settled() {
        assert!(began.elapsed() < PATIENCE, "tiles that never come");
        std::thread::sleep(Duration::from_millis(1));
        window.step();
    }
}

/// Times of frames laid out, and of frames drawn and read back.
fn pan(window: &mut Harness<'_, App>, zoom: f64) -> [Vec<Duration>; 2] {
    let mut times = [Vec::new(), Vec::new()];
    for step in 0..FRAMES {
        look(window, zoom, step);
        let began = Instant::now();
        window.step();
        times[0].push(began.elapsed());
        window.render().expect("drawn");
        times[1].push(began.elapsed());
    }
    times
}

fn report(what: &str, zoom: f64, times: [Vec<Duration>; 2]) {
    for (how, mut times) in ["laid out", "drawn"].into_iter().zip(times) {
        times.sort_unstable();
        let at = |share: usize| times[(times.len() - 1) * share / 100].as_secs_f64() * 1e3;
        println!(
            "zoom {zoom}, {what}, {how}: {:.1} ms a frame ({:.0} a second), 95 of 100 within {:.1} ms, at most {:.1} ms",
            at(50),
            1e3 / at(50),
            at(95),
            at(100),
        );
    }
}
