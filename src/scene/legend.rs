//! A legend as plain data: signs and what they mean. The window and pictures draw the same rows.

use super::{
    Figure, LayerKind, Layers, Scene,
    bundle::{Dispute, EndKind, Fade},
    marks::stretches,
    style::{self, Fill},
    tint::Tint,
};
use crate::{
    model::{Atlas, Language, LineId, ReporterId, Said, Stance, Sum, ZoneId},
    query::overview::Number,
    words::layers as words,
};

/// What stands before the words of a row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Sign {
    /// No sign: the words are a remark.
    None,
    /// The letters of a reporter on its colour.
    Reporter(ReporterId),
    /// An arrow's line of that width, in points.
    Width(f32),
    Denied,
    /// The straight line that stands for a stretch between two places.
    Stretch,
    /// The cross in the figure of what others deny.
    DeniedBy,
    /// The sign between a figure and another reporter's.
    Disputed(Dispute),
    /// A line that grows out of nothing.
    FadeIn,
    End(EndKind),
    /// As it is drawn: in its tint or the style of its file, where it has one.
    Zone(ZoneId),
    Line(LineId),
    /// The outline of a province, or a ring.
    Dashed,
    /// The fill of regions that at least so many claims name.
    Shade(u32),
    /// A cluster of records.
    Cluster,
    /// Heat, from little to much.
    Heat,
    /// A colour the person gave.
    Tint(Tint),
    /// The fill of a district in the overview.
    Fill(Fill),
    /// What stands in a figure beside its number.
    InFigure(InFigure),
    /// No sign: a remark that stands wherever there is a legend.
    Remark,
}

/// A sign in a figure that says how its number is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InFigure {
    About,
    AtLeast,
    MoreThan,
    AtMost,
    FewerThan,
    Between,
    Best,
    /// Further claims state no number.
    Further,
    /// All of it only repeats statements counted elsewhere.
    Repeats,
}

impl InFigure {
    /// All of them, in the order in which they are explained.
    pub const ALL: [Self; 9] = [
        Self::About,
        Self::AtLeast,
        Self::MoreThan,
        Self::AtMost,
        Self::FewerThan,
        Self::Between,
        Self::Best,
        Self::Further,
        Self::Repeats,
    ];

    /// As it is written.
    pub fn sign(self) -> &'static str {
        match self {
            Self::About => words::sign_about(),
            Self::AtLeast => words::sign_at_least(),
            Self::MoreThan => words::sign_more_than(),
            Self::AtMost => words::sign_at_most(),
            Self::FewerThan => words::sign_fewer_than(),
            Self::Between => words::sign_between(),
            Self::Best => words::sign_best(),
            Self::Further => words::sign_further(),
            Self::Repeats => words::sign_repeats(),
        }
    }

    /// What it means.
    fn means(self) -> &'static str {
        match self {
            Self::About => words::means_about(),
            Self::AtLeast => words::means_at_least(),
            Self::MoreThan => words::means_more_than(),
            Self::AtMost => words::means_at_most(),
            Self::FewerThan => words::means_fewer_than(),
            Self::Between => words::means_between(),
            Self::Best => words::means_best(),
            Self::Further => words::means_further(),
            Self::Repeats => words::means_repeats(),
        }
    }

    /// Whether a sum is written with it.
    fn is_in_sum(self, sum: Sum) -> bool {
        let said = sum.said();
        match self {
            Self::About => sum.is_about(),
            Self::AtLeast => matches!(said, Said::AtLeast(_)),
            Self::MoreThan => matches!(said, Said::MoreThan(_)),
            Self::AtMost => matches!(said, Said::AtMost(_)),
            Self::FewerThan => matches!(said, Said::LessThan(_)),
            Self::Between => matches!(said, Said::Between(..)),
            Self::Best => matches!(said, Said::Best(..)),
            Self::Further | Self::Repeats => false,
        }
    }

    /// Whether a figure is written with it.
    fn is_in_figure(self, figure: &Figure) -> bool {
        match self {
            Self::Further => figure.count.is_some() && figure.uncounted > 0,
            Self::Repeats => figure.repeated,
            _ => figure.count.is_some_and(|sum| self.is_in_sum(sum)),
        }
    }

    /// Whether it is in the figure of an arrow, or of who disputes one.
    fn is_in_arrows(self, scene: &Scene) -> bool {
        let mut bundles = scene.bundles.iter();
        bundles.any(|bundle| {
            let mut beside = bundle.disputed_by.iter();
            self.is_in_figure(&bundle.figure) || beside.any(|of| self.is_in_figure(&of.figure))
        })
    }

    /// Whether it is in the numbers of a place in an overview.
    fn is_in_strips(self, scene: &Scene) -> bool {
        let strips = scene.overview.strips.iter();
        let mut numbers = strips.flat_map(|strip| &strip.numbers);
        numbers.any(|(_, number)| match number {
            Number::Stated(sum) => self.is_in_sum(*sum),
            _ => false,
        })
    }

    /// A row for each that occurs: in the numbers of places where the map is an overview, else in the figures
    /// of arrows.
    pub fn rows(scene: &Scene, is_overview: bool) -> Vec<Row> {
        let occurs = |sign: &Self| match is_overview {
            true => sign.is_in_strips(scene),
            false => sign.is_in_arrows(scene),
        };
        let row = |sign: Self| Row::new(Sign::InFigure(sign), sign.means());
        Self::ALL.into_iter().filter(occurs).map(row).collect()
    }
}

/// What a person switches by pressing the row of a sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// What a reporter says.
    Reporter(ReporterId),
    /// Reports of a type.
    Stance(Stance),
    /// A layer of the map.
    Layer(LayerKind),
}

impl Sign {
    /// What of the records a row of the sign switches.
    fn entry(self) -> Option<Entry> {
        match self {
            Self::Reporter(id) => Some(Entry::Reporter(id)),
            Self::Denied => Some(Entry::Stance(Stance::Denial)),
            _ => None,
        }
    }

    /// Whether a scene draws what the sign explains. What stands for a layer or a filter is left to
    /// who asks.
    pub fn occurs(self, scene: &Scene) -> bool {
        let mut bundles = scene.bundles.iter();
        match self {
            Self::Width(width) => {
                scene.points || bundles.any(|bundle| style::width(bundle.figure.count) == width)
            }
            Self::Denied => bundles.any(|bundle| bundle.denied),
            Self::DeniedBy => bundles.any(|bundle| !bundle.denied_by.is_empty()),
            Self::Disputed(how) => bundles.any(|bundle| {
                let mut disputed = bundle.disputed_by.iter();
                disputed.any(|by| by.how == how)
            }),
            Self::Stretch => bundles.any(|bundle| bundle.sites().any(stretches::may_be_drawn)),
            Self::FadeIn => bundles.any(|bundle| {
                let mut segments = bundle.segments.iter();
                segments.any(|segment| segment.fade == Fade::In)
            }),
            Self::End(kind) => bundles.any(|bundle| {
                let ends = [&bundle.origins, &bundle.targets, &bundle.places];
                ends.into_iter().flatten().any(|end| end.kind == kind)
            }),
            Self::InFigure(sign) => sign.is_in_arrows(scene) || sign.is_in_strips(scene),
            _ => true,
        }
    }
}

/// A sign and its meaning.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub sign: Sign,
    pub words: String,
    /// What the row switches; `None`: it only explains.
    pub entry: Option<Entry>,
}

impl Row {
    pub fn new(sign: Sign, words: impl Into<String>) -> Self {
        Self {
            sign,
            words: words.into(),
            entry: sign.entry(),
        }
    }
}

/// Rows that belong together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Section {
    pub title: String,
    pub rows: Vec<Row>,
}

/// Lists in the first sections what others list besides, each row behind the one it follows there: of two
/// maps what either shows.
pub fn join(found: &mut Vec<Section>, others: Vec<Section>) {
    for section in others {
        match found.iter_mut().find(|known| is_one(known, &section)) {
            Some(known) => {
                let mut next = 0;
                for row in section.rows {
                    match known.rows.iter().position(|known| *known == row) {
                        Some(at) => next = at + 1,
                        None => {
                            known.rows.insert(next, row);
                            next += 1;
                        }
                    }
                }
            }
            None => found.push(section),
        }
    }
}

/// What a sheet of maps explains: the signs that any of them has, in the order of the whole.
pub fn of_maps<'m>(
    whole: Vec<Section>,
    maps: impl Iterator<Item = (&'m [Section], &'m Scene)>,
) -> Vec<Section> {
    let (mut found, mut there) = (whole, Vec::new());
    for (sections, scene) in maps {
        join(&mut found, sections.to_vec());
        for section in sections {
            let rows = section.rows.iter();
            let rows = rows.filter(|row| row.sign.occurs(scene));
            there.extend(rows.map(|row| (&section.title, row)));
        }
    }
    for Section { title, rows } in &mut found {
        rows.retain(|row| there.contains(&(&*title, row)));
    }
    found.retain(|section| !section.rows.is_empty());
    found
}

/// Whether two sections are of one sort, and both are pressed or both only explain.
pub fn is_one(a: &Section, b: &Section) -> bool {
    let is_pressed = |of: &Section| of.rows.iter().any(|row| row.entry.is_some());
    a.title == b.title && is_pressed(a) == is_pressed(b)
}

/// What a legend explains.
#[derive(Clone, Copy)]
pub struct LegendOf<'a> {
    pub atlas: &'a Atlas,
    pub scene: &'a Scene,
    pub layers: &'a Layers,
    pub language: Language,
    /// Whether heat may be drawn, as on the map of the window.
    pub heat: bool,
    /// Whether the map is an overview.
    pub overview: bool,
    /// Whether layers that are off are explained as well, so that they can be switched on.
    pub off: bool,
}

/// What layers add to a legend.
#[derive(Default)]
pub struct Legend {
    sections: Vec<Section>,
    /// What lies on the ground in the days shown.
    pub ground: Vec<Row>,
    /// Outlines, below it.
    pub outlines: Vec<Row>,
}

impl Legend {
    pub fn section(&mut self, title: &str, rows: Vec<Row>) {
        self.sections.push(Section {
            title: title.to_owned(),
            rows,
        });
    }

    /// Adds what lies on the ground, by name where it is not too much for a legend.
    pub fn ground_rows<T>(&mut self, of: &[T], row: impl Fn(&T) -> Row) {
        let named = of.len().min(MOST_NAMED);
        self.ground.extend(of[..named].iter().map(row));
        if of.len() > named {
            let words = words::more_on_the_ground(of.len() - named);
            self.ground.push(Row::new(Sign::None, words));
        }
    }
}

/// More areas, or lines, than this are counted and not named.
const MOST_NAMED: usize = 40;

/// The sections of the legend of a scene, in the window and in pictures.
pub fn sections(of: LegendOf<'_>) -> Vec<Section> {
    let mut legend = Legend::default();
    // What a person chose comes first.
    for key in &of.scene.tints.keys {
        let row = |(tint, words): &(Tint, String)| Row::new(Sign::Tint(*tint), words);
        legend.section(&key.title, key.values.iter().map(row).collect());
    }
    for (kind, _) in LayerKind::ALL {
        if !of.off && of.layers.strength(kind) == 0.0 {
            continue;
        }
        let before = (legend.ground.len(), legend.outlines.len());
        (kind.layer().legend)(&of, &mut legend);
        let ground = legend.ground.iter_mut().skip(before.0);
        let rows = ground.chain(legend.outlines.iter_mut().skip(before.1));
        for row in rows.filter(|row| row.sign != Sign::Remark) {
            row.entry = Some(Entry::Layer(kind));
        }
    }
    let mut ground = std::mem::take(&mut legend.ground);
    ground.append(&mut legend.outlines);
    if !ground.is_empty() {
        legend.section(words::legend_ground(), ground);
    }
    legend.sections
}

#[cfg(test)]
mod tests {
    use super::*;

    fn section(words: &[&str]) -> Section {
        let rows = words.iter().map(|words| Row::new(Sign::Remark, *words));
        Section {
            title: "Reported fire".to_owned(),
            rows: rows.collect(),
        }
    }

    /// Of each figure the signs that stand in it are explained, and no others.
    #[test]
    fn the_signs_in_a_figure_are_those_that_are_explained() {
        use crate::model::Amount;
        let check = |amounts: &[Amount], uncounted: u32, expected: &[InFigure], text: &str| {
            let mut count = Sum::default();
            for amount in amounts {
                count.add(*amount);
            }
            let figure = Figure {
                count: (!amounts.is_empty()).then_some(count),
                counted: amounts.len() as u32,
                uncounted,
                repeated: false,
            };
            assert_eq!(figure.text(), text);
            let all = InFigure::ALL.into_iter();
            let found: Vec<InFigure> = all.filter(|sign| sign.is_in_figure(&figure)).collect();
            assert_eq!(found, expected, "{text}");
        };
        let best = Amount::Best {
            best: 5,
            low: 3,
            high: 9,
        };
        check(&[], 1, &[], "?");
        check(&[Amount::Exact(6)], 0, &[], "6");
        check(&[Amount::AtLeast(50)], 0, &[InFigure::AtLeast], "≥50");
        check(&[Amount::MoreThan(50)], 0, &[InFigure::MoreThan], ">50");
        check(&[Amount::AtMost(10)], 0, &[InFigure::AtMost], "≤10");
        check(&[Amount::LessThan(10)], 0, &[InFigure::FewerThan], "<10");
        check(&[Amount::About(50)], 0, &[InFigure::About], "≈50");
        check(&[Amount::Between(10, 15)], 0, &[InFigure::Between], "10–15");
        check(&[best], 0, &[InFigure::Best], "5 (3–9)");
        let further = [InFigure::About, InFigure::AtLeast, InFigure::Further];
        let both = [Amount::AtLeast(50), Amount::About(5)];
        check(&both, 1, &further, "≥≈55+ ×3");
    }

    #[test]
    fn what_another_map_lists_besides_stands_where_it_stands_there() {
        let mut found = vec![section(&["6 to 10", "not stated", "remark"])];
        let other = section(&[
            "1 to 2",
            "3 to 5",
            "6 to 10",
            "not stated",
            "known",
            "remark",
        ]);
        join(&mut found, vec![other.clone()]);
        assert_eq!(found, [other]);
    }
}
