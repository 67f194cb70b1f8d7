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

    template_unclosed(text: &str) { English("{text}: a brace is not closed") }
    template_unknown(text: &str, name: &str, known: &str) {
        English("{text}: {{{name}}} is not known: there may be {{{known}}}")
    }
    template_names_no_tile(text: &str) {
        English("{text}: it does not say which tile is asked for: it needs {{z}}, {{x}} and {{y}} (or {{-y}}), {{quadkey}}, or {{bbox-epsg-3857}}")
    }
    template_no_address(text: &str) { English("{text}: it is no address that begins with https:// or http://") }
    service_pauses(seconds: u64) { English("the service asked for a pause, of which {seconds} s are left") }
    service_asks_to_wait(seconds: u64) { English("the service asks to wait for {seconds} s") }
    service_answers(status: &str) { English("the service answers {status}") }
    service_sends(sort: &str) { English("the service sends {sort} in place of a tile") }
    service_not_kept(cause: &str) { English("tiles of services are not kept: {cause}") }

    address_title { English("An address of tiles") }
    address_name { English("Name") }
    address_template { English("Address") }
    address_hint { English("https://tiles.example.org/{{z}}/{{x}}/{{y}}.png") }
    address_note {
        English("With {{z}}, {{x}}, {{y}} for the tile, or {{-y}} counted from the south, {{s}}, {{quadkey}}, and {{bbox-epsg-3857}} for a WMS in EPSG:3857. Nothing is asked of it before you switch it on.")
    }
    address_credit { English("Whom to name") }
    address_deepest { English("Deepest zoom") }
    address_add { English("Add to the list") }
    kept_tiles(mib: u64) { English("Tiles of services are kept on this computer, {mib} MiB at most.") }
    clear_kept { English("Clear kept tiles") }
    kept_cleared { English("The tiles kept of services are cleared.") }
    kept_not_cleared(cause: &str) { English("The tiles kept of services could not be cleared: {cause}") }
    report_fault { English("Report a fault of this map") }
    consent_title { English("A map on the network") }
    consent(name: &str, host: &str) {
        English("{name} is on the network: as long as it is on, the numbers of the map tiles you look at, and with them your network address and the name and version of this program, are sent to {host}.")
    }
    consent_nothing_else { English("Nothing else is sent: no data, no names, no files. The choice is kept until you choose another map.") }
    switch_on { English("Switch it on") }
    leave_off { English("Leave it off") }
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
    cli_basemap { English("What the map stands on: a file of tiles (PMTiles, MBTiles), an address of tiles such as https://tiles.example.org/{{z}}/{{x}}/{{y}}.png, which is then asked for them, embedded (the built-in map), or none") }
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
