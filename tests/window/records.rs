//! The table of records, driven through the real panel.

use std::fs;

use crate::common::{
    Window, click, days, open_sized, open_window, session, settle, shows, type_into,
};
use contactline::{
    model::RegionKey,
    session::{Command, Selection},
    view::Action,
};
use egui::{
    Event, Key, Modifiers, PointerButton,
    accesskit::{Role, Toggled},
};
use egui_kittest::kittest::{By, NodeT as _, Queryable as _};

fn with_table(window: &mut Window) {
    window.key_press_modifiers(Modifiers::COMMAND, Key::T);
    settle(window);
}

/// The rows in sight, as a screen reader says them.
fn rows(window: &Window) -> Vec<String> {
    let rows = window.query_all_by_role(Role::Row);
    rows.filter_map(|row| row.accesskit_node().label())
        .collect()
}

fn click_row(window: &mut Window, name: &str, modifiers: Modifiers) {
    let row = window.query_all(By::new().role(Role::Row).label_contains(name));
    let row = row.into_iter().next().expect("a row of that name");
    // Away from the edge that resizes the column.
    let pos = row.rect().left_center() + egui::vec2(20.0, 0.0);
    window.event(Event::PointerMoved(pos));
    for pressed in [true, false] {
        let event = Event::PointerButton {
            pos,
            button: PointerButton::Primary,
            pressed,
            modifiers,
        };
        window.event_modifiers(event, modifiers);
    }
    settle(window);
}

/// Those of 7 and 8 August 2022, read by eye in `data/reports.json`: two claims of the ministry of
/// Azerbaijan, one of the Armenian side in Nagorno-Karabakh, the Russian bulletin, and the denials.
#[test]
fn the_table_lists_every_record_of_the_period_that_is_shown_or_not_on_the_map() {
    let mut window = open_window(&[], None);
    with_table(&mut window);
    let accounts = window.state().derived().answer.accounts;
    let listed = rows(&window);
    assert_eq!(
        listed.len(),
        accounts.shown + accounts.unplaced,
        "{listed:?}"
    );
    assert!(
        listed.contains(
            &"2022-08-07/2022-08-08, AZ MoD, 6, Kalbajar / Karvachar; Lachin / Berdzor".to_owned()
        ),
        "{listed:?}"
    );
    assert!(shows(&window, &format!("{} records", listed.len())));
    with_table(&mut window);
    assert!(rows(&window).is_empty(), "the keys close it as well");
}

#[test]
fn a_row_that_is_clicked_is_selected_on_the_map_and_what_is_selected_there_in_the_table() {
    let mut window = open_window(&[], None);
    with_table(&mut window);
    click_row(&mut window, "AZ MoD, 6", Modifiers::NONE);
    assert!(matches!(
        session(&window).selection,
        Some(Selection::Record { file: None, .. })
    ));
    let kalbajar = Command::Select(Some(Selection::Region(RegionKey::new("kalbajar"))));
    window.state_mut().act(Action::Do(kalbajar));
    settle(&mut window);
    let chosen = |window: &Window| {
        let rows = window.query_all_by_role(Role::Row);
        rows.filter(|row| row.accesskit_node().toggled() == Some(Toggled::True))
            .count()
    };
    assert_eq!(chosen(&window), window.state().derived().focus.total);
}

/// How many rows are selected, as a screen reader says it.
fn chosen(window: &Window) -> usize {
    let rows = window.query_all_by_role(Role::Row);
    rows.filter(|row| row.accesskit_node().toggled() == Some(Toggled::True))
        .count()
}

/// A quick hand lets the key go in the frame of the click: what was held at the click counts.
#[test]
fn shift_selects_a_range_and_ctrl_one_more_however_quick_the_hand_is() {
    let mut window = open_window(&[], None);
    with_table(&mut window);
    assert_eq!(rows(&window).len(), 4);
    let quick = |window: &mut Window, nth: usize, modifiers: Modifiers| {
        let row = window.query_all_by_role(Role::Row).nth(nth).expect("a row");
        let pos = row.rect().left_center() + egui::vec2(20.0, 0.0);
        window.event(Event::PointerMoved(pos));
        for pressed in [true, false] {
            window.event(Event::PointerButton {
                pos,
                button: PointerButton::Primary,
                pressed,
                modifiers,
            });
        }
        settle(window);
    };
    quick(&mut window, 0, Modifiers::NONE);
    assert_eq!(chosen(&window), 1);
    quick(&mut window, 2, Modifiers::SHIFT);
    assert_eq!(chosen(&window), 3);
    assert!(shows(&window, "Export 3 selected rows"));
    quick(&mut window, 1, Modifiers::SHIFT);
    assert_eq!(chosen(&window), 2, "from the same row");
    quick(&mut window, 3, Modifiers::COMMAND);
    assert_eq!(chosen(&window), 3);
    quick(&mut window, 0, Modifiers::COMMAND);
    assert_eq!(chosen(&window), 2);
    quick(&mut window, 3, Modifiers::COMMAND);
    quick(&mut window, 2, Modifiers::COMMAND);
    quick(&mut window, 1, Modifiers::COMMAND);
    assert_eq!(chosen(&window), 1);
    quick(&mut window, 2, Modifiers::COMMAND);
    assert_eq!(chosen(&window), 0);
    assert_eq!(session(&window).selection, None);
    // With keys: from the row in front to the last one, and back.
    quick(&mut window, 1, Modifiers::NONE);
    assert_eq!(chosen(&window), 1);
    let camera = session(&window).camera;
    window.key_press_modifiers(Modifiers::SHIFT, Key::End);
    settle(&mut window);
    assert_eq!(chosen(&window), 3);
    window.key_press_modifiers(Modifiers::SHIFT, Key::ArrowUp);
    settle(&mut window);
    assert_eq!(chosen(&window), 2);
    window.key_press(Key::Home);
    settle(&mut window);
    assert_eq!(chosen(&window), 1);
    assert_eq!(session(&window).camera, camera, "the map stays");
}

#[test]
fn rows_are_sorted_by_a_heading_and_filtered_below_it() {
    let mut window = open_window(&[], None);
    with_table(&mut window);
    click(&mut window, "Sort by Incidents");
    settle(&mut window);
    click(&mut window, "Incidents, sorted, smallest first");
    settle(&mut window);
    let listed = rows(&window);
    assert!(listed[0].contains("AZ MoD, 6"), "{listed:?}");
    assert!(listed[1].contains("AZ MoD, 4"), "{listed:?}");
    assert!(listed[2].contains("RU MoD, 1"), "{listed:?}");
    click(&mut window, "Filter columns");
    settle(&mut window);
    type_into(&mut window, "Filter Incidents", ">= 4");
    settle(&mut window);
    assert_eq!(rows(&window).len(), 2);
    assert!(shows(&window, "2 of "));
    click(&mut window, "Clear filters");
    settle(&mut window);
    assert!(rows(&window).len() > 2);
}

#[test]
fn rows_are_copied_with_names_positions_and_addresses_and_exported_alone() {
    let mut window = open_window(&[], None);
    with_table(&mut window);
    click_row(&mut window, "AZ MoD, 6", Modifiers::NONE);
    click_row(&mut window, "RU MoD, 1", Modifiers::COMMAND);
    click(&mut window, "Copy");
    settle(&mut window);
    assert!(shows(&window, "2 rows copied"));
    click(&mut window, "Export 2 selected rows...");
    settle(&mut window);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("two.csv");
    window.state_mut().act(Action::Export(path.clone()));
    settle(&mut window);
    let text = fs::read_to_string(&path).expect("the file is there");
    assert_eq!(text.lines().count(), 3, "a heading and two rows: {text}");
    assert!(text.contains("az-mod") && text.contains("ru-mod"), "{text}");
}

#[test]
fn arrows_go_through_rows_and_leave_the_map() {
    let mut window = open_window(&[], None);
    with_table(&mut window);
    click_row(&mut window, "AZ MoD, 6", Modifiers::NONE);
    let camera = session(&window).camera;
    let before = session(&window).selection.clone();
    window.key_press(Key::ArrowDown);
    settle(&mut window);
    assert_ne!(session(&window).selection, before);
    assert_eq!(session(&window).camera, camera);
    // One after another, and back.
    let mut seen = vec![before, session(&window).selection.clone()];
    window.key_press(Key::ArrowDown);
    settle(&mut window);
    let third = session(&window).selection.clone();
    assert!(!seen.contains(&third));
    seen.push(third);
    for at in [1, 0] {
        window.key_press(Key::ArrowUp);
        settle(&mut window);
        assert_eq!(session(&window).selection, seen[at]);
    }
    assert_eq!(session(&window).camera, camera);
}

/// A thousand rows of a file, of which few are laid out.
#[test]
fn only_rows_in_sight_are_laid_out() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("many.csv");
    let mut table = String::from("date,activity,lon,lat,remark\n");
    for at in 0..1000 {
        table.push_str(&format!(
            "2022-08-{:02},shelling,46.{at:03},39.5,row {at}\n",
            1 + at % 28
        ));
    }
    fs::write(&path, table).expect("written");
    let mut window = open_window(&[&path], None);
    window.state_mut().act(Action::Do(Command::SetWindow(days(
        "2022-08-01",
        "2022-08-28",
    ))));
    with_table(&mut window);
    let listed = rows(&window).len();
    assert!(listed > 3 && listed < 60, "{listed}");
}

#[test]
fn the_drawer_holds_still_and_leaves_room_for_the_map() {
    for size in [[760.0, 520.0], [1280.0, 800.0]] {
        let mut window = open_sized(size, &[], None);
        with_table(&mut window);
        let at = |window: &Window| {
            let row = window.query_all_by_role(Role::Row).next().expect("a row");
            row.rect()
        };
        let before = at(&window);
        for frame in 0..120 {
            let x = size[0] * (0.2 + 0.005 * frame as f32);
            window.hover_at(egui::pos2(x, size[1] * 0.4));
            window.step();
        }
        assert_eq!(at(&window), before);
    }
}

/// What a file says beyond the fields of a claim is told in the details, and is a column that filters.
#[test]
fn properties_of_a_file_stand_in_the_details_and_are_columns() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("crews.csv");
    let table = "date,activity,lon,lat,crew\n\
                 2022-08-07,shelling,46.5,39.5,second battery\n\
                 2022-08-08,shelling,46.6,39.6,first battery\n";
    fs::write(&path, table).expect("written");
    let mut window = open_sized([3000.0, 900.0], &[&path], None);
    // Columns that no rule knows are asked about.
    window
        .state_mut()
        .act(Action::AcceptImport { remember: false });
    settle(&mut window);
    with_table(&mut window);
    assert_eq!(rows(&window).len(), 6);
    click(&mut window, "Filter columns");
    settle(&mut window);
    click(&mut window, "Columns");
    let column = By::new().role(Role::CheckBox).label("crew");
    window.get(column).click_accesskit();
    settle(&mut window);
    window.key_press(Key::Escape);
    settle(&mut window);
    assert!(shows(&window, "Sort by crew"));
    window.get_by_label("Filter crew").focus();
    window.run();
    window.get_by_label("Filter crew").type_text("FIRST");
    settle(&mut window);
    assert_eq!(rows(&window).len(), 1);
    click_row(&mut window, "2022-08-08", Modifiers::NONE);
    assert!(shows(&window, "1 further column of the file"));
    let cell_and_details = window.query_all_by_label_contains("first battery").count();
    assert!(cell_and_details >= 2, "{cell_and_details}");
}
