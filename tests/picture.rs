//! Pictures of the whole window, where there is a renderer to draw them.
//!
//! A graphics card is not needed: the software Vulkan driver of Mesa will do (in CI it is there).
//! Where there is neither, the test says that it was not run; in CI it fails.

#[path = "common/renderer.rs"]
mod renderer;

use contactline::app::{App, load};
use egui::vec2;
use egui_kittest::{Harness, SnapshotOptions, kittest::Queryable as _};

fn open(size: egui::Vec2) -> Harness<'static, App> {
    // Drivers differ in the last bits of a colour and at edges; anything a person would see is
    // more than that.
    let options = SnapshotOptions::new().threshold(2.0).max_failed_pixels(600);
    let mut harness = Harness::builder()
        .with_size(size)
        .with_theme(egui::Theme::Light)
        .with_options(options)
        .wgpu()
        .build_eframe(|creation| App::new(creation, load(&[] as &[&str]), None));
    harness.run();
    harness
}

#[test]
fn the_window_looks_as_it_did() {
    if !renderer::can_draw() {
        return;
    }
    let mut harness = open(vec2(1280.0, 800.0));
    harness.get_by_label("Region Kalbajar / Karvachar").click();
    harness.run();
    harness.remove_cursor();
    harness.run();
    harness.snapshot("window-kalbajar");
}

#[test]
fn the_dark_window_of_all_time_looks_as_it_did() {
    if !renderer::can_draw() {
        return;
    }
    let mut harness = open(vec2(1024.0, 640.0));
    harness.get_by_label("Dark theme").click();
    harness.run();
    harness.get_by_label("All time").click();
    harness.run();
    harness.remove_cursor();
    harness.run();
    harness.snapshot("window-dark-all-time");
}
