//! The basemap built into the program: an archive of tiles in a schema of its own.

use std::ops::RangeInclusive;

use bytes::Bytes;
use pmtiles::{AsyncBackend, AsyncPmTilesReader, BackendResponse, PmtResult, TileCoord};

use crate::{
    model::geo::LonLat,
    scene::{World, camera::to_world},
};

use super::{Attribution, BasemapSource, Content, Schema, TileKey, TilesError, vector};

const BUILT_IN: &[u8] = include_bytes!("../../../assets/basemap.pmtiles");

/// An archive of tiles in memory.
pub struct Embedded {
    reader: AsyncPmTilesReader<InMemory>,
}

/// Bytes that are there already, so that no read ever waits.
struct InMemory(Bytes);

impl AsyncBackend for InMemory {
    async fn read(&self, offset: u64, length: usize) -> PmtResult<BackendResponse> {
        let size = self.0.len();
        let start = usize::try_from(offset).unwrap_or(size).min(size);
        let end = start.saturating_add(length).min(size);
        Ok(BackendResponse::new(self.0.slice(start..end)))
    }
}

impl Embedded {
    /// The basemap built into the program.
    ///
    /// # Errors
    ///
    /// Where it is damaged.
    pub fn open() -> Result<Self, TilesError> {
        Self::of(Bytes::from_static(BUILT_IN))
    }

    /// Opens an archive. Its directory is read here, its tiles when they are asked for.
    ///
    /// # Errors
    ///
    /// Where it is damaged.
    pub fn of(bytes: Bytes) -> Result<Self, TilesError> {
        let (has, should) = (bytes.len(), declared_size(&bytes));
        let reader = pollster::block_on(AsyncPmTilesReader::try_from_source(InMemory(bytes)))?;
        if should > has as u64 {
            return Err(TilesError::CutShort { has, should });
        }
        Ok(Self { reader })
    }
}

impl BasemapSource for Embedded {
    fn attribution(&self) -> Attribution {
        Attribution {
            words: "OpenStreetMap contributors".into(),
            address: "https://www.openstreetmap.org/copyright".into(),
            faults: "".into(),
        }
    }

    fn zooms(&self) -> RangeInclusive<u8> {
        let header = self.reader.get_header();
        header.min_zoom..=header.max_zoom
    }

    fn fades_at(&self) -> Option<[World; 2]> {
        let header = self.reader.get_header();
        let corner = |x, y| to_world(LonLat { x, y });
        Some([
            corner(header.min_longitude, header.max_latitude),
            corner(header.max_longitude, header.min_latitude),
        ])
    }

    fn tile_px(&self) -> u32 {
        512
    }

    fn tile(&self, (z, x, y): TileKey) -> Result<Option<Content>, TilesError> {
        let coord = TileCoord::new(z, x, y)?;
        let bytes = pollster::block_on(self.reader.get_tile_decompressed(coord))?;
        let damaged = |cause: String| TilesError::Tile { z, x, y, cause };
        let tile = bytes.map(|bytes| {
            let read = vector::decode(bytes.to_vec(), (z, x, y), Some(Schema::Own));
            read.map_err(damaged)
        });
        Ok(tile.transpose()?.map(Content::Vector))
    }
}

/// Where the tiles of an archive end, as its header says: PMTiles 3 holds their place and their
/// length, 8 bytes each, from byte 56. 0 where there is no header.
fn declared_size(bytes: &[u8]) -> u64 {
    let number = |at: usize| {
        let bytes = bytes.get(at..at + 8)?;
        bytes.try_into().ok().map(u64::from_le_bytes)
    };
    let end = number(56).zip(number(64));
    end.map_or(0, |(start, length)| start.saturating_add(length))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::Language,
        render::tiles::{Area, PlaceName, Tile},
    };

    const BASEMAP: &[u8] = BUILT_IN;

    fn read(archive: &Embedded, key: TileKey) -> Result<Option<Tile>, TilesError> {
        let shapes = |content| match content {
            Content::Vector(tile) => tile,
            Content::Raster(_) => panic!("shapes"),
        };
        Ok(archive.tile(key)?.map(shapes))
    }

    #[test]
    fn the_shipped_basemap_names_places_in_every_language() {
        let archive = Embedded::of(Bytes::from_static(BASEMAP)).expect("the basemap");
        assert!(*archive.zooms().end() >= 10);
        let tile = read(&archive, (0, 0, 0))
            .expect("sound")
            .expect("the world");
        assert!(tile.areas.iter().any(|(area, _)| *area == Area::Land));
        assert!(tile.areas.iter().any(|(area, _)| *area == Area::Water));
        let mut spots = Vec::new();
        // Baku lies in 6/41/24, Yerevan in 6/39/24.
        for x in 39..=41 {
            let tile = read(&archive, (6, x, 24)).expect("sound").expect("a tile");
            spots.extend(tile.spots);
        }
        for name in ["Bakı", "Երևան", "Баку", "Erivan", "Baku"] {
            let known = |spot: &PlaceName| Language::ALL.iter().any(|l| spot.names.get(*l) == name);
            assert!(spots.iter().any(known), "{name}");
        }
    }

    #[test]
    fn a_damaged_basemap_is_refused_and_never_a_panic() {
        for length in [0, 1, 100, 127, 500, 5_000, BASEMAP.len() - 1] {
            let bytes = Bytes::from_static(&BASEMAP[..length]);
            assert!(Embedded::of(bytes).is_err(), "{length}");
        }
        let mut noise = BASEMAP.to_vec();
        for at in (0..noise.len()).step_by(37) {
            noise[at] ^= 0x5a;
        }
        assert!(Embedded::of(Bytes::from(noise)).is_err());
        let mut noise = BASEMAP.to_vec();
        let tiles = noise.len() / 2;
        for at in (tiles..noise.len()).step_by(13) {
            noise[at] ^= 0x5a;
        }
        let archive = Embedded::of(Bytes::from(noise)).expect("its head is sound");
        let damaged = (0..1024).filter(|x| read(&archive, (10, *x, 387)).is_err());
        assert!(damaged.count() > 0);
    }

    #[test]
    fn where_there_is_no_map_there_is_no_tile() {
        let archive = Embedded::of(Bytes::from_static(BASEMAP)).expect("the basemap");
        assert!(read(&archive, (10, 0, 0)).expect("sound").is_none());
        assert!(read(&archive, (3, 99, 0)).is_err(), "no such tile");
    }
}
