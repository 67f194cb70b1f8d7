//! A scene as SVG: what a picture shows and in what order it is drawn. No window is needed.
//!
//! Text stays text. The same input gives the same bytes.

mod flow;
mod frame;
mod furniture;
mod inset;
pub mod letters;
mod mark_writer;
mod page;
mod page_basemap;
mod shapes;
pub(crate) mod sheet;
mod writer;

pub use page::Layout;
pub(crate) use page::{Page, Plan, SIZES, Source};
pub use page_basemap::PageBasemap;
pub(super) use shapes::rings;
pub use sheet::Each;

use super::tiles::TilesError;
use crate::{
    model::{Atlas, Language, geo::LonLat},
    scene::{
        Camera, Cluster, LayerKind, Layers, Palette, Px, Scene, View, Weight,
        clusters::{Still, with_room},
        marks::{self, Marked, Painting, Records, Stage},
        overview::InOverview,
    },
};
use letters::Embedded;
pub(crate) use letters::Used;
pub(crate) use writer::escaped;

use writer::SvgWriter;

/// What the map of a picture shows.
#[derive(Clone)]
pub(crate) struct Picture<'a> {
    pub atlas: &'a Atlas,
    pub scene: &'a Scene,
    pub layers: &'a Layers,
    pub palette: &'a Palette,
    pub language: Language,
    /// How strongly each bundle of the scene is drawn; those past the end plainly.
    pub weights: Vec<Weight>,
    /// What each bundle says in words, for readers and for the pointer.
    pub bundle_words: Vec<String>,
    /// How strongly flows are drawn, where the map is an overview.
    pub flows: Option<Vec<Weight>>,
    pub marked: Marked,
    /// The way that is measured, in degrees.
    pub measured: &'a [LonLat],
    /// The records with a position, and clusters of them.
    pub still: Still,
}

impl Picture<'_> {
    /// What is painted through a view, before anything is written on it.
    fn painting<'p>(&'p self, view: &View, clusters: &'p [(&'p Cluster, Px, f32)]) -> Painting<'p> {
        let on_map = (self.atlas, self.scene);
        Painting {
            weights: &self.weights,
            bundle_words: &self.bundle_words,
            marked: self.marked,
            measured: self.measured,
            overview: self.flows.as_deref().map(|flows| InOverview {
                flows,
                strength: 1.0,
            }),
            records: Records::Each(&self.still.each),
            clusters,
            ..Painting::new(on_map, self.layers, self.palette, *view, &Embedded)
        }
    }
}

/// Which part of a picture is drawn. Over time the land stays as it is, what lies on it seldom changes, and all else
/// may.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Everything.
    Whole,
    /// The paper, land, water and relief.
    Land,
    /// Everything above the land, on nothing.
    AboveLand,
    /// Of that, the shapes on the land, such as regions and zones.
    Ground,
    /// Of that, what lies above the shapes.
    AboveGround,
}

impl Part {
    fn has_land(self) -> bool {
        matches!(self, Self::Whole | Self::Land)
    }

    fn has_ground(self) -> bool {
        matches!(self, Self::Whole | Self::AboveLand | Self::Ground)
    }

    fn has_above(self) -> bool {
        matches!(self, Self::Whole | Self::AboveLand | Self::AboveGround)
    }
}

/// Where the fonts of a text are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fonts {
    /// In the picture itself, so that it looks the same everywhere.
    Embedded,
    /// With whoever draws it.
    Known,
}

/// A picture as SVG.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drawing {
    /// The whole file.
    pub svg: String,
    /// What found no place, in words for the person.
    pub notes: Vec<String>,
    /// How many of the sources are listed with their addresses.
    pub sources_listed: usize,
    /// The letters it is written with.
    pub used: Used,
}

/// Draws a page with the map of a picture, looked at through a camera.
///
/// # Errors
///
/// Where the basemap is damaged.
pub(crate) fn draw(
    picture: &Picture<'_>,
    page: &Page,
    camera: Camera,
    basemap: &PageBasemap,
    (part, fonts): (Part, Fonts),
) -> Result<Drawing, TilesError> {
    let mut plan = Plan::of(page);
    plan.put_locator_on_map(picture.layers);
    let plan = plan;
    let view = View {
        camera,
        size: plan.map.size,
    };
    let mut out = SvgWriter::default();
    out.title(&page.title);
    if part.has_land() {
        frame::paper(&mut out, page, picture.palette);
    }
    let of = MapOf {
        picture,
        plan: &plan,
        view: &view,
    };
    draw_map(&mut out, of, basemap, part)?;
    if part.has_above() {
        frame::draw(&mut out, picture, &view, (page, &plan));
        if let Some(place) = plan.inset {
            inset::draw(&mut out, picture, &view, place, basemap)?;
        }
    }
    Ok(Drawing {
        used: out.used.clone(),
        svg: finish(out, page, (part, fonts)),
        notes: plan.notes,
        sources_listed: plan.sources.map_or(0, |_| plan.sources_listed),
    })
}

/// Draws a further page of a printed picture, with the sources from that one on.
pub fn draw_sources(page: &Page, palette: &Palette, from: usize, fonts: Fonts) -> Drawing {
    let mut out = SvgWriter::default();
    frame::paper(&mut out, page, palette);
    let listed = frame::sources_page(&mut out, page, palette, from);
    Drawing {
        used: out.used.clone(),
        svg: finish(out, page, (Part::Whole, fonts)),
        notes: Vec::new(),
        sources_listed: listed,
    }
}

/// Marks alone, in the view of a map.
#[cfg(test)]
pub(in crate::render) fn of_marks(
    marks: &[marks::Mark],
    atlas: &Atlas,
    palette: &Palette,
    view: &View,
) -> String {
    let mut out = SvgWriter::default();
    mark_writer::define_hatching(&mut out, palette, view);
    mark_writer::write(&mut out, atlas, view, marks);
    out.finish("<svg>", "")
}

fn finish(out: SvgWriter, page: &Page, (part, fonts): (Part, Fonts)) -> String {
    let (width, height) = (page.size.x, page.size.y);
    // What is said of the records is no matter of the land and of what lies on it.
    let description = match part.has_above() {
        true => format!("\n<desc>{}</desc>", writer::escaped(&page.description())),
        false => String::new(),
    };
    let head = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" font-family=\"{}\" role=\"img\">{description}",
        letters::FAMILIES,
    );
    let style = match fonts {
        Fonts::Embedded => format!("<style>\n{}</style>\n", out.used.font_faces()),
        Fonts::Known => String::new(),
    };
    out.finish(&head, &style)
}

/// A map, and where on the page it is drawn.
#[derive(Clone, Copy)]
struct MapOf<'a> {
    picture: &'a Picture<'a>,
    plan: &'a Plan,
    view: &'a View,
}

fn draw_map(
    out: &mut SvgWriter,
    MapOf {
        picture,
        plan,
        view,
    }: MapOf<'_>,
    basemap: &PageBasemap,
    part: Part,
) -> Result<(), TilesError> {
    let map = plan.map;
    let name = out
        .cell
        .map_or_else(|| "map".to_owned(), |cell| format!("map-{cell}"));
    frame::open_map(out, &name, map);
    if part.has_land() {
        let has_ground = picture.layers.strength(LayerKind::Basemap) > 0.0;
        frame::map_paper(out, map, picture.palette, has_ground);
        basemap.draw(out, view, picture.layers, picture.palette)?;
    }
    if part.has_ground() || part.has_above() {
        // Small maps of a sheet share the hatching of the first.
        if out.cell.is_none_or(|cell| cell == 0) {
            mark_writer::define_hatching(out, picture.palette, view);
        }
        let clusters = with_room(&picture.still.clusters, view);
        let painting = picture.painting(view, &clusters);
        let mut list = Vec::new();
        if part.has_ground() {
            list.extend(painting.marks(Stage::Ground));
        }
        if part.has_above() {
            let labels = if picture.layers.strength(LayerKind::Basemap) > 0.0 {
                basemap.labels(view, picture.language)?
            } else {
                Vec::new()
            };
            let placed = marks::place(&painting, &labels, &furniture::rooms(view, plan));
            let painting = Painting {
                placed: &placed,
                ..painting
            };
            list.extend(painting.marks(Stage::Above));
            list.extend(furniture::scale_bar(view, picture.palette));
        }
        mark_writer::write(out, picture.atlas, view, &list);
        if part.has_above() {
            furniture::remark(out, picture.palette, view, plan);
            furniture::stamp(out, picture.palette, plan);
        }
    }
    out.close();
    Ok(())
}
