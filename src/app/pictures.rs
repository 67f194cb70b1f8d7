//! Pictures of the window: what they are made from, the preview, and what came of the last one.

use std::{
    path::PathBuf,
    sync::{Arc, OnceLock},
};

use anyhow::Context as _;
use egui::{ColorImage, Context, TextureHandle, TextureOptions};
use resvg::tiny_skia::Pixmap;

use super::{
    picture::{self, Data, Digest, Format, PictureSpec, RowColours, args, data},
    tasks::Task,
};
use crate::{
    io::{
        Source,
        disk::{Replace, Target, write_whole},
    },
    model::{Atlas, Budget, SourceUri},
    render::{pixels, svg::Fonts, tiles::BasemapSource},
    scene::Px,
    view::{PictureShown, SmallMap},
    words::{cli, errors, files, picture as words},
};

/// What a picture is made from, on any thread.
#[derive(Clone)]
pub struct Material {
    pub atlas: Arc<Atlas>,
    /// The same as the other of two views sees it.
    pub beside: Option<Arc<Atlas>>,
    pub base: Source,
    /// Opened beside it.
    pub files: Vec<SourceUri>,
    pub spec: PictureSpec,
    /// The maps of the person's own it stands on.
    pub own_maps: Vec<Arc<dyn BasemapSource>>,
    /// What is known already of the colours of rows.
    pub colours: RowColours,
}

impl PartialEq for Material {
    fn eq(&self, other: &Self) -> bool {
        let maps = |of: &Self| -> Vec<*const ()> {
            let maps = of.own_maps.iter();
            maps.map(|map| Arc::as_ptr(map).cast()).collect()
        };
        let atlases =
            |of: &Self| [Some(&of.atlas), of.beside.as_ref()].map(|of| of.map(Arc::as_ptr));
        atlases(self) == atlases(other) && self.spec == other.spec && maps(self) == maps(other)
    }
}

impl Material {
    /// With no more pixels across than that.
    fn held_to(mut self, most_px: Option<f32>) -> Self {
        if let Some(most) = most_px {
            self.spec.scale = (most / self.spec.size.x).min(1.0);
        }
        self
    }

    fn digest(&self) -> anyhow::Result<Digest> {
        Digest::of(&self.base, &self.files, &self.spec.session.own_reports)
    }

    fn with<T>(
        self,
        work: impl FnOnce(PictureSpec, Data<'_>) -> anyhow::Result<T>,
    ) -> anyhow::Result<T> {
        let digest = self.digest()?;
        let own = data::basemap_above(&self.own_maps)?;
        let events = OnceLock::new();
        let colours = data::colours(self.colours.clone(), &self.atlas, &self.spec.session.files)?;
        let data = Data {
            atlas: &self.atlas,
            beside: self.beside.as_ref(),
            events: &events,
            digest: &digest,
            basemap: match &own {
                Some(own) => own,
                None => data::basemap()?,
            },
            colours: &colours,
        };
        work(self.spec.clone(), data)
    }

    /// Draws it, as long as it is wanted.
    pub fn draw(self, budget: &Budget) -> anyhow::Result<Drawn> {
        let scale = self.spec.scale;
        self.with(|spec, data| {
            budget.still_wanted()?;
            let (ready, drawing) = picture::draw(data, spec, Fonts::Known, budget)?;
            budget.still_wanted()?;
            let Px { x, y } = ready.page.size;
            let scale = scale.min(MOST_PIXELS / x.max(y).max(1.0));
            Ok(Drawn {
                image: color_image(&pixels::draw(&drawing.svg, scale)?),
                size: ready.page.size,
                maps: ready.small_maps,
                legend: ready.legend,
            })
        })
    }

    /// Draws it into a file, in the format its name stands for,
    /// and as long as it is wanted.
    pub fn save(self, path: PathBuf, replace: bool, budget: &Budget) -> anyhow::Result<Saved> {
        let format = args::named(&Format::ALL, &args::ending(&path)?, cli::kind_format())?;
        let target = Target::new(&path, Replace::asked(replace)).within(budget);
        if target.is_taken() {
            return Ok(Saved::Taken(path));
        }
        let encoded = self.with(|spec, data| picture::encode(data, spec, format, budget))?;
        write_whole(&target, |file| file.write_all(&encoded.bytes))
            .with_context(|| errors::cannot_write(&path.display().to_string()))?;
        Ok(Saved::Written(path, encoded.notes))
    }
}

/// A picture as pixels, and the small maps it consists of.
#[derive(Debug)]
pub struct Drawn {
    pub image: ColorImage,
    /// In points: a sheet of many small maps is higher than it was asked for.
    pub size: Px,
    pub maps: Vec<SmallMap>,
    /// Where the legend lies on it, its corners in points.
    pub legend: Option<[Px; 2]>,
}

/// What of the window is drawn as pictures are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sight {
    /// The preview in the dialog.
    Preview,
    /// Small maps in place of the map.
    SmallMaps,
}

impl Sight {
    pub const ALL: [Self; 2] = [Self::Preview, Self::SmallMaps];

    /// What draws it.
    pub fn task(self) -> Task {
        match self {
            Self::Preview => Task::DrawPreview,
            Self::SmallMaps => Task::DrawSmallMaps,
        }
    }

    /// Of a preview the next choices are wanted at once; small maps show what comes of each step of the
    /// timeline, however short it is.
    pub fn ends_early(self) -> bool {
        self == Self::Preview
    }

    /// What it is for the texture.
    fn name(self) -> &'static str {
        match self {
            Self::Preview => "picture",
            Self::SmallMaps => "small-maps",
        }
    }

    /// It has so many pixels across at most.
    fn most_px(self) -> Option<f32> {
        match self {
            Self::Preview => Some(PREVIEW_PX),
            Self::SmallMaps => None,
        }
    }
}

/// A picture in the window, drawn beside it again and again.
#[derive(Default)]
pub struct InWindow {
    /// What it is to show next.
    wanted: Option<Material>,
    /// What it shows, or the one being drawn.
    drawn: Option<Material>,
    texture: Option<TextureHandle>,
    /// The size of the texture, in points of the picture.
    size: Px,
    maps: Vec<SmallMap>,
    legend: Option<[Px; 2]>,
    /// Whether it is of what was drawn last, which is not being drawn still.
    is_there: bool,
    /// Whether nobody looks at it.
    is_unwanted: bool,
    /// Why it could not be drawn.
    trouble: Option<String>,
}

/// What is drawn for the window, and what came of the last picture.
#[derive(Default)]
pub struct Pictures {
    seen: [InWindow; Sight::ALL.len()],
    /// An existing file that the person was warned of.
    pub to_replace: Option<PathBuf>,
    /// What came of the last saving or copying.
    pub message: Option<String>,
}

/// What came of saving.
pub enum Saved {
    Written(PathBuf, Vec<String>),
    /// There is such a file.
    Taken(PathBuf),
}

/// A texture that every graphics card takes has no more pixels in either direction.
const MOST_PIXELS: f32 = 8192.0;

/// The preview has so many pixels across at most.
const PREVIEW_PX: f32 = 900.0;

impl Pictures {
    pub fn shown(&self, sight: Sight, is_drawing: bool) -> PictureShown<'_> {
        let seen = &self.seen[sight as usize];
        PictureShown {
            preview: seen.texture.as_ref(),
            is_current: seen.wanted.is_none() && seen.is_there,
            is_drawing,
            said: self.message.as_deref(),
            trouble: seen.trouble.as_deref(),
            size: seen.size,
            maps: &seen.maps,
            legend: seen.legend,
        }
    }

    /// Whether nothing else is wanted than what is drawn.
    pub fn is_settled(&self) -> bool {
        self.seen.iter().all(|seen| seen.wanted.is_none())
    }

    /// Whether it shows that, or will.
    pub fn shows(&self, sight: Sight, material: Material) -> bool {
        let seen = &self.seen[sight as usize];
        let last = seen.wanted.as_ref().or(seen.drawn.as_ref());
        last == Some(&material.held_to(sight.most_px()))
    }

    /// Asks for one, unless that very one is there.
    pub fn want(&mut self, sight: Sight, material: Material) {
        let seen = &mut self.seen[sight as usize];
        let material = material.held_to(sight.most_px());
        seen.wanted = (seen.drawn.as_ref() != Some(&material)).then_some(material);
        seen.is_unwanted = false;
    }

    /// What the next one is to be drawn of.
    pub fn take_wanted(&mut self, sight: Sight) -> Option<Material> {
        let seen = &mut self.seen[sight as usize];
        let material = seen.wanted.take()?;
        seen.drawn = Some(material.clone());
        seen.is_there = false;
        Some(material)
    }

    /// None is wanted any more, neither the next one nor one that is being drawn.
    pub fn want_none(&mut self, sight: Sight) {
        let seen = &mut self.seen[sight as usize];
        seen.wanted = None;
        seen.is_unwanted = true;
    }

    /// Whether what is being drawn is not to be seen any more.
    pub fn is_outdated(&self, sight: Sight) -> bool {
        let seen = &self.seen[sight as usize];
        seen.is_unwanted || (seen.wanted.is_some() && sight.ends_early())
    }

    /// What is being drawn is given up.
    pub fn give_up(&mut self, sight: Sight) {
        self.seen[sight as usize].drawn = None;
    }

    /// Takes over what was drawn, unless it was given up.
    pub fn drawn(&mut self, sight: Sight, ctx: &Context, drawn: Result<Drawn, String>) {
        let seen = &mut self.seen[sight as usize];
        if seen.drawn.is_none() {
            return;
        }
        seen.trouble = None;
        match drawn {
            Ok(Drawn {
                image,
                size,
                maps,
                legend,
            }) => {
                let texture = ctx.load_texture(sight.name(), image, TextureOptions::LINEAR);
                seen.texture = Some(texture);
                seen.size = size;
                (seen.maps, seen.legend) = (maps, legend);
                seen.is_there = true;
            }
            Err(why) => {
                seen.texture = None;
                seen.maps.clear();
                if sight == Sight::Preview {
                    self.message = Some(words::no_preview(&why));
                }
                seen.trouble = Some(why);
            }
        }
    }

    /// Takes over what came of saving.
    pub fn saved(&mut self, saved: Result<Saved, String>) {
        self.message = Some(match saved {
            Ok(Saved::Written(path, notes)) => {
                let mut message = words::saved(&path.display().to_string());
                for note in notes {
                    message.push_str(&words::saved_note(&note));
                }
                message
            }
            Ok(Saved::Taken(path)) => {
                let message = files::exists(&path.display().to_string());
                self.to_replace = Some(path);
                message
            }
            Err(why) => why,
        });
    }
}

fn color_image(pixmap: &Pixmap) -> ColorImage {
    let size = [pixmap.width() as usize, pixmap.height() as usize];
    ColorImage::from_rgb(size, &pixels::rgb(pixmap))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{app::picture::data, session::Session};

    fn material(title: &str) -> Material {
        let opened = data::open(&[], &Session::default()).expect("the shipped data");
        Material {
            atlas: Arc::clone(&opened.built.atlas),
            beside: None,
            base: Source::Embedded,
            files: Vec::new(),
            spec: PictureSpec {
                title: Some(title.to_owned()),
                ..PictureSpec::default()
            },
            own_maps: Vec::new(),
            colours: crate::app::picture::RowColours::default(),
        }
    }

    #[test]
    fn a_preview_of_older_choices_is_given_up_and_never_shown() {
        let image = || {
            Ok(Drawn {
                image: ColorImage::filled([2, 2], egui::Color32::WHITE),
                size: Px { x: 2.0, y: 2.0 },
                maps: Vec::new(),
                legend: None,
            })
        };
        let sight = Sight::Preview;
        let (ctx, mut pictures) = (Context::default(), Pictures::default());
        let (first, second) = (material("first"), material("second"));
        pictures.want(sight, first.clone());
        assert!(pictures.take_wanted(sight).is_some());
        assert!(!pictures.is_outdated(sight));
        pictures.want(sight, second.clone());
        assert!(pictures.is_outdated(sight));
        pictures.give_up(sight);
        pictures.drawn(sight, &ctx, image());
        assert!(pictures.shown(sight, false).preview.is_none());
        assert!(pictures.shows(sight, second) && !pictures.shows(sight, first));
        // One that fails after it was given up is not told.
        pictures.drawn(sight, &ctx, Err("cancelled".to_owned()));
        assert_eq!(pictures.message, None);
        assert!(pictures.take_wanted(sight).is_some() && !pictures.is_outdated(sight));
        pictures.drawn(sight, &ctx, image());
        assert!(pictures.shown(sight, false).is_current);
        // Nobody looks any more.
        pictures.want(sight, material("third"));
        pictures.want_none(sight);
        assert!(pictures.is_settled() && pictures.is_outdated(sight));
    }

    #[test]
    fn small_maps_are_drawn_to_their_end_while_the_next_are_wanted() {
        let sight = Sight::SmallMaps;
        let (ctx, mut pictures) = (Context::default(), Pictures::default());
        pictures.want(sight, material("one step"));
        assert!(pictures.take_wanted(sight).is_some());
        pictures.want(sight, material("the next step"));
        assert!(!pictures.is_outdated(sight));
        let image = ColorImage::filled([2, 2], egui::Color32::WHITE);
        let (size, maps) = (Px { x: 2.0, y: 2.0 }, Vec::new());
        let drawn = Drawn {
            image,
            size,
            maps,
            legend: None,
        };
        pictures.drawn(sight, &ctx, Ok(drawn));
        let shown = pictures.shown(sight, false);
        assert!(shown.preview.is_some() && !shown.is_current);
        // The other sight has none of it.
        assert!(pictures.shown(Sight::Preview, false).preview.is_none());
    }

    #[test]
    fn drawing_ends_early_where_it_is_cancelled() {
        let budget = Budget::default();
        budget.cancel();
        for each in [None, Some(crate::render::svg::Each::Reporter)] {
            let mut material = material("cancelled");
            material.spec.each = each;
            let error = material.draw(&budget).expect_err("cancelled");
            assert!(
                error
                    .downcast_ref::<crate::model::budget::Stopped>()
                    .is_some()
            );
        }
    }
}
