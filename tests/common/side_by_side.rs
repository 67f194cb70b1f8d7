//! Work on many things at once, as many as there are cores.

use std::{
    sync::Mutex,
    thread::{self, available_parallelism},
};

/// Does the work on each of some things. What panics ends the test, as it would by itself.
pub fn side_by_side<T: Send>(things: Vec<T>, work: impl Fn(T) + Sync) {
    let things = Mutex::new(things.into_iter());
    let next = || things.lock().ok()?.next();
    let each = || {
        while let Some(thing) = next() {
            work(thing);
        }
    };
    thread::scope(|scope| {
        for _ in 0..available_parallelism().map_or(1, usize::from) {
            scope.spawn(each);
        }
    });
}
