//! Maps of every form are opened, drawn alike, and refused with path and cause.

use super::*;
use crate::{model::Language, render::tiles::Way};

#[test]
fn an_attribution_of_html_is_words_and_an_address() {
    let check = |html: &str, words: &str, address: &str| {
        let read = super::attribution(html);
        assert_eq!((&*read.words, &*read.address), (words, address), "{html}");
    };
    check("", "", "");
    check("Own survey, 2021", "Own survey, 2021", "");
    check(
        "<a href=\"https://www.openstreetmap.org/copyright\">&copy; OpenStreetMap</a> contributors",
        "© OpenStreetMap contributors",
        "https://www.openstreetmap.org/copyright",
    );
    check("<a href='javascript:alert(1)'>X</a> &amp; Y", "X & Y", "");
    check("a < b", "a", "");
}

#[test]
fn the_ground_ends_where_the_map_does() {
    let mut tile = Tile::default();
    // The eastern half of the world, on the one tile of zoom 0.
    let bounds = Rect::new((0.0, 0.0), (180.0, 85.0));
    put_ground_below(&mut tile, (0, 0, 0), Some(bounds));
    let (area, ground) = &tile.areas[0];
    assert_eq!(*area, Area::Land);
    let ring = &ground.0[0].exterior().0;
    assert_eq!(ring[0].x, 0.5);
    assert!(ring[2].x == 1.0 && (ring[2].y - 0.5).abs() < 1e-6);
    let mut beside = Tile::default();
    put_ground_below(&mut beside, (1, 0, 0), Some(bounds));
    assert!(beside.areas.is_empty());
}

const TOWN: (f64, f64) = (46.56, 39.65);

/// The tile of a zoom that holds the town of the made-up maps.
fn town_tile(zoom: u8) -> TileKey {
    let at = to_world(Coord {
        x: TOWN.0,
        y: TOWN.1,
    });
    let tiles = f64::from(zoom).exp2();
    (zoom, (at.x * tiles) as u32, (at.y * tiles) as u32)
}

fn made_up(name: &str) -> Opened {
    open_file(&Path::new("tests/basemaps").join(name)).expect(name)
}

fn shapes_of(opened: &Opened, key: TileKey) -> Tile {
    match opened.source.tile(key).expect("sound").expect("a tile") {
        Content::Vector(tile) => tile,
        Content::Raster(_) => panic!("shapes"),
    }
}

#[test]
fn three_schemas_and_three_extents_show_the_same_map() {
    let maps = [
        "openmaptiles.mbtiles",
        "protomaps.pmtiles",
        "shortbread.mbtiles",
    ];
    for name in maps {
        let opened = made_up(name);
        assert_eq!(opened.source.zooms(), 7..=11, "{name}");
        assert_eq!(opened.remark, None, "{name}");
        let credit = opened.source.attribution();
        assert_eq!(&*credit.words, "© Made up for tests", "{name}");
        assert_eq!(&*credit.address, "https://example.org/terms", "{name}");
        let tile = shapes_of(&opened, town_tile(11));
        let has = |way: Way| tile.ways_of(way).count() > 0;
        assert!(
            has(Way::MajorRoad) && has(Way::MinorRoad) && has(Way::Rail),
            "{name}"
        );
        assert!(tile.areas_of(Area::Building).count() > 0, "{name}");
        let all = shapes_of(&opened, town_tile(7));
        for area in [Area::Wood, Area::Water, Area::Land] {
            assert!(all.areas_of(area).count() > 0, "{name} {area:?}");
        }
        assert!(all.ways_of(Way::DisputedBorder).count() > 0, "{name}");
        assert_eq!(all.ways_of(Way::StateBorder).count(), 0, "{name}");
        let town = all
            .spots
            .iter()
            .find(|spot| spot.names.get(Language::Armenian) == "Փորձա");
        let town = town.expect(name);
        assert_eq!(town.names.get(Language::English), "Proba");
        assert_eq!(town.rank, 4);
        let at = crate::scene::to_lon_lat(town.at);
        // A tile of zoom 7 with 512 units a side: a unit is 0.0055 degrees.
        assert!(
            (at.x - TOWN.0).abs() < 0.006 && (at.y - TOWN.1).abs() < 0.006,
            "{name} {at:?}"
        );
        assert!(
            !all.spots
                .iter()
                .any(|spot| spot.names.get(Language::English) == "Nowhere")
        );
    }
}

#[test]
fn rows_are_counted_from_the_south_in_mbtiles_and_pictures_of_each_format_are_read() {
    for name in ["pictures.mbtiles", "jpeg.mbtiles", "webp.pmtiles"] {
        let opened = made_up(name);
        assert_eq!(opened.source.tile_px(), 256);
        let (z, x, y) = town_tile(8);
        let content = opened.source.tile((z, x, y)).expect("sound");
        let Some(Content::Raster(picture)) = content else {
            panic!("{name}: a picture")
        };
        assert_eq!(picture.dimensions(), (256, 256), "{name}");
        // The sand of zoom 8, whatever the format made of it.
        let [red, green, blue, _] = picture.get_pixel(128, 200).0;
        assert!(red.abs_diff(214) < 6 && green.abs_diff(196) < 6 && blue.abs_diff(150) < 6);
        let mirrored = (z, x, (1 << z) - 1 - y);
        assert!(
            opened.source.tile(mirrored).expect("sound").is_none(),
            "{name}"
        );
    }
}

#[test]
fn an_unknown_schema_is_drawn_plainly_and_told() {
    let opened = made_up("soil.mbtiles");
    let remark = opened.remark.as_deref().expect("told");
    assert!(remark.contains("unknown layer schema"), "{remark}");
    let tile = shapes_of(&opened, town_tile(7));
    assert!(tile.ways_of(Way::Road).count() >= 2);
}

#[test]
fn what_is_no_map_or_a_damaged_one_is_refused_with_path_and_cause_or_costs_its_tile() {
    let folder = tempfile::tempdir().expect("a folder");
    let refused = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).expect("written");
        let why = open_file(&path).map(|opened| opened.name);
        let why = why.expect_err(name);
        assert!(
            why.contains(name) && why.contains(": cannot be opened"),
            "{why}"
        );
    };
    refused("text.mbtiles", b"lon,lat\n1,2\n");
    refused("empty.pmtiles", b"");
    refused("short.pmtiles", b"PMTiles\x03");
    refused("not-a-table.mbtiles", b"SQLite format 3\0and no more");
    assert!(open_file(&folder.path().join("nothing.mbtiles")).is_err());
    for name in ["protomaps.pmtiles", "openmaptiles.mbtiles", "webp.pmtiles"] {
        let whole = std::fs::read(Path::new("tests/basemaps").join(name)).expect("a map");
        for at in (0..whole.len()).step_by(whole.len() / 40) {
            for damage in [0x00, 0xff, 0x5a] {
                let mut damaged = whole.clone();
                let end = (at + 23).min(damaged.len());
                damaged[at..end].fill(damage);
                let path = folder.path().join(name);
                std::fs::write(&path, &damaged).expect("written");
                if let Ok(opened) = open_file(&path) {
                    for zoom in opened.source.zooms().take(30) {
                        let _ = opened.source.tile(town_tile(zoom));
                    }
                }
            }
        }
    }
}
