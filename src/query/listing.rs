//! Records as a table: what their cells say, which rows there are, and in which order.

use std::{borrow::Cow, cmp::Ordering, collections::HashMap, sync::Arc};

use super::{answer::Answer, rows::ShownRows, ties::events::Events};
use crate::{
    model::{
        Annotations, Atlas, Budget, Claim, Dataset, Detail, DetailsError, Direction, Language,
        Moment, ReadProperties, RecordId, Site, Stamp, When, Window,
        dataset::{NOWHERE, UNSTATED},
        geo,
        names::fold,
    },
    words::{annotate, compare, places, records as words, reports, units},
};

/// A column of the table of records.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ListColumn {
    /// The first and the last day, or the day it was published where no other is stated.
    Day,
    /// The time of day, where one is stated, or that the day is that of the publication.
    Time,
    /// Who states it, in short.
    Reporter,
    /// What kind of report it is.
    Type,
    /// What is said to have happened.
    Activity,
    /// Which side is said to have acted.
    By,
    /// Where the fire is said to have come from.
    From,
    /// What is said to have been fired at, or where it happened.
    At,
    /// Degrees east of what it names alone: a position, or a settlement whose position is known.
    Lon,
    /// Degrees north of the same.
    Lat,
    /// Incidents.
    Number,
    /// With what.
    Weapons,
    /// Persons killed.
    Killed,
    /// Persons wounded.
    Wounded,
    /// How closely its places are known.
    Precision,
    /// How the event it belongs to stands.
    Standing,
    /// Who denies it, by ties that hold.
    DeniedBy,
    /// What the report denies, in its words.
    Denies,
    /// Who carried it.
    Outlet,
    /// The day of publication.
    Published,
    /// The address of the page.
    Address,
    /// What the person grades it and its reporter, such as `B2`.
    Grade,
    /// The opened file.
    File,
    /// A property of the file under its name there.
    Property(Arc<str>),
}

impl ListColumn {
    /// All but the properties of files, in their usual order, each with its key.
    pub const FIELDS: [(Self, &'static str); 23] = [
        (Self::Day, "day"),
        (Self::Time, "time"),
        (Self::Reporter, "reporter"),
        (Self::Type, "type"),
        (Self::Activity, "activity"),
        (Self::By, "by"),
        (Self::From, "from"),
        (Self::At, "at"),
        (Self::Lon, "lon"),
        (Self::Lat, "lat"),
        (Self::Number, "number"),
        (Self::Weapons, "weapons"),
        (Self::Killed, "killed"),
        (Self::Wounded, "wounded"),
        (Self::Precision, "precision"),
        (Self::Standing, "standing"),
        (Self::DeniedBy, "denied-by"),
        (Self::Denies, "denies"),
        (Self::Outlet, "outlet"),
        (Self::Published, "published"),
        (Self::Address, "address"),
        (Self::Grade, "grade"),
        (Self::File, "file"),
    ];

    /// The key it has on the command line; a property has its own name.
    pub fn key(&self) -> &str {
        match self {
            Self::Property(name) => name,
            column => {
                let mut fields = Self::FIELDS.iter();
                fields
                    .find(|(field, _)| field == column)
                    .map_or("", |(_, key)| key)
            }
        }
    }

    /// Its heading.
    pub fn title(&self) -> &str {
        match self {
            Self::Day => words::day(),
            Self::Time => words::time(),
            Self::Reporter => words::reporter(),
            Self::Type => words::type_of_report(),
            Self::Activity => words::activity(),
            Self::By => reports::by(),
            Self::From => reports::from(),
            Self::At => reports::at(),
            Self::Lon => words::lon(),
            Self::Lat => words::lat(),
            Self::Number => words::number(),
            Self::Weapons => reports::weapons(),
            Self::Killed => words::killed(),
            Self::Wounded => words::wounded(),
            Self::Precision => words::precision(),
            Self::Standing => words::standing(),
            Self::DeniedBy => words::denied_by(),
            Self::Denies => reports::denies(),
            Self::Outlet => words::outlet(),
            Self::Published => words::published(),
            Self::Address => words::address(),
            Self::Grade => annotate::column(),
            Self::File => words::file(),
            Self::Property(name) => name,
        }
    }

    /// Whether its cells are numbers, which are compared as such.
    pub fn is_number(&self) -> bool {
        matches!(
            self,
            Self::Lon | Self::Lat | Self::Number | Self::Killed | Self::Wounded
        )
    }

    /// Whether its cells may be compared with a number.
    pub fn is_compared(&self) -> bool {
        self.is_number() || matches!(self, Self::Property(_))
    }

    /// Whether its cells need what a record says beyond the columns of its dataset.
    pub fn needs_details(&self) -> bool {
        matches!(
            self,
            Self::Time
                | Self::Weapons
                | Self::Precision
                | Self::Denies
                | Self::Outlet
                | Self::Published
                | Self::Address
                | Self::Grade
                | Self::Property(_)
        )
    }
}

/// What cells are made of.
#[derive(Clone, Copy)]
pub struct Cells<'a> {
    pub atlas: &'a Atlas,
    /// The language places are named in.
    pub language: Language,
    /// What claims and ties make up; `None` while it is not made.
    pub events: Option<&'a Events>,
    /// Grades of the person.
    pub annotations: &'a Annotations,
    pub read_properties: ReadProperties,
}

impl<'a> Cells<'a> {
    /// What a cell says; empty where nothing is stated. Without details, a column that needs them is
    /// empty.
    pub fn text<'d>(
        &self,
        column: &ListColumn,
        record: RecordId,
        detail: Option<&'d Detail>,
    ) -> Cow<'d, str>
    where
        'a: 'd,
    {
        let dataset = self.atlas.dataset_of(record);
        let row = record.row as usize;
        let report = detail.map(|detail| &*detail.report);
        let claim = detail.and_then(Detail::claim);
        match column {
            ListColumn::Day => days(dataset, row).into(),
            ListColumn::Time => claim.map_or(Cow::default(), |claim| time(claim.when).into()),
            ListColumn::Weapons => claim.map_or(Cow::default(), |claim| weapons(claim).into()),
            ListColumn::Precision => claim.map_or(Cow::default(), |claim| {
                places::place_precision(self.atlas, claim).into()
            }),
            ListColumn::Denies => report
                .and_then(|report| report.denies.as_deref())
                .unwrap_or_default()
                .into(),
            ListColumn::Outlet => report
                .and_then(|report| report.outlet.as_deref())
                .unwrap_or_default()
                .into(),
            ListColumn::Published => report
                .filter(|report| report.published.is_some())
                .map_or(Cow::default(), |report| reports::published(report).into()),
            ListColumn::Address => report
                .and_then(|report| report.url.as_deref())
                .unwrap_or_default()
                .into(),
            ListColumn::Grade => report
                .and_then(|report| {
                    let reporter = &self.atlas.reporters()[report.reporter].key;
                    self.annotations.grade_of(reporter, &report.key())
                })
                .unwrap_or_default()
                .into(),
            ListColumn::Property(name) => {
                claim.map_or(Cow::default(), |claim| self.property(claim, name).into())
            }
            ListColumn::Number | ListColumn::Killed | ListColumn::Wounded => {
                let number = number(column, dataset, row);
                number.map_or(Cow::default(), |number| number.to_string().into())
            }
            ListColumn::Lon => self.degrees(record, 0).into(),
            ListColumn::Lat => self.degrees(record, 1).into(),
            ListColumn::From | ListColumn::At => self.ends(column, dataset, row),
            ListColumn::Standing => self.standing(record).into(),
            ListColumn::DeniedBy => self.denied_by(record).into(),
            ListColumn::Reporter
            | ListColumn::Type
            | ListColumn::Activity
            | ListColumn::By
            | ListColumn::File => self.of_kind(column, dataset, row),
        }
    }

    /// What records of one kind have in common.
    fn of_kind(&self, column: &ListColumn, dataset: &'a Dataset, row: usize) -> Cow<'a, str> {
        let kind = dataset.kind_of(row as u32);
        let incident = kind.incident;
        match column {
            ListColumn::Reporter => self.atlas.reporters()[kind.reporter].short.as_str().into(),
            ListColumn::Type if kind.repeated => {
                words::duplicate(reports::stance_short(kind.stance)).into()
            }
            ListColumn::Type => reports::stance_short(kind.stance).into(),
            ListColumn::Activity if kind.denied => incident
                .map_or(reports::denied().to_owned(), |(activity, _)| {
                    words::denied(reports::activity(activity))
                })
                .into(),
            ListColumn::Activity => incident
                .map_or("", |(activity, _)| reports::activity(activity))
                .into(),
            ListColumn::By => incident.map_or("", |(_, by)| reports::party(by)).into(),
            _ => match &dataset.file {
                Some(file) => (&*file.0).into(),
                None => words::built_in().into(),
            },
        }
    }

    /// The places at one end. A position that the row states itself is told with its region.
    fn ends(&self, column: &ListColumn, dataset: &Dataset, row: usize) -> Cow<'a, str> {
        let directions: &[Direction] = match column {
            ListColumn::From => &[Direction::Origin],
            _ => &[Direction::Target, Direction::Place],
        };
        let mut named = Vec::new();
        for direction in directions {
            let ends = &dataset.ends[dataset.columns.end(*direction, row)];
            if ends.are_stated() {
                let at = match direction {
                    Direction::Origin => dataset.columns.from.get(row),
                    _ => dataset.columns.spot.get(row),
                };
                let at = at.map(|[lon, lat]| geo::LonLat {
                    x: f64::from(*lon) / 1e7,
                    y: f64::from(*lat) / 1e7,
                });
                let regions = ends.spots.iter();
                named.extend(regions.map(|spot| compare::place(self.atlas, *spot, self.language)));
                named.extend(at.map(geo::describe));
            } else if !ends.sites.is_empty() {
                named.push(places::sites(self.atlas, &ends.sites, self.language));
            }
        }
        named.join(", ").into()
    }

    /// Where it is, as far as it names one place whose position is known; empty where it names a region,
    /// or several places.
    fn degrees(&self, record: RecordId, axis: usize) -> String {
        let dataset = self.atlas.dataset_of(record);
        let row = record.row as usize;
        if let Some(at) = dataset.columns.spot.get(row).filter(|at| **at != NOWHERE) {
            let (ends, columns) = (&dataset.ends, &dataset.columns);
            let mut named = [Direction::Target, Direction::Place].into_iter();
            if named.any(|of| ends[columns.end(of, row)].are_stated()) {
                return (f64::from(at[axis]) / 1e7).to_string();
            }
        }
        let at = [Direction::Target, Direction::Place].map(|direction| {
            let ends = &dataset.ends[dataset.columns.end(direction, row)];
            ends.sites.as_slice()
        });
        let at = match at.concat().as_slice() {
            [Site::Point(point)] => Some(point.at()),
            [Site::Settlement(_, id)] => self.atlas.settlements()[*id].at,
            _ => None,
        };
        let at = at.map(|at| if axis == 0 { at.x } else { at.y });
        at.map_or_else(String::new, |degrees| degrees.to_string())
    }

    fn standing(&self, record: RecordId) -> String {
        let Some(events) = self.events else {
            return String::new();
        };
        let mut told: Vec<&str> = Vec::new();
        for event in events.of_record(self.atlas, record) {
            for standing in event.standings.iter() {
                let name = compare::standing(standing);
                if !told.contains(&name) {
                    told.push(name);
                }
            }
        }
        told.join(", ")
    }

    fn property(&self, claim: &Claim, name: &str) -> String {
        let all = (self.read_properties)(claim.properties.as_deref().unwrap_or_default());
        let mut all = all.into_iter();
        all.find(|(own, _)| own == name)
            .map_or_else(String::new, |(_, text)| text)
    }

    fn denied_by(&self, record: RecordId) -> String {
        let Some(events) = self.events else {
            return String::new();
        };
        let mut told: Vec<&str> = Vec::new();
        for denial in events.denials_of(record) {
            let kind = self.atlas.dataset_of(denial).kind_of(denial.row);
            let short = self.atlas.reporters()[kind.reporter].short.as_str();
            if !told.contains(&short) {
                told.push(short);
            }
        }
        told.join(", ")
    }
}

/// `2022-08-07`, or `2022-08-07/2022-08-09`, as ISO 8601 writes intervals.
fn days(dataset: &Dataset, row: usize) -> String {
    let Some(interval) = dataset.interval(row) else {
        return String::new();
    };
    let first = interval.start().day();
    // The end is not included.
    let last = Stamp(interval.end().0 - 1).day().max(first);
    match first == last {
        true => first.to_string(),
        false => format!("{first}/{last}"),
    }
}

fn time(when: When) -> String {
    let clock = |moment: Moment| match moment {
        Moment::Clock(at) => {
            let (hour, minute) = at.clock();
            Some(format!("{hour:02}:{minute:02}"))
        }
        Moment::Day(_) => None,
    };
    match when {
        When::Stated { start, end, .. } => {
            let start_at = start.and_then(clock);
            match (start_at, end.and_then(clock)) {
                (Some(start), Some(end)) if start == end => start,
                (Some(start), Some(end)) => format!("{start}–{end}"),
                (Some(start), None) => start,
                (None, Some(end)) => units::ends_at(&end),
                (None, None) => String::new(),
            }
        }
        When::Published(_) => words::day_of_publication().to_owned(),
        When::Undated => String::new(),
    }
}

fn weapons(claim: &Claim) -> String {
    let weapons = claim.weapons.iter().map(|weapon| reports::weapon(*weapon));
    weapons.collect::<Vec<_>>().join(", ")
}

fn number(column: &ListColumn, dataset: &Dataset, row: usize) -> Option<u32> {
    let columns = &dataset.columns;
    let column = match column {
        ListColumn::Killed => &columns.killed,
        ListColumn::Wounded => &columns.wounded,
        _ => &columns.count,
    };
    column
        .get(row)
        .copied()
        .filter(|number| *number != UNSTATED)
}

/// Which rows are listed, and in which order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrangement {
    /// By which column they are sorted.
    pub by: ListColumn,
    /// The largest first. Cells without anything stand last either way.
    pub descending: bool,
    /// What the cells of a column must say, each as a person types it; see [`Condition`].
    pub only: Vec<(ListColumn, String)>,
}

impl Default for Arrangement {
    fn default() -> Self {
        Self {
            by: ListColumn::Day,
            descending: false,
            only: Vec::new(),
        }
    }
}

impl Arrangement {
    /// Whether grades of the person decide which rows there are, or their order.
    pub fn needs_grades(&self) -> bool {
        let only = self.only.iter().map(|(column, _)| column);
        only.chain([&self.by]).any(|of| *of == ListColumn::Grade)
    }

    /// Whether what ties and events say decides which rows there are, or their order.
    pub fn needs_events(&self) -> bool {
        let of_events =
            |column: &ListColumn| matches!(column, ListColumn::Standing | ListColumn::DeniedBy);
        of_events(&self.by) || self.only.iter().any(|(column, _)| of_events(column))
    }
}

/// What a cell must say: a text that it contains, or for a number a comparison such as `>= 5`.
enum Condition {
    Contains(String),
    Number(Compares, f64),
}

/// Whether the first of two numbers stands so to the second.
type Compares = fn(&f64, &f64) -> bool;

impl Condition {
    fn of(column: &ListColumn, typed: &str) -> Self {
        let typed = typed.trim();
        let comparisons: [(&str, Compares); 7] = [
            (">=", f64::ge),
            ("≥", f64::ge),
            ("<=", f64::le),
            ("≤", f64::le),
            (">", f64::gt),
            ("<", f64::lt),
            ("=", f64::eq),
        ];
        if column.is_compared() {
            let compared = comparisons.into_iter().find_map(|(sign, compares)| {
                let number = typed.strip_prefix(sign)?.trim().parse().ok()?;
                Some(Self::Number(compares, number))
            });
            let plain = || {
                let number = typed.parse().ok().filter(|_| column.is_number());
                Some(Self::Number(f64::eq, number?))
            };
            if let Some(condition) = compared.or_else(plain) {
                return condition;
            }
        }
        Self::Contains(fold(typed))
    }

    fn holds(&self, text: &str) -> bool {
        match self {
            Self::Contains(wanted) => fold(text).contains(wanted),
            Self::Number(compares, wanted) => {
                text.parse().is_ok_and(|number| compares(&number, wanted))
            }
        }
    }
}

/// Rows whose details are read at one time.
const BATCH: usize = 4_096;

/// The records that a question shows, on the map or not, as a table wants them.
///
/// # Errors
///
/// Where a file has changed since it was read, or the work is no longer wanted.
pub fn listing(
    cells: Cells<'_>,
    answer: &Answer,
    window: Window,
    arranged: &Arrangement,
    budget: &Budget,
) -> Result<Vec<RecordId>, DetailsError> {
    let mut listed: Vec<(Sorted, RecordId)> = Vec::new();
    let mut texts = Texts::default();
    for rows in ShownRows::of(cells.atlas, answer, window.interval()) {
        let all = rows.iter().chain(rows.unplaced());
        let records: Vec<RecordId> = all.map(|row| rows.record(row)).collect();
        of_dataset(
            cells,
            rows.dataset,
            records,
            arranged,
            &mut texts,
            &mut listed,
            budget,
        )?;
    }
    let ranks = texts.ranks();
    let start = |record: &RecordId| {
        let columns = &cells.atlas.dataset_of(*record).columns;
        (columns.start[record.row as usize], *record)
    };
    let rank = |of: &Sorted| match of {
        Sorted::Nothing => None,
        Sorted::Number(number) => Some(*number),
        Sorted::Text(at) => Some(i64::from(ranks[*at as usize])),
    };
    listed.sort_by(|(a, first), (b, second)| {
        let order = match (rank(a), rank(b)) {
            (Some(a), Some(b)) if arranged.descending => b.cmp(&a),
            (Some(a), Some(b)) => a.cmp(&b),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => Ordering::Equal,
        };
        order.then_with(|| start(first).cmp(&start(second)))
    });
    Ok(listed.into_iter().map(|(_, record)| record).collect())
}

/// What a row is sorted by.
enum Sorted {
    Nothing,
    Number(i64),
    /// Which of the texts.
    Text(u32),
}

/// Texts that rows are sorted by, each once.
#[derive(Default)]
struct Texts(HashMap<Arc<str>, u32>);

impl Texts {
    fn number(&mut self, text: &str) -> Sorted {
        if text.is_empty() {
            return Sorted::Nothing;
        }
        if let Some(at) = self.0.get(text) {
            return Sorted::Text(*at);
        }
        let at = self.0.len() as u32;
        self.0.insert(text.into(), at);
        Sorted::Text(at)
    }

    /// The rank of each: numbers by their size, then texts in the order of the alphabet, accents and
    /// capitals aside.
    fn ranks(&self) -> Vec<u32> {
        let number = |text: &str| text.trim().parse::<f64>().ok().filter(|of| of.is_finite());
        let texts = self.0.iter();
        let mut texts: Vec<(Option<f64>, String, &Arc<str>, u32)> = texts
            .map(|(text, at)| (number(text), fold(text), text, *at))
            .collect();
        texts.sort_unstable_by(|(a, first, one, _), (b, second, other, _)| {
            let by_size = match (a, b) {
                (Some(a), Some(b)) => a.total_cmp(b),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (None, None) => Ordering::Equal,
            };
            by_size.then_with(|| (first, one).cmp(&(second, other)))
        });
        let mut ranks = vec![0; texts.len()];
        for (rank, (_, _, _, at)) in (0..).zip(texts) {
            ranks[at as usize] = rank;
        }
        ranks
    }
}

/// Takes the rows of a dataset that hold what is wanted.
fn of_dataset(
    cells: Cells<'_>,
    dataset: &Dataset,
    mut records: Vec<RecordId>,
    arranged: &Arrangement,
    texts: &mut Texts,
    listed: &mut Vec<(Sorted, RecordId)>,
    budget: &Budget,
) -> Result<(), DetailsError> {
    let (of_details, of_columns): (Vec<_>, Vec<_>) = arranged
        .only
        .iter()
        .filter(|(_, typed)| !typed.trim().is_empty())
        .map(|(column, typed)| (column, Condition::of(column, typed)))
        .partition(|(column, _)| column.needs_details());
    for (column, condition) in of_columns {
        let mut known: HashMap<u32, bool> = HashMap::new();
        let mut kept = Vec::with_capacity(records.len());
        for record in records {
            budget.step(1)?;
            let holds = || condition.holds(&cells.text(column, record, None));
            let holds = match shared(column, dataset, record.row as usize) {
                Some(key) => *known.entry(key).or_insert_with(holds),
                None => holds(),
            };
            if holds {
                kept.push(record);
            }
        }
        records = kept;
    }
    let mut take = |record: RecordId, detail: Option<&Detail>| {
        let row = record.row as usize;
        let sorted = match &arranged.by {
            ListColumn::Day => Sorted::Number(dataset.columns.start[row]),
            ListColumn::Lon | ListColumn::Lat => {
                let degrees = cells.text(&arranged.by, record, detail).parse::<f64>();
                degrees.map_or(Sorted::Nothing, |of| Sorted::Number((of * 1e7) as i64))
            }
            by if by.is_number() => {
                let number = number(by, dataset, row);
                number.map_or(Sorted::Nothing, |number| Sorted::Number(i64::from(number)))
            }
            by => texts.number(&cells.text(by, record, detail)),
        };
        listed.push((sorted, record));
    };
    if of_details.is_empty() && !arranged.by.needs_details() {
        for record in records {
            budget.step(1)?;
            take(record, None);
        }
        return Ok(());
    }
    // Those of a file are read in the order they stand there.
    records.sort_unstable_by_key(|record| dataset.columns.offset[record.row as usize]);
    let mut open = dataset.open_details()?;
    for batch in records.chunks(BATCH) {
        budget.reach(0)?;
        let rows: Vec<u32> = batch.iter().map(|record| record.row).collect();
        for (record, detail) in batch.iter().zip(&open.read(&dataset.keys(&rows))?) {
            let mut conditions = of_details.iter();
            let holds = |(column, condition): &(&ListColumn, Condition)| {
                condition.holds(&cells.text(column, *record, Some(detail)))
            };
            if conditions.all(holds) {
                take(*record, Some(detail));
            }
        }
    }
    Ok(())
}

/// A number that rows with the same cell have in common, where there is one.
fn shared(column: &ListColumn, dataset: &Dataset, row: usize) -> Option<u32> {
    match column {
        ListColumn::Reporter | ListColumn::Type | ListColumn::Activity | ListColumn::By => {
            Some(dataset.columns.kind[row])
        }
        ListColumn::File => Some(0),
        ListColumn::From => {
            let ends = dataset.columns.end(Direction::Origin, row);
            (!dataset.ends[ends].are_stated()).then_some(ends as u32)
        }
        _ => None,
    }
}

/// Takes the cells of a row, and what else is said of it.
pub type TakeRow<'t> = &'t mut dyn FnMut(&[Cow<'_, str>], Option<&Detail>);

/// Calls with the cells of each row, in the order of the records, and with what else is said of it, where a
/// column needs that.
///
/// # Errors
///
/// As [`listing`].
pub fn each_row(
    cells: Cells<'_>,
    columns: &[ListColumn],
    records: &[RecordId],
    budget: &Budget,
    take: TakeRow<'_>,
) -> Result<(), DetailsError> {
    let needs_details = columns.iter().any(ListColumn::needs_details);
    for batch in records.chunks(BATCH) {
        budget.reach(0)?;
        let details = match needs_details {
            true => cells.atlas.details(batch)?,
            false => Vec::new(),
        };
        for (at, record) in batch.iter().enumerate() {
            let text = |column| cells.text(column, *record, details.get(at));
            let row: Vec<Cow<'_, str>> = columns.iter().map(text).collect();
            take(&row, details.get(at));
        }
    }
    Ok(())
}

/// Those of some properties that none of the records has.
///
/// # Errors
///
/// As [`listing`].
pub fn unknown_properties(
    atlas: &Atlas,
    mut names: Vec<Arc<str>>,
    read_properties: ReadProperties,
    budget: &Budget,
) -> Result<Vec<Arc<str>>, DetailsError> {
    for dataset in atlas.datasets().rows() {
        if names.is_empty() || dataset.is_empty() {
            continue;
        }
        let mut open = dataset.open_details()?;
        let rows: Vec<u32> = (0..dataset.len() as u32).collect();
        for batch in rows.chunks(BATCH) {
            budget.reach(0)?;
            for detail in open.read(&dataset.keys(batch))? {
                let text = detail.claim().and_then(|claim| claim.properties.as_deref());
                let Some(text) = text.filter(|_| !names.is_empty()) else {
                    continue;
                };
                let all = read_properties(text);
                names.retain(|name| all.iter().all(|(known, _)| **known != **name));
            }
        }
    }
    Ok(names)
}
