//! Columns that say what became of a claim, such as a status of `denied` and `confirmed`.

use super::{
    super::words::{denial, value},
    Chosen, Field, Fit, ImportOptions, Rank, Sample, Severity, Surely, Survey, has_field,
    plain_heading, reading,
};
use crate::model::Stance;

/// Words of headings for what became of a claim.
const STATES: [&str; 10] = [
    "status",
    "state",
    "verdict",
    "response",
    "reaction",
    "verification",
    "outcome",
    "статус",
    "vəziyyət",
    "durum",
];

impl Survey {
    /// Takes a column of such words for whether it was denied; where it has others beside them, that is told.
    pub(super) fn denials_by_looks(
        &mut self,
        sample: &Sample<'_>,
        choices: &ImportOptions,
        claims: &mut [Option<(Field, Rank)>],
    ) {
        let is_one = |field| matches!(field, Field::Denied | Field::Stance);
        if has_field(claims, is_one) || sample.are_shapes {
            return;
        }
        // The kind of statement, as lists of this program have it, and not of what happened.
        for (index, claim) in claims.iter_mut().enumerate() {
            let is_kind = matches!(claim, Some((Field::Activity, (Chosen::ByHeading, ..))));
            let is_word = |cell: &str| value(&Stance::ALL, cell).is_some() || cell == "statement";
            if is_kind && sample.all(index, is_word) {
                *claim = Some((
                    Field::Stance,
                    (Chosen::ByHeading, Fit::Read, Surely::Plainly),
                ));
                return;
            }
        }
        for (index, claim) in claims.iter_mut().enumerate() {
            let heading = &sample.headings[index];
            let plain = plain_heading(heading);
            let is_state = plain.split('_').any(|part| STATES.contains(&part));
            if !is_state || claim.is_some() || choices.fields.contains_key(heading) {
                continue;
            }
            // Also in cells that say more, such as by whom.
            let is_denied = |word: &str| denial(word) == Some(true);
            let speaks_of_it = |cell: &&str| is_denied(cell) || cell.split(' ').any(is_denied);
            let Some(word) = sample.cells(index).find(speaks_of_it) else {
                continue;
            };
            if sample.all(index, |cell| denial(cell).is_some()) {
                let rank = (Chosen::ByHeading, Fit::Read, Surely::Perhaps);
                *claim = Some((Field::Denied, rank));
                self.by_looks.push((heading.clone(), Field::Denied));
            } else {
                let what = reading::some_denied(word);
                self.settled.push((Severity::Doubt, heading.clone(), what));
            }
            return;
        }
    }
}
