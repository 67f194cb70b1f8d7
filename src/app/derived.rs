//! What follows from atlas and session: answer, histogram, scene, focus. Made again only when what
//! it follows from has changed.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{
    row_colours::RowColours,
    tints::{self, StyleOf},
};
use crate::{
    model::{Atlas, FileKey, Language, RegionId, Window},
    query::{
        Answer, Focus, Histogram, Question, ask,
        overview::Measure,
        ties::{Verdicts, events::Events},
    },
    scene::{
        OverviewChoice, OverviewMode, PointDisplay, Scene, Shading, bundle::keep_mutual, compose,
        compose::Composition, tint::Tints,
    },
    session::{Column, Selection, Session},
};

/// Answer, histogram, scene and focus of one atlas and session.
#[derive(Default)]
pub struct Derived {
    /// What the period holds.
    pub answer: Answer,
    /// Of all time, by reporter.
    pub histogram: Histogram,
    /// What is drawn of the answer.
    pub scene: Scene,
    /// What the details show.
    pub focus: Focus,
    /// What each opened file can be coloured by.
    pub columns: BTreeMap<FileKey, Vec<Column>>,
    tints: Arc<Tints>,
    made_for: Option<MadeFor>,
    /// The atlas they were made of.
    atlas: Option<Arc<Atlas>>,
}

/// What the derived values were made for.
#[derive(Clone, PartialEq)]
struct MadeFor {
    question: Question,
    composed: (Shading, PointDisplay, Language, Option<RegionId>),
    selection: Option<Selection>,
    styles: Vec<StyleOf>,
    solid_lines: BTreeSet<Arc<str>>,
    /// Of what is known of the rows of large files.
    colours: u64,
    verdicts: Verdicts,
    overview: OverviewChoice,
    /// The days of the view beside.
    beside: Option<Window>,
    /// Those that the scene is made of.
    events: Option<SameEvents>,
}

/// Events, told apart by where they are.
#[derive(Clone)]
struct SameEvents(Arc<Events>);

impl PartialEq for SameEvents {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// Whether the overview of a session counts what is contradicted.
pub fn asks_for_events(session: &Session) -> bool {
    let overview = &session.overview;
    overview.mode != OverviewMode::Never && overview.measure == Measure::Contradicted
}

impl Derived {
    /// The question of a session: its period and filters.
    pub fn question(session: &Session) -> Question {
        Question {
            window: session.window,
            filters: session.filters.clone(),
        }
    }

    /// Brings everything up to date with the session and its question, as far as the atlas is seen through that,
    /// with events where they are made (`are_old`: what is left of those of what was open before), and with what
    /// is known of the colours of rows.
    pub fn update(
        &mut self,
        atlas: &Arc<Atlas>,
        (session, question): (&Session, Question),
        (events, are_old): (Option<&Arc<Events>>, bool),
        colours: &RowColours,
    ) {
        let same_atlas = self
            .atlas
            .as_ref()
            .is_some_and(|known| Arc::ptr_eq(known, atlas));
        let made_for = self.made_for.as_ref();
        let is_asked_again = made_for.is_some_and(|made| made.question == question);
        let atlas_before = self.atlas.clone();
        if !same_atlas {
            self.atlas = Some(Arc::clone(atlas));
            self.made_for = None;
        }
        let selection = session.selection.as_ref();
        let selected = selection.and_then(|selection| selection.region(atlas));
        let wanted = MadeFor {
            question,
            composed: (
                session.layers.shading,
                session.layers.point_display,
                session.language,
                selected,
            ),
            selection: session.selection.clone(),
            styles: tints::styles(&session.files),
            solid_lines: session.solid_lines.clone(),
            colours: colours.revision(),
            verdicts: session.verdicts.clone(),
            overview: session.overview.clone(),
            beside: session.beside(),
            events: events.map(|events| SameEvents(Arc::clone(events))),
        };
        let before = self.made_for.replace(wanted.clone());
        let same = |of: &dyn Fn(&MadeFor, &MadeFor) -> bool| {
            before.as_ref().is_some_and(|before| of(before, &wanted))
        };
        let same_filters = same(&|a, b| a.question.filters == b.question.filters);
        let same_question = same(&|a, b| a.question == b.question);
        let same_styles = same(&|a, b| {
            let same_lines = a.solid_lines == b.solid_lines;
            a.styles == b.styles && a.colours == b.colours && same_lines
        });
        if !same_styles {
            self.columns = tints::columns(atlas, &session.files, colours);
            self.tints = Arc::new(tints::tints(atlas, session, colours));
        }
        let same_composed = same(&|a, b| {
            let same_change = a.overview.measure != Measure::Change || a.beside == b.beside;
            let same_overview = a.overview == b.overview && a.events == b.events && same_change;
            a.composed == b.composed && a.verdicts == b.verdicts && same_overview
        });
        let same_scene = same_question && same_styles && same_composed;
        let same_focus = same_question && same(&|a, b| a.selection == b.selection);
        if !same_filters {
            self.histogram = Histogram::new(atlas, &wanted.question.filters);
        }
        if !same_question {
            self.answer = ask(atlas, &wanted.question);
        }
        if !same_scene {
            let bundles_before = Arc::clone(&self.scene.bundles);
            self.scene = compose(Composition {
                atlas,
                answer: &self.answer,
                question: &wanted.question,
                shading: session.layers.shading,
                language: session.language,
                selected,
                tints: &self.tints,
                point_display: session.layers.point_display,
                verdicts: &session.verdicts,
                overview: &session.overview,
                events: events.map(|events| &**events),
                beside: wanted.beside,
            });
            // What stands beside figures stays until the events of what is open now are made.
            let keeps = are_old && is_asked_again;
            if let Some(before) = atlas_before.filter(|_| keeps) {
                let bundles = Arc::make_mut(&mut self.scene.bundles);
                keep_mutual((atlas, bundles), (&before, &bundles_before));
            }
        }
        if !same_focus {
            let window = session.window;
            self.focus = match selection {
                Some(selection) => selection.focus(atlas, &self.answer, &self.scene, window),
                None => Focus::of_window(atlas, &self.answer, window),
            };
        }
    }
}
