//! Headings people and programs use, in the languages of the area and of the standards of the field,
//! and what a column under them is taken for.

use super::{
    Field,
    coordinates::coordinate,
    synonyms::{listed, region_heading},
};
use crate::words::notes::reading;

/// A heading as it is compared: in small letters, with one underscore for every blank, sign, and
/// change from small letters to capitals.
pub fn plain_heading(heading: &str) -> String {
    let mut plain = String::with_capacity(heading.len() + 4);
    let mut after_small = false;
    for letter in heading.chars() {
        if after_small && letter.is_uppercase() {
            plain.push('_');
        }
        after_small = letter.is_lowercase() || letter.is_ascii_digit();
        match letter.is_alphanumeric() {
            // The dot that a capital I of Turkish leaves behind is no letter of its own.
            true => plain.extend(letter.to_lowercase().filter(|letter| *letter != '\u{307}')),
            false if plain.ends_with('_') => {}
            false => plain.push('_'),
        }
    }
    plain.trim_matches('_').to_owned()
}

/// How surely a heading means its field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Surely {
    /// It is the name of the field.
    Exactly,
    /// It is another name of it.
    Plainly,
    /// It often is, and may be something else.
    Perhaps,
}

/// What a column of that heading is taken for, and how surely; `None` where that is not plain.
pub fn meaning(heading: &str) -> Option<(Field, Surely)> {
    if let Some(field) = Field::of_name(heading) {
        return Some((field, Surely::Exactly));
    }
    let plain = plain_heading(heading);
    // Capitals within words make parts of them in some tables and none in others.
    let joined = || {
        heading
            .trim()
            .to_lowercase()
            .replace([' ', '-', '.', ':'], "_")
    };
    let known = |plain: &str| {
        let exact = Field::of_name(plain).map(|field| (field, Surely::Plainly));
        exact.or_else(|| listed(plain))
    };
    known(&plain)
        .or_else(|| known(&joined()))
        .or_else(|| known(&without_zone(&plain)?))
        .or_else(|| meaning(without_form(heading)?))
        .or_else(|| question(heading).map(|field| (field, Surely::Plainly)))
        .or_else(|| coordinate(&plain).map(|field| (field, Surely::Plainly)))
        .or_else(|| place_of_an_end(&plain))
        .or_else(|| {
            let plain = without_zone(&plain).unwrap_or_else(|| plain.clone());
            date(&plain).map(|field| (field, Surely::Perhaps))
        })
}

/// What stands under `from_settlement` and `target_district`: a place of an end, or the region that it lies in.
fn place_of_an_end(plain: &str) -> Option<(Field, Surely)> {
    let (end, of) = plain.split_once('_')?;
    let [place, region] = match end {
        "from" | "origin" => [Field::Origins, Field::OriginInRegion],
        "to" | "target" | "destination" | "dest" => [Field::Targets, Field::TargetInRegion],
        _ => return None,
    };
    match listed(of)? {
        (Field::Places, _) if region_heading(of).is_some() => Some((region, Surely::Perhaps)),
        (Field::InRegion, _) => Some((region, Surely::Perhaps)),
        (Field::Places, _) => Some((place, Surely::Plainly)),
        _ => None,
    }
}

/// A heading without the form of its dates or times, which stands in brackets behind it: `Date (DD.MM.YY)`,
/// `Дата (ДД.ММ.ГГ)`, `Tarih (GG.AA.YYYY)`. `None` where there is none.
fn without_form(heading: &str) -> Option<&str> {
    let (name, form) = heading
        .trim()
        .strip_suffix([')', ']'])?
        .rsplit_once(['(', '['])?;
    let is_of_it = |letter: char| "dmyhsjtgaдмгч./-: ".contains(letter);
    let form = form.to_lowercase();
    // One letter alone may stand for anything.
    let is_form = form.chars().count() > 1 && form.chars().all(is_of_it);
    (is_form && !name.trim().is_empty()).then_some(name)
}

/// A heading without the zone of its times; `None` where it names none.
fn without_zone(plain: &str) -> Option<String> {
    let is_zone = |part: &str| is_utc(part) || matches!(part, "msk" | "мск");
    let parts: Vec<&str> = plain.split('_').collect();
    let at = parts.iter().position(|part| is_zone(part))?;
    let behind = &parts[at + 1..];
    // Hours and minutes ahead of UTC.
    let is_offset = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit());
    (at > 0 && behind.iter().all(is_offset)).then(|| parts[..at].join("_"))
}

/// What a tag of the Humanitarian Exchange Language says of its column, and how surely: of two places
/// the closer one counts.
pub fn tagged(tag: &str) -> Option<(Field, Surely)> {
    let tag = tag.trim().to_lowercase().replace(' ', "");
    let mut parts = tag.split('+');
    let base = parts.next()?;
    let attributes: Vec<&str> = parts.collect();
    let has = |name: &str| attributes.contains(&name);
    let field = match base {
        "#date" if has("end") => Some(Field::End),
        "#date" if has("reported") || has("published") => Some(Field::Published),
        "#date" if has("year") => Some(Field::StartYear),
        "#date" if has("month") => Some(Field::StartMonth),
        "#date" => Some(Field::Start),
        "#geo" if has("lat") => Some(Field::Lat),
        "#geo" if has("lon") || has("lng") => Some(Field::Lon),
        "#loc" | "#adm4" | "#adm3" | "#adm2" | "#adm1" if !has("code") && !has("type") => {
            return Some((
                Field::Places,
                match base {
                    "#loc" => Surely::Plainly,
                    _ => Surely::Perhaps,
                },
            ));
        }
        "#affected" if has("killed") && is_whole(&attributes) => Some(Field::Killed),
        "#affected" if has("injured") && is_whole(&attributes) => Some(Field::Wounded),
        "#event" if has("id") || has("code") => Some(Field::Report),
        "#meta" if has("url") => Some(Field::Url),
        _ => None,
    };
    field.map(|field| (field, Surely::Plainly))
}

/// Whether a number is that of all, by its attributes, and not of women, children or soldiers alone.
fn is_whole(attributes: &[&str]) -> bool {
    const OF_ALL: [&str; 9] = [
        "killed", "injured", "total", "ind", "num", "number", "people", "all", "count",
    ];
    attributes.iter().all(|name| OF_ALL.contains(name))
}

/// What a question asks for, as forms have them for headings: `When did it happen?`, `How many people were
/// killed?`
fn question(heading: &str) -> Option<Field> {
    const SAYS_NO_MORE: [&str; 32] = [
        "did", "does", "do", "is", "it", "this", "that", "happen", "happened", "occur", "occurred",
        "take", "took", "was", "were", "been", "have", "has", "are", "the", "a", "an", "of",
        "incident", "event", "attack", "shelling", "people", "persons", "there", "how", "many",
    ];
    let plain = plain_heading(heading.trim().strip_suffix('?')?);
    let words: Vec<&str> = plain
        .split('_')
        .filter(|word| !SAYS_NO_MORE.contains(word))
        .collect();
    match words[..] {
        ["when"]
        | ["when", "place"]
        | ["what" | "which", "date" | "day"]
        | ["on", "what" | "which", "date" | "day"] => Some(Field::Start),
        ["what", "time"] | ["at", "what", "time"] => Some(Field::StartTime),
        ["where"] | ["where", "place"] => Some(Field::Places),
        ["killed"] => Some(Field::Killed),
        ["wounded" | "injured"] => Some(Field::Wounded),
        _ => None,
    }
}

/// A heading that speaks of a date, such as `date_utc` and `event_date_local`.
fn date(plain: &str) -> Option<Field> {
    const OF_IT: [&str; 16] = [
        "date", "event", "incident", "utc", "gmt", "local", "time", "datetime", "start",
        "occurred", "of", "the", "day", "attack", "strike", "begin",
    ];
    let parts: Vec<&str> = plain.split('_').collect();
    let speaks_of_it = parts
        .iter()
        .any(|part| matches!(*part, "date" | "datetime" | "time"));
    let says_no_more = parts.iter().all(|part| OF_IT.contains(part));
    (speaks_of_it && says_no_more).then_some(Field::Start)
}

/// The zone a heading names for its times, and how far that is ahead of UTC, in seconds: `date_utc`,
/// `Time (UTC+3)`, `время_мск`, `time_local`.
pub fn zone_named(heading: &str) -> Option<(String, i64)> {
    const HOUR: i64 = 3_600;
    let plain = plain_heading(heading);
    let of_moscow = plain.split('_').any(|part| matches!(part, "msk" | "мск"));
    if of_moscow {
        return Some(("MSK (UTC+3)".to_owned(), 3 * HOUR));
    }
    if plain.split('_').any(|part| part == "local") {
        return Some((reading::zone_of_the_area().to_owned(), 4 * HOUR));
    }
    // Of what satellites saw, as FIRMS has it.
    if matches!(&*plain, "acq_date" | "acq_time") {
        return Some(("UTC".to_owned(), 0));
    }
    if !plain.split('_').any(is_utc) {
        return None;
    }
    let lower = heading.to_lowercase();
    let at = lower.find("utc").or_else(|| lower.find("gmt"))?;
    let behind = lower[at + 3..].trim_start();
    let (sign, digits) = match behind.strip_prefix('+') {
        Some(digits) => (1, digits),
        None => match behind.strip_prefix(['-', '−']) {
            Some(digits) => (-1, digits),
            None => return Some(("UTC".to_owned(), 0)),
        },
    };
    let count = digits.bytes().take_while(u8::is_ascii_digit).count();
    let hours = digits[..count]
        .parse::<i64>()
        .ok()
        .filter(|hours| *hours <= 14);
    let Some(hours) = hours else {
        return Some(("UTC".to_owned(), 0));
    };
    let minutes = digits[count..]
        .strip_prefix(':')
        .and_then(|rest| rest.get(..2)?.parse().ok());
    let minutes: i64 = minutes.unwrap_or(0);
    let sign_of = if sign < 0 { '-' } else { '+' };
    let name = match minutes {
        0 => format!("UTC{sign_of}{hours}"),
        minutes => format!("UTC{sign_of}{hours}:{minutes:02}"),
    };
    Some((name, sign * (hours * HOUR + minutes * 60)))
}

fn is_utc(part: &str) -> bool {
    matches!(part, "utc" | "gmt")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_people_use_are_understood() {
        let check = |headings: &[&str], field: Option<Field>| {
            for heading in headings {
                assert_eq!(meaning(heading).map(|(field, _)| field), field, "{heading}");
            }
        };
        let dates = [
            "timestamp",
            "incident_date",
            "event_date_utc",
            "Дата",
            "Tarix",
            "Tarih",
            "Datum",
            "date_time",
            "Date (UTC)",
            "started_at",
            "begin",
            "Date of event",
            "Fecha",
            "dt",
            "DTG",
            "SQLDATE",
            "date of incident",
            "observed_on",
            "eventdate",
            "EventDate",
            "eventDate",
            "occurred_on",
            "date_event",
            "Date occurred",
            " Event Date ",
            "TARİH",
            "Day",
            "DateTime",
        ];
        check(&dates, Some(Field::Start));
        check(&["reported_date", "created_at"], Some(Field::Published));
        check(&["start_time"], Some(Field::StartTime));
        let longitudes = [
            "POINT_X",
            "lon_wgs84",
            "Longitude (E)",
            "Longitude_DD",
            "долгота",
            "Boylam",
            "geo_lon",
            "ActionGeo_Long",
            "decimalLongitude",
            "longtitude",
            "xcoord",
            "Easting",
            "loc_x",
            "longitud",
            "Coordinates.lng",
            "event_longitude",
            "location.longitude",
            "Längengrad",
            "uzunluq",
            "x_coord",
            "gps_longitude",
            "X",
            "LON",
            "Lng",
        ];
        check(&longitudes, Some(Field::Lon));
        let latitudes = [
            "POINT_Y",
            "Latitude (N)",
            "Широта",
            "Enlem",
            "ActionGeo_Lat",
            "decimalLatitude",
            "y_coord",
            "northing",
            "lat",
        ];
        check(&latitudes, Some(Field::Lat));
        check(
            &["src_lon", "lon_from", "From Lon", "source.lng"],
            Some(Field::OriginLon),
        );
        check(
            &["dest_latitude", "dst_lat", "to_lat"],
            Some(Field::TargetLat),
        );
        let in_one = [
            "Latitude;Longitude",
            "lat/long (WGS84)",
            "coordinates",
            "Koordinaten",
            "WKT",
            "latLng",
            "Широта, долгота",
        ];
        check(&in_one, Some(Field::Position));
        check(&["Место", "Yer", "city"], Some(Field::Places));
        check(&["iyear", "Year"], Some(Field::StartYear));
        check(&["End Year"], Some(Field::EndYear));
        let unknown = [
            "shoe_size",
            "",
            "Actor1Geo_Long",
            "casualties",
            "place_of_origin",
            "Display Date",
            "update_time",
            "date_prec",
            "label_x",
        ];
        check(&unknown, None);
    }

    #[test]
    fn a_question_is_what_it_asks_for() {
        for (heading, field) in [
            ("When did it happen?", Some(Field::Start)),
            ("When did the incident take place?", Some(Field::Start)),
            ("What time did it happen?", Some(Field::StartTime)),
            ("Where did it happen?", Some(Field::Places)),
            ("How many people were killed?", Some(Field::Killed)),
            ("How many were injured?", Some(Field::Wounded)),
            ("How many children were killed?", None),
            ("When were you told?", None),
            ("Where do you live?", None),
            ("How many?", None),
        ] {
            assert_eq!(meaning(heading).map(|(field, _)| field), field, "{heading}");
        }
    }

    #[test]
    fn a_heading_may_have_the_form_of_its_dates_behind_it() {
        for heading in [
            "Date (DD.MM.YY)",
            "date [yyyy-mm-dd]",
            "Дата (ДД.ММ.ГГГГ)",
            "Tarih (GG.AA.YYYY)",
        ] {
            let field = meaning(heading).map(|(field, _)| field);
            assert_eq!(field, Some(Field::Start), "{heading}");
        }
        for heading in ["Dead (mil)", "Date (x)", "(DD.MM)", "Case (HQ)"] {
            assert_eq!(meaning(heading), None, "{heading}");
        }
    }

    #[test]
    fn a_heading_may_name_the_zone_of_its_times() {
        let zone = |heading| zone_named(heading).map(|(_, seconds)| seconds / 60);
        assert_eq!(zone("date_utc"), Some(0));
        assert_eq!(zone("Time (UTC+3)"), Some(180));
        assert_eq!(zone("time GMT-3:30"), Some(-210));
        assert_eq!(zone("Время (МСК)"), Some(180));
        assert_eq!(zone("date"), None);
        assert_eq!(zone("outcome"), None);
    }

    #[test]
    fn tags_say_what_their_columns_are() {
        let field = |tag| tagged(tag).map(|(field, _)| field);
        assert_eq!(field("#date"), Some(Field::Start));
        assert_eq!(field("#geo+lat"), Some(Field::Lat));
        assert_eq!(field("#affected +killed"), Some(Field::Killed));
        // Of women alone.
        assert_eq!(field("#affected +killed+f"), None);
        assert_eq!(field("#adm1+code"), None);
        assert_eq!(field("#org"), None);
        assert!(tagged("#loc") < tagged("#adm1+name"));
    }
}
