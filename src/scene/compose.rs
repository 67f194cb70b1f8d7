//! Composing: from an answer to a scene.

use std::{collections::BTreeSet, sync::Arc};

use super::{
    bundle::{Bundle, BundleKey, bundles, few_located, mutual, tie},
    camera::{World, px, to_world},
    clusters::PointDisplay,
    curve::Anchor,
    label::{Label, LabelKind},
    layers::Shading,
    overview::{Overview, OverviewChoice, OverviewMode},
    tint::Tints,
};
use crate::{
    model::{
        Atlas, Boundary, Dated, FileKey, Language, Level, LineId, Names, RecordId, Region,
        RegionId, Settlement, SettlementId, Site, Window, ZoneId, ZoneKind,
    },
    query::{
        Answer, Direction, PlaceRef, Question,
        condition::{Condition, Drawn},
        overview::Material,
        ties::{Verdicts, events::Events, known},
    },
    words::reports,
};

/// A region that is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RegionItem {
    /// Which one.
    pub id: RegionId,
    /// Whether its outline is dashed: a ring in place of a boundary, or a union of regions.
    pub dashed: bool,
    /// The claims it is filled by, where it is filled.
    pub shade: u32,
}

/// Everything to be drawn above the basemap, from the ground up.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene {
    /// From the ground up.
    pub regions: Vec<RegionItem>,
    /// Those that hold on a day of the selected period.
    pub zones: Vec<ZoneId>,
    /// Those that hold on a day of the selected period.
    pub lines: Vec<LineId>,
    /// From the ground up.
    pub bundles: Arc<Vec<Bundle>>,
    /// Whether the period has so many events in which each side accuses the other that no figure stands beside
    /// that of the accused.
    pub too_many_mutual: bool,
    /// Whether records with a position of their own are drawn as points: in bundles they have figures,
    /// for which there is room where they are few.
    pub points: bool,
    /// What wants to be written, the most wanted first.
    pub labels: Vec<Label>,
    /// The colours the person gave.
    pub tints: Arc<Tints>,
    /// What stands in for arrows where there would be too many.
    pub overview: Overview,
    /// Areas, lines and points that a person drew to ask about.
    pub asked: Vec<Drawn>,
}

impl Scene {
    /// The bundle of that key, or the flow between districts.
    pub fn bundle(&self, key: &BundleKey) -> Option<&Bundle> {
        let mut all = self.bundles.iter().chain(&*self.overview.flows);
        all.find(|bundle| bundle.key == *key)
    }
}

/// What a scene is composed of.
#[derive(Clone, Copy, Debug)]
pub struct Composition<'a> {
    /// All that is loaded.
    pub atlas: &'a Atlas,
    /// What the question found.
    pub answer: &'a Answer,
    /// What was asked.
    pub question: &'a Question,
    /// What the fill of regions shows.
    pub shading: Shading,
    /// The language places are named in.
    pub language: Language,
    /// Drawn even where nothing names it.
    pub selected: Option<RegionId>,
    /// Colours given by the person.
    pub tints: &'a Arc<Tints>,
    /// How the person wants many records to be drawn.
    pub point_display: PointDisplay,
    /// What the person makes of ties.
    pub verdicts: &'a Verdicts,
    /// What an overview shows.
    pub overview: &'a OverviewChoice,
    /// Claims and ties together, where they are made.
    pub events: Option<&'a Events>,
    /// The days of the view beside, where there are two: a change is counted between both.
    pub beside: Option<Window>,
}

/// Composes the scene of an answer. No camera is needed: the scene holds at any zoom.
pub fn compose(composition: Composition<'_>) -> Scene {
    let Composition {
        atlas,
        answer,
        question,
        ..
    } = composition;
    let named = named_regions(answer, composition.selected);
    let holds = |dated: Dated, file: Option<&FileKey>| {
        dated.holds_in(question.window) && !question.filters.hides_file(file)
    };
    let few = || few_located(atlas, answer, question.window);
    let points = !(composition.point_display.allows_figures() && few());
    let mutual = composition.events.map_or_else(
        || Some(Vec::new()),
        |events| mutual(events, question.window),
    );
    let asked = question.filters.condition.as_ref();
    let mut scene = Scene {
        points,
        regions: regions(composition, &named),
        zones: atlas
            .zones()
            .iter()
            .filter_map(|(id, zone)| holds(zone.dated, zone.file.as_ref()).then_some(id))
            .collect(),
        lines: atlas
            .lines()
            .iter()
            .filter_map(|(id, line)| holds(line.dated, line.file.as_ref()).then_some(id))
            .collect(),
        too_many_mutual: mutual.is_none(),
        bundles: Arc::new(tied_bundles(
            composition,
            !points,
            &mutual.unwrap_or_default(),
        )),
        labels: Vec::new(),
        tints: Arc::clone(composition.tints),
        overview: Overview::default(),
        asked: asked.map(Condition::drawn_shapes).unwrap_or_default(),
    };
    if composition.overview.mode != OverviewMode::Never {
        let material = Material {
            atlas,
            question,
            answer,
            verdicts: composition.verdicts,
            events: composition.events,
            beside: composition.beside,
        };
        scene.overview = Overview::of(
            material,
            (composition.overview, composition.language),
            &scene.bundles,
        );
    } else {
        scene.overview.choice = composition.overview.clone();
    }
    scene.labels = labels(composition, &scene, &named);
    scene
}

/// The bundles, each with what known ties say of it, and events in which each accuses the other.
fn tied_bundles(
    composition: Composition<'_>,
    located: bool,
    mutual: &[&[RecordId]],
) -> Vec<Bundle> {
    let Composition {
        atlas,
        answer,
        tints,
        ..
    } = composition;
    let window = composition.question.window;
    let mut bundles = bundles(atlas, answer, window, tints, located);
    let ties = known(atlas, composition.verdicts);
    let shown = (atlas, answer, window);
    tie(&mut bundles, shown, tints, &ties, mutual);
    bundles
}

fn named_regions(answer: &Answer, selected: Option<RegionId>) -> BTreeSet<RegionId> {
    let spots = Direction::ALL
        .into_iter()
        .flat_map(|direction| answer.tallies.spots(direction));
    let named = spots.filter_map(|spot| match spot {
        PlaceRef::Region(region) => Some(region),
        PlaceRef::Zone(_) | PlaceRef::Line(_) => None,
    });
    named.chain(selected).collect()
}

fn regions(composition: Composition<'_>, named: &BTreeSet<RegionId>) -> Vec<RegionItem> {
    let direction = match composition.shading {
        Shading::None => None,
        Shading::Received => Some(Direction::Target),
        Shading::Opened => Some(Direction::Origin),
    };
    let tallies = &composition.answer.tallies;
    let shade = |id| direction.map_or(0, |end| tallies.most_claims(end, PlaceRef::Region(id)));
    let item = |(id, region): (RegionId, &Region)| {
        let dashed = region.boundary != Boundary::Outline;
        RegionItem {
            id,
            dashed,
            // A province or ring lies across districts: filled, it would tint their fill.
            shade: if dashed { 0 } else { shade(id) },
        }
    };
    let shown =
        |(id, region): &(RegionId, &Region)| region.level.tiles_the_land() || named.contains(id);
    let mut items: Vec<RegionItem> = composition
        .atlas
        .regions()
        .iter()
        .filter(shown)
        .map(item)
        .collect();
    // Dashed ones lie across the others, and so above them.
    items.sort_by_key(|item| item.dashed);
    items
}

fn labels(composition: Composition<'_>, scene: &Scene, named: &BTreeSet<RegionId>) -> Vec<Label> {
    let Composition {
        atlas, language, ..
    } = composition;
    let figures = scene.bundles.iter().enumerate().map(figure_label);
    let mut labels: Vec<Label> = scene.overview.labels();
    labels.extend(figures);
    for item in &scene.regions {
        let region = &atlas.regions()[item.id];
        let named = named.contains(&item.id);
        labels.push(region_label(scene, (item.id, region), language, named));
    }
    let mut ends: Vec<SettlementId> = scene
        .bundles
        .iter()
        .flat_map(|bundle| bundle.sites())
        .filter_map(|site| match site.place() {
            Site::Settlement(_, id) => Some(*id),
            _ => None,
        })
        .collect();
    ends.sort_unstable();
    ends.dedup();
    labels.extend(ends.into_iter().filter_map(|id| {
        let settlement = &atlas.settlements()[id];
        settlement_label(scene, (id, settlement), language)
    }));
    labels.extend(scene.zones.iter().map(|id| {
        let zone = &atlas.zones()[*id];
        let corridor = zone.kind == ZoneKind::Corridor;
        Label {
            text: zone.names.get(language).to_owned(),
            alternatives: vec![Anchor::on(to_world(zone.label))],
            kind: LabelKind::Zone(*id),
            min_zoom: if corridor { 9.0 } else { 7.5 },
            rank: 60,
            names_end: false,
            beside: false,
            turn: 0.0,
        }
    }));
    labels.sort_by_key(|label| label.rank);
    labels
}

fn figure_label((index, bundle): (usize, &Bundle)) -> Label {
    Label {
        text: match bundle.denied {
            true => reports::denied_figure(&bundle.figure.text()),
            false => bundle.figure.text(),
        },
        alternatives: vec![bundle.joint],
        kind: LabelKind::Figure(index),
        min_zoom: 0.0,
        rank: if bundle.figure.count.is_some() { 0 } else { 1 },
        names_end: false,
        beside: false,
        turn: 0.0,
    }
}

/// Where a name beside a mark may stand, the side that segments reach the mark from last; `None`
/// where none does, so that there is no mark.
fn beside(scene: &Scene, at: World) -> Option<Vec<Anchor>> {
    const MARK_PX: f32 = 5.5;
    let segments = scene.bundles.iter().flat_map(|bundle| &bundle.segments);
    let mut arrows = World { x: 0.0, y: 0.0 };
    let mut marked = false;
    for segment in segments {
        let curve = segment.curve;
        if curve.from.at == at || curve.to.at == at {
            marked = true;
            // A stub has no length on the map, but one on the screen.
            let stub = curve.from.offset - curve.to.offset;
            let along = (curve.control.at - at) * 1e6
                + World {
                    x: f64::from(stub.x),
                    y: f64::from(stub.y),
                };
            let length = along.x.hypot(along.y);
            if length > 0.0 {
                arrows = arrows + along / length;
            }
        }
    }
    let mut sides = [(0.0, 1.0), (0.0, -1.0), (1.0, 0.0), (-1.0, 0.0)];
    sides.sort_by(|a, b| {
        let towards =
            |side: &(f32, f32)| arrows.x * f64::from(side.0) + arrows.y * f64::from(side.1);
        towards(a).total_cmp(&towards(b))
    });
    // Between two sides where marks of others are in the way, those at the best side first, and then
    // further away.
    let [best, _, _, worst] = sides;
    let rank = |corner: &(f32, f32)| {
        let lies_at = |side: (f32, f32)| side.0 * corner.0 + side.1 * corner.1 > 0.0;
        (lies_at(worst), !lies_at(best))
    };
    let mut corners = [(1.0, 1.0), (-1.0, 1.0), (1.0, -1.0), (-1.0, -1.0)];
    corners.sort_by_key(rank);
    let around = || sides.into_iter().chain(corners);
    let anchor = |away: f32| {
        move |(x, y)| Anchor {
            at,
            offset: px(x, y) * away,
        }
    };
    let near = around().map(anchor(MARK_PX));
    let anchors = near.chain(around().map(anchor(3.0 * MARK_PX)));
    marked.then(|| anchors.collect())
}

/// How far from its middle the name of a region without a mark may stand, the best first.
const OFF_CENTRE_PX: [(f32, f32); 11] = [
    (0.0, 0.0),
    (0.0, 16.0),
    (0.0, -16.0),
    (20.0, 0.0),
    (-20.0, 0.0),
    (16.0, 16.0),
    (-16.0, 16.0),
    (16.0, -16.0),
    (-16.0, -16.0),
    (0.0, 28.0),
    (0.0, -28.0),
];

/// Where the name of a region may stand around a place, the best first.
pub(super) fn off_centre(at: World) -> Vec<Anchor> {
    let anchor = |(x, y)| Anchor {
        at,
        offset: px(x, y),
    };
    OFF_CENTRE_PX.map(anchor).to_vec()
}

fn region_label(
    scene: &Scene,
    (id, region): (RegionId, &Region),
    language: Language,
    named: bool,
) -> Label {
    let at = to_world(region.label);
    let title = region.names.title(language);
    let text = title.replace(Names::JOINT, "\n");
    let beside_mark = beside(scene, at);
    Label {
        names_end: beside_mark.is_some(),
        beside: beside_mark.is_some(),
        alternatives: beside_mark.unwrap_or_else(|| off_centre(at)),
        text,
        kind: LabelKind::Region(id),
        min_zoom: match (region.mission, named, region.level) {
            (true, _, _) | (_, true, Level::Province) => 0.0,
            (_, true, _) => 6.5,
            _ => 7.6,
        },
        rank: match (region.mission, named) {
            (true, true) => 10,
            (true, false) => 11,
            (false, true) => 12,
            (false, false) => 40,
        },
        turn: 0.0,
    }
}

/// The name of a settlement beside its position; `None` where it has no position.
fn settlement_label(
    scene: &Scene,
    (id, settlement): (SettlementId, &Settlement),
    language: Language,
) -> Option<Label> {
    let text = settlement.names.title(language);
    Some(Label {
        alternatives: beside(scene, to_world(settlement.at?))?,
        text,
        kind: LabelKind::Settlement(id),
        names_end: true,
        beside: true,
        min_zoom: 8.2,
        rank: 20,
        turn: 0.0,
    })
}
