//! Positions in one cell that cannot be read, and how the others are.

phrases! {
    middle_of_a_view {
        English("the address of a map has no mark: the middle of what it shows is the position")
    }
    position_of_an_end {
        English("positions of where fire came from or went, in one column, are not read: write latitude and longitude into \
                 columns of their own, such as origin_lat, origin_lon, target_lat and target_lon")
    }
    no_position { English("not a position") }
    damaged { English("not a whole geometry") }
    area {
        English("an area, but rows of a table may only hold points and lines; save it as GeoJSON or \
                 GeoPackage to show areas on the map")
    }
    empty { English("an empty geometry") }
    other_system {
        English("the position is not in longitude and latitude (WGS 84, EPSG:4326); transform it before, \
                 for instance in QGIS")
    }
    off_the_earth { English("no such latitude or longitude: the position is not in degrees, or out of order") }
    degrees_without_minutes {
        English("whole degrees without minutes, or with minutes that are none: the row has no position from them")
    }
    impossible_reference { English("invalid grid reference: its zone, letters and numbers do not agree") }
    either_hemisphere {
        English("the S may be a band in the north or the southern half of the earth: write N or the letter of \
                 the band")
    }
    of_several_places {
        English("one position for several places cannot be assigned to any of them; it is left out")
    }
    beside_an_arrow {
        English("a position beside an arrow that is neither its origin nor its target: the two ends decide; this \
                 one is kept as a property")
    }
    heights {
        English("positions have a height or a measure beside longitude and latitude, which is not kept")
    }
    moved {
        English("its columns state another position than its geometry (the columns' stands first): the geometry \
                 decides, since it is what moves when a point is moved in a GIS; the columns are kept as properties")
    }
    own_place_moved {
        English("its geometry, or its columns lon and lat, state another position than its places (theirs stands \
                 first): it was moved in another program, and lies where it was moved to")
    }
    own_places_moved {
        English("one of its several places is elsewhere in its geometry: it was moved or removed in another \
                 program, and which is not known, since the geometry has not a part for each; its places are kept \
                 as they are written")
    }
    skipped(error: impl std::fmt::Display) { English("{error}; the row has no position from it") }
    line_without_direction {
        English("the file does not say that a line leads from its first position to its last: both are taken \
                 for where it happened; for an arrow of fire name the places under from and to, or write yes \
                 under directed")
    }
    latitude { English("latitude") }
    longitude { English("longitude") }
    pairs_by_range(first: &str, second: &str) {
        English("positions are read as {first} before {second}: the reverse order is out of range")
    }
    pairs_by_area(first: &str, second: &str) {
        English("positions are read as {first} before {second}: in this order most of them lie in the area of \
                 the map")
    }
    pairs_by_custom(first: &str, second: &str) {
        English("the order of latitude and longitude is not stated: positions are read as {first} before \
                 {second}; swap the axes if that is wrong (in the window, or with --swap-axes)")
    }
}
