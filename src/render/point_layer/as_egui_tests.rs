//! What is drawn past egui's shader looks as egui would have drawn it.

use egui::{Align2, Color32, FontId, Pos2, Rect, Shape, Stroke, StrokeKind, Ui, Vec2, pos2, vec2};
use egui_kittest::{Harness, wgpu::WgpuTestRenderer};
use image::RgbaImage;

use super::{flat, install, tests::state, written};
use crate::{
    render::{fonts, screen::stamped},
    scene::Rgba,
};

const SIZE: Vec2 = vec2(240.0, 160.0);

/// The same once as egui draws it, and once past its shader; `None` where nothing can be drawn.
fn both_ways(draw: fn(&mut Ui, bool)) -> Option<[RgbaImage; 2]> {
    struct Board(fn(&mut Ui, bool), bool);
    impl eframe::App for Board {
        fn ui(&mut self, ui: &mut Ui, _: &mut eframe::Frame) {
            (self.0)(ui, self.1);
        }
    }
    let picture = |past: bool| {
        let state = state()?;
        let renderer = WgpuTestRenderer::from_render_state(state.clone());
        let harness = Harness::builder().with_size(SIZE).renderer(renderer);
        let mut harness = harness.build_eframe(|creation| {
            creation.egui_ctx.set_fonts(fonts::definitions().0);
            install(&creation.egui_ctx, Some(&state)).expect("a card");
            Board(draw, past)
        });
        harness.step();
        Some(harness.render().expect("drawn"))
    };
    Some([picture(false)?, picture(true)?])
}

/// How far colours lie apart at most, how many points lie apart by more than a little, and how many are not of the
/// ground.
fn apart([one, other]: &[RgbaImage; 2]) -> (u8, usize, usize) {
    let ground = one.get_pixel(1, 1);
    let inked = one.pixels().filter(|pixel| *pixel != ground).count();
    let apart = one.pixels().zip(other.pixels()).map(|(a, b)| {
        let channels = a.0.iter().zip(b.0);
        let apart = channels.map(|(a, b)| a.abs_diff(b));
        apart.max().unwrap_or_default()
    });
    let apart: Vec<u8> = apart.collect();
    let most = apart.iter().copied().max().unwrap_or_default();
    (
        most,
        apart.iter().filter(|apart| **apart > 8).count(),
        inked,
    )
}

fn rect(left: f32, top: f32, right: f32, bottom: f32) -> Rect {
    Rect::from_min_max(pos2(left, top), pos2(right, bottom))
}

fn grounds(ui: &mut Ui, past: bool) {
    let painter = ui.painter();
    let whole = ui.ctx().viewport_rect();
    painter.rect_filled(whole, 0.0, Color32::from_rgb(240, 238, 230));
    let line = Stroke::new(2.0, Color32::from_rgb(40, 60, 90));
    let card = Color32::from_rgb(250, 220, 200);
    painter.rect(
        rect(10.3, 12.6, 130.0, 90.0),
        8.0,
        card,
        line,
        StrokeKind::Inside,
    );
    // One is cut off, by the edge and by what it lies in.
    let inside = painter.with_clip_rect(rect(100.0, 60.0, 260.0, 140.0));
    inside.rect_filled(
        rect(90.0, 50.0, 300.0, 130.0),
        12.0,
        Color32::from_rgb(20, 90, 60),
    );
    // And what is painted later lies above.
    let veil = Color32::from_rgba_unmultiplied(255, 255, 255, 90);
    painter.rect_filled(rect(60.0, 20.0, 200.0, 150.0), 0.0, veil);
    painter.add(Shape::Vec(vec![Shape::rect_filled(
        rect(5.0, 100.0, 95.0, 155.0),
        3.0,
        card,
    )]));
    painter.circle_filled(pos2(50.0, 125.0), 12.0, Color32::from_rgb(60, 0, 120));
    if past {
        flat::take_over(ui.ctx());
    }
}

#[test]
fn large_grounds_look_as_egui_draws_them() {
    let Some(both) = both_ways(grounds) else {
        return;
    };
    let (most, many, inked) = apart(&both);
    assert!(inked > 15_000, "{inked}");
    // At the edge of round corners alone.
    assert!(many < 40 && most < 120, "{most} {many}");
    let at = |x, y| both[1].get_pixel(x, y).0;
    assert_eq!(at(40, 50), [250, 220, 200, 255]);
    assert_eq!(at(220, 100), [20, 90, 60, 255]);
    assert_eq!(at(50, 125), [60, 0, 120, 255]);
    assert_eq!(at(220, 145), [240, 238, 230, 255]);
}

fn texts(ui: &mut Ui, past: bool) {
    let painter = ui.painter().clone();
    let whole = ui.ctx().viewport_rect();
    painter.rect_filled(whole, 0.0, Color32::from_rgb(120, 150, 130));
    let text = |words: &str, corner: Pos2, turn: f32| {
        let galley =
            painter.layout_no_wrap(words.to_owned(), FontId::proportional(18.0), Color32::RED);
        written::Text {
            galley,
            corner,
            turn,
            ink: Rgba([20, 20, 60, 255]),
            halo: Rgba([250, 250, 240, 204]),
            reach: 1.3,
        }
    };
    let texts = vec![
        text("Kəlbəcər-Karvachar", pos2(12.4, 10.7), 0.0),
        text(&["Սոթք", "Zod"].join("\n"), pos2(20.0, 50.0), 0.0),
        text("Araks", pos2(140.0, 60.0), 0.6),
        text("", pos2(10.0, 10.0), 0.0),
        text("outside", pos2(215.0, 130.0), 0.0),
    ];
    if past {
        written::paint(&painter, texts);
    } else {
        for text in &texts {
            painter.extend(stamped(text));
        }
    }
    painter.text(
        pos2(10.0, 150.0),
        Align2::LEFT_BOTTOM,
        "after",
        FontId::proportional(14.0),
        Color32::BLACK,
    );
}

#[test]
fn texts_with_halos_look_as_egui_draws_them() {
    let Some(both) = both_ways(texts) else {
        return;
    };
    let (most, many, inked) = apart(&both);
    assert!(inked > 4_000, "{inked}");
    // Turned ones are smoothed otherwise, and halos lie on whole points.
    assert!(many < inked / 4, "{most} {many} of {inked}");
    let letters = |picture: &RgbaImage| {
        let dark = picture.pixels().filter(|pixel| pixel.0[0] < 40);
        dark.count() as i64
    };
    let [one, other] = [letters(&both[0]), letters(&both[1])];
    assert!((one - other).abs() * 10 < one, "{one} {other}");
}
