//! What a format is: something that knows files of its own and reads them, or writes them.

use std::{borrow::Cow, cell::OnceCell, collections::HashMap, io, path::Path};

use memchr::{memchr_iter, memmem};

use super::{
    LinkedFile, Provenance, Reports,
    bulk::{RowReader, Tuning, Version, in_columns},
    clock::allow_for,
    disk::{self, Target},
    encoding,
    events::Positions,
    json_text,
    preview::Preview,
    source::{ReadError, read_beginning, read_file, text},
};
use crate::{
    model::{Budget, Draft, ImportOptions, Note, NoteLog, Place, Setting, TieEnd, budget::room},
    words::notes::formats,
};

/// A format files are read in.
pub trait Reader: Sync {
    /// What a person calls it.
    fn name(&self) -> &'static str;

    /// Whether the file is of this format, by its content; its name decides only where that leaves
    /// a choice.
    ///
    /// # Errors
    ///
    /// Where it is, and cannot be read at all.
    fn sniff(&self, file: &SourceFile<'_>) -> Result<bool, ReadError>;

    /// The import settings that mean something for the file. One that a person decided and that
    /// does not is refused.
    fn settings(&self, _: &SourceFile<'_>) -> &'static [Setting] {
        &[]
    }

    /// # Errors
    ///
    /// Where nothing could be read.
    fn read(&self, file: &SourceFile<'_>) -> Result<Read, ReadError>;

    /// The first rows as they will be read; `None` where reading leaves nothing to ask.
    ///
    /// # Errors
    ///
    /// As [`Reader::read`].
    fn preview(&self, _: &SourceFile<'_>) -> Result<Option<Preview>, ReadError> {
        Ok(None)
    }
}

/// What was read of a file.
#[derive(Debug, Default)]
pub struct Read {
    /// What was understood.
    pub draft: Draft,
    /// What was not, line by line.
    pub notes: Vec<Note>,
    /// Reads again what the columns of a large file do not hold.
    pub rows: Option<RowReader>,
    /// Where those of these rows stand that say of ties, in the order of the file.
    pub tied_rows: Vec<u64>,
    /// What the file calls rows that ties name, and where each stands.
    pub named_rows: HashMap<TieEnd, u64>,
    /// Whether it is a database, which may repeat the data it was made of.
    pub is_project: bool,
    /// The files a project only refers to.
    pub outside: Vec<LinkedFile>,
    /// Whether its positions seem to have latitude and longitude swapped.
    pub seems_swapped: bool,
}

/// The import settings of features that another program wrote.
pub const OF_FEATURES: &[Setting] = &[Setting::Fields, Setting::Dates, Setting::Swapped];

impl Read {
    /// What `fill` makes of a file that is read as a whole.
    ///
    /// # Errors
    ///
    /// Those of `fill`.
    pub fn of(
        place: &Place,
        fill: impl FnOnce(&mut Draft, &mut NoteLog) -> Result<(), ReadError>,
    ) -> Result<Self, ReadError> {
        let (mut draft, mut notes) = (Draft::default(), NoteLog::default());
        fill(&mut draft, &mut notes)?;
        Ok(Self {
            draft,
            notes: notes.finish(place),
            ..Self::default()
        })
    }

    /// As [`Read::of`], of a file in JSON: what had to be mended of it is told.
    ///
    /// # Errors
    ///
    /// Those of `fill`, and where the file is no text.
    pub fn of_json(
        file: &SourceFile<'_>,
        fill: impl FnOnce(&str, &mut Draft, &mut NoteLog) -> Result<(), ReadError>,
    ) -> Result<Self, ReadError> {
        let (text, told) = file.json()?;
        Self::of(&file.place, |draft, notes| {
            notes.extend(told.iter().cloned());
            fill(text, draft, notes)?;
            // In the order of the file, as where it is read feature by feature.
            if !told.is_empty() {
                notes.sort_from(0);
            }
            Ok(())
        })
    }

    /// With its claims in columns, where they are many: reports take ten times the room.
    pub fn in_columns_where_many(self, file: &SourceFile<'_>) -> Self {
        match self.draft.records() < file.tuning.many_records || self.draft.reports.is_empty() {
            true => self,
            false => in_columns(self, &file.place),
        }
    }
}

/// A file that is to be read, and how.
pub struct SourceFile<'f> {
    /// Where the file lies.
    pub path: &'f Path,
    /// How messages call it.
    pub place: Place,
    /// What reporters and ids are made of where the file says nothing of them.
    pub name: String,
    /// What the person set in place of what is guessed.
    pub choices: &'f ImportOptions,
    /// What reading it may take. Bytes of the file and of what is unpacked from it are taken by
    /// whoever hands them out; each record is a step, which the readers of features, tables and
    /// lists take. So no reader can do without one.
    pub budget: &'f Budget,
    /// How large files are split up. What is read does not depend on it.
    pub tuning: Tuning,
    /// Size and time of change, by which rows are read again from the same file.
    pub version: Version,
    /// Enough of it to see what it is and how its rows are to be read.
    pub beginning: Vec<u8>,
    whole: OnceCell<Vec<u8>>,
    /// Whether its text was in UTF-16 and is held in UTF-8, so that no offset is one of the file.
    is_recoded: bool,
    /// The file as strict JSON, where it is not, and what was mended.
    mended: OnceCell<(Option<String>, Vec<Note>)>,
}

const BEGINNING_BYTES: u64 = 4 << 20;

impl<'f> SourceFile<'f> {
    /// # Errors
    ///
    /// Where there is no such file, it may not be read, or it is empty.
    pub fn open(
        path: &'f Path,
        choices: &'f ImportOptions,
        budget: &'f Budget,
        tuning: Tuning,
    ) -> Result<Self, ReadError> {
        let version = Version::of(path)?;
        allow_for(budget, version.size);
        let place = place_of(path);
        let mut beginning = read_beginning(path, BEGINNING_BYTES)?;
        let whole = OnceCell::new();
        let recoded = encoding::utf_16_of_markup(&beginning);
        if let Some(encoding) = recoded {
            budget.take_bytes(2 * version.size)?;
            let text = recoded_text(&place, &read_file(path)?, encoding)?;
            let most = text.floor_char_boundary(BEGINNING_BYTES as usize);
            beginning = text.as_bytes()[..most].to_vec();
            let _ = whole.set(text.into_bytes());
        }
        let file = Self {
            path,
            place,
            name: choices.called.clone().unwrap_or_else(|| name_of(path)),
            choices,
            budget,
            tuning,
            version,
            beginning,
            whole,
            is_recoded: recoded.is_some(),
            mended: OnceCell::new(),
        };
        match file.start().is_empty() {
            true => Err(ReadError::Empty { place: file.place }),
            false => Ok(file),
        }
    }

    /// Whether its rows are to be streamed into columns.
    pub fn is_large(&self) -> bool {
        !self.is_recoded && self.version.size >= self.tuning.large_file_bytes
    }

    /// Whether no offset in its text is one of the file.
    pub fn is_recoded(&self) -> bool {
        self.is_recoded
    }

    /// The beginning without a byte-order mark and blanks before it.
    pub fn start(&self) -> &[u8] {
        let bytes = &self.beginning;
        let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        start.trim_ascii_start()
    }

    /// Whether it starts with these letters, in capitals or not.
    pub fn starts_with(&self, mark: &[u8]) -> bool {
        let start = self.start();
        start[..start.len().min(mark.len())].eq_ignore_ascii_case(mark)
    }

    /// Its last bytes, at most so many. The rest is not read for them: a file may be larger than memory.
    ///
    /// # Errors
    ///
    /// Where it cannot be read.
    pub fn end(&self, most: usize) -> Result<Cow<'_, [u8]>, ReadError> {
        let whole = match self.is_whole() {
            true => Some(&self.beginning),
            false => self.whole.get(),
        };
        match whole {
            Some(whole) => Ok(Cow::Borrowed(&whole[whole.len().saturating_sub(most)..])),
            None => disk::read_end(self.path, most as u64)
                .map(Cow::Owned)
                .map_err(|cause| ReadError::Io {
                    path: self.place.file.to_string(),
                    cause,
                }),
        }
    }

    /// Whether its beginning is all of it.
    fn is_whole(&self) -> bool {
        !self.is_recoded && self.beginning.len() as u64 == self.version.size
    }

    /// All of it, read once.
    ///
    /// # Errors
    ///
    /// Where it cannot be read, or is larger than 512 MiB.
    pub fn bytes(&self) -> Result<&[u8], ReadError> {
        if self.is_whole() {
            return Ok(&self.beginning);
        }
        if self.whole.get().is_none() {
            self.budget.take_bytes(self.version.size)?;
            // Nobody else fills it in between.
            let _ = self.whole.set(read_file(self.path)?);
        }
        Ok(self.whole.get().map_or(&[], Vec::as_slice))
    }

    /// All of it, as text.
    ///
    /// # Errors
    ///
    /// As [`SourceFile::bytes`], and where it is not UTF-8.
    pub fn text(&self) -> Result<&str, ReadError> {
        text(&self.place, self.bytes()?)
    }

    /// All of it, as JSON that every reader reads alike, and notes on what was not.
    ///
    /// # Errors
    ///
    /// As [`SourceFile::text`].
    pub fn json(&self) -> Result<(&str, &[Note]), ReadError> {
        let text = self.text()?;
        if self.mended.get().is_none() {
            self.budget.take_bytes(json_room(text))?;
        }
        let (mended, notes) = self.mended.get_or_init(|| {
            let mut notes = NoteLog::default();
            match json_text::mended(&self.place, text, &mut notes) {
                Cow::Borrowed(_) => (None, notes.finish(&self.place)),
                Cow::Owned(mended) => (Some(mended), notes.finish(&self.place)),
            }
        });
        Ok((mended.as_deref().unwrap_or(text), notes))
    }

    /// The error of a file that is none of this format; `what` says why.
    pub fn refuse(&self, what: impl Into<String>) -> ReadError {
        ReadError::Format {
            place: self.place.clone(),
            what: what.into(),
        }
    }
}

/// The text of a file in UTF-16, with the mark of UTF-8: what its first line says of its encoding does not
/// hold any more.
fn recoded_text(
    place: &Place,
    bytes: &[u8],
    encoding: &'static encoding_rs::Encoding,
) -> Result<String, ReadError> {
    let (text, _, damaged) = encoding.decode(bytes);
    match damaged {
        true => Err(ReadError::Format {
            place: place.clone(),
            what: formats::wrong_encoding(encoding.name()),
        }),
        false => Ok(format!("\u{feff}{text}")),
    }
}

/// How messages call a file.
pub fn place_of(path: &Path) -> Place {
    Place::file(path.display().to_string())
}

/// The room that values of JSON take beyond their letters, however few these are, in bytes.
pub fn json_room(text: &str) -> u64 {
    let count = |letter| memchr_iter(letter, text.as_bytes()).count() as u64;
    let empty = memmem::find_iter(text.as_bytes(), b"[]").count() as u64;
    let (lists, values) = (count(b'[') - empty, count(b',') + empty);
    count(b'{') * room::OBJECT + lists * room::LIST + values * room::VALUE
}

/// What reporters and ids are made of where a file says nothing of them.
pub fn name_of(path: &Path) -> String {
    let name = path.file_stem().unwrap_or(path.as_os_str());
    name.to_string_lossy().into_owned()
}

/// A format files are written in.
pub trait Writer: Sync {
    /// How the names of its files end.
    fn extension(&self) -> &'static str;

    /// Whether several rows under one id are the claims of one report.
    fn joins_rows(&self) -> bool {
        true
    }

    /// What it can hold beside reports.
    fn holds(&self) -> Holds {
        Holds::Shapes
    }

    /// Writes a file as a whole or not at all.
    ///
    /// # Errors
    ///
    /// Where the disk says so, or a report cannot be had; an older file of that name is then still
    /// there.
    fn write(&self, target: &Target, contents: &Contents<'_>) -> io::Result<()>;
}

/// What a format can hold beside reports. Each holds what those before it do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Holds {
    /// Nothing.
    Reports,
    /// Zones, lines and settlements.
    Shapes,
    /// Regions as well.
    Places,
}

/// Where a table says where it comes from. Other formats have a place for it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TableHead {
    /// In a file beside it, so that its first line is its heading for every program.
    #[default]
    Beside,
    /// In lines before its heading that begin with `#`.
    Lines,
}

/// What is written.
pub struct Contents<'c> {
    /// The records, handed over a few at a time.
    pub reports: &'c dyn Reports,
    /// Zones and lines of opened files.
    pub shapes: &'c Draft,
    /// The places and reporters that reports may name, for formats that hold them.
    pub ground: &'c dyn Fn() -> Draft,
    /// Where places are drawn.
    pub positions: Positions<'c>,
    /// Where they come from, to be written into the file.
    pub provenance: &'c Provenance,
    /// Where a table says so.
    pub table_head: TableHead,
}
