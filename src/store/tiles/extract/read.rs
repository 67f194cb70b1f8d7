//! From the blocks of an extract to what is drawn, in three rounds.

use std::{ops::Range, path::Path};

use osmpbf::{Element, RelMemberType, Relation, Way};

use super::{
    ExtractError,
    blocks::{Blocks, Has},
    borders::Borders,
    features::{Features, Ring, Shape},
    points::{At, Points, project},
    rings,
    tags::{Said, Sort, Tags},
};
use crate::model::{Budget, geo::Rect};

/// What a point of a way takes in memory at most, in bytes: its id twice, its position twice.
const POINT_BYTES: u64 = 32;
/// What a way, a relation or a single point takes beside its points.
const THING_BYTES: u64 = 160;

/// A relation that is an area.
struct Area {
    sort: Sort,
    said: Said,
    /// Ways, and whether they are cut out.
    members: Vec<(i64, bool)>,
}

/// A way that is drawn, or that an area is made of.
struct Line {
    id: i64,
    sort: Option<Sort>,
    said: Said,
    is_area: bool,
    refs: Range<usize>,
}

/// Reads all that is drawn, within a box in degrees where there is one.
pub fn features(
    path: &Path,
    bbox: Option<Rect>,
    budget: &Budget,
) -> Result<Features, ExtractError> {
    let mut blocks = Blocks::open(path)?;
    let size = blocks.size();
    // Writing takes about as long as reading.
    budget.expect(size * 4);
    let within = bbox.and_then(Box::of);
    let mut features = Features {
        size,
        ..Features::default()
    };

    let mut has: Vec<Has> = Vec::new();
    let mut areas: Vec<Area> = Vec::new();
    let mut borders = Borders::default();
    blocks.each(
        budget,
        0,
        |_| true,
        |number, block| {
            has.resize(number + 1, Has::default());
            has[number] = Blocks::holds(block);
            each(block, |element| {
                budget.step(1)?;
                match element {
                    Element::Node(node) => {
                        let tags = Tags(node.tags().collect());
                        let at = [node.nano_lon(), node.nano_lat()];
                        take_spot(&mut features, within, &tags, at, budget)
                    }
                    Element::DenseNode(node) => {
                        let tags = Tags(node.tags().collect());
                        let at = [node.nano_lon(), node.nano_lat()];
                        take_spot(&mut features, within, &tags, at, budget)
                    }
                    Element::Relation(relation) => {
                        borders.add(&relation, budget)?;
                        let Some(area) = area_of(&relation) else {
                            return Ok(());
                        };
                        take_room(budget, &area.said, area.members.len() as u64 * 32)?;
                        areas.push(area);
                        Ok(())
                    }
                    Element::Way(_) => Ok(()),
                }
            })
        },
    )?;
    let members = areas.iter().flat_map(|area| &area.members);
    let mut members: Vec<i64> = members.map(|(id, _)| *id).collect();
    members.sort_unstable();
    members.dedup();

    let mut lines: Vec<Line> = Vec::new();
    let mut refs: Vec<i64> = Vec::new();
    let wants = |number: usize| has.get(number).is_none_or(|has| has.ways);
    blocks.each(budget, size, wants, |_, block| {
        each(block, |element| {
            let Element::Way(way) = element else {
                return Ok(());
            };
            budget.step(1)?;
            let from = refs.len();
            // A way is often a river or a road, and a border as well.
            let own = line_of(&way, &members, &borders);
            if own.iter().any(Option::is_some) {
                refs.extend(way.refs());
            }
            for mut line in own.into_iter().flatten() {
                line.refs = from..refs.len();
                take_room(budget, &line.said, line.refs.len() as u64 * POINT_BYTES)?;
                lines.push(line);
            }
            Ok(())
        })
    })?;
    drop((members, borders));

    let mut points = Points::of(refs.clone(), budget)?;
    let wants = |number: usize| has.get(number).is_none_or(|has| has.nodes);
    let mut nowhere = 0;
    blocks.each(budget, size * 2, wants, |_, block| {
        each(block, |element| {
            let (id, at) = match element {
                Element::Node(node) => (node.id(), [node.nano_lon(), node.nano_lat()]),
                Element::DenseNode(node) => (node.id(), [node.nano_lon(), node.nano_lat()]),
                _ => return Ok(()),
            };
            budget.step(1)?;
            match project(at) {
                Some(at) => points.put(id, at),
                None => nowhere += 1,
            }
            Ok(())
        })
    })?;
    features.made.nowhere = nowhere;
    lines.sort_by_key(|line| line.id);
    let sources = Sources {
        refs: &refs,
        points: &points,
        within,
    };
    for area in areas {
        sources.add_area(&mut features, area, &lines, budget)?;
    }
    for line in lines {
        budget.step(line.refs.len() as u64)?;
        sources.add_line(&mut features, line);
    }
    match features.all.is_empty() {
        true => Err(ExtractError::Nothing),
        false => Ok(features),
    }
}

/// Hands on what is in a block until that fails.
fn each(
    block: &osmpbf::PrimitiveBlock,
    mut take: impl FnMut(Element<'_>) -> Result<(), ExtractError>,
) -> Result<(), ExtractError> {
    let mut done = Ok(());
    block.for_each_element(|element| {
        if done.is_ok() {
            done = take(element);
        }
    });
    done
}

fn take_room(budget: &Budget, said: &Said, more: u64) -> Result<(), ExtractError> {
    let text: usize = said.iter().map(|(_, text)| text.len() + 48).sum();
    budget.take_bytes(THING_BYTES + text as u64 + more)?;
    Ok(())
}

fn take_spot(
    features: &mut Features,
    within: Option<Box>,
    tags: &Tags<'_>,
    at: [i64; 2],
    budget: &Budget,
) -> Result<(), ExtractError> {
    if tags.0.is_empty() {
        return Ok(());
    }
    let Some(sort) = tags.spot() else {
        return Ok(());
    };
    let said = tags.said(sort);
    let at = project(at).filter(|at| within.is_none_or(|within| within.holds(*at, *at)));
    if let (Some(at), false) = (at, said.is_empty()) {
        take_room(budget, &said, 0)?;
        features.add(sort, said, Shape::Spot(at));
    }
    Ok(())
}

fn area_of(relation: &Relation<'_>) -> Option<Area> {
    let tags = Tags(relation.tags().collect());
    if tags.get("type") != "multipolygon" {
        return None;
    }
    let sort = tags.area()?;
    let ways = relation
        .members()
        .filter(|member| member.member_type == RelMemberType::Way);
    let members = ways.map(|way| (way.member_id, way.role().is_ok_and(|role| role == "inner")));
    Some(Area {
        sort,
        said: tags.said(sort),
        members: members.collect(),
    })
}

/// What a way is by itself or for an area, and which border it is.
fn line_of(way: &Way<'_>, members: &[i64], borders: &Borders) -> [Option<Line>; 2] {
    let tags = Tags(way.tags().collect());
    let border = borders.of(way.id(), &tags).map(|sort| Line {
        id: way.id(),
        said: Said::new(),
        is_area: false,
        sort: Some(sort),
        refs: 0..0,
    });
    [itself(way, &tags, members), border]
}

fn itself(way: &Way<'_>, tags: &Tags<'_>, members: &[i64]) -> Option<Line> {
    let (mut refs, count) = (way.refs(), way.refs().len());
    let is_closed = count >= 4 && refs.next() == refs.last();
    let area = tags.area().filter(|_| is_closed);
    let sort = area.or_else(|| tags.line());
    if sort.is_none() && members.binary_search(&way.id()).is_err() {
        return None;
    }
    Some(Line {
        id: way.id(),
        said: sort.map(|sort| tags.said(sort)).unwrap_or_default(),
        is_area: area.is_some(),
        sort,
        refs: 0..0,
    })
}

/// A box on the map.
#[derive(Clone, Copy)]
struct Box {
    low: At,
    high: At,
}

impl Box {
    fn of(bbox: Rect) -> Option<Self> {
        let nano = |degrees: f64| (degrees * 1e9) as i64;
        let (min, max) = (bbox.min(), bbox.max());
        // South is the greater on the map.
        let low = project([nano(min.x), nano(max.y)])?;
        let high = project([nano(max.x), nano(min.y)])?;
        Some(Self { low, high })
    }

    /// Whether it has part of another box.
    fn holds(&self, low: At, high: At) -> bool {
        [0, 1]
            .iter()
            .all(|axis| low[*axis] <= self.high[*axis] && high[*axis] >= self.low[*axis])
    }
}

/// What shapes are made of.
struct Sources<'s> {
    refs: &'s [i64],
    points: &'s Points,
    within: Option<Box>,
}

impl Sources<'_> {
    /// Takes a shape in where it is within the box.
    fn add(&self, features: &mut Features, sort: Sort, said: Said, shape: Shape, from: usize) {
        let own = features.points.get(from..).unwrap_or_default();
        let (mut low, mut high) = ([u32::MAX; 2], [0; 2]);
        for at in own {
            for axis in [0, 1] {
                low[axis] = low[axis].min(at[axis]);
                high[axis] = high[axis].max(at[axis]);
            }
        }
        if own.is_empty() || self.within.is_some_and(|within| !within.holds(low, high)) {
            features.points.truncate(from);
            return;
        }
        features.add(sort, said, shape);
    }

    fn add_line(&self, features: &mut Features, line: Line) {
        let Some(sort) = line.sort else {
            return;
        };
        let refs = &self.refs[line.refs];
        let from = features.points.len();
        if line.is_area {
            let Some(points) = self.ring(features, refs) else {
                features.made.gaps += 1;
                return;
            };
            let ring = Ring {
                points,
                is_inner: false,
            };
            return self.add(features, sort, line.said, Shape::Area(vec![ring]), from);
        }
        // Nothing is drawn across points that are not known.
        let mut pieces = Vec::new();
        let mut begun = from;
        let mut has_gap = false;
        for id in refs {
            match self.points.get(*id) {
                Some(at) => features.points.push(at),
                None => {
                    has_gap = true;
                    end_piece(&mut features.points, &mut begun, &mut pieces);
                }
            }
        }
        end_piece(&mut features.points, &mut begun, &mut pieces);
        features.made.gaps += usize::from(has_gap);
        self.add(features, sort, line.said, Shape::Line(pieces), from);
    }

    /// The positions of a ring, where all are known.
    fn ring(&self, features: &mut Features, refs: &[i64]) -> Option<Range<usize>> {
        let from = features.points.len();
        for id in refs {
            let Some(at) = self.points.get(*id) else {
                features.points.truncate(from);
                return None;
            };
            features.points.push(at);
        }
        Some(from..features.points.len())
    }

    /// An area of several rings. `lines` are in the order of their ids.
    fn add_area(
        &self,
        features: &mut Features,
        area: Area,
        lines: &[Line],
        budget: &Budget,
    ) -> Result<(), ExtractError> {
        let mut is_open = false;
        let mut found: [Vec<Range<usize>>; 2] = [Vec::new(), Vec::new()];
        let from = features.points.len();
        for is_inner in [false, true] {
            let members = area.members.iter().filter(|(_, inner)| *inner == is_inner);
            let mut parts: Vec<&[i64]> = Vec::new();
            for (id, _) in members {
                match lines.binary_search_by_key(id, |line| line.id) {
                    Ok(at) => parts.push(&self.refs[lines[at].refs.clone()]),
                    Err(_) => is_open = true,
                }
            }
            let count: usize = parts.iter().map(|part| part.len()).sum();
            budget.take_bytes(count as u64 * 16)?;
            let (rings, open) = rings::closed(&parts);
            is_open |= open;
            for ring in rings {
                match self.ring(features, &ring) {
                    Some(points) => found[usize::from(is_inner)].push(points),
                    None => is_open = true,
                }
            }
        }
        let [outer, inner] = found;
        let (rings, apart) = rings::nested(&features.points, outer, inner, budget)?;
        features.made.open_areas += usize::from(is_open || apart);
        if rings.is_empty() {
            features.points.truncate(from);
            return Ok(());
        }
        self.add(features, area.sort, area.said, Shape::Area(rings), from);
        Ok(())
    }
}

/// Ends a piece of a line where it has two positions.
fn end_piece(points: &mut Vec<At>, begun: &mut usize, pieces: &mut Vec<Range<usize>>) {
    match points.len() - *begun >= 2 {
        true => pieces.push(*begun..points.len()),
        false => points.truncate(*begun),
    }
    *begun = points.len();
}
