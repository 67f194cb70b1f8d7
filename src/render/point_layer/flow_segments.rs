//! The segments of bundles, drawn by the graphics card like the arrows of point layers, each with a width,
//! casing, dashes and fading of its own.

use std::{
    collections::HashMap,
    sync::{Arc, Weak},
};

use bytemuck::{Pod, Zeroable};
use eframe::egui_wgpu::{
    Callback, CallbackResources, CallbackTrait, ScreenDescriptor,
    wgpu::{self, util::DeviceExt as _},
};
use egui::{Painter, epaint::PaintCallbackInfo};

use super::{
    callback::PointLayers,
    frame::{Canvas, Frame},
    is_installed,
    uniforms::Uniform,
};
use crate::{
    render::paint::Viewport,
    scene::{
        Rgba, World,
        arrow::ArrowStyle,
        bundle::{Fade, FlowSegment},
        curve::Anchor,
        marks::Mark,
        style,
    },
};

/// As `StrandIn` in `segments.wgsl`.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Pod, Zeroable)]
struct Row {
    ends: [[f32; 4]; 3],
    color: [u8; 4],
    shape: [f32; 4],
    finish: [f32; 4],
}

pub const STRIDE: u64 = size_of::<Row>() as u64;

pub const ATTRIBUTES: [wgpu::VertexAttribute; 6] = wgpu::vertex_attr_array![
    0 => Float32x4, 1 => Float32x4, 2 => Float32x4, 3 => Unorm8x4, 4 => Float32x4, 5 => Float32x4
];

/// Where the places of rows count from, and the segments among marks as rows, in their order.
fn rows(marks: &[Mark]) -> (World, Vec<Row>) {
    let segments = marks.iter().filter_map(|mark| match mark {
        Mark::FlowSegment {
            segment,
            style,
            ink,
            casing,
        } => Some((segment, style, *ink, *casing)),
        _ => None,
    });
    let origin = segments.clone().next();
    let origin = origin.map_or_else(World::default, |(segment, ..)| segment.curve.from.at);
    let rows =
        segments.map(|(segment, style, ink, casing)| row(origin, segment, style, (ink, casing)));
    (origin, rows.collect())
}

fn row(
    origin: World,
    segment: &FlowSegment,
    style: &ArrowStyle,
    (ink, casing): (Rgba, bool),
) -> Row {
    let end = |anchor: Anchor| {
        let at = anchor.at - origin;
        [at.x as f32, at.y as f32, anchor.offset.x, anchor.offset.y]
    };
    let fade = match segment.fade {
        Fade::None => 0.0,
        Fade::In => 1.0,
        Fade::Out => -1.0,
    };
    let is_dashed = style.dashed && segment.fade == Fade::None && !casing;
    let [dash, gap] = if is_dashed {
        style::DASH_DENIED
    } else {
        [0.0; 2]
    };
    let wider = if casing { style::CASING_PX } else { 0.0 };
    let curve = &segment.curve;
    let head = style.head(segment);
    Row {
        ends: [end(curve.from), end(curve.control), end(curve.to)],
        color: ink.0,
        shape: [style.width + wider, head.gap, head.length, head.half_width],
        finish: [dash, gap, fade, wider / 2.0],
    }
}

/// Colour, width, dash and gap of each segment among marks, as the card has them.
#[cfg(test)]
pub(in crate::render) fn styles(marks: &[Mark]) -> Vec<(Rgba, f32, [f32; 2])> {
    let (_, rows) = rows(marks);
    let style = |row: &Row| {
        let [dash, gap, ..] = row.finish;
        (Rgba(row.color), row.shape[0], [dash, gap])
    };
    rows.iter().map(style).collect()
}

/// Draws the segments among marks on the map. Nothing where nothing can be drawn.
///
/// What is brought to the card stays there for as long as the list does.
pub fn paint(painter: &Painter, viewport: &Viewport, marks: &Arc<[Mark]>) {
    let clip = painter.clip_rect().intersect(viewport.rect);
    if marks.is_empty() || !is_installed(painter.ctx()) || !clip.is_positive() {
        return;
    }
    let callback = StrandsCallback {
        marks: Arc::clone(marks),
        viewport: *viewport,
    };
    painter
        .with_clip_rect(clip)
        .add(Callback::new_paint_callback(clip, callback));
}

/// The lists that are on the card, by their address: one whose memory is still known cannot be
/// taken by another.
#[derive(Default)]
pub struct Kept(HashMap<usize, KeptList>);

struct KeptList {
    list: Weak<[Mark]>,
    origin: World,
    count: u32,
    rows: wgpu::Buffer,
    told: Uniform,
}

fn address(marks: &Arc<[Mark]>) -> usize {
    Arc::as_ptr(marks).addr()
}

struct StrandsCallback {
    marks: Arc<[Mark]>,
    viewport: Viewport,
}

impl StrandsCallback {
    fn upload(&self, device: &wgpu::Device, layout: &wgpu::BindGroupLayout) -> KeptList {
        let (origin, rows) = rows(&self.marks);
        KeptList {
            list: Arc::downgrade(&self.marks),
            origin,
            count: rows.len() as u32,
            rows: device.create_buffer_init(&wgpu::util::BufferInitDescriptor {
                label: Some("segments"),
                contents: bytemuck::cast_slice(&rows),
                usage: wgpu::BufferUsages::VERTEX,
            }),
            told: Uniform::new::<Frame>(device, layout, &[]),
        }
    }
}

impl CallbackTrait for StrandsCallback {
    fn prepare(
        &self,
        device: &wgpu::Device,
        queue: &wgpu::Queue,
        screen: &ScreenDescriptor,
        _: &mut wgpu::CommandEncoder,
        resources: &mut CallbackResources,
    ) -> Vec<wgpu::CommandBuffer> {
        let Some(point_layers) = resources.get_mut::<PointLayers>() else {
            return Vec::new();
        };
        let PointLayers {
            strand_pipeline,
            segments: Kept(lists),
            ..
        } = point_layers;
        lists.retain(|_, kept| kept.list.strong_count() > 0);
        let kept = lists
            .entry(address(&self.marks))
            .or_insert_with(|| self.upload(device, &strand_pipeline.bindings));
        let canvas = Canvas::screen(screen);
        let frame = Frame {
            size: screen.pixels_per_point,
            strength: 1.0,
            ..Frame::new(&self.viewport, kept.origin, [0; 2], &canvas)
        };
        kept.told.write(queue, &frame);
        Vec::new()
    }

    fn paint(
        &self,
        info: PaintCallbackInfo,
        pass: &mut wgpu::RenderPass<'static>,
        resources: &CallbackResources,
    ) {
        let Some(point_layers) = resources.get::<PointLayers>() else {
            return;
        };
        let Some(kept) = point_layers.segments.0.get(&address(&self.marks)) else {
            return;
        };
        if kept.count == 0 {
            return;
        }
        let [width, height] = info.screen_size_px.map(|side| side as f32);
        pass.set_viewport(0.0, 0.0, width, height, 0.0, 1.0);
        pass.set_bind_group(0, &kept.told.group, &[]);
        pass.set_vertex_buffer(0, kept.rows.slice(..));
        point_layers
            .strand_pipeline
            .shape
            .draw_each(pass, kept.count);
    }
}

#[cfg(test)]
mod tests {
    use egui::{Rect, pos2};

    use super::*;
    use crate::{
        io::{Source, read_data_folder},
        model::{Atlas, geo::Coord},
        query::{Filters, Question, ask},
        render::svg::letters::Embedded,
        scene::{
            Bundle, Camera, Layers, Palette, Scene, Theme, View, Weight,
            bundle::bundles,
            curve::Curve,
            marks::{Marked, Painting, Records, Stage},
            tint::Tints,
        },
    };

    fn shipped() -> (Atlas, Vec<Bundle>) {
        let (draft, _) = read_data_folder(&Source::Embedded).expect("the shipped data");
        let atlas = Atlas::build(draft).0;
        let window = atlas.span().expect("the shipped data has days");
        let filters = Filters {
            show_duplicates: true,
            ..Filters::default()
        };
        let answer = ask(&atlas, &Question { window, filters });
        let bundles = bundles(&atlas, &answer, window, &Tints::default(), false);
        (atlas, bundles)
    }

    fn segments_of(atlas: &Atlas, scene: &Scene) -> Vec<Mark> {
        let painting = Painting {
            atlas,
            scene,
            layers: &Layers::default(),
            palette: &Palette::of(Theme::Light),
            view: View {
                camera: Camera {
                    center: Coord { x: 46.0, y: 40.0 },
                    zoom: 8.0,
                },
                size: Coord { x: 800.0, y: 600.0 },
            },
            letters: &Embedded,
            weights: &[],
            bundle_words: &[],
            marked: Marked::default(),
            records: Records::OnCard,
            clusters: &[],
            lit: None,
            kept: None,
            placed: &[],
        };
        painting.marks(Stage::Above)
    }

    /// A map with one segment from 20 to 180 points, at the height of 50.
    struct Board {
        bundle: Bundle,
        fade: Fade,
        marks: Option<Arc<[Mark]>>,
    }

    impl eframe::App for Board {
        fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
            let rect = Rect::from_min_max(pos2(0.0, 0.0), pos2(200.0, 100.0));
            let center = Coord { x: 46.0, y: 40.0 };
            let viewport = Viewport::new(rect, Camera { center, zoom: 8.0 });
            let at = |x| Anchor::on(viewport.view.unproject(Coord { x, y: 50.0 }));
            let segment = FlowSegment {
                curve: Curve::straight(at(20.0), at(180.0)),
                arrow: true,
                fade: self.fade,
            };
            let casing = self.fade == Fade::None;
            let mark = |casing, ink| Mark::FlowSegment {
                segment,
                style: ArrowStyle::of(&self.bundle, Weight::Plain),
                ink: Rgba::rgb(ink),
                casing,
            };
            let marks = [
                casing.then(|| mark(true, 0x00_00ff)),
                Some(mark(false, 0xff_0000)),
            ];
            let marks = self
                .marks
                .get_or_insert_with(|| marks.into_iter().flatten().collect());
            let painter = ui.ctx().layer_painter(egui::LayerId::background());
            paint(&painter, &viewport, marks);
        }
    }

    /// How red the pixels along the segment are; `None` where nothing can draw.
    fn along(denied: bool, fade: Fade) -> Option<Vec<u8>> {
        if !super::super::renderer::can_draw() {
            return None;
        }
        let mut bundle = shipped().1.remove(0);
        (bundle.denied, bundle.quiet) = (denied, false);
        let mut harness = egui_kittest::Harness::builder()
            .with_size(egui::vec2(200.0, 100.0))
            .wgpu()
            .build_eframe(|creation| {
                let state = creation.wgpu_render_state.as_ref();
                super::super::install(&creation.egui_ctx, state).expect("a card");
                Board {
                    bundle,
                    fade,
                    marks: None,
                }
            });
        harness.step();
        let picture = harness.render().expect("drawn");
        Some((0..200).map(|x| picture.get_pixel(x, 50).0[0]).collect())
    }

    #[test]
    fn a_segment_runs_from_its_start_to_a_gap_before_its_target() {
        let Some(red) = along(false, Fade::None) else {
            return;
        };
        let first = red.iter().position(|red| *red > 200).expect("drawn");
        let last = red.iter().rposition(|red| *red > 120).expect("drawn");
        assert!((19..=21).contains(&first), "{first}");
        assert!((171..=175).contains(&last), "{last}");
        assert!(red[first..last].iter().all(|red| *red > 120), "{red:?}");
    }

    #[test]
    fn a_denied_segment_is_dashed_and_a_fading_one_grows_out_of_nothing() {
        let (Some(dashed), Some(fading)) = (along(true, Fade::None), along(false, Fade::In)) else {
            return;
        };
        let [dash, gap] = style::DASH_DENIED;
        for step in 0..8 {
            let start = 20.0 + step as f32 * (dash + gap);
            let [on, off] = [start + dash / 2.0, start + dash + gap / 2.0];
            assert!(dashed[on as usize] > 200, "{step}: {dashed:?}");
            assert!(dashed[off as usize] < 60, "{step}: {dashed:?}");
        }
        assert!(
            fading[150] > fading[90] + 50 && fading[90] > fading[30] + 50,
            "{fading:?}"
        );
    }

    #[test]
    fn only_denials_are_dashed_only_what_does_not_fade_has_a_casing_and_all_lie_where_they_belong()
    {
        let (atlas, mut bundles) = shipped();
        for (index, bundle) in bundles.iter_mut().enumerate() {
            bundle.denied = index % 2 == 0;
        }
        let scene = Scene {
            bundles: Arc::new(bundles),
            ..Scene::default()
        };
        let marks = segments_of(&atlas, &scene);
        let segments: Vec<_> = marks
            .iter()
            .filter_map(|mark| match mark {
                Mark::FlowSegment {
                    segment,
                    style,
                    casing,
                    ..
                } => Some((segment, style, *casing)),
                _ => None,
            })
            .collect();
        let (origin, rows) = rows(&marks);
        assert_eq!(rows.len(), segments.len());
        let (mut dashed, mut faded, mut casings) = (0, 0, 0);
        for (row, (segment, style, casing)) in rows.iter().zip(segments) {
            let fades = segment.fade != Fade::None;
            assert!(!(casing && fades));
            assert_eq!(row.finish[3] > 0.0, casing);
            let is_dashed = row.finish[0] > 0.0;
            assert_eq!(is_dashed, style.dashed && !fades && !casing);
            dashed += usize::from(is_dashed);
            faded += usize::from(fades);
            casings += usize::from(casing);
            let east = origin.x + f64::from(row.ends[2][0]) - segment.curve.to.at.x;
            // A point at the highest zoom is 6e-8.
            assert!(east.abs() < 1e-9, "{east}");
        }
        assert!(dashed > 0 && faded > 0, "{dashed} {faded}");
        assert_eq!(rows.len(), 2 * casings + faded);
    }
}
