//! Cite: where something was stated and in which data it was read, in the forms that texts and reference
//! managers take.

use egui::{Label, RichText, Ui};

use super::{Actions, Dialog, Memory, Shown, dialogs::takes_focus};
use crate::{model::RecordId, words::cite as words};

/// What is to be cited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CiteAction {
    /// The reports of these records.
    Records(Vec<RecordId>),
    /// What is seen.
    Map,
}

/// What is cited, and the form it is shown in.
#[derive(Default)]
pub struct CiteMemory {
    /// `None`: it is being read. An error in words where it cannot be.
    pub cited: Option<Result<Cited, String>>,
    form: usize,
    copied: bool,
}

impl CiteMemory {
    /// Something new is to be cited: in the form that was used last.
    pub fn begin(&mut self) {
        (self.cited, self.copied) = (None, false);
    }
}

/// Something cited.
pub struct Cited {
    /// How many reports; `None` for a map.
    pub reports: Option<usize>,
    /// The name of each form, and the text.
    pub forms: Vec<(&'static str, String)>,
}

pub static DIALOG: Dialog = Dialog {
    title: words::title,
    width_px: 560.0,
    scrolls: true,
    ui: cite_ui,
};

fn cite_ui(ui: &mut Ui, _shown: Shown<'_>, memory: &mut Memory, _actions: &mut Actions) {
    let CiteMemory {
        cited,
        form,
        copied,
    } = memory.of();
    let cited = match cited {
        None => {
            ui.horizontal(|ui| {
                ui.spinner();
                ui.weak(words::making());
            });
            return;
        }
        Some(Err(why)) => {
            ui.colored_label(ui.visuals().warn_fg_color, &*why);
            return;
        }
        Some(Ok(cited)) => cited,
    };
    ui.horizontal_wrapped(|ui| {
        for (index, (name, _)) in cited.forms.iter().enumerate() {
            if ui.selectable_value(form, index, *name).clicked() {
                *copied = false;
            }
        }
        ui.separator();
        let Some((name, text)) = cited.forms.get(*form) else {
            return;
        };
        let copy = ui.button(words::copy());
        if takes_focus(ui) {
            copy.request_focus();
        }
        if copy.clicked() {
            ui.ctx().copy_text(text.clone());
            *copied = true;
        }
        if *copied {
            ui.weak(words::copied(name));
        }
    });
    if let Some(reports) = cited.reports {
        if reports > 1 {
            ui.weak(words::many(reports));
        }
        ui.label(RichText::new(words::hint()).small().weak());
    }
    let Some((_, text)) = cited.forms.get(*form) else {
        return;
    };
    ui.add_space(4.0);
    ui.add(Label::new(text).wrap());
}
