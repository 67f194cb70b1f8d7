//! What readers share: the notes they make on a record, with where it stands, and names.

use serde::Deserialize;

use crate::{
    model::{self, Day, Field, Language, Names, Note, NoteLog, Place, Severity},
    words::notes::reading,
};

/// The notes on one record.
pub struct Notes<'n> {
    pub place: &'n Place,
    all: &'n mut NoteLog,
}

impl<'n> Notes<'n> {
    pub fn new(place: &'n Place, all: &'n mut NoteLog) -> Self {
        Self { place, all }
    }

    /// Notes that something was kept, but not understood in full.
    pub fn doubt(&mut self, text: &str, what: impl Into<String>) {
        let note = Note::new(Severity::Doubt, self.place, text, what);
        self.all.push(note);
    }

    /// Notes what is worth knowing though nothing is missing.
    pub fn remark(&mut self, text: &str, what: impl Into<String>) {
        let note = Note::new(Severity::Remark, self.place, text, what);
        self.all.push(note);
    }

    /// What `make` gives; the notes it makes are about the cell of a field.
    pub fn of<T>(&mut self, field: Field, make: impl FnOnce(&mut Self) -> T) -> T {
        let outer = self.all.set_field(Some(field));
        if outer.is_some() {
            self.all.set_field(outer);
        }
        let made = make(self);
        self.all.set_field(outer);
        made
    }

    /// What a word of a closed list stands for; `otherwise`, with a note, where the list does not
    /// hold it.
    pub fn word<T: Copy>(
        &mut self,
        list: &[(T, &'static str)],
        (what, word): (&str, &str),
        otherwise: T,
    ) -> T {
        match list.iter().find(|(_, known)| *known == word) {
            Some((value, _)) => *value,
            None => {
                let known: Vec<&str> = list.iter().map(|(_, known)| *known).collect();
                let known = known.join(", ");
                self.doubt(word, reading::unknown_word(what, &known));
                otherwise
            }
        }
    }

    /// Whether a link may be offered to the browser. Nothing but the web is.
    pub fn is_web_address(&mut self, url: &str) -> bool {
        let is_web = model::is_web_address(url);
        if !is_web {
            self.doubt(url, reading::not_a_web_address());
        }
        is_web
    }

    /// A date; `None`, with a note, where the text is none.
    pub fn day(&mut self, text: Option<&str>) -> Option<Day> {
        let text = text.filter(|text| !text.trim().is_empty())?;
        match Day::parse(text) {
            Ok(day) => Some(day),
            Err(error) => {
                self.doubt(text, reading::date_skipped(error));
                None
            }
        }
    }
}

/// Names as files hold them: one a language, missing ones left out.
#[derive(Default, Deserialize)]
pub struct NamesByLanguage {
    en: Option<String>,
    az: Option<String>,
    hy: Option<String>,
    ru: Option<String>,
    tr: Option<String>,
}

impl From<NamesByLanguage> for Names {
    fn from(file: NamesByLanguage) -> Self {
        let mut names = Self::default();
        let columns = [file.en, file.az, file.hy, file.ru, file.tr];
        for (language, name) in Language::ALL.into_iter().zip(columns) {
            names.set(language, name.unwrap_or_default());
        }
        names
    }
}
