//! What is pasted into a field does not stop the window, however much it is.

use crate::common::{open_window, settle};
use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

#[test]
fn a_megabyte_pasted_into_the_search_ends_where_the_field_does() {
    let mut window = open_window(&[], None);
    window.key_press_modifiers(Modifiers::COMMAND, Key::K);
    window.step();
    window.event(Event::Paste("kalbajar ".repeat(120_000)));
    window.step();
    settle(&mut window);
    let fields = window.query_all_by_role(egui::accesskit::Role::TextInput);
    let texts = fields.filter_map(|field| field.accesskit_node().value());
    let typed = texts.max_by_key(String::len).expect("a field");
    assert_eq!(typed.chars().count(), 1_000);
    assert!(typed.starts_with("kalbajar kalbajar "));
}
