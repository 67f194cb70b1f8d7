//! `contactline convert`: files of one format into another.

use std::{path::PathBuf, process::ExitCode};

use clap::Args;

use super::{
    export::{Export, inputs_of},
    files::files_alone,
    outgoing::FileRows,
    query::{Usage, filters, window_of},
};
use crate::{
    io::{Input, Progress, Provenance, Source},
    model::{Choices, DateOrder, Day, Field, Interval, Record, RecordId, words},
    query::{Question, Sieve},
    store::formats::writer_of,
};

/// What is converted, and into what.
#[derive(Args)]
pub struct ConvertArgs {
    /// The files to be read: GeoJSON, CSV, ACLED, UCDP GED, KML, KMZ, shapefile,
    /// GeoNames dump, GeoPackage, reports.json; none: the built-in data
    pub files: Vec<PathBuf>,
    /// The file to be written; its name says in which format (.csv, .geojson, .json, .kml, .kmz, .gpkg)
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
    /// First day, included (2022-08-07)
    #[arg(long, value_name = "DAY")]
    pub from: Option<Day>,
    /// Last day, included (2022-08-08)
    #[arg(long, value_name = "DAY")]
    pub to: Option<Day>,
    /// Only what this reporter says
    #[arg(long, value_name = "KEY")]
    pub reporter: Option<String>,
    #[command(flatten)]
    pub reading: ReadingArgs,
}

/// How files are to be read, where that is not plain.
#[derive(Args, Default)]
pub struct ReadingArgs {
    /// Take a column or property for a field (may be repeated): "Ort=places", "n=count", "x="
    #[arg(long = "map", value_name = "COLUMN=FIELD")]
    pub map: Vec<String>,
    /// Which comes first in dates such as 3/4/2023: day or month
    #[arg(long, value_name = "WHICH", value_parser = ["day", "month"])]
    pub date_order: Option<String>,
    /// Latitude stands before longitude
    #[arg(long)]
    pub latitude_first: bool,
    /// Encoding of tables: utf-8, windows-1251, windows-1254, ...
    #[arg(long, value_name = "NAME")]
    pub encoding: Option<String>,
}

impl ReadingArgs {
    /// What the arguments say.
    ///
    /// # Errors
    ///
    /// Where a field is not known, with those there are.
    pub fn choices(&self) -> Result<Choices, Usage> {
        let mut choices = Choices {
            swapped: self.latitude_first,
            encoding: self.encoding.clone(),
            dates: self
                .date_order
                .as_ref()
                .and_then(|order| words::value(&DateOrder::ALL, &format!("{order}-first"))),
            ..Choices::default()
        };
        for map in &self.map {
            let Some((column, field)) = map.rsplit_once('=') else {
                return Err(Usage(format!("--map {map}: write it as COLUMN=FIELD")));
            };
            let field = match (field, Field::of_name(field)) {
                ("", _) => None,
                (_, Some(field)) => Some(field),
                (_, None) => {
                    let known = Field::ALL.map(|(_, name)| name).join(", ");
                    return Err(Usage(format!(
                        "--map {map}: there is no field '{field}'; known are {known}"
                    )));
                }
            };
            choices.fields.insert(column.to_owned(), field);
        }
        Ok(choices)
    }
}

pub fn run(args: &ConvertArgs) -> anyhow::Result<ExitCode> {
    let format = writer_of(&args.output)?;
    let sealed = files_alone(&args.files, &args.reading.choices()?)?;
    let atlas = &sealed.atlas;
    let mut question = Question {
        window: window_of(atlas, args.from, args.to)?,
        filters: filters(atlas, args.reporter.as_deref())?,
    };
    // A conversion leaves nothing out that is not asked for.
    question.filters.show_duplicates = true;
    let sieve = Sieve::new(atlas, &question.filters);
    let all_time = args.from.is_none() && args.to.is_none();
    let window = question.window.interval();
    let in_window = |own: Interval| own.overlaps(window);
    let asked = |record: &Record| {
        let in_window = record.when.interval().is_some_and(in_window);
        (all_time || in_window) && sieve.lets_through(record)
    };
    let records = atlas.records().iter();
    let records: Vec<RecordId> = records
        .filter(|(_, record)| asked(record))
        .map(|(id, _)| id)
        .collect();
    let ledgers = atlas.ledgers().iter().skip(1);
    let rows = ledgers.map(|ledger| {
        let lets = sieve.lets_kinds_through(ledger);
        let asked = move |row: &usize| {
            let in_window = ledger.interval(*row).is_some_and(in_window);
            (all_time || in_window) && lets[ledger.columns.kind[*row] as usize]
        };
        let rows = (0..ledger.len()).filter(asked).map(|row| row as u32);
        (&**ledger, rows)
    });
    let rows = FileRows::of(rows, &sealed.readers)?;
    let mut inputs = Vec::new();
    for path in &args.files {
        inputs.push(Input::of_file(path)?);
    }
    if args.files.is_empty() {
        inputs = inputs_of(&Source::Embedded);
    }
    let chosen = Some(&question).filter(|_| !all_time);
    let export = Export::of_records(atlas, records, chosen, inputs, &sealed.notes);
    let export = export.with_rows(rows);
    let output = args.output.display();
    export
        .write(format, &args.output, &Progress::default())
        .map_err(|error| anyhow::anyhow!("cannot write {output}: {error}"))?;
    for note in &sealed.notes {
        eprintln!("{note}");
    }
    let Provenance {
        written, loaded, ..
    } = export.provenance;
    println!("{written} of {loaded} records written to {output}");
    Ok(ExitCode::SUCCESS)
}
