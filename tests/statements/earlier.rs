//! Figures of other days beside those of the report.

use super::*;

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
