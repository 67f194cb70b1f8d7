//! Tables that go across, a row a place and a column a day, a month or a year, and tables whose days stand above their
//! rows. Neither is read as it is meant, and that is told.

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
        // Of two alone, where nothing else is a number or a day.
        let says_more = |(field, _): &(Field, Rank)| field.is_whole() || field.says_a_day();
        let has_numbers = claims.iter().flatten().any(says_more);
        if across.len() >= FEWEST || across.len() == 2 && !has_numbers {
            let [first, last] = [first, last].map(|index| sample.headings[*index].clone());
            let what = reading::across(across.len(), &last);
            self.settled.push((Severity::Doubt, first, what));
        }
    }

    /// Tells of days that stand once, above or in the first of the rows they are meant for, and of those in a column
    /// of places.
    pub(super) fn tell_days_above_rows(
        &mut self,
        sample: &Sample<'_>,
        claims: &[Option<(Field, Rank)>],
    ) {
        let column = |of: Field| {
            let is_it = |claim: &Option<(Field, Rank)>| claim.is_some_and(|(own, _)| own == of);
            claims.iter().position(is_it)
        };
        if sample.has_geometry || sample.are_shapes {
            return;
        }
        if let Some(index) = column(Field::Start) {
            let cells: Vec<&str> = sample.all_cells(index).collect();
            let blank = cells.iter().filter(|cell| cell.is_empty()).count();
            let is_first_dated = cells.first().is_some_and(|cell| !cell.is_empty());
            if is_first_dated && cells.len() == sample.rows && blank * 3 >= cells.len() && blank > 1
            {
                let what = reading::days_above_rows(blank, cells.len());
                let heading = sample.headings[index].clone();
                self.settled.push((Severity::Doubt, heading, what));
            }
            return;
        }
        let is_day = |cell: &&str| {
            cell.parse::<f64>().is_err()
                && cell.contains(|letter: char| letter.is_ascii_digit())
                && Dates::default().span(cell).is_ok()
        };
        if let Some(index) = column(Field::Places)
            && let Some(day) = sample.cells(index).find(is_day)
        {
            let what = reading::days_among_places(day);
            let heading = sample.headings[index].clone();
            self.settled.push((Severity::Doubt, heading, what));
        }
    }
}
