//! Days and times of day.

use super::*;

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
