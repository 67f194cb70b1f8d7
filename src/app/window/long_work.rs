//! Work that a person may wait for: how far each piece is, and how it is stopped. Whoever stops it is answered
//! at once, whatever the thread that does it is at.

use super::{App, files::name_of};
use crate::{
    app::tasks::{Task, Tasks},
    view::{LongWork, writing::WritingStatus},
    words::{extract, files, picture},
};

/// What is shown of such work and said of it.
struct Kind {
    work: LongWork,
    task: Task,
    /// What is being done, with the name of the file.
    doing: fn(&str) -> String,
    stop_name: fn() -> &'static str,
    /// What came of stopping it, with the path of the file.
    stopped: fn(&str) -> String,
}

const KINDS: [Kind; 7] = [
    Kind {
        work: LongWork::Export,
        task: Task::Export,
        doing: files::writing,
        stop_name: files::stop_export,
        stopped: files::export_cancelled,
    },
    Kind {
        work: LongWork::MakeBasemap,
        task: Task::MakeBasemap,
        doing: files::writing,
        stop_name: extract::stop,
        stopped: extract::cancelled,
    },
    Kind {
        work: LongWork::OpenProject,
        task: Task::OpenProject,
        doing: files::opening,
        stop_name: files::stop_opening,
        stopped: files::opening_stopped,
    },
    Kind {
        work: LongWork::SaveProject,
        task: Task::SaveProject,
        doing: files::saving,
        stop_name: files::stop_saving,
        stopped: files::saving_stopped,
    },
    Kind {
        work: LongWork::SavePicture,
        task: Task::SavePicture,
        doing: files::writing,
        stop_name: picture::stop_saving,
        stopped: picture::saving_stopped,
    },
    Kind {
        work: LongWork::CopyPicture,
        task: Task::CopyPicture,
        doing: |_| picture::copying().to_owned(),
        stop_name: picture::stop_copying,
        stopped: |_| files::copying_stopped().to_owned(),
    },
    Kind {
        work: LongWork::CopyRows,
        task: Task::CopyRows,
        doing: |_| files::copying_rows().to_owned(),
        stop_name: files::stop_copying_rows,
        stopped: |_| files::copying_stopped().to_owned(),
    },
];

/// How far each piece is that is under way.
pub(super) fn under_way(tasks: &Tasks<App>) -> Vec<WritingStatus> {
    let under_way = KINDS.iter().filter_map(|kind| {
        let (share, seconds) = tasks.progress(kind.task)?;
        Some(WritingStatus {
            work: kind.work,
            doing: (kind.doing)(&name_of(tasks.about(kind.task).as_ref())),
            share,
            seconds,
            stop_name: (kind.stop_name)(),
        })
    });
    under_way.collect()
}

impl App {
    /// Stops work that is under way, and says so, unless what it made is in its place already.
    pub(super) fn stop_work(&mut self, work: LongWork) {
        let Some(kind) = KINDS.iter().find(|kind| kind.work == work) else {
            return;
        };
        if self.tasks.give_up(kind.task) {
            let stopped = (kind.stopped)(self.tasks.about(kind.task));
            // In the dialog as well, where it says what came of pictures.
            if matches!(work, LongWork::SavePicture | LongWork::CopyPicture) {
                self.pictures.message = Some(stopped.clone());
            }
            self.notify(stopped);
        }
    }
}
