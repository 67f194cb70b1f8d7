//! What the answer of a web service says beside its list: whether a file holds all there is, or one page
//! of several.

use std::collections::BTreeMap;

use serde_json::{Value, value::RawValue};

use crate::{
    model::{Note, Place, Severity},
    words::notes::reading,
};

/// Members that say how many records there are in all, as UCDP, OGC API Features, ACLED, Elasticsearch
/// and the tools of Django write them.
const IN_ALL: [&str; 7] = [
    "TotalCount",
    "totalCount",
    "total_count",
    "numberMatched",
    "total",
    "count",
    "totalResults",
];

/// Members that have the address of the next page, or say that there is one.
const MORE: [&str; 5] = [
    "exceededTransferLimit",
    "NextPageUrl",
    "nextPageUrl",
    "next",
    "hasMore",
];

/// What is to be said of an answer that does not hold all there is. `json` is the object around a list of
/// so many `items`; where they are not counted, as many as it says.
pub fn told_of_part(place: &Place, json: &str, items: Option<usize>) -> Option<Note> {
    let members: BTreeMap<String, &RawValue> = serde_json::from_str(json).ok()?;
    let member = |key: &str| {
        let text = members.get(key)?.get();
        // A list, as long as it may be, says nothing here.
        (!text.starts_with('[')).then(|| serde_json::from_str::<Value>(text).ok())?
    };
    // ArcGIS puts it among the properties of a collection.
    let inner = member("properties").unwrap_or_default();
    let number = |value: Value| match value {
        Value::Number(number) => number.as_u64(),
        Value::String(text) => text.parse().ok(),
        _ => None,
    };
    let in_all = IN_ALL.iter().find_map(|key| member(key).and_then(number));
    let is_more = |value: &Value| match value {
        Value::Bool(is_more) => *is_more,
        Value::String(address) => !address.trim().is_empty(),
        _ => false,
    };
    let more = MORE.iter().any(|key| {
        let outer = member(key).is_some_and(|value| is_more(&value));
        outer || inner.get(key).is_some_and(is_more)
    });
    let items = items.map(|items| items as u64);
    let items = items.or_else(|| member("numberReturned").and_then(number));
    let in_all = in_all.filter(|all| items.is_some_and(|items| *all > items));
    (more || in_all.is_some()).then(|| {
        let what = reading::part_of_answer(in_all);
        Note::new(Severity::Doubt, place, "", what)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(json: &str, items: usize) -> String {
        let note = told_of_part(&Place::file("x.json"), json, Some(items));
        note.map(|note| note.to_string()).unwrap_or_default()
    }

    #[test]
    fn an_answer_of_several_pages_says_so() {
        for (json, items, right) in [
            (
                r#"{"TotalCount":7701,"NextPageUrl":"","Result":[]}"#,
                1000,
                "(7,701 in all)",
            ),
            (r#"{"count":"3","data":[]}"#, 2, "(3 in all)"),
            (
                r#"{"next":"https://example.org/?page=2","results":[]}"#,
                2,
                "more records than",
            ),
            (
                r#"{"exceededTransferLimit":true,"features":[]}"#,
                2,
                "more records than",
            ),
            (
                r#"{"properties":{"exceededTransferLimit":true},"features":[]}"#,
                2,
                "more records than",
            ),
        ] {
            assert!(
                told(json, items).contains(right),
                "{json}: {}",
                told(json, items)
            );
        }
        for (json, items) in [
            (r#"{"TotalCount":2,"NextPageUrl":"","Result":[]}"#, 2),
            (r#"{"count":2,"next":null,"data":[]}"#, 2),
            (r#"{"exceededTransferLimit":false,"features":[]}"#, 2),
            (r#"{"count":[9],"data":[]}"#, 2),
            ("[]", 2),
            ("{", 2),
        ] {
            assert_eq!(told(json, items), "", "{json}");
        }
    }
}
