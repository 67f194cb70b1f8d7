//! Spanish.

use super::super::grammar::{
    LanguageTable,
    Number::{Many, One},
    Order, PartOfDay, Rank,
    Sense::{self, *},
};
use crate::model::{Activity, Party, Weapon as W};

pub static TABLE: LanguageTable = LanguageTable {
    code: "es",
    order: Order::Before,
    phrases: PHRASES,
    numbers: NUMBERS,
    fillers: &["el", "la", "los", "las", "un", "una", "su", "sus"],
    endings: &[],
    apart: &[],
    adjectives: &[],
    cases: &[],
};

const PHRASES: &[(Sense, &str)] = &[
    (
        Fire(Activity::Fire),
        "abrieron fuego, abrió fuego, abriendo fuego, abrir fuego, abierto fuego, dispararon, disparó, disparos, bombarde*, tiroteo*, bajo fuego, fuego contra, \
         intercambio de disparos",
    ),
    (
        Fire(Activity::CeasefireViolation),
        "viol* alto fuego, viol* de alto fuego, violación del alto fuego, violaciones del alto fuego, violaron el alto *, viol* régimen",
    ),
    (Fire(Activity::Attack), "ataque*, atacaron, atacó"),
    (Quiet(Activity::Reconnaissance), "reconocimiento"),
    (Quiet(Activity::Fortification), "fortificacion*, trinchera*"),
    (
        Answer,
        "represalia*, en respuesta, respondieron, contramedidas",
    ),
    (Routine, "patrull*, convoy*, humanitari*"),
    (Nothing, "no se registraron, sin violaciones"),
    (
        Denial,
        "falso, falsa, desinformación, desmint*, mentira*, no corresponde, niega, negó, rechaz*",
    ),
    (
        Says,
        "dijo, informó, según, declaró, comunicado, afirmó, anunció, acusó",
    ),
    (Office, "ministerio*, portavoz"),
    (Side(Party::Armenia), "armeni*"),
    (
        Side(Party::Azerbaijan),
        "azerbaiyan*, azerbaiyán, azerí, azeríes, bakú",
    ),
    (
        Side(Party::NagornoKarabakh),
        "artsaj, karabaj, artsakh, ejército de defensa",
    ),
    (Illegal, "ilegal* armeni*, armeni* ilegal*"),
    (
        KeepersArea,
        "temporalmente desplegad*, línea de contacto, nagorno karabaj",
    ),
    (Keepers, "rus*, rusia, pacificador*"),
    (
        Forces,
        "fuerzas armadas, unidades, fuerzas, tropas, ejército",
    ),
    (Positions, "posiciones, posiciones militares, puestos"),
    (
        Noun(Rank::Settlement, One),
        "aldea, pueblo, localidad, asentamiento, ciudad",
    ),
    (
        Noun(Rank::Settlement, Many),
        "aldeas, pueblos, localidades, asentamientos",
    ),
    (Noun(Rank::Region, One), "región, distrito"),
    (Noun(Rank::Region, Many), "regiones, distritos"),
    (
        Noun(Rank::Province, One),
        "provincia, provincia armenia, república autónoma",
    ),
    (Direction, "dirección, sector, zona, frontera, cerca"),
    (
        From,
        "desde, desde posiciones, desde las posiciones, procedente",
    ),
    (
        Toward,
        "contra, en dirección, hacia, posiciones de, en, cerca",
    ),
    (Times, "veces, casos, incidentes, violaciones, ocasiones"),
    (TimesWord(2), "dos veces"),
    (Total, "en total, total"),
    (
        About,
        "alrededor, más de, cerca de, casi, unas, unos, varias, decenas",
    ),
    (Shots, "disparos, kilómetros, metros, horas, minutos, años"),
    (And, "y, e, así como, o"),
    (Link, "de"),
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
    (PastDay, "últimas 24 horas, último día"),
    (DaysAgo(0), "hoy"),
    (DaysAgo(1), "ayer"),
    (Clock, "a las, las, desde, hasta, alrededor, horas, hora"),
    (Hour, "horas"),
    (Until, "hasta"),
    (Since, "desde"),
    (Killed, "muert*, asesinad*, fallec*"),
    (Wounded, "herid*"),
    (
        NoLosses,
        "no hay víctimas, no hubo víctimas, sin bajas, no hay bajas, no hubo bajas, no hubo heridos",
    ),
    (Civilian, "civil*, habitante*"),
    (Soldier, "soldado*, militar, militares, efectivo*"),
    (Single, "soldado, militar, civil"),
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
];
