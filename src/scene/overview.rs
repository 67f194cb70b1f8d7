//! The overview, which stands in for single arrows where there would be too many: districts filled by
//! one measure, at each a strip with one number a reporter, and flows between districts.

use std::sync::Arc;

use super::{
    Bundle, Layers, Scene, View, Weight, World,
    bundle::district_flows,
    camera::{Px, px, to_world},
    curve::Anchor,
    label::{Label, LabelKind},
    layers::LayerKind,
    style::{Fill, SHADE_STEPS},
};
pub use crate::model::overview::OverviewMode;
use crate::{
    model::{Direction, Language, PlaceRef, ReporterId, Site, Window},
    query::overview::{self, FEW, Material, Measure, Number, OfPlace, Trend},
};

/// From so many bundles with their figure in view on, the map is an overview.
pub const FROM_BUNDLES: usize = 25;

/// What an overview shows. By default no reporter is chosen, which favours none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OverviewChoice {
    /// When it stands in for arrows.
    pub mode: OverviewMode,
    /// What districts are filled by.
    pub measure: Measure,
    /// Whose numbers fill them and whose flows are drawn, by key; `None`: the greatest number of any
    /// one, and no flows.
    pub reporter: Option<Arc<str>>,
    /// The end that names the district.
    pub direction: Direction,
}

impl OverviewChoice {
    /// Every end with its key in sessions and on the command line.
    pub const DIRECTIONS: [(Direction, &'static str); 3] = [
        (Direction::Target, "target"),
        (Direction::Origin, "origin"),
        (Direction::Place, "place"),
    ];
}

impl Default for OverviewChoice {
    fn default() -> Self {
        Self {
            mode: OverviewMode::default(),
            measure: Measure::default(),
            reporter: None,
            direction: Direction::Target,
        }
    }
}

/// The numbers of a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Strip {
    /// Which place.
    pub place: PlaceRef,
    /// What it is called; written above the numbers.
    pub name: String,
    /// Where that stands on the map.
    pub at: World,
    /// One a reporter, in the order of lists.
    pub numbers: OfPlace,
    /// What it is filled by.
    pub fill: Option<Fill>,
}

/// What an overview is drawn from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Overview {
    /// What it shows.
    pub choice: OverviewChoice,
    /// The reporter that was chosen, where it says anything.
    pub reporter: Option<ReporterId>,
    /// The numbers of each place that is named.
    pub strips: Vec<Strip>,
    /// Of all reporters; which of them are drawn is told by [`weights`].
    pub flows: Arc<Vec<Bundle>>,
    /// The least number each step of the fill stands for.
    pub steps: [u32; 5],
    /// The days that a change is counted from.
    pub before: Option<Window>,
}

/// How an overview is drawn in a view.
#[derive(Clone, Copy)]
pub struct InOverview<'a> {
    /// How strongly each flow is drawn.
    pub flows: &'a [Weight],
    /// From 0 to 1, while it comes into sight.
    pub strength: f32,
}

impl Overview {
    /// The overview of what a question found.
    pub fn of(
        material: Material<'_>,
        (choice, language): (&OverviewChoice, Language),
        bundles: &[Bundle],
    ) -> Self {
        let atlas = material.atlas;
        let measure = choice.measure;
        let found = overview::numbers(material, measure, choice.direction);
        let key = choice.reporter.as_deref();
        let reporter = key.and_then(|key| atlas.reporter_by_key(key));
        let leading = |numbers: &OfPlace| match (key, reporter) {
            // A reporter of another dataset says nothing here.
            (Some(_), None) => None,
            _ => overview::leading(numbers, reporter),
        };
        let most = found
            .values()
            .filter_map(leading)
            .map(|number| match number {
                Number::Count(number) => number,
                _ => 0,
            });
        let steps = steps(most.max().unwrap_or(0));
        let strip = |(place, numbers): (PlaceRef, OfPlace)| {
            let (site, name) = match place {
                PlaceRef::Region(id) => {
                    (Site::Region(id), atlas.regions()[id].names.title(language))
                }
                PlaceRef::Zone(id) => {
                    let name = atlas.zones()[id].names.get(language).to_owned();
                    (Site::Zone(id), name)
                }
                PlaceRef::Line(id) => {
                    let name = atlas.lines()[id].names.get(language).to_owned();
                    (Site::Line(id), name)
                }
            };
            Some(Strip {
                place,
                name,
                at: to_world(atlas.position(&site)?),
                fill: leading(&numbers).and_then(|number| fill(number, &steps)),
                numbers,
            })
        };
        Self {
            strips: found.into_iter().filter_map(strip).collect(),
            choice: choice.clone(),
            reporter,
            flows: Arc::new(district_flows(atlas, bundles)),
            steps,
            before: (measure == Measure::Change)
                .then(|| overview::before(material.question.window)),
        }
    }

    /// Fills places by these steps in place of its own, so that several maps have one scale.
    pub fn scale_to(&mut self, steps: [u32; 5]) {
        self.steps = steps;
        if self.choice.reporter.is_some() && self.reporter.is_none() {
            return;
        }
        for strip in &mut self.strips {
            let leading = overview::leading(&strip.numbers, self.reporter);
            strip.fill = leading.and_then(|number| fill(number, &steps));
        }
    }

    /// What a place is filled by.
    pub fn fill(&self, place: PlaceRef) -> Option<Fill> {
        let strip = self.strips.iter().find(|strip| strip.place == place);
        strip.and_then(|strip| strip.fill)
    }

    /// What wants to be written: first the numbers of places, then those of flows.
    pub fn labels(&self) -> Vec<Label> {
        let label = |text: String, at: Anchor, kind| Label {
            text,
            alternatives: vec![at],
            kind,
            min_zoom: 0.0,
            rank: 0,
            names_end: false,
            turn: 0.0,
        };
        let strips = self.strips.iter().enumerate().map(|(index, strip)| {
            let near = NEAR_PX.map(|(x, y)| Anchor {
                at: strip.at,
                offset: px(x, y),
            });
            Label {
                alternatives: near.to_vec(),
                names_end: true,
                ..label(
                    strip.name.clone(),
                    Anchor::on(strip.at),
                    LabelKind::Strip(index),
                )
            }
        });
        // Where there is not room for all, the greatest numbers find it first.
        let mut strips: Vec<(usize, Label)> = strips.enumerate().collect();
        let greatest = |at: usize| {
            let numbers = self.strips[at].numbers.iter();
            numbers.map(|(_, number)| number.size()).max()
        };
        strips.sort_by_key(|(at, _)| std::cmp::Reverse(greatest(*at)));
        let strips = strips.into_iter().map(|(_, label)| label);
        let flows = self.flows.iter().enumerate();
        // A single claim goes without saying.
        let flows = flows
            .filter(|(_, flow)| flow.figure.claims() > 1)
            .map(|(index, flow)| {
                let claims = format!("×{}", flow.figure.claims());
                label(claims, flow.joint, LabelKind::Flow(index))
            });
        strips.chain(flows).collect()
    }
}

/// Where the middle of a strip may lie beside its place, in points, the best first.
const NEAR_PX: [(f32, f32); 11] = [
    (0.0, 0.0),
    (0.0, -14.0),
    (0.0, 14.0),
    (-24.0, 0.0),
    (24.0, 0.0),
    (-24.0, -18.0),
    (24.0, 18.0),
    (24.0, -18.0),
    (-24.0, 18.0),
    (0.0, -28.0),
    (0.0, 28.0),
];

/// The steps that tell the numbers up to the greatest apart.
fn steps(most: u32) -> [u32; 5] {
    let powers = |of: u32| std::array::from_fn(|step| of.pow(step as u32));
    match most {
        0..32 => SHADE_STEPS,
        32..243 => powers(3),
        243..3125 => powers(5),
        _ => powers(10),
    }
}

/// What a number is filled with.
pub fn fill(number: Number, steps: &[u32; 5]) -> Option<Fill> {
    match number {
        Number::Count(count) => {
            let step = steps.iter().rposition(|least| count >= *least)?;
            Some(Fill::Step(step as u8))
        }
        Number::Share { of, all } if of > 0 && all >= FEW => {
            let fifth = (u64::from(of) * 5).div_ceil(u64::from(all));
            Some(Fill::Step(fifth.clamp(1, 5) as u8 - 1))
        }
        Number::Change { before, now } => match Trend::of(before, now)? {
            Trend::Same => None,
            trend => Some(Fill::Change(trend)),
        },
        Number::Unstated | Number::Share { .. } => None,
    }
}

/// Whether what is in view is an overview: as the person chose, or by the number of bundles.
pub fn is_on(scene: &Scene, layers: &Layers, view: &View) -> bool {
    match scene.overview.choice.mode {
        OverviewMode::Always => true,
        OverviewMode::Never => false,
        OverviewMode::Auto => {
            layers.strength(LayerKind::Fire) > 0.0 && in_view(scene, view) >= FROM_BUNDLES
        }
    }
}

/// How many bundles have their figure in view.
pub fn in_view(scene: &Scene, view: &View) -> usize {
    let is_seen = |bundle: &&Bundle| view.sees(bundle.joint.px(view), 0.0);
    scene.bundles.iter().filter(is_seen).count()
}

/// More arrows of one thing than these are drawn as flows between districts.
const MOST_ARROWS: usize = 25;

/// How strongly bundles and flows are drawn in an overview: single arrows for what is selected or
/// pointed at alone, or its flows where these are too many; and all flows of the chosen reporter.
pub fn weights(
    scene: &Scene,
    selected: impl Fn(&Bundle) -> bool,
    pointed: impl Fn(&Bundle) -> bool,
) -> (Vec<Weight>, Vec<Weight>) {
    let overview = &scene.overview;
    let mut bundles = vec![Weight::Hidden; scene.bundles.len()];
    let chosen = |flow: &Bundle| overview.reporter == Some(flow.reporter);
    let any_selected = overview.flows.iter().any(&selected);
    let base = |flow: &Bundle| match chosen(flow) {
        true if any_selected && !selected(flow) => Weight::Faint,
        true => Weight::Plain,
        false => Weight::Hidden,
    };
    let mut flows: Vec<Weight> = overview.flows.iter().map(base).collect();
    let mut show = |is_meant: &dyn Fn(&Bundle) -> bool, weight: Weight| {
        let meant = |of: &[Bundle]| -> Vec<usize> {
            let all = of.iter().enumerate();
            all.filter(|(_, bundle)| is_meant(bundle))
                .map(|(at, _)| at)
                .collect()
        };
        let arrows = meant(&scene.bundles);
        let (weights, meant) = match arrows.len() <= MOST_ARROWS {
            true => (&mut bundles, arrows),
            false => (&mut flows, meant(&overview.flows)),
        };
        for at in meant {
            if weights[at] == Weight::Hidden || weight == Weight::Plain {
                weights[at] = weight;
            }
        }
    };
    show(&pointed, Weight::Passing);
    show(&selected, Weight::Plain);
    for (at, flow) in overview.flows.iter().enumerate() {
        if selected(flow) && flows[at] != Weight::Hidden {
            flows[at] = Weight::Plain;
        }
    }
    (bundles, flows)
}

/// Where a view has room for so many cells of a strip side by side.
pub const CELLS_A_ROW: usize = 4;

/// More reporters than these are counted and not named in a strip.
pub const MOST_CELLS: usize = 8;

/// Height of a row of a strip, in points.
pub const ROW_PX: f32 = 15.0;

/// Room beside the words of a cell, in points.
pub const CELL_GAP_PX: f32 = 3.0;

/// Height of the name above the cells, in points.
pub const NAME_PX: f32 = 14.0;

/// The size of a strip whose name and cells are so wide: the name, the rows, and the widest of all.
pub fn strip_size(name: f32, widths: &[f32]) -> Px {
    let rows = widths.chunks(CELLS_A_ROW);
    let height = rows.len() as f32 * ROW_PX;
    let widest = rows
        .map(|row| row.iter().sum::<f32>())
        .fold(name + 4.0, f32::max);
    px(widest + 4.0, NAME_PX + height + 4.0)
}
