//! Pictures: from what a session looks at to SVG, pixels and PDF, with or without a window.

pub(crate) mod animate;
mod animation;
pub(crate) mod args;
pub mod data;
pub(crate) mod render;
pub(crate) mod sheet;
pub(crate) mod web_page;
mod words;

use std::{
    collections::BTreeSet,
    sync::{Arc, OnceLock},
};

use crate::{
    model::{Atlas, Budget, geo::Rect},
    query::ties::events::Events,
    render::{
        pdf, pixels,
        svg::{self, Drawing, Each, Fonts, Layout, Page, PageBasemap, Part, Picture, Plan},
    },
    scene::{
        Bundle, Camera, Palette, Px, Scene, Theme, View, Weight, bundle::may_be_mutual,
        clusters::Still, marks::Marked, overview,
    },
    session::{Limits, Selection, Session},
    view::{SmallMap, describe},
    words::picture,
};

use super::{
    comparing::events_of,
    derived::{Derived, asks_for_events},
};

pub use super::row_colours::RowColours;
pub use data::Digest;

/// Where the map of a picture is looked at from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum MapExtent {
    /// As the session has it: its camera, or the seven regions.
    Session,
    /// All of a box, with a margin in points.
    Box(Rect, f32),
}

/// What a picture is to be.
#[derive(Clone, Debug, PartialEq)]
pub struct PictureSpec {
    /// Days, filters, layers, language, selection.
    pub session: Session,
    /// Light or dark.
    pub theme: Theme,
    /// Where the map is looked at from.
    pub extent: MapExtent,
    /// In points.
    pub size: Px,
    /// Pixels a point.
    pub scale: f32,
    /// A map with its legend, or a printed sheet.
    pub layout: Layout,
    /// In place of the usual title.
    pub title: Option<String>,
    /// Whether it has a legend.
    pub legend: bool,
    /// Small maps on a sheet in place of one map.
    pub each: Option<Each>,
    /// No small map is smaller than this, in points: the sheet is higher instead. `None`: the sheet is as large as
    /// it is said to be.
    pub least_map: Option<Px>,
}

impl Default for PictureSpec {
    fn default() -> Self {
        Self {
            session: Session::default(),
            theme: Theme::Light,
            extent: MapExtent::Session,
            size: Px {
                x: 1600.0,
                y: 1000.0,
            },
            scale: 1.0,
            layout: Layout::Map,
            title: None,
            legend: true,
            each: None,
            least_map: None,
        }
    }
}

/// The data a picture is made from.
#[derive(Clone, Copy)]
pub struct Data<'a> {
    /// What is known.
    pub atlas: &'a Arc<Atlas>,
    /// The same as the other of two views sees it, where a condition of its own parts the records.
    pub beside: Option<&'a Arc<Atlas>>,
    /// Which data that is.
    pub digest: &'a Digest,
    /// The basemap below.
    pub basemap: &'a PageBasemap,
    /// The events of the atlas, made once something asks for them.
    pub events: &'a OnceLock<Arc<Events>>,
    /// The colours of records by what large files say of them.
    pub colours: &'a RowColours,
}

impl Data<'_> {
    /// As the other of two views has it.
    fn of_other(self) -> Self {
        Self {
            atlas: self.beside.unwrap_or(self.atlas),
            beside: None,
            ..self
        }
    }

    /// What follows from a session, or a part of it. Events are made where anything shows them.
    fn derived(&self, session: &Session) -> Derived {
        let mut derived = Derived::default();
        let of = || (session, Derived::question(session));
        derived.update(self.atlas, of(), (None, false), self.colours);
        if asks_for_events(session) || may_be_mutual(self.atlas, &derived.scene.bundles) {
            let made = || Arc::new(events_of(self.atlas, session));
            let events = self.events.get_or_init(made);
            derived.update(self.atlas, of(), (Some(events), false), self.colours);
        }
        derived
    }
}

/// A picture ready to be drawn.
pub struct Ready {
    spec: PictureSpec,
    /// What follows from the session.
    pub derived: Derived,
    /// What stands around the map.
    pub(crate) page: Page,
    weights: Vec<Weight>,
    bundle_words: Vec<String>,
    /// How strongly flows are drawn, where the map is an overview.
    flows: Option<Vec<Weight>>,
    /// Of a sheet, its maps.
    pub small_maps: Vec<SmallMap>,
    /// Where the legend of such a sheet lies on it, its corners in points.
    pub legend: Option<[Px; 2]>,
}

/// A picture as the bytes of a file.
pub struct Encoded {
    /// The whole file.
    pub bytes: Vec<u8>,
    /// What found no place, in words for the person.
    pub notes: Vec<String>,
}

/// Formats of pictures, by the ends of file names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Shapes and text, with the letters it needs.
    Svg,
    /// Pixels.
    Png,
    /// Pages, with text that can be searched.
    Pdf,
    /// A page for browsers, with a timeline and what each figure stands on.
    Html,
}

impl Format {
    /// All of them.
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::Svg, "svg"),
        (Self::Png, "png"),
        (Self::Pdf, "pdf"),
        (Self::Html, "html"),
    ];

    fn fonts(self) -> Fonts {
        match self {
            Self::Svg => Fonts::Embedded,
            Self::Png | Self::Pdf | Self::Html => Fonts::Known,
        }
    }
}

/// Draws a picture, or a sheet of small ones, as long as it is wanted.
///
/// # Errors
///
/// Where there is nothing to draw small maps of, or too much, or the basemap is damaged, or the budget is
/// cancelled.
pub fn draw(
    data: Data<'_>,
    spec: PictureSpec,
    fonts: Fonts,
    budget: &Budget,
) -> anyhow::Result<(Ready, Drawing)> {
    match spec.each {
        Some(each) => sheet::draw(data, spec, (each, fonts), budget),
        None => {
            let ready = Ready::new(data, spec);
            budget.still_wanted()?;
            let drawing = ready.draw(data, Part::Whole, fonts)?;
            Ok((ready, drawing))
        }
    }
}

/// Draws a picture, or a sheet of small ones, in a format.
///
/// # Errors
///
/// As [`draw`], and where the format cannot take it.
pub fn encode(
    data: Data<'_>,
    spec: PictureSpec,
    format: Format,
    budget: &Budget,
) -> anyhow::Result<Encoded> {
    if format == Format::Html {
        anyhow::ensure!(spec.each.is_none(), crate::words::web_page::no_small_maps());
        return web_page::encode(data, spec, budget);
    }
    let (ready, drawing) = draw(data, spec, format.fonts(), budget)?;
    budget.still_wanted()?;
    ready.encode_drawing(drawing, format, budget)
}

impl Ready {
    /// A picture of what the session looks at.
    pub fn new(data: Data<'_>, spec: PictureSpec) -> Self {
        let derived = data.derived(&spec.session);
        Self::with(data, spec, derived)
    }

    /// A picture of what was derived already.
    pub fn with(data: Data<'_>, spec: PictureSpec, derived: Derived) -> Self {
        let (atlas, session) = (data.atlas, &spec.session);
        let selection = session.selection.clone();
        let weigh = Selection::weigher(selection.as_ref(), atlas, &derived.scene);
        let bundles = &derived.scene.bundles;
        let words = |bundle| describe::bundle(atlas, bundle, session.language);
        let mut ready = Self {
            weights: bundles.iter().map(weigh).collect(),
            bundle_words: bundles.iter().map(words).collect(),
            flows: None,
            small_maps: Vec::new(),
            legend: None,
            page: words::page(data, &spec, &derived, false),
            spec,
            derived,
        };
        let view = ready.view(atlas);
        if overview::is_on(
            &ready.derived.scene,
            &ready.spec.session.layers,
            &view,
            overview::Before::default(),
        ) {
            let steps = ready.derived.scene.overview.steps;
            // Another legend may leave the map another size; what the map shows stays.
            ready.show_overview(data, true, steps);
        }
        ready
    }

    /// Shows an overview with these steps of its fill, or arrows.
    fn show_overview(&mut self, data: Data<'_>, is_overview: bool, steps: [u32; 5]) {
        let scene = &mut self.derived.scene;
        scene.overview.scale_to(steps);
        let selection = self.spec.session.selection.as_ref();
        let weigh = Selection::weigher(selection, data.atlas, scene);
        if is_overview {
            let is_selected = |bundle: &Bundle| weigh(bundle) == Weight::Strong;
            let (weights, flows) = overview::weights(scene, is_selected, |_| false);
            self.weights = weights;
            self.flows = Some(flows);
        } else {
            self.weights = scene.bundles.iter().map(weigh).collect();
            self.flows = None;
        }
        self.page = words::page(data, &self.spec, &self.derived, is_overview);
    }

    /// What is drawn on the map.
    pub fn scene(&self) -> &Scene {
        &self.derived.scene
    }

    /// Draws some bundles as belonging to days gone by.
    pub fn fade(&mut self, is_past: impl Fn(usize) -> bool) {
        for (index, weight) in self.weights.iter_mut().enumerate() {
            if is_past(index) && *weight != Weight::Hidden {
                *weight = Weight::Past;
            }
        }
    }

    /// The camera the map is looked at through.
    pub fn camera(&self, atlas: &Atlas) -> Camera {
        self.camera_for(atlas, Plan::of(&self.page).map.size)
    }

    /// The same for a map of another size, in points.
    fn camera_for(&self, atlas: &Atlas, size: Px) -> Camera {
        let limits = Limits::of(atlas);
        match self.spec.extent {
            MapExtent::Box(area, margin) => Camera::fitting(area, size, margin),
            MapExtent::Session => match self.spec.session.camera {
                Some(camera) => camera.held_to(limits.area),
                None => Camera::fitting(limits.home, size, 24.0),
            },
        }
    }

    fn view(&self, atlas: &Atlas) -> View {
        View {
            camera: self.camera(atlas),
            size: Plan::of(&self.page).map.size,
        }
    }

    /// The records with a position, and clusters of them.
    fn still(&self, atlas: &Atlas, view: &View) -> Still {
        let session = &self.spec.session;
        if !self.derived.scene.points {
            return Still::default();
        }
        let (answer, point_display) = (&self.derived.answer, session.layers.point_display);
        Still::of(atlas, answer, session.window, point_display, view)
    }

    /// Draws the picture, or a part of it, as SVG.
    pub fn draw(&self, data: Data<'_>, part: Part, fonts: Fonts) -> anyhow::Result<Drawing> {
        let palette = Palette::of(self.spec.theme);
        let picture = self.picture(data, &palette, &self.view(data.atlas));
        let camera = self.camera(data.atlas);
        let mut drawing = svg::draw(&picture, &self.page, camera, data.basemap, (part, fonts))?;
        drawing.notes.extend(missing_letters(&self.page));
        Ok(drawing)
    }

    /// What its map shows in a view.
    fn picture<'a>(&'a self, data: Data<'a>, palette: &'a Palette, view: &View) -> Picture<'a> {
        let session = &self.spec.session;
        let selection = session.selection.as_ref();
        Picture {
            atlas: data.atlas,
            scene: &self.derived.scene,
            layers: &session.layers,
            palette,
            language: session.language,
            weights: self.weights.clone(),
            bundle_words: self.bundle_words.clone(),
            flows: self.flows.clone(),
            marked: selection.map_or_else(Marked::default, |of| of.marked(data.atlas)),
            measured: &session.measured,
            still: self.still(data.atlas, view),
        }
    }

    /// Draws the picture in a format.
    pub fn encode(&self, data: Data<'_>, format: Format) -> anyhow::Result<Encoded> {
        if format == Format::Html {
            return web_page::encode(data, self.spec.clone(), &Budget::default());
        }
        let drawing = self.draw(data, Part::Whole, format.fonts())?;
        self.encode_drawing(drawing, format, &Budget::default())
    }

    fn encode_drawing(
        &self,
        drawing: Drawing,
        format: Format,
        budget: &Budget,
    ) -> anyhow::Result<Encoded> {
        let mut notes = drawing.notes.clone();
        let rest = self.page.sources.len() - drawing.sources_listed;
        let listed_later = format == Format::Pdf && self.spec.layout == Layout::Print;
        if rest > 0 && !listed_later {
            notes.push(picture::unlisted_sources(rest, self.page.sources.len()));
        }
        let bytes = match format {
            // A page takes its drawings as they are.
            Format::Svg | Format::Html => drawing.svg.into_bytes(),
            Format::Png => {
                let drawn = pixels::draw(&drawing.svg, self.spec.scale)?;
                budget.still_wanted()?;
                pixels::png(&drawn)?
            }
            Format::Pdf => pdf::write(
                &self.pages(drawing, listed_later),
                &self.page.title,
                &self.page.description(),
            )?,
        };
        Ok(Encoded { bytes, notes })
    }

    /// The pages of a PDF: the picture, and further ones for sources it has no room for.
    fn pages(&self, first: Drawing, all_sources: bool) -> Vec<String> {
        let palette = Palette::of(self.spec.theme);
        let mut listed = first.sources_listed;
        let mut pages = vec![first.svg];
        while all_sources && listed < self.page.sources.len() {
            let page = svg::draw_sources(&self.page, &palette, listed, Fonts::Known);
            if page.sources_listed <= listed {
                break;
            }
            listed = page.sources_listed;
            pages.push(page.svg);
        }
        pages
    }
}

fn missing_letters(page: &Page) -> Option<String> {
    let missing: BTreeSet<char> = page.missing_letters();
    let letters: Vec<String> = missing.iter().map(|letter| format!("'{letter}'")).collect();
    (!letters.is_empty()).then(|| picture::missing_letters(&letters.join(", ")))
}
