//! Two views, side by side or on either side of a handle.

phrases! {
    menu { English("Two views side by side") }
    menu_hint {
        English("Shows the map twice, with one camera: each view has its own period and filters. It begins with the \
                 period of the same length before. Numbers are those of each reporter in each view; none are \
                 compared between reporters.")
    }
    menu_handle { English("Two views with a handle between them") }
    menu_handle_hint {
        English("One map, of which the part on either side of a handle has its own period and filters. Drag the \
                 handle, or focus it and press the arrow keys.")
    }
    handle(percent: u32) { English("Handle between the two views: {percent} % of the map on its left") }
    worked_with { English("The timeline, filters and details are those of this view.") }
    work_with { English("Click to work with this view") }
    caption(caption: &str, hint: &str) { English("View {caption}. {hint}") }
    close(caption: &str) { English("Close view {caption}") }
    close_hint { English("Closes this view; the other one stays.") }
    filtered(period: &str) { English("{period} · filtered") }
}
