//! Playing: how the clock moves the window.

use crate::{
    model::Window,
    session::{Command, Session},
};

/// A playback under way.
#[derive(Clone, Copy, Debug, Default)]
pub struct Playing {
    /// The clock when it was last looked at, in seconds.
    looked: Option<f64>,
    /// Seconds since the last step.
    since_step: f64,
}

/// What the clock asks for.
#[derive(Debug, Default, PartialEq)]
pub struct Passed {
    pub commands: Vec<Command>,
    /// The end is reached, and the playback over.
    pub at_end: bool,
}

impl Playing {
    /// Lets pass what has passed since the last look at the clock, which stands at `now`, in seconds.
    /// The first look begins to count.
    ///
    /// What egui calls a stable time between frames is no use here: it takes a frame that was waited
    /// for as a sixtieth of a second, and while nothing else moves every frame is waited for.
    pub fn look(&mut self, now: f64, session: &Session, span: Window) -> Passed {
        let seconds = self.looked.replace(now).map_or(0.0, |before| now - before);
        self.pass(seconds, session, span)
    }

    /// Lets so many seconds pass. A long frame makes one long step, not a burst of short ones, but
    /// none past days that were not seen.
    fn pass(&mut self, seconds: f64, session: &Session, span: Window) -> Passed {
        let per_step = session.playback.seconds_per_step(session.window);
        self.since_step += seconds.clamp(0.0, per_step.max(1.0));
        let (playback, window) = (session.playback, session.window);
        let due = (self.since_step / per_step).floor();
        if due < 1.0 {
            return Passed::default();
        }
        self.since_step -= due * per_step;
        let steps = due.min(playback.most_steps(window));
        let at_end = session.window.last() >= span.last();
        match (at_end, session.playback.looped) {
            (false, _) => Passed {
                commands: vec![Command::StepWindow(steps as i32)],
                at_end: false,
            },
            (true, true) => Passed {
                commands: vec![Command::SetWindow(beginning(session, span))],
                at_end: false,
            },
            (true, false) => Passed {
                commands: Vec::new(),
                at_end: true,
            },
        }
    }

    /// Seconds until the next step is due.
    pub fn wait(&self, session: &Session) -> f64 {
        let per_step = session.playback.seconds_per_step(session.window);
        (per_step - self.since_step).max(0.0)
    }
}

/// The window at the beginning of the span: as long as it is, or a day where it has been growing.
fn beginning(session: &Session, span: Window) -> Window {
    let first = span.first();
    let days = if session.playback.cumulative {
        1
    } else {
        session.window.len()
    };
    Window::days(first, first.plus(days - 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::Day,
        session::{Playback, Speed},
    };

    fn day(text: &str) -> Day {
        Day::parse(text).expect("a date")
    }

    fn span() -> Window {
        Window::days(day("2022-01-01"), day("2022-12-31"))
    }

    fn session(window: Window, looped: bool, cumulative: bool) -> Session {
        Session {
            window,
            playback: Playback {
                looped,
                cumulative,
                ..Playback::default()
            },
            ..Session::default()
        }
    }

    #[test]
    fn two_days_a_second_at_plain_speed_and_more_at_more() {
        let window = Window::days(day("2022-03-01"), day("2022-03-04"));
        let mut session = session(window, false, false);
        let mut playing = Playing::default();
        assert_eq!(playing.pass(0.3, &session, span()), Passed::default());
        let passed = playing.pass(0.3, &session, span());
        assert_eq!(passed.commands, [Command::StepWindow(1)]);
        assert!((playing.wait(&session) - 0.4).abs() < 1e-9);
        session.playback.speed = Speed::nearest(4.0);
        let passed = Playing::default().pass(0.5, &session, span());
        assert_eq!(passed.commands, [Command::StepWindow(4)]);
        // Four days would pass over two of them unseen.
        session.window = Window::days(day("2022-03-01"), day("2022-03-02"));
        let passed = Playing::default().pass(0.5, &session, span());
        assert_eq!(passed.commands, [Command::StepWindow(2)]);
    }

    #[test]
    fn frames_that_are_waited_for_count_for_as_long_as_the_wait() {
        let window = Window::days(day("2022-03-01"), day("2022-03-02"));
        let session = session(window, false, false);
        let mut playing = Playing::default();
        let mut now = 1_000.0;
        let mut steps = 0;
        assert_eq!(playing.look(now, &session, span()), Passed::default());
        while now < 1_003.0 {
            now += playing.wait(&session);
            steps += playing.look(now, &session, span()).commands.len();
        }
        assert_eq!(steps, 6, "two a second");
        now += 60.0;
        let passed = playing.look(now, &session, span());
        assert_eq!(passed.commands, [Command::StepWindow(2)]);
    }

    #[test]
    fn at_the_end_it_stops_or_begins_again() {
        let window = Window::days(day("2022-12-30"), day("2022-12-31"));
        let over = Playing::default().pass(1.0, &session(window, false, false), span());
        assert!(over.at_end && over.commands.is_empty());
        let again = Playing::default().pass(1.0, &session(window, true, false), span());
        let first = Window::days(day("2022-01-01"), day("2022-01-02"));
        assert_eq!(again.commands, [Command::SetWindow(first)]);
        let grown = Window::days(day("2022-01-01"), day("2022-12-31"));
        let again = Playing::default().pass(1.0, &session(grown, true, true), span());
        let first = Window::days(day("2022-01-01"), day("2022-01-01"));
        assert_eq!(again.commands, [Command::SetWindow(first)]);
    }
}
