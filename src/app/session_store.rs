//! Where the session is kept between two starts.
//!
//! Saved by a thread of its own, so that no frame waits for the disk, and always as a whole: a new
//! file is written beside the old one and then takes its place.

use std::{
    io,
    path::{Path, PathBuf},
    sync::mpsc::{Receiver, Sender, channel},
    thread::{self, JoinHandle},
};

use super::{project_store::Recovery, session_source::LARGEST_BYTES};
use crate::{
    io::disk::{self, Target, write_whole},
    session::{Session, file},
    words::files as words,
};

/// Keeps sessions in a file.
pub struct SessionStore {
    path: PathBuf,
    sender: Option<Sender<Errand>>,
    troubles: Receiver<String>,
    thread: Option<JoinHandle<()>>,
    saved: Option<Session>,
}

/// What is to be done on the disk.
enum Errand {
    Write(PathBuf, String),
    Remove(PathBuf),
}

impl Errand {
    fn path(&self) -> &Path {
        match self {
            Self::Write(path, _) | Self::Remove(path) => path,
        }
    }

    fn run(&self) -> io::Result<()> {
        match self {
            Self::Write(path, text) => write_whole(&Target::private(path), |file| {
                file.write_all(text.as_bytes())
            }),
            Self::Remove(path) => disk::remove(path),
        }
    }
}

/// What was found where the last session was kept.
pub struct Restored {
    pub session: Session,
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
            return default(Some(trouble));
        }
    };
    match file::read(&text) {
        Ok(session) => Restored {
            session,
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
    /// A store that keeps the session at `path`.
    pub fn new(path: PathBuf) -> Self {
        let (sender, errands) = channel::<Errand>();
        let (report, troubles) = channel();
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
                        if let Err(error) = errand.run() {
                            let path = errand.path().display().to_string();
                            let trouble = words::session_not_saved(&error.to_string(), &path);
                            if report.send(trouble).is_err() {
                                return;
                            }
                        }
                    }
                }
            });
        Self {
            path,
            sender: Some(sender),
            troubles,
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
        self.run(Errand::Write(self.path.clone(), file::write(session)));
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

    /// What went wrong since this was last asked.
    pub fn take_trouble(&self) -> Option<String> {
        self.troubles.try_iter().last()
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
        let mut store = SessionStore::new(path.clone());
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
        let mut store = SessionStore::new(path);
        store.save(&Session::default());
        let trouble = loop {
            if let Some(trouble) = store.take_trouble() {
                break trouble;
            }
            thread::yield_now();
        };
        assert!(trouble.contains("cannot be saved"), "{trouble}");
        assert_eq!(fs::read_to_string(&blocked).expect("still there"), "kept");
    }
}
