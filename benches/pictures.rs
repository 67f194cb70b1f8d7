//! How long pictures take, from a scene to the bytes of a file.
//!
//! Run with `cargo bench --bench pictures`.

use std::hint::black_box;

use contactline::{
    app::picture::{
        Data, Format, PictureSpec, Ready,
        data::{self, Opened},
    },
    model::{Day, Window},
    session::Session,
};
use criterion::{Criterion, criterion_group, criterion_main};

fn spec(session: Session) -> PictureSpec {
    PictureSpec {
        session,
        ..PictureSpec::default()
    }
}

fn pictures(bench: &mut Criterion) {
    let opened: Opened = data::open(&[], &Session::default()).expect("the shipped data");
    let data = Data {
        beside: None,
        atlas: &opened.built.atlas,
        events: &std::sync::OnceLock::new(),
        digest: &opened.digest,
        basemap: data::basemap().expect("the shipped basemap"),
        colours: &opened.colours,
    };
    let day = |text| Day::parse(text).expect("a date");
    let two_days = Session::default();
    let all_time = Session {
        window: Window::days(day("2020-01-01"), day("2023-12-31")),
        ..Session::default()
    };
    for (days, session) in [("two days", two_days), ("all time", all_time)] {
        for (format, name) in Format::ALL {
            let mut group = bench.benchmark_group(format!("1600x1000 {name}"));
            group.sample_size(10);
            group.bench_function(days, |bench| {
                bench.iter(|| {
                    let ready = Ready::new(data, black_box(spec(session.clone())));
                    ready
                        .encode(data, format)
                        .map(|encoded| encoded.bytes.len())
                });
            });
        }
    }
}

criterion_group!(benches, pictures);
criterion_main!(benches);
