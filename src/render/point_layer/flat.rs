//! Grounds of one colour. egui draws them with the shader it draws letters and pictures with, which takes a driver
//! that has no graphics card ten times as long.

use eframe::egui_wgpu::{Callback, CallbackResources, CallbackTrait, wgpu};
use egui::{Color32, Painter, Rect, Rgba, epaint::PaintCallbackInfo};

use super::{callback::PointLayers, is_installed};

/// Fills a rectangle with an opaque colour.
pub fn paint(painter: &Painter, rect: Rect, color: Color32) {
    let seen = painter.clip_rect().intersect(rect);
    if !is_installed(painter.ctx()) {
        painter.rect_filled(rect, 0.0, color);
    } else if seen.is_positive() {
        painter.add(Callback::new_paint_callback(seen, FlatCallback(color)));
    }
}

struct FlatCallback(Color32);

impl CallbackTrait for FlatCallback {
    fn paint(
        &self,
        _: PaintCallbackInfo,
        pass: &mut wgpu::RenderPass<'static>,
        resources: &CallbackResources,
    ) {
        let Some(PointLayers {
            flat_pipeline,
            screen,
            ..
        }) = resources.get::<PointLayers>()
        else {
            return;
        };
        let [r, g, b, a] = match screen.format.is_srgb() {
            true => Rgba::from(self.0).to_array(),
            false => self.0.to_normalized_gamma_f32(),
        };
        let [r, g, b, a] = [r, g, b, a].map(f64::from);
        pass.set_pipeline(flat_pipeline);
        pass.set_blend_constant(wgpu::Color { r, g, b, a });
        pass.draw(0..3, 0..1);
    }
}
