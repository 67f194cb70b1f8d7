//! Formats of LibreOffice that show no day.

use std::collections::HashMap;

use super::{At, Shown, attribute, elements};
use crate::{
    io::archive::Archive,
    model::{Budget, Stopped},
};

/// The cells of a workbook that show no day, by sheet.
#[derive(Debug, Default)]
pub struct Formats(HashMap<String, Vec<(At, Shown)>>);

impl Formats {
    /// Those of a workbook.
    ///
    /// # Errors
    ///
    /// Where the budget is spent.
    pub fn of(mut archive: Archive<'_>, budget: &Budget) -> Result<Self, Stopped> {
        let mut part = |name: &str| archive.unpacked(name, budget).unwrap_or_default();
        let (shared, content) = (part("styles.xml"), part("content.xml"));
        let mut styles = Styles::default();
        styles.read(&shared);
        styles.read(&content);
        let shown = styles.of_cells();
        match shown.is_empty() {
            true => Ok(Self::default()),
            false => cells(&content, &shown, budget).map(Self),
        }
    }

    /// The cells of a sheet.
    pub fn cells(&self, name: &str) -> Vec<(At, Shown)> {
        self.0.get(name).cloned().unwrap_or_default()
    }
}

/// What styles say.
#[derive(Default)]
struct Styles {
    /// What each format of dates shows, by its name: year, month, and anything closer.
    dates: HashMap<String, [bool; 3]>,
    /// The format of dates of a style of cells, and the style that it adds to.
    cells: HashMap<String, [Option<String>; 2]>,
}

impl Styles {
    fn read(&mut self, xml: &[u8]) {
        let mut date: Option<String> = None;
        elements(xml, |element| {
            let name = element.local_name();
            let shows = match name.as_ref() {
                b"date-style" => {
                    date = attribute(element, "style:name");
                    if let Some(name) = &date {
                        self.dates.insert(name.clone(), [false; 3]);
                    }
                    return;
                }
                b"style" => {
                    date = None;
                    if let Some(name) = attribute(element, "style:name") {
                        let others = ["style:data-style-name", "style:parent-style-name"];
                        self.cells
                            .insert(name, others.map(|other| attribute(element, other)));
                    }
                    return;
                }
                b"year" | b"era" => 0,
                b"month" => 1,
                b"day" | b"day-of-week" | b"week-of-year" | b"quarter" | b"hours" | b"minutes"
                | b"seconds" | b"am-pm" => 2,
                other => {
                    // A format of numbers or of times.
                    if other.ends_with(b"-style") {
                        date = None;
                    }
                    return;
                }
            };
            if let Some(parts) = date.as_ref().and_then(|name| self.dates.get_mut(name)) {
                parts[shows] = true;
            }
        });
    }

    /// The styles of cells that show no day.
    fn of_cells(&self) -> HashMap<&str, Shown> {
        let shown = |name: &str| match self.dates.get(name)? {
            [true, true, false] => Some(Shown::Month),
            [true, false, false] => Some(Shown::Year),
            _ => None,
        };
        let own = |name: &String| {
            // One adds to another, which is not endless where a file says so of itself.
            let mut name = name;
            for _ in 0..8 {
                let [format, parent] = self.cells.get(name)?;
                match (format, parent) {
                    (Some(format), _) => return shown(format),
                    (None, Some(parent)) => name = parent,
                    (None, None) => return None,
                }
            }
            None
        };
        let names = self.cells.keys();
        names
            .filter_map(|name| Some((name.as_str(), own(name)?)))
            .collect()
    }
}

/// The cells with a date that show no day, by sheet.
fn cells(
    content: &[u8],
    styles: &HashMap<&str, Shown>,
    budget: &Budget,
) -> Result<HashMap<String, Vec<(At, Shown)>>, Stopped> {
    let mut sheets: HashMap<String, Vec<(At, Shown)>> = HashMap::new();
    let mut sheet = String::new();
    // The rows and columns before the next, and the styles of columns with the number of columns.
    let (mut rows, mut below, mut column) = (0_u32, 0_u32, 0_u32);
    let mut of_columns: Vec<(u32, Option<Shown>)> = Vec::new();
    let mut stopped = Ok(());
    let style = |name: Option<String>| styles.get(name?.as_str()).copied();
    elements(content, |element| {
        let times = |name: &str| {
            let times = attribute(element, name).and_then(|text| text.parse::<u32>().ok());
            times.unwrap_or(1)
        };
        match element.local_name().as_ref() {
            b"table" => {
                sheet = attribute(element, "table:name").unwrap_or_default();
                (rows, below) = (0, 0);
                of_columns.clear();
            }
            b"table-column" => of_columns.push((
                times("table:number-columns-repeated"),
                style(attribute(element, "table:default-cell-style-name")),
            )),
            b"table-row" => {
                rows = rows.saturating_add(below);
                below = times("table:number-rows-repeated");
                column = 0;
            }
            b"table-cell" | b"covered-table-cell" => {
                let first = column;
                column = column.saturating_add(times("table:number-columns-repeated"));
                let is_date = attribute(element, "office:value-type").as_deref() == Some("date");
                let own = attribute(element, "table:style-name");
                let shown = match own {
                    Some(_) => style(own),
                    None => of_column(&of_columns, first),
                };
                let Some(shown) = shown.filter(|_| is_date && stopped.is_ok()) else {
                    return;
                };
                let found = sheets.entry(sheet.clone()).or_default();
                for row in rows..rows.saturating_add(below) {
                    for column in first..column {
                        stopped = stopped.and_then(|()| budget.step(1));
                        if stopped.is_err() {
                            return;
                        }
                        found.push(((row, column), shown));
                    }
                }
            }
            _ => {}
        }
    });
    stopped.map(|()| sheets)
}

/// What the cells of a column show that have no style of their own.
fn of_column(columns: &[(u32, Option<Shown>)], column: u32) -> Option<Shown> {
    let mut last = 0_u32;
    let found = columns.iter().find(|(times, _)| {
        last = last.saturating_add(*times);
        column < last
    });
    found.and_then(|(_, shown)| *shown)
}
