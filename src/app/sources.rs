//! The kinds of sources that datasets are opened from. A new one is a file of its own and a line
//! here.

use std::{io, sync::Arc};

use super::{
    following::{Follow, Heard},
    workspace::Piece,
};
use crate::{
    app::workspace,
    io::{
        Input, Read, ReadError,
        bulk::Version,
        source::{BUILT_IN_DATASETS, BuiltInDataset},
        table,
    },
    model::{Budget, FileKey, ImportOptions, Place, SourceUri},
    store::team_archive::{self, News},
    words::{errors, notes::formats, team_archive as words},
};

/// A kind of sources.
pub trait DatasetSource: Sync {
    /// Whether it reads that source.
    fn reads(&self, source: &SourceUri) -> bool;

    /// Reads everything there is in the source, for an opened file of that key.
    ///
    /// # Errors
    ///
    /// Where nothing could be read.
    fn read(
        &self,
        source: &SourceUri,
        key: &FileKey,
        choices: &ImportOptions,
        budget: &Budget,
    ) -> Result<Piece, ReadError>;

    /// What says which data it is; `None` where nothing can.
    ///
    /// # Errors
    ///
    /// Where it cannot be asked.
    fn input(&self, _: &SourceUri, _: &Budget) -> Option<io::Result<Input>> {
        None
    }

    /// How others' additions are followed from when it was read so far; `None` where nobody else adds to it.
    fn follow(
        &self,
        _: &SourceUri,
        _: &FileKey,
        _: &ImportOptions,
        _: ReadSoFar,
    ) -> Option<Follow> {
        None
    }

    /// Size and time of change, to see whether the source is still what was read; `None` where it
    /// has none.
    fn version(&self, source: &SourceUri) -> Option<Version>;
}

/// How far a source was read that others add to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadSoFar {
    /// The number of the last change.
    pub change: i64,
}

/// Every kind. The first that reads a source is used.
pub const SOURCES: [&dyn DatasetSource; 3] = [&Files, &BuiltIn, &TeamArchives];

/// Reads a source of any kind.
///
/// # Errors
///
/// Where no kind reads it, or nothing could be read.
pub fn read(
    source: &SourceUri,
    key: &FileKey,
    choices: &ImportOptions,
    budget: &Budget,
) -> Result<Piece, ReadError> {
    let kind = SOURCES.into_iter().find(|kind| kind.reads(source));
    let kind = kind.ok_or_else(|| ReadError::Format {
        place: crate::model::Place::file(source.shown()),
        what: errors::unknown_source(source.scheme()),
    })?;
    kind.read(source, key, choices, budget)
}

/// As [`DatasetSource::input`].
pub fn input(source: &SourceUri, budget: &Budget) -> Option<io::Result<Input>> {
    let kind = SOURCES.into_iter().find(|kind| kind.reads(source))?;
    kind.input(source, budget)
}

/// As [`DatasetSource::follow`].
pub fn follow(
    source: &SourceUri,
    key: &FileKey,
    choices: &ImportOptions,
    so_far: ReadSoFar,
) -> Option<Follow> {
    let kind = SOURCES.into_iter().find(|kind| kind.reads(source))?;
    kind.follow(source, key, choices, so_far)
}

/// As [`DatasetSource::version`].
pub fn version(source: &SourceUri) -> Option<Version> {
    let kind = SOURCES.into_iter().find(|kind| kind.reads(source))?;
    kind.version(source)
}

/// Files on the disk, of any format.
struct Files;

impl DatasetSource for Files {
    fn reads(&self, source: &SourceUri) -> bool {
        source.path().is_some()
    }

    fn read(
        &self,
        source: &SourceUri,
        key: &FileKey,
        choices: &ImportOptions,
        budget: &Budget,
    ) -> Result<Piece, ReadError> {
        let path = source.path().map(|path| &**path).unwrap_or("".as_ref());
        workspace::read_file(path, key, choices, budget)
    }

    fn input(&self, source: &SourceUri, budget: &Budget) -> Option<io::Result<Input>> {
        Some(Input::of_file_within(source.path()?, budget))
    }

    fn version(&self, source: &SourceUri) -> Option<Version> {
        Version::of(source.path()?).ok()
    }
}

/// Datasets that are built into the program beside its data.
struct BuiltIn;

impl BuiltIn {
    fn dataset(source: &SourceUri) -> Option<&'static BuiltInDataset> {
        let uri = source.to_string();
        BUILT_IN_DATASETS.iter().find(|known| known.uri == uri)
    }
}

impl DatasetSource for BuiltIn {
    fn reads(&self, source: &SourceUri) -> bool {
        Self::dataset(source).is_some()
    }

    fn read(
        &self,
        source: &SourceUri,
        key: &FileKey,
        choices: &ImportOptions,
        budget: &Budget,
    ) -> Result<Piece, ReadError> {
        let bytes = Self::dataset(source).map_or(&[][..], |dataset| dataset.bytes);
        let file = Self::dataset(source).map_or("", |dataset| dataset.file);
        let place = Place::file(file);
        let read = Read::of(&place, |draft, notes| {
            table::read((&place, file), bytes, choices, budget, draft, notes)
        })?;
        Ok(Piece::of(read, key))
    }

    fn version(&self, _: &SourceUri) -> Option<Version> {
        None
    }
}

/// Archives of teams, on servers.
struct TeamArchives;

/// What ids and reporters are made of where a record has none.
fn called(source: &SourceUri, choices: &ImportOptions) -> String {
    choices.called.clone().unwrap_or_else(|| source.stem())
}

impl DatasetSource for TeamArchives {
    fn reads(&self, source: &SourceUri) -> bool {
        source.is_team_archive()
    }

    fn read(
        &self,
        source: &SourceUri,
        key: &FileKey,
        choices: &ImportOptions,
        budget: &Budget,
    ) -> Result<Piece, ReadError> {
        let text = source.to_string();
        let place = Place::file(text.as_str());
        let refuse = |what| ReadError::Format {
            place: place.clone(),
            what,
        };
        if let Some(setting) = choices.settings().next() {
            return Err(refuse(formats::no_such_setting(
                setting,
                words::an_archive(),
            )));
        }
        let address = team_archive::Address::parse(&text).map_err(refuse)?;
        let (read, change) = team_archive::read(&address, &called(source, choices), budget)?;
        Ok(Piece {
            so_far: Some(ReadSoFar { change }),
            ..Piece::of(read, key)
        })
    }

    fn follow(
        &self,
        source: &SourceUri,
        key: &FileKey,
        choices: &ImportOptions,
        so_far: ReadSoFar,
    ) -> Option<Follow> {
        let address = team_archive::Address::parse(&source.to_string()).ok()?;
        let (name, key) = (called(source, choices), key.clone());
        Some(Box::new(move |wanted, outbox, ear| {
            let tell = move |news| {
                ear.hear(match news {
                    News::Records {
                        part,
                        read,
                        change,
                        added,
                    } => Heard::Records {
                        part,
                        piece: Arc::new(Piece {
                            so_far: Some(ReadSoFar { change }),
                            ..Piece::of(*read, &key)
                        }),
                        added,
                    },
                    News::Away { since, why } => Heard::Away(since, why),
                    News::Back => Heard::Back,
                    News::Answered { ticket, outcome } => Heard::Answered { ticket, outcome },
                });
            };
            team_archive::follow(&address, &name, so_far.change, outbox, wanted, tell);
        }))
    }

    fn input(&self, source: &SourceUri, budget: &Budget) -> Option<io::Result<Input>> {
        let address = team_archive::Address::parse(&source.to_string());
        let input = address.and_then(|address| team_archive::digest(&address, budget));
        Some(input.map_err(io::Error::other))
    }

    fn version(&self, _: &SourceUri) -> Option<Version> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_of_no_known_kind_is_refused_by_its_name() {
        let source = SourceUri::parse("gopher://desk/archive");
        let budget = Budget::default();
        let read = read(&source, &FileKey::own(), &ImportOptions::default(), &budget);
        let error = read.expect_err("unknown").to_string();
        assert!(
            error.contains("gopher://desk/archive") && error.contains("gopher"),
            "{error}"
        );
    }
}
