//! Statements of our own, in the manner of the offices that make them, read as a person would.

mod earlier;
mod kinds;
mod losses;
mod numbers;
mod offices;
mod parts;
mod places;
mod properties;
mod reading;
mod times;

use std::sync::Arc;

use contactline::{
    io::{
        Source, read_data_folder,
        statement::{
            About, Certainty, Fact, FactKind, Remark, StatementError, StatementReader, in_sentences,
        },
    },
    model::{
        Activity, Amount, Atlas, Day,
        draft::{ClaimDraft, ReportDraft, SiteDraft},
    },
};

fn reader() -> &'static StatementReader {
    static READER: std::sync::OnceLock<StatementReader> = std::sync::OnceLock::new();
    READER.get_or_init(|| {
        let (draft, _) = read_data_folder(&Source::Embedded).expect("the built-in data");
        StatementReader::new(Arc::new(Atlas::build(draft).0))
    })
}

fn about(reporter: &str, published: &str) -> About {
    About {
        reporter: Some(reporter.to_owned()).filter(|key| !key.is_empty()),
        published: Day::parse(published).ok(),
        language: None,
    }
}

fn report(reporter: &str, published: &str, text: &str) -> ReportDraft {
    let reading = reader().read(text, &about(reporter, published));
    reading.expect("a statement").report
}

fn sites(sites: &[SiteDraft]) -> String {
    let site = |site: &SiteDraft| {
        let parts = [&site.zone, &site.region, &site.settlement];
        let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
        let stretch = if site.stretch { "↔ " } else { "" };
        format!("{stretch}{}", parts.join("/"))
    };
    sites.iter().map(site).collect::<Vec<_>>().join(" ")
}

fn in_short(claim: &ClaimDraft) -> String {
    let (start, end, _) = claim.when.stated();
    let mut words = vec![format!("{:?}", claim.by).to_lowercase()];
    if let Some(count) = claim.count {
        words.push(format!("x{count}"));
    }
    words.push(format!(
        "{} > {}",
        sites(&claim.origins),
        sites(&claim.targets)
    ));
    let moments: Vec<String> = [start, end]
        .into_iter()
        .flatten()
        .map(|at| at.to_string())
        .collect();
    words.push(moments.join(".."));
    for weapon in &claim.weapons {
        words.push(format!("{weapon:?}"));
    }
    for (number, what) in [(claim.killed, "killed"), (claim.wounded, "wounded")] {
        words.extend(number.map(|number| format!("{number} {what}")));
    }
    if claim.losses_denied {
        words.push("no losses".to_owned());
    }
    words.retain(|word| !word.trim().is_empty());
    words
        .iter()
        .map(|word| word.trim())
        .collect::<Vec<_>>()
        .join(", ")
}

/// What a statement comes to, in short, must be what is expected.
fn check(reporter: &str, published: &str, text: &str, expected: &[&str]) {
    let report = report(reporter, published, text);
    let mut lines = vec![format!("{:?}", report.stance).to_lowercase()];
    if let Some(total) = report.total {
        lines[0].push_str(&format!(" of {total}"));
    }
    lines.extend(report.claims.iter().map(in_short));
    assert_eq!(lines, expected, "{text}");
}

fn in_language(language: &str, reporter: &str, text: &str) -> contactline::io::statement::Reading {
    let about = About {
        language: Some(language.to_owned()),
        ..about(reporter, "2022-08-07")
    };
    reader().read(text, &about).expect("a statement")
}

fn counts_in(language: &str, reporter: &str, text: &str) -> Vec<Option<u32>> {
    let report = in_language(language, reporter, text).report;
    let counts = report.claims.iter().map(|claim| claim.count);
    counts.map(|count| count.and_then(Amount::exact)).collect()
}

/// The claims of a statement of Yerevan, in short.
fn claims_in(language: &str, text: &str) -> Vec<String> {
    let report = in_language(language, "am-mod", text).report;
    report.claims.iter().map(in_short).collect()
}

/// Whether a remark on a statement of Yerevan has these words.
fn is_told(language: &str, text: &str, what: &str) -> bool {
    let reading = in_language(language, "am-mod", text);
    reading.remarks.iter().any(|it| it.what.contains(what))
}
