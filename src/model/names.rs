//! Names in several languages, and the folded form by which spellings are compared.

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// The languages every region has a name in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// The international name, in English spelling.
    #[default]
    English,
    /// `az`, in Latin letters.
    Azerbaijani,
    /// `hy`.
    Armenian,
    /// `ru`.
    Russian,
    /// `tr`.
    Turkish,
}

impl Language {
    /// Every language, in the order of menus.
    pub const ALL: [Self; 5] = [
        Self::English,
        Self::Azerbaijani,
        Self::Armenian,
        Self::Russian,
        Self::Turkish,
    ];

    /// The two-letter code of ISO 639-1.
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Azerbaijani => "az",
            Self::Armenian => "hy",
            Self::Russian => "ru",
            Self::Turkish => "tr",
        }
    }

    /// What its speakers call it.
    pub fn endonym(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Azerbaijani => "Azərbaycanca",
            Self::Armenian => "Հայերեն",
            Self::Russian => "Русский",
            Self::Turkish => "Türkçe",
        }
    }

    /// From its code of ISO 639-1, in lower case.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|language| language.code() == code)
    }
}

/// What a place or a reporter is called.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// One name a language, in the order of [`Language::ALL`]; empty where not known.
    by_language: [String; 5],
    /// A second local name, in English spelling; see [`Names::title`].
    pub also: Option<String>,
    /// Other spellings found in statements, in any script.
    pub variants: Vec<String>,
}

impl Names {
    /// Between two names of one place.
    pub const JOINT: &str = " / ";

    /// The same name in every language.
    pub fn plain(name: impl Into<String>) -> Self {
        let mut names = Self::default();
        names.set(Language::English, name.into());
        names
    }

    /// Puts a name in the place of the one before.
    pub fn set(&mut self, language: Language, name: String) {
        self.by_language[language as usize] = name;
    }

    /// The name in that language; where there is none, the international one.
    pub fn get(&self, language: Language) -> &str {
        self.own(language)
            .unwrap_or(&self.by_language[Language::English as usize])
    }

    /// The name in exactly that language.
    pub fn own(&self, language: Language) -> Option<&str> {
        let name = &self.by_language[language as usize];
        (!name.is_empty()).then_some(name)
    }

    /// The name for a heading. In English places have both local names in equal weight, joined by
    /// [`Names::JOINT`]: first the one in the language of the state the place lies in, then the other's.
    pub fn title(&self, language: Language) -> String {
        match (&self.also, language) {
            (Some(also), Language::English) => {
                format!("{}{}{also}", self.get(language), Self::JOINT)
            }
            _ => self.get(language).to_owned(),
        }
    }

    /// Whether the spelling is no more than a variant.
    pub fn is_variant(&self, spelling: &str) -> bool {
        let direct = self.by_language.iter().chain(&self.also);
        !direct.into_iter().any(|name| name == spelling)
    }

    /// Every spelling, the five languages first, without repetition.
    pub fn spellings(&self) -> impl Iterator<Item = &str> {
        let mut seen = Vec::new();
        self.by_language
            .iter()
            .chain(&self.also)
            .chain(&self.variants)
            .map(String::as_str)
            .filter(move |name| {
                let fresh = !name.is_empty() && !seen.contains(name);
                if fresh {
                    seen.push(*name);
                }
                fresh
            })
    }
}

/// The form in which two spellings of one name compare equal: lower case, without accents,
/// apostrophes and hyphens, single blanks between words.
///
/// ```
/// use contactline::model::names::fold;
///
/// assert_eq!(fold("Kəlbəcər"), "kalbacar");
/// assert_eq!(fold("Verin-Shorzha"), "verin shorzha");
/// assert_eq!(fold("Gegharkʻunikʻ"), "gegharkunik");
/// ```
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars() {
        if letter.is_ascii() {
            fold_letter(letter.to_ascii_lowercase(), &mut folded);
            continue;
        }
        // In which order marks stand is of no account: they are left out.
        decompose_canonical(letter, |part| {
            for letter in part.to_lowercase() {
                fold_letter(letter, &mut folded);
            }
        });
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// Adds a small letter without what stands on it.
fn fold_letter(letter: char, folded: &mut String) {
    match letter {
        'a'..='z' | '0'..='9' => folded.push(letter),
        '\'' | '’' | '‘' | 'ʻ' | 'ʼ' | '`' | '´' | 'ʾ' | 'ʿ' | '՚' => {}
        'ə' => folded.push('a'),
        'ı' => folded.push('i'),
        'և' => folded.push_str("եւ"),
        mark if is_combining_mark(mark) => {}
        letter if letter.is_alphanumeric() => folded.push(letter),
        _ if folded.is_empty() || folded.ends_with(' ') => {}
        _ => folded.push(' '),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization as _;

    use super::*;

    #[test]
    fn spellings_of_one_name_fold_to_the_same_text() {
        let check = |one: &str, other: &str| assert_eq!(fold(one), fold(other), "{one} {other}");
        check("LAÇIN", "laçın");
        check("İstisu", "istisu");
        check("Gyanja ", "gyanja");
        check("Ёлка", "елка");
        check("Nerk’in Shorzha", "Nerkin-Shorzha");
        check("ՎԱՐԴԵՆԻՍ", "Վարդենիս");
    }

    #[test]
    fn a_name_that_is_missing_falls_back_to_the_international_one() {
        let mut names = Names::plain("Vardenis");
        names.also = Some("Basarkechar".into());
        names.set(Language::Armenian, "Վարդենիս".into());
        assert_eq!(names.get(Language::Russian), "Vardenis");
        assert_eq!(names.own(Language::Russian), None);
        assert_eq!(names.title(Language::English), "Vardenis / Basarkechar");
        assert_eq!(names.title(Language::Armenian), "Վարդենիս");
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "\\PC{0,30}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn how_letters_and_their_marks_are_coded_changes_nothing(
            text in "[a-zA-Z0-9 .'’ʻ\\-çÇəƏğĞıIİöÖşŞüÜа-яА-ЯёЁÉéա-ֆԱ-Ֆև\u{301}\u{327}ǖ가]{0,30}",
        ) {
            prop_assert_eq!(fold(&text.nfd().collect::<String>()), fold(&text));
            prop_assert_eq!(fold(&text.nfc().collect::<String>()), fold(&text));
        }
    }
}
