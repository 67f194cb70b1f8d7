//! Headings by the field they stand for, in the languages of the area and of those who look at it, and
//! as tools and datasets write them. A line is a language: English and what programs write first, then
//! Russian, Azerbaijani, Turkish, Armenian, German, French, Spanish and Ukrainian.
//!
//! They are compared as [`folded`] says, so that a heading in capitals, or without the signs above its
//! letters, is found as well.

mod further;

use std::{collections::HashMap, sync::LazyLock};

use super::{Field, headings::Surely};

/// Each field with the headings that plainly stand for it, separated by blanks.
const PLAINLY: [(Field, &[&str]); 33] = [
    (
        Field::Report,
        &[
            "report_id statement statement_id id event_id eventid globaleventid global_event_id incident_id \
             occurrence_id event_id_cnty",
            "сообщение номер_сообщения ид идентификатор",
            "hesabat məlumat_id",
            "rapor rapor_no kayıt_no olay_no",
            "հաղորդում հաղորդման_համար",
            "meldung meldungsnummer kennung",
            "identifiant",
            "identificador",
            "повідомлення ідентифікатор",
        ],
    ),
    (
        Field::Reporter,
        &[
            "source reported_by claimed_by reporter_name source_name",
            "источник кто_сообщил",
            "mənbə",
            "kaynak",
            "աղբյուր",
            "quelle",
            "informateur",
            "fuente",
            "джерело",
        ],
    ),
    (
        Field::Outlet,
        &[
            "media publisher",
            "сми издание",
            "nəşr media_orqanı",
            "yayın yayın_organı",
            "լրատվամիջոց",
            "medium herausgeber",
            "média médias",
            "medio",
            "змі видання",
        ],
    ),
    (
        Field::Url,
        &[
            "link source_url sourceurl address web_address",
            "ссылка адрес_страницы",
            "keçid istinad",
            "bağlantı",
            "հղում",
            "verweis webadresse",
            "lien",
            "enlace",
            "посилання",
        ],
    ),
    (
        Field::Language,
        &[
            "lang",
            "язык",
            "dil",
            "լեզու",
            "sprache",
            "langue",
            "idioma",
            "мова",
        ],
    ),
    (
        Field::Published,
        &[
            "published_on publication_date date_published reported_date date_reported report_date \
             published_at reported_on reported_at",
            "дата_публикации опубликовано дата_сообщения",
            "dərc_tarixi nəşr_tarixi dərc_olunub",
            "yayın_tarihi yayımlanma_tarihi",
            "հրապարակման_ամսաթիվ հրապարակված հրապարակվել_է",
            "veröffentlicht veröffentlicht_am veröffentlichungsdatum meldedatum",
            "publié publié_le date_de_publication",
            "publicado fecha_de_publicación",
            "опубліковано дата_публікації",
        ],
    ),
    (
        Field::Total,
        &[
            "total_incidents",
            "всего итого",
            "cəmi ümumi_say",
            "toplam",
            "ընդամենը",
            "gesamt insgesamt gesamtzahl",
            "",
            "",
            "всього усього",
        ],
    ),
    (
        Field::By,
        &[
            "side fired_by",
            "сторона кто_стрелял стреляла",
            "tərəf kim_atəş_açıb",
            "taraf ateş_açan",
            "կողմ կրակող_կողմ",
            "seite partei konfliktpartei",
            "camp tiré_par",
            "bando",
            "",
        ],
    ),
    (
        Field::Origins,
        &[
            "from origin fired_from from_place from_name direction_from from_direction from_the_direction_of",
            "откуда",
            "haradan",
            "nereden",
            "որտեղից",
            "von woher herkunft",
            "origine provenance d_où",
            "desde origen",
            "звідки",
        ],
    ),
    (
        Field::Targets,
        &[
            "to at target fired_at to_place to_name destination dest impact towards",
            "куда цель направление",
            "haraya hara hədəf",
            "nereye hedef",
            "ուր թիրախ",
            "nach wohin ziel",
            "cible vers",
            "hacia objetivo",
            "куди ціль",
        ],
    ),
    (
        Field::Places,
        &[
            "place location place_name place_of_incident place_of_the_incident place_of_event settlement city town village locality action_geo_full_name",
            "место населенный_пункт село город местность",
            "yer məkan yaşayış_məntəqəsi kənd şəhər",
            "konum yerleşim yerleşim_yeri köy",
            "վայր տեղ բնակավայր գյուղ քաղաք",
            "ort ortschaft siedlung dorf stadt",
            "lieu localité ville",
            "lugar localidad pueblo ciudad",
            "місце населений_пункт місто",
        ],
    ),
    (
        Field::Lon,
        &[
            "lon_dd",
            "долгота",
            "uzunluq",
            "boylam",
            "երկայնություն",
            "längengrad länge",
            "",
            "",
            "довгота",
        ],
    ),
    (
        Field::Lat,
        &[
            "lat_dd",
            "широта",
            "enlik",
            "enlem",
            "լայնություն",
            "breitengrad breite",
            "",
            "",
            "",
        ],
    ),
    (
        Field::PrecisionKm,
        &[
            "precision accuracy_km",
            "точность_км",
            "dəqiqlik_km",
            "hassasiyet_km",
            "ճշգրտություն_կմ",
            "genauigkeit_km",
            "précision_km",
            "precisión_km",
            "точність_км",
        ],
    ),
    (
        Field::Count,
        &[
            "incidents times number n number_of_incidents incident_count no_of_incidents count_of_incidents \
             num_incidents n_incidents number_of_violations number_of_attacks number_of_shellings of_incidents \
             of_violations violations ceasefire_violations attacks n_attacks num_attacks attack_count shellings",
            "количество кол_во число_обстрелов количество_обстрелов кол_во_обстрелов обстрелов обстрелы кол_во_случаев \
             кол_во_нарушений случаев случаи число_случаев количество_случаев раз \
             количество_нарушений число_нарушений",
            "say sayı hadisə_sayı hadisələrin_sayı atəş_sayı dəfə miqdar",
            "adet olay_sayısı kez ihlal_sayısı",
            "քանակ թիվ դեպքերի_թիվ անգամ խախտումների_թիվ",
            "anzahl anzahl_der_vorfälle zahl_der_vorfälle vorfälle",
            "nombre nombre_d_incidents",
            "cantidad número número_de_incidentes",
            "кількість кількість_обстрілів кількість_випадків",
        ],
    ),
    (
        Field::Start,
        &[
            "date day when start_date date_start event_date datetime date_time eventdate incidentdate \
             startdate incident_date date_of_incident date_of_event date_occurred date_event occurred_on \
             observed_on acq_date dates started_at begin begin_date sqldate dtg first_day date_from \
             from_date datefrom date_time_original datetimeoriginal",
            "дата дата_события дата_начала дата_и_время дата_время начало когда день",
            "tarix başlama_tarixi başlanğıc başlanğıc_tarixi hadisə_tarixi gün nə_vaxt",
            "tarih başlangıç başlangıç_tarihi olay_tarihi ne_zaman",
            "ամսաթիվ սկիզբ սկզբի_ամսաթիվ օր երբ",
            "datum beginn anfang startdatum tag wann",
            "début date_de_début jour quand",
            "fecha inicio fecha_de_inicio día cuándo",
            "дата_події дата_початку початок коли",
        ],
    ),
    (
        Field::End,
        &[
            "end_date date_end until ended_at last_day date_to to_date dateto",
            "дата_окончания конец окончание",
            "bitmə_tarixi son bitiş",
            "bitiş_tarihi son_tarih",
            "ավարտ ավարտի_ամսաթիվ վերջ",
            "ende enddatum bis",
            "fin date_de_fin",
            "fecha_de_fin hasta",
            "дата_закінчення кінець закінчення",
        ],
    ),
    (Field::StartYear, &["iyear"]),
    (Field::StartMonth, &["imonth"]),
    (Field::StartDay, &["iday start_day_of_month"]),
    (
        Field::StartTime,
        &[
            "time_of_day start_clock event_time clock acq_time time_start time_from from_time from_hour",
            "время время_начала",
            "vaxt saat başlama_vaxtı",
            "başlangıç_saati olay_saati",
            "ժամ ժամը սկզբի_ժամ",
            "uhrzeit beginn_uhrzeit zeit",
            "heure heure_de_début",
            "hora hora_de_inicio",
            "час час_початку",
        ],
    ),
    (
        Field::TimeZone,
        &[
            "timezone tz utc_offset gmt_offset tz_offset",
            "часовой_пояс",
            "saat_qurşağı",
            "saat_dilimi",
            "ժամային_գոտի",
            "zeitzone",
            "fuseau_horaire",
            "zona_horaria huso_horario",
            "часовий_пояс",
        ],
    ),
    (
        Field::EndTime,
        &[
            "end_clock end_hour ending_hour time_end time_to to_time until_time to_hour",
            "время_окончания",
            "bitmə_vaxtı",
            "bitiş_saati",
            "ավարտի_ժամ",
            "ende_uhrzeit",
            "heure_de_fin",
            "hora_de_fin",
            "час_закінчення",
        ],
    ),
    (
        Field::Activity,
        &[
            "type event_type kind what_happened",
            "тип вид тип_события вид_события событие",
            "növ hadisə hadisənin_növü",
            "tür olay olay_türü tip",
            "տեսակ դեպք դեպքի_տեսակ",
            "art typ vorfall art_des_vorfalls",
            "type_d_événement événement",
            "tipo tipo_de_evento",
            "подія тип_події",
        ],
    ),
    (
        Field::Weapons,
        &[
            "weapon weapon_type",
            "оружие тип_оружия вооружение калибр",
            "silah silahlar silahın_növü",
            "silah_türü",
            "զենք զինատեսակ",
            "waffe waffen waffenart",
            "arme armes",
            "arma armas",
            "зброя тип_зброї",
        ],
    ),
    (
        Field::Rounds,
        &[
            "shells_fired rounds_fired shots_fired number_of_shells number_of_shots number_of_rounds shells_and_shots shots \
             shells",
            "кол_во_снарядов кол_во_выстрелов количество_снарядов число_снарядов количество_выстрелов число_выстрелов выпущено_снарядов",
            "mərmi_sayı atılan_mərmi_sayı",
            "mermi_sayısı atılan_mermi_sayısı",
            "կրակոցների_թիվ արկերի_թիվ",
            "zahl_der_schüsse zahl_der_granaten anzahl_schüsse anzahl_granaten",
            "nombre_d_obus nombre_de_tirs",
            "número_de_disparos número_de_proyectiles",
            "кількість_снарядів кількість_пострілів",
        ],
    ),
    (
        Field::KilledLow,
        &[
            "killed_low killed_min min_killed deaths_low deaths_min min_deaths fatalities_low fatalities_min \
             min_fatalities",
        ],
    ),
    (
        Field::KilledHigh,
        &[
            "killed_high killed_max max_killed deaths_high deaths_max max_deaths fatalities_high fatalities_max \
             max_fatalities",
        ],
    ),
    (
        Field::Killed,
        &[
            "deaths fatalities dead nkill fatality casualties_killed killed_total total_killed total_deaths \
             deaths_total total_fatalities total_dead dead_total fatalities_total number_killed num_killed n_killed number_of_killed \
             number_of_deaths number_of_fatalities persons_killed people_killed death_toll kia",
            "убито погибло погибшие погибших убитые убитых число_погибших",
            "ölən ölənlər həlak_olan həlak_olanlar öldürülən şəhid ölən_sayı",
            "ölü ölü_sayısı ölen öldürülen şehit can_kaybı",
            "զոհ զոհեր զոհված զոհվածներ զոհերի_թիվ",
            "tote getötet getötete gefallene todesopfer",
            "morts tués décès",
            "muertos fallecidos",
            "загинуло загиблі загиблих вбито вбиті",
        ],
    ),
    (
        Field::Wounded,
        &[
            "injured nwound casualties_wounded casualties_injured wounded_total total_wounded total_injured \
             injured_total number_wounded number_injured num_wounded num_injured n_wounded n_injured \
             number_of_wounded number_of_injured persons_wounded persons_injured people_injured injuries wia",
            "ранено раненые раненых число_раненых",
            "yaralılar yaralanan yaralananlar",
            "yaralı yaralı_sayısı",
            "վիրավոր վիրավորներ վիրավորների_թիվ",
            "verletzte verwundete verletzt",
            "blessés",
            "heridos",
            "поранено поранені поранених",
        ],
    ),
    (
        Field::CasualtyKind,
        &[
            "casualty_type type_of_casualty type_of_casualties casualties_type victim_type type_of_victim \
             type_of_victims category_of_casualties casualty_category who_was_killed victim_category",
            "тип_пострадавших категория_пострадавших",
            "itki_növü",
            "kayıp_türü",
            "",
            "art_der_opfer",
            "type_de_victime type_de_victimes",
            "tipo_de_víctima tipo_de_víctimas",
            "",
        ],
    ),
    (
        Field::Denied,
        &[
            "denial is_denial is_denied refuted disproved debunked",
            "опровергнуто опровергается",
            "təkzib",
            "yalanlandı yalanlama",
            "հերքված հերքում",
            "bestritten dementiert",
            "démenti",
            "desmentido",
            "спростовано",
        ],
    ),
    (
        Field::Denies,
        &[
            "",
            "опровергает",
            "təkzib_edir",
            "yalanlıyor",
            "հերքում_է",
            "bestreitet",
            "dément",
            "",
            "спростовує",
        ],
    ),
];

/// Those that often stand for a field, and give way to any other that does.
const PERHAPS: [(Field, &[&str]); 16] = [
    // Beside a date, and with the minute in a column of its own.
    (
        Field::StartTime,
        &[
            "hour hours hr hh start_hour event_hour hour_of_day",
            "часы",
            "",
            "",
            "",
            "stunde",
            "",
            "",
            "година",
        ],
    ),
    (
        Field::StartMinute,
        &[
            "minute minutes event_minute minute_of_hour",
            "минута минуты минут",
            "dəqiqə",
            "dakika",
            "րոպե",
            "",
            "",
            "minuto minutos",
            "хвилина хвилини",
        ],
    ),
    (Field::Start, &["time timestamp dt start_datetime", WEEKS]),
    (Field::Published, &["created_at created"]),
    // Where a place is, and not which: a closer name comes first.
    (Field::Places, DISTRICTS),
    (Field::Places, PROVINCES),
    // Of those who divide all lands alike: no place by itself, as it may be a code.
    (
        Field::InRegion,
        &[
            "admin2 admin_2 adm2 admin2_name adm2_name admin2name adm2_en admin2_en admin1 admin_1 adm1 \
           admin1_name adm1_name admin1name adm1_en admin1_en provstate",
        ],
    ),
    (
        Field::StartYear,
        &[
            "year",
            "год",
            "il",
            "yıl",
            "տարի տարեթիվ",
            "jahr",
            "année",
            "año",
            "рік",
        ],
    ),
    (
        Field::StartMonth,
        &[
            "month",
            "месяц",
            "ay",
            "",
            "ամիս",
            "monat",
            "mois",
            "mes",
            "місяць",
        ],
    ),
    (Field::StartDay, &["day_of_month mday"]),
    (Field::Lon, &["x easting"]),
    (Field::Lat, &["y northing"]),
    (
        Field::Count,
        &[
            "events",
            "число",
            "",
            "sayısı miktar",
            "",
            "zahl",
            "",
            "",
            "число",
        ],
    ),
    (
        Field::Places,
        &[
            "where",
            "где",
            "harada",
            "nerede",
            "որտեղ",
            "wo",
            "où",
            "dónde",
            "де",
        ],
    ),
    (
        Field::By,
        &[
            "attacker attacking_side aggressor perpetrator fired_by shooter",
            "кто",
            "kim",
            "",
            "ով",
            "wer",
            "qui",
            "quién",
            "хто",
        ],
    ),
    (
        Field::Position,
        &[
            "coordinate coordinates coord coords gps gps_coordinates geo geom geometry the_geom geo_point \
             geopoint geolocation point wkt wkt_geom geom_wkt latlng latlon latlong lonlat lnglat longlat xy \
             mgrs utm grid_reference gridref position",
            "координаты координата",
            "koordinat koordinatlar",
            "",
            "կոորդինատներ",
            "koordinaten",
            "coordonnées",
            "coordenadas",
            "координати",
        ],
    ),
];

/// Words for what a settlement lies in.
const DISTRICTS: &[&str] = &[
    "district raion",
    "район",
    "rayon",
    "ilçe",
    "շրջան",
    "bezirk",
    "",
    "distrito",
    "",
    "شهرستان",
    "القضاء",
    "რაიონი",
    "distretto",
    "powiat",
];

/// Words for what districts lie in.
const PROVINCES: &[&str] = &[
    "region province",
    "регион область",
    "vilayət",
    "bölge",
    "մարզ",
    "gebiet",
    "région",
    "región provincia",
    "регіон",
    "استان منطقه",
    "المنطقة المحافظة",
    "რეგიონი",
    "regione",
    "województwo",
];

/// Words for a week, of which a column holds the first day.
const WEEKS: &str = "week week_of week_start week_starting week_beginning неделя həftə hafta շաբաթ woche semaine \
                     semana тиждень";

const QUARTERS: &str = "quarter qtr q quartal trimestre çeyrek rüb квартал եռամսյակ";

/// Words for a day of the calendar that stand as well for the day of a month, and for the time of day.
const DAYS: &str = "day день gün օր tag jour día";

static KNOWN: LazyLock<HashMap<String, (Field, Surely)>> = LazyLock::new(|| {
    let mut known = HashMap::new();
    let lists = [
        (Surely::Plainly, &PLAINLY[..]),
        (Surely::Plainly, &further::PLAINLY[..]),
        (Surely::Perhaps, &PERHAPS[..]),
        (Surely::Perhaps, &further::PERHAPS[..]),
    ];
    for (surely, list) in lists {
        for (field, headings) in list {
            for heading in headings.iter().flat_map(|line| line.split_whitespace()) {
                known.entry(folded(heading)).or_insert((*field, surely));
            }
        }
    }
    known
});

/// What a heading in plain form stands for by the tables.
pub(super) fn listed(plain: &str) -> Option<(Field, Surely)> {
    KNOWN.get(&folded(plain)).copied()
}

/// Whether a heading in plain form is a word for a region that holds others, or for one of those: the
/// closer one comes first.
pub fn region_heading(plain: &str) -> Option<Surely> {
    let folded_plain = folded(plain);
    let is_of = |list: &[&str]| {
        let mut words = list.iter().flat_map(|line| line.split_whitespace());
        words.any(|word| folded(word) == folded_plain)
    };
    if is_of(DISTRICTS) || matches!(plain, "adm2" | "admin2") {
        return Some(Surely::Plainly);
    }
    is_of(PROVINCES).then_some(Surely::Perhaps)
}

/// Whether a heading in plain form is a word for a week.
pub fn is_week(plain: &str) -> bool {
    let plain = folded(plain);
    WEEKS.split_whitespace().any(|week| folded(week) == plain)
}

/// Whether a heading in plain form is the word for a week or a quarter of a year.
pub fn is_part_of_a_year(plain: &str) -> bool {
    let plain = folded(plain);
    let mut words = WEEKS.split_whitespace().chain(QUARTERS.split_whitespace());
    words.any(|word| folded(word) == plain)
}

/// Whether a heading in plain form is the word for a day.
pub fn is_day(plain: &str) -> bool {
    let plain = folded(plain);
    DAYS.split_whitespace().any(|day| folded(day) == plain)
}

/// A heading without the signs above and below its letters, and with the letters that keyboards lack
/// as those that people type instead: `Ölü sayısı` and `olu_sayisi` are one.
fn folded(plain: &str) -> String {
    use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};
    let letters = plain.nfd().filter(|letter| !is_combining_mark(*letter));
    let letters = letters.map(|letter| match letter {
        'ı' => 'i',
        'ə' => 'e',
        other => other,
    });
    letters.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::field::{meaning, plain_heading};

    #[test]
    fn no_heading_stands_in_two_lists_and_all_are_in_plain_form() {
        let mut known: HashMap<String, Field> = HashMap::new();
        let further = further::PLAINLY.iter().chain(&further::PERHAPS);
        for (field, headings) in PLAINLY.iter().chain(&PERHAPS).chain(further) {
            for heading in headings.iter().flat_map(|line| line.split_whitespace()) {
                assert_eq!(plain_heading(heading), heading, "{field:?}");
                let other = known.insert(folded(heading), *field);
                assert!(
                    other.is_none_or(|other| other == *field),
                    "{heading}: {other:?}"
                );
            }
        }
    }

    /// Each row is one role, in the words of Russian, Azerbaijani, Turkish, Armenian and German tables.
    #[test]
    fn every_role_has_its_heading_in_each_language() {
        let roles: [(Field, [&str; 5]); 16] = [
            (Field::Start, ["Дата", "Tarix", "TARİH", "Ամսաթիվ", "Datum"]),
            (
                Field::End,
                [
                    "Дата окончания",
                    "Bitmə tarixi",
                    "Bitiş tarihi",
                    "Ավարտ",
                    "Ende",
                ],
            ),
            (
                Field::StartTime,
                ["Время", "Vaxt", "Saat", "Ժամ", "Uhrzeit"],
            ),
            (
                Field::Published,
                [
                    "Опубликовано",
                    "Dərc tarixi",
                    "Yayın Tarihi",
                    "Հրապարակված",
                    "Veröffentlicht am",
                ],
            ),
            (
                Field::Count,
                ["Количество", "Sayı", "Adet", "Քանակ", "Anzahl"],
            ),
            (
                Field::Origins,
                ["Откуда", "Haradan", "Nereden", "Որտեղից", "Von"],
            ),
            (Field::Targets, ["Куда", "Haraya", "Nereye", "Ուր", "Nach"]),
            (
                Field::Places,
                [
                    "Населённый пункт",
                    "Yaşayış məntəqəsi",
                    "Yerleşim yeri",
                    "Բնակավայր",
                    "Ort",
                ],
            ),
            (
                Field::Lon,
                [
                    "Долгота",
                    "Uzunluq",
                    "Boylam",
                    "Երկայնություն",
                    "Längengrad",
                ],
            ),
            (
                Field::Lat,
                ["Широта", "Enlik", "Enlem", "Լայնություն", "Breitengrad"],
            ),
            (
                Field::Killed,
                ["Погибшие", "Həlak olanlar", "ÖLÜ SAYISI", "Զոհեր", "Tote"],
            ),
            (
                Field::Wounded,
                ["Раненых", "Yaralılar", "YARALI", "Վիրավորներ", "Verletzte"],
            ),
            (
                Field::Weapons,
                ["Тип оружия", "Silah", "Silah türü", "Զենք", "Waffen"],
            ),
            (
                Field::Activity,
                ["Вид события", "Hadisə", "Olay türü", "Տեսակ", "Art"],
            ),
            (
                Field::Reporter,
                ["Источник", "Mənbə", "Kaynak", "Աղբյուր", "Quelle"],
            ),
            (Field::By, ["Сторона", "Tərəf", "Taraf", "Կողմ", "Seite"]),
        ];
        for (field, headings) in roles {
            for heading in headings {
                let meant = meaning(heading).map(|(field, _)| field);
                assert_eq!(meant, Some(field), "{heading}");
            }
        }
        for heading in [
            "olu sayisi",
            "YARALI SAYISI",
            "menbe",
            "кол-во",
            "nombre",
            "кількість",
            "cantidad",
        ] {
            assert!(meaning(heading).is_some(), "{heading}");
        }
    }
}
