//! Work on a thread of its own, so that no frame waits for it.

use std::{
    sync::mpsc::{Receiver, TryRecvError, channel},
    thread,
    time::Instant,
};

use crate::io::Progress;

/// A piece of work under way. It is cancelled where nobody waits for it any more.
pub struct Job<T> {
    result: Receiver<T>,
    pub progress: Progress,
    pub since: Instant,
}

impl<T: Send + 'static> Job<T> {
    /// Starts the work; `wake` is called when it is done.
    pub fn start(
        wake: impl FnOnce() + Send + 'static,
        work: impl FnOnce(&Progress) -> T + Send + 'static,
    ) -> Self {
        let (sender, result) = channel();
        let progress = Progress::default();
        let told = progress.clone();
        let run = move || {
            // Where nobody waits any more, nobody misses the result.
            let _ = sender.send(work(&told));
            wake();
        };
        // Where no thread can be had, the channel is closed, and `poll` says so.
        let _ = thread::Builder::new().name("work".to_owned()).spawn(run);
        Self {
            result,
            progress,
            since: Instant::now(),
        }
    }

    /// What came of it; `None` while it is under way.
    ///
    /// # Errors
    ///
    /// Where it ended without a result.
    pub fn poll(&self) -> Option<Result<T, Broken>> {
        match self.result.try_recv() {
            Ok(result) => Some(Ok(result)),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => Some(Err(Broken)),
        }
    }
}

impl<T> Job<T> {
    /// Waits for what comes of it.
    ///
    /// # Errors
    ///
    /// Where it ended without a result.
    pub fn wait(&self) -> Result<T, Broken> {
        self.result.recv().map_err(|_| Broken)
    }
}

impl<T> Drop for Job<T> {
    fn drop(&mut self) {
        self.progress.cancel();
    }
}

/// A piece of work that ended without a result.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("{}", crate::words::errors::internal())]
pub struct Broken;
