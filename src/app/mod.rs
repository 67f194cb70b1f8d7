//! Where the arms meet: the command line, the window, and the work behind it.

mod check;
mod cli;
mod query;

pub use cli::run;
