//! The overview, which stands in for single arrows where there would be too many: districts filled by
//! one measure, at each a strip with one number a reporter, and flows between districts.

pub mod strips;

use std::{collections::BTreeMap, sync::Arc};

use super::{
    Bundle, Layers, Scene, View, Weight, World,
    bundle::district_flows,
    camera::{Px, px, to_world},
    curve::Anchor,
    label::{Label, LabelKind},
    layers::LayerKind,
    style::Fill,
};
pub use crate::model::overview::OverviewMode;
use crate::{
    model::{Atlas, Day, Direction, Language, PlaceRef, ReporterId, Site, Window},
    query::overview::{self, FEW, Material, Measure, Number, OfPlace, Trend},
    words::units,
};

/// From so many bundles with their figure in view on, the map is an overview.
pub const FROM_BUNDLES: usize = 25;

/// One that is an overview stays one down to so many: the two do not take turns.
pub const DOWN_TO_BUNDLES: usize = 16;

/// While the timeline plays, arrows give way to an overview only from so many on, and never come back.
pub const FROM_BUNDLES_PLAYING: usize = 60;

/// What a map was in the frame before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Before {
    /// Whether it was an overview.
    pub overview: bool,
    /// Whether it stays what it is, as while the timeline plays.
    pub held: bool,
}

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
    /// The same, by its own numbers alone.
    own_steps: [u32; 5],
    /// The days that a change is counted from, and those to which.
    pub compared: Option<[Window; 2]>,
    /// The first day anything is known of, where the days that a change would be counted from begin
    /// before it: then there is none.
    pub known_from: Option<Day>,
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
    /// Whose numbers fill the districts, where one reporter is chosen: its letters, or its key where it is not
    /// in the data.
    pub fn whose<'a>(&'a self, atlas: &'a Atlas) -> Option<&'a str> {
        let short = |id: ReporterId| atlas.reporters()[id].short.as_str();
        self.reporter.map(short).or(self.choice.reporter.as_deref())
    }

    /// The overview of what a question found.
    pub fn of(
        material: Material<'_>,
        (choice, language): (&OverviewChoice, Language),
        bundles: &[Bundle],
    ) -> Self {
        let atlas = material.atlas;
        let measure = choice.measure;
        let compared = || overview::compared(material.question.window, material.beside);
        let compared = (measure == Measure::Change).then(compared);
        let first = atlas.span().map(Window::first);
        let begins = compared.map(|[then, _]| then.first());
        let known_from = first.filter(|first| begins.is_some_and(|of| of < *first));
        let found = match known_from {
            Some(_) => BTreeMap::new(),
            None => overview::numbers(material, measure, choice.direction),
        };
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
                Number::Count(_) | Number::Stated(_) => number.size(),
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
            own_steps: steps,
            compared,
            known_from,
        }
    }

    /// Fills places by these steps in place of its own, so that several maps have one scale.
    pub fn scale_to(&mut self, steps: [u32; 5]) {
        if self.steps == steps {
            return;
        }
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
            beside: false,
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
                let claims = format!("×{}", units::number(flow.figure.claims() as usize));
                label(claims, flow.joint, LabelKind::Flow(index))
            });
        strips.chain(flows).collect()
    }
}

/// Gives an overview, and the one beside it where there are two, one scale: that of the greatest number.
pub fn to_one_scale(own: &mut Overview, beside: Option<&mut Overview>) {
    let of_beside = beside.as_ref().map(|beside| beside.own_steps);
    let steps = own.own_steps.max(of_beside.unwrap_or_default());
    own.scale_to(steps);
    if let Some(beside) = beside {
        beside.scale_to(steps);
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

/// The least number of each of five steps, so that the greatest number reaches the last one: each step
/// about as many times the one before. Fewer numbers than steps leave steps out, which begin where the
/// next one does.
fn steps(most: u32) -> [u32; 5] {
    if most <= 5 {
        return std::array::from_fn(|step| (most * (step as u32 + 1)).div_ceil(5).max(1));
    }
    let mut least = 0;
    std::array::from_fn(|step| {
        let even = f64::from(most).powf(step as f64 / 5.0);
        least = round_down(even as u32).max(least + 1);
        least
    })
}

/// The next number below that is easily read: `24` is 20, `1300` is 1200.
fn round_down(number: u32) -> u32 {
    const ROUND: [u32; 10] = [10, 12, 15, 20, 25, 30, 40, 50, 60, 80];
    if number < 10 {
        return number;
    }
    let tens = 10_u32.pow(number.ilog10() - 1);
    let round = ROUND.into_iter().rfind(|round| round * tens <= number);
    round.unwrap_or(10) * tens
}

/// What a number is filled with.
pub fn fill(number: Number, steps: &[u32; 5]) -> Option<Fill> {
    match number {
        Number::Count(_) | Number::Stated(_) => {
            let step = steps.iter().rposition(|least| number.size() >= *least)?;
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

/// Whether what is in view is an overview: as the person chose, or by the number of bundles and by what
/// the map was.
pub fn is_on(scene: &Scene, layers: &Layers, view: &View, before: Before) -> bool {
    is_on_with(scene, layers, || in_view(scene, view), before)
}

/// The same, where several maps are one or none: by the bundles in view on the one that has most.
pub fn is_on_with(
    scene: &Scene,
    layers: &Layers,
    in_view: impl FnOnce() -> usize,
    before: Before,
) -> bool {
    match scene.overview.choice.mode {
        OverviewMode::Always => true,
        OverviewMode::Never => false,
        OverviewMode::Auto if layers.strength(LayerKind::Fire) == 0.0 => false,
        OverviewMode::Auto => in_view() >= least(before),
    }
}

/// From how many bundles on a map is an overview, after what it was.
pub fn least(before: Before) -> usize {
    match (before.overview, before.held) {
        (true, true) => 0,
        (true, false) => DOWN_TO_BUNDLES,
        (false, true) => FROM_BUNDLES_PLAYING,
        (false, false) => FROM_BUNDLES,
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
            if weights[at] == Weight::Hidden || weight == Weight::Strong {
                weights[at] = weight;
            }
        }
    };
    show(&pointed, Weight::Passing);
    show(&selected, Weight::Strong);
    for (at, flow) in overview.flows.iter().enumerate() {
        if selected(flow) && flows[at] != Weight::Hidden {
            flows[at] = Weight::Strong;
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_greatest_number_reaches_the_last_step() {
        assert_eq!(steps(0), [1, 1, 1, 1, 1]);
        assert_eq!(steps(1), [1, 1, 1, 1, 1]);
        assert_eq!(steps(2), [1, 1, 2, 2, 2]);
        assert_eq!(steps(4), [1, 2, 3, 4, 4]);
        assert_eq!(steps(5), [1, 2, 3, 4, 5]);
        // 54 to the powers of 0, 1/5, 2/5, 3/5 and 4/5: 1, 2.2, 4.9, 10.9, 24.3.
        assert_eq!(steps(54), [1, 2, 4, 10, 20]);
        assert_eq!(fill(Number::Count(54), &steps(54)), Some(Fill::Step(4)));
        assert_eq!(fill(Number::Count(1), &steps(54)), Some(Fill::Step(0)));
        assert_eq!(fill(Number::Count(2), &steps(2)), Some(Fill::Step(4)));
        assert_eq!(fill(Number::Count(0), &steps(54)), None);
    }

    proptest! {
        #[test]
        fn steps_begin_with_one_and_end_within_the_numbers(most in 1_u32..5_000_000) {
            let steps = steps(most);
            prop_assert_eq!(steps[0], 1);
            prop_assert!(steps[4] <= most);
            prop_assert!(steps.is_sorted());
            prop_assert!(most < 5 || steps.windows(2).all(|pair| pair[0] < pair[1]));
        }
    }

    #[test]
    fn of_two_maps_the_greater_number_makes_the_scale_of_both() {
        use crate::model::Id as _;
        let of_most = |most: u32| {
            let number = Number::Count(most);
            Overview {
                strips: vec![Strip {
                    place: PlaceRef::Region(crate::model::RegionId::from_index(0)),
                    name: String::new(),
                    at: World::default(),
                    numbers: vec![(ReporterId::from_index(0), number)],
                    fill: fill(number, &steps(most)),
                }],
                steps: steps(most),
                own_steps: steps(most),
                ..Overview::default()
            }
        };
        let (mut few, mut many) = (of_most(3), of_most(54));
        assert_eq!(few.strips[0].fill, Some(Fill::Step(4)));
        to_one_scale(&mut few, Some(&mut many));
        // Of 54 the steps begin with 1, 2, 4, 10 and 20: 3 is in the second.
        assert_eq!([few.steps, many.steps], [[1, 2, 4, 10, 20]; 2]);
        assert_eq!(few.strips[0].fill, Some(Fill::Step(1)));
        assert_eq!(many.strips[0].fill, Some(Fill::Step(4)));
        // Alone it has its own again.
        to_one_scale(&mut few, None);
        assert_eq!(few.strips[0].fill, Some(Fill::Step(4)));
    }

    #[test]
    fn the_map_does_not_take_turns_between_arrows_and_overview() {
        let after = |overview, held| least(Before { overview, held });
        // From 25 bundles on it is an overview, and from there down to 16.
        assert_eq!([after(false, false), after(true, false)], [25, 16]);
        // While playing an overview stays, and arrows give way to one where they are far too many.
        assert_eq!([after(false, true), after(true, true)], [60, 0]);
    }
}
