//! The blocks of an extract, one after another. Their frame is read here, so that no block is larger
//! than the format allows and a file that was cut short is told from one that ends.

use std::{
    io::{BufReader, Cursor, Read as _, Seek as _, SeekFrom},
    path::Path,
};

use osmpbf::{Blob, BlobDecode, BlobReader, PrimitiveBlock};

use super::{ExtractError, reach};
use crate::{
    io::{
        disk::{self, File},
        gate::caught,
    },
    model::Budget,
};

/// How the header of the first block begins after its length.
const FIRST: &[u8] = b"\x0a\x09OSMHeader";

/// The largest that the format allows.
const HEADER_BYTES: u32 = 64 << 10;
const BLOCK_BYTES: u64 = 32 << 20;

/// What a file may ask of its reader that is understood.
const KNOWN: [&str; 2] = ["OsmSchema-V0.6", "DenseNodes"];

/// Whether a file is an extract of OpenStreetMap, by how it begins.
pub fn is_extract(beginning: &[u8]) -> bool {
    beginning
        .get(4..)
        .is_some_and(|rest| rest.starts_with(FIRST))
}

/// What is in blocks, so that they need not be unpacked where it is not looked for.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct Has {
    pub nodes: bool,
    pub ways: bool,
}

/// An extract that is read block by block.
pub struct Blocks {
    file: BufReader<File>,
    size: u64,
}

impl Blocks {
    pub fn open(path: &Path) -> Result<Self, ExtractError> {
        let file = disk::open(path)?;
        let size = file.metadata()?.len();
        let mut file = BufReader::new(file);
        let mut beginning = Vec::new();
        (&mut file).take(32).read_to_end(&mut beginning)?;
        match is_extract(&beginning) {
            true => Ok(Self { file, size }),
            false => Err(ExtractError::NoExtract),
        }
    }

    pub fn size(&self) -> u64 {
        self.size
    }

    /// Reads all blocks of data that `wants` by their number, and hands them on with it. `before`: the bytes
    /// that were read in earlier rounds.
    pub fn each(
        &mut self,
        budget: &Budget,
        before: u64,
        wants: impl Fn(usize) -> bool,
        mut take: impl FnMut(usize, &PrimitiveBlock) -> Result<(), ExtractError>,
    ) -> Result<(), ExtractError> {
        self.file.rewind()?;
        let (mut at, mut number) = (0, 0);
        while at < self.size {
            reach(budget, before, at)?;
            let short = ExtractError::CutShort { at };
            let damaged = |cause: String| ExtractError::Damaged { at, cause };
            let Some((framed, whole)) = self.frame(at)? else {
                return Err(short);
            };
            if at > 0 && !wants(number) {
                let rest = (whole - framed.len() as u64).cast_signed();
                self.file.seek_relative(rest)?;
            } else {
                let blob = self.blob(framed, whole)?;
                let blob = blob
                    .ok_or(short)?
                    .map_err(|error| damaged(error.to_string()))?;
                match blob.decode().map_err(|error| damaged(error.to_string()))? {
                    BlobDecode::OsmHeader(header) => {
                        let needed = header.required_features();
                        let unknown = |name: &&String| !KNOWN.contains(&name.as_str());
                        if let Some(feature) = needed.iter().find(unknown) {
                            let feature = feature.clone();
                            return Err(ExtractError::Needs { feature });
                        }
                    }
                    // Numbers of the file are added up without a look at whether they stay in range.
                    BlobDecode::OsmData(block) => caught(|| take(number, &block))
                        .map_err(|_| damaged(super::words::block_out_of_range().to_owned()))??,
                    BlobDecode::Unknown(_) => {}
                }
            }
            at += whole;
            number += 1;
        }
        Ok(())
    }

    /// The frame of the next block, and how long the block is with it; `None` where the file ends
    /// before the block does.
    fn frame(&mut self, at: u64) -> Result<Option<(Vec<u8>, u64)>, ExtractError> {
        let damaged = |cause: &str| {
            let cause = cause.to_owned();
            Err(ExtractError::Damaged { at, cause })
        };
        let mut framed = Vec::new();
        (&mut self.file).take(4).read_to_end(&mut framed)?;
        let Ok(length) = <[u8; 4]>::try_from(framed.as_slice()) else {
            return Ok(None);
        };
        let length = u32::from_be_bytes(length);
        if length > HEADER_BYTES {
            return damaged(super::words::frame_too_large());
        }
        let length = u64::from(length);
        (&mut self.file).take(length).read_to_end(&mut framed)?;
        if framed.len() as u64 != 4 + length {
            return Ok(None);
        }
        let Some(data) = data_size(&framed[4..]) else {
            return damaged(super::words::frame_without_size());
        };
        if data > BLOCK_BYTES {
            return damaged(super::words::block_too_large());
        }
        let whole = 4 + length + data;
        Ok((at + whole <= self.size).then_some((framed, whole)))
    }

    /// The block behind a frame.
    fn blob(
        &mut self,
        mut framed: Vec<u8>,
        whole: u64,
    ) -> Result<Option<osmpbf::Result<Blob>>, ExtractError> {
        let rest = whole - framed.len() as u64;
        (&mut self.file).take(rest).read_to_end(&mut framed)?;
        if framed.len() as u64 != whole {
            return Ok(None);
        }
        Ok(BlobReader::new(Cursor::new(framed)).next())
    }

    /// What each block holds is known once it was unpacked.
    pub fn holds(block: &PrimitiveBlock) -> Has {
        let mut has = Has::default();
        for group in block.groups() {
            has.nodes |= group.nodes().next().is_some() || group.dense_nodes().next().is_some();
            has.ways |= group.ways().next().is_some();
        }
        has
    }
}

/// The third field of a frame: how long the block is.
fn data_size(frame: &[u8]) -> Option<u64> {
    let mut frame = Cursor::new(frame);
    let mut size = None;
    while (frame.position() as usize) < frame.get_ref().len() {
        let key = varint(&mut frame)?;
        match (key >> 3, key & 7) {
            (3, 0) => size = Some(varint(&mut frame)?),
            (_, 0) => {
                varint(&mut frame)?;
            }
            (_, 2) => {
                let length = i64::try_from(varint(&mut frame)?).ok()?;
                frame.seek(SeekFrom::Current(length)).ok()?;
            }
            _ => return None,
        }
    }
    size
}

fn varint(of: &mut Cursor<&[u8]>) -> Option<u64> {
    let mut value = 0;
    for shift in (0..64).step_by(7) {
        let mut byte = [0];
        of.read_exact(&mut byte).ok()?;
        value |= u64::from(byte[0] & 0x7f) << shift;
        if byte[0] < 0x80 {
            return Some(value);
        }
    }
    None
}
