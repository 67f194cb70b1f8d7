//! Claims to rows.

use std::borrow::Cow;

use super::sites;
use crate::model::{
    Activity, Basis, Field, Party, Stance, TimePrecision, Weapon,
    draft::{ClaimDraft, ReportDraft},
    enum_names::word,
};

/// The cells of a claim's row, in the order of [`Field::ALL`]; those of a report that states no
/// incident where `claim` is `None`. Empty cells are empty text.
pub fn cells(report: &ReportDraft, claim: Option<&ClaimDraft>) -> [String; Field::COUNT] {
    borrowed_cells(report, claim).map(Cow::into_owned)
}

/// As [`cells`], with what is text as it stands where it is.
pub fn borrowed_cells<'r>(
    report: &'r ReportDraft,
    claim: Option<&'r ClaimDraft>,
) -> [Cow<'r, str>; Field::COUNT] {
    let mut cells = [const { Cow::Borrowed("") }; Field::COUNT];
    let mut set = |field: Field, text: Cow<'r, str>| cells[field.index()] = text;
    let optional = |text: &'r Option<String>| Cow::Borrowed(text.as_deref().unwrap_or_default());
    set(Field::Report, Cow::Borrowed(&report.id));
    set(Field::Reporter, Cow::Borrowed(&report.reporter));
    set(Field::Outlet, optional(&report.outlet));
    set(Field::Url, optional(&report.url));
    set(Field::Language, Cow::Borrowed(&report.language));
    set(Field::Published, shown(report.published));
    let basis = match report.basis {
        Basis::Page => "page",
        Basis::Inferred => "inferred",
        Basis::None => "",
    };
    set(Field::PublishedBasis, basis.into());
    set(Field::Stance, word(&Stance::ALL, report.stance).into());
    set(Field::Denies, optional(&report.denies));
    set(Field::DuplicateOf, optional(&report.duplicate_of));
    set(Field::Total, shown(report.total));
    let Some(claim) = claim else {
        return cells;
    };
    let (start, end, precision) = claim.when.stated();
    set(Field::By, word(&Party::ALL, claim.by).into());
    set(Field::ByAsReported, Cow::Borrowed(&claim.by_as_reported));
    set(Field::Origins, sites::write(&claim.origins).into());
    set(Field::Targets, sites::write(&claim.targets).into());
    set(Field::Places, sites::write(&claim.places).into());
    set(Field::Count, shown(claim.count));
    set(Field::Start, shown(start));
    set(Field::End, shown(end));
    if start.is_some() || end.is_some() {
        let precision = word(&TimePrecision::ALL, precision);
        set(Field::TimePrecision, precision.into());
    }
    let activity = word(&Activity::ALL, claim.activity);
    set(Field::Activity, activity.into());
    let weapons = claim.weapons.iter();
    let weapons: Vec<&str> = weapons.map(|weapon| word(&Weapon::ALL, *weapon)).collect();
    set(Field::Weapons, weapons.join("; ").into());
    set(Field::Killed, shown(claim.killed));
    set(Field::Wounded, shown(claim.wounded));
    let side = claim.casualty_side.map(|side| word(&Party::ALL, side));
    set(Field::CasualtySide, side.unwrap_or_default().into());
    let flag = |flag: bool| if flag { "true" } else { "false" };
    set(Field::LossesDenied, flag(claim.losses_denied).into());
    let denied = claim.denied.then(|| flag(claim.denied));
    set(Field::Denied, denied.unwrap_or_default().into());
    let other = claim.properties.as_deref().unwrap_or_default();
    set(Field::Other, Cow::Borrowed(other));
    cells
}

fn shown<'r, T: std::fmt::Display>(value: Option<T>) -> Cow<'r, str> {
    value.map_or(Cow::Borrowed(""), |value| Cow::Owned(value.to_string()))
}
