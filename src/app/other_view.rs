//! What follows from the other of two views.

use std::sync::Arc;

use super::{clusters::Clustering, derived::Derived, row_colours::RowColours};
use crate::{
    model::Atlas,
    query::ties::events::Events,
    scene::{PointLayer, View},
    session::Session,
    view::OtherShown,
};

/// Answer, scene and clusters of the other view.
pub struct OtherMade {
    session: Session,
    derived: Derived,
    clustering: Clustering,
}

impl OtherMade {
    /// Brings the other view up to date with the session, or lets go of it. `view`: where clusters are
    /// wanted.
    pub fn follow(
        made: &mut Option<Self>,
        (atlas, point_layers): (&Arc<Atlas>, &[Arc<PointLayer>]),
        (session, events, colours): (&Session, Option<&Arc<Events>>, &RowColours),
        view: Option<&View>,
        wake: &egui::Context,
    ) {
        let Some(session) = session.of_other() else {
            *made = None;
            return;
        };
        let made = made.get_or_insert_with(|| Self {
            session: session.clone(),
            derived: Derived::default(),
            clustering: Clustering::new(Vec::new()),
        });
        made.derived.update(atlas, &session, events, colours);
        let same = |(a, b): (&Arc<PointLayer>, &Arc<PointLayer>)| Arc::ptr_eq(a, b);
        let known = &made.clustering.point_layers;
        if known.len() != point_layers.len() || !known.iter().zip(point_layers).all(same) {
            made.clustering = Clustering::new(point_layers.to_vec());
        }
        made.session = session;
        let question = Derived::question(&made.session);
        match view {
            Some(view) => {
                let answer = &made.derived.answer;
                made.clustering.follow(atlas, answer, &question, view, wake);
            }
            None => made.clustering.stop(),
        }
    }

    /// Whether nothing of it is in the making.
    pub fn is_settled(&self) -> bool {
        self.clustering.is_settled()
    }

    /// What its map may read.
    pub fn shown(&self) -> OtherShown<'_> {
        OtherShown {
            session: &self.session,
            answer: &self.derived.answer,
            scene: &self.derived.scene,
            focus: &self.derived.focus,
            clusters: self.clustering.clusters(),
        }
    }
}
