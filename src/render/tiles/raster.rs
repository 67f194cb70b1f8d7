//! Tiles that are pictures.

use std::{borrow::Cow, io::Cursor};

use image::{ImageReader, Limits, RgbaImage};

use crate::{scene::Theme, words::basemaps as words};

/// More than any tile has on a side, in pixels.
const MOST_PX: u32 = 4096;

/// How bright pictures are on a dark map, of 1: most are made for a light one, on which light names with their
/// dark halos would be hard to read.
const DIMMED: f32 = 0.55;

/// A picture as it is drawn in a theme.
pub fn in_theme(picture: &RgbaImage, theme: Theme) -> Cow<'_, RgbaImage> {
    match theme {
        Theme::Light => Cow::Borrowed(picture),
        Theme::Dark => {
            let mut picture = picture.clone();
            for pixel in picture.pixels_mut() {
                let [red, green, blue, _] = &mut pixel.0;
                for part in [red, green, blue] {
                    *part = (f32::from(*part) * DIMMED).round() as u8;
                }
            }
            Cow::Owned(picture)
        }
    }
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pale_picture_is_dimmed_on_a_dark_map_and_left_alone_on_a_light_one() {
        let pale = RgbaImage::from_pixel(1, 1, image::Rgba([240, 200, 100, 128]));
        assert_eq!(*in_theme(&pale, Theme::Light), pale);
        assert_eq!(
            in_theme(&pale, Theme::Dark).get_pixel(0, 0).0,
            [132, 110, 55, 128]
        );
    }
}
