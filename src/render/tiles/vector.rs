//! Vector tiles in the schemas that are known: what of a tile is drawn as what.

use std::{
    collections::HashMap,
    panic::{AssertUnwindSafe, catch_unwind},
};

use geo::{Geometry, MapCoords as _, MultiLineString, MultiPolygon};
use mvt_reader::{
    Reader,
    feature::{Feature, Value},
};

use super::{Area, PlaceName, SpotKind, Tile, TileKey, Way, edges};
use crate::{
    model::{Language, Names},
    scene::World,
    words::basemaps as words,
};

/// What the layers of tiles and their properties are called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Schema {
    /// Of the map built into the program.
    Own,
    OpenMapTiles,
    Protomaps,
    Shortbread,
    /// None that is known: everything is drawn alike.
    Plain,
}

/// Layers by which a schema is told, none of which another has.
const SIGNS: [(Schema, &[&str]); 4] = [
    (
        Schema::OpenMapTiles,
        &[
            "transportation",
            "waterway",
            "place",
            "boundary",
            "landcover",
            "water_name",
            "building",
            "mountain_peak",
        ],
    ),
    (
        Schema::Shortbread,
        &[
            "ocean",
            "water_polygons",
            "water_lines",
            "streets",
            "place_labels",
            "boundary_labels",
            "street_labels",
            "sites",
        ],
    ),
    (
        Schema::Protomaps,
        &["earth", "roads", "pois", "buildings", "natural"],
    ),
    (
        Schema::Own,
        &[
            "rivers",
            "borders",
            "water_names",
            "urban",
            "terrain",
            "rails",
        ],
    ),
];

impl Schema {
    /// The schema that most of these layers are of; `None` where they tell nothing.
    pub fn of<'a>(layers: impl Iterator<Item = &'a str> + Clone) -> Option<Self> {
        let count = |signs: &[&str]| layers.clone().filter(|layer| signs.contains(layer)).count();
        let counts = SIGNS.map(|(schema, signs)| (count(signs), schema));
        // The first of those that have as many.
        let best = counts.into_iter().rev().max_by_key(|(count, _)| *count);
        best.filter(|(count, _)| *count > 0)
            .map(|(_, schema)| schema)
    }
}

/// Reads a tile. `schema`: where it is known beforehand, else the tile tells it.
///
/// # Errors
///
/// Where it is damaged, in words for the person.
pub fn decode(bytes: Vec<u8>, key: TileKey, schema: Option<Schema>) -> Result<Tile, String> {
    // The reader adds up numbers of the file without looking whether they stay in range.
    let read = AssertUnwindSafe(|| read(bytes, key, schema));
    catch_unwind(read).unwrap_or_else(|_| Err(words::tile_panicked().to_owned()))
}

fn read(bytes: Vec<u8>, (z, x, y): TileKey, schema: Option<Schema>) -> Result<Tile, String> {
    let reader = Reader::new(bytes).map_err(|error| error.to_string())?;
    let layers = reader
        .get_layer_metadata()
        .map_err(|error| error.to_string())?;
    let names = layers.iter().map(|layer| layer.name.as_str());
    let schema = schema
        .or_else(|| Schema::of(names))
        .unwrap_or(Schema::Plain);
    let mut tile = Tile::default();
    let side = f64::from(z).exp2().recip();
    let origin = World {
        x: f64::from(x) * side,
        y: f64::from(y) * side,
    };
    for layer in &layers {
        let features = reader
            .get_features(layer.layer_index)
            .map_err(|error| error.to_string())?;
        let extent = layer.extent.max(1) as f32;
        for feature in features {
            let Feature {
                geometry,
                properties,
                ..
            } = feature;
            let about = Properties(properties.unwrap_or_default());
            let geometry = geometry.map_coords(|at| at / extent);
            let sort = match schema {
                Schema::Own => own(&layer.name, &about),
                Schema::OpenMapTiles => open_map_tiles(&layer.name, &about),
                Schema::Protomaps => protomaps(&layer.name, &about),
                Schema::Shortbread => shortbread(&layer.name, &about),
                Schema::Plain => Some(Sort::Anything),
            };
            if let Some(sort) = sort {
                add(&mut tile, sort, geometry, &about, (origin, side));
            }
        }
    }
    Ok(tile)
}

/// What a feature is drawn as.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Sort {
    Area(Area),
    Way(Way),
    /// With its rank, 0 for the most important.
    Spot(SpotKind, u8),
    /// A body of water where it is an area, else a river.
    Water(Way),
    Anything,
}

fn add(
    tile: &mut Tile,
    sort: Sort,
    geometry: Geometry<f32>,
    about: &Properties,
    (origin, side): (World, f64),
) {
    match sort {
        Sort::Area(area) => tile.areas.extend(polygons(geometry).map(|p| (area, p))),
        Sort::Way(way) => tile.ways.extend(lines(geometry).map(|l| (way, l))),
        Sort::Water(way) => match geometry {
            Geometry::LineString(_) | Geometry::MultiLineString(_) => {
                tile.ways.extend(lines(geometry).map(|l| (way, l)));
            }
            geometry => tile
                .areas
                .extend(polygons(geometry).map(|p| (Area::Water, p))),
        },
        Sort::Spot(kind, rank) => {
            let names = about.names();
            if names.get(Language::English).is_empty() {
                return;
            }
            // Points in the margin are on the next tile as well.
            let inside = points(geometry)
                .filter(|at| (0.0..1.0).contains(&at.x) && (0.0..1.0).contains(&at.y));
            tile.spots.extend(inside.map(|at| PlaceName {
                at: origin + at * side,
                names: names.clone(),
                kind,
                rank,
            }));
        }
        Sort::Anything => match &geometry {
            Geometry::Point(_) | Geometry::MultiPoint(_) => {
                let kind = SpotKind::Place;
                add(tile, Sort::Spot(kind, 6), geometry, about, (origin, side));
            }
            Geometry::LineString(_) | Geometry::MultiLineString(_) => {
                tile.ways.extend(lines(geometry).map(|l| (Way::Road, l)));
            }
            _ => {
                let areas = polygons(geometry).flat_map(|polygons| polygons.0);
                let found = areas.flat_map(|area| edges(&area).collect::<Vec<_>>());
                let found = MultiLineString(found.collect());
                tile.ways.push((Way::Road, found));
            }
        },
    }
}

/// The border of Armenia and Azerbaijan, as tiles of the own schema name it.
const DATED: &str = "AM-AZ";

/// The schema of the map built into the program, and of those made of extracts.
fn own(layer: &str, about: &Properties) -> Option<Sort> {
    let rank = about.whole("rank").and_then(|rank| u8::try_from(rank).ok());
    let rank = rank.unwrap_or(u8::MAX);
    Some(match layer {
        "land" => Sort::Area(Area::Land),
        "urban" => Sort::Area(Area::Urban),
        "landcover" => Sort::Area(match about.text("kind") {
            "wood" => Area::Wood,
            "grass" => Area::Grass,
            _ => return None,
        }),
        "water" => Sort::Area(Area::Water),
        "roads" => Sort::Way(match about.text("kind") {
            "major" => Way::MajorRoad,
            "road" => Way::Road,
            "minor" => Way::MinorRoad,
            "path" => Way::Path,
            _ => return None,
        }),
        "rails" => Sort::Way(Way::Rail),
        "rivers" if rank == 0 => Sort::Way(Way::River),
        "rivers" => Sort::Way(Way::SmallRiver),
        // The border between the two states of the reports is a dated line of its own, not basemap.
        "borders" if about.text("between") == DATED || about.text("kind") == DATED => return None,
        "borders" if about.text("kind") == "disputed" => Sort::Way(Way::DisputedBorder),
        "borders" => Sort::Way(Way::StateBorder),
        "places" => Sort::Spot(SpotKind::Place, rank),
        "water_names" | "terrain" => {
            let kind = match about.text("kind") {
                "river" => SpotKind::River(about.number("angle").unwrap_or(0.0) as f32),
                "peak" => SpotKind::Peak(about.metres("elevation")),
                "range" => SpotKind::Range,
                _ => SpotKind::Water,
            };
            Sort::Spot(kind, rank)
        }
        _ => return None,
    })
}

/// The schema of OpenMapTiles.
fn open_map_tiles(layer: &str, about: &Properties) -> Option<Sort> {
    let class = about.text("class");
    Some(match layer {
        "water" => Sort::Area(Area::Water),
        "waterway" => Sort::Way(waterway(class)?),
        "landcover" => Sort::Area(match class {
            "wood" => Area::Wood,
            "grass" | "wetland" => Area::Grass,
            _ => return None,
        }),
        "park" => Sort::Area(Area::Grass),
        "landuse" => Sort::Area(match class {
            "residential" | "suburb" | "neighbourhood" | "commercial" | "industrial" | "retail" => {
                Area::Urban
            }
            "cemetery" | "pitch" | "stadium" => Area::Grass,
            _ => return None,
        }),
        "building" => Sort::Area(Area::Building),
        "boundary" => Sort::Way(border(about)?),
        "transportation" => Sort::Way(match class {
            "motorway" | "trunk" | "primary" => Way::MajorRoad,
            "secondary" | "tertiary" => Way::Road,
            "minor" | "service" | "busway" => Way::MinorRoad,
            "track" | "path" => Way::Path,
            "rail" | "transit" => Way::Rail,
            _ => return None,
        }),
        "place" => place(class, about)?,
        "water_name" => Sort::Spot(SpotKind::Water, 3),
        "mountain_peak" => Sort::Spot(SpotKind::Peak(about.metres("ele")), 5),
        _ => return None,
    })
}

/// The basemap schema of Protomaps, versions 3 and 4.
fn protomaps(layer: &str, about: &Properties) -> Option<Sort> {
    let kind = match about.text("kind") {
        "" => about.text("pmap:kind"),
        kind => kind,
    };
    Some(match layer {
        "earth" => Sort::Area(Area::Land),
        "water" | "physical_line" => Sort::Water(waterway(kind).unwrap_or(Way::SmallRiver)),
        "landcover" | "landuse" | "natural" => Sort::Area(match kind {
            "forest" | "wood" | "nature_reserve" => Area::Wood,
            "park" | "grass" | "grassland" | "meadow" | "scrub" | "wetland" | "cemetery"
            | "golf_course" | "pitch" => Area::Grass,
            "residential" | "urban_area" | "industrial" | "commercial" => Area::Urban,
            _ => return None,
        }),
        "buildings" => Sort::Area(Area::Building),
        "boundaries" => Sort::Way(match kind {
            "country" if about.yes("disputed") => Way::DisputedBorder,
            "country" => Way::StateBorder,
            "disputed" | "unrecognized_country" => Way::DisputedBorder,
            _ => match about
                .whole("kind_detail")
                .or(about.whole("pmap:min_admin_level"))
            {
                Some(2) => Way::StateBorder,
                _ => return None,
            },
        }),
        "roads" | "transit" => Sort::Way(match kind {
            "highway" | "major_road" => Way::MajorRoad,
            "medium_road" => Way::Road,
            "minor_road" => Way::MinorRoad,
            "path" | "other" => Way::Path,
            "rail" => Way::Rail,
            _ => return None,
        }),
        "places" => {
            let detail = about.text("kind_detail");
            let detail = match detail.is_empty() {
                true => about.text("pmap:kind_detail"),
                false => detail,
            };
            match (kind, detail) {
                ("locality" | "city" | "town" | "village", "") => place("town", about)?,
                ("locality", detail) => place(detail, about)?,
                ("neighbourhood" | "macrohood", _) => place("suburb", about)?,
                _ => return None,
            }
        }
        "pois" | "physical_point" if kind == "peak" => {
            Sort::Spot(SpotKind::Peak(about.metres("elevation")), 5)
        }
        _ => return None,
    })
}

/// The schema called Shortbread.
fn shortbread(layer: &str, about: &Properties) -> Option<Sort> {
    let kind = about.text("kind");
    Some(match layer {
        "ocean" | "water_polygons" => Sort::Area(Area::Water),
        "water_lines" => Sort::Way(waterway(kind)?),
        "land" => Sort::Area(match kind {
            "forest" => Area::Wood,
            "grass" | "meadow" | "grassland" | "park" | "garden" | "cemetery" | "scrub"
            | "orchard" | "vineyard" | "wet_meadow" | "swamp" | "marsh" => Area::Grass,
            "residential" | "industrial" | "commercial" | "retail" | "farmyard" => Area::Urban,
            _ => return None,
        }),
        "buildings" => Sort::Area(Area::Building),
        "boundaries" => Sort::Way(border(about)?),
        "streets" => Sort::Way(match kind {
            "motorway" | "trunk" | "primary" => Way::MajorRoad,
            "secondary" | "tertiary" => Way::Road,
            "unclassified" | "residential" | "living_street" | "service" | "pedestrian" => {
                Way::MinorRoad
            }
            "track" | "path" | "footway" | "steps" | "cycleway" | "bridleway" => Way::Path,
            "rail" | "narrow_gauge" | "tram" | "light_rail" | "subway" | "funicular"
            | "monorail" => Way::Rail,
            _ => return None,
        }),
        "place_labels" => place(kind, about)?,
        "water_polygons_labels" => Sort::Spot(SpotKind::Water, 4),
        _ => return None,
    })
}

fn waterway(class: &str) -> Option<Way> {
    Some(match class {
        "river" => Way::River,
        "stream" | "canal" | "ditch" | "drain" => Way::SmallRiver,
        _ => return None,
    })
}

/// Whether a tile of OpenMapTiles says that a border is that of Armenia and Azerbaijan, which is a dated line of
/// its own.
fn is_dated(about: &Properties) -> bool {
    let mut sides = ["adm0_l", "adm0_r"].map(|side| about.text(side));
    sides.sort_unstable();
    matches!(
        sides,
        ["AM", "AZ"] | ["ARM", "AZE"] | ["Armenia", "Azerbaijan"]
    )
}

/// A border of states on land.
fn border(about: &Properties) -> Option<Way> {
    if about.whole("admin_level") != Some(2) || about.yes("maritime") || is_dated(about) {
        return None;
    }
    Some(match about.yes("disputed") {
        true => Way::DisputedBorder,
        false => Way::StateBorder,
    })
}

/// A town or village of that class; `None` for states and provinces.
fn place(class: &str, about: &Properties) -> Option<Sort> {
    let rank = match class {
        _ if about.yes("capital") || about.whole("capital") == Some(2) => 0,
        "capital" => 0,
        "city" | "state_capital" => 2,
        "town" => 4,
        "village" => 5,
        "hamlet" | "suburb" | "quarter" | "neighbourhood" | "isolated_dwelling" | "farm"
        | "locality" => 6,
        _ => return None,
    };
    Some(Sort::Spot(SpotKind::Place, rank))
}

/// What a feature says of itself. Numbers come as any of the six types of a vector tile, and
/// sometimes as text.
struct Properties(HashMap<String, Value>);

impl Properties {
    fn text(&self, key: &str) -> &str {
        match self.0.get(key) {
            Some(Value::String(text)) => text,
            _ => "",
        }
    }

    fn number(&self, key: &str) -> Option<f64> {
        let number = match self.0.get(key)? {
            Value::Int(number) | Value::SInt(number) => *number as f64,
            Value::UInt(number) => *number as f64,
            Value::Float(number) => f64::from(*number),
            Value::Double(number) => *number,
            Value::String(text) => text.trim().parse().ok()?,
            Value::Bool(_) | Value::Null => return None,
        };
        number.is_finite().then_some(number)
    }

    fn whole(&self, key: &str) -> Option<i64> {
        let number = self.number(key)?;
        (number.fract() == 0.0 && number.abs() < 9e15).then_some(number as i64)
    }

    fn metres(&self, key: &str) -> Option<u16> {
        let metres = self.number(key)?.round();
        (1.0..=9000.0).contains(&metres).then_some(metres as u16)
    }

    /// Whether it is said to be so: as a truth, as a number but 0, or as the word.
    fn yes(&self, key: &str) -> bool {
        match self.0.get(key) {
            Some(Value::Bool(yes)) => *yes,
            Some(Value::String(text)) => matches!(text.as_str(), "yes" | "true" | "1"),
            Some(_) => self.number(key).is_some_and(|number| number != 0.0),
            None => false,
        }
    }

    /// The names in the languages of this program; the international one from whichever is there.
    fn names(&self) -> Names {
        let usual = [
            "name:en",
            "name_en",
            "name:latin",
            "name_int",
            "int_name",
            "name",
        ];
        let usual = usual.map(|key| self.text(key));
        let usual = usual.into_iter().find(|name| !name.is_empty());
        let mut names = Names::plain(usual.unwrap_or_default());
        for language in Language::ALL {
            let code = language.code();
            let own = [format!("name:{code}"), format!("name_{code}")];
            let own = own.iter().map(|key| self.text(key));
            if let Some(name) = own.into_iter().find(|name| !name.is_empty()) {
                names.set(language, name.to_owned());
            }
        }
        names
    }
}

fn polygons(shape: Geometry<f32>) -> impl Iterator<Item = MultiPolygon<f32>> {
    let polygons = match shape {
        Geometry::Polygon(polygon) => Some(MultiPolygon(vec![polygon])),
        Geometry::MultiPolygon(polygons) => Some(polygons),
        _ => None,
    };
    polygons.into_iter()
}

fn lines(shape: Geometry<f32>) -> impl Iterator<Item = MultiLineString<f32>> {
    let lines = match shape {
        Geometry::LineString(line) => Some(MultiLineString(vec![line])),
        Geometry::MultiLineString(lines) => Some(lines),
        _ => None,
    };
    lines.into_iter()
}

fn points(shape: Geometry<f32>) -> impl Iterator<Item = World> {
    let points = match shape {
        Geometry::Point(point) => vec![point],
        Geometry::MultiPoint(points) => points.0,
        _ => Vec::new(),
    };
    points.into_iter().map(|point| World {
        x: f64::from(point.x()),
        y: f64::from(point.y()),
    })
}

#[cfg(test)]
mod tests;
