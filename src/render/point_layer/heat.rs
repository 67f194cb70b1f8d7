//! Heat: records summed up on a grid coarser than the screen, blurred, and shown in steps of colour.

use bytemuck::{Pod, Zeroable};
use eframe::egui_wgpu::wgpu;
use egui::{Pos2, Rect};

use super::{
    frame::{Canvas, rgba},
    pipelines::{BLURRED, HeatPipelines, SUMS},
    uniforms::{bind, buffer},
};
use crate::{
    render::viewport::Viewport,
    scene::{Palette, PointLayer},
};

/// Cells within the standard deviation of what a record spreads over.
const CELLS_A_SPREAD: f32 = 2.5;

/// The most cells along a side, whatever the screen.
const MOST_CELLS: f32 = 1024.0;

/// Standard deviations from a record beyond which it is not felt.
const REACH: f32 = 3.0;

/// As `Heat` in `ramp.wgsl`.
#[repr(C)]
#[derive(Clone, Copy, Pod, Zeroable)]
struct Uniform {
    corner: [f32; 2],
    cell: f32,
    spread: f32,
    full: f32,
    strength: f32,
    padding: [f32; 2],
    steps: [[f32; 4]; 6],
}

/// How the cells of heat lie on the screen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Raster {
    /// Where the first cell begins, in pixels of the screen.
    corner: [f64; 2],
    /// The side of a cell, in pixels of the screen.
    cell: f32,
    /// In cells.
    spread: f32,
    size: [u32; 2],
    px_per_point: f32,
}

impl Raster {
    /// Cells over a part of the screen in which records spread so many points.
    ///
    /// Cells stay with the map when it is moved, so that nothing flickers.
    pub fn new(
        viewport: &Viewport,
        point_layer: &PointLayer,
        clip: Rect,
        px_per_point: f32,
        spread: f32,
    ) -> Self {
        let spread_px = (spread * px_per_point).max(1.0);
        let margin = REACH * spread_px;
        let sides = clip.size() * px_per_point + egui::Vec2::splat(2.0 * margin);
        let cell = (spread_px / CELLS_A_SPREAD)
            .max(1.0)
            .max(sides.max_elem() / (MOST_CELLS - 2.0));
        let origin = viewport.on_screen(viewport.view.project(point_layer.origin));
        let first = |origin: f32, low: f32| {
            let [origin, low] = [origin, low].map(|at| f64::from(at * px_per_point));
            let cell = f64::from(cell);
            origin + ((low - f64::from(margin) - origin) / cell).floor() * cell
        };
        Self {
            corner: [first(origin.x, clip.min.x), first(origin.y, clip.min.y)],
            cell,
            spread: (spread_px / cell).max(0.7),
            size: [sides.x, sides.y].map(|side| (side / cell).ceil().max(1.0) as u32 + 1),
            px_per_point,
        }
    }

    /// The cells as a canvas to draw on.
    pub fn canvas(&self) -> Canvas {
        let corner = self
            .corner
            .map(|at| (at / f64::from(self.px_per_point)) as f32);
        Canvas {
            size: self.size,
            px_per_point: self.px_per_point / self.cell,
            corner: Pos2::from(corner),
        }
    }
}

/// The textures of one raster, and what reads them.
pub struct Grid {
    size: [u32; 2],
    pub sums: wgpu::TextureView,
    across: wgpu::TextureView,
    down: wgpu::TextureView,
    uniform: wgpu::Buffer,
    reads_sums: wgpu::BindGroup,
    reads_across: wgpu::BindGroup,
    /// What the ramp is drawn with.
    pub reads_down: wgpu::BindGroup,
}

impl Grid {
    fn new(device: &wgpu::Device, pipelines: &HeatPipelines, size: [u32; 2]) -> Self {
        let texture = |format| {
            let texture = device.create_texture(&wgpu::TextureDescriptor {
                label: Some("point_layer heat"),
                size: wgpu::Extent3d {
                    width: size[0],
                    height: size[1],
                    depth_or_array_layers: 1,
                },
                mip_level_count: 1,
                sample_count: 1,
                dimension: wgpu::TextureDimension::D2,
                format,
                usage: wgpu::TextureUsages::RENDER_ATTACHMENT
                    | wgpu::TextureUsages::TEXTURE_BINDING,
                view_formats: &[],
            });
            texture.create_view(&wgpu::TextureViewDescriptor::default())
        };
        let [sums, across, down] = [SUMS, BLURRED, BLURRED].map(texture);
        let uniform = buffer::<Uniform>(device);
        let reading = |view: &wgpu::TextureView| {
            let beside = [
                wgpu::BindingResource::TextureView(view),
                wgpu::BindingResource::Sampler(&pipelines.sampler),
            ];
            bind(device, &pipelines.grids, &uniform, &beside)
        };
        Self {
            size,
            reads_sums: reading(&sums),
            reads_across: reading(&across),
            reads_down: reading(&down),
            sums,
            across,
            down,
            uniform,
        }
    }

    /// The grid for a raster: the one at hand where it fits, else another in its place.
    pub fn fitting<'a>(
        device: &wgpu::Device,
        pipelines: &HeatPipelines,
        kept: &'a mut Option<Self>,
        raster: &Raster,
    ) -> &'a Self {
        if kept.as_ref().is_some_and(|grid| grid.size != raster.size) {
            *kept = None;
        }
        kept.get_or_insert_with(|| Self::new(device, pipelines, raster.size))
    }
}

/// How heat is shown.
pub struct Shades<'a> {
    pub palette: &'a Palette,
    pub full: f32,
    pub strength: f32,
}

impl HeatPipelines {
    /// Blurs the sums of a grid, for the ramp to show.
    pub fn blur(
        &self,
        queue: &wgpu::Queue,
        encoder: &mut wgpu::CommandEncoder,
        grid: &Grid,
        raster: &Raster,
        shades: &Shades<'_>,
    ) {
        let uniform = Uniform {
            corner: raster.corner.map(|at| at as f32),
            cell: raster.cell,
            spread: raster.spread,
            full: shades.full.max(1e-3),
            strength: shades.strength,
            padding: [0.0; 2],
            steps: shades.palette.heat().map(rgba),
        };
        queue.write_buffer(&grid.uniform, 0, bytemuck::bytes_of(&uniform));
        for (pipeline, from, to) in [
            (&self.across, &grid.reads_sums, &grid.across),
            (&self.down, &grid.reads_across, &grid.down),
        ] {
            let mut pass = clearing_pass(encoder, to);
            pass.set_pipeline(pipeline);
            pass.set_bind_group(0, from, &[]);
            pass.draw(0..3, 0..1);
        }
    }
}

/// A pass that begins with nothing on a texture.
pub fn clearing_pass<'a>(
    encoder: &'a mut wgpu::CommandEncoder,
    view: &wgpu::TextureView,
) -> wgpu::RenderPass<'a> {
    encoder.begin_render_pass(&wgpu::RenderPassDescriptor {
        label: Some("point_layer heat"),
        color_attachments: &[Some(wgpu::RenderPassColorAttachment {
            view,
            depth_slice: None,
            resolve_target: None,
            ops: wgpu::Operations {
                load: wgpu::LoadOp::Clear(wgpu::Color::TRANSPARENT),
                store: wgpu::StoreOp::Store,
            },
        })],
        ..Default::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{model::geo::Coord, scene::Camera};

    fn raster(side: f32, west_px: f64, px_per_point: f32) -> Raster {
        let rect = Rect::from_min_size(Pos2::ZERO, egui::Vec2::splat(side));
        let degrees = west_px * 360.0 / 256.0 / 8_f64.exp2();
        let camera = Camera {
            center: Coord {
                x: 46.0 + degrees,
                y: 40.0,
            },
            zoom: 8.0,
        };
        let viewport = Viewport::new(rect, camera);
        Raster::new(&viewport, &PointLayer::default(), rect, px_per_point, 10.0)
    }

    #[test]
    fn cells_stay_with_the_map_when_it_is_moved() {
        let (before, after) = (raster(500.0, 0.0, 1.0), raster(500.0, 11.0, 1.0));
        assert_eq!(before.size, after.size);
        let moved = (after.corner[0] - before.corner[0] + 11.0) / f64::from(before.cell);
        assert!((moved - moved.round()).abs() < 0.05, "{moved}");
    }

    #[test]
    fn a_grid_covers_the_screen_and_is_bounded() {
        for (side, px_per_point) in [(10.0, 1.0), (700.0, 1.0), (4000.0, 1.0), (4000.0, 3.0)] {
            let raster = raster(side, 0.0, px_per_point);
            assert!(raster.size[0] <= 1024, "{raster:?}");
            let covered = raster.size[0] as f32 * raster.cell;
            assert!(
                raster.corner[0] as f32 + covered >= side * px_per_point,
                "{raster:?}"
            );
            assert!(raster.corner[0] < 0.0);
        }
    }
}
