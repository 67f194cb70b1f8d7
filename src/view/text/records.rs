//! Words on what is drawn of records: bundles, clusters, single rows.

use super::{activity, count, incidents, sites};
use crate::{
    model::{Atlas, Language},
    query::{Direction, RowId},
    scene::{Bundle, Cluster},
};

/// Who says how many: `AZ MoD: 6 incidents`.
pub fn bundle_title(atlas: &Atlas, bundle: &Bundle) -> String {
    let reporter = &atlas.reporters()[bundle.reporter].short;
    let figure = match bundle.figure.count {
        Some(number) => incidents(Some(number)),
        None => "incidents, number not stated".to_owned(),
    };
    format!("{reporter}: {figure}")
}

/// From where to where: `Goris (Gorus) → Kalbajar; Lachin`.
pub fn bundle_ends(atlas: &Atlas, bundle: &Bundle, language: Language) -> String {
    let origins = sites(atlas, bundle.sites_at(atlas, Direction::Origin), language);
    let targets = sites(atlas, bundle.sites_at(atlas, Direction::Target), language);
    format!("{origins} → {targets}")
}

/// One line about a bundle: who, how many, from where to where.
pub fn bundle(atlas: &Atlas, bundle: &Bundle, language: Language) -> String {
    let title = bundle_title(atlas, bundle);
    format!("{title}, {}", bundle_ends(atlas, bundle, language))
}

/// A cluster in words: how many records, and of whom.
pub fn cluster(atlas: &Atlas, cluster: &Cluster) -> String {
    let mut words = count(cluster.records as usize, "record", "records");
    for (reporter, records) in &cluster.by_reporter {
        let short = &atlas.reporters()[*reporter].short;
        words.push_str(&format!("\n{short}: {records}"));
    }
    words.push_str("\nClick to zoom in");
    words
}

/// One line about a row of a large file: who, what, when.
pub fn row(atlas: &Atlas, id: RowId) -> String {
    let ledger = &atlas.ledgers()[id.ledger as usize];
    let row = id.row as usize;
    let kind = &ledger.kinds[ledger.columns.kind[row] as usize];
    let reporter = &atlas.reporters()[kind.reporter].short;
    let what = kind.incident.map_or("no incident", |(of, _)| activity(of));
    let mut words = format!("{reporter}: {what}");
    if let Some(count) = ledger.columns.count(row) {
        words.push_str(&format!(", {}", incidents(Some(count))));
    }
    if let Some(interval) = ledger.interval(row) {
        words.push_str(&format!("\n{}", interval.start()));
    }
    words
}
