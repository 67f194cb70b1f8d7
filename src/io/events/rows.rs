//! Rows to reports: cells to values, rows of one report put together.

use std::{borrow::Cow, collections::HashMap, sync::Arc};

use super::{
    dates::{DateError, Dates},
    sites,
};
use crate::{
    io::reading::Reading,
    model::{
        Activity, Basis, Day, Field, Note, Party, Place, Stance, TimePrecision, Weapon, When,
        draft::{GroupDraft, ReportDraft, SiteDraft},
        geo::{Coord, LonLat},
        time::Moment,
        words,
    },
};

/// One row: cells by field, and where in the file it stands.
#[derive(Clone, Debug)]
pub struct Row<'a> {
    pub place: Place,
    cells: [Option<Cow<'a, str>>; Field::COUNT],
    /// Where the geometry of the row begins and ends, where it has one.
    pub path: Option<[LonLat; 2]>,
    /// Where it lies, where its geometry is a point.
    pub at: Option<LonLat>,
}

impl<'a> Row<'a> {
    pub fn new(place: Place) -> Self {
        Self {
            place,
            cells: [const { None }; Field::COUNT],
            path: None,
            at: None,
        }
    }

    /// Fills a cell. Blank ones stay empty.
    pub fn set(&mut self, field: Field, text: impl Into<Cow<'a, str>>) {
        let text = text.into();
        if !text.trim().is_empty() {
            self.cells[field.index()] = Some(text);
        }
    }

    /// Whether it says when, by whom, from where or how often, and not only where something is.
    pub fn states_more_than_a_place(&self) -> bool {
        let of_a_group = OF_A_GROUP
            .iter()
            .filter(|field| !OF_A_PLACE.contains(field));
        let mut fields = of_a_group.chain(&[Field::Published, Field::Stance]);
        fields.any(|field| self.get(*field).is_some())
    }

    /// The text of a cell; `None` where it is empty.
    pub fn get(&self, field: Field) -> Option<&str> {
        self.cells[field.index()].as_deref()
    }
}

/// What holds for rows that do not say it themselves.
#[derive(Clone, Debug)]
pub struct Defaults {
    /// Key of the reporter.
    pub reporter: String,
    /// What ids of reports begin with, where rows have none.
    pub id: String,
    pub dates: Dates,
    /// A comma before the decimals of numbers.
    pub decimal_comma: bool,
}

/// Puts rows together to reports.
pub struct Rows<'n> {
    defaults: Defaults,
    notes: &'n mut Vec<Note>,
    reports: Vec<ReportDraft>,
    by_id: HashMap<String, usize>,
    count: usize,
}

impl<'n> Rows<'n> {
    pub fn new(defaults: Defaults, notes: &'n mut Vec<Note>) -> Self {
        Self {
            defaults,
            notes,
            reports: Vec::new(),
            by_id: HashMap::new(),
            count: 0,
        }
    }

    /// Goes on after so many rows that were taken in elsewhere.
    pub fn skip_to(&mut self, count: usize) {
        self.count = count;
    }

    /// Takes in a row. What cannot be understood becomes a note, and the rest of the row stays.
    pub fn push(&mut self, row: &Row<'_>) {
        self.count += 1;
        let mut cells = Cells {
            row,
            defaults: &self.defaults,
            reading: Reading::new(&row.place, self.notes),
        };
        let published = cells.day(Field::Published);
        let group = cells.states_a_group().then(|| cells.group(published));
        let id = match row.get(Field::Report) {
            Some(id) => id.trim().to_owned(),
            None => format!("{}#{}", self.defaults.id, self.count),
        };
        let index = match self.by_id.get(&id) {
            Some(index) => *index,
            None => {
                let report = cells.report(id.clone(), published);
                self.reports.push(report);
                self.by_id.insert(id, self.reports.len() - 1);
                self.reports.len() - 1
            }
        };
        self.reports[index].groups.extend(group);
    }

    /// The reports, in the order of their first rows.
    pub fn finish(self) -> Vec<ReportDraft> {
        self.reports
    }
}

/// Those of them that also a mere place has.
pub(in crate::io) const OF_A_PLACE: [Field; 4] =
    [Field::Lon, Field::Lat, Field::PrecisionKm, Field::Places];

/// Fields that only a row with an incident group has.
pub(in crate::io) const OF_A_GROUP: [Field; 21] = [
    Field::By,
    Field::ByAsReported,
    Field::Origins,
    Field::Targets,
    Field::Places,
    Field::OriginLon,
    Field::OriginLat,
    Field::TargetLon,
    Field::TargetLat,
    Field::Lon,
    Field::Lat,
    Field::PrecisionKm,
    Field::Count,
    Field::Start,
    Field::End,
    Field::Activity,
    Field::Weapons,
    Field::Killed,
    Field::Wounded,
    Field::CasualtySide,
    Field::LossesDenied,
];

pub(in crate::io) const BASES: [(Basis, &str); 2] =
    [(Basis::Page, "page"), (Basis::Inferred, "inferred")];

pub(in crate::io) const YES_AND_NO: [(bool, &str); 6] = [
    (true, "true"),
    (true, "yes"),
    (true, "1"),
    (false, "false"),
    (false, "no"),
    (false, "0"),
];

/// A cell as a word of a closed list.
pub(in crate::io) fn as_word(cell: &str) -> String {
    cell.trim().to_lowercase().replace([' ', '_'], "-")
}

/// The weapon a cell names where it says what happened. Drones that look as well as strike, and
/// weapons that are no more than another one, do not say it.
pub(in crate::io) fn weapon_named(cell: &str) -> Option<Weapon> {
    let weapon = words::value(&Weapon::ALL, &as_word(cell))?;
    (!matches!(weapon, Weapon::Quadcopter | Weapon::Other)).then_some(weapon)
}

/// The cells of a row, with what is needed to understand them.
struct Cells<'r, 'n> {
    row: &'r Row<'r>,
    defaults: &'r Defaults,
    reading: Reading<'n>,
}

impl Cells<'_, '_> {
    fn states_a_group(&self) -> bool {
        let row = self.row;
        row.path.is_some()
            || row.at.is_some()
            || OF_A_GROUP.iter().any(|field| row.get(*field).is_some())
    }

    fn text(&self, field: Field) -> Option<String> {
        self.row.get(field).map(|text| text.trim().to_owned())
    }

    fn report(&mut self, id: String, published: Option<Day>) -> ReportDraft {
        let basis = match published {
            None => Basis::None,
            Some(_) => self.word(Field::PublishedBasis, &BASES, Basis::Page),
        };
        let url = self.text(Field::Url);
        ReportDraft {
            place: self.row.place.clone(),
            file: None,
            id,
            reporter: self
                .text(Field::Reporter)
                .unwrap_or_else(|| self.defaults.reporter.clone()),
            outlet: self.text(Field::Outlet),
            url: url.filter(|url| self.reading.is_web_address(url)),
            language: self.text(Field::Language).unwrap_or_default(),
            published,
            basis,
            stance: self.word(Field::Stance, &Stance::ALL, Stance::Claim),
            denies: self.text(Field::Denies),
            duplicate_of: self.text(Field::DuplicateOf),
            total: self.whole(Field::Total),
            groups: Vec::new(),
        }
    }

    fn group(&mut self, published: Option<Day>) -> GroupDraft {
        let precision_km = self.number(Field::PrecisionKm);
        let path = self.row.path.map(|ends| ends.map(Some)).unwrap_or_default();
        let own_origin = self.position(Field::OriginLon, Field::OriginLat);
        let own_target = self.position(Field::TargetLon, Field::TargetLat);
        let place = self.position(Field::Lon, Field::Lat).or(self.row.at);
        let origin = own_origin.or(path[0]);
        // Two pairs are an arrow, also where the second is called no target.
        let names_one = sites::names_at_most_one(self.row.get(Field::Targets).unwrap_or_default());
        let second = place.filter(|_| own_origin.is_some() && names_one);
        let target = own_target.or(path[1]).or(second);
        let origins = sites_of(self.row.get(Field::Origins), origin, precision_km);
        let targets = sites_of(self.row.get(Field::Targets), target, precision_km);
        // A point beside named ends says where the row is drawn, and nothing more.
        let directed = !origins.is_empty() || !targets.is_empty();
        let place = place.filter(|_| !directed);
        let start = self.moment(Field::Start);
        let end = self.moment(Field::End);
        let precision = match (self.row.get(Field::TimePrecision), start) {
            (Some(_), _) => {
                let unknown = TimePrecision::Unknown;
                self.word(Field::TimePrecision, &TimePrecision::ALL, unknown)
            }
            (None, Some(Moment::Day(_))) => TimePrecision::Day,
            (None, Some(Moment::Clock(_))) => TimePrecision::Minute,
            (None, None) => TimePrecision::Unknown,
        };
        let (activity, weapon) = self.activity();
        GroupDraft {
            by: self.word(Field::By, &Party::ALL, Party::Unknown),
            by_as_reported: self.text(Field::ByAsReported).unwrap_or_default(),
            origins,
            targets,
            places: sites_of(self.row.get(Field::Places), place, precision_km),
            count: self.whole(Field::Count),
            when: When::new(start, end, precision, published),
            activity,
            weapons: self.weapons(weapon),
            killed: self.whole(Field::Killed),
            wounded: self.whole(Field::Wounded),
            casualty_side: self
                .row
                .get(Field::CasualtySide)
                .is_some()
                .then(|| self.word(Field::CasualtySide, &Party::ALL, Party::Unknown)),
            losses_denied: self.yes(Field::LossesDenied),
            properties: self.row.get(Field::Other).map(Arc::from),
        }
    }

    /// What a word of a closed list stands for; `otherwise` where the cell is empty, or, with a
    /// note, where the list does not hold it.
    fn word<T: Copy>(&mut self, field: Field, list: &[(T, &'static str)], otherwise: T) -> T {
        let Some(text) = self.row.get(field) else {
            return otherwise;
        };
        let word = as_word(text);
        self.reading.word(list, (field.name(), &word), otherwise)
    }

    /// What is said to have happened. The name of a weapon stands for fire with it.
    fn activity(&mut self) -> (Activity, Option<Weapon>) {
        let named = self.row.get(Field::Activity).and_then(weapon_named);
        match named {
            Some(weapon) => (Activity::Fire, Some(weapon)),
            None => {
                let activity = self.word(Field::Activity, &Activity::ALL, Activity::Other);
                (activity, None)
            }
        }
    }

    fn weapons(&mut self, named: Option<Weapon>) -> Vec<Weapon> {
        let cell = self.row.get(Field::Weapons).unwrap_or_default();
        let words = cell.split([';', '|', ',']).map(str::trim);
        let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
        let mut weapons: Vec<Weapon> = words
            .into_iter()
            .map(|word| {
                self.reading
                    .word(&Weapon::ALL, ("weapon", &as_word(word)), Weapon::Other)
            })
            .collect();
        weapons.extend(named.filter(|weapon| !weapons.contains(weapon)));
        weapons
    }

    fn yes(&mut self, field: Field) -> bool {
        self.word(field, &YES_AND_NO, false)
    }

    fn number(&mut self, field: Field) -> Option<f64> {
        let text = self.row.get(field)?.trim();
        let plain = match self.defaults.decimal_comma {
            true => Cow::from(text.replace(',', ".")),
            false => Cow::from(text),
        };
        let number = plain
            .parse::<f64>()
            .ok()
            .filter(|number| number.is_finite());
        if number.is_none() {
            let what = format!("not a number; taken as no {}", field.name());
            self.reading.doubt(text, what);
        }
        number
    }

    fn whole(&mut self, field: Field) -> Option<u32> {
        let number = self.number(field)?;
        let whole = number >= 0.0 && number <= f64::from(u32::MAX) && number.fract() == 0.0;
        if !whole {
            let text = self.row.get(field).unwrap_or_default().trim();
            let what = format!("not a whole number; taken as no {}", field.name());
            self.reading.doubt(text, what);
        }
        whole.then_some(number as u32)
    }

    fn position(&mut self, lon: Field, lat: Field) -> Option<LonLat> {
        match (self.number(lon), self.number(lat)) {
            (Some(x), Some(y)) => Some(Coord { x, y }),
            (None, None) => None,
            _ => {
                self.reading
                    .doubt("", "only half a position; taken as having none");
                None
            }
        }
    }

    fn moment(&mut self, field: Field) -> Option<Moment> {
        let text = self.row.get(field)?.trim();
        let read = self.defaults.dates.read(text);
        read.map_err(|error| self.no_date(field, text, error)).ok()
    }

    fn day(&mut self, field: Field) -> Option<Day> {
        self.moment(field).map(|moment| match moment {
            Moment::Day(day) => day,
            Moment::Clock(stamp) => stamp.day(),
        })
    }

    fn no_date(&mut self, field: Field, text: &str, error: DateError) {
        let text: String = text.chars().take(60).collect();
        let what = format!("{error}; taken as no {}", field.name());
        self.reading.doubt(&text, what);
    }
}

/// The places a cell names. A position of the row's own belongs to a single one of them; where
/// there are several, it stands for none.
fn sites_of(cell: Option<&str>, at: Option<LonLat>, precision_km: Option<f64>) -> Vec<SiteDraft> {
    let mut named = cell.map(sites::read).unwrap_or_default();
    let Some(at) = at else {
        return named;
    };
    match named.as_mut_slice() {
        [] => named.push(SiteDraft {
            at: Some(at),
            precision_km,
            ..SiteDraft::default()
        }),
        // Whether the position is that of the name is for sealing to find out.
        [one] if one.at.is_none() && one.zone.is_none() => {
            one.at = Some(at);
            one.precision_km = one.precision_km.or(precision_km);
        }
        _ => {}
    }
    named
}
