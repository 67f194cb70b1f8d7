//! Batches worked at on several threads and handed over in their order, so that what is written does not
//! depend on how many threads there are.

use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
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
    /// In the order of the batches, one at a time.
    pub settle: &'s mut dyn FnMut(R) -> io::Result<S>,
    /// On any thread.
    pub form: &'s (dyn Fn(usize, S) + Sync),
    /// In the order of the batches, one at a time.
    pub take: &'s mut dyn FnMut(usize) -> io::Result<()>,
}

enum Done<R> {
    Read(usize, R),
    Formed(usize),
}

impl<W, R: Send, S: Send> Steps<'_, W, R, S> {
    /// Does all of it with so many batches, on so many threads beside this one.
    ///
    /// # Errors
    ///
    /// What the first step that fails says.
    pub fn run(self, batches: usize, threads: usize) -> io::Result<()> {
        let queue = Queue::default();
        let (tell, told) = mpsc::channel();
        let (begin, read, form) = (self.begin, self.read, self.form);
        thread::scope(|scope| {
            // Ends the threads, however this ends.
            let tasks = Closing(&queue);
            for _ in 0..threads.max(1) {
                let tell = tell.clone();
                let queue = &queue;
                scope.spawn(move || {
                    let mut state = begin();
                    while let Some(task) = queue.next() {
                        let done = caught(|| match task {
                            Task::Read(number) => Ok(Done::Read(number, read(&mut state, number)?)),
                            Task::Form(number, settled) => {
                                form(number, settled);
                                Ok(Done::Formed(number))
                            }
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
            let (mut asked, mut settled, mut taken) = (0, 0, 0);
            let (mut were_read, mut were_formed) = (BTreeMap::new(), BTreeSet::new());
            while taken < batches {
                while asked < batches.min(taken + threads + AHEAD) {
                    tasks.0.read(asked);
                    asked += 1;
                }
                match told.recv().map_err(io::Error::other)?? {
                    Done::Read(number, read) => drop(were_read.insert(number, read)),
                    Done::Formed(number) => drop(were_formed.insert(number)),
                }
                while let Some(read) = were_read.remove(&settled) {
                    tasks.0.form(settled, (self.settle)(read)?);
                    settled += 1;
                }
                while were_formed.remove(&taken) {
                    (self.take)(taken)?;
                    taken += 1;
                }
            }
            Ok(())
        })
    }
}

enum Task<S> {
    Read(usize),
    Form(usize, S),
}

/// What is to be done by whichever thread is free.
struct Queue<S> {
    tasks: Mutex<Tasks<S>>,
    more: Condvar,
}

struct Tasks<S> {
    /// Those come first: what is formed is on its way out.
    form: VecDeque<(usize, S)>,
    read: VecDeque<usize>,
    closed: bool,
}

impl<S> Default for Queue<S> {
    fn default() -> Self {
        Self {
            tasks: Mutex::new(Tasks {
                form: VecDeque::new(),
                read: VecDeque::new(),
                closed: false,
            }),
            more: Condvar::new(),
        }
    }
}

impl<S> Queue<S> {
    fn tasks(&self) -> MutexGuard<'_, Tasks<S>> {
        self.tasks.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn read(&self, number: usize) {
        self.tasks().read.push_back(number);
        self.more.notify_one();
    }

    fn form(&self, number: usize, settled: S) {
        self.tasks().form.push_back((number, settled));
        self.more.notify_one();
    }

    /// Waits for something to do; `None` once there is no more.
    fn next(&self) -> Option<Task<S>> {
        let mut tasks = self.tasks();
        loop {
            if tasks.closed {
                return None;
            }
            if let Some((number, settled)) = tasks.form.pop_front() {
                return Some(Task::Form(number, settled));
            }
            if let Some(number) = tasks.read.pop_front() {
                return Some(Task::Read(number));
            }
            tasks = self
                .more
                .wait(tasks)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }
}

struct Closing<'q, S>(&'q Queue<S>);

impl<S> Drop for Closing<'_, S> {
    fn drop(&mut self) {
        self.0.tasks().closed = true;
        self.0.more.notify_all();
    }
}

#[cfg(test)]
mod tests {
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
