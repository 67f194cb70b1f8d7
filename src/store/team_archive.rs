//! The archive of a team: tables of PostgreSQL with PostGIS that several computers read and add to.
//!
//! Each record is held as the cells of a row of the files this program writes, beside columns for others and
//! for the server itself. So what a record says is understood by `io/events` alone, both ways.

mod adding;
mod address;
mod cells;
mod connect;
mod live;
mod loading;
mod reading;
mod schema;
mod status;

pub use adding::{Outcome, ToAdd, add, id_in_archive};
pub use address::{Address, holds_password};
pub use connect::Fault;
pub use live::{Added, News, Outbox, Part, follow};
pub use loading::{Loaded, ToLoad, load};
pub use reading::{digest, read};
pub use schema::init;
pub use status::{Status, make_partitions, status};
