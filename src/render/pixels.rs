//! From a picture as SVG to pixels, with the embedded fonts alone.

use std::{
    io::Cursor,
    sync::{Arc, LazyLock},
};

use image::{ExtendedColorType, ImageEncoder as _, codecs::png};
use resvg::{
    tiny_skia::{Pixmap, Transform},
    usvg::{
        FontResolver, Options, Tree,
        fontdb::{Database, FaceInfo, ID, Language, Source},
    },
};

use super::svg::letters::FONTS;

/// Why there is no picture of pixels.
#[derive(Debug, thiserror::Error)]
pub enum PixelsError {
    /// The SVG cannot be parsed.
    #[error("{}", crate::words::picture::not_parsed(.0))]
    Svg(#[from] resvg::usvg::Error),
    /// There is no memory for that many pixels, or none are asked for.
    #[error("{}", crate::words::picture::too_large(*.width, *.height))]
    Size {
        /// In pixels.
        width: u32,
        /// In pixels.
        height: u32,
    },
    /// The PNG cannot be written.
    #[error("{}", crate::words::picture::not_encoded(.0))]
    Encoding(#[from] image::ImageError),
}

/// The embedded fonts under the names pictures know them by, and no others.
static DATABASE: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut database = Database::new();
    for font in FONTS.iter() {
        let source = Source::Binary(Arc::new(font.bytes));
        for id in database.load_font_source(source) {
            let Some(face) = database.face(id).cloned() else {
                continue;
            };
            database.remove_face(id);
            database.push_face_info(FaceInfo {
                families: vec![(font.family.to_owned(), Language::English_UnitedStates)],
                weight: resvg::usvg::fontdb::Weight(font.weight),
                ..face
            });
        }
    }
    database.set_serif_family(FONTS.first().map_or("", |font| font.family));
    Arc::new(database)
});

/// A font with a letter that those tried so far lack, of the same weight where there is one.
fn fallback(letter: char, tried: &[ID], database: &mut Arc<Database>) -> Option<ID> {
    let weight = tried
        .first()
        .and_then(|id| Some(database.face(*id)?.weight));
    let has = |id: ID| {
        let found = database.with_face_data(id, |data, index| {
            let face = ttf_parser::Face::parse(data, index).ok()?;
            face.glyph_index(letter)
        });
        found.flatten().is_some()
    };
    let faces = || database.faces().filter(|face| !tried.contains(&face.id));
    let same = faces().find(|face| Some(face.weight) == weight && has(face.id));
    same.or_else(|| faces().find(|face| has(face.id)))
        .map(|face| face.id)
}

/// Reads a picture back, its texts laid out with the embedded fonts.
///
/// # Errors
///
/// Where it is no SVG.
pub fn tree(svg: &str) -> Result<Tree, PixelsError> {
    let options = Options {
        fontdb: Arc::clone(&DATABASE),
        font_family: FONTS.first().map_or("", |font| font.family).to_owned(),
        font_resolver: FontResolver {
            select_fallback: Box::new(fallback),
            ..FontResolver::default()
        },
        ..Options::default()
    };
    Ok(Tree::from_str(svg, &options)?)
}

/// The most pixels a picture may have: 64 million take 256 MB.
pub const MOST_PIXELS: u64 = 64_000_000;

/// Draws a picture, so many pixels a point.
///
/// # Errors
///
/// Where the picture is no SVG, has no size, or more than [`MOST_PIXELS`].
pub fn draw(svg: &str, scale: f32) -> Result<Pixmap, PixelsError> {
    let tree = tree(svg)?;
    let mut pixmap = blank(&tree, scale)?;
    resvg::render(
        &tree,
        Transform::from_scale(scale, scale),
        &mut pixmap.as_mut(),
    );
    Ok(pixmap)
}

/// Draws a picture over pixels that are there already.
///
/// # Errors
///
/// Where the picture is no SVG.
pub fn draw_over(pixmap: &mut Pixmap, svg: &str, scale: f32) -> Result<(), PixelsError> {
    let tree = tree(svg)?;
    resvg::render(
        &tree,
        Transform::from_scale(scale, scale),
        &mut pixmap.as_mut(),
    );
    Ok(())
}

fn blank(tree: &Tree, scale: f32) -> Result<Pixmap, PixelsError> {
    let side = |points: f32| (points * scale).round().max(0.0) as u32;
    let (width, height) = (side(tree.size().width()), side(tree.size().height()));
    let size = PixelsError::Size { width, height };
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(size);
    }
    Pixmap::new(width, height).ok_or(size)
}

/// Red, green and blue of every pixel. Pictures have no holes, so that nothing is lost.
pub fn rgb(pixmap: &Pixmap) -> Vec<u8> {
    let pixels = pixmap.data().chunks_exact(4);
    pixels
        .flat_map(|pixel| [pixel[0], pixel[1], pixel[2]])
        .collect()
}

/// The pixels as PNG.
///
/// # Errors
///
/// Where the encoder refuses them.
pub fn png(pixmap: &Pixmap) -> Result<Vec<u8>, PixelsError> {
    let mut out = Cursor::new(Vec::new());
    let (compression, filter) = (png::CompressionType::Fast, png::FilterType::Adaptive);
    png::PngEncoder::new_with_quality(&mut out, compression, filter).write_image(
        &rgb(pixmap),
        pixmap.width(),
        pixmap.height(),
        ExtendedColorType::Rgb8,
    )?;
    Ok(out.into_inner())
}
