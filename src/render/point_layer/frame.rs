//! What shaders are told each time: where the view is, which days, how large and how strong.

use bytemuck::{Pod, Zeroable};
use eframe::egui_wgpu::ScreenDescriptor;
use egui::Pos2;

use crate::{
    render::viewport::Viewport,
    scene::{Rgba, World, bundle::BEND, camera::to_world},
};

/// As `Frame` in `record.wgsl`.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Pod, Zeroable)]
pub struct Frame {
    pub center_high: [f32; 2],
    pub center_low: [f32; 2],
    pub middle: [f32; 2],
    pub target_size: [f32; 2],
    pub window: [u32; 2],
    pub scale: f32,
    pub size: f32,
    pub halo_width: f32,
    pub strength: f32,
    pub bend: f32,
    pub kind_count: u32,
    pub halo: [f32; 4],
}

/// A target that is drawn on, and how its pixels lie on the screen.
#[derive(Clone, Copy, Debug)]
pub struct Canvas {
    /// In pixels of its own.
    pub size: [u32; 2],
    /// Pixels of its own a point of the screen takes.
    pub px_per_point: f32,
    /// Where on the screen it begins, in points.
    pub corner: Pos2,
}

impl Canvas {
    pub fn screen(screen: &ScreenDescriptor) -> Self {
        Self {
            size: screen.size_in_pixels,
            px_per_point: screen.pixels_per_point,
            corner: Pos2::ZERO,
        }
    }
}

impl Frame {
    /// A frame in which everything is where and when it belongs, as counted from an origin. Sizes
    /// are still to be said.
    pub fn new(viewport: &Viewport, origin: World, window: [u32; 2], canvas: &Canvas) -> Self {
        let view = &viewport.view;
        let center = to_world(view.camera.center) - origin;
        let high = [center.x as f32, center.y as f32];
        let low = [
            (center.x - f64::from(high[0])) as f32,
            (center.y - f64::from(high[1])) as f32,
        ];
        let middle = (viewport.rect.center() - canvas.corner) * canvas.px_per_point;
        Self {
            center_high: high,
            center_low: low,
            middle: middle.into(),
            target_size: canvas.size.map(|side| side as f32),
            window,
            scale: (view.scale() * f64::from(canvas.px_per_point)) as f32,
            bend: BEND as f32,
            ..Self::default()
        }
    }
}

/// The colour as shaders take it: from 0 to 1, in gamma space, not premultiplied.
pub fn rgba(color: Rgba) -> [f32; 4] {
    color.0.map(|channel| f32::from(channel) / 255.0)
}
