//! How far a long piece of work has come, and whether it is still wanted. Shared between the thread
//! that works and the one that shows it.

use std::sync::{
    Arc, Mutex, PoisonError,
    atomic::{AtomicBool, AtomicU64, Ordering},
};

/// Work done and work in all, and whether to stop. Copies speak of the same work.
#[derive(Clone, Debug, Default)]
pub struct Progress(Arc<State>);

#[derive(Debug, Default)]
struct State {
    done: AtomicU64,
    total: AtomicU64,
    cancelled: AtomicBool,
    /// Positions that nobody has fetched yet.
    glimpses: Mutex<Vec<[i32; 2]>>,
}

/// Positions that wait to be fetched. Where nobody fetches them, further ones are dropped.
const MOST_GLIMPSES: usize = 1 << 20;

/// The work is no longer wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", crate::words::notes::reading::cancelled())]
pub struct Cancelled;

impl Progress {
    /// Says how much there is to do, in whatever unit [`Progress::reach`] is given.
    pub fn expect(&self, total: u64) {
        self.0.total.store(total, Ordering::Relaxed);
    }

    /// Says how much is done.
    ///
    /// # Errors
    ///
    /// Where the work is no longer wanted and should end.
    pub fn reach(&self, done: u64) -> Result<(), Cancelled> {
        self.0.done.store(done, Ordering::Relaxed);
        match self.0.cancelled.load(Ordering::Relaxed) {
            true => Err(Cancelled),
            false => Ok(()),
        }
    }

    /// Shows some of what was read so far: positions, in units of 1e-7 degrees. There may be more
    /// than somebody fetches.
    pub fn show(&self, positions: Vec<[i32; 2]>) {
        let mut glimpses = self
            .0
            .glimpses
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        match glimpses.is_empty() {
            true => *glimpses = positions,
            false => {
                let room = MOST_GLIMPSES.saturating_sub(glimpses.len());
                glimpses.extend(positions.into_iter().take(room));
            }
        }
    }

    /// The positions shown since this was last asked.
    pub fn take_glimpses(&self) -> Vec<[i32; 2]> {
        let mut glimpses = self
            .0
            .glimpses
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut glimpses)
    }

    /// Whether it was asked to end.
    pub fn is_cancelled(&self) -> bool {
        self.0.cancelled.load(Ordering::Relaxed)
    }

    /// Asks the work to end.
    pub fn cancel(&self) {
        self.0.cancelled.store(true, Ordering::Relaxed);
    }

    /// The share that is done, from 0 to 1; `None` where it is not known how much there is.
    pub fn share(&self) -> Option<f32> {
        let total = self.0.total.load(Ordering::Relaxed);
        let done = self.0.done.load(Ordering::Relaxed);
        (total > 0).then(|| (done as f64 / total as f64).min(1.0) as f32)
    }
}
