//! Pictures of the window: what they are made from, the preview, and what came of the last one.

use std::{
    path::PathBuf,
    sync::{Arc, OnceLock},
};

use anyhow::Context as _;
use egui::{ColorImage, Context, TextureHandle, TextureOptions};
use resvg::tiny_skia::Pixmap;

use super::picture::{self, Data, Digest, Format, PictureSpec, RowColours, args, data};
use crate::{
    io::{
        Source,
        disk::{Replace, Target, write_whole},
    },
    model::{Atlas, Budget},
    render::{pixels, svg::Fonts, tiles::BasemapSource},
    view::PictureShown,
    words::{cli, errors, files, picture as words},
};

/// What a picture is made from, on any thread.
#[derive(Clone)]
pub struct Material {
    pub atlas: Arc<Atlas>,
    pub base: Source,
    /// Opened beside it.
    pub files: Vec<PathBuf>,
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
        Arc::ptr_eq(&self.atlas, &other.atlas)
            && self.spec == other.spec
            && maps(self) == maps(other)
    }
}

impl Material {
    fn for_preview(mut self) -> Self {
        self.spec.scale = (PREVIEW_PX / self.spec.size.x).min(1.0);
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
            beside: None,
            atlas: &self.atlas,
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
    pub fn draw(self, budget: &Budget) -> anyhow::Result<ColorImage> {
        let scale = self.spec.scale;
        self.with(|spec, data| {
            budget.still_wanted()?;
            let (_, drawing) = picture::draw(data, spec, Fonts::Known, budget)?;
            budget.still_wanted()?;
            Ok(color_image(&pixels::draw(&drawing.svg, scale)?))
        })
    }

    /// Draws it into a file, in the format its name stands for.
    pub fn save(self, path: PathBuf, replace: bool) -> anyhow::Result<Saved> {
        let format = args::named(&Format::ALL, &args::ending(&path)?, cli::kind_format())?;
        let target = Target::new(&path, Replace::asked(replace));
        if target.is_taken() {
            return Ok(Saved::Taken(path));
        }
        let encoded = self.with(|spec, data| picture::encode(data, spec, format))?;
        write_whole(&target, |file| file.write_all(&encoded.bytes))
            .with_context(|| errors::cannot_write(&path.display().to_string()))?;
        Ok(Saved::Written(path, encoded.notes))
    }
}

/// The preview, and what came of the last picture.
#[derive(Default)]
pub struct Pictures {
    /// What the preview is to show next.
    wanted: Option<Material>,
    /// What the preview shows, or the one being drawn.
    drawn: Option<Material>,
    preview: Option<TextureHandle>,
    /// Whether the preview is of what was drawn last, which is not being drawn still.
    is_there: bool,
    /// Whether nobody looks at previews.
    is_unwanted: bool,
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

/// The preview has so many pixels across at most.
const PREVIEW_PX: f32 = 900.0;

impl Pictures {
    pub fn shown(&self, is_drawing: bool) -> PictureShown<'_> {
        PictureShown {
            preview: self.preview.as_ref(),
            is_current: self.wanted.is_none() && self.is_there,
            is_drawing,
            said: self.message.as_deref(),
        }
    }

    /// Whether no other preview is wanted than the one drawn.
    pub fn is_settled(&self) -> bool {
        self.wanted.is_none()
    }

    /// Whether the preview is of that, or will be.
    pub fn shows(&self, material: Material) -> bool {
        let last = self.wanted.as_ref().or(self.drawn.as_ref());
        last == Some(&material.for_preview())
    }

    /// Asks for a preview, unless that very one is there.
    pub fn want(&mut self, material: Material) {
        let material = material.for_preview();
        self.wanted = (self.drawn.as_ref() != Some(&material)).then_some(material);
        self.is_unwanted = false;
    }

    /// What the next preview is to be drawn of.
    pub fn take_wanted(&mut self) -> Option<Material> {
        let material = self.wanted.take()?;
        self.drawn = Some(material.clone());
        self.is_there = false;
        Some(material)
    }

    /// No preview is wanted any more, neither the next one nor one that is being drawn.
    pub fn want_none(&mut self) {
        self.wanted = None;
        self.is_unwanted = true;
    }

    /// Whether what is being drawn is no longer what is wanted.
    pub fn is_outdated(&self) -> bool {
        self.wanted.is_some() || self.is_unwanted
    }

    /// What is being drawn is given up.
    pub fn give_up(&mut self) {
        self.drawn = None;
    }

    /// Takes over a preview, unless it was given up.
    pub fn drawn(&mut self, ctx: &Context, image: Result<ColorImage, String>) {
        if self.drawn.is_none() {
            return;
        }
        match image {
            Ok(image) => {
                let texture = ctx.load_texture("picture", image, TextureOptions::LINEAR);
                self.preview = Some(texture);
                self.is_there = true;
            }
            Err(why) => {
                self.preview = None;
                self.message = Some(why);
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
        let image = || Ok(ColorImage::filled([2, 2], egui::Color32::WHITE));
        let (ctx, mut pictures) = (Context::default(), Pictures::default());
        let (first, second) = (material("first"), material("second"));
        pictures.want(first.clone());
        assert!(pictures.take_wanted().is_some());
        assert!(!pictures.is_outdated());
        pictures.want(second.clone());
        assert!(pictures.is_outdated());
        pictures.give_up();
        pictures.drawn(&ctx, image());
        assert!(pictures.shown(false).preview.is_none());
        assert!(pictures.shows(second) && !pictures.shows(first));
        // One that fails after it was given up is not told.
        pictures.drawn(&ctx, Err("cancelled".to_owned()));
        assert_eq!(pictures.message, None);
        assert!(pictures.take_wanted().is_some() && !pictures.is_outdated());
        pictures.drawn(&ctx, image());
        assert!(pictures.shown(false).is_current);
        // Nobody looks any more.
        pictures.want(material("third"));
        pictures.want_none();
        assert!(pictures.is_settled() && pictures.is_outdated());
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
