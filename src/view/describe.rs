//! What is drawn, put into words: bundles, clusters, single rows, and the choices of a session.

use crate::{
    model::{Atlas, Language},
    query::{Accounts, Direction, Filters, RowId},
    scene::{Bundle, Cluster, Crowd, LayerKind, Shading},
    session::{Column, Step},
    words::{files, layers, map, places, reports, timeline, units},
};

/// Who states how many: `AZ MoD: 6 incidents`.
pub fn bundle_title(atlas: &Atlas, bundle: &Bundle) -> String {
    let reporter = &atlas.reporters()[bundle.reporter].short;
    let figure = match bundle.figure.count {
        Some(number) => units::incidents(number as usize),
        None => reports::incidents_no_number().to_owned(),
    };
    format!("{reporter}: {figure}")
}

/// From where to where: `Goris (Gorus) → Kalbajar; Lachin`.
pub fn bundle_ends(atlas: &Atlas, bundle: &Bundle, language: Language) -> String {
    let sites = |end| places::sites(atlas, bundle.sites_at(atlas, end), language);
    let (origins, targets) = (sites(Direction::Origin), sites(Direction::Target));
    format!("{origins} → {targets}")
}

/// One line about a bundle: who, how many, from where to where.
pub fn bundle(atlas: &Atlas, bundle: &Bundle, language: Language) -> String {
    let title = bundle_title(atlas, bundle);
    format!("{title}, {}", bundle_ends(atlas, bundle, language))
}

/// A cluster: how many records, and of whom.
pub fn cluster(atlas: &Atlas, cluster: &Cluster) -> String {
    let mut words = units::records(cluster.records as usize);
    for (reporter, records) in &cluster.by_reporter {
        let short = &atlas.reporters()[*reporter].short;
        words.push_str(&format!("\n{short}: {records}"));
    }
    format!("{words}\n{}", map::click_to_zoom())
}

/// One line about a row of a large file: who, what, when.
pub fn row(atlas: &Atlas, id: RowId) -> String {
    let ledger = &atlas.ledgers()[id.ledger as usize];
    let row = id.row as usize;
    let kind = &ledger.kinds[ledger.columns.kind[row] as usize];
    let reporter = &atlas.reporters()[kind.reporter].short;
    let what = kind
        .incident
        .map_or(reports::no_incident(), |(of, _)| reports::activity(of));
    let mut words = format!("{reporter}: {what}");
    if let Some(count) = ledger.columns.count(row) {
        words.push_str(&format!(", {}", units::incidents(count as usize)));
    }
    if let Some(interval) = ledger.interval(row) {
        words.push_str(&format!("\n{}", interval.start()));
    }
    words
}

/// Where every record went, in one line.
pub fn accounts(accounts: Accounts) -> String {
    layers::accounts(
        accounts.shown,
        accounts.outside_window,
        accounts.filtered,
        accounts.undated,
        accounts.unplaced,
        accounts.loaded,
    )
}

pub fn layer(layer: LayerKind) -> &'static str {
    match layer {
        LayerKind::Fire => layers::fire(),
        LayerKind::Regions => layers::regions(),
        LayerKind::Zones => layers::zones(),
        LayerKind::Lines => layers::lines(),
        LayerKind::Labels => layers::names(),
        LayerKind::Basemap => layers::basemap(),
        LayerKind::Relief => layers::relief(),
    }
}

pub fn crowd(crowd: Crowd) -> &'static str {
    match crowd {
        Crowd::Auto => layers::automatic(),
        Crowd::Each => layers::dots_and_arrows(),
        Crowd::Density => layers::density(),
        Crowd::Heat => layers::heat(),
        Crowd::Clusters => layers::clusters(),
    }
}

pub fn shading(shading: Shading) -> &'static str {
    match shading {
        Shading::None => layers::no_fill(),
        Shading::Received => layers::fire_received(),
        Shading::Opened => layers::fire_opened(),
    }
}

pub fn step(step: Step) -> &'static str {
    match step {
        Step::Day => timeline::day(),
        Step::Week => timeline::week(),
        Step::Month => timeline::month(),
    }
}

/// What filters hide, a part for each kind of filter.
pub fn hidden(filters: &Filters, reporter: impl Fn(&str) -> String) -> Vec<String> {
    let keys = filters.hidden_reporters.iter();
    let reporters: Vec<String> = keys.map(|key| reporter(key)).collect();
    let activities = filters.hidden_activities.iter();
    let activities: Vec<&str> = activities.map(|of| reports::activity(*of)).collect();
    let sides = filters.hidden_parties.iter();
    let sides: Vec<&str> = sides.map(|side| reports::party(*side)).collect();
    let types = filters.hidden_stances.iter();
    let types: Vec<&str> = types.map(|of| reports::stance_plural(*of)).collect();
    let keys = filters.hidden_files.iter();
    let hidden_files: Vec<&str> = keys.map(|key| &*key.0).collect();
    let parts = [
        (
            reporters.join(", "),
            files::hidden_reporters as fn(&str) -> String,
        ),
        (activities.join(", "), files::hidden_activities),
        (sides.join(", "), files::hidden_sides),
        (types.join(", "), files::hidden_types),
        (hidden_files.join(", "), files::hidden_files),
    ];
    let parts = parts.iter().filter(|(names, _)| !names.is_empty());
    parts.map(|(names, phrase)| phrase(names)).collect()
}

/// What a file is coloured by.
pub fn column(column: &Column) -> &str {
    match column {
        Column::Reporter => files::column_reporter(),
        Column::Activity => files::column_activity(),
        Column::Side => files::column_side(),
        Column::Stance => files::column_type(),
        Column::Property(name) => name,
    }
}
