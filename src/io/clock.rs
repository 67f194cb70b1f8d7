//! The clock that budgets go by.

use std::time::Instant;

use crate::model::Budget;

/// Allows work for a file of so many bytes. Its time begins with its first file.
pub fn allow_for(budget: &Budget, bytes: u64) {
    let begun = Instant::now();
    budget.allow_for(bytes, move || begun.elapsed());
}
