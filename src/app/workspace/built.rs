//! The atlas of all that is open, made of what was read. What a change does not concern is not made again.

use std::{
    cell::{RefCell, RefMut},
    collections::HashSet,
    sync::{Arc, OnceLock},
};

use super::Piece;
use crate::{
    model::{
        Atlas, Budget, Dataset, Draft, Note, Places, ReportKey, Reporters, Severity, Stopped, Ties,
        build::{chronology_of, reports_called, says_the_same, unread},
        draft::{ReportDraft, SettlementDraft},
    },
    scene::PointLayer,
    words::notes::resolve,
};

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
    pub(super) parts: Parts,
}

/// A record that was read stands for so many bytes of a file.
const BYTES_OF_RECORD: u64 = 200;

/// The pieces that have places, the places made of them, and the notes on that.
type BuiltPlaces = (Vec<Arc<Piece>>, Arc<Places>, Vec<Note>);

/// The parts of an atlas, from which the next one is made: a file that is open in both is not
/// resolved again, unless places have changed that concern it.
#[derive(Clone, Default)]
pub(super) struct Parts {
    places: Option<BuiltPlaces>,
    reporters: Arc<Reporters>,
    pub(super) pieces: Vec<Arc<BuiltPiece>>,
}

/// The datasets of a piece, resolved against the places of an atlas.
#[derive(Clone)]
pub(super) struct BuiltPiece {
    pub(super) piece: Arc<Piece>,
    /// Those it was resolved against, or others with which that holds.
    places: Arc<Places>,
    /// The pieces before it, where it is a project: what they hold is left out.
    before: Vec<Arc<Piece>>,
    /// The ids of reports of other files that it asked for, with what they meant.
    asked: Vec<(String, Vec<ReportKey>)>,
    pub(super) datasets: Vec<Arc<Dataset>>,
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

/// Whether two lists hold the very same.
pub(super) fn are_same<T>(a: &[Arc<T>], b: &[Arc<T>]) -> bool {
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
        notes.extend(unread::notes_on_places(&draft.profiles, places));
        notes.extend(unread::notes_on_reporters(&draft.profiles, &self.reporters));
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
