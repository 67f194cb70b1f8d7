//! The scale bar.

use super::{Align, Mark, Shape, TextStyle};
use crate::scene::{Palette, Px, View, px, style::Stroke};

/// The scale bar of a view: no longer than that, and so far from the left and the lower edge, in
/// points.
pub fn scale_bar(view: &View, palette: &Palette, longest_px: f64, edges: Px) -> Vec<Mark> {
    let (length, words) = view.scale_bar(longest_px);
    let left = px(edges.x, view.size.y - edges.y);
    let right = px(left.x + length, left.y);
    let rise = px(0.0, -5.0);
    let line = vec![left + rise, left, right, right + rise];
    let halo = palette.halo.faded(0.85);
    let style = TextStyle {
        halo: Some((halo, 1.6)),
        ..TextStyle::plain(11.0, palette.region_name).aligned(Align::Middle)
    };
    // So that the words stand on a line 8 points above the bar.
    let above = (left + right) / 2.0 + px(0.0, -12.268);
    vec![
        Mark::open("scale", 1.0),
        Mark::stroke(Shape::Open(line.clone()), Stroke::solid(halo, 4.0)),
        Mark::stroke(Shape::Open(line), Stroke::solid(palette.region_name, 1.5)),
        Mark::text(above, words, style),
        Mark::Close,
    ]
}
