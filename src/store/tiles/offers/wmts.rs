//! The capabilities of a Web Map Tile Service 1.0.0, by addresses or by queries.

use std::collections::HashMap;

use roxmltree::Node;

use super::{
    Offered, Offers, attribute, child, children, escaped, is_web_mercator, offered, picture_of,
    terms, text_of, with_query, words_in,
};
use crate::words::offers as words;

/// The denominator of the scale at zoom 0 with tiles of 256 pixels, each 0.28 mm wide, as the standard
/// has it.
const SCALE_AT_ZERO: f64 = 559_082_264.028_717_8;

/// Half the width of the world, in metres.
const HALF_WORLD_M: f64 = 20_037_508.342_789_244;

/// What services round their corners to, in metres.
const CORNER_M: f64 = 100.0;

/// A set of tiles that lies as those of web maps do.
struct WebSet {
    /// What stands before the number of the zoom in the names of its levels.
    prefix: String,
    /// The least and the deepest.
    zooms: [u8; 2],
}

pub(super) fn read(root: Node<'_, '_>) -> Offers {
    let about = child(root, "ServiceIdentification");
    let provider = child(root, "ServiceProvider")
        .map(|provider| text_of(provider, "ProviderName"))
        .unwrap_or_default();
    let mut offers = Offers {
        title: about
            .map(|about| text_of(about, "Title"))
            .unwrap_or_default(),
        terms: terms(about),
        ..Offers::default()
    };
    let Some(contents) = child(root, "Contents") else {
        return offers;
    };
    let sets: HashMap<String, WebSet> = children(contents, "TileMatrixSet")
        .filter_map(|set| Some((text_of(set, "Identifier"), web_set(set)?)))
        .collect();
    let by_query = address_of_queries(root);
    for layer in children(contents, "Layer") {
        let name = match text_of(layer, "Title") {
            title if title.is_empty() => text_of(layer, "Identifier"),
            title => title,
        };
        match map_of(layer, &name, (&sets, by_query.as_deref()), &provider) {
            Ok(map) => offers.maps.push(map),
            Err(why) => offers.left_out.push(words::left_out(&name, &why)),
        }
    }
    offers
}

/// The set as one of web maps: its system, its corner, its scales and the size of its tiles are theirs.
fn web_set(set: Node<'_, '_>) -> Option<WebSet> {
    is_web_mercator(&text_of(set, "SupportedCRS")).then_some(())?;
    let mut levels = Vec::new();
    for level in children(set, "TileMatrix") {
        let number = |name| text_of(level, name).parse::<f64>().ok();
        let corner = text_of(level, "TopLeftCorner");
        let mut corner = corner.split_whitespace().map(str::parse::<f64>);
        let (x, y) = (corner.next()?.ok()?, corner.next()?.ok()?);
        let is_at = (x + HALF_WORLD_M).abs() < CORNER_M && (y - HALF_WORLD_M).abs() < CORNER_M;
        let is_256 = number("TileWidth") == Some(256.0) && number("TileHeight") == Some(256.0);
        let zoom = (SCALE_AT_ZERO / number("ScaleDenominator")?).log2();
        let is_whole = (zoom - zoom.round()).abs() < 1e-3 && (-0.5..30.0).contains(&zoom);
        if !is_at || !is_256 || !is_whole {
            return None;
        }
        let zoom = zoom.round() as u8;
        let name = text_of(level, "Identifier");
        levels.push((zoom, name.strip_suffix(&zoom.to_string())?.to_owned()));
    }
    let (_, prefix) = levels.first()?.clone();
    let zooms = levels.iter().map(|(zoom, _)| *zoom);
    let zooms = [zooms.clone().min()?, zooms.max()?];
    levels
        .iter()
        .all(|(_, own)| *own == prefix)
        .then_some(WebSet { prefix, zooms })
}

fn map_of(
    layer: Node<'_, '_>,
    name: &str,
    (sets, by_query): (&HashMap<String, WebSet>, Option<&str>),
    provider: &str,
) -> Result<Offered, String> {
    let link = children(layer, "TileMatrixSetLink").find_map(|link| {
        let name = text_of(link, "TileMatrixSet");
        let set = sets.get(&name)?;
        Some((link, name, set))
    });
    let (link, set_name, set) = link.ok_or_else(|| words::other_tiling().to_owned())?;
    // A layer may begin after its set does, and end before it.
    let limits = child(link, "TileMatrixSetLimits").and_then(|limits| {
        let levels = children(limits, "TileMatrixLimits");
        let zooms = levels.filter_map(|level| {
            text_of(level, "TileMatrix")
                .strip_prefix(&set.prefix)?
                .parse::<u8>()
                .ok()
        });
        let zooms: Vec<u8> = zooms.collect();
        Some([*zooms.iter().min()?, *zooms.iter().max()?])
    });
    let [least, deepest] = limits.unwrap_or(set.zooms);
    let zooms = [least.max(set.zooms[0]), deepest.min(set.zooms[1])];
    let formats: Vec<String> = children(layer, "Format").map(words_in).collect();
    let style = style_of(layer);
    let level = format!("{}{{z}}", escaped(&set.prefix));
    let by_address = || {
        let resources: Vec<_> = children(layer, "ResourceURL")
            .filter(|resource| attribute(*resource, "resourceType") == Some("tile"))
            .filter_map(|resource| {
                Some((
                    attribute(resource, "format")?,
                    attribute(resource, "template")?,
                ))
            })
            .collect();
        let format = picture_of(resources.iter().map(|(format, _)| *format))?;
        let (_, template) = resources.iter().find(|(known, _)| *known == format)?;
        let mut template = template
            .replace("{Style}", &escaped(&style))
            .replace("{style}", &escaped(&style))
            .replace("{TileMatrixSet}", &escaped(&set_name))
            .replace("{TileMatrix}", &level)
            .replace("{TileRow}", "{y}")
            .replace("{TileCol}", "{x}");
        for (name, value) in dimensions(layer) {
            template = template.replace(&format!("{{{name}}}"), &escaped(&value));
        }
        Some(template)
    };
    let by_query = || {
        let format = picture_of(formats.iter().map(String::as_str))?;
        let identifier = text_of(layer, "Identifier");
        let mut template = with_query(
            by_query?,
            &[
                ("SERVICE", "WMTS"),
                ("VERSION", "1.0.0"),
                ("REQUEST", "GetTile"),
                ("LAYER", &escaped(&identifier)),
                ("STYLE", &escaped(&style)),
                ("FORMAT", &escaped(format)),
                ("TILEMATRIXSET", &escaped(&set_name)),
                ("TILEMATRIX", &level),
                ("TILEROW", "{y}"),
                ("TILECOL", "{x}"),
            ],
        );
        for (name, value) in dimensions(layer) {
            template = with_query(&template, &[(&escaped(&name), &escaped(&value))]);
        }
        Some(template)
    };
    let template = by_address()
        .or_else(by_query)
        .ok_or_else(|| words::no_picture().to_owned())?;
    offered(name, &template, provider, zooms)
}

/// The style that a layer has unasked.
fn style_of(layer: Node<'_, '_>) -> String {
    let mut styles = children(layer, "Style");
    let is_default = |style: &Node<'_, '_>| attribute(*style, "isDefault") == Some("true");
    let first = styles.clone().next();
    let style = styles.find(is_default).or(first);
    style
        .map(|style| text_of(style, "Identifier"))
        .unwrap_or_default()
}

/// What else tiles differ in, such as their day, with the value they have unasked.
fn dimensions(layer: Node<'_, '_>) -> impl Iterator<Item = (String, String)> {
    children(layer, "Dimension").map(|dimension| {
        (
            text_of(dimension, "Identifier"),
            text_of(dimension, "Default"),
        )
    })
}

/// The address at which tiles are asked for by queries.
fn address_of_queries(root: Node<'_, '_>) -> Option<String> {
    let operations = child(root, "OperationsMetadata")?;
    let get_tile = children(operations, "Operation")
        .find(|operation| attribute(*operation, "name") == Some("GetTile"))?;
    let gets = get_tile
        .descendants()
        .filter(|node| node.tag_name().name() == "Get");
    let by_queries = |get: &Node<'_, '_>| {
        let values: Vec<String> = get
            .descendants()
            .filter(|node| node.tag_name().name() == "Value")
            .map(words_in)
            .collect();
        values.is_empty() || values.iter().any(|value| value == "KVP")
    };
    let get = gets.into_iter().find(by_queries)?;
    attribute(get, "href")
        .filter(|address| !address.is_empty())
        .map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::super::{Offers, read};

    /// Levels of a set from zoom 0 on.
    fn levels(prefix: &str, side: u32, scale: f64) -> String {
        let level = |zoom: i32| {
            format!(
                "<TileMatrix><ows:Identifier>{prefix}{zoom}</ows:Identifier>\
                 <ScaleDenominator>{}</ScaleDenominator>\
                 <TopLeftCorner>-20037508.3428 20037508.3428</TopLeftCorner>\
                 <TileWidth>{side}</TileWidth><TileHeight>{side}</TileHeight>\
                 <MatrixWidth>{}</MatrixWidth><MatrixHeight>{0}</MatrixHeight></TileMatrix>",
                scale / 2_f64.powi(zoom),
                1 << zoom
            )
        };
        (0..=4).map(level).collect()
    }

    fn document(layers: &str, operations: &str) -> Offers {
        let web = levels("", 256, 559_082_264.028_7);
        let named = levels("EPSG:3857:", 256, 559_082_263.950_872_4);
        let large = levels("", 512, 279_541_132.014_358);
        let text = format!(
            r#"<Capabilities xmlns="http://www.opengis.net/wmts/1.0" xmlns:ows="http://www.opengis.net/ows/1.1"
                 xmlns:xlink="http://www.w3.org/1999/xlink" version="1.0.0">
              <ows:ServiceIdentification><ows:Title>Tiles</ows:Title><ows:AccessConstraints>CC BY</ows:AccessConstraints></ows:ServiceIdentification>
              <ows:ServiceProvider><ows:ProviderName>Office of Maps</ows:ProviderName></ows:ServiceProvider>
              {operations}
              <Contents>{layers}
                <TileMatrixSet><ows:Identifier>web</ows:Identifier><ows:SupportedCRS>urn:ogc:def:crs:EPSG::3857</ows:SupportedCRS>{web}</TileMatrixSet>
                <TileMatrixSet><ows:Identifier>named</ows:Identifier><ows:SupportedCRS>urn:ogc:def:crs:EPSG:6.18:3:3857</ows:SupportedCRS>{named}</TileMatrixSet>
                <TileMatrixSet><ows:Identifier>large</ows:Identifier><ows:SupportedCRS>EPSG:3857</ows:SupportedCRS>{large}</TileMatrixSet>
                <TileMatrixSet><ows:Identifier>degrees</ows:Identifier><ows:SupportedCRS>EPSG:4326</ows:SupportedCRS>{web}</TileMatrixSet>
              </Contents>
            </Capabilities>"#
        );
        read(text.as_bytes()).expect("capabilities")
    }

    #[test]
    fn tiles_have_addresses_or_are_asked_for_by_queries() {
        let offers = document(
            r#"<Layer><ows:Title>By address</ows:Title><ows:Identifier>one</ows:Identifier>
                 <Style><ows:Identifier>grey</ows:Identifier></Style>
                 <Style isDefault="true"><ows:Identifier>day/light</ows:Identifier></Style>
                 <Format>image/jpeg</Format>
                 <Dimension><ows:Identifier>Time</ows:Identifier><Default>2021</Default><Value>2021</Value></Dimension>
                 <TileMatrixSetLink><TileMatrixSet>degrees</TileMatrixSet></TileMatrixSetLink>
                 <TileMatrixSetLink><TileMatrixSet>web</TileMatrixSet></TileMatrixSetLink>
                 <ResourceURL format="image/jpeg" resourceType="tile" template="https://t.example/one/{Style}/{Time}/{TileMatrixSet}/{TileMatrix}/{TileRow}/{TileCol}.jpg"/>
                 <ResourceURL format="text/html" resourceType="FeatureInfo" template="https://t.example/info"/>
               </Layer>
               <Layer><ows:Identifier>two</ows:Identifier><Format>image/png</Format>
                 <Style><ows:Identifier/></Style>
                 <TileMatrixSetLink><TileMatrixSet>named</TileMatrixSet>
                   <TileMatrixSetLimits><TileMatrixLimits><TileMatrix>EPSG:3857:2</TileMatrix></TileMatrixLimits>
                     <TileMatrixLimits><TileMatrix>EPSG:3857:3</TileMatrix></TileMatrixLimits></TileMatrixSetLimits>
                 </TileMatrixSetLink></Layer>
               <Layer><ows:Identifier>of 512</ows:Identifier><Format>image/png</Format>
                 <TileMatrixSetLink><TileMatrixSet>large</TileMatrixSet></TileMatrixSetLink></Layer>
               <Layer><ows:Identifier>in degrees</ows:Identifier><Format>image/png</Format>
                 <TileMatrixSetLink><TileMatrixSet>degrees</TileMatrixSet></TileMatrixSetLink></Layer>
               <Layer><ows:Identifier>no picture</ows:Identifier><Format>application/vnd.mapbox-vector-tile</Format>
                 <TileMatrixSetLink><TileMatrixSet>web</TileMatrixSet></TileMatrixSetLink></Layer>"#,
            r#"<ows:OperationsMetadata><ows:Operation name="GetTile"><ows:DCP><ows:HTTP>
                 <ows:Get xlink:href="https://rest.example/"><ows:Constraint name="GetEncoding"><ows:AllowedValues><ows:Value>RESTful</ows:Value></ows:AllowedValues></ows:Constraint></ows:Get>
                 <ows:Get xlink:href="https://q.example/wmts?"><ows:Constraint name="GetEncoding"><ows:AllowedValues><ows:Value>KVP</ows:Value></ows:AllowedValues></ows:Constraint></ows:Get>
               </ows:HTTP></ows:DCP></ows:Operation></ows:OperationsMetadata>"#,
        );
        assert_eq!(
            (offers.title.as_str(), offers.terms.as_str()),
            ("Tiles", "CC BY")
        );
        let maps: Vec<_> = offers
            .maps
            .iter()
            .map(|map| (map.name.as_str(), map.template.as_str(), map.zooms[1]))
            .collect();
        assert_eq!(
            maps,
            [
                (
                    "By address",
                    "https://t.example/one/day%2Flight/2021/web/{z}/{y}/{x}.jpg",
                    4
                ),
                (
                    "two",
                    "https://q.example/wmts?SERVICE=WMTS&VERSION=1.0.0&REQUEST=GetTile&LAYER=two&STYLE=\
                     &FORMAT=image%2Fpng&TILEMATRIXSET=named&TILEMATRIX=EPSG%3A3857%3A{z}&TILEROW={y}&TILECOL={x}",
                    3
                ),
            ]
        );
        assert!(offers.maps.iter().all(|map| map.credit == "Office of Maps"));
        let left_out: Vec<&str> = offers
            .left_out
            .iter()
            .filter_map(|said| said.split(':').next())
            .collect();
        assert_eq!(left_out, ["of 512", "in degrees", "no picture"]);
    }
}
