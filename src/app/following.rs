//! Sources that others add to while they are open: followed on a thread of its own, which hands over what is new.

use std::{
    sync::{
        Arc,
        mpsc::{Receiver, Sender, channel},
    },
    thread,
};

use jiff::Timestamp;

use super::workspace::Piece;
use crate::{
    model::Budget,
    store::team_archive::{Added, Outbox, Outcome},
};

/// What is heard of a source that is followed.
pub enum Heard {
    /// There are records that were not there before.
    Records {
        /// What the piece takes the place of.
        part: Part,
        piece: Arc<Piece>,
        /// Who added how many.
        added: Vec<Added>,
    },
    /// It does not answer since then, and why.
    Away(Timestamp, String),
    /// It answers again.
    Back,
    /// What became of a report that was to be added, or why it is not taken.
    Answered {
        /// With what it was put into the outbox.
        ticket: Arc<str>,
        outcome: Result<Outcome, String>,
    },
}

pub use crate::store::team_archive::Part;

/// A source that is followed. Dropping it ends that.
pub struct Following {
    heard: Receiver<Heard>,
    /// What is to be added to it.
    pub outbox: Outbox,
    wanted: Budget,
}

/// What follows a source: as long as it is wanted, it adds what is put into the outbox, and hands over what it hears.
pub type Follow = Box<dyn FnOnce(&Budget, &Outbox, Ear) + Send>;

/// Takes what is heard, and wakes the window.
#[derive(Clone)]
pub struct Ear {
    sender: Sender<Heard>,
    wake: egui::Context,
}

impl Ear {
    pub fn hear(&self, heard: Heard) {
        // Where nobody listens any more, nobody misses it.
        let _ = self.sender.send(heard);
        self.wake.request_repaint();
    }
}

impl Following {
    pub fn start(follow: Follow, wake: egui::Context) -> Self {
        let (sender, heard) = channel();
        let wanted = Budget::default();
        let outbox = Outbox::default();
        let shared = (wanted.clone(), outbox.clone());
        let run = move || follow(&shared.0, &shared.1, Ear { sender, wake });
        // Where no thread can be had, what is open stays as it was when it was opened.
        let _ = thread::Builder::new().name("follow".to_owned()).spawn(run);
        Self {
            heard,
            outbox,
            wanted,
        }
    }

    /// What was heard since this was last asked.
    pub fn take(&self) -> Vec<Heard> {
        self.heard.try_iter().collect()
    }
}

impl Drop for Following {
    fn drop(&mut self) {
        self.wanted.cancel();
    }
}
