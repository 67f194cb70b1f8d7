//! The places of single reports resolved against places that are known, for rows that are read
//! again from their source.

use std::{collections::HashMap, sync::Arc};

use super::naming::{Naming, each_once};
use crate::model::{
    draft::{ReportDraft, SiteDraft},
    note::Place,
    places::Places,
    report::{Report, Site},
    reporters::Reporters,
};

/// Makes reports of drafts, and keeps what names stood for. Makes no notes: that was done when the
/// file was opened.
#[derive(Debug)]
pub struct Resolver {
    places: Arc<Places>,
    naming: Naming,
    /// What names stood for that came without a position: files name few places many times.
    known: HashMap<Named, Site>,
}

/// More names are not kept.
const MOST_KNOWN: usize = 10_000;

/// Region, settlement and zone, as a file names them.
type Named = [Option<String>; 3];

impl Resolver {
    /// Resolves names against these places.
    pub fn new(places: Arc<Places>) -> Self {
        Self {
            places,
            naming: Naming::default(),
            known: HashMap::new(),
        }
    }

    /// A report with its places resolved. What could not be placed keeps its name.
    pub fn report(&mut self, mut draft: ReportDraft, reporters: &Reporters) -> Report {
        let reporter = reporters.named(&draft.reporter).id;
        let claims = std::mem::take(&mut draft.claims);
        let place = draft.place.clone();
        let mut report = self.naming.report(&self.places, draft, reporter);
        let mut sites = |drafts: Vec<SiteDraft>| {
            let sites = drafts.into_iter();
            each_once(sites.map(|draft| self.site(&place, draft)))
        };
        report.claims = claims
            .into_iter()
            .map(|claim| claim.with_sites(&mut sites))
            .collect();
        self.naming.notes.clear();
        report
    }

    fn site(&mut self, place: &Place, draft: SiteDraft) -> Site {
        if draft.at.is_some() {
            return self.naming.site(&self.places, place, draft);
        }
        let named = [&draft.region, &draft.settlement, &draft.zone].map(Clone::clone);
        if let Some(known) = self.known.get(&named) {
            return known.clone();
        }
        let site = self.naming.site(&self.places, place, draft);
        if self.known.len() >= MOST_KNOWN {
            self.known.clear();
        }
        self.known.insert(named, site.clone());
        site
    }
}
