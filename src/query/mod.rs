//! Questions over an atlas: what is in the window, how often each place is named, by whom.
//!
//! Reads an atlas and nothing else: no clock, no disk, no screen.

pub(crate) mod answer;
mod asked;
pub mod charts;
pub mod condition;
pub(crate) mod extent;
pub(crate) mod fate;
pub(crate) mod filter;
pub(crate) mod focus;
pub(crate) mod histogram;
pub(crate) mod listing;
pub mod overview;
pub(crate) mod rows;
pub(crate) mod search;
pub(crate) mod tally;
pub mod ties;

pub use answer::{Accounts, Answer, Question, Seen, ask};
pub use extent::{dataset_extent, file_extent, map_area, place_extent, record_extent, spot_extent};
pub use fate::Fate;
pub use filter::{Facet, Facets, Filter, Filters};
pub use focus::{Focus, focus_on};
pub use histogram::{Bin, Counts, Histogram};
pub use rows::ShownRows;
pub use search::{Hit, Wanted, is_searched_at_once, reports_of, search};
pub use tally::{Direction, PlaceRef, Tallies, Tally};
