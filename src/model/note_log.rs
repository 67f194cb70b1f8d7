//! Where readers and building put their notes: equal ones become one that says how many there are,
//! and of different ones no more are kept than anybody reads. So notes never fill the memory, whatever
//! a file holds.

use std::{collections::HashMap, sync::Arc};

use super::{
    budget::limits,
    field::Field,
    note::{Note, Place, Severity},
};
use crate::words::notes::reading;

/// Notes by their text, with how many rows each concerns.
#[derive(Debug, Default)]
pub struct NoteLog {
    known: HashMap<Said, usize>,
    notes: Vec<Note>,
    /// Notes of which the text is not kept, one a kind.
    kinds: Vec<Note>,
    left_out: u64,
    /// The field whose cell is being read.
    field: Option<Field>,
}

/// What makes two notes equal.
type Said = (Arc<str>, Severity, Option<Field>, String, String);

fn said(note: &Note) -> Said {
    let (text, what) = (note.text.clone(), note.what.clone());
    (
        note.place.file.clone(),
        note.severity,
        note.field,
        text,
        what,
    )
}

impl NoteLog {
    /// Takes in a note.
    pub fn push(&mut self, mut note: Note) {
        note.field = self.field.or(note.field);
        match self.known.get(&said(&note)) {
            Some(index) => self.notes[*index].rows += note.rows,
            None if self.notes.len() >= limits::NOTES => self.push_kind(note),
            None => {
                self.known.insert(said(&note), self.notes.len());
                self.notes.push(note);
            }
        }
    }

    /// Says which field the notes are about whose cell is being read, and gives the one before.
    pub fn set_field(&mut self, field: Option<Field>) -> Option<Field> {
        std::mem::replace(&mut self.field, field)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.notes.is_empty()
    }

    /// How many notes are kept with their texts.
    pub fn len(&self) -> usize {
        self.notes.len()
    }

    /// Orders those that were kept after the first so many by their lines.
    pub fn sort_from(&mut self, first: usize) {
        self.notes[first..].sort_by_key(|note| note.place.line);
        self.known = (0..)
            .zip(&self.notes)
            .map(|(at, note)| (said(note), at))
            .collect();
    }

    /// The notes that were kept with their texts, which it then has no more.
    pub fn take(&mut self) -> Vec<Note> {
        self.known.clear();
        std::mem::take(&mut self.notes)
    }

    /// Keeps the number of a note alone: that of its kind.
    fn push_kind(&mut self, note: Note) {
        let same = |kind: &Note| {
            (kind.severity, kind.field) == (note.severity, note.field)
                && kind.what == note.what
                && kind.place.file == note.place.file
        };
        match self.kinds.iter().position(same) {
            Some(at) => self.kinds[at].rows += note.rows,
            None if self.kinds.len() >= limits::KINDS_OF_NOTES => self.left_out += note.rows,
            None => self.kinds.push(Note {
                text: String::new(),
                ..note
            }),
        }
    }

    /// Takes in notes.
    pub fn extend(&mut self, notes: impl IntoIterator<Item = Note>) {
        for note in notes {
            self.push(note);
        }
    }

    /// Takes in the notes on later rows.
    pub fn append(&mut self, later: Self) {
        self.extend(later.notes);
        for kind in later.kinds {
            self.push_kind(kind);
        }
        self.left_out += later.left_out;
    }

    /// The notes, with the number of those whose text was not kept.
    pub fn finish(self, place: &Place) -> Vec<Note> {
        let mut notes = self.notes;
        notes.extend(self.kinds);
        if self.left_out > 0 {
            let what = reading::more_notes(self.left_out);
            notes.push(Note::new(Severity::Doubt, place, "", what));
        }
        notes
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::NoteKind;

    fn note(line: u32, text: &str) -> Note {
        Note::new(
            Severity::Doubt,
            &Place::file("t").at_line(line),
            text,
            "odd",
        )
    }

    #[test]
    fn equal_notes_are_told_once_with_the_first_line_and_their_number() {
        let (mut first, mut second) = (NoteLog::default(), NoteLog::default());
        first.extend([note(1, "a"), note(2, "b"), note(3, "a")]);
        second.extend([note(4, "a"), note(5, "c")]);
        first.append(second);
        let told: Vec<String> = first
            .finish(&Place::file("t"))
            .iter()
            .map(Note::to_string)
            .collect();
        assert_eq!(
            told,
            [
                "t:1: warning: odd (and 2 more rows) [a]",
                "t:2: warning: odd [b]",
                "t:5: warning: odd [c]",
            ]
        );
    }

    #[test]
    fn no_more_notes_are_kept_than_anybody_reads_and_their_number_stays() {
        let (mut folded, mut later) = (NoteLog::default(), NoteLog::default());
        folded.extend((0..1_800).map(|line| note(line, &line.to_string())));
        later.extend((1_800..2_500).map(|line| note(line, &line.to_string())));
        folded.append(later);
        let notes = folded.finish(&Place::file("t"));
        assert_eq!(notes.len(), limits::NOTES + 1);
        let last = notes.last().expect("the closing note").to_string();
        assert_eq!(last, "t:1000: warning: odd (and 1499 more rows)");
        let kinds = NoteKind::of(&notes);
        assert_eq!((kinds.len(), kinds[0].rows), (1, 2_500));
    }

    #[test]
    fn where_each_note_is_of_its_own_kind_the_rest_is_counted() {
        let mut folded = NoteLog::default();
        folded.extend((0..2_500).map(|line| {
            let what = format!("odd {line}");
            Note::new(Severity::Doubt, &Place::file("t"), "", what)
        }));
        let notes = folded.finish(&Place::file("t"));
        assert_eq!(notes.len(), limits::NOTES + limits::KINDS_OF_NOTES + 1);
        assert_eq!(
            notes.last().expect("the closing note").to_string(),
            "t: warning: 1300 more notes on this file are not shown"
        );
    }
}
