//! The data behind a picture outside the window: read at once, with its digest.

use std::{
    fmt,
    path::{Path, PathBuf},
    sync::{Arc, LazyLock},
};

use anyhow::Context as _;

use crate::app::terminal::tell;
use crate::{
    app::{
        citing::Origin,
        files::source_at,
        row_colours::RowColours,
        sources,
        workspace::{BaseProject, Built, Piece, own_piece, piece_of},
    },
    io::{Input, Source, read_data_folder},
    model::{Atlas, Budget, Note, Severity, SourceUri},
    render::{
        svg::PageBasemap,
        tiles::{self, BasemapSource, TilesError},
    },
    session::{OpenFile, Session},
    words::{basemaps, cli, errors, files as file_words, notes::resolve, picture},
};

/// Which data a picture was made from: SHA-256 over the files, and what they are called.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Digest {
    hex: String,
    names: Vec<String>,
}

/// `data 9f86d081884c (built in 2.0.0)`.
impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let short = self.hex.get(..12).unwrap_or(&self.hex);
        f.write_str(&picture::data(short, &self.names.join(" + ")))
    }
}

impl Digest {
    /// The digest of a data folder, further files, and reports of the person's own: over a line
    /// `digest name` for each file, as `sha256sum` prints it with one space.
    ///
    /// # Errors
    ///
    /// Where a file cannot be read.
    pub fn of(base: &Source, files: &[SourceUri], own: &[Arc<str>]) -> anyhow::Result<Self> {
        // A folder need not hold every file.
        let of_base = |name| Some(Input::of_bytes(name, &base.bytes(name).ok()?));
        let mut inputs: Vec<Input> = Source::file_names().filter_map(of_base).collect();
        let of_base = match base {
            Source::Embedded => picture::built_in().to_owned(),
            Source::Folder(folder) => name_of(folder),
        };
        let mut names = vec![match base.version() {
            Some(version) => format!("{of_base} {version}"),
            None => of_base,
        }];
        for source in files {
            let Some(input) = sources::input(source, &Budget::default()) else {
                continue;
            };
            let input = input.with_context(|| errors::cannot_read(&source.shown()))?;
            names.push(input.name.clone());
            inputs.push(input);
        }
        let of_own = |(index, record): (usize, &Arc<str>)| {
            Input::of_bytes(format!("own report {}", index + 1), record.as_bytes())
        };
        inputs.extend(own.iter().enumerate().map(of_own));
        if !own.is_empty() {
            names.push(picture::own_reports().to_owned());
        }
        let lines = inputs
            .iter()
            .map(|input| format!("{} {}\n", input.sha256, input.name));
        let lines: String = lines.collect();
        Ok(Self {
            hex: Input::of_bytes("", lines.as_bytes()).sha256,
            names,
        })
    }
}

fn name_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    name.to_string_lossy().into_owned()
}

/// What a picture is made from.
pub struct Opened {
    /// What is known.
    pub built: Built,
    /// Which data that is.
    pub digest: Digest,
    /// Where its records come from.
    pub origin: Origin,
    /// The colours of records by what large files say of them.
    pub colours: RowColours,
}

/// Reads a data folder in place of the built-in data, further files, and what a session has open.
///
/// # Errors
///
/// Where anything cannot be read: a picture shows all of what was asked for, or is not made.
pub fn open(files: &[PathBuf], session: &Session) -> anyhow::Result<Opened> {
    open_in(files, session, None)
}

/// As [`open`]; where a project is named, its data take the place of all other.
///
/// # Errors
///
/// Where anything cannot be read.
pub fn open_in(
    files: &[PathBuf],
    session: &Session,
    project: Option<(&Path, &BaseProject)>,
) -> anyhow::Result<Opened> {
    let (folders, files): (Vec<PathBuf>, Vec<PathBuf>) =
        files.iter().cloned().partition(|path| path.is_dir());
    if let [_, second, ..] = folders.as_slice() {
        anyhow::bail!(file_words::one_folder(&second.display().to_string()));
    }
    let base = source_at(folders.into_iter().next());
    let mut open = session.files.clone();
    for path in &files {
        let source = SourceUri::named(path);
        let is_it = |file: &OpenFile| file.source == source;
        if !open.iter().any(is_it) {
            open.push(OpenFile::at(path, &open));
        }
    }
    let inputs: Vec<SourceUri> = open.iter().map(|file| file.source.clone()).collect();
    let first = match project {
        Some((_, ground)) => Arc::clone(&ground.base),
        None => {
            let (draft, notes) = read_data_folder(&base)?;
            Arc::new(Piece {
                draft,
                notes,
                ..Piece::default()
            })
        }
    };
    let mut pieces = vec![first];
    for file in &open {
        if let Some(held) = project.and_then(|(_, ground)| ground.part(file)) {
            pieces.push(Arc::clone(held));
            continue;
        }
        let choices = file.reading.clone().unwrap_or_default();
        let piece = sources::read(&file.source, &file.key, &choices, &Budget::default());
        pieces.push(Arc::new(piece?));
    }
    let withdrawn = session
        .files
        .iter()
        .filter(|file| !file.withdrawn.is_empty());
    let withdrawn = withdrawn.map(|file| piece_of(&file.withdrawn, &file.key.withdrawn()));
    pieces.extend(withdrawn.map(Arc::new));
    pieces.push(Arc::new(own_piece(&session.own_reports)));
    let built = Built::default().with(&pieces, &[], &Budget::default())?;
    Ok(Opened {
        digest: Digest::of(&base, &inputs, &session.own_reports)?,
        colours: colours(RowColours::default(), &built.atlas, &open)?,
        built,
        origin: Origin {
            base,
            project: project.map(|(path, _)| path.to_owned()),
            files: open,
        },
    })
}

/// With the colours that the styles of files ask for, where they are not known yet.
///
/// # Errors
///
/// Where a file has changed since it was opened.
pub fn colours(known: RowColours, atlas: &Atlas, files: &[OpenFile]) -> anyhow::Result<RowColours> {
    let read = known.read(atlas, files, &Budget::default());
    read.map_err(|error| anyhow::anyhow!("{error}"))
}

/// The basemap of every picture of this run.
///
/// # Errors
///
/// Where the basemap is damaged.
pub fn basemap() -> anyhow::Result<&'static PageBasemap> {
    static BASEMAP: LazyLock<Result<PageBasemap, TilesError>> =
        LazyLock::new(PageBasemap::embedded);
    BASEMAP.as_ref().map_err(|error| anyhow::anyhow!("{error}"))
}

/// A basemap of maps of the person's own above the built-in one; `None` where there are none.
///
/// # Errors
///
/// Where the built-in one is damaged.
pub fn basemap_above(own: &[Arc<dyn BasemapSource>]) -> anyhow::Result<Option<PageBasemap>> {
    if own.is_empty() {
        return Ok(None);
    }
    anyhow::ensure!(
        !own.iter().any(|map| map.forbids_pictures()),
        basemaps::pictures_forbidden()
    );
    let built_in = tiles::open()?;
    Ok(Some(PageBasemap::new(
        [built_in].into_iter().chain(own.iter().cloned()),
    )))
}

/// Prints how many errors the data has, in a line, and which reports of a project are not counted twice: whoever asks
/// for what is in that file does not find them there.
pub fn tell_errors(notes: &[Note]) {
    for note in notes
        .iter()
        .filter(|note| *note.what == *resolve::open_already())
    {
        tell(note);
    }
    let errors = notes.iter().filter(|note| note.severity == Severity::Error);
    match errors.count() {
        0 => {}
        errors => tell(cli::errors_in_data(errors)),
    }
}
