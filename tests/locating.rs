//! Holds the quick way to find the area at a position to the plain one: asking one after the other.

use contactline::{
    io::{Source, read_data_folder},
    model::{
        Atlas, Locator,
        dataset::NOWHERE,
        geo::{self, Coord, LineString, LonLat, MultiPolygon, Polygon},
        locator::IN_NONE,
    },
};
use proptest::{collection::vec, prelude::*, sample::select};

fn at(x: f64, y: f64) -> LonLat {
    Coord { x, y }
}

fn ring(vertices: &[(f64, f64)]) -> LineString {
    LineString(vertices.iter().map(|(x, y)| at(*x, *y)).collect())
}

fn rectangle(west: f64, south: f64, east: f64, north: f64) -> LineString {
    let corners = [(west, south), (east, south), (east, north), (west, north)];
    ring(&corners)
}

fn area(outline: LineString, holes: Vec<LineString>) -> MultiPolygon {
    MultiPolygon(vec![Polygon::new(outline, holes)])
}

/// The plain way.
fn plain(areas: &[MultiPolygon], at: LonLat) -> Option<usize> {
    areas.iter().position(|area| geo::contains(area, at))
}

/// Every vertex, the middle of every edge, and both moved by the least there is in all directions.
fn awkward_positions(areas: &[MultiPolygon]) -> Vec<LonLat> {
    let mut positions = Vec::new();
    let polygons = areas.iter().flatten();
    let rings = polygons.flat_map(|p| std::iter::once(p.exterior()).chain(p.interiors()));
    for ring in rings {
        positions.extend(&ring.0);
        let middles = ring.0.windows(2).map(|edge| (edge[0] + edge[1]) / 2.0);
        positions.extend(middles);
    }
    // Beside zero lie numbers whose products vanish, which the plain way cannot tell apart.
    let beside = |v: f64| match v {
        0.0 => [-1e-30, v, 1e-30],
        _ => [v.next_down(), v, v.next_up()],
    };
    let moved = |at: &LonLat| {
        let at = *at;
        beside(at.x).map(move |x| beside(at.y).map(move |y| Coord { x, y }))
    };
    let all: Vec<LonLat> = positions.iter().flat_map(moved).flatten().collect();
    all
}

fn agrees(areas: &[MultiPolygon], positions: &[LonLat]) {
    let locator = Locator::new(areas);
    for position in positions.iter().chain(&awkward_positions(areas)) {
        let found = locator.find(*position);
        assert_eq!(found, plain(areas, *position), "{position:?} in {areas:?}");
    }
}

/// Positions all over the areas and around them.
fn raster(low: LonLat, high: LonLat, steps: u32) -> Vec<LonLat> {
    let step = (high - low) / f64::from(steps);
    let points = (0..=steps).flat_map(|i| (0..=steps).map(move |j| (f64::from(i), f64::from(j))));
    points
        .map(|(i, j)| at(low.x + step.x * i, low.y + step.y * j))
        .collect()
}

/// A number from a coarse raster, so that borders meet, or any at all.
fn degrees() -> impl Strategy<Value = f64> {
    prop_oneof![3 => (-8..=8_i32).prop_map(f64::from), 1 => -9.0..9.0_f64]
}

fn any_ring() -> impl Strategy<Value = LineString> {
    let box_ring = (degrees(), degrees(), 1..6_i32, 1..6_i32).prop_map(|(x, y, width, height)| {
        rectangle(x, y, x + f64::from(width), y + f64::from(height))
    });
    let star = (degrees(), degrees(), vec(0.1..4.0_f64, 3..40)).prop_map(|(x, y, reaches)| {
        let step = std::f64::consts::TAU / reaches.len() as f64;
        let points = reaches.iter().zip(0..).map(|(reach, i)| {
            let (sine, cosine) = (step * f64::from(i)).sin_cos();
            at(x + reach * cosine, y + reach * sine)
        });
        LineString(points.collect())
    });
    // Crosses itself, repeats vertices, lies on one line or is no more than one vertex.
    let wild = vec((degrees(), degrees()), 0..7).prop_map(|vertices| ring(&vertices));
    prop_oneof![2 => box_ring, 2 => star, 1 => wild]
}

fn any_area() -> impl Strategy<Value = MultiPolygon> {
    let polygon = (any_ring(), vec(any_ring(), 0..3))
        .prop_map(|(outline, holes)| Polygon::new(outline, holes));
    vec(polygon, 0..4).prop_map(MultiPolygon)
}

proptest! {
    #[test]
    fn any_areas_are_found_as_by_asking_one_after_the_other(
        areas in vec(any_area(), 0..7),
        positions in vec((degrees(), degrees()), 50),
    ) {
        let positions: Vec<LonLat> = positions.into_iter().map(|(x, y)| at(x, y)).collect();
        agrees(&areas, &positions);
    }

    #[test]
    fn areas_of_any_size_anywhere_are_found_as_well(
        areas in vec(any_area(), 1..4),
        exponent in -16..5_i32,
        offset in select(vec![0.0, 45.123, -179.999, 1e9]),
    ) {
        let scale = 10_f64.powi(exponent);
        let place = |vertex: &Coord| at(offset + vertex.x * scale, offset + vertex.y * scale);
        let place_ring = |ring: &LineString| LineString(ring.0.iter().map(place).collect());
        let place_polygon = |polygon: &Polygon| {
            let holes = polygon.interiors().iter().map(place_ring).collect();
            Polygon::new(place_ring(polygon.exterior()), holes)
        };
        let place_area = |area: &MultiPolygon| area.iter().map(place_polygon).collect();
        let areas: Vec<MultiPolygon> = areas.iter().map(place_area).collect();
        agrees(&areas, &[]);
    }
}

#[test]
fn a_shared_border_belongs_to_the_area_that_comes_first() {
    let west = area(rectangle(0.0, 0.0, 1.0, 1.0), vec![]);
    let east = area(rectangle(1.0, 0.0, 2.0, 1.0), vec![]);
    let border = at(1.0, 0.5);
    assert_eq!(Locator::new([&west, &east]).find(border), Some(0));
    assert_eq!(Locator::new([&east, &west]).find(border), Some(0));
    assert_eq!(Locator::new([&west, &east]).find(at(1.5, 0.5)), Some(1));
    assert_eq!(Locator::new([&west, &east]).find(at(2.0, 1.0)), Some(1));
}

#[test]
fn a_hole_is_outside_and_its_edge_inside_and_another_area_may_fill_it() {
    let hole = rectangle(1.0, 1.0, 2.0, 2.0);
    let around = area(rectangle(0.0, 0.0, 3.0, 3.0), vec![hole.clone()]);
    assert_eq!(Locator::new([&around]).find(at(1.5, 1.5)), None);
    assert_eq!(Locator::new([&around]).find(at(1.0, 1.5)), Some(0));
    let filled = [around, area(hole, vec![])];
    assert_eq!(Locator::new(&filled).find(at(1.5, 1.5)), Some(1));
    agrees(&filled, &raster(at(-1.0, -1.0), at(4.0, 4.0), 60));
}

#[test]
fn an_area_in_two_pieces_on_either_side_of_the_antimeridian_is_one_area() {
    let east = rectangle(179.0, -1.0, 180.0, 1.0);
    let west = rectangle(-180.0, -1.0, -179.0, 1.0);
    let both = MultiPolygon(vec![Polygon::new(east, vec![]), Polygon::new(west, vec![])]);
    let locator = Locator::new([&both]);
    for x in [-180.0, -179.5, 179.5, 180.0] {
        assert_eq!(locator.find(at(x, 0.0)), Some(0), "{x}");
    }
    for x in [-178.9, 0.0, 178.9, 180.1] {
        assert_eq!(locator.find(at(x, 0.0)), None, "{x}");
    }
}

#[test]
fn areas_without_shape_keep_their_place_in_the_order() {
    let nothing = MultiPolygon(vec![]);
    let hollow = area(LineString(vec![]), vec![]);
    let unbounded = area(rectangle(0.0, 0.0, f64::INFINITY, f64::NAN), vec![]);
    let square = area(rectangle(0.0, 0.0, 1.0, 1.0), vec![]);
    let locator = Locator::new([&nothing, &hollow, &unbounded, &square]);
    assert_eq!(locator.find(at(0.5, 0.5)), Some(3));
    assert_eq!(Locator::new([&nothing]).find(at(0.0, 0.0)), None);
    assert_eq!(Locator::new([]).find(at(0.0, 0.0)), None);
}

#[test]
fn what_is_far_outside_or_no_number_lies_in_no_area() {
    let locator = Locator::new(&[area(rectangle(0.0, 0.0, 1.0, 1.0), vec![])]);
    for far in [1e300, -1e300, f64::INFINITY, f64::NEG_INFINITY, f64::NAN] {
        assert_eq!(locator.find(at(far, 0.5)), None, "{far}");
        assert_eq!(locator.find(at(0.5, far)), None, "{far}");
    }
}

#[test]
fn many_long_edges_are_found_as_well_as_many_short_ones() {
    // A comb, whose every tooth goes from the south to the north.
    let teeth = (0..3000).map(|i| at(f64::from(i) / 100.0, if i % 2 == 0 { 0.1 } else { 20.0 }));
    let mut comb: Vec<Coord> = teeth.collect();
    comb.extend([at(29.99, 0.0), at(0.0, 0.0)]);
    let areas = [area(LineString(comb), vec![])];
    let locator = Locator::new(&areas);
    for position in raster(at(-1.0, -1.0), at(31.0, 21.0), 40) {
        let found = locator.find(position);
        assert_eq!(found, plain(&areas, position), "{position:?}");
    }
}

#[test]
fn many_positions_are_answered_as_one_by_one_and_in_their_order() {
    let areas: Vec<MultiPolygon> = (0..50_i32)
        .map(|i| {
            let (x, y) = (f64::from(i % 10), f64::from(i / 10));
            area(rectangle(x, y, x + 0.9, y + 1.0), vec![])
        })
        .collect();
    let locator = Locator::new(&areas);
    let mut positions: Vec<[i32; 2]> = (0..100_000_i32)
        .map(|i| [i * 977 % 110_000_000, i * 499 % 60_000_000])
        .collect();
    positions[40_000] = NOWHERE;
    let found = locator.find_all(&positions);
    assert_eq!(found.len(), positions.len());
    for (position, found) in positions.iter().zip(found) {
        let [x, y] = position.map(|units| f64::from(units) / 1e7);
        let one = locator.find(at(x, y)).map_or(IN_NONE, |one| one as u32);
        assert_eq!(found, one, "{position:?}");
    }
    assert!(locator.find_all(&[]).is_empty());
    assert_eq!(locator.find_all(&[NOWHERE]), [IN_NONE]);
}

#[test]
fn the_shipped_districts_are_found_as_by_asking_one_after_the_other() {
    let (draft, _) = read_data_folder(&Source::Embedded).expect("the shipped data");
    let (atlas, _) = Atlas::build(draft);
    let regions = atlas.regions();
    let shapes = regions.rows().iter().map(|region| &*region.shape);
    let vertices = shapes
        .flat_map(|shape| shape.iter())
        .flat_map(|polygon| polygon.exterior().0.clone());
    let positions: Vec<LonLat> = vertices
        .step_by(3)
        .chain(raster(at(43.0, 38.0), at(51.0, 42.5), 90))
        .collect();
    // The atlas asks one region after the other until it has a locator, and then the locator.
    let plainly: Vec<_> = positions.iter().map(|at| atlas.region_at(*at)).collect();
    let none = atlas.regions_at(&[]);
    assert!(none.is_empty());
    for (at, plain) in positions.iter().zip(&plainly) {
        assert_eq!(atlas.region_at(*at), *plain, "{at:?}");
    }
    let found = plainly.iter().flatten().count();
    assert!(found > 5000, "{found} positions in a region");
}

#[test]
fn a_position_at_a_town_counts_to_the_district_of_the_town_where_the_coarse_outline_leaves_it_out()
{
    let (draft, _) = read_data_folder(&Source::Embedded).expect("the shipped data");
    let (atlas, _) = Atlas::build(draft);
    // Within 400 m of towns as settlements.csv has them; the last is 4 km east of Lachin, at no
    // settlement, and stays where its outline is.
    let told = [
        (at(46.548, 39.640), "lachin"),
        (at(47.027, 39.399), "jabrayil"),
        (at(47.060, 40.765), "mingachevir"),
        (at(46.600, 39.640), "shusha"),
    ];
    let units = told.map(|(at, _)| [at.x, at.y].map(|degrees| (degrees * 1e7).round() as i32));
    for (single, many) in [(true, "one by one"), (false, "all at once")] {
        for (index, (at, key)) in told.into_iter().enumerate() {
            let region = match single {
                true => atlas.region_at(at),
                false => atlas.regions_at(&units)[index],
            };
            let found = region.map(|id| atlas.regions()[id].key.to_string());
            assert_eq!(found.as_deref(), Some(key), "{many}");
        }
    }
}
