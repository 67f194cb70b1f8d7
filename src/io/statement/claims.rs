//! From sentences to claims: what continues what, which number is a headline, whose
//! words count.

mod actors;
mod finish;
mod losses;
mod tells;

use super::{
    claim_builder::{
        ClaimBuilder, End, by_turns, each_by_itself, goes_on, in_turn, is_bare, is_same, join,
    },
    clauses::{Actor, Clause, Cue, Voice},
    sites::Meaning,
    times::Time,
};
use crate::model::{Activity, Amount, Atlas, Day, Party, Stance, TimePrecision, ZoneId, ZoneKind};

/// Why a sentence gave nothing to a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// Said by somebody other than the reporter.
    OtherVoice,
    /// Fire of the reporter's own side.
    OwnSide,
    /// Fire in answer, by none but the reporter's own side.
    Answer,
    /// What may be or might have been.
    Condition,
    /// A number that what stands behind it adds up to, beside the total of the report.
    FurtherTotal,
    /// A number that runs on from an earlier day, beside one of the time of the report.
    RunningTotal,
    /// An earlier figure that the reporter no longer holds to.
    Withdrawn,
    /// Nothing happened at these places, as the report says of all.
    NoneAnywhere,
}

/// All a statement says.
#[derive(Clone, Debug, Default)]
pub struct Outline {
    pub claims: Vec<ClaimBuilder>,
    pub total: Option<Amount>,
    pub stance: Option<Stance>,
    pub left: Vec<(usize, LeftOut)>,
    /// Sentences with a number for each place that go to no claim each.
    pub unclear: Vec<usize>,
    /// The sentence that denies.
    pub denial: Option<usize>,
    /// It speaks of the line of contact of 1994 to 2020.
    pub frontline: bool,
}

/// Who the reporter is, as far as reading needs it.
#[derive(Clone, Copy, Debug)]
pub struct Speaker {
    /// The side it belongs to; `None` for a neutral one.
    pub side: Option<Party>,
    /// Neutral reporters record; they do not claim.
    pub records: bool,
    /// The statement speaks of the line of contact of 1994 to 2020, on both sides of which lie
    /// districts of Azerbaijan.
    pub frontline: bool,
    pub published: Option<Day>,
}

/// Puts the sentences of a statement together.
pub fn outline(clauses: &[Clause], speaker: Speaker, atlas: &Atlas) -> Outline {
    let mut assembler = ClaimAssembler {
        clauses,
        speaker,
        zone: peacekeepers(atlas),
        atlas,
        outline: Outline {
            frontline: speaker.frontline,
            ..Outline::default()
        },
        open: false,
        heading: None,
        sum: None,
        aside: None,
        nothing: false,
        nothing_at_all: false,
        disbelieves: false,
        denied_own_only: true,
        told_by_other: false,
        spoke: None,
        last: None,
        lost_before: None,
        voices: Vec::new(),
    };
    assembler.voices = voices(clauses);
    for at in 0..clauses.len() {
        assembler.sentence(at);
    }
    assembler.finish()
}

fn peacekeepers(atlas: &Atlas) -> Option<ZoneId> {
    let zones = atlas.zones();
    zones.find(|zone| zone.kind == ZoneKind::Peacekeepers)
}

/// The two camps: statements of one do not report fire of their own.
fn camp(party: Party) -> Party {
    match party {
        Party::NagornoKarabakh => Party::Armenia,
        other => other,
    }
}

struct ClaimAssembler<'a> {
    clauses: &'a [Clause],
    speaker: Speaker,
    zone: Option<ZoneId>,
    atlas: &'a Atlas,
    outline: Outline,
    /// Whether the next sentence may go on with the last claim.
    open: bool,
    /// A sentence with a number and no place, and its claim, were it to stand alone.
    heading: Option<ClaimBuilder>,
    /// What the sentence before a colon says, while that is told place by place behind it.
    sum: Option<ClaimBuilder>,
    /// Places and time of a sentence that was not the reporter's own.
    aside: Option<(Vec<End>, Time)>,
    nothing: bool,
    /// And not at some places alone.
    nothing_at_all: bool,
    /// The sentence before was not believed.
    disbelieves: bool,
    /// All that is denied is that the reporter's own side fired.
    denied_own_only: bool,
    /// Somebody else than the reporter speaks somewhere.
    told_by_other: bool,
    spoke: Option<Voice>,
    /// The last claim, or the heading, that losses may belong to.
    last: Option<usize>,
    /// The first sentence of losses that stands before any claim.
    lost_before: Option<usize>,
    /// Whose words each sentence is, where the text says so.
    voices: Vec<Option<Voice>>,
}

/// Whose words each sentence is. A quotation over several sentences has the voice named at its end.
fn voices(clauses: &[Clause]) -> Vec<Option<Voice>> {
    let mut voices = vec![None; clauses.len()];
    for (at, clause) in clauses.iter().enumerate().rev() {
        let own = clause.voice.filter(|_| clause.says);
        let goes_on = clause.in_quotation && at + 1 < clauses.len();
        voices[at] = own.or_else(|| {
            voices[at + 1..]
                .first()
                .copied()
                .flatten()
                .filter(|_| goes_on)
        });
    }
    voices
}

/// So many clocks, each of fire by itself, are so many times.
fn several_clocks(clause: &Clause) -> Option<Amount> {
    let clocks = u32::try_from(clause.time.clocks).ok();
    clocks.filter(|clocks| *clocks > 1).map(Amount::Exact)
}

impl ClaimAssembler<'_> {
    fn sentence(&mut self, at: usize) {
        let clause = &self.clauses[at];
        if let Some(voice) = clause
            .voice
            .filter(|_| clause.says || clause.denial.is_some())
        {
            self.spoke = Some(voice);
        }
        let few = clause.count.number.is_none_or(|number| number.least() < 2);
        if clause.nothing.is_some() && few && clause.denial.is_none() {
            self.nothing = true;
            self.nothing_at_all |= !self.zero(at);
            self.losses(at);
            return;
        }
        if !clause.of_total {
            self.sum = None;
        }
        if clause.of_total && self.sum.is_none() {
            // The parts of what is no claim are none.
            let before = self.outline.left.last().filter(|(left, _)| left + 1 == at);
            if let Some((_, why)) = before.copied() {
                self.outline.left.push((at, why));
            }
            self.set_aside(clause);
            return;
        }
        let foreign = self.is_foreign(at);
        self.told_by_other |= foreign;
        let disbelieved = clause.supposed.is_some()
            && (foreign
                || self.disbelieves
                || self.of_own_side(clause)
                || self.is_at_the_other_side(clause));
        let denied = clause.denial.is_some()
            || disbelieved
            || clause.denies_all_fire
            || self.denies_own_fire(clause);
        let sentence_denied = denied || self.rest_is_denied(at);
        let claims_in_spite = self.claims_in_spite(clause) && !clause.denies_all_fire;
        if sentence_denied && (foreign || !claims_in_spite) {
            // What the other side denies is not denied by the reporter.
            let others = clause.deniers.iter().all(|voice| self.is_other(*voice));
            let by_other = others && !clause.deniers.is_empty() && self.speaker.side.is_some();
            if denied && !by_other {
                self.outline.denial.get_or_insert(at);
                self.denied_own_only &= clause.denial.is_none() && !disbelieved;
            }
            self.disbelieves = true;
            self.set_aside(clause);
            return;
        }
        self.disbelieves = false;
        if clause.condition {
            self.outline.left.push((at, LeftOut::Condition));
            self.set_aside(clause);
            return;
        }
        if clause.withdrawn.is_some() && clause.replaced.is_none() {
            self.outline.left.push((at, LeftOut::Withdrawn));
            self.set_aside(clause);
            return;
        }
        if clause.count.said_behind && !clause.is_event() && !foreign {
            self.number_of_all(at);
            return;
        }
        let told = clause.is_event() || !clause.places.is_empty();
        if told && self.answers_itself(clause) {
            self.outline.left.push((at, LeftOut::Answer));
            self.set_aside(clause);
            return;
        }
        let counted = (self.heading.is_some() && self.tells_on(at))
            || self.tells_from(clause)
            || self.tells_who(clause);
        if clause.is_event() || counted {
            if foreign {
                self.outline.left.push((at, LeftOut::OtherVoice));
                self.set_aside(clause);
                return;
            }
            let names_none = clause.agent.is_none() && clause.illegal.is_none();
            let by_sum = self.sum.as_ref().filter(|_| names_none).map(|sum| sum.by);
            match by_sum.or_else(|| self.by(clause)) {
                Some(Party::Unknown) if counted => {
                    let heading = self.heading.as_ref();
                    let by = heading.map_or(Party::Unknown, |heading| heading.by);
                    self.event(at, by);
                }
                Some(by) => self.event(at, by),
                None => {
                    self.outline.left.push((at, LeftOut::OwnSide));
                    self.set_aside(clause);
                    return;
                }
            }
        }
        if !foreign {
            self.losses(at);
        }
    }

    fn set_aside(&mut self, clause: &Clause) {
        self.open = false;
        let ends = self.plain_ends(clause);
        if !ends.is_empty() || !clause.time.is_open() {
            self.aside = Some((ends, clause.time.clone()));
        }
    }

    fn plain_ends(&self, clause: &Clause) -> Vec<End> {
        let ends = clause.ends().into_iter();
        ends.filter(|(_, [place, _], _)| place.country.is_some())
            .map(|(end, ..)| end)
            .collect()
    }

    /// Whether the number of a sentence is that of all that is told behind it, place by place.
    fn is_told_in_parts(&self, at: usize) -> bool {
        let parts = self.clauses.get(at + 1).filter(|next| next.of_total);
        let clause = &self.clauses[at];
        clause.count.number.is_some()
            && !clause.of_total
            && parts.is_some_and(|parts| {
                let told = parts.count.number.is_some() || parts.time.clocked;
                let listed = self.clauses.get(at + 2).is_some_and(|next| next.again);
                let one = told && (listed || !parts.places.is_empty());
                parts.per_place.len() > 1 || one
            })
    }

    fn event(&mut self, at: usize, by: Party) {
        let mut builder = self.builder(at, by);
        if self.clauses.get(at + 1).is_some_and(|next| next.of_total) && !self.clauses[at].of_total
        {
            self.sum = Some(builder.clone());
        }
        // What is told beside it is held in it.
        let next_again = self.clauses.get(at + 1).is_some_and(|next| next.again);
        if self.clauses[at].time.runs && (self.clauses[at].again || next_again) {
            self.outline.left.push((at, LeftOut::RunningTotal));
            return;
        }
        let counted = |claim: &ClaimBuilder| claim.count.is_some();
        let of_nothing = self.outline.total.is_none() && !self.outline.claims.iter().any(counted);
        // The figure of the headline, said once more, is that of no one place.
        let again = self.speaker.frontline
            && self.heading.is_some()
            && self.outline.total.is_some()
            && builder.count == self.outline.total
            && !self.clauses[at].places.is_empty();
        if (self.clauses[at].count.of_rest && of_nothing) || again {
            builder.count = None;
        }
        let clause = &self.clauses[at];
        let in_parts = self.is_told_in_parts(at);
        let heads = clause.count.number.is_some()
            && (clause.places.is_empty() || clause.count.is_total || in_parts)
            && !self.goes_on_with_places(at)
            && !(clause.again || next_again)
            && clause.per_place.len() < 2
            && self.outline.claims.iter().all(ClaimBuilder::is_zero)
            && (!self.speaker.records || clause.places.is_empty() || in_parts);
        if in_parts && (!heads || self.heading.is_some()) {
            self.outline.left.push((at, LeftOut::FurtherTotal));
            self.open = false;
            return;
        }
        // A figure for everything may come last as well.
        let sums_up = clause.count.number.is_some()
            && clause.places.is_empty()
            && self.outline.total.is_none()
            && self
                .outline
                .claims
                .iter()
                .all(|claim| claim.count.is_none())
            && !self.outline.claims.is_empty()
            && (clause.count.is_total || clause.time.precision == TimePrecision::Past24Hours);
        if sums_up {
            self.outline.total = clause.count.number;
            return;
        }
        if heads && self.heading.is_none() {
            self.outline.total = clause.count.number;
            let placed = !clause.places.is_empty() && !in_parts;
            self.heading = Some(builder.clone());
            if placed {
                self.push(ClaimBuilder {
                    count: None,
                    rounds: None,
                    ..builder
                });
            }
            return;
        }
        if let Some(builders) = each_by_itself(&builder, clause) {
            // "24 times, three of them at A and five at B": the number before them is that of all.
            let (counted, first) = (clause.count.tokens.as_ref(), clause.per_place[0].1);
            if clause.count.by_times && counted.is_some_and(|tokens| tokens.end <= first) {
                match self.outline.total.is_none() && self.outline.claims.is_empty() {
                    true => self.outline.total = clause.count.number,
                    false => self.outline.left.push((at, LeftOut::FurtherTotal)),
                }
            }
            builders.into_iter().for_each(|builder| self.push(builder));
            return;
        }
        if let Some(builders) = in_turn(&builder, clause) {
            builders.into_iter().for_each(|builder| self.push(builder));
            return;
        }
        if clause.per_place.len() > 1 {
            builder.count = None;
            self.outline.unclear.push(at);
        }
        let from = clause.places.iter();
        let from: Vec<bool> = from
            .map(|(place, cue)| self.is_origin(by, place, *cue))
            .collect();
        if let Some(pair) = by_turns(&builder, &from, self.speaker.frontline) {
            pair.into_iter().for_each(|builder| self.push(builder));
            return;
        }
        let goes_on_with = self.open && (!clause.further || is_bare(&builder));
        if let Some(last) = self.outline.claims.last_mut().filter(|_| goes_on_with)
            && goes_on(last, &builder, clause, self.speaker.records, self.atlas)
        {
            join(last, builder);
            return;
        }
        let twin = self
            .outline
            .claims
            .iter()
            .position(|claim| is_same(claim, &builder));
        let twin = twin.filter(|_| !clause.further);
        match twin {
            Some(twin) => {
                let twin = &mut self.outline.claims[twin];
                if builder.time.clocked && !twin.time.clocked {
                    twin.time = builder.time.clone();
                }
                join(twin, builder);
            }
            None => self.push(builder),
        }
    }

    /// Whether the next part of the sentence names the places of what is counted in this one.
    fn goes_on_with_places(&self, at: usize) -> bool {
        self.clauses.get(at + 1).is_some_and(|next| {
            next.same_sentence && !next.places.is_empty() && next.count.number.is_none()
        }) && !self.clauses[at].count.is_total
    }

    fn push(&mut self, builder: ClaimBuilder) {
        self.open = true;
        if !builder.targets.is_empty() {
            self.aside = Some((builder.targets.clone(), builder.time.clone()));
        }
        self.last = Some(self.outline.claims.len());
        self.outline.claims.push(builder);
    }

    fn builder(&self, at: usize, by: Party) -> ClaimBuilder {
        let clause = &self.clauses[at];
        let (mut origins, mut targets) = (Vec::new(), Vec::new());
        // Where those who advance are said to be is where they went.
        let advances =
            clause.fire.is_none() && matches!(clause.quiet, Some((Activity::Advance, _)));
        for (end, [place, far], cue) in clause.ends() {
            let is_origin = match advances {
                true => cue == Some(Cue::From),
                false if matches!(end, End::Stretch(_)) => {
                    self.is_origin_along(by, [place, far], cue)
                }
                false => self.is_origin(by, place, cue),
            };
            if is_origin {
                origins.push(end);
            } else {
                targets.push(end);
            }
        }
        let mut time = clause.time.clone();
        if clause.same_place
            && let Some((ends, aside)) = &self.aside
        {
            if targets.is_empty() {
                targets.clone_from(ends);
            }
            if time.is_open() {
                time = aside.clone();
            }
        }
        let of_mine = clause.is_of_a_mine();
        let from_zone = by == Party::NagornoKarabakh
            && !of_mine
            && clause.keepers_area.is_some()
            && !self.speaker.frontline;
        if from_zone && self.speaker.side == Some(Party::Azerbaijan) {
            targets.append(&mut origins);
            origins.extend(self.zone.map(End::Zone));
        }
        let sum = self.sum.as_ref().filter(|_| clause.of_total);
        if let Some(sum) = sum {
            // What is said of all of them holds for each.
            for (ends, of_all) in [(&mut origins, &sum.origins), (&mut targets, &sum.targets)] {
                if ends.is_empty() {
                    ends.clone_from(of_all);
                }
            }
            if time.is_open() {
                time = sum.time.clone();
            }
        }
        let counted_on = sum.or(self.heading.as_ref()).filter(|_| clause.counts_on);
        let activity = match (&clause.fire, &clause.quiet) {
            (Some((Activity::Fire, _)), None) if counted_on.is_some() => {
                counted_on.map_or(Activity::Fire, |heading| heading.activity)
            }
            (Some((fire, _)), None | Some((Activity::Advance, _))) => *fire,
            (None, Some((quiet, _))) => *quiet,
            (Some((fire, at)), Some((quiet, other))) => {
                if other.start < at.start {
                    *quiet
                } else {
                    *fire
                }
            }
            (None, None) => {
                let last = self.outline.claims.last().filter(|_| self.open);
                let before = self.heading.as_ref().or(last);
                before.map_or(Activity::Other, |claim| claim.activity)
            }
        };
        ClaimBuilder {
            by,
            by_tokens: clause.illegal.clone().filter(|_| !of_mine).or_else(|| {
                if of_mine {
                    return clause.laid_by.as_ref().map(|(_, tokens)| tokens.clone());
                }
                let agent = clause.agent.as_ref();
                let own = agent.filter(|(actor, _)| match actor {
                    Actor::Side(party) => camp(*party) == camp(by),
                    Actor::Opponent => true,
                });
                own.map(|(_, tokens)| tokens.clone())
            }),
            origins,
            targets,
            count: clause
                .count
                .number
                .or((clause.count.one_case && self.speaker.records).then_some(Amount::Exact(1)))
                .or(several_clocks(clause)),
            time,
            activity,
            weapons: clause.weapons.iter().map(|(weapon, _)| *weapon).collect(),
            rounds: clause.rounds.as_ref().map(|(rounds, _)| *rounds),
            killed: None,
            wounded: None,
            casualty_side: None,
            casualty_kind: None,
            losses_denied: false,
            clauses: vec![at],
        }
    }
}
