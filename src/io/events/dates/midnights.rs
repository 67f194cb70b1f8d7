//! Days that programs write as instants: those that know no day without a time write its midnight, in UTC or in
//! a zone of their own.

use super::{Dates, UTC_OFFSET_SECONDS, clock, day};
use crate::model::{Moment, Stamp};

/// The zones in which midnights are looked for, in seconds ahead of UTC: UTC, that of the area, and Moscow's.
const ZONES: [i64; 3] = [0, UTC_OFFSET_SECONDS, 3 * Stamp::HOUR];

/// What the cells of the dates of a file show.
#[derive(Clone, Debug)]
pub struct Midnights {
    zones: Vec<i64>,
    instants: usize,
}

impl Default for Midnights {
    fn default() -> Self {
        Self {
            zones: ZONES.to_vec(),
            instants: 0,
        }
    }
}

impl Midnights {
    /// Takes in a cell.
    pub fn see(&mut self, dates: Dates, text: &str) {
        let Ok(span) = dates.span(text) else {
            return;
        };
        let of_clock = |moment: Moment| match moment {
            Moment::Clock(stamp) => Some(stamp),
            Moment::Day(_) => None,
        };
        let moments = [span.first, span.last].into_iter().flatten();
        let stamps: Vec<Stamp> = moments.filter_map(of_clock).collect();
        let is_instant = !stamps.is_empty() && names_its_zone(text);
        self.instants += usize::from(is_instant);
        for stamp in stamps {
            self.zones
                .retain(|zone| is_instant && is_midnight(stamp, *zone));
        }
    }

    /// The zone in which all times of day are midnight, in seconds ahead of UTC; `None` where there is a time of
    /// any other kind, or no more than one instant, which may be the time that it says.
    pub fn zone(&self) -> Option<i64> {
        self.zones.first().copied().filter(|_| self.instants > 1)
    }
}

/// The day of an instant of which it is the midnight in a zone; any other moment as it is.
pub(super) fn as_day(moment: Moment, zone: i64, text: &str) -> Moment {
    match moment {
        Moment::Clock(stamp) if is_midnight(stamp, zone) && names_its_zone(text) => {
            Moment::Day(stamp.plus(zone - UTC_OFFSET_SECONDS).day())
        }
        other => other,
    }
}

fn is_midnight(stamp: Stamp, zone: i64) -> bool {
    let there = stamp.plus(zone - UTC_OFFSET_SECONDS);
    there == there.day().start()
}

/// Whether a text names the zone of its time, or counts from 1970 in UTC.
fn names_its_zone(text: &str) -> bool {
    let text = text.trim();
    if text
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.')
    {
        return day::counts_from_1970(text);
    }
    let (_, behind) = clock::split(text);
    behind.is_some_and(|text| clock::read(text).is_ok_and(|clock| clock.offset.is_some()))
}
