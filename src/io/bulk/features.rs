//! Where the features of a GeoJSON file begin and end, and blocks of them to columns.

use std::sync::Arc;

use serde_json::value::RawValue;

use super::{
    block::{Chunk, text},
    entries::{self, Entries},
    plain_feature::{self, Keys},
    stream::{Block, Cut, Whole},
};
use crate::{
    io::{
        events::{Cells, Defaults, Survey, decode::decode, is_numbered},
        features::{Features, stated_time::StatedTime},
        geojson,
        json_text::mended,
        notes::Notes,
        records::{RawRecord, read_json},
        source::{Lines, ReadError},
    },
    model::{Budget, Draft, Field, ImportOptions, NoteLog, Place, Stopped, draft::ReportDraft},
};

/// How features are read.
#[derive(Clone, Debug)]
pub struct FeatureFile {
    pub place: Place,
    pub name: String,
    pub choices: ImportOptions,
    pub defaults: Defaults,
    /// What the first features tell of all.
    pub survey: Arc<Survey>,
    /// Whether plain features go the fast way. The general one gives the same.
    pub fast: bool,
}

/// The first features of a file go the general way, which takes their values for examples.
const SHOWN: usize = 20;

impl FeatureFile {
    /// Reads the features of a block.
    ///
    /// # Errors
    ///
    /// Where it is no text, or no JSON.
    pub fn read(&self, block: &Block, budget: &Budget) -> Result<Chunk, ReadError> {
        let text = text(&self.place, &block.bytes, block.line)?;
        let mut lines = Lines::new(&block.bytes, block.line);
        let mut chunk = Chunk::default();
        let mut entries = Entries::new(self.defaults.bare_places);
        let (mut notes, mut cells) = (NoteLog::default(), Cells::default());
        let mut keys = Keys::new(&self.choices, &self.survey);
        let last = block.is_last.then_some(text.len());
        let ends = block.ends.iter().copied().chain(last);
        let of_rows = self.defaults.ids_are_of_rows;
        let mut start = 0;
        for (index, end) in ends.enumerate() {
            budget.still_wanted()?;
            let json = &text[start..end];
            let at = start + json.len() - json.trim_start().len();
            start = end + 1;
            let json = json.trim();
            let number = block.rows + index;
            if json.is_empty() && number == 0 && block.is_last {
                break;
            }
            let offset = block.offset + at as u64;
            chunk.mark(offset, || lines.at(at), number);
            if self.fast && number >= SHOWN && plain_feature::read(json, &mut keys, &mut cells) {
                let mut of_row = Notes::new(&self.place, &mut notes);
                let stated = decode(&cells, &self.defaults, &mut of_row);
                let when = stated.claim.as_ref().map(|claim| claim.when);
                let agrees = keys
                    .time
                    .is_none_or(|time| StatedTime::text_agrees(time, when));
                if notes.is_empty() && agrees {
                    if let Some(id) = cells.text(Field::Report).filter(|_| of_rows) {
                        chunk.ids.push(id, lines.at(at));
                    }
                    entries.push(&stated, offset, &mut chunk.columns);
                    continue;
                }
                notes.take();
            }
            let place = self.place.at_line(lines.at(at));
            self.read_any(&place, json, (offset, number), (&mut chunk, budget))?;
        }
        Ok(chunk)
    }

    /// Reads a feature the general way.
    fn read_any(
        &self,
        place: &Place,
        json: &str,
        (offset, number): (u64, usize),
        (chunk, budget): (&mut Chunk, &Budget),
    ) -> Result<(), ReadError> {
        let mut notes = NoteLog::default();
        let json = mended(place, json, &mut notes);
        let raw: &RawValue = read_json(place, &json)?;
        let record = RawRecord {
            place: place.clone(),
            json: raw.get(),
        };
        let mut draft = self.draft(&record, (number, 0), budget, &mut notes)?;
        chunk.notes.append(notes);
        for report in std::mem::take(&mut draft.reports) {
            if self.defaults.ids_are_of_rows && !is_numbered(&report, &self.name) {
                chunk.ids.push(&report.id, report.place.line);
            }
            entries::push_report(&report, offset, &mut chunk.columns);
        }
        chunk.draft.append(draft);
        Ok(())
    }

    fn draft(
        &self,
        record: &RawRecord<'_>,
        (features_before, rows_before): (usize, usize),
        budget: &Budget,
        notes: &mut NoteLog,
    ) -> Result<Draft, Stopped> {
        let mut features = Features::new(&self.name, &self.choices, budget, notes);
        features.go_by(&self.survey, &self.place);
        features.skip_to(features_before, rows_before);
        let left_out = geojson::read_feature(record, &mut features).err();
        let draft = features.finish()?;
        notes.extend(left_out);
        Ok(draft)
    }

    /// The report of a feature, the general way; `None` where it is no claim.
    pub fn report(&self, place: &Place, json: &str, before: (usize, usize)) -> Option<ReportDraft> {
        let json = mended(place, json, &mut NoteLog::default());
        let record = RawRecord {
            place: place.clone(),
            json: &json,
        };
        let (budget, mut notes) = (Budget::default(), NoteLog::default());
        let mut draft = self.draft(&record, before, &budget, &mut notes).ok()?;
        draft.reports.pop()
    }

    /// Whether one of the first features of a file is something else than a claim.
    pub fn begins_with_shapes(&self, features: &str) -> bool {
        const LOOKED_AT: usize = 20;
        let values = first_values(features);
        let mut shapes = values.take(LOOKED_AT).map(|json| {
            let record = RawRecord {
                place: self.place.clone(),
                json,
            };
            let (budget, mut notes) = (Budget::default(), NoteLog::default());
            let draft = self.draft(&record, (0, 0), &budget, &mut notes);
            draft.is_ok_and(|mut draft| {
                draft.reports.clear();
                !draft.is_empty()
            })
        });
        shapes.any(|is_shape| is_shape)
    }
}

/// The values at the beginning of a list, which may break off.
pub fn first_values(list: &str) -> impl Iterator<Item = &str> {
    let mut rest = list;
    std::iter::from_fn(move || {
        let mut values = serde_json::Deserializer::from_str(rest).into_iter::<&RawValue>();
        let value = values.next()?.ok()?;
        rest = &rest[values.byte_offset()..];
        rest = rest.trim_start().strip_prefix(',').unwrap_or_default();
        Some(value.get())
    })
}

/// Where the list of features begins in the first bytes of a file: behind its bracket. `None`
/// where there is none among them.
pub fn list_start(head: &[u8]) -> Option<usize> {
    let value = member(head, FEATURES)?;
    (head[value] == b'[').then_some(value + 1)
}

/// The member of a collection that is the list of its features.
pub const FEATURES: &[u8] = b"features";

/// Where the value of a member of the outermost object begins, in the first bytes of it. `None` where
/// there is none among them.
pub fn member(head: &[u8], name: &[u8]) -> Option<usize> {
    let mut depth = 0;
    // With its quotes.
    let mut key: &[u8] = b"";
    let mut at = 0;
    while let Some(byte) = head.get(at) {
        match byte {
            b'"' => {
                let end = string_end(head, at)?;
                key = &head[at..end];
                at = end;
                continue;
            }
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth -= 1,
            b':' if depth == 1 && is_named(key, name) => {
                let rest = &head[at + 1..];
                let blank = rest.iter().position(|byte| !byte.is_ascii_whitespace())?;
                return Some(at + 1 + blank);
            }
            b',' => key = b"",
            _ => {}
        }
        if depth == 0 && !byte.is_ascii_whitespace() {
            return None;
        }
        at += 1;
    }
    None
}

/// Whether a key, with its quotes, is that name, however its letters are written.
fn is_named(key: &[u8], name: &[u8]) -> bool {
    let plain = |key: &[u8]| serde_json::from_slice::<String>(key).ok();
    match key.contains(&b'\\') {
        true => plain(key).is_some_and(|key| key.as_bytes() == name),
        false => key.get(1..key.len().saturating_sub(1)) == Some(name),
    }
}

/// The end of the string that begins with the quote at `start`, its closing quote included.
fn string_end(bytes: &[u8], start: usize) -> Option<usize> {
    let mut at = start + 1;
    loop {
        match bytes.get(at)? {
            b'\\' => at += 2,
            b'"' => return Some(at + 1),
            _ => at += 1,
        }
    }
}

/// Finds the ends of features in a list that comes piece by piece.
#[derive(Debug, Default)]
pub struct Values {
    depth: usize,
    in_string: bool,
    escaped: bool,
}

impl Cut for Values {
    fn look(&mut self, bytes: &[u8], from: usize) -> Whole {
        let mut whole = Whole::default();
        let mut at = from;
        while at < bytes.len() {
            if self.in_string {
                at = self.pass_string(bytes, at);
                continue;
            }
            match bytes[at] {
                b'"' => self.in_string = true,
                b'{' | b'[' => self.depth += 1,
                b']' if self.depth == 0 => {
                    whole.end = Some(at);
                    whole.is_last = true;
                    return whole;
                }
                b'}' | b']' => self.depth = self.depth.saturating_sub(1),
                b',' if self.depth == 0 => {
                    whole.end = Some(at + 1);
                    whole.ends.push(at);
                }
                _ => {}
            }
            at += 1;
        }
        whole
    }
}

impl Values {
    /// From inside a string to behind it, or to the end of the bytes.
    fn pass_string(&mut self, bytes: &[u8], from: usize) -> usize {
        for (index, byte) in bytes[from..].iter().enumerate() {
            if self.escaped {
                self.escaped = false;
            } else if *byte == b'\\' {
                self.escaped = true;
            } else if *byte == b'"' {
                self.in_string = false;
                return from + index + 1;
            }
        }
        bytes.len()
    }
}
