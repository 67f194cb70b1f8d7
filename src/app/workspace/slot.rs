//! A file of the session: being read, read, or why it is not, and what others have added to it since.

use std::sync::Arc;

use super::{Piece, piece_of};
use crate::{
    app::{
        following::{Following, Heard, Part},
        job::Job,
        sources,
    },
    io::{ReadError, bulk::Version, clock},
    model::{Budget, FileKey},
    session::OpenFile,
    store::team_archive::Outcome,
    view::{Away, FileState, FileStatus},
    words::team_archive,
};

/// What became of a report that was to be added to an opened file, or why it is not taken.
pub struct Delivered {
    pub to: FileKey,
    pub ticket: Arc<str>,
    pub outcome: Result<Outcome, String>,
}

/// A file of the session.
pub(super) struct Slot {
    pub(super) file: OpenFile,
    pub(super) state: State,
    /// What earlier copies of it had and it has not.
    pub(super) withdrawn: Held,
    /// The file as it was when it was read; `None` where it is not on the disk.
    pub(super) version: Option<Version>,
    /// What others have added since it was read.
    pub(super) added: Vec<Arc<Piece>>,
    /// Hears what others add.
    pub(super) following: Option<Following>,
    /// Where it does not answer any more.
    pub(super) away: Option<Away>,
}

pub(super) enum State {
    Reading(Job<Result<Piece, ReadError>>),
    Read(Arc<Piece>),
    Failed(Arc<str>),
}

/// Reports that the session itself holds, read.
#[derive(Default)]
pub(super) struct Held {
    pub(super) records: Vec<Arc<str>>,
    pub(super) piece: Arc<Piece>,
}

impl Slot {
    pub(super) fn new(file: OpenFile, state: State, version: Option<Version>) -> Self {
        Self {
            version,
            file,
            state,
            withdrawn: Held::default(),
            added: Vec::new(),
            following: None,
            away: None,
        }
    }

    /// `repeats`: the base data may hold the same already.
    pub(super) fn start(file: OpenFile, repeats: bool, wake: egui::Context) -> Self {
        let version = sources::version(&file.source);
        let (source, key) = (file.source.clone(), file.key.clone());
        let choices = file.reading.clone().unwrap_or_default();
        let work = move |budget: &Budget| {
            let mut piece = sources::read(&source, &key, &choices, budget)?;
            piece.is_project |= repeats;
            Ok(piece)
        };
        let job = Job::start(move || wake.request_repaint(), work);
        Self::new(file, State::Reading(job), version)
    }

    pub(super) fn is_read(&self) -> bool {
        matches!(self.state, State::Read(_))
    }

    /// What was read of it, and what others have added since.
    pub(super) fn pieces(&self) -> impl Iterator<Item = Arc<Piece>> {
        let read = match &self.state {
            State::Read(piece) => Some(piece),
            _ => None,
        };
        read.into_iter().chain(&self.added).cloned()
    }

    /// The same, which nobody listens to any more.
    pub(super) fn unheard(self) -> Self {
        Self {
            following: None,
            away: None,
            ..self
        }
    }

    /// Takes over what others add. Says whether anything was heard.
    pub(super) fn listen(
        &mut self,
        wake: &egui::Context,
        told: &mut Vec<String>,
        answers: &mut Vec<Delivered>,
    ) -> bool {
        let State::Read(whole) = &self.state else {
            return false;
        };
        let Some(following) = &self.following else {
            // From the last that was read, which may be from before it was closed.
            let so_far = self.added.last().unwrap_or(whole).so_far;
            let follow = so_far.and_then(|so_far| {
                let choices = self.file.reading.clone().unwrap_or_default();
                sources::follow(&self.file.source, &self.file.key, &choices, so_far)
            });
            self.following = follow.map(|follow| Following::start(follow, wake.clone()));
            return false;
        };
        let all = following.take();
        let has_heard = !all.is_empty();
        for heard in all {
            match heard {
                Heard::Records { part, piece, added } => {
                    match part {
                        Part::Whole => {
                            self.state = State::Read(piece);
                            self.added.clear();
                        }
                        Part::Last => {
                            self.added.pop();
                            self.added.push(piece);
                        }
                        Part::Next => self.added.push(piece),
                    }
                    let name = &self.file.name;
                    told.extend(added.iter().map(|by| match by.corrects {
                        true => team_archive::others_corrected(by.records, &by.who, name),
                        false => team_archive::others_added(by.records, &by.who, name),
                    }));
                }
                Heard::Away(since, why) => {
                    self.away = Some(Away {
                        since: clock::time_of_day(since).into(),
                        why: why.into(),
                    });
                }
                Heard::Back => self.away = None,
                Heard::Answered { ticket, outcome } => answers.push(Delivered {
                    to: self.file.key.clone(),
                    ticket,
                    outcome,
                }),
            }
        }
        has_heard
    }

    /// Whether the file is still what was read.
    pub(super) fn is_current(&self) -> bool {
        let now = || sources::version(&self.file.source);
        self.version.is_none_or(|version| now() == Some(version))
    }

    /// Takes over what was read, once it is.
    pub(super) fn advance(&mut self, troubles: &mut Vec<String>) {
        let State::Reading(job) = &self.state else {
            return;
        };
        self.state = match job.poll() {
            None => return,
            Some(Ok(Ok(piece))) => State::Read(Arc::new(piece)),
            Some(Ok(Err(error))) => self.failed(error.to_string(), troubles),
            Some(Err(broken)) => self.failed(broken.to_string(), troubles),
        };
    }

    pub(super) fn failed(&self, why: String, troubles: &mut Vec<String>) -> State {
        troubles.push(why.clone());
        State::Failed(why.into())
    }

    pub(super) fn status(&self) -> FileStatus {
        FileStatus {
            key: self.file.key.clone(),
            away: self.away.clone(),
            state: match &self.state {
                State::Reading(job) => FileState::Reading {
                    share: job.budget.share(),
                    seconds: job.since.elapsed().as_secs_f32(),
                },
                State::Read(piece) => FileState::Read {
                    records: piece.draft.records(),
                    others: piece.draft.shapes(),
                    notes: piece.notes.len(),
                    seems_swapped: piece.seems_swapped,
                },
                State::Failed(why) => FileState::Failed(Arc::clone(why)),
            },
        }
    }
}

impl Held {
    pub(super) fn follow(&mut self, records: &[Arc<str>], key: impl FnOnce() -> FileKey) {
        if self.records == records {
            return;
        }
        self.records = records.to_vec();
        self.piece = Arc::new(piece_of(records, &key()));
    }

    pub(super) fn piece(&self) -> Option<Arc<Piece>> {
        (!self.records.is_empty()).then(|| Arc::clone(&self.piece))
    }
}
