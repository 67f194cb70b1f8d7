//! What people stumbled over who opened workbooks of their own. The right values are worked out by hand.

use zip::CompressionMethod;

use crate::common::{
    archives::{open_document_with, workbook_of},
    made::made,
};

/// The mark of a footnote behind a 15 is no figure of a 151, and a 5 that is struck out none of a 56.
#[test]
fn raised_and_struck_out_figures_are_no_part_of_a_number() {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let texts = format!(
        "<sst xmlns='{main}'><si><t>date</t></si><si><t>place</t></si><si><t>count</t></si>\
         <si><t>2022-08-07</t></si><si><t>Kalbajar</t></si>\
         <si><r><t>15</t></r><r><rPr><vertAlign val='superscript'/></rPr><t>1</t></r></si>\
         <si><r><rPr><strike/></rPr><t>5</t></r><r><t>6</t></r></si><si><t>7</t></si></sst>"
    );
    let cell = |text: usize| format!("<c t='s'><v>{text}</v></c>");
    let row = |count: usize| format!("<row>{}{}{}</row>", cell(3), cell(4), cell(count));
    let head = format!("<row>{}{}{}</row>", cell(0), cell(1), cell(2));
    let rows = [head, row(5), row(6), row(7)].concat();
    let parts = [("xl/sharedStrings.xml", &*texts)];
    let file = made(
        "a.xlsx",
        workbook_of(&rows, &parts, CompressionMethod::Stored),
    );
    assert_eq!(file.cells(&["count"]), ["", "", "7"]);
    let said = file.check(&[]);
    for shown in ["15¹", "[5]6"] {
        assert!(said.contains(shown), "{said}");
    }
}

/// The same of LibreOffice, whose styles say so, and a row that a filter hides.
#[test]
fn what_an_ods_raises_strikes_out_and_hides_is_told() {
    let styles = "<style:style style:name='T1'><style:text-properties style:text-position='super 58%'/></style:style>\
                  <style:style style:name='T2'><style:text-properties style:text-line-through-style='solid'/>\
                  </style:style><style:style style:name='T3'><style:text-properties style:text-position='-33% 58%'/>\
                  </style:style>";
    let cell = |text: &str| {
        format!(
            "<table:table-cell office:value-type='string'><text:p>{text}</text:p></table:table-cell>"
        )
    };
    let span = |style: &str, text: &str| {
        format!("<text:span text:style-name='{style}'>{text}</text:span>")
    };
    let row = |attributes: &str, cells: &[&str]| {
        let cells: String = cells.iter().map(|text| cell(text)).collect();
        format!("<table:table-row {attributes}>{cells}</table:table-row>")
    };
    let rows = [
        row("", &["date", "place", "count"]),
        row(
            "",
            &["2022-08-07", "Kalbajar", &format!("15{}", span("T1", "1"))],
        ),
        row(
            "table:visibility='filter'",
            &["2022-08-08", "Lachin", &format!("{}6", span("T2", "5"))],
        ),
        row(
            "table:visibility='collapse' table:number-rows-repeated='5'",
            &[],
        ),
        row("", &["2022-08-09", "Lachin", &span("T3", "7")]),
    ];
    let bytes = open_document_with(&rows.concat(), styles, CompressionMethod::Deflated);
    let file = made("a.ods", bytes);
    assert_eq!(
        file.cells(&["start", "count"]),
        ["2022-08-07", "2022-08-08", "2022-08-09 7"]
    );
    let said = file.check(&[]);
    for told in [
        "15¹",
        "[5]6",
        "a.ods, a:3: warning: the row is hidden",
        "as are 1 in all",
    ] {
        assert!(said.contains(told), "{told}: {said}");
    }
}

/// 43318 days after 1 January 1904 is 7 August 2022, whether or not the cell is shown as a day.
#[test]
fn days_of_a_workbook_from_1904_need_no_format() {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let text = |text: &str| format!("<c t='inlineStr'><is><t>{text}</t></is></c>");
    let row = |cells: &[String]| format!("<row>{}</row>", cells.concat());
    let rows = [
        row(&["date", "place", "count"].map(text)),
        row(&[
            "<c><v>43318</v></c>".to_owned(),
            text("Kalbajar"),
            "<c><v>43318</v></c>".to_owned(),
        ]),
    ];
    let of_epoch = |epoch: &str| {
        let book = format!(
            "<workbook xmlns='{main}' xmlns:r='{office}'><workbookPr {epoch}/><sheets>\
             <sheet name='a' sheetId='1' r:id='r1'/></sheets></workbook>"
        );
        let parts = [("xl/workbook.xml", &*book)];
        let bytes = workbook_of(&rows.concat(), &parts, CompressionMethod::Stored);
        made("a.xlsx", bytes).cells(&["start", "count"])
    };
    assert_eq!(of_epoch("date1904='1'"), ["2022-08-07 43318"]);
    // Of 1900, as most are, it is another day.
    assert_eq!(of_epoch(""), ["2018-08-06 43318"]);
}
