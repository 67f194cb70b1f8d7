//! The command line: what it offers, and how errors are told.

use std::{path::PathBuf, process::ExitCode, time::Instant};

use clap::{Parser, Subcommand};

use super::{
    check::{self, CheckArgs},
    convert::{self, ConvertArgs},
    picture::{
        animate::{self, AnimateArgs},
        render::{self, RenderArgs},
    },
    query::{self, QueryArgs},
    read::{self, ReadArgs},
    session_source,
    window::{self, Opening},
};
use crate::session::{Session, link};

/// Reads contradictory reports of fire along the Karabakh line of contact on a map.
///
/// Without a subcommand the window opens. Data, fonts and basemap are in the program: no network
/// and no other file is needed.
#[derive(Parser)]
#[command(name = "contactline", version, args_conflicts_with_subcommands = true)]
struct Cli {
    /// A data folder to open in place of the built-in data, or files to open beside it
    files: Vec<PathBuf>,
    /// What to look at: a link copied from the window (contactline://...), or a session file
    #[arg(long, value_name = "LINK|FILE")]
    session: Option<String>,
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
    /// Draws a picture into a file: SVG, PNG or PDF
    Render(RenderArgs),
    /// Draws one picture a day, week or month: GIF, WebP or a folder of PNG
    Animate(AnimateArgs),
    /// Validates the built-in data, a data folder or files, and prints what was understood
    Check(CheckArgs),
    /// Converts files into another format
    Convert(ConvertArgs),
    /// Reads an official statement from text: who fired, from where, at what, how often, when
    Read(ReadArgs),
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
        Some(Command::Render(args)) => render::run(&args),
        Some(Command::Animate(args)) => animate::run(&args),
        Some(Command::Check(args)) => check::run(&args),
        Some(Command::Convert(args)) => convert::run(&args),
        Some(Command::Read(args)) => read::run(&args),
        None => opening(cli.files, cli.session).and_then(|(files, session)| {
            let opening = Opening {
                files,
                session,
                smoke_frames: cli.smoke,
            };
            window::run(opening, started)
        }),
    };
    done.unwrap_or_else(|error| {
        eprintln!("contactline: {error:#}");
        ExitCode::from(2)
    })
}

/// The files to open, and the session where one is named: by the option, or as a link among the
/// files, as desktops hand links over.
fn opening(
    files: Vec<PathBuf>,
    session: Option<String>,
) -> anyhow::Result<(Vec<PathBuf>, Option<Session>)> {
    let (links, files): (Vec<PathBuf>, Vec<PathBuf>) = files
        .into_iter()
        .partition(|path| path.to_str().is_some_and(link::is_link));
    let named = links.first().and_then(|link| link.to_str());
    let source = session.as_deref().or(named);
    let session = source.map(session_source::read).transpose()?;
    Ok((files, session))
}
