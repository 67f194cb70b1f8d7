//! Columns that name places and that nothing is read from: a heading no one knew, or a table that has a column for
//! each place. Without a note, what they say would be missed in silence.

use crate::{
    model::{
        file::{FileProfile, UnreadColumn},
        gazetteer::Resolution,
        note::{Note, Place, Severity},
        places::Places,
    },
    words::notes::resolve,
};

/// How many columns of numbers have to be called after places, so that this is no accident.
const FEWEST_ACROSS: usize = 2;

/// What is to be told of the columns of files.
pub fn notes_on<'f>(
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
    let mut notes = Vec::new();
    for profile in profiles {
        let place = Place::file(&*profile.file);
        let mut across: Vec<&UnreadColumn> = Vec::new();
        for column in &profile.unread {
            if column.cells.is_empty() {
                across.extend(Some(column).filter(|column| is_place(&column.heading)));
                continue;
            }
            let named: Vec<&String> = column.cells.iter().filter(|cell| is_place(cell)).collect();
            // One may be called after a place by accident.
            if let [first, ..] = *named
                && named.len() * 5 >= column.cells.len() * 4
            {
                let what = resolve::names_unread(first);
                notes.push(Note::new(Severity::Doubt, &place, &*column.heading, what));
            }
        }
        if let [first, .., last] = *across
            && across.len() >= FEWEST_ACROSS
        {
            let what = resolve::places_across(across.len(), &last.heading);
            notes.push(Note::new(Severity::Doubt, &place, &*first.heading, what));
        }
    }
    notes
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
