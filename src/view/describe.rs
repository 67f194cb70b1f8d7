//! What is drawn, put into words: bundles, clusters, single rows, and the choices of a session.

use std::collections::HashMap;

use super::Shown;
use crate::{
    model::{Atlas, Claim, Language, Moment, RecordId, Settlement, Window},
    query::{
        Direction, Filters, PlaceRef,
        overview::{Measure, Number},
    },
    scene::{Bundle, Cluster, PointDisplay, Shading, Target, bundle::Dispute, overview::Strip},
    session::{Column, Selection, Step},
    words::{
        compare, condition as condition_words, details, files, layers, map, overview, picture,
        places, reports, timeline, units,
    },
};

/// Who states or denies how many: `AZ MoD: 6 incidents`.
pub fn bundle_title(atlas: &Atlas, bundle: &Bundle) -> String {
    let reporter = &atlas.reporters()[bundle.reporter].short;
    let figure = match bundle.figure.count {
        Some(number) => units::incidents_stated(number),
        None => reports::incidents_no_number().to_owned(),
    };
    match bundle.denied {
        true => reports::reporter_denies(reporter, &figure),
        false => format!("{reporter}: {figure}"),
    }
}

/// What a claim comes to: so many incidents, or that they are denied.
pub fn claim_title(claim: &Claim, denied: bool) -> String {
    match (denied, claim.count) {
        (true, None) => reports::denied().to_owned(),
        (true, Some(number)) => reports::denied_number(number),
        (false, count) => reports::incident_count(count),
    }
}

/// What a claim states beside its number: what each line is about, and the words.
pub fn claim_lines(
    atlas: &Atlas,
    claim: &Claim,
    language: Language,
) -> Vec<(&'static str, String)> {
    let mut lines = Vec::new();
    if !claim.by_as_reported.is_empty() {
        lines.push((reports::by(), reports::as_reported(&claim.by_as_reported)));
    }
    let sites = |sites| places::sites(atlas, sites, language);
    if !claim.places.is_empty() {
        lines.push((reports::place(), sites(&claim.places)));
    }
    let directed = !claim.origins.is_empty() || !claim.targets.is_empty();
    if directed || claim.places.is_empty() {
        lines.push((reports::from(), sites(&claim.origins)));
        lines.push((reports::at(), sites(&claim.targets)));
    }
    lines.push((reports::when(), units::when(claim.when)));
    if !claim.weapons.is_empty() {
        let weapons = claim.weapons.iter().map(|weapon| reports::weapon(*weapon));
        let weapons: Vec<&str> = weapons.collect();
        lines.push((reports::weapons(), weapons.join(", ")));
    }
    let rounds = claim.rounds.map(|of| units::stated(of.into()));
    lines.extend(rounds.map(|of| (reports::rounds(), of)));
    lines.extend(reports::casualties(claim).map(|lost| (reports::losses(), lost)));
    lines
}

/// Who states them, of several claims, with the number each states: `AZ MoD, 3 claims: 2, ?, 5`.
pub fn stack_title(shown: Shown<'_>, bundle: &Bundle) -> String {
    let claims = bundle.figure.claims() as usize;
    if claims < 2 {
        return bundle_title(shown.atlas, bundle);
    }
    let window = shown.session.window;
    let records = bundle.records(shown.atlas, shown.answer, window, &shown.scene.tints);
    let number = |id: &RecordId| {
        let columns = &shown.atlas.dataset_of(*id).columns;
        columns.count(id.row as usize)
    };
    let mut numbers: Vec<String> = records
        .iter()
        .take(MOST_NUMBERS)
        .map(|id| {
            number(id).map_or_else(
                || reports::unstated().to_owned(),
                |of| units::sum(of.into()),
            )
        })
        .collect();
    if records.len() > MOST_NUMBERS {
        numbers.push(reports::and_so_on().to_owned());
    }
    let reporter = &shown.atlas.reporters()[bundle.reporter].short;
    let numbers = numbers.join(", ");
    match bundle.denied {
        true => reports::denied_stack(reporter, claims, &numbers),
        false => reports::stack(reporter, claims, &numbers),
    }
}

/// As many numbers as a title holds.
const MOST_NUMBERS: usize = 12;

/// What a bundle says, over a pointer.
fn bundle_lines(shown: Shown<'_>, bundle: &Bundle) -> String {
    let ends = bundle_ends(shown.atlas, bundle, shown.session.language);
    let mut lines = format!("{}\n{ends}", stack_title(shown, bundle));
    for other in by_others(shown.atlas, bundle) {
        lines.push_str(&format!("\n{other}"));
    }
    lines
}

/// What others say of it: `on the same event: RU MoD 1`, `denied by AM MoD`.
fn by_others(atlas: &Atlas, bundle: &Bundle) -> impl Iterator<Item = String> {
    disputes(atlas, bundle).chain(denials(atlas, bundle))
}

/// Whose figures stand beside its own.
fn disputes(atlas: &Atlas, bundle: &Bundle) -> impl Iterator<Item = String> {
    let claims = bundle.figure.claims();
    bundle.disputed_by.iter().map(move |disputed| {
        let reporter = &atlas.reporters()[disputed.reporter].short;
        let stated = disputed.figure.text();
        let of = disputed.claims;
        match (disputed.how, of < claims) {
            (Dispute::Differs, false) => reports::differs(reporter, &stated),
            (Dispute::Differs, true) => reports::differs_of(reporter, &stated, of, claims),
            (Dispute::Mutual, false) => reports::mutual(reporter, &stated),
            (Dispute::Mutual, true) => reports::mutual_of(reporter, &stated, of, claims),
        }
    })
}

/// Who denies it: `denied by AM MoD`.
fn denials(atlas: &Atlas, bundle: &Bundle) -> impl Iterator<Item = String> {
    let claims = bundle.figure.claims();
    bundle.denied_by.iter().map(move |denied| {
        let reporter = &atlas.reporters()[denied.reporter].short;
        match denied.claims < claims {
            true => reports::denied_by_of(reporter, denied.claims, claims),
            false => reports::denied_by(reporter),
        }
    })
}

/// From where to where: `Goris / Gorus → Kalbajar; Lachin`; or where it happened, where no more is said.
pub fn bundle_ends(atlas: &Atlas, bundle: &Bundle, language: Language) -> String {
    let sites = |end: Direction| places::sites(atlas, &bundle.ends[end as usize], language);
    let has = |end: Direction| !bundle.ends[end as usize].is_empty();
    if has(Direction::Place) && !has(Direction::Origin) && !has(Direction::Target) {
        return sites(Direction::Place);
    }
    let (origins, targets) = (sites(Direction::Origin), sites(Direction::Target));
    format!("{origins} → {targets}")
}

/// One line about a bundle: who, how many, from where to where, and what others say of it.
pub fn bundle(atlas: &Atlas, bundle: &Bundle, language: Language) -> String {
    let title = bundle_title(atlas, bundle);
    let mut line = format!("{title}, {}", bundle_ends(atlas, bundle, language));
    for other in by_others(atlas, bundle) {
        line.push_str(&format!(", {other}"));
    }
    line
}

/// The numbers of a place, in a line: `Kalbajar, claims: AM MoD 3, AZ MoD 12`.
pub fn strip(shown: Shown<'_>, strip: &Strip) -> String {
    let numbers = strip.numbers.iter().map(|(reporter, number)| {
        let reporter = &shown.atlas.reporters()[*reporter].short;
        overview::number_of(reporter, &number.text())
    });
    let numbers: Vec<String> = numbers.collect();
    let place = compare::place(shown.atlas, strip.place, shown.session.language);
    let measure = overview::measure(shown.scene.overview.choice.measure);
    overview::strip(&place, measure, &numbers.join(", "))
}

/// What the numbers beside a place in the overview mean, a line a reporter; `None` where nothing stands
/// there, or a tooltip of the place says it already.
pub fn strip_lines(shown: Shown<'_>, place: PlaceRef) -> Option<String> {
    let overview = &shown.scene.overview;
    let choice = &overview.choice;
    if choice.measure == Measure::Claims {
        return None;
    }
    let strip = overview.strips.iter().find(|strip| strip.place == place)?;
    let mut lines = overview::measure_as(choice.measure, choice.direction);
    // Of two views, neither is now.
    let two = shown.session.beside().and(overview.compared);
    let two = two.map(|days| days.map(units::window));
    for (reporter, number) in &strip.numbers {
        let reporter = &shown.atlas.reporters()[*reporter].short;
        let said = match (*number, choice.measure) {
            (Number::Share { of, all }, Measure::Contradicted) => overview::events_of(of, all),
            (Number::Share { of, all }, _) => overview::claims_of(of, all),
            (Number::Change { before, now }, _) => match &two {
                Some([then, later]) => overview::in_both(before, then, now, later),
                None => overview::before_and_now(before, now),
            },
            (Number::Unstated, _) => overview::unstated().to_owned(),
            (number, _) => number.text(),
        };
        lines.push_str(&format!("\n{}", overview::said_by(reporter, &said)));
    }
    Some(lines)
}

/// A flow between districts, in a line.
pub fn flow(atlas: &Atlas, flow: &Bundle, language: Language) -> String {
    let reporter = &atlas.reporters()[flow.reporter].short;
    let ends = bundle_ends(atlas, flow, language);
    overview::flow(reporter, flow.figure.claims(), &ends)
}

/// A cluster: how many records, and of whom.
pub fn cluster(atlas: &Atlas, cluster: &Cluster) -> String {
    let mut words = units::records(cluster.records as usize);
    for (reporter, records) in &cluster.by_reporter {
        let short = &atlas.reporters()[*reporter].short;
        let records = units::number(*records as usize);
        words.push_str(&format!("\n{short}: {records}"));
    }
    format!("{words}\n{}", map::click_to_zoom())
}

/// What a thing on the map is, over a pointer: its name, its kind, and what is reported of it.
pub fn target(shown: Shown<'_>, target: &Target) -> String {
    let (atlas, language) = (shown.atlas, shown.session.language);
    match target {
        Target::Bundle(key) => {
            let flows = &shown.scene.overview.flows;
            if let Some(flow) = flows.iter().find(|flow| flow.key == *key) {
                return self::flow(atlas, flow, language);
            }
            let bundle = shown.scene.bundle(key);
            bundle.map_or(String::new(), |of| bundle_lines(shown, of))
        }
        Target::Record(id) => row(atlas, *id),
        Target::Settlement(id) => {
            let settlement = &atlas.settlements()[*id];
            let name = settlement.names.title(language);
            format!("{name}\n{}", settlement_kind(atlas, settlement, language))
        }
        Target::Line(id) => {
            let line = &atlas.lines()[*id];
            let kind = places::line_kind(line.kind);
            format!("{}\n{kind}", line.names.get(language))
        }
        Target::Zone(id) => {
            let zone = &atlas.zones()[*id];
            let kind = places::zone_kind(zone.kind);
            format!("{}\n{kind}", zone.names.get(language))
        }
        Target::Region(id) => {
            let region = &atlas.regions()[*id];
            let name = region.names.title(language);
            let mut words = format!("{name}\n{}", places::region_kind(region));
            let spot = PlaceRef::Region(*id);
            type Line = fn(&str, usize) -> String;
            // Of fire, of something else, denials.
            let ends: [(Direction, [Line; 3]); 3] = [
                (
                    Direction::Target,
                    [
                        map::claims_received,
                        map::others_received,
                        map::denials_received,
                    ],
                ),
                (
                    Direction::Origin,
                    [map::claims_opened, map::others_opened, map::denials_opened],
                ),
                (
                    Direction::Place,
                    [map::claims_there, map::others_there, map::denials_there],
                ),
            ];
            for (direction, lines) in ends {
                for (reporter, tally) in shown.answer.tallies.of(direction, spot) {
                    let reporter = &atlas.reporters()[reporter].short;
                    let of_fire = tally.claims.saturating_sub(tally.not_of_fire);
                    let numbers = [of_fire, tally.not_of_fire, tally.denials];
                    for (line, number) in lines.iter().zip(numbers).filter(|(_, of)| *of > 0) {
                        words.push_str(&format!("\n{}", line(reporter, number as usize)));
                    }
                }
            }
            words
        }
    }
}

/// What a place that is selected is called; `None` where it is none, or not there.
pub fn place_selected(atlas: &Atlas, selection: &Selection, language: Language) -> Option<String> {
    Some(match selection {
        Selection::Region(key) => {
            let region = &atlas.regions()[atlas.region_by_key(&key.0)?];
            map::region(&region.names.title(language))
        }
        Selection::Settlement(key) => {
            let settlement = &atlas.settlements()[atlas.settlement_by_key(key)?];
            map::settlement(&settlement.names.title(language))
        }
        Selection::Zone(key) => {
            let zone = &atlas.zones()[atlas.zone_by_key(key)?];
            map::zone(zone.names.get(language))
        }
        Selection::Line(key) => {
            let line = &atlas.lines()[atlas.line_by_key(key)?];
            map::line(line.names.get(language))
        }
        _ => return None,
    })
}

/// What something selected is called beside others; `None` where it is not there.
pub fn selection(shown: Shown<'_>, selection: &Selection) -> Option<String> {
    let (atlas, language) = (shown.atlas, shown.session.language);
    Some(match selection {
        Selection::Region(_)
        | Selection::Settlement(_)
        | Selection::Zone(_)
        | Selection::Line(_) => place_selected(atlas, selection, language)?,
        Selection::Bundle(key) => {
            let bundle = shown.scene.bundle(key)?;
            self::bundle(atlas, bundle, language)
        }
        Selection::Record { .. } => row(atlas, selection.record(atlas)?).replace('\n', ", "),
        Selection::Report(key) => {
            let of_focus = shown.focus.records.first();
            let detail = of_focus.and_then(|record| atlas.detail(*record));
            match detail.filter(|detail| detail.report.key() == *key) {
                Some(detail) => {
                    let reporter = &atlas.reporters()[detail.report.reporter].short;
                    details::report_of(reporter, &reports::published(&detail.report))
                }
                None => details::report().to_owned(),
            }
        }
        Selection::Undated => details::undated().to_owned(),
        Selection::Unplaced => details::unplaced().to_owned(),
    })
}

/// That a settlement is one, and where: `Settlement in Kalbajar`.
pub fn settlement_kind(atlas: &Atlas, settlement: &Settlement, language: Language) -> String {
    let region = settlement.region.map(|id| &atlas.regions()[id]);
    match region {
        Some(region) => places::settlement_of(&region.names.title(language)),
        None => places::settlement().to_owned(),
    }
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
        words.push_str(&format!(", {}", units::incidents_stated(count.into())));
    }
    if let Some(interval) = dataset.interval(row) {
        let days = Window::days(interval.start().day(), interval.last_day());
        // A column of times does not say whether an hour was stated: whole days have none.
        let time = match interval == days.interval() {
            true => units::window(days),
            false => units::moment(Moment::Clock(interval.start())),
        };
        words.push_str(&format!("\n{time}"));
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

/// How far the playback moves at a time; `None`: by the length of the selected period.
pub fn step(step: Option<Step>) -> &'static str {
    match step {
        None => timeline::own_length(),
        Some(Step::Day) => timeline::day(),
        Some(Step::Week) => timeline::week(),
        Some(Step::Month) => timeline::month(),
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
    let known = atlas.reporters().rows().iter();
    let known = known.filter(|of| filters.hidden_reporters.contains(&of.key));
    let known: HashMap<&str, &str> = known.map(|of| (&*of.key, &*of.short)).collect();
    let reporters = filters.hidden_reporters.iter();
    let reporters = reporters.map(|key| (*known.get(&**key).unwrap_or(&&**key)).to_owned());
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
    if let Some(condition) = &filters.condition {
        parts.push(condition_words::only(&condition.to_string()));
    }
    if filters.show_duplicates {
        parts.push(picture::with_duplicates().to_owned());
    }
    parts.join("; ")
}
