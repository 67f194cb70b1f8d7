//! What a shape is called: under which of its properties people write its name, in which language.

use serde_json::{Map, Value};

use crate::model::{Language, Names};

/// The names of a shape; `otherwise` where it has none.
pub fn names_of(properties: &Map<String, Value>, otherwise: &str) -> Names {
    let mut found: Vec<(Heading, &str)> = Vec::new();
    for (heading, value) in properties {
        let text = value.as_str().map(str::trim).unwrap_or_default();
        if let Some(heading) = Heading::of(heading)
            && !text.is_empty()
        {
            found.push((heading, text));
        }
    }
    let of = |wanted: &dyn Fn(&Heading) -> bool| {
        let fitting = found.iter().filter(|(heading, _)| wanted(heading));
        // Of equals the first of the file.
        let best = fitting.rev().max_by_key(|(heading, _)| heading.rank);
        best.map(|(_, text)| (*text).to_owned())
    };
    let plain = of(&|heading| heading.language.is_none_or(|own| own == Language::English));
    let any = || of(&|_| true);
    let plain = plain.or_else(any).unwrap_or_else(|| otherwise.to_owned());
    let mut names = Names::plain(plain);
    for language in Language::ALL {
        if let Some(name) = of(&|heading| heading.language == Some(language)) {
            names.set(language, name);
        }
    }
    names
}

/// A heading that stands for a name.
struct Heading {
    language: Option<Language>,
    /// How surely it is that of the shape itself, the surest highest; of levels the deepest.
    rank: (u8, u32),
}

/// Bare names, the surest first.
const BARE: [&str; 4] = ["name", "title", "label", "shapename"];

/// In the languages of the area.
const IN_OTHER_LANGUAGES: [(&str, Option<Language>); 10] = [
    ("ad", Some(Language::Azerbaijani)),
    ("adı", Some(Language::Azerbaijani)),
    ("adi", Some(Language::Azerbaijani)),
    ("isim", Some(Language::Turkish)),
    ("название", Some(Language::Russian)),
    ("наименование", Some(Language::Russian)),
    ("имя", Some(Language::Russian)),
    ("անուն", Some(Language::Armenian)),
    ("անվանում", Some(Language::Armenian)),
    ("անվանումը", Some(Language::Armenian)),
];

/// What ends in `name` and is that of something else.
const OF_OTHERS: [&str; 8] = [
    "filename",
    "file_name",
    "username",
    "user_name",
    "layername",
    "layer_name",
    "surname",
    "sourcename",
];

impl Heading {
    fn of(heading: &str) -> Option<Self> {
        let folded = heading.trim().to_lowercase();
        let folded = folded.replace([' ', '-', ':', '.'], "_");
        let rank = |rank, level| Some((rank, level));
        let found = |language, rank: Option<(u8, u32)>| {
            let rank = rank?;
            Some(Self { language, rank })
        };
        if let Some(at) = BARE.iter().position(|bare| *bare == folded) {
            return found(None, rank(9 - at as u8, 0));
        }
        let other = IN_OTHER_LANGUAGES
            .iter()
            .find(|(known, _)| *known == folded);
        if let Some((_, language)) = other {
            return found(*language, rank(3, 0));
        }
        let (base, language) = split_language(&folded);
        if let Some(level) = level_of(base) {
            return found(language, rank(5, level));
        }
        if language.is_some() {
            let is_name = BARE.contains(&base);
            return found(language, is_name.then_some((4, 0)));
        }
        let is_some_name = folded.starts_with("name_") || folded.ends_with("name");
        let is_own = is_some_name && !OF_OTHERS.contains(&folded.as_str());
        found(None, is_own.then_some((1, 0)))
    }
}

/// The heading without the code or name of a language before or after it.
fn split_language(heading: &str) -> (&str, Option<Language>) {
    let after = heading.rsplit_once('_');
    let after = after.and_then(|(base, code)| Some((base, language(code)?)));
    let before = || {
        let (code, base) = heading.split_once('_')?;
        Some((base, language(code)?))
    };
    match after.or_else(before) {
        Some((base, language)) => (base, Some(language)),
        None => (heading, None),
    }
}

fn language(code: &str) -> Option<Language> {
    const CODES: [(Language, [&str; 4]); 5] = [
        (Language::English, ["en", "eng", "english", "int"]),
        (Language::Azerbaijani, ["az", "aze", "azb", "azerbaijani"]),
        (Language::Armenian, ["hy", "hye", "arm", "armenian"]),
        (Language::Russian, ["ru", "rus", "russian", "rus"]),
        (Language::Turkish, ["tr", "tur", "turkish", "trk"]),
    ];
    let known = CODES.iter().find(|(_, codes)| codes.contains(&code));
    known.map(|(language, _)| *language)
}

/// The level of an administrative unit: `name_2` of GADM, `adm2`, `adm2_name` of the United Nations.
fn level_of(base: &str) -> Option<u32> {
    let number = match base.strip_prefix("name_") {
        Some(number) => number,
        None => {
            let unit = base.strip_prefix("admin").or(base.strip_prefix("adm"))?;
            let unit = unit.strip_suffix("_name").or(unit.strip_suffix("name"));
            unit.or_else(|| base.strip_prefix("adm"))?
        }
    };
    let level: u32 = number.parse().ok()?;
    (level < 10).then_some(level + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(json: &str) -> Vec<String> {
        let Ok(Value::Object(properties)) = serde_json::from_str(json) else {
            return Vec::new();
        };
        let names = names_of(&properties, "the file");
        let own = |language| names.own(language).unwrap_or_default().to_owned();
        Language::ALL.into_iter().map(own).collect()
    }

    #[test]
    fn names_are_found_where_people_write_them() {
        let check = |json, expected: &str| {
            assert_eq!(
                names(json).first().map(String::as_str),
                Some(expected),
                "{json}"
            );
        };
        check(r#"{"id": 1, "name_eng": "Corridor"}"#, "Corridor");
        check(
            r#"{"ADM0_EN": "Armenia", "ADM1_EN": "Syunik", "ADM1_HY": "Սյունիք"}"#,
            "Syunik",
        );
        check(
            r#"{"adm1_name": "A", "adm2_name": "B", "adm2_pcode": "X1"}"#,
            "B",
        );
        check(
            r#"{"NAME_0": "Azerbaijan", "NAME_1": "Kalbajar", "NL_NAME_1": "x"}"#,
            "Kalbajar",
        );
        check(
            r#"{"shapeISO": "AM", "shapeName": "Vayots Dzor"}"#,
            "Vayots Dzor",
        );
        check(r#"{"NAME_1": "A", "NAME": "B"}"#, "B");
        check(r#"{"district_name": "C"}"#, "C");
        check(r#"{"name_local": "D", "username": "x"}"#, "D");
        check(r#"{"Название": "Линия"}"#, "Линия");
        check(r#"{"name": " ", "shapeName": "E"}"#, "E");
        check(r#"{"name": 7}"#, "the file");
        check(r#"{"filename": "x", "type": "y"}"#, "the file");
    }

    #[test]
    fn names_are_kept_by_language() {
        let json = r#"{"name": "Q", "name:en": "Lachin", "name_az": "Laçın", "name_arm": "Բերձոր",
            "RU_name": "Лачин", "ADM1_TR": "Laçin"}"#;
        assert_eq!(names(json), ["Lachin", "Laçın", "Բերձոր", "Лачин", "Laçin"]);
    }
}
