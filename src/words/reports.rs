//! What reports and their claims state: the names of values, and the card of a report.

use super::units::{day, incidents_stated, inferred, undated};
use crate::model::{
    Activity, Amount, Basis, CasualtyKind, Claim, EventKind, Party, Report, Severity, Stance, Sum,
    Weapon,
};

names! {
    party(Party) {
        English {
            Party::Armenia => "Armenian side",
            Party::Azerbaijan => "Azerbaijani side",
            Party::NagornoKarabakh => "Armenian forces in Nagorno-Karabakh",
            Party::Civilian => "civilians",
            Party::Unknown => "not stated",
        }
    }
    /// How a side is called at the head of a line.
    party_title(Party) {
        English {
            Party::Armenia => "Armenian side",
            Party::Azerbaijan => "Azerbaijani side",
            Party::NagornoKarabakh => "Armenian forces in Nagorno-Karabakh",
            Party::Civilian => "Civilians",
            Party::Unknown => "Not stated",
        }
    }
    activity(Activity) {
        English {
            Activity::Fire => "Fire",
            Activity::CeasefireViolation => "Ceasefire violation",
            Activity::Shelling => "Shelling",
            Activity::Attack => "Attack",
            Activity::Sniper => "Sniper fire",
            Activity::DroneStrike => "Drone strike",
            Activity::Reconnaissance => "Reconnaissance",
            Activity::Fortification => "Fortification",
            Activity::Advance => "Advance without fire",
            Activity::Mine => "Mine explosion",
            Activity::Other => "Other",
        }
    }
    weapon(Weapon) {
        English {
            Weapon::SmallArms => "small arms",
            Weapon::MachineGun => "machine guns",
            Weapon::SniperRifle => "sniper rifles",
            Weapon::LargeCalibre => "large-calibre weapons",
            Weapon::VariousCalibre => "weapons of various calibres",
            Weapon::GrenadeLauncher => "grenade launchers",
            Weapon::Mortar => "mortars",
            Weapon::Artillery => "artillery",
            Weapon::Quadcopter => "quadcopters",
            Weapon::CombatDrone => "combat drones",
            Weapon::Other => "other weapons",
        }
    }
    /// Who was killed or wounded.
    casualty_kind(CasualtyKind) {
        English {
            CasualtyKind::Soldiers => "soldiers",
            CasualtyKind::Police => "police",
            CasualtyKind::Civilians => "civilians",
            CasualtyKind::Peacekeepers => "peacekeepers",
            CasualtyKind::Medics => "medics",
            CasualtyKind::Journalists => "journalists",
            CasualtyKind::Mixed => "people of several kinds",
        }
    }
    /// The types of reports, for a list of all.
    stance_plural(Stance) {
        English {
            Stance::Claim => "Statements",
            Stance::Denial => "Denials",
            Stance::Record => "Neutral bulletins",
            Stance::Mixed => "Statement and denial in one",
        }
    }
    /// What one report is.
    stance(Stance) {
        English {
            Stance::Claim => "statement",
            Stance::Denial => "denial",
            Stance::Record => "neutral bulletin",
            Stance::Mixed => "statement and denial",
        }
    }
    /// What one report is, where room is short.
    stance_short(Stance) {
        English {
            Stance::Claim => "statement",
            Stance::Denial => "denial",
            Stance::Record => "bulletin",
            Stance::Mixed => "statement, denial",
        }
    }
    event_kind(EventKind) {
        English {
            EventKind::Ceasefire => "Ceasefire",
            EventKind::Handover => "Handover",
            EventKind::Corridor => "Corridor",
            EventKind::Blockade => "Blockade",
            EventKind::Checkpoint => "Checkpoint",
            EventKind::Offensive => "Offensive",
            EventKind::Withdrawal => "Withdrawal",
            EventKind::Mission => "Monitoring mission",
            EventKind::Other => "Event",
        }
    }
    severity(Severity) {
        English {
            Severity::Remark => "Note",
            Severity::Doubt => "Warning",
            Severity::Error => "Error",
        }
    }
}

phrases! {
    own { English("your own report") }
    own_hint { English("Added by you from a statement that was read") }
    no_number { English("number not stated") }
    unstated { English("?") }
    and_so_on { English("…") }
    stack(reporter: &str, claims: usize, numbers: &str) {
        English("{reporter}, {}: {numbers}", super::units::claims(claims))
    }
    incidents_no_number { English("incidents, number not stated") }
    killed(persons: Sum) { English("{} killed", super::units::stated(persons)) }
    wounded(persons: Sum) { English("{} wounded", super::units::stated(persons)) }
    kind_not_stated { English("who they are is not stated") }
    losses_denied { English("reports no losses") }
    no_incident { English("no incident") }

    outlet_not_named { English("source not named") }
    no_address { English("no address") }
    printed_in(outlet: &str) { English("Printed in {outlet}") }
    no_address_hint { English("The address of the page is not recorded.") }
    no_outlet { English("no outlet") }
    in_language(language: &str) { English("in {language}") }
    as_reported(side: &str) { English("{side} (as reported)") }
    by { English("By") }
    place { English("Where") }
    from { English("From") }
    at { English("At") }
    when { English("When") }
    weapons { English("Weapons") }
    rounds { English("Shells and shots") }
    rounds_fired(number: Sum) { English("{} shells or shots", super::units::stated(number)) }
    losses { English("Losses") }
    precision(how: &str) { English("Precision: {how}") }
    other_columns(number: usize) {
        English("{} of the file", super::units::count(number, "further column", "further columns"))
    }
    total(number: Amount) { English("{} in total, as reported.", incidents_stated(number.into())) }
    parts_none { English("No claim of it states a number of its own: the total is not split between places.") }
    parts_of(stated: Sum) { English("The numbers of its claims add up to {} of them.", super::units::stated(stated)) }
    parts_more(stated: Sum) { English("The numbers of its claims add up to {}, which is more.", super::units::stated(stated)) }
    denies { English("Denies") }
    denied { English("Denied") }
    denied_figure(number: &str) { English("denied {number}") }
    reporter_denies(reporter: &str, incidents: &str) { English("{reporter} denies: {incidents}") }
    denied_stack(reporter: &str, denials: usize, numbers: &str) {
        English("{reporter}, {}: {numbers}", super::units::denials(denials))
    }
    denier_of(letters: &str, denied: u32, claims: u32) { English("{letters} {}/{}", number_of(denied), number_of(claims)) }
    disputer_of(number: &str, disputed: u32, claims: u32) { English("{number} ({}/{})", number_of(disputed), number_of(claims)) }
    differs(reporter: &str, number: &str) { English("on the same event: {reporter} {number}") }
    differs_of(reporter: &str, number: &str, disputed: u32, claims: u32) {
        English("on the same event as {} of {} claims: {reporter} {number}", number_of(disputed), number_of(claims))
    }
    mutual(reporter: &str, number: &str) { English("each accuses the other: {reporter} {number}") }
    mutual_of(reporter: &str, number: &str, disputed: u32, claims: u32) {
        English("each accuses the other in {} of {} claims: {reporter} {number}", number_of(disputed), number_of(claims))
    }
    denied_by(reporter: &str) { English("denied by {reporter}") }
    corrected_by_title(reporter: &str) { English("Withdrawn or corrected by {reporter}") }
    corrects_title(reporter: &str) { English("Withdraws or corrects {reporter}") }
    corrected_hint { English("A tie changes no figure: it is counted as it was stated. The condition \"not corrected\" leaves it out.") }
    denied_by_title(reporter: &str) { English("Denied by {reporter}") }
    denied_by_of(reporter: &str, denied: u32, claims: u32) {
        English("{} of {} claims denied by {reporter}", number_of(denied), number_of(claims))
    }
    denied_number(number: Amount) { English("Denied: {}", incidents_stated(number.into())) }
    no_violation { English("No violation recorded.") }
    nothing_stated { English("States no incident.") }
    other_claims(number: usize) {
        English(
            "{} other places.",
            super::units::count(number, "further claim of this report names", "further claims of this report name")
        )
    }
    duplicates { English("Duplicate publications:") }
}

fn number_of(number: u32) -> String {
    super::units::number(number as usize)
}

/// `6 incidents`, `at least 50 incidents`, `number not stated`.
pub fn incident_count(stated: Option<Amount>) -> String {
    match stated {
        Some(number) => incidents_stated(number.into()),
        None => no_number().to_owned(),
    }
}

/// What one report is. A side that records nothing is no neutral one.
pub fn stance_of(of: Stance, side: Option<Party>) -> &'static str {
    match (of, side) {
        (Stance::Record, Some(_)) => stance_short(of),
        _ => stance(of),
    }
}

/// Killed and wounded, where a claim states them, whose they are and who; losses without a number, and those that
/// it denies.
pub fn casualties(claim: &Claim) -> Option<String> {
    let mut parts: Vec<String> = claim
        .killed
        .map(|of| killed(of.into()))
        .into_iter()
        .collect();
    parts.extend(claim.wounded.map(|of| wounded(of.into())));
    let side = (claim.casualty_side).filter(|side| *side != Party::Unknown);
    let are_said = side.is_some() || claim.casualty_kind.is_some();
    if parts.is_empty() && are_said && !claim.losses_denied {
        parts.push(no_number().to_owned());
    }
    if !parts.is_empty() {
        let kind = claim.hurt();
        // That they are civilians is said once.
        let side = (claim.casualty_side).filter(|side| *side != Party::Civilian || kind.is_none());
        parts.extend(side.map(|side| party(side).to_owned()));
        parts.extend(kind.map(|kind| casualty_kind(kind).to_owned()));
    }
    if claim.losses_denied {
        parts.push(losses_denied().to_owned());
    }
    (!parts.is_empty()).then(|| parts.join(" · "))
}

/// How the numbers of its claims stand to the total of a report; `None` where they make it up, or there is nothing to
/// compare.
pub fn parts(report: &Report) -> Option<String> {
    let total = report.total?;
    let claims = report.claims.iter().filter(|claim| !report.denies(claim));
    let counts: Vec<Option<Amount>> = claims.map(|claim| claim.count).collect();
    let mut stated = Sum::default();
    counts.iter().flatten().for_each(|count| stated.add(*count));
    if counts.is_empty() || (counts.iter().all(Option::is_some) && stated == total.into()) {
        return None;
    }
    let is_more = total
        .most()
        .is_some_and(|most| stated.least() > u64::from(most));
    Some(match counts.iter().flatten().next() {
        None => parts_none().to_owned(),
        Some(_) if is_more => parts_more(stated),
        Some(_) => parts_of(stated),
    })
}

/// The day a report was published.
pub fn published(report: &Report) -> String {
    match (report.published, report.basis) {
        (Some(of_day), Basis::Inferred) => inferred(&day(of_day)),
        (Some(of_day), _) => day(of_day),
        (None, _) => undated().to_owned(),
    }
}

/// The name of a language by its code; the code itself where it has none here.
pub fn language_name(code: &str) -> &str {
    match super::interface() {
        super::Interface::English => match code {
            "en" => "English",
            "ru" => "Russian",
            "az" => "Azerbaijani",
            "hy" => "Armenian",
            "tr" => "Turkish",
            "uk" => "Ukrainian",
            "de" => "German",
            "ar" => "Arabic",
            "es" => "Spanish",
            "fr" => "French",
            "fa" => "Persian",
            "ka" => "Georgian",
            other => other,
        },
    }
}
