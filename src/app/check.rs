//! `contactline check`: what a data folder holds, and what is wrong with it.

use std::{
    io::{Write as _, stdout},
    path::PathBuf,
    process::ExitCode,
};

use super::files::{open, source_at};
use crate::{
    model::{Atlas, Level, Note, Severity},
    query::{Filters, Question, ask},
};

pub fn run(path: Option<PathBuf>) -> anyhow::Result<ExitCode> {
    let (atlas, notes) = open(&source_at(path))?;
    let mut out = stdout().lock();
    for note in &notes {
        writeln!(out, "{note}")?;
    }
    write!(out, "{}", counts(&atlas, &notes))?;
    let errors = notes.iter().any(|note| note.severity == Severity::Error);
    Ok(ExitCode::from(u8::from(errors)))
}

/// What there is, line by line.
fn counts(atlas: &Atlas, notes: &[Note]) -> String {
    let level = |wanted| {
        let regions = atlas.regions().rows().iter();
        regions.filter(|region| region.level == wanted).count()
    };
    let of = |severity| {
        notes
            .iter()
            .filter(|note| note.severity == severity)
            .count()
    };
    let positions = atlas.settlements().rows().iter();
    let reports = atlas.reports().rows();
    let mut lines = vec![
        format!(
            "regions      {} ({} districts, {} raions, {} areas without a boundary, {} provinces)",
            atlas.regions().len(),
            level(Level::District),
            level(Level::Raion),
            level(Level::Area),
            level(Level::Province),
        ),
        format!(
            "settlements  {} ({} without a position)",
            atlas.settlements().len(),
            positions
                .filter(|settlement| settlement.at.is_none())
                .count(),
        ),
        format!("zones        {}", atlas.zones().len()),
        format!("lines        {}", atlas.lines().len()),
        format!("reporters    {}", atlas.reporters().len()),
        format!(
            "reports      {} ({} other renderings, {} without a date)",
            reports.len(),
            reports
                .iter()
                .filter(|report| report.duplicate_of.is_some())
                .count(),
            reports
                .iter()
                .filter(|report| report.published.is_none())
                .count(),
        ),
        format!("groups       {}", atlas.groups().len()),
        format!("chronology   {}", atlas.chronology().len()),
    ];
    if let Some(span) = atlas.span() {
        let question = Question {
            window: span,
            filters: Filters::default(),
        };
        let accounts = ask(atlas, &question).accounts;
        lines.push(format!("span         {span}"));
        lines.push(format!("accounts     {accounts}"));
    }
    lines.push(format!(
        "notes        {} errors, {} doubts, {} remarks",
        of(Severity::Error),
        of(Severity::Doubt),
        of(Severity::Remark),
    ));
    lines.join("\n") + "\n"
}
