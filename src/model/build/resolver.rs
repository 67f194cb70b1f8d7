//! The places of single reports resolved against places that are known, for rows that are read
//! again from their source.

use std::{collections::HashMap, mem, sync::Arc};

use super::super::to_draft::with_beginnings;
use super::naming::{Beside, Naming, each_once, without_blanks};
use crate::model::{
    draft::{ReportDraft, SiteDraft},
    geo,
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
    /// What names stand for that come without a position: files name few places many times.
    sites: Known<Site>,
    /// What names stand for beside a position.
    beside: Known<Beside>,
    /// What the reporter of the last draft was called, and its key.
    reporter: (String, String),
}

impl Resolver {
    /// Resolves names against these places.
    pub fn new(places: Arc<Places>) -> Self {
        Self {
            places,
            naming: Naming::default(),
            sites: Known::default(),
            beside: Known::default(),
            reporter: Default::default(),
        }
    }

    /// A report with its places resolved. What could not be placed keeps its name.
    pub fn report(&mut self, mut draft: ReportDraft, reporters: &Reporters) -> Report {
        let reporter = reporters.named(&draft.reporter).id;
        let claims = mem::take(&mut draft.claims);
        let place = draft.place.clone();
        let mut report = self.naming.report(&self.places, draft, reporter);
        let mut sites = |drafts: Vec<SiteDraft>| {
            let sites = drafts.into_iter();
            each_once(sites.map(|draft| (draft.stretch, self.site(&place, draft))))
        };
        report.claims = claims
            .into_iter()
            .map(|claim| claim.with_sites(&mut sites))
            .collect();
        report
    }

    /// Puts keys in the place of the names of a draft: that of the reporter, and those of places. It is
    /// then as a draft of its [report](Self::report) is.
    pub fn put_keys(&mut self, draft: &mut ReportDraft, reporters: &Reporters) {
        if draft.reporter != self.reporter.0 || self.reporter.1.is_empty() {
            let key = reporters.key_of(reporters.named(&draft.reporter).id);
            self.reporter = (mem::take(&mut draft.reporter), key);
        }
        draft.reporter.clone_from(&self.reporter.1);
        let place = &draft.place;
        for claim in &mut draft.claims {
            for sites in [&mut claim.origins, &mut claim.targets, &mut claim.places] {
                let own = mem::take(sites).into_iter();
                let own = each_once(own.map(|draft| (draft.stretch, self.site(place, draft))));
                let keyed = with_beginnings(own)
                    .into_iter()
                    .map(|site| self.places.site_into_draft(site));
                *sites = keyed.collect();
            }
        }
    }

    fn site(&mut self, place: &Place, draft: SiteDraft) -> Site {
        let at = draft
            .at
            .filter(|at| draft.zone.is_none() && geo::on_the_map(*at));
        let (places, naming) = (&*self.places, &mut self.naming);
        let site = match (at, draft.at) {
            (Some(at), _) => {
                let beside = self.beside.of(&draft, || {
                    let named = SiteDraft {
                        at: None,
                        precision_km: None,
                        ..draft.clone()
                    };
                    naming.beside(places, place, without_blanks(named))
                });
                Site::Point(naming.point(places, place, beside, (at, draft.precision_km)))
            }
            (None, Some(_)) => naming.site(places, place, draft),
            (None, None) => {
                let site = self
                    .sites
                    .of(&draft, || naming.site(places, place, draft.clone()));
                site.clone()
            }
        };
        naming.notes.clear();
        site
    }
}

/// What names of a file stand for, by region, settlement and zone as it names them.
#[derive(Debug)]
struct Known<T> {
    by_names: HashMap<Vec<u8>, usize>,
    found: Vec<T>,
    /// The names of the last site that was asked for, kept for its room.
    names: Vec<u8>,
}

/// More names are not kept.
const MOST_KNOWN: usize = 10_000;

impl<T> Default for Known<T> {
    fn default() -> Self {
        Self {
            by_names: HashMap::new(),
            found: Vec::new(),
            names: Vec::new(),
        }
    }
}

impl<T> Known<T> {
    /// What the names of a site stand for. They are looked up by `find` where they come for the first time.
    fn of(&mut self, site: &SiteDraft, find: impl FnOnce() -> T) -> &T {
        self.names.clear();
        for name in [&site.region, &site.settlement, &site.within, &site.zone] {
            let length = name.as_ref().map_or(usize::MAX, String::len);
            self.names.extend(length.to_le_bytes());
            self.names
                .extend(name.as_deref().unwrap_or_default().as_bytes());
        }
        let at = match self.by_names.get(&self.names) {
            Some(at) => *at,
            None => {
                if self.found.len() >= MOST_KNOWN {
                    self.by_names.clear();
                    self.found.clear();
                }
                self.found.push(find());
                let at = self.found.len() - 1;
                self.by_names.insert(self.names.clone(), at);
                at
            }
        };
        &self.found[at]
    }
}
