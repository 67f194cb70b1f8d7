//! `contactline query`: what a click on a region shows, as text or JSON.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    io::{Write as _, stdout},
    path::PathBuf,
    process::ExitCode,
};

use clap::Args;
use serde::Serialize;

use super::files::{open, source_at};
use crate::{
    io::reports::GroupFile,
    model::{Atlas, Day, Detail, Language, RecordId, RegionId, ReporterId, Resolution, Window},
    query::{
        Accounts, Answer, Direction, Filters, Question, Spot, Tally, ask,
        focus::{by_report, naming},
    },
};

/// What is asked.
#[derive(Args)]
pub struct QueryArgs {
    /// Key or name of the region, in any language: kalbajar, Kəlbəcər, Քարվաճառ, Кельбаджар
    #[arg(long, value_name = "KEY")]
    pub region: String,
    /// First day, included (2022-08-07); without it the first day with a report
    #[arg(long, value_name = "DAY")]
    pub from: Option<Day>,
    /// Last day, included (2022-08-08); without it the last day with a report
    #[arg(long, value_name = "DAY")]
    pub to: Option<Day>,
    /// Only what this reporter says (az-mod, am-mod, ru-mod, ...)
    #[arg(long, value_name = "KEY")]
    pub reporter: Option<String>,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
    /// A data folder in place of the built-in data
    #[arg(long, value_name = "PATH")]
    pub data: Option<PathBuf>,
}

/// What went wrong in a way that says how to mend it.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Usage(pub String);

pub fn run(args: &QueryArgs) -> anyhow::Result<ExitCode> {
    let (atlas, _) = open(&source_at(args.data.clone()))?;
    let region = region(&atlas, &args.region)?;
    let question = Question {
        window: window_of(&atlas, args.from, args.to)?,
        filters: filters(&atlas, args.reporter.as_deref())?,
    };
    let answer = ask(&atlas, &question);
    let output = Output::new(&atlas, region, question.window, &answer);
    let text = if args.json {
        serde_json::to_string_pretty(&output)? + "\n"
    } else {
        output.to_text()
    };
    stdout().write_all(text.as_bytes())?;
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
        Resolution::Many(regions) => Err(Usage(format!(
            "'{name}' may be any of {}: give the key",
            listed(&mut regions.into_iter())
        ))),
        Resolution::None => {
            let near = atlas.gazetteer().nearest_regions(name, 3);
            let near = near.into_iter().filter_map(|near| match near.found {
                crate::model::Found::Region(id) => Some(id),
                _ => None,
            });
            let near = listed(&mut near.into_iter());
            Err(Usage(match near.as_str() {
                "" => format!("there is no region '{name}' ('contactline check' counts them)"),
                near => format!("there is no region '{name}'; the nearest are {near}"),
            }))
        }
    }
}

/// The days asked for; those of all reports where none are.
pub fn window_of(atlas: &Atlas, from: Option<Day>, to: Option<Day>) -> Result<Window, Usage> {
    let span = atlas
        .span()
        .ok_or_else(|| Usage("the data has no dated report".to_owned()))?;
    match (from, to) {
        (Some(from), Some(to)) if from > to => Err(Usage(format!(
            "--from {from} lies after --to {to}: exchange the two"
        ))),
        (from, to) => {
            let first = from.unwrap_or(span.first().min(to.unwrap_or(span.first())));
            Ok(Window::days(first, to.unwrap_or(span.last().max(first))))
        }
    }
}

/// Filters that hide every reporter but one.
pub fn filters(atlas: &Atlas, only: Option<&str>) -> Result<Filters, Usage> {
    let mut filters = Filters::default();
    let Some(only) = only else {
        return Ok(filters);
    };
    if atlas.reporter_by_key(only).is_none() {
        let known: Vec<&str> = atlas.reporters().rows().iter().map(|r| &*r.key).collect();
        let known = known.join(", ");
        return Err(Usage(format!(
            "there is no reporter '{only}'; known are {known}"
        )));
    }
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
    #[serde(skip)]
    accounts_line: String,
}

#[derive(Serialize)]
struct TallyOutput {
    groups: u32,
    exact: u32,
    shared: u32,
    uncounted: u32,
    killed: u32,
    wounded: u32,
}

#[derive(Serialize)]
struct ReportOutput {
    id: String,
    reporter: String,
    published: Option<String>,
    outlet: Option<String>,
    url: Option<String>,
    total: Option<u32>,
    groups: Vec<GroupFile>,
    further_sources: Vec<SourceOutput>,
}

#[derive(Serialize)]
struct SourceOutput {
    id: String,
    outlet: Option<String>,
    url: Option<String>,
}

#[derive(Serialize)]
struct AccountsOutput {
    shown: usize,
    outside_window: usize,
    filtered: usize,
    undated: usize,
    unplaced: usize,
    loaded: usize,
}

impl Output {
    fn new(atlas: &Atlas, id: RegionId, window: Window, answer: &Answer) -> Self {
        let region = &atlas.regions()[id];
        let tallies = |direction| {
            let tallies = answer.tallies.of(direction, Spot::Region(id));
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
            reports: reports(atlas, &naming(atlas, answer, Spot::Region(id), window)),
            accounts: answer.accounts.into(),
            accounts_line: answer.accounts.to_string(),
        }
    }

    fn to_text(&self) -> String {
        let mut text = self.names["en"].clone();
        for (language, name) in &self.names {
            if *language != "en" {
                write!(text, " · {name}").expect("a string takes any text");
            }
        }
        text.push_str(&format!(
            "\n{} to {}, both days included\n",
            self.from, self.to
        ));
        for (title, tallies) in [
            ("Fire received, as reported", Some(&self.as_target)),
            ("Fire opened from here, as reported", Some(&self.as_origin)),
            (
                "Reported here, direction not stated",
                Some(&self.as_place).filter(|tallies| !tallies.is_empty()),
            ),
        ] {
            let Some(tallies) = tallies else {
                continue;
            };
            text.push_str(&format!("\n{title}\n"));
            if tallies.is_empty() {
                text.push_str("  nothing in these days\n");
            }
            for (reporter, tally) in tallies {
                text.push_str(&format!("  {reporter}: {}\n", tally.to_text()));
            }
        }
        text.push_str(&format!("\nReports: {}\n", self.reports.len()));
        for report in &self.reports {
            let published = report.published.as_deref().unwrap_or("undated");
            let outlet = report.outlet.as_deref().unwrap_or("no outlet");
            let url = report.url.as_deref().unwrap_or("no address");
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
            groups: tally.groups,
            exact: tally.exact,
            shared: tally.shared,
            uncounted: tally.uncounted,
            killed: tally.killed,
            wounded: tally.wounded,
        }
    }
}

impl TallyOutput {
    fn to_text(&self) -> String {
        let groups = if self.groups == 1 { "group" } else { "groups" };
        let mut text = format!(
            "{} {groups}; incidents: {} here alone, {} shared with other places",
            self.groups, self.exact, self.shared,
        );
        for (number, words) in [
            (self.uncounted, "without a figure"),
            (self.killed, "killed, as stated for whole groups"),
            (self.wounded, "wounded, as stated for whole groups"),
        ] {
            if number > 0 {
                text.push_str(&format!("; {number} {words}"));
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
        total: report.total,
        groups: atlas
            .report_to_draft(None, report, claims)
            .groups
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
