//! What is open: the data the window started with, the files opened beside it, and the reports the
//! person added. Follows the session, reads and resolves on threads of its own, and hands over one
//! atlas of it all. What a change does not concern is not made again.

mod built;
mod slot;

use std::{path::Path, sync::Arc};

pub use built::Built;
pub use slot::Delivered;

use super::{job::Job, sources::ReadSoFar};
use crate::{
    io::{self, LinkedFile, Read, ReadError},
    model::{
        Budget, Draft, FileKey, ImportOptions, Note, NoteLog, Place, Severity, Stopped,
        draft::SettlementDraft,
    },
    scene::PointLayer,
    session::{OpenFile, Session},
    store::{formats, team_archive::Outbox},
    view::FileStatus,
    words::{diff, files},
};
use built::are_same;
use slot::{Held, Slot, State};

/// What was read from one place.
#[derive(Debug, Default)]
pub struct Piece {
    pub draft: Draft,
    pub notes: Vec<Note>,
    /// Whether it is a project, which repeats the data it was made of.
    pub is_project: bool,
    /// Whether its positions seem to have latitude and longitude swapped.
    pub seems_swapped: bool,
    /// How far it is read, where others add to it.
    pub so_far: Option<ReadSoFar>,
}

impl Piece {
    /// What was read, for an opened file of that key. Rows that are read again know from where.
    pub fn of(read: Read, key: &FileKey) -> Self {
        let mut draft = read.draft;
        if let Some(rows) = read.rows {
            for table in &mut draft.datasets {
                Arc::make_mut(table).source = Some(Arc::new(rows.clone()));
            }
        }
        draft.ties.name_rows(key, &read.named_rows);
        Self {
            draft: draft.from_file(key),
            notes: read.notes,
            is_project: read.is_project,
            seems_swapped: read.seems_swapped,
            so_far: None,
        }
    }

    /// Whether it has places that names in other files may stand for.
    fn has_places(&self) -> bool {
        self.draft.shapes() > 0
    }
}

/// What everything else is opened beside: the data the program starts with, or a project in place
/// of it.
#[derive(Clone, Debug, Default)]
pub struct BaseProject {
    pub base: Arc<Piece>,
    /// The files a project was made of, with what it holds of each.
    pub held: Vec<(OpenFile, Arc<Piece>)>,
    /// Those it holds nothing of by name: they are read again from where they are.
    pub outside: Vec<FileKey>,
}

impl BaseProject {
    /// BaseProject that is no project.
    pub fn of(base: Arc<Piece>) -> Self {
        Self {
            base,
            ..Self::default()
        }
    }

    /// What it holds of a file, where that is still to be read as it was.
    pub fn part(&self, file: &OpenFile) -> Option<&Arc<Piece>> {
        let same = |known: &OpenFile| {
            known.key == file.key
                && known.source == file.source
                && known.reading == file.reading
                && known.revision == file.revision
        };
        let held = self.held.iter().find(|(known, _)| same(known));
        held.map(|(_, piece)| piece)
    }
}

/// Everything that is open, and what is being read.
pub struct Workspace {
    wake: egui::Context,
    ground: BaseProject,
    slots: Vec<Slot>,
    /// Files closed last, which an undo may bring back.
    closed: Vec<Slot>,
    own: Held,
    /// What the atlas last handed over, or the one in the making, is made of.
    wanted: Vec<Arc<Piece>>,
    /// The atlas last handed over.
    built: Built,
    building: Option<Job<Result<Built, Stopped>>>,
    /// Positions read so far from files that are still being read.
    glimpses: Vec<Arc<PointLayer>>,
    /// What others did to what is open, in words, once it is in the atlas.
    told: Vec<String>,
    /// Whether something was heard of sources that others add to.
    has_heard: bool,
    /// What became of what was to be added to a source.
    answers: Vec<Delivered>,
}

/// So many files that were closed are kept for an undo.
const MOST_CLOSED: usize = 4;

impl Workspace {
    /// A workspace in which only the base is open, of which `built` is the atlas.
    pub fn new(base: Arc<Piece>, built: Built, wake: egui::Context) -> Self {
        Self {
            wake,
            wanted: vec![Arc::clone(&base)],
            ground: BaseProject::of(base),
            slots: Vec::new(),
            closed: Vec::new(),
            own: Held::default(),
            built,
            building: None,
            glimpses: Vec::new(),
            told: Vec::new(),
            has_heard: false,
            answers: Vec::new(),
        }
    }

    /// Everything that is open but a file, and the atlas of all of it, of which the next is made.
    pub fn beside(&self, key: &FileKey) -> (Built, Vec<Arc<Piece>>) {
        let others = self.slots.iter().filter(|slot| slot.file.key != *key);
        let base = std::iter::once(Arc::clone(&self.ground.base));
        let pieces = base.chain(others.flat_map(Slot::pieces));
        (self.built.clone(), pieces.collect())
    }

    /// The places of opened files, as they have them.
    pub fn places_of_files(&self) -> Vec<SettlementDraft> {
        self.built.places_of_files()
    }

    /// Replaces the base data. Opened files are closed.
    pub fn stand_on(&mut self, ground: BaseProject) {
        self.ground = ground;
        self.slots.clear();
        self.closed.clear();
        self.own = Held::default();
        self.built = Built::default();
    }

    /// The files of a session that are read from where they are, and not out of a project.
    pub fn outside_files<'s>(&self, session: &'s Session) -> impl Iterator<Item = &'s OpenFile> {
        let outside = |file: &&OpenFile| self.ground.part(file).is_none();
        session.files.iter().filter(outside)
    }

    /// Reads a file again that could not be read.
    pub fn try_again(&mut self, key: &FileKey) {
        let has_failed = |slot: &Slot| matches!(slot.state, State::Failed(_));
        self.slots
            .retain(|slot| slot.file.key != *key || !has_failed(slot));
    }

    /// Opens and closes what the session says. Gives a new atlas once one is ready; files that
    /// could not be read go to `troubles`.
    pub fn follow(&mut self, session: &Session, troubles: &mut Vec<String>) -> Option<Built> {
        self.match_slots(&session.files);
        for slot in &mut self.slots {
            slot.advance(troubles);
            self.has_heard |= slot.listen(&self.wake, &mut self.told, &mut self.answers);
            let key = || slot.file.key.withdrawn();
            slot.withdrawn.follow(&slot.file.withdrawn, key);
        }
        self.follow_glimpses();
        self.own.follow(&session.own_reports, FileKey::own);
        let open = self.open_pieces();
        if !are_same(&open, &self.wanted) {
            self.wanted.clone_from(&open);
            let wake = self.wake.clone();
            let built = self.built.clone();
            let kept: Vec<Arc<Piece>> = self.closed.iter().flat_map(Slot::pieces).collect();
            let work = move |budget: &Budget| {
                let built = built.with(&open, &kept, budget)?;
                built.with_point_layers(budget)
            };
            self.building = Some(Job::start(move || wake.request_repaint(), work));
        }
        let done = self.building.as_ref()?.poll()?;
        self.building = None;
        match done {
            Ok(Ok(built)) => {
                self.built = built.clone();
                Some(built)
            }
            Ok(Err(why)) => {
                troubles.push(why.to_string());
                None
            }
            Err(broken) => {
                troubles.push(broken.to_string());
                None
            }
        }
    }

    /// Takes over what is read by now, until all of it is there.
    fn follow_glimpses(&mut self) {
        for slot in &self.slots {
            if let State::Reading(job) = &slot.state {
                let positions = job.budget.take_glimpses();
                if !positions.is_empty() {
                    self.glimpses
                        .push(Arc::new(PointLayer::of_positions(&positions)));
                }
            }
        }
        if self.is_settled() {
            self.glimpses.clear();
        }
    }

    /// Positions read so far from files that are still being read.
    pub fn glimpses(&self) -> &[Arc<PointLayer>] {
        &self.glimpses
    }

    /// Whether everything the session asks for is in the atlas handed over, or failed.
    pub fn is_settled(&self) -> bool {
        let reading = |slot: &Slot| matches!(slot.state, State::Reading(_));
        self.building.is_none() && !self.slots.iter().any(reading)
    }

    /// What others did to what is open, in words. Where that is still being built, it is told later.
    pub fn take_told(&mut self) -> Vec<String> {
        match self.building {
            Some(_) => Vec::new(),
            None => std::mem::take(&mut self.told),
        }
    }

    /// What became of what was to be added, since this was last asked.
    pub fn take_answers(&mut self) -> Vec<Delivered> {
        std::mem::take(&mut self.answers)
    }

    /// What is to be added to an opened file; `None` where it is not followed.
    pub fn outbox(&self, key: &FileKey) -> Option<&Outbox> {
        let slot = self.slots.iter().find(|slot| slot.file.key == *key)?;
        slot.following.as_ref().map(|following| &following.outbox)
    }

    /// How many sources are followed that others add to.
    pub fn followed(&self) -> usize {
        let followed = self.slots.iter().filter(|slot| slot.following.is_some());
        followed.count()
    }

    /// Whether everybody knows a reporter by its key.
    pub fn is_reporter_of_base(&self, key: &str) -> bool {
        let mut reporters = self.ground.base.draft.reporters.iter();
        reporters.any(|reporter| reporter.key == key)
    }

    /// Whether something was heard of sources that others add to, since this was last asked.
    pub fn has_heard(&mut self) -> bool {
        std::mem::take(&mut self.has_heard)
    }

    /// How it stands with each file, in the order of the session.
    pub fn statuses(&self) -> Vec<FileStatus> {
        self.slots.iter().map(Slot::status).collect()
    }

    /// Gives each file of the session a slot, and keeps those that are read as they were.
    fn match_slots(&mut self, files: &[OpenFile]) {
        let same = |slot: &Slot, file: &OpenFile| {
            slot.file.key == file.key
                && slot.file.source == file.source
                && slot.file.reading == file.reading
                && slot.file.revision == file.revision
        };
        let mut old = std::mem::take(&mut self.slots);
        for file in files {
            let open = old.iter().position(|slot| same(slot, file));
            let closed = || {
                let slot = |slot: &Slot| same(slot, file) && slot.is_current();
                self.closed.iter().position(slot)
            };
            let known = match open {
                Some(at) => Some(old.swap_remove(at)),
                None => closed().map(|at| self.closed.swap_remove(at)),
            };
            let slot = match (known, self.ground.part(file)) {
                (Some(known), _) => Slot {
                    file: file.clone(),
                    ..known
                },
                (None, Some(piece)) => {
                    Slot::new(file.clone(), State::Read(Arc::clone(piece)), None)
                }
                (None, None) => {
                    let repeats = self.ground.outside.contains(&file.key);
                    Slot::start(file.clone(), repeats, self.wake.clone())
                }
            };
            self.slots.push(slot);
        }
        self.closed
            .extend(old.into_iter().filter(Slot::is_read).map(Slot::unheard));
        let too_many = self.closed.len().saturating_sub(MOST_CLOSED);
        self.closed.drain(..too_many);
    }

    fn open_pieces(&self) -> Vec<Arc<Piece>> {
        let read = self.slots.iter().flat_map(Slot::pieces);
        let withdrawn = self.slots.iter().filter_map(|slot| slot.withdrawn.piece());
        let base = std::iter::once(Arc::clone(&self.ground.base));
        let all = base.chain(read).chain(withdrawn);
        all.chain(self.own.piece()).collect()
    }
}

/// Reads the reports a person added.
pub fn own_piece(records: &[Arc<str>]) -> Piece {
    piece_of(records, &FileKey::own())
}

/// Reads reports that the session holds: a person's own, or those that a source has withdrawn.
pub fn piece_of(records: &[Arc<str>], key: &FileKey) -> Piece {
    let (mut piece, mut notes) = (Piece::default(), NoteLog::default());
    for (index, record) in records.iter().enumerate() {
        let place = Place::file(match key.is_withdrawn() {
            true => diff::withdrawn_record(index + 1),
            false => files::own_report(index + 1),
        });
        match io::reports::read_one(&place, record, &mut notes) {
            Ok(report) => piece.draft.reports.push(report),
            Err(note) => notes.push(note),
        }
    }
    piece.notes = notes.finish(&Place::file(""));
    piece.draft = piece.draft.from_file(key);
    piece
}

/// Reads a file of any format the program knows.
pub fn read_file(
    path: &Path,
    key: &FileKey,
    choices: &ImportOptions,
    budget: &Budget,
) -> Result<Piece, ReadError> {
    let mut read = formats::read(path, choices, budget)?;
    let outside = read.outside.iter().map(|of| elsewhere(path, of));
    read.notes.extend(outside);
    let mut notes = read.notes.iter();
    if read.draft.is_empty() && notes.all(|note| note.severity == Severity::Remark) {
        let place = Place::file(path.display().to_string());
        read.notes.push(Note::new(
            Severity::Doubt,
            &place,
            "",
            files::nothing_to_show(),
        ));
    }
    Ok(Piece::of(read, key))
}

/// A project opened beside other data is read without the files it refers to.
fn elsewhere(path: &Path, outside: &LinkedFile) -> Note {
    let what = files::linked_elsewhere(outside.rows);
    let place = Place::file(path.display().to_string());
    Note::new(Severity::Doubt, &place, outside.file.to_string(), what)
}

#[cfg(test)]
mod tests;
