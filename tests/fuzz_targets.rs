//! The fuzz targets, compiled and tried without a fuzzer: on nothing, and on bytes that look like chance.

mod common;

#[path = "../fuzz/src/lib.rs"]
mod fuzz;

use common::children::Dice;

/// Texts that some of the targets get further with than with any bytes.
const BEGINNINGS: [&[u8]; 6] = [
    b"",
    b"{\"type\":\"FeatureCollection\",\"features\":[",
    b"<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Placemark>",
    b"On 7 August 2022 the positions near Lachin came under fire ",
    b"r1\tx\t2022-08-07\tLachin\t",
    b"contactline:",
];

#[test]
fn every_fuzz_target_takes_whatever_it_is_given() {
    let mut dice = Dice(0x2545_f491_4f6c_dd1d);
    for (name, target) in fuzz::TARGETS {
        target(b"");
        for number in 0..120 {
            let mut bytes = vec![number as u8];
            bytes.extend(BEGINNINGS[number % BEGINNINGS.len()]);
            let length = dice.below(200);
            bytes.extend((0..length).map(|_| dice.below(256) as u8));
            target(&bytes);
        }
        println!("{name}: taken");
    }
}

#[test]
fn every_fuzz_target_has_its_program() {
    let manifest = include_str!("../fuzz/Cargo.toml");
    let targets = fuzz::TARGETS.iter().filter(|(name, _)| {
        let path = format!("path = \"fuzz_targets/{name}.rs\"");
        manifest.contains(&path)
    });
    assert_eq!(targets.count(), fuzz::TARGETS.len());
    assert_eq!(manifest.matches("[[bin]]").count(), fuzz::TARGETS.len());
}
