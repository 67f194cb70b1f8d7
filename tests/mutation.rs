//! Inputs that nobody meant to write: mutated seeds of every format, of links, sessions, data folders, own work,
//! extracts, offers of services, tiles, statements, conditions, days and searches.
//!
//! `cargo test --test mutation` tries a few hundred mutations of each format, always the same. With
//! CONTACTLINE_MUTATE_SECONDS it goes on for so long with each, with CONTACTLINE_MUTATE_INPUTS until so many
//! were tried of each, with CONTACTLINE_MUTATE_SEED elsewhere than usual, with CONTACTLINE_MUTATE_ONLY one of
//! them alone. What fails is kept in the temporary folder under the name that is told.
//!
//! A million inputs of each format take hours: `fuzz/README.md` says how the harness is built for that.

mod common;

#[path = "../fuzz/src/lib.rs"]
#[allow(dead_code, reason = "the targets that take files are tried elsewhere")]
mod fuzz;

use std::{
    collections::BTreeMap,
    env, fs,
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
    sync::OnceLock,
    time::{Duration, Instant},
};

use common::{
    archives::zipped,
    osm::{self, Osm},
};
use contactline::{
    io::{Source, bulk::Tuning},
    model::{Atlas, Budget, ImportOptions},
    session::{Session, file, link},
    store::{formats, open_tiles},
};
use zip::CompressionMethod::{Deflated, Stored};

/// Numbers that look like chance, the same for the same seed.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, most: usize) -> usize {
        (self.next() % most.max(1) as u64) as usize
    }
}

/// Texts that readers may stumble over.
const STUMBLES: [&[u8]; 24] = [
    b"null",
    b"NaN",
    b"1e999",
    b"-1e308",
    b"99999999999999999999",
    b"-9223372036854775808",
    b"\"",
    b"\\u0000",
    b"[",
    b"]",
    b"{",
    b"}",
    b"<",
    b"</",
    b"&#x0;",
    b"\r",
    b"\n\n",
    b"\t",
    b",",
    b";",
    b"\xff",
    b"\xef\xbb\xbf",
    b"9999-12-31",
    b"0000-00-00",
];

fn mutated(seeds: &[Vec<u8>], chance: &mut Chance) -> Vec<u8> {
    let mut bytes = seeds[chance.below(seeds.len())].clone();
    for _ in 0..=chance.below(4) {
        let at = chance.below(bytes.len() + 1);
        let length = chance.below(1 + (bytes.len() - at).min(64));
        match chance.below(7) {
            0 => drop(bytes.drain(at..at + length)),
            1 => {
                let again = bytes[at..at + length].to_vec();
                bytes.splice(at..at, again.repeat(1 + chance.below(8)));
            }
            2 => {
                let stumble = STUMBLES[chance.below(STUMBLES.len())];
                bytes.splice(at..at, stumble.iter().copied());
            }
            3 => {
                let stumble = STUMBLES[chance.below(STUMBLES.len())];
                bytes.splice(at..at + length, stumble.iter().copied());
            }
            4 => {
                let other = &seeds[chance.below(seeds.len())];
                let from = chance.below(other.len());
                let part = &other[from..other.len().min(from + 200)];
                bytes.splice(at..at, part.iter().copied());
            }
            5 => bytes.truncate(at),
            _ => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << chance.below(8);
                }
            }
        }
    }
    bytes.truncate(60_000);
    bytes
}

/// Files by their endings, those of shapefiles and their tables apart.
type Seeds = BTreeMap<String, Vec<Vec<u8>>>;

/// The small files among the cases, and some more of formats that they have few of.
fn seeds() -> Seeds {
    fn gather(folder: &Path, found: &mut Seeds) {
        let entries = fs::read_dir(folder).expect("a folder");
        let mut paths: Vec<_> = entries
            .map(|entry| entry.expect("an entry").path())
            .collect();
        paths.sort();
        for path in paths {
            if path.is_dir() {
                gather(&path, found);
                continue;
            }
            let ending = path.extension().unwrap_or_default().to_string_lossy();
            let bytes = fs::read(&path).expect("a file");
            if bytes.len() < 30_000 && READ.contains(&&*ending) {
                found.entry(ending.into_owned()).or_default().push(bytes);
            }
        }
    }
    const READ: [&str; 15] = [
        "csv", "tsv", "json", "geojson", "geojsonl", "geojsons", "kml", "gpx", "shp", "dbf",
        "xlsx", "ods", "gpkg", "mbtiles", "pmtiles",
    ];
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = BTreeMap::new();
    for folder in ["cases", "hostile", "basemaps"] {
        gather(&root.join("tests").join(folder), &mut found);
    }
    let mut add = |ending: &str, bytes: Vec<u8>| {
        found.entry(ending.to_owned()).or_default().push(bytes);
    };
    // The first lists of the data that is built in.
    for (name, end) in [
        ("chronology.json", "]"),
        ("reporters.json", "]"),
        ("ties.json", "]}"),
        ("reports.json", "]}"),
    ] {
        let text = fs::read_to_string(root.join("data").join(name)).expect("a file");
        let lines: Vec<&str> = text.lines().take(4).collect();
        let lines = lines.join("\n");
        add(
            "json",
            format!("{}{end}", lines.trim_end_matches(',')).into_bytes(),
        );
    }
    add("json", ESRI.into());
    add("topojson", TOPOLOGY.into());
    add("txt", GEONAMES.into());
    add("kmz", zipped(&[("doc.kml", KML)], Deflated));
    add("kmz", zipped(&[("doc.kml", KML)], Stored));
    add("zip", zipped(&[("a.csv", CSV), ("b.kml", KML)], Stored));
    add(
        "zip",
        zipped(&[("a/b.json", ESRI), ("c.csv", CSV)], Deflated),
    );
    let shapefile = root.join("tests/cases/04-shapefile-by-chance");
    let part = |name: &str| fs::read(shapefile.join(name)).expect("a file");
    let parts = [part("input.shp"), part("input.dbf")];
    let parts = [("a.shp", &*parts[0]), ("a.dbf", &*parts[1])];
    add("zip", zipped(&parts, Stored));
    found
}

const CONDITIONS: [&str; 7] = [
    "reporter = az-mod and number >= 10",
    "not (denied or at = lachin) and killed >= 1 or has losses",
    "within 10 km of yukhari-shorzha or within 15 km of \"45.8 40.1\"",
    "within 5 km of \"45.8 40.1, 46.0 39.7, 46.5 39.6\" and outside area",
    "inside \"45.3 40.0, 46.0 40.0, 46.0 40.5, 45.3 40.4\" or inside lachin",
    "text ~ \"120 mm\" and property weapon = \"mortar\"",
    "touches = Laçın and not contradicted and has hours",
];

const STATEMENTS: [&str; 3] = [
    "On August 7, from 21:40 to 22:15, units of the Armenian armed forces from positions in the direction of the \
     settlement of Zod of the Basarkechar region subjected to fire the positions of the Azerbaijan Army in the \
     direction of Kalbajar 6 times. No losses.",
    "Avqustun 7-si saat 22:50-dən Ermənistan silahlı qüvvələrinin bölmələri Laçın rayonu istiqamətində \
     mövqelərimizi atəşə tutub.",
    "Минобороны: 8 августа зафиксировано два нарушения режима прекращения огня. Ранены двое.",
];

const CSV: &[u8] =
    b"date,place,lat,lon,count\n2022-08-07,Lachin,39.6,46.5,2\n2022-08-08,\"x, y\",,,\n";

const KML: &[u8] = b"<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document><Placemark><name>a</name>\
<TimeStamp><when>2022-08-07</when></TimeStamp><ExtendedData><Data name=\"count\"><value>2</value></Data>\
</ExtendedData><Point><coordinates>46.5,39.6</coordinates></Point></Placemark></Document></kml>";

const ESRI: &[u8] = br#"{"geometryType":"esriGeometryPoint","spatialReference":{"wkid":4326},
"fields":[{"name":"date","type":"esriFieldTypeDate"},{"name":"count","type":"esriFieldTypeInteger"}],
"features":[{"attributes":{"date":1659830400000,"count":2},"geometry":{"x":46.5,"y":39.6}}]}"#;

const TOPOLOGY: &[u8] = br#"{"type":"Topology","transform":{"scale":[0.001,0.001],"translate":[46,39]},
"arcs":[[[0,0],[900,0],[0,900],[-900,-900]],[[5,5],[7,9]]],"objects":{"a":{"type":"GeometryCollection",
"geometries":[{"type":"Polygon","arcs":[[0]],"properties":{"name":"z"}},{"type":"LineString","arcs":[~1]},
{"type":"Point","coordinates":[500,600],"properties":{"date":"2022-08-07","count":2}}]}}}"#;

const GEONAMES: &[u8] =
    b"146970\tXankandi\tXankandi\tStepanakert,Khankendi\t39.8177\t46.7528\tP\tPPLA\tAZ\t\t\
09\t\t\t\t55200\t\t813\tAsia/Baku\t2022-01-01\n1\tx\t\t\t40\t46\tP\tPPL\tAM\t\t\t\t\t\t0\t\t\t\t\n";

fn read_file(path: &Path, bytes: &[u8], number: u64) {
    static USUAL: OnceLock<Tuning> = OnceLock::new();
    fs::write(path, bytes).expect("written");
    // Every second one in blocks, as large files are read.
    let usual = *USUAL.get_or_init(Tuning::default);
    let tuning = match number % 2 {
        0 => usual,
        _ => Tuning {
            large_file_bytes: 0,
            many_records: 0,
            block_bytes: 1 + (number % 300) as usize,
            threads: 1 + (number / 2 % 2) as usize,
            ..usual
        },
    };
    let budget = Budget::default();
    let read = formats::read_tuned(path, &ImportOptions::default(), &budget, tuning);
    if let Ok(read) = read {
        let _ = Atlas::build_within(read.draft, &budget);
    }
}

/// The time of processors that this program has used, where the system tells it.
fn used() -> Option<Duration> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    let fields = stat.rsplit(") ").next().unwrap_or_default().split(' ');
    let ticks = fields.skip(11).take(2);
    let ticks = ticks.filter_map(|ticks| ticks.parse::<u64>().ok());
    // Ticks are hundredths of a second wherever there is such a file.
    Some(Duration::from_millis(ticks.sum::<u64>() * 10))
}

/// Tries mutations of the seeds, and says how many.
fn attack(name: &str, seeds: &[Vec<u8>], usual: u64, mut run: impl FnMut(&[u8], u64)) {
    let number = |name: &str| {
        env::var(name)
            .ok()
            .and_then(|text| text.parse::<u64>().ok())
    };
    if env::var("CONTACTLINE_MUTATE_ONLY").is_ok_and(|only| only != name) {
        return;
    }
    let seconds = number("CONTACTLINE_MUTATE_SECONDS").map(Duration::from_secs);
    let inputs = number("CONTACTLINE_MUTATE_INPUTS").unwrap_or(usual);
    let seed = number("CONTACTLINE_MUTATE_SEED").unwrap_or(1);
    let is_timed = seconds.is_some() || inputs != usual;
    let mut chance = Chance(seed);
    let begun = Instant::now();
    let mut tried = 0;
    while match seconds {
        Some(seconds) => begun.elapsed() < seconds,
        None => tried < inputs,
    } {
        let input = mutated(seeds, &mut chance);
        tried += 1;
        let mut try_it = || {
            let begun = Instant::now();
            let done = catch_unwind(AssertUnwindSafe(|| run(&input, tried)));
            (done.is_ok(), begun.elapsed())
        };
        let (sound, mut took) = try_it();
        // A machine that does much else is slow now and then: what counts then is the time of its processors.
        for _ in 0..3 {
            if sound && is_timed && took > Duration::from_secs(2) {
                let before = used();
                let all = try_it().1;
                let used = used().zip(before).map(|(after, before)| after - before);
                took = took.min(used.map_or(all, |used| used.min(all)));
            }
        }
        let is_good = sound && (!is_timed || took <= Duration::from_secs(2));
        let kept = env::temp_dir().join(format!("contactline-{name}-{seed}-{tried}"));
        if !is_good {
            fs::write(&kept, &input).expect("kept");
        }
        assert!(
            is_good,
            "{name}, seed {seed}, input {tried}: sound {sound}, {took:?}; see {kept:?}"
        );
    }
    println!("{name}: {tried} inputs, seed {seed}");
}

/// Opens a map of tiles, and looks at those that seeds have and at one that they have not.
fn read_tiles(path: &Path, bytes: &[u8]) {
    fs::write(path, bytes).expect("written");
    if let Ok(opened) = open_tiles(path) {
        for key in [(0, 0, 0), (1, 1, 0), (5, 20, 12), (30, 1, 1)] {
            drop(opened.bytes(key));
        }
    }
}

#[test]
fn mutated_files_of_every_format_are_read_or_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut seeds = seeds();
    // The shapes of any table.
    let shapes = seeds["shp"][0].clone();
    for (ending, seeds) in &mut seeds {
        let path = folder.path().join(format!("a.{ending}"));
        match &**ending {
            "mbtiles" | "pmtiles" => attack(ending, seeds, 60, |bytes, _| read_tiles(&path, bytes)),
            "dbf" => {
                let shp = path.with_extension("shp");
                fs::write(&shp, &shapes).expect("written");
                attack(ending, seeds, 60, |bytes, number| {
                    fs::write(&path, bytes).expect("written");
                    read_file(&shp, &shapes, number);
                });
                // Not there where the environment asks for another format alone.
                drop(fs::remove_file(&path));
            }
            _ => attack(ending, seeds, 60, |bytes, number| {
                read_file(&path, bytes, number);
            }),
        }
    }
}

const CONNECTIONS: &[u8] = br#"<!DOCTYPE connections>
<qgsXYZTilesConnections version="1.0"><xyztiles zmin="0" zmax="17" name="Topo &amp; hills"
url="https://t.example/{z}/{x}/{y}.png" tilePixelRatio="0"/></qgsXYZTilesConnections>"#;

const WMTS: &[u8] = br#"<Capabilities xmlns="http://www.opengis.net/wmts/1.0"
xmlns:ows="http://www.opengis.net/ows/1.1" version="1.0.0"><ows:ServiceIdentification><ows:Title>Tiles</ows:Title>
</ows:ServiceIdentification><Contents><Layer><ows:Title>One</ows:Title><ows:Identifier>one</ows:Identifier>
<Style isDefault="true"><ows:Identifier>day</ows:Identifier></Style><Format>image/png</Format>
<TileMatrixSetLink><TileMatrixSet>web</TileMatrixSet></TileMatrixSetLink>
<ResourceURL format="image/png" resourceType="tile"
template="https://t.example/one/{Style}/{TileMatrixSet}/{TileMatrix}/{TileRow}/{TileCol}.png"/></Layer>
<TileMatrixSet><ows:Identifier>web</ows:Identifier><ows:SupportedCRS>urn:ogc:def:crs:EPSG::3857</ows:SupportedCRS>
<TileMatrix><ows:Identifier>0</ows:Identifier><ScaleDenominator>559082264.0287</ScaleDenominator>
<TopLeftCorner>-20037508.342789 20037508.342789</TopLeftCorner><TileWidth>256</TileWidth><TileHeight>256</TileHeight>
<MatrixWidth>1</MatrixWidth><MatrixHeight>1</MatrixHeight></TileMatrix></TileMatrixSet></Contents></Capabilities>"#;

const WMS: &[u8] = br#"<WMS_Capabilities xmlns="http://www.opengis.net/wms" xmlns:xlink="http://www.w3.org/1999/xlink"
version="1.3.0"><Service><Title>Survey</Title><Fees>none</Fees></Service><Capability><Request><GetMap>
<Format>image/png</Format><DCPType><HTTP><Get><OnlineResource xlink:href="https://w.example/ows?"/></Get></HTTP>
</DCPType></GetMap></Request><Layer><CRS>EPSG:3857</CRS><Layer><Name>roads</Name><Title>Roads</Title></Layer>
</Layer></Capability></WMS_Capabilities>"#;

/// A road, a lake on an area of its own and a village.
fn extract() -> Osm {
    let node = |id, lon, lat| (id, [lon, lat], vec![]);
    Osm {
        nodes: vec![
            node(1, 46.1, 39.8),
            node(2, 46.2, 39.9),
            node(3, 46.3, 39.8),
            (
                4,
                [46.2, 39.7],
                vec![("place", "village"), ("name", "made up")],
            ),
        ],
        ways: vec![
            (1, vec![1, 2, 3], vec![("highway", "primary")]),
            (2, vec![1, 2, 3, 1], vec![("natural", "water")]),
        ],
        relations: vec![(
            1,
            vec![(2, "outer")],
            vec![("type", "multipolygon"), ("landuse", "forest")],
        )],
    }
}

/// A tile of each zoom of each map among the cases, where all of them have some.
fn tiles() -> Vec<Vec<u8>> {
    let (lon, lat) = (46.5, 39.65_f64.to_radians());
    let (across, down) = (
        lon / 360.0 + 0.5,
        0.5 - lat.tan().asinh() / std::f64::consts::TAU,
    );
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/basemaps");
    let paths = fs::read_dir(folder).expect("a folder");
    let mut paths: Vec<_> = paths.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    let maps = paths.iter().filter_map(|path| open_tiles(path).ok());
    maps.flat_map(|map| {
        (7..=11).filter_map(move |z| {
            let side = f64::from(1 << z);
            let key = (z as u8, (across * side) as u32, (down * side) as u32);
            map.bytes(key).ok().flatten()
        })
    })
    .filter(|tile| tile.len() < 30_000)
    .collect()
}

#[test]
fn mutated_extracts_offers_and_tiles_are_read_or_refused() {
    let blocks = extract().blocks();
    attack("extract", &blocks, 60, |bytes, _| {
        // What is packed would hardly be unpacked again: the blocks are mutated before that.
        let blocks = [&[bytes.to_vec()][..], &blocks[..]].concat();
        fuzz::extract(&osm::of_blocks(&blocks));
    });
    let offers = [CONNECTIONS, WMTS, WMS].map(<[u8]>::to_vec);
    attack("offers", &offers, 60, |bytes, _| fuzz::offers(bytes));
    let tiles = tiles();
    assert!(tiles.len() > 5, "{} tiles", tiles.len());
    attack("tile", &tiles, 60, |bytes, _| fuzz::tile(bytes));
}

#[test]
fn mutated_files_of_data_folders_and_own_work_are_read_or_refused() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    for (number, name) in Source::file_names().enumerate() {
        let text = fs::read(root.join(name)).expect("a file");
        // Its beginning, as it may be cut off, and short enough for many.
        let seeds = [
            text[..text.len().min(4_000)].to_vec(),
            text[..text.len().min(20_000)].to_vec(),
        ];
        attack(&format!("folder-{name}"), &seeds, 10, |bytes, _| {
            fuzz::data_folder(&[&[number as u8], bytes].concat());
        });
    }
    // Places in the file and what is put there.
    let changes = [vec![0; 5], vec![0xff; 20], (0..100).collect::<Vec<u8>>()];
    attack("own-work", &changes, 40, |bytes, number| {
        let number = number.wrapping_mul(0x9e37_79b9).to_le_bytes();
        fuzz::own_work(&[&number[..5], bytes].concat());
    });
}

#[test]
fn mutated_links_and_sessions_are_read_or_refused() {
    let session = Session::default();
    let text = vec![file::write(&session).into_bytes()];
    attack("session", &text, 300, |bytes, _| {
        drop(file::read(&as_text(bytes)))
    });
    let links = vec![link::write(&session).into_bytes()];
    attack("link", &links, 300, |bytes, _| {
        drop(link::read(&as_text(bytes)))
    });
}

#[test]
fn mutated_texts_that_are_typed_or_pasted_are_understood_or_not() {
    let seeds = |texts: &[&str]| texts.iter().map(|text| text.as_bytes().to_vec()).collect();
    // By the numbers that the fuzz target has for them.
    let days = [
        "7-8 August 2022",
        "2022-08",
        "last 30 days",
        "7.8.2022 to 9/8/22",
    ];
    let positions = [
        "39.6 46.5",
        "39°36'N 46°30'E",
        "46.5, 39.6",
        "38S NJ 12345 67890",
    ];
    let searches = ["7-8 August 2022", "Kəlbəcər 120 mm", "2022-08", "Մոխրաբերդ"];
    let templates = [
        "https://t.example/{z}/{x}/{y}.png",
        "https://{s}.t.example/{q}?a={-y}&b={bbox-epsg-3857}",
    ];
    for (name, number, texts, usual) in [
        ("days", 2, &days[..], 100),
        ("position", 3, &positions[..], 100),
        ("condition", 4, &CONDITIONS[..], 60),
        ("search", 5, &searches[..], 30),
        ("template", 6, &templates[..], 100),
    ] {
        let seeds: Vec<Vec<u8>> = seeds(texts);
        attack(name, &seeds, usual, |bytes, _| {
            fuzz::typed(&[&[number], as_text(bytes).as_bytes()].concat());
        });
    }
    let statements: Vec<Vec<u8>> = seeds(&STATEMENTS);
    attack("statement", &statements, 20, |bytes, _| {
        fuzz::read_statement(as_text(bytes).as_bytes());
    });
}

fn as_text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
