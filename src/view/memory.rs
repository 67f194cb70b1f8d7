//! What the panels remember between frames and nobody else needs: drags under way, text being typed,
//! buffers of the renderer.

use std::{
    any::{Any, TypeId},
    collections::HashMap,
    sync::Arc,
};

use egui::Id;

use super::{dialogs::Dialog, map::MapMemory};
use crate::render::{Basemap, Edges, Relief, VectorLayers, own_map::OwnMap};

/// What panels remember from frame to frame. It is not part of the session.
pub struct Memory {
    pub map: MapMemory,
    pub basemap: Basemap,
    /// A map of the person's own, above it.
    pub own_map: Option<OwnMap>,
    pub vector_layers: VectorLayers,
    pub relief: Relief,
    /// How the basemap ends.
    pub edges: Edges,
    /// What the other of two maps remembers.
    pub other: Option<Box<Memory>>,
    /// Those that are open, the last one opened last.
    pub dialogs: Vec<&'static Dialog>,
    /// Whether a text field had the keyboard at the end of the last frame.
    pub was_typing: bool,
    /// What had the keyboard at the end of the last frame.
    pub focused: Option<Id>,
    /// Whether a menu or a list was open when the frame began.
    pub had_popup: bool,
    /// Of the other panels, each under its type.
    panels: HashMap<TypeId, Box<dyn Any>>,
}

impl Memory {
    pub fn new(basemap: Basemap) -> Self {
        Self {
            map: MapMemory::default(),
            basemap,
            own_map: None,
            vector_layers: VectorLayers::default(),
            relief: Relief::default(),
            edges: Edges::default(),
            other: None,
            dialogs: Vec::new(),
            was_typing: false,
            focused: None,
            had_popup: false,
            panels: HashMap::new(),
        }
    }

    /// What another map remembers that stands on the same.
    pub fn beside(&self, ctx: &egui::Context) -> Self {
        let own_map = self.own_map.as_ref();
        Self {
            own_map: own_map.map(|own| OwnMap::new(Arc::clone(own.source()), 1, ctx)),
            ..Self::new(self.basemap.another())
        }
    }

    /// What a panel remembers, in a type of its own. Nothing needs to be registered for it.
    pub fn of<T: Default + 'static>(&mut self) -> &mut T {
        let panel = self.panels.entry(TypeId::of::<T>());
        let memory = panel.or_insert_with(|| Box::new(T::default()));
        memory.downcast_mut().expect("each stands under its type")
    }

    /// Whether a dialog is open.
    pub fn is_open(&self, dialog: &'static Dialog) -> bool {
        self.dialogs.contains(&dialog)
    }

    /// Opens a dialog in front of the others, or closes it.
    pub fn show(&mut self, dialog: &'static Dialog, open: bool) {
        self.dialogs.retain(|known| *known != dialog);
        if open {
            self.dialogs.push(dialog);
        }
    }
}
