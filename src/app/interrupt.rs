//! Ctrl+C, `kill` and a terminal that closes, on the command line: the program ends at once, and leaves nothing half made.

use std::{
    process::exit,
    sync::mpsc::{RecvTimeoutError, channel},
    thread,
    time::Duration,
};

use super::terminal::tell;
use crate::{io::disk, words::cli};

#[cfg(unix)]
use signal_hook::{
    consts::{SIGHUP, SIGTERM},
    iterator::Signals,
};

/// What shells call a program that Ctrl+C has ended.
const INTERRUPTED: i32 = 130;

/// What shells add to the number of the signal that has ended a program.
#[cfg(unix)]
const BY_SIGNAL: i32 = 128;

/// So long it may take to say so: whoever reads what the program says may have stopped reading.
const LONGEST_TO_TELL: Duration = Duration::from_millis(100);

/// From now on Ctrl+C, what `kill` sends and the closing of the terminal end the program wherever it is: files and folders that are not
/// finished are removed, those that it was about to replace stay as they are. A program that was started so
/// that Ctrl+C does not concern it, as one in the background of a script is, goes on.
pub fn end_on_ctrl_c() {
    // Where there is a handler already, or none can be set, the system ends the program as it does others,
    // and what is left goes when something is next written there.
    let _ = ctrlc::try_set_handler(|| end(INTERRUPTED));
    #[cfg(unix)]
    if let Ok(mut signals) = Signals::new(ends_it()) {
        let wait = move || {
            if let Some(signal) = signals.forever().next() {
                end(BY_SIGNAL + signal);
            }
        };
        // Without a thread, as above.
        let _ = thread::Builder::new().spawn(wait);
    }
}

/// What ends the program beside Ctrl+C: `kill`, and the closing of its terminal, unless it was started so
/// that it outlives that, as by `nohup`.
#[cfg(unix)]
fn ends_it() -> Vec<i32> {
    match disk::signals_are_ignored(SIGHUP) {
        Some(false) => vec![SIGTERM, SIGHUP],
        Some(true) | None => vec![SIGTERM],
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
