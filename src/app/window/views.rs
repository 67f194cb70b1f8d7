//! What the two views see of what is open, and what follows from that.

use std::sync::Arc;

use egui::Context;

use super::App;
use crate::{
    app::{clusters::Clustering, other_view::OtherMade, seeing::Beside},
    scene::overview::to_one_scale,
};

impl App {
    /// Follows what claims and ties make up, and what is seen through the conditions of both views.
    pub(super) fn follow_conditions(&mut self, ctx: &Context) {
        let whole = self.seeing.whole();
        self.comparing.follow(whole, &self.session, ctx);
        let other = self.session.other.as_ref();
        let conditions = [
            self.session.filters.condition.as_ref(),
            other.and_then(|other| other.filters.condition.as_ref()),
        ];
        let beside = Beside {
            events: self.comparing.events(whole),
            personal: &self.session.personal,
        };
        self.seeing.follow(conditions, beside, ctx);
        self.see();
    }

    /// Sees what is ready of what the session asks for.
    fn see(&mut self) {
        let condition = self.session.filters.condition.as_ref();
        let before = Arc::clone(&self.seen.whole);
        let beside = Beside {
            events: self.comparing.events(self.seeing.whole()),
            personal: &self.session.personal,
        };
        self.sees_all = self.seeing.see(&mut self.seen, condition, beside);
        let point_layers = self.seen.point_layers.clone();
        match Arc::ptr_eq(&before, &self.seen.whole) {
            // Clusters are shown until those of what is seen now are counted.
            true => self.clustering.point_layers = point_layers,
            false => self.clustering = Clustering::new(point_layers),
        }
    }

    /// What follows from atlas and session.
    pub(super) fn update_derived(&mut self) {
        self.see();
        let question = self.seen.question(&self.session);
        let events = self.comparing.events_for_now(&self.seen.whole);
        let colours = &self.colours.known;
        self.derived
            .update(&self.seen.atlas, (&self.session, question), events, colours);
    }

    /// Counts clusters of what was last in view, where they are wanted.
    pub(super) fn poll_clusters(&mut self, ctx: &Context) {
        let map = &self.memory.map;
        if let Some(sheet) = map.viewport.filter(|_| map.wants_clusters) {
            let question = self.seen.question(&self.session);
            let answer = &self.derived.answer;
            self.clustering
                .follow(&self.seen.atlas, answer, &question, &sheet.view, ctx);
        } else {
            self.clustering.stop();
        }
    }

    /// Brings the view beside this one up to date.
    pub(super) fn follow_other(&mut self, ctx: &Context) {
        let map = self.memory.other.as_ref().map(|memory| &memory.map);
        let viewport = map.and_then(|map| map.viewport.filter(|_| map.wants_clusters));
        let of = (&self.session, &self.comparing, &self.colours.known);
        OtherMade::follow(
            &mut self.other,
            &self.seeing,
            of,
            viewport.as_ref().map(|of| &of.view),
            ctx,
        );
        let beside = self.other.as_mut().map(OtherMade::overview);
        to_one_scale(&mut self.derived.scene.overview, beside);
    }
}
