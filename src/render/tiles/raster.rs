//! Tiles that are pictures.

use std::io::Cursor;

use image::{ImageReader, Limits, RgbaImage};

use crate::words::basemaps as words;

/// More than any tile has on a side, in pixels.
const MOST_PX: u32 = 4096;

/// Reads a PNG, a JPEG or a WebP.
///
/// # Errors
///
/// Where it is none of these, is damaged, or is too large for a tile, in words for the person.
pub fn decode(bytes: &[u8]) -> Result<RgbaImage, String> {
    let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format();
    let mut reader = reader.map_err(|error| error.to_string())?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(MOST_PX);
    limits.max_image_height = Some(MOST_PX);
    reader.limits(limits);
    match reader.decode() {
        Ok(picture) => Ok(picture.into_rgba8()),
        Err(image::ImageError::Limits(_)) => Err(words::picture_too_large(MOST_PX)),
        Err(error) => Err(error.to_string()),
    }
}
