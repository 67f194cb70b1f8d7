//! Maps that a person brings or switches on.

phrases! {
    cannot_open(path: &str, cause: &str) { English("{path}: cannot be opened as a map of tiles: {cause}") }
    no_archive { English("it is neither PMTiles nor MBTiles") }
    holds_no_tile { English("it holds no tile") }
    zooms_out_of_range(deepest: u8) { English("its zooms are not within 0 to {deepest}") }
    unknown_format(format: &str) {
        English("its tiles are {format}: tiles are read as PNG, JPEG, WebP and Mapbox Vector Tiles")
    }
    unknown_compression(name: &str) {
        English("its tiles are packed with {name}: read are tiles packed with gzip, or not packed. Convert it with pmtiles or tippecanoe.")
    }
    tile_too_large(mib: u64) { English("unpacked, it takes more than {mib} MiB") }
    tile_of(map: &str, z: u8, x: u32, y: u32, cause: &str) { English("{map}: tile {z}/{x}/{y}: {cause}") }
    tile_panicked { English("it is damaged in a way that stopped its reader") }
    picture_too_large(px: u32) { English("its picture is larger than {px} pixels a side") }
    plain_schema(map: &str) {
        English("{map}: its layers are of no schema that is known (OpenMapTiles, Protomaps, Shortbread), so they are drawn plainly, all alike")
    }

    base_map { English("Base map") }
    embedded { English("Built in") }
    none { English("None") }
    add { English("Add your own map…") }
    no_more_detail { English("The built-in map has no more detail than this.") }
    forget(name: &str) { English("Remove {name} from the list") }
    title { English("Add a map") }
    file { English("A file of tiles: PMTiles or MBTiles") }
    file_hint { English("/path/to/map.pmtiles") }
    use_it { English("Use") }
    opened(name: &str, low: u8, high: u8) { English("{name}: zooms {low} to {high}") }
    cli_basemap { English("What the map stands on: a file of tiles (PMTiles, MBTiles), embedded (the built-in map), or none") }
    file_note {
        English("It stays where it is and is read from there. The built-in map lies below it, where it has nothing. A map can also be dropped on the window.")
    }
    map_without_name { English("map") }
    newer_list(version: u32) { English("a newer version of the program wrote it (format {version})") }
    list_unreadable(path: &str, cause: &str) {
        English("{path}: the list of your maps cannot be read and is left as it is: {cause}. Move it away to begin a new one.")
    }
    list_not_kept(path: &str, cause: &str) { English("{path}: the list of your maps could not be kept: {cause}") }
}
