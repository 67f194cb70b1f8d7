//! Size decides nothing a person sees: the same rows in a file of 0.9 MiB, which is held whole, and
//! in one of 1.1 MiB, which is read again where it is.

use std::{
    fmt::Write as _,
    path::{Path, PathBuf},
    process::Command,
};

use contactline::{
    app::{App, load},
    model::{Day, RecordId, Window},
    session::{Column, FileStyle, OpenFile, Session},
};
use egui::vec2;
use egui_kittest::Harness;

const ROWS: usize = 3_000;

/// Rows of every sort, each with so many letters that say nothing.
fn table(folder: &Path, name: &str, letters: usize) -> PathBuf {
    let mut text = String::from(
        "id,reporter,date,activity,by,from,to,places,lon,lat,count,total,stance,ground,padding\n",
    );
    for index in 0..ROWS {
        let day = Day::from_ymd(2021, 3, 1).expect("a date");
        let day = day.plus((index % 500) as i32);
        let date = if index % 97 == 0 {
            String::new()
        } else {
            day.to_string()
        };
        let reporter = ["az-mod", "am-mod", "somebody"][index % 3];
        let activity = ["fire", "shelling", "fortification"][index % 7 % 3];
        let (from, to, places) = [
            ("Gorus", "Lachin", ""),
            ("", "Kalbajar; Lachin", ""),
            ("", "", "Fuzuli"),
            ("", "", "nowhere at all"),
            ("Basarkechar", "", ""),
        ][index % 5];
        let (lon, lat) = match index % 4 {
            0 if !to.contains(';') && from.is_empty() => (
                format!("{:.4}", 46.0 + index as f64 / 4e3),
                format!("{:.4}", 39.7),
            ),
            _ => (String::new(), String::new()),
        };
        let count = if index % 6 == 0 {
            String::new()
        } else {
            (index % 9).to_string()
        };
        let total = ["20", "", ">=4", "", ""][index % 13 % 5];
        let stance = if index % 11 == 0 { "denial" } else { "claim" };
        let ground = ["wood", "wood", "field", "wood", ""][index % 5];
        let padding = "x".repeat(letters);
        writeln!(
            text,
            "r{index},{reporter},{date},{activity},azerbaijan,{from},{to},{places},{lon},{lat},{count},{total},{stance},{ground},{padding}"
        )
        .expect("a string takes any text");
    }
    let path = folder.join(name).join("rows.csv");
    std::fs::create_dir(folder.join(name)).expect("a folder");
    std::fs::write(&path, text).expect("a file");
    path
}

fn both(folder: &Path) -> [PathBuf; 2] {
    let [small, large] = [("small", 225), ("large", 300)].map(|(name, letters)| {
        let path = table(folder, name, letters);
        let bytes = std::fs::metadata(&path).expect("a file").len();
        (path, bytes)
    });
    let mib = f64::from(1 << 20);
    assert!((0.8..0.99).contains(&(small.1 as f64 / mib)), "{}", small.1);
    assert!((1.05..1.2).contains(&(large.1 as f64 / mib)), "{}", large.1);
    [small.0, large.0]
}

fn settle(harness: &mut Harness<'_, App>) {
    harness.step();
    while !harness.state().is_settled() {
        std::thread::yield_now();
        harness.step();
    }
    harness.run_ok();
}

fn window(path: PathBuf) -> Harness<'static, App> {
    let mut harness = Harness::builder()
        .with_size(vec2(1280.0, 800.0))
        .with_max_steps(60)
        .build_eframe(|creation| App::new(creation, load(&[] as &[&str]), None));
    harness.state_mut().look_at(Session {
        files: vec![OpenFile::at(&path, &[])],
        ..Session::default()
    });
    settle(&mut harness);
    harness
}

#[test]
fn the_same_rows_look_and_count_the_same_in_a_file_of_any_size() {
    let folder = tempfile::tempdir().expect("a folder");
    let files = both(folder.path());
    // Two rows of one report, of whose total one counts all and the other a part.
    for path in &files {
        let mut text = std::fs::read_to_string(path).expect("text");
        for (id, total, counts) in [("whole", 10, [6, 4]), ("part", 24, [3, 5])] {
            for count in counts {
                writeln!(
                    text,
                    "{id},az-mod,2021-04-02,fire,armenia,,Lachin,,,,{count},{total},claim,,"
                )
                .expect("a string takes any text");
            }
        }
        std::fs::write(path, text).expect("a file");
    }
    let [mut small, mut large] = files.map(window);
    let is_held = |of: &Harness<'_, App>| {
        let opened = of.state().atlas().datasets().rows().last().cloned();
        opened.expect("the file is open").memory().is_some()
    };
    assert_eq!([is_held(&small), is_held(&large)], [true, false]);
    let day = |day, month| Day::from_ymd(2021, month, day).expect("a date");
    let everything = small.state().atlas().span().expect("something is dated");
    let windows = [
        Window::days(day(6, 3), day(6, 3)),
        Window::days(day(1, 4), day(20, 5)),
        everything,
    ];
    for window in windows {
        for of in [&mut small, &mut large] {
            let session = Session {
                window,
                ..of.state().session().clone()
            };
            of.state_mut().look_at(session);
            settle(of);
        }
        let [a, b] = [&small, &large].map(|of| of.state().derived());
        assert_eq!(a.answer.accounts, b.answer.accounts, "{window}");
        assert_eq!(a.answer.tallies, b.answer.tallies, "{window}");
        assert_eq!(a.answer.in_totals, b.answer.in_totals, "{window}");
        assert!(!a.answer.in_totals.is_empty(), "{window}");
        assert_eq!(a.scene.points, b.scene.points, "{window}");
        assert_eq!(a.scene, b.scene, "{window}");
        assert!(!a.scene.bundles.is_empty(), "{window}");
        let bars = |of: &Harness<'_, App>| {
            let histogram = &of.state().derived().histogram;
            histogram.bars(contactline::query::Bin::Day, window)
        };
        assert_eq!(bars(&small), bars(&large), "{window}");
    }
    let [a, b] = [&small, &large].map(|of| of.state().derived());
    assert!(a.scene.points && b.scene.points, "many are points");
}

#[test]
fn the_same_rows_leave_alike_whatever_the_size_of_their_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let files = both(folder.path());
    for format in ["csv", "geojson", "json", "kml"] {
        let written = files.each_ref().map(|path| {
            let to = path.with_file_name(format!("out.{format}"));
            let run = Command::new(env!("CARGO_BIN_EXE_contactline"))
                .arg("convert")
                .arg(path)
                .arg("-o")
                .arg(&to)
                .output()
                .expect("it runs");
            assert!(
                run.status.success(),
                "{}",
                String::from_utf8_lossy(&run.stderr)
            );
            let text = std::fs::read_to_string(&to).expect("text");
            // What differs by intent: the padding, the digest of the file, and the lines of notes,
            // which are known of what is held whole.
            let differs = |line: &&str| line.contains("sha256") || line.contains("rows.csv");
            let kept = text.lines().filter(|line| !differs(line));
            let kept = kept.map(|line| line.replace('x', ""));
            kept.collect::<Vec<String>>()
        });
        let [small, large] = &written;
        assert!(small.len() > 100, "{format}: {}", small.len());
        let differing = small.iter().zip(large).find(|(a, b)| a != b);
        assert_eq!(differing, None, "{format}");
        assert_eq!(small.len(), large.len(), "{format}");
    }
}

#[test]
fn rows_have_the_colours_of_a_property_in_a_file_of_any_size() {
    let folder = tempfile::tempdir().expect("a folder");
    let property = Column::Property("ground".into());
    let [small, large] = both(folder.path()).map(|path| {
        let mut window = window(path);
        let mut session = window.state().session().clone();
        session.window = window.state().atlas().span().expect("something is dated");
        session.files[0].style = FileStyle::By(property.clone());
        window.state_mut().look_at(session);
        settle(&mut window);
        window
    });
    let [a, b] = [&small, &large].map(|of| of.state().derived());
    assert_eq!(a.columns, b.columns);
    assert!(a.columns.values().all(|of| of.contains(&property)));
    assert!(a.scene.bundles == b.scene.bundles, "bundles differ");
    assert!(a.scene.overview == b.scene.overview, "overviews differ");
    let keys = |of: &Harness<'_, App>| {
        let keys = &of.state().derived().scene.tints.keys;
        let values = keys.iter().flat_map(|key| &key.values);
        values.map(|(_, text)| text.clone()).collect::<Vec<_>>()
    };
    // Three rows of five, one of five, and one of five without: of 3,000.
    let by_hand = ["wood (1800)", "(empty) (600)", "field (600)"];
    assert_eq!(keys(&small), by_hand);
    assert_eq!(keys(&large), by_hand);
    let rows = |of: &Harness<'_, App>| {
        let tints = &of.state().derived().scene.tints;
        let atlas = of.state().atlas();
        let (dataset, _) = atlas.datasets().iter().last().expect("the file is open");
        let rows = 0..ROWS as u32;
        rows.map(|row| tints.of_row(RecordId { dataset, row }))
            .collect::<Vec<_>>()
    };
    assert_eq!(rows(&small), rows(&large));
    let first = rows(&large)
        .into_iter()
        .filter(|tint| *tint == Some(0))
        .count();
    assert_eq!(first, 1_800);
}
