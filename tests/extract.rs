//! Maps made of extracts of OpenStreetMap, all of them made up.

mod common;

use std::{collections::BTreeSet, fs, path::Path};

use common::{
    made::{self, made},
    osm::{self, Osm},
};
use contactline::{
    io::disk::{Replace, Target},
    model::geo::{Coord, Rect},
    store::{
        extract::{ExtractError, Made, Wanted, make},
        open_tiles,
    },
};
use geo::{Geometry, LineString, Polygon};
use mvt_reader::{
    Reader,
    feature::{Feature, Value},
    layer::Layer,
};

/// The tile of zoom 14 that the made-up extract is laid out on.
const TILE: (u8, u32, u32) = (14, 10_300, 6_200);

/// The degrees of a position on it, in parts of 4096 of its side.
fn at(x: f64, y: f64) -> [f64; 2] {
    let whole = 14_f64.exp2();
    let (x, y) = (
        (f64::from(TILE.1) + x / 4096.0) / whole,
        (f64::from(TILE.2) + y / 4096.0) / whole,
    );
    let lat = ((1.0 - 2.0 * y) * std::f64::consts::PI).sinh().atan();
    [x * 360.0 - 180.0, lat.to_degrees()]
}

/// A road that turns, a railway, a lake with an island, a village, a town's houses, a stream; and a
/// track with a point that is missing, a lake whose shore does not close, and a wood that crosses itself.
fn sample() -> Osm {
    let node = |id, x, y| (id, at(x, y), vec![]);
    let mut nodes = vec![
        node(1, -2048.0, 1024.0),
        node(2, 1024.0, 1024.0),
        node(3, 1024.0, 3072.0),
        node(4, 0.0, 4000.0),
        node(5, 4096.0, 4000.0),
        node(10, 2000.0, 2000.0),
        node(11, 3000.0, 2000.0),
        node(12, 3000.0, 3000.0),
        node(13, 2000.0, 3000.0),
        node(20, 2400.0, 2400.0),
        node(21, 2600.0, 2400.0),
        node(22, 2600.0, 2600.0),
        node(23, 2400.0, 2600.0),
        node(30, 100.0, 100.0),
        node(31, 900.0, 100.0),
        node(32, 900.0, 900.0),
        node(33, 100.0, 900.0),
        node(40, 3200.0, 200.0),
        node(41, 3800.0, 1000.0),
        node(50, 1200.0, 100.0),
        node(51, 2000.0, 900.0),
        node(52, 2000.0, 100.0),
        node(53, 1200.0, 800.0),
    ];
    let village = vec![
        ("place", "village"),
        ("name", "Madeup"),
        ("name:en", "Madeup-en"),
        ("name:az", "Madeup-az"),
        ("name:hy", "Մադեափ"),
        ("name:ru", "Мадеап"),
        ("name:tr", "Madeup-tr"),
        ("population", "1200"),
    ];
    nodes.push((60, at(512.0, 512.0), village));
    Osm {
        nodes,
        ways: vec![
            (1, vec![1, 2, 3], vec![("highway", "primary")]),
            (2, vec![4, 5], vec![("railway", "rail")]),
            // The shore in two parts, the second the other way around.
            (3, vec![10, 11, 12], vec![]),
            (4, vec![10, 13, 12], vec![]),
            (5, vec![20, 21, 22, 23, 20], vec![]),
            (
                6,
                vec![30, 31, 32, 33, 30],
                vec![("landuse", "residential")],
            ),
            (7, vec![40, 41], vec![("waterway", "stream")]),
            (8, vec![1, 999, 2], vec![("highway", "track")]),
            (9, vec![50, 51, 52, 53, 50], vec![("natural", "wood")]),
            (10, vec![2, 3], vec![("power", "line")]),
        ],
        relations: vec![
            (
                1,
                vec![(3, "outer"), (4, "outer"), (5, "inner")],
                vec![
                    ("type", "multipolygon"),
                    ("natural", "water"),
                    ("name", "Lake Madeup"),
                ],
            ),
            (
                2,
                vec![(3, "outer")],
                vec![("type", "multipolygon"), ("natural", "water")],
            ),
        ],
    }
}

fn make_of(bytes: &[u8], wanted: &Wanted, output: &Path) -> Result<Made, ExtractError> {
    let file = made("made-up.osm.pbf", bytes);
    make(&file.path, wanted, &Target::new(output, Replace::Asked))
}

const ALL: Wanted = Wanted {
    bbox: None,
    deepest: 14,
};

/// What a feature is: its layer and its kind.
type Sort = (&'static str, &'static str);
const MAJOR: Sort = ("roads", "major");
const ROAD: Sort = ("roads", "road");
const TRACK: Sort = ("roads", "path");
const RAIL: Sort = ("rails", "rail");
const STREAM: Sort = ("rivers", "stream");
const WATER: Sort = ("water", "lake");
const URBAN: Sort = ("urban", "urban");

/// The features of a tile with their layer.
struct Tile(Vec<(String, Feature)>);

fn tile(map: &Path, key: (u8, u32, u32)) -> Tile {
    let archive = open_tiles(map).expect("a map");
    let bytes = archive.bytes(key).expect("read").unwrap_or_default();
    let reader = Reader::new(bytes).expect("a tile");
    let layers = reader.get_layer_metadata().expect("layers");
    let of = |layer: &Layer| {
        assert_eq!((layer.version, layer.extent), (2, 4096));
        let features = reader.get_features(layer.layer_index).expect("features");
        features
            .into_iter()
            .map(|feature| (layer.name.clone(), feature))
            .collect::<Vec<_>>()
    };
    Tile(layers.iter().flat_map(of).collect())
}

fn text<'f>(feature: &'f Feature, key: &str) -> &'f str {
    match feature.properties.as_ref().and_then(|all| all.get(key)) {
        Some(Value::String(text)) => text,
        _ => "",
    }
}

impl Tile {
    fn of(&self, (layer, kind): Sort) -> impl Iterator<Item = &Feature> {
        let is_one =
            move |(of, feature): &&(String, Feature)| of == layer && text(feature, "kind") == kind;
        self.0.iter().filter(is_one).map(|(_, feature)| feature)
    }

    fn spots(&self) -> Vec<&Feature> {
        let is_one = |(_, feature): &&(String, Feature)| {
            matches!(
                feature.geometry,
                Geometry::Point(_) | Geometry::MultiPoint(_)
            )
        };
        self.0
            .iter()
            .filter(is_one)
            .map(|(_, feature)| feature)
            .collect()
    }

    fn areas_of(&self, sort: Sort) -> Vec<Polygon<f32>> {
        let areas = self.of(sort).flat_map(|feature| {
            let areas = match &feature.geometry {
                Geometry::Polygon(area) => Some(vec![area.clone()]),
                Geometry::MultiPolygon(areas) => Some(areas.0.clone()),
                _ => None,
            };
            areas.expect("areas alone")
        });
        areas.collect()
    }
}

fn lines(tile: &Tile, sort: Sort) -> Vec<Vec<[i32; 2]>> {
    let lines = tile.of(sort).flat_map(|feature| {
        let lines = match &feature.geometry {
            Geometry::LineString(line) => Some(vec![units(&line.0)]),
            Geometry::MultiLineString(lines) => {
                Some(lines.0.iter().map(|line| units(&line.0)).collect())
            }
            _ => None,
        };
        lines.expect("lines alone")
    });
    lines.collect()
}

fn units(line: &[Coord<f32>]) -> Vec<[i32; 2]> {
    line.iter().map(|at| [at.x as i32, at.y as i32]).collect()
}

#[test]
fn an_extract_becomes_a_map_whose_shapes_lie_where_the_points_do() {
    let folder = tempfile::tempdir().expect("a folder");
    let map = folder.path().join("map.pmtiles");
    let made = make_of(&sample().bytes(), &ALL, &map).expect("a map");
    assert_eq!(
        (
            made.roads,
            made.rails,
            made.waters,
            made.land_use,
            made.places,
            made.peaks
        ),
        (1, 1, 2, 2, 1, 0)
    );
    // The track has a gap, and one shore is open.
    assert_eq!((made.gaps, made.open_areas, made.nowhere), (1, 1, 0));

    let drawn = tile(&map, TILE);
    // Cut 64 parts beyond the edge of the tile, so that the edge is not seen.
    let road = vec![[-64, 1024], [1024, 1024], [1024, 3072]];
    assert_eq!(lines(&drawn, MAJOR), [road]);
    assert_eq!(lines(&drawn, RAIL), [vec![[0, 4000], [4096, 4000]]]);
    assert_eq!(lines(&drawn, STREAM), [vec![[3200, 200], [3800, 1000]]]);
    assert_eq!(lines(&drawn, TRACK), [] as [Vec<[i32; 2]>; 0]);
    let lakes = drawn.areas_of(WATER);
    let [lake] = lakes.as_slice() else {
        panic!("one lake: {lakes:?}");
    };
    let corners = |ring: &LineString<f32>| BTreeSet::from_iter(units(&ring.0));
    let square = |low, high| BTreeSet::from([[low, low], [high, low], [high, high], [low, high]]);
    assert_eq!(corners(lake.exterior()), square(2000, 3000));
    let islands: Vec<_> = lake.interiors().iter().map(corners).collect();
    assert_eq!(islands, [square(2400, 2600)]);
    let houses: Vec<_> = drawn
        .areas_of(URBAN)
        .iter()
        .map(|area| corners(area.exterior()))
        .collect();
    assert_eq!(houses, [square(100, 900)]);

    let [village] = drawn.of(("places", "village")).collect::<Vec<_>>()[..] else {
        panic!("one village");
    };
    for (key, name) in [
        ("name", "Madeup"),
        ("name_en", "Madeup-en"),
        ("name_az", "Madeup-az"),
        ("name_hy", "Մադեափ"),
        ("name_ru", "Мадеап"),
        ("name_tr", "Madeup-tr"),
    ] {
        assert_eq!(text(village, key), name);
    }
    let properties = village.properties.as_ref().expect("properties");
    assert_eq!(properties["population"], Value::Int(1200));
    assert_eq!(properties["rank"], Value::Int(5));
    assert_eq!(
        village.geometry,
        Geometry::MultiPoint(vec![(512.0, 512.0)].into())
    );
    let [lake] = drawn.of(("water_names", "lake")).collect::<Vec<_>>()[..] else {
        panic!("one lake");
    };
    assert_eq!(text(lake, "name"), "Lake Madeup");
    // Half way down, in the water west or east of the island, whose middle is that of the lake.
    let named_at = match &lake.geometry {
        Geometry::MultiPoint(points) => points.0[0],
        other => panic!("no point: {other:?}"),
    };
    assert!([2200.0, 2800.0].contains(&named_at.x()), "{named_at:?}");
    assert_eq!(named_at.y(), 2500.0);
}

#[test]
fn borders_of_states_are_drawn_disputed_ones_apart_and_the_dated_one_by_its_name() {
    let node = |id: i64, y: f64| {
        [
            (2 * id, at(0.0, y), vec![]),
            (2 * id + 1, at(1000.0, y), vec![]),
        ]
    };
    let nodes = (1..=8).flat_map(|id| node(id, 400.0 * id as f64)).collect();
    let way = |id: i64, tags| (id, vec![2 * id, 2 * id + 1], tags);
    let state = |id, code, ways: &[i64]| {
        let members = ways.iter().map(|way| (*way, "outer")).collect();
        let tags = vec![
            ("type", "boundary"),
            ("boundary", "administrative"),
            ("admin_level", "2"),
            ("ISO3166-1:alpha2", code),
        ];
        (id, members, tags)
    };
    let bounded = ("boundary", "administrative");
    let osm = Osm {
        nodes,
        ways: vec![
            // Of Armenia and Azerbaijan, said to be disputed; of Armenia and another; a river as well.
            way(1, vec![("disputed", "yes")]),
            way(2, vec![bounded, ("admin_level", "2")]),
            way(3, vec![("waterway", "river")]),
            // Of one state whose neighbour is not in the extract, disputed; by itself; at sea; of a province.
            way(4, vec![bounded, ("admin_level", "2"), ("dispute", "yes")]),
            way(5, vec![bounded, ("admin_level", "2")]),
            way(6, vec![("maritime", "yes")]),
            way(7, vec![bounded, ("admin_level", "4")]),
            way(8, vec![("boundary", "disputed"), ("admin_level", "2")]),
        ],
        relations: vec![
            state(1, "AM", &[1, 2, 3, 4, 6]),
            state(2, "AZ", &[1, 6]),
            state(3, "GE", &[2, 3]),
        ],
    };
    let folder = tempfile::tempdir().expect("a folder");
    let map = folder.path().join("map.pmtiles");
    let made = make_of(&osm.bytes(), &ALL, &map).expect("a map");
    assert_eq!((made.borders, made.waters), (6, 1));
    let drawn = tile(&map, TILE);
    let rows = |kind| -> Vec<i32> {
        let found = lines(&drawn, ("borders", kind));
        found.iter().map(|line| line[0][1] / 400).collect()
    };
    assert_eq!(rows("AM-AZ"), [1]);
    assert_eq!(rows("state"), [2, 3, 5]);
    assert_eq!(rows("disputed"), [4, 8]);
    assert_eq!(lines(&drawn, ("rivers", "river")).len(), 1);
}

#[test]
fn from_afar_there_are_the_larger_things_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let map = folder.path().join("map.pmtiles");
    make_of(&sample().bytes(), &ALL, &map).expect("a map");
    let from_afar = |zoom: u8| tile(&map, (zoom, TILE.1 >> (14 - zoom), TILE.2 >> (14 - zoom)));
    // 10300 = 643 * 16 + 12 and 6200 = 387 * 16 + 8: of the road, one unit of zoom 10 is 16 of zoom 14.
    let drawn = from_afar(10);
    let [x, y] = [12 * 256, 8 * 256];
    let road = vec![[x - 128, y + 64], [x + 64, y + 64], [x + 64, y + 192]];
    assert_eq!(lines(&drawn, MAJOR), [road]);
    assert_eq!(lines(&drawn, STREAM), [] as [Vec<[i32; 2]>; 0]);
    assert_eq!(drawn.spots().len(), 1);
    // A primary road is there from zoom 6, a village from 9, a railway from 8.
    let drawn = from_afar(7);
    assert_eq!((drawn.spots().len(), lines(&drawn, RAIL).len()), (0, 0));
    assert_eq!(lines(&drawn, MAJOR).len(), 1);
    assert!(from_afar(5).0.is_empty());
}

#[test]
fn a_box_cuts_and_the_map_says_who_made_the_data() {
    let folder = tempfile::tempdir().expect("a folder");
    let map = folder.path().join("map.pmtiles");
    let ([west, north], [east, south]) = (at(512.0, 512.0), at(2048.0, 2048.0));
    let wanted = Wanted {
        bbox: Some(Rect::new(
            Coord { x: west, y: south },
            Coord { x: east, y: north },
        )),
        deepest: 14,
    };
    make_of(&sample().bytes(), &wanted, &map).expect("a map");
    let drawn = tile(&map, TILE);
    // Within one part of the box.
    let [road] = &lines(&drawn, MAJOR)[..] else {
        panic!("one road");
    };
    let near = |a: [i32; 2], b: [i32; 2]| (a[0] - b[0]).abs() <= 1 && (a[1] - b[1]).abs() <= 1;
    let expected = [[512, 1024], [1024, 1024], [1024, 2048]];
    assert_eq!(road.len(), 3);
    assert!(
        road.iter().zip(expected).all(|(a, b)| near(*a, b)),
        "{road:?}"
    );
    assert_eq!(lines(&drawn, RAIL).len(), 0);
    let archive = open_tiles(&map).expect("a map");
    let about = archive.about();
    assert!(about.attribution.contains("© OpenStreetMap contributors"));
    assert!(about.attribution.contains("ODbL"));
    assert_eq!(
        (about.zooms.clone(), about.name.as_str()),
        (4..=14, "made-up")
    );
    let bounds = about.bounds.expect("bounds");
    assert!((bounds.min().x - west).abs() < 1e-6 && (bounds.max().y - north).abs() < 1e-6);
}

#[test]
fn the_program_makes_it_and_says_what_is_in_it_and_what_is_left_out() {
    let file = made("made-up.osm.pbf", sample().bytes());
    let map = file.folder.path().join("map.pmtiles");
    let args = [
        "basemap".as_ref(),
        file.path.as_os_str(),
        "-o".as_ref(),
        map.as_os_str(),
    ];
    let (code, said) = made::contactline(&args);
    assert_eq!(code, Some(0), "{said}");
    for expected in [
        "1 road, 1 railway, 2 waters, 2 areas of land use, 1 place, 0 peaks, 0 stretches of state border",
        "1 way names points that are not in the extract",
        "1 area has an outline that does not close",
    ] {
        assert!(said.contains(expected), "{expected}: {said}");
    }
    // Nothing is replaced unasked, and no map is written over the extract.
    let (code, said) = made::contactline(&args);
    assert_eq!(code, Some(2), "{said}");
    let over = [
        "basemap".as_ref(),
        file.path.as_os_str(),
        "-o".as_ref(),
        file.path.as_os_str(),
    ];
    let (code, said) = made::contactline(&over);
    assert!(code == Some(2) && said.contains(".pmtiles"), "{said}");
    // Opened as data, it is said what to do with it.
    let (_, said) = made::contactline(&["check".as_ref(), file.path.as_os_str()]);
    assert!(said.contains("contactline basemap FILE"), "{said}");
}

#[test]
fn what_is_no_extract_or_a_damaged_one_is_refused_and_leaves_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let map = folder.path().join("map.pmtiles");
    let refused = |bytes: &[u8]| make_of(bytes, &ALL, &map).expect_err("refused").to_string();
    for no_extract in [
        &b""[..],
        b"\x89PNG\r\n\x1a\n",
        b"id,lat,lon\n1,2,3\n",
        &[0; 100],
    ] {
        assert!(refused(no_extract).contains("not an OpenStreetMap extract"));
    }
    let whole = sample().bytes();
    let head = osm::head(&["OsmSchema-V0.6", "DenseNodes"]);
    for length in (32..whole.len()).step_by(61).chain([whole.len() - 1]) {
        let why = refused(&whole[..length]);
        assert!(
            why.contains("ends within the block") || why.contains("no road"),
            "{length}: {why}"
        );
    }
    assert!(refused(&head).contains("no road"));
    assert!(refused(&osm::head(&["HistoricalInformation"])).contains("HistoricalInformation"));
    let too_large = [head.clone(), osm::framed("OSMData", &[], 1 << 30)].concat();
    assert!(refused(&too_large).contains("larger than 32 MiB"));
    // A block of noise, and one that unpacks without end.
    let noise = [head.clone(), osm::framed("OSMData", &[0x1a, 3, 1, 2, 3], 5)].concat();
    assert!(refused(&noise).contains("damaged"), "{}", refused(&noise));
    let bomb = [head, osm::block("OSMData", &vec![0; 40 << 20])].concat();
    assert!(refused(&bomb).contains("damaged"), "{}", refused(&bomb));
    // Any byte may be wrong: a map is made, or it is said why not, and nothing panics.
    for position in (0..whole.len()).step_by(23) {
        let mut bent = whole.clone();
        bent[position] ^= 0x55;
        let _ = make_of(&bent, &ALL, &folder.path().join("bent.pmtiles"));
    }
    assert!(!map.exists());
}

#[test]
fn the_greatest_ids_and_points_off_the_map_are_no_trouble() {
    // What stands between two of them fits a number as well.
    const GREATEST: i64 = i64::MAX / 2;
    let folder = tempfile::tempdir().expect("a folder");
    let map = folder.path().join("map.pmtiles");
    let mut osm = sample();
    osm.nodes.push((GREATEST, at(1500.0, 1500.0), vec![]));
    osm.nodes.push((-GREATEST, at(1500.0, 3500.0), vec![]));
    osm.nodes.push((70, [46.0, 89.9], vec![]));
    osm.ways.push((
        -GREATEST,
        vec![GREATEST, -GREATEST, 70],
        vec![("highway", "secondary")],
    ));
    osm.ways
        .push((GREATEST, vec![GREATEST; 3], vec![("highway", "secondary")]));
    osm.ways.push((0, vec![], vec![("highway", "secondary")]));
    let made = make_of(&osm.bytes(), &ALL, &map).expect("a map");
    // The pole is on no Mercator map: the way to it ends before.
    assert_eq!((made.nowhere, made.gaps), (1, 2));
    let roads = lines(&tile(&map, TILE), ROAD);
    assert_eq!(roads, [vec![[1500, 1500], [1500, 3500]]]);
}

#[test]
fn a_map_of_the_whole_world_that_nobody_can_want_ends_with_its_cause() {
    let folder = tempfile::tempdir().expect("a folder");
    let map = folder.path().join("map.pmtiles");
    let corners = [
        [-179.0, -80.0],
        [179.0, -80.0],
        [179.0, 80.0],
        [-179.0, 80.0],
    ];
    let mut osm = Osm::default();
    for (id, corner) in corners.into_iter().enumerate() {
        osm.nodes.push((id as i64, corner, vec![]));
    }
    osm.ways
        .push((1, vec![0, 1, 2, 3, 0], vec![("natural", "water")]));
    let why = make_of(&osm.bytes(), &ALL, &map).expect_err("refused");
    assert!(matches!(why, ExtractError::Stopped(_)), "{why}");
    assert!(!map.exists());
}

#[test]
fn a_map_that_is_no_longer_wanted_is_not_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let map = folder.path().join("map.pmtiles");
    let file = made("made-up.osm.pbf", sample().bytes());
    let target = Target::new(&map, Replace::Asked);
    target.budget().cancel();
    let why = make(&file.path, &ALL, &target).expect_err("cancelled");
    assert!(matches!(why, ExtractError::Stopped(_)), "{why}");
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 0);
}
