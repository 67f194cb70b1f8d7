//! Filters, layers and the legend as a person uses them, driven through the accessible names of their
//! controls.

use crate::common::{self, Window, open_window, press, session, settle, shows};
use contactline::{model::Stance, query::Filters, scene::LayerKind, view::Action};
use egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

fn alt_click(window: &mut Window, label: &str) {
    window.get_by_label(label).click_modifiers(Modifiers::ALT);
    window.run();
}

fn click(window: &mut Window, label: &str) {
    window.get_by_label(label).click();
    window.run();
}

#[test]
fn rows_of_the_legend_switch_what_they_stand_for() {
    let mut window = open_window(&[], None);
    assert!(shows(&window, "AZ MoD: 6 incidents"));
    click(&mut window, "Legend: AZ MoD");
    assert!(!shows(&window, "AZ MoD: 6 incidents"));
    assert!(shows(&window, "2 hidden by filters"));
    click(&mut window, "Legend: AZ MoD");
    assert!(shows(&window, "AZ MoD: 6 incidents"));
    assert_eq!(session(&window).filters, Filters::default());
    let zone = "Legend: Area of the Russian peacekeeping contingent";
    click(&mut window, zone);
    assert!(!session(&window).layers.get(LayerKind::Zones).on);
    assert!(shows(&window, zone), "it can be switched on again");
    click(&mut window, zone);
    assert!(session(&window).layers.get(LayerKind::Zones).on);
}

#[test]
fn a_layer_that_is_usually_off_has_no_row_in_the_legend_before_it_is_switched_on() {
    let mut window = open_window(&[], None);
    let rows = |window: &Window| {
        let rows = ["Former oblast, about", "Ceasefire line of 1994"];
        rows.map(|row| shows(window, &format!("Legend: {row}")))
    };
    assert_eq!(rows(&window), [false, false]);
    press(&mut window, "Former oblast, 1994 line");
    assert_eq!(rows(&window), [true, true]);
}

#[test]
fn alt_click_in_the_legend_shows_only_this_and_again_everything() {
    let mut window = open_window(&[], None);
    alt_click(&mut window, "Legend: NK MoD");
    let accounts = window.state().derived().answer.accounts;
    assert_eq!((accounts.shown, accounts.filtered), (1, 3));
    let hidden = &session(&window).filters.hidden_reporters;
    assert!(hidden.contains("az-mod") && !hidden.contains("nk-mod"));
    alt_click(&mut window, "Legend: NK MoD");
    assert_eq!(session(&window).filters, Filters::default());
    alt_click(&mut window, "Legend: Line of contact, 2020–2023");
    let on = |kind| session(&window).layers.get(kind).on;
    assert!(on(LayerKind::Lines) && on(LayerKind::Basemap));
    assert!(!on(LayerKind::Fire) && !on(LayerKind::Zones));
    assert!(shows(&window, "Reported fire and"));
    window
        .get_by_label_contains("Reported fire and")
        .click_accesskit();
    window.run();
    assert!(session(&window).layers.get(LayerKind::Fire).on);
    assert!(!shows(&window, "layers off"));
}

#[test]
fn the_legend_explains_what_the_map_shows_and_no_more() {
    let mut window = open_window(&[], None);
    assert!(shows(&window, "6 to 10 incidents"));
    assert!(!shows(&window, "more than 20 incidents"), "there is none");
    assert!(!shows(&window, "Legend: AM MoD"), "it states nothing then");
    assert!(!shows(&window, "Legend: denied"));
    click(&mut window, "Fold the legend");
    assert!(!shows(&window, "6 to 10 incidents"));
    click(&mut window, "Unfold the legend");
    assert!(shows(&window, "6 to 10 incidents"));
}

#[test]
fn each_choice_of_a_filter_says_how_many_records_it_stands_for() {
    let mut window = open_window(&[], None);
    let facets = |window: &Window| window.state().derived().answer.facets.clone();
    let of = |window: &Window, key: &str| {
        let state = window.state();
        let id = state.atlas().reporter_by_key(key).expect("a reporter");
        facets(window).reporters[contactline::model::Id::index(id)]
    };
    assert_eq!(
        ["az-mod", "nk-mod", "ru-mod", "am-mod"].map(|key| of(&window, key)),
        [2, 1, 1, 0]
    );
    assert_eq!(facets(&window).duplicates, 8);
    // The count of a choice says what ticking it shows, so hiding it leaves its own as it is.
    press(&mut window, "Show AZ MoD");
    assert_eq!(of(&window, "az-mod"), 2);
    let claims = |window: &Window| facets(window).stances.get(&Stance::Claim).copied();
    assert_eq!(claims(&window), Some(1), "the third is a bulletin");
    press(&mut window, "Reporters: none");
    let accounts = window.state().derived().answer.accounts;
    assert_eq!((accounts.shown, accounts.filtered), (0, 4));
    // The details say why there is nothing, and do not send the person to another period.
    assert!(shows(&window, "The filters hide 4 records of this period."));
    assert!(!shows(&window, "Drag the period on the timeline"));
    assert_eq!(of(&window, "az-mod"), 2);
    press(&mut window, "Reporters: all");
    assert_eq!(session(&window).filters, Filters::default());
    press(&mut window, "Type of report");
    press(&mut window, "Type of report: none");
    assert_eq!(session(&window).filters.hidden_stances.len(), 4);
    click(&mut window, "4 hidden by filters");
    assert_eq!(session(&window).filters, Filters::default());
}

#[test]
fn control_and_plus_scale_the_interface_and_nothing_else() {
    let mut window = open_window(&[], None);
    // So that the camera is held.
    window.key_press(Key::ArrowRight);
    window.run();
    let before = session(&window).clone();
    assert!(before.camera.is_some());
    for (key, expected) in [
        (Key::Plus, 1.1),
        (Key::Equals, 1.2),
        (Key::Minus, 1.1),
        (Key::Minus, 1.0),
    ] {
        window.key_press_modifiers(Modifiers::COMMAND, key);
        window.run();
        let factor = window.ctx.zoom_factor();
        assert!((factor - expected).abs() < 1e-3, "{key:?}: {factor}");
        assert_eq!(*session(&window), before, "{key:?}");
    }
}

#[test]
fn arrow_keys_in_an_open_list_do_not_move_the_map() {
    let mut window = open_window(&[], None);
    let before = session(&window).camera;
    window.get_by_label("Language of place names").click();
    window.run();
    assert!(shows(&window, "Հայերեն"));
    for key in [Key::ArrowDown, Key::ArrowDown, Key::ArrowUp, Key::Plus] {
        window.key_press(key);
        window.run();
    }
    assert_eq!(session(&window).camera, before);
    // Escape closes the list, and leaves what is selected alone.
    window.key_press(Key::Escape);
    window.run();
    assert!(!shows(&window, "Հայերեն"));
    click(&mut window, "Region Kalbajar / Karvachar");
    window.get_by_label("Language of place names").click();
    window.run();
    window.key_press(Key::Escape);
    window.run();
    assert!(!shows(&window, "Հայերեն"));
    assert!(session(&window).selection.is_some());
    window.key_press(Key::Escape);
    window.run();
    assert_eq!(session(&window).selection, None);
    window.key_press(Key::ArrowDown);
    window.run();
    assert_ne!(session(&window).camera, before, "now it moves");
}

#[test]
fn a_long_name_pushes_no_count_out_of_the_panel() {
    let window = open_window(&[], None);
    let right = window.get_by_label("Map").rect().left();
    let counts = ["Show AZ MoD", "Show NK info centre"].map(|label| {
        let row = window.get_by_label(label).rect().center().y;
        let numbers = window.query_all_by_label_contains("");
        let beside = numbers.filter(|node| {
            let node_of = node.accesskit_node();
            let label = node_of.label().or(node_of.value()).unwrap_or_default();
            let is_number = !label.is_empty() && label.chars().all(|c| c.is_ascii_digit());
            is_number && (node.rect().center().y - row).abs() < 6.0
        });
        let beside: Vec<_> = beside.map(|node| node.rect()).collect();
        assert!(!beside.is_empty(), "{label}");
        beside[0]
    });
    for count in counts {
        assert!(count.right() < right - 4.0, "{count:?}, panel to {right}");
    }
}

#[test]
fn with_any_layer_off_the_accounts_say_so_and_lead_back() {
    let mut window = open_window(&[], None);
    let layers = [
        "Reported fire",
        "Regions",
        "Zone and corridor",
        "Lines and border",
        "Names",
        "Land and water",
        "Relief",
    ];
    assert!(!shows(&window, "layer off") && !shows(&window, "layers off"));
    for layer in layers {
        window.get_by_label(layer).click_accesskit();
        window.run();
        let says = format!("{layer}: layer off");
        assert!(shows(&window, &says), "{layer}");
        window.get_by_label(&says).click();
        window.run();
        assert!(!shows(&window, "layer off"), "{layer} is on again");
    }
    // One that is as faint as can be is off as well.
    for layer in ["Names", "Relief"] {
        window.get_by_label(layer).click_accesskit();
        window.run();
    }
    let says = "Names and 1 more: layers off";
    assert!(shows(&window, says));
    window.get_by_label(says).click();
    window.run();
    assert!(!shows(&window, "layers off"));
    let on = |kind| session(&window).layers.get(kind).strength();
    assert_eq!([on(LayerKind::Labels), on(LayerKind::Relief)], [1.0, 1.0]);
}

#[test]
fn reporters_are_listed_as_their_file_has_them() {
    let listed = listed_reporters(&open_window(&[], None));
    let file: serde_json::Value =
        serde_json::from_str(include_str!("../../data/reporters.json")).expect("a list");
    let file = file.as_array().expect("a list").iter();
    let wanted: Vec<&str> = file
        .map(|reporter| reporter["short"].as_str().expect("a name"))
        .collect();
    assert_eq!(listed, wanted);
}

/// The reporters of the filters, from the top down.
fn listed_reporters(window: &Window) -> Vec<String> {
    let boxes = window.query_all_by_label_contains("Show ");
    let boxes = boxes.filter(|node| node.accesskit_node().role() == Role::CheckBox);
    let mut listed: Vec<(i64, String)> = boxes
        .map(|node| {
            let name = node.accesskit_node().label().unwrap_or_default();
            (node.rect().top() as i64, name.replace("Show ", ""))
        })
        .collect();
    listed.sort();
    listed.into_iter().map(|(_, name)| name).collect()
}

#[test]
fn reporters_that_no_list_introduces_follow_by_key_whichever_file_is_opened_first() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name: &str, reporters: [&str; 2]| {
        let features = reporters.map(|of| {
            serde_json::json!({"type": "Feature",
                "properties": {"date": "2022-08-07", "reporter": of, "count": 1},
                "geometry": {"type": "Point", "coordinates": [46.0, 40.0]}})
        });
        let path = folder.path().join(name);
        let text = serde_json::json!({"type": "FeatureCollection", "features": features});
        std::fs::write(&path, text.to_string()).expect("a file");
        path
    };
    let first = file("a.geojson", ["zebra-post", "mountain-news"]);
    let second = file("b.geojson", ["north-radio", "border-herald"]);
    let built_in = listed_reporters(&open_window(&[], None));
    // By hand: in the order of the alphabet, not in that of the files or of their rows.
    let others = [
        "border-herald",
        "mountain-news",
        "north-radio",
        "zebra-post",
    ];
    for files in [[&*first, &*second], [&*second, &*first]] {
        let window = common::open_sized([1280.0, 1400.0], &files, None);
        let listed = listed_reporters(&window);
        assert_eq!(listed[..built_in.len()], built_in);
        assert_eq!(listed[built_in.len()..], others);
    }
}

#[test]
fn the_accounts_say_in_one_sentence_what_is_loaded() {
    // Counted by hand in reports.json: 468 reports, of which 436 have 604 claims and 32 none.
    let sentence =
        "636 records: 604 claims in 436 reports, 32 reports without a claim; 17 reporters.";
    let mut window = open_window(&[], None);
    assert!(!shows(&window, sentence));
    window.get_by_label("= 636 loaded").hover();
    window.run_steps(60);
    assert!(shows(&window, sentence));
    click(&mut window, "= 636 loaded");
    assert!(shows(&window, sentence), "the dialog says the same");
}

/// The rows of the legend that can be pressed, each with its place.
fn legend_rows(window: &Window) -> Vec<(String, egui::Rect)> {
    let rows = window.query_all_by_label_contains("Legend: ");
    let row = |node: egui_kittest::Node<'_>| {
        let label = node.accesskit_node().label().unwrap_or_default();
        (label, node.rect())
    };
    rows.map(row).collect()
}

/// How far down a text is painted in the last frame.
fn painted_at(window: &Window, words: &str) -> f32 {
    fn find(shape: &egui::Shape, words: &str) -> Option<f32> {
        match shape {
            egui::Shape::Text(text) => (text.galley.text() == words).then_some(text.pos.y),
            egui::Shape::Vec(shapes) => shapes.iter().find_map(|shape| find(shape, words)),
            _ => None,
        }
    }
    let mut shapes = window.output().shapes.iter();
    let found = shapes.find_map(|clipped| find(&clipped.shape, words));
    found.expect("it is painted")
}

/// Signs that come and go from step to step are no legend: what was listed stays, faint, until the timeline rests.
#[test]
fn while_the_timeline_plays_the_legend_loses_no_row() {
    let mut window = open_window(&[], None);
    let labels = |window: &Window| -> Vec<String> {
        let rows = legend_rows(window).into_iter();
        rows.map(|(label, _)| label).collect()
    };
    let before = labels(&window);
    assert!(
        before.iter().any(|label| label == "Legend: RU MoD"),
        "{before:?}"
    );
    window.state_mut().act(Action::Play(true));
    // RU MoD says nothing of the days that follow.
    let last = session(&window).window.last();
    for _ in 0..600 {
        window.step();
        let now = labels(&window);
        assert!(before.iter().all(|label| now.contains(label)), "{now:?}");
        if session(&window).window.first() > last {
            break;
        }
    }
    assert!(session(&window).window.first() > last, "it played on");
    window.state_mut().act(Action::Play(false));
    settle(&mut window);
    assert!(!shows(&window, "Legend: RU MoD"), "{:?}", labels(&window));
}

#[test]
fn no_row_of_the_legend_moves_under_the_pointer_that_switches_it() {
    let mut window = open_window(&[], None);
    let rows = legend_rows(&window);
    assert!(rows.len() > 6, "{rows:?}");
    for (label, _) in &rows {
        // Off and on again, and every frame in between.
        for _ in 0..2 {
            window.get_by_label(label).click();
            for frame in 0..12 {
                window.step();
                assert_eq!(legend_rows(&window), rows, "{label}, frame {frame}");
            }
        }
    }
    assert_eq!(session(&window).filters, Filters::default());
    // What is explained by nothing on the map stays until the pointer leaves.
    click(&mut window, "Legend: AZ MoD");
    assert!(shows(&window, "known to the region only"));
    let last = "Borders and lines are dashed: the map takes no side";
    window.hover_at(egui::pos2(700.0, 300.0));
    // What is painted stands on its lower edge in every frame, from the first one that is shorter on.
    window.step();
    let lowest = painted_at(&window, last);
    for frame in 0..20 {
        window.step();
        let now = painted_at(&window, last);
        assert!((now - lowest).abs() < 1.0, "frame {frame}: {now}, {lowest}");
    }
    assert!(!shows(&window, "known to the region only"));
}

/// 3 June 2021 and its like: reports that name no place are counted by the filters and are nowhere on the
/// map, so the legend has no row of their reporter.
#[test]
fn the_legend_lists_reporters_of_the_map_alone() {
    let mut window = open_window(&[], None);
    let atlas = std::sync::Arc::clone(window.state().atlas());
    let facets = |day| {
        let window = contactline::model::Window::days(day, day);
        let filters = Filters::default();
        let question = contactline::query::Question { window, filters };
        contactline::query::ask(&atlas, &question).facets
    };
    let span = atlas.span().expect("dated reports");
    let mut days = (0..span.len()).map(|step| span.first().plus(step));
    let found = days.find_map(|day| {
        let facets = facets(day);
        let counts = facets.reporters.iter().zip(&facets.placed_by_reporter);
        let at = counts
            .enumerate()
            .find(|(_, (all, placed))| **all > 0 && **placed == 0);
        at.map(|(at, _)| (day, at))
    });
    let (day, at) = found.expect("a day with a report that names no place");
    let short = atlas.reporters().rows()[at].short.clone();
    let days = contactline::model::Window::days(day, day);
    let set = contactline::session::Command::SetWindow(days);
    window.state_mut().act(contactline::view::Action::Do(set));
    common::settle(&mut window);
    let rows: Vec<String> = legend_rows(&window)
        .into_iter()
        .map(|(row, _)| row)
        .collect();
    assert!(
        !rows.contains(&format!("Legend: {short}")),
        "{short}, {day}: {rows:?}"
    );
}

/// The degrees that are painted on the map, each with where it begins.
fn degrees(window: &Window) -> Vec<(String, egui::Pos2)> {
    fn collect(shape: &egui::Shape, found: &mut Vec<(String, egui::Pos2)>) {
        match shape {
            egui::Shape::Text(text) if text.galley.text().contains('°') => {
                found.push((text.galley.text().to_owned(), text.pos));
            }
            egui::Shape::Vec(shapes) => shapes.iter().for_each(|shape| collect(shape, found)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    for clipped in &window.output().shapes {
        collect(&clipped.shape, &mut found);
    }
    found
}

/// Wherever a parallel passes, its degrees do not lie under the locator map.
#[test]
fn no_degrees_of_the_graticule_are_written_under_the_locator_map() {
    use contactline::{
        model::geo::Coord,
        scene::{Camera, Layer, LayerKind},
        session::Command,
        view::Action,
    };
    let mut window = open_window(&[], None);
    let on = Layer {
        on: true,
        opacity: 1.0,
    };
    for kind in [LayerKind::Graticule, LayerKind::Locator] {
        let switch = Command::SetLayer(kind, on);
        window.state_mut().act(Action::Do(switch));
    }
    settle(&mut window);
    let locator = window.get_by_label("Locator map: click to go there").rect();
    let mut written = 0;
    for step in 0..16 {
        let camera = Camera {
            center: Coord {
                x: 46.2,
                y: 39.7 + 0.03 * f64::from(step),
            },
            zoom: 9.0,
        };
        window.state_mut().act(Action::Do(Command::Look(camera)));
        settle(&mut window);
        let degrees = degrees(&window);
        written += degrees.len();
        for (text, at) in degrees {
            assert!(
                !locator.contains(at + egui::vec2(4.0, 5.0)),
                "step {step}: {text}"
            );
        }
    }
    assert!(written > 16, "degrees are written");
}
