//! What each of many records is drawn as: its corners, and which of them make triangles.

use std::ops::Range;

use eframe::egui_wgpu::wgpu::{self, util::DeviceExt as _};

use super::gpu_buffers::Blocks;

/// Records a draw call is given at most, where shaders fetch them.
const CHUNK: u32 = 4096;

/// What a record is drawn as.
pub struct Shape {
    pipeline: wgpu::RenderPipeline,
    /// How many corners a record has.
    corners: u32,
    /// Which of them make triangles, for as many records as a draw call is given.
    indices: wgpu::Buffer,
    /// How many of them are of one record.
    index_count: u32,
}

impl Shape {
    /// A shape whose triangles have those corners.
    pub fn new(device: &wgpu::Device, pipeline: wgpu::RenderPipeline, triangles: &[u32]) -> Self {
        let corners = triangles.iter().max().map_or(0, |last| last + 1);
        let of_record = |record| triangles.iter().map(move |at| record * corners + at);
        let indices: Vec<u32> = (0..CHUNK).flat_map(of_record).collect();
        Self {
            pipeline,
            corners,
            indices: device.create_buffer_init(&wgpu::util::BufferInitDescriptor {
                label: Some("point_layer shape"),
                contents: bytemuck::cast_slice(&indices),
                usage: wgpu::BufferUsages::INDEX,
            }),
            index_count: triangles.len() as u32,
        }
    }

    /// Draws as many records of the buffer that is set, each an instance.
    pub fn draw_each(&self, pass: &mut wgpu::RenderPass<'_>, count: u32) {
        pass.set_pipeline(&self.pipeline);
        pass.set_index_buffer(self.indices.slice(..), wgpu::IndexFormat::Uint32);
        pass.draw_indexed(0..self.index_count, 0, 0..count);
    }

    /// Draws what is there of a range of records.
    pub fn draw(&self, pass: &mut wgpu::RenderPass<'_>, blocks: &Blocks, range: Range<u32>) {
        pass.set_pipeline(&self.pipeline);
        pass.set_index_buffer(self.indices.slice(..), wgpu::IndexFormat::Uint32);
        for part in blocks.parts(range) {
            let Some(stored) = part.stored else {
                pass.set_vertex_buffer(0, part.slice);
                pass.draw_indexed(0..self.index_count, 0, 0..part.records.len() as u32);
                continue;
            };
            pass.set_bind_group(1, stored, &[]);
            for first in part.records.clone().step_by(CHUNK as usize) {
                let count = CHUNK.min(part.records.end - first);
                let base = (first * self.corners) as i32;
                pass.draw_indexed(0..count * self.index_count, base, 0..1);
            }
        }
    }
}
