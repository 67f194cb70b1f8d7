//! What the records in the details say. What is in memory is there at once; the rest is read on a
//! thread of its own. A newer list replaces an older one.

use std::sync::Arc;

use super::job::Job;
use crate::{
    model::{Atlas, Detail, RecordId},
    view::DetailsShown,
};

/// The details of listed records, as far as they have been read.
#[derive(Default)]
pub struct DetailsRead {
    wanted: Vec<RecordId>,
    /// The atlas they are records of.
    atlas: Option<Arc<Atlas>>,
    state: State,
}

enum State {
    Reading(Job<Result<Vec<Detail>, String>>),
    Read(Result<Vec<Detail>, String>),
}

impl Default for State {
    fn default() -> Self {
        Self::Read(Ok(Vec::new()))
    }
}

impl DetailsRead {
    /// Reads the records that are wanted, unless they are read or being read.
    pub fn follow(&mut self, wanted: &[RecordId], atlas: &Arc<Atlas>, wake: &egui::Context) {
        if let State::Reading(job) = &self.state
            && let Some(done) = job.poll()
        {
            self.state = State::Read(done.unwrap_or_else(|broken| Err(broken.to_string())));
        }
        let own = self.atlas.as_ref();
        if own.is_some_and(|own| Arc::ptr_eq(own, atlas)) && self.wanted == wanted {
            return;
        }
        self.wanted = wanted.to_vec();
        self.atlas = Some(Arc::clone(atlas));
        let in_memory: Option<Vec<Detail>> = wanted.iter().map(|id| atlas.detail(*id)).collect();
        self.state = match in_memory {
            Some(details) => State::Read(Ok(details)),
            None => State::Reading(start(wanted.to_vec(), Arc::clone(atlas), wake.clone())),
        };
    }

    pub fn is_settled(&self) -> bool {
        matches!(self.state, State::Read(_))
    }

    /// The records it reads or has read.
    pub fn wanted(&self) -> &[RecordId] {
        &self.wanted
    }

    pub fn shown(&self) -> DetailsShown<'_> {
        match &self.state {
            State::Reading(_) => DetailsShown::Reading,
            State::Read(Ok(details)) => DetailsShown::Read(details),
            State::Read(Err(why)) => DetailsShown::Failed(why),
        }
    }
}

/// Reads records dataset by dataset, and gives them in the order asked for.
fn start(
    wanted: Vec<RecordId>,
    atlas: Arc<Atlas>,
    wake: egui::Context,
) -> Job<Result<Vec<Detail>, String>> {
    let work = move |_: &_| {
        let mut order: Vec<usize> = (0..wanted.len()).collect();
        order.sort_by_key(|at| wanted[*at].dataset);
        let sorted: Vec<RecordId> = order.iter().map(|at| wanted[*at]).collect();
        let details = atlas.details(&sorted).map_err(|error| error.to_string())?;
        let mut placed: Vec<(usize, Detail)> = order.into_iter().zip(details).collect();
        placed.sort_by_key(|(at, _)| *at);
        Ok(placed.into_iter().map(|(_, detail)| detail).collect())
    };
    Job::start(move || wake.request_repaint(), work)
}
