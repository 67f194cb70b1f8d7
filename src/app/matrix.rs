//! `contactline matrix`: the claims of one reporter by region and by month, year or day.

use std::{collections::BTreeMap, path::PathBuf, process::ExitCode};

use clap::{Args, ValueEnum};

use super::{
    condition::Where,
    files::{open, source_at},
    query::{Usage, filters, window_of},
    stated::StatedOutput,
    terminal::say,
};
use crate::{
    model::{Atlas, Day, PlaceRef, RegionId, Sum, Window},
    query::{Direction, Question, Tally, ask},
    session::Session,
    words::{cli, compare as words},
};

/// What is asked.
#[derive(Args)]
pub struct MatrixArgs {
    #[arg(help = words::matrix_rows(), long, value_enum)]
    pub rows: Rows,
    #[arg(help = words::matrix_columns(), long, value_enum)]
    pub columns: Columns,
    #[arg(help = words::matrix_reporter(), long, value_name = "KEY")]
    pub reporter: String,
    #[arg(help = words::matrix_end(), long, value_enum, default_value = "target")]
    pub end: End,
    #[arg(help = words::matrix_measure(), long, value_enum, default_value = "claims")]
    pub measure: Measure,
    #[arg(help = cli::query_from(), long, value_name = "DAY")]
    pub from: Option<Day>,
    #[arg(help = cli::query_to(), long, value_name = "DAY")]
    pub to: Option<Day>,
    #[command(flatten)]
    pub wanted: Where,
    #[arg(help = cli::json(), long)]
    pub json: bool,
    #[arg(help = words::matrix_csv(), long, conflicts_with = "json")]
    pub csv: bool,
    #[arg(help = cli::data(), long, value_name = "PATH")]
    pub data: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum Rows {
    Region,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
pub enum Columns {
    Day,
    Month,
    Year,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum End {
    Target,
    Origin,
    Place,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum Measure {
    Claims,
    Exact,
    Killed,
    Wounded,
}

impl End {
    pub fn direction(self) -> Direction {
        match self {
            Self::Target => Direction::Target,
            Self::Origin => Direction::Origin,
            Self::Place => Direction::Place,
        }
    }
}

/// More columns are no table that anybody reads.
const MOST_COLUMNS: usize = 1200;

pub fn run(args: &MatrixArgs) -> anyhow::Result<ExitCode> {
    let (atlas, _) = open(&source_at(args.data.clone()))?;
    let mut filters = filters(&atlas, Some(&args.reporter))?;
    let atlas = args.wanted.seen(atlas, &mut filters, &Session::default())?;
    let window = window_of(&atlas, args.from, args.to)?;
    let columns = args.columns.of(window);
    if columns.len() > MOST_COLUMNS {
        return Err(Usage(words::too_many_columns(columns.len(), MOST_COLUMNS)).into());
    }
    let Rows::Region = args.rows;
    let direction = args.end.direction();
    let mut rows: BTreeMap<RegionId, Vec<Sum>> = BTreeMap::new();
    for (at, (_, window)) in columns.iter().enumerate() {
        let filters = filters.clone();
        let answer = ask(
            &atlas,
            &Question {
                window: *window,
                filters,
            },
        );
        for spot in answer.tallies.spots(direction) {
            let PlaceRef::Region(region) = spot else {
                continue;
            };
            // Filters let one reporter pass.
            for (_, tally) in answer.tallies.of(direction, spot) {
                let row = rows
                    .entry(region)
                    .or_insert_with(|| vec![Sum::default(); columns.len()]);
                row[at] = args.measure.of(tally);
            }
        }
    }
    let names: Vec<String> = columns.into_iter().map(|(name, _)| name).collect();
    let matrix = Matrix::of(&atlas, names, rows);
    let text = match (args.json, args.csv) {
        (true, _) => serde_json::to_string_pretty(&matrix.to_json(&args.reporter))? + "\n",
        (_, true) => matrix.to_csv()?,
        _ => {
            let head = words::matrix_of(&args.reporter, args.measure.name());
            format!("{head}\n{}", matrix.to_text())
        }
    };
    say(&text)?;
    Ok(ExitCode::SUCCESS)
}

impl Measure {
    fn of(self, tally: &Tally) -> Sum {
        match self {
            Self::Claims => Sum::exact(tally.claims.into()),
            Self::Exact => tally.exact,
            Self::Killed => tally.killed,
            Self::Wounded => tally.wounded,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Claims => words::matrix_claims(),
            Self::Exact => words::matrix_exact(),
            Self::Killed => words::matrix_killed(),
            Self::Wounded => words::matrix_wounded(),
        }
    }
}

impl Columns {
    /// The columns of a period, each with its name and its days.
    fn of(self, window: Window) -> Vec<(String, Window)> {
        let mut columns = Vec::new();
        let mut first = window.first();
        while first <= window.last() && columns.len() <= MOST_COLUMNS {
            let next = match self {
                Self::Day => first.plus(1),
                Self::Month => first.month().plus_months(1),
                Self::Year => first
                    .month()
                    .plus_months(13 - i32::from(first.date().month())),
            };
            let last = next.plus(-1).min(window.last());
            let name = first.to_string();
            let length = match self {
                Self::Day => name.len(),
                Self::Month => name.len() - 3,
                Self::Year => name.len() - 6,
            };
            columns.push((name[..length].to_owned(), Window::days(first, last)));
            first = next;
        }
        columns
    }
}

/// Regions by name, with a number in each column; columns without any are left out.
struct Matrix {
    columns: Vec<String>,
    rows: Vec<(String, Vec<Sum>)>,
}

impl Matrix {
    fn of(atlas: &Atlas, columns: Vec<String>, rows: BTreeMap<RegionId, Vec<Sum>>) -> Self {
        let filled = |at: usize| rows.values().any(|row| !row[at].is_zero());
        let kept: Vec<usize> = (0..columns.len()).filter(|at| filled(*at)).collect();
        let pick = |row: &[Sum]| kept.iter().map(|at| row[*at]).collect::<Vec<Sum>>();
        let key = |region: &RegionId| atlas.regions()[*region].key.to_string();
        let mut rows: Vec<(String, Vec<Sum>)> = (rows.iter())
            .map(|(region, row)| (key(region), pick(row)))
            .filter(|(_, row)| row.iter().any(|number| !number.is_zero()))
            .collect();
        rows.sort_by(|a, b| a.0.cmp(&b.0));
        let columns = kept.iter().map(|at| columns[*at].clone()).collect();
        Self { columns, rows }
    }

    fn to_text(&self) -> String {
        let keys = self.rows.iter().map(|(key, _)| key.len());
        let width = keys.max().unwrap_or(0).max(words::region_column().len());
        let mut text = format!("{:width$}", words::region_column());
        for column in &self.columns {
            text.push_str(&format!("  {column}"));
        }
        text.push('\n');
        for (key, row) in &self.rows {
            text.push_str(&format!("{key:width$}"));
            for (number, column) in row.iter().zip(&self.columns) {
                text.push_str(&format!(
                    "  {:>width$}",
                    number.to_string(),
                    width = column.len()
                ));
            }
            text.push('\n');
        }
        text
    }

    fn to_csv(&self) -> std::io::Result<String> {
        let mut table = csv::Writer::from_writer(Vec::new());
        let head = std::iter::once("region").chain(self.columns.iter().map(String::as_str));
        table.write_record(head)?;
        for (key, row) in &self.rows {
            let numbers = row.iter().map(ToString::to_string);
            table.write_record(std::iter::once(key.clone()).chain(numbers))?;
        }
        let bytes = table.into_inner().map_err(|error| error.into_error())?;
        String::from_utf8(bytes).map_err(std::io::Error::other)
    }

    fn to_json(&self, reporter: &str) -> serde_json::Value {
        let rows = self.rows.iter().map(|(key, row)| {
            let numbers = self.columns.iter().zip(row);
            let numbers = numbers.filter(|(_, number)| !number.is_zero());
            let numbers = numbers.map(|(column, number)| (column, StatedOutput::from(*number)));
            let numbers: BTreeMap<&String, StatedOutput> = numbers.collect();
            (key, numbers)
        });
        serde_json::json!({
            "reporter": reporter,
            "columns": self.columns,
            "rows": rows.collect::<BTreeMap<_, _>>(),
        })
    }
}
