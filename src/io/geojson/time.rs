//! The member `time` of JSON-FG (OGC Features and Geometries JSON): when a feature is, in a form that
//! programs agree on. The properties say the same in the words of this program, and more exactly.

use std::io::{self, Write as _};

use serde_json::{Value, json};

use crate::{
    io::kml::times,
    model::{Dated, Day, Moment, Stamp, When},
};

/// The member's name.
pub const TIME: &str = "time";

/// What a collection says that holds such members.
pub const CONFORMS_TO: &str = "http://www.opengis.net/spec/json-fg-1/0.2/conf/core";

/// An end that is open.
pub const OPEN: &str = "..";

/// When a claim was.
pub fn of_when(when: When) -> Option<Value> {
    let (start, end, _) = when.stated();
    of_moments(start, end.or(start))
}

/// Writes when a claim was, as its member says it, behind other members; nothing where that is not known.
///
/// # Errors
///
/// None where `text` takes whatever is written.
pub fn write_when(text: &mut Vec<u8>, when: When) -> io::Result<()> {
    let (start, end, _) = when.stated();
    let Some(told) = told(start, end.or(start)) else {
        return Ok(());
    };
    match told {
        Told::Day(day) => write!(text, ",\"{TIME}\":{{\"date\":\"{day}\"}}"),
        Told::Clock(at) => {
            let at = times::in_utc(at);
            write!(text, ",\"{TIME}\":{{\"timestamp\":\"{at}\"}}")
        }
        Told::Between([first, last]) => {
            write!(
                text,
                ",\"{TIME}\":{{\"interval\":[\"{first}\",\"{last}\"]}}"
            )
        }
    }
}

/// When a shape holds.
pub fn of_dated(dated: Dated) -> Option<Value> {
    let (from, last) = (dated.from, dated.end.map(|end| end.plus(-1)));
    of_moments(from.map(Moment::Day), last.map(Moment::Day))
}

/// The time from a moment to another. An end before the start is no end.
pub fn of_moments(first: Option<Moment>, last: Option<Moment>) -> Option<Value> {
    Some(match told(first, last)? {
        Told::Day(day) => json!({"date": day.to_string()}),
        Told::Clock(at) => json!({"timestamp": times::in_utc(at)}),
        Told::Between(ends) => json!({"interval": ends}),
    })
}

/// What a member says.
enum Told {
    Day(Day),
    Clock(Stamp),
    Between([String; 2]),
}

fn told(first: Option<Moment>, last: Option<Moment>) -> Option<Told> {
    let last = match (first, last) {
        (Some(first), Some(last)) if last.is_before(first) => Some(first),
        _ => last,
    };
    let day = |moment: Moment| moment.start().day().to_string();
    let text = |moment: Option<Moment>, in_days: bool| match moment {
        None => OPEN.to_owned(),
        Some(Moment::Clock(stamp)) if !in_days => times::in_utc(stamp),
        Some(moment) => day(moment),
    };
    match (first, last) {
        (None, None) => None,
        (Some(Moment::Day(only)), Some(Moment::Day(last))) if only == last => Some(Told::Day(only)),
        (Some(Moment::Clock(only)), Some(Moment::Clock(last))) if only == last => {
            Some(Told::Clock(only))
        }
        // Both ends are of one kind.
        (first, last) => {
            let is_day = |moment: Moment| matches!(moment, Moment::Day(_));
            let in_days = [first, last].into_iter().flatten().any(is_day);
            Some(Told::Between([text(first, in_days), text(last, in_days)]))
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
    use super::*;

    #[test]
    fn no_interval_ends_before_it_starts() {
        let day = |text: &str| Day::parse(text).expect("a day");
        let [early, late] = ["2022-08-05", "2022-08-10"].map(day);
        let moment = |day: Day| Some(Moment::Day(day));
        assert_eq!(
            of_moments(moment(late), moment(early)),
            Some(json!({"date": "2022-08-10"}))
        );
        assert_eq!(
            of_moments(moment(early), moment(late)),
            Some(json!({"interval": ["2022-08-05", "2022-08-10"]}))
        );
        let clock = Some(Moment::Clock(early.start()));
        assert_eq!(
            of_moments(moment(late), clock),
            Some(json!({"date": "2022-08-10"}))
        );
        let dated = Dated {
            from: Some(late),
            end: Some(early),
        };
        assert_eq!(of_dated(dated), Some(json!({"date": "2022-08-10"})));
    }
}
