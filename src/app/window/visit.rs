//! Looking at what a link shows, while the person's own session waits as it was. Files that the link
//! names are opened only when the person says so.

use super::App;
use crate::{
    app::{
        named_files::{self, Agreed},
        tasks::Task,
        work,
    },
    model::Budget,
    session::{History, OpenFile, Session, Untrusted},
    store::own_work::{Change, Record},
    view::{VisitAction, VisitStatus},
    words::visit as words,
};

/// A link that is being looked at.
pub(super) struct Visit {
    /// What was looked at before.
    own: Session,
    /// What the window shows of the files that the link names.
    pub(super) status: VisitStatus,
    named: Vec<Untrusted<OpenFile>>,
    /// The work that the link brought along.
    brought: Vec<Record>,
}

impl Visit {
    /// The person's own work: what was there before, and what was added while looking.
    pub fn work(&self, shown: &Session) -> Vec<Record> {
        let mut own = work::records_of(&self.own);
        Change {
            added: Change::between(&self.brought, &work::records_of(shown)).added,
            ..Change::default()
        }
        .apply(&mut own);
        own
    }

    /// Changes the person's own work, as another window did.
    pub fn change(&mut self, change: &Change) {
        work::change(&mut self.own, change);
    }
}

impl App {
    /// Looks at what a link or a session file says. Until the person keeps it, nothing of it is saved.
    pub fn visit(&mut self, mut session: Session) {
        self.tasks.stop(Task::OpenProject);
        let named = session.take_named(|_| true);
        let status = VisitStatus {
            files: named.iter().map(Untrusted::shown).collect(),
        };
        // A link followed from a link leads back to where the first began.
        self.leave_visit();
        let brought = work::records_of(&session);
        let own = self.swap_session(session);
        self.visit = Some(Visit {
            own,
            status,
            named,
            brought,
        });
    }

    pub(super) fn handle_visit(&mut self, action: VisitAction) {
        let Some(mut visit) = self.visit.take() else {
            return match action {
                VisitAction::OpenFiles => self.open_named_by_project(),
                VisitAction::Keep | VisitAction::Leave => {}
            };
        };
        match action {
            VisitAction::OpenFiles => {
                let named = std::mem::take(&mut visit.named);
                visit.status.files.clear();
                self.visit = Some(visit);
                self.look_at_named(named, |app, agreed| {
                    let Some(visit) = &mut app.visit else {
                        return;
                    };
                    let refused: Vec<String> = agreed
                        .refused
                        .iter()
                        .map(|(file, why)| words::not_opened(&file.shown(), why))
                        .collect();
                    visit.named = agreed.refused.into_iter().map(|(file, _)| file).collect();
                    visit.status.files = visit.named.iter().map(Untrusted::shown).collect();
                    refused.into_iter().for_each(|why| app.notify_error(why));
                    if !agreed.files.is_empty() {
                        app.open_agreed(agreed.files);
                    }
                });
            }
            VisitAction::Keep => {
                let mut kept = self.session.clone();
                kept.add(&visit.own);
                self.swap_session(kept);
            }
            VisitAction::Leave => {
                self.visit = Some(visit);
                self.leave_visit();
            }
        }
    }

    /// Looks at files that the person has agreed to.
    pub(super) fn look_at_named(
        &mut self,
        named: Vec<Untrusted<OpenFile>>,
        then: impl FnOnce(&mut Self, Agreed) + Send + 'static,
    ) {
        let work = move |_: &Budget| Ok(named_files::agreed(named));
        self.tasks.add(
            Task::LookIntoFiles,
            work,
            |app: &mut Self, agreed| match agreed {
                Ok(agreed) => then(app, agreed),
                Err(why) => app.notify_error(why),
            },
        );
    }

    /// Opens files that the person has agreed to. A step that can be undone.
    pub(super) fn open_agreed(&mut self, files: Vec<OpenFile>) {
        let mut with_files = self.session.clone();
        with_files.files.extend(files);
        self.history.replace(&mut self.session, with_files);
        self.mark_changed();
    }

    /// Back to the person's own view, with the reports they added while they looked at a link.
    pub(super) fn leave_visit(&mut self) {
        if let Some(mut visit) = self.visit.take() {
            let own = visit.work(&self.session);
            work::put(&mut visit.own, own);
            self.swap_session(visit.own);
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
        self.update_derived();
        before
    }
}
