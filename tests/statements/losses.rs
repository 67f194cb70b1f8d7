//! Who was killed or wounded.

use super::*;

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
