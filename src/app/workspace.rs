//! What is open: the data the window started with, the files opened beside it, and the reports the
//! person added. Follows the session, reads and seals on threads of its own, and hands over one
//! atlas of it all.

use std::{
    collections::{BTreeMap, HashSet},
    path::Path,
    sync::Arc,
};

use super::{
    crowds::Crowds,
    job::{Broken, Job},
};
use crate::{
    io::{self, Outside, Progress, Read, ReadError, bulk::RowReader},
    model::{Atlas, Choices, Draft, FileKey, Note, Place, Severity},
    scene::Swarm,
    session::{OpenFile, Session},
    store::formats,
    view::{FileState, FileStatus, text},
};

/// What was read from one place.
#[derive(Debug, Default)]
pub struct Piece {
    pub draft: Draft,
    pub notes: Vec<Note>,
    /// Reads again what the columns of a large file do not hold.
    pub rows: Option<RowReader>,
    /// Whether it is a project, which repeats the data it was made of.
    pub is_project: bool,
}

/// An atlas of everything that is open.
pub struct Sealed {
    pub atlas: Arc<Atlas>,
    /// Of reading, then of sealing.
    pub notes: Vec<Note>,
    /// The rows of large files as they are drawn, one for each ledger; none where nothing is
    /// drawn of them.
    pub swarms: Vec<Arc<Swarm>>,
    /// What reads the rows of large files again.
    pub readers: Readers,
}

/// What reads the rows of each large file again.
pub type Readers = BTreeMap<FileKey, RowReader>;

impl Sealed {
    /// With what is drawn of large files.
    fn with_swarms(self) -> Self {
        Self {
            swarms: Crowds::swarms_of(&self.atlas),
            ..self
        }
    }

    /// Seals pieces, the first of which wins where two say the same.
    pub fn of<'a>(pieces: impl IntoIterator<Item = &'a Piece>) -> Self {
        let mut draft = Draft::default();
        let mut notes = Vec::new();
        let mut readers = Readers::new();
        for piece in pieces {
            let mut own = piece.draft.clone();
            let keys = own.ledgers.iter().filter_map(|ledger| ledger.file.clone());
            readers.extend(keys.zip(piece.rows.clone()));
            if piece.is_project {
                own.leave_out(&draft);
            }
            draft.append(own);
            notes.extend(piece.notes.iter().cloned());
        }
        let (atlas, mut more) = Atlas::seal(draft);
        // A project tells again what was noted when it was made, with the file it was noted of.
        let told: HashSet<(&str, &str)> = notes
            .iter()
            .map(|note| (&*note.text, &*note.what))
            .collect();
        more.retain(|note| !told.contains(&(&*note.text, &*note.what)));
        drop(told);
        notes.extend(more);
        Self {
            atlas: Arc::new(atlas),
            notes,
            swarms: Vec::new(),
            readers,
        }
    }
}

/// What everything else is opened beside: the data the program starts with, or a project in place
/// of it.
#[derive(Clone, Debug, Default)]
pub struct Ground {
    pub base: Arc<Piece>,
    /// The files a project was made of, with what it holds of each.
    pub held: Vec<(OpenFile, Arc<Piece>)>,
    /// Those it holds nothing of by name: they are read again from where they are.
    pub outside: Vec<FileKey>,
}

impl Ground {
    /// Ground that is no project.
    pub fn of(base: Arc<Piece>) -> Self {
        Self {
            base,
            ..Self::default()
        }
    }

    /// What it holds of a file, where that is still to be read as it was.
    fn part(&self, file: &OpenFile) -> Option<&Arc<Piece>> {
        let same = |known: &OpenFile| {
            known.key == file.key && known.path == file.path && known.reading == file.reading
        };
        let held = self.held.iter().find(|(known, _)| same(known));
        held.map(|(_, piece)| piece)
    }
}

/// See the module.
pub struct Workspace {
    wake: egui::Context,
    ground: Ground,
    slots: Vec<Slot>,
    own: Own,
    /// What the atlas last handed over, or the one in the making, is made of.
    wanted: Vec<Arc<Piece>>,
    sealing: Option<Job<Sealed>>,
    /// What large files that are being read have shown of themselves so far.
    glimpses: Vec<Arc<Swarm>>,
}

/// A file of the session.
struct Slot {
    file: OpenFile,
    state: State,
}

enum State {
    Reading(Job<Result<Piece, ReadError>>),
    Read(Arc<Piece>),
    Failed(Arc<str>),
}

/// The reports of the session, read.
#[derive(Default)]
struct Own {
    records: Vec<Arc<str>>,
    piece: Arc<Piece>,
}

impl Workspace {
    /// A workspace in which only the base is open, of which an atlas is there already.
    pub fn new(base: Arc<Piece>, wake: egui::Context) -> Self {
        Self {
            wake,
            wanted: vec![Arc::clone(&base)],
            ground: Ground::of(base),
            slots: Vec::new(),
            own: Own::default(),
            sealing: None,
            glimpses: Vec::new(),
        }
    }

    /// Stands on other ground from now on. What was open is closed.
    pub fn stand_on(&mut self, ground: Ground) {
        self.ground = ground;
        self.slots.clear();
        self.own = Own::default();
    }

    /// The files of a session that are read from where they are, and not out of a project.
    pub fn outside_files<'s>(&self, session: &'s Session) -> impl Iterator<Item = &'s OpenFile> {
        let outside = |file: &&OpenFile| self.ground.part(file).is_none();
        session.files.iter().filter(outside)
    }

    /// Opens and closes what the session says. Gives a new atlas once one is ready; files that
    /// could not be read go to `troubles`.
    pub fn follow(&mut self, session: &Session, troubles: &mut Vec<String>) -> Option<Sealed> {
        self.match_slots(&session.files);
        for slot in &mut self.slots {
            slot.advance(troubles);
        }
        self.follow_glimpses();
        self.own.follow(&session.own_reports);
        let open = self.open_pieces();
        let same = open.len() == self.wanted.len()
            && open
                .iter()
                .zip(&self.wanted)
                .all(|(a, b)| Arc::ptr_eq(a, b));
        if !same {
            self.wanted.clone_from(&open);
            let wake = self.wake.clone();
            let work =
                move |_: &Progress| Sealed::of(open.iter().map(|piece| &**piece)).with_swarms();
            self.sealing = Some(Job::start(move || wake.request_repaint(), work));
        }
        let done = self.sealing.as_ref()?.poll()?;
        self.sealing = None;
        done.map_err(|broken| troubles.push(broken.to_string()))
            .ok()
    }

    /// Takes over what is read by now, until all of it is there.
    fn follow_glimpses(&mut self) {
        for slot in &self.slots {
            if let State::Reading(job) = &slot.state {
                let positions = job.progress.take_glimpses();
                if !positions.is_empty() {
                    self.glimpses
                        .push(Arc::new(Swarm::of_positions(&positions)));
                }
            }
        }
        if self.is_settled() {
            self.glimpses.clear();
        }
    }

    /// What large files that are being read have shown of themselves so far.
    pub fn glimpses(&self) -> &[Arc<Swarm>] {
        &self.glimpses
    }

    /// Whether everything the session asks for is in the atlas handed over, or failed.
    pub fn is_settled(&self) -> bool {
        let reading = |slot: &Slot| matches!(slot.state, State::Reading(_));
        self.sealing.is_none() && !self.slots.iter().any(reading)
    }

    /// How it stands with each file, in the order of the session.
    pub fn statuses(&self) -> Vec<FileStatus> {
        self.slots.iter().map(Slot::status).collect()
    }

    /// Gives each file of the session a slot, and keeps those that are read as they were.
    fn match_slots(&mut self, files: &[OpenFile]) {
        let same = |slot: &Slot, file: &OpenFile| {
            slot.file.key == file.key
                && slot.file.path == file.path
                && slot.file.reading == file.reading
        };
        let mut old = std::mem::take(&mut self.slots);
        for file in files {
            let slot = match old.iter().position(|slot| same(slot, file)) {
                Some(known) => Slot {
                    file: file.clone(),
                    ..old.swap_remove(known)
                },
                None => match self.ground.part(file) {
                    Some(piece) => Slot {
                        file: file.clone(),
                        state: State::Read(Arc::clone(piece)),
                    },
                    None => {
                        let repeats = self.ground.outside.contains(&file.key);
                        Slot::start(file.clone(), repeats, self.wake.clone())
                    }
                },
            };
            self.slots.push(slot);
        }
    }

    fn open_pieces(&self) -> Vec<Arc<Piece>> {
        let read = self.slots.iter().filter_map(|slot| match &slot.state {
            State::Read(piece) => Some(piece),
            _ => None,
        });
        let own = (!self.own.records.is_empty()).then_some(&self.own.piece);
        let all = std::iter::once(&self.ground.base).chain(read).chain(own);
        all.cloned().collect()
    }
}

impl Slot {
    /// `repeats`: the ground may hold the same already.
    fn start(file: OpenFile, repeats: bool, wake: egui::Context) -> Self {
        let (path, key) = (Arc::clone(&file.path), file.key.clone());
        let choices = file.reading.clone().unwrap_or_default();
        let work = move |progress: &Progress| {
            let mut piece = read(&path, &key, &choices, progress)?;
            piece.is_project |= repeats;
            Ok(piece)
        };
        let job = Job::start(move || wake.request_repaint(), work);
        Self {
            file,
            state: State::Reading(job),
        }
    }

    /// Takes over what was read, once it is.
    fn advance(&mut self, troubles: &mut Vec<String>) {
        let State::Reading(job) = &self.state else {
            return;
        };
        self.state = match job.poll() {
            None => return,
            Some(Ok(Ok(piece))) => State::Read(Arc::new(piece)),
            Some(Ok(Err(error))) => self.failed(error.to_string(), troubles),
            Some(Err(broken @ Broken)) => self.failed(broken.to_string(), troubles),
        };
    }

    fn failed(&self, why: String, troubles: &mut Vec<String>) -> State {
        troubles.push(why.clone());
        State::Failed(why.into())
    }

    fn status(&self) -> FileStatus {
        FileStatus {
            key: self.file.key.clone(),
            state: match &self.state {
                State::Reading(job) => FileState::Reading {
                    share: job.progress.share(),
                    seconds: job.since.elapsed().as_secs_f32(),
                },
                State::Read(piece) => FileState::Read {
                    records: piece.draft.records(),
                    others: piece.draft.len() - piece.draft.reports.len() - piece.draft.rows(),
                    notes: piece.notes.len(),
                },
                State::Failed(why) => FileState::Failed(Arc::clone(why)),
            },
        }
    }
}

impl Own {
    fn follow(&mut self, records: &[Arc<str>]) {
        if self.records == records {
            return;
        }
        self.records = records.to_vec();
        self.piece = Arc::new(own_piece(records));
    }
}

/// Reads the reports a person added.
pub fn own_piece(records: &[Arc<str>]) -> Piece {
    let mut piece = Piece::default();
    for (index, record) in records.iter().enumerate() {
        let place = Place::file(format!("own report {}", index + 1));
        match io::reports::read_one(&place, record, &mut piece.notes) {
            Ok(report) => piece.draft.reports.push(report),
            Err(note) => piece.notes.push(note),
        }
    }
    piece.draft = piece.draft.from_file(&FileKey::own());
    piece
}

/// Reads a file of any format the program knows.
pub fn read(
    path: &Path,
    key: &FileKey,
    choices: &Choices,
    progress: &Progress,
) -> Result<Piece, ReadError> {
    let Read {
        draft,
        mut notes,
        rows,
        is_project,
        outside,
    } = formats::read(path, choices, progress)?;
    notes.extend(outside.iter().map(|of| elsewhere(path, of)));
    if draft.is_empty() && notes.iter().all(|note| note.severity == Severity::Remark) {
        let place = Place::file(path.display().to_string());
        notes.push(Note::new(
            Severity::Doubt,
            &place,
            "",
            "the file holds nothing to show",
        ));
    }
    Ok(Piece {
        draft: draft.from_file(key),
        notes,
        rows,
        is_project,
    })
}

/// A project opened beside other data is read without the files it refers to.
fn elsewhere(path: &Path, outside: &Outside) -> Note {
    let what = format!(
        "the project only refers to {} of this file; open it as well to have them",
        text::count(outside.rows, "record", "records")
    );
    let place = Place::file(path.display().to_string());
    Note::new(Severity::Doubt, &place, outside.file.to_string(), what)
}
