//! Evidence of reports, as files and the store of own work have it.

use serde::{Deserialize, Serialize};

use super::report_file::ReportFile;
use crate::model::{Day, Evidence, EvidenceOf, ReportKey};

/// A piece of evidence with the report it is of.
#[derive(Serialize, Deserialize)]
pub(super) struct EvidenceFile {
    #[serde(flatten)]
    of: OfFile,
    #[serde(flatten)]
    says: SaysFile,
}

#[derive(Serialize, Deserialize)]
struct OfFile {
    report: ReportFile,
    sha256: String,
}

#[derive(Serialize, Deserialize)]
struct SaysFile {
    name: String,
    bytes: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    path: Option<String>,
    day: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    by: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    address: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    archived: String,
}

impl EvidenceFile {
    fn of(report: &ReportKey, evidence: &Evidence) -> Self {
        Self {
            of: OfFile {
                report: ReportFile::of(report),
                sha256: evidence.sha256.to_string(),
            },
            says: SaysFile {
                name: evidence.name.to_string(),
                bytes: evidence.bytes,
                path: evidence.path.as_ref().map(ToString::to_string),
                day: evidence.day.to_string(),
                by: evidence.by.to_string(),
                address: evidence.address.to_string(),
                archived: evidence.archived.to_string(),
            },
        }
    }

    /// `None` where the digest or the day is none.
    fn read(self) -> Option<(ReportKey, Evidence)> {
        let Self { of, says } = self;
        let is_digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        if of.sha256.len() != 64 || !of.sha256.bytes().all(is_digit) {
            return None;
        }
        let evidence = Evidence {
            sha256: of.sha256.into(),
            name: says.name.into(),
            bytes: says.bytes,
            path: says.path.map(Into::into),
            day: Day::parse(&says.day).ok()?,
            by: says.by.into(),
            address: says.address.into(),
            archived: says.archived.into(),
        };
        Some((of.report.read(), evidence))
    }
}

pub(super) fn write(evidence: &EvidenceOf) -> Vec<EvidenceFile> {
    let all = evidence.iter();
    all.map(|(report, of)| EvidenceFile::of(report, of))
        .collect()
}

/// What has no digest or no day is left out.
pub(super) fn read(files: Vec<EvidenceFile>) -> EvidenceOf {
    let mut evidence = EvidenceOf::default();
    for (report, of) in files.into_iter().filter_map(EvidenceFile::read) {
        evidence.add(report, of);
    }
    evidence
}

/// Evidence as one line: the report and the digest, a tab, and what is said of it.
pub fn write_line(report: &ReportKey, evidence: &Evidence) -> String {
    let EvidenceFile { of, says } = EvidenceFile::of(report, evidence);
    let (of, says) = (serde_json::to_string(&of), serde_json::to_string(&says));
    let text = |json: serde_json::Result<String>| json.expect("texts are JSON");
    format!("{}\t{}", text(of), text(says))
}

/// The evidence in a line of [`write_line`]; `None` where it is none.
pub fn read_line(line: &str) -> Option<(ReportKey, Evidence)> {
    let (of, says) = line.split_once('\t')?;
    let of: OfFile = serde_json::from_str(of).ok()?;
    let says: SaysFile = serde_json::from_str(says).ok()?;
    EvidenceFile { of, says }.read()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::FileKey;

    #[test]
    fn evidence_is_written_and_read_again() {
        let evidence = Evidence {
            sha256: "0123456789abcdef".repeat(4).into(),
            name: "a\tb.html".into(),
            bytes: 12,
            path: Some("/home/ani/a\tb.html".into()),
            day: Day::from_ymd(2026, 11, 28).expect("a day"),
            by: "Ani".into(),
            address: "https://example.org/a".into(),
            archived: "".into(),
        };
        let kept = Evidence {
            path: None,
            ..evidence.clone()
        };
        let of_file = ReportKey {
            file: Some(FileKey("file:events".into())),
            part: Some("sheet\t1".into()),
            id: "a\tb".into(),
        };
        let mut all = EvidenceOf::default();
        for (report, evidence) in [(ReportKey::of_base("az-mod/1"), kept), (of_file, evidence)] {
            let line = write_line(&report, &evidence);
            assert_eq!(line.matches('\t').count(), 1, "{line}");
            let read = read_line(&line);
            assert_eq!(read.as_ref(), Some(&(report.clone(), evidence.clone())));
            all.add(report, evidence);
        }
        assert_eq!(read(write(&all)), all);
        // No path may be made of what is no digest.
        let line = write_line(&ReportKey::of_base("a"), all.iter().next().expect("one").1);
        for damaged in [
            "".to_owned(),
            line.replace("0123456789abcdef", "../../../etc/pwd"),
            line.replace("0123456789abcdef", "0123456789ABCDEF"),
            line.replace("2026-11-28", "never"),
        ] {
            assert_eq!(read_line(&damaged), None, "{damaged}");
        }
    }
}
