//! What a person or somebody else may hand over as text: a session, a link, days, a position, a search.
//! The first byte says which, the rest is the text.

#![no_main]

use std::sync::OnceLock;

use contactline::{
    io::{Source, read_data_folder},
    model::{Atlas, Day, grid, typed_days},
    query::search,
    session::{file, link},
};
use libfuzzer_sys::fuzz_target;

static ATLAS: OnceLock<Atlas> = OnceLock::new();

fuzz_target!(|bytes: &[u8]| {
    let Some((which, bytes)) = bytes.split_first() else {
        return;
    };
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    match which % 5 {
        0 => {
            // What is read is written, and means the same then.
            if let Ok(session) = file::read(text) {
                let again = file::read(&file::write(&session)).expect("its own");
                assert!(again == session);
            }
        }
        1 => drop(link::read(text)),
        2 => drop(typed_days(text, Day::from_ymd(2022, 9, 14).expect("a day"))),
        3 => drop(grid::typed(text)),
        _ => {
            let atlas = ATLAS.get_or_init(|| {
                let (draft, _) = read_data_folder(&Source::Embedded).expect("the built-in data");
                Atlas::build(draft).0
            });
            drop(search(atlas, text, 60));
        }
    }
});
