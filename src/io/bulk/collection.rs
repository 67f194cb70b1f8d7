//! A GeoJSON feature collection as a stream: its list of features, and what stands around it.

use std::{
    collections::HashSet,
    io::{Read as _, Seek as _, SeekFrom},
    sync::Arc,
};

use serde::Deserialize;
use serde_json::value::RawValue;

use super::{
    MARK, begin,
    block::{self, Chunk},
    features::{FEATURES, FeatureFile, Values, first_values, list_start, member},
    finish, io_error,
    row_reader::Form,
    stream,
    stream::Block,
};
use crate::{
    io::{
        answers, disk,
        format::{Read, SourceFile},
        geojson,
        json_text::mended,
        records::read_json,
        source::{ReadError, line_of},
    },
    model::{Draft, Note, NoteLog, budget::limits},
    words::notes::formats,
};

const COLLECTION: &str = "FeatureCollection";

/// The members around a list of features, as far as they matter.
#[derive(Deserialize)]
struct Outer<'a> {
    #[serde(rename = "type")]
    kind: Option<String>,
    #[serde(borrow)]
    crs: Option<&'a RawValue>,
}

/// Reads a collection of claims; `None` where it is none, and has to be read as a whole.
///
/// # Errors
///
/// Where it is damaged, or too large.
pub fn read(file: &SourceFile<'_>) -> Result<Option<Read>, ReadError> {
    begin(file)?;
    let taken = file.budget.bytes_taken();
    let head = file.beginning.strip_prefix(MARK).unwrap_or(&file.beginning);
    let mark = (file.beginning.len() - head.len()) as u64;
    let Some(list) = list_start(head) else {
        return Ok(None);
    };
    let first = String::from_utf8_lossy(&head[list..]);
    let survey = geojson::survey(first_values(&first), file.choices, file.budget)?;
    let survey = Arc::new(survey);
    let features = FeatureFile {
        place: file.place.clone(),
        name: file.name.clone(),
        choices: file.choices.clone(),
        defaults: survey.defaults(&file.place, &file.name, file.choices),
        survey,
        fast: file.tuning.fast,
    };
    let before = block::text(&file.place, &head[..list], 1)?;
    if !is_collection(file, before)? || features.begins_with_shapes(&first) {
        return Ok(None);
    }
    let mut source = disk::open(file.path).map_err(|cause| io_error(file, cause))?;
    source
        .seek(SeekFrom::Start(mark + list as u64))
        .map_err(|cause| io_error(file, cause))?;
    let start = (mark + list as u64, line_of(&head[..list]));
    let mut all = Chunk::default();
    let mut notes = NoteLog::default();
    features
        .survey
        .introduce(&file.place, &mut all.draft, &mut notes);
    let profile = all.draft.profile_of(Arc::clone(&file.place.file));
    features.survey.show(profile);
    all.notes.append(notes);
    let read = |block: &Block| features.read(block, file.budget);
    let mut cutter = Values::default();
    let mut rest = stream(file, &mut source, start, &mut cutter, &read, &mut all)?;
    if rest.ended_early {
        let place = file.place.at_line(rest.line);
        let what = formats::json_ends().to_owned();
        return Err(ReadError::Format { place, what });
    }
    let more = (&mut source)
        .take(limits::AFTER_FEATURES_BYTES)
        .read_to_end(&mut rest.bytes);
    more.map_err(|cause| io_error(file, cause))?;
    if has_another_list(&rest.bytes) || has_twins(&all.draft) {
        file.budget.take_back(taken);
        return Ok(None);
    }
    let after = block::text(&file.place, &rest.bytes, rest.line)?;
    let around = check_end(file, before, after, rest.line)?;
    let is_told = !around.is_empty();
    all.notes.append(around);
    if is_told {
        all.notes.sort_from(0);
    }
    Ok(Some(finish(
        file,
        all,
        Form::Features(Box::new(features)),
        rest.offset,
    )))
}

/// Whether two shapes have one key: only a look at the whole file tells which comes first, and gives
/// the other a key of its own.
fn has_twins(draft: &Draft) -> bool {
    let mut keys = HashSet::new();
    let zones = draft.zones.iter().map(|zone| &*zone.key);
    let lines = draft.lines.iter().map(|line| &*line.key);
    let places = draft.settlements.iter().map(|place| &*place.key);
    let mut all = zones.chain(lines).chain(places);
    !all.all(|key| keys.insert(key))
}

/// Whether what comes after a list of features begins another, which is the one that counts.
fn has_another_list(after: &[u8]) -> bool {
    let whole = [b"{\"\":[", after].concat();
    member(&whole, FEATURES).is_some()
}

/// Whether what comes before a list of features may be the beginning of a feature collection.
fn is_collection(file: &SourceFile<'_>, before: &str) -> Result<bool, ReadError> {
    let whole = format!("{before}]}}");
    let whole = mended(&file.place, &whole, &mut NoteLog::default());
    let outer: Outer<'_> = read_json(&file.place, &whole)?;
    geojson::check_crs(&file.place, outer.crs)?;
    Ok(outer.kind.as_deref().unwrap_or(COLLECTION) == COLLECTION)
}

/// Holds what stands around the list to being a feature collection, and says what it tells of the file.
/// `line` is the one that `after` begins on.
fn check_end(
    file: &SourceFile<'_>,
    before: &str,
    after: &str,
    line: u32,
) -> Result<NoteLog, ReadError> {
    let whole = format!("{before}{after}");
    let list = line_of(before.as_bytes());
    let in_file = |at: u32| match at > list {
        true => file.place.at_line(line + at - list),
        false => file.place.at_line(at),
    };
    let (mut told, mut notes) = (NoteLog::default(), NoteLog::default());
    let whole = mended(&file.place, &whole, &mut told);
    notes.extend(told.take().into_iter().map(|note| Note {
        place: in_file(note.place.line),
        ..note
    }));
    let outer: Outer<'_> = serde_json::from_str(&whole).map_err(|cause| {
        let at = (cause.line() as u32).max(list);
        let cause = cause.to_string();
        let what = cause.split(" at line ").next().unwrap_or_default();
        ReadError::Format {
            place: file.place.at_line(line + at - list),
            what: formats::invalid_json(what),
        }
    })?;
    geojson::check_crs(&file.place, outer.crs)?;
    if outer.kind.as_deref() != Some(COLLECTION) {
        return Err(file.refuse(formats::not_geojson()));
    }
    notes.extend(answers::told_of_part(&file.place, &whole, None));
    Ok(notes)
}
