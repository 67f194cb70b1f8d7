//! What charts show: the claims of each reporter by month, by the hour of the day and the day of the
//! week, the losses each states, and the claims of places by month. Nothing is added up across reporters.

use std::collections::BTreeMap;

use super::{
    Answer, Filters, Question, ShownRows, ask,
    histogram::{Bin, Histogram},
    tally::{Direction, PlaceRef},
};
use crate::model::{Amount, Atlas, ReporterId, Stamp, Sum, Window, dataset::Counted};

/// The claims of a place by month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfPlace {
    /// Which place.
    pub place: PlaceRef,
    /// In the order of columns, each counted by itself.
    pub claims: Vec<u32>,
    /// In the whole period. A claim that lasts from one month into the next is in both, and once in the
    /// whole.
    pub total: u32,
}

/// What one reporter says of times and losses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfReporter {
    /// Who.
    pub reporter: ReporterId,
    /// Claims that begin in each hour of the day, of those that state one.
    pub hours: [u32; 24],
    /// Claims that begin on each day of the week, from Monday, of those of a single day.
    pub weekdays: [u32; 7],
    /// Persons killed, as stated; `None`: no claim states a number.
    pub killed: Option<Sum>,
    /// Persons wounded, as stated; `None`: no claim states a number.
    pub wounded: Option<Sum>,
    /// Claims.
    pub claims: u32,
    /// Claims that state no hour.
    pub without_hour: u32,
}

/// What charts of a period show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Charts {
    /// The months, or the years of a long period.
    pub columns: Vec<Window>,
    /// Claims by column, in the order of lists; who claims nothing is left out.
    pub by_time: Vec<(ReporterId, Vec<u32>)>,
    /// Places by the number of claims, the most first; equal ones in the order of places.
    pub places: Vec<OfPlace>,
    /// In the order of lists; `None`: there are too many records to look at each.
    pub by_reporter: Option<Vec<OfReporter>>,
}

/// Up to so many months each has a column of its own; a longer period has years.
pub const MOST_MONTHS: usize = 40;

/// More records than these are not looked at one by one.
const MOST_ROWS: usize = 200_000;

/// The charts of a period. `reporter`: whose claims places are listed by; `None`: the most of any one.
pub fn charts(
    atlas: &Atlas,
    (question, answer): (&Question, &Answer),
    histogram: &Histogram,
    reporter: Option<ReporterId>,
    direction: Direction,
) -> Charts {
    let columns = columns(question.window);
    Charts {
        by_time: by_time(atlas, histogram, &columns),
        places: places(
            atlas,
            (&question.filters, answer),
            &columns,
            (reporter, direction),
        ),
        by_reporter: by_reporter(atlas, answer, question.window),
        columns,
    }
}

/// The months of a period, or its years where it has too many; the first and the last as far as it
/// reaches.
pub fn columns(window: Window) -> Vec<Window> {
    let (first, last) = (window.first().date(), window.last().date());
    let months_between = (i32::from(last.year()) - i32::from(first.year())) * 12
        + i32::from(last.month())
        - i32::from(first.month());
    let by_year = months_between >= MOST_MONTHS as i32;
    let mut columns = Vec::new();
    let mut first = window.first();
    while first <= window.last() {
        let month = Bin::Month.start(first);
        let next = match by_year {
            true => month.plus_months(13 - i32::from(month.date().month())),
            false => month.plus_months(1),
        };
        columns.push(Window::days(first, next.plus(-1).min(window.last())));
        first = next;
    }
    columns
}

fn by_time(
    atlas: &Atlas,
    histogram: &Histogram,
    columns: &[Window],
) -> Vec<(ReporterId, Vec<u32>)> {
    let mut of: BTreeMap<ReporterId, Vec<u32>> = BTreeMap::new();
    for (at, column) in columns.iter().enumerate() {
        // Day by day: the first and the last column need not be whole.
        for bar in histogram.bars(Bin::Day, *column) {
            for (reporter, counts) in &bar.counts {
                if counts.claims > 0 {
                    let claims = of
                        .entry(*reporter)
                        .or_insert_with(|| vec![0; columns.len()]);
                    claims[at] += counts.claims;
                }
            }
        }
    }
    let mut of: Vec<(ReporterId, Vec<u32>)> = of.into_iter().collect();
    atlas.sort_by_reporter(&mut of);
    of
}

fn places(
    atlas: &Atlas,
    (filters, whole): (&Filters, &Answer),
    columns: &[Window],
    (reporter, direction): (Option<ReporterId>, Direction),
) -> Vec<OfPlace> {
    let claims = |answer: &Answer, place: PlaceRef| match reporter {
        None => answer.tallies.most_claims(direction, place),
        Some(reporter) => {
            let mut own = answer.tallies.of(direction, place);
            own.find(|(id, _)| *id == reporter)
                .map_or(0, |(_, tally)| tally.claims)
        }
    };
    let mut places: Vec<OfPlace> = whole
        .tallies
        .spots(direction)
        .map(|place| OfPlace {
            place,
            claims: vec![0; columns.len()],
            total: claims(whole, place),
        })
        .filter(|of| of.total > 0)
        .collect();
    for (at, column) in columns.iter().enumerate() {
        let question = Question {
            window: *column,
            filters: filters.clone(),
        };
        let answer = ask(atlas, &question);
        for of in &mut places {
            of.claims[at] = claims(&answer, of.place);
        }
    }
    places.sort_by_key(|of| std::cmp::Reverse(of.total));
    places
}

fn by_reporter(atlas: &Atlas, answer: &Answer, window: Window) -> Option<Vec<OfReporter>> {
    let interval = window.interval();
    let all = || ShownRows::of(atlas, answer, interval);
    let rows: usize = all()
        .map(|rows| rows.dataset.rows_about(interval).len())
        .sum();
    if rows > MOST_ROWS {
        return None;
    }
    let mut found: BTreeMap<ReporterId, OfReporter> = BTreeMap::new();
    for shown in all() {
        let columns = &shown.dataset.columns;
        let add = |sum: &mut Option<Sum>, stated: Option<Amount>| {
            if let Some(stated) = stated {
                sum.get_or_insert_default().add(stated);
            }
        };
        for row in shown.iter() {
            let kind = shown.dataset.kind_of(row);
            if kind.repeated || kind.counted() != Counted::Claim {
                continue;
            }
            let row = row as usize;
            let of = found.entry(kind.reporter).or_insert_with(|| OfReporter {
                reporter: kind.reporter,
                hours: [0; 24],
                weekdays: [0; 7],
                killed: None,
                wounded: None,
                claims: 0,
                without_hour: 0,
            });
            of.claims += 1;
            let [_, killed, wounded] = columns.stated(row);
            add(&mut of.killed, killed);
            add(&mut of.wounded, wounded);
            let (start, end) = (columns.start[row], columns.end[row]);
            let length = end - start;
            // What is no longer than an hour has an hour; a part of a day, or a day, has none.
            match length <= HOUR {
                true => of.hours[(start.rem_euclid(Stamp::DAY) / HOUR) as usize % 24] += 1,
                false => of.without_hour += 1,
            }
            if start.div_euclid(Stamp::DAY) == (end - 1).max(start).div_euclid(Stamp::DAY) {
                of.weekdays[weekday(start)] += 1;
            }
        }
    }
    let mut found: Vec<(ReporterId, OfReporter)> = found.into_iter().collect();
    atlas.sort_by_reporter(&mut found);
    Some(found.into_iter().map(|(_, of)| of).collect())
}

/// Seconds.
const HOUR: i64 = 3600;

/// The day of the week, from Monday: 1970-01-01 was a Thursday.
fn weekday(seconds: i64) -> usize {
    (seconds.div_euclid(Stamp::DAY) + 3).rem_euclid(7) as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Day;

    #[test]
    fn columns_reach_as_far_as_the_period() {
        let day = |text: &str| Day::parse(text).expect("a date");
        let window = Window::days(day("2022-07-30"), day("2022-09-02"));
        let days: Vec<String> = columns(window).iter().map(ToString::to_string).collect();
        assert_eq!(
            days,
            [
                "2022-07-30 to 2022-07-31",
                "2022-08-01 to 2022-08-31",
                "2022-09-01 to 2022-09-02"
            ]
        );
        let window = Window::days(day("2018-05-01"), day("2022-02-03"));
        let years: Vec<String> = columns(window).iter().map(ToString::to_string).collect();
        assert_eq!(years.len(), 5);
        assert_eq!(years[0], "2018-05-01 to 2018-12-31");
        assert_eq!(years[4], "2022-01-01 to 2022-02-03");
    }

    #[test]
    fn the_week_begins_on_monday() {
        // 8 August 2022 was a Monday.
        let monday = Day::parse("2022-08-08").expect("a date").number();
        assert_eq!(weekday(i64::from(monday) * Stamp::DAY), 0);
        assert_eq!(weekday(i64::from(monday) * Stamp::DAY - 1), 6);
    }
}
