//! The timeline, driven through the real panel: wheel, steps, speed, tooltips, grips, flags, dates.

use crate::common::{
    self, Window, click, day, days, drag, open_window, press, rect, session, settle, shows,
    type_into, wheel,
};
use contactline::{
    session::{Command, Playback, Step, VisibleTime},
    view::Action,
};
use egui::{Key, Modifiers, Rect, pos2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

/// How many days the timeline shows.
fn shown_days(window: &Window) -> f64 {
    let session = session(window);
    // All of time is shown where all of it is selected.
    let all = VisibleTime::of(session.window);
    session.visible_time.unwrap_or(all).days()
}

/// The chart, without the row of controls above it.
fn chart(window: &Window) -> Rect {
    window.get_by_label("Timeline").rect()
}

fn band(window: &Window) -> Rect {
    rect(window, "Selected period: ")
}

#[test]
fn the_wheel_zooms_everywhere_on_the_timeline() {
    let mut window = open_window(&[], None);
    let chart = chart(&window);
    let places = [
        ("inside the window", band(&window).center()),
        (
            "on a grip",
            rect(&window, "Last day of the period").center(),
        ),
        ("beside it", pos2(300.0, chart.center().y)),
        ("among the flags", pos2(500.0, chart.top() + 4.0)),
        ("on the scale", pos2(700.0, chart.bottom() - 3.0)),
    ];
    for (name, at) in places {
        let before = shown_days(&window);
        wheel(&mut window, at, -60.0);
        assert!(shown_days(&window) < before * 0.95, "nearer {name}");
        wheel(&mut window, at, 60.0);
        assert!(
            (shown_days(&window) - before).abs() < 0.05 * before,
            "{name}"
        );
    }
    press(&mut window, "All time");
    settle(&mut window);
    let whole = shown_days(&window);
    assert!(band(&window).width() > 1000.0, "the window covers it all");
    wheel(&mut window, chart.center(), -120.0);
    let now = shown_days(&window);
    assert!(
        now < whole * 0.8,
        "{now} of {whole}, {:?}",
        session(&window).visible_time
    );
}

#[test]
fn a_step_is_stated_and_passes_over_no_day() {
    let mut window = open_window(&[], None);
    let forward = |window: &mut Window| {
        window.key_press(Key::Period);
        window.run();
        session(window).window
    };
    assert_eq!(forward(&mut window), days("2022-08-08", "2022-08-09"));
    press(&mut window, "Step: one week");
    assert_eq!(session(&window).playback.step, Some(Step::Week));
    // A week would pass over five days: it goes by the two that the period has.
    assert_eq!(forward(&mut window), days("2022-08-10", "2022-08-11"));
    assert!(
        shows(&window, "Forward one period"),
        "and the button says so"
    );
    press(&mut window, "Step: the length of the selected period");
    assert_eq!(session(&window).playback.step, None);
    assert_eq!(forward(&mut window), days("2022-08-12", "2022-08-13"));
    window.key_press(Key::Comma);
    window.run();
    assert_eq!(session(&window).window, days("2022-08-10", "2022-08-11"));
    type_into(&mut window, "First day", "august 2022");
    window.key_press(Key::Enter);
    window.run();
    press(&mut window, "Step: one week");
    assert!(shows(&window, "Forward one week"));
    assert_eq!(forward(&mut window), days("2022-08-08", "2022-09-07"));
}

#[test]
fn playing_shows_every_day_on_its_way() {
    let mut window = open_window(&[], None);
    press(&mut window, "Step: one month");
    for _ in 0..4 {
        window.key_press(Key::CloseBracket);
        window.run();
    }
    assert_eq!(session(&window).playback.speed.days_per_second(), 32.0);
    window.key_press(Key::Space);
    let mut last = session(&window).window.last();
    let mut moved = 0;
    for _ in 0..300 {
        window.step();
        let now = session(&window).window;
        assert!(now.first() <= last.plus(1), "{now} comes after {last}");
        moved += now.last().number() - last.number();
        last = now.last();
    }
    assert!(moved > 20, "{moved} days");
}

#[test]
fn the_speed_is_told_in_days_a_second() {
    let mut window = open_window(&[], None);
    assert_eq!(session(&window).playback, Playback::default());
    let speed = |window: &Window| {
        let combo = window.get_by_label("Speed");
        egui_kittest::kittest::NodeT::accesskit_node(&combo).value()
    };
    assert_eq!(speed(&window).as_deref(), Some("2 days/s"));
    window.key_press(Key::CloseBracket);
    window.run();
    assert_eq!(speed(&window).as_deref(), Some("4 days/s"));
    for _ in 0..3 {
        window.key_press(Key::OpenBracket);
        window.run();
    }
    assert_eq!(speed(&window).as_deref(), Some("0.5 days/s"));
    // A month at two days a second would stand still for a quarter of a minute: it passes in two seconds.
    let august = Command::SetWindow(days("2022-08-01", "2022-08-31"));
    window.state_mut().act(Action::Do(august));
    settle(&mut window);
    press(&mut window, "Step: one month");
    settle(&mut window);
    assert_eq!(speed(&window).as_deref(), Some("step in 2 s"));
}

#[test]
fn space_plays_after_a_handle_was_dragged() {
    let mut window = open_window(&[], None);
    let handle = window.get_by_label_contains("Last day of the period");
    let at = handle.rect().center();
    drag(&mut window, at, egui::vec2(20.0, 0.0));
    settle(&mut window);
    assert_ne!(session(&window).window, days("2022-08-07", "2022-08-08"));
    window.key_press(Key::Space);
    window.step();
    window.step();
    assert!(shows(&window, "Pause (Space)"));
}

#[test]
fn a_tooltip_stands_at_the_pointer_inside_the_window_and_beside_it() {
    let mut window = open_window(&[], None);
    let px_per_day = band(&window).width() / 2.0;
    let first = band(&window).left() + px_per_day / 2.0;
    let bottom = band(&window).bottom() - 4.0;
    for (x, words) in [
        (first, "7 Aug 2022\n"),
        (first - 4.0 * px_per_day, "3 Aug 2022\n"),
    ] {
        let at = pos2(x, bottom);
        window.hover_at(at);
        window.run();
        let tip = rect(&window, words);
        let away = tip.distance_to_pos(at);
        assert!(away < 60.0, "{words} is {away} points away: {tip:?}");
    }
}

#[test]
fn grips_never_cover_the_window_however_narrow() {
    let mut window = open_window(&[], None);
    for whole in [false, true] {
        type_into(&mut window, "First day", "2022-08-07");
        window.key_press(Key::Enter);
        window.run();
        type_into(&mut window, "Last day", "7.8.2022");
        window.key_press(Key::Enter);
        window.run();
        assert_eq!(session(&window).window, days("2022-08-07", "2022-08-07"));
        let band = band(&window);
        for grip in ["First day of the period", "Last day of the period"] {
            let grip = rect(&window, grip);
            let shared = grip.intersect(band).width();
            assert!(shared < 1.0, "{grip:?} on {band:?}, all of time: {whole}");
            // The bars beside it can be seen and clicked.
            assert!(grip.height() < band.height() / 2.0, "{grip:?}");
        }
        if !whole {
            for _ in 0..40 {
                wheel(&mut window, pos2(640.0, band.center().y), 200.0);
            }
            assert!(shown_days(&window) > 1000.0, "{}", shown_days(&window));
        }
    }
}

#[test]
fn a_click_on_a_flag_selects_its_days_and_says_so() {
    let mut window = open_window(&[], None);
    window.get_by_label_contains("26 Aug 2022: ").click();
    window.run();
    assert_eq!(session(&window).window, days("2022-08-26", "2022-08-26"));
    assert!(shows(&window, "Selected 26 Aug 2022: "));
    // What it was is read in the details, with its sources.
    assert!(shows(&window, "In the chronology"));
    assert!(shows(
        &window,
        "Azerbaijan announced that its army was stationed in the town of Lachin"
    ));
    assert!(shows(&window, "https://www.azernews.az/nation/198529.html"));
    window.key_press(Key::Period);
    window.run();
    assert!(
        !shows(&window, "Selected 26 Aug 2022: "),
        "until it is another"
    );
}

/// Types a day and confirms it; the period then, and whether the text is refused as no date or as outside
/// the data.
fn type_day(
    window: &mut Window,
    field: &str,
    text: &str,
) -> (contactline::model::Window, bool, bool) {
    type_into(window, field, text);
    window.key_press(Key::Enter);
    window.run();
    let told = |words: &str| shows(window, words);
    (
        session(window).window,
        told("is not a date"),
        told("lies outside"),
    )
}

#[test]
fn dates_are_typed_in_every_usual_form_and_what_is_refused_says_why() {
    let mut window = open_window(&[], None);
    let august = days("2022-08-01", "2022-08-08");
    assert_eq!(
        type_day(&mut window, "First day", "1 aug 2022"),
        (august, false, false)
    );
    let to_seventh = days("2022-08-01", "2022-08-07");
    assert_eq!(
        type_day(&mut window, "Last day", "7.8.2022"),
        (to_seventh, false, false)
    );
    for wrong in ["7/8/2022", "7 aug", "31.2.2022", "soon"] {
        assert_eq!(
            type_day(&mut window, "Last day", wrong),
            (to_seventh, true, false),
            "{wrong}"
        );
    }
    // What was refused is there to be mended until it is left: then the day that is selected is, and why it
    // was refused is still told.
    let field = |window: &Window| {
        let field = window.get_by_label("Last day");
        field.accesskit_node().value().unwrap_or_default()
    };
    assert_eq!(field(&window), "soon");
    window.key_press(Key::Tab);
    window.run();
    assert_eq!(field(&window), "2022-08-07");
    assert!(shows(&window, "is not a date"));
    type_into(&mut window, "Last day", "never");
    window.key_press(Key::Enter);
    window.run();
    assert!(shows(&window, "is not a date"));
    window.key_press(Key::Escape);
    window.run();
    assert_eq!(field(&window), "2022-08-07");
    assert!(!shows(&window, "is not a date"));
    // It gives way to the next period that is selected as well.
    assert_eq!(
        type_day(&mut window, "Last day", "soon"),
        (to_seventh, true, false)
    );
    let from_second = days("2022-08-02", "2022-08-07");
    assert_eq!(
        type_day(&mut window, "First day", "2022-08-02"),
        (from_second, false, false)
    );
    assert_eq!(
        type_day(&mut window, "First day", "2022-08-01"),
        (to_seventh, false, false)
    );
    assert_eq!(
        type_day(&mut window, "Last day", "1 aug 2030"),
        (to_seventh, false, true)
    );
    let all = days("2022-08-01", "2022-08-31");
    assert_eq!(
        type_day(&mut window, "First day", "august 2022"),
        (all, false, false)
    );
    let (last_month, _, _) = type_day(&mut window, "First day", "last month");
    let span = window.state().atlas().span().expect("dated reports");
    assert_eq!(last_month.first(), span.last().month());
    assert_eq!(last_month.last(), span.last(), "held to the data");
    // Which month that is, and why, is said beside it.
    assert!(shows(&window, "“last month”: "));
    assert!(shows(&window, "the last in the data, which ends "));
}

/// A message of the timeline is read whole at every size: in the row, or above it for eight seconds.
#[test]
fn tab_leads_from_the_first_day_to_the_last() {
    let mut window = open_window(&[], None);
    let left = |window: &Window, name: &str| window.get_by_label(name).rect().left();
    assert!(left(&window, "First day") < left(&window, "Last day"));
    type_into(&mut window, "First day", "2022-08-01");
    window.key_press(Key::Tab);
    window.run();
    assert!(window.get_by_label("Last day").is_focused());
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.get_by_label("Last day").type_text("2022-08-20");
    window.run();
    window.key_press(Key::Enter);
    window.run();
    assert_eq!(session(&window).window, days("2022-08-01", "2022-08-20"));
}

#[test]
fn what_the_timeline_says_is_never_cut_off() {
    for size in [[760.0, 520.0], [1280.0, 800.0], [1920.0, 1080.0]] {
        let mut window = common::open_sized(size, &[], None);
        let whole = egui::Rect::from_min_size(pos2(0.0, 0.0), egui::Vec2::from(size));
        type_into(&mut window, "Last day", "31.2.2022");
        window.key_press(Key::Enter);
        window.run_steps(8);
        let says = "'31.2.2022' is not a date: the month has no such day (use the form 2022-08-07)";
        let said = window.get_by_label(says).rect();
        assert!(whole.contains_rect(said), "{size:?}: {said:?}");
        let buttons = ["Cumulative", "Zoom in (+)", "Play (Space)", "All time"];
        for button in buttons.map(|label| window.get_by_label(label).rect()) {
            assert!(!said.intersects(button), "{size:?}: {said:?} on {button:?}");
        }
        type_into(&mut window, "Last day", "2022-08-08");
        assert!(!shows(&window, "is not a date"), "{size:?}");
        window.key_press(Key::Enter);
        window.run();
        window.get_by_label_contains("26 Aug 2022: ").click();
        window.run_steps(8);
        let said = rect(&window, "Selected 26 Aug 2022: ");
        assert!(whole.contains_rect(said), "{size:?}: {said:?}");
    }
}

#[test]
fn a_lone_day_can_be_zoomed_to() {
    let mut window = open_window(&[], None);
    let px_per_day = band(&window).width() / 2.0;
    // A day with a bar, left of the period.
    let third = band(&window).left() - 3.5 * px_per_day;
    let at = pos2(third, band(&window).bottom() - 5.0);
    window.hover_at(at);
    window.run();
    window.drag_at(at);
    window.drop_at(at);
    window.run();
    let lone = days("2022-08-03", "2022-08-03");
    assert_eq!(session(&window).window, lone);
    click(&mut window, "Zoom to period");
    assert_eq!(
        shown_days(&window),
        2.0,
        "the day and half a day on each side"
    );
    let wide = band(&window);
    assert!(wide.width() > 500.0, "{wide:?}");
    assert!(session(&window).window.contains(day("2022-08-03")));
}
