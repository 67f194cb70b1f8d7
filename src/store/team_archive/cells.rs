//! The cells of a record as one object of JSON, both ways.

use std::{borrow::Cow, fmt};

use serde::{
    Deserialize, Deserializer,
    de::{Error, MapAccess, Visitor},
};
use serde_json::{Map, Value};

use crate::{
    io::events::{Cells, RowCells},
    model::Field,
};

/// The cells that say something, by the names of their fields.
pub fn written(cells: &RowCells) -> String {
    let said = cells.iter().filter(|(_, _, cell)| !cell.is_empty());
    let said: Map<String, Value> = said
        .map(|(_, name, cell)| (name.to_owned(), cell.into()))
        .collect();
    Value::Object(said).to_string()
}

/// What [`written`] wrote.
#[derive(Debug)]
pub struct ReadCells<'a>(Vec<(Field, Cow<'a, str>)>);

impl ReadCells<'_> {
    /// As they are understood.
    pub fn cells(&self) -> Cells<'_> {
        Cells::of(self.0.iter().map(|(field, cell)| (*field, &**cell)))
    }
}

#[derive(Deserialize)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

impl<'de: 'a, 'a> Deserialize<'de> for ReadCells<'a> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct OfCells;
        impl<'de> Visitor<'de> for OfCells {
            type Value = ReadCells<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("cells by field")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut cells = Vec::with_capacity(20);
                while let Some((Text(name), Text(cell))) = map.next_entry()? {
                    let field = Field::of_name(&name)
                        .ok_or_else(|| A::Error::custom(format!("field {name}")))?;
                    cells.push((field, cell));
                }
                Ok(ReadCells(cells))
            }
        }
        from.deserialize_map(OfCells)
    }
}
