//! Map tiles that a person brings: archives (PMTiles and MBTiles), read tile by tile through one handle
//! each, and services on the network. What is in a tile is for `render` to say.

pub mod cache;
pub mod extract;
mod mbtiles;
pub mod offers;
mod pmtiles;
pub mod service;
pub mod template;

use std::{
    io::Read as _,
    ops::RangeInclusive,
    path::{Path, PathBuf},
};

use crate::{
    io::disk,
    model::geo::{Coord, Rect},
    words::basemaps as words,
};

/// More than any tile takes when it is unpacked, in bytes.
pub const LARGEST_TILE_BYTES: u64 = 64 << 20;

/// The deepest zoom at which tiles can be told apart.
pub const DEEPEST_ZOOM: u8 = 24;

/// What tiles hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TileForm {
    /// Shapes and names, as Mapbox Vector Tiles.
    Vector,
    /// A PNG, a JPEG or a WebP.
    Picture,
}

/// What an archive says of itself.
#[derive(Clone, Debug, PartialEq)]
pub struct About {
    /// What it calls itself; may be empty.
    pub name: String,
    /// Whom to name, as it has it: may be HTML, and empty.
    pub attribution: String,
    pub form: TileForm,
    pub zooms: RangeInclusive<u8>,
    /// Where there are tiles, where it says so.
    pub bounds: Option<Rect>,
    /// The layers of its tiles, where it says so.
    pub layers: Vec<String>,
}

/// Tiles that can be read by zoom, column and row, counted from the north-west.
pub trait TileBytes: Send + Sync {
    fn about(&self) -> &About;

    /// The bytes of a tile, unpacked; `None` where there is none.
    ///
    /// # Errors
    ///
    /// Where it cannot be read, in words for the person.
    fn bytes(&self, key: (u8, u32, u32)) -> Result<Option<Vec<u8>>, String>;
}

/// Why an archive cannot be opened.
#[derive(Debug, thiserror::Error)]
#[error("{}", words::cannot_open(&.path.display().to_string(), .cause))]
pub struct OpenError {
    path: PathBuf,
    cause: String,
}

/// Whether a file is an archive of tiles, by its first bytes and, of databases, by their tables.
pub fn is_archive(path: &Path) -> bool {
    let Ok(start) = start_of(path) else {
        return false;
    };
    start.starts_with(pmtiles::MAGIC) || start.starts_with(mbtiles::MAGIC) && mbtiles::is_one(path)
}

/// Whether a file is an extract of which an archive is made, by its first bytes.
pub fn is_extract(path: &Path) -> bool {
    start_of(path).is_ok_and(|start| extract::is_extract(&start))
}

/// Opens an archive. Its directory and what it says of itself are read here, its tiles when they are
/// asked for.
///
/// # Errors
///
/// Where it is none, or is damaged.
pub fn open(path: &Path) -> Result<Box<dyn TileBytes>, OpenError> {
    let failed = |cause: String| OpenError {
        path: path.to_owned(),
        cause,
    };
    let start = start_of(path).map_err(|error| failed(error.to_string()))?;
    if start.starts_with(pmtiles::MAGIC) {
        let archive = pmtiles::PmTiles::open(path).map_err(failed)?;
        return Ok(Box::new(archive));
    }
    if start.starts_with(mbtiles::MAGIC) {
        let archive = mbtiles::MbTiles::open(path).map_err(failed)?;
        return Ok(Box::new(archive));
    }
    Err(failed(words::no_archive().to_owned()))
}

fn start_of(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut start = Vec::new();
    disk::open(path)?.take(16).read_to_end(&mut start)?;
    Ok(start)
}

/// Unpacks what may be packed with gzip, as most vector tiles are.
fn unpacked(bytes: Vec<u8>) -> Result<Vec<u8>, String> {
    if !bytes.starts_with(&[0x1f, 0x8b]) {
        return Ok(bytes);
    }
    let mut out = Vec::new();
    let reader = flate2::read::MultiGzDecoder::new(bytes.as_slice());
    reader
        .take(LARGEST_TILE_BYTES + 1)
        .read_to_end(&mut out)
        .map_err(|error| error.to_string())?;
    match out.len() as u64 > LARGEST_TILE_BYTES {
        true => Err(words::tile_too_large(LARGEST_TILE_BYTES >> 20)),
        false => Ok(out),
    }
}

/// What a tile of unknown form is: a picture where it begins as one.
pub fn form_of(bytes: &[u8]) -> TileForm {
    match image::guess_format(bytes) {
        Ok(_) => TileForm::Picture,
        Err(_) => TileForm::Vector,
    }
}

/// A box, where it is one.
fn bounds(west: f64, south: f64, east: f64, north: f64) -> Option<Rect> {
    let sound = [west, south, east, north].iter().all(|at| at.is_finite());
    let is_box = sound && west < east && south < north;
    let corner = |x: f64, y: f64| Coord {
        x: x.clamp(-180.0, 180.0),
        y: y.clamp(-85.05, 85.05),
    };
    is_box.then(|| Rect::new(corner(west, south), corner(east, north)))
}

/// The ids of the layers in what TileJSON calls `vector_layers`.
fn layer_ids(json: &serde_json::Value) -> Vec<String> {
    let layers = json["vector_layers"].as_array();
    let ids = layers
        .into_iter()
        .flatten()
        .filter_map(|layer| layer["id"].as_str());
    ids.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tile_that_unpacks_without_end_is_refused_and_a_cut_one_told() {
        use std::io::Write as _;
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        for _ in 0..65 {
            packed.write_all(&vec![0; 1 << 20]).expect("packed");
        }
        let packed = packed.finish().expect("packed");
        assert!(packed.len() < 200_000);
        assert!(
            unpacked(packed.clone())
                .expect_err("refused")
                .contains("64 MiB")
        );
        assert!(unpacked(packed[..1000].to_vec()).is_err());
        assert_eq!(unpacked(vec![1, 2, 3]).expect("as it is"), [1, 2, 3]);
    }
}
