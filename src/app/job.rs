//! Work on a thread of its own, so that no frame waits for it.

use std::{
    sync::Arc,
    sync::mpsc::{Receiver, TryRecvError, channel},
    thread,
    time::Instant,
};

use crate::{
    io::gate::{Broken, caught},
    model::Budget,
};

/// A piece of work under way. Dropping it cancels the work.
pub struct Job<T> {
    result: Receiver<Result<T, Broken>>,
    pub budget: Budget,
    pub since: Instant,
}

impl<T: Send + 'static> Job<T> {
    /// Starts the work; `wake` is called when it has ended, also by a panic.
    pub fn start(
        wake: impl FnOnce() + Send + 'static,
        work: impl FnOnce(&Budget) -> T + Send + 'static,
    ) -> Self {
        let (sender, result) = channel();
        let budget = Budget::default();
        let shared = budget.clone();
        let run = move || {
            // Where nobody waits any more, nobody misses the result.
            let _ = sender.send(caught(|| work(&shared)));
            wake();
        };
        // Where no thread can be had, the channel is closed, and `poll` says so.
        let _ = thread::Builder::new().name("work".to_owned()).spawn(run);
        Self {
            result,
            budget,
            since: Instant::now(),
        }
    }

    /// The result; `None` while the work is under way.
    ///
    /// # Errors
    ///
    /// Where it ended without a result.
    pub fn poll(&self) -> Option<Result<T, Broken>> {
        match self.result.try_recv() {
            Ok(result) => Some(result),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => Some(Err(Broken::default())),
        }
    }

    /// Waits for the result.
    ///
    /// # Errors
    ///
    /// Where the work ended without one.
    pub fn wait(&self) -> Result<T, Broken> {
        self.result
            .recv()
            .unwrap_or_else(|_| Err(Broken::default()))
    }
}

impl<T> Drop for Job<T> {
    fn drop(&mut self) {
        self.budget.cancel();
    }
}

/// Whether two that work is made of are one, or neither is there.
pub fn are_same<T>(one: Option<&Arc<T>>, other: Option<&Arc<T>>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => Arc::ptr_eq(one, other),
        (None, None) => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_that_panics_wakes_the_window_and_says_so() {
        let (wake, woken) = channel();
        let job: Job<()> = Job::start(
            move || wake.send(()).expect("somebody waits"),
            |_| panic!("this panic belongs to a test"),
        );
        woken.recv().expect("woken");
        assert!(matches!(job.poll(), Some(Err(Broken { at: Some(_) }))));
    }

    #[test]
    fn work_is_cancelled_where_nobody_waits_for_it() {
        let (started, starts) = channel();
        let (ended, ends) = channel();
        let job = Job::start(
            move || ended.send(()).expect("somebody waits"),
            move |budget: &Budget| {
                started.send(()).expect("somebody waits");
                while budget.reach(0).is_ok() {
                    thread::yield_now();
                }
            },
        );
        starts.recv().expect("started");
        drop(job);
        ends.recv().expect("ended");
    }
}
