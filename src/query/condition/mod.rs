//! Conditions: one line of text that says which records are wanted, such as
//! `reporter = az-mod and number >= 10`.
//!
//! A condition is read once, made ready for an atlas, and parts each dataset into the records that meet it
//! and those that do not. From there on they are kinds of records like others, so that every count, tally
//! and drawing holds without looking at a record again.

mod drawn;
mod evaluate;
mod grammar;
mod near;
mod offers;
mod resolve;
mod terms;
mod trouble;

use std::{fmt, sync::Arc};

pub use drawn::{Drawn, positions, seem_swapped};
pub use evaluate::{Facts, SeenError};
pub use grammar::is_meant;
pub use offers::{Offer, offers};
pub use terms::{
    Closeness, Compare, Decimal, Ends, Expr, Flag, Graded, Name, NumberField, PropertyTest, Reach,
    Stated, Term, TextField, TextTest,
};
pub use trouble::{Trouble, Why};

/// The longest text of a condition, in bytes.
pub const LONGEST: usize = 4_000;

/// A condition that was understood. Two are the same where they say the same, however they are typed.
#[derive(Clone, Debug)]
pub struct Condition {
    typed: Arc<str>,
    expr: Expr,
}

impl PartialEq for Condition {
    fn eq(&self, other: &Self) -> bool {
        self.expr == other.expr
    }
}

impl Eq for Condition {}

/// The text that is understood as the same condition.
impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.expr, f)
    }
}

impl Condition {
    /// Reads a condition.
    ///
    /// # Errors
    ///
    /// Where it is not understood, with the place in the text.
    ///
    /// ```
    /// use contactline::query::condition::Condition;
    ///
    /// let condition = Condition::parse("number>=10 AND not (reporter = az-mod or denied)")?;
    /// let text = "number >= 10 and not (reporter = az-mod or denied)";
    /// assert_eq!(condition.to_string(), text);
    /// assert_eq!(Condition::parse(text)?, condition);
    /// let error = Condition::parse("number >= ten").expect_err("no number");
    /// assert_eq!(error.at, 10);
    /// # Ok::<(), contactline::query::condition::Trouble>(())
    /// ```
    pub fn parse(typed: &str) -> Result<Self, Trouble> {
        Ok(Self {
            expr: grammar::parse(typed)?,
            typed: typed.into(),
        })
    }

    /// The condition of an expression.
    pub fn of(expr: Expr) -> Self {
        let typed = expr.to_string();
        Self::parse(&typed).unwrap_or(Self {
            typed: typed.into(),
            expr,
        })
    }

    /// As it was typed: places in errors are places in this.
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// What it says.
    pub fn expr(&self) -> &Expr {
        &self.expr
    }

    /// The parts that all must hold, each of which can stand alone, as they were typed.
    pub fn parts(&self) -> Vec<Self> {
        let Some(ranges) = grammar::parts(&self.typed) else {
            return vec![self.clone()];
        };
        let typed = ranges.into_iter().filter_map(|range| self.typed.get(range));
        typed.filter_map(|typed| Self::parse(typed).ok()).collect()
    }

    /// Which of its parts stands at a byte of the text.
    pub fn part_at(&self, at: usize) -> usize {
        let ranges = grammar::parts(&self.typed).unwrap_or_default();
        let before = ranges.iter().filter(|range| range.start <= at).count();
        before.saturating_sub(1)
    }

    /// The same without one of its parts; `None` where nothing is left.
    pub fn without(&self, part: usize) -> Option<Self> {
        let mut parts = self.parts();
        if part < parts.len() {
            parts.remove(part);
        }
        Self::all(&parts).ok().flatten()
    }

    /// The same with another condition in place of one of its parts, or beside them where there is no such
    /// part.
    ///
    /// # Errors
    ///
    /// Where it becomes too long.
    pub fn with(&self, part: Option<usize>, other: Self) -> Result<Self, Trouble> {
        let mut parts = self.parts();
        match part.filter(|part| *part < parts.len()) {
            Some(part) => parts[part] = other,
            None if parts.contains(&other) => {}
            None => parts.push(other),
        }
        Ok(Self::all(&parts)?.unwrap_or_else(|| self.clone()))
    }

    /// What holds where this does not.
    pub fn negated(&self) -> Self {
        Self::of(match &self.expr {
            Expr::Not(inner) => (**inner).clone(),
            expr => Expr::Not(Box::new(expr.clone())),
        })
    }

    /// The condition that all of these make up.
    pub(super) fn all(parts: &[Self]) -> Result<Option<Self>, Trouble> {
        let typed = |part: &Self| match (grammar::parts(&part.typed), parts.len()) {
            (None, 2..) => format!("({})", part.typed.trim()),
            _ => part.typed.trim().to_owned(),
        };
        let typed: Vec<String> = parts.iter().map(typed).collect();
        match typed.is_empty() {
            true => Ok(None),
            false => Self::parse(&typed.join(" and ")).map(Some),
        }
    }

    /// Whether it says itself which duplicates are wanted, so that they are not left out unasked.
    pub fn asks_for_duplicates(&self) -> bool {
        self.expr
            .any_term(&|term| matches!(term, Term::Is(Flag::Duplicate)))
    }

    /// Whether it asks for what ties and events say.
    pub fn needs_events(&self) -> bool {
        self.expr.any_term(&|term| {
            matches!(
                term,
                Term::Is(Flag::Denied | Flag::Corrected | Flag::Contradicted)
            )
        })
    }

    /// Whether it asks for what the person made of reports, or keeps with them.
    pub fn needs_personal(&self) -> bool {
        self.expr.any_term(&|term| {
            matches!(
                term,
                Term::Grade(..) | Term::Has(Stated::Comment | Stated::Evidence)
            )
        })
    }
}

#[cfg(test)]
mod tests;
