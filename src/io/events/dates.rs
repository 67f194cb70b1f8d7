//! Dates and times as people and programs write them: the one reader of them for every format. What
//! could be either of two days is never guessed, and no zone is dropped.

mod beside;
mod between;
mod clock;
mod day;
mod midnights;
mod months;
mod usual;
mod within;

use clock::Clock;
use jiff::{Timestamp, civil, fmt::temporal::Pieces};

pub use midnights::Midnights;
use usual::{plain, plain_day};

use super::plain::as_read;
use crate::model::{DateOrder, Day, Field, Moment, Stamp, TimePrecision, time::Ahead};

/// How the dates of a column are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dates {
    /// `None`: dates that could be either are not read.
    pub order: Option<DateOrder>,
    /// A person chose that order, so that it holds for years of two digits as well.
    pub is_chosen: bool,
    /// That of dates with dots, which are written day first unless the column shows otherwise.
    pub dotted: Dotted,
    /// How far the zone of times of day that name none is ahead of UTC, where it is another than that of
    /// the area.
    pub zone: Option<Ahead>,
    /// The zone, in seconds ahead of UTC, in which all instants of the file are midnight, so that they are days.
    pub midnights: Option<i64>,
    /// Whether numbers of five figures are days since 1970, as R counts them, and not those of spreadsheets.
    pub from_1970: bool,
    /// Whether a day stands for the week that begins on it.
    pub of_weeks: bool,
    /// Whether times of day in a column of their own are numbers that leave out their first figures: 942 is 09:42.
    pub bare_clocks: bool,
}

/// What a column shows of its dates with dots.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dotted {
    /// Nothing that speaks against the day first.
    #[default]
    DayFirst,
    /// The month stands first, as nobody would write it who did not always.
    MonthFirst,
    /// Either.
    Mixed,
}

/// How the dates of the columns of one file are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DatesOf {
    /// Of when something began.
    pub start: Dates,
    /// Of when it ended.
    pub end: Dates,
    /// Of when it was published.
    pub published: Dates,
}

impl DatesOf {
    /// How those of a field are.
    pub fn of(self, field: Field) -> Dates {
        match field {
            Field::End | Field::EndTime => self.end,
            Field::Published => self.published,
            _ => self.start,
        }
    }
}

/// How far the local time of the area is ahead of UTC.
const UTC_OFFSET_SECONDS: i64 = 4 * Stamp::HOUR;

/// Why a text is not a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    #[error("{}", crate::words::notes::dates::no_date())]
    NoDate,
    #[error("{}", crate::words::notes::dates::ambiguous())]
    Ambiguous,
    #[error("{}", crate::words::notes::dates::short_year())]
    ShortYear,
    #[error("{}", crate::words::notes::dates::unknown_zone())]
    Zone,
    #[error("{}", crate::words::notes::dates::other_order())]
    OtherOrder,
    #[error("{}", crate::words::notes::dates::zone_or_end())]
    ZoneOrEnd,
    #[error("{}", crate::words::notes::dates::hours_or_minutes())]
    HoursOrMinutes,
    #[error("{}", crate::words::notes::dates::two_clocks())]
    TwoClocks,
}

/// What a text says of a time: a moment, or from one to another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// `None` where it is open.
    pub first: Option<Moment>,
    /// Included; `None` where it is open. The same as `first` for a day or a time of day.
    pub last: Option<Moment>,
    /// Where the text says more of it than the moments do.
    pub precision: Option<TimePrecision>,
}

impl Span {
    fn of(moment: Moment) -> Self {
        Self::from(moment, moment, None)
    }

    fn from(first: Moment, last: Moment, precision: Option<TimePrecision>) -> Self {
        Self {
            first: Some(first),
            last: Some(last),
            precision,
        }
    }

    fn days(first: Day, last: Day, precision: TimePrecision) -> Self {
        Self::from(Moment::Day(first), Moment::Day(last), Some(precision))
    }

    /// The last moment, where it is another than the first.
    pub fn end(self) -> Option<Moment> {
        self.last.filter(|last| self.first != Some(*last))
    }
}

impl Dates {
    /// With what a person chose, if anything.
    pub fn chosen(order: Option<DateOrder>) -> Self {
        Self {
            order,
            is_chosen: order.is_some(),
            ..Self::default()
        }
    }

    /// What the dates of a column with dots show of their order.
    pub fn dotted<'a>(column: impl Iterator<Item = &'a str>) -> Dotted {
        let dotted = column.filter(|text| clock::date_part(text.trim()).contains('.'));
        let (mut day_first, mut month_first) = (false, false);
        for text in dotted {
            match day::small_numbers(clock::date_part(text.trim())) {
                Some((13.., 1..=12)) => day_first = true,
                Some((1..=12, 13..)) => month_first = true,
                _ => {}
            }
        }
        match (day_first, month_first) {
            (_, false) => Dotted::DayFirst,
            (false, true) => Dotted::MonthFirst,
            (true, true) => Dotted::Mixed,
        }
    }

    /// The order that the dates of a column give away: one of them has a number above 12. `None`
    /// where none has, or where they contradict each other.
    pub fn order_of<'a>(column: impl Iterator<Item = &'a str>) -> Option<DateOrder> {
        let mut order = None;
        // Dates with dots speak for themselves.
        for text in column.filter(|text| !clock::date_part(text.trim()).contains('.')) {
            let seen = match day::small_numbers(clock::date_part(text.trim())) {
                Some((13.., 1..=12)) => DateOrder::DayFirst,
                Some((1..=12, 13..)) => DateOrder::MonthFirst,
                _ => continue,
            };
            if order.is_some_and(|known| known != seen) {
                return None;
            }
            order = Some(seen);
        }
        order
    }

    /// Whether all dates of a column are numbers of five figures that are days of our time counted from 1970, and of a
    /// century ago as spreadsheets count.
    pub fn are_days_from_1970<'a>(mut column: impl Iterator<Item = &'a str>) -> bool {
        let mut any = false;
        let all = column.all(|text| {
            any = true;
            day::since_1970(text.trim()).is_some()
        });
        any && all
    }

    /// Whether the text is a date that could be either of two days.
    pub fn is_ambiguous(text: &str) -> bool {
        let read = Self::default().read(text);
        matches!(read, Err(DateError::Ambiguous | DateError::ShortYear))
    }

    /// The first moment of what [`Dates::span`] reads.
    ///
    /// ```
    /// use contactline::io::events::{DateOrder, Dates};
    ///
    /// let day_first = Dates { order: Some(DateOrder::DayFirst), ..Dates::default() };
    /// assert_eq!(day_first.read("3/4/2023").expect("a date").to_string(), "2023-04-03");
    /// assert!(Dates::default().read("3/4/2023").is_err());
    /// assert_eq!(Dates::default().read("16 May 2025").expect("a date").to_string(), "2025-05-16");
    /// ```
    pub fn read(self, text: &str) -> Result<Moment, DateError> {
        let span = self.span(text)?;
        span.first.or(span.last).ok_or(DateError::NoDate)
    }

    /// Reads `2022-08-07`, `2022/8/7`, `20220807`, `7 Aug 2022`, `August 7, 2022`, `07.08.2022`,
    /// `8/7/2022`, each with or without a time of day behind or before it; months, years and
    /// intervals as EDTF writes them; seconds and milliseconds since 1970, and the days that
    /// spreadsheets count.
    ///
    /// A time of day is local unless it names a zone. Midnight that names none is the day itself,
    /// but for `2022-08-07T00:00`, as this program writes it.
    ///
    /// # Errors
    ///
    /// Where it is no date, could be either of two, or names a zone that is not known.
    pub fn span(self, text: &str) -> Result<Span, DateError> {
        let text = as_read(text);
        let text = text.trim();
        if self.from_1970
            && let Some(day) = day::since_1970(text)
        {
            return Ok(Span::of(Moment::Day(day)));
        }
        let read = self.whole(text).map(|span| self.as_week(span));
        let Some(zone) = self.midnights else {
            return read;
        };
        let as_day = |moment: Moment| midnights::as_day(moment, zone, text);
        read.map(|span| Span {
            first: span.first.map(as_day),
            last: span.last.map(as_day),
            ..span
        })
    }

    /// A day of a column of weeks as the week that begins on it.
    fn as_week(self, span: Span) -> Span {
        match span.first {
            Some(Moment::Day(day)) if self.of_weeks && span.end().is_none() => {
                Span::days(day, day.plus(6), TimePrecision::Week)
            }
            _ => span,
        }
    }

    fn whole(self, text: &str) -> Result<Span, DateError> {
        match plain(text.as_bytes()).filter(|_| self.zone.is_none()) {
            Some(moment) => Ok(Span::of(moment)),
            None => self.any(text),
        }
    }

    fn any(self, text: &str) -> Result<Span, DateError> {
        if let Some(text) = of_a_photo(text) {
            return self.any(&text);
        }
        let is_number = text
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.');
        if is_number
            && text.len() > 3
            && let Some(span) = day::number(text)
        {
            return Ok(span);
        }
        if let Some((first, last)) = text.split_once('/')
            && is_edtf(first)
            && is_edtf(last)
            && !(first.len() < 4 && last.len() < 4)
        {
            return self.interval(first, last);
        }
        if let Some((day, clocks)) = clock::interval_behind(text) {
            return self.between(day, clocks?);
        }
        match self.one(text) {
            Err(DateError::NoDate) => {}
            read => return read,
        }
        self.read_between(text)
    }

    /// Reads what is no interval.
    fn one(self, text: &str) -> Result<Span, DateError> {
        let text = text.trim();
        if let Some(plain) = without_doubt(text) {
            let span = self.one(&plain)?;
            let precision = Some(TimePrecision::Unknown);
            return Ok(Span { precision, ..span });
        }
        if let Some(span) = day::partial(text) {
            return Ok(span);
        }
        match self.iso(text) {
            Some(moment) => Ok(Span::of(moment)),
            None => self.loose(text),
        }
    }

    /// What ISO 8601, RFC 3339 and RFC 2822 write, and what services such as X do.
    fn iso(self, text: &str) -> Option<Moment> {
        let in_zone = |at: Timestamp| Moment::Clock(Stamp(at.as_second() + UTC_OFFSET_SECONDS));
        if text.starts_with(|letter: char| letter.is_ascii_alphabetic()) {
            let mail = jiff::fmt::rfc2822::parse(text).map(|at| at.timestamp());
            let post = || Timestamp::strptime("%a %b %d %H:%M:%S %z %Y", text);
            return mail.or_else(|_| post()).ok().map(in_zone);
        }
        let pieces = Pieces::parse(text).ok()?;
        // The offset is that of the instant; the name of a zone needs tables that change.
        let offset = match (pieces.to_numeric_offset(), pieces.time_zone_annotation()) {
            (Some(offset), _) => Some(Ahead::Seconds(i64::from(offset.seconds()))),
            (None, None) => None,
            (None, Some(_)) => return None,
        };
        let day = of_date(pieces.date())?;
        let Some(time) = pieces.time() else {
            return Some(Moment::Day(day));
        };
        let clock = Clock {
            seconds: i64::from(time.hour()) * Stamp::HOUR
                + i64::from(time.minute()) * Stamp::MINUTE
                + i64::from(time.second()),
            offset,
        };
        Some(match is_written_midnight(text) && self.zone.is_none() {
            true => clock.on_stated(day),
            false => self.placed(clock, day),
        })
    }

    /// Reads a date with a time of day behind or before it.
    fn loose(self, text: &str) -> Result<Span, DateError> {
        let (date, clock) = clock::split(text);
        let span = self.day(date)?;
        let Some(clock) = clock else {
            return Ok(span);
        };
        let clock = clock::read(clock)?;
        match span.first {
            Some(Moment::Day(day)) if span.end().is_none() => Ok(Span::of(self.placed(clock, day))),
            _ => Err(DateError::NoDate),
        }
    }

    /// From one time of a day to another.
    fn between(self, day: &str, (from, to): (Clock, Clock)) -> Result<Span, DateError> {
        let day = self.day(day)?;
        match day.first {
            Some(Moment::Day(first)) if day.end().is_none() => Ok(Span::from(
                self.in_zone(from).on_stated(first),
                self.in_zone(to).on_stated(first),
                Some(TimePrecision::Minute),
            )),
            _ => Err(DateError::NoDate),
        }
    }

    /// A time of a day; the day itself for a midnight that names no zone, which is what programs
    /// write that know no day without a time.
    fn placed(self, clock: Clock, day: Day) -> Moment {
        match (clock.seconds, clock.offset) {
            (0, None) => Moment::Day(day),
            _ => self.in_zone(clock).on_stated(day),
        }
    }

    fn in_zone(self, clock: Clock) -> Clock {
        let offset = clock.offset.or(self.zone);
        Clock { offset, ..clock }
    }

    /// Whether a text names a day of the week that is not that of the day it is read as. Where it has a
    /// time of day as well, in a zone that may be another, the days beside that are none.
    pub fn names_another_weekday(text: &str, day: Day) -> bool {
        // Most dates have no word in them.
        let mut pairs = text.as_bytes().windows(2);
        if !pairs.any(|pair| {
            pair.iter()
                .all(|byte| byte.is_ascii_alphabetic() || !byte.is_ascii())
        }) {
            return false;
        }
        let letters = |letter: char| !letter.is_alphabetic();
        let named = text.split(letters).find_map(months::weekday_of);
        // The first day of 1970 was a Thursday; counted from Monday.
        let own = (day.number() + 3).rem_euclid(7);
        named.is_some_and(|named| match text.contains(':') {
            true => ![0, 1, 6].contains(&(named - own).rem_euclid(7)),
            false => named != own,
        })
    }
}

/// `2022-08-07 14:05:09` for `2022:08:07 14:05:09`, as cameras write it; `None` where it is no such time.
fn of_a_photo(text: &str) -> Option<String> {
    let (date, rest) = text.split_at_checked(10)?;
    let colons = [4, 7].map(|at| date.as_bytes()[at]) == [b':', b':'];
    let rest_of_it = rest.is_empty() || rest.starts_with([' ', 'T']);
    let date = date.replace(':', "-");
    (colons && rest_of_it && plain_day(date.as_bytes()).is_some()).then(|| date + rest)
}

/// Whether a text may be an end of an interval of EDTF.
fn is_edtf(text: &str) -> bool {
    let year = text.trim_start_matches(['~', '?', '%']).as_bytes();
    let is_year = year.len() > 3 && year[..4].iter().all(u8::is_ascii_digit);
    let goes_on = matches!(year.get(4), None | Some(b'-' | b'~' | b'?' | b'%'));
    matches!(text, "" | "..") || is_year && goes_on
}

/// A date without the signs of EDTF, or the words, that it is uncertain or approximate; `None` without any.
fn without_doubt(text: &str) -> Option<String> {
    const SIGNS: [char; 3] = ['~', '?', '%'];
    const BEFORE: [&str; 7] = [
        "circa ",
        "ca. ",
        "c. ",
        "approx. ",
        "approximately ",
        "around ",
        "about ",
    ];
    const BEHIND: [&str; 4] = ["(approx.)", "(approx)", "(approximate)", "(circa)"];
    if !text.contains(|letter: char| letter.is_ascii_digit()) {
        return None;
    }
    if text.contains(SIGNS) {
        return Some(text.replace(SIGNS, ""));
    }
    let before = BEFORE.iter().find_map(|word| {
        let (start, rest) = text.split_at_checked(word.len())?;
        start.eq_ignore_ascii_case(word).then_some(rest)
    });
    let behind = BEHIND.iter().find_map(|word| text.strip_suffix(word));
    before.or(behind).map(|text| text.trim().to_owned())
}

/// `2022-08-07T00:00`: this program writes a day as a day, and this for what was at midnight.
fn is_written_midnight(text: &str) -> bool {
    text.as_bytes().get(10) == Some(&b'T') && text.len() == 16
}

fn of_date(date: civil::Date) -> Option<Day> {
    Day::from_ymd(date.year(), date.month(), date.day())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn plain_dates_are_read_as_any_other(
            year in 1850..2200_i32, month in 0..14_u32, day in 0..33_u32,
            clock in "(|[T ][0-2][0-9]:[0-6][0-9](:[0-6][0-9])?)Z?",
        ) {
            let text = format!("{year:04}-{month:02}-{day:02}{clock}");
            let dates = Dates::default();
            prop_assert_eq!(dates.span(&text), dates.any(&text), "{}", text);
        }
    }

    fn check(text: &str, order: Option<DateOrder>, expected: &str) {
        let read = match Dates::chosen(order).read(text) {
            Ok(moment) => moment.to_string(),
            Err(error) => format!("{error:?}"),
        };
        assert_eq!(read, expected, "{text}");
    }

    #[test]
    fn dates_are_read_as_people_write_them() {
        for (text, expected) in [
            ("2022-08-07", "2022-08-07"),
            (" 2022-08-07 20:30 ", "2022-08-07T20:30"),
            ("2020-09-27 00:00:00.000", "2020-09-27"),
            ("2023-01-05T14:05:09Z", "2023-01-05T18:05:09"),
            ("16 May 2025", "2025-05-16"),
            ("9 March 2023", "2023-03-09"),
            ("Aug 7th, 2022", "2022-08-07"),
            ("7-sep-2022", "2022-09-07"),
            ("07.08.2022", "2022-08-07"),
            ("27/8/2022 9:05", "2022-08-27T09:05"),
            ("8/27/2022", "2022-08-27"),
            ("5/5/2022", "2022-05-05"),
        ] {
            check(text, None, expected);
        }
    }

    #[test]
    fn what_could_be_either_of_two_days_is_asked_and_not_guessed() {
        check("3/4/2023", None, "Ambiguous");
        check("3/4/2023", Some(DateOrder::DayFirst), "2023-04-03");
        check("3/4/2023", Some(DateOrder::MonthFirst), "2023-03-04");
        let order = |column: &[&str]| Dates::order_of(column.iter().copied());
        assert_eq!(order(&["3/4/2023", "13/4/2023"]), Some(DateOrder::DayFirst));
        assert_eq!(
            order(&["3/4/2023", "4/13/2023"]),
            Some(DateOrder::MonthFirst)
        );
        assert_eq!(order(&["13/4/2023", "4/13/2023"]), None);
        assert_eq!(order(&["3/4/2023", "text", ""]), None);
    }

    #[test]
    fn a_date_in_another_order_than_its_column_is_not_read() {
        let day_first = Dates {
            order: Some(DateOrder::DayFirst),
            ..Dates::default()
        };
        let read = |dates: Dates, text: &str| dates.read(text).map(|moment| moment.to_string());
        assert_eq!(read(day_first, "4/13/2023"), Err(DateError::OtherOrder));
        assert_eq!(read(day_first, "13/4/2023"), Ok("2023-04-13".to_owned()));
        let dotted = |column: &[&str]| Dates {
            dotted: Dates::dotted(column.iter().copied()),
            ..Dates::default()
        };
        let month_first = dotted(&["9.27.2020", "9.5.2020"]);
        assert_eq!(read(month_first, "9.5.2020"), Ok("2020-09-05".to_owned()));
        assert_eq!(read(month_first, "27.9.2020"), Err(DateError::OtherOrder));
        let mixed = dotted(&["9.27.2020", "27.9.2020"]);
        assert_eq!(read(mixed, "9.5.2020"), Err(DateError::Ambiguous));
        assert_eq!(
            read(dotted(&["5.9.2020"]), "9.5.2020"),
            Ok("2020-05-09".to_owned())
        );
    }

    #[test]
    fn clocks_are_read_as_people_write_them() {
        for (text, expected) in [
            ("27.09.2020 22h15", "2020-09-27T22:15"),
            ("27.09.2020 в 22:15", "2020-09-27T22:15"),
            ("27.09.2020, saat 22.15", "2020-09-27T22:15"),
            ("27.09.2020 um 22:15 Uhr", "2020-09-27T22:15"),
            ("27.09.2020 22:15 MSK", "2020-09-27T23:15"),
            ("27.09.2020 10:15 ÖS", "2020-09-27T22:15"),
            ("27.09.2020 ÖS 10:15:00", "2020-09-27T22:15"),
            ("27/9/2020 10:15 p. m.", "2020-09-27T22:15"),
            ("9/27/2020 10 PM", "2020-09-27T22:00"),
            ("2020-09-27 09:00 - 11:30", "2020-09-27T09:00"),
        ] {
            check(text, None, expected);
        }
        let at = |text: &str| {
            let day = Moment::Day(Day::from_ymd(2020, 9, 27).expect("a day"));
            let span = Dates::default().at(day, text)?;
            let end = span.end().map(|end| format!("/{end}")).unwrap_or_default();
            Ok(format!("{}{end}", span.first.expect("a time")))
        };
        for (text, expected) in [
            ("22h15", "2020-09-27T22:15"),
            ("22 h", "2020-09-27T22:00"),
            ("22.15", "2020-09-27T22:15"),
            ("2215", "2020-09-27T22:15"),
            ("2215 hrs", "2020-09-27T22:15"),
            ("2215Z", "2020-09-28T02:15"),
            ("10 PM", "2020-09-27T22:00"),
            ("10.15pm", "2020-09-27T22:15"),
            ("PM 10:15", "2020-09-27T22:15"),
            ("22 ч. 15 мин.", "2020-09-27T22:15"),
            ("saat 22:15", "2020-09-27T22:15"),
            ("22:15 Uhr", "2020-09-27T22:15"),
            ("0.927083333", "2020-09-27T22:15"),
            ("09:00-11:30", "2020-09-27T09:00/2020-09-27T11:30"),
            ("0900–1130", "2020-09-27T09:00/2020-09-27T11:30"),
            ("10:00-11", "2020-09-27T10:00/2020-09-27T11:00"),
            ("10.30-11", "2020-09-27T10:30/2020-09-27T11:00"),
            ("10-12:30", "2020-09-27T10:00/2020-09-27T12:30"),
            ("22 - 02:30", "2020-09-27T22:00/2020-09-28T02:30"),
            ("24:00", "2020-09-28T00:00"),
            ("19h-20h30", "2020-09-27T19:00/2020-09-27T20:30"),
            ("19 h – 20 h 30", "2020-09-27T19:00/2020-09-27T20:30"),
            ("9h-10h", "2020-09-27T09:00/2020-09-27T10:00"),
            ("22h-02h", "2020-09-27T22:00/2020-09-28T02:00"),
        ] {
            assert_eq!(at(text), Ok(expected.to_owned()), "{text}");
        }
        for text in [
            "22.5",
            "0.5",
            "0.25",
            "915",
            "noon",
            "13 PM",
            "22:15 Foo",
            "25:00",
            "22h75",
        ] {
            assert!(at(text).is_err(), "{text}: {:?}", at(text));
        }
        assert_eq!(at("20:15-05:00"), Err(DateError::ZoneOrEnd));
        assert_eq!(at("22:00-02"), Err(DateError::ZoneOrEnd));
        // From hour to hour, or hours and minutes.
        for text in ["09-12", "9-12", "10-11h", "10-11 PM", "20-00", "22-15"] {
            assert_eq!(at(text), Err(DateError::HoursOrMinutes), "{text}");
        }
        assert_eq!(
            Dates::default().any("2022-08-07 10-11"),
            Err(DateError::HoursOrMinutes)
        );
        let of_hours = Dates::default().any("2022-08-07 19h-20h30");
        let of_figures = Dates::default().any("2022-08-07 19:00-20:30");
        assert_eq!(of_hours, of_figures);
        assert!(of_hours.is_ok());
        let own = Dates::default().read("2020-09-27 21:45").expect("a time");
        assert_eq!(Dates::default().at(own, "21:45:10"), Ok(Span::of(own)));
        assert_eq!(Dates::default().at(own, "22:00"), Err(DateError::TwoClocks));
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in [
            "",
            "soon",
            "32/1/2022",
            "2022-02-30",
            "1/2",
            "x:y",
            ":",
            "7 Foo 2022",
            "7/8/2022 25:00",
            "27.09.2020 22.5",
        ] {
            check(text, Some(DateOrder::DayFirst), "NoDate");
        }
    }
}
