//! The table of records as the person arranged it.

use serde::{Deserialize, Serialize};

use crate::query::listing::ListColumn;

/// Which columns the table of records has, and how its rows are sorted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordsTable {
    /// In their order.
    pub columns: Vec<ListColumn>,
    /// By which column rows are sorted.
    pub by: ListColumn,
    /// The largest first.
    pub descending: bool,
}

impl RecordsTable {
    /// The columns of a new table.
    pub fn usual_columns() -> Vec<ListColumn> {
        vec![
            ListColumn::Day,
            ListColumn::Time,
            ListColumn::Reporter,
            ListColumn::Type,
            ListColumn::Activity,
            ListColumn::Number,
            ListColumn::From,
            ListColumn::At,
            ListColumn::By,
            ListColumn::Weapons,
            ListColumn::Killed,
            ListColumn::Wounded,
            ListColumn::Standing,
            ListColumn::DeniedBy,
            ListColumn::Outlet,
            ListColumn::File,
        ]
    }
}

impl Default for RecordsTable {
    fn default() -> Self {
        Self {
            columns: Self::usual_columns(),
            by: ListColumn::Day,
            descending: false,
        }
    }
}

/// The table as sessions have it; nothing where it is as usual.
#[derive(Serialize, Deserialize)]
pub(super) struct TableFile {
    columns: Vec<String>,
    #[serde(default)]
    by: String,
    #[serde(default)]
    descending: bool,
}

/// What stands before the name of a column that only a file has: it may be called as a field is.
const OF_FILE: &str = "property:";

fn key(column: &ListColumn) -> String {
    match column {
        ListColumn::Property(name) => format!("{OF_FILE}{name}"),
        field => field.key().to_owned(),
    }
}

fn column(key: &str) -> Option<ListColumn> {
    match key.strip_prefix(OF_FILE) {
        Some(name) => Some(ListColumn::Property(name.into())),
        None => {
            let mut fields = ListColumn::FIELDS.into_iter();
            fields.find_map(|(field, known)| (known == key).then_some(field))
        }
    }
}

/// What of it is kept.
pub(super) fn write(table: &RecordsTable) -> Option<TableFile> {
    (*table != RecordsTable::default()).then(|| TableFile {
        columns: table.columns.iter().map(key).collect(),
        by: key(&table.by),
        descending: table.descending,
    })
}

/// What [`write`] kept: columns that are not known are left out, and of two alike the second.
pub(super) fn read(file: &TableFile) -> RecordsTable {
    let usual = RecordsTable::default();
    let mut columns: Vec<ListColumn> = Vec::new();
    for of in file.columns.iter().filter_map(|key| column(key)) {
        if !columns.contains(&of) {
            columns.push(of);
        }
    }
    RecordsTable {
        columns: match columns.is_empty() {
            true => usual.columns,
            false => columns,
        },
        by: column(&file.by).unwrap_or(usual.by),
        descending: file.descending,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_comes_back_as_it_was_with_columns_of_files_that_are_called_as_fields_are() {
        let table = RecordsTable {
            columns: vec![
                ListColumn::Property("day".into()),
                ListColumn::At,
                ListColumn::Day,
            ],
            by: ListColumn::Property("day".into()),
            descending: true,
        };
        let kept = write(&table).expect("not as usual");
        assert_eq!(read(&kept), table);
        assert!(write(&RecordsTable::default()).is_none());
    }

    #[test]
    fn what_is_not_known_is_left_out_and_a_table_without_columns_is_as_usual() {
        let file = |columns: &[&str]| TableFile {
            columns: columns.iter().map(|&key| key.to_owned()).collect(),
            by: "no such".to_owned(),
            descending: false,
        };
        let read = |columns: &[&str]| read(&file(columns));
        let known = read(&["at", "no such", "at", "day"]);
        assert_eq!(known.columns, [ListColumn::At, ListColumn::Day]);
        assert_eq!(known.by, ListColumn::Day);
        assert_eq!(read(&["no such"]), RecordsTable::default());
    }
}
