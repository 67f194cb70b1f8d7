//! What a condition is made of, and how it is written.

use std::{
    fmt::{self, Display as _},
    hash::{Hash, Hasher},
    sync::Arc,
};

use crate::model::{
    Activity, Amount, CasualtyKind, Grade, Party, Stance, Weapon, enum_names::word,
};

/// A condition, or a part of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expr {
    /// Any of at least two.
    Or(Vec<Expr>),
    /// All of at least two.
    And(Vec<Expr>),
    /// What is said does not hold.
    Not(Box<Expr>),
    /// One statement.
    Term(Term),
}

/// One statement of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Term {
    /// Who states it.
    Reporter(Name),
    /// The type of the report.
    Type(Stance),
    /// What is said to have happened.
    Activity(Activity),
    /// Which side is said to have acted.
    By(Party),
    /// With what, among others.
    Weapon(Weapon),
    /// Who was killed or wounded.
    Hurt(CasualtyKind),
    /// A text.
    Text(TextField, TextTest, Arc<str>),
    /// A number that is stated.
    Number(NumberField, Compare, u32),
    /// A property of a file, by its name there.
    Property(Arc<str>, PropertyTest),
    /// What the person grades its reporter, or itself.
    Grade(Graded, Grade, Reach),
    /// How closely its place is known.
    Precision(Compare, Closeness),
    /// A place that it names.
    Place(Ends, Name),
    /// A position of it lies so near to a place, in kilometres.
    Within(Decimal, Name),
    /// A position of it lies inside this region or zone, or inside corners that were drawn.
    Inside(Name),
    /// Something that is stated at all.
    Has(Stated),
    /// Something that it is.
    Is(Flag),
}

/// A name as it was typed, and where.
#[derive(Clone, Debug)]
pub struct Name {
    /// Without quotation marks.
    pub text: Arc<str>,
    /// The byte of the condition at which it begins.
    pub at: usize,
}

impl PartialEq for Name {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Name {}

/// A finite number.
#[derive(Clone, Copy, Debug)]
pub struct Decimal(pub f64);

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.0.to_bits() == other.0.to_bits()
    }
}

impl Eq for Decimal {}

impl Hash for Decimal {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.to_bits().hash(state);
    }
}

macro_rules! worded {
    ($($(#[$doc:meta])* $name:ident { $($(#[$of:meta])* $variant:ident = $word:literal),+ $(,)? })+) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub enum $name {
                $($(#[$of])* $variant,)+
            }

            impl $name {
                /// Each with its word in the text.
                pub const ALL: &'static [(Self, &'static str)] = &[$((Self::$variant, $word)),+];
            }

            impl fmt::Display for $name {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    f.write_str(word(Self::ALL, *self))
                }
            }
        )+
    };
}

worded! {
    /// How a number stands to another. That they differ is the opposite of that they are equal.
    Compare {
        /// At least; before the shorter signs, which it begins with.
        AtLeast = ">=",
        /// At most.
        AtMost = "<=",
        /// More than.
        More = ">",
        /// Less than.
        Less = "<",
        /// The same.
        Equal = "=",
    }

    /// How a text is compared. Capitals and accents do not count.
    TextTest {
        /// It is this text.
        Is = "=",
        /// It holds this text.
        Contains = "~",
    }

    /// Texts.
    TextField {
        /// Whatever the search looks at.
        Text = "text",
        /// Who carried it.
        Outlet = "outlet",
        /// The address of the page.
        Address = "address",
        /// What it denies, in its words.
        Denies = "denies",
        /// The opened file.
        File = "file",
    }

    /// Numbers of a record.
    NumberField {
        /// Incidents.
        Incidents = "number",
        /// Persons killed.
        Killed = "killed",
        /// Persons wounded.
        Wounded = "wounded",
        /// Shells, shots or rounds fired.
        Rounds = "rounds",
        /// The headline number of the report, of all its claims together.
        Total = "total",
    }

    /// What a person grades.
    Graded {
        /// Reporters, from A to F.
        Reliability = "reliability",
        /// Reports, from 1 to 6.
        Credibility = "credibility",
    }

    /// Which grades are meant beside one.
    Reach {
        /// None.
        Alone = "",
        /// Those that are better.
        OrBetter = "better",
        /// Those that are worse.
        OrWorse = "worse",
    }

    /// How closely a place is known, the least first.
    Closeness {
        /// A name that could not be placed, or none.
        None = "none",
        /// A region, a zone or a line.
        Region = "region",
        /// A settlement with a position.
        Settlement = "settlement",
        /// A position that the source states.
        Position = "position",
    }

    /// Which ends of a record name a place.
    Ends {
        /// Where fire is said to have come from.
        From = "from",
        /// What is said to have come under fire, or where it happened.
        At = "at",
        /// Any of them.
        Touches = "touches",
    }

    /// What may be stated or not.
    Stated {
        /// A time of day.
        Hours = "hours",
        /// A number of incidents.
        Number = "number",
        /// Persons killed or wounded, at least one.
        Losses = "losses",
        /// A weapon.
        Weapon = "weapon",
        /// A number of shells, shots or rounds.
        Rounds = "rounds",
        /// A headline number of the report.
        Total = "total",
        /// A position, of its own or of a settlement.
        Position = "position",
        /// The address of a page.
        Address = "address",
        /// A comment of the person on the report.
        Comment = "comment",
        /// What the report rests on, kept with it by the person.
        Evidence = "evidence",
    }

    /// What a record may be.
    Flag {
        /// A tie that is known says that another denies it.
        Denied = "denied",
        /// A tie that is known says that another withdraws it or puts it right.
        Corrected = "corrected",
        /// It belongs to an event that is claimed and denied.
        Contradicted = "contradicted",
        /// Another publication of a statement that is counted.
        Duplicate = "duplicate",
        /// It has a place, and none of its places lies in a region that is known.
        OutsideArea = "outside",
    }
}

impl Graded {
    /// A grade as it is written of these.
    pub fn letter(self, grade: Grade) -> char {
        match self {
            Self::Reliability => grade.reliability(),
            Self::Credibility => grade.credibility(),
        }
    }
}

impl Reach {
    /// Whether a grade is this one, or one beside it that is meant. What is not judged is no better and no
    /// worse than another.
    pub fn holds(self, own: Grade, of: Grade) -> bool {
        let are_judged = own != Grade::NOT_JUDGED && of != Grade::NOT_JUDGED;
        // The best comes first.
        own == of
            || are_judged
                && match self {
                    Self::Alone => false,
                    Self::OrBetter => own < of,
                    Self::OrWorse => own > of,
                }
    }
}

impl Closeness {
    /// Whether one stands so to another.
    pub fn compares(self, how: Compare, other: Self) -> bool {
        how.holds(&self, &other)
    }
}

impl Compare {
    /// Whether the first of two values stands so to the second.
    pub fn holds<T: PartialOrd>(self, first: &T, second: &T) -> bool {
        match self {
            Self::AtLeast => first >= second,
            Self::AtMost => first <= second,
            Self::More => first > second,
            Self::Less => first < second,
            Self::Equal => first == second,
        }
    }

    /// Whether a number that a source states stands so to another for certain: one that is at least 50 is
    /// more than 40, and nobody knows whether it is more than 60.
    pub fn holds_of(self, stated: Amount, number: f64) -> bool {
        let least = f64::from(stated.least());
        let most = stated.most().map(f64::from);
        match self {
            Self::AtLeast => least >= number,
            Self::More => least > number,
            Self::AtMost => most.is_some_and(|most| most <= number),
            Self::Less => most.is_some_and(|most| most < number),
            Self::Equal => stated.exact().map(f64::from) == Some(number),
        }
    }
}

/// What a property is to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PropertyTest {
    /// It is a number that compares so.
    Number(Compare, Decimal),
    /// It is a text that compares so.
    Text(TextTest, Arc<str>),
}

impl Expr {
    /// Whether it holds of any of its terms.
    pub fn any_term(&self, holds: &impl Fn(&Term) -> bool) -> bool {
        match self {
            Self::Or(parts) | Self::And(parts) => parts.iter().any(|part| part.any_term(holds)),
            Self::Not(part) => part.any_term(holds),
            Self::Term(term) => holds(term),
        }
    }

    fn joined(parts: &[Self], by: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, part) in parts.iter().enumerate() {
            if at > 0 {
                write!(f, " {by} ")?;
            }
            // `and` binds closer than `or`; what is written as one part stays one.
            match (part, by) {
                (Self::Or(_), _) | (Self::And(_), "and") => write!(f, "({part})")?,
                _ => part.fmt(f)?,
            }
        }
        Ok(())
    }
}

impl fmt::Display for Expr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Or(parts) => Self::joined(parts, "or", f),
            Self::And(parts) => Self::joined(parts, "and", f),
            Self::Not(part) => match **part {
                Self::Or(_) | Self::And(_) => write!(f, "not ({part})"),
                _ => write!(f, "not {part}"),
            },
            Self::Term(term) => term.fmt(f),
        }
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Reporter(name) => write!(f, "reporter = {name}"),
            Self::Type(of) => write!(f, "type = {}", word(&Stance::ALL, *of)),
            Self::Activity(of) => write!(f, "activity = {}", word(&Activity::ALL, *of)),
            Self::By(of) => write!(f, "by = {}", word(&Party::ALL, *of)),
            Self::Weapon(of) => write!(f, "weapon = {}", word(&Weapon::ALL, *of)),
            Self::Hurt(of) => write!(f, "losses = {}", word(&CasualtyKind::ALL, *of)),
            Self::Text(field, test, text) => write!(f, "{field} {test} {}", Quoted(text)),
            Self::Number(field, compare, number) => write!(f, "{field} {compare} {number}"),
            Self::Property(name, PropertyTest::Number(compare, number)) => {
                write!(f, "property {} {compare} {}", Quoted(name), number.0)
            }
            Self::Property(name, PropertyTest::Text(test, text)) => {
                // A number in quotation marks is a text.
                write!(f, "property {} {test} {}", Quoted(name), InQuotes(text))
            }
            Self::Grade(of, grade, Reach::Alone) => write!(f, "{of} = {}", of.letter(*grade)),
            Self::Grade(of, grade, reach) => {
                write!(f, "{of} = {} or {reach}", of.letter(*grade))
            }
            Self::Precision(compare, level) => write!(f, "precision {compare} {level}"),
            Self::Place(ends, name) => write!(f, "{ends} = {name}"),
            Self::Within(km, name) => {
                let words = ["within", &km.0.to_string(), "km", "of", &name.to_string()];
                f.write_str(&words.join(" "))
            }
            Self::Inside(name) => write!(f, "inside {name}"),
            Self::Has(stated) => write!(f, "has {stated}"),
            Self::Is(Flag::OutsideArea) => f.write_str(&["outside", "area"].join(" ")),
            Self::Is(flag) => flag.fmt(f),
        }
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Quoted(&self.text).fmt(f)
    }
}

/// Signs of which words consist that need no quotation marks.
pub fn is_plain(letter: char) -> bool {
    letter.is_alphanumeric() || "-_./:".contains(letter)
}

/// A text, in quotation marks where it needs them.
struct Quoted<'a>(&'a str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_plain = !self.0.is_empty() && self.0.chars().all(is_plain);
        let joins = ["and", "or", "not"];
        let is_join = joins.iter().any(|join| self.0.eq_ignore_ascii_case(join));
        match is_plain && !is_join {
            true => f.write_str(self.0),
            false => InQuotes(self.0).fmt(f),
        }
    }
}

/// A text in quotation marks.
struct InQuotes<'a>(&'a str);

impl fmt::Display for InQuotes<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "\"{}\"",
            self.0.replace('\\', "\\\\").replace('"', "\\\"")
        )
    }
}
