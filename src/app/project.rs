//! A project on the disk: opened, with the lock that keeps it for one window, and saved. Nothing
//! here knows the window; all of it may take a while.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    export::Export,
    linked_files,
    project_store::{Recovered, Recovery},
    work,
    workspace::{BaseProject, Piece},
};
use crate::{
    io::{
        Input, LinkedFile, Provenance, allow_for,
        disk::{self, Replace, Target},
    },
    model::{Atlas, Budget, FileKey, ImportOptions, Note},
    session::{OpenFile, Session, Untrusted, file},
    store::{
        Lock, LockError, Project,
        evidence::EvidenceStore,
        geopackage::{self, GeoPackage, KeptEvidence},
        own_work::{Change, Record},
    },
    words::{errors, evidence as words_of_evidence, files as words},
};

/// A project that was opened.
pub struct Opened {
    pub file: ProjectFile,
    /// What to look at: as saved, or with the changes that were not.
    pub session: Session,
    pub ground: BaseProject,
    /// The files it names that the person has not agreed to open.
    pub named: Vec<Untrusted<OpenFile>>,
    /// The work in it as it was kept.
    pub records: Vec<Record>,
    /// What the person should know.
    pub remarks: Vec<String>,
}

/// The project a window has open.
#[derive(Debug)]
pub struct ProjectFile {
    pub path: Arc<Path>,
    /// `None`: it may only be read here.
    pub lock: Option<Lock>,
    /// As it is in the file.
    pub saved: Session,
    /// SHA-256 of the file.
    pub sha256: String,
    /// What it was made from.
    pub inputs: Vec<Input>,
    /// The files it refers to instead of holding their rows.
    pub outside: Vec<LinkedFile>,
}

/// Opens the project at a path. `recovery` is where changes that were not saved are kept.
///
/// # Errors
///
/// In words for the person.
pub fn open(path: &Path, recovery: Option<&Recovery>, budget: &Budget) -> Result<Opened, String> {
    let path = whole_path(path);
    let mut remarks = Vec::new();
    let lock = match Lock::take(&path) {
        Ok(lock) => Some(lock),
        Err(error @ LockError::Held { .. }) => {
            remarks.push(words::locked(&error.to_string()));
            None
        }
        Err(error) => {
            remarks.push(words::cannot_lock(&error.to_string()));
            None
        }
    };
    let bytes = disk::metadata(&path).map_or(0, |about| about.len());
    allow_for(budget, bytes);
    let read = geopackage::read(&path, &ImportOptions::default(), budget);
    let (project, notes) = read.map_err(|error| error.to_string())?;
    let input = Input::of_file(&path);
    let sha256 = input
        .map_err(|error| errors::cannot_read_because(&path.display().to_string(), error))?
        .sha256;
    let text = project.session.as_deref().unwrap_or_default();
    let mut saved = file::read(text)
        .map_err(|error| words::project_session(&path.display().to_string(), &error.to_string()))?;
    let mut session = saved.clone();
    let found = recovery.map(|recovery| recovery.find(&path, lock.is_some()));
    let records = recovery.map_or_else(Vec::new, |recovery| recovery.work(&path));
    let found = found.unwrap_or_default();
    remarks.extend(recover(&mut session, found, &records, &sha256));
    let Provenance {
        inputs, outside, ..
    } = project.provenance.clone();
    let evidence = recovery.map(Recovery::evidence);
    remarks.extend(evidence.and_then(|store| keep_evidence(&path, &store, budget)));
    let agreed = recovery.map_or_else(Default::default, |recovery| recovery.agreed(&path));
    let is_agreed = |file: &OpenFile| agreed.contains(&*file.source.shown());
    let found = linked_files::find(&outside, &saved.files, &is_agreed);
    remarks.extend(found.remarks);
    let ground = ground_of(project, notes, &saved, &found.again);
    // What it holds itself of a file opens nothing; and what the person has opened here is theirs.
    let in_project = saved.files.clone();
    let is_named = |file: &OpenFile| {
        let outside = ground.outside.contains(&file.key);
        let is_there = |known: &OpenFile| known.key == file.key && known.source == file.source;
        outside && in_project.iter().any(is_there) && !is_agreed(file)
    };
    let named = saved.take_named(is_named);
    session.take_named(is_named);
    let file = ProjectFile {
        path: path.into(),
        lock,
        saved,
        sha256,
        inputs,
        outside,
    };
    Ok(Opened {
        file,
        session,
        ground,
        named,
        records,
        remarks,
    })
}

/// What a project holds, and the session in it, to be looked at once: it is not kept from others, and nothing
/// is brought back that was not saved.
///
/// # Errors
///
/// In words for the person.
pub fn look(path: &Path, budget: &Budget) -> Result<(Session, BaseProject), String> {
    let bytes = disk::metadata(path).map_or(0, |about| about.len());
    allow_for(budget, bytes);
    let read = geopackage::read(path, &ImportOptions::default(), budget);
    let (project, notes) = read.map_err(|error| error.to_string())?;
    let text = project.session.as_deref().unwrap_or_default();
    let session = file::read(text)
        .map_err(|error| words::project_session(&path.display().to_string(), &error.to_string()))?;
    let ground = ground_of(project, notes, &session, &[]);
    Ok((session, ground))
}

/// Brings back changes that were not saved, and says so. `records` is the work in it as it was kept.
fn recover(
    session: &mut Session,
    found: Vec<Recovered>,
    records: &[Record],
    sha256: &str,
) -> Option<String> {
    let saved = session.clone();
    let mut own = work::records_of(&saved);
    for found in found {
        let unstored = work::records_of(&found.session);
        if found.own && found.sha256 == sha256 {
            *session = found.session;
            if !records.is_empty() {
                // What was removed and not saved stays so.
                own.clear();
            }
        }
        // The file may have changed since, or this is what a window left that could only read it: the
        // reports a person wrote are not lost, the rest is as the file has it.
        join(&mut own, &unstored);
    }
    join(&mut own, records);
    work::put(session, own);
    if session.same_work(&saved) {
        return None;
    }
    let fresh = |record: &&Arc<str>| !saved.own_reports.contains(*record);
    let fresh = session.own_reports.iter().filter(fresh).count();
    Some(match fresh {
        0 => words::recovered().to_owned(),
        _ => words::recovered_reports(fresh),
    })
}

fn join(records: &mut Vec<Record>, more: &[Record]) {
    let more = Change::between(records, more).added;
    records.extend(more);
}

/// What a project holds, taken apart into the data it stands on and the files that were open.
/// `again` are read from where they are, whatever it holds of them.
fn ground_of(
    project: Project,
    mut notes: Vec<Note>,
    saved: &Session,
    again: &[FileKey],
) -> BaseProject {
    let mut draft = project.draft;
    // The session has them as they were written.
    let own = FileKey::own();
    draft
        .reports
        .retain(|report| report.file.as_ref() != Some(&own));
    let mut parts: BTreeMap<FileKey, Piece> = BTreeMap::new();
    for (key, part) in draft.take_files() {
        parts.entry(key).or_default().draft = part;
    }
    notes.extend(project.notes);
    let mut held = Vec::new();
    let mut outside = Vec::new();
    for file in &saved.files {
        let part = parts.remove(&file.key);
        let Some(mut part) = part.filter(|_| !again.contains(&file.key)) else {
            outside.push(file.key.clone());
            continue;
        };
        let path = file.source.shown();
        let (of_file, others): (Vec<Note>, Vec<Note>) = notes
            .into_iter()
            .partition(|note| *note.place.file == *path);
        notes = others;
        part.notes = of_file;
        held.push((file.clone(), Arc::new(part)));
    }
    for (_, part) in parts {
        draft.append(part.draft);
    }
    let base = Piece {
        draft,
        notes,
        ..Piece::default()
    };
    BaseProject {
        base: Arc::new(base),
        held,
        outside,
    }
}

/// The evidence that is kept, each once.
fn kept_evidence(session: &Session, store: &EvidenceStore) -> Vec<KeptEvidence> {
    let all = session.personal.evidence.iter();
    let kept = all.filter(|(_, evidence)| evidence.path.is_none());
    let digests: BTreeSet<Arc<str>> = kept.map(|(_, of)| Arc::clone(&of.sha256)).collect();
    let place = |sha256: Arc<str>| {
        let path = store.path_of(&sha256);
        (sha256, path)
    };
    digests.into_iter().map(place).collect()
}

/// Keeps the evidence of a project beside the person's own work, so that it is there whatever becomes of the
/// project. Says what of it is not as it was added.
fn keep_evidence(path: &Path, store: &EvidenceStore, budget: &Budget) -> Option<String> {
    let mut altered = 0;
    let kept = geopackage::evidence(path, budget, |sha256, bytes| {
        altered += usize::from(store.keep(bytes)? != sha256);
        Ok(())
    });
    match kept {
        Err(error) => Some(words_of_evidence::not_kept(&error.to_string())),
        Ok(()) => (altered > 0).then(|| words_of_evidence::altered_in_project(altered)),
    }
}

/// What is to be saved, and where.
pub struct Saving {
    pub path: PathBuf,
    pub atlas: Arc<Atlas>,
    pub session: Session,
    pub notes: Vec<Note>,
    /// What the data was made from.
    pub inputs: Vec<Input>,
    pub files: Vec<OpenFile>,
    /// The files that the open project refers to.
    pub outside: Vec<LinkedFile>,
    /// Whether a file that is there may be replaced.
    pub replace: bool,
    /// Where the bytes of evidence are kept, where there is a place for them.
    pub evidence: Option<EvidenceStore>,
    /// The digest of the file as it was opened or last saved, where it is the project that is open.
    pub holds: Option<String>,
}

/// What came of saving.
pub enum Saved {
    Written(Box<ProjectFile>),
    /// There is such a file already.
    Taken(PathBuf),
    /// Another program has it open for writing.
    InUse(PathBuf),
    /// Another program, such as QGIS, has written the file since it was opened or last saved.
    Changed(PathBuf),
}

/// Saves a project as a whole or not at all.
///
/// # Errors
///
/// In words for the person; an older file is then still there as it was.
pub fn save(saving: Saving, budget: &Budget) -> Result<Saved, String> {
    let path = whole_path(&saving.path);
    let target = Target::new(
        &path,
        Replace::asked(saving.replace || saving.holds.is_some()),
    )
    .within(budget);
    if target.is_taken() {
        return Ok(Saved::Taken(saving.path));
    }
    let known = saving.holds.as_ref().filter(|_| !saving.replace);
    if is_changed(&path, known) {
        return Ok(Saved::Changed(saving.path));
    }
    let fail = |error: &dyn std::fmt::Display| {
        words::project_not_saved(&path.display().to_string(), &error.to_string())
    };
    if let Some(folder) = path.parent() {
        disk::make_folder(folder).map_err(|error| fail(&error))?;
    }
    let lock = match saving.holds {
        Some(_) => None,
        None => Some(Lock::take(&path).map_err(|error| fail(&error))?),
    };
    let mut inputs = saving.inputs;
    for file in &saving.files {
        // A file that has gone since it was read cannot be compared.
        let input = file.path().and_then(|path| Input::of_file(path).ok());
        inputs.extend(input.filter(|input| !inputs.contains(input)));
    }
    let atlas = &*saving.atlas;
    let files = &saving.session.files;
    let parts = linked_files::parts_of(atlas, files, &saving.outside);
    let parts = parts.map_err(|error| fail(&error))?;
    let export = Export::of_records(atlas, parts.within, None, inputs, &saving.notes);
    let provenance = Provenance {
        outside: parts.outside,
        ..export.provenance.clone()
    };
    let (inputs, outside) = (provenance.inputs.clone(), provenance.outside.clone());
    let reports = export.reports(&GeoPackage, budget);
    let evidence = match &saving.evidence {
        Some(store) => kept_evidence(&saving.session, store),
        None if saving
            .session
            .personal
            .evidence
            .iter()
            .any(|(_, of)| of.path.is_none()) =>
        {
            return Err(fail(&words_of_evidence::no_place()));
        }
        None => Vec::new(),
    };
    let project = Project {
        draft: atlas.ground_to_draft(),
        session: Some(file::write(&saving.session)),
        provenance,
        notes: saving.notes.clone(),
        evidence,
        is_own: true,
        is_partial: false,
    };
    let mut why_not = None;
    let mut held = None;
    let in_time = &mut || {
        // Once more, with others kept from writing until the new file is in its place.
        match geopackage::keep_others_from(&path) {
            Ok(hold) => held = hold,
            Err(_) => why_not = Some(Saved::InUse(saving.path.clone())),
        }
        if why_not.is_none() && is_changed(&path, known) {
            why_not = Some(Saved::Changed(saving.path.clone()));
        }
        match why_not {
            None => Ok(()),
            Some(_) => Err(std::io::ErrorKind::Interrupted.into()),
        }
    };
    let positions = &|site: &_| atlas.position_of(site);
    let written = geopackage::write_in_time(&target, &project, &reports, positions, in_time);
    drop(held);
    if let Some(why_not) = why_not {
        return Ok(why_not);
    }
    written.map_err(|error| fail(&error))?;
    let sha256 = Input::of_file(&path).map_err(|error| fail(&error))?.sha256;
    Ok(Saved::Written(Box::new(ProjectFile {
        path: path.into(),
        lock,
        saved: saving.session,
        sha256,
        inputs,
        outside,
    })))
}

/// Whether a file is another one than that of the digest `known`. One that has gone can lose nothing.
fn is_changed(path: &Path, known: Option<&String>) -> bool {
    let now = known.and_then(|_| Input::of_file(path).ok());
    now.is_some_and(|now| Some(&now.sha256) != known)
}

/// The same path for the same file, however it is written; with an ending.
fn whole_path(path: &Path) -> PathBuf {
    let mut path = path.to_owned();
    if path.extension().is_none() {
        path.set_extension("gpkg");
    }
    let whole = path.canonicalize().or_else(|_| std::path::absolute(&path));
    whole.unwrap_or(path)
}
