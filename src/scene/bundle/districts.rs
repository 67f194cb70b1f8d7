//! Flows between districts: what one reporter claims from the same districts at the same districts, as
//! one drawing with the number of its claims.

use std::{borrow::Cow, collections::BTreeMap};

use super::{
    Bundle, BundleKey, Room,
    gather::{BundleTraits, key_of},
    lay_out,
};
use crate::model::{Activity, Atlas, Site};

/// The flows of these bundles. A claim that names several districts at an end is part of the flow of
/// just these: it is never split. What names one end alone, or the same district at both, flows nowhere;
/// denials, what says that there was none, and what only repeats, are no claims.
pub fn district_flows(atlas: &Atlas, bundles: &[Bundle]) -> Vec<Bundle> {
    let mut flows: Vec<Bundle> = Vec::new();
    let mut by_key: BTreeMap<BundleKey, usize> = BTreeMap::new();
    let mut room = Room::default();
    for bundle in bundles {
        let [targets, origins, _] = &bundle.ends.each_ref().map(|sites| districts(sites));
        let flows_nowhere = targets.is_empty()
            || origins.is_empty()
            || origins.iter().all(|origin| targets.contains(origin));
        if flows_nowhere || bundle.denied || bundle.zero || bundle.figure.repeated {
            continue;
        }
        let traits = BundleTraits {
            reporter: bundle.reporter,
            by: bundle.by,
            activity: match bundle.quiet {
                true => Activity::Other,
                false => Activity::Fire,
            },
            denied: false,
            zero: false,
            tint: None,
            ends: [
                Cow::Borrowed(targets),
                Cow::Borrowed(origins),
                Cow::default(),
            ],
        };
        let key = BundleKey(format!("districts|{}", key_of(atlas, &traits).0).into());
        let at = *by_key.entry(key.clone()).or_insert_with(|| {
            flows.push(lay_out(atlas, &traits, key, &mut room));
            flows.len() - 1
        });
        let flow = &mut flows[at];
        flow.parts.extend_from_slice(&bundle.parts);
        flow.figure.uncounted = (flow.figure.uncounted).saturating_add(bundle.figure.claims());
    }
    flows
}

/// The places of an end, each as the district it lies in.
fn districts(sites: &[Site]) -> Vec<Site> {
    let mut districts: Vec<Site> = Vec::with_capacity(sites.len());
    for site in sites {
        let district = match site.place() {
            Site::Region(region) | Site::Settlement(region, _) | Site::Named(region, _) => {
                Site::Region(*region)
            }
            Site::Point(point) => match point.region {
                Some(region) => Site::Region(region),
                None => site.clone(),
            },
            Site::Zone(_) | Site::Line(_) => site.clone(),
            Site::Unplaced(_) | Site::StretchTo(_) => continue,
        };
        if !districts.contains(&district) {
            districts.push(district);
        }
    }
    districts
}
