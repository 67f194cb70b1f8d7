//! The comparison in the window: events written to files.

use std::{path::Path, sync::Arc};

use super::{App, files::name_of};
use crate::{
    app::compare::Comparison,
    io::disk::{Replace, Target, write_whole},
    view::compare,
    words::{compare as words, files},
};

impl App {
    /// Writes events as a table or as a page. `asked`: the person said that a file may be replaced.
    pub(super) fn export_events(&mut self, path: &Path, events: &[u32], asked: bool) {
        let name = name_of(path);
        let Some(all) = self.comparing.events(&self.seen.whole).map(Arc::clone) else {
            return;
        };
        let asked = asked || self.exports.to_replace.take().as_deref() == Some(path);
        let target = Target::new(path, Replace::asked(asked));
        if target.is_taken() {
            self.notify_error(files::export_exists(&path.display().to_string()));
            self.memory.of::<compare::CompareExport>().path = Some(path.display().to_string());
            self.exports.to_replace = Some(path.to_owned());
            return;
        }
        let events = events.iter().filter_map(|at| all.events.get(*at as usize));
        let events: Vec<_> = events.collect();
        let comparison = Comparison::of(
            &self.seen.atlas,
            (&all, &self.session.personal.annotations),
            &events,
        );
        let extension = path.extension().unwrap_or_default().to_string_lossy();
        let text = match extension.to_lowercase().as_str() {
            "csv" => comparison.to_csv(),
            "html" | "htm" => Ok(comparison.to_page(self.session.window)),
            _ => return self.notify_error(words::no_such_page(&name)),
        };
        let written =
            text.and_then(|text| write_whole(&target, |out| out.write_all(text.as_bytes())));
        match written {
            Ok(()) => {
                self.memory.show(&compare::EXPORT, false);
                self.notify(words::exported(events.len(), &name));
            }
            Err(error) => self.notify_error(format!("{}: {error}", path.display())),
        }
    }

    /// Lets the desktop ask where to write events.
    pub(super) fn browse_events(&mut self, path: &Path, events: Vec<u32>) {
        let name = (name_of(path), None);
        self.ask_where_to_save(words::export_title(), name, move |app, path| {
            app.export_events(&path, &events, true);
        });
    }
}
