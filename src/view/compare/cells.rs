//! What a cell of the comparison says, in words.

use crate::{
    model::{Mark, RecordId, ReporterId, Side, TieEnd, ties::records_of},
    query::ties::events::{Event, Events, Said, mark_of},
    view::Shown,
    words::{compare as words, reports},
};

/// What one record says in an event.
pub fn said(shown: Shown<'_>, said: &Said) -> String {
    let atlas = shown.atlas;
    let dataset = atlas.dataset_of(said.record);
    let kind = dataset.kind_of(said.record.row);
    // A report that denies as a whole says nothing here of what else it claims.
    let is_whole = said.mark == Mark::Denial && !kind.denied;
    match (atlas.detail(said.record), is_whole) {
        (Some(detail), true) => {
            let denies = detail.report.denies.as_deref();
            denies.map_or_else(String::new, words::denies_text)
        }
        (Some(detail), false) => words::what(atlas, &detail, shown.session.language),
        (None, _) => reports::incident_count(dataset.columns.count(said.record.row as usize)),
    }
}

/// Who states a record.
pub fn reporter(shown: Shown<'_>, record: RecordId) -> ReporterId {
    shown.atlas.dataset_of(record).kind_of(record.row).reporter
}

/// A record with its reporter and mark, in a line.
pub fn line(shown: Shown<'_>, one: &Said) -> String {
    let reporter = &shown.atlas.reporters()[reporter(shown, one.record)];
    words::cell(&reporter.short, words::mark(one.mark), &said(shown, one))
}

/// The record that stands for an end of a tie.
pub fn first_of(shown: Shown<'_>, end: &TieEnd) -> Option<RecordId> {
    let records = records_of(shown.atlas.datasets().rows(), end);
    records.first().copied()
}

/// An end of a tie, in a line; its key where it is not in the data.
pub fn end_line(shown: Shown<'_>, end: &TieEnd) -> String {
    let Some(record) = first_of(shown, end) else {
        return end.report.to_string();
    };
    let denies_whole = end.claim.is_none() && {
        let detail = shown.atlas.detail(record);
        detail.is_some_and(|detail| detail.report.denies.is_some())
    };
    let mark = match denies_whole {
        true => Mark::Denial,
        false => mark_of(shown.atlas, record),
    };
    line(shown, &Said { record, mark })
}

/// How an event stands, and who is silent.
pub fn standing(shown: Shown<'_>, events: &Events, event: &Event) -> String {
    let standing = words::standings(event.standings.iter(), event.is_proposed);
    let silent = events.silent(shown.atlas, event);
    match silent.is_empty() {
        true => standing,
        false => format!("{standing} · {}", words::silent(&words::sides(&silent))),
    }
}

/// Whose words stand in a column: one reporter's, or those of several of a side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Of which side they are.
    pub side: Side,
    /// Who they are, at least one.
    pub reporters: Vec<ReporterId>,
    /// Whether others of the side have a column of their own.
    pub has_others: bool,
}

impl Column {
    /// What it is called.
    pub fn name(&self, shown: Shown<'_>) -> String {
        match (self.reporters.as_slice(), self.has_others) {
            ([id], _) => shown.atlas.reporters()[*id].short.clone(),
            (_, true) => words::side_others(self.side).to_owned(),
            (_, false) => words::side_title(self.side).to_owned(),
        }
    }
}

/// What stands in a cell: what is said there, or that the whole side says nothing.
pub fn cell(
    shown: Shown<'_>,
    said: &[Said],
    silent: &[Side],
    column: &Column,
) -> (Option<(ReporterId, Mark)>, String) {
    let of = |one: &&Said| column.reporters.contains(&reporter(shown, one.record));
    let own: Vec<&Said> = said.iter().filter(of).collect();
    let Some(first) = own.first() else {
        let is_silent = silent.contains(&column.side);
        let words = if is_silent { words::silent_cell() } else { "" };
        return (None, words.to_owned());
    };
    let lines = own.iter().map(|one| match column.reporters.len() {
        1 => words::marked(words::mark(one.mark), &self::said(shown, one)),
        _ => line(shown, one),
    });
    let who = (reporter(shown, first.record), first.mark);
    (Some(who), lines.collect::<Vec<_>>().join("\n"))
}
