//! Databases to drafts and back: what `io` does for files, for what is asked in SQL.

mod archive;
mod copies;
pub mod evidence;
pub mod formats;
pub mod geopackage;
mod lock;
pub mod own_work;
pub(crate) mod team_archive;
pub(crate) mod tiles;
mod unread;

pub use geopackage::Project;
pub use lock::{Lock, LockError};
pub use tiles::{extract, offers::read as read_offers, open as open_tiles, template::Template};
