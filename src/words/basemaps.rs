//! Maps that a person brings or switches on.

phrases! {
    cannot_open(path: &str, cause: &str) { English("{path}: cannot be opened as a tiled map: {cause}") }
    no_archive { English("neither PMTiles nor MBTiles") }
    holds_no_tile { English("it contains no tiles") }
    zooms_out_of_range(deepest: u8) { English("its zoom levels are not within 0 to {deepest}") }
    unknown_format(format: &str) {
        English("its tiles are in an unsupported format, {format}; supported: PNG, JPEG, WebP, Mapbox Vector \
                 Tiles")
    }
    unknown_compression(name: &str) {
        English("its tiles are compressed with {name}, which is not supported; convert it to gzip or no \
                 compression with pmtiles or tippecanoe")
    }
    tile_too_large(mib: u64) { English("larger than {mib} MiB when decompressed") }
    no_tile_of(host: &str, z: u8, x: u32, y: u32, cause: &str) {
        English("{host} sends no tile {z}/{x}/{y}: {cause}. What is below is shown in its place.")
    }
    tile_of(map: &str, z: u8, x: u32, y: u32, cause: &str) { English("{map}: tile {z}/{x}/{y}: {cause}") }
    tile_panicked { English("damaged; it cannot be decoded") }
    picture_too_large(px: u32) { English("its image is larger than {px} pixels a side") }
    plain_schema(map: &str) {
        English("{map}: unknown layer schema (known: OpenMapTiles, Protomaps, Shortbread); all layers are \
                 drawn in one plain style")
    }

    template_unclosed(text: &str) { English("{text}: unclosed brace") }
    template_unknown(text: &str, name: &str, known: &str) {
        English("{text}: unknown placeholder {{{name}}}; known: {{{known}}}")
    }
    template_names_no_tile(text: &str) {
        English("{text}: no placeholders for the tile; use {{z}}, {{x}} and {{y}} (or {{-y}}), {{quadkey}}, \
                 or {{bbox-epsg-3857}}")
    }
    template_no_address(text: &str) { English("{text}: the address must begin with https:// or http://") }
    service_pauses(seconds: u64) { English("the service asked for a pause; {seconds} s left") }
    service_asks_to_wait(seconds: u64) { English("the service asks to wait {seconds} s") }
    service_answers(status: &str) { English("the service answers {status}") }
    service_sends(sort: &str) { English("the service returned {sort} instead of a tile") }
    service_not_kept(cause: &str) { English("downloaded tiles are not cached: {cause}") }

    tiles_of(host: &str) { English("Tiles: {host}") }

    address_title { English("Tile service") }
    address_name { English("Name") }
    address_template { English("Address") }
    address_hint { English("https://tiles.example.org/{z}/{x}/{y}.png") }
    address_note {
        English("Placeholders: {z}, {x}, {y} for the tile, {-y} counted from the south, {s}, \
                 {r}, {quadkey}, and {bbox-epsg-3857} for a WMS in EPSG:3857. An address without them, of a WMTS or a WMS, \
                 can be asked for its maps. No request is sent before you ask or switch the map on.")
    }
    address_credit { English("Attribution") }
    forbids_pictures { English("Its terms forbid pictures of the map") }
    forbids_pictures_hint {
        English("Some services allow their maps on the screen only. With this set, exported and copied pictures \
                 are refused while the map is on.")
    }
    pictures_forbidden {
        English("The terms of the base map forbid pictures of it, as you set when you added it. Choose another base \
                 map, such as the built-in one.")
    }
    address_least { English("Minimum zoom") }
    address_terms { English("What to know, such as its terms of use") }
    address_terms_hint { English("Kept with the map, and shown before it is switched on") }
    address_deepest { English("Maximum zoom") }
    address_add { English("Add to the list") }
    kept_tiles(mib: u64) { English("Downloaded tiles are cached on this computer, {mib} MiB at most.") }
    clear_kept { English("Clear the tile cache") }
    kept_cleared { English("The tile cache is cleared.") }
    kept_not_cleared(cause: &str) { English("The tile cache could not be cleared: {cause}") }
    report_fault { English("Report a map error") }
    consent_title { English("Online map") }
    consent(name: &str, host: &str) {
        English("{name} is an online map. While it is on, the numbers of the map tiles you look at, your \
                 network address, and the name and version of this program are sent to {host}.")
    }
    consent_nothing_else { English("Nothing else is sent: no data, no names, no files. The choice is kept until you choose another map.") }
    switch_on { English("Switch it on") }
    leave_off { English("Leave it off") }
    base_map { English("Base map") }
    embedded { English("Built in") }
    none { English("None") }
    add { English("Add your own map…") }
    still_loading { English("Loading the map…") }
    no_more_detail { English("The built-in map has no more detail than this.") }
    forget(name: &str) { English("Remove {name} from the list") }
    title { English("Add a map") }
    file { English("Tile file: PMTiles or MBTiles; or a list of maps: XYZ connections of QGIS, capabilities of a service (.xml)") }
    file_hint { English("/path/to/map.pmtiles") }
    use_it { English("Use") }
    opened(name: &str, low: u8, high: u8) { English("{name}: zoom levels {low} to {high}") }
    cli_basemap {
        English("Base map: a tile file (PMTiles, MBTiles), the address of a tile service such as \
                 https://tiles.example.org/{z}/{x}/{y}.png, from which tiles are then downloaded, \
                 embedded (the built-in map), or none")
    }
    file_note {
        English("The file is read in place and not copied. Where it has no tiles, the built-in map is shown. \
                 You can also drop a tile file on the window.")
    }
    map_without_name { English("map") }
    newer_list(version: u32) { English("written by a newer version (format {version})") }
    list_unreadable(path: &str, cause: &str) {
        English("{path}: the list of your maps cannot be read and is left unchanged: {cause}. Move it away to \
                 start a new one.")
    }
    list_not_kept(path: &str, cause: &str) { English("{path}: the list of your maps could not be saved: {cause}") }
}
