//! A file as a stream of blocks of whole rows, read by one thread, understood by others, and put
//! together in order: what comes of it does not depend on the threads.

use std::{
    collections::BTreeMap,
    io::Read,
    mem,
    sync::{
        Mutex,
        atomic::{AtomicBool, Ordering},
        mpsc,
    },
    thread,
};

use memchr::memchr_iter;

use crate::{
    io::{gate::caught, source::ReadError},
    model::{Budget, Place, budget::limits},
    words::notes::reading,
};

/// Whole rows.
#[derive(Debug, Default)]
pub struct Block {
    pub bytes: Vec<u8>,
    /// Where in the file it begins.
    pub offset: u64,
    /// The line it begins on.
    pub line: u32,
    /// How many rows come before it, where the cutter counts them.
    pub rows: usize,
    /// Where rows end in it, where the cutter says so.
    pub ends: Vec<usize>,
    pub is_last: bool,
}

/// Finds the ends of rows.
pub trait Cut {
    /// Looks at the bytes from `from` on. Those before have been looked at.
    fn look(&mut self, bytes: &[u8], from: usize) -> Whole;
}

/// What a look at a block gives.
#[derive(Debug, Default)]
pub struct Whole {
    /// Up to where there are whole rows; `None` where none ends.
    pub end: Option<usize>,
    /// Where each of them ends, where the next step needs it.
    pub ends: Vec<usize>,
    /// Nothing comes after it that is a row.
    pub is_last: bool,
}

impl Whole {
    pub fn rows(end: Option<usize>) -> Self {
        Self {
            end,
            ..Self::default()
        }
    }
}

/// What is read, and how.
pub struct Stream<'s> {
    pub place: &'s Place,
    pub source: &'s mut (dyn Read + Send),
    /// Where the stream begins in the file, and on which line.
    pub offset: u64,
    pub line: u32,
    pub block_bytes: usize,
    pub threads: usize,
    pub budget: &'s Budget,
}

/// What is left once the rows are read.
#[derive(Debug, Default)]
pub struct Rest {
    /// What was read of the file after the last row.
    pub bytes: Vec<u8>,
    /// The line it begins on.
    pub line: u32,
    pub offset: u64,
    /// Whether the file ended before the rows did.
    pub ended_early: bool,
}

/// What a worker sends back: the number of the block, its buffer to be used again, how many bytes
/// it had, and what came of it.
type Done<T> = (usize, Vec<u8>, usize, Result<T, ReadError>);

impl Stream<'_> {
    /// Reads to the end of the rows. `work` is done by several threads; `take` is given what comes
    /// of it, in the order of the file.
    pub fn run<T: Send>(
        mut self,
        cutter: &mut dyn Cut,
        work: &(dyn Fn(&Block) -> Result<T, ReadError> + Sync),
        take: &mut dyn FnMut(T, usize) -> Result<(), ReadError>,
    ) -> Result<Rest, ReadError> {
        let (to_do, queue) = mpsc::channel::<(usize, Block)>();
        let queue = Mutex::new(queue);
        let (finished, results) = mpsc::channel::<Done<T>>();
        let stop = AtomicBool::new(false);
        let place = self.place;
        thread::scope(|scope| {
            for _ in 0..self.threads {
                let (finished, queue, stop) = (finished.clone(), &queue, &stop);
                scope.spawn(move || {
                    loop {
                        let next = queue.lock().ok().and_then(|queue| queue.recv().ok());
                        let Some((number, block)) = next.filter(|_| !stop.load(Ordering::Relaxed))
                        else {
                            return;
                        };
                        let done = caught(|| work(&block));
                        let done = done.unwrap_or_else(|_| Err(broken(place, &block)));
                        let size = block.bytes.len();
                        if finished.send((number, block.bytes, size, done)).is_err() {
                            return;
                        }
                    }
                });
            }
            drop(finished);
            let order = Order {
                to_do,
                results,
                waiting: BTreeMap::new(),
                sent: 0,
                taken: 0,
                spare: Vec::new(),
                most: 2 * self.threads + 2,
                take,
            };
            let done = self.feed(cutter, order);
            if done.is_err() {
                stop.store(true, Ordering::Relaxed);
            }
            done
        })
    }

    /// Cuts the file into blocks and hands them on. The workers end when it does.
    fn feed<T: Send>(
        &mut self,
        cutter: &mut dyn Cut,
        mut order: Order<'_, T>,
    ) -> Result<Rest, ReadError> {
        let mut block = Block {
            offset: self.offset,
            line: self.line,
            ..Block::default()
        };
        loop {
            self.budget.reach(block.offset)?;
            let from = block.bytes.len();
            let read = self.read_more(&mut block.bytes)?;
            let mut whole = cutter.look(&block.bytes, from);
            block.ends.append(&mut whole.ends);
            let at_end = read == 0;
            let end = match (whole.end, at_end && !whole.is_last) {
                (_, true) => block.bytes.len(),
                (Some(end), false) => end,
                (None, false) if block.bytes.len() <= limits::ROW_BYTES => continue,
                (None, false) => return Err(self.too_long(&block)),
            };
            let mut next = Block {
                bytes: order.spare.pop().unwrap_or_default(),
                offset: block.offset + end as u64,
                line: block.line + memchr_iter(b'\n', &block.bytes[..end]).count() as u32,
                rows: block.rows + block.ends.len(),
                ..Block::default()
            };
            next.bytes.clear();
            next.bytes.extend_from_slice(&block.bytes[end..]);
            block.bytes.truncate(end);
            block.is_last = whole.is_last || at_end;
            let is_last = block.is_last;
            order.send(block)?;
            if is_last {
                let rest = Rest {
                    bytes: mem::take(&mut next.bytes),
                    line: next.line,
                    offset: next.offset,
                    ended_early: !whole.is_last,
                };
                order.finish()?;
                self.budget.reach(next.offset)?;
                return Ok(rest);
            }
            block = next;
        }
    }

    fn read_more(&mut self, bytes: &mut Vec<u8>) -> Result<usize, ReadError> {
        let (source, place) = (&mut self.source, self.place);
        let more = source.take(self.block_bytes as u64).read_to_end(bytes);
        more.map_err(|cause| ReadError::Io {
            path: place.file.to_string(),
            cause,
        })
    }

    fn too_long(&self, block: &Block) -> ReadError {
        let most = limits::ROW_BYTES >> 20;
        ReadError::Format {
            place: self.place.at_line(block.line),
            what: reading::unclosed(most),
        }
    }
}

/// A worker's panic costs the file and not the program.
fn broken(place: &Place, block: &Block) -> ReadError {
    ReadError::Format {
        place: place.at_line(block.line),
        what: reading::internal().to_owned(),
    }
}

/// Hands blocks to the workers and takes what comes of them in order.
struct Order<'t, T> {
    to_do: mpsc::Sender<(usize, Block)>,
    results: mpsc::Receiver<Done<T>>,
    /// Results that others have to come before.
    waiting: BTreeMap<usize, (usize, Result<T, ReadError>)>,
    sent: usize,
    taken: usize,
    /// Buffers to be used again.
    spare: Vec<Vec<u8>>,
    /// Blocks under way at one time.
    most: usize,
    take: &'t mut dyn FnMut(T, usize) -> Result<(), ReadError>,
}

impl<T> Order<'_, T> {
    fn send(&mut self, block: Block) -> Result<(), ReadError> {
        while let Ok(done) = self.results.try_recv() {
            self.receive(done)?;
        }
        while self.sent - self.taken >= self.most {
            self.wait()?;
        }
        // The workers live as long as this end of their queue does.
        let _ = self.to_do.send((self.sent, block));
        self.sent += 1;
        Ok(())
    }

    fn wait(&mut self) -> Result<(), ReadError> {
        let done = self.results.recv();
        self.receive(done.expect("workers answer for every block"))
    }

    fn receive(&mut self, (number, bytes, size, done): Done<T>) -> Result<(), ReadError> {
        self.spare.push(bytes);
        self.waiting.insert(number, (size, done));
        while let Some((size, done)) = self.waiting.remove(&self.taken) {
            self.taken += 1;
            (self.take)(done?, size)?;
        }
        Ok(())
    }

    fn finish(mut self) -> Result<(), ReadError> {
        while self.taken < self.sent {
            self.wait()?;
        }
        Ok(())
    }
}
