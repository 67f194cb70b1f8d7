//! A scene as SVG: what a picture shows and in what order it is drawn. No window is needed.
//!
//! Text stays text. The same input gives the same bytes.

mod crowd;
mod fire;
mod flow;
mod frame;
mod furniture;
mod ground;
mod inset;
mod labels;
mod land;
mod legend;
pub mod letters;
mod page;
mod pen;
mod shapes;

pub use land::Land;
pub use page::{Layout, Page, PageSize, Plan, SIZES, Source};

use super::tiles::TilesError;
use crate::{
    model::{Atlas, Language, RegionId, Reporter},
    scene::{Bundle, Camera, Layers, Palette, Rgba, Scene, View, Weight, crowd::Still},
};
use pen::Pen;

/// What the map of a picture shows.
#[derive(Clone)]
pub struct Picture<'a> {
    pub atlas: &'a Atlas,
    pub scene: &'a Scene,
    pub layers: &'a Layers,
    pub palette: &'a Palette,
    pub language: Language,
    /// How strongly each bundle of the scene is drawn; those past the end plainly.
    pub weights: Vec<Weight>,
    /// What each bundle says in words, for readers and for the pointer.
    pub bundle_words: Vec<String>,
    pub selected: Option<RegionId>,
    /// What is drawn of large files.
    pub still: Still,
}

impl Picture<'_> {
    fn weight(&self, bundle: usize) -> Weight {
        self.weights.get(bundle).copied().unwrap_or_default()
    }

    fn reporter(&self, bundle: &Bundle) -> &Reporter {
        &self.atlas.reporters()[bundle.reporter]
    }

    fn ink(&self, bundle: &Bundle) -> Rgba {
        self.palette.bundle(bundle, self.reporter(bundle))
    }
}

/// Which part of a picture is drawn. Over time the land stays as it is, and all else may change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Whole,
    /// The paper, land, water and relief.
    Land,
    /// Everything above the land, on nothing.
    AboveLand,
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
    pub svg: String,
    /// What found no place, in words for the person.
    pub notes: Vec<String>,
    /// How many of the sources are listed with their addresses.
    pub sources_listed: usize,
}

/// Draws a page with the map of a picture, looked at through a camera.
///
/// # Errors
///
/// Where the basemap is damaged.
pub fn draw(
    picture: &Picture<'_>,
    page: &Page,
    camera: Camera,
    land: &Land,
    (part, fonts): (Part, Fonts),
) -> Result<Drawing, TilesError> {
    let plan = Plan::of(page);
    let view = View {
        camera,
        size: plan.map.size,
    };
    let mut pen = Pen::default();
    pen.title(&page.title);
    if part != Part::AboveLand {
        frame::paper(&mut pen, page, picture.palette);
    }
    draw_map(&mut pen, picture, &plan, &view, land, part)?;
    if part != Part::Land {
        frame::draw(&mut pen, picture, page, &plan);
        if let Some(place) = plan.inset {
            inset::draw(&mut pen, picture, &view, place, land)?;
        }
    }
    Ok(Drawing {
        svg: finish(pen, page, fonts),
        notes: plan.notes,
        sources_listed: plan.sources.map_or(0, |_| plan.sources_listed),
    })
}

/// Draws a further page of a printed picture, with the sources from that one on.
pub fn draw_sources(page: &Page, palette: &Palette, from: usize, fonts: Fonts) -> Drawing {
    let mut pen = Pen::default();
    frame::paper(&mut pen, page, palette);
    let listed = frame::sources_page(&mut pen, page, palette, from);
    Drawing {
        svg: finish(pen, page, fonts),
        notes: Vec::new(),
        sources_listed: listed,
    }
}

fn finish(pen: Pen, page: &Page, fonts: Fonts) -> String {
    let (width, height) = (page.size.x, page.size.y);
    let head = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" font-family=\"{}\" role=\"img\">\n<desc>{}</desc>",
        letters::FAMILIES,
        pen::escaped(&page.description()),
    );
    let style = match fonts {
        Fonts::Embedded => format!("<style>\n{}</style>\n", pen.used.font_faces()),
        Fonts::Known => String::new(),
    };
    pen.finish(&head, &style)
}

fn draw_map(
    pen: &mut Pen,
    picture: &Picture<'_>,
    plan: &Plan,
    view: &View,
    land: &Land,
    part: Part,
) -> Result<(), TilesError> {
    let map = plan.map;
    frame::open_map(pen, "map", map);
    if part != Part::AboveLand {
        frame::map_paper(pen, map, picture.palette);
        land.draw(pen, view, picture.layers, picture.palette)?;
    }
    if part != Part::Land {
        ground::define_hatching(pen, picture.palette, view);
        ground::draw(pen, picture, view);
        crowd::draw(pen, picture, view);
        fire::draw(pen, picture, view);
        let basemap = match picture.layers.strength(crate::scene::LayerKind::Basemap) > 0.0 {
            true => land.labels(view, picture.language)?,
            false => Vec::new(),
        };
        let taken = furniture::rooms(view, plan);
        let mut placed = labels::place(picture, &basemap, view, &taken);
        crowd::make_room(picture, view, &mut placed);
        fire::dots(pen, picture, view, &placed);
        pen.open("id=\"names\"");
        labels::write(pen, picture, &placed);
        pen.close();
        furniture::scale_bar(pen, picture.palette, view);
        furniture::remark(pen, picture.palette, view, plan);
        furniture::stamp(pen, picture.palette, plan);
    }
    pen.close();
    Ok(())
}
