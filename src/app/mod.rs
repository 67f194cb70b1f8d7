//! Where the arms meet: the command line, the window, and the work behind it.

mod check;
mod checked_file;
mod cli;
mod clusters;
mod convert;
mod derived;
mod details;
mod diff;
mod difference;
mod export;
mod export_stream;
mod files;
mod imports;
mod job;
mod linked_files;
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
mod workspace;

pub use cli::run;
pub use files::{Loaded, load};
pub use window::{Answered, App, AskedFor, Desktop, Opening};
pub use workspace::{Built, Workspace};
