//! The command line: what it offers, and how errors are told.

use std::{path::PathBuf, process::ExitCode, time::Instant};

use clap::{Parser, Subcommand};

use super::{
    check::{self, CheckArgs},
    convert::{self, ConvertArgs},
    query::{self, QueryArgs},
    window::{self, Opening},
};

/// Reads contradictory reports of fire along the Karabakh line of contact on a map.
///
/// Without a subcommand the window opens. Data, fonts and basemap are in the program: no network
/// and no other file is needed.
#[derive(Parser)]
#[command(name = "contactline", version, args_conflicts_with_subcommands = true)]
struct Cli {
    /// A data folder to open in place of the built-in data, or files to open beside it
    files: Vec<PathBuf>,
    /// Draw so many frames, at least two, say how long the first took, and close
    #[arg(long, hide = true, value_name = "FRAMES", value_parser = clap::value_parser!(u32).range(2..))]
    smoke: Option<u32>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Answers what a click on a region shows
    Query(QueryArgs),
    /// Validates the built-in data, a data folder or files, and prints what was understood
    Check(CheckArgs),
    /// Converts files into another format
    Convert(ConvertArgs),
}

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
        Some(Command::Check(args)) => check::run(&args),
        Some(Command::Convert(args)) => convert::run(&args),
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
