//! Azerbaijani.

use super::super::grammar::{
    Bound::*,
    Case, LanguageTable, Negation,
    Number::{Many, One},
    Order, PartOfDay, Rank,
    Sense::{self, *},
};
use crate::model::{Activity, CasualtyKind, Party, Weapon as W};

pub static TABLE: LanguageTable = LanguageTable {
    code: "az",
    order: Order::After,
    phrases: PHRASES,
    numbers: NUMBERS,
    number_joints: &[],
    negation: Negation::Suffixes(&[
        "mayib", "mamis", "mamas", "madi", "mayan", "mayac", "madan", "mayar", "maz", "mir", "mur",
        "mayin", "mamaq", "mama",
    ]),
    fillers: &["da", "də", "isə"],
    endings: ENDINGS,
    apart: &[
        "i",
        "u",
        "si",
        "su",
        "da",
        "dan",
        "dak",
        "nin",
        "nun",
        "in",
        "un",
        "na",
        "a",
        "ya",
        "yak",
        "ni",
        "nda",
        "ndan",
        "ci",
        "cu",
        "sinda",
        "indan",
        "sindan",
        "inda",
        "radalarinda",
        "dek",
        "adak",
        "ya kimi",
        "ta",
    ],
    elided: &[],
    proclitics: &[],
    respelled: &[],
    skeleton: false,
    adjectives: &[],
    cases: CASES,
};

/// As they read once accents are folded away: e, ı, ü and their like have become a, i, u.
const ENDINGS: &[(&str, &[&str])] = &[
    ("larinin", &[""]),
    ("nin", &[""]),
    ("nun", &[""]),
    ("daki", &[""]),
    ("ndan", &[""]),
    ("nda", &[""]),
    ("dan", &[""]),
    ("dak", &[""]),
    ("in", &[""]),
    ("un", &[""]),
    ("da", &[""]),
    ("na", &[""]),
    ("ni", &[""]),
    ("ya", &[""]),
    ("yi", &[""]),
    ("a", &[""]),
    ("i", &[""]),
    ("u", &[""]),
];

const CASES: &[(&str, Case)] = &[
    ("daki", Case::Within),
    ("dan", Case::From),
    ("da", Case::None),
    ("nin", Case::None),
    ("nun", Case::None),
    ("in", Case::None),
    ("un", Case::None),
    ("na", Case::Toward),
    ("ya", Case::Toward),
    ("a", Case::Toward),
    ("ini", Case::Toward),
    ("ni", Case::Toward),
    ("yi", Case::Toward),
];

const PHRASES: &[(Sense, &str)] = &[
    (
        Sense::Stretch,
        "yol, yolu, yolda, yoldan, yolunda, yolunun, yola, avtomobil yolu*, magistral*, boyunca",
    ),
    (Sense::Between, "arasında, arasındakı, arası"),
    (
        Sense::NoneOfThem,
        "heç bir dəfə, bir dəfə də olsun, bir dəfə belə",
    ),
    (Sense::But, "isə, amma, lakin, ancaq"),
    (Sense::Respectively, "müvafiq olaraq, uyğun olaraq"),
    (Sense::Compared, "müqayisədə, nisbətən"),
    (
        Sense::DayBefore,
        "əvvəlki gün*, bir gün əvvəl*, ötən həftə*",
    ),
    (
        Sense::OutOf,
        "biri, ikisi, üçü, dördü, o cümlədən, onlardan, bunlardan",
    ),
    (FromStart, "əvvəlindən, əvvəllərindən"),
    (FromStartOfMonth, "ayın əvvəlindən, ayın əvvəlindən bəri"),
    (FromStartOfYear, "ilin əvvəlindən"),
    (
        Answer,
        "cavab atəşi aç*, atəşlə cavab ver*, atəşə cavab ver*",
    ),
    (
        Share,
        "qalanı, qalanları, yarısı, əksəriyyəti, çoxu, böyük hissəsi",
    ),
    (Sense::Or, "və ya, yaxud, ya da"),
    (
        Sense::AllClaims,
        "bütün iddia*, bütün açıqlama*, bütün ittiham*, bütün məlumat*",
    ),
    (Sense::Rumours, "şayiə*, söz söhbət*"),
    (Sense::InsteadOf, "yox, deyil, əvəzinə"),
    (
        Sense::Withdrawn,
        "əvvəlki rəqəm, əvvəlki say, səhvən bildir*, səhvən göstər*, məlumat geri götürül*, rəqəm geri götürül*",
    ),
    (Sense::HowMany, "sayı, sayının, miqdarı"),
    (Sense::Corrects, "düzəliş, düzəlişlər, düzəliş ed*, səhvən"),
    (
        Fire(Activity::Fire),
        "atəşə tut*, atəşə məruz*, atəş aç*, atəş * aç*, atəşə * tut*, atəş altına al*, atışma*, atəşlə, atəş \
         nəticəsində, atəşi nəticəsində, güllələ*, açılmış atəş, açılan atəş, açdığı atəş, atəşə tutma*, intensiv \
         atəş, atəş aç, snayper atəşi, atəş*, güllə at*, güllə yağdır*, hədəf al*, hədəfə al*, vurul*, vurub*, \
         atəş altına*, gülləbaran*, mərmi at*, zərbə*, hədəf seç*, atışıb*, bombala*",
    ),
    (
        Fire(Activity::CeasefireViolation),
        "atəşkəsi poz*, atəşkəs rejimini poz*, atəşkəs rejiminin pozul*, atəşkəsin pozul*, atəşkəs poz*, atəşkəs rejimi * poz*, atəşkəs rejimini * * poz*, \
         atəşkəs rejimini * poz*, atəşkəs * pozul*, atəşkəs pozul*, atəşkəs rejimi * * pozul*, atəşkəs rejimi pozul*",
    ),
    (
        Fire(Activity::Attack),
        "hücum*, basqın*, təxribat törət*, diversiya*, təxribat*, sızma*, hücuma keç*, hücuma cəhd*, keçməyə \
         cəhd*, ələ keçirməyə, döyüş*, toqquşma*",
    ),
    (
        Quiet(Activity::Reconnaissance),
        "kəşfiyyat*, uçuş*, kvadrokopter*",
    ),
    (
        Quiet(Activity::Fortification),
        "fortifikasiya*, istehkam*, səngər*, mühəndis işlər*, mühəndis qurğu*",
    ),
    (
        Answer,
        "cavab tədbir*, cavab atəş*, adekvat cavab*, susdurul*, zəruri tədbir*, adekvat tədbir*, qarşısı alın*, \
         cavab veril*, cavab atəşi*, susmağa məcbur*, susub, cavab verib*, layiqli cavab, adekvat",
    ),
    (
        Routine,
        "patrul*, karvan*, humanitar, marşrut*, müşayiət*, minatəmizləmə, müşahidə məntəqə*",
    ),
    (
        Nothing,
        "qeydə alınmay*, pozuntu halları qeydə alınma*, pozulma halı qeydə alınma*, atəşkəs rejiminə əməl, əməl olun*",
    ),
    (
        Denial,
        "yalan*, həqiqəti əks etdirm*, həqiqətə uyğun deyil, dezinformasiya*, uydurma*, əsassız*, atəş açmay*, \
         təkzib*, cəfəng*, feyk, növbəti yalan, atəşə tutmay*, əks etdirmir, atəşkəsi pozmay*, həqiqətlə heç bir, \
         əlaqəsi yoxdur, gerçəkliklə, həqiqətdən əsər, rədd ed*, həqiqəti əks etdirmə*, atəş açmırıq, atəş \
         açmayıb*, atəşə tutmayıb*, əsassızdır, böhtan*, cəfəngiyat*, uyğun deyil, yanlış*",
    ),
    (
        Says,
        "bildir*, məlumat*, açıqla*, xəbər ver*, deyil*, bəyan*, qeyd edil*, qeyd olun*, iddia*",
    ),
    (
        Office,
        "müdafiə nazirliy*, nazirli*, mətbuat xidmət*, mn, mətbuat katib*, baş qərargah*, dövlət sərhəd xidmət*, \
         xin, nazirliyi, kiv*, bakı, irəvan",
    ),
    (
        Side(Party::Armenia),
        "ermənistan*, erməni*, ermənilər*, irəvan",
    ),
    (
        Side(Party::Azerbaijan),
        "azərbaycan*, ordumuz*, bölmələrimiz*, mövqelərimiz*, bakı",
    ),
    (Side(Party::NagornoKarabakh), "dağlıq qarabağ*, artsax*"),
    (
        Illegal,
        "qeyri qanuni erməni*, qanunsuz erməni*, qeyri qanuni silahlı*, qanunsuz silahlı*, erməni silahlı dəstə*, \
         erməni silahlı birləşmə*, separatçı*, qeyri qanuni erməni silahlı*, qanunsuz dəstə*, qanunsuz birləşmə*, \
         qeyri qanuni dəstə*, qeyri qanuni birləşmə*, qanunsuz erməni silahlı dəstə*, qanunsuz silahlı dəstə*, \
         qeyri leqal*, qeyri leqal erməni*, qeyri leqal erməni silahlı*, qeyri leqal silahlı*",
    ),
    (
        KeepersArea,
        "sülhməramlılarının müvəqqəti, sülhməramlılarının müvəqqəti yerləş*, sülhməramlı * müvəqqəti yerləş*, \
         müvəqqəti yerləşdiyi, müvəqqəti yerləşdirildiyi, sülhməramlı kontingentinin müvəqqəti, məsuliyyət zona*, \
         sülhməramlı qüvvələrinin müvəqqəti, sülhməramlı* müvəqqəti*, sülhməramlı kontingentinin müvəqqəti*, \
         müvəqqəti yerləş*, müvəqqəti qaldığı, müvəqqəti dislokasiya*, müvəqqəti olduğu, müvəqqəti nəzarət*, \
         qarabağda",
    ),
    (Keepers, "rusiya*, sülhməramlı*"),
    (
        Forces,
        "silahlı qüvvə*, bölmələri, bölmə*, dəstə*, birləşmə*, qüvvə*, hərbçi*, üzvlər*, snayper, düşmən*, \
         ordusu*, ordusunun bölmə*, hərbi birləşmə*, qoşun*, silahlı birləşmə*",
    ),
    (
        Positions,
        "mövqe*, postlar*, ordusunun, ordumuzun, qulluqçu*, mövqeləri*, mövqelər*, postları*, səngər*, \
         bölmələrinə, bölmələrimizə, hərbçilərinə",
    ),
    (
        Noun(Rank::Settlement, One),
        "yaşayış məntəqəsi*, kəndi*, kənd, qəsəbəsi*, şəhəri*, şəhər, kəndinin",
    ),
    (
        Noun(Rank::Settlement, Many),
        "yaşayış məntəqələri*, kəndləri*, qəsəbələri*",
    ),
    (
        Noun(Rank::Region, One),
        "rayonu, rayonunun, rayonunda, rayonundan, rayonuna, rayonundakı, rayon",
    ),
    (Noun(Rank::Region, Many), "rayonları*"),
    (
        Noun(Rank::Province, One),
        "vilayəti*, mahalı*, muxtar respublikası*, mərzi*",
    ),
    (Noun(Rank::Province, Many), "vilayətləri*"),
    (
        Direction,
        "istiqamət*, ərazisi*, hissə*, ətraf*, yaxınlığ*, sahə*, sərhəd*, dövlət sərhəd*, səmt*, tərəf*, \
         ərazilər*, kəndlər arasında",
    ),
    (
        From,
        "mövqelərindən, mövqelərdən, istiqamətindən, istiqamətlərindən, ərazisindən, postlarından, postundan, \
         mövqeyindən, ətrafından, səmtindən, səmtlərindən, yaxınlığından, tərəfindən atəş, istiqamətdən, \
         yüksəkliklərdən, ərazilərindən, erməni mövqelərindən",
    ),
    (
        Toward,
        "mövqelərinə, mövqelərini, mövqelərə, mövqeləri, istiqamətində, istiqamətlərində, istiqamətinə, səmtinə",
    ),
    (
        Times,
        "dəfə, hal, hadisə*, hal qeydə, halı, hallar*, pozuntu*, halda, halın, dəfədən",
    ),
    (
        Total,
        "ümumilikdə, cəmi, ümumi, ümumiyyətlə, toplam, bütövlükdə, ümumi sayı",
    ),
    (Inexact(About), "təxminən"),
    (Inexact(AtLeast), "azı"),
    (InexactBehind(MoreThan), "çox, artıq"),
    (InexactBehind(About), "qədər, yaxın"),
    (InexactBehind(LessThan), "az"),
    (Inexact(Vague), "bir neçə, onlarla"),
    (
        Shots,
        "güllə*, mərmi*, saat, dəqiqə, km, kilometr*, metr*, nəfər, mm, gün, il",
    ),
    (And, "və, həmçinin, eləcə də, habelə, o cümlədən, ilə"),
    (MonthWord, "ayının, ayı, ay, ayında"),
    (Month(1), "yanvar*"),
    (Month(2), "fevral*"),
    (Month(3), "mart, martın, martda"),
    (Month(4), "aprel*"),
    (Month(5), "may, mayın, mayda"),
    (Month(6), "iyun, iyunun, iyunda"),
    (Month(7), "iyul, iyulun, iyulda"),
    (Month(8), "avqust*"),
    (Month(9), "sentyabr*"),
    (Month(10), "oktyabr*"),
    (Month(11), "noyabr*"),
    (Month(12), "dekabr*"),
    (Weekday(1), "bazar ertəsi"),
    (Weekday(2), "çərşənbə axşamı"),
    (Weekday(3), "çərşənbə"),
    (Weekday(4), "cümə axşamı"),
    (Weekday(5), "cümə"),
    (Weekday(6), "şənbə"),
    (Weekday(7), "bazar"),
    (
        Sense::Part(PartOfDay::Overnight),
        "keçən gecə, ötən gecə, gecəsi, bu gecə, gecə boyu, gecə ərzində",
    ),
    (Sense::Part(PartOfDay::Night), "gecə, gecələr"),
    (
        Sense::Part(PartOfDay::Other),
        "səhər, axşam, gündüz, günorta, axşam saatlarında, səhər saatlarında",
    ),
    (
        PastDay,
        "son sutka*, sutka ərzində, ötən sutka*, son 24 saat*, ötən gün, gün ərzində, sutkada, son bir sutka*, son \
         sutkada, ötən sutka, son bir sutkada, ötən sutka ərzində, bir sutkada, ötən gün və bu gecə, son bir gün*",
    ),
    (DaysAgo(0), "bu gün, bugün, bu səhər, bu axşam, bu günorta"),
    (DaysAgo(1), "dünən"),
    (Clock, "saat*, radələrində, radələri, tarixində"),
    (Moscow, "moskva vaxtı*, moskva vaxtı ilə"),
    (Year, "il, ilin, ildə"),
    (Until, "dək, kimi, qədər, saatadək, arasında"),
    (Since, "etibarən, başlayaraq, dan, dən, ndan"),
    (
        Killed,
        "ölümcül*, şəhid*, həlak*, öldürül*, ölən*, şəhid ol*, həlak ol*, həyatını itir*, ölüb, öldü, şəhid",
    ),
    (Wounded, "yaralan*, yaralı*, xəsarət*"),
    (
        NoLosses,
        "itki yoxdur, itkisi yoxdur, itkilər yoxdur, itki olmay*, itkimiz yoxdur, itkiləri yoxdur, itki qeydə alınmay*, itki * yoxdur, xəsarət alan yoxdur, \
         itki və * yoxdur, yaralanan yoxdur, ölən və yaralanan yoxdur, itki yaşanma*",
    ),
    (Civilian, "mülki*, sakin*, vətəndaş*, işçi*, dinc"),
    (
        Soldier,
        "hərbi qulluqçu*, qulluqçu*, əsgər*, zabit*, nəfər, gizir*, oğlu",
    ),
    (
        Single,
        "hərbi qulluqçusu, hərbi qulluqçu, əsgər, sakini, mülki şəxs, əsgəri, gizir, zabiti, hərbi qulluqçumuz",
    ),
    (
        SamePlace,
        "həmin istiqamətdə, bu istiqamətdə, eyni istiqamətdə, orada, eyni səmtdə",
    ),
    (EachPerson, "oğlu"),
    (Hour, "saat*"),
    (Link, "və"),
    (Inexact(About), "radələrində, radələri, təqribən"),
    (
        Weapon(W::SmallArms),
        "atıcı silah*, tapança*, avtomat*, odlu silah*, çaplı atıcı silah*",
    ),
    (Weapon(W::MachineGun), "pulemyot*"),
    (Weapon(W::SniperRifle), "snayper*"),
    (
        Weapon(W::LargeCalibre),
        "iriçaplı*, iri çaplı*, iriçaplı silah*, iri çaplı silah*, iriçaplı pulemyot*",
    ),
    (
        Weapon(W::VariousCalibre),
        "müxtəlif çaplı*, müxtəlif çaplı silah*, müxtəlif çaplı atıcı silah*, müxtəlif kalibrli*, müxtəlif növ silah*",
    ),
    (
        Weapon(W::SmallArms),
        "müxtəlif çaplı atıcı silah*, müxtəlif kalibrli atıcı*, iriçaplı atıcı silah*",
    ),
    (Weapon(W::LargeCalibre), "iriçaplı atıcı silah*"),
    (Weapon(W::GrenadeLauncher), "qumbaraatan*, aqs, rpq"),
    (Weapon(W::Mortar), "minaatan*"),
    (Weapon(W::Artillery), "artilleriya*, haubitsa*, top"),
    (Weapon(W::Quadcopter), "kvadrokopter*"),
    (Weapon(W::CombatDrone), "pua*, dron*, zərbə pua*, pilotsuz*"),
    (
        Further,
        "bundan başqa, bununla yanaşı, həmçinin, bundan əlavə, eyni zamanda, bir daha, bir dəfə daha, daha sonra",
    ),
    (Supposedly, "guya, guya ki"),
    (Feature, "gölü*, dağı*, çayı*, yolu*, dəhlizi*, magistral*"),
    (
        NoLosses,
        "itki və xəsarət alan olmay*, xəsarət alan olmay*, itki * * olmay*",
    ),
    (
        Heights,
        "adsız yüksəklik*, adı olmayan yüksəklik*, adsiz yüksəklik*",
    ),
    (Truce, "atəşkəs*, atəşkəs rejim*, atəşkəsə, rejimin, rejimi"),
    (Breach, "poz*, əməl etmə*, əməl olunma*, riayət etmə*"),
    (
        Not,
        "yoxdur, deyil, olmay*, olmam*, edilmə*, alınmay*, yox, heç, almayıb, ölməyib",
    ),
    (Casualty, "itki*, ölən*, yaralan*, xəsarət*, tələfat*"),
    (Age, "yaşlı, yaşında"),
    (Rest, "qalan, digər, onlardan"),
    (
        Ours,
        "mövqelərimiz*, mövqeyimiz*, bölmələrimiz*, ordumuzun, ordumuz, səngərlərimiz*, postlarımız*, ordu \
         mövqelərimiz*, əsgərlərimiz*, hərbçilərimiz*",
    ),
    (Enemy, "düşmən*, qarşı tərəf*"),
    (Occupied, "işğal altında*, işğaldakı, işğal olun*, işğal*"),
    (
        Located,
        "yerləşən, olan, yerləşmiş, mövqelən*, qurulmuş, qurulan, dayanan, dislokasiya, yerləşdir*, qurduqları, \
         tərəf*, səmt*, ətraf*, yaxınlığ*, istiqamət*",
    ),
    (By, "tərəfindən"),
    (ContactLine, "təmas xətti*, cəbhə*, qoşunların təmas xətti*"),
    (TakesEffect, "qüvvəyə min*"),
    (Temporary, "müvəqqəti*"),
    (Used, "tətbiq ed*, istifadə ed*"),
    (
        Fire(Activity::Fire),
        "atəş açıb*, atəşə tutub*, atəşə tutulub*, atəşə məruz qal*, intensiv atəşə, snayper atəşinə, \
         güllələnib*, atışma, top atəşi*, minaatan atəşi*, atəş açılıb, atəş açılması, atəş açıldı*, atəş \
         açmaq*, qumbara at*, mərmi düş*, mərmi atıb*, hədəfə alıb*, hədəfə alınıb*, nişan al*, nişana al*, \
         bombalanıb",
    ),
    (
        Fire(Activity::CeasefireViolation),
        "atəşkəsi * poz*, atəşkəsi * * poz*, atəşkəs rejimini * * * poz*, atəşkəs * dəfə poz*, atəşkəs \
         rejiminə əməl etmə*, atəşkəsə əməl etmə*, atəşkəsə riayət etmə*, atəşkəs rejiminə riayət etmə*, \
         atəşkəsin * pozul*, atəşkəsin kobud*, atəşkəsi kobud*",
    ),
    (
        Fire(Activity::Attack),
        "həmlə*, təxribata əl at*, təxribata cəhd*, təxribat qrup*, diversiya qrup*, keçmək istə*, \
         irəliləməyə, mövqelərimizə soxul*, soxul*",
    ),
    (
        Answer,
        "araşdır*, mexanizm*, cavab tədbirləri, cavab atəşi ilə, cavab atəşlə*, lazımi cavab*, adekvat \
         tədbirlər, adekvat cavab tədbir*, qabaqlayıcı, susdurulub, düşmən susdurul*, geri oturdul*, dəf ed*, \
         dəf olun*, məcbur ed*, layiqli cavab*, zəruri cavab*",
    ),
    (
        Routine,
        "minalardan təmizlə*, müşayiəti, konvoy*, müşahidə postu*, müşahidə postları",
    ),
    (
        Nothing,
        "pozuntu qeydə alınma*, pozulması qeydə alınma*, insident qeydə alınma*, pozulmayıb, pozulmamışdır, \
         pozuntu halı qeydə alınma*",
    ),
    (
        Denial,
        "heç bir əsası yoxdur, əsası yoxdur, gerçəyi əks etdirm*, gerçəyə uyğun deyil, reallığı əks etdirm*, \
         reallığa uyğun deyil, saxta*, qondarma*, dezinformasiyadır, həqiqətdən uzaq*, həqiqəti təhrif*, \
         iftira*, şayiə*, atəş açılmay*, yalandır, yalan məlumat*, inkar ed*, tamamilə yalan*, cəfəngiyyat*, \
         təkzib ed*, atəş açmamış*, atəş açmayıblar",
    ),
    (
        Says,
        "yay*, iddia ed*, qeyd ed*, vurğula*, söylə*, bildirilib, bildirib, məlumatına görə, məlumatda, \
         məlumat verib, məlumat yayıb, öyrən*",
    ),
    (Supposedly, "sözdə"),
    (
        Further,
        "həm də, eləcə də, daha bir, yenidən, yenə də, digər bir, ardınca, sonra",
    ),
    (
        Sense::Part(PartOfDay::Overnight),
        "ötən gecədən, gecə ilə, gecə saatlarında, bütün gecə, gecə vaxtı, dünən gecə",
    ),
    (
        PastDay,
        "ötən gün ərzində, son gün ərzində, son 24 saatda, son 24 saat ərzində, bir sutka ərzində, bir gün \
         ərzində, bir gündə, 24 saat ərzində, 24 saatda, gün boyu, sutka*",
    ),
    (DaysAgo(0), "bu gün səhər, bu gün axşam, günün, bu günün"),
    (DaysAgo(1), "dünən axşam, dünən gecə, dünənki"),
    (Clock, "tarixdə, təqribən"),
    (
        Killed,
        "həlak olub, şəhid olub, öldürülüb, həlak olmuş, şəhid olmuş, dünyasını dəyiş*, canını itir*, qətlə \
         yetiril*, məhv ed*, məhv olun*",
    ),
    (
        Wounded,
        "yaralanıb, yaralanıblar, yaralanmış, güllə yarası*, yara al*, xəsarət al*",
    ),
    (
        NoLosses,
        "itki və yaralan* yoxdur, itki və yaralı yoxdur, itki yoxdu, itkimiz yoxdu, ölən və yaralı yoxdur, \
         ölən yoxdur, yaralı yoxdur, xəsarət alan olmayıb, itki verilmə*, itki verməyib*, itki olmayıb, \
         itkilər olmayıb, itki vermə*, xəsarət alan * yoxdur, yaralanan olmayıb, heç kim xəsarət alma*, heç \
         kim yaralanma*, insan itkisi yoxdur, canlı qüvvə itkisi yoxdur",
    ),
    (
        Civilian,
        "sakini, sakinləri, fermer*, çoban*, kəndli*, uşaq*, qadın*, sürücü*, jurnalist*, mülki şəxs*",
    ),
    (
        Soldier,
        "mülazim*, çavuş*, kapitan, mayor, sərhədçi*, hərbçi*, əsgərimiz*, polis*, müddətdən artıq, \
         leytenant*, baş leytenant, kiçik çavuş",
    ),
    (
        Single,
        "mülazim, çavuş, sərhədçi, hərbçi, fermer, çoban, sürücü, leytenant, hərbçisi, əsgərimiz, sakin, \
         nəfər",
    ),
    (
        Forces,
        "silahlı qüvvələri, silahlı qüvvələrinin, silahlıları, silahlılar, hərbçilər*, hərbçiləri, hərbi \
         hissə*, dəstələri, dəstələrinin, snayperlər*, qruplar*, tərəfi, tərəfinin, ordu, ordu bölmə*",
    ),
    (
        Positions,
        "döyüş mövqe*, döyüş məntəqə*, postu, postuna, postlarına, döyüş postu*, sərhəd məntəqə*, sərhəd \
         döyüş, müdafiə mövqe*, post*",
    ),
    (
        From,
        "postlardan, istiqamətlərdən, yüksəkliklərindən, yüksəklikdən, yüksəkliyindən, kəndlərindən, \
         kəndindən, ərazidən, tərəfdən, ətrafındakı mövqelərdən, rayonundan",
    ),
    (
        Toward,
        "mövqeyinə, mövqeyini, postuna, postlarına, postlarını, mövqelərimizə, mövqelərimizi, mövqelərimiz",
    ),
    (
        Times,
        "dəfəyə, dəfədən çox, dəfə olmaqla, pozuntu halı, hadisəsi, halı qeydə, hallarda, pozulma hal*, \
         pozulması hal*",
    ),
    (OneCase, "bir hal, pozulması halı, pozuntu halı"),
    (Inexact(AtLeast), "ən azı, azından"),
    (Inexact(Vague), "100 dən artıq"),
    (InexactBehind(MoreThan), "dən çox, dan çox"),
    (
        Total,
        "ümumilikdə isə, cəmi olaraq, cəmisi, toplamda, ümumən",
    ),
    (
        Noun(Rank::Settlement, One),
        "yaşayış məntəqə*, kəndində, kəndindən, kəndindəki, kəndinə, şəhərində, şəhərinin, qəsəbə*, \
         yüksəkliyi*, kəndi",
    ),
    (
        Noun(Rank::Settlement, Many),
        "kəndlərində, kəndlərinin, kəndlərindəki, yaşayış məntəqələrinin, kəndlər, şəhərləri*",
    ),
    (
        Noun(Rank::Region, Many),
        "rayonlarının, rayonlarında, rayonlarındakı, rayonlar, rayonların",
    ),
    (
        Located,
        "yerləşdiyi, mövqe tutan, mövqe tutmuş, qərarlaşan, qərarlaşmış, dislokasiya olunan, dislokasiya \
         olunmuş, yerləşdirilmiş, yerləşdirilən, olduğu, dayanmış, qurduğu",
    ),
    (
        Ours,
        "mövqelərimizə, mövqelərimizi, bölmələrimizə, bölmələrimizi, əsgərimiz*, hərbi qulluqçumuz*, \
         ordumuzun mövqe*, ordumuzun bölmə*, hərbçimiz*",
    ),
    (
        Weapon(W::SmallArms),
        "atıcı silahlardan, snayper tüfəng*, avtomat silah*, odlu silahlardan, tüfəng*, yüngül silah*",
    ),
    (
        Weapon(W::LargeCalibre),
        "iriçaplı, iri çaplı, iri kalibrli*",
    ),
    (
        Weapon(W::VariousCalibre),
        "müxtəlif çap*, müxtəlif kalibr*, müxtəlif silah*, fərqli çap*",
    ),
    (Weapon(W::Mortar), "minaatanlar*, minaatan"),
    (Weapon(W::GrenadeLauncher), "qumbaraatanlar*, qumbaraatan"),
    (
        Weapon(W::Artillery),
        "toplardan, topdan, artilleriya qurğu*, reaktiv*",
    ),
    (
        SamePlace,
        "həmin istiqamətlərdə, həmin ərazidə, həmin ərazi, göstərilən istiqamətdə, göstərilən səmtdə, həmin \
         səmtdə, adıçəkilən istiqamətdə, burada, bu ərazidə, qeyd olunan istiqamət*, bu səmtdə",
    ),
    (Age, "doğumlu, təvəllüdlü"),
    (
        Used,
        "istifadə edib*, istifadə etməklə, istifadə olun*, tətbiq edil*, tətbiq edib",
    ),
    (TakesEffect, "qüvvəyə minib, qüvvəyə minən"),
    (
        SameStretch,
        "həmin müddətdə, bu müddətdə, bu dövrdə, həmin dövrdə, həftə ərzində, həmin müddət ərzində",
    ),
    (Denies, "təkzib ed*, rədd ed*, inkar ed*"),
    (
        Fire(Activity::Fire),
        "hadisə baş ver*, insident baş ver*, hadisə * baş ver*",
    ),
    (Single, "biri, digəri, daha biri"),
    (
        NoPeople,
        "mina, minalar*, mərmi*, güllə*, qumbara, qumbaralar*, raket*, bomba, bombalar*, inək*, inəy*, qoyun*, keçi, keçilər*, at, mal qara*, heyvan*, baş mal*",
    ),
    (If, "əgər, açarsa, açsa, tutarsa, pozarsa, pozsa"),
    (OneOfThem, "digəri, biri"),
    (
        NoLosses,
        "həlak olan və yaralanan yoxdur, ölən və yaralanan yoxdur, itki yoxdur, itkimiz yoxdur, xəsarət alan yoxdur, yaralanan yoxdur, ölən yoxdur, həlak olan yoxdur, ölən və ya yaralanan yoxdur, itki verilməyib",
    ),
    (NextDay, "ertəsi gün, ertəsi gün saat, növbəti gün"),
    (Civilian, "yaşayan"),
    (PastDay, "bir gündə, bir sutkada, gün ərzində"),
    (
        Quiet(Activity::Advance),
        "irəlilədi*, irəliləyib*, irəliləmiş*, yüksəkliyi tut*, yüksəkliyi ələ keçir*, yüksəkliyi nəzarət*, yüksəklikləri tut*, yüksəklikləri ələ keçir*, postlarını irəli çək*, postu irəli çək*",
    ),
    (
        Quiet(Activity::Mine),
        "minaya düş*, minaya çıx*, minaya bas*, mina partla*, minanın partla*, minadan partla*, mina partlayış*, mina * partla*, minaya düşərək",
    ),
    (
        Laid,
        "basdırıl*, quraşdırıl*, yerləşdiril*, basdırdı*, quraşdırdı*",
    ),
    (
        Happened,
        "hadisə baş ver*, insident baş ver*, hadisə * baş ver*",
    ),
    (
        Rounds,
        "mərmi*, güllə*, qumbara, qumbaralar*, raket, raketlər*, mina, minalar*, minaatan mərmi*, dəfə güllə*",
    ),
    (
        Person(CasualtyKind::Soldiers),
        "hərbi qulluqçu*, əsgər*, zabit*, gizir*, mülazim*, çavuş*, sərhədçi*, hərbçi*, leytenant*",
    ),
    (Person(CasualtyKind::Police), "polis*, polis əməkdaş*"),
    (Person(CasualtyKind::Peacekeepers), "sülhməramlı*"),
    (Person(CasualtyKind::Medics), "həkim*, tibb işçi*"),
    (Person(CasualtyKind::Journalists), "jurnalist*"),
];

const NUMBERS: &[(u32, &str)] = &[
    (1, "bir, biri, birində"),
    (2, "iki, ikisi*"),
    (3, "üç, üçü"),
    (4, "dörd, dördü"),
    (5, "beş"),
    (6, "altı"),
    (7, "yeddi"),
    (8, "səkkiz"),
    (9, "doqquz"),
    (10, "on"),
    (20, "iyirmi"),
    (30, "otuz"),
    (40, "qırx"),
    (50, "əlli"),
    (60, "altmış"),
    (70, "yetmiş"),
    (80, "səksən"),
    (90, "doxsan"),
    (100, "yüz"),
    (1000, "min"),
];
