//! Names of regions spread over their shapes: from near, where the place at which a region is named is out of
//! sight, its name stands where one is looking.

use super::{
    Camera, Px, View, World,
    compose::off_centre,
    label::{Label, LabelKind},
    marks::Painting,
    px, to_lon_lat,
};
use crate::model::RegionId;

/// From this zoom on a region is larger than a window.
const FROM_ZOOM: f64 = 10.0;

/// How far the places where names may stand lie apart at a whole zoom, in points. Each zoom keeps those of the
/// zooms before it, so that no name goes where one comes nearer.
const APART_PX: f64 = 160.0;

/// After all other names of regions and zones, before those of the base map.
const RANK: u32 = 90;

/// The names, besides those at the places where regions are named. None in an overview, which has numbers
/// at its names. `size` tells how much room a name takes.
pub fn spread(painting: &Painting<'_>, size: impl Fn(&Label) -> Px) -> Vec<Label> {
    let view = &painting.view;
    if view.camera.zoom < FROM_ZOOM || painting.overview.is_some() {
        return Vec::new();
    }
    let label_at = |(at, rank): (World, u32)| {
        let region = painting.atlas.region_at(to_lon_lat(at))?;
        let is_it = |label: &&Label| label.kind == LabelKind::Region(region);
        let own = painting.scene.labels.iter().find(is_it)?;
        let label = Label {
            text: own.text.clone(),
            alternatives: off_centre(at),
            beside: false,
            kind: own.kind,
            min_zoom: 0.0,
            rank,
            names_end: false,
            turn: 0.0,
        };
        lies_within(painting, region, (at, size(&label))).then_some(label)
    };
    places(view).filter_map(label_at).collect()
}

/// Whether a name lies within the shape of a region, by its corners.
fn lies_within(painting: &Painting<'_>, region: RegionId, (at, size): (World, Px)) -> bool {
    let view = &painting.view;
    let middle = view.project(at);
    let corners = [(-0.5, -0.5), (0.5, -0.5), (-0.5, 0.5), (0.5, 0.5)];
    corners.into_iter().all(|(x, y)| {
        let corner = view.unproject(middle + px(size.x * x, size.y * y));
        painting.atlas.regions()[region].contains(to_lon_lat(corner))
    })
}

/// Where names may stand within a view, and their ranks: the same places of the map, whatever else is in view.
fn places(view: &View) -> impl Iterator<Item = (World, u32)> {
    let whole = View {
        camera: Camera {
            zoom: view.camera.zoom.floor(),
            ..view.camera
        },
        ..*view
    };
    let apart = APART_PX / whole.scale();
    let (low, high) = (view.unproject(px(0.0, 0.0)), view.unproject(view.size));
    let steps =
        move |low: f64, high: f64| (low / apart).ceil() as i64..=(high / apart).floor() as i64;
    steps(low.y, high.y).flat_map(move |row| {
        steps(low.x, high.x).map(move |column| {
            let at = World {
                x: column as f64 * apart,
                y: row as f64 * apart,
            };
            // Those of the zoom before come first.
            let is_between = row % 2 != 0 || column % 2 != 0;
            (at, RANK + u32::from(is_between))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::geo::Coord;

    fn seen(zoom: f64, lon: f64) -> Vec<[i64; 2]> {
        let center = Coord { x: lon, y: 39.7 };
        let view = View {
            camera: Camera { center, zoom },
            size: px(1280.0, 800.0),
        };
        let key = |(at, _): (World, u32)| [at.x, at.y].map(|part| (part * 1e12).round() as i64);
        places(&view).map(key).collect()
    }

    #[test]
    fn places_stay_where_they_are_while_the_map_is_moved_and_comes_nearer() {
        for zoom in [10.0, 10.7, 11.0, 13.2, 15.9] {
            let here = seen(zoom, 46.5);
            assert!((6..=60).contains(&here.len()), "{zoom}: {}", here.len());
            // A hundredth of the view to the east: at most one column goes.
            let width = 360.0 * 1280.0 / (256.0 * zoom.exp2());
            let beside = seen(zoom, 46.5 + width / 100.0);
            let kept = here.iter().filter(|at| beside.contains(at)).count();
            assert!(kept + 6 >= here.len(), "{zoom}: {kept} of {}", here.len());
        }
        let near = seen(12.0, 46.5);
        let far = seen(11.0, 46.5);
        let [left, right] = [0, 1].map(|end| {
            let columns = near.iter().map(|at| at[0]);
            if end == 0 {
                columns.min()
            } else {
                columns.max()
            }
        });
        let [top, foot] = [0, 1].map(|end| {
            let rows = near.iter().map(|at| at[1]);
            if end == 0 { rows.min() } else { rows.max() }
        });
        let within = far.iter().filter(|at| {
            (left..=right).contains(&Some(at[0])) && (top..=foot).contains(&Some(at[1]))
        });
        let within: Vec<_> = within.collect();
        assert!(!within.is_empty());
        assert!(within.into_iter().all(|at| near.contains(at)));
    }
}
