//! A sheet of small maps: one a reporter, a month or a district, all of one scale.

use std::sync::Arc;

use super::{Data, MapExtent, PictureSpec, Ready};
use crate::{
    app::query::Usage,
    model::{Budget, PlaceRef, Window, budget::Stopped},
    query::Direction,
    render::svg::{Drawing, Each, Fonts, Picture, sheet},
    scene::{Camera, OverviewMode, Palette, View, overview},
    words::{picture, units},
};

/// More maps on a sheet could not be read.
const MOST_MAPS: usize = 24;

/// Draws a sheet, as long as it is wanted, and says what is around its maps.
///
/// # Errors
///
/// Where there is nothing to draw maps of, or too much, or the basemap is damaged, or the budget is
/// cancelled.
pub fn draw(
    data: Data<'_>,
    mut spec: PictureSpec,
    (each, fonts): (Each, Fonts),
    budget: &Budget,
) -> anyhow::Result<(Ready, Drawing)> {
    // What stands for nobody in the whole would stand for somebody in a part.
    let mut whole = Ready::new(data, spec.clone());
    let parts = parts(data, &whole, each);
    match parts.len() {
        0 => return Err(Usage(picture::nothing_for_a_sheet().to_owned()).into()),
        all if all > MOST_MAPS => {
            return Err(Usage(picture::too_many_maps(all, MOST_MAPS)).into());
        }
        _ => {}
    }
    whole.page.sources.clear();
    let places = sheet::places(&whole.page, parts.len());
    let sizes = places.iter().map(|place| place.size);
    let seen = |ready: &Ready, size| {
        let view = View {
            camera: ready.camera_for(data.atlas, size),
            size,
        };
        overview::is_on(
            &ready.derived.scene,
            &ready.spec.session.layers,
            &view,
            overview::Before::default(),
        )
    };
    let mut maps: Vec<(String, Ready)> = Vec::new();
    for (caption, part) in parts {
        budget.still_wanted()?;
        maps.push((caption, Ready::new(data, part)));
    }
    // All of one kind, and of one scale.
    let is_overview = maps
        .iter()
        .zip(sizes.clone())
        .any(|((_, ready), size)| seen(ready, size));
    spec.session.overview.mode = match is_overview {
        true => OverviewMode::Always,
        false => OverviewMode::Never,
    };
    let steps = maps
        .iter()
        .map(|(_, ready)| ready.derived.scene.overview.steps);
    let steps = steps.max().unwrap_or_default();
    for ready in maps.iter_mut().map(|(_, ready)| ready).chain([&mut whole]) {
        ready.show_overview(data, is_overview, steps);
    }
    whole.page.sources.clear();
    let palette = Palette::of(whole.spec.theme);
    let places = sheet::places(&whole.page, maps.len());
    let cameras = maps.iter().zip(&places);
    let cameras = cameras.map(|((_, ready), place)| ready.camera_for(data.atlas, place.size));
    let mut cameras: Vec<Camera> = cameras.collect();
    // That of the widest.
    let zoom = cameras
        .iter()
        .map(|camera| camera.zoom)
        .fold(f64::INFINITY, f64::min);
    for camera in &mut cameras {
        camera.zoom = zoom;
    }
    let cells = maps.iter().zip(&places).zip(cameras);
    let cells = cells.map(|(((caption, ready), place), camera)| {
        budget.still_wanted()?;
        let view = View {
            camera,
            size: place.size,
        };
        Ok(sheet::Cell {
            picture: ready.picture(data, &palette, &view),
            camera,
            caption: caption.clone(),
        })
    });
    let cells = cells.collect::<Result<Vec<sheet::Cell<'_>>, Stopped>>()?;
    let view = whole.view(data.atlas);
    let of_whole: Picture<'_> = whole.picture(data, &palette, &view);
    let drawing = sheet::draw(&of_whole, &whole.page, &cells, data.basemap, fonts)?;
    drop(cells);
    Ok((whole, drawing))
}

/// What the small maps are of: a caption, and what is drawn.
fn parts(data: Data<'_>, whole: &Ready, each: Each) -> Vec<(String, PictureSpec)> {
    let (atlas, spec) = (data.atlas, &whole.spec);
    let language = spec.session.language;
    match each {
        Each::Reporter => {
            let shown = &whole.derived.answer.shown_by_reporter;
            let reporters = atlas.listed_reporters();
            let speaking = reporters.filter(|(id, _)| {
                use crate::model::Id as _;
                shown[id.index()] > 0
            });
            let part = |(id, reporter): (_, &crate::model::Reporter)| {
                let mut part = spec.clone();
                let others = atlas.reporters().iter().filter(|(other, _)| *other != id);
                let others = others.map(|(_, other)| Arc::clone(&other.key));
                part.session.filters.hidden_reporters = others.collect();
                (reporter.short.clone(), part)
            };
            speaking.map(part).collect()
        }
        Each::Month => months(spec.session.window)
            .into_iter()
            .map(|window| {
                let mut part = spec.clone();
                part.session.window = window;
                (units::window(window), part)
            })
            .collect(),
        Each::Region => {
            let tallies = &whole.derived.answer.tallies;
            let spots = tallies.spots(Direction::Target);
            let regions = spots.filter_map(|spot| match spot {
                PlaceRef::Region(id) if tallies.most_claims(Direction::Target, spot) > 0 => {
                    Some(id)
                }
                _ => None,
            });
            let part = |id| {
                let region = &atlas.regions()[id];
                let part = PictureSpec {
                    extent: MapExtent::Box(region.bounds, 12.0),
                    ..spec.clone()
                };
                (region.names.title(language), part)
            };
            regions.map(part).collect()
        }
    }
}

/// The months of a period, the first and the last as far as it reaches.
fn months(window: Window) -> Vec<Window> {
    let mut months = Vec::new();
    let mut first = window.first();
    while first <= window.last() && months.len() <= MOST_MAPS {
        let next = first.month().plus_months(1);
        months.push(Window::days(first, next.plus(-1).min(window.last())));
        first = next;
    }
    months
}
