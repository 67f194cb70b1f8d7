//! A tile as Mapbox Vector Tile 2. What looks alike on it is one feature, so that a tile is small.

use std::collections::BTreeMap;

use super::{
    level::{EXTENT, Unit, twice_area},
    tags::{Layer, Said, Sort},
};

/// A value of a property.
#[derive(Clone, Debug, PartialEq)]
enum Value {
    Text(String),
    Whole(i64),
}

/// What a feature says of itself.
type Properties = Vec<(&'static str, Value)>;

/// The kinds of geometry, as the format numbers them.
const POINT: u64 = 1;
const LINE: u64 = 2;
const POLYGON: u64 = 3;

/// What is drawn alike on a tile.
type Alike = (Layer, &'static str, u8);

/// A tile that is being filled. Positions are in units from its top left.
#[derive(Default)]
pub struct Tile {
    shapes: BTreeMap<Alike, Geometry>,
    spots: Vec<(Layer, Properties, Geometry)>,
}

/// Commands that draw a geometry.
#[derive(Default)]
struct Geometry {
    commands: Vec<u32>,
    cursor: Unit,
}

impl Geometry {
    fn path(&mut self, points: &[Unit], is_ring: bool) {
        const MOVE: u32 = 1;
        const DRAW: u32 = 2;
        const CLOSE: u32 = 7;
        let Some((first, rest)) = points.split_first() else {
            return;
        };
        self.commands.push(MOVE | 1 << 3);
        self.step_to(*first);
        if !rest.is_empty() {
            self.commands.push(DRAW | (rest.len() as u32) << 3);
            for at in rest {
                self.step_to(*at);
            }
        }
        if is_ring {
            self.commands.push(CLOSE | 1 << 3);
        }
    }

    fn step_to(&mut self, at: Unit) {
        for axis in [0, 1] {
            let step = at[axis] - self.cursor[axis];
            self.commands
                .push(((step << 1) ^ (step >> 31)).cast_unsigned());
        }
        self.cursor = at;
    }
}

impl Tile {
    pub fn add_line(&mut self, sort: Sort, line: &[Unit]) {
        self.alike(sort).path(line, false);
    }

    /// A closed ring, turned as the format asks of outer and inner ones.
    pub fn add_ring(&mut self, sort: Sort, mut ring: Vec<Unit>, is_inner: bool) {
        if (twice_area(&ring) < 0.0) != is_inner {
            ring.reverse();
        }
        ring.pop();
        self.alike(sort).path(&ring, true);
    }

    fn alike(&mut self, sort: Sort) -> &mut Geometry {
        let alike = (sort.layer, sort.kind, sort.rank);
        self.shapes.entry(alike).or_default()
    }

    pub fn add_spot(
        &mut self,
        layer: Layer,
        sort: Sort,
        said: &Said,
        angle: Option<f64>,
        at: Unit,
    ) {
        let mut properties = vec![
            ("kind", Value::Text(sort.kind.to_owned())),
            ("rank", Value::Whole(i64::from(sort.rank))),
        ];
        properties.extend(angle.map(|angle| ("angle", Value::Whole(angle as i64))));
        let said = said.iter().map(|(key, text)| {
            let whole = match *key {
                "elevation" | "population" => text.parse().ok(),
                _ => None,
            };
            (
                *key,
                whole.map_or_else(|| Value::Text(text.clone()), Value::Whole),
            )
        });
        properties.extend(said);
        let mut geometry = Geometry::default();
        geometry.path(&[at], false);
        self.spots.push((layer, properties, geometry));
    }

    /// Its bytes; none where nothing is on it.
    pub fn bytes(&self) -> Vec<u8> {
        let mut out = Vec::new();
        for layer in Layer::ALL {
            let mut encoded = LayerBytes::default();
            for ((of, kind, rank), geometry) in &self.shapes {
                if *of != layer {
                    continue;
                }
                let properties = [
                    ("kind", Value::Text((*kind).to_owned())),
                    ("rank", Value::Whole(i64::from(*rank))),
                ];
                let sort = match layer.is_of_areas() {
                    true => POLYGON,
                    false => LINE,
                };
                encoded.add(sort, &properties, geometry);
            }
            for (of, properties, geometry) in &self.spots {
                if *of == layer {
                    encoded.add(POINT, properties, geometry);
                }
            }
            encoded.put(layer.name(), &mut out);
        }
        out
    }
}

/// A layer of a tile: its features, and the keys and values that they refer to.
#[derive(Default)]
struct LayerBytes {
    features: Vec<u8>,
    keys: Vec<&'static str>,
    values: Vec<Value>,
}

impl LayerBytes {
    fn add(&mut self, sort: u64, properties: &[(&'static str, Value)], geometry: &Geometry) {
        let mut tags = Vec::new();
        for (key, value) in properties {
            varint(&mut tags, number_of(&mut self.keys, key) as u64);
            varint(&mut tags, number_of(&mut self.values, value) as u64);
        }
        let mut commands = Vec::new();
        for command in &geometry.commands {
            varint(&mut commands, u64::from(*command));
        }
        let mut feature = Vec::new();
        field(&mut feature, 2, &tags);
        whole(&mut feature, 3, sort);
        field(&mut feature, 4, &commands);
        field(&mut self.features, 2, &feature);
    }

    fn put(self, name: &str, out: &mut Vec<u8>) {
        if self.features.is_empty() {
            return;
        }
        let mut layer = Vec::new();
        whole(&mut layer, 15, 2);
        field(&mut layer, 1, name.as_bytes());
        layer.extend(self.features);
        for key in self.keys {
            field(&mut layer, 3, key.as_bytes());
        }
        for value in self.values {
            let mut bytes = Vec::new();
            match value {
                Value::Text(text) => field(&mut bytes, 1, text.as_bytes()),
                Value::Whole(number) => whole(&mut bytes, 4, number.cast_unsigned()),
            }
            field(&mut layer, 4, &bytes);
        }
        whole(&mut layer, 5, u64::from(EXTENT.cast_unsigned()));
        field(out, 3, &layer);
    }
}

fn number_of<T: PartialEq + Clone>(all: &mut Vec<T>, one: &T) -> usize {
    let found = all.iter().position(|known| known == one);
    found.unwrap_or_else(|| {
        all.push(one.clone());
        all.len() - 1
    })
}

fn varint(out: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// A field of bytes.
fn field(out: &mut Vec<u8>, number: u64, bytes: &[u8]) {
    varint(out, number << 3 | 2);
    varint(out, bytes.len() as u64);
    out.extend_from_slice(bytes);
}

/// A field of a number.
fn whole(out: &mut Vec<u8>, number: u64, value: u64) {
    varint(out, number << 3);
    varint(out, value);
}
