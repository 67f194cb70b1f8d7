//! Headings people and programs use, in the languages of the area and of the standards of the field,
//! and what a column under them is taken for.

use super::{
    Field,
    beside::{is_share, without_form, without_unit},
    clocks::without_clock,
    coordinates::{coordinate, part_of_an_angle},
    synonyms::{listed, region_heading},
};

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
    if let Some(field) = part_of_an_angle(heading) {
        return Some((field, Surely::Plainly));
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
    // A share of something is none of its number.
    if is_share(heading) {
        return None;
    }
    let of_time = |(field, surely): (Field, Surely)| {
        let is_one = field.says_a_day() || field.is_part_of_a_time();
        is_one.then_some((field, surely))
    };
    let of_number = |(field, surely): (Field, Surely)| field.is_whole().then_some((field, surely));
    known(&plain)
        .or_else(|| known(&joined()))
        .or_else(|| known(&without_clock(heading)?).and_then(of_time))
        .or_else(|| meaning(without_form(heading)?).and_then(of_time))
        .or_else(|| meaning(without_unit(heading)?).and_then(of_number))
        .or_else(|| question(heading).map(|field| (field, Surely::Plainly)))
        .or_else(|| coordinate(&plain).map(|field| (field, Surely::Plainly)))
        .or_else(|| place_of_an_end(&plain))
        .or_else(|| {
            let plain = without_clock(heading).unwrap_or_else(|| plain.clone());
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
