//! Maps made of extracts of OpenStreetMap.

use super::units::count;

phrases! {
    basemap { English("Make an offline base map from an OpenStreetMap extract (.osm.pbf)") }
    basemap_file { English("Extract of OpenStreetMap, a file ending in .osm.pbf") }
    basemap_output { English("File to write: a .pmtiles") }
    basemap_bbox { English("Only this box, in degrees: west,south,east,north") }
    basemap_zoom { English("Maximum zoom of its tiles: 4 to 15, by default 14") }
    bbox_form(text: &str) {
        English("--bbox {text}: not a box; give west,south,east,north in degrees, such as 46,39.3,47,40.3")
    }
    zoom_range(first: u8, last: u8) { English("--zoom: not within {first} to {last}") }
    not_pmtiles(name: &str) { English("{name}: the map is written as PMTiles; end the name in .pmtiles") }
    cannot_make(file: &str, cause: &str) { English("{file}: no map can be made of it: {cause}") }
    progress_bar { English("[{bar:24}] {percent} %, {eta} left") }

    dialog { English("Make a base map from an extract") }
    about {
        English("An offline map with roads, railways, waters, land use and names, made from an OpenStreetMap extract \
                 on this computer. Nothing is sent anywhere.")
    }
    file { English("OpenStreetMap extract (.osm.pbf)") }
    file_hint { English("/path/to/armenia-latest.osm.pbf") }
    map { English("Base map to write (.pmtiles)") }
    map_hint { English("/path/to/map.pmtiles") }
    map_sort { English("Base map") }
    only_seen { English("Only the area the map shows now") }
    only_seen_hint {
        English("Without this the base map covers the whole extract, which takes longer and makes a larger file.")
    }
    deepest_hint { English("4 to 15. Each further level makes the file larger and its roads finer.") }
    make { English("Make the base map") }
    is_making { English("A base map is being made. Wait for it or cancel it.") }
    map_exists(path: &str) { English("{path} already exists. Press Make the base map again to overwrite.") }
    stop { English("Stop making the base map") }
    cancelled(map: &str) { English("Cancelled. Nothing was written to {map}") }
    made_title { English("Base map made") }
    use_it { English("Use as base map") }
    not_now { English("Not now") }

    no_extract { English("not an OpenStreetMap extract (.osm.pbf)") }
    cut_short(at: u64) { English("the file ends within the block at byte {at}; download it again") }
    damaged(at: u64, cause: &str) { English("the block at byte {at} is damaged: {cause}") }
    frame_too_large { English("its head is larger than 64 KiB") }
    frame_without_size { English("its head does not say how long it is") }
    block_too_large { English("it is larger than 32 MiB") }
    block_out_of_range { English("its numbers are out of range") }
    needs(feature: &str) {
        English("it needs a reader that knows {feature}, which this one does not")
    }
    nothing_to_draw {
        English("it has no road, railway, water, land use, place, peak or state border there")
    }
}

/// What was made, in one line and one for each thing that is told of it.
pub fn made(
    tiles: u64,
    [roads, rails, waters, land_use, places, peaks, borders]: [usize; 7],
) -> String {
    let things = [
        count(roads, "road", "roads"),
        count(rails, "railway", "railways"),
        count(waters, "water", "waters"),
        count(land_use, "area of land use", "areas of land use"),
        count(places, "place", "places"),
        count(peaks, "peak", "peaks"),
        count(
            borders,
            "stretch of state border",
            "stretches of state border",
        ),
    ];
    all_made(&count(tiles as usize, "tile", "tiles"), &things.join(", "))
}

/// What was left out of it, a line each.
pub fn left_out(gaps: usize, open_areas: usize, nowhere: usize) -> Vec<String> {
    let ways = count(gaps, "way names", "ways name");
    let areas = count(open_areas, "area has", "areas have");
    let points = count(nowhere, "point lies", "points lie");
    let lines = [
        (gaps, gaps_left(&ways)),
        (open_areas, open_left(&areas)),
        (nowhere, nowhere_left(&points)),
    ];
    let told = lines.into_iter().filter(|(number, _)| *number > 0);
    told.map(|(_, line)| line).collect()
}

phrases! {
    all_made(tiles: &str, things: &str) { English("{tiles}: {things}") }
    gaps_left(ways: &str) {
        English("{ways} points that are not in the extract: nothing is drawn across the gaps, and no area with one")
    }
    open_left(areas: &str) {
        English("{areas} an outline that does not close or lies apart: that part is not drawn")
    }
    nowhere_left(points: &str) { English("{points} beyond 85 degrees of latitude or 180 of longitude") }
}
