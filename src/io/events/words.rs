//! Cells as words of closed lists. Capitals make no difference, and blanks are hyphens.

use crate::model::{Basis, CasualtyKind, Weapon, enum_names};

pub const BASES: [(Basis, &str); 2] = [(Basis::Page, "page"), (Basis::Inferred, "inferred")];

pub const YES_AND_NO: [(bool, &str); 6] = [
    (true, "true"),
    (true, "yes"),
    (true, "1"),
    (false, "false"),
    (false, "no"),
    (false, "0"),
];

/// Who was killed or wounded, as tables of others say it; `None` where a word is none of these.
pub fn casualty_kind(cell: &str) -> Option<CasualtyKind> {
    if let Some(kind) = value(&CasualtyKind::ALL, cell) {
        return Some(kind);
    }
    let kind = match &*as_word(cell) {
        "soldier"
        | "serviceman"
        | "servicemen"
        | "serviceperson"
        | "military"
        | "troops"
        | "combatant"
        | "combatants"
        | "военные"
        | "военнослужащий"
        | "военнослужащие"
        | "солдат"
        | "солдаты"
        | "hərbçi"
        | "hərbi-qulluqçu"
        | "əsgər"
        | "asker"
        | "զինծառայող"
        | "զինվոր"
        | "soldat"
        | "soldaten" => CasualtyKind::Soldiers,
        "policeman"
        | "policemen"
        | "police-officer"
        | "police-officers"
        | "полиция"
        | "полицейский"
        | "полицейские"
        | "polis"
        | "ոստիկան"
        | "polizei"
        | "policier" => CasualtyKind::Police,
        "civilian"
        | "civ"
        | "non-combatant"
        | "noncombatant"
        | "гражданский"
        | "гражданские"
        | "мирный-житель"
        | "мирные-жители"
        | "mülki"
        | "mülki-şəxs"
        | "sivil"
        | "siviller"
        | "քաղաքացիական"
        | "zivilist"
        | "zivilisten"
        | "civil"
        | "civils"
        | "civiles" => CasualtyKind::Civilians,
        "peacekeeper"
        | "миротворец"
        | "миротворцы"
        | "sülhməramlı"
        | "sülhməramlılar"
        | "խաղաղապահ" => CasualtyKind::Peacekeepers,
        "medic" | "doctor" | "medical-personnel" | "медик" | "медики" => {
            CasualtyKind::Medics
        }
        "journalist" | "press" | "журналист" | "журналисты" | "jurnalist" | "լրագրող" => {
            CasualtyKind::Journalists
        }
        "both" | "several" | "civilians-and-soldiers" | "soldiers-and-civilians" => {
            CasualtyKind::Mixed
        }
        _ => return None,
    };
    Some(kind)
}

/// Whether a word for what became of a claim says that it was denied; `None` where it is none.
pub fn denial(cell: &str) -> Option<bool> {
    const DENIED: [&str; 20] = [
        "denied",
        "denies",
        "denial",
        "refuted",
        "rejected",
        "disproved",
        "debunked",
        "false-claim",
        "опровергнуто",
        "опровергнут",
        "опровергается",
        "отрицается",
        "təkzib",
        "təkzib-edilib",
        "yalanlandı",
        "հերքված",
        "dementiert",
        "bestritten",
        "démenti",
        "desmentido",
    ];
    const CLAIMED: [&str; 15] = [
        "confirmed",
        "claimed",
        "reported",
        "stated",
        "not-denied",
        "alleged",
        "claim",
        "подтверждено",
        "подтвержден",
        "təsdiq",
        "təsdiqlənib",
        "doğrulandı",
        "հաստատված",
        "bestätigt",
        "confirmé",
    ];
    let word = as_word(cell);
    let is_of = |words: &[&str]| words.contains(&&*word);
    match (is_of(&DENIED), is_of(&CLAIMED)) {
        (true, _) => Some(true),
        (_, true) => Some(false),
        _ => None,
    }
}

/// The value a cell stands for; `None` where the list does not hold it.
pub fn value<T: Copy>(list: &[(T, &'static str)], cell: &str) -> Option<T> {
    if !cell.is_ascii() {
        return enum_names::value(list, &as_word(cell));
    }
    let is_word = |word: &str| {
        let letters = cell.bytes().zip(word.bytes());
        cell.len() == word.len() && letters.into_iter().all(|(a, b)| as_letter(a) == b)
    };
    let known = list.iter().find(|(_, word)| is_word(word));
    known.map(|(value, _)| *value)
}

fn as_letter(byte: u8) -> u8 {
    match byte {
        b' ' | b'_' => b'-',
        other => other.to_ascii_lowercase(),
    }
}

/// A cell as the lists write their words.
pub fn as_word(cell: &str) -> String {
    cell.trim().to_lowercase().replace([' ', '_'], "-")
}

/// The weapon a cell names where it says what happened. Drones that look as well as strike, and
/// weapons that are no more than another one, do not say it.
pub fn weapon_named(cell: &str) -> Option<Weapon> {
    let weapon = value(&Weapon::ALL, cell)?;
    (!matches!(weapon, Weapon::Quadcopter | Weapon::Other)).then_some(weapon)
}

/// Whether a cell that says what happened says that a mine went off, in the words of others.
pub fn names_a_mine(cell: &str) -> bool {
    const WORDS: [&str; 20] = [
        "landmine",
        "land-mine",
        "landmines",
        "mines",
        "mine-explosion",
        "mine-blast",
        "mine-incident",
        "landmine-explosion",
        "landmine-blast",
        "mine-accident",
        "мина",
        "взрыв-мины",
        "подрыв-на-мине",
        "mina",
        "mina-partlayışı",
        "mina-partlaması",
        "mayın",
        "mayın-patlaması",
        "ական",
        "ականի-պայթյուն",
    ];
    WORDS.contains(&&*as_word(cell))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_may_be_written_in_several_ways() {
        for cell in ["machine-gun", "Machine gun", "MACHINE_GUN"] {
            assert_eq!(
                value(&Weapon::ALL, cell),
                Some(Weapon::MachineGun),
                "{cell}"
            );
            assert_eq!(
                enum_names::value(&Weapon::ALL, &as_word(cell)),
                Some(Weapon::MachineGun)
            );
        }
        // The sign of the unit of temperature is a k once it is small.
        assert_eq!(value(&BASES, "page"), Some(Basis::Page));
        assert_eq!(value(&Weapon::ALL, "machine guns"), None);
        assert_eq!(value(&[(1, "k")], "\u{212a}"), Some(1));
    }
}
