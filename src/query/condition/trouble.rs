//! Why a condition is not understood, and where.

use std::fmt;

use winnow::{
    error::ParserError,
    stream::{LocatingSlice, Location as _},
};

use crate::words::condition as words;

/// What is wrong, and at which byte of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// The byte of the text.
    pub at: usize,
    /// What is wrong there.
    pub why: Why,
}

/// What is wrong. Names and words that would do stand with commas between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// A term is expected.
    NoTerm,
    /// Nothing is called so; what there is.
    NoField(String, String),
    /// A sign of comparison is expected, one of these.
    NoSign(String),
    /// A name or a text is expected.
    NoValue,
    /// A whole number is expected.
    NoWholeNumber,
    /// A whole number is larger than any that is counted with.
    LargeNumber,
    /// A number is expected.
    NoNumber,
    /// A distance below nought.
    NegativeDistance,
    /// Positions that lie on the map with latitude and longitude swapped.
    SwappedPositions(String),
    /// This word is expected.
    NoWord(&'static str),
    /// No such value; what there is.
    NotAmong(String, String),
    /// A text in quotation marks does not end.
    OpenQuote,
    /// A bracket is not closed.
    OpenBracket,
    /// `and`, `or` or the end is expected.
    NoEnd,
    /// Too many brackets in each other.
    TooDeep,
    /// Too long.
    TooLong,
    /// No reporter of that name; near ones.
    NoReporter(String, String),
    /// No place of that name; near ones.
    NoPlace(String, String),
    /// Several places of that name; their keys.
    ManyPlaces(String, String),
    /// The place has no area.
    NoArea(String),
    /// The place has no position.
    NoPosition(String),
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&match &self.why {
            Why::NoTerm => words::no_term().to_owned(),
            Why::NoField(typed, known) => words::no_field(typed, known),
            Why::NoSign(signs) => words::no_sign(signs),
            Why::NoValue => words::no_value().to_owned(),
            Why::NoWholeNumber => words::no_whole_number().to_owned(),
            Why::LargeNumber => words::large_number(u32::MAX),
            Why::NoNumber => words::no_number().to_owned(),
            Why::NegativeDistance => words::negative_distance().to_owned(),
            Why::SwappedPositions(typed) => words::swapped_positions(typed),
            Why::NoWord(word) => words::no_word(word),
            Why::NotAmong(typed, known) => words::not_among(typed, known),
            Why::OpenQuote => words::open_quote().to_owned(),
            Why::OpenBracket => words::open_bracket().to_owned(),
            Why::NoEnd => words::no_end().to_owned(),
            Why::TooDeep => words::too_deep().to_owned(),
            Why::TooLong => words::too_long().to_owned(),
            Why::NoReporter(typed, near) => words::no_reporter(typed, near),
            Why::NoPlace(typed, near) => words::no_place(typed, near),
            Why::ManyPlaces(typed, keys) => words::many_places(typed, keys),
            Why::NoArea(place) => words::no_area(place),
            Why::NoPosition(place) => words::no_position(place),
        })
    }
}

impl std::error::Error for Trouble {}

impl Trouble {
    /// The text, below it a caret under the place, and what is wrong there.
    pub fn under(&self, text: &str) -> String {
        let before = text.get(..self.at).unwrap_or(text);
        let line = text.replace(['\n', '\t', '\r'], " ");
        format!("{line}\n{}^ {self}", " ".repeat(before.chars().count()))
    }
}

impl<'t> ParserError<LocatingSlice<&'t str>> for Trouble {
    type Inner = Self;

    fn from_input(input: &LocatingSlice<&'t str>) -> Self {
        Self {
            at: input.current_token_start(),
            why: Why::NoTerm,
        }
    }

    fn into_inner(self) -> Result<Self, Self> {
        Ok(self)
    }
}
