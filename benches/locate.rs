//! How long it takes to find the districts of many positions, beside asking one after the other.
//!
//! Run with `cargo bench --bench locate`. The districts are made up after the manner of
//! `peers/generate.py`: 64 that tile the land, of 400 vertices each.

use std::{hint::black_box, time::Duration};

use contactline::{
    io::{Source, read_data_folder},
    model::{
        Atlas, Locator,
        geo::{self, Coord, LineString, MultiPolygon, Polygon},
    },
};
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};

const WEST: f64 = 45.0;
const EAST: f64 = 48.6;
const SOUTH: f64 = 38.4;
const NORTH: f64 = 41.3;
/// Districts in a row, and rows.
const ACROSS: usize = 8;
/// Edges of one side of a district.
const SIDE_EDGES: usize = 100;

/// Numbers that look like chance, from 0 to 1, and are the same every time.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> f64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.next()
    }
}

/// The side of a district: it starts and ends at the corners and wanders off the straight line
/// between them.
fn side(from: Coord, to: Coord, number: usize) -> Vec<Coord> {
    let mut chance = Chance(number as u64);
    let is_upright = from.x == to.x;
    let vertex = |i: usize| {
        let t = i as f64 / SIDE_EDGES as f64;
        let sway = 0.012 * (t * 40.0 + number as f64).sin() + chance.between(-0.003, 0.003);
        let off = (std::f64::consts::PI * t).sin() * sway;
        let on_line = from + (to - from) * t;
        match is_upright {
            true => Coord {
                x: on_line.x + off,
                ..on_line
            },
            false => Coord {
                y: on_line.y + off,
                ..on_line
            },
        }
    };
    (0..=SIDE_EDGES).map(vertex).collect()
}

fn corner(column: usize, row: usize) -> Coord {
    Coord {
        x: WEST + (EAST - WEST) * column as f64 / ACROSS as f64,
        y: SOUTH + (NORTH - SOUTH) * row as f64 / ACROSS as f64,
    }
}

fn district(column: usize, row: usize) -> MultiPolygon {
    let flat = |row| {
        side(
            corner(column, row),
            corner(column + 1, row),
            1000 + column * 50 + row,
        )
    };
    let upright = |column| {
        side(
            corner(column, row),
            corner(column, row + 1),
            9000 + column * 50 + row,
        )
    };
    let mut north = flat(row + 1);
    north.reverse();
    let mut west = upright(column);
    west.reverse();
    let mut ring = flat(row);
    for next in [upright(column + 1), north, west] {
        ring.pop();
        ring.extend(next);
    }
    MultiPolygon(vec![Polygon::new(LineString(ring), vec![])])
}

fn districts() -> Vec<MultiPolygon> {
    let columns = 0..ACROSS;
    columns
        .flat_map(|column| (0..ACROSS).map(move |row| district(column, row)))
        .collect()
}

/// In units of 1e-7 degrees.
fn positions(count: usize) -> Vec<[i32; 2]> {
    let mut chance = Chance(7);
    let mut position = || {
        let at = [chance.between(WEST, EAST), chance.between(SOUTH, NORTH)];
        at.map(|degrees| (degrees * 1e7).round() as i32)
    };
    (0..count).map(|_| position()).collect()
}

fn locating(bench: &mut Criterion) {
    let districts = districts();
    bench.bench_function("prepare 64 districts", |bench| {
        bench.iter(|| Locator::new(black_box(&districts)));
    });
    let locator = Locator::new(&districts);
    let mut group = bench.benchmark_group("districts of positions");
    for count in [10_000, 100_000, 1_000_000] {
        let positions = positions(count);
        group.throughput(Throughput::Elements(count as u64));
        group.bench_function(BenchmarkId::new("locator", count), |bench| {
            bench.iter(|| locator.find_all(black_box(&positions)));
        });
    }
    let positions = positions(10_000);
    group.throughput(Throughput::Elements(10_000));
    group.bench_function(BenchmarkId::new("one after the other", 10_000), |bench| {
        let boxes: Vec<_> = districts.iter().map(geo::bounds).collect();
        bench.iter(|| {
            let found = positions.iter().filter_map(|at| {
                let at = Coord {
                    x: f64::from(at[0]) / 1e7,
                    y: f64::from(at[1]) / 1e7,
                };
                districts.iter().zip(&boxes).position(|(district, bounds)| {
                    bounds.is_some_and(|bounds| within(bounds, at)) && geo::contains(district, at)
                })
            });
            found.sum::<usize>()
        });
    });
}

fn within(bounds: geo::Rect, at: Coord) -> bool {
    (bounds.min().x..=bounds.max().x).contains(&at.x)
        && (bounds.min().y..=bounds.max().y).contains(&at.y)
}

fn shipped(bench: &mut Criterion) {
    let (draft, _) = read_data_folder(&Source::Embedded).expect("the shipped data");
    let (atlas, _) = Atlas::build(draft);
    let shapes: Vec<MultiPolygon> = atlas
        .regions()
        .rows()
        .iter()
        .filter(|region| region.level.tiles_the_land())
        .map(|region| MultiPolygon::clone(&region.shape))
        .collect();
    bench.bench_function("prepare the shipped districts", |bench| {
        bench.iter(|| Locator::new(black_box(&shapes)));
    });
    let positions = positions(1_000_000);
    bench.bench_function("shipped districts of 1000000 positions", |bench| {
        bench.iter(|| atlas.regions_at(black_box(&positions)));
    });
}

fn brief() -> Criterion {
    Criterion::default()
        .sample_size(20)
        .measurement_time(Duration::from_secs(2))
}

criterion_group! {
    name = benches;
    config = brief();
    targets = locating, shipped
}
criterion_main!(benches);
