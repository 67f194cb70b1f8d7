//! What an export says of itself, and how it ends where it is cancelled.

use std::{
    fmt::Write as _,
    fs,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use super::*;
use crate::{
    app::{files::FilesAlone, load},
    io::disk::Replace,
    model::{Activity, ImportOptions, Stopped},
    store::formats::WRITERS,
};

#[test]
fn a_file_says_what_filters_hide_as_a_picture_does() {
    let atlas = load(&[] as &[&str]).built.atlas;
    let mut hiding = Filters::default();
    assert_eq!(filters(&atlas, &hiding), "duplicate publications left out");
    hiding.hidden_reporters.insert("az-mod".into());
    hiding.hidden_activities.insert(Activity::Fire);
    hiding.show_duplicates = true;
    let said = describe::filters(&atlas, &hiding);
    assert_eq!(said, "hidden: AZ MoD, fire; with duplicate publications");
    assert_eq!(filters(&atlas, &hiding), said);
}

/// Rows that are read again, reports that are held whole, and zones.
fn files(folder: &Path) -> [std::path::PathBuf; 3] {
    let remark = "told at length, ".repeat(50);
    let rows = |from: usize, to: usize| {
        let mut text = String::from("report,reporter,date,places,remark\n");
        for n in from..to {
            let day = 1 + n % 28;
            // Text takes any of it.
            let _ = writeln!(text, "r{n},x,2020-03-{day:02},Lachin,{remark}{n}");
        }
        text
    };
    let ring = "[[[46,40],[47,40],[46.5,41],[46,40]]]";
    let zone = |n: usize| {
        format!(
            "{{\"type\":\"Feature\",\"properties\":{{\"name\":\"z{n}\"}},\"geometry\":{{\"type\":\"Polygon\",\"coordinates\":{ring}}}}}"
        )
    };
    let zones: Vec<String> = (0..1_000).map(zone).collect();
    let zones = zones.join(",");
    let zones = format!("{{\"type\":\"FeatureCollection\",\"features\":[{zones}]}}");
    let write = |(name, text): (&str, String)| {
        let path = folder.join(name);
        fs::write(&path, text).expect("written");
        path
    };
    [
        ("many.csv", rows(0, 2_200)),
        ("few.csv", rows(2_200, 2_300)),
        ("zones.geojson", zones),
    ]
    .map(write)
}

/// A budget that is cancelled at the look of that number, and counts how often it is looked at.
fn cancelled_at(number: u64) -> (Budget, Arc<AtomicU64>) {
    let (budget, looks) = (Budget::default(), Arc::new(AtomicU64::new(0)));
    let (own, counted) = (budget.clone(), Arc::clone(&looks));
    budget.allow_for(0, move || {
        if counted.fetch_add(1, Ordering::Relaxed) + 1 == number {
            own.cancel();
        }
        Duration::ZERO
    });
    (budget, looks)
}

#[test]
fn an_export_that_is_cancelled_writes_nothing_more_in_any_format() {
    /// So much is written at most between two looks.
    const BYTES_BETWEEN: u64 = 256 << 10;
    /// Those that read and those that write.
    const THREADS: u64 = 16;
    let folder = tempfile::tempdir().expect("a folder");
    let choices = ImportOptions::default();
    let alone = FilesAlone::open(&choices).expect("the built-in data");
    let built = alone.all(&files(folder.path())).expect("sound files");
    let records = built.atlas.all_records();
    let export = Export::of_records(&built.atlas, records, None, Vec::new(), &[]);
    let out = folder.path().join("out");
    for format in WRITERS {
        let name = format.extension();
        let target = Target::new(out.join(format!("a.{name}")), Replace::Asked);
        fs::create_dir(&out).expect("made");
        fs::write(target.path(), "old").expect("written");
        let stopped_at = |number: u64| {
            let (budget, looks) = cancelled_at(number);
            let stopped = export.write(format, &target, &budget);
            let more = looks.load(Ordering::Relaxed).saturating_sub(number);
            let cause = stopped.expect_err("cancelled");
            let cause = cause.get_ref().and_then(|cause| cause.downcast_ref());
            assert_eq!(cause, Some(&Stopped::Cancelled), "{name} at {number}");
            assert!(more <= THREADS, "{name} at {number}: {more} looks more");
            assert_eq!(fs::read(target.path()).expect("there"), b"old", "{name}");
            assert_eq!(fs::read_dir(&out).expect("there").count(), 1, "{name}");
        };
        stopped_at(1);
        let (budget, looks) = cancelled_at(u64::MAX);
        export.write(format, &target, &budget).expect("written");
        let all = looks.load(Ordering::Relaxed);
        let bytes = fs::metadata(target.path()).expect("there").len();
        assert!(
            all >= bytes / BYTES_BETWEEN,
            "{name}: {all} looks for {bytes} bytes"
        );
        fs::remove_dir_all(&out).expect("removed");
        fs::create_dir(&out).expect("made");
        fs::write(target.path(), "old").expect("written");
        for number in [all / 2, all] {
            stopped_at(number.max(1));
        }
        fs::remove_dir_all(&out).expect("removed");
    }
}
