//! What stands around the map: paper, title, legend, sources, and the lines at the foot.

use super::{
    Picture,
    flow::{Flow, SIGN_ROOM},
    letters::{Embedded, cut, wrap},
    mark_writer,
    page::{
        Layout, PITCH, Page, Place, Plan, Sizes, Source, address_lines, source_columns,
        source_height,
    },
    writer::SvgWriter,
};
use crate::scene::{
    Palette, Px, View,
    legend::Sign,
    marks::{Signs, TextStyle},
    px,
    style::Stroke,
};
use crate::words::picture;

/// Ground below everything.
pub fn paper(out: &mut SvgWriter, page: &Page, palette: &Palette) {
    let corner = px(0.0, 0.0);
    out.rect((corner, page.size), 0.0, palette.halo);
}

/// Opens a map of that name: what follows is placed from its corner and cut off at its edge.
pub fn open_map(out: &mut SvgWriter, name: &str, map: Place) {
    let Px { x, y } = map.size;
    out.define(&format!(
        "<clipPath id=\"{name}-edge\"><rect width=\"{x:.1}\" height=\"{y:.1}\"/></clipPath>"
    ));
    let Px { x, y } = map.corner;
    out.open(&format!(
        "id=\"{name}\" transform=\"translate({x:.1} {y:.1})\" clip-path=\"url(#{name}-edge)\""
    ));
}

/// Ground of the map, where the basemap has nothing.
pub fn map_paper(out: &mut SvgWriter, map: Place, palette: &Palette, has_ground: bool) {
    let corner = px(0.0, 0.0);
    out.rect((corner, map.size), 0.0, palette.beyond(has_ground));
}

pub fn draw(out: &mut SvgWriter, picture: &Picture<'_>, view: &View, (page, plan): (&Page, &Plan)) {
    outline(out, plan.map, picture.palette);
    around(out, picture, view, (page, plan));
}

/// What stands around the map, or around the small maps of a sheet.
pub fn around(
    out: &mut SvgWriter,
    picture: &Picture<'_>,
    view: &View,
    (page, plan): (&Page, &Plan),
) {
    let sizes = Sizes::of(page);
    let palette = picture.palette;
    head(out, plan, &sizes, palette);
    if let Some((column, flow)) = &plan.legend {
        out.open("id=\"legend\"");
        draw_legend(out, picture, view, (column.corner, flow));
        out.close();
    }
    if let Some((place, columns)) = plan.sources {
        out.open("id=\"sources\"");
        let list = List {
            sources: &page.sources,
            title: &page.sources_title,
            place,
            columns,
            sizes,
            layout: page.layout,
        };
        list.draw(out, palette, plan.sources_listed);
        out.close();
    }
    foot(out, plan, &sizes, palette);
}

/// The line around a map or a locator.
pub fn outline(out: &mut SvgWriter, place: Place, palette: &Palette) {
    let line = Stroke::solid(palette.region_line, 1.0);
    out.rect((place.corner, place.size), 0.0, line);
}

fn head(out: &mut SvgWriter, plan: &Plan, sizes: &Sizes, palette: &Palette) {
    let mut at = px(sizes.margin, sizes.margin * 0.8);
    let title = TextStyle::plain(sizes.title, palette.selected).strong();
    let subtitle = TextStyle::plain(sizes.subtitle, palette.place_name);
    for (lines, style, share) in [(&plan.title, title, 0.9), (&plan.subtitle, subtitle, 1.0)] {
        for line in lines {
            at.y += style.size * PITCH * share;
            out.text(below(at, -0.42 * style.size), line, style);
        }
    }
}

fn below(at: Px, by: f32) -> Px {
    px(at.x, at.y + by)
}

fn foot(out: &mut SvgWriter, plan: &Plan, sizes: &Sizes, palette: &Palette) {
    let mut at = px(sizes.margin, plan.foot_top);
    for (index, line) in plan.foot.iter().enumerate() {
        at.y += sizes.small * PITCH;
        let ink = if index < plan.accounts_lines {
            palette.region_name
        } else {
            palette.place_name
        };
        let style = TextStyle::plain(sizes.small, ink);
        out.text(below(at, -0.35 * sizes.small), line, style);
    }
}

fn draw_legend(
    out: &mut SvgWriter,
    picture: &Picture<'_>,
    view: &View,
    (corner, flow): (Px, &Flow),
) {
    let palette = picture.palette;
    let signs = Signs {
        atlas: picture.atlas,
        tints: &picture.scene.tints,
        palette,
        letters: &Embedded,
        size: flow.size,
    };
    let line = flow.size * PITCH;
    for piece in &flow.pieces {
        let at = corner + piece.at;
        let has_sign = !matches!(piece.sign, Sign::None | Sign::Remark);
        if has_sign {
            let marks = signs.sign(below(at, line * 0.5), piece.sign);
            mark_writer::write(out, picture.atlas, view, &marks);
        }
        let style = match (piece.strong, has_sign) {
            (true, _) => TextStyle::plain(flow.size, palette.selected).strong(),
            (_, true) => TextStyle::plain(flow.size, palette.region_name),
            _ => TextStyle::plain(flow.size, palette.place_name),
        };
        for (index, words) in piece.lines.iter().enumerate() {
            let beside = Px {
                x: at.x + if has_sign { SIGN_ROOM * flow.size } else { 0.0 },
                y: at.y + line * (index as f32 + 0.72),
            };
            out.text(beside, words, style);
        }
    }
}

/// A list of sources in columns.
struct List<'a> {
    sources: &'a [Source],
    title: &'a str,
    place: Place,
    columns: usize,
    sizes: Sizes,
    layout: Layout,
}

impl List<'_> {
    /// Lists so many sources, and says how many are left.
    fn draw(&self, out: &mut SvgWriter, palette: &Palette, listed: usize) {
        let sizes = &self.sizes;
        let gap = sizes.margin * 0.6;
        let columns = self.columns.max(1);
        let width = (self.place.size.x + gap) / columns as f32 - gap;
        let line = sizes.words * PITCH;
        let title = TextStyle::plain(sizes.words, palette.selected).strong();
        out.text(below(self.place.corner, line * 0.72), self.title, title);
        let rest = self.sources.len() - listed;
        let rows = (listed + usize::from(rest > 0)).div_ceil(columns).max(1);
        for index in 0..listed + usize::from(rest > 0) {
            let at = px(
                self.place.corner.x + (index / rows) as f32 * (width + gap),
                self.place.corner.y
                    + line * 1.4
                    + (index % rows) as f32 * source_height(self.layout, sizes),
            );
            match self.sources.get(index).filter(|_| index < listed) {
                Some(source) => self.source(out, palette, source, (at, width)),
                None => {
                    let words = picture::more_sources(rest);
                    let style = TextStyle::plain(sizes.small, palette.place_name);
                    out.text(below(at, sizes.small), &words, style);
                }
            }
        }
    }

    fn source(
        &self,
        out: &mut SvgWriter,
        palette: &Palette,
        source: &Source,
        (at, width): (Px, f32),
    ) {
        let small = self.sizes.small;
        let words = cut(&source.words, false, small, width);
        let style = TextStyle::plain(small, palette.region_name);
        out.text(below(at, small), &words, style);
        let size = small * 0.86;
        let most = address_lines(self.layout);
        let mut lines = wrap(&source.address, false, size, width);
        if lines.len() > most {
            let rest = lines.split_off(most - 1).concat();
            lines.push(cut(&rest, false, size, width));
        }
        for (index, line) in lines.iter().enumerate() {
            let y = small * 1.05 + size * PITCH * (index as f32 + 1.0);
            let style = TextStyle::plain(size, palette.place_name);
            out.text(below(at, y), line, style);
        }
    }
}

/// A page of sources from that one on. Says how many of all are listed then.
pub fn sources_page(out: &mut SvgWriter, page: &Page, palette: &Palette, from: usize) -> usize {
    let sizes = Sizes::of(page);
    let inner = page.size.x - 2.0 * sizes.margin;
    let columns = source_columns(inner, &sizes);
    let foot = sizes.small * PITCH * 2.0;
    let place = Place {
        corner: px(sizes.margin, sizes.margin),
        size: px(inner, page.size.y - 2.0 * sizes.margin - foot),
    };
    let rows =
        ((place.size.y - sizes.words * PITCH * 1.4) / source_height(page.layout, &sizes)).floor();
    let room = (rows.max(1.0) as usize) * columns;
    let sources = &page.sources[from.min(page.sources.len())..];
    let count = room.min(sources.len());
    let title = picture::sources_continued(&page.sources_title);
    let list = List {
        sources: &sources[..count],
        title: &title,
        place,
        columns,
        sizes,
        layout: page.layout,
    };
    list.draw(out, palette, count);
    let at = px(sizes.margin, page.size.y - sizes.margin * 0.7);
    let words = cut(&page.provenance, false, sizes.small, inner);
    out.text(
        at,
        &words,
        TextStyle::plain(sizes.small, palette.place_name),
    );
    from + count
}
