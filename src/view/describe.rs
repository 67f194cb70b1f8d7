//! What is drawn, put into words: bundles, clusters, single rows, and the choices of a session.

use crate::{
    model::{Atlas, Language, RecordId},
    query::{Direction, Filters},
    scene::{Bundle, Cluster, PointDisplay, Shading},
    session::{Column, Step},
    words::{files, layers, map, picture, places, reports, timeline, units},
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
    let sites = |end: Direction| places::sites(atlas, &bundle.ends[end as usize], language);
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

/// One line about a record drawn as a point: who, what, when.
pub fn row(atlas: &Atlas, id: RecordId) -> String {
    let dataset = atlas.dataset_of(id);
    let row = id.row as usize;
    let kind = dataset.kind_of(id.row);
    let reporter = &atlas.reporters()[kind.reporter].short;
    let what = kind
        .incident
        .map_or(reports::no_incident(), |(of, _)| reports::activity(of));
    let mut words = format!("{reporter}: {what}");
    if let Some(count) = dataset.columns.count(row) {
        words.push_str(&format!(", {}", units::incidents(count as usize)));
    }
    if let Some(interval) = dataset.interval(row) {
        words.push_str(&format!("\n{}", interval.start()));
    }
    words
}

pub fn point_display(point_display: PointDisplay) -> &'static str {
    match point_display {
        PointDisplay::Auto => layers::automatic(),
        PointDisplay::Each => layers::dots_and_arrows(),
        PointDisplay::Density => layers::density(),
        PointDisplay::Heat => layers::heat(),
        PointDisplay::Clusters => layers::clusters(),
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

/// What filters hide, and whether duplicates are shown; nothing where they are as by default.
pub fn filters(atlas: &Atlas, filters: &Filters) -> String {
    let reporters = filters.hidden_reporters.iter().map(|key| {
        let known = atlas.reporter_by_key(key);
        known.map_or_else(|| key.to_string(), |id| atlas.reporters()[id].short.clone())
    });
    let activities = filters.hidden_activities.iter();
    let activities = activities.map(|of| reports::activity(*of).to_lowercase());
    let parties = filters.hidden_parties.iter();
    let parties = parties.map(|of| picture::by_side(reports::party(*of)));
    let stances = filters.hidden_stances.iter();
    let stances = stances.map(|of| reports::stance_plural(*of).to_lowercase());
    let files = filters.hidden_files.iter();
    let files = files.map(|key| picture::hidden_file(&key.0));
    let hidden: Vec<String> = reporters
        .chain(activities)
        .chain(parties)
        .chain(stances)
        .chain(files)
        .collect();
    let mut parts = Vec::new();
    if !hidden.is_empty() {
        parts.push(picture::hidden(&hidden.join(", ")));
    }
    if filters.show_duplicates {
        parts.push(picture::with_duplicates().to_owned());
    }
    parts.join("; ")
}
