//! Playback: how the window runs along the timeline by itself.

use crate::model::{Day, Window};

/// How far one step goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Step {
    /// A day at a time.
    #[default]
    Day,
    /// Seven days at a time.
    Week,
    /// A month of the calendar at a time.
    Month,
}

impl Step {
    /// Every step with its key in sessions.
    pub const ALL: [(Self, &'static str); 3] = [
        (Self::Day, "day"),
        (Self::Week, "week"),
        (Self::Month, "month"),
    ];

    /// The day so many steps after another.
    pub fn after(self, day: Day, steps: i32) -> Day {
        match self {
            Self::Day => day.plus(steps),
            Self::Week => day.plus(7 * steps),
            Self::Month => {
                let into_month = day.number() - day.month().number();
                let month = day.plus_months(steps);
                let last = month.plus_months(1).plus(-1);
                month.plus(into_month).min(last)
            }
        }
    }
}

/// How fast the playback runs, as a power of two: [`Speed::days_per_second`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Speed(i8);

impl Speed {
    /// From half a day to 32 days a second.
    pub fn all() -> impl Iterator<Item = Self> {
        (-2..=4).map(Self)
    }

    /// The speed whose factor comes nearest.
    pub fn nearest(factor: f64) -> Self {
        let power = factor.max(f64::MIN_POSITIVE).log2().round();
        Self(power.clamp(-2.0, 4.0) as i8)
    }

    /// Times the usual pace.
    pub fn factor(self) -> f64 {
        f64::from(self.0).exp2()
    }

    /// How many days pass in a second, whatever the step.
    pub fn days_per_second(self) -> f64 {
        2.0 * self.factor()
    }
}

/// Seconds in which all of time is played, where the playback chooses.
const MOST_SECONDS: f64 = 150.0;

/// A step of many days would seem to stand still: the next one comes after so many seconds at the latest.
pub const MOST_SECONDS_PER_STEP: f64 = 2.0;

/// The settings of the playback. Whether it runs is no setting, and not saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Playback {
    /// How far the selected period moves at a time; `None`: by its own length.
    pub step: Option<Step>,
    /// How fast steps follow each other.
    pub speed: Speed,
    /// Begin again at the end.
    pub looped: bool,
    /// Move the last day alone, so that the window grows.
    pub cumulative: bool,
}

impl Default for Playback {
    fn default() -> Self {
        Self {
            step: Some(Step::Day),
            speed: Speed::default(),
            looped: false,
            cumulative: false,
        }
    }
}

impl Playback {
    /// The word in sessions for a step of the period's own length.
    pub const OWN_LENGTH: &'static str = "period";

    /// Every step with its key in sessions.
    pub fn steps() -> impl Iterator<Item = (Option<Step>, &'static str)> {
        let stated = Step::ALL.into_iter().map(|(step, key)| (Some(step), key));
        [(None, Self::OWN_LENGTH)].into_iter().chain(stated)
    }

    /// By how many days so many steps move a window. No step is longer than the window, so that no
    /// day is passed over unseen.
    pub fn days(self, window: Window, steps: i32) -> i32 {
        let longest = i64::from(window.len()) * i64::from(steps.unsigned_abs());
        let by = match self.step {
            None => i64::from(window.len()) * i64::from(steps),
            Some(step) => {
                let moved = step.after(window.first(), steps);
                i64::from(moved.number() - window.first().number())
            }
        };
        by.clamp(-longest, longest) as i32
    }

    /// The last day of a window that grows by so many steps: by a day each, where the step is the
    /// length of the window.
    pub fn grown(self, window: Window, steps: i32) -> Day {
        self.step.unwrap_or_default().after(window.last(), steps)
    }

    /// Whether a step is cut to the length of the window.
    pub fn is_cut(self, window: Window) -> bool {
        let whole = |step: Step| step.after(window.first(), 1).number() - window.first().number();
        !self.cumulative && self.step.is_some_and(|step| whole(step) > window.len())
    }

    /// Days that one step takes.
    fn days_per_step(self, window: Window) -> f64 {
        let days = if self.cumulative {
            self.grown(window, 1).number() - window.last().number()
        } else {
            self.days(window, 1)
        };
        f64::from(days.max(1))
    }

    /// Where to begin for a window that has nothing left to play: at `first` and as long as it is, or
    /// with a day where it grows. A window of more than half of `all` would hardly move: it becomes a
    /// month at the beginning of all, at a speed by which all passes in some two minutes.
    pub fn begin(self, window: Window, all: Window, first: Day) -> (Window, Speed) {
        let is_most = window.len() * 2 > all.len();
        let first = if is_most { all.first() } else { first };
        let last = match (self.cumulative, is_most) {
            (true, _) => first,
            (false, true) => Step::Month.after(first, 1).plus(-1).min(all.last()),
            (false, false) => first.plus(window.len() - 1),
        };
        let in_time =
            |speed: &Speed| speed.days_per_second() * MOST_SECONDS >= f64::from(all.len());
        let speed = match is_most {
            true => Speed::all().find(in_time).or(Speed::all().last()),
            false => None,
        };
        let speed = speed.map_or(self.speed, |speed| speed.max(self.speed));
        (Window::days(first, last), speed)
    }

    /// Seconds between two steps.
    pub fn seconds_per_step(self, window: Window) -> f64 {
        (self.days_per_step(window) / self.speed.days_per_second()).min(MOST_SECONDS_PER_STEP)
    }

    /// Whether steps follow each other faster than the speed says, so that none seems to stand still.
    pub fn is_hurried(self, window: Window) -> bool {
        self.days_per_step(window) / self.speed.days_per_second() > MOST_SECONDS_PER_STEP
    }

    /// As many steps as may be taken at once without passing over a day unseen.
    pub fn most_steps(self, window: Window) -> f64 {
        if self.cumulative {
            return f64::INFINITY;
        }
        (f64::from(window.len()) / self.days_per_step(window))
            .floor()
            .max(1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).expect("a date")
    }

    #[test]
    fn a_month_on_is_the_same_day_of_the_month_or_its_last() {
        assert_eq!(Step::Month.after(day("2022-01-31"), 1), day("2022-02-28"));
        assert_eq!(Step::Month.after(day("2022-03-15"), -1), day("2022-02-15"));
        assert_eq!(Step::Week.after(day("2022-03-15"), 2), day("2022-03-29"));
    }

    #[test]
    fn no_step_passes_over_a_day() {
        let playback = |step| Playback {
            step,
            ..Playback::default()
        };
        let two = Window::days(day("2022-08-07"), day("2022-08-08"));
        assert_eq!(playback(Some(Step::Day)).days(two, 1), 1);
        assert_eq!(playback(None).days(two, 1), 2);
        assert_eq!(playback(None).days(two, -3), -6);
        assert_eq!(playback(Some(Step::Week)).days(two, 1), 2);
        assert!(playback(Some(Step::Week)).is_cut(two));
        assert!(!playback(Some(Step::Day)).is_cut(two));
        let february = Window::days(day("2022-02-01"), day("2022-02-28"));
        assert_eq!(playback(Some(Step::Month)).days(february, 1), 28);
        assert_eq!(playback(Some(Step::Month)).days(february, -1), -28);
        let march = Window::days(day("2022-03-01"), day("2022-03-31"));
        assert_eq!(playback(Some(Step::Month)).days(march, -1), -28);
        assert_eq!(playback(Some(Step::Week)).days(march, 2), 14);
    }

    #[test]
    fn speed_is_in_days_a_second_and_no_step_waits_longer_than_two_seconds() {
        let march = Window::days(day("2022-03-01"), day("2022-03-31"));
        let seconds = |step| {
            let playback = Playback {
                step,
                speed: Speed::nearest(4.0),
                ..Playback::default()
            };
            playback.seconds_per_step(march)
        };
        assert_eq!(Speed::nearest(4.0).days_per_second(), 8.0);
        assert_eq!(seconds(Some(Step::Day)), 1.0 / 8.0);
        assert_eq!(seconds(Some(Step::Week)), 7.0 / 8.0);
        // 31 days at 8 a second would be four seconds, and at 2 a second more than fifteen.
        assert_eq!(seconds(None), 2.0);
        assert_eq!(seconds(Some(Step::Month)), 2.0);
    }

    #[test]
    fn all_of_time_begins_with_a_month_and_passes_in_minutes() {
        let all = Window::days(day("2015-01-01"), day("2024-12-31"));
        let first = day("2022-05-01");
        let playback = Playback::default();
        let (window, speed) = playback.begin(all, all, first);
        assert_eq!(window, Window::days(day("2015-01-01"), day("2015-01-31")));
        // 3653 days at 32 a second are 114 seconds; at 16 they would be 228.
        assert_eq!(speed.days_per_second(), 32.0);
        let growing = Playback {
            cumulative: true,
            ..playback
        };
        let (window, _) = growing.begin(all, all, first);
        assert_eq!(window, Window::days(day("2015-01-01"), day("2015-01-01")));
        // A short one begins where it is told to, as long and as fast as it is.
        let week = Window::days(day("2024-12-25"), day("2024-12-31"));
        let (window, speed) = playback.begin(week, all, first);
        assert_eq!(window, Window::days(day("2022-05-01"), day("2022-05-07")));
        assert_eq!(speed, playback.speed);
    }

    #[test]
    fn speeds_run_from_a_quarter_to_sixteen() {
        let factors: Vec<f64> = Speed::all().map(Speed::factor).collect();
        assert_eq!(factors, [0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0]);
        assert_eq!(Speed::nearest(0.0).factor(), 0.25);
        assert_eq!(Speed::nearest(3.9).factor(), 4.0);
        assert_eq!(Speed::nearest(f64::NAN).factor(), 0.25);
    }
}
