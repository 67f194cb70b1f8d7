//! Views that a person keeps by name, and the way to what is selected.

use crate::common::{
    self, Window, click, days, open_window, press, session, settle, shows, type_into,
};
use contactline::{
    model::{RegionKey, geo::Coord},
    scene::Camera,
    session::{Command, Selection},
    view::Action,
};
use egui::{Key, Rect};
use egui_kittest::kittest::Queryable as _;

fn look(x: f64, y: f64, zoom: f64) -> Camera {
    Camera {
        center: Coord { x, y },
        zoom,
    }
}

#[test]
fn a_view_is_kept_by_name_gone_to_and_shared_as_own_work_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("session.json");
    let mut window = open_window(&[], Some(&store));
    let there = look(46.5, 39.7, 10.0);
    window.state_mut().act(Action::Do(Command::Look(there)));
    settle(&mut window);
    press(&mut window, "View");
    press(&mut window, "Bookmarks…");
    assert!(shows(&window, "No bookmarks yet."));
    type_into(&mut window, "Name of the current view", " Lachin,  August ");
    press(&mut window, "Add");
    settle(&mut window);
    assert_eq!(session(&window).bookmarks.len(), 1);
    assert!(shows(&window, "7–8 Aug 2022 · 39.7000° N 46.5000° E"));
    // Elsewhere, at another time.
    let elsewhere = days("2023-04-01", "2023-04-30");
    for command in [
        Command::SetWindow(elsewhere),
        Command::Look(look(45.5, 40.5, 8.0)),
    ] {
        window.state_mut().act(Action::Do(command));
    }
    settle(&mut window);
    window.run_steps(40);
    settle(&mut window);
    drop(window);

    let mut again = open_window(&[], Some(&store));
    assert_eq!(session(&again).window, elsewhere);
    press(&mut again, "View");
    press(&mut again, "Bookmarks…");
    press(&mut again, "Go to Lachin, August");
    settle(&mut again);
    assert_eq!(session(&again).window, days("2022-08-07", "2022-08-08"));
    assert_eq!(session(&again).camera, Some(there));
    // The same name again stands for the view of now.
    again
        .state_mut()
        .act(Action::Do(Command::Look(look(46.0, 40.0, 9.0))));
    settle(&mut again);
    type_into(&mut again, "Name of the current view", "Lachin, August");
    press(&mut again, "Replace");
    settle(&mut again);
    assert!(shows(&again, "40.0000° N 46.0000° E") && !shows(&again, "39.7000° N"));
    // Both changes are in the history of own work, and undo brings back what was removed.
    press(&mut again, "Remove Lachin, August");
    settle(&mut again);
    assert!(session(&again).bookmarks.is_empty());
    again.state_mut().act(Action::Undo);
    settle(&mut again);
    assert_eq!(session(&again).bookmarks.len(), 1);
    let link = contactline::session::link::write(session(&again));
    let sent = contactline::session::link::read(&link).expect("a link");
    assert!(sent.bookmarks.is_empty(), "a link is one view");
}

#[test]
fn the_map_shows_all_of_what_is_selected() {
    let mut window = open_window(&[], None);
    let kalbajar = Selection::Region(RegionKey("kalbajar".into()));
    for command in [
        Command::Look(look(47.5, 39.2, 11.0)),
        Command::Select(Some(kalbajar)),
    ] {
        window.state_mut().act(Action::Do(command));
    }
    settle(&mut window);
    window.key_press(Key::Z);
    settle(&mut window);
    let camera = session(&window).camera.expect("a camera");
    // The district lies between 45.6° and 46.6° E, 39.7° and 40.4° N: all of it beside the legend.
    let map = window.get_by_label("Map").rect();
    let legend = window.get_by_label("Fold the legend").rect().left() + 184.0;
    let view = contactline::scene::View {
        camera,
        size: contactline::scene::px(map.width(), map.height()),
    };
    let px = |x, y| view.project(contactline::scene::camera::to_world(Coord { x, y }));
    let (low, high) = (px(45.65, 39.75), px(46.55, 40.35));
    assert!(
        low.x > legend - map.left() && high.x < map.width(),
        "{camera:?}"
    );
    assert!(high.y > 0.0 && low.y < map.height(), "{camera:?}");
    let middle = (low.x + high.x) / 2.0 - (legend - map.left() + map.width()) / 2.0;
    assert!(
        middle.abs() < 40.0,
        "in the middle of what is free: {middle}"
    );
    assert!((8.0..10.5).contains(&camera.zoom), "{camera:?}");
    // Where nothing is selected the key does nothing, and the menu says why.
    window.state_mut().act(Action::Do(Command::Select(None)));
    settle(&mut window);
    let before = session(&window).camera;
    window.key_press(Key::Z);
    settle(&mut window);
    assert_eq!(session(&window).camera, before);
}

/// The figures were read in `data/reports.json`: on 5 and 6 August 2022 nothing of RU MoD is on the map, on 7
/// and 8 August nothing of AM MoD.
#[test]
fn two_views_have_one_camera_and_each_its_own_period_and_filters() {
    let mut window = open_window(&[], None);
    let whole = window.get_by_label("Map").rect();
    press(&mut window, "View");
    press(&mut window, "Two views side by side");
    settle(&mut window);
    window.run_steps(5);
    let maps: Vec<Rect> = window
        .query_all_by_label("Map")
        .map(|map| map.rect())
        .collect();
    assert_eq!(maps.len(), 2, "{maps:?}");
    for map in &maps {
        assert!((map.width() - whole.width() / 2.0).abs() < 4.0, "{map:?}");
    }
    let other = |window: &Window| session(window).other.clone().expect("two views");
    assert_eq!(other(&window).window, days("2022-08-05", "2022-08-06"));
    assert!(other(&window).on_left);
    assert!(shows(&window, "View 7–8 Aug 2022. The timeline, filters"));
    // A figure of each period stands on its half.
    let middle = whole.center().x;
    let at = |window: &Window, words: &str| {
        let figures = window.query_all_by_label_contains(words);
        let figures =
            figures.filter(|node| node.rect().height() < 40.0 && whole.contains_rect(node.rect()));
        figures
            .map(|node| node.rect().center().x)
            .collect::<Vec<f32>>()
    };
    let russian = at(&window, "RU MoD: ");
    assert!(
        !russian.is_empty() && russian.iter().all(|x| *x > middle),
        "{russian:?}"
    );
    let armenian = at(&window, "AM MoD: ");
    assert!(
        !armenian.is_empty() && armenian.iter().all(|x| *x < middle),
        "{armenian:?}"
    );
    // Filters and timeline are those of the view that is worked with.
    let hide = Command::HideReporter("ru-mod".into(), true);
    window.state_mut().act(Action::Do(hide));
    settle(&mut window);
    assert!(at(&window, "RU MoD: ").is_empty());
    assert!(other(&window).filters.hidden_reporters.is_empty());
    assert!(shows(&window, "View 7–8 Aug 2022 · filtered."));
    // One camera.
    window
        .state_mut()
        .act(Action::Do(Command::Look(look(46.0, 39.9, 9.0))));
    settle(&mut window);
    // A click on the other map works with it from then on, and each stays on its side.
    press(
        &mut window,
        "View 5–6 Aug 2022. Click to work with this view",
    );
    settle(&mut window);
    assert_eq!(session(&window).window, days("2022-08-05", "2022-08-06"));
    assert!(session(&window).filters.hidden_reporters.is_empty());
    assert_eq!(other(&window).window, days("2022-08-07", "2022-08-08"));
    assert!(!other(&window).on_left);
    assert_eq!(session(&window).camera, Some(look(46.0, 39.9, 9.0)));
    // The other map is clicked itself, where nothing is.
    let right = maps.iter().find(|map| map.left() > middle).expect("a map");
    let spot = right.right_bottom() - egui::vec2(30.0, 60.0);
    window.hover_at(spot);
    window.run();
    window.drag_at(spot);
    window.run_steps(2);
    window.drop_at(spot);
    window.run();
    settle(&mut window);
    assert_eq!(session(&window).window, days("2022-08-07", "2022-08-08"));
    // A session holds both.
    let text = contactline::session::file::write(session(&window));
    let read = contactline::session::file::read(&text).expect("a session");
    assert_eq!(read.other, session(&window).other);
    press(&mut window, "View");
    press(&mut window, "Two views side by side");
    settle(&mut window);
    // The parts of its question stand above it now.
    let map = window.get_by_label("Map").rect();
    assert_eq!(
        (map.x_range(), map.bottom()),
        (whole.x_range(), whole.bottom())
    );
    assert!(session(&window).filters.question().is_some());
}

#[test]
fn each_of_two_views_is_closed_in_its_own_caption_and_the_caption_covers_no_figure() {
    for (closed, stays) in [
        ("Close view 5–6 Aug 2022", days("2022-08-07", "2022-08-08")),
        ("Close view 7–8 Aug 2022", days("2022-08-05", "2022-08-06")),
    ] {
        let mut window = common::open_sized([760.0, 520.0], &[], None);
        press(&mut window, "View");
        press(&mut window, "Two views side by side");
        settle(&mut window);
        // Wherever the map is moved, so that figures come to lie where captions are.
        for step in 0..24 {
            let key = match step % 8 {
                0..4 => Key::ArrowDown,
                _ => Key::ArrowRight,
            };
            window.key_press(key);
            window.run();
            let rects = |words: &str| {
                let nodes = window.query_all_by_label_contains(words);
                nodes.map(|node| node.rect()).collect::<Vec<Rect>>()
            };
            let captions = rects("Close view ");
            assert_eq!(captions.len(), 2);
            let figures = rects("AZ MoD: ").into_iter().chain(rects("NK MoD: "));
            for figure in figures.filter(|rect| rect.height() < 30.0 && rect.width() < 90.0) {
                for caption in &captions {
                    assert!(
                        !figure.intersects(*caption),
                        "{step}: {figure:?} {caption:?}"
                    );
                }
            }
        }
        press(&mut window, closed);
        settle(&mut window);
        assert_eq!(session(&window).other, None);
        assert_eq!(session(&window).window, stays, "{closed}");
        assert_eq!(window.query_all_by_label("Map").count(), 1);
    }
}

#[test]
fn whom_the_map_is_from_is_read_whole_in_the_narrowest_panes() {
    let mut window = common::open_sized([760.0, 520.0], &[], None);
    press(&mut window, "View");
    press(&mut window, "Two views side by side");
    settle(&mut window);
    let maps = window.query_all_by_label("Map").map(|map| map.rect());
    let maps: Vec<Rect> = maps.collect();
    let credits = window.query_all_by_label_contains("OpenStreetMap contributors");
    let credits: Vec<Rect> = credits.map(|credit| credit.rect()).collect();
    assert_eq!(credits.len(), 2);
    for credit in credits {
        assert!(
            maps.iter().any(|map| map.contains_rect(credit)),
            "{credit:?}"
        );
    }
    assert!(shows(&window, "Natural Earth · geoBoundaries · GeoNames"));
}

/// Read in `data/reports.json`: of 7 and 8 August 2022 the map has the six incidents between Vardenis and
/// Lachin; of 5 and 6 August it has none of them.
#[test]
fn a_handle_parts_one_map_between_two_periods_and_is_moved_by_pointer_and_keys() {
    let mut window = open_window(&[], None);
    let whole = window.get_by_label("Map").rect();
    let six = |window: &Window| {
        let figures = window.query_all_by_label_contains("AZ MoD: 6 incidents, ");
        let on_map = figures.filter(|node| whole.contains_rect(node.rect()));
        let places: Vec<Rect> = on_map.map(|node| node.rect()).collect();
        places
    };
    let alone = six(&window);
    assert_eq!(alone.len(), 1, "{alone:?}");
    press(&mut window, "View");
    press(&mut window, "Two views with a handle between them");
    settle(&mut window);
    window.run_steps(5);
    let maps = |window: &Window| {
        let maps = window.query_all_by_label("Map").map(|map| map.rect());
        let mut maps: Vec<Rect> = maps.collect();
        maps.sort_by(|a, b| a.left().total_cmp(&b.left()));
        maps
    };
    let handle = |window: &Window| {
        let other = session(window).other.as_ref().expect("two views");
        other.handle.expect("a handle")
    };
    // The two are one map: they meet, and what both show lies where it lay.
    let [left, right] = maps(&window)[..] else {
        panic!("{:?}", maps(&window));
    };
    assert_eq!(left.right(), right.left());
    assert_eq!((left.left(), right.right()), (whole.left(), whole.right()));
    assert_eq!(handle(&window), 0.5);
    assert_eq!(session(&window).camera, None);
    let [figure] = six(&window)[..] else {
        panic!("{:?}", six(&window));
    };
    assert!(right.contains_rect(figure), "{figure:?} {right:?}");
    // As far left as the handle goes, it is where it was on the one map.
    let grip = |window: &Window| {
        let grip = window.query_all_by_label_contains("Handle between the two views: ");
        grip.into_iter().next().expect("a handle").rect().center()
    };
    let drag = |window: &mut Window, to: egui::Pos2| {
        let from = grip(window);
        window.hover_at(from);
        window.run();
        window.drag_at(from);
        window.run_steps(2);
        window.hover_at(from + (to - from) * 0.5);
        window.run_steps(2);
        window.hover_at(to);
        window.run_steps(2);
        window.drop_at(to);
        window.run();
        settle(window);
    };
    drag(
        &mut window,
        egui::pos2(whole.left() + 2.0, whole.center().y),
    );
    assert!(handle(&window) < 0.1, "{}", handle(&window));
    let [left, right] = maps(&window)[..] else {
        panic!("{:?}", maps(&window));
    };
    // Both keep the room that the scale bar and the credits need.
    assert!((195.0..197.5).contains(&left.width()), "{left:?}");
    assert_eq!(left.right(), right.left());
    let [figure] = six(&window)[..] else {
        panic!("{:?}", six(&window));
    };
    let moved = figure.center() - alone[0].center();
    assert!(moved.length() < 1.0, "{figure:?} {alone:?}");
    // Beyond it nothing of the right view is shown.
    drag(
        &mut window,
        egui::pos2(whole.right() - 2.0, whole.center().y),
    );
    assert!(six(&window).is_empty(), "{:?}", six(&window));
    let far = handle(&window);
    assert!(far > 0.9, "{far}");
    // Keys move it, which was dragged last, from where it is seen.
    let seen = (maps(&window)[0].right() - whole.left()) / whole.width();
    window.key_press(Key::ArrowLeft);
    window.run();
    settle(&mut window);
    let now = handle(&window);
    assert!((now - (seen - 0.02)).abs() < 0.002, "{now} {seen}");
    // A session holds it, and one step takes a drag back.
    let text = contactline::session::file::write(session(&window));
    let read = contactline::session::file::read(&text).expect("a session");
    assert_eq!(read.other, session(&window).other);
    // Where a part is dragged, the whole map moves by as much.
    drag(
        &mut window,
        egui::pos2(whole.left() + 2.0, whole.center().y),
    );
    let before = six(&window)[0].center();
    let spot = right.right_bottom() - egui::vec2(60.0, 90.0);
    window.hover_at(spot);
    window.run();
    window.drag_at(spot);
    window.run_steps(2);
    window.hover_at(spot - egui::vec2(20.0, 10.0));
    window.run_steps(2);
    window.hover_at(spot - egui::vec2(40.0, 20.0));
    window.run_steps(2);
    window.drop_at(spot - egui::vec2(40.0, 20.0));
    window.run_steps(60);
    settle(&mut window);
    let camera = session(&window).camera.expect("a camera");
    let after = six(&window)[0].center();
    assert!((after - before).length() > 10.0, "{before:?} {after:?}");
    // One view again: the map looks at the same as the whole did.
    let one = Command::ShowOther(None);
    window.state_mut().act(Action::Do(one));
    settle(&mut window);
    assert_eq!(window.get_by_label("Map").rect(), whole);
    assert_eq!(session(&window).camera, Some(camera));
    assert!((six(&window)[0].center() - after).length() < 1.0);
}

/// Two views side by side, the left one of July and the right one of August 2022, which is worked with.
fn july_and_august() -> Window {
    let mut window = open_window(&[], None);
    let august = Command::SetWindow(days("2022-08-01", "2022-08-31"));
    window.state_mut().act(Action::Do(august));
    settle(&mut window);
    press(&mut window, "View");
    press(&mut window, "Two views side by side");
    settle(&mut window);
    window
}

#[test]
fn the_change_is_counted_from_one_view_to_the_other_whichever_is_worked_with() {
    let mut window = july_and_august();
    let mut choice = session(&window).overview.clone();
    choice.reporter = Some("az-mod".into());
    let choose = Command::SetOverview(choice);
    window.state_mut().act(Action::Do(choose));
    press(&mut window, "Charts");
    settle(&mut window);
    // By hand: none of July, two claims of 8 August and one of 13 August.
    let change = "Kalbajar / Karvachar: 0 → 3 claims (too few to say)";
    for _ in 0..2 {
        assert!(shows(&window, "From the one view to the other"));
        assert!(shows(&window, "Claims of 1–31 Jul 2022 → 1–31 Aug 2022."));
        assert!(shows(&window, change));
        window.state_mut().act(Action::Do(Command::SwapViews));
        settle(&mut window);
    }
    // Days that overlap are no two periods to compare: August is compared with July.
    let both = Command::SetWindow(days("2022-07-01", "2022-08-31"));
    for command in [Command::SwapViews, both, Command::SwapViews] {
        window.state_mut().act(Action::Do(command));
        settle(&mut window);
    }
    assert_eq!(session(&window).window, days("2022-08-01", "2022-08-31"));
    assert!(shows(&window, "Now and before"));
    assert!(shows(&window, "Claims of 1–31 Jul 2022 → 1–31 Aug 2022."));
}

#[test]
fn two_views_are_both_an_overview_or_neither_and_of_one_scale() {
    let mut window = july_and_august();
    let overviews = |window: &Window| {
        let strips = window.query_all_by_label_contains("Kalbajar / Karvachar, claims: ");
        strips.count()
    };
    assert_eq!(overviews(&window), 0);
    let steps = |window: &Window| window.state().derived().scene.overview.steps;
    let of_august = steps(&window);
    // All time beside July is an overview, and so is July, which has no bundle in view.
    let all = session(&window).clone();
    let all = all.other.clone().expect("two views");
    assert_eq!(all.window, days("2022-07-01", "2022-07-31"));
    let whole = Command::SetWindow(days("2004-06-27", "2025-08-04"));
    window.state_mut().act(Action::Do(whole));
    settle(&mut window);
    let of_all = steps(&window);
    assert!(of_all > of_august, "{of_all:?} {of_august:?}");
    window.state_mut().act(Action::Do(Command::SwapViews));
    settle(&mut window);
    window.run_steps(2);
    assert_eq!(session(&window).window, days("2022-07-01", "2022-07-31"));
    assert!(shows(
        &window,
        "Show single arrows in place of the overview"
    ));
    assert_eq!(steps(&window), of_all, "the scale of the greater numbers");
    // Alone, it has its own scale and its arrows again.
    let alone = Command::ShowOther(None);
    window.state_mut().act(Action::Do(alone));
    settle(&mut window);
    window.run_steps(2);
    assert!(shows(&window, "Show the overview in place of arrows"));
    assert_ne!(steps(&window), of_all);
}

/// Wherever the handle stands in Kalbajar, its numbers are told, and on either side where it has land there.
#[test]
fn what_a_district_comes_to_is_told_on_both_sides_of_a_handle_that_cuts_it() {
    let mut window = open_window(&[], None);
    let whole = Command::SetWindow(days("2004-06-27", "2025-08-04"));
    window.state_mut().act(Action::Do(whole));
    settle(&mut window);
    let strips = |window: &Window| {
        let strips = window.query_all_by_label_contains("Kalbajar / Karvachar, claims: ");
        let mut places: Vec<Rect> = strips.map(|strip| strip.rect()).collect();
        places.sort_by(|a, b| a.left().total_cmp(&b.left()));
        places
    };
    let [alone] = strips(&window)[..] else {
        panic!("{:?}", strips(&window));
    };
    let map = window.get_by_label("Map").rect();
    press(&mut window, "View");
    press(&mut window, "Two views with a handle between them");
    settle(&mut window);
    for aside in [-60.0, -45.0, -30.0, -15.0, 0.0, 12.0, 24.0, 36.0, 60.0] {
        let x = alone.center().x + aside;
        let share = (x - map.left()) / map.width();
        let place = Command::PlaceHandle(Some(share));
        window.state_mut().act(Action::Do(place));
        settle(&mut window);
        window.run_steps(3);
        // East of its middle the rest of Kalbajar is narrower than a strip, which would lie in Tartar.
        let expected = if (-30.0..=0.0).contains(&aside) { 2 } else { 1 };
        let found = strips(&window);
        assert!(found.len() >= expected, "{aside}: {found:?}");
        for strip in &found {
            assert!(strip.right() <= x || x <= strip.left(), "{strip:?} {x}");
            assert!((strip.center() - alone.center()).length() < 120.0);
        }
    }
}

/// The names of the small maps in sight.
fn small_maps(window: &Window) -> Vec<String> {
    use egui_kittest::kittest::NodeT as _;
    let maps = window.query_all_by_label_contains("Small map of ");
    let names = maps.filter_map(|map| map.accesskit_node().label());
    let name = |name: String| {
        let name = name.trim_start_matches("Small map of ").to_owned();
        name.trim_end_matches(". Click to go there").to_owned()
    };
    names.map(name).collect()
}

#[test]
fn small_maps_take_the_place_of_the_map_and_a_click_on_one_goes_there() {
    let mut window = open_window(&[], None);
    let set = |window: &mut Window, first: &str, last: &str| {
        let period = Command::SetWindow(days(first, last));
        window.state_mut().act(Action::Do(period));
        settle(window);
    };
    let show = |window: &mut Window, each: &str| {
        press(window, "View");
        press(window, "Small maps");
        press(window, each);
        settle(window);
        window.run_steps(3);
    };
    show(&mut window, "Reporter");
    assert!(window.query_by_label("Map").is_none());
    // The hint is about the one map, and would lie on what is chosen here.
    assert!(!shows(&window, "Click a region or an arrow"));
    // The only reporters of 7 and 8 August 2022 with a place on the map, as the window lists them.
    assert_eq!(small_maps(&window), ["AZ MoD", "NK MoD", "RU MoD"]);
    click(&mut window, "Small map of RU MoD. Click to go there");
    settle(&mut window);
    assert!(window.query_by_label("Map").is_some());
    let hidden = &session(&window).filters.hidden_reporters;
    assert!(!hidden.contains("ru-mod") && hidden.contains("az-mod"));
    window.state_mut().act(Action::Undo);
    settle(&mut window);
    assert!(session(&window).filters.hidden_reporters.is_empty());

    set(&mut window, "2022-08-12", "2022-09-05");
    show(&mut window, "Month");
    assert_eq!(small_maps(&window), ["12–31 Aug 2022", "1–5 Sep 2022"]);
    click(&mut window, "Small map of 1–5 Sep 2022. Click to go there");
    settle(&mut window);
    assert_eq!(session(&window).window, days("2022-09-01", "2022-09-05"));

    // By hand: on 13 August 2022 one claim names four districts.
    set(&mut window, "2022-08-13", "2022-08-13");
    show(&mut window, "District fired at");
    assert_eq!(small_maps(&window).len(), 4);
    let kalbajar = "Kalbajar / Karvachar";
    assert!(small_maps(&window).iter().any(|name| name == kalbajar));
    let map = format!("Small map of {kalbajar}. Click to go there");
    click(&mut window, &map);
    settle(&mut window);
    let selected = Selection::Region(RegionKey::new("kalbajar"));
    assert_eq!(session(&window).selection, Some(selected));
    assert!(
        session(&window)
            .camera
            .is_some_and(|camera| camera.zoom > 8.0)
    );
    // Escape goes back to the one map, and leaves what is selected.
    press(&mut window, "View");
    press(&mut window, "Small maps");
    assert!(window.query_by_label("Map").is_none());
    window.key_press(Key::Escape);
    settle(&mut window);
    assert!(window.query_by_label("Map").is_some());
    assert!(session(&window).selection.is_some());
}
