//! Playback: how the window runs along the timeline by itself.

use crate::model::Day;

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

/// How fast the playback runs, as a power of two.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Speed(i8);

impl Speed {
    /// From a quarter to sixteen times.
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
}

/// The settings of the playback. Whether it runs is no setting, and not saved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Playback {
    /// How far the selected period moves at a time.
    pub step: Step,
    /// How fast steps follow each other.
    pub speed: Speed,
    /// Begin again at the end.
    pub looped: bool,
    /// Move the last day alone, so that the window grows.
    pub cumulative: bool,
}

impl Playback {
    /// Seconds between two steps: half a second at plain speed.
    pub fn seconds_per_step(self) -> f64 {
        0.5 / self.speed.factor()
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
    fn speeds_run_from_a_quarter_to_sixteen() {
        let factors: Vec<f64> = Speed::all().map(Speed::factor).collect();
        assert_eq!(factors, [0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0]);
        assert_eq!(Speed::nearest(0.0).factor(), 0.25);
        assert_eq!(Speed::nearest(3.9).factor(), 4.0);
        assert_eq!(Speed::nearest(f64::NAN).factor(), 0.25);
    }
}
