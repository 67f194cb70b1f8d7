//! Any bytes as KML or KMZ; what was read is built, written and read again.

#![no_main]

use contactline::{
    io::{Provenance, kml},
    model::{NoteLog, Budget, Atlas, ImportOptions, Draft, Place},
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let mut draft = Draft::default();
    let place = Place::file("fuzz.kml");
    let (choices, budget) = (ImportOptions::default(), Budget::default());
    let read = if kml::looks_like_archive(bytes) {
        kml::read_kmz
    } else {
        kml::read
    };
    let mut notes = NoteLog::default();
    if read((&place, "fuzz"), bytes, &choices, &budget, &mut draft, &mut notes).is_err() {
        return;
    }
    let (atlas, _) = Atlas::build(draft);
    let draft = atlas.to_draft();
    let mut written = Vec::new();
    kml::write(&mut written, &draft, &|site| site.stated(), &Provenance::default()).expect("memory");
    let mut again = Draft::default();
    kml::read((&place, "fuzz"), &written, &choices, &budget, &mut again, &mut notes)
        .expect("what was written");
    assert_eq!(again.reports.len(), draft.reports.len());
    assert_eq!(again.zones.len(), draft.zones.len());
});
