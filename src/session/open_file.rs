//! Files opened beside the data the program starts with: which, and under what name.

use std::{path::Path, sync::Arc};

use crate::{
    model::{FileKey, ImportOptions, SourceUri},
    scene::tint::Tint,
    words::files,
};

/// A dataset opened beside others, from a file or elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenFile {
    /// Tells it from the other files of the session.
    pub key: FileKey,
    /// Where it is read from.
    pub source: SourceUri,
    /// What the person calls it.
    pub name: Arc<str>,
    /// How it is to be read, as the person chose it; `None`: as it looks.
    pub reading: Option<ImportOptions>,
    /// How it is coloured.
    pub style: FileStyle,
    /// How often it was updated from a newer copy.
    pub revision: u32,
    /// Records that earlier copies had and this one has not, as records of `reports.json`.
    pub withdrawn: Vec<Arc<str>>,
}

/// How what comes from a file is coloured.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum FileStyle {
    /// By reporter, or as the file wants it.
    #[default]
    Usual,
    /// All alike, in that colour of the list.
    Colour(Tint),
    /// By what a column says.
    By(Column),
}

/// What things of a file can be told apart by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Column {
    /// By who states it.
    Reporter,
    /// By what is said to have happened.
    Activity,
    /// Who is said to have fired.
    Side,
    /// By claim, denial or record.
    Stance,
    /// A property or column of the file's own.
    Property(Arc<str>),
}

impl Column {
    /// Those every claim has, with their names in files.
    pub const OF_CLAIMS: [Self; 4] = [Self::Reporter, Self::Activity, Self::Side, Self::Stance];
}

impl OpenFile {
    /// The file at a path, or the database of an address, as [`OpenFile::new`] opens it.
    pub fn at(path: &Path, open: &[Self]) -> Self {
        Self::new(SourceUri::named(path), open)
    }

    /// The datasets that are built in and closed until they are asked for.
    pub fn built_in() -> [Self; 1] {
        [Self {
            key: FileKey("built-in:ucdp-ged".into()),
            source: SourceUri::parse(SourceUri::UCDP_GED),
            name: files::ucdp_ged().into(),
            reading: None,
            revision: 0,
            withdrawn: Vec::new(),
            style: FileStyle::default(),
        }]
    }

    /// The path of its file; `None` where it is none.
    pub fn path(&self) -> Option<&Arc<Path>> {
        self.source.path()
    }

    /// What reporters and ids are made of where the file says nothing of them.
    pub fn called(&self) -> String {
        let reading = self.reading.as_ref();
        let chosen = reading.and_then(|reading| reading.called.clone());
        chosen.unwrap_or_else(|| self.source.stem())
    }

    /// The same file, read as a person chose, under the name that tells it from others.
    pub fn read_as(self, reading: Option<ImportOptions>) -> Self {
        let called = self.reading.as_ref().and_then(|own| own.called.clone());
        let reading = match (reading, called) {
            (Some(reading), Some(called)) => Some(ImportOptions {
                called: Some(reading.called.unwrap_or(called)),
                ..reading
            }),
            (None, Some(called)) => Some(ImportOptions {
                called: Some(called),
                ..ImportOptions::default()
            }),
            (reading, None) => reading,
        };
        Self { reading, ..self }
    }

    /// A file under a key that none of `open` has. Where another of them is called as it is, it is called by
    /// its folder as well, so that its records are not taken for those of the other.
    pub fn new(source: SourceUri, open: &[Self]) -> Self {
        let stem = source.stem();
        let is_called = |name: &str| open.iter().any(|file| file.called() == name);
        let folder = source.path().and_then(|path| path.parent()?.file_name());
        let by_folder = folder.map(|folder| format!("{stem} ({})", folder.to_string_lossy()));
        let numbered = (2..).map(|number| format!("{stem} ({number})"));
        let mut names = [stem.clone()].into_iter().chain(by_folder).chain(numbered);
        let free = names.find(|name| !is_called(name));
        let called = free.filter(|name| *name != stem);
        let own = called.clone().unwrap_or_else(|| stem.clone());
        let name = stem;
        let taken = |key: &str| open.iter().any(|file| *file.key.0 == *key);
        let mut key = format!("file:{name}");
        let mut number = 1;
        while taken(&key) {
            number += 1;
            key = format!("file:{name}-{number}");
        }
        Self {
            key: FileKey(key.into()),
            source,
            name: own.into(),
            reading: called.map(|called| ImportOptions {
                called: Some(called),
                ..ImportOptions::default()
            }),
            style: FileStyle::default(),
            revision: 0,
            withdrawn: Vec::new(),
        }
    }

    /// The same file as its newer copy at `path` has it, without the records that were withdrawn.
    /// `called`: what ids and reporters of the older one are made of.
    pub fn updated(&self, path: &Path, called: &str, withdrawn: Vec<Arc<str>>) -> Self {
        let reading = self.reading.clone().unwrap_or_default();
        Self {
            source: SourceUri::file(path),
            reading: Some(ImportOptions {
                called: Some(called.to_owned()),
                ..reading
            }),
            revision: self.revision + 1,
            withdrawn,
            ..self.clone()
        }
    }
}
