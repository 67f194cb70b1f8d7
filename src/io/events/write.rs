//! Claims to rows.

use super::sites;
use crate::model::{
    Activity, Basis, Field, Party, Stance, TimePrecision, Weapon,
    draft::{ClaimDraft, ReportDraft},
    enum_names::word,
};

/// The cells of a claim's row, in the order of [`Field::ALL`]; those of a report that states no
/// incident where `claim` is `None`. Empty cells are empty text.
pub fn cells(report: &ReportDraft, claim: Option<&ClaimDraft>) -> [String; Field::COUNT] {
    let mut cells = [const { String::new() }; Field::COUNT];
    let mut set = |field: Field, text: String| cells[field.index()] = text;
    let optional = |text: &Option<String>| text.clone().unwrap_or_default();
    set(Field::Report, report.id.clone());
    set(Field::Reporter, report.reporter.clone());
    set(Field::Outlet, optional(&report.outlet));
    set(Field::Url, optional(&report.url));
    set(Field::Language, report.language.clone());
    set(Field::Published, shown(report.published));
    let basis = match report.basis {
        Basis::Page => "page",
        Basis::Inferred => "inferred",
        Basis::None => "",
    };
    set(Field::PublishedBasis, basis.to_owned());
    set(Field::Stance, word(&Stance::ALL, report.stance).to_owned());
    set(Field::Denies, optional(&report.denies));
    set(Field::DuplicateOf, optional(&report.duplicate_of));
    set(Field::Total, shown(report.total));
    let Some(claim) = claim else {
        return cells;
    };
    let (start, end, precision) = claim.when.stated();
    set(Field::By, word(&Party::ALL, claim.by).to_owned());
    set(Field::ByAsReported, claim.by_as_reported.clone());
    set(Field::Origins, sites::write(&claim.origins));
    set(Field::Targets, sites::write(&claim.targets));
    set(Field::Places, sites::write(&claim.places));
    set(Field::Count, shown(claim.count));
    set(Field::Start, shown(start));
    set(Field::End, shown(end));
    if start.is_some() || end.is_some() {
        let precision = word(&TimePrecision::ALL, precision);
        set(Field::TimePrecision, precision.to_owned());
    }
    let activity = word(&Activity::ALL, claim.activity);
    set(Field::Activity, activity.to_owned());
    let weapons = claim.weapons.iter();
    let weapons: Vec<&str> = weapons.map(|weapon| word(&Weapon::ALL, *weapon)).collect();
    set(Field::Weapons, weapons.join("; "));
    set(Field::Killed, shown(claim.killed));
    set(Field::Wounded, shown(claim.wounded));
    let side = claim.casualty_side.map(|side| word(&Party::ALL, side));
    set(Field::CasualtySide, side.unwrap_or_default().to_owned());
    set(Field::LossesDenied, claim.losses_denied.to_string());
    let denied = claim.denied.then(|| claim.denied.to_string());
    set(Field::Denied, denied.unwrap_or_default());
    set(
        Field::Other,
        claim.properties.as_deref().unwrap_or_default().to_owned(),
    );
    cells
}

fn shown<T: std::fmt::Display>(value: Option<T>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}
