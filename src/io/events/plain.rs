//! Signs that people do not see, and figures of other scripts, in cells that hold numbers, dates and
//! positions.

use std::borrow::Cow;

/// Whether a sign takes no room: marks of the direction of writing, and those that join or part letters.
fn is_unseen(sign: char) -> bool {
    matches!(
        sign,
        '\0' | '\u{ad}'
            | '\u{61c}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}'
            | '\u{feff}'
    )
}

/// A text without blanks and signs that are not seen around it.
pub fn trimmed(text: &str) -> &str {
    // Most cells begin and end with letters or figures.
    if let [first, .., last] | [first @ last] = text.as_bytes()
        && first.is_ascii_graphic()
        && last.is_ascii_graphic()
    {
        return text;
    }
    text.trim_matches(|sign: char| sign.is_whitespace() || is_unseen(sign))
}

/// What stands for a sign where numbers are read; `None`: nothing does.
fn stands_for(sign: char) -> Option<char> {
    let figure = |nought: u32| char::from_digit(u32::from(sign) - nought, 10);
    Some(match sign {
        sign if is_unseen(sign) => return None,
        '\u{660}'..='\u{669}' => figure(0x660)?,
        '\u{6f0}'..='\u{6f9}' => figure(0x6f0)?,
        // The wide forms of the East.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(sign) - 0xfee0)?,
        // Before decimals, and between thousands.
        '\u{66b}' => '.',
        '\u{66c}' => '\'',
        // Hyphens that do not break, and that of the width of a figure.
        '\u{2212}' | '\u{2010}' | '\u{2011}' | '\u{2012}' => '-',
        sign => sign,
    })
}

/// A text as numbers, dates and positions are read in it: without signs that are not seen, and with the
/// figures 0 to 9.
pub fn as_read(text: &str) -> Cow<'_, str> {
    let is_plain = |sign: char| sign.is_ascii() && sign != '\0' || stands_for(sign) == Some(sign);
    let is_ascii = text.bytes().all(|byte| byte.is_ascii() && byte != 0);
    match is_ascii || text.chars().all(is_plain) {
        true => text.into(),
        false => text.chars().filter_map(stands_for).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_seen_makes_no_difference_and_figures_are_figures() {
        for (text, read) in [
            ("\u{200f}2020-09-27\u{200f}", "2020-09-27"),
            ("\u{feff}5", "5"),
            ("\u{2066}39.8\u{2069}", "39.8"),
            ("۳۹٫۸", "39.8"),
            ("٢٠٢٠-٠٩-٢٩", "2020-09-29"),
            ("４６．５", "46.5"),
            ("−3", "-3"),
            ("27 сентября", "27 сентября"),
            ("1\u{a0}250", "1\u{a0}250"),
        ] {
            assert_eq!(as_read(text), read);
        }
        assert_eq!(trimmed(" \u{feff}a\u{200f}b\u{200f}\n"), "a\u{200f}b");
    }
}
