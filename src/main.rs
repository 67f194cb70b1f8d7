//! Starts the window or a subcommand, and tells errors to the person.

use std::process::ExitCode;

fn main() -> ExitCode {
    contactline::app::run()
}
