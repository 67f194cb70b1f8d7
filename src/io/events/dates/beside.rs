//! Times of day that stand in a column of their own, beside the day, and the zone of a row.

use std::borrow::Cow;

use super::{
    Ahead, DateError, Dates, Moment, Span, Stamp, TimePrecision, UTC_OFFSET_SECONDS, as_read,
    clock, day,
};

impl Dates {
    /// What a day and a time of day say that stand in two columns. A clock of the day's own has to
    /// agree.
    ///
    /// # Errors
    ///
    /// Where the second is no time of day, or another than the day has.
    pub fn at(self, moment: Moment, text: &str) -> Result<Span, DateError> {
        let text = as_read(text);
        let text = self.with_four_figures(text.trim());
        let text = &*text;
        if let Some(clocks) = clock::interval(text) {
            let (from, to) = clocks?;
            let day = moment.day();
            return match moment {
                Moment::Day(_) => Ok(Span::from(
                    self.in_zone(from).on_stated(day),
                    self.in_zone(to).on_stated(day),
                    Some(TimePrecision::Minute),
                )),
                Moment::Clock(_) => Err(DateError::TwoClocks),
            };
        }
        let clock = self.in_zone(clock::read(text)?);
        let stated = clock.on_stated(moment.day());
        match moment {
            Moment::Clock(_) if !is_same_minute(stated, moment) => Err(DateError::TwoClocks),
            Moment::Clock(_) => Ok(Span::of(moment)),
            Moment::Day(_) => Ok(Span::of(stated)),
        }
    }

    /// A time of day of a column that leaves out the first figures: 942 is 09:42, and 5 is 00:05.
    fn with_four_figures(self, text: &str) -> Cow<'_, str> {
        let are_left_out = self.bare_clocks && text.len() < 4 && clock::are_figures(text);
        match are_left_out {
            true => Cow::Owned(format!("{text:0>4}")),
            false => Cow::Borrowed(text),
        }
    }

    /// Whether the times of day of a column are numbers that leave out their first figures.
    pub fn are_bare_clocks<'a>(mut column: impl Iterator<Item = &'a str>) -> bool {
        let (mut is_short, mut is_long) = (false, false);
        let are_all = column.all(|text| {
            let number = text
                .trim()
                .parse::<u16>()
                .ok()
                .filter(|_| clock::are_figures(text.trim()));
            is_short |= text.trim().len() < 4;
            is_long |= number.is_some_and(|number| number > 99);
            number.is_some_and(|number| number / 100 < 24 && number % 100 < 60)
        });
        are_all && is_short && is_long
    }

    /// With the zone that a cell of its own names for the row.
    pub fn in_zone_of_row(self, zone: Option<Ahead>) -> Self {
        let zone = match (zone, self.zone) {
            (Some(Ahead::Seconds(UTC_OFFSET_SECONDS)), None) => None,
            (zone, of_column) => zone.or(of_column),
        };
        Self { zone, ..self }
    }

    /// The zone that a cell names.
    pub fn zone_of_cell(cell: &str) -> Option<Ahead> {
        clock::zone_of_cell(cell)
    }

    /// Which half of the day a cell names: whether it is a PM. `None` where it is neither that nor an AM.
    pub fn half_of_day(cell: &str) -> Option<bool> {
        clock::meridian(cell.trim())
    }

    /// Whether a time of day says which half of the day it is of, or is counted to 24.
    pub fn says_its_half(text: &str) -> bool {
        let words = text.split(|letter: char| !letter.is_alphabetic() && letter != '.');
        let mut words = words.filter(|word| !word.is_empty());
        let hours = text.trim().bytes().take_while(u8::is_ascii_digit).count();
        let hour = text.trim()[..hours].parse::<u32>();
        words.any(|word| clock::meridian(word).is_some())
            || hour.is_ok_and(|hour| hour == 0 || hour > 12)
    }

    /// Whether a number counts from 1970 in seconds, or in parts of them.
    pub fn counts_from_1970(text: &str) -> bool {
        day::counts_from_1970(text.trim())
    }

    /// Whether a text is a time of day and nothing else: one of digits alone may be anything.
    pub fn is_clock(text: &str) -> bool {
        let text = text.trim();
        let is_telling = text.contains(|letter: char| letter == ':' || letter.is_alphabetic());
        is_telling && (clock::read(text).is_ok() || matches!(clock::interval(text), Some(Ok(_))))
    }

    /// Whether a text is a time of day, or the hour of one.
    pub fn is_hour(text: &str) -> bool {
        let hour = text.trim().parse::<f64>();
        let is_whole = |hour: f64| hour.fract() == 0.0 && (0.0..=24.0).contains(&hour);
        hour.map_or_else(|_| Self::is_clock(text), is_whole)
    }

    /// Whether a text may be a time of day beside a date: `2215` and `22.15` as well.
    pub fn may_be_clock(text: &str) -> bool {
        let text = text.trim();
        Self::is_clock(text) || text.len() >= 4 && clock::read(text).is_ok()
    }
}

/// Whether two times of day are the same, seconds aside: one of them may have none.
fn is_same_minute(a: Moment, b: Moment) -> bool {
    a.start().0.div_euclid(Stamp::MINUTE) == b.start().0.div_euclid(Stamp::MINUTE)
}
