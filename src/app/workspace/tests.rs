//! Files that bring places change what other files say where they concern them, and nowhere else.

use std::fmt::Write as _;

use proptest::prelude::*;

use super::*;
use crate::model::{Dataset, dataset::Ends};

fn read(folder: &Path, name: &str, text: &str) -> Arc<Piece> {
    let path = folder.join(name);
    std::fs::write(&path, text).expect("written");
    let key = OpenFile::at(&path, &[]).key;
    let piece = read_file(&path, &key, &ImportOptions::default(), &Budget::default());
    Arc::new(piece.expect("a file that can be read"))
}

/// Rows that name places, held whole where they are few.
fn rows(names: &[&str], count: usize) -> String {
    let remark = "made up, and told at length; ".repeat(10);
    let mut text = String::from("id,reporter,date,place,count,remark\n");
    for row in 0..count {
        let (name, day) = (names[row % names.len()], 1 + row % 28);
        writeln!(text, "r{row},x,2020-03-{day:02},{name},{row},{remark}").expect("text");
    }
    text
}

/// Rows from 46.0° E on, a tenth of a degree each, at 39.5° N.
fn positions(count: usize) -> String {
    let mut text = String::from("id,reporter,date,lon,lat,count\n");
    for row in 0..count {
        let lon = 46.0 + row as f64 / 10.0;
        writeln!(text, "p{row},x,2020-03-01,{lon:.2},39.50,1").expect("text");
    }
    text
}

fn collection(features: &[String]) -> String {
    let features = features.join(",\n");
    format!(r#"{{"type":"FeatureCollection","features":[{features}]}}"#)
}

/// A village at a position.
fn village(name: &str, [lon, lat]: [f64; 2]) -> String {
    format!(
        r#"{{"type":"Feature","properties":{{"name":"{name}","place":"village"}},"geometry":{{"type":"Point","coordinates":[{lon},{lat}]}}}}"#
    )
}

/// A square of a tenth of a degree, as a data folder has its regions.
fn region(key: &str, level: &str, [x, y]: [f64; 2]) -> String {
    let (e, n) = (x + 0.1, y + 0.1);
    format!(
        r#"{{"type":"Feature","properties":{{"key":"{key}","names":{{"en":"{key}"}},"level":"{level}","boundary":"polygon","country":"AZ","precision_km":1,"source":"made up","licence":"none","note":""}},"geometry":{{"type":"MultiPolygon","coordinates":[[[[{x},{y}],[{e},{y}],[{e},{n}],[{x},{n}],[{x},{y}]]]]}}}}"#
    )
}

fn built(earlier: &Built, pieces: &[&Arc<Piece>]) -> Built {
    let pieces: Vec<Arc<Piece>> = pieces.iter().map(|piece| Arc::clone(piece)).collect();
    let built = earlier.with(&pieces, &[], &Budget::default());
    built.expect("nothing ends it")
}

/// The dataset of a piece among others.
fn dataset(built: &Built, of: &Arc<Piece>) -> Arc<Dataset> {
    let mut pieces = built.parts.pieces.iter();
    let found = pieces.find(|known| Arc::ptr_eq(&known.piece, of));
    Arc::clone(&found.expect("a piece that was built").datasets[0])
}

type Said = (Vec<Ends>, [Vec<u32>; 3], Vec<[i32; 2]>);

/// What the datasets say of places, and what is noted.
fn said(built: &Built) -> (Vec<Said>, Vec<String>) {
    let datasets = built.atlas.datasets().rows().iter();
    let said = datasets.map(|of| {
        let columns = &of.columns;
        let ends = columns.ends.clone().map(|column| column.to_vec());
        (of.ends.to_vec(), ends, columns.spot.to_vec())
    });
    let notes = built.notes.iter().map(|note| format!("{note:?}"));
    (said.collect(), notes.collect())
}

#[test]
fn only_files_that_places_concern_are_resolved_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let here = |x| [46.0 + x, 39.45];
    let districts = [
        region("one", "district", here(0.0)),
        region("two", "district", here(0.1)),
    ];
    let base = read(folder.path(), "base.geojson", &collection(&districts));
    let many = rows(&["one", "Alfa", "Beta"], 4_000);
    let named = read(folder.path(), "named.csv", &many);
    assert!(!named.draft.datasets.is_empty(), "held as columns");
    let few = read(folder.path(), "few.csv", &rows(&["two", "Beta"], 5));
    assert_eq!(few.draft.reports.len(), 5);
    let placed = read(folder.path(), "placed.csv", &positions(4));
    let open = [&base, &named, &few, &placed];
    let before = built(&Built::default(), &open);
    let opened = |name: &str, features: &[String]| {
        let places = read(folder.path(), name, &collection(features));
        assert!(places.has_places(), "{:?}", places.notes);
        let next = built(&before, &[&base, &named, &few, &placed, &places]);
        let fresh = built(&Built::default(), &[&base, &named, &few, &placed, &places]);
        assert_eq!(said(&next), said(&fresh));
        // And closed again.
        assert_eq!(said(&built(&next, &open)), said(&before));
        let kept = |piece| Arc::ptr_eq(&dataset(&before, piece), &dataset(&next, piece));
        [&named, &few, &placed].map(kept)
    };
    // A village that no row names, in a district that is there.
    assert_eq!(
        opened("far.geojson", &[village("Qwertz", here(0.05))]),
        [true; 3]
    );
    // One that both tables name, and one that one of them does.
    assert_eq!(
        opened("beta.geojson", &[village("Beta", here(0.05))]),
        [false, false, true]
    );
    assert_eq!(
        opened("alfa.geojson", &[village("Alfa", here(0.05))]),
        [false, true, true]
    );
    // One whose name comes near to one that is not known: the notes on it name it.
    assert_eq!(
        opened("near.geojson", &[village("Alfam", here(0.05))]),
        [false, true, true]
    );
    // A district around a position, one that is apart, and an area that no position is put in.
    assert_eq!(
        opened("third.geojson", &[region("third", "district", here(0.2))]),
        [true, true, false]
    );
    assert_eq!(
        opened("apart.geojson", &[region("apart", "district", here(2.0))]),
        [true; 3]
    );
    assert_eq!(
        opened("area.geojson", &[region("area", "area", here(0.2))]),
        [true; 3]
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    /// In whatever order files come and go, what they say is what they say when opened at once.
    #[test]
    fn files_opened_one_after_the_other_say_what_they_say_together(
        villages in prop::collection::vec((0..5_usize, 0..8_u32), 0..4),
        districts in prop::collection::vec((0..3_usize, 0..8_u32), 0..3),
        more in prop::collection::vec((0..5_usize, 0..8_u32), 0..3),
        named in prop::collection::vec(0..6_usize, 1..6),
        is_large in any::<bool>(),
    ) {
        const NAMES: [&str; 6] = ["Alfa", "Beta", "Gamma", "Alfam", "one", "third"];
        const KEYS: [&str; 3] = ["third", "fourth", "gamma"];
        let folder = tempfile::tempdir().expect("a folder");
        let at = |step: u32| [46.0 + f64::from(step) / 20.0, 39.45];
        let of_villages = |list: &[(usize, u32)]| -> Vec<String> {
            list.iter().map(|(name, step)| village(NAMES[*name], at(*step))).collect()
        };
        let base = read(folder.path(), "base.geojson", &collection(&[region("one", "district", at(0))]));
        let names: Vec<&str> = named.iter().map(|name| NAMES[*name]).collect();
        let table = read(folder.path(), "named.csv", &rows(&names, if is_large { 4_000 } else { 9 }));
        let placed = read(folder.path(), "placed.csv", &positions(5));
        let mut first = of_villages(&villages);
        first.extend(districts.iter().map(|(key, step)| region(KEYS[*key], "district", at(*step))));
        let first = read(folder.path(), "first.geojson", &collection(&first));
        let second = read(folder.path(), "second.geojson", &collection(&of_villages(&more)));
        let mut open = built(&Built::default(), &[&base]);
        let steps: [&[&Arc<Piece>]; 6] = [
            &[&base, &table],
            &[&base, &table, &placed, &first],
            &[&base, &table, &placed, &first, &second],
            &[&base, &table, &placed, &second],
            &[&base, &second, &table, &placed],
            &[&base, &table, &placed],
        ];
        for pieces in steps {
            open = built(&open, pieces);
            prop_assert_eq!(said(&open), said(&built(&Built::default(), pieces)));
        }
    }
}
