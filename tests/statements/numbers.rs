//! Numbers: exact ones, bounds, words for them, and those that are put right.

use super::*;

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
