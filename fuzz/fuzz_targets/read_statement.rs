//! Any bytes, read as a statement: no panic, spans inside the text, the same twice.

#![no_main]

use std::sync::{Arc, OnceLock};

use contactline::{
    io::{
        Source, read_data_folder,
        statement::{About, StatementReader},
    },
    model::{Atlas, Day},
};
use libfuzzer_sys::fuzz_target;

static READER: OnceLock<StatementReader> = OnceLock::new();

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let reader = READER.get_or_init(|| {
        let (draft, _) = read_data_folder(&Source::Embedded).expect("the built-in data");
        StatementReader::new(Arc::new(Atlas::build(draft).0))
    });
    let about = About {
        reporter: Some("az-mod".to_owned()),
        published: Day::from_ymd(2022, 8, 8),
        language: None,
    };
    let Ok(reading) = reader.read(text, &about) else {
        return;
    };
    for fact in &reading.facts {
        assert!(text.get(fact.span.clone()).is_some());
    }
    for remark in &reading.remarks {
        assert!(text.get(remark.span.clone()).is_some());
    }
    let again = reader.read(text, &about).expect("it was read before");
    assert_eq!(again.facts, reading.facts);
});
