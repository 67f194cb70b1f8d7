//! `contactline check`: what a data folder holds, and what is wrong with it.

use std::{
    io::{Write as _, stdout},
    path::PathBuf,
    process::ExitCode,
};

use clap::Args;

use super::{
    convert::ReadingArgs,
    files::{files_alone, open, source_at},
    workspace::Built,
};
use crate::{
    model::{Atlas, ImportOptions, Level, Note, Severity},
    query::{Filters, Question, ask},
    session::Session,
    words::cli,
};

/// What is checked.
#[derive(Args)]
pub struct CheckArgs {
    #[arg(help = cli::check_paths())]
    pub paths: Vec<PathBuf>,
    #[command(flatten)]
    pub reading: ReadingArgs,
}

pub fn run(args: &CheckArgs) -> anyhow::Result<ExitCode> {
    match args.paths.as_slice() {
        [] => folder(None),
        [folder_path] if folder_path.is_dir() || !folder_path.exists() => {
            folder(Some(folder_path.clone()))
        }
        paths => files(paths, &args.reading.choices()?),
    }
}

fn folder(path: Option<PathBuf>) -> anyhow::Result<ExitCode> {
    let (atlas, notes) = open(&source_at(path))?;
    print(&notes, &counts(&atlas, &notes))
}

/// Checks files as they are opened beside the built-in data. Reports and accounts are theirs alone.
fn files(paths: &[PathBuf], choices: &ImportOptions) -> anyhow::Result<ExitCode> {
    let Built { atlas, notes, .. } = files_alone(paths, choices)?;
    print(&notes, &counts(&atlas, &notes))
}

fn print(notes: &[Note], counts: &str) -> anyhow::Result<ExitCode> {
    let mut out = stdout().lock();
    for note in notes {
        writeln!(out, "{note}")?;
    }
    write!(out, "{counts}")?;
    let errors = notes.iter().any(|note| note.severity == Severity::Error);
    Ok(ExitCode::from(u8::from(errors)))
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

/// What there is, line by line.
fn counts(atlas: &Atlas, notes: &[Note]) -> String {
    let level = |wanted| {
        let regions = atlas.regions().rows().iter();
        regions.filter(|region| region.level == wanted).count()
    };
    let positions = atlas.settlements().rows().iter();
    let reports: Vec<_> = atlas.reports().collect();
    let mut lines = vec![
        cli::count_regions(
            atlas.regions().len(),
            level(Level::District),
            level(Level::Raion),
            level(Level::Area),
            level(Level::Province),
        ),
        cli::count_settlements(
            atlas.settlements().len(),
            positions
                .filter(|settlement| settlement.at.is_none())
                .count(),
        ),
        cli::count_zones(atlas.zones().len()),
        cli::count_lines(atlas.lines().len()),
        cli::count_reporters(atlas.reporters().len()),
        cli::count_reports(
            reports.len(),
            reports
                .iter()
                .filter(|report| report.duplicate_of.is_some())
                .count(),
            reports
                .iter()
                .filter(|report| report.published.is_none())
                .count(),
        ),
        cli::count_claims(reports.iter().map(|report| report.claims.len()).sum()),
        cli::count_chronology(atlas.chronology().len()),
    ];
    let tables = atlas.datasets().rows().iter();
    for table in tables.filter(|dataset| dataset.memory().is_none()) {
        let drawn = table.spatial.len();
        lines.push(cli::count_rows(table.len(), drawn, table.undated()));
    }
    if let Some(span) = atlas.span() {
        lines.push(cli::count_period(&span.to_string()));
    }
    let question = Question {
        // Without a date nothing is in any window: one is as good as another.
        window: atlas.span().unwrap_or_else(|| Session::default().window),
        filters: Filters::default(),
    };
    let accounts = ask(atlas, &question).accounts;
    lines.push(cli::count_accounts(&accounts.to_string()));
    lines.push(tally_of(notes));
    lines.join("\n") + "\n"
}
