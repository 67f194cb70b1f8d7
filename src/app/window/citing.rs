//! What the window does to cite what it shows.

use std::sync::Arc;

use egui::Context;

use super::App;
use crate::{
    app::{
        citing::{Origin, citations, map_citation},
        tasks::Task,
    },
    io::{Citation, Form},
    model::Budget,
    view::{
        Action, CiteAction,
        cite::{CiteMemory, Cited, DIALOG},
    },
    words::cite as words,
};

/// More are too many to look through.
const MOST_CITED: usize = 1_000;

impl App {
    pub(super) fn cite(&mut self, ctx: &Context, what: CiteAction) {
        if let CiteAction::Records(records) = &what
            && records.len() > MOST_CITED
        {
            return self.notify_error(words::too_many(records.len(), MOST_CITED));
        }
        self.memory.of::<CiteMemory>().begin();
        self.handle(ctx, Action::Open(&DIALOG, true));
        let origin = Origin {
            base: self.source.clone(),
            project: self.project_path(),
            files: self
                .workspace
                .outside_files(&self.session)
                .cloned()
                .collect(),
        };
        let atlas = Arc::clone(&self.seen.atlas);
        let session = self.seen.session(&self.session);
        let work = move |budget: &Budget| {
            let cited = match what {
                CiteAction::Records(records) => {
                    citations(&atlas, &origin, &records, budget).map(|cited| (cited, true))
                }
                CiteAction::Map => map_citation(&atlas, &origin, &session, budget)
                    .map(|cited| (vec![cited], false)),
            };
            let (cited, are_reports) = cited.map_err(|error| format!("{error:#}"))?;
            Ok(in_all_forms(&cited, are_reports))
        };
        self.tasks.start(Task::Cite, work, |app: &mut Self, cited| {
            app.memory.of::<CiteMemory>().cited = Some(cited);
        });
    }
}

fn in_all_forms(cited: &[Citation], are_reports: bool) -> Cited {
    let forms = Form::ALL.into_iter();
    Cited {
        reports: are_reports.then_some(cited.len()),
        forms: forms
            .map(|(form, _)| (form.name(), form.write(cited)))
            .collect(),
    }
}
