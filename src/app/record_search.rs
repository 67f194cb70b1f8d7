//! Search in records that are not in memory, and among reports that are many, on a thread of its own. A newer text replaces an older
//! one.

use std::sync::Arc;

use super::job::Job;
use crate::{
    io::clock,
    model::{Atlas, Budget, Dataset, Detail, DetailsError, RecordId},
    query::{Wanted, is_searched_at_once, reports_of},
};

/// See the module.
#[derive(Default)]
pub struct RecordSearch {
    typed: String,
    atlas: Option<Arc<Atlas>>,
    running: Option<Job<Vec<(RecordId, Detail)>>>,
    found: Vec<(RecordId, Detail)>,
}

/// A text of fewer letters is in nearly every record.
const SHORTEST: usize = 3;

/// More are not listed.
const MOST: usize = 12;

/// Records that are read at one time.
const BATCH: usize = 4_096;

impl RecordSearch {
    /// Looks for a text, unless that is done or under way.
    pub fn follow(&mut self, typed: &str, atlas: &Arc<Atlas>, wake: &egui::Context) {
        if let Some(done) = self.running.as_ref().and_then(Job::poll) {
            self.running = None;
            self.found = done.unwrap_or_default();
        }
        let own = self.atlas.as_ref();
        if own.is_some_and(|own| Arc::ptr_eq(own, atlas)) && self.typed == typed {
            return;
        }
        typed.clone_into(&mut self.typed);
        self.atlas = Some(Arc::clone(atlas));
        self.found.clear();
        self.running = None;
        let mut datasets = atlas.datasets().rows().iter();
        let is_wanted = typed.trim().chars().count() >= SHORTEST;
        if is_wanted && datasets.any(|dataset| !is_searched_at_once(dataset)) {
            let (typed, atlas, wake) = (typed.to_owned(), Arc::clone(atlas), wake.clone());
            let work = move |budget: &Budget| find(&atlas, &typed, budget);
            self.running = Some(Job::start(move || wake.request_repaint(), work));
        }
    }

    /// What was found, as far as it is known.
    pub fn found(&self) -> &[(RecordId, Detail)] {
        &self.found
    }

    pub fn is_settled(&self) -> bool {
        self.running.is_none()
    }
}

/// Records that fit, dataset by dataset in the order of their sources. A source that cannot be read
/// any more has none; its details say why.
fn find(atlas: &Atlas, typed: &str, budget: &Budget) -> Vec<(RecordId, Detail)> {
    let wanted = Wanted::new(atlas, typed, Some(clock::today()));
    let mut found = Vec::new();
    for (id, dataset) in atlas.datasets().iter() {
        if is_searched_at_once(dataset) {
            continue;
        }
        let most = MOST - found.len();
        if let Some(memory) = dataset.memory() {
            let fitting =
                reports_of(atlas, (id, memory), &wanted, most, budget).unwrap_or_default();
            let detail = |of: RecordId| Some((of, memory.detail(of.row)?));
            found.extend(fitting.into_iter().filter_map(detail));
        } else {
            let _ = find_in(atlas, dataset, &wanted, budget, &mut |row, detail| {
                found.push((RecordId { dataset: id, row }, detail));
                found.len() < MOST
            });
        }
        if found.len() >= MOST {
            break;
        }
    }
    found
}

/// Hands over each record that fits, until one is the last that is wanted.
fn find_in(
    atlas: &Atlas,
    dataset: &Dataset,
    wanted: &Wanted,
    budget: &Budget,
    take: &mut dyn FnMut(u32, Detail) -> bool,
) -> Result<(), DetailsError> {
    let mut rows: Vec<u32> = (0..dataset.len() as u32).collect();
    rows.sort_unstable_by_key(|row| dataset.columns.offset[*row as usize]);
    let mut details = dataset.open_details()?;
    for batch in rows.chunks(BATCH) {
        budget.reach(0)?;
        for (row, detail) in batch.iter().zip(details.read(&dataset.keys(batch))?) {
            if wanted.fits(atlas, &detail.report) && !take(*row, detail) {
                return Ok(());
            }
        }
    }
    Ok(())
}
