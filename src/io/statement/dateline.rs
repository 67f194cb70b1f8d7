//! The day in the first line of a statement, by itself or beside who speaks: when it was published, where nobody
//! says so otherwise.

use std::ops::Range;

use super::{
    grammar::{Sense, Tag, tags_within},
    times::{self, TimeContext},
    token::{Token, TokenKind},
};
use crate::model::{Day, TimePrecision};

/// A line of more tokens tells of something.
const MOST_TOKENS: usize = 16;

/// The day of publication that a text begins with, and the tokens of that line. `first`: its first sentence.
///
/// "7 August 2022", "Ministry of Defence of Azerbaijan, 7 August 2022" and "BAKU, 7 August 2022 — ..." are such lines;
/// what tells of an event is not, nor is a day without its year.
pub fn dateline(
    tokens: &[Token],
    tags: &[Tag],
    first: Range<usize>,
) -> Option<(Day, Range<usize>)> {
    // The dashes of "2022-08-07" part nothing.
    let is_dash = |at: &usize| {
        let token = &tokens[*at];
        !token.glued && matches!(token.kind, TokenKind::Mark('—' | '–' | '-'))
    };
    let end = first.clone().find(|at| *at > first.start && is_dash(at));
    let line = first.start..end.unwrap_or(first.end);
    if line.len() > MOST_TOKENS {
        return None;
    }
    let own = tags_within(tags, &line);
    let tells = |tag: &Tag| {
        matches!(
            tag.sense,
            Sense::Fire(_)
                | Sense::Quiet(_)
                | Sense::Truce
                | Sense::Breach
                | Sense::Used
                | Sense::Nothing
        )
    };
    if own.iter().any(tells) {
        return None;
    }
    let time = times::time(&tokens[line.clone()], &own, TimeContext::default());
    let is_a_day =
        time.dated && !time.clocked && !time.unsure && time.precision == TimePrecision::Day;
    let day = time.start.filter(|_| is_a_day)?.start().day();
    Some((day, line))
}
