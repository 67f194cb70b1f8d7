//! Naming: which place a file means by a name, with a note where that is not clear.

use std::collections::{HashMap, HashSet};

use super::contradiction::{BESIDE_A_SETTLEMENT_KM, Named, lies_by};
use crate::{
    model::{
        budget::limits,
        draft::SiteDraft,
        gazetteer::{Resolution, Spelling},
        geo::{self, LonLat},
        note::{Note, Place, Severity},
        places::Places,
        region::{RegionId, SettlementId},
        report::{Point, Site},
    },
    words::notes::resolve,
};

/// Resolves names against places and keeps notes of what it could not make out.
#[derive(Debug, Default)]
pub(super) struct Naming {
    pub(super) notes: Vec<Note>,
    /// Names that come near to one that is not known: of any place, and of regions. Many rows have
    /// the same.
    near: [HashMap<String, String>; 2],
}

/// Finds out which names stand for a place.
pub struct Finder<'p> {
    places: &'p Places,
    naming: Naming,
}

impl<'p> Finder<'p> {
    /// Among these.
    pub fn new(places: &'p Places) -> Self {
        Self {
            places,
            naming: Naming::default(),
        }
    }

    /// Whether a name stands for a place, or a position is stated beside it.
    pub fn finds(&mut self, site: SiteDraft) -> bool {
        let site = self.naming.site(self.places, &Place::file(""), site);
        !matches!(site, Site::Unplaced(_))
    }
}

/// Places in the order they come, each once; with each whether it is the far end of a stretch from the one before.
pub(super) fn each_once(sites: impl ExactSizeIterator<Item = (bool, Site)>) -> Vec<Site> {
    if sites.len() <= 1 {
        return sites.map(|(_, site)| site).collect();
    }
    let mut known = HashSet::with_capacity(sites.len());
    let mut before: Option<Site> = None;
    let sites = sites.map(|(is_end, site)| {
        let from = before
            .replace(site.clone())
            .filter(|from| is_end && *from != site);
        match from {
            Some(from) => site.as_end_of_stretch(&from),
            None => site,
        }
    });
    sites.filter(|site| known.insert(site.clone())).collect()
}

/// A name that stands for no one place. A note has been made.
pub(super) struct Unknown;

/// What the names beside a position stand for, whatever the position.
#[derive(Debug)]
pub(super) struct Beside {
    /// The names, without a position.
    named: SiteDraft,
    stands_for: Named,
    /// The region that is named; `None` where none is, or none of that name is known.
    region: Option<RegionId>,
    /// What a place there is called beside its region.
    name: String,
}

/// Without blanks around the name of a settlement: blanks are no name.
pub(super) fn without_blanks(mut draft: SiteDraft) -> SiteDraft {
    let name = draft.settlement.take();
    let name = name.map(|name| match name.trim() {
        trimmed if trimmed.len() == name.len() => name,
        trimmed => trimmed.to_owned(),
    });
    draft.settlement = name.filter(|name| !name.is_empty());
    draft
}

impl Naming {
    pub(super) fn note(
        &mut self,
        severity: Severity,
        place: &Place,
        text: &str,
        what: impl Into<String>,
    ) {
        self.notes.push(Note::new(severity, place, text, what));
    }

    /// As [`Naming::note`] of a name that is not clear, with what may help.
    fn note_with_hint(&mut self, place: &Place, name: &str, what: &str, hint: String) {
        let note = Note::new(Severity::Doubt, place, name, what);
        self.notes.push(Note { hint, ..note });
    }

    /// The places of one end, each once.
    pub(super) fn sites(
        &mut self,
        places: &Places,
        place: &Place,
        drafts: Vec<SiteDraft>,
    ) -> Vec<Site> {
        let sites = drafts.into_iter();
        each_once(sites.map(|draft| (draft.stretch, self.site(places, place, draft))))
    }

    pub(super) fn site(&mut self, places: &Places, place: &Place, draft: SiteDraft) -> Site {
        let draft = without_blanks(draft);
        if let Some(name) = draft.zone {
            let gazetteer = &places.gazetteer;
            return match (gazetteer.zone(&name), gazetteer.line(&name)) {
                (Resolution::One(zone), _) => Site::Zone(zone),
                (Resolution::None, Resolution::One(line)) => Site::Line(line),
                _ => {
                    let what = resolve::unknown_zone();
                    self.note(Severity::Doubt, place, &name, what);
                    Site::Unplaced(name)
                }
            };
        }
        if draft.at.is_some() {
            return self.site_at(places, place, draft);
        }
        let draft = self.in_its_region(places, place, draft);
        let Some(name) = draft.region else {
            return self.site_of_any_kind(places, place, draft.settlement.unwrap_or_default());
        };
        let region = match self.region(places, place, &name) {
            Ok(region) => region,
            Err(Unknown) => return Site::Unplaced(both(name, draft.settlement)),
        };
        let Some(name) = draft.settlement else {
            return Site::Region(region);
        };
        match places.settlement_in(region, &name) {
            Resolution::One(settlement) => Site::Settlement(region, settlement),
            Resolution::Many(_) => {
                let what = resolve::ambiguous_in_region();
                self.note(Severity::Doubt, place, &name, what);
                Site::Named(region, name)
            }
            Resolution::None => self.site_elsewhere(places, place, region, name),
        }
    }

    /// A name with the region that stands beside it in a column of its own: a place there, where one of the
    /// name is known; else the name with that region, unless the region itself or a part of it is called so.
    fn in_its_region(&mut self, places: &Places, place: &Place, draft: SiteDraft) -> SiteDraft {
        let SiteDraft {
            region: None,
            settlement: Some(name),
            within: Some(within),
            ..
        } = draft
        else {
            return draft;
        };
        let gazetteer = &places.gazetteer;
        let bare = |settlement: String| SiteDraft {
            settlement: Some(settlement),
            ..SiteDraft::default()
        };
        let Resolution::One(region) = gazetteer.region_with_kind(&within) else {
            let what = resolve::unknown_region_beside();
            self.note(Severity::Remark, place, &within, what);
            return bare(name);
        };
        let members = &places.regions[region].members;
        let is_called_so = match gazetteer.region_with_kind(&name) {
            Resolution::One(own) => {
                let lies_there = || places.regions[region].contains(places.regions[own].label);
                own == region || members.contains(&own) || lies_there()
            }
            _ => false,
        };
        let is_in = |id| {
            let own = places.settlements[id].region;
            own.is_some_and(|own| own == region || members.contains(&own))
        };
        let key = |id: RegionId| Some(places.regions[id].key.to_string());
        let in_region = |region: Option<String>| SiteDraft {
            region,
            settlement: Some(name.clone()),
            ..SiteDraft::default()
        };
        match gazetteer.settlement(&name, is_in) {
            // Less is said by a district than by its town, unless the district is named beside it.
            Resolution::One(_) if is_called_so && !members.is_empty() => bare(name),
            Resolution::One(id) => in_region(places.settlements[id].region.and_then(key)),
            Resolution::Many(_) => in_region(key(region)),
            Resolution::None if is_called_so => bare(name),
            Resolution::None if is_zone_or_line(places, &name) => bare(name),
            Resolution::None => match gazetteer.settlement(&name, |_| true) {
                // People put a village near a border into the next district.
                Resolution::One(id) if is_near(places, region, id) => SiteDraft {
                    settlement: Some(places.settlements[id].key.to_string()),
                    ..in_region(key(region))
                },
                _ => in_region(key(region)),
            },
        }
    }

    /// A site with a position of its own, which is what it is drawn and written at, however near a
    /// settlement of its name lies: its name and the region say the rest.
    fn site_at(&mut self, places: &Places, place: &Place, draft: SiteDraft) -> Site {
        let SiteDraft {
            at, precision_km, ..
        } = draft;
        let named = SiteDraft {
            at: None,
            precision_km: None,
            ..draft
        };
        let Some(at) = at.filter(|at| geo::on_the_map(*at)) else {
            let what = resolve::off_the_earth();
            let text = at.map(|at| format!("{}, {}", at.x, at.y));
            let text = text.unwrap_or_default();
            self.note(Severity::Doubt, place, &text, what);
            return match named == SiteDraft::default() {
                true => Site::Unplaced(String::new()),
                false => self.site(places, place, named),
            };
        };
        let beside = self.beside(places, place, named);
        Site::Point(self.point(places, place, &beside, (at, precision_km)))
    }

    /// What the names of a site without a zone stand for, where a position stands beside them.
    pub(super) fn beside(&mut self, places: &Places, place: &Place, named: SiteDraft) -> Beside {
        let stated = named
            .region
            .as_deref()
            .map(|name| self.region(places, place, name));
        let name = match (&stated, &named) {
            (Some(Err(Unknown)), named) => both(
                named.region.clone().unwrap_or_default(),
                named.settlement.clone(),
            ),
            (_, named) => named.settlement.clone().unwrap_or_default(),
        };
        Beside {
            region: stated.and_then(Result::ok),
            stands_for: Named::of(places, &named),
            name,
            named,
        }
    }

    /// A position on the map, and how far off it may be, beside names.
    pub(super) fn point(
        &mut self,
        places: &Places,
        place: &Place,
        beside: &Beside,
        (at, precision_km): (LonLat, Option<f64>),
    ) -> Point {
        let stands_for = &beside.stands_for;
        let region = if stands_for.is_known() {
            let found = places.region_at(at);
            let counted = stands_for.region_at(places, at, (found, precision_km));
            if counted.is_none() {
                self.contradiction(places, place, (&beside.named, found), 1);
            }
            beside.region.or(counted.unwrap_or(found))
        } else {
            // Where the name of a region is not known, the position says which it is.
            beside.region.or_else(|| places.region_at(at))
        };
        Point {
            lon: (at.x * 1e7).round() as i32,
            lat: (at.y * 1e7).round() as i32,
            region,
            name: beside.name.clone(),
            precision_m: precision_km.map(metres),
        }
    }

    /// A site that is no more than a name. Regions come first: many a district is called after
    /// its town, and less is claimed by the district.
    fn site_of_any_kind(&mut self, places: &Places, place: &Place, name: String) -> Site {
        let gazetteer = &places.gazetteer;
        match (gazetteer.region_with_kind(&name), gazetteer.zone(&name)) {
            (Resolution::None, Resolution::One(zone)) => return Site::Zone(zone),
            (Resolution::None, _) => {
                if let Resolution::One(line) = gazetteer.line(&name) {
                    return Site::Line(line);
                }
            }
            _ => {
                let region = self.region(places, place, &name);
                if let Ok(region) = region {
                    self.tell_namesakes(places, place, &name, (None, region));
                }
                return region.map_or(Site::Unplaced(name), Site::Region);
            }
        }
        let mut hint = String::new();
        let what = match gazetteer.settlement(&name, |_| true) {
            Resolution::One(id) => match places.settlements[id].region {
                Some(region) => {
                    self.tell_namesakes(places, place, &name, (Some(id), region));
                    return Site::Settlement(region, id);
                }
                None => resolve::settlement_without_region(),
            },
            Resolution::Many(_) => resolve::ambiguous_settlement(),
            Resolution::None => {
                hint = hint_of(&mut self.near[0], &name, || {
                    gazetteer.nearest(&name, 3, |_| true)
                });
                resolve::unknown_place()
            }
        };
        self.note_with_hint(place, &name, what, hint);
        Site::Unplaced(name)
    }

    /// Tells of settlements of other regions that bear the name as well, if less directly: where the name is that of a
    /// region, of those beyond a border.
    fn tell_namesakes(
        &mut self,
        places: &Places,
        place: &Place,
        name: &str,
        (taken, region): (Option<SettlementId>, RegionId),
    ) {
        let is_key = match taken {
            Some(_) => places.settlement_by_key(name) == taken,
            None => places.region_by_key(name) == Some(region),
        };
        if is_key {
            return;
        }
        let country = places.regions[region].country;
        let others = places.gazetteer.settlements(name).into_iter();
        let others = others.filter_map(|id| places.settlements[id].region);
        let mut others: Vec<&str> = others
            .filter(|own| *own != region)
            .filter(|own| taken.is_some() || places.regions[*own].country != country)
            .map(|own| &*places.regions[own].key.0)
            .collect();
        others.dedup();
        if !others.is_empty() {
            let what = resolve::namesakes(&places.regions[region].key.0, &others.join(", "));
            self.note(Severity::Doubt, place, name, what);
        }
    }

    /// A settlement that does not lie in the region the report puts it in. A key is unmistakable
    /// all the same; a mere name is not.
    fn site_elsewhere(
        &mut self,
        places: &Places,
        place: &Place,
        region: RegionId,
        name: String,
    ) -> Site {
        if let Some(settlement) = places.settlement_by_key(&name) {
            let what = resolve::other_region();
            self.note(Severity::Remark, place, &name, what);
            return Site::Settlement(region, settlement);
        }
        match places.gazetteer.region_with_kind(&name) {
            Resolution::One(other) if other != region => {
                let what = resolve::region_behind_a_stroke(&places.regions[region].key.0);
                self.note(Severity::Doubt, place, &name, what);
            }
            _ => self.note(Severity::Remark, place, &name, resolve::no_position()),
        }
        Site::Named(region, name)
    }

    /// The region a name stands for; where that is not clear, a note says why.
    pub(super) fn region(
        &mut self,
        places: &Places,
        place: &Place,
        name: &str,
    ) -> Result<RegionId, Unknown> {
        let hint;
        let what = match places.gazetteer.region_with_kind(name) {
            Resolution::One(region) => return Ok(region),
            Resolution::Many(regions) => {
                let keys: Vec<&str> = regions
                    .iter()
                    .map(|id| &*places.regions[*id].key.0)
                    .collect();
                hint = resolve::those(&keys.join(", "));
                resolve::ambiguous_region()
            }
            Resolution::None => {
                hint = hint_of(&mut self.near[1], name, || {
                    places.gazetteer.nearest_regions(name, 3)
                });
                resolve::unknown_region()
            }
        };
        self.note_with_hint(place, name, what, hint);
        Err(Unknown)
    }
}

/// Whether a name is that of a zone or of a line.
fn is_zone_or_line(places: &Places, name: &str) -> bool {
    let gazetteer = &places.gazetteer;
    let (zone, line) = (gazetteer.zone(name), gazetteer.line(name));
    matches!(zone, Resolution::One(_)) || matches!(line, Resolution::One(_))
}

/// Whether a settlement lies in a region or near it.
fn is_near(places: &Places, region: RegionId, settlement: SettlementId) -> bool {
    let at = places.settlements[settlement].at;
    at.is_some_and(|at| lies_by(places, region, at, BESIDE_A_SETTLEMENT_KM))
}

/// The name of a region that is not known with that of what lies in it, so that neither is lost.
fn both(region: String, settlement: Option<String>) -> String {
    match settlement {
        Some(settlement) => format!("{region}/{settlement}"),
        None => region,
    }
}

/// What may help with a name that is not known; nothing for the many after the first.
fn hint_of<'p>(
    known: &mut HashMap<String, String>,
    name: &str,
    near: impl FnOnce() -> Vec<&'p Spelling>,
) -> String {
    if let Some(hint) = known.get(name) {
        return hint.clone();
    }
    if known.len() == limits::HINTS {
        return String::new();
    }
    let hint = nearest(&near());
    known.insert(name.to_owned(), hint.clone());
    hint
}

/// ` (nearest: Kalbajar, Lachin)`; nothing where nothing comes near.
fn nearest(near: &[&Spelling]) -> String {
    let mut names: Vec<&str> = Vec::new();
    for name in near.iter().map(|near| near.text.as_str()) {
        // Several places of one name are one spelling.
        if !names.contains(&name) {
            names.push(name);
        }
    }
    if names.is_empty() {
        return String::new();
    }
    resolve::nearest(&names.join(", "))
}

/// How far off a position may be, in metres.
pub(super) fn metres(km: f64) -> u32 {
    (km * 1000.0).round() as u32
}
