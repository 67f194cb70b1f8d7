//! The window as a person uses it, driven through the accessible names of its controls. No display and no graphics
//! card is needed.

#[path = "../common/mod.rs"]
mod common;
#[path = "../common/renderer.rs"]
mod renderer;

mod annotations;
mod basemaps;
mod cite;
mod clicks;
mod compare;
mod condition;
mod dialogs;
mod everyday;
mod extract;
mod instruments;
mod layers;
mod links;
mod map;
mod panels;
mod paste;
mod questions;
mod reading;
mod records;
mod search;
mod sizes;
mod stopping;
mod timeline;
mod update;
mod views;
