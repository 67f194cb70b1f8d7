//! The scale of a map.

use super::{Align, Mark, Shape, TextStyle};
use crate::scene::{Palette, Px, View, px, style::Stroke};

/// The scale of a view, kilometres above a line and nautical miles below it: no longer than that, and
/// the line so far from the left and the lower edge, in points.
pub fn scale_bar(view: &View, palette: &Palette, longest_px: f64, edges: Px) -> Vec<Mark> {
    let [km, miles] = view.scale_bars(longest_px);
    let left = px(edges.x, view.size.y - edges.y);
    let halo = palette.halo.faded(0.85);
    let style = TextStyle {
        halo: Some((halo, 1.6)),
        ..TextStyle::plain(11.0, palette.region_name).aligned(Align::Middle)
    };
    let mut strokes = Vec::new();
    let mut texts = Vec::new();
    // The sign of each is where its ticks point; its words stand beyond them.
    for ((length, words), up) in [(km, -1.0), (miles, 1.0)] {
        let right = px(left.x + length, left.y);
        let tick = px(0.0, 5.0 * up);
        strokes.push(Shape::Open(vec![left + tick, left, right, right + tick]));
        texts.push(Mark::text(
            (left + right) / 2.0 + px(0.0, 12.268 * up),
            words,
            style,
        ));
    }
    let mut marks = vec![Mark::open("scale", 1.0)];
    for stroke in [
        Stroke::solid(halo, 4.0),
        Stroke::solid(palette.region_name, 1.5),
    ] {
        marks.extend(
            strokes
                .iter()
                .map(|line| Mark::stroke(line.clone(), stroke)),
        );
    }
    marks.extend(texts);
    marks.push(Mark::Close);
    marks
}
