//! Records as a table: what their cells say, which rows there are, and in which order.

mod cells;

use std::{borrow::Cow, cmp::Ordering, collections::HashMap, sync::Arc};

use super::{answer::Answer, rows::ShownRows};
use crate::model::{
    Amount, Atlas, Budget, Dataset, Detail, DetailsError, Direction, ReadProperties, RecordId,
    Window, names::fold,
};

use super::condition::Compare;
use cells::amount;
pub use cells::{Cells, ListColumn};

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
    /// Whether what is the person's own decides which rows there are, or their order.
    pub fn needs_personal(&self) -> bool {
        let only = self.only.iter().map(|(column, _)| column);
        only.chain([&self.by]).any(ListColumn::is_personal)
    }

    /// Whether what ties and events say decides which rows there are, or their order.
    pub fn needs_events(&self) -> bool {
        let of_events = |column: &ListColumn| {
            matches!(
                column,
                ListColumn::Standing | ListColumn::DeniedBy | ListColumn::CorrectedBy
            )
        };
        of_events(&self.by) || self.only.iter().any(|(column, _)| of_events(column))
    }
}

/// What a cell must say: a text that it contains, or for a number a comparison such as `>= 5`.
enum Condition {
    Contains(String),
    Number(Compare, f64),
}

impl Condition {
    fn of(column: &ListColumn, typed: &str) -> Self {
        let typed = typed.trim();
        let comparisons = [
            (">=", Compare::AtLeast),
            ("≥", Compare::AtLeast),
            ("<=", Compare::AtMost),
            ("≤", Compare::AtMost),
            (">", Compare::More),
            ("<", Compare::Less),
            ("=", Compare::Equal),
        ];
        if column.is_compared() {
            let compared = comparisons.into_iter().find_map(|(sign, compare)| {
                let number = typed.strip_prefix(sign)?.trim().parse().ok()?;
                Some(Self::Number(compare, number))
            });
            let plain = || {
                let number = typed.parse().ok().filter(|_| column.is_number());
                Some(Self::Number(Compare::Equal, number?))
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
            Self::Number(compare, wanted) => match text.parse() {
                Ok(number) => compare.holds::<f64>(&number, wanted),
                Err(_) => Amount::read(text, |text| text.parse().ok())
                    .is_some_and(|amount| compare.holds_of(amount, *wanted)),
            },
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
            let holds = || {
                let names = dataset.names_of_file();
                let has_key = || names.is_some_and(|[.., key]| condition.holds(key));
                condition.holds(&cells.text(column, record, None))
                    || *column == ListColumn::File && has_key()
            };
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
            ListColumn::Rounds | ListColumn::Total => {
                let rounds = || detail.and_then(Detail::claim)?.rounds;
                let stated = match arranged.by {
                    ListColumn::Total => detail.and_then(|detail| detail.report.total),
                    _ => rounds(),
                };
                stated.map_or(Sorted::Nothing, |of| Sorted::Number(i64::from(of.number())))
            }
            by if by.is_number() => {
                let amount = amount(by, dataset, row);
                amount.map_or(Sorted::Nothing, |of| Sorted::Number(i64::from(of.number())))
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
