//! Times Contactline at what other programs are timed at, on the same files.
//!
//! `compare.py` runs it. It takes the number of events and the folder that `generate.py` filled,
//! and prints one line of JSON a task, as `report.py` does.

use std::{
    env,
    error::Error,
    fs,
    hint::black_box,
    path::{Path, PathBuf},
    time::Instant,
};

use contactline::{
    io::{Source, read_data_folder},
    model::{
        Atlas, Budget, Day, Extent, ImportOptions, Interval, Locator, Stamp, Window,
        geo::MultiPolygon, locator::IN_NONE,
    },
    query::{Bin, Filters, Histogram, Question, ShownRows, ask},
    scene::{Camera, Px, RowShape, View, pick_rows},
    store::formats,
};
use geojson::FeatureCollection;

type Failure = Box<dyn Error>;

/// A task by the name that all programs call it by.
type Task = (&'static str, fn(&Files) -> Result<(), Failure>);

/// What is measured, by the names of `compare.py`.
const TASKS: [Task; 4] = [
    ("load-geojson", |files| {
        load(&files.features, "load-geojson")
    }),
    ("load-csv", |files| load(&files.table, "load-csv")),
    ("ask", ask_atlas),
    ("districts", districts),
];

/// The files of one run.
struct Files {
    table: PathBuf,
    features: PathBuf,
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
        features: folder.join(format!("events-{count}.geojson")),
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

/// From a file to an atlas that can be asked, with the built-in places.
fn built(path: &Path) -> Result<Atlas, Failure> {
    let (mut draft, _) = read_data_folder(&Source::Embedded)?;
    draft.reports.clear();
    let read = formats::read(path, &ImportOptions::default(), &Budget::default())?;
    draft.append(read.draft);
    Ok(Atlas::build(draft).0)
}

fn load(path: &Path, task: &str) -> Result<(), Failure> {
    let (ms, atlas) = best(3, || built(path));
    let rows = atlas?.loaded();
    println!(r#"{{"task": "{task}", "ms": {ms:.3}, "rows": {rows}}}"#);
    Ok(())
}

/// The year and the box that all programs are asked for, and what the window asks besides.
fn ask_atlas(files: &Files) -> Result<(), Failure> {
    let atlas = built(&files.table)?;
    let day = |year, month, day| Day::from_ymd(year, month, day).ok_or("no date");
    let window = Window::days(day(2016, 4, 1)?, day(2017, 3, 31)?);
    let question = Question {
        window,
        filters: Filters::default(),
    };
    let answer = ask(&atlas, &question);
    // The others count in UTC, four hours behind the time of the area.
    let utc = |stamp: Stamp| stamp.plus(4 * Stamp::HOUR);
    let days = window.interval();
    let year = Interval::new(utc(days.start()), utc(days.end()));
    let area = Extent {
        low: [460_000_000, 390_000_000],
        high: [475_000_000, 405_000_000],
    };
    let rows = ShownRows::of(&atlas, &answer, year)
        .last()
        .ok_or("no dataset")?;
    let dataset = rows.dataset;
    let (ms, found) = best(20, || {
        let mut found = Vec::new();
        rows.each_in(area, |row| {
            // The others ask when an event begins, not when it was under way.
            if dataset.columns.start[row as usize] >= year.start().0 {
                found.push(row);
            }
            true
        });
        found
    });
    let found = found.len();
    println!(r#"{{"task": "filter", "ms": {ms:.3}, "rows": {found}}}"#);
    let (ms, _) = best(20, || ask(&atlas, &question));
    println!(r#"{{"task": "tally", "ms": {ms:.3}}}"#);
    let (ms, histogram) = best(20, || Histogram::new(&atlas, &question.filters));
    println!(r#"{{"task": "histogram-anew", "ms": {ms:.3}}}"#);
    let all = atlas.span().ok_or("nothing is dated")?;
    let (ms, _) = best(20, || histogram.bars(Bin::Day, all));
    println!(r#"{{"task": "histogram", "ms": {ms:.3}}}"#);
    let view = View {
        camera: Camera {
            center: contactline::model::geo::Coord { x: 46.75, y: 39.75 },
            zoom: 9.0,
        },
        size: Px {
            x: 1280.0,
            y: 800.0,
        },
    };
    let at = Px { x: 500.0, y: 300.0 };
    let (ms, _) = best(20, || {
        pick_rows(&atlas, &answer, window, (&view, RowShape::Straight), at)
    });
    println!(r#"{{"task": "pick", "ms": {ms:.3}}}"#);
    Ok(())
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
