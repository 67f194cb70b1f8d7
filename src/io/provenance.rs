//! Where written data comes from: what every exported file says of itself.

use std::{
    fmt::{self, Write as _},
    io::{BufRead as _, BufReader},
    path::Path,
};

use sha2::{Digest as _, Sha256};

use super::disk;
use crate::model::{Budget, Day, FileKey, Window};

/// One file that went in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// The name of the file, without folders.
    pub name: String,
    /// Of its bytes, in hexadecimal.
    pub sha256: String,
}

/// A file that a project refers to, so that it is read again from where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkedFile {
    /// Under which the session has the file.
    pub file: FileKey,
    /// How many rows were read of it.
    pub rows: usize,
    /// Whether the project holds the rows as well, for when the file is not there any more.
    pub held: bool,
    /// Its size.
    pub bytes: u64,
    /// Of its bytes, in hexadecimal.
    pub sha256: String,
}

/// What was asked for, of what, and what became of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Provenance {
    /// The files it is made from.
    pub inputs: Vec<Input>,
    /// `None`: all time, the undated included.
    pub window: Option<Window>,
    /// In words; empty where nothing was filtered.
    pub filters: String,
    /// Records written, of so many loaded.
    pub written: usize,
    /// How many records there were to choose from.
    pub loaded: usize,
    /// Rows that were left out or not understood, and why, as notes say it.
    pub rejected: Vec<String>,
    /// What belongs to it and is not in it.
    pub outside: Vec<LinkedFile>,
}

impl Input {
    /// An input of these bytes.
    pub fn of_bytes(name: impl Into<String>, bytes: &[u8]) -> Self {
        Self {
            name: name.into(),
            sha256: hexadecimal(Sha256::new_with_prefix(bytes)),
        }
    }

    /// An input of a file, under its name without its folder.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read.
    pub fn of_file(path: &Path) -> std::io::Result<Self> {
        Self::of_file_within(path, &Budget::default())
    }

    /// As [`Input::of_file`], for as long as it is wanted.
    ///
    /// # Errors
    ///
    /// As [`Input::of_file`], and with [`Stopped`](crate::model::Stopped) as the cause where it is not.
    pub fn of_file_within(path: &Path, budget: &Budget) -> std::io::Result<Self> {
        let name = path.file_name().unwrap_or(path.as_os_str());
        let mut digest = Sha256::new();
        let mut file = BufReader::with_capacity(DIGESTED_BYTES, disk::open(path)?);
        loop {
            let bytes = file.fill_buf()?;
            let length = bytes.len();
            if length == 0 {
                break;
            }
            budget.go_on().map_err(std::io::Error::other)?;
            digest.update(bytes);
            file.consume(length);
        }
        Ok(Self {
            name: name.to_string_lossy().into_owned(),
            sha256: hexadecimal(digest),
        })
    }
}

/// Read at one time, so that no large file fills the memory.
const DIGESTED_BYTES: usize = 1 << 18;

fn hexadecimal(digest: Sha256) -> String {
    let mut text = String::with_capacity(64);
    for byte in digest.finalize() {
        write!(text, "{byte:02x}").expect("a string takes any text");
    }
    text
}

impl LinkedFile {
    /// The file of that path as it is now, of which so many rows are referred to.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read.
    pub fn of_file(file: FileKey, path: &Path, rows: usize) -> std::io::Result<Self> {
        Ok(Self {
            file,
            rows,
            held: false,
            bytes: disk::metadata(path)?.len(),
            sha256: Input::of_file(path)?.sha256,
        })
    }
}

/// `100000 rows, 22030405 bytes, sha256 9f86d0… in file:events`.
impl fmt::Display for LinkedFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            file,
            rows,
            held,
            bytes,
            sha256,
        } = self;
        let held = if *held { " held" } else { "" };
        write!(
            f,
            "{rows}{held} rows, {bytes} bytes, sha256 {sha256} in {file}"
        )
    }
}

impl Provenance {
    /// As `key: value` lines, the program first.
    pub fn lines(&self) -> Vec<String> {
        let mut lines = vec![format!(
            "program: Contactline {}, built-in data {}",
            env!("CARGO_PKG_VERSION"),
            super::source::DATA_VERSION,
        )];
        for input in &self.inputs {
            lines.push(format!("input: {} sha256 {}", input.name, input.sha256));
        }
        lines.push(match self.window {
            Some(window) => format!("window: {} to {}", window.first(), window.last()),
            None => "window: all time".to_owned(),
        });
        let filters = Some(self.filters.as_str()).filter(|words| !words.is_empty());
        lines.push(format!("filters: {}", filters.unwrap_or("none")));
        lines.push(format!(
            "records: {} of {} loaded",
            self.written, self.loaded
        ));
        let rejected = self.rejected.iter();
        lines.extend(rejected.map(|note| format!("rejected: {note}")));
        let outside = self.outside.iter();
        lines.extend(outside.map(|file| format!("outside: {file}")));
        lines
    }

    /// What [`Provenance::lines`] wrote. What cannot be understood is left out.
    pub fn of_lines(lines: &[impl AsRef<str>]) -> Self {
        let mut provenance = Self::default();
        for line in lines {
            let Some((key, value)) = line.as_ref().split_once(": ") else {
                continue;
            };
            match key {
                "input" => provenance.inputs.extend(input(value)),
                "window" => provenance.window = window(value),
                "filters" if value != "none" => value.clone_into(&mut provenance.filters),
                "records" => (provenance.written, provenance.loaded) = records(value),
                "rejected" => provenance.rejected.push(value.to_owned()),
                "outside" => provenance.outside.extend(outside(value)),
                _ => {}
            }
        }
        provenance
    }
}

fn input(value: &str) -> Option<Input> {
    let (name, sha256) = value.rsplit_once(" sha256 ")?;
    Some(Input {
        name: name.to_owned(),
        sha256: sha256.to_owned(),
    })
}

fn outside(value: &str) -> Option<LinkedFile> {
    let (rows, rest) = value.split_once(" rows, ")?;
    let (bytes, rest) = rest.split_once(" bytes, sha256 ")?;
    let (sha256, file) = rest.split_once(" in ")?;
    let held = rows.strip_suffix(" held");
    Some(LinkedFile {
        file: FileKey(file.into()),
        rows: held.unwrap_or(rows).parse().ok()?,
        held: held.is_some(),
        bytes: bytes.parse().ok()?,
        sha256: sha256.to_owned(),
    })
}

fn window(value: &str) -> Option<Window> {
    let (first, last) = value.split_once(" to ")?;
    let day = |text| Day::parse(text).ok();
    Some(Window::days(day(first)?, day(last)?))
}

fn records(value: &str) -> (usize, usize) {
    let mut numbers = value.split(' ').filter_map(|word| word.parse().ok());
    (
        numbers.next().unwrap_or_default(),
        numbers.next().unwrap_or_default(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_of_the_origin_is_read_again() {
        let day = |text| Day::parse(text).expect("a date");
        let full = Provenance {
            inputs: vec![Input::of_bytes("a: b sha256 c.csv", b"x")],
            window: Some(Window::days(day("2022-08-01"), day("2022-08-31"))),
            filters: "reporter: az-mod".to_owned(),
            written: 12,
            loaded: 30,
            rejected: vec!["a.csv:3: error: no date [x: y]".to_owned()],
            outside: vec![LinkedFile {
                file: FileKey("file:all in one".into()),
                rows: 100_000,
                held: true,
                bytes: 12_345_678,
                sha256: "ab".to_owned(),
            }],
        };
        for provenance in [full, Provenance::default()] {
            assert_eq!(Provenance::of_lines(&provenance.lines()), provenance);
        }
    }
}
