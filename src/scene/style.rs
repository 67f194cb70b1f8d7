//! Colours, widths and dashes: how everything on a map looks, in light and dark.

use super::{
    bundle::{Bundle, EndKind},
    tint::{LineChoice, MOST_TINTS, Tint},
};
use crate::model::{
    Line, LineKind, Reporter, Sum, Zone, ZoneKind, report::REPORTER_COLORS, statement::FactKind,
    zone::Style,
};
use crate::query::overview::Trend;

/// A colour: red, green, blue and opacity, not premultiplied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Rgba(pub [u8; 4]);

impl Rgba {
    /// Opaque, from `0xrrggbb`.
    pub const fn rgb(hex: u32) -> Self {
        Self([(hex >> 16) as u8, (hex >> 8) as u8, hex as u8, 255])
    }

    /// The same colour, its opacity multiplied by a share.
    pub fn faded(self, share: f32) -> Self {
        let [r, g, b, a] = self.0;
        Self([
            r,
            g,
            b,
            (f32::from(a) * share.clamp(0.0, 1.0)).round() as u8,
        ])
    }

    /// On the way from this colour to another.
    pub fn towards(self, other: Self, share: f32) -> Self {
        let mix = |a: u8, b: u8| (f32::from(a) + (f32::from(b) - f32::from(a)) * share) as u8;
        let ([r, g, b, a], [x, y, z, w]) = (self.0, other.0);
        Self([mix(r, x), mix(g, y), mix(b, z), mix(a, w)])
    }

    /// Relative luminance as WCAG 2 defines it, from 0 to 1.
    pub fn luminance(self) -> f32 {
        let [r, g, b, _] = self.0.map(|channel| {
            let channel = f32::from(channel) / 255.0;
            if channel <= 0.04045 {
                channel / 12.92
            } else {
                ((channel + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Theme {
    /// Dark ink on a light ground.
    #[default]
    Light,
    /// Light ink on a dark ground.
    Dark,
}

/// The eight colours of Okabe and Ito, which people of any colour vision tell apart, some of them
/// adapted to the ground they stand on, and ten more for reporters seen rarely; then six for reporters
/// that no file gives a colour, each far from all before it.
const REPORTERS_LIGHT: [u32; REPORTER_COLORS as usize] = [
    0x0072b2, 0xd55e00, 0x009e73, 0xb0508f, 0xc98a00, 0x3b9bd6, 0x857800, 0x4a4a4a, 0x7a4a2b,
    0x5b4ea3, 0x2f6f6f, 0xa03048, 0x8c2d86, 0x3f7d20, 0x1f4e79, 0xb3672f, 0x6b7280, 0x00838f,
    0x8a1ff0, 0xe61ad2, 0x1f2bff, 0xff2f60, 0x6fae00, 0x3a2a00,
];
const REPORTERS_DARK: [u32; REPORTER_COLORS as usize] = [
    0x4aa8e0, 0xf07d2c, 0x2cc295, 0xe08fbd, 0xf0b43c, 0x8ccdf2, 0xf0e442, 0xc8c8c8, 0xc9946b,
    0xa79cf0, 0x7fc4c4, 0xf07f97, 0xe07fd8, 0x9bd45f, 0x7fa6e8, 0xe0a06a, 0xaeb6c2, 0x4fd0dc,
    0x9a3dff, 0xc4189f, 0x5b5bff, 0xd6204e, 0x2f8a2a, 0x8a6a10,
];

/// For the values of a column, after the muted scheme of Paul Tol: none of them is a reporter's.
const TINTS_LIGHT: [u32; MOST_TINTS as usize] = [
    0x332288, 0xcc6677, 0x117733, 0x999933, 0x882255, 0x44aa99, 0xaa4499, 0x6699cc, 0x661100,
    0x888888, 0x5f8f3e, 0xb58a5a,
];
const TINTS_DARK: [u32; MOST_TINTS as usize] = [
    0x8f7fe0, 0xe58a99, 0x5fbf7a, 0xd0d060, 0xd06a9c, 0x6fd6c4, 0xd07fd0, 0x9cc4ee, 0xc98a70,
    0xb4b4b4, 0xa6cf86, 0xe0bd90,
];

/// Five shades for regions, from little to much.
const SHADES_LIGHT: [u32; 5] = [0xf3d596, 0xedb568, 0xd58a38, 0xad5a20, 0x7a330c];
const SHADES_DARK: [u32; 5] = [0x4f3f2a, 0x73552b, 0x9c722f, 0xc9953f, 0xf7ca70];

/// Behind the words of a statement, by what they were read as, in the order of [`FactKind::ALL`].
const FACTS_LIGHT: [u32; 8] = [
    0xbfe3f7, 0xffe08a, 0xd9cdf5, 0xfad0b0, 0xf6cbd6, 0xd3dde2, 0xf6b4aa, 0xdcdcdc,
];
const FACTS_DARK: [u32; 8] = [
    0x1f4f6b, 0x6b5410, 0x45386e, 0x6b3d1c, 0x6b2b3b, 0x3d474d, 0x7a2c24, 0x555555,
];

/// The heat of many records, from few to many: ever darker on light ground and ever lighter on dark,
/// so that the order is seen by people of any colour vision.
const HEAT_LIGHT: [u32; 6] = [0xffe9a0, 0xfdc14d, 0xf08a3c, 0xd5494f, 0x962c78, 0x3c1361];
const HEAT_DARK: [u32; 6] = [0x4a2a86, 0x7d2f93, 0xc2417d, 0xf06c52, 0xfdb052, 0xfdf5bf];

/// How much each step of heat covers of what lies below, of 255. Where there is none, nothing.
const HEAT_COVER: [u8; 6] = [0, 130, 185, 205, 218, 228];

/// Two strengths of what has become fewer, and of what has become more.
const FEWER_LIGHT: [u32; 2] = [0xc5d8b0, 0x7fa35a];
const FEWER_DARK: [u32; 2] = [0x536e39, 0x9cc76c];
const MORE_LIGHT: [u32; 2] = [0xd9c6e3, 0xa77fbf];
const MORE_DARK: [u32; 2] = [0x71568a, 0xc39be0];

/// What a district of the overview is filled with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fill {
    /// One of five steps, from little to much.
    Step(u8),
    /// Fewer or more than before.
    Change(Trend),
}

/// The least number of claims each shade stands for.
pub const SHADE_STEPS: [u32; 5] = [1, 2, 4, 8, 16];

/// The colours of one theme.
#[derive(Clone, Debug)]
pub struct Palette {
    /// The theme these colours are of.
    pub theme: Theme,
    /// Where the map has nothing.
    pub paper: Rgba,
    /// Ground without anything on it.
    pub land: Rgba,
    /// Seas, lakes and reservoirs.
    pub water: Rgba,
    /// Rivers of the basemap.
    pub river: Rgba,
    /// Built-up areas of the basemap.
    pub urban: Rgba,
    /// Names of peaks and ranges.
    pub terrain_name: Rgba,
    /// Borders of states, from the basemap.
    pub border: Rgba,
    /// Outlines of regions.
    pub region_line: Rgba,
    /// Outlines of provinces and rings.
    pub region_dashed: Rgba,
    /// Outline of what is selected.
    pub selected: Rgba,
    /// Outline of what is under the pointer.
    pub hovered: Rgba,
    /// Hatching of zones but corridors.
    pub zone: Rgba,
    /// Hatching of corridors.
    pub corridor: Rgba,
    /// Lines of contact.
    pub contact_line: Rgba,
    /// Borders between states.
    pub state_border: Rgba,
    /// Around arrows and letters, so that they stand off from what lies below.
    pub halo: Rgba,
    /// Names of regions.
    pub region_name: Rgba,
    /// Names of settlements.
    pub place_name: Rgba,
    /// Names of water.
    pub water_name: Rgba,
    /// Flags of the timeline.
    pub flag: Rgba,
    reporters: [u32; REPORTER_COLORS as usize],
    tints: [u32; MOST_TINTS as usize],
    shades: [u32; 5],
    facts: [u32; 8],
    heat: [u32; 6],
}

impl Palette {
    /// The colours of a theme.
    pub const fn of(theme: Theme) -> Self {
        match theme {
            Theme::Light => Self {
                theme,
                paper: Rgba::rgb(0xe9e7e1),
                land: Rgba::rgb(0xf7f5ef),
                water: Rgba::rgb(0xc4d9e6),
                river: Rgba::rgb(0xa3c3d8),
                urban: Rgba::rgb(0xebe3d8),
                terrain_name: Rgba::rgb(0x7a6a52),
                border: Rgba::rgb(0x8c8894),
                region_line: Rgba::rgb(0xa49c8c),
                region_dashed: Rgba::rgb(0x7d7464),
                selected: Rgba::rgb(0x1b1e23),
                hovered: Rgba::rgb(0x4a4f57),
                zone: Rgba::rgb(0x2f7d6b),
                corridor: Rgba::rgb(0x6a56a8),
                contact_line: Rgba::rgb(0x7a2e2e),
                state_border: Rgba::rgb(0x5f5a6b),
                halo: Rgba::rgb(0xfdfcf9),
                region_name: Rgba::rgb(0x3a362e),
                place_name: Rgba::rgb(0x5b564c),
                water_name: Rgba::rgb(0x3f6d8c),
                flag: Rgba::rgb(0x6b5b3a),
                reporters: REPORTERS_LIGHT,
                tints: TINTS_LIGHT,
                shades: SHADES_LIGHT,
                facts: FACTS_LIGHT,
                heat: HEAT_LIGHT,
            },
            Theme::Dark => Self {
                theme,
                paper: Rgba::rgb(0x14171a),
                land: Rgba::rgb(0x22272c),
                water: Rgba::rgb(0x12222f),
                river: Rgba::rgb(0x2a4a60),
                urban: Rgba::rgb(0x2f3337),
                terrain_name: Rgba::rgb(0xb3a284),
                border: Rgba::rgb(0x76727f),
                region_line: Rgba::rgb(0x5d6167),
                region_dashed: Rgba::rgb(0x9a937f),
                selected: Rgba::rgb(0xf4f2ec),
                hovered: Rgba::rgb(0xb9bdc4),
                zone: Rgba::rgb(0x55b69f),
                corridor: Rgba::rgb(0xa594e0),
                contact_line: Rgba::rgb(0xd98080),
                state_border: Rgba::rgb(0x9d98a9),
                halo: Rgba::rgb(0x181b1f),
                region_name: Rgba::rgb(0xdedbd2),
                place_name: Rgba::rgb(0xa8a498),
                water_name: Rgba::rgb(0x7fb2d4),
                flag: Rgba::rgb(0xcdbb8e),
                reporters: REPORTERS_DARK,
                tints: TINTS_DARK,
                shades: SHADES_DARK,
                facts: FACTS_DARK,
                heat: HEAT_DARK,
            },
        }
    }

    /// The colour of a reporter.
    pub fn reporter(&self, reporter: &Reporter) -> Rgba {
        Rgba::rgb(self.reporters[usize::from(reporter.color) % self.reporters.len()])
    }

    /// A colour that a person gave; grey past the last.
    pub fn tint(&self, tint: Tint) -> Rgba {
        let hex = self.tints.get(usize::from(tint));
        hex.map_or(self.region_dashed, |hex| Rgba::rgb(*hex))
    }

    /// The colour of a bundle: that of its reporter, unless the person gave it another.
    pub fn bundle(&self, bundle: &Bundle, reporter: &Reporter) -> Rgba {
        self.tinted(bundle.tint, reporter)
    }

    /// A tint where there is one, else the colour of the reporter.
    pub fn tinted(&self, tint: Option<Tint>, reporter: &Reporter) -> Rgba {
        tint.map_or_else(|| self.reporter(reporter), |tint| self.tint(tint))
    }

    /// Behind words of a statement that were read as a fact of that kind.
    pub fn fact(&self, kind: FactKind) -> Rgba {
        Rgba::rgb(self.facts[kind as usize])
    }

    /// The steps of heat, evenly spaced from nothing at all to as much as is told apart.
    pub fn heat(&self) -> [Rgba; 6] {
        std::array::from_fn(|step| {
            let Rgba([r, g, b, _]) = Rgba::rgb(self.heat[step]);
            Rgba([r, g, b, HEAT_COVER[step]])
        })
    }

    /// The fill of a district in an overview.
    pub fn fill(&self, fill: Fill) -> Rgba {
        let (fewer, more) = match self.theme {
            Theme::Light => (FEWER_LIGHT, MORE_LIGHT),
            Theme::Dark => (FEWER_DARK, MORE_DARK),
        };
        Rgba::rgb(match fill {
            Fill::Step(step) => self.shades[usize::from(step).min(self.shades.len() - 1)],
            Fill::Change(Trend::FarFewer) => fewer[1],
            Fill::Change(Trend::Fewer | Trend::Same) => fewer[0],
            Fill::Change(Trend::More) => more[0],
            Fill::Change(Trend::FarMore) => more[1],
        })
    }

    /// What lies beyond the map: where there is a ground it goes on without an edge.
    pub fn beyond(&self, has_ground: bool) -> Rgba {
        match has_ground {
            true => self.land,
            false => self.paper,
        }
    }

    /// The fill of a region that so many claims name; `None` where none does.
    pub fn shade(&self, claims: u32) -> Option<Rgba> {
        let step = SHADE_STEPS.iter().rposition(|least| claims >= *least)?;
        Some(Rgba::rgb(self.shades[step]))
    }
}

/// Widths of arrows by the number of incidents: the greatest number a width stands for, and the
/// width in points. The legend shows this very scale.
pub const WIDTHS: [(u32, f32); 5] = [(2, 2.0), (5, 3.0), (10, 4.5), (20, 6.5), (u32::MAX, 9.0)];

/// The width of arrows that state no number, in points.
pub const WIDTH_UNCOUNTED: f32 = 1.6;

/// The width of an arrow, in points.
pub fn width(count: Option<Sum>) -> f32 {
    let Some(count) = count.map(Sum::size) else {
        return WIDTH_UNCOUNTED;
    };
    let step = WIDTHS.iter().find(|(most, _)| count <= *most);
    step.map_or(WIDTH_UNCOUNTED, |(_, width)| *width)
}

/// Dash and gap of what is denied, in points.
pub const DASH_DENIED: [f32; 2] = [7.0, 5.0];

/// The opacity at a share of the way along a segment that grows out of nothing, both from 0 to 1.
pub fn faded_in(share: f32) -> f32 {
    0.1 + 0.9 * share
}

/// How much wider than an arrow the halo below it is, in points.
pub const CASING_PX: f32 = 2.4;

/// Width of the ring around each dot and arrow of many, in points.
pub const POINT_HALO_PX: f32 = 1.0;

/// Width of the ring around one of them that is picked or under the pointer, in points.
pub const POINT_MARK_PX: f32 = 2.0;

/// Across each of them, in points.
pub const POINT_DOT_PX: f32 = 6.0;

/// How far each of them spreads as heat, in points.
pub const POINT_HEAT_PX: f32 = 24.0;

/// A line: its colour, and its width and dashes in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stroke {
    pub ink: Rgba,
    pub width: f32,
    /// Dash and gap in turns; empty where the line is unbroken.
    pub dash: &'static [f32],
}

impl Stroke {
    pub const fn solid(ink: Rgba, width: f32) -> Self {
        stroke(ink, width, &[])
    }
}

const fn stroke(ink: Rgba, width: f32, dash: &'static [f32]) -> Stroke {
    Stroke { ink, width, dash }
}

/// Distance of the lines that zones are hatched with, along either axis, in points.
pub const HATCH_PX: f32 = 10.0;

/// Width of those lines, in points.
pub const HATCH_WIDTH_PX: f32 = 1.0;

/// How strongly a zone is tinted, and how strongly hatched, from 0 to 1.
pub const ZONE_WASH: f32 = 0.08;
pub const ZONE_HATCH: f32 = 0.5;

/// How strongly regions are filled, from 0 to 1.
pub const SHADE_STRENGTH: f32 = 0.75;

/// The strokes of the ground and the basemap.
impl Palette {
    /// A river, narrower than a border.
    pub fn river_line(&self) -> Stroke {
        stroke(self.river, 1.4, &[])
    }

    /// A river that few maps of the whole show.
    pub fn small_river_line(&self) -> Stroke {
        stroke(self.river, 1.0, &[])
    }

    /// A state border of the basemap.
    pub fn border_line(&self) -> Stroke {
        stroke(self.border, 1.2, &[])
    }

    /// The outline of a region.
    pub fn outline(&self) -> Stroke {
        stroke(self.region_line, 1.1, &[])
    }

    /// Provinces, and rings in place of a boundary.
    pub fn dashed_outline(&self) -> Stroke {
        stroke(self.region_dashed, 1.5, &[6.0, 4.0])
    }

    /// The region that is selected or under the pointer, above a casing of the halo's colour.
    pub fn marked_outline(&self, ink: Rgba, tiles_the_land: bool) -> [Stroke; 2] {
        let dash: &[f32] = if tiles_the_land { &[] } else { &[8.0, 4.0] };
        [stroke(self.halo, 5.0, &[]), stroke(ink, 2.4, dash)]
    }

    /// A region that is all that is known of an end that stands out, above a casing.
    pub fn end_outline(&self, ink: Rgba) -> [Stroke; 2] {
        [stroke(self.halo, 3.6, &[]), stroke(ink, 1.6, &[])]
    }

    /// What a selected line lies on.
    pub fn band(&self) -> [Stroke; 3] {
        [
            stroke(self.halo, 9.0, &[]),
            stroke(self.selected, 7.0, &[]),
            stroke(self.halo, 4.0, &[]),
        ]
    }

    /// The colour of a zone that has none of its own.
    pub fn zone_color(&self, kind: ZoneKind) -> Rgba {
        match kind {
            ZoneKind::Corridor => self.corridor,
            ZoneKind::Peacekeepers | ZoneKind::Other => self.zone,
        }
    }

    /// The edge of a zone that its file says nothing of.
    fn zone_edge(&self, zone: &Zone) -> Stroke {
        let dash = in_series(&ZONE_DASHES, zone.series);
        stroke(self.zone_color(zone.kind), 1.8, dash)
    }

    /// How a zone is drawn: as the person wants it, else as its file, else as its kind is.
    pub fn zone(&self, zone: &Zone, tint: Option<Tint>) -> ZoneLook {
        let own = self.own_style(zone.extra.style, tint);
        let ink = self.zone_color(zone.kind);
        let fill = own
            .fill
            .map(|rgb| rgb_of(rgb).faded(own.fill_opacity.unwrap_or(OWN_FILL)));
        ZoneLook {
            wash: fill.unwrap_or(ink.faded(ZONE_WASH)),
            hatched: own.fill.is_none(),
            edge: with_style(self.zone_edge(zone), own),
        }
    }

    /// What a file says of a style, with the colour a person gave in place of the file's.
    fn own_style(&self, own: Style, tint: Option<Tint>) -> Style {
        let Some([r, g, b, _]) = tint.map(|tint| self.tint(tint).0) else {
            return own;
        };
        Style {
            stroke: Some([r, g, b]),
            fill: Some([r, g, b]),
            ..own
        }
    }

    /// A dated line, above a casing. What comes with the program is dashed, whatever its colour, unless the person
    /// wants it solid.
    pub fn line(&self, line: &Line, choice: LineChoice) -> [Stroke; 2] {
        let own = self.own_style(line.extra.style, choice.tint);
        let usual = self.line_of_kind(line);
        let styled = with_style(usual, own);
        let dash = match (choice.solid, line.file.is_some()) {
            (true, _) => &[],
            (false, true) => styled.dash,
            (false, false) => usual.dash,
        };
        let line = Stroke { dash, ..styled };
        let casing = stroke(self.halo.faded(0.7), line.width + 1.8, &[]);
        [casing, line]
    }

    /// A line that its file says nothing of.
    fn line_of_kind(&self, line: &Line) -> Stroke {
        match line.kind {
            LineKind::LineOfContact => {
                let dash = in_series(&CONTACT_DASHES, line.series);
                stroke(self.contact_line, 2.2, dash)
            }
            LineKind::StateBorder => stroke(self.state_border, 1.8, &[10.0, 3.0, 2.0, 3.0]),
            LineKind::Reference => stroke(self.region_dashed, 1.6, &[2.0, 3.0]),
            LineKind::Other => stroke(self.state_border, 1.4, &[6.0, 3.0]),
        }
    }
}

/// Dashes of lines of contact and of the edges of zones: of the latest, the one before, and all before.
const CONTACT_DASHES: [&[f32]; 3] = [&[9.0, 3.0], &[2.5, 3.0], &[12.0, 3.0, 2.5, 3.0]];
const ZONE_DASHES: [&[f32]; 3] = [&[5.0, 3.0], &[1.5, 2.5], &[9.0, 2.5, 1.5, 2.5]];

/// The dashes of what has that number in its series; the last stand for all further ones.
fn in_series(dashes: &[&'static [f32]; 3], number: u8) -> &'static [f32] {
    dashes[usize::from(number).min(dashes.len() - 1)]
}

/// How a zone is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ZoneLook {
    pub wash: Rgba,
    /// Whether it is hatched: what has a colour of its own is not.
    pub hatched: bool,
    pub edge: Stroke,
}

/// How strongly a file's own colour fills where it does not say. Simplestyle has 0.6, which would
/// hide what lies below.
const OWN_FILL: f32 = 0.3;

fn rgb_of([r, g, b]: [u8; 3]) -> Rgba {
    Rgba([r, g, b, 255])
}

/// A stroke as a file wants it, unbroken where it has a colour of its own.
fn with_style(usual: Stroke, own: Style) -> Stroke {
    let ink = own.stroke.map_or(usual.ink, rgb_of);
    Stroke {
        ink: ink.faded(own.stroke_opacity.unwrap_or(1.0)),
        width: own.stroke_width.unwrap_or(usual.width),
        dash: if own.stroke.is_some() {
            &[]
        } else {
            usual.dash
        },
    }
}

/// The mark of an end, in points: a ground that sets it off, and the sign on it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// A diamond rather than a circle.
    pub diamond: bool,
    pub ground_radius: f32,
    pub radius: f32,
    /// The width of its line; `None` where it is filled.
    pub line: Option<f32>,
}

/// A dot for a settlement, a ring for a region, a diamond for a zone.
pub fn mark(kind: EndKind) -> Mark {
    let (diamond, ground_radius, radius, line) = match kind {
        EndKind::Settlement | EndKind::Point => (false, 4.2, 2.8, None),
        EndKind::Region => (false, 4.4, 3.4, Some(1.4)),
        EndKind::Zone => (true, 6.2, 4.4, Some(1.4)),
    };
    Mark {
        diamond,
        ground_radius,
        radius,
        line,
    }
}

/// Black or white, whichever is easier to read on a colour.
pub fn readable_on(ground: Rgba) -> Rgba {
    // Where the contrast with black and with white is the same.
    if ground.luminance() > 0.179 {
        Rgba::rgb(0x00_0000)
    } else {
        Rgba::rgb(0xff_ffff)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::report::{SHIPPED_COLORS, reporter_color};

    fn contrast(a: Rgba, b: Rgba) -> f32 {
        let (a, b) = (a.luminance() + 0.05, b.luminance() + 0.05);
        a.max(b) / a.min(b)
    }

    #[test]
    fn letters_on_the_map_have_the_contrast_small_text_needs() {
        for theme in [Theme::Light, Theme::Dark] {
            let palette = Palette::of(theme);
            let inks = [palette.region_name, palette.place_name, palette.water_name];
            for ink in inks {
                let grounds = [palette.land, palette.halo];
                for ground in grounds {
                    assert!(
                        contrast(ink, ground) >= 4.5,
                        "{theme:?} {ink:?} on {ground:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn arrows_stand_out_from_the_land_and_from_one_another() {
        for theme in [Theme::Light, Theme::Dark] {
            let palette = Palette::of(theme);
            let colours: Vec<Rgba> = palette
                .reporters
                .iter()
                .chain(&palette.tints)
                .map(|hex| Rgba::rgb(*hex))
                .collect();
            for (index, colour) in colours.iter().enumerate() {
                assert!(
                    contrast(*colour, palette.land) >= 2.0,
                    "{theme:?} {colour:?}"
                );
                assert!(!colours[..index].contains(colour));
            }
        }
    }

    /// How far apart two colours look (Oklab); 0.02 is just told apart.
    fn apart(a: Rgba, b: Rgba) -> f32 {
        let lab = |Rgba([r, g, b, _]): Rgba| {
            let linear = |part: u8| {
                let part = f32::from(part) / 255.0;
                match part <= 0.040_45 {
                    true => part / 12.92,
                    false => ((part + 0.055) / 1.055).powf(2.4),
                }
            };
            let [r, g, b] = [r, g, b].map(linear);
            let l = (0.412_221_5 * r + 0.536_332_5 * g + 0.051_446 * b).cbrt();
            let m = (0.211_903_5 * r + 0.680_699_6 * g + 0.107_397 * b).cbrt();
            let s = (0.088_302_5 * r + 0.281_718_8 * g + 0.629_978_7 * b).cbrt();
            [
                0.210_454_3 * l + 0.793_617_8 * m - 0.004_072 * s,
                1.977_998_5 * l - 2.428_592_2 * m + 0.450_593_7 * s,
                0.025_904 * l + 0.782_771_8 * m - 0.808_675_8 * s,
            ]
        };
        let pairs = lab(a).into_iter().zip(lab(b));
        pairs.map(|(a, b)| (a - b).powi(2)).sum::<f32>().sqrt()
    }

    #[test]
    fn a_colour_that_a_key_decides_is_near_to_none_of_a_shipped_reporter() {
        // White and black are one apart.
        assert!((apart(Rgba::rgb(0), Rgba::rgb(0xff_ffff)) - 1.0).abs() < 0.001);
        for theme in [Theme::Light, Theme::Dark] {
            let palette = Palette::of(theme);
            let colours = palette.reporters.map(Rgba::rgb);
            let (shipped, by_key) = colours.split_at(usize::from(SHIPPED_COLORS));
            for (at, of_key) in by_key.iter().enumerate() {
                for other in shipped.iter().chain(&by_key[..at]) {
                    let apart = apart(*of_key, *other);
                    assert!(apart > 0.1, "{theme:?} {of_key:?} {other:?}: {apart}");
                }
            }
        }
        let keys = ["osce", "a", "reporter of a file", "Наблюдатель", ""];
        for key in keys {
            let color = reporter_color(key);
            assert!((SHIPPED_COLORS..REPORTER_COLORS).contains(&color), "{key}");
        }
    }

    #[test]
    fn a_larger_count_is_never_drawn_thinner() {
        let widths: Vec<f32> = [0, 1, 2, 3, 5, 6, 10, 11, 20, 21, 1_000]
            .map(|count| width(Some(Sum::exact(count))))
            .to_vec();
        assert!(widths.is_sorted());
        assert!(width(None) < widths[0]);
    }

    #[test]
    fn heat_goes_from_the_ground_to_what_differs_most_from_it_and_never_back() {
        for theme in [Theme::Light, Theme::Dark] {
            let palette = Palette::of(theme);
            let heat = palette.heat();
            assert_eq!(heat[0].0[3], 0, "nothing where nothing is");
            assert!(heat.is_sorted_by_key(|step| step.0[3]));
            let steps = heat.map(|step| contrast(step, palette.land));
            assert!(steps.is_sorted(), "{theme:?} {steps:?}");
            assert!(steps[5] > 10.0, "{theme:?} {steps:?}");
        }
    }

    #[test]
    fn shades_are_told_apart_as_they_lie_on_the_land() {
        for theme in [Theme::Light, Theme::Dark] {
            let palette = Palette::of(theme);
            let steps = [
                palette.land,
                on_land(&palette, Fill::Step(0)),
                on_land(&palette, Fill::Step(1)),
                on_land(&palette, Fill::Step(2)),
                on_land(&palette, Fill::Step(3)),
                on_land(&palette, Fill::Step(4)),
            ];
            assert_one_after_another(theme, &steps);
        }
    }

    #[test]
    fn changes_are_told_apart_as_they_lie_on_the_land() {
        for theme in [Theme::Light, Theme::Dark] {
            let palette = Palette::of(theme);
            for [little, much] in [
                [Trend::Fewer, Trend::FarFewer],
                [Trend::More, Trend::FarMore],
            ] {
                let [little, much] = [little, much].map(|of| on_land(&palette, Fill::Change(of)));
                assert_one_after_another(theme, &[palette.land, little, much]);
            }
        }
    }

    /// A fill as it lies on the land.
    fn on_land(palette: &Palette, fill: Fill) -> Rgba {
        let Rgba([r, g, b, _]) = palette.fill(fill);
        let Rgba([land_r, land_g, land_b, _]) = palette.land;
        let mix = |ink: u8, land: u8| {
            let (ink, land) = (f32::from(ink), f32::from(land));
            (ink * SHADE_STRENGTH + land * (1.0 - SHADE_STRENGTH)) as u32
        };
        let [r, g, b] = [mix(r, land_r), mix(g, land_g), mix(b, land_b)];
        Rgba::rgb((r << 16) | (g << 8) | b)
    }

    /// Holds that each of these differs from the one before at sight, and all go one way.
    fn assert_one_after_another(theme: Theme, steps: &[Rgba]) {
        let apart = steps.windows(2).map(|pair| contrast(pair[0], pair[1]));
        let apart: Vec<f32> = apart.collect();
        assert!(apart.iter().all(|step| *step > 1.2), "{theme:?}: {apart:?}");
        let lightness: Vec<f32> = steps.iter().map(|step| step.luminance()).collect();
        let falls = lightness.windows(2).all(|pair| pair[0] > pair[1]);
        assert!(falls || lightness.is_sorted(), "{theme:?}: {lightness:?}");
    }

    #[test]
    fn shades_begin_at_one_group_and_end_at_the_last_step() {
        let palette = Palette::of(Theme::Light);
        assert_eq!(palette.shade(0), None);
        assert_eq!(palette.shade(3), palette.shade(2));
        assert_ne!(palette.shade(4), palette.shade(3));
        assert_eq!(palette.shade(1_000), palette.shade(16));
    }
}
