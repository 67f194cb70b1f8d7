//! Sealing settlements: which region each lies in, and which of them two files both speak of.

use std::{collections::BTreeSet, sync::Arc};

use super::Seal;
use crate::model::{
    draft::SettlementDraft,
    gazetteer::{Found, Resolution},
    geo,
    names::Names,
    note::{Place, Severity},
    region::{Settlement, SettlementId},
    table::Id as _,
};

impl Seal {
    /// A settlement without a stated region lies in the one at its position, if any.
    pub(super) fn settlements(&mut self, drafts: Vec<SettlementDraft>) {
        let mut seen = BTreeSet::new();
        let mut known = Known::default();
        for draft in drafts {
            if !seen.insert(draft.key.clone()) {
                let what = "the settlement occurs twice; the first is kept";
                self.note(Severity::Error, &draft.place, &draft.key, what);
                continue;
            }
            let at = draft.at.filter(|at| geo::on_the_map(*at));
            let region = match (&draft.region, at) {
                (Some(name), _) => self.region(&draft.place, name).ok(),
                (None, Some(at)) => self.atlas.region_at(at),
                (None, None) => None,
            };
            if at.is_none() && draft.at.is_some() {
                let what = "the position is not on the earth; the settlement stays with its region";
                self.note(Severity::Doubt, &draft.place, &draft.key, what);
            }
            let file = known.file(&draft.place);
            if let Some(same) = self.same_settlement(&known, file, &draft) {
                self.add_names(same, draft.names);
                known.again[file] += 1;
                continue;
            }
            let id = SettlementId::from_index(self.atlas.settlements.len());
            let found = Found::Settlement(id);
            known.file_of.push(file);
            self.atlas.gazetteer.add(found, &draft.key, &draft.names);
            self.atlas.settlements.push(Settlement {
                key: draft.key.into(),
                names: draft.names,
                region,
                country: draft.country,
                at,
                precision_km: draft.precision_km,
                population: draft.population,
                source: draft.source,
                note: draft.note,
            });
        }
        let again = known.files.iter().zip(known.again);
        for (file, times) in again.filter(|(_, times)| *times > 0) {
            let what = format!(
                "{times} of its settlements were known already; they add their spellings to them"
            );
            self.note(Severity::Remark, &Place::file(file.clone()), "", what);
        }
    }

    /// The settlement of another file that the draft speaks of: it shares a name with it and lies
    /// no farther off than the two may be off together.
    fn same_settlement(
        &self,
        known: &Known,
        file: usize,
        draft: &SettlementDraft,
    ) -> Option<SettlementId> {
        let at = draft.at.filter(|at| geo::on_the_map(*at))?;
        let settlements = &self.atlas.settlements;
        let is_same = |id: SettlementId| {
            if known.file_of[id.index()] == file {
                return false;
            }
            let own = &settlements[id];
            let off = own.precision_km.unwrap_or(0.0) + draft.precision_km.unwrap_or(0.0);
            own.at.is_some_and(|own| geo::distance_km(own, at) <= off)
        };
        let mut found = draft.names.spellings().filter_map(|name| {
            match self.atlas.gazetteer.settlement(name, is_same) {
                Resolution::One(id) => Some(id),
                _ => None,
            }
        });
        found.next()
    }

    /// Further spellings of a settlement that is known already.
    fn add_names(&mut self, id: SettlementId, names: Names) {
        let settlement = self.atlas.settlements.get_mut(id);
        let own: Vec<&str> = settlement.names.spellings().collect();
        let fresh = names.spellings().filter(|name| !own.contains(name));
        let variants: Vec<String> = fresh.map(str::to_owned).collect();
        let mut further = Names::default();
        further.variants.clone_from(&variants);
        settlement.names.variants.extend(variants);
        let found = Found::Settlement(id);
        self.atlas.gazetteer.add(found, &settlement.key, &further);
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
}

impl Known {
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
