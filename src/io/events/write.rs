//! Claims to rows.

use std::{
    fmt::{Display, Write as _},
    mem,
};

use super::{inexact, numbers, sites};
use crate::model::{
    Activity, Amount, Basis, CasualtyKind, Field, Party, Stance, TimePrecision, Weapon, When,
    draft::{ClaimDraft, ReportDraft},
    enum_names::word,
};

/// The cells of a claim's row, in the order of [`Field::ALL`]; those of a report that states no
/// incident where `claim` is `None`. Empty cells are empty text.
pub fn cells(report: &ReportDraft, claim: Option<&ClaimDraft>) -> [String; Field::COUNT] {
    let mut row = RowCells::default();
    row.fill(report, claim);
    Field::ALL.map(|(field, _)| row.get(field).to_owned())
}

/// The cells of a row as text, one behind the other in a buffer that serves for many rows.
#[derive(Debug)]
pub struct RowCells {
    text: String,
    /// Where the cell of each field begins and ends.
    spans: [(usize, usize); Field::COUNT],
}

impl Default for RowCells {
    fn default() -> Self {
        Self {
            text: String::new(),
            spans: [(0, 0); Field::COUNT],
        }
    }
}

impl RowCells {
    /// The cell of a field; empty where the row has none.
    pub fn get(&self, field: Field) -> &str {
        let (start, end) = self.spans[field.index()];
        &self.text[start..end]
    }

    /// The cells in the order of [`Field::ALL`], with their fields and the names of these.
    pub fn iter(&self) -> impl Iterator<Item = (Field, &'static str, &str)> {
        let all = Field::ALL.into_iter();
        all.map(|(field, name)| (field, name, self.get(field)))
    }

    /// Puts a cell in the place of the one before.
    pub fn put(&mut self, field: Field, cell: &str) {
        self.put_with(field, |text| text.push_str(cell));
    }

    /// As [`RowCells::put`], a number as it shows itself.
    pub fn put_number(&mut self, field: Field, number: f64) {
        self.put_with(field, |text| numbers::write(text, number));
    }

    fn put_shown(&mut self, field: Field, value: Option<impl Display>) {
        if let Some(value) = value {
            // Writing to a text does not fail.
            self.put_with(field, |text| {
                let _ = write!(text, "{value}");
            });
        }
    }

    fn put_with(&mut self, field: Field, write: impl FnOnce(&mut String)) {
        let start = self.text.len();
        write(&mut self.text);
        self.spans[field.index()] = (start, self.text.len());
    }

    /// Takes the cells of a row in the place of those of the one before, as [`cells`] says.
    pub fn fill(&mut self, report: &ReportDraft, claim: Option<&ClaimDraft>) {
        self.text.clear();
        self.spans = [(0, 0); Field::COUNT];
        self.put(Field::Report, &report.id);
        self.put(Field::Reporter, &report.reporter);
        self.put(Field::Outlet, report.outlet.as_deref().unwrap_or_default());
        self.put(Field::Url, report.url.as_deref().unwrap_or_default());
        self.put(Field::Language, &report.language);
        // A claim that has no day although its report has is of a further row, which left that to the first. Read
        // by itself, as an archive has its rows, it would be given one.
        let is_undated = claim.is_some_and(|claim| claim.when == When::Undated);
        self.put_shown(Field::Published, report.published.filter(|_| !is_undated));
        let basis = match report.basis {
            Basis::Page => "page",
            Basis::Inferred => "inferred",
            Basis::None => "",
        };
        self.put(Field::PublishedBasis, basis);
        self.put(Field::Stance, word(&Stance::ALL, report.stance));
        self.put(Field::Denies, report.denies.as_deref().unwrap_or_default());
        self.put(
            Field::DuplicateOf,
            report.duplicate_of.as_deref().unwrap_or_default(),
        );
        self.put_shown(Field::Total, report.total.and_then(Amount::alone));
        self.put_with(Field::Inexact, |text| {
            let numbers = [
                (Field::Total, report.total),
                (Field::Count, claim.and_then(|claim| claim.count)),
                (Field::Rounds, claim.and_then(|claim| claim.rounds)),
                (Field::Killed, claim.and_then(|claim| claim.killed)),
                (Field::Wounded, claim.and_then(|claim| claim.wounded)),
            ];
            inexact::write(text, numbers);
        });
        let Some(claim) = claim else {
            return;
        };
        let (start, end, precision) = claim.when.stated();
        self.put(Field::By, word(&Party::ALL, claim.by));
        self.put(Field::ByAsReported, &claim.by_as_reported);
        for (field, places) in [
            (Field::Origins, &claim.origins),
            (Field::Targets, &claim.targets),
            (Field::Places, &claim.places),
        ] {
            self.put_with(field, |text| sites::write(text, places));
        }
        self.put_shown(Field::Count, claim.count.and_then(Amount::alone));
        self.put_shown(Field::Start, start);
        self.put_shown(Field::End, end);
        if start.is_some() || end.is_some() {
            self.put(Field::TimePrecision, word(&TimePrecision::ALL, precision));
        }
        self.put(Field::Activity, word(&Activity::ALL, claim.activity));
        self.put_with(Field::Weapons, |text| {
            let mut between = "";
            for weapon in &claim.weapons {
                text.push_str(mem::replace(&mut between, "; "));
                text.push_str(word(&Weapon::ALL, *weapon));
            }
        });
        self.put_shown(Field::Rounds, claim.rounds.and_then(Amount::alone));
        self.put_shown(Field::Killed, claim.killed.and_then(Amount::alone));
        self.put_shown(Field::Wounded, claim.wounded.and_then(Amount::alone));
        let side = claim.casualty_side.map(|side| word(&Party::ALL, side));
        self.put(Field::CasualtySide, side.unwrap_or_default());
        let kind = claim.casualty_kind.map(|of| word(&CasualtyKind::ALL, of));
        self.put(Field::CasualtyKind, kind.unwrap_or_default());
        self.put_shown(Field::LossesDenied, Some(claim.losses_denied));
        self.put_shown(Field::Denied, claim.denied.then_some(true));
        self.put(
            Field::Other,
            claim.properties.as_deref().unwrap_or_default(),
        );
    }
}
