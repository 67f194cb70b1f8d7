//! Building settlements: which region each lies in, and which of them two files both speak of.

use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

use super::PlacesBuilder;
use crate::{
    model::{
        Stopped,
        draft::SettlementDraft,
        gazetteer::{Found, Resolution},
        geo, left_out,
        names::Names,
        note::{Place, Severity},
        places::enter_key,
        region::{Settlement, SettlementId},
        table::Id as _,
    },
    words::notes::resolve,
};

impl PlacesBuilder {
    /// A settlement without a stated region lies in the one at its position, if any.
    pub(super) fn settlements(&mut self, drafts: Vec<SettlementDraft>) -> Result<(), Stopped> {
        let mut seen = BTreeSet::new();
        let mut known = Known::default();
        for draft in drafts {
            self.budget.step(1)?;
            if !seen.insert(draft.key.clone()) {
                let what = resolve::settlement_twice();
                self.naming
                    .note(Severity::Error, &draft.place, &draft.key, what);
                continue;
            }
            let at = draft.at.filter(|at| geo::on_the_map(*at));
            let region = match (&draft.region, at) {
                (Some(name), _) => self.naming.region(&self.places, &draft.place, name).ok(),
                (None, Some(at)) => self.places.region_at(at),
                (None, None) => None,
            };
            if at.is_none() && draft.at.is_some() {
                let what = resolve::settlement_off_the_earth();
                self.naming
                    .note(Severity::Doubt, &draft.place, &draft.key, what);
            }
            let file = known.file(&draft.place);
            known.look_back(file, self.places.settlements.rows());
            if let Some(same) = self.same_settlement(&known, file, &draft)? {
                self.add_names(same, draft.names);
                known.again[file] += 1;
                continue;
            }
            let id = SettlementId::from_index(self.places.settlements.len());
            let found = Found::Settlement(id);
            known.file_of.push(file);
            self.places.gazetteer.add(found, &draft.key, &draft.names);
            let key: Arc<str> = draft.key.into();
            enter_key(&mut self.places.keys.settlements, Arc::clone(&key), id);
            self.places.settlements.push(Settlement {
                key,
                names: draft.names,
                region,
                country: draft.country,
                at,
                precision_km: draft.precision_km,
                population: draft.population,
                source: draft.source,
                note: draft.note,
                extra: draft.extra,
            });
        }
        let again = known.files.iter().zip(known.again);
        for (file, times) in again.filter(|(_, times)| *times > 0) {
            let what = resolve::known_settlements(times);
            self.naming
                .note(Severity::Remark, &Place::file(file.clone()), "", what);
        }
        self.places.left_out = left_out::areas(&self.places);
        Ok(())
    }

    /// The settlement of another file that the draft speaks of: it shares a name with it and lies
    /// no farther off than the two may be off together.
    fn same_settlement(
        &self,
        known: &Known,
        file: usize,
        draft: &SettlementDraft,
    ) -> Result<Option<SettlementId>, Stopped> {
        let Some(at) = draft.at.filter(|at| geo::on_the_map(*at)) else {
            return Ok(None);
        };
        let settlements = &self.places.settlements;
        let off = draft.precision_km.unwrap_or(0.0);
        let is_near = |id: &SettlementId| {
            let own = &settlements[*id];
            let off = own.precision_km.unwrap_or(0.0) + off;
            known.file_of[id.index()] != file
                && own.at.is_some_and(|own| geo::distance_km(own, at) <= off)
        };
        let mut near = known.grid.around(at, off);
        // Where it is not known well where they lie, each is held against all.
        self.budget.step(near.len() as u64)?;
        near.retain(is_near);
        if near.is_empty() {
            return Ok(None);
        }
        let mut found = draft.names.spellings().filter_map(|name| {
            match self.places.gazetteer.settlement_among(name, &near) {
                Resolution::One(id) => Some(id),
                _ => None,
            }
        });
        Ok(found.next())
    }

    /// Further spellings of a settlement that is known already.
    fn add_names(&mut self, id: SettlementId, names: Names) {
        let settlement = self.places.settlements.get_mut(id);
        let own: Vec<&str> = settlement.names.spellings().collect();
        let fresh = names.spellings().filter(|name| !own.contains(name));
        let variants: Vec<String> = fresh.map(str::to_owned).collect();
        let mut further = Names::default();
        further.variants.clone_from(&variants);
        settlement.names.variants.extend(variants);
        let found = Found::Settlement(id);
        self.places.gazetteer.add(found, &settlement.key, &further);
    }
}

/// Which settlements came from which file.
#[derive(Default)]
struct Known {
    files: Vec<Arc<str>>,
    /// How many of a file were known from another.
    again: Vec<usize>,
    /// The number of the file, by the number of the settlement.
    file_of: Vec<usize>,
    /// Where those are that came before the file being built.
    grid: Grid,
    in_grid: usize,
}

impl Known {
    /// Enters into the grid what came before a file. Those of the file itself are not looked for,
    /// and would be in the way where thousands lie close together.
    fn look_back(&mut self, file: usize, settlements: &[Settlement]) {
        if self.file_of.last().is_some_and(|last| *last != file) {
            let fresh = settlements.iter().enumerate().skip(self.in_grid);
            for (index, settlement) in fresh {
                self.grid.add(SettlementId::from_index(index), settlement);
            }
            self.in_grid = settlements.len();
        }
    }

    /// The number of the file something comes from. Things of one file come together.
    fn file(&mut self, place: &Place) -> usize {
        let known = self.files.iter().rposition(|file| *file == place.file);
        known.unwrap_or_else(|| {
            self.files.push(place.file.clone());
            self.again.push(0);
            self.files.len() - 1
        })
    }
}

/// Settlements by where they are.
#[derive(Default)]
struct Grid {
    cells: HashMap<[i32; 2], Vec<SettlementId>>,
    /// Those that may be far off from where they are said to be.
    vague: Vec<SettlementId>,
    all: Vec<SettlementId>,
}

impl Grid {
    const CELL_DEG: f64 = 0.2;

    /// What may be off by more than this is looked through one by one. A cell is longer than that
    /// up to 70 degrees of latitude.
    const FAR_KM: f64 = 3.8;

    fn cell(at: geo::LonLat) -> [i32; 2] {
        [at.x, at.y].map(|degrees| (degrees / Self::CELL_DEG).floor() as i32)
    }

    fn add(&mut self, id: SettlementId, settlement: &Settlement) {
        let Some(at) = settlement.at else {
            return;
        };
        self.all.push(id);
        match settlement.precision_km {
            Some(off) if off > Self::FAR_KM => self.vague.push(id),
            _ => self.cells.entry(Self::cell(at)).or_default().push(id),
        }
    }

    /// Those that may lie at a position that may itself be so far off, in the order they were added,
    /// and others.
    fn around(&self, at: geo::LonLat, off_km: f64) -> Vec<SettlementId> {
        if off_km > Self::FAR_KM || at.y.abs() > 70.0 {
            return self.all.clone();
        }
        let [x, y] = Self::cell(at);
        let cells = (x - 1..=x + 1).flat_map(|x| (y - 1..=y + 1).map(move |y| [x, y]));
        let near = cells.filter_map(|cell| self.cells.get(&cell)).flatten();
        let mut near: Vec<SettlementId> = near.chain(&self.vague).copied().collect();
        near.sort_unstable();
        near
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::{Extra, region::Country};

    fn settlement(at: geo::LonLat, precision_km: Option<f64>) -> Settlement {
        Settlement {
            key: "a".into(),
            names: Names::plain("A"),
            region: None,
            country: Country::Other,
            at: Some(at),
            precision_km,
            population: None,
            source: String::new(),
            note: String::new(),
            extra: Extra::default(),
        }
    }

    proptest! {
        #[test]
        fn whatever_may_lie_at_a_position_is_found_around_it(
            places in proptest::collection::vec((-0.5..0.5f64, -0.5..0.5f64, proptest::option::of(0.0..9.0f64)), 1..60),
            (lat, off) in (-75.0..75.0f64, 0.0..6.0f64),
        ) {
            let at = |x: f64, y: f64| geo::Coord { x: 46.0 + x, y: lat + y };
            let mut grid = Grid::default();
            for (index, (x, y, precision)) in places.iter().enumerate() {
                let settlement = settlement(at(*x, *y), *precision);
                grid.add(SettlementId::from_index(index), &settlement);
            }
            let found = grid.around(at(0.0, 0.0), off);
            for (index, (x, y, precision)) in places.iter().enumerate() {
                let far = geo::distance_km(at(*x, *y), at(0.0, 0.0));
                if far <= off + precision.unwrap_or(0.0) {
                    prop_assert!(found.contains(&SettlementId::from_index(index)), "{far} km");
                }
            }
        }
    }
}
