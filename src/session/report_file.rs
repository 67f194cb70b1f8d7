//! Which report, as sessions have it.

use serde::{Deserialize, Serialize};

use crate::model::{FileKey, ReportKey, report::OWN_ID};

/// A report: of the data everything is opened beside by its id alone.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
pub(super) enum ReportFile {
    OfBase(String),
    OfFile {
        file: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        part: Option<String>,
        id: String,
    },
}

impl ReportFile {
    pub(super) fn of(key: &ReportKey) -> Self {
        let id = key.id.to_string();
        match &key.file {
            None => Self::OfBase(id),
            Some(file) => Self::OfFile {
                file: file.to_string(),
                part: key.part.as_ref().map(ToString::to_string),
                id,
            },
        }
    }

    pub(super) fn read(self) -> ReportKey {
        match self {
            // What ids of own reports begin with says where they are, in older sessions as well.
            Self::OfBase(id) => ReportKey {
                file: id.starts_with(OWN_ID).then(FileKey::own),
                ..ReportKey::of_base(&id)
            },
            Self::OfFile { file, part, id } => ReportKey {
                file: Some(FileKey(file.into())),
                part: part.map(Into::into),
                id: id.into(),
            },
        }
    }
}
