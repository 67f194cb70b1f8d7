//! PMTiles 3: one file with a directory, read by offset.

use std::{
    io::{Read as _, Seek as _, SeekFrom},
    path::Path,
    sync::{Mutex, PoisonError},
};

use bytes::Bytes;
use pmtiles::{
    AsyncBackend, AsyncPmTilesReader, BackendResponse, Compression, PmtResult, TileCoord, TileType,
};

use super::{
    About, DEEPEST_ZOOM, LARGEST_TILE_BYTES, TileBytes, TileForm, bounds, layer_ids, unpacked,
};
use crate::{
    io::disk::{self, File},
    words::basemaps as words,
};

/// How every archive begins.
pub const MAGIC: &[u8] = b"PMTiles";

pub struct PmTiles {
    reader: AsyncPmTilesReader<OneHandle>,
    about: About,
}

/// An open file, one read at a time.
struct OneHandle {
    file: Mutex<File>,
    size: u64,
}

impl AsyncBackend for OneHandle {
    async fn read(&self, offset: u64, length: usize) -> PmtResult<BackendResponse> {
        // What a damaged directory asks for beyond the end is not there.
        let length = self.size.saturating_sub(offset).min(length as u64);
        let length = length.min(LARGEST_TILE_BYTES);
        let mut bytes = Vec::with_capacity(length as usize);
        // A thread that stopped while it held the file has not left it half read.
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(offset))?;
        (&mut *file).take(length).read_to_end(&mut bytes)?;
        Ok(BackendResponse::new(Bytes::from(bytes)))
    }
}

impl PmTiles {
    /// # Errors
    ///
    /// Where it is damaged, or its tiles are of a kind that is not read, in words for the person.
    pub fn open(path: &Path) -> Result<Self, String> {
        let file = disk::open(path).map_err(|error| error.to_string())?;
        let size = file.metadata().map_err(|error| error.to_string())?.len();
        let file = Mutex::new(file);
        let backend = OneHandle { file, size };
        let reader = pollster::block_on(AsyncPmTilesReader::try_from_source(backend));
        let reader = reader.map_err(|error| error.to_string())?;
        let header = reader.get_header();
        let form = match header.tile_type {
            TileType::Mvt => TileForm::Vector,
            TileType::Png | TileType::Jpeg | TileType::Webp => TileForm::Picture,
            other => return Err(words::unknown_format(&format!("{other:?}"))),
        };
        if let other @ (Compression::Brotli | Compression::Zstd) = header.tile_compression {
            return Err(words::unknown_compression(&format!("{other:?}")));
        }
        let zooms = header.min_zoom..=header.max_zoom;
        if zooms.is_empty() || header.max_zoom > DEEPEST_ZOOM {
            return Err(words::zooms_out_of_range(DEEPEST_ZOOM));
        }
        let [west, south] = [header.min_longitude, header.min_latitude];
        let [east, north] = [header.max_longitude, header.max_latitude];
        // What it says of itself may be left out.
        let json = pollster::block_on(reader.get_metadata()).unwrap_or_default();
        let json: serde_json::Value = serde_json::from_str(&json).unwrap_or_default();
        let text = |key: &str| json[key].as_str().unwrap_or_default().to_owned();
        let about = About {
            name: text("name"),
            attribution: text("attribution"),
            form,
            zooms,
            bounds: bounds(west, south, east, north),
            layers: layer_ids(&json),
        };
        Ok(Self { reader, about })
    }
}

impl TileBytes for PmTiles {
    fn about(&self) -> &About {
        &self.about
    }

    fn bytes(&self, (z, x, y): (u8, u32, u32)) -> Result<Option<Vec<u8>>, String> {
        let coord = TileCoord::new(z, x, y).map_err(|error| error.to_string())?;
        let found = pollster::block_on(self.reader.get_tile(coord));
        let found = found.map_err(|error| error.to_string())?;
        found.map(|bytes| unpacked(bytes.to_vec())).transpose()
    }
}
