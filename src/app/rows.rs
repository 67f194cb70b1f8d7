//! Rows of large files read again for the details, on a thread of their own. A newer list replaces
//! an older one.

use std::sync::Arc;

use super::{job::Job, workspace::Readers};
use crate::{io::bulk::RowReader, model::Atlas, query::RowId, view::RowsShown};

/// See the module.
#[derive(Default)]
pub struct Rows {
    wanted: Vec<RowId>,
    /// The atlas they are rows of.
    atlas: Option<Arc<Atlas>>,
    state: State,
}

#[derive(Default)]
enum State {
    #[default]
    Nothing,
    Reading(Job<Result<Arc<Atlas>, String>>),
    Read(Result<Arc<Atlas>, String>),
}

impl Rows {
    /// Reads the rows that are wanted, unless they are read or being read.
    pub fn follow(
        &mut self,
        wanted: &[RowId],
        atlas: &Arc<Atlas>,
        readers: &Readers,
        wake: &egui::Context,
    ) {
        if let State::Reading(job) = &self.state
            && let Some(done) = job.poll()
        {
            self.state = State::Read(done.unwrap_or_else(|broken| Err(broken.to_string())));
        }
        let same_atlas = self
            .atlas
            .as_ref()
            .is_some_and(|own| Arc::ptr_eq(own, atlas));
        if same_atlas && self.wanted == wanted {
            return;
        }
        self.wanted = wanted.to_vec();
        self.atlas = Some(Arc::clone(atlas));
        self.state = match wanted.is_empty() {
            true => State::Nothing,
            false => State::Reading(start(wanted, atlas, readers, wake)),
        };
    }

    pub fn is_settled(&self) -> bool {
        !matches!(self.state, State::Reading(_))
    }

    pub fn shown(&self) -> RowsShown<'_> {
        match &self.state {
            State::Nothing => RowsShown::Nothing,
            State::Reading(_) => RowsShown::Reading,
            State::Read(Ok(atlas)) => RowsShown::Read(atlas),
            State::Read(Err(why)) => RowsShown::Failed(why),
        }
    }
}

fn start(
    wanted: &[RowId],
    atlas: &Arc<Atlas>,
    readers: &Readers,
    wake: &egui::Context,
) -> Job<Result<Arc<Atlas>, String>> {
    let mut by_file: Vec<(Option<RowReader>, Vec<u64>)> = Vec::new();
    for of_file in wanted.chunk_by(|a, b| a.ledger == b.ledger) {
        let ledger = &atlas.ledgers()[of_file[0].ledger as usize];
        let reader = ledger
            .file
            .as_ref()
            .and_then(|key| readers.get(key))
            .cloned();
        let offset = |id: &RowId| ledger.columns.offset[id.row as usize];
        by_file.push((reader, of_file.iter().map(offset).collect()));
    }
    let (atlas, wake) = (Arc::clone(atlas), wake.clone());
    Job::start(
        move || wake.request_repaint(),
        move |_| {
            let mut reports = Vec::new();
            for (reader, offsets) in by_file {
                let reader = reader.ok_or(crate::words::files::not_open())?;
                let read = reader.read(&offsets).map_err(|error| error.to_string())?;
                reports.extend(read);
            }
            Ok(Arc::new(atlas.with_reports(reports)))
        },
    )
}
