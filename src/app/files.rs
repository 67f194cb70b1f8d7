//! What the window opens with: the built-in data or a data folder in its place, and further files.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use clap::Args;

use super::{
    query::Usage,
    sources,
    workspace::{Built, Piece},
};
use crate::{
    io::{
        ReadError, Source,
        disk::{Replace, Target},
        read_data_folder,
    },
    model::{Atlas, Budget, Draft, ImportOptions, Note, Severity, ties::TiesDraft},
    render::Basemap,
    session::OpenFile,
    words::{cli, errors, files as words},
};

/// Whether a file that exists may be replaced by what a command writes.
#[derive(Args, Default)]
pub struct Force {
    #[arg(help = cli::force(), long)]
    pub force: bool,
}

impl Force {
    /// Where to write to.
    ///
    /// # Errors
    ///
    /// Where the file exists and may not be replaced, or is one of those to be read.
    pub fn target(&self, output: &Path, inputs: &[PathBuf]) -> anyhow::Result<Target> {
        let target = target_beside(output, inputs, Replace::asked(self.force))?;
        match target.is_taken() {
            true => Err(Usage(errors::exists_already(&output.display().to_string())).into()),
            false => Ok(target),
        }
    }
}

/// Where to write what is made of some files. Whether the file exists is not looked at.
///
/// # Errors
///
/// Where it is a folder, in a folder that is not there, or one of the files to be read.
pub fn target_beside(output: &Path, inputs: &[PathBuf], replace: Replace) -> Result<Target, Usage> {
    let shown = output.display().to_string();
    if output.is_dir() {
        return Err(Usage(errors::is_a_folder(&shown)));
    }
    let folder = output
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    if let Some(missing) = folder.filter(|folder| !folder.is_dir()) {
        let folder = missing.display().to_string();
        return Err(Usage(errors::no_such_folder(&shown, &folder)));
    }
    let file = |path: &Path| path.canonicalize().ok();
    let output_file = file(output);
    if output_file.is_some() && inputs.iter().any(|input| file(input) == output_file) {
        return Err(Usage(errors::is_an_input(&shown)));
    }
    Ok(Target::new(output, replace))
}

/// What there is when the window opens.
pub struct Loaded {
    /// The data that further files are opened beside.
    pub base: Arc<Piece>,
    /// Where that data is.
    pub source: Source,
    /// An atlas of that data.
    pub built: Built,
    /// Files to be opened once the window is there.
    pub files: Vec<PathBuf>,
    /// What could not be opened, in words for the person.
    pub troubles: Vec<String>,
    /// What is drawn below it.
    pub basemap: Basemap,
}

/// Opens a data folder, or the built-in data where there is none among the files. Whatever cannot
/// be opened is reported, and the rest is there nevertheless.
pub fn load(files: &[impl AsRef<Path>]) -> Loaded {
    let mut troubles = Vec::new();
    let (folders, files): (Vec<&Path>, Vec<&Path>) = files
        .iter()
        .map(AsRef::as_ref)
        .partition(|path| path.is_dir());
    let base = folders.first().map_or(Source::Embedded, |folder| {
        Source::Folder((*folder).to_owned())
    });
    for folder in folders.iter().skip(1) {
        troubles.push(words::one_folder(&folder.display().to_string()));
    }
    let source = base;
    let base = Arc::new(base_of(&source, &mut troubles));
    let built = Built::default().with(&[Arc::clone(&base)], &[], &Budget::default());
    let built = built.unwrap_or_else(|why| {
        troubles.push(why.to_string());
        Built::default()
    });
    Loaded {
        source,
        built,
        base,
        files: files.into_iter().map(Path::to_owned).collect(),
        troubles,
        basemap: Basemap::embedded(),
    }
}

/// What a data folder holds, or the built-in one where that cannot be read.
fn base_of(base: &Source, troubles: &mut Vec<String>) -> Piece {
    match read_data_folder(base) {
        Ok((draft, notes)) => {
            let errors = notes.iter().filter(|note| note.severity == Severity::Error);
            let errors = errors.count();
            if errors > 0 {
                troubles.push(words::errors_in_data(errors));
            }
            Piece {
                draft,
                notes,
                ..Piece::default()
            }
        }
        Err(error) => {
            troubles.push(words::built_in_instead(&error.to_string()));
            match base {
                Source::Embedded => Piece::default(),
                Source::Folder(_) => base_of(&Source::Embedded, troubles),
            }
        }
    }
}

/// The places of the built-in data, without its reports, beside which files are read.
pub struct FilesAlone<'c> {
    base: Arc<Piece>,
    /// What is built of it, and noted of that.
    built: Built,
    choices: &'c ImportOptions,
}

impl<'c> FilesAlone<'c> {
    /// # Errors
    ///
    /// Where the built-in data cannot be read.
    pub fn open(choices: &'c ImportOptions) -> Result<Self, ReadError> {
        let (mut draft, notes) = read_data_folder(&Source::Embedded)?;
        draft.reports.clear();
        draft.chronology.clear();
        draft.ties = TiesDraft::default();
        let base = Arc::new(Piece {
            draft,
            notes,
            ..Piece::default()
        });
        Ok(Self {
            built: Built::default().with(&[Arc::clone(&base)], &[], &Budget::default())?,
            base,
            choices,
        })
    }

    /// The data that files are read beside.
    pub fn base(&self) -> &Draft {
        &self.base.draft
    }

    /// Files beside each other, the first of which wins where two say the same.
    ///
    /// # Errors
    ///
    /// Where one of them cannot be read.
    pub fn all(&self, paths: &[PathBuf]) -> Result<Built, ReadError> {
        let mut pieces = vec![Arc::clone(&self.base)];
        let mut open = Vec::new();
        for path in paths {
            let file = OpenFile::at(path, &open);
            let budget = Budget::default();
            let file = file.read_as(Some(self.choices.clone()));
            let choices = file.reading.clone().unwrap_or_default();
            let piece = sources::read(&file.source, &file.key, &choices, &budget)?;
            pieces.push(Arc::new(piece));
            open.push(file);
        }
        Ok(self.built.with(&pieces, &[], &Budget::default())?)
    }

    /// A file, and the atlas of its records alone, with the notes on it.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read.
    pub fn read(&self, path: &Path) -> Result<(Arc<Piece>, Built), ReadError> {
        let file = OpenFile::at(path, &[]);
        let budget = Budget::default();
        let piece = sources::read(&file.source, &file.key, self.choices, &budget)?;
        let piece = Arc::new(piece);
        let pieces = [Arc::clone(&self.base), Arc::clone(&piece)];
        let mut built = self.built.with(&pieces, &[], &budget)?;
        built.notes.retain(|note| !self.built.notes.contains(note));
        Ok((piece, built))
    }
}

/// All of the built-in data.
///
/// # Errors
///
/// Where it cannot be read.
pub fn built_in() -> Result<Built, ReadError> {
    let (draft, notes) = read_data_folder(&Source::Embedded)?;
    let piece = Piece {
        draft,
        notes,
        ..Piece::default()
    };
    Ok(Built::of([piece], &Budget::default())?)
}

/// The data folder of that path, or the built-in data.
pub fn source_at(path: Option<PathBuf>) -> Source {
    path.map_or(Source::Embedded, Source::Folder)
}

/// Reads a data folder. The notes are of both.
pub fn open(source: &Source) -> Result<(Atlas, Vec<Note>), ReadError> {
    let (draft, mut notes) = read_data_folder(source)?;
    let (atlas, more) = Atlas::build_within(draft, &Budget::default())?;
    notes.extend(more);
    Ok((atlas, notes))
}
