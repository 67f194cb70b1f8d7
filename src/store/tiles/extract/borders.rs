//! Borders of states: which ways they are made of, and between whom each is.

use std::collections::HashMap;

use osmpbf::{RelMemberType, Relation};

use super::{
    ExtractError,
    tags::{DATED_BORDER, Sort, Tags, border},
};
use crate::model::Budget;

/// What relations say of a way.
#[derive(Default)]
struct Side {
    is_disputed: bool,
    /// The letters of the states it borders, each once, in the order of letters.
    states: Vec<String>,
}

/// What the relations of an extract say of the ways of their borders.
#[derive(Default)]
pub struct Borders(HashMap<i64, Side>);

/// What a way takes in memory at most, in bytes.
const WAY_BYTES: u64 = 128;

impl Borders {
    /// Takes a relation in where it is a state, or is a disputed border of one.
    pub fn add(&mut self, relation: &Relation<'_>, budget: &Budget) -> Result<(), ExtractError> {
        let tags = Tags(relation.tags().collect());
        if !tags.is_state_border() {
            return Ok(());
        }
        let state = tags.state();
        for member in relation.members() {
            if member.member_type != RelMemberType::Way {
                continue;
            }
            budget.take_bytes(WAY_BYTES)?;
            let side = self.0.entry(member.member_id).or_default();
            side.is_disputed |= tags.is_disputed();
            if let (Err(at), false) = (
                side.states.binary_search_by(|known| (**known).cmp(state)),
                state.is_empty(),
            ) {
                side.states.insert(at, state.to_owned());
            }
        }
        Ok(())
    }

    /// The border that a way is: one that it or a relation calls disputed, or any other. That of Armenia and
    /// Azerbaijan is told apart, where both are in the extract.
    pub fn of(&self, way: i64, tags: &Tags<'_>) -> Option<Sort> {
        let side = self.0.get(&way);
        if tags.get("maritime") == "yes" || side.is_none() && !tags.is_state_border() {
            return None;
        }
        let is_disputed = tags.is_disputed() || side.is_some_and(|side| side.is_disputed);
        let states = side.map_or(&[][..], |side| &side.states);
        Some(border(match (states, is_disputed) {
            ([one, other], _) if one == "AM" && other == "AZ" => DATED_BORDER,
            (_, true) => "disputed",
            (_, false) => "state",
        }))
    }
}
