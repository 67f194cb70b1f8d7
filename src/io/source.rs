//! Where the files of a data folder come from, and what can keep them from being read.

use std::{
    borrow::Cow,
    io,
    path::{Path, PathBuf},
    sync::Arc,
};

use memchr::memchr_iter;

use super::{disk, encoding};
use crate::model::{Place, Stopped, budget::limits};

/// Why a file gave nothing at all.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The system cannot read it.
    #[error("{}", crate::words::errors::unreadable(.path, .cause))]
    Io {
        /// As messages name it.
        path: String,
        /// What the system says.
        cause: io::Error,
    },
    /// It has no content.
    #[error("{}", crate::words::notes::reading::empty(.place))]
    Empty {
        /// The file.
        place: Place,
    },
    /// Its text is not UTF-8 where the format asks for that.
    #[error("{}", match .seems {
        Some(encoding) => crate::words::notes::reading::other_encoding(.place, encoding),
        None => crate::words::notes::reading::damaged_letters(.place),
    })]
    Encoding {
        /// The first line that is not.
        place: Place,
        /// The encoding it seems to be in; `None` where most of its letters are UTF-8, and some damaged.
        seems: Option<&'static str>,
    },
    /// Its JSON is damaged.
    #[error("{}", crate::words::notes::reading::not_json(.place, .cause))]
    Json {
        /// Where it breaks off or goes wrong.
        place: Place,
        /// What the parser says.
        cause: serde_json::Error,
    },
    /// It is not of the format it seems to be, or its values make no sense.
    #[error("{place}: {what}")]
    Format {
        /// Where, as closely as is known.
        place: Place,
        /// What is wrong, for the person.
        what: String,
    },
    /// It was cancelled, or takes more than it may.
    #[error("{}{why}", .place.as_ref().map_or_else(String::new, |place| format!("{place}: ")))]
    Stopped {
        /// The file, once it is known.
        place: Option<Place>,
        /// Why.
        why: Stopped,
    },
    /// A folder in which none of the files of a data folder lies.
    #[error("{}", crate::words::notes::reading::not_a_data_folder(.path, .expected))]
    NotADataFolder {
        /// The folder.
        path: String,
        /// The files that would make it one.
        expected: String,
    },
}

impl From<Stopped> for ReadError {
    fn from(why: Stopped) -> Self {
        Self::Stopped { place: None, why }
    }
}

impl ReadError {
    /// Whether the work as a whole is to end, and not the reading of one part of it.
    pub fn is_cancelled(&self) -> bool {
        let why = Stopped::Cancelled;
        matches!(self, Self::Stopped { why: own, .. } if *own == why)
    }

    /// The error, and the file it is about where it does not say so.
    #[must_use]
    pub fn of(self, file: &Place) -> Self {
        match self {
            Self::Stopped { place: None, why } if why != Stopped::Cancelled => Self::Stopped {
                place: Some(file.clone()),
                why,
            },
            other => other,
        }
    }

    /// Whether there is no such file.
    pub fn is_missing(&self) -> bool {
        matches!(self, Self::Io { cause, .. } if cause.kind() == io::ErrorKind::NotFound)
    }
}

/// A set of files with the names of a data folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// The data built into the program.
    Embedded,
    /// A folder on disk.
    Folder(PathBuf),
}

/// The data built into the program, by file name.
const EMBEDDED: [(&str, &[u8]); 8] = [
    (
        "regions.geojson",
        include_bytes!("../../data/regions.geojson"),
    ),
    (
        "settlements.csv",
        include_bytes!("../../data/settlements.csv"),
    ),
    ("zones.geojson", include_bytes!("../../data/zones.geojson")),
    ("lines.geojson", include_bytes!("../../data/lines.geojson")),
    (
        "reporters.json",
        include_bytes!("../../data/reporters.json"),
    ),
    ("reports.json", include_bytes!("../../data/reports.json")),
    (
        "chronology.json",
        include_bytes!("../../data/chronology.json"),
    ),
    ("ties.json", include_bytes!("../../data/ties.json")),
];

/// The version of the data built into the program.
pub const DATA_VERSION: &str = include_str!("../../data/VERSION").trim_ascii();

/// Which file of a data folder says its version, on its first line.
const VERSION_FILE: &str = "VERSION";

/// A dataset that is built in beside the data, and is opened like a file where somebody asks for it.
pub struct BuiltInDataset {
    /// What a session calls its source.
    pub uri: &'static str,
    /// What notes call its file.
    pub file: &'static str,
    /// A table.
    pub bytes: &'static [u8],
}

/// Every dataset that is built in beside the data.
pub const BUILT_IN_DATASETS: [BuiltInDataset; 1] = [BuiltInDataset {
    uri: crate::model::SourceUri::UCDP_GED,
    file: "data/ged.csv",
    bytes: include_bytes!("../../data/ged.csv"),
}];

impl Source {
    /// The version of the data; `None` where a folder does not say.
    pub fn version(&self) -> Option<String> {
        match self {
            Self::Embedded => Some(DATA_VERSION.to_owned()),
            Self::Folder(folder) => {
                let bytes = read_beginning(&folder.join(VERSION_FILE), 4 << 10).ok()?;
                let first = bytes.split(|byte| *byte == b'\n').next()?;
                let version = String::from_utf8_lossy(first).trim().to_owned();
                (!version.is_empty()).then_some(version)
            }
        }
    }

    /// The names of the files that make up a data folder.
    pub fn file_names() -> impl Iterator<Item = &'static str> {
        EMBEDDED.iter().map(|(name, _)| *name)
    }

    /// What a person calls the file.
    pub fn place(&self, name: &str) -> Place {
        match self {
            Self::Embedded => Place::file(Arc::from(format!("data/{name}"))),
            Self::Folder(folder) => Place::file(Arc::from(folder.join(name).display().to_string())),
        }
    }

    /// The bytes of the file of that name.
    ///
    /// # Errors
    ///
    /// Where the file is missing, may not be read, or is larger than 512 MiB.
    pub fn bytes(&self, name: &str) -> Result<Cow<'static, [u8]>, ReadError> {
        match self {
            Self::Embedded => EMBEDDED
                .iter()
                .find(|(known, _)| *known == name)
                .map(|(_, bytes)| Cow::Borrowed(*bytes))
                .ok_or_else(|| missing(Path::new(name))),
            Self::Folder(folder) => read_file(&folder.join(name)).map(Cow::Owned),
        }
    }
}

fn missing(path: &Path) -> ReadError {
    io_error(path, io::ErrorKind::NotFound.into())
}

fn io_error(path: &Path, cause: io::Error) -> ReadError {
    ReadError::Io {
        path: path.display().to_string(),
        cause,
    }
}

/// Reads a whole file of at most 512 MiB.
pub fn read_file(path: &Path) -> Result<Vec<u8>, ReadError> {
    let fail = |cause| io_error(path, cause);
    let size = disk::metadata(path).map_err(fail)?.len();
    if size > limits::WHOLE_FILE_BYTES {
        return Err(ReadError::Format {
            place: Place::file(Arc::from(path.display().to_string())),
            what: crate::words::notes::reading::file_too_large(
                size >> 20,
                limits::WHOLE_FILE_BYTES >> 20,
            ),
        });
    }
    disk::read(path, limits::WHOLE_FILE_BYTES).map_err(fail)
}

/// Reads the beginning of a file, whole lines of at most so many bytes.
pub fn read_beginning(path: &Path, most: u64) -> Result<Vec<u8>, ReadError> {
    use io::Read as _;
    let fail = |cause| io_error(path, cause);
    let file = disk::open(path).map_err(fail)?;
    let mut file = file;
    let mut bytes = Vec::new();
    // However many blank lines come first, what follows them is its beginning.
    let breaks_off = loop {
        let from = bytes.len();
        let part = &mut (&mut file).take(most);
        let read = part.read_to_end(&mut bytes).map_err(fail)? as u64;
        let is_blank = bytes[from..].trim_ascii().is_empty();
        if read < most || !is_blank || bytes.len() as u64 >= limits::WHOLE_FILE_BYTES {
            break read == most;
        }
    };
    if breaks_off && let Some(end) = bytes.iter().rposition(|byte| *byte == b'\n') {
        bytes.truncate(end + 1);
    }
    Ok(bytes)
}

/// The bytes as text, without a byte-order mark.
pub fn text<'a>(place: &Place, bytes: &'a [u8]) -> Result<&'a str, ReadError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ReadError::Empty {
            place: place.clone(),
        });
    }
    utf_8(&place.at_line(1), bytes)
}

/// The bytes as text. `place` is where they begin.
///
/// # Errors
///
/// Where they are none, with the line, and what they seem to be.
pub fn utf_8<'b>(place: &Place, bytes: &'b [u8]) -> Result<&'b str, ReadError> {
    std::str::from_utf8(bytes).map_err(|cause| {
        let good = &bytes[..cause.valid_up_to()];
        ReadError::Encoding {
            place: place.at_line(place.line + line_of(good) - 1),
            seems: (!is_mostly_utf_8(bytes)).then(|| encoding::guess(bytes).name()),
        }
    })
}

/// Whether of the letters beyond ASCII more are UTF-8 than bytes are not.
fn is_mostly_utf_8(bytes: &[u8]) -> bool {
    let (mut letters, mut damaged) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        letters += chunk.valid().chars().filter(|one| !one.is_ascii()).count();
        damaged += chunk.invalid().len();
    }
    letters > damaged
}

/// The line a text that starts at line 1 ends on.
pub fn line_of(text: &[u8]) -> u32 {
    1 + text.iter().filter(|byte| **byte == b'\n').count() as u32
}

/// Lines of a text, counted as far as somebody asks.
pub struct Lines<'b> {
    bytes: &'b [u8],
    line: u32,
    counted: usize,
}

impl<'b> Lines<'b> {
    /// `line` is the one that the bytes begin on.
    pub fn new(bytes: &'b [u8], line: u32) -> Self {
        Self {
            bytes,
            line,
            counted: 0,
        }
    }

    /// The line of a byte, which comes after those asked for before.
    pub fn at(&mut self, index: usize) -> u32 {
        let more = &self.bytes[self.counted..index];
        self.line += memchr_iter(b'\n', more).count() as u32;
        self.counted = index;
        self.line
    }
}
