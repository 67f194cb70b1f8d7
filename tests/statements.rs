//! Statements of our own, in the manner of the offices that make them, read as a person would.

use std::sync::Arc;

use contactline::{
    io::{
        Source, read_data_folder,
        statement::{
            About, Certainty, Fact, FactKind, Remark, StatementError, StatementReader, in_sentences,
        },
    },
    model::{
        Activity, Amount, Atlas, Day,
        draft::{ClaimDraft, ReportDraft, SiteDraft},
    },
};
use proptest::prelude::*;

fn reader() -> &'static StatementReader {
    static READER: std::sync::OnceLock<StatementReader> = std::sync::OnceLock::new();
    READER.get_or_init(|| {
        let (draft, _) = read_data_folder(&Source::Embedded).expect("the built-in data");
        StatementReader::new(Arc::new(Atlas::build(draft).0))
    })
}

fn about(reporter: &str, published: &str) -> About {
    About {
        reporter: Some(reporter.to_owned()).filter(|key| !key.is_empty()),
        published: Day::parse(published).ok(),
        language: None,
    }
}

fn report(reporter: &str, published: &str, text: &str) -> ReportDraft {
    let reading = reader().read(text, &about(reporter, published));
    reading.expect("a statement").report
}

fn sites(sites: &[SiteDraft]) -> String {
    let site = |site: &SiteDraft| {
        let parts = [&site.zone, &site.region, &site.settlement];
        let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
        let stretch = if site.stretch { "↔ " } else { "" };
        format!("{stretch}{}", parts.join("/"))
    };
    sites.iter().map(site).collect::<Vec<_>>().join(" ")
}

fn in_short(claim: &ClaimDraft) -> String {
    let (start, end, _) = claim.when.stated();
    let mut words = vec![format!("{:?}", claim.by).to_lowercase()];
    if let Some(count) = claim.count {
        words.push(format!("x{count}"));
    }
    words.push(format!(
        "{} > {}",
        sites(&claim.origins),
        sites(&claim.targets)
    ));
    let moments: Vec<String> = [start, end]
        .into_iter()
        .flatten()
        .map(|at| at.to_string())
        .collect();
    words.push(moments.join(".."));
    for weapon in &claim.weapons {
        words.push(format!("{weapon:?}"));
    }
    for (number, what) in [(claim.killed, "killed"), (claim.wounded, "wounded")] {
        words.extend(number.map(|number| format!("{number} {what}")));
    }
    if claim.losses_denied {
        words.push("no losses".to_owned());
    }
    words.retain(|word| !word.trim().is_empty());
    words
        .iter()
        .map(|word| word.trim())
        .collect::<Vec<_>>()
        .join(", ")
}

/// What a statement comes to, in short, must be what is expected.
fn check(reporter: &str, published: &str, text: &str, expected: &[&str]) {
    let report = report(reporter, published, text);
    let mut lines = vec![format!("{:?}", report.stance).to_lowercase()];
    if let Some(total) = report.total {
        lines[0].push_str(&format!(" of {total}"));
    }
    lines.extend(report.claims.iter().map(in_short));
    assert_eq!(lines, expected, "{text}");
}

#[test]
fn english_statements_of_baku_give_origins_targets_and_counts() {
    check(
        "az-mod",
        "2022-09-02",
        "Our positions were subjected to fire 9 times over the past 24 hours. In five of the cases, \
         units of the Armenian armed forces fired from positions in the direction of the Zarkand and \
         Yukhari Shorzha settlements of the Basarkechar region and the Gorus region at the positions \
         of the Azerbaijan Army in the Kalbajar and Lachin districts. The other four cases were fire \
         by illegal Armenian armed formations from those lands of Azerbaijan in which the Russian \
         peacekeepers are temporarily stationed, on our positions in the direction of the Aghdam \
         district, with sniper rifles. There are no losses.",
        &[
            "claim of 9",
            "armenia, x5, basarkechar/zarkand basarkechar/yukhari-shorzha gorus > kalbajar lachin, \
             2022-09-01..2022-09-02, no losses",
            "nagornokarabakh, x4, peacekeepers > aghdam, 2022-09-01..2022-09-02, SniperRifle, no losses",
        ],
    );
    check(
        "az-mod",
        "2023-01-04",
        "Starting from 2310 on January 3 to 0040 on January 4, the Armenian armed forces fired from \
         Chinarli village of Tovuzgala (Tavush) region at our positions in Aghdam settlement of Tovuz \
         and Zaylik settlement of Kalbajar districts.",
        &[
            "claim",
            "armenia, tovuzgala/chinarli > tovuz/aghdam-tovuz kalbajar/zaylik, \
             2023-01-03T23:10..2023-01-04T00:40",
        ],
    );
}

#[test]
fn one_name_is_told_apart_by_what_stands_around_it() {
    check(
        "az-mod",
        "2022-10-20",
        "On October 20 Armenian units fired from Basarkechar's Yukhari Shorja and Istisu settlements \
         at positions of our army in Kalbajar's Istisu settlement.",
        &[
            "claim",
            "armenia, basarkechar/yukhari-shorzha istisu-am > kalbajar/istisu-kalbajar, 2022-10-20",
        ],
    );
    check(
        "ru-mod",
        "2022-06-21",
        "За прошедшие сутки зафиксировано три нарушения режима прекращения огня в Мардакертском (2) и \
         Мартунинском (1) районах. Пострадавших нет.",
        &[
            "record of 3",
            "unknown, x2, > aghdara, 2022-06-20..2022-06-21, no losses",
            "unknown, x1, > khojavend, 2022-06-20..2022-06-21, no losses",
        ],
    );
}

#[test]
fn statements_of_yerevan_are_read_in_english_russian_and_armenian() {
    check(
        "am-mod",
        "2023-05-17",
        "On May 17, at 10:25, units of the Azerbaijani Armed Forces opened fire from mortars against \
         Armenian positions near Sotk. Two Armenian servicemen were wounded.",
        &[
            "claim",
            "azerbaijan, > basarkechar/zod, 2023-05-17T10:25, Mortar, 2 wounded",
        ],
    );
    check(
        "am-mod",
        "2022-11-22",
        "22 ноября в 13:25 подразделения ВС Азербайджана открыли огонь из стрелкового оружия по \
         армянским позициям в районе Верин Шоржи. Потерь с армянской стороны нет.",
        &[
            "claim",
            "azerbaijan, > basarkechar/yukhari-shorzha, 2022-11-22T13:25, SmallArms, no losses",
        ],
    );
    check(
        "am-mod",
        "2023-05-17",
        "Մայիսի 17-ին, ժամը 10:25-ին ադրբեջանական ԶՈւ ստորաբաժանումները հրաձգային զինատեսակներից կրակ \
         են բացել Սոթքի հատվածում տեղակայված հայկական դիրքերի ուղղությամբ։",
        &[
            "claim",
            "azerbaijan, > basarkechar/zod, 2023-05-17T10:25, SmallArms",
        ],
    );
}

#[test]
fn statements_from_stepanakert_name_the_targets_in_karabakh() {
    check(
        "nk-mod",
        "2022-03-26",
        "On March 26 the Azerbaijani armed forces violated the ceasefire near Parukh village of \
         Askeran region, using large-caliber weapons. Three servicemen of the Defense Army were \
         killed and 15 were wounded.",
        &[
            "claim",
            "azerbaijan, > askeran/farrukh, 2022-03-26, LargeCalibre, 3 killed, 15 wounded",
        ],
    );
    check(
        "nk-mod",
        "2023-03-03",
        "Մարտի 2-ին Ադրբեջանի ԶՈւ ստորաբաժանումները շփման գծում խախտել են հրադադարը՝ կիրառելով \
         հրաձգային զինատեսակներ։ Հայկական կողմը կորուստներ չունի։",
        &[
            "claim",
            "azerbaijan, > peacekeepers, 2023-03-02, SmallArms, no losses",
        ],
    );
}

#[test]
fn azerbaijani_and_turkish_statements_set_the_region_first() {
    check(
        "az-mod",
        "2022-11-04",
        "Noyabrın 4-ü saat 09:35-dən 10:20-dək Ermənistan hərbi birləşmələri Gorus \
         rayonunun Dığ kəndi istiqamətindəki mövqelərindən Ordumuzun Tovuz \
         rayonunun Ağdam, Kəlbəcər rayonunun Zəylik yaşayış məntəqələri istiqamətindəki mövqelərini \
         atıcı silahlardan üç dəfə atəşə tutub. Şəxsi heyət arasında itki yoxdur.",
        &[
            "claim",
            "armenia, x3, gorus/digh > tovuz/aghdam-tovuz kalbajar/zaylik, \
             2022-11-04T09:35..2022-11-04T10:20, SmallArms, no losses",
        ],
    );
    check(
        "az-mod",
        "2023-02-11",
        "Savunma Bakanlığının açıklamasında, 10 Şubat saat 21.30 sıralarında Ermenistan silahlı \
         birliklerinin Basargeçer ilinin Yukarı Şorca köyü istikametindeki mevzilerinden Azerbaycan \
         ordusunun Kelbecer ili istikametindeki mevzilerine 4 kez ateş açtığı bildirildi.",
        &[
            "claim",
            "armenia, x4, basarkechar/yukhari-shorzha > kalbajar, 2023-02-10T21:30",
        ],
    );
    check(
        "az-mod",
        "2022-11-03",
        "3 ноября с 18:30 до 21:15 подразделения вооружённых сил Армении с позиций в направлении \
         населённого пункта Гюнешли Басаркечарского района шесть раз подвергли обстрелу позиции \
         Азербайджанской Армии в Кельбаджарском и Лачинском районах.",
        &[
            "claim",
            "armenia, x6, basarkechar/gunashli > kalbajar lachin, 2022-11-03T18:30..2022-11-03T21:15",
        ],
    );
}

#[test]
fn what_is_denied_is_no_claim_of_fire() {
    check(
        "am-mod",
        "2022-09-05",
        "The statement of the Ministry of Defence of Azerbaijan that on September 4 units of the \
         Armenian Armed Forces opened fire at positions in Kalbajar does not correspond to reality.",
        &["denial"],
    );
    check(
        "am-mod",
        "2023-05-18",
        "Ադրբեջանի ՊՆ հաղորդագրությունը, թե իբր մայիսի 18-ին ՀՀ ԶՈւ ստորաբաժանումները կրակ են բացել, \
         չի համապատասխանում իրականությանը։",
        &["denial"],
    );
    check(
        "nk-mod",
        "2022-02-06",
        "The report in Azerbaijan that units of the Defense Army opened fire near Ghapanlu settlement \
         is false. In fact the ceasefire was violated by Azerbaijani armed forces in the mentioned \
         area on February 5.",
        &["mixed", "azerbaijan, > tartar/gapanli, 2022-02-05"],
    );
}

#[test]
fn bulletins_of_the_peacekeepers_record_and_patrols_are_no_incidents() {
    check(
        "ru-mod",
        "2022-06-20",
        "В течение суток зафиксировано одно нарушение режима прекращения огня в Шушинском районе. \
         Пострадавших нет. Патрулирование осуществлялось в Мардакертском районе и Лачинском коридоре.",
        &[
            "record of 1",
            "unknown, x1, > shusha, 2022-06-19..2022-06-20, no losses",
        ],
    );
    check(
        "ru-mod",
        "2023-10-09",
        "No ceasefire violations were recorded. Five routes were patrolled in the Martakert district.",
        &["record of 0"],
    );
}

#[test]
fn reconnaissance_and_fortification_are_told_apart_from_fire() {
    let report = report(
        "az-mod",
        "2023-06-05",
        "On June 4, at 20:10, a quadcopter of illegal Armenian armed detachments made a reconnaissance \
         flight over our positions in the direction of the Aghdam region. Moreover, at 12:20 they \
         attempted to install fortification devices in the direction of the Shusha region.",
    );
    let quiet = report
        .claims
        .iter()
        .filter(|claim| !claim.activity.is_fire());
    assert_eq!((quiet.count(), report.claims.len()), (2, 2));
}

#[test]
fn a_count_a_year_and_a_place_are_never_guessed() {
    // Dozens are no figure; more than so many is that, and no exact number.
    for words in ["dozens of times", "several times"] {
        let text = format!("On May 3 Azerbaijani forces fired {words} at positions near Sotk.");
        let report = report("am-mod", "2022-05-04", &text);
        assert_eq!(report.claims[0].count, None, "{text}");
    }
    let text = "On May 3 Azerbaijani forces fired more than 40 times at positions near Sotk.";
    let more = report("am-mod", "2022-05-04", text);
    assert_eq!(more.claims[0].count, Some(Amount::MoreThan(40)));
    let text = "On May 3 Azerbaijani forces fired at Armenian positions near Sotk.";
    let undated = reader()
        .read(text, &about("am-mod", ""))
        .expect("a statement");
    assert_eq!(undated.report.claims[0].when.stated().0, None);
    assert!(
        undated
            .remarks
            .iter()
            .any(|remark| remark.what.contains("its year"))
    );
    // A day after publication is one of the year before.
    let before = report(
        "am-mod",
        "2023-01-02",
        "On December 31 Azerbaijani forces fired near Sotk.",
    );
    let start = before.claims[0].when.stated().0.expect("a day");
    assert_eq!(start.to_string(), "2022-12-31");
}

#[test]
fn a_name_nobody_knows_is_noted_and_its_region_still_counts() {
    let text =
        "On May 3 Armenian units fired at positions in Qwertabad settlement of Kalbajar region.";
    let reading = reader()
        .read(text, &about("az-mod", "2022-05-03"))
        .expect("a statement");
    assert_eq!(
        sites(&reading.report.claims[0].targets),
        "kalbajar/Qwertabad"
    );
    let remark = reading
        .remarks
        .iter()
        .find(|remark| remark.what.contains("no place of this name"));
    assert_eq!(&text[remark.expect("a remark").span.clone()], "Qwertabad");
}

#[test]
fn every_fact_has_the_words_it_was_read_from() {
    let text =
        "On May 3 Armenian forces fired 7 times with mortars at positions in the Lachin district.";
    let reading = reader()
        .read(text, &about("az-mod", "2022-05-03"))
        .expect("a statement");
    let facts: Vec<String> = reading
        .facts
        .iter()
        .map(|fact| {
            format!(
                "{:?} {} = {}",
                fact.kind,
                &text[fact.span.clone()],
                fact.means
            )
        })
        .collect();
    assert_eq!(
        facts,
        [
            "Time May 3 = 2022-05-03",
            "Side Armenian forces = armenia",
            "Activity fired = fire",
            "Count 7 times = 7",
            "Weapon mortars = mortar",
            "Place Lachin = lachin",
        ]
    );
}

#[test]
fn what_is_no_statement_is_refused_or_said_to_hold_none() {
    let refused = |text: &str| reader().read(text, &About::default()).expect_err("refused");
    assert_eq!(refused(" \n\t"), StatementError::Empty);
    assert!(matches!(refused("a\0b"), StatementError::Binary { at: 1 }));
    assert_eq!(refused(&"x ".repeat(3 << 20)), StatementError::TooLong);
    let other = "Rebels shelled the town of Goma on Monday, the Congolese army said.";
    let reading = reader().read(other, &About::default()).expect("text");
    assert!(reading.is_empty(), "{:?}", reading.report);
    assert!(
        reading
            .remarks
            .iter()
            .any(|remark| remark.what.contains("no report of fire"))
    );
}

#[test]
fn what_another_says_is_left_out_with_a_note() {
    let text = "Armenian units fired at positions in the Lachin district on May 3. The Ministry of \
                Defence of Armenia said that Azerbaijani forces fired near Sotk.";
    let reading = reader()
        .read(text, &about("az-mod", "2022-05-03"))
        .expect("a statement");
    assert_eq!(reading.report.claims.len(), 1);
    assert!(
        reading
            .remarks
            .iter()
            .any(|remark| remark.what.contains("other than the reporter"))
    );
}

/// What the shipped reports say, written as sentences of our own and read again. Bulletins of the years of
/// the line of contact list a district behind its own villages, which is read as said already: they are
/// counted apart.
#[test]
fn a_report_written_as_sentences_is_read_again_as_it_was() {
    let (draft, _) = read_data_folder(&Source::Embedded).expect("the built-in data");
    let [mut of_2021_to_2023, mut of_other_years] = [(0, Vec::new()), (0, Vec::new())];
    let is_recent = |report: &ReportDraft| {
        let day = report.id.split('/').nth(1).unwrap_or_default();
        let year = day.get(..4).and_then(|year| year.parse::<u32>().ok());
        year.is_none_or(|year| (2021..=2023).contains(&year))
    };
    for before in draft
        .reports
        .iter()
        .filter(|report| report.claims.iter().any(|claim| !claim.denied))
    {
        let text = in_sentences(before, reader().atlas());
        let about = About {
            reporter: Some(before.reporter.clone()),
            published: before.published,
            language: Some("en".to_owned()),
        };
        let after = reader().read(&text, &about).expect("a statement").report;
        let ends = |report: &ReportDraft| -> Vec<String> {
            let claims = report.claims.iter();
            claims
                .filter(|claim| !claim.denied)
                .map(|claim| {
                    format!(
                        "{:?} {} > {} x{:?}",
                        claim.by,
                        sites(&claim.origins),
                        sites(&claim.targets),
                        claim.count
                    )
                })
                .collect()
        };
        let (kept, lost) = match is_recent(before) {
            true => &mut of_2021_to_2023,
            false => &mut of_other_years,
        };
        match ends(before) == ends(&after) {
            true => *kept += 1,
            false => lost.push(format!(
                "{}\n  {:#?}\n  {:#?}\n  {text}",
                before.id,
                ends(before),
                ends(&after)
            )),
        }
    }
    let bars = [(of_2021_to_2023, 90), (of_other_years, 70)];
    for ((kept, lost), percent) in bars {
        println!("{kept} kept, {} lost\n{}", lost.len(), lost.join("\n"));
        assert!(
            kept * 100 >= (kept + lost.len()) * percent,
            "{kept} kept, {} lost",
            lost.len()
        );
    }
}

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

#[test]
fn places_of_bulletins_of_the_line_of_contact_are_where_fire_came_from() {
    check(
        "az-mod",
        "2017-05-12",
        "Armenian armed forces located near the occupied Talish village of Tartar region and Marzili \
         village of Aghdam region, as well as on nameless hills in Fuzuli region fired at positions \
         of the Azerbaijan Army.",
        &["claim", "armenia, tartar/talish aghdam/marzili fuzuli >"],
    );
}

#[test]
fn several_events_of_one_sentence_are_several_claims() {
    check(
        "am-mod",
        "2023-05-12",
        "On May 11, at 22:00, Azerbaijani forces fired at positions near Sotk; at 23:15 they fired at \
         positions near Verin Shorzha.",
        &[
            "claim",
            "azerbaijan, > basarkechar/zod, 2023-05-11T22:00",
            "azerbaijan, > basarkechar/yukhari-shorzha, 2023-05-11T23:15",
        ],
    );
}

fn in_language(language: &str, reporter: &str, text: &str) -> contactline::io::statement::Reading {
    let about = About {
        language: Some(language.to_owned()),
        ..about(reporter, "2022-08-07")
    };
    reader().read(text, &about).expect("a statement")
}

fn counts_in(language: &str, reporter: &str, text: &str) -> Vec<Option<u32>> {
    let report = in_language(language, reporter, text).report;
    let counts = report.claims.iter().map(|claim| claim.count);
    counts.map(|count| count.and_then(Amount::exact)).collect()
}

#[test]
fn fire_that_was_not_opened_is_no_claim_whoever_did_not_open_it() {
    let denials = [
        (
            "az",
            "az-mod",
            "Avqustun 6-da Ermənistan silahlı qüvvələrinin bölmələri Kəlbəcər rayonu istiqamətində mövqelərimizi atəşə tutmayıb.",
        ),
        (
            "az",
            "az-mod",
            "Avqustun 6-da Ermənistan silahlı qüvvələrinin bölmələri Kəlbəcər rayonu istiqamətində mövqelərimizə atəş açmamışdır.",
        ),
        (
            "az",
            "az-mod",
            "Avqustun 6-da Ermənistan silahlı qüvvələrinin bölmələri Kəlbəcər rayonu istiqamətində atəşkəs rejimini pozmadı.",
        ),
        (
            "tr",
            "az-mod",
            "Savunma Bakanlığı, Ermenistan silahlı kuvvetlerinin Kelbecer istikametinde mevzilerimize ateş açmadığını bildirdi.",
        ),
        (
            "tr",
            "az-mod",
            "Ermenistan silahlı kuvvetleri Kelbecer istikametinde mevzilerimize ateş açmıyor.",
        ),
        (
            "hy",
            "am-mod",
            "Օգոստոսի 6-ին Ադրբեջանի զինված ուժերը Սոթք գյուղի ուղղությամբ կրակ չի բացել։",
        ),
        (
            "hy",
            "am-mod",
            "Օգոստոսի 6-ին Ադրբեջանի զինված ուժերը Սոթք գյուղի ուղղությամբ կրակ չբացեցին։",
        ),
        (
            "en",
            "az-mod",
            "Armenian armed forces did not open fire at our positions near Lachin.",
        ),
    ];
    for (language, reporter, text) in denials {
        let report = in_language(language, reporter, text).report;
        assert!(report.claims.is_empty(), "{text}: {:?}", report.claims);
        assert_eq!(report.stance, contactline::model::Stance::Denial, "{text}");
    }
    let claims = [
        (
            "az",
            "az-mod",
            "Avqustun 6-da Ermənistan silahlı qüvvələrinin bölmələri Kəlbəcər rayonu istiqamətində mövqelərimizi atəşə tutub.",
        ),
        (
            "az",
            "az-mod",
            "Avqustun 6-da Ermənistan silahlı qüvvələrinin bölmələri Kəlbəcər rayonunda atəşkəsə əməl etməyib.",
        ),
        (
            "tr",
            "az-mod",
            "Savunma Bakanlığı, Ermenistan silahlı kuvvetlerinin Kelbecer istikametinde mevzilerimize ateş açtığını bildirdi.",
        ),
        (
            "hy",
            "am-mod",
            "Օգոստոսի 6-ին Ադրբեջանի զինված ուժերը Սոթք գյուղի ուղղությամբ կրակ են բացել։",
        ),
    ];
    for (language, reporter, text) in claims {
        let report = in_language(language, reporter, text).report;
        assert_eq!(report.claims.len(), 1, "{text}");
    }
}

#[test]
fn falling_shells_and_cattle_are_no_people() {
    let killed = |text: &str| -> Vec<Option<u32>> {
        let report = report("am-mod", "2022-08-07", text);
        let killed = report.claims.iter().map(|claim| claim.killed);
        killed
            .map(|number| number.and_then(Amount::exact))
            .collect()
    };
    let fired = "On August 6, Azerbaijani forces fired on Sotk. ";
    for none in [
        "12 mines fell near the positions.",
        "40 shells fell on Sotk.",
        "5 cows were killed.",
    ] {
        assert_eq!(killed(&format!("{fired}{none}")), [None], "{none}");
    }
    for two in [
        "Shells killed two soldiers.",
        "Two soldiers and 5 cows were killed.",
    ] {
        assert_eq!(killed(&format!("{fired}{two}")), [Some(2)], "{two}");
    }
}

/// A claim has one number of killed and one of wounded, of one side, and none of animals.
#[test]
fn numbers_that_no_field_holds_are_told() {
    let read = |text: &str| {
        let fire = "On 7 August 2022 Armenian forces fired at positions in Kalbajar.";
        let text = format!("{fire} {text}");
        let reading = reader().read(&text, &about("az-mod", "2022-08-08"));
        let reading = reading.expect("a statement");
        let remarks = reading.remarks.iter();
        let told = remarks.map(|of| (text[of.span.clone()].to_owned(), of.what.clone()));
        let claim = &reading.report.claims[0];
        let numbers = [claim.count, claim.killed, claim.wounded];
        let numbers = numbers.map(|of| of.map(Amount::number));
        (
            reading.report.claims.len(),
            numbers,
            told.collect::<Vec<_>>(),
        )
    };
    let (claims, numbers, told) =
        read("Two Azerbaijani soldiers were killed, one Armenian soldier was wounded.");
    assert_eq!((claims, numbers), (1, [None, Some(2), None]));
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(
        told[0].0.contains("wounded") && told[0].1.contains("another side"),
        "{told:?}"
    );
    let (claims, numbers, told) = read("One soldier and two civilians were wounded.");
    assert_eq!((claims, numbers), (1, [None, None, Some(2)]));
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(
        told[0].0 == "One" && told[0].1.contains("further number of people"),
        "{told:?}"
    );
    let (_, numbers, told) = read("One policeman and one journalist were wounded.");
    assert_eq!(numbers, [None, None, Some(1)]);
    assert_eq!(told.len(), 1, "{told:?}");
    let (claims, numbers, told) = read("12 cows were fired at.");
    assert_eq!((claims, numbers), (1, [None, None, None]));
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(
        told[0].0 == "12" && told[0].1.contains("animals"),
        "{told:?}"
    );
    // What is taken is told no more.
    for whole in [
        "Two soldiers were killed and one was wounded.",
        "Two soldiers were killed, three civilians were wounded.",
        "A soldier aged 19 was killed.",
        "More than 1,200 shells were fired.",
    ] {
        let (_, _, told) = read(whole);
        assert_eq!(told, [], "{whole}");
    }
}

#[test]
fn numbers_in_words_are_read_whole_or_not_at_all() {
    let english = |number: &str| {
        let text = format!(
            "On August 6, Armenian armed forces violated the ceasefire {number} times near Kalbajar."
        );
        counts_in("en", "az-mod", &text)
    };
    for (words, number) in [
        ("a hundred and five", 105),
        ("one hundred and twenty", 120),
        ("two hundred and twenty-five", 225),
        ("thirty two", 32),
        ("twenty-one", 21),
        ("two thousand three hundred", 2300),
        ("1,200", 1200),
    ] {
        assert_eq!(english(words), [Some(number)], "{words}");
    }
    assert_eq!(english("five twenty"), [None]);
    let reading = in_language(
        "en",
        "az-mod",
        "On August 6, Armenian armed forces violated the ceasefire five twenty times near Kalbajar.",
    );
    assert!(
        reading
            .remarks
            .iter()
            .any(|remark| remark.what.contains("number is not clear"))
    );
    let azerbaijani = |number: &str| {
        let text = format!(
            "Avqustun 6-da Ermənistan silahlı qüvvələri {number} dəfə Kəlbəcər rayonu istiqamətində mövqelərimizi atəşə tutub."
        );
        counts_in("az", "az-mod", &text)
    };
    for (words, number) in [
        ("on iki", 12),
        ("on bir", 11),
        ("on üç", 13),
        ("on beş", 15),
        ("İyirmi bir", 21),
    ] {
        assert_eq!(azerbaijani(words), [Some(number)], "{words}");
    }
    let turkish =
        "Ermenistan silahlı kuvvetleri on iki kez Kelbecer istikametinde mevzilerimize ateş açtı.";
    assert_eq!(counts_in("tr", "az-mod", turkish), [Some(12)]);
    let french = "Le 6 août, les forces armées arméniennes ont violé le cessez-le-feu vingt et une fois près de Kelbadjar.";
    assert_eq!(counts_in("fr", "az-mod", french), [Some(21)]);
    let german = "Am 6. August haben die armenischen Streitkräfte einundzwanzig Mal die Waffenruhe bei Kelbadschar verletzt.";
    assert_eq!(counts_in("de", "az-mod", german), [Some(21)]);
    let armenian = "Օգոստոսի 6-ին Ադրբեջանի զինված ուժերը քսանմեկ անգամ կրակ են բացել Սոթք գյուղի ուղղությամբ։";
    assert_eq!(counts_in("hy", "am-mod", armenian), [Some(21)]);
}

#[test]
fn russian_clocks_in_hours_and_minutes() {
    let read = |when: &str| {
        let text = format!(
            "6 августа {when} подразделения вооруженных сил Армении обстреляли наши позиции в направлении Кельбаджарского района."
        );
        let claims = in_language("ru", "az-mod", &text).report.claims;
        claims.iter().map(in_short).collect::<Vec<_>>()
    };
    assert_eq!(
        read("в 22 часа 15 минут"),
        ["armenia, > kalbajar, 2022-08-06T22:15"]
    );
    assert_eq!(
        read("с 22 ч. 15 мин. до 23 ч."),
        ["armenia, > kalbajar, 2022-08-06T22:15..2022-08-06T23:00"]
    );
}

#[test]
fn none_killed_and_some_wounded_are_told_apart() {
    let cases = [
        (
            "en",
            "az-mod",
            "On August 6, Armenian armed forces fired at our positions near Lachin. There are no fatalities, three soldiers were wounded.",
            3,
        ),
        (
            "en",
            "az-mod",
            "On August 6, Armenian armed forces fired at our positions near Lachin, no fatalities, three wounded.",
            3,
        ),
        (
            "ru",
            "az-mod",
            "6 августа подразделения вооруженных сил Армении обстреляли наши позиции в направлении Лачинского района. Погибших нет, раненых двое.",
            2,
        ),
        (
            "hy",
            "am-mod",
            "Օգոստոսի 6-ին Ադրբեջանի զինված ուժերը կրակ են բացել Սոթք գյուղի ուղղությամբ։ Կա երեք վիրավոր, զոհեր չկան։",
            3,
        ),
    ];
    for (language, reporter, text, wounded) in cases {
        let claims = in_language(language, reporter, text).report.claims;
        let [claim] = &claims[..] else {
            panic!("{text}: {claims:?}")
        };
        assert_eq!(
            (claim.killed, claim.wounded, claim.losses_denied),
            (Some(0.into()), Some(Amount::Exact(wounded)), false),
            "{text}"
        );
    }
    let none = "On August 6, Armenian armed forces fired at our positions near Lachin. There are no killed or wounded among the 12 soldiers.";
    let claims = in_language("en", "az-mod", none).report.claims;
    assert_eq!(
        (claims[0].killed, claims[0].wounded, claims[0].losses_denied),
        (None, None, true)
    );
}

#[test]
fn times_that_end_before_they_start_are_left_out() {
    let read = |when: &str| {
        let text = format!("{when}, Armenian armed forces fired at our positions near Lachin.");
        in_language("en", "az-mod", &text)
    };
    let short = |reading: &contactline::io::statement::Reading| {
        reading
            .report
            .claims
            .iter()
            .map(in_short)
            .collect::<Vec<_>>()
    };
    let over_midnight = read("On August 3, from 22:15 on August 2 to 01:30");
    assert_eq!(
        short(&over_midnight),
        ["armenia, > lachin, 2022-08-02T22:15..2022-08-03T01:30"]
    );
    let night = read("On the night of August 6-7, at 23:30 and 01:20");
    assert_eq!(
        short(&night),
        ["armenia, x2, > lachin, 2022-08-06T23:30..2022-08-07T01:20"]
    );
    let backwards = read("On August 6, at 23:30 and 01:20");
    assert!(
        backwards
            .report
            .claims
            .iter()
            .all(|claim| claim.when.stated().0.is_none())
    );
    assert!(
        backwards
            .remarks
            .iter()
            .any(|remark| remark.what.contains("ends before it starts"))
    );
    let ahead = read("On August 9, at 23:30");
    assert!(
        ahead
            .remarks
            .iter()
            .any(|remark| remark.what.contains("after the day of publication"))
    );
    let sure = |fact: &&Fact| fact.kind == FactKind::Time && fact.certainty == Certainty::Sure;
    assert_eq!(ahead.facts.iter().find(sure), None);
}

#[test]
fn who_did_not_fire_and_what_might_have_been_are_no_claims() {
    let by = |text: &str| {
        let claims = in_language("en", "ru-mod", text).report.claims;
        claims.iter().map(|claim| claim.by).collect::<Vec<_>>()
    };
    use contactline::model::Party;
    assert_eq!(
        by("It was not Azerbaijan but Armenia that opened fire at Askeran."),
        [Party::Armenia]
    );
    assert_eq!(
        by("It was not Armenia but Azerbaijan that opened fire at Askeran."),
        [Party::Azerbaijan]
    );
    for text in [
        "Had Armenia fired at our positions near Lachin, Azerbaijan would have responded.",
        "If Armenian armed forces open fire at our positions near Lachin, they will be answered.",
    ] {
        let reading = in_language("en", "az-mod", text);
        assert!(reading.report.claims.is_empty(), "{text}");
        assert!(
            reading
                .remarks
                .iter()
                .any(|remark| remark.what.contains("might have been"))
        );
    }
}

#[test]
fn counts_of_several_places_are_never_one_for_all() {
    let text = "On August 6, Armenian armed forces fired 3 times at Kalbajar, twice at Lachin and once at Gubadli.";
    assert_eq!(counts_in("en", "az-mod", text), [Some(3), Some(2), Some(1)]);
    let behind = "On August 6, Armenian armed forces fired at Kalbajar 3 times, at Lachin twice and at Gubadli once.";
    assert_eq!(counts_in("en", "az-mod", behind), [None]);
    let reading = in_language("en", "az-mod", behind);
    assert!(
        reading
            .remarks
            .iter()
            .any(|remark| remark.what.contains("no number is taken"))
    );
}

/// "More than 50 times" is not 50 times, in whichever language it is said and wherever the words stand.
#[test]
fn a_number_that_is_no_exact_one_is_read_as_what_it_is() {
    let count = |language: &str, reporter: &str, text: &str| {
        let report = in_language(language, reporter, text).report;
        let counts = report.claims.iter().filter_map(|claim| claim.count);
        counts.chain(report.total).next()
    };
    let en = |words: &str| {
        let text = format!("On August 6 Azerbaijani forces fired {words} at positions near Sotk.");
        count("en", "am-mod", &text)
    };
    assert_eq!(en("50 times"), Some(Amount::Exact(50)));
    assert_eq!(en("at least 50 times"), Some(Amount::AtLeast(50)));
    assert_eq!(en("no less than 50 times"), Some(Amount::AtLeast(50)));
    assert_eq!(en("more than 50 times"), Some(Amount::MoreThan(50)));
    assert_eq!(en("over 50 times"), Some(Amount::MoreThan(50)));
    assert_eq!(en("up to 10 times"), Some(Amount::AtMost(10)));
    assert_eq!(en("about 50 times"), Some(Amount::About(50)));
    assert_eq!(en("10-15 times"), Some(Amount::Between(10, 15)));
    assert_eq!(en("10 to 15 times"), Some(Amount::Between(10, 15)));
    let ru = |words: &str| {
        let text =
            format!("6 августа ВС Азербайджана {words} открывали огонь по позициям близ Сотка.");
        count("ru", "am-mod", &text)
    };
    assert_eq!(ru("50 раз"), Some(Amount::Exact(50)));
    assert_eq!(ru("более 50 раз"), Some(Amount::MoreThan(50)));
    assert_eq!(ru("не менее 50 раз"), Some(Amount::AtLeast(50)));
    assert_eq!(ru("не более 50 раз"), Some(Amount::AtMost(50)));
    assert_eq!(ru("около 50 раз"), Some(Amount::About(50)));
    let az = "Ermənistan silahlı qüvvələrinin bölmələri sutka ərzində atəşkəs rejimini 50 dəfədən çox \
              pozub.";
    assert_eq!(count("az", "az-mod", az), Some(Amount::MoreThan(50)));
    let az = "Ermənistan silahlı qüvvələrinin bölmələri sutka ərzində atəşkəs rejimini ən azı 50 dəfə \
              pozub.";
    assert_eq!(count("az", "az-mod", az), Some(Amount::AtLeast(50)));
    let killed = report(
        "am-mod",
        "2022-08-07",
        "On August 6 Azerbaijani forces fired at Sotk. At least three soldiers were killed, more than \
         10 were wounded.",
    );
    let lost = (killed.claims[0].killed, killed.claims[0].wounded);
    assert_eq!(lost, (Some(Amount::AtLeast(3)), Some(Amount::MoreThan(10))));
}

#[test]
fn who_was_killed_or_wounded_is_read_where_a_statement_says_so() {
    use contactline::model::CasualtyKind::{self, *};
    let fire = "On August 6, 2022, units of the Azerbaijani armed forces fired at Sotk village.";
    let cases: [(&str, &str, Option<CasualtyKind>); 15] = [
        ("en", "Two soldiers were wounded.", Some(Soldiers)),
        ("en", "A police officer was wounded.", Some(Police)),
        (
            "en",
            "Three residents of the village were wounded.",
            Some(Civilians),
        ),
        ("en", "One journalist was wounded.", Some(Journalists)),
        (
            "en",
            "Two Russian peacekeepers were wounded.",
            Some(Peacekeepers),
        ),
        ("en", "A doctor was wounded.", Some(Medics)),
        (
            "en",
            "Three soldiers and civilians were wounded.",
            Some(Mixed),
        ),
        ("en", "Three people were wounded.", None),
        (
            "en",
            "Two soldiers were killed and three wounded.",
            Some(Soldiers),
        ),
        (
            "en",
            "Three servicemen were killed and one civilian was wounded.",
            Some(Mixed),
        ),
        (
            "en",
            "Two soldiers were killed, three people were wounded.",
            None,
        ),
        // Whose number it is, and not who stands beside it in the sentence.
        (
            "en",
            "As the soldiers fired, two farmers were wounded.",
            Some(Civilians),
        ),
        ("ru", "Ранены двое полицейских.", Some(Police)),
        ("hy", "Վիրավորվել է երկու զինծառայող։", Some(Soldiers)),
        ("az", "İki polis yaralanıb.", Some(Police)),
    ];
    let fires = |language| match language {
        "ru" => {
            "6 августа 2022 года подразделения вооруженных сил Азербайджана открыли огонь по селу Сотк."
        }
        "hy" => {
            "2022 թվականի օգոստոսի 6-ին Ադրբեջանի զինված ուժերը կրակ են բացել Սոթք գյուղի ուղղությամբ։"
        }
        "az" => "Avqustun 6-da Azərbaycan silahlı qüvvələri Zod kəndini atəşə tutub.",
        _ => fire,
    };
    for (language, losses, kind) in cases {
        let text = format!("{} {losses}", fires(language));
        let claims = in_language(language, "am-mod", &text).report.claims;
        let [claim] = &claims[..] else {
            panic!("{text}: {claims:?}")
        };
        assert!(claim.wounded.is_some(), "{text}");
        assert_eq!(claim.casualty_kind, kind, "{text}");
    }
}

#[test]
fn shells_and_shots_are_read_beside_incidents_and_are_none() {
    use Amount::{About, AtLeast, Between, Exact, MoreThan};
    let cases: [(&str, &str, Option<Amount>, Option<Amount>); 17] = [
        (
            "en",
            "On August 6, 2022, Azerbaijani armed forces fired over 2,300 shells at Sotk village.",
            None,
            Some(MoreThan(2300)),
        ),
        (
            "en",
            "On August 6, 2022, Azerbaijani armed forces fired more than 60 shells at Sotk village.",
            None,
            Some(MoreThan(60)),
        ),
        (
            "en",
            "On August 6, 2022, Azerbaijani armed forces fired 3 times at Sotk village, 150 shots in all.",
            Some(Exact(3)),
            Some(Exact(150)),
        ),
        (
            "en",
            "On August 6, 2022, Azerbaijani armed forces fired 10 to 15 mortar shells at Sotk village.",
            None,
            Some(Between(10, 15)),
        ),
        (
            "en",
            "On August 6, 2022, Azerbaijani armed forces fired 6 82-mm shells at Sotk village.",
            None,
            Some(Exact(6)),
        ),
        // A calibre is no number of shells, a grenade launcher no grenade.
        (
            "en",
            "On August 6, 2022, Azerbaijani armed forces fired 82 mm mortar shells at Sotk village.",
            None,
            None,
        ),
        (
            "en",
            "On August 6, 2022, Azerbaijani armed forces fired from 2 grenade launchers at Sotk village.",
            None,
            None,
        ),
        // Said in a sentence of its own.
        (
            "en",
            "On August 6, 2022, Azerbaijani armed forces opened fire at Sotk village. About 40 shells were fired.",
            None,
            Some(About(40)),
        ),
        (
            "ru",
            "6 августа 2022 года ВС Азербайджана выпустили не менее 20 снарядов по селу Сотк.",
            None,
            Some(AtLeast(20)),
        ),
        (
            "ru",
            "6 августа 2022 года ВС Азербайджана открыли огонь по селу Сотк, произведя около 300 выстрелов.",
            None,
            Some(About(300)),
        ),
        (
            "az",
            "Avqustun 6-da Azərbaycan silahlı qüvvələri Zod kəndini 50-dən çox mərmi ilə atəşə tutub.",
            None,
            Some(MoreThan(50)),
        ),
        (
            "tr",
            "6 Ağustos 2022'de Azerbaycan silahlı kuvvetleri Sotk köyüne 12 mermi ile ateş açtı.",
            None,
            Some(Exact(12)),
        ),
        (
            "hy",
            "2022 թվականի օգոստոսի 6-ին Ադրբեջանի զինված ուժերը Սոթք գյուղի ուղղությամբ արձակել են 450-ից ավելի կրակոց։",
            None,
            Some(MoreThan(450)),
        ),
        (
            "fr",
            "Le 6 août 2022, les forces armées azerbaïdjanaises ont ouvert le feu sur le village de Sotk, tirant 30 obus.",
            None,
            Some(Exact(30)),
        ),
        (
            "de",
            "Am 6. August 2022 haben aserbaidschanische Streitkräfte das Dorf Sotk mit 20 Granaten beschossen.",
            None,
            Some(Exact(20)),
        ),
        (
            "es",
            "El 6 de agosto de 2022, las fuerzas armadas de Azerbaiyán dispararon 25 proyectiles contra la aldea de Sotk.",
            None,
            Some(Exact(25)),
        ),
        (
            "uk",
            "6 серпня 2022 року збройні сили Азербайджану обстріляли село Сотк, випустивши 15 снарядів.",
            None,
            Some(Exact(15)),
        ),
    ];
    for (language, text, count, rounds) in cases {
        let claims = in_language(language, "am-mod", text).report.claims;
        let [claim] = &claims[..] else {
            panic!("{text}: {claims:?}")
        };
        assert_eq!((claim.count, claim.rounds), (count, rounds), "{text}");
    }
    // One claim has one such number; the others are told.
    let text = "On August 6, 2022, Azerbaijani armed forces fired 600 shots and 3 mortar shells at Sotk village.";
    let reading = in_language("en", "am-mod", text);
    assert_eq!(reading.report.claims[0].rounds, Some(Exact(600)));
    let told = |remark: &&Remark| remark.what.starts_with("a number of shells or shots");
    let told = reading.remarks.iter().find(told).expect("a remark");
    assert_eq!(&text[told.span.clone()], "3 mortar shells");
}

/// Each with whose act it is, who was killed and where it happened.
#[test]
fn a_mine_that_went_off_is_no_fire_and_the_act_of_those_alone_who_are_said_to_have_laid_it() {
    use contactline::model::Party::{self, Armenia, NagornoKarabakh, Unknown};
    let cases: [(&str, &str, Party, Option<u32>, &str); 13] = [
        (
            "en",
            "On August 6, 2022, a truck hit an anti-tank mine in the Khojavand region. Two civilians were killed.",
            Unknown,
            Some(2),
            "khojavend",
        ),
        (
            "en",
            "On August 6, 2022, two servicemen of the Azerbaijan Army were killed by the explosion of a mine in the Kalbajar region.",
            Unknown,
            Some(2),
            "kalbajar",
        ),
        (
            "en",
            "On August 6, 2022, two soldiers were killed in the Kalbajar region in the explosion of a mine laid by the Armenian armed forces.",
            Armenia,
            Some(2),
            "kalbajar",
        ),
        (
            "en",
            "On August 6, 2022, a vehicle was blown up by a mine planted by illegal Armenian armed detachments in the Khojavand region. Two civilians were killed.",
            NagornoKarabakh,
            Some(2),
            "khojavend",
        ),
        (
            "en",
            "The incident took place on August 6, 2022, when a truck hit a land mine in the Kalbajar region. One soldier was killed.",
            Unknown,
            Some(1),
            "kalbajar",
        ),
        (
            "ru",
            "6 августа 2022 года в Кельбаджарском районе автомобиль подорвался на мине. Погибли двое военнослужащих.",
            Unknown,
            Some(2),
            "kalbajar",
        ),
        (
            "ru",
            "6 августа 2022 года в Кельбаджарском районе в результате взрыва противотанковой мины погибли двое военнослужащих.",
            Unknown,
            Some(2),
            "kalbajar",
        ),
        (
            "az",
            "Avqustun 6-da Kəlbəcər rayonunda mina partlaması nəticəsində iki hərbi qulluqçu həlak olub.",
            Unknown,
            Some(2),
            "kalbajar",
        ),
        (
            "tr",
            "6 Ağustos 2022'de Kelbecer bölgesinde mayın patlaması sonucu iki asker şehit oldu.",
            Unknown,
            Some(2),
            "kalbajar",
        ),
        (
            "fr",
            "Le 6 août 2022, deux soldats ont été tués par l'explosion d'une mine dans la région de Kelbadjar.",
            Unknown,
            Some(2),
            "kalbajar",
        ),
        (
            "de",
            "Am 6. August 2022 fuhr ein Lastwagen in der Region Kelbadschar auf eine Mine. Zwei Soldaten wurden getötet.",
            Unknown,
            Some(2),
            "kalbajar",
        ),
        (
            "es",
            "El 6 de agosto de 2022, dos soldados murieron por la explosión de una mina en la región de Kalbajar.",
            Unknown,
            Some(2),
            "kalbajar",
        ),
        (
            "uk",
            "6 серпня 2022 року у Кельбаджарському районі автомобіль підірвався на міні. Загинули двоє військовослужбовців.",
            Unknown,
            Some(2),
            "kalbajar",
        ),
    ];
    let mut wrong = Vec::new();
    for (language, text, by, killed, region) in cases {
        let claims = in_language(language, "az-mod", text).report.claims;
        let read = claims.iter().map(|claim| {
            let lost = claim.killed.and_then(Amount::exact);
            let ends = [&claim.origins, &claim.targets, &claim.places].map(|of| sites(of));
            (claim.activity, claim.by, lost, ends)
        });
        let read: Vec<_> = read.collect();
        let ends = [String::new(), String::new(), region.to_owned()];
        if read != [(Activity::Mine, by, killed, ends)] {
            wrong.push(format!("{text}: {read:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    // Fire beside it stays fire, and the mine is a claim of its own.
    let text = "On August 6, 2022, Armenian armed forces opened fire at positions in the Kalbajar region. On August 7, a truck hit a mine in the Khojavand region.";
    let claims = in_language("en", "az-mod", text).report.claims;
    let activities: Vec<Activity> = claims.iter().map(|claim| claim.activity).collect();
    assert_eq!(activities, [Activity::Fire, Activity::Mine]);
}

#[test]
fn an_advance_of_which_no_fire_is_told_is_no_fire() {
    let cases: [(&str, &str, &str); 7] = [
        (
            "en",
            "am-mod",
            "On August 6, 2022, units of the Azerbaijani armed forces crossed the line of contact in the Shusha region and took a height.",
        ),
        (
            "en",
            "ru-mod",
            "On August 6, 2022, the armed forces of Azerbaijan entered the zone of responsibility of the Russian peacekeeping contingent and set up an observation post.",
        ),
        (
            "ru",
            "nk-mod",
            "6 августа 2022 года подразделения ВС Азербайджана заняли высоту в Шушинском районе.",
        ),
        (
            "az",
            "az-mod",
            "Avqustun 6-da Ermənistan silahlı qüvvələrinin bölmələri Kəlbəcər rayonu istiqamətində irəliləyib.",
        ),
        (
            "tr",
            "az-mod",
            "6 Ağustos 2022'de Ermenistan silahlı kuvvetleri Kelbecer yönünde ilerledi.",
        ),
        (
            "de",
            "am-mod",
            "Am 6. August 2022 haben aserbaidschanische Streitkräfte in der Region Schuscha einen Beobachtungsposten errichtet.",
        ),
        (
            "uk",
            "am-mod",
            "6 серпня 2022 року збройні сили Азербайджану зайняли висоту в Шушинському районі.",
        ),
    ];
    let mut wrong = Vec::new();
    for (language, reporter, text) in cases {
        let claims = in_language(language, reporter, text).report.claims;
        let read = claims.iter().map(|claim| {
            let is_dated = claim.when.interval().is_some();
            (claim.activity, is_dated, sites(&claim.targets).is_empty())
        });
        let read: Vec<_> = read.collect();
        if read != [(Activity::Advance, true, false)] {
            wrong.push(format!("{text}: {read:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(!Activity::Advance.is_fire() && !Activity::Mine.is_fire());
    // With shots it is an attack, or fire.
    let text = "On August 6, 2022, Azerbaijani armed forces opened fire at Sotk village and crossed the border.";
    let claims = in_language("en", "am-mod", text).report.claims;
    assert!(
        claims.iter().any(|claim| claim.activity.is_fire()),
        "{claims:?}"
    );
}

/// A day by itself, beside who speaks, or before a dash is the day of publication, where nobody says otherwise. A day
/// without its year is none, nor is one at which something happened.
#[test]
fn the_day_in_the_first_line_is_that_of_publication() {
    let day_of = |published: &str, text: &str| {
        let report = report("", published, text);
        let starts = report.claims.iter().map(|claim| {
            let (start, ..) = claim.when.stated();
            start.map(|at| at.to_string()[..10].to_owned())
        });
        (
            report.published.map(|day| day.to_string()),
            starts.collect::<Vec<_>>(),
        )
    };
    let fired = "Yesterday at 10:00 units of the Armenian armed forces fired at positions of the Azerbaijani army in the \
                 Kalbajar region.";
    let of = |published: Option<&str>, start: Option<&str>| {
        (published.map(str::to_owned), vec![start.map(str::to_owned)])
    };
    let found = of(Some("2022-08-07"), Some("2022-08-06"));
    for line in [
        "7 August 2022",
        "Ministry of Defence of Azerbaijan, 7 August 2022",
        "August 7, 2022.",
    ] {
        assert_eq!(day_of("", &format!("{line}\n\n{fired}")), found, "{line}");
    }
    assert_eq!(day_of("", &format!("BAKU, 7 August 2022 — {fired}")), found);
    let russian = "7 августа 2022 года\n\nВчера вечером подразделения вооруженных сил Армении обстреляли позиции \
                   азербайджанской армии в Лачинском районе.";
    assert_eq!(day_of("", russian), found);
    // Of dates in numbers alone, those that can be one day only.
    for (line, found) in [
        ("2022-08-07", &found),
        ("Published: 2022-08-07", &found),
        ("07.08.2022", &found),
        ("13/08/2022", &of(Some("2022-08-13"), Some("2022-08-12"))),
        ("08/13/2022", &of(Some("2022-08-13"), Some("2022-08-12"))),
        ("07/08/2022", &of(None, None)),
    ] {
        assert_eq!(&day_of("", &format!("{line}\n\n{fired}")), found, "{line}");
    }
    let iso = "On 2022-08-07 units of the Armenian armed forces fired at positions in the Kalbajar region.";
    assert_eq!(day_of("", iso), of(None, Some("2022-08-07")));
    // What a person says holds.
    let said = day_of("2022-08-09", &format!("7 August 2022\n\n{fired}"));
    assert_eq!(said, of(Some("2022-08-09"), Some("2022-08-08")));
    assert_eq!(day_of("", &format!("7 August\n\n{fired}")), of(None, None));
    let happened = "On 7 August 2022 units of the Armenian armed forces fired at positions of the Azerbaijani army in the \
                    Kalbajar region.";
    assert_eq!(day_of("", happened), of(None, Some("2022-08-07")));
}

/// A road or a section between two places is one place: neither end is an origin because a "from" stands before it.
#[test]
fn a_road_between_two_places_is_one_stretch_and_no_two_ends() {
    let check = |text: &str, origins: &str, targets: &str| {
        let report = report("az-mod", "2023-03-15", text);
        let [claim] = &report.claims[..] else {
            panic!("{text}: {:?}", report.claims);
        };
        let ends = [&claim.origins, &claim.targets].map(|ends| sites(ends));
        assert_eq!(ends, [origins, targets], "{text}");
    };
    check(
        "Armenian forces fired at positions of the Azerbaijan Army along the road from Sotk to Goris.",
        "",
        "basarkechar/zod ↔ gorus",
    );
    check(
        "Armenian armed forces opened fire at the Azerbaijani positions on the Goris-Lachin road.",
        "",
        "gorus ↔ lachin",
    );
    check(
        "The ceasefire was violated by Armenian forces along the section between Lachin and Shusha.",
        "",
        "lachin ↔ shusha",
    );
    check(
        "Вооруженные силы Армении обстреляли позиции азербайджанской армии на дороге Горис-Лачин.",
        "",
        "gorus ↔ lachin",
    );
    check(
        "Вооруженные силы Армении нарушили режим прекращения огня на участке между Лачином и Шушой.",
        "",
        "lachin ↔ shusha",
    );
    check(
        "Ermənistan silahlı qüvvələri Laçın ilə Şuşa arasındakı yolda mövqelərimizi atəşə tutub.",
        "",
        "lachin ↔ shusha",
    );
    check(
        "Die armenischen Streitkräfte eröffneten das Feuer auf aserbaidschanische Stellungen an der Straße von Goris \
         nach Latschin.",
        "",
        "gorus ↔ lachin",
    );
    // Without a road they are an origin and a target, as ever.
    check(
        "Armenian forces fired from positions in the direction of Sotk at positions in the direction of Kalbajar.",
        "basarkechar/zod",
        "kalbajar",
    );
    let text = "Azerbaijani units opened fire from positions along the road between Lachin and Shusha at Tegh.";
    let report = report("am-mod", "2023-03-15", text);
    let ends = [&report.claims[0].origins, &report.claims[0].targets].map(|ends| sites(ends));
    assert_eq!(ends, ["lachin ↔ shusha", "gorus/digh"]);
}

#[test]
fn a_total_and_its_parts_are_a_total_and_a_claim_each_and_nothing_is_counted_twice() {
    check(
        "az-mod",
        "2022-09-02",
        "The Armenian armed forces fired 24 times at Azerbaijani positions: at Istisu village of Kalbajar \
         district 3 times, at Zaylik village of Kalbajar district 5 times.",
        &[
            "claim of 24",
            "armenia, x3, > kalbajar/istisu-kalbajar",
            "armenia, x5, > kalbajar/zaylik",
        ],
    );
    // The number is that of all, though it names the district they lie in.
    check(
        "az-mod",
        "2022-09-02",
        "Armenian units fired 24 times at positions in the Kalbajar district: at Istisu village 3 times, at \
         Zaylik village 5 times.",
        &[
            "claim of 24",
            "armenia, x3, > kalbajar/istisu-kalbajar",
            "armenia, x5, > kalbajar/zaylik",
        ],
    );
    check(
        "az-mod",
        "2022-09-02",
        "Armenian units violated the ceasefire 24 times, including 3 times in the Kalbajar district and 5 \
         times in the Lachin district.",
        &[
            "claim of 24",
            "armenia, x3, > kalbajar",
            "armenia, x5, > lachin",
        ],
    );
    // Numbers behind names, however they are set off.
    check(
        "az-mod",
        "2022-09-02",
        "Over the past day Armenian units violated the ceasefire 10 times: Kalbajar (3), Lachin - 5, \
         Gadabay: 2 times.",
        &[
            "claim of 10",
            "armenia, x3, > kalbajar, 2022-09-01..2022-09-02",
            "armenia, x5, > lachin, 2022-09-01..2022-09-02",
            "armenia, x2, > gadabay, 2022-09-01..2022-09-02",
        ],
    );
    // From one place at another, each with a number of its own.
    check(
        "az-mod",
        "2022-09-02",
        "Over the past day Armenian units violated the ceasefire 14 times: nine times from the Basarkechar \
         region at Kalbajar, five times from the Gorus region at Lachin.",
        &[
            "claim of 14",
            "armenia, x9, basarkechar > kalbajar, 2022-09-01..2022-09-02",
            "armenia, x5, gorus > lachin, 2022-09-01..2022-09-02",
        ],
    );
    for (text, reporter, expected) in [
        (
            "За сутки армянские подразделения нарушили режим прекращения огня 10 раз: в Кельбаджарском \
             районе – 3 раза, в Лачинском районе – 5 раз.",
            "az-mod",
            ["armenia, x3, > kalbajar", "armenia, x5, > lachin"],
        ),
        (
            "Ermenistan silahlı kuvvetleri ateşkesi 10 kez ihlal etti: Kelbecer yönünde 3 kez, Laçın \
             yönünde 5 kez.",
            "az-mod",
            ["armenia, x3, > kalbajar", "armenia, x5, > lachin"],
        ),
        (
            "Die armenischen Streitkräfte verletzten die Waffenruhe 10 Mal: im Bezirk Kalbadschar 3 Mal, \
             im Bezirk Latschin 5 Mal.",
            "az-mod",
            ["armenia, x3, > kalbajar", "armenia, x5, > lachin"],
        ),
        (
            "Ադրբեջանի զինված ուժերը հրադադարը խախտել են 10 անգամ՝ Սոթք գյուղի ուղղությամբ 3 անգամ, Կութ \
             գյուղի ուղղությամբ 5 անգամ։",
            "am-mod",
            [
                "azerbaijan, x3, > basarkechar/zod",
                "azerbaijan, x5, > basarkechar/zarkand",
            ],
        ),
    ] {
        let report = report(reporter, "2022-09-02", text);
        assert_eq!(report.total, Some(Amount::Exact(10)), "{text}");
        let undated = |claim: &ClaimDraft| {
            let short = in_short(claim);
            let dated = short.find(", 2022");
            short[..dated.unwrap_or(short.len())].to_owned()
        };
        let claims: Vec<String> = report.claims.iter().map(undated).collect();
        assert_eq!(claims, expected, "{text}");
    }
}

#[test]
fn the_parts_of_what_is_no_claim_are_none_and_a_second_total_is_told() {
    let denied = report(
        "am-mod",
        "2022-09-02",
        "It is not true that Armenian units fired 8 times: at Kalbajar 3 times, at Lachin 5 times.",
    );
    assert!(denied.claims.is_empty(), "{:?}", denied.claims);
    assert_eq!(denied.total, None);
    let text = "Armenian units fired at Gadabay on September 1. They violated the ceasefire 10 times: in \
                Kalbajar 3 times, in Lachin 5 times.";
    let reading = reader()
        .read(text, &about("az-mod", "2022-09-02"))
        .expect("a statement");
    let counts: Vec<_> = reading.report.claims.iter().map(|of| of.count).collect();
    let expected = [None, Some(Amount::Exact(3)), Some(Amount::Exact(5))];
    assert_eq!(counts, expected);
    assert_eq!(reading.report.total, None);
    let told = |remark: &Remark| remark.what.contains("a report has one total");
    assert!(reading.remarks.iter().any(told), "{:?}", reading.remarks);
}

#[test]
fn a_number_between_two_others_is_read_as_both_in_every_language() {
    let am = "Ադրբեջանի զինված ուժերը Սոթք գյուղի ուղղությամբ հրադադարը խախտել են";
    let az = "Ermənistan silahlı qüvvələri Kəlbəcər istiqamətində atəşkəsi";
    let tr = "Ermenistan silahlı kuvvetleri Kelbecer yönünde ateşkesi";
    let texts = [
        "Armenian units fired between 10 and 15 times at positions in the Kalbajar district.".to_owned(),
        "Armenian units fired ten to fifteen times at positions in the Kalbajar district.".to_owned(),
        "Подразделения ВС Армении открывали огонь от 10 до 15 раз по позициям в Кельбаджарском районе."
            .to_owned(),
        "Подразделения ВС Армении нарушили режим прекращения огня между 10 и 15 раз в Кельбаджарском районе."
            .to_owned(),
        "Die armenischen Streitkräfte verletzten die Waffenruhe zwischen 10 und 15 Mal im Bezirk Kalbadschar."
            .to_owned(),
        "Die armenischen Streitkräfte verletzten die Waffenruhe 10 bis 15 Mal im Bezirk Kalbadschar."
            .to_owned(),
        "Les forces armées arméniennes ont violé le cessez-le-feu entre 10 et 15 fois dans le district de \
         Kalbajar."
            .to_owned(),
        "Les forces armées arméniennes ont violé le cessez-le-feu de 10 à 15 fois dans le district de Kalbajar."
            .to_owned(),
        "Збройні сили Вірменії порушили режим припинення вогню від 10 до 15 разів у Кельбаджарському районі."
            .to_owned(),
        "Las fuerzas armenias violaron el alto el fuego entre 10 y 15 veces en el distrito de Kalbajar."
            .to_owned(),
        "نیروهای مسلح ارمنستان بین ۱۰ تا ۱۵ بار به سوی مواضع در منطقه کلبجار آتش گشودند.".to_owned(),
        "انتهكت القوات المسلحة الأرمينية وقف إطلاق النار ما بين 10 و15 مرة في منطقة كلبجار.".to_owned(),
        "სომხეთის შეიარაღებულმა ძალებმა ქელბაჯარის რაიონში პოზიციებს 10-დან 15-ჯერ გაუხსნეს ცეცხლი.".to_owned(),
        format!("{am} 10-15 անգամ։"),
        format!("{am} 10-ից 15 անգամ։"),
        format!("{am} 10-ից մինչև 15 անգամ։"),
        format!("{az} 10-15 dəfə pozub."),
        format!("{az} 10 ilə 15 dəfə arasında pozub."),
        format!("{tr} 10 ila 15 kez ihlal etti."),
        format!("{tr} 10 ile 15 kez arasında ihlal etti."),
    ];
    for text in texts {
        let report = report("", "2022-09-02", &text);
        let counts: Vec<_> = report.claims.iter().map(|of| of.count).collect();
        assert_eq!(counts, [Some(Amount::Between(10, 15))], "{text}");
    }
    let count = |number: &str| {
        let text = format!("Armenian units fired {number} at positions in the Kalbajar district.");
        report("az-mod", "2022-09-02", &text).claims[0].count
    };
    assert_eq!(count("two or three times"), Some(Amount::Between(2, 3)));
    assert_eq!(count("once or twice"), Some(Amount::Between(1, 2)));
    // Neither of two ends that are the wrong way about is taken for the number.
    assert_eq!(count("between 15 and 10 times"), None);
    // Days are no incidents.
    let days = "Between 10 and 15 September Armenian units fired 3 times at positions in the Kalbajar district.";
    let of_days = report("az-mod", "2022-09-20", days);
    assert_eq!(of_days.claims[0].count, Some(Amount::Exact(3)));
    // Parts and their total may all be spans.
    check(
        "az-mod",
        "2022-09-02",
        "Over the past day Armenian units violated the ceasefire between 20 and 30 times: in Kalbajar 3 to 5 \
         times, in Lachin between 6 and 8 times.",
        &[
            "claim of 20-30",
            "armenia, x3-5, > kalbajar, 2022-09-01..2022-09-02",
            "armenia, x6-8, > lachin, 2022-09-01..2022-09-02",
        ],
    );
}

#[test]
fn that_nothing_happened_at_a_place_is_a_claim_of_none_there() {
    let kalbajar = "unknown, x0, > kalbajar, 2022-09-01";
    for (reporter, text, expected) in [
        (
            "az-mod",
            "No ceasefire violations were recorded in the direction of Kalbajar on September 1.",
            kalbajar,
        ),
        (
            "az-mod",
            "1 сентября нарушений режима прекращения огня в направлении Кельбаджарского района не \
             зафиксировано.",
            kalbajar,
        ),
        (
            "az-mod",
            "1 Eylül tarihinde Kelbecer yönünde ateşkes ihlali kaydedilmedi.",
            kalbajar,
        ),
        (
            "az-mod",
            "Sentyabrın 1-də Kəlbəcər istiqamətində atəşkəs rejiminin pozulması qeydə alınmayıb.",
            kalbajar,
        ),
        (
            "az-mod",
            "Am 1. September wurden im Bezirk Kalbadschar keine Verstöße gegen die Waffenruhe registriert.",
            kalbajar,
        ),
        (
            "az-mod",
            "Le 1er septembre, aucune violation du cessez-le-feu n'a été enregistrée dans le district de \
             Kalbajar.",
            kalbajar,
        ),
        (
            "am-mod",
            "Սեպտեմբերի 1-ին Սոթք գյուղի ուղղությամբ հրադադարի խախտումներ չեն արձանագրվել։",
            "unknown, x0, > basarkechar/zod, 2022-09-01",
        ),
        (
            "am-mod",
            "No ceasefire violations by the Azerbaijani armed forces were recorded in the direction of Sotk \
             on September 1.",
            "azerbaijan, x0, > basarkechar/zod, 2022-09-01",
        ),
    ] {
        check(reporter, "2022-09-02", text, &["record", expected]);
    }
    // Beside fire elsewhere: each keeps its place and its number, in one sentence and in two.
    check(
        "am-mod",
        "2022-09-02",
        "On September 1 no violations were recorded in the direction of Sotk, but the Azerbaijani forces \
         fired 3 times at positions near Kut.",
        &[
            "claim",
            "unknown, x0, > basarkechar/zod, 2022-09-01",
            "azerbaijan, x3, > basarkechar/zarkand, 2022-09-01",
        ],
    );
    check(
        "am-mod",
        "2022-09-02",
        "1 сентября ВС Азербайджана 3 раза открыли огонь в направлении села Сотк, а в направлении села Кут \
         нарушений режима прекращения огня не зафиксировано.",
        &[
            "claim",
            "azerbaijan, x3, > basarkechar/zod, 2022-09-01",
            "unknown, x0, > basarkechar/zarkand, 2022-09-01",
        ],
    );
    // None anywhere says it of all places; that none is denied says nothing of the kind.
    let text = "No ceasefire violations were recorded along the border. No incidents were recorded in the \
                direction of Sotk either.";
    check("am-mod", "2022-09-02", text, &["record of 0"]);
    let text =
        "It is not true that no violations were recorded in the direction of Sotk on September 1.";
    check("am-mod", "2022-09-02", text, &["denial"]);
    // And it is written as what it is.
    let text = "No ceasefire violations were recorded in the direction of Kalbajar on September 1.";
    let before = report("az-mod", "2022-09-02", text);
    let written = in_sentences(&before, reader().atlas());
    assert!(!written.contains("fire 0"), "{written}");
    let after = report("az-mod", "2022-09-02", &written);
    assert_eq!(after.claims.len(), 1, "{written}");
    assert_eq!(
        in_short(&after.claims[0]),
        in_short(&before.claims[0]),
        "{written}"
    );
}

#[test]
fn of_a_number_that_is_put_right_the_right_one_is_taken_and_the_other_told() {
    let kalbajar = "armenia, x3, > kalbajar, 2022-09-01";
    for (reporter, text, expected) in [
        (
            "az-mod",
            "Corrected: on September 1 Armenian units fired not 5 but 3 times at positions in the Kalbajar \
             district.",
            kalbajar,
        ),
        (
            "az-mod",
            "On September 1 Armenian units fired 3, not 5 times, at positions in the Kalbajar district.",
            kalbajar,
        ),
        (
            "az-mod",
            "On September 1 Armenian units fired 3 times at positions in the Kalbajar district, and not 5 \
             times as reported earlier.",
            kalbajar,
        ),
        (
            "az-mod",
            "Уточнение: 1 сентября подразделения ВС Армении открывали огонь не 5, а 3 раза по позициям в \
             Кельбаджарском районе.",
            kalbajar,
        ),
        (
            "az-mod",
            "Am 1. September verletzten die armenischen Streitkräfte die Waffenruhe nicht 5, sondern 3 Mal \
             im Bezirk Kalbadschar.",
            kalbajar,
        ),
        (
            "az-mod",
            "Le 1er septembre, les forces armées arméniennes ont violé le cessez-le-feu non pas 5 mais 3 \
             fois dans le district de Kalbajar.",
            kalbajar,
        ),
        (
            "az-mod",
            "1 Eylül tarihinde Ermenistan silahlı kuvvetleri Kelbecer yönünde ateşkesi 5 değil, 3 kez ihlal \
             etti.",
            kalbajar,
        ),
        (
            "az-mod",
            "Sentyabrın 1-də Ermənistan silahlı qüvvələri Kəlbəcər istiqamətində atəşkəsi 5 yox, 3 dəfə \
             pozub.",
            kalbajar,
        ),
        (
            "am-mod",
            "Սեպտեմբերի 1-ին Ադրբեջանի զինված ուժերը Սոթք գյուղի ուղղությամբ հրադադարը խախտել են ոչ թե 5, \
             այլ 3 անգամ։",
            "azerbaijan, x3, > basarkechar/zod, 2022-09-01",
        ),
    ] {
        check(reporter, "2022-09-02", text, &["claim", expected]);
        let reading = reader().read(text, &about(reporter, "2022-09-02"));
        let told = |remark: &Remark| {
            text[remark.span.clone()] == *"5"
                && remark.what == "5 is said not to be right; 3 is taken"
        };
        let remarks = reading.expect("a statement").remarks;
        assert!(remarks.iter().any(told), "{text}: {remarks:?}");
    }
}

#[test]
fn an_earlier_figure_that_is_withdrawn_is_no_claim_and_is_told() {
    for text in [
        "The earlier figure of 5 ceasefire violations was withdrawn.",
        "Ранее ошибочно сообщалось о 5 нарушениях режима прекращения огня в Кельбаджарском районе.",
    ] {
        let reading = reader().read(text, &about("az-mod", "2022-09-02"));
        let reading = reading.expect("a statement");
        assert!(reading.report.claims.is_empty(), "{text}");
        assert_eq!(reading.report.total, None, "{text}");
        let told = |remark: &Remark| remark.what.contains("withdrawn; left out");
        assert!(
            reading.remarks.iter().any(told),
            "{text}: {:?}",
            reading.remarks
        );
    }
    // What is said of the right figure stays a claim, and that it puts another right is told.
    let text = "Correction: on September 1 Armenian units fired 3 times at positions in the Kalbajar district.";
    let reading = reader().read(text, &about("az-mod", "2022-09-02"));
    let reading = reading.expect("a statement");
    assert_eq!(reading.report.claims[0].count, Some(Amount::Exact(3)));
    let told = |remark: &Remark| remark.what.contains("an earlier report is put right");
    assert!(reading.remarks.iter().any(told), "{:?}", reading.remarks);
}

#[test]
fn denials_of_all_claims_and_of_rumours_are_denials_and_told_as_what_they_are() {
    let all = "all that another states is denied";
    let rumours = "rumours are denied";
    for (reporter, text, expected) in [
        (
            "am-mod",
            "The Ministry of Defense of Armenia denied all claims of the Azerbaijani side for September 1.",
            all,
        ),
        (
            "am-mod",
            "Armenia denied rumours of an advance of Azerbaijani units near Sotk.",
            rumours,
        ),
        (
            "am-mod",
            "Минобороны Армении опровергло все заявления азербайджанской стороны за 1 сентября.",
            all,
        ),
        (
            "am-mod",
            "Минобороны Армении опровергло слухи об обстреле села Сотк.",
            rumours,
        ),
        (
            "am-mod",
            "ՀՀ ՊՆ-ն հերքում է ադրբեջանական կողմի բոլոր հայտարարությունները սեպտեմբերի 1-ի վերաբերյալ։",
            all,
        ),
        (
            "am-mod",
            "ՀՀ ՊՆ-ն հերքում է Սոթքի ուղղությամբ կրակոցների մասին լուրերը։",
            rumours,
        ),
        (
            "az-mod",
            "Azərbaycan Müdafiə Nazirliyi erməni tərəfinin sentyabrın 1-i üçün bütün iddialarını təkzib edir.",
            all,
        ),
        (
            "az-mod",
            "Azerbaycan Savunma Bakanlığı, Kelbecer yönünde ateş açıldığına dair söylentileri yalanladı.",
            rumours,
        ),
        (
            "am-mod",
            "Das Verteidigungsministerium Armeniens dementierte alle Behauptungen der aserbaidschanischen \
             Seite für den 1. September.",
            all,
        ),
        (
            "am-mod",
            "Le ministère arménien de la Défense a démenti toutes les affirmations de la partie \
             azerbaïdjanaise pour le 1er septembre.",
            all,
        ),
        (
            "am-mod",
            "Le ministère arménien de la Défense a démenti les rumeurs de tirs dans la direction de Sotk.",
            rumours,
        ),
    ] {
        check(reporter, "2022-09-02", text, &["denial"]);
        let reading = reader().read(text, &about(reporter, "2022-09-02"));
        let remarks = reading.expect("a statement").remarks;
        let told = |remark: &Remark| remark.what.starts_with(expected);
        assert!(remarks.iter().any(told), "{text}: {remarks:?}");
    }
}

#[test]
fn a_stretch_is_one_place_in_each_further_language() {
    let check = |reporter: &str, text: &str, expected: &str| {
        let report = report(reporter, "2022-09-02", text);
        let targets: Vec<String> = (report.claims.iter())
            .map(|claim| sites(&claim.targets))
            .collect();
        assert_eq!(targets, [expected], "{text}");
        assert!(report.claims[0].origins.is_empty(), "{text}");
    };
    for text in [
        "1 Eylül tarihinde Ermenistan silahlı kuvvetleri Kelbecer–Laçın yolunda mevzilerimize ateş açtı.",
        "1 Eylül tarihinde Ermenistan silahlı kuvvetleri Kelbecer ile Laçın arasındaki yolda mevzilerimize \
         ateş açtı.",
        "1 вересня збройні сили Вірменії відкрили вогонь по позиціях уздовж дороги Кельбаджар–Лачин.",
        "1 вересня збройні сили Вірменії відкрили вогонь по позиціях на ділянці між Кельбаджаром і Лачином.",
        "El 1 de septiembre las fuerzas armenias abrieron fuego contra posiciones a lo largo de la carretera \
         Kalbajar–Lachín.",
        "El 1 de septiembre las fuerzas armenias abrieron fuego contra posiciones en el tramo entre Kalbajar \
         y Lachín.",
        "El 1 de septiembre las fuerzas armenias abrieron fuego contra posiciones en la carretera de Kalbajar \
         a Lachín.",
        "نیروهای مسلح ارمنستان در ۱ سپتامبر به سوی مواضع در جاده کلبجار–لاچین آتش گشودند.",
        "نیروهای مسلح ارمنستان در ۱ سپتامبر به سوی مواضع در جاده بین کلبجار و لاچین آتش گشودند.",
        "სომხეთის შეიარაღებულმა ძალებმა 1 სექტემბერს ქელბაჯარი–ლაჩინის გზაზე პოზიციებს ცეცხლი გაუხსნეს.",
        "სომხეთის შეიარაღებულმა ძალებმა 1 სექტემბერს ქელბაჯარსა და ლაჩინს შორის გზაზე პოზიციებს ცეცხლი \
         გაუხსნეს.",
        "في 1 سبتمبر فتحت القوات المسلحة الأرمينية النار على مواقع على طول الطريق بين كلبجار ولاتشين.",
        "في 1 سبتمبر فتحت القوات المسلحة الأرمينية النار على مواقع على طريق كلبجار–لاتشين.",
    ] {
        check("az-mod", text, "kalbajar ↔ lachin");
    }
    for text in [
        "Սեպտեմբերի 1-ին Ադրբեջանի զինված ուժերը կրակ են բացել Գորիս-Կապան ճանապարհի ուղղությամբ։",
        "Սեպտեմբերի 1-ին Ադրբեջանի զինված ուժերը կրակ են բացել Գորիսի և Կապանի միջև ընկած ճանապարհի \
         ուղղությամբ։",
    ] {
        check("am-mod", text, "gorus ↔ gafan");
    }
}

#[test]
fn a_span_of_hours_is_read_whole_whichever_of_its_numbers_the_word_of_the_hour_stands_at() {
    let check = |language: &str, text: &str, expected: &str| {
        let claims = in_language(language, "am-mod", text).report.claims;
        let times: Vec<_> = (claims.iter())
            .map(|claim| {
                let (start, end, _) = claim.when.stated();
                let times = [start, end].into_iter().flatten();
                times
                    .map(|at| at.to_string())
                    .collect::<Vec<_>>()
                    .join("..")
            })
            .collect();
        assert_eq!(times, [expected], "{text}");
    };
    let (ten_to_eleven, at_night) = (
        "2022-08-07T10:00..2022-08-07T11:00",
        "2022-08-07T22:00..2022-08-07T23:00",
    );
    for (when, expected) in [
        ("с 10 до 11 часов", ten_to_eleven),
        ("с 22 до 23 часов", at_night),
        ("между 10 и 11 часами", ten_to_eleven),
        ("с 10 до 11 вечера", at_night),
        ("в 10 и 11 часов", ten_to_eleven),
        ("с 10:30 до 11 вечера", "2022-08-07T22:30..2022-08-07T23:00"),
        ("в 10 часов вечера", "2022-08-07T22:00"),
        ("в 11 часов ночи", "2022-08-07T23:00"),
        ("в 2 часа ночи", "2022-08-07T02:00"),
        ("в 3 часа дня", "2022-08-07T15:00"),
        ("в 11 часов дня", "2022-08-07T11:00"),
    ] {
        let text = format!("7 августа {when} обстреляны позиции в Лачинском районе.");
        check("ru", &text, expected);
    }
    for (when, expected) in [
        ("between 10 and 11 pm", at_night),
        ("from 10 to 11 p.m.", at_night),
        ("at 10-11 hours", ten_to_eleven),
        ("from 11 to 2 p.m.", "2022-08-07T11:00..2022-08-07T14:00"),
        (
            "from 10:30 to 11 p.m.",
            "2022-08-07T22:30..2022-08-07T23:00",
        ),
        ("from 11:30 to 1 p.m.", "2022-08-07T11:30..2022-08-07T13:00"),
        (
            "from 09:30 to 11 a.m.",
            "2022-08-07T09:30..2022-08-07T11:00",
        ),
        ("at 10 and 11 pm", at_night),
        (
            "at 10:15 and 11:20 pm",
            "2022-08-07T22:15..2022-08-07T23:20",
        ),
        ("from 10 to 1 a.m.", "2022-08-07T22:00..2022-08-08T01:00"),
    ] {
        let text = format!("On August 7 {when} positions in Lachin were fired at.");
        check("en", &text, expected);
    }
    for (language, text) in [
        (
            "de",
            "Am 7. August wurden zwischen 10 und 11 Uhr Stellungen in Lachin beschossen.",
        ),
        (
            "fr",
            "Le 7 août entre 10 et 11 heures des positions à Latchine ont été la cible de tirs.",
        ),
        (
            "az",
            "Avqustun 7-də saat 10-dan 11-dək Laçın rayonunda mövqelər atəşə tutulub.",
        ),
        (
            "tr",
            "7 Ağustos'ta saat 10 ile 11 arasında Laçın'da mevziler ateş altına alındı.",
        ),
        (
            "hy",
            "Օգոստոսի 7-ին ժամը 10-ից 11-ը Լաչինի շրջանում կրակ է բացվել դիրքերի ուղղությամբ։",
        ),
    ] {
        check(language, text, ten_to_eleven);
    }
    let days = "From August 5 to 7 at 11 hours positions in Lachin were fired at.";
    check("en", days, "2022-08-07T11:00");
}

#[test]
fn those_of_the_wounded_who_died_are_counted_by_their_own_number() {
    let read = |fire: &str, text: &str| {
        let text = format!("{fire} {text}");
        let reading = reader().read(&text, &about("am-mod", "2022-08-08"));
        let reading = reading.expect("a statement");
        assert_eq!(reading.report.claims.len(), 1, "{text}");
        let claim = &reading.report.claims[0];
        let numbers = (claim.killed, claim.wounded);
        (numbers, reading.remarks)
    };
    let exact = |number: u32| Some(Amount::Exact(number));
    let told = |remarks: &[Remark], what: &str| remarks.iter().any(|it| it.what.contains(what));
    let english = "On August 7 Azerbaijani forces opened fire near Sotk.";
    let russian = "7 августа ВС Азербайджана открыли огонь в направлении Сотка.";
    let german = "Am 7. August eröffneten aserbaidschanische Truppen das Feuer auf Sotk.";
    let french = "Le 7 août les forces azerbaïdjanaises ont ouvert le feu sur Sotk.";
    for (fire, text, killed, wounded) in [
        (
            english,
            "Two servicemen were wounded, one of them fatally.",
            1,
            2,
        ),
        (english, "One of the three wounded servicemen died.", 1, 3),
        (english, "Two of the four wounded soldiers died.", 2, 4),
        (
            english,
            "Five soldiers were wounded, two of them died.",
            2,
            5,
        ),
        (
            english,
            "As a result three soldiers were wounded, one of whom died in hospital.",
            1,
            3,
        ),
        (
            russian,
            "Один из троих раненых военнослужащих скончался.",
            1,
            3,
        ),
        (
            russian,
            "Ранены двое военнослужащих, один из них смертельно.",
            1,
            2,
        ),
        (
            german,
            "Zwei Soldaten wurden verwundet, einer von ihnen tödlich.",
            1,
            2,
        ),
        (
            french,
            "Deux militaires ont été blessés, dont un mortellement.",
            1,
            2,
        ),
    ] {
        let (numbers, remarks) = read(fire, text);
        assert_eq!(numbers, (exact(killed), exact(wounded)), "{text}");
        assert!(told(&remarks, "some of the wounded"), "{text}: {remarks:?}");
    }
    for (fire, text) in [
        (english, "Four servicemen were killed or wounded."),
        (russian, "Четверо военнослужащих погибли или ранены."),
        (russian, "Убито или ранено пятеро военнослужащих."),
    ] {
        let (numbers, remarks) = read(fire, text);
        assert_eq!(numbers, (None, None), "{text}");
        assert!(told(&remarks, "nothing was read"), "{text}: {remarks:?}");
    }
    let fire =
        "7 августа ВС Азербайджана обстреляли Сотк, погибли или ранены четверо военнослужащих.";
    let (numbers, remarks) = read("", fire);
    assert_eq!(numbers, (None, None));
    assert!(told(&remarks, "how many were killed"), "{remarks:?}");
    let (numbers, _) = read(
        english,
        "Two soldiers were killed and one of them, an officer, was named.",
    );
    assert_eq!(numbers, (exact(2), None));
}

/// The claims of a statement of Yerevan, in short.
fn claims_in(language: &str, text: &str) -> Vec<String> {
    let report = in_language(language, "am-mod", text).report;
    report.claims.iter().map(in_short).collect()
}

/// Whether a remark on a statement of Yerevan has these words.
fn is_told(language: &str, text: &str, what: &str) -> bool {
    let reading = in_language(language, "am-mod", text);
    reading.remarks.iter().any(|it| it.what.contains(what))
}

#[test]
fn none_at_a_further_place_is_none_there_and_not_what_happened_elsewhere() {
    let both = [
        "azerbaijan, x2, > lachin, 2022-08-07",
        "unknown, x0, > kalbajar, 2022-08-07",
    ];
    for (language, text) in [
        (
            "ru",
            "7 августа позиции в Лачинском районе обстреляны дважды, в Кельбаджарском — ни разу.",
        ),
        (
            "ru",
            "7 августа позиции в Лачинском районе обстреляны дважды, а в Кельбаджарском районе обстрелов не \
             было.",
        ),
        (
            "en",
            "On August 7 positions were fired on twice in the direction of Lachin, none in Kalbajar.",
        ),
        (
            "en",
            "On August 7 positions were fired on twice in the direction of Lachin and not once in Kalbajar.",
        ),
        (
            "uk",
            "7 серпня позиції в Лачинському районі обстріляно двічі, а в Кельбаджарському — жодного разу.",
        ),
        (
            "de",
            "Am 7. August wurden Stellungen im Bezirk Latschin zweimal beschossen, im Bezirk Kalbadschar kein \
             einziges Mal.",
        ),
        (
            "tr",
            "7 Ağustos'ta Laçın ilinde mevziler iki kez ateş altına alındı, Kelbecer ilinde ise bir kez bile.",
        ),
        (
            "az",
            "Avqustun 7-də Laçın rayonunda mövqelər iki dəfə atəşə tutulub, Kəlbəcər rayonunda isə heç bir \
             dəfə.",
        ),
        (
            "hy",
            "Օգոստոսի 7-ին Լաչինի շրջանում դիրքերը գնդակոծվել են երկու անգամ, իսկ Քելբաջարի շրջանում՝ ոչ մի \
             անգամ։",
        ),
    ] {
        assert_eq!(claims_in(language, text), both, "{text}");
    }
    // Where the two cannot be told apart no number is taken.
    let text =
        "On August 7 positions in Lachin and Kalbajar were fired on 3 times and not once hit.";
    assert_eq!(claims_in("en", text).len(), 1, "{text}");
    assert!(is_told("en", text, "the number is not clear"), "{text}");
    // Losses are no incidents.
    let text = "On August 7 positions in Lachin and Kalbajar were fired on; two soldiers were wounded in \
                Lachin, none in Kalbajar.";
    let claims = in_language("en", "am-mod", text).report.claims;
    assert!(
        claims.iter().all(|claim| claim.count.is_none()),
        "{claims:?}"
    );
}

#[test]
fn numbers_for_places_in_turn_are_those_of_each_and_none_of_all() {
    let each = |month: &str| {
        let day = |count: u32, place: &str| format!("azerbaijan, x{count}, > {place}, {month}");
        [day(3, "kalbajar"), day(4, "lachin"), day(5, "gadabay")]
    };
    for (language, text) in [
        (
            "en",
            "On August 7 Kalbajar, Lachin and Gadabay were shelled 3, 4 and 5 times respectively.",
        ),
        (
            "en",
            "On August 7 fire was opened 3 times, 4 times and 5 times in Kalbajar, Lachin and Gadabay, \
             respectively.",
        ),
        (
            "ru",
            "7 августа Кельбаджарский, Лачинский и Кедабекский районы обстреляны соответственно 3, 4 и 5 раз.",
        ),
        (
            "uk",
            "7 серпня Кельбаджарський, Лачинський і Кедабекський райони обстріляно відповідно 3, 4 і 5 разів.",
        ),
        (
            "de",
            "Am 7. August wurden Kalbadschar, Latschin und Gadabay 3, 4 bzw. 5 Mal beschossen.",
        ),
        (
            "fr",
            "Le 7 août, les districts de Kalbajar, Lachin et Gadabay ont été bombardés respectivement 3, 4 et 5 \
             fois.",
        ),
        (
            "az",
            "Avqustun 7-də Kəlbəcər, Laçın və Gədəbəy rayonları müvafiq olaraq 3, 4 və 5 dəfə atəşə tutulub.",
        ),
        (
            "tr",
            "7 Ağustos'ta Kelbecer, Laçın ve Gedebey ilçeleri sırasıyla 3, 4 ve 5 kez ateş altına alındı.",
        ),
        (
            "hy",
            "Օգոստոսի 7-ին Քելբաջարի, Լաչինի և Գեդաբեկի շրջանները գնդակոծվել են համապատասխանաբար 3, 4 և 5 \
             անգամ։",
        ),
    ] {
        assert_eq!(claims_in(language, text), each("2022-08-07"), "{text}");
    }
    // Three numbers for two places, or no word that says whose each is: none is taken.
    for text in [
        "On August 7 Kalbajar and Lachin were shelled 3, 4 and 5 times respectively.",
        "On August 7 Kalbajar, Lachin and Gadabay were shelled 3, 4 and 5 times.",
    ] {
        let claims = in_language("en", "am-mod", text).report.claims;
        assert!(
            claims.iter().all(|claim| claim.count.is_none()),
            "{claims:?}"
        );
        assert!(is_told("en", text, "the number is not clear"), "{text}");
    }
    let text = "On August 7, 12 times and in 3 villages of Lachin fire was opened.";
    let claims = in_language("en", "am-mod", text).report.claims;
    assert_eq!(claims[0].count, Some(Amount::Exact(12)));
}

#[test]
fn an_earlier_figure_and_its_day_are_not_taken_for_what_they_are_compared_with() {
    let expected = ["azerbaijan, x12, > kalbajar, 2022-08-07"];
    for (language, text) in [
        (
            "en",
            "On August 7 fire was opened 12 times in Kalbajar, compared to 5 on August 6.",
        ),
        (
            "en",
            "On August 7 fire was opened 12 times in Kalbajar against 5 the day before.",
        ),
        (
            "en",
            "On August 7 fire was opened 12 times, up from 5 the previous day, in Kalbajar.",
        ),
        (
            "en",
            "Compared to 5 cases on August 6, on August 7 fire was opened 12 times in Kalbajar.",
        ),
        (
            "en",
            "On August 7 fire was opened 12 times in Kalbajar, 7 more than on August 6.",
        ),
        (
            "ru",
            "7 августа огонь был открыт 12 раз в Кельбаджарском районе против 5 накануне.",
        ),
        (
            "ru",
            "7 августа по сравнению с 5 случаями 6 августа огонь был открыт 12 раз в Кельбаджарском районе.",
        ),
        (
            "uk",
            "7 серпня вогонь відкривали 12 разів у Кельбаджарському районі проти 5 напередодні.",
        ),
        (
            "de",
            "Am 7. August wurde in Kalbadschar 12 Mal das Feuer eröffnet, gegenüber 5 am Vortag.",
        ),
        (
            "fr",
            "Le 7 août le feu a été ouvert 12 fois à Kalbajar, contre 5 la veille.",
        ),
        (
            "az",
            "Avqustun 7-də, avqustun 6-dakı 5 dəfə ilə müqayisədə, Kəlbəcər istiqamətində 12 dəfə atəş açılıb.",
        ),
        (
            "tr",
            "7 Ağustos'ta, 6 Ağustos'taki 5 ihlale kıyasla, Kelbecer yönünde 12 kez ateş açıldı.",
        ),
    ] {
        assert_eq!(claims_in(language, text), expected, "{text}");
        assert!(is_told(language, text, "an earlier figure"), "{text}");
    }
    // The figure of another place of the same day is its own; what is fired against is no figure.
    let text = "On August 7 fire was opened 12 times in Kalbajar compared to 5 in Lachin.";
    let lachin = "azerbaijan, x5, > lachin, 2022-08-07";
    assert_eq!(claims_in("en", text), [expected[0], lachin]);
    let text = "On August 7 mortars were fired 12 times against 5 positions in Kalbajar.";
    let claims = in_language("en", "am-mod", text).report.claims;
    assert_eq!(claims[0].count, Some(Amount::Exact(12)));
    assert!(!is_told("en", text, "an earlier figure"), "{text}");
}

#[test]
fn clocks_listed_behind_the_number_of_them_all_are_claims_with_times_of_their_own() {
    let expected = [
        "claim of 10",
        "azerbaijan, > kalbajar, 2022-09-03T10:15",
        "azerbaijan, > lachin, 2022-09-03T11:20",
    ];
    for text in [
        "The ceasefire was violated 10 times on 3 September: at 10:15 in Kalbajar, at 11:20 in Lachin.",
        "The ceasefire was violated 10 times on 3 September: at 10:15 in Kalbajar; at 11:20 in Lachin.",
        "3 сентября режим прекращения огня был нарушен 10 раз: в 10:15 — в Кельбаджарском районе, в 11:20 — \
         в Лачинском районе.",
        "Am 3. September wurde die Waffenruhe 10 Mal verletzt: um 10:15 Uhr in Kalbadschar, um 11:20 Uhr in \
         Latschin.",
        "3 Eylül'de ateşkes 10 kez ihlal edildi: saat 10:15'te Kelbecer yönünde, saat 11:20'de Laçın \
         yönünde.",
    ] {
        check("am-mod", "2022-09-04", text, &expected);
    }
    // Clocks without places are those of the place before them.
    let text = "On 3 September fire was opened 3 times in Kalbajar: at 10:15, 11:20 and 12:30.";
    let claims = report("am-mod", "2022-09-04", text).claims;
    assert_eq!(claims.len(), 1, "{claims:?}");
    assert_eq!(claims[0].count, Some(Amount::Exact(3)));
}

#[test]
fn two_numbers_for_two_times_are_a_claim_each_and_a_running_total_is_told() {
    let twice = [
        "azerbaijan, x12, > lachin, 2022-08-06",
        "azerbaijan, x3, > lachin, 2022-08-06",
    ];
    for (language, text) in [
        (
            "ru",
            "6 августа позиции в Лачинском районе обстреляны днём 12 раз, ночью 3 раза.",
        ),
        (
            "ru",
            "6 августа днём 12 раз, а ночью 3 раза обстреляны позиции в Лачинском районе.",
        ),
        (
            "en",
            "On August 6 positions in Lachin were fired at 12 times by day and 3 times at night.",
        ),
        (
            "de",
            "Am 6. August wurden Stellungen in Latschin tagsüber 12 Mal und nachts 3 Mal beschossen.",
        ),
    ] {
        assert_eq!(claims_in(language, text), twice, "{text}");
    }
    let text = "On August 5 positions in Lachin were fired at 5 times, and on August 6 twice.";
    let expected = [
        "azerbaijan, x5, > lachin, 2022-08-05",
        "azerbaijan, x2, > lachin, 2022-08-06",
    ];
    assert_eq!(claims_in("en", text), expected);
    // Of the same time, and some of the first: no further ones.
    let text = "On August 6 positions in Lachin were fired at 12 times, 3 of them with mortars.";
    assert_eq!(claims_in("en", text).len(), 1);
    for (language, text) in [
        (
            "en",
            "The ceasefire was violated 45 times since 1 August, 12 of them in the last day at Lachin.",
        ),
        (
            "en",
            "The ceasefire was violated 45 times since 1 August at Lachin, including 12 times in the last day.",
        ),
        (
            "ru",
            "С 1 августа режим прекращения огня нарушен 45 раз, из них 12 раз за последние сутки в \
             Лачинском районе.",
        ),
    ] {
        let claims = claims_in(language, text);
        let expected = "azerbaijan, x12, > lachin, 2022-08-06..2022-08-07";
        assert_eq!(claims, [expected], "{text}");
        assert_eq!(in_language(language, "am-mod", text).report.total, None);
        assert!(is_told(language, text, "a total that runs on"), "{text}");
    }
    // Alone it is of all the days that it names.
    for (language, text) in [
        (
            "en",
            "The ceasefire was violated 45 times since 1 August at Lachin.",
        ),
        (
            "ru",
            "С 1 августа режим прекращения огня нарушен 45 раз в Лачинском районе.",
        ),
        (
            "de",
            "Seit dem 1. August wurde die Waffenruhe in Latschin 45 Mal verletzt.",
        ),
        (
            "tr",
            "1 Ağustos'tan itibaren Laçın yönünde ateşkes 45 kez ihlal edildi.",
        ),
        (
            "az",
            "Avqustun 1-dən etibarən Laçın istiqamətində atəşkəs 45 dəfə pozulub.",
        ),
    ] {
        let expected = "azerbaijan, x45, > lachin, 2022-08-01..2022-08-07";
        assert_eq!(claims_in(language, text), [expected], "{text}");
    }
}

#[test]
fn days_that_do_not_follow_one_another_are_told() {
    let times = |language: &str, text: &str| -> Vec<String> {
        let claims = in_language(language, "am-mod", text).report.claims;
        let stated = claims.iter().map(|claim| claim.when.stated());
        let ends = stated.map(|(start, end, _)| [start, end].into_iter().flatten());
        ends.map(|ends| ends.map(|at| at.to_string()).collect::<Vec<_>>().join(".."))
            .collect()
    };
    let (two, three) = ("2022-08-04..2022-08-06", "2022-08-02..2022-08-05");
    for (language, text, expected) in [
        (
            "en",
            "On August 4 and 6 positions in Lachin were fired at.",
            two,
        ),
        (
            "en",
            "On 4 and 6 August positions in Lachin were fired at.",
            two,
        ),
        (
            "en",
            "On 2, 3 and 5 August positions in Lachin were fired at.",
            three,
        ),
        (
            "en",
            "On August 2, 3 and 5 positions in Lachin were fired at.",
            three,
        ),
        (
            "ru",
            "4 и 6 августа обстреляны позиции в Лачинском районе.",
            two,
        ),
        (
            "ru",
            "2, 3 и 5 августа обстреляны позиции в Лачинском районе.",
            three,
        ),
        (
            "de",
            "Am 4. und 6. August wurden Stellungen in Latschin beschossen.",
            two,
        ),
        (
            "tr",
            "4 ve 6 Ağustos'ta Laçın yönünde mevziler ateş altına alındı.",
            two,
        ),
        (
            "az",
            "Avqustun 4-də və 6-da Laçın rayonunda mövqelər atəşə tutulub.",
            two,
        ),
    ] {
        assert_eq!(times(language, text), [expected], "{text}");
        assert!(is_told(language, text, "several days"), "{text}");
    }
    for (language, text, expected) in [
        (
            "en",
            "From August 4 to 6 positions in Lachin were fired at.",
            two,
        ),
        (
            "en",
            "Between August 4 and 6 positions in Lachin were fired at.",
            two,
        ),
        (
            "ru",
            "С 4 по 6 августа обстреляны позиции в Лачинском районе.",
            two,
        ),
        (
            "en",
            "On August 4 and 5 positions in Lachin were fired at.",
            "2022-08-04..2022-08-05",
        ),
        (
            "en",
            "On 4, 5 and 6 August positions in Lachin were fired at.",
            two,
        ),
    ] {
        assert_eq!(times(language, text), [expected], "{text}");
        assert!(!is_told(language, text, "several days"), "{text}");
    }
}

#[test]
fn violations_that_are_counted_are_told_without_the_word_of_the_truce_and_totals_since_a_start_run_on()
 {
    let none = "unknown, x0, > kalbajar gadabay, 2022-08-06";
    let text = "6 августа в Лачинском районе зафиксировано 3 нарушения, в Кельбаджарском и Кедабекском районах \
                нарушений не зафиксировано.";
    let some = "azerbaijan, x3, > lachin, 2022-08-06";
    assert_eq!(claims_in("ru", text), [some, none]);
    for (language, text) in [
        (
            "en",
            "On August 6 the ceasefire was violated 10 times, including at 10:15 in Kalbajar and at 11:20 in \
             Lachin.",
        ),
        (
            "ru",
            "6 августа режим прекращения огня нарушен 10 раз, в том числе в 10:15 в Кельбаджарском районе и в \
             11:20 в Лачинском районе.",
        ),
    ] {
        let expected = [
            "azerbaijan, > kalbajar, 2022-08-06T10:15",
            "azerbaijan, > lachin, 2022-08-06T11:20",
        ];
        assert_eq!(claims_in(language, text), expected, "{text}");
        let total = in_language(language, "am-mod", text).report.total;
        assert_eq!(total, Some(Amount::Exact(10)), "{text}");
    }
    for (language, text, since) in [
        (
            "en",
            "Since the beginning of August the ceasefire has been violated 45 times in Lachin.",
            "2022-08-01",
        ),
        (
            "ru",
            "С начала года режим прекращения огня в Лачинском районе нарушен 45 раз.",
            "2022-01-01",
        ),
        (
            "az",
            "İlin əvvəlindən Laçın istiqamətində atəşkəs 45 dəfə pozulub.",
            "2022-01-01",
        ),
    ] {
        let expected = format!("azerbaijan, x45, > lachin, {since}..2022-08-07");
        assert_eq!(claims_in(language, text), [expected], "{text}");
    }
    let text = "6 Ağustos'ta Laçın yönünde gündüz 12, gece 3 kez ateş açıldı.";
    let expected = [
        "azerbaijan, x12, > lachin, 2022-08-06",
        "azerbaijan, x3, > lachin, 2022-08-06",
    ];
    assert_eq!(claims_in("tr", text), expected);
}

#[test]
fn fire_in_answer_is_no_claim_and_its_places_are_not_those_of_the_fire_before() {
    for (language, text) in [
        ("en", "Units returned fire at Kalbajar on August 6."),
        (
            "ru",
            "6 августа подразделения открыли ответный огонь по позициям в Кельбаджарском районе.",
        ),
        (
            "uk",
            "6 серпня підрозділи відкрили вогонь у відповідь у Кельбаджарському районі.",
        ),
        (
            "de",
            "Am 6. August erwiderten Einheiten das Feuer auf Kalbadschar.",
        ),
        (
            "tr",
            "6 Ağustos'ta birlikler Kelbecer yönünde ateşe karşılık verdi.",
        ),
        (
            "hy",
            "Օգոստոսի 6-ին ստորաբաժանումները պատասխան կրակ են բացել Քելբաջարի ուղղությամբ։",
        ),
    ] {
        let none: [&str; 0] = [];
        assert_eq!(claims_in(language, text), none, "{text}");
        assert!(is_told(language, text, "fire in answer"), "{text}");
    }
    for (language, text) in [
        (
            "en",
            "After Azerbaijani units fired at Sotk on August 6, Armenian units returned fire at Kalbajar.",
        ),
        (
            "en",
            "Armenian units returned fire at Kalbajar after Azerbaijani units fired at Sotk on August 6.",
        ),
        (
            "ru",
            "После обстрела Сотка 6 августа подразделения ВС Армении открыли ответный огонь по позициям в \
             Кельбаджарском районе.",
        ),
    ] {
        let sotk = "azerbaijan, > basarkechar/zod, 2022-08-06";
        assert_eq!(claims_in(language, text), [sotk], "{text}");
        assert!(is_told(language, text, "fire in answer"), "{text}");
    }
    // The other side's fire is fire, whatever it calls it.
    let text = "6 августа ВС Азербайджана открыли ответный огонь по Сотку.";
    assert_eq!(
        claims_in("ru", text),
        ["azerbaijan, > basarkechar/zod, 2022-08-06"]
    );
}

#[test]
fn numbers_in_round_words_are_about_so_many_and_words_for_no_number_are_told() {
    let about = |number: u32| Some(Amount::About(number));
    for (language, text, expected) in [
        (
            "en",
            "On August 6 positions in Lachin were fired at half a dozen times.",
            about(6),
        ),
        (
            "en",
            "On August 6 positions in Lachin were fired at a dozen times.",
            about(12),
        ),
        (
            "en",
            "On August 6 positions in Lachin were fired at two dozen times.",
            about(24),
        ),
        (
            "en",
            "On August 6 positions in Lachin were fired at more than a dozen times.",
            Some(Amount::MoreThan(12)),
        ),
        (
            "en",
            "On August 6 positions in Lachin were fired at no fewer than 3 and no more than 6 times.",
            Some(Amount::Between(3, 6)),
        ),
        (
            "ru",
            "6 августа позиции в Лачинском районе обстреляны полтора десятка раз.",
            about(15),
        ),
        (
            "ru",
            "6 августа позиции в Лачинском районе обстреляны полдюжины раз.",
            about(6),
        ),
        (
            "ru",
            "6 августа позиции в Лачинском районе обстреляны более двух десятков раз.",
            Some(Amount::MoreThan(20)),
        ),
        (
            "ru",
            "6 августа позиции в Лачинском районе обстреляны не менее 3 и не более 6 раз.",
            Some(Amount::Between(3, 6)),
        ),
        (
            "uk",
            "6 серпня позиції в Лачинському районі обстріляно півтора десятка разів.",
            about(15),
        ),
        (
            "de",
            "Am 6. August wurden Stellungen in Latschin ein Dutzend Mal beschossen.",
            about(12),
        ),
        (
            "fr",
            "Le 6 août le feu a été ouvert une dizaine de fois à Kalbajar.",
            about(10),
        ),
        (
            "tr",
            "6 Ağustos'ta Laçın yönünde bir düzine kez ateş açıldı.",
            about(12),
        ),
        (
            "tr",
            "6 Ağustos'ta Laçın yönünde en az 3 ve en fazla 6 kez ateş açıldı.",
            Some(Amount::Between(3, 6)),
        ),
    ] {
        let claims = in_language(language, "am-mod", text).report.claims;
        assert_eq!(claims.len(), 1, "{text}");
        assert_eq!(claims[0].count, expected, "{text}");
    }
    for (language, text) in [
        (
            "en",
            "On August 6 positions in Lachin were fired at dozens of times.",
        ),
        (
            "ru",
            "6 августа позиции в Лачинском районе обстреляны десятки раз.",
        ),
        ("tr", "6 Ağustos'ta Laçın yönünde onlarca kez ateş açıldı."),
        (
            "az",
            "Avqustun 6-da Laçın istiqamətində onlarla dəfə atəş açılıb.",
        ),
    ] {
        let claims = in_language(language, "am-mod", text).report.claims;
        assert_eq!(claims[0].count, None, "{text}");
        assert!(is_told(language, text, "the number is not clear"), "{text}");
    }
}

#[test]
fn one_of_the_wounded_who_died_is_counted_where_one_word_says_one_of_them() {
    for (language, text, killed, wounded) in [
        (
            "tr",
            "6 Ağustos'ta Laçın yönünde ateş açıldı, üç yaralı, biri ölümcül.",
            1,
            3,
        ),
        (
            "tr",
            "6 Ağustos'ta Azerbaycan kuvvetleri Sotk'a ateş açtı. Dört asker yaralandı, ikisi öldü.",
            2,
            4,
        ),
        (
            "az",
            "Avqustun 6-da Sotk istiqamətində atəş açılıb, üç nəfər yaralanıb, biri ölümcül.",
            1,
            3,
        ),
        (
            "hy",
            "Օգոստոսի 6-ին Ադրբեջանի զինված ուժերը կրակ են բացել Սոթքի ուղղությամբ։ Երեք զինծառայող վիրավորվել \
             է, մեկը՝ մահացու։",
            1,
            3,
        ),
    ] {
        let claims = in_language(language, "am-mod", text).report.claims;
        assert_eq!(claims.len(), 1, "{text}");
        let losses = (claims[0].killed, claims[0].wounded);
        assert_eq!(
            losses,
            (Some(Amount::Exact(killed)), Some(Amount::Exact(wounded))),
            "{text}"
        );
        assert!(is_told(language, text, "some of the wounded"), "{text}");
    }
    let text = "6 Ağustos'ta Azerbaycan kuvvetleri Sotk'a ateş açtı. Biri öldü, ikisi yaralandı.";
    assert!(!is_told("tr", text, "some of the wounded"));
}

#[test]
fn numbers_clocks_and_days_in_turn_or_in_a_list_of_days_are_a_claim_each() {
    let text = "On August 6 Azerbaijani forces opened fire at 09:00, 11:30 and 14:45 on positions in the Lachin, \
                Kalbajar and Gadabay districts, respectively.";
    let expected = [
        "azerbaijan, > lachin, 2022-08-06T09:00",
        "azerbaijan, > kalbajar, 2022-08-06T11:30",
        "azerbaijan, > gadabay, 2022-08-06T14:45",
    ];
    assert_eq!(claims_in("en", text), expected);
    let text = "Օգոստոսի 5-ին և 6-ին Ադրբեջանի ԶՈՒ-ն հրադադարի ռեժիմը խախտել է համապատասխանաբար 3 և 5 անգամ Կութի \
                ուղղությամբ։";
    let expected = [
        "azerbaijan, x3, > basarkechar/zarkand, 2022-08-05",
        "azerbaijan, x5, > basarkechar/zarkand, 2022-08-06",
    ];
    assert_eq!(claims_in("hy", text), expected);
    for (language, text) in [
        (
            "en",
            "From 1 to 6 August the Azerbaijani side violated the ceasefire on 21 occasions: 4 on 3 August, 9 on 5 \
             August and 8 on 6 August, all in the direction of Sotk.",
        ),
        (
            "ru",
            "С 1 по 6 августа ВС Азербайджана нарушили режим прекращения огня 21 раз: 3 августа — 4, 5 августа — \
             9, 6 августа — 8, всё в направлении Сотка.",
        ),
    ] {
        let report = in_language(language, "am-mod", text).report;
        let claims: Vec<String> = report.claims.iter().map(in_short).collect();
        let expected = [
            "azerbaijan, x4, > basarkechar/zod, 2022-08-03",
            "azerbaijan, x9, > basarkechar/zod, 2022-08-05",
            "azerbaijan, x8, > basarkechar/zod, 2022-08-06",
        ];
        assert_eq!(claims, expected, "{text}");
        assert_eq!(report.total, Some(Amount::Exact(21)), "{text}");
    }
    let text = "Azərbaycan tərəfi avqustun 5-də 4, avqustun 6-da 7 dəfə atəşkəsi pozub. Atəş Sotk istiqamətində açılıb.";
    let expected = [
        "azerbaijan, x4, > basarkechar/zod, 2022-08-05",
        "azerbaijan, x7, > basarkechar/zod, 2022-08-06",
    ];
    assert_eq!(claims_in("az", text), expected);
    let text =
        "Avqustun 6-sı saat 22:40-dan 7-si saat 01:15-dək Laçın rayonunda mövqelər atəşə tutulub.";
    let expected = ["azerbaijan, > lachin, 2022-08-06T22:40..2022-08-07T01:15"];
    assert_eq!(claims_in("az", text), expected);
}

#[test]
fn the_number_behind_what_it_counts_is_that_of_the_report_and_watching_from_the_air_is_no_fire() {
    let text = "On August 6 Azerbaijani forces fired at positions near Sotk. The total number of cases was 5.";
    check(
        "am-mod",
        "2022-08-07",
        text,
        &[
            "claim of 5",
            "azerbaijan, x5, > basarkechar/zod, 2022-08-06",
        ],
    );
    let text = "On August 6 Azerbaijani units used two quadcopters over our positions near Sotk; both were shot \
                down.";
    let none: [&str; 0] = [];
    assert_eq!(claims_in("en", text), none);
    assert!(is_told("en", text, "nothing was read"), "{text}");
}

#[test]
fn parts_of_a_number_are_never_added_to_it_nor_taken_for_it() {
    let az = |text: &str| -> Vec<String> {
        let report = report("az-mod", "2022-08-07", text);
        let total = report.total.map(|total| format!("of {total}"));
        let claims = report.claims.iter().map(in_short);
        total.into_iter().chain(claims).collect()
    };
    for text in [
        "Of the 30 ceasefire violations, 12 were in Kalbajar, 10 in Lachin and 8 in Gadabay.",
        "Of the 30 ceasefire violations, 12 took place in Kalbajar, 10 in Lachin and 8 in Gadabay.",
    ] {
        let expected = [
            "of 30",
            "armenia, x12, > kalbajar",
            "armenia, x10, > lachin",
            "armenia, x8, > gadabay",
        ];
        assert_eq!(az(text), expected, "{text}");
    }
    let text = "Avqustun 6-da Ermənistan silahlı qüvvələri Gədəbəy istiqamətində iki, Tovuz istiqamətində üç, \
                Daşkəsən istiqamətində isə bir dəfə atəşkəs rejimini pozub.";
    let expected = [
        "armenia, x2, > gadabay, 2022-08-06",
        "armenia, x3, > tovuz, 2022-08-06",
        "armenia, x1, > dashkasan, 2022-08-06",
    ];
    assert_eq!(az(text), expected);
    let text = "6 августа ВС Азербайджана пять раз открывали огонь по Сотку: трижды утром и дважды вечером.";
    let expected = [
        "azerbaijan, x3, > basarkechar/zod, 2022-08-06",
        "azerbaijan, x2, > basarkechar/zod, 2022-08-06",
    ];
    assert_eq!(claims_in("ru", text), expected);
    let total = in_language("ru", "am-mod", text).report.total;
    assert_eq!(total, Some(Amount::Exact(5)));
    for (language, text) in [
        (
            "en",
            "Half of the 14 violations on August 6 happened in Lachin, the rest in Kalbajar.",
        ),
        (
            "ru",
            "Большинство из 14 обстрелов 6 августа пришлось на Лачинский и Кельбаджарский районы.",
        ),
    ] {
        let claims = in_language(language, "am-mod", text).report.claims;
        assert!(
            claims.iter().all(|claim| claim.count.is_none()),
            "{claims:?}"
        );
        assert!(is_told(language, text, "the number is not clear"), "{text}");
    }
    // Two clocks with endings are two, and no span.
    let text = "Օգոստոսի 6-ին՝ ժամը 10:00-ին և 16:30-ին, Ադրբեջանի զինված ուժերը կրակ են բացել Սոթքի ուղղությամբ։";
    let expected = ["azerbaijan, x2, > basarkechar/zod, 2022-08-06T10:00..2022-08-06T16:30"];
    assert_eq!(claims_in("hy", text), expected);
}

#[test]
fn two_places_with_a_number_each_are_a_claim_each_wherever_the_numbers_stand() {
    let expected = [
        "azerbaijan, x4, > basarkechar/zod, 2022-08-06",
        "azerbaijan, x3, > basarkechar/zarkand, 2022-08-06",
    ];
    for (language, text) in [
        (
            "en",
            "Near Sotk fire was opened four times on August 6 and near Kut three times.",
        ),
        (
            "en",
            "On August 6 fire was opened near Sotk 4 times, near Kut 3 times.",
        ),
        (
            "ru",
            "6 августа в направлении Сотка огонь открывали 4 раза, в направлении Кута — 3 раза.",
        ),
        (
            "uk",
            "6 серпня у напрямку Сотка режим припинення вогню порушено 4 рази, у напрямку Кута — 3 рази.",
        ),
        (
            "de",
            "Bei Sotk wurde am 6. August viermal, bei Kut dreimal geschossen.",
        ),
    ] {
        assert_eq!(claims_in(language, text), expected, "{text}");
    }
    // A day without any is a claim of none.
    let text =
        "Am 4. August wurden Stellungen in Latschin fünfmal, am 5. August keinmal beschossen.";
    let expected = [
        "azerbaijan, x5, > lachin, 2022-08-04",
        "unknown, x0, > lachin, 2022-08-05",
    ];
    assert_eq!(claims_in("de", text), expected);
}

#[test]
fn days_and_clocks_with_places_of_their_own_are_a_claim_each() {
    let days = [
        "azerbaijan, > gadabay, 2022-08-04",
        "azerbaijan, > lachin, 2022-08-05",
        "azerbaijan, > kalbajar, 2022-08-06",
    ];
    for (language, text) in [
        (
            "en",
            "The ceasefire was violated in Gadabay on August 4, in Lachin on August 5 and in Kalbajar on August 6.",
        ),
        (
            "ru",
            "4 августа обстрелян Кедабекский район, 5 августа — Лачинский район, 6 августа — Кельбаджарский район.",
        ),
    ] {
        assert_eq!(claims_in(language, text), days, "{text}");
    }
    for (language, text) in [
        (
            "ru",
            "6 августа в 14:00 и 15:30 ВС Азербайджана обстреляли Сотк, а в 17:45 — Кут.",
        ),
        (
            "en",
            "On August 6 Azerbaijani forces fired at Sotk at 14:00 and 15:30, and at Kut at 17:45.",
        ),
    ] {
        let expected = [
            "azerbaijan, x2, > basarkechar/zod, 2022-08-06T14:00..2022-08-06T15:30",
            "azerbaijan, > basarkechar/zarkand, 2022-08-06T17:45",
        ];
        assert_eq!(claims_in(language, text), expected, "{text}");
    }
    let text = "Between August 1 and August 6 positions in Kalbajar were fired at 9 times.";
    let expected = ["azerbaijan, x9, > kalbajar, 2022-08-01..2022-08-06"];
    assert_eq!(claims_in("en", text), expected);
    let text = "Am 6. August gab es insgesamt 13 Verstöße gegen die Waffenruhe, davon 8 in Sotk und 5 in Kut.";
    let expected = [
        "azerbaijan, x8, > basarkechar/zod, 2022-08-06",
        "azerbaijan, x5, > basarkechar/zarkand, 2022-08-06",
    ];
    assert_eq!(claims_in("de", text), expected);
    let text = "Ранены четверо военнослужащих: трое при обстреле Сотка, один — Кута. Огонь был открыт 6 августа.";
    let claims = in_language("ru", "am-mod", text).report.claims;
    assert!(
        claims.iter().all(|claim| claim.count.is_none()),
        "{claims:?}"
    );
}

#[test]
fn days_of_a_week_add_up_to_its_number_and_a_month_alone_and_most_of_a_number_are_told() {
    let text = "За неделю ВС Азербайджана открывали огонь 32 раза: во вторник — 15, в среду — 17.";
    let report = in_language("ru", "am-mod", text).report;
    let claims: Vec<String> = report.claims.iter().map(in_short).collect();
    let expected = ["azerbaijan, x15, 2022-08-02", "azerbaijan, x17, 2022-08-03"];
    let undirected: Vec<String> = claims
        .iter()
        .map(|claim| claim.replace(">, ", ""))
        .collect();
    assert_eq!(undirected, expected);
    assert_eq!(report.total, Some(Amount::Exact(32)));
    for (language, text) in [
        (
            "ru",
            "В июле режим прекращения огня в Лачинском районе нарушен 45 раз.",
        ),
        (
            "en",
            "In July the ceasefire was violated 45 times in Lachin.",
        ),
        (
            "tr",
            "Temmuz ayında ateşkes Laçın yönünde 45 kez ihlal edildi.",
        ),
    ] {
        assert!(
            is_told(language, text, "the day or its year is not stated"),
            "{text}"
        );
    }
    let text = "Seit Freitag wurden 20 Verstöße gezählt, die meisten davon in Gadabay.";
    let claims = in_language("de", "am-mod", text).report.claims;
    assert!(
        claims.iter().all(|claim| claim.count.is_none()),
        "{claims:?}"
    );
    assert!(is_told("de", text, "the number is not clear"), "{text}");
    let text = "Dans la nuit du 5 au 6 août, à 23h40 puis à 02h15, l'armée azerbaïdjanaise a tiré sur Sotk.";
    let claims = in_language("fr", "am-mod", text).report.claims;
    assert_eq!(claims[0].count, Some(Amount::Exact(2)), "{claims:?}");
}

#[test]
fn none_on_one_day_or_at_one_place_stands_beside_the_number_of_the_other() {
    let text = "6 августа в Лачинском районе обстрелов не было, в Кельбаджарском — два.";
    let expected = [
        "unknown, x0, > lachin, 2022-08-06",
        "azerbaijan, x2, > kalbajar, 2022-08-06",
    ];
    assert_eq!(claims_in("ru", text), expected);
    let text = "On August 5 there were no violations in Lachin, on August 6 there were 3.";
    let expected = [
        "unknown, x0, > lachin, 2022-08-05",
        "azerbaijan, x3, > lachin, 2022-08-06",
    ];
    assert_eq!(claims_in("en", text), expected);
    let text =
        "On August 6 fire was opened 12 times in Kalbajar, more than twice the 5 of August 5.";
    let expected = ["azerbaijan, x12, > kalbajar, 2022-08-06"];
    assert_eq!(claims_in("en", text), expected);
    assert!(is_told("en", text, "an earlier figure"), "{text}");
    let text =
        "On August 6 positions in Lachin and Kalbajar were fired on 5 times, none was injured.";
    let expected = ["azerbaijan, x5, > lachin kalbajar, 2022-08-06, no losses"];
    assert_eq!(claims_in("en", text), expected);
}

#[test]
fn a_number_that_rose_from_another_is_the_later_one_and_nought_is_a_number() {
    let expected = ["azerbaijan, x12, > kalbajar, 2022-08-06"];
    for (language, text) in [
        (
            "en",
            "On August 6 the number of ceasefire violations in Kalbajar rose from 5 to 12.",
        ),
        (
            "en",
            "On August 6 ceasefire violations in Kalbajar increased from 5 on August 5 to 12 cases.",
        ),
        (
            "ru",
            "6 августа число нарушений режима прекращения огня в Кельбаджарском районе выросло с 5 до 12 \
             случаев.",
        ),
    ] {
        assert_eq!(claims_in(language, text), expected, "{text}");
        assert!(is_told(language, text, "an earlier figure"), "{text}");
    }
    for (language, text) in [
        (
            "en",
            "On August 6 there were 5 violations in Lachin and 0 in Kalbajar.",
        ),
        (
            "ru",
            "6 августа в Лачинском районе 5 нарушений, в Кельбаджарском — 0.",
        ),
    ] {
        let claims = in_language(language, "am-mod", text).report.claims;
        let counts: Vec<_> = claims.iter().map(|claim| claim.count).collect();
        let expected = [Some(Amount::Exact(5)), Some(Amount::Exact(0))];
        assert_eq!(counts, expected, "{text}");
        let places: Vec<String> = claims.iter().map(|claim| sites(&claim.targets)).collect();
        assert_eq!(places, ["lachin", "kalbajar"], "{text}");
    }
}
