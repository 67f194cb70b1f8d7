//! Work that is cancelled ends soon, whatever it is at.
//!
//! Nothing here goes by a clock. Work looks at its budget every so many steps, and each look is counted:
//! cancelled at any of them, it must end as cancelled and not look again. How long that takes in seconds
//! is measured by hand, on a machine with nothing else to do:
//! `CONTACTLINE_CANCEL=1 cargo test --release --test cancel measured -- --nocapture`.

mod common;

use std::{
    env, fs,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use common::{
    archives::{layer, open_document, shapes, workbook, zipped},
    side_by_side::side_by_side,
};
use contactline::{
    io::{ReadError, bulk::Tuning},
    model::{Atlas, Budget, Draft, ImportOptions, Stopped},
    store::formats,
};
use zip::CompressionMethod::Deflated;

/// So many records that each reader looks at its budget several times.
const RECORDS: usize = 60_000;

fn many(count: usize, record: impl Fn(usize) -> String) -> String {
    (0..count).map(record).collect()
}

fn day(number: usize) -> String {
    format!("2022-{:02}-{:02}", 1 + number % 12, 1 + number % 28)
}

/// A file of every kind that is read record by record, of about so many records.
fn files(folder: &Path, count: usize) -> Vec<PathBuf> {
    let table = format!(
        "date,place,lat,lon\n{}",
        many(count, |n| format!("{},x{n},40.{n},46.{n}\n", day(n)))
    );
    let feature = |n: usize, geometry: &str| {
        format!(
            "{{\"type\":\"Feature\",\"properties\":{{\"date\":\"{}\"}},\"geometry\":{geometry}}}",
            day(n)
        )
    };
    let point = |n: usize| feature(n, "{\"type\":\"Point\",\"coordinates\":[46,40]}");
    let area = |n: usize| {
        let at = "{\"type\":\"Polygon\",\"coordinates\":[[[46,40],[47,40],[46,41],[46,40]]]}";
        feature(n, at)
    };
    let collection = |of: &dyn Fn(usize) -> String, count| {
        format!(
            "{{\"type\":\"FeatureCollection\",\"features\":[{}{}]}}",
            many(count, |n| of(n) + ","),
            of(0)
        )
    };
    let points = collection(&point, count);
    let placemarks = format!(
        "<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document>{}</Document></kml>",
        many(count, |n| format!(
            "<Placemark><TimeStamp><when>{}</when></TimeStamp><Point><coordinates>46,40</coordinates></Point></Placemark>",
            day(n)
        ))
    );
    let all: Vec<(&str, Vec<u8>)> = vec![
        (
            "reports.json",
            format!(
                "{{\"format\":\"contactline-reports\",\"version\":1,\"reports\":[{}{{}}]}}",
                many(count / 4, |n| format!(
                    "{{\"id\":\"r{n}\",\"reporter\":\"x\",\"published\":\"{}\",\"claims\":[]}},",
                    day(n)
                ))
            )
            .into_bytes(),
        ),
        (
            "rows.xlsx",
            workbook(
                &format!(
                    "<row>{}</row>{}",
                    ["date", "lat", "lon"]
                        .map(|name| format!("<c t='inlineStr'><is><t>{name}</t></is></c>"))
                        .concat(),
                    many(count / 2, |n| format!(
                        "<row><c><v>{}</v></c><c><v>40</v></c><c><v>46</v></c></row>",
                        44_000 + n % 900
                    ))
                ),
                Deflated,
            ),
        ),
        (
            "rows.ods",
            open_document(
                &format!(
                    "<table:table-row>{}</table:table-row>{}",
                    ["date", "lat", "lon"]
                        .map(|name| {
                            format!(
                                "<table:table-cell office:value-type='string'><text:p>{name}</text:p></table:table-cell>"
                            )
                        })
                        .concat(),
                    many(count / 2, |n| {
                        let cells = ["40", "46"].map(|value| {
                            format!(
                                "<table:table-cell office:value-type='float' office:value='{value}'/>"
                            )
                        });
                        format!(
                            "<table:table-row><table:table-cell office:value-type='date' office:date-value='{}'/>{}</table:table-row>",
                            day(n),
                            cells.concat()
                        )
                    })
                ),
                Deflated,
            ),
        ),
        (
            "points.shp",
            shapes(
                1,
                &[&1_i32.to_le_bytes()[..], &46_f64.to_le_bytes(), &40_f64.to_le_bytes()].concat(),
                count,
            ),
        ),
        ("rows.zip", zipped(&[("rows.csv", table.as_bytes())], Deflated)),
        ("rows.csv", table.into_bytes()),
        ("areas.geojson", collection(&area, count / 2).into_bytes()),
        ("points.geojsonl", many(count, |n| point(n) + "\n").into_bytes()),
        (
            "rows.json",
            format!(
                "[{}{{}}]",
                many(count, |n| format!("{{\"date\":\"{}\",\"lat\":40,\"lon\":46}},", day(n)))
            )
            .into_bytes(),
        ),
        (
            "points.topojson",
            format!(
                "{{\"type\":\"Topology\",\"arcs\":[],\"objects\":{{\"a\":{{\"type\":\"GeometryCollection\",\"geometries\":[{}{{}}]}}}}}}",
                "{\"type\":\"Point\",\"coordinates\":[1,2]},".repeat(count)
            )
            .into_bytes(),
        ),
        ("points.kmz", zipped(&[("doc.kml", placemarks.as_bytes())], Deflated)),
        ("points.kml", placemarks.into_bytes()),
        (
            "points.gpx",
            format!(
                "<gpx version=\"1.1\">{}</gpx>",
                "<wpt lat=\"40\" lon=\"46\"><name>a</name></wpt>".repeat(count)
            )
            .into_bytes(),
        ),
        (
            "dump.txt",
            "1\tx\t\t\t40\t46\tP\tPPL\tAZ\t\t\t\t\t\t0\t\t\t\t\n".repeat(count).into_bytes(),
        ),
        ("points.geojson", points.into_bytes()),
    ];
    let write = |(name, bytes): (&str, Vec<u8>)| {
        let path = folder.join(name);
        fs::write(&path, bytes).expect("written");
        path
    };
    let mut paths: Vec<PathBuf> = all.into_iter().map(write).collect();
    let point = [
        &b"GP\0\x01"[..],
        &4326_i32.to_le_bytes(),
        &[1, 1, 0, 0, 0],
        &46_f64.to_le_bytes(),
        &40_f64.to_le_bytes(),
    ];
    let database = folder.join("points.gpkg");
    layer(&database, &point.concat(), count);
    paths.push(database);
    paths
}

fn read(path: &Path, budget: &Budget) -> Result<Draft, ReadError> {
    let (options, tuning) = (ImportOptions::default(), Tuning::default());
    formats::read_tuned(path, &options, budget, tuning).map(|read| read.draft)
}

/// A budget that counts how often it is looked at, and is cancelled at the look of that number.
fn cancelled_at(number: u64) -> (Budget, Arc<AtomicU64>) {
    let budget = Budget::unlimited();
    let looks = Arc::new(AtomicU64::new(0));
    let (own, counted) = (budget.clone(), Arc::clone(&looks));
    budget.allow_for(0, move || {
        if counted.fetch_add(1, Ordering::Relaxed) + 1 == number {
            own.cancel();
        }
        Duration::ZERO
    });
    (budget, looks)
}

/// Cancels work at looks from the first to the last. It must end as cancelled each time, and look again
/// no more than once for each of its threads.
fn try_it(name: &str, work: impl Fn(&Budget) -> Option<Stopped>) {
    const THREADS: u64 = 16;
    let (budget, looks) = cancelled_at(u64::MAX);
    assert_eq!(work(&budget), None, "{name} is sound");
    let all = looks.load(Ordering::Relaxed);
    assert!(all >= 2, "{name}: {all} looks at the budget");
    for at in [1, all / 2, all * 3 / 4] {
        let (budget, looks) = cancelled_at(at.max(1));
        let stopped = work(&budget);
        assert_eq!(stopped, Some(Stopped::Cancelled), "{name} at {at} of {all}");
        let more = looks.load(Ordering::Relaxed) - at.max(1);
        assert!(
            more <= THREADS,
            "{name} at {at} of {all}: {more} looks more"
        );
    }
}

#[test]
fn reading_and_building_end_where_they_are_cancelled_in_every_format() {
    let folder = tempfile::tempdir().expect("a folder");
    side_by_side(files(folder.path(), RECORDS), |path| {
        let name = path.display().to_string();
        try_it(&name, |budget| match read(&path, budget) {
            Ok(_) => None,
            Err(ReadError::Stopped { why, .. }) => Some(why),
            Err(error) => panic!("{error}"),
        });
    });
}

#[test]
fn building_and_mending_shapes_end_where_they_are_cancelled() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("names.csv");
    let rows = many(RECORDS, |n| format!("{},x{n}\n", day(n)));
    fs::write(&path, format!("date,place\n{rows}")).expect("written");
    let draft = read(&path, &Budget::unlimited()).expect("sound");
    try_it("building", |budget| {
        Atlas::build_within(draft.clone(), budget).err()
    });
    // Edges that cross each other in pairs that must all be held against each other.
    let corner = |n: usize| {
        format!(
            "[{},{}],",
            46.0 + (n % 2) as f64,
            40.0 + n as f64 / 20_000.0
        )
    };
    let path = folder.path().join("tangle.geojson");
    let tangle = many(10_000, corner);
    let area = format!("{{\"type\":\"Polygon\",\"coordinates\":[[[46,39],{tangle}[46,39]]]}}");
    fs::write(&path, area).expect("written");
    try_it("mending", |budget| match read(&path, budget) {
        Ok(_) => None,
        Err(ReadError::Stopped { why, .. }) => Some(why),
        Err(error) => panic!("{error}"),
    });
}

/// Seconds of the processor that this program has used.
fn used() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(") ").next().unwrap_or_default().split(' ');
    let ticks = fields
        .skip(11)
        .take(2)
        .filter_map(|ticks| ticks.parse::<f64>().ok());
    ticks.sum::<f64>() / 100.0
}

#[test]
fn measured_how_long_cancelling_takes() {
    if env::var_os("CONTACTLINE_CANCEL").is_none() {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    for path in files(folder.path(), 500_000) {
        let begun = Instant::now();
        let whole = |budget: &Budget| {
            let draft = read(&path, budget)?;
            Atlas::build_within(draft, budget)?;
            Ok::<(), ReadError>(())
        };
        let done = whole(&Budget::default());
        let all = begun.elapsed();
        let mut longest = (Duration::ZERO, 0.0_f64);
        for part in 1..20 {
            let budget = Budget::default();
            let own = budget.clone();
            thread::scope(|scope| {
                let working = scope.spawn(|| whole(&own).is_err());
                thread::sleep(all * part / 20);
                let (begun, before) = (Instant::now(), used());
                budget.cancel();
                let _ = working.join();
                longest.0 = longest.0.max(begun.elapsed());
                longest.1 = longest.1.max(used() - before);
            });
        }
        let name = path.file_name().unwrap_or_default().display();
        println!(
            "{name}: {:.1} s whole ({}), cancelled within {:.2} s ({:.2} s of the processor)",
            all.as_secs_f64(),
            done.map_or_else(|error| error.to_string(), |()| "read".to_owned()),
            longest.0.as_secs_f64(),
            longest.1
        );
    }
}
