//! The places of single reports resolved against an atlas that is there already: what sealing and
//! unsealing them would make of them, without the rest of either.

use std::collections::HashMap;

use super::Seal;
use crate::model::{
    atlas::Atlas,
    draft::{ReportDraft, SiteDraft},
    note::Place,
    report::Site,
};

/// Makes the names of places into keys, report by report.
pub struct Resolver {
    /// The ground, and no reports.
    seal: Seal,
    /// What names stood for that came without a position: files name few places many times.
    known: HashMap<Named, Site>,
}

/// More names are not kept.
const MOST_KNOWN: usize = 10_000;

/// Region, settlement and zone, as a file names them.
type Named = [Option<String>; 3];

impl Resolver {
    /// A resolver for the places of an atlas.
    pub fn new(atlas: &Atlas) -> Self {
        let atlas = Atlas {
            // The same regions are where they were.
            locator: atlas.locator.clone(),
            ..atlas.ground()
        };
        Self {
            seal: Seal {
                atlas,
                ..Seal::default()
            },
            known: HashMap::new(),
        }
    }

    /// Says the places of a report as unsealed reports say them. What could not be placed keeps
    /// its name. Nothing is noted: that was done when the file was opened.
    pub fn resolve(&mut self, report: &mut ReportDraft) {
        for group in &mut report.groups {
            for drafts in [&mut group.origins, &mut group.targets, &mut group.places] {
                let mut sites: Vec<Site> = Vec::with_capacity(drafts.len());
                for draft in std::mem::take(drafts) {
                    let site = self.site(&report.place, draft);
                    if !sites.contains(&site) {
                        sites.push(site);
                    }
                }
                let unsealed = sites.iter().map(|site| self.seal.atlas.unseal_site(site));
                *drafts = unsealed.collect::<Vec<SiteDraft>>();
            }
        }
        self.seal.notes.clear();
    }

    fn site(&mut self, place: &Place, draft: SiteDraft) -> Site {
        if draft.at.is_some() {
            return self.seal.site(place, draft);
        }
        let named = [&draft.region, &draft.settlement, &draft.zone].map(Clone::clone);
        if let Some(known) = self.known.get(&named) {
            return known.clone();
        }
        let site = self.seal.site(place, draft);
        if self.known.len() >= MOST_KNOWN {
            self.known.clear();
        }
        self.known.insert(named, site.clone());
        site
    }
}
