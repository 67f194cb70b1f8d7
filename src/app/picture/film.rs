//! Frames into an animation: GIF, WebP, or a folder of PNG. Only what changes is written.

use std::{
    borrow::Cow,
    collections::HashMap,
    fs,
    io::{self, BufWriter, Seek as _, SeekFrom, Write as _},
    path::{Path, PathBuf},
};

use anyhow::Context as _;
use resvg::tiny_skia::Pixmap;

use crate::{
    render::pixels,
    scene::Rgba,
    words::{errors, picture as words},
};

/// What an animation is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FilmFormat {
    Gif,
    WebP,
    Frames,
}

/// A frame made ready to be written, on whichever thread drew it.
pub enum Exposed {
    /// Places in the palette.
    Indexed(Vec<u8>),
    Rgb(Vec<u8>),
    Png(Vec<u8>),
}

/// The frame rate and size of an animation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gauge {
    pub width: u32,
    pub height: u32,
    pub fps: f64,
}

/// Writes an animation frame by frame. A folder dropped before it is finished leaves nothing behind;
/// the place of a file is for the caller to see to.
pub enum Film {
    Gif(GifFilm),
    WebP(WebPFilm),
    Frames(FrameFolder),
}

impl Film {
    /// # Errors
    ///
    /// Where the target cannot be written.
    pub fn new(
        path: &Path,
        format: FilmFormat,
        gauge: Gauge,
        colors: &Colors,
    ) -> anyhow::Result<Self> {
        let told = || errors::cannot_write(&path.display().to_string());
        Ok(match format {
            FilmFormat::Gif => Self::Gif(GifFilm::new(path, gauge, colors).with_context(told)?),
            FilmFormat::WebP => Self::WebP(WebPFilm::new(path, gauge).with_context(told)?),
            FilmFormat::Frames => Self::Frames(FrameFolder::new(path).with_context(told)?),
        })
    }

    /// Adds the next frame.
    pub fn add(&mut self, frame: Exposed) -> anyhow::Result<()> {
        match (self, frame) {
            (Self::Gif(film), Exposed::Indexed(frame)) => film.add(frame),
            (Self::WebP(film), Exposed::Rgb(frame)) => film.add(frame),
            (Self::Frames(film), Exposed::Png(frame)) => film.add(&frame),
            _ => anyhow::bail!(words::wrong_frame()),
        }
    }

    pub fn finish(self) -> anyhow::Result<()> {
        match self {
            Self::Gif(film) => film.finish(),
            Self::WebP(film) => film.finish(),
            Self::Frames(film) => film.finish(),
        }
    }
}

/// Makes a drawn frame ready, which may be done on several threads at once.
pub fn expose(pixmap: &Pixmap, format: FilmFormat, colors: &Colors) -> anyhow::Result<Exposed> {
    Ok(match format {
        FilmFormat::Gif => Exposed::Indexed(colors.indexed(&pixels::rgb(pixmap))),
        FilmFormat::WebP => Exposed::Rgb(pixels::rgb(pixmap)),
        FilmFormat::Frames => Exposed::Png(pixels::png(pixmap)?),
    })
}

/// The part of a frame that differs from the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Changed {
    left: usize,
    top: usize,
    width: usize,
    height: usize,
}

/// The box around all pixels that differ; `None` where none does.
fn changed(before: &[u8], after: &[u8], width: usize, bytes: usize) -> Option<Changed> {
    let rows = before
        .chunks(width * bytes)
        .zip(after.chunks(width * bytes));
    let mut found: Option<[usize; 4]> = None;
    for (y, (before, after)) in rows.enumerate() {
        if before == after {
            continue;
        }
        let differs = |x: &usize| {
            let at = x * bytes..(x + 1) * bytes;
            before[at.clone()] != after[at]
        };
        let first = (0..width).find(differs)?;
        let last = (0..width).rev().find(differs)?;
        found = Some(match found {
            None => [first, y, last, y],
            Some([left, top, right, _]) => [left.min(first), top, right.max(last), y],
        });
    }
    found.map(|[left, top, right, bottom]| Changed {
        left,
        top,
        width: right + 1 - left,
        height: bottom + 1 - top,
    })
}

/// The rows of a part, one after another.
fn part(frame: &[u8], width: usize, bytes: usize, of: Changed) -> Vec<u8> {
    let row = |y: usize| {
        let from = ((of.top + y) * width + of.left) * bytes;
        &frame[from..from + of.width * bytes]
    };
    (0..of.height).flat_map(row).copied().collect()
}

/// The colours of a GIF. One is kept for what does not change.
#[derive(Clone, Debug, Default)]
pub struct Colors {
    palette: Vec<[u8; 3]>,
    known: HashMap<[u8; 3], u8>,
}

/// The most colours a GIF has, one of them to see through.
const MOST_COLORS: usize = 255;

impl Colors {
    /// Colours for frames that look like that one, and those that mean something in any case.
    pub fn of(sample: &Pixmap, meant: impl Iterator<Item = Rgba>) -> Self {
        let rgb = pixels::rgb(sample);
        let mut palette: Vec<[u8; 3]> = Vec::new();
        for Rgba([r, g, b, _]) in meant {
            if !palette.contains(&[r, g, b]) && palette.len() < MOST_COLORS {
                palette.push([r, g, b]);
            }
        }
        let side = |pixels: u32| u16::try_from(pixels).unwrap_or(u16::MAX);
        let (width, height) = (side(sample.width()), side(sample.height()));
        let frame = gif::Frame::from_rgb_speed(width, height, &rgb, 10);
        let found = frame.palette.unwrap_or_default();
        let mut uses: Vec<(u32, usize)> = (0..found.len() / 3).map(|index| (0, index)).collect();
        for index in frame.buffer.iter() {
            if let Some((count, _)) = uses.get_mut(usize::from(*index)) {
                *count += 1;
            }
        }
        uses.sort_by(|a, b| b.cmp(a));
        for (_, index) in uses {
            let color = [found[index * 3], found[index * 3 + 1], found[index * 3 + 2]];
            if !palette.contains(&color) && palette.len() < MOST_COLORS {
                palette.push(color);
            }
        }
        let mut colors = Self {
            palette,
            known: HashMap::new(),
        };
        let mut known = HashMap::new();
        for pixel in rgb.chunks_exact(3) {
            let pixel = [pixel[0], pixel[1], pixel[2]];
            known.entry(pixel).or_insert_with(|| colors.nearest(pixel));
        }
        colors.known = known;
        colors
    }

    fn transparent(&self) -> u8 {
        self.palette.len().min(MOST_COLORS) as u8
    }

    fn nearest(&self, [r, g, b]: [u8; 3]) -> u8 {
        let square = |a: u8, b: u8| i32::from(a).abs_diff(i32::from(b)).pow(2);
        // Green is told apart best, blue worst.
        let far = |[x, y, z]: &[u8; 3]| 3 * square(r, *x) + 5 * square(g, *y) + 2 * square(b, *z);
        let palette = self.palette.iter().enumerate();
        let nearest = palette.min_by_key(|(_, color)| far(color));
        nearest.map_or(0, |(index, _)| index as u8)
    }

    /// The place of each pixel's colour in the palette.
    fn indexed(&self, rgb: &[u8]) -> Vec<u8> {
        let mut further: HashMap<[u8; 3], u8> = HashMap::new();
        let mut last = ([0; 3], self.nearest([0; 3]));
        let pixels = rgb.chunks_exact(3).map(|pixel| {
            let pixel = [pixel[0], pixel[1], pixel[2]];
            if pixel != last.0 {
                let index = self.known.get(&pixel).copied();
                let new = || *further.entry(pixel).or_insert_with(|| self.nearest(pixel));
                last = (pixel, index.unwrap_or_else(new));
            }
            last.1
        });
        pixels.collect()
    }
}

/// A GIF under way.
pub struct GifFilm {
    encoder: gif::Encoder<BufWriter<fs::File>>,
    width: usize,
    delay: Delay,
    transparent: u8,
    before: Option<Vec<u8>>,
}

/// Spreads a frame rate over whole hundredths of a second, without drifting.
struct Delay {
    fps: f64,
    frames: u32,
    told: u32,
}

impl Delay {
    fn next(&mut self) -> u16 {
        self.frames += 1;
        let due = (f64::from(self.frames) * 100.0 / self.fps).round() as u32;
        // Faster than fifty a second most programs take for a mistake.
        let delay = (due - self.told.min(due)).max(2);
        self.told += delay;
        u16::try_from(delay).unwrap_or(u16::MAX)
    }
}

impl GifFilm {
    fn new(path: &Path, gauge: Gauge, colors: &Colors) -> anyhow::Result<Self> {
        let side = |pixels: u32| u16::try_from(pixels).context(words::gif_too_wide());
        let (width, height) = (side(gauge.width)?, side(gauge.height)?);
        let mut palette: Vec<u8> = colors.palette.iter().flatten().copied().collect();
        palette.extend([0; 3]);
        let file = BufWriter::new(fs::File::create(path)?);
        let mut encoder = gif::Encoder::new(file, width, height, &palette)?;
        encoder.set_repeat(gif::Repeat::Infinite)?;
        Ok(Self {
            encoder,
            width: usize::from(width),
            delay: Delay {
                fps: gauge.fps,
                frames: 0,
                told: 0,
            },
            transparent: colors.transparent(),
            before: None,
        })
    }

    fn add(&mut self, frame: Vec<u8>) -> anyhow::Result<()> {
        let height = frame.len() / self.width.max(1);
        let whole = Changed {
            left: 0,
            top: 0,
            width: self.width,
            height,
        };
        let nothing = Changed {
            width: 1,
            height: 1,
            ..whole
        };
        let (at, buffer) = match &self.before {
            None => (whole, frame.clone()),
            Some(before) => {
                let at = changed(before, &frame, self.width, 1).unwrap_or(nothing);
                let old = part(before, self.width, 1, at);
                let mut new = part(&frame, self.width, 1, at);
                for (new, old) in new.iter_mut().zip(old) {
                    if *new == old {
                        *new = self.transparent;
                    }
                }
                (at, new)
            }
        };
        self.encoder.write_frame(&gif::Frame {
            delay: self.delay.next(),
            dispose: gif::DisposalMethod::Keep,
            transparent: self.before.is_some().then_some(self.transparent),
            left: at.left as u16,
            top: at.top as u16,
            width: at.width as u16,
            height: at.height as u16,
            buffer: Cow::Owned(buffer),
            ..gif::Frame::default()
        })?;
        self.before = Some(frame);
        Ok(())
    }

    fn finish(self) -> anyhow::Result<()> {
        let file = self.encoder.into_inner()?;
        let file = file.into_inner();
        Ok(file.map_err(io::IntoInnerError::into_error)?.sync_all()?)
    }
}

/// An animated WebP under way: the frames are encoded by a library, the container around them is
/// written here, as "WebP Container Specification" describes it.
pub struct WebPFilm {
    file: BufWriter<fs::File>,
    gauge: Gauge,
    delay_ms: u32,
    before: Option<Vec<u8>>,
    written: u32,
}

fn three_bytes(number: u32) -> [u8; 3] {
    let [a, b, c, _] = number.to_le_bytes();
    [a, b, c]
}

impl WebPFilm {
    fn new(path: &Path, gauge: Gauge) -> anyhow::Result<Self> {
        const MOST: u32 = 16_383;
        anyhow::ensure!(
            gauge.width <= MOST && gauge.height <= MOST,
            words::webp_too_wide(MOST)
        );
        let mut film = Self {
            file: BufWriter::new(fs::File::create(path)?),
            gauge,
            delay_ms: (1000.0 / gauge.fps).round().max(1.0) as u32,
            before: None,
            written: 0,
        };
        // The size in the head is put right at the end.
        film.file.write_all(b"RIFF\0\0\0\0WEBP")?;
        film.written = 4;
        const ANIMATED_WITH_ALPHA: u8 = 0x12;
        let mut head = vec![ANIMATED_WITH_ALPHA, 0, 0, 0];
        head.extend(three_bytes(gauge.width - 1));
        head.extend(three_bytes(gauge.height - 1));
        film.chunk(b"VP8X", &head)?;
        // Background, then how often: 0 is for ever.
        film.chunk(b"ANIM", &[255, 255, 255, 255, 0, 0])?;
        Ok(film)
    }

    fn chunk(&mut self, name: &[u8; 4], bytes: &[u8]) -> anyhow::Result<()> {
        let length = u32::try_from(bytes.len())?;
        self.file.write_all(name)?;
        self.file.write_all(&length.to_le_bytes())?;
        self.file.write_all(bytes)?;
        if length % 2 == 1 {
            self.file.write_all(&[0])?;
        }
        let more = 8 + length + length % 2;
        let written = self.written.checked_add(more);
        self.written = written.context(words::webp_too_large())?;
        Ok(())
    }

    fn add(&mut self, frame: Vec<u8>) -> anyhow::Result<()> {
        let (width, height) = (self.gauge.width as usize, self.gauge.height as usize);
        let whole = Changed {
            left: 0,
            top: 0,
            width,
            height,
        };
        let at = match &self.before {
            None => whole,
            Some(before) => changed(before, &frame, width, 3).unwrap_or(Changed {
                width: 1,
                height: 1,
                ..whole
            }),
        };
        // Only even places can be told.
        let even = |at: usize| at - at % 2;
        let at = Changed {
            left: even(at.left),
            top: even(at.top),
            width: at.width + at.left % 2,
            height: at.height + at.top % 2,
        };
        let pixels = opaque_where_changed(self.before.as_deref(), &frame, width, at);
        let mut chunk = Vec::new();
        chunk.extend(three_bytes(at.left as u32 / 2));
        chunk.extend(three_bytes(at.top as u32 / 2));
        chunk.extend(three_bytes(at.width as u32 - 1));
        chunk.extend(three_bytes(at.height as u32 - 1));
        chunk.extend(three_bytes(self.delay_ms));
        // Blended over the frame before, which stays.
        chunk.push(0);
        chunk.extend(image_chunks(&pixels, at.width as u32, at.height as u32)?);
        self.chunk(b"ANMF", &chunk)?;
        self.before = Some(frame);
        Ok(())
    }

    fn finish(mut self) -> anyhow::Result<()> {
        self.file.seek(SeekFrom::Start(4))?;
        self.file.write_all(&self.written.to_le_bytes())?;
        let file = self.file.into_inner();
        Ok(file.map_err(io::IntoInnerError::into_error)?.sync_all()?)
    }
}

/// A part of a frame with opacity: what is as it was before lets that through, which takes next to
/// no room.
fn opaque_where_changed(before: Option<&[u8]>, frame: &[u8], width: usize, at: Changed) -> Vec<u8> {
    let new = part(frame, width, 3, at);
    let old = before.map(|before| part(before, width, 3, at));
    let pixel = |(index, pixel): (usize, &[u8])| {
        let from = index * 3..index * 3 + 3;
        match old.as_ref().is_some_and(|old| old[from] == *pixel) {
            true => [0, 0, 0, 0],
            false => [pixel[0], pixel[1], pixel[2], 255],
        }
    };
    new.chunks_exact(3).enumerate().flat_map(pixel).collect()
}

/// What a WebP of one picture holds after its head.
fn image_chunks(rgba: &[u8], width: u32, height: u32) -> anyhow::Result<Vec<u8>> {
    const HEAD: usize = 12;
    let mut file = Vec::new();
    image_webp::WebPEncoder::new(&mut file).encode(
        rgba,
        width,
        height,
        image_webp::ColorType::Rgba8,
    )?;
    anyhow::ensure!(file.len() > HEAD, words::frame_not_encoded());
    Ok(file.split_off(HEAD))
}

/// A folder of PNG under way: beside its place until all of it is there.
pub struct FrameFolder {
    beside: PathBuf,
    path: PathBuf,
    frames: u32,
    done: bool,
}

/// How the frames are called, as ffmpeg writes it.
pub const FRAME_NAMES: &str = "frame-%05d.png";

impl FrameFolder {
    fn new(path: &Path) -> anyhow::Result<Self> {
        let is_empty = |path: &Path| Ok::<_, io::Error>(fs::read_dir(path)?.next().is_none());
        anyhow::ensure!(
            !path.exists() || is_empty(path).context(words::frames_need_a_folder())?,
            words::folder_not_empty()
        );
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(format!(".{}.new", std::process::id()));
        let beside = path.with_file_name(name);
        fs::create_dir(&beside)?;
        Ok(Self {
            beside,
            path: path.to_owned(),
            frames: 0,
            done: false,
        })
    }

    fn add(&mut self, png: &[u8]) -> anyhow::Result<()> {
        self.frames += 1;
        let name = format!("frame-{:05}.png", self.frames);
        Ok(fs::write(self.beside.join(name), png)?)
    }

    fn finish(mut self) -> anyhow::Result<()> {
        if self.path.exists() {
            // Only where it is empty.
            fs::remove_dir(&self.path)?;
        }
        fs::rename(&self.beside, &self.path)?;
        self.done = true;
        Ok(())
    }
}

impl Drop for FrameFolder {
    fn drop(&mut self) {
        if !self.done {
            // Made by this run alone; that it may be gone is fine.
            let _ = fs::remove_dir_all(&self.beside);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_box_around_what_changed_is_written() {
        let before = [0; 20];
        let mut after = before;
        after[6] = 1;
        after[13] = 1;
        let at = changed(&before, &after, 5, 1).expect("changed");
        let expected = Changed {
            left: 1,
            top: 1,
            width: 3,
            height: 2,
        };
        assert_eq!(at, expected);
        assert_eq!(part(&after, 5, 1, at), [1, 0, 0, 0, 0, 1]);
        assert_eq!(changed(&before, &before, 5, 1), None);
    }

    #[test]
    fn a_frame_rate_is_kept_over_whole_hundredths() {
        let mut delay = Delay {
            fps: 3.0,
            frames: 0,
            told: 0,
        };
        let delays: Vec<u16> = (0..6).map(|_| delay.next()).collect();
        assert_eq!(delays, [33, 34, 33, 33, 34, 33]);
    }

    #[test]
    fn colours_that_mean_something_are_kept_as_they_are() {
        let mut sample = Pixmap::new(64, 64).expect("a size");
        for (index, pixel) in sample.data_mut().chunks_exact_mut(4).enumerate() {
            let [a, b, ..] = (index as u32 * 40_503).to_le_bytes();
            pixel.copy_from_slice(&[a, b, 120, 255]);
        }
        let meant = [Rgba::rgb(0xd55e00), Rgba::rgb(0x0072b2)];
        let colors = Colors::of(&sample, meant.into_iter());
        assert!(colors.palette.len() <= MOST_COLORS);
        for Rgba([r, g, b, _]) in meant {
            let index = colors.indexed(&[r, g, b])[0];
            assert_eq!(colors.palette[usize::from(index)], [r, g, b]);
        }
    }
}
