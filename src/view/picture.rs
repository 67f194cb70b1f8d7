//! The dialog that exports a picture of the map: size, layout, title, preview, path.

use std::path::PathBuf;

use egui::{Button, ComboBox, RichText, ScrollArea, Sense, Slider, TextureHandle, Ui, vec2};

use super::{
    Action, Actions, CiteAction, Dialog, Memory, Shown, SmallMap, chips::hint,
    dialogs::takes_focus, fields, path_field::folder_ui, theme,
};
use crate::{
    model::geo::Rect,
    render::svg::{Each, Layout, SIZES},
    scene::Px,
    words::{cite, menus, picture as words},
};

/// The settings of a picture of the window.
#[derive(Clone, Debug, PartialEq)]
pub struct PictureForm {
    /// In points.
    pub size: Px,
    /// Pixels per point.
    pub scale: f32,
    /// With the map alone, or as a printed sheet.
    pub layout: Layout,
    /// Empty: the default.
    pub title: String,
    /// Whether it has a legend.
    pub legend: bool,
    /// Small maps on a sheet in place of one map.
    pub each: Option<Each>,
    /// What the map shows; `None` before it was first drawn.
    pub seen: Option<Rect>,
}

/// The requests of the dialog.
#[derive(Clone, Debug, PartialEq)]
pub enum PictureAction {
    /// Draw a preview.
    Preview(PictureForm),
    /// Draw small maps for the window.
    Small(PictureForm),
    /// Write it into a file.
    Save(PictureForm, PathBuf),
    /// Ask the desktop where to save.
    Browse,
    /// To the clipboard.
    Copy(PictureForm),
}

/// The state of pictures, for the dialog.
#[derive(Clone, Copy, Default)]
pub struct PictureShown<'a> {
    pub preview: Option<&'a TextureHandle>,
    /// Whether that is of what is chosen now, and not of what was chosen before.
    pub is_current: bool,
    /// Whether a preview is being drawn, or a picture.
    pub is_drawing: bool,
    /// The outcome of the last saving or copying.
    pub said: Option<&'a str>,
    /// Why there is no preview.
    pub trouble: Option<&'a str>,
    /// The size of the preview, in points of the picture.
    pub size: Px,
    /// The small maps it consists of.
    pub maps: &'a [SmallMap],
    /// Where the legend lies on it, its corners in points; `None`: there is none.
    pub legend: Option<[Px; 2]>,
}

/// What the dialog remembers.
pub struct PictureMemory {
    /// Index into [`SIZES`].
    size: usize,
    scale: f32,
    title: String,
    legend: bool,
    each: Option<Each>,
    pub path: String,
    /// The height of what saves and copies, in points, as it was last drawn.
    foot_px: f32,
}

impl Default for PictureMemory {
    fn default() -> Self {
        Self {
            size: 0,
            scale: 1.0,
            title: String::new(),
            legend: true,
            each: None,
            path: "map.png".to_owned(),
            foot_px: 110.0,
        }
    }
}

impl PictureMemory {
    fn form(&self, seen: Option<Rect>) -> PictureForm {
        let size = SIZES[self.size.min(SIZES.len() - 1)];
        PictureForm {
            size: size.size,
            scale: self.scale,
            layout: size.layout(),
            title: self.title.trim().to_owned(),
            legend: self.legend,
            each: self.each,
            seen,
        }
    }
}

const CONTROLS_PX: f32 = 230.0;

pub static DIALOG: Dialog = Dialog {
    title: words::dialog,
    width_px: 1400.0,
    scrolls: false,
    ui: picture_ui,
};

/// What is chosen and the preview, above what saves and copies, which is in sight however low the window is.
fn picture_ui(ui: &mut Ui, shown: Shown<'_>, memory: &mut Memory, actions: &mut Actions) {
    let seen = memory.map.viewport.map(|viewport| viewport.view.bounds());
    let form = memory.of::<PictureMemory>();
    let height = (ui.available_height() - form.foot_px - 2.0).max(LEAST_PX);
    ui.horizontal_top(|ui| {
        ui.set_height(height);
        ui.vertical(|ui| {
            ui.set_width(CONTROLS_PX);
            let scroll = ScrollArea::vertical().id_salt("picture-controls");
            let scroll = scroll.max_height(height).auto_shrink(false);
            scroll.min_scrolled_height(height).show(ui, |ui| {
                let has_views = shown.session.other.is_some();
                if !has_views && form.each == Some(Each::View) {
                    form.each = None;
                }
                controls_ui(ui, form, has_views);
            });
        });
        ui.separator();
        ui.vertical(|ui| preview_ui(ui, shown, form.form(seen).size, height));
    });
    let foot = ui.vertical(|ui| {
        ui.separator();
        actions_ui(ui, form, (seen, shown), actions);
    });
    form.foot_px = foot.response.rect.height() + ui.spacing().item_spacing.y;
    let form = form.form(seen);
    actions.push(Action::Picture(PictureAction::Preview(form)));
}

/// The least height of what is chosen and the preview, in points.
const LEAST_PX: f32 = 120.0;

fn heading(ui: &mut Ui, words: &str) {
    ui.add_space(4.0);
    ui.label(RichText::new(words).text_style(theme::strong()));
}

fn controls_ui(ui: &mut Ui, form: &mut PictureMemory, has_views: bool) {
    heading(ui, words::size());
    let name = |index: usize| {
        let size = &SIZES[index];
        format!("{} ({}×{})", (size.name)(), size.size.x, size.size.y)
    };
    let combo = ComboBox::from_id_salt("picture-size")
        .selected_text(name(form.size))
        .width(CONTROLS_PX - 10.0);
    let response = combo.show_ui(ui, |ui| {
        for index in 0..SIZES.len() {
            ui.selectable_value(&mut form.size, index, name(index));
        }
    });
    response.response.accessible_name(words::size_name());
    let scale = Slider::new(&mut form.scale, 1.0..=4.0).step_by(0.5);
    ui.horizontal(|ui| {
        ui.label(words::scale());
        ui.add(scale).accessible_name(words::scale());
    });
    heading(ui, words::maps());
    let name = |each: Option<Each>| match each {
        None => words::one_map(),
        Some(Each::Reporter) => words::each_reporter(),
        Some(Each::Month) => words::each_month(),
        Some(Each::Region) => words::each_region(),
        Some(Each::View) => words::each_view(),
    };
    let combo = ComboBox::from_id_salt("picture-maps")
        .selected_text(name(form.each))
        .width(CONTROLS_PX - 10.0);
    let response = combo.show_ui(ui, |ui| {
        let each = Each::ALL.into_iter().map(|(each, _)| each);
        let each = each
            .filter(|each| has_views || *each != Each::View)
            .map(Some);
        for each in [None].into_iter().chain(each) {
            ui.selectable_value(&mut form.each, each, name(each));
        }
    });
    response
        .response
        .on_hover_text(words::each_hint())
        .accessible_name(words::maps());
    heading(ui, words::title());
    let title = fields::line(&mut form.title)
        .hint_text(hint(words::default_title()))
        .char_limit(300)
        .desired_width(CONTROLS_PX - 10.0);
    ui.add(title).accessible_name(words::title_name());
    ui.checkbox(&mut form.legend, words::legend());
}

fn actions_ui(
    ui: &mut Ui,
    form: &mut PictureMemory,
    (seen, shown): (Option<Rect>, Shown<'_>),
    actions: &mut Actions,
) {
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(words::save_as()).text_style(theme::strong()));
        let path = fields::path(&mut form.path)
            .hint_text(hint(words::path_hint()))
            .desired_width(PATH_PX);
        let field = ui.add(path).accessible_name(words::path_name());
        if takes_focus(ui) {
            field.request_focus();
        }
        let entered = fields::is_entered(ui, &field);
        if ui.button(menus::browse()).clicked() {
            actions.push(Action::Picture(PictureAction::Browse));
        }
        ui.separator();
        let path = form.path.trim();
        let save = ui.add_enabled(!path.is_empty(), Button::new(words::save()));
        if save.clicked() || entered && !path.is_empty() {
            let path = PathBuf::from(path);
            actions.push(Action::Picture(PictureAction::Save(form.form(seen), path)));
        }
        if ui.button(words::copy()).clicked() {
            actions.push(Action::Picture(PictureAction::Copy(form.form(seen))));
        }
        if ui.button(cite::map()).clicked() {
            actions.push(Action::Cite(CiteAction::Map));
        }
    });
    folder_ui(ui, &form.path, shown.folders);
    match shown.picture.said {
        Some(said) => ui.label(RichText::new(said).small()),
        None => ui.weak(RichText::new(words::format_hint()).small()),
    };
}

/// Width of the field of the path, in points.
const PATH_PX: f32 = 220.0;

/// How strongly a preview of older choices is drawn while the next one is made.
const OLDER_STRENGTH: f32 = 0.2;

/// A preview of the picture, as large as fits.
fn preview_ui(ui: &mut Ui, shown: Shown<'_>, size: Px, height: f32) {
    let room = vec2(ui.available_width().max(160.0), height - 2.0);
    let share = f32::min(room.x / size.x, room.y / size.y);
    let (rect, response) = ui.allocate_exact_size(vec2(size.x, size.y) * share, Sense::hover());
    let PictureShown {
        preview,
        is_current,
        is_drawing,
        ..
    } = shown.picture;
    let words = match (preview.is_some() && is_current, is_drawing) {
        (true, _) => words::preview(),
        (false, true) => words::drawing(),
        (false, false) => words::not_drawn(),
    };
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, words));
    ui.painter()
        .rect_filled(rect, 0.0, ui.visuals().faint_bg_color);
    if let Some(preview) = preview {
        let whole = egui::Rect::from_min_max(egui::pos2(0.0, 0.0), egui::pos2(1.0, 1.0));
        // One of older choices keeps its shape, and is too faint to be taken for what will be saved.
        let size = preview.size_vec2();
        let size = size * (rect.size() / size).min_elem();
        let fitting = egui::Rect::from_center_size(rect.center(), size);
        let strength = if is_current { 1.0 } else { OLDER_STRENGTH };
        let tint = egui::Color32::WHITE.gamma_multiply(strength);
        ui.painter().image(preview.id(), fitting, whole, tint);
    }
    let line = ui.visuals().widgets.noninteractive.bg_stroke;
    ui.painter()
        .rect_stroke(rect, 0.0, line, egui::StrokeKind::Outside);
    if is_current && !is_drawing {
        return;
    }
    // What goes on, in a box that is read on any picture.
    let middle = egui::Rect::from_center_size(rect.center(), rect.size().min(vec2(190.0, 40.0)));
    ui.painter()
        .rect_filled(middle, 6.0, ui.visuals().window_fill);
    ui.painter()
        .rect_stroke(middle, 6.0, line, egui::StrokeKind::Inside);
    let row = egui::UiBuilder::new()
        .max_rect(middle.shrink(8.0))
        .layout(egui::Layout::left_to_right(egui::Align::Center));
    let mut row = ui.new_child(row);
    if is_drawing {
        row.spinner();
    }
    let words = match is_drawing {
        true => words::drawing(),
        false => words::not_drawn(),
    };
    row.label(words);
}
