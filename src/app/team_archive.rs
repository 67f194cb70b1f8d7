//! `contactline archive`: the archive of a team made, filled and looked at.

use std::{path::PathBuf, process::ExitCode};

use clap::{Args, Subcommand};

use super::{
    convert::{self, ConvertArgs, ReadingArgs},
    export_stream::{BATCH_ROWS, ExportStream, Tied, UniqueIn},
    files::FilesAlone,
    query::Usage,
    terminal::{say, tell},
};
use crate::{
    io::Input,
    model::{Budget, Draft, NoteKind, Personal, RecordId, SourceUri},
    store::team_archive::{self as store, Address, Fault, Loaded, ToLoad},
    words::{check, team_archive as words, units},
};

#[derive(Args)]
pub struct TeamArchiveArgs {
    #[command(subcommand)]
    command: ArchiveCommand,
}

#[derive(Subcommand)]
enum ArchiveCommand {
    #[command(about = words::init())]
    Init(At),
    #[command(about = words::check())]
    Check(At),
    #[command(about = words::import())]
    Import(ImportArgs),
    #[command(about = words::export())]
    Export(ConvertArgs),
    #[command(about = words::partition())]
    Partition(PartitionArgs),
    #[command(about = words::status())]
    Status(At),
}

#[derive(Args)]
struct At {
    #[arg(help = words::address(), value_name = "ADDRESS")]
    address: String,
}

#[derive(Args)]
struct ImportArgs {
    #[command(flatten)]
    at: At,
    #[arg(help = words::files(), required = true)]
    files: Vec<PathBuf>,
    #[arg(help = words::team(), long, value_name = "NAME")]
    team: Option<String>,
    #[command(flatten)]
    reading: ReadingArgs,
}

#[derive(Args)]
struct PartitionArgs {
    #[command(flatten)]
    at: At,
    #[arg(help = words::years(), required = true, value_name = "YEAR")]
    years: Vec<String>,
}

impl At {
    fn read(&self) -> Result<Address, Usage> {
        Address::parse(&self.address).map_err(Usage)
    }
}

fn told<T>(asked: Result<T, Fault>, address: &Address) -> anyhow::Result<T> {
    asked.map_err(|fault| anyhow::anyhow!("{}", fault.told(address)))
}

pub fn run(args: &TeamArchiveArgs) -> anyhow::Result<ExitCode> {
    match &args.command {
        ArchiveCommand::Init(at) => {
            let address = at.read()?;
            let made = told(store::init(&address), &address)?;
            let line = match made.before {
                0 => words::made(made.now),
                before if before < made.now => words::brought_up(before, made.now),
                _ => words::up_to_date(made.now),
            };
            say(&(line + "\n"))?;
        }
        ArchiveCommand::Check(at) => {
            let address = at.read()?;
            let status = told(store::status(&address), &address)?;
            say(&(words::reached(status.version) + "\n"))?;
        }
        ArchiveCommand::Import(args) => import(args)?,
        ArchiveCommand::Export(args) => return convert::run(args),
        ArchiveCommand::Partition(args) => {
            let address = args.at.read()?;
            let mut years = Vec::new();
            for text in &args.years {
                years.extend(years_of(text)?);
            }
            let made = told(store::make_partitions(&address, &years), &address)?;
            let line = match made.is_empty() {
                true => words::no_years().to_owned(),
                false => words::made_years(&listed(&made)),
            };
            say(&(line + "\n"))?;
        }
        ArchiveCommand::Status(at) => {
            let address = at.read()?;
            say(&status(&told(store::status(&address), &address)?))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn listed(years: &[i32]) -> String {
    let years: Vec<String> = years.iter().map(i32::to_string).collect();
    years.join(", ")
}

/// The years of `2022` or `2020-2024`.
fn years_of(text: &str) -> Result<std::ops::RangeInclusive<i32>, Usage> {
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    match (first.parse(), last.parse()) {
        (Ok(first), Ok(last)) if first <= last && last - first < 500 => Ok(first..=last),
        _ => Err(Usage(words::years_form(text))),
    }
}

fn status(status: &store::Status) -> String {
    let mut lines = vec![
        words::status_line(
            status.version,
            &status.user,
            &status.teams.join(", "),
            status.change,
        ),
        words::files_there(status.files.len()),
    ];
    for (name, records, since, by) in &status.files {
        lines.push(words::file_line(name, *records, since, by));
    }
    lines.push(words::reports_there(status.reports, status.superseded));
    for (year, records) in &status.years {
        lines.push(words::of_year(*year, *records));
    }
    lines.push(words::undated(status.undated));
    lines.push(words::unplaced(status.unplaced));
    lines.join("\n") + "\n"
}

/// Loads files one after the other. One that is not taken ends it; those before are loaded.
fn import(args: &ImportArgs) -> anyhow::Result<()> {
    let address = args.at.read()?;
    let choices = args.reading.choices()?;
    let alone = FilesAlone::open(&choices)?;
    for path in &args.files {
        let shown = path.display().to_string();
        if SourceUri::named(path).is_team_archive() {
            return Err(Usage(words::no_archive_among(&shown)).into());
        }
        let input = Input::of_file(path).map_err(|error| {
            anyhow::anyhow!(crate::words::errors::cannot_read_because(&shown, error))
        })?;
        let (piece, built) = alone.read(path)?;
        for kind in NoteKind::of(&built.notes) {
            tell(check::kind(&kind));
        }
        let atlas = &*built.atlas;
        let datasets = atlas.datasets().iter();
        let records: Vec<RecordId> = datasets
            .flat_map(|(dataset, of)| {
                (0..of.len() as u32).map(move |row| RecordId { dataset, row })
            })
            .collect();
        let budget = Budget::default();
        let personal = Personal::default();
        let reports = ExportStream {
            atlas,
            records: &records,
            batch_rows: BATCH_ROWS,
            threads: None,
            joins_rows: true,
            // A file by itself, whose parts stay what they are.
            unique_in: UniqueIn::File,
            personal: &personal,
            ties: Tied::default(),
            budget: &budget,
        };
        let bytes = path.metadata().map_or(0, |about| about.len());
        let file = ToLoad {
            name: &input.name,
            sha256: &input.sha256,
            bytes,
            reporters: &piece.draft.reporters,
            team: args.team.as_deref(),
            reports: &reports,
            positions: &|site| atlas.position_of(site),
            report: None,
        };
        let loaded = told(store::load(&address, &file), &address)?;
        tell_of(&shown, &piece.draft, &loaded)?;
    }
    Ok(())
}

fn tell_of(shown: &str, draft: &Draft, loaded: &Loaded) -> anyhow::Result<()> {
    let line = match loaded {
        Loaded::Added {
            name,
            records,
            undated,
            unplaced,
            years,
        } => {
            if !years.is_empty() {
                tell(words::made_years(&listed(years)));
            }
            words::loaded(name, *records, *undated, *unplaced)
        }
        Loaded::Already {
            name,
            records,
            since,
            by,
        } => words::already(name, *records, since, by),
    };
    let things = [
        (draft.regions.len(), units::regions as fn(usize) -> String),
        (draft.zones.len(), units::zones),
        (draft.lines.len(), units::lines),
        (draft.settlements.len(), units::settlements),
    ];
    let things = things.into_iter().filter(|(number, _)| *number > 0);
    let things: Vec<String> = things.map(|(number, words)| words(number)).collect();
    if !things.is_empty() {
        tell(words::shapes_left_out(shown, &things.join(", ")));
    }
    if !draft.ties.is_empty() {
        tell(words::ties_left_out(shown, draft.ties.len()));
    }
    Ok(say(&(line + "\n"))?)
}
