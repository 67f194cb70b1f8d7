//! The bar at the top, its menus, the search field, the keys and the notices.

use super::{Interface, interface};

phrases! {
    file { English("File") }
    edit { English("Edit") }
    view { English("View") }
    help { English("Help") }
    open { English("Open…") }
    read_statement { English("Read a statement…") }
    make_basemap { English("Make a base map from an extract…") }
    save_project { English("Save project") }
    save_project_as { English("Save project as…") }
    revert_project { English("Revert to saved project") }
    close_project { English("Close project") }
    export_data { English("Export data…") }
    export_picture { English("Export picture…") }
    copy_link { English("Copy link") }
    quit { English("Quit") }
    undo { English("Undo") }
    redo { English("Redo") }
    find { English("Search…") }
    left_panel { English("Filters and layers") }
    right_panel { English("Details") }
    home { English("Zoom to the line of contact") }
    light { English("Light") }
    dark { English("Dark") }
    system_theme { English("System theme") }
    still { English("Less motion") }
    still_hint { English("Names, panels and the overview appear at once, without fading or sliding. At first as the desktop has it") }
    about_data { English("About the data") }
    notes { English("Data quality notes") }
    keys { English("Keyboard shortcuts") }
    to_dark { English("Dark theme") }
    to_light { English("Light theme") }
    place_names(language: &str) { English("Place names: {language}") }
    language_of_names { English("Language of place names") }

    search_field { English("Search places, dates, reporters, events… (Ctrl+K)") }
    search_name { English("Search places, regions and reports") }
    searching_files { English("Searching large files…") }
    nothing_found { English("No results. Try another spelling or part of the name.") }
    add_the_year(typed: &str, year: i16) { English("No results. If it is a day, add its year: {typed} {year}") }

    dismiss { English("Dismiss") }
    earlier_messages(number: usize) { English("{}", super::units::count(number, "earlier message", "earlier messages")) }
    show_earlier { English("Show") }
    dismiss_earlier { English("Dismiss the earlier messages") }
    dismiss_hint { English("Dismiss the hint") }
    hint {
        English("Click a region or an arrow to see the fire reported there. Space plays the timeline.")
    }
    browse { English("Browse…") }
    cancel { English("Cancel") }
}

/// The handle at an edge of the map: what pressing it does.
pub fn panel_handle(left: bool, open: bool) -> &'static str {
    match interface() {
        Interface::English => match (left, open) {
            (true, true) => "Hide filters and layers",
            (true, false) => "Show filters and layers",
            (false, true) => "Hide details",
            (false, false) => "Show details",
        },
    }
}

/// Keys as the keyboards of a language name them.
pub fn keys_as_written(keys: &str) -> &str {
    match interface() {
        Interface::English => keys,
    }
}

/// Help > Keyboard shortcuts: what to press, and what it does.
pub fn shortcuts() -> [(&'static str, &'static str); 27] {
    match interface() {
        Interface::English => [
            ("Ctrl+O", "Open a file"),
            ("Ctrl+V", "Read pasted text as a statement"),
            ("Ctrl+S", "Save the project"),
            ("Ctrl+Shift+S", "Save the project as…"),
            ("Ctrl+Shift+E", "Export data"),
            ("Ctrl+E", "Export a picture of the map"),
            ("Ctrl+Shift+C", "Copy a link to this view"),
            ("Ctrl+K", "Search places, regions and reports"),
            ("Ctrl+T", "Open or close the records table"),
            ("Space", "Play or pause"),
            (",   .", "Step the period back or forward"),
            ("[   ]", "Play slower or faster"),
            ("Arrow keys", "Pan the map (Shift: faster)"),
            ("+   −", "Zoom in or out"),
            ("Home", "Zoom to the line of contact"),
            ("Z", "Zoom to the selection"),
            (
                "Alt+←   Alt+→",
                "Back to where the map was, and forward again",
            ),
            ("Click", "Select; click again for the feature below"),
            ("Double click", "Zoom in"),
            ("Wheel", "Zoom the map or the timeline at the pointer"),
            ("Esc", "Clear the selection or close a dialog"),
            ("Ctrl+Z", "Undo"),
            ("Ctrl+Shift+Z", "Redo"),
            (
                "Tab, Enter",
                "Reach and use every control and every name on the map",
            ),
            (
                "← →",
                "On a handle of the timeline: one day (Shift: one week)",
            ),
            ("F1", "Show these shortcuts"),
            ("Ctrl+Q", "Quit"),
        ],
    }
}
