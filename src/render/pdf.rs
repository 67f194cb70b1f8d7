//! From a picture as SVG to PDF: shapes stay shapes, and text can be searched and copied.

use krilla::{Document, SerializeSettings, geom::Size, metadata::Metadata, page::PageSettings};
use krilla_svg::{SurfaceExt as _, SvgSettings};

use super::pixels::{self, PixelsError};
use crate::words::{APP_NAME, picture};

/// Why there is no PDF.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    #[error(transparent)]
    Svg(#[from] PixelsError),
    #[error("{}", crate::words::picture::not_pdf(.0))]
    Pdf(String),
}

/// Points of the picture are those of CSS, 96 to an inch; PDF has 72.
const PDF_PER_PX: f32 = 0.75;

/// Writes pages as one PDF. The same pages give the same bytes.
///
/// # Errors
///
/// Where a page is no SVG or the PDF cannot be written.
pub fn write(pages: &[String], title: &str, subject: &str) -> Result<Vec<u8>, PdfError> {
    let failed = |why: &str| PdfError::Pdf(why.to_owned());
    let mut document = Document::new_with(SerializeSettings {
        compress_content_streams: true,
        ..SerializeSettings::default()
    });
    for page in pages {
        let tree = pixels::tree(page)?;
        let size = tree.size();
        let (width, height) = (size.width() * PDF_PER_PX, size.height() * PDF_PER_PX);
        let settings =
            PageSettings::from_wh(width, height).ok_or_else(|| failed(picture::no_page_size()))?;
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        let size = Size::from_wh(width, height).ok_or_else(|| failed(picture::no_page_size()))?;
        surface
            .draw_svg(&tree, size, SvgSettings::default())
            .ok_or_else(|| failed(picture::page_not_drawn()))?;
        surface.finish();
        page.finish();
    }
    let metadata = Metadata::new()
        .title(title.to_owned())
        .description(subject.to_owned())
        .creator(format!("{APP_NAME} {}", env!("CARGO_PKG_VERSION")));
    document.set_metadata(metadata);
    document
        .finish()
        .map_err(|error| PdfError::Pdf(format!("{error:?}")))
}
