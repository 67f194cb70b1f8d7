//! Small maps in place of the map.

phrases! {
    menu { English("Small maps") }
    menu_hint {
        English("Shows a small map for each reporter, month or district in place of the map, all to one scale. A click \
                 on one goes there.")
    }
    each { English("One map for each") }
    reporter { English("Reporter") }
    month { English("Month") }
    region { English("District fired at") }
    hint { English("All to one scale. Click a map to go there.") }
    back { English("Back to one map") }
    map(caption: &str) { English("Small map of {caption}. Click to go there") }
    go(caption: &str) { English("Go to {caption}") }
    drawing { English("Drawing the small maps…") }
    sheet { English("Sheet of small maps") }
    not_drawn(why: &str) { English("The small maps cannot be drawn: {why}") }
}
