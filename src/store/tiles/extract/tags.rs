//! What the tags of OpenStreetMap mean on the map: which layer, from which zoom, and the names.

/// A layer of the tiles, in the schema of the map built into the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Layer {
    LandCover,
    Urban,
    Water,
    Rivers,
    Roads,
    Rails,
    Borders,
    Places,
    WaterNames,
    Terrain,
}

impl Layer {
    pub const ALL: [Self; 10] = [
        Self::LandCover,
        Self::Urban,
        Self::Water,
        Self::Rivers,
        Self::Roads,
        Self::Rails,
        Self::Borders,
        Self::Places,
        Self::WaterNames,
        Self::Terrain,
    ];

    pub const fn name(self) -> &'static str {
        match self {
            Self::LandCover => "landcover",
            Self::Urban => "urban",
            Self::Water => "water",
            Self::Rivers => "rivers",
            Self::Roads => "roads",
            Self::Rails => "rails",
            Self::Borders => "borders",
            Self::Places => "places",
            Self::WaterNames => "water_names",
            Self::Terrain => "terrain",
        }
    }

    /// Whether it is drawn as areas.
    pub const fn is_of_areas(self) -> bool {
        matches!(self, Self::LandCover | Self::Urban | Self::Water)
    }

    /// Whether what is in it has a name on the map.
    const fn is_named(self) -> bool {
        matches!(
            self,
            Self::Water | Self::Rivers | Self::Places | Self::Terrain
        )
    }
}

/// What a thing is drawn as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sort {
    pub layer: Layer,
    pub kind: &'static str,
    /// 0 is the most important.
    pub rank: u8,
    /// The first zoom of tiles that it is on.
    pub from_zoom: u8,
}

/// The border of Armenia and Azerbaijan, which is a dated line of the map and no part of its ground.
pub const DATED_BORDER: &str = "AM-AZ";

/// A border of states, of that kind.
pub const fn border(kind: &'static str) -> Sort {
    Sort {
        layer: Layer::Borders,
        kind,
        rank: 0,
        from_zoom: 4,
    }
}

/// The names of a thing, by the property they have on a tile.
pub type Said = Vec<(&'static str, String)>;

/// The tags of one thing.
pub struct Tags<'a>(pub Vec<(&'a str, &'a str)>);

impl<'a> Tags<'a> {
    pub fn get(&self, key: &str) -> &'a str {
        let found = self.0.iter().find(|(known, _)| *known == key);
        found.map_or("", |(_, value)| value)
    }

    /// What it is named, and of places and peaks what else is told of them.
    pub fn said(&self, sort: Sort) -> Said {
        if !sort.layer.is_named() {
            return Vec::new();
        }
        const NAMES: [(&str, &str); 6] = [
            ("name", "name"),
            ("name:en", "name_en"),
            ("name:az", "name_az"),
            ("name:hy", "name_hy"),
            ("name:ru", "name_ru"),
            ("name:tr", "name_tr"),
        ];
        const MORE: [(&str, &str); 2] = [("ele", "elevation"), ("population", "population")];
        let more = match sort.layer {
            Layer::Places => &MORE[1..],
            Layer::Terrain => &MORE[..1],
            _ => &[],
        };
        let all = NAMES.iter().chain(more);
        let said = all.map(|(tag, property)| (*property, self.get(tag).trim().to_owned()));
        let said: Said = said.filter(|(_, text)| !text.is_empty()).collect();
        let has_name = said
            .iter()
            .any(|(property, _)| property.starts_with("name"));
        match has_name {
            true => said,
            false => Vec::new(),
        }
    }

    /// A point with a name: a place or a peak.
    pub fn spot(&self) -> Option<Sort> {
        let sort = |layer, kind, rank, from_zoom| {
            Some(Sort {
                layer,
                kind,
                rank,
                from_zoom,
            })
        };
        match self.get("place") {
            "city" if self.get("capital") == "yes" => sort(Layer::Places, "capital", 0, 4),
            "city" => sort(Layer::Places, "city", 2, 4),
            "town" => sort(Layer::Places, "town", 4, 7),
            "village" => sort(Layer::Places, "village", 5, 9),
            "hamlet" | "isolated_dwelling" => sort(Layer::Places, "hamlet", 6, 12),
            _ => match self.get("natural") {
                "peak" | "volcano" => sort(Layer::Terrain, "peak", 5, 10),
                _ => None,
            },
        }
    }

    /// Whether this is the border of a state, as a relation or a way of one. On the sea there are none.
    pub fn is_state_border(&self) -> bool {
        let is_border = matches!(self.get("boundary"), "administrative" | "disputed");
        is_border && self.get("admin_level") == "2" && self.get("maritime") != "yes"
    }

    /// Whether it says of itself that it is disputed.
    pub fn is_disputed(&self) -> bool {
        self.get("boundary") == "disputed"
            || self.get("disputed") == "yes"
            || self.get("dispute") == "yes"
            || self.get("border_status") == "dispute"
    }

    /// The two letters of a state.
    pub fn state(&self) -> &'a str {
        match self.get("ISO3166-1:alpha2") {
            "" => self.get("ISO3166-1"),
            code => code,
        }
    }

    /// A line.
    pub fn line(&self) -> Option<Sort> {
        let sort = |layer, (kind, rank, from_zoom)| {
            Some(Sort {
                layer,
                kind,
                rank,
                from_zoom,
            })
        };
        // A square or a platform is no road along its edge.
        if self.get("area") == "yes" {
            return None;
        }
        let highway = self.get("highway");
        let road = match highway.strip_suffix("_link").unwrap_or(highway) {
            "motorway" | "trunk" => ("major", 0, 5),
            "primary" => ("major", 1, 6),
            "secondary" => ("road", 2, 8),
            "tertiary" => ("road", 3, 9),
            "unclassified" | "residential" | "living_street" | "road" => ("minor", 4, 11),
            "service" | "pedestrian" => ("minor", 5, 13),
            "track" => ("path", 6, 12),
            "path" | "footway" | "cycleway" | "bridleway" | "steps" => ("path", 7, 13),
            _ => ("", 0, 0),
        };
        if !road.0.is_empty() {
            return sort(Layer::Roads, road);
        }
        match (self.get("railway"), self.get("service")) {
            ("rail", "") => return sort(Layer::Rails, ("rail", 0, 8)),
            ("rail", _) => return sort(Layer::Rails, ("rail", 1, 13)),
            ("narrow_gauge" | "light_rail" | "subway" | "tram", _) => {
                return sort(Layer::Rails, ("rail", 1, 11));
            }
            _ => {}
        }
        match self.get("waterway") {
            "river" => sort(Layer::Rivers, ("river", 0, 7)),
            "canal" => sort(Layer::Rivers, ("canal", 1, 10)),
            "stream" => sort(Layer::Rivers, ("stream", 2, 11)),
            "ditch" | "drain" => sort(Layer::Rivers, ("ditch", 3, 13)),
            _ => None,
        }
    }

    /// An area.
    pub fn area(&self) -> Option<Sort> {
        let sort = |layer, kind, from_zoom| {
            Some(Sort {
                layer,
                kind,
                rank: 0,
                from_zoom,
            })
        };
        let natural = self.get("natural");
        let land_use = self.get("landuse");
        match (natural, land_use, self.get("waterway")) {
            ("water", ..) => {
                let kind = match self.get("water") {
                    "river" | "stream" | "canal" => "river",
                    "reservoir" | "basin" => "reservoir",
                    _ => "lake",
                };
                return sort(Layer::Water, kind, 4);
            }
            (_, "reservoir" | "basin", _) => return sort(Layer::Water, "reservoir", 4),
            (_, _, "riverbank" | "dock") => return sort(Layer::Water, "river", 4),
            _ => {}
        }
        match (natural, land_use, self.get("leisure")) {
            (_, "residential" | "commercial" | "industrial" | "retail" | "railway", _) => {
                sort(Layer::Urban, "urban", 7)
            }
            ("wood", ..) | (_, "forest", _) => sort(Layer::LandCover, "wood", 7),
            ("grassland" | "heath" | "scrub" | "wetland", ..)
            | (_, "meadow" | "grass" | "orchard" | "vineyard" | "cemetery" | "village_green", _)
            | (_, _, "park" | "garden" | "pitch") => sort(Layer::LandCover, "grass", 9),
            _ => None,
        }
    }
}
