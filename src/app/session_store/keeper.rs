//! The thread that keeps: does errands in their order, and looks every second whether another window
//! wrote.

use std::{
    collections::BTreeMap,
    io,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
        mpsc::{Receiver, RecvTimeoutError, Sender},
    },
    time::Duration,
};

use jiff::Timestamp;

use super::{Restored, Told, work_path};
use crate::{
    app::{project_store, session_source::LARGEST_BYTES, terminal::tell, work},
    io::disk::{self, Hold, Target, write_whole},
    session::{Session, file},
    store::own_work::{Change, Record, WorkError, WorkStore},
    words::{files as words, work as work_words},
};

/// So often the work is looked at for what other windows wrote, and what could not be written is
/// tried again.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// What is to be done on the disk.
pub(super) enum Errand {
    Session(Box<Session>),
    Project {
        kept: PathBuf,
        project: Arc<Path>,
        sha256: String,
        session: Box<Session>,
    },
    Write(PathBuf, String),
    Remove(PathBuf),
    Change(String, Change),
    Follow(String, Vec<Record>),
    Replace(String, Vec<Record>),
    Leave(String),
    Agree(String, Vec<String>),
    Watch(Option<String>),
    LookBack(String, i64),
}

pub(super) struct Keeper {
    session_path: PathBuf,
    /// Whether the file of the session may be written.
    writable: bool,
    /// The session as this window last wrote or read it.
    known: Session,
    work: Option<WorkStore>,
    /// What the work does not hold yet, by place: it could not be written.
    unstored: BTreeMap<String, Change>,
    /// The place whose history is watched.
    watched: Option<String>,
    /// The last trouble with the work, so that it is told once.
    trouble: Option<String>,
    report: Sender<Told>,
}

impl Keeper {
    pub fn new(session_path: PathBuf, restored: Restored, report: Sender<Told>) -> Self {
        let own = work::records_of(&restored.kept);
        let fresh = Change {
            added: Change::between(&restored.records, &own).added,
            ..Change::default()
        };
        let fresh = (work::NO_PROJECT.to_owned(), fresh);
        Self {
            session_path,
            writable: restored.writable,
            known: restored.kept,
            work: restored.work,
            unstored: BTreeMap::from([fresh]),
            watched: None,
            trouble: None,
            report,
        }
    }

    /// Works until nobody is left to work for.
    pub fn run(&mut self, errands: &Receiver<Errand>, left: &AtomicUsize, wake: &dyn Fn()) {
        if self.take_over() {
            wake();
        }
        loop {
            let told = match errands.recv_timeout(LOOK_EVERY) {
                Ok(first) => {
                    let mut waiting = vec![first];
                    waiting.extend(errands.try_iter());
                    self.do_all(waiting, left)
                }
                Err(RecvTimeoutError::Timeout) => {
                    let told = self.store_all();
                    self.poll() || told
                }
                Err(RecvTimeoutError::Disconnected) => break,
            };
            if told {
                wake();
            }
        }
        self.finish();
    }

    /// Takes the work over that the session holds itself. Only then does it leave the session. Says
    /// whether there is something to tell.
    fn take_over(&mut self) -> bool {
        let told = self.store_all();
        let is_stored = self.unstored.is_empty();
        if is_stored && !work::records_of(&self.known).is_empty() {
            // Where that fails, the next session that is kept leaves it out.
            let _ = self.save(self.known.clone());
        }
        told
    }

    /// Says whether the window should look.
    fn do_all(&mut self, waiting: Vec<Errand>, left: &AtomicUsize) -> bool {
        let number = waiting.len();
        let mut todo: Vec<Errand> = Vec::new();
        for errand in waiting {
            // Of several for one file, only the last is worth doing.
            if let Some(path) = self.path_of(&errand).map(Path::to_owned) {
                todo.retain(|earlier| self.path_of(earlier) != Some(&path));
            }
            todo.push(errand);
        }
        for errand in todo {
            self.run_one(errand);
        }
        left.fetch_sub(number, Ordering::AcqRel);
        true
    }

    fn path_of<'e>(&'e self, errand: &'e Errand) -> Option<&'e Path> {
        match errand {
            Errand::Session(_) => Some(&self.session_path),
            Errand::Project { kept, .. } => Some(kept),
            Errand::Write(path, _) | Errand::Remove(path) => Some(path),
            _ => None,
        }
    }

    fn run_one(&mut self, errand: Errand) {
        let path = self.path_of(&errand).map(Path::to_owned);
        let done = match errand {
            Errand::Session(session) => self.save(*session),
            Errand::Project {
                kept,
                project,
                sha256,
                mut session,
            } => {
                self.keep_unstored(&mut session, &work::place_of(&project));
                let text = project_store::write(&project, &sha256, &session);
                write_text(&kept, &text)
            }
            Errand::Write(path, text) => write_text(&path, &text),
            Errand::Remove(path) => disk::remove(&path),
            Errand::Change(place, change) => {
                self.unstored.entry(place).or_default().then(change);
                self.store_all();
                Ok(())
            }
            Errand::Follow(place, records) => {
                if let Some(work) = &mut self.work {
                    work.follow(&place, records);
                }
                self.poll();
                Ok(())
            }
            Errand::Replace(place, records) => {
                let there = self.work.as_mut().map(|work| work.look(&place));
                let there = there.transpose();
                match there {
                    Ok(there) => {
                        let there = there.unwrap_or_default();
                        let change = Change::between(&there, &records);
                        self.unstored.insert(place, change);
                        self.store_all();
                    }
                    Err(error) => self.tell_trouble(&error, work_words::not_written),
                }
                Ok(())
            }
            Errand::Leave(place) => {
                if let Some(work) = &mut self.work {
                    work.leave(&place);
                }
                Ok(())
            }
            Errand::Agree(place, paths) => {
                let kept = self.work.as_mut().map(|work| work.agree(&place, &paths));
                // Where it is not kept, the person is asked again.
                drop(kept);
                Ok(())
            }
            Errand::Watch(place) => {
                self.watched = place;
                self.tell_history();
                Ok(())
            }
            Errand::LookBack(place, generation) => {
                if let Some(work) = &mut self.work {
                    match work.before(&place, generation) {
                        Ok(records) => self.tell(Told::Before(place, records)),
                        Err(error) => self.tell_trouble(&error, work_words::not_polled),
                    }
                }
                Ok(())
            }
        };
        if let (Err(error), Some(path)) = (done, path) {
            let path = path.display().to_string();
            self.tell(Told::Trouble(words::session_not_saved(
                &error.to_string(),
                &path,
            )));
        }
    }

    fn tell(&self, told: Told) {
        // Where nobody listens any more there is nobody to tell.
        let _ = self.report.send(told);
    }

    fn tell_trouble(&mut self, error: &WorkError, words: fn(&str, &str) -> String) {
        let path = work_path(&self.session_path).display().to_string();
        let trouble = words(&path, &error.to_string());
        if self.trouble.as_ref() != Some(&trouble) {
            self.trouble = Some(trouble.clone());
            self.tell(Told::Trouble(trouble));
        }
    }

    fn tell_history(&mut self) {
        let Some(place) = &self.watched else {
            return;
        };
        let history = self.work.as_ref().map(|work| work.history(place));
        match history.transpose() {
            Ok(history) => self.tell(Told::History(history)),
            Err(error) => self.tell_trouble(&error, work_words::not_polled),
        }
    }

    /// Writes what the work does not hold yet. Says whether there is something to tell.
    fn store_all(&mut self) -> bool {
        let Some(work) = &mut self.work else {
            return false;
        };
        let (mut told, mut trouble) = (Vec::new(), None);
        self.unstored.retain(
            |place, change| match work.write(place, change, Timestamp::now()) {
                Ok(theirs) => {
                    told.push((place.clone(), theirs));
                    false
                }
                Err(error) => {
                    trouble = Some(error);
                    true
                }
            },
        );
        match trouble {
            Some(error) => self.tell_trouble(&error, work_words::not_written),
            None if !told.is_empty() => self.trouble = None,
            None => return false,
        }
        for (place, theirs) in told.into_iter().filter(|(_, theirs)| !theirs.is_empty()) {
            self.tell(Told::Work(place, theirs));
        }
        self.tell_history();
        true
    }

    /// Tells what other windows wrote. Says whether they did.
    fn poll(&mut self) -> bool {
        let Some(work) = &mut self.work else {
            return false;
        };
        match work.poll() {
            Ok(changes) if changes.is_empty() => false,
            Ok(changes) => {
                for (place, theirs) in changes {
                    self.tell(Told::Work(place, theirs));
                }
                self.tell_history();
                true
            }
            Err(error) => {
                let before = self.trouble.clone();
                self.tell_trouble(&error, work_words::not_polled);
                self.trouble != before
            }
        }
    }

    /// Leaves those own reports in a session that are kept nowhere else.
    fn keep_unstored(&self, session: &mut Session, place: &str) {
        let unstored = self.unstored.get(place);
        let records = unstored.map_or_else(Vec::new, |change| change.added.clone());
        work::put(session, records);
    }

    fn save(&mut self, mut session: Session) -> io::Result<()> {
        if !self.writable {
            return Ok(());
        }
        self.keep_unstored(&mut session, work::NO_PROJECT);
        write_session(&self.session_path, &session, &self.known)?;
        self.known = session;
        Ok(())
    }

    /// The last try: what the work does not take goes into the session, out of which the next start
    /// takes it.
    fn finish(&mut self) {
        self.store_all();
        let mut last = self.known.clone();
        self.keep_unstored(&mut last, work::NO_PROJECT);
        if last != self.known
            && let Err(error) = self.save(last)
        {
            let path = self.session_path.display().to_string();
            tell(words::session_not_saved(&error.to_string(), &path));
        }
    }
}

/// Writes a file of this person's, and makes the folder it lies in where there is none.
fn write_text(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        disk::make_folder(folder)?;
    }
    write_whole(&Target::private(path), |file| {
        file.write_all(text.as_bytes())
    })
}

/// Writes the session in place of what this window last wrote or read there. What another window has
/// opened there or judged of ties since stays.
pub(super) fn write_session(path: &Path, session: &Session, known: &Session) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        disk::make_folder(folder)?;
    }
    let _hold = Hold::wait(path)?;
    let there = disk::read_text(path, LARGEST_BYTES).ok();
    let there = there.and_then(|text| file::read(&text).ok());
    let mut all = session.clone();
    if let Some(there) = there {
        let mut theirs = Session {
            files: there.files,
            readings: there.readings,
            own_reports: there.own_reports,
            verdicts: there.verdicts,
            bookmarks: there.bookmarks,
            personal: there.personal,
            ..Session::default()
        };
        let is_known = |source| known.files.iter().any(|file| file.source == source);
        theirs.files.retain(|file| !is_known(file.source.clone()));
        theirs
            .own_reports
            .retain(|report| !known.own_reports.contains(report));
        // A verdict this window knew is its own to take back.
        theirs
            .verdicts
            .retain(|judged, _| !known.verdicts.contains_key(judged));
        // Neither is a view it kept.
        theirs
            .bookmarks
            .retain(|name, _| !known.bookmarks.contains_key(name));
        Arc::make_mut(&mut theirs.personal.annotations)
            .retain(|annotated| known.personal.annotations.of(annotated).is_none());
        Arc::make_mut(&mut theirs.personal.evidence).retain(|report, evidence| {
            let mut own = known.personal.evidence.report(report).iter();
            !own.any(|own| own.sha256 == evidence.sha256)
        });
        all.add(&theirs);
    }
    write_text(path, &file::write(&all))
}
