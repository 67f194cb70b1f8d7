//! Undo and redo: a stack of sessions.

use super::{
    Command, Limits, Session,
    command::{Gesture, Undo},
};

/// As many steps as can be taken back.
const DEEPEST: usize = 200;

/// A session on the other side of a step.
#[derive(Clone, Debug)]
struct Entry {
    session: Session,
    /// Whether the step was one of the camera. If not, undoing it leaves the camera alone.
    flew: bool,
}

/// The sessions before and after the present one.
#[derive(Debug, Default)]
pub struct History {
    past: Vec<Entry>,
    future: Vec<Entry>,
    /// The gesture the last step belongs to, while it goes on.
    gesture: Option<Gesture>,
    /// Steps that were ever made; undoing takes none away.
    made: usize,
}

impl History {
    /// Applies a command to the session and remembers the way back. Says whether anything changed.
    pub fn apply(&mut self, session: &mut Session, command: &Command, limits: &Limits) -> bool {
        let before = session.clone();
        session.apply(command, limits);
        if *session == before {
            return false;
        }
        match command.undo() {
            Undo::None => return true,
            Undo::Joined(gesture) if self.gesture == Some(gesture) => {}
            Undo::Joined(gesture) => {
                self.remember(before, false);
                self.gesture = Some(gesture);
            }
            Undo::Step => {
                let flew = matches!(command, Command::FlyTo(_) | Command::GoHome);
                self.remember(before, flew);
                self.gesture = None;
            }
        }
        self.future.clear();
        true
    }

    /// Puts another session in place of this one, as a step of its own.
    pub fn replace(&mut self, session: &mut Session, other: Session) {
        let before = std::mem::replace(session, other);
        self.remember(before, false);
        self.gesture = None;
        self.future.clear();
    }

    /// Changes all sessions that can be gone back or forward to, as where another window has changed
    /// what they show: no undo of this one takes that back.
    pub fn change_all(&mut self, change: impl Fn(&mut Session)) {
        let entries = self.past.iter_mut().chain(&mut self.future);
        entries.for_each(|entry| change(&mut entry.session));
    }

    fn remember(&mut self, session: Session, flew: bool) {
        if self.past.len() == DEEPEST {
            self.past.remove(0);
        }
        self.past.push(Entry { session, flew });
        self.made += 1;
    }

    /// Makes one step of all that were made since there were so many: what a person asked for at once is taken
    /// back at once.
    pub fn join(&mut self, steps_before: usize) {
        self.gesture = None;
        let after = steps_before + 1;
        if self.made > after {
            let joined = (self.made - after).min(self.past.len().saturating_sub(1));
            let first = self.past.len() - joined;
            let flew = self.past.drain(first..).any(|entry| entry.flew);
            if let Some(entry) = self.past.last_mut() {
                entry.flew |= flew;
            }
            self.made = after;
        }
    }

    /// How many steps were made so far, for [`Self::join`].
    pub fn steps_made(&self) -> usize {
        self.made
    }

    /// Ends a gesture: the next command of its kind is a step of its own.
    pub fn settle(&mut self) {
        self.gesture = None;
    }

    /// Whether there is a step to take back.
    pub fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    /// Whether there is a step to do again.
    pub fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }

    /// Goes back a step. Says whether there was one.
    pub fn undo(&mut self, session: &mut Session) -> bool {
        step(&mut self.past, &mut self.future, session, &mut self.gesture)
    }

    /// Goes forward again.
    pub fn redo(&mut self, session: &mut Session) -> bool {
        step(&mut self.future, &mut self.past, session, &mut self.gesture)
    }
}

fn step(
    from: &mut Vec<Entry>,
    to: &mut Vec<Entry>,
    session: &mut Session,
    gesture: &mut Option<Gesture>,
) -> bool {
    let Some(Entry {
        session: mut other,
        flew,
    }) = from.pop()
    else {
        return false;
    };
    *gesture = None;
    keep_view(session, &mut other);
    if !flew {
        other.camera = session.camera;
    }
    let session = std::mem::replace(session, other);
    to.push(Entry { session, flew });
    true
}

/// Carries over what undo leaves alone: the look of the window and the playback's settings.
fn keep_view(present: &Session, other: &mut Session) {
    other.theme = present.theme;
    other.still = present.still;
    other.visible_time = present.visible_time;
    other.playback = present.playback;
    other.left_panel = present.left_panel;
    other.right_panel = present.right_panel;
    other.records_panel = present.records_panel;
    other.records.clone_from(&present.records);
    other.hint_dismissed = present.hint_dismissed;
    other.readings.clone_from(&present.readings);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        model::{
            Activity, Day, Window,
            geo::{Coord, Rect},
        },
        scene::{Camera, Layer, LayerKind},
        session::{Bookmark, OpenFile, OtherView, Step, VisibleTime},
    };

    fn limits() -> Limits {
        let day = |year| Day::from_ymd(year, 1, 1).expect("a date");
        Limits {
            span: Window::days(day(2020), day(2025)),
            area: Rect::new(Coord { x: 44.0, y: 38.0 }, Coord { x: 50.0, y: 42.0 }),
            home: Rect::new(Coord { x: 45.0, y: 39.0 }, Coord { x: 47.0, y: 41.0 }),
        }
    }

    fn window(first: i64, days: i64) -> Window {
        Window::days(Day::clamped(first), Day::clamped(first + days))
    }

    fn any_command() -> impl Strategy<Value = Command> {
        let camera = (40.0..52.0f64, 36.0..44.0f64, 0.0..20.0f64).prop_map(|(x, y, zoom)| Camera {
            center: Coord { x, y },
            zoom,
        });
        prop_oneof![
            (15_000..25_000i64, 0..4_000i64).prop_map(|(a, b)| Command::SetWindow(window(a, b))),
            (-40..40i32).prop_map(Command::StepWindow),
            any::<bool>().prop_map(|hide| Command::HideActivity(Activity::Fire, hide)),
            any::<bool>().prop_map(Command::ShowDuplicates),
            "[a-c]".prop_map(|name| Command::OpenFile(OpenFile::at(name.as_ref(), &[]))),
            "[a-c]".prop_map(|name| Command::CloseFile(OpenFile::at(name.as_ref(), &[]).key)),
            "[a-c]".prop_map(|record| Command::AddReport(record.into())),
            "[a-c]".prop_map(|record| Command::RemoveReport(record.into())),
            camera.clone().prop_map(Command::Look),
            camera.prop_map(Command::FlyTo),
            Just(Command::GoHome),
            Just(Command::SwapViews),
            (15_000..25_000i64, 0..4_000i64, any::<bool>()).prop_map(|(first, days, on_left)| {
                Command::ShowOther(Some(OtherView {
                    window: window(first, days),
                    filters: Default::default(),
                    on_left,
                    handle: on_left.then_some(0.5),
                }))
            }),
            Just(Command::ShowOther(None)),
            proptest::option::of(-1.0..2.0f32).prop_map(Command::PlaceHandle),
            ("[a-c]", 0.0..20.0f64).prop_map(|(name, zoom)| Command::SetBookmark(
                name.as_str().into(),
                (zoom < 15.0).then_some(Bookmark {
                    camera: Camera {
                        center: Coord { x: 46.0, y: 40.0 },
                        zoom,
                    },
                    window: window(19_000, 3),
                })
            )),
            (any::<bool>(), 0.0..2.0f32).prop_map(|(on, opacity)| Command::SetLayer(
                LayerKind::Fire,
                Layer { on, opacity }
            )),
            any::<bool>().prop_map(|cumulative| Command::SetPlayback(super::super::Playback {
                cumulative,
                step: Some(Step::Month),
                ..Default::default()
            })),
            (15_000.0..25_000.0f64, -10.0..4_000.0f64).prop_map(|(from, days)| {
                Command::ShowTime(Some(VisibleTime {
                    from,
                    to: from + days,
                }))
            }),
        ]
    }

    /// What undo gives back. The rest is the look of the window, which it leaves alone.
    fn undone(session: &Session) -> Session {
        Session {
            camera: None,
            playback: Session::default().playback,
            visible_time: None,
            ..session.clone()
        }
    }

    proptest! {
        #[test]
        fn undoing_everything_leads_back_and_redoing_leads_forth(
            commands in proptest::collection::vec(any_command(), 1..40),
        ) {
            let (mut session, mut history) = (Session::default(), History::default());
            for command in &commands {
                history.apply(&mut session, command, &limits());
                history.settle();
            }
            let last = session.clone();
            while history.undo(&mut session) {}
            prop_assert_eq!(undone(&session), undone(&Session::default()));
            while history.redo(&mut session) {}
            prop_assert_eq!(undone(&session), undone(&last));
        }

        #[test]
        fn no_command_leads_out_of_what_there_is_to_see(
            commands in proptest::collection::vec(any_command(), 1..40),
        ) {
            let mut session = Session::default();
            let limits = limits();
            for command in &commands {
                session.apply(command, &limits);
                prop_assert!(session.window.first() >= limits.span.first());
                prop_assert!(session.window.last() <= limits.span.last());
                if let Some(camera) = session.camera {
                    prop_assert_eq!(camera, camera.held_to(limits.area));
                }
                if let Some(visible) = session.visible_time {
                    prop_assert!(visible.days() >= VisibleTime::SHORTEST_DAYS);
                }
            }
        }
    }

    #[test]
    fn a_drag_is_one_step_however_many_commands_it_takes() {
        let (mut session, mut history) = (Session::default(), History::default());
        let before = session.clone();
        for days in 1..50 {
            let command = Command::SetWindow(window(19_000, days));
            history.apply(&mut session, &command, &limits());
        }
        history.settle();
        let dragged = session.window;
        history.apply(
            &mut session,
            &Command::SetWindow(window(19_500, 1)),
            &limits(),
        );
        assert!(history.undo(&mut session));
        assert_eq!(session.window, dragged);
        assert!(history.undo(&mut session));
        assert_eq!(undone(&session), undone(&before));
        assert!(!history.can_undo() && history.can_redo());
    }

    #[test]
    fn undoing_a_filter_does_not_throw_the_map_about() {
        let (mut session, mut history) = (Session::default(), History::default());
        let limits = limits();
        history.apply(&mut session, &Command::ShowDuplicates(true), &limits);
        let camera = Camera {
            center: Coord { x: 46.0, y: 40.0 },
            zoom: 9.0,
        };
        history.apply(&mut session, &Command::Look(camera), &limits);
        history.undo(&mut session);
        assert!(!session.filters.show_duplicates);
        assert_eq!(session.camera, Some(camera));
    }
}
