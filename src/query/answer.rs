//! The one question the program asks all day, and its answer.

use std::fmt;

use super::{
    filter::{Filters, Sieve},
    tally::Tallies,
};
use crate::model::{Atlas, Id as _, RecordId, Window};

/// What is asked: these days, seen through these filters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    pub window: Window,
    pub filters: Filters,
}

/// Where every record went. The parts always add up to `loaded`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Accounts {
    pub shown: usize,
    pub outside_window: usize,
    pub filtered: usize,
    pub undated: usize,
    pub unplaced: usize,
    pub loaded: usize,
}

impl Accounts {
    /// Whether the parts add up.
    pub fn balance(&self) -> bool {
        let parts = [
            self.shown,
            self.outside_window,
            self.filtered,
            self.undated,
            self.unplaced,
        ];
        parts.iter().sum::<usize>() == self.loaded
    }
}

impl fmt::Display for Accounts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} shown + {} outside the window + {} hidden by filters + {} undated + {} unplaced = \
             {} loaded",
            self.shown,
            self.outside_window,
            self.filtered,
            self.undated,
            self.unplaced,
            self.loaded,
        )
    }
}

/// What the window holds.
///
/// Each record has one fate, the first that applies: undated, outside the window, hidden by a
/// filter, unplaced, shown. So the undated are the same in every window, and a filter answers only
/// for what the window would else have shown.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// On the map, in the order of time.
    pub shown: Vec<RecordId>,
    /// In the window and let through, but without a place on the map.
    pub unplaced: Vec<RecordId>,
    pub accounts: Accounts,
    /// How many records each reporter has among the shown ones, in the order of reporters.
    pub shown_by_reporter: Vec<u32>,
    /// Of what is shown, each statement counted once.
    pub tallies: Tallies,
}

/// Asks what is in the window.
///
/// The cost grows with what the window holds, not with what the atlas holds.
///
/// ```
/// use contactline::{io, model::{Atlas, Day, Window}, query::{Filters, Question, ask}};
///
/// let (draft, _) = io::read_data_folder(&io::Source::Embedded)?;
/// let (atlas, _) = Atlas::seal(draft);
/// let day = |text| Day::parse(text).expect("a date");
/// let question = Question {
///     window: Window::days(day("2022-08-07"), day("2022-08-08")),
///     filters: Filters::default(),
/// };
/// assert!(ask(&atlas, &question).accounts.balance());
/// # Ok::<(), io::ReadError>(())
/// ```
pub fn ask(atlas: &Atlas, question: &Question) -> Answer {
    let sieve = Sieve::new(atlas, &question.filters);
    let mut answer = Answer {
        shown_by_reporter: vec![0; atlas.reporters().len()],
        ..Answer::default()
    };
    let mut in_window = 0;
    for id in atlas.overlapping(question.window.interval()) {
        in_window += 1;
        let record = &atlas.records()[id];
        if !sieve.lets_through(record) {
            answer.accounts.filtered += 1;
        } else if record.placed {
            answer.shown.push(id);
        } else {
            answer.unplaced.push(id);
        }
    }
    for id in &answer.shown {
        let record = &atlas.records()[*id];
        let report = &atlas.reports()[record.report];
        answer.shown_by_reporter[report.reporter.index()] += 1;
        let counted = report.duplicate_of.is_none();
        if let Some(group) = record.group.filter(|_| counted) {
            answer.tallies.add(atlas, &atlas.groups()[group]);
        }
    }
    let loaded = atlas.records().len();
    let undated = atlas.undated().len();
    answer.accounts = Accounts {
        shown: answer.shown.len(),
        outside_window: loaded - undated - in_window,
        unplaced: answer.unplaced.len(),
        undated,
        loaded,
        ..answer.accounts
    };
    answer
}
