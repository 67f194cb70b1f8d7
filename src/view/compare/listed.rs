//! Which events the comparison lists, and in which order.

use std::{
    collections::{BTreeSet, HashSet},
    sync::Arc,
};

use super::cells;
use crate::{
    model::{Atlas, Day, Id as _, PlaceRef, RecordId, ReporterId, Side, Standing, Window},
    query::ties::events::{Event, Events},
    session::{
        Selection,
        comparison::{Order, Rows},
    },
    view::Shown,
};

/// The events of the period that are listed, in their order.
#[derive(Default)]
pub struct Listed {
    pub rows: Vec<Line>,
    /// Those that say anything in them, in the order of columns.
    pub reporters: Vec<Speaking>,
    made_for: Option<MadeFor>,
    /// Events the person chose to export.
    pub chosen: BTreeSet<u32>,
    /// The selection whose first row was scrolled to.
    scrolled_to: Option<Selection>,
}

/// A reporter, and how often it says anything in what is listed.
pub type Speaking = (ReporterId, usize);

/// A row: an event, or a day of it.
#[derive(Clone, Copy, PartialEq)]
pub struct Line {
    pub event: u32,
    /// Counted as events count days; `None`: all of it.
    pub day: Option<i32>,
}

/// Which events are listed, and in which order.
#[derive(Clone, Copy, PartialEq)]
pub struct Wanted {
    pub standing: Option<Standing>,
    pub place: Option<PlaceRef>,
    pub order: Order,
    pub rows: Rows,
}

#[derive(Clone)]
struct MadeFor {
    period: Period,
    wanted: Wanted,
}

/// Of which period something was made, behind which filters.
#[derive(Clone)]
pub struct Period {
    atlas: Arc<Atlas>,
    events: Arc<Events>,
    window: Window,
    hidden: BTreeSet<Arc<str>>,
}

impl Period {
    /// The one that is shown.
    pub fn of(shown: Shown<'_>, events: &Arc<Events>) -> Self {
        Self {
            events: Arc::clone(events),
            atlas: Arc::clone(shown.atlas),
            window: shown.session.window,
            hidden: shown.session.filters.hidden_reporters.clone(),
        }
    }

    /// Whether it still is.
    pub fn is_shown(&self, shown: Shown<'_>, events: &Arc<Events>) -> bool {
        Arc::ptr_eq(&self.events, events)
            && self.is_of(shown)
            && Arc::ptr_eq(&self.atlas, shown.atlas)
    }

    /// Whether its days and filters are those that are shown, whatever is open.
    pub fn is_of(&self, shown: Shown<'_>) -> bool {
        self.window == shown.session.window && self.hidden == shown.session.filters.hidden_reporters
    }
}

/// Which reporters are hidden.
fn hidden(shown: Shown<'_>) -> Vec<bool> {
    let hidden = &shown.session.filters.hidden_reporters;
    let reporters = shown.atlas.reporters().rows().iter();
    reporters.map(|of| hidden.contains(&of.key)).collect()
}

/// The events of the period that filters let through.
pub fn seen<'e>(shown: Shown<'e>, events: &'e Events) -> impl Iterator<Item = (u32, &'e Event)> {
    let is_hidden = hidden(shown);
    let hides = is_hidden.contains(&true);
    let is_seen = move |event: &Event| {
        let mut members = events.members(event).iter();
        let is_of_shown =
            !hides || members.any(|record| !is_hidden[cells::reporter(shown, *record).index()]);
        is_of_shown && events.meets(shown.atlas, event)
    };
    let all = events.in_window(shown.session.window);
    all.filter(move |(_, event)| is_seen(event))
}

impl Listed {
    /// What was open when these were listed, and its events, where they are of the same days and filters.
    pub fn before(&self, shown: Shown<'_>) -> Option<(Arc<Atlas>, Arc<Events>)> {
        let period = &self.made_for.as_ref()?.period;
        let kept = (Arc::clone(&period.atlas), Arc::clone(&period.events));
        period.is_of(shown).then_some(kept)
    }

    /// How many events are listed.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// How many the person chose.
    pub fn chosen(&self) -> usize {
        self.chosen.len()
    }

    pub fn choose_none(&mut self) {
        self.chosen.clear();
    }

    /// Those to be exported: the chosen ones, else all.
    pub fn to_export(&self) -> Vec<u32> {
        let is_wanted = |at: &&u32| self.chosen.is_empty() || self.chosen.contains(at);
        let mut events: Vec<u32> = self.rows.iter().map(|row| row.event).collect();
        events.dedup();
        events.iter().filter(is_wanted).copied().collect()
    }

    /// The first row of what was selected elsewhere, once.
    pub fn scroll_to(
        &mut self,
        shown: Shown<'_>,
        events: &Events,
        selected: &HashSet<RecordId>,
    ) -> Option<usize> {
        if self.scrolled_to == shown.session.selection {
            return None;
        }
        self.scrolled_to.clone_from(&shown.session.selection);
        self.rows.iter().position(|row| {
            let event = &events.events[row.event as usize];
            let members = events.said(shown.atlas, event);
            members.iter().any(|one| {
                selected.contains(&one.record)
                    && row.day.is_none_or(|day| is_of_day(shown, one.record, day))
            })
        })
    }

    /// Lists what the period holds, where that has changed.
    pub fn follow(&mut self, shown: Shown<'_>, events: &Arc<Events>, wanted: Wanted) {
        let Wanted {
            standing,
            place,
            order,
            rows,
        } = wanted;
        let made = self.made_for.as_ref();
        let same = |made: &MadeFor| made.wanted == wanted && made.period.is_shown(shown, events);
        if made.is_some_and(same) {
            return;
        }
        if !made.is_some_and(|made| Arc::ptr_eq(&made.period.events, events)) {
            self.chosen.clear();
        }
        self.rows = seen(shown, events)
            .filter(|(_, event)| standing.is_none_or(|of| event.standings.has(of)))
            .filter(|(_, event)| place.is_none_or(|place| event.place == place))
            .flat_map(|(at, event)| {
                let row = move |day| Line { event: at, day };
                match rows {
                    Rows::Events => vec![row(None)],
                    Rows::Days => days(shown, events, event)
                        .map(|day| row(Some(day)))
                        .collect(),
                }
            })
            .collect();
        let event = |row: &Line| &events.events[row.event as usize];
        match order {
            Order::Day => self.rows.sort_by_key(|row| row.day),
            Order::Place => self.rows.sort_by_key(|row| event(row).place),
            Order::Claims => {
                let claims = |row: &Line| events.members(event(row)).len();
                self.rows.sort_by_key(|row| std::cmp::Reverse(claims(row)));
            }
        }
        self.reporters = reporters(shown, events, &self.rows, &hidden(shown));
        self.made_for = Some(MadeFor {
            period: Period::of(shown, events),
            wanted,
        });
    }
}

/// More events than these say nothing of which reporters have a column: all of them have.
const MOST_LOOKED_AT: usize = 2000;

/// The reporters with a column: side by side, in the order of their names.
fn reporters(
    shown: Shown<'_>,
    events: &Events,
    rows: &[Line],
    is_hidden: &[bool],
) -> Vec<Speaking> {
    let atlas = shown.atlas;
    let mut speaking = vec![0; is_hidden.len()];
    if rows.len() > MOST_LOOKED_AT {
        for (reporter, _) in atlas.listed_reporters() {
            let records = &shown.answer.shown_by_reporter;
            let records = records.get(reporter.index()).copied().unwrap_or(0);
            speaking[reporter.index()] = 1 + records as usize;
        }
    } else {
        for row in rows {
            for said in events.said(atlas, &events.events[row.event as usize]) {
                speaking[cells::reporter(shown, said.record).index()] += 1;
            }
        }
    }
    let all = atlas.reporters().iter();
    let speaking = all.map(|(id, reporter)| (id, reporter, speaking[id.index()]));
    let speaking = speaking.filter(|(id, _, number)| *number > 0 && !is_hidden[id.index()]);
    let mut reporters: Vec<(Side, &str, Speaking)> = speaking
        .map(|(id, of, number)| (Side::of(of), of.short.as_str(), (id, number)))
        .collect();
    reporters.sort();
    reporters.into_iter().map(|(_, _, of)| of).collect()
}

/// The days of an event in the period of which anything is said.
fn days<'a>(
    shown: Shown<'a>,
    events: &'a Events,
    event: &'a Event,
) -> impl Iterator<Item = i32> + use<'a> {
    let window = shown.session.window;
    let first = event.first.max(window.first().number());
    let last = event.last.min(window.last().number());
    (first..=last).filter(move |day| {
        let mut members = events.members(event).iter();
        members.any(|record| is_of_day(shown, *record, *day))
    })
}

/// Whether a record is of that day.
pub fn is_of_day(shown: Shown<'_>, record: RecordId, day: i32) -> bool {
    let own = shown.atlas.dataset_of(record).interval(record.row as usize);
    let day = Day::clamped(i64::from(day));
    own.is_some_and(|own| own.overlaps(Window::days(day, day).interval()))
}
