//! The ties and events of an atlas, made on a thread of their own and followed by what the person
//! judges. What was made last is shown meanwhile.

use std::sync::Arc;

use super::job::Job;
use crate::{
    model::{Atlas, Budget},
    query::ties::{
        Verdicts,
        events::{Events, Gathered},
        held,
        rule::{Pairs, Thresholds},
    },
    session::Session,
};

/// The events made last, and what they were made of.
#[derive(Default)]
pub struct Comparing {
    made: Option<(MadeFor, Arc<Events>)>,
    kept: Kept,
    making: Option<(MadeFor, Job<Made>)>,
    /// What of these is shown of an atlas whose own are in the making.
    meanwhile: Option<(Arc<Atlas>, Option<Arc<Events>>)>,
}

type Made = (Arc<Events>, Kept);

/// What is kept from one atlas to the next, so that a file that is opened costs no other.
#[derive(Clone, Default)]
struct Kept {
    pairs: Pairs,
    gathered: Gathered,
}

#[derive(Clone)]
struct MadeFor {
    atlas: Arc<Atlas>,
    verdicts: Verdicts,
    thresholds: Thresholds,
}

impl MadeFor {
    fn does_for(&self, atlas: &Arc<Atlas>, session: &Session) -> bool {
        Arc::ptr_eq(&self.atlas, atlas)
            && self.verdicts == session.verdicts
            && self.thresholds == session.thresholds
    }
}

/// The events of an atlas with what a session makes of ties, made at once.
pub fn events_of(atlas: &Atlas, session: &Session) -> Events {
    let ties = held(
        atlas,
        &mut Pairs::default(),
        &session.thresholds,
        &session.verdicts,
    );
    Gathered::default().events(atlas, &session.thresholds, ties)
}

impl Comparing {
    /// The events of that atlas; `None` while the first are in the making.
    pub fn events(&self, atlas: &Arc<Atlas>) -> Option<&Arc<Events>> {
        let (made_for, events) = self.made.as_ref()?;
        // Records are those of one atlas, and mean nothing in another.
        Arc::ptr_eq(&made_for.atlas, atlas).then_some(events)
    }

    /// The events of that atlas or, while they are in the making, what those made last still tell of it; and
    /// whether it is the latter.
    pub fn events_for_now(&self, atlas: &Arc<Atlas>) -> (Option<&Arc<Events>>, bool) {
        let meanwhile = || {
            let (of, events) = self.meanwhile.as_ref()?;
            events.as_ref().filter(|_| Arc::ptr_eq(of, atlas))
        };
        let events = self.events(atlas);
        (events.or_else(meanwhile), events.is_none())
    }

    pub fn is_settled(&self) -> bool {
        self.making.is_none()
    }

    /// Takes over what is made, and begins to make what the session and the atlas ask for.
    pub fn follow(&mut self, atlas: &Arc<Atlas>, session: &Session, wake: &egui::Context) {
        if let Some((_, job)) = &self.making
            && let Some(done) = job.poll()
        {
            let made_for = self.making.take().map(|(made_for, _)| made_for);
            // Without a result, what broke is not begun again and again.
            let (events, kept) = done.unwrap_or_default();
            self.kept = kept;
            self.made = made_for.map(|made_for| (made_for, events));
        }
        self.keep(atlas);
        let made = self.made.as_ref().map(|(made_for, _)| made_for);
        let in_the_making = self.making.as_ref().map(|(made_for, _)| made_for);
        let newest = in_the_making.or(made);
        if newest.is_some_and(|made_for| made_for.does_for(atlas, session)) || self.making.is_some()
        {
            return;
        }
        let made_for = MadeFor {
            atlas: Arc::clone(atlas),
            verdicts: session.verdicts.clone(),
            thresholds: session.thresholds,
        };
        let (wake, wanted, mut kept) = (wake.clone(), made_for.clone(), self.kept.clone());
        let work = move |_: &Budget| {
            let MadeFor {
                atlas,
                verdicts,
                thresholds,
            } = wanted;
            let ties = held(&atlas, &mut kept.pairs, &thresholds, &verdicts);
            let events = kept.gathered.events(&atlas, &thresholds, ties);
            (Arc::new(events), kept)
        };
        let job = Job::start(move || wake.request_repaint(), work);
        self.making = Some((made_for, job));
    }

    /// Keeps what was made last of an atlas that another took the place of.
    fn keep(&mut self, atlas: &Arc<Atlas>) {
        let Some((made_for, events)) = &self.made else {
            return;
        };
        let is_same = |of: &Arc<Atlas>| Arc::ptr_eq(of, atlas);
        if is_same(&made_for.atlas) {
            self.meanwhile = None;
        } else if !self.meanwhile.as_ref().is_some_and(|(of, _)| is_same(of)) {
            let kept = events.kept(&made_for.atlas, atlas);
            self.meanwhile = Some((Arc::clone(atlas), kept));
        }
    }
}
