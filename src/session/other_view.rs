//! Two views, side by side or on either side of a handle, each with its own period and filters.

use super::Session;
use crate::{model::Window, query::Filters};

/// The view beside the one that is worked with. Timeline, filters, details and accounts are those of the
/// latter, on whichever side it is; a click on the other one makes it that.
#[derive(Clone, Debug, PartialEq)]
pub struct OtherView {
    /// Its period.
    pub window: Window,
    /// What is left out of it.
    pub filters: Filters,
    /// Whether it is on the left.
    pub on_left: bool,
    /// Where the handle between the two is, as a share of the width of the one map that both are parts of;
    /// `None`: each is a map of its own.
    pub handle: Option<f32>,
}

impl OtherView {
    /// What two views begin with: on the left the period of the same length before, or, where the data
    /// does not reach that far back, the same.
    pub fn before(session: &Session, span: Window) -> Self {
        let days = session.window.len();
        let first = session.window.first();
        let before = Window::days(first.plus(-days), first.plus(-1));
        Self {
            window: match before.first() >= span.first() {
                true => before,
                false => session.window,
            },
            filters: session.filters.clone(),
            on_left: true,
            handle: None,
        }
    }
}

/// Where a handle is held: from one edge of the map to the other, in the middle where it is nowhere.
pub(super) fn held_handle(share: f32) -> f32 {
    match share.is_nan() {
        true => 0.5,
        false => share.clamp(0.0, 1.0),
    }
}

impl Session {
    /// The session as the other view looks at it, with this one beside that; `None` where there is one view.
    pub fn of_other(&self) -> Option<Self> {
        self.other.as_ref()?;
        let mut other = self.clone();
        other.swap_views();
        Some(other)
    }

    /// The days of the other view.
    pub fn beside(&self) -> Option<Window> {
        self.other.as_ref().map(|other| other.window)
    }

    /// The two views as they stand beside each other, the left one first, each with whether it is the one that
    /// is worked with; `None` where there is one view.
    pub fn views(&self) -> Option<[(Self, bool); 2]> {
        let on_left = self.other.as_ref()?.on_left;
        let (own, beside) = (self.clone(), self.of_other()?);
        Some(match on_left {
            true => [(beside, false), (own, true)],
            false => [(own, true), (beside, false)],
        })
    }

    /// Works with the other view from now on. Both stay where they are.
    pub(super) fn swap_views(&mut self) {
        if let Some(other) = &mut self.other {
            std::mem::swap(&mut self.window, &mut other.window);
            std::mem::swap(&mut self.filters, &mut other.filters);
            other.on_left = !other.on_left;
        }
    }
}
