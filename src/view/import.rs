//! The import dialog: the columns of a file with what they are taken for and why, its settings, and its
//! first records as they will be read.

use std::{path::Path, sync::Arc};

use egui::{
    Align, Button, Color32, ComboBox, Frame, Key, Label, Layout, PopupCloseBehavior, RichText,
    ScrollArea, Ui, Vec2, vec2,
};

use super::{
    Action, Actions, Memory, Shown,
    dialogs::{Dialog, frame_ui},
    fields, theme,
};
use crate::{
    model::{DateOrder, Field, ImportOptions, Setting},
    words::{import as words, menus},
};

/// A file whose import settings are being asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Import {
    pub path: Arc<Path>,
    /// The settings so far.
    pub choices: ImportOptions,
    /// A preview with these settings, or the error.
    pub look: Result<Look, String>,
    /// The settings that mean something for the file.
    pub settings: &'static [Setting],
}

/// The columns of a file and its first rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Look {
    pub columns: Vec<LookColumn>,
    /// Rows that were looked at.
    pub rows: usize,
    /// Which sheet or file of several they are of.
    pub part: Option<String>,
    /// The records of the first rows, a line each.
    pub as_read: Vec<String>,
    pub encoding: Option<String>,
    pub separator: Option<u8>,
    pub decimal_comma: bool,
    pub dates: Option<DateOrder>,
    /// A date that is ambiguous, where there is one: the person has to choose the order.
    pub ambiguous_date: Option<String>,
    /// Whether nothing can be read while no column means anything.
    pub needs_a_column: bool,
}

/// A column of a file that is looked at.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LookColumn {
    pub heading: String,
    /// What it is taken for.
    pub field: Option<Field>,
    /// Its first values.
    pub cells: String,
    /// Why it is taken for that, and what its values read as.
    pub why: String,
    /// What its values propose where nothing else is known.
    pub proposed: Option<Field>,
    /// Of how many names in it places were found, and how many names there are.
    pub found: Option<[usize; 2]>,
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
    width_px: 1040.0,
    scrolls: false,
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
    ui.horizontal(|ui| {
        ui.label(RichText::new(name).text_style(theme::strong()));
        if let Ok(look) = &import.look {
            if let Some(part) = &look.part {
                ui.label(words::part(part))
                    .on_hover_text(words::part_hint());
            }
            look.remark_ui(ui);
        }
    });
    let mut choices = import.choices.clone();
    match &import.look {
        Ok(look) => look_ui(ui, look, import.settings, &mut choices),
        Err(why) => {
            format_ui(ui, &Look::default(), import.settings, &mut choices);
            ui.label(RichText::new(why).color(ui.visuals().error_fg_color));
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
        Ok(look) => look.lacks_a_column() || look.lacks_an_order(),
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

impl Look {
    fn lacks_a_column(&self) -> bool {
        self.needs_a_column && self.columns.iter().all(|column| column.field.is_none())
    }

    fn lacks_an_order(&self) -> bool {
        self.ambiguous_date.is_some() && self.dates.is_none()
    }

    /// What is in the way of opening the file, else how much of it was looked at.
    fn remark_ui(&self, ui: &mut Ui) {
        let ambiguous = self.ambiguous_date.as_deref();
        let ambiguous = ambiguous.filter(|_| self.lacks_an_order());
        let trouble = match (ambiguous, self.lacks_a_column()) {
            (Some(date), _) => Some(words::ambiguous_dates(date)),
            (None, true) => Some(words::no_column().to_owned()),
            (None, false) => None,
        };
        let text = match trouble {
            Some(text) => RichText::new(text).color(ui.visuals().error_fg_color),
            None => RichText::new(words::looked_at(self.rows)).weak(),
        };
        ui.add(Label::new(text).truncate());
    }
}

/// Heights and widths follow from the window alone, so that nothing moves when a choice changes.
fn look_ui(ui: &mut Ui, look: &Look, settings: &[Setting], choices: &mut ImportOptions) {
    /// What stands around the dialog and in it beside the columns and the preview.
    const AROUND: f32 = 296.0;
    let room = ui.ctx().content_rect().height();
    let height = (room * 0.14).clamp(52.0, 200.0);
    let lines = look.columns.len() as f32 * (ui.spacing().interact_size.y + 6.0) + 6.0;
    let columns = (room - AROUND - height).clamp(84.0, room * 0.45).min(lines);
    format_ui(ui, look, settings, choices);
    columns_ui(ui, look, columns, choices);
    ui.label(RichText::new(words::preview()).text_style(theme::strong()));
    ScrollArea::both()
        .id_salt("as-read")
        .max_height(height)
        .min_scrolled_height(height)
        .auto_shrink([false, false])
        .show(ui, |ui| {
            for line in &look.as_read {
                ui.add(Label::new(line).extend());
            }
        });
}

/// Separator, encoding, decimals, dates, axes: those that mean something for the file.
fn format_ui(ui: &mut Ui, look: &Look, settings: &[Setting], choices: &mut ImportOptions) {
    let has = |setting: Setting| settings.contains(&setting);
    ui.horizontal_wrapped(|ui| {
        if has(Setting::Separator) {
            let separator = choices.separator.or(look.separator).unwrap_or(b',');
            let chosen = words::separator(separator);
            choice_ui(ui, words::separator_title(), chosen, 86.0, |ui| {
                for sign in [b',', b';', b'\t', b'|'] {
                    let name = words::separator(sign);
                    if ui.selectable_label(separator == sign, name).clicked() {
                        choices.separator = Some(sign);
                    }
                }
            });
        }
        if has(Setting::Encoding) {
            let encoding = choices.encoding.clone().or_else(|| look.encoding.clone());
            let encoding = encoding.unwrap_or_default();
            choice_ui(ui, words::encoding(), &encoding, 110.0, |ui| {
                for label in words::ENCODINGS {
                    let is_it = encoding.eq_ignore_ascii_case(label);
                    if ui.selectable_label(is_it, label).clicked() {
                        choices.encoding = Some(label.to_owned());
                    }
                }
            });
        }
        if has(Setting::DecimalComma) {
            let comma = choices.decimal_comma.unwrap_or(look.decimal_comma);
            let name = |comma| if comma { "46,75" } else { "46.75" };
            choice_ui(ui, words::decimals(), name(comma), 60.0, |ui| {
                for value in [false, true] {
                    if ui.selectable_label(comma == value, name(value)).clicked() {
                        choices.decimal_comma = Some(value);
                    }
                }
            });
        }
        if has(Setting::Dates) {
            let order = choices.dates.or(look.dates);
            choice_ui(ui, words::dates(), words::date_order(order), 86.0, |ui| {
                for (value, _) in DateOrder::ALL {
                    let name = words::date_order(Some(value));
                    if ui.selectable_label(order == Some(value), name).clicked() {
                        choices.dates = Some(value);
                    }
                }
            });
        }
        if has(Setting::Swapped) {
            ui.checkbox(&mut choices.swapped, words::swap());
        }
    });
}

fn choice_ui(ui: &mut Ui, name: &str, chosen: &str, width: f32, contents: impl FnOnce(&mut Ui)) {
    ui.weak(name);
    let combo = ComboBox::from_id_salt(name).selected_text(chosen);
    let response = combo.width(width).truncate().show_ui(ui, contents);
    response.response.accessible_name(words::of_the_table(name));
    ui.add_space(6.0);
}

/// The columns of the file, one a line, in a table whose columns keep their widths.
fn columns_ui(ui: &mut Ui, look: &Look, height: f32, choices: &mut ImportOptions) {
    let widths = widths(ui);
    line_ui(ui, |ui| {
        let titles = [
            words::column_title(),
            words::cells_title(),
            words::meaning_title(),
            words::why_title(),
        ];
        for (title, width) in titles.into_iter().zip(widths) {
            cell_ui(ui, width, |ui| {
                ui.label(RichText::new(title).small().weak());
            });
        }
    });
    ScrollArea::vertical()
        .id_salt("columns")
        .max_height(height)
        .min_scrolled_height(height)
        .auto_shrink([false, false])
        .show(ui, |ui| {
            for (index, column) in look.columns.iter().enumerate() {
                let fill = match index % 2 {
                    0 => ui.visuals().faint_bg_color,
                    _ => Color32::TRANSPARENT,
                };
                let row = Frame::new().fill(fill);
                row.show(ui, |ui| {
                    line_ui(ui, |ui| column_ui(ui, column, widths, choices));
                });
            }
        });
}

fn line_ui(ui: &mut Ui, contents: impl FnOnce(&mut Ui)) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        contents(ui);
    });
}

/// Between the columns of the table.
const GAP: f32 = 8.0;

/// Of the heading, the first values, the meaning, and why.
fn widths(ui: &Ui) -> [f32; 4] {
    const MEANING: f32 = 170.0;
    let bar = ui.spacing().scroll.bar_width + 8.0;
    let rest = (ui.available_width() - bar - MEANING - 3.0 * GAP).max(240.0);
    [rest * 0.24, rest * 0.36, MEANING, rest * 0.40]
}

/// A cell of a width that does not depend on what is in it.
fn cell_ui(ui: &mut Ui, width: f32, contents: impl FnOnce(&mut Ui)) {
    let size = vec2(width, ui.spacing().interact_size.y);
    let layout = Layout::left_to_right(Align::Center);
    ui.allocate_ui_with_layout(size, layout, |ui| {
        ui.set_min_width(width);
        ui.set_max_width(width);
        contents(ui);
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
    let field = fields::line(&mut typed)
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

/// A column: its heading, its first values, the choice of what it means, and why that is.
fn column_ui(ui: &mut Ui, column: &LookColumn, widths: [f32; 4], choices: &mut ImportOptions) {
    let [of_heading, of_cells, of_meaning, of_why] = widths;
    let heading = &column.heading;
    cell_ui(ui, of_heading, |ui| {
        let text = RichText::new(heading).text_style(theme::strong());
        ui.add(Label::new(text).truncate());
    });
    cell_ui(ui, of_cells, |ui| {
        ui.add(Label::new(&column.cells).truncate());
    });
    cell_ui(ui, of_meaning, |ui| {
        let chosen = choices.fields.get(heading).copied();
        let field = chosen.unwrap_or(column.field);
        meaning_ui(ui, heading, field, of_meaning, choices);
    });
    cell_ui(ui, of_why, |ui| {
        if let Some(field) = column.proposed {
            let name = words::field(Some(field));
            let take = ui.link(words::take_as(name));
            let take = take.accessible_name(words::take_column_as(heading, name));
            if take.clicked() {
                choices.fields.insert(heading.to_owned(), Some(field));
            }
        }
        let why = RichText::new(&column.why).weak();
        ui.add(Label::new(why).truncate());
    });
}

/// The choice of the meaning of a column, out of a list that is searched by typing.
fn meaning_ui(
    ui: &mut Ui,
    heading: &str,
    field: Option<Field>,
    width: f32,
    choices: &mut ImportOptions,
) {
    const LIST: Vec2 = vec2(220.0, 230.0);
    let combo = ComboBox::from_id_salt(("column", heading))
        .selected_text(words::field(field))
        .width(width - 8.0)
        .height(LIST.y + 60.0)
        .truncate();
    let combo = combo.close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    let response = combo.show_ui(ui, |ui| {
        let typed = search_ui(ui);
        ui.set_min_width(LIST.x);
        let list = ScrollArea::vertical()
            .max_height(LIST.y)
            .min_scrolled_height(LIST.y)
            .auto_shrink([false, false]);
        list.show(ui, |ui| {
            // The first that is left is taken with the keyboard.
            let mut is_entered = ui.input(|input| input.key_pressed(Key::Enter));
            let all = Field::ALL.into_iter().map(|(field, _)| Some(field));
            for choice in std::iter::once(None).chain(all) {
                let name = words::field(choice);
                let own = choice.map_or("", Field::name);
                if !name.to_lowercase().contains(&typed) && !own.contains(&typed) {
                    continue;
                }
                let is_first = std::mem::take(&mut is_entered) && !typed.is_empty();
                if ui.selectable_label(choice == field, name).clicked() || is_first {
                    choices.fields.insert(heading.to_owned(), choice);
                    ui.close();
                }
            }
        });
    });
    response
        .response
        .accessible_name(words::column_means(heading));
}
