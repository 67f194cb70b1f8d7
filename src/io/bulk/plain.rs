//! The fast way from the cells of a row to columns. It takes plain rows only, and does with them
//! what the general way does; every other row is left to that.

use std::collections::HashMap;

use super::{
    columns::{Columns, End, Entry},
    compact, scalars,
};
use crate::{
    io::events::{
        Defaults,
        rows::{BASES, OF_A_GROUP, OF_A_PLACE, YES_AND_NO, as_word, weapon_named},
        sites,
    },
    model::{
        Activity, Basis, Day, Field, Moment, Party, Stance, TimePrecision, Weapon, When,
        dataset::{KindDraft, UNSTATED},
        draft::SiteDraft,
        words,
    },
};

/// A row that the general way has to look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unusual;

/// What stands in a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Cell<'b> {
    #[default]
    Empty,
    /// Without blanks around it, and not empty.
    Text(&'b str),
    Number(f64),
}

/// The cells of a row, as far as columns are made of them.
#[derive(Clone, Debug)]
pub struct Cells<'b> {
    by_field: [Cell<'b>; Field::COUNT],
    /// Where the geometry of the row lies, where that is a point on the map.
    pub at: Option<[i32; 2]>,
    /// Where it begins and ends, where it is a line on the map.
    pub path: Option<[[i32; 2]; 2]>,
}

impl Default for Cells<'_> {
    fn default() -> Self {
        Self {
            by_field: [Cell::Empty; Field::COUNT],
            at: None,
            path: None,
        }
    }
}

impl<'b> Cells<'b> {
    pub fn get(&self, field: Field) -> Cell<'b> {
        self.by_field[field.index()]
    }

    pub fn set(&mut self, field: Field, cell: Cell<'b>) {
        self.by_field[field.index()] = cell;
    }

    pub fn has(&self, field: Field) -> bool {
        !matches!(self.get(field), Cell::Empty)
    }

    fn states_a_group(&self) -> bool {
        let stated = || OF_A_GROUP.iter().any(|field| self.has(*field));
        self.at.is_some() || self.path.is_some() || stated()
    }

    /// As [`crate::io::events::Row::states_more_than_a_place`].
    pub fn states_more_than_a_place(&self) -> bool {
        let of_a_group = OF_A_GROUP
            .iter()
            .filter(|field| !OF_A_PLACE.contains(field));
        let mut fields = of_a_group.chain(&[Field::Published, Field::Stance]);
        fields.any(|field| self.has(*field))
    }

    /// The text of a cell; nothing where it is empty.
    fn text(&self, field: Field) -> Result<Option<&'b str>, Unusual> {
        match self.get(field) {
            Cell::Empty => Ok(None),
            Cell::Text(text) => Ok(Some(text)),
            Cell::Number(_) => Err(Unusual),
        }
    }
}

/// Fields that neither columns nor notes are made of.
pub fn is_passed_over(field: Field) -> bool {
    matches!(
        field,
        Field::Report | Field::Outlet | Field::Language | Field::Denies | Field::Other
    )
}

/// What the rows of one block have brought up so far.
pub struct Plain<'b> {
    defaults: &'b Defaults,
    /// Whether a cell is the name of one place, whatever signs are in it.
    has_bare_names: bool,
    reporters: HashMap<&'b str, u32>,
    last_reporter: Option<(&'b str, u32)>,
    kinds: HashMap<KindKey, u32>,
    last_kind: Option<(KindKey, u32)>,
    cells: HashMap<&'b str, u32>,
    named: Vec<Named>,
    placed: HashMap<(u32, u64), u32>,
    activities: Words<'b, Activity>,
    parties: Words<'b, Party>,
    stances: Words<'b, Stance>,
    precisions: Words<'b, TimePrecision>,
    weapons: Words<'b, ()>,
    bases: Words<'b, Basis>,
    answers: Words<'b, bool>,
}

/// Reporter, stance, whether it is repeated, what is said to have happened and by whom.
type KindKey = (u32, Stance, bool, Activity, Party);

/// The places of a cell.
struct Named {
    sites: Vec<SiteDraft>,
    /// Its number and position as it stands, once that is asked for.
    alone: Option<End>,
}

impl Named {
    /// Whether a position of the row's own is that of the place: so [`crate::io::events`] has it.
    fn takes_a_position(&self) -> bool {
        match self.sites.as_slice() {
            [] => true,
            [one] => one.at.is_none() && one.zone.is_none(),
            _ => false,
        }
    }
}

impl<'b> Plain<'b> {
    pub fn new(defaults: &'b Defaults, has_bare_names: bool) -> Self {
        Self {
            defaults,
            has_bare_names,
            reporters: HashMap::new(),
            last_reporter: None,
            kinds: HashMap::new(),
            last_kind: None,
            cells: HashMap::new(),
            named: vec![Named {
                sites: Vec::new(),
                alone: Some(End::NONE),
            }],
            placed: HashMap::new(),
            activities: Words::new(activity),
            parties: Words::new(|cell| words::value(&Party::ALL, &as_word(cell))),
            stances: Words::new(|cell| words::value(&Stance::ALL, &as_word(cell))),
            precisions: Words::new(|cell| words::value(&TimePrecision::ALL, &as_word(cell))),
            weapons: Words::new(all_are_weapons),
            bases: Words::new(|cell| words::value(&BASES, &as_word(cell))),
            answers: Words::new(|cell| words::value(&YES_AND_NO, &as_word(cell))),
        }
    }

    /// Puts a row into the columns.
    ///
    /// # Errors
    ///
    /// Where the general way has to do it. Then nothing was put in.
    pub fn push(
        &mut self,
        cells: &Cells<'b>,
        offset: u64,
        columns: &mut Columns,
    ) -> Result<(), Unusual> {
        if !cells.states_a_group() {
            return Err(Unusual);
        }
        let published = self.day(cells, Field::Published)?;
        let key = self.kind_of(cells, published.is_some())?;
        let [start, end] = self.interval(cells, published)?;
        let [count, killed, wounded] =
            [Field::Count, Field::Killed, Field::Wounded].map(|field| self.whole(cells, field));
        let row = Entry {
            start,
            end,
            kind: 0,
            ends: [End::NONE; 3],
            count: count?,
            killed: killed?,
            wounded: wounded?,
            offset,
        };
        self.check_the_rest(cells)?;
        let ends = self.stated_ends(cells)?;
        let ends = ends.map(|end| self.end(end, columns));
        let kind = self.kind(key, columns);
        columns.push(&Entry { kind, ends, ..row });
        Ok(())
    }

    /// Cells that no column is made of, but that notes are made on.
    fn check_the_rest(&mut self, cells: &Cells<'b>) -> Result<(), Unusual> {
        if let Some(url) = cells.text(Field::Url)?
            && !url.starts_with("https://")
            && !url.starts_with("http://")
        {
            return Err(Unusual);
        }
        self.whole(cells, Field::Total)?;
        if let Some(cell) = cells.text(Field::Weapons)? {
            self.weapons.get(cell)?;
        }
        if let Some(cell) = cells.text(Field::CasualtySide)? {
            self.parties.get(cell)?;
        }
        if let Some(cell) = cells.text(Field::LossesDenied)? {
            self.answers.get(cell)?;
        }
        Ok(())
    }

    fn kind_of(&mut self, cells: &Cells<'b>, is_published: bool) -> Result<KindKey, Unusual> {
        if let Some(cell) = cells.text(Field::PublishedBasis)?
            && is_published
        {
            self.bases.get(cell)?;
        }
        let reporter = match cells.text(Field::Reporter)? {
            Some(reporter) => reporter,
            None => &self.defaults.reporter,
        };
        let stance = match cells.text(Field::Stance)? {
            Some(cell) => self.stances.get(cell)?,
            None => Stance::Claim,
        };
        let activity = match cells.text(Field::Activity)? {
            Some(cell) => self.activities.get(cell)?,
            None => Activity::Other,
        };
        let by = match cells.text(Field::By)? {
            Some(cell) => self.parties.get(cell)?,
            None => Party::Unknown,
        };
        let repeated = cells.has(Field::DuplicateOf);
        Ok((self.reporter(reporter), stance, repeated, activity, by))
    }

    fn reporter(&mut self, reporter: &'b str) -> u32 {
        if let Some((known, number)) = self.last_reporter
            && known == reporter
        {
            return number;
        }
        let next = self.reporters.len() as u32;
        let number = *self.reporters.entry(reporter).or_insert(next);
        self.last_reporter = Some((reporter, number));
        number
    }

    fn kind(&mut self, key: KindKey, columns: &mut Columns) -> u32 {
        if let Some((known, number)) = self.last_kind
            && known == key
        {
            return number;
        }
        let number = match self.kinds.get(&key) {
            Some(number) => *number,
            None => {
                let (reporter, stance, repeated, activity, by) = key;
                let known = self.reporters.iter();
                let mut names = known.filter(|(_, number)| **number == reporter);
                let name = names.next().map_or("", |(name, _)| name);
                let number = columns.kind(KindDraft {
                    reporter: name.into(),
                    stance,
                    repeated,
                    incident: Some((activity, by)),
                });
                self.kinds.insert(key, number);
                number
            }
        };
        self.last_kind = Some((key, number));
        number
    }

    fn interval(&mut self, cells: &Cells<'b>, published: Option<Day>) -> Result<[i64; 2], Unusual> {
        let start = self.moment(cells, Field::Start)?;
        let end = self.moment(cells, Field::End)?;
        let precision = match (cells.text(Field::TimePrecision)?, start) {
            (Some(cell), _) => self.precisions.get(cell)?,
            (None, Some(Moment::Day(_))) => TimePrecision::Day,
            (None, Some(Moment::Clock(_))) => TimePrecision::Minute,
            (None, None) => TimePrecision::Unknown,
        };
        let when = When::new(start, end, precision, published);
        Ok(compact::seconds(when.interval()))
    }

    fn moment(&self, cells: &Cells<'b>, field: Field) -> Result<Option<Moment>, Unusual> {
        let Some(cell) = cells.text(field)? else {
            return Ok(None);
        };
        let moment = scalars::moment(cell, self.defaults.dates);
        moment.map(Some).ok_or(Unusual)
    }

    fn day(&self, cells: &Cells<'b>, field: Field) -> Result<Option<Day>, Unusual> {
        let moment = self.moment(cells, field)?;
        Ok(moment.map(|moment| match moment {
            Moment::Day(day) => day,
            Moment::Clock(stamp) => stamp.day(),
        }))
    }

    /// [`UNSTATED`] where the cell is empty. So large a number is left to the general way.
    fn whole(&self, cells: &Cells<'b>, field: Field) -> Result<u32, Unusual> {
        match cells.get(field) {
            Cell::Empty => Ok(UNSTATED),
            Cell::Number(number) => scalars::whole_of(number).ok_or(Unusual),
            Cell::Text(cell) => scalars::whole(cell).ok_or(Unusual),
        }
    }

    fn number(&self, cells: &Cells<'b>, field: Field) -> Result<Option<f64>, Unusual> {
        match cells.get(field) {
            Cell::Empty => Ok(None),
            Cell::Number(number) => Ok(Some(number)),
            Cell::Text(cell) => {
                let number: f64 = cell.parse().map_err(|_| Unusual)?;
                number.is_finite().then_some(Some(number)).ok_or(Unusual)
            }
        }
    }

    fn position(
        &self,
        cells: &Cells<'b>,
        lon: Field,
        lat: Field,
    ) -> Result<Option<[i32; 2]>, Unusual> {
        let units = |field, limit| match cells.get(field) {
            Cell::Empty => Ok(None),
            Cell::Number(degrees) => scalars::units_of(degrees, limit).map(Some).ok_or(Unusual),
            Cell::Text(cell) => self.units(cell, limit).map(Some).ok_or(Unusual),
        };
        match (units(lon, 180.0)?, units(lat, 85.0)?) {
            (Some(lon), Some(lat)) => Ok(Some([lon, lat])),
            (None, None) => Ok(None),
            _ => Err(Unusual),
        }
    }

    fn units(&self, cell: &str, limit: f64) -> Option<i32> {
        match self.defaults.decimal_comma && cell.contains(',') {
            true => scalars::units(&cell.replace(',', "."), limit),
            false => scalars::units(cell, limit),
        }
    }

    /// What the row says of its three ends: the cell, the position, and how far off that may be.
    fn stated_ends(&self, cells: &Cells<'b>) -> Result<[StatedEnd<'b>; 3], Unusual> {
        let precision_km = self.number(cells, Field::PrecisionKm)?;
        let names =
            |field| -> Result<&'b str, Unusual> { Ok(cells.text(field)?.unwrap_or_default()) };
        let [from, to, at] = [
            names(Field::Origins)?,
            names(Field::Targets)?,
            names(Field::Places)?,
        ];
        let own_origin = self.position(cells, Field::OriginLon, Field::OriginLat)?;
        let own_target = self.position(cells, Field::TargetLon, Field::TargetLat)?;
        let plain = self.position(cells, Field::Lon, Field::Lat)?.or(cells.at);
        let path = cells.path.map(|ends| ends.map(Some)).unwrap_or_default();
        let names_one = !to.contains([';', '|']) || sites::names_at_most_one(to);
        let second = plain.filter(|_| own_origin.is_some() && names_one);
        let origin = own_origin.or(path[0]);
        let target = own_target.or(path[1]).or(second);
        let is_directed = [(from, origin), (to, target)]
            .iter()
            .any(|(cell, position)| {
                position.is_some() || cell.split([';', '|']).any(|part| !part.trim().is_empty())
            });
        let place = plain.filter(|_| !is_directed);
        let end = |cell, position| StatedEnd {
            cell,
            position,
            precision_km,
        };
        Ok([end(from, origin), end(to, target), end(at, place)])
    }

    fn end(&mut self, stated: StatedEnd<'b>, columns: &mut Columns) -> End {
        let number = self.named(stated.cell);
        let named = &mut self.named[number as usize];
        let Some(position) = stated.position.filter(|_| named.takes_a_position()) else {
            let alone = named.alone;
            return alone.unwrap_or_else(|| {
                let end = compact::end(&named.sites, columns);
                named.alone = Some(end);
                end
            });
        };
        let precision = stated.precision_km.map_or(u64::MAX, f64::to_bits);
        let sites = self.placed.entry((number, precision)).or_insert_with(|| {
            let mut site = named.sites.first().cloned().unwrap_or_default();
            site.precision_km = site.precision_km.or(stated.precision_km);
            compact::name_alone(site, columns)
        });
        End {
            sites: *sites,
            position,
        }
    }

    /// The number of the places a cell names; 0 where it names none.
    fn named(&mut self, cell: &'b str) -> u32 {
        if cell.is_empty() {
            return 0;
        }
        if let Some(number) = self.cells.get(cell) {
            return *number;
        }
        let number = self.named.len() as u32;
        self.named.push(Named {
            sites: match self.has_bare_names {
                true => sites::read(&sites::name_cell(cell)),
                false => sites::read(cell),
            },
            alone: None,
        });
        self.cells.insert(cell, number);
        number
    }
}

/// See [`Plain::stated_ends`].
#[derive(Clone, Copy)]
struct StatedEnd<'b> {
    cell: &'b str,
    position: Option<[i32; 2]>,
    precision_km: Option<f64>,
}

/// What the cells of a column stand for, where there are few different ones.
struct Words<'b, T> {
    read: fn(&str) -> Option<T>,
    known: Vec<(&'b str, T)>,
}

impl<'b, T: Copy> Words<'b, T> {
    fn new(read: fn(&str) -> Option<T>) -> Self {
        Self {
            read,
            known: Vec::new(),
        }
    }

    fn get(&mut self, cell: &'b str) -> Result<T, Unusual> {
        const MOST: usize = 32;
        let known = self.known.iter().find(|(known, _)| *known == cell);
        if let Some((_, value)) = known {
            return Ok(*value);
        }
        let value = (self.read)(cell).ok_or(Unusual)?;
        if self.known.len() < MOST {
            self.known.push((cell, value));
        }
        Ok(value)
    }
}

fn activity(cell: &str) -> Option<Activity> {
    match weapon_named(cell) {
        Some(_) => Some(Activity::Fire),
        None => words::value(&Activity::ALL, &as_word(cell)),
    }
}

fn all_are_weapons(cell: &str) -> Option<()> {
    let words = cell.split([';', '|', ',']).map(str::trim);
    let mut words = words.filter(|word| !word.is_empty());
    let known = words.all(|word| words::value(&Weapon::ALL, &as_word(word)).is_some());
    known.then_some(())
}
