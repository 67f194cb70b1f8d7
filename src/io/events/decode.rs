//! What the cells of a row state. This is the one place where fields are understood: reports and
//! columns are both made of what comes out of it.

use std::borrow::Cow;

use super::{
    angles::{self, Axis},
    cells::{Cell, Cells},
    datasets::Dataset,
    dates::{DateError, Dates, Span},
    numbers::{Decimals, NumberError, whole_of},
    sites,
    words::{BASES, YES_AND_NO, as_word, value, weapon_named},
};
use crate::{
    io::notes::Notes,
    model::{
        Activity, Basis, Day, Field, Party, Stance, TimePrecision, Weapon, When,
        draft::SiteDraft,
        geo::{Coord, LonLat},
        time::Moment,
    },
    words::notes::reading,
};

/// What holds for rows that do not say it themselves.
#[derive(Clone, Debug)]
pub struct Defaults {
    /// Key of the reporter.
    pub reporter: String,
    /// What ids of reports begin with, where rows have none.
    pub id: String,
    /// Which of day and month comes first.
    pub dates: Dates,
    /// How numbers are written.
    pub decimals: Decimals,
    /// Where it happened is the name of one place, whatever signs are in it.
    pub bare_places: bool,
    /// The dataset, whose codes and words are its own.
    pub dataset: Dataset,
    /// What columns call longitude is the latitude, and the other way round.
    pub swapped: bool,
}

/// A row that was understood.
#[derive(Debug)]
pub struct Stated<'c> {
    pub reporter: &'c str,
    pub url: Option<&'c str>,
    pub published: Option<Day>,
    pub basis: Basis,
    pub stance: Stance,
    pub duplicate_of: Option<&'c str>,
    pub total: Option<u32>,
    /// `None` where the row states no incident.
    pub claim: Option<StatedGroup<'c>>,
}

/// The claim of a row.
#[derive(Debug)]
pub struct StatedGroup<'c> {
    pub by: Party,
    /// Origin, target, and where it happened.
    pub ends: [StatedEnd<'c>; 3],
    pub count: Option<u32>,
    pub when: When,
    pub activity: Activity,
    pub weapons: Vec<Weapon>,
    /// The weapon that the activity names.
    pub weapon: Option<Weapon>,
    pub killed: Option<u32>,
    pub wounded: Option<u32>,
    pub casualty_side: Option<Party>,
    pub losses_denied: bool,
    pub denied: bool,
}

/// One end of a row: the places its cell names, and a position beside them.
#[derive(Clone, Copy, Debug)]
pub struct StatedEnd<'c> {
    pub names: &'c str,
    pub at: Option<LonLat>,
    pub precision_km: Option<f64>,
    /// Further positions.
    pub further: &'c [LonLat],
}

impl<'c> StatedEnd<'c> {
    /// An end that names places, and has no position of its own.
    pub fn named(names: &'c str) -> Self {
        Self {
            names,
            at: None,
            precision_km: None,
            further: &[],
        }
    }
}

/// Understands a row. What cannot be understood becomes a note, and the rest of the row stays.
pub fn decode<'c>(cells: &Cells<'c>, defaults: &'c Defaults, notes: &mut Notes<'_>) -> Stated<'c> {
    let mut row = Decoder {
        cells,
        defaults,
        notes,
    };
    let published = row.day(Field::Published);
    let claim = cells.states_a_claim().then(|| row.claim(published));
    let basis = match published {
        None => Basis::None,
        Some(_) => row.word(Field::PublishedBasis, &BASES, Basis::Page),
    };
    let url = cells.text(Field::Url);
    Stated {
        reporter: cells.text(Field::Reporter).unwrap_or(&defaults.reporter),
        url: url.filter(|url| row.is_web_address(url)),
        published,
        basis,
        stance: match defaults.dataset {
            Dataset::Other => row.word(Field::Stance, &Stance::ALL, Stance::Claim),
            Dataset::Acled | Dataset::Ucdp => Stance::Record,
        },
        duplicate_of: cells.text(Field::DuplicateOf),
        total: row.whole(Field::Total),
        claim,
    }
}

/// The fields that say when something began, or when it ended.
struct EndOfTime {
    date: Field,
    parts: [Field; 3],
    clock: Field,
}

const START: EndOfTime = EndOfTime {
    date: Field::Start,
    parts: [Field::StartYear, Field::StartMonth, Field::StartDay],
    clock: Field::StartTime,
};

const END: EndOfTime = EndOfTime {
    date: Field::End,
    parts: [Field::EndYear, Field::EndMonth, Field::EndDay],
    clock: Field::EndTime,
};

/// A row being understood.
struct Decoder<'r, 'c, 'n> {
    cells: &'r Cells<'c>,
    defaults: &'c Defaults,
    notes: &'r mut Notes<'n>,
}

impl<'c> Decoder<'_, 'c, '_> {
    fn claim(&mut self, published: Option<Day>) -> StatedGroup<'c> {
        let ends = self.ends();
        let when = self.when(published);
        let (activity, weapon) = self.activity();
        let side = self.cells.has(Field::CasualtySide);
        StatedGroup {
            ends,
            when,
            activity,
            weapon,
            by: self.word(Field::By, &Party::ALL, Party::Unknown),
            count: self.whole(Field::Count),
            weapons: self.weapons(),
            killed: self.whole(Field::Killed),
            wounded: self.whole(Field::Wounded),
            casualty_side: side
                .then(|| self.word(Field::CasualtySide, &Party::ALL, Party::Unknown)),
            losses_denied: self.word(Field::LossesDenied, &YES_AND_NO, false),
            denied: self.word(Field::Denied, &YES_AND_NO, false),
        }
    }

    fn ends(&mut self) -> [StatedEnd<'c>; 3] {
        if self.cells.has(Field::Directed) && self.cells.names_a_place() {
            // A table this program wrote: what its positions say, its places say as well.
            return self.named_ends();
        }
        let precision_km = match (self.defaults.dataset, self.cells.shown(Field::PrecisionKm)) {
            (Dataset::Other, _) | (_, None) => self.number(Field::PrecisionKm),
            (dataset, Some(code)) => dataset.precision_km(&code),
        };
        let names = |field| self.cells.text(field).unwrap_or_default();
        let fields = [Field::Origins, Field::Targets, Field::Places];
        let [from, to, at] = fields.map(names);
        let own_origin = self.position(Field::OriginLon, Field::OriginLat);
        let own_target = self.position(Field::TargetLon, Field::TargetLat);
        let own_place = self.position(Field::Lon, Field::Lat);
        let place = own_place.or(self.cells.at);
        let path = self
            .cells
            .path
            .map(|ends| ends.map(Some))
            .unwrap_or_default();
        let origin = own_origin.or(path[0]);
        // Two pairs are an arrow, also where the second is called no target.
        let second = place.filter(|_| own_origin.is_some() && sites::names_at_most_one(to));
        let target = own_target.or(path[1]).or(second);
        // A point beside named ends says where the row is drawn, and nothing more.
        let has_ends = origin.is_some() || target.is_some();
        let is_directed = has_ends || sites::names_any(from) || sites::names_any(to);
        let place = place.filter(|_| !is_directed);
        let is_drawn = [
            own_origin.is_none(),
            own_target.or(second).is_none(),
            own_place.is_none() && !is_directed,
        ];
        let end = |index: usize, names, at| StatedEnd {
            names,
            at,
            precision_km,
            further: match is_drawn[index] {
                true => self.cells.further[index],
                false => &[],
            },
        };
        [end(0, from, origin), end(1, to, target), end(2, at, place)]
    }

    /// The places named, without the positions beside them.
    fn named_ends(&self) -> [StatedEnd<'c>; 3] {
        let fields = [Field::Origins, Field::Targets, Field::Places];
        fields.map(|field| StatedEnd::named(self.cells.text(field).unwrap_or_default()))
    }

    fn when(&mut self, published: Option<Day>) -> When {
        let start = self.end_of_time(&START);
        let end = self.end_of_time(&END);
        let first = start.first;
        let last = end.last.or(start.end());
        // The dataset writes every event with an end.
        let is_written_twice = self.defaults.dataset == Dataset::Ucdp && last == first;
        let last = last.filter(|_| !is_written_twice);
        if let (Some(from), Some(to)) = (first, last)
            && to.is_before(from)
        {
            let what = reading::end_before_start();
            let text = format!("{from}, {to}");
            self.notes.of(Field::End, |notes| notes.doubt(&text, what));
        }
        let precision = match (self.cells.has(Field::TimePrecision), first) {
            (true, _) => self.time_precision(),
            (false, first) => start.precision.or(end.precision).unwrap_or(match first {
                Some(Moment::Day(_)) => TimePrecision::Day,
                Some(Moment::Clock(_)) => TimePrecision::Minute,
                None => TimePrecision::Unknown,
            }),
        };
        When::new(first, last, precision, published)
    }

    /// How closely the time is stated, in a word or as a code of the dataset.
    fn time_precision(&mut self) -> TimePrecision {
        let code = self.cells.shown(Field::TimePrecision).unwrap_or_default();
        let coded = self.defaults.dataset.time_precision(&code);
        let unknown = TimePrecision::Unknown;
        coded.unwrap_or_else(|| self.word(Field::TimePrecision, &TimePrecision::ALL, unknown))
    }

    /// What cells say of the beginning or the end: a date, or its parts, and a time of day beside it.
    fn end_of_time(&mut self, fields: &EndOfTime) -> Span {
        let stated = match self.cells.has(fields.date) {
            true => self.span(fields.date),
            false => self.parts(fields.parts),
        };
        let span = stated.unwrap_or_default();
        let Some(text) = self.cells.shown(fields.clock) else {
            return span;
        };
        let (Some(first), None) = (span.first, span.end()) else {
            let what = reading::clock_without_a_day();
            self.notes
                .of(fields.clock, |notes| notes.doubt(&text, what));
            return span;
        };
        match self.defaults.dates.at(first, &text) {
            Ok(moment) => Span {
                first: Some(moment),
                last: Some(moment),
                ..span
            },
            Err(error) => {
                self.no_date(fields.clock, &text, error);
                span
            }
        }
    }

    /// The year, the month or the day that three cells are the parts of. What is not known is empty
    /// or nought.
    fn parts(&mut self, fields: [Field; 3]) -> Option<Span> {
        let is_stated = |text: &Cow<'_, str>| text.parse() != Ok(0.0);
        let [year, month, day] = fields.map(|field| self.cells.shown(field).filter(is_stated));
        let whole = |text: &str| text.parse().ok().and_then(whole_of);
        let text = match (year?, month, day) {
            (year, None, _) => year.into_owned(),
            (year, Some(month), day) => match (whole(&month), day) {
                (Some(month), None) => format!("{year}-{month:02}"),
                (Some(month), Some(day)) => format!("{year}-{month}-{day}"),
                (None, day) => format!("{} {month} {year}", day.unwrap_or_default()),
            },
        };
        let read = self.defaults.dates.span(text.trim());
        read.map_err(|error| self.no_date(fields[0], &text, error))
            .ok()
    }

    /// What is said to have happened. The name of a weapon stands for fire with it.
    fn activity(&mut self) -> (Activity, Option<Weapon>) {
        let word = |field| self.cells.text(field).unwrap_or_default();
        let (kind, closer) = (word(Field::Activity), word(Field::ActivityDetail));
        if let Some(activity) = self.defaults.dataset.activity(kind, closer) {
            return (activity, None);
        }
        match self.cells.text(Field::Activity).and_then(weapon_named) {
            Some(weapon) => (Activity::Fire, Some(weapon)),
            None => {
                let activity = self.word(Field::Activity, &Activity::ALL, Activity::Other);
                (activity, None)
            }
        }
    }

    fn weapons(&mut self) -> Vec<Weapon> {
        let Some(cell) = self.cells.text(Field::Weapons) else {
            return Vec::new();
        };
        let words = cell.split([';', '|', ',']).map(str::trim);
        words
            .filter(|word| !word.is_empty())
            .map(|word| {
                self.known(
                    &Weapon::ALL,
                    Field::Weapons,
                    ("weapon", word),
                    Weapon::Other,
                )
            })
            .collect()
    }

    /// What a word of a closed list stands for; `otherwise` where the cell is empty, or, with a
    /// note, where the list does not hold it.
    fn word<T: Copy>(&mut self, field: Field, list: &[(T, &'static str)], otherwise: T) -> T {
        match self.cells.text(field) {
            Some(cell) => self.known(list, field, (field.name(), cell), otherwise),
            None => otherwise,
        }
    }

    fn known<T: Copy>(
        &mut self,
        list: &[(T, &'static str)],
        field: Field,
        (what, cell): (&str, &str),
        otherwise: T,
    ) -> T {
        match value(list, cell) {
            Some(value) => value,
            None => {
                let word = as_word(cell);
                self.notes
                    .of(field, |notes| notes.word(list, (what, &word), otherwise))
            }
        }
    }

    fn is_web_address(&mut self, url: &str) -> bool {
        self.notes.of(Field::Url, |notes| notes.is_web_address(url))
    }

    fn number(&mut self, field: Field) -> Option<f64> {
        let text = match self.cells.get(field) {
            Cell::Empty => return None,
            Cell::Number(number) => return Some(number),
            Cell::Text(text) => text,
        };
        let axis = match field {
            Field::Lon | Field::OriginLon | Field::TargetLon => Some(Axis::Lon),
            Field::Lat | Field::OriginLat | Field::TargetLat => Some(Axis::Lat),
            _ => None,
        };
        let read = self.defaults.decimals.read(field, text);
        let angle = || angles::read(text, axis?);
        let read = read.or_else(|error| angle().ok_or(error));
        if let Err(error) = read {
            let what = match error {
                NumberError::NoNumber => reading::not_a_number(field.name()),
                NumberError::Ambiguous => reading::ambiguous_number(field.name()),
            };
            self.notes.of(field, |notes| notes.doubt(text, what));
        }
        read.ok()
    }

    fn whole(&mut self, field: Field) -> Option<u32> {
        let number = self.number(field)?;
        let whole = whole_of(number);
        if whole.is_none() {
            let text = match self.cells.get(field) {
                Cell::Text(text) => Cow::from(text),
                _ => Cow::from(number.to_string()),
            };
            let what = reading::not_a_whole_number(field.name());
            self.notes.of(field, |notes| notes.doubt(&text, what));
        }
        whole
    }

    fn position(&mut self, lon: Field, lat: Field) -> Option<LonLat> {
        match (self.number(lon), self.number(lat)) {
            (Some(y), Some(x)) if self.defaults.swapped => Some(Coord { x, y }),
            (Some(x), Some(y)) => Some(Coord { x, y }),
            (None, None) => None,
            _ => {
                let what = reading::half_a_position();
                self.notes.of(lon, |notes| notes.doubt("", what));
                None
            }
        }
    }

    fn span(&mut self, field: Field) -> Option<Span> {
        let text = self.cells.shown(field)?;
        let read = self.defaults.dates.span(&text);
        read.map_err(|error| self.no_date(field, &text, error)).ok()
    }

    fn day(&mut self, field: Field) -> Option<Day> {
        let span = self.span(field)?;
        span.first.or(span.last).map(|moment| match moment {
            Moment::Day(day) => day,
            Moment::Clock(stamp) => stamp.day(),
        })
    }

    fn no_date(&mut self, field: Field, text: &str, error: DateError) {
        let text: String = text.chars().take(60).collect();
        let what = reading::field_skipped(error, field.name());
        self.notes.of(field, |notes| notes.doubt(&text, what));
    }
}

/// The places an end names. A position of the row's own belongs to a single one of them; where
/// there are several, it stands for none. Several positions are as many places.
pub fn sites_of(end: StatedEnd<'_>, is_bare: bool) -> Vec<SiteDraft> {
    let mut named = sites::of_cell(end.names, is_bare);
    let Some(at) = end.at else {
        return named;
    };
    if !end.further.is_empty() && named.iter().all(takes_a_position) && named.len() <= 1 {
        let name = named.pop().unwrap_or_default();
        let further = end.further.iter().copied();
        let sites = std::iter::once(at).chain(further).map(|at| SiteDraft {
            at: Some(at),
            precision_km: name.precision_km.or(end.precision_km),
            ..name.clone()
        });
        return sites.collect();
    }
    match named.as_mut_slice() {
        [] => named.push(SiteDraft {
            at: Some(at),
            precision_km: end.precision_km,
            ..SiteDraft::default()
        }),
        // Whether the position is that of the name is for building to find out.
        [one] if takes_a_position(one) => {
            one.at = Some(at);
            one.precision_km = one.precision_km.or(end.precision_km);
        }
        _ => {}
    }
    named
}

/// Whether a position of the row's own is that of the only place it names.
pub fn takes_a_position(only: &SiteDraft) -> bool {
    only.at.is_none() && only.zone.is_none()
}
