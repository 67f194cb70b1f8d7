//! What is fire and what is none: denials, mines, advances, shells, patrols.

use super::*;

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
