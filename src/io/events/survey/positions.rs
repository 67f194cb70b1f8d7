//! Columns that say where something is: pairs of them by their looks, and whole positions in one.

use super::{
    Chosen, Field, Fit, ImportOptions, Lost, Rank, Sample, Severity, Surely, Survey, is_open,
    plain_heading,
};
use crate::{
    io::events::position::{Pairs, PositionError, Written, is_on_earth, written},
    model::{
        field::latitude_first,
        geo::{Coord, LonLat, in_the_area},
    },
    words::notes::positions as words,
};

impl Survey {
    /// Takes columns for the position where no heading says which they are, and all their values lie
    /// in the area of the map: one that holds whole positions, else two with a number each.
    pub(super) fn positions_by_looks(
        &mut self,
        sample: &Sample<'_>,
        choices: &ImportOptions,
        claims: &mut [Option<(Field, Rank)>],
    ) {
        let is_placed = claims.iter().flatten().any(|(field, (_, fit, _))| {
            let is_number = field.is_part_of_a_position() && *field != Field::PrecisionKm;
            (is_number || *field == Field::Position) && *fit != Fit::Unread
        });
        if sample.has_geometry {
            return;
        }
        // Where fire came from and where it went are two places, and no one place of the record.
        let ends = (0..claims.len()).filter(|index| {
            let heading = &sample.headings[*index];
            is_open(sample, choices, claims, *index)
                && speaks_of_an_end(heading)
                && sample.all(*index, is_in_the_area)
        });
        let ends: Vec<usize> = ends.collect();
        for index in &ends {
            let heading = sample.headings[*index].clone();
            let what = words::position_of_an_end().to_owned();
            self.settled.push((Severity::Doubt, heading, what));
        }
        if is_placed {
            return;
        }
        let is_free = |index: usize| {
            if ends.contains(&index) {
                return false;
            }
            // An address may be that of a map.
            let is_free = claims[index].is_none_or(|(field, (chosen, fit, _))| {
                fit == Fit::Unread || field == Field::Url && chosen == Chosen::ByHeading
            });
            is_free && !choices.fields.contains_key(&sample.headings[index])
        };
        let rank = (Chosen::ByHeading, Fit::Read, Surely::Perhaps);
        let mut whole = (0..claims.len()).filter(|index| is_free(*index));
        let whole = whole.find(|index| sample.all(*index, is_in_the_area));
        if let Some(index) = whole {
            claims[index] = Some((Field::Position, rank));
            let heading = sample.headings[index].clone();
            self.by_looks.push((heading, Field::Position));
            return;
        }
        let within = |index: usize, from: f64, to: f64| {
            let is_one = |cell: &str| {
                let number = cell.replace(',', ".").parse::<f64>();
                cell.contains(['.', ',']) && number.is_ok_and(|number| (from..to).contains(&number))
            };
            is_free(index) && sample.all(index, is_one)
        };
        let columns = |from: f64, to: f64| -> Vec<usize> {
            (0..claims.len())
                .filter(|index| within(*index, from, to))
                .collect()
        };
        let ([lon], [lat]) = (&columns(43.5, 51.5)[..], &columns(37.5, 42.5)[..]) else {
            return;
        };
        for (index, field) in [(*lon, Field::Lon), (*lat, Field::Lat)] {
            claims[index] = Some((field, rank));
            self.by_looks.push((sample.headings[index].clone(), field));
        }
    }

    /// Settles which number comes first in pairs of which nothing says which is which: as the heading
    /// says, else as they lie on the earth, else as they lie in the area of the map, else latitude
    /// first, as most people write. All but the first is told.
    pub(super) fn settle_pairs(&mut self, sample: &Sample<'_>, choices: &ImportOptions) {
        let lost = || {
            let of_positions = |lost: &&Lost| lost.field == Field::Position;
            let lost = self.lost.iter().find(of_positions)?;
            (sample.headings.iter()).position(|heading| *heading == lost.heading)
        };
        let Some(index) = self.column_of(Field::Position).or_else(lost) else {
            return;
        };
        let pairs = sample.cells(index).filter_map(|cell| match written(cell) {
            Ok(Written::Pair { numbers, .. }) => Some(numbers),
            _ => None,
        });
        let pairs: Vec<[f64; 2]> = pairs.collect();
        let most = |is: fn(LonLat) -> bool, order: fn([f64; 2]) -> LonLat| {
            pairs.iter().filter(|pair| is(order(**pair))).count() * 2 > pairs.len()
        };
        let on_earth = [most(is_on_earth, lat_lon), most(is_on_earth, lon_lat)];
        let in_area = [most(in_the_area, lat_lon), most(in_the_area, lon_lat)];
        let heading = &sample.headings[index];
        if let Some(latitude_first) = latitude_first(heading) {
            self.pairs.longitude_first = !latitude_first;
            return;
        }
        let (longitude_first, severity) = match (on_earth, in_area) {
            _ if pairs.is_empty() || choices.swapped => return,
            ([true, false], _) => (false, None),
            ([false, true], _) => (true, None),
            (_, [true, false]) => (false, Some(Severity::Remark)),
            (_, [false, true]) => (true, Some(Severity::Remark)),
            _ => (false, Some(Severity::Doubt)),
        };
        self.pairs.longitude_first = longitude_first;
        let mut order = [words::latitude(), words::longitude()];
        if longitude_first {
            order.reverse();
        }
        let [first, second] = order;
        let (severity, what) = match severity {
            None => (Severity::Remark, words::pairs_by_range(first, second)),
            Some(Severity::Remark) => (Severity::Remark, words::pairs_by_area(first, second)),
            Some(doubt) => (doubt, words::pairs_by_custom(first, second)),
        };
        self.settled.push((severity, heading.clone(), what));
    }
}

/// Whether a heading says that something is where fire came from, or where it went.
fn speaks_of_an_end(heading: &str) -> bool {
    const WORDS: [&str; 24] = [
        "from",
        "origin",
        "firing",
        "fired",
        "source",
        "src",
        "launch",
        "start",
        "to",
        "target",
        "impact",
        "dest",
        "destination",
        "hit",
        "откуда",
        "куда",
        "haradan",
        "hara",
        "nereden",
        "nereye",
        "von",
        "nach",
        "end",
        "towards",
    ];
    let plain = plain_heading(heading);
    plain.split('_').any(|word| WORDS.contains(&word))
}

fn lat_lon([lat, lon]: [f64; 2]) -> LonLat {
    Coord { x: lon, y: lat }
}

fn lon_lat([lon, lat]: [f64; 2]) -> LonLat {
    Coord { x: lon, y: lat }
}

/// Whether a cell is written as a position, if perhaps one that cannot be drawn.
pub(super) fn is_one(cell: &str) -> bool {
    !matches!(
        written(cell),
        Err(PositionError::NoPosition | PositionError::Damaged)
    )
}

/// Whether a cell says where it is by itself: two bare numbers may be anything.
fn is_telling(cell: &str) -> bool {
    match written(cell) {
        Ok(Written::Pair { is_telling, .. }) => is_telling,
        Ok(_) => true,
        Err(error) => !matches!(error, PositionError::NoPosition | PositionError::Damaged),
    }
}

/// Whether a cell is a position in the area of the map, in either order.
fn is_in_the_area(cell: &str) -> bool {
    match written(cell) {
        Ok(Written::Pair {
            numbers,
            is_telling: true,
        }) => in_the_area(lat_lon(numbers)) || in_the_area(lon_lat(numbers)),
        Ok(Written::Place(at, _)) => in_the_area(at),
        Ok(Written::Geometry(_)) => {
            let read = Pairs::default().read(cell);
            let ends = |read: crate::io::events::position::Position| {
                let of_paths = read.paths.into_iter().flatten();
                read.points.into_iter().chain(of_paths).all(in_the_area)
            };
            read.is_ok_and(ends)
        }
        Ok(Written::Pair { .. }) | Err(_) => false,
    }
}

/// A column of whole positions is one, also under a heading that speaks of a place or of a single
/// number. `None` where a heading says so and the values do not, so that they are no more than an
/// attribute.
pub(super) fn in_one_column(
    sample: &Sample<'_>,
    index: usize,
    field: Field,
    surely: Surely,
) -> Option<(Field, Surely)> {
    let of_a_place = matches!(field, Field::Places | Field::Lon | Field::Lat);
    if sample.has_geometry {
        return (field != Field::Position).then_some((field, surely));
    }
    match field {
        Field::Position => {
            let fit = super::fit(sample, index, Field::Position);
            (fit == Fit::Read || sample.is_empty(index)).then_some((field, surely))
        }
        _ if of_a_place && sample.all(index, is_telling) => Some((Field::Position, surely)),
        _ => Some((field, surely)),
    }
}

/// Where coordinates have columns of their own, these count, and a position in one column is told.
pub(super) fn beside_coordinates(
    sample: &Sample<'_>,
    claims: &mut [Option<(Field, Rank)>],
) -> Vec<Lost> {
    let of = |claims: &[Option<(Field, Rank)>], field: Field| {
        let is_it = |claim: &Option<(Field, Rank)>| claim.is_some_and(|(own, _)| own == field);
        claims.iter().position(is_it)
    };
    let (Some(lon), Some(_)) = (of(claims, Field::Lon), of(claims, Field::Lat)) else {
        return Vec::new();
    };
    let is_chosen = |claim: Option<(Field, Rank)>| {
        claim.is_some_and(|(_, (chosen, ..))| chosen == Chosen::ByPerson)
    };
    let mut lost = Vec::new();
    for (index, claim) in claims.iter_mut().enumerate() {
        let is_one = claim.is_some_and(|(field, _)| field == Field::Position);
        if is_one && !is_chosen(*claim) {
            *claim = None;
            lost.push(Lost {
                heading: sample.headings[index].clone(),
                field: Field::Position,
                winner: sample.headings[lon].clone(),
            });
        }
    }
    lost
}
