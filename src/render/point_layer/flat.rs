//! Grounds of one colour. egui draws them with the shader it draws letters and pictures with, which takes a driver
//! that has no graphics card ten times as long.

use std::f32::consts::TAU;

use eframe::egui_wgpu::{Callback, CallbackResources, CallbackTrait, wgpu};
use egui::{
    Color32, Context, CornerRadius, LayerId, Painter, Pos2, Rect, Shape, Stroke, Vec2,
    emath::{GuiRounding as _, TSTransform},
    epaint::{PaintCallbackInfo, RectShape},
    layers::ShapeIdx,
    vec2,
};

use super::{callback::PointLayers, is_installed};

/// Fills a rectangle with a colour.
pub fn paint(painter: &Painter, rect: Rect, color: Color32) {
    if !is_installed(painter.ctx()) {
        painter.rect_filled(rect, 0.0, color);
    } else if let Some(ground) = ground(rect, painter.clip_rect(), color) {
        painter.add(ground);
    }
}

fn ground(rect: Rect, clip: Rect, color: Color32) -> Option<Shape> {
    let seen = clip.intersect(rect);
    seen.is_positive()
        .then(|| Callback::new_paint_callback(seen, FlatCallback(color)).into())
}

/// Draws the large grounds among all that was painted in this frame so. What is painted later is left as it is.
pub fn take_over(ctx: &Context) {
    if !is_installed(ctx) {
        return;
    }
    let px_per_point = ctx.pixels_per_point();
    let mut layers: Vec<LayerId> = ctx.memory(|memory| memory.layer_ids().collect());
    layers.push(LayerId::background());
    layers.dedup();
    ctx.graphics_mut(|graphics| {
        for layer in layers {
            let Some(list) = graphics.get_mut(layer) else {
                continue;
            };
            for at in 0..list.next_idx().0 {
                list.mutate_shape(ShapeIdx(at), |painted| {
                    if painted.transform_after_tessellation == TSTransform::IDENTITY {
                        instead(&mut painted.shape, painted.clip_rect, px_per_point);
                    }
                });
            }
        }
    });
}

/// The least area of which that is worth its while, in square points.
const LEAST_AREA: f32 = 3_000.0;

fn instead(shape: &mut Shape, clip: Rect, px_per_point: f32) {
    match shape {
        Shape::Vec(shapes) => {
            for shape in shapes {
                instead(shape, clip, px_per_point);
            }
        }
        Shape::Rect(rect) => {
            if let Some(parts) = parts(rect, clip, px_per_point) {
                *shape = Shape::Vec(parts);
            }
        }
        _ => {}
    }
}

/// A large rectangle as its grounds, its round corners and its outline; `None` where it stays as it is.
fn parts(shape: &RectShape, clip: Rect, px_per_point: f32) -> Option<Vec<Shape>> {
    let RectShape {
        corner_radius,
        fill,
        stroke,
        ..
    } = *shape;
    let is_plain = shape.blur_width == 0.0
        && shape.brush.is_none()
        && shape.angle == 0.0
        && (stroke.is_empty() || shape.stroke_kind == egui::StrokeKind::Inside);
    let is_round = corner_radius != CornerRadius::ZERO;
    let is_large = clip.intersect(shape.rect).area() >= LEAST_AREA;
    if !is_plain || !is_large || fill == Color32::TRANSPARENT || (is_round && !fill.is_opaque()) {
        return None;
    }
    let rect = shape.rect.round_to_pixels(px_per_point);
    let CornerRadius { nw, ne, sw, se } = corner_radius;
    let radius = f32::from(nw.max(ne).max(sw).max(se)).min(rect.size().min_elem() / 2.0);
    let sides = rect.shrink2(vec2(0.0, radius));
    let grounds = [
        rect.shrink2(vec2(radius, 0.0)),
        sides.with_max_x(rect.left() + radius),
        sides.with_min_x(rect.right() - radius),
    ];
    let grounds = grounds.into_iter();
    let mut parts: Vec<Shape> = grounds
        .filter_map(|part| ground(part, clip, fill))
        .collect();
    if is_round {
        let corners = [
            (rect.right_bottom(), vec2(1.0, 1.0), se),
            (rect.left_bottom(), vec2(-1.0, 1.0), sw),
            (rect.left_top(), vec2(-1.0, -1.0), nw),
            (rect.right_top(), vec2(1.0, -1.0), ne),
        ];
        parts.extend(corners.map(|(corner, outwards, own)| {
            let own = f32::from(own).min(radius);
            Shape::convex_polygon(
                round_corner(corner, outwards, (radius, own)),
                fill,
                Stroke::NONE,
            )
        }));
    }
    if !stroke.is_empty() {
        let outline = RectShape {
            fill: Color32::TRANSPARENT,
            ..shape.clone()
        };
        parts.push(outline.into());
    }
    Some(parts)
}

/// What is left at a corner, which is rounded by `own` of the `radius` that the grounds leave. It reaches a point into
/// the grounds, so that no seam shows.
fn round_corner(corner: Pos2, outwards: Vec2, (radius, own): (f32, f32)) -> Vec<Pos2> {
    const STEPS: u8 = 6;
    let inner = corner - outwards * (radius + 1.0);
    let middle = corner - outwards * own;
    let arc = (0..=STEPS).map(|step| {
        let (sin, cos) = (TAU / 4.0 * f32::from(step) / f32::from(STEPS)).sin_cos();
        middle + vec2(outwards.x * cos, outwards.y * sin) * own
    });
    let before = Pos2::new(corner.x, inner.y);
    let after = Pos2::new(inner.x, corner.y);
    [inner, before]
        .into_iter()
        .chain(arc)
        .chain([after])
        .collect()
}

struct FlatCallback(Color32);

impl CallbackTrait for FlatCallback {
    fn paint(
        &self,
        _: PaintCallbackInfo,
        pass: &mut wgpu::RenderPass<'static>,
        resources: &CallbackResources,
    ) {
        let Some(layers) = resources.get::<PointLayers>() else {
            return;
        };
        let [r, g, b, a] = self.0.to_array().map(u32::from);
        let rgb = (r << 16) | (g << 8) | b;
        pass.set_pipeline(&layers.flat_pipeline);
        pass.draw(3 * a..3 * a + 3, rgb..rgb + 1);
    }
}
