//! `contactline query`: what a click on a region shows, as text or JSON.

use std::{collections::BTreeMap, fmt::Write as _, path::PathBuf, process::ExitCode};

use clap::Args;
use serde::Serialize;

use super::{
    condition::Where,
    files::{open, source_at},
    stated::StatedOutput,
    terminal::say,
};
use crate::{
    io::reports::ClaimFile,
    model::{
        Atlas, Day, Detail, Language, RecordId, RegionId, ReporterId, Resolution, Sum, Window,
    },
    query::{
        Accounts, Answer, Direction, Filters, PlaceRef, Question, Tally, ask,
        focus::{by_report, naming},
    },
    session::Session,
    words::{cli, details, reports, units},
};

/// What is asked.
#[derive(Args)]
pub struct QueryArgs {
    #[arg(help = cli::query_region(), long, value_name = "KEY")]
    pub region: String,
    #[arg(help = cli::query_from(), long, value_name = "DAY")]
    pub from: Option<Day>,
    #[arg(help = cli::query_to(), long, value_name = "DAY")]
    pub to: Option<Day>,
    #[arg(help = cli::only_reporter(), long, value_name = "KEY")]
    pub reporter: Option<String>,
    #[command(flatten)]
    pub wanted: Where,
    #[arg(help = cli::json(), long)]
    pub json: bool,
    #[arg(help = cli::data(), long, value_name = "PATH")]
    pub data: Option<PathBuf>,
}

/// What went wrong in a way that says how to mend it.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Usage(pub String);

pub fn run(args: &QueryArgs) -> anyhow::Result<ExitCode> {
    let (atlas, _) = open(&source_at(args.data.clone()))?;
    let region = region(&atlas, &args.region)?;
    let mut filters = filters(&atlas, args.reporter.as_deref())?;
    let atlas = args.wanted.seen(atlas, &mut filters, &Session::default())?;
    let question = Question {
        window: window_of(&atlas, args.from, args.to)?,
        filters,
    };
    let answer = ask(&atlas, &question);
    let output = Output::new(&atlas, region, question.window, &answer);
    let text = if args.json {
        serde_json::to_string_pretty(&output)? + "\n"
    } else {
        output.to_text()
    };
    say(&text)?;
    Ok(ExitCode::SUCCESS)
}

/// The region of that name, or the nearest ones in an error.
pub fn region(atlas: &Atlas, name: &str) -> Result<RegionId, Usage> {
    let listed = |ids: &mut dyn Iterator<Item = RegionId>| {
        let names = ids.map(|id| {
            let region = &atlas.regions()[id];
            format!("{} ({})", region.key, region.names.title(Language::English))
        });
        names.collect::<Vec<_>>().join(", ")
    };
    match atlas.gazetteer().region(name) {
        Resolution::One(region) => Ok(region),
        Resolution::Many(regions) => Err(Usage(cli::ambiguous_region(
            name,
            &listed(&mut regions.into_iter()),
        ))),
        Resolution::None => {
            let near = atlas.gazetteer().nearest_regions(name, 3);
            let near = near.into_iter().filter_map(|near| match near.found {
                crate::model::Found::Region(id) => Some(id),
                _ => None,
            });
            let near = listed(&mut near.into_iter());
            Err(Usage(match near.as_str() {
                "" => cli::no_region(name),
                near => cli::no_region_near(name, near),
            }))
        }
    }
}

/// The days asked for; those of all reports where none are.
pub fn window_of(atlas: &Atlas, from: Option<Day>, to: Option<Day>) -> Result<Window, Usage> {
    let span = atlas
        .span()
        .ok_or_else(|| Usage(cli::no_dated_report().to_owned()))?;
    match (from, to) {
        (Some(from), Some(to)) if from > to => Err(Usage(cli::reversed_days(
            &from.to_string(),
            &to.to_string(),
        ))),
        (from, to) => {
            let first = from.unwrap_or(span.first().min(to.unwrap_or(span.first())));
            Ok(Window::days(first, to.unwrap_or(span.last().max(first))))
        }
    }
}

/// Filters that hide every reporter but one.
pub fn reporter(atlas: &Atlas, key: &str) -> Result<std::sync::Arc<str>, Usage> {
    if let Some(id) = atlas.reporter_by_key(key) {
        return Ok(std::sync::Arc::clone(&atlas.reporters()[id].key));
    }
    let known: Vec<&str> = atlas.reporters().rows().iter().map(|r| &*r.key).collect();
    Err(Usage(cli::no_reporter(key, &known.join(", "))))
}

/// Filters that let one reporter pass, or all.
pub fn filters(atlas: &Atlas, only: Option<&str>) -> Result<Filters, Usage> {
    let mut filters = Filters::default();
    let Some(only) = only else {
        return Ok(filters);
    };
    reporter(atlas, only)?;
    let others = atlas
        .reporters()
        .rows()
        .iter()
        .map(|reporter| reporter.key.clone());
    filters.hidden_reporters = others.filter(|key| **key != *only).collect();
    Ok(filters)
}

#[derive(Serialize)]
struct Output {
    region: String,
    names: BTreeMap<&'static str, String>,
    from: String,
    to: String,
    as_target: BTreeMap<String, TallyOutput>,
    as_origin: BTreeMap<String, TallyOutput>,
    /// Said to have happened there, without a direction.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    as_place: BTreeMap<String, TallyOutput>,
    reports: Vec<ReportOutput>,
    accounts: AccountsOutput,
    /// What reports of the days state in their totals alone: of no region.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    in_totals_alone: BTreeMap<String, InTotalsOutput>,
    #[serde(skip)]
    accounts_line: String,
}

#[derive(Serialize)]
struct TallyOutput {
    claims: u32,
    #[serde(skip_serializing_if = "is_zero")]
    not_of_fire: u32,
    exact: StatedOutput,
    shared: StatedOutput,
    uncounted: u32,
    #[serde(skip_serializing_if = "is_zero")]
    denials: u32,
    killed: StatedOutput,
    wounded: StatedOutput,
    #[serde(skip)]
    of: Tally,
}

fn is_zero(number: &u32) -> bool {
    *number == 0
}

#[derive(Serialize)]
struct ReportOutput {
    id: String,
    reporter: String,
    published: Option<String>,
    outlet: Option<String>,
    url: Option<String>,
    total: Option<StatedOutput>,
    claims: Vec<ClaimFile>,
    further_sources: Vec<SourceOutput>,
}

#[derive(Serialize)]
struct SourceOutput {
    id: String,
    outlet: Option<String>,
    url: Option<String>,
}

/// What reports of one reporter state in their totals beyond what their claims count.
#[derive(Serialize)]
pub struct InTotalsOutput {
    reports: u64,
    incidents: StatedOutput,
    /// Reports of which the claims count more than the total.
    #[serde(skip_serializing_if = "is_none")]
    fewer: u64,
}

fn is_none(number: &u64) -> bool {
    *number == 0
}

impl InTotalsOutput {
    /// By the keys of reporters.
    pub fn of(atlas: &Atlas, answer: &Answer) -> BTreeMap<String, Self> {
        let each = answer.in_totals.iter().map(|(reporter, of)| {
            let output = Self {
                reports: of.reports,
                incidents: of.incidents.into(),
                fewer: of.fewer,
            };
            (key(atlas, *reporter), output)
        });
        each.collect()
    }
}

#[derive(Serialize)]
struct AccountsOutput {
    shown: usize,
    outside_window: usize,
    duplicates: usize,
    filtered: usize,
    undated: usize,
    unplaced: usize,
    loaded: usize,
}

impl Output {
    fn new(atlas: &Atlas, id: RegionId, window: Window, answer: &Answer) -> Self {
        let region = &atlas.regions()[id];
        let tallies = |direction| {
            let tallies = answer.tallies.of(direction, PlaceRef::Region(id));
            tallies
                .map(|(reporter, tally)| (key(atlas, reporter), tally.into()))
                .collect()
        };
        Self {
            region: region.key.to_string(),
            names: Language::ALL
                .into_iter()
                .map(|language| (language.code(), region.names.get(language).to_owned()))
                .collect(),
            from: window.first().to_string(),
            to: window.last().to_string(),
            as_target: tallies(Direction::Target),
            as_origin: tallies(Direction::Origin),
            as_place: tallies(Direction::Place),
            reports: reports(atlas, &naming(atlas, answer, PlaceRef::Region(id), window)),
            accounts: answer.accounts.into(),
            in_totals_alone: InTotalsOutput::of(atlas, answer),
            accounts_line: std::iter::once(answer.accounts.to_string())
                .chain(answer.in_totals_line(atlas))
                .collect::<Vec<String>>()
                .join("\n"),
        }
    }

    fn to_text(&self) -> String {
        let mut text = self.names["en"].clone();
        for (language, name) in &self.names {
            if *language != "en" {
                write!(text, " · {name}").expect("a string takes any text");
            }
        }
        text.push_str(&format!("\n{}\n", cli::both_included(&self.from, &self.to)));
        for (title, tallies) in [
            (details::received(), Some(&self.as_target)),
            (details::opened(), Some(&self.as_origin)),
            (
                details::direction_unknown(),
                Some(&self.as_place).filter(|tallies| !tallies.is_empty()),
            ),
        ] {
            let Some(tallies) = tallies else {
                continue;
            };
            text.push_str(&format!("\n{title}\n"));
            if tallies.is_empty() {
                text.push_str(&format!("  {}\n", cli::nothing_in_period()));
            }
            for (reporter, tally) in tallies {
                text.push_str(&format!("  {reporter}: {}\n", tally.to_text()));
            }
        }
        text.push_str(&format!("\n{}\n", cli::reports(self.reports.len())));
        for report in &self.reports {
            let published = report.published.as_deref().unwrap_or(units::undated());
            let outlet = report.outlet.as_deref().unwrap_or(reports::no_outlet());
            let url = report.url.as_deref().unwrap_or(reports::no_address());
            text.push_str(&format!(
                "  {published}  {}  {outlet}  {url}\n",
                report.reporter
            ));
        }
        text.push_str(&format!("\n{}\n", self.accounts_line));
        text
    }
}

fn key(atlas: &Atlas, reporter: ReporterId) -> String {
    atlas.reporters()[reporter].key.to_string()
}

impl From<&Tally> for TallyOutput {
    fn from(tally: &Tally) -> Self {
        Self {
            claims: tally.claims,
            not_of_fire: tally.not_of_fire,
            exact: tally.exact.into(),
            shared: tally.shared.into(),
            uncounted: tally.uncounted,
            denials: tally.denials,
            killed: tally.killed.into(),
            wounded: tally.wounded.into(),
            of: *tally,
        }
    }
}

impl TallyOutput {
    fn to_text(&self) -> String {
        let mut text = cli::tally(self.claims as usize, self.of.exact, self.of.shared);
        for (number, phrase) in [
            (
                self.not_of_fire,
                cli::tally_not_of_fire as fn(u32) -> String,
            ),
            (self.uncounted, cli::tally_no_number),
            (self.denials, cli::tally_denials),
        ] {
            if number > 0 {
                text.push_str(&format!("; {}", phrase(number)));
            }
        }
        for (sum, phrase) in [
            (self.of.killed, cli::tally_killed as fn(Sum) -> String),
            (self.of.wounded, cli::tally_wounded),
        ] {
            if !sum.is_zero() {
                text.push_str(&format!("; {}", phrase(sum)));
            }
        }
        text
    }
}

impl From<Accounts> for AccountsOutput {
    fn from(accounts: Accounts) -> Self {
        Self {
            shown: accounts.shown,
            outside_window: accounts.outside_window,
            duplicates: accounts.duplicates,
            filtered: accounts.filtered,
            undated: accounts.undated,
            unplaced: accounts.unplaced,
            loaded: accounts.loaded,
        }
    }
}

/// The reports of records, as far as they are in memory.
fn reports(atlas: &Atlas, records: &[RecordId]) -> Vec<ReportOutput> {
    let found = records
        .iter()
        .filter_map(|id| Some((*id, atlas.detail(*id)?)));
    let (records, details): (Vec<RecordId>, Vec<Detail>) = found.unzip();
    let cited = by_report(&records, &details);
    cited.iter().filter_map(|of| report(atlas, of)).collect()
}

fn report(atlas: &Atlas, records: &[&Detail]) -> Option<ReportOutput> {
    let report = &records.first()?.report;
    let claims = records.iter().filter_map(|record| record.claim());
    Some(ReportOutput {
        id: report.id.to_string(),
        reporter: key(atlas, report.reporter),
        published: report.published.map(|day| day.to_string()),
        outlet: report.outlet.clone(),
        url: report.url.clone(),
        total: report.total.map(|total| Sum::from(total).into()),
        claims: atlas
            .report_to_draft(None, report, claims)
            .claims
            .iter()
            .map(Into::into)
            .collect(),
        further_sources: atlas
            .duplicates(report)
            .map(|other| SourceOutput {
                id: other.id.to_string(),
                outlet: other.outlet.clone(),
                url: other.url.clone(),
            })
            .collect(),
    })
}
