//! An animated WebP: the frames are encoded by a library, the container around them is written here,
//! as "WebP Container Specification" describes it.

use std::io::{self, BufWriter, Seek as _, SeekFrom, Write as _};

use anyhow::Context as _;

use crate::{io::disk::File, words::picture as words};

use super::{Changed, FrameSpec, changed, part};

/// An animated WebP under way.
pub struct WebPEncoder {
    file: BufWriter<File>,
    frames: FrameSpec,
    delay_ms: u32,
    before: Option<Vec<u8>>,
    written: u32,
}

fn three_bytes(number: u32) -> [u8; 3] {
    let [a, b, c, _] = number.to_le_bytes();
    [a, b, c]
}

impl WebPEncoder {
    pub fn new(file: File, frames: FrameSpec) -> anyhow::Result<Self> {
        const MOST: u32 = 16_383;
        anyhow::ensure!(
            frames.width <= MOST && frames.height <= MOST,
            words::webp_too_wide(MOST)
        );
        let mut encoder = Self {
            file: BufWriter::new(file),
            frames,
            delay_ms: (1000.0 / frames.fps).round().max(1.0) as u32,
            before: None,
            written: 0,
        };
        // The size in the head is put right at the end.
        encoder.file.write_all(b"RIFF\0\0\0\0WEBP")?;
        encoder.written = 4;
        const ANIMATED_WITH_ALPHA: u8 = 0x12;
        let mut head = vec![ANIMATED_WITH_ALPHA, 0, 0, 0];
        head.extend(three_bytes(frames.width - 1));
        head.extend(three_bytes(frames.height - 1));
        encoder.chunk(b"VP8X", &head)?;
        // Background, then how often: 0 is for ever.
        encoder.chunk(b"ANIM", &[255, 255, 255, 255, 0, 0])?;
        Ok(encoder)
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

    pub fn add(&mut self, frame: Vec<u8>) -> anyhow::Result<()> {
        let (width, height) = (self.frames.width as usize, self.frames.height as usize);
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
        // Only even places can be spent.
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

    pub fn finish(mut self) -> anyhow::Result<()> {
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
