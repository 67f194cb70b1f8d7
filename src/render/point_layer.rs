//! Many records on the screen: a dot or an arrow each, drawn by the graphics card beside egui.
//!
//! Needed of the card: vertices that read a small texture, which all of wgpu's backends have. Where
//! they can read buffers as well it goes faster. Heat needs textures of 16-bit fractions that can be
//! added up, and is drawn as density without.

mod callback;
pub mod flat;
pub(crate) mod flow_segments;
mod frame;
mod gpu_buffers;
mod heat;
pub mod picture;
mod pipelines;
mod shape;
mod uniforms;
pub(crate) mod written;

#[cfg(test)]
mod as_egui_tests;
#[cfg(test)]
#[path = "../../tests/common/renderer.rs"]
mod renderer;

use std::{ops::Range, sync::Arc};

use eframe::egui_wgpu::{Callback, RenderState, wgpu};
use egui::{Context, Id, Painter};

use self::{
    callback::{PointLayers, PointsCallback},
    gpu_buffers::GpuBuffers,
    pipelines::{Pipelines, Screen, SegmentPipeline},
};
use super::viewport::Viewport;
use crate::{
    model::Interval,
    scene::{
        Palette, PointLayer, Rgba,
        point_layer::{Member, Style},
    },
};

/// Which map of the window draws.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pane {
    /// The one that is worked with.
    #[default]
    First,
    /// The one beside it.
    Other,
}

/// How a point layer is to be drawn this time.
#[derive(Clone, Debug)]
pub struct DrawParams<'a> {
    /// The colours of the theme.
    pub palette: &'a Palette,
    /// By kind; what has no opacity is hidden.
    pub colors: &'a [Rgba],
    /// The time whose records are drawn.
    pub window: Interval,
    /// Among which records those to be drawn are: [`PointLayer::dots_in`] and [`PointLayer::arrows_in`].
    pub dots: Range<u32>,
    /// As `dots`, of the arrows.
    pub arrows: Range<u32>,
    /// Each on its own, as density or as heat.
    pub style: Style,
    /// Across a dot, or how far a record spreads as heat, in points.
    pub size_px: f32,
    /// The opacity of the layer.
    pub strength: f32,
    /// How many records in one place have the last colour of heat; the caller.
    pub heat_full: f32,
    /// The selected record, drawn with a ring.
    pub picked: Option<Member>,
    /// The record under the pointer.
    pub hovered: Option<Member>,
    /// Which map of the window draws.
    pub pane: Pane,
}

/// Whether what draws point layers is there.
#[derive(Clone, Copy)]
struct Installed;

fn id() -> Id {
    Id::unique("contactline point_layer")
}

/// Why point layers cannot be drawn.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// egui draws without wgpu here.
    #[error("{}", crate::words::picture::no_graphics_card())]
    NoCard,
    /// The graphics card refuses; it says why.
    #[error("{}", crate::words::picture::graphics_card(.0))]
    Card(String),
}

/// Call at startup to get ready to draw point layers.
///
/// # Errors
///
/// Where egui is not drawn with wgpu, or the card refuses. Drawing is then skipped.
pub fn install(ctx: &Context, state: Option<&RenderState>) -> Result<(), Refusal> {
    let state = state.ok_or(Refusal::NoCard)?;
    install_with(ctx, state, Pipelines::can_store(state))
}

fn install_with(ctx: &Context, state: &RenderState, stored: bool) -> Result<(), Refusal> {
    let (segment_pipeline, flat_pipeline) = or_refusal(&state.device, || {
        let (device, format) = (&state.device, state.target_format);
        (
            SegmentPipeline::new(device, format),
            pipelines::flat(device, format),
        )
    })?;
    let resources = &mut state.renderer.write().callback_resources;
    resources.insert(PointLayers {
        screen: Screen {
            adapter: state.adapter.clone(),
            device: state.device.clone(),
            format: state.target_format,
            stored,
        },
        pipelines: None,
        segment_pipeline,
        flat_pipeline,
        buffers: GpuBuffers::default(),
        segments: flow_segments::Kept::default(),
        pictures: picture::Kept::default(),
        written: written::Kept::default(),
    });
    ctx.data_mut(|data| data.insert_temp(id(), Installed));
    Ok(())
}

/// Makes something on the card, or says why the card refuses.
fn or_refusal<T>(device: &wgpu::Device, make: impl FnOnce() -> T) -> Result<T, Refusal> {
    let refusals = device.push_error_scope(wgpu::ErrorFilter::Validation);
    let made = make();
    match pollster::block_on(refusals.pop()) {
        Some(refusal) => Err(Refusal::Card(refusal.to_string())),
        None => Ok(made),
    }
}

/// Whether point layers can be drawn in that window.
pub fn is_available(ctx: &Context) -> bool {
    is_installed(ctx) && ctx.data(|data| data.get_temp::<Refusal>(id()).is_none())
}

/// Whether segments can be drawn in that window.
fn is_installed(ctx: &Context) -> bool {
    ctx.data(|data| data.get_temp::<Installed>(id()).is_some())
}

/// Draws a point layer on the map. Nothing where that [is not available](is_available).
pub fn paint(
    painter: &Painter,
    viewport: &Viewport,
    point_layer: &Arc<PointLayer>,
    params: &DrawParams<'_>,
) {
    let clip = painter.clip_rect().intersect(viewport.rect);
    if !is_available(painter.ctx()) || !clip.is_positive() || params.strength <= 0.0 {
        return;
    }
    let painting = PointsCallback::new(painter.ctx(), viewport, clip, point_layer, params);
    painter
        .with_clip_rect(clip)
        .add(Callback::new_paint_callback(clip, painting));
}

#[cfg(test)]
mod tests {
    use egui::{Rect, pos2};
    use egui_kittest::Harness;
    use image::RgbaImage;

    use super::*;
    use crate::{
        model::{Stamp, geo::Coord},
        scene::{
            Camera, Theme, World,
            camera::to_world,
            point_layer::{Row, Style},
        },
    };

    /// A map of 200 by 200 points with nothing but a point layer.
    struct Board {
        point_layer: Arc<PointLayer>,
        style: Style,
    }

    /// So many records in one place are as much as is told apart.
    const FULL: f32 = 3_000.0;

    impl eframe::App for Board {
        fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
            let rect = Rect::from_min_max(pos2(0.0, 0.0), pos2(200.0, 200.0));
            let center = Coord { x: 46.0, y: 40.0 };
            let viewport = Viewport::new(rect, Camera { center, zoom: 8.0 });
            let end = if self.style == Style::Heat { 12 } else { 10 };
            let window = Interval::new(Stamp(0), Stamp(end));
            let params = DrawParams {
                pane: Pane::default(),
                palette: &Palette::of(Theme::Light),
                colors: &[Rgba::rgb(0x00_72b2), Rgba::rgb(0xd5_5e00)],
                window,
                dots: self.point_layer.dots_in(window),
                arrows: self.point_layer.arrows_in(window),
                style: self.style,
                size_px: if self.style == Style::Heat { 24.0 } else { 6.0 },
                strength: 1.0,
                heat_full: FULL,
                picked: None,
                hovered: None,
            };
            paint(ui.painter(), &viewport, &self.point_layer, &params);
        }
    }

    /// Places along two circles, every other one with an arrow to the middle.
    fn point_layer(arrows: usize) -> Arc<PointLayer> {
        let middle = to_world(Coord { x: 46.0, y: 40.0 });
        let rows = (0..arrows).map(|index| {
            let (sin, cos) = (index as f64).sin_cos();
            let radius = if index % 2 == 0 { 0.001 } else { 0.0006 };
            Row {
                from: Some(World {
                    x: middle.x + radius * cos,
                    y: middle.y + radius * sin,
                }),
                to: (index % 2 == 0).then_some(middle),
                start: index as i64 % 12,
                end: 12,
                kind: index as u32 % 2,
            }
        });
        Arc::new(PointLayer::new(rows))
    }

    pub(super) fn state() -> Option<RenderState> {
        use egui_kittest::wgpu::{create_render_state, default_wgpu_setup};
        if !renderer::can_draw() {
            return None;
        }
        let options = eframe::egui_wgpu::RendererOptions::PREDICTABLE;
        Some(create_render_state(default_wgpu_setup(), options))
    }

    fn picture(
        state: &RenderState,
        (point_layer, style): (&Arc<PointLayer>, Style),
        stored: bool,
    ) -> RgbaImage {
        let renderer = egui_kittest::wgpu::WgpuTestRenderer::from_render_state(state.clone());
        let mut harness = Harness::builder()
            .with_size(egui::vec2(200.0, 200.0))
            .renderer(renderer)
            .build_eframe(|creation| {
                install_with(&creation.egui_ctx, state, stored).expect("a card");
                let point_layer = Arc::clone(point_layer);
                Board { point_layer, style }
            });
        harness.step();
        harness.render().expect("drawn")
    }

    #[test]
    fn older_cards_draw_the_same() {
        for point_layer in [point_layer(60), point_layer(50_000)] {
            let (Some(one), Some(other)) = (state(), state()) else {
                return;
            };
            let of = (&point_layer, Style::Points);
            let stored = picture(&one, of, true);
            let instanced = picture(&other, of, false);
            assert!(stored.pixels().any(|pixel| pixel != stored.get_pixel(0, 0)));
            assert!(stored == instanced);
        }
    }

    #[test]
    fn heat_from_counts_looks_as_heat_from_the_records_does() {
        let (Some(one), Some(other)) = (state(), state()) else {
            return;
        };
        // Along a spiral, each with others near it.
        let middle = to_world(Coord { x: 46.0, y: 40.0 });
        let rows = (0..60_000_i32).map(|index| {
            let (sin, cos) = (f64::from(index) / 3_000.0).sin_cos();
            let radius = 0.0012 * f64::from(index) / 60_000.0;
            Row {
                from: None,
                to: Some(World {
                    x: middle.x + radius * cos,
                    y: middle.y + radius * sin,
                }),
                start: i64::from(index % 12),
                end: 12,
                kind: index as u32 % 2,
            }
        });
        let by_record = Arc::new(PointLayer::new(rows));
        let counted = Arc::new(PointLayer::clone(&by_record).counted());
        let window = Interval::new(Stamp(0), Stamp(12));
        let pyramid = counted.pyramid_of(window).expect("all of them");
        // At zoom 8, squares of six points.
        let widest = 6.0 / 256.0 / 8_f64.exp2();
        let (_, level) = pyramid.level(widest, |_| true).expect("a level");
        let records = level.squares.iter().map(|square| square.records);
        assert_eq!(records.sum::<u32>(), 60_000);
        assert!(level.squares.len() < 7_500);
        let expected = picture(&one, (&by_record, Style::Heat), true);
        let picture = picture(&other, (&counted, Style::Heat), true);
        let ground = expected.get_pixel(0, 0);
        let inked = expected.pixels().filter(|pixel| *pixel != ground).count();
        assert!(inked > 1_000, "{inked}");
        let apart = |(a, b): (&image::Rgba<u8>, &image::Rgba<u8>)| {
            let channels = a.0.iter().zip(b.0);
            channels.map(|(a, b)| u64::from(a.abs_diff(b))).max()
        };
        let apart: Vec<u64> = expected
            .pixels()
            .zip(picture.pixels())
            .filter_map(apart)
            .collect();
        let sum: u64 = apart.iter().sum();
        let (mean, most) = (sum as f64 / apart.len() as f64, apart.iter().max());
        assert!(mean < 2.0 && most < Some(&48), "{mean} {most:?}");
    }

    #[test]
    fn what_a_point_layer_takes_on_the_card_is_given_back_when_it_is_gone() {
        let Some(state) = state() else {
            return;
        };
        let kept = |state: &RenderState| {
            let renderer = state.renderer.read();
            let point_layers = renderer.callback_resources.get::<PointLayers>();
            point_layers.map(|point_layers| point_layers.buffers.len())
        };
        let renderer = egui_kittest::wgpu::WgpuTestRenderer::from_render_state(state.clone());
        let mut harness = Harness::builder()
            .renderer(renderer)
            .build_eframe(|creation| {
                install(&creation.egui_ctx, Some(&state)).expect("a card");
                Board {
                    point_layer: point_layer(10),
                    style: Style::Points,
                }
            });
        for _ in 0..3 {
            harness.state_mut().point_layer = point_layer(10);
            harness.step();
            harness.render().expect("drawn");
            harness.step();
            harness.render().expect("drawn");
            assert_eq!(kept(&state), Some(1));
        }
    }
}
