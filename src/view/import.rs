//! The import dialog: the first rows of a table as they will be read, and its settings.

use std::{path::Path, sync::Arc};

use egui::{Button, ComboBox, Grid, PopupCloseBehavior, RichText, ScrollArea, TextEdit, Ui};

use super::{
    Action, Actions, Memory, Shown,
    dialogs::{Dialog, frame_ui},
    theme,
};
use crate::{
    model::{DateOrder, Field, ImportOptions},
    words::{import as words, menus},
};

/// A table whose import settings are being asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Import {
    pub path: Arc<Path>,
    /// The settings so far.
    pub choices: ImportOptions,
    /// A preview with these settings, or the error.
    pub look: Result<Look, String>,
}

/// The first rows of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Look {
    pub headings: Vec<String>,
    /// The meaning of each column.
    pub fields: Vec<Option<Field>>,
    pub rows: Vec<Vec<String>>,
    /// The records of these rows, a line each.
    pub as_read: Vec<String>,
    pub encoding: String,
    pub separator: u8,
    pub decimal_comma: bool,
    pub dates: Option<DateOrder>,
    /// Some date is ambiguous: the person has to choose the order.
    pub ambiguous_dates: bool,
}

/// What the dialog remembers.
#[derive(Default)]
struct ImportMemory {
    /// Whether the choices shall be remembered.
    remember: bool,
}

/// The dialog on the first waiting table. It is open as long as one waits.
pub static DIALOG: Dialog = Dialog {
    title: words::title,
    width_px: 860.0,
    scrolls: true,
    ui: dialog_ui,
};

pub fn import_ui(ui: &mut Ui, shown: Shown<'_>, memory: &mut Memory, actions: &mut Actions) {
    if shown.import.is_none() {
        return;
    }
    let open = frame_ui(ui.ctx(), memory, &DIALOG, |ui, memory| {
        dialog_ui(ui, shown, memory, actions);
    });
    if !open {
        actions.push(Action::DropImport);
    }
}

fn dialog_ui(ui: &mut Ui, shown: Shown<'_>, memory: &mut Memory, actions: &mut Actions) {
    let Some(import) = shown.import else {
        return;
    };
    let name = import
        .path
        .file_name()
        .unwrap_or_default()
        .to_string_lossy();
    ui.label(RichText::new(name).text_style(theme::strong()));
    let mut choices = import.choices.clone();
    match &import.look {
        Ok(look) => look_ui(ui, look, &mut choices),
        Err(why) => {
            ui.label(RichText::new(why).color(ui.visuals().error_fg_color));
            format_ui(ui, &Look::default(), &mut choices);
        }
    }
    if choices != import.choices {
        actions.push(Action::Reconsider(choices));
    }
    ui.add_space(6.0);
    let remember = &mut memory.of::<ImportMemory>().remember;
    end_ui(ui, import, remember, actions);
}

fn end_ui(ui: &mut Ui, import: &Import, remember: &mut bool, actions: &mut Actions) {
    let undecided = match &import.look {
        Ok(look) => {
            let unknown = look.fields.iter().all(Option::is_none);
            unknown || look.ambiguous_dates && look.dates.is_none()
        }
        Err(_) => true,
    };
    ui.horizontal_wrapped(|ui| {
        let open = ui.add_enabled(!undecided, Button::new(words::open()));
        if open.accessible_name(words::open_name()).clicked() {
            actions.push(Action::AcceptImport {
                remember: *remember,
            });
        }
        if ui.button(menus::cancel()).clicked() {
            actions.push(Action::DropImport);
        }
        ui.checkbox(remember, words::remember());
    });
}

fn look_ui(ui: &mut Ui, look: &Look, choices: &mut ImportOptions) {
    format_ui(ui, look, choices);
    if look.ambiguous_dates && look.dates.is_none() {
        ui.label(RichText::new(words::ambiguous_dates()).color(ui.visuals().error_fg_color));
    }
    if look.fields.iter().all(Option::is_none) {
        ui.label(RichText::new(words::no_column()).color(ui.visuals().error_fg_color));
    }
    ui.add_space(4.0);
    let height = (ui.ctx().content_rect().height() * 0.3).max(120.0);
    ScrollArea::both()
        .id_salt("rows")
        .max_height(height)
        .auto_shrink([false, true])
        .show(ui, |ui| rows_ui(ui, look, choices));
    ui.add_space(6.0);
    ui.label(RichText::new(words::preview()).text_style(theme::strong()));
    ScrollArea::vertical()
        .id_salt("as-read")
        .max_height(height * 0.6)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            for line in &look.as_read {
                ui.label(line);
            }
        });
}

/// Separator, encoding, decimals, dates.
fn format_ui(ui: &mut Ui, look: &Look, choices: &mut ImportOptions) {
    ui.horizontal_wrapped(|ui| {
        let separator = choices.separator.unwrap_or(look.separator);
        choice_ui(
            ui,
            words::separator_title(),
            words::separator(separator),
            |ui| {
                for sign in [b',', b';', b'\t', b'|'] {
                    if ui
                        .selectable_label(separator == sign, words::separator(sign))
                        .clicked()
                    {
                        choices.separator = Some(sign);
                    }
                }
            },
        );
        let encoding = choices
            .encoding
            .clone()
            .unwrap_or_else(|| look.encoding.clone());
        choice_ui(ui, words::encoding(), &encoding, |ui| {
            for label in words::ENCODINGS {
                if ui
                    .selectable_label(encoding.eq_ignore_ascii_case(label), label)
                    .clicked()
                {
                    choices.encoding = Some(label.to_owned());
                }
            }
        });
        let comma = choices.decimal_comma.unwrap_or(look.decimal_comma);
        choice_ui(
            ui,
            words::decimals(),
            if comma { "46,75" } else { "46.75" },
            |ui| {
                for (value, example) in [(false, "46.75"), (true, "46,75")] {
                    if ui.selectable_label(comma == value, example).clicked() {
                        choices.decimal_comma = Some(value);
                    }
                }
            },
        );
        choice_ui(ui, words::dates(), words::date_order(look.dates), |ui| {
            for (order, _) in DateOrder::ALL {
                let chosen = look.dates == Some(order);
                if ui
                    .selectable_label(chosen, words::date_order(Some(order)))
                    .clicked()
                {
                    choices.dates = Some(order);
                }
            }
        });
    });
}

fn choice_ui(ui: &mut Ui, name: &str, chosen: &str, contents: impl FnOnce(&mut Ui)) {
    ui.weak(name);
    let combo = ComboBox::from_id_salt(name).selected_text(chosen);
    let response = combo.show_ui(ui, contents);
    response.response.accessible_name(words::of_the_table(name));
    ui.add_space(8.0);
}

fn rows_ui(ui: &mut Ui, look: &Look, choices: &mut ImportOptions) {
    Grid::new("table")
        .striped(true)
        .spacing([12.0, 4.0])
        .show(ui, |ui| {
            for (heading, field) in look.headings.iter().zip(&look.fields) {
                column_ui(ui, heading, *field, choices);
            }
            ui.end_row();
            for heading in &look.headings {
                ui.label(RichText::new(heading).text_style(theme::strong()));
            }
            ui.end_row();
            for row in &look.rows {
                for cell in row {
                    ui.label(cell);
                }
                ui.end_row();
            }
        });
}

/// A field above a long list that leaves in it what holds the words typed, in lower case. It is empty
/// whenever the list opens.
fn search_ui(ui: &mut Ui) -> String {
    let id = ui.scope_id().with("search");
    let last = ui.data(|data| data.get_temp::<(u64, String)>(id));
    let frame = ui.ctx().cumulative_frame_nr();
    let opened = last.as_ref().is_none_or(|(seen, _)| frame - seen > 1);
    let mut typed = last.filter(|_| !opened).map_or(String::new(), |of| of.1);
    let field = TextEdit::singleline(&mut typed)
        .hint_text(words::search_meaning())
        .desired_width(150.0);
    let field = ui.add(field).accessible_name(words::search_meaning());
    if opened {
        field.request_focus();
    }
    let lower = typed.to_lowercase();
    ui.data_mut(|data| data.insert_temp(id, (frame, typed)));
    lower
}

/// The choice of the meaning of a column.
fn column_ui(ui: &mut Ui, heading: &str, field: Option<Field>, choices: &mut ImportOptions) {
    let combo = ComboBox::from_id_salt(("column", heading))
        .selected_text(words::field(field))
        .width(108.0);
    let combo = combo.close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    let response = combo.show_ui(ui, |ui| {
        let typed = search_ui(ui);
        let all = Field::ALL.into_iter().map(|(field, _)| Some(field));
        for choice in std::iter::once(None).chain(all) {
            let name = words::field(choice);
            if !name.to_lowercase().contains(&typed) {
                continue;
            }
            if ui.selectable_label(choice == field, name).clicked() {
                choices.fields.insert(heading.to_owned(), choice);
                ui.close();
            }
        }
    });
    response
        .response
        .accessible_name(words::column_means(heading));
}
