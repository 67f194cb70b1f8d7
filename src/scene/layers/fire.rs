//! What is reported: bundles, and records with a position of their own.

use super::{Depth, Height, MapLayer};
use crate::{
    model::{SettlementId, Site},
    query::overview::{FEW, Measure, Trend},
    scene::{
        Bundle, LabelKind, Px, View, Weight,
        bundle::{Dispute, EndKind},
        camera::to_world,
        curve::distance,
        legend::{InFigure, Legend, LegendOf, Row, Sign},
        marks::{exactness, flows, records, stretches},
        overview::Overview,
        pick::{Picking, SLACK_PX, Target},
        pick_rows::pick_rows,
        style::{self, Fill, WIDTH_UNCOUNTED, WIDTHS},
    },
    words::{layers as words, overview, units},
};

pub const LAYER: MapLayer = MapLayer {
    parts: &[
        (Height::Highlights, exactness::shapes),
        (Height::Asked, exactness::rings),
        (Height::Fire, stretches::lines),
        (Height::Fire, records::records),
        (Height::Fire, flows::segments),
        (Height::Fire, flows::district_flows),
        (Height::Fire, flows::ends),
        (Height::Dots, flows::dots),
    ],
    picks: &[
        (Depth::Fire, bundles),
        (Depth::Fire, rows),
        (Depth::Settlements, settlements),
    ],
    legend,
    labels: LabelKind::is_figure,
    ..MapLayer::new("fire", words::fire)
};

/// How far the joint of a bundle reaches, in points.
const JOINT_PX: f32 = 11.0;

/// The bundles near the point, the nearest first; of equals the one drawn last.
fn bundles(picking: &Picking<'_>, at: Px) -> Vec<Target> {
    let [of_bundles, of_flows] = picking.weights;
    let is_seen = |weight: Option<&Weight>| weight.is_none_or(|of| of.has_figure());
    let bundles = picking.scene.bundles.iter().enumerate();
    let bundles = bundles.filter(|(at, _)| is_seen(of_bundles.get(*at)));
    let flows = picking.scene.overview.flows.iter().zip(of_flows);
    let flows = flows.filter(|(_, weight)| is_seen(Some(weight)));
    let bundles = bundles.map(|(_, bundle)| bundle).rev();
    let bundles = flows.map(|(flow, _)| flow).rev().chain(bundles);
    let near = bundles.filter_map(|bundle| Some((distance_to(bundle, picking.view, at)?, bundle)));
    let mut near: Vec<(f32, &Bundle)> = near.collect();
    near.sort_by(|a, b| a.0.total_cmp(&b.0));
    let target = |(_, bundle): (f32, &Bundle)| Target::Bundle(bundle.key.clone());
    near.into_iter().map(target).collect()
}

/// How far the point lies from the bundle; `None` where it is out of reach.
fn distance_to(bundle: &Bundle, view: &View, at: Px) -> Option<f32> {
    let to_joint = distance(bundle.joint.px(view), at);
    if to_joint < JOINT_PX {
        return Some(to_joint / JOINT_PX);
    }
    let reach = SLACK_PX + style::width(bundle.figure.count) / 2.0;
    let segments = bundle.segments.iter();
    let to_segment = segments
        .map(|segment| segment.curve.distance_to(at, view))
        .fold(f32::INFINITY, f32::min);
    (to_segment < reach).then_some(to_segment)
}

/// How far the mark of a settlement reaches, in points.
const SETTLEMENT_PX: f32 = 7.0;

/// The settlements that bundles end at near the point, the nearest first.
fn settlements(picking: &Picking<'_>, at: Px) -> Vec<Target> {
    let [of_bundles, _] = picking.weights;
    let bundles = picking.scene.bundles.iter().enumerate();
    let seen = bundles.filter(|(at, _)| of_bundles.get(*at).is_none_or(|of| of.has_figure()));
    let sites = seen.flat_map(|(_, bundle)| bundle.sites());
    let near = sites.filter_map(|site| {
        let Site::Settlement(_, id) = site.place() else {
            return None;
        };
        let position = to_world(picking.atlas.settlements()[*id].at?);
        let away = distance(picking.view.project(position), at);
        (away < SETTLEMENT_PX).then_some((away, *id))
    });
    let mut near: Vec<(f32, SettlementId)> = near.collect();
    near.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    near.dedup_by_key(|(_, id)| *id);
    near.into_iter()
        .map(|(_, id)| Target::Settlement(id))
        .collect()
}

/// Records drawn as points.
fn rows(picking: &Picking<'_>, at: Px) -> Vec<Target> {
    let Some(shape) = picking.rows.filter(|_| picking.scene.points) else {
        return Vec::new();
    };
    let view = (picking.view, shape);
    let rows = pick_rows(picking.atlas, picking.answer, picking.window, view, at);
    rows.into_iter().map(Target::Record).collect()
}

fn legend(of: &LegendOf<'_>, legend: &mut Legend) {
    if of.overview {
        legend.section(overview::title(), overview_rows(of));
        in_figures(of, legend);
        return;
    }
    let mut rows = Vec::new();
    let mut least = 1;
    for (most, width) in WIDTHS {
        let words = match most {
            u32::MAX => words::legend_more_than(least - 1),
            _ if most == least => words::legend_incidents(most),
            _ => words::legend_between(least, most),
        };
        rows.push(Row::new(Sign::Width(width), words));
        least = most.saturating_add(1);
    }
    rows.extend([
        Row::new(Sign::Width(WIDTH_UNCOUNTED), words::legend_uncounted()),
        Row::new(Sign::Denied, words::legend_denied()),
    ]);
    // Signs that are rare, and ask for words.
    let rare = [
        (Sign::DeniedBy, words::legend_denied_by()),
        (Sign::Stretch, words::legend_stretch()),
        (Sign::Disputed(Dispute::Differs), words::legend_differs()),
        (Sign::Disputed(Dispute::Mutual), words::legend_mutual()),
    ];
    let rare = rare.into_iter().filter(|(sign, _)| sign.occurs(of.scene));
    rows.extend(rare.map(|(sign, words)| Row::new(sign, words)));
    if of.scene.too_many_mutual {
        rows.push(Row::new(Sign::Remark, words::too_many_mutual()));
    }
    rows.extend([
        Row::new(Sign::FadeIn, words::legend_origin_unknown()),
        Row::new(Sign::End(EndKind::Settlement), words::legend_to_place()),
        Row::new(Sign::End(EndKind::Region), words::legend_to_region()),
        Row::new(Sign::End(EndKind::Zone), words::legend_to_zone()),
        Row::new(Sign::None, words::legend_bundle()),
    ]);
    legend.section(words::fire(), rows);
    in_figures(of, legend);
    if of.scene.points {
        let mut rows = vec![Row::new(Sign::Cluster, words::legend_cluster())];
        if of.heat {
            rows.push(Row::new(Sign::Heat, words::legend_heat()));
        }
        legend.section(words::legend_large_files(), rows);
    }
}

/// What the signs in figures mean, of those that there are.
fn in_figures(of: &LegendOf<'_>, legend: &mut Legend) {
    let rows = InFigure::rows(of.scene, of.overview);
    if !rows.is_empty() {
        legend.section(words::legend_figures(), rows);
    }
}

/// What the overview shows: the fill of districts, strips, flows, and which rules hold for them.
fn overview_rows(of: &LegendOf<'_>) -> Vec<Row> {
    let Overview {
        choice,
        reporter,
        steps,
        compared,
        known_from,
        ..
    } = &of.scene.overview;
    let of_reporter = reporter.map(|id| of.atlas.reporters()[id].short.as_str());
    let whose = of.scene.overview.whose(of.atlas);
    let whose = whose.unwrap_or(overview::any_one());
    let what = overview::fill_of(choice.measure, choice.direction, whose);
    if let (Some(first), Some([then, _])) = (known_from, compared) {
        let days = crate::words::units::window(*then);
        let first = crate::words::units::day(*first);
        let why = overview::no_change_here(&days, &first);
        return vec![Row::new(Sign::Remark, why)];
    }
    let mut rows = vec![Row::new(Sign::Remark, what)];
    let fill = |fill: Fill, words: String| Row::new(Sign::Fill(fill), words);
    match choice.measure {
        Measure::Change => {
            let trends = [Trend::FarFewer, Trend::Fewer, Trend::More, Trend::FarMore];
            rows.extend(
                trends.map(|trend| fill(Fill::Change(trend), overview::trend(trend).into())),
            );
            if reporter.is_none() {
                rows.push(Row::new(Sign::Remark, overview::choose_for_change()));
            }
            if let Some(compared) = compared {
                let [then, now] = compared.map(crate::words::units::window);
                rows.push(Row::new(Sign::Remark, overview::counted_from(&then, &now)));
            }
            rows.push(Row::new(Sign::Remark, overview::few_changes(FEW)));
        }
        Measure::Denied | Measure::Contradicted => {
            let step = |step: u8| {
                let (least, most) = (u32::from(step) * 20, u32::from(step) * 20 + 20);
                fill(Fill::Step(step), overview::percent(least, most))
            };
            rows.extend((0..5).map(step));
            rows.push(Row::new(Sign::Remark, overview::few_shares(FEW)));
        }
        _ => {
            let mut steps = steps.iter().enumerate().peekable();
            while let Some((at, least)) = steps.next() {
                let words = match steps.peek() {
                    // It is left out.
                    Some((_, next)) if *next == least => continue,
                    next => units::range(*least, next.map(|(_, next)| *next - 1)),
                };
                rows.push(fill(Fill::Step(at as u8), words));
            }
        }
    }
    rows.push(Row::new(Sign::Remark, overview::strips(choice.measure)));
    rows.push(Row::new(Sign::Remark, overview::of_strips()));
    rows.push(Row::new(Sign::Remark, overview::dots_of_strips()));
    rows.extend(of_reporter.map(|short| Row::new(Sign::Remark, overview::flows_of(short))));
    // Where nothing can be pointed at, as in a picture, nobody is told to.
    if of.off {
        let hint = match of_reporter {
            Some(_) => overview::point_for_arrows(),
            None => overview::no_flows(),
        };
        for hint in [overview::point_for_numbers(), hint] {
            rows.push(Row::new(Sign::Remark, hint));
        }
    }
    rows
}
