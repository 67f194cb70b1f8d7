//! What people stumbled over in files of features and lists. The right values are worked out by hand.

mod common;

use common::made::{contactline, made};

/// A town at its own position is counted where the gazetteer has it, on whatever side of a border the
/// position lies: few rows and many alike.
#[test]
fn a_place_at_its_own_position_is_counted_in_its_own_region() {
    let towns = "date,place,lat,lon\n2022-08-01,Lachin,39.6374,46.5498\n";
    let town = made("town.csv", towns);
    assert_eq!(
        town.cells(&["places", "lon", "lat"]),
        ["lachin/Lachin#46.5498,39.6374 46.5498 39.6374"]
    );

    let bytes = include_bytes!("../data/settlements.csv");
    let mut settlements = csv::Reader::from_reader(&bytes[..]);
    let headings = settlements.headers().expect("headings").clone();
    let at = |name: &str| headings.iter().position(|own| own == name).expect("one");
    let [name, region, lon, lat] = ["name_en", "region_key", "lon", "lat"].map(at);
    let rows: Vec<csv::StringRecord> = settlements.records().map(|row| row.expect("one")).collect();
    assert_eq!(rows.len(), 600);
    let table = |times: usize| {
        let mut text = "date,place,lat,lon\n".to_owned();
        for row in std::iter::repeat_n(&rows, times).flatten() {
            let (name, lat, lon) = (&row[name], &row[lat], &row[lon]);
            text.push_str(&format!("2022-08-01,\"{name}\",{lat},{lon}\n"));
        }
        text
    };
    let few = made("few.csv", table(1));
    for (row, cell) in rows.iter().zip(few.cells(&["places"])) {
        let (region, name) = (&row[region], &row[name]);
        if !region.is_empty() {
            assert!(cell.starts_with(&format!("{region}/")), "{name}: {cell}");
        }
    }
    let said = few.check(&[]);
    assert!(!said.contains("contradicts"), "{said}");
    // More than a file that is read at once.
    let many = made("many.csv", table(50));
    assert!(std::fs::metadata(&many.path).expect("it").len() > 1 << 20);
    for key in ["lachin", "shusha", "artashat", "kalbajar"] {
        let own = rows.iter().filter(|row| &row[region] == key).count();
        for (file, times) in [(&few, 1), (&many, 50)] {
            let args = [
                "list".as_ref(),
                file.path.as_os_str(),
                "--region".as_ref(),
                key.as_ref(),
                "--only".as_ref(),
                "activity=Other".as_ref(),
                "--csv".as_ref(),
            ];
            let (code, said) = contactline(&args);
            assert_eq!(code, Some(0), "{said}");
            let name = format!("file:{}", file.path.file_stem().expect("a name").display());
            let listed = said.lines().filter(|line| line.ends_with(&name)).count();
            assert_eq!(listed, own * times, "{key} {times}");
        }
    }
}
