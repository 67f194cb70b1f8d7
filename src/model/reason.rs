//! Why a column is taken for what it is: what is shown to a person who decides otherwise or agrees.

use super::field::Field;

/// Why a column is taken for what it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Reason {
    /// Nothing says what it may be.
    #[default]
    Unknown,
    /// A person chose it.
    Chosen,
    /// It is a column of a dataset that is known.
    Dataset,
    /// Its heading says so, or the tag below it.
    Heading,
    /// What is in its cells.
    Cells,
    /// Its heading says so as well, and another column was taken.
    Lost {
        /// What it might have been.
        field: Field,
        /// The heading of the other.
        winner: String,
    },
}

/// What the cells of a column read as, nine of ten at least.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Looks {
    /// There is nothing in them.
    #[default]
    Empty,
    /// Days or times with a day.
    Dates,
    /// Times of day.
    Clocks,
    /// Numbers.
    Numbers,
    /// Addresses of pages.
    Addresses,
    /// Anything else.
    Texts,
}
