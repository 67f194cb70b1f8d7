//! How fast large files of events are read into columns.
//!
//! Run with `cargo bench --bench bulk`; with `CONTACTLINE_BENCH_MILLION=1` also a million events.

use std::{
    fmt::Write as _,
    hint::black_box,
    path::{Path, PathBuf},
};

use contactline::{
    model::{Budget, Day, ImportOptions},
    store::formats,
};
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};

/// Made-up events: the same ones for the same number.
struct Events(u64);

impl Events {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }

    fn degrees(&mut self, from: f64, to: f64) -> f64 {
        from + (to - from) * self.below(1_000_000) as f64 / 1e6
    }

    /// Its cells, in the order of `HEADING`.
    fn next(&mut self, id: usize) -> [String; 12] {
        const KINDS: [&str; 5] = [
            "shelling",
            "small-arms",
            "sniper-rifle",
            "combat-drone",
            "mortar",
        ];
        let (x, y) = (self.degrees(45.0, 48.6), self.degrees(38.4, 41.3));
        let (dx, dy) = (self.degrees(-0.3, 0.3), self.degrees(-0.3, 0.3));
        let day = Day::clamped(13_879 + self.below(5_750) as i64);
        let clock = (self.below(24), self.below(60), self.below(60));
        [
            id.to_string(),
            format!("{day}T{:02}:{:02}:{:02}Z", clock.0, clock.1, clock.2),
            KINDS[self.below(5) as usize].to_owned(),
            format!("D{}", self.below(64)),
            format!("D{}", self.below(64)),
            format!("{:.5}", x + dx),
            format!("{:.5}", y + dy),
            format!("{x:.5}"),
            format!("{y:.5}"),
            (1 + self.below(1_999)).to_string(),
            (1 + self.below(3)).to_string(),
            format!("https://example.org/report/{id}"),
        ]
    }
}

const HEADING: &str = "id,date,kind,from,to,src_lon,src_lat,lon,lat,rounds,geo_precision,source";

fn table(path: &Path, count: usize) {
    let mut events = Events(7);
    let mut text = format!("{HEADING}\n");
    for id in 0..count {
        text.push_str(&events.next(id).join(","));
        text.push('\n');
    }
    std::fs::write(path, text).expect("room for a file");
}

fn features(path: &Path, count: usize) {
    let mut events = Events(7);
    let mut text = "{\"type\":\"FeatureCollection\",\"features\":[\n".to_owned();
    for id in 0..count {
        let [
            id,
            date,
            kind,
            from,
            to,
            src_lon,
            src_lat,
            lon,
            lat,
            rounds,
            precision,
            source,
        ] = events.next(id);
        let comma = if id == "0" { "" } else { ",\n" };
        write!(
            text,
            "{comma}{{\"type\":\"Feature\",\"properties\":{{\"id\":{id},\"date\":\"{date}\",\
             \"kind\":\"{kind}\",\"from\":\"{from}\",\"to\":\"{to}\",\"src_lon\":{src_lon},\
             \"src_lat\":{src_lat},\"rounds\":{rounds},\"geo_precision\":{precision},\
             \"source\":\"{source}\"}},\"geometry\":{{\"type\":\"Point\",\
             \"coordinates\":[{lon},{lat}]}}}}"
        )
        .expect("memory");
    }
    text.push_str("\n]}\n");
    std::fs::write(path, text).expect("room for a file");
}

/// Writes so many events into a file.
type Write = fn(&Path, usize);

fn reading(bench: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut counts = vec![10_000, 100_000];
    if std::env::var_os("CONTACTLINE_BENCH_MILLION").is_some() {
        counts.push(1_000_000);
    }
    let forms: [(&str, Write); 2] = [("csv", table), ("geojson", features)];
    for (form, write) in forms {
        let mut group = bench.benchmark_group(form);
        group.sample_size(10);
        for count in &counts {
            let path: PathBuf = folder.path().join(format!("{count}.{form}"));
            write(&path, *count);
            let size = std::fs::metadata(&path).expect("the file").len();
            group.throughput(Throughput::Bytes(size));
            group.bench_with_input(BenchmarkId::from_parameter(count), &path, |bench, path| {
                bench.iter(|| {
                    formats::read(
                        black_box(path),
                        &ImportOptions::default(),
                        &Budget::default(),
                    )
                });
            });
        }
        group.finish();
    }
}

criterion_group!(benches, reading);
criterion_main!(benches);
