//! Where the session is kept between two starts.
//!
//! Saved by a thread of its own, so that no frame waits for the disk, and always as a whole: a new
//! file is written beside the old one and then takes its place.

use std::{
    io,
    path::{Path, PathBuf},
    sync::{
        Arc,
        mpsc::{Receiver, Sender, channel},
    },
    thread::{self, JoinHandle},
};

use super::{project_store::Recovery, session_source::LARGEST_BYTES};
use crate::{
    io::disk::{self, Hold, Target, write_whole},
    session::{Session, file},
    words::files as words,
};

/// Keeps sessions in a file.
pub struct SessionStore {
    path: PathBuf,
    sender: Option<Sender<Errand>>,
    told: Receiver<Told>,
    thread: Option<JoinHandle<()>>,
    saved: Option<Session>,
}

/// What the person should know of the keeping.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// It could not be kept, in words for the person.
    Trouble(String),
    /// Another window added these reports meanwhile; they were kept beside this one's.
    Reports(Vec<Arc<str>>),
}

/// What is to be done on the disk.
enum Errand {
    Session(PathBuf, Box<Session>),
    Write(PathBuf, String),
    Remove(PathBuf),
}

impl Errand {
    fn path(&self) -> &Path {
        match self {
            Self::Session(path, _) | Self::Write(path, _) | Self::Remove(path) => path,
        }
    }

    /// Does it. `known` are the own reports that this window last read or wrote.
    fn run(&self, known: &mut Vec<Arc<str>>) -> io::Result<Vec<Arc<str>>> {
        let done = match self {
            Self::Session(path, session) => return write_session(path, session, known),
            Self::Write(path, text) => write_whole(&Target::private(path), |file| {
                file.write_all(text.as_bytes())
            }),
            Self::Remove(path) => disk::remove(path),
        };
        done.map(|()| Vec::new())
    }
}

/// Writes the session. Reports that another window has added there since stay, and are handed out:
/// windows share what a person has written, and none is to undo the work of another.
fn write_session(
    path: &Path,
    session: &Session,
    known: &mut Vec<Arc<str>>,
) -> io::Result<Vec<Arc<str>>> {
    if let Some(folder) = path.parent() {
        disk::make_folder(folder)?;
    }
    let _hold = Hold::wait(path)?;
    let there = disk::read_text(path, LARGEST_BYTES).ok();
    let there = there.and_then(|text| file::read(&text).ok());
    let mut added = there.map_or_else(Vec::new, |there| there.own_reports);
    added.retain(|report| !known.contains(report) && !session.own_reports.contains(report));
    let mut all = session.clone();
    all.own_reports.extend(added.iter().cloned());
    let text = file::write(&all);
    write_whole(&Target::private(path), |file| {
        file.write_all(text.as_bytes())
    })?;
    *known = all.own_reports;
    Ok(added)
}

/// What was found where the last session was kept.
pub struct Restored {
    pub session: Session,
    /// Whether the place may be written: what could not be read may still be somebody's work.
    pub writable: bool,
    /// What the person should know, where it could not be restored.
    pub trouble: Option<String>,
}

/// The file the session is kept in by default; `None` where the system names no place for it.
pub fn default_path() -> Option<PathBuf> {
    let folders = directories::ProjectDirs::from("", "", "contactline")?;
    Some(folders.config_dir().join("session.json"))
}

/// Reads the session at `path`. A damaged one is set aside under another name.
pub fn restore(path: &Path) -> Restored {
    let default = |trouble: Option<String>| Restored {
        session: Session::default(),
        writable: true,
        trouble,
    };
    let text = match disk::read_text(path, LARGEST_BYTES) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return default(None),
        Err(error) if error.kind() == io::ErrorKind::InvalidData => {
            return default(Some(set_aside(path, words::not_text())));
        }
        Err(error) => {
            let path = path.display().to_string();
            let trouble = words::last_session_unreadable(&error.to_string(), &path);
            return Restored {
                writable: false,
                ..default(Some(trouble))
            };
        }
    };
    match file::read(&text) {
        Ok(session) => Restored {
            session,
            writable: true,
            trouble: None,
        },
        Err(error) => default(Some(set_aside(path, &error.to_string()))),
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
    /// A store that keeps the session at `path`, where `restored` was found.
    pub fn new(path: PathBuf, restored: &Session) -> Self {
        let mut known = restored.own_reports.clone();
        let (sender, errands) = channel::<Errand>();
        let (report, told) = channel();
        let thread = thread::Builder::new()
            .name("session".to_owned())
            .spawn(move || {
                while let Ok(first) = errands.recv() {
                    let mut waiting = vec![first];
                    // Of several for one file, only the last is worth doing.
                    while let Ok(later) = errands.try_recv() {
                        waiting.retain(|errand| errand.path() != later.path());
                        waiting.push(later);
                    }
                    for errand in waiting {
                        let told = match errand.run(&mut known) {
                            Ok(added) if added.is_empty() => continue,
                            Ok(added) => Told::Reports(added),
                            Err(error) => {
                                let path = errand.path().display().to_string();
                                Told::Trouble(words::session_not_saved(&error.to_string(), &path))
                            }
                        };
                        if report.send(told).is_err() {
                            return;
                        }
                    }
                }
            });
        Self {
            path,
            sender: Some(sender),
            told,
            thread: thread.ok(),
            saved: None,
        }
    }

    /// Where unsaved changes of projects are kept.
    pub fn recovery(&self) -> Recovery {
        Recovery::beside(&self.path)
    }

    /// Hands the session over to be written, unless the last one was the same.
    pub fn save(&mut self, session: &Session) {
        if self.saved.as_ref() == Some(session) {
            return;
        }
        self.saved = Some(session.clone());
        self.run(Errand::Session(
            self.path.clone(),
            Box::new(session.clone()),
        ));
    }

    /// Hands a text over to be written to a file of its own.
    pub fn write(&self, path: PathBuf, text: String) {
        self.run(Errand::Write(path, text));
    }

    /// Hands a file over to be removed.
    pub fn remove(&self, path: PathBuf) {
        self.run(Errand::Remove(path));
    }

    fn run(&self, errand: Errand) {
        if let Some(sender) = &self.sender {
            // Where the thread has ended there is nobody left to save for.
            let _ = sender.send(errand);
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
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_session_is_there_again_after_a_restart() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("deep/down/session.json");
        let session = Session {
            hint_dismissed: true,
            ..Session::default()
        };
        let mut store = SessionStore::new(path.clone(), &Session::default());
        store.save(&Session::default());
        store.save(&session);
        drop(store);
        let restored = restore(&path);
        assert_eq!(restored.session, session);
        assert_eq!(restored.trouble, None);
        let beside = fs::read_dir(path.parent().expect("a folder")).expect("a folder");
        assert_eq!(beside.count(), 1, "nothing is left lying about");
    }

    #[test]
    fn two_windows_keep_each_others_reports_and_what_one_removes_is_gone() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("session.json");
        let with = |reports: &[&str]| Session {
            own_reports: reports.iter().map(|report| Arc::from(*report)).collect(),
            ..Session::default()
        };
        let kept = || restore(&path).session.own_reports;
        let reports = |of: &[&str]| -> Vec<Arc<str>> { with(of).own_reports };
        let (mut first, mut second) = (Vec::new(), Vec::new());
        let write = |of: &[&str], known: &mut Vec<Arc<str>>| {
            write_session(&path, &with(of), known).expect("written")
        };
        assert_eq!(write(&["a", "b"], &mut first), reports(&[]));
        assert_eq!(write(&["c"], &mut second), reports(&["a", "b"]));
        assert_eq!(kept(), reports(&["c", "a", "b"]));
        // The first takes one of its own away; the other's stays.
        assert_eq!(write(&["b"], &mut first), reports(&["c"]));
        assert_eq!(kept(), reports(&["b", "c"]));
    }

    #[cfg(unix)]
    #[test]
    fn a_session_that_cannot_be_read_is_not_to_be_written() {
        let folder = tempfile::tempdir().expect("a folder");
        // A folder in its place: not even root can read it.
        let path = folder.path().join("session.json");
        fs::create_dir(&path).expect("made");
        let restored = restore(&path);
        assert!(!restored.writable && restored.trouble.is_some());
    }

    #[test]
    fn a_damaged_session_is_set_aside_and_said() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("session.json");
        for (index, damaged) in [&b"{\"version\": 1, "[..], b"\xff\xfe\x00", b""]
            .into_iter()
            .enumerate()
        {
            fs::write(&path, damaged).expect("written");
            let restored = restore(&path);
            assert_eq!(restored.session, Session::default());
            let trouble = restored.trouble.expect("a message");
            assert!(trouble.contains("was moved to"), "{trouble}");
            assert!(!path.exists());
            let aside = folder
                .path()
                .join(format!("session.damaged-{}.json", index + 1));
            assert_eq!(fs::read(aside).expect("set aside"), damaged);
        }
    }

    #[test]
    fn a_folder_that_cannot_be_written_is_told_and_loses_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        // A file where the folder should be: not even root can write there.
        let blocked = folder.path().join("blocked");
        fs::write(&blocked, "kept").expect("written");
        let path = blocked.join("session.json");
        let mut store = SessionStore::new(path, &Session::default());
        store.save(&Session::default());
        let trouble = loop {
            if let Some(Told::Trouble(trouble)) = store.take_told().pop() {
                break trouble;
            }
            thread::yield_now();
        };
        assert!(trouble.contains("cannot be saved"), "{trouble}");
        assert_eq!(fs::read_to_string(&blocked).expect("still there"), "kept");
    }
}
