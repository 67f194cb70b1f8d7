//! KML, and KMZ, which is KML in an archive: claims, dated zones and lines as Placemarks.

mod archive;
mod html_table;
mod large;
mod placemark;
mod read;
pub(in crate::io) mod times;
mod write;

use std::io;

use super::{
    disk::{Target, write_whole},
    format::{Contents, OF_FEATURES, Read, Reader, SourceFile, Writer},
    limit::Limited,
    preview::Preview,
    source::ReadError,
};
use crate::model::{Setting, budget::limits};

pub use super::archive::looks_like_archive;
use archive::{is_kmz, unpacked};
pub use archive::{read_kmz, write_kmz};
use read::hand_over;
pub use read::{looks_like_kml, read};
pub use write::write;

/// The datum that marks what this program wrote, and says what it is: `claim`, `zone` or `line`.
const MARK: &str = "contactline";

/// KML files, read and written.
pub struct Kml;

impl Reader for Kml {
    fn name(&self) -> &'static str {
        "KML"
    }

    fn sniff(&self, file: &SourceFile<'_>) -> Result<bool, ReadError> {
        Ok(file.starts_with(b"<") && looks_like_kml(&file.beginning))
    }

    fn settings(&self, _: &SourceFile<'_>) -> &'static [Setting] {
        OF_FEATURES
    }

    fn read(&self, file: &SourceFile<'_>) -> Result<Read, ReadError> {
        if let Some(read) = large::read(file)? {
            return Ok(read);
        }
        let of = (&file.place, file.name.as_str());
        let read = Read::of(&file.place, |draft, notes| {
            read(of, file.bytes()?, file.choices, file.budget, draft, notes)
        })?;
        Ok(read.in_columns_where_many(file))
    }

    fn preview(&self, file: &SourceFile<'_>) -> Result<Option<Preview>, ReadError> {
        Preview::of_features(file, OF_FEATURES, |features| {
            hand_over(&file.place, file.bytes()?, file.budget, features)
        })
    }
}

impl Writer for Kml {
    fn extension(&self) -> &'static str {
        "kml"
    }

    fn write(&self, target: &Target, contents: &Contents<'_>) -> io::Result<()> {
        let Contents {
            reports,
            shapes,
            positions,
            provenance,
            ..
        } = *contents;
        write_whole(target, |out| {
            let mut out = Limited::new(out, limits::WHOLE_FILE_BYTES);
            write(&mut out, shapes, reports, positions, provenance)
        })
    }
}

/// Archives of KML, read and written.
pub struct Kmz;

impl Reader for Kmz {
    fn name(&self) -> &'static str {
        "KMZ"
    }

    fn sniff(&self, file: &SourceFile<'_>) -> Result<bool, ReadError> {
        Ok(looks_like_archive(&file.beginning) && is_kmz(file.path, file.bytes()?))
    }

    fn settings(&self, _: &SourceFile<'_>) -> &'static [Setting] {
        OF_FEATURES
    }

    fn read(&self, file: &SourceFile<'_>) -> Result<Read, ReadError> {
        let of = (&file.place, file.name.as_str());
        let read = Read::of(&file.place, |draft, notes| {
            read_kmz(of, file.bytes()?, file.choices, file.budget, draft, notes)
        })?;
        Ok(read.in_columns_where_many(file))
    }

    fn preview(&self, file: &SourceFile<'_>) -> Result<Option<Preview>, ReadError> {
        let (place, kml) = unpacked(&file.place, file.bytes()?, file.budget)?;
        Preview::of_features(file, OF_FEATURES, |features| {
            hand_over(&place, &kml, file.budget, features)
        })
    }
}

impl Writer for Kmz {
    fn extension(&self) -> &'static str {
        "kmz"
    }

    fn write(&self, target: &Target, contents: &Contents<'_>) -> io::Result<()> {
        let Contents {
            reports,
            shapes,
            positions,
            provenance,
            ..
        } = *contents;
        write_whole(target, |out| {
            write_kmz(out, shapes, reports, positions, provenance)
        })
    }
}
