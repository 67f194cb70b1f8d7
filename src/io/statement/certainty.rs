//! How sure a fact is: said outright in words that can mean nothing else, or concluded.

use super::{
    claim_builder::{ClaimBuilder, End},
    claims::Outline,
    clauses::{Actor, Clause, Count, Cue},
    sites::{Meaning, Placed},
};
use crate::model::{Party, TimePrecision, statement::Certainty};

/// The languages whose reading has been measured on many statements.
const MEASURED_LANGUAGES: [&str; 5] = ["en", "ru", "az", "tr", "hy"];

/// What the certainty of the facts of one sentence depends on.
pub struct Doubts<'a> {
    clauses: &'a [Clause],
    at: usize,
    claim: Option<&'a ClaimBuilder>,
    /// Something about the sentence, the statement or its language leaves everything unsure.
    all: bool,
    frontline: bool,
}

impl<'a> Doubts<'a> {
    pub fn new(
        clauses: &'a [Clause],
        at: usize,
        outline: &'a Outline,
        claim: Option<usize>,
        known: (&str, bool),
    ) -> Self {
        let (language, reporter_is_known) = known;
        let clause = &clauses[at];
        let cut = clause.same_sentence || clauses.get(at + 1).is_some_and(|it| it.same_sentence);
        let claim = claim.map(|claim| &outline.claims[claim]);
        let events = claim.map_or(0, |claim| {
            let events = claim.clauses.iter().filter(|at| clauses[**at].is_event());
            events.count()
        });
        // Who did it must be named, and where.
        let vague = claim.is_some_and(|claim| {
            (claim.origins.is_empty() && claim.targets.is_empty())
                || (clause.agent.is_none() && clause.illegal.is_none())
        });
        let all = !MEASURED_LANGUAGES.contains(&language)
            || !reporter_is_known
            || outline.denial.is_some()
            || clause.supposed.is_some()
            || clause.denied_fire.is_some()
            || clause.routine
            || cut
            || clause.completed
            || vague
            || events > 1;
        Self {
            clauses,
            at,
            claim,
            all,
            frontline: outline.frontline,
        }
    }

    fn clause(&self) -> &Clause {
        &self.clauses[self.at]
    }

    fn sure(&self, sure: bool) -> Certainty {
        if sure && !self.all {
            Certainty::Sure
        } else {
            Certainty::Unsure
        }
    }

    pub fn plain(&self) -> Certainty {
        self.sure(true)
    }

    /// A place is sure where it is known by this name, where nothing else bears the name, and where
    /// its end is told by the words beside it or by the side of the border. A province that
    /// only says where another place lies is none of the ends.
    pub fn place(&self, place: &Placed, cue: Option<Cue>) -> Certainty {
        let known = matches!(place.meaning, Meaning::Region(_) | Meaning::Settlement(..));
        let told = cue.is_some() || !self.frontline;
        let is_end = |end: &End| match (end, &place.meaning) {
            (End::Place(meaning), Meaning::Region(region)) => meaning.region() == Some(*region),
            (End::Place(meaning), other) => meaning == other,
            (End::Stretch(ends), other) => ends.contains(other),
            (End::Zone(_), _) => false,
        };
        let kept = self
            .claim
            .is_none_or(|claim| claim.origins.iter().chain(&claim.targets).any(is_end));
        self.sure(known && told && kept && !place.by_sound && !place.doubtful)
    }

    pub fn count(&self) -> Certainty {
        let count = &self.clause().count;
        let of_claim = self.claim.is_none_or(|claim| claim.count == count.number);
        self.sure(of_claim && count.by_times && is_exact(count))
    }

    pub fn total(&self) -> Certainty {
        let count = &self.clause().count;
        self.sure(count.by_times && is_exact(count))
    }

    pub fn time(&self) -> Certainty {
        let time = &self.clause().time;
        // A day beside a word of saying may be the day it was said, unless a clock stands with it.
        let told = matches!(time.precision, TimePrecision::Minute | TimePrecision::Hour)
            || !self.clause().says;
        self.sure(
            time.dated
                && told
                && !time.unsure
                && !time.apart
                && !time.ahead
                && time.moments.is_empty(),
        )
    }

    pub fn side(&self) -> Certainty {
        let clause = self.clause();
        let by = self.claim.map_or(Party::Unknown, |claim| claim.by);
        let agent = match &clause.agent {
            Some((Actor::Side(party), _)) => clause.armed.contains(party) && *party == by,
            Some((Actor::Opponent, _)) | None => false,
        };
        self.sure(agent || clause.illegal.is_some())
    }

    pub fn losses(&self) -> Certainty {
        let losses = &self.clause().losses;
        let one = losses.killed.is_some() != losses.wounded.is_some();
        self.sure(losses.denied || (losses.counted && one))
    }
}

/// Whether the number is stated as an exact one: of what is said about any other a person should look at the
/// words.
fn is_exact(count: &Count) -> bool {
    count.number.is_none_or(|number| number.exact().is_some())
}
