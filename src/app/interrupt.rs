//! Ctrl+C and `kill` on the command line: the program ends at once, and leaves nothing half made.

use std::{
    process::exit,
    sync::mpsc::{RecvTimeoutError, channel},
    thread,
    time::Duration,
};

use super::terminal::tell;
use crate::{io::disk, words::cli};

#[cfg(unix)]
use signal_hook::{consts::SIGTERM, iterator::Signals};

/// What shells call a program that Ctrl+C has ended.
const INTERRUPTED: i32 = 130;

/// What shells call a program that `kill` has ended.
#[cfg(unix)]
const TERMINATED: i32 = 143;

/// So long it may take to say so: whoever reads what the program says may have stopped reading.
const LONGEST_TO_TELL: Duration = Duration::from_millis(100);

/// From now on Ctrl+C, and what `kill` sends, end the program wherever it is: files and folders that are not
/// finished are removed, those that it was about to replace stay as they are. A program that was started so
/// that Ctrl+C does not concern it, as one in the background of a script is, goes on.
pub fn end_on_ctrl_c() {
    // Where there is a handler already, or none can be set, the system ends the program as it does others,
    // and what is left goes when something is next written there.
    let _ = ctrlc::try_set_handler(|| end(INTERRUPTED));
    #[cfg(unix)]
    if let Ok(mut signals) = Signals::new([SIGTERM]) {
        let wait = move || {
            if signals.forever().next().is_some() {
                end(TERMINATED);
            }
        };
        // Without a thread, as above.
        let _ = thread::Builder::new().spawn(wait);
    }
}

/// Ends the program with that code.
fn end(code: i32) {
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
    exit(code)
}
