//! Claims as a table.

use std::io::{self, Write};

use super::{Tables, text::guarded};
use crate::io::{
    Contents, Provenance, Reports, Writer,
    disk::{Target, write_whole},
    events::{Field, cells},
};

impl Writer for Tables {
    fn extension(&self) -> &'static str {
        "csv"
    }

    fn write(&self, target: &Target, contents: &Contents<'_>) -> io::Result<()> {
        write_whole(target, |out| {
            write(out, contents.reports, contents.provenance)
        })
    }
}

/// Writes a row a claim, and one for each report without any. Lines that begin with `#` say where
/// the data comes from.
///
/// # Errors
///
/// Where the disk says so, or a report cannot be had.
pub fn write(
    out: &mut dyn Write,
    reports: &dyn Reports,
    provenance: &Provenance,
) -> io::Result<()> {
    for line in provenance.lines() {
        let line = line.replace(['\r', '\n'], " ");
        writeln!(out, "# {line}")?;
    }
    let mut table = csv::Writer::from_writer(out);
    let columns = || Field::ALL.iter().filter(|(field, _)| !field.is_only_read());
    table
        .write_record(columns().map(|(_, name)| name))
        .map_err(io_error)?;
    reports.each(&mut |report| {
        let mut row = |claim| {
            let cells = cells(report, claim);
            let written = columns().map(|(field, _)| guarded(&cells[field.index()]).into_owned());
            table.write_record(written).map_err(io_error)
        };
        if report.claims.is_empty() {
            row(None)?;
        }
        let mut claims = report.claims.iter();
        claims.try_for_each(|claim| row(Some(claim)))
    })?;
    table.flush()
}

/// What the disk said, as it said it.
fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}
