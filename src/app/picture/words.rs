//! The words around a picture: title, days, legend, sources, accounts, where it comes from.

use super::{Data, Order};
use crate::{
    app::derived::Derived,
    model::{Atlas, Record, ReportId, Stance},
    query::Filters,
    render::svg::{Page, Source},
    scene::{
        LayerKind,
        legend::{Row, Section, Sign},
    },
    view::{describe, legend},
    words::{about, picture, reports, units},
};

/// The page of an order.
pub fn page(data: Data<'_>, order: &Order, derived: &Derived) -> Page {
    let (atlas, session) = (data.atlas, &order.session);
    let filters = filters(atlas, &session.filters);
    let fire = session.layers.strength(LayerKind::Fire) > 0.0;
    let nothing = fire && derived.scene.bundles.is_empty();
    let days = units::window(session.window);
    let hidden = if filters.is_empty() {
        String::new()
    } else {
        format!(" · {filters}")
    };
    Page {
        size: order.size,
        layout: order.layout,
        title: order
            .title
            .clone()
            .unwrap_or_else(|| picture::default_title().to_owned()),
        subtitle: format!("{days} · {}{hidden}", picture::every_figure()),
        legend: match order.legend {
            true => legend_of(atlas, order, derived),
            false => Vec::new(),
        },
        sources_title: picture::sources().to_owned(),
        sources: sources(atlas, derived),
        accounts: picture::records(&describe::accounts(derived.answer.accounts)),
        attribution: about::attribution().to_owned(),
        provenance: provenance(data, order, &filters),
        stamp: None,
        remark: nothing.then(|| picture::nothing_on_the_map().to_owned()),
    }
}

fn legend_of(atlas: &Atlas, order: &Order, derived: &Derived) -> Vec<Section> {
    let session = &order.session;
    let language = session.language;
    let counts = derived.answer.shown_by_reporter.iter();
    let shown = atlas.reporters().iter().zip(counts);
    let shown = shown.filter(|(_, count)| **count > 0);
    let rows: Vec<Row> = shown
        .map(|((id, reporter), _)| Row::new(Sign::Reporter(id), reporter.names.get(language)))
        .collect();
    let mut sections = Vec::new();
    if !rows.is_empty() && session.layers.strength(LayerKind::Fire) > 0.0 {
        let title = picture::reported_by().to_owned();
        sections.push(Section { title, rows });
    }
    let scene = &derived.scene;
    sections.extend(legend::sections(
        atlas,
        scene,
        &session.layers,
        language,
        false,
    ));
    sections
}

/// The statements that the days hold, in the order of time, each once.
fn sources(atlas: &Atlas, derived: &Derived) -> Vec<Source> {
    let answer = &derived.answer;
    let records = answer.shown.iter().map(|id| (*id, true));
    let records = records.chain(answer.unplaced.iter().map(|id| (*id, false)));
    let mut records: Vec<_> = records.collect();
    records.sort_by_key(|(id, _)| *id);
    let mut listed: Vec<(ReportId, bool)> = Vec::new();
    for (id, on_map) in records {
        let record: &Record = &atlas.records()[id];
        match listed
            .iter_mut()
            .find(|(report, _)| *report == record.report)
        {
            Some((_, known)) => *known |= on_map,
            None => listed.push((record.report, on_map)),
        }
    }
    let source = |(report, on_map): (ReportId, bool)| source(atlas, report, on_map);
    listed.into_iter().map(source).collect()
}

fn source(atlas: &Atlas, id: ReportId, on_map: bool) -> Source {
    let report = &atlas.reports()[id];
    let mut words = format!(
        "{} · {}",
        reports::published(report),
        atlas.reporters()[report.reporter].short
    );
    if let Some(outlet) = &report.outlet {
        words.push_str(&format!(" · {outlet}"));
    }
    if report.stance != Stance::Claim {
        words.push_str(&format!(" · {}", reports::stance_short(report.stance)));
    }
    if !on_map {
        words.push_str(&format!(" · {}", picture::not_on_the_map()));
    }
    Source {
        words,
        address: report
            .url
            .clone()
            .unwrap_or_else(|| reports::no_address().to_owned()),
    }
}

/// Program, data, days and filters: what it takes to make the picture again.
fn provenance(data: Data<'_>, order: &Order, filters: &str) -> String {
    let filters = match filters {
        "" => picture::no_filters(),
        some => some,
    };
    picture::provenance(
        env!("CARGO_PKG_VERSION"),
        &data.digest.to_string(),
        &order.session.window.to_string(),
        filters,
    )
}

/// What is hidden, in words; nothing where nothing is.
fn filters(atlas: &Atlas, filters: &Filters) -> String {
    let mut parts = describe::hidden(filters, |key| {
        let known = atlas.reporter_by_key(key);
        known.map_or_else(|| key.to_string(), |id| atlas.reporters()[id].short.clone())
    });
    if filters.show_duplicates {
        parts.push(picture::with_duplicates().to_owned());
    }
    parts.join("; ")
}
