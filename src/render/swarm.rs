//! Many records on the screen: a dot or an arrow each, drawn by the graphics card beside egui.
//!
//! Needed of the card: vertices that read a small texture, which all of wgpu's backends have. Where
//! they can read buffers as well it goes faster. Heat needs textures of 16-bit fractions that can be
//! added up, and is drawn as density without.

mod frame;
mod heat;
mod kit;
mod painting;
mod shape;
mod store;

use std::{ops::Range, sync::Arc};

use eframe::egui_wgpu::{Callback, RenderState, wgpu};
use egui::{Context, Id, Painter};

use self::{
    kit::Kit,
    painting::{Painting, Swarms},
    store::Store,
};
use super::paint::Sheet;
use crate::{
    model::Interval,
    scene::{
        Palette, Rgba, Swarm,
        swarm::{Member, Style},
    },
};

/// How a swarm is to be drawn this time.
#[derive(Clone, Debug)]
pub struct Look<'a> {
    pub palette: &'a Palette,
    /// By kind; what has no opacity is hidden.
    pub colors: &'a [Rgba],
    pub window: Interval,
    /// Among which records those to be drawn are: [`Swarm::dots_in`] and [`Swarm::arrows_in`].
    pub dots: Range<u32>,
    pub arrows: Range<u32>,
    pub style: Style,
    /// Across a dot, or how far a record spreads as heat, in points.
    pub size_px: f32,
    /// The opacity of the layer.
    pub strength: f32,
    /// How many records in one place have the last colour of heat; see [`Swarm::crowd`].
    pub heat_full: f32,
    pub picked: Option<Member>,
    pub hovered: Option<Member>,
}

/// Whether what draws swarms is there.
#[derive(Clone, Copy)]
struct Installed;

fn id() -> Id {
    Id::unique("contactline swarm")
}

/// Why swarms cannot be drawn.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("there is no graphics card to draw many records with")]
    NoCard,
    #[error("the graphics card cannot draw many records: {0}")]
    Card(String),
}

/// Call at startup to get ready to draw swarms.
///
/// # Errors
///
/// Where egui is not drawn with wgpu, or the card refuses. Drawing is then skipped.
pub fn install(ctx: &Context, state: Option<&RenderState>) -> Result<(), Refusal> {
    let state = state.ok_or(Refusal::NoCard)?;
    let refusals = state.device.push_error_scope(wgpu::ErrorFilter::Validation);
    let kit = Kit::new(state, Kit::can_store(state));
    if let Some(refusal) = pollster::block_on(refusals.pop()) {
        return Err(Refusal::Card(refusal.to_string()));
    }
    let resources = &mut state.renderer.write().callback_resources;
    resources.insert(Swarms {
        kit,
        store: Store::default(),
    });
    ctx.data_mut(|data| data.insert_temp(id(), Installed));
    Ok(())
}

/// Whether swarms can be drawn in that window.
pub fn is_available(ctx: &Context) -> bool {
    ctx.data(|data| data.get_temp::<Installed>(id()).is_some())
}

/// Draws a swarm on the map. Nothing where that [is not available](is_available).
pub fn paint(painter: &Painter, sheet: &Sheet, swarm: &Arc<Swarm>, look: &Look<'_>) {
    let clip = painter.clip_rect().intersect(sheet.rect);
    if !is_available(painter.ctx()) || !clip.is_positive() || look.strength <= 0.0 {
        return;
    }
    let painting = Painting::new(painter.ctx(), sheet, clip, swarm, look);
    painter
        .with_clip_rect(clip)
        .add(Callback::new_paint_callback(clip, painting));
}
