//! The layout of a table: what separates its cells, what its columns mean, how its numbers and
//! dates are written.

use super::{acled, dates_of, text, ucdp};
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
    pub separator: u8,
    /// Lines before the table that say something of it, each with a `#` before it.
    pub preamble: Preamble,
    /// Whether the first row is a heading.
    pub headed: bool,
    pub headings: Vec<String>,
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

/// How much of a text comes before its table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Preamble {
    pub bytes: usize,
    pub lines: u32,
}

impl Preamble {
    fn of(text: &str) -> Self {
        let lines = text.split_inclusive('\n');
        let mut preamble = Self::default();
        for line in lines.take_while(|line| line.starts_with('#')) {
            preamble.bytes += line.len();
            preamble.lines += 1;
        }
        preamble
    }
}

/// Rows that are looked at to find out a layout.
const LOOKED_AT: usize = 2_000;

impl Layout {
    /// Finds out the layout of a text, as far as it is not chosen.
    pub fn of(text: &str, choices: &ImportOptions) -> Self {
        let preamble = Preamble::of(text);
        let table = &text[preamble.bytes..];
        let separator = choices.separator.unwrap_or_else(|| separator_of(table));
        let mut layout = Self {
            kind: Kind::Events,
            separator,
            preamble,
            headed: true,
            headings: Vec::new(),
            fields: Vec::new(),
            lost: Vec::new(),
            examples: Vec::new(),
            decimal_comma: false,
            swapped: choices.swapped,
            dates: Dates::default(),
            ambiguous_dates: false,
        };
        let mut records = layout.reader_from_the_top(text).into_records();
        let first = records.next().and_then(Result::ok).unwrap_or_default();
        layout.headings = first
            .iter()
            .map(|heading| heading.trim().to_owned())
            .collect();
        let has = |names: &[&str]| {
            let has = |name: &&str| layout.headings.iter().any(|known| known == name);
            names.iter().all(has)
        };
        layout.kind = if has(&acled::TELLING) {
            Kind::Acled
        } else if has(&ucdp::TELLING) {
            Kind::Ucdp
        } else if ucdp::looks_headless(&first) {
            layout.headed = false;
            layout.headings = ucdp::HEADINGS.map(str::to_owned).to_vec();
            Kind::Ucdp
        } else if has(&["key", "name_en", "lon", "lat"]) {
            Kind::Settlements
        } else {
            Kind::Events
        };
        let headings = layout.headings.iter().map(String::as_str);
        Columns {
            fields: layout.fields,
            lost: layout.lost,
        } = Columns::of(headings, choices);
        let sample: Vec<csv::StringRecord> =
            records.take(LOOKED_AT).filter_map(Result::ok).collect();
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
            cells.collect::<Vec<&str>>()
        };
        let dates = cells(|field| matches!(field, Field::Start | Field::End | Field::Published));
        let numbers = cells(|field| {
            use Field as F;
            matches!(
                field,
                F::Lon | F::Lat | F::OriginLon | F::OriginLat | F::TargetLon | F::TargetLat
            )
        });
        layout.examples = (0..layout.headings.len())
            .map(|index| example_of(&sample, index))
            .collect();
        let fields = with_addresses(&layout, &sample, choices);
        layout.dates = dates_of(choices, dates.iter().copied());
        layout.ambiguous_dates =
            layout.dates.order.is_none() && dates.iter().any(|date| Dates::is_ambiguous(date));
        layout.decimal_comma = choices.decimal_comma.unwrap_or_else(|| {
            separator != b',' && numbers.iter().any(|number| has_decimal_comma(number))
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
        let what = tables::no_column(&shortened(&self.headings.join(", "), 120));
        let place = place.at_line(1);
        Err(ReadError::Format { place, what })
    }

    /// What the table is and what its columns are taken for. `encoding` is that of its text.
    pub fn profile(&self, place: &Place, encoding: &str) -> FileProfile {
        let mut profile = FileProfile::of(&place.file);
        encoding.clone_into(&mut profile.encoding);
        profile.what = match self.kind {
            Kind::Acled => tables::acled_export(),
            Kind::Ucdp => tables::ucdp_release(),
            Kind::Settlements | Kind::Events => tables::table(self.separator),
        }
        .to_owned();
        for (index, heading) in self.headings.iter().enumerate() {
            let example = self.examples.get(index).map_or("", String::as_str);
            profile.see(heading, self.taken_for(index), example);
        }
        profile
    }

    /// What becomes of a column.
    fn taken_for(&self, index: usize) -> TakenFor {
        let heading = self.headings[index].as_str();
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

    /// The rows of the text, without the heading.
    pub fn reader<'t>(&self, text: &'t str) -> csv::Reader<&'t [u8]> {
        self.builder(self.headed)
            .from_reader(&text.as_bytes()[self.preamble.bytes..])
    }

    /// The text from the heading on, and the line that begins on.
    pub fn below_the_preamble<'t>(&self, text: &'t str) -> (&'t str, u32) {
        let Preamble { bytes, lines } = self.preamble;
        (&text[bytes..], 1 + lines)
    }

    fn reader_from_the_top<'t>(&self, text: &'t str) -> csv::Reader<&'t [u8]> {
        self.builder(false)
            .from_reader(&text.as_bytes()[self.preamble.bytes..])
    }

    fn builder(&self, headed: bool) -> csv::ReaderBuilder {
        let mut builder = csv::ReaderBuilder::new();
        builder
            .delimiter(self.separator)
            .has_headers(headed)
            .flexible(true);
        builder
    }
}

/// What each column is taken for once its cells have been looked at: a source that is a web address
/// is where to find the report, and not who says it.
fn with_addresses(
    layout: &Layout,
    sample: &[csv::StringRecord],
    choices: &ImportOptions,
) -> Vec<Option<Field>> {
    let mut fields = layout.fields.clone();
    let has_url = fields.contains(&Some(Field::Url));
    for (index, field) in fields.iter_mut().enumerate() {
        let heading = layout.headings.get(index).map_or("", String::as_str);
        if *field != Some(Field::Reporter) || choices.fields.contains_key(heading) {
            continue;
        }
        let cells = sample.iter().filter_map(|row| row.get(index));
        let mut cells = cells.filter(|cell| !cell.trim().is_empty()).peekable();
        if cells.peek().is_some() && cells.all(is_web_address) {
            *field = (!has_url).then_some(Field::Url);
        }
    }
    fields
}

fn example_of(sample: &[csv::StringRecord], index: usize) -> String {
    let cells = sample.iter().filter_map(|row| row.get(index));
    let mut cells = cells.map(text::without_guard);
    let first = cells.find(|cell| !cell.trim().is_empty());
    first.unwrap_or_default().to_owned()
}

/// The sign that parts the first lines into the most cells, and equally many.
fn separator_of(text: &str) -> u8 {
    const SIGNS: [u8; 4] = [b',', b';', b'\t', b'|'];
    let score = |sign: &u8| {
        let mut builder = csv::ReaderBuilder::new();
        builder.delimiter(*sign).has_headers(false).flexible(true);
        let rows = builder.from_reader(text.as_bytes());
        let lengths = rows.into_records().take(20).filter_map(Result::ok);
        let lengths: Vec<usize> = lengths.map(|row| row.len()).collect();
        let first = lengths.first().copied().unwrap_or(0);
        let equal = lengths.iter().filter(|length| **length == first).count();
        (first.min(2), equal * first / lengths.len().max(1), first)
    };
    // Of equals the last would win, and the comma is the likeliest.
    SIGNS.into_iter().rev().max_by_key(score).unwrap_or(b',')
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
        let rows = layout.reader(text).into_records().take(PREVIEWED);
        let rows = rows.filter_map(Result::ok).map(|row| {
            let cells = row.iter().map(text::without_guard);
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
