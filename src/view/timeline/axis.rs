//! The time axis: days to points and back, and the ticks with labels.

use egui::Rangef;

use crate::{
    model::{Day, Window},
    query::Bin,
    session::VisibleTime,
    words::units,
};

/// The scale from days to points on the screen.
#[derive(Clone, Copy, Debug)]
pub struct Axis {
    pub x: Rangef,
    pub time: VisibleTime,
}

impl Axis {
    pub fn px_per_day(&self) -> f32 {
        (f64::from(self.x.span()) / self.time.days()) as f32
    }

    /// The x of the start of a day.
    pub fn x_of(&self, day: Day) -> f32 {
        let share = (f64::from(day.number()) - self.time.from) / self.time.days();
        self.x.min + (share * f64::from(self.x.span())) as f32
    }

    /// The day at an x, with its fraction.
    pub fn at(&self, x: f32) -> f64 {
        let share = f64::from((x - self.x.min) / self.x.span().max(1.0));
        self.time.from + share * self.time.days()
    }

    /// The days that are visible, at least in part.
    pub fn days(&self) -> Window {
        let last = self.time.to.ceil() as i64 - 1;
        Window::days(
            Day::clamped(self.time.from.floor() as i64),
            Day::clamped(last),
        )
    }

    /// The finest bin whose bars can still be told apart.
    pub fn bin(&self) -> Bin {
        match self.px_per_day() {
            px if px >= 2.5 => Bin::Day,
            px if px >= 0.45 => Bin::Week,
            _ => Bin::Month,
        }
    }

    /// Days to be marked, and what to write there: as many as there is room for.
    pub fn ticks(&self) -> Vec<(Day, String)> {
        const ROOM_PX: f32 = 62.0;
        let px = self.px_per_day();
        let in_sight = self.days();
        let months = [1, 3, 6, 12, 24];
        if px * 7.0 >= ROOM_PX {
            let step = if px >= ROOM_PX { 1 } else { 7 };
            let first = if step == 1 {
                in_sight.first()
            } else {
                in_sight.first().week()
            };
            let days = (0..).map(|index| first.plus(index * step));
            return days
                .take_while(|day| *day < in_sight.end())
                .map(|day| (day, units::day_of_month(day)))
                .collect();
        }
        let months = months
            .into_iter()
            .find(|months| px * 30.0 * *months as f32 >= ROOM_PX);
        let months = months.unwrap_or(60);
        let first = in_sight.first().month();
        let into_year = i32::from(first.date().month()) - 1;
        let first = first.plus_months(-(into_year % months.min(12)));
        let days = (0..).map(|index| first.plus_months(index * months));
        days.take_while(|day| *day < in_sight.end())
            .map(|day| match day.date().month() {
                1 => (day, day.date().year().to_string()),
                _ => (day, units::month(day).to_owned()),
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn axis(width: f32, from: f64, days: f64) -> Axis {
        Axis {
            x: Rangef::new(20.0, 20.0 + width),
            time: VisibleTime {
                from,
                to: from + days,
            },
        }
    }

    proptest! {
        #[test]
        fn ticks_are_in_order_and_have_room_for_their_labels(
            width in 300.0f32..2_000.0, from in 17_000.0..20_000.0f64, days in 7.0..6_000.0f64,
        ) {
            let axis = axis(width, from, days);
            let at: Vec<f32> = axis.ticks().iter().map(|(day, _)| axis.x_of(*day)).collect();
            prop_assert!(at.len() < 60, "{}", at.len());
            for pair in at.windows(2) {
                prop_assert!(pair[1] - pair[0] > 50.0, "{pair:?}");
            }
        }

        #[test]
        fn a_day_is_found_where_it_is_drawn(
            width in 300.0f32..2_000.0, from in 17_000.0..20_000.0f64, days in 7.0..6_000.0f64,
            share in 0.0..1.0f64,
        ) {
            let axis = axis(width, from, days);
            let day = Day::clamped((from + share * days) as i64);
            let middle = axis.x_of(day) + axis.px_per_day() / 2.0;
            prop_assert!((axis.at(middle) - 0.5 - f64::from(day.number())).abs() < 0.02 * days / 7.0);
        }
    }

    #[test]
    fn bars_are_days_near_by_and_months_from_afar() {
        assert_eq!(axis(1_000.0, 19_000.0, 100.0).bin(), Bin::Day);
        assert_eq!(axis(1_000.0, 19_000.0, 1_500.0).bin(), Bin::Week);
        assert_eq!(axis(1_000.0, 17_000.0, 4_000.0).bin(), Bin::Month);
    }
}
