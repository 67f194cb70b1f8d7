//! The cells of a row, by field: what a line of a table, a feature or a placemark says.

use std::borrow::Cow;

use geo::Geometry;

use super::{plain::trimmed, sites};
use crate::model::{Field, geo::LonLat};

/// Some of the fields, a bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FieldSet(u128);

impl FieldSet {
    /// Adds a field.
    pub fn insert(&mut self, field: Field) {
        self.0 |= 1 << field.index();
    }

    /// Whether it holds none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Those it holds, in the order of columns.
    pub fn iter(self) -> impl Iterator<Item = Field> {
        let all = Field::ALL.into_iter().map(|(field, _)| field);
        all.filter(move |field| self.0 & (1 << field.index()) != 0)
    }
}

/// What stands in a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Cell<'c> {
    /// Nothing, or a JSON null.
    #[default]
    Empty,
    /// Without blanks around it, and not empty.
    Text(&'c str),
    /// Of a field that holds a number, where the file has it as one.
    Number(f64),
}

/// One row: a cell a field, and the geometry beside them.
#[derive(Clone, Debug)]
pub struct Cells<'c> {
    by_field: [Cell<'c>; Field::COUNT],
    /// Where the geometry of the row begins and ends, where that is a line.
    pub path: Option<[LonLat; 2]>,
    /// Where it lies, where its geometry is a point.
    pub at: Option<LonLat>,
    /// Further positions of its geometry: where further lines begin and end, and further points.
    pub further: [&'c [LonLat]; 3],
    /// Whether it says something beside its fields.
    pub has_more: bool,
    /// What a column that no field is made of says of the row, where that is that it adds up others.
    pub total: Option<&'c str>,
    /// Whether this program wrote the row: its geometry shows the places that it names.
    pub is_own: bool,
    /// Where such a geometry of several parts has them: where each begins and ends.
    pub shown: Vec<[LonLat; 2]>,
}

impl Default for Cells<'_> {
    fn default() -> Self {
        Self {
            by_field: [Cell::Empty; Field::COUNT],
            path: None,
            at: None,
            further: [&[]; 3],
            has_more: false,
            total: None,
            is_own: false,
            shown: Vec::new(),
        }
    }
}

impl<'c> Cells<'c> {
    /// The cells with these texts.
    pub fn of(texts: impl IntoIterator<Item = (Field, &'c str)>) -> Self {
        let mut cells = Self::default();
        for (field, text) in texts {
            cells.set_text(field, text);
        }
        cells
    }

    /// Takes in the geometry of a row this program wrote: one place, one fired at from another, or a part for
    /// each of several.
    pub fn show_own(&mut self, geometry: Option<&Geometry>) {
        self.is_own = true;
        match geometry {
            Some(Geometry::Point(at)) => self.at = Some(at.0),
            Some(Geometry::LineString(line)) if let [from, to] = line.0[..] => {
                self.path = Some([from, to]);
            }
            Some(Geometry::MultiPoint(points)) => {
                self.shown = points.iter().map(|at| [at.0, at.0]).collect();
            }
            Some(Geometry::MultiLineString(lines)) => {
                let ends = |line: &geo::LineString| Some([*line.0.first()?, *line.0.last()?]);
                self.shown = lines.iter().filter_map(ends).collect();
            }
            _ => {}
        }
    }

    /// The cell of a field; empty where the row has none.
    pub fn get(&self, field: Field) -> Cell<'c> {
        self.by_field[field.index()]
    }

    /// The text of a cell; `None` where it is empty or a number.
    pub fn text(&self, field: Field) -> Option<&'c str> {
        match self.get(field) {
            Cell::Text(text) => Some(text),
            Cell::Empty | Cell::Number(_) => None,
        }
    }

    /// What a cell holds, as text; `None` where it is empty.
    pub fn shown(&self, field: Field) -> Option<Cow<'c, str>> {
        match self.get(field) {
            Cell::Text(text) => Some(text.into()),
            Cell::Number(number) => Some(number.to_string().into()),
            Cell::Empty => None,
        }
    }

    /// Whether the row says anything for a field.
    pub fn has(&self, field: Field) -> bool {
        !matches!(self.get(field), Cell::Empty)
    }

    /// Puts a cell in the place of the one before.
    pub fn set(&mut self, field: Field, cell: Cell<'c>) {
        self.by_field[field.index()] = cell;
    }

    /// Fills a cell. A blank text, or a word for nothing, leaves it as it is.
    pub fn set_text(&mut self, field: Field, text: &'c str) {
        let text = trimmed(text);
        if !text.is_empty() && !says_nothing(text) {
            self.set(field, Cell::Text(text));
        }
    }

    /// Whether the row says anything of an incident, its place included. What it says beside its
    /// fields is said of one.
    pub fn states_a_claim(&self) -> bool {
        let has_geometry = self.path.is_some() || self.at.is_some();
        has_geometry || self.has_more || OF_A_GROUP.iter().any(|field| self.has(*field))
    }

    /// Whether it says nothing but how many.
    pub fn says_only_numbers(&self) -> bool {
        let is_bare = self.path.is_none() && self.at.is_none() && !self.has_more;
        let mut all = Field::ALL.iter().map(|(field, _)| field);
        is_bare && all.all(|field| NUMBERS.contains(field) || !self.has(*field))
    }

    /// Whether only a row with a claim has that field.
    pub fn is_of_a_claim(field: Field) -> bool {
        OF_A_GROUP.contains(&field)
    }

    /// Whether it says when, by whom, from where or how often, and not only where something is.
    pub fn states_more_than_a_place(&self) -> bool {
        let of_a_place = [
            Field::Lon,
            Field::Lat,
            Field::Position,
            Field::PrecisionKm,
            Field::Places,
        ];
        let of_a_claim = OF_A_GROUP.iter();
        let mut fields = of_a_claim
            .filter(|field| !of_a_place.contains(field) && !field.is_of_a_region())
            .chain(&[Field::Published, Field::Stance]);
        fields.any(|field| self.has(*field))
    }

    /// Whether it says on which day something began or ended.
    pub fn is_dated(&self) -> bool {
        DAYS.iter().any(|field| self.has(*field))
    }

    /// Whether it says what only an incident has: what was done, by whom, how often, with which harm.
    pub fn states_an_incident(&self) -> bool {
        let of_one = [
            Field::By,
            Field::ByAsReported,
            Field::Count,
            Field::Activity,
            Field::Weapons,
            Field::Rounds,
            Field::Killed,
            Field::Wounded,
            Field::LossesDenied,
            Field::Denied,
            Field::Stance,
        ];
        of_one.iter().any(|field| self.has(*field))
    }

    /// Whether a line is where it goes from and to: the ends of one that names no place beside them, and no
    /// more than one at each.
    pub fn takes_a_path(&self) -> bool {
        let ends = [Field::Origins, Field::Targets];
        let names_one = |field| self.text(field).is_none_or(sites::names_at_most_one);
        let is_written_here = self.has(Field::Directed) && self.names_a_place();
        !self.has(Field::Places) && !is_written_here && ends.into_iter().all(names_one)
    }

    /// Whether its columns state where something happened, and nothing says from where to where.
    pub fn states_a_position_without_direction(&self) -> bool {
        const OF_ENDS: [Field; 7] = [
            Field::Directed,
            Field::Origins,
            Field::Targets,
            Field::OriginLon,
            Field::OriginLat,
            Field::TargetLon,
            Field::TargetLat,
        ];
        let is_placed = self.has(Field::Lon) && self.has(Field::Lat);
        is_placed && !OF_ENDS.into_iter().any(|field| self.has(field))
    }

    /// Whether it names any place.
    pub fn names_a_place(&self) -> bool {
        let mut ends = [Field::Origins, Field::Targets, Field::Places].into_iter();
        ends.any(|field| self.has(field))
    }
}

/// Whether a cell holds a word that programs write where there is nothing.
pub fn says_nothing(cell: &str) -> bool {
    const WORDS: [&str; 11] = [
        "nan", "null", "none", "n/a", "#n/a", "na", "nil", "-", "--", "\\n", "nat",
    ];
    let may_be = |first: &u8| matches!(first, b'n' | b'N' | b'#' | b'-' | b'\\');
    cell.len() <= 4
        && cell.as_bytes().first().is_some_and(may_be)
        && WORDS.iter().any(|word| cell.eq_ignore_ascii_case(word))
        // The dot is that of SAS and Stata.
        || matches!(cell, "–" | "—" | ".")
}

/// Fields that say on which day something began or ended.
pub const DAYS: [Field; 4] = [Field::Start, Field::End, Field::StartYear, Field::EndYear];

/// Fields that say how many.
pub const NUMBERS: [Field; 7] = [
    Field::Count,
    Field::Rounds,
    Field::Killed,
    Field::KilledLow,
    Field::KilledHigh,
    Field::Wounded,
    Field::Total,
];

/// Fields that only a row with a claim has.
const OF_A_GROUP: [Field; 45] = [
    Field::By,
    Field::ByAsReported,
    Field::Origins,
    Field::Targets,
    Field::Places,
    Field::InRegion,
    Field::OriginInRegion,
    Field::TargetInRegion,
    Field::OriginLon,
    Field::OriginLat,
    Field::TargetLon,
    Field::TargetLat,
    Field::Lon,
    Field::Lat,
    Field::LonMinutes,
    Field::LonSeconds,
    Field::LatMinutes,
    Field::LatSeconds,
    Field::Position,
    Field::PrecisionKm,
    Field::Count,
    Field::Start,
    Field::End,
    Field::StartYear,
    Field::StartMonth,
    Field::StartDay,
    Field::EndYear,
    Field::EndMonth,
    Field::EndDay,
    Field::StartTime,
    Field::StartMinute,
    Field::StartHalf,
    Field::EndTime,
    Field::EndMinute,
    Field::Activity,
    Field::Weapons,
    Field::Rounds,
    Field::Killed,
    Field::KilledLow,
    Field::KilledHigh,
    Field::Wounded,
    Field::CasualtySide,
    Field::CasualtyKind,
    Field::LossesDenied,
    Field::Denied,
];
