//! A plain feature of a GeoJSON file to cells, without copying and without a tree of values.

mod geometry;

use std::{collections::HashMap, fmt};

use serde::de::{DeserializeSeed, Deserializer as _, Error as _, MapAccess, SeqAccess, Visitor};

use serde_json::value::RawValue;

pub use geometry::Geometry;
use geometry::GeometrySeed;

use crate::{
    io::{
        events::{Cell, Cells, Survey, says_nothing},
        features::is_web_address,
        geojson::{DRAWN, time::TIME},
    },
    model::{
        Field, ImportOptions,
        geo::{LonLat, on_the_map},
    },
};

/// What the properties of features are taken for, found out once for each name.
pub struct Keys<'b> {
    choices: &'b ImportOptions,
    survey: &'b Survey,
    /// In the order of the first features, since most have the same.
    order: Vec<(&'b str, Known)>,
    next: usize,
    known: HashMap<&'b str, Known>,
    /// By the number of a name: the last feature that had it, counted from 1.
    last: Vec<u32>,
    features: u32,
    /// Whether the feature has a property that none before it had: then it goes the general way,
    /// which tells what it is taken for.
    is_new: bool,
    /// What the feature says of its time beside its properties, which may say otherwise.
    pub time: Option<&'b str>,
}

/// A name that was met: its number, and what it is taken for.
type Known = (usize, Meaning);

#[derive(Clone, Copy, Debug, PartialEq)]
enum Meaning {
    Nothing,
    Field(Field),
    /// Says that the geometry says nothing.
    Drawn,
    /// Of a feature that may be a region, a zone or a line.
    Own,
    /// A field that no column is made of, and no note.
    Passed(Field),
    /// A field that another property stands for, in features that have that one.
    Lost(Field),
}

impl<'b> Keys<'b> {
    pub fn new(choices: &'b ImportOptions, survey: &'b Survey) -> Self {
        Self {
            choices,
            survey,
            order: Vec::new(),
            next: 0,
            known: HashMap::new(),
            last: Vec::new(),
            features: 0,
            is_new: false,
            time: None,
        }
    }

    /// Begins with another feature.
    fn begin(&mut self) {
        self.next = 0;
        self.features += 1;
        self.is_new = false;
        self.time = None;
    }

    /// What the property is taken for; `None` where the feature had it before.
    fn meaning(&mut self, key: &'b str) -> Option<Meaning> {
        let (number, meaning) = self.known(key);
        let last = self.last.get_mut(number)?;
        (std::mem::replace(last, self.features) != self.features).then_some(meaning)
    }

    fn known(&mut self, key: &'b str) -> Known {
        let place = self.next;
        self.next += 1;
        if let Some((known, meaning)) = self.order.get(place)
            && *known == key
        {
            return *meaning;
        }
        let field = || self.survey.claim(key, self.choices).map(|(field, _)| field);
        let found = || match (key, field()) {
            (DRAWN, _) => Meaning::Drawn,
            (_, Some(field)) if self.survey.is_lost(key) => Meaning::Lost(field),
            ("names", _) => Meaning::Own,
            (_, Some(Field::Other)) => Meaning::Nothing,
            (_, Some(field)) if is_passed_over(field) => Meaning::Passed(field),
            (_, Some(field)) => Meaning::Field(field),
            _ => Meaning::Nothing,
        };
        let known = match self.known.get(key) {
            Some(known) => *known,
            None => {
                self.is_new = true;
                let new = (self.last.len(), found());
                self.last.push(0);
                self.known.insert(key, new);
                new
            }
        };
        if place == self.order.len() {
            self.order.push((key, known));
        }
        known
    }
}

/// Reads the cells of a feature. Says no where it is not plain.
pub fn read<'b>(json: &'b str, keys: &mut Keys<'b>, cells: &mut Cells<'b>) -> bool {
    plain(json, keys, cells).is_some()
}

fn plain<'b>(json: &'b str, keys: &mut Keys<'b>, cells: &mut Cells<'b>) -> Option<()> {
    let mut parts = Parts::new(keys, cells);
    let mut json = serde_json::Deserializer::from_str(json);
    json.deserialize_map(Feature(&mut parts)).ok()?;
    json.end().ok()?;
    parts.finish()
}

/// As [`read`], for a feature whose properties and geometry are at hand.
pub fn take<'k, 'b>(
    properties: impl Iterator<Item = (&'k str, Value<'b>)>,
    geometry: Geometry,
    keys: &mut Keys<'k>,
    cells: &mut Cells<'b>,
) -> bool {
    let mut parts = Parts::new(keys, cells);
    parts.geometry = geometry;
    for (key, value) in properties {
        let is_taken = match parts.meaning(key) {
            Some(meaning) if meaning.is_passed() => true,
            Some(meaning) => parts.take(meaning, value),
            None => false,
        };
        if !is_taken {
            return false;
        }
    }
    parts.finish().is_some()
}

/// What was found of a feature so far.
struct Parts<'p, 'k, 'b> {
    keys: &'p mut Keys<'k>,
    cells: &'p mut Cells<'b>,
    geometry: Geometry,
    is_drawn: bool,
    /// Fields that a property stands for, whether it says anything or not.
    taken: [bool; Field::COUNT],
    /// Fields that a property stands for unless another does.
    lost: [bool; Field::COUNT],
}

impl Meaning {
    /// Whether nothing is made of its value.
    fn is_passed(self) -> bool {
        matches!(self, Self::Nothing | Self::Passed(_) | Self::Lost(_))
    }
}

impl<'p, 'k, 'b> Parts<'p, 'k, 'b> {
    fn new(keys: &'p mut Keys<'k>, cells: &'p mut Cells<'b>) -> Self {
        keys.begin();
        *cells = Cells::default();
        Self {
            keys,
            cells,
            geometry: Geometry::None,
            is_drawn: false,
            taken: [false; Field::COUNT],
            lost: [false; Field::COUNT],
        }
    }

    /// What the property is taken for. `None` where it stands in the feature already, or another stands
    /// for the same field: it is told which wins.
    fn meaning(&mut self, key: &'k str) -> Option<Meaning> {
        let meaning = self.keys.meaning(key)?;
        if let Meaning::Field(field) | Meaning::Passed(field) = meaning
            && std::mem::replace(&mut self.taken[field.index()], true)
        {
            return None;
        }
        if let Meaning::Lost(field) = meaning {
            self.lost[field.index()] = true;
        }
        Some(meaning)
    }

    /// Takes in a value. Says no where that is not plain.
    fn take(&mut self, meaning: Meaning, value: Value<'b>) -> bool {
        match (meaning, value) {
            (Meaning::Field(Field::Reporter), Value::Text(text)) if is_web_address(text) => {
                let is_free = !std::mem::replace(&mut self.taken[Field::Url.index()], true);
                is_free && fill(self.cells, Field::Url, value)
            }
            (Meaning::Field(field), value) => fill(self.cells, field, value),
            (Meaning::Drawn, Value::Bool(drawn)) => {
                self.is_drawn = drawn;
                true
            }
            (_, value) => value == Value::Null,
        }
    }

    fn finish(self) -> Option<()> {
        let Self {
            geometry,
            is_drawn,
            taken,
            keys,
            lost,
            cells,
        } = self;
        let swapped = keys.choices.swapped;
        let stands_in = taken.iter().zip(lost).any(|(taken, lost)| lost && !taken);
        // A time beside properties that say none is the time.
        let says_when = keys.time.is_some() && !cells.is_dated();
        if keys.is_new || stands_in || says_when {
            return None;
        }
        let position = |[x, y]: [f64; 2]| {
            let [x, y] = if swapped { [y, x] } else { [x, y] };
            Some(LonLat { x, y }).filter(|at| on_the_map(*at))
        };
        let (at, path) = match geometry {
            Geometry::None => (None, None),
            Geometry::Point(at) => (Some(position(at)?), None),
            Geometry::Line([a, b]) => (None, Some([position(a)?, position(b)?])),
        };
        cells.is_own = is_drawn && (at.is_some() || path.is_some());
        if !is_drawn {
            let is_somewhere = at.is_some() || path.is_some();
            if is_somewhere && !cells.states_more_than_a_place() {
                return None;
            }
            if path.is_some() && !cells.takes_a_path() {
                return None;
            }
        }
        (cells.at, cells.path) = (at, path);
        // Whether it says something beside its fields is for the general way to find out.
        cells.states_a_claim().then_some(())
    }
}

/// The members of a feature.
struct Feature<'p, 'k, 'b>(&'p mut Parts<'k, 'b, 'b>);

impl<'b> Visitor<'b> for Feature<'_, '_, 'b> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a plain feature")
    }

    fn visit_map<A: MapAccess<'b>>(self, mut map: A) -> Result<(), A::Error> {
        const ONCE: [&str; 4] = ["type", "id", "properties", "geometry"];
        let mut seen = [false; ONCE.len()];
        let mut foreign = Vec::new();
        while let Some(key) = map.next_key::<&str>()? {
            if let Some(index) = ONCE.iter().position(|once| *once == key)
                && std::mem::replace(&mut seen[index], true)
            {
                return Err(A::Error::custom(UNUSUAL));
            }
            match key {
                "type" if map.next_value::<&str>()? != "Feature" => {
                    return Err(A::Error::custom(UNUSUAL));
                }
                "type" => {}
                "properties" => map.next_value_seed(Properties(self.0))?,
                "geometry" => self.0.geometry = map.next_value_seed(GeometrySeed)?,
                TIME => {
                    once(key, &mut foreign)?;
                    self.0.keys.time = Some(map.next_value::<&RawValue>()?.get());
                }
                _ => {
                    once(key, &mut foreign)?;
                    map.next_value_seed(Skip)?;
                }
            }
        }
        Ok(())
    }
}

const UNUSUAL: &str = "not plain";

/// Takes in a key of an object. One that stands in it already, or many, are not plain.
fn once<'b, E: serde::de::Error>(key: &'b str, known: &mut Vec<&'b str>) -> Result<(), E> {
    const FEW: usize = 32;
    if known.len() >= FEW || known.contains(&key) {
        return Err(E::custom(UNUSUAL));
    }
    known.push(key);
    Ok(())
}

/// The object of properties, or nothing.
struct Properties<'p, 'k, 'b>(&'p mut Parts<'k, 'b, 'b>);

impl<'b> DeserializeSeed<'b> for Properties<'_, '_, 'b> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'b>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_any(self)
    }
}

impl<'b> Visitor<'b> for Properties<'_, '_, 'b> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("properties")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_map<A: MapAccess<'b>>(self, mut map: A) -> Result<(), A::Error> {
        let parts = self.0;
        while let Some(key) = map.next_key::<&str>()? {
            let meaning = parts.meaning(key);
            let meaning = meaning.ok_or_else(|| A::Error::custom(UNUSUAL))?;
            if meaning.is_passed() {
                map.next_value_seed(Skip)?;
                continue;
            }
            let value = map.next_value_seed(ValueSeed)?;
            if !parts.take(meaning, value) {
                return Err(A::Error::custom(UNUSUAL));
            }
        }
        Ok(())
    }
}

/// Fills a cell. Says no where it cannot hold the value as it stands.
fn fill<'b>(cells: &mut Cells<'b>, field: Field, value: Value<'b>) -> bool {
    let cell = match value {
        Value::Null => return true,
        Value::Text(text) if text.trim().is_empty() || says_nothing(text.trim()) => return true,
        Value::Text(text) => Cell::Text(text.trim()),
        Value::Number(number) if holds_a_number(field) => Cell::Number(number),
        Value::Number(_) => return false,
        Value::Bool(true) => Cell::Text("true"),
        Value::Bool(false) => Cell::Text("false"),
    };
    cells.set(field, cell);
    true
}

/// Fields that no column is made of, and no note.
fn is_passed_over(field: Field) -> bool {
    matches!(field, Field::Report | Field::Outlet | Field::Language)
}

/// Whether a number of that field is taken as one, and not as its text.
pub fn holds_a_number(field: Field) -> bool {
    field.is_part_of_a_position() || field.is_whole()
}

/// A value that a cell can hold.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value<'b> {
    /// Nothing.
    Null,
    /// A flag.
    Bool(bool),
    /// A number.
    Number(f64),
    /// A text.
    Text(&'b str),
}

struct ValueSeed;

impl<'b> DeserializeSeed<'b> for ValueSeed {
    type Value = Value<'b>;

    fn deserialize<D: serde::Deserializer<'b>>(self, from: D) -> Result<Value<'b>, D::Error> {
        from.deserialize_any(self)
    }
}

impl<'b> Visitor<'b> for ValueSeed {
    type Value = Value<'b>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text without signs that are written in another way, or a number")
    }

    fn visit_unit<E>(self) -> Result<Value<'b>, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value<'b>, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value<'b>, E> {
        Ok(Value::Number(value as f64))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value<'b>, E> {
        Ok(Value::Number(value as f64))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value<'b>, E> {
        Ok(Value::Number(value))
    }

    fn visit_borrowed_str<E>(self, value: &'b str) -> Result<Value<'b>, E> {
        Ok(Value::Text(value))
    }
}

/// Passes over a value that nothing is made of, but that has to be one.
struct Skip;

impl<'b> DeserializeSeed<'b> for Skip {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'b>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_any(self)
    }
}

impl<'b> Visitor<'b> for Skip {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'b>>(self, mut list: A) -> Result<(), A::Error> {
        while list.next_element_seed(Self)?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'b>>(self, mut map: A) -> Result<(), A::Error> {
        let mut known = Vec::new();
        while let Some(key) = map.next_key::<&str>()? {
            once(key, &mut known)?;
            map.next_value_seed(Self)?;
        }
        Ok(())
    }
}
