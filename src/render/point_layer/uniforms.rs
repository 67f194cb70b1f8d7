//! What shaders are told of a frame, in buffers that are made once and written each frame.

use std::sync::{Mutex, MutexGuard, PoisonError};

use bytemuck::Pod;
use eframe::egui_wgpu::wgpu;
use egui::epaint::PaintCallbackInfo;

/// What a callback prepares for a frame, and then paints.
pub struct Handed<T>(Mutex<Option<T>>);

impl<T> Handed<T> {
    pub fn nothing() -> Self {
        Self(Mutex::new(None))
    }

    pub fn put(&self, prepared: T) {
        *self.get() = Some(prepared);
    }

    pub fn get(&self) -> MutexGuard<'_, Option<T>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Draws in the clip space of the whole screen.
pub fn over_all(info: &PaintCallbackInfo, pass: &mut wgpu::RenderPass<'static>) {
    let [width, height] = info.screen_size_px.map(|side| side as f32);
    pass.set_viewport(0.0, 0.0, width, height, 0.0, 1.0);
}

/// A buffer that shaders read, and what binds it.
pub struct Uniform {
    buffer: wgpu::Buffer,
    pub group: wgpu::BindGroup,
}

impl Uniform {
    /// Room for a `T`, bound in the first place of a layout beside textures in the next ones.
    pub fn new<T: Pod>(
        device: &wgpu::Device,
        layout: &wgpu::BindGroupLayout,
        beside: &[wgpu::BindingResource<'_>],
    ) -> Self {
        let buffer = buffer::<T>(device);
        let group = bind(device, layout, &buffer, beside);
        Self { buffer, group }
    }

    pub fn write<T: Pod>(&self, queue: &wgpu::Queue, value: &T) {
        queue.write_buffer(&self.buffer, 0, bytemuck::bytes_of(value));
    }
}

/// A buffer with room for a `T`.
pub fn buffer<T: Pod>(device: &wgpu::Device) -> wgpu::Buffer {
    device.create_buffer(&wgpu::BufferDescriptor {
        label: Some("point_layer"),
        size: size_of::<T>() as u64,
        usage: wgpu::BufferUsages::UNIFORM | wgpu::BufferUsages::COPY_DST,
        mapped_at_creation: false,
    })
}

/// Binds a buffer and what stands beside it.
pub fn bind(
    device: &wgpu::Device,
    layout: &wgpu::BindGroupLayout,
    buffer: &wgpu::Buffer,
    beside: &[wgpu::BindingResource<'_>],
) -> wgpu::BindGroup {
    let resources = std::iter::once(buffer.as_entire_binding()).chain(beside.iter().cloned());
    let entries = (0..).zip(resources);
    let entries: Vec<_> = entries
        .map(|(binding, resource)| wgpu::BindGroupEntry { binding, resource })
        .collect();
    device.create_bind_group(&wgpu::BindGroupDescriptor {
        label: Some("point_layer"),
        layout,
        entries: &entries,
    })
}
