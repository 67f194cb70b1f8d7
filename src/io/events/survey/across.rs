//! Tables that go across: a row a place, and a column a day, a month or a year. Their numbers are not read.

use super::{Dates, Field, Rank, Sample, Severity, Survey, is_number};
use crate::words::notes::reading;

/// How many columns of days there must be: two may be anything, such as the figures of this year and the last.
const FEWEST: usize = 3;

impl Survey {
    /// Tells of columns of numbers whose headings are days, months or years.
    pub(super) fn tell_across(&mut self, sample: &Sample<'_>, claims: &[Option<(Field, Rank)>]) {
        let is_span = |heading: &str| {
            let heading = heading.trim();
            let of_year = heading.len() == 4
                && matches!(heading.parse::<u16>(), Ok(year) if (1900..2100).contains(&year));
            // Other bare numbers may be anything.
            let is_written =
                heading.parse::<f64>().is_err() && Dates::default().span(heading).is_ok();
            of_year || is_written
        };
        let is_across = |index: &usize| {
            let has_figures =
                |heading: &str| heading.contains(|letter: char| letter.is_ascii_digit());
            claims[*index].is_none()
                && has_figures(&sample.headings[*index])
                && is_span(&sample.headings[*index])
                && sample.all(*index, is_number)
        };
        let across: Vec<usize> = (0..claims.len()).filter(is_across).collect();
        let [first, .., last] = &*across else {
            return;
        };
        if across.len() >= FEWEST {
            let [first, last] = [first, last].map(|index| sample.headings[*index].clone());
            let what = reading::across(across.len(), &last);
            self.settled.push((Severity::Doubt, first, what));
        }
    }
}
