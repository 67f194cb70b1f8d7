//! Any bytes as the files of a shapefile: one byte says where the table begins.

#![no_main]

use contactline::{
    io::{shapefile::{self, Parts},
    },
    model::{NoteLog, Budget, ImportOptions, Draft, Place},
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((cut, rest)) = bytes.split_first() else {
        return;
    };
    let (shp, dbf) = rest.split_at(rest.len() * usize::from(*cut) / 256);
    let parts = Parts {
        shp: shp.to_vec(),
        dbf: Some(dbf.to_vec()),
        ..Parts::default()
    };
    let place = Place::file("fuzz.shp");
    let (mut draft, mut notes) = (Draft::default(), NoteLog::default());
    let _ = shapefile::read(
        (&place, "fuzz"),
        &parts,
        &ImportOptions::default(),
        &Budget::default(),
        &mut draft,
        &mut notes,
    );
});
