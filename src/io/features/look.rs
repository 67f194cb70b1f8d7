//! What the first features of a file tell of all.

use std::{borrow::Cow, collections::HashMap};

use serde_json::{Map, Value};

use super::text_of;
use crate::{
    io::events::{LOOKED_AT, Sample, Survey},
    model::{Budget, ImportOptions, Stopped, budget::room},
};

/// What the properties of the first features tell of all; each comes with whether its geometry, where
/// it has one, is an area. `headings` are those that the file states before them.
///
/// # Errors
///
/// Where there are more of them than may be kept.
pub fn survey_of<'p>(
    mut headings: Vec<String>,
    features: impl Iterator<Item = (&'p Map<String, Value>, Option<bool>)>,
    choices: &ImportOptions,
    budget: &Budget,
) -> Result<Survey, Stopped> {
    let stated = headings.clone();
    let known = stated.iter().map(String::as_str).zip(0..);
    let mut known: HashMap<&str, usize> = known.collect();
    let mut columns = vec![Vec::new(); headings.len()];
    let (mut rows, mut areas, mut has_geometry) = (0, 0, false);
    for (properties, is_area) in features.take(LOOKED_AT) {
        rows += 1;
        areas += usize::from(is_area == Some(true));
        has_geometry |= is_area.is_some();
        let known_before = headings.len();
        for (heading, value) in properties {
            let at = *known.entry(heading).or_insert_with(|| {
                headings.push(heading.clone());
                columns.push(Vec::new());
                headings.len() - 1
            });
            columns[at].push(match value {
                Value::String(text) => Cow::from(text.as_str()),
                other => Cow::from(text_of(other)),
            });
        }
        budget.take_bytes((headings.len() - known_before) as u64 * room::COLUMN)?;
    }
    let sample = Sample {
        headings,
        tags: None,
        rows,
        columns,
        has_geometry,
        are_shapes: areas * 2 > rows,
        separated_by_commas: false,
    };
    Ok(Survey::of(sample, choices))
}
