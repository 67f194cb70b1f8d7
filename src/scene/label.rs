//! Labels: what wants to be written, and what of it finds room.

use super::camera::{Px, View};
use super::curve::{Anchor, distance};
use crate::model::{RegionId, SettlementId, ZoneId};

/// What a label names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LabelKind {
    /// The number at the joint of a bundle, by the bundle's place in the scene.
    Figure(usize),
    Region(RegionId),
    Settlement(SettlementId),
    Zone(ZoneId),
    /// A place of the basemap; the lower the rank the larger.
    Place {
        rank: u8,
    },
    Water,
}

/// Something that wants to be written.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// Lines are separated by a line feed.
    pub text: String,
    /// Where its middle may lie, the best first.
    pub alternatives: Vec<Anchor>,
    pub kind: LabelKind,
    /// Not written when the camera is further out.
    pub min_zoom: f64,
    /// Lower ones find room first.
    pub rank: u32,
}

/// A label that found room.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    pub text: String,
    pub kind: LabelKind,
    pub middle: Px,
    pub size: Px,
}

/// Two labels that say the same closer than this are one.
const REPEAT_PX: f32 = 60.0;

/// Finds room for labels, in the order given, so that none covers another.
///
/// `measure` tells how much room a label takes, margin included.
pub fn place<'a>(
    labels: impl Iterator<Item = &'a Label>,
    view: &View,
    mut measure: impl FnMut(&Label) -> Px,
) -> Vec<Placed> {
    let mut placed: Vec<Placed> = Vec::new();
    for label in labels {
        if view.camera.zoom < label.min_zoom {
            continue;
        }
        let Some(first) = label.alternatives.first().map(|anchor| anchor.px(view)) else {
            continue;
        };
        if !view.sees(first, 80.0) || repeats(&placed, label, first) {
            continue;
        }
        let size = measure(label);
        let free = label
            .alternatives
            .iter()
            .map(|anchor| anchor.px(view))
            .find(|middle| {
                placed
                    .iter()
                    .all(|other| !overlap(*middle, size, other.middle, other.size))
            });
        if let Some(middle) = free {
            placed.push(Placed {
                text: label.text.clone(),
                kind: label.kind,
                middle,
                size,
            });
        }
    }
    placed
}

fn repeats(placed: &[Placed], label: &Label, at: Px) -> bool {
    let is_figure = matches!(label.kind, LabelKind::Figure(_));
    !is_figure
        && placed
            .iter()
            .any(|other| other.text == label.text && distance(other.middle, at) < REPEAT_PX)
}

fn overlap(a: Px, a_size: Px, b: Px, b_size: Px) -> bool {
    (a.x - b.x).abs() * 2.0 < a_size.x + b_size.x && (a.y - b.y).abs() * 2.0 < a_size.y + b_size.y
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        model::geo::Coord,
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
        }
    }

    proptest! {
        #[test]
        fn no_label_covers_another_and_the_first_always_finds_room(
            at in proptest::collection::vec((-400.0f32..400.0, -400.0f32..400.0), 1..40),
        ) {
            let labels: Vec<Label> = at
                .iter()
                .enumerate()
                .map(|(index, (x, y))| label(&index.to_string(), *x, *y))
                .collect();
            let size = Coord { x: 60.0, y: 20.0 };
            let placed = place(labels.iter(), &view(), |_| size);
            prop_assert_eq!(&placed[0].text, "0");
            for (index, one) in placed.iter().enumerate() {
                for other in &placed[..index] {
                    prop_assert!(!overlap(one.middle, size, other.middle, size));
                }
            }
        }
    }

    #[test]
    fn a_name_is_not_written_twice_side_by_side_nor_before_its_zoom() {
        let size = Coord { x: 10.0, y: 10.0 };
        let near = [label("Zod", 0.0, 0.0), label("Zod", 30.0, 0.0)];
        assert_eq!(place(near.iter(), &view(), |_| size).len(), 1);
        let mut late = label("Zod", 0.0, 0.0);
        late.min_zoom = 6.0;
        assert!(place([late].iter(), &view(), |_| size).is_empty());
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
        let placed = place(labels.iter(), &view(), |_| size);
        assert_eq!(placed[1].middle.x, 520.0);
    }
}
