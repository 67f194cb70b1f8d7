//! What stands in a heading beside the name of its field: the form of its dates, the unit of its numbers, and that
//! it is a share.

/// A heading without the form of its dates or times, which stands in brackets behind it: `Date (DD.MM.YY)`,
/// `Дата (ДД.ММ.ГГ)`, `Tarih (GG.AA.YYYY)`. `None` where there is none. Two letters that differ, such as those of a
/// side, are no form.
pub fn without_form(heading: &str) -> Option<&str> {
    let (name, form) = in_brackets(heading)?;
    let form = form.to_lowercase();
    let is_of_it = |letter: char| is_sign(letter) || "dmyhsjtgaдмгч".contains(letter);
    // One letter alone may stand for anything.
    let is_written = form.chars().all(is_of_it) && form.chars().count() > 1;
    let is_signed = form.contains(is_sign);
    let is_form = is_written && (is_signed || has_repeats(&form));
    (is_form && !name.trim().is_empty()).then_some(name)
}

/// The order in which a heading says that day and month stand in its dates: whether the day comes first.
pub fn day_first(heading: &str) -> Option<bool> {
    without_form(heading)?;
    let (_, form) = in_brackets(heading)?;
    let form = form.to_lowercase();
    let day = form.find(['d', 'д', 'j', 't', 'g'])?;
    let month = form.find(['m', 'м', 'a'])?;
    let year = form.find(['y', 'г']);
    // Where the year comes first nothing is in doubt.
    year.is_none_or(|year| year > day.min(month))
        .then_some(day < month)
}

/// Whether a sign may stand between the parts of a date or a time.
fn is_sign(letter: char) -> bool {
    "./-: ".contains(letter)
}

/// Whether each letter of a word stands at least twice in a row.
fn has_repeats(word: &str) -> bool {
    let letters: Vec<char> = word.chars().collect();
    let mut runs = letters.chunk_by(|one, other| one == other);
    runs.all(|run| run.len() > 1)
}

/// A heading and what stands in brackets behind it.
fn in_brackets(heading: &str) -> Option<(&str, &str)> {
    heading
        .trim()
        .strip_suffix([')', ']'])?
        .rsplit_once(['(', '['])
}

/// The words in brackets behind a heading that are no form of its times.
pub fn unknown_in_brackets(heading: &str) -> Option<&str> {
    let (_, words) = in_brackets(heading)?;
    let has_letters = words
        .chars()
        .filter(|letter| letter.is_alphabetic())
        .count()
        > 1;
    (has_letters && without_form(heading).is_none()).then_some(words)
}

/// A heading without the unit of its numbers in brackets behind it: `Killed (persons)`. `None` where there is none.
pub fn without_unit(heading: &str) -> Option<&str> {
    const UNITS: [&str; 22] = [
        "persons",
        "person",
        "people",
        "number",
        "no",
        "no.",
        "n",
        "#",
        "count",
        "чел",
        "чел.",
        "человек",
        "кол-во",
        "nəfər",
        "kişi",
        "մարդ",
        "personen",
        "anzahl",
        "personnes",
        "personas",
        "осіб",
        "pax",
    ];
    let (name, unit) = in_brackets(heading)?;
    let unit = unit.trim().to_lowercase();
    (UNITS.contains(&&*unit) && !name.trim().is_empty()).then(|| name.trim())
}

/// Whether a heading speaks of a share, in per cent or for so many others, and not of a number.
pub fn is_share(heading: &str) -> bool {
    const WORDS: [&str; 18] = [
        "percent",
        "percentage",
        "pct",
        "perc",
        "share",
        "ratio",
        "rate",
        "процент",
        "проценты",
        "доля",
        "faiz",
        "yüzde",
        "տոկոս",
        "prozent",
        "anteil",
        "pourcentage",
        "porcentaje",
        "відсоток",
    ];
    let lower = heading.to_lowercase();
    let mut words = lower.split(|letter: char| !letter.is_alphanumeric());
    heading.contains(['%', '‰', '٪', '％']) || words.any(|word| WORDS.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_a_side_are_no_form_of_dates() {
        for (heading, expected) in [
            ("Date (DD.MM.YY)", Some("Date ")),
            ("Date (d/m/yyyy)", Some("Date ")),
            ("Time [HH:MM]", Some("Time ")),
            ("Дата (ДДММГГГГ)", Some("Дата ")),
            ("Killed (AM)", None),
            ("incidents (HY)", None),
            ("Killed (AZ)", None),
            ("Date (x)", None),
        ] {
            assert_eq!(without_form(heading), expected, "{heading}");
        }
        assert_eq!(day_first("Date (MM/DD/YYYY)"), Some(false));
        assert_eq!(day_first("Дата (ДД.ММ.ГГ)"), Some(true));
        assert_eq!(day_first("Date (YYYY-MM-DD)"), None);
        assert_eq!(day_first("Date"), None);
    }

    #[test]
    fn a_share_is_no_number_and_a_unit_is_no_other_field() {
        for heading in ["Killed (%)", "% incidents", "killed_pct", "Fatality rate"] {
            assert!(is_share(heading), "{heading}");
        }
        assert!(!is_share("Killed (persons)"));
        assert_eq!(without_unit("Killed (persons)"), Some("Killed"));
        assert_eq!(without_unit("Killed (women)"), None);
    }
}
