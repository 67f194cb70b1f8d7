//! The point layers of an atlas, and clusters of the records in view, counted on a thread of their
//! own. A newer question replaces an older one.

use std::sync::Arc;

use super::job::Job;
use crate::{
    model::{Atlas, Budget},
    query::{Answer, Question},
    scene::{
        Cluster, PointLayer, View,
        clusters::{ClusterInput, Squares, clusters},
    },
};

/// The point layers of an atlas, and the clusters last counted.
pub struct Clustering {
    /// One for each dataset of the atlas.
    pub point_layers: Vec<Arc<PointLayer>>,
    clusters: Vec<Cluster>,
    made_for: Option<MadeFor>,
    making: Option<(MadeFor, Job<Vec<Cluster>>)>,
}

/// What clusters are made for.
#[derive(Clone)]
struct MadeFor {
    atlas: Arc<Atlas>,
    question: Question,
    squares: Squares,
}

impl MadeFor {
    fn does_for(&self, atlas: &Arc<Atlas>, question: &Question, view: &View) -> bool {
        Arc::ptr_eq(&self.atlas, atlas) && self.question == *question && self.squares.cover(view)
    }
}

impl Clustering {
    pub fn new(point_layers: Vec<Arc<PointLayer>>) -> Self {
        Self {
            point_layers,
            clusters: Vec::new(),
            made_for: None,
            making: None,
        }
    }

    /// The clusters made last; those of another window or view where newer ones are in the making.
    pub fn clusters(&self) -> &[Cluster] {
        &self.clusters
    }

    /// Leaves off clusters in the making that nothing is drawn of any more.
    pub fn stop(&mut self) {
        self.making = None;
    }

    pub fn is_settled(&self) -> bool {
        self.making.is_none()
    }

    /// Takes over clusters that are made, and begins to make those of another question or view.
    pub fn follow(
        &mut self,
        atlas: &Arc<Atlas>,
        answer: &Answer,
        question: &Question,
        view: &View,
        wake: &egui::Context,
    ) {
        if let Some((_, job)) = &self.making
            && let Some(done) = job.poll()
        {
            self.made_for = self.making.take().map(|(made_for, _)| made_for);
            self.clusters = done.unwrap_or_default();
        }
        let does = |made: &MadeFor| made.does_for(atlas, question, view);
        let in_the_making = self.making.as_ref().map(|(made_for, _)| made_for);
        if in_the_making.or(self.made_for.as_ref()).is_some_and(does) {
            return;
        }
        // One at a time: while the window plays, the next begins when the last is done.
        if self.making.is_some() {
            return;
        }
        let made_for = MadeFor {
            atlas: Arc::clone(atlas),
            question: question.clone(),
            squares: Squares::of(view),
        };
        let (seen, point_layers) = (answer.seen.clone(), self.point_layers.clone());
        let (atlas, window, squares) = (Arc::clone(atlas), question.window, made_for.squares);
        let wake = wake.clone();
        let work = move |_: &Budget| {
            let datasets = atlas.datasets().rows().iter().zip(&seen).zip(&point_layers);
            let clustering: Vec<ClusterInput<'_>> = datasets
                .map(|((dataset, seen), point_layer)| ClusterInput {
                    dataset,
                    seen,
                    point_layer,
                })
                .collect();
            clusters(&clustering, window, &squares)
        };
        let job = Job::start(move || wake.request_repaint(), work);
        self.making = Some((made_for, job));
    }
}
