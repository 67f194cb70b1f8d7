//! Many records as they come to the screen, where there is a renderer to draw them.
//!
//! A graphics card is not needed: the software Vulkan driver of Mesa will do (in CI it is there).
//! Where there is neither, the tests say that they were not run; in CI they fail.

#[path = "common/renderer.rs"]
mod renderer;

use std::sync::Arc;

use contactline::{
    model::{Interval, Stamp, geo::Coord},
    render::{point_layer, viewport::Viewport},
    scene::{
        Camera, Palette, PointLayer, Rgba, Theme, World,
        camera::to_world,
        point_layer::{Member, Row, Style},
    },
};
use egui::{Pos2, Rect, pos2, vec2};
use egui_kittest::Harness;
use image::{Rgba as Pixel, RgbaImage};

/// A map on land without anything else.
#[derive(Clone)]
struct Board {
    point_layer: Arc<PointLayer>,
    theme: Theme,
    colors: Vec<Rgba>,
    window: [i64; 2],
    style: Style,
    size_px: f32,
    heat_full: f32,
    picked: Option<Member>,
    camera: Camera,
    px_per_point: f32,
}

const CENTER: Coord<f64> = Coord { x: 46.5, y: 39.9 };
const RED: Rgba = Rgba::rgb(0xff_0000);
const BLUE: Rgba = Rgba::rgb(0x00_00ff);

/// Where the map lies: not at the corner of the screen, so that a shift would be seen.
const MAP: Rect = Rect {
    min: pos2(30.0, 20.0),
    max: pos2(330.0, 260.0),
};

impl Board {
    fn new(rows: Vec<Row>) -> Self {
        Self {
            point_layer: Arc::new(PointLayer::new(rows.into_iter())),
            theme: Theme::Light,
            colors: vec![RED, BLUE],
            window: [0, 100],
            style: Style::Points,
            size_px: 8.0,
            heat_full: 4.0,
            picked: None,
            camera: Camera {
                center: CENTER,
                zoom: 10.0,
            },
            px_per_point: 1.0,
        }
    }

    fn sheet(&self) -> Viewport {
        Viewport::new(MAP, self.camera)
    }

    fn picture(&self) -> RgbaImage {
        let mut harness = Harness::builder()
            .with_size(vec2(360.0, 280.0))
            .with_pixels_per_point(self.px_per_point)
            .wgpu()
            .build_eframe(|creation| {
                let state = creation.wgpu_render_state.as_ref();
                point_layer::install(&creation.egui_ctx, state).expect("a renderer");
                self.clone()
            });
        harness.step();
        harness.render().expect("drawn")
    }
}

impl eframe::App for Board {
    fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
        let palette = Palette::of(self.theme);
        let ground = contactline::render::viewport::color(palette.land);
        let painter = ui.ctx().layer_painter(egui::LayerId::background());
        painter.rect_filled(ui.ctx().content_rect(), 0.0, ground);
        let [start, end] = self.window.map(Stamp);
        let window = Interval::new(start, end);
        let params = point_layer::DrawParams {
            pane: point_layer::Pane::default(),
            palette: &palette,
            colors: &self.colors,
            window,
            dots: self.point_layer.dots_in(window),
            arrows: self.point_layer.arrows_in(window),
            style: self.style,
            size_px: self.size_px,
            strength: 1.0,
            heat_full: self.heat_full,
            picked: self.picked,
            hovered: None,
        };
        point_layer::paint(&painter, &self.sheet(), &self.point_layer, &params);
    }
}

/// A place so many points east and south of the middle of the map.
fn place(board: &Board, east: f64, south: f64) -> World {
    let scale = board.sheet().view.scale();
    let middle = to_world(CENTER);
    World {
        x: middle.x + east / scale,
        y: middle.y + south / scale,
    }
}

fn dot(at: World) -> Row {
    Row {
        from: None,
        to: Some(at),
        start: 0,
        end: 50,
        kind: 0,
    }
}

/// The row shifted so many points from the middle.
fn dot_at(east: f64, south: f64) -> Row {
    dot(place(&Board::new(Vec::new()), east, south))
}

fn is_red(pixel: &Pixel<u8>) -> bool {
    let [r, g, b, _] = pixel.0;
    r > 200 && g < 90 && b < 90
}

fn is_blue(pixel: &Pixel<u8>) -> bool {
    let [r, g, b, _] = pixel.0;
    b > 200 && r < 90 && g < 90
}

/// The middle of the pixels of a colour, in pixels, and how many there are.
fn middle(picture: &RgbaImage, is: impl Fn(&Pixel<u8>) -> bool) -> (Pos2, usize) {
    let found: Vec<(u32, u32)> = picture
        .enumerate_pixels()
        .filter(|(_, _, pixel)| is(pixel))
        .map(|(x, y, _)| (x, y))
        .collect();
    let count = found.len().max(1) as f32;
    let sum = found.iter().fold((0.0, 0.0), |sum, (x, y)| {
        (sum.0 + *x as f32 + 0.5, sum.1 + *y as f32 + 0.5)
    });
    (pos2(sum.0 / count, sum.1 / count), found.len())
}

fn count(picture: &RgbaImage, is: impl Fn(&Pixel<u8>) -> bool) -> usize {
    middle(picture, is).1
}

#[test]
fn a_dot_lands_where_the_view_says_at_any_zoom_and_on_fine_screens() {
    if !renderer::can_draw() {
        return;
    }
    for (zoom, px_per_point) in [(6.0, 1.0), (10.3, 1.5), (16.0, 2.0)] {
        let mut board = Board::new(Vec::new());
        board.camera.zoom = zoom;
        board.px_per_point = px_per_point;
        let at = place(&board, 40.25, -31.5);
        // Another far off, so that the point layer's origin is not where the dot is.
        let far = Row {
            kind: 1,
            ..dot(to_world(Coord { x: 44.0, y: 41.5 }))
        };
        board.point_layer = Arc::new(PointLayer::new([dot(at), far].into_iter()));
        let sheet = board.sheet();
        let expected = sheet.on_screen(sheet.view.project(at)) * px_per_point;
        let (found, count) = middle(&board.picture(), is_red);
        assert!(count > 20, "{zoom}: {count}");
        assert!(found.distance(expected) < 0.3, "{zoom}: {found} {expected}");
    }
}

#[test]
fn dots_outside_the_window_and_of_hidden_kinds_are_not_drawn() {
    if !renderer::can_draw() {
        return;
    }
    let rows = vec![
        dot_at(-60.0, 0.0),
        Row {
            kind: 1,
            ..dot_at(0.0, 0.0)
        },
        Row {
            start: 50,
            end: 60,
            ..dot_at(60.0, 0.0)
        },
    ];
    let board = Board::new(rows);
    let drawn = |window, colors: [Rgba; 2]| {
        let board = Board {
            window,
            colors: colors.to_vec(),
            ..board.clone()
        };
        let picture = board.picture();
        (count(&picture, is_red) > 20, count(&picture, is_blue) > 20)
    };
    let hidden = RED.faded(0.0);
    assert_eq!(drawn([0, 100], [RED, BLUE]), (true, true));
    assert_eq!(drawn([60, 70], [RED, BLUE]), (false, false));
    assert_eq!(drawn([50, 70], [RED, BLUE]), (true, false));
    assert_eq!(drawn([0, 100], [hidden, BLUE]), (false, true));
    assert_eq!(drawn([0, 100], [hidden, hidden]), (false, false));
    // A kind beyond those that have a colour is hidden.
    let board = Board {
        colors: vec![RED],
        ..board
    };
    assert_eq!(count(&board.picture(), is_blue), 0);
}

#[test]
fn seconds_are_told_apart_thirty_years_from_the_first() {
    if !renderer::can_draw() {
        return;
    }
    let late = 30 * 365 * Stamp::DAY;
    let rows = vec![
        dot_at(-60.0, 0.0),
        Row {
            start: late,
            end: late + 1,
            kind: 1,
            ..dot_at(0.0, 0.0)
        },
    ];
    for (window, expected) in [
        ([late - 1, late], false),
        ([late, late + 1], true),
        ([late + 1, late + 2], false),
    ] {
        let board = Board {
            window,
            ..Board::new(rows.clone())
        };
        // All records, so that the card alone decides.
        let picture = board.picture();
        assert_eq!(count(&picture, is_blue) > 20, expected, "{window:?}");
        assert_eq!(count(&picture, is_red), 0);
    }
}

#[test]
fn nothing_is_drawn_beside_the_map() {
    if !renderer::can_draw() {
        return;
    }
    for style in [Style::Points, Style::Density, Style::Heat] {
        // At the western edge and beyond it.
        let rows = vec![dot_at(-149.0, 0.0), dot_at(-160.0, 10.0)];
        let board = Board {
            style,
            size_px: 20.0,
            heat_full: 1.0,
            ..Board::new(rows)
        };
        let picture = board.picture();
        let ground = *picture.get_pixel(5, 5);
        let beside = (0..280).all(|y| (0..30).all(|x| *picture.get_pixel(x, y) == ground));
        assert!(beside, "{style:?}");
        let inside = (0..280).any(|y| (30..60).any(|x| *picture.get_pixel(x, y) != ground));
        assert!(inside, "{style:?}");
    }
}

#[test]
fn an_arrow_has_its_head_at_its_target_and_bends_to_the_left() {
    if !renderer::can_draw() {
        return;
    }
    let board = Board::new(Vec::new());
    let (from, to) = (place(&board, -100.0, 0.0), place(&board, 100.0, 0.0));
    let rows = vec![Row {
        from: Some(from),
        ..dot(to)
    }];
    let picture = Board::new(rows).picture();
    let column = |x: u32| -> Vec<u32> {
        let rows = 0..picture.height();
        rows.filter(|y| is_red(picture.get_pixel(x, *y))).collect()
    };
    // The map's middle is at 180, 140.
    let tip = (0..picture.width()).rfind(|x| !column(*x).is_empty());
    assert!(tip.is_some_and(|x| (276..=280).contains(&x)), "{tip:?}");
    let widest = (0..picture.width()).max_by_key(|x| column(*x).len());
    assert!(
        widest.is_some_and(|x| (262..276).contains(&x)),
        "{widest:?}"
    );
    let middle = column(180);
    // Eastwards it bends north, by so much of its 200 points.
    let expected = 140.0 - 200.0 * contactline::scene::bundle::BEND;
    assert!(
        middle
            .iter()
            .any(|y| (f64::from(*y) + 0.5 - expected).abs() < 1.5),
        "{middle:?} {expected}"
    );
}

#[test]
fn an_arrow_too_short_to_be_one_is_a_dot() {
    if !renderer::can_draw() {
        return;
    }
    let board = Board::new(Vec::new());
    let rows = vec![Row {
        from: Some(place(&board, 0.0, 0.0)),
        ..dot(place(&board, 2.0, 0.0))
    }];
    let (at, count) = middle(&Board::new(rows).picture(), is_red);
    assert!(at.distance(pos2(181.0, 140.0)) < 0.6, "{at}");
    assert!((20..80).contains(&count), "{count}");
}

#[test]
fn heat_is_greatest_where_most_dots_are_and_nothing_far_from_them() {
    if !renderer::can_draw() {
        return;
    }
    let mut rows = vec![dot_at(-80.0, 30.0)];
    rows.extend(vec![dot_at(60.0, -40.0); 6]);
    for theme in [Theme::Light, Theme::Dark] {
        let board = Board {
            style: Style::Heat,
            size_px: 24.0,
            heat_full: 6.0,
            theme,
            ..Board::new(rows.clone())
        };
        let picture = board.picture();
        let ground = *picture.get_pixel(5, 5);
        let differs = |pixel: &Pixel<u8>| -> u32 {
            let pairs = pixel.0.iter().zip(&ground.0);
            pairs.map(|(a, b)| u32::from(a.abs_diff(*b))).sum()
        };
        let hottest = picture
            .enumerate_pixels()
            .max_by_key(|(_, _, pixel)| differs(pixel));
        let (x, y, _) = hottest.expect("pixels");
        let at = pos2(x as f32 + 0.5, y as f32 + 0.5);
        assert!(at.distance(pos2(240.0, 100.0)) < 3.0, "{theme:?} {at}");
        let single = differs(picture.get_pixel(100, 170));
        assert!(single > 20 && single < differs(picture.get_pixel(x, y)));
        assert_eq!(differs(picture.get_pixel(180, 240)), 0);
    }
}

#[test]
fn what_is_picked_is_drawn_larger_and_on_top() {
    if !renderer::can_draw() {
        return;
    }
    let rows = vec![
        dot_at(0.0, 0.0),
        Row {
            kind: 1,
            ..dot_at(0.0, 0.0)
        },
    ];
    let board = Board::new(rows);
    let below = board.picture();
    assert!(count(&below, is_red) == 0 && count(&below, is_blue) > 20);
    let picked = Board {
        picked: Some(Member::Dot(0)),
        ..board
    };
    let picture = picked.picture();
    assert!(count(&picture, is_red) > count(&below, is_blue));
    assert_eq!(count(&picture, is_blue), 0);
}

#[test]
fn more_than_a_slice_comes_over_frame_by_frame_and_is_then_all_there() {
    if !renderer::can_draw() {
        return;
    }
    // The last dots of the first slice, and those that come with the third.
    let rows = (0..300_000_u32).map(|index| Row {
        kind: u32::from(index > 270_000),
        ..dot_at(if index > 270_000 { 50.0 } else { -50.0 }, 0.0)
    });
    let board = Board::new(rows.collect());
    let mut harness = Harness::builder()
        .with_size(vec2(360.0, 280.0))
        .with_max_steps(4)
        .wgpu()
        .build_eframe(|creation| {
            let state = creation.wgpu_render_state.as_ref();
            point_layer::install(&creation.egui_ctx, state).expect("a renderer");
            board.clone()
        });
    harness.step();
    let first = harness.render().expect("drawn");
    assert!(count(&first, is_red) > 20 && count(&first, is_blue) == 0);
    for _ in 0..2 {
        harness.step();
        harness.render().expect("drawn");
    }
    // It asks for no more frames than it needs.
    harness.run();
    let last = harness.render().expect("drawn");
    assert!(count(&last, is_red) > 20 && count(&last, is_blue) > 20);
}

#[test]
fn without_a_renderer_nothing_is_drawn_and_that_is_known() {
    let ctx = egui::Context::default();
    assert_eq!(
        point_layer::install(&ctx, None),
        Err(point_layer::Refusal::NoCard)
    );
    assert!(!point_layer::is_available(&ctx));
    let mut board = Board::new(vec![dot_at(0.0, 0.0)]);
    let mut frame = eframe::Frame::_new_kittest();
    let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
        eframe::App::ui(&mut board, ui, &mut frame);
    });
    output.textures_delta.clear();
    let callbacks = output.shapes.iter();
    let callbacks = callbacks.filter(|shape| matches!(shape.shape, egui::Shape::Callback(_)));
    assert_eq!(callbacks.count(), 0);
}
