//! Where a row lies: the places it names and the positions beside them.

use std::borrow::Cow;

use super::{Dataset, Decoder, StatedEnd, sites};
use crate::{
    io::{
        events::{
            cells::Cell,
            position::{Position, is_on_earth},
            words::{YES_AND_NO, value},
        },
        notes::Notes,
    },
    model::{
        Field,
        geo::{Coord, LonLat},
    },
    words::notes::{positions, reading},
};

/// No two places lie farther apart, in kilometres.
const FARTHEST_KM: f64 = 20_040.0;

impl<'c> Decoder<'_, 'c, '_> {
    /// Origin, target, and where it happened.
    pub(super) fn ends(&mut self) -> [StatedEnd<'c>; 3] {
        let is_own = self.cells.is_own || self.defaults.is_own;
        if is_own && self.cells.names_a_place() {
            // What its positions say, its places say as well.
            return self.named_ends();
        }
        let precision_km = match (self.defaults.dataset, self.cells.shown(Field::PrecisionKm)) {
            (Dataset::Other, _) | (_, None) => self.number(Field::PrecisionKm),
            (dataset, Some(code)) => dataset.precision_km(&code),
        };
        let precision_km = precision_km.filter(|km| {
            let is_one = (0.0..=FARTHEST_KM).contains(km);
            if !is_one {
                let what = reading::no_accuracy(Field::PrecisionKm.name());
                self.doubt(Field::PrecisionKm, &km.to_string(), what);
            }
            is_one
        });
        let names = |field| self.cells.text(field).unwrap_or_default();
        let fields = [Field::Origins, Field::Targets, Field::Places];
        let [mut from, mut to, mut at] = fields.map(names);
        for cell in [from, to, at] {
            if sites::has_half_a_stretch(cell) {
                self.notes.doubt(cell, reading::half_a_stretch());
            }
        }
        let mut regions = [
            self.region_beside(Field::OriginInRegion, &mut from, &[]),
            self.region_beside(Field::TargetInRegion, &mut to, &[]),
            None,
        ];
        regions[2] = self.region_beside(Field::InRegion, &mut at, &[from, to]);
        if self.defaults.place_is_target && sites::names_any(from) && to.is_empty() {
            // What is said to be fired at from there.
            (to, at) = (at, "");
            regions.swap(1, 2);
        }
        let own_origin = self.position(Field::OriginLon, Field::OriginLat);
        let own_target = self.position(Field::TargetLon, Field::TargetLat);
        let own_place = self.position(Field::Lon, Field::Lat);
        let own_place = own_place.filter(|at| self.is_where_it_is_drawn(*at));
        let is_stated = sites::names_any(from)
            || sites::names_any(to)
            || own_origin.is_some()
            || own_target.is_some();
        let Drawn {
            at: drawn,
            path,
            further,
            km,
        } = self.without_direction(is_stated);
        let precision_km = precision_km.or(km);
        let place = own_place.or(drawn);
        let ends = path.map(|ends| ends.map(Some)).unwrap_or_default();
        let origin = own_origin.or(ends[0]);
        // Two pairs are an arrow, also where the second is called no target.
        let second = place.filter(|_| own_origin.is_some() && sites::names_at_most_one(to));
        let target = own_target.or(ends[1]).or(second);
        // What happened somewhere, fired from elsewhere or at a place, happened at the target; a place
        // that is named beside the ends has the position itself.
        let is_directed =
            origin.is_some() || target.is_some() || sites::names_any(from) || sites::names_any(to);
        let is_at_target = is_directed && !sites::names_any(at) && sites::names_at_most_one(to);
        let (target, place) = match (target, is_at_target) {
            (None, true) => (place, None),
            (Some(end), true) => {
                let ends = [origin.unwrap_or(end), end];
                self.keep_beside_arrow(own_place, ends, further.each_ref().map(|own| &**own));
                (target, None)
            }
            (_, false) => (target, place),
        };
        let is_named = [(target, to), (place, at)];
        let is_of_none = |(position, names): &(Option<LonLat>, &str)| {
            position.is_some() && !self.defaults.bare_places && !sites::names_at_most_one(names)
        };
        if is_named.iter().any(is_of_none) {
            self.unread_position();
        }
        let is_drawn = [
            own_origin.is_none(),
            own_target.or(second).is_none() && path.is_some(),
            own_place.is_none() && place.is_some(),
        ];
        let of_points =
            is_at_target && own_place.is_none() && path.is_none() && own_target.is_none();
        for at in [origin, target, place] {
            if at == Some(NOWHERE) {
                self.notes.doubt("0, 0", reading::nowhere());
            }
        }
        let [of_origin, mut of_target, mut of_place] = further;
        if of_points {
            std::mem::swap(&mut of_target, &mut of_place);
        }
        let end = |is_drawn: bool, (names, region), at, further| StatedEnd {
            names: match region {
                Some(region) => Cow::Owned(sites::in_region(names, region)),
                None => Cow::Borrowed(names),
            },
            at,
            precision_km,
            further: match is_drawn {
                true => further,
                false => Cow::Borrowed(&[]),
            },
        };
        [
            end(is_drawn[0], (from, regions[0]), origin, of_origin),
            end(
                is_drawn[1] || of_points,
                (to, regions[1]),
                target,
                of_target,
            ),
            end(is_drawn[2], (at, regions[2]), place, of_place),
        ]
    }

    /// The region that a column beside the place says it lies in; of a row that names no place, that is the
    /// place. What it says is kept beside it.
    fn region_beside(
        &mut self,
        field: Field,
        at: &mut &'c str,
        others: &[&str],
    ) -> Option<&'c str> {
        let region = self.cells.text(field)?;
        self.unread.insert(field);
        if sites::names_any(at) {
            return Some(region);
        }
        if !others.iter().any(|other| sites::names_any(other)) {
            *at = region;
        }
        None
    }

    /// Whether what columns say is where the points of the row lie. A point that was moved in a GIS lies
    /// elsewhere than its columns say: then it decides, unless it is none itself.
    fn is_where_it_is_drawn(&mut self, stated: LonLat) -> bool {
        let Some(drawn) = self.cells.at.filter(|at| is_on_earth(*at)) else {
            return true;
        };
        let mut all = std::iter::once(&drawn).chain(self.cells.further[2]);
        let is_near = drawn == NOWHERE || all.any(|at| is_near(stated, *at));
        if !is_near {
            self.unread.insert(Field::Lon);
            self.unread.insert(Field::Lat);
            self.moved(Field::Lon, stated, drawn);
        }
        is_near
    }

    /// Tells and keeps a position that stands beside an arrow and is that of neither end.
    fn keep_beside_arrow(
        &mut self,
        stated: Option<LonLat>,
        ends: [LonLat; 2],
        further: [&[LonLat]; 3],
    ) {
        let mut all = ends.iter().chain(further.into_iter().flatten());
        if let Some(at) = stated
            && !all.any(|end| is_near(at, *end))
        {
            self.unread.insert(Field::Lon);
            self.unread.insert(Field::Lat);
            let text = format!("{}, {}", at.x, at.y);
            self.notes.of(Field::Lon, |notes| {
                notes.doubt(&text, positions::beside_an_arrow())
            });
        }
    }

    /// Tells that columns state another position than the geometry.
    fn moved(&mut self, field: Field, stated: LonLat, drawn: LonLat) {
        let text = format!("{}, {}; {}, {}", stated.x, stated.y, drawn.x, drawn.y);
        self.notes
            .of(field, |notes| notes.doubt(&text, positions::moved()));
    }

    /// Tells that a position is that of none of several places, and keeps what its cells say.
    fn unread_position(&mut self) {
        let fields = [
            Field::Lon,
            Field::Lat,
            Field::TargetLon,
            Field::TargetLat,
            Field::Position,
        ];
        let stated: Vec<Field> = fields
            .into_iter()
            .filter(|field| self.cells.has(*field))
            .collect();
        stated.iter().for_each(|field| self.unread.insert(*field));
        let field = stated.first().copied().unwrap_or(Field::Places);
        self.notes.of(field, |notes| {
            notes.doubt("", positions::of_several_places())
        });
    }

    /// The places that a row names which this program wrote. One that stands elsewhere now was moved in
    /// another program, and is told.
    fn named_ends(&mut self) -> [StatedEnd<'c>; 3] {
        let fields = [Field::Origins, Field::Targets, Field::Places];
        let names = fields.map(|field| self.cells.text(field).unwrap_or_default());
        let is_named = names.map(sites::names_any);
        if !self.cells.shown.is_empty() || names.iter().any(|cell| !sites::names_at_most_one(cell))
        {
            return self.several_named_ends(names);
        }
        let [from, to] = self.cells.path.map_or([None; 2], |ends| ends.map(Some));
        let of_point = |index: usize| {
            let is_alone = is_named.iter().filter(|named| **named).count() == 1;
            self.cells.at.filter(|_| is_alone && is_named[index])
        };
        let drawn = [from.or(of_point(0)), to.or(of_point(1)), of_point(2)];
        let at = [Field::Lon, Field::Lat];
        let columns = match is_named[0] || is_named[1] {
            true => [Some([Field::OriginLon, Field::OriginLat]), Some(at), None],
            false => [None, None, Some(at)],
        };
        [0, 1, 2].map(|index| self.named_end(names[index], drawn[index], columns[index]))
    }

    /// The places of one end, or the one that was moved.
    fn named_end(
        &mut self,
        names: &'c str,
        drawn: Option<LonLat>,
        columns: Option<[Field; 2]>,
    ) -> StatedEnd<'c> {
        let end = StatedEnd::named(names);
        let Some((name, stated)) = sites::with_its_position(names) else {
            return end;
        };
        let swapped = self.defaults.pairs.swapped;
        let differs = |at: &LonLat| !swapped && is_on_earth(*at) && !is_same(*at, stated.at);
        let mut moved = drawn.filter(differs);
        if let (None, Some([lon, lat])) = (moved, columns) {
            let columns = self.number(lon).zip(self.number(lat));
            moved = columns.map(|(x, y)| Coord { x, y }).filter(differs);
        }
        let Some(at) = moved else {
            return end;
        };
        self.own_place_moved(stated.at, at);
        StatedEnd {
            names: Cow::Borrowed(name),
            at: Some(at),
            precision_km: stated.precision_km,
            further: Cow::Borrowed(&[]),
        }
    }

    /// Tells that a place was moved in another program.
    fn own_place_moved(&mut self, stated: LonLat, at: LonLat) {
        let text = format!("{}, {}; {}, {}", stated.x, stated.y, at.x, at.y);
        self.notes.of(Field::Places, |notes| {
            notes.doubt(&text, positions::own_place_moved());
        });
    }

    /// As [`Decoder::named_ends`], where there are several places, and a part of the geometry for each that is
    /// somewhere. Unless there is one for each, it is not known which was moved, and that is told.
    fn several_named_ends(&mut self, names: [&'c str; 3]) -> [StatedEnd<'c>; 3] {
        let cells = self.cells;
        let single = cells.path.or(cells.at.map(|at| [at, at]));
        let parts: Vec<[LonLat; 2]> = match &cells.shown[..] {
            [] => single.into_iter().collect(),
            several => several.to_vec(),
        };
        let counts = names.map(|cell| sites::parts(cell).count());
        let is_drawn = match counts {
            [0, 0, _] => [false, false, true],
            _ => [true, true, false],
        };
        let is_one = |at: LonLat| {
            let mut drawn = parts.iter().flatten();
            drawn.any(|own| is_same(*own, at))
        };
        let mut ends = names.map(StatedEnd::named);
        let stated = |index: usize| sites::parts(names[index]).map(sites::with_its_position);
        let drawn_ends = (0..3).filter(|index| is_drawn[*index]);
        let gone: Vec<LonLat> = drawn_ends
            .flat_map(stated)
            .filter_map(|part| part.map(|(_, stated)| stated.at))
            .filter(|at| !is_one(*at))
            .collect();
        if self.defaults.pairs.swapped || parts.is_empty() || gone.is_empty() {
            return ends;
        }
        let total: usize = (0..3)
            .filter(|index| is_drawn[*index])
            .map(|index| counts[index])
            .sum();
        let are_lines = parts.iter().any(|[from, to]| from != to);
        let is_plain = are_lines == (counts[0] > 0 && counts[1] > 0);
        if total != parts.len() || !is_plain {
            let text = format!("{}, {}", gone[0].x, gone[0].y);
            self.notes.of(Field::Places, |notes| {
                notes.doubt(&text, positions::own_places_moved());
            });
            return ends;
        }
        let mut parts = parts.into_iter();
        for index in 0..3 {
            if !is_drawn[index] {
                continue;
            }
            let side = usize::from(index == 1);
            let at: Vec<LonLat> = parts
                .by_ref()
                .take(counts[index])
                .map(|part| part[side])
                .collect();
            ends[index].names = self.moved_to(names[index], &at);
        }
        ends
    }

    /// The places of a cell, each at its position of those drawn.
    fn moved_to(&mut self, names: &'c str, drawn: &[LonLat]) -> Cow<'c, str> {
        let mut moved = false;
        let mut text = String::new();
        for (part, at) in sites::parts(names).zip(drawn) {
            if !text.is_empty() {
                text.push_str(sites::between(names, part));
            }
            match sites::with_its_position(part) {
                Some((name, stated)) if is_on_earth(*at) && !is_same(*at, stated.at) => {
                    moved = true;
                    self.own_place_moved(stated.at, *at);
                    text.push_str(name);
                    sites::Located { at: *at, ..stated }.write(&mut text);
                }
                _ => text.push_str(part),
            }
        }
        match moved {
            true => Cow::Owned(text),
            false => Cow::Borrowed(names),
        }
    }

    /// What the geometry of the row says of where it lies. A line does not say that it leads from its first
    /// position to its last: unless the row does, both are where it happened.
    fn without_direction(&mut self, is_stated: bool) -> Drawn<'c> {
        let mut drawn = self.drawn();
        let is_directed = is_stated || {
            let cell = self.cells.text(Field::Directed);
            cell.and_then(|cell| value(&YES_AND_NO, cell)) == Some(true)
        };
        let Some([first, last]) = drawn.path.filter(|_| !is_directed) else {
            return drawn;
        };
        let [from, to, at] = std::mem::take(&mut drawn.further);
        let ends = from.iter().zip(&*to).flat_map(|(from, to)| [*from, *to]);
        let mut all: Vec<LonLat> = Vec::new();
        let fresh = drawn.at.into_iter().chain([first, last]).chain(ends);
        for at in fresh.chain(at.iter().copied()) {
            if !all.contains(&at) {
                all.push(at);
            }
        }
        let what = positions::line_without_direction();
        self.notes.remark("", what);
        Drawn {
            at: all.first().copied(),
            path: None,
            further: [Cow::default(), Cow::default(), all.split_off(1).into()],
            km: drawn.km,
        }
    }

    /// What the geometry of the row says, or, where it has none, the cell that holds a position.
    fn drawn(&mut self) -> Drawn<'c> {
        let cells = self.cells;
        if cells.at.is_some() || cells.path.is_some() {
            if let (Some(at), Cell::Text(text)) = (cells.at, cells.get(Field::Position))
                && let Ok(position) = self.defaults.pairs.read(text)
                && let Some(stated) = position.points.first()
                && !position.points.iter().any(|own| is_near(*own, at))
            {
                self.unread.insert(Field::Position);
                self.moved(Field::Position, *stated, at);
            }
            return Drawn {
                at: cells.at,
                path: cells.path,
                further: cells.further.map(Cow::Borrowed),
                km: None,
            };
        }
        let Some(position) = self.position_cell() else {
            return Drawn::default();
        };
        if position.has_heights {
            let tell = |notes: &mut Notes<'_>| notes.remark("", positions::heights());
            self.notes.of(Field::Position, tell);
        }
        if position.is_coded {
            self.unread.insert(Field::Position);
        }
        if position.is_view {
            let tell = |notes: &mut Notes<'_>| notes.remark("", positions::middle_of_a_view());
            self.notes.of(Field::Position, tell);
        }
        let mut points = position.points.into_iter();
        let paths = position.paths.into_iter();
        let mut paths = paths.filter(|_| cells.takes_a_path());
        let (at, path) = (points.next(), paths.next());
        let (from, to) = paths.map(|[from, to]| (from, to)).unzip();
        Drawn {
            at,
            path,
            further: [from, to, points.collect()].map(Cow::Owned),
            km: position.precision_km,
        }
    }

    /// The position that stands in one cell.
    fn position_cell(&mut self) -> Option<Position> {
        let text = match self.cells.get(Field::Position) {
            Cell::Empty => return None,
            Cell::Text(text) => text,
            Cell::Number(number) => {
                let what = positions::skipped(positions::no_position());
                self.doubt(Field::Position, &number.to_string(), what);
                return None;
            }
        };
        match self.defaults.pairs.read(text) {
            Ok(position) => Some(position),
            Err(error) => {
                let text: String = text.chars().take(60).collect();
                self.doubt(Field::Position, &text, positions::skipped(error));
                None
            }
        }
    }

    /// Degrees with the minutes and seconds that stand beside them. Without minutes, in a table that has them, whole
    /// degrees say no position; with decimals of their own they need none.
    fn degrees(&mut self, field: Field, [minutes, seconds]: [Field; 2]) -> Option<f64> {
        let degrees = self.number(field)?;
        let [first, second] = [minutes, seconds].map(|part| self.number(part));
        let axis = usize::from(field == Field::Lat);
        if degrees.fract() != 0.0 || !self.defaults.has_minutes[axis] {
            return Some(degrees);
        }
        let is_part = |part: f64| (0.0..60.0).contains(&part);
        let parts = first.map(|first| [first, second.unwrap_or(0.0)]);
        let Some([first, second]) = parts.filter(|parts| parts.iter().all(|part| is_part(*part)))
        else {
            self.unread.insert(minutes);
            self.unread.insert(seconds);
            let text = self.cells.shown(field).unwrap_or_default();
            self.doubt(field, &text, positions::degrees_without_minutes());
            return None;
        };
        let size = degrees.abs() + first / 60.0 + second / 3_600.0;
        Some(if degrees.is_sign_negative() {
            -size
        } else {
            size
        })
    }

    fn position(&mut self, lon: Field, lat: Field) -> Option<LonLat> {
        let parts = [
            [Field::LonMinutes, Field::LonSeconds],
            [Field::LatMinutes, Field::LatSeconds],
        ];
        let numbers = match (lon, self.defaults.has_minutes) {
            (Field::Lon, [true, _] | [_, true]) => {
                let [of_lon, of_lat] = parts;
                (self.degrees(lon, of_lon), self.degrees(lat, of_lat))
            }
            _ => (self.number(lon), self.number(lat)),
        };
        match numbers {
            (Some(x), Some(y)) if is_nowhere(x, y) => {
                self.unread.insert(lat);
                let cell = |field| self.cells.shown(field).unwrap_or_default();
                let text = format!("{}, {}", cell(lon), cell(lat));
                self.doubt(lon, &text, positions::skipped(positions::off_the_earth()));
                None
            }
            (Some(x), Some(y)) => {
                let at = match self.defaults.pairs.swapped {
                    true => Coord { x: y, y: x },
                    false => Coord { x, y },
                };
                if !is_on_earth(at) {
                    // It may be with the axes swapped. Until then its cells are kept.
                    self.unread.insert(lon);
                    self.unread.insert(lat);
                }
                Some(at)
            }
            (None, None) => None,
            _ => {
                self.unread.insert(lat);
                self.doubt(lon, "", reading::half_a_position());
                None
            }
        }
    }
}

/// What programs write for a position that is not known.
const NOWHERE: LonLat = Coord { x: 0.0, y: 0.0 };

/// Whether two positions are one, written with few decimals.
fn is_near(one: LonLat, other: LonLat) -> bool {
    const DEGREES: f64 = 0.001 + 1e-9;
    (one.x - other.x).abs() <= DEGREES && (one.y - other.y).abs() <= DEGREES
}

/// Whether a position is the one that is stated, but for what programs round: a metre, or the decimals after
/// the third.
fn is_same(now: LonLat, stated: LonLat) -> bool {
    const METRE: f64 = 0.000_01;
    const ROUNDED_TO: [f64; 2] = [1e3, 1e4];
    let is_one = |now: f64, stated: f64| {
        let is_rounded = |unit: &f64| {
            let whole = (now * unit).round();
            (now * unit - whole).abs() < 1e-6 && whole == (stated * unit).round()
        };
        (now - stated).abs() <= METRE || ROUNDED_TO.iter().any(is_rounded)
    };
    is_one(now.x, stated.x) && is_one(now.y, stated.y)
}

/// Whether two numbers are no position, whichever of them is the latitude.
fn is_nowhere(x: f64, y: f64) -> bool {
    !is_on_earth(Coord { x, y }) && !is_on_earth(Coord { x: y, y: x })
}

/// A geometry, as far as it says where a row lies.
#[derive(Default)]
struct Drawn<'c> {
    at: Option<LonLat>,
    path: Option<[LonLat; 2]>,
    further: [Cow<'c, [LonLat]>; 3],
    km: Option<f64>,
}
