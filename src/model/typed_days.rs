//! Days as a person types them: `2022-08-07`, `7 aug 2022`, `7.8.2022`, `august 2022`, `last month`, and from
//! one to another: `2021 to 2023`, `7–8 Aug 2022`.

use super::{
    names::fold,
    time::{Day, DayError, Window},
};
use crate::words::notes::dates;

/// The months as they are written in the languages of place names, each with the beginnings that tell
/// it from the others.
const MONTHS: [&[&str]; 12] = [
    &["january", "yanvar", "ocak", "январь", "января", "հունվար"],
    &[
        "february",
        "fevral",
        "şubat",
        "февраль",
        "февраля",
        "փետրվար",
    ],
    &["march", "mart", "март", "марта", "մարտ"],
    &["april", "aprel", "nisan", "апрель", "апреля", "ապրիլ"],
    &["may", "mayıs", "май", "мая", "մայիս"],
    &["june", "iyun", "haziran", "июнь", "июня", "հունիս"],
    &["july", "iyul", "temmuz", "июль", "июля", "հուլիս"],
    &[
        "august",
        "avqust",
        "ağustos",
        "август",
        "августа",
        "օգոստոս",
    ],
    &[
        "september",
        "sentyabr",
        "eylül",
        "сентябрь",
        "сентября",
        "սեպտեմբեր",
    ],
    &[
        "october",
        "oktyabr",
        "ekim",
        "октябрь",
        "октября",
        "հոկտեմբեր",
    ],
    &[
        "november",
        "noyabr",
        "kasım",
        "ноябрь",
        "ноября",
        "նոյեմբեր",
    ],
    &[
        "december",
        "dekabr",
        "aralık",
        "декабрь",
        "декабря",
        "դեկտեմբեր",
    ],
];

/// What stands beside a year and says no more than that it is one.
const YEAR_WORDS: [&str; 11] = [
    "թ",
    "թ․",
    "թվականի",
    "թվականին",
    "г",
    "года",
    "году",
    "il",
    "ildə",
    "yılı",
    "yılında",
];

/// Endings of the names of months in sentences.
const CASES: [&str; 5] = ["ի", "ին", "da", "ta", "un"];

/// The shortest beginning of a month's name that is taken for it, in letters.
const SHORTEST: usize = 3;

/// What `last month` and its like are counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reckoning {
    /// The last day there is anything of.
    pub latest: Day,
    /// The day it is; `None` where nobody knows.
    pub today: Option<Day>,
}

/// The days of `last month` and its like, and what they are counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LastOnes {
    /// The whole of them.
    pub days: Window,
    /// Whether they are those before today. Where nothing reaches that far, they are the last there is
    /// anything of.
    pub by_calendar: bool,
}

impl Reckoning {
    /// Counted from the last day there is anything of, whatever day it is.
    pub fn from_data(latest: Day) -> Self {
        Self {
            latest,
            today: None,
        }
    }

    /// Reads `last day`, `last week`, `last month` and `last year`: those before today's by the calendar,
    /// where there is anything of them or later; else the last there is anything of.
    pub fn last_ones(self, text: &str) -> Option<LastOnes> {
        let lower = text.trim().to_lowercase();
        let words: Vec<&str> = lower.split_whitespace().collect();
        let ["last", unit] = words[..] else {
            return None;
        };
        let of = |day: Day| {
            let year = day.plus_months(1 - i32::from(day.date().month()));
            let (first, end) = match unit {
                "day" => (day, day.plus(1)),
                "week" => (day.week(), day.week().plus(7)),
                "month" => (day.month(), day.plus_months(1)),
                "year" => (year.month(), year.plus_months(12)),
                _ => return None,
            };
            Some(Window::days(first, end.plus(-1)))
        };
        let before_today = match self.today {
            Some(today) => of(of(today)?.first().plus(-1)),
            None => None,
        };
        let reached = before_today.filter(|days| days.first() <= self.latest);
        Some(LastOnes {
            days: reached.or_else(|| of(self.latest))?,
            by_calendar: reached.is_some(),
        })
    }
}

/// Between the first of several days and the last.
const TO: [&str; 5] = [" to ", "..", "–", "—", " - "];

/// Reads a day, or the days of a month, a year, or of the last ones, or all from one to another.
///
/// Nothing is guessed: where a text may mean two days, or lacks its year, it says so.
///
/// ```
/// use contactline::model::{Day, typed_days, typed_days::Reckoning};
///
/// let from = Reckoning::from_data(Day::parse("2024-10-08")?);
/// let read = |text| typed_days(text, from).map(|days| days.to_string());
/// assert_eq!(read("1 aug 2022")?, "2022-08-01");
/// assert_eq!(read("last month")?, "2024-10-01 to 2024-10-31");
/// assert_eq!(read("2021 to 2023")?, "2021-01-01 to 2023-12-31");
/// assert!(read("7/8/2022").is_err());
/// # Ok::<(), contactline::model::time::DayError>(())
/// ```
///
/// # Errors
///
/// Why the text is no date.
pub fn typed_days(text: &str, from: Reckoning) -> Result<Window, DayError> {
    let fail = |why: String| DayError {
        text: text.chars().take(40).collect(),
        why,
    };
    let lower = text.trim().to_lowercase();
    if let Some(last) = from.last_ones(&lower) {
        return Ok(last.days);
    }
    let between = TO.iter().find_map(|to| lower.split_once(to));
    if let Some((first, last)) = between {
        return from_to(first, last).map_err(fail);
    }
    one_of(&lower)
        .or_else(|why| with_hyphen(&lower).ok_or(why))
        .map_err(fail)
}

/// Whether a text is a day or days of a month, but for the year.
///
/// ```
/// use contactline::model::typed_days::lacks_its_year;
///
/// assert!(lacks_its_year("7 august"));
/// assert!(!lacks_its_year("7 august 2022"));
/// assert!(!lacks_its_year("gorus"));
/// ```
pub fn lacks_its_year(text: &str) -> bool {
    // A year that has all days.
    let with_one = |text: &str| one_of(&format!("{text} 2000"));
    let lower = text.trim().to_lowercase();
    !lower.is_empty() && one_of(&lower).is_err() && with_one(&lower).is_ok()
}

/// The days from one to another with a plain hyphen between them, which dates have inside as well: the
/// later one names its month, or each of the two is one whole day, and no other hyphen may stand for it.
fn with_hyphen(lower: &str) -> Option<Window> {
    let readings = lower.match_indices('-').filter_map(|(at, hyphen)| {
        let (first, last) = (&lower[..at], &lower[at + hyphen.len()..]);
        let names_month = last.contains(char::is_alphabetic) && !first.contains('-');
        let is_day = |text| one_of(text).is_ok_and(|days| days.first() == days.last());
        let is_plain = names_month || (is_day(first) && is_day(last));
        from_to(first, last).ok().filter(|_| is_plain)
    });
    let mut readings = readings.take(2);
    readings.next().filter(|_| readings.next().is_none())
}

/// The days from one to another. What the first leaves out, such as its year, is that of the last.
fn from_to(first: &str, last: &str) -> Result<Window, String> {
    let until = one_of(last)?;
    let words: Vec<&str> = last.split_whitespace().collect();
    let left_out = (1..words.len()).map(|from| format!("{first} {}", words[from..].join(" ")));
    let begins = match one_of(first) {
        Ok(days) => days,
        Err(why) => left_out
            .filter_map(|whole| one_of(&whole).ok())
            .next()
            .ok_or(why)?,
    };
    if begins.first() > until.last() {
        return Err(dates::ends_before().to_owned());
    }
    Ok(Window::days(begins.first(), until.last()))
}

/// The days of one date.
fn one_of(lower: &str) -> Result<Window, String> {
    let mark = lower
        .chars()
        .find(|letter| ['/', '.', '-'].contains(letter));
    let fields = lower.split([' ', ',', '/', '.', '-']);
    let says_nothing = |field: &&str| field.is_empty() || YEAR_WORDS.contains(field);
    let fields: Vec<&str> = fields.filter(|field| !says_nothing(field)).collect();
    let parts: Vec<Part> = fields.iter().map(|field| Part::of(field)).collect();
    if let Some(at) = parts.iter().position(|part| *part == Part::Other) {
        return Err(dates::not_understood(fields[at]));
    }
    // Two years with a hyphen between them.
    if let ([Part::Year(first), Part::Year(last)], Some('-')) = (&parts[..], mark) {
        return from_to(&first.to_string(), &last.to_string());
    }
    days_of(&parts, mark)
}

/// A part of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// Four digits.
    Year(i16),
    /// One or two digits: a day, a month, or a year cut short.
    Small(i8),
    /// A month by its name.
    Month(i8),
    Other,
}

impl Part {
    fn of(field: &str) -> Self {
        let digits = ["st", "nd", "rd", "th"]
            .iter()
            .find_map(|ending| field.strip_suffix(ending))
            .unwrap_or(field);
        if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return match digits.len() {
                1 | 2 => digits.parse().map_or(Self::Other, Self::Small),
                4 => digits.parse().map_or(Self::Other, Self::Year),
                _ => Self::Other,
            };
        }
        let is_long = field.chars().count() >= SHORTEST;
        let field = &*fold(field);
        let begins = |names: &[&str]| {
            let mut names = names.iter().map(|name| fold(name));
            names.any(|name| {
                let ending = field.strip_prefix(&*name);
                name.starts_with(field) || ending.is_some_and(|ending| CASES.contains(&ending))
            })
        };
        let mut named = (1..)
            .zip(MONTHS)
            .filter(|(_, names)| is_long && begins(names));
        match (named.next(), named.next()) {
            (Some((month, _)), None) => Self::Month(month),
            // Two months may begin alike.
            _ => Self::Other,
        }
    }
}

/// The days that parts of a date name, or why they name none.
fn days_of(parts: &[Part], mark: Option<char>) -> Result<Window, String> {
    use Part::{Month, Small, Year};
    match *parts {
        [Year(year), Small(month), Small(day)]
        | [Small(day), Month(month), Year(year)]
        | [Month(month), Small(day), Year(year)]
        | [Year(year), Month(month), Small(day)]
        | [Year(year), Small(day), Month(month)] => one_day(year, month, day),
        [Small(first), Small(second), Year(year)] => match mark {
            // With slashes the month comes first in America and the day elsewhere.
            Some('/') if first <= 12 && second <= 12 && first != second => {
                let days = [(second, first), (first, second)];
                let [one, other] = days.map(|(month, day)| one_day(year, month, day));
                let name = |days: Window| crate::words::units::day(days.first());
                Err(dates::two_meanings(&name(one?), &name(other?)))
            }
            Some('/') if second > 12 => one_day(year, first, second),
            _ => one_day(year, second, first),
        },
        [Year(year), Month(month) | Small(month)] | [Month(month) | Small(month), Year(year)] => {
            let first = one_day(year, month, 1)?.first();
            Ok(Window::days(first, first.plus_months(1).plus(-1)))
        }
        [Year(year)] => {
            let first = one_day(year, 1, 1)?.first();
            Ok(Window::days(first, first.plus_months(12).plus(-1)))
        }
        [Small(_), Small(_), Small(_)]
        | [Small(_), Month(_), Small(_)]
        | [Month(_), Small(_), Small(_)] => Err(dates::year_of_four_digits().to_owned()),
        [Small(_), Month(_)] | [Month(_), Small(_)] | [Month(_)] | [Small(_), Small(_)] => {
            Err(dates::year_missing().to_owned())
        }
        _ => Err(dates::incomplete().to_owned()),
    }
}

fn one_day(year: i16, month: i8, day: i8) -> Result<Window, String> {
    if !(1..=12).contains(&month) {
        return Err(dates::no_such_month().to_owned());
    }
    if Day::from_ymd(year, month, 1).is_none() {
        return Err(dates::year_out_of_range().to_owned());
    }
    let day = Day::from_ymd(year, month, day).ok_or_else(|| dates::no_such_day().to_owned())?;
    Ok(Window::days(day, day))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<String, String> {
        let latest = Day::parse("2024-10-08").expect("a date");
        let days = typed_days(text, Reckoning::from_data(latest));
        days.map(|days| days.to_string()).map_err(|error| error.why)
    }

    #[test]
    fn one_day_in_every_usual_form() {
        for text in [
            "2022-08-07",
            " 2022-8-7 ",
            "7 aug 2022",
            "7 August 2022",
            "Aug 7, 2022",
            "7th august 2022",
            "7.8.2022",
            "07.08.2022",
            "2022/08/07",
            "2022 aug 7",
            "7 августа 2022",
            "7 avqust 2022",
            "7 ağustos 2022",
            "7 օգոստոս 2022",
            "7-aug-2022",
            "2022 թ. օգոստոսի 7",
            "7 августа 2022 года",
            "2022 il 7 Avqust",
            "7 AĞUSTOS 2022",
            "7 agustos 2022",
        ] {
            assert_eq!(read(text).as_deref(), Ok("2022-08-07"), "{text}");
        }
        assert_eq!(read("13/8/2022").as_deref(), Ok("2022-08-13"));
        assert_eq!(read("8/13/2022").as_deref(), Ok("2022-08-13"));
        assert_eq!(read("8/8/2022").as_deref(), Ok("2022-08-08"));
    }

    #[test]
    fn from_one_day_to_another() {
        for (text, expected) in [
            ("2021 to 2023", "2021-01-01 to 2023-12-31"),
            ("2021-2023", "2021-01-01 to 2023-12-31"),
            ("2021–2023", "2021-01-01 to 2023-12-31"),
            ("2022-08-07 to 2022-08-08", "2022-08-07 to 2022-08-08"),
            ("2022-08-07..2022-08-08", "2022-08-07 to 2022-08-08"),
            ("7–8 Aug 2022", "2022-08-07 to 2022-08-08"),
            ("7 - 8 august 2022", "2022-08-07 to 2022-08-08"),
            ("30 Aug – 2 Sep 2022", "2022-08-30 to 2022-09-02"),
            ("7-8 Aug 2022", "2022-08-07 to 2022-08-08"),
            ("20-22 feb 2022", "2022-02-20 to 2022-02-22"),
            ("30 aug-2 sep 2022", "2022-08-30 to 2022-09-02"),
            ("dec 2021-feb 2022", "2021-12-01 to 2022-02-28"),
            ("jul-aug 2022", "2022-07-01 to 2022-08-31"),
            ("20.02.2022-22.02.2022", "2022-02-20 to 2022-02-22"),
            ("2022-08-07-2022-08-10", "2022-08-07 to 2022-08-10"),
            ("july to august 2022", "2022-07-01 to 2022-08-31"),
            ("Dec 2021 to Feb 2022", "2021-12-01 to 2022-02-28"),
            ("2022-08 to 2022-09", "2022-08-01 to 2022-09-30"),
        ] {
            assert_eq!(read(text).as_deref(), Ok(expected), "{text}");
        }
        for text in [
            "2023 to 2021",
            "2021 to",
            "to 2021",
            "7 to 8 august",
            "a to b",
            "2021-2022-2023",
            "7-8-9 aug 2022",
            "8-7 aug 2022",
        ] {
            assert!(read(text).is_err(), "{text}");
        }
    }

    #[test]
    fn whole_months_and_years_and_the_last_ones() {
        for (text, expected) in [
            ("february 2024", "2024-02-01 to 2024-02-29"),
            ("2.2023", "2023-02-01 to 2023-02-28"),
            ("2023-02", "2023-02-01 to 2023-02-28"),
            ("2022", "2022-01-01 to 2022-12-31"),
            ("last month", "2024-10-01 to 2024-10-31"),
            ("last week", "2024-10-07 to 2024-10-13"),
            ("Last year", "2024-01-01 to 2024-12-31"),
            ("last day", "2024-10-08"),
        ] {
            assert_eq!(read(text).as_deref(), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_is_refused_says_why() {
        for (text, why) in [
            (
                "7/8/2022",
                "it may be 7 Aug 2022 or 8 Jul 2022: write 7.8.2022 or 7 aug 2022",
            ),
            ("7.8.22", dates::year_of_four_digits()),
            ("7 aug", dates::year_missing()),
            ("31.2.2022", dates::no_such_day()),
            ("1.13.2022", dates::no_such_month()),
            ("2022-13-40", dates::no_such_month()),
            ("1 aug 9999", dates::year_out_of_range()),
            ("", dates::incomplete()),
            ("soon", "'soon' is neither a number nor a month"),
            ("1 iyu 2022", "'iyu' is neither a number nor a month"),
            ("1 ma 2022", "'ma' is neither a number nor a month"),
        ] {
            assert_eq!(read(text), Err(why.to_owned()), "{text}");
        }
    }

    #[test]
    fn the_last_ones_are_those_before_today_where_the_data_reaches_them() {
        let day = |text: &str| Day::parse(text).expect("a date");
        let of = |text: &str, latest: &str, today: &str| {
            let from = Reckoning {
                latest: day(latest),
                today: Some(day(today)),
            };
            let last = from.last_ones(text).expect("the last ones");
            (last.days.to_string(), last.by_calendar)
        };
        let is = |days: &str, by_calendar| (days.to_owned(), by_calendar);
        // Data of this week: what the calendar calls so, whether or not the month is in the data alone.
        let live = |text| of(text, "2026-11-24", "2026-11-26");
        assert_eq!(live("last month"), is("2026-10-01 to 2026-10-31", true));
        assert_eq!(live("last week"), is("2026-11-16 to 2026-11-22", true));
        assert_eq!(live("last year"), is("2025-01-01 to 2025-12-31", true));
        // Nothing is known of yesterday.
        assert_eq!(live("last day"), is("2026-11-24", false));
        // Data that ends two years ago.
        let old = |text| of(text, "2024-10-08", "2026-11-26");
        assert_eq!(old("last month"), is("2024-10-01 to 2024-10-31", false));
        assert_eq!(old("Last  week"), is("2024-10-07 to 2024-10-13", false));
        // In January, last year and last month are those of the year before.
        let january = |text| of(text, "2026-01-01", "2026-01-02");
        assert_eq!(january("last month"), is("2025-12-01 to 2025-12-31", true));
        assert_eq!(january("last year"), is("2025-01-01 to 2025-12-31", true));
    }
}
