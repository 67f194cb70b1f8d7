//! The search field as a person uses it, and what a search finds and in which order.

use crate::common::{self, Window, day, days, open_sized, session, settle, shows};
use contactline::{
    app::load,
    model::{Atlas, Found, RegionKey},
    query::{Hit, search},
    session::Selection,
};
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use std::{
    sync::{Arc, mpsc::channel},
    time::Duration,
};

fn atlas() -> Arc<Atlas> {
    load(&[] as &[&str]).built.atlas
}

fn type_in(window: &mut Window, text: &str) {
    window.key_press_modifiers(Modifiers::COMMAND, Key::K);
    window.run();
    let field = window.get_by_label("Search places, regions and reports");
    field.type_text(text);
    settle(window);
}

fn key(window: &mut Window, key: Key) {
    window.key_press(key);
    window.run();
}

#[test]
fn a_date_in_any_of_five_languages_finds_its_day_first() {
    let atlas = atlas();
    for text in [
        "2022-08-08",
        "8.8.2022",
        "8 August 2022",
        "8 августа 2022 г.",
        "8 avqust 2022",
        "8 Ağustos 2022",
        "2022 թ. օգոստոսի 8",
    ] {
        let hits = search(&atlas, text, 60, None);
        let Some(Hit::Days(found, reports)) = hits.first() else {
            panic!("{text}: {hits:?}");
        };
        assert_eq!(*found, days("2022-08-08", "2022-08-08"), "{text}");
        let listed: Vec<_> = hits
            .iter()
            .filter_map(|hit| match hit {
                Hit::Report(record) => atlas.detail(*record)?.report.published,
                _ => None,
            })
            .collect();
        assert!(*reports > 0 && listed.len() >= *reports, "{text}");
        // Those of the day come before those that only name it.
        let of_the_day = listed.iter().take(*reports);
        assert!(
            of_the_day
                .into_iter()
                .all(|published| *published == day("2022-08-08")),
            "{text}"
        );
    }
}

#[test]
fn a_reporter_is_found_before_reports_and_its_reports_before_others() {
    let atlas = atlas();
    let hits = search(&atlas, "az mod", 60, None);
    let az = atlas.reporter_by_key("az-mod").expect("a reporter");
    assert!(matches!(hits.first(), Some(Hit::Reporter(id, reports)) if *id == az && *reports > 20));
    let reports = hits.iter().filter_map(|hit| match hit {
        Hit::Report(record) => atlas.detail(*record).map(|of| of.report.reporter),
        _ => None,
    });
    let reports: Vec<_> = reports.collect();
    let own = reports.iter().take_while(|reporter| **reporter == az);
    assert!(own.count() > 12, "{reports:?}");
}

/// Parts of their names are enough: no place is called so.
#[test]
fn reporters_come_first_where_no_place_is_called_so() {
    let atlas = atlas();
    for text in [
        "mod",
        "ministry",
        "police",
        "euma",
        "nk mod",
        "министерство",
    ] {
        let hits = search(&atlas, text, 60, None);
        assert!(
            matches!(hits.first(), Some(Hit::Reporter(..))),
            "{text}: {:?}",
            hits.iter().take(4).collect::<Vec<_>>()
        );
    }
}

#[test]
fn events_of_the_chronology_are_found_by_name_and_by_day() {
    let atlas = atlas();
    let index = |text: &str| {
        let hits = search(&atlas, text, 60, None);
        hits.iter().find_map(|hit| match hit {
            Hit::Event(index) => Some(*index),
            _ => None,
        })
    };
    let by_name = index("corridor moves").expect("an event");
    let event = &atlas.chronology()[by_name];
    assert_eq!(event.day, day("2022-08-30"));
    assert_eq!(index("30 aug 2022"), Some(by_name));
    assert_eq!(index("no such thing ever"), None);
}

#[test]
fn places_that_fit_stay_before_reporters_that_fit_no_better() {
    let atlas = atlas();
    for text in ["kalbajar", "Քարվաճառ", "lachin", "goris"] {
        let hits = search(&atlas, text, 60, None);
        assert!(
            matches!(hits.first(), Some(Hit::Place { .. })),
            "{text}: {hits:?}"
        );
    }
}

#[test]
fn a_place_and_days_typed_together_are_the_place_in_these_days() {
    let atlas = atlas();
    let kalbajar = atlas.region_by_key("kalbajar").map(Found::Region);
    let august = days("2022-08-01", "2022-08-31");
    for text in [
        "Kalbajar August 2022",
        "kalbajar in aug 2022",
        "August 2022 Kalbajar",
        "Кельбаджар август 2022",
        "kalbajar 1-31 aug 2022",
        "1 to 31 August 2022, in Kelbecer",
    ] {
        let hits = search(&atlas, text, 60, None);
        let Some(Hit::Place { found, days, .. }) = hits.first() else {
            panic!("{text}: {hits:?}");
        };
        assert_eq!((Some(*found), *days), (kalbajar, Some(august)), "{text}");
    }
    // A name alone has no days, and what is no name finds no place.
    let days_of = |text: &str| match search(&atlas, text, 60, None).first() {
        Some(Hit::Place { days, .. }) => *days,
        _ => None,
    };
    assert_eq!(days_of("Kalbajar"), None);
    assert_eq!(days_of("nowhere at all august 2022"), None);
    let mut window = open_sized([1280.0, 800.0], &[], None);
    type_in(&mut window, "Kalbajar August 2022");
    assert!(shows(&window, "Kalbajar / Karvachar, 1–31 Aug 2022"));
    key(&mut window, Key::Enter);
    assert_eq!(session(&window).window, august);
    let selected = Selection::Region(RegionKey("kalbajar".into()));
    assert_eq!(session(&window).selection, Some(selected));
}

#[test]
fn days_events_and_reporters_are_chosen_from_the_list() {
    let mut window = open_sized([1280.0, 800.0], &[], None);
    type_in(&mut window, "3 aug 2022");
    assert!(shows(&window, "Dates") && shows(&window, "Reports"));
    key(&mut window, Key::Enter);
    assert_eq!(session(&window).window, days("2022-08-03", "2022-08-03"));
    type_in(&mut window, "corridor moves");
    assert!(shows(&window, "Events"));
    key(&mut window, Key::Enter);
    assert_eq!(session(&window).window.first(), day("2022-08-30"));
    type_in(&mut window, "ru mod");
    assert!(shows(&window, "show only this reporter"));
    key(&mut window, Key::Enter);
    let hidden = &session(&window).filters.hidden_reporters;
    assert!(hidden.contains("az-mod") && !hidden.contains("ru-mod"));
    // Down to the first report.
    type_in(&mut window, "3 aug 2022");
    key(&mut window, Key::ArrowDown);
    key(&mut window, Key::Enter);
    assert!(matches!(
        session(&window).selection,
        Some(Selection::Report(_))
    ));
}

#[test]
fn the_list_shows_as_many_hits_as_fit() {
    for (size, expected) in [([1280.0, 800.0], 20), ([1920.0, 1080.0], 30)] {
        let mut window = open_sized(size, &[], None);
        type_in(&mut window, "mod");
        let rows = window.query_all_by_label_contains("Ministry of Defence");
        let in_sight = rows.filter(|row| {
            let rect = row.rect();
            row.accesskit_node().role() == egui::accesskit::Role::Button
                && rect.top() > 40.0
                && rect.bottom() < size[1]
        });
        let in_sight = in_sight.count();
        assert!(in_sight >= expected, "{in_sight} at {size:?}");
    }
}

/// The legend lies at the left of the map and the details open at its right, or above it where the window is
/// narrow: what is gone to stands between them.
#[test]
fn what_is_gone_to_lies_beside_what_covers_the_map() {
    for size in [[1280.0, 800.0], [1920.0, 1080.0], [760.0, 520.0]] {
        let mut window = open_sized(size, &[], None);
        for place in ["Kalbajar", "Fuzuli", "Goranboy"] {
            type_in(&mut window, place);
            key(&mut window, Key::Enter);
            common::settle(&mut window);
            window.run_steps(40);
            let wanted = format!("Region {place}");
            let names = window.query_all_by_label_contains(&wanted);
            let names: Vec<egui::Rect> = names.map(|name| name.rect()).collect();
            let map = window.get_by_label("Map").rect();
            assert!(!names.is_empty(), "{size:?} {place}");
            let legend = window
                .query_by_label("Fold the legend")
                .map(|fold| fold.rect());
            let left = legend.map_or(map.left(), |fold| fold.left() + 184.0);
            let details = window.get_by_label("Clear selection").rect();
            let right = map.right().min(details.right() - 340.0);
            for name in names {
                let fits = name.left() > left - 1.0 && name.right() < right + 8.0;
                assert!(fits, "{size:?} {place}: {name:?}, {left} to {right}");
            }
        }
    }
}

/// A slow frame may hold several presses of a key.
#[test]
fn each_press_of_an_arrow_goes_one_hit_on() {
    let mut window = open_sized([1280.0, 800.0], &[], None);
    type_in(&mut window, "kalb");
    for pressed in [true, false, true, false] {
        window.event(egui::Event::Key {
            key: Key::ArrowDown,
            physical_key: None,
            pressed,
            repeat: false,
            modifiers: egui::Modifiers::NONE,
        });
    }
    window.run();
    key(&mut window, Key::Enter);
    // After the district and its town.
    assert_eq!(session(&window).selection, None);
    let handover = day("2020-11-25");
    assert_eq!(session(&window).window.first(), handover);
}

/// In a narrow window the details open above the map: what was found is beside them.
#[test]
fn what_was_found_lies_on_what_a_drawer_leaves_of_the_map() {
    use contactline::{
        query::spot_extent,
        scene::camera::{View, to_world},
        scene::px,
    };
    let mut window = open_sized([760.0, 520.0], &[], None);
    type_in(&mut window, "tavush");
    key(&mut window, Key::Enter);
    settle(&mut window);
    let atlas = std::sync::Arc::clone(window.state().atlas());
    let tavush = session(&window).selection.clone().expect("selected");
    let spot = tavush.spot(&atlas).expect("a region");
    let extent = spot_extent(&atlas, spot).expect("it lies somewhere");
    let map = window.get_by_label("Map").rect();
    let left = window.get_by_label("Show filters and layers").rect().left();
    let right = window.get_by_label("Hide details").rect().right();
    assert!(right < 430.0, "a drawer is open");
    let view = View {
        camera: session(&window).camera.expect("looked at"),
        size: px(map.width(), map.height()),
    };
    for corner in [extent.min(), extent.max()] {
        let at = view.project(to_world(corner));
        let x = map.left() + at.x;
        assert!(left < x && x < right, "{x} between {left} and {right}");
        assert!(0.0 < at.y && at.y < map.height(), "{}", at.y);
    }
}

/// What was found is in the way of somebody who goes on elsewhere, and is back when they come back.
#[test]
fn a_press_elsewhere_puts_the_list_away_and_keeps_what_was_typed() {
    let mut window = open_sized([1280.0, 800.0], &[], None);
    type_in(&mut window, "Kalbajar");
    let listed = "District of Azerbaijan · East Zangezur economic region";
    let is_listed = |window: &Window| shows(window, listed);
    assert!(is_listed(&window));
    common::click(&mut window, "Compare");
    settle(&mut window);
    assert!(!is_listed(&window));
    window.key_press_modifiers(Modifiers::COMMAND, Key::K);
    settle(&mut window);
    assert!(is_listed(&window));
    // A press in the list chooses.
    key(&mut window, Key::Enter);
    settle(&mut window);
    assert_eq!(
        session(&window).selection,
        Some(Selection::Region(contactline::model::RegionKey::new(
            "kalbajar"
        )))
    );
}

#[test]
fn days_from_one_to_another_are_found_and_become_the_period() {
    let mut window = open_sized([1280.0, 800.0], &[], None);
    type_in(&mut window, "2021 to 2023");
    key(&mut window, Key::Enter);
    settle(&mut window);
    assert_eq!(session(&window).window, days("2021-01-01", "2023-12-31"));
}

#[test]
fn a_day_without_its_year_is_told_to_lack_it() {
    let mut window = open_sized([1280.0, 800.0], &[], None);
    type_in(&mut window, "7 august");
    assert!(shows(
        &window,
        "No results. If it is a day, add its year: 7 august 2025"
    ));
    let mut window = open_sized([1280.0, 800.0], &[], None);
    type_in(&mut window, "qqqqzzz");
    assert!(shows(
        &window,
        "No results. Try another spelling or part of the name."
    ));
}

/// What blinks in it would draw the whole window again and again.
#[test]
fn a_field_that_waits_for_what_is_typed_draws_nothing() {
    let mut window = open_sized([1280.0, 800.0], &[], None);
    type_in(&mut window, "");
    let field = window.get_by_label("Search places, regions and reports");
    assert!(field.is_focused());
    let (ask, asked) = channel();
    window.ctx.set_request_repaint_callback(move |info| {
        let _ = ask.send(info.delay);
    });
    for _ in 0..3 {
        window.step();
    }
    let asked: Vec<Duration> = asked.try_iter().collect();
    assert!(asked.is_empty(), "{asked:?}");
}
