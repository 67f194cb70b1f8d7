//! Opened files: the list in the left panel, and the dialog that opens another.

use std::{path::PathBuf, sync::Arc};

use egui::{Context, RichText, Ui, containers::menu::MenuButton};

use super::{
    Action, Actions, Dialog, FileState, Memory, Shown, describe, fields,
    long_list::long_list_ui,
    path_field::{Asked, path_ui},
    update::{UpdateAction, WITHDRAWN},
};
use crate::{
    model::ImportOptions,
    render::viewport::color,
    session::{Command, FileStyle, OpenFile},
    words::{diff, files as words, menus, team_archive, units},
};

/// What the list and the dialog remember.
#[derive(Default)]
pub struct FilesMemory {
    /// The path being typed into the dialog.
    path: String,
    /// The name being typed for a file, by its place in the list.
    renaming: Option<(usize, String)>,
}

/// The files of the session, each with a checkbox and a menu.
pub fn files_ui(ui: &mut Ui, shown: Shown<'_>, memory: &mut FilesMemory, actions: &mut Actions) {
    let number = shown.session.files.len().min(shown.files.len());
    long_list_ui(ui, "files", number, |ui, index| {
        let (file, status) = (&shown.session.files[index], &shown.files[index]);
        ui.horizontal(|ui| match &mut memory.renaming {
            Some((at, name)) if *at == index => {
                if let Some(name) = rename_ui(ui, name) {
                    memory.renaming = None;
                    let name = Arc::from(name.trim());
                    let file = OpenFile {
                        name,
                        ..file.clone()
                    };
                    if !file.name.is_empty() {
                        actions.push(Action::Do(Command::OpenFile(file)));
                    }
                }
            }
            _ => {
                let mut visible = !shown.session.filters.hides_file(Some(&file.key));
                let beside = ui.spacing().interact_size.y + 2.0 * ui.spacing().item_spacing.x;
                let label = ui.scope(|ui| {
                    ui.set_max_width(ui.available_width() - beside);
                    ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Truncate);
                    ui.checkbox(&mut visible, &*file.name)
                });
                let label = label.inner.on_hover_text(file.source.shown());
                if label.changed() {
                    let command = Command::HideFile(file.key.clone(), !visible);
                    actions.push(Action::Do(command));
                }
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    menu_ui(ui, shown, (index, file), memory, actions);
                });
            }
        });
        state_ui(ui, file, &status.state, actions);
        let waiting = shown.session.waiting.values();
        let waiting = waiting.filter(|sending| sending.archive == file.source);
        let waiting = waiting.count();
        if waiting > 0 {
            ui.horizontal_wrapped(|ui| {
                ui.add_space(22.0);
                ui.weak(team_archive::waiting(waiting));
            });
        }
        if let Some(away) = &status.away {
            ui.horizontal_wrapped(|ui| {
                ui.add_space(22.0);
                let as_of = RichText::new(team_archive::as_of(&away.since));
                ui.label(as_of.color(ui.visuals().warn_fg_color))
                    .on_hover_text(team_archive::away(&away.why));
            });
        }
        if !file.withdrawn.is_empty() {
            ui.horizontal_wrapped(|ui| {
                ui.add_space(22.0);
                if ui.link(diff::withdrawn(file.withdrawn.len())).clicked() {
                    actions.push(Action::Open(&WITHDRAWN, true));
                }
            });
        }
    });
    for dataset in OpenFile::built_in() {
        let open = |file: &OpenFile| file.source == dataset.source;
        if !shown.session.files.iter().any(open) {
            let mut visible = false;
            let label = ui.checkbox(&mut visible, &*dataset.name);
            if label.on_hover_text(words::ucdp_ged_hint()).changed() {
                actions.push(Action::Do(Command::OpenFile(dataset)));
            }
        }
    }
    if shown.session.files.is_empty() {
        ui.weak(words::drop_on_map());
    }
    if ui.button(words::open_button()).clicked() {
        actions.push(Action::Open(&DIALOG, true));
    }
}

/// A field for a name. Returns it once it is confirmed.
fn rename_ui(ui: &mut Ui, name: &mut String) -> Option<String> {
    let field = fields::line(name).desired_width(150.0).char_limit(80);
    let field = ui.add(field).accessible_name(words::new_name());
    if !field.has_focus() && !field.lost_focus() {
        field.request_focus();
    }
    field.lost_focus().then(|| name.clone())
}

fn menu_ui(
    ui: &mut Ui,
    shown: Shown<'_>,
    (index, file): (usize, &OpenFile),
    memory: &mut FilesMemory,
    actions: &mut Actions,
) {
    let name = words::actions(&file.name);
    let (response, _) = MenuButton::new("…").ui(ui, |ui| {
        if ui.button(words::zoom()).clicked() {
            actions.push(Action::ZoomToFile(file.key.clone()));
            ui.close();
        }
        if ui.button(words::rename()).clicked() {
            memory.renaming = Some((index, file.name.to_string()));
            ui.close();
        }
        ui.menu_button(words::colour(), |ui| style_ui(ui, shown, file, actions));
        let mut swapped = file.reading.as_ref().is_some_and(|of| of.swapped);
        let swap = ui.checkbox(&mut swapped, words::swap());
        if swap.on_hover_text(words::swap_hint()).changed() {
            actions.push(read_swapped(file, swapped));
            ui.close();
        }
        if ui.button(diff::update_menu()).clicked() {
            actions.push(Action::Update(UpdateAction::Ask(file.key.clone())));
            ui.close();
        }
        let is_file = file.path().is_some();
        if is_file && ui.button(words::import_settings()).clicked() {
            actions.push(Action::ReadAgain(file.key.clone()));
            ui.close();
        }
        if ui.button(words::close()).clicked() {
            actions.push(Action::Do(Command::CloseFile(file.key.clone())));
            ui.close();
        }
    });
    response.on_hover_text(&name).accessible_name(&name);
}

/// Reads a file again, with latitude and longitude swapped or as it has them.
pub fn read_swapped(file: &OpenFile, swapped: bool) -> Action {
    let reading = file.reading.clone().unwrap_or_default();
    let reading = ImportOptions { swapped, ..reading };
    // Only tables have more to be chosen.
    let reading = Some(reading).filter(|reading| *reading != ImportOptions::default());
    let file = file.clone();
    Action::Do(Command::OpenFile(OpenFile { reading, ..file }))
}

/// The menu that sets the colours of a file.
fn style_ui(ui: &mut Ui, shown: Shown<'_>, file: &OpenFile, actions: &mut Actions) {
    let mut choice = |ui: &mut Ui, style: FileStyle, name: egui::WidgetText| {
        if ui.radio(file.style == style, name).clicked() {
            let file = file.clone();
            actions.push(Action::Do(Command::OpenFile(OpenFile { style, ..file })));
        }
    };
    choice(ui, FileStyle::Usual, words::default_colour().into());
    let columns = shown.columns.get(&file.key).map_or(&[][..], |all| all);
    if !columns.is_empty() {
        ui.separator();
        ui.weak(words::by_column());
    }
    egui::ScrollArea::vertical()
        .max_height(220.0)
        .show(ui, |ui| {
            for column in columns {
                let name = describe::column(column);
                choice(ui, FileStyle::By(column.clone()), name.into());
            }
        });
    ui.separator();
    ui.weak(words::single_colour());
    egui::Grid::new("tints").num_columns(2).show(ui, |ui| {
        for (tint, name) in (0..).zip(words::tints()) {
            let ink = color(shown.palette.tint(tint));
            let name = RichText::new(format!("■ {name}")).color(ink);
            choice(ui, FileStyle::Colour(tint), name.into());
            if tint % 2 == 1 {
                ui.end_row();
            }
        }
    });
}

fn state_ui(ui: &mut Ui, file: &OpenFile, state: &FileState, actions: &mut Actions) {
    match state {
        FileState::Reading { share, seconds } => {
            let progress = units::progress(*share, *seconds);
            let bar = egui::ProgressBar::new(share.unwrap_or(0.0));
            let bar = bar.desired_width(ui.available_width()).desired_height(8.0);
            ui.add(bar)
                .accessible_name(words::reading(&file.name, &progress));
            // Words beside the bar would make the panel grow and shrink.
            ui.horizontal(|ui| {
                ui.weak(progress);
                let cancel = ui.small_button(menus::cancel());
                let cancel = cancel.accessible_name(words::stop_reading(&file.name));
                if cancel.clicked() {
                    actions.push(Action::Do(Command::CloseFile(file.key.clone())));
                }
            });
            ui.ctx().request_repaint_after_secs(0.1);
        }
        FileState::Read {
            records,
            others,
            notes,
            seems_swapped,
        } => {
            ui.horizontal_wrapped(|ui| {
                ui.add_space(22.0);
                ui.weak(words::found(*records, *others));
                if *notes > 0 && ui.link(units::notes(*notes)).clicked() {
                    actions.push(Action::ShowNotes(Some(file.source.shown().into())));
                }
            });
            if *seems_swapped {
                ui.horizontal_wrapped(|ui| {
                    ui.add_space(22.0);
                    let swap = ui.link(words::swap()).on_hover_text(words::seems_swapped());
                    if swap.clicked() {
                        let swapped = !file.reading.as_ref().is_some_and(|of| of.swapped);
                        actions.push(read_swapped(file, swapped));
                    }
                });
            }
        }
        FileState::Failed(why) => {
            ui.label(RichText::new(&**why).color(ui.visuals().error_fg_color));
            if file.source.is_team_archive() && ui.link(team_archive::try_again()).clicked() {
                actions.push(Action::OfferArchive(file.source.shown().to_string()));
            }
        }
    }
}

pub static DIALOG: Dialog = Dialog {
    title: words::open_title,
    width_px: 560.0,
    scrolls: true,
    ui: |ui, _, memory, actions| open_file_ui(ui, memory.of(), actions),
};

/// Asks for the path of a file.
fn open_file_ui(ui: &mut Ui, memory: &mut FilesMemory, actions: &mut Actions) {
    ui.label(words::open_hint());
    ui.add_space(6.0);
    let (label, hint) = (words::path(), words::path_hint());
    match path_ui(ui, label, hint, words::open(), &mut memory.path) {
        Some(Asked::Take(path)) => {
            actions.push(Action::Open(&DIALOG, false));
            actions.push(Action::OpenFiles(vec![path]));
        }
        Some(Asked::Browse(_)) => actions.push(Action::Browse),
        None => {}
    }
}

/// Files dropped on the window.
pub fn dropped(ctx: &Context, actions: &mut Actions) {
    let paths: Vec<PathBuf> = ctx.input(|input| {
        let files = input.raw.dropped_files.iter();
        files.map(|file| file.path().to_owned()).collect()
    });
    if !paths.is_empty() {
        actions.push(Action::OpenFiles(paths));
    }
}

/// Shows that files held over the window can be dropped.
pub fn drop_hint_ui(ui: &mut Ui, _: Shown<'_>, _: &mut Memory, _: &mut Actions) {
    let map = ui.max_rect();
    if ui.input(|input| input.raw.hovered_files.is_empty()) {
        return;
    }
    let painter = ui.ctx().layer_painter(egui::LayerId::new(
        egui::Order::Foreground,
        egui::Id::unique("drop-hint"),
    ));
    let visuals = ui.visuals();
    painter.rect_filled(map, 0.0, visuals.window_fill.gamma_multiply(0.8));
    let edge = egui::Stroke::new(2.0, visuals.hyperlink_color);
    painter.rect_stroke(map.shrink(8.0), 6.0, edge, egui::StrokeKind::Inside);
    painter.text(
        map.center(),
        egui::Align2::CENTER_CENTER,
        words::drop_to_add(),
        egui::TextStyle::Heading.resolve(ui.style()),
        visuals.text_color(),
    );
}
