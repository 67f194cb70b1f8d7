//! Grades and comments of a person, as files and the store of own work have them.

use serde::{Deserialize, Serialize};

use super::{file::TieFile, report_file::ReportFile};
use crate::model::{Annotated, Annotation, Annotations, Day, Grade, RegionKey};

/// An annotation with what it is about.
#[derive(Serialize, Deserialize)]
pub(super) struct AnnotationFile {
    on: AnnotatedFile,
    #[serde(flatten)]
    says: SaysFile,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum AnnotatedFile {
    Reporter(String),
    Report(ReportFile),
    Region(String),
    Tie(TieFile),
}

#[derive(Serialize, Deserialize)]
struct SaysFile {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    grade: Option<String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    comment: String,
    day: String,
}

impl AnnotatedFile {
    fn of(annotated: &Annotated) -> Self {
        match annotated {
            Annotated::Reporter(key) => Self::Reporter(key.to_string()),
            Annotated::Report(key) => Self::Report(ReportFile::of(key)),
            Annotated::Region(key) => Self::Region(key.to_string()),
            Annotated::Tie(tie) => Self::Tie(TieFile::of(tie)),
        }
    }

    fn read(self) -> Annotated {
        match self {
            Self::Reporter(key) => Annotated::Reporter(key.into()),
            Self::Report(key) => Annotated::Report(key.read()),
            Self::Region(key) => Annotated::Region(RegionKey::new(&key)),
            Self::Tie(tie) => Annotated::Tie(tie.read()),
        }
    }
}

impl SaysFile {
    fn of(annotated: &Annotated, annotation: &Annotation) -> Self {
        let grade = Some(annotation.grade).filter(|grade| *grade != Grade::NOT_JUDGED);
        Self {
            grade: grade.map(|grade| match annotated {
                Annotated::Reporter(_) => grade.reliability().to_string(),
                Annotated::Report(_) | Annotated::Region(_) | Annotated::Tie(_) => {
                    grade.credibility().to_string()
                }
            }),
            comment: annotation.comment.to_string(),
            day: annotation.day.to_string(),
        }
    }

    /// `None` where the day or the grade is none.
    fn read(self) -> Option<Annotation> {
        Some(Annotation {
            grade: match self.grade {
                Some(grade) => Grade::parse(&grade)?,
                None => Grade::NOT_JUDGED,
            },
            comment: self.comment.into(),
            day: Day::parse(&self.day).ok()?,
        })
    }
}

pub(super) fn write(annotations: &Annotations) -> Vec<AnnotationFile> {
    let file = |(annotated, annotation): (&Annotated, &Annotation)| AnnotationFile {
        on: AnnotatedFile::of(annotated),
        says: SaysFile::of(annotated, annotation),
    };
    annotations.iter().map(file).collect()
}

/// One whose day or grade is none is left out.
pub(super) fn read(files: Vec<AnnotationFile>) -> Annotations {
    let mut annotations = Annotations::default();
    for file in files {
        annotations.set(file.on.read(), file.says.read());
    }
    annotations
}

/// An annotation as one line: what it is about, a tab, and what it says.
pub fn write_line(annotated: &Annotated, annotation: &Annotation) -> String {
    let (on, says) = (
        serde_json::to_string(&AnnotatedFile::of(annotated)),
        serde_json::to_string(&SaysFile::of(annotated, annotation)),
    );
    let text = |json: serde_json::Result<String>| json.expect("texts are JSON");
    format!("{}\t{}", text(on), text(says))
}

/// The annotation in a line of [`write_line`]; `None` where it is none.
pub fn read_line(line: &str) -> Option<(Annotated, Annotation)> {
    let (on, says) = line.split_once('\t')?;
    let on: AnnotatedFile = serde_json::from_str(on).ok()?;
    let says: SaysFile = serde_json::from_str(says).ok()?;
    Some((on.read(), says.read()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{FileKey, Judged, ReportKey, TieEnd};

    #[test]
    fn grades_and_comments_are_written_and_read_again() {
        let annotation = |grade, comment: &str| Annotation {
            grade: Grade::parse(grade).expect("a grade"),
            comment: comment.into(),
            day: Day::from_ymd(2026, 11, 26).expect("a day"),
        };
        let end = |report: &str, claim| TieEnd {
            report: report.into(),
            claim,
        };
        let of_file = ReportKey {
            file: Some(FileKey("file:events".into())),
            part: Some("sheet\t1".into()),
            id: "a\tb".into(),
        };
        let all = [
            (Annotated::Reporter("az-mod".into()), annotation("B", "")),
            (
                Annotated::Report(ReportKey::of_base("az-mod/1")),
                annotation("2", "Seen on a photo\nof that day"),
            ),
            (Annotated::Report(of_file), annotation("6", "a\tb")),
            (
                Annotated::Region(RegionKey::new("lachin")),
                annotation("F", "x"),
            ),
            (
                Annotated::Tie(Judged {
                    from: end("a\tb", Some(2)),
                    to: end("c d", None),
                }),
                annotation("F", "the same bridge\tand the same hour"),
            ),
        ];
        let mut annotations = Annotations::default();
        for (on, says) in &all {
            let line = write_line(on, says);
            assert_eq!(line.matches('\t').count(), 1, "{line}");
            assert_eq!(read_line(&line).as_ref(), Some(&(on.clone(), says.clone())));
            annotations.set(on.clone(), Some(says.clone()));
        }
        assert_eq!(read(write(&annotations)), annotations);
        for damaged in ["", "a\tb", "{\"reporter\":\"x\"}\t{\"day\":\"never\"}"] {
            assert_eq!(read_line(damaged), None, "{damaged}");
        }
    }
}
