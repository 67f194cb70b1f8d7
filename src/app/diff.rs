//! `contactline diff`: what a newer copy of a file adds, changes and removes.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::Args;
use serde_json::{Value, json};

use super::{
    convert::ReadingArgs,
    difference::{Followed, Version, compare},
    files::FilesAlone,
    terminal::say,
    workspace::{Built, Piece},
};
use crate::{
    io::format::name_of,
    model::{
        Budget, RecordId,
        difference::{Difference, Record},
    },
    words::{cli, diff as words},
};

/// What is compared.
#[derive(Args)]
pub struct DiffArgs {
    #[arg(help = cli::diff_old())]
    pub old: PathBuf,
    #[arg(help = cli::diff_new())]
    pub new: PathBuf,
    #[arg(help = cli::json(), long)]
    pub json: bool,
    #[command(flatten)]
    pub reading: ReadingArgs,
}

pub fn run(args: &DiffArgs) -> anyhow::Result<ExitCode> {
    let choices = args.reading.choices()?;
    let alone = FilesAlone::open(&choices)?;
    let (old_piece, old) = alone.read(&args.old)?;
    let (new_piece, new) = alone.read(&args.new)?;
    let ground = [&old_piece, &new_piece].map(|piece| Ground::of(piece));
    let names = [&args.old, &args.new].map(|path| name_of(path));
    let names = [names[0].as_str(), names[1].as_str()];
    let versions = [&old, &new].map(|built| version(built, names));
    let [old, new] = &versions;
    let found = compare(old, new, &Followed::default(), &Budget::default())?;
    let difference = found.difference;
    let shown = [&args.old, &args.new].map(|path| shown_name(path));
    let text = match args.json {
        true => {
            let mut json = in_json(&shown, &difference);
            let [old, new] = ground.map(|of| of.in_json());
            json["not_compared"] = json!({"old": old, "new": new});
            serde_json::to_string_pretty(&json)? + "\n"
        }
        false => in_words(&shown, &difference) + &not_compared(&shown, &ground),
    };
    say(&text)?;
    Ok(ExitCode::SUCCESS)
}

/// What a file has beside records, which is not compared.
struct Ground {
    regions: usize,
    zones: usize,
    lines: usize,
    settlements: usize,
}

impl Ground {
    fn of(piece: &Piece) -> Self {
        Self {
            regions: piece.draft.regions.len(),
            zones: piece.draft.zones.len(),
            lines: piece.draft.lines.len(),
            settlements: piece.draft.settlements.len(),
        }
    }

    fn in_json(&self) -> Value {
        json!({
            "regions": self.regions,
            "zones": self.zones,
            "lines": self.lines,
            "settlements": self.settlements,
        })
    }
}

/// Says what either file has that is not compared; nothing where there is none.
fn not_compared([old, new]: &[String; 2], ground: &[Ground; 2]) -> String {
    let said = |name: &str, of: &Ground| {
        words::has_ground(name, [of.regions, of.zones, of.lines, of.settlements])
    };
    let lines: Vec<String> = [(old, &ground[0]), (new, &ground[1])]
        .iter()
        .filter_map(|(name, of)| said(name, of))
        .collect();
    match lines.is_empty() {
        true => String::new(),
        false => format!("\n{}\n  {}\n", words::not_compared(), lines.join("\n  ")),
    }
}

fn shown_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    name.to_string_lossy().into_owned()
}

/// All records of a file that is open alone.
fn version<'a>(built: &'a Built, names: [&'a str; 2]) -> Version<'a> {
    let datasets = built.atlas.datasets().iter();
    let records = datasets
        .flat_map(|(dataset, of)| (0..of.len() as u32).map(move |row| RecordId { dataset, row }));
    Version {
        atlas: &built.atlas,
        records: records.collect(),
        names,
    }
}

fn in_json([old, new]: &[String; 2], of: &Difference) -> Value {
    let record = |record: &Record| json!({"id": record.id, "values": record.cells});
    let changed = of.changed.first.iter().map(|changed| {
        let fields = changed.fields.iter();
        let fields = fields.map(|of| json!({"field": of.field, "old": of.old, "new": of.new}));
        json!({"id": changed.new.id, "fields": fields.collect::<Vec<Value>>()})
    });
    json!({
        "old": old,
        "new": new,
        "matched_by": if of.by_id { "id" } else { "content" },
        "counts": {
            "unchanged": of.unchanged,
            "added": of.added.number,
            "changed": of.changed.number,
            "removed": of.removed.number,
        },
        "added": of.added.first.iter().map(record).collect::<Vec<Value>>(),
        "changed": changed.collect::<Vec<Value>>(),
        "removed": of.removed.first.iter().map(record).collect::<Vec<Value>>(),
    })
}

fn in_words([old, new]: &[String; 2], of: &Difference) -> String {
    let mut text = words::summary(old, new, of.by_id) + "\n";
    text += &words::counts(
        of.unchanged,
        of.added.number,
        of.changed.number,
        of.removed.number,
    );
    text.push('\n');
    let list = |title: &str, lines: Vec<String>, number: usize| {
        if number == 0 {
            return String::new();
        }
        let more = number - lines.len();
        let lines: String = lines.iter().map(|line| format!("  {line}\n")).collect();
        let more = match more {
            0 => String::new(),
            more => format!("  {}\n", words::and_more(more)),
        };
        format!("\n{title}\n{lines}{more}")
    };
    let records = |of: &[Record]| of.iter().map(words::record).collect();
    text += &list(words::added(), records(&of.added.first), of.added.number);
    let changed = of.changed.first.iter().map(words::changed_whole);
    text += &list(words::changed(), changed.collect(), of.changed.number);
    text += &list(
        words::removed(),
        records(&of.removed.first),
        of.removed.number,
    );
    text
}
