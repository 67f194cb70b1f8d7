//! Long lists of which only what is in sight is laid out, whatever the height of each entry.

use egui::Ui;

/// Lays out the entries of a list that are in sight, and leaves room for the others. It lies in something
/// that scrolls. `name` tells it from others beside it.
pub fn long_list_ui(
    ui: &mut Ui,
    name: &'static str,
    number: usize,
    mut entry_ui: impl FnMut(&mut Ui, usize),
) {
    if number <= FEW {
        for index in 0..number {
            ui.push_id((name, index), |ui| entry_ui(ui, index));
        }
        return;
    }
    let id = ui.scope_id().with(("long-list", name));
    let heights: Option<Heights> = ui.data_mut(|data| data.remove_temp(id));
    let mut heights = heights.unwrap_or_default();
    heights.fit(ui.available_width(), number);
    let sight = ui.clip_rect().y_range().expand(MARGIN_PX);
    // What is out of sight is let pass at once.
    let mut passed = 0.0;
    for index in 0..number {
        let height = heights.of(index);
        let top = ui.cursor().top() + passed;
        if top + height < sight.min || top > sight.max {
            passed += height;
            continue;
        }
        ui.add_space(passed);
        passed = 0.0;
        let top = ui.cursor().top();
        ui.push_id((name, index), |ui| entry_ui(ui, index));
        heights.learn(index, ui.cursor().top() - top);
    }
    ui.add_space(passed);
    ui.data_mut(|data| data.insert_temp(id, heights));
}

/// Lists of no more entries are laid out as a whole.
const FEW: usize = 40;

/// Beyond what is in sight, for the focus of the keyboard to go to.
const MARGIN_PX: f32 = 100.0;

/// An entry is taken to be so high until the first is laid out.
const FIRST_PX: f32 = 24.0;

/// How high entries were when they were last laid out, in points.
#[derive(Clone, Debug, Default)]
struct Heights {
    width: f32,
    /// About how high entries of a list were that was longer or shorter; 0 before there was one.
    usual: f32,
    /// Not a number where an entry has not been laid out.
    known: Vec<f32>,
    sum: f64,
    number: u32,
}

impl Heights {
    /// Of so many entries as wide as that. In another width they have other heights, and in a list of another length
    /// they are other entries, about as high as these.
    fn fit(&mut self, width: f32, number: usize) {
        if (self.width - width).abs() > 0.5 || self.known.len() != number {
            *self = Self {
                width,
                usual: self.mean(),
                known: vec![f32::NAN; number],
                ..Self::default()
            };
        }
    }

    /// That of an entry; where it has not been laid out, about as high as the others.
    fn of(&self, index: usize) -> f32 {
        let known = self.known[index];
        match (known.is_nan(), self.number) {
            (false, _) => known,
            (true, 0) if self.usual > 0.0 => self.usual,
            (true, 0) => FIRST_PX,
            (true, _) => self.mean(),
        }
    }

    /// The mean of those that are known; without any, what is usual.
    fn mean(&self) -> f32 {
        match self.number {
            0 => self.usual,
            number => (self.sum / f64::from(number)) as f32,
        }
    }

    fn learn(&mut self, index: usize, height: f32) {
        let known = &mut self.known[index];
        match known.is_nan() {
            true => self.number += 1,
            false => self.sum -= f64::from(*known),
        }
        self.sum += f64::from(height);
        *known = height;
    }
}

#[cfg(test)]
mod tests {
    use egui::{Context, RawInput, Rect, ScrollArea, pos2, vec2};

    use super::*;

    /// Draws a list of entries as high as their number says in a window of 600 points, scrolled to an
    /// offset, some frames long. Gives what was laid out in the last, and how high all is.
    fn drawn(number: usize, offset: f32, height: fn(usize) -> f32) -> (Vec<usize>, f32) {
        let context = Context::default();
        let mut last = (Vec::new(), 0.0);
        for _ in 0..4 {
            let input = RawInput {
                screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), vec2(400.0, 600.0))),
                ..RawInput::default()
            };
            let mut drawn = Vec::new();
            let mut all = 0.0;
            let mut output = context.run_ui(input, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                let area = ScrollArea::vertical().vertical_scroll_offset(offset);
                let area = area.show(ui, |ui| {
                    long_list_ui(ui, "test", number, |ui, index| {
                        drawn.push(index);
                        ui.allocate_space(vec2(100.0, height(index)));
                    });
                });
                all = area.content_size.y;
            });
            output.textures_delta.clear();
            last = (drawn, all);
        }
        last
    }

    #[test]
    fn of_a_hundred_thousand_entries_only_those_in_sight_are_laid_out() {
        let (first, all) = drawn(100_000, 0.0, |_| 20.0);
        assert_eq!(
            first,
            (0..=35).collect::<Vec<usize>>(),
            "600 points and a margin"
        );
        assert_eq!(all, 2_000_000.0);
        let (middle, all) = drawn(100_000, 1_000_000.0, |_| 20.0);
        assert_eq!((middle[0], middle.len()), (49_994, 42));
        assert_eq!(all, 2_000_000.0);
        let (last, _) = drawn(100_000, 1_999_400.0, |_| 20.0);
        assert_eq!(last.last(), Some(&99_999));
    }

    #[test]
    fn a_list_that_has_become_longer_takes_entries_to_be_as_high_as_they_were() {
        let mut heights = Heights::default();
        heights.fit(400.0, 3);
        assert_eq!(heights.of(0), FIRST_PX);
        heights.learn(0, 100.0);
        heights.learn(1, 200.0);
        assert_eq!(
            [0, 1, 2].map(|index| heights.of(index)),
            [100.0, 200.0, 150.0]
        );
        for number in [4, 5] {
            heights.fit(400.0, number);
            assert_eq!([0, 3].map(|index| heights.of(index)), [150.0; 2]);
        }
        heights.learn(0, 50.0);
        assert_eq!(heights.of(4), 50.0);
    }

    #[test]
    fn entries_have_the_heights_they_need() {
        let (few, height) = drawn(9, 0.0, |index| 10.0 * index as f32);
        assert_eq!(few, (0..9).collect::<Vec<usize>>());
        assert_eq!(height, 360.0);
        // 10, 20, 30 points and so on up to the margin; the others are taken to be as high as these.
        let (first, height) = drawn(1_000, 0.0, |index| 10.0 * (1 + index) as f32);
        assert_eq!(first, (0..12).collect::<Vec<usize>>());
        assert_eq!(height, 1_000.0 * 65.0);
        assert_eq!(drawn(0, 0.0, |_| 20.0), (Vec::new(), 0.0));
    }
}
