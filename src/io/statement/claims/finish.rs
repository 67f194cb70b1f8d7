//! What only the whole statement tells: what a headline stands for, its time, the stance.

use std::collections::HashMap;

use super::{ClaimAssembler, LeftOut, Outline};
use crate::{
    io::statement::claim_builder::{ClaimBuilder, End, join, tidy},
    model::{Activity, Amount, Moment, Party, Stance, TimePrecision, Window},
};

impl ClaimAssembler<'_> {
    pub(super) fn finish(mut self) -> Outline {
        self.share_places_of_counts();
        self.keep_heading();
        self.place_losses_before();
        self.count_one_claim();
        self.count_each_case();
        self.spread_heading_time();
        self.spread_time_of_claims();
        self.take_time_of_sentences();
        self.date_records();
        self.place_in_zone();
        for claim in &mut self.outline.claims {
            tidy(&mut claim.origins, self.atlas);
            tidy(&mut claim.targets, self.atlas);
        }
        // Fire by nobody, nowhere, is no report of anything here.
        let says_something = |claim: &ClaimBuilder| {
            let placed = !claim.origins.is_empty() || !claim.targets.is_empty();
            let mine = claim.activity == Activity::Mine;
            placed || mine || claim.by != Party::Unknown || claim.count.is_some()
        };
        self.outline.claims.retain(says_something);
        let claims = &self.outline.claims;
        if self.speaker.records && self.outline.total.is_none() {
            let exact = |claim: &ClaimBuilder| claim.count.and_then(Amount::exact);
            let counts: Option<Vec<u32>> = claims.iter().map(exact).collect();
            self.outline.total = counts
                .filter(|counts| !counts.is_empty())
                .map(|counts| Amount::Exact(counts.iter().sum()));
        }
        // "Our units kept the ceasefire", behind claims that nobody else disputes, denies nothing.
        let keeps_order = self.denied_own_only && !self.told_by_other && !claims.is_empty();
        if keeps_order {
            self.outline.denial = None;
        }
        let claims = &self.outline.claims;
        let none = claims.iter().all(ClaimBuilder::is_zero);
        let nothing = self.nothing && none && self.outline.denial.is_none();
        if nothing && self.nothing_at_all {
            for claim in self.outline.claims.drain(..) {
                let why = LeftOut::NoneAnywhere;
                let parts = claim.clauses.into_iter();
                self.outline.left.extend(parts.map(|at| (at, why)));
            }
            self.outline.total = Some(Amount::Exact(0));
        }
        self.outline.stance = Some(
            match (
                self.speaker.records || nothing,
                self.outline.denial,
                self.outline.claims.is_empty(),
            ) {
                (true, ..) => Stance::Record,
                (false, Some(_), true) => Stance::Denial,
                (false, Some(_), false) => Stance::Mixed,
                (false, None, _) => Stance::Claim,
            },
        );
        self.outline
    }

    /// What a later sentence says of the places of one number of several times holds for the others.
    fn share_places_of_counts(&mut self) {
        let mut runs = vec![0; self.clauses.len()];
        for (at, clause) in self.clauses.iter().enumerate() {
            runs[at] = if clause.again && at > 0 {
                runs[at - 1]
            } else {
                at
            };
        }
        let run = |claim: &ClaimBuilder| claim.clauses.first().map(|at| runs[*at]);
        let placed = |claim: &ClaimBuilder| !claim.origins.is_empty() || !claim.targets.is_empty();
        let mut ends: HashMap<usize, (Vec<End>, Vec<End>)> = HashMap::new();
        for claim in self.outline.claims.iter().filter(|claim| placed(claim)) {
            if let Some(run) = run(claim) {
                let of_claim = || (claim.origins.clone(), claim.targets.clone());
                ends.entry(run).or_insert_with(of_claim);
            }
        }
        for claim in &mut self.outline.claims {
            let known = run(claim).and_then(|run| ends.get(&run));
            if let Some((origins, targets)) = known.filter(|_| !placed(claim)) {
                claim.origins.clone_from(origins);
                claim.targets.clone_from(targets);
            }
        }
    }

    /// A headline is a claim of its own where no place is told of; what says nothing beyond it is
    /// part of it.
    pub(super) fn keep_heading(&mut self) {
        let placed = |claim: &ClaimBuilder| {
            let placed = !claim.origins.is_empty() || !claim.targets.is_empty();
            placed && !claim.is_zero()
        };
        // What adds up to it stands beside it.
        let is_part = |claim: &ClaimBuilder| {
            let counts = |at: &usize| self.clauses[*at].of_total && claim.count.is_some();
            claim.clauses.first().is_some_and(counts)
        };
        let claims = &self.outline.claims;
        if claims.iter().any(placed) || claims.iter().any(is_part) {
            // Bulletins from Stepanakert count the whole line of contact, and tell beside it of some place.
            let whole_line = self.speaker.frontline
                && self.speaker.side == Some(Party::NagornoKarabakh)
                && self.outline.total.is_some();
            if let Some(heading) = self.heading.take_if(|_| whole_line) {
                self.outline.claims.insert(0, heading);
            }
            return;
        }
        let Some(mut heading) = self.heading.take() else {
            return;
        };
        let more = |claim: &ClaimBuilder| {
            let lost = claim.killed.is_some() || claim.wounded.is_some();
            let counted = claim.count.is_some() && claim.count != heading.count;
            lost || counted || claim.by != heading.by || !claim.activity.is_fire()
        };
        let (kept, told): (Vec<_>, Vec<_>) = self.outline.claims.drain(..).partition(more);
        told.into_iter().for_each(|claim| join(&mut heading, claim));
        self.outline.claims.push(heading);
        self.outline.claims.extend(kept);
    }

    /// The figure of a headline is that of the one claim below it, where both are of the same time.
    pub(super) fn count_one_claim(&mut self) {
        let (Some(heading), [claim]) = (&self.heading, &mut self.outline.claims[..]) else {
            return;
        };
        // Baku's bulletins of those years list some of the places only.
        let some_places = self.speaker.frontline && self.speaker.side == Some(Party::Azerbaijan);
        if claim.count.is_none()
            && !some_places
            && claim.by == heading.by
            && (claim.time.is_open()
                || heading.time.is_open()
                || claim.time.start == heading.time.start)
        {
            claim.count = heading.count;
            claim.rounds = claim.rounds.or(heading.rounds);
        }
    }

    /// As many cases as a headline counts, each told of by itself, are one each.
    pub(super) fn count_each_case(&mut self) {
        let total = self.outline.total.filter(|_| self.speaker.records);
        let claims = &mut self.outline.claims;
        let all = u32::try_from(claims.len()).ok() == total.and_then(Amount::exact);
        if all && claims.len() > 1 && claims.iter().all(|claim| claim.count.is_none()) {
            claims
                .iter_mut()
                .for_each(|claim| claim.count = Some(Amount::Exact(1)));
        }
    }

    /// A bulletin that records what it names no day for speaks of the day it was published.
    pub(super) fn date_records(&mut self) {
        let Some(day) = self.speaker.published.filter(|_| self.speaker.records) else {
            return;
        };
        let open = |claim: &&mut ClaimBuilder| claim.time.is_open() && claim.count.is_some();
        for claim in self.outline.claims.iter_mut().filter(open) {
            claim.time.start = Some(Moment::Day(day));
            claim.time.precision = TimePrecision::Past24Hours;
        }
    }

    /// The time of a headline holds for what it sums up.
    pub(super) fn spread_heading_time(&mut self) {
        let Some(heading) = &self.heading else { return };
        if heading.time.is_open() {
            return;
        }
        for claim in &mut self.outline.claims {
            if claim.time.is_open() && claim.is_of_fighting() {
                claim.time = heading.time.clone();
            }
        }
    }

    /// Fire that is told of without a time, behind fire of a day and by the same side, is of that day.
    pub(super) fn spread_time_of_claims(&mut self) {
        for at in 1..self.outline.claims.len() {
            let (before, from) = self.outline.claims.split_at_mut(at);
            let (last, claim) = (&before[at - 1], &mut from[0]);
            // "Nothing at A, but fire at B" is of one day.
            let goes_on = claim.clauses.first().is_some_and(|at| {
                self.clauses[*at].same_sentence && last.clauses.last() == Some(&(at - 1))
            });
            if claim.time.is_open() && goes_on && (last.is_zero() || claim.is_zero()) {
                claim.time = last.time.clone();
            }
            let fire = ClaimBuilder::is_of_fighting;
            if claim.time.is_open() && fire(claim) && fire(last) && claim.by == last.by {
                claim.time = last.time.clone();
            }
        }
    }

    /// "The night of 19 to 20 June was not calm." Fire that is told of without a time is of the days that a
    /// sentence before it names without telling of fire.
    pub(super) fn take_time_of_sentences(&mut self) {
        let clauses = self.clauses;
        let mut taken = vec![false; clauses.len()];
        for (at, _) in &self.outline.left {
            taken[*at] = true;
        }
        for claim in self.outline.claims.iter().filter(|it| !it.time.is_open()) {
            claim.clauses.iter().for_each(|at| taken[*at] = true);
        }
        // For each sentence the last one up to it that names a time.
        let mut last = None;
        let named: Vec<Option<usize>> = (0..clauses.len())
            .map(|at| {
                last = (!clauses[at].time.is_open()).then_some(at).or(last);
                last
            })
            .collect();
        let time_before = |first: usize| {
            let before = named[first.checked_sub(1)?]?;
            let clause = &clauses[before];
            let other = clause.denial.is_some() || clause.routine || clause.condition;
            let of_day = !clause.time.ahead && !clause.time.clocked;
            (!taken[before] && !other && of_day).then(|| clause.time.clone())
        };
        let times: Vec<_> = self
            .outline
            .claims
            .iter()
            .map(|claim| {
                let wanted = claim.time.is_open() && !claim.time.clocked && claim.is_of_fighting();
                let first = claim.clauses.iter().min().filter(|_| wanted)?;
                time_before(*first)
            })
            .collect();
        for (claim, time) in self.outline.claims.iter_mut().zip(times) {
            if let Some(time) = time {
                claim.time = time;
            }
        }
    }

    /// Those who report from the peacekeepers' area mean it where they name no place.
    pub(super) fn place_in_zone(&mut self) {
        let from_there = self.speaker.records || self.speaker.side == Some(Party::NagornoKarabakh);
        let Some(zone) = self.zone.filter(|_| from_there) else {
            return;
        };
        let dated = self.atlas.zones()[zone].dated;
        for claim in &mut self.outline.claims {
            let named = claim
                .clauses
                .iter()
                .map(|at| &self.clauses[*at])
                .any(|clause| {
                    let line = clause.contact_line && !self.speaker.frontline;
                    clause.keepers_area.is_some() || line
                });
            let day = claim
                .time
                .start
                .or(claim.time.end)
                .map(|moment| moment.start().day());
            let day = day.or(self.speaker.published);
            let held = day.is_some_and(|day| dated.holds_in(Window::days(day, day)));
            if named && held && claim.origins.is_empty() && claim.targets.is_empty() {
                claim.targets.push(End::Zone(zone));
            }
        }
    }
}
