//! Looking at what a link shows, while the person's own session waits as it was. Files that the link
//! names are opened only when the person says so.

use super::App;
use crate::{
    app::tasks::Task,
    session::{History, OpenFile, Session},
    view::{VisitAction, VisitStatus},
};

/// A link that is being looked at.
pub(super) struct Visit {
    /// What was looked at before.
    own: Session,
    /// What the window shows of the files that the link names.
    pub(super) status: VisitStatus,
    named: Vec<OpenFile>,
}

impl App {
    /// Looks at what a link or a session file says. Until the person keeps it, nothing of it is saved.
    pub fn visit(&mut self, mut session: Session) {
        self.tasks.stop(Task::OpenProject);
        let named = std::mem::take(&mut session.files);
        let paths = named.iter().filter_map(|file| file.path());
        let status = VisitStatus {
            files: paths.map(|path| path.display().to_string()).collect(),
        };
        let own = self.swap_session(session);
        // A link followed from a link leads back to where the first began.
        let own = self.visit.take().map_or(own, |before| before.own);
        self.visit = Some(Visit { own, status, named });
    }

    pub(super) fn handle_visit(&mut self, action: VisitAction) {
        let Some(mut visit) = self.visit.take() else {
            return;
        };
        match action {
            VisitAction::OpenFiles => {
                let mut with_files = self.session.clone();
                with_files.files.append(&mut visit.named);
                visit.status.files.clear();
                self.history.replace(&mut self.session, with_files);
                self.mark_changed();
                self.visit = Some(visit);
            }
            VisitAction::Keep => {
                let mut kept = self.session.clone();
                kept.add(&visit.own);
                self.swap_session(kept);
            }
            VisitAction::Leave => {
                self.swap_session(visit.own);
            }
        }
    }

    /// Puts another session in place, from which no undo leads back; the one before is handed out.
    fn swap_session(&mut self, session: Session) -> Session {
        let before = std::mem::replace(&mut self.session, session);
        self.history = History::default();
        self.playing = None;
        self.mark_changed();
        if self.session.files.is_empty() {
            self.hold_session();
        }
        self.derived.update(&self.atlas, &self.session);
        before
    }
}
