//! The clock that budgets go by, and the day it is.

use std::time::Instant;

use jiff::{Timestamp, tz::Offset};

use crate::model::{Budget, Day};

/// The day it is where the records are from, four hours east of UTC.
pub fn today() -> Option<Day> {
    Day::from_date(Offset::constant(4).to_datetime(Timestamp::now()).date())
}

/// Allows work for a file of so many bytes. Its time begins with its first file.
pub fn allow_for(budget: &Budget, bytes: u64) {
    let begun = Instant::now();
    budget.allow_for(bytes, move || begun.elapsed());
}
