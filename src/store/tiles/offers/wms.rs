//! The capabilities of a Web Map Service, 1.1.1 and 1.3.0.

use roxmltree::Node;

use super::{
    Offers, attribute, child, children, escaped, is_web_mercator, offered, picture_of, terms,
    text_of, with_query, words_in,
};
use crate::words::offers as words;

/// A service that draws any place at any scale has tiles down to here.
const DEEPEST: u8 = 19;

/// What layers take over from those they lie in.
#[derive(Clone, Default)]
struct Inherited {
    /// The name under which the service knows the reference system of web maps.
    system: Option<String>,
    credit: String,
}

/// How a service is asked.
struct Asked {
    address: String,
    /// 1.3.0 or later.
    is_new: bool,
    version: String,
    format: String,
}

pub(super) fn read(root: Node<'_, '_>) -> Offers {
    let service = child(root, "Service");
    let mut offers = Offers {
        title: service
            .map(|service| text_of(service, "Title"))
            .unwrap_or_default(),
        terms: terms(service),
        ..Offers::default()
    };
    let version = attribute(root, "version").unwrap_or("1.1.1");
    let capability = child(root, "Capability");
    let get_map = capability
        .and_then(|capability| child(capability, "Request"))
        .and_then(|request| child(request, "GetMap"));
    let address = get_map.and_then(|get_map| {
        let resource = get_map
            .descendants()
            .filter(|node| node.tag_name().name() == "Get")
            .find_map(|get| child(get, "OnlineResource"))?;
        attribute(resource, "href").filter(|address| !address.is_empty())
    });
    let formats: Vec<String> = get_map
        .into_iter()
        .flat_map(|get_map| children(get_map, "Format"))
        .map(words_in)
        .collect();
    let format = picture_of(formats.iter().map(String::as_str));
    let (Some(capability), Some(address), Some(format)) = (capability, address, format) else {
        let why = match address {
            None => words::no_address(),
            Some(_) => words::no_picture(),
        };
        offers.left_out.push(words::left_out(&offers.title, why));
        return offers;
    };
    let asked = Asked {
        address: address.to_owned(),
        is_new: !version.starts_with("1.1") && !version.starts_with("1.0"),
        version: version.to_owned(),
        format: format.to_owned(),
    };
    for layer in children(capability, "Layer") {
        read_layer(layer, &asked, &Inherited::default(), &mut offers);
    }
    offers
}

fn read_layer(layer: Node<'_, '_>, asked: &Asked, of: &Inherited, offers: &mut Offers) {
    let mut own = of.clone();
    let systems: Vec<String> = ["CRS", "SRS"]
        .into_iter()
        .flat_map(|name| children(layer, name))
        // 1.1.0 wrote all into one.
        .flat_map(|node| {
            let systems: Vec<String> = words_in(node)
                .split_whitespace()
                .map(str::to_owned)
                .collect();
            systems
        })
        .collect();
    if let Some(system) = systems.into_iter().find(|system| is_web_mercator(system)) {
        own.system = Some(system);
    }
    if let Some(attribution) = child(layer, "Attribution") {
        own.credit = text_of(attribution, "Title");
    }
    let name = text_of(layer, "Name");
    let title = match text_of(layer, "Title") {
        title if title.is_empty() => name.clone(),
        title => title,
    };
    if !name.is_empty() {
        let map = match &own.system {
            None => Err(words::other_system().to_owned()),
            Some(system) => {
                let template = template_of(asked, &name, system);
                offered(&title, &template, &own.credit, [0, DEEPEST])
            }
        };
        match map {
            Ok(map) => offers.maps.push(map),
            Err(why) => offers.left_out.push(words::left_out(&title, &why)),
        }
    }
    for within in children(layer, "Layer") {
        read_layer(within, asked, &own, offers);
    }
}

fn template_of(asked: &Asked, layer: &str, system: &str) -> String {
    let system_name = if asked.is_new { "CRS" } else { "SRS" };
    with_query(
        &asked.address,
        &[
            ("SERVICE", "WMS"),
            ("VERSION", &escaped_version(&asked.version)),
            ("REQUEST", "GetMap"),
            ("LAYERS", &escaped(layer)),
            ("STYLES", ""),
            (system_name, &escaped(system)),
            ("BBOX", "{bbox-epsg-3857}"),
            ("WIDTH", "256"),
            ("HEIGHT", "256"),
            ("FORMAT", &escaped(&asked.format)),
        ],
    )
}

/// Digits and dots, and nothing else that a document might put there.
fn escaped_version(version: &str) -> String {
    version
        .chars()
        .filter(|letter| letter.is_ascii_digit() || *letter == '.')
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::read;

    fn document(version: &str, root: &str, system: &str) -> String {
        format!(
            r#"<?xml version="1.0"?>
            <{root} version="{version}" xmlns:xlink="http://www.w3.org/1999/xlink">
              <Service><Name>WMS</Name><Title>Survey</Title><Fees>none</Fees>
                <AccessConstraints>For study only</AccessConstraints></Service>
              <Capability>
                <Request><GetMap><Format>image/jpeg</Format><Format>image/png</Format>
                  <DCPType><HTTP><Get><OnlineResource xlink:href="https://w.example/ows?map=a&amp;"/></Get>
                    <Post><OnlineResource xlink:href="https://post.example/"/></Post></HTTP></DCPType>
                </GetMap></Request>
                <Layer><Title>All</Title><{system}>EPSG:4326</{system}><{system}>EPSG:3857</{system}>
                  <Attribution><Title>The Survey</Title></Attribution>
                  <Layer><Name>roads &amp; rails</Name><Title>Roads</Title></Layer>
                  <Layer><Title>Group</Title>
                    <Layer><Name>heights</Name><Attribution><Title>Others</Title></Attribution></Layer>
                  </Layer>
                </Layer>
                <Layer><Name>polar</Name><Title>Polar</Title><{system}>EPSG:5041</{system}></Layer>
              </Capability>
            </{root}>"#
        )
    }

    #[test]
    fn layers_are_asked_for_in_the_system_of_web_maps() {
        for (version, root, system) in [
            ("1.3.0", "WMS_Capabilities", "CRS"),
            ("1.1.1", "WMT_MS_Capabilities", "SRS"),
        ] {
            let offers = read(document(version, root, system).as_bytes()).expect("capabilities");
            assert_eq!(
                (offers.title.as_str(), offers.terms.as_str()),
                ("Survey", "For study only")
            );
            let names: Vec<&str> = offers.maps.iter().map(|map| map.name.as_str()).collect();
            assert_eq!(names, ["Roads", "heights"]);
            assert_eq!(
                offers.maps[0].template,
                format!(
                    "https://w.example/ows?map=a&SERVICE=WMS&VERSION={version}&REQUEST=GetMap\
                     &LAYERS=roads%20%26%20rails&STYLES=&{system}=EPSG%3A3857\
                     &BBOX={{bbox-epsg-3857}}&WIDTH=256&HEIGHT=256&FORMAT=image%2Fpng"
                )
            );
            let credits: Vec<&str> = offers.maps.iter().map(|map| map.credit.as_str()).collect();
            assert_eq!(credits, ["The Survey", "Others"]);
            assert_eq!(offers.left_out.len(), 1);
            assert!(
                offers.left_out[0].starts_with("Polar:"),
                "{:?}",
                offers.left_out
            );
        }
    }
}
