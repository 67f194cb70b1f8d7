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

impl Placed {
    fn room(&self) -> Room {
        Room {
            middle: self.middle,
            size: self.size,
        }
    }
}

/// Two labels that say the same closer than this are one.
const REPEAT_PX: f32 = 60.0;

/// A box on the screen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Room {
    pub middle: Px,
    pub size: Px,
}

impl Room {
    fn overlaps(self, other: Self) -> bool {
        let apart = self.middle - other.middle;
        let reach = self.size + other.size;
        apart.x.abs() * 2.0 < reach.x && apart.y.abs() * 2.0 < reach.y
    }

    fn lies_in(self, view: &View) -> bool {
        let half = self.size / 2.0;
        let (low, high) = (self.middle - half, self.middle + half);
        low.x >= 0.0 && low.y >= 0.0 && high.x <= view.size.x && high.y <= view.size.y
    }
}

/// Finds room for labels, in the order given, so that none covers another or what is taken
/// already, and none is cut off by the edge of the view.
///
/// `measure` tells how much room a label takes, margin included.
pub fn place<'a>(
    labels: impl Iterator<Item = &'a Label>,
    view: &View,
    taken: &[Room],
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
        let is_free = |room: Room| {
            room.lies_in(view)
                && !taken.iter().any(|taken| room.overlaps(*taken))
                && !placed.iter().any(|other| room.overlaps(other.room()))
        };
        let mut middles = label.alternatives.iter().map(|anchor| anchor.px(view));
        let free = middles.find(|middle| {
            is_free(Room {
                middle: *middle,
                size,
            })
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
            let placed = place(labels.iter(), &view(), &[taken], |_| size);
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
        let placed = place(labels.iter(), &view(), &[], |_| size);
        assert_eq!(placed.len(), 1);
        assert_eq!(placed[0].text, "a");
    }

    #[test]
    fn a_name_is_not_written_twice_side_by_side_nor_before_its_zoom() {
        let size = Coord { x: 10.0, y: 10.0 };
        let near = [label("Zod", 0.0, 0.0), label("Zod", 30.0, 0.0)];
        assert_eq!(place(near.iter(), &view(), &[], |_| size).len(), 1);
        let mut late = label("Zod", 0.0, 0.0);
        late.min_zoom = 6.0;
        assert!(place([late].iter(), &view(), &[], |_| size).is_empty());
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
        let placed = place(labels.iter(), &view(), &[], |_| size);
        assert_eq!(placed[1].middle.x, 520.0);
    }
}
