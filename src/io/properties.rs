//! What a file says of a record beyond the fields of a claim, as names and texts.

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
