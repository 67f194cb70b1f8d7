//! Where the session and a person's own work are kept between two starts.
//!
//! Kept by a thread of its own, so that no frame waits for the disk. The session is what is being
//! looked at, a file that is always written as a whole; the work is a database that all windows share,
//! which the thread also asks every second whether another window wrote there.

mod keeper;

use std::{
    io,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
        mpsc::{Receiver, Sender, channel},
    },
    thread::{self, JoinHandle},
};

use super::{project_store::Recovery, session_source::LARGEST_BYTES, work};
use crate::{
    io::disk,
    session::{Session, file},
    store::own_work::{Change, Entry, Record, WorkStore},
    words::{files as words, work as work_words},
};

use keeper::{Errand, Keeper};

/// Keeps sessions in a file, and a person's own work in a database beside it.
pub struct SessionStore {
    path: PathBuf,
    sender: Option<Sender<Errand>>,
    told: Receiver<Told>,
    thread: Option<JoinHandle<()>>,
    saved: Option<Session>,
    /// How many errands are still to be done.
    waiting: Arc<AtomicUsize>,
}

/// What the person should know of the keeping, and what was asked of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// Something could not be kept, in words for the person.
    Trouble(String),
    /// Another window changed the work of that place.
    Work(String, Change),
    /// What was written in the place whose history is watched; `None`: it has none.
    History(Option<Vec<Entry>>),
    /// The work of a place as it once was.
    Before(String, Vec<Record>),
}

/// What was found where the last session was kept.
pub struct Restored {
    /// What to look at, with the work that belongs to no project.
    pub session: Session,
    /// The session as it is in its file.
    pub kept: Session,
    /// Whether its file may be written: what could not be read may still be somebody's work.
    pub writable: bool,
    /// The work, where it can be read.
    pub work: Option<WorkStore>,
    /// What of it was shown in no project.
    pub records: Vec<Record>,
    /// What the person should know, where something could not be restored.
    pub troubles: Vec<String>,
    /// What the person may want to know.
    pub remarks: Vec<String>,
}

/// The file the session is kept in by default; `None` where the system names no place for it.
pub fn default_path() -> Option<PathBuf> {
    let folders = directories::ProjectDirs::from("", "", "contactline")?;
    Some(folders.config_dir().join("session.json"))
}

/// The database of a person's own work, beside the session at `path`.
pub fn work_path(path: &Path) -> PathBuf {
    path.with_file_name("own-work.sqlite")
}

/// Reads the session at `path` and the work beside it. A damaged session is set aside under another
/// name. Reports that an older session holds itself go into the work with the first that is kept.
pub fn restore(path: &Path) -> Restored {
    if let Some(folder) = path.parent() {
        disk::sweep(folder);
    }
    let (kept, writable, trouble) = read_session(path);
    let mut troubles: Vec<String> = trouble.into_iter().collect();
    let work_path = work_path(path);
    let shown = work_path.display().to_string();
    let opened = WorkStore::open(&work_path).and_then(|mut work| {
        let records = work.look(work::NO_PROJECT)?;
        Ok((work, records))
    });
    let (opened, records) = match opened {
        Ok((work, records)) => (Some(work), records),
        Err(error) => {
            troubles.push(work_words::unreadable(&shown, &error.to_string()));
            (None, Vec::new())
        }
    };
    let mut session = kept.clone();
    let mut remarks = Vec::new();
    let own = work::records_of(&session);
    let mut all = records.clone();
    let fresh = Change::between(&records, &own).added;
    if opened.is_some() && !fresh.is_empty() {
        remarks.push(work_words::taken_over(fresh.len(), &shown));
    }
    all.extend(fresh);
    work::put(&mut session, all);
    Restored {
        session,
        kept,
        writable,
        work: opened,
        records,
        troubles,
        remarks,
    }
}

/// The session in a file, whether the file may be written, and what the person should know.
fn read_session(path: &Path) -> (Session, bool, Option<String>) {
    let text = match disk::read_text(path, LARGEST_BYTES) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return (Session::default(), true, None);
        }
        Err(error) if error.kind() == io::ErrorKind::InvalidData => {
            return (
                Session::default(),
                true,
                Some(set_aside(path, words::not_text())),
            );
        }
        Err(error) => {
            let path = path.display().to_string();
            let trouble = words::last_session_unreadable(&error.to_string(), &path);
            return (Session::default(), false, Some(trouble));
        }
    };
    match file::read(&text) {
        Ok(session) => (session, true, None),
        Err(error) => {
            let trouble = set_aside(path, &error.to_string());
            (Session::default(), true, Some(trouble))
        }
    }
}

/// Moves a damaged session out of the way and says so.
fn set_aside(path: &Path, why: &str) -> String {
    let names = (1..1000).map(|number| path.with_extension(format!("damaged-{number}.json")));
    let moved = disk::set_aside(path, names);
    match moved.and_then(|aside| aside.ok_or(io::ErrorKind::AlreadyExists.into())) {
        Ok(aside) => words::session_set_aside(why, &aside.display().to_string()),
        Err(error) => {
            let path = path.display().to_string();
            words::session_not_set_aside(why, &error.to_string(), &path)
        }
    }
}

impl SessionStore {
    /// A store that keeps the session at `path` and the work, of which `restored` was found. The
    /// window is woken where there is something to tell.
    pub fn new(path: PathBuf, restored: Restored, wake: impl Fn() + Send + 'static) -> Self {
        let (sender, errands) = channel::<Errand>();
        let (report, told) = channel();
        let waiting = Arc::new(AtomicUsize::new(0));
        let mut keeper = Keeper::new(path.clone(), restored, report);
        let left = Arc::clone(&waiting);
        let thread = thread::Builder::new()
            .name("session".to_owned())
            .spawn(move || keeper.run(&errands, &left, &wake));
        Self {
            path,
            sender: Some(sender),
            told,
            thread: thread.ok(),
            saved: None,
            waiting,
        }
    }

    /// Where unsaved changes of projects are kept.
    pub fn recovery(&self) -> Recovery {
        Recovery::beside(&self.path)
    }

    /// Whether everything is done that was asked for.
    pub fn is_settled(&self) -> bool {
        self.waiting.load(Ordering::Acquire) == 0
    }

    /// Hands the session over to be written, unless the last one was the same.
    pub fn save(&mut self, session: &Session) {
        if self.saved.as_ref() == Some(session) {
            return;
        }
        self.saved = Some(session.clone());
        self.run(Errand::Session(Box::new(session.clone())));
    }

    /// Hands over what is looked at in a project, to be kept at `kept`.
    pub fn save_project(&self, kept: PathBuf, project: &Path, sha256: &str, session: &Session) {
        self.run(Errand::Project {
            kept,
            project: project.into(),
            sha256: sha256.to_owned(),
            session: Box::new(session.clone()),
        });
    }

    /// Hands a text over to be written to a file of its own.
    pub fn write(&self, path: PathBuf, text: String) {
        self.run(Errand::Write(path, text));
    }

    /// Hands a file over to be removed.
    pub fn remove(&self, path: PathBuf) {
        self.run(Errand::Remove(path));
    }

    /// Hands over what this window changed in the work of a place.
    pub fn change(&self, place: &str, change: Change) {
        self.run(Errand::Change(place.to_owned(), change));
    }

    /// Tells of what others change in a place from now on, which was last seen with these records.
    pub fn follow(&self, place: &str, records: Vec<Record>) {
        self.run(Errand::Follow(place.to_owned(), records));
    }

    /// Makes these records the work of a place, whatever was there.
    pub fn replace(&self, place: &str, records: Vec<Record>) {
        self.run(Errand::Replace(place.to_owned(), records));
    }

    /// Keeps that the person has agreed to open these files where that project names them.
    pub fn agree(&self, place: &str, paths: Vec<String>) {
        self.run(Errand::Agree(place.to_owned(), paths));
    }

    /// Tells no longer of a place.
    pub fn leave(&self, place: &str) {
        self.run(Errand::Leave(place.to_owned()));
    }

    /// Tells the history of a place, now and whenever it changes; `None`: no longer.
    pub fn watch(&self, place: Option<&str>) {
        self.run(Errand::Watch(place.map(str::to_owned)));
    }

    /// Asks for the work of a place as it was right before a write.
    pub fn look_back(&self, place: &str, generation: i64) {
        self.run(Errand::LookBack(place.to_owned(), generation));
    }

    fn run(&self, errand: Errand) {
        if let Some(sender) = &self.sender {
            self.waiting.fetch_add(1, Ordering::AcqRel);
            // Where the thread has ended there is nobody left to save for.
            if sender.send(errand).is_err() {
                self.waiting.fetch_sub(1, Ordering::AcqRel);
            }
        }
    }

    /// What the person should know since this was last asked.
    pub fn take_told(&self) -> Vec<Told> {
        self.told.try_iter().collect()
    }
}

/// Waits until the last session is on the disk.
impl Drop for SessionStore {
    fn drop(&mut self) {
        self.sender = None;
        if let Some(thread) = self.thread.take() {
            // A panic in there has been reported already.
            let _ = thread.join();
        }
    }
}

#[cfg(test)]
mod tests;
