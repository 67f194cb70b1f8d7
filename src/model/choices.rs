//! How a file is to be read, as a person decided: what is taken for what, where that is not plain.

use std::collections::BTreeMap;

use super::field::Field;

/// Which number comes first in dates such as `3/4/2023`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateOrder {
    /// 3/4/2023 is 3 April.
    DayFirst,
    /// 3/4/2023 is 4 March.
    MonthFirst,
}

impl DateOrder {
    /// Both, each with its key in sessions.
    pub const ALL: [(Self, &'static str); 2] = [
        (Self::DayFirst, "day-first"),
        (Self::MonthFirst, "month-first"),
    ];
}

/// Import settings of one file. What is `None` or missing is found out from the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportOptions {
    /// Which column or property is taken for which field; `None`: for nothing.
    pub fields: BTreeMap<String, Option<Field>>,
    /// `None`: as the dates of the file themselves tell.
    pub dates: Option<DateOrder>,
    /// Latitude stands before longitude.
    pub swapped: bool,
    /// Name of the encoding, as of the web: `utf-8`, `windows-1251`.
    pub encoding: Option<String>,
    /// Between the cells of a table.
    pub separator: Option<u8>,
    /// A comma before the decimals of numbers.
    pub decimal_comma: Option<bool>,
    /// What reporters and ids are made of where the file says nothing of them; `None`: its name. A
    /// newer copy is read under the name of the first.
    pub called: Option<String>,
}

/// One of the [`ImportOptions`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// Which column is taken for which field.
    Fields,
    /// Which of day and month comes first.
    Dates,
    /// Latitude before longitude.
    Swapped,
    /// The encoding of the text.
    Encoding,
    /// What stands between cells.
    Separator,
    /// A comma before decimals.
    DecimalComma,
}

impl ImportOptions {
    /// What a person decided.
    pub fn settings(&self) -> impl Iterator<Item = Setting> {
        let decided = [
            (Setting::Fields, !self.fields.is_empty()),
            (Setting::Dates, self.dates.is_some()),
            (Setting::Swapped, self.swapped),
            (Setting::Encoding, self.encoding.is_some()),
            (Setting::Separator, self.separator.is_some()),
            (Setting::DecimalComma, self.decimal_comma.is_some()),
        ];
        let decided = decided.into_iter().filter(|(_, decided)| *decided);
        decided.map(|(setting, _)| setting)
    }

    /// What a column or property of that heading is taken for.
    pub fn field(&self, heading: &str) -> Option<Field> {
        match self.fields.get(heading) {
            Some(chosen) => *chosen,
            None => Field::guess(heading),
        }
    }
}
