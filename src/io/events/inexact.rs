//! Numbers that are not exact, in cells: those that this program writes beside the columns of numbers, so that
//! no other program takes a bound for a number, and the words that tables of others have.

use std::fmt::Write as _;

use crate::{
    io::statement::words_of_bounds,
    model::{Amount, Field},
};

/// What stands in the one cell for the numbers of a row that are not exact: `count >=50; killed 3-5`.
pub fn write(text: &mut String, numbers: impl IntoIterator<Item = (Field, Option<Amount>)>) {
    let mut between = "";
    for (field, amount) in numbers {
        if let Some(amount) = amount.filter(|amount| amount.exact().is_none()) {
            let between = std::mem::replace(&mut between, "; ");
            // Writing to a text does not fail.
            let _ = write!(text, "{between}{} {amount}", field.name());
        }
    }
}

/// What such a cell says of a field.
///
/// # Errors
///
/// What of it is no number of that kind.
pub fn read(cell: &str, field: Field) -> Result<Option<Amount>, &str> {
    let mut parts = cell.split(';').map(str::trim);
    let of_field = |part: &str| {
        part.split_once(' ')
            .is_some_and(|(of, _)| of == field.name())
    };
    let Some((_, amount)) = parts
        .find(|part| of_field(part))
        .and_then(|part| part.split_once(' '))
    else {
        return Ok(None);
    };
    let read = Amount::read(amount, |text| text.parse().ok());
    read.map(Some).ok_or(amount)
}

/// A number of a table with words for what it is: `at least 50`, `50 or more`, `ca. 50`, `between 10 and 15`.
/// `number` reads the number alone.
pub fn in_words(cell: &str, number: impl Fn(&str) -> Option<u32>) -> Option<Amount> {
    const BETWEEN: [(&str, &str); 3] = [("between ", " and "), ("from ", " to "), ("", " to ")];
    let text = cell.trim().to_lowercase();
    let parted = |rest: &&str| !rest.starts_with(char::is_alphabetic);
    let mut before = words_of_bounds().filter(|(_, is_behind, _)| !is_behind);
    let before = before.find_map(|(words, _, of)| {
        let rest = text.strip_prefix(words).filter(parted)?;
        let rest = rest.strip_prefix('.').unwrap_or(rest);
        Some(of(number(rest.trim())?))
    });
    let behind = || {
        let mut behind = words_of_bounds().filter(|(_, is_behind, _)| *is_behind);
        behind.find_map(|(words, _, of)| {
            let rest = text.strip_suffix(words)?;
            Some(of(number(rest.trim())?))
        })
    };
    let between = || {
        BETWEEN.iter().find_map(|(before, between)| {
            let (low, high) = text.strip_prefix(before)?.split_once(between)?;
            Amount::between(number(low.trim())?, number(high.trim())?)
        })
    };
    before.or_else(behind).or_else(between)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_cell_holds_all_numbers_that_are_not_exact() {
        let mut cell = String::new();
        write(
            &mut cell,
            [
                (Field::Total, Some(Amount::About(340))),
                (Field::Count, Some(Amount::AtLeast(50))),
                (Field::Killed, Some(Amount::Exact(2))),
                (Field::Wounded, Some(Amount::Between(3, 5))),
            ],
        );
        assert_eq!(cell, "total ~340; count >=50; wounded 3-5");
        assert_eq!(read(&cell, Field::Count), Ok(Some(Amount::AtLeast(50))));
        assert_eq!(read(&cell, Field::Killed), Ok(None));
        assert_eq!(read("count many", Field::Count), Err("many"));
    }

    #[test]
    fn words_say_what_a_number_is() {
        let read = |cell| in_words(cell, |text| text.parse().ok());
        assert_eq!(read("At least 50"), Some(Amount::AtLeast(50)));
        assert_eq!(read("50 or more"), Some(Amount::AtLeast(50)));
        assert_eq!(read("не более 7"), Some(Amount::AtMost(7)));
        assert_eq!(read("более 7"), Some(Amount::MoreThan(7)));
        assert_eq!(read("ca. 30"), Some(Amount::About(30)));
        assert_eq!(read("between 10 and 15"), Some(Amount::Between(10, 15)));
        assert_eq!(read("10 to 15"), Some(Amount::Between(10, 15)));
        assert_eq!(read("15 to 10"), None);
        assert_eq!(read("several"), None);
    }
}
