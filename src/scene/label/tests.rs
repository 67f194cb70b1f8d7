//! Tests of the room for labels.

use proptest::prelude::*;

use super::*;
use crate::{
    model::{geo::Coord, table::Id as _},
    scene::camera::{Camera, World},
};

fn view() -> View {
    View {
        camera: Camera {
            center: Coord { x: 0.0, y: 0.0 },
            zoom: 5.0,
        },
        size: Coord {
            x: 1000.0,
            y: 1000.0,
        },
    }
}

fn label(text: &str, x: f32, y: f32) -> Label {
    Label {
        text: text.to_owned(),
        alternatives: vec![Anchor {
            at: World { x: 0.5, y: 0.5 },
            offset: Coord { x, y },
        }],
        kind: LabelKind::Water,
        min_zoom: 0.0,
        rank: 0,
        names_end: false,
        beside: false,
        turn: 0.0,
    }
}

proptest! {
    #[test]
    fn no_label_covers_another_or_what_is_taken_or_is_cut_off(
        at in proptest::collection::vec((-600.0f32..600.0, -600.0f32..600.0), 1..60),
        taken in (0.0f32..1000.0, 0.0f32..1000.0),
    ) {
        let labels: Vec<Label> = at
            .iter()
            .enumerate()
            .map(|(index, (x, y))| label(&index.to_string(), *x, *y))
            .collect();
        let size = Coord { x: 60.0, y: 20.0 };
        let taken = Room { middle: Coord { x: taken.0, y: taken.1 }, size: size * 4.0 };
        let placed = place(labels.iter(), &view(), (&[taken], &[]), |_| size);
        for (index, one) in placed.iter().enumerate() {
            prop_assert!(one.room().lies_in(&view()));
            prop_assert!(!one.room().overlaps(taken));
            for other in &placed[..index] {
                prop_assert!(!one.room().overlaps(other.room()));
            }
        }
    }
}

#[test]
fn the_first_label_finds_room_where_there_is_any() {
    let size = Coord { x: 60.0, y: 20.0 };
    let labels = [label("a", 0.0, 0.0), label("b", 10.0, 0.0)];
    let placed = place(labels.iter(), &view(), (&[], &[]), |_| size);
    assert_eq!(placed.len(), 1);
    assert_eq!(placed[0].text, "a");
}

#[test]
fn a_figure_always_finds_room_and_the_nearest() {
    let size = Coord { x: 50.0, y: 20.0 };
    let figures: Vec<Label> = (0..60)
        .map(|index| Label {
            kind: LabelKind::Figure(index),
            ..label("4", index as f32 / 10.0, 0.0)
        })
        .collect();
    let placed = place(figures.iter(), &view(), (&[], &[]), |_| size);
    assert_eq!(placed.len(), 60);
    for (index, one) in placed.iter().enumerate() {
        assert!(distance(one.middle, Coord { x: 500.0, y: 500.0 }) < 200.0);
        for other in &placed[..index] {
            assert!(!one.room().overlaps(other.room()));
        }
    }
    // Where there is no room at all they are written all the same.
    let narrow = View {
        size: Coord { x: 120.0, y: 60.0 },
        ..view()
    };
    let placed = place(figures.iter(), &narrow, (&[], &[]), |_| size);
    assert_eq!(placed.len(), 60);
}

#[test]
fn a_name_is_not_written_twice_side_by_side_nor_before_its_zoom() {
    let size = Coord { x: 10.0, y: 10.0 };
    let near = [label("Zod", 0.0, 0.0), label("Zod", 30.0, 0.0)];
    assert_eq!(place(near.iter(), &view(), (&[], &[]), |_| size).len(), 1);
    let mut late = label("Zod", 0.0, 0.0);
    late.min_zoom = 6.0;
    assert!(place([late].iter(), &view(), (&[], &[]), |_| size).is_empty());
}

#[test]
fn a_name_gives_way_to_a_mark_and_a_figure_does_not() {
    let size = Coord { x: 60.0, y: 20.0 };
    let mark = Room {
        middle: Coord { x: 525.0, y: 500.0 },
        size: Coord { x: 8.0, y: 8.0 },
    };
    let figure = Label {
        kind: LabelKind::Figure(0),
        ..label("4", 0.0, 0.0)
    };
    let mut name = label("Sisian", 0.0, 0.0);
    let kinds = |labels: &[Label]| {
        let placed = place(labels.iter(), &view(), (&[], &[mark]), |_| size);
        let placed = placed.iter().map(|one| (one.kind, one.middle.x));
        placed.collect::<Vec<_>>()
    };
    assert_eq!(
        kinds(&[name.clone(), figure]),
        [(LabelKind::Figure(0), 500.0)]
    );
    name.alternatives.push(Anchor {
        offset: Coord { x: -20.0, y: 0.0 },
        ..name.alternatives[0]
    });
    assert_eq!(kinds(&[name.clone()]), [(LabelKind::Water, 480.0)]);
    // The name of an end is written all the same.
    name.alternatives.pop();
    name.names_end = true;
    assert_eq!(kinds(&[name]), [(LabelKind::Water, 500.0)]);
}

/// The name of an end at (500, 500), and marks that leave it no room there.
fn crowded() -> (Label, [Room; 3]) {
    let name = Label {
        kind: LabelKind::Region(RegionId::from_index(0)),
        names_end: true,
        ..label("Kalbajar", 0.0, 17.0)
    };
    let mark = |x: f32, y: f32| Room {
        middle: Coord { x, y },
        size: Coord { x: 8.0, y: 8.0 },
    };
    let marks = [mark(500.0, 500.0), mark(500.0, 520.0), mark(480.0, 500.0)];
    (name, marks)
}

/// Kalbajar at the smallest size: whatever lies beside its mark, its name is written, and led to it.
#[test]
fn the_name_of_an_end_without_room_beside_it_is_led_to_its_mark() {
    let size = Coord { x: 60.0, y: 20.0 };
    let (mut name, others) = crowded();
    let place_it = |name: &Label, taken: &[Room]| {
        place([name].into_iter(), &view(), (taken, &others), |_| size)
    };
    let placed = place_it(&name, &[]);
    assert!(placed[0].is_led(), "{placed:?}");
    let away = |of: &Placed, x: f32, y: f32| of.room().distance_to(Coord { x, y });
    assert!(away(&placed[0], 500.0, 500.0) <= NEAR_MARK_PX + LED_STEP_PX);
    for mark in &others[1..] {
        assert!(away(&placed[0], mark.middle.x, mark.middle.y) >= NEAR_MARK_PX);
    }
    assert!(away(&placed[0], 500.0, 500.0) > 0.0);
    // It stands beside its mark where it can, and nowhere where all around is taken.
    name.alternatives[0].offset = Coord { x: 37.0, y: 0.0 };
    assert!(!place_it(&name, &[])[0].is_led());
    name.alternatives[0].offset = Coord { x: 0.0, y: 17.0 };
    let full = Room {
        middle: Coord { x: 500.0, y: 500.0 },
        size: Coord { x: 400.0, y: 400.0 },
    };
    assert!(place_it(&name, &[full]).is_empty());
}

/// A name that is led to its mark stays where it stands while the map is moved and other places become as good.
#[test]
fn a_name_that_is_led_stays_where_it_stands() {
    let size = Coord { x: 60.0, y: 20.0 };
    let (name, marks) = crowded();
    let place_it = |before: &[Placed], taken: &[Room]| {
        place_again(
            [&name].into_iter(),
            &view(),
            before,
            (taken, &marks),
            |_| size,
        )
    };
    let free = place_it(&[], &[]);
    let in_the_way = free[0].room();
    let aside = place_it(&[], &[in_the_way]);
    assert!(free[0].is_led() && aside[0].is_led());
    assert_ne!(aside[0].middle, free[0].middle);
    // What was in the way is gone.
    assert_eq!(place_it(&aside, &[])[0].middle, aside[0].middle);
    assert_eq!(place_it(&free, &[])[0].middle, free[0].middle);
}

/// The name of an end that must lie on a mark on either side does not go back and forth between both.
#[test]
fn a_name_on_marks_stays_where_it_covers_a_little_more() {
    let size = Coord { x: 60.0, y: 20.0 };
    let mut name = Label {
        names_end: true,
        ..label("Sisian", 60.0, 0.0)
    };
    name.alternatives.push(Anchor {
        offset: Coord { x: -60.0, y: 0.0 },
        ..name.alternatives[0]
    });
    let mark = |x: f32, side: f32| Room {
        middle: Coord { x, y: 500.0 },
        size: Coord { x: side, y: side },
    };
    let at = |before: &[Placed], right: f32, left: f32| {
        let marks = [mark(560.0, right), mark(440.0, left)];
        let placed = place_again([&name].into_iter(), &view(), before, (&[], &marks), |_| {
            size
        });
        placed.into_iter().next().expect("the name of an end")
    };
    let right = at(&[], 8.0, 9.0);
    assert_eq!(right.middle.x, 560.0);
    let before = std::slice::from_ref(&right);
    assert_eq!(at(before, 9.0, 8.0).middle.x, 560.0);
    assert_eq!(at(&[], 9.0, 8.0).middle.x, 440.0);
    // Where the other is free, or much better, it goes there.
    assert_eq!(at(before, 40.0, 8.0).middle.x, 440.0);
}

#[test]
fn a_label_without_room_takes_its_next_place() {
    let size = Coord { x: 10.0, y: 10.0 };
    let mut second = label("b", 2.0, 0.0);
    second.alternatives.push(Anchor {
        offset: Coord { x: 20.0, y: 0.0 },
        ..second.alternatives[0]
    });
    let labels = [label("a", 0.0, 0.0), second];
    let placed = place(labels.iter(), &view(), (&[], &[]), |_| size);
    assert_eq!(placed[1].middle.x, 520.0);
}

/// However long a name is, it stands right at its dot: no guess of its width leaves it far from it.
#[test]
fn a_name_beside_its_dot_leaves_the_gap_it_was_given_whatever_its_length() {
    for (text, width) in [("Sus", 20.0), ("Saribaba / Yekhtsahogh", 140.0)] {
        let mut name = label(text, 0.0, 0.0);
        name.alternatives = beside(World { x: 0.5, y: 0.5 }, 3.0);
        name.beside = true;
        let size = Coord { x: width, y: 18.0 };
        let put = |taken: &[Room]| {
            place([&name].into_iter(), &view(), (taken, &[]), |_| size)
                .first()
                .map(|one| one.middle)
        };
        let right = Coord {
            x: 500.0 + 3.0 + width / 2.0,
            y: 500.0,
        };
        assert_eq!(put(&[]), Some(right));
        let at = |x: f32, y: f32| Room {
            middle: Coord { x, y },
            size: Coord { x: 2.0, y: 2.0 },
        };
        let left = Coord {
            x: 500.0 - 3.0 - width / 2.0,
            y: 500.0,
        };
        assert_eq!(put(&[at(506.0, 500.0)]), Some(left));
        let above = Coord {
            x: 500.0,
            y: 500.0 - 3.0 - 9.0,
        };
        assert_eq!(put(&[at(506.0, 500.0), at(494.0, 500.0)]), Some(above));
        let all_around = [
            (506.0, 500.0),
            (494.0, 500.0),
            (500.0, 494.0),
            (500.0, 506.0),
        ];
        assert_eq!(put(&all_around.map(|(x, y)| at(x, y))), None);
    }
}

/// Villages as thick as they lie on the map, each with a name beside its dot.
fn villages() -> Vec<Label> {
    let mut seed = 11_u32;
    let mut next = || {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        f64::from(seed >> 8) / f64::from(1 << 24)
    };
    let village = |index: usize, x: f64, y: f64| Label {
        alternatives: beside(
            World {
                x: 0.5 + (x - 0.5) * 0.3,
                y: 0.5 + (y - 0.5) * 0.3,
            },
            3.0,
        ),
        beside: true,
        rank: 100 + index as u32 % 7,
        ..label(&format!("village {index}"), 0.0, 0.0)
    };
    let mut villages: Vec<Label> = (0..400)
        .map(|index| village(index, next(), next()))
        .collect();
    villages.sort_by_key(|village| village.rank);
    villages
}

/// How often, while the map is panned and zoomed by small steps, a name jumps to another side of its dot, how
/// often one goes that comes back within ten steps, and how many appear or vanish well inside the view.
fn unrest(remembers: bool) -> (usize, usize, usize) {
    let villages = villages();
    let mut before: Vec<Placed> = Vec::new();
    let mut jumps = 0;
    let mut flickers = 0;
    let mut changes = 0;
    let is_inside = |of: &Placed| {
        let within = |at: f32| (100.0..900.0).contains(&at);
        within(of.at.x) && within(of.at.y)
    };
    let mut gone: HashMap<String, i32> = HashMap::new();
    for step in 0..240_i32 {
        // Back and forth, as a hand moves a map, and a little nearer and further.
        let sway = f64::from(step) / 12.0;
        let view = View {
            camera: Camera {
                center: Coord {
                    x: 3.0 * sway.sin(),
                    y: 1.5 * (sway * 0.7).sin(),
                },
                zoom: 5.0 + 0.1 * (sway * 1.3).sin(),
            },
            ..view()
        };
        let kept = if remembers { before.as_slice() } else { &[] };
        let size = Coord { x: 70.0, y: 18.0 };
        let placed = place_again(villages.iter(), &view, kept, (&[], &[]), |_| size);
        for one in &placed {
            if let Some(earlier) = before.iter().find(|other| other.text == one.text) {
                jumps += usize::from(earlier.stands != one.stands);
                continue;
            }
            changes += usize::from(is_inside(one) && step > 0);
            if gone.get(&one.text).is_some_and(|since| step - since <= 10) {
                flickers += 1;
            }
        }
        for earlier in &before {
            if !placed.iter().any(|one| one.text == earlier.text) {
                changes += usize::from(is_inside(earlier));
                gone.insert(earlier.text.clone(), step);
            }
        }
        before = placed;
    }
    (jumps, flickers, changes)
}

#[test]
fn names_stay_where_they_are_while_the_map_is_moved_by_small_steps() {
    let (jumps, flickers, changes) = unrest(true);
    let without = unrest(false);
    assert!(without.0 >= 20, "names would jump: {without:?}");
    assert!(jumps * 2 <= without.0, "{jumps} of {without:?}");
    assert!(flickers * 2 <= without.1, "{flickers} of {without:?}");
    // In 240 steps hardly any name appears or vanishes but at the edges of the view.
    assert!(changes <= 2, "{changes} of {without:?}");
}
