//! Where the arms meet: the command line, the window, and the work behind it.

mod basemaps;
mod change;
mod check;
mod checked_file;
mod cli;
mod clusters;
mod compare;
mod comparing;
mod convert;
mod derived;
mod details;
mod diff;
mod difference;
mod export;
mod export_stream;
mod files;
mod imports;
mod in_order;
mod job;
mod linked_files;

mod list;
mod listing;
mod matrix;
mod named_files;
pub mod picture;
mod pictures;
mod playing;
mod project;
mod project_store;
mod query;
mod read;
mod record_search;
mod session_source;
mod session_store;
mod sources;
mod tasks;
mod terminal;
mod tints;
mod window;
mod work;
mod workspace;

pub use cli::{command, run};
pub use files::{Loaded, load};
pub use window::{Answered, App, AskedFor, Desktop, Opening};
pub use workspace::{Built, Workspace};
