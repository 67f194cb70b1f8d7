//! What became of a record that is selected: why it is not on the map, and the way to it.

use egui::{Frame, Margin, Stroke, Ui};

use crate::{
    model::{RecordId, Window},
    query::{Fate, Filters},
    session::{Command, Selection},
    view::{Action, Actions, Shown, search::show_days},
    words::{details as words, units},
};

/// Says why a selected report or record is not on the map, where it is not.
pub fn fate_ui(ui: &mut Ui, shown: Shown<'_>, selection: &Selection, actions: &mut Actions) {
    if !matches!(selection, Selection::Report(_) | Selection::Record { .. }) {
        return;
    }
    let session = shown.session;
    let of_question = (session.window, &session.filters);
    let records = &shown.focus.records;
    let fates = records.iter();
    let fates = fates.map(|record| Fate::of(shown.atlas, shown.answer, of_question, *record));
    // A report is seen where any of its claims is.
    let Some(fate) = fates.max().filter(|fate| *fate != Fate::Shown) else {
        return;
    };
    let frame = Frame::new()
        .inner_margin(Margin::symmetric(8, 4))
        .corner_radius(5.0)
        .stroke(Stroke::new(1.0, ui.visuals().warn_fg_color));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        match fate {
            Fate::Outside => outside_ui(ui, shown, records, actions),
            Fate::Filtered => {
                ui.label(words::fate_filtered());
                if ui.button(words::clear_filters()).clicked() {
                    let all = Command::SetFilters(Filters::default());
                    actions.push(Action::Do(all));
                }
            }
            Fate::Duplicate => {
                ui.label(words::fate_duplicate());
                let details = records
                    .iter()
                    .filter_map(|record| shown.atlas.detail(*record));
                let mut counted = details.filter_map(|detail| detail.report.duplicate_of.clone());
                if let Some(counted) = counted.next()
                    && ui.button(words::show_counted()).clicked()
                {
                    let counted = Selection::Report(counted);
                    actions.push(Action::Do(Command::Select(Some(counted))));
                }
            }
            Fate::Undated => {
                ui.label(words::fate_undated());
            }
            Fate::Withdrawn => {
                ui.label(words::fate_withdrawn());
            }
            Fate::Unplaced => {
                ui.label(words::fate_unplaced());
            }
            Fate::Shown => {}
        }
    });
}

fn outside_ui(ui: &mut Ui, shown: Shown<'_>, records: &[RecordId], actions: &mut Actions) {
    ui.label(words::fate_outside(&units::window(shown.session.window)));
    let intervals = records.iter().filter_map(|record| {
        let dataset = shown.atlas.dataset_of(*record);
        dataset.interval(record.row as usize)
    });
    let days = intervals
        .map(|interval| Window::days(interval.start().day(), interval.last_day()))
        .reduce(|all, one| Window::days(all.first().min(one.first()), all.last().max(one.last())));
    if let Some(days) = days
        && ui.button(words::go_to_days(&units::window(days))).clicked()
    {
        show_days(days, actions);
    }
}
