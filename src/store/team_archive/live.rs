//! An archive that is followed while it is open: what others add is read as soon as it is told, and a connection
//! that is lost is made again.
//!
//! What is new is found by the numbers of changes and not by what was told: who was not connected when it was told
//! misses nothing. Few additions are read again together, so that they are one dataset; what was read before stays
//! as it is, however many records it has. Only where a report is corrected that was read before those,
//! everything is read again.

use std::{
    collections::{BTreeMap, VecDeque},
    convert::Infallible,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread,
    time::{Duration, Instant},
};

use jiff::Timestamp;
use postgres::{Client, Transaction, fallible_iterator::FallibleIterator as _};

use super::{
    Address, Fault, Outcome, ToAdd, add,
    connect::{PATIENCE, Pulse, ask},
    reading::{Reading, last_change, snapshot},
};
use crate::{
    io::Read,
    model::{Budget, Stopped},
    words::team_archive as words,
};

/// Without being told anything, an archive is looked at so often.
const LOOK_EVERY: Duration = Duration::from_secs(10);

/// A server that says nothing for so long does not answer.
const SILENCE: Duration = Duration::from_secs(15);

/// Whether it is still wanted is looked at so often.
const GLANCE: Duration = Duration::from_millis(100);

/// A server that does not answer is tried again after a pause, each twice as long as the last.
const FIRST_PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// What was added since is read again as one until it has so many records.
const MOST_TOGETHER: u64 = 20_000;

/// What is heard of an archive.
pub enum News {
    /// Others added records, or corrected some.
    Records {
        part: Part,
        read: Box<Read>,
        /// The number of the last change that is among them.
        change: i64,
        added: Vec<Added>,
    },
    /// It does not answer since it last did.
    Away { since: Timestamp, why: String },
    /// It answers again.
    Back,
    /// What became of a report that was to be added, or why the server does not take it.
    Answered {
        /// What [`Outbox::put`] was told of it.
        ticket: Arc<str>,
        outcome: Result<Outcome, String>,
    },
}

/// Reports that wait to be added, each with a ticket. They leave in their order, each once there is an answer.
#[derive(Clone, Default)]
pub struct Outbox(Arc<Mutex<Queue>>);

type Queue = VecDeque<(Arc<str>, ToAdd)>;

impl Outbox {
    fn waiting(&self) -> MutexGuard<'_, Queue> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Has a report added once the server answers.
    pub fn put(&self, ticket: Arc<str>, to_add: ToAdd) {
        self.waiting().push_back((ticket, to_add));
    }

    /// Has it no longer added, unless that is under way.
    pub fn take_back(&self, ticket: &str) {
        self.waiting().retain(|(own, _)| **own != *ticket);
    }
}

/// What a reading takes the place of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Everything that was read.
    Whole,
    /// What was last added.
    Last,
    /// Nothing: it comes beside what there is.
    Next,
}

/// Records that one person added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Added {
    pub who: String,
    pub records: u64,
    /// Whether they supersede others.
    pub corrects: bool,
}

/// Follows an archive until it is no longer wanted. `change`: the number of the last change that was read of it.
pub fn follow(
    address: &Address,
    name: &str,
    change: i64,
    outbox: &Outbox,
    wanted: &Budget,
    tell: impl Fn(News) + Send + Sync + 'static,
) {
    let live = Arc::new(Live {
        address: address.clone(),
        name: name.to_owned(),
        outbox: outbox.clone(),
        wanted: wanted.clone(),
        tell: Box::new(tell),
        state: Mutex::new(State {
            turn: 0,
            change,
            together: Vec::new(),
            answered: Timestamp::now(),
            is_away: false,
        }),
    });
    let mut pause = FIRST_PAUSE;
    while !wanted.is_cancelled() {
        let turn = live.begin();
        let answered = live.state().answered;
        let session = Arc::clone(&live);
        let Err(fault) = ask(address, wanted, SILENCE, move |client, pulse| {
            session.follow(turn, client, pulse)
        });
        if wanted.is_cancelled() {
            return;
        }
        live.lose(&fault);
        if live.state().answered != answered {
            pause = FIRST_PAUSE;
        }
        let begun = Instant::now();
        while begun.elapsed() < pause && !wanted.is_cancelled() {
            thread::sleep(GLANCE);
        }
        pause = (2 * pause).min(LONGEST_PAUSE);
    }
}

struct Live {
    address: Address,
    name: String,
    outbox: Outbox,
    wanted: Budget,
    tell: Box<dyn Fn(News) + Send + Sync>,
    state: Mutex<State>,
}

struct State {
    /// Counts the connections: one that was given up has nothing to say any more.
    turn: u64,
    /// The number of the last change that was read.
    change: i64,
    /// The sources that were read again together the last time.
    together: Vec<i64>,
    /// When the server last answered.
    answered: Timestamp,
    is_away: bool,
}

impl Live {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn begin(&self) -> u64 {
        let mut state = self.state();
        state.turn += 1;
        state.turn
    }

    /// The state, for the connection that is followed now.
    fn of_turn(&self, turn: u64) -> Result<MutexGuard<'_, State>, Fault> {
        let state = self.state();
        match state.turn == turn && !self.wanted.is_cancelled() {
            true => Ok(state),
            false => Err(Stopped::Cancelled.into()),
        }
    }

    /// The server does not answer any more, which is told once.
    fn lose(&self, fault: &Fault) {
        let mut state = self.state();
        // Whatever the connection still says is of no use.
        state.turn += 1;
        if !state.is_away {
            state.is_away = true;
            (self.tell)(News::Away {
                since: state.answered,
                why: fault.told(&self.address),
            });
        }
    }

    fn follow(&self, turn: u64, client: &mut Client, pulse: &Pulse) -> Result<Infallible, Fault> {
        client.batch_execute(&format!("LISTEN \"{}\"", self.address.schema))?;
        loop {
            self.send(turn, client, pulse)?;
            self.look(turn, client, pulse)?;
            let until = Instant::now() + LOOK_EVERY;
            loop {
                drop(self.of_turn(turn)?);
                pulse.wait_for(SILENCE);
                let heard = client.notifications().timeout_iter(GLANCE).next()?;
                if client.is_closed() {
                    let host = format!("{}:{}", self.address.host, self.address.port);
                    return Err(words::server_stopped(&host).into());
                }
                let is_asked = !self.outbox.waiting().is_empty();
                if heard.is_some() || is_asked || Instant::now() >= until {
                    break;
                }
            }
            // What was told meanwhile is found with it.
            while client.notifications().iter().next()?.is_some() {}
        }
    }

    /// Adds the reports that wait, one after the other.
    fn send(&self, turn: u64, client: &mut Client, pulse: &Pulse) -> Result<(), Fault> {
        loop {
            let next = self.outbox.waiting().front().cloned();
            let Some((ticket, to_add)) = next else {
                return Ok(());
            };
            pulse.wait_for(PATIENCE);
            let outcome = match add(client, &self.address, &to_add) {
                Ok(outcome) => Ok(outcome),
                // It is tried again with the next connection.
                Err(fault) if fault.is_passing() => return Err(fault),
                Err(fault) => Err(fault.told(&self.address)),
            };
            let state = self.of_turn(turn)?;
            self.outbox.take_back(&ticket);
            (self.tell)(News::Answered { ticket, outcome });
            drop(state);
        }
    }

    /// Reads what was added since the last change that was read, if anything was.
    fn look(&self, turn: u64, client: &mut Client, pulse: &Pulse) -> Result<(), Fault> {
        let (change, together) = {
            let state = self.of_turn(turn)?;
            (state.change, state.together.clone())
        };
        let mut snapshot = snapshot(client)?;
        let last = last_change(&mut snapshot)?;
        let news = match last == change {
            true => None,
            false => {
                pulse.wait_for(PATIENCE);
                self.read(&mut snapshot, (change, last), &together, pulse)?
            }
        };
        snapshot.commit()?;
        let mut state = self.of_turn(turn)?;
        state.change = last;
        state.answered = Timestamp::now();
        if std::mem::take(&mut state.is_away) {
            (self.tell)(News::Back);
        }
        if let Some((news, together)) = news {
            state.together = together;
            (self.tell)(news);
        }
        Ok(())
    }

    /// What is to be told of the changes after the first number, with the sources that are read together from now
    /// on; `None` where none of them concerns what is open.
    fn read(
        &self,
        snapshot: &mut Transaction<'_>,
        (since, last): (i64, i64),
        together: &[i64],
        pulse: &Pulse,
    ) -> Result<Option<(News, Vec<i64>)>, Fault> {
        let reading = Reading::new(&self.address, &self.name, &Budget::default());
        let rows = snapshot.query(
            "SELECT source, what = 'corrected' FROM change WHERE number > $1 AND source IS NOT NULL \
             ORDER BY number",
            &[&since],
        )?;
        let fresh: BTreeMap<i64, bool> = rows.iter().map(|row| (row.get(0), row.get(1))).collect();
        let new: Vec<i64> = fresh.keys().copied().collect();
        let added = self.added(snapshot, &reading, &new)?;
        // A server that was put back to an earlier time has fewer changes than were read.
        let is_behind = last < since;
        let corrects = fresh.values().any(|corrects| *corrects);
        if added.is_empty() && !is_behind && !corrects {
            return Ok(None);
        }
        let sources = [together, &new].concat();
        let is_whole = is_behind || corrects && !superseded_within(snapshot, &new, &sources)?;
        let news = |part, read: Read| News::Records {
            part,
            read: Box::new(read),
            change: last,
            added,
        };
        if is_whole {
            let read = reading.part(snapshot, None, pulse)?;
            return Ok(Some((news(Part::Whole, read), Vec::new())));
        }
        let before = match together {
            [] => 0,
            _ => reading.count(snapshot, Some(together))?,
        };
        // What supersedes some of those is read again with them.
        let is_next = together.is_empty() || before > MOST_TOGETHER && !corrects;
        let (part, sources) = match is_next {
            true => (Part::Next, new),
            false => (Part::Last, sources),
        };
        let read = reading.part(snapshot, Some(&sources), pulse)?;
        Ok(Some((news(part, read), sources)))
    }

    /// Who added how many of the records that are asked for, by name.
    fn added(
        &self,
        snapshot: &mut Transaction<'_>,
        reading: &Reading,
        sources: &[i64],
    ) -> Result<Vec<Added>, Fault> {
        if sources.is_empty() {
            return Ok(Vec::new());
        }
        let which = reading.which(Some(sources));
        let rows = snapshot.query(
            &format!(
                "SELECT captured_by, \
                 EXISTS (SELECT FROM report WHERE report.source = one.source AND supersedes IS NOT NULL) AS corrects, \
                 sum(one.records)::bigint FROM (SELECT source, count(*) AS records FROM newest WHERE {which} \
                 GROUP BY source) AS one JOIN source ON source.id = one.source \
                 GROUP BY captured_by, corrects ORDER BY captured_by, corrects"
            ),
            &[],
        )?;
        let added = rows.iter().map(|row| Added {
            who: row.get(0),
            corrects: row.get(1),
            records: row.get::<_, i64>(2).max(0) as u64,
        });
        Ok(added.collect())
    }
}

/// Whether the reports that these new sources supersede are of certain sources alone.
fn superseded_within(
    snapshot: &mut Transaction<'_>,
    new: &[i64],
    sources: &[i64],
) -> Result<bool, Fault> {
    let row = snapshot.query_one(
        "SELECT count(*) FROM report AS later JOIN report AS earlier ON earlier.id = later.supersedes \
         WHERE later.source = ANY ($1) AND earlier.source <> ALL ($2)",
        &[&new, &sources],
    )?;
    Ok(row.get::<_, i64>(0) == 0)
}
