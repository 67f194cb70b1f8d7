//! How labels look: letters, size, colour, and the room kept free around them.

use super::{
    camera::{Px, px},
    label::LabelKind,
    marks::Painting,
    style::Rgba,
};

/// How one kind of label looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LabelStyle {
    /// In the heavier of the two weights.
    pub strong: bool,
    /// Height of the letters' square, in points.
    pub size: f32,
    pub ink: Rgba,
    /// Room kept free on either side, in points.
    pub margin: Px,
}

/// How far the halo reaches around a letter, in points, and how strong it is, from 0 to 1.
pub const HALO_PX: f32 = 1.3;
pub const HALO_STRENGTH: f32 = 0.8;

/// Room beside the text in a figure, in points.
pub const FIGURE_GAP_PX: f32 = 5.0;

/// Size of the reporter's letters in a figure, in points.
pub const LETTER_PX: f32 = 10.5;

/// How a label of that kind looks.
pub fn style(painting: &Painting<'_>, kind: LabelKind) -> LabelStyle {
    let Painting { atlas, palette, .. } = *painting;
    let style = |strong, size, ink, (x, y)| LabelStyle {
        strong,
        size,
        ink,
        margin: px(x, y),
    };
    match kind {
        LabelKind::Figure(_) => style(true, 12.0, palette.region_name, (FIGURE_GAP_PX, 2.0)),
        LabelKind::Strip(_) => style(true, 11.0, palette.region_name, (0.0, 0.0)),
        LabelKind::Flow(_) => style(true, 11.0, palette.region_name, (FIGURE_GAP_PX, 1.0)),
        LabelKind::Region(id) if atlas.regions()[id].mission => {
            style(true, 13.0, palette.region_name, (3.0, 0.0))
        }
        LabelKind::Region(_) => style(false, 12.0, palette.region_name, (3.0, 0.0)),
        LabelKind::Settlement(_) => style(false, 11.5, palette.region_name, (3.0, 0.0)),
        LabelKind::Zone(id) => {
            let kind = atlas.zones()[id].kind;
            let tint = painting.scene.tints.zone(id).map(|tint| palette.tint(tint));
            // Of its colour, and as dark or light as can be read on hatching.
            let usual = || palette.zone_color(kind).towards(palette.region_name, 0.45);
            let ink = tint.unwrap_or_else(usual);
            style(true, 11.5, ink, (6.0, 3.0))
        }
        LabelKind::Place { rank } => {
            let size = (12.5 - f32::from(rank) * 0.45).max(10.0);
            style(false, size, palette.place_name, (4.0, 2.0))
        }
        LabelKind::River => style(false, 10.0, palette.water_name, (4.0, 1.0)),
        LabelKind::Terrain { peak: true } => style(false, 10.5, palette.terrain_name, (4.0, 2.0)),
        LabelKind::Terrain { peak: false } => style(false, 11.5, palette.terrain_name, (6.0, 2.0)),
        LabelKind::Water => style(false, 11.0, palette.water_name, (6.0, 2.0)),
    }
}
