//! Whether other places change what a file was taken to say. Most do not: places concern the files that
//! name one of them, and those with records inside a region among them.

use std::{collections::HashSet, sync::Arc};

use super::{naming::Naming, unread};
use crate::model::{
    dataset::NOWHERE,
    draft::{Draft, SiteDraft},
    geo::{self, LonLat, Rect},
    note::Place,
    places::Places,
    report::Claim,
    table::{Id, Table},
};

/// Of more regions than these, positions are held against the box around them all.
const MOST_REGIONS: usize = 64;

impl Places {
    /// Whether all that a draft names stands for the same under the same numbers as in `others`, with the
    /// same notes, so that what was resolved against `others` holds with these as well.
    pub fn mean_the_same(&self, others: &Self, draft: &Draft) -> bool {
        self.numbers_agree(others)
            && self.agree_on_positions(others, draft)
            && self.agree_on_names(others, draft)
            && unread::notes_on_places(&draft.profiles, self)
                == unread::notes_on_places(&draft.profiles, others)
    }

    /// Whether the places that both have are the same, under the same numbers: all of the ones, or all of
    /// the others.
    fn numbers_agree(&self, others: &Self) -> bool {
        fn all<I: Id, T>(
            a: &Table<I, T>,
            b: &Table<I, T>,
            is_same: impl Fn(&T, &T) -> bool,
        ) -> bool {
            let mut common = a.rows().iter().zip(b.rows());
            common.all(|(a, b)| is_same(a, b))
        }
        fn are_one<T: PartialEq>(a: &Arc<T>, b: &Arc<T>) -> bool {
            Arc::ptr_eq(a, b) || a == b
        }
        all(&self.regions, &others.regions, |a, b| {
            let is_same = a.key == b.key && a.level == b.level && a.label == b.label;
            is_same && are_one(&a.shape, &b.shape)
        }) && all(&self.settlements, &others.settlements, |a, b| {
            a.key == b.key && a.region == b.region && a.at == b.at
        }) && all(&self.zones, &others.zones, |a, b| {
            a.key == b.key && a.label == b.label && are_one(&a.shape, &b.shape)
        }) && all(&self.lines, &others.lines, |a, b| {
            a.key == b.key && are_one(&a.shape, &b.shape)
        })
    }

    /// Whether no position lies in a region that only one of both has.
    fn agree_on_positions(&self, others: &Self, draft: &Draft) -> bool {
        let (own, other) = (self.regions.rows(), others.regions.rows());
        let common = own.len().min(other.len());
        let further = own[common..].iter().chain(&other[common..]);
        let further = further.filter(|region| region.level.tiles_the_land());
        let mut further: Vec<Rect> = further.map(|region| region.bounds).collect();
        let Some(around) = further.iter().copied().reduce(geo::union) else {
            return true;
        };
        if further.len() > MOST_REGIONS {
            further = vec![around];
        }
        let lies_in = |bounds: &Rect, at: LonLat| {
            let (low, high) = (bounds.min(), bounds.max());
            (low.x..=high.x).contains(&at.x) && (low.y..=high.y).contains(&at.y)
        };
        let is_apart =
            |at: LonLat| !lies_in(&around, at) || !further.iter().any(|bounds| lies_in(bounds, at));
        let tables = draft.datasets.iter();
        let ends = tables.flat_map(|table| [&table.origin, &table.target, &table.at]);
        let mut positions = ends.flat_map(|end| &end.position);
        let are_apart = positions.all(|at| {
            let [x, y] = at.map(|units| f64::from(units) / 1e7);
            *at == NOWHERE || is_apart(LonLat { x, y })
        });
        are_apart && sites(draft).all(|site| site.at.is_none_or(is_apart))
    }

    /// Whether each name stands for the same, and is noted for the same.
    fn agree_on_names(&self, others: &Self, draft: &Draft) -> bool {
        let (mut naming, mut other_naming) = (Naming::default(), Naming::default());
        let place = Place::file("");
        let mut known: HashSet<[Option<&str>; 4]> = HashSet::new();
        sites(draft).all(|site| {
            let named = [&site.region, &site.settlement, &site.within, &site.zone];
            if !known.insert(named.map(Option::as_deref)) {
                return true;
            }
            let named = SiteDraft {
                at: None,
                precision_km: None,
                ..site.clone()
            };
            let own = naming.site(self, &place, named.clone());
            let other = other_naming.site(others, &place, named);
            let is_same = own == other && naming.notes == other_naming.notes;
            naming.notes.clear();
            other_naming.notes.clear();
            is_same
        })
    }
}

/// All places that records name.
fn sites(draft: &Draft) -> impl Iterator<Item = &SiteDraft> {
    let claims = draft.reports.iter().flat_map(|report| &report.claims);
    let of_reports = claims.flat_map(Claim::sites);
    let tables = draft.datasets.iter().flat_map(|table| &table.sites);
    of_reports.chain(tables.flatten())
}
