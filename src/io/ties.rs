//! `ties.json`: what joins claims, and which denials are joined to nothing.

use std::{collections::HashMap, sync::Arc};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{
    bulk::RowReader,
    format::{Read, Reader, SourceFile},
    notes::Notes,
    records::{self, RawRecord, list_under},
    source::ReadError,
};
use crate::{
    model::{
        Budget, Draft, Note, NoteLog, OpenDenial, Place, Tie, TieBasis, TieEnd, TieKind,
        enum_names::word,
    },
    words::notes::ties as words,
};

/// What a file of ties begins with.
const START: &[u8] = br#"{"format":"contactline-ties""#;

/// Files of ties.
pub struct TiesJson;

impl Reader for TiesJson {
    fn name(&self) -> &'static str {
        "ties.json"
    }

    fn sniff(&self, file: &SourceFile<'_>) -> Result<bool, ReadError> {
        Ok(file.starts_with(START))
    }

    fn read(&self, file: &SourceFile<'_>) -> Result<Read, ReadError> {
        Read::of_json(file, |text, draft, notes| {
            read(&file.place, text, file.budget, draft, notes)
        })
    }
}

/// An end of a tie as the file has it.
#[derive(Deserialize, Serialize)]
pub struct EndFile {
    report: String,
    /// Counted from 1.
    claim: Option<u32>,
}

impl From<EndFile> for TieEnd {
    fn from(file: EndFile) -> Self {
        Self {
            report: file.report.into(),
            claim: file.claim,
        }
    }
}

impl From<&TieEnd> for EndFile {
    fn from(end: &TieEnd) -> Self {
        Self {
            report: end.report.to_string(),
            claim: end.claim,
        }
    }
}

#[derive(Deserialize, Serialize)]
struct TieFile {
    from: EndFile,
    to: EndFile,
    kind: String,
    basis: String,
    #[serde(default)]
    reason: String,
}

#[derive(Deserialize)]
struct OpenFile {
    report: String,
    claim: Option<u32>,
    #[serde(default)]
    reason: String,
}

/// The property by which a claim says of ties in files of rows, which have no other place for them.
pub const PROPERTY: &str = "contactline_ties";

/// Ties as the value of that property of a claim, and which ends of ties the claim is itself: in a file of rows it is
/// found again by these.
pub fn to_property(ties: &[Tie], is: &[TieEnd]) -> String {
    let file = |tie: &Tie| TieFile {
        from: (&tie.from).into(),
        to: (&tie.to).into(),
        kind: word(&TieKind::ALL, tie.kind).to_owned(),
        basis: word(&TieBasis::ALL, tie.basis).to_owned(),
        reason: tie.reason.clone(),
    };
    let ties: Vec<TieFile> = ties.iter().map(file).collect();
    let is: Vec<EndFile> = is.iter().map(EndFile::from).collect();
    let all = serde_json::json!({ "ties": ties, "open": [], "is": is });
    all.to_string()
}

/// Takes the ties out of the properties of claims, where this program wrote them.
///
/// # Errors
///
/// Where the budget is spent. What is no list of ties stays a property.
pub fn take_out(draft: &mut Draft, budget: &Budget, notes: &mut NoteLog) -> Result<(), ReadError> {
    let mut found: Vec<(Place, String)> = Vec::new();
    for report in &mut draft.reports {
        for claim in &mut report.claims {
            let Some(ties) = take_property(&mut claim.properties) else {
                continue;
            };
            found.push((report.place.clone(), ties));
        }
    }
    for (place, text) in found {
        read(&place, &text, budget, draft, notes)?;
    }
    Ok(())
}

/// Takes what a claim says of ties out of its properties. What is no list of ties stays there.
pub fn take_property(properties: &mut Option<Arc<str>>) -> Option<String> {
    let text = properties
        .as_deref()
        .filter(|text| text.contains(PROPERTY))?;
    let mut all: Map<String, Value> = serde_json::from_str(text).ok()?;
    let is_list = |text: &&str| {
        let read = serde_json::from_str::<Value>(text);
        read.is_ok_and(|read| read["ties"].is_array() && read["open"].is_array())
    };
    let ties = all.get(PROPERTY).and_then(Value::as_str);
    let ties = ties.filter(is_list)?.to_owned();
    all.remove(PROPERTY);
    let rest = (!all.is_empty()).then(|| Value::Object(all).to_string());
    *properties = rest.map(Arc::from);
    Some(ties)
}

/// Takes in what rows say of ties, which are read again for it; they are named as their file names them, and
/// `rows` says where each stands.
///
/// # Errors
///
/// Where the rows cannot be read again, or the budget is spent.
pub fn take_in_rows(
    (rows, offsets): (&RowReader, &[u64]),
    named: &mut HashMap<TieEnd, u64>,
    (budget, place): (&Budget, &Place),
    draft: &mut Draft,
    notes: &mut NoteLog,
) -> Result<(), ReadError> {
    if offsets.is_empty() {
        return Ok(());
    }
    for (mut report, offset) in rows.read(offsets)?.into_iter().zip(offsets) {
        let claim = report.claims.first_mut();
        let Some(text) = claim.and_then(|claim| take_property(&mut claim.properties)) else {
            continue;
        };
        let whole: Value = serde_json::from_str(&text).unwrap_or_default();
        let is = whole["is"].as_array().cloned().unwrap_or_default();
        let is = is.into_iter();
        for end in is.filter_map(|end| serde_json::from_value::<EndFile>(end).ok()) {
            named.entry(end.into()).or_insert(*offset);
        }
        let place = match report.place.line {
            0 => place.clone(),
            _ => report.place.clone(),
        };
        read(&place, &text, budget, draft, notes)?;
    }
    Ok(())
}

/// Reads ties into the draft.
///
/// # Errors
///
/// Where the text is none of these, or the budget is spent.
pub fn read(
    place: &Place,
    text: &str,
    budget: &Budget,
    draft: &mut Draft,
    notes: &mut NoteLog,
) -> Result<(), ReadError> {
    let ties = list_under(place, text, "ties")?;
    let open = list_under(place, text, "open")?;
    let ties = records::read_all(&ties, (budget, records::shared), notes, read_tie)?;
    let open = records::read_all(&open, (budget, records::shared), notes, read_open)?;
    draft.ties.ties.extend(ties);
    draft.ties.open.extend(open);
    Ok(())
}

fn read_tie(record: &RawRecord<'_>, all: &mut NoteLog) -> Result<(Place, Tie), Note> {
    let file: TieFile = record.read_whole(all)?;
    let mut notes = Notes::new(&record.place, all);
    let kind = TieKind::ALL.iter().find(|(_, key)| *key == file.kind);
    let Some((kind, _)) = kind else {
        let known = TieKind::ALL.map(|(_, key)| key).join(", ");
        return Err(record.left_out(&record.place, &words::unknown_kind(&file.kind, &known)));
    };
    if file.reason.trim().is_empty() {
        notes.doubt(&file.from.report, words::no_reason());
    }
    let tie = Tie {
        // What is not understood is held to be weaker, and never stronger.
        basis: notes.word(
            &TieBasis::ALL,
            (words::basis(), &file.basis),
            TieBasis::Inferred,
        ),
        kind: *kind,
        from: file.from.into(),
        to: file.to.into(),
        reason: file.reason,
    };
    if tie.from == tie.to {
        return Err(record.left_out(&record.place, words::with_itself()));
    }
    Ok((record.place.clone(), tie))
}

fn read_open(record: &RawRecord<'_>, all: &mut NoteLog) -> Result<(Place, OpenDenial), Note> {
    let file: OpenFile = record.read_whole(all)?;
    let of = TieEnd {
        report: file.report.into(),
        claim: file.claim,
    };
    let reason = file.reason;
    Ok((record.place.clone(), OpenDenial { of, reason }))
}
