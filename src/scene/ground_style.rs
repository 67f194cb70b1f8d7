//! Colours and strokes of the maps that a person brings, in light and dark: quiet, so that what is
//! reported stands out above them.

use super::{
    Palette, Theme,
    style::{Rgba, Stroke},
};

/// The ground of maps with more on it than the one that is built in.
#[derive(Clone, Copy, Debug)]
pub struct GroundStyle {
    pub wood: Rgba,
    pub grass: Rgba,
    pub building: Rgba,
    pub path: Stroke,
    pub minor_road: Stroke,
    pub road: Stroke,
    pub major_road: Stroke,
    pub rail: Stroke,
    /// A border that a map calls disputed.
    pub disputed_border: Stroke,
}

impl GroundStyle {
    /// How it looks on tiles of a zoom: roads are narrower from afar.
    pub fn of(palette: &Palette, zoom: u8) -> Self {
        let near = f32::from(zoom.clamp(6, 16) - 6) / 10.0;
        let line = |hex: u32, far: f32, width: f32| {
            Stroke::solid(Rgba::rgb(hex), far + (width - far) * near)
        };
        let dashed = |stroke: Stroke, dash: &'static [f32]| Stroke { dash, ..stroke };
        let disputed_border = dashed(palette.border_line(), &[5.0, 4.0]);
        match palette.theme {
            Theme::Light => Self {
                wood: Rgba::rgb(0xe2ead6),
                grass: Rgba::rgb(0xecf0dd),
                building: Rgba::rgb(0xe0d8cb),
                path: dashed(line(0xc4b8a4, 0.5, 1.0), &[3.0, 2.0]),
                minor_road: line(0xdcd2c0, 0.5, 2.4),
                road: line(0xd0c1a6, 0.9, 3.4),
                major_road: line(0xc8a878, 1.2, 4.4),
                rail: dashed(line(0x9a948a, 0.8, 1.6), &[6.0, 3.0]),
                disputed_border,
            },
            Theme::Dark => Self {
                wood: Rgba::rgb(0x222d26),
                grass: Rgba::rgb(0x252d29),
                building: Rgba::rgb(0x30353b),
                path: dashed(line(0x434a52, 0.5, 1.0), &[3.0, 2.0]),
                minor_road: line(0x434b55, 0.5, 2.4),
                road: line(0x59636e, 0.9, 3.4),
                major_road: line(0x93794e, 1.2, 4.4),
                rail: dashed(line(0x5a6068, 0.8, 1.6), &[6.0, 3.0]),
                disputed_border,
            },
        }
    }
}
