//! Conditions: one line of text that says which records are wanted, such as
//! `reporter = az-mod and number >= 10`.
//!
//! A condition is read once, made ready for an atlas, and parts each dataset into the records that meet it
//! and those that do not. From there on they are kinds of records like others, so that every count, tally
//! and drawing holds without looking at a record again.

mod evaluate;
mod grammar;
mod near;
mod resolve;
mod terms;
mod trouble;

use std::{fmt, sync::Arc};

pub use evaluate::{Facts, SeenError};
pub use terms::{
    Closeness, Compare, Decimal, Ends, Expr, Flag, Name, NumberField, PropertyTest, Stated, Term,
    TextField, TextTest,
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

    /// The parts that all must hold, each of which can stand alone.
    pub fn parts(&self) -> &[Expr] {
        match &self.expr {
            Expr::And(parts) => parts,
            one => std::slice::from_ref(one),
        }
    }

    /// The same without one of its parts; `None` where nothing is left.
    pub fn without(&self, part: usize) -> Option<Self> {
        let mut parts = self.parts().to_vec();
        if part < parts.len() {
            parts.remove(part);
        }
        match parts.len() {
            0 => None,
            1 => Some(Self::of(parts.remove(0))),
            _ => Some(Self::of(Expr::And(parts))),
        }
    }

    /// Whether it asks for what ties and events say.
    pub fn needs_events(&self) -> bool {
        self.expr
            .any_term(&|term| matches!(term, Term::Is(Flag::Denied | Flag::Contradicted)))
    }
}

#[cfg(test)]
mod tests;
