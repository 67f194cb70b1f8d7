//! The layout of a table: what separates its cells, what its columns mean, how its numbers and
//! dates are written.

use super::{
    acled, dates_of,
    head::Head,
    split::{Record, Splitter, row_start},
    text, ucdp,
};
use crate::{
    io::{
        events::{Columns, Dates, Field, Lost},
        features::is_web_address,
        settlements,
        source::ReadError,
    },
    model::{FileProfile, ImportOptions, Place, TakenFor, draft::ReportDraft},
    words::notes::tables,
};

/// What kind of rows a table has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Events of the Armed Conflict Location & Event Data Project.
    Acled,
    /// Events of the Uppsala Conflict Data Program.
    Ucdp,
    /// Settlements, as this program writes them.
    Settlements,
    /// Claims under whatever headings.
    Events,
}

/// How the text of a table becomes rows of fields.
#[derive(Clone, Debug)]
pub struct Layout {
    pub kind: Kind,
    /// What stands before the first record.
    pub head: Head,
    /// What each column is taken for.
    pub fields: Vec<Option<Field>>,
    /// Columns that might have been a field that another stands for.
    pub lost: Vec<Lost>,
    /// The first value of each column among the rows looked at that is not blank; empty where all
    /// are.
    pub examples: Vec<String>,
    pub decimal_comma: bool,
    /// Whether latitude and longitude are swapped.
    pub swapped: bool,
    pub dates: Dates,
    /// Some date could be either of two days, and no other gives away which.
    pub ambiguous_dates: bool,
}

/// Rows that are looked at to find out a layout.
const LOOKED_AT: usize = 2_000;

impl Layout {
    /// Finds out the layout of a text, as far as it is not chosen.
    pub fn of(text: &str, choices: &ImportOptions) -> Self {
        let mut layout = Self {
            kind: Kind::Events,
            head: Head::of(text, choices),
            fields: Vec::new(),
            lost: Vec::new(),
            examples: Vec::new(),
            decimal_comma: false,
            swapped: choices.swapped,
            dates: Dates::default(),
            ambiguous_dates: false,
        };
        let headings = &layout.head.headings;
        let has = |names: &[&str]| {
            let has = |name: &&str| headings.iter().any(|known| known == name);
            names.iter().all(has)
        };
        layout.kind = if has(&acled::TELLING) {
            Kind::Acled
        } else if has(&ucdp::TELLING) {
            Kind::Ucdp
        } else if has(&["key", "name_en", "lon", "lat"]) {
            Kind::Settlements
        } else {
            Kind::Events
        };
        let headings = layout.head.headings.iter().map(String::as_str);
        Columns {
            fields: layout.fields,
            lost: layout.lost,
        } = Columns::of(headings, choices);
        let sample: Vec<Record<'_>> = layout.rows(text).take(LOOKED_AT).collect();
        let cells = |wanted: fn(Field) -> bool| {
            let columns = layout.fields.iter().enumerate();
            let columns: Vec<usize> = columns
                .filter(|(_, field)| field.is_some_and(wanted))
                .map(|(index, _)| index)
                .collect();
            let sample = &sample;
            let cells = columns
                .into_iter()
                .flat_map(move |index| sample.iter().filter_map(move |row| row.get(index)));
            cells.map(|cell| &**cell).collect::<Vec<&str>>()
        };
        let dates = cells(|field| matches!(field, Field::Start | Field::End | Field::Published));
        let numbers = cells(|field| {
            use Field as F;
            matches!(
                field,
                F::Lon | F::Lat | F::OriginLon | F::OriginLat | F::TargetLon | F::TargetLat
            )
        });
        layout.examples = (0..layout.head.headings.len())
            .map(|index| example_of(&sample, index))
            .collect();
        let fields = with_addresses(&layout, &sample, choices);
        layout.dates = dates_of(choices, dates.iter().copied());
        layout.ambiguous_dates =
            layout.dates.order.is_none() && dates.iter().any(|date| Dates::is_ambiguous(date));
        layout.decimal_comma = choices.decimal_comma.unwrap_or_else(|| {
            layout.head.separator != b',' && numbers.iter().any(|number| has_decimal_comma(number))
        });
        layout.fields = fields;
        layout
    }

    /// Whether any column means anything.
    ///
    /// # Errors
    ///
    /// Where none does, with what can be done.
    pub fn check(&self, place: &Place) -> Result<(), ReadError> {
        if self.kind != Kind::Events || self.fields.iter().any(Option::is_some) {
            return Ok(());
        }
        let what = tables::no_column(&shortened(&self.head.headings.join(", "), 120));
        let place = place.at_line(self.head.heading_line.max(1));
        Err(ReadError::Format { place, what })
    }

    /// How its rows are told apart.
    pub fn splitter(&self) -> Splitter {
        Splitter {
            separator: self.head.separator,
            columns: self.head.headings.len(),
        }
    }

    /// What the table is and what its columns are taken for. `encoding` is that of its text.
    pub fn profile(&self, place: &Place, encoding: &str) -> FileProfile {
        let mut profile = FileProfile::of(&place.file);
        encoding.clone_into(&mut profile.encoding);
        profile.what = match self.kind {
            Kind::Acled => tables::acled_export(),
            Kind::Ucdp => tables::ucdp_release(),
            Kind::Settlements | Kind::Events => tables::table(self.head.separator),
        }
        .to_owned();
        for (index, heading) in self.head.headings.iter().enumerate() {
            let example = self.examples.get(index).map_or("", String::as_str);
            profile.see(heading, self.taken_for(index), example);
        }
        profile
    }

    /// What becomes of a column.
    fn taken_for(&self, index: usize) -> TakenFor {
        let heading = self.head.headings[index].as_str();
        match self.kind {
            Kind::Acled => acled::taken_for(heading),
            Kind::Ucdp => ucdp::taken_for(heading),
            Kind::Settlements => match settlements::reads(heading) {
                true => TakenFor::Place,
                false => TakenFor::Nothing,
            },
            Kind::Events => TakenFor::field_or_attribute(self.fields.get(index).copied().flatten()),
        }
    }

    /// The records of the text, and the line they begin on.
    pub fn records<'t>(&self, text: &'t str) -> (&'t str, u32) {
        (&text[self.head.bytes..], 1 + self.head.lines)
    }

    /// Where so many rows of the records end.
    pub fn end_of_rows(&self, records: &str, most: usize) -> usize {
        let (mut at, mut record) = (row_start(records, 0), Record::new());
        for _ in 0..most {
            if at < records.len() {
                at = row_start(records, self.splitter().row(records, at, &mut record).end);
            }
        }
        at
    }

    /// The rows of the text that say anything.
    fn rows<'t>(&self, text: &'t str) -> impl Iterator<Item = Record<'t>> {
        let (splitter, mut at) = (self.splitter(), row_start(text, self.head.bytes));
        let rows = std::iter::from_fn(move || {
            let mut record = Record::new();
            let is_more = at < text.len();
            if is_more {
                at = row_start(text, splitter.row(text, at, &mut record).end);
            }
            is_more.then_some(record)
        });
        rows.filter(|record| !is_blank(record))
    }
}

/// Whether a row is nothing but separators.
pub fn is_blank(record: &Record<'_>) -> bool {
    record.iter().all(|cell| cell.trim().is_empty())
}

/// What each column is taken for once its cells have been looked at: a source that is a web address
/// is where to find the report, and not who says it.
fn with_addresses(
    layout: &Layout,
    sample: &[Record<'_>],
    choices: &ImportOptions,
) -> Vec<Option<Field>> {
    let mut fields = layout.fields.clone();
    let has_url = fields.contains(&Some(Field::Url));
    for (index, field) in fields.iter_mut().enumerate() {
        let heading = layout.head.headings.get(index).map_or("", String::as_str);
        if *field != Some(Field::Reporter) || choices.fields.contains_key(heading) {
            continue;
        }
        let cells = sample.iter().filter_map(|row| row.get(index));
        let mut cells = cells.filter(|cell| !cell.trim().is_empty()).peekable();
        if cells.peek().is_some() && cells.all(|cell| is_web_address(cell)) {
            *field = (!has_url).then_some(Field::Url);
        }
    }
    fields
}

fn example_of(sample: &[Record<'_>], index: usize) -> String {
    let cells = sample.iter().filter_map(|row| row.get(index));
    let mut cells = cells.map(|cell| text::without_guard(cell));
    let first = cells.find(|cell| !cell.trim().is_empty());
    first.unwrap_or_default().to_owned()
}

fn has_decimal_comma(number: &str) -> bool {
    let number = number.trim();
    !number.contains('.')
        && number.matches(',').count() == 1
        && number.replace(',', ".").parse::<f64>().is_ok()
}

/// The first rows of a table, and what they are taken for.
#[derive(Clone, Debug)]
pub struct Preview {
    pub layout: Layout,
    /// The first ten.
    pub rows: Vec<Vec<String>>,
    /// What these come to mean.
    pub reports: Vec<ReportDraft>,
    /// Name of the encoding, as of the web.
    pub encoding: &'static str,
}

/// Rows of a preview.
pub const PREVIEWED: usize = 10;
const LONGEST_CELL: usize = 80;

impl Preview {
    pub(super) fn of(
        text: &str,
        layout: Layout,
        reports: Vec<ReportDraft>,
        encoding: &'static str,
    ) -> Self {
        let rows = layout.rows(text).take(PREVIEWED).map(|row| {
            let cells = row.iter().map(|cell| text::without_guard(cell));
            cells.map(|cell| shortened(cell, LONGEST_CELL)).collect()
        });
        Self {
            rows: rows.collect(),
            reports,
            encoding,
            layout,
        }
    }
}

fn shortened(text: &str, longest: usize) -> String {
    match text.char_indices().nth(longest) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
