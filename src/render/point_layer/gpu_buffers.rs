//! The records of point layers on the graphics card: brought there once, in slices, and dropped when the
//! point layer is gone.

use std::{
    collections::HashMap,
    ops::Range,
    sync::{Arc, Weak},
};

use eframe::egui_wgpu::wgpu::{self, util::DeviceExt as _};

use super::{Pane, frame::Frame, heat::Grid, uniforms::Uniform};
use crate::scene::{
    PointLayer, Rgba,
    pyramid::{Level, LevelKey},
};

/// Records in a block.
const BLOCK: usize = 1 << 17;

/// As much as is brought over in a frame, in bytes: a block of arrows, so that no frame waits long.
const FRAME_BYTES: usize = 4 << 20;

/// Colours in a row of the table of kinds.
const ROW: usize = 256;

/// The records of one kind of shape, block by block.
pub struct Blocks {
    stride: usize,
    count: usize,
    blocks: Vec<Option<Block>>,
}

impl Blocks {
    fn new<T>(records: &[T]) -> Self {
        Self {
            stride: size_of::<T>(),
            count: records.len(),
            blocks: (0..records.len().div_ceil(BLOCK)).map(|_| None).collect(),
        }
    }

    fn is_complete(&self) -> bool {
        self.blocks.iter().all(Option::is_some)
    }

    /// Whether all of a range is there.
    fn has(&self, range: Range<usize>) -> bool {
        let blocks = range.start / BLOCK..range.end.min(self.count).div_ceil(BLOCK);
        let mut blocks = self.blocks.get(blocks).into_iter().flatten();
        blocks.all(Option::is_some)
    }

    /// Brings over blocks that are wanted while there is something left of the budget, in bytes.
    fn upload<T: bytemuck::Pod>(
        &mut self,
        card: &Card<'_>,
        records: &[T],
        wanted: Range<usize>,
        budget: &mut usize,
    ) {
        let blocks = wanted.start / BLOCK..wanted.end.min(self.count).div_ceil(BLOCK);
        for block in blocks {
            let first = block * BLOCK;
            let records = &records[first..self.count.min(first + BLOCK)];
            let bytes: &[u8] = bytemuck::cast_slice(records);
            let Some(slot @ None) = self.blocks.get_mut(block) else {
                continue;
            };
            if bytes.len() > *budget {
                return;
            }
            *budget -= bytes.len();
            *slot = Some(card.bring(bytes));
        }
    }

    /// What of a range is there, block by block.
    pub fn parts(&self, range: Range<u32>) -> impl Iterator<Item = Part<'_>> {
        let range = range.start as usize..(range.end as usize).min(self.count);
        let blocks = self.blocks.iter().enumerate();
        blocks.filter_map(move |(index, block)| {
            let block = block.as_ref()?;
            let first = range.start.max(index * BLOCK) - index * BLOCK;
            let last = range.end.min((index + 1) * BLOCK);
            let last = last
                .checked_sub(index * BLOCK)
                .filter(|last| *last > first)?;
            let bytes = (first * self.stride) as u64..(last * self.stride) as u64;
            Some(Part {
                slice: block.buffer.slice(bytes),
                stored: block.stored.as_ref(),
                records: first as u32..last as u32,
            })
        })
    }
}

/// A block of records on the card.
struct Block {
    buffer: wgpu::Buffer,
    /// How shaders fetch records of it themselves.
    stored: Option<wgpu::BindGroup>,
}

/// Records of one block that are to be drawn.
pub struct Part<'a> {
    pub slice: wgpu::BufferSlice<'a>,
    pub stored: Option<&'a wgpu::BindGroup>,
    /// Counted from the first of the block.
    pub records: Range<u32>,
}

/// Where blocks are brought to.
pub struct Card<'a> {
    pub device: &'a wgpu::Device,
    /// How shaders fetch records themselves, if they can.
    pub stored: Option<&'a wgpu::BindGroupLayout>,
}

impl Card<'_> {
    fn bring(&self, bytes: &[u8]) -> Block {
        let buffer = self
            .device
            .create_buffer_init(&wgpu::util::BufferInitDescriptor {
                label: Some("point_layer"),
                contents: bytes,
                usage: match self.stored {
                    Some(_) => wgpu::BufferUsages::VERTEX | wgpu::BufferUsages::STORAGE,
                    None => wgpu::BufferUsages::VERTEX,
                },
            });
        let stored = self.stored.map(|layout| {
            self.device.create_bind_group(&wgpu::BindGroupDescriptor {
                label: Some("point_layer block"),
                layout,
                entries: &[wgpu::BindGroupEntry {
                    binding: 0,
                    resource: buffer.as_entire_binding(),
                }],
            })
        });
        Block { buffer, stored }
    }
}

/// A point layer on the graphics card.
pub struct Uploaded {
    point_layer: Weak<PointLayer>,
    pub dots: Blocks,
    pub arrows: Blocks,
    /// Levels of its pyramid.
    levels: HashMap<LevelKey, Blocks>,
    /// As each map of the window draws it.
    panes: [InPane; PANES],
}

/// More maps than these are not drawn in one window.
const PANES: usize = 2;

/// A point layer as one map draws it.
#[derive(Default)]
pub struct InPane {
    /// The table of kinds as it was last wanted.
    kinds: Option<(Vec<Rgba>, wgpu::TextureView)>,
    /// What shaders are told, by [`Told`].
    told: [Option<Uniform>; 5],
    /// What its heat was last summed up on.
    pub grid: Option<Grid>,
}

/// Of what shaders are told.
#[derive(Clone, Copy, Debug)]
pub enum Told {
    Dots,
    Arrows,
    Heat,
    Hovered,
    Picked,
}

impl Uploaded {
    fn new(point_layer: &Arc<PointLayer>) -> Self {
        Self {
            point_layer: Arc::downgrade(point_layer),
            dots: Blocks::new(&point_layer.dots),
            arrows: Blocks::new(&point_layer.arrows),
            levels: HashMap::new(),
            panes: Default::default(),
        }
    }

    /// As one map draws it.
    pub fn pane(&self, pane: Pane) -> &InPane {
        &self.panes[pane as usize]
    }

    /// As one map draws it.
    pub fn pane_mut(&mut self, pane: Pane) -> &mut InPane {
        &mut self.panes[pane as usize]
    }

    /// Brings over a slice of what is not there yet, first of what is wanted now. Whether all is
    /// there.
    pub fn upload(
        &mut self,
        card: &Card<'_>,
        point_layer: &PointLayer,
        [dots, arrows]: [&Range<u32>; 2],
    ) -> bool {
        let mut budget = FRAME_BYTES;
        let [dots, arrows] = [dots, arrows].map(|range| range.start as usize..range.end as usize);
        for (dots, arrows) in [
            (dots, arrows),
            (0..point_layer.dots.len(), 0..point_layer.arrows.len()),
        ] {
            self.arrows
                .upload(card, &point_layer.arrows, arrows, &mut budget);
            self.dots.upload(card, &point_layer.dots, dots, &mut budget);
        }
        self.dots.is_complete() && self.arrows.is_complete()
    }

    /// Brings over what is wanted of a level, and these dots and arrows. Whether it is there.
    pub fn upload_counted(
        &mut self,
        card: &Card<'_>,
        point_layer: &PointLayer,
        (key, level, ranges): (LevelKey, &Level, &[Range<u32>]),
        [dots, arrows]: [&[u32]; 2],
    ) -> bool {
        let mut budget = FRAME_BYTES;
        let blocks = self.levels.entry(key);
        let blocks = blocks.or_insert_with(|| Blocks::new(&level.squares));
        let mut is_there = true;
        for range in ranges {
            let range = range.start as usize..range.end as usize;
            blocks.upload(card, &level.squares, range.clone(), &mut budget);
            is_there &= blocks.has(range);
        }
        for at in dots {
            let only = *at as usize..*at as usize + 1;
            self.dots
                .upload(card, &point_layer.dots, only.clone(), &mut budget);
            is_there &= self.dots.has(only);
        }
        for at in arrows {
            let only = *at as usize..*at as usize + 1;
            self.arrows
                .upload(card, &point_layer.arrows, only.clone(), &mut budget);
            is_there &= self.arrows.has(only);
        }
        is_there
    }

    /// A level of its pyramid, as far as it is there.
    pub fn level(&self, key: LevelKey) -> Option<&Blocks> {
        self.levels.get(&key)
    }
}

impl InPane {
    /// Brings over the colours of kinds, where they are not those that are there.
    pub fn colour(&mut self, device: &wgpu::Device, queue: &wgpu::Queue, colors: &[Rgba]) {
        let same = self
            .kinds
            .as_ref()
            .is_some_and(|(known, _)| known == colors);
        if !same {
            self.kinds = Some((colors.to_vec(), table(device, queue, colors)));
            self.told = Default::default();
        }
    }

    /// Tells shaders about this frame; colours must have been brought over.
    pub fn tell(
        &mut self,
        of: Told,
        frame: &Frame,
        (device, queue): (&wgpu::Device, &wgpu::Queue),
        layout: &wgpu::BindGroupLayout,
    ) {
        if let Some((_, kinds)) = &self.kinds {
            let beside = [wgpu::BindingResource::TextureView(kinds)];
            let uniform = self.told[of as usize]
                .get_or_insert_with(|| Uniform::new::<Frame>(device, layout, &beside));
            uniform.write(queue, frame);
        }
    }

    /// What binds what shaders were told.
    pub fn told(&self, of: Told) -> Option<&wgpu::BindGroup> {
        self.told[of as usize]
            .as_ref()
            .map(|uniform| &uniform.group)
    }
}

/// A texture rather than a storage buffer, which older cards do not let vertices read.
fn table(device: &wgpu::Device, queue: &wgpu::Queue, colors: &[Rgba]) -> wgpu::TextureView {
    let most = device.limits().max_texture_dimension_2d as usize;
    let rows = colors.len().div_ceil(ROW).clamp(1, most);
    let mut bytes: Vec<u8> = colors.iter().flat_map(|color| color.0).collect();
    bytes.resize(rows * ROW * 4, 0);
    let descriptor = wgpu::TextureDescriptor {
        label: Some("point_layer kinds"),
        size: wgpu::Extent3d {
            width: ROW as u32,
            height: rows as u32,
            depth_or_array_layers: 1,
        },
        mip_level_count: 1,
        sample_count: 1,
        dimension: wgpu::TextureDimension::D2,
        format: wgpu::TextureFormat::Rgba8Unorm,
        usage: wgpu::TextureUsages::TEXTURE_BINDING | wgpu::TextureUsages::COPY_DST,
        view_formats: &[],
    };
    let order = wgpu::util::TextureDataOrder::LayerMajor;
    device
        .create_texture_with_data(queue, &descriptor, order, &bytes)
        .create_view(&wgpu::TextureViewDescriptor::default())
}

/// All point layers on the graphics card.
#[derive(Default)]
pub struct GpuBuffers {
    /// By address: one whose memory is still known cannot be taken by another.
    uploaded: HashMap<usize, Uploaded>,
}

impl GpuBuffers {
    pub fn key(point_layer: &Arc<PointLayer>) -> usize {
        Arc::as_ptr(point_layer).addr()
    }

    /// The point layer on the card, as far as it is there. Those that are gone are dropped.
    pub fn enter(&mut self, point_layer: &Arc<PointLayer>) -> &mut Uploaded {
        self.uploaded
            .retain(|_, uploaded| uploaded.point_layer.strong_count() > 0);
        self.uploaded
            .entry(Self::key(point_layer))
            .or_insert_with(|| Uploaded::new(point_layer))
    }

    pub fn get(&self, point_layer: &Arc<PointLayer>) -> Option<&Uploaded> {
        self.uploaded.get(&Self::key(point_layer))
    }

    /// How many point layers are on the card.
    #[cfg(test)]
    pub fn len(&self) -> usize {
        self.uploaded.len()
    }
}
