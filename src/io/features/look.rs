//! What the first features of a file tell of all.

use std::{borrow::Cow, collections::HashMap};

use serde_json::{Map, Value};

use super::text_of;
use crate::{
    io::events::{LOOKED_AT, Sample, Survey},
    model::ImportOptions,
};

/// What the properties of the first features tell of all; each comes with whether its geometry, where
/// it has one, is an area. `headings` are those that the file states before them.
pub fn survey_of<'p>(
    mut headings: Vec<String>,
    features: impl Iterator<Item = (&'p Map<String, Value>, Option<bool>)>,
    choices: &ImportOptions,
) -> Survey {
    let stated = headings.clone();
    let known = stated.iter().map(String::as_str).zip(0..);
    let mut known: HashMap<&str, usize> = known.collect();
    let (mut rows, mut areas, mut has_geometry) = (Vec::new(), 0, false);
    for (properties, is_area) in features.take(LOOKED_AT) {
        areas += usize::from(is_area == Some(true));
        has_geometry |= is_area.is_some();
        let mut row = vec![Cow::from(""); headings.len()];
        for (heading, value) in properties {
            let at = *known.entry(heading).or_insert_with(|| {
                headings.push(heading.clone());
                headings.len() - 1
            });
            row.resize(headings.len(), Cow::from(""));
            row[at] = match value {
                Value::String(text) => Cow::from(text.as_str()),
                other => Cow::from(text_of(other)),
            };
        }
        rows.push(row);
    }
    let sample = Sample {
        headings,
        tags: None,
        rows: &rows,
        has_geometry,
        are_shapes: areas * 2 > rows.len(),
        separated_by_commas: false,
    };
    Survey::of(sample, choices)
}
