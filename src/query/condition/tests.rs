//! What is written is read again, and what is wrong has its place.

use std::sync::Arc;

use proptest::{collection::vec, prelude::*};

use super::*;
use crate::model::{Activity, CasualtyKind, Grade, Party, Stance, Weapon};

fn name() -> impl Strategy<Value = Name> {
    words().prop_map(|text| Name { text, at: 0 })
}

/// Texts with blanks, marks, letters of other scripts, and words of the grammar.
fn words() -> impl Strategy<Value = Arc<str>> {
    prop_oneof![
        "[a-zçəЖկ0-9 \\\\\"()=~<>.-]{0,8}[a-z1]",
        Just("and".to_owned()),
        Just("Not".to_owned()),
        Just("12.5".to_owned()),
    ]
    .prop_map(Arc::from)
}

fn any_of<T: Copy + std::fmt::Debug>(
    all: &'static [(T, &'static str)],
) -> impl Strategy<Value = T> {
    (0..all.len()).prop_map(|at| all[at].0)
}

fn decimal() -> impl Strategy<Value = Decimal> {
    prop_oneof![
        (-1e9..1e9_f64).prop_map(Decimal),
        (0..50_u32).prop_map(|whole| Decimal(f64::from(whole)))
    ]
}

fn term() -> impl Strategy<Value = Term> {
    prop_oneof![
        name().prop_map(Term::Reporter),
        any_of(&Stance::ALL).prop_map(Term::Type),
        any_of(&Activity::ALL).prop_map(Term::Activity),
        any_of(&Party::ALL).prop_map(Term::By),
        any_of(&Weapon::ALL).prop_map(Term::Weapon),
        any_of(&CasualtyKind::ALL).prop_map(Term::Hurt),
        (any_of(TextField::ALL), any_of(TextTest::ALL), words())
            .prop_map(|(field, test, text)| Term::Text(field, test, text)),
        (any_of(NumberField::ALL), any_of(Compare::ALL), any::<u32>())
            .prop_map(|(field, how, number)| Term::Number(field, how, number)),
        (words(), any_of(Compare::ALL), decimal())
            .prop_map(|(name, how, of)| Term::Property(name, PropertyTest::Number(how, of))),
        (words(), any_of(TextTest::ALL), words())
            .prop_map(|(name, how, of)| Term::Property(name, PropertyTest::Text(how, of))),
        (any_of(Graded::ALL), 0..6_usize, any_of(Reach::ALL))
            .prop_map(|(of, at, reach)| Term::Grade(of, Grade::ALL[at], reach)),
        (any_of(Compare::ALL), any_of(Closeness::ALL))
            .prop_map(|(how, level)| Term::Precision(how, level)),
        (any_of(Ends::ALL), name()).prop_map(|(ends, name)| Term::Place(ends, name)),
        (decimal(), name()).prop_map(|(km, name)| Term::Within(Decimal(km.0.abs()), name)),
        name().prop_map(Term::Inside),
        any_of(Stated::ALL).prop_map(Term::Has),
        any_of(Flag::ALL).prop_map(Term::Is),
    ]
}

fn expr() -> impl Strategy<Value = Expr> {
    let one = term().prop_map(Expr::Term);
    one.prop_recursive(5, 24, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 2..4).prop_map(Expr::Or),
            vec(inner.clone(), 2..4).prop_map(Expr::And),
            inner.prop_map(|part| Expr::Not(Box::new(part))),
        ]
    })
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(expr in expr()) {
        let text = expr.to_string();
        let read = Condition::parse(&text);
        prop_assert_eq!(read.map(|read| read.expr().clone()), Ok(expr), "{}", text);
    }

    #[test]
    fn any_text_is_understood_or_its_place_is_told(text in "[a-z=~<>!()\"\\\\ 0-9.ə]{0,40}") {
        match Condition::parse(&text) {
            Ok(read) => prop_assert_eq!(Condition::parse(&read.to_string()), Ok(read)),
            Err(trouble) => {
                prop_assert!(text.is_char_boundary(trouble.at), "{} {}", text, trouble.at);
                prop_assert_eq!(trouble.under(&text).lines().count(), 2);
            }
        }
    }
}

fn written(typed: &str) -> String {
    match Condition::parse(typed) {
        Ok(condition) => condition.to_string(),
        Err(trouble) => trouble.under(typed),
    }
}

#[test]
fn and_binds_closer_than_or_and_brackets_stay() {
    for (typed, expected) in [
        ("denied", "denied"),
        ("  number>=10 ", "number >= 10"),
        ("number ≥ 10", "number >= 10"),
        ("killed != 0", "not killed = 0"),
        ("REPORTER = Az-MoD", "reporter = Az-MoD"),
        ("by = az or by=am", "by = azerbaijan or by = armenia"),
        (
            "denied and has hours or by = nk",
            "denied and has hours or by = nk",
        ),
        (
            "denied and (has hours or by = nk)",
            "denied and (has hours or by = nk)",
        ),
        ("(denied and has hours)", "denied and has hours"),
        ("not not denied", "not not denied"),
        ("not (denied)", "not denied"),
        ("at = \"Yuxarı Şorca\"", "at = \"Yuxarı Şorca\""),
        ("at = \"lachin\"", "at = lachin"),
        ("at = Yuxarı", "at = Yuxarı"),
        ("within 20 km of lachin", "within 20 km of lachin"),
        ("WITHIN 2.50 KM OF lachin", "within 2.5 km of lachin"),
        ("within 2 km of \"46 39.5\"", "within 2 km of \"46 39.5\""),
        ("INSIDE lachin", "inside lachin"),
        ("outside   area", "outside area"),
        ("property fatalities >= 3", "property fatalities >= 3"),
        ("property \"n of\" = 3", "property \"n of\" = 3"),
        ("property n = \"3\"", "property n = \"3\""),
        ("property n != 3", "not property n = 3"),
        ("property n ~ 3", "property n ~ \"3\""),
        ("text ~ \"a \\\"b\\\" c\"", "text ~ \"a \\\"b\\\" c\""),
    ] {
        assert_eq!(written(typed), expected, "{typed}");
    }
}

#[test]
fn a_caret_stands_under_what_is_wrong() {
    for (typed, at, told) in [
        ("", 0, "a term is missing here"),
        ("number >= ten", 10, "a whole number is missing here"),
        (
            "number 10",
            7,
            "one of these signs is missing here: >= <= > < =",
        ),
        ("denied and", 10, "a term is missing here"),
        ("denied denied", 7, "'and' or 'or' is missing here"),
        ("not (denied", 4, "this bracket is not closed"),
        ("(denied) )", 9, "'and' or 'or' is missing here"),
        ("text ~ \"sniper", 7, "this quotation mark is not closed"),
        (
            "weapon = mortars",
            9,
            "'mortars' is none of these: small-arms, machine-gun",
        ),
        ("weapn = mortar", 0, "nothing is called 'weapn' here"),
        ("within 20 of lachin", 10, "the word 'km' is missing here"),
        ("within far km of lachin", 7, "a number is missing here"),
        ("within -5 km of lachin", 7, "a distance is not negative"),
        (
            "within 5 km of \"39.7 46.2\"",
            15,
            "longitude first: '39.7 46.2' lies outside the map",
        ),
        ("property n >= many", 14, "a number is missing here"),
        ("at = (lachin)", 5, "a name or a text is missing here"),
        // The caret counts letters, not bytes.
        ("at = Şuşa or", 12, "a term is missing here"),
    ] {
        let shown = written(typed);
        let (text, caret) = shown.split_once('\n').unwrap_or_default();
        assert_eq!(text, typed);
        let column = caret.chars().take_while(|letter| *letter == ' ').count();
        assert_eq!(column, at, "{shown}");
        assert!(caret.contains(told), "{shown}");
    }
}

#[test]
fn brackets_without_end_are_refused_and_no_stack_overflows() {
    for deep in ["(".repeat(3_000), "not ".repeat(900)] {
        let trouble = Condition::parse(&deep).expect_err("too deep");
        assert_eq!(trouble.why, Why::TooDeep);
    }
    let long = format!("text ~ {}", "a".repeat(LONGEST));
    let trouble = Condition::parse(&long).expect_err("too long");
    assert_eq!(trouble.why, Why::TooLong);
}

#[test]
fn a_number_that_is_too_large_is_told_as_such() {
    let trouble = Condition::parse("number >= 99999999999999999999").expect_err("too large");
    assert_eq!(trouble.at, 10);
    assert_eq!(trouble.why, Why::LargeNumber);
    assert!(Condition::parse("number >= 4294967295").is_ok());
    let trouble = Condition::parse("number >= -1").expect_err("below none");
    assert_eq!(trouble.why, Why::NoWholeNumber);
}

#[test]
fn parts_can_be_taken_out_one_by_one() {
    let condition = Condition::parse("denied and by = az and (has hours or by = nk)");
    let condition = condition.expect("a condition");
    let parts: Vec<String> = condition.parts().iter().map(ToString::to_string).collect();
    assert_eq!(parts, ["denied", "by = azerbaijan", "has hours or by = nk"]);
    let without = |part| condition.without(part).map(|rest| rest.to_string());
    assert_eq!(
        without(0).as_deref(),
        Some("by = azerbaijan and (has hours or by = nk)")
    );
    assert_eq!(without(2).as_deref(), Some("denied and by = azerbaijan"));
    let rest = condition.without(0).and_then(|rest| rest.without(0));
    let rest = rest.expect("one part is left");
    assert_eq!(rest.to_string(), "has hours or by = nk");
    assert_eq!(rest.parts().len(), 1);
    assert_eq!(rest.without(0), None);
}

#[test]
fn parts_are_replaced_added_and_turned_round_as_they_were_typed() {
    let read = |typed: &str| Condition::parse(typed).expect(typed);
    let condition = read("number>=10 and ( denied or has hours ) and by=az");
    let typed = |condition: &Condition| condition.typed().to_owned();
    assert_eq!(
        condition.parts().iter().map(typed).collect::<Vec<_>>(),
        ["number>=10", "( denied or has hours )", "by=az"]
    );
    assert_eq!(condition.part_at(0), 0);
    assert_eq!(condition.part_at(17), 1);
    assert_eq!(condition.part_at(47), 2);
    let with = |part, other: &str| typed(&condition.with(part, read(other)).expect("short"));
    assert_eq!(
        with(Some(1), "weapon = mortar or killed >= 1"),
        "number>=10 and (weapon = mortar or killed >= 1) and by=az"
    );
    assert_eq!(
        with(None, "denied"),
        "number>=10 and ( denied or has hours ) and by=az and denied"
    );
    // What is asked already is not asked twice.
    assert_eq!(with(None, "number >= 10"), condition.typed());
    let either = read("denied or has hours");
    assert_eq!(either.parts().len(), 1);
    assert_eq!(
        typed(&either.with(None, read("by = az")).expect("short")),
        "(denied or has hours) and by = az"
    );
    assert_eq!(either.negated().to_string(), "not (denied or has hours)");
    assert_eq!(either.negated().negated(), either);
    let long = read(&format!("text ~ {}", "a".repeat(LONGEST - 8)));
    let trouble = long.with(None, either).expect_err("too long");
    assert_eq!(trouble.why, Why::TooLong);
}

#[test]
fn what_is_meant_as_a_condition_is_told_from_words_to_look_for() {
    for meant in [
        "number >=",
        "not (by=",
        "denied",
        "has ho",
        "within 20",
        "outside area and",
        "at = lachin",
        "NUMBER≥3",
        "numbr >= 10",
    ] {
        assert!(is_meant(meant), "{meant}");
    }
    for words in [
        "",
        "at lachin",
        "address",
        "number",
        "has",
        "within",
        "lachin 3",
        "= 3",
        "denied by",
        "not",
        "text of the statement",
        "(",
    ] {
        assert!(!is_meant(words), "{words}");
    }
}
