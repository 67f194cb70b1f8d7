//! Claims in the making: what a sentence adds to one, and when two tell of the same.

use std::ops::Range;

use super::{clauses::Clause, sites::Meaning, times::Time};
use crate::model::{
    Activity, Amount, Atlas, CasualtyKind, Moment, Party, RegionId, TimePrecision, Weapon, ZoneId,
};

/// One end of a claim in the making.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    Place(Meaning),
    /// Somewhere between two places.
    Stretch(Box<[Meaning; 2]>),
    Zone(ZoneId),
}

/// A claim in the making.
#[derive(Clone, Debug)]
pub struct ClaimBuilder {
    pub by: Party,
    pub by_tokens: Option<Range<usize>>,
    pub origins: Vec<End>,
    pub targets: Vec<End>,
    pub count: Option<Amount>,
    pub time: Time,
    pub activity: Activity,
    pub weapons: Vec<Weapon>,
    pub rounds: Option<Amount>,
    pub killed: Option<Amount>,
    pub wounded: Option<Amount>,
    pub casualty_side: Option<Party>,
    pub casualty_kind: Option<CasualtyKind>,
    pub losses_denied: bool,
    /// The sentences it was read from.
    pub clauses: Vec<usize>,
}

impl ClaimBuilder {
    /// Whether it says of its places that nothing happened there.
    pub fn is_zero(&self) -> bool {
        self.count == Some(Amount::Exact(0))
    }

    /// Whether it is fire or an advance, which belong to the days that stand around them.
    pub fn is_of_fighting(&self) -> bool {
        !self.is_zero() && (self.activity.is_fire() || self.activity == Activity::Advance)
    }
}

/// The claims of a sentence that says of each place by itself how often it happened.
pub fn each_by_itself(builder: &ClaimBuilder, clause: &Clause) -> Option<Vec<ClaimBuilder>> {
    let per_place = &clause.per_place;
    // Those of all together are of no one place.
    let one = ClaimBuilder {
        rounds: None,
        ..builder.clone()
    };
    let each = |ends: &[End], put: fn(&mut ClaimBuilder, End)| {
        let each = ends.iter().zip(per_place).map(|(end, (count, _))| {
            let mut claim = one.clone();
            claim.count = Some(*count);
            put(&mut claim, end.clone());
            claim
        });
        each.collect()
    };
    match per_place.len() {
        0 | 1 => None,
        targets if targets == builder.targets.len() => {
            Some(each(&builder.targets, |claim, end| {
                claim.targets = vec![end]
            }))
        }
        origins if origins == builder.origins.len() => {
            Some(each(&builder.origins, |claim, end| {
                claim.origins = vec![end]
            }))
        }
        _ => None,
    }
}

/// "On the 6th and the 7th 3 and 5 times respectively", "at 9:00 and 11:30 at A and B respectively": the claims of
/// a sentence that says of each day how often, or of each clock or day where.
pub fn in_turn(builder: &ClaimBuilder, clause: &Clause) -> Option<Vec<ClaimBuilder>> {
    let numbers = clause.in_turn.as_ref()?;
    let (days, moments) = (&builder.time.days, &builder.time.moments);
    let at = |moment: Moment| {
        let precision = match moment {
            Moment::Day(_) => TimePrecision::Day,
            Moment::Clock(_) => builder.time.precision,
        };
        let time = Time {
            start: Some(moment),
            end: None,
            precision,
            moments: Vec::new(),
            apart: false,
            ..builder.time.clone()
        };
        ClaimBuilder {
            time,
            rounds: None,
            count: None,
            ..builder.clone()
        }
    };
    if moments.is_empty() && days.len() > 1 && days.len() == numbers.len() {
        let each = days.iter().zip(numbers);
        let each = each.map(|(day, (count, _))| ClaimBuilder {
            count: Some(*count),
            ..at(Moment::Day(*day))
        });
        return Some(each.collect());
    }
    let moments = match moments.is_empty() {
        true => days.iter().copied().map(Moment::Day).collect(),
        false => moments.clone(),
    };
    if !numbers.is_empty() || moments.len() < 2 || moments.len() != builder.targets.len() {
        return None;
    }
    let each = moments.into_iter().zip(&builder.targets);
    let each = each.map(|(moment, end)| ClaimBuilder {
        targets: vec![end.clone()],
        ..at(moment)
    });
    Some(each.collect())
}

/// "To A from B, to C from D": as many events under one verb as origins and targets take turns.
pub fn by_turns(
    builder: &ClaimBuilder,
    from: &[bool],
    frontline: bool,
) -> Option<Vec<ClaimBuilder>> {
    if from.len() != builder.origins.len() + builder.targets.len() {
        return None;
    }
    let runs: Vec<&[bool]> = from.chunk_by(|one, next| one == next).collect();
    // "From A at B, and from C": at what is told with the last, if at all, without a name.
    let last_alone = frontline && runs.len() == 3 && runs[0][0];
    if !last_alone && (runs.len() < 4 || runs.len() % 2 == 1) {
        return None;
    }
    let (mut origins, mut targets) = (builder.origins.iter(), builder.targets.iter());
    let pairs = runs.chunks(2).map(|pair| {
        let of = |wanted: bool| {
            let mut runs = pair.iter().filter(|run| run[0] == wanted);
            runs.next().map_or(0, |run| run.len())
        };
        ClaimBuilder {
            origins: origins.by_ref().take(of(true)).cloned().collect(),
            targets: targets.by_ref().take(of(false)).cloned().collect(),
            rounds: None,
            ..builder.clone()
        }
    });
    Some(pairs.collect())
}

/// Whether it says nothing of place, time or number.
pub fn is_bare(builder: &ClaimBuilder) -> bool {
    let placeless = builder.origins.is_empty() && builder.targets.is_empty();
    placeless && builder.count.is_none() && builder.time.is_open()
}

/// Whether both are fire, or both are mines, or neither is any of these.
fn are_of_one_kind(one: &ClaimBuilder, other: &ClaimBuilder) -> bool {
    let kind = |of: &ClaimBuilder| (of.activity.is_fire(), of.activity == Activity::Mine);
    kind(one) == kind(other)
}

/// Whether a sentence goes on with the claim before it.
pub fn goes_on(
    last: &ClaimBuilder,
    next: &ClaimBuilder,
    clause: &Clause,
    records: bool,
    atlas: &Atlas,
) -> bool {
    if !are_of_one_kind(last, next) {
        return false;
    }
    let says_who = clause.agent.is_some() || clause.illegal.is_some();
    // "The fire was opened by ...": the sentence before did not say who.
    let names_who = last.by_tokens.is_none()
        && next.time.is_open()
        && (next.targets.is_empty() || covers(&last.targets, &next.targets, atlas));
    if last.by != next.by && says_who && !names_who {
        return false;
    }
    let counts = last.count.is_some() && next.count.is_some();
    let clocked = |time: &Time| !time.is_open() || time.unsure;
    let times = clocked(&next.time) && clocked(&last.time) && next.time.start != last.time.start;
    if counts || times {
        return false;
    }
    let bare = next.origins.is_empty() && next.targets.is_empty();
    let empty = last.origins.is_empty() && last.targets.is_empty();
    // Another kind of fire, by somebody named, is another event.
    let other = says_who && clause.fire.is_some() && last.activity != next.activity;
    if bare || empty {
        return !(bare && other && !next.time.is_open());
    }
    let covered = |known: &[End], ends: &[End]| known.is_empty() || covers(known, ends, atlas);
    let same = covers(&last.targets, &next.targets, atlas)
        && covered(&last.origins, &next.origins)
        && (!next.targets.is_empty() || !last.origins.is_empty());
    if same {
        return true;
    }
    // Those who take no side count case by case: another place is another case.
    if records && !clause.same_sentence {
        return false;
    }
    let whole = |claim: &ClaimBuilder| !claim.origins.is_empty() && !claim.targets.is_empty();
    if whole(last) || whole(next) {
        return false;
    }
    // A figure for a whole line, and by name what happened at a place of it.
    if last.count.is_some() && says_who && !clause.same_sentence && next.count.is_none() {
        return false;
    }
    let fills = last.targets.is_empty() != next.targets.is_empty();
    if !next.time.is_open() {
        return fills && last.time.is_open();
    }
    let origins_alone = last.targets.is_empty() && next.targets.is_empty();
    fills
        || origins_alone
        || clause.same_sentence
        || (!says_who && next.count.is_none() && !clause.further)
}

/// Whether two sentences, however far apart, tell of the same.
pub fn is_same(claim: &ClaimBuilder, next: &ClaimBuilder) -> bool {
    let set = |ends: &[End]| !ends.is_empty();
    claim.by == next.by
        && !claim.is_zero()
        && are_of_one_kind(claim, next)
        && set(&next.targets)
        && claim.targets == next.targets
        && claim.origins == next.origins
        && (claim.time.start == next.time.start || is_same_day(&claim.time, &next.time))
        && (claim.count.is_none() || next.count.is_none() || claim.count == next.count)
}

/// Whether one time is a clock, and the other the day or the night it belongs to.
fn is_same_day(one: &Time, other: &Time) -> bool {
    let (clock, day) = if one.clocked {
        (one, other)
    } else {
        (other, one)
    };
    let (Some(at), Some(start)) = (clock.start, day.start) else {
        return false;
    };
    let (at, start) = (at.start().day(), start.start().day());
    let night = matches!(
        day.precision,
        TimePrecision::PartOfDay | TimePrecision::Past24Hours
    );
    let last = if night { start.plus(1) } else { start };
    clock.clocked && !day.clocked && (start..=last).contains(&at)
}

/// Whether every place of `ends` is, or lies in, one of `known`, or the other way about.
fn covers(known: &[End], ends: &[End], atlas: &Atlas) -> bool {
    ends.iter().all(|end| {
        known
            .iter()
            .any(|other| lies_within(other, end, atlas) || lies_within(end, other, atlas))
    })
}

fn region_of(end: &End) -> Option<RegionId> {
    match end {
        End::Place(meaning) => meaning.region(),
        End::Zone(_) | End::Stretch(_) => None,
    }
}

/// Whether `end` is `other` or a place in it.
fn lies_within(end: &End, other: &End, atlas: &Atlas) -> bool {
    if end == other {
        return true;
    }
    let (Some(region), End::Place(Meaning::Region(holder))) = (region_of(end), other) else {
        return false;
    };
    region == *holder || atlas.regions()[*holder].members.contains(&region)
}

/// Takes into a claim what a further sentence says of it.
pub fn join(claim: &mut ClaimBuilder, next: ClaimBuilder) {
    let add = |ends: &mut Vec<End>, more: Vec<End>| {
        for end in more {
            if !ends.contains(&end) {
                ends.push(end);
            }
        }
    };
    add(&mut claim.origins, next.origins);
    add(&mut claim.targets, next.targets);
    claim.count = claim.count.or(next.count);
    claim.rounds = claim.rounds.or(next.rounds);
    if claim.time.is_open() || (next.time.end.is_some() && claim.time.end.is_none()) {
        claim.time = next.time;
    }
    for weapon in next.weapons {
        if !claim.weapons.contains(&weapon) {
            claim.weapons.push(weapon);
        }
    }
    if claim.by_tokens.is_none() && next.by_tokens.is_some() {
        claim.by_tokens = next.by_tokens;
        claim.by = next.by;
    }
    claim.clauses.extend(next.clauses);
}

/// Leaves out a region where a place inside it is named, and places named twice.
pub fn tidy(ends: &mut Vec<End>, atlas: &Atlas) {
    let all = ends.clone();
    let mut seen: Vec<End> = Vec::new();
    ends.retain(|end| {
        let held = all
            .iter()
            .any(|other| other != end && lies_within(other, end, atlas));
        let fresh = !seen.contains(end);
        seen.push(end.clone());
        let lost = matches!(end, End::Place(Meaning::Unknown | Meaning::Doubtful(_)));
        fresh && !held && !lost
    });
}
