//! Questions over an atlas: what is in the window, how often each place is named, by whom.
//!
//! Reads an atlas and nothing else: no clock, no disk, no screen.

pub mod answer;
pub mod extent;
pub mod filter;
pub mod focus;
pub mod histogram;
pub mod rows;
pub mod search;
pub mod tally;

pub use answer::{Accounts, Answer, Question, Seen, ask};
pub use extent::{dataset_extent, file_extent};
pub use filter::{Filters, Sieve};
pub use focus::{Focus, focus_on};
pub use histogram::{Bin, Histogram};
pub use rows::ShownRows;
pub use search::{Hit, search};
pub use tally::{Direction, Spot, Tallies, Tally};
