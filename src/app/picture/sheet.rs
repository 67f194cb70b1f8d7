//! A sheet of small maps: one a reporter, a month, a district or a view, all of one scale.

use std::sync::Arc;

use super::{Data, MapExtent, PictureSpec, Ready, words};
use crate::{
    app::query::Usage,
    model::{Budget, PlaceRef, Window, budget::Stopped},
    query::Direction,
    render::svg::{Drawing, Each, Fonts, Picture, sheet},
    scene::{Camera, OverviewMode, Palette, View, legend, overview},
    session::{Command, Selection, Session},
    view::{Action, SmallMap, describe},
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
    let parts = parts(data, &whole, each)?;
    match parts.len() {
        0 => return Err(Usage(picture::nothing_for_a_sheet().to_owned()).into()),
        all if all > MOST_MAPS => {
            return Err(Usage(picture::too_many_maps(all, MOST_MAPS)).into());
        }
        _ => {}
    }
    whole.page.sources.clear();
    let as_asked = whole.page.size;
    let grow = |whole: &mut Ready, maps: usize| {
        whole.page.size = as_asked;
        if let Some(least) = whole.spec.least_map {
            sheet::grow(&mut whole.page, maps, least);
        }
        whole.spec.size = whole.page.size;
    };
    grow(&mut whole, parts.len());
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
    let mut maps: Vec<Small<'_>> = Vec::new();
    for part in parts {
        budget.still_wanted()?;
        maps.push(Small {
            caption: part.caption,
            data: part.data,
            ready: Ready::new(part.data, part.spec),
            goes_to: part.goes_to,
        });
    }
    // All of one kind, and of one scale.
    let is_overview = maps
        .iter()
        .zip(sizes.clone())
        .any(|(map, size)| seen(&map.ready, size));
    spec.session.overview.mode = match is_overview {
        true => OverviewMode::Always,
        false => OverviewMode::Never,
    };
    let steps = maps
        .iter()
        .map(|map| map.ready.derived.scene.overview.steps);
    let steps = steps.max().unwrap_or_default();
    for map in &mut maps {
        map.ready.show_overview(map.data, is_overview, steps);
    }
    whole.show_overview(data, is_overview, steps);
    let legends = maps.iter().map(|map| &map.ready);
    let legends = legends.map(|map| (map.page.legend.as_slice(), map.scene()));
    whole.page.legend = legend::of_maps(std::mem::take(&mut whole.page.legend), legends);
    if each == Each::View {
        let views = maps.iter().map(|map| (map.caption.as_str(), &map.ready));
        words::of_views(&mut whole.page, data, &views.collect::<Vec<_>>());
    }
    whole.page.sources.clear();
    grow(&mut whole, maps.len());
    let palette = Palette::of(whole.spec.theme);
    let places = sheet::places(&whole.page, maps.len());
    let cameras = maps.iter().zip(&places);
    let cameras = cameras.map(|(map, place)| map.ready.camera_for(data.atlas, place.size));
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
    let cells = cells.map(|((map, place), camera)| {
        budget.still_wanted()?;
        let view = View {
            camera,
            size: place.size,
        };
        Ok(sheet::Cell {
            picture: map.ready.picture(map.data, &palette, &view),
            camera,
            caption: map.caption.clone(),
        })
    });
    let cells = cells.collect::<Result<Vec<sheet::Cell<'_>>, Stopped>>()?;
    let view = whole.view(data.atlas);
    let of_whole: Picture<'_> = whole.picture(data, &palette, &view);
    let drawing = sheet::draw(&of_whole, &whole.page, &cells, data.basemap, fonts)?;
    drop(cells);
    let placed = maps.into_iter().zip(places);
    let placed = placed.map(|(map, place)| SmallMap {
        caption: map.caption,
        corner: place.corner,
        size: place.size,
        goes_to: map.goes_to,
    });
    whole.small_maps = placed.collect();
    whole.legend = sheet::legend(&whole.page);
    Ok((whole, drawing))
}

/// A small map: what it is called, what it is made from, what it shows, and what a click on it asks for.
struct Small<'a> {
    caption: String,
    data: Data<'a>,
    ready: Ready,
    goes_to: Vec<Action>,
}

/// What a small map is of.
struct Part<'a> {
    caption: String,
    data: Data<'a>,
    spec: PictureSpec,
    goes_to: Vec<Action>,
}

/// What the small maps are of.
///
/// # Errors
///
/// Where two views are asked for and there is one.
fn parts<'a>(data: Data<'a>, whole: &Ready, each: Each) -> Result<Vec<Part<'a>>, Usage> {
    let (atlas, spec) = (data.atlas, &whole.spec);
    let language = spec.session.language;
    let parts: Vec<(String, PictureSpec, Vec<Action>)> = match each {
        Each::View => {
            let views = spec.session.views();
            let views = views.ok_or_else(|| Usage(picture::one_view().to_owned()))?;
            let part = |(session, is_own): (Session, bool)| {
                let data = if is_own { data } else { data.of_other() };
                let filters = describe::filters(data.atlas, &session.filters);
                let caption = words::view(&session, &filters);
                let swap = Action::Do(Command::SwapViews);
                Part {
                    caption,
                    data,
                    spec: PictureSpec {
                        session,
                        ..spec.clone()
                    },
                    goes_to: (!is_own).then_some(swap).into_iter().collect(),
                }
            };
            return Ok(views.map(part).into());
        }
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
                let filters = Command::SetFilters(part.session.filters.clone());
                (reporter.short.clone(), part, vec![Action::Do(filters)])
            };
            speaking.map(part).collect()
        }
        Each::Month => months(spec.session.window)
            .into_iter()
            .map(|window| {
                let mut part = spec.clone();
                part.session.window = window;
                let go = Action::Do(Command::SetWindow(window));
                (units::window(window), part, vec![go])
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
                let selection = Selection::Region(region.key.clone());
                let select = Action::Do(Command::Select(Some(selection)));
                let goes_to = vec![select, Action::ShowArea(region.bounds)];
                (region.names.title(language), part, goes_to)
            };
            regions.map(part).collect()
        }
    };
    let with_data = |(caption, spec, goes_to)| Part {
        caption,
        data,
        spec,
        goes_to,
    };
    Ok(parts.into_iter().map(with_data).collect())
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
