//! Panels, drawers and the details, driven through the real window over many frames: nothing covers
//! anything, the map keeps its room, and what is selected is seen wherever the person looks.

use crate::common::{
    Window, click, days, drag, open_sized, open_window, rect, session, settle, shows,
};
use contactline::{
    model::RegionKey,
    session::{Command, Selection},
    view::Action,
};
use egui::{Key, Modifiers, Rect, accesskit::Role, vec2};
use egui_kittest::kittest::{By, NodeT as _, Queryable as _};

const LEAST_MAP_PX: f32 = 400.0;

fn with_table(window: &mut Window) {
    window.key_press_modifiers(Modifiers::COMMAND, Key::T);
    settle(window);
}

/// The handle that opens or closes a panel.
fn handle(window: &Window, what: &str) -> Rect {
    let [open, closed] = ["Hide", "Show"].map(|does| format!("{does} {what}"));
    let node = window.query_by_label(&open);
    let node = node.unwrap_or_else(|| window.get_by_label(&closed));
    node.rect()
}

/// What panels and drawers leave of the width of the map.
fn map_left(window: &Window) -> f32 {
    handle(window, "details").right() - handle(window, "filters and layers").left()
}

fn set(window: &mut Window, side: &str, open: bool) {
    let label = format!("{} {side}", if open { "Show" } else { "Hide" });
    if window.query_by_label(&label).is_some() {
        click(window, &label);
        settle(window);
    }
}

/// Every way in which panels can be open, at both sizes at which they are in one another's way.
#[test]
fn in_every_combination_of_panels_the_map_keeps_400_points_and_the_table_is_not_covered() {
    for size in [[760.0, 520.0], [1000.0, 600.0], [1024.0, 640.0]] {
        let mut window = open_sized(size, &[], None);
        let mut has_table = false;
        for combination in 0..8 {
            let open = |bit: u8| combination & (1 << bit) != 0;
            set(&mut window, "filters and layers", open(0));
            set(&mut window, "details", open(1));
            if open(2) != has_table {
                with_table(&mut window);
                has_table = !has_table;
            }
            let name = format!("{size:?} {combination:03b}");
            assert!(map_left(&window) >= LEAST_MAP_PX, "{name}");
            let whole = Rect::from_min_size(egui::Pos2::ZERO, size.into());
            let (left, right) = (
                handle(&window, "filters and layers").left(),
                handle(&window, "details").right(),
            );
            if !open(2) {
                continue;
            }
            let close = rect(&window, "Close the records table");
            assert!(whole.contains_rect(close), "{name}: {close:?}");
            assert!(close.left() >= left && close.right() <= right, "{name}");
            let row = window.query_all_by_role(Role::Row).next().expect("a row");
            let row = row.rect();
            assert!(row.left() >= left - 1.0 && row.left() < right, "{name}");
            assert!(row.bottom() < size[1], "{name}: {row:?}");
            for frame in 0..60 {
                let x = left + (right - left) * frame as f32 / 60.0;
                window.hover_at(egui::pos2(x, size[1] * 0.3));
                window.step();
            }
            assert_eq!(rect(&window, "Close the records table"), close, "{name}");
        }
    }
}

/// However far a person drags their edges.
#[test]
fn panels_that_are_dragged_leave_the_map_its_room() {
    let mut window = open_sized([1024.0, 640.0], &[], None);
    for (side, by) in [("details", -600.0), ("filters and layers", 600.0)] {
        let edge = match side {
            "details" => handle(&window, side).right() + 1.0,
            _ => handle(&window, side).left() - 1.0,
        };
        drag(&mut window, egui::pos2(edge, 120.0), vec2(by, 0.0));
        settle(&mut window);
        assert!(map_left(&window) >= LEAST_MAP_PX - 1.0, "{side}");
    }
    click(&mut window, "Compare");
    settle(&mut window);
    click(&mut window, "Wider");
    settle(&mut window);
    assert!(map_left(&window) >= LEAST_MAP_PX - 1.0);
}

#[test]
fn panels_come_back_to_their_size_when_the_window_does() {
    let mut window = open_sized([1600.0, 900.0], &[], None);
    with_table(&mut window);
    let edge = handle(&window, "details").right() + 1.0;
    drag(&mut window, egui::pos2(edge, 120.0), vec2(-150.0, 0.0));
    settle(&mut window);
    let of = |window: &Window| {
        let head = rect(window, "Close the records table");
        (handle(window, "details").right(), head.top())
    };
    let wide = of(&window);
    assert!((1600.0 - wide.0 - 490.0).abs() < 20.0, "{wide:?}");
    for size in [vec2(1010.0, 520.0), vec2(760.0, 520.0), vec2(1600.0, 900.0)] {
        window.set_size(size);
        settle(&mut window);
    }
    let back = of(&window);
    assert!((back.0 - wide.0).abs() < 2.0, "{back:?} {wide:?}");
    assert!((back.1 - wide.1).abs() < 2.0, "{back:?} {wide:?}");
    // And in a higher one the table is higher.
    window.set_size(vec2(1600.0, 1300.0));
    settle(&mut window);
    let row = |window: &Window| rect(window, "Close the records table").top();
    let height = 1300.0 - row(&window);
    assert!(height > (900.0 - wide.1) + 120.0, "{height}");
}

fn select(window: &mut Window, selection: Selection) {
    let select = Command::Select(Some(selection));
    window.state_mut().act(Action::Do(select));
    settle(window);
}

/// At all times eight reporters speak of Vardenis, with losses: all figures are seen.
#[test]
fn the_table_of_a_region_is_not_cut_off() {
    for width in [1280.0, 1024.0, 760.0] {
        let mut window = open_sized([width, 1200.0], &[], None);
        set(&mut window, "details", true);
        let all = window.state().atlas().span().expect("days");
        let all = Action::Do(Command::SetWindow(all));
        window.state_mut().act(all);
        settle(&mut window);
        select(
            &mut window,
            Selection::Region(RegionKey::new("basarkechar")),
        );
        set(&mut window, "details", true);
        let right = width - 8.0;
        let left = handle(&window, "details").right();
        for words in ["claims", "incidents", "no\nnumber", "with\nother\nplaces"] {
            let heads = window.query_all_by_label(words);
            let mut seen = 0;
            for rect in heads
                .map(|head| head.rect())
                .filter(|rect| rect.right() > left)
            {
                seen += 1;
                assert!(
                    rect.left() > left && rect.right() <= right,
                    "{words} {rect:?}"
                );
            }
            assert!(seen >= 2, "{words}: fire received and opened");
        }
        // What the figures are numbers of stands right above their columns.
        let first = |words: &str| {
            let mut heads = window.query_all_by_label(words).map(|head| head.rect());
            heads.find(|rect| rect.right() > left).expect(words)
        };
        for (unit, column) in [
            ("claims", "no\nnumber"),
            ("incidents", "with\nother\nplaces"),
        ] {
            let (unit, column) = (first(unit), first(column));
            assert!(unit.bottom() <= column.top() + 1.0, "{unit:?} {column:?}");
            assert!(
                (unit.right() - column.right()).abs() < 2.0,
                "{unit:?} {column:?}"
            );
        }
        assert!(shows(&window, "AM ombudsman"));
        // What has no column is told below its row.
        let below = window.query_all_by_label_contains("wounded").count();
        assert!(below > 0);
    }
}

fn click_row(window: &mut Window, name: &str) {
    let row = window.query_all(By::new().role(Role::Row).label_contains(name));
    let row = row.into_iter().next().expect("a row of that name");
    let pos = row.rect().left_center() + vec2(20.0, 0.0);
    window.hover_at(pos);
    window.run();
    window.drag_at(pos);
    window.drop_at(pos);
    settle(window);
}

#[test]
fn a_record_that_the_period_leaves_behind_says_so_and_leads_back() {
    let mut window = open_window(&[], None);
    with_table(&mut window);
    click_row(&mut window, "NK MoD");
    assert!(!shows(&window, "Outside the period shown"));
    let later = Command::SetWindow(days("2022-09-01", "2022-09-03"));
    window.state_mut().act(Action::Do(later));
    settle(&mut window);
    assert!(shows(&window, "Outside the period shown (1–3 Sep 2022)"));
    click(&mut window, "Go to 7 Aug 2022");
    settle(&mut window);
    assert_eq!(session(&window).window, days("2022-08-07", "2022-08-07"));
    assert!(!shows(&window, "Outside the period shown"));
    // A filter that hides it is told, and taken away from there.
    let mut filters = session(&window).filters.clone();
    filters.hidden_reporters.insert("nk-mod".into());
    let hide = Command::SetFilters(filters);
    window.state_mut().act(Action::Do(hide));
    settle(&mut window);
    assert!(shows(&window, "Hidden by a filter"));
    click(&mut window, "Clear all filters");
    settle(&mut window);
    assert!(!shows(&window, "Hidden by a filter"));
}

#[test]
fn what_is_selected_in_the_table_is_seen_while_reporters_are_compared() {
    let mut window = open_window(&[], None);
    with_table(&mut window);
    click(&mut window, "Compare");
    settle(&mut window);
    let marked = |window: &Window| {
        let rows = window.query_all(By::new().role(Role::Button).label_contains("Aug 2022 · "));
        let marked = rows
            .into_iter()
            .filter(|row| row.accesskit_node().toggled() == Some(egui::accesskit::Toggled::True));
        marked.count()
    };
    assert_eq!(marked(&window), 0);
    click_row(&mut window, "AZ MoD, 6");
    assert!(shows(&window, "Selected: "));
    assert!(marked(&window) > 0);
    click(&mut window, "Show details");
    settle(&mut window);
    assert!(shows(&window, "Vardenis / Basarkechar; Sisian / Garakilsa"));
}

/// How a person arranged the table, and what of the comparison they ticked, is there the next time.
#[test]
fn the_table_and_the_comparison_are_kept_as_they_were_arranged() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("session.json");
    {
        let mut window = open_window(&[], Some(&store));
        with_table(&mut window);
        click(&mut window, "Sort by Incidents");
        settle(&mut window);
        click(&mut window, "Incidents, sorted, smallest first");
        settle(&mut window);
        click(&mut window, "Columns");
        settle(&mut window);
        click(&mut window, "Move Time to the left");
        settle(&mut window);
        window.key_press(Key::Escape);
        settle(&mut window);
        select(&mut window, Selection::Region(RegionKey::new("kalbajar")));
        click(&mut window, "Compare");
        settle(&mut window);
        click(&mut window, "Only Kalbajar / Karvachar");
        settle(&mut window);
        assert!(session(&window).comparison.only_place);
        eframe::App::on_exit(window.state_mut());
    }
    let window = open_window(&[], Some(&store));
    let head = |name: &str| rect(&window, name).left();
    assert!(head("Sort by Time") < head("Sort by Day"));
    assert!(shows(&window, "Incidents, sorted, largest first"));
    assert!(session(&window).comparison.only_place);
}

/// A search leads to every publication; of a duplicate the way on is to the one that is counted.
#[test]
fn a_duplicate_leads_to_the_publication_that_is_counted() {
    let mut window = open_window(&[], None);
    let atlas = std::sync::Arc::clone(window.state().atlas());
    let duplicate = atlas
        .reports()
        .find(|of| &*of.id == "nk-ombudsman/2021-08-31/armenia-com-au");
    let duplicate = duplicate.expect("it is in the data");
    let counted = duplicate.duplicate_of.clone().expect("a duplicate");
    assert_eq!(&*counted.id, "nk-ombudsman/2021-08-25/aravot");
    set(&mut window, "details", true);
    select(&mut window, Selection::Report(duplicate.key()));
    // Its days first: that it is out of the period comes before.
    let all = Action::Do(Command::SetWindow(atlas.span().expect("days")));
    window.state_mut().act(all);
    settle(&mut window);
    click(&mut window, "Show the one that is counted");
    settle(&mut window);
    assert_eq!(session(&window).selection, Some(Selection::Report(counted)));
    assert!(!shows(&window, "A duplicate publication"));
}

#[test]
fn many_messages_leave_the_map_to_be_seen() {
    let mut window = open_window(&[], None);
    for number in 1..=5 {
        let words = format!("message {number}");
        window.state_mut().act(Action::Tell(words));
    }
    settle(&mut window);
    assert!(shows(&window, "2 earlier messages"));
    assert!(!shows(&window, "message 2") && shows(&window, "message 3"));
    click(&mut window, "Show");
    assert!(shows(&window, "message 1") && shows(&window, "message 5"));
    for _ in 0..2 {
        let dismiss = window.query_all_by_label("Dismiss");
        dismiss.into_iter().next().expect("a button").click();
        settle(&mut window);
    }
    // As many as are shown at a time.
    assert!(!shows(&window, "earlier message"));
    assert!(!shows(&window, "message 2") && shows(&window, "message 3"));
}
