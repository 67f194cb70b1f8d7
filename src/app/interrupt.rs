//! Ctrl+C on the command line: the program ends at once, and leaves nothing half made.

use std::{
    process::exit,
    sync::mpsc::{RecvTimeoutError, channel},
    thread,
    time::Duration,
};

use super::terminal::tell;
use crate::{io::disk, words::cli};

/// What shells call a program that Ctrl+C has ended.
const EXIT_CODE: i32 = 130;

/// So long it may take to say so: whoever reads what the program says may have stopped reading.
const LONGEST_TO_TELL: Duration = Duration::from_millis(100);

/// From now on Ctrl+C ends the program wherever it is: files and folders that are not finished are removed,
/// those that it was about to replace stay as they are. A program that was started so that Ctrl+C does not
/// concern it, as one in the background of a script is, goes on.
pub fn end_on_ctrl_c() {
    let end = || {
        disk::abandon();
        let (told, is_told) = channel();
        let tell = move || {
            tell(cli::cancelled());
            // Nobody waits any longer than is said above.
            let _ = told.send(());
        };
        if thread::Builder::new().spawn(tell).is_ok() {
            let _: Result<(), RecvTimeoutError> = is_told.recv_timeout(LONGEST_TO_TELL);
        }
        exit(EXIT_CODE)
    };
    // Where there is a handler already, or none can be set, the system ends the program as it does others,
    // and what is left goes when something is next written there.
    let _ = ctrlc::try_set_handler(end);
}
