//! What a piece of work may take, how far it has come, and whether it is still wanted. One budget is
//! handed to whatever reads a file, resolves it or mends its shapes, and is shared with the thread
//! that shows how far it is.

use std::{
    fmt,
    sync::{
        Arc, Mutex, OnceLock, PoisonError,
        atomic::{AtomicU8, AtomicU64, Ordering},
    },
};

use core::time::Duration;

/// Limits on single things: the largest file, the longest row, the deepest nesting. What many things
/// take together is up to a [`Budget`].
pub mod limits {
    /// The largest file that is read as a whole, or unpacked.
    pub const WHOLE_FILE_BYTES: u64 = 512 << 20;
    /// The largest file that is read in blocks.
    pub const STREAMED_FILE_BYTES: u64 = 4 << 30;
    /// The longest row or feature. One quotation mark left open makes one of a whole file.
    pub const ROW_BYTES: usize = 64 << 20;
    /// The most that one cell of a database may hold. A polygon of four million positions fits.
    pub const CELL_BYTES: i32 = 64 << 20;
    /// More than any file says of itself after its features.
    pub const AFTER_FEATURES_BYTES: u64 = 16 << 20;
    /// Elements within one another. Folders of a person's own are a few deep.
    pub const DEPTH: usize = 100;
    /// Lists and objects of JSON within one another. What goes deeper is refused.
    pub const DEPTH_OF_JSON: usize = 128;
    /// Files in an archive: more than any map has pictures.
    pub const ARCHIVE_FILES: usize = 10_000;
    /// Text packs twenty to one at best; what packs tighter by far was made to fill memories.
    pub const PACKED_TIMES: u64 = 200;
    /// What an archive holds counts as the file that is read, up to so many times its own size.
    pub const HONESTLY_PACKED_TIMES: u64 = 20;
    /// Small files may be packed tighter, since they fill none.
    pub const SMALL_UNPACKED_BYTES: u64 = 16 << 20;
    /// Different notes that are kept of one file.
    pub const NOTES: usize = 1_000;
    /// Kinds of notes of which only the number is kept, once there are too many of them.
    pub const KINDS_OF_NOTES: usize = 200;
    /// Of so many names that are not known the near ones are looked up. Nobody reads more of them.
    pub const HINTS: usize = 50;
    /// Longer names are held against none for likeness, in letters.
    pub const LIKE_NAME_LETTERS: usize = 80;
    /// Shapes whose outlines cross more often are not mended.
    pub const CROSSINGS: usize = 2_000;
    /// Shapes with more corners are not mended.
    pub const MENDED_CORNERS: usize = 100_000;
    /// Pairs of edges of one shape that are held against each other.
    pub const PAIRS_OF_EDGES: u64 = 50_000_000;
    /// Checking a ring against itself in every way grows with the square of its corners: of longer
    /// ones only crossings are looked for, and their names stand in the middle.
    pub const CHECKED_CORNERS: usize = 2_000;
}

/// What work may take: so much in any case, and more with each byte of the files it is about.
#[derive(Clone, Copy, Debug)]
struct Share {
    always: u64,
    each_byte: u64,
}

/// Memory, in bytes, beside what the program takes without any file: with that it is at most 200 MB and
/// eight times the file.
const BYTES: Share = Share {
    always: 110_000_000,
    each_byte: 8,
};

/// The memory that single things take, with all that is made of them until they are drawn, in bytes.
/// Measured, with room for lists that grow to twice their length; what they hold of text counts with the
/// file.
pub mod room {
    /// A report with one claim.
    pub const REPORT: u64 = 2_400;
    /// Each further claim of a report.
    pub const CLAIM: u64 = 1_200;
    /// A zone, a line or a place, without its positions.
    pub const SHAPE: u64 = 2_000;
    /// A file of an archive, whatever it holds: what is known of its columns, and how its rows are read again.
    pub const FILE: u64 = 16_000;
    /// A position of a shape.
    pub const POSITION: u64 = 100;
    /// A column, or a property that any feature has: its heading, and what it is taken for.
    pub const COLUMN: u64 = 800;
    /// A row of columns.
    pub const ROW: u64 = 140;
    /// A report that became a row of columns and is kept as text, beside that text.
    pub const GATHERED: u64 = 1_100;
    /// What rows have in common: a name of a place, a reporter.
    pub const SHARED: u64 = 1_000;
    /// An object of JSON where it stands in a list, whatever it holds.
    pub const OBJECT: u64 = 120;
    /// A list of JSON beside what it holds, most of them positions, of which a geometry is made.
    pub const LIST: u64 = 320;
    /// Any other value of JSON.
    pub const VALUE: u64 = 75;
    /// A cell of a sheet.
    pub const CELL: u64 = 64;
}

/// A step is a look at a row, at a pair of edges or at a name, or an instruction of the database. A
/// row of thirty columns takes the database about a hundred.
const STEPS: Share = Share {
    always: 50_000_000,
    each_byte: 200,
};

/// In nanoseconds: ten minutes, and a second for each megabyte.
const TIME: Share = Share {
    always: 600_000_000_000,
    each_byte: 1_000,
};

/// So many steps pass between two looks at the clock.
const STEPS_BETWEEN: u64 = 1 << 14;

/// Things of one kind that are held in memory. They count at their most, and are counted many at a time.
#[derive(Clone, Copy, Debug)]
pub struct Held {
    each: u64,
    counted: u64,
}

impl Held {
    /// None so far of things that take so many bytes each.
    pub const fn of(each: u64) -> Self {
        Self { each, counted: 0 }
    }

    /// Says how many there are now.
    ///
    /// # Errors
    ///
    /// Where these are more than the budget has room for.
    pub fn are(&mut self, count: usize, budget: &Budget) -> Result<(), Stopped> {
        const TOGETHER: u64 = 64;
        let count = count as u64;
        if count < self.counted + TOGETHER {
            return Ok(());
        }
        let more = count - self.counted;
        self.counted = count;
        budget.take_bytes(more * self.each)
    }
}

/// Work done, work in all and what it may take. Copies speak of the same work.
#[derive(Clone, Debug, Default)]
pub struct Budget(Arc<State>);

#[derive(Default)]
struct State {
    done: AtomicU64,
    total: AtomicU64,
    /// [`CANCELLED`] and [`PLACED`], each where it has happened.
    fate: AtomicU8,
    /// Bytes of the files it is about.
    allowed_for: AtomicU64,
    bytes: AtomicU64,
    steps: AtomicU64,
    /// The time since the work began; nothing where no clock is at hand.
    clock: OnceLock<Box<dyn Fn() -> Duration + Send + Sync>>,
    /// Positions that nobody has fetched yet.
    glimpses: Mutex<Vec<[i32; 2]>>,
}

/// The work was asked to end.
const CANCELLED: u8 = 1;

/// Something that the work made is in its place.
const PLACED: u8 = 2;

impl fmt::Debug for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("State")
            .field("done", &self.done)
            .field("total", &self.total)
            .field("fate", &self.fate)
            .field("bytes", &self.bytes)
            .field("steps", &self.steps)
            .finish_non_exhaustive()
    }
}

/// Positions that wait to be fetched. Where nobody fetches them, further ones are dropped.
const MOST_GLIMPSES: usize = 1 << 20;

/// Why work ends before it is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Stopped {
    /// It is no longer wanted.
    #[error("{}", crate::words::budget::cancelled())]
    Cancelled,
    /// It would take more memory than its files may.
    #[error("{}", crate::words::budget::too_much_memory(.most / 1_000_000))]
    Bytes {
        /// The most it may take.
        most: u64,
    },
    /// It takes more steps than its files may.
    #[error("{}", crate::words::budget::too_much_work())]
    Steps,
    /// It takes too long.
    #[error("{}", crate::words::budget::too_long(.most.as_secs().div_ceil(60)))]
    Time {
        /// The longest it may take.
        most: Duration,
    },
}

impl Budget {
    /// Allows for a file of so many bytes. `clock` gives the time since the work began; one that is
    /// there already is kept.
    pub fn allow_for(&self, bytes: u64, clock: impl Fn() -> Duration + Send + Sync + 'static) {
        self.0.allowed_for.fetch_add(bytes, Ordering::Relaxed);
        self.0.clock.get_or_init(|| Box::new(clock));
    }

    /// A budget that nothing ends, for data that is known to be sound.
    pub fn unlimited() -> Self {
        let budget = Self::default();
        budget.allow_more(u64::MAX / 2);
        budget
    }

    /// Allows for so many bytes more, which were unpacked from a file.
    pub fn allow_more(&self, bytes: u64) {
        self.0.allowed_for.fetch_add(bytes, Ordering::Relaxed);
    }

    fn most(&self, share: Share) -> u64 {
        let bytes = self.0.allowed_for.load(Ordering::Relaxed);
        let more = bytes.saturating_mul(share.each_byte);
        share.always.saturating_add(more)
    }

    /// Takes so much memory, which counts for as long as the work goes on.
    ///
    /// # Errors
    ///
    /// Where that is more than it may take.
    pub fn take_bytes(&self, bytes: u64) -> Result<(), Stopped> {
        let taken = self.0.bytes.fetch_add(bytes, Ordering::Relaxed);
        let most = self.most(BYTES);
        match taken.saturating_add(bytes) > most {
            true => Err(Stopped::Bytes { most }),
            false => Ok(()),
        }
    }

    /// The memory that was taken so far, in bytes.
    pub fn bytes_taken(&self) -> u64 {
        self.0.bytes.load(Ordering::Relaxed)
    }

    /// Gives back what was taken since, where nothing of it is kept. `before` is what had been taken then;
    /// no other work may go by this budget meanwhile.
    pub fn take_back(&self, before: u64) {
        self.0.bytes.store(before, Ordering::Relaxed);
    }

    /// The memory that may still be taken, in bytes.
    pub fn bytes_left(&self) -> u64 {
        let taken = self.0.bytes.load(Ordering::Relaxed);
        self.most(BYTES).saturating_sub(taken)
    }

    /// Takes so many steps: looks at rows, pairs of edges or names.
    ///
    /// # Errors
    ///
    /// Where these are more than it may take, or the work is to end for another reason.
    pub fn step(&self, steps: u64) -> Result<(), Stopped> {
        let before = self.0.steps.fetch_add(steps, Ordering::Relaxed);
        let taken = before.saturating_add(steps);
        if taken > self.most(STEPS) {
            return Err(Stopped::Steps);
        }
        if taken / STEPS_BETWEEN != before / STEPS_BETWEEN {
            self.look_at_clock()?;
        }
        match self.is_cancelled() {
            true => Err(Stopped::Cancelled),
            false => Ok(()),
        }
    }

    /// Whether the work is to end, with a look at the clock.
    ///
    /// # Errors
    ///
    /// As [`Budget::step`].
    pub fn go_on(&self) -> Result<(), Stopped> {
        self.look_at_clock()?;
        self.step(0)
    }

    fn look_at_clock(&self) -> Result<(), Stopped> {
        let Some(clock) = self.0.clock.get() else {
            return Ok(());
        };
        let most = Duration::from_nanos(self.most(TIME));
        match clock() > most {
            true => Err(Stopped::Time { most }),
            false => Ok(()),
        }
    }

    /// Says how much there is to do, in whatever unit [`Budget::reach`] is given.
    pub fn expect(&self, total: u64) {
        self.0.total.store(total, Ordering::Relaxed);
    }

    /// Says how much is done, which takes a step.
    ///
    /// # Errors
    ///
    /// Where the work should end, as [`Budget::step`] says.
    pub fn reach(&self, done: u64) -> Result<(), Stopped> {
        self.0.done.store(done, Ordering::Relaxed);
        self.step(1)
    }

    /// Shows some of what was read so far: positions, in units of 1e-7 degrees. There may be more
    /// than somebody fetches.
    pub fn show(&self, positions: Vec<[i32; 2]>) {
        let mut glimpses = self.glimpses();
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
        std::mem::take(&mut self.glimpses())
    }

    fn glimpses(&self) -> std::sync::MutexGuard<'_, Vec<[i32; 2]>> {
        let glimpses = self.0.glimpses.lock();
        glimpses.unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether it was asked to end.
    pub fn is_cancelled(&self) -> bool {
        self.0.fate.load(Ordering::Relaxed) & CANCELLED != 0
    }

    /// Whether the work is to go on, for the smallest parts of it: only whether it is cancelled is looked at.
    ///
    /// # Errors
    ///
    /// Where it is cancelled.
    pub fn still_wanted(&self) -> Result<(), Stopped> {
        match self.is_cancelled() {
            true => Err(Stopped::Cancelled),
            false => Ok(()),
        }
    }

    /// Asks the work to end. Says whether that came in time: before anything it made was in its place, so
    /// that nothing will be.
    pub fn cancel(&self) -> bool {
        self.0.fate.fetch_or(CANCELLED, Ordering::AcqRel) & PLACED == 0
    }

    /// Before something the work made is put in its place: from then on cancelling comes too late.
    ///
    /// # Errors
    ///
    /// Where it was cancelled before that.
    pub fn place(&self) -> Result<(), Stopped> {
        match self
            .0
            .fate
            .fetch_update(Ordering::AcqRel, Ordering::Acquire, |fate| {
                (fate & CANCELLED == 0).then_some(fate | PLACED)
            }) {
            Ok(_) => Ok(()),
            Err(_) => Err(Stopped::Cancelled),
        }
    }

    /// The share that is done, from 0 to 1; `None` where it is not known how much there is.
    pub fn share(&self) -> Option<f32> {
        let total = self.0.total.load(Ordering::Relaxed);
        let done = self.0.done.load(Ordering::Relaxed);
        (total > 0).then(|| (done as f64 / total as f64).min(1.0) as f32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allowed_for(bytes: u64) -> Budget {
        let budget = Budget::default();
        budget.allow_for(bytes, Duration::default);
        budget
    }

    #[test]
    fn memory_and_steps_are_those_of_the_files() {
        let budget = allowed_for(1_000_000);
        assert_eq!(budget.take_bytes(118_000_000), Ok(()));
        assert_eq!(budget.bytes_left(), 0);
        let most = 118_000_000;
        assert_eq!(budget.take_bytes(1), Err(Stopped::Bytes { most }));
        assert_eq!(budget.step(250_000_000), Ok(()));
        assert_eq!(budget.step(1), Err(Stopped::Steps));
        // Another file beside it brings its own.
        budget.allow_for(1, Duration::default);
        assert_eq!(budget.step(1), Ok(()));
    }

    #[test]
    fn things_that_are_held_count_at_their_most() {
        let budget = allowed_for(0);
        let mut held = Held::of(1_000_000);
        assert_eq!(held.are(110, &budget), Ok(()));
        assert_eq!(budget.bytes_left(), 0);
        // These were handed on, and others came in their place.
        assert_eq!(held.are(3, &budget), Ok(()));
        assert_eq!(held.are(110, &budget), Ok(()));
        let most = 110_000_000;
        assert_eq!(held.are(220, &budget), Err(Stopped::Bytes { most }));
    }

    #[test]
    fn what_is_in_its_place_is_not_cancelled_and_what_is_cancelled_is_not_put_there() {
        let budget = Budget::default();
        assert_eq!(budget.place(), Ok(()));
        assert!(!budget.cancel(), "too late");
        // What would follow it is not put there any more.
        assert_eq!(budget.place(), Err(Stopped::Cancelled));
        let budget = Budget::default();
        assert!(budget.cancel());
        assert_eq!(budget.place(), Err(Stopped::Cancelled));
        assert!(budget.cancel(), "nothing was put there meanwhile");
    }

    #[test]
    fn work_that_is_cancelled_or_late_ends_and_says_why() {
        let budget = allowed_for(1);
        budget.clone().cancel();
        assert_eq!(budget.reach(1), Err(Stopped::Cancelled));
        let late = Budget::default();
        late.allow_for(60_000_000, || Duration::from_secs(661));
        let most = Duration::from_secs(660);
        assert_eq!(late.step(STEPS_BETWEEN), Err(Stopped::Time { most }));
        let told = Stopped::Time { most }.to_string();
        assert!(told.contains("11 minutes"), "{told}");
    }
}
