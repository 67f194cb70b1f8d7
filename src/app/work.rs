//! What of a session is a person's own work, and goes into the store of it.

use std::path::Path;

use crate::{
    io::Input,
    model::{Annotations, EvidenceOf},
    session::{Session, annotation, bookmark, evidence, file, sending},
    store::own_work::{Change, Kind, Record},
};

/// The place of the work that belongs to no project.
pub const NO_PROJECT: &str = "";

/// The place of the work in a project.
pub fn place_of(project: &Path) -> String {
    format!("project:{}", name_of(project))
}

/// A name for a project that stands for its path.
pub fn name_of(project: &Path) -> String {
    let mut name = Input::of_bytes("", project.as_os_str().as_encoded_bytes()).sha256;
    name.truncate(16);
    name
}

/// The work that a session shows.
pub fn records_of(session: &Session) -> Vec<Record> {
    let reports = session.own_reports.iter().map(|text| Record {
        kind: Kind::Report,
        text: text.clone(),
    });
    let verdicts = session.verdicts.iter().map(|(judged, verdict)| Record {
        kind: Kind::Verdict,
        text: file::write_verdict(judged, *verdict).into(),
    });
    let waiting = session.waiting.iter().map(|(id, of)| Record {
        kind: Kind::Sending,
        text: sending::write_line(id, of).into(),
    });
    let bookmarks = session.bookmarks.iter().map(|(name, view)| Record {
        kind: Kind::Bookmark,
        text: bookmark::write_line(name, view).into(),
    });
    let annotations = session
        .personal
        .annotations
        .iter()
        .map(|(on, says)| Record {
            kind: Kind::Annotation,
            text: annotation::write_line(on, says).into(),
        });
    let evidence = session.personal.evidence.iter().map(|(report, of)| Record {
        kind: Kind::Evidence,
        text: evidence::write_line(report, of).into(),
    });
    reports
        .chain(waiting)
        .chain(verdicts)
        .chain(bookmarks)
        .chain(annotations)
        .chain(evidence)
        .collect()
}

/// Makes these records the work that a session shows.
pub fn put(session: &mut Session, records: Vec<Record>) {
    session.own_reports.clear();
    session.waiting.clear();
    session.verdicts.clear();
    session.bookmarks.clear();
    let mut annotations = Annotations::default();
    let mut evidence = EvidenceOf::default();
    for Record { kind, text } in records {
        match kind {
            Kind::Report => session.own_reports.push(text),
            Kind::Sending => session.waiting.extend(sending::read_line(&text)),
            Kind::Verdict => session.verdicts.extend(file::read_verdict(&text)),
            Kind::Bookmark => session.bookmarks.extend(bookmark::read_line(&text)),
            Kind::Annotation => {
                if let Some((on, says)) = annotation::read_line(&text) {
                    annotations.set(on, Some(says));
                }
            }
            Kind::Evidence => {
                if let Some((report, of)) = evidence::read_line(&text) {
                    evidence.add(report, of);
                }
            }
        }
    }
    if *session.personal.annotations != annotations {
        session.personal.annotations = annotations.into();
    }
    if *session.personal.evidence != evidence {
        session.personal.evidence = evidence.into();
    }
}

/// Those of the records that a session can show. What it cannot is nobody's to take away.
pub fn shown(records: Vec<Record>) -> Vec<Record> {
    let mut session = Session::default();
    put(&mut session, records);
    records_of(&session)
}

/// Changes the work that a session shows.
pub fn change(session: &mut Session, change: &Change) {
    let mut records = records_of(session);
    change.apply(&mut records);
    put(session, records);
}
