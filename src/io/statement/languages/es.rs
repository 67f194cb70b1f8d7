//! Spanish.

use super::super::grammar::{
    Bound::*,
    LanguageTable, Negation,
    Number::{Many, One},
    Order, PartOfDay, Rank,
    Sense::{self, *},
};
use crate::model::{Activity, CasualtyKind, Party, Weapon as W};

pub static TABLE: LanguageTable = LanguageTable {
    code: "es",
    order: Order::Before,
    phrases: PHRASES,
    numbers: NUMBERS,
    number_joints: &["y"],
    negation: Negation::Words,
    fillers: &["el", "la", "los", "las", "un", "una", "su", "sus"],
    endings: &[],
    apart: &[],
    elided: &[],
    proclitics: &[],
    respelled: &[&[("y", "j")], &[("j", "kh")]],
    skeleton: false,
    adjectives: &[],
    cases: &[],
};

const PHRASES: &[(Sense, &str)] = &[
    (Sense::Stretch, "carretera, autopista, tramo, ruta, largo"),
    (Sense::Between, "entre"),
    (Sense::OutOf, "de ellos, de los, de los cuales"),
    (
        Sense::NoneOfThem,
        "ni una sola vez, ni una vez, ninguna vez",
    ),
    (Sense::But, "pero, mientras que"),
    (Sense::Respectively, "respectivamente"),
    (
        Sense::Compared,
        "en comparación con, comparado con, comparadas con, frente a, respecto a",
    ),
    (
        Sense::DayBefore,
        "día anterior, víspera, semana anterior, semana pasada",
    ),
    (FromStart, "desde principios de, desde comienzos de"),
    (
        FromStartOfMonth,
        "desde principios de mes, desde principios del mes",
    ),
    (
        FromStartOfYear,
        "desde principios de año, desde principios del año",
    ),
    (
        Answer,
        "respond* al fuego, respond* con fuego, devolv* el fuego, abrieron fuego de respuesta",
    ),
    (Rounded(6), "media docena"),
    (Rounded(10), "una decena"),
    (Rounded(12), "una docena"),
    (Rounded(20), "una veintena"),
    (Rounded(30), "una treintena"),
    (
        Share,
        "el resto, mitad de, mayoría de, mayor parte, tercio de",
    ),
    (Sense::Or, "o"),
    (
        Sense::AllClaims,
        "todas las afirmaciones, todas las acusaciones, todas las declaraciones, todas las denuncias",
    ),
    (Sense::Rumours, "rumor, rumores"),
    (Sense::InsteadOf, "no, en lugar de, en vez de"),
    (
        Sense::Withdrawn,
        "cifra anterior, cifra errónea, cifra fue retirada, informado por error, anunciada por error",
    ),
    (Sense::HowMany, "número de, cantidad de, número total de"),
    (
        Sense::Corrects,
        "rectifica, rectificación, corrección, corrige, cifra corregida, por error",
    ),
    (
        Fire(Activity::Fire),
        "abrieron fuego, abrió fuego, abriendo fuego, abrir fuego, abierto fuego, dispararon, disparó, disparos, \
         bombarde*, tiroteo*, bajo fuego, fuego contra, intercambio de disparos, fuego, disparo, dispar*, hicieron \
         fuego, cañone*, fuego intenso, hecho fuego, tiros, balas, golpe*, misil*",
    ),
    (
        Fire(Activity::CeasefireViolation),
        "viol* alto fuego, viol* de alto fuego, violación del alto fuego, violaciones del alto fuego, violaron el alto *, viol* régimen",
    ),
    (
        Fire(Activity::Attack),
        "ataque*, atacaron, atacó, atac*, asalto*, ofensiva*, sabotaje*, provocacion*, acciones agresivas, \
         agresi*, incursi*, combates, infiltra*, avanzar, penetr*, invad*, enfrentamiento*",
    ),
    (Quiet(Activity::Reconnaissance), "reconocimiento"),
    (Quiet(Activity::Fortification), "fortificacion*, trinchera*"),
    (
        Answer,
        "represalia*, en respuesta, respondieron, contramedidas, respond*, medidas adecuadas, silenciad*, fuego de \
         respuesta",
    ),
    (Routine, "patrull*, convoy*, humanitari*"),
    (Nothing, "no se registraron, sin violaciones"),
    (
        Denial,
        "falso, falsa, desinformación, desmint*, mentira*, no corresponde, niega, negó, rechaz*, desmiente*, \
         desminti*, fals*, niega*, no corresponde*, infundad*, sin fundamento, no es cierto, bulo*",
    ),
    (
        Says,
        "dijo, informó, según, declaró, comunicado, afirmó, anunció, acusó, declar*, inform*, comunic*, afirm*, \
         manifest*, anunci*, acus*, sostuvo, alert*, señal*, asegur*, responsabiliz*",
    ),
    (
        Office,
        "ministerio*, portavoz, ministerio, ministerio de defensa, cartera de defensa, primer ministro, gobierno, \
         bakú, ereván, estado mayor, servicio de prensa, medios, agencia",
    ),
    (Side(Party::Armenia), "armeni*, armen*, ereván"),
    (
        Side(Party::Azerbaijan),
        "azerbaiyan*, azerbaiyán, azerí, azeríes, bakú, azerbaiy*",
    ),
    (
        Side(Party::NagornoKarabakh),
        "artsaj, karabaj, artsakh, ejército de defensa, nagorno karabaj, alto karabaj",
    ),
    (
        Illegal,
        "ilegal* armeni*, armeni* ilegal*, ilegales armeni*, formaciones armadas armenias ilegales, grupos armados \
         armenios ilegales, grupos armados ilegales, formaciones armadas ilegales, separatist*",
    ),
    (
        KeepersArea,
        "temporalmente desplegad*, línea de contacto, nagorno karabaj, desplegad* temporalmente, temporalmente \
         estacionad*, estacionad* temporalmente, despliegue temporal, zona de responsabilidad",
    ),
    (Keepers, "rus*, rusia, pacificador*"),
    (
        Forces,
        "fuerzas armadas, unidades, fuerzas, tropas, ejército, soldados, lado, parte, bando, militares, grupos, \
         destacamentos, formaciones, ff aa, subunidades, guardias, ejército de defensa",
    ),
    (
        Positions,
        "posiciones, posiciones militares, puestos, puesto, línea fronteriza, posición",
    ),
    (
        Noun(Rank::Settlement, One),
        "aldea, pueblo, localidad, asentamiento, ciudad, comunidad, altura",
    ),
    (
        Noun(Rank::Settlement, Many),
        "aldeas, pueblos, localidades, asentamientos, comunidades",
    ),
    (Noun(Rank::Region, One), "región, distrito, raión"),
    (Noun(Rank::Region, Many), "regiones, distritos, raiones"),
    (
        Noun(Rank::Province, One),
        "provincia, provincia armenia, república autónoma, óblast",
    ),
    (
        Direction,
        "dirección, sector, zona, frontera, cerca, direcciones, área, cercanías, alrededores, tramo",
    ),
    (
        From,
        "desde, desde posiciones, desde las posiciones, desde el territorio, procedente*, partir de",
    ),
    (
        Toward,
        "contra, hacia, en dirección, en direcciones, sobre, a las posiciones",
    ),
    (
        Times,
        "veces, casos, incidentes, violaciones, ocasiones, vez",
    ),
    (TimesWord(2), "dos veces"),
    (Total, "en total, total"),
    (Inexact(About), "alrededor, cerca de, casi, unas, unos"),
    (Inexact(MoreThan), "más de"),
    (Inexact(Vague), "varias, decenas"),
    (Inexact(AtLeast), "al menos, no menos de, por lo menos"),
    (Inexact(LessThan), "menos de"),
    (Inexact(AtMost), "hasta, no más de"),
    (Shots, "disparos, kilómetros, metros, horas, minutos, años"),
    (And, "y, e, así como, o"),
    (Link, "de, al, del, a"),
    (Month(1), "enero"),
    (Month(2), "febrero"),
    (Month(3), "marzo"),
    (Month(4), "abril"),
    (Month(5), "mayo"),
    (Month(6), "junio"),
    (Month(7), "julio"),
    (Month(8), "agosto"),
    (Month(9), "septiembre, setiembre"),
    (Month(10), "octubre"),
    (Month(11), "noviembre"),
    (Month(12), "diciembre"),
    (Weekday(1), "lunes"),
    (Weekday(2), "martes"),
    (Weekday(3), "miércoles"),
    (Weekday(4), "jueves"),
    (Weekday(5), "viernes"),
    (Weekday(6), "sábado"),
    (Weekday(7), "domingo"),
    (Sense::Part(PartOfDay::Night), "noche"),
    (
        Sense::Part(PartOfDay::Other),
        "mañana, tarde, madrugada, mediodía",
    ),
    (
        PastDay,
        "últimas 24 horas, último día, pasadas 24 horas, día anterior, jornada anterior",
    ),
    (DaysAgo(0), "hoy, esta mañana, esta tarde"),
    (DaysAgo(1), "ayer, anoche, víspera"),
    (Clock, "a las, las, desde, hasta, alrededor, horas, hora"),
    (Hour, "horas"),
    (Until, "hasta"),
    (Since, "desde"),
    (
        Killed,
        "muert*, asesinad*, fallec*, perdieron la vida, perdió la vida, murier*, murió, falleci*, mat*, caíd*, \
         bajas",
    ),
    (Wounded, "herid*, heridas, lesionad*"),
    (
        NoLosses,
        "no hay víctimas, no hubo víctimas, sin bajas, no hay bajas, no hubo bajas, no hubo heridos, no se \
         registraron víctimas, sin víctimas",
    ),
    (
        Civilian,
        "civil*, habitante*, civiles, civil, aldeano*, agricultor*, pastor*",
    ),
    (
        Soldier,
        "soldado*, militar, militares, efectivo*, soldados, guardias, efectivos, guardia, personas",
    ),
    (
        Single,
        "soldado, militar, civil, guardia, efectivo, oficial, sargento",
    ),
    (
        Weapon(W::SmallArms),
        "armas pequeñas, armas ligeras, fusil*, armas de fuego",
    ),
    (Weapon(W::MachineGun), "ametralladora*"),
    (Weapon(W::SniperRifle), "francotirador*"),
    (Weapon(W::LargeCalibre), "gran calibre, grueso calibre"),
    (
        Weapon(W::VariousCalibre),
        "distintos calibres, diversos calibres, diferentes calibres, diferente calibre, distinto calibre",
    ),
    (Weapon(W::GrenadeLauncher), "lanzagranadas"),
    (Weapon(W::Mortar), "mortero*"),
    (Weapon(W::Artillery), "artillería"),
    (Weapon(W::CombatDrone), "dron*, drones"),
    (
        Fire(Activity::DroneStrike),
        "ataque con dron*, ataques con dron*, ataque de dron*",
    ),
    (
        Truce,
        "alto el fuego, tregua, cese el fuego, cese del fuego, régimen de alto el fuego, cese de fuego, alto al \
         fuego, armisticio",
    ),
    (Breach, "viol*, romp*, rot*, quebrant*, infring*, incumpl*"),
    (Not, "no, ningún, ninguna, ninguno, ni, sin, nadie"),
    (Casualty, "bajas, víctimas, pérdidas, heridos, muertos"),
    (Age, "años, edad"),
    (Rest, "restantes, otros, otras, de ellos, de ellas, demás"),
    (Ours, "nuestras, nuestros, nuestro, nuestra"),
    (
        Enemy,
        "enemig*, adversari*, parte contraria, bando contrario",
    ),
    (Occupied, "ocupad*"),
    (
        Located,
        "ubicad*, situad*, desplegad*, estacionad*, emplazad*, localizad*, apostad*, que se encuentran, \
         perteneciente*, cerca de, no lejos de",
    ),
    (By, "por, por parte"),
    (
        Heights,
        "alturas sin nombre, colinas sin nombre, altura sin nombre, cotas sin nombre",
    ),
    (
        ContactLine,
        "línea de contacto, frente, línea del frente, línea de frente",
    ),
    (OneCase, "una violación, un incidente, un caso"),
    (
        Sense::Part(PartOfDay::Overnight),
        "en la noche del, la noche del, esta noche, durante la noche, noche pasada",
    ),
    (
        SamePlace,
        "citadas posiciones, misma dirección, esa dirección, allí, ese sector, dichas posiciones",
    ),
    (
        Further,
        "asimismo, además, también, por otra parte, más tarde, después",
    ),
    (
        Supposedly,
        "supuestamente, presuntamente, supuest*, presunt*, habría, habrían",
    ),
    (Moscow, "hora de moscú"),
    (Temporary, "temporal*, provisional*"),
    (Used, "utiliz*, usó, usaron, emple*"),
    (
        Fire(Activity::Fire),
        "abrieron el fuego, abrió el fuego, abrieron * fuego, abrió * fuego, abran fuego, hizo fuego, \
         sometid* a fuego, fueron atacadas, fuego de artillería, disparando, artillería, proyectil*",
    ),
    (
        Fire(Activity::CeasefireViolation),
        "violación del cese el fuego, violaciones del cese el fuego, violó el alto el fuego, violaron el alto \
         el fuego, violado el alto el fuego, violó el alto *, rompió el alto el fuego, rompieron el alto el \
         fuego",
    ),
    (
        Answer,
        "investig*, mecanismo, medidas de respuesta, medidas necesarias, medidas apropiadas, medidas de \
         represalia, acciones de respuesta, repel*, devolv* el fuego",
    ),
    (
        Routine,
        "escolt*, desminado, puestos de observación, acompañ*",
    ),
    (
        Nothing,
        "no se registró, no se han registrado, no se ha registrado, ninguna violación, ningún incidente, sin \
         incidentes",
    ),
    (
        Denial,
        "falsedad*, no se corresponde*, no correspond*, no corresponde a la realidad, desmintió, negaron, \
         mentir*, no abrieron fuego, no abrió fuego, no han abierto fuego, no ha abierto fuego, carece*, \
         infund*, calumni*, tergivers*, no es verdad",
    ),
    (Supposedly, "supuestament*, como si, presuntament*"),
    (
        Says,
        "denunci*, report*, indic*, explicó, expres*, subray*, agreg*, añad*, difund*",
    ),
    (
        Further,
        "por otro lado, al mismo tiempo, de nuevo, nuevamente, posteriormente, luego",
    ),
    (
        Feature,
        "lago, monte, río, carretera, autopista, corredor, ruta, embalse",
    ),
    (Since, "entre, a partir"),
    (Until, "a las"),
    (Clock, "a la, entre, sobre las, hacia las, aproximadamente"),
    (
        Sense::Part(PartOfDay::Overnight),
        "anoche, en la noche, noche del, madrugada pasada, noche anterior",
    ),
    (
        PastDay,
        "últimas veinticuatro horas, 24 horas, durante el día, a lo largo del día, pasado día, durante la \
         jornada",
    ),
    (DaysAgo(0), "esta madrugada, de hoy"),
    (
        Killed,
        "muerto*, perecier*, pereció, asesin*, víctimas mortales, falleció, cayó, cayeron, mártir*",
    ),
    (
        Wounded,
        "resultó herid*, resultaron herid*, herida de bala, lesion*",
    ),
    (
        NoLosses,
        "no ha habido víctimas, no hay heridos, no hay pérdidas, no hubo pérdidas, no se reportan víctimas, \
         no se reportaron víctimas, no se reportan bajas, sin heridos, sin pérdidas, nadie resultó herido, no \
         sufrió bajas, no sufrieron bajas, ilesos, no hay víctimas ni, no se registraron bajas, no se \
         produjeron víctimas, no tiene bajas",
    ),
    (
        Soldier,
        "sargento*, teniente*, oficial*, uniformado*, guardias fronterizos, reclut*, hombres, policía*",
    ),
    (
        Single,
        "teniente, recluta, uniformado, agricultor, pastor, aldeano, policía, hombre, mujer, conscripto",
    ),
    (
        Weapon(W::SmallArms),
        "armas de pequeño calibre, armas de fuego ligeras, arma ligera, rifles, armas automáticas",
    ),
    (
        Weapon(W::VariousCalibre),
        "distinto tipo, armas de diverso, calibres diversos, varios calibres, de diferentes calibres",
    ),
    (Weapon(W::Artillery), "obús, obuses, cañones"),
    (Weapon(W::Quadcopter), "cuadricóptero*, cuadracóptero*"),
    (TimesWord(3), "tres veces, en tres ocasiones"),
    (TimesWord(2), "en dos ocasiones"),
    (TimesWord(4), "cuatro veces, en cuatro ocasiones"),
    (TimesWord(5), "cinco veces, en cinco ocasiones"),
    (
        From,
        "desde la aldea, desde las aldeas, desde el pueblo, desde sus posiciones, desde territorio, desde \
         puestos, desde la dirección, desde la localidad",
    ),
    (
        Toward,
        "contra las posiciones, contra posiciones, en la dirección, hacia las posiciones",
    ),
    (
        Forces,
        "militar, unidad, fuerza, destacamento, integrantes, miembros, subdivisiones",
    ),
    (TakesEffect, "entró en vigor, entrada en vigor, en vigor"),
    (
        Quiet(Activity::Fortification),
        "obras de ingeniería, trabajos de ingeniería, fortific*",
    ),
    (
        SameStretch,
        "durante la semana, durante este período, durante ese período, en ese período, en este período",
    ),
    (
        Denies,
        "negó, niega, desmintió, desmiente, rechazó, rechaza, refutó",
    ),
    (Fire(Activity::Fire), "blanco de, fueron blanco, fue blanco"),
    (
        Fire(Activity::Fire),
        "incidente ocurrió, incidente se produjo, ocurrió, se produjo",
    ),
    (Single, "otro, un segundo"),
    (
        NoPeople,
        "mina, minas, proyectil*, granadas, cohetes, misiles, bombas, vaca, vacas, oveja, ovejas, animales",
    ),
    (If, "si, en caso de"),
    (OneOfThem, "otro en, otra en, uno en, una en"),
    (SameNoun, "el de, la de, los de, las de"),
    (
        Times,
        "infracciones, incumplimientos, infracciones de la tregua, infracción, incumplimiento, quebrantamientos, transgresiones, rupturas, vulneraciones",
    ),
    (
        Fire(Activity::CeasefireViolation),
        "infracciones de la tregua, infracciones de tregua, violaciones de la tregua, incumplimientos del alto el fuego, infracciones del alto el fuego, vulnera* alto el fuego, vulnera* la tregua, incumpl* alto el fuego, incumpl* del alto el fuego",
    ),
    (
        Breach,
        "vulner*, transgred*, quebr*, romp*, rompió, infracc*, incumplimiento*",
    ),
    (
        Fire(Activity::Fire),
        "tirotead*, fue tiroteado, ametrall*, disparad*, efectuó * disparos, efectuaron * disparos, efectuó más de * disparos, fueron tiroteadas, fue atacad*, recibieron fuego",
    ),
    (
        NoLosses,
        "sin que hubiera víctimas, sin que se produjeran víctimas, sin causar víctimas, sin que hubiera bajas, no hubo que lamentar víctimas, no causó víctimas, no sufrieron pérdidas",
    ),
    (Heights, "alturas sin nombre, alturas anónimas"),
    (Sense::Part(PartOfDay::Overnight), "noche del, noche de"),
    (Located, "próxim*, cercan*"),
    (
        NextDay,
        "al día siguiente, día siguiente, a la mañana siguiente",
    ),
    (
        Quiet(Activity::Advance),
        "avanzaron, avanzó, han avanzado, tomaron altura, tomaron * altura, tomaron alturas, ocuparon altura, ocuparon * altura, entraron en zona, cruzaron línea de contacto, instalaron puesto de observación",
    ),
    (
        Quiet(Activity::Mine),
        "explosión de mina, explosión de una mina, explosión de * mina, explosión de minas, explosiones de minas, pisó mina, pisó una mina, pisaron mina, chocó con mina, chocó con una mina, chocó contra una mina, mina explotó, mina * explotó, mina estalló, explotó al * mina, detonación de mina",
    ),
    (
        Laid,
        "colocada, colocadas, plantada, plantadas, instalada, sembrada, enterrada",
    ),
    (
        Happened,
        "incidente ocurrió, incidente se produjo, ocurrió, se produjo",
    ),
    (
        Rounds,
        "disparo, disparos, tiros, proyectil, proyectiles, bala, balas, granada, granadas, cohete, cohetes, misil, misiles, obús, obuses, rondas de munición",
    ),
    (
        Person(CasualtyKind::Soldiers),
        "soldado*, militar, militares, efectivo*, sargento*, teniente*, oficial, oficiales, recluta*, guardias fronterizos",
    ),
    (Person(CasualtyKind::Police), "policía, policías"),
    (Person(CasualtyKind::Peacekeepers), "soldado* de paz"),
    (Person(CasualtyKind::Medics), "médico, médicos, sanitario*"),
    (Person(CasualtyKind::Journalists), "periodista*"),
];

const NUMBERS: &[(u32, &str)] = &[
    (1, "uno, una, un"),
    (2, "dos"),
    (3, "tres"),
    (4, "cuatro"),
    (5, "cinco"),
    (6, "seis"),
    (7, "siete"),
    (8, "ocho"),
    (9, "nueve"),
    (10, "diez"),
    (20, "veinte"),
    (11, "once"),
    (12, "doce"),
    (13, "trece"),
    (14, "catorce"),
    (15, "quince"),
    (16, "dieciséis"),
    (17, "diecisiete"),
    (18, "dieciocho"),
    (19, "diecinueve"),
    (21, "veintiún, veintiuno, veintiuna"),
    (22, "veintidós"),
    (23, "veintitrés"),
    (24, "veinticuatro"),
    (25, "veinticinco"),
    (26, "veintiséis"),
    (27, "veintisiete"),
    (28, "veintiocho"),
    (29, "veintinueve"),
    (30, "treinta"),
    (40, "cuarenta"),
    (50, "cincuenta"),
    (60, "sesenta"),
    (70, "setenta"),
    (80, "ochenta"),
    (90, "noventa"),
    (100, "cien, ciento"),
    (1000, "mil"),
];
