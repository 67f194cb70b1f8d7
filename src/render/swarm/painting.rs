//! A swarm in a frame: what is brought to the graphics card before it, and what is drawn in it.

use std::{
    ops::Range,
    sync::{Arc, Mutex, PoisonError},
};

use eframe::egui_wgpu::{
    CallbackResources, CallbackTrait, ScreenDescriptor,
    wgpu::{self, util::DeviceExt as _},
};
use egui::{Context, Rect, epaint::PaintCallbackInfo};

use super::{
    Look,
    frame::{Canvas, Frame, rgba},
    heat::{Grid, Raster, Shades, clearing_pass},
    id,
    kit::{HeatKit, Kit, Screen, StrandKit},
    or_refusal,
    store::{Blocks, Card, Store, Uploaded},
    strands,
};
use crate::{
    render::paint::Sheet,
    scene::{
        Palette, Rgba, Swarm,
        style::{SWARM_HALO_PX, SWARM_MARK_PX},
        swarm::{Member, Style},
    },
};

/// More arrows than this are drawn straight, and without a ring.
const MOST_BENT: usize = crate::scene::swarm::BENT_AT_MOST;

/// All that is kept between frames.
pub struct Swarms {
    pub screen: Screen,
    /// Made when the first swarm is drawn: most windows never draw one.
    pub kit: Option<Kit>,
    pub strand_kit: StrandKit,
    pub store: Store,
    pub strands: strands::Kept,
}

/// A swarm in a frame.
pub struct Painting {
    ctx: Context,
    sheet: Sheet,
    clip: Rect,
    swarm: Arc<Swarm>,
    window: [u32; 2],
    palette: Palette,
    colors: Vec<Rgba>,
    dots: Range<u32>,
    arrows: Range<u32>,
    style: Style,
    size_px: f32,
    strength: f32,
    heat_full: f32,
    /// From the one below to the one on top.
    marked: [(Option<Member>, Rgba); 2],
    ready: Mutex<Option<Ready>>,
}

/// What is bound when a swarm is drawn.
struct Ready {
    dots: wgpu::BindGroup,
    arrows: wgpu::BindGroup,
    heat: Option<wgpu::BindGroup>,
    marked: Vec<(Member, wgpu::BindGroup)>,
}

impl Painting {
    pub fn new(
        ctx: &Context,
        sheet: &Sheet,
        clip: Rect,
        swarm: &Arc<Swarm>,
        look: &Look<'_>,
    ) -> Self {
        Self {
            ctx: ctx.clone(),
            sheet: *sheet,
            clip,
            swarm: Arc::clone(swarm),
            window: swarm.window(look.window),
            palette: look.palette.clone(),
            colors: look.colors.to_vec(),
            dots: look.dots.clone(),
            arrows: look.arrows.clone(),
            style: look.style,
            size_px: look.size_px,
            strength: look.strength,
            heat_full: look.heat_full,
            marked: [
                (look.hovered, look.palette.hovered),
                (look.picked, look.palette.selected),
            ],
            ready: Mutex::new(None),
        }
    }

    /// What shaders are told about dots and about arrows.
    fn frames(&self, canvas: &Canvas) -> [Frame; 2] {
        let frame = Frame {
            strength: self.strength,
            halo: rgba(self.palette.halo),
            kind_count: self.colors.len() as u32,
            ..Frame::new(&self.sheet, self.swarm.origin, self.window, canvas)
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
        let crowd = crowding(self.dots.len());
        [
            Frame {
                size: self.size_px * px / 2.0 * crowd.size,
                halo_width: SWARM_HALO_PX * px * crowd.halo,
                ..frame
            },
            Frame {
                size: self.size_px * px / 3.0,
                halo_width: if self.bends() {
                    SWARM_HALO_PX * px
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
            halo_width: SWARM_MARK_PX * px,
            ..Frame::new(&self.sheet, self.swarm.origin, self.window, canvas)
        }
    }

    /// Sums up and blurs the heat. What comes back is what it is shown with.
    fn heat(
        &self,
        binder: &Binder<'_>,
        kit: &HeatKit,
        uploaded: &mut Uploaded,
        encoder: &mut wgpu::CommandEncoder,
        px_per_point: f32,
    ) -> wgpu::BindGroup {
        let spread = self.size_px / 2.0;
        let raster = Raster::new(&self.sheet, &self.swarm, self.clip, px_per_point, spread);
        let mut kept = uploaded.grid.take();
        let grid = Grid::fitting(binder.device, &mut kept, &raster);
        let [frame, _] = self.frames(&raster.canvas());
        let group = binder.bind(&frame);
        let mut pass = clearing_pass(encoder, &grid.sums);
        pass.set_bind_group(0, &group, &[]);
        for (pipeline, blocks, range) in [
            (&kit.splat_dots, &uploaded.dots, &self.dots),
            (&kit.splat_arrows, &uploaded.arrows, &self.arrows),
        ] {
            draw_points(&mut pass, pipeline, blocks, range);
        }
        drop(pass);
        let shades = Shades {
            palette: &self.palette,
            full: self.heat_full,
            strength: self.strength,
        };
        let shown = kit.blur(binder.device, encoder, grid, &raster, &shades);
        uploaded.grid = kept;
        shown
    }

    fn draw(&self, kit: &Kit, uploaded: &Uploaded, ready: &Ready, pass: &mut Pass) {
        if let (Some(heat), Some(group)) = (&kit.heat, &ready.heat) {
            pass.set_pipeline(&heat.ramp);
            pass.set_bind_group(0, group, &[]);
            pass.draw(0..3, 0..1);
        } else {
            pass.set_bind_group(0, &ready.arrows, &[]);
            let arrow = if self.bends() { &kit.bent } else { &kit.darts };
            arrow.draw(pass, &uploaded.arrows, self.arrows.clone());
            pass.set_bind_group(0, &ready.dots, &[]);
            if self.style == Style::Points {
                kit.dots.draw(pass, &uploaded.dots, self.dots.clone());
            } else {
                draw_points(pass, &kit.points, &uploaded.dots, &self.dots);
            }
        }
        for (member, group) in &ready.marked {
            pass.set_bind_group(0, group, &[]);
            let (shape, blocks, index) = match *member {
                Member::Dot(index) => (&kit.dots, &uploaded.dots, index),
                Member::Arrow(index) => (&kit.bent, &uploaded.arrows, index),
            };
            shape.draw(pass, blocks, index..index.saturating_add(1));
        }
    }
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

/// Binds what shaders are told.
struct Binder<'a> {
    device: &'a wgpu::Device,
    layout: &'a wgpu::BindGroupLayout,
    kinds: wgpu::TextureView,
}

impl Binder<'_> {
    fn bind(&self, frame: &Frame) -> wgpu::BindGroup {
        let uniform = self
            .device
            .create_buffer_init(&wgpu::util::BufferInitDescriptor {
                label: Some("swarm"),
                contents: bytemuck::bytes_of(frame),
                usage: wgpu::BufferUsages::UNIFORM,
            });
        self.device.create_bind_group(&wgpu::BindGroupDescriptor {
            label: Some("swarm"),
            layout: self.layout,
            entries: &[
                wgpu::BindGroupEntry {
                    binding: 0,
                    resource: uniform.as_entire_binding(),
                },
                wgpu::BindGroupEntry {
                    binding: 1,
                    resource: wgpu::BindingResource::TextureView(&self.kinds),
                },
            ],
        })
    }
}

impl CallbackTrait for Painting {
    fn prepare(
        &self,
        device: &wgpu::Device,
        queue: &wgpu::Queue,
        screen: &ScreenDescriptor,
        encoder: &mut wgpu::CommandEncoder,
        resources: &mut CallbackResources,
    ) -> Vec<wgpu::CommandBuffer> {
        let Some(swarms) = resources.get_mut::<Swarms>() else {
            return Vec::new();
        };
        if swarms.kit.is_none() {
            match or_refusal(device, || Kit::new(&swarms.screen)) {
                Ok(kit) => swarms.kit = Some(kit),
                Err(refusal) => {
                    self.ctx.data_mut(|data| data.insert_temp(id(), refusal));
                    return Vec::new();
                }
            }
        }
        let Swarms { kit, store, .. } = swarms;
        let Some(kit) = kit else {
            return Vec::new();
        };
        let uploaded = store.enter(&self.swarm);
        let card = Card {
            device,
            stored: kit.stored.as_ref(),
        };
        if !uploaded.upload(&card, &self.swarm, [&self.dots, &self.arrows]) {
            self.ctx.request_repaint();
        }
        let binder = Binder {
            device,
            layout: &kit.records,
            kinds: uploaded.kinds(device, queue, &self.colors),
        };
        let heat = kit.heat.as_ref().filter(|_| self.style == Style::Heat);
        let px_per_point = screen.pixels_per_point;
        let heat = heat.map(|kit| self.heat(&binder, kit, uploaded, encoder, px_per_point));
        let canvas = Canvas::screen(screen);
        let [dots, arrows] = self.frames(&canvas).map(|frame| binder.bind(&frame));
        let marked = self.marked.iter();
        let marked = marked.filter_map(|(member, mark)| Some(((*member)?, *mark)));
        let marked = marked.map(|(member, mark)| {
            let frame = self.marked(member, mark, &canvas);
            (member, binder.bind(&frame))
        });
        let ready = Ready {
            dots,
            arrows,
            heat,
            marked: marked.collect(),
        };
        *self.ready.lock().unwrap_or_else(PoisonError::into_inner) = Some(ready);
        Vec::new()
    }

    fn paint(&self, info: PaintCallbackInfo, pass: &mut Pass, resources: &CallbackResources) {
        let ready = self.ready.lock().unwrap_or_else(PoisonError::into_inner);
        let swarms = resources.get::<Swarms>();
        let (
            Some(Swarms {
                kit: Some(kit),
                store,
                ..
            }),
            Some(ready),
        ) = (swarms, &*ready)
        else {
            return;
        };
        // What is drawn counts from the corner of the screen; egui has set the scissors.
        let [width, height] = info.screen_size_px.map(|side| side as f32);
        pass.set_viewport(0.0, 0.0, width, height, 0.0, 1.0);
        if let Some(uploaded) = store.get(&self.swarm) {
            self.draw(kit, uploaded, ready, pass);
        }
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
