//! What follows from the other of two views.

use std::sync::Arc;

use super::{
    clusters::Clustering,
    comparing::Comparing,
    derived::Derived,
    row_colours::RowColours,
    seeing::{Beside, Seeing, Seen},
};
use crate::{
    model::Atlas,
    scene::{View, overview::Overview},
    session::Session,
    view::OtherShown,
};

/// Answer, scene and clusters of the other view.
pub struct OtherMade {
    session: Session,
    seen: Seen,
    derived: Derived,
    clustering: Clustering,
}

impl OtherMade {
    /// Brings the other view up to date with the session, or lets go of it. `view`: where clusters are
    /// wanted.
    pub fn follow(
        made: &mut Option<Self>,
        seeing: &Seeing,
        (session, comparing, colours): (&Session, &Comparing, &RowColours),
        view: Option<&View>,
        wake: &egui::Context,
    ) {
        let Some(session) = session.of_other() else {
            *made = None;
            return;
        };
        let made = made.get_or_insert_with(|| Self {
            session: session.clone(),
            seen: seeing.all(),
            derived: Derived::default(),
            clustering: Clustering::new(Vec::new()),
        });
        let condition = session.filters.condition.as_ref();
        let events = comparing.events(seeing.whole());
        let before = Arc::clone(&made.seen.whole);
        let beside = Beside {
            events,
            personal: &session.personal,
        };
        seeing.see(&mut made.seen, condition, beside);
        let point_layers = made.seen.point_layers.clone();
        match Arc::ptr_eq(&before, &made.seen.whole) {
            true => made.clustering.point_layers = point_layers,
            false => made.clustering = Clustering::new(point_layers),
        }
        let atlas = &made.seen.atlas;
        let question = made.seen.question(&session);
        let events = comparing.events_for_now(&made.seen.whole);
        let of = (&session, question.clone());
        made.derived.update(atlas, of, events, colours);
        made.session = session;
        match view {
            Some(view) => {
                let answer = &made.derived.answer;
                made.clustering.follow(atlas, answer, &question, view, wake);
            }
            None => made.clustering.stop(),
        }
    }

    /// What is known, as it sees it.
    pub fn atlas(&self) -> Arc<Atlas> {
        Arc::clone(&self.seen.atlas)
    }

    /// What its map shows where it is an overview.
    pub fn overview(&mut self) -> &mut Overview {
        &mut self.derived.scene.overview
    }

    /// Whether nothing of it is in the making.
    pub fn is_settled(&self) -> bool {
        self.clustering.is_settled()
    }

    /// What its map may read.
    pub fn shown(&self) -> OtherShown<'_> {
        OtherShown {
            session: &self.session,
            atlas: &self.seen.atlas,
            point_layers: &self.seen.point_layers,
            answer: &self.derived.answer,
            scene: &self.derived.scene,
            focus: &self.derived.focus,
            clusters: self.clustering.clusters(),
        }
    }
}
