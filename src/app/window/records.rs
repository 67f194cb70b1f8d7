//! The table of records in the window: what it lists, and what leaves it.

use std::sync::Arc;

use egui::Context;

use super::App;
use crate::{
    app::{list::tab_separated, tasks::Task},
    io::properties,
    model::{Budget, RecordId},
    query::listing::{Cells, ListColumn},
    view::{Action, export, records::RecordsMemory},
    words::records as words,
};

/// More rows are no text for a clipboard.
const MOST_COPIED: usize = 50_000;

impl App {
    /// Lists the rows of the table, where it is open.
    pub(super) fn list_records(&mut self, ctx: &Context) {
        let table = self.memory.of::<RecordsMemory>();
        let wanted = (table.arranged(), table.in_sight());
        let wanted = self.session.records_panel.then_some(wanted);
        let question = self.seen.question(&self.session);
        self.listing.follow(
            (
                &self.seen.atlas,
                &self.derived.answer,
                question,
                self.session.language,
                self.session.personal.clone(),
            ),
            self.comparing.events(&self.seen.whole),
            wanted,
            ctx,
        );
    }

    /// Copies rows as text, once they are read.
    pub(super) fn copy_rows(
        &mut self,
        ctx: &Context,
        records: Vec<RecordId>,
        mut columns: Vec<ListColumn>,
    ) {
        if records.len() > MOST_COPIED {
            return self.notify_error(words::too_many_to_copy(records.len(), MOST_COPIED));
        }
        // Whoever pastes rows elsewhere wants to find the places and the pages.
        for column in [ListColumn::Lon, ListColumn::Lat, ListColumn::Address] {
            if !columns.contains(&column) {
                columns.push(column);
            }
        }
        let (atlas, language) = (Arc::clone(&self.seen.atlas), self.session.language);
        let events = self.comparing.events(&self.seen.whole).cloned();
        let personal = self.session.personal.clone();
        let work = move |budget: &Budget| {
            let cells = Cells {
                atlas: &atlas,
                language,
                events: events.as_deref(),
                personal: &personal,
                read_properties: properties::read,
            };
            let text = tab_separated(cells, &columns, &records, budget);
            Ok((text.map_err(|error| error.to_string())?, records.len()))
        };
        let ctx = ctx.clone();
        self.tasks.start(
            Task::CopyRows,
            work,
            move |app: &mut Self, copied| match copied {
                Ok((text, rows)) => {
                    ctx.copy_text(text);
                    app.notify(words::copied(rows));
                }
                Err(why) => app.notify_error(why),
            },
        );
    }

    /// Opens the dialog that exports, for these records alone.
    pub(super) fn offer_export(&mut self, ctx: &Context, records: Vec<RecordId>) {
        let only = Some((Arc::clone(&self.seen.atlas), records));
        self.memory.of::<export::ExportMemory>().only = only;
        self.handle(ctx, Action::Open(&export::DIALOG, true));
    }
}
