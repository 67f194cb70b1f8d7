//! What holds for any text: moving a sentence, or changing a place, a number or a day, changes exactly that.

use proptest::prelude::*;

use super::*;

fn check_any(text: &str) {
    for language in [None, Some("en"), Some("ru"), Some("az"), Some("hy")] {
        let about = About {
            language: language.map(str::to_owned),
            ..about("az-mod", "2022-08-08")
        };
        let Ok(reading) = reader().read(text, &about) else {
            continue;
        };
        for fact in &reading.facts {
            assert!(
                text.get(fact.span.clone())
                    .is_some_and(|words| !words.is_empty())
            );
        }
        for remark in &reading.remarks {
            assert!(text.get(remark.span.clone()).is_some());
        }
        let again = reader().read(text, &about).expect("a statement");
        assert_eq!(again.facts, reading.facts);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_is_read_without_a_panic_and_its_spans_lie_inside(text in "\\PC{0,200}") {
        check_any(&text);
    }

    #[test]
    fn words_of_statements_in_any_order_are_read_without_a_panic(
        words in prop::collection::vec(prop::sample::select(WORDS), 0..60)
    ) {
        check_any(&words.join(" "));
    }
}

const WORDS: &[&str] = &[
    "On",
    "May",
    "3",
    "from",
    "22:20",
    "to",
    "0005",
    "Armenian",
    "armed",
    "forces",
    "fired",
    "opened",
    "fire",
    "at",
    "positions",
    "Kalbajar",
    "region",
    "(",
    ")",
    ",",
    "and",
    ".",
    ";",
    "Istisu",
    "settlement",
    "’s",
    "six",
    "times",
    "of",
    "the",
    "cases",
    "no",
    "losses",
    "killed",
    "огонь",
    "открыли",
    "Кельбаджарского",
    "района",
    "с",
    "до",
    "a.m.",
    "p.m.",
    "«",
    "»",
    "\"",
    "-",
    "Kəlbəcər",
    "rayonunun",
    "saat",
    "կրակ",
    "են",
    "բացել",
    "Սոթքի",
    "։",
    "wounded",
    "two",
    "false",
    "Moreover,",
    "24",
    "hours",
    "2022",
    "\n",
    "twice",
];

/// What a property compares: everything of a claim that a person reads.
fn read_in_short(text: &str) -> Vec<String> {
    report("az-mod", "2022-08-20", text)
        .claims
        .iter()
        .map(in_short)
        .collect()
}

/// Villages of Armenia with their raions, and of Azerbaijan with their districts.
const FROM: [(&str, &str, &str); 4] = [
    ("Zarkand", "Basarkechar", "basarkechar/zarkand"),
    ("Digh", "Gorus", "gorus/digh"),
    ("Noravan", "Garakilsa", "garakilsa/noravan"),
    ("Berdavan", "Noyemberyan", "noyemberyan/berdavan"),
];

const AT: [(&str, &str, &str); 4] = [
    ("Yellija", "Kalbajar", "kalbajar/yellija"),
    ("Jaghazur", "Lachin", "lachin/jaghazur"),
    ("Galakend", "Gadabay", "gadabay/galakend"),
    ("Kokhanabi", "Tovuz", "tovuz/kokhanabi"),
];

fn sentence(day: i8, hour: u32, count: u32, from: usize, at: usize) -> String {
    let ((village, raion, _), (target, district, _)) = (FROM[from], AT[at]);
    format!(
        "On August {day}, at {hour}:15, units of the Armenian armed forces located in {village} \
         village of {raion} region fired {count} times at positions of the Azerbaijan Army in \
         {target} village of {district} region."
    )
}

fn expected(day: i8, hour: u32, count: u32, from: usize, at: usize) -> String {
    let (from, at) = (FROM[from].2, AT[at].2);
    format!("armenia, x{count}, {from} > {at}, 2022-08-{day:02}T{hour:02}:15")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_place_a_number_or_a_day_changes_exactly_that_fact(
        day in 1..20_i8, hour in 10..24_u32, count in 2..90_u32, from in 0..4_usize, at in 0..4_usize,
    ) {
        let text = sentence(day, hour, count, from, at);
        prop_assert_eq!(read_in_short(&text), [expected(day, hour, count, from, at)]);
    }

    #[test]
    fn sentences_in_another_order_say_the_same(
        days in proptest::sample::subsequence((1..20_i8).collect::<Vec<_>>(), 3),
        turn in 0..3_usize,
    ) {
        let mut sentences: Vec<String> = (0..3)
            .map(|nth| sentence(days[nth], 10 + nth as u32, 2 + nth as u32, nth, nth))
            .collect();
        let mut wanted: Vec<String> = (0..3)
            .map(|nth| expected(days[nth], 10 + nth as u32, 2 + nth as u32, nth, nth))
            .collect();
        sentences.rotate_left(turn);
        wanted.rotate_left(turn);
        prop_assert_eq!(read_in_short(&sentences.join(" ")), wanted);
    }

    #[test]
    fn a_sentence_without_fire_changes_nothing(before in proptest::bool::ANY, nth in 0..3_usize) {
        let idle = [
            "The President received the ambassador.",
            "The situation is under control.",
            "Further details will follow.",
        ][nth];
        let text = sentence(7, 21, 6, 0, 0);
        let text = if before { format!("{idle} {text}") } else { format!("{text} {idle}") };
        prop_assert_eq!(read_in_short(&text), [expected(7, 21, 6, 0, 0)]);
    }
}

#[test]
fn an_unknown_language_or_reporter_is_read_as_far_as_possible() {
    let text = sentence(7, 21, 6, 0, 0);
    let about = About {
        reporter: Some("az-coastguard".to_owned()),
        published: Day::parse("2022-08-20").ok(),
        language: Some("xx".to_owned()),
    };
    let reading = reader().read(&text, &about).expect("a statement");
    let claims: Vec<String> = reading.report.claims.iter().map(in_short).collect();
    assert_eq!(claims, [expected(7, 21, 6, 0, 0)]);
    assert_eq!(reading.report.reporter, "az-coastguard");
    for words in ["unknown reporter 'az-coastguard'", "statements in 'xx'"] {
        let noted = |remark: &Remark| remark.what.contains(words);
        assert!(reading.remarks.iter().any(noted), "{words}");
    }
    let sure = |fact: &Fact| fact.certainty == Certainty::Sure;
    assert!(!reading.facts.iter().any(sure), "{:?}", reading.facts);
}

#[test]
fn what_is_said_outright_is_sure_and_what_is_concluded_is_not() {
    let text = sentence(7, 21, 6, 0, 0);
    let reading = reader().read(&text, &about("az-mod", "2022-08-20"));
    let reading = reading.expect("a statement");
    let place = |fact: &&Fact| fact.means == "kalbajar/yellija";
    let place = reading.facts.iter().find(place).expect("the village");
    assert_eq!(place.certainty, Certainty::Sure);
    // Without the day, that of publication stands in for it; about six is not six.
    let text = text.replace("On August 7, at 21:15", "At 21:15");
    let text = text.replace("6 times", "about 6 times");
    let reading = reader().read(&text, &about("az-mod", "2022-08-20"));
    let reading = reading.expect("a statement");
    for kind in [FactKind::Time, FactKind::Count] {
        let of_kind = |fact: &&Fact| fact.kind == kind;
        let fact = reading.facts.iter().find(of_kind).expect("a fact");
        assert_eq!(fact.certainty, Certainty::Unsure, "{fact:?}");
    }
}
