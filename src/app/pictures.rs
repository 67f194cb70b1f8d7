//! Pictures of the window: drawn, saved and copied on threads of their own.

use std::{path::PathBuf, sync::Arc};

use anyhow::Context as _;
use egui::{ColorImage, Context, TextureHandle, TextureOptions};
use resvg::tiny_skia::Pixmap;

use super::{
    job::Job,
    picture::{Data, Digest, Format, Order, Ready, args, data},
};
use crate::{
    io::{Source, save::write_whole},
    model::Atlas,
    render::{
        pixels,
        svg::{Fonts, Part},
    },
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
    pub order: Order,
}

impl PartialEq for Material {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.atlas, &other.atlas) && self.order == other.order
    }
}

impl Material {
    fn for_preview(mut self) -> Self {
        self.order.scale = (PREVIEW_PX / self.order.size.x).min(1.0);
        self
    }

    fn digest(&self) -> anyhow::Result<Digest> {
        Digest::of(&self.base, &self.files, &self.order.session.own_reports)
    }

    fn with<T>(self, work: impl FnOnce(Ready, Data<'_>) -> anyhow::Result<T>) -> anyhow::Result<T> {
        let digest = self.digest()?;
        let data = Data {
            atlas: &self.atlas,
            digest: &digest,
            land: data::land()?,
        };
        work(Ready::new(data, self.order.clone()), data)
    }

    fn draw(self) -> anyhow::Result<Pixmap> {
        let scale = self.order.scale;
        self.with(|ready, data| {
            let drawing = ready.draw(data, Part::Whole, Fonts::Known)?;
            Ok(pixels::draw(&drawing.svg, scale)?)
        })
    }
}

/// See the module.
#[derive(Default)]
pub struct Pictures {
    /// What the preview shows, or will show.
    wanted: Option<Material>,
    /// What is being drawn.
    drawing: Option<Job<anyhow::Result<ColorImage>>>,
    /// What the drawing under way is of.
    drawn: Option<Material>,
    preview: Option<TextureHandle>,
    saving: Option<Job<anyhow::Result<Saved>>>,
    copying: Option<Job<anyhow::Result<ColorImage>>>,
    browsing: Option<Job<Option<PathBuf>>>,
    /// A file that is there already, which the person was told.
    asked: Option<PathBuf>,
    said: Option<String>,
}

/// What came of saving.
enum Saved {
    Written(PathBuf, Vec<String>),
    /// There is such a file.
    Taken(PathBuf),
}

/// The preview has so many pixels across at most.
const PREVIEW_PX: f32 = 900.0;

impl Pictures {
    pub fn shown(&self) -> PictureShown<'_> {
        PictureShown {
            preview: self.preview.as_ref(),
            is_drawing: self.drawing.is_some() || self.saving.is_some() || self.copying.is_some(),
            said: self.said.as_deref(),
        }
    }

    /// Whether the preview shows what was last asked for.
    pub fn is_settled(&self) -> bool {
        self.drawing.is_none() && self.wanted.is_none() && self.saving.is_none()
    }

    /// Whether the preview is of that, or will be.
    pub fn shows(&self, material: Material) -> bool {
        let last = self.wanted.as_ref().or(self.drawn.as_ref());
        last == Some(&material.for_preview())
    }

    /// Draws a preview, unless that very one is there.
    pub fn preview(&mut self, material: Material) {
        let material = material.for_preview();
        self.wanted = (self.drawn.as_ref() != Some(&material)).then_some(material);
    }

    pub fn save(&mut self, ctx: &Context, material: Material, path: PathBuf) {
        let replace = self.asked.take().is_some_and(|asked| asked == path);
        self.said = None;
        let wake = ctx.clone();
        let work = move |_: &crate::io::Progress| save(material, path, replace);
        self.saving = Some(Job::start(move || wake.request_repaint(), work));
    }

    pub fn copy(&mut self, ctx: &Context, material: Material) {
        self.said = None;
        let wake = ctx.clone();
        let work = move |_: &crate::io::Progress| Ok(color_image(&material.draw()?));
        self.copying = Some(Job::start(move || wake.request_repaint(), work));
    }

    /// Asks the desktop where to save.
    pub fn browse(&mut self, ctx: &Context) {
        let wake = ctx.clone();
        let work = |_: &crate::io::Progress| {
            let dialog = rfd::AsyncFileDialog::new()
                .set_title(words::save())
                .set_file_name("map.png");
            let chosen = pollster::block_on(dialog.save_file());
            chosen.map(|file| file.path().to_owned())
        };
        self.browsing = Some(Job::start(move || wake.request_repaint(), work));
    }

    /// Takes over what is done by now. Gives the path the desktop was told, if it was.
    pub fn follow(&mut self, ctx: &Context) -> Option<PathBuf> {
        self.follow_preview(ctx);
        if let Some(done) = self.saving.as_ref().and_then(Job::poll) {
            self.saving = None;
            self.said = Some(match done {
                Ok(Ok(saved)) => self.told(saved),
                Ok(Err(error)) => words::not_saved(&format!("{error:#}")),
                Err(broken) => broken.to_string(),
            });
        }
        if let Some(done) = self.copying.as_ref().and_then(Job::poll) {
            self.copying = None;
            self.said = Some(match done {
                Ok(Ok(image)) => {
                    ctx.copy_image(image);
                    words::copied().to_owned()
                }
                Ok(Err(error)) => words::not_copied(&format!("{error:#}")),
                Err(broken) => broken.to_string(),
            });
        }
        let chosen = self.browsing.as_ref().and_then(Job::poll)?;
        self.browsing = None;
        let path = chosen.ok().flatten()?;
        // The desktop has asked about a file that is there.
        self.asked = Some(path.clone());
        Some(path)
    }

    fn told(&mut self, saved: Saved) -> String {
        match saved {
            Saved::Written(path, notes) => {
                let mut said = words::saved(&path.display().to_string());
                for note in notes {
                    said.push_str(&words::saved_note(&note));
                }
                said
            }
            Saved::Taken(path) => {
                let said = files::exists(&path.display().to_string());
                self.asked = Some(path);
                said
            }
        }
    }

    fn follow_preview(&mut self, ctx: &Context) {
        if let Some(done) = self.drawing.as_ref().and_then(Job::poll) {
            self.drawing = None;
            match done {
                Ok(Ok(image)) => {
                    let texture = ctx.load_texture("picture", image, TextureOptions::LINEAR);
                    self.preview = Some(texture);
                }
                Ok(Err(error)) => self.said = Some(words::no_preview(&format!("{error:#}"))),
                Err(broken) => self.said = Some(broken.to_string()),
            }
        }
        if self.drawing.is_none()
            && let Some(material) = self.wanted.take()
        {
            self.drawn = Some(material.clone());
            let wake = ctx.clone();
            let work = move |_: &crate::io::Progress| Ok(color_image(&material.draw()?));
            self.drawing = Some(Job::start(move || wake.request_repaint(), work));
        }
    }
}

fn color_image(pixmap: &Pixmap) -> ColorImage {
    let size = [pixmap.width() as usize, pixmap.height() as usize];
    ColorImage::from_rgb(size, &pixels::rgb(pixmap))
}

fn save(material: Material, path: PathBuf, replace: bool) -> anyhow::Result<Saved> {
    let format = args::named(&Format::ALL, &args::ending(&path)?, cli::kind_format())?;
    if path.exists() && !replace {
        return Ok(Saved::Taken(path));
    }
    let encoded = material.with(|ready, data| ready.encode(data, format))?;
    write_whole(&path, |file| file.write_all(&encoded.bytes))
        .with_context(|| errors::cannot_write(&path.display().to_string()))?;
    Ok(Saved::Written(path, encoded.notes))
}
