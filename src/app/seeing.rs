//! What is open as it is seen through the conditions of the views: parted on a thread of its own. What was
//! made last is shown meanwhile.

use std::sync::Arc;

use super::job::{Job, are_same};
use crate::{
    io::properties,
    model::{Atlas, Budget, Personal},
    query::{
        Filters, Question,
        condition::{Condition, Facts, SeenError},
        ties::events::Events,
    },
    scene::PointLayer,
    session::Session,
    view::NotApplied,
};

/// What is open, as a view sees it.
#[derive(Clone, Default)]
pub struct Seen {
    /// Each dataset parted, where there is a condition.
    pub atlas: Arc<Atlas>,
    /// Of that atlas: one for each dataset.
    pub point_layers: Vec<Arc<PointLayer>>,
    /// The atlas that nothing is parted in.
    pub whole: Arc<Atlas>,
    /// What it is seen through. Where a condition cannot be applied, everything is seen.
    through: Option<Condition>,
    /// Why the condition that is asked for is not applied.
    trouble: Option<NotApplied>,
}

impl Seen {
    /// Everything.
    fn all(atlas: &Arc<Atlas>, point_layers: &[Arc<PointLayer>]) -> Self {
        Self {
            atlas: Arc::clone(atlas),
            point_layers: point_layers.to_vec(),
            whole: Arc::clone(atlas),
            through: None,
            trouble: None,
        }
    }

    /// The question of a session, as far as it is applied.
    pub fn question(&self, session: &Session) -> Question {
        Question {
            window: session.window,
            filters: Filters {
                condition: self.through.clone(),
                ..session.filters.clone()
            },
        }
    }

    /// The session, with the condition that is applied.
    pub fn session(&self, session: &Session) -> Session {
        let mut session = session.clone();
        session.filters.condition.clone_from(&self.through);
        session
    }

    /// Why the condition that is asked for is not applied.
    pub fn trouble(&self) -> Option<&NotApplied> {
        self.trouble.as_ref()
    }

    fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.atlas, &other.atlas)
            && self.through == other.through
            && self.trouble == other.trouble
    }
}

/// Keeps what is seen through the conditions that are asked for.
#[derive(Default)]
pub struct Seeing {
    atlas: Arc<Atlas>,
    point_layers: Vec<Arc<PointLayer>>,
    /// The newest last.
    made: Vec<(MadeFor, Seen)>,
    making: Option<(MadeFor, Job<Option<Seen>>)>,
}

/// So many are kept, so that going back to a condition, or to the other view, takes no time.
const MOST_KEPT: usize = 4;

#[derive(Clone)]
struct MadeFor {
    whole: Arc<Atlas>,
    condition: Condition,
    /// Those that it asks about.
    events: Option<Arc<Events>>,
    /// What it asks of the person's own; nothing where it does not.
    personal: Personal,
}

/// What conditions ask beyond what is open.
#[derive(Clone, Copy)]
pub struct Beside<'a> {
    /// Those of what is open; `None` while they are in the making.
    pub events: Option<&'a Arc<Events>>,
    /// What the person makes of reports and keeps with them.
    pub personal: &'a Personal,
}

impl MadeFor {
    fn is(&self, other: &Self) -> bool {
        let same_events = are_same(self.events.as_ref(), other.events.as_ref());
        Arc::ptr_eq(&self.whole, &other.whole)
            && self.condition == other.condition
            && same_events
            && self.personal == other.personal
    }
}

impl Seeing {
    /// From now on, this is what is open.
    pub fn stand_on(&mut self, atlas: Arc<Atlas>, point_layers: Vec<Arc<PointLayer>>) {
        self.atlas = atlas;
        self.point_layers = point_layers;
        self.made.clear();
        self.making = None;
    }

    /// All of it.
    pub fn all(&self) -> Seen {
        Seen::all(&self.atlas, &self.point_layers)
    }

    /// What is open, whatever is seen of it.
    pub fn whole(&self) -> &Arc<Atlas> {
        &self.atlas
    }

    /// What a view shows of it that asks for a condition: the newest of it that is ready, or what is shown
    /// already. Whether it is all that is asked for.
    pub fn see(&self, shown: &mut Seen, condition: Option<&Condition>, beside: Beside<'_>) -> bool {
        let ready = match condition {
            None => Some(self.all()),
            Some(condition) => self.wanted(condition, beside).and_then(|wanted| {
                let made = self.made.iter().find(|(made_for, _)| made_for.is(&wanted));
                made.map(|(_, seen)| seen.clone())
            }),
        };
        match ready {
            Some(ready) if !ready.is(shown) => *shown = ready,
            Some(_) => {}
            None => return false,
        }
        true
    }

    /// What a condition is made for; `None` while the events are in the making that it asks about.
    fn wanted(&self, condition: &Condition, beside: Beside<'_>) -> Option<MadeFor> {
        let events = match condition.needs_events() {
            true => Some(Arc::clone(beside.events?)),
            false => None,
        };
        let personal = match condition.needs_personal() {
            true => beside.personal.clone(),
            false => Personal::default(),
        };
        Some(MadeFor {
            whole: Arc::clone(&self.atlas),
            condition: condition.clone(),
            events,
            personal,
        })
    }

    /// Takes over what is made, and begins to make what is missing of these conditions, one after the other.
    pub fn follow(
        &mut self,
        conditions: [Option<&Condition>; 2],
        beside: Beside<'_>,
        wake: &egui::Context,
    ) {
        if let Some((_, job)) = &self.making
            && let Some(done) = job.poll()
        {
            let made_for = self.making.take().map(|(made_for, _)| made_for);
            // Without a result, what broke is not begun again and again.
            let seen = done.unwrap_or_else(|broken| {
                Some(Seen {
                    trouble: Some(NotApplied::Unread(broken.to_string())),
                    ..self.all()
                })
            });
            self.made.extend(made_for.zip(seen));
        }
        let wanted = conditions.into_iter().flatten();
        let wanted: Vec<MadeFor> = wanted
            .filter_map(|condition| self.wanted(condition, beside))
            .collect();
        let is_wanted = |made_for: &MadeFor| wanted.iter().any(|wanted| wanted.is(made_for));
        if self
            .making
            .as_ref()
            .is_some_and(|(made_for, _)| !is_wanted(made_for))
        {
            self.making = None;
        }
        while self.made.len() > MOST_KEPT {
            let oldest = self.made.iter().position(|(of, _)| !is_wanted(of));
            self.made.remove(oldest.unwrap_or(0));
        }
        if self.making.is_some() {
            return;
        }
        let is_made = |wanted: &&MadeFor| self.made.iter().any(|(made_for, _)| made_for.is(wanted));
        if let Some(next) = wanted.iter().find(|wanted| !is_made(wanted)).cloned() {
            let (of, point_layers, wake) = (next.clone(), self.point_layers.clone(), wake.clone());
            let work = move |budget: &Budget| seen_through(&of, &point_layers, budget);
            self.making = Some((next, Job::start(move || wake.request_repaint(), work)));
        }
    }

    /// Whether nothing is in the making.
    pub fn is_settled(&self) -> bool {
        self.making.is_none()
    }
}

/// What is open as it is seen through a condition; `None` where that is no longer wanted.
fn seen_through(of: &MadeFor, point_layers: &[Arc<PointLayer>], budget: &Budget) -> Option<Seen> {
    let facts = Facts {
        atlas: &of.whole,
        events: of.events.as_deref(),
        personal: &of.personal,
        read_properties: properties::read,
    };
    let all = Seen::all(&of.whole, point_layers);
    let not_applied = |trouble| Seen {
        trouble: Some(trouble),
        ..all.clone()
    };
    let atlas = match of.condition.seen(facts, budget) {
        Ok(atlas) => Arc::new(atlas),
        Err(SeenError::Trouble(trouble)) => return Some(not_applied(NotApplied::Name(trouble))),
        Err(SeenError::Details(_)) if budget.is_cancelled() => return None,
        Err(SeenError::Details(error)) => {
            return Some(not_applied(NotApplied::Unread(error.to_string())));
        }
    };
    let datasets = atlas.datasets().rows().iter();
    let before = of.whole.datasets().rows().iter();
    let point_layers = datasets.zip(before).zip(point_layers);
    let point_layers = point_layers.map(|((dataset, before), points)| {
        match Arc::ptr_eq(dataset, before) || points.is_empty() {
            true => Arc::clone(points),
            false => Arc::new(points.with_kinds(|row| dataset.columns.kind[row])),
        }
    });
    Some(Seen {
        point_layers: point_layers.collect(),
        through: Some(of.condition.clone()),
        atlas,
        ..all
    })
}
