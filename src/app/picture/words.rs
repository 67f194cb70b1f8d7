//! The words around a picture: title, days, legend, sources, accounts, where it comes from.

use std::collections::HashMap;

use super::{Data, PictureSpec, Ready};
use crate::{
    app::derived::Derived,
    model::{Atlas, Id as _, Report, Stance, Window},
    query::{Answer, ShownRows},
    render::svg::{Page, Source},
    scene::{
        LayerKind, Weight,
        legend::{self, LegendOf, Row, Section, Sign},
    },
    session::{Selection, Session},
    view::describe,
    words::{about, picture, reports, units},
};

/// The page of a picture.
pub fn page(data: Data<'_>, spec: &PictureSpec, derived: &Derived, overview: bool) -> Page {
    let (atlas, session) = (data.atlas, &spec.session);
    let filters = describe::filters(atlas, &session.filters);
    let fire = session.layers.strength(LayerKind::Fire) > 0.0;
    let nothing = fire && derived.scene.bundles.is_empty() && !derived.scene.points;
    let days = units::window(session.window);
    let hidden = if filters.is_empty() {
        String::new()
    } else {
        format!(" · {filters}")
    };
    let faint = match others_are_faint(atlas, session, derived) {
        Some(selected) => format!(" · {}", picture::others_faint(&selected)),
        None => String::new(),
    };
    Page {
        size: spec.size,
        layout: spec.layout,
        title: spec
            .title
            .clone()
            .unwrap_or_else(|| picture::default_title().to_owned()),
        subtitle: format!("{days} · {}{hidden}{faint}", picture::every_figure()),
        legend: match spec.legend {
            true => legend_of(atlas, spec, derived, overview),
            false => Vec::new(),
        },
        sources_title: picture::sources().to_owned(),
        sources: sources(atlas, derived, session.window),
        accounts: accounts(atlas, &derived.answer),
        attribution: attribution(data),
        provenance: provenance(data, spec, &filters),
        stamp: None,
        remark: nothing.then(|| picture::nothing_on_the_map().to_owned()),
    }
}

/// What is selected, where all else is drawn faint for it: a picture says so, as nobody can see that it is selected.
fn others_are_faint(atlas: &Atlas, session: &Session, derived: &Derived) -> Option<String> {
    let selection = session.selection.as_ref()?;
    let weigh = Selection::weigher(Some(selection), atlas, &derived.scene);
    let mut bundles = derived.scene.bundles.iter();
    let is_any = bundles.any(|bundle| weigh(bundle) == Weight::Faint);
    let name = || describe::place_selected(atlas, selection, session.language);
    is_any.then(|| name().unwrap_or_else(|| picture::selected_claims().to_owned()))
}

/// Where every record went, and what stands in totals alone.
pub fn accounts(atlas: &Atlas, answer: &Answer) -> String {
    let records = picture::records(&answer.accounts.to_string());
    match answer.in_totals_line(atlas) {
        Some(totals) => format!("{records}. {totals}"),
        None => records,
    }
}

/// What a view is called: its days, and what is left out of them.
pub fn view(session: &Session, filters: &str) -> String {
    let days = units::window(session.window);
    match filters {
        "" => days,
        filters => format!("{days} · {filters}"),
    }
}

/// What stands around two views: the days of both, and the accounts of each by itself.
pub fn of_views(page: &mut Page, data: Data<'_>, views: &[(&str, &Ready)]) {
    let [(left, of_left), (right, of_right)] = views else {
        return;
    };
    let both = picture::beside(left, right);
    page.subtitle = format!("{both} · {}", picture::every_figure());
    let accounts = |(caption, ready): &(&str, &Ready)| {
        picture::of_view(caption, &ready.derived.answer.accounts.to_string())
    };
    let [left, right] = [&views[0], &views[1]].map(accounts);
    page.accounts = picture::records(&picture::beside(&left, &right));
    let came = |ready: &Ready| {
        let filters = describe::filters(data.atlas, &ready.spec.session.filters);
        shown_of(&ready.spec, &filters)
    };
    let [left, right] = [came(of_left), came(of_right)];
    page.provenance = picture::provenance(
        env!("CARGO_PKG_VERSION"),
        &data.digest.to_string(),
        &picture::beside(&left, &right),
    );
}

/// Whom to name: for the maps of the person's own first.
fn attribution(data: Data<'_>) -> String {
    let own = data.basemap.attributions().into_iter();
    let own = own.map(|own| own.words.to_string());
    let own = own.filter(|words| !words.is_empty());
    let own: Vec<String> = own.collect();
    let own = own.join(" · ");
    // Nobody is named twice.
    let built_in = about::attribution_beside(&own);
    let all = [own, built_in].into_iter();
    let all: Vec<String> = all.filter(|words| !words.is_empty()).collect();
    all.join(" · ")
}

fn legend_of(atlas: &Atlas, spec: &PictureSpec, derived: &Derived, overview: bool) -> Vec<Section> {
    let session = &spec.session;
    let language = session.language;
    let counts = &derived.answer.shown_by_reporter;
    let shown = atlas.listed_reporters();
    let shown = shown.filter(|(id, _)| counts[id.index()] > 0);
    let rows: Vec<Row> = shown
        .map(|(id, reporter)| Row::new(Sign::Reporter(id), reporter.names.get(language)))
        .collect();
    let mut sections = Vec::new();
    if !rows.is_empty() && session.layers.strength(LayerKind::Fire) > 0.0 {
        let title = picture::reported_by().to_owned();
        sections.push(Section { title, rows });
    }
    sections.extend(legend::sections(LegendOf {
        atlas,
        scene: &derived.scene,
        layers: &session.layers,
        language,
        heat: false,
        overview,
        off: false,
    }));
    sections
}

/// The statements that the days hold, in the order of time, each once. Those of which no more is known than of
/// others, such as rows of a table without address and outlet, are counted in one line.
fn sources(atlas: &Atlas, derived: &Derived, window: Window) -> Vec<Source> {
    let mut sources: Vec<(Source, usize)> = Vec::new();
    let mut alike: HashMap<Source, usize> = HashMap::new();
    for rows in ShownRows::of(atlas, &derived.answer, window.interval()) {
        let Some(memory) = rows.dataset.memory() else {
            continue;
        };
        let on_map = rows.iter().map(|row| (row, true));
        let mut records: Vec<(u32, bool)> = on_map
            .chain(rows.unplaced().map(|row| (row, false)))
            .collect();
        records.sort_unstable();
        let mut listed: Vec<(u32, bool)> = Vec::new();
        let mut known: HashMap<u32, usize> = HashMap::new();
        for (row, on_map) in records {
            let (report, _) = memory.record(row);
            let at = *known.entry(report).or_insert_with(|| {
                listed.push((report, false));
                listed.len() - 1
            });
            listed[at].1 |= on_map;
        }
        for (report, on_map) in listed {
            let source = source(atlas, &memory.reports[report as usize], on_map);
            let at = *alike.entry(source.clone()).or_insert_with(|| {
                sources.push((source, 0));
                sources.len() - 1
            });
            sources[at].1 += 1;
        }
    }
    let counted = |(source, number): (Source, usize)| match number {
        1 => source,
        _ => Source {
            words: picture::alike(&source.words, number),
            ..source
        },
    };
    sources.into_iter().map(counted).collect()
}

fn source(atlas: &Atlas, report: &Report, on_map: bool) -> Source {
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
fn provenance(data: Data<'_>, spec: &PictureSpec, filters: &str) -> String {
    let (version, digest) = (env!("CARGO_PKG_VERSION"), data.digest.to_string());
    picture::provenance(version, &digest, &shown_of(spec, filters))
}

/// Days and filters of a view.
fn shown_of(spec: &PictureSpec, filters: &str) -> String {
    let filters = match filters {
        "" => picture::no_filters(),
        some => some,
    };
    picture::days_and_filters(&spec.session.window.to_string(), filters)
}
