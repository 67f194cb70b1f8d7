//! An offline map out of an extract of OpenStreetMap that a person has (`.osm.pbf`), in the schema of the
//! map built into the program: roads, railways, waters, land use, places, peaks and borders of states.
//!
//! The file is read three times: for relations and single points, for ways, and for the positions of
//! the points that these need. Memory: 32 bytes for each of those points at most, beside one block of the
//! file (32 MiB unpacked) and a square of 256 tiles; what is taken counts in the budget of the work.

mod blocks;
mod borders;
mod encode;
mod features;
mod level;
mod points;
mod read;
mod rings;
mod tags;
mod write;

use std::{io, path::Path};

use crate::{
    io::{
        clock, disk,
        disk::{Target, put_in_place},
        gate::{Broken, caught},
    },
    model::{Budget, Stopped, geo::Rect},
    words::extract as words,
};

pub use blocks::is_extract;

/// The zooms of tiles that can be made.
pub const ZOOMS: std::ops::RangeInclusive<u8> = 4..=15;

/// The deepest zoom where nothing else is wished.
pub const USUAL_DEEPEST: u8 = 14;

/// What of an extract becomes a map.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// A box in degrees; all of it where there is none.
    pub bbox: Option<Rect>,
    /// The deepest zoom of its tiles.
    pub deepest: u8,
}

/// What became of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Made {
    /// Tiles with something on them.
    pub tiles: u64,
    /// Roads, tracks and paths.
    pub roads: usize,
    /// Railways and trams.
    pub rails: usize,
    /// Rivers and bodies of water.
    pub waters: usize,
    /// Houses, woods, meadows.
    pub land_use: usize,
    /// Towns and villages with a name.
    pub places: usize,
    /// Peaks with a name.
    pub peaks: usize,
    /// Stretches of borders of states.
    pub borders: usize,
    /// Ways that name points which the extract does not have, drawn in parts or not at all.
    pub gaps: usize,
    /// Areas without a closed outline, which are not drawn.
    pub open_areas: usize,
    /// Points that lie nowhere on the map.
    pub nowhere: usize,
}

/// Why no map could be made.
#[derive(Debug, thiserror::Error)]
pub enum ExtractError {
    #[error("{}", words::no_extract())]
    /// It is a file of another kind.
    NoExtract,
    #[error("{}", words::cut_short(*.at))]
    /// It ends too early.
    CutShort {
        /// The byte at which a block begins that is not whole.
        at: u64,
    },
    #[error("{}", words::damaged(*.at, .cause))]
    /// A block of it cannot be understood.
    Damaged {
        /// The byte at which the block begins.
        at: u64,
        /// Why, in words.
        cause: String,
    },
    #[error("{}", words::needs(.feature))]
    /// It is of a kind of extract that is not read, such as one with the history of all things.
    Needs {
        /// What a reader must know of, by the file.
        feature: String,
    },
    #[error("{}", words::nothing_to_draw())]
    /// There is nothing in it that is drawn.
    Nothing,
    #[error(transparent)]
    /// It is no longer wanted, or takes too much.
    Stopped(#[from] Stopped),
    #[error(transparent)]
    /// A fault of the program.
    Broken(#[from] Broken),
    #[error(transparent)]
    /// The disk.
    File(#[from] io::Error),
}

/// Makes a map of an extract. It is written whole or not at all, within the budget of its target.
///
/// # Errors
///
/// Where the extract cannot be read, has nothing to draw or takes more than its size allows, or the map
/// cannot be written.
pub fn make(path: &Path, wanted: &Wanted, target: &Target) -> Result<Made, ExtractError> {
    let budget = target.budget();
    let size = disk::metadata(path)?.len();
    clock::allow_for(budget, size);
    // What the file says is not trusted by the crate that decodes it everywhere.
    let features = caught(|| read::features(path, wanted.bbox, budget))??;
    let name = path.file_name().unwrap_or(path.as_os_str());
    let name = name.to_string_lossy();
    let name = name.strip_suffix(".pbf").unwrap_or(&name);
    let name = name.strip_suffix(".osm").unwrap_or(name);
    let mut tiles = 0;
    let mut stopped = None;
    let written = put_in_place(target, |beside| {
        let done = caught(|| write::write(beside.file()?, name, &features, wanted, budget));
        match done.map_err(ExtractError::from).and_then(|done| done) {
            Ok(count) => tiles = count,
            Err(ExtractError::File(error)) => return Err(error),
            Err(error) => {
                stopped = Some(error);
                return Err(io::ErrorKind::Other.into());
            }
        }
        Ok(())
    });
    match (stopped, written) {
        (Some(error), _) => Err(error),
        (None, Err(error)) => Err(stop_of(error)),
        (None, Ok(())) => Ok(Made {
            tiles,
            ..features.made
        }),
    }
}

/// What ended the work, where an error of the disk hides it.
fn stop_of(error: io::Error) -> ExtractError {
    let cause = error.get_ref().and_then(|cause| cause.downcast_ref());
    match cause {
        Some(stopped) => ExtractError::Stopped(*stopped),
        None => ExtractError::File(error),
    }
}

/// How far the work is: in bytes of the file, which is read three times and then written.
fn reach(budget: &Budget, part: u64, done: u64) -> Result<(), Stopped> {
    budget.reach(part + done)
}
