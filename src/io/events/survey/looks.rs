//! Columns whose headings tell nothing, and whose values look like days, times of day or words for what happened.

use super::{
    super::words::{names_a_mine, value, weapon_named},
    Chosen, Dates, Field, Fit, ImportOptions, Rank, Sample, Severity, Surely, Survey, forms,
    has_field, is_open, plain_heading, reading,
};
use crate::model::Activity;

/// Texts of a column in which dates are looked for.
const FEW: usize = 100;

impl Survey {
    /// Takes a column of dates for the start where no heading says which it is.
    pub(super) fn dates_by_looks(
        &mut self,
        sample: &Sample<'_>,
        choices: &ImportOptions,
        form: &forms::OfForm,
        claims: &mut [Option<(Field, Rank)>],
    ) {
        let is_dated = claims.iter().flatten().any(|(field, (_, fit, _))| {
            let is_one = matches!(
                field,
                Field::Start | Field::End | Field::Published | Field::StartYear
            );
            is_one && *fit != Fit::Unread
        });
        let is_date = |cell: &str| {
            // Bare numbers may be anything.
            cell.parse::<f64>().is_err()
                && cell.contains(|letter: char| letter.is_ascii_digit())
                && (Dates::default().span(cell).is_ok() || Dates::is_ambiguous(cell))
        };
        // Dates of the record itself, and not of what happened.
        const OF_THE_RECORD: [&str; 14] = [
            "valid",
            "updated",
            "update",
            "modified",
            "created",
            "edited",
            "edition",
            "accessed",
            "retrieved",
            "source",
            "published",
            "exported",
            "expires",
            "check",
        ];
        let is_free = |index: &usize| {
            let heading = &sample.headings[*index];
            let plain = plain_heading(heading);
            let mut parts = plain.split('_');
            is_open(sample, choices, claims, *index)
                && !form.has(*index)
                && !parts.any(|part| OF_THE_RECORD.contains(&part))
        };
        if is_dated || sample.are_shapes {
            return;
        }
        let mut found = (0..claims.len()).filter(is_free);
        let Some(index) = found.find(|index| sample.all(*index, is_date)) else {
            let mut found = (0..claims.len()).filter(is_free);
            let found = found.find(|index| {
                let cells = || sample.cells(*index).take(FEW);
                let dated = cells().filter(|cell| Dates::are_within(cell)).count();
                dated > 0 && dated * 2 >= cells().count()
            });
            let heading = found.map(|index| sample.headings[index].clone());
            self.like_dates = heading.map(|heading| (heading, reading::hold_dates()));
            return;
        };
        let heading = sample.headings[index].clone();
        // What lies somewhere need not have happened: a map of places may say when each was seen.
        if sample.has_geometry {
            self.like_dates = Some((heading, reading::like_dates()));
            return;
        }
        let rank = (Chosen::ByHeading, Fit::Read, Surely::Perhaps);
        claims[index] = Some((Field::Start, rank));
        self.by_looks.push((heading, Field::Start));
    }

    /// Takes a column of words for what happened for that, where no heading says which it is.
    pub(super) fn activities_by_looks(
        &mut self,
        sample: &Sample<'_>,
        choices: &ImportOptions,
        claims: &mut [Option<(Field, Rank)>],
    ) {
        let is_one = |field| matches!(field, Field::Activity | Field::ActivityDetail);
        if has_field(claims, is_one) || sample.are_shapes {
            return;
        }
        // A word for anything else says nothing here.
        let is_word = |cell: &str| {
            let known = value(&Activity::ALL, cell);
            known.is_some_and(|activity| activity != Activity::Other)
                || weapon_named(cell).is_some()
                || names_a_mine(cell)
        };
        let is_free = |index: &usize| is_open(sample, choices, claims, *index);
        let mut free = (0..claims.len()).filter(is_free);
        if let Some(index) = free.find(|index| sample.all(*index, is_word)) {
            let rank = (Chosen::ByHeading, Fit::Read, Surely::Perhaps);
            claims[index] = Some((Field::Activity, rank));
            self.by_looks
                .push((sample.headings[index].clone(), Field::Activity));
        }
    }

    /// Tells of a column of times of day beside days, where no heading says what it is.
    pub(super) fn clocks_by_looks(
        &mut self,
        sample: &Sample<'_>,
        claims: &[Option<(Field, Rank)>],
    ) {
        let has = |field: Field| claims.iter().flatten().any(|(own, _)| *own == field);
        let is_free = |index: &usize| claims[*index].is_none();
        if !has(Field::Start) || has(Field::StartTime) || sample.has_geometry {
            return;
        }
        let mut free = (0..claims.len()).filter(is_free);
        if let Some(index) = free.find(|index| sample.all(*index, Dates::is_clock)) {
            let heading = sample.headings[index].clone();
            let what = reading::like_clocks();
            self.settled
                .push((Severity::Remark, heading, what.to_owned()));
        }
    }
}
