//! Many records in one view: whether each is drawn, and clusters that count them where not.

use super::{
    camera::{Px, View, World, px},
    curve::distance,
    pick_rows::{extent_of, world_of},
    point_layer::{PointLayer, Style},
};
use crate::{
    model::{Atlas, Dataset, RecordId, ReporterId, Window, dataset::NOWHERE, table::Id as _},
    query::{Answer, Seen, ShownRows},
    words::units,
};

/// How records with a position are drawn, as a person chooses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PointDisplay {
    /// Each on its own where there are few in view, else as heat with clusters.
    #[default]
    Auto,
    /// A dot or an arrow each.
    Each,
    /// Faint dots and lines, which add up.
    Density,
    /// How much there is around each place.
    Heat,
    /// Counted circles.
    Clusters,
}

impl PointDisplay {
    /// Every way with its key in sessions.
    pub const ALL: [(Self, &'static str); 5] = [
        (Self::Auto, "auto"),
        (Self::Each, "each"),
        (Self::Density, "density"),
        (Self::Heat, "heat"),
        (Self::Clusters, "clusters"),
    ];

    /// How much in view is too much to be told apart; see [`weight`].
    pub const MANY: usize = 2_500;

    /// Whether records may be drawn one by one, each with its figure.
    pub fn allows_figures(self) -> bool {
        matches!(self, Self::Auto | Self::Each)
    }

    /// How records are drawn where there are many in view, or not.
    pub fn drawing(self, many: bool) -> Drawing {
        let (style, clusters) = match (self, many) {
            (Self::Auto, false) | (Self::Each, _) => (Some(Style::Points), false),
            (Self::Auto, true) => (Some(Style::Heat), true),
            (Self::Density, _) => (Some(Style::Density), false),
            (Self::Heat, _) => (Some(Style::Heat), false),
            (Self::Clusters, _) => (None, true),
        };
        Drawing { style, clusters }
    }
}

/// How much a row takes of the room there is: an arrow crosses others, a dot hardly does.
pub fn weight(dataset: &Dataset, row: usize) -> usize {
    let from = dataset.columns.from.get(row);
    if from.is_some_and(|at| *at != NOWHERE) {
        5
    } else {
        1
    }
}

/// What is drawn of many records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Drawing {
    /// How records themselves are drawn; `None`: not at all.
    pub style: Option<Style>,
    /// Whether clusters stand over them.
    pub clusters: bool,
}

/// Records near each other, counted. They are counted, not their incidents, which may not be added
/// up across reporters.
#[derive(Clone, Debug, PartialEq)]
pub struct Cluster {
    /// Amid them.
    pub at: World,
    /// How many.
    pub records: u32,
    /// By reporter, in the order of reporters.
    pub by_reporter: Vec<(ReporterId, u32)>,
    /// North-west and south-east corner of the box around them.
    pub corners: [World; 2],
}

/// The squares that clusters are made in. They lie still while the map is dragged, and halve their
/// side with each zoom step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Squares {
    /// In the Mercator square.
    side: f64,
    /// West to east and north to south, as numbers of squares, half-open.
    columns: [i64; 2],
    rows: [i64; 2],
}

/// Side of a square at the zoom it is made for, in points.
pub const SQUARE_PX: f64 = 84.0;

impl Squares {
    /// The squares of a view and of half a view around it, so that a drag finds them made.
    pub fn of(view: &View) -> Self {
        let side = SQUARE_PX / 256.0 / view.camera.zoom.round().exp2();
        let around = view.size / 2.0;
        let low = view.unproject(around * -1.0);
        let high = view.unproject(view.size + around);
        let span = |low: f64, high: f64| {
            let (low, high) = (low.max(0.0), high.min(1.0));
            [
                (low / side).floor() as i64,
                (high / side).floor() as i64 + 1,
            ]
        };
        Self {
            side,
            columns: span(low.x, high.x),
            rows: span(low.y, high.y),
        }
    }

    /// Whether these do for a view: of its zoom, and all around it.
    pub fn cover(&self, view: &View) -> bool {
        let wanted = Self::of(view);
        let (low, high) = (view.unproject(px(0.0, 0.0)), view.unproject(view.size));
        let within = |[from, to]: [i64; 2], low: f64, high: f64| {
            from as f64 * self.side <= low.max(0.0) && high.min(1.0) <= to as f64 * self.side
        };
        wanted.side == self.side
            && within(self.columns, low.x, high.x)
            && within(self.rows, low.y, high.y)
    }

    fn len(&self) -> usize {
        let width = |[from, to]: [i64; 2]| (to - from).max(0) as usize;
        width(self.columns) * width(self.rows)
    }

    /// The number of the square a position lies in.
    fn index(&self, at: World) -> Option<usize> {
        let along = |[from, to]: [i64; 2], at: f64| {
            let square = (at / self.side).floor() as i64;
            (from..to)
                .contains(&square)
                .then_some((square - from) as usize)
        };
        let (column, row) = (along(self.columns, at.x)?, along(self.rows, at.y)?);
        Some(row * (self.columns[1] - self.columns[0]) as usize + column)
    }
}

/// What clusters are made of: the records of a dataset as they are drawn, and which are shown.
#[derive(Clone, Copy)]
pub struct ClusterInput<'a> {
    /// The records, resolved.
    pub dataset: &'a Dataset,
    /// Which of them the question shows.
    pub seen: &'a Seen,
    /// The same records as they are drawn.
    pub point_layer: &'a PointLayer,
}

/// Clusters of the shown records of a window, square by square. Arrows count where they end.
///
/// Looks at each record of the window, so it is no work for a frame.
pub fn clusters(
    clustering: &[ClusterInput<'_>],
    window: Window,
    squares: &Squares,
) -> Vec<Cluster> {
    let mut counting = Counting::new(*squares);
    for input in clustering {
        input.count(window, &mut counting);
    }
    counting.finish()
}

impl ClusterInput<'_> {
    fn count(&self, window: Window, counting: &mut Counting) {
        let Self {
            dataset,
            seen,
            point_layer,
        } = self;
        let reporter: Vec<Option<ReporterId>> = dataset
            .kinds
            .iter()
            .zip(&seen.lets)
            .map(|(kind, lets)| (*lets && kind.placed).then_some(kind.reporter))
            .collect();
        let [from, to] = point_layer.window(window.interval());
        let mut take = |at: [f32; 2], kind: u32, start: u32, end: u32| {
            if start >= to || end <= from {
                return;
            }
            let Some(reporter) = reporter[kind as usize] else {
                return;
            };
            let at = World {
                x: point_layer.origin.x + f64::from(at[0]),
                y: point_layer.origin.y + f64::from(at[1]),
            };
            counting.take(at, reporter);
        };
        let range = |range: std::ops::Range<u32>| range.start as usize..range.end as usize;
        for dot in &point_layer.dots[range(point_layer.dots_in(window.interval()))] {
            take(dot.at, dot.kind, dot.start, dot.end);
        }
        for arrow in &point_layer.arrows[range(point_layer.arrows_in(window.interval()))] {
            take(arrow.to, arrow.kind, arrow.start, arrow.end);
        }
    }
}

/// Clusters in the making.
struct Counting {
    squares: Squares,
    heaps: Vec<Heap>,
}

impl Counting {
    fn new(squares: Squares) -> Self {
        Self {
            heaps: vec![Heap::EMPTY; squares.len()],
            squares,
        }
    }

    fn take(&mut self, at: World, reporter: ReporterId) {
        if let Some(square) = self.squares.index(at) {
            self.heaps[square].take(at, reporter);
        }
    }

    fn finish(self) -> Vec<Cluster> {
        let heaps = self.heaps.into_iter().filter(|heap| heap.records > 0);
        heaps.map(Heap::into_cluster).collect()
    }
}

/// The records with a position where nothing moves, as in a picture.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Still {
    /// Records on their own.
    pub each: Vec<Single>,
    /// Records that are counted instead.
    pub clusters: Vec<Cluster>,
}

/// A record on its own.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Single {
    /// Where it begins, where it is an arrow.
    pub from: Option<World>,
    /// Where it is, or where its arrow ends.
    pub at: World,
    /// Who states it.
    pub reporter: ReporterId,
    /// Which one it is.
    pub record: RecordId,
    /// What it has in common with others of its dataset.
    pub kind: u32,
}

impl Still {
    /// More records of a picture than this are counted in clusters, whatever was chosen.
    const MOST: usize = 20_000;

    /// What a view shows. Density and heat are shown as clusters.
    pub fn of(
        atlas: &Atlas,
        answer: &Answer,
        window: Window,
        point_display: PointDisplay,
        view: &View,
    ) -> Self {
        let most = match point_display {
            PointDisplay::Auto => PointDisplay::MANY,
            PointDisplay::Each => Self::MOST,
            PointDisplay::Density | PointDisplay::Heat | PointDisplay::Clusters => 0,
        };
        let bounds = extent_of(view.bounds());
        let mut counting = Counting::new(Squares::of(view));
        let mut each = Vec::new();
        let mut taken = 0;
        for rows in ShownRows::of(atlas, answer, window.interval()) {
            let columns = &rows.dataset.columns;
            rows.each_in(bounds, |row| {
                let record = rows.record(row);
                let row = row as usize;
                let from = columns.from.get(row).filter(|at| **at != NOWHERE);
                let kind = columns.kind[row];
                let single = Single {
                    from: from.map(|at| world_of(*at)),
                    at: world_of(columns.spot[row]),
                    reporter: rows.dataset.kinds[kind as usize].reporter,
                    record,
                    kind,
                };
                taken += match point_display {
                    PointDisplay::Each => 1,
                    _ => weight(rows.dataset, row),
                };
                if taken <= most {
                    each.push(single);
                }
                counting.take(single.at, single.reporter);
                true
            });
        }
        match taken <= most {
            true => Self {
                each,
                clusters: Vec::new(),
            },
            false => Self {
                each: Vec::new(),
                clusters: counting.finish(),
            },
        }
    }
}

/// Radius of the circle of a cluster, in points: it grows with the digits of what it counts, so
/// that the least can be read and the most has room.
pub fn radius(records: u32) -> f32 {
    12.0 + 4.0 * (records as f32).log10().max(0.0)
}

/// The clusters that a view has room for, the greatest first, where they are and how large. Where
/// circles would cover each other the greater one stays; of the other there is a dot.
pub fn with_room<'a>(clusters: &'a [Cluster], view: &View) -> Vec<(&'a Cluster, Px, f32)> {
    let mut order: Vec<&Cluster> = clusters.iter().collect();
    order.sort_by_key(|cluster| std::cmp::Reverse(cluster.records));
    let mut placed: Vec<(&Cluster, Px, f32)> = Vec::new();
    for cluster in order {
        let at = view.project(cluster.at);
        let full = radius(cluster.records);
        if view.sees(at, full) {
            let covers =
                |(_, other, reach): &(&Cluster, Px, f32)| distance(*other, at) < reach + full - 4.0;
            let radius = if placed.iter().any(covers) {
                DOT_PX
            } else {
                full
            };
            placed.push((cluster, at, radius));
        }
    }
    placed
}

/// Radius of the dot that stands for a cluster without room, in points.
pub const DOT_PX: f32 = 4.5;

/// A number in no more than five signs: `950`, `12.4k`, `1.2M`.
pub fn short_count(number: u32) -> String {
    let scaled = |scale: f64, sign: char| {
        let number = f64::from(number) / scale;
        match number < 99.95 {
            true => format!("{number:.1}{sign}"),
            false => format!("{number:.0}{sign}"),
        }
    };
    match number {
        0..10_000 => units::number(number as usize),
        10_000..1_000_000 => scaled(1e3, 'k'),
        _ => scaled(1e6, 'M'),
    }
}

/// The arcs of the ring around a cluster, one a reporter, as lines about the middle.
pub fn ring(cluster: &Cluster, radius: f32) -> Vec<(ReporterId, Vec<Px>)> {
    const STEPS_A_TURN: f32 = 48.0;
    let mut from = -0.25;
    let arcs = cluster.by_reporter.iter().map(|(reporter, records)| {
        let share = *records as f32 / cluster.records as f32;
        let steps = (share * STEPS_A_TURN).ceil().max(1.0) as usize;
        let points = (0..=steps).map(|step| {
            let turn = (from + share * step as f32 / steps as f32) * std::f32::consts::TAU;
            px(turn.cos() * radius, turn.sin() * radius)
        });
        let points = points.collect();
        from += share;
        (*reporter, points)
    });
    arcs.collect()
}

/// A cluster in the making.
#[derive(Clone)]
struct Heap {
    records: u32,
    sum: World,
    corners: [World; 2],
    by_reporter: Vec<u32>,
}

impl Heap {
    const EMPTY: Self = Self {
        records: 0,
        sum: World { x: 0.0, y: 0.0 },
        corners: [
            World {
                x: f64::INFINITY,
                y: f64::INFINITY,
            },
            World {
                x: f64::NEG_INFINITY,
                y: f64::NEG_INFINITY,
            },
        ],
        by_reporter: Vec::new(),
    };

    fn take(&mut self, at: World, reporter: ReporterId) {
        self.records += 1;
        self.sum = self.sum + at;
        let [low, high] = &mut self.corners;
        (low.x, low.y) = (low.x.min(at.x), low.y.min(at.y));
        (high.x, high.y) = (high.x.max(at.x), high.y.max(at.y));
        if self.by_reporter.len() <= reporter.index() {
            self.by_reporter.resize(reporter.index() + 1, 0);
        }
        self.by_reporter[reporter.index()] += 1;
    }

    fn into_cluster(self) -> Cluster {
        let reporters = self.by_reporter.into_iter().enumerate();
        Cluster {
            at: self.sum / f64::from(self.records),
            records: self.records,
            by_reporter: reporters
                .filter(|(_, records)| *records > 0)
                .map(|(reporter, records)| (ReporterId::from_index(reporter), records))
                .collect(),
            corners: self.corners,
        }
    }
}
