//! Which way each place of a sentence is spoken of: where fire came from, where it went, or whose
//! positions stood there. What decides is the phrase the place hangs on: the one before it where a
//! language sets its marks in front, else the one behind it and the case of its noun.

use super::{
    clauses::Cue,
    grammar::{Case, Order, Phrases, Sense, Tag},
    sentence_facts::SentenceFacts,
    sites::Placed,
    stretches::Stretch,
    token::TokenKind,
};

/// Words between a side and its forces or positions, at most.
const FAR_SIDE_TOKENS: usize = 5;

/// The cue of each place.
pub fn cues(
    facts: &SentenceFacts<'_>,
    places: &[Placed],
    stretches: &[Stretch],
) -> Vec<Option<Cue>> {
    let cue = |place: &Placed| match facts.table.order {
        Order::Before => cue_before(facts, places, place.from),
        Order::After => cue_behind(facts, place),
    };
    let mut cues: Vec<Option<Cue>> = places.iter().map(cue).collect();
    // "From" and "to" inside a stretch are its ends: what counts is how the whole is spoken of.
    for stretch in stretches {
        let whole = Placed {
            from: stretch.tokens.start,
            to: stretch.tokens.end,
            ending: None,
            ..places[stretch.first].clone()
        };
        let own = cue(&whole);
        cues[stretch.first] = own;
        cues[stretch.first + 1] = own;
    }
    cues
}

/// The last phrase before a place that tells its role.
fn cue_before(facts: &SentenceFacts<'_>, places: &[Placed], at: usize) -> Option<Cue> {
    let mut cue = None;
    let mut since = 0;
    // "From positions they fired that stand in A": the verb may part the two.
    let is_used = |from: usize, to: usize| {
        let mut places = places.iter();
        places.any(|place| place.from >= from && place.to <= to)
    };
    for tag in facts.tags.iter().filter(|tag| tag.to <= at) {
        match tag.sense {
            Sense::Fire(_) if cue == Some(Cue::From) && !is_used(since, tag.from) => {}
            Sense::Fire(_) | Sense::Breach => cue = None,
            Sense::From if !begins_no_place(facts, tag) => {
                cue = Some(Cue::From);
                since = tag.to;
            }
            Sense::Located => cue = cue.or_else(|| whose(facts, tag)),
            Sense::Toward if !hangs_on_positions(facts, tag) => cue = Some(Cue::Toward),
            Sense::Occupied => cue = cue.or(Some(Cue::From)),
            Sense::Illegal | Sense::Enemy => cue = Some(Cue::Theirs),
            Sense::Positions | Sense::Forces => {
                let from = matches!(cue, Some(Cue::From)) && is_behind_from(facts, tag);
                // Who a passive verb names stands in a place only if the text says "located".
                let passive = tag.sense == Sense::Forces && is_passive(facts, tag);
                let whose = whose(facts, tag).filter(|_| !from && !passive);
                // "From A, the positions in B": what stands in A has been told already.
                let told = cue == Some(Cue::From)
                    && tag.sense == Sense::Positions
                    && !from
                    && is_used(since, tag.from)
                    && !goes_on_with(facts, tag.from);
                cue = whose.or(if told { Some(Cue::Toward) } else { cue });
            }
            _ => {}
        }
    }
    cue
}

/// Whether an "and" or a word of place in front goes on with what was said before.
fn goes_on_with(facts: &SentenceFacts<'_>, at: usize) -> bool {
    facts
        .tags
        .iter()
        .any(|tag| tag.to == at && matches!(tag.sense, Sense::And | Sense::From | Sense::Direction))
}

/// "From 8:10", "a man from": what begins there is no fire.
fn begins_no_place(facts: &SentenceFacts<'_>, tag: &Tag) -> bool {
    let clock = facts.tokens.get(tag.to);
    let person = facts.tags.iter().any(|other| {
        matches!(other.sense, Sense::Single | Sense::Civilian) && other.to == tag.from
    });
    // "From small arms."
    let next = facts.tags.iter().find(|other| {
        other.from >= tag.to && !matches!(other.sense, Sense::Shots | Sense::Clock | Sense::Link)
    });
    let weapon =
        next.is_some_and(|next| matches!(next.sense, Sense::Weapon(_)) && next.from <= tag.to + 1);
    // "Out of them": some of what was counted before.
    let of_them = Phrases::of(facts.table).out_of(facts.tokens, tag.from);
    let of_them = of_them.is_some_and(|to| to > tag.to);
    person || weapon || of_them || clock.is_some_and(|token| token.kind == TokenKind::Number)
}

/// "Positions in the direction of": the direction says where the positions are, not where fire went.
fn hangs_on_positions(facts: &SentenceFacts<'_>, tag: &Tag) -> bool {
    let near = tag.from.saturating_sub(3)..tag.from;
    facts.tags.iter().any(|other| {
        matches!(
            other.sense,
            Sense::Located | Sense::Positions | Sense::Forces
        ) && other.to > near.start
            && other.to <= near.end
    })
}

/// "From the positions of": whose they are is told by the word before already.
fn is_behind_from(facts: &SentenceFacts<'_>, tag: &Tag) -> bool {
    facts.tags.iter().any(|other| {
        other.sense == Sense::From && other.from <= tag.from && tag.from <= other.to + 3
    })
}

/// "Registered by the forces of": with no word of where those stand.
fn is_passive(facts: &SentenceFacts<'_>, tag: &Tag) -> bool {
    let by = facts
        .tags
        .iter()
        .any(|other| other.sense == Sense::By && other.to <= tag.from && tag.from - other.to <= 4);
    let located = facts.tags.iter().any(|other| {
        other.sense == Sense::Located && other.from >= tag.to && other.from - tag.to <= 5
    });
    by && !located
}

/// Whose positions or forces they are.
fn whose(facts: &SentenceFacts<'_>, tag: &Tag) -> Option<Cue> {
    let near = |other: &&Tag| {
        let parted = facts.tags.iter().any(|between| {
            between.from >= other.to
                && between.to <= tag.from
                && matches!(between.sense, Sense::Fire(_) | Sense::Breach)
        });
        let before = other.to <= tag.from && tag.from - other.to < FAR_SIDE_TOKENS - 2 && !parted;
        let behind = facts.table.order == Order::Before
            && other.from >= tag.to
            && other.from - tag.to < FAR_SIDE_TOKENS
            && !facts.tags.iter().any(|between| {
                between.from >= tag.to
                    && between.to <= other.from
                    && matches!(
                        between.sense,
                        Sense::From | Sense::Located | Sense::Fire(_) | Sense::Noun(..)
                    )
            });
        before || behind || (other.from <= tag.from && other.to >= tag.to)
    };
    let mut sides: Vec<(usize, Cue)> = facts
        .tags
        .iter()
        .filter(near)
        .filter_map(|other| {
            let cue = match other.sense {
                Sense::Side(party) => Cue::With(party),
                Sense::Ours => Cue::Ours,
                Sense::Enemy | Sense::Illegal => Cue::Theirs,
                _ => return None,
            };
            let apart = if other.to <= tag.from {
                tag.from - other.to
            } else {
                other.from.saturating_sub(tag.to)
            };
            Some((apart, cue))
        })
        .collect();
    sides.sort_by_key(|(apart, _)| *apart);
    sides.first().map(|(_, cue)| *cue)
}

/// The first phrase behind a place that tells its role, by its sense or by its case.
fn cue_behind(facts: &SentenceFacts<'_>, place: &Placed) -> Option<Cue> {
    match case_at(facts, place.to, place.ending.as_deref()) {
        Case::From => return Some(Cue::From),
        Case::Toward => return Some(Cue::Toward),
        Case::Within | Case::None => {}
    }
    if is_in_occupied_list(facts, place.from) {
        return Some(Cue::From);
    }
    // "Those in A, [from the positions that stand in B] the positions in C": the mark belongs to B.
    let mut waits = false;
    for tag in facts.tags.iter().filter(|tag| tag.from >= place.to) {
        let over = |sense: Sense| {
            let mut others = facts.tags.iter();
            others.any(|other| other.sense == sense && other.from <= tag.from && tag.to <= other.to)
        };
        let of_verb = over(Sense::By) || (tag.sense == Sense::Positions && over(Sense::Located));
        if of_verb {
            continue;
        }
        let last = &facts.tokens[tag.to - 1];
        let case = case_at(facts, tag.to, Some(&last.folded));
        let listed = facts
            .tokens
            .get(tag.to)
            .is_some_and(|token| token.is_mark(','));
        match (tag.sense, case) {
            // "A resident of": where somebody lives.
            (Sense::Civilian | Sense::Single, _) if tag.from <= place.to + 3 => return None,
            (Sense::Noun(..), Case::Within) if listed => waits = true,
            (Sense::From, _) | (_, Case::From) if waits && is_of_another(facts, place.to, tag) => {}
            (Sense::From | Sense::Occupied, _) => return Some(Cue::From),
            (Sense::Noun(..) | Sense::Direction | Sense::Positions, Case::From) => {
                return Some(Cue::From);
            }
            (Sense::Noun(..), Case::Toward) => return Some(Cue::Toward),
            (Sense::Toward, _) if !is_followed_by_located(facts, tag) => return Some(Cue::Toward),
            (Sense::Ours, _) => return Some(Cue::Ours),
            (Sense::Positions, _) if over(Sense::From) => {}
            (Sense::Positions, _) => return whose(facts, tag).or(Some(Cue::Toward)),
            (Sense::Forces, Case::None) => {
                if let Some(cue) = whose(facts, tag) {
                    return Some(cue);
                }
            }
            (Sense::Fire(_), _) => return None,
            _ => {}
        }
    }
    None
}

/// Whether a word of coming from belongs to another place, which is said to be where positions stand.
fn is_of_another(facts: &SentenceFacts<'_>, from: usize, mark: &Tag) -> bool {
    let between = |tag: &&Tag| tag.from >= from && tag.to <= mark.from;
    let mut nouns = facts.tags.iter().filter(between).filter(|tag| {
        let word = facts.tokens.get(tag.to - 1).map(|token| &*token.folded);
        matches!(tag.sense, Sense::Noun(..)) && case_at(facts, tag.to, word) != Case::Within
    });
    let stands = |noun: &Tag| {
        let mut tags = facts.tags.iter().filter(between);
        tags.any(|tag| tag.sense == Sense::Located && tag.from >= noun.to)
    };
    nouns.any(stands)
}

/// Whether a list of occupied places is going on: fire is said to come from near them.
fn is_in_occupied_list(facts: &SentenceFacts<'_>, at: usize) -> bool {
    let mut before = facts.tags.iter().filter(|tag| tag.to <= at).rev();
    let found = before.find(|tag| {
        matches!(
            tag.sense,
            Sense::Occupied
                | Sense::Fire(_)
                | Sense::Positions
                | Sense::Direction
                | Sense::Toward
                | Sense::Forces
        )
    });
    found.is_some_and(|tag| tag.sense == Sense::Occupied)
}

/// "In the direction of" says where positions stand rather than where fire went if they follow it;
/// where the language keeps the two apart, only "located" does so.
fn is_followed_by_located(facts: &SentenceFacts<'_>, tag: &Tag) -> bool {
    let mut tags = facts.tags.iter();
    let of_place = tags.any(|other| other.sense == Sense::Located && other.from == tag.from);
    facts.tags.iter().any(|other| {
        let located =
            other.sense == Sense::Located || (of_place && other.sense == Sense::Positions);
        located && other.from >= tag.to && other.from <= tag.to + 1
    })
}

/// The case of a word, by an ending of its own or by one an apostrophe keeps apart from it.
fn case_at(facts: &SentenceFacts<'_>, behind: usize, word: Option<&str>) -> Case {
    let apart = facts.tokens.get(behind..).unwrap_or_default().iter();
    let mut apart = apart.take(2);
    let ending = apart.find(|token| token.kind == TokenKind::Ending);
    let word = ending.map(|token| &*token.folded).or(word);
    word.map_or(Case::None, |word| facts.table.case(word))
}
