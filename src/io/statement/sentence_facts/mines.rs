//! Mines that went off, and who is said to have laid them.

use std::ops::Range;

use super::SentenceFacts;
use crate::{
    io::statement::grammar::{Order, Sense, Tag},
    model::{Activity, Party},
};

/// As many words may stand between what says that a mine was laid and by whom.
const APART: usize = 14;

impl SentenceFacts<'_> {
    /// Whether a mine went off, and no fire is told of beside it. "It happened when a truck hit a mine" tells of none.
    pub fn tells_of_a_mine(&self) -> bool {
        let is_mine = |tag: &Tag| tag.sense == Sense::Quiet(Activity::Mine);
        let says_no_more = |fire: &Tag| {
            let same = |tag: &Tag| tag.from < fire.to && fire.from < tag.to;
            let happened = |tag: &Tag| tag.sense == Sense::Happened;
            self.tags
                .iter()
                .any(|tag| same(tag) && (happened(tag) || is_mine(tag)))
        };
        let mut fires = self
            .tags
            .iter()
            .filter(|tag| matches!(tag.sense, Sense::Fire(_)));
        self.tags.iter().any(is_mine) && fires.all(says_no_more)
    }

    /// Who laid the mine, where the sentence says so: the side that stands nearest to that word, where the language
    /// has it.
    pub fn laid_by(&self) -> Option<(Party, Range<usize>)> {
        let side = |tag: &Tag| match tag.sense {
            Sense::Side(party) => Some(party),
            Sense::Illegal => Some(Party::NagornoKarabakh),
            _ => None,
        };
        let mut laid = self.tags.iter().filter(|tag| tag.sense == Sense::Laid);
        laid.find_map(|laid| {
            let beside = self.tags.iter().filter_map(|tag| {
                let apart = match self.table.order {
                    Order::Before => tag.from.checked_sub(laid.to),
                    Order::After => laid.from.checked_sub(tag.to),
                };
                let apart = apart.filter(|apart| *apart <= APART)?;
                Some((apart, side(tag)?, tag.from..tag.to))
            });
            let nearest = beside.min_by_key(|(apart, ..)| *apart);
            nearest.map(|(_, party, tokens)| (party, tokens))
        })
    }
}
