//! Addresses of tiles with places for their numbers, as XYZ and TMS services and QGIS have them.

use crate::words::basemaps as words;

/// Half the width of the world in Web Mercator, in metres.
const HALF_WORLD_M: f64 = 20_037_508.342_789_244;

/// An address with places for the numbers of a tile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template(String);

impl Template {
    /// Whether a text means to be one.
    pub fn is_one(text: &str) -> bool {
        text.contains("://") && text.contains('{')
    }

    /// Reads such an address.
    ///
    /// # Errors
    ///
    /// Where it does not say which tile is asked for, or is no address of the web, in words for the
    /// person.
    pub fn parse(text: &str) -> Result<Self, String> {
        let text = text.trim();
        let known = [
            "z",
            "x",
            "y",
            "-y",
            "s",
            "r",
            "q",
            "quadkey",
            "bbox-epsg-3857",
        ];
        let mut rest = text;
        while let Some((_, after)) = rest.split_once('{') {
            let Some((name, after)) = after.split_once('}') else {
                return Err(words::template_unclosed(text));
            };
            if !known.contains(&name) {
                return Err(words::template_unknown(text, name, &known.join("}, {")));
            }
            rest = after;
        }
        let has = |name: &str| text.contains(&format!("{{{name}}}"));
        let by_numbers = has("z") && has("x") && (has("y") || has("-y"));
        if !by_numbers && !has("quadkey") && !has("q") && !has("bbox-epsg-3857") {
            return Err(words::template_names_no_tile(text));
        }
        let template = Self(text.to_owned());
        match template.host().is_empty() {
            true => Err(words::template_no_address(text)),
            false => Ok(template),
        }
    }

    /// As it was typed, without space around it.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// Whom the numbers of tiles are sent to; empty where it is no address of the web.
    pub fn host(&self) -> &str {
        host_of(&self.0)
    }

    /// The address of a tile.
    pub fn address(&self, (z, x, y): (u8, u32, u32)) -> String {
        let servers = ["a", "b", "c"];
        let server = servers[(x.wrapping_add(y) % 3) as usize];
        let from_south = ((1_u64 << z) - 1).saturating_sub(u64::from(y));
        let quadkey = || -> String {
            let digit = |step: u8| {
                let bit = z - 1 - step;
                char::from(b'0' + ((x >> bit & 1) + 2 * (y >> bit & 1)) as u8)
            };
            (0..z).map(digit).collect()
        };
        let mut address = self.0.clone();
        for (name, value) in [
            ("{z}", z.to_string()),
            ("{x}", x.to_string()),
            ("{y}", y.to_string()),
            ("{-y}", from_south.to_string()),
            ("{s}", server.to_owned()),
            // Pictures of the usual fineness.
            ("{r}", String::new()),
            ("{q}", quadkey()),
            ("{quadkey}", quadkey()),
            ("{bbox-epsg-3857}", bbox((z, x, y))),
        ] {
            if address.contains(name) {
                address = address.replace(name, &value);
            }
        }
        address
    }
}

/// The host of an address of the web; empty where it is none.
pub fn host_of(address: &str) -> &str {
    let rest = address.strip_prefix("https://");
    let rest = rest.or_else(|| address.strip_prefix("http://"));
    let rest = rest.unwrap_or_default();
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let host = &rest[..end];
    host.rsplit('@')
        .next()
        .unwrap_or(host)
        .trim_start_matches("{s}.")
}

/// West, south, east, north of a tile in metres of Web Mercator, as WMS asks for it.
fn bbox((z, x, y): (u8, u32, u32)) -> String {
    let side = 2.0 * HALF_WORLD_M / f64::from(z).exp2();
    let west = f64::from(x) * side - HALF_WORLD_M;
    let north = HALF_WORLD_M - f64::from(y) * side;
    format!(
        "{west:.3},{:.3},{:.3},{north:.3}",
        north - side,
        west + side
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_of_a_tile_stand_in_its_address_in_every_manner() {
        let check = |template: &str, expected: &str| {
            let template = Template::parse(template).expect(template);
            assert_eq!(template.address((3, 5, 2)), expected);
        };
        check(
            "https://a.example/{z}/{x}/{y}.png",
            "https://a.example/3/5/2.png",
        );
        check(
            "https://a.example/{z}/{x}/{-y}{r}.png",
            "https://a.example/3/5/5.png",
        );
        check("https://{s}.example/{z}/{x}/{y}", "https://b.example/3/5/2");
        // x = 101, y = 010 in binary: 1, 2, 1.
        check(
            "http://a.example/t{quadkey}.jpeg",
            "http://a.example/t121.jpeg",
        );
        check("http://a.example/t{q}.jpeg", "http://a.example/t121.jpeg");
        // The eighth of the world is 5009377.086 m wide.
        check(
            "https://w.example/?BBOX={bbox-epsg-3857}",
            "https://w.example/?BBOX=5009377.086,5009377.086,10018754.171,10018754.171",
        );
    }

    #[test]
    fn what_names_no_tile_or_no_host_is_refused_with_the_reason() {
        let why = |text: &str| Template::parse(text).expect_err(text);
        assert!(why("https://a.example/map.png").contains("no placeholders"));
        assert!(why("https://a.example/{z}/{x}.png").contains("no placeholders"));
        assert!(why("https://a.example/{z}/{x}/{y}/{key}").contains("{key}"));
        assert!(why("https://a.example/{z}/{x}/{y").contains("unclosed"));
        assert!(why("file:///etc/{z}/{x}/{y}").contains("http"));
        assert_eq!(
            Template::parse("https://u:p@{s}.a.example:8080/{z}/{x}/{y}")
                .map(|t| t.host().to_owned()),
            Ok("a.example:8080".to_owned())
        );
    }
}
