//! Why a column is taken for what it is, and what its cells read as.

use super::{Dataset, Dates, Survey, cells::says_nothing, numbers::is_number};
use crate::{
    io::features::is_web_address,
    model::{ImportOptions, Looks, Reason},
};

impl Survey {
    /// Why a column is taken for what it is.
    pub fn reason(&self, index: usize, choices: &ImportOptions) -> Reason {
        let Some(heading) = self.headings.get(index) else {
            return Reason::Unknown;
        };
        if choices.fields.contains_key(heading) {
            return Reason::Chosen;
        }
        if let Some(lost) = self.lost.iter().find(|lost| lost.heading == *heading) {
            return Reason::Lost {
                field: lost.field,
                winner: lost.winner.clone(),
            };
        }
        let is_taken = self.fields.get(index).is_some_and(Option::is_some);
        let is_actor = self.actors.contains(&Some(index));
        match (is_taken || is_actor, self.dataset) {
            (false, _) => Reason::Unknown,
            (true, Dataset::Other) => match self.by_looks.iter().any(|(by, _)| by == heading) {
                true => Reason::Cells,
                false => Reason::Heading,
            },
            (true, _) => Reason::Dataset,
        }
    }
}

/// What cells read as.
pub fn looks_of<'c>(cells: impl Iterator<Item = &'c str>) -> Looks {
    let is_number_alone = |cell: &str| cell.parse::<f64>().is_ok() || is_number(cell);
    let is_date = |cell: &str| {
        // Bare numbers may be anything.
        let has_digits = cell.contains(|letter: char| letter.is_ascii_digit());
        let may_be = has_digits && cell.parse::<f64>().is_err();
        may_be && (Dates::default().span(cell).is_ok() || is_either(cell))
    };
    let mut counts = [0_usize; 5];
    for cell in cells.map(str::trim) {
        if cell.is_empty() || says_nothing(cell) {
            continue;
        }
        let kind = match cell {
            cell if Dates::is_clock(cell) => Looks::Clocks,
            cell if is_date(cell) => Looks::Dates,
            cell if is_number_alone(cell) => Looks::Numbers,
            cell if is_web_address(cell) => Looks::Addresses,
            _ => Looks::Texts,
        };
        counts[kind as usize - 1] += 1;
    }
    let all: usize = counts.iter().sum();
    let kinds = [
        Looks::Dates,
        Looks::Clocks,
        Looks::Numbers,
        Looks::Addresses,
    ];
    let mut most = kinds.into_iter().zip(counts);
    match most.find(|(_, count)| count * 10 >= all * 9) {
        _ if all == 0 => Looks::Empty,
        Some((looks, _)) => looks,
        None => Looks::Texts,
    }
}

/// Whether a cell is a date whose order of day and month nothing tells.
fn is_either(cell: &str) -> bool {
    use super::dates::DateError;
    matches!(
        Dates::default().span(cell),
        Err(DateError::Ambiguous | DateError::ShortYear)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_read_as_what_nine_of_ten_are() {
        let looks = |cells: &[&str]| looks_of(cells.iter().copied());
        assert_eq!(looks(&[]), Looks::Empty);
        assert_eq!(looks(&["", " ", "n/a"]), Looks::Empty);
        assert_eq!(
            looks(&["2020-09-27", "27.09.2020", "3/4/2023"]),
            Looks::Dates
        );
        assert_eq!(looks(&["10:00", "22:15"]), Looks::Clocks);
        assert_eq!(looks(&["1", "2.5", "1 200", "46,5"]), Looks::Numbers);
        assert_eq!(looks(&["https://a.example/1"]), Looks::Addresses);
        assert_eq!(looks(&["Agdam", "2020-09-27"]), Looks::Texts);
        let mut nine = vec!["2020-09-27"; 9];
        nine.push("unknown day");
        assert_eq!(looks(&nine), Looks::Dates);
        nine.push("another");
        assert_eq!(looks(&nine), Looks::Texts);
    }
}
