//! Keeping what is looked at, while it changes and whatever plays.

use egui::Context;

use super::App;
use crate::app::session_store::Told;

/// A change is kept after so many seconds without another.
const KEEP_AFTER: f64 = 0.8;
/// And after so many at the latest, whatever changes meanwhile, as while playing.
const KEEP_AT_LATEST: f64 = 5.0;

impl App {
    /// Keeps what is looked at once it has not changed for a while.
    pub(super) fn keep(&mut self, ctx: &Context) {
        self.take_told();
        // A person's own work does not wait.
        self.keep_work();
        let Some(store) = &mut self.store else {
            return;
        };
        let now = ctx.input(|input| input.time);
        if self.kept_revision != self.revision {
            self.kept_revision = self.revision;
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
            if left > 0.0 {
                ctx.request_repaint_after_secs(left as f32);
            }
        }
    }

    fn take_told(&mut self) {
        let Some(store) = &self.store else {
            return;
        };
        for told in store.take_told() {
            match told {
                Told::Trouble(trouble) => self.notify_error(trouble),
                Told::Work(place, change) => self.take_in(&place, &change),
                Told::History(entries) => self.show_history(entries),
                Told::Before(place, records) => self.put_back(&place, records),
            }
        }
    }
}
