//! Texts with a halo. With egui a halo is every letter eight times more, each through a shader that takes a driver
//! without a graphics card long. Here a text is put together with its halo once, and drawn as one rectangle.

use std::{
    collections::HashMap,
    sync::{Arc, Weak},
};

use bytemuck::{Pod, Zeroable};
use eframe::egui_wgpu::{
    Callback, CallbackResources, CallbackTrait, ScreenDescriptor,
    wgpu::{self, util::DeviceExt as _},
};
use egui::{
    ColorImage, Context, Galley, Painter, Pos2, Vec2, emath::Rot2, epaint::PaintCallbackInfo, vec2,
};

use super::{
    callback::PointLayers,
    is_installed,
    pipelines::{Screen, WrittenPipeline},
    uniforms::{Handed, over_all},
};
use crate::scene::Rgba;

/// A text that is written on the map.
pub struct Text {
    pub galley: Arc<Galley>,
    /// Where the corner of the galley lies once it is turned.
    pub corner: Pos2,
    /// How far it is turned clockwise about that corner, in radians.
    pub turn: f32,
    pub ink: Rgba,
    pub halo: Rgba,
    /// How far the halo reaches, in points.
    pub reach: f32,
}

/// Where a halo is stamped around each letter, for a reach of 1.
pub const AROUND: [Vec2; 8] = [
    vec2(1.0, 0.0),
    vec2(0.7, 0.7),
    vec2(0.0, 1.0),
    vec2(-0.7, 0.7),
    vec2(-1.0, 0.0),
    vec2(-0.7, -0.7),
    vec2(0.0, -1.0),
    vec2(0.7, -0.7),
];

/// The opacity of a stamp that texts are put together with. Stronger halos are drawn as strong as this.
const STAMP: f32 = crate::scene::lettering::HALO_STRENGTH;

/// Whether texts can be drawn this way in that window.
pub fn is_available(ctx: &Context) -> bool {
    is_installed(ctx)
}

/// Draws texts, each above the ones before.
pub fn paint(painter: &Painter, texts: Vec<Text>) {
    if texts.is_empty() {
        return;
    }
    let whole = painter.ctx().viewport_rect();
    let callback = WrittenCallback {
        ctx: painter.ctx().clone(),
        texts,
        drawn: Handed::nothing(),
    };
    painter.add(Callback::new_paint_callback(whole, callback));
}

/// The texts that were drawn last, on the card.
#[derive(Default)]
pub struct Kept {
    pipeline: Option<WrittenPipeline>,
    page: Option<Page>,
}

/// As `TextIn` in `written.wgsl`.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Pod, Zeroable)]
struct Row {
    corner: [f32; 2],
    along: [f32; 2],
    down: [f32; 2],
    part: [f32; 4],
    ink: [f32; 4],
    halo: [f32; 4],
}

pub const STRIDE: usize = size_of::<Row>();

pub const ATTRIBUTES: [wgpu::VertexAttribute; 6] = wgpu::vertex_attr_array![
    0 => Float32x2, 1 => Float32x2, 2 => Float32x2, 3 => Float32x4, 4 => Float32x4, 5 => Float32x4
];

/// How much of each pixel the halo and the letters of a text cover.
struct Baked {
    /// In pixels.
    size: [usize; 2],
    /// Where its first pixel lies from the corner of the galley, in pixels.
    from: Vec2,
    pixels: Vec<[u8; 2]>,
}

impl Baked {
    /// Puts a text together from the letters that egui keeps.
    fn of(galley: &Galley, letters: &ColorImage, reach: f32) -> Self {
        let px = galley.pixels_per_point;
        let stamps = AROUND.map(|at| (at * reach * px).round());
        // The edge stays empty, so that texts beside each other in the texture do not mix.
        let edge = (reach * px).round() + 1.0;
        let bounds = galley.mesh_bounds;
        let bounds = if bounds.is_positive() {
            bounds
        } else {
            egui::Rect::ZERO
        };
        let from = (bounds.min.to_vec2() * px).floor() - Vec2::splat(edge);
        let to = (bounds.max.to_vec2() * px).ceil() + Vec2::splat(edge);
        let size = [to.x - from.x, to.y - from.y].map(|side| side as usize);
        let [width, height] = size;
        let mut ink = vec![0.0_f32; width * height];
        for row in &galley.rows {
            let visuals = &row.row.visuals;
            let vertices = visuals
                .mesh
                .vertices
                .get(visuals.glyph_vertex_range.clone());
            for glyph in vertices.unwrap_or_default().chunks_exact(4) {
                let [first, .., last] = glyph else { continue };
                let corner = ((row.pos + first.pos.to_vec2()).to_vec2() * px).round() - from;
                let part = last.uv - first.uv;
                for y in 0..part.y as usize {
                    for x in 0..part.x as usize {
                        let (u, v) = (first.uv.x as usize + x, first.uv.y as usize + y);
                        let (x, y) = (corner.x as usize + x, corner.y as usize + y);
                        let is_within = u < letters.width() && v < letters.height();
                        if is_within && x < width && y < height {
                            let covered = f32::from(letters[(u, v)].a()) / 255.0;
                            let ink = &mut ink[y * width + x];
                            *ink += covered * (1.0 - *ink);
                        }
                    }
                }
            }
        }
        let at = |x: f32, y: f32| {
            let is_within = x >= 0.0 && y >= 0.0 && x < width as f32 && y < height as f32;
            is_within.then(|| ink[y as usize * width + x as usize])
        };
        let pixel = |number: usize| {
            let (x, y) = ((number % width) as f32, (number / width) as f32);
            let stamped = stamps.map(|by| 1.0 - STAMP * at(x - by.x, y - by.y).unwrap_or(0.0));
            let halo = 1.0 - stamped.iter().product::<f32>();
            [halo, ink[number]].map(|share| (share * 255.0).round() as u8)
        };
        Self {
            size,
            from,
            pixels: (0..width * height).map(pixel).collect(),
        }
    }
}

/// A text by its address, while its memory is known, and the reach of its halo.
type Key = (usize, u32);

fn key(text: &Text) -> Key {
    (Arc::as_ptr(&text.galley).addr(), text.reach.to_bits())
}

/// Where a text lies in the texture.
#[derive(Clone, Copy)]
struct Slot {
    at: [usize; 2],
    size: [usize; 2],
    from: Vec2,
}

/// A texture with texts, in rows beside each other.
struct Page {
    side: usize,
    texture: wgpu::Texture,
    group: wgpu::BindGroup,
    slots: HashMap<Key, (Weak<Galley>, Slot)>,
    /// Where the next one lies, and how high the row is so far.
    next: [usize; 2],
    row: usize,
}

impl Page {
    fn new(device: &wgpu::Device, pipeline: &WrittenPipeline, side: usize) -> Self {
        let texture = device.create_texture(&wgpu::TextureDescriptor {
            label: Some("texts"),
            size: extent([side, side]),
            mip_level_count: 1,
            sample_count: 1,
            dimension: wgpu::TextureDimension::D2,
            format: wgpu::TextureFormat::Rg8Unorm,
            usage: wgpu::TextureUsages::TEXTURE_BINDING | wgpu::TextureUsages::COPY_DST,
            view_formats: &[],
        });
        Self {
            side,
            group: pipeline.bind(device, &texture),
            texture,
            slots: HashMap::new(),
            next: [0, 0],
            row: 0,
        }
    }

    /// Where that text lies.
    fn slot(&self, text: &Text) -> Option<Slot> {
        let (galley, slot) = self.slots.get(&key(text))?;
        (galley.strong_count() > 0).then_some(*slot)
    }

    /// Brings a text there; `None` where there is no room.
    fn add(&mut self, queue: &wgpu::Queue, text: &Text, baked: &Baked) -> Option<Slot> {
        let [width, height] = baked.size;
        if self.next[0] + width > self.side {
            self.next = [0, self.next[1] + self.row];
            self.row = 0;
        }
        let at = self.next;
        if width > self.side || at[1] + height > self.side {
            return None;
        }
        self.next[0] += width;
        self.row = self.row.max(height);
        queue.write_texture(
            wgpu::TexelCopyTextureInfo {
                origin: wgpu::Origin3d {
                    x: at[0] as u32,
                    y: at[1] as u32,
                    z: 0,
                },
                ..self.texture.as_image_copy()
            },
            baked.pixels.as_flattened(),
            wgpu::TexelCopyBufferLayout {
                offset: 0,
                bytes_per_row: Some(2 * width as u32),
                rows_per_image: None,
            },
            extent(baked.size),
        );
        let slot = Slot {
            at,
            size: baked.size,
            from: baked.from,
        };
        let known = Arc::downgrade(&text.galley);
        self.slots.insert(key(text), (known, slot));
        Some(slot)
    }
}

fn extent([width, height]: [usize; 2]) -> wgpu::Extent3d {
    wgpu::Extent3d {
        width: width as u32,
        height: height as u32,
        depth_or_array_layers: 1,
    }
}

/// The side of the first texture, and of the largest, in pixels.
const SIDES: [usize; 2] = [1024, 8192];

/// What a frame draws of some texts.
struct Drawn {
    group: wgpu::BindGroup,
    rows: wgpu::Buffer,
    count: u32,
}

struct WrittenCallback {
    ctx: Context,
    texts: Vec<Text>,
    drawn: Handed<Drawn>,
}

impl WrittenCallback {
    /// Where all texts lie in that page, once they are there; `None` where they have no room.
    fn slots(
        &self,
        page: &mut Page,
        queue: &wgpu::Queue,
        letters: &mut Option<ColorImage>,
    ) -> Option<Vec<Slot>> {
        let slots = self.texts.iter().map(|text| {
            page.slot(text).or_else(|| {
                let letters = letters.get_or_insert_with(|| self.ctx.fonts(|fonts| fonts.image()));
                page.add(queue, text, &Baked::of(&text.galley, letters, text.reach))
            })
        });
        slots.collect()
    }

    fn rows(&self, slots: &[Slot], side: usize, screen: [f32; 2]) -> Vec<Row> {
        let [width, height] = screen;
        let way = |way: Vec2| [2.0 * way.x / width, -2.0 * way.y / height];
        let rows = self.texts.iter().zip(slots).map(|(text, slot)| {
            let px = text.galley.pixels_per_point;
            let turn = Rot2::from_angle(text.turn);
            let mut corner = text.corner.to_vec2() * px;
            if text.turn == 0.0 {
                // On whole pixels it is sharp.
                corner = corner.round();
            }
            let [x, y] = way(corner + turn * slot.from);
            let [across, down] = slot.size.map(|side| side as f32);
            let part = [slot.at[0], slot.at[1], slot.size[0], slot.size[1]];
            Row {
                corner: [x - 1.0, y + 1.0],
                along: way(turn * vec2(across, 0.0)),
                down: way(turn * vec2(0.0, down)),
                part: part.map(|of| of as f32 / side as f32),
                ink: premultiplied(text.ink, 1.0),
                halo: premultiplied(text.halo, STAMP),
            }
        });
        rows.collect()
    }
}

/// A colour of which so much opacity is the whole.
fn premultiplied(color: Rgba, whole: f32) -> [f32; 4] {
    let [r, g, b, a] = color.0.map(|part| f32::from(part) / 255.0);
    let a = (a / whole).min(1.0);
    [r * a, g * a, b * a, a]
}

impl CallbackTrait for WrittenCallback {
    fn prepare(
        &self,
        device: &wgpu::Device,
        queue: &wgpu::Queue,
        screen: &ScreenDescriptor,
        _: &mut wgpu::CommandEncoder,
        resources: &mut CallbackResources,
    ) -> Vec<wgpu::CommandBuffer> {
        let Some(PointLayers {
            screen: Screen { format, .. },
            written: kept,
            ..
        }) = resources.get_mut::<PointLayers>()
        else {
            return Vec::new();
        };
        let pipeline = &*kept
            .pipeline
            .get_or_insert_with(|| WrittenPipeline::new(device, *format));
        let mut letters = None;
        let mut side = kept.page.as_ref().map_or(SIDES[0], |page| page.side);
        let mut page = kept.page.take();
        // A page that is full gives way to a new one: what is drawn with the old one in this frame holds it.
        let found = loop {
            let is_new = page.is_none();
            let mut current = page
                .take()
                .unwrap_or_else(|| Page::new(device, pipeline, side));
            if let Some(slots) = self.slots(&mut current, queue, &mut letters) {
                break Some((current, slots));
            }
            if is_new {
                side *= 2;
            }
            if side > SIDES[1] {
                break None;
            }
        };
        let Some((page, slots)) = found else {
            return Vec::new();
        };
        let size = screen.size_in_pixels.map(|side| side as f32);
        let rows = device.create_buffer_init(&wgpu::util::BufferInitDescriptor {
            label: Some("texts"),
            contents: bytemuck::cast_slice(&self.rows(&slots, page.side, size)),
            usage: wgpu::BufferUsages::VERTEX,
        });
        self.drawn.put(Drawn {
            group: page.group.clone(),
            rows,
            count: slots.len() as u32,
        });
        kept.page = Some(page);
        Vec::new()
    }

    fn paint(
        &self,
        info: PaintCallbackInfo,
        pass: &mut wgpu::RenderPass<'static>,
        resources: &CallbackResources,
    ) {
        let drawn = self.drawn.get();
        let kept = resources.get::<PointLayers>();
        let pipeline = kept.and_then(|layers| layers.written.pipeline.as_ref());
        let (Some(drawn), Some(pipeline)) = (&*drawn, pipeline) else {
            return;
        };
        over_all(&info, pass);
        pass.set_pipeline(&pipeline.pipeline);
        pass.set_bind_group(0, &drawn.group, &[]);
        pass.set_vertex_buffer(0, drawn.rows.slice(..));
        pass.draw(0..4, 0..drawn.count);
    }
}
