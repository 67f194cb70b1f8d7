//! Turkish.

use super::super::grammar::{
    Bound::*,
    Case, LanguageTable, Negation,
    Number::{Many, One},
    Order, PartOfDay, Rank,
    Sense::{self, *},
};
use crate::model::{Activity, CasualtyKind, Party, Weapon as W};

pub static TABLE: LanguageTable = LanguageTable {
    code: "tr",
    order: Order::After,
    phrases: PHRASES,
    numbers: NUMBERS,
    number_joints: &[],
    negation: Negation::Suffixes(&[
        "madi", "mamis", "mama", "mayan", "mayaca", "mayip", "mayarak", "maz", "madan", "medi",
        "memis", "meme", "meyen", "meyece", "meyip", "meyerek", "mez", "meden", "miyor", "muyor",
    ]),
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
    ("daki", Case::Within),
    ("deki", Case::Within),
    ("taki", Case::Within),
    ("teki", Case::Within),
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
        Sense::Stretch,
        "yol, yolu, yolda, yoldan, yolunda, yolunun, yola, karayolu*, otoyol*, boyunca, hattı, hattında, hat",
    ),
    (Sense::Between, "arasında, arasındaki, arası"),
    (
        Sense::NoneOfThem,
        "hiçbir kez, bir kez bile, bir kere bile, bir kez dahi, bir defa bile",
    ),
    (Sense::But, "ise, ama, fakat, ancak"),
    (Sense::Respectively, "sırasıyla"),
    (Sense::Compared, "kıyasla, karşılaştırıldığında, oranla"),
    (Sense::DayBefore, "önceki gün*, bir gün önce*, geçen hafta*"),
    (
        Sense::OutOf,
        "biri, ikisi, üçü, dördü, bunlardan, bunların, onlardan, onların",
    ),
    (
        FromStart,
        "başından bu yana, başından beri, başından itibaren",
    ),
    (
        FromStartOfMonth,
        "ayın başından bu yana, ay başından bu yana, ay başından beri, ayın başından beri",
    ),
    (
        FromStartOfYear,
        "yıl başından bu yana, yılın başından bu yana, yılbaşından bu yana, yılın başından beri",
    ),
    (Sense::Part(PartOfDay::Other), "gündüz, gündüzleri"),
    (
        Answer,
        "ateşe karşılık ver*, ateşle karşılık ver*, karşı ateş aç*, karşılık ateşi",
    ),
    (Rounded(6), "yarım düzine"),
    (Rounded(12), "düzine, bir düzine"),
    (
        Share,
        "kalanı, geri kalanı, yarısı, çoğu, büyük kısmı, büyük bölümü",
    ),
    (MonthWord, "ayında, ayının, ayı"),
    (Sense::Or, "veya, ya da"),
    (
        Sense::AllClaims,
        "tüm iddia*, bütün iddia*, tüm açıklama*, bütün açıklama*, tüm suçlama*",
    ),
    (Sense::Rumours, "söylenti*"),
    (Sense::InsteadOf, "değil, yerine"),
    (
        Sense::Withdrawn,
        "önceki sayı, önceki rakam, yanlışlıkla bildir*, sehven bildir*, sayı geri çekildi, rakam geri çekildi, açıklama geri çekildi",
    ),
    (Sense::HowMany, "sayısı, adedi, miktarı"),
    (Sense::Corrects, "düzeltme, düzeltmesi, düzeltiyor*"),
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
    (Inexact(About), "yaklaşık"),
    (Inexact(AtLeast), "en az"),
    (Inexact(AtMost), "en fazla, en çok"),
    (InexactBehind(MoreThan), "fazla, aşkın"),
    (InexactBehind(About), "civarında, kadar"),
    (Inexact(Vague), "birkaç, onlarca"),
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
    (Until, "kadar, dek, ile, ila, değin, arasında"),
    (Since, "itibaren, başlayarak"),
    (
        Killed,
        "ölümcül*, şehit*, öldürül*, öldü*, hayatını kaybet*, ölü, can ver*, yaşamını yitir*, şehit ol*",
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
    (Inexact(About), "sularında, sıralarında"),
    (InexactBehind(About), "civarında"),
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
    (
        Fire(Activity::Fire),
        "ateş açtı*, ateş açıldı*, ateş açması*, ateş açılması*, ateş altına alındı*, ateş altına aldı*, \
         hedef alındı*, ateşine tutul*, ateşe tutul*, ateşe tuttu*, topa tut*, top ateşine tut*, kurşunla*, \
         kurşun sık*, havan at*, havan ateş*, keskin nişancı ateşi*, silahlı saldır*, taciz et*, taciz ateşi, \
         bombardıman*, bombalıyor, roket*, mermi düş*",
    ),
    (
        Fire(Activity::CeasefireViolation),
        "ateşkes rejimini * ihlal*, ateşkes rejimini * * ihlal*, ateşkesi * * * ihlal*, ateşkes * kez ihlal*, \
         ateşkes * defa ihlal*, ateşkesin * ihlal*, ateşkese uyma*, ateşkese riayet etme*, ateşkesi bozdu*, \
         ateşkesi deldi*",
    ),
    (
        Fire(Activity::Attack),
        "sızma girişimi*, sabotaj girişimi*, saldırı girişimi*, saldırdı*, saldırıya geç*, saldırıda bulun*, \
         taarruza geç*, çatışmalar*, ilerleme girişim*, baskın*",
    ),
    (
        Answer,
        "soruştur*, mekanizma*, karşılık verildi*, karşılık verdi*, karşılığı ver*, misliyle*, gereken \
         cevap*, gerekli cevap*, cevap ver*, cevabı verildi*, susturuldu*, bastırıl*, gerekli adımlar*, karşı \
         önlem*, gereken tedbir*, mukabele*",
    ),
    (
        Denial,
        "gerçeği yansıtmadı*, gerçeği yansıtma*, gerçekleri yansıtma*, gerçeklere uyma*, gerçeklikle ilgisi*, \
         gerçekle ilgisi yok*, gerçekle alakası*, doğru olmadı*, doğruyu yansıtma*, ateş açılmadı*, ateş \
         açmadığı*, yalan haber*, düzmece*, sahte*, mesnetsiz*, temelsiz*, yalanladı*, reddetti*, çarpıt*, \
         hayal ürünü*, dayanağı yok*, kara propaganda*, manipülasyon*",
    ),
    (
        Says,
        "dedi*, aktardı*, bildirdi*, bildirildi*, açıkladı*, açıklandı*, duyurdu*, duyuruldu*, ifade edildi*, \
         belirtildi*, kaydedildi*, vurgulandı*, öne sür*, ileri sür*, açıklama*, savun*",
    ),
    (
        Further,
        "bununla birlikte, aynı zamanda, yeniden, tekrar, bir başka, ardından, sonrasında, keza",
    ),
    (Supposedly, "iddiasıyla, iddia edilen"),
    (
        Sense::Part(PartOfDay::Overnight),
        "dün geceden, gece saatlerinde, gece boyu, gece yarısı, dün gece saatlerinde, gecesi",
    ),
    (
        PastDay,
        "son 24 saat içinde, son 24 saatte, geride kalan 24 saat*, 24 saat içinde, 24 saatte, gün boyu, son \
         bir gün içinde, son gün*, bir gün içinde, gün içerisinde, önceki gün",
    ),
    (
        DaysAgo(0),
        "bugün sabah, bugün öğle*, bu öğle*, sabahtan itibaren",
    ),
    (DaysAgo(1), "dün sabah, dün öğle*"),
    (Clock, "saatlerinde, saatleri"),
    (
        Killed,
        "şehit düş*, şehit olan*, şehit oldu*, hayatını kaybetti*, hayatını kaybeden*, öldüğü*, öldü, \
         öldürdü*, yaşamını yitirdi*, can verdi*, ölümü*, ölümüne*",
    ),
    (
        Wounded,
        "yaralandı*, yaralanan*, yaralandığı*, yaraladı*, yaralanması*",
    ),
    (
        NoLosses,
        "can kaybı yok*, can kaybı bulunma*, can kaybı veya yaralan*, ölen ya da yaralanan*, ölen veya \
         yaralanan*, yaralı yok*, yaralanan yok*, kayıp yok*, kaybımız yok*, zayiat yok*, can kaybı ve \
         yaralan*, ölü veya yaralı*, can kaybı yaşanmadı*, kayıp verilmedi*, zayiat verilmedi*",
    ),
    (
        Civilian,
        "köylü*, çoban*, sakin*, çocuk*, kadın*, şoför*, sürücü*, gazeteci*, siviller",
    ),
    (
        Soldier,
        "askeri personel, personel*, teğmen*, çavuş*, astsubay*, yüzbaşı*, binbaşı*, onbaşı*, erbaş*, sınır \
         muhafız*, polis*",
    ),
    (
        Single,
        "astsubay, teğmen, çavuş, onbaşı, çoban, köylü, çiftçi, personeli, askerimiz, askerî, sürücü, kişi, \
         kişinin",
    ),
    (
        Forces,
        "silahlı kuvvetleri*, silahlı birlikleri*, güvenlik güçleri*, birliklerinin, askerî birlik*, keskin \
         nişancı*, unsurları*, askerlerince, ordu, kuvvetlerinin, birliklerince, güçlerinin, sınır birlik*",
    ),
    (
        Positions,
        "mevzilerimiz*, mevzisi*, karakol*, sınır karakol*, gözetleme kule*, muharebe mevzi*, siperleri*, \
         noktaları*, noktasına, askerî mevzi*",
    ),
    (
        From,
        "köyünden, köylerinden, tarafından açılan, cephesinden, yükseltilerden, yükseltilerinden, tepesinden, \
         tepelerinden, yönlerinden, bölgelerinden, karakollarından, noktasından, ilçesinden",
    ),
    (
        Toward,
        "mevzilerimize, mevzilerimizi, mevziler, yönlerinde, istikametlerinde, istikametlerindeki, \
         yönlerindeki",
    ),
    (
        Times,
        "kez ihlal*, defa ihlal*, ihlal vakası*, kere ihlal*, ihlal olayı*, vakası, olayı",
    ),
    (Inexact(About), "takriben, neredeyse, yaklaşık olarak"),
    (
        Noun(Rank::Settlement, One),
        "köyünde, köyüne, köyünden, köyünün, kasabasında, kentinde, beldesi*, yerleşim bölgesi*, mahallesi*, \
         yerleşkesi*",
    ),
    (
        Noun(Rank::Settlement, Many),
        "köylerine, köylerinden, köylerinin, köyler, yerleşim bölgeleri*, kentleri*, yerleşim birimlerinde*",
    ),
    (
        Noun(Rank::Region, One),
        "rayonunun, rayonunda, rayonuna, rayonundaki, bölgesinde, bölgesine, bölgesinden, ilçesinde, \
         ilçesindeki, ilçesinden, vilayetinin",
    ),
    (
        Noun(Rank::Region, Many),
        "illerinde*, illerinin, illerine, ilçelerinde*, bölgelerinde*, bölgelerindeki, bölgelerine, \
         rayonlarında*, illerindeki",
    ),
    (
        Noun(Rank::Province, One),
        "eyaletinde*, eyaletinin, eyaletine, ilinde bulunan",
    ),
    (
        Located,
        "konuşlandırılan, konuşlanmış, konuşlandırılmış, kurulu, kurulan, bulunduğu, yer aldığı, konuşlandığı",
    ),
    (
        Weapon(W::SmallArms),
        "piyade silah*, otomatik silah*, hafif silahlarla, tabanca*, kalaşnikof*, uzun namlulu*",
    ),
    (
        Weapon(W::LargeCalibre),
        "büyük kalibre*, iri çaplı*, iri kalibre*, ağır makineli tüfek*",
    ),
    (
        Weapon(W::VariousCalibre),
        "farklı kalibreler*, çeşitli kalibreler*, çeşitli çaplar*, değişik çap*, farklı türde*",
    ),
    (Weapon(W::Mortar), "havan top*, havanlarla"),
    (Weapon(W::Artillery), "topçu ateşi*, çok namlulu*, toplarla"),
    (
        SamePlace,
        "aynı bölge*, bu istikamette, bu yönde, söz konusu bölge*, anılan bölge*, bu kesimde, aynı yönde, \
         orada",
    ),
    (Age, "doğumlu"),
    (Used, "kullanarak, kullandı*, kullanıldı*, kullanılarak"),
    (
        SameStretch,
        "bu süre içinde, bu sürede, söz konusu dönemde, hafta boyunca, bu dönemde",
    ),
    (Denies, "yalanladı*, reddetti*, yalanlıyor*, reddediyor*"),
    (
        Fire(Activity::Fire),
        "olay meydana gel*, olay * meydana gel*",
    ),
    (Single, "biri, diğeri, bir diğeri"),
    (
        NoPeople,
        "mayın*, mermi*, roket*, füze*, bomba, bombalar*, kurşun*, inek*, ineğ*, koyun*, keçi*, hayvan*, sığır*, büyükbaş*, küçükbaş*",
    ),
    (
        If,
        "eğer, açarsa, açması halinde, açsaydı, etmesi halinde, ihlal ederse, durumunda",
    ),
    (OneOfThem, "diğeri, biri, öteki"),
    (
        Killed,
        "kurtarılamadı, kurtarılamayan*, yaşamını yitir*, hayatını kaybet*, can verdi",
    ),
    (
        NoLosses,
        "kayıp yok, kayıp yoktur, ölen ya da yaralanan yok, ölen ve yaralanan yok, yaralanan olmadı, can kaybı yok, can kaybı olmadı, kayıp verilmedi, kayıp bulunmuyor",
    ),
    (Breach, "çiğne*"),
    (NextDay, "ertesi gün, ertesi sabah, sonraki gün"),
    (Civilian, "yaşayan, ikamet eden"),
    (PastDay, "bir günde, bir gün içinde, gün boyunca"),
    (
        Quiet(Activity::Advance),
        "ilerledi*, ilerlemiş*, tepeyi ele geçir*, tepeyi aldı*, tepeleri ele geçir*, yüksekliği ele geçir*, tepeyi kontrol*, gözlem noktası kur*, mevzilerini ileri taşı*",
    ),
    (
        Quiet(Activity::Mine),
        "mayına bas*, mayına çarp*, mayın patla*, mayının patla*, mayınların patla*, mayın infilak*, mayın * patla*, mayına bin*",
    ),
    (
        Laid,
        "döşen*, yerleştiril*, yerleştirdi*, gömül*, tuzaklan*",
    ),
    (Happened, "olay meydana gel*, olay * meydana gel*"),
    (
        Rounds,
        "mermi*, el ateş, kurşun*, roket, roketler*, füze, füzeler*, havan mermi*, top mermi*, el bombası, havan topu mermi*",
    ),
    (
        Person(CasualtyKind::Soldiers),
        "asker, askeri, askerin, asker*, subay*, askeri personel, teğmen*, çavuş*, astsubay*, yüzbaşı*, onbaşı*, sınır muhafız*",
    ),
    (Person(CasualtyKind::Police), "polis*"),
    (Person(CasualtyKind::Peacekeepers), "barış gücü asker*"),
    (Person(CasualtyKind::Medics), "doktor*, sağlık görevli*"),
    (Person(CasualtyKind::Journalists), "gazeteci*"),
];

const NUMBERS: &[(u32, &str)] = &[
    (1, "bir, biri"),
    (2, "iki, ikisi"),
    (3, "üç, üçü"),
    (4, "dört, dördü"),
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
    (1000, "bin"),
];
