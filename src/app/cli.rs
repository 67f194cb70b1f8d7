//! The command line: what it offers, and how errors are told.

use std::{path::PathBuf, process::ExitCode, time::Instant};

use clap::{Args, Parser, Subcommand};

use super::{
    check, query,
    window::{self, Opening},
};
use crate::{
    io::{ReadError, Source, read_data_folder},
    model::{Atlas, Day, DayError, Note},
};

/// Reads contradictory reports of fire along the Karabakh line of contact on a map.
///
/// Without a subcommand the window opens. Data, fonts and basemap are in the program: no network
/// and no other file is needed.
#[derive(Parser)]
#[command(name = "contactline", version, args_conflicts_with_subcommands = true)]
struct Cli {
    /// A data folder to open in place of the built-in data, or files with further reports
    /// (reports.json)
    files: Vec<PathBuf>,
    /// Draw so many frames, say how long the first took, and close
    #[arg(long, hide = true, value_name = "FRAMES")]
    smoke: Option<u32>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Answers what a click on a region shows
    Query(QueryArgs),
    /// Validates a data folder, or the built-in data, and prints counts and notes
    Check {
        /// The data folder; without it the built-in data
        path: Option<PathBuf>,
    },
}

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

impl std::str::FromStr for Day {
    type Err = DayError;

    fn from_str(text: &str) -> Result<Self, DayError> {
        Self::parse(text)
    }
}

/// What went wrong in a way that says how to mend it.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Usage(pub String);

/// Runs the program.
///
/// Exit codes: 0 done, 1 the data has errors, 2 the request could not be understood or carried
/// out.
pub fn run() -> ExitCode {
    let started = Instant::now();
    env_logger::Builder::from_env(env_logger::Env::default().default_filter_or("error")).init();
    let cli = Cli::parse();
    let done = match cli.command {
        Some(Command::Query(args)) => query::run(&args),
        Some(Command::Check { path }) => check::run(path),
        None => {
            let opening = Opening {
                files: cli.files,
                smoke_frames: cli.smoke,
            };
            window::run(opening, started)
        }
    };
    done.unwrap_or_else(|error| {
        eprintln!("contactline: {error:#}");
        ExitCode::from(2)
    })
}

/// The data folder of that path, or the built-in data.
pub fn source_at(path: Option<PathBuf>) -> Source {
    path.map_or(Source::Embedded, Source::Folder)
}

/// Reads and seals a data folder. The notes are of both.
pub fn open(source: &Source) -> Result<(Atlas, Vec<Note>), ReadError> {
    let (draft, mut notes) = read_data_folder(source)?;
    let (atlas, more) = Atlas::seal(draft);
    notes.extend(more);
    Ok((atlas, notes))
}
