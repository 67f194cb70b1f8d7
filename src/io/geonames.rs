//! A country dump of GeoNames: places with their spellings, 19 columns separated by tabs and no
//! heading, as <https://download.geonames.org/export/dump/readme.txt> describes them.

use super::{
    format::{Read, Reader, SourceFile},
    source::{ReadError, text},
};
use crate::{
    model::{
        Budget, Country, Draft, Extra, Language, Names, Note, NoteLog, Place, Severity,
        budget::{Held, room},
        draft::SettlementDraft,
        geo::{Coord, LonLat, on_the_map},
    },
    words::notes::formats,
};

/// Country dumps.
pub struct GeoNames;

impl Reader for GeoNames {
    fn name(&self) -> &'static str {
        "GeoNames"
    }

    fn sniff(&self, file: &SourceFile<'_>) -> Result<bool, ReadError> {
        let start = &file.beginning[..file.beginning.len().min(4_096)];
        Ok(looks_like_geonames(&String::from_utf8_lossy(start)))
    }

    fn read(&self, file: &SourceFile<'_>) -> Result<Read, ReadError> {
        Read::of(&file.place, |draft, notes| {
            read(&file.place, file.bytes()?, file.budget, draft, notes)
        })
    }
}

const COLUMNS: usize = 19;

/// Kinds of terrain that are heights. Other terrain, such as valleys, is no place one fires at.
const HEIGHTS: [&str; 11] = [
    "HLL", "HLLS", "MT", "MTS", "PASS", "PK", "PKS", "PLAT", "RDGE", "SPUR", "UPLD",
];

/// How far off a place is taken to be. GeoNames states no precision; this is the one the shipped
/// settlements from there have.
const PRECISION_KM: f64 = 1.0;

/// The same, where the point is given in whole minutes of arc, one of which is up to 1.9 km.
const PRECISION_IN_MINUTES_KM: f64 = 3.0;

/// Whether the lines at the start of a file are those of a dump.
pub fn looks_like_geonames(first_lines: &str) -> bool {
    let complete = match first_lines.rsplit_once('\n') {
        Some((complete, _)) => complete,
        None => first_lines,
    };
    let mut lines = complete.lines().filter(|line| !line.is_empty()).peekable();
    lines.peek().is_some() && lines.all(|line| row(line).is_some())
}

/// Reads the populated places and heights of a dump into the draft. Which region each lies in is
/// left to building.
///
/// # Errors
///
/// Where the first line is none of a dump, or it is cancelled.
pub fn read(
    place: &Place,
    bytes: &[u8],
    budget: &Budget,
    draft: &mut Draft,
    notes: &mut NoteLog,
) -> Result<(), ReadError> {
    let text = text(place, bytes)?;
    budget.expect(text.len() as u64);
    let (mut done, mut elsewhere) = (0, 0);
    let mut held = Held::of(room::SHAPE);
    for (line, number) in text.split('\n').zip(1..) {
        done += line.len() as u64 + 1;
        budget.reach(done)?;
        held.are(draft.settlements.len(), budget)?;
        let line = line.trim_end_matches('\r');
        if line.trim().is_empty() {
            continue;
        }
        let place = place.at_line(number);
        let Some(row) = row(line) else {
            let what = formats::not_geonames();
            if number == 1 {
                let what = what.to_owned();
                return Err(ReadError::Format { place, what });
            }
            let start: String = line.chars().take(60).collect();
            let what = formats::line_skipped(what);
            notes.push(Note::new(Severity::Error, &place, start, what));
            continue;
        };
        match row.is_place() {
            true if on_the_map(row.at) => draft.settlements.push(row.settlement(place)),
            true => {
                let what = formats::line_off_the_earth();
                notes.push(Note::new(Severity::Error, &place, row.name, what));
            }
            false => elsewhere += 1,
        }
    }
    if elsewhere > 0 {
        let what = formats::other_features(elsewhere);
        notes.push(Note::new(Severity::Remark, place, "", what));
    }
    Ok(())
}

/// What matters of a line.
struct DumpLine<'a> {
    id: &'a str,
    name: &'a str,
    /// The name in plain letters, then the alternate ones.
    spellings: (&'a str, &'a str),
    at: LonLat,
    class: &'a str,
    code: &'a str,
    country: &'a str,
    population: Option<u32>,
}

fn row(line: &str) -> Option<DumpLine<'_>> {
    let columns: Vec<&str> = line.split('\t').collect();
    let columns: [&str; COLUMNS] = columns.try_into().ok()?;
    let is_id = !columns[0].is_empty() && columns[0].bytes().all(|byte| byte.is_ascii_digit());
    let is_class = columns[6].len() <= 1;
    (is_id && is_class).then_some(())?;
    Some(DumpLine {
        id: columns[0],
        name: columns[1],
        spellings: (columns[2], columns[3]),
        at: Coord {
            x: columns[5].parse().ok()?,
            y: columns[4].parse().ok()?,
        },
        class: columns[6],
        code: columns[7],
        country: columns[8],
        // Nought stands for not known.
        population: columns[14].parse().ok().filter(|people| *people > 0),
    })
}

impl DumpLine<'_> {
    fn is_place(&self) -> bool {
        match self.class {
            "P" => true,
            "T" => HEIGHTS.contains(&self.code),
            _ => false,
        }
    }

    fn settlement(&self, place: Place) -> SettlementDraft {
        let minutes = in_whole_minutes(self.at);
        let state = match self.code {
            "PPLQ" => formats::abandoned(),
            "PPLW" => formats::destroyed(),
            "PPLH" | "PPLCH" => formats::historical(),
            _ => "",
        };
        let rounded = match minutes {
            true => formats::whole_minutes(),
            false => "",
        };
        SettlementDraft {
            place,
            key: format!("geonames-{}", self.id),
            names: self.names(),
            region: None,
            country: Country::from_code(self.country),
            at: Some(self.at),
            precision_km: Some(match minutes {
                true => PRECISION_IN_MINUTES_KM,
                false => PRECISION_KM,
            }),
            population: self.population,
            source: format!("GeoNames {}, CC BY 4.0", self.id),
            note: format!("{state}{rounded}").trim_end().to_owned(),
            extra: Extra::default(),
        }
    }

    fn names(&self) -> Names {
        let mut names = Names::plain(self.name);
        let (plain, others) = self.spellings;
        let mut variants: Vec<String> = Vec::new();
        for name in std::iter::once(plain).chain(others.split(',')) {
            let name = name.trim();
            if !name.is_empty() && name != self.name && !variants.iter().any(|v| v == name) {
                variants.push(name.to_owned());
            }
        }
        // The dump does not say which language a spelling is in. Its script does where only one
        // language has it.
        let mut armenian = variants.iter().filter(|name| is_armenian(name));
        if let (Some(only), None) = (armenian.next(), armenian.next()) {
            names.set(Language::Armenian, only.clone());
        }
        names.variants = variants;
        names
    }
}

fn is_armenian(name: &str) -> bool {
    let mut letters = name.chars().filter(|letter| letter.is_alphabetic());
    letters.all(|letter| ('\u{0530}'..='\u{058F}').contains(&letter))
        && name.chars().any(char::is_alphabetic)
}

/// Whether both numbers are whole minutes, as far as five decimals tell.
fn in_whole_minutes(at: LonLat) -> bool {
    let whole = |degrees: f64| {
        let minutes = degrees * 60.0;
        (minutes - minutes.round()).abs() < 60.0 * 6e-6
    };
    whole(at.x) && whole(at.y)
}
