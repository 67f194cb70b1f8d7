//! The strands of bundles, drawn by the graphics card like the arrows of swarms, each with a width,
//! casing, dashes and fading of its own.

use std::sync::{Mutex, PoisonError};

use bytemuck::{Pod, Zeroable};
use eframe::egui_wgpu::{
    Callback, CallbackResources, CallbackTrait, ScreenDescriptor,
    wgpu::{self, util::DeviceExt as _},
};
use egui::{Painter, epaint::PaintCallbackInfo};

use super::{
    frame::{Canvas, Frame},
    is_installed,
    painting::Swarms,
};
use crate::{
    render::paint::Sheet,
    scene::{
        Rgba, World,
        arrow::Pen,
        bundle::{Fade, Strand},
        curve::Anchor,
        style,
    },
};

/// As `StrandIn` in `strands.wgsl`.
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

/// Strands in the order they are drawn in.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Strands {
    origin: Option<World>,
    rows: Vec<Row>,
}

impl Strands {
    /// Adds the halo below a strand; what fades has none.
    pub fn add_casing(&mut self, strand: &Strand, pen: &Pen, color: Rgba) {
        if strand.fade == Fade::None {
            let row = self.row(strand, pen, color);
            self.rows.push(Row {
                shape: [
                    pen.width + style::CASING_PX,
                    row.shape[1],
                    row.shape[2],
                    row.shape[3],
                ],
                finish: [0.0, 0.0, 0.0, style::CASING_PX / 2.0],
                ..row
            });
        }
    }

    /// Adds a strand.
    pub fn add_line(&mut self, strand: &Strand, pen: &Pen, color: Rgba) {
        let row = self.row(strand, pen, color);
        self.rows.push(row);
    }

    fn row(&mut self, strand: &Strand, pen: &Pen, color: Rgba) -> Row {
        let origin = *self.origin.get_or_insert(strand.curve.from.at);
        let end = |anchor: Anchor| {
            let at = anchor.at - origin;
            [at.x as f32, at.y as f32, anchor.offset.x, anchor.offset.y]
        };
        let fade = match strand.fade {
            Fade::None => 0.0,
            Fade::In => 1.0,
            Fade::Out => -1.0,
        };
        let [dash, gap] = match pen.dashed && strand.fade == Fade::None {
            true => style::DASH_DENIED,
            false => [0.0; 2],
        };
        let curve = &strand.curve;
        let head = pen.head(strand);
        Row {
            ends: [end(curve.from), end(curve.control), end(curve.to)],
            color: color.0,
            shape: [pen.width, head.gap, head.length, head.half_width],
            finish: [dash, gap, fade, 0.0],
        }
    }

    /// Draws the strands on the map. Nothing where nothing can be drawn.
    pub fn paint(self, painter: &Painter, sheet: &Sheet) {
        let clip = painter.clip_rect().intersect(sheet.rect);
        if self.rows.is_empty() || !is_installed(painter.ctx()) || !clip.is_positive() {
            return;
        }
        let painting = StrandPainting {
            strands: self,
            sheet: *sheet,
            ready: Mutex::new(None),
        };
        painter
            .with_clip_rect(clip)
            .add(Callback::new_paint_callback(clip, painting));
    }
}

/// What was last brought to the card.
#[derive(Default)]
pub struct Kept {
    rows: Vec<Row>,
    buffer: Option<wgpu::Buffer>,
}

impl Kept {
    /// The rows on the card: those that are there where they are the same.
    fn bring(&mut self, device: &wgpu::Device, rows: &[Row]) -> wgpu::Buffer {
        if self.rows != rows {
            self.rows = rows.to_vec();
            self.buffer = None;
        }
        let make = || {
            device.create_buffer_init(&wgpu::util::BufferInitDescriptor {
                label: Some("strands"),
                contents: bytemuck::cast_slice(rows),
                usage: wgpu::BufferUsages::VERTEX,
            })
        };
        self.buffer.get_or_insert_with(make).clone()
    }
}

struct StrandPainting {
    strands: Strands,
    sheet: Sheet,
    ready: Mutex<Option<(wgpu::Buffer, wgpu::BindGroup)>>,
}

impl CallbackTrait for StrandPainting {
    fn prepare(
        &self,
        device: &wgpu::Device,
        _: &wgpu::Queue,
        screen: &ScreenDescriptor,
        _: &mut wgpu::CommandEncoder,
        resources: &mut CallbackResources,
    ) -> Vec<wgpu::CommandBuffer> {
        let Some(Swarms {
            strand_kit,
            strands,
            ..
        }) = resources.get_mut::<Swarms>()
        else {
            return Vec::new();
        };
        let origin = self.strands.origin.unwrap_or_default();
        let frame = Frame {
            size: screen.pixels_per_point,
            strength: 1.0,
            ..Frame::new(&self.sheet, origin, [0; 2], &Canvas::screen(screen))
        };
        let uniform = device.create_buffer_init(&wgpu::util::BufferInitDescriptor {
            label: Some("strands"),
            contents: bytemuck::bytes_of(&frame),
            usage: wgpu::BufferUsages::UNIFORM,
        });
        let group = device.create_bind_group(&wgpu::BindGroupDescriptor {
            label: Some("strands"),
            layout: &strand_kit.bindings,
            entries: &[wgpu::BindGroupEntry {
                binding: 0,
                resource: uniform.as_entire_binding(),
            }],
        });
        let buffer = strands.bring(device, &self.strands.rows);
        *self.ready.lock().unwrap_or_else(PoisonError::into_inner) = Some((buffer, group));
        Vec::new()
    }

    fn paint(
        &self,
        info: PaintCallbackInfo,
        pass: &mut wgpu::RenderPass<'static>,
        resources: &CallbackResources,
    ) {
        let ready = self.ready.lock().unwrap_or_else(PoisonError::into_inner);
        let (Some(Swarms { strand_kit, .. }), Some((buffer, group))) =
            (resources.get::<Swarms>(), &*ready)
        else {
            return;
        };
        let [width, height] = info.screen_size_px.map(|side| side as f32);
        pass.set_viewport(0.0, 0.0, width, height, 0.0, 1.0);
        pass.set_bind_group(0, group, &[]);
        pass.set_vertex_buffer(0, buffer.slice(..));
        strand_kit
            .shape
            .draw_each(pass, self.strands.rows.len() as u32);
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
        scene::{Bundle, Camera, Weight, bundle::bundles, curve::Curve, tint::Tints},
    };

    fn shipped() -> Vec<Bundle> {
        let (draft, _) = read_data_folder(&Source::Embedded).expect("the shipped data");
        let atlas = Atlas::build(draft).0;
        let window = atlas.span().expect("the shipped data has days");
        let filters = Filters {
            show_duplicates: true,
            ..Filters::default()
        };
        let answer = ask(&atlas, &Question { window, filters });
        bundles(&atlas, &answer, window, &Tints::default(), false)
    }

    /// A map with one strand from 20 to 180 points, at the height of 50.
    struct Board {
        bundle: Bundle,
        fade: Fade,
    }

    impl eframe::App for Board {
        fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
            let rect = Rect::from_min_max(pos2(0.0, 0.0), pos2(200.0, 100.0));
            let center = Coord { x: 46.0, y: 40.0 };
            let sheet = Sheet::new(rect, Camera { center, zoom: 8.0 });
            let at = |x| Anchor::on(sheet.view.unproject(Coord { x, y: 50.0 }));
            let strand = Strand {
                curve: Curve::straight(at(20.0), at(180.0)),
                arrow: true,
                fade: self.fade,
            };
            let mut strands = Strands::default();
            let pen = Pen::of(&self.bundle, Weight::Plain);
            strands.add_casing(&strand, &pen, Rgba::rgb(0x00_00ff));
            strands.add_line(&strand, &pen, Rgba::rgb(0xff_0000));
            let painter = ui.ctx().layer_painter(egui::LayerId::background());
            strands.paint(&painter, &sheet);
        }
    }

    /// How red the pixels along the strand are; `None` where nothing can draw.
    fn along(denied: bool, fade: Fade) -> Option<Vec<u8>> {
        let instance = wgpu::Instance::new(wgpu::InstanceDescriptor::new_without_display_handle());
        let adapters = pollster::block_on(instance.enumerate_adapters(wgpu::Backends::all()));
        if adapters.is_empty() {
            eprintln!("skipped: no renderer (install mesa-vulkan-drivers to draw strands)");
            return None;
        }
        let mut bundle = shipped().remove(0);
        (bundle.denied, bundle.quiet) = (denied, false);
        let mut harness = egui_kittest::Harness::builder()
            .with_size(egui::vec2(200.0, 100.0))
            .wgpu()
            .build_eframe(|creation| {
                let state = creation.wgpu_render_state.as_ref();
                super::super::install(&creation.egui_ctx, state).expect("a card");
                Board { bundle, fade }
            });
        harness.step();
        let picture = harness.render().expect("drawn");
        Some((0..200).map(|x| picture.get_pixel(x, 50).0[0]).collect())
    }

    #[test]
    fn a_strand_runs_from_its_start_to_a_gap_before_its_target() {
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
    fn a_denied_strand_is_dashed_and_a_fading_one_grows_out_of_nothing() {
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
        let (mut dashed, mut faded) = (0, 0);
        let mut all = Strands::default();
        for (index, mut bundle) in shipped().into_iter().enumerate() {
            bundle.denied = index % 2 == 0;
            let pen = Pen::of(&bundle, Weight::Plain);
            for strand in &bundle.strands {
                let before = all.rows.len();
                all.add_casing(strand, &pen, Rgba::rgb(0));
                let casing = all.rows.len() - before;
                all.add_line(strand, &pen, Rgba::rgb(0));
                assert_eq!(casing == 0, strand.fade != Fade::None);
                let row = all.rows.last().expect("a row");
                let is_dashed = row.finish[0] > 0.0;
                assert_eq!(is_dashed, bundle.denied && strand.fade == Fade::None);
                dashed += usize::from(is_dashed);
                faded += usize::from(casing == 0);
                let origin = all.origin.expect("an origin");
                let east = origin.x + f64::from(row.ends[2][0]) - strand.curve.to.at.x;
                // A point at the highest zoom is 6e-8.
                assert!(east.abs() < 1e-9, "{east}");
            }
        }
        assert!(dashed > 0 && faded > 0, "{dashed} {faded}");
    }
}
