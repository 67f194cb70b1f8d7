//! `contactline read`: a statement as text in, what it says out, as text or JSON.

use std::{
    fmt::Write as _,
    io::{Read as _, stdin},
    path::{Path, PathBuf},
    process::ExitCode,
    slice::from_ref,
    sync::Arc,
};

use anyhow::Context as _;
use clap::Args;
use serde::Serialize;

use super::files::{Force, open, source_at};
use super::picture::args::named;
use super::terminal::say;
use crate::{
    io::{
        disk::{self, write_whole},
        reports::ReportFile,
        statement::{
            About, Certainty, FactKind, LARGEST_STATEMENT_BYTES, Reading, StatementError,
            StatementReader, known_languages,
        },
    },
    model::{
        Activity, Amount, Day, Party, Place, Severity, Stance, Weapon,
        draft::{ClaimDraft, SiteDraft},
        enum_names::word,
    },
    words::{cli, errors, reports, units},
};

/// What is to be read.
#[derive(Args)]
pub struct ReadArgs {
    #[arg(help = cli::read_file())]
    pub file: PathBuf,
    #[arg(help = cli::read_reporter(), long, value_name = "KEY")]
    pub reporter: Option<String>,
    #[arg(help = cli::read_published(), long, value_name = "DATE")]
    pub published: Option<Day>,
    #[arg(help = cli::read_language(), long, value_name = "XX")]
    pub lang: Option<String>,
    #[arg(help = cli::json(), long)]
    pub json: bool,
    #[arg(help = cli::read_output(), short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    #[command(flatten)]
    pub force: Force,
    #[arg(help = cli::data(), long, value_name = "PATH")]
    pub data: Option<PathBuf>,
}

pub fn run(args: &ReadArgs) -> anyhow::Result<ExitCode> {
    let name = match args.file.to_str() {
        Some("-") => cli::standard_input().to_owned(),
        _ => args.file.display().to_string(),
    };
    if let Some(code) = &args.lang {
        let languages = known_languages();
        let languages: Vec<_> = languages.iter().map(|code| (*code, *code)).collect();
        named(&languages, code, cli::kind_language())?;
    }
    let text = text_of(&args.file, &name)?;
    let (atlas, _) = open(&source_at(args.data.clone()))?;
    let reader = StatementReader::new(Arc::new(atlas));
    let about = About {
        reporter: args.reporter.clone(),
        published: args.published,
        language: args.lang.clone(),
    };
    let reading = reader.read(&text, &about).with_context(|| name.clone())?;
    let output = if args.json {
        let output = Output::new(&text, &reading);
        serde_json::to_string_pretty(&output)? + "\n"
    } else {
        in_words(&text, &name, &reading)
    };
    match &args.output {
        Some(path) => write_whole(&args.force.target(path, from_ref(&args.file))?, |file| {
            file.write_all(output.as_bytes())
        })
        .with_context(|| errors::cannot_write(&path.display().to_string()))?,
        None => say(&output)?,
    }
    Ok(ExitCode::SUCCESS)
}

/// The text of the file, or of standard input; never more than can be a statement.
fn text_of(path: &Path, name: &str) -> anyhow::Result<String> {
    let limit = LARGEST_STATEMENT_BYTES as u64 + 1;
    let mut bytes = Vec::new();
    let done = match path == Path::new("-") {
        true => stdin().lock().take(limit).read_to_end(&mut bytes),
        false => disk::open(path).and_then(|file| file.take(limit).read_to_end(&mut bytes)),
    };
    done.map_err(|cause| anyhow::anyhow!(errors::unreadable(name, &cause)))?;
    if bytes.len() > LARGEST_STATEMENT_BYTES {
        return Err(StatementError::TooLong).with_context(|| name.to_owned());
    }
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    match std::str::from_utf8(text) {
        Ok(text) => Ok(text.to_owned()),
        Err(error) => Err(StatementError::Binary {
            at: error.valid_up_to(),
        })
        .with_context(|| name.to_owned()),
    }
}

/// A report as `reports.json` has it, with what the reading adds.
#[derive(Serialize)]
struct Output {
    #[serde(flatten)]
    report: serde_json::Value,
    /// The claims once more, under the name they had in version 1: scripts that measure go by it. A number that
    /// is not exact stands there as well, as the total does, with `inexact` beside it, which is what counts where
    /// the file is opened.
    groups: serde_json::Value,
    notes: Vec<NoteOutput>,
    spans: Vec<SpanOutput>,
}

/// Where a note or a fact stands: in bytes of the text, in UTF-8.
#[derive(Serialize)]
struct NoteOutput {
    severity: &'static str,
    start: usize,
    end: usize,
    text: String,
    what: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    near: Vec<String>,
}

#[derive(Serialize)]
struct SpanOutput {
    kind: &'static str,
    start: usize,
    end: usize,
    text: String,
    means: String,
    claim: Option<usize>,
    certainty: &'static str,
}

impl Output {
    fn new(text: &str, reading: &Reading) -> Self {
        let mut report =
            serde_json::to_value(ReportFile::from(&reading.report)).unwrap_or_default();
        let mut groups = report["claims"].clone();
        for (group, claim) in groups
            .as_array_mut()
            .into_iter()
            .flatten()
            .zip(&reading.report.claims)
        {
            for (key, stated) in [
                ("count", claim.count),
                ("rounds", claim.rounds),
                ("killed", claim.killed),
                ("wounded", claim.wounded),
            ] {
                // What few claims state is left out of the others.
                if stated.is_some() || key != "rounds" {
                    group[key] = stated.map(Amount::number).into();
                }
            }
        }
        report["total"] = reading.report.total.map(Amount::number).into();
        Self {
            groups,
            report,
            notes: reading
                .remarks
                .iter()
                .map(|remark| NoteOutput {
                    severity: severity(remark.severity),
                    start: remark.span.start,
                    end: remark.span.end,
                    text: text[remark.span.clone()].to_owned(),
                    what: remark.what.clone(),
                    near: remark.near.clone(),
                })
                .collect(),
            spans: reading
                .facts
                .iter()
                .map(|fact| SpanOutput {
                    kind: word(&FactKind::ALL, fact.kind),
                    start: fact.span.start,
                    end: fact.span.end,
                    text: text[fact.span.clone()].to_owned(),
                    means: fact.means.clone(),
                    claim: fact.claim,
                    certainty: word(&Certainty::ALL, fact.certainty),
                })
                .collect(),
        }
    }
}

fn in_words(text: &str, name: &str, reading: &Reading) -> String {
    let report = &reading.report;
    let published = report
        .published
        .map_or(units::undated().to_owned(), |day| day.to_string());
    let mut words = format!(
        "{}  {published}  {}  {}\n",
        report.reporter,
        report.language,
        word(&Stance::ALL, report.stance)
    );
    if let Some(total) = report.total {
        let _ = writeln!(words, "{}", cli::total(total));
    }
    for claim in &report.claims {
        words.push_str(&claim_in_words(claim));
    }
    for note in reading.notes(text, &Place::file(name)) {
        let _ = writeln!(words, "{note}");
    }
    words
}

fn claim_in_words(claim: &ClaimDraft) -> String {
    let sites = |sites: &[SiteDraft]| {
        let mut words = String::new();
        for (nth, site) in sites.iter().enumerate() {
            words.push_str(match (nth, site.stretch) {
                (0, _) => "",
                (_, true) => " ↔ ",
                (_, false) => ", ",
            });
            let parts = [&site.zone, &site.region, &site.settlement];
            let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
            words.push_str(&parts.join("/"));
        }
        words
    };
    let count = claim
        .count
        .map_or(cli::no_number().to_owned(), |count| count.to_string());
    let mut words = cli::claim(
        word(&Activity::ALL, claim.activity),
        word(&Party::ALL, claim.by),
        &count,
        &sites(&claim.origins),
        &sites(&claim.targets),
    );
    if !claim.places.is_empty() {
        let _ = write!(words, ", {}", cli::claim_places(&sites(&claim.places)));
    }
    let (start, end, _) = claim.when.stated();
    let _ = match (start, end) {
        (Some(start), Some(end)) => {
            let both = cli::from_to(&start.to_string(), &end.to_string());
            write!(words, ", {both}")
        }
        (Some(one), None) | (None, Some(one)) => write!(words, ", {one}"),
        (None, None) => Ok(()),
    };
    for weapon in &claim.weapons {
        let _ = write!(words, ", {}", word(&Weapon::ALL, *weapon));
    }
    if let Some(rounds) = claim.rounds {
        let _ = write!(words, ", {}", reports::rounds_fired(rounds.into()));
    }
    let killed = claim.killed.map(|of| reports::killed(of.into()));
    for phrase in killed
        .into_iter()
        .chain(claim.wounded.map(|of| reports::wounded(of.into())))
    {
        let _ = write!(words, ", {phrase}");
    }
    if let Some(kind) = claim.hurt() {
        let _ = write!(words, ", {}", reports::casualty_kind(kind));
    }
    if claim.losses_denied {
        let _ = write!(words, ", {}", cli::no_losses());
    }
    words + "\n"
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Remark => "remark",
        Severity::Doubt => "doubt",
        Severity::Error => "error",
    }
}
