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

/// Words for degrees, minutes and seconds of an angle.
const UNITS: [&[&str]; 3] = [
    &[
        "deg",
        "degs",
        "degree",
        "degrees",
        "grad",
        "град",
        "градус",
        "градусы",
        "градусов",
        "derece",
        "dərəcə",
        "grado",
        "grados",
        "degré",
        "degrés",
        "աստիճան",
        "градуси",
    ],
    &[
        "m",
        "min",
        "mins",
        "minute",
        "minutes",
        "мин",
        "минута",
        "минуты",
        "минут",
        "dakika",
        "dəqiqə",
        "minuto",
        "minutos",
        "րոպե",
        "хв",
        "хвилини",
        "minuten",
    ],
    &[
        "s",
        "sec",
        "secs",
        "second",
        "seconds",
        "сек",
        "секунда",
        "секунды",
        "секунд",
        "saniye",
        "saniyə",
        "segundo",
        "segundos",
        "վայրկյան",
        "sekunden",
    ],
];

/// Degrees, minutes or seconds of one of a pair, where these have columns of their own: `lat_min`, `Lon sec`,
/// `Широта град`, `Lat'`, `Minutes N`. Whether they are ones, and not the least and the most, is for their values
/// to tell.
pub fn part_of_an_angle(heading: &str) -> Option<Field> {
    const SIGNS: [(&str, usize); 10] = [
        ("''", 2),
        ("°", 0),
        ("º", 0),
        ("˚", 0),
        ("'", 1),
        ("’", 1),
        ("′", 1),
        ("\"", 2),
        ("″", 2),
        ("”", 2),
    ];
    let heading = heading.trim();
    let mut signs = SIGNS.iter();
    let signed = signs.find_map(|(sign, unit)| Some((heading.strip_suffix(sign)?, *unit)));
    let plain = plain_heading(signed.map_or(heading, |(name, _)| name));
    let parts: Vec<&str> = plain.split('_').collect();
    let unit_of = |part: &str| {
        let mut units = UNITS.iter();
        units.position(|words| words.contains(&part))
    };
    let is_lon = |part: &str| match part {
        part if part.len() > 1 && LON.contains(&part) => Some(true),
        part if part.len() > 1 && LAT.contains(&part) => Some(false),
        _ => None,
    };
    let (is_lon, unit, rest) = match (&parts[..], signed) {
        ([axis, rest @ ..], Some((_, unit))) => (is_lon(axis)?, unit, rest),
        ([unit, "n" | "north"], None) if unit.len() > 1 => (false, unit_of(unit)?, &[][..]),
        ([unit, "e" | "east"], None) if unit.len() > 1 => (true, unit_of(unit)?, &[][..]),
        ([axis, unit, rest @ ..], None) => (is_lon(axis)?, unit_of(unit)?, rest),
        _ => return None,
    };
    let says_no_more = rest.iter().all(|part| matches!(*part, "n" | "e"));
    let fields = match is_lon {
        true => [Field::Lon, Field::LonMinutes, Field::LonSeconds],
        false => [Field::Lat, Field::LatMinutes, Field::LatSeconds],
    };
    says_no_more.then(|| fields[unit])
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
    fn parts_of_an_angle_may_have_columns_of_their_own() {
        for (heading, expected) in [
            ("lat_deg", Some(Field::Lat)),
            ("lat_min", Some(Field::LatMinutes)),
            ("Lon sec", Some(Field::LonSeconds)),
            ("Широта град", Some(Field::Lat)),
            ("Долгота мин", Some(Field::LonMinutes)),
            ("Lat'", Some(Field::LatMinutes)),
            ("Lon\"", Some(Field::LonSeconds)),
            ("Lat°", Some(Field::Lat)),
            ("Minutes N", Some(Field::LatMinutes)),
            ("Degrees E", Some(Field::Lon)),
            ("lat m", Some(Field::LatMinutes)),
            ("lat", None),
            ("lat_max", None),
            ("minutes", None),
            ("from_lat_min", None),
        ] {
            assert_eq!(part_of_an_angle(heading), expected, "{heading}");
        }
    }

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
