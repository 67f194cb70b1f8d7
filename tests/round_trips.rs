//! Exports as ACLED and UCDP GED hand them out, through every ordered pair of the formats that are
//! written: no field differs, and every cell of the file that came in is still there.
//!
//! Rows are made up; their columns and the way they are written are those of the two exports. By
//! hand, as many as people have, and files of one's own beside them:
//!
//! ```sh
//! CONTACTLINE_ROUND_TRIP_ROWS=7701 CONTACTLINE_ROUND_TRIP_FILES=one.csv:two.csv \
//!     cargo test --release --test round_trips
//! ```

use std::{
    collections::{BTreeMap, BTreeSet},
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::Value;

type Row = BTreeMap<String, String>;

/// Every format that is written.
const ENDINGS: [&str; 6] = ["csv", "geojson", "json", "kml", "kmz", "gpkg"];

const ACLED: &str = "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,\
    sub_event_type,actor1,assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,interaction,\
    civilian_targeting,iso,region,country,admin1,admin2,admin3,location,latitude,longitude,\
    geo_precision,source,source_scale,notes,fatalities,tags,timestamp";

const GED: &str = "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,\
    conflict_new_id,conflict_name,dyad_dset_id,dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,\
    side_a,side_b_dset_id,side_b_new_id,side_b,number_of_sources,source_article,source_office,\
    source_date,source_headline,source_original,where_prec,where_coordinates,where_description,\
    adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id,region,event_clarity,\
    date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low,\
    gwnoa,gwnob";

/// Texts as they stand in notes and headlines, with whatever a format could trip over.
const TEXTS: [&str; 8] = [
    "Around 27 September, forces shelled positions near a village. [size=no report]",
    "\"Agency, 2020-09-28, Headline, with comma\"; second source",
    "Первая строка;\nвторая строка: «обстрел» — 82-мм",
    "Հրետակոծություն, Kəlbəcər istiqamətində",
    "=SUM(A1) <b>&amp; &lt;tag&gt;</b> ]]> \\n",
    "'quoted' text with a tab\tand 50% of {braces}",
    "1,000 to 2.000 people; 12:30",
    "NA",
];

/// Months as ACLED exports write them.
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Places of the built-in data, spelled in several ways, and such as it does not have.
const PLACES: [(&str, &str, &str); 6] = [
    ("Azerbaijan", "Agdam", "Agdam"),
    ("Azerbaijan", "Kelbajar", "Kəlbəcər"),
    ("Armenia", "Gegharkunik", "Sotk"),
    ("Azerbaijan", "Lachin", "Lachin"),
    ("Azerbaijan", "Fizuli", "Horadiz, railway station"),
    ("Armenia", "Syunik", "No such village"),
];

fn table(headings: &str, rows: impl Iterator<Item = Vec<String>>) -> Vec<u8> {
    let mut table = csv::Writer::from_writer(Vec::new());
    table
        .write_record(headings.split(','))
        .expect("a heading in memory");
    rows.for_each(|row| table.write_record(row).expect("a row in memory"));
    table.into_inner().expect("a table in memory")
}

/// As the export tool of ACLED writes them.
fn acled(rows: usize) -> Vec<u8> {
    let row = |n: usize| {
        let (country, admin1, location) = PLACES[n % PLACES.len()];
        let (year, month, day) = (2018 + n % 6, n % 12, 1 + n % 28);
        let cells = [
            format!("AZE{n}"),
            format!("{day} {} {year}", MONTHS[month]),
            year.to_string(),
            (1 + n % 3).to_string(),
            "Political violence".to_owned(),
            ["Explosions/Remote violence", "Battles"][n % 2].to_owned(),
            ["Shelling/artillery/missile attack", "Armed clash"][n % 2].to_owned(),
            "Military Forces of A (2018-), Border Guard".to_owned(),
            ["", "Group of volunteers; Another"][n % 2].to_owned(),
            "State Forces".to_owned(),
            ["Military Forces of B", ""][n % 2].to_owned(),
            String::new(),
            ["State Forces", ""][n % 2].to_owned(),
            "State Forces-State Forces".to_owned(),
            ["", "Civilians targeted"][n % 2].to_owned(),
            ["31", "51"][n % 2].to_owned(),
            "Caucasus and Central Asia".to_owned(),
            country.to_owned(),
            admin1.to_owned(),
            String::new(),
            String::new(),
            location.to_owned(),
            format!("{}.{:04}", 39 + n % 2, n * 37 % 10_000),
            format!("{}.{:04}", 45 + n % 2, n * 53 % 10_000),
            (1 + n % 3).to_string(),
            ["Trend; Turan", "Armenpress"][n % 2].to_owned(),
            "National".to_owned(),
            TEXTS[n % TEXTS.len()].to_owned(),
            (n % 7).to_string(),
            ["", "crowd size=no report"][n % 2].to_owned(),
            (1_601_217_000 + n).to_string(),
        ];
        cells.to_vec()
    };
    table(ACLED, (0..rows).map(row))
}

/// As the yearly releases of UCDP GED are written.
fn ged(rows: usize) -> Vec<u8> {
    let row = |n: usize| {
        let (country, admin1, location) = PLACES[n % PLACES.len()];
        let (year, month, day) = (1992 + n % 30, 1 + n % 12, 1 + n % 22);
        let precision = 1 + n % 5;
        let date = |day: usize| format!("{year}-{month:02}-{day:02} 00:00:00.000");
        let (lat, lon) = (
            format!("{}.{:06}", 39 + n % 2, 100_000 + n * 37 % 899_999),
            format!("{}.{:06}", 45 + n % 2, 100_000 + n * 53 % 899_999),
        );
        let deaths = [n % 5, n % 3, n % 2, n % 4];
        let best: usize = deaths.iter().sum();
        let whole = |number: usize| number.to_string();
        let cells = [
            whole(150_000 + n),
            format!("AZE-{year}-1-388-{n}"),
            whole(year),
            "1".to_owned(),
            "Clear".to_owned(),
            whole(1 + n % 3),
            "388".to_owned(),
            "388".to_owned(),
            "Azerbaijan: Nagorno-Karabakh".to_owned(),
            "841".to_owned(),
            "841".to_owned(),
            "Government of Azerbaijan - Republic of Nagorno-Karabakh".to_owned(),
            "97".to_owned(),
            "97".to_owned(),
            "Government of Azerbaijan".to_owned(),
            "760".to_owned(),
            "760".to_owned(),
            "Republic of Nagorno-Karabakh".to_owned(),
            whole(1 + n % 4),
            TEXTS[n % TEXTS.len()].to_owned(),
            "Agency; Another agency".to_owned(),
            format!("{year}-{month:02}-{day:02};{year}-{month:02}-{day:02}"),
            TEXTS[(n + 3) % TEXTS.len()].to_owned(),
            ["", "Ministry of Defence"][n % 2].to_owned(),
            whole(1 + n % 7),
            format!("{location} town"),
            TEXTS[(n + 5) % TEXTS.len()].to_owned(),
            format!("{admin1} rayon"),
            String::new(),
            lat.clone(),
            lon.clone(),
            format!("POINT ({lon} {lat})"),
            "186213".to_owned(),
            country.to_owned(),
            ["373", "371"][n % 2].to_owned(),
            "Europe".to_owned(),
            whole(1 + n % 2),
            whole(precision),
            date(day),
            date(day + [0, 3, 6][precision.min(3) - 1]),
            whole(deaths[0]),
            whole(deaths[1]),
            whole(deaths[2]),
            whole(deaths[3]),
            whole(best),
            whole(best + n % 4),
            whole(best.saturating_sub(n % 2)),
            "373".to_owned(),
            String::new(),
        ];
        cells.to_vec()
    };
    table(GED, (0..rows).map(row))
}

fn convert(from: &Path, to: &Path) {
    let run = Command::new(env!("CARGO_BIN_EXE_contactline"))
        .arg("convert")
        .args([from, Path::new("-o"), to])
        .output()
        .expect("the program");
    let said = String::from_utf8_lossy(&run.stderr);
    assert_eq!(run.status.code(), Some(0), "{}: {said}", to.display());
}

/// The rows of a table as any program reads it.
fn rows(path: &Path) -> Vec<Row> {
    let mut table = csv::Reader::from_path(path).expect("a table");
    let headings = table.headers().expect("a heading").clone();
    let row = |record: csv::StringRecord| {
        let cells = headings.iter().zip(record.iter());
        cells.map(|(h, c)| (h.to_owned(), c.to_owned())).collect()
    };
    let records = table.records().map(|record| record.expect("a row"));
    records.map(row).collect()
}

/// The rows, whatever their order.
fn sorted(path: &Path) -> Vec<Row> {
    let mut rows = rows(path);
    rows.sort();
    rows
}

/// The formats one after another such that each ordered pair of them occurs once, a format and itself
/// included; the first is that of tables.
fn all_pairs() -> Vec<&'static str> {
    let mut way = Vec::new();
    for (index, first) in ENDINGS.iter().enumerate() {
        way.push(*first);
        for second in &ENDINGS[index + 1..] {
            way.extend([*first, *second]);
        }
    }
    way.push(ENDINGS[0]);
    way
}

/// From format to format through every ordered pair of them, with a look at the rows wherever the way
/// comes by a table. Returns the rows of the table that the file itself gives.
fn through_all_pairs(file: &Path) -> Vec<Row> {
    let folder = tempfile::tempdir().expect("a folder");
    let mut from = file.to_owned();
    let mut expected: Option<Vec<Row>> = None;
    let mut way = String::new();
    for (step, ending) in all_pairs().into_iter().enumerate() {
        let to = folder.path().join(format!("step-{step}.{ending}"));
        convert(&from, &to);
        way += &format!(" {ending}");
        if ending == "csv" {
            let found = sorted(&to);
            let expected = expected.get_or_insert_with(|| found.clone());
            assert_eq!(found.len(), expected.len(), "{}:{way}", file.display());
            for (found, expected) in found.iter().zip(expected) {
                assert_eq!(found, expected, "{}:{way}", file.display());
            }
        }
        if step > 0 {
            fs::remove_file(&from).expect("the step before");
        }
        from = to;
    }
    expected.expect("the way begins with a table")
}

#[test]
fn the_way_takes_every_pair_once() {
    let way = all_pairs();
    let pairs: BTreeSet<_> = way.windows(2).map(|pair| (pair[0], pair[1])).collect();
    assert_eq!(pairs.len(), ENDINGS.len() * ENDINGS.len());
    assert_eq!(way.len(), pairs.len() + 1);
}

/// Every cell of the file is in its row: as `same` says in a column of the same meaning, or as a
/// property of its own name.
fn nothing_is_missing(
    file: &Path,
    id: &str,
    same: impl Fn(&str, &Row) -> Option<(&'static str, String)>,
    written: &[Row],
) {
    let by_id: BTreeMap<&str, &Row> = written
        .iter()
        .map(|row| (row["report"].as_str(), row))
        .collect();
    assert_eq!(by_id.len(), written.len(), "ids are no longer apart");
    let rows = rows(file);
    assert_eq!(rows.len(), written.len());
    for row in rows {
        let found = by_id[row[id].as_str()];
        let other: Value = serde_json::from_str(&found["other"]).expect("properties");
        for (heading, cell) in row.iter().filter(|(_, cell)| !cell.is_empty()) {
            let (kept, cell) = match same(heading, &row) {
                Some((ours, right)) => (found[ours].as_str(), right),
                None => (other[heading].as_str().unwrap_or_default(), cell.clone()),
            };
            let is_same = match (kept.parse::<f64>(), cell.parse::<f64>()) {
                (Ok(kept), Ok(cell)) => kept.to_bits() == cell.to_bits(),
                _ => kept == cell,
            };
            assert!(is_same, "{heading} of {}: {kept:?}, not {cell:?}", row[id]);
        }
    }
}

fn number_of_rows() -> usize {
    match env::var("CONTACTLINE_ROUND_TRIP_ROWS") {
        Ok(number) => number.parse().expect("a number of rows"),
        Err(_) => 48,
    }
}

fn made_up(name: &str, bytes: Vec<u8>) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    fs::write(&path, bytes).expect("written");
    (folder, path)
}

/// The day of `7 September 2020` as we write it.
fn day_of(text: &str) -> String {
    let mut words = text.split(' ');
    let mut next = || words.next().expect("a day, a month and a year");
    let (day, month, year) = (next(), next(), next());
    let month = 1 + MONTHS.iter().position(|name| *name == month).expect(month);
    format!("{year}-{month:02}-{day:0>2}")
}

#[test]
fn no_field_of_an_acled_export_differs_after_any_two_formats() {
    let (_folder, path) = made_up("acled.csv", acled(number_of_rows()));
    let written = through_all_pairs(&path);
    let same = |heading: &str, row: &Row| {
        let cell = row[heading].clone();
        Some(match heading {
            "event_id_cnty" => ("report", cell),
            "event_date" => ("start", day_of(&cell)),
            "latitude" => ("lat", cell),
            "longitude" => ("lon", cell),
            "source" => ("outlet", cell),
            "fatalities" => ("killed", cell),
            _ => return None,
        })
    };
    nothing_is_missing(&path, "event_id_cnty", same, &written);
}

#[test]
fn no_field_of_a_ged_release_differs_after_any_two_formats() {
    let (_folder, path) = made_up("ged.csv", ged(number_of_rows()));
    let written = through_all_pairs(&path);
    let same = |heading: &str, row: &Row| {
        let cell = row[heading].clone();
        Some(match heading {
            "id" => ("report", cell),
            "date_start" => ("start", cell[..10].to_owned()),
            "date_end" if row["date_end"] == row["date_start"] => ("end", String::new()),
            "date_end" => ("end", cell[..10].to_owned()),
            "latitude" => ("lat", cell),
            "longitude" => ("lon", cell),
            "source_office" => ("outlet", cell),
            "best" => ("killed", cell),
            _ => return None,
        })
    };
    nothing_is_missing(&path, "id", same, &written);
}

#[test]
fn no_field_of_a_file_of_ones_own_differs_after_any_two_formats() {
    let files = env::var_os("CONTACTLINE_ROUND_TRIP_FILES").unwrap_or_default();
    for file in env::split_paths(&files).filter(|path| !path.as_os_str().is_empty()) {
        let written = through_all_pairs(&file);
        println!("{}: {} rows", file.display(), written.len());
    }
}
