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
    model::Atlas,
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

    pub fn draw(self) -> anyhow::Result<ColorImage> {
        let scale = self.spec.scale;
        self.with(|spec, data| {
            let (_, drawing) = picture::draw(data, spec, Fonts::Known)?;
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
    }

    /// What the next preview is to be drawn of.
    pub fn take_wanted(&mut self) -> Option<Material> {
        let material = self.wanted.take()?;
        self.drawn = Some(material.clone());
        self.is_there = false;
        Some(material)
    }

    /// Takes over a preview.
    pub fn drawn(&mut self, ctx: &Context, image: Result<ColorImage, String>) {
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
