//! How the dates of a file are written: the order of day and month, column by column, and the zone.

use super::{DateError, Dates, Field, ImportOptions, Sample, Severity, Survey};
use crate::{
    io::events::{
        dates::{Dotted, Midnights},
        plain::as_read,
    },
    model::{
        DateOrder, Day, Moment, Stamp,
        field::{day_first, is_week, plain_heading, unknown_in_brackets, zone_named},
        time::Ahead,
    },
    words::notes::{dates, reading},
};

/// The zone of the area.
const LOCAL: Ahead = Ahead::Seconds(4 * Stamp::HOUR);

impl Survey {
    /// Finds out how dates are written. What a column does not tell, another of the table may.
    pub(super) fn settle_days(&mut self, sample: &Sample<'_>, choices: &ImportOptions) {
        let columns = [Field::Start, Field::End, Field::Published];
        let columns = columns.map(|field| self.column_of(field));
        let cells = columns.map(|column| -> Vec<&str> {
            let cells = column.map(|index| sample.cells(index));
            cells.into_iter().flatten().collect()
        });
        let own = cells
            .each_ref()
            .map(|cells| Dates::order_of(cells.iter().copied()));
        let has = |order: DateOrder| own.contains(&Some(order));
        let of_table = match (has(DateOrder::DayFirst), has(DateOrder::MonthFirst)) {
            (true, false) => Some(DateOrder::DayFirst),
            (false, true) => Some(DateOrder::MonthFirst),
            _ => None,
        };
        let zone = self.zone_of_clock(sample, Field::Start, Field::StartTime);
        let mut read = [Dates::default(); 3];
        for (index, dates) in read.iter_mut().enumerate() {
            let of_column = &cells[index];
            *dates = match choices.dates {
                Some(_) => Dates::chosen(choices.dates),
                None => Dates {
                    order: own[index].or(of_table.filter(|_| !is_mixed(of_column))),
                    ..Dates::default()
                },
            };
            let heading = columns[index].map(|column| &*sample.headings[column]);
            let by_heading = heading.and_then(day_first);
            if let (None, Some(day_first)) = (choices.dates, by_heading) {
                *dates = Dates::chosen(Some(match day_first {
                    true => DateOrder::DayFirst,
                    false => DateOrder::MonthFirst,
                }));
            }
            dates.from_1970 = Dates::are_days_from_1970(of_column.iter().copied());
            dates.dotted = Dates::dotted(of_column.iter().copied());
            let named = match index {
                0 => None,
                1 => self.zone_of_clock(sample, Field::End, Field::EndTime),
                _ => self.zone(sample, Field::Published),
            };
            let named = named.or_else(|| zone.clone());
            dates.zone = named.map(|(_, ahead)| ahead);
            if choices.dates.is_none() && by_heading.is_none() {
                self.tell_order(
                    heading.unwrap_or_default(),
                    (of_column, &cells),
                    *dates,
                    own[index],
                );
            }
        }
        self.days_written_as_instants(sample, &mut read, &cells);
        self.bare_clocks(sample, &mut read);
        self.days_that_are_counted(&read, &cells, columns, sample);
        self.weeks(sample, &mut read[0]);
        self.unknown_clocks(sample);
        let unsettled = |(dates, cells): (&Dates, &Vec<&str>)| {
            let is_open = |text: &&&str| {
                let read = dates.span(text);
                matches!(read, Err(DateError::Ambiguous | DateError::ShortYear))
            };
            let found = cells.iter().find(is_open);
            found.map(|text| text.chars().take(40).collect())
        };
        self.ambiguous_date = match choices.dates {
            None => read.iter().zip(&cells).find_map(unsettled),
            Some(_) => None,
        };
        for ((dates, cells), column) in read.iter().zip(&cells).zip(columns) {
            let short = cells.iter().find_map(|text| {
                let day = dates.span(text).ok()?.first?.day();
                has_short_year(text, day).then(|| (text.trim(), day))
            });
            if let (Some((text, day)), Some(index)) = (short, column) {
                let text: String = text.chars().take(40).collect();
                let what = dates::short_years(&text, &day.to_string());
                let heading = sample.headings[index].clone();
                self.settled.push((Severity::Remark, heading, what));
            }
        }
        let [start, end, published] = read;
        self.dates = super::DatesOf {
            start,
            end,
            published,
        };
        if let Some(column) = self.column_of(Field::TimeZone) {
            let mut zones = sample.cells(column).filter_map(Dates::zone_of_cell);
            if zones.any(|zone| zone != LOCAL) {
                let heading = sample.headings[column].clone();
                let what = reading::times_in_zones().to_owned();
                self.settled.push((Severity::Remark, heading, what));
            }
        }
        if let Some((name, _)) = zone.filter(|(_, ahead)| *ahead != LOCAL) {
            let what = reading::times_in_zone(&name);
            self.settled.push((Severity::Remark, String::new(), what));
        }
    }

    /// Tells of days that stand as numbers, and how these are counted.
    fn days_that_are_counted(
        &mut self,
        read: &[Dates; 3],
        cells: &[Vec<&str>; 3],
        columns: [Option<usize>; 3],
        sample: &Sample<'_>,
    ) {
        for ((dates, cells), column) in read.iter().zip(cells).zip(columns) {
            if let (true, Some(column), Some(cell)) = (dates.from_1970, column, cells.first())
                && let Ok(day) = dates.read(cell)
            {
                let what = dates::days_from_1970(cell, &day.day().to_string());
                let heading = sample.headings[column].clone();
                self.settled.push((Severity::Doubt, heading, what));
            }
        }
    }

    /// The days of a column of weeks stand for these, and that is told.
    fn weeks(&mut self, sample: &Sample<'_>, read: &mut Dates) {
        let (Some(column), None) = (self.column_of(Field::Start), self.column_of(Field::End))
        else {
            return;
        };
        let heading = &sample.headings[column];
        let is_day = |cell: &str| {
            let read = read.span(cell);
            read.is_ok_and(|span| {
                matches!(span.first, Some(Moment::Day(_))) && span.end().is_none()
            })
        };
        if is_week(&plain_heading(heading)) && sample.most(column, is_day) {
            let cell = sample.cells(column).find(|cell| is_day(cell));
            let what = dates::weeks(cell.unwrap_or_default());
            read.of_weeks = true;
            self.settled.push((Severity::Doubt, heading.clone(), what));
        }
    }

    /// Tells of what stands in brackets behind the heading of times of day, where that is no zone that is known.
    fn unknown_clocks(&mut self, sample: &Sample<'_>) {
        for field in [Field::StartTime, Field::EndTime] {
            let Some(column) = self.column_of(field) else {
                continue;
            };
            let heading = &sample.headings[column];
            if let Some(name) = unknown_in_brackets(heading)
                && zone_named(heading).is_none()
            {
                let what = reading::clock_not_known(name);
                self.settled.push((Severity::Doubt, heading.clone(), what));
            }
        }
    }

    /// Where the times of day of a column are numbers without their first figures, that is told.
    fn bare_clocks(&mut self, sample: &Sample<'_>, read: &mut [Dates; 3]) {
        for (dates, field) in read.iter_mut().zip([Field::StartTime, Field::EndTime]) {
            let Some(column) = self.column_of(field) else {
                continue;
            };
            dates.bare_clocks = Dates::are_bare_clocks(sample.cells(column));
            let mut cells = sample.cells(column);
            if let Some(cell) = cells.find(|cell| dates.bare_clocks && cell.len() < 4) {
                let heading = sample.headings[column].clone();
                let what = dates::bare_clocks(cell);
                self.settled.push((Severity::Remark, heading, what));
            }
        }
    }

    /// Where all times of the file are midnight in one zone, they are the days there, and that is told.
    fn days_written_as_instants(
        &mut self,
        sample: &Sample<'_>,
        read: &mut [Dates; 3],
        cells: &[Vec<&str>; 3],
    ) {
        let mut midnights = Midnights::default();
        // The day of publication has no time of day.
        for (dates, cells) in read.iter().zip(cells).take(2) {
            cells.iter().for_each(|text| midnights.see(*dates, text));
        }
        let Some(zone) = midnights.zone() else {
            return;
        };
        read[..2]
            .iter_mut()
            .for_each(|dates| dates.midnights = Some(zone));
        let column = self
            .column_of(Field::Start)
            .or_else(|| self.column_of(Field::End));
        let heading = column.map(|index| sample.headings[index].clone());
        let what = dates::midnights(zone / Stamp::HOUR, sample.rows);
        self.settled
            .push((Severity::Remark, heading.unwrap_or_default(), what));
    }

    /// The zone that the heading of a time of day names, or else that of its day. Where they name two, that
    /// is told.
    fn zone_of_clock(
        &mut self,
        sample: &Sample<'_>,
        day: Field,
        clock: Field,
    ) -> Option<(String, Ahead)> {
        let (of_day, of_clock) = (self.zone(sample, day), self.zone(sample, clock));
        if let (Some((name_of_day, of_day)), Some((name, of_clock))) = (&of_day, &of_clock)
            && of_day != of_clock
        {
            let heading = self.column_of(clock).map(|index| &*sample.headings[index]);
            let what = reading::zones_of_headings(name_of_day, name);
            let heading = heading.unwrap_or_default().to_owned();
            self.settled.push((Severity::Doubt, heading, what));
        }
        of_clock.or(of_day)
    }

    /// The zone that the heading of a field names.
    fn zone(&self, sample: &Sample<'_>, field: Field) -> Option<(String, Ahead)> {
        zone_named(&sample.headings[self.column_of(field)?])
    }

    /// Tells by which date the order of others was settled that could be either.
    fn tell_order(
        &mut self,
        heading: &str,
        (of_column, of_table): (&[&str], &[Vec<&str>; 3]),
        dates: Dates,
        own: Option<DateOrder>,
    ) {
        let Some(order) = dates.order else {
            return;
        };
        let either = Dates {
            order: None,
            ..dates
        };
        let is_either = |text: &&str| either.span(text) == Err(DateError::Ambiguous);
        if !of_column.iter().any(is_either) {
            return;
        }
        let order_words = crate::words::import::date_order(Some(order));
        let shows = |text: &&&str| Dates::order_of(std::iter::once(**text)) == Some(order);
        let what = match own {
            Some(_) => {
                let example = of_column.iter().find(shows).copied();
                dates::order_of_column(order_words, example.unwrap_or_default())
            }
            None => {
                let example = of_table.iter().flatten().find(shows).copied();
                dates::order_of_others(order_words, example.unwrap_or_default())
            }
        };
        self.settled
            .push((Severity::Remark, heading.to_owned(), what));
    }
}

/// Whether a date that was read has no more than the last two digits of its year.
fn has_short_year(text: &str, day: Day) -> bool {
    let year = day.date().year().to_string();
    let text = as_read(text);
    let is_digit = |letter: char| letter.is_ascii_digit();
    let numbers = text.split(|letter: char| !is_digit(letter));
    let mut numbers = numbers.filter(|number| !number.is_empty());
    // Numbers without signs between them are moments that programs count.
    let is_written = text.contains(|letter: char| !is_digit(letter) && letter != '.')
        || text.matches('.').count() > 1;
    is_written && numbers.all(|number| number.len() < 3) && year.len() == 4
}

/// Whether a column shows both orders.
fn is_mixed(column: &[&str]) -> bool {
    let shows = |order: DateOrder| {
        let mut column = column.iter();
        column.any(|text| Dates::order_of(std::iter::once(*text)) == Some(order))
    };
    let of_slashes = shows(DateOrder::DayFirst) && shows(DateOrder::MonthFirst);
    of_slashes || Dates::dotted(column.iter().copied()) == Dotted::Mixed
}
