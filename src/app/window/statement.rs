//! What the window does about statements: read beside it, and added as reports of the person's own.

use std::sync::Arc;

use super::App;
use crate::{
    app::tasks::Task,
    io::{reports, statement::StatementReader},
    model::{Budget, Window, draft::ReportDraft},
    session::Command,
    view::{Asked, statement::StatementMemory},
};

impl App {
    /// Begins to read a text; what is being read is given up.
    pub(super) fn read_statement(&mut self, asked: Asked) {
        let known = self.statement_reader.clone();
        let known = known.filter(|reader| Arc::ptr_eq(reader.atlas(), self.seeing.whole()));
        let (atlas, text) = (Arc::clone(self.seeing.whole()), asked.clone());
        let work = move |_: &Budget| {
            let reader = known.unwrap_or_else(|| Arc::new(StatementReader::new(atlas)));
            let read = reader.read(&text.text, &text.about);
            Ok((reader, read.map_err(|error| error.to_string())))
        };
        self.tasks
            .start(Task::ReadStatement, work, move |app: &mut Self, done| {
                let read = done.and_then(|(reader, read)| {
                    app.statement_reader = Some(reader);
                    read
                });
                app.memory.of::<StatementMemory>().take(&asked, read);
            });
    }

    /// Adds a report as the person's own, after moving the window to its days where it holds none
    /// of them, so that the first undo takes the report away and nothing else. The text it was read from is its
    /// evidence.
    pub(super) fn add_report(&mut self, report: &ReportDraft) {
        let times = report
            .claims
            .iter()
            .filter_map(|claim| claim.when.interval());
        let days = times.map(|time| Window::days(time.start().day(), time.last_day()));
        let days =
            days.reduce(|a, b| Window::days(a.first().min(b.first()), a.last().max(b.last())));
        if let Some(days) = days
            && !days.interval().overlaps(self.session.window.interval())
        {
            self.apply(&Command::SetWindow(days));
            self.history.settle();
        }
        let record = reports::write_one(report);
        self.history.settle();
        let before = self.history.steps_made();
        self.apply(&Command::AddReport(record.into()));
        if let Some(text) = self.memory.of::<StatementMemory>().text_read() {
            self.keep_text(report, text);
        }
        self.history.join(before);
        *self.memory.of() = StatementMemory::default();
    }
}
