//! Who reports what and where, in the manner of each office.

use super::*;

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
