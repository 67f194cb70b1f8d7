//! The one question the program asks all day, and its answer.

use std::{collections::BTreeMap, fmt};

use super::{
    filter::{Facets, Filter, Filters},
    tally::Tallies,
};
use crate::{
    model::{Atlas, Dataset, Id as _, ReporterId, Window, dataset::InTotals},
    words::layers,
};

/// What is asked: these days, seen through these filters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The selected period.
    pub window: Window,
    /// What is left out.
    pub filters: Filters,
}

/// Where every record went. The parts always add up to `loaded`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Accounts {
    /// On the map.
    pub shown: usize,
    /// Dated, and not in the selected period.
    pub outside_window: usize,
    /// In the selected period, and another publication of a statement that is counted.
    pub duplicates: usize,
    /// Hidden by a filter.
    pub filtered: usize,
    /// Without any day.
    pub undated: usize,
    /// In the selected period, and without a place on the map.
    pub unplaced: usize,
    /// Of an earlier copy of a file, and not in the one that is open.
    pub withdrawn: usize,
    /// All there are.
    pub loaded: usize,
}

impl Accounts {
    /// All fates, in the order they are told.
    fn parts(&self) -> [usize; 7] {
        [
            self.shown,
            self.outside_window,
            self.duplicates,
            self.filtered,
            self.undated,
            self.unplaced,
            self.withdrawn,
        ]
    }

    /// Whether the parts add up.
    pub fn balance(&self) -> bool {
        self.parts().iter().sum::<usize>() == self.loaded
    }
}

impl fmt::Display for Accounts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&layers::accounts(self.parts(), self.loaded))
    }
}

/// What the window holds.
///
/// Each record has one fate, the first that applies: withdrawn, undated, outside the window, a duplicate that is
/// left out, hidden by a filter, unplaced, shown. So the undated are the same in every window, and a filter answers only
/// for what the window would else have shown.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// What of each dataset is in the window, in the order of datasets.
    pub seen: Vec<Seen>,
    /// Where every record went.
    pub accounts: Accounts,
    /// How many records each reporter has among the shown ones, in the order of reporters.
    pub shown_by_reporter: Vec<u32>,
    /// What each choice of a filter stands for.
    pub facets: Facets,
    /// Of what is shown, each statement counted once.
    pub tallies: Tallies,
    /// What reports state in their totals beyond what their claims count, by reporter and never added up: each
    /// statement once, on the map or not.
    pub in_totals: BTreeMap<ReporterId, InTotals>,
}

/// What the window and the filters leave of a dataset.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// Which of its kinds the filters let through.
    pub lets: Vec<bool>,
    /// How many records are on the map.
    pub shown: usize,
    /// How many are in the window and let through, but without a place on the map.
    pub unplaced: usize,
}

impl Seen {
    /// Whether a row in the window is on the map.
    pub fn shows(&self, dataset: &Dataset, row: usize) -> bool {
        let kind = dataset.columns.kind[row] as usize;
        self.lets[kind] && dataset.kinds[kind].placed
    }
}

/// Asks what is in the window.
///
/// What it costs grows with the kinds of records there are and the places they name, not with the
/// number of records.
///
/// ```
/// use contactline::{io, model::{Atlas, Day, Window}, query::{Filters, Question, ask}};
///
/// let (draft, _) = io::read_data_folder(&io::Source::Embedded)?;
/// let (atlas, _) = Atlas::build(draft);
/// let day = |text| Day::parse(text).expect("a date");
/// let question = Question {
///     window: Window::days(day("2022-08-07"), day("2022-08-08")),
///     filters: Filters::default(),
/// };
/// assert!(ask(&atlas, &question).accounts.balance());
/// # Ok::<(), io::ReadError>(())
/// ```
pub fn ask(atlas: &Atlas, question: &Question) -> Answer {
    let filter = Filter::new(atlas, &question.filters);
    let mut answer = Answer {
        shown_by_reporter: vec![0; atlas.reporters().len()],
        facets: Facets::new(atlas.reporters().len()),
        ..Answer::default()
    };
    for dataset in atlas.datasets().rows() {
        let seen = answer.see(dataset, &filter, question.window);
        answer.tallies.add(dataset, &seen, question.window);
        answer.seen.push(seen);
    }
    answer
}

impl Answer {
    /// What stands in totals alone, reporter by reporter, in words.
    pub fn in_totals_told(&self, atlas: &Atlas) -> Vec<String> {
        let mut told = Vec::new();
        for (reporter, of) in &self.in_totals {
            let short = &atlas.reporters()[*reporter].short;
            if of.reports > 0 {
                told.push(layers::in_totals_of(short, of.incidents, of.reports));
            }
            if of.fewer > 0 {
                told.push(layers::fewer_in_totals(short, of.fewer));
            }
        }
        told
    }

    /// The same as one line; `None` where every total is made up of what its claims count.
    pub fn in_totals_line(&self, atlas: &Atlas) -> Option<String> {
        let told = self.in_totals_told(atlas);
        (!told.is_empty()).then(|| layers::in_totals(&told.join("; ")))
    }

    /// Accounts for the records of a dataset.
    fn see(&mut self, dataset: &Dataset, filter: &Filter<'_>, window: Window) -> Seen {
        let lets = filter.passing_kinds(dataset);
        if dataset.is_withdrawn() {
            self.accounts.withdrawn += dataset.len();
            self.accounts.loaded += dataset.len();
            return Seen {
                lets,
                ..Seen::default()
            };
        }
        let file_hidden = filter.hides_file(dataset);
        let mut seen = Seen::default();
        let mut in_window = 0;
        for (index, kind) in dataset.kinds.iter().enumerate() {
            let records = dataset.of_kind(index, window) as usize;
            in_window += records;
            if !file_hidden {
                self.facets
                    .add(kind, &filter.hidden_by(kind), records as u32);
            }
            if filter.leaves_out_duplicate(kind) {
                self.accounts.duplicates += records;
            } else if !lets[index] {
                self.accounts.filtered += records;
            } else if kind.placed {
                seen.shown += records;
                self.shown_by_reporter[kind.reporter.index()] += records as u32;
            } else {
                seen.unplaced += records;
            }
            if !file_hidden && lets[index] && !kind.repeated && !kind.denied {
                let of = dataset.in_totals(index, window);
                if !of.is_none() {
                    self.in_totals.entry(kind.reporter).or_default().add(of);
                }
            }
        }
        let accounts = &mut self.accounts;
        accounts.shown += seen.shown;
        accounts.unplaced += seen.unplaced;
        accounts.undated += dataset.undated();
        accounts.outside_window += dataset.len() - dataset.undated() - in_window;
        accounts.loaded += dataset.len();
        Seen { lets, ..seen }
    }
}
