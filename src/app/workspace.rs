//! What is open: the data the window started with, the files opened beside it, and the reports the
//! person added. Follows the session, reads and resolves on threads of its own, and hands over one
//! atlas of it all. What a change does not concern is not made again.

use std::{
    cell::{RefCell, RefMut},
    collections::HashSet,
    path::Path,
    sync::{Arc, OnceLock},
};

use super::{
    following::{Following, Heard, Part},
    job::Job,
    sources::{self, ReadSoFar},
};
use crate::{
    io::{self, LinkedFile, Read, ReadError, bulk::Version, clock},
    model::{
        Atlas, Budget, Dataset, Draft, FileKey, ImportOptions, Note, NoteLog, Place, Places,
        ReportKey, Reporters, Severity, Stopped, Ties,
        build::{chronology_of, reports_called, says_the_same},
        draft::{ReportDraft, SettlementDraft},
    },
    scene::PointLayer,
    session::{OpenFile, Session},
    store::{
        formats,
        team_archive::{Outbox, Outcome},
    },
    view::{Away, FileState, FileStatus},
    words::{diff, files, notes::resolve, team_archive},
};

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

/// An atlas of everything that is open.
#[derive(Clone, Default)]
pub struct Built {
    /// All that is loaded, resolved.
    pub atlas: Arc<Atlas>,
    /// Of reading, then of building.
    pub notes: Vec<Note>,
    /// The records of each dataset that have a position of their own, as they are drawn; none where
    /// nothing is drawn.
    pub point_layers: Vec<Arc<PointLayer>>,
    parts: Parts,
}

/// A record that was read stands for so many bytes of a file.
const BYTES_OF_RECORD: u64 = 200;

/// The pieces that have places, the places made of them, and the notes on that.
type BuiltPlaces = (Vec<Arc<Piece>>, Arc<Places>, Vec<Note>);

/// The parts of an atlas, from which the next one is made: a file that is open in both is not
/// resolved again, unless places have changed that concern it.
#[derive(Clone, Default)]
struct Parts {
    places: Option<BuiltPlaces>,
    reporters: Arc<Reporters>,
    pieces: Vec<Arc<BuiltPiece>>,
}

/// The datasets of a piece, resolved against the places of an atlas.
#[derive(Clone)]
struct BuiltPiece {
    piece: Arc<Piece>,
    /// Those it was resolved against, or others with which that holds.
    places: Arc<Places>,
    /// The pieces before it, where it is a project: what they hold is left out.
    before: Vec<Arc<Piece>>,
    /// The ids of reports of other files that it asked for, with what they meant.
    asked: Vec<(String, Vec<ReportKey>)>,
    datasets: Vec<Arc<Dataset>>,
    /// One for each dataset, made when a window first draws them.
    point_layers: OnceLock<Vec<Arc<PointLayer>>>,
    notes: Vec<Note>,
    /// What is noted of the reporters it introduces, which it does once.
    of_reporters: Vec<Note>,
}

impl BuiltPiece {
    /// Whether what it was resolved to holds with these places.
    fn holds_with(&self, places: &Arc<Places>) -> bool {
        Arc::ptr_eq(&self.places, places) || places.mean_the_same(&self.places, &self.piece.draft)
    }
}

fn are_same<T>(a: &[Arc<T>], b: &[Arc<T>]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| Arc::ptr_eq(a, b))
}

impl Built {
    /// An atlas of pieces, the first of which wins where two say the same.
    ///
    /// # Errors
    ///
    /// As [`Built::with`].
    pub fn of(pieces: impl IntoIterator<Item = Piece>, budget: &Budget) -> Result<Self, Stopped> {
        let pieces: Vec<Arc<Piece>> = pieces.into_iter().map(Arc::new).collect();
        Self::default().with(&pieces, &[], budget)
    }

    /// The next atlas, of these pieces. Of what was built, what belongs to one of them or of `kept`
    /// is kept.
    ///
    /// # Errors
    ///
    /// Where the budget is spent.
    pub fn with(
        &self,
        pieces: &[Arc<Piece>],
        kept: &[Arc<Piece>],
        budget: &Budget,
    ) -> Result<Self, Stopped> {
        for piece in pieces {
            // What is resolved is no longer there in bytes.
            budget.allow_more(piece.draft.len() as u64 * BYTES_OF_RECORD);
        }
        let mut parts = Parts {
            places: self.parts.places.clone(),
            reporters: Arc::clone(&self.parts.reporters),
            pieces: Vec::new(),
        };
        let (places, of_places) = parts.places_of(pieces, budget)?;
        let mut notes = of_places;
        for (at, piece) in pieces.iter().enumerate() {
            let before = if piece.is_project { &pieces[..at] } else { &[] };
            let open = parts.datasets();
            let is_it = |known: &&Arc<BuiltPiece>| {
                Arc::ptr_eq(&known.piece, piece)
                    && are_same(&known.before, before)
                    && known
                        .asked
                        .iter()
                        .all(|(id, meant)| reports_called(&open, id) == *meant)
                    && known.holds_with(&places)
            };
            let mut known = self.parts.pieces.iter();
            let built = match known.clone().find(is_it) {
                Some(built) if Arc::ptr_eq(&built.places, &places) => Arc::clone(built),
                // What was looked at once need not be looked at again.
                Some(built) => Arc::new(BuiltPiece {
                    places: Arc::clone(&places),
                    ..(**built).clone()
                }),
                None => {
                    let earlier = known.find(|known| Arc::ptr_eq(&known.piece, piece));
                    let introduced = match earlier {
                        Some(earlier) => earlier.of_reporters.clone(),
                        None => parts.introduce(piece),
                    };
                    let around = (&places, budget);
                    let built = parts.build(Arc::clone(piece), around, before.to_vec())?;
                    Arc::new(BuiltPiece {
                        of_reporters: introduced,
                        ..built
                    })
                }
            };
            notes.extend(built.of_reporters.iter().cloned());
            notes.extend(built.notes.iter().cloned());
            parts.pieces.push(built);
        }
        let all = || parts.pieces.iter();
        let datasets = all().flat_map(|built| built.datasets.iter().cloned());
        let datasets: Vec<Arc<Dataset>> = datasets.collect();
        let (ties, of_ties) = Ties::of(pieces.iter().map(|piece| &piece.draft.ties), &datasets);
        notes.extend(of_ties);
        let chronology = chronology_of(pieces.iter().map(|piece| &piece.draft));
        let atlas = Atlas::new(places, &parts.reporters, datasets, chronology).with_ties(ties);
        let built = Self {
            atlas: Arc::new(atlas),
            notes: all_notes(pieces, notes),
            point_layers: Vec::new(),
            parts,
        };
        let is_kept = |old: &&Arc<BuiltPiece>| kept.iter().any(|of| Arc::ptr_eq(of, &old.piece));
        let old = self.parts.pieces.iter().filter(is_kept).cloned();
        let mut built = built;
        built.parts.pieces.extend(old);
        Ok(built)
    }

    /// The places of the files opened beside the base, as they have them: those that the base has
    /// as well are one with them in the atlas.
    pub fn places_of_files(&self) -> Vec<SettlementDraft> {
        let mut pieces = self.parts.pieces.iter().map(|built| &built.piece.draft);
        let Some(base) = pieces.next() else {
            return Vec::new();
        };
        let mut draft = Draft::default();
        for piece in pieces {
            draft.settlements.extend(piece.settlements.iter().cloned());
        }
        // A project repeats the data it was made of.
        draft.leave_out(base);
        draft.settlements
    }

    /// With what a window draws of its records with a position of their own.
    ///
    /// # Errors
    ///
    /// Where it is no longer wanted.
    pub fn with_point_layers(mut self, budget: &Budget) -> Result<Self, Stopped> {
        // Those of closed files come after those of the atlas.
        let mut left = self.atlas.datasets().len();
        self.point_layers.clear();
        for piece in &self.parts.pieces {
            budget.go_on()?;
            let of_piece = piece.point_layers.get_or_init(|| {
                let datasets = piece.datasets.iter();
                datasets
                    .map(|dataset| Arc::new(PointLayer::of_dataset(dataset).counted()))
                    .collect()
            });
            let of_piece = of_piece.iter().take(left).cloned();
            left -= of_piece.len();
            self.point_layers.extend(of_piece);
            if left == 0 {
                break;
            }
        }
        Ok(self)
    }
}

/// What is noted of reading, then what is noted of building, by place. A project repeats what
/// was noted when it was made, with the file it was noted of.
fn all_notes(pieces: &[Arc<Piece>], mut of_building: Vec<Note>) -> Vec<Note> {
    let notes = pieces.iter().flat_map(|piece| piece.notes.iter().cloned());
    let mut notes: Vec<Note> = notes.collect();
    let told: HashSet<(&str, &str)> = notes
        .iter()
        .map(|note| (&*note.text, &*note.what))
        .collect();
    of_building.retain(|note| !told.contains(&(&*note.text, &*note.what)));
    drop(told);
    of_building.sort_by(|a, b| a.place.cmp(&b.place));
    notes.extend(of_building);
    notes
}

impl Parts {
    /// The places of pieces, made anew where other pieces have places now.
    fn places_of(
        &mut self,
        pieces: &[Arc<Piece>],
        budget: &Budget,
    ) -> Result<(Arc<Places>, Vec<Note>), Stopped> {
        let with_places = pieces.iter().filter(|piece| piece.has_places());
        let with_places: Vec<Arc<Piece>> = with_places.cloned().collect();
        if let Some((known, places, notes)) = &self.places
            && are_same(known, &with_places)
        {
            return Ok((Arc::clone(places), notes.clone()));
        }
        let mut draft = Draft::default();
        for piece in &with_places {
            let of = &piece.draft;
            let mut own = Draft {
                regions: of.regions.clone(),
                settlements: of.settlements.clone(),
                zones: of.zones.clone(),
                lines: of.lines.clone(),
                ..Draft::default()
            };
            if piece.is_project {
                own.leave_out(&draft);
            }
            draft.append(own);
        }
        let (places, notes) = Places::build(draft, budget)?;
        let places = Arc::new(places);
        self.places = Some((with_places, Arc::clone(&places), notes.clone()));
        Ok((places, notes))
    }

    /// Resolves the records of a piece. Those before it are built.
    fn build(
        &self,
        piece: Arc<Piece>,
        (places, budget): (&Arc<Places>, &Budget),
        before: Vec<Arc<Piece>>,
    ) -> Result<BuiltPiece, Stopped> {
        let open = self.datasets();
        let draft = &piece.draft;
        let mut notes = Vec::new();
        let asked = RefCell::default();
        let called = |id: &str| {
            let meant = reports_called(&open, id);
            let mut asked: RefMut<'_, Vec<(String, Vec<ReportKey>)>> = asked.borrow_mut();
            asked.push((id.to_owned(), meant.clone()));
            meant
        };
        let mut datasets = Vec::new();
        let around = (places, &self.reporters, budget);
        let is_base = self.pieces.is_empty();
        if is_base || !draft.reports.is_empty() {
            let mut reports = draft.reports.clone();
            let file = reports.first().and_then(|first| first.file.clone());
            if piece.is_project {
                notes.extend(self.leave_out_repeated(&open, &mut reports));
            }
            let (dataset, more) = Dataset::of_reports(around, file, reports, &called)?;
            notes.extend(more);
            datasets.push(Arc::new(dataset));
        }
        for table in &draft.datasets {
            let (dataset, more) = Dataset::of_table(around, table)?;
            notes.extend(more);
            datasets.push(Arc::new(dataset));
        }
        Ok(BuiltPiece {
            point_layers: OnceLock::new(),
            piece,
            places: Arc::clone(places),
            before,
            asked: asked.into_inner(),
            datasets,
            notes,
            of_reporters: Vec::new(),
        })
    }

    /// The datasets that are built.
    fn datasets(&self) -> Vec<Arc<Dataset>> {
        let built = self.pieces.iter().flat_map(|built| &built.datasets);
        built.cloned().collect()
    }

    /// Leaves out the reports of a project that are open already, and says how many. One that says
    /// something else under the id of another is a report of its own.
    fn leave_out_repeated(
        &self,
        open: &[Arc<Dataset>],
        reports: &mut Vec<ReportDraft>,
    ) -> Option<Note> {
        let (reporters, _) = self.reporters.now();
        let is_repeated = |draft: &ReportDraft| {
            let memories = open.iter().filter_map(|dataset| dataset.memory());
            let mut called = memories.flat_map(|memory| memory.called(&draft.id));
            called.any(|report| says_the_same(draft, report, &reporters[report.reporter].key))
        };
        let mut first = None;
        let before = reports.len();
        reports.retain(|draft| {
            let is_repeated = is_repeated(draft);
            if is_repeated && first.is_none() {
                first = Some(draft.place.clone());
            }
            !is_repeated
        });
        let mut note = Note::new(Severity::Remark, &first?, "", resolve::open_already());
        note.rows = (before - reports.len()) as u64;
        Some(note)
    }

    /// Adds the reporters of a piece to those that are known.
    fn introduce(&self, piece: &Piece) -> Vec<Note> {
        let mut reporters = piece.draft.reporters.clone();
        if piece.is_project {
            reporters.retain(|draft| !self.reporters.is_introduced(&draft.key));
        }
        self.reporters.introduce(reporters)
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
    answers: Vec<Answered>,
}

/// What became of a report that was to be added to an opened file, or why it is not taken.
pub struct Answered {
    pub to: FileKey,
    pub ticket: Arc<str>,
    pub outcome: Result<Outcome, String>,
}

/// So many files that were closed are kept for an undo.
const MOST_CLOSED: usize = 4;

/// A file of the session.
struct Slot {
    file: OpenFile,
    state: State,
    /// What earlier copies of it had and it has not.
    withdrawn: Held,
    /// The file as it was when it was read; `None` where it is not on the disk.
    version: Option<Version>,
    /// What others have added since it was read.
    added: Vec<Arc<Piece>>,
    /// Hears what others add.
    following: Option<Following>,
    /// Where it does not answer any more.
    away: Option<Away>,
}

enum State {
    Reading(Job<Result<Piece, ReadError>>),
    Read(Arc<Piece>),
    Failed(Arc<str>),
}

/// Reports that the session itself holds, read.
#[derive(Default)]
struct Held {
    records: Vec<Arc<str>>,
    piece: Arc<Piece>,
}

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
    pub fn take_answers(&mut self) -> Vec<Answered> {
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

impl Slot {
    fn new(file: OpenFile, state: State, version: Option<Version>) -> Self {
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
    fn start(file: OpenFile, repeats: bool, wake: egui::Context) -> Self {
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

    fn is_read(&self) -> bool {
        matches!(self.state, State::Read(_))
    }

    /// What was read of it, and what others have added since.
    fn pieces(&self) -> impl Iterator<Item = Arc<Piece>> {
        let read = match &self.state {
            State::Read(piece) => Some(piece),
            _ => None,
        };
        read.into_iter().chain(&self.added).cloned()
    }

    /// The same, which nobody listens to any more.
    fn unheard(self) -> Self {
        Self {
            following: None,
            away: None,
            ..self
        }
    }

    /// Takes over what others add. Says whether anything was heard.
    fn listen(
        &mut self,
        wake: &egui::Context,
        told: &mut Vec<String>,
        answers: &mut Vec<Answered>,
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
                Heard::Answered { ticket, outcome } => answers.push(Answered {
                    to: self.file.key.clone(),
                    ticket,
                    outcome,
                }),
            }
        }
        has_heard
    }

    /// Whether the file is still what was read.
    fn is_current(&self) -> bool {
        let now = || sources::version(&self.file.source);
        self.version.is_none_or(|version| now() == Some(version))
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
            Some(Err(broken)) => self.failed(broken.to_string(), troubles),
        };
    }

    fn failed(&self, why: String, troubles: &mut Vec<String>) -> State {
        troubles.push(why.clone());
        State::Failed(why.into())
    }

    fn status(&self) -> FileStatus {
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
    fn follow(&mut self, records: &[Arc<str>], key: impl FnOnce() -> FileKey) {
        if self.records == records {
            return;
        }
        self.records = records.to_vec();
        self.piece = Arc::new(piece_of(records, &key()));
    }

    fn piece(&self) -> Option<Arc<Piece>> {
        (!self.records.is_empty()).then(|| Arc::clone(&self.piece))
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
