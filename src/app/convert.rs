//! `contactline convert`: files of one format into another.

use std::{path::PathBuf, process::ExitCode};

use clap::Args;

use super::terminal::{say, tell};
use super::{
    condition::Where,
    export::{Export, inputs_of},
    files::{FilesAlone, Force, built_in},
    query::{Usage, filters, window_of},
    sources,
};
use crate::{
    io::{Holds, Provenance, Source, TableHead},
    model::{
        Atlas, Budget, DateOrder, Day, Field, ImportOptions, NoteKind, RecordId, SourceUri,
        enum_names,
    },
    query::{Filter, Question},
    session::Session,
    store::formats::writer_of,
    words::{check, cli, errors, notes::formats},
};

/// What is converted, and into what.
#[derive(Args)]
pub struct ConvertArgs {
    #[arg(help = cli::convert_files())]
    pub files: Vec<PathBuf>,
    #[arg(help = cli::convert_output(), short, long, value_name = "FILE")]
    pub output: PathBuf,
    #[command(flatten)]
    pub force: Force,
    #[arg(help = cli::from(), long, value_name = "DAY")]
    pub from: Option<Day>,
    #[arg(help = cli::to(), long, value_name = "DAY")]
    pub to: Option<Day>,
    #[arg(help = cli::only_reporter(), long, value_name = "KEY")]
    pub reporter: Option<String>,
    #[command(flatten)]
    pub wanted: Where,
    #[arg(help = cli::origin_lines(), long)]
    pub origin_lines: bool,
    #[arg(help = cli::with_places(), long)]
    pub with_places: bool,
    #[command(flatten)]
    pub reading: ReadingArgs,
}

/// How files are to be read, where that is not plain.
#[derive(Args, Default)]
pub struct ReadingArgs {
    #[arg(help = cli::map(), long = "map", value_name = "COLUMN=FIELD")]
    pub map: Vec<String>,
    #[arg(help = cli::date_order(), long, value_name = "WHICH", value_parser = ["day", "month"])]
    pub date_order: Option<String>,
    #[arg(help = cli::swap_axes(), long, visible_alias = "latitude-first")]
    pub swap_axes: bool,
    #[arg(help = cli::encoding(), long, value_name = "NAME")]
    pub encoding: Option<String>,
    #[arg(help = cli::separator(), long, value_name = "WHICH", value_parser = ["comma", "semicolon", "tab", "bar"])]
    pub separator: Option<String>,
    #[arg(help = cli::decimal(), long, value_name = "WHICH", value_parser = ["comma", "point"])]
    pub decimal: Option<String>,
}

impl ReadingArgs {
    /// Refuses every setting, where none means anything for what is read.
    ///
    /// # Errors
    ///
    /// Where one is given.
    pub fn refuse(&self, what: &str) -> Result<(), Usage> {
        match self.choices()?.settings().next() {
            Some(setting) => Err(Usage(formats::no_such_setting(setting, what))),
            None => Ok(()),
        }
    }

    /// What the arguments say.
    ///
    /// # Errors
    ///
    /// Where a field is not known, with those there are.
    pub fn choices(&self) -> Result<ImportOptions, Usage> {
        let mut choices = ImportOptions {
            swapped: self.swap_axes,
            encoding: self.encoding.clone(),
            separator: self.separator.as_deref().map(|sign| match sign {
                "semicolon" => b';',
                "tab" => b'\t',
                "bar" => b'|',
                _ => b',',
            }),
            decimal_comma: self.decimal.as_deref().map(|sign| sign == "comma"),
            dates: self
                .date_order
                .as_ref()
                .and_then(|order| enum_names::value(&DateOrder::ALL, &format!("{order}-first"))),
            ..ImportOptions::default()
        };
        for map in &self.map {
            let Some((column, field)) = map.rsplit_once('=') else {
                return Err(Usage(cli::map_form(map)));
            };
            let field = match (field, Field::of_name(field)) {
                ("", _) => None,
                (_, Some(field)) => Some(field),
                (_, None) => {
                    let known = Field::ALL.map(|(_, name)| name).join(", ");
                    return Err(Usage(cli::map_field(map, field, &known)));
                }
            };
            choices.fields.insert(column.to_owned(), field);
        }
        Ok(choices)
    }
}

pub fn run(args: &ConvertArgs) -> anyhow::Result<ExitCode> {
    let format = writer_of(&args.output)?;
    let target = args.force.target(&args.output, &args.files)?;
    for (is_given, option, applies) in [
        (
            args.origin_lines,
            "--origin-lines",
            format.extension() == "csv",
        ),
        (
            args.with_places,
            "--with-places",
            format.holds() == Holds::Places,
        ),
    ] {
        if is_given && !applies {
            let what = cli::no_option_of(option, format.extension());
            return Err(Usage(what).into());
        }
    }
    let choices = args.reading.choices()?;
    if args.files.is_empty() {
        args.reading.refuse(cli::built_in_data())?;
    }
    let alone = FilesAlone::open(&choices)?;
    let built = match args.files.as_slice() {
        [] => built_in()?,
        files => alone.all(files)?,
    };
    let mut filters = filters(&built.atlas, args.reporter.as_deref())?;
    let atlas = &args
        .wanted
        .seen((*built.atlas).clone(), &mut filters, &Session::default())?;
    let all_time = args.from.is_none() && args.to.is_none();
    let mut question = Question {
        window: match all_time {
            // All of it is written, dated or not: one window is as good as another.
            true => Session::default().window,
            false => window_of(atlas, args.from, args.to)?,
        },
        filters,
    };
    // A conversion leaves nothing out that is not asked for.
    question.filters.show_duplicates = true;
    let records = asked(atlas, &question, all_time);
    let mut inputs = Vec::new();
    for path in &args.files {
        let input = sources::input(&SourceUri::named(path), &Budget::default());
        inputs.extend(input.transpose()?);
    }
    if args.files.is_empty() {
        inputs = inputs_of(&Source::Embedded);
    }
    let chosen = Some(&question).filter(|_| !all_time);
    let whole = args.with_places || args.files.is_empty();
    let export = Export {
        left_out: Some(alone.base()).filter(|_| !whole),
        places: built.places_of_files(),
        table_head: match args.origin_lines {
            true => TableHead::Lines,
            false => TableHead::Beside,
        },
        ..Export::of_records(atlas, records, chosen, inputs, &built.notes)
    };
    let output = args.output.display().to_string();
    export
        .write(format, &target, &Budget::default())
        .map_err(|error| anyhow::anyhow!(errors::cannot_write_because(&output, error)))?;
    for kind in NoteKind::of(&built.notes) {
        tell(check::kind(&kind));
    }
    let Provenance {
        written, loaded, ..
    } = export.provenance;
    if let Some(lost) = export.left_behind(format) {
        tell(cli::left_behind(&lost, &output));
    }
    say(&(cli::converted(written, loaded, &output) + "\n"))?;
    Ok(ExitCode::SUCCESS)
}

/// The records that the filters let through, of all time or of the window.
fn asked(atlas: &Atlas, question: &Question, all_time: bool) -> Vec<RecordId> {
    let filter = Filter::new(atlas, &question.filters);
    let window = question.window.interval();
    let mut records = Vec::new();
    for (id, dataset) in atlas.datasets().iter() {
        let lets = filter.passing_kinds(dataset);
        let is_asked = |row: &usize| {
            let in_window = || {
                dataset
                    .interval(*row)
                    .is_some_and(|own| own.overlaps(window))
            };
            lets[dataset.columns.kind[*row] as usize] && (all_time || in_window())
        };
        let rows = (0..dataset.len()).filter(is_asked);
        records.extend(rows.map(|row| RecordId {
            dataset: id,
            row: row as u32,
        }));
    }
    records
}
