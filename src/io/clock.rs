//! The clock: what budgets go by, the day it is, and when a file was written.

use std::time::Instant;

use jiff::Timestamp;

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

/// The time of day here at some moment, such as "14:05".
pub fn time_of_day(at: Timestamp) -> String {
    let here = at.to_zoned_datetime(jiff::tz::TimeZone::system());
    here.strftime("%H:%M").to_string()
}

/// The time a file that must say so was written at: the one in `SOURCE_DATE_EPOCH`, in seconds since 1970, so that
/// a file can be made again byte for byte; otherwise now.
pub fn written_at() -> Timestamp {
    std::env::var("SOURCE_DATE_EPOCH")
        .ok()
        .and_then(|seconds| Timestamp::from_second(seconds.trim().parse().ok()?).ok())
        .unwrap_or_else(Timestamp::now)
}
