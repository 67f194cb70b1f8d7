//! German.

use super::super::grammar::{
    Bound::*,
    LanguageTable, Negation,
    Number::{Many, One},
    Order, PartOfDay, Rank,
    Sense::{self, *},
};
use crate::model::{Activity, CasualtyKind, Party, Weapon as W};

pub static TABLE: LanguageTable = LanguageTable {
    code: "de",
    order: Order::Before,
    phrases: PHRASES,
    numbers: NUMBERS,
    number_joints: &["und"],
    negation: Negation::Words,
    fillers: &[
        "der", "die", "das", "den", "dem", "des", "ein", "eine", "einem", "einer", "ihre", "ihren",
    ],
    endings: &[("s", &[""])],
    apart: &["s"],
    elided: &[],
    proclitics: &[],
    // "Sch" stands for two sounds, and "s" as well.
    respelled: &[
        &[("tsch", "dj"), ("dsch", "dj"), ("sch", "sh"), ("ch", "kh")],
        &[
            ("tsch", "dj"),
            ("dsch", "dj"),
            ("sch", "sh"),
            ("ch", "kh"),
            ("ss", "s"),
            ("s", "z"),
            ("j", "y"),
        ],
        &[
            ("tsch", "dj"),
            ("dsch", "dj"),
            ("sch", "zh"),
            ("ch", "kh"),
            ("ss", "s"),
            ("s", "z"),
            ("j", "y"),
        ],
    ],
    skeleton: false,
    adjectives: &[],
    cases: &[],
};

const PHRASES: &[(Sense, &str)] = &[
    (
        Sense::Stretch,
        "straße, strasse, fernstraße, landstraße, autobahn, abschnitt, strecke, entlang",
    ),
    (Sense::Between, "zwischen, nach"),
    (Sense::OutOf, "von ihnen, von denen, der, davon, darunter"),
    (
        Sense::NoneOfThem,
        "kein einziges mal, nicht ein einziges mal, nicht einmal eines, keinmal",
    ),
    (Sense::But, "aber, jedoch, während, hingegen, dagegen"),
    (Sense::Respectively, "beziehungsweise, bzw"),
    (
        Sense::Compared,
        "im vergleich zu, im vergleich zum, verglichen mit, gegenüber, als am vortag, als gestern",
    ),
    (
        Sense::DayBefore,
        "vortag, vortages, tag zuvor, tag davor, vorwoche, woche zuvor",
    ),
    (FromStart, "seit anfang, seit beginn"),
    (
        FromStartOfMonth,
        "seit monatsbeginn, seit beginn des monats, seit anfang des monats",
    ),
    (
        FromStartOfYear,
        "seit jahresbeginn, seit beginn des jahres, seit anfang des jahres",
    ),
    (
        Answer,
        "erwidert* das feuer, erwidert* * das feuer, erwidert* * * das feuer, feuer erwidert*, feuer wurde erwidert*",
    ),
    (
        Rounded(6),
        "halbes dutzend, ein halbes dutzend, halben dutzend",
    ),
    (Rounded(12), "dutzend, ein dutzend"),
    (
        Share,
        "der rest, die übrigen, die meisten, meisten davon, hälfte, mehrzahl, großteil, mehrheit, drittel",
    ),
    (Sense::Or, "oder"),
    (
        Sense::AllClaims,
        "alle behauptungen, alle vorwürfe, alle angaben, alle anschuldigungen, sämtliche behauptungen, sämtliche vorwürfe, alle meldungen",
    ),
    (Sense::Rumours, "gerücht, gerüchte, gerüchten"),
    (Sense::InsteadOf, "nicht, statt"),
    (
        Sense::Withdrawn,
        "frühere zahl, frühere angabe, frühere angaben, bisherige zahl, angabe wurde zurückgezogen, zahl wurde zurückgezogen, meldung wurde zurückgezogen, irrtümlich gemeldet, fälschlich gemeldet",
    ),
    (Sense::HowMany, "zahl der, anzahl der, zahl, anzahl"),
    (
        Sense::Corrects,
        "korrigiert*, korrigierte zahl*, korrektur, berichtigt*, berichtigung, irrtümlich",
    ),
    (
        Fire(Activity::Fire),
        "schoss*, schuss*, beschuss*, beschoss*, beschossen, feuer eröffnet, eröffnet* * feuer, eröffnete* feuer, \
         unter feuer, unter beschuss, geschossen, feuerten, feuerte, gefeuert, feuergefecht*, schusswechsel, \
         feuer, beschießen, beschoss, beschuss, feuern, schüsse, schießen, kugel*, granatbeschuss, bombardier*, \
         unter feuer genommen, nahm * unter feuer",
    ),
    (
        Fire(Activity::CeasefireViolation),
        "verletz* * waffenruhe, waffenruhe verletzt, waffenruhe gebrochen, verstoß* gegen * waffenruhe, bruch * \
         waffenruhe, zwischenfall*, vorfall",
    ),
    (
        Fire(Activity::Attack),
        "angegriffen, angriff*, griffen * an, attacke*, gefecht*, gekämpft, kämpfe, überfall*, provokation*, \
         sabotage*, vordringen, vorstoß*, vorrück*, grenze zu überschreiten, einzunehmen, eindring*, \
         eingedrungen*",
    ),
    (Quiet(Activity::Reconnaissance), "aufklärung*"),
    (
        Quiet(Activity::Fortification),
        "befestigung*, schützengräben",
    ),
    (
        Answer,
        "vergeltung*, gegenmaßnahmen, erwidert*, gegenfeuer, antwort*, angemessene schritte, zum schweigen, \
         reaktion*",
    ),
    (Routine, "patrouill*, konvoi*, humanitär*"),
    (
        Nothing,
        "keine verstöße, keine verletzungen * waffenruhe, keinem bruch, nicht registriert, nicht verletzt, keinen \
         verstoß, keine vorfälle, keine zwischenfälle",
    ),
    (
        Denial,
        "falsch*, desinformation*, dementier*, lüge*, entspricht nicht, bestritt*, bestreit*, wies * zurück, \
         dementi*, widerspr*, unwahr*, entbehr*, haltlos*, erfunden*, frei erfunden, entsprech* nicht, \
         zurückgewiesen, weist zurück, wies zurück, unbegründet*, fake*, nicht der wahrheit, nicht der realität",
    ),
    (
        Says,
        "sagte, teilte, erklärte, meldete, berichtete, mitgeteilt, laut, mitteilung, angaben, warf, bekanntgab, \
         bekannt gab, gab bekannt, gab * bekannt, gab an, hieß, berichtet*, nach angaben, erklärt*, warf vor, behaupt*, wortlaut, zufolge, \
         beschuldigt*",
    ),
    (
        Office,
        "verteidigungsministerium*, ministerium*, außenministerium*, sprecher*, pressedienst*, \
         verteidigungsministeriums, ministeriums, generalstab*, baku, jerewan, eriwan, grenzdienst*, medien",
    ),
    (Side(Party::Armenia), "armeni*, jerewan, eriwan"),
    (Side(Party::Azerbaijan), "aserbaidschan*, baku"),
    (
        Side(Party::NagornoKarabakh),
        "karabach*, arzach*, berg karabach*, karabach armee, verteidigungsarmee, bergkarabach*",
    ),
    (
        Illegal,
        "illegal* armenisch*, illegal* bewaffnet*, illegaler armenischer, angehörige illegaler, illegale \
         armenische, illegalen armenischen, illegaler bewaffneter, illegale bewaffnete, bewaffnete armenische \
         gruppen",
    ),
    (
        KeepersArea,
        "vorübergehend stationiert*, wo das russische *, vorübergehend im einsatz, kontaktlinie, berg karabach*, \
         zeitweilig untergebracht, zeitweilig stationiert*, zeitweise stationiert*, in der das russische, berg \
         karabach, bergkarabach, zuständigkeitsbereich, verantwortungszone",
    ),
    (
        Keepers,
        "russisch*, russland*, friedenstrupp*, friedenskontingent*, friedenstruppe, moskauer, friedenssoldaten",
    ),
    (
        Forces,
        "streitkräfte*, truppen, einheiten, soldaten, armee, gruppen, formationen, verteidigungsarmee",
    ),
    (
        Positions,
        "stellungen, stellung, posten, positionen, armee, kampfposten, kampfstellungen, abschnitt, stützpunkt*",
    ),
    (
        Noun(Rank::Settlement, One),
        "dorf*, siedlung, ortschaft, stadt, wohnort, dorfes",
    ),
    (
        Noun(Rank::Settlement, Many),
        "dörfer*, siedlungen, ortschaften, dörfern, wohnorte, städte*",
    ),
    (
        Noun(Rank::Region, One),
        "region, bezirk*, rayon, bezirks, rayons, distrikt*, landkreis*",
    ),
    (
        Noun(Rank::Region, Many),
        "regionen, bezirke, bezirken, rayons, bezirke*, distrikte*",
    ),
    (Noun(Rank::Province, One), "provinz, autonome* republik"),
    (Direction, "richtung, abschnitt, gebiet, nähe, grenze"),
    (
        From,
        "von stellungen, aus stellungen, von * stellungen, aus richtung, aus, aus den posten, aus den kampfposten, \
         vom gebiet, vom territorium, von dem gebiet, von den stellungen, aus der richtung, von namenlosen höhen, \
         von höhen, von stellungen aus, aus seinen stellungen, aus ihren stellungen",
    ),
    (Toward, "auf, in richtung, gegen, richtung, nach"),
    (
        Times,
        "mal, male, vorfälle, fälle, verstöße, fällen, mal unter, verletzung der waffenruhe, bruch der waffenruhe, \
         verstoß gegen das regime, verstoß, bruch, vorfall, zwischenfall, zwischenfälle",
    ),
    (TimesWord(1), "einmal"),
    (TimesWord(2), "zweimal"),
    (TimesWord(3), "dreimal"),
    (TimesWord(4), "viermal"),
    (TimesWord(5), "fünfmal"),
    (TimesWord(6), "sechsmal"),
    (TimesWord(10), "zehnmal"),
    (Total, "insgesamt"),
    (Inexact(About), "etwa, rund, ungefähr, fast"),
    (Inexact(MoreThan), "mehr als, über"),
    (Inexact(Vague), "mehrere, dutzende"),
    (Inexact(AtMost), "höchstens, nicht mehr als"),
    (Inexact(LessThan), "weniger als"),
    (
        Shots,
        "schüsse, granaten, kilometer, meter, stunden, minuten, jahre",
    ),
    (And, "und, sowie, oder"),
    (Month(1), "januar"),
    (Month(2), "februar"),
    (Month(3), "märz"),
    (Month(4), "april"),
    (Month(5), "mai"),
    (Month(6), "juni"),
    (Month(7), "juli"),
    (Month(8), "august"),
    (Month(9), "september"),
    (Month(10), "oktober"),
    (Month(11), "november"),
    (Month(12), "dezember"),
    (Weekday(1), "montag*"),
    (Weekday(2), "dienstag*"),
    (Weekday(3), "mittwoch*"),
    (Weekday(4), "donnerstag*"),
    (Weekday(5), "freitag*"),
    (Weekday(6), "samstag*"),
    (Weekday(7), "sonntag*"),
    (Sense::Part(PartOfDay::Night), "nacht, nachts"),
    (
        Sense::Part(PartOfDay::Other),
        "tagsüber, am tag, morgen, abend, mittag, morgens, abends, morgenstunden, nachmittag, vormittag, abendstunden, frühmorgens",
    ),
    (
        PastDay,
        "letzten 24 stunden, vergangenen 24 stunden, vergangenen tag, letzten tag, vergangenen tages, laufe des \
         vergangenen tages, laufe des tages, letzten tages",
    ),
    (
        DaysAgo(0),
        "heute, heutigen tag, zur stunde, heute morgen, derzeit, heute früh",
    ),
    (DaysAgo(1), "gestern, gestrigen"),
    (Clock, "um, gegen, von, bis, uhr, ab"),
    (Hour, "uhr"),
    (Until, "bis"),
    (Since, "von, ab, seit"),
    (
        Killed,
        "getötet, tote, starb*, gefallen, schehid*, märtyrer*, ums leben, getötet*, tot, fiel, todesopfer",
    ),
    (
        Wounded,
        "verwundet*, verletzte, verletzt, verletzungen, verletzt*, verwundung*",
    ),
    (
        NoLosses,
        "keine verluste, keine verletzten, keine opfer, keine toten, verluste * nicht zu verzeichnen, verluste \
         unter * nicht, opfer gibt es nicht, niemand wurde verletzt",
    ),
    (Civilian, "zivilist*, bewohner*"),
    (
        Soldier,
        "soldat*, militärangehörig*, soldaten, wehrpflichtige*, unteroffizier*, offizier*, leutnant*, mann, \
         personen, menschen",
    ),
    (
        Single,
        "soldat, soldaten, wehrpflichtiger, offizier, leutnant, zivilist, bewohner, mann",
    ),
    (
        Weapon(W::SmallArms),
        "kleinwaffen, handfeuerwaffen, schusswaffen, gewehr*, schusswaffen unterschiedlicher kaliber, \
         automatischen gewehren, kleinkalibrig*",
    ),
    (Weapon(W::MachineGun), "maschinengewehr*"),
    (Weapon(W::SniperRifle), "scharfschütz*"),
    (Weapon(W::LargeCalibre), "großkalibrig*"),
    (
        Weapon(W::VariousCalibre),
        "verschiedener kaliber, unterschiedlicher kaliber, verschiedenen kalibers, schusswaffen unterschiedlicher \
         kaliber, unterschiedlichen kalibers, verschiedenen kalibern",
    ),
    (Weapon(W::GrenadeLauncher), "granatwerfer*"),
    (Weapon(W::Mortar), "mörser*"),
    (
        Weapon(W::Artillery),
        "artillerie*, haubitze*, geschütz*, d 44 geschützen, kanonen",
    ),
    (Weapon(W::CombatDrone), "drohne*"),
    (
        Fire(Activity::DroneStrike),
        "drohnenangriff*, schläge mit unbemannten",
    ),
    (
        Truce,
        "waffenruhe, feuerpause, waffenstillstand*, feuereinstellung, regime der feuereinstellung, \
         feuereinstellungsregime*, regimes der waffenruhe",
    ),
    (
        Breach,
        "verletz*, verstoß*, verstöße*, bruch, brach*, brechen, gebrochen, missacht*, nicht eingehalten",
    ),
    (
        Not,
        "nicht, kein, keine, keinen, keinem, keiner, niemand, weder, ohne, noch",
    ),
    (
        Casualty,
        "verlust*, opfer, verletzte*, tote*, verwundet*, gefallene",
    ),
    (Age, "jahre alt, jährige*, jahren"),
    (Rest, "übrigen, restlichen, weitere*, davon, anderen"),
    (Ours, "unsere*, unserer"),
    (Enemy, "feind*, gegner*, gegenseite, gegnerisch*"),
    (Occupied, "besetzt*, okkupiert*"),
    (
        Located,
        "gelegen*, stationiert*, befindlich*, befinden, liegen, untergebracht*, aufgestellt*, liegende*, in \
         stellung, positioniert*, unweit, nahe, in der nähe",
    ),
    (By, "von, durch, seitens"),
    (
        Heights,
        "namenlosen höhen, namenlosen anhöhen, unbenannten höhen, namenlosen hügeln",
    ),
    (ContactLine, "kontaktlinie, frontlinie, front"),
    (TimesWord(7), "siebenmal"),
    (TimesWord(8), "achtmal"),
    (TimesWord(9), "neunmal"),
    (TimesWord(11), "elfmal"),
    (TimesWord(12), "zwölfmal"),
    (TimesWord(13), "dreizehnmal"),
    (TimesWord(14), "vierzehnmal"),
    (TimesWord(15), "fünfzehnmal"),
    (TimesWord(16), "sechzehnmal"),
    (TimesWord(17), "siebzehnmal"),
    (TimesWord(18), "achtzehnmal"),
    (TimesWord(19), "neunzehnmal"),
    (TimesWord(20), "zwanzigmal"),
    (
        OneCase,
        "einen bruch, ein verstoß, eine verletzung, ein weiterer vorfall, ein zwischenfall, einen verstoß",
    ),
    (
        Sense::Part(PartOfDay::Overnight),
        "in der nacht auf, nacht zum, nacht zu, vergangenen nacht, letzten nacht, in der nacht zum",
    ),
    (Moscow, "moskauer zeit"),
    (
        SamePlace,
        "dort, dieser richtung, diesem abschnitt, gleichen richtung",
    ),
    (
        Further,
        "ebenfalls, außerdem, zudem, ferner, darüber hinaus, überdies, später",
    ),
    (Supposedly, "angeblich*, soll, sollen, habe, hätten"),
    (Feature, "see, fluss, straße, autobahn, korridor, berg"),
    (Link, "auf, zum, und, bis, des, den"),
    (Temporary, "zeitweilig*, vorübergehend*, zeitweise*"),
    (Used, "setzte* * ein, eingesetzt"),
    (
        Fire(Activity::Fire),
        "feuer genommen, unter beschuss genommen, beschossen wurde*, das feuer, gezielt* feuer, \
         artilleriefeuer, mörserfeuer, abgefeuert*, feuerüberfall*, schossen, geschosse*, eröffnen * feuer, \
         eröffnung * feuers, raketen*",
    ),
    (
        Fire(Activity::CeasefireViolation),
        "verletzung* * waffenruhe, verletzung* * feuerpause, verletzung* * waffenstillstand*, verletzt* * \
         waffenstillstand*, verstöße* gegen * waffenruhe, verstöße* gegen * waffenstillstand*, verstoß* gegen \
         * waffenstillstand*, waffenruhe * verletzt, waffenruhe * gebrochen, waffenstillstand * verletzt, \
         waffenstillstand * gebrochen",
    ),
    (
        Answer,
        "untersuch*, mechanismus, antwortmaßnahmen, entsprechende maßnahmen, notwendige maßnahmen, adäquat*, \
         angemessen* maßnahmen, angemessen* reaktion*, feuer erwidert, niedergehalten, unterdrückt, \
         gegenschlag*",
    ),
    (
        Routine,
        "eskort*, begleit*, entmin*, minenräum*, beobachtungsposten, pilger*",
    ),
    (
        Denial,
        "entspreche nicht, entsprechen nicht, nicht zutreff*, trifft nicht zu, treffen nicht zu, \
         gegenstandslos, desinformierend*, verleumd*, unrichtig*, keine grundlage, jeder grundlage, jeglicher \
         grundlage, aus der luft gegriffen, zurückzuweisen, nicht das feuer, kein feuer",
    ),
    (
        Says,
        "informiert*, verlautbar*, wirft, hervor, erklärung, berichtet, verbreitet*, unterstrich*, betont*",
    ),
    (Supposedly, "vermeintlich*, haben soll"),
    (
        Further,
        "des weiteren, weiterhin, anschließend, danach, zuvor",
    ),
    (Feature, "stausee, fernstraße"),
    (
        Sense::Part(PartOfDay::NightTo),
        "nacht auf, nacht zum, nacht zu, in der nacht auf, in der nacht zum, in der nacht zu",
    ),
    (
        Sense::Part(PartOfDay::Overnight),
        "über nacht, in der nacht, nacht vom, während der nacht, die ganze nacht",
    ),
    (
        PastDay,
        "letzten vierundzwanzig stunden, vergangenen vierundzwanzig stunden, innerhalb * tages, innerhalb von \
         24 stunden, binnen 24 stunden, 24 stunden, im verlauf * tages, tagsüber, letzten tag und nacht",
    ),
    (
        DaysAgo(0),
        "heutigen, heute nacht, heute vormittag, heute nachmittag, heute abend",
    ),
    (DaysAgo(1), "gestern abend, gestern nachmittag, vortag"),
    (Since, "zwischen, beginnend"),
    (Moscow, "moskauer uhrzeit"),
    (
        Killed,
        "getöteten, verstarb*, erlag*, tödlich*, zu tode, das leben, umgekommen",
    ),
    (
        Wounded,
        "verletzten, verwundeten, verwundet, schussverletzung*, erlitt* verletzung*, schwerverletzt*",
    ),
    (
        NoLosses,
        "gab * keine verluste, keine verluste gegeben, keine personenschäden, verluste gab es nicht, verluste \
         gibt es nicht, keine gefallenen, keine opfer oder, keine verletzten oder, unverletzt, ohne verluste, \
         niemand verletzt, verletzte gibt es nicht, verletzt wurde niemand, keine todesopfer, verletzte gab \
         es nicht, opfer gab es nicht, es gab keine",
    ),
    (
        Civilian,
        "zivil*, anwohner*, dorfbewohner*, landwirt*, bauer*, hirte*, bürger*, arbeiter*",
    ),
    (
        Soldier,
        "armeeangehörig*, wehrdienstleistend*, grenzsoldat*, sergeant*, feldwebel*, grenzschützer*, \
         vertragssoldat*",
    ),
    (
        Single,
        "armeeangehöriger, unteroffizier, feldwebel, sergeant, landwirt, anwohner, bauer, grenzsoldat, \
         militärangehöriger, zivilperson",
    ),
    (
        Forces,
        "streitkräften, militärs, militär, kämpfer, seite, verbände, verband, grenztruppen, grenzschützer, \
         soldat, einheit, streitmächte, saboteur*, gruppe, militärangehörige*, formation, bewaffnet* \
         formation*",
    ),
    (
        Positions,
        "verteidigungsstellungen, schützengräben, militärposten, grenzposten, gefechtsposten, \
         militärstellungen",
    ),
    (
        Located,
        "in richtung, in der umgebung, disloziert*, stehend*, liegen*, angesiedelt*, temporär",
    ),
    (Toward, "in die richtung, in richtungen, unter beschuss"),
    (
        From,
        "aus den dörfern, aus dem dorf, aus den stellungen, aus den positionen, von den positionen, von \
         positionen, aus positionen, von ihren stellungen, von ihren positionen, aus der ortschaft, von der \
         ortschaft, vom dorf, aus dem gebiet, aus dem rayon, aus dem bezirk",
    ),
    (
        Times,
        "malen, verletzungen der waffenruhe, verstöße gegen die waffenruhe, brüche, verletzungen, fall, \
         verstößen",
    ),
    (
        OneCase,
        "ein fall, ein bruch, eine verletzung der waffenruhe, ein verstoß gegen die waffenruhe",
    ),
    (Total, "im ganzen, alles in allem, zusammen"),
    (Inexact(About), "circa, ca, gut, knapp, beinahe"),
    (
        Inexact(AtLeast),
        "mindestens, nicht weniger als, wenigstens",
    ),
    (Inexact(AtMost), "bis zu"),
    (
        Noun(Rank::Settlement, One),
        "dorf, dorfe, dörfchen, siedlungspunkt*, kleinstadt, anhöhe, gemeinde",
    ),
    (Noun(Rank::Settlement, Many), "siedlungspunkte*, gemeinden"),
    (Noun(Rank::Region, One), "kreis, kreises, gebiet, bezirk"),
    (
        Noun(Rank::Province, One),
        "oblast, marz, autonomen republik",
    ),
    (
        Direction,
        "richtungen, frontabschnitt, grenzabschnitt, umgebung, umkreis, grenzgebiet",
    ),
    (
        Weapon(W::SmallArms),
        "schützenwaffen, leichten waffen, leichte waffen, infanteriewaffen",
    ),
    (Weapon(W::MachineGun), "mg*"),
    (
        Weapon(W::LargeCalibre),
        "großen kalibers, großem kaliber, schweren maschinengewehren",
    ),
    (
        Weapon(W::VariousCalibre),
        "verschiedener kalibern, unterschiedlichen kalibern, unterschiedlichem kaliber, verschiedenem \
         kaliber, waffen verschiedener",
    ),
    (
        Used,
        "eingesetzt*, setzten * ein, einsatz, verwendet*, benutzt*",
    ),
    (TakesEffect, "in kraft"),
    (
        SamePlace,
        "in derselben richtung, in dieselbe richtung, in diesem gebiet, in derselben gegend",
    ),
    (
        SameStretch,
        "in diesem zeitraum, in dieser zeit, im laufe der woche, während der woche, im genannten zeitraum",
    ),
    (
        Denies,
        "dementiert*, wies * zurück, weist * zurück, bestritt, bestreitet, nannte * erfindung",
    ),
    (Fire(Activity::Fire), "ziel von, zum ziel"),
    (
        Fire(Activity::Fire),
        "vorfall ereignete, ereignete sich, zwischenfall ereignete",
    ),
    (Single, "weiterer, ein anderer, ein zweiter"),
    (
        NoPeople,
        "mine, minen, granate, granaten, geschosse, raketen, bomben, kuh, kühe, schafe, tiere, rinder, vieh",
    ),
    (If, "wenn, falls, sollte, sollten"),
    (
        OneOfThem,
        "der andere im, die andere im, ein weiterer im, eine weitere im, einer im, eine im, der zweite im, die zweite im",
    ),
    (SameNoun, "dem von, denen von, der von, das von, die von"),
    (Breach, "gebrochen, missacht*, bricht, brach, brachen"),
    (
        PastDay,
        "an einem tag, binnen eines tages, innerhalb eines tages, im lauf * tages, verlauf der letzten 24 stunden, in den letzten 24 stunden",
    ),
    (
        NextDay,
        "am nächsten tag, am folgenden tag, am tag darauf, tags darauf, am nächsten morgen",
    ),
    (
        Civilian,
        "einwohner*, bauern, schäfer*, schafhirt*, fahrer*",
    ),
    (Single, "einwohner, bewohner, hirte, fahrer, schäfer"),
    (
        Quiet(Activity::Advance),
        "vorgerückt*, beobachtungsposten errichtet*, beobachtungsposten eingerichtet*, höhe besetzt*, höhe eingenommen*, anhöhe besetzt*, anhöhe eingenommen*, anhöhen besetzt*, anhöhen eingenommen*",
    ),
    (
        Quiet(Activity::Mine),
        "minenexplosion*, auf mine, auf panzermine, auf landmine, auf * mine, detonation mine, detonation panzermine, detonation landmine, explosion mine, explosion panzermine, explosion landmine, durch mine, durch landmine, mine explodier*, mine detonier*",
    ),
    (Laid, "gelegt*, verlegt*, platziert*, vergraben*"),
    (
        Happened,
        "vorfall ereignete, ereignete sich, zwischenfall ereignete",
    ),
    (
        Rounds,
        "schuss, schüsse, schüssen, granate, granaten, mörsergranate, mörsergranaten, artilleriegranaten, geschoss, geschosse, geschossen, rakete, raketen, kugel, kugeln, mine, minen",
    ),
    (
        Person(CasualtyKind::Soldiers),
        "soldat*, militärangehörig*, wehrpflichtige*, unteroffizier*, offizier*, leutnant*, armeeangehörig*, grenzsoldat*, feldwebel*",
    ),
    (Person(CasualtyKind::Police), "polizist*, polizeibeamt*"),
    (Person(CasualtyKind::Peacekeepers), "friedenssoldat*"),
    (Person(CasualtyKind::Medics), "sanitäter*, arzt, ärzt*"),
    (Person(CasualtyKind::Journalists), "journalist*"),
];

const NUMBERS: &[(u32, &str)] = &[
    (1, "ein, eine, einer, eins, einen, einem, eines"),
    (2, "zwei, zweien, beide, beiden"),
    (3, "drei"),
    (4, "vier"),
    (5, "fünf"),
    (6, "sechs"),
    (7, "sieben"),
    (8, "acht"),
    (9, "neun"),
    (10, "zehn"),
    (11, "elf"),
    (12, "zwölf"),
    (20, "zwanzig"),
    (30, "dreißig, dreissig"),
    (40, "vierzig"),
    (50, "fünfzig"),
    (60, "sechzig"),
    (70, "siebzig"),
    (80, "achtzig"),
    (90, "neunzig"),
    (100, "hundert"),
    (1000, "tausend"),
    (13, "dreizehn"),
    (14, "vierzehn"),
    (15, "fünfzehn"),
    (16, "sechzehn"),
    (17, "siebzehn"),
    (18, "achtzehn"),
    (19, "neunzehn"),
];
