//! Where the changes of projects are kept until they are saved: one file a project, in the folder of
//! the session. So neither a crash nor closing the window loses them.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    sync::Arc,
};

use serde::{Deserialize, Serialize};

use super::{session_source::LARGEST_BYTES, session_store::work_path, work};
use crate::{
    io::disk,
    session::{Session, file},
    store::{
        evidence::EvidenceStore,
        own_work::{Record, WorkStore},
    },
};

/// The folder of one person's sessions.
#[derive(Clone, Debug)]
pub struct Recovery {
    folder: PathBuf,
    work: PathBuf,
}

/// A session of a project as it was last looked at.
#[derive(Clone, Debug)]
pub struct Recovered {
    pub session: Session,
    /// Of the project file the changes were made to.
    pub sha256: String,
    /// Whether the window that left it held the project, and did not only read it.
    pub own: bool,
}

#[derive(Serialize, Deserialize)]
struct RecoveryFile {
    project: String,
    sha256: String,
    session: String,
}

#[derive(Serialize, Deserialize)]
struct LastFile {
    project: String,
}

impl Recovery {
    /// Beside the session file at `store`.
    pub fn beside(store: &Path) -> Self {
        let folder = store.parent().unwrap_or(Path::new("")).to_owned();
        Self {
            folder,
            work: work_path(store),
        }
    }

    /// Where changes to a project are kept. A window that may only read it has a place of its own.
    pub fn place_of(&self, project: &Path, holds: bool) -> PathBuf {
        let name = work::name_of(project);
        let ending = if holds { "json" } else { "copy.json" };
        self.folder
            .join("projects")
            .join(format!("{name}.{ending}"))
    }

    /// Where the bytes of evidence are kept.
    pub fn evidence(&self) -> EvidenceStore {
        EvidenceStore::beside(&self.work)
    }

    /// What was left of a project, the last session of a window that held it first.
    pub fn find(&self, project: &Path, holds: bool) -> Vec<Recovered> {
        // A window that reads what another has open leaves that one's changes to it.
        let places: &[bool] = if holds { &[true, false] } else { &[false] };
        let read = |own: &bool| {
            let text = disk::read_text(&self.place_of(project, *own), LARGEST_BYTES).ok()?;
            let file: RecoveryFile = serde_json::from_str(&text).ok()?;
            Some(Recovered {
                session: file::read(&file.session).ok()?,
                sha256: file.sha256,
                own: *own,
            })
        };
        places.iter().filter_map(read).collect()
    }

    /// The work in a project, as the store of a person's own work has it. Nothing where that cannot
    /// be read, which the window has been told of.
    pub fn work(&self, project: &Path) -> Vec<Record> {
        let work = WorkStore::open(&self.work);
        let records = work.and_then(|mut work| work.look(&work::place_of(project)));
        records.unwrap_or_default()
    }

    /// The paths of files that the person has agreed to open where a project names them.
    pub fn agreed(&self, project: &Path) -> BTreeSet<String> {
        let work = WorkStore::open(&self.work);
        let agreed = work.and_then(|work| work.agreed(&work::place_of(project)));
        agreed.unwrap_or_default()
    }

    /// The file that says which project was open last.
    pub fn last(&self) -> PathBuf {
        self.folder.join("last-project.json")
    }

    /// The project that was open last, and was not closed.
    pub fn find_last(&self) -> Option<Arc<Path>> {
        let text = disk::read_text(&self.last(), LARGEST_BYTES).ok()?;
        let last: LastFile = serde_json::from_str(&text).ok()?;
        Some(Path::new(&last.project).into())
    }
}

/// What is kept of a project.
pub fn write(project: &Path, sha256: &str, session: &Session) -> String {
    let file = RecoveryFile {
        project: project.display().to_string(),
        sha256: sha256.to_owned(),
        session: file::write(session),
    };
    serde_json::to_string(&file).unwrap_or_default()
}

/// That a project is open.
pub fn write_last(project: &Path) -> String {
    let last = LastFile {
        project: project.display().to_string(),
    };
    serde_json::to_string(&last).unwrap_or_default()
}
