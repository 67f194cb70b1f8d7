//! What a file says of a record beyond the fields of a claim, as names and texts.

use std::sync::Arc;

use serde_json::{Map, Value};

/// The properties of a JSON object in their order, each as a person reads it: texts without quotation
/// marks, other values as JSON. Those that are null are left out.
pub fn read(text: &str) -> Vec<(String, String)> {
    let all: Map<String, Value> = serde_json::from_str(text).unwrap_or_default();
    let text = |value: Value| match value {
        Value::Null => None,
        Value::String(text) => Some(text),
        value => Some(value.to_string()),
    };
    let all = all.into_iter();
    all.filter_map(|(name, value)| Some((name, text(value)?)))
        .collect()
}

/// Properties with more of them at the end. A name that is taken gets a number: what the file says stays.
pub fn with(text: Option<&str>, more: &[(&str, String)]) -> Arc<str> {
    let text = text.unwrap_or_default();
    let mut all: Map<String, Value> = serde_json::from_str(text).unwrap_or_default();
    for (name, value) in more {
        let mut free = (*name).to_owned();
        let mut number = 1;
        while all.contains_key(&free) {
            number += 1;
            free = format!("{name}-{number}");
        }
        all.insert(free, Value::String(value.clone()));
    }
    Value::Object(all).to_string().into()
}
