//! Several claims of one sentence, totals and their parts, and none at a place.

use super::*;

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
