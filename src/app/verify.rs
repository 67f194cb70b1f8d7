//! `contactline verify`: whether the evidence in a project is as it was added.

use std::{
    collections::HashMap,
    fmt::Write as _,
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::Args;
use serde_json::json;

use super::{project, query::Usage, terminal::say};
use crate::{
    io::{Input, allow_for, disk},
    model::{Budget, Evidence, Integrity, ReportKey},
    session::Session,
    store::geopackage,
    words::{cli, evidence as words},
};

/// What is verified.
#[derive(Args)]
pub struct VerifyArgs {
    #[arg(help = words::cli_project())]
    pub project: PathBuf,
    #[arg(help = cli::json(), long)]
    pub json: bool,
}

/// Says of each piece of evidence what became of it. Fails where any is not as it was added.
pub fn run(args: &VerifyArgs) -> anyhow::Result<ExitCode> {
    let path = &args.project;
    let shown = path.display().to_string();
    if !geopackage::holds_session(path) {
        disk::metadata(path).map_err(|error| Usage(format!("{shown}: {error}")))?;
        return Err(Usage(words::cli_no_project(&shown)).into());
    }
    let budget = Budget::default();
    let (session, _) = project::look(path, &budget).map_err(anyhow::Error::msg)?;
    let verified = verified(path, &session)?;
    let text = match args.json {
        true => in_json(&verified)?,
        false => in_words(&verified),
    };
    say(&text)?;
    let is_unaltered = |of: &Verified<'_>| of.integrity == Integrity::Unaltered;
    Ok(match verified.iter().all(is_unaltered) {
        true => ExitCode::SUCCESS,
        false => ExitCode::from(1),
    })
}

struct Verified<'s> {
    report: &'s ReportKey,
    evidence: &'s Evidence,
    integrity: Integrity,
}

/// What became of each piece of evidence of a session: of those it keeps in the project, of others where they are.
fn verified<'s>(project: &Path, session: &'s Session) -> anyhow::Result<Vec<Verified<'s>>> {
    let budget = Budget::default();
    let bytes = disk::metadata(project).map_or(0, |about| about.len());
    allow_for(&budget, bytes);
    let mut within: HashMap<String, String> = HashMap::new();
    geopackage::evidence(project, &budget, |sha256, bytes| {
        let now = Input::of_bytes("", bytes).sha256;
        within.insert(sha256.to_owned(), now);
        Ok(())
    })?;
    let verify = |(report, evidence): (&'s ReportKey, &'s Evidence)| {
        let elsewhere = evidence.path.as_ref();
        let elsewhere = elsewhere.map(|path| Input::of_file(Path::new(&**path)).ok());
        let now = match elsewhere {
            Some(file) => file.map(|file| file.sha256),
            None => within.get(&*evidence.sha256).cloned(),
        };
        Verified {
            report,
            evidence,
            integrity: Integrity::of(evidence, now.as_deref()),
        }
    };
    Ok(session.personal.evidence.iter().map(verify).collect())
}

fn in_words(all: &[Verified<'_>]) -> String {
    if all.is_empty() {
        return words::cli_none().to_owned() + "\n";
    }
    let mut text = String::new();
    for Verified {
        report,
        evidence,
        integrity,
    } in all
    {
        let (integrity, name) = (words::integrity(*integrity), &evidence.name);
        let (sha256, day) = (&evidence.sha256, evidence.day);
        let line = writeln!(
            text,
            "{integrity:<9}  {sha256}  {day}  {}  {name}",
            report.id
        );
        line.expect("a string takes any text");
    }
    let of = |integrity| all.iter().filter(|of| of.integrity == integrity).count();
    let [unaltered, altered, missing] =
        [Integrity::Unaltered, Integrity::Altered, Integrity::Missing].map(of);
    text + &words::cli_summary(unaltered, altered, missing) + "\n"
}

fn in_json(all: &[Verified<'_>]) -> serde_json::Result<String> {
    let one = |of: &Verified<'_>| {
        let Evidence {
            sha256,
            name,
            bytes,
            path,
            day,
            by,
            address,
            archived,
        } = of.evidence;
        json!({
            "integrity": words::integrity(of.integrity),
            "report": &*of.report.id,
            "file": of.report.file.as_ref().map(ToString::to_string),
            "sha256": &**sha256,
            "name": &**name,
            "bytes": bytes,
            "path": path.as_deref(),
            "day": day.to_string(),
            "by": &**by,
            "address": &**address,
            "archived": &**archived,
        })
    };
    let all: Vec<_> = all.iter().map(one).collect();
    Ok(serde_json::to_string_pretty(&json!({"evidence": all}))? + "\n")
}
