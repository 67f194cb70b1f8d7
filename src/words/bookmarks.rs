//! Views that a person keeps.

phrases! {
    menu { English("Bookmarks…") }
    title { English("Bookmarks") }
    name { English("Name of the current view") }
    name_hint { English("e.g. Lachin, August 2022") }
    add { English("Add") }
    replace { English("Replace") }
    hint { English("A bookmark keeps where the map looks and the selected period.") }
    none { English("No bookmarks yet.") }
    go(name: &str) { English("Go to {name}") }
    remove(name: &str) { English("Remove {name}") }
    view(position: &str, period: &str) { English("{period} · {position}") }
    view_before { English("Previous view") }
    view_after { English("Next view") }
    to_selection { English("Zoom to the selection") }
    no_selection { English("Nothing with a place on the map is selected.") }
}
