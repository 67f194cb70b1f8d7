//! Rows to reports: rows of one report put together.

use std::{
    collections::{HashMap, hash_map::Entry},
    sync::Arc,
};

use serde_json::{Map, Value};

use super::{
    cells::{Cells, FieldSet},
    decode::{Defaults, Stated, StatedGroup, decode, sites_of},
};
use crate::{
    io::notes::Notes,
    model::{
        Field, Note, NoteLog, Place, Severity, When,
        draft::{ClaimDraft, ReportDraft},
    },
    words::notes::reading,
};

/// What only reports hold of a row, and columns do not.
#[derive(Clone, Default)]
pub struct Rest<'r> {
    /// What else the file says of it, as a JSON object.
    pub other: Option<String>,
    /// By whom, in the words of the source, where no cell holds just that.
    pub by_as_reported: Option<String>,
    /// The heading and the value of the column that is taken for a field.
    pub of_field: Option<&'r dyn Fn(Field) -> Option<(String, Value)>>,
}

impl Rest<'_> {
    /// What else the file says of it, with the cells that could not be read.
    fn with(&mut self, unread: FieldSet) -> Option<String> {
        let Some(of_field) = self.of_field.filter(|_| !unread.is_empty()) else {
            return self.other.take();
        };
        let known = self.other.as_deref().map(serde_json::from_str);
        let mut other: Map<String, Value> = match known {
            None => Map::new(),
            Some(Ok(object)) => object,
            Some(Err(_)) => return self.other.take(),
        };
        for (heading, value) in unread.iter().filter_map(of_field) {
            other.entry(heading).or_insert(value);
        }
        (!other.is_empty()).then(|| Value::Object(other).to_string())
    }
}

/// Puts rows together to reports.
pub struct Rows {
    defaults: Defaults,
    reports: Vec<ReportDraft>,
    by_id: HashMap<String, SameId>,
    count: usize,
}

/// The reports whose rows have one id.
struct SameId {
    first: usize,
    /// The last that says otherwise than those before, if any does.
    last: usize,
    count: usize,
}

impl Rows {
    /// Starts with no rows; `defaults` fill in what rows do not state.
    pub fn new(defaults: Defaults) -> Self {
        Self {
            defaults,
            reports: Vec::new(),
            by_id: HashMap::new(),
            count: 0,
        }
    }

    /// Fills in what rows do not state by this from now on.
    pub fn go_by(&mut self, defaults: Defaults) {
        self.defaults = defaults;
    }

    /// Goes on after so many rows that were taken in elsewhere.
    pub fn skip_to(&mut self, count: usize) {
        self.count = count;
    }

    /// Takes in a row. What cannot be understood becomes a note, and the rest of the row stays.
    ///
    /// It is a claim of the report that has its id. One that says otherwise of its report than the
    /// rows before is a report of its own, so that no figure goes to a reporter who did not give it.
    pub fn push(&mut self, place: &Place, cells: &Cells<'_>, rest: Rest<'_>, notes: &mut NoteLog) {
        let mut report = report(place, cells, rest, (&self.defaults, self.count), notes);
        self.count += 1;
        let next = self.reports.len();
        let mut known = match self.by_id.entry(report.id.clone()) {
            Entry::Occupied(known) => known,
            Entry::Vacant(free) => {
                let (first, last, count) = (next, next, 1);
                free.insert(SameId { first, last, count });
                return self.reports.push(report);
            }
        };
        let known = known.get_mut();
        let mut same = [known.first, known.last].into_iter();
        if let Some(index) = same.find(|index| agrees(cells, &report, &self.reports[*index])) {
            if self.defaults.ids_are_of_rows {
                notes.push(repeated_id(place, &report.id));
            }
            return self.reports[index].claims.extend(report.claims);
        }
        known.last = next;
        known.count += 1;
        let own = format!("{}#{}", report.id, known.count);
        let what = reading::row_id_taken(&own);
        notes.push(Note::new(Severity::Doubt, place, &*report.id, what));
        report.id = own;
        self.reports.push(report);
    }

    /// As [`Rows::push`], for a row of a report that was read before: what that says of itself
    /// counts.
    pub fn push_claim(
        &mut self,
        place: &Place,
        cells: &Cells<'_>,
        rest: Rest<'_>,
        notes: &mut NoteLog,
    ) {
        let id = cells.text(Field::Report).unwrap_or_default();
        match self.by_id.get(id) {
            Some(known) => {
                let before = (&self.defaults, self.count);
                let claims = report(place, cells, rest, before, notes).claims;
                self.reports[known.first].claims.extend(claims);
                self.count += 1;
            }
            None => self.push(place, cells, rest, notes),
        }
    }

    /// When the row is that states this.
    pub fn when(&self, place: &Place, cells: &Cells<'_>) -> When {
        let mut notes = NoteLog::default();
        let stated = decode(cells, &self.defaults, &mut Notes::new(place, &mut notes));
        stated.claim.map_or(When::Undated, |claim| claim.when)
    }

    /// How many reports there are so far.
    pub fn reports(&self) -> usize {
        self.reports.len()
    }

    /// The reports so far. Rows that come later join none of them.
    pub fn take(&mut self) -> Vec<ReportDraft> {
        self.by_id.clear();
        std::mem::take(&mut self.reports)
    }

    /// The reports, in the order of their first rows.
    pub fn finish(self) -> Vec<ReportDraft> {
        self.reports
    }
}

/// Whether the id of a report is its number in the file, which has none for it. `name` is what such ids are
/// made of.
pub fn is_numbered(report: &ReportDraft, name: &str) -> bool {
    let number = report.id.strip_prefix(name);
    number.is_some_and(|rest| rest.starts_with('#'))
}

/// A note on a row that has the id of one before it.
pub fn repeated_id(place: &Place, id: &str) -> Note {
    Note::new(Severity::Doubt, place, id, reading::repeated_id())
}

/// Whether a row says nothing of its report that another does not. What it leaves out it leaves to
/// that one.
fn agrees(cells: &Cells<'_>, row: &ReportDraft, report: &ReportDraft) -> bool {
    let agrees = |field, same: bool| same || !cells.has(field);
    agrees(Field::Reporter, row.reporter == report.reporter)
        && agrees(Field::Published, row.published == report.published)
        && agrees(Field::Stance, row.stance == report.stance)
        && agrees(Field::Denies, row.denies == report.denies)
        && agrees(Field::DuplicateOf, row.duplicate_of == report.duplicate_of)
}

/// The report of a single row, after `rows_before` others.
pub fn report(
    place: &Place,
    cells: &Cells<'_>,
    mut rest: Rest<'_>,
    (defaults, rows_before): (&Defaults, usize),
    notes: &mut NoteLog,
) -> ReportDraft {
    let stated = decode(cells, defaults, &mut Notes::new(place, notes));
    let text = |field| cells.text(field).map(str::to_owned);
    let numbered = || format!("{}#{}", defaults.id, rows_before + 1);
    let Stated {
        report: _,
        reporter,
        url,
        published,
        basis,
        stance,
        duplicate_of,
        total,
        claim,
        unread,
    } = stated;
    let mut other = rest.with(unread);
    ReportDraft {
        place: place.clone(),
        file: None,
        part: None,
        id: text(Field::Report).unwrap_or_else(numbered),
        reporter: reporter.to_owned(),
        outlet: text(Field::Outlet),
        url: url.map(str::to_owned),
        language: text(Field::Language).unwrap_or_default(),
        published,
        basis,
        stance,
        denies: text(Field::Denies),
        duplicate_of: duplicate_of.map(str::to_owned),
        total,
        claims: claim
            .into_iter()
            .map(|claim| {
                let words = rest.by_as_reported.as_deref();
                claim_draft(claim, cells, (other.take(), words), defaults)
            })
            .collect(),
    }
}

fn claim_draft(
    stated: StatedGroup<'_>,
    cells: &Cells<'_>,
    (other, words): (Option<String>, Option<&str>),
    defaults: &Defaults,
) -> ClaimDraft {
    let [origins, targets, places] = stated.ends;
    let mut weapons = stated.weapons;
    let named = stated.weapon.filter(|weapon| !weapons.contains(weapon));
    weapons.extend(named);
    let words = words.or(cells.text(Field::ByAsReported));
    ClaimDraft {
        by: stated.by,
        by_as_reported: words.unwrap_or_default().to_owned(),
        origins: sites_of(origins, false),
        targets: sites_of(targets, false),
        places: sites_of(places, defaults.bare_places),
        count: stated.count,
        when: stated.when,
        activity: stated.activity,
        weapons,
        rounds: stated.rounds,
        killed: stated.killed,
        wounded: stated.wounded,
        casualty_side: stated.casualty_side,
        casualty_kind: stated.casualty_kind,
        losses_denied: stated.losses_denied,
        denied: stated.denied,
        properties: other.map(Arc::from),
    }
}
