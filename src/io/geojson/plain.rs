//! Parts of features that are written as they stand, as the general way would write them: most are of few forms,
//! and files hold millions of them.

use std::io;

use geo::{Coord, Geometry};

/// Whether a text is a JSON object that would be written as it stands: without blanks between its signs and
/// backslashes in its texts, each name once and none of them `other`, and nothing but texts, whole numbers and words
/// as values. One that holds nothing is none.
pub fn is_plain_object(text: &str, other: &str) -> bool {
    const MOST_NAMES: usize = 32;
    let mut names = [""; MOST_NAMES];
    let Some(mut rest) = text.strip_prefix('{') else {
        return false;
    };
    for at in 0..MOST_NAMES {
        let Some((name, after)) = plain_text(rest) else {
            return false;
        };
        let Some(after) = after.strip_prefix(':').and_then(after_plain_value) else {
            return false;
        };
        if name == other || names[..at].contains(&name) {
            return false;
        }
        names[at] = name;
        match after.strip_prefix(',') {
            Some(next) => rest = next,
            None => return after == "}",
        }
    }
    false
}

/// A text in quotation marks in which no sign stands for another, and what is behind it.
fn plain_text(json: &str) -> Option<(&str, &str)> {
    let inside = json.strip_prefix('"')?;
    let is_special = |byte: &u8| matches!(byte, b'"' | b'\\' | ..b' ');
    let end = inside.as_bytes().iter().position(is_special)?;
    let after = inside[end..].strip_prefix('"')?;
    Some((&inside[..end], after))
}

/// What is behind a text, a whole number or a word.
fn after_plain_value(json: &str) -> Option<&str> {
    const MOST_FIGURES: usize = 15;
    if let Some((_, after)) = plain_text(json) {
        return Some(after);
    }
    let mut words = ["true", "false", "null"].into_iter();
    if let Some(after) = words.find_map(|word| json.strip_prefix(word)) {
        return Some(after);
    }
    let figures = json.strip_prefix('-').unwrap_or(json);
    let length = figures.bytes().take_while(u8::is_ascii_digit).count();
    let after = &figures[length..];
    let is_whole = match figures.as_bytes() {
        // A nought below nothing is a fraction.
        [b'0', ..] => length == 1 && json.len() == figures.len(),
        _ => (1..=MOST_FIGURES).contains(&length),
    };
    // With a point or a power it is none.
    (is_whole && after.starts_with([',', '}'])).then_some(after)
}

/// Writes a geometry, or that there is none, as GeoJSON.
///
/// # Errors
///
/// None where `text` takes whatever is written.
pub fn write_geometry(text: &mut Vec<u8>, geometry: Option<&Geometry>) -> io::Result<()> {
    match geometry {
        Some(Geometry::Point(at)) => {
            text.extend(b"{\"type\":\"Point\",\"coordinates\":");
            write_position(text, at.0)?;
            text.push(b'}');
        }
        Some(Geometry::LineString(line)) => {
            text.extend(b"{\"type\":\"LineString\",\"coordinates\":[");
            for (at, position) in line.0.iter().enumerate() {
                if at > 0 {
                    text.push(b',');
                }
                write_position(text, *position)?;
            }
            text.extend(b"]}");
        }
        other => {
            let geometry = other.map(geojson::Geometry::from);
            serde_json::to_writer(text, &geometry)?;
        }
    }
    Ok(())
}

fn write_position(text: &mut Vec<u8>, at: Coord) -> io::Result<()> {
    text.push(b'[');
    serde_json::to_writer(&mut *text, &at.x)?;
    text.push(b',');
    serde_json::to_writer(&mut *text, &at.y)?;
    text.push(b']');
    Ok(())
}

#[cfg(test)]
mod tests {
    use geo::{LineString, Point, polygon};
    use proptest::prelude::*;
    use serde_json::Value;

    use super::*;

    #[test]
    fn only_objects_that_are_written_as_they_stand_are_plain() {
        for plain in [
            r#"{"a":"1"}"#,
            r#"{"rounds":"1864","precision":3,"x":-7,"ok":true,"no":null,"o":0}"#,
            r#"{"дата":"ə; x"}"#,
        ] {
            assert!(is_plain_object(plain, "foreign"), "{plain}");
            let value: Value = serde_json::from_str(plain).expect("JSON");
            assert_eq!(value.to_string(), plain);
        }
        for other in [
            "{}",
            "",
            "{",
            "}",
            "[1]",
            r#"{"a": 1}"#,
            r#"{"a":1,"a":2}"#,
            r#"{"a":1.0}"#,
            r#"{"a":1e3}"#,
            r#"{"a":01}"#,
            r#"{"a":-0}"#,
            r#"{"a":1234567890123456789012}"#,
            r#"{"a":[1]}"#,
            r#"{"a":"\u0041"}"#,
            r#"{"foreign":"x"}"#,
            r#"{"a":"x"}}"#,
            r#"{"a":"x"} "#,
            r#"{"a":truefalse}"#,
            r#"{"a":1,}"#,
        ] {
            assert!(!is_plain_object(other, "foreign"), "{other}");
        }
    }

    fn check(geometry: Option<Geometry>) {
        let mut text = Vec::new();
        write_geometry(&mut text, geometry.as_ref()).expect("written");
        let general = geometry.as_ref().map(geojson::Geometry::from);
        let general = serde_json::to_string(&general).expect("written");
        assert_eq!(String::from_utf8_lossy(&text), general);
    }

    proptest! {
        #[test]
        fn what_is_plain_is_written_as_it_stands(
            members in prop::collection::vec(("[ab\\\\]{0,2}", "\"[ab\\\\ ]?\"|-?[0-9.e]{1,3}|true|null"), 0..4),
        ) {
            let members = members.iter().map(|(name, value)| format!("\"{name}\":{value}"));
            let text = format!("{{{}}}", members.collect::<Vec<_>>().join(","));
            if is_plain_object(&text, "foreign") {
                let value: Value = serde_json::from_str(&text).expect("JSON");
                prop_assert_eq!(value.to_string(), text);
            }
        }

        #[test]
        fn geometries_are_written_as_the_general_way_does(
            ends in prop::collection::vec((-180.0..180.0_f64, -90_i8..90), 1..4),
        ) {
            let at = |(x, y): &(f64, i8)| Coord { x: *x, y: f64::from(*y) };
            check(Some(Point(at(&ends[0])).into()));
            check(Some(LineString::new(ends.iter().map(at).collect()).into()));
        }
    }

    #[test]
    fn other_geometries_and_none_are_written_the_general_way() {
        check(None);
        let corner = polygon![(x: 0.0, y: 0.0), (x: 1.0, y: 0.0), (x: 1.0, y: 1.0)];
        check(Some(corner.into()));
    }
}
