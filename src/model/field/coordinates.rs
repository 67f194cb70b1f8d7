//! Headings of coordinates: one of a pair, or both in one column.

use super::{Field, plain_heading};

const LON: [&str; 13] = [
    "gpslongitude",
    "lon",
    "lng",
    "long",
    "longitude",
    "longtitude",
    "longitud",
    "xcoord",
    "x",
    "долгота",
    "boylam",
    "uzunluq",
    "երկայնություն",
];
const LAT: [&str; 12] = [
    "gpslatitude",
    "lat",
    "latitude",
    "lattitude",
    "latitud",
    "ycoord",
    "y",
    "latt",
    "широта",
    "enlem",
    "enlik",
    "լայնություն",
];

/// Words that say how or whose the coordinate is, and not of what else.
const OF_IT: [&str; 25] = [
    "point",
    "wgs84",
    "wgs",
    "84",
    "e",
    "n",
    "dd",
    "deg",
    "degrees",
    "geo",
    "action",
    "decimal",
    "loc",
    "location",
    "coord",
    "coords",
    "coordinates",
    "event",
    "incident",
    "gps",
    "site",
    "place",
    "centroid",
    "4326",
    "and",
];

/// One of a pair of coordinates, as in `from_lat`, `target-longitude` and `POINT_X`, or both, as in
/// `Latitude;Longitude`.
pub fn coordinate(plain: &str) -> Option<Field> {
    const ORIGIN: [&str; 6] = ["origin", "from", "source", "src", "start", "o"];
    const TARGET: [&str; 7] = ["target", "to", "destination", "dest", "dst", "end", "d"];
    let parts: Vec<&str> = plain.split('_').collect();
    let is_axis = |part: &&&str| LON.contains(part) || LAT.contains(part);
    let axis = parts.iter().find(is_axis)?;
    let others = parts.iter().filter(|part| !is_axis(part));
    let others: Vec<&str> = others.copied().collect();
    if order(&parts).is_some() {
        let says_no_more = others.iter().all(|part| OF_IT.contains(part));
        return says_no_more.then_some(Field::Position);
    }
    let pair = match others[..] {
        // Both `lon` and `longitude`, but a lone `x` is no more than a guess.
        [] if axis.len() > 1 => Some([Field::Lon, Field::Lat]),
        [] => None,
        _ if others.iter().all(|part| OF_IT.contains(part)) => Some([Field::Lon, Field::Lat]),
        [end] if ORIGIN.contains(&end) => Some([Field::OriginLon, Field::OriginLat]),
        [end] if TARGET.contains(&end) => Some([Field::TargetLon, Field::TargetLat]),
        _ => None,
    };
    let is_lon = LON.contains(axis);
    pair.map(|[lon, lat]| if is_lon { lon } else { lat })
}

/// Whether a heading says that latitude stands before longitude in its cells; `None` where it does
/// not say.
pub fn latitude_first(heading: &str) -> Option<bool> {
    let plain = plain_heading(heading);
    order(&plain.split('_').collect::<Vec<_>>())
}

fn order(parts: &[&str]) -> Option<bool> {
    const IN_ONE: [(&str, bool); 8] = [
        ("latlng", true),
        ("latlon", true),
        ("latlong", true),
        ("lonlat", false),
        ("lnglat", false),
        ("longlat", false),
        ("xy", false),
        ("yx", true),
    ];
    let in_one = IN_ONE.iter().find(|(word, _)| parts.contains(word));
    if let Some((_, latitude_first)) = in_one {
        return Some(*latitude_first);
    }
    let at = |words: &[&str]| parts.iter().position(|part| words.contains(part));
    Some(at(&LAT)? < at(&LON)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_may_say_which_coordinate_comes_first() {
        for (heading, expected) in [
            ("Latitude;Longitude", Some(true)),
            ("lon_lat", Some(false)),
            ("latLng", Some(true)),
            ("LngLat", Some(false)),
            ("x, y", Some(false)),
            ("Широта / долгота", Some(true)),
            ("coordinates", None),
            ("lat", None),
        ] {
            assert_eq!(latitude_first(heading), expected, "{heading}");
        }
    }
}
