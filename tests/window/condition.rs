//! The question in the window: typed in the search field, shown as parts under it, applied to each of two
//! views, kept in sessions and links. How many records meet a condition was counted in `data/reports.json` by a
//! script that knows nothing of this program; see `conditions.rs`.

use std::fs;

use crate::common::{Window, days, open_window, press, session, settle, shows};
use contactline::{
    model::{FileKey, RecordId, geo::Coord},
    query::{Accounts, ShownRows, condition::Condition},
    render::svg::{Each, Layout},
    scene::{
        Camera, Px, Theme,
        camera::{View, to_world},
        px,
    },
    session::{Command, OpenFile, OtherView, Session, file, link},
    view::{Action, PictureAction, PictureForm},
};
use egui::{Event, Key, Modifiers, PointerButton};
use egui_kittest::kittest::Queryable as _;

/// A window on all days.
fn window_of_all_days() -> Window {
    let mut window = open_window(&[], None);
    act(
        &mut window,
        Command::SetWindow(days("2004-01-01", "2025-12-31")),
    );
    window
}

fn act(window: &mut Window, command: Command) {
    window.state_mut().act(Action::Do(command));
    settle(window);
}

fn type_in(window: &mut Window, text: &str) {
    window.key_press_modifiers(Modifiers::COMMAND, Key::K);
    window.run();
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.run();
    let field = window.get_by_label("Search places, regions and reports");
    field.type_text(text);
    settle(window);
}

fn enter(window: &mut Window) {
    window.key_press(Key::Enter);
    window.run_steps(2);
    settle(window);
}

/// A slip of the pen in a term is told; Enter leaves the cursor where it is, and Escape takes it all back.
#[test]
fn a_term_that_there_is_none_of_is_told_and_typed_on() {
    let mut window = window_of_all_days();
    type_in(&mut window, "numbr >= 10");
    assert!(shows(&window, "nothing is called 'numbr' here"));
    enter(&mut window);
    assert!(shows(&window, "nothing is called 'numbr' here"));
    window.key_press(Key::Escape);
    settle(&mut window);
    assert!(!shows(&window, "nothing is called 'numbr' here"));
    assert_eq!(session(&window).filters.condition, None);
}

/// In the two days of the first view AZ MoD has two claims, NK MoD one, and the Russian bulletin is one record.
#[test]
fn a_term_is_gone_on_with_words_that_say_how_many_records_they_stand_for() {
    let mut window = open_window(&[], None);
    type_in(&mut window, "reporter = ");
    assert!(shows(&window, "AZ MoD · 2 records"));
    assert!(shows(&window, "NK MoD · 1 record"));
    let rank = |word: &str| window.get_by_label(word).rect().top();
    assert!(rank("az-mod") < rank("nk-mod"), "the most records first");
    press(&mut window, "nk-mod");
    settle(&mut window);
    // What is whole is offered no more, and there is more to type.
    assert!(!shows(&window, "Go on with"));
    enter(&mut window);
    assert_eq!(let_through(&window), 1);
    // Of types, beside that reporter.
    type_in(&mut window, "type = ");
    assert!(shows(&window, "1 record"));
    type_in(&mut window, "weapon = mor");
    press(&mut window, "mortar");
    settle(&mut window);
    enter(&mut window);
    assert_eq!(let_through(&window), 0);
}

fn accounts(window: &Window) -> Accounts {
    window.state().derived().answer.accounts
}

/// Records that are let through.
fn let_through(window: &Window) -> usize {
    let accounts = accounts(window);
    assert!(accounts.balance(), "{accounts}");
    accounts.shown + accounts.unplaced
}

fn asked(window: &Window) -> Option<String> {
    let condition = session(window).filters.condition.as_ref();
    condition.map(|condition| condition.typed().to_owned())
}

fn condition(typed: &str) -> Option<Condition> {
    Some(Condition::parse(typed).expect(typed))
}

#[test]
fn a_condition_is_typed_in_the_search_field_and_its_parts_are_changed_and_removed() {
    let mut window = window_of_all_days();
    assert_eq!(let_through(&window), 481);
    type_in(&mut window, "number >= 10");
    assert!(shows(&window, "Only records with: number >= 10"));
    enter(&mut window);
    assert_eq!(asked(&window).as_deref(), Some("number >= 10"));
    assert_eq!(let_through(&window), 22);
    assert_eq!(accounts(&window).filtered, 481 - 22);
    // Another one as well.
    type_in(&mut window, "reporter = az-mod");
    enter(&mut window);
    assert_eq!(
        asked(&window).as_deref(),
        Some("number >= 10 and reporter = az-mod")
    );
    assert_eq!(let_through(&window), 5);
    // A part is changed in the field where it was typed, and stays where it was.
    press(&mut window, "Change: number >= 10");
    window.run();
    type_in(&mut window, "weapon = mortar");
    enter(&mut window);
    assert_eq!(
        asked(&window).as_deref(),
        Some("weapon = mortar and reporter = az-mod")
    );
    press(&mut window, "Remove: reporter = az-mod");
    settle(&mut window);
    assert_eq!(let_through(&window), 50);
    // What is seen is what a plain scan finds: the same rows on the map and in the lists.
    let state = window.state();
    let period = session(&window).window.interval();
    let all = ShownRows::of(state.atlas(), &state.derived().answer, period);
    let shown: Vec<RecordId> = all
        .flat_map(|rows| rows.iter().map(move |row| rows.record(row)))
        .collect();
    assert_eq!(shown.len(), accounts(&window).shown);
    for record in shown {
        let detail = state.atlas().detail(record).expect("in memory");
        let weapons = &detail.claim().expect("a claim").weapons;
        assert!(
            weapons.contains(&contactline::model::Weapon::Mortar),
            "{record:?}"
        );
    }
    press(&mut window, "Remove: weapon = mortar");
    settle(&mut window);
    assert_eq!(asked(&window), None);
    assert_eq!(let_through(&window), 481);
    // All of that is undone and done again.
    window.state_mut().act(Action::Undo);
    settle(&mut window);
    assert_eq!(let_through(&window), 50);
    window.state_mut().act(Action::Redo);
    settle(&mut window);
    assert_eq!(let_through(&window), 481);
}

#[test]
fn what_is_not_understood_is_told_under_the_field_and_not_applied() {
    let mut window = window_of_all_days();
    type_in(&mut window, "number >= ten");
    assert!(shows(&window, "a whole number is missing here"));
    enter(&mut window);
    assert_eq!(asked(&window), None);
    type_in(&mut window, "at = lachinn");
    assert!(shows(&window, "did you mean lachin"));
    // Words to look for are no condition.
    type_in(&mut window, "lachin");
    assert!(!shows(&window, "Only records with:"));
    assert!(!shows(&window, "missing here"));
}

/// A link may name what is not open here: that is told, and everything is seen.
#[test]
fn a_condition_with_a_name_that_means_nothing_here_is_told_and_not_applied() {
    let mut window = window_of_all_days();
    act(
        &mut window,
        Command::Ask(condition("number >= 10 and reporter = nobody-at-all")),
    );
    assert!(shows(
        &window,
        "Not applied: no reporter is called 'nobody-at-all'"
    ));
    assert_eq!(let_through(&window), 481);
    let form = PictureForm {
        size: Px { x: 640.0, y: 420.0 },
        scale: 1.0,
        layout: Layout::Map,
        title: String::new(),
        each: None,
        legend: false,
        seen: None,
    };
    let drawn = window.state().picture_spec(&form, Theme::Light);
    assert_eq!(drawn.session.filters.condition, None);
    press(&mut window, "Remove: reporter = nobody-at-all");
    settle(&mut window);
    assert!(!shows(&window, "Not applied"));
    assert_eq!(let_through(&window), 22);
}

#[test]
fn each_of_two_views_is_seen_through_its_own_condition() {
    let mut window = window_of_all_days();
    act(&mut window, Command::Ask(condition("weapon = mortar")));
    let period = session(&window).window;
    let other = OtherView {
        filters: contactline::query::Filters {
            condition: condition("has losses"),
            ..Default::default()
        },
        ..OtherView::before(session(&window), period)
    };
    act(&mut window, Command::ShowOther(Some(other)));
    assert_eq!(let_through(&window), 50);
    act(&mut window, Command::SwapViews);
    assert_eq!(let_through(&window), 83);
    act(&mut window, Command::SwapViews);
    assert_eq!(let_through(&window), 50);
}

#[test]
fn a_sheet_of_two_views_shows_each_through_its_own_condition() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = window_of_all_days();
    let days = days("2022-08-07", "2022-08-08");
    act(&mut window, Command::SetWindow(days));
    let other = OtherView {
        window: days,
        filters: contactline::query::Filters {
            condition: condition("reporter = ru-mod"),
            ..Default::default()
        },
        ..OtherView::before(session(&window), days)
    };
    act(&mut window, Command::ShowOther(Some(other)));
    let mut picture = |each: Option<Each>, name: &str| {
        let form = PictureForm {
            size: contactline::scene::px(1200.0, 700.0),
            scale: 1.0,
            layout: Layout::Map,
            title: String::new(),
            each,
            legend: false,
            seen: None,
        };
        let path = folder.path().join(name);
        let save = PictureAction::Save(form, path.clone());
        window.state_mut().act(Action::Picture(save));
        settle(&mut window);
        let picture = std::fs::read_to_string(&path).expect("a picture");
        ["AZ MoD: ", "RU MoD: "].map(|of| picture.matches(of).count())
    };
    let [alone, russian] = picture(None, "alone.svg");
    assert!(alone > 0 && russian > 0);
    // The view of Russian bulletins alone shows none of another reporter.
    assert_eq!(picture(Some(Each::View), "both.svg"), [alone, 2 * russian]);
}

#[test]
fn a_question_is_kept_by_name_and_asked_again_by_one_click() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("session.json");
    let mut window = open_window(&[], Some(&store));
    act(
        &mut window,
        Command::SetWindow(days("2004-01-01", "2025-12-31")),
    );
    act(&mut window, Command::Ask(condition("weapon = mortar")));
    press(&mut window, "Keep…");
    window.run();
    window.get_by_label("Keep this question as").focus();
    window.run();
    window
        .get_by_label("Keep this question as")
        .type_text("Mortars");
    window.run();
    press(&mut window, "Keep");
    settle(&mut window);
    assert_eq!(session(&window).questions.len(), 1);
    act(&mut window, Command::Ask(None));
    assert_eq!(let_through(&window), 481);
    // A link takes none along.
    let sent = link::read(&link::write(session(&window))).expect("a link");
    assert!(sent.questions.is_empty());
    // Until it is kept.
    window.run_steps(40);
    settle(&mut window);
    drop(window);
    let mut window = open_window(&[], Some(&store));
    window.key_press_modifiers(Modifiers::COMMAND, Key::F);
    window.run();
    assert!(shows(&window, "within 20 km of lachin"));
    press(&mut window, "Ask: Mortars");
    settle(&mut window);
    assert_eq!(asked(&window).as_deref(), Some("weapon = mortar"));
    assert_eq!(let_through(&window), 50);
}

/// Clicks the map at a position.
fn click_map(window: &mut Window, (x, y): (f64, f64), button: PointerButton) {
    let map = window.get_by_label("Map").rect();
    let view = View {
        camera: session(window).camera.expect("a camera"),
        size: px(map.width(), map.height()),
    };
    let at = view.project(to_world(Coord { x, y }));
    let pos = map.min + egui::vec2(at.x, at.y);
    window.hover_at(pos);
    window.run_steps(2);
    for pressed in [true, false] {
        window.event(Event::PointerButton {
            pos,
            button,
            pressed,
            modifiers: Modifiers::NONE,
        });
        window.run_steps(2);
    }
    // Two clicks soon after each other would be a double click.
    window.run_steps(60);
}

/// How many records lie inside was counted by the script of `conditions.rs`.
#[test]
fn an_area_that_is_measured_on_the_map_is_asked_about_and_drawn() {
    let mut window = window_of_all_days();
    let camera = Camera {
        center: Coord { x: 45.65, y: 40.2 },
        zoom: 8.5,
    };
    act(&mut window, Command::Look(camera));
    let corners = [(45.3, 40.0), (46.0, 40.0), (46.0, 40.5), (45.3, 40.4)];
    click_map(&mut window, corners[0], PointerButton::Secondary);
    press(&mut window, "Measure from here");
    for corner in &corners[1..] {
        click_map(&mut window, *corner, PointerButton::Primary);
    }
    click_map(&mut window, (45.6, 40.2), PointerButton::Secondary);
    press(&mut window, "Only records inside this area");
    settle(&mut window);
    let condition = asked(&window).expect("a condition");
    assert!(condition.starts_with("inside \"45."), "{condition}");
    assert_eq!(let_through(&window), 76, "{condition}");
    let read = Condition::parse(&condition).expect("a condition");
    let shapes = read.drawn_shapes();
    assert_eq!(shapes.len(), 1);
    for (at, corner) in shapes[0].points.iter().zip(corners) {
        let is_near = (at.x - corner.0).abs() < 2e-3 && (at.y - corner.1).abs() < 2e-3;
        assert!(is_near, "{at:?} {corner:?}");
    }
}

#[test]
fn events_that_change_change_what_is_denied() {
    let mut window = window_of_all_days();
    act(&mut window, Command::Ask(condition("denied")));
    let denied = let_through(&window);
    assert!(denied > 10 && denied < 100, "{denied}");
    act(&mut window, Command::Ask(condition("not denied")));
    assert_eq!(let_through(&window), 481 - denied);
}

#[test]
fn a_condition_is_kept_in_sessions_and_links_and_read_by_the_same_grammar() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("session.json");
    let mut window = open_window(&[], Some(&store));
    act(
        &mut window,
        Command::SetWindow(days("2004-01-01", "2025-12-31")),
    );
    act(&mut window, Command::Ask(condition("number≥10 and by=az")));
    let sent = link::write(session(&window));
    let through = let_through(&window);
    window.run_steps(40);
    settle(&mut window);
    drop(window);
    let window = open_window(&[], Some(&store));
    assert_eq!(asked(&window).as_deref(), Some("number≥10 and by=az"));
    assert_eq!(let_through(&window), through);
    let mut other = open_window(&[], None);
    other.state_mut().visit(link::read(&sent).expect("a link"));
    settle(&mut other);
    assert_eq!(let_through(&other), through);
    // What another wrote is not believed.
    let damaged = file::write(&Session::default()).replace(
        "\"show_duplicates\": false",
        "\"show_duplicates\": false, \"condition\": \"number >= ten\"",
    );
    let error = file::read(&damaged).expect_err("refused").to_string();
    assert!(
        error.contains("          ^ a whole number is missing here"),
        "{error}"
    );
    let deep = damaged.replace("number >= ten", &"(".repeat(3_000));
    assert!(file::read(&deep).is_err());
}

/// So many rows that they are streamed into columns.
const ROWS: usize = 20_000;

#[test]
fn a_file_that_is_opened_later_is_seen_through_the_condition_as_well() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("events.csv");
    let mut text = String::from("id,date,activity,reporter,count,lon,lat,remark\n");
    for row in 0..ROWS {
        let (day, count) = (1 + row % 28, row % 20);
        let lat = 39.0 + 0.001 * (row % 1_000) as f64;
        text.push_str(&format!(
            "r{row},2020-02-{day:02},shelling,az-mod,{count},46.0,{lat:.3},\
             \"remark of row {row}, which is told at some length\"\n"
        ));
    }
    fs::write(&path, text).expect("a file");
    let mut window = window_of_all_days();
    act(&mut window, Command::Ask(condition("number >= 10")));
    assert_eq!(let_through(&window), 22);
    act(&mut window, Command::OpenFile(OpenFile::at(&path, &[])));
    // Half of its rows: those whose number is 10 to 19.
    assert_eq!(let_through(&window), 22 + ROWS / 2);
    let key: &FileKey = &session(&window).files[0].key.clone();
    act(
        &mut window,
        Command::Ask(condition("property remark ~ \"row 17 which\"")),
    );
    assert_eq!(let_through(&window), 1);
    act(&mut window, Command::CloseFile(key.clone()));
    assert_eq!(let_through(&window), 0);
    act(&mut window, Command::Ask(None));
    assert_eq!(let_through(&window), 481);
}

/// What a box of the filters hides is a part of the question, and what the question hides is a box.
#[test]
fn what_filters_hide_is_a_part_of_the_question() {
    let mut window = window_of_all_days();
    type_in(
        &mut window,
        "not reporter = az-mod and not activity = sniper and weapon = mortar",
    );
    enter(&mut window);
    let filters = &session(&window).filters;
    assert!(filters.hidden_reporters.contains("az-mod"));
    assert_eq!(filters.hidden_activities.len(), 1);
    assert_eq!(asked(&window).as_deref(), Some("weapon = mortar"));
    assert!(shows(&window, "Remove: not activity = sniper"));
    act(&mut window, Command::HideReporter("nk-mod".into(), true));
    let few = let_through(&window);
    press(&mut window, "Remove: not reporter = nk-mod");
    settle(&mut window);
    assert!(let_through(&window) > few);
    // It is changed where the others are, into what no filter says.
    press(&mut window, "Change: not reporter = az-mod");
    window.run();
    type_in(&mut window, "reporter = az-mod");
    enter(&mut window);
    assert!(session(&window).filters.hidden_reporters.is_empty());
    assert_eq!(
        asked(&window).as_deref(),
        Some("weapon = mortar and reporter = az-mod")
    );
    press(&mut window, "Remove all");
    settle(&mut window);
    assert_eq!(let_through(&window), 481);
    // Where many are hidden, they are one part; where one is left, that one.
    press(&mut window, "Reporters: none");
    window.run();
    assert!(shows(&window, "17 reporters hidden"));
    press(&mut window, "Show NK MoD");
    window.run();
    assert!(shows(&window, "reporter = nk-mod"));
    press(&mut window, "Remove: reporter = nk-mod");
    settle(&mut window);
    assert_eq!(
        session(&window).filters,
        contactline::query::Filters::default()
    );
}
