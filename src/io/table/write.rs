//! Claims as a table.

use std::io::{self, Write};

use super::{Tables, package, text::guarded};
use crate::io::{
    Contents, Holds, Provenance, Reports, TableHead, Writer,
    disk::{Target, write_whole},
    events::{Field, Positions, RowCells, locate},
    stream::formed,
};
use crate::model::draft::{ClaimDraft, ReportDraft};

impl Writer for Tables {
    fn extension(&self) -> &'static str {
        "csv"
    }

    fn holds(&self) -> Holds {
        Holds::Reports
    }

    fn write(&self, target: &Target, contents: &Contents<'_>) -> io::Result<()> {
        let Contents {
            reports,
            positions,
            provenance,
            ..
        } = *contents;
        match contents.table_head {
            TableHead::Lines => write_whole(target, |out| {
                write(out, reports, positions, Some(provenance))
            }),
            TableHead::Beside => {
                // Asked for before anything is written.
                let beside = package::beside(target)?;
                write_whole(target, |out| write(out, reports, positions, None))?;
                package::write(&beside, target.path(), provenance)
            }
        }
    }
}

/// The columns of a written table: their fields and headings. `lon` and `lat` come before those of an
/// origin, since programs take the first of several for the position.
pub(super) fn columns() -> impl Iterator<Item = (Field, &'static str)> {
    Field::ALL
        .into_iter()
        .flat_map(|(field, name)| match field {
            Field::Directed => vec![
                (field, name),
                (Field::OriginLon, "from_lon"),
                (Field::OriginLat, "from_lat"),
            ],
            // The position of a row is that of its target, where it has one.
            Field::OriginLon | Field::OriginLat | Field::TargetLon | Field::TargetLat => Vec::new(),
            part if part.is_only_read() => Vec::new(),
            _ => vec![(field, name)],
        })
}

/// Writes a row a claim, and one for each report without any. Where `head` says where the data comes
/// from, lines that begin with `#` do.
///
/// # Errors
///
/// Where the disk says so, or a report cannot be had.
pub fn write(
    out: &mut dyn Write,
    reports: &dyn Reports,
    positions: Positions<'_>,
    head: Option<&Provenance>,
) -> io::Result<()> {
    for line in head.map(Provenance::lines).unwrap_or_default() {
        let line = line.replace(['\r', '\n'], " ");
        writeln!(out, "# {line}")?;
    }
    let columns: Vec<(Field, &str)> = columns().collect();
    let mut table = csv::Writer::from_writer(&mut *out);
    table
        .write_record(columns.iter().map(|(_, heading)| heading))
        .map_err(io_error)?;
    table.flush()?;
    drop(table);
    let rows = |reports: Vec<ReportDraft>| rows(&columns, &reports, positions);
    formed(reports, rows, |rows| out.write_all(&rows?))
}

/// The rows of reports, as they stand in the file.
fn rows(
    columns: &[(Field, &str)],
    reports: &[ReportDraft],
    positions: Positions<'_>,
) -> io::Result<Vec<u8>> {
    let mut table = csv::Writer::from_writer(Vec::new());
    let mut cells = RowCells::default();
    let mut row = |report: &ReportDraft, claim: Option<&ClaimDraft>| {
        cells.fill(report, claim);
        if let Some(claim) = claim {
            locate(&mut cells, claim, positions);
        }
        for (field, _) in columns {
            table.write_field(guarded(cells.get(*field)).as_bytes())?;
        }
        table.write_record(None::<&[u8]>)
    };
    for report in reports {
        if report.claims.is_empty() {
            row(report, None).map_err(io_error)?;
        }
        for claim in &report.claims {
            row(report, Some(claim)).map_err(io_error)?;
        }
    }
    table.into_inner().map_err(|error| error.into_error())
}

/// What the disk said, as it said it.
fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}
