//! Pictures on the map, drawn by a shader of their own in place of egui's, which takes a driver that has no graphics
//! card several times as long.

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
    ColorImage, Context, LayerId, Mesh, Rect, Shape, TextureHandle, TextureOptions,
    epaint::{ClippedShape, PaintCallbackInfo},
    layers::ShapeIdx,
};

use super::{
    callback::PointLayers,
    is_installed,
    pipelines::{PicturePipeline, Screen},
    uniforms::{Handed, bind, over_all},
};

/// A picture that parts of the map are drawn with.
pub struct Picture {
    image: Arc<ColorImage>,
    texture: TextureHandle,
}

impl Picture {
    /// Takes a picture whose colours are premultiplied.
    pub fn new(ctx: &Context, name: &str, image: ColorImage) -> Self {
        let image = Arc::new(image);
        let texture = ctx.load_texture(name, Arc::clone(&image), TextureOptions::LINEAR);
        Self { image, texture }
    }

    /// As egui has it.
    pub fn texture(&self) -> &TextureHandle {
        &self.texture
    }
}

/// Draws what was painted with these pictures since then.
pub fn take_over(ctx: &Context, layer: LayerId, since: ShapeIdx, pictures: &[&Picture]) {
    if !is_installed(ctx) {
        return;
    }
    let whole = ctx.viewport_rect();
    ctx.graphics_mut(|graphics| {
        let list = graphics.entry(layer);
        for at in since.0..list.next_idx().0 {
            list.mutate_shape(ShapeIdx(at), |painted| instead(painted, whole, pictures));
        }
    });
}

/// Puts a callback in place of a shape that is painted with one of the pictures.
fn instead(painted: &mut ClippedShape, whole: Rect, pictures: &[&Picture]) {
    let Shape::Mesh(mesh) = &painted.shape else {
        return;
    };
    let of = pictures
        .iter()
        .find(|of| of.texture.id() == mesh.texture_id);
    if let Some(of) = of
        && let Some(callback) = PictureCallback::of(mesh, whole, Arc::clone(&of.image))
    {
        painted.shape = Callback::new_paint_callback(whole, callback).into();
    }
}

/// The pictures that are on the card, by their address: one whose memory is still known cannot be taken by another.
#[derive(Default)]
pub struct Kept {
    pipeline: Option<PicturePipeline>,
    pictures: HashMap<usize, (Weak<ColorImage>, wgpu::TextureView)>,
}

/// As `Picture` in `picture.wgsl`.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Pod, Zeroable)]
struct Told {
    rect: [f32; 4],
    part: [f32; 4],
    strength: [f32; 4],
}

struct PictureCallback {
    image: Arc<ColorImage>,
    told: Told,
    group: Handed<wgpu::BindGroup>,
}

impl PictureCallback {
    /// Of a rectangle of one colour; `None` of any other shape.
    fn of(mesh: &Mesh, whole: Rect, image: Arc<ColorImage>) -> Option<Self> {
        let [first, .., last] = &mesh.vertices[..] else {
            return None;
        };
        let is_plain = mesh.vertices.len() == 4 && first.color == last.color;
        let across = |x: f32| 2.0 * (x - whole.left()) / whole.width() - 1.0;
        let down = |y: f32| 1.0 - 2.0 * (y - whole.top()) / whole.height();
        let told = Told {
            rect: [
                across(first.pos.x),
                down(first.pos.y),
                across(last.pos.x),
                down(last.pos.y),
            ],
            part: [first.uv.x, first.uv.y, last.uv.x, last.uv.y],
            strength: first.color.to_normalized_gamma_f32(),
        };
        is_plain.then_some(Self {
            image,
            told,
            group: Handed::nothing(),
        })
    }

    fn upload(&self, device: &wgpu::Device, queue: &wgpu::Queue) -> wgpu::TextureView {
        let [width, height] = self.image.size.map(|side| side as u32);
        let size = wgpu::Extent3d {
            width,
            height,
            depth_or_array_layers: 1,
        };
        let texture = device.create_texture_with_data(
            queue,
            &wgpu::TextureDescriptor {
                label: Some("picture"),
                size,
                mip_level_count: 1,
                sample_count: 1,
                dimension: wgpu::TextureDimension::D2,
                format: wgpu::TextureFormat::Rgba8Unorm,
                usage: wgpu::TextureUsages::TEXTURE_BINDING | wgpu::TextureUsages::COPY_DST,
                view_formats: &[],
            },
            wgpu::util::TextureDataOrder::LayerMajor,
            bytemuck::cast_slice(&self.image.pixels),
        );
        texture.create_view(&wgpu::TextureViewDescriptor::default())
    }
}

impl CallbackTrait for PictureCallback {
    fn prepare(
        &self,
        device: &wgpu::Device,
        queue: &wgpu::Queue,
        _: &ScreenDescriptor,
        _: &mut wgpu::CommandEncoder,
        resources: &mut CallbackResources,
    ) -> Vec<wgpu::CommandBuffer> {
        let Some(PointLayers {
            screen: Screen { format, .. },
            pictures: kept,
            ..
        }) = resources.get_mut::<PointLayers>()
        else {
            return Vec::new();
        };
        let pipeline = kept
            .pipeline
            .get_or_insert_with(|| PicturePipeline::new(device, *format));
        kept.pictures
            .retain(|_, (image, _)| image.strong_count() > 0);
        let (_, pixels) = kept
            .pictures
            .entry(Arc::as_ptr(&self.image).addr())
            .or_insert_with(|| (Arc::downgrade(&self.image), self.upload(device, queue)));
        let told = device.create_buffer_init(&wgpu::util::BufferInitDescriptor {
            label: Some("picture"),
            contents: bytemuck::bytes_of(&self.told),
            usage: wgpu::BufferUsages::UNIFORM,
        });
        let beside = [
            wgpu::BindingResource::TextureView(pixels),
            wgpu::BindingResource::Sampler(&pipeline.sampler),
        ];
        self.group
            .put(bind(device, &pipeline.bindings, &told, &beside));
        Vec::new()
    }

    fn paint(
        &self,
        info: PaintCallbackInfo,
        pass: &mut wgpu::RenderPass<'static>,
        resources: &CallbackResources,
    ) {
        let group = self.group.get();
        let kept = resources.get::<PointLayers>();
        let pipeline = kept.and_then(|layers| layers.pictures.pipeline.as_ref());
        let (Some(group), Some(pipeline)) = (&*group, pipeline) else {
            return;
        };
        over_all(&info, pass);
        pass.set_pipeline(&pipeline.pipeline);
        pass.set_bind_group(0, group, &[]);
        pass.draw(0..4, 0..1);
    }
}
