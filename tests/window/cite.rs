//! Reports and the map are cited from the window.

use std::fs;

use crate::common::{Window, open_window, press, settle, shows};
use contactline::{
    model::RegionKey,
    session::{Command, Selection},
    view::Action,
};
use egui::OutputCommand;
use egui_kittest::kittest::Queryable as _;

/// What a click on Copy puts on the clipboard.
fn copied(window: &mut Window) -> String {
    let button = window.get_all_by_label("Copy").last().expect("a button");
    button.click();
    let copied = (0..4).find_map(|_| {
        window.step();
        let mut commands = window.output().platform_output.commands.iter();
        commands.find_map(|command| match command {
            OutputCommand::CopyText(text) => Some(text.clone()),
            _ => None,
        })
    });
    copied.expect("something is copied")
}

/// The reporter, outlet, day and address as `data/reports.json` has them.
#[test]
fn a_report_is_cited_from_its_card_in_every_form() {
    let mut window = open_window(&[], None);
    let lachin = Selection::Region(RegionKey("lachin".into()));
    window
        .state_mut()
        .act(Action::Do(Command::Select(Some(lachin))));
    settle(&mut window);
    window
        .get_all_by_label("Cite")
        .next()
        .expect("a card")
        .click_accesskit();
    settle(&mut window);
    let text = copied(&mut window);
    let version = env!("CARGO_PKG_VERSION");
    assert!(
        text.starts_with("Ministry of Defence of Azerbaijan. [Statement]. "),
        "{text}"
    );
    let data = include_str!("../../data/VERSION").trim();
    assert!(text.contains(&format!(" (built in {data})")), "{text}");
    assert!(
        text.trim_end()
            .ends_with(&format!("with Contactline {version}.")),
        "{text}"
    );
    assert!(shows(&window, "Copied as Text"));
    press(&mut window, "CSL-JSON");
    assert!(!shows(&window, "Copied as Text"));
    let csl: serde_json::Value = serde_json::from_str(&copied(&mut window)).expect("JSON");
    assert_eq!(
        csl[0]["author"][0]["literal"],
        "Ministry of Defence of Azerbaijan"
    );
    assert!(shows(&window, "Copied as CSL-JSON"));
}

/// A link restores the map for whoever has the same data; with a file of the person's own there is none,
/// since it would name their folders.
#[test]
fn the_map_is_cited_with_a_link_that_names_no_files_of_the_person() {
    let mut window = open_window(&[], None);
    window
        .state_mut()
        .act(Action::Cite(contactline::view::CiteAction::Map));
    settle(&mut window);
    let text = copied(&mut window);
    assert!(
        text.starts_with("[Map of reported fire, 7–8 Aug 2022]. contactline:"),
        "{text}"
    );
    drop(window);

    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("events.csv");
    let rows = "date,lon,lat,activity\n2022-08-07,46.2,39.9,fire\n";
    fs::write(&file, rows).expect("written");
    let mut window = open_window(&[&file], None);
    let as_proposed = Action::AcceptImport { remember: false };
    window.state_mut().act(as_proposed);
    settle(&mut window);
    window
        .state_mut()
        .act(Action::Cite(contactline::view::CiteAction::Map));
    settle(&mut window);
    let text = copied(&mut window);
    assert!(!text.contains("contactline:"), "{text}");
    let named = folder.path().to_string_lossy().into_owned();
    assert!(!text.contains(&named), "{text}");
    assert!(text.contains("(events.csv)"), "{text}");
}
