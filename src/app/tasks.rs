//! The queue of all work beside the window: started by what a person does, polled once a frame, and
//! handed to one handler each.

use std::collections::BTreeMap;

use egui::Context;

use super::job::Job;
use crate::{
    io::gate::{Broken, caught},
    model::Budget,
    words::errors,
};

/// The kinds of work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Task {
    /// The desktop asks the person for a file.
    AskDesktop,
    /// The desktop says whether it wants less motion.
    AskMotion,
    LookIntoFiles,
    CompareFiles,
    ReadStatement,
    OpenBasemap,
    MakeBasemap,
    AskOffers,
    KeepBasemaps,
    OpenProject,
    SaveProject,
    Export,
    CopyRows,
    Cite,
    KeepEvidence,
    ReadEvidence,
    DrawPreview,
    DrawSmallMaps,
    SavePicture,
    CopyPicture,
}

impl Task {
    /// What is being done, for messages.
    fn doing(self) -> &'static str {
        match self {
            Self::AskDesktop => errors::asking_for_a_file(),
            Self::AskMotion => errors::asking_the_desktop(),
            Self::LookIntoFiles => errors::looking_into_a_file(),
            Self::CompareFiles => errors::comparing_files(),
            Self::ReadStatement => errors::reading_a_statement(),
            Self::AskOffers => errors::asking_for_maps(),
            Self::OpenBasemap => errors::opening_a_map(),
            Self::MakeBasemap => errors::making_a_map(),
            Self::KeepBasemaps => errors::keeping_the_list_of_maps(),
            Self::OpenProject => errors::opening_a_project(),
            Self::SaveProject => errors::saving_a_project(),
            Self::Export => errors::exporting_data(),
            Self::CopyRows => errors::copying_rows(),
            Self::Cite => errors::citing(),
            Self::KeepEvidence => errors::keeping_evidence(),
            Self::ReadEvidence => errors::reading_evidence(),
            Self::DrawPreview => errors::drawing_the_preview(),
            Self::DrawSmallMaps => errors::drawing_small_maps(),
            Self::SavePicture => errors::saving_a_picture(),
            Self::CopyPicture => errors::copying_a_picture(),
        }
    }
}

/// Takes what came of a piece of work into the state `S`.
type Handler<S> = Box<dyn FnOnce(&mut S) + Send>;

/// The running tasks, one of a kind at most. `S` is the state that handlers change.
pub struct Tasks<S> {
    wake: Context,
    running: Vec<(Task, Job<Handler<S>>)>,
    /// What the work is about, such as the name of a file, by its kind.
    about: BTreeMap<Task, String>,
}

impl<S: 'static> Tasks<S> {
    /// An empty queue. The window of that context is woken by each piece of work that ends.
    pub fn new(wake: Context) -> Self {
        Self {
            wake,
            running: Vec::new(),
            about: BTreeMap::new(),
        }
    }

    /// Starts work in place of an older piece of the same kind, which is cancelled. `done` gets the
    /// result, or an error in words: that of the work, or that it panicked.
    pub fn start<T: Send + 'static>(
        &mut self,
        task: Task,
        work: impl FnOnce(&Budget) -> Result<T, String> + Send + 'static,
        done: impl FnOnce(&mut S, Result<T, String>) + Send + 'static,
    ) {
        self.stop(task);
        self.add(task, work, done);
    }

    /// Says what work of that kind is about, for whoever shows how far it is.
    pub fn call(&mut self, task: Task, about: String) {
        self.about.insert(task, about);
    }

    /// What work of that kind is about.
    pub fn about(&self, task: Task) -> &str {
        self.about.get(&task).map_or("", String::as_str)
    }

    /// Starts work beside others of the same kind.
    pub fn add<T: Send + 'static>(
        &mut self,
        task: Task,
        work: impl FnOnce(&Budget) -> Result<T, String> + Send + 'static,
        done: impl FnOnce(&mut S, Result<T, String>) + Send + 'static,
    ) {
        let wake = self.wake.clone();
        let job = Job::start(
            move || wake.request_repaint(),
            move |budget| {
                let result = caught(|| work(budget));
                let internal = |_: Broken| Err(errors::internal_while(task.doing()));
                let result = result.unwrap_or_else(internal);
                Box::new(move |state: &mut S| done(state, result)) as Handler<S>
            },
        );
        self.running.push((task, job));
    }

    /// The handlers of what has ended by now, in the order it was started.
    pub fn take_done(&mut self) -> Vec<Result<Handler<S>, Broken>> {
        let mut done = Vec::new();
        self.running.retain(|(_, job)| match job.poll() {
            None => true,
            Some(ended) => {
                done.push(ended);
                false
            }
        });
        done
    }

    /// Forgets work of that kind. It is cancelled, and its handler is not called.
    pub fn stop(&mut self, task: Task) {
        self.running.retain(|(known, _)| *known != task);
    }

    /// Asks work of that kind to end early. Its handler is called.
    pub fn cancel(&self, task: Task) {
        if let Some(job) = self.find(task) {
            job.budget.cancel();
        }
    }

    /// Asks work of that kind to end, and waits for it no longer: its handler is not called. Says whether that
    /// came in time. Where something it made is in its place already, it is waited for as before, and its handler
    /// says what came of it.
    pub fn give_up(&mut self, task: Task) -> bool {
        let in_time = self.find(task).is_some_and(|job| job.budget.cancel());
        if in_time {
            self.stop(task);
        }
        in_time
    }

    /// Waits for work of that kind, whose handler is not called.
    pub fn finish(&mut self, task: Task) {
        if let Some(job) = self.find(task) {
            // The handler alone knows what a result means.
            let _ = job.wait();
        }
        self.stop(task);
    }

    pub fn is_running(&self, task: Task) -> bool {
        self.find(task).is_some()
    }

    /// Whether nothing is under way. What the desktop is asking does not count: it may take days.
    pub fn is_settled(&self) -> bool {
        let asks = |(task, _): &(Task, _)| *task == Task::AskDesktop;
        self.running.iter().all(asks)
    }

    /// The share done, from 0 to 1 where it is known, and the seconds since the start.
    pub fn progress(&self, task: Task) -> Option<(Option<f32>, f32)> {
        let job = self.find(task)?;
        Some((job.budget.share(), job.since.elapsed().as_secs_f32()))
    }

    fn find(&self, task: Task) -> Option<&Job<Handler<S>>> {
        let found = self.running.iter().find(|(known, _)| *known == task);
        found.map(|(_, job)| job)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Waits for all work and lets the handlers have the state.
    fn finish(tasks: &mut Tasks<Vec<String>>) -> Vec<String> {
        let mut told = Vec::new();
        for (_, job) in tasks.running.drain(..) {
            job.wait().expect("a handler")(&mut told);
        }
        told
    }

    #[test]
    fn newer_work_replaces_older_work_of_its_kind_and_no_other() {
        let mut tasks: Tasks<Vec<String>> = Tasks::new(Context::default());
        let (release, held) = std::sync::mpsc::channel::<()>();
        let word = |state: &mut Vec<String>, word: Result<&str, String>| {
            state.push(word.expect("done").to_owned());
        };
        let waits = move |_: &Budget| Ok(held.recv().map_or("old", |()| "old"));
        tasks.start(Task::DrawPreview, waits, word);
        tasks.start(Task::Export, |_| Ok("export"), word);
        assert!(tasks.is_running(Task::DrawPreview) && !tasks.is_settled());
        tasks.start(Task::DrawPreview, |_| Ok("new"), word);
        drop(release);
        assert_eq!(finish(&mut tasks), ["export", "new"]);
        assert!(tasks.is_settled());
    }

    #[test]
    fn work_that_is_given_up_is_forgotten_at_once_unless_what_it_made_is_in_its_place() {
        let mut tasks: Tasks<Vec<String>> = Tasks::new(Context::default());
        let done = |state: &mut Vec<String>, _: Result<(), String>| state.push("done".to_owned());
        // The work goes on until it looks at its budget the next time, which nobody waits for.
        let (release, held) = std::sync::mpsc::channel::<()>();
        let waits = move |_: &Budget| held.recv().map_err(|_| String::new());
        tasks.start(Task::SavePicture, waits, done);
        assert!(tasks.give_up(Task::SavePicture) && !tasks.is_running(Task::SavePicture));
        drop(release);
        let (placed, is_placed) = std::sync::mpsc::channel::<()>();
        let places = move |budget: &Budget| {
            budget.place().map_err(|error| error.to_string())?;
            placed.send(()).map_err(|error| error.to_string())
        };
        tasks.start(Task::SavePicture, places, done);
        is_placed.recv().expect("placed");
        assert!(!tasks.give_up(Task::SavePicture));
        assert_eq!(finish(&mut tasks), ["done"]);
        // What is not there cannot be given up.
        assert!(!tasks.give_up(Task::SavePicture));
    }

    #[test]
    fn a_panic_is_told_with_what_was_being_done() {
        let mut tasks: Tasks<Vec<String>> = Tasks::new(Context::default());
        let panics = |_: &Budget| -> Result<(), String> { panic!("this panic belongs to a test") };
        tasks.start(Task::ReadStatement, panics, |state, done| {
            state.extend(done.err());
        });
        let told = finish(&mut tasks);
        assert_eq!(
            told,
            ["internal error while reading a statement; please report it"]
        );
    }
}
