//! Numbers as sources state them: exact, or no more than a bound, a span or an estimate; and what they
//! add up to. A bound never turns into an exact number on its way.

use std::fmt;

/// A number as a source states it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Amount {
    /// So many.
    Exact(u32),
    /// About so many: "about", "some", "nearly".
    About(u32),
    /// So many or more: "at least 50", `50+`.
    AtLeast(u32),
    /// More than that.
    MoreThan(u32),
    /// So many or fewer: "up to 10".
    AtMost(u32),
    /// Fewer than that.
    LessThan(u32),
    /// From the first to the second, which is greater.
    Between(u32, u32),
    /// The number that the source holds for the best one, and how far it may be off.
    Best {
        /// The best one.
        best: u32,
        /// The lowest it may be.
        low: u32,
        /// The highest it may be.
        high: u32,
    },
}

impl From<u32> for Amount {
    fn from(number: u32) -> Self {
        Self::Exact(number)
    }
}

impl Amount {
    /// The number alone, whatever is said of it: to sort by and to draw by, not to be shown.
    pub fn number(self) -> u32 {
        match self {
            Self::Exact(number)
            | Self::About(number)
            | Self::AtLeast(number)
            | Self::MoreThan(number)
            | Self::AtMost(number)
            | Self::LessThan(number)
            | Self::Between(number, _)
            | Self::Best { best: number, .. } => number,
        }
    }

    /// The number, where it is an exact one.
    pub fn exact(self) -> Option<u32> {
        match self {
            Self::Exact(number) => Some(number),
            _ => None,
        }
    }

    /// The number that may stand for it alone in files of other programs: an exact one, or the best one.
    pub fn alone(self) -> Option<u32> {
        match self {
            Self::Exact(number) | Self::Best { best: number, .. } => Some(number),
            _ => None,
        }
    }

    /// The fewest there are by it. What is about so many is taken for so many.
    pub fn least(self) -> u32 {
        match self {
            Self::Exact(number)
            | Self::About(number)
            | Self::AtLeast(number)
            | Self::Between(number, _) => number,
            Self::MoreThan(number) => number.saturating_add(1),
            Self::AtMost(_) | Self::LessThan(_) => 0,
            Self::Best { low, .. } => low,
        }
    }

    /// The most there are by it; `None` where it sets no end.
    pub fn most(self) -> Option<u32> {
        match self {
            Self::Exact(number)
            | Self::About(number)
            | Self::AtMost(number)
            | Self::Between(_, number) => Some(number),
            Self::LessThan(number) => Some(number.saturating_sub(1)),
            Self::Best { high, .. } => Some(high),
            Self::AtLeast(_) | Self::MoreThan(_) => None,
        }
    }

    /// What the total of a report without a claim says of incidents: that there was none, and nothing else.
    pub fn none_of(total: Option<Self>) -> Option<Self> {
        total.filter(|total| *total == Self::Exact(0))
    }

    /// From a lowest to a highest number; `None` where the second is the lower one.
    pub fn between(low: u32, high: u32) -> Option<Self> {
        match low == high {
            true => Some(Self::Exact(low)),
            false => (low < high).then_some(Self::Between(low, high)),
        }
    }

    /// A best number between a lowest and a highest; `None` where it does not lie between them.
    pub fn best(best: u32, low: u32, high: u32) -> Option<Self> {
        match low == high {
            true => (best == low).then_some(Self::Exact(best)),
            false => (low <= best && best <= high).then_some(Self::Best { best, low, high }),
        }
    }

    /// Reads a number as [`Amount`] writes it, and as tables of others do: `50`, `~50`, `≈50`, `>=50`, `≥50`,
    /// `50+`, `>50`, `<=10`, `≤10`, `<10`, `50-80`, `5 (3-9)`. `number` reads what stands between the signs.
    pub fn read(text: &str, number: impl Fn(&str) -> Option<u32>) -> Option<Self> {
        type Of = fn(u32) -> Amount;
        const SIGNS: [(&str, Of); 10] = [
            (">=", Amount::AtLeast),
            ("≥", Amount::AtLeast),
            ("⩾", Amount::AtLeast),
            ("<=", Amount::AtMost),
            ("≤", Amount::AtMost),
            ("⩽", Amount::AtMost),
            (">", Amount::MoreThan),
            ("<", Amount::LessThan),
            ("~", Amount::About),
            ("≈", Amount::About),
        ];
        let text = text.trim();
        let number = |text: &str| number(text.trim());
        if let Some(exact) = number(text) {
            return Some(Self::Exact(exact));
        }
        for (sign, of) in SIGNS {
            if let Some(rest) = text.strip_prefix(sign) {
                return number(rest).map(of);
            }
        }
        if let Some(rest) = text.strip_suffix('+') {
            return number(rest).map(Self::AtLeast);
        }
        let span = |text: &str| {
            let (low, high) = text.split_once(['-', '–', '—', '‒'])?;
            Some((number(low)?, number(high)?))
        };
        let bracketed = text
            .strip_suffix([')', ']'])
            .and_then(|text| text.split_once(['(', '[']));
        match bracketed {
            Some((best, rest)) => {
                let (low, high) = span(rest)?;
                Self::best(number(best)?, low, high)
            }
            None => span(text).and_then(|(low, high)| Self::between(low, high)),
        }
    }
}

/// As files have it, in signs that every keyboard has.
impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exact(number) => write!(f, "{number}"),
            Self::About(number) => write!(f, "~{number}"),
            Self::AtLeast(number) => write!(f, ">={number}"),
            Self::MoreThan(number) => write!(f, ">{number}"),
            Self::AtMost(number) => write!(f, "<={number}"),
            Self::LessThan(number) => write!(f, "<{number}"),
            Self::Between(low, high) => write!(f, "{low}-{high}"),
            Self::Best { best, low, high } => write!(f, "{best} ({low}-{high})"),
        }
    }
}

/// What numbers of one reporter add up to. Bounds add up as bounds: as soon as one part is no more than a
/// lowest number, so is the whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    number: u64,
    low: u64,
    high: u64,
    /// A part has no end above.
    is_open: bool,
    /// A part is about so many.
    is_about: bool,
    /// The bound of a part is not one of the numbers there may be: "more than", "fewer than".
    is_strict: bool,
    /// A part has no number that is the best one.
    has_span: bool,
}

/// How a [`Sum`] is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// So many.
    Exact(u64),
    /// So many or more.
    AtLeast(u64),
    /// More than that.
    MoreThan(u64),
    /// So many or fewer.
    AtMost(u64),
    /// Fewer than that.
    LessThan(u64),
    /// From the first to the second.
    Between(u64, u64),
    /// The best one, the lowest and the highest.
    Best(u64, u64, u64),
}

impl From<u32> for Sum {
    fn from(number: u32) -> Self {
        Self::exact(u64::from(number))
    }
}

impl From<Amount> for Sum {
    fn from(amount: Amount) -> Self {
        let mut sum = Self::exact(u64::from(amount.number()));
        sum.loosen(amount);
        sum
    }
}

impl Sum {
    /// What exact numbers add up to.
    pub fn exact(number: u64) -> Self {
        Self {
            number,
            low: number,
            high: number,
            ..Self::default()
        }
    }

    /// Takes into account that one of the numbers added up was not exact.
    pub fn loosen(&mut self, amount: Amount) {
        let number = u64::from(amount.number());
        let shifted = |of: u64, to: u32| (of + u64::from(to)).saturating_sub(number);
        self.low = shifted(self.low, amount.least());
        match amount.most() {
            Some(most) => self.high = shifted(self.high, most),
            None => self.is_open = true,
        }
        match amount {
            Amount::Exact(_) | Amount::AtLeast(_) | Amount::Best { .. } => {}
            Amount::About(_) => self.is_about = true,
            Amount::MoreThan(_) => self.is_strict = true,
            Amount::LessThan(_) => (self.is_strict, self.has_span) = (true, true),
            Amount::AtMost(_) | Amount::Between(..) => self.has_span = true,
        }
    }

    /// Adds further numbers of the same reporter.
    pub fn add(&mut self, other: impl Into<Self>) {
        let other = other.into();
        self.number = self.number.saturating_add(other.number);
        self.low = self.low.saturating_add(other.low);
        self.high = self.high.saturating_add(other.high);
        self.is_open |= other.is_open;
        self.is_about |= other.is_about;
        self.is_strict |= other.is_strict;
        self.has_span |= other.has_span;
    }

    /// The numbers alone added up, whatever is said of them: to sort by and to draw by, not to be shown.
    pub fn number(self) -> u64 {
        self.number
    }

    /// The same, as far as it goes.
    pub fn size(self) -> u32 {
        u32::try_from(self.number).unwrap_or(u32::MAX)
    }

    /// The fewest there are by it.
    pub fn least(self) -> u64 {
        self.low
    }

    /// Whether nothing was added but noughts.
    pub fn is_zero(self) -> bool {
        self.high == 0 && !self.is_open
    }

    /// Whether a part is about so many.
    pub fn is_about(self) -> bool {
        self.is_about
    }

    /// The sum, where every part was exact.
    pub fn exact_size(self) -> Option<u32> {
        let is_exact = !self.is_about && matches!(self.said(), Said::Exact(_));
        is_exact.then(|| self.size())
    }

    /// How it is said.
    pub fn said(self) -> Said {
        match (self.low, self.high) {
            (low, _) if self.is_open && self.is_strict && low > 0 => Said::MoreThan(low - 1),
            (low, _) if self.is_open => Said::AtLeast(low),
            (low, high) if low == high => Said::Exact(low),
            (low, high) if !self.has_span => Said::Best(self.number, low, high),
            (0, high) if self.is_strict => Said::LessThan(high + 1),
            (0, high) => Said::AtMost(high),
            (low, high) => Said::Between(low, high),
        }
    }
}

/// As [`Amount`] is written.
impl fmt::Display for Sum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let about = if self.is_about { "~" } else { "" };
        match self.said() {
            Said::Exact(number) => write!(f, "{about}{number}"),
            Said::AtLeast(number) => write!(f, ">={about}{number}"),
            Said::MoreThan(number) => write!(f, ">{about}{number}"),
            Said::AtMost(number) => write!(f, "<={about}{number}"),
            Said::LessThan(number) => write!(f, "<{about}{number}"),
            Said::Between(low, high) => write!(f, "{about}{low}-{high}"),
            Said::Best(best, low, high) => write!(f, "{about}{best} ({low}-{high})"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<Amount> {
        Amount::read(text, |text| text.parse().ok())
    }

    #[test]
    fn what_is_written_is_read_again() {
        let check = |text: &str, amount: Amount| {
            assert_eq!(read(text), Some(amount), "{text}");
            assert_eq!(read(&amount.to_string()), Some(amount), "{text}");
        };
        check("50", Amount::Exact(50));
        check("50+", Amount::AtLeast(50));
        check(" ≥ 50", Amount::AtLeast(50));
        check(">=50", Amount::AtLeast(50));
        check(">50", Amount::MoreThan(50));
        check("~50", Amount::About(50));
        check("≤10", Amount::AtMost(10));
        check("<10", Amount::LessThan(10));
        check("10-15", Amount::Between(10, 15));
        check("10 – 15", Amount::Between(10, 15));
        check("5-5", Amount::Exact(5));
        check(
            "5 (3-9)",
            Amount::Best {
                best: 5,
                low: 3,
                high: 9,
            },
        );
    }

    #[test]
    fn what_is_no_number_is_none() {
        for text in [
            "",
            "+",
            ">",
            "-5",
            "15-10",
            "2022-08-07",
            "5 (6-9)",
            "5-",
            ">=x",
            "1-2-3",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn bounds_add_up_as_bounds() {
        let check = |parts: &[&str], expected: &str| {
            let mut sum = Sum::default();
            for part in parts {
                sum.add(read(part).expect("an amount"));
            }
            assert_eq!(sum.to_string(), expected, "{parts:?}");
        };
        check(&[], "0");
        check(&["5", "6"], "11");
        check(&[">=50"], ">=50");
        check(&["5", ">=50"], ">=55");
        check(&[">50"], ">50");
        check(&["5", ">50"], ">55");
        // 51 and 31 at the least.
        check(&[">50", ">30"], ">81");
        check(&["<=10"], "<=10");
        check(&["<10"], "<10");
        check(&["5", "<10"], "5-14");
        check(&["5", "<=10"], "5-15");
        check(&[">=50", "<=10"], ">=50");
        check(&["5", "~50"], "~55");
        check(&[">=50", "~5"], ">=~55");
        check(&["50-80", "1"], "51-81");
        check(&["5 (3-9)"], "5 (3-9)");
        check(&["5 (3-9)", "2"], "7 (5-11)");
        check(&["5 (3-9)", "2-4"], "5-13");
    }
}
