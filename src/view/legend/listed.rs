//! What the legend lists: what the map shows, and what of it is switched off.

use crate::{
    model::{Id as _, ReporterId, Stance},
    scene::{
        LayerKind, Layers,
        legend::{Entry, LegendOf, Row, Section, Sign, is_one, join, sections},
    },
    view::Shown,
    words::overview,
};

/// What the map shows and what of it is switched off, in sections: reporters first. Of two maps what
/// either shows.
pub fn visible_sections(shown: Shown<'_>, is_overview: bool) -> Vec<Section> {
    let mut found = sections_of(shown, is_overview);
    let others = shown
        .of_other()
        .map(|other| sections_of(other, is_overview));
    join(&mut found, others.unwrap_or_default());
    // What an overview means comes first.
    found.sort_by_key(|section| section.title != overview::title());
    found
}

/// What a list that is held goes on to list: nothing leaves it, and what is new comes last in its
/// section, and new sections last of all, so that nothing moves under the pointer.
pub fn held(mut before: Vec<Section>, now: &[Section]) -> Vec<Section> {
    for section in now {
        let Some(known) = before.iter_mut().find(|known| is_one(known, section)) else {
            before.push(section.clone());
            continue;
        };
        // Of what is remarked, what holds now.
        known.rows.retain(|row| row.sign != Sign::Remark);
        for row in &section.rows {
            let of_sign = |known: &&mut Row| known.sign == row.sign && row.sign != Sign::Remark;
            match known.rows.iter_mut().find(of_sign) {
                Some(known) => known.clone_from(row),
                None => known.rows.push(row.clone()),
            }
        }
    }
    before
}

/// What is listed while the timeline plays: nothing leaves it, and what is new comes where it belongs.
pub fn played(mut before: Vec<Section>, now: &[Section]) -> Vec<Section> {
    for section in &mut before {
        section.rows.retain(|row| row.sign != Sign::Remark);
        let Some(own) = now.iter().find(|own| is_one(own, section)) else {
            continue;
        };
        // Of a sign whose words are others now, these hold.
        for row in &mut section.rows {
            let same = own.rows.iter().find(|own| own.sign == row.sign);
            same.into_iter().for_each(|own| row.clone_from(own));
        }
    }
    join(&mut before, now.to_vec());
    before.retain(|section| !section.rows.is_empty());
    before.sort_by_key(|section| {
        let is_reporter = |row: &Row| matches!(row.sign, Sign::Reporter(_));
        let has_reporters = section.rows.iter().any(is_reporter);
        (section.title != overview::title(), !has_reporters)
    });
    before
}

/// Whether a row is listed.
pub fn lists(sections: &[Section], row: &Row) -> bool {
    let mut rows = sections.iter().flat_map(|section| &section.rows);
    rows.any(|other| other.sign == row.sign && other.words == row.words)
}

fn sections_of(shown: Shown<'_>, is_overview: bool) -> Vec<Section> {
    let speaks = |id: ReporterId| {
        let beside = shown.other.map(|other| other.answer);
        let mut answers = [Some(shown.answer), beside].into_iter().flatten();
        answers.any(|answer| answer.facets.placed_by_reporter[id.index()] > 0)
    };
    let reporters = shown.atlas.listed_reporters();
    let reporters = reporters.filter(|(id, _)| speaks(*id));
    let rows: Vec<Row> = reporters
        .map(|(id, reporter)| Row::new(Sign::Reporter(id), &reporter.short))
        .collect();
    let title = String::new();
    let mut found = vec![Section { title, rows }];
    found.extend(sections(LegendOf {
        atlas: shown.atlas,
        scene: shown.scene,
        layers: &shown.session.layers,
        language: shown.session.language,
        heat: true,
        overview: is_overview,
        off: true,
    }));
    for section in &mut found {
        section
            .rows
            .retain(|row| is_visible(shown, row.sign) && !is_seldom_on(shown, row.entry));
    }
    switches_first(&mut found);
    found.retain(|section| !section.rows.is_empty());
    found
}

/// Puts what can be pressed before what only explains, which comes and goes with what is pressed.
fn switches_first(found: &mut Vec<Section>) {
    let mut switches = Vec::new();
    for section in found.iter_mut() {
        let (pressed, explains) = std::mem::take(&mut section.rows)
            .into_iter()
            .partition(|row| row.entry.is_some());
        section.rows = explains;
        switches.push(Section {
            title: section.title.clone(),
            rows: pressed,
        });
    }
    found.splice(..0, switches);
}

/// Whether a row is of use: what it explains is drawn, or is switched off and can be switched on.
fn is_visible(shown: Shown<'_>, sign: Sign) -> bool {
    let hidden_denials = sign == Sign::Denied
        && !is_on(shown, Entry::Stance(Stance::Denial))
        && shown.answer.facets.stances.contains_key(&Stance::Denial);
    let of_fire = matches!(
        sign,
        Sign::Width(_)
            | Sign::DeniedBy
            | Sign::FadeIn
            | Sign::End(_)
            | Sign::Cluster
            | Sign::Heat
            | Sign::InFigure(_)
    );
    let drawn = !of_fire || shown.session.layers.strength(LayerKind::Fire) > 0.0;
    sign != Sign::None && drawn && sign.occurs(shown.scene) || hidden_denials
}

/// Whether a row is of a layer that is off and usually is: the list of layers switches it on.
fn is_seldom_on(shown: Shown<'_>, entry: Option<Entry>) -> bool {
    entry.is_some_and(|entry| match entry {
        Entry::Layer(kind) => !Layers::default().get(kind).on && !is_on(shown, entry),
        Entry::Reporter(_) | Entry::Stance(_) => false,
    })
}

pub fn is_on(shown: Shown<'_>, entry: Entry) -> bool {
    let filters = &shown.session.filters;
    match entry {
        Entry::Reporter(id) => {
            let key = &shown.atlas.reporters()[id].key;
            !filters.hidden_reporters.contains(key)
        }
        Entry::Stance(stance) => !filters.hidden_stances.contains(&stance),
        Entry::Layer(kind) => shown.session.layers.get(kind).on,
    }
}
