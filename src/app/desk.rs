//! The desk where statements are read, on a thread of its own.

use std::sync::Arc;

use super::job::Job;
use crate::{
    io::statement::StatementReader,
    model::{Atlas, statement::Reading},
    view::Asked,
};

/// See the module.
#[derive(Default)]
pub struct Desk {
    reader: Option<Arc<StatementReader>>,
    reading: Option<(Asked, Job<Done>)>,
}

/// The reader, to be used again, and what came of the text.
type Done = (Arc<StatementReader>, Result<Reading, String>);

impl Desk {
    /// Begins to read a text; what is being read is given up.
    pub fn read(&mut self, asked: Asked, atlas: &Arc<Atlas>, wake: egui::Context) {
        let known = self.reader.take();
        let known = known.filter(|reader| Arc::ptr_eq(reader.atlas(), atlas));
        let (atlas, text) = (Arc::clone(atlas), asked.clone());
        let work = move |_: &crate::io::Progress| {
            let reader = known.unwrap_or_else(|| Arc::new(StatementReader::new(atlas)));
            let read = reader.read(&text.text, &text.about);
            (reader, read.map_err(|error| error.to_string()))
        };
        let job = Job::start(move || wake.request_repaint(), work);
        self.reading = Some((asked, job));
    }

    /// What has been read by now.
    pub fn take(&mut self) -> Option<(Asked, Result<Reading, String>)> {
        let done = self.reading.as_ref()?.1.poll()?;
        let (asked, _) = self.reading.take()?;
        Some(match done {
            Ok((reader, read)) => {
                self.reader = Some(reader);
                (asked, read)
            }
            Err(broken) => (asked, Err(broken.to_string())),
        })
    }

    pub fn is_settled(&self) -> bool {
        self.reading.is_none()
    }
}
