//! What came in with a file that was opened: counted as the accounts count, and told once.

use std::sync::Arc;

use super::App;
use crate::{
    model::{FileKey, Window},
    query::ShownRows,
    session::Command,
    view::{
        FileState, FileStatus,
        notices::{Notice, NoticeKind},
    },
    words::files::{self as words, Came},
};

impl App {
    /// Counts what is held of each file that is read: what reading found, less what else is open holds
    /// already, with the notes on what its names mean.
    pub(super) fn count_opened(&mut self) {
        for status in &mut self.statuses {
            let FileState::Read { records, notes, .. } = &mut status.state else {
                continue;
            };
            let held = self.seeing.whole().datasets_of(Some(&status.key));
            *records = held.map(|(_, dataset)| dataset.len()).sum();
            let mut files = self.session.files.iter();
            if let Some(file) = files.find(|file| file.key == status.key) {
                let source = file.source.shown();
                let own = self.notes.iter().filter(|note| note.place.is_in(&source));
                *notes = own.count();
            }
        }
    }

    /// Tells what came in with the files that the person opened, each once it is read.
    pub(super) fn tell_opened(&mut self) {
        let sees_it = Arc::ptr_eq(&self.seen.whole, self.seeing.whole());
        if self.to_tell.is_empty() || self.statuses_of.is_none() || !sees_it {
            return;
        }
        for key in std::mem::take(&mut self.to_tell) {
            let Some(text) = self.came_in(&key) else {
                continue;
            };
            let mut statuses = self.statuses.iter();
            let of_file = statuses.find(|status| status.key == key);
            let seems_swapped = of_file.is_some_and(FileStatus::seems_swapped);
            self.add_notice(Notice {
                text,
                kind: if seems_swapped {
                    NoticeKind::Lasting
                } else {
                    NoticeKind::Passing
                },
                of_project: false,
                file: (seems_swapped || self.days_of(&key).is_some()).then_some(key),
            });
        }
    }

    /// What came in with a file, in a sentence; `None` where it is not read, which is told elsewhere.
    fn came_in(&self, key: &FileKey) -> Option<String> {
        let mut statuses = self.statuses.iter();
        let status = statuses.find(|status| status.key == *key)?;
        let FileState::Read {
            records,
            others,
            notes,
            ..
        } = status.state
        else {
            return None;
        };
        let mut files = self.session.files.iter();
        let name = &files.find(|file| file.key == *key)?.name;
        let window = self.session.window;
        let all = ShownRows::of(&self.seen.atlas, &self.derived.answer, window.interval());
        let own = all.filter(|rows| rows.dataset.file.as_ref() == Some(key));
        let came = own.fold(Came::default(), |sum, rows| Came {
            shown: sum.shown + rows.seen.shown,
            unplaced: sum.unplaced + rows.seen.unplaced,
            undated: sum.undated + rows.dataset.undated(),
        });
        Some(words::came_in(name, (records, others), came, notes))
    }

    /// From the first day that anything of a file is dated to, to the last.
    fn days_of(&self, key: &FileKey) -> Option<Window> {
        let spans = self.seeing.whole().datasets_of(Some(key));
        let spans = spans.filter_map(|(_, dataset)| dataset.span());
        spans.reduce(|all, one| {
            Window::days(all.first().min(one.first()), all.last().max(one.last()))
        })
    }

    /// Selects the days of a file and zooms to what it has on the map.
    pub(super) fn show_file(&mut self, key: &FileKey) {
        if let Some(days) = self.days_of(key) {
            self.apply(&Command::SetWindow(days));
            self.history.settle();
        }
        self.zoom_to_file(key);
    }
}
