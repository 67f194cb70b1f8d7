//! What services of tiles offer.

phrases! {
    not_utf8 { English("the document is not in UTF-8") }
    not_xml(cause: &str) { English("the document is not well-formed XML: {cause}") }
    unknown_document(root: &str) {
        English("a document of <{root}> is not a list of maps; supported: the capabilities of a WMTS or a WMS, \
                 and XYZ connections exported from QGIS")
    }
    service_refuses(said: &str) { English("the service answers with an error: {said}") }
    offers_nothing(left_out: &[String]) {
        English("it offers no map that can be used{}", match left_out {
            [] => String::new(),
            [first] => format!(" ({first})"),
            [first, rest @ ..] => format!(" ({first}; {} more)", rest.len()),
        })
    }
    left_out(name: &str, why: &str) { English("{name}: {why}") }
    needs_login { English("it needs a user name and password, which this program does not send") }
    no_address { English("it does not say where maps are requested") }
    no_picture { English("it has no tiles as PNG, JPEG or WebP") }
    other_system { English("not available in the projection of web maps (EPSG:3857)") }
    other_tiling { English("its tiles are not cut as those of web maps are (EPSG:3857, 256 pixels)") }
    failed(host: &str, cause: &str) { English("{host} cannot be asked what it offers: {cause}") }
    file_failed(path: &str, cause: &str) { English("{path}: cannot be read as a list of maps: {cause}") }
    ask { English("List its maps") }
    ask_note(address: &str) {
        English("One request is sent now, to {address}; with it go your network address and the name and version \
                 of this program.")
    }
    of(title: &str, maps: usize) {
        English("{}: {}", if title.is_empty() { "Maps offered" } else { title },
            super::units::count(maps, "map", "maps"))
    }
    terms(said: &str) { English("Terms stated by the service: {said}") }
    add(name: &str) { English("Add {name} to the list") }
    is_added { English("In the list") }
    cannot_be_used(number: usize) { English("{} cannot be used", super::units::count(number, "map", "maps")) }
}
