//! `contactline list`: records as a table, as the window shows them.

use std::{borrow::Cow, collections::HashSet, path::PathBuf, process::ExitCode, sync::Arc};

use clap::Args;
use serde_json::{Map, Value};

use super::{
    citing::citations,
    compare::TieOutput,
    condition::Where,
    picture::{args::named, data},
    query::{Usage, filters, region, window_of},
    session_source::FromSession,
    terminal::{say, tell},
};
use crate::{
    io::{Form, properties, table::guarded},
    model::{Atlas, Budget, Day, Detail, Language, PlaceRef, RecordId, Window},
    query::{
        Answer, Question, ask,
        focus::naming,
        listing::{Arrangement, Cells, ListColumn, each_row, listing, unknown_properties},
        ties::{
            events::{Events, Gathered},
            held,
            rule::Pairs,
        },
    },
    session::Session,
    words::{cite, cli, records as words},
};

/// What is listed.
#[derive(Args)]
pub struct ListArgs {
    #[arg(help = words::list_files())]
    pub files: Vec<PathBuf>,
    #[arg(help = cli::query_from(), long, value_name = "DAY")]
    pub from: Option<Day>,
    #[arg(help = cli::query_to(), long, value_name = "DAY")]
    pub to: Option<Day>,
    #[arg(help = cli::only_reporter(), long, value_name = "KEY")]
    pub reporter: Option<String>,
    #[arg(help = cli::query_region(), long, value_name = "KEY")]
    pub region: Option<String>,
    #[command(flatten)]
    pub wanted: Where,
    #[arg(help = words::list_columns(&known()), long, value_name = "COLUMNS", value_delimiter = ',')]
    pub columns: Option<Vec<String>>,
    #[arg(help = words::list_sort(), long, value_name = "COLUMN[:asc|:desc]", default_value = "day")]
    pub sort: String,
    #[arg(help = words::list_only(), long, value_name = "COLUMN=TEXT")]
    pub only: Vec<String>,
    #[arg(help = words::list_limit(), long, value_name = "ROWS")]
    pub limit: Option<usize>,
    #[arg(help = cli::names(), long, value_name = "LANGUAGE")]
    pub names: Option<String>,
    #[arg(help = cli::json(), long)]
    pub json: bool,
    #[arg(help = words::list_csv(), long, conflicts_with = "json")]
    pub csv: bool,
    #[arg(
        help = cite::list_cite(),
        long,
        value_name = "FORM",
        conflicts_with_all = ["json", "csv", "columns"]
    )]
    pub cite: Option<String>,
    #[command(flatten)]
    pub from_session: FromSession,
}

/// The columns that are no properties, with their keys.
fn fields() -> impl Iterator<Item = (ListColumn, &'static str)> {
    ListColumn::FIELDS.into_iter()
}

/// Their keys.
fn known() -> String {
    let keys: Vec<&str> = fields().map(|(_, key)| key).collect();
    keys.join(", ")
}

pub fn run(args: &ListArgs) -> anyhow::Result<ExitCode> {
    let form = args.cite.as_deref();
    let form = form.map(|word| named(&Form::ALL, word, cite::kind_form()));
    let form = form.transpose()?;
    let given = args.from_session.read(&args.files)?;
    let data::Opened { built, origin, .. } = given.open(&args.files)?;
    let session = &given.session;
    data::tell_errors(&built.notes);
    let mut filters = filters(&built.atlas, args.reporter.as_deref())?;
    let atlas = &args
        .wanted
        .seen((*built.atlas).clone(), &mut filters, session)?;
    let question = Question {
        window: window_of(atlas, args.from, args.to)?,
        filters,
    };
    let answer = ask(atlas, &question);
    let arranged = args.arranged()?;
    let columns = args.shown()?;
    refuse_unknown(atlas, &arranged, &columns)?;
    let events = events(atlas, session);
    let cells = Cells {
        atlas,
        language: args.language()?,
        events: Some(&events),
        personal: &session.personal,
        read_properties: properties::read,
    };
    let budget = Budget::default();
    let mut records = listed(cells, &answer, question.window, &arranged, &budget)?;
    if let Some(name) = &args.region {
        let place = PlaceRef::Region(region(atlas, name)?);
        let naming = naming(atlas, &answer, place, question.window);
        let naming: HashSet<RecordId> = naming.into_iter().collect();
        records.retain(|record| naming.contains(record));
    }
    let all = records.len();
    records.truncate(args.limit.unwrap_or(all));
    let text = if let Some(form) = form {
        form.write(&citations(atlas, &origin, &records, &budget)?)
    } else if args.json {
        let with_properties = args.columns.is_none();
        json(cells, (&columns, with_properties), &records, &budget)?
    } else if args.csv {
        csv(cells, &columns, &records, &budget)?
    } else {
        tab_separated(cells, &columns, &records, &budget)?
    };
    say(&text)?;
    // What is not listed is told: undated records, duplicates and those of other days.
    tell(answer.accounts.to_string());
    answer.in_totals_line(atlas).into_iter().for_each(tell);
    if records.len() < all {
        tell(words::list_left_out(records.len(), all));
    }
    Ok(ExitCode::SUCCESS)
}

fn listed(
    cells: Cells<'_>,
    answer: &Answer,
    window: Window,
    arranged: &Arrangement,
    budget: &Budget,
) -> anyhow::Result<Vec<RecordId>> {
    listing(cells, answer, window, arranged, budget).map_err(broken)
}

/// A column that no record has is a slip of the pen, and no column of empty cells.
fn refuse_unknown(
    atlas: &Atlas,
    arranged: &Arrangement,
    columns: &[ListColumn],
) -> anyhow::Result<()> {
    let only = arranged.only.iter().map(|(column, _)| column);
    let asked = columns.iter().chain(only).chain([&arranged.by]);
    let asked = asked.filter_map(|column| match column {
        ListColumn::Property(name) => Some(Arc::clone(name)),
        _ => None,
    });
    let unknown = unknown_properties(atlas, asked.collect(), properties::read, &Budget::default());
    match unknown.map_err(broken)?.first() {
        Some(name) => Err(Usage(words::list_no_column(name, &known())).into()),
        None => Ok(()),
    }
}

fn broken(error: crate::model::DetailsError) -> anyhow::Error {
    anyhow::anyhow!("{error}")
}

fn events(atlas: &Atlas, session: &Session) -> Events {
    let thresholds = session.thresholds;
    let ties = held(atlas, &mut Pairs::default(), &thresholds, &session.verdicts);
    Gathered::default().events(atlas, &thresholds, ties)
}

impl ListArgs {
    fn arranged(&self) -> Result<Arrangement, Usage> {
        let (by, descending) = match self.sort.rsplit_once(':') {
            Some((by, "desc")) => (by, true),
            Some((by, "asc")) => (by, false),
            _ => (self.sort.as_str(), false),
        };
        let only = self.only.iter().map(|given| {
            let (column, text) = given
                .split_once('=')
                .ok_or_else(|| Usage(words::list_only_form(given)))?;
            let column = column_of(column);
            if let Some(operand) = compared(text)
                && (!column.is_compared() || operand.parse::<f64>().is_err())
            {
                return Err(Usage(words::list_not_compared(given)));
            }
            Ok((column, text.to_owned()))
        });
        Ok(Arrangement {
            by: column_of(by),
            descending,
            only: only.collect::<Result<_, Usage>>()?,
        })
    }

    /// The columns asked for; by default all fields but what a session alone may hold.
    fn shown(&self) -> Result<Vec<ListColumn>, Usage> {
        let Some(asked) = &self.columns else {
            let columns = fields().map(|(column, _)| column);
            return Ok(columns.filter(|of| !of.is_personal()).collect());
        };
        Ok(asked.iter().map(|key| column_of(key.trim())).collect())
    }

    fn language(&self) -> anyhow::Result<Language> {
        let Some(code) = &self.names else {
            return Ok(Language::default());
        };
        let languages = Language::ALL.map(|language| (language, language.code()));
        named(&languages, code, cli::kind_language())
    }
}

/// What a condition compares cells with, where it begins as a comparison does.
fn compared(text: &str) -> Option<&str> {
    let rest = text
        .trim_start()
        .trim_start_matches(['>', '<', '=', '≥', '≤']);
    (rest.len() < text.trim_start().len()).then(|| rest.trim())
}

/// The field of that key, or else the property of files of that name.
fn column_of(key: &str) -> ListColumn {
    let field = fields().find(|(_, known)| *known == key);
    field.map_or_else(|| ListColumn::Property(key.into()), |(column, _)| column)
}

/// Rows with their headings as text, cells separated by tabs, for a clipboard or a terminal. No cell is
/// a formula where it is pasted.
///
/// # Errors
///
/// Where a file has changed since it was read, or the work is no longer wanted.
pub fn tab_separated(
    cells: Cells<'_>,
    columns: &[ListColumn],
    records: &[RecordId],
    budget: &Budget,
) -> anyhow::Result<String> {
    let headings: Vec<&str> = columns.iter().map(ListColumn::title).collect();
    let mut text = headings.join("\t") + "\n";
    each_row(cells, columns, records, budget, &mut |row, _| {
        let one_line =
            |cell: &Cow<'_, str>| guarded(&cell.replace(['\t', '\n', '\r'], " ")).into_owned();
        let row: Vec<String> = row.iter().map(one_line).collect();
        text.push_str(&row.join("\t"));
        text.push('\n');
    })
    .map_err(broken)?;
    Ok(text)
}

fn csv(
    cells: Cells<'_>,
    columns: &[ListColumn],
    records: &[RecordId],
    budget: &Budget,
) -> anyhow::Result<String> {
    let mut table = csv::Writer::from_writer(Vec::new());
    table.write_record(columns.iter().map(ListColumn::key))?;
    let mut trouble = Ok(());
    each_row(cells, columns, records, budget, &mut |row, _| {
        let written = table.write_record(row.iter().map(|cell| guarded(cell).into_owned()));
        trouble = std::mem::replace(&mut trouble, Ok(())).and(written);
    })
    .map_err(broken)?;
    trouble?;
    let bytes = table
        .into_inner()
        .map_err(|error| anyhow::anyhow!("{error}"))?;
    Ok(String::from_utf8(bytes)?)
}

/// A list of objects: numbers as numbers, what is not stated left out. The properties of the file are an
/// object of their own, as the file has them, and so are ties a list.
fn json(
    all: Cells<'_>,
    (columns, with_properties): (&[ListColumn], bool),
    records: &[RecordId],
    budget: &Budget,
) -> anyhow::Result<String> {
    let mut rows: Vec<Value> = Vec::with_capacity(records.len());
    each_row(all, columns, records, budget, &mut |row, detail| {
        let claim = detail.and_then(Detail::claim);
        let properties = claim.and_then(|claim| claim.properties.as_deref());
        let properties = properties.filter(|_| with_properties);
        let properties: Option<Value> = properties.and_then(|text| serde_json::from_str(text).ok());
        let cells = columns.iter().zip(row).filter(|(_, cell)| !cell.is_empty());
        let cells = cells.map(|(column, cell)| {
            let number = column.is_number().then(|| serde_json::from_str(cell).ok());
            let value = number.flatten().unwrap_or_else(|| Value::from(&**cell));
            (column.key().to_owned(), value)
        });
        let mut row: Map<String, Value> = cells.collect();
        if let Some(events) = all.events.filter(|_| with_properties) {
            // Rows come in the order of the records.
            let record = records.get(rows.len());
            let ties = record.map(|of| TieOutput::all((events, &all.personal.annotations), *of));
            let ties = ties.filter(|ties| !ties.is_empty());
            let ties = ties.and_then(|ties| serde_json::to_value(ties).ok());
            row.extend(ties.map(|ties| ("ties".to_owned(), ties)));
        }
        row.extend(properties.map(|properties| ("properties".to_owned(), properties)));
        rows.push(Value::Object(row));
    })
    .map_err(broken)?;
    Ok(serde_json::to_string_pretty(&rows)? + "\n")
}
