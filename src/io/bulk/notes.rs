//! Notes on very many rows: equal ones become one that says how many there are, and of different
//! ones no more are kept than anybody reads.

use std::collections::HashMap;

use crate::{
    model::{Field, Note, Place, Severity},
    words::notes::reading,
};

/// Different notes that are kept of one file.
const MOST_NOTES: usize = 1_000;

/// Kinds of notes of which only the number is kept, once there are too many of them.
const MOST_KINDS: usize = 200;

/// Notes by their text, with how many rows each concerns.
#[derive(Debug, Default)]
pub struct Folded {
    known: HashMap<Said, usize>,
    notes: Vec<Note>,
    /// Notes of which the text is not kept, one a kind.
    kinds: Vec<Note>,
    left_out: u64,
}

/// What makes two notes equal.
type Said = (Severity, Option<Field>, String, String);

fn said(note: &Note) -> Said {
    let (text, what) = (note.text.clone(), note.what.clone());
    (note.severity, note.field, text, what)
}

impl Folded {
    pub fn push(&mut self, note: Note) {
        match self.known.get(&said(&note)) {
            Some(index) => self.notes[*index].rows += note.rows,
            None if self.notes.len() >= MOST_NOTES => self.push_kind(note),
            None => {
                self.known.insert(said(&note), self.notes.len());
                self.notes.push(note);
            }
        }
    }

    /// Keeps the number of a note alone: that of its kind.
    fn push_kind(&mut self, note: Note) {
        let same = |kind: &Note| {
            (kind.severity, kind.field) == (note.severity, note.field) && kind.what == note.what
        };
        match self.kinds.iter().position(same) {
            Some(at) => self.kinds[at].rows += note.rows,
            None if self.kinds.len() >= MOST_KINDS => self.left_out += note.rows,
            None => self.kinds.push(Note {
                text: String::new(),
                ..note
            }),
        }
    }

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
        let (mut first, mut second) = (Folded::default(), Folded::default());
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
        let (mut folded, mut later) = (Folded::default(), Folded::default());
        folded.extend((0..1_800).map(|line| note(line, &line.to_string())));
        later.extend((1_800..2_500).map(|line| note(line, &line.to_string())));
        folded.append(later);
        let notes = folded.finish(&Place::file("t"));
        assert_eq!(notes.len(), MOST_NOTES + 1);
        let last = notes.last().expect("the closing note").to_string();
        assert_eq!(last, "t:1000: warning: odd (and 1499 more rows)");
        let kinds = NoteKind::of(&notes);
        assert_eq!((kinds.len(), kinds[0].rows), (1, 2_500));
    }

    #[test]
    fn where_each_note_is_of_its_own_kind_the_rest_is_counted() {
        let mut folded = Folded::default();
        folded.extend((0..2_500).map(|line| {
            let what = format!("odd {line}");
            Note::new(Severity::Doubt, &Place::file("t"), "", what)
        }));
        let notes = folded.finish(&Place::file("t"));
        assert_eq!(notes.len(), MOST_NOTES + MOST_KINDS + 1);
        assert_eq!(
            notes.last().expect("the closing note").to_string(),
            "t: warning: 1300 more notes on this file are not shown"
        );
    }
}
