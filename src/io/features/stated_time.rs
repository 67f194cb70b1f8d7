//! When a feature is, in the properties of the feature itself and in the member `time` of JSON-FG beside
//! them. Each feature is asked by itself: where its properties say no date, the member is its time; where
//! both do, its properties decide. And what a span of a format's own comes to.

use serde_json::{Map, Value};

use crate::{
    io::{
        events::{Cells, DAYS, Dates, DatesOf, Field, says_nothing},
        geojson::time,
        notes::Notes,
    },
    model::{Dated, Moment, When, field::meaning},
    words::notes::{formats, reading},
};

pub(super) use time::TIME;

/// Properties by which this program says from which day a shape holds, and from which it no longer does.
const VALIDITY: [&str; 2] = ["valid_from", "valid_to"];

/// What the member says.
pub struct StatedTime {
    member: Value,
    /// First and last time, as they are written.
    ends: [Option<String>; 2],
}

impl StatedTime {
    /// That of a feature; `None` where it has none, or one that is not understood.
    pub fn of(foreign: &Map<String, Value>) -> Option<Self> {
        foreign.get(TIME).and_then(Self::read)
    }

    fn read(member: &Value) -> Option<Self> {
        let ends = time::read(member)?;
        ends.iter().any(Option::is_some).then(|| Self {
            member: member.clone(),
            ends,
        })
    }

    /// Whether a member, as its text, says that a record is when it is.
    pub fn text_agrees(member: &str, when: Option<When>) -> bool {
        let member: Option<Value> = serde_json::from_str(member).ok();
        match member.as_ref().and_then(Self::read) {
            Some(time) => when.is_some_and(|when| time.agrees(when)),
            None => false,
        }
    }

    /// Lets it be the time of what states no day itself. Says whether it is. A time of day among the
    /// properties is one of the day that the member says.
    pub fn fill(&self, texts: &mut Vec<(Field, String)>, properties: &Map<String, Value>) -> bool {
        let states = |text: &str| !says_nothing(text.trim());
        let is_day = |(field, text): &(Field, String)| {
            let is_clock = *field == Field::Start && Dates::is_clock(text);
            DAYS.contains(field) && states(text) && !is_clock
        };
        if texts.iter().any(is_day) || states_validity(properties) {
            return false;
        }
        texts.retain(|(field, _)| !DAYS.contains(field));
        let [start, end] = &self.ends;
        let is_a_day = |text: &String| matches!(Moment::parse(text), Ok(Moment::Day(_)));
        if start.as_ref().is_some_and(is_a_day)
            && end.is_none()
            && !texts.iter().any(|(field, _)| *field == Field::StartTime)
            && let Some(clock) = only_clock(properties)
        {
            texts.push((Field::StartTime, clock));
        }
        // An end that is said to be open is told where times are read.
        let start = match (start, end) {
            (Some(start), None) if self.is_interval() => Some(format!("{start}/{}", time::OPEN)),
            (start, _) => start.clone(),
        };
        texts.extend(start.map(|text| (Field::Start, text)));
        texts.extend(end.clone().map(|text| (Field::End, text)));
        true
    }

    /// Whether it says that a record is when it is.
    pub fn agrees(&self, when: When) -> bool {
        let stated = time::of_when(when);
        let [first, last] = self.moments();
        stated.is_some()
            && (stated.as_ref() == Some(&self.member) || stated == time::of_moments(first, last))
    }

    /// Whether it says that a shape holds on these days.
    pub fn agrees_with_days(&self, dated: Dated) -> bool {
        let [first, _] = self.moments();
        let end = self.ends[1].as_deref().and_then(last_of);
        let own = Dated {
            from: first.map(Moment::day),
            end: end.map(|last| last.day().plus(1)),
        };
        own == dated || time::of_dated(dated).as_ref() == Some(&self.member)
    }

    /// The dates of a feature, and then what the member says.
    pub fn beside(&self, cells: &Cells<'_>) -> String {
        let own = [Field::Start, Field::End, Field::StartYear];
        let own = own.iter().filter_map(|field| cells.shown(*field));
        let own: Vec<_> = own.collect();
        let member = self.ends.each_ref().map(Option::as_deref);
        let member = match (member, self.is_interval()) {
            ([Some(only), None], false) => only.to_owned(),
            ([start, end], _) => {
                let [start, end] = [start, end].map(|end| end.unwrap_or(time::OPEN));
                format!("{start}/{end}")
            }
        };
        format!("{}, time {member}", own.join(" "))
    }

    fn is_interval(&self) -> bool {
        self.member.get("interval").is_some()
    }

    fn moments(&self) -> [Option<Moment>; 2] {
        let [start, end] = self.ends.each_ref().map(Option::as_deref);
        let first = start.and_then(|text| Dates::default().span(text).ok()?.first);
        [first, end.or(start).and_then(last_of)]
    }
}

fn last_of(text: &str) -> Option<Moment> {
    let span = Dates::default().span(text).ok()?;
    span.last.or(span.first)
}

/// The only property that is a time of day by its name and by what it says.
fn only_clock(properties: &Map<String, Value>) -> Option<String> {
    let mut clocks = properties.iter().filter_map(|(heading, value)| {
        let (field, _) = meaning(heading)?;
        let text = value.as_str()?;
        let is_one = matches!(field, Field::Start | Field::StartTime) && Dates::is_clock(text);
        is_one.then(|| text.to_owned())
    });
    let first = clocks.next()?;
    clocks.next().is_none().then_some(first)
}

/// Whether properties say from when to when a shape holds, as this program writes it.
pub fn states_validity(properties: &Map<String, Value>) -> bool {
    let value = |key: &str| properties.get(key).is_some_and(|value| !value.is_null());
    VALIDITY.into_iter().any(value)
}

/// From the first day something holds to the last, both as the file has them; `valid_to`, as this
/// program writes it, is the first day it no longer does.
pub fn dated(
    (cells, properties): (&Cells<'_>, &Map<String, Value>),
    notes: &mut Notes<'_>,
    dates: DatesOf,
) -> Dated {
    let mut day = |field: Field, text: Option<&str>| match dates.of(field).read(text?) {
        Ok(moment) => Some(moment.day()),
        Err(error) => {
            let text = text.unwrap_or_default();
            notes.doubt(text, reading::no_validity(error));
            None
        }
    };
    let [from, to] = VALIDITY.map(|key| properties.get(key).and_then(Value::as_str));
    let last = day(Field::End, cells.text(Field::End)).map(|last| last.plus(1));
    Dated {
        from: day(Field::Start, from.or(cells.text(Field::Start))),
        end: day(Field::End, to).or(last),
    }
}

/// Days of which the last is not before the first, with a note where it was.
pub fn in_order_of_time(dated: Dated, notes: &mut Notes<'_>) -> Dated {
    let Dated {
        from: Some(from),
        end: Some(end),
    } = dated
    else {
        return dated;
    };
    if end > from {
        return dated;
    }
    let text = format!("{from}, {}", end.plus(-1));
    notes.doubt(&text, formats::shape_ends_before_start());
    Dated { end: None, ..dated }
}

/// The days on which something holds from a moment to another.
pub(super) fn held([first, last]: [Option<Moment>; 2]) -> Dated {
    Dated {
        from: first.map(|moment| moment.start().day()),
        end: last.map(|moment| moment.start().day().plus(1)),
    }
}

/// The same as the fields of a record that happened then.
pub(super) fn span_texts([first, last]: [Option<Moment>; 2]) -> Vec<(Field, String)> {
    let open = time::OPEN;
    let start = match (first, last) {
        (Some(first), None) => Some(format!("{first}/{open}")),
        (None, Some(last)) => Some(format!("{open}/{last}")),
        (first, _) => first.map(|first| first.to_string()),
    };
    let end = first.and(last).map(|last| last.to_string());
    let are_days = matches!((first, last), (Some(Moment::Day(first)), Some(Moment::Day(last))) if first != last);
    let precision = are_days.then(|| "days".to_owned());
    let texts = [
        (Field::Start, start),
        (Field::End, end),
        (Field::TimePrecision, precision),
    ];
    texts
        .into_iter()
        .filter_map(|(field, text)| Some((field, text?)))
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::{Day, Stamp, TimePrecision};

    fn moment() -> impl Strategy<Value = Option<Moment>> {
        prop_oneof![
            Just(None),
            (7_300..25_000_i64).prop_map(|day| Some(Moment::Day(Day::clamped(day)))),
            (600_000_000..2_000_000_000_i64).prop_map(|at| Some(Moment::Clock(Stamp(at)))),
        ]
    }

    proptest! {
        /// What is written of a record is what is read of it.
        #[test]
        fn what_is_written_says_when_a_record_is(start in moment(), end in moment()) {
            prop_assume!(start.is_some() || end.is_some());
            let precision = TimePrecision::Unknown;
            let when = When::Stated { start, end, precision };
            let written = time::of_when(when).expect("a time");
            prop_assert!(StatedTime::text_agrees(&written.to_string(), Some(when)));
        }
    }
}
