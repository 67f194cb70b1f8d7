//! The grammar of conditions.
//!
//! ```text
//! any     = all { "or" all }
//! all     = one { "and" one }
//! one     = "not" one | "(" any ")" | term
//! term    = field sign value | grade "=" value [ "or" "better" | "or" "worse" ] | "property" value sign value | "has" word
//!         | "within" number "km" "of" place | "inside" place | "outside" "area" | flag
//! place   = value that is a name, or holds positions: "46.10 39.20, 46.35 39.41"
//! value   = plain word | text in quotation marks, in which \ keeps the next sign
//! ```

use std::{num::IntErrorKind, ops::Range, sync::Arc};

use winnow::{
    ModalResult, Parser as _,
    combinator::{alt, cut_err, eof, opt},
    error::ErrMode,
    stream::{LocatingSlice, Location as _},
    token::{any, literal, take_while},
};

use super::{
    LONGEST, drawn,
    terms::{
        Closeness, Compare, Decimal, Ends, Expr, Flag, Graded, Name, NumberField, PropertyTest,
        Reach, Stated, Term, TextField, TextTest, is_plain,
    },
    trouble::{Trouble, Why},
};
use crate::model::{Activity, CasualtyKind, Grade, Party, Stance, Weapon, enum_names::value};

type Input<'t> = LocatingSlice<&'t str>;
type Parsed<T> = ModalResult<T, Trouble>;

/// So many brackets and negations may stand in each other.
const DEEPEST: usize = 40;

/// Words that a term begins with.
const FIELDS: [&str; 31] = [
    "reporter",
    "type",
    "activity",
    "by",
    "weapon",
    "losses",
    "text",
    "outlet",
    "address",
    "denies",
    "file",
    "number",
    "killed",
    "wounded",
    "rounds",
    "total",
    "property",
    "reliability",
    "credibility",
    "precision",
    "from",
    "at",
    "touches",
    "within",
    "inside",
    "outside",
    "has",
    "denied",
    "corrected",
    "contradicted",
    "duplicate",
];

pub(super) fn parse(text: &str) -> Result<Expr, Trouble> {
    let trouble = |at, why| Trouble { at, why };
    if text.len() > LONGEST {
        return Err(trouble(0, Why::TooLong));
    }
    let mut input = LocatingSlice::new(text);
    let whole = |input: &mut Input<'_>| {
        space(input)?;
        let expr = any_of(input, 0)?;
        let at = input.current_token_start();
        match opt(eof).parse_next(input)? {
            Some(_) => Ok(expr),
            None => fail(at, Why::NoEnd),
        }
    };
    let parsed: Parsed<Expr> = whole(&mut input);
    parsed.map_err(|error| match error {
        ErrMode::Backtrack(trouble) | ErrMode::Cut(trouble) => trouble,
        ErrMode::Incomplete(_) => trouble(text.len(), Why::NoTerm),
    })
}

/// Where the parts of a text stand that are joined by `and` alone; `None` where they are not, or where it is
/// not understood.
pub(super) fn parts(text: &str) -> Option<Vec<Range<usize>>> {
    let mut input = LocatingSlice::new(text);
    let mut parts = Vec::new();
    space(&mut input).ok()?;
    loop {
        let start = input.current_token_start();
        one(&mut input, 0).ok()?;
        let end = input.current_token_start();
        let typed = text.get(start..end)?;
        parts.push(start..start + typed.trim_end().len());
        if input.is_empty() {
            return Some(parts);
        }
        word("and")(&mut input).ok()?;
    }
}

/// Whether a text is meant as a condition, whole or not yet, rather than as words to look for.
pub fn is_meant(text: &str) -> bool {
    let mut rest = text.trim_start();
    let field = loop {
        rest = rest.trim_start_matches(['(', ' ']);
        let end = rest.find(|letter| !is_plain(letter)).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        rest = after.trim_start();
        if !word.eq_ignore_ascii_case("not") {
            break word.to_lowercase();
        }
    };
    if !FIELDS.contains(&field.as_str()) {
        // A slip of the pen, which is told.
        return !field.is_empty() && rest.starts_with(SIGNS);
    }
    let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
    let next = rest[..end].trim_end_matches(')').to_lowercase();
    let joins = ["", "and", "or"].contains(&next.as_str());
    match field.as_str() {
        "has" => Stated::ALL
            .iter()
            .any(|(_, word)| !next.is_empty() && word.starts_with(&next)),
        "within" => next.starts_with(|sign: char| sign.is_ascii_digit()),
        "inside" => !joins,
        "outside" => !next.is_empty() && "area".starts_with(&next),
        "property" => rest.contains(SIGNS),
        field if value(Flag::ALL, field).is_some() => joins,
        _ => rest.starts_with(SIGNS),
    }
}

/// What signs of comparison begin with.
const SIGNS: [char; 8] = ['=', '!', '<', '>', '~', '≥', '≤', '≠'];

fn fail<T>(at: usize, why: Why) -> Parsed<T> {
    Err(ErrMode::Cut(Trouble { at, why }))
}

fn space(input: &mut Input<'_>) -> Parsed<()> {
    take_while(0.., char::is_whitespace)
        .void()
        .parse_next(input)
}

/// A plain word, and what follows it of blanks.
fn plain<'t>(input: &mut Input<'t>) -> Parsed<&'t str> {
    let word = take_while(1.., is_plain).parse_next(input)?;
    space(input)?;
    Ok(word)
}

/// That word, whatever its capitals.
fn word<'t>(wanted: &'static str) -> impl FnMut(&mut Input<'t>) -> Parsed<()> {
    move |input| {
        plain
            .verify(|word: &str| word.eq_ignore_ascii_case(wanted))
            .void()
            .parse_next(input)
    }
}

fn expect(input: &mut Input<'_>, wanted: &'static str) -> Parsed<()> {
    let at = input.current_token_start();
    match opt(word(wanted)).parse_next(input)? {
        Some(()) => Ok(()),
        None => fail(at, Why::NoWord(wanted)),
    }
}

fn any_of(input: &mut Input<'_>, depth: usize) -> Parsed<Expr> {
    let mut parts = vec![all_of(input, depth)?];
    while opt(word("or")).parse_next(input)?.is_some() {
        parts.push(all_of(input, depth)?);
    }
    Ok(match parts.len() {
        1 => parts.remove(0),
        _ => Expr::Or(parts),
    })
}

fn all_of(input: &mut Input<'_>, depth: usize) -> Parsed<Expr> {
    let mut parts = vec![one(input, depth)?];
    while opt(word("and")).parse_next(input)?.is_some() {
        parts.push(one(input, depth)?);
    }
    Ok(match parts.len() {
        1 => parts.remove(0),
        _ => Expr::And(parts),
    })
}

fn one(input: &mut Input<'_>, depth: usize) -> Parsed<Expr> {
    let at = input.current_token_start();
    if depth > DEEPEST {
        return fail(at, Why::TooDeep);
    }
    if opt(word("not")).parse_next(input)?.is_some() {
        return Ok(Expr::Not(Box::new(one(input, depth + 1)?)));
    }
    if opt(('(', space)).parse_next(input)?.is_some() {
        let inner = any_of(input, depth + 1)?;
        return match opt((')', space)).parse_next(input)? {
            Some(_) => Ok(inner),
            None if input.is_empty() => fail(at, Why::OpenBracket),
            None => fail(input.current_token_start(), Why::NoEnd),
        };
    }
    term(input)
}

fn term(input: &mut Input<'_>) -> Parsed<Expr> {
    let at = input.current_token_start();
    let Some(typed) = opt(plain).parse_next(input)? else {
        return fail(at, Why::NoTerm);
    };
    let field = typed.to_lowercase();
    let field = field.as_str();
    if let Some(field) = value(TextField::ALL, field) {
        let (test, differs) = text_test(input)?;
        let term = Term::Text(field, test, text(input)?);
        return Ok(negated(Expr::Term(term), differs));
    }
    if let Some(field) = value(NumberField::ALL, field) {
        let (compare, differs) = compare(input)?;
        let term = Term::Number(field, compare, whole_number(input)?);
        return Ok(negated(Expr::Term(term), differs));
    }
    if let Some(of) = value(Graded::ALL, field) {
        let differs = equals(input)?;
        let term = Term::Grade(of, grade(input, of)?, reach(input)?);
        return Ok(negated(Expr::Term(term), differs));
    }
    if let Some(ends) = value(Ends::ALL, field) {
        let differs = equals(input)?;
        let term = Term::Place(ends, name(input)?);
        return Ok(negated(Expr::Term(term), differs));
    }
    let term = match field {
        "reporter" => {
            let differs = equals(input)?;
            let term = Expr::Term(Term::Reporter(name(input)?));
            return Ok(negated(term, differs));
        }
        "type" => return among(input, &Stance::ALL, Term::Type),
        "activity" => return among(input, &Activity::ALL, Term::Activity),
        "weapon" => return among(input, &Weapon::ALL, Term::Weapon),
        "losses" => return among(input, &CasualtyKind::ALL, Term::Hurt),
        "by" => return by(input),
        "property" => return property(input),
        "precision" => {
            let (compare, differs) = compare(input)?;
            let term = Term::Precision(compare, chosen(input, Closeness::ALL)?);
            return Ok(negated(Expr::Term(term), differs));
        }
        "within" => {
            let at = input.current_token_start();
            let km = decimal(input)?;
            if km.0 < 0.0 {
                return fail(at, Why::NegativeDistance);
            }
            expect(input, "km")?;
            expect(input, "of")?;
            Term::Within(km, where_name(input)?)
        }
        "inside" => Term::Inside(where_name(input)?),
        "outside" => {
            expect(input, "area")?;
            Term::Is(Flag::OutsideArea)
        }
        "has" => Term::Has(chosen(input, Stated::ALL)?),
        field => match value(Flag::ALL, field) {
            Some(flag) => Term::Is(flag),
            None => return fail(at, Why::NoField(typed.to_owned(), FIELDS.join(", "))),
        },
    };
    Ok(Expr::Term(term))
}

/// The name of a place, or positions, which begin with the longitude.
fn where_name(input: &mut Input<'_>) -> Parsed<Name> {
    let at = input.current_token_start();
    let name = name(input)?;
    match drawn::seem_swapped(&name.text) {
        true => fail(at, Why::SwappedPositions(name.text.to_string())),
        false => Ok(name),
    }
}

fn negated(expr: Expr, differs: bool) -> Expr {
    match differs {
        true => Expr::Not(Box::new(expr)),
        false => expr,
    }
}

/// A sign of these, or `!=` where it may be the opposite of the last, and whether it was that.
fn sign<T: Copy>(
    input: &mut Input<'_>,
    known: &[(T, &'static str)],
    equal: T,
) -> Parsed<(T, bool)> {
    let at = input.current_token_start();
    let other = [("!=", "="), ("≠", "="), ("≥", ">="), ("≤", "<=")];
    let other = other.into_iter().filter_map(|(typed, meant)| {
        let differs = meant == "=";
        Some((
            typed,
            (if differs { equal } else { value(known, meant)? }, differs),
        ))
    });
    let known_signs = known.iter().map(|(of, sign)| (*sign, (*of, false)));
    for (typed, meant) in other.chain(known_signs) {
        if opt(literal(typed)).parse_next(input)?.is_some() {
            space(input)?;
            return Ok(meant);
        }
    }
    let signs: Vec<&str> = known.iter().map(|(_, sign)| *sign).collect();
    fail(at, Why::NoSign(signs.join(" ")))
}

fn compare(input: &mut Input<'_>) -> Parsed<(Compare, bool)> {
    sign(input, Compare::ALL, Compare::Equal)
}

fn text_test(input: &mut Input<'_>) -> Parsed<(TextTest, bool)> {
    sign(input, TextTest::ALL, TextTest::Is)
}

/// `=` or `!=`, and whether it is the second.
fn equals(input: &mut Input<'_>) -> Parsed<bool> {
    Ok(sign(input, &[((), "=")], ())?.1)
}

/// A text in quotation marks, without them.
fn quoted(input: &mut Input<'_>) -> Parsed<String> {
    let at = input.current_token_start();
    '"'.parse_next(input)?;
    let mut text = String::new();
    loop {
        let Some(sign) = opt(any).parse_next(input)? else {
            return fail(at, Why::OpenQuote);
        };
        match sign {
            '"' => break,
            '\\' => match opt(any).parse_next(input)? {
                Some(kept) => text.push(kept),
                None => return fail(at, Why::OpenQuote),
            },
            sign => text.push(sign),
        }
    }
    space(input)?;
    Ok(text)
}

fn text(input: &mut Input<'_>) -> Parsed<Arc<str>> {
    let at = input.current_token_start();
    let text = alt((quoted, plain.map(str::to_owned)));
    let text = cut_err(text)
        .parse_next(input)
        .map_err(|error| match error {
            ErrMode::Cut(Trouble {
                why: Why::NoTerm, ..
            }) => ErrMode::Cut(Trouble {
                at,
                why: Why::NoValue,
            }),
            error => error,
        })?;
    // Signs do not count where texts are compared, so that signs alone would be everywhere.
    match !text.chars().any(char::is_alphanumeric) {
        true => fail(at, Why::NoValue),
        false => Ok(text.into()),
    }
}

fn name(input: &mut Input<'_>) -> Parsed<Name> {
    let at = input.current_token_start();
    Ok(Name {
        text: text(input)?,
        at,
    })
}

fn whole_number(input: &mut Input<'_>) -> Parsed<u32> {
    let at = input.current_token_start();
    let Some(typed) = opt(plain).parse_next(input)? else {
        return fail(at, Why::NoWholeNumber);
    };
    match typed.parse() {
        Ok(number) => Ok(number),
        Err(why) if *why.kind() == IntErrorKind::PosOverflow => fail(at, Why::LargeNumber),
        Err(_) => fail(at, Why::NoWholeNumber),
    }
}

fn as_decimal(typed: &str) -> Option<Decimal> {
    let is_number = typed.starts_with(|sign: char| sign == '-' || sign.is_ascii_digit());
    let number = typed.parse::<f64>().ok().filter(|of| of.is_finite());
    number.filter(|_| is_number).map(Decimal)
}

fn decimal(input: &mut Input<'_>) -> Parsed<Decimal> {
    let at = input.current_token_start();
    let number = opt(plain).parse_next(input)?.and_then(as_decimal);
    number.map_or_else(|| fail(at, Why::NoNumber), Ok)
}

/// One of these words.
fn chosen<T: Copy>(input: &mut Input<'_>, known: &[(T, &'static str)]) -> Parsed<T> {
    let at = input.current_token_start();
    let typed = text(input)?;
    match value(known, &typed.to_lowercase()) {
        Some(chosen) => Ok(chosen),
        None => {
            let known: Vec<&str> = known.iter().map(|(_, word)| *word).collect();
            fail(at, Why::NotAmong(typed.to_string(), known.join(", ")))
        }
    }
}

/// A grade as it is written of these.
fn grade(input: &mut Input<'_>, of: Graded) -> Parsed<Grade> {
    let at = input.current_token_start();
    let typed = text(input)?;
    let is_it = |grade: &Grade| typed.eq_ignore_ascii_case(&of.letter(*grade).to_string());
    match Grade::ALL.into_iter().find(is_it) {
        Some(grade) => Ok(grade),
        None => {
            let known = Grade::ALL.map(|grade| of.letter(grade).to_string());
            fail(at, Why::NotAmong(typed.to_string(), known.join(", ")))
        }
    }
}

/// `or better`, `or worse`, or neither. Any other `or` joins terms.
fn reach(input: &mut Input<'_>) -> Parsed<Reach> {
    let words = alt((
        (word("or"), word("better")).value(Reach::OrBetter),
        (word("or"), word("worse")).value(Reach::OrWorse),
    ));
    Ok(opt(words).parse_next(input)?.unwrap_or(Reach::Alone))
}

fn among<T: Copy>(
    input: &mut Input<'_>,
    known: &[(T, &'static str)],
    term: impl Fn(T) -> Term,
) -> Parsed<Expr> {
    let differs = equals(input)?;
    let term = Expr::Term(term(chosen(input, known)?));
    Ok(negated(term, differs))
}

/// Sides, with the short names people type as well.
fn by(input: &mut Input<'_>) -> Parsed<Expr> {
    let short = [(Party::Azerbaijan, "az"), (Party::Armenia, "am")];
    among(input, &[&Party::ALL[..], &short].concat(), Term::By)
}

fn property(input: &mut Input<'_>) -> Parsed<Expr> {
    let named = text(input)?;
    let at = input.current_token_start();
    if opt(literal("~")).parse_next(input)?.is_some() {
        space(input)?;
        let test = PropertyTest::Text(TextTest::Contains, text(input)?);
        return Ok(Expr::Term(Term::Property(named, test)));
    }
    let (compare, differs) = match compare(input) {
        Ok(found) => found,
        Err(_) => return fail(at, Why::NoSign([">= <= > < =", "~"].join(" "))),
    };
    let at = input.current_token_start();
    let is_quoted = input.starts_with('"');
    let typed = text(input)?;
    let number = as_decimal(&typed).filter(|_| !is_quoted);
    let test = match (number, compare) {
        (Some(number), _) => PropertyTest::Number(compare, number),
        (None, Compare::Equal) => PropertyTest::Text(TextTest::Is, typed),
        (None, _) => return fail(at, Why::NoNumber),
    };
    Ok(negated(Expr::Term(Term::Property(named, test)), differs))
}
