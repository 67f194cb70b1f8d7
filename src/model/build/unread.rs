//! Columns that name places or reporters and that nothing is read from: a heading no one knew, or a table that has a
//! column for each. Without a note, what they say would be missed in silence.

use crate::{
    model::{
        Field,
        file::{FileProfile, TakenFor, UnreadColumn},
        gazetteer::Resolution,
        note::{Note, Place, Severity},
        places::Places,
        reporters::Reporters,
    },
    words::notes::resolve,
};

/// How many columns of numbers have to be called after places or reporters, so that this is no accident.
const FEWEST_ACROSS: usize = 2;

/// What is to be told of the columns of files that name places.
pub fn notes_on_places<'f>(
    profiles: impl IntoIterator<Item = &'f FileProfile>,
    places: &Places,
) -> Vec<Note> {
    // Several may stand in one cell, or from where and at where.
    let is_place = |name: &str| {
        let name = name.replace("->", ";").replace(['→', ',', '/', '|'], ";");
        let parts = name.split(';').map(str::trim);
        let mut parts = parts.filter(|part| !part.is_empty()).peekable();
        parts.peek().is_some() && parts.all(|part| is_known(places, part))
    };
    let names = Names {
        is_one: &is_place,
        in_cells: resolve::names_unread,
        across: resolve::places_across,
    };
    let profiles = profiles.into_iter();
    profiles
        .flat_map(|profile| names.notes_on(profile))
        .collect()
}

/// What is to be told of the columns of files that name reporters, where no other does.
pub fn notes_on_reporters<'f>(
    profiles: impl IntoIterator<Item = &'f FileProfile>,
    reporters: &Reporters,
) -> Vec<Note> {
    let names = Names {
        is_one: &|name| reporters.knows(name),
        in_cells: resolve::reporters_unread,
        across: resolve::reporters_across,
    };
    let is_said = |profile: &&FileProfile| {
        let is_reporter = TakenFor::Field(Field::Reporter);
        profile.columns.iter().any(|of| of.taken_for == is_reporter)
    };
    let profiles = profiles.into_iter().filter(|profile| !is_said(profile));
    profiles
        .flat_map(|profile| names.notes_on(profile))
        .collect()
}

/// Names of one kind.
struct Names<'n> {
    is_one: &'n dyn Fn(&str) -> bool,
    /// What is said of a column whose cells are such names, with one of them.
    in_cells: fn(&str) -> String,
    /// What is said of columns of numbers that are called so: how many, and the last.
    across: fn(usize, &str) -> String,
}

impl Names<'_> {
    fn notes_on(&self, profile: &FileProfile) -> Vec<Note> {
        let mut notes = Vec::new();
        let place = Place::file(&*profile.file);
        let mut across: Vec<&UnreadColumn> = Vec::new();
        for column in &profile.unread {
            if column.cells.is_empty() {
                across.extend(Some(column).filter(|column| (self.is_one)(&column.heading)));
                continue;
            }
            let named = column.cells.iter().filter(|cell| (self.is_one)(cell));
            let named: Vec<&String> = named.collect();
            // One may be called so by accident.
            if let [first, ..] = *named
                && named.len() * 5 >= column.cells.len() * 4
            {
                let what = (self.in_cells)(first);
                notes.push(Note::new(Severity::Doubt, &place, &*column.heading, what));
            }
        }
        if let [first, .., last] = *across
            && across.len() >= FEWEST_ACROSS
        {
            let what = (self.across)(across.len(), &last.heading);
            notes.push(Note::new(Severity::Doubt, &place, &*first.heading, what));
        }
        notes
    }
}

/// Whether anything is called so.
fn is_known(places: &Places, name: &str) -> bool {
    fn is_any<T>(found: Resolution<T>) -> bool {
        !matches!(found, Resolution::None)
    }
    let gazetteer = &places.gazetteer;
    is_any(gazetteer.region_with_kind(name))
        || is_any(gazetteer.settlement(name, |_| true))
        || is_any(gazetteer.zone(name))
        || is_any(gazetteer.line(name))
}
