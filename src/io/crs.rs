//! Coordinate systems that files name, in words, and how a file gets into the one that is read.

use std::path::Path;

use serde_json::Value;

use crate::{model::Place, words::notes::formats};

/// Whether a code of EPSG is that of longitude and latitude on WGS 84, with heights or without.
pub fn is_in_degrees(code: u32) -> bool {
    matches!(code, 4_326 | 4_979)
}

/// What is to be said of a file in the system of that name.
pub fn refusal(place: &Place, named: &str) -> String {
    formats::other_crs(&in_words(named), &remedy(place))
}

/// How a file gets into longitude and latitude on WGS 84.
pub fn remedy(place: &Place) -> String {
    let path = Path::new(&*place.file);
    let name = path
        .file_name()
        .unwrap_or(path.as_os_str())
        .to_string_lossy();
    let (stem, ending) = name.rsplit_once('.').unwrap_or((&name, "geojson"));
    formats::reproject(&name, &format!("{stem}-wgs84.{ending}"))
}

/// A system as a person knows it, of its name, its address, or the member of a GeoJSON that holds
/// either: `EPSG:32638 (UTM zone 38N)`.
fn in_words(named: &str) -> String {
    const LONGEST: usize = 60;
    let member: Option<Value> = serde_json::from_str(named).ok();
    let name = member.as_ref().and_then(|crs| {
        let properties = crs.get("properties")?;
        let name = properties.get("name").or(properties.get("href"));
        name.or(properties.get("code"))
    });
    let name = match name {
        Some(Value::String(name)) => name.clone(),
        Some(code) => code.to_string(),
        None => named.to_owned(),
    };
    match epsg(&name) {
        Some(code) => match zone(code) {
            Some(zone) => format!("EPSG:{code} ({zone})"),
            None => format!("EPSG:{code}"),
        },
        None => name.chars().take(LONGEST).collect(),
    }
}

/// The number of a system of the EPSG: of `EPSG:32638`, `urn:ogc:def:crs:EPSG::32638`, or an address.
fn epsg(name: &str) -> Option<u32> {
    let upper = name.to_uppercase();
    let behind = &upper[upper.rfind("EPSG")? + 4..];
    let last = behind.rsplit([':', '/']).next()?;
    last.trim().parse().ok()
}

/// What systems are that people of the area use.
fn zone(code: u32) -> Option<String> {
    match code {
        32_601..=32_660 => Some(formats::utm_zone(code - 32_600, "N")),
        32_701..=32_760 => Some(formats::utm_zone(code - 32_700, "S")),
        3_857 | 900_913 => Some(formats::web_mercator().to_owned()),
        28_402..=28_432 => Some(formats::gauss_kruger(code - 28_400)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_system_is_told_in_words() {
        let utm = r#"{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::32638"}}"#;
        assert_eq!(in_words(utm), "EPSG:32638 (UTM zone 38N)");
        assert_eq!(in_words("EPSG:3857"), "EPSG:3857 (Web Mercator)");
        assert_eq!(
            in_words("http://www.opengis.net/def/crs/EPSG/0/28408"),
            "EPSG:28408 (Pulkovo 1942, Gauss-Kruger zone 8)"
        );
        assert_eq!(in_words("WGS_1984_UTM_Zone_38N"), "WGS_1984_UTM_Zone_38N");
        assert_eq!(in_words(r#"{"type":"name"}"#), r#"{"type":"name"}"#);
    }

    #[test]
    fn the_remedy_names_the_file() {
        let remedy = remedy(&Place::file("some/where/fire.geojson"));
        assert!(
            remedy.contains("ogr2ogr -t_srs EPSG:4326 fire-wgs84.geojson fire.geojson"),
            "{remedy}"
        );
    }
}
