//! Places in a cell, so that they can be read again: `kalbajar; kalbajar/istisu; @peacekeepers;
//! kalbajar/A Name #46.1,39.8 ±0.5; gorus ↔ lachin`, the last of which is a stretch from one to the other. Any other text is a name to be looked up.

use std::fmt::Write as _;

use super::numbers;
use crate::model::{draft::SiteDraft, geo::Coord};

/// What stands between the places of a cell and the region that another cell says they lie in. No text of a
/// cell holds it.
const IN: char = '\u{1f}';

/// The places of a cell with the region that another cell says they lie in, so that [`of_cell`] gives them back.
pub fn in_region(cell: &str, region: &str) -> String {
    let is_sign = |letter: &char| *letter != IN;
    let mut text: String = cell.chars().filter(is_sign).collect();
    text.push(IN);
    text.extend(region.chars().filter(is_sign));
    text
}

/// Writes places so that [`read`] gives them back.
pub fn write(text: &mut String, sites: &[SiteDraft]) {
    for (nth, site) in sites.iter().enumerate() {
        text.push_str(match nth {
            0 => "",
            _ => separator(site.stretch),
        });
        write_one(text, site);
    }
}

fn write_one(text: &mut String, site: &SiteDraft) {
    if let Some(zone) = &site.zone {
        text.push('@');
        return write_name(text, zone);
    }
    if let Some(region) = &site.region {
        write_name(text, region);
    }
    if let Some(name) = &site.settlement {
        // Without a region as well where there is a position: the name is not that of the region.
        if site.region.is_some() || site.at.is_some() {
            text.push('/');
        }
        write_name(text, name);
    }
    if let Some(at) = site.at {
        let precision_km = site.precision_km;
        Located { at, precision_km }.write(text);
    }
}

/// Signs that mean something between the parts of a site.
const SIGNS: [char; 8] = ['%', ';', '|', '/', '#', '@', '±', STRETCH];

/// Stands between the two ends of a stretch.
const STRETCH: char = '↔';

/// A name in which no sign stands for anything but itself, and no blank at an end gets lost.
fn write_name(text: &mut String, name: &str) {
    let inner = name.trim();
    let start = inner.as_ptr() as usize - name.as_ptr() as usize;
    for (index, letter) in name.char_indices() {
        let at_an_end = index < start || index >= start + inner.len();
        if at_an_end || SIGNS.contains(&letter) || letter.is_control() {
            // Writing to a text does not fail.
            let _ = write!(text, "%{:x}.", u32::from(letter));
        } else {
            text.push(letter);
        }
    }
}

/// What was written by [`write_name`].
fn plain(text: &str) -> String {
    let mut name = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('%') {
        name.push_str(before);
        let letter = after.split_once('.').and_then(|(code, after)| {
            let letter = char::from_u32(u32::from_str_radix(code, 16).ok()?)?;
            Some((letter, after))
        });
        match letter {
            Some((letter, after)) => {
                name.push(letter);
                rest = after;
            }
            None => {
                name.push('%');
                rest = after;
            }
        }
    }
    name + rest
}

/// The places of a cell as they are written, separated by `;`, `|` or the sign of a stretch.
pub fn parts(cell: &str) -> impl Iterator<Item = &str> {
    let parts = cell.split([';', '|', STRETCH]).map(str::trim);
    parts.filter(|part| !part.is_empty())
}

/// Whether a part of a cell is the far end of a stretch.
pub fn ends_a_stretch(cell: &str, part: &str) -> bool {
    let start = part.as_ptr() as usize - cell.as_ptr() as usize;
    cell[..start].trim_end().ends_with(STRETCH)
}

/// Whether the sign of a stretch stands in a cell beside nothing, or between a place and the same once more.
pub fn has_half_a_stretch(cell: &str) -> bool {
    let of_one = |stretch: &str| {
        let ends: Vec<&str> = stretch.split(STRETCH).map(str::trim).collect();
        let is_half = |ends: &[&str]| {
            ends.iter().any(|end| end.is_empty()) || ends[0].eq_ignore_ascii_case(ends[1])
        };
        ends.windows(2).any(is_half)
    };
    cell.contains(STRETCH) && cell.split([';', '|']).any(of_one)
}

/// What stands between a part of a cell and the one before.
pub fn between(cell: &str, part: &str) -> &'static str {
    separator(ends_a_stretch(cell, part))
}

/// What stands before a further place of a cell.
pub fn separator(is_end_of_stretch: bool) -> &'static str {
    match is_end_of_stretch {
        true => " ↔ ",
        false => "; ",
    }
}

/// Reads the places of a cell.
pub fn read(cell: &str) -> Vec<SiteDraft> {
    let sites = parts(cell).map(|part| SiteDraft {
        stretch: ends_a_stretch(cell, part),
        ..read_one(part)
    });
    let mut sites: Vec<SiteDraft> = sites.collect();
    // What no place stands before ends nothing.
    if let Some(first) = sites.first_mut() {
        first.stretch = false;
    }
    // Most cells name one place, and hundreds of thousands of them may be kept.
    sites.shrink_to_fit();
    sites
}

/// As [`read`]; a bare cell is the name of one place, whatever signs are in it.
pub fn of_cell(cell: &str, is_bare: bool) -> Vec<SiteDraft> {
    if let Some((cell, region)) = cell.rsplit_once(IN) {
        let mut sites = read(cell);
        let bare = sites.iter_mut().filter(|site| site.region.is_none());
        bare.for_each(|site| site.within = Some(region.to_owned()));
        return sites;
    }
    match cell.trim() {
        "" => Vec::new(),
        name if is_bare => vec![SiteDraft {
            settlement: Some(name.to_owned()),
            ..SiteDraft::default()
        }],
        _ => read(cell),
    }
}

/// Whether a cell names any place.
pub fn names_any(cell: &str) -> bool {
    parts(cell).next().is_some()
}

/// Whether a cell names no more than one place.
pub fn names_at_most_one(cell: &str) -> bool {
    // The last byte is that which the sign of a stretch ends with.
    if !cell.bytes().any(|byte| matches!(byte, b';' | b'|' | 0x94)) {
        return true;
    }
    parts(cell).nth(1).is_none()
}

/// The one place of a cell that states its own position, as [`write`] does: what is left to name it by where
/// it is moved, and what it states. The name of the region alone follows from the position.
pub fn with_its_position(cell: &str) -> Option<(&str, Located)> {
    let (name, at) = cell.rsplit_once('#').filter(|_| names_at_most_one(cell))?;
    let (at, precision_km) = position(at)?;
    let name = if name.contains('/') { name.trim() } else { "" };
    Some((name, Located { at, precision_km }))
}

/// A position, and how far off it may be, in kilometres.
pub struct Located {
    pub at: Coord<f64>,
    pub precision_km: Option<f64>,
}

impl Located {
    /// Writes it behind what is left to name a place by.
    pub fn write(&self, text: &mut String) {
        text.push('#');
        numbers::write(text, self.at.x);
        text.push(',');
        numbers::write(text, self.at.y);
        if let Some(km) = self.precision_km {
            text.push('±');
            numbers::write(text, km);
        }
    }
}

fn read_one(text: &str) -> SiteDraft {
    let mut site = SiteDraft::default();
    if let Some(zone) = text.strip_prefix('@') {
        site.zone = Some(plain(zone));
        return site;
    }
    let (name, at) = match text.rsplit_once('#') {
        Some((name, at)) => match position(at) {
            Some(position) => (name, Some(position)),
            None => (text, None),
        },
        None => (text, None),
    };
    if let Some((at, precision_km)) = at {
        site.at = Some(at);
        site.precision_km = precision_km;
    }
    match name.split_once('/') {
        Some((region, settlement)) => {
            site.region = Some(plain(region.trim())).filter(|name| !name.is_empty());
            site.settlement = Some(plain(settlement.trim())).filter(|name| !name.is_empty());
        }
        None if site.at.is_some() => {
            // With a position, a single name is that of the region: so it is written.
            site.region = Some(plain(name.trim())).filter(|name| !name.is_empty());
        }
        None => site.settlement = Some(plain(name)),
    }
    site
}

/// `46.1,39.8±0.5`: longitude, latitude and how far off they may be, in kilometres.
fn position(text: &str) -> Option<(Coord<f64>, Option<f64>)> {
    let (at, precision) = match text.split_once('±') {
        Some((at, precision)) => (at, Some(precision.trim().parse().ok()?)),
        None => (text, None),
    };
    let (x, y) = at.split_once(',')?;
    let at = Coord {
        x: x.trim().parse().ok()?,
        y: y.trim().parse().ok()?,
    };
    Some((at, precision))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn site(region: &str, settlement: &str, at: Option<(f64, f64)>) -> SiteDraft {
        let text = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        SiteDraft {
            region: text(region),
            settlement: text(settlement),
            at: at.map(|(x, y)| Coord { x, y }),
            ..SiteDraft::default()
        }
    }

    #[test]
    fn places_are_read_as_people_write_them() {
        assert_eq!(
            read("Kalbajar; lachin/Zabukh | @peacekeepers;; "),
            [
                site("", "Kalbajar", None),
                site("lachin", "Zabukh", None),
                SiteDraft {
                    zone: Some("peacekeepers".to_owned()),
                    ..SiteDraft::default()
                },
            ]
        );
        assert_eq!(read("#46.5,39.75"), [site("", "", Some((46.5, 39.75)))]);
        assert_eq!(read("Height #2"), [site("", "Height #2", None)]);
        assert_eq!(read(""), []);
        let to = |site: SiteDraft| SiteDraft {
            stretch: true,
            ..site
        };
        let stretch = [
            site("", "Lachin", None),
            site("", "Sotk", None),
            to(site("gorus", "Vorotan", None)),
        ];
        assert_eq!(read("Lachin; Sotk ↔ gorus/Vorotan"), stretch);
        assert_eq!(read("↔ Sotk"), [site("", "Sotk", None)]);
        assert!(!names_at_most_one("Sotk ↔ Goris"));
        assert!(names_at_most_one("Sotk ↔"));
        for half in ["Sotk ↔", "Goris; ↔ Sotk", "Sotk ↔ sotk", "Sotk ↔ Goris ↔"] {
            assert!(has_half_a_stretch(half), "{half}");
        }
        assert!(!has_half_a_stretch("Lachin; Sotk ↔ Goris; Sotk"));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(
            region in "\\PC{1,8}",
            settlement in "\\PC{0,8}",
            at in proptest::option::of((-180.0..180.0f64, -85.0..85.0f64)),
        ) {
            let far = SiteDraft {
                stretch: true,
                ..site("", &region, Some((1.0, 2.0)))
            };
            let sites = [site(&region, &settlement, at), far];
            let mut written = String::new();
            write(&mut written, &sites);
            let read = read(&written);
            prop_assert_eq!(read.len(), 2);
            prop_assert_eq!(&read[1], &sites[1]);
            // Without a position and a settlement, a region is written as any name is.
            if at.is_some() || !settlement.is_empty() {
                prop_assert_eq!(&read[0], &sites[0]);
            }
        }

        #[test]
        fn any_text_is_read_without_a_panic(text in "\\PC{0,60}") {
            let _ = read(&text);
        }
    }
}
