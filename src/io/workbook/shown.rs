//! Days that a workbook shows as no more than a month or a year. Who types `Aug 2022` into a cell gets the first of
//! that month, shown as it was typed: the month is what is stated.

mod excel;
mod open_document;
mod raised;

use calamine::{Data, Range};
use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};
pub(super) use raised::{Look, Raised};

use super::cells::Told;
use crate::{
    io::archive::Archive,
    model::{Budget, Moment, Severity, Stopped},
    words::notes::formats,
};

/// How much of a day is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    Month,
    Year,
}

/// Row and column of a cell.
type At = (u32, u32);

/// The formats of a workbook that show no day.
pub(super) enum Vague {
    Excel(excel::Formats),
    OpenDocument(open_document::Formats),
    /// There are none, or they cannot be read.
    None,
}

impl Vague {
    /// Those of a workbook of Excel.
    pub fn of_excel(bytes: &[u8], budget: &Budget) -> Self {
        let archive = Archive::open(bytes).ok();
        let formats = archive.and_then(|archive| excel::Formats::of(archive, budget));
        formats.map_or(Self::None, Self::Excel)
    }

    /// Those of a workbook of LibreOffice.
    ///
    /// # Errors
    ///
    /// Where the budget is spent.
    pub fn of_open_document(bytes: &[u8], budget: &Budget) -> Result<Self, Stopped> {
        let archive = Archive::open(bytes).ok();
        let formats = archive.map(|archive| open_document::Formats::of(archive, budget));
        Ok(formats.transpose()?.map_or(Self::None, Self::OpenDocument))
    }

    /// Puts the month or the year in the place of its first day where no more is shown.
    ///
    /// # Errors
    ///
    /// Where the budget is spent.
    pub fn put(
        &self,
        bytes: &[u8],
        name: &str,
        range: &mut Range<Data>,
        budget: &Budget,
    ) -> Result<Vec<Told>, Stopped> {
        let cells = match self {
            Self::Excel(formats) => formats.cells(bytes, name, budget),
            Self::OpenDocument(formats) => formats.cells(name),
            Self::None => Vec::new(),
        };
        let mut told = Vec::new();
        for (at, shown) in cells {
            budget.step(1)?;
            let Some((year, month, day)) = range.get_value(at).and_then(day_of) else {
                continue;
            };
            let text = match (shown, month, day) {
                (Shown::Month, _, 1) => format!("{year:04}-{month:02}"),
                (Shown::Year, 1, 1) => format!("{year:04}"),
                _ => continue,
            };
            told.push(Told::new(
                Severity::Remark,
                at,
                &text,
                formats::shown_without_a_day(),
            ));
            range.set_value(at, Data::String(text));
        }
        Ok(told)
    }
}

/// The rows of a sheet of Excel that are hidden: how many, and the number of the first, from nought.
///
/// # Errors
///
/// Where the budget is spent.
pub(super) fn hidden_rows_of_excel(
    bytes: &[u8],
    name: &str,
    budget: &Budget,
) -> Result<Option<(u32, usize)>, Stopped> {
    let Some(xml) = excel::sheet_of(bytes, name, budget) else {
        return Ok(None);
    };
    let mut rows = Vec::new();
    elements(&xml, |element| {
        let is_hidden = element.local_name().as_ref() == b"row"
            && attribute(element, "hidden").is_some_and(|hidden| matches!(&*hidden, "1" | "true"));
        if is_hidden
            && let Some(row) = attribute(element, "r").and_then(|row| row.parse::<u32>().ok())
        {
            rows.push(row.saturating_sub(1));
        }
    });
    budget.step(1 + xml.len() as u64 / 64)?;
    Ok(rows.first().map(|first| (*first, rows.len())))
}

/// Year, month and day of a cell that is a day; `None` where it says a time of day.
fn day_of(cell: &Data) -> Option<(i64, i64, i64)> {
    match cell {
        Data::DateTime(time) => {
            let (year, month, day, hour, minute, second, _) = time.to_ymd_hms_milli();
            let is_midnight = (hour, minute, second) == (0, 0, 0) && !time.is_duration();
            is_midnight.then_some((year.into(), month.into(), day.into()))
        }
        Data::DateTimeIso(text) => match Moment::parse(text).ok()? {
            Moment::Clock(stamp) if stamp != stamp.day().start() => None,
            moment => {
                let date = moment.day().date();
                Some((date.year().into(), date.month().into(), date.day().into()))
            }
        },
        _ => None,
    }
}

/// The elements of a text, as far as it can be read.
fn elements(xml: &[u8], mut each: impl FnMut(&BytesStart<'_>)) {
    let mut reader = Reader::from_reader(xml);
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(element) | Event::Empty(element) => each(&element),
            Event::Eof => return,
            _ => {}
        }
    }
}

/// A text of an element.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.try_get_attribute(name).ok()??;
    let value = found.normalized_value(quick_xml::XmlVersion::Implicit1_0);
    value.ok().map(|value| value.into_owned())
}
