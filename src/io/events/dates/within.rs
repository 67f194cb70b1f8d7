//! Days in the middle of a text, which are told and not read.

use super::Dates;

/// Words of a text that are looked at.
const LOOKED_AT: usize = 40;
/// The most words that a day is written with.
const MOST_WORDS: usize = 3;

impl Dates {
    /// Whether a text names a day with its year, such as `7 August 2022 - shelling`.
    pub fn are_within(text: &str) -> bool {
        let parts = |sign: char| sign.is_whitespace() || ",;()[]".contains(sign);
        let words = text.split(parts).filter(|word| !word.is_empty());
        let words: Vec<&str> = words.take(LOOKED_AT).collect();
        let mut all = (0..words.len()).flat_map(|from| {
            let most = (from + MOST_WORDS).min(words.len());
            (from + 1..=most).map(move |to| (from, to))
        });
        all.any(|(from, to)| {
            let written = words[from..to].join(" ");
            let written = written.trim_end_matches(['.', ':']);
            let is_number = written.parse::<f64>().is_ok();
            !is_number && has_a_year(written) && Self::default().span(written).is_ok()
        })
    }
}

fn has_a_year(text: &str) -> bool {
    let numbers = text.split(|letter: char| !letter.is_ascii_digit());
    let mut years = numbers.filter(|number| number.len() == 4);
    years.any(|year| ("1900".."2100").contains(&year))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_found_among_the_words_of_a_text() {
        for text in [
            "7 August 2022 - shelling",
            "Kalbajar, 2022-08-08",
            "Shelling (07.08.2022): two houses",
            "on the evening of August 7, 2022.",
            "Обстрел 7 августа 2022 года",
        ] {
            assert!(Dates::are_within(text), "{text}");
        }
        for text in [
            "",
            "Height 2041",
            "Post 12-3",
            "2022",
            "7 August",
            "M12 2022 road",
        ] {
            assert!(!Dates::are_within(text), "{text}");
        }
    }
}
