//! Any bytes as a dump of GeoNames.

#![no_main]

use contactline::{
    io::{Progress, geonames},
    model::{Atlas, Draft, Place},
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(text) = std::str::from_utf8(bytes) {
        geonames::looks_like_geonames(text);
    }
    let mut draft = Draft::default();
    let place = Place::file("fuzz.txt");
    let progress = Progress::default();
    if geonames::read(&place, bytes, &progress, &mut draft, &mut Vec::new()).is_ok() {
        Atlas::build(draft);
    }
});
