//! Connections to XYZ tiles as QGIS saves them.

use roxmltree::Node;

use super::{Offers, attribute, children, offered};
use crate::words::offers as words;

/// QGIS takes this zoom where nothing else is said.
const USUAL_DEEPEST: u8 = 18;

pub(super) fn read(root: Node<'_, '_>) -> Offers {
    let mut offers = Offers::default();
    for connection in children(root, "xyztiles") {
        let said = |name| attribute(connection, name).unwrap_or_default().trim();
        let name = said("name");
        let needs_login = ["username", "authcfg"]
            .into_iter()
            .any(|name| !said(name).is_empty());
        let zoom = |name, usual| said(name).parse().unwrap_or(usual);
        let zooms = [zoom("zmin", 0), zoom("zmax", USUAL_DEEPEST)];
        let read = match needs_login {
            true => Err(words::needs_login().to_owned()),
            false => offered(name, &with_braces(said("url")), "", zooms),
        };
        match read {
            Ok(map) => offers.maps.push(map),
            Err(why) => offers.left_out.push(words::left_out(name, &why)),
        }
    }
    offers
}

/// An address whose places are written as a browser sends them, as many lists have it.
fn with_braces(address: &str) -> String {
    [("%7B", "{"), ("%7b", "{"), ("%7D", "}"), ("%7d", "}")]
        .iter()
        .fold(address.to_owned(), |text, (coded, brace)| {
            text.replace(coded, brace)
        })
}

#[cfg(test)]
mod tests {
    use super::super::{Offered, read};

    #[test]
    fn connections_are_maps_with_their_names_and_zooms() {
        let text = r#"<!DOCTYPE connections>
            <qgsXYZTilesConnections version="1.0">
                <xyztiles authcfg="" zmin="3" zmax="17" referer="" name="Topo &amp; hills" url="https://t.example/{z}/{x}/{y}.png" username="" password="" tilePixelRatio="0"/>
                <xyztiles name="No zoom" url="https://u.example/{q}.jpg" zmax=""/>
                <xyztiles name="Coded" url="https://c.example/a%7Bq%7D.jpeg%3Fg=1" zmax="19"/>
                <xyztiles name="Locked" url="https://l.example/{z}/{x}/{y}" username="me" password="secret"/>
                <xyztiles name="File" url="file:///maps/{z}/{x}/{y}.png"/>
            </qgsXYZTilesConnections>"#;
        let offers = read(text.as_bytes()).expect("connections");
        let map = |name: &str, template: &str, zooms| Offered {
            name: name.to_owned(),
            template: template.to_owned(),
            credit: String::new(),
            zooms,
        };
        assert_eq!(
            offers.maps,
            [
                map("Topo & hills", "https://t.example/{z}/{x}/{y}.png", [3, 17]),
                map("No zoom", "https://u.example/{q}.jpg", [0, 18]),
                map("Coded", "https://c.example/a{q}.jpeg%3Fg=1", [0, 19]),
            ]
        );
        assert_eq!(offers.left_out.len(), 2);
        assert!(
            offers.left_out[0].starts_with("Locked:"),
            "{:?}",
            offers.left_out
        );
        assert!(!offers.left_out[0].contains("secret"));
        assert!(
            offers.left_out[1].starts_with("File:"),
            "{:?}",
            offers.left_out
        );
    }
}
