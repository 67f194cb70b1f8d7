//! The map and the timeline together, driven through the real panels over many frames: what plays, what
//! turns into an overview and back, and what stands beside what.

use std::collections::BTreeSet;

use crate::common::{
    self, Window, click, days, open_window, press, rect, session, settle, shows, type_into,
};
use contactline::{
    model::overview::{Measure, OverviewMode},
    session::VisibleTime,
};
use egui::Key;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

/// Whether the map is an overview: the button that would switch it says so.
fn is_overview(window: &Window) -> bool {
    shows(window, "Show single arrows in place of the overview")
}

#[test]
fn playing_all_of_time_begins_with_a_month_and_says_so() {
    let mut window = open_window(&[], None);
    press(&mut window, "All time");
    settle(&mut window);
    let all = session(&window).window;
    window.key_press(Key::Space);
    window.run_steps(3);
    let began = session(&window).window;
    assert!(began.len() <= 31, "{began} of {all}");
    assert!(shows(&window, "Playing from "));
    assert_eq!(session(&window).playback.speed.days_per_second(), 32.0);
    window.run_steps(200);
    let now = session(&window).window;
    assert!(now.first() > began.first().plus(30), "{now} after {began}");
    assert_eq!(now.len(), began.len());
}

#[test]
fn playing_the_last_days_begins_again_with_the_first_in_sight() {
    let mut window = open_window(&[], None);
    let last = window.state().derived().histogram.span().expect("claims");
    let last = last.last();
    type_into(&mut window, "Last day", &last.to_string());
    window.key_press(Key::Enter);
    window.run();
    type_into(&mut window, "First day", &last.plus(-2).to_string());
    window.key_press(Key::Enter);
    window.run();
    let length = session(&window).window.len();
    assert_eq!(session(&window).window.last(), last);
    let visible = session(&window).visible_time.expect("a part of time");
    window.key_press(Key::Space);
    window.run_steps(2);
    let now = session(&window).window;
    assert_eq!(now.len(), length);
    assert!(
        f64::from(now.first().number()) - visible.from < 2.0,
        "{now}"
    );
    assert_eq!(session(&window).playback.speed.days_per_second(), 2.0);
}

#[test]
fn arrows_and_overview_do_not_take_turns_while_playing() {
    let mut window = open_window(&[], None);
    press(&mut window, "All time");
    settle(&mut window);
    assert!(is_overview(&window));
    window.key_press(Key::Space);
    let mut turns = 0;
    let mut was = None;
    for _ in 0..600 {
        window.step();
        let is = is_overview(&window);
        // The first frame still shows all of time.
        if session(&window).window.len() > 31 {
            continue;
        }
        turns += usize::from(was.is_some_and(|was| was != is));
        was = Some(is);
    }
    assert!(session(&window).window.first() > days("2017-01-01", "2017-01-01").first());
    assert!(turns <= 1, "{turns} turns");
}

/// All of time is the days of what is dated and passes the filters; a long head that holds next to nothing
/// is told at the edge, and the far chronology lies beyond it.
#[test]
fn all_time_spans_what_passes_the_filters_and_tells_what_lies_out_of_sight() {
    let mut window = open_window(&[], None);
    press(&mut window, "All time");
    settle(&mut window);
    let span = window.state().derived().histogram.span().expect("claims");
    assert_eq!(session(&window).window, span);
    let visible = session(&window).visible_time.expect("a part of time");
    let histogram = &window.state().derived().histogram;
    let bulk = histogram.bulk().expect("claims");
    assert!(bulk.first() > span.first(), "{bulk} of {span}");
    assert!(bulk.first().number() as f64 - visible.from < 2.0);
    let before = contactline::model::Window::days(span.first(), bulk.first().plus(-1));
    let (few, all) = (histogram.total(before), histogram.total(span));
    assert!(few * 25 <= all, "{few} of {all}");
    click(&mut window, &format!("Earlier in the period: {few}"));
    let visible = session(&window).visible_time.expect("a part of time");
    assert!(visible.from <= VisibleTime::of(span).from);
    assert!(!shows(&window, "in the period: "));
    // Filters that hide the earlier ones move the first day.
    press(&mut window, "Reporters: none");
    press(&mut window, "Show EUMA");
    press(&mut window, "All time");
    settle(&mut window);
    let of_one = session(&window).window;
    assert!(
        of_one.first() > span.first() && of_one.len() < span.len(),
        "{of_one}"
    );
}

#[test]
fn a_change_with_nothing_to_compare_with_is_refused_and_says_why() {
    let mut window = open_window(&[], None);
    press(&mut window, "All time");
    settle(&mut window);
    let mut choice = session(&window).overview.clone();
    choice.measure = Measure::Change;
    choice.mode = OverviewMode::Always;
    window.state_mut().act(contactline::view::Action::Do(
        contactline::session::Command::SetOverview(choice),
    ));
    settle(&mut window);
    assert!(shows(&window, "No change can be shown here"));
    assert!(window.state().derived().scene.overview.strips.is_empty());
    type_into(&mut window, "First day", "september 2022");
    window.key_press(Key::Enter);
    window.run();
    settle(&mut window);
    assert!(!shows(&window, "No change can be shown here"));
    assert!(!window.state().derived().scene.overview.strips.is_empty());
}

/// Names go out of the way of what is pointed at, and come back.
#[test]
fn the_pointer_leaves_every_name_where_it_was() {
    let mut window = open_window(&[], None);
    window.state_mut().act(contactline::view::Action::Do(
        contactline::session::Command::SetWindow(days("2020-10-01", "2024-04-01")),
    ));
    settle(&mut window);
    let away = window.get_by_label("All time").rect().center();
    let map = window.get_by_label("Map").rect();
    let names = |window: &mut Window| -> BTreeSet<(String, [i32; 2])> {
        window.hover_at(away);
        window.run_steps(8);
        let buttons = window.query_all_by_role(egui::accesskit::Role::Button);
        let on_map = buttons.filter(|node| map.contains(node.rect().center()));
        let named = on_map.filter_map(|node| {
            let at = node.rect().min;
            Some((
                node.accesskit_node().label()?,
                [at.x, at.y].map(|at| at.round() as i32),
            ))
        });
        named.collect()
    };
    let before = names(&mut window);
    assert!(before.len() > 20, "{before:?}");
    for step in 0..60 {
        let (across, down) = (step % 10, step / 10);
        let at = map.min + map.size() * egui::vec2(across as f32 / 10.0, down as f32 / 6.0);
        window.hover_at(at + egui::vec2(5.0, 5.0));
        window.run_steps(2);
    }
    assert_eq!(names(&mut window), before);
}

/// With less motion nothing slides or fades, which a session holds as it holds the theme.
#[test]
fn with_less_motion_names_are_there_at_once_and_the_session_holds_it() {
    let mut window = open_window(&[], None);
    assert!(window.ctx.global_style().animation_time > 0.0);
    press(&mut window, "View");
    press(&mut window, "Less motion");
    settle(&mut window);
    assert_eq!(session(&window).still, Some(true));
    assert_eq!(window.ctx.global_style().animation_time, 0.0);
    let text = contactline::session::file::write(session(&window));
    let read = contactline::session::file::read(&text).expect("a session");
    assert_eq!(read.still, Some(true));
    // Undo leaves it alone, as it leaves the theme.
    press(&mut window, "All time");
    settle(&mut window);
    window.state_mut().act(contactline::view::Action::Undo);
    settle(&mut window);
    assert_eq!(session(&window).still, Some(true));
}

/// What is chosen in a list of the overview moves no other list.
#[test]
fn lists_of_the_overview_stay_where_they_are_whatever_is_chosen() {
    let mut window = open_window(&[], None);
    let lists = ["Overview", "Fill districts by", "Of", "Named"];
    let places = |window: &Window| {
        lists.map(|name| {
            let mut found = window.query_all_by_label(name);
            let list =
                found.find(|node| node.accesskit_node().role() == egui::accesskit::Role::ComboBox);
            list.map(|node| node.rect())
        })
    };
    let before = places(&window);
    assert!(before.iter().all(Option::is_some), "{before:?}");
    for (measure, _) in Measure::ALL {
        for (direction, _) in contactline::scene::OverviewChoice::DIRECTIONS {
            let choice = contactline::scene::OverviewChoice {
                measure,
                direction,
                ..session(&window).overview.clone()
            };
            window.state_mut().act(contactline::view::Action::Do(
                contactline::session::Command::SetOverview(choice),
            ));
            window.run_steps(4);
            assert_eq!(places(&window), before, "{measure:?} {direction:?}");
        }
    }
}

/// The words of a layer and its strength never lie on each other.
#[test]
fn the_name_of_a_layer_keeps_off_its_slider() {
    let window = open_window(&[], None);
    for (kind, _) in contactline::scene::LayerKind::ALL {
        let name = (kind.layer().name)();
        let slider = rect(&window, &format!("Opacity of {name}"));
        let mut named = window.query_all_by_label(name);
        let words =
            named.find(|node| node.accesskit_node().role() == egui::accesskit::Role::CheckBox);
        let words = words.expect("a box to tick").rect();
        assert!(!words.intersects(slider), "{name}: {words:?} {slider:?}");
        assert!(
            words.right() < slider.left(),
            "{name}: {words:?} {slider:?}"
        );
    }
}

/// A denial is called one where a district is pointed at.
#[test]
fn the_tooltip_of_a_district_counts_denials_as_such() {
    let mut window = open_window(&[], None);
    press(&mut window, "All time");
    settle(&mut window);
    let derived = window.state().derived();
    let atlas = window.state().atlas();
    let tallies = &derived.answer.tallies;
    let target = contactline::model::Direction::Target;
    let spot = tallies.spots(target).find(|spot| {
        tallies
            .of(target, *spot)
            .any(|(_, tally)| tally.claims == 0 && tally.denials > 0)
    });
    let Some(contactline::model::PlaceRef::Region(id)) = spot else {
        panic!("a district of which somebody denies fire and claims none");
    };
    let region = &atlas.regions()[id];
    let name = region.names.title(contactline::model::Language::English);
    let of = tallies.of(target, contactline::model::PlaceRef::Region(id));
    let denies = of.filter(|(_, tally)| tally.claims == 0 && tally.denials > 0);
    let denies: Vec<(String, u32)> = denies
        .map(|(reporter, tally)| (atlas.reporters()[reporter].short.clone(), tally.denials))
        .collect();
    let camera = contactline::scene::Camera {
        center: region.label,
        zoom: 9.5,
    };
    window.state_mut().act(contactline::view::Action::Do(
        contactline::session::Command::Look(camera),
    ));
    settle(&mut window);
    let at = window.get_by_label("Map").rect().center();
    window.hover_at(at);
    window.run_steps(8);
    assert!(shows(&window, &format!("{name}\n")), "{name}");
    for (short, denials) in denies {
        let noun = if denials == 1 { "denial" } else { "denials" };
        let words = format!("{short}: {denials} {noun}, with it as target");
        assert!(shows(&window, &words), "{words}");
        assert!(!shows(&window, &format!("{short}: 0 claims")));
    }
}

#[test]
fn the_map_is_no_smaller_than_all_there_is_to_see() {
    for size in [[760.0, 520.0], [1280.0, 800.0], [2560.0, 1440.0]] {
        let mut window = common::open_sized(size, &[], None);
        for _ in 0..30 {
            window.key_press(Key::Minus);
            window.run();
        }
        let camera = session(&window).camera.expect("moved");
        let map = window.get_by_label("Map").rect();
        let area = contactline::session::Limits::of(window.state().atlas()).area;
        let view = contactline::scene::View {
            camera,
            size: contactline::scene::px(map.width(), map.height()),
        };
        let px = |at| view.project(contactline::scene::camera::to_world(at));
        let (low, high) = (px(area.min()), px(area.max()));
        let [width, height] = [high.x - low.x, low.y - high.y];
        let fills = (width / map.width()).max(height / map.height());
        assert!(fills > 0.98, "{size:?}: {fills}");
        // And comes nearer again.
        window.key_press(Key::Plus);
        window.run();
        assert!(session(&window).camera.expect("moved").zoom > camera.zoom);
    }
}

/// From near, where the place at which a district is named is out of sight, its name stands where one is looking,
/// and stays there while the map is moved and comes nearer.
#[test]
fn a_district_is_named_wherever_one_looks_at_it_from_near() {
    let mut window = open_window(&[], None);
    let look = |window: &mut Window, (x, y), zoom| {
        let center = contactline::model::geo::Coord { x, y };
        let camera = contactline::scene::Camera { center, zoom };
        window.state_mut().act(contactline::view::Action::Do(
            contactline::session::Command::Look(camera),
        ));
        settle(window);
        window.run_steps(20);
    };
    let named = |window: &Window| -> Vec<egui::Rect> {
        let names = window.query_all_by_label("Region Lachin / Berdzor");
        names.map(|name| name.rect()).collect()
    };
    // The town, 25 km from where its district is named.
    look(&mut window, (46.55, 39.64), 14.0);
    let [before] = named(&window)[..] else {
        panic!("one name: {:?}", named(&window));
    };
    let map = window.get_by_label("Map").rect();
    assert!(map.contains_rect(before), "{before:?} in {map:?}");
    // Moved by 16 points, the name moves with the map.
    let east = 16.0 * 360.0 / (256.0 * 2f64.powi(14));
    look(&mut window, (46.55 + east, 39.64), 14.0);
    let [moved] = named(&window)[..] else {
        panic!("one name: {:?}", named(&window));
    };
    let apart = before.center() - moved.center();
    assert!(
        (apart.x - 16.0).abs() < 1.5 && apart.y.abs() < 1.5,
        "{apart:?}"
    );
    // Far away, where the district is seen as a whole, it has its one name.
    look(&mut window, (46.55, 39.64), 9.0);
    assert_eq!(named(&window).len(), 1);
}
