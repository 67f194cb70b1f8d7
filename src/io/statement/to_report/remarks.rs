//! What is remarked on a sentence: what of it was left out, and what a person should look at.

use super::{ReportSource, keeps_rounds, remark};
use crate::{
    io::statement::{
        claims::LeftOut,
        clauses::{Clause, Untaken},
        sites::{Meaning, Placed},
    },
    model::{Found, Language, Party, RegionId, Severity, statement::Remark},
    words::notes::statement as words,
};

/// Looking for near names takes its time; a text with more unknown names than this is none of ours.
const MOST_NEAR_NAMES: usize = 40;

impl ReportSource<'_> {
    pub(super) fn remarks_on(&self, at: usize, clause: &Clause, remarks: &mut Vec<Remark>) {
        let sentence = self.span(&clause.range);
        let what = match self.fate[at].1 {
            Some(LeftOut::OtherVoice) => words::other_voice(),
            Some(LeftOut::OwnSide) => words::own_side(),
            Some(LeftOut::Answer) => words::answer(),
            Some(LeftOut::Condition) => words::condition(),
            Some(LeftOut::FurtherTotal) => words::further_total(),
            Some(LeftOut::RunningTotal) => words::running_total(),
            Some(LeftOut::Withdrawn) => words::withdrawn(),
            Some(LeftOut::NoneAnywhere) => words::none_anywhere(),
            None if clause.corrects && self.claim_of(at).is_none() => words::corrects(),
            None if self.is_left_over(at, clause) => words::nothing_read(),
            None => "",
        };
        if clause.denial.is_some() && self.outline.denial.is_some() {
            if clause.of_rumours {
                remarks.push(remark(
                    Severity::Remark,
                    sentence.clone(),
                    words::denies_rumours(),
                ));
            } else if clause.of_all_claims {
                remarks.push(remark(
                    Severity::Remark,
                    sentence.clone(),
                    words::denies_all(),
                ));
            }
        }
        if !what.is_empty() {
            remarks.push(remark(Severity::Remark, sentence, what));
            return;
        }
        let claim = self.claim_of(at).map(|claim| &self.outline.claims[claim]);
        let heads = clause.count.number.is_some() && clause.count.number == self.outline.total;
        if let Some((_, tokens)) = &clause.rounds
            && (claim.is_some() || heads)
            && !keeps_rounds(claim, clause)
        {
            let what = words::untaken_rounds();
            remarks.push(remark(Severity::Doubt, self.span(tokens), what));
        }
        if claim.is_none() {
            return;
        }
        for (place, _) in &clause.places {
            self.remark_on_place(place, remarks);
        }
        if let (Some(replaced), Some(count)) = (&clause.replaced, clause.count.number) {
            let what = words::replaced(replaced.number, count);
            let span = self.span(&replaced.tokens);
            remarks.push(remark(Severity::Remark, span, what));
        }
        if clause.corrects {
            remarks.push(remark(
                Severity::Remark,
                sentence.clone(),
                words::corrects(),
            ));
        }
        let each = clause.per_place.first().zip(clause.per_place.last());
        let each = each.map(|((_, first), (_, last))| *first..last + 1);
        let unclear = each.filter(|_| self.outline.unclear.contains(&at));
        if let Some(tokens) = clause.count.unread.as_ref().or(unclear.as_ref()) {
            let what = words::unread_number();
            remarks.push(remark(Severity::Doubt, self.span(tokens), what));
        }
        for (tokens, untaken) in &clause.untaken {
            let what = match untaken {
                Untaken::People => words::untaken_people(),
                Untaken::OtherSide => words::untaken_side(),
                Untaken::Among => words::among_wounded(),
                Untaken::Either => words::killed_or_wounded(),
                Untaken::Rounds => words::untaken_rounds(),
                Untaken::Things => words::untaken_things(),
            };
            remarks.push(remark(Severity::Doubt, self.span(tokens), what));
        }
        let doubts = [
            (clause.time.unsure, words::no_day()),
            (clause.time.disordered, words::end_before_start()),
            (clause.time.ahead, words::after_publication()),
            (clause.time.apart, words::days_apart()),
        ];
        for (_, what) in doubts.into_iter().filter(|(doubt, _)| *doubt) {
            let tokens = clause.time.from.first();
            let tokens = tokens.map_or(sentence.clone(), |tokens| self.span(tokens));
            remarks.push(remark(Severity::Doubt, tokens, what));
        }
        let by = claim.filter(|claim| !claim.is_zero()).map(|claim| claim.by);
        if by == Some(Party::Unknown) && !clause.is_of_a_mine() {
            let tokens = clause.fire.as_ref().map(|(_, tokens)| self.span(tokens));
            let tokens = tokens.unwrap_or_default();
            remarks.push(remark(Severity::Remark, tokens, words::no_side()));
        }
    }

    /// Whether a sentence says something that none of the rules took up.
    fn is_left_over(&self, at: usize, clause: &Clause) -> bool {
        let used = self.claim_of(at).is_some()
            || clause.denial.is_some()
            || clause.denies_all_fire
            || clause.nothing.is_some()
            || clause.losses.denied
            || clause.routine
            || clause.answers
            || (clause.count.number.is_some() && clause.count.number == self.outline.total);
        !used && clause.range.len() > 2
    }

    fn remark_on_place(&self, place: &Placed, remarks: &mut Vec<Remark>) {
        let span = self.span(&(place.from..place.to));
        let name = self.text[span.clone()].to_owned();
        match &place.meaning {
            Meaning::Named(region, _) => remarks.push(Remark {
                severity: Severity::Doubt,
                span,
                what: words::unknown_in_region(
                    self.atlas.regions()[*region].names.get(Language::English),
                ),
                near: self.near(&name, Some(*region), remarks),
            }),
            Meaning::Unknown => remarks.push(Remark {
                severity: Severity::Doubt,
                span,
                what: words::unknown_place().to_owned(),
                near: self.near(&name, None, remarks),
            }),
            Meaning::Doubtful(keys) => remarks.push(Remark {
                severity: Severity::Doubt,
                span,
                what: words::ambiguous_place(&keys.join(", ")),
                near: keys.clone(),
            }),
            Meaning::Region(_) | Meaning::Settlement(..) if place.by_sound => {
                let means = self.meaning_in_words(place).unwrap_or_default();
                let what = words::by_sound(&means);
                remarks.push(remark(Severity::Remark, span, what));
            }
            _ => {}
        }
    }

    /// Keys of the places whose names come nearest: of those in the region, where one is named.
    fn near(&self, name: &str, region: Option<RegionId>, remarks: &[Remark]) -> Vec<String> {
        if remarks.len() >= MOST_NEAR_NAMES {
            return Vec::new();
        }
        let settlements = self.atlas.settlements();
        let wanted = |found| match (found, region) {
            (Found::Settlement(id), Some(region)) => settlements[id].region == Some(region),
            (Found::Settlement(id), None) => settlements[id].region.is_some(),
            (Found::Region(_), None) => true,
            (Found::Region(_), Some(_)) | (Found::Zone(_) | Found::Line(_), _) => false,
        };
        let near = self.atlas.gazetteer().nearest(name, 3, wanted);
        let key = |found| match found {
            Found::Region(id) => Some(self.atlas.regions()[id].key.to_string()),
            Found::Settlement(id) => Some(settlements[id].key.to_string()),
            Found::Zone(_) | Found::Line(_) => None,
        };
        near.into_iter()
            .filter_map(|spelling| key(spelling.found))
            .collect()
    }
}
