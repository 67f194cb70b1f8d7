//! A sheet of small maps beside one legend: one a reporter, a month, a district or a view, all to the same
//! scale of colours.

use super::{
    Drawing, Fonts, MapOf, Part, Picture, SvgWriter, draw_map, finish, frame, letters,
    page::{Page, Place, Plan, Sizes},
    page_basemap::PageBasemap,
};
use crate::{
    render::tiles::TilesError,
    scene::{Camera, Px, View, marks::TextStyle, px},
};

/// What each small map is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Each {
    /// One a reporter that says anything in these days.
    Reporter,
    /// One a month.
    Month,
    /// One a district that is named as target.
    Region,
    /// The two views of a session, side by side.
    View,
}

impl Each {
    /// All, each with its key on the command line.
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::Reporter, "reporter"),
        (Self::Month, "month"),
        (Self::Region, "region"),
        (Self::View, "view"),
    ];
}

/// A small map.
pub struct Cell<'a> {
    pub picture: Picture<'a>,
    pub camera: Camera,
    pub caption: String,
}

/// Size of captions as a share of that of the title, and the room of their line as a multiple of it.
const CAPTION: f32 = 0.62;
const LINE: f32 = 1.5;

/// The land is about half again as wide as it is high.
const LAND: f32 = 1.4;

/// Where so many maps lie on a page, beside and below what stands around them: as large as can be.
pub fn places(page: &Page, maps: usize) -> Vec<Place> {
    let (whole, sizes) = (Plan::of(page).map, Sizes::of(page));
    let caption = sizes.title * CAPTION * LINE;
    let gap = sizes.margin * 0.5;
    let size = |columns: usize| {
        let rows = maps.div_ceil(columns);
        let side = |whole: f32, of: usize| (whole + gap) / of as f32 - gap;
        let (width, height) = (side(whole.size.x, columns), side(whole.size.y, rows));
        px(width, height - caption)
    };
    let use_of = |columns: usize| {
        let size = size(columns);
        (size.x / LAND).min(size.y)
    };
    let columns = (1..=maps.max(1)).max_by(|a, b| use_of(*a).total_cmp(&use_of(*b)));
    let columns = columns.unwrap_or(1);
    let size = size(columns);
    let place = |at: usize| Place {
        corner: px(
            whole.corner.x + (at % columns) as f32 * (size.x + gap),
            whole.corner.y + (at / columns) as f32 * (size.y + caption + gap) + caption,
        ),
        size,
    };
    (0..maps).map(place).collect()
}

/// Makes a page higher, where so many maps on it would be smaller than that in either direction: it is scrolled
/// then. As many stand side by side as have the room.
pub fn grow(page: &mut Page, maps: usize, least: Px) {
    // A legend beside them needs fewer columns on a higher page, and leaves them more room.
    for _ in 0..3 {
        let (whole, sizes) = (Plan::of(page).map, Sizes::of(page));
        let places = places(page, maps);
        let is_small = |place: &Place| place.size.x < least.x || place.size.y < least.y;
        if !places.first().is_some_and(is_small) {
            return;
        }
        let (caption, gap) = (sizes.title * CAPTION * LINE, sizes.margin * 0.5);
        let columns = (((whole.size.x + gap) / (least.x + gap)) as usize).clamp(1, maps);
        let width = (whole.size.x + gap) / columns as f32 - gap;
        let height = (width / LAND).max(least.y) + caption + gap;
        let more = height * maps.div_ceil(columns) as f32 - gap - whole.size.y;
        page.size.y = (page.size.y + more.max(1.0)).ceil();
    }
}

/// Where the legend of a page lies, its corners in points; `None`: it has none.
pub fn legend(page: &Page) -> Option<[Px; 2]> {
    let (place, flow) = Plan::of(page).legend?;
    let size = px(place.size.x, flow.bottom);
    Some([place.corner, place.corner + size])
}

/// Draws a sheet. The first picture is that of the whole, which the legend explains.
///
/// # Errors
///
/// Where the basemap is damaged.
pub fn draw(
    whole: &Picture<'_>,
    page: &Page,
    cells: &[Cell<'_>],
    basemap: &PageBasemap,
    fonts: Fonts,
) -> Result<Drawing, TilesError> {
    let plan = Plan::of(page);
    let sizes = Sizes::of(page);
    let mut out = SvgWriter::default();
    out.title(&page.title);
    frame::paper(&mut out, page, whole.palette);
    let size = sizes.title * CAPTION;
    for (at, (cell, place)) in cells.iter().zip(places(page, cells.len())).enumerate() {
        let view = View {
            camera: cell.camera,
            size: place.size,
        };
        let map = Plan {
            map: place,
            ..Plan::default()
        };
        out.cell = Some(at);
        let of = MapOf {
            picture: &cell.picture,
            plan: &map,
            view: &view,
        };
        draw_map(&mut out, of, basemap, Part::Whole)?;
        out.cell = None;
        frame::outline(&mut out, place, whole.palette);
        let above = px(place.corner.x, place.corner.y - size * 0.55);
        let style = TextStyle::plain(size, whole.palette.region_name).strong();
        let caption = letters::cut(&cell.caption, true, size, place.size.x);
        out.text(above, &caption, style);
    }
    let view = View {
        camera: cells
            .first()
            .map_or_else(Camera::default, |cell| cell.camera),
        size: plan.map.size,
    };
    frame::around(&mut out, whole, &view, (page, &plan));
    Ok(Drawing {
        used: out.used.clone(),
        svg: finish(out, page, (Part::Whole, fonts)),
        notes: plan.notes,
        sources_listed: 0,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_is_as_high_as_its_maps_need_and_no_higher() {
        let least = px(290.0, 190.0);
        let page = |width, height| Page {
            size: px(width, height),
            attribution: "somebody".to_owned(),
            ..Page::default()
        };
        for (width, height, maps) in [
            (690.0, 525.0, 17),
            (744.0, 245.0, 17),
            (1_300.0, 800.0, 24),
            (300.0, 160.0, 24),
        ] {
            let mut grown = page(width, height);
            grow(&mut grown, maps, least);
            assert_eq!(grown.size.x, width);
            let all = places(&grown, maps);
            assert_eq!(all.len(), maps);
            // On a page that is narrower than one of them, each is as wide as there is room.
            let narrowest = least.x.min(width - 2.0 * Sizes::of(&grown).margin);
            for place in &all {
                assert!(place.size.x >= narrowest - 0.1, "{width}: {place:?}");
                assert!(place.size.y >= least.y - 0.1, "{width}: {place:?}");
                assert!(place.bottom() <= grown.size.y && place.right() <= width);
            }
        }
        // Few have the room they are given.
        let mut few = page(1_300.0, 800.0);
        grow(&mut few, 4, least);
        assert_eq!(few.size.y, 800.0);
    }
}
