//! What a person who types a condition may go on with.

use super::terms::{Closeness, Graded, Stated};
use crate::{
    model::{
        Activity, Atlas, CasualtyKind, Grade, Id as _, Party, Stance, Weapon, enum_names::value,
        names::fold,
    },
    query::Facets,
};

/// A word that a term may go on with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// What is typed, with this word in place of what was begun.
    pub typed: String,
    /// The word.
    pub word: String,
    /// What it is the key of, where that says more than the word.
    pub name: Option<String>,
    /// How many records it stands for beside everything else that is asked; `None` where that is not counted.
    pub records: Option<u32>,
}

/// The words that the last term of a text may go on with, those of the most records first. None where the
/// term is whole, or its words are not a list.
pub fn offers(atlas: &Atlas, facets: &Facets, typed: &str) -> Vec<Offer> {
    let Some((field, begun)) = last_term(typed) else {
        return Vec::new();
    };
    let start = &typed[..typed.len() - begun.len()];
    let wanted = fold(begun);
    let offer = |word: &str, name: Option<String>, records: Option<u32>| {
        let is_wanted = fold(word).starts_with(&wanted)
            || name
                .as_deref()
                .is_some_and(|name| fold(name).contains(&wanted));
        (is_wanted && !begun.eq_ignore_ascii_case(word)).then(|| Offer {
            typed: format!("{start}{word} "),
            word: word.to_owned(),
            name,
            records,
        })
    };
    let listed = |words: Vec<(&str, Option<u32>)>| -> Vec<Option<Offer>> {
        let words = words.into_iter();
        words
            .map(|(word, records)| offer(word, None, records))
            .collect()
    };
    let all = match field.as_str() {
        "reporter" => {
            let reporters = atlas.listed_reporters().map(|(id, reporter)| {
                let records = facets.reporters.get(id.index()).copied();
                offer(&reporter.key, Some(reporter.short.clone()), records)
            });
            reporters.collect()
        }
        "type" => listed(counted(&Stance::ALL, &facets.stances)),
        "activity" => listed(counted(&Activity::ALL, &facets.activities)),
        "by" => listed(counted(&Party::ALL, &facets.parties)),
        "weapon" => listed(uncounted(&Weapon::ALL)),
        "losses" => listed(uncounted(&CasualtyKind::ALL)),
        "precision" => listed(uncounted(Closeness::ALL)),
        "has" => listed(uncounted(Stated::ALL)),
        field => {
            let Some(of) = value(Graded::ALL, field) else {
                return Vec::new();
            };
            let grades = Grade::ALL.map(|grade| of.letter(grade).to_string());
            listed(grades.iter().map(|word| (word.as_str(), None)).collect())
        }
    };
    let mut all: Vec<Offer> = all.into_iter().flatten().collect();
    // Those of one number keep their order.
    all.sort_by_key(|offer| std::cmp::Reverse(offer.records));
    all
}

fn counted<T: Ord + Copy>(
    all: &'static [(T, &'static str)],
    records: &std::collections::BTreeMap<T, u32>,
) -> Vec<(&'static str, Option<u32>)> {
    let count = |of: &T| Some(records.get(of).copied().unwrap_or(0));
    all.iter().map(|(of, word)| (*word, count(of))).collect()
}

fn uncounted<T>(all: &'static [(T, &'static str)]) -> Vec<(&'static str, Option<u32>)> {
    all.iter().map(|(_, word)| (*word, None)).collect()
}

/// The field of the last term and what is begun of its word: `reporter` and `az` of `has hours and reporter
/// = az`. `None` where a text in quotation marks is open, or no sign or blank follows a field.
fn last_term(typed: &str) -> Option<(String, &str)> {
    if typed.matches('"').count() % 2 == 1 {
        return None;
    }
    let is_end = |sign: char| sign.is_whitespace() || "=≠<>≤≥~".contains(sign);
    let from = typed.rfind(is_end)?;
    let sign = typed[from..].chars().next()?;
    let begun = &typed[from + sign.len_utf8()..];
    let before = typed[..typed.len() - begun.len()].trim_end();
    let field = before.trim_end_matches(|sign| "=≠!<>≤≥".contains(sign));
    let has_sign = field.len() < before.len();
    let field = field.trim_end();
    let word = field
        .rsplit(|sign: char| sign.is_whitespace() || sign == '(')
        .next()?;
    let word = word.to_lowercase();
    // `has` alone goes without a sign.
    (has_sign != (word == "has")).then_some((word, begun))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_term_is_told_from_what_stands_before_it() {
        for (typed, field, begun) in [
            ("reporter = az", "reporter", "az"),
            ("reporter=", "reporter", ""),
            ("has hours and (type != ", "type", ""),
            ("text ~ \"a = b\" or by = a", "by", "a"),
            ("not has w", "has", "w"),
            ("reliability ≠ b", "reliability", "b"),
        ] {
            let found = last_term(typed);
            assert_eq!(found, Some((field.to_owned(), begun)), "{typed}");
        }
        for typed in [
            "",
            "reporter",
            "reporter az",
            "text ~ \"reporter = a",
            "has = a",
            "has",
        ] {
            assert_eq!(last_term(typed), None, "{typed}");
        }
    }
}
