//! An animated GIF: a palette for all frames, and of each frame the box that changes.

use std::{
    borrow::Cow,
    io::{self, BufWriter},
    sync::{PoisonError, RwLock},
};

use anyhow::Context as _;
use resvg::tiny_skia::Pixmap;

use super::{Changed, FrameSpec, changed, part};
use crate::{
    io::disk::File, model::DigestMap, render::pixels, scene::Rgba, words::picture as words,
};

/// The colours of a GIF. One is kept for what does not change.
#[derive(Debug, Default)]
pub struct Colors {
    palette: Vec<[u8; 3]>,
    /// The place of a colour in the palette, of all that were looked for, by their digest.
    known: RwLock<DigestMap<u8>>,
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
        Self {
            palette,
            known: RwLock::default(),
        }
    }

    fn transparent(&self) -> u8 {
        self.palette.len().min(MOST_COLORS) as u8
    }

    fn nearest(&self, [r, g, b]: [u8; 3]) -> u8 {
        let square = |a: u8, b: u8| i32::from(a).abs_diff(i32::from(b)).pow(2);
        // Green is spent apart best, blue worst.
        let far = |[x, y, z]: &[u8; 3]| 3 * square(r, *x) + 5 * square(g, *y) + 2 * square(b, *z);
        let palette = self.palette.iter().enumerate();
        let nearest = palette.min_by_key(|(_, color)| far(color));
        nearest.map_or(0, |(index, _)| index as u8)
    }

    /// The place of each pixel's colour in the palette.
    pub fn indexed(&self, rgb: &[u8]) -> Vec<u8> {
        let mut further: DigestMap<u8> = DigestMap::default();
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        let mut last = ([0; 3], self.nearest([0; 3]));
        let pixels = rgb.chunks_exact(3).map(|pixel| {
            let pixel = [pixel[0], pixel[1], pixel[2]];
            if pixel != last.0 {
                let digest = digest_of(pixel);
                let index = known.get(&digest).copied();
                let new = || *further.entry(digest).or_insert_with(|| self.nearest(pixel));
                last = (pixel, index.unwrap_or_else(new));
            }
            last.1
        });
        let pixels = pixels.collect();
        drop(known);
        if !further.is_empty() {
            let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
            known.extend(further);
        }
        pixels
    }
}

/// Another number for each colour, spread over all bits.
fn digest_of([r, g, b]: [u8; 3]) -> u64 {
    u64::from(u32::from_be_bytes([0, r, g, b])).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// A GIF under way.
pub struct GifEncoder {
    encoder: gif::Encoder<BufWriter<File>>,
    width: usize,
    delay: Delay,
    transparent: u8,
    before: Option<Vec<u8>>,
}

/// Spreads a frame rate over whole hundredths of a second, without drifting.
struct Delay {
    fps: f64,
    frames: u32,
    spent: u32,
}

impl Delay {
    fn next(&mut self) -> u16 {
        self.frames += 1;
        let due = (f64::from(self.frames) * 100.0 / self.fps).round() as u32;
        // Faster than fifty a second most programs take for a mistake.
        let delay = (due - self.spent.min(due)).max(2);
        self.spent += delay;
        u16::try_from(delay).unwrap_or(u16::MAX)
    }
}

impl GifEncoder {
    pub fn new(file: File, frames: FrameSpec, colors: &Colors) -> anyhow::Result<Self> {
        let side = |pixels: u32| u16::try_from(pixels).context(words::gif_too_wide());
        let (width, height) = (side(frames.width)?, side(frames.height)?);
        let mut palette: Vec<u8> = colors.palette.iter().flatten().copied().collect();
        palette.extend([0; 3]);
        let mut encoder = gif::Encoder::new(BufWriter::new(file), width, height, &palette)?;
        encoder.set_repeat(gif::Repeat::Infinite)?;
        Ok(Self {
            encoder,
            width: usize::from(width),
            delay: Delay {
                fps: frames.fps,
                frames: 0,
                spent: 0,
            },
            transparent: colors.transparent(),
            before: None,
        })
    }

    pub fn add(&mut self, frame: Vec<u8>) -> anyhow::Result<()> {
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

    pub fn finish(self) -> anyhow::Result<()> {
        let file = self.encoder.into_inner()?;
        let file = file.into_inner();
        Ok(file.map_err(io::IntoInnerError::into_error)?.sync_all()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_rate_is_kept_over_whole_hundredths() {
        let mut delay = Delay {
            fps: 3.0,
            frames: 0,
            spent: 0,
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
