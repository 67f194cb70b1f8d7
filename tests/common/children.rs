//! A test program that starts itself once more, to be killed or interrupted, and what that one says.
#![allow(dead_code, reason = "each test uses its own share of this")]

use std::{
    env,
    io::{BufRead as _, BufReader, Write as _},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

/// This test program once more, in which the test of that name does what it is told.
pub fn child(test: &str, folder: &Path, name: &str) -> Command {
    let mut command = Command::new(env::current_exe().expect("this program"));
    command
        .args(["--exact", test, "--nocapture", "--test-threads=1"])
        .env("CONTACTLINE_KILLED", folder)
        .env("CONTACTLINE_KILLED_AS", name)
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    command
}

/// What a child is told: its folder and its name; `None` where the test runs as one of many.
pub fn told() -> Option<(PathBuf, String)> {
    let folder = env::var_os("CONTACTLINE_KILLED")?;
    Some((folder.into(), env::var("CONTACTLINE_KILLED_AS").ok()?))
}

/// Says a line to the program that started this one.
pub fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    out.write_all(format!("\n# {line}\n").as_bytes())
        .expect("read");
    out.flush().expect("read");
}

/// What a child says, one line after the other, until it is gone.
pub fn lines(child: &mut Child) -> impl Iterator<Item = String> + use<> {
    let out = BufReader::new(child.stdout.take().expect("piped"));
    let lines = out.lines().map_while(Result::ok);
    lines.filter_map(|line| line.strip_prefix("# ").map(str::to_owned))
}

/// Numbers that look like chance and are the same in every run.
pub struct Dice(pub u64);

impl Dice {
    /// The next of them, below `most`.
    pub fn below(&mut self, most: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % most
    }
}

/// Whether what runs the tests was itself started so that Ctrl+C does not concern it, as a job in the
/// background of a script is: then it concerns no program that is started here either.
pub fn ctrl_c_is_ignored() -> bool {
    const INTERRUPT: u32 = 2;
    is_ignored(INTERRUPT)
}

/// The same of any signal, which is told.
pub fn is_ignored(signal: u32) -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mut ignored = status
        .lines()
        .filter_map(|line| line.strip_prefix("SigIgn:"));
    let ignored = ignored
        .next()
        .and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    let is_ignored = ignored.is_some_and(|mask| mask & (1 << (signal - 1)) != 0);
    if is_ignored {
        eprintln!(
            "Signal {signal} is ignored where these tests run: not tried. Run them in the foreground."
        );
    }
    is_ignored
}
