//! The locator of a printed sheet: where the map lies in the wider land.

use super::{Picture, frame, labels, land::Land, page::Place, pen::Pen};
use crate::{
    model::geo::Coord,
    render::tiles::TilesError,
    scene::{Camera, Layer, LayerKind, Layers, Px, Scene, View, camera::to_lon_lat, style::Stroke},
};

/// The middle of the locator, and how wide it is, in degrees: what the basemap covers of the South
/// Caucasus.
const CENTER: (f64, f64) = (47.25, 40.15);
const WIDTH_DEG: f64 = 6.4;

/// Draws the locator with the frame of the map's view on it.
pub fn draw(
    pen: &mut Pen,
    picture: &Picture<'_>,
    of: &View,
    place: Place,
    land: &Land,
) -> Result<(), TilesError> {
    let (x, y) = CENTER;
    let world_px = f64::from(place.size.x) * 360.0 / WIDTH_DEG;
    let view = View {
        camera: Camera {
            center: Coord { x, y },
            zoom: (world_px / 256.0).log2(),
        },
        size: place.size,
    };
    frame::open_map(pen, "inset", place);
    frame::map_paper(pen, place, picture.palette);
    let mut layers = Layers::default();
    layers.set(
        LayerKind::Relief,
        Layer {
            on: false,
            opacity: 0.0,
        },
    );
    land.draw(pen, &view, &layers, picture.palette)?;
    let nothing = Scene::default();
    let names = Picture {
        scene: &nothing,
        layers: &layers,
        ..picture.clone()
    };
    let placed = labels::place(&names, &land.labels(&view, picture.language)?, &view, &[]);
    labels::write(pen, &names, &placed);
    frame_of(pen, picture, of, &view);
    pen.close();
    frame::outline(pen, place, picture.palette);
    Ok(())
}

/// The frame of one view in another.
fn frame_of(pen: &mut Pen, picture: &Picture<'_>, of: &View, view: &View) {
    let at = |px| {
        let at = to_lon_lat(of.unproject(px));
        view.project(crate::scene::camera::to_world(at))
    };
    let low = at(Px { x: 0.0, y: 0.0 });
    let size = at(of.size) - low;
    let ink = picture.palette.selected;
    let line = Stroke {
        ink,
        width: 1.6,
        dash: &[],
    };
    pen.rect((low, size), 0.0, Some(ink.faded(0.08)), Some(line));
}
