//! Lists in JSON, read record by record, so that one bad record costs no other.

use std::collections::BTreeMap;

use serde::{Deserialize, de::DeserializeOwned};
use serde_json::value::RawValue;

use super::{
    gate::caught,
    source::{ReadError, line_of},
};
use crate::{
    model::{
        Budget, Note, NoteLog, Place, Severity, Stopped,
        budget::{Held, room},
    },
    words::notes::reading,
};

/// One record of a list, not yet read, and where it stands.
pub struct RawRecord<'a> {
    pub place: Place,
    pub json: &'a str,
}

impl<'a> RawRecord<'a> {
    /// Reads the record.
    ///
    /// # Errors
    ///
    /// A note that says what is wrong with it and on which line.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, Note> {
        self.borrow()
    }

    /// As [`RawRecord::read`], with a note on each field that is not known: it may be a slip of the
    /// pen, and what it says is lost.
    ///
    /// # Errors
    ///
    /// As [`RawRecord::read`].
    pub fn read_whole<T: DeserializeOwned>(&self, notes: &mut NoteLog) -> Result<T, Note> {
        let mut unknown = Vec::new();
        let mut source = serde_json::Deserializer::from_str(self.json);
        let read = serde_ignored::deserialize(&mut source, |path| unknown.push(path.to_string()));
        // The words of a refusal, with its line, are those of every record.
        let read = read.or_else(|_| self.read())?;
        for path in unknown {
            let what = reading::unknown_field();
            notes.push(Note::new(Severity::Doubt, &self.place, path, what));
        }
        Ok(read)
    }

    /// Reads the record into what borrows from the file.
    ///
    /// # Errors
    ///
    /// As [`RawRecord::read`].
    pub fn borrow<T: Deserialize<'a>>(&self) -> Result<T, Note> {
        serde_json::from_str(self.json).map_err(|error| {
            let line = self.place.line + error.line() as u32 - 1;
            let place = self.place.at_line(line).at_column(error.column() as u32);
            self.left_out(&place, &error.to_string())
        })
    }

    /// A note that the record is left out, with the start of its text.
    pub fn left_out(&self, place: &Place, why: &str) -> Note {
        let text: String = self.json.chars().take(80).collect();
        // The place says where, counted from the beginning of the file, and not of the record.
        let why = why.split(" at line ").next().unwrap_or_default();
        let what = reading::record_skipped(why);
        Note::new(Severity::Error, place, text, what)
    }
}

/// Reads records one by one; what cannot be read becomes a note. `room`: how many bytes each takes that can be
/// read, beside its text.
///
/// # Errors
///
/// Where the budget is spent, or the work no longer wanted.
pub fn read_all<T>(
    records: &[RawRecord<'_>],
    (budget, room): (&Budget, impl Fn(&RawRecord<'_>, &T) -> u64),
    notes: &mut NoteLog,
    read: impl Fn(&RawRecord<'_>, &mut NoteLog) -> Result<T, Note>,
) -> Result<Vec<T>, Stopped> {
    // Room is made for those that can be read: what they become is many times a record that cannot.
    let (mut all, mut held) = (Vec::new(), Held::of(1));
    let mut bytes = 0;
    budget.go_on()?;
    for record in records {
        budget.step(1)?;
        let done = caught(|| read(record, notes))
            .unwrap_or_else(|broken| Err(record.left_out(&record.place, &broken.to_string())));
        match done {
            Ok(value) => {
                bytes += room(record, &value);
                all.push(value);
            }
            Err(note) => notes.push(note),
        }
        held.are(bytes as usize, budget)?;
    }
    budget.go_on()?;
    Ok(all)
}

/// The room of what other records have in common, in bytes.
pub fn shared<T>(_: &RawRecord<'_>, _: &T) -> u64 {
    room::SHARED
}

/// The list under `key` of the object that makes up the file.
pub fn list_under<'a>(
    place: &Place,
    text: &'a str,
    key: &str,
) -> Result<Vec<RawRecord<'a>>, ReadError> {
    let fields: BTreeMap<String, &'a RawValue> = read_json(place, text)?;
    let list = fields.get(key).ok_or_else(|| ReadError::Format {
        place: place.clone(),
        what: reading::no_list(key),
    })?;
    let start = offset_in(text, list.get());
    let place = place.at_line(line_of(&text.as_bytes()[..start]));
    split(&place, list.get())
}

/// The whole file as one record.
pub fn whole<'a>(place: &Place, text: &'a str) -> RawRecord<'a> {
    RawRecord {
        place: place.at_line(1),
        json: text.trim(),
    }
}

/// The list that makes up the file.
pub fn list<'a>(place: &Place, text: &'a str) -> Result<Vec<RawRecord<'a>>, ReadError> {
    split(&place.at_line(1), text)
}

fn split<'a>(place: &Place, text: &'a str) -> Result<Vec<RawRecord<'a>>, ReadError> {
    let values: Vec<&'a RawValue> = read_json(place, text)?;
    let mut line = place.line;
    let mut counted = 0;
    let records = values.into_iter().map(|value| {
        let start = offset_in(text, value.get());
        line += line_of(&text.as_bytes()[counted..start]) - 1;
        counted = start;
        RawRecord {
            place: place.at_line(line),
            json: value.get(),
        }
    });
    Ok(records.collect())
}

/// Reads a file, or a part of one, as JSON.
pub fn read_json<'a, T: Deserialize<'a>>(place: &Place, text: &'a str) -> Result<T, ReadError> {
    serde_json::from_str(text).map_err(|cause| {
        let line = place.line.max(1) + cause.line() as u32 - 1;
        ReadError::Json {
            place: place.at_line(line).at_column(cause.column() as u32),
            cause,
        }
    })
}

/// How far into `text` its part begins.
fn offset_in(text: &str, part: &str) -> usize {
    part.as_ptr() as usize - text.as_ptr() as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place() -> Place {
        Place::file("x.json")
    }

    #[test]
    fn a_record_knows_the_line_it_stands_on() {
        let text = "{\"a\": 1,\n \"rows\": [\n  {\"n\": 1},\n\n  {\"n\": 2}, {\"n\": \"x\"}\n]}";
        let rows = list_under(&place(), text, "rows").expect("a list");
        let lines: Vec<u32> = rows.iter().map(|row| row.place.line).collect();
        assert_eq!(lines, [3, 5, 5]);

        #[derive(Debug, Deserialize)]
        struct Row {
            n: u32,
        }
        assert_eq!(rows[1].read::<Row>().expect("a row").n, 2);
        let note = rows[2].read::<Row>().expect_err("not a number");
        assert!(note.to_string().starts_with("x.json:5:9: error:"), "{note}");
        assert!(!note.to_string().contains("at line"), "{note}");
    }

    #[test]
    fn what_is_not_a_list_is_refused_with_the_line() {
        let error = |text| list(&place(), text).err().expect("refused").to_string();
        assert!(error("[1,\n2").starts_with("x.json:2:1: not valid JSON"));
        assert!(error("{}").contains("not valid JSON"));
        let missing = list_under(&place(), "{}", "rows").err().expect("refused");
        assert_eq!(missing.to_string(), "x.json: the file has no list of rows");
    }
}
