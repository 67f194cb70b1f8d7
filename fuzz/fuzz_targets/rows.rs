//! Any cells as rows of incident groups: a line a row, tabs between cells, in the order of the
//! fields.

#![no_main]

use contactline::{
    io::events::{Dates, Defaults, Row, Rows, cells},
    model::{Atlas, Draft, Field, Place},
};
use libfuzzer_sys::fuzz_target;

fn defaults() -> Defaults {
    Defaults {
        reporter: "fuzz".to_owned(),
        id: "fuzz".to_owned(),
        dates: Dates::default(),
        decimal_comma: false,
    }
}

fuzz_target!(|text: &str| {
    let mut notes = Vec::new();
    let mut rows = Rows::new(defaults(), &mut notes);
    for line in text.lines() {
        let mut row = Row::new(Place::file("fuzz"));
        for ((field, _), cell) in Field::ALL.into_iter().zip(line.split('\t')) {
            row.set(field, cell);
        }
        rows.push(&row);
    }
    let reports = rows.finish();
    // What is written of it is read as the same number of groups.
    let mut again = Rows::new(defaults(), &mut notes);
    for report in &reports {
        for group in &report.groups {
            let mut row = Row::new(Place::file("fuzz"));
            for ((field, _), cell) in Field::ALL.into_iter().zip(cells(report, Some(group))) {
                row.set(field, cell);
            }
            again.push(&row);
        }
    }
    let groups = |reports: &[contactline::model::draft::ReportDraft]| -> usize {
        reports.iter().map(|report| report.groups.len()).sum()
    };
    assert_eq!(groups(&again.finish()), groups(&reports));
    Atlas::build(Draft {
        reports,
        ..Draft::default()
    });
});
