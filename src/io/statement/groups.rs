//! From sentences to claims: what continues what, which number is a headline, whose
//! words count.

use super::{
    clauses::{Actor, Clause, Cue, Voice, party_of},
    group_builder::{
        End, GroupBuilder, by_turns, each_by_itself, goes_on, is_bare, is_same, join, tidy,
    },
    sites::Placed,
    times::Time,
};
use crate::model::{
    Activity, Atlas, Country, Day, Moment, Party, Stance, TimePrecision, ZoneId, ZoneKind,
};

/// Why a sentence gave nothing to a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// Said by somebody other than the reporter.
    OtherVoice,
    /// Fire of the reporter's own side.
    OwnSide,
}

/// All a statement says.
#[derive(Clone, Debug, Default)]
pub struct Outline {
    pub groups: Vec<GroupBuilder>,
    pub total: Option<u32>,
    pub stance: Option<Stance>,
    pub left: Vec<(usize, LeftOut)>,
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
    let mut assembler = GroupAssembler {
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
        aside: None,
        nothing: false,
        spoke: None,
        last: None,
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

struct GroupAssembler<'a> {
    clauses: &'a [Clause],
    speaker: Speaker,
    zone: Option<ZoneId>,
    atlas: &'a Atlas,
    outline: Outline,
    /// Whether the next sentence may go on with the last group.
    open: bool,
    /// A sentence with a number and no place, and its group, were it to stand alone.
    heading: Option<GroupBuilder>,
    /// Places and time of a sentence that was not the reporter's own.
    aside: Option<(Vec<End>, Time)>,
    nothing: bool,
    spoke: Option<Voice>,
    /// The last group, or the heading, that losses may belong to.
    last: Option<usize>,
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
fn several_clocks(clause: &Clause) -> Option<u32> {
    let clocks = u32::try_from(clause.time.clocks).ok();
    clocks.filter(|clocks| *clocks > 1)
}

impl GroupAssembler<'_> {
    fn sentence(&mut self, at: usize) {
        let clause = &self.clauses[at];
        if let Some(voice) = clause
            .voice
            .filter(|_| clause.says || clause.denial.is_some())
        {
            self.spoke = Some(voice);
        }
        if clause.nothing.is_some() && clause.count.number.is_none_or(|number| number < 2) {
            self.nothing = true;
            self.losses(at);
            return;
        }
        let foreign = self.is_foreign(at);
        let disbelieved = clause.supposed.is_some()
            && (foreign || self.of_own_side(clause) || self.is_at_the_other_side(clause));
        let denied = clause.denial.is_some() || disbelieved || self.denies_own_fire(clause);
        let sentence_denied = denied || self.rest_is_denied(at);
        if sentence_denied && (foreign || !self.claims_in_spite(clause)) {
            if denied {
                self.outline.denial.get_or_insert(at);
            }
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
            match self.by(clause) {
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

    fn denies_own_fire(&self, clause: &Clause) -> bool {
        let own = self.of_own_side(clause) || self.speaker.side.is_none();
        clause.denied_fire.is_some() && own
    }

    /// Whether another part of the sentence denies what it says.
    fn rest_is_denied(&self, at: usize) -> bool {
        let denies = |clause: &Clause| clause.denial.is_some() || self.denies_own_fire(clause);
        let goes_on = |at: &usize| self.clauses[*at].same_sentence;
        let behind = (at + 1..self.clauses.len()).take_while(goes_on);
        let before = (0..=at).rev().take_while(goes_on).map(|at| at - 1);
        behind.chain(before).any(|at| denies(&self.clauses[at]))
    }

    /// Whether a sentence without an event of its own says where one of those counted happened.
    fn tells_on(&self, at: usize) -> bool {
        let clause = &self.clauses[at];
        let losses = &clause.losses;
        let of_losses = losses.denied || losses.killed.is_some() || losses.wounded.is_some();
        let told = (of_losses && self.speaker.records) || clause.count.number.is_some();
        let next = self.heading.as_ref().is_some_and(|heading| {
            heading.origins.is_empty()
                && heading.targets.is_empty()
                && heading.clauses.last() == Some(&(at - 1))
        });
        let dated = self.speaker.records && next && !clause.time.is_open() && !clause.answers;
        (told || dated) && !clause.places.is_empty() && !clause.routine
    }

    /// Whether a sentence without an event of its own says who was behind the fire before.
    fn tells_who(&self, clause: &Clause) -> bool {
        let last = self.outline.groups.last();
        self.open
            && last.is_some_and(|last| last.by_tokens.is_none())
            && clause.illegal.is_some()
            && !clause.answers
            && !clause.routine
    }

    /// Whether a sentence without an event of its own says where the fire before came from.
    fn tells_from(&self, clause: &Clause) -> bool {
        let last = self.outline.groups.last();
        self.open
            && last.is_some_and(|last| last.origins.is_empty())
            && !clause.answers
            && !clause.routine
            && !clause.places.is_empty()
            && clause.places.iter().all(|(_, cue)| *cue == Some(Cue::From))
    }

    /// Whether a sentence that denies something says nevertheless that the other side fired: then
    /// it is the forces of that side alone that act in it.
    fn claims_in_spite(&self, clause: &Clause) -> bool {
        let Some(own) = self.speaker.side else {
            return false;
        };
        let opposed = |party: &Party| camp(*party) != camp(own);
        let agent = matches!(&clause.agent, Some((Actor::Side(party), _)) if opposed(party));
        let on_own_land = !clause.places.is_empty()
            && clause
                .places
                .iter()
                .all(|(place, _)| party_of(place.country).is_some_and(|land| !opposed(&land)));
        let armed = !clause.armed.is_empty() || (agent && on_own_land);
        clause.fire.is_some() && armed && clause.armed.iter().all(opposed)
    }

    fn of_own_side(&self, clause: &Clause) -> bool {
        let own = self.speaker.side.map(camp);
        let agent = match &clause.agent {
            Some((Actor::Side(party), _)) => Some(camp(*party)),
            _ => None,
        };
        let acts =
            own.is_some() && agent == own && clause.object.is_none_or(|it| Some(camp(it)) != own);
        acts || clause.armed.iter().any(|party| Some(camp(*party)) == own)
    }

    /// Whether all fire of a sentence went to the land of the other side.
    fn is_at_the_other_side(&self, clause: &Clause) -> bool {
        let Some(own) = self.speaker.side else {
            return false;
        };
        let there = |(place, cue): &(Placed, Option<Cue>)| {
            let land = party_of(place.country);
            *cue == Some(Cue::Toward) && land.is_some_and(|land| camp(land) != camp(own))
        };
        own != Party::NagornoKarabakh
            && !clause.places.is_empty()
            && clause.places.iter().all(there)
    }

    fn is_foreign(&self, at: usize) -> bool {
        let foreign = |voice: Voice| match (self.speaker.side, voice) {
            (Some(own), Voice::Of(party)) => camp(party) != camp(own),
            (Some(_), Voice::Keepers) => true,
            (None, Voice::Of(_)) => true,
            (None, Voice::Keepers) => false,
        };
        match self.voices[at] {
            Some(voice) => foreign(voice),
            // Of those who take no side only the voice tells whose words they are.
            None => self.speaker.side.is_none() && self.spoke.is_some_and(foreign),
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
        let places = clause.places.iter();
        places
            .filter(|(place, _)| place.country.is_some())
            .map(|(place, _)| End::Place(place.meaning.clone()))
            .collect()
    }

    /// Who fired; `None` where it is the reporter's own side.
    fn by(&self, clause: &Clause) -> Option<Party> {
        let agent = clause.agent.as_ref().and_then(|(actor, _)| match actor {
            Actor::Side(party) => Some(*party),
            Actor::Opponent => None,
        });
        let Some(own) = self.speaker.side else {
            return Some(agent.unwrap_or(Party::Unknown));
        };
        let opponent = match camp(own) {
            Party::Azerbaijan => Party::Armenia,
            _ => Party::Azerbaijan,
        };
        if opponent == Party::Armenia && clause.illegal.is_some() && !self.speaker.frontline {
            return Some(Party::NagornoKarabakh);
        }
        match agent {
            Some(agent) if camp(agent) == camp(opponent) => {
                let in_zone = clause.keepers_area.is_some()
                    && opponent == Party::Armenia
                    && !self.speaker.frontline;
                Some(if in_zone {
                    Party::NagornoKarabakh
                } else {
                    agent
                })
            }
            Some(_) if self.fires_itself(clause, own) => None,
            _ => Some(self.opponent_before(opponent)),
        }
    }

    /// Whether a sentence that names the reporter's own side tells of fire by it: at positions of
    /// the other side, or at places that are not its own.
    fn fires_itself(&self, clause: &Clause, own: Party) -> bool {
        if let Some(object) = clause.object {
            return camp(object) != camp(own);
        }
        let land = match own {
            Party::NagornoKarabakh => Party::Azerbaijan,
            other => other,
        };
        let places = clause.places.iter();
        let mut lands = places
            .filter_map(|(place, _)| party_of(place.country))
            .peekable();
        lands.peek().is_some() && lands.all(|party| party != land)
    }

    /// The opponent a sentence without a side means: the one of the sentence before.
    fn opponent_before(&self, opponent: Party) -> Party {
        match self.outline.groups.last() {
            Some(group) if self.open => group.by,
            _ => opponent,
        }
    }

    fn event(&mut self, at: usize, by: Party) {
        let builder = self.builder(at, by);
        let clause = &self.clauses[at];
        let heads = clause.count.number.is_some()
            && (clause.places.is_empty() || clause.count.is_total)
            && !self.goes_on_with_places(at)
            && self.outline.groups.is_empty()
            && (!self.speaker.records || clause.places.is_empty());
        // A figure for everything may come last as well.
        let sums_up = clause.count.number.is_some()
            && clause.places.is_empty()
            && self.outline.total.is_none()
            && self
                .outline
                .groups
                .iter()
                .all(|group| group.count.is_none())
            && !self.outline.groups.is_empty()
            && (clause.count.is_total || clause.time.precision == TimePrecision::Past24Hours);
        if sums_up {
            self.outline.total = clause.count.number;
            return;
        }
        if heads && self.heading.is_none() {
            self.outline.total = clause.count.number;
            let placed = !clause.places.is_empty();
            self.heading = Some(builder.clone());
            if placed {
                self.push(GroupBuilder {
                    count: None,
                    ..builder
                });
            }
            return;
        }
        if let Some(builders) = each_by_itself(&builder, clause) {
            builders.into_iter().for_each(|builder| self.push(builder));
            return;
        }
        let from = clause.places.iter();
        let from: Vec<bool> = from
            .map(|(place, cue)| self.is_origin(by, place.country, *cue))
            .collect();
        if let Some(pair) = by_turns(&builder, &from) {
            pair.into_iter().for_each(|builder| self.push(builder));
            return;
        }
        let goes_on_with = self.open && (!clause.further || is_bare(&builder));
        if let Some(last) = self.outline.groups.last_mut().filter(|_| goes_on_with)
            && goes_on(last, &builder, clause, self.atlas)
        {
            join(last, builder);
            return;
        }
        let twin = self
            .outline
            .groups
            .iter()
            .position(|group| is_same(group, &builder));
        match twin {
            Some(twin) => join(&mut self.outline.groups[twin], builder),
            None => self.push(builder),
        }
    }

    /// Whether the next part of the sentence names the places of what is counted in this one.
    fn goes_on_with_places(&self, at: usize) -> bool {
        self.clauses.get(at + 1).is_some_and(|next| {
            next.same_sentence && !next.places.is_empty() && next.count.number.is_none()
        }) && !self.clauses[at].count.is_total
    }

    fn push(&mut self, builder: GroupBuilder) {
        self.open = true;
        if !builder.targets.is_empty() {
            self.aside = Some((builder.targets.clone(), builder.time.clone()));
        }
        self.last = Some(self.outline.groups.len());
        self.outline.groups.push(builder);
    }

    fn builder(&self, at: usize, by: Party) -> GroupBuilder {
        let clause = &self.clauses[at];
        let (mut origins, mut targets) = (Vec::new(), Vec::new());
        for (place, cue) in &clause.places {
            let end = End::Place(place.meaning.clone());
            if self.is_origin(by, place.country, *cue) {
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
        let from_zone = by == Party::NagornoKarabakh
            && clause.keepers_area.is_some()
            && !self.speaker.frontline;
        if from_zone && self.speaker.side == Some(Party::Azerbaijan) {
            targets.append(&mut origins);
            origins.extend(self.zone.map(End::Zone));
        }
        let activity = match (&clause.fire, &clause.quiet) {
            (Some((fire, _)), None) => *fire,
            (None, Some((quiet, _))) => *quiet,
            (Some((fire, at)), Some((quiet, other))) => {
                if other.start < at.start {
                    *quiet
                } else {
                    *fire
                }
            }
            (None, None) => {
                let last = self.outline.groups.last().filter(|_| self.open);
                let before = self.heading.as_ref().or(last);
                before.map_or(Activity::Other, |group| group.activity)
            }
        };
        GroupBuilder {
            by,
            by_tokens: clause.illegal.clone().or_else(|| {
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
                .or((clause.count.one_case && self.speaker.records).then_some(1))
                .or(several_clocks(clause)),
            time,
            activity,
            weapons: clause.weapons.iter().map(|(weapon, _)| *weapon).collect(),
            killed: None,
            wounded: None,
            casualty_side: None,
            losses_denied: false,
            clauses: vec![at],
        }
    }

    /// Fire comes from the land of those who opened it, unless the words say otherwise.
    fn is_origin(&self, by: Party, country: Option<Country>, cue: Option<Cue>) -> bool {
        let own = self.speaker.side.map(camp);
        let from = match cue {
            Some(Cue::From) => true,
            Some(Cue::With(party)) => camp(party) == camp(by),
            Some(Cue::Theirs) => own.is_some_and(|own| own != camp(by)),
            Some(Cue::Ours) => own == Some(camp(by)),
            Some(Cue::Toward) | None => false,
        };
        match (by, party_of(country)) {
            (Party::Armenia, Some(Party::Armenia)) => true,
            (Party::Azerbaijan, Some(Party::Armenia)) => false,
            (Party::Armenia, Some(Party::Azerbaijan)) => from && self.speaker.frontline,
            (Party::NagornoKarabakh, Some(_)) => {
                from && (self.speaker.side != Some(Party::Azerbaijan) || self.speaker.frontline)
            }
            _ => from,
        }
    }

    /// Losses a sentence tells of go to the group it belongs to; a denial of losses to every group
    /// before that has none.
    fn losses(&mut self, at: usize) {
        let clause = &self.clauses[at];
        let losses = &clause.losses;
        if clause.routine && !losses.denied {
            return;
        }
        if losses.denied {
            let groups = self.outline.groups.iter_mut().chain(&mut self.heading);
            for group in groups.filter(|group| group.killed.is_none() && group.wounded.is_none()) {
                group.losses_denied = true;
            }
            return;
        }
        if losses.killed.is_none() && losses.wounded.is_none() {
            return;
        }
        let own = self.speaker.side;
        let others = |side: Party, by: Party| {
            camp(side) == camp(by)
                || own.is_some_and(|own| side != Party::Civilian && camp(side) != camp(own))
        };
        let event = clause.is_event();
        let other_day = self.last.is_some_and(|last| {
            let known = &self.outline.groups[last].time;
            !event && !clause.time.is_open() && !known.is_open() && known.start != clause.time.start
        });
        if (self.last.is_none() || other_day) && !event && self.lost_to_the_other_side(clause) {
            let by = self.by(clause).unwrap_or(Party::Unknown);
            let builder = self.builder(at, by);
            self.push(GroupBuilder {
                activity: Activity::Other,
                count: None,
                ..builder
            });
        }
        let Some(last) = self.last else { return };
        let last = &mut self.outline.groups[last];
        // Losses of those who fired stand where none of the reporter's own are told.
        let of_other = losses.side.is_some_and(|side| others(side, last.by));
        let known = last.killed.is_some() || last.wounded.is_some();
        let known_of_other = last
            .casualty_side
            .is_some_and(|side| camp(side) == camp(last.by));
        if known && (of_other || !known_of_other) {
            return;
        }
        last.killed = losses.killed;
        last.wounded = losses.wounded;
        last.losses_denied = false;
        let side = losses
            .side
            .filter(|side| of_other || camp(*side) != camp(last.by));
        last.casualty_side = side.or(own.filter(|own| camp(*own) != camp(last.by)));
        last.clauses.push(at);
    }

    /// Whether losses without a word of fire are those of the reporter's side, by the other's hand.
    fn lost_to_the_other_side(&self, clause: &Clause) -> bool {
        let Some(own) = self.speaker.side else {
            return false;
        };
        let by_other = match &clause.agent {
            Some((Actor::Side(party), _)) => camp(*party) != camp(own),
            Some((Actor::Opponent, _)) => true,
            None => false,
        };
        let side = clause.losses.side;
        by_other && side.is_none_or(|side| side == Party::Civilian || camp(side) == camp(own))
    }

    fn finish(mut self) -> Outline {
        self.keep_heading();
        self.count_one_group();
        self.spread_heading_time();
        self.date_records();
        self.place_in_zone();
        for group in &mut self.outline.groups {
            tidy(&mut group.origins, self.atlas);
            tidy(&mut group.targets, self.atlas);
        }
        // Fire by nobody, nowhere, is no report of anything here.
        let says_something = |group: &GroupBuilder| {
            let placed = !group.origins.is_empty() || !group.targets.is_empty();
            placed || group.by != Party::Unknown || group.count.is_some()
        };
        self.outline.groups.retain(says_something);
        let groups = &self.outline.groups;
        if self.speaker.records && self.outline.total.is_none() {
            let counts: Option<Vec<u32>> = groups.iter().map(|group| group.count).collect();
            self.outline.total = counts
                .filter(|counts| !counts.is_empty())
                .map(|counts| counts.iter().sum());
        }
        let nothing = self.nothing && groups.is_empty() && self.outline.denial.is_none();
        if nothing {
            self.outline.total = Some(0);
        }
        self.outline.stance = Some(
            match (
                self.speaker.records || nothing,
                self.outline.denial,
                groups.is_empty(),
            ) {
                (true, ..) => Stance::Record,
                (false, Some(_), true) => Stance::Denial,
                (false, Some(_), false) => Stance::Mixed,
                (false, None, _) => Stance::Claim,
            },
        );
        self.outline
    }

    /// A headline is a group of its own where no place is told of; what says nothing beyond it is
    /// part of it.
    fn keep_heading(&mut self) {
        let placed = |group: &GroupBuilder| !group.origins.is_empty() || !group.targets.is_empty();
        if self.outline.groups.iter().any(placed) {
            return;
        }
        let Some(mut heading) = self.heading.take() else {
            return;
        };
        let more = |group: &GroupBuilder| {
            let lost = group.killed.is_some() || group.wounded.is_some();
            let counted = group.count.is_some() && group.count != heading.count;
            lost || counted || group.by != heading.by || !group.activity.is_fire()
        };
        let (kept, told): (Vec<_>, Vec<_>) = self.outline.groups.drain(..).partition(more);
        told.into_iter().for_each(|group| join(&mut heading, group));
        self.outline.groups.push(heading);
        self.outline.groups.extend(kept);
    }

    /// The figure of a headline is that of the one group below it, where both are of the same time.
    fn count_one_group(&mut self) {
        let (Some(heading), [group]) = (&self.heading, &mut self.outline.groups[..]) else {
            return;
        };
        // Baku's bulletins of those years list some of the places only.
        let some_places = self.speaker.frontline && self.speaker.side == Some(Party::Azerbaijan);
        if group.count.is_none()
            && !some_places
            && group.by == heading.by
            && (group.time.is_open()
                || heading.time.is_open()
                || group.time.start == heading.time.start)
        {
            group.count = heading.count;
        }
    }

    /// A bulletin that records what it names no day for speaks of the day it was published.
    fn date_records(&mut self) {
        let Some(day) = self.speaker.published.filter(|_| self.speaker.records) else {
            return;
        };
        let open = |group: &&mut GroupBuilder| group.time.is_open() && group.count.is_some();
        for group in self.outline.groups.iter_mut().filter(open) {
            group.time.start = Some(Moment::Day(day));
            group.time.precision = TimePrecision::Past24Hours;
        }
    }

    /// The time of a headline holds for what it sums up.
    fn spread_heading_time(&mut self) {
        let Some(heading) = &self.heading else { return };
        if heading.time.is_open() {
            return;
        }
        for group in &mut self.outline.groups {
            if group.time.is_open() && group.activity.is_fire() {
                group.time = heading.time.clone();
            }
        }
    }

    /// Those who report from the peacekeepers' area mean it where they name no place.
    fn place_in_zone(&mut self) {
        let from_there = self.speaker.records || self.speaker.side == Some(Party::NagornoKarabakh);
        let Some(zone) = self.zone.filter(|_| from_there) else {
            return;
        };
        let dated = self.atlas.zones()[zone].dated;
        for group in &mut self.outline.groups {
            let named = group
                .clauses
                .iter()
                .map(|at| &self.clauses[*at])
                .any(|clause| {
                    let line = clause.contact_line && !self.speaker.frontline;
                    clause.keepers_area.is_some() || line
                });
            let day = group
                .time
                .start
                .or(group.time.end)
                .map(|moment| moment.start().day());
            let day = day.or(self.speaker.published);
            let held = day.is_some_and(|day| dated.holds_in(crate::model::Window::days(day, day)));
            if named && held && group.origins.is_empty() && group.targets.is_empty() {
                group.targets.push(End::Zone(zone));
            }
        }
    }
}
