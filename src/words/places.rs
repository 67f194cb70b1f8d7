//! Regions, zones, lines and sites: what they are and how closely they are known.

use super::{Interface, interface};
use crate::model::{
    Atlas, Claim, Country, Language, Level, LineKind, Region, Site, ZoneKind, draft::SiteDraft,
    region::Boundary,
};

names! {
    country(Country) {
        English {
            Country::Armenia => "Armenia",
            Country::Azerbaijan => "Azerbaijan",
            Country::Other => "another state",
        }
    }
    zone_kind(ZoneKind) {
        English {
            ZoneKind::Peacekeepers => "Area of the Russian peacekeeping contingent",
            ZoneKind::Corridor => "Corridor",
            ZoneKind::Other => "Zone",
        }
    }
    line_kind(LineKind) {
        English {
            LineKind::LineOfContact => "Line of contact",
            LineKind::StateBorder => "State border",
            LineKind::Reference => "Line of a named source",
            LineKind::Other => "Line",
        }
    }
}

phrases! {
    settlement { English("Settlement") }
    settlement_of(region: &str) { English("Settlement in {region}") }
    not_found(name: &str) { English("{name} (not found)") }
    no_site { English("not stated") }
    stretch(from: &str, to: &str) { English("stretch from {from} to {to}") }
    end_of_stretch(name: &str) { English("stretch to {name}") }
    known_to_stretch { English("known to a stretch between two places") }
    outline_precision(km: f64) { English("Boundary accuracy ±{km} km") }
    ring_precision(km: f64) { English("Boundary unknown; shown as a ring of {km} km radius") }
    union_precision {
        English("The union of its raions or districts. Only reports that name the whole, and no part \
                 of it, are counted here.")
    }
    place_known(how: &str) { English("place {how}") }
    origin_known(how: &str) { English("origin {how}") }
    target_known(how: &str) { English("target {how}") }
    no_direction { English("direction not stated") }
    known_to_position(km: f64) { English("known to a position (±{km} km)") }
    known_to_unstated_position { English("known to a position of unstated accuracy") }
    known_to_settlement(km: f64) { English("known to the settlement (±{km} km)") }
    known_to_settlement_or_region { English("known to the settlement or the region") }
    known_to_zone { English("known to the zone only") }
    known_to_line { English("known to the line only") }
    known_to_region { English("known to the region only") }
    not_on_the_map { English("not found on the map") }
}

/// What a region is: `District of Azerbaijan · East Zangezur economic region`.
pub fn region_kind(region: &Region) -> String {
    let of = country(region.country);
    let kind = match interface() {
        Interface::English => match (region.level, region.country) {
            (Level::District, _) => format!("District of {of}"),
            (Level::Raion, _) => format!("Raion of {of}"),
            (Level::Area, _) => format!("Area in {of}, boundary unknown"),
            (Level::Province, Country::Azerbaijan) => {
                "Autonomous republic of Azerbaijan".to_owned()
            }
            (Level::Province, _) => format!("Province of {of}"),
        },
    };
    match &region.province {
        Some(province) if region.level != Level::Province => format!("{kind} · {province}"),
        _ => kind,
    }
}

/// How closely the outline of a region is known.
pub fn region_precision(region: &Region) -> String {
    match region.boundary {
        Boundary::Outline => outline_precision(region.precision_km),
        Boundary::Ring { radius_km, .. } => ring_precision(radius_km),
        Boundary::Union => union_precision().to_owned(),
    }
}

/// The name of a site in that language.
pub fn site(atlas: &Atlas, site: &Site, language: Language) -> String {
    let region = |id| atlas.regions()[id].names.title(language);
    match site {
        Site::Region(id) => region(*id),
        Site::Settlement(id, settlement) => {
            let name = atlas.settlements()[*settlement].names.title(language);
            format!("{name}, {}", region(*id))
        }
        Site::Named(id, name) => format!("{name}, {}", region(*id)),
        Site::Zone(id) => atlas.zones()[*id].names.get(language).to_owned(),
        Site::Line(id) => atlas.lines()[*id].names.get(language).to_owned(),
        Site::Point(point) => {
            let at = crate::model::geo::describe(point.at());
            let region = point.region.map(region);
            let name = Some(&point.name).filter(|name| !name.is_empty());
            let parts = name.cloned().into_iter().chain(region);
            let parts: Vec<String> = parts.chain([at]).collect();
            parts.join(", ")
        }
        Site::Unplaced(name) => not_found(name),
        Site::StretchTo(ends) => {
            let [from, to] = ends.each_ref().map(|end| self::site(atlas, end, language));
            stretch(&from, &to)
        }
    }
}

pub fn sites(atlas: &Atlas, sites: &[Site], language: Language) -> String {
    // Where a stretch begins is said with its end.
    let begins = |at: usize| matches!(sites.get(at + 1), Some(Site::StretchTo(ends)) if ends[0] == *sites[at].place());
    let told =
        (0..sites.len()).filter(|at| !begins(*at) || matches!(sites[*at], Site::StretchTo(_)));
    let names: Vec<String> = told.map(|at| site(atlas, &sites[at], language)).collect();
    if names.is_empty() {
        no_site().to_owned()
    } else {
        names.join("; ")
    }
}

/// A site as a file has it: its names, and its position as a person reads one.
pub fn site_of_file(site: &SiteDraft) -> String {
    let names = [&site.zone, &site.settlement, &site.region];
    let names = names.into_iter().flatten().cloned();
    let at = site.at.map(crate::model::geo::describe);
    let parts: Vec<String> = names.chain(at).collect();
    let name = parts.join(", ");
    if site.stretch {
        end_of_stretch(&name)
    } else {
        name
    }
}

/// How closely the places of a claim are known.
pub fn place_precision(atlas: &Atlas, claim: &Claim) -> String {
    let known = |sites: &[Site]| match sites {
        [] => no_site().to_owned(),
        sites => sites_precision(atlas, sites),
    };
    let mut ends = Vec::new();
    if !claim.places.is_empty() {
        ends.push(place_known(&known(&claim.places)));
        if claim.origins.is_empty() && claim.targets.is_empty() {
            ends.push(no_direction().to_owned());
            return ends.join(", ");
        }
    }
    ends.push(origin_known(&known(&claim.origins)));
    ends.push(target_known(&known(&claim.targets)));
    ends.join(", ")
}

fn sites_precision(atlas: &Atlas, sites: &[Site]) -> String {
    if sites.iter().any(|site| matches!(site, Site::StretchTo(_))) {
        return known_to_stretch().to_owned();
    }
    if sites.iter().all(|site| matches!(site, Site::Point(_))) {
        let stated = sites.iter().filter_map(|site| match site {
            Site::Point(point) => point.precision_m,
            _ => None,
        });
        return match stated.max() {
            Some(m) => known_to_position(f64::from(m) / 1000.0),
            None => known_to_unstated_position().to_owned(),
        };
    }
    let known = |site: &Site| match site {
        Site::Settlement(_, id) => match atlas.settlements()[*id].precision_km {
            Some(km) if atlas.settlements()[*id].at.is_some() => Some(km),
            _ => None,
        },
        Site::Point(point) => point.precision_m.map(|m| f64::from(m) / 1000.0),
        _ => None,
    };
    let at: Vec<Option<f64>> = sites.iter().map(known).collect();
    if let Some(km) = at.iter().copied().collect::<Option<Vec<f64>>>() {
        return known_to_settlement(km.into_iter().fold(0.0, f64::max));
    }
    if sites.iter().any(|site| !site.is_placed()) {
        not_on_the_map()
    } else if sites.iter().any(|site| matches!(site, Site::Zone(_))) {
        known_to_zone()
    } else if sites.iter().any(|site| matches!(site, Site::Line(_))) {
        known_to_line()
    } else if at.iter().any(Option::is_some) {
        known_to_settlement_or_region()
    } else {
        known_to_region()
    }
    .to_owned()
}
