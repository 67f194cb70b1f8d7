//! A point layer in a frame: what is brought to the graphics card before it, and what is drawn in it.

use std::{ops::Range, sync::Arc};

use eframe::egui_wgpu::{CallbackResources, CallbackTrait, ScreenDescriptor, wgpu};
use egui::{Context, Rect, epaint::PaintCallbackInfo};

use super::{
    DrawParams, Pane, flow_segments,
    frame::{Canvas, Frame, rgba},
    gpu_buffers::{Blocks, Card, GpuBuffers, Told, Uploaded},
    heat::{Grid, Raster, Shades, clearing_pass},
    id, or_refusal, picture,
    pipelines::{HeatPipelines, Pipelines, Screen, SegmentPipeline},
    written,
};
use crate::{
    render::viewport::Viewport,
    scene::{
        Palette, PointLayer, Rgba,
        point_layer::{Member, Style},
        pyramid::{Level, LevelKey},
        style::{POINT_HALO_PX, POINT_MARK_PX},
    },
};

/// More arrows than this are drawn straight, and without a ring.
const MOST_BENT: usize = crate::scene::point_layer::BENT_AT_MOST;

/// All that is kept between frames.
pub struct PointLayers {
    pub screen: Screen,
    /// Made when the first point layer is drawn: most windows never draw one.
    pub pipelines: Option<Pipelines>,
    pub segment_pipeline: SegmentPipeline,
    pub flat_pipeline: wgpu::RenderPipeline,
    pub buffers: GpuBuffers,
    pub segments: flow_segments::Kept,
    pub pictures: picture::Kept,
    pub written: written::Kept,
}

/// A point layer in a frame.
pub struct PointsCallback {
    ctx: Context,
    viewport: Viewport,
    clip: Rect,
    point_layer: Arc<PointLayer>,
    window: [u32; 2],
    palette: Palette,
    colors: Vec<Rgba>,
    dots: Range<u32>,
    arrows: Range<u32>,
    style: Style,
    size_px: f32,
    strength: f32,
    heat_full: f32,
    pane: Pane,
    /// Where heat is drawn from counts: which level of them, and where in it.
    counts: Option<(LevelKey, Vec<Range<u32>>)>,
    /// From the one below to the one on top.
    marked: Vec<(Told, Member, Rgba)>,
}

impl PointsCallback {
    pub fn new(
        ctx: &Context,
        viewport: &Viewport,
        clip: Rect,
        point_layer: &Arc<PointLayer>,
        params: &DrawParams<'_>,
    ) -> Self {
        let marked = [
            (Told::Hovered, params.hovered, params.palette.hovered),
            (Told::Picked, params.picked, params.palette.selected),
        ];
        let marked = marked.into_iter();
        let marked = marked.filter_map(|(told, member, mark)| Some((told, member?, mark)));
        Self {
            ctx: ctx.clone(),
            viewport: *viewport,
            clip,
            point_layer: Arc::clone(point_layer),
            window: point_layer.window(params.window),
            palette: params.palette.clone(),
            colors: params.colors.to_vec(),
            dots: params.dots.clone(),
            arrows: params.arrows.clone(),
            style: params.style,
            size_px: params.size_px,
            strength: params.strength,
            heat_full: params.heat_full,
            pane: params.pane,
            counts: counts(viewport, clip, point_layer, params),
            marked: marked.collect(),
        }
    }

    /// The level that heat is drawn from, and where in it.
    fn level(&self) -> Option<(LevelKey, &Level, &[Range<u32>])> {
        let (key, ranges) = self.counts.as_ref()?;
        Some((*key, self.point_layer.pyramid().at(*key)?, ranges))
    }

    /// What shaders are told about dots and about arrows.
    fn frames(&self, canvas: &Canvas) -> [Frame; 2] {
        let frame = Frame {
            strength: self.strength,
            halo: rgba(self.palette.halo),
            kind_count: self.colors.len() as u32,
            ..Frame::new(&self.viewport, self.point_layer.origin, self.window, canvas)
        };
        let px = canvas.px_per_point;
        if self.style != Style::Points {
            // So faint that where few are they are seen, and where many are they differ.
            let count = self.dots.len().max(self.arrows.len()).max(1) as f32;
            let thin = Frame {
                strength: self.strength * (100.0 / count.sqrt()).clamp(0.12, 0.8),
                ..frame
            };
            return [
                Frame {
                    size: 0.75 * px,
                    ..thin
                },
                Frame { size: px, ..thin },
            ];
        }
        let crowding = crowding(self.dots.len());
        [
            Frame {
                size: self.size_px * px / 2.0 * crowding.size,
                halo_width: POINT_HALO_PX * px * crowding.halo,
                ..frame
            },
            Frame {
                size: self.size_px * px / 3.0,
                halo_width: if self.bends() {
                    POINT_HALO_PX * px
                } else {
                    0.0
                },
                ..frame
            },
        ]
    }

    /// Whether arrows are drawn bent, rather than as darts.
    fn bends(&self) -> bool {
        self.style == Style::Points && self.arrows.len() <= MOST_BENT
    }

    /// What shaders are told about the record that is picked or under the pointer.
    fn marked(&self, member: Member, mark: Rgba, canvas: &Canvas) -> Frame {
        let px = canvas.px_per_point;
        let share = match member {
            Member::Dot(_) => 0.5,
            Member::Arrow(_) => 0.4,
        };
        Frame {
            strength: self.strength,
            halo: rgba(mark),
            kind_count: self.colors.len() as u32,
            size: (self.size_px.min(8.0) * share + 1.0) * px,
            halo_width: POINT_MARK_PX * px,
            ..Frame::new(&self.viewport, self.point_layer.origin, self.window, canvas)
        }
    }

    /// Sums up and blurs the heat.
    fn heat(
        &self,
        (device, queue): (&wgpu::Device, &wgpu::Queue),
        (pipelines, layout): (&HeatPipelines, &wgpu::BindGroupLayout),
        uploaded: &mut Uploaded,
        encoder: &mut wgpu::CommandEncoder,
        px_per_point: f32,
    ) {
        let spread = self.size_px / 2.0;
        let raster = Raster::new(
            &self.viewport,
            &self.point_layer,
            self.clip,
            px_per_point,
            spread,
        );
        let pane = uploaded.pane_mut(self.pane);
        let mut kept = pane.grid.take();
        let grid = Grid::fitting(device, pipelines, &mut kept, &raster);
        let [frame, _] = self.frames(&raster.canvas());
        pane.tell(Told::Heat, &frame, (device, queue), layout);
        let mut pass = clearing_pass(encoder, &grid.sums);
        pass.set_bind_group(0, uploaded.pane(self.pane).told(Told::Heat), &[]);
        if let Some((key, ranges)) = &self.counts {
            if let Some(squares) = uploaded.level(*key) {
                for range in ranges {
                    draw_points(&mut pass, &pipelines.splat_squares, squares, range);
                }
            }
        } else {
            for (pipeline, blocks, range) in [
                (&pipelines.splat_dots, &uploaded.dots, &self.dots),
                (&pipelines.splat_arrows, &uploaded.arrows, &self.arrows),
            ] {
                draw_points(&mut pass, pipeline, blocks, range);
            }
        }
        drop(pass);
        let shades = Shades {
            palette: &self.palette,
            full: self.heat_full,
            strength: self.strength,
        };
        pipelines.blur(queue, encoder, grid, &raster, &shades);
        uploaded.pane_mut(self.pane).grid = kept;
    }

    fn draw(&self, pipelines: &Pipelines, uploaded: &Uploaded, pass: &mut Pass) {
        let pane = uploaded.pane(self.pane);
        let heat = pipelines.heat.as_ref().zip(pane.grid.as_ref());
        if let Some((heat, grid)) = heat.filter(|_| self.style == Style::Heat) {
            pass.set_pipeline(&heat.ramp);
            pass.set_bind_group(0, &grid.reads_down, &[]);
            pass.draw(0..3, 0..1);
        } else {
            pass.set_bind_group(0, pane.told(Told::Arrows), &[]);
            let arrow = if self.bends() {
                &pipelines.bent
            } else {
                &pipelines.darts
            };
            arrow.draw(pass, &uploaded.arrows, self.arrows.clone());
            pass.set_bind_group(0, pane.told(Told::Dots), &[]);
            if self.style == Style::Points {
                pipelines.dots.draw(pass, &uploaded.dots, self.dots.clone());
            } else {
                draw_points(pass, &pipelines.points, &uploaded.dots, &self.dots);
            }
        }
        for (told, member, _) in &self.marked {
            pass.set_bind_group(0, pane.told(*told), &[]);
            let (shape, blocks, index) = match *member {
                Member::Dot(index) => (&pipelines.dots, &uploaded.dots, index),
                Member::Arrow(index) => (&pipelines.bent, &uploaded.arrows, index),
            };
            shape.draw(pass, blocks, index..index.saturating_add(1));
        }
    }
}

/// Squares wider than this, in points, would be seen: heat spreads twice as far about each.
const WIDEST_SQUARE: f64 = 6.0;

/// Where in the pyramid of a point layer its heat is, where a window holds all of it and squares are fine enough.
fn counts(
    viewport: &Viewport,
    clip: Rect,
    point_layer: &PointLayer,
    params: &DrawParams<'_>,
) -> Option<(LevelKey, Vec<Range<u32>>)> {
    if params.style != Style::Heat {
        return None;
    }
    let view = &viewport.view;
    let pyramid = point_layer.pyramid_of(params.window)?;
    let is_shown = |kind: u32| {
        params
            .colors
            .get(kind as usize)
            .is_some_and(|color| color.0[3] > 0)
    };
    let (key, level) = pyramid.level(WIDEST_SQUARE / view.scale(), is_shown)?;
    // What lies beside the view is felt in it.
    let seen = clip.expand(2.0 * params.size_px + WIDEST_SQUARE as f32);
    let [low, high] = [seen.min, seen.max].map(|at| view.unproject(viewport.in_view(at)));
    Some((key, level.between(low, high)))
}

/// How much smaller dots are drawn the more there are, and how much of the ring is left around
/// them. A ring around each of a hundred thousand shows nothing but rings.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Crowding {
    size: f32,
    halo: f32,
}

fn crowding(count: usize) -> Crowding {
    // Below that many nothing changes; at sixteen times as many dots are half as wide.
    let times = count as f32 / 30_000.0;
    Crowding {
        size: times.max(1.0).powf(-0.25).max(0.5),
        halo: (1.0 - times.log2() / 2.0).clamp(0.0, 1.0),
    }
}

type Pass = wgpu::RenderPass<'static>;

/// Draws records a point of a pixel each.
fn draw_points(
    pass: &mut wgpu::RenderPass<'_>,
    pipeline: &wgpu::RenderPipeline,
    blocks: &Blocks,
    range: &Range<u32>,
) {
    pass.set_pipeline(pipeline);
    for part in blocks.parts(range.clone()) {
        pass.set_vertex_buffer(0, part.slice);
        pass.draw(0..part.records.len() as u32, 0..1);
    }
}

impl CallbackTrait for PointsCallback {
    fn prepare(
        &self,
        device: &wgpu::Device,
        queue: &wgpu::Queue,
        screen: &ScreenDescriptor,
        encoder: &mut wgpu::CommandEncoder,
        resources: &mut CallbackResources,
    ) -> Vec<wgpu::CommandBuffer> {
        let Some(point_layers) = resources.get_mut::<PointLayers>() else {
            return Vec::new();
        };
        if point_layers.pipelines.is_none() {
            match or_refusal(device, || Pipelines::new(&point_layers.screen)) {
                Ok(pipelines) => point_layers.pipelines = Some(pipelines),
                Err(refusal) => {
                    self.ctx.data_mut(|data| data.insert_temp(id(), refusal));
                    return Vec::new();
                }
            }
        }
        let PointLayers {
            pipelines, buffers, ..
        } = point_layers;
        let Some(pipelines) = pipelines else {
            return Vec::new();
        };
        let uploaded = buffers.enter(&self.point_layer);
        let card = Card {
            device,
            stored: pipelines.stored.as_ref(),
        };
        let is_there = match self.level() {
            Some(level) if pipelines.heat.is_some() => {
                let [mut dots, mut arrows] = [Vec::new(), Vec::new()];
                for (_, member, _) in &self.marked {
                    match *member {
                        Member::Dot(at) => dots.push(at),
                        Member::Arrow(at) => arrows.push(at),
                    }
                }
                uploaded.upload_counted(&card, &self.point_layer, level, [&dots, &arrows])
            }
            _ => uploaded.upload(&card, &self.point_layer, [&self.dots, &self.arrows]),
        };
        if !is_there {
            self.ctx.request_repaint();
        }
        let (card, layout) = ((device, queue), &pipelines.records);
        uploaded
            .pane_mut(self.pane)
            .colour(device, queue, &self.colors);
        let heat = pipelines.heat.as_ref();
        if let Some(heat) = heat.filter(|_| self.style == Style::Heat) {
            let px_per_point = screen.pixels_per_point;
            self.heat(card, (heat, layout), uploaded, encoder, px_per_point);
        }
        let canvas = Canvas::screen(screen);
        let [dots, arrows] = self.frames(&canvas);
        let pane = uploaded.pane_mut(self.pane);
        pane.tell(Told::Dots, &dots, card, layout);
        pane.tell(Told::Arrows, &arrows, card, layout);
        for (told, member, mark) in &self.marked {
            let frame = self.marked(*member, *mark, &canvas);
            pane.tell(*told, &frame, card, layout);
        }
        Vec::new()
    }

    fn paint(&self, info: PaintCallbackInfo, pass: &mut Pass, resources: &CallbackResources) {
        let Some(PointLayers {
            pipelines: Some(pipelines),
            buffers,
            ..
        }) = resources.get::<PointLayers>()
        else {
            return;
        };
        // Nothing is told before the first preparation.
        let uploaded = buffers.get(&self.point_layer);
        let Some(uploaded) =
            uploaded.filter(|uploaded| uploaded.pane(self.pane).told(Told::Dots).is_some())
        else {
            return;
        };
        // What is drawn counts from the corner of the screen; egui has set the scissors.
        let [width, height] = info.screen_size_px.map(|side| side as f32);
        pass.set_viewport(0.0, 0.0, width, height, 0.0, 1.0);
        self.draw(pipelines, uploaded, pass);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_more_dots_the_smaller_they_are_within_bounds() {
        let few = Crowding {
            size: 1.0,
            halo: 1.0,
        };
        assert_eq!(crowding(0), few);
        assert_eq!(crowding(30_000), few);
        let many = crowding(480_000);
        assert_eq!((many.size, many.halo), (0.5, 0.0));
        assert_eq!(crowding(10_000_000).size, 0.5);
        let between = crowding(60_000);
        assert!(between.size < 1.0 && between.halo == 0.5, "{between:?}");
    }
}
