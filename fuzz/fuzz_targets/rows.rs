//! Any cells as rows of claims: a line a row, tabs between cells, in the order of the
//! fields.

#![no_main]

use contactline::{
    io::events::{Cells, Dates, Defaults, Rest, Rows, cells},
    model::{NoteLog, Atlas, Draft, Field, Place},
};
use libfuzzer_sys::fuzz_target;

fn defaults() -> Defaults {
    Defaults {
        reporter: "fuzz".to_owned(),
        id: "fuzz".to_owned(),
        dates: Dates::default(),
        decimal_comma: false,
        bare_places: false,
    }
}

fn push<'c>(rows: &mut Rows, texts: impl Iterator<Item = &'c str>, notes: &mut NoteLog) {
    let fields = Field::ALL.into_iter().map(|(field, _)| field);
    let cells = Cells::of(fields.zip(texts));
    let rest = Rest {
        other: cells.text(Field::Other).map(str::to_owned),
        ..Rest::default()
    };
    rows.push(&Place::file("fuzz"), &cells, rest, notes);
}

fuzz_target!(|text: &str| {
    let mut notes = NoteLog::default();
    let mut rows = Rows::new(defaults());
    for line in text.lines() {
        push(&mut rows, line.split('\t'), &mut notes);
    }
    let reports = rows.finish();
    // What is written of it is read as the same number of claims.
    let mut again = Rows::new(defaults());
    for report in &reports {
        for claim in &report.claims {
            let cells = cells(report, Some(claim));
            push(&mut again, cells.iter().map(String::as_str), &mut notes);
        }
    }
    let claims = |reports: &[contactline::model::draft::ReportDraft]| -> usize {
        reports.iter().map(|report| report.claims.len()).sum()
    };
    assert_eq!(claims(&again.finish()), claims(&reports));
    Atlas::build(Draft {
        reports,
        ..Draft::default()
    });
});
