//! Names come into sight and go within a moment, so that none pops up while the map is moved. Figures are there at
//! once: what is reported does not fade.

use std::collections::HashMap;

use egui::Ui;

use crate::{
    scene::{Placed, Side, View},
    view::theme,
};

/// Within so many seconds.
const FADE_S: f64 = 0.15;

/// The names in sight, those that come, and those that go.
#[derive(Debug, Default)]
pub struct Fading {
    /// Since when each is in sight, in seconds of the window.
    since: HashMap<Key, f64>,
    /// As they were drawn last.
    last: Vec<Placed>,
    /// Those that go, and since when.
    gone: Vec<(Placed, f64)>,
    /// Whether anything was drawn yet.
    has_begun: bool,
}

/// A name at its place on the map, and where it stands beside that: one that has to change its side goes there, and
/// comes here.
type Key = (String, [u64; 2], (usize, [i32; 2]));

fn key(of: &Placed) -> Key {
    let (at, side) = of.stands;
    let side = match side {
        Side::Alternative(number) => (number, [0, 0]),
        Side::Led(away) => (usize::MAX, [away.x, away.y].map(|away| away.round() as i32)),
    };
    (of.text.clone(), [at.x.to_bits(), at.y.to_bits()], side)
}

impl Fading {
    /// What is drawn of what is placed: below it the names that are going.
    pub fn follow(&mut self, ui: &Ui, view: &View, placed: &[Placed]) -> Vec<Placed> {
        let now = ui.input(|input| input.time);
        if theme::is_still(ui.ctx()) {
            *self = Self::default();
            return placed.to_vec();
        }
        let (drawn, is_moving) = self.step(now, view, placed);
        if is_moving {
            ui.ctx().request_repaint();
        }
        drawn
    }

    /// The same at a time in seconds, and whether any comes or goes.
    fn step(&mut self, now: f64, view: &View, placed: &[Placed]) -> (Vec<Placed>, bool) {
        // The first map is there at once.
        let is_first = !std::mem::replace(&mut self.has_begun, true);
        let names = || placed.iter().filter(|of| !of.kind.is_figure());
        let mut since = HashMap::new();
        for name in names() {
            let key = key(name);
            let known = self.since.get(&key).copied();
            let began = known.unwrap_or_else(|| {
                // One that comes back goes on from what is left of it.
                let going = self.gone.iter().find(|(gone, _)| self::key(gone) == key);
                match going {
                    _ if is_first => now - FADE_S,
                    Some((_, left)) => now - (FADE_S - (now - left)).max(0.0),
                    None => now,
                }
            });
            since.insert(key, began);
        }
        self.gone
            .retain(|(gone, left)| now - left < FADE_S && !since.contains_key(&key(gone)));
        for name in self.last.drain(..) {
            let key = key(&name);
            if !since.contains_key(&key) {
                let began = self.since.get(&key).copied().unwrap_or(now - FADE_S);
                let strength = ((now - began) / FADE_S).clamp(0.0, 1.0);
                self.gone.push((name, now - (1.0 - strength) * FADE_S));
            }
        }
        self.since = since;
        self.last = names().cloned().collect();
        let is_coming = self.since.values().any(|began| now - began < FADE_S);
        let going = self.gone.iter().map(|(name, left)| {
            let at = view.project(name.stands.0);
            Placed {
                at,
                middle: name.middle + (at - name.at),
                strength: (1.0 - (now - left) / FADE_S).clamp(0.0, 1.0) as f32,
                ..name.clone()
            }
        });
        let mut drawn: Vec<Placed> = going.collect();
        drawn.extend(placed.iter().map(|of| {
            let began = self.since.get(&key(of)).copied();
            let strength = began.map_or(1.0, |began| ((now - began) / FADE_S).clamp(0.0, 1.0));
            Placed {
                strength: strength as f32,
                ..of.clone()
            }
        }));
        (drawn, is_coming || !self.gone.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::geo::Coord,
        scene::{Camera, LabelKind, World, px},
    };

    fn view(x: f64) -> View {
        View {
            camera: Camera {
                center: Coord { x, y: 0.0 },
                zoom: 5.0,
            },
            size: px(1000.0, 1000.0),
        }
    }

    fn placed(view: &View, text: &str, kind: LabelKind) -> Placed {
        let world = World { x: 0.5, y: 0.5 };
        let at = view.project(world);
        Placed {
            text: text.to_owned(),
            kind,
            at,
            middle: at + px(0.0, -12.0),
            size: px(50.0, 16.0),
            turn: 0.0,
            stands: (world, Side::Alternative(0)),
            strength: 1.0,
        }
    }

    fn strengths(drawn: &(Vec<Placed>, bool)) -> Vec<(&str, i32)> {
        let names = drawn.0.iter();
        let percent = |of: &Placed| (of.strength * 100.0).round() as i32;
        names.map(|of| (of.text.as_str(), percent(of))).collect()
    }

    #[test]
    fn a_name_comes_and_goes_within_150_ms_where_it_lies_on_the_map() {
        let mut fading = Fading::default();
        let here = view(0.0);
        let [zod, sus] = ["Zod", "Sus"].map(|text| placed(&here, text, LabelKind::Water));
        let figure = placed(&here, "6", LabelKind::Figure(0));
        let first = fading.step(10.0, &here, std::slice::from_ref(&zod));
        assert_eq!((strengths(&first), first.1), (vec![("Zod", 100)], false));
        // The figure is there at once.
        let both = [zod.clone(), sus.clone(), figure];
        let second = fading.step(11.0, &here, &both);
        assert_eq!(strengths(&second), [("Zod", 100), ("Sus", 0), ("6", 100)]);
        assert!(second.1);
        let third = fading.step(11.075, &here, &both);
        assert_eq!(strengths(&third), [("Zod", 100), ("Sus", 50), ("6", 100)]);
        // One goes from what it was, another from the whole, and both move with the map.
        let there = view(1.0);
        let fourth = fading.step(11.105, &there, &[]);
        assert_eq!(strengths(&fourth), [("Zod", 100), ("Sus", 70)]);
        let at = there.project(World { x: 0.5, y: 0.5 });
        assert_eq!(fourth.0[0].middle, at + px(0.0, -12.0));
        let fifth = fading.step(11.18, &there, &[]);
        assert_eq!(strengths(&fifth), [("Zod", 50), ("Sus", 20)]);
        // One that comes back goes on from there.
        let sixth = fading.step(11.18, &there, std::slice::from_ref(&zod));
        assert_eq!(strengths(&sixth), [("Sus", 20), ("Zod", 50)]);
        let last = fading.step(12.0, &there, std::slice::from_ref(&zod));
        assert_eq!((strengths(&last), last.1), (vec![("Zod", 100)], false));
        // One that has to go to another side of its mark does not jump there.
        let elsewhere = Placed {
            stands: (zod.stands.0, Side::Alternative(1)),
            ..zod
        };
        fading.step(13.0, &there, std::slice::from_ref(&elsewhere));
        let both = fading.step(13.09, &there, &[elsewhere]);
        assert_eq!(strengths(&both), [("Zod", 40), ("Zod", 60)]);
    }
}
