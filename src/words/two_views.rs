//! Two views side by side.

phrases! {
    menu { English("Two views side by side") }
    menu_hint {
        English("Shows the map twice, with one camera: each view has its own period and filters. It begins with the \
                 period of the same length before. Numbers are those of each reporter in each view; none are \
                 compared between reporters.")
    }
    worked_with { English("The timeline, filters and details are those of this view.") }
    work_with { English("Click to work with this view") }
    caption(caption: &str, hint: &str) { English("View {caption}. {hint}") }
    close(caption: &str) { English("Close view {caption}") }
    close_hint { English("Closes this view; the other one stays.") }
    filtered(period: &str) { English("{period} · filtered") }
}
