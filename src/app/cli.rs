//! The command line: its subcommands, and how errors are reported.

use std::{path::PathBuf, process::ExitCode, time::Instant};

use clap::{CommandFactory as _, Parser, Subcommand};
use percent_encoding::percent_decode_str;

use super::{
    basemap::{self, BasemapArgs},
    change::{self, ChangeArgs},
    check::{self, CheckArgs},
    compare::{self, CompareArgs},
    convert::{self, ConvertArgs},
    diff::{self, DiffArgs},
    list::{self, ListArgs},
    matrix::{self, MatrixArgs},
    picture::{
        animate::{self, AnimateArgs},
        render::{self, RenderArgs},
    },
    query::{self, QueryArgs},
    read::{self, ReadArgs},
    session_source,
    team_archive::{self, TeamArchiveArgs},
    verify::{self, VerifyArgs},
    window::{self, Opening},
};
use super::{interrupt::end_on_ctrl_c, terminal::tell};
use crate::{
    model::SourceUri,
    session::{Session, link},
    store::team_archive::holds_password,
    words::{self, Interface, basemaps, cli},
};

#[derive(Parser)]
#[command(
    name = "contactline",
    version,
    about = cli::about(),
    long_about = cli::long_about(),
    args_conflicts_with_subcommands = true
)]
struct Cli {
    #[arg(help = cli::main_files())]
    files: Vec<PathBuf>,
    #[arg(help = cli::main_session(), long, value_name = "LINK|FILE")]
    session: Option<String>,
    #[arg(help = basemaps::cli_basemap(), long, value_name = "FILE|WORD")]
    basemap: Option<String>,
    // For tests: draws so many frames, at least two, prints how long the first took, and closes.
    #[arg(long, hide = true, value_name = "FRAMES", value_parser = clap::value_parser!(u32).range(2..))]
    smoke: Option<u32>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    #[command(about = cli::query())]
    Query(QueryArgs),
    #[command(about = words::records::list())]
    List(ListArgs),
    #[command(about = words::compare::compare())]
    Compare(CompareArgs),
    #[command(about = words::compare::matrix())]
    Matrix(MatrixArgs),
    #[command(about = words::overview::change())]
    Change(ChangeArgs),
    #[command(about = cli::render())]
    Render(RenderArgs),
    #[command(about = cli::animate())]
    Animate(AnimateArgs),
    #[command(about = cli::check())]
    Check(CheckArgs),
    #[command(about = cli::convert())]
    Convert(ConvertArgs),
    #[command(about = cli::diff())]
    Diff(DiffArgs),
    #[command(about = cli::read())]
    Read(ReadArgs),
    #[command(about = words::evidence::cli_verify())]
    Verify(VerifyArgs),
    #[command(about = words::extract::basemap())]
    Basemap(BasemapArgs),
    #[command(about = words::team_archive::archive())]
    Archive(TeamArchiveArgs),
}

/// The command line as it is defined, for man pages and shell completions.
pub fn command() -> clap::Command {
    words::set_interface(Interface::English);
    Cli::command()
}

/// Runs the program.
///
/// Exit codes: 0 done, 1 the data has errors, 2 the request could not be understood or carried
/// out.
pub fn run() -> ExitCode {
    let started = Instant::now();
    env_logger::Builder::from_env(env_logger::Env::default().default_filter_or("error")).init();
    words::set_interface(Interface::English);
    let args = Cli::parse();
    // It stands in the history of the shell and in the list of processes; nothing uses it.
    if std::env::args_os().any(|arg| arg.to_str().is_some_and(is_address_with_password)) {
        tell(cli::error(words::team_archive::password_in_address()));
        return ExitCode::from(2);
    }
    // A window is closed by its person, and keeps what they did until then.
    if args.command.is_some() {
        end_on_ctrl_c();
    }
    let done = match args.command {
        Some(Command::Query(args)) => query::run(&args),
        Some(Command::List(args)) => list::run(&args),
        Some(Command::Compare(args)) => compare::run(&args),
        Some(Command::Matrix(args)) => matrix::run(&args),
        Some(Command::Change(args)) => change::run(&args),
        Some(Command::Render(args)) => render::run(&args),
        Some(Command::Animate(args)) => animate::run(&args),
        Some(Command::Check(args)) => check::run(&args),
        Some(Command::Convert(args)) => convert::run(&args),
        Some(Command::Diff(args)) => diff::run(&args),
        Some(Command::Read(args)) => read::run(&args),
        Some(Command::Verify(args)) => verify::run(&args),
        Some(Command::Basemap(args)) => basemap::run(&args),
        Some(Command::Archive(args)) => team_archive::run(&args),
        None => opening(args.files, args.session).and_then(|(files, session)| {
            let opening = Opening {
                files,
                session,
                basemap: args.basemap,
                smoke_frames: args.smoke,
            };
            window::run(opening, started)
        }),
    };
    done.unwrap_or_else(|error| {
        tell(cli::error(&format!("{error:#}")));
        ExitCode::from(2)
    })
}

fn is_address_with_password(arg: &str) -> bool {
    SourceUri::named(arg.as_ref()).is_team_archive() && holds_password(arg)
}

/// The files to open, and the session where one is named: by the option, or as a link among the
/// files, as desktops hand links over. They hand files over as addresses as well.
fn opening(
    files: Vec<PathBuf>,
    session: Option<String>,
) -> anyhow::Result<(Vec<PathBuf>, Option<Session>)> {
    let (links, files): (Vec<PathBuf>, Vec<PathBuf>) = files
        .into_iter()
        .partition(|path| path.to_str().is_some_and(link::is_link));
    let named = links.first().and_then(|link| link.to_str());
    let files = files.into_iter().map(without_scheme).collect();
    let source = session.as_deref().or(named);
    let session = source.map(session_source::read).transpose()?;
    Ok((files, session))
}

/// The path that an address such as `file:///home/a%20map.csv` stands for; other paths as they are.
fn without_scheme(path: PathBuf) -> PathBuf {
    let address = path.to_str().and_then(|path| path.strip_prefix("file://"));
    match address {
        Some(address) if address.starts_with('/') => {
            PathBuf::from(&*percent_decode_str(address).decode_utf8_lossy())
        }
        _ => path,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_that_a_desktop_names_by_an_address_are_paths() {
        let paths = [
            ("file:///home/a%20map.csv", "/home/a map.csv"),
            ("file:///K%C9%99lb%C9%99c%C9%99r.gpkg", "/Kəlbəcər.gpkg"),
            ("file://host/share.csv", "file://host/share.csv"),
            ("100%20.csv", "100%20.csv"),
        ];
        for (named, path) in paths {
            assert_eq!(without_scheme(named.into()), PathBuf::from(path));
        }
    }
}
