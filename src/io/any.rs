//! Any file a person opens: what it is, by its content and its name, and which reader it goes to.

use std::path::Path;

use super::{
    Progress,
    bulk::{self, RowReader, Tuning},
    chronology, geojson, geonames, kml,
    records::read_json,
    reporters, reports, shapefile,
    source::{ReadError, read_beginning, read_file, text},
    table,
};
use crate::model::{Choices, Draft, Note, Place};

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    GeoJson,
    Reports,
    Reporters,
    Chronology,
    Table,
    GeoNames,
    Kml,
    Kmz,
    Shapefile,
}

/// What was read of a file.
#[derive(Debug, Default)]
pub struct Read {
    pub draft: Draft,
    pub notes: Vec<Note>,
    /// Reads again what the columns of a large file do not hold.
    pub rows: Option<RowReader>,
}

/// Reads a file of any format the program knows.
///
/// # Errors
///
/// Where nothing could be read: no such file, a format that is not known, a damaged file.
pub fn read(path: &Path, choices: &Choices, progress: &Progress) -> Result<Read, ReadError> {
    read_tuned(path, choices, progress, Tuning::default())
}

/// As [`read`], with large files streamed as `tuning` says.
///
/// # Errors
///
/// As [`read`].
pub fn read_tuned(
    path: &Path,
    choices: &Choices,
    progress: &Progress,
    tuning: Tuning,
) -> Result<Read, ReadError> {
    if let Some(read) = bulk::read(path, choices, progress, tuning)? {
        return Ok(read);
    }
    let bytes = read_file(path)?;
    let place = place_of(path);
    let mut draft = Draft::default();
    let mut notes = Vec::new();
    let (out, told) = (&mut draft, &mut notes);
    let name = name_of(path);
    let of = (&place, name.as_str());
    match format_of(path, &place, &bytes)? {
        Format::GeoJson => {
            let text = text(&place, &bytes)?;
            geojson::read(of, text, choices, progress, out, told)?;
        }
        Format::Reports => reports::read(&place, text(&place, &bytes)?, out, told)?,
        Format::Reporters => reporters::read(&place, text(&place, &bytes)?, out, told)?,
        Format::Chronology => chronology::read(&place, text(&place, &bytes)?, out, told)?,
        Format::Table => table::read(of, &bytes, choices, progress, out, told)?,
        Format::GeoNames => geonames::read(&place, &bytes, progress, out, told)?,
        Format::Kml => kml::read(of, &bytes, choices, progress, out, told)?,
        Format::Kmz => kml::read_kmz(of, &bytes, choices, progress, out, told)?,
        Format::Shapefile => {
            let parts = shapefile::Parts::at(path)?;
            shapefile::read(of, &parts, choices, progress, out, told)?;
        }
    }
    Ok(Read {
        draft,
        notes,
        rows: None,
    })
}

/// Enough of a table to see how it is to be read.
const BEGINNING: u64 = 1 << 20;

/// What a table looks like before it is read; `None` where the file is none whose reading leaves
/// anything to ask.
///
/// # Errors
///
/// As [`read`].
pub fn look_into(path: &Path, choices: &Choices) -> Result<Option<table::Preview>, ReadError> {
    let bytes = read_beginning(path, BEGINNING)?;
    let place = place_of(path);
    let starts_as_json = bytes.trim_ascii_start().starts_with(b"{");
    if starts_as_json || format_of(path, &place, &bytes)? != Format::Table {
        return Ok(None);
    }
    let preview = table::preview((&place, &name_of(path)), &bytes, choices)?;
    Ok(Some(preview).filter(|preview| preview.layout.kind == table::Kind::Events))
}

/// How messages call a file.
pub fn place_of(path: &Path) -> Place {
    Place::file(path.display().to_string())
}

/// What reporters and ids are made of where a file says nothing of them.
pub fn name_of(path: &Path) -> String {
    let name = path.file_stem().unwrap_or(path.as_os_str());
    name.to_string_lossy().into_owned()
}

/// What the bytes of a file are, by their content; the name decides only where that leaves a
/// choice.
///
/// # Errors
///
/// Where they are nothing the program reads, with what they seem to be.
pub fn format_of(path: &Path, place: &Place, bytes: &[u8]) -> Result<Format, ReadError> {
    let refuse = |what: &str| {
        Err(ReadError::Format {
            place: place.clone(),
            what: what.to_owned(),
        })
    };
    let start = bytes
        .strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(bytes)
        .trim_ascii_start();
    let begins = |mark: &[u8]| {
        let start = &start[..start.len().min(mark.len())];
        start.eq_ignore_ascii_case(mark)
    };
    if start.is_empty() {
        let place = place.clone();
        return Err(ReadError::Empty { place });
    }
    if begins(b"<!doctype html") || begins(b"<html") {
        return refuse(
            "a web page, not data: the address may have led to a page about the file instead of \
             the file",
        );
    }
    if begins(b"%PDF") || begins(b"\x89PNG") || begins(b"\xff\xd8\xff") {
        return refuse("a picture or a document, not data");
    }
    if kml::looks_like_archive(bytes) {
        return Ok(Format::Kmz);
    }
    if shapefile::looks_like_shapefile(bytes) {
        return Ok(Format::Shapefile);
    }
    if path
        .extension()
        .is_some_and(|of| of.eq_ignore_ascii_case("dbf") || of.eq_ignore_ascii_case("shx"))
    {
        return refuse("a part of a shapefile: open the .shp beside it");
    }
    match start.first() {
        Some(b'{') => json_format(place, bytes),
        Some(b'[') => Ok(list_format(path)),
        Some(b'<') if kml::looks_like_kml(bytes) => Ok(Format::Kml),
        Some(b'<') => refuse("XML of a kind that is not read here"),
        _ if geonames::looks_like_geonames(&beginning(bytes)) => Ok(Format::GeoNames),
        _ => Ok(Format::Table),
    }
}

/// The first few lines, whatever their encoding.
fn beginning(bytes: &[u8]) -> std::borrow::Cow<'_, str> {
    String::from_utf8_lossy(&bytes[..bytes.len().min(4096)])
}

/// The outermost object of a JSON file, as far as it tells what the file is.
#[derive(serde::Deserialize)]
struct Outer<'a> {
    #[serde(borrow)]
    reports: Option<&'a serde_json::value::RawValue>,
}

fn json_format(place: &Place, bytes: &[u8]) -> Result<Format, ReadError> {
    let outer: Outer<'_> = read_json(place, text(place, bytes)?)?;
    Ok(match outer.reports {
        Some(_) => Format::Reports,
        None => Format::GeoJson,
    })
}

fn list_format(path: &Path) -> Format {
    match path
        .file_name()
        .is_some_and(|name| name.to_string_lossy().contains("chronology"))
    {
        true => Format::Chronology,
        false => Format::Reporters,
    }
}
