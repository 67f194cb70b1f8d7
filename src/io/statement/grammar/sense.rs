//! What a phrase can stand for, in any language.

use super::Bound;
use crate::model::{Activity, CasualtyKind, Party, Weapon};

/// Whether a noun speaks of one thing or of several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Number {
    One,
    Many,
}

/// What a place noun calls a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rank {
    Settlement,
    Region,
    Province,
}

/// A part of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartOfDay {
    Night,
    /// From the evening of one day to the morning of the next.
    Overnight,
    /// The same, into the day that is named.
    NightTo,
    Other,
}

/// What a phrase stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sense {
    /// Fire that is opened, or another breach of the ceasefire.
    Fire(Activity),
    /// Watching from the air; building of positions; an advance; a mine that goes off. Not fire.
    Quiet(Activity),
    /// A ceasefire, by whatever name. With a [`Breach`](Self::Breach) beside it, a violation of it.
    Truce,
    /// Broken, violated, not observed.
    Breach,
    /// Used, of weapons: with a weapon and a place beside it, fire.
    Used,
    /// Fire in answer, or measures against it: not a claim of its own.
    Answer,
    /// Places and figures in the sentence are those of patrols, convoys and the like.
    Routine,
    /// Nothing happened.
    Nothing,
    /// None of what is counted beside it: "not once", "none at".
    NoneOfThem,
    /// Of several numbers each is of the place at its turn.
    Respectively,
    /// What stands beside it is an earlier figure, or its day: "compared to 5 on August 6".
    Compared,
    /// Of the number beside it so many are meant, and how many is not said in digits: "half of".
    Share,
    /// The number behind it is an earlier figure, and the one behind "to" that of the report: "rose from 5 to 12".
    RisesFrom,
    /// The day, or week, before the one that is told of.
    DayBefore,
    /// Sets what follows against what stands before: "but", "while".
    But,
    /// What stands beside it is said not to be so.
    Denial,
    /// Somebody says something.
    Says,
    /// An office that speaks for a side.
    Office,
    Side(Party),
    /// The Armenian forces in Karabakh, as Baku calls them.
    Illegal,
    /// The area of the Russian peacekeepers, or Karabakh as a whole.
    KeepersArea,
    /// The line of contact of 1994 to 2020.
    ContactLine,
    /// What takes effect: the time beside it is that of a ceasefire.
    TakesEffect,
    /// For a time only: of the peacekeepers beside it, it names their area.
    Temporary,
    /// Neither side: Russia and its peacekeepers.
    Keepers,
    /// Armed forces, units: who acts.
    Forces,
    /// Before or behind (as the language has it) who acts, where the verb is passive.
    By,
    /// Says that what stands beside it is not so: "no", "neither", "without".
    Not,
    /// Who somebody is, by the word for them. Civilians have a sense of their own.
    Person(CasualtyKind),
    /// People lost, without saying whether killed or wounded.
    Casualty,
    /// The number beside it is how old somebody is.
    Age,
    /// The number beside it counts some of what was counted before: "the remaining five".
    Rest,
    /// The other side, by a word that does not name it: "the enemy".
    Enemy,
    /// The reporter's own side, by a word that does not name it: "our".
    Ours,
    /// Positions and posts: what is fired at, or from.
    Positions,
    /// Located, stationed: the place that follows belongs to what stands before.
    Located,
    /// Heights without a name: they stand in lists of places and are none.
    Heights,
    /// Held by the other side: fire is said to come from there.
    Occupied,
    Noun(Rank, Number),
    /// Direction, section, vicinity: may stand between a place and its noun.
    Direction,
    /// A place before (or, in some languages, after) it is where fire came from.
    From,
    /// A place beside it is where fire went.
    Toward,
    /// What is counted: times, cases, violations.
    Times,
    /// A count that is a word: once, twice.
    TimesWord(u32),
    /// One of those that a number before it counts: "one .., the other".
    OneOfThem,
    /// Beside a number: it counts some of the people told of. "One of them", "one of the three".
    OutOf,
    /// Stands for the place noun before it: "in the district of A and in that of B".
    SameNoun,
    /// One of what is counted, by the article or the singular alone.
    OneCase,
    /// The count is of everything.
    Total,
    /// The number behind it is not exact.
    Inexact(Bound),
    /// The number before it is not exact: "50-dən çox".
    InexactBehind(Bound),
    /// A number in a word that counts people alone: "трое".
    CountsPeople,
    /// A word for about so many: "a dozen". Behind a number, so many times as many.
    Rounded(u32),
    /// The figure is a number of shots, not of incidents.
    Shots,
    And,
    /// Of two numbers beside it either may be the right one.
    Or,
    Month(i8),
    /// "Month", behind its name.
    MonthWord,
    Weekday(i8),
    Part(PartOfDay),
    /// The hours up to the statement.
    PastDay,
    /// So many days before the statement.
    DaysAgo(i8),
    /// The day behind the one the text has named.
    NextDay,
    /// Beside a month: from its first day on. "Since the beginning of".
    FromStart,
    /// From the first day of the month, or of the year, of the statement on.
    FromStartOfMonth,
    FromStartOfYear,
    /// A clock may follow, or stand before.
    Clock,
    /// The same, and it can be nothing else: "o'clock".
    Hour,
    /// Stands between the numbers of two days, or between a number and its month.
    Link,
    Forenoon,
    Afternoon,
    /// In the light part of the day, before noon or after.
    Daytime,
    /// The clock that follows is when something was known, not when it happened.
    AsOf,
    /// Clocks of Moscow, an hour behind.
    Moscow,
    Year,
    Until,
    Since,
    Killed,
    Wounded,
    NoLosses,
    /// Of those killed or wounded: people who do not fight.
    Civilian,
    /// Of those killed or wounded.
    Soldier,
    /// One person, by the singular alone.
    Single,
    /// Another event begins, not more of the last.
    Further,
    /// "Allegedly": another's claim is told, and not believed.
    Supposedly,
    /// A lake, road, corridor: the name beside it is not that of the place.
    Feature,
    /// Clocks of Greenwich, four hours behind.
    Greenwich,
    /// In the place (and at the time) of the sentence before.
    SamePlace,
    /// In the time the text has named before: "during that week".
    SameStretch,
    /// Says that its subject denies: "denied", as against "a lie".
    Denies,
    /// A word that is said once for every person named.
    EachPerson,
    Weapon(Weapon),
    /// Shells, animals and the like: a number beside them counts no people.
    NoPeople,
    /// What is fired, by a word that may be counted: shells, shots, rounds.
    Rounds,
    /// Laid, of mines: beside it stands by whom.
    Laid,
    /// Occurred, took place: what did is said beside it.
    Happened,
    /// "If", "in case": what follows may be, and is not said to have happened.
    If,
    /// Behind a number, the minutes of a clock.
    Minute,
    /// A road, a section of a line: of the two names beside it each is an end.
    Stretch,
    /// Of two names or numbers beside it each is an end.
    Between,
    /// How many there are of what stands beside it is said behind.
    HowMany,
    /// Says that an earlier report is put right.
    Corrects,
    /// Says that an earlier figure, or report, is not right, or no longer held to.
    Withdrawn,
    /// All that another states: of a denial, it denies several claims.
    AllClaims,
    /// Told by nobody in particular: of a denial, it denies no claim of another reporter.
    Rumours,
    /// The number beside it is not the right one, which is another: "not 5 but 3".
    InsteadOf,
}

impl Sense {
    /// Which phrases it is looked for among: those that say what happened, how things hang together,
    /// or how many there are. Phrases of one layer hide those inside them, of another they do not.
    pub(super) fn layer(self) -> u8 {
        match self {
            Self::From
            | Self::Toward
            | Self::Located
            | Self::By
            | Self::Not
            | Self::Age
            | Self::SamePlace
            | Self::Clock
            | Self::Hour
            | Self::Link
            | Self::Since
            | Self::Until => 1,
            Self::Times | Self::TimesWord(_) | Self::Rest | Self::Temporary => 2,
            Self::NoPeople | Self::If | Self::Minute => 3,
            Self::OneOfThem | Self::SameNoun => 4,
            Self::Person(_) | Self::Rounds | Self::Laid | Self::Happened => 5,
            Self::Stretch
            | Self::Between
            | Self::HowMany
            | Self::Corrects
            | Self::Or
            | Self::InsteadOf => 6,
            Self::Withdrawn
            | Self::AllClaims
            | Self::Rumours
            | Self::Denies
            | Self::NoneOfThem
            | Self::Respectively
            | Self::Compared
            | Self::DayBefore
            | Self::RisesFrom
            | Self::Share
            | Self::CountsPeople
            | Self::FromStart
            | Self::FromStartOfMonth
            | Self::FromStartOfYear => 7,
            Self::OutOf => WHERE_ASKED,
            _ => 0,
        }
    }
}

/// The layer of phrases so short that they are looked for only beside what gives them their sense.
pub(super) const WHERE_ASKED: u8 = 8;
