//! Words on what is drawn of records: bundles, clusters, single rows.

use super::{activity, count, incidents, sites};
use crate::{
    model::{Atlas, Language, RecordId},
    query::Direction,
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
    let origins = sites(atlas, &bundle.ends[Direction::Origin as usize], language);
    let targets = sites(atlas, &bundle.ends[Direction::Target as usize], language);
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

/// One line about a record drawn as a point: who, what, when.
pub fn row(atlas: &Atlas, id: RecordId) -> String {
    let dataset = atlas.dataset_of(id);
    let row = id.row as usize;
    let kind = dataset.kind_of(id.row);
    let reporter = &atlas.reporters()[kind.reporter].short;
    let what = kind.incident.map_or("no incident", |(of, _)| activity(of));
    let mut words = format!("{reporter}: {what}");
    if let Some(count) = dataset.columns.count(row) {
        words.push_str(&format!(", {}", incidents(Some(count))));
    }
    if let Some(interval) = dataset.interval(row) {
        words.push_str(&format!("\n{}", interval.start()));
    }
    words
}
