//! What the map stands on: the choice in the left panel, and the dialog that adds another.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use egui::{Button, ComboBox, DragValue, Label, RichText, ScrollArea, TextStyle, Ui, WidgetText};

use super::{
    Action, Actions, Dialog, Memory, Shown,
    extract::{ExtractAction, ExtractShown},
    fields,
    path_field::{Asked, path_ui},
};
use crate::words::{basemaps as words, offers};

/// What the map stands on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Choice {
    /// The map built into the program.
    #[default]
    Embedded,
    /// Nothing.
    None,
    /// One of the list, by its name.
    Kept(Arc<str>),
}

/// A map of the person's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BasemapEntry {
    /// Unique in the list.
    pub name: Arc<str>,
    /// Where it is.
    pub place: Place,
}

impl BasemapEntry {
    /// Whether it is in every list.
    pub fn is_always_there(&self) -> bool {
        matches!(&self.place, Place::Service(service) if !service.faults.is_empty())
    }
}

/// Where a map is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A file of tiles.
    File(Arc<Path>),
    /// On the network.
    Service(Arc<ServiceSpec>),
}

/// A service of tiles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ServiceSpec {
    /// Its address, with places for the numbers of a tile.
    pub template: Arc<str>,
    /// Whom these numbers are sent to.
    pub host: Arc<str>,
    /// Whom to name; may be HTML.
    pub credit: Arc<str>,
    /// Where faults of the map are reported; may be empty.
    pub faults: Arc<str>,
    /// What the person must know, such as its terms; may be empty.
    pub terms: Arc<str>,
    /// The least and the deepest zoom it has.
    pub zooms: [u8; 2],
    /// Whether its terms forbid pictures of it, as the person has it.
    pub forbids_pictures: bool,
    /// Whether the person has switched it on, knowing what is sent.
    pub agreed: bool,
}

/// What a service offers, or a list of connections.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offers {
    /// What the service calls itself; may be empty.
    pub title: String,
    /// Its terms, as it states them; may be empty.
    pub terms: String,
    /// What can be added to the list.
    pub maps: Vec<NewService>,
    /// What cannot be used, and why, in words for the person.
    pub left_out: Vec<String>,
}

/// A service as it is added to the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewService {
    /// As the person calls it; may be empty.
    pub name: String,
    /// Its address.
    pub template: String,
    /// Whom to name.
    pub credit: String,
    /// What the person must know, such as its terms; may be empty.
    pub terms: String,
    /// The least and the deepest zoom it has.
    pub zooms: [u8; 2],
    /// Whether its terms forbid pictures of it.
    pub forbids_pictures: bool,
}

/// What panels may read of it.
#[derive(Clone, Copy, Debug)]
pub struct BasemapsShown<'a> {
    /// The list.
    pub entries: &'a [BasemapEntry],
    /// What the map stands on.
    pub chosen: &'a Choice,
    /// The service that the person is asked about.
    pub asking: Option<&'a BasemapEntry>,
    /// What was last asked for.
    pub offers: Option<&'a Offers>,
    /// Maps made of extracts.
    pub extract: ExtractShown<'a>,
}

/// A request about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BasemapAction {
    /// Stand on this.
    Choose(Choice),
    /// Take a file of tiles into the list, and stand on it.
    Add(PathBuf),
    /// Take an address of tiles into the list. Nothing is asked of it.
    AddService(NewService),
    /// Ask the service at an address what it offers. One request is sent.
    AskOffers(String),
    /// Read what is offered from a file.
    ReadOffers(PathBuf),
    /// Switch a service on, knowing what is sent, and stand on it.
    Agree(Arc<str>),
    /// Let go of all tiles kept of services.
    ClearKept,
    /// Take one out of the list. Its file stays.
    Forget(Arc<str>),
    /// About a map that is made of an extract.
    Extract(ExtractAction),
}

/// The dialog that adds a map.
pub static DIALOG: Dialog = Dialog {
    title: words::title,
    width_px: 560.0,
    scrolls: true,
    ui: add_ui,
};

/// The dialog that says what is sent to whom before a service is switched on.
pub static CONSENT: Dialog = Dialog {
    title: words::consent_title,
    width_px: 460.0,
    scrolls: true,
    ui: consent_ui,
};

/// What the dialog remembers.
struct AddMemory {
    path: String,
    service: NewService,
    /// Whether the service was to be added to the list.
    is_asked: bool,
}

impl Default for AddMemory {
    fn default() -> Self {
        Self {
            path: String::new(),
            is_asked: false,
            service: NewService {
                zooms: USUAL_ZOOMS,
                ..NewService::default()
            },
        }
    }
}

/// The zooms a map most often has.
pub const USUAL_ZOOMS: [u8; 2] = [0, 19];

/// On the button that takes a map out of the list.
const FORGET: &str = "×";

/// The choice in the panel.
pub(crate) fn choice_ui(ui: &mut Ui, shown: Shown<'_>, actions: &mut Actions) {
    let BasemapsShown {
        entries, chosen, ..
    } = shown.basemaps;
    let name = |choice: &Choice| match choice {
        Choice::Embedded => words::embedded().to_owned(),
        Choice::None => words::none().to_owned(),
        Choice::Kept(name) => name.to_string(),
    };
    ui.horizontal(|ui| {
        let label = ui.label(words::base_map());
        let is_own = |name: &str| {
            let entry = entries.iter().find(|entry| *entry.name == *name);
            // What the list always has cannot be taken out of it.
            !entry.is_some_and(|entry| entry.is_always_there())
        };
        let own = match chosen {
            Choice::Kept(name) if is_own(name) => Some(name),
            _ => None,
        };
        let forget_width = own.map_or(0.0, |_| {
            let sign = WidgetText::from(FORGET);
            let sign = sign.into_galley(ui, None, f32::INFINITY, TextStyle::Button);
            let spacing = ui.spacing();
            sign.size().x + 2.0 * spacing.button_padding.x + spacing.item_spacing.x
        });
        let width = ui.available_width() - forget_width;
        let combo = ComboBox::from_id_salt("base-map")
            .width(width)
            .truncate()
            .height(ui.ctx().content_rect().height() * 0.6)
            .selected_text(name(chosen));
        let kept = entries
            .iter()
            .map(|entry| Choice::Kept(Arc::clone(&entry.name)));
        let list_ui = |ui: &mut Ui| {
            for choice in [Choice::Embedded]
                .into_iter()
                .chain(kept)
                .chain([Choice::None])
            {
                if ui
                    .selectable_label(choice == *chosen, name(&choice))
                    .clicked()
                {
                    actions.push(Action::Basemap(BasemapAction::Choose(choice)));
                }
            }
            ui.separator();
            if ui.button(words::add()).clicked() {
                actions.push(Action::Open(&DIALOG, true));
                ui.close();
            }
        };
        // A long name is cut where the room ends that is left for the list.
        let response = ui.scope(|ui| {
            ui.set_max_width(width);
            combo.show_ui(ui, list_ui).response
        });
        response.inner.labelled_by(label.id).on_hover_ui(|ui| {
            ui.label(name(chosen));
            let entry = entries
                .iter()
                .find(|entry| Choice::Kept(Arc::clone(&entry.name)) == *chosen);
            if let Some(entry) = entry {
                terms_ui(ui, entry);
            }
        });
        if let Some(name) = own {
            let forget = words::forget(name);
            let button = ui.small_button(FORGET).on_hover_text(&forget);
            if button.accessible_name(&forget).clicked() {
                actions.push(Action::Basemap(BasemapAction::Forget(Arc::clone(name))));
            }
        }
    });
}

/// What the person must know of a service.
fn terms_ui(ui: &mut Ui, entry: &BasemapEntry) {
    if let Place::Service(service) = &entry.place
        && !service.terms.is_empty()
    {
        ui.add(Label::new(RichText::new(offers::terms(&service.terms)).weak()).wrap());
    }
}

fn add_ui(ui: &mut Ui, shown: Shown<'_>, memory: &mut Memory, actions: &mut Actions) {
    let memory: &mut AddMemory = memory.of();
    let entries = shown.basemaps.entries;
    // The next map is another one.
    if std::mem::take(&mut memory.is_asked) && is_known(entries, &memory.service) {
        *memory = AddMemory::default();
    }
    let path = &mut memory.path;
    match path_ui(ui, words::file(), words::file_hint(), words::use_it(), path) {
        Some(Asked::Take(path)) if path.extension().is_some_and(|end| end == "xml") => {
            actions.push(Action::Basemap(BasemapAction::ReadOffers(path)));
        }
        Some(Asked::Take(path)) => {
            memory.path.clear();
            actions.push(Action::Basemap(BasemapAction::Add(path)));
            actions.push(Action::Open(&DIALOG, false));
        }
        Some(Asked::Browse(_)) => actions.push(Action::Browse),
        None => {}
    }
    ui.add_space(4.0);
    ui.weak(words::file_note());
    ui.separator();
    ui.strong(words::address_title());
    let service = &mut memory.service;
    let field = |ui: &mut Ui, label: &str, hint: &str, text: &mut String| {
        let label = ui.label(label);
        let field = fields::line(text)
            .desired_width(f32::INFINITY)
            .hint_text(hint);
        ui.add(field).labelled_by(label.id);
    };
    field(
        ui,
        words::address_template(),
        words::address_hint(),
        &mut service.template,
    );
    // An address without a place for the numbers of a tile is that of a service with several maps.
    let template = service.template.trim();
    if template.contains("://") && !template.contains('{') {
        ui.horizontal_wrapped(|ui| {
            if ui.button(offers::ask()).clicked() {
                let asked = BasemapAction::AskOffers(template.to_owned());
                actions.push(Action::Basemap(asked));
            }
            ui.weak(offers::ask_note(template));
        });
    }
    if let Some(offers) = shown.basemaps.offers {
        let forbids_pictures = service.forbids_pictures;
        offers_ui(ui, (offers, forbids_pictures), entries, actions);
    }
    field(ui, words::address_name(), "", &mut service.name);
    field(ui, words::address_credit(), "", &mut service.credit);
    field(
        ui,
        words::address_terms(),
        words::address_terms_hint(),
        &mut service.terms,
    );
    ui.checkbox(&mut service.forbids_pictures, words::forbids_pictures())
        .on_hover_text(words::forbids_pictures_hint());
    ui.horizontal(|ui| {
        let [least, deepest] = &mut service.zooms;
        for (words, zoom, range) in [
            (words::address_least(), &mut *least, 0..=22),
            (words::address_deepest(), &mut *deepest, 0..=22),
        ] {
            let label = ui.label(words);
            ui.add(DragValue::new(zoom).range(range))
                .labelled_by(label.id);
        }
        *deepest = (*deepest).max(*least);
        let something = service.template.contains('{');
        let add = ui.add_enabled(something, Button::new(words::address_add()));
        if add.clicked() {
            memory.is_asked = true;
            let service = BasemapAction::AddService(service.clone());
            actions.push(Action::Basemap(service));
        }
    });
    ui.weak(words::address_note());
    ui.separator();
    ui.horizontal_wrapped(|ui| {
        ui.weak(words::kept_tiles(MOST_KEPT_MIB));
        if ui.button(words::clear_kept()).clicked() {
            actions.push(Action::Basemap(BasemapAction::ClearKept));
        }
    });
}

/// Whether a service is in the list.
fn is_known(entries: &[BasemapEntry], map: &NewService) -> bool {
    entries.iter().any(|entry| match &entry.place {
        Place::Service(service) => *service.template == *map.template.trim(),
        Place::File(_) => false,
    })
}

/// What is offered, a row each; those that are in the list already say so. What is added is forbidden in pictures
/// where the person says so.
fn offers_ui(
    ui: &mut Ui,
    (offers, forbids_pictures): (&Offers, bool),
    entries: &[BasemapEntry],
    actions: &mut Actions,
) {
    const MOST_PX: f32 = 160.0;
    ui.add_space(4.0);
    ui.strong(offers::of(&offers.title, offers.maps.len()));
    if !offers.terms.is_empty() {
        ui.add(Label::new(RichText::new(offers::terms(&offers.terms)).weak()).wrap());
    }
    let row_px = ui.spacing().interact_size.y;
    ScrollArea::vertical()
        .id_salt("offers")
        .max_height(MOST_PX)
        .auto_shrink([false, true])
        .show_rows(ui, row_px, offers.maps.len(), |ui, rows| {
            for map in &offers.maps[rows] {
                ui.horizontal(|ui| {
                    if is_known(entries, map) {
                        ui.add_enabled(false, Button::new(offers::is_added()));
                    } else {
                        let add = offers::add(&map.name);
                        let button = ui.button("+").on_hover_text(&add).accessible_name(&add);
                        if button.clicked() {
                            let add = BasemapAction::AddService(NewService {
                                forbids_pictures: map.forbids_pictures || forbids_pictures,
                                ..map.clone()
                            });
                            actions.push(Action::Basemap(add));
                        }
                    }
                    ui.add(Label::new(&map.name).truncate())
                        .on_hover_text(&map.template);
                });
            }
        });
    if !offers.left_out.is_empty() {
        let number = offers.left_out.len();
        ui.collapsing(offers::cannot_be_used(number), |ui| {
            ScrollArea::vertical()
                .id_salt("left-out")
                .max_height(MOST_PX)
                .show_rows(ui, row_px, number, |ui, rows| {
                    for why in &offers.left_out[rows] {
                        ui.add(Label::new(why).truncate()).on_hover_text(why);
                    }
                });
        });
    }
    ui.separator();
}

fn consent_ui(ui: &mut Ui, shown: Shown<'_>, _: &mut Memory, actions: &mut Actions) {
    let Some(entry) = shown.basemaps.asking else {
        actions.push(Action::Open(&CONSENT, false));
        return;
    };
    let Place::Service(service) = &entry.place else {
        return;
    };
    ui.label(words::consent(&entry.name, &service.host));
    terms_ui(ui, entry);
    ui.add_space(4.0);
    ui.weak(words::consent_nothing_else());
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        if ui.button(words::switch_on()).clicked() {
            let name = Arc::clone(&entry.name);
            actions.push(Action::Basemap(BasemapAction::Agree(name)));
            actions.push(Action::Open(&CONSENT, false));
        }
        if ui.button(words::leave_off()).clicked() {
            actions.push(Action::Open(&CONSENT, false));
        }
    });
}

/// What is kept of services at most, in MiB.
pub const MOST_KEPT_MIB: u64 = 256;
