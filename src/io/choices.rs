//! How a file is to be read, as a person decided: what is taken for what, where that is not plain.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::events::{DateOrder, Dates, Field};
use crate::model::words::{value, word};

/// See the module. What is `None` or missing is found out from the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// Which column or property is taken for which field; `None`: for nothing.
    pub fields: BTreeMap<String, Option<Field>>,
    pub dates: Dates,
    /// Latitude stands before longitude.
    pub swapped: bool,
    /// Name of the encoding, as of the web: `utf-8`, `windows-1251`.
    pub encoding: Option<String>,
    /// Between the cells of a table.
    pub separator: Option<u8>,
    /// A comma before the decimals of numbers.
    pub decimal_comma: Option<bool>,
}

#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct ChoicesFile {
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    fields: BTreeMap<String, String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    dates: Option<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    latitude_first: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    encoding: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    separator: Option<char>,
    #[serde(skip_serializing_if = "Option::is_none")]
    decimal_comma: Option<bool>,
}

impl Choices {
    /// As text, to be kept with the name of the file.
    pub fn write(&self) -> String {
        let file = ChoicesFile {
            fields: self
                .fields
                .iter()
                .map(|(column, field)| {
                    let field = field.map_or("", Field::name);
                    (column.clone(), field.to_owned())
                })
                .collect(),
            dates: self
                .dates
                .order
                .map(|order| word(&DateOrder::ALL, order).to_owned()),
            latitude_first: self.swapped,
            encoding: self.encoding.clone(),
            separator: self.separator.map(char::from),
            decimal_comma: self.decimal_comma,
        };
        serde_json::to_string(&file).expect("text and flags always have a JSON form")
    }

    /// What [`Choices::write`] wrote. Whatever cannot be understood is left to be found out.
    pub fn read(text: &str) -> Self {
        let file: ChoicesFile = serde_json::from_str(text).unwrap_or_default();
        Self {
            fields: file
                .fields
                .into_iter()
                .map(|(column, field)| (column, Field::of_name(&field)))
                .collect(),
            dates: Dates {
                order: file.dates.and_then(|order| value(&DateOrder::ALL, &order)),
            },
            swapped: file.latitude_first,
            encoding: file.encoding,
            separator: file.separator.and_then(|sign| u8::try_from(sign).ok()),
            decimal_comma: file.decimal_comma,
        }
    }

    /// What a column or property of that heading is taken for.
    pub fn field(&self, heading: &str) -> Option<Field> {
        match self.fields.get(heading) {
            Some(chosen) => *chosen,
            None => Field::guess(heading),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_are_kept_as_text() {
        let choices = Choices {
            fields: [
                ("Ort".to_owned(), Some(Field::Places)),
                ("date".to_owned(), None),
            ]
            .into(),
            dates: Dates {
                order: Some(DateOrder::MonthFirst),
            },
            swapped: true,
            encoding: Some("windows-1251".to_owned()),
            separator: Some(b'\t'),
            decimal_comma: Some(true),
        };
        assert_eq!(Choices::read(&choices.write()), choices);
        assert_eq!(
            Choices::read(&Choices::default().write()),
            Choices::default()
        );
        assert_eq!(Choices::read("no JSON"), Choices::default());
        assert_eq!(choices.field("date"), None);
        assert_eq!(choices.field("Count"), Some(Field::Count));
    }
}
