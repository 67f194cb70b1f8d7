//! When what a row states happened.

use std::borrow::Cow;

use super::{Dataset, Decoder, whole_of};
use crate::{
    io::events::dates::{DateError, Dates, Span},
    model::{
        Day, Field, TimePrecision, When,
        time::{Ahead, Moment},
    },
    words::notes::reading,
};

/// The fields that say when something began, or when it ended.
struct EndOfTime {
    date: Field,
    parts: [Field; 3],
    clock: Field,
    /// Where the minute of that stands, where it has a column of its own.
    minute: Field,
}

const START: EndOfTime = EndOfTime {
    date: Field::Start,
    parts: [Field::StartYear, Field::StartMonth, Field::StartDay],
    clock: Field::StartTime,
    minute: Field::StartMinute,
};

const END: EndOfTime = EndOfTime {
    date: Field::End,
    parts: [Field::EndYear, Field::EndMonth, Field::EndDay],
    clock: Field::EndTime,
    minute: Field::EndMinute,
};

impl<'c> Decoder<'_, 'c, '_> {
    pub(super) fn when(&mut self, published: Option<Day>) -> When {
        self.zone = self.zone_of_row();
        let (start, day) = self.end_of_time(&START, None);
        let began = day.zip(start.first);
        let (end, _) = self.end_of_time(&END, began);
        let first = start.first;
        let last = end.last.or(start.end());
        // The dataset writes every event with an end.
        let is_written_twice = self.defaults.dataset == Dataset::Ucdp && last == first;
        let last = last.filter(|_| !is_written_twice);
        if let (Some(from), Some(to)) = (first, last)
            && to.is_before(from)
        {
            let what = reading::end_before_start();
            let text = format!("{from}, {to}");
            self.notes.of(Field::End, |notes| notes.doubt(&text, what));
        }
        // From then on, with no end that is known.
        let is_open = start.first.is_some() && start.last.is_none() && last.is_none();
        if is_open {
            let text = self.cells.shown(Field::Start).unwrap_or_default();
            self.notes.of(Field::Start, |notes| {
                notes.remark(&text, reading::open_end())
            });
        }
        // Until then, from a day that is not known: news, but where the row says how closely its time is.
        if first.is_none() && last.is_some() && !self.cells.has(Field::TimePrecision) {
            let is_end_of_its_own = self.cells.has(Field::End);
            let field = if is_end_of_its_own {
                Field::End
            } else {
                Field::Start
            };
            let text = self.cells.shown(field).unwrap_or_default();
            self.notes
                .of(field, |notes| notes.remark(&text, reading::open_start()));
        }
        let precision = match (self.cells.has(Field::TimePrecision), first) {
            (true, _) => self.time_precision(),
            (false, first) => start.precision.or(end.precision).unwrap_or(match first {
                Some(_) if is_open => TimePrecision::Days,
                Some(Moment::Day(_)) => TimePrecision::Day,
                Some(Moment::Clock(_)) => TimePrecision::Minute,
                None if last.is_some() => TimePrecision::Days,
                None => TimePrecision::Unknown,
            }),
        };
        When::new(first, last, precision, published)
    }

    /// The zone that the row names in a cell of its own.
    fn zone_of_row(&mut self) -> Option<Ahead> {
        let cell = self.cells.shown(Field::TimeZone)?;
        let zone = Dates::zone_of_cell(&cell);
        if zone.is_none() {
            self.doubt(Field::TimeZone, &cell, reading::not_a_zone());
        }
        zone
    }

    /// How the dates of a field are read in this row.
    fn dates(&self, field: Field) -> Dates {
        let dates = self.defaults.dates.of(field);
        match field {
            Field::Published => dates,
            _ => dates.in_zone_of_row(self.zone),
        }
    }

    /// How closely the time is stated, in a word or as a code of the dataset.
    fn time_precision(&mut self) -> TimePrecision {
        let code = self.cells.shown(Field::TimePrecision).unwrap_or_default();
        let coded = self.defaults.dataset.time_precision(&code);
        let unknown = TimePrecision::Unknown;
        coded.unwrap_or_else(|| self.word(Field::TimePrecision, &TimePrecision::ALL, unknown))
    }

    /// What cells say of the beginning or the end: a date, or its parts, and a time of day beside it,
    /// which may be one of the day on which it began: `began` is that, and the moment. Gives the day as
    /// it is stated as well.
    fn end_of_time(
        &mut self,
        fields: &EndOfTime,
        began: Option<(Day, Moment)>,
    ) -> (Span, Option<Day>) {
        let is_dated = self.cells.has(fields.date);
        let stated = match is_dated {
            true => self.span(fields.date),
            false => self.parts(fields.parts),
        };
        let span = stated.unwrap_or_default();
        let own_day = span.first.map(Moment::day);
        let Some(text) = self.clock(fields) else {
            return (span, own_day);
        };
        let is_open = !is_dated && stated.is_none();
        let day = began.filter(|_| is_open).map(|(day, _)| Moment::Day(day));
        let (Some(first), None) = (span.first.or(day), span.end()) else {
            self.doubt(fields.clock, &text, reading::clock_without_a_day());
            return (span, own_day);
        };
        let read = self.dates(fields.date).at(first, &text);
        let is_later = |moment: &Span| match (began, moment.last) {
            (Some((_, Moment::Clock(began))), Some(Moment::Clock(last))) => began <= last,
            _ => true,
        };
        let dates = self.dates(fields.date);
        let span = match read {
            // No more than a day after it began, as no other is named.
            Ok(clock) if day.is_some() && !is_later(&clock) => {
                let next = Moment::Day(first.day().plus(1));
                self.notes.of(fields.clock, |notes| {
                    notes.remark(&text, reading::ends_next_day())
                });
                dates.at(next, &text).unwrap_or(clock)
            }
            Ok(clock) => Span {
                precision: clock.precision.or(span.precision),
                ..clock
            },
            Err(error) => {
                match error {
                    DateError::NoDate => {
                        let what = reading::clock_skipped(fields.clock.name());
                        self.doubt(fields.clock, &text, what);
                    }
                    error => self.no_date(fields.clock, &text, error),
                }
                span
            }
        };
        (span, own_day)
    }

    /// The time of day that cells state, with the half of the day that stands in one of its own.
    fn clock(&mut self, fields: &EndOfTime) -> Option<Cow<'c, str>> {
        let text = self.clock_and_minute(fields)?;
        self.in_its_half(fields.clock, text)
    }

    /// A time of day counted to twelve with its half of the day; `None` where that is not known, which is told.
    fn in_its_half(&mut self, field: Field, text: Cow<'c, str>) -> Option<Cow<'c, str>> {
        if !self.defaults.has_halves {
            return Some(text);
        }
        let cell = self.cells.shown(Field::StartHalf);
        let half = cell.as_deref().and_then(Dates::half_of_day);
        let says_its_own = Dates::says_its_half(&text);
        if field == Field::EndTime {
            if says_its_own {
                return Some(text);
            }
            self.doubt(field, &text, reading::half_of_one_time());
            return None;
        }
        match (half, &cell) {
            (Some(true), _) if says_its_own => Some(text),
            (Some(is_afternoon), _) => {
                let half = if is_afternoon { "PM" } else { "AM" };
                Some(format!("{text} {half}").into())
            }
            (None, Some(cell)) => {
                self.doubt(Field::StartHalf, cell, reading::half_unknown());
                None
            }
            (None, None) if says_its_own => Some(text),
            (None, None) => {
                self.doubt(field, &text, reading::half_missing());
                None
            }
        }
    }

    /// The time of day that a cell states, with the minute that stands in another.
    fn clock_and_minute(&mut self, fields: &EndOfTime) -> Option<Cow<'c, str>> {
        let minute = self.cells.shown(fields.minute);
        let hour = self.cells.shown(fields.clock);
        let number = |text: &str, below: u32| {
            let number = text.trim().parse().ok().and_then(whole_of);
            number.filter(|number| *number < below)
        };
        let Some(text) = minute else {
            return hour;
        };
        let of_hour = hour.as_deref().and_then(|hour| number(hour, 24));
        match (of_hour, number(&text, 60)) {
            (Some(hour), Some(minute)) => Some(format!("{hour:02}:{minute:02}").into()),
            _ => {
                self.doubt(fields.minute, &text, reading::minute_without_an_hour());
                hour
            }
        }
    }

    /// The year, the month or the day that three cells are the parts of. What is not known is empty
    /// or nought.
    fn parts(&mut self, fields: [Field; 3]) -> Option<Span> {
        let is_stated = |text: &Cow<'_, str>| text.parse() != Ok(0.0);
        let [year, month, day] = fields.map(|field| self.cells.shown(field).filter(is_stated));
        let whole = |text: &str| text.parse().ok().and_then(whole_of);
        let text = match (year, month, day) {
            (None, None, None) => return None,
            // Without a year, or without a month, there is no date in it.
            (None, month, day) => {
                let text = [day, month]
                    .into_iter()
                    .flatten()
                    .collect::<Vec<_>>()
                    .join(" ");
                self.no_parts(fields, &text, DateError::NoDate);
                return None;
            }
            (Some(year), None, Some(day)) => {
                self.doubt(fields[2], &day, reading::day_without_a_month());
                year.into_owned()
            }
            (Some(year), None, None) => year.into_owned(),
            (Some(year), Some(month), day) => match (whole(&month), day) {
                (Some(month), None) => format!("{year}-{month:02}"),
                (Some(month), Some(day)) => format!("{year}-{month}-{day}"),
                (None, day) => format!("{} {month} {year}", day.unwrap_or_default()),
            },
        };
        let read = self.dates(Field::Start).span(text.trim());
        read.map_err(|error| self.no_parts(fields, &text, error))
            .ok()
    }

    /// Notes that the parts of a date make none, and keeps them.
    fn no_parts(&mut self, fields: [Field; 3], text: &str, error: DateError) {
        fields.iter().for_each(|field| self.unread.insert(*field));
        self.no_date(fields[0], text, error);
    }

    /// A date with a time of day counted to twelve, and its half of the day; the day alone where that is not known,
    /// which is told.
    fn date_in_its_half(&mut self, stated: Cow<'c, str>) -> Cow<'c, str> {
        if !self.defaults.has_halves {
            return stated;
        }
        let at = stated.find(':').unwrap_or(stated.len());
        let digits = stated[..at].bytes().rev().take_while(u8::is_ascii_digit);
        let (date, clock) = stated.split_at(at - digits.count());
        match self.in_its_half(Field::Start, clock.to_owned().into()) {
            Some(clock) => format!("{date}{clock}").into(),
            None => date
                .trim_end()
                .trim_end_matches(['T', ','])
                .to_owned()
                .into(),
        }
    }

    fn span(&mut self, field: Field) -> Option<Span> {
        let stated = self.cells.shown(field)?;
        let has_clock =
            field == Field::Start && stated.contains(':') && !self.cells.has(Field::StartTime);
        let text = match has_clock {
            true => self.date_in_its_half(stated),
            false => stated,
        };
        let read = self.dates(field).span(&text);
        let span = read
            .map_err(|error| self.no_date(field, &text, error))
            .ok()?;
        if let Some(day) = span.first.map(Moment::day)
            && Dates::names_another_weekday(&text, day)
        {
            let what = reading::another_weekday(field.name(), &day.to_string());
            self.notes.of(field, |notes| notes.doubt(&text, what));
        }
        Some(span)
    }

    pub(super) fn day(&mut self, field: Field) -> Option<Day> {
        let span = self.span(field)?;
        span.first.or(span.last).map(Moment::day)
    }

    fn no_date(&mut self, field: Field, text: &str, error: DateError) {
        let text: String = text.chars().take(60).collect();
        let what = reading::field_skipped(error, field.name());
        self.doubt(field, &text, what);
    }
}
