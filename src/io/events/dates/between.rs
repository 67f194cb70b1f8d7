//! Dates from one to another as people write them: `9 Aug – 2 Sep 2022`, `07-09.08.2022`, `night of 7 to 8 August 2022`.

use super::{DateError, Dates, Span};
use crate::model::TimePrecision;

/// What stands between two dates. The spaces tell a sign from one within a date.
const BETWEEN: [&str; 11] = [
    " - ",
    " – ",
    " — ",
    " to ",
    " until ",
    " till ",
    " through ",
    " bis ",
    " по ",
    "–",
    "—",
];

/// Words that stand before the two days that a night is of; those that say it is one come first.
const OF_NIGHT: [&str; 8] = ["night", "overnight", "ночь", "on", "the", "of", "в", "с"];

/// What stands between the two days in Russian.
const TO_NIGHT: &str = " на ";

impl Dates {
    /// Reads two dates of which the first may leave to the other what both have.
    pub(super) fn read_between(self, text: &str) -> Result<Span, DateError> {
        if let Some(days) = days_of_night(&text.to_lowercase()) {
            // Of one day it does not say which of two nights it was.
            let span = match days.split_once(TO_NIGHT) {
                Some((first, last)) => self.completed(first, last),
                None => self.any(days),
            };
            return span.and_then(|span| span.end().map(|_| span).ok_or(DateError::NoDate));
        }
        let signs = BETWEEN.iter().find_map(|sign| text.split_once(sign));
        let hyphen = || {
            let (first, last) = text.split_once('-')?;
            let is_date = |part: &str| part.contains(|letter: char| !letter.is_ascii_digit());
            let is_one = !last.contains('-') && (is_date(first) || last.contains('.'));
            is_one.then_some((first, last))
        };
        match signs.or_else(hyphen) {
            Some((first, last)) => self.completed(first, last),
            None => Err(DateError::NoDate),
        }
    }

    /// From one date to another; the first is read with what the second has, where it says less.
    fn completed(self, first: &str, last: &str) -> Result<Span, DateError> {
        let (first, last) = (first.trim(), last.trim());
        let read = self.interval(first, last);
        if read != Err(DateError::NoDate) {
            return read;
        }
        let is_digit = |letter: char| letter.is_ascii_digit();
        // 07 of 07–09.08.2022.
        let behind = last.trim_start_matches(is_digit);
        if first.len() < 3 && first.chars().all(is_digit) && behind.starts_with(['.', '/', ' ']) {
            return self.interval(&format!("{first}{behind}"), last);
        }
        let year = last.rsplit([' ', '.', '/']).next().unwrap_or_default();
        let Some(year) = year.parse::<u16>().ok().filter(|_| year.len() == 4) else {
            return read;
        };
        let sign = match last.contains(' ') {
            true => ' ',
            false => last
                .chars()
                .rev()
                .find(|letter| !is_digit(*letter))
                .unwrap_or(' '),
        };
        let of_year = |year: u16| format!("{}{sign}{year}", first.trim_end_matches([',', sign]));
        // The month of `Aug 7 to 9 2022` stands in the first alone.
        let month = first.split_whitespace().next().unwrap_or_default();
        let lasts = [last.to_owned(), format!("{month} {last}")];
        for last in &lasts {
            match self.interval(&of_year(year), last) {
                Err(DateError::NoDate) => {}
                // December to January.
                Ok(span) if is_backwards(span) => return self.interval(&of_year(year - 1), last),
                read => return read,
            }
        }
        read
    }

    /// From one date to another, either of which may be open.
    pub(super) fn interval(self, first: &str, last: &str) -> Result<Span, DateError> {
        let end = |text: &str| match text.trim() {
            "" | ".." => Ok(Span::default()),
            text => self.one(text),
        };
        let (first, last) = (end(first)?, end(last)?);
        let is_vague = [first, last]
            .iter()
            .any(|end| end.precision == Some(TimePrecision::Unknown));
        let span = Span {
            first: first.first,
            last: last.last,
            precision: Some(match is_vague {
                true => TimePrecision::Unknown,
                false => TimePrecision::Days,
            }),
        };
        match (first.first.or(last.last), first.first == last.last) {
            (None, _) => Err(DateError::NoDate),
            (Some(only), true) => Ok(Span::of(only)),
            _ => Ok(span),
        }
    }
}

/// What stands behind the words for a night; `None` where the text does not begin with them.
fn days_of_night(text: &str) -> Option<&str> {
    let (mut rest, mut is_night) = (text, false);
    while let Some((word, behind)) = rest.split_once(' ') {
        let Some(which) = OF_NIGHT.iter().position(|own| *own == word) else {
            break;
        };
        is_night |= which < 3;
        rest = behind;
    }
    is_night.then_some(rest)
}

/// Whether it ends before it begins.
fn is_backwards(span: Span) -> bool {
    span.first
        .zip(span.last)
        .is_some_and(|(first, last)| last.is_before(first))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(texts: &[&str], expected: &str) {
        for text in texts {
            let read = Dates::default().span(text).map(|span| {
                let end = |moment: Option<crate::model::Moment>| {
                    moment.map(|moment| moment.to_string()).unwrap_or_default()
                };
                format!("{} {}", end(span.first), end(span.last))
            });
            assert_eq!(read.as_deref().unwrap_or("none"), expected, "{text}");
        }
    }

    #[test]
    fn the_first_day_leaves_month_and_year_to_the_second() {
        check(
            &[
                "9 Aug – 2 Sep 2022",
                "9 Aug–2 Sep 2022",
                "9 Aug-2 Sep 2022",
                "Aug 9 to Sep 2, 2022",
                "9 августа по 2 сентября 2022",
                "9.08-2.09.2022",
                "09.08.2022-02.09.2022",
            ],
            "2022-08-09 2022-09-02",
        );
        check(
            &[
                "07-09.08.2022",
                "07–09.08.2022",
                "Aug 7 to 9 2022",
                "August 7 to 9, 2022",
                "7 to 9 August 2022",
                "night of 7 to 9 August 2022",
                "2022-08-07 to 2022-08-09",
            ],
            "2022-08-07 2022-08-09",
        );
        check(&["30 Dec – 2 Jan 2022"], "2021-12-30 2022-01-02");
        check(
            &["в ночь с 7 на 8 августа 2022", "Overnight 7-8 August 2022"],
            "2022-08-07 2022-08-08",
        );
    }

    #[test]
    fn what_does_not_say_both_days_is_none() {
        check(
            &[
                "night of 7 August 2022",
                "mid-August 2022",
                "Aug - Sep",
                "9 Aug – 2 Sep",
                "soon – 2 Sep 2022",
                "Aug-22",
                "-",
                " to ",
                "7-",
            ],
            "none",
        );
    }
}
