//! Batches worked at on several threads and handed over in their order, so that what is written does not
//! depend on how many threads there are. A batch stays with one thread: memory that goes from one to
//! another costs both.

use std::{
    collections::BTreeSet,
    io,
    sync::{Condvar, Mutex, MutexGuard, PoisonError, mpsc},
    thread,
};

use crate::io::gate::caught;

/// So many batches more than there are threads are on their way at a time.
const AHEAD: usize = 2;

/// What is done with each batch.
pub struct Steps<'s, W, R, S> {
    /// What a thread needs for reading.
    pub begin: &'s (dyn Fn() -> W + Sync),
    /// On any thread.
    pub read: &'s (dyn Fn(&mut W, usize) -> io::Result<R> + Sync),
    /// In the order of the batches, one at a time, on the thread that read it.
    pub settle: &'s mut (dyn FnMut(R) -> io::Result<S> + Send),
    /// On that thread.
    pub form: &'s (dyn Fn(usize, S) + Sync),
    /// In the order of the batches, one at a time.
    pub take: &'s mut dyn FnMut(usize) -> io::Result<()>,
}

impl<W, R, S> Steps<'_, W, R, S> {
    /// Does all of it with so many batches, on so many threads beside this one.
    ///
    /// # Errors
    ///
    /// What the first step that fails says.
    pub fn run(self, batches: usize, threads: usize) -> io::Result<()> {
        let turns = Turns::default();
        let settle = Mutex::new(self.settle);
        let (tell, told) = mpsc::channel();
        let (begin, read, form) = (self.begin, self.read, self.form);
        let settle = |number: usize, read: R| {
            if !turns.wait_for(number) {
                return Ok(None);
            }
            let mut settle = settle.lock().unwrap_or_else(PoisonError::into_inner);
            let settled = settle(read)?;
            turns.change(|state| state.settled += 1);
            io::Result::Ok(Some(settled))
        };
        thread::scope(|scope| {
            // Ends the threads, however this ends.
            let turns = Closing(&turns);
            for _ in 0..threads.max(1) {
                let tell = tell.clone();
                let (turns, settle) = (turns.0, &settle);
                scope.spawn(move || {
                    let mut state = begin();
                    while let Some(number) = turns.next(batches) {
                        let done = caught(|| {
                            let read = read(&mut state, number)?;
                            if let Some(settled) = settle(number, read)? {
                                form(number, settled);
                            }
                            Ok(number)
                        });
                        let done = done.unwrap_or_else(|broken| Err(io::Error::other(broken)));
                        // Nobody listens any more where another step has failed.
                        if tell.send(done).is_err() {
                            return;
                        }
                    }
                });
            }
            drop(tell);
            let mut were_formed = BTreeSet::new();
            let mut taken = 0;
            while taken < batches {
                turns.0.allow(taken + threads + AHEAD);
                were_formed.insert(told.recv().map_err(io::Error::other)??);
                while were_formed.remove(&taken) {
                    (self.take)(taken)?;
                    taken += 1;
                }
            }
            Ok(())
        })
    }
}

/// Which batch is next.
#[derive(Default)]
struct Turns {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    /// The first that no thread has.
    next: usize,
    /// No thread takes that one, or one after it.
    end: usize,
    /// The first that is not settled.
    settled: usize,
    closed: bool,
}

impl Turns {
    fn change(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner));
        self.changed.notify_all();
    }

    /// Waits until it is closed, or `ready`.
    fn wait(&self, mut ready: impl FnMut(&State) -> bool) -> Option<MutexGuard<'_, State>> {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let waits = |state: &mut State| !state.closed && !ready(state);
        let state = self.changed.wait_while(state, waits);
        Some(state.unwrap_or_else(PoisonError::into_inner)).filter(|state| !state.closed)
    }

    /// Lets threads take the batches before that one.
    fn allow(&self, end: usize) {
        self.change(|state| state.end = end);
    }

    /// Waits for a batch to read; `None` once there is no more.
    fn next(&self, batches: usize) -> Option<usize> {
        let mut state = self.wait(|state| state.next < state.end || state.next >= batches)?;
        let number = state.next;
        state.next += 1;
        (number < batches).then_some(number)
    }

    /// Waits until those before a batch are settled. Gives whether they are.
    fn wait_for(&self, number: usize) -> bool {
        self.wait(|state| state.settled == number).is_some()
    }
}

struct Closing<'t>(&'t Turns);

impl Drop for Closing<'_> {
    fn drop(&mut self) {
        self.0.change(|state| state.closed = true);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    /// Runs so many batches, and gives what was taken.
    fn run(batches: usize, threads: usize, fails: Option<usize>) -> (io::Result<()>, Vec<usize>) {
        let (mut order, mut taken) = (Vec::new(), Vec::new());
        let formed: Mutex<BTreeMap<usize, usize>> = Mutex::default();
        let done = Steps {
            begin: &|| 0_usize,
            read: &|reads, number| {
                *reads += 1;
                match fails {
                    Some(fails) if fails == number => Err(io::Error::other("this one fails")),
                    _ => Ok(number * 10),
                }
            },
            settle: &mut |read| {
                order.push(read);
                Ok(read + order.len())
            },
            form: &|number, settled| {
                formed.lock().expect("sound").insert(number, settled);
            },
            take: &mut |number| {
                let formed = formed.lock().expect("sound").remove(&number);
                taken.push(formed.expect("formed before it is taken"));
                Ok(())
            },
        }
        .run(batches, threads);
        (done, taken)
    }

    #[test]
    fn batches_are_settled_and_taken_in_their_order_whatever_the_number_of_threads() {
        let expected: Vec<usize> = (0..50).map(|number| number * 10 + number + 1).collect();
        for threads in [1, 2, 7] {
            let (done, taken) = run(50, threads, None);
            done.expect("done");
            assert_eq!(taken, expected, "{threads}");
        }
        run(0, 2, None).0.expect("nothing to do");
    }

    #[test]
    fn a_batch_that_fails_ends_the_work_and_says_why() {
        for threads in [1, 3] {
            let (done, taken) = run(50, threads, Some(7));
            assert_eq!(done.expect_err("it fails").to_string(), "this one fails");
            assert!(taken.len() <= 7, "{taken:?}");
        }
    }

    #[test]
    fn work_that_panics_ends_as_an_error() {
        let done = Steps {
            begin: &|| (),
            read: &|(), number| match number {
                3 => panic!("this panic belongs to a test"),
                _ => Ok(()),
            },
            settle: &mut Ok,
            form: &|_, ()| (),
            take: &mut |_| Ok(()),
        }
        .run(9, 2);
        let told = done.expect_err("it panicked").to_string();
        assert!(told.contains("in_order.rs"), "{told}");
    }
}
