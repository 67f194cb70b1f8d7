//! Large files in the window: opened, counted, listed, and put into pictures.

mod common;

use std::{fmt::Write as _, path::Path, process::Command};

use common::{open_window, press, scroll_details_to, settle, shows};
use contactline::{
    app::{App, load},
    model::{Day, RegionKey, Window, geo::Coord},
    query::ShownRows,
    scene::{PointDisplay, View, camera::to_world, px},
    session::{Selection, Session},
    view::{Action, export},
};
use egui::{Key, Modifiers, vec2};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};

/// So many events that they are streamed into columns: each day one, in a row from west to east
/// through the districts, with words that no column holds.
const EVENTS: usize = 6_000;

/// How wide the legend is.
const LEGEND_PX: f32 = 184.0;

fn write_events(path: &Path) {
    let mut text = String::from("{\"type\":\"FeatureCollection\",\"features\":[\n");
    for index in 0..EVENTS {
        let day = Day::from_ymd(2008, 1, 1)
            .expect("a date")
            .plus((index % 5_000) as i32);
        let lon = 45.6 + 1.8 * index as f64 / EVENTS as f64;
        let lat = 39.6 + 0.001 * (index % 400) as f64;
        let comma = if index > 0 { ",\n" } else { "" };
        write!(
            text,
            "{comma}{{\"type\":\"Feature\",\"properties\":{{\"id\":\"event-{index}\",\
             \"date\":\"{day}\",\"activity\":\"shelling\",\"count\":{},\
             \"remark\":\"told by hand number {index}, at some length, so that the file is large\"\
             }},\"geometry\":{{\"type\":\"Point\",\"coordinates\":[{lon:.5},{lat:.5}]}}}}",
            1 + index % 3,
        )
        .expect("a string takes any text");
    }
    text.push_str("\n]}\n");
    assert!(text.len() > 1 << 20, "large enough to be streamed");
    std::fs::write(path, text).expect("a file");
}

/// A window of all time on a file of events.
fn open(path: &Path) -> Harness<'static, App> {
    let mut harness = open_window(&[path], None);
    harness.get_by_label("All time").click_accesskit();
    settle(&mut harness);
    harness
}

/// Selects Lachin, whether or not its name has room on the map.
fn select_lachin(harness: &mut Harness<'_, App>) {
    let session = Session {
        selection: Some(Selection::Region(RegionKey::new("lachin"))),
        ..harness.state().session().clone()
    };
    harness.state_mut().look_at(session);
    settle(harness);
}

#[test]
fn each_row_of_a_large_file_is_accounted_for_and_counted_in_clusters() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("events.geojson");
    write_events(&path);
    let mut harness = open(&path);
    let accounts = harness.state().derived().answer.accounts;
    assert!(accounts.balance());
    assert_eq!(accounts.loaded, EVENTS + 636);
    harness.get_by_label("= 6,636 loaded").hover();
    harness.run_steps(60);
    let sentence = "6,636 records: 604 claims in 436 reports, 32 reports without a claim, 6,000 rows of \
                    large files; 18 reporters.";
    assert!(
        shows(&harness, sentence),
        "rows are no reports without a claim"
    );
    // All of them lie in view.
    let clusters: Vec<usize> = harness
        .query_all_by_label_contains("Click to zoom in")
        .filter_map(|node| {
            let words = node.accesskit_node().label()?;
            let number = words.split(' ').next()?.replace(',', "");
            number.parse().ok()
        })
        .collect();
    assert_eq!(clusters.iter().sum::<usize>(), EVENTS, "{clusters:?}");
    assert!(clusters.len() > 3, "{clusters:?}");
    // A click splits one.
    let before = harness.state().session().camera;
    let first = harness
        .query_all_by_label_contains("Click to zoom in")
        .next();
    first.expect("a cluster").click_accesskit();
    settle(&mut harness);
    let after = harness.state().session().camera.expect("a camera");
    assert_ne!(before, Some(after));
    assert!(after.zoom > 8.0, "{after:?}");
}

#[test]
fn the_rows_of_a_region_are_listed_as_their_file_has_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("events.geojson");
    write_events(&path);
    let mut harness = open(&path);
    select_lachin(&mut harness);
    let focus = &harness.state().derived().focus;
    let (total, listed) = (focus.total, focus.records.len());
    assert!(total > 250 && listed == 250, "{total} {listed}");
    let title = format!("{},{:03} records", total / 1_000, total % 1_000);
    assert!(shows(&harness, title.trim_start_matches("0,")));
    assert!(shows(&harness, "The first 250 by time"));
    // The tally counts the same rows.
    let region = harness
        .state()
        .atlas()
        .region_by_key("lachin")
        .expect("a region");
    let spot = contactline::query::PlaceRef::Region(region);
    let place = contactline::query::Direction::Place;
    let tallies = &harness.state().derived().answer.tallies;
    let (atlas, window) = (harness.state().atlas(), harness.state().session().window);
    let answer = &harness.state().derived().answer;
    let of_file = ShownRows::of(atlas, answer, window.interval()).last();
    let of_file = of_file.expect("the file").naming(spot).count();
    assert!(
        of_file < total && total < of_file + 100,
        "{of_file} {total}"
    );
    assert_eq!(tallies.most_claims(place, spot) as usize, of_file);
    // A card has what only the file knows.
    assert!(scroll_details_to(&mut harness, "Shelling"));
}

#[test]
fn a_file_that_changed_since_is_told_instead_of_read_wrongly() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("events.geojson");
    write_events(&path);
    let mut harness = open(&path);
    std::fs::write(&path, "{}").expect("a file");
    select_lachin(&mut harness);
    assert!(shows(&harness, "changed"));
}

#[test]
fn a_selected_row_and_the_way_records_are_drawn_outlive_a_session() {
    let session = Session {
        selection: Some(Selection::Record {
            file: Some(contactline::model::FileKey("events".into())),
            offset: 123_456,
        }),
        ..Session::default()
    };
    let mut session = session;
    session.layers.point_display = PointDisplay::Heat;
    let text = contactline::session::file::write(&session);
    let again = contactline::session::file::read(&text).expect("a session");
    assert_eq!(again, session);
}

#[test]
fn a_picture_counts_many_records_and_draws_few_one_by_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("events.geojson");
    write_events(&path);
    let draw = |from: &str, to: &str| {
        let out = folder.path().join("map.svg");
        let done = Command::new(env!("CARGO_BIN_EXE_contactline"))
            .args(["render", "--force", "--from", from, "--to", to])
            .args(["--no-legend", "-o"])
            .arg(&out)
            .arg(&path)
            .output()
            .expect("the program");
        assert!(
            done.status.success(),
            "{}",
            String::from_utf8_lossy(&done.stderr)
        );
        std::fs::read_to_string(&out).expect("a picture")
    };
    let records_of = |svg: String| {
        let records = svg.split("id=\"records\"").nth(1).expect("records");
        let end = records.find("id=\"fire\"").unwrap_or(records.len());
        records[..end].to_owned()
    };
    let many = records_of(draw("2008-01-01", "2025-12-31"));
    let few = records_of(draw("2012-01-01", "2012-10-31"));
    let numbers = |svg: &str| svg.matches("<text").count();
    assert!(numbers(&many) > 3, "clusters have counts");
    assert_eq!(numbers(&few), 0);
    let dots = few.matches("<circle").count();
    assert!((290..=305).contains(&dots), "{dots} dots for 305 days");
    // So few that each has its figure.
    let month = draw("2012-01-01", "2012-01-31");
    let fire = month.split("id=\"fire\"").nth(1).expect("fire");
    assert!(fire.matches("<text").count() > 15, "{fire}");
    assert!(!month.contains("id=\"records\""));
}

#[test]
fn what_is_shown_of_a_large_file_is_exported_and_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("events.geojson");
    write_events(&path);
    let mut harness = open(&path);
    let accounts = harness.state().derived().answer.accounts;
    let (written, loaded) = (accounts.shown + accounts.unplaced, accounts.loaded);
    assert!(written > EVENTS && written < loaded, "{accounts}");
    let out = folder.path().join("shown.csv");
    harness.state_mut().act(Action::Open(&export::DIALOG, true));
    settle(&mut harness);
    let number = |number: usize| format!("{},{:03}", number / 1_000, number % 1_000);
    let (written, loaded) = (number(written), number(loaded));
    assert!(shows(
        &harness,
        &format!("{written} of {loaded} records will be exported")
    ));
    harness.state_mut().act(Action::Export(out.clone()));
    settle(&mut harness);
    assert!(shows(
        &harness,
        &format!("{written} of {loaded} records exported to")
    ));
    let text = std::fs::read_to_string(&out).expect("written");
    assert_eq!(text.matches("told by hand number").count(), EVENTS);
    let beside = folder.path().join("shown.datapackage.json");
    let beside = std::fs::read_to_string(&beside).expect("written beside it");
    let said = format!("records: {} of {} loaded", written, loaded).replace(',', "");
    assert!(beside.contains(&said), "{said}");
    // A window of a month holds a month.
    let month = Session {
        window: Window::days(
            Day::parse("2013-02-01").expect("a date"),
            Day::parse("2013-02-28").expect("a date"),
        ),
        ..harness.state().session().clone()
    };
    harness.state_mut().look_at(month);
    settle(&mut harness);
    let before = std::fs::read(&out).expect("written");
    harness.state_mut().act(Action::Export(out.clone()));
    settle(&mut harness);
    assert_eq!(std::fs::read(&out).expect("there"), before, "asked first");
    harness.state_mut().act(Action::Export(out.clone()));
    settle(&mut harness);
    let text = std::fs::read_to_string(&out).expect("written");
    assert_eq!(text.matches("told by hand number").count(), 28);
}

/// Saves a project of a window on a file, and opens it in another.
fn saved_and_opened(path: &Path, project: &Path) -> [Harness<'static, App>; 2] {
    let mut harness = open(path);
    harness
        .state_mut()
        .act(Action::SaveProjectAs(project.to_owned()));
    settle(&mut harness);
    assert!(shows(&harness, "Project saved as"));
    let project = project.to_owned();
    let mut again = Harness::builder()
        .with_size(vec2(1280.0, 800.0))
        .with_max_steps(60)
        .build_eframe(move |creation| App::new(creation, load(&[&project]), None));
    settle(&mut again);
    agree(&mut again);
    [harness, again]
}

/// Opens the file that a project names, where it does.
fn agree(window: &mut Harness<'static, App>) {
    if window.query_by_label("Open 1 file").is_some() {
        press(window, "Open 1 file");
        settle(window);
    }
}

#[test]
fn a_project_holds_the_rows_of_a_large_file_and_does_not_double_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("events.geojson");
    write_events(&path);
    let project = folder.path().join("map.gpkg");
    let [before, after] = saved_and_opened(&path, &project);
    let accounts = |harness: &Harness<'_, App>| harness.state().derived().answer.accounts;
    assert_eq!(accounts(&before).loaded, EVENTS + 636);
    assert_eq!(accounts(&after), accounts(&before));
    assert_eq!(
        after.state().atlas().datasets().len(),
        2,
        "read where it is"
    );
    drop(after);
    // It stands on its own.
    std::fs::remove_file(&path).expect("removed");
    let mut alone = Harness::builder()
        .with_size(vec2(1280.0, 800.0))
        .with_max_steps(60)
        .build_eframe(move |creation| App::new(creation, load(&[&project]), None));
    settle(&mut alone);
    assert!(shows(&alone, "6,000 records are shown as saved"));
    let held = alone.state().atlas().datasets().rows().last().cloned();
    assert_eq!(
        held.map(|of| of.len()),
        Some(EVENTS),
        "read from the project"
    );
    assert_eq!(accounts(&alone), accounts(&before));
}

/// So many events of which little is told.
fn write_many(path: &Path, rows: usize) {
    let mut text = String::from("{\"type\":\"FeatureCollection\",\"features\":[");
    for index in 0..rows {
        let (day, lon) = (1 + index % 28, 46.0 + (index % 100) as f64 / 100.0);
        let comma = if index > 0 { ",\n" } else { "" };
        write!(
            text,
            "{comma}{{\"type\":\"Feature\",\"properties\":{{\"date\":\"2015-02-{day:02}\"}},\
             \"geometry\":{{\"type\":\"Point\",\"coordinates\":[{lon:.2},39.5]}}}}"
        )
        .expect("a string takes any text");
    }
    text.push_str("\n]}\n");
    std::fs::write(path, text).expect("a file");
}

#[test]
fn a_project_refers_to_a_file_of_too_many_rows_and_says_where_that_is_gone() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("many.geojson");
    write_many(&path, 50_001);
    let project = folder.path().join("map.gpkg");
    let [before, after] = saved_and_opened(&path, &project);
    assert!(shows(
        &before,
        "50,001 records of 1 large file are too many to include"
    ));
    let accounts = |harness: &Harness<'_, App>| harness.state().derived().answer.accounts;
    assert_eq!(accounts(&before).loaded, 50_001 + 636);
    assert_eq!(accounts(&after), accounts(&before));
    assert!(!shows(&after, "many.geojson has changed"));
    drop((before, after));
    let open_again = |project: &Path| {
        let project = project.to_owned();
        let mut again = Harness::builder()
            .with_size(vec2(1280.0, 800.0))
            .with_max_steps(60)
            .build_eframe(move |creation| App::new(creation, load(&[&project]), None));
        settle(&mut again);
        agree(&mut again);
        again
    };
    write_many(&path, 50_002);
    let changed = open_again(&project);
    assert!(shows(&changed, "has changed since the project was saved"));
    assert_eq!(accounts(&changed).loaded, 50_002 + 636);
    drop(changed);
    std::fs::remove_file(&path).expect("removed");
    let mut gone = open_again(&project);
    assert!(shows(
        &gone,
        "The 50,001 records that the project links to are not shown"
    ));
    // Saved once more, it still knows of them.
    gone.state_mut().act(Action::SaveProject);
    settle(&mut gone);
    drop(gone);
    let gone = open_again(&project);
    assert!(shows(
        &gone,
        "The 50,001 records that the project links to are not shown"
    ));
}

#[test]
fn a_search_finds_records_that_are_only_in_a_file_and_goes_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("events.geojson");
    write_events(&path);
    let mut harness = open(&path);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::K);
    harness.run();
    let field = harness.get_by_label("Search places, regions and reports");
    field.type_text("by hand number 4242");
    harness.run_steps(2);
    let early = harness.query_by_label_contains("No results").is_some();
    assert!(!early, "said before the file is searched");
    settle(&mut harness);
    let found = harness.query_all_by_label_contains("13 Aug 2019");
    assert_eq!(
        found.count(),
        1,
        "the day that is 4,242 after 1 January 2008"
    );
    harness.key_press(Key::Enter);
    settle(&mut harness);
    let session = harness.state().session();
    let Some(Selection::Record { file, .. }) = &session.selection else {
        panic!("{:?}", session.selection);
    };
    assert_eq!(file.as_ref().map(|file| &*file.0), Some("file:events"));
    assert!(
        session
            .window
            .contains(Day::parse("2019-08-13").expect("a date"))
    );
    // The record of that number lies in the middle of what is free of the map, beside the legend.
    let camera = session.camera.expect("a camera");
    let at = Coord {
        x: 45.6 + 1.8 * 4_242.0 / EVENTS as f64,
        y: 39.6 + 0.001 * 242.0,
    };
    let map = harness.get_by_label("Map").rect();
    let view = View {
        camera,
        size: px(map.width(), map.height()),
    };
    let at = view.project(to_world(at));
    let legend = harness.get_by_label("Fold the legend").rect().left() + LEGEND_PX - map.left();
    let aside = at.x - (legend + map.width()) / 2.0;
    assert!(aside.abs() < 40.0, "{aside} points aside, {camera:?}");
    assert!((at.y - map.height() / 2.0).abs() < 40.0, "{camera:?}");
}

#[test]
fn a_search_finds_reports_that_are_many_and_goes_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("many.json");
    let reports: Vec<String> = (0..2_500)
        .map(|number| {
            format!(
                r#"{{"id":"made-{number}","reporter":"az-mod","published":"2019-08-{:02}","outlet":"made up, sheet {number}","stance":"claim","claims":[]}}"#,
                1 + number % 28
            )
        })
        .collect();
    let text = format!(r#"{{"reports":[{}]}}"#, reports.join(","));
    std::fs::write(&path, text).expect("written");
    let mut harness = open(&path);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::K);
    harness.run();
    let field = harness.get_by_label("Search places, regions and reports");
    field.type_text("made-2001");
    settle(&mut harness);
    // 2,001 is 71 times 28 and 13.
    let found = harness.query_all_by_label_contains("14 Aug 2019");
    assert_eq!(found.count(), 1);
    harness.key_press(Key::Enter);
    settle(&mut harness);
    let session = harness.state().session();
    let selected = format!("{:?}", session.selection);
    assert!(selected.contains("made-2001"), "{selected}");
}
