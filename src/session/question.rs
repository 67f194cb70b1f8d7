//! Questions that a person keeps by name.

use std::{collections::BTreeMap, sync::Arc};

use serde::{Deserialize, Serialize};

use super::file::SessionError;
use crate::query::condition::Condition;

/// Conditions by the names a person gave them.
pub type Questions = BTreeMap<Arc<str>, Condition>;

/// A question with its name, as files have it.
#[derive(Serialize, Deserialize)]
pub(super) struct QuestionFile {
    name: String,
    condition: String,
}

pub(super) fn write(questions: &Questions) -> Vec<QuestionFile> {
    let file = |(name, condition): (&Arc<str>, &Condition)| QuestionFile {
        name: name.to_string(),
        condition: condition.typed().to_owned(),
    };
    questions.iter().map(file).collect()
}

pub(super) fn read(files: Vec<QuestionFile>) -> Result<Questions, SessionError> {
    let question = |file: QuestionFile| Ok((file.name.into(), read_condition(&file.condition)?));
    files.into_iter().map(question).collect()
}

/// The condition of that text, whoever wrote it.
pub(super) fn read_condition(typed: &str) -> Result<Condition, SessionError> {
    let read = Condition::parse(typed);
    read.map_err(|trouble| SessionError::Condition(trouble.under(typed)))
}
