//! The records of a dataset as columns in the order of time, with what answers questions over them
//! without looking at each.

mod tallying;
mod time_index;

use std::{ops::Range, sync::Arc, thread};

use super::{
    NOWHERE, UNDATED, UNSTATED,
    day_sums::DaySums,
    flows::Flows,
    inexact::{Inexact, Loosened, Numbers},
    order::{order_by_key, reordered},
    shared::Shared,
    spatial_index::SpatialIndex,
    totals::{InTotals, Totals},
};
use crate::model::{
    amount::{Amount, Sum},
    details::{
        Detail, Details, DetailsError, Memory, NoDetails, OpenDetails, OpenSourceRows, RowKey,
        SourceRows,
    },
    file::FileKey,
    note::Place,
    region::RegionId,
    report::{Activity, Direction, Party, PlaceRef, ReporterId, Site, Stance},
    time::{Interval, Stamp, Window},
};

use crate::words::notes::reading;
use tallying::{Gathering, KindEntries, Named, PlaceEntries};
pub use tallying::{Measure, Stated};
use time_index::TimeIndex;

/// What records have in common. No two of a dataset are alike.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Kind {
    /// Who states it.
    pub reporter: ReporterId,
    /// Claim, denial or record.
    pub stance: Stance,
    /// A duplicate publication of a statement that is counted elsewhere.
    pub repeated: bool,
    /// What is said to have happened and who is said to have done it; `None` for a report that
    /// states no incident.
    pub incident: Option<(Activity, Party)>,
    /// Whether it is said not to have happened, or the report only denies.
    pub denied: bool,
    /// Whether it states that there was none, see [`are_zero`](super::are_zero): neither a claim nor a denial.
    pub zero: bool,
    /// Whether an origin or a target has a place on the map.
    pub placed: bool,
    /// Whether they meet the condition that the dataset is seen through; without one, all do.
    pub meets: bool,
}

/// What a record is counted as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// Something is said to have happened.
    Claim,
    /// Something is said not to have happened.
    Denial,
    /// Neither, such as a bulletin that records no violation, or none at a place.
    Other,
}

impl Kind {
    /// What records of the kind are counted as.
    pub fn counted(&self) -> Counted {
        match (self.denied, &self.incident) {
            (true, _) => Counted::Denial,
            (false, Some(_)) if !self.zero => Counted::Claim,
            (false, _) => Counted::Other,
        }
    }

    /// Whether what is said to have happened is fire, or nothing else is said of it.
    pub fn is_of_fire(&self) -> bool {
        (self.incident.as_ref()).is_none_or(|(activity, _)| activity.is_fire())
    }
}

/// The places at one end of a record. The first of a dataset are those of records that name none.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ends {
    /// The regions and zones, in order, each once.
    pub spots: Vec<PlaceRef>,
    /// Whether a name stands beside them that could not be placed.
    pub elsewhere: bool,
    /// Whether any of them has a place on the map.
    pub placed: bool,
    /// The places themselves; empty where each record has a position of its own in the columns.
    pub sites: Vec<Site>,
    /// How far those positions may be off, in metres, where that is stated.
    pub precision_m: Option<u32>,
}

impl Ends {
    /// These places.
    pub fn of(sites: Vec<Site>) -> Self {
        let mut spots: Vec<PlaceRef> = sites.iter().filter_map(PlaceRef::of).collect();
        spots.sort_unstable();
        spots.dedup();
        Self {
            spots,
            elsewhere: sites.iter().any(|site| !site.is_placed()),
            placed: sites.iter().any(Site::is_placed),
            sites,
            precision_m: None,
        }
    }

    /// A position that each record states itself, in a region or in none, and how far it may be off, in metres.
    pub fn stated(region: Option<RegionId>, precision_m: Option<u32>) -> Self {
        Self {
            spots: region.map(PlaceRef::Region).into_iter().collect(),
            placed: true,
            precision_m,
            ..Self::default()
        }
    }

    /// Whether each record that names them has a position of its own.
    pub fn are_stated(&self) -> bool {
        self.placed && self.sites.is_empty()
    }

    /// Whether the figure of a record that names them belongs to a single place.
    fn is_single(&self) -> bool {
        self.spots.len() == 1 && !self.elsewhere
    }
}

/// The columns of a dataset. All have one value a row, or none at all where no row states anything.
/// Copies of a dataset share them.
#[derive(Clone, Debug, Default)]
pub struct Columns {
    /// Seconds since 1970-01-01 00:00 local time; [`UNDATED`] where nothing is known.
    pub start: Shared<i64>,
    /// As `start`, not included.
    pub end: Shared<i64>,
    /// Which of the kinds it is.
    pub kind: Shared<u32>,
    /// Which of the ends it names, by [`Direction`].
    pub ends: [Shared<u32>; 3],
    /// Where it is drawn, in units of 1e-7 degrees; [`NOWHERE`](super::NOWHERE) where it has no position of its
    /// own.
    pub spot: Shared<[i32; 2]>,
    /// Where an arrow to `spot` begins; [`NOWHERE`](super::NOWHERE) where it is none.
    pub from: Shared<[i32; 2]>,
    /// Incidents; [`UNSTATED`] where no number is given. So are the other numbers. Of a number that is not exact
    /// this is no more than [`Amount::number`], to sort and to draw by: see [`Columns::stated`].
    pub count: Shared<u32>,
    /// Persons killed.
    pub killed: Shared<u32>,
    /// Persons wounded.
    pub wounded: Shared<u32>,
    /// The numbers that are not exact.
    pub inexact: Arc<Inexact>,
    /// The reports of which the total does not say the same as the claims.
    pub totals: Arc<Totals>,
    /// Where the row stands in the source of its dataset: in a file, the byte it begins at.
    pub offset: Shared<u64>,
}

impl Columns {
    fn reorder(&mut self, order: &[u32]) {
        let Self {
            start,
            end,
            kind,
            ends,
            spot,
            from,
            count,
            killed,
            wounded,
            inexact,
            totals,
            offset,
        } = self;
        *inexact = Arc::new(inexact.reordered(order));
        *totals = Arc::new(totals.reordered(order));
        thread::scope(|scope| {
            scope.spawn(|| {
                for column in [start, end] {
                    *column = reordered(column, order).into();
                }
                for column in [kind, count, killed, wounded] {
                    *column = reordered(column, order).into();
                }
            });
            for column in ends {
                *column = reordered(column, order).into();
            }
            for column in [spot, from] {
                *column = reordered(column, order).into();
            }
            *offset = reordered(offset, order).into();
        });
    }

    /// Whether a row has a position of its own.
    pub fn is_located(&self, row: usize) -> bool {
        self.spot.get(row).is_some_and(|at| *at != NOWHERE)
    }

    /// Incidents, killed and wounded as a row states them.
    pub fn stated(&self, row: usize) -> Numbers {
        match self.inexact.of(row) {
            Some(numbers) => *numbers,
            None => [&self.count, &self.killed, &self.wounded]
                .map(|column| stated(column, row).map(Amount::Exact)),
        }
    }

    /// The number of incidents a row states.
    pub fn count(&self, row: usize) -> Option<Amount> {
        match self.inexact.of(row) {
            Some([count, ..]) => *count,
            None => stated(&self.count, row).map(Amount::Exact),
        }
    }

    /// Which ends a row names.
    pub fn end(&self, direction: Direction, row: usize) -> usize {
        let column = &self.ends[direction as usize];
        column.get(row).map_or(0, |ends| *ends as usize)
    }
}

/// A number of a row; `None` where it states none.
pub fn stated(column: &[u32], row: usize) -> Option<u32> {
    column
        .get(row)
        .copied()
        .filter(|number| *number != UNSTATED)
}

/// Records of one kind that name one place at one end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tallied {
    /// At which end.
    pub direction: Direction,
    /// Which region or zone.
    pub spot: PlaceRef,
    /// Which of the kinds.
    pub kind: u32,
}

/// The indexes of a dataset that depend on the kinds of rows.
struct SumsOfKinds {
    by_kind: DaySums,
    in_totals: (DaySums, Loosened<1>),
    tallied: Vec<Tallied>,
    tallies: DaySums,
    loosened: Loosened<4>,
    named: Arc<Named>,
    flows: Flows,
}

/// The records of one source, resolved once against places, with indexes. Never changed.
#[derive(Clone, Debug)]
pub struct Dataset {
    /// The opened file it comes from; `None` for the data everything is opened beside.
    pub file: Option<FileKey>,
    /// How messages call the source.
    pub place: Place,
    /// What records have in common, each kind once.
    pub kinds: Vec<Kind>,
    /// The places records name, each combination once.
    pub ends: Shared<Ends>,
    /// The dated rows by their start, then the undated ones.
    pub columns: Columns,
    dated: usize,
    time: Arc<TimeIndex>,
    by_kind: DaySums,
    /// What totals have beyond the claims, by kind: the numbers, and what they do not tell of those that are not
    /// exact.
    in_totals: (DaySums, Loosened<1>),
    tallied: Shared<Tallied>,
    tallies: DaySums,
    /// What `tallies` do not tell of numbers that are not exact: exact, shared, killed and wounded.
    loosened: Loosened<4>,
    named: Arc<Named>,
    /// Of the rows with a position of their own.
    pub spatial: Arc<SpatialIndex>,
    /// Of the rows without.
    pub flows: Flows,
    details: Arc<dyn Details>,
}

impl Dataset {
    /// What its file is called: as lists show it, with its folders, and by its key. `None` for the data
    /// everything is opened beside.
    pub fn names_of_file(&self) -> Option<[&str; 3]> {
        let FileKey(key) = self.file.as_ref()?;
        let path = &*self.place.file;
        let shown = match key.starts_with("file:") {
            true => path.rsplit(['/', '\\']).next().unwrap_or(path),
            // What a source withdrew, and a person's own reports, stand in no file.
            false => &**key,
        };
        Some([shown, path, key])
    }

    /// Puts rows in the order of time and indexes them.
    pub fn new(place: Place, kinds: Vec<Kind>, ends: Vec<Ends>, mut columns: Columns) -> Self {
        let earliest = columns.start.iter().copied().min().unwrap_or(0);
        let key = |start: &i64| start.wrapping_sub(earliest) as u64;
        let keys: Vec<u64> = columns.start.iter().map(key).collect();
        if !keys.is_sorted() {
            let order = order_by_key(&keys);
            drop(keys);
            columns.reorder(&order);
        }
        let dated = columns.start.partition_point(|start| *start != UNDATED);
        let mut dataset = Self {
            file: None,
            place,
            dated,
            time: Arc::new(TimeIndex::new(&columns, dated)),
            kinds,
            ends: ends.into(),
            columns,
            by_kind: DaySums::default(),
            in_totals: (DaySums::default(), Loosened::default()),
            tallied: Shared::default(),
            tallies: DaySums::default(),
            loosened: Loosened::default(),
            named: Arc::default(),
            spatial: Arc::default(),
            flows: Flows::default(),
            details: Arc::new(NoDetails),
        };
        let days = dataset.days();
        let (spatial, sums) = thread::scope(|scope| {
            let columns = &dataset.columns;
            let spatial = scope.spawn(|| SpatialIndex::new(&columns.spot, &columns.from));
            let sums = dataset.sums(&days);
            (spatial.join().expect("indexing does not fail"), sums)
        });
        dataset.spatial = Arc::new(spatial);
        dataset.take(sums);
        dataset
    }

    /// The same records, each kind parted into those that meet a condition and those that do not. `meets`
    /// says for each row whether it does. Rows keep their numbers, and share what no condition changes.
    pub fn parted(&self, meets: &[bool]) -> Self {
        let mut parted = self.clone();
        let mut failing = vec![None; self.kinds.len()];
        let kind = self.columns.kind.iter().zip(meets).map(|(kind, meets)| {
            if *meets {
                return *kind;
            }
            *failing[*kind as usize].get_or_insert_with(|| {
                parted.kinds.push(Kind {
                    meets: false,
                    ..self.kinds[*kind as usize].clone()
                });
                parted.kinds.len() as u32 - 1
            })
        });
        parted.columns.kind = kind.collect::<Vec<u32>>().into();
        if parted.kinds.len() > self.kinds.len() {
            let sums = parted.sums(&parted.days());
            parted.take(sums);
        }
        parted
    }

    /// With the end its details come from.
    pub fn with_details(mut self, details: Arc<dyn Details>) -> Self {
        self.details = details;
        self
    }

    /// What rows say beyond the columns, in the order asked for.
    ///
    /// # Errors
    ///
    /// Where the source has changed since it was read, or is gone.
    pub fn details(&self, rows: &[u32]) -> Result<Vec<Detail>, DetailsError> {
        self.open_details()?.read(&self.keys(rows))
    }

    /// Gets ready to read details several times, by [`Dataset::keys`].
    ///
    /// # Errors
    ///
    /// As [`Dataset::details`].
    pub fn open_details(&self) -> Result<Box<dyn OpenDetails + '_>, DetailsError> {
        self.details.open()
    }

    /// As [`Dataset::open_details`], for rows that are read again from their source as they are written into
    /// files.
    ///
    /// # Errors
    ///
    /// As [`Dataset::details`].
    pub fn open_source(&self) -> Result<OpenSourceRows<'_>, DetailsError> {
        let source = self.details.source();
        source
            .ok_or_else(|| reading::rows_gone().into())
            .and_then(SourceRows::open)
    }

    /// Where rows stand.
    pub fn keys(&self, rows: &[u32]) -> Vec<RowKey> {
        let offset = |row: u32| self.columns.offset.get(row as usize).copied();
        let key = |row: &u32| RowKey {
            row: *row,
            offset: offset(*row).unwrap_or(0),
        };
        rows.iter().map(key).collect()
    }

    /// The reports, where they are held whole.
    pub fn memory(&self) -> Option<&Memory> {
        self.details.memory()
    }

    /// The row that stands at an offset of the source.
    pub fn row_at(&self, offset: u64) -> Option<u32> {
        let found = self.columns.offset.iter().position(|own| *own == offset)?;
        Some(found as u32)
    }

    /// What the record of a row has in common with others.
    pub fn kind_of(&self, row: u32) -> &Kind {
        &self.kinds[self.columns.kind[row as usize] as usize]
    }

    /// Whether its records are those that a newer copy of their file has not.
    pub fn is_withdrawn(&self) -> bool {
        self.file.as_ref().is_some_and(FileKey::is_withdrawn)
    }

    /// How many records it has.
    pub fn len(&self) -> usize {
        self.columns.start.len()
    }

    /// Whether it has no record.
    pub fn is_empty(&self) -> bool {
        self.columns.start.is_empty()
    }

    /// How many rows have no date. They are the last ones.
    pub fn undated(&self) -> usize {
        self.len() - self.dated
    }

    /// The time of a row; `None` where it is undated.
    pub fn interval(&self, row: usize) -> Option<Interval> {
        let (start, end) = (self.columns.start[row], self.columns.end[row]);
        (start != UNDATED).then(|| Interval::new(Stamp(start), Stamp(end)))
    }

    /// From the first day anything is dated to, to the last; `None` where nothing is dated.
    pub fn span(&self) -> Option<Window> {
        let first = (self.dated > 0).then(|| self.interval(0)).flatten()?;
        Some(Window::days(first.start().day(), self.time.last?.day()))
    }

    /// How many records of a kind the window holds.
    pub fn of_kind(&self, kind: usize, window: Window) -> u64 {
        self.by_kind.in_window(kind, window).rows
    }

    /// What reports of a kind that the window holds state in their totals beyond what their claims count.
    pub fn in_totals(&self, kind: usize, window: Window) -> InTotals {
        if self.columns.totals.is_empty() {
            return InTotals::default();
        }
        let (numbers, inexact) = &self.in_totals;
        let sums = numbers.in_window(kind, window);
        let [number, fewer, ..] = sums.more;
        let mut incidents = Sum::exact(number);
        for [amount] in inexact.in_window(kind, window) {
            amount.iter().for_each(|amount| incidents.loosen(*amount));
        }
        InTotals {
            reports: sums.rows - fewer,
            incidents,
            fewer,
        }
    }

    /// How many records of a kind begin on each day, in the order of days.
    pub fn begun_by_day(&self, kind: usize) -> impl Iterator<Item = (i32, u32)> {
        self.by_kind.begun_by_day(kind)
    }

    /// What is named, at which end, by records of which kind.
    pub fn tallied(&self) -> &[Tallied] {
        &self.tallied
    }

    /// The rows that name a place at any end, in the order of time.
    pub fn rows_naming(&self, spot: PlaceRef) -> &[u32] {
        let found = self.named.spots.binary_search(&spot);
        found.map_or(&[], |at| self.named.rows.of(at))
    }

    /// The rows that may overlap an interval: a range, beside [`Dataset::long_rows`].
    pub fn rows_about(&self, interval: Interval) -> Range<usize> {
        self.time.about(&self.columns, interval)
    }

    /// The rows that last so long that they stand apart, in the order of time.
    pub fn long_rows(&self) -> &[u32] {
        &self.time.long
    }

    /// Bytes in memory of the indexes beside the columns.
    pub fn index_bytes(&self) -> usize {
        let (numbers, inexact) = &self.in_totals;
        let sums = self.by_kind.bytes()
            + numbers.bytes()
            + inexact.bytes()
            + self.columns.totals.bytes()
            + self.tallies.bytes()
            + self.loosened.bytes()
            + self.flows.bytes()
            + self.columns.inexact.bytes();
        sums + self.spatial.bytes() + self.named.rows.bytes()
    }

    /// The first and the last day of each dated row.
    fn days(&self) -> Vec<[i32; 2]> {
        let day = |seconds: i64| seconds.div_euclid(Stamp::DAY) as i32;
        let (start, end) = (&self.columns.start, &self.columns.end);
        (0..self.dated)
            .map(|row| [day(start[row]), day((end[row] - 1).max(start[row]))])
            .collect()
    }

    /// What depends on the kinds of rows.
    fn sums(&self, days: &[[i32; 2]]) -> SumsOfKinds {
        let is_drawn = |kind: u32| {
            let kind = &self.kinds[kind as usize];
            kind.placed && kind.incident.is_some()
        };
        thread::scope(|scope| {
            let flows = scope.spawn(|| Flows::new(&self.columns, days, is_drawn));
            let by_kind = self.sums_by_kind(days);
            let in_totals = self.sums_of_totals(days);
            let (tallied, tallies, loosened, named) = self.sums_by_place(days);
            SumsOfKinds {
                by_kind,
                in_totals,
                tallied,
                tallies,
                loosened,
                named: Arc::new(named),
                flows: flows.join().expect("indexing does not fail"),
            }
        })
    }

    fn take(&mut self, sums: SumsOfKinds) {
        let SumsOfKinds {
            by_kind,
            in_totals,
            tallied,
            tallies,
            loosened,
            named,
            flows,
        } = sums;
        self.by_kind = by_kind;
        self.in_totals = in_totals;
        self.tallied = tallied.into();
        self.tallies = tallies;
        self.loosened = loosened;
        self.named = named;
        self.flows = flows;
    }

    fn sums_by_kind(&self, days: &[[i32; 2]]) -> DaySums {
        let entries = KindEntries {
            kinds: &self.columns.kind[..self.dated],
            days,
        };
        DaySums::new(self.kinds.len(), &entries)
    }

    fn sums_of_totals(&self, days: &[[i32; 2]]) -> (DaySums, Loosened<1>) {
        let entries = self.columns.totals.entries(&self.columns.kind, days);
        let kinds = self.kinds.len();
        let inexact = Loosened::new(kinds, entries.inexact());
        (DaySums::new(kinds, &entries), inexact)
    }

    fn sums_by_place(&self, days: &[[i32; 2]]) -> (Vec<Tallied>, DaySums, Loosened<4>, Named) {
        let mut gathering = Gathering::default();
        for direction in Direction::ALL {
            if !self.columns.ends[direction as usize].is_empty() {
                gathering.take(self, direction);
            }
        }
        let Gathering {
            mut tallied,
            keys,
            rows,
            ..
        } = gathering;
        let named = Named::new(&tallied, &keys, &rows);
        let entries = PlaceEntries {
            dataset: self,
            tallied: &tallied,
            keys: &keys,
            rows: &rows,
            days,
        };
        let sums = DaySums::new(tallied.len(), &entries);
        let loosened = entries.loosened();
        tallied.shrink_to_fit();
        (tallied, sums, loosened, named)
    }
}
