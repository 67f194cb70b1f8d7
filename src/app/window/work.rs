//! A person's own work in the window: handed over to be kept as it changes, joined with what other
//! windows do, and brought back from its history.

use std::collections::BTreeMap;

use super::App;
use crate::{
    app::work,
    io,
    model::{Annotated, Annotation, Grade, NoteLog, Place, draft::ReportDraft},
    session::{annotation, evidence, file, sending},
    store::own_work::{Change, Entry, KEPT_DAYS, Kind, Record},
    view::work_history::{WorkHistory, WorkWrite},
    words::work as words,
};

/// The person's own work as it is kept.
#[derive(Default)]
pub(super) struct KeptWork {
    /// By place, as this window has handed it over and others have changed it since.
    places: BTreeMap<String, Vec<Record>>,
    /// What the dialog of its history shows; `None`: nothing yet.
    pub history: Option<WorkHistory>,
    /// The revision of the session that was last handed over.
    seen: Option<u64>,
}

impl KeptWork {
    /// The work beside no project.
    pub fn of(records: Vec<Record>) -> Self {
        Self {
            places: BTreeMap::from([(work::NO_PROJECT.to_owned(), records)]),
            ..Self::default()
        }
    }
}

impl App {
    /// Hands over what has changed of the work since it was last kept.
    pub(super) fn keep_work(&mut self) {
        let Some(store) = &self.store else {
            return;
        };
        if self.kept.seen == Some(self.revision) {
            return;
        }
        self.kept.seen = Some(self.revision);
        let place = self.projects.place();
        let now = match &self.visit {
            Some(visit) => visit.work(&self.session),
            None => work::records_of(&self.session),
        };
        let known = self.kept.places.entry(place.clone()).or_default();
        if *known == now {
            return;
        }
        let change = Change::between(known, &now);
        *known = now;
        if !change.is_empty() {
            store.change(&place, change);
        }
    }

    /// What another window did.
    pub(super) fn take_in(&mut self, place: &str, change: &Change) {
        let Some(known) = self.kept.places.get_mut(place) else {
            return;
        };
        change.apply(known);
        if place != self.projects.place() {
            if let Some(untitled) = &mut self.projects.untitled {
                work::change(untitled, change);
            }
            return;
        }
        if let Some(visit) = &mut self.visit {
            visit.change(change);
        } else {
            work::change(&mut self.session, change);
            self.history
                .change_all(|session| work::change(session, change));
            self.mark_changed();
        }
        let (added, removed) = (change.added.len(), change.removed.len());
        self.notify(match (added, removed) {
            (added, 0) => words::others_added(added),
            (0, removed) => words::others_removed(removed),
            (added, removed) => words::others_changed(added, removed),
        });
    }

    /// The place that is shown is left for another one.
    pub(super) fn leave_place(&mut self) {
        let place = self.projects.place();
        // What belongs to no project is shown again when the project is closed.
        if place != work::NO_PROJECT {
            self.kept.places.remove(&place);
            if let Some(store) = &self.store {
                store.leave(&place);
            }
        }
    }

    /// Another place is shown, whose work is kept as these records.
    pub(super) fn enter_place(&mut self, records: Vec<Record>) {
        let place = self.projects.place();
        if let Some(store) = &self.store {
            store.follow(&place, records.clone());
        }
        self.kept.places.insert(place, work::shown(records));
        self.kept.seen = None;
        self.keep_work();
        self.watch_again();
    }

    /// Another place is shown, whose work is what is shown, whatever was kept there.
    pub(super) fn replace_place(&mut self) {
        let place = self.projects.place();
        let records = work::records_of(&self.session);
        if let Some(store) = &self.store {
            store.replace(&place, records.clone());
        }
        self.kept.places.insert(place, records);
        self.watch_again();
    }

    pub(super) fn watch_history(&mut self, watch: bool) {
        let place = watch.then(|| self.projects.place());
        self.kept.history = match &self.store {
            Some(store) => {
                store.watch(place.as_deref());
                None
            }
            None => Some(WorkHistory::default()),
        };
    }

    /// The history is that of the place that is shown.
    pub(super) fn watch_again(&mut self) {
        if self.memory.is_open(&crate::view::work_history::DIALOG) {
            self.watch_history(true);
        }
    }

    pub(super) fn show_history(&mut self, entries: Option<Vec<Entry>>) {
        let kept = entries.is_some();
        let writes = entries.unwrap_or_default().into_iter().map(write_of);
        self.kept.history = Some(WorkHistory {
            kept,
            days: KEPT_DAYS,
            writes: writes.collect(),
        });
    }

    pub(super) fn restore_work(&mut self, generation: i64) {
        if let Some(store) = &self.store {
            store.look_back(&self.projects.place(), generation);
        }
    }

    /// Brings the work back to what it was. A step that can be undone.
    pub(super) fn put_back(&mut self, place: &str, records: Vec<Record>) {
        if place != self.projects.place() || self.visit.is_some() {
            return;
        }
        let change = Change::between(&work::records_of(&self.session), &records);
        if change.is_empty() {
            return self.notify(words::nothing_to_restore().to_owned());
        }
        let mut session = self.session.clone();
        work::change(&mut session, &change);
        self.history.replace(&mut self.session, session);
        self.mark_changed();
        self.keep_work();
        self.notify(words::restored(records.len()));
    }
}

fn write_of(entry: Entry) -> WorkWrite {
    let told = |records: &[Record]| records.iter().map(described).collect();
    WorkWrite {
        generation: entry.generation,
        day: entry.at.strftime("%Y-%m-%d").to_string(),
        time: entry.at.strftime("%H:%M").to_string(),
        added: told(&entry.change.added),
        removed: told(&entry.change.removed),
        before: entry.before,
    }
}

/// A record in a few words.
fn described(record: &Record) -> String {
    match record.kind {
        Kind::Report => {
            let place = Place::file("");
            let read = io::reports::read_one(&place, &record.text, &mut NoteLog::default());
            read.map_or_else(
                |note| note.what.to_string(),
                |report| report_in_words(&report),
            )
        }
        Kind::Verdict => match file::read_verdict(&record.text) {
            Some((tie, verdict)) => {
                words::history_verdict(verdict, &tie.from.report, &tie.to.report)
            }
            None => record.text.to_string(),
        },
        Kind::Sending => match sending::read_line(&record.text) {
            Some((id, of)) => words::history_sending(&id, &of.archive.shown()),
            None => record.text.to_string(),
        },
        Kind::Annotation => match annotation::read_line(&record.text) {
            Some((on, says)) => described_annotation(&on, &says),
            None => record.text.to_string(),
        },
        Kind::Evidence => match evidence::read_line(&record.text) {
            Some((report, of)) => words::history_evidence(&of.name, &report.id),
            None => record.text.to_string(),
        },
        Kind::Bookmark => match record.text.split_once('\t') {
            Some((name, _)) => words::history_bookmark(name),
            None => record.text.to_string(),
        },
    }
}

fn described_annotation(on: &Annotated, says: &Annotation) -> String {
    let (of, grade) = match on {
        Annotated::Reporter(key) => (key.to_string(), Some(says.grade.reliability())),
        Annotated::Report(key) => (key.id.to_string(), Some(says.grade.credibility())),
        Annotated::Region(key) => (key.to_string(), None),
        Annotated::Tie(tie) => {
            return words::history_reason(&tie.from.report, &tie.to.report, &says.comment);
        }
    };
    match grade.filter(|_| says.grade != Grade::NOT_JUDGED) {
        Some(grade) => words::history_grade(&of, grade),
        None => words::history_comment(&of),
    }
}

fn report_in_words(report: &ReportDraft) -> String {
    let day = report.published.map(|day| day.to_string());
    let day = day.as_deref().unwrap_or(words::history_undated());
    words::history_record(&report.reporter, day, &report.id)
}
