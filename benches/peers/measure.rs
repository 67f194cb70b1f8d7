//! Times Contactline at what other programs are timed at, on the same files.
//!
//! `compare.py` runs it. It takes the number of events and the folder that `generate.py` filled,
//! and prints one line of JSON a task, as `report.py` does.

use std::{env, error::Error, fs, hint::black_box, path::PathBuf, time::Instant};

use contactline::model::{Locator, geo::MultiPolygon, locator::IN_NONE};
use geojson::FeatureCollection;

type Failure = Box<dyn Error>;

/// A task by the name that all programs call it by.
type Task = (&'static str, fn(&Files) -> Result<(), Failure>);

/// What is measured. Tasks that ask the atlas stand here too: one line each, with the names of
/// `compare.py`.
const TASKS: [Task; 1] = [("districts", districts)];

/// The files of one run.
struct Files {
    table: PathBuf,
    districts: PathBuf,
}

fn main() -> Result<(), Failure> {
    // Cargo adds `--bench` where it runs this together with the benchmarks.
    let arguments: Vec<String> = env::args().skip(1).filter(|a| a != "--bench").collect();
    let [count, folder] = arguments.as_slice() else {
        println!("usage: measure COUNT FOLDER, see benches/README.md");
        return Ok(());
    };
    let folder = PathBuf::from(folder);
    let files = Files {
        table: folder.join(format!("events-{count}.csv")),
        districts: folder.join("districts.geojson"),
    };
    for (name, task) in TASKS {
        task(&files).map_err(|why| format!("{name}: {why}"))?;
    }
    Ok(())
}

/// Does something several times and gives back the best of the times, in milliseconds, and what
/// came out.
fn best<T>(times: u32, act: impl Fn() -> T) -> (f64, T) {
    let timed = || {
        let start = Instant::now();
        let result = black_box(act());
        (start.elapsed().as_secs_f64() * 1000.0, result)
    };
    (1..times).fold(timed(), |best, _| {
        let next = timed();
        if next.0 < best.0 { next } else { best }
    })
}

/// The district of each event. Preparing the districts counts; reading the files does not.
fn districts(files: &Files) -> Result<(), Failure> {
    let districts = read_districts(files)?;
    let positions = read_positions(files)?;
    let (ms, found) = best(5, || Locator::new(&districts).find_all(&positions));
    let rows = found.len();
    let in_no_district = found.iter().filter(|area| **area == IN_NONE).count();
    println!(
        r#"{{"task": "districts", "ms": {ms:.3}, "rows": {rows}, "in_no_district": {in_no_district}}}"#
    );
    Ok(())
}

fn read_districts(files: &Files) -> Result<Vec<MultiPolygon>, Failure> {
    let collection: FeatureCollection = fs::read_to_string(&files.districts)?.parse()?;
    let geometries = collection.features.into_iter().map(|feature| {
        let geometry = feature.geometry.ok_or("a district without a shape")?;
        let shape = geo::Geometry::<f64>::try_from(geometry)?;
        Ok(match shape {
            geo::Geometry::Polygon(polygon) => MultiPolygon(vec![polygon]),
            other => MultiPolygon::try_from(other)?,
        })
    });
    geometries.collect()
}

/// In units of 1e-7 degrees.
fn read_positions(files: &Files) -> Result<Vec<[i32; 2]>, Failure> {
    let mut table = csv::Reader::from_path(&files.table)?;
    let headings = table.headers()?.clone();
    let column = |name| {
        let found = headings.iter().position(|heading| heading == name);
        found.ok_or(format!("no column {name}"))
    };
    let columns = [column("lon")?, column("lat")?];
    let mut positions = Vec::new();
    for row in table.records() {
        let row = row?;
        let degrees = |column: usize| row[column].parse::<f64>();
        let [x, y] = columns.map(degrees);
        positions.push([x?, y?].map(|degrees| (degrees * 1e7).round() as i32));
    }
    Ok(positions)
}
