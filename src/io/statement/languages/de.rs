//! German.

use super::super::grammar::{
    LanguageTable,
    Number::{Many, One},
    Order, PartOfDay, Rank,
    Sense::{self, *},
};
use crate::model::{Activity, Party, Weapon as W};

pub static TABLE: LanguageTable = LanguageTable {
    code: "de",
    order: Order::Before,
    phrases: PHRASES,
    numbers: NUMBERS,
    fillers: &[
        "der", "die", "das", "den", "dem", "des", "ein", "eine", "einem", "einer", "ihre", "ihren",
    ],
    endings: &[("s", &[""])],
    apart: &["s"],
    adjectives: &[],
    cases: &[],
};

const PHRASES: &[(Sense, &str)] = &[
    (
        Fire(Activity::Fire),
        "schoss*, schuss*, beschuss*, beschoss*, beschossen, feuer eröffnet, eröffnet* * feuer, eröffnete* feuer, unter feuer, unter beschuss, geschossen, \
         feuerten, feuerte, gefeuert, feuergefecht*, schusswechsel",
    ),
    (
        Fire(Activity::CeasefireViolation),
        "verletz* * waffenruhe, waffenruhe verletzt, waffenruhe gebrochen, verstoß* gegen * waffenruhe, bruch * waffenruhe",
    ),
    (
        Fire(Activity::Attack),
        "angegriffen, angriff*, griffen * an, attacke*",
    ),
    (Quiet(Activity::Reconnaissance), "aufklärung*"),
    (
        Quiet(Activity::Fortification),
        "befestigung*, schützengräben",
    ),
    (Answer, "vergeltung*, gegenmaßnahmen, erwidert*, gegenfeuer"),
    (Routine, "patrouill*, konvoi*, humanitär*"),
    (Nothing, "keine verstöße, keine verletzungen * waffenruhe"),
    (
        Denial,
        "falsch*, desinformation*, dementier*, lüge*, entspricht nicht, bestritt*, bestreit*, wies * zurück",
    ),
    (
        Says,
        "sagte, teilte, erklärte, meldete, berichtete, mitgeteilt, laut, mitteilung, angaben, warf",
    ),
    (
        Office,
        "verteidigungsministerium*, ministerium*, außenministerium*, sprecher*",
    ),
    (Side(Party::Armenia), "armeni*"),
    (Side(Party::Azerbaijan), "aserbaidschan*, baku"),
    (
        Side(Party::NagornoKarabakh),
        "karabach*, arzach*, berg karabach*",
    ),
    (Illegal, "illegal* armenisch*, illegal* bewaffnet*"),
    (
        KeepersArea,
        "vorübergehend stationiert*, wo das russische *, vorübergehend im einsatz, kontaktlinie, berg karabach*",
    ),
    (Keepers, "russisch*, russland*, friedenstrupp*"),
    (
        Forces,
        "streitkräfte*, truppen, einheiten, soldaten, armee, gruppen, formationen",
    ),
    (Positions, "stellungen, stellung, posten, positionen, armee"),
    (
        Noun(Rank::Settlement, One),
        "dorf*, siedlung, ortschaft, stadt",
    ),
    (
        Noun(Rank::Settlement, Many),
        "dörfer*, siedlungen, ortschaften",
    ),
    (Noun(Rank::Region, One), "region, bezirk*, rayon, bezirks"),
    (
        Noun(Rank::Region, Many),
        "regionen, bezirke, bezirken, rayons",
    ),
    (Noun(Rank::Province, One), "provinz, autonome* republik"),
    (Direction, "richtung, abschnitt, gebiet, nähe, grenze"),
    (
        From,
        "von stellungen, aus stellungen, von * stellungen, aus richtung, aus",
    ),
    (
        Toward,
        "auf stellungen, auf, in richtung, stellungen der, nahe",
    ),
    (Times, "mal, male, vorfälle, fälle, verstöße, fällen"),
    (TimesWord(1), "einmal"),
    (TimesWord(2), "zweimal"),
    (TimesWord(3), "dreimal"),
    (TimesWord(4), "viermal"),
    (TimesWord(5), "fünfmal"),
    (TimesWord(6), "sechsmal"),
    (TimesWord(10), "zehnmal"),
    (Total, "insgesamt"),
    (
        About,
        "etwa, rund, ungefähr, mehr als, über, fast, mehrere, dutzende",
    ),
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
        "morgen, abend, mittag, morgens, abends",
    ),
    (
        PastDay,
        "letzten 24 stunden, vergangenen 24 stunden, vergangenen tag, letzten tag",
    ),
    (DaysAgo(0), "heute"),
    (DaysAgo(1), "gestern"),
    (Clock, "um, gegen, von, bis, uhr, ab"),
    (Hour, "uhr"),
    (Until, "bis"),
    (Since, "von, ab, seit"),
    (Killed, "getötet, tote, starb*, gefallen"),
    (Wounded, "verwundet*, verletzte, verletzt"),
    (
        NoLosses,
        "keine verluste, keine verletzten, keine opfer, keine toten",
    ),
    (Civilian, "zivilist*, bewohner*"),
    (Soldier, "soldat*, militärangehörig*"),
    (Single, "soldat"),
    (
        Weapon(W::SmallArms),
        "kleinwaffen, handfeuerwaffen, schusswaffen, gewehr*",
    ),
    (Weapon(W::MachineGun), "maschinengewehr*"),
    (Weapon(W::SniperRifle), "scharfschütz*"),
    (Weapon(W::LargeCalibre), "großkalibrig*"),
    (
        Weapon(W::VariousCalibre),
        "verschiedener kaliber, unterschiedlicher kaliber, verschiedenen kalibers",
    ),
    (Weapon(W::GrenadeLauncher), "granatwerfer*"),
    (Weapon(W::Mortar), "mörser*"),
    (Weapon(W::Artillery), "artillerie*"),
    (Weapon(W::CombatDrone), "drohne*"),
];

const NUMBERS: &[(u32, &str)] = &[
    (1, "ein, eine, einer"),
    (2, "zwei"),
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
];
