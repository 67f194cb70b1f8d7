//! Resolving names: what could not be placed or occurs twice.

phrases! {
    region_twice { English("duplicate region; the first is kept") }
    region_without_shape { English("the region has no geometry; it is skipped") }
    unknown_member { English("the member is not a known region; the union keeps its shape") }
    reporter_twice { English("duplicate reporter; the first is kept") }
    unknown_reporter { English("unknown reporter; shown under its key") }
    reporter_by_name(key: &str) { English("taken for the reporter '{key}', who is called so") }
    report_twice(own: &str) {
        English("duplicate report id; this one is kept as a report of its own, {own}")
    }
    duplicate_of_itself { English("the report is marked as a duplicate of itself; it is counted") }
    original_missing { English("the original publication is not in the data; this one is counted") }
    open_already { English("the report is already loaded; it is not added again") }
    original_ambiguous {
        English("several open files have a report of this id; this one is counted")
    }
    unknown_zone { English("no zone or line has this name; not on the map") }
    ambiguous_in_region {
        English("several settlements of the region have this name; placed in the region")
    }
    off_the_earth { English("the position is not on the map (latitude beyond 85°, or longitude beyond 180°); only the \
                 name of the place is used") }
    settlement_without_region { English("this settlement lies in no region; not on the map") }
    ambiguous_settlement { English("several settlements have this name; not on the map") }
    unknown_place { English("no place has this name") }
    namesakes(region: &str, others: &str) {
        English("taken for the place in {region}; a settlement in {others} is called so as well: name the region beside it \
                 where that is meant")
    }
    names_unread(name: &str) {
        English("its cells name places, such as '{name}', and are not read: if it says where something happened, assign it to \
                 origins, targets or places (in the window, or with --map COLUMN=FIELD)")
    }
    reporters_unread(name: &str) {
        English("its cells name reporters, such as '{name}', and are not read: if it says who states it, assign it to reporter \
                 (in the window, or with --map COLUMN=reporter)")
    }
    reporters_across(columns: usize, last: &str) {
        English("the headings of {columns} columns, from this to '{last}', are reporters: a table of what each of them says, \
                 whose cells are not read; give each its own row, with its date, place, reporter and number")
    }
    places_across(columns: usize, last: &str) {
        English("the headings of {columns} columns, from this to '{last}', are places: a table of sums, whose numbers are \
                 not read; give each its own row, with its date, place and number")
    }
    nearest(names: &str) { English(" (nearest: {names})") }
    other_region {
        English("the settlement lies in another region than the report states; drawn at its \
                 position, counted in the stated region")
    }
    region_behind_a_stroke(region: &str) {
        English("a region of its own, but read as a place in {region}, since a stroke stands between a region and a place in it: \
                 write a semicolon between places")
    }
    no_position { English("no position is known for this place; placed in its region") }
    ambiguous_region { English("several regions have this name") }
    those(keys: &str) { English(": {keys}") }
    unknown_region { English("no region has this name") }
    unknown_region_beside {
        English("no region has this name; the place beside it is looked up without it")
    }

    position_elsewhere {
        English("the position contradicts the name of the place; drawn and counted at the position")
    }
    position_elsewhere_in_region {
        English("the position contradicts the name of the place; drawn at the position, counted in the \
                 region of the name")
    }
    lies_in_region(region: &str) { English(": it lies in {region}") }
    lies_in_none { English(": it lies in no known region") }

    off_the_earth_rows(positions: usize) {
        English("{positions} positions are not on the map (latitude beyond 85°, or longitude beyond 180°); only the names of their \
                 places are used")
    }

    settlement_twice { English("duplicate settlement; the first is kept") }
    settlement_off_the_earth {
        English("the position is not on the map (latitude beyond 85°, or longitude beyond 180°); the \
                 settlement is placed in its region")
    }
    known_settlements(number: usize) {
        English("{number} of its settlements are already known; their spellings are merged, and what \
                 else is said of them is not kept")
    }
}

/// Where a position lies that contradicts a name.
pub fn lies_in(region: Option<&str>) -> String {
    region.map_or_else(|| lies_in_none().to_owned(), lies_in_region)
}
