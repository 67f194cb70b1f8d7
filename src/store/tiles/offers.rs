//! What services of tiles offer: the capabilities of WMTS and WMS services, and lists of connections
//! as QGIS exports them.

mod qgis;
mod wms;
mod wmts;

use roxmltree::{Document, Node, ParsingOptions};

use super::{DEEPEST_ZOOM, template::Template};
use crate::words::offers as words;

/// More than such a document takes, in bytes.
pub const LARGEST_BYTES: u64 = 16 << 20;

/// More elements than are read of one.
const MOST_NODES: u32 = 1_000_000;

/// What is offered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offers {
    /// What the service calls itself; may be empty.
    pub title: String,
    /// What it says of fees and of constraints on access; may be empty.
    pub terms: String,
    pub maps: Vec<Offered>,
    /// What cannot be used, and why, in words for the person.
    pub left_out: Vec<String>,
}

/// A map that is offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    pub name: String,
    /// A `Template`, as text.
    pub template: String,
    /// Whom to name; may be empty.
    pub credit: String,
    /// The least and the deepest zoom it has.
    pub zooms: [u8; 2],
}

/// Reads what is offered.
///
/// # Errors
///
/// Where the text is no such document, or offers nothing, in words for the person.
pub fn read(bytes: &[u8]) -> Result<Offers, String> {
    let text = std::str::from_utf8(bytes).map_err(|_| words::not_utf8().to_owned())?;
    let options = ParsingOptions {
        // WMS 1.1.1 begins with one. Nothing outside the text is read for it.
        allow_dtd: true,
        nodes_limit: MOST_NODES,
        ..ParsingOptions::default()
    };
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let document = Document::parse_with_options(text, options);
    let document = document.map_err(|error| words::not_xml(&error.to_string()))?;
    let root = document.root_element();
    let offers = match root.tag_name().name() {
        "Capabilities" => wmts::read(root),
        "WMS_Capabilities" | "WMT_MS_Capabilities" => wms::read(root),
        "qgsXYZTilesConnections" => qgis::read(root),
        "ServiceExceptionReport" | "ExceptionReport" | "ServiceException" => {
            return Err(words::service_refuses(&words_in(root)));
        }
        other => return Err(words::unknown_document(other)),
    };
    match offers.maps.is_empty() {
        true => Err(words::offers_nothing(&offers.left_out)),
        false => Ok(offers),
    }
}

/// The address that is asked for what is offered, out of what a person typed.
///
/// # Errors
///
/// Where that is no address of the web, in words for the person.
pub fn address_of(typed: &str) -> Result<String, String> {
    let typed = typed.trim();
    if super::template::host_of(typed).is_empty() {
        return Err(crate::words::basemaps::template_no_address(typed));
    }
    let small = typed.to_ascii_lowercase();
    if small.contains("request=") || small.ends_with(".xml") {
        return Ok(typed.to_owned());
    }
    let service = match small.contains("wmts") {
        true => "WMTS",
        false => "WMS",
    };
    Ok(with_query(
        typed,
        &[("SERVICE", service), ("REQUEST", "GetCapabilities")],
    ))
}

/// An address with more of a query.
fn with_query(address: &str, query: &[(&str, &str)]) -> String {
    let mut whole = address.to_owned();
    for (name, value) in query {
        let join = match whole.chars().last() {
            Some('?' | '&') => "",
            _ if whole.contains('?') => "&",
            _ => "?",
        };
        whole.push_str(&format!("{join}{name}={value}"));
    }
    whole
}

/// A value as it stands in a query, or a part of a path.
fn escaped(value: &str) -> String {
    percent_encoding::utf8_percent_encode(value, percent_encoding::NON_ALPHANUMERIC).to_string()
}

/// Whether a reference system is that of web maps, by any of its names.
fn is_web_mercator(name: &str) -> bool {
    let code = name.rsplit([':', '/']).next().unwrap_or(name).trim();
    matches!(code, "3857" | "900913" | "3785" | "102100" | "102113")
}

/// The picture among formats that is preferred; `None` where there is none.
fn picture_of<'a>(formats: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let rank = |format: &str| {
        let sort = format.split(';').next().unwrap_or(format).trim();
        let known = [
            "image/png",
            "image/png8",
            "image/jpeg",
            "image/jpg",
            "image/webp",
        ];
        known
            .iter()
            .position(|known| sort.eq_ignore_ascii_case(known))
    };
    let ranked = formats.filter_map(|format| Some((rank(format)?, format)));
    ranked
        .min_by_key(|(rank, _)| *rank)
        .map(|(_, format)| format)
}

/// A map as it is offered, if its template is one.
fn offered(name: &str, template: &str, credit: &str, zooms: [u8; 2]) -> Result<Offered, String> {
    let template = Template::parse(template)?;
    Ok(Offered {
        name: name.to_owned(),
        template: template.text().to_owned(),
        credit: credit.to_owned(),
        zooms: zooms.map(|zoom| zoom.min(DEEPEST_ZOOM)),
    })
}

/// What a service says of fees and constraints, where that is anything.
fn terms(service: Option<Node<'_, '_>>) -> String {
    let said = |name| {
        let said = service
            .and_then(|service| child(service, name))
            .map(words_in);
        said.filter(|said| !said.is_empty() && !said.eq_ignore_ascii_case("none"))
    };
    let all: Vec<String> = ["Fees", "AccessConstraints"]
        .into_iter()
        .filter_map(said)
        .collect();
    all.join(" · ")
}

/// The first element within another of that name, in whatever namespace.
fn child<'a, 'input>(of: Node<'a, 'input>, name: &str) -> Option<Node<'a, 'input>> {
    children(of, name).next()
}

fn children<'a, 'input: 'a>(
    of: Node<'a, 'input>,
    name: &str,
) -> impl Iterator<Item = Node<'a, 'input>> + Clone {
    of.children()
        .filter(move |node| node.tag_name().name() == name)
}

/// The words of an element within another; empty where there are none.
fn text_of(of: Node<'_, '_>, name: &str) -> String {
    child(of, name).map(words_in).unwrap_or_default()
}

/// The words of an element and all within it, in one line.
fn words_in(node: Node<'_, '_>) -> String {
    let texts = node.descendants().filter(Node::is_text);
    let words: Vec<&str> = texts
        .flat_map(|text| text.text().unwrap_or_default().split_whitespace())
        .collect();
    words.join(" ")
}

/// An attribute, in whatever namespace: `xlink:href` is `href`.
fn attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attributes()
        .find(|attribute| attribute.name() == name)
        .map(|attribute| attribute.value())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_asked_for_what_it_offers() {
        let check = |typed: &str, expected: &str| {
            assert_eq!(address_of(typed).as_deref(), Ok(expected));
        };
        check(
            "https://a.example/wms",
            "https://a.example/wms?SERVICE=WMS&REQUEST=GetCapabilities",
        );
        check(
            "https://a.example/cgi?map=1",
            "https://a.example/cgi?map=1&SERVICE=WMS&REQUEST=GetCapabilities",
        );
        check(
            "https://a.example/WMTS?",
            "https://a.example/WMTS?SERVICE=WMTS&REQUEST=GetCapabilities",
        );
        check(
            "https://a.example/1.0.0/WMTSCapabilities.xml",
            "https://a.example/1.0.0/WMTSCapabilities.xml",
        );
        check(
            "http://a.example/?service=WMS&request=getcapabilities",
            "http://a.example/?service=WMS&request=getcapabilities",
        );
        assert!(address_of("file:///etc/passwd").is_err());
        assert!(address_of("a.example").is_err());
    }

    #[test]
    fn what_is_no_such_document_is_told() {
        let why = |text: &str| read(text.as_bytes()).expect_err(text);
        assert!(why("").contains("not well-formed XML"));
        assert!(why("<html><body/></html>").contains("<html>"));
        assert!(why("<Capabilities/>").contains("offers no map"));
        let refused = why(
            "<ServiceExceptionReport><ServiceException>No such\n map</ServiceException></ServiceExceptionReport>",
        );
        assert!(refused.contains("No such map"), "{refused}");
        assert!(read(b"\xff\xfe").is_err());
        // Entities within entities come to an end.
        let bomb = "<!DOCTYPE a [<!ENTITY b \"&c;&c;\"><!ENTITY c \"&b;\">]><Capabilities>&b;</Capabilities>";
        assert!(read(bomb.as_bytes()).is_err());
    }
}
