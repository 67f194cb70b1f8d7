//! Every format, once: what is read and what is written. A new one is a file of its own and a line
//! here.

use std::{collections::HashSet, path::Path};

use super::{archive::Zip, copies, geopackage::GeoPackage, unread};
use crate::{
    io::{
        Read, ReadError, Reader, SourceFile, Writer,
        bulk::Tuning,
        chronology::ChronologyJson,
        crs,
        esri::EsriJson,
        events,
        gate::caught,
        geojson::GeoJson,
        geonames::GeoNames,
        gpx::Gpx,
        json_items::JsonItems,
        kml::{Kml, Kmz},
        preview::Preview,
        reporters::ReportersJson,
        reports::ReportsJson,
        shapefile::Shapefile,
        table::Tables,
        ties::{self, TiesJson},
        topojson::TopoJson,
        workbook::Workbook,
    },
    model::{
        Budget, ImportOptions, Note, NoteLog, Place, Severity, axes, geo,
        strays::{self, StrayRow},
    },
    words::notes::formats,
};

/// What is read. A file is held against them in this order, and the first that knows it reads it.
pub const READERS: [&dyn Reader; 17] = [
    &GeoPackage,
    &Kmz,
    &Workbook,
    &Zip,
    &Shapefile,
    &TopoJson,
    &EsriJson,
    &TiesJson,
    &JsonItems,
    &ReportsJson,
    &GeoJson,
    &ChronologyJson,
    &ReportersJson,
    &Kml,
    &Gpx,
    &GeoNames,
    &Tables,
];

/// What is written.
pub const WRITERS: [&dyn Writer; 6] = [&Tables, &GeoJson, &ReportsJson, &Kml, &Kmz, &GeoPackage];

/// Reads a file of any format the program knows.
///
/// # Errors
///
/// Where nothing could be read: no such file, a format that is not known, a damaged file.
pub fn read(path: &Path, choices: &ImportOptions, budget: &Budget) -> Result<Read, ReadError> {
    read_tuned(path, choices, budget, Tuning::default())
}

/// As [`read`], with large files streamed as `tuning` says.
///
/// # Errors
///
/// As [`read`].
pub fn read_tuned(
    path: &Path,
    choices: &ImportOptions,
    budget: &Budget,
    tuning: Tuning,
) -> Result<Read, ReadError> {
    let file = SourceFile::open(path, choices, budget, tuning)?;
    let read = read_members(&file)?;
    match in_vain(&read, choices) {
        Some(what) => Err(file.refuse(what)),
        None => Ok(read),
    }
}

/// What is to be said of settings that mean nothing for this file: a column that none of its parts has,
/// or swapped axes where nothing states a position.
fn in_vain(read: &Read, choices: &ImportOptions) -> Option<String> {
    let profiles = read.draft.profiles.iter();
    let columns = profiles.flat_map(|profile| &profile.columns);
    let mut seen = HashSet::new();
    let headings = columns.map(|column| &*column.heading);
    let headings: Vec<&str> = headings.filter(|heading| seen.insert(*heading)).collect();
    let missing = events::missing_column(&headings, choices);
    let no_positions = choices.swapped && !axes::has_positions(&read.draft);
    missing.or_else(|| no_positions.then(|| formats::no_positions().to_owned()))
}

/// Reads a file that is open, or unpacked.
///
/// # Errors
///
/// As [`read`].
pub(super) fn read_members(file: &SourceFile<'_>) -> Result<Read, ReadError> {
    let choices = file.choices;
    let reader = caught(|| reader_of(file));
    let reader = reader.unwrap_or_else(|broken| Err(file.refuse(broken.to_string())));
    let reader = reader.map_err(|error| error.of(&file.place))?;
    let known = reader.settings(file);
    if let Some(other) = choices.settings().find(|setting| !known.contains(setting)) {
        return Err(file.refuse(formats::no_such_setting(other, reader.name())));
    }
    // Readers have a gate of their own for each record; this one is for what is between them.
    let read = caught(|| reader.read(file));
    let read = read.unwrap_or_else(|broken| Err(file.refuse(broken.to_string())));
    let mut read = read.map_err(|error| error.of(&file.place))?;
    if axes::seem_swapped(&read.draft) {
        read.seems_swapped = true;
        let what = match choices.swapped {
            false => formats::seems_swapped(),
            true => formats::seems_swapped_in_vain(),
        };
        // Of the one file of an archive it is told already.
        if !read.notes.iter().any(|note| note.what == what) {
            let note = Note::new(Severity::Doubt, &file.place, "", what);
            read.notes.push(note);
        }
    }
    let mut of_ties = NoteLog::default();
    ties::take_out(&mut read.draft, file.budget, &mut of_ties)?;
    if let Some(rows) = &read.rows {
        ties::take_in_rows(
            (rows, &read.tied_rows),
            &mut read.named_rows,
            (file.budget, &file.place),
            &mut read.draft,
            &mut of_ties,
        )?;
    }
    read.notes.extend(of_ties.finish(&file.place));
    let copies = copies::copied_parts(&read.draft, &file.place);
    let is_new = |note: &Note| !read.notes.iter().any(|known| known.what == note.what);
    let copies: Vec<Note> = copies.into_iter().filter(is_new).collect();
    read.notes.extend(copies);
    tell_strays(&mut read, &file.place);
    tell_metres(&mut read, &file.place);
    if read.draft.profiles.is_empty() {
        read.draft.profile_of(file.place.file.clone());
    }
    for profile in &mut read.draft.profiles {
        if profile.what.is_empty() {
            reader.name().clone_into(&mut profile.what);
        }
    }
    Ok(read)
}

/// Tells of records that lie far from all others, on the map or in time.
fn tell_strays(read: &mut Read, file: &Place) {
    let [far, swapped, day] = [
        formats::stray(),
        formats::swapped_stray(),
        formats::stray_day(),
    ];
    let is_told = |read: &Read, known: &[&str]| {
        let mut notes = read.notes.iter();
        notes.any(|note| known.contains(&&*note.what))
    };
    // Of the one file of an archive it is told already.
    if !is_told(read, &[far, swapped]) {
        let strays = strays::strays(&read.draft).into_iter();
        let strays = strays.map(|stray| {
            let what = if stray.seems_swapped { swapped } else { far };
            (stray.row, geo::describe(stray.at), what)
        });
        let strays = strays.collect();
        tell_some(read, file, strays);
    }
    if !is_told(read, &[day]) {
        let strays = strays::stray_days(&read.draft).into_iter();
        let strays = strays.map(|stray| (stray.row, stray.day.to_string(), day));
        let strays = strays.collect();
        tell_some(read, file, strays);
    }
}

/// Tells of some of the records that are the same in one thing, and of how many there are.
fn tell_some(read: &mut Read, file: &Place, told: Vec<(StrayRow, String, &'static str)>) {
    /// Those that are told one by one.
    const MOST: usize = 20;
    let mut place_of = place_of_row(read);
    let more = told.len().saturating_sub(MOST) as u64;
    for (index, (row, text, what)) in told.into_iter().enumerate().take(MOST) {
        let place = place_of(&row).unwrap_or_else(|| file.clone());
        let mut note = Note::new(Severity::Doubt, &place, text, what);
        if index + 1 == MOST {
            note.rows += more;
        }
        read.notes.push(note);
    }
}

/// Says where records stand, reading again what is in columns.
fn place_of_row(read: &Read) -> impl FnMut(&StrayRow) -> Option<Place> + use<> {
    let mut rows = read.rows.as_ref().and_then(|rows| rows.open().ok());
    move |row| match row {
        StrayRow::Known(place) => Some(place.clone()),
        StrayRow::At(offset) => {
            let read = rows.as_mut()?.read(&[*offset]).ok()?;
            read.first().map(|report| report.place.clone())
        }
    }
}

/// Tells of positions that are in metres: of the first, with how many there are.
fn tell_metres(read: &mut Read, file: &Place) {
    let Some(metres) = axes::in_metres(&read.draft) else {
        return;
    };
    let place = place_of_row(read)(&metres.row).unwrap_or_else(|| file.clone());
    let what = formats::positions_in_metres(&crs::remedy(&place));
    // Of a file of an archive it is told already.
    if read.notes.iter().any(|note| note.what == what) {
        return;
    }
    let text = format!("{}, {}", metres.first.x, metres.first.y);
    let mut note = Note::new(Severity::Doubt, &place, text, what);
    note.rows = metres.number;
    read.notes.push(note);
}

/// The first rows of a file as they will be read; `None` where reading leaves nothing to ask.
///
/// # Errors
///
/// As [`read`].
pub fn preview(path: &Path, choices: &ImportOptions) -> Result<Option<Preview>, ReadError> {
    let budget = Budget::default();
    preview_of(&SourceFile::open(
        path,
        choices,
        &budget,
        Tuning::default(),
    )?)
}

/// As [`preview`], of a file that is open or unpacked.
pub(super) fn preview_of(file: &SourceFile<'_>) -> Result<Option<Preview>, ReadError> {
    let looked = caught(|| reader_of(file)?.preview(file));
    looked.unwrap_or_else(|broken| Err(file.refuse(broken.to_string())))
}

/// The reader that knows the file.
fn reader_of(file: &SourceFile<'_>) -> Result<&'static dyn Reader, ReadError> {
    if let Some(why) = unread::what_it_is(file) {
        return Err(file.refuse(why));
    }
    for reader in READERS {
        if reader.sniff(file)? {
            return Ok(reader);
        }
    }
    Err(file.refuse(unread::other_xml(file)))
}

/// The format that the name of a file stands for.
///
/// # Errors
///
/// Where it stands for none, with those there are.
pub fn writer_of(path: &Path) -> Result<&'static dyn Writer, UnknownEnding> {
    let extension = path.extension().unwrap_or_default().to_string_lossy();
    let known = WRITERS
        .into_iter()
        .find(|writer| extension.eq_ignore_ascii_case(writer.extension()));
    known.ok_or_else(|| {
        let known = WRITERS.map(|writer| format!(".{}", writer.extension()));
        UnknownEnding {
            known: known.join(", "),
            path: path.display().to_string(),
        }
    })
}

/// A name that stands for no format.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", crate::words::errors::unknown_extension(.known, .path))]
pub struct UnknownEnding {
    known: String,
    path: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_export_dialog_offers_every_format_that_is_written() {
        let mut offered = crate::words::files::exports().map(|(ending, _)| ending.to_owned());
        offered.sort_unstable();
        let mut written = WRITERS.map(|writer| format!(".{}", writer.extension()));
        written.sort_unstable();
        assert_eq!(offered, written);
    }
}
