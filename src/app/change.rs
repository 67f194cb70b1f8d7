//! `contactline change`: what one reporter claims of each place now, beside as many days before, or two
//! periods that are named. Never a difference between reporters.

use std::{path::PathBuf, process::ExitCode};

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::{
    condition::Where,
    files::{open, source_at},
    matrix::End,
    query::{Usage, filters, window_of},
    terminal::say,
};
use crate::{
    model::{Atlas, Day, Language, PlaceRef, Window},
    query::{
        Question, ask,
        overview::{FEW, Number, Trend, before, changes},
    },
    session::Session,
    words::{cli, compare, overview as words, units},
};

/// What is asked.
#[derive(Args)]
pub struct ChangeArgs {
    #[arg(help = compare::matrix_reporter(), long, value_name = "KEY")]
    pub reporter: String,
    #[arg(help = cli::query_from(), long, value_name = "DAY")]
    pub from: Day,
    #[arg(help = cli::query_to(), long, value_name = "DAY")]
    pub to: Day,
    #[arg(help = words::cli_before_from(), long, value_name = "DAY", requires = "before_to")]
    pub before_from: Option<Day>,
    #[arg(help = words::cli_before_to(), long, value_name = "DAY", requires = "before_from")]
    pub before_to: Option<Day>,
    #[arg(help = compare::matrix_end(), long, value_enum, default_value = "target")]
    pub end: End,
    #[arg(help = words::cli_change_order(), long, value_enum, default_value = "change")]
    pub order: Order,
    #[command(flatten)]
    pub wanted: Where,
    #[arg(help = cli::json(), long)]
    pub json: bool,
    #[arg(help = cli::data(), long, value_name = "PATH")]
    pub data: Option<PathBuf>,
}

/// In which order places are listed.
#[derive(Clone, Copy, PartialEq, ValueEnum)]
pub enum Order {
    /// The greatest difference first.
    Change,
    /// By key.
    Place,
}

#[derive(Serialize)]
struct Row {
    place: String,
    name: String,
    before: u32,
    now: u32,
    /// Nothing where both numbers are too small to say anything.
    trend: Option<&'static str>,
}

#[derive(Serialize)]
struct Output<'a> {
    reporter: &'a str,
    before: [String; 2],
    now: [String; 2],
    places: &'a [Row],
}

pub fn run(args: &ChangeArgs) -> anyhow::Result<ExitCode> {
    let (atlas, _) = open(&source_at(args.data.clone()))?;
    let mut filters = filters(&atlas, Some(&args.reporter))?;
    let atlas = args.wanted.seen(atlas, &mut filters, &Session::default())?;
    let now = window_of(&atlas, Some(args.from), Some(args.to))?;
    let then = match (args.before_from, args.before_to) {
        (None, None) => before(now),
        (from, to) => window_of(&atlas, from, to)?,
    };
    if then.interval().overlaps(now.interval()) {
        return Err(Usage(words::periods_overlap(&then.to_string(), &now.to_string())).into());
    }
    let [then_tallies, now_tallies] = [then, now].map(|window| {
        let filters = filters.clone();
        ask(&atlas, &Question { window, filters }).tallies
    });
    let found = changes(&then_tallies, &now_tallies, args.end.direction());
    let mut rows: Vec<Row> = found
        .into_iter()
        .filter_map(|(place, numbers)| match numbers.first()?.1 {
            Number::Change { before, now } => Some(Row {
                place: key(&atlas, place),
                name: compare::place(&atlas, place, Language::English),
                before,
                now,
                trend: Trend::of(before, now).map(words::trend),
            }),
            _ => None,
        })
        .collect();
    rows.sort_by(|a, b| a.place.cmp(&b.place));
    if args.order == Order::Change {
        rows.sort_by_key(|row| std::cmp::Reverse(row.before.abs_diff(row.now)));
    }
    let days = |window: Window| [window.first().to_string(), window.last().to_string()];
    let text = if args.json {
        let output = Output {
            reporter: &args.reporter,
            before: days(then),
            now: days(now),
            places: &rows,
        };
        serde_json::to_string_pretty(&output)? + "\n"
    } else {
        to_text(args, (then, now), &rows)
    };
    say(&text)?;
    Ok(ExitCode::SUCCESS)
}

fn key(atlas: &Atlas, place: PlaceRef) -> String {
    match place {
        PlaceRef::Region(id) => atlas.regions()[id].key.to_string(),
        PlaceRef::Zone(id) => atlas.zones()[id].key.to_string(),
        PlaceRef::Line(id) => atlas.lines()[id].key.to_string(),
    }
}

fn to_text(args: &ChangeArgs, (then, now): (Window, Window), rows: &[Row]) -> String {
    let (then, now) = (units::window(then), units::window(now));
    let mut text = words::change_head(&args.reporter, &then, &now) + "\n";
    for row in rows {
        let trend = row.trend.map_or_else(words::too_few, str::to_owned);
        text.push_str(&words::change_line(&row.name, row.before, row.now, &trend));
        text.push('\n');
    }
    if rows.is_empty() {
        text.push_str(words::no_change());
        text.push('\n');
    }
    text + &words::few_rule(FEW) + "\n"
}
