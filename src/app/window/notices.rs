//! What the window tells the person, each thing once.

use super::App;
use crate::view::notices::{Notice, NoticeKind, NoticesMemory};

impl App {
    pub(super) fn notify(&mut self, text: String) {
        self.add_notice(Notice {
            text,
            kind: NoticeKind::Passing,
            of_project: false,
            file: None,
        });
    }

    pub(super) fn notify_error(&mut self, text: String) {
        self.add_notice(Notice {
            text,
            kind: NoticeKind::Error,
            of_project: false,
            file: None,
        });
    }

    /// Puts up what came of something.
    pub(super) fn notify_result(&mut self, result: Result<String, String>) {
        match result {
            Ok(text) => self.notify(text),
            Err(text) => self.notify_error(text),
        }
    }

    pub(super) fn add_notice(&mut self, notice: Notice) {
        self.memory.of::<NoticesMemory>().begin_anew(&notice.text);
        if self.notices.iter().all(|known| known.text != notice.text) {
            self.notices.push(notice);
        }
    }
}
