//! Notes on very many rows: equal ones become one that says how many there are, and of different
//! ones no more are kept than anybody reads.

use std::collections::HashMap;

use crate::{
    model::{Note, Place, Severity},
    words::notes::reading,
};

/// Different notes that are kept of one file.
const MOST_NOTES: usize = 1_000;

/// Notes by their text, with how many rows each concerns.
#[derive(Debug, Default)]
pub struct Folded {
    known: HashMap<(Severity, String, String), usize>,
    /// Each with how many more there are of it.
    notes: Vec<(Note, u64)>,
    left_out: u64,
}

impl Folded {
    pub fn push(&mut self, note: Note) {
        self.add(note, 0);
    }

    pub fn extend(&mut self, notes: impl IntoIterator<Item = Note>) {
        for note in notes {
            self.push(note);
        }
    }

    /// Takes in the notes on later rows.
    pub fn append(&mut self, later: Self) {
        for (note, more) in later.notes {
            self.add(note, more);
        }
        self.left_out += later.left_out;
    }

    fn add(&mut self, note: Note, more: u64) {
        let key = (note.severity, note.text.clone(), note.what.clone());
        match self.known.get(&key) {
            Some(index) => self.notes[*index].1 += more + 1,
            None if self.notes.len() >= MOST_NOTES => self.left_out += more + 1,
            None => {
                self.known.insert(key, self.notes.len());
                self.notes.push((note, more));
            }
        }
    }

    /// The notes, with a last one on those that were not kept.
    pub fn finish(self, place: &Place) -> Vec<Note> {
        let folded = self.notes.into_iter().map(|(mut note, more)| {
            match more {
                0 => {}
                1 => note.what.push_str(reading::one_more_row()),
                _ => note.what.push_str(&reading::more_rows(more)),
            }
            note
        });
        let mut notes: Vec<Note> = folded.collect();
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
    fn no_more_notes_are_kept_than_anybody_reads() {
        let mut folded = Folded::default();
        folded.extend((0..2_500).map(|line| note(line, &line.to_string())));
        let notes = folded.finish(&Place::file("t"));
        assert_eq!(notes.len(), MOST_NOTES + 1);
        let last = notes.last().expect("the closing note").to_string();
        assert_eq!(
            last,
            "t: warning: 1500 more notes on this file are not shown"
        );
    }
}
