//! The rows of the table of records, and what those in sight say. Both are made on threads of their
//! own; what was made last is shown meanwhile.

use std::{ops::Range, sync::Arc};

use super::{
    details::DetailsRead,
    job::{Job, are_same},
};
use crate::{
    io::properties,
    model::{Atlas, Budget, Language, Personal, RecordId},
    query::{
        Answer, Question,
        listing::{Arrangement, Cells, listing},
        ties::events::Events,
    },
    view::records::{RecordRows, RecordsShown},
};

/// See the module.
#[derive(Default)]
pub struct Listing {
    made: Option<(MadeFor, Made)>,
    making: Option<(MadeFor, Job<Made>)>,
    /// Of the rows in sight.
    details: DetailsRead,
}

/// The rows, or why there are none.
type Made = Result<Arc<RecordRows>, String>;

#[derive(Clone)]
struct MadeFor {
    atlas: Arc<Atlas>,
    question: Question,
    arranged: Arrangement,
    language: Language,
    events: Option<Arc<Events>>,
    personal: Personal,
}

impl MadeFor {
    fn is(&self, other: &Self) -> bool {
        let same_events = are_same(self.events.as_ref(), other.events.as_ref());
        Arc::ptr_eq(&self.atlas, &other.atlas)
            && self.question == other.question
            && self.arranged == other.arranged
            && self.language == other.language
            && same_events
            && (!self.arranged.needs_personal() || self.personal == other.personal)
    }
}

impl Listing {
    /// Lists what the window shows; `None`: nothing is wanted. Reads the rows in sight.
    pub fn follow(
        &mut self,
        (atlas, answer, question, language, personal): (
            &Arc<Atlas>,
            &Answer,
            Question,
            Language,
            Personal,
        ),
        events: Option<&Arc<Events>>,
        wanted: Option<(&Arrangement, Range<usize>)>,
        wake: &egui::Context,
    ) {
        let Some((arranged, in_sight)) = wanted else {
            *self = Self::default();
            return;
        };
        if let Some((_, job)) = &self.making
            && let Some(done) = job.poll()
        {
            let listed = done.unwrap_or_else(|broken| Err(broken.to_string()));
            self.made = self.making.take().map(|(made_for, _)| (made_for, listed));
        }
        let wanted = MadeFor {
            atlas: Arc::clone(atlas),
            question,
            // Events that no row depends on do not make the rows anew.
            events: events.filter(|_| arranged.needs_events()).cloned(),
            arranged: arranged.clone(),
            language,
            personal,
        };
        let made = self.made.as_ref().map(|(made_for, _)| made_for);
        let making = self.making.as_ref().map(|(made_for, _)| made_for);
        let newest = making.or(made);
        // What is under way is waited for: while time plays, something is always shown.
        if making.is_none() && !newest.is_some_and(|made_for| made_for.is(&wanted)) {
            let (answer, of, waking) = (answer.clone(), wanted.clone(), wake.clone());
            let work = move |budget: &Budget| make(&of, &answer, budget);
            self.making = Some((wanted, Job::start(move || waking.request_repaint(), work)));
        }
        let listed: &[RecordId] = match &self.made {
            Some((made_for, Ok(listed))) if Arc::ptr_eq(&made_for.atlas, atlas) => &listed.records,
            _ => &[],
        };
        let from = in_sight.start.min(listed.len());
        let to = in_sight.end.clamp(from, listed.len());
        self.details.follow(&listed[from..to], atlas, wake);
    }

    pub fn is_settled(&self) -> bool {
        self.making.is_none() && self.details.is_settled()
    }

    /// What is known by now of that atlas.
    pub fn shown(&self, atlas: &Arc<Atlas>) -> RecordsShown<'_> {
        let made = self.made.as_ref();
        // Records are those of one atlas, and mean nothing in another.
        let made = made.filter(|(made_for, _)| Arc::ptr_eq(&made_for.atlas, atlas));
        RecordsShown {
            listed: made.map(|(_, listed)| listed.as_deref().map_err(String::as_str)),
            is_listing: self.making.is_some(),
            in_sight: self.details.wanted(),
            details: self.details.shown(),
        }
    }
}

fn make(of: &MadeFor, answer: &Answer, budget: &Budget) -> Made {
    let cells = Cells {
        atlas: &of.atlas,
        language: of.language,
        events: of.events.as_deref(),
        personal: &of.personal,
        read_properties: properties::read,
    };
    let records = listing(cells, answer, of.question.window, &of.arranged, budget);
    let records = records.map_err(|error| error.to_string())?;
    Ok(Arc::new(RecordRows { records }))
}
