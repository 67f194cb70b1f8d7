//! `contactline check`: what a data folder or files hold, and what is wrong with it.

use std::{path::PathBuf, process::ExitCode};

use clap::Args;
use serde::Serialize;

use super::terminal::{say, tell};
use super::{
    checked_file::{Account, CheckedFile, NoteOutput},
    convert::ReadingArgs,
    files::{FilesAlone, open, source_at},
};
use crate::{
    model::{Atlas, ImportOptions, Level, Note, NoteKind, Severity},
    query::{Filters, Question, ask},
    session::Session,
    words::{check as words, cli},
};

/// What is checked.
#[derive(Args)]
pub struct CheckArgs {
    #[arg(help = cli::check_paths())]
    pub paths: Vec<PathBuf>,
    #[arg(help = cli::json(), long)]
    pub json: bool,
    #[command(flatten)]
    pub reading: ReadingArgs,
}

pub fn run(args: &CheckArgs) -> anyhow::Result<ExitCode> {
    match args.paths.as_slice() {
        [] => {
            args.reading.refuse(cli::built_in_data())?;
            folder(None, args.json)
        }
        [path] if path.is_dir() => {
            args.reading.refuse(cli::a_data_folder())?;
            folder(Some(path.clone()), args.json)
        }
        paths => files(paths, &args.reading.choices()?, args.json),
    }
}

/// What a data folder holds.
#[derive(Serialize)]
struct CheckedFolder {
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<String>,
    counts: Counts,
    accounts: Account,
    notes: Vec<NoteOutput>,
}

fn folder(path: Option<PathBuf>, json: bool) -> anyhow::Result<ExitCode> {
    let source = source_at(path);
    let version = source.version();
    let (atlas, notes) = open(&source)?;
    let counts = Counts::of(&atlas);
    let accounts = accounts_of(&atlas);
    if json {
        let checked = CheckedFolder {
            version,
            counts,
            accounts: accounts.into(),
            notes: NoteOutput::all(&notes),
        };
        say(&(serde_json::to_string_pretty(&checked)? + "\n"))?;
    } else {
        let version = version.map(|version| cli::data_version(&version));
        let lines = [
            version.into_iter().collect(),
            counts.lines(),
            vec![cli::count_accounts(&accounts.to_string()), tally_of(&notes)],
        ];
        say(&format!("{}{}\n", told(&notes), lines.concat().join("\n")))?;
    }
    Ok(code_of(&notes))
}

/// Checks files, each alone with the places of the built-in data. One that cannot be read is told,
/// and the others are checked.
fn files(paths: &[PathBuf], choices: &ImportOptions, json: bool) -> anyhow::Result<ExitCode> {
    let alone = FilesAlone::open(choices)?;
    let mut checked = Vec::new();
    let mut failed = None;
    let mut code = ExitCode::SUCCESS;
    for (index, path) in paths.iter().enumerate() {
        let (piece, built) = match alone.read(path) {
            Ok(read) => read,
            Err(error) => {
                if let Some(before) = failed.replace(error) {
                    tell(cli::error(&format!("{before:#}")));
                }
                continue;
            }
        };
        let file = CheckedFile::of(path, &piece, &built, accounts_of(&built.atlas));
        if built.notes.iter().any(is_error) {
            code = ExitCode::from(1);
        }
        if json {
            checked.push(file);
        } else {
            let gap = if index > 0 { "\n" } else { "" };
            let tally = tally_of(&built.notes);
            say(&format!(
                "{gap}{}{tally}\n{}",
                file.text(),
                told(&built.notes)
            ))?;
        }
    }
    if json {
        let whole = serde_json::json!({ "files": checked });
        say(&(serde_json::to_string_pretty(&whole)? + "\n"))?;
    }
    failed.map_or(Ok(code), |error| Err(error.into()))
}

fn is_error(note: &Note) -> bool {
    note.severity == Severity::Error
}

/// 1 where something was left out.
fn code_of(notes: &[Note]) -> ExitCode {
    ExitCode::from(u8::from(notes.iter().any(is_error)))
}

/// Notes by kind, each kind a line.
fn told(notes: &[Note]) -> String {
    let kinds = NoteKind::of(notes);
    kinds
        .iter()
        .map(|kind| format!("{}\n", words::kind(kind)))
        .collect()
}

fn tally_of(notes: &[Note]) -> String {
    let of = |severity| {
        let notes = notes.iter();
        notes.filter(|note| note.severity == severity).count()
    };
    cli::count_notes(
        of(Severity::Error),
        of(Severity::Doubt),
        of(Severity::Remark),
    )
}

/// Where the records of all time went.
fn accounts_of(atlas: &Atlas) -> crate::query::Accounts {
    let question = Question {
        // Without a date nothing is in any window: one is as good as another.
        window: atlas.span().unwrap_or_else(|| Session::default().window),
        filters: Filters::default(),
    };
    ask(atlas, &question).accounts
}

/// What there is.
#[derive(Serialize)]
struct Counts {
    regions: usize,
    districts: usize,
    raions: usize,
    areas: usize,
    provinces: usize,
    settlements: usize,
    settlements_without_position: usize,
    zones: usize,
    lines: usize,
    reporters: usize,
    reports: usize,
    duplicates: usize,
    undated_reports: usize,
    claims: usize,
    chronology: usize,
    ties: usize,
    open_denials: usize,
    period: Option<String>,
}

impl Counts {
    fn of(atlas: &Atlas) -> Self {
        let level = |wanted| {
            let regions = atlas.regions().rows().iter();
            regions.filter(|region| region.level == wanted).count()
        };
        let positions = atlas.settlements().rows().iter();
        let reports = || atlas.reports();
        Self {
            regions: atlas.regions().len(),
            districts: level(Level::District),
            raions: level(Level::Raion),
            areas: level(Level::Area),
            provinces: level(Level::Province),
            settlements: atlas.settlements().len(),
            settlements_without_position: positions.filter(|of| of.at.is_none()).count(),
            zones: atlas.zones().len(),
            lines: atlas.lines().len(),
            reporters: atlas.reporters().len(),
            reports: reports().count(),
            duplicates: reports().filter(|of| of.duplicate_of.is_some()).count(),
            undated_reports: reports().filter(|of| of.published.is_none()).count(),
            claims: reports().map(|report| report.claims.len()).sum(),
            chronology: atlas.chronology().len(),
            ties: atlas.ties().ties.len(),
            open_denials: atlas.ties().open.len(),
            period: atlas.span().map(|span| span.to_string()),
        }
    }

    fn lines(&self) -> Vec<String> {
        let mut lines = vec![
            cli::count_regions(
                self.regions,
                self.districts,
                self.raions,
                self.areas,
                self.provinces,
            ),
            cli::count_settlements(self.settlements, self.settlements_without_position),
            cli::count_zones(self.zones),
            cli::count_lines(self.lines),
            cli::count_reporters(self.reporters),
            cli::count_reports(self.reports, self.duplicates, self.undated_reports),
            cli::count_claims(self.claims),
            cli::count_chronology(self.chronology),
            cli::count_ties(self.ties, self.open_denials),
        ];
        lines.extend(self.period.as_deref().map(cli::count_period));
        lines
    }
}
