//! Turkish.

use super::super::grammar::{
    Case, LanguageTable,
    Number::{Many, One},
    Order, PartOfDay, Rank,
    Sense::{self, *},
};
use crate::model::{Activity, Party, Weapon as W};

pub static TABLE: LanguageTable = LanguageTable {
    code: "tr",
    order: Order::After,
    phrases: PHRASES,
    numbers: NUMBERS,
    fillers: &["de", "da", "ise"],
    endings: ENDINGS,
    apart: &[
        "i", "u", "e", "a", "si", "in", "un", "nin", "nun", "den", "dan", "ten", "tan", "de", "da",
        "te", "ta", "ye", "ya", "ni", "yi", "nde", "nda", "nden", "ndan", "deki", "daki", "teki",
        "taki", "nu", "yu", "ne", "na",
    ],
    elided: &[],
    proclitics: &[],
    respelled: &[],
    skeleton: false,
    adjectives: &[],
    cases: CASES,
};

const ENDINGS: &[(&str, &[&str])] = &[
    ("daki", &[""]),
    ("deki", &[""]),
    ("taki", &[""]),
    ("teki", &[""]),
    ("ndan", &[""]),
    ("nden", &[""]),
    ("nin", &[""]),
    ("nun", &[""]),
    ("dan", &[""]),
    ("den", &[""]),
    ("tan", &[""]),
    ("ten", &[""]),
    ("nda", &[""]),
    ("nde", &[""]),
    ("in", &[""]),
    ("un", &[""]),
    ("da", &[""]),
    ("de", &[""]),
    ("ta", &[""]),
    ("te", &[""]),
    ("ya", &[""]),
    ("ye", &[""]),
    ("yi", &[""]),
    ("e", &[""]),
    ("a", &[""]),
    ("i", &[""]),
    ("u", &[""]),
];

const CASES: &[(&str, Case)] = &[
    ("daki", Case::None),
    ("deki", Case::None),
    ("taki", Case::None),
    ("teki", Case::None),
    ("dan", Case::From),
    ("den", Case::From),
    ("tan", Case::From),
    ("ten", Case::From),
    ("da", Case::None),
    ("de", Case::None),
    ("ta", Case::None),
    ("te", Case::None),
    ("nin", Case::None),
    ("nun", Case::None),
    ("in", Case::None),
    ("un", Case::None),
    ("na", Case::Toward),
    ("ne", Case::Toward),
    ("ya", Case::Toward),
    ("ye", Case::Toward),
    ("ni", Case::Toward),
    ("nu", Case::Toward),
    ("yi", Case::Toward),
    ("e", Case::Toward),
    ("a", Case::Toward),
];

const PHRASES: &[(Sense, &str)] = &[
    (
        Fire(Activity::Fire),
        "ateş aç*, ateş * aç*, ateş altına al*, ateş edil*, ateş et*, ateşe tut*, taciz ateş*, hedef al*, ateş \
         sonucu, açılan ateş*, açtığı ateş*, ateşine maruz*, çatışma*, kurşun*, ateş altında, ateş açıldığı, ateşe \
         maruz*, ateş*, hedef aldı*, vurul*, vurdu*, döv*, bombala*, ateş teatisi, füze*, top atış*",
    ),
    (
        Fire(Activity::CeasefireViolation),
        "ateşkesi ihlal*, ateşkes ihlal*, ateşkesi boz*, ateşkesin ihlal*, ateşkesi * ihlal*, ateşkes rejimini ihlal*, ateşkes rejiminin ihlal*, \
         ateşkesi * * ihlal*, ateşkesi * kez ihlal*",
    ),
    (
        Fire(Activity::Attack),
        "saldır*, provokasyon yap*, taarruz*, provokatif eylem*, sabotaj*, sızma*, provokasyon*, ele geçirme*, \
         sınırı geçme*, girme girişim*, çatışma*",
    ),
    (
        Quiet(Activity::Reconnaissance),
        "keşif uçuş*, keşif*, kuadrokopter*",
    ),
    (
        Quiet(Activity::Fortification),
        "tahkimat*, siper*, mevzi kaz*, istihkam*",
    ),
    (
        Answer,
        "misilleme*, karşılık*, karşı tedbir*, susturul*, gerekli önlem*, gerekli tedbir*, gerekli karşılık*, \
         yanıt*, önlemler alın*, karşı ateş*, karşılık ver*, gereken karşılı*, püskürt*",
    ),
    (
        Routine,
        "devriye*, konvoy*, insani yardım, mayın temiz*, gözlem nokta*",
    ),
    (
        Nothing,
        "ihlal edilmedi*, tespit edilmedi*, kaydedilmedi*, ihlali yaşanmadı*, ihlali kaydedilme*",
    ),
    (
        Denial,
        "yalan*, gerçeği yansıtm*, gerçek dışı*, asılsız*, dezenformasyon*, yalanla*, ateş açmadı*, doğru değil, \
         reddet*, uydurma*, gerçekle ilgisi, gerçekle bağdaşm*, iftira*, gerçeği yansıtmıyor, ateş açılmad*, ateş \
         açmad*",
    ),
    (
        Says,
        "bildir*, açıkla*, belirt*, duyur*, ifade ed*, kaydet*, vurgula*, iddia*, aktar*, söyle*, suçla*",
    ),
    (
        Office,
        "bakanlı*, savunma bakanlığı*, sözcü*, basın*, genelkurmay*, dışişleri*, bakü, erivan*",
    ),
    (Side(Party::Armenia), "ermenistan*, ermeni*, erivan*"),
    (Side(Party::Azerbaijan), "azerbaycan*, bakü"),
    (Side(Party::NagornoKarabakh), "dağlık karabağ*, artsah*"),
    (
        Illegal,
        "yasa dışı ermeni*, yasadışı ermeni*, yasa dışı silahlı*, yasadışı silahlı*, illegal ermeni*, yasa dışı * silahlı*, illegal silahlı*, ayrılıkçı*",
    ),
    (
        KeepersArea,
        "geçici olarak konuş*, geçici olarak bulun*, geçici olarak görev*, geçici olarak yerleş*, barış gücü \
         bölge*, barış güçlerinin geçici, geçici konuş*, sorumluluk bölge*",
    ),
    (Keepers, "rus, rusya*, barış güc*, rus barış*"),
    (
        Forces,
        "silahlı kuvvet*, silahlı birlik*, silahlı grup*, silahlı güç*, birlik*, kuvvet*, güçleri*, askerler*, \
         grup*, unsur*, üyeler*, ordusunun ateş, ordusu*, birlikleri*, birlikler, askerleri*, askerlerinin, \
         kuvvetleri*, tarafı*, tarafının, tarafınca",
    ),
    (
        Positions,
        "mevzi*, ordusu, ordusunun, asker, askeri, mevzileri*, mevzilere, mevziler*, askerine, askerlerine, \
         askerlerinin, askerinin, birliklerine",
    ),
    (
        Noun(Rank::Settlement, One),
        "köyü, köyün*, kasabası*, köyündeki, yerleşim birimi*, yerleşim yeri*, kenti*, kent, kasaba, köy, tepesi*",
    ),
    (
        Noun(Rank::Settlement, Many),
        "köyleri*, kasabaları*, yerleşim birimleri*, yerleşimleri*, yerleşim yerleri*, yerleşimlerinde*, \
         köylerindeki, köylerinde",
    ),
    (
        Noun(Rank::Region, One),
        "ili, ilinin, ilinde*, iline, ilçesi*, ilçe, ilindeki, ilinden, bölgesi*, rayonu*, ilinde, ilçesinin, \
         ilçesine, bölgesinin, bölgesindeki",
    ),
    (
        Noun(Rank::Region, Many),
        "illeri*, ilçeleri*, bölgeleri*, rayonları*",
    ),
    (
        Noun(Rank::Province, One),
        "eyaleti*, vilayeti*, özerk cumhuriyeti*",
    ),
    (Noun(Rank::Province, Many), "eyaletleri*"),
    (
        Direction,
        "istikamet*, yön*, yakın*, kesimi*, çevresi*, sınır*, bulunan, cephesi*, arazisi*, civar*, çevre*, taraf*, \
         doğrultu*, kesim*, etraf*, topra*",
    ),
    (
        From,
        "mevzilerinden, mevzilerden, istikametinden, yönünden, topraklarından, mevzisinden, bölgesinden, \
         konumlarından, noktalarından, tepelerden, civarından, tarafından ateş",
    ),
    (
        Toward,
        "mevzilerine, mevzilerini, mevzilere, mevzilerinin, istikametinde, yönünde, istikametine, yönüne, doğru, \
         doğrultu*",
    ),
    (
        Times,
        "kez, defa, kere, olay*, vaka*, ihlal*, ihlalin, ihlali",
    ),
    (Total, "toplam*, toplamda"),
    (
        About,
        "yaklaşık, en az, fazla, civarında, kadar, birkaç, onlarca, aşkın",
    ),
    (
        Shots,
        "mermi*, saat*, dakika*, km, kilometre*, metre*, kişi, mm, gün*, yıl*, asker*",
    ),
    (And, "ve, ile, veya, ayrıca, yanı sıra"),
    (Month(1), "ocak*"),
    (Month(2), "şubat*"),
    (Month(3), "mart, martta"),
    (Month(4), "nisan*"),
    (Month(5), "mayıs*"),
    (Month(6), "haziran*"),
    (Month(7), "temmuz*"),
    (Month(8), "ağustos*"),
    (Month(9), "eylül*"),
    (Month(10), "ekim, ekimde"),
    (Month(11), "kasım*"),
    (Month(12), "aralık, aralıkta"),
    (Weekday(1), "pazartesi"),
    (Weekday(2), "salı"),
    (Weekday(3), "çarşamba"),
    (Weekday(4), "perşembe"),
    (Weekday(5), "cuma"),
    (Weekday(6), "cumartesi"),
    (Weekday(7), "pazar"),
    (
        Sense::Part(PartOfDay::Overnight),
        "dün gece, bu gece, gece boyunca, bu gece yarısı",
    ),
    (Sense::Part(PartOfDay::Night), "gece"),
    (
        Sense::Part(PartOfDay::Other),
        "sabah, akşam, öğle, öğleden sonra, sabahın",
    ),
    (
        PastDay,
        "son 24 saat*, geçen 24 saat*, son bir gün*, gün içinde, günde, bir gün zarfında, son bir günde, geçen \
         gün, gün boyunca, son bir gün zarfında",
    ),
    (DaysAgo(0), "bugün, bu sabah, bu akşam, bugünkü"),
    (DaysAgo(1), "dün, dünkü, dün gece, dün akşam"),
    (
        Clock,
        "saat*, sularında, sıralarında, tarihinde, itibarıyla, itibariyle, arasında",
    ),
    (Moscow, "moskova saati*"),
    (Year, "yılı, yılında, yılının"),
    (Until, "kadar, dek, ile, değin, arasında"),
    (Since, "itibaren, başlayarak"),
    (
        Killed,
        "şehit*, öldürül*, öldü*, hayatını kaybet*, ölü, can ver*, yaşamını yitir*, şehit ol*",
    ),
    (Wounded, "yaralan*, yaralı*"),
    (
        NoLosses,
        "kaybı olmadı*, kayıp yaşanmadı*, can kaybı yaşanma*, can kaybı olma*, kaybının olmadı*, kaybı yaşanma*, kayıp olmadı*, zayiat*, kaybının bulunmadı*, \
         kayıp bulunmadı*, yaralanan olmadı*, kayıp vermedi*, kaybı bulunma*",
    ),
    (Civilian, "sivil*, vatandaş*, işçi*, çiftçi*"),
    (Soldier, "asker, askeri, askerin, asker*, subay*, er, kişi"),
    (
        Single,
        "asker, askeri, sivil, er, subay, vatandaş, askerin, askerinin",
    ),
    (SamePlace, "aynı istikamette, bu bölgede, aynı bölgede"),
    (Hour, "saat*"),
    (Link, "ve, ile"),
    (About, "sularında, sıralarında, civarında"),
    (
        Weapon(W::SmallArms),
        "hafif silah*, küçük kalibreli*, tüfek*, ateşli silah*, piyade tüfe*, küçük çaplı*",
    ),
    (Weapon(W::MachineGun), "makineli*"),
    (Weapon(W::SniperRifle), "keskin nişancı*"),
    (
        Weapon(W::LargeCalibre),
        "büyük kalibreli*, ağır makineli*, ağır silah*, büyük çaplı*",
    ),
    (
        Weapon(W::VariousCalibre),
        "farklı kalibre*, çeşitli kalibre*, değişik kalibre*, muhtelif çap*, farklı çap*, çeşitli çap*, çeşitli silah*, farklı silah*",
    ),
    (
        Weapon(W::GrenadeLauncher),
        "bombaatar*, bomba atar*, roketatar*, el bombası*",
    ),
    (Weapon(W::Mortar), "havan*"),
    (Weapon(W::Artillery), "top ateşi, topçu*, obüs*"),
    (
        Weapon(W::Quadcopter),
        "kuadrokopter*, quadcopter*, dört pervaneli*",
    ),
    (
        Weapon(W::CombatDrone),
        "iha*, siha*, insansız hava*, dron*, drone*",
    ),
    (
        Further,
        "öte yandan, ayrıca, bunun yanı sıra, bunun dışında, bir kez daha, bir defa daha, daha sonra",
    ),
    (Supposedly, "sözde, güya"),
    (Feature, "gölü*, dağı*, nehri*, yolu*, koridoru*, karayolu*"),
    (
        Heights,
        "isimsiz tepe*, isimsiz yükselti*, adsız tepe*, adsız yükselti*, topraklarındaki yükselti*",
    ),
    (Truce, "ateşkes*, ateşkesi, ateşkese, ateşkes rejim*"),
    (
        Breach,
        "ihlal*, boz*, uymad*, uymay*, riayet etme*, çiğne*, del*",
    ),
    (
        Not,
        "yok, değil, olmadı*, yaşanmadı*, bulunmadı*, hiç, vermedi*, verilmedi*, olmayan, ölmedi, yaralanmadı*",
    ),
    (Casualty, "kayıp*, kaybı*, zayiat*, ölen*, yaralan*, ölü"),
    (Age, "yaşında, yaşındaki"),
    (Rest, "kalan, diğer, bunların, geri kalan"),
    (
        Ours,
        "mevzilerimiz*, birliklerimiz*, ordumuz*, askerlerimiz*, topraklarımız*",
    ),
    (Enemy, "düşman*, karşı taraf*"),
    (Occupied, "işgal altındaki, işgal alt*, işgalindeki"),
    (
        Located,
        "bulunan, konuşlu, konuşlanan, yerleşik, mevzilenmiş, mevzilenen, yer alan, kurduğu, bağlı, tarafındaki, \
         yönündeki, istikametindeki, civarında*, çevresinde*, yakınında*, yönünde*, istikametinde*",
    ),
    (By, "tarafından, tarafınca, lerince, larınca"),
    (ContactLine, "temas hattı*, cephe hattı*, cephenin"),
    (
        TakesEffect,
        "yürürlüğe gir*, geçerli ol*, başlayacağı, başlayan ateşkes",
    ),
    (Temporary, "geçici*"),
    (Used, "kullan*"),
];

const NUMBERS: &[(u32, &str)] = &[
    (1, "bir"),
    (2, "iki"),
    (3, "üç"),
    (4, "dört"),
    (5, "beş"),
    (6, "altı, altısı*"),
    (7, "yedi"),
    (8, "sekiz"),
    (9, "dokuz"),
    (10, "on"),
    (20, "yirmi"),
    (30, "otuz"),
    (40, "kırk"),
    (50, "elli"),
    (60, "altmış"),
    (70, "yetmiş"),
    (80, "seksen"),
    (90, "doksan"),
    (100, "yüz"),
];
