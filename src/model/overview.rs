//! What an overview may count, and when it stands in for arrows.

/// What is counted of a reporter at a place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// Claims that name the place.
    #[default]
    Claims,
    /// Incidents of claims that name no other place at this end.
    Exact,
    /// Of these claims, those that others are known to deny.
    Denied,
    /// Of the events that the reporter claims there, those that are contradicted.
    Contradicted,
    /// Persons killed, as stated.
    Killed,
    /// Persons wounded, as stated.
    Wounded,
    /// Claims now, and in as many days right before.
    Change,
}

impl Measure {
    /// Every measure with its key in sessions and on the command line.
    pub const ALL: [(Self, &'static str); 7] = [
        (Self::Claims, "claims"),
        (Self::Exact, "exact"),
        (Self::Denied, "denied"),
        (Self::Contradicted, "contradicted"),
        (Self::Killed, "killed"),
        (Self::Wounded, "wounded"),
        (Self::Change, "change"),
    ];
}

/// A share of fewer than these, and a change between numbers that are both smaller, says little: it is
/// written, and coloured as nothing.
pub const FEW: u32 = 5;

/// How a number of claims has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Trend {
    /// Half as many, or fewer.
    FarFewer,
    /// Fewer.
    Fewer,
    /// As many.
    Same,
    /// More.
    More,
    /// Twice as many, or more.
    FarMore,
}

impl Trend {
    /// From one number to another; `None` where both are too small to say anything.
    pub fn of(before: u32, now: u32) -> Option<Self> {
        if before.max(now) < FEW {
            return None;
        }
        Some(match now.cmp(&before) {
            std::cmp::Ordering::Equal => Self::Same,
            std::cmp::Ordering::Greater if now / 2 >= before => Self::FarMore,
            std::cmp::Ordering::Greater => Self::More,
            std::cmp::Ordering::Less if before / 2 >= now => Self::FarFewer,
            std::cmp::Ordering::Less => Self::Fewer,
        })
    }
}

/// When the overview stands in for arrows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OverviewMode {
    /// From so many bundles in view on.
    #[default]
    Auto,
    /// Whatever is in view.
    Always,
    /// Not at all.
    Never,
}

impl OverviewMode {
    /// Every mode with its key in sessions and on the command line.
    pub const ALL: [(Self, &'static str); 3] = [
        (Self::Auto, "auto"),
        (Self::Always, "always"),
        (Self::Never, "never"),
    ];
}
