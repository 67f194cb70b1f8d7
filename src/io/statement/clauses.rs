//! What one sentence says: who acts, where, how often, when, with what and with what losses.

use std::ops::Range;

use super::{
    claim_builder::End,
    grammar::{LanguageTable, Phrases, Sense, Tag, tags_within},
    places::Mention,
    roles,
    sentence_facts::{Replaced, SentenceFacts},
    sites::{self, Context, Placed, Sentence},
    split_sentence::SentencePart,
    stretches,
    times::{self, Time, TimeContext},
    token::Token,
};
use crate::model::{Activity, Amount, Atlas, CasualtyKind, Country, Party, Weapon};

/// Who speaks in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    Of(Party),
    /// Russia and its peacekeepers.
    Keepers,
}

/// Who acts in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    Side(Party),
    /// The side against the reporter's, whichever it is.
    Opponent,
}

/// Which way a place is spoken of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cue {
    From,
    Toward,
    /// Beside the forces or positions of that side.
    With(Party),
    /// Beside those of the reporter's own side, and of the other.
    Ours,
    Theirs,
}

/// How often something is said to have happened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Count {
    pub number: Option<Amount>,
    /// The number is one of everything the statement speaks of.
    pub is_total: bool,
    /// It stands beside a word for times or cases.
    pub by_times: bool,
    /// It counts some of what was counted before.
    pub of_rest: bool,
    /// It stands behind what is counted: "the number of cases was 5".
    pub said_behind: bool,
    /// By the article or the singular alone.
    pub one_case: bool,
    /// What is counted stands beside a number that is not understood, or beside several for several
    /// places: no number is taken.
    pub unread: Option<Range<usize>>,
    pub tokens: Option<Range<usize>>,
}

/// People killed or wounded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Losses {
    pub killed: Option<Amount>,
    pub wounded: Option<Amount>,
    /// Whose they are, where the sentence says so.
    pub side: Option<Party>,
    /// Who they are, and the words for them.
    pub kind: Option<(CasualtyKind, Range<usize>)>,
    /// How many they are is said in a number.
    pub counted: bool,
    pub denied: bool,
    /// Losses of the other side in the same sentence, which are not taken.
    pub of_other_side: Option<Range<usize>>,
    /// Those killed are some of the wounded it counts, and the words that say so.
    pub among_wounded: Option<Range<usize>>,
    /// People of whom it is not said how many were killed and how many wounded.
    pub either: Option<Range<usize>>,
    pub tokens: Vec<Range<usize>>,
}

/// A number that no field of a claim holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Untaken {
    /// Of people, beside the number of killed or wounded.
    People,
    /// Of people of the other side.
    OtherSide,
    /// Of wounded, some of whom are counted as killed as well.
    Among,
    /// Of people killed or wounded.
    Either,
    /// Of shells, shots or rounds, beside the one that was taken.
    Rounds,
    /// Of aircraft, animals, and of shells where nothing is said to have been fired.
    Things,
}

/// One sentence, understood as far as it can be.
#[derive(Clone, Debug)]
pub struct Clause {
    /// Its tokens.
    pub range: Range<usize>,
    pub voice: Option<Voice>,
    pub agent: Option<(Actor, Range<usize>)>,
    /// A side is named whose positions are meant, not its fire.
    pub object: Option<Party>,
    pub illegal: Option<Range<usize>>,
    pub keepers_area: Option<Range<usize>>,
    pub contact_line: bool,
    pub fire: Option<(Activity, Range<usize>)>,
    pub quiet: Option<(Activity, Range<usize>)>,
    /// Who is said to have laid the mine that went off.
    pub laid_by: Option<(Party, Range<usize>)>,
    pub denial: Option<Range<usize>>,
    /// It speaks of all that another states.
    pub of_all_claims: bool,
    /// It speaks of rumours.
    pub of_rumours: bool,
    /// Those who are named with an office, where the sentence says that they deny.
    pub deniers: Vec<Voice>,
    /// Fire is said not to have been opened.
    pub denied_fire: Option<Range<usize>>,
    /// No other fire is told of.
    pub denies_all_fire: bool,
    /// Fire that may be or might have been.
    pub condition: bool,
    pub answers: bool,
    /// All fire in it is an answer to other fire.
    pub answers_with_fire: bool,
    pub routine: bool,
    pub nothing: Option<Range<usize>>,
    pub same_place: bool,
    /// Says itself that another event begins.
    pub further: bool,
    /// A part of the sentence before was read on its own.
    pub same_sentence: bool,
    /// It goes on with a list.
    pub listed: bool,
    /// It counts what the part before counted.
    pub counts_on: bool,
    /// It counts, for another time, what the part before counted.
    pub again: bool,
    /// It tells of what the number before it adds up.
    pub of_total: bool,
    /// Its verb is that of another part of the list.
    pub completed: bool,
    /// What is told is another's claim, and not believed.
    pub supposed: Option<Range<usize>>,
    /// The sides named together with their forces.
    pub armed: Vec<Party>,
    /// A quotation goes on behind the sentence.
    pub in_quotation: bool,
    pub says: bool,
    pub places: Vec<(Placed, Option<Cue>)>,
    /// For each stretch which of the places its first end is; the next is its second.
    pub stretches: Vec<usize>,
    /// A number beside every place: how often it happened there, and the token it begins with.
    pub per_place: Vec<(Amount, usize)>,
    /// Numbers said one after another, or none, where a word says that what is told is of several at their turn.
    pub in_turn: Option<Vec<(Amount, usize)>>,
    pub count: Count,
    /// A number that is said not to be right.
    pub replaced: Option<Replaced>,
    /// It says that an earlier report is put right.
    pub corrects: bool,
    /// What it tells is an earlier figure, or report, that is withdrawn.
    pub withdrawn: Option<Range<usize>>,
    pub time: Time,
    pub weapons: Vec<(Weapon, Range<usize>)>,
    /// How many shells, shots or rounds, and the words for it.
    pub rounds: Option<(Amount, Range<usize>)>,
    pub losses: Losses,
    /// Numbers that it states and that no field holds.
    pub untaken: Vec<(Range<usize>, Untaken)>,
}

/// A whole text: its tokens, the phrases in it, and the names of places, all in their order.
#[derive(Clone, Copy)]
pub struct WholeText<'a> {
    pub tokens: &'a [Token],
    pub tags: &'a [Tag],
    pub mentions: &'a [Mention],
}

impl WholeText<'_> {
    /// The names inside a part, counted from its start.
    pub fn mentions_within(&self, part: &Range<usize>) -> Vec<Mention> {
        let from = self
            .mentions
            .partition_point(|mention| mention.from < part.start);
        let to = self
            .mentions
            .partition_point(|mention| mention.from < part.end);
        let inside = self.mentions[from..to].iter();
        let inside = inside.filter(|mention| mention.to <= part.end);
        let counted = inside.map(|mention| Mention {
            from: mention.from - part.start,
            to: mention.to - part.start,
            ..mention.clone()
        });
        counted.collect()
    }
}

/// What the reading of a sentence needs beside its tokens.
pub struct ClauseReader<'a> {
    pub table: &'static LanguageTable,
    pub phrases: &'static Phrases,
    pub atlas: &'a Atlas,
}

impl ClauseReader<'_> {
    /// Reads parts one after another; each knows the days that those before it name.
    pub fn clauses(
        &self,
        text: WholeText<'_>,
        parts: Vec<SentencePart>,
        time_context: &mut TimeContext,
        context: Context<'_>,
    ) -> Vec<Clause> {
        let parts = parts.into_iter();
        let read = parts.map(|part| {
            let clause = self.clause(text, part, *time_context, context);
            time_context.learn(&clause.time);
            clause
        });
        read.collect()
    }

    /// Reads one sentence. Tokens are counted from the start of the text.
    pub fn clause(
        &self,
        text: WholeText<'_>,
        part: SentencePart,
        time_context: TimeContext,
        context: Context,
    ) -> Clause {
        let range = part.range;
        let tokens = &text.tokens[range.clone()];
        let tags = tags_within(text.tags, &range);
        let mentions = text.mentions_within(&range);
        let sentence = Sentence {
            tokens,
            tags: &tags,
            table: self.table,
            atlas: self.atlas,
        };
        let facts = SentenceFacts {
            tokens,
            tags: &tags,
            table: self.table,
        };
        let placed = sites::places(sentence, &mentions, context);
        let stretches = stretches::stretches(&facts, &placed);
        let cues = roles::cues(&facts, &placed, &stretches);
        let places: Vec<(Placed, Option<Cue>)> = placed.into_iter().zip(cues).collect();
        let time = times::time(tokens, &tags, time_context);
        let per_place = facts.per_place(self.phrases, &places, &time, part.of_total);
        let number = part.number.map(|at| at - range.start);
        let mut count = facts.count(self.phrases, &time, (part.counts, number));
        if places.len() > 1 && per_place.is_empty() && !count.is_total {
            count = facts.of_several_places(self.phrases, &time, count);
        }
        if places.len() > 1 && !part.none {
            count = facts.unless_none(count);
        }
        let in_turn = facts.numbers_in_turn(self.phrases, &time);
        let by_day = in_turn.as_ref().is_some_and(|numbers| {
            numbers.len() > 1 && numbers.len() == time.days.len() && per_place.is_empty()
        });
        if by_day {
            count = Count::default();
        } else if per_place.is_empty() {
            count = facts.unless_listed(self.phrases, &time, count);
            count = facts.unless_parted(self.phrases, !places.is_empty(), count);
        }
        let (agent, object) = facts.agent();
        let losses = facts.losses(self.phrases, &time);
        let mut rounds = facts.rounds(self.phrases, &time);
        // A count of incidents stays one.
        rounds.retain(|(_, of)| {
            let counted = count.tokens.as_ref();
            counted.is_none_or(|counted| !counted.contains(&of.start))
        });
        let mut clause = Clause {
            voice: facts.voice(),
            agent,
            object,
            illegal: facts.first(|sense| sense == Sense::Illegal),
            contact_line: facts.has(Sense::ContactLine),
            keepers_area: facts.keepers_area(),
            fire: facts
                .fire()
                .or_else(|| part.counts.then_some((Activity::Fire, 0..1))),
            quiet: facts.tag(|sense| match sense {
                Sense::Quiet(activity) => Some(activity),
                _ => None,
            }),
            laid_by: facts.laid_by(),
            denial: facts
                .first(|sense| sense == Sense::Denial)
                .filter(|_| !part.none),
            of_all_claims: facts.has(Sense::AllClaims),
            of_rumours: facts.has(Sense::Rumours),
            deniers: if facts.has(Sense::Denies) {
                facts.voices()
            } else {
                Vec::new()
            },
            denied_fire: facts.denied_fire().filter(|_| !part.none),
            denies_all_fire: facts.denies_all_fire() && !part.none,
            condition: facts.is_condition(),
            answers: facts.has(Sense::Answer),
            answers_with_fire: facts.only_answers_with_fire(),
            routine: facts.has(Sense::Routine),
            nothing: facts.first(|sense| {
                sense == Sense::Nothing || (part.none && sense == Sense::NoneOfThem)
            }),
            same_place: facts.has(Sense::SamePlace),
            further: part.further || facts.has(Sense::Further),
            same_sentence: part.goes_on,
            listed: part.listed,
            completed: false,
            counts_on: part.counts,
            again: part.again,
            of_total: part.of_total,
            supposed: facts.supposed(),
            armed: facts.armed(),
            in_quotation: facts.opens_quotation(),
            says: facts.has(Sense::Says),
            places,
            stretches: stretches.iter().map(|stretch| stretch.first).collect(),
            per_place,
            in_turn,
            replaced: facts.replaced(self.phrases, &time),
            corrects: facts.has(Sense::Corrects),
            withdrawn: facts.first(|sense| sense == Sense::Withdrawn),
            untaken: facts.untaken(self.phrases, &time, (&count, &losses), &rounds),
            rounds: rounds.into_iter().next(),
            count,
            weapons: facts.weapons(),
            losses,
            time,
            range: range.clone(),
        };
        clause.shift(range.start);
        clause
    }
}

impl Clause {
    /// The places as the ends of a claim, each with its place, or the two of a stretch, and how it is spoken of.
    pub fn ends(&self) -> Vec<(End, [&Placed; 2], Option<Cue>)> {
        let mut ends = Vec::with_capacity(self.places.len());
        for (at, (place, cue)) in self.places.iter().enumerate() {
            if at > 0 && self.stretches.contains(&(at - 1)) {
                continue;
            }
            let own = place.meaning.clone();
            let far = self.places.get(at + 1);
            ends.push(match far.filter(|_| self.stretches.contains(&at)) {
                Some((to, _)) => {
                    let stretch = End::Stretch(Box::new([own, to.meaning.clone()]));
                    (stretch, [place, to], *cue)
                }
                None => (End::Place(own), [place; 2], *cue),
            });
        }
        ends
    }

    /// Counts tokens from the start of the text rather than from that of the sentence.
    fn shift(&mut self, by: usize) {
        let move_on = |range: &mut Range<usize>| *range = range.start + by..range.end + by;
        let optional = [
            self.agent.as_mut().map(|(_, range)| range),
            self.illegal.as_mut(),
            self.keepers_area.as_mut(),
            self.fire.as_mut().map(|(_, range)| range),
            self.quiet.as_mut().map(|(_, range)| range),
            self.laid_by.as_mut().map(|(_, range)| range),
            self.denial.as_mut(),
            self.denied_fire.as_mut(),
            self.nothing.as_mut(),
            self.count.tokens.as_mut(),
            self.count.unread.as_mut(),
            self.rounds.as_mut().map(|(_, range)| range),
            self.replaced.as_mut().map(|of| &mut of.tokens),
            self.withdrawn.as_mut(),
            self.losses.kind.as_mut().map(|(_, range)| range),
            self.losses.of_other_side.as_mut(),
            self.losses.among_wounded.as_mut(),
            self.losses.either.as_mut(),
        ];
        optional.into_iter().flatten().for_each(move_on);
        self.time.from.iter_mut().for_each(move_on);
        self.losses.tokens.iter_mut().for_each(move_on);
        self.untaken
            .iter_mut()
            .for_each(|(range, _)| move_on(range));
        self.weapons
            .iter_mut()
            .for_each(|(_, range)| move_on(range));
        let numbers = self.per_place.iter_mut();
        let numbers = numbers.chain(self.in_turn.iter_mut().flatten());
        numbers.for_each(|(_, at)| *at += by);
        for (place, _) in &mut self.places {
            place.from += by;
            place.to += by;
        }
    }

    /// Whether a mine went off, and no fire is told of.
    pub fn is_of_a_mine(&self) -> bool {
        let mine = matches!(self.quiet, Some((Activity::Mine, _)));
        mine && self.fire.is_none()
    }

    /// Whether something is said to have happened here, as against what others did about it.
    pub fn is_event(&self) -> bool {
        let happened = self.fire.is_some() || self.quiet.is_some();
        happened
            && !(self.answers
                && self.places.is_empty()
                && self.time.is_open()
                && self.count.number.is_none()
                && self.weapons.is_empty())
    }
}

/// The party a country stands for, where it is one of the two.
pub fn party_of(country: Option<Country>) -> Option<Party> {
    match country? {
        Country::Armenia => Some(Party::Armenia),
        Country::Azerbaijan => Some(Party::Azerbaijan),
        Country::Other => None,
    }
}
