//! The locator of a printed sheet, or on the map where that is wanted: where the map lies in the wider land.

use super::{
    Picture, frame, mark_writer, page::Place, page_basemap::PageBasemap, writer::SvgWriter,
};
use crate::{
    render::tiles::TilesError,
    scene::{
        Label, LabelKind, Layer, LayerKind, Layers, Px, Scene, View,
        curve::Anchor,
        layers::locator,
        marks::{self, Painting},
    },
};

/// Draws the locator with the frame of the map's view on it.
pub fn draw(
    out: &mut SvgWriter,
    picture: &Picture<'_>,
    of: &View,
    place: Place,
    basemap: &PageBasemap,
) -> Result<(), TilesError> {
    let view = locator::view(place.size);
    frame::open_map(out, "inset", place);
    frame::map_paper(out, place, picture.palette, true);
    let mut layers = Layers::default();
    layers.set(
        LayerKind::Relief,
        Layer {
            on: false,
            opacity: 0.0,
        },
    );
    basemap.draw(out, &view, &layers, picture.palette)?;
    let nothing = Scene::default();
    let towns_alone = Picture {
        scene: &nothing,
        layers: &layers,
        ..picture.clone()
    };
    let towns = basemap.labels(&view, picture.language)?;
    let towns: Vec<Label> = towns.into_iter().filter_map(beside_its_dot).collect();
    let painting = towns_alone.painting(&view, &[]);
    let placed = marks::place(&painting, &towns, &[]);
    for town in &towns {
        let written = placed.iter().any(|label| label.text == town.text);
        if let Some(dot) = town.alternatives.first().filter(|_| written) {
            let at = view.project(dot.at);
            out.circle(at, 2.0, picture.palette.place_name);
        }
    }
    let painting = Painting {
        placed: &placed,
        ..painting
    };
    let mut names = Vec::new();
    marks::written(&painting, &mut names);
    mark_writer::write(out, picture.atlas, &view, &names);
    let frame = locator::frame_of(of, &view, picture.palette);
    mark_writer::write(out, picture.atlas, &view, &[frame]);
    out.close();
    frame::outline(out, place, picture.palette);
    Ok(())
}

/// The name of a town beside a dot, on whichever side there is room: there is little of it.
fn beside_its_dot(label: Label) -> Option<Label> {
    const GAP_PX: f32 = 2.0;
    if matches!(
        label.kind,
        LabelKind::Water | LabelKind::River | LabelKind::Terrain { .. }
    ) {
        return None;
    }
    let on = label.alternatives.first()?.at;
    let anchor = |x| Anchor {
        at: on,
        offset: Px { x, y: 0.0 },
    };
    Some(Label {
        alternatives: vec![anchor(GAP_PX), anchor(-GAP_PX)],
        beside: true,
        ..label
    })
}
