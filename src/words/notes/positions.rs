//! Positions in one cell that cannot be read, and how the others are.

phrases! {
    no_position { English("not a position") }
    damaged { English("not a whole geometry") }
    area {
        English("an area, and a row of a table has room for points and lines; save it as GeoJSON or GeoPackage \
                 to have areas on the map")
    }
    empty { English("an empty geometry") }
    other_system {
        English("the position is not in longitude and latitude (WGS 84, EPSG:4326); transform it before, \
                 for instance in QGIS")
    }
    off_the_earth { English("no such latitude or longitude: the position is not in degrees, or out of order") }
    impossible_reference { English("no such grid reference: its zone, letters and numbers do not agree") }
    either_hemisphere {
        English("the S may be a band in the north or the southern half of the earth: write N or the letter of \
                 the band")
    }
    of_several_places {
        English("a position beside several places is that of none of them; it is left out")
    }
    skipped(error: impl std::fmt::Display) { English("{error}; the row has no position from it") }
    latitude { English("latitude") }
    longitude { English("longitude") }
    pairs_by_range(first: &str, second: &str) {
        English("positions are read as {first} before {second}: the other way round they are not on the earth")
    }
    pairs_by_area(first: &str, second: &str) {
        English("positions are read as {first} before {second}: only so do most of them lie in the area of the \
                 map")
    }
    pairs_by_custom(first: &str, second: &str) {
        English("nothing tells which number comes first: positions are read as {first} before {second}; swap \
                 the axes where that is wrong (in the window, or with --swap-axes)")
    }
}
