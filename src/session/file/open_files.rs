//! Opened files, how they are drawn and read, as sessions have it.

use std::{collections::BTreeMap, sync::Arc};

use serde::{Deserialize, Serialize};

use super::is_zero;
use crate::{
    model::{
        DateOrder, Field, FileKey, ImportOptions, SourceUri,
        enum_names::{value, word},
    },
    session::{Column, FileStyle, OpenFile},
};

#[derive(Serialize, Deserialize)]
pub(super) struct OpenFileFile {
    key: String,
    /// The path of a file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    path: Option<String>,
    /// The URI of anything else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    source: Option<String>,
    name: String,
    #[serde(default)]
    reading: Option<ChoicesFile>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    style: Option<StyleFile>,
    #[serde(default, skip_serializing_if = "is_zero")]
    revision: u32,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    withdrawn: Vec<String>,
}

/// How what comes from a file is coloured; nothing where it is as usual.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum StyleFile {
    /// The number of a colour.
    Colour(u8),
    /// A word for what every claim has.
    By(String),
    Property {
        property: String,
    },
}

/// How a file is to be read.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct ChoicesFile {
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
    #[serde(skip_serializing_if = "Option::is_none")]
    called: Option<String>,
}

/// A file whose path is no text is left out: JSON cannot hold it.
pub(super) fn write_open_file(file: &OpenFile) -> Option<OpenFileFile> {
    let path = match file.path() {
        Some(path) => Some(path.to_str()?.to_owned()),
        None => None,
    };
    Some(OpenFileFile {
        key: file.key.to_string(),
        source: path.is_none().then(|| file.source.to_string()),
        path,
        name: file.name.to_string(),
        reading: file.reading.as_ref().map(write_choices),
        style: write_style(&file.style),
        revision: file.revision,
        withdrawn: file.withdrawn.iter().map(|of| of.to_string()).collect(),
    })
}

pub(super) fn read_open_file(file: OpenFileFile) -> OpenFile {
    OpenFile {
        key: FileKey(file.key.into()),
        source: match (file.path, file.source) {
            (Some(path), _) => SourceUri::file(path.as_ref()),
            (None, source) => SourceUri::parse(&source.unwrap_or_default()),
        },
        name: file.name.into(),
        reading: file.reading.map(read_choices),
        style: file.style.map_or(FileStyle::Usual, read_style),
        revision: file.revision,
        withdrawn: file.withdrawn.into_iter().map(Arc::from).collect(),
    }
}

const COLUMNS: [(&Column, &str); 4] = [
    (&Column::Reporter, "reporter"),
    (&Column::Activity, "activity"),
    (&Column::Side, "side"),
    (&Column::Stance, "stance"),
];

fn write_style(style: &FileStyle) -> Option<StyleFile> {
    Some(match style {
        FileStyle::Usual => return None,
        FileStyle::Colour(tint) => StyleFile::Colour(*tint),
        FileStyle::By(Column::Property(name)) => StyleFile::Property {
            property: name.to_string(),
        },
        FileStyle::By(column) => StyleFile::By(word(&COLUMNS, column).to_owned()),
    })
}

fn read_style(file: StyleFile) -> FileStyle {
    match file {
        StyleFile::Colour(tint) => FileStyle::Colour(tint),
        StyleFile::Property { property } => FileStyle::By(Column::Property(property.into())),
        StyleFile::By(name) => match value(&COLUMNS, &name) {
            Some(column) => FileStyle::By(column.clone()),
            None => FileStyle::Usual,
        },
    }
}

pub(super) fn write_choices(choices: &ImportOptions) -> ChoicesFile {
    let fields = choices.fields.iter().map(|(column, field)| {
        let field = field.map_or("", Field::name);
        (column.clone(), field.to_owned())
    });
    ChoicesFile {
        fields: fields.collect(),
        dates: choices
            .dates
            .map(|order| word(&DateOrder::ALL, order).to_owned()),
        latitude_first: choices.swapped,
        encoding: choices.encoding.clone(),
        separator: choices.separator.map(char::from),
        decimal_comma: choices.decimal_comma,
        called: choices.called.clone(),
    }
}

pub(super) fn read_choices(file: ChoicesFile) -> ImportOptions {
    let fields = file.fields.into_iter();
    ImportOptions {
        fields: fields
            .map(|(column, field)| (column, Field::of_name(&field)))
            .collect(),
        dates: file.dates.and_then(|order| value(&DateOrder::ALL, &order)),
        swapped: file.latitude_first,
        encoding: file.encoding,
        separator: file.separator.and_then(|sign| u8::try_from(sign).ok()),
        decimal_comma: file.decimal_comma,
        called: file.called,
    }
}
