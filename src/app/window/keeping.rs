//! Keeping what is looked at, while it changes and whatever plays.

use std::sync::Arc;

use egui::Context;

use super::App;
use crate::{app::session_store::Told, session::Session, words};

/// A change is kept after so many seconds without another.
const KEEP_AFTER: f64 = 0.8;
/// And after so many at the latest, whatever changes meanwhile, as while playing.
const KEEP_AT_LATEST: f64 = 5.0;

impl App {
    /// Keeps what is looked at once it has not changed for a while.
    pub(super) fn keep(&mut self, ctx: &Context) {
        let Some(store) = &mut self.store else {
            return;
        };
        let told = store.take_told();
        let now = ctx.input(|input| input.time);
        if self.seen != self.revision {
            self.seen = self.revision;
            self.changed = Some(now);
        }
        if let Some(changed) = self.changed {
            let since = *self.waiting_since.get_or_insert(now);
            let left = (changed + KEEP_AFTER).min(since + KEEP_AT_LATEST) - now;
            if left <= 0.0 {
                // What a link shows is the person's only once it is kept.
                if self.visit.is_none() {
                    self.projects.keep(store, &self.session);
                }
                (self.changed, self.waiting_since) = (None, None);
            }
            // Where it was kept: look in once more, for what the disk says to that.
            let wait = if left > 0.0 { left } else { KEEP_AFTER };
            ctx.request_repaint_after_secs(wait as f32);
        }
        for told in told {
            match told {
                Told::Trouble(trouble) => self.notify_error(trouble),
                Told::Reports(reports) => self.take_in(reports),
            }
        }
    }

    /// Reports that another window has added. A project has its own.
    fn take_in(&mut self, reports: Vec<Arc<str>>) {
        let number = reports.len();
        let theirs = Session {
            own_reports: reports,
            ..Session::default()
        };
        self.session.add(&theirs);
        self.mark_changed();
        self.notify(words::files::reports_of_another_window(number));
    }
}
