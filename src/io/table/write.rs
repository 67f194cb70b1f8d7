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
    let mut head = Vec::new();
    row(&mut head, columns.iter().map(|(_, heading)| *heading));
    out.write_all(&head)?;
    let rows = |reports: Vec<ReportDraft>| rows(&columns, &reports, positions);
    formed(reports, rows, |rows| out.write_all(&rows))
}

/// The rows of reports, as they stand in the file.
fn rows(columns: &[(Field, &str)], reports: &[ReportDraft], positions: Positions<'_>) -> Vec<u8> {
    let mut table = Vec::new();
    let mut cells = RowCells::default();
    let mut take = |report: &ReportDraft, claim: Option<&ClaimDraft>| {
        cells.fill(report, claim);
        if let Some(claim) = claim {
            locate(&mut cells, claim, positions);
        }
        let cells = columns.iter().map(|(field, _)| cells.get(*field));
        row(&mut table, cells);
    };
    for report in reports {
        if report.claims.is_empty() {
            take(report, None);
        }
        for claim in &report.claims {
            take(report, Some(claim));
        }
    }
    table
}

/// Writes a row of several cells, none of which a spreadsheet runs: with quotation marks around those that would
/// not be read as one without.
fn row<'c>(out: &mut Vec<u8>, cells: impl Iterator<Item = &'c str>) {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            out.push(b',');
        }
        let cell = guarded(cell);
        let ends_a_cell = |byte: u8| matches!(byte, b',' | b'"' | b'\r' | b'\n');
        if !cell.bytes().any(ends_a_cell) {
            out.extend_from_slice(cell.as_bytes());
            continue;
        }
        out.push(b'"');
        let mut parts = cell.split('"');
        out.extend_from_slice(parts.next().unwrap_or_default().as_bytes());
        for part in parts {
            out.extend_from_slice(b"\"\"");
            out.extend_from_slice(part.as_bytes());
        }
        out.push(b'"');
    }
    out.push(b'\n');
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn rows_are_written_as_the_csv_crate_writes_them(
            cells in prop::collection::vec("[a-z,;\"\r\n 'é]{0,6}", 2..5),
        ) {
            let mut table = csv::Writer::from_writer(Vec::new());
            let guarded = cells.iter().map(|cell| guarded(cell).into_owned());
            table.write_record(guarded).expect("written");
            let mut written = Vec::new();
            row(&mut written, cells.iter().map(String::as_str));
            prop_assert_eq!(written, table.into_inner().expect("written"));
        }
    }
}
