//! Where a session comes from that a person names: a link, a file, or a project.

use std::{
    io,
    path::{Path, PathBuf},
};

use anyhow::Context as _;
use clap::Args;

use super::{picture::data, project, query::Usage, workspace::BaseProject};
use crate::{
    io::disk,
    model::{Budget, SourceUri},
    session::{Session, file, link},
    words::{cli, errors, files as words, visit},
};

/// The most a session file may hold, in bytes.
pub(super) const LARGEST_BYTES: u64 = 16 * 1024 * 1024;

/// Reads a session out of a link or a file.
///
/// # Errors
///
/// Where it is neither, or damaged.
pub fn read(source: &str) -> anyhow::Result<Session> {
    if link::is_link(source) {
        return Ok(link::read(source)?);
    }
    let text = match disk::read_text(Path::new(source), LARGEST_BYTES) {
        Ok(text) => text,
        Err(error) => match error.kind() {
            io::ErrorKind::FileTooLarge => anyhow::bail!(words::session_too_large(source)),
            io::ErrorKind::NotFound => {
                let what = words::not_a_link_or_file(link::SCHEME, source);
                return Err(error).context(what);
            }
            _ => return Err(error).with_context(|| errors::cannot_read(source)),
        },
    };
    match link::is_link(text.trim()) {
        true => Ok(link::read(text.trim())?),
        false => file::read(&text).with_context(|| errors::cannot_read(source)),
    }
}

/// Where a command takes from what a person said of the data.
#[derive(Args, Default)]
pub struct FromSession {
    #[arg(help = cli::command_session(), long, value_name = "LINK|FILE|PROJECT")]
    pub session: Option<String>,
    #[arg(help = visit::cli_open_files(), long, requires = "session")]
    pub open_files: bool,
}

/// A session that was read, with the project it is in, where it is in one.
#[derive(Default)]
pub struct Given {
    pub session: Session,
    pub project: Option<(PathBuf, BaseProject)>,
}

impl FromSession {
    /// The session; a usual one where none is named. `files` are those that the command opens.
    ///
    /// # Errors
    ///
    /// Where it cannot be read, or names files that nobody has asked for.
    pub fn read(&self, files: &[PathBuf]) -> anyhow::Result<Given> {
        let Some(source) = &self.session else {
            return Ok(Given::default());
        };
        let path = Path::new(source);
        let extension = path.extension().unwrap_or_default();
        let given = match extension.eq_ignore_ascii_case("gpkg") {
            true => {
                let (session, ground) =
                    project::look(path, &Budget::default()).map_err(anyhow::Error::msg)?;
                Given {
                    session,
                    project: Some((path.to_owned(), ground)),
                }
            }
            false => Given {
                session: read(source)?,
                project: None,
            },
        };
        let ground = given.project.as_ref().map(|(_, ground)| ground);
        refuse_unasked(&given.session, ground, files, self.open_files)?;
        Ok(given)
    }
}

impl Given {
    /// Reads the data: that of the project, or a data folder among the files or the built-in data; the other
    /// files; and what the session has open.
    ///
    /// # Errors
    ///
    /// Where anything of it cannot be read.
    pub fn open(&self, files: &[PathBuf]) -> anyhow::Result<data::Opened> {
        let project = self.project.as_ref();
        data::open_in(
            files,
            &self.session,
            project.map(|(path, of)| (&**path, of)),
        )
    }
}

/// A session that somebody else may have written names files: none is opened that nobody has asked for.
///
/// # Errors
///
/// Where it names files that neither the command names nor the project holds, and `all` are not asked for.
pub fn refuse_unasked(
    session: &Session,
    project: Option<&BaseProject>,
    files: &[PathBuf],
    all: bool,
) -> anyhow::Result<()> {
    let is_held = |file: &_| project.is_some_and(|ground| ground.part(file).is_some());
    let outside = session.files.iter().filter(|file| !is_held(file));
    let outside = outside.map(|file| &file.source);
    let outside = outside.filter(|source| source.path().is_some() || source.is_team_archive());
    let named = |source: &SourceUri| files.iter().any(|own| SourceUri::named(own) == *source);
    let unasked: Vec<String> = outside
        .filter(|source| !named(source) && !all)
        .map(SourceUri::shown)
        .collect();
    match unasked.is_empty() {
        true => Ok(()),
        false => Err(Usage(visit::cli_names_files(unasked.len(), &unasked.join(", "))).into()),
    }
}
