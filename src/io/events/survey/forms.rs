//! Tables of forms that are filled in on the spot, as KoboToolbox and ODK write them. When a form was filled in is
//! not when the thing happened that it speaks of.

use super::{Chosen, Field, Rank, Sample, Severity, Survey, plain_heading};
use crate::{io::features::is_day, words::notes::reading};

/// Headings that only programs for forms write.
const SIGNS: [&str; 11] = [
    "_submission_time",
    "_uuid",
    "_validation_status",
    "formhub/uuid",
    "SubmissionDate",
    "meta-instanceID",
    "meta/instanceID",
    "instanceID",
    "ResponseId",
    "RecordedDate",
    "IPAddress",
];

/// Those of programs for surveys, as they are compared.
const OF_SURVEYS: [&str; 4] = [
    "response_id",
    "recorded_date",
    "respondent_id",
    "collector_id",
];

/// What such programs note of the filling in by themselves.
const OF_THE_FORM: [&str; 9] = [
    "start",
    "end",
    "today",
    "submission_time",
    "submission_date",
    "start_date",
    "end_date",
    "recorded_date",
    "response_date",
];

/// What the columns of the filling in were taken for.
#[derive(Debug, Default)]
pub(super) struct OfForm(Vec<(usize, Option<(Field, Rank)>)>);

impl OfForm {
    /// Sets them aside, so that another column says when things happened. None in a table of any other kind.
    pub fn set_aside(sample: &Sample<'_>, claims: &mut [Option<(Field, Rank)>]) -> Self {
        let is_sign = |heading: &String| {
            SIGNS.contains(&heading.trim()) || OF_SURVEYS.contains(&&*plain_heading(heading))
        };
        // What a question asks is what happened, and any other day is of the form.
        let is_asked = |heading: &String| heading.trim().ends_with('?');
        let asks_when = sample
            .headings
            .iter()
            .zip(claims.iter())
            .any(|(heading, claim)| {
                is_asked(heading) && claim.is_some_and(|(field, _)| is_day(field))
            });
        if !asks_when && !sample.headings.iter().any(is_sign) {
            return Self::default();
        }
        let is_of_form = |heading: &str| OF_THE_FORM.contains(&&*plain_heading(heading));
        let is_chosen = |claim: Option<(Field, Rank)>| {
            claim.is_some_and(|(_, (chosen, ..))| chosen == Chosen::ByPerson)
        };
        let mut own: Vec<usize> = (0..claims.len()).collect();
        own.retain(|index| is_of_form(&sample.headings[*index]) && !is_chosen(claims[*index]));
        let own = own.into_iter();
        Self(own.map(|index| (index, claims[index].take())).collect())
    }

    /// Whether a column is one of these.
    pub fn has(&self, index: usize) -> bool {
        self.0.iter().any(|(own, _)| *own == index)
    }

    /// Takes the first of them for the day where no other column says one; tells of it, or that it is not the day.
    pub fn settle(
        self,
        survey: &mut Survey,
        sample: &Sample<'_>,
        claims: &mut [Option<(Field, Rank)>],
    ) {
        let of_day = |claim: &Option<(Field, Rank)>| claim.filter(|(field, _)| is_day(*field));
        let is_dated = claims.iter().any(|claim| of_day(claim).is_some());
        let mut own = self.0.iter().filter(|(_, claim)| of_day(claim).is_some());
        let Some((index, claim)) = own.next() else {
            return;
        };
        let heading = sample.headings[*index].clone();
        let (severity, what) = match is_dated {
            true => (Severity::Remark, reading::filled_in()),
            false => {
                claims[*index] = *claim;
                (Severity::Doubt, reading::only_filled_in())
            }
        };
        survey.settled.push((severity, heading, what.to_owned()));
    }
}
