//! Frames into an animation: GIF, WebP, or a folder of PNG. Only what changes is written.

mod folder;
mod gif;
mod webp;

use std::path::Path;

use resvg::tiny_skia::Pixmap;

use self::{folder::FrameFolder, gif::GifEncoder, webp::WebPEncoder};
use crate::{io::disk::File, render::pixels, words::picture as words};

pub use self::{folder::FRAME_NAMES, gif::Colors};

/// What an animation is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnimationFormat {
    Gif,
    WebP,
    Frames,
}

/// A frame in the form its format takes, made on whichever thread drew it.
pub enum EncodedFrame {
    /// Places in the palette.
    Indexed(Vec<u8>),
    Rgb(Vec<u8>),
    Png(Vec<u8>),
}

/// Size and rate of the frames.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FrameSpec {
    /// In pixels.
    pub width: u32,
    pub height: u32,
    /// Frames a second.
    pub fps: f64,
}

/// What the frames are written onto.
#[derive(Debug)]
pub enum Onto<'p> {
    Gif(File),
    WebP(File),
    /// Must be empty, or not there.
    Folder(&'p Path),
}

/// Writes an animation frame by frame. A folder dropped before it is finished leaves nothing behind;
/// the place of a file is for the caller to see to.
pub enum Encoder {
    Gif(GifEncoder),
    WebP(WebPEncoder),
    Frames(FrameFolder),
}

impl Encoder {
    /// # Errors
    ///
    /// Where the target cannot be written, or the format has no frames of that size.
    pub fn new(onto: Onto<'_>, frames: FrameSpec, colors: &Colors) -> anyhow::Result<Self> {
        match onto {
            Onto::Gif(file) => GifEncoder::new(file, frames, colors).map(Self::Gif),
            Onto::WebP(file) => WebPEncoder::new(file, frames).map(Self::WebP),
            Onto::Folder(path) => FrameFolder::new(path).map(Self::Frames),
        }
    }

    /// Adds the next frame.
    pub fn add(&mut self, frame: EncodedFrame) -> anyhow::Result<()> {
        match (self, frame) {
            (Self::Gif(encoder), EncodedFrame::Indexed(frame)) => encoder.add(frame),
            (Self::WebP(encoder), EncodedFrame::Rgb(frame)) => encoder.add(frame),
            (Self::Frames(folder), EncodedFrame::Png(frame)) => folder.add(&frame),
            _ => anyhow::bail!(words::wrong_frame()),
        }
    }

    /// Writes what is left, and makes sure that it is on the disk.
    pub fn finish(self) -> anyhow::Result<()> {
        match self {
            Self::Gif(encoder) => encoder.finish(),
            Self::WebP(encoder) => encoder.finish(),
            Self::Frames(folder) => folder.finish(),
        }
    }
}

/// Makes a drawn frame ready to be written, which may be done on several threads at once.
pub fn encode_frame(
    pixmap: &Pixmap,
    format: AnimationFormat,
    colors: &Colors,
) -> anyhow::Result<EncodedFrame> {
    Ok(match format {
        AnimationFormat::Gif => EncodedFrame::Indexed(colors.indexed(&pixels::rgb(pixmap))),
        AnimationFormat::WebP => EncodedFrame::Rgb(pixels::rgb(pixmap)),
        AnimationFormat::Frames => EncodedFrame::Png(pixels::png(pixmap)?),
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
}
