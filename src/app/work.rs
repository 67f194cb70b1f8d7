//! What of a session is a person's own work, and goes into the store of it.

use std::path::Path;

use crate::{
    io::Input,
    session::Session,
    store::work::{Change, Kind, Record},
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
    let reports = session.own_reports.iter();
    let reports = reports.map(|text| Record {
        kind: Kind::Report,
        text: text.clone(),
    });
    reports.collect()
}

/// Makes these records the work that a session shows.
pub fn put(session: &mut Session, records: Vec<Record>) {
    session.own_reports.clear();
    for Record { kind, text } in records {
        match kind {
            Kind::Report => session.own_reports.push(text),
        }
    }
}

/// Changes the work that a session shows.
pub fn change(session: &mut Session, change: &Change) {
    let mut records = records_of(session);
    change.apply(&mut records);
    put(session, records);
}
