//! The clock: what budgets go by, and the day it is.

use std::time::Instant;

use crate::model::{Budget, Day};

/// Allows work for a file of so many bytes. Its time begins with its first file.
pub fn allow_for(budget: &Budget, bytes: u64) {
    let begun = Instant::now();
    budget.allow_for(bytes, move || begun.elapsed());
}

/// The day it is here.
pub fn today() -> Day {
    let date = jiff::ZonedDateTime::now().date();
    Day::from_ymd(date.year(), date.month(), date.day()).unwrap_or_else(|| Day::clamped(0))
}
