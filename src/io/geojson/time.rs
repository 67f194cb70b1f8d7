//! The member `time` of JSON-FG (OGC Features and Geometries JSON): when a feature is, in a form that
//! programs agree on. The properties say the same in the words of this program, and more exactly.

use serde_json::{Map, Value, json};

use crate::{
    io::{
        events::{Dates, Field},
        features::text_under,
        kml::times,
    },
    model::{Dated, Moment, When},
};

/// The member's name.
pub const TIME: &str = "time";

/// What a collection says that holds such members.
pub const CONFORMS_TO: &str = "http://www.opengis.net/spec/json-fg-1/0.2/conf/core";

/// An end that is open.
const OPEN: &str = "..";

/// When a claim was, of the properties that say it. As [`of_when`] says of the claim itself.
pub fn of_properties(properties: &Map<String, Value>) -> Option<Value> {
    let dates = Dates::default();
    let span = |field: Field| dates.span(&text_under(properties, field.name())).ok();
    let (start, end) = (span(Field::Start), span(Field::End));
    let first = start.as_ref().and_then(|span| span.first);
    let last = end.as_ref().or(start.as_ref());
    let last = last.and_then(|span| span.last.or(span.first));
    of_moments(first, last)
}

/// When a claim was.
pub fn of_when(when: When) -> Option<Value> {
    let (start, end, _) = when.stated();
    of_moments(start, end.or(start))
}

/// When a shape holds.
pub fn of_dated(dated: Dated) -> Option<Value> {
    let (from, last) = (dated.from, dated.end.map(|end| end.plus(-1)));
    of_moments(from.map(Moment::Day), last.map(Moment::Day))
}

fn of_moments(first: Option<Moment>, last: Option<Moment>) -> Option<Value> {
    let day = |moment: Moment| moment.start().day().to_string();
    let text = |moment: Option<Moment>, in_days: bool| match moment {
        None => OPEN.to_owned(),
        Some(Moment::Clock(stamp)) if !in_days => times::in_utc(stamp),
        Some(moment) => day(moment),
    };
    match (first, last) {
        (None, None) => None,
        (Some(Moment::Day(only)), Some(Moment::Day(last))) if only == last => {
            Some(json!({"date": only.to_string()}))
        }
        (Some(Moment::Clock(only)), Some(Moment::Clock(last))) if only == last => {
            Some(json!({"timestamp": times::in_utc(only)}))
        }
        // Both ends are of one kind.
        (first, last) => {
            let is_day = |moment: Moment| matches!(moment, Moment::Day(_));
            let in_days = [first, last].into_iter().flatten().any(is_day);
            Some(json!({"interval": [text(first, in_days), text(last, in_days)]}))
        }
    }
}

/// First and last time of what a member says; `None` where it is no such member.
pub fn read(time: &Value) -> Option<[Option<String>; 2]> {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let known = |value: &Value| text(value).filter(|text| text != OPEN && !text.is_empty());
    if let Some(Value::Array(ends)) = time.get("interval") {
        let [start, end] = ends.as_slice() else {
            return None;
        };
        return Some([known(start), known(end)]);
    }
    let only = time.get("timestamp").or(time.get("date"))?;
    Some([text(only), None])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::{Day, Stamp, TimePrecision, enum_names::word};

    fn moment() -> impl Strategy<Value = Option<Moment>> {
        prop_oneof![
            Just(None),
            (7_300..25_000_i64).prop_map(|day| Some(Moment::Day(Day::clamped(day)))),
            (600_000_000..2_000_000_000_i64).prop_map(|at| Some(Moment::Clock(Stamp(at)))),
        ]
    }

    proptest! {
        /// What is written of a claim is what is made of its properties when they are read.
        #[test]
        fn a_claim_is_when_its_properties_say(start in moment(), end in moment()) {
            prop_assume!(start.is_some() || end.is_some());
            let precision = TimePrecision::Unknown;
            let mut properties = Map::new();
            let texts = [(Field::Start, start), (Field::End, end)];
            for (field, moment) in texts {
                if let Some(moment) = moment {
                    properties.insert(field.name().to_owned(), moment.to_string().into());
                }
            }
            let stated = word(&TimePrecision::ALL, precision);
            properties.insert(Field::TimePrecision.name().to_owned(), stated.into());
            let when = When::Stated { start, end, precision };
            prop_assert_eq!(of_when(when), of_properties(&properties));
        }
    }
}
