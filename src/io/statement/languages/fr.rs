//! French.

use super::super::grammar::{
    Bound::*,
    LanguageTable, Negation,
    Number::{Many, One},
    Order, PartOfDay, Rank,
    Sense::{self, *},
};
use crate::model::{Activity, CasualtyKind, Party, Weapon as W};

pub static TABLE: LanguageTable = LanguageTable {
    code: "fr",
    order: Order::Before,
    phrases: PHRASES,
    numbers: NUMBERS,
    number_joints: &["et"],
    negation: Negation::Words,
    fillers: &[
        "le", "la", "les", "un", "une", "des", "du", "de", "d", "l", "au", "aux", "son", "sa",
        "ses", "leur", "leurs", "ce", "cette", "ces",
    ],
    endings: &[("s", &[""]), ("e", &[""])],
    apart: &[],
    elided: &["d", "l", "qu", "s", "n", "j", "c", "m", "t"],
    proclitics: &[],
    respelled: &[&[
        ("tch", "dj"),
        ("ch", "sh"),
        ("gue", "ge"),
        ("gui", "gi"),
        ("guy", "gy"),
    ]],
    skeleton: false,
    adjectives: &[],
    cases: &[],
};

const PHRASES: &[(Sense, &str)] = &[
    (
        Sense::Stretch,
        "route, autoroute, tronçon, section, long, ligne",
    ),
    (Sense::Between, "entre"),
    (Sense::OutOf, "d entre eux, des, dont, y compris"),
    (
        Sense::NoneOfThem,
        "pas une seule fois, pas une fois, aucune fois",
    ),
    (Sense::But, "mais, tandis que, alors que"),
    (Sense::Respectively, "respectivement"),
    (
        Sense::Compared,
        "par rapport à, par rapport au, comparé à, comparés à, contre, en comparaison de",
    ),
    (
        Sense::DayBefore,
        "la veille, jour précédent, semaine précédente, semaine dernière",
    ),
    (FromStart, "depuis le début de, depuis début"),
    (FromStartOfMonth, "depuis le début du mois"),
    (
        FromStartOfYear,
        "depuis le début de l année, depuis le début de année",
    ),
    (
        Answer,
        "riposté par des tirs, ouvert le feu en riposte, ouvert le feu en réponse, répondu aux tirs, répondu au feu",
    ),
    (Rounded(6), "une demi douzaine, demi douzaine"),
    (Rounded(10), "une dizaine"),
    (Rounded(12), "une douzaine"),
    (Rounded(15), "une quinzaine"),
    (Rounded(20), "une vingtaine"),
    (Rounded(30), "une trentaine"),
    (Share, "le reste, moitié, plupart, majorité, tiers de"),
    (RisesFrom, "passé de, passée de, passées de, passés de"),
    (Sense::Or, "ou"),
    (
        Sense::AllClaims,
        "toutes les affirmations, toutes les accusations, toutes les allégations, toutes les déclarations, toutes les informations",
    ),
    (Sense::Rumours, "rumeur, rumeurs"),
    (Sense::InsteadOf, "non pas, pas, au lieu de"),
    (
        Sense::Withdrawn,
        "chiffre précédent, ancien chiffre, chiffre erroné, chiffre a été retiré, annoncé par erreur, indiqué par erreur",
    ),
    (Sense::HowMany, "nombre de, nombre total de, nombre des"),
    (
        Sense::Corrects,
        "rectifie, rectificatif, rectification, correctif, corrige, chiffre corrigé",
    ),
    (
        Fire(Activity::Fire),
        "feu, tir, tirs, tirer, tire, tirent, tiré, tirés, tirée, tirées, tiraient, tirait, fusillade*, coups de \
         feu, coup de feu, bombard*, pilonn*, visé*, visés, viser, ciblé*, pris pour cible, essuy*, mitraill*, \
         ouvert le feu, échange de tirs, échanges de tirs, sous le feu, balles, frapp*",
    ),
    (
        Fire(Activity::Attack),
        "attaqu*, assaut*, offensive*, infiltr*, incursion*, sabotage, provocation*, franchir la ligne, \
         accrochage*, combats, s emparer, pénétr*, affrontement*, avancer vers",
    ),
    (
        Fire(Activity::DroneStrike),
        "attaque de drone*, attaques de drone*, frappe de drone*, frappes de drone*",
    ),
    (
        Truce,
        "cessez le feu, régime de cessez le feu, trêve, armistice, cessez feu",
    ),
    (
        Breach,
        "viola*, violé*, violée, viole, enfrein*, rompu*, romp*, rupture*, bafou*, transgress*",
    ),
    (
        Quiet(Activity::Reconnaissance),
        "reconnaissance, quadricoptère*",
    ),
    (
        Quiet(Activity::Fortification),
        "fortification*, tranchée*, travaux de génie",
    ),
    (
        Answer,
        "riposte*, ripost*, représailles, en réponse, contraint * au silence, réduit au silence, mesures de \
         rétorsion, mesures adéquates, contre mesures, refoul*, répliqu*, adversaire au silence",
    ),
    (
        Routine,
        "patrouill*, convoi*, humanitaire*, déminage, poste* d observation",
    ),
    (
        Nothing,
        "aucune violation, aucun incident, aucune rupture, pas été violé, n a été enregistrée, été respecté",
    ),
    (
        Denial,
        "dément*, démenti*, faux, fausse, fausses, mensong*, désinformation, sans fondement, infondé*, dénué*, \
         rejet*, réfut*, ne correspond*, ne reposent sur rien, ne repose sur rien, contraire à la réalité, \
         contraires à la réalité, invent*, fabul*, n est pas vrai, calomni*, nie, nié, intox",
    ),
    (
        Says,
        "annonc*, déclar*, indiqu*, communiqué, communiqu*, affirm*, soutenu, précis*, rapport*, selon, accus*, \
         fait état, a dit, ajout*, signal*, inform*, fait savoir, soulign*, prétend*",
    ),
    (
        Office,
        "ministère, ministère de la défense, porte parole, service de presse, état major, direction des \
         frontières, gouvernement, médias, presse, bakou, erevan, ombudsman, défenseur des droits",
    ),
    (Side(Party::Armenia), "arméni*, erevan"),
    (
        Side(Party::Azerbaijan),
        "azerbaïdjan*, azéri*, azerbaidjan*, bakou",
    ),
    (
        Side(Party::NagornoKarabakh),
        "haut karabagh, haut karabakh, karabagh, karabakh, artsakh, rhk, armée de défense, karabakhti*, \
         karabaghtsi*",
    ),
    (
        Illegal,
        "illégal* arméni*, arméni* illégal*, formations armées arméniennes illégales, groupes armés arméniens, \
         détachements armés arméniens illégaux, groupes armés illégaux, formations armées illégales, séparatiste*",
    ),
    (
        KeepersArea,
        "temporairement déployé*, déployé* temporairement, temporairement stationné*, stationné* temporairement, \
         déploiement temporaire, zone de responsabilité, territoire du haut karabagh, territoire du haut karabakh",
    ),
    (ContactLine, "ligne de contact, ligne de front, front"),
    (
        Keepers,
        "russe*, russie, soldats de la paix, contingent de maintien, forces de maintien, casques bleus",
    ),
    (
        Forces,
        "forces armées, forces, unités, unité, troupes, armée, détachement*, militaires, soldats, formations, \
         groupes, groupe armé, partie, côté, camp, sous unités, garde frontière*, tireurs, armée de défense",
    ),
    (
        Enemy,
        "ennemi*, adversaire*, partie adverse, camp opposé, partie opposée",
    ),
    (Ours, "nos, notre"),
    (By, "par, de la part"),
    (Not, "pas, aucun, aucune, ni, sans, personne, nul"),
    (Casualty, "victime*, pertes, perte, blessé*, morts, tué*"),
    (Age, "ans, âgé*"),
    (Rest, "autres, restant*, d entre eux, d entre elles"),
    (
        Positions,
        "positions, position, postes, poste, localités, emplacements",
    ),
    (
        Located,
        "situé*, située*, stationné*, déployé*, implanté*, installé*, se trouvant, se trouvent, placé*, basé*, \
         dans la direction, en direction, non loin, près, proches",
    ),
    (Occupied, "occupé*, occupée*, sous occupation"),
    (
        Heights,
        "hauteurs sans nom, hauteur sans nom, collines sans nom, hauteurs anonymes, hauteurs innommées",
    ),
    (
        Noun(Rank::Settlement, One),
        "village, ville, localité, commune, agglomération, hauteur",
    ),
    (
        Noun(Rank::Settlement, Many),
        "villages, villes, localités, communes",
    ),
    (Noun(Rank::Region, One), "région, district, raïon, rayon"),
    (Noun(Rank::Region, Many), "régions, districts, raïons"),
    (
        Noun(Rank::Province, One),
        "province, marz, république autonome",
    ),
    (Noun(Rank::Province, Many), "provinces"),
    (
        Direction,
        "direction, directions, secteur*, section, tronçon, frontière, axe, axes, alentours, environs, proximité, \
         côté, zone, près",
    ),
    (
        From,
        "depuis, à partir, depuis leurs positions, à partir des positions, des positions situées, partis, en \
         provenance, du côté",
    ),
    (
        Toward,
        "contre, sur, vers, en direction, dans la direction, en directions, à l encontre",
    ),
    (
        Times,
        "fois, reprises, reprise, violations, incidents, cas, violation, ruptures, infractions",
    ),
    (TimesWord(1), "une fois"),
    (TimesWord(2), "deux fois, à deux reprises"),
    (OneCase, "une violation, un incident, une rupture"),
    (Total, "au total, total, en tout"),
    (Inexact(About), "environ, près, presque, quelque"),
    (Inexact(MoreThan), "plus"),
    (Inexact(AtLeast), "au moins, pas moins de"),
    (Inexact(Vague), "plusieurs, dizaines"),
    (Inexact(LessThan), "moins de"),
    (Inexact(AtMost), "au plus, pas plus de"),
    (
        Shots,
        "tirs, obus, balles, kilomètre*, mètre*, mm, heures, minutes, jours, missiles",
    ),
    (And, "et, ainsi que, ou, ainsi qu"),
    (Month(1), "janvier"),
    (Month(2), "février"),
    (Month(3), "mars"),
    (Month(4), "avril"),
    (Month(5), "mai"),
    (Month(6), "juin"),
    (Month(7), "juillet"),
    (Month(8), "août"),
    (Month(9), "septembre"),
    (Month(10), "octobre"),
    (Month(11), "novembre"),
    (Month(12), "décembre"),
    (Weekday(1), "lundi"),
    (Weekday(2), "mardi"),
    (Weekday(3), "mercredi"),
    (Weekday(4), "jeudi"),
    (Weekday(5), "vendredi"),
    (Weekday(6), "samedi"),
    (Weekday(7), "dimanche"),
    (
        Sense::Part(PartOfDay::Overnight),
        "cette nuit, la nuit dernière, nuit du",
    ),
    (Sense::Part(PartOfDay::Night), "nuit"),
    (
        Sense::Part(PartOfDay::Other),
        "matin, soir, soirée, après midi, matinée, midi, aube",
    ),
    (
        PastDay,
        "24 dernières heures, dernières 24 heures, 24 heures, dernières vingt quatre heures, vingt quatre heures, \
         journée écoulée, jour écoulé",
    ),
    (DaysAgo(0), "aujourd hui, ce matin, ce soir, cet après midi"),
    (DaysAgo(1), "hier, la veille"),
    (
        Clock,
        "à, vers, de, jusqu, entre, environ, heure, heures, h, dès",
    ),
    (Hour, "heures, heure, h"),
    (Link, "au, et, du, à, le, en, ce, er"),
    (Until, "à, jusqu"),
    (Since, "de, depuis, entre, dès"),
    (Moscow, "heure de moscou"),
    (Greenwich, "gmt"),
    (
        Killed,
        "tué*, mort, morts, péri, décédé*, tomb* en martyr, martyr*, mortellement, perdu la vie, ont péri",
    ),
    (Wounded, "blessé*, blessures, touché par balle*"),
    (
        NoLosses,
        "aucune perte, aucune victime, pas de pertes, pas de victimes, aucun blessé, sans faire de victimes, ni \
         mort ni blessé",
    ),
    (
        Civilian,
        "civil*, habitant*, villageois*, agriculteur*, berger*, citoyen*",
    ),
    (
        Soldier,
        "soldat*, militaire*, conscrit*, sergent*, officier*, hommes, garde frontière*",
    ),
    (
        Single,
        "soldat, militaire, civil, habitant, conscrit, sergent, officier, lieutenant, agriculteur, berger",
    ),
    (
        SamePlace,
        "même direction, cette direction, cet axe, ce secteur, même secteur",
    ),
    (
        Weapon(W::SmallArms),
        "armes légères, armes à feu, armes de petit calibre, fusils d assaut, fusils, armes automatiques",
    ),
    (Weapon(W::MachineGun), "mitrailleuse*"),
    (
        Weapon(W::SniperRifle),
        "sniper*, tireur* d élite, fusil* de précision, tireurs embusqués",
    ),
    (
        Weapon(W::LargeCalibre),
        "gros calibre*, grand calibre, gros calibres",
    ),
    (
        Weapon(W::VariousCalibre),
        "différents calibres, divers calibres, calibres variés, de calibres",
    ),
    (
        Weapon(W::GrenadeLauncher),
        "lance grenades, lance roquettes",
    ),
    (Weapon(W::Mortar), "mortier*"),
    (Weapon(W::Artillery), "artillerie, obusier*, canon*"),
    (Weapon(W::CombatDrone), "drone*, drones kamikazes"),
    (Weapon(W::Quadcopter), "quadricoptère*"),
    (
        Further,
        "par ailleurs, en outre, également, aussi, de plus, de même, plus tard, ensuite",
    ),
    (
        Supposedly,
        "prétendument, prétendu*, soi disant, aurait, auraient",
    ),
    (
        Feature,
        "lac, mont, rivière, fleuve, route, autoroute, corridor, couloir, frontière avec",
    ),
    (Temporary, "temporair*, provisoir*"),
    (Used, "utilisé*, employé*, recours"),
    (
        Fire(Activity::Fire),
        "ouvrir le feu, ouvrent le feu, ouvert un feu, fait feu, tirs d artillerie, bombardé*, pris à partie, \
         cibl*, visant, a visé, ont visé, mitraillé*, échange de coups de feu, tirer sur, essuyé*, subi * \
         tirs",
    ),
    (
        Fire(Activity::CeasefireViolation),
        "violation* du cessez le feu, violé * cessez le feu, violation* * cessez le feu, enfreint * cessez le \
         feu, rompu * cessez le feu, cessez le feu a été violé, cessez le feu a été rompu",
    ),
    (
        Answer,
        "enquêt*, mécanisme, mesures de réponse, mesures nécessaires, mesures de riposte, mesures de \
         représailles, actions de riposte, réponse adéquate, réduits au silence, neutralis*, repouss*",
    ),
    (Routine, "escort*, observation, pèlerin*, accompagn*"),
    (
        Nothing,
        "aucune violation n, n ont été enregistré*, n a été constaté*, pas été enregistré*",
    ),
    (
        Denial,
        "ne correspondent pas, pas à la réalité, ne reflète*, mensonge*, mensongère*, fausses informations, \
         fausse information, n ont pas ouvert le feu, n a pas ouvert le feu, n ont pas tiré, n a pas tiré, \
         erroné*, absurde*, sans aucun fondement, fallacieu*, trompeu*",
    ),
    (Supposedly, "prétendant, présumé*, supposé*, supposément"),
    (
        Further,
        "en même temps, dans le même temps, à nouveau, de nouveau, une nouvelle fois, outre cela, puis, après \
         quoi, parallèlement",
    ),
    (
        Sense::Part(PartOfDay::Overnight),
        "durant la nuit, pendant la nuit, nuit dernière, dans la nuit, toute la nuit, au cours de la nuit, \
         nuit de",
    ),
    (
        PastDay,
        "au cours de la journée, pendant la journée, journée d hier, dernier jour, 24 heures écoulées, jour \
         précédent",
    ),
    (
        Killed,
        "trouvé la mort, tombé*, tuant, coûté la vie, succomb*, mortel*, décès, meurtr*",
    ),
    (Wounded, "blessant, blessure, blessés, blessé"),
    (
        NoLosses,
        "n y a pas de victimes, n y a pas eu de victimes, n y a pas de blessés, n y a pas eu de blessés, n y \
         a pas eu de pertes, pas eu de blessé, aucun mort, pas fait de victimes, aucune perte humaine, sans \
         faire de blessés, aucun militaire, personne n a été blessé, n a pas subi de pertes, n a pas de \
         pertes, aucune perte n, pas de blessés, n est à déplorer",
    ),
    (
        Civilian,
        "ouvrier*, travailleur*, enfant*, femme*, conducteur*",
    ),
    (
        Soldier,
        "personnes, appelé*, lieutenant*, capitaine*, adjudant*, contractuel*, policier*",
    ),
    (
        Single,
        "sous lieutenant, capitaine, adjudant, homme, femme, appelé, contractuel, policier, conducteur, \
         villageois, citoyen, garde frontière",
    ),
    (
        Forces,
        "forces armé*, formation, contingent, combattants, garde frontières, bataillon*, saboteur*",
    ),
    (
        Positions,
        "positions de combat, positions militaires, avant postes, poste de combat, postes de combat, \
         tranchées",
    ),
    (
        From,
        "depuis les positions, depuis des positions, depuis le village, depuis les villages, depuis le \
         territoire, à partir de leurs positions, à partir du territoire, à partir du village, à partir des \
         villages, de positions, des positions, de leurs positions, venant de, provenant, tirés depuis",
    ),
    (
        Toward,
        "en direction de, en direction des, en direction du, dans la direction de, dans les directions",
    ),
    (Occupied, "sous le contrôle"),
    (
        Times,
        "fois le, occasions, cas de violation, violations du cessez le feu, violation du cessez le feu, \
         infraction",
    ),
    (TimesWord(3), "trois fois, à trois reprises"),
    (TimesWord(4), "quatre fois, à quatre reprises"),
    (TimesWord(5), "cinq fois, à cinq reprises"),
    (TimesWord(6), "six fois, à six reprises"),
    (
        OneCase,
        "un cas, une violation du cessez le feu, un cas de violation",
    ),
    (
        Weapon(W::SmallArms),
        "arme légère, armes de tir, armes individuelles, armes d infanterie",
    ),
    (
        Weapon(W::VariousCalibre),
        "différent calibre, différentes armes, de différents calibres, de divers calibres, calibres \
         différents, divers types d armes, différents types d armes",
    ),
    (
        Weapon(W::Artillery),
        "lance roquettes multiples, artillerie lourde",
    ),
    (Used, "utilis*, recour*, employ*"),
    (
        TakesEffect,
        "entré en vigueur, entrée en vigueur, en vigueur",
    ),
    (
        Noun(Rank::Settlement, Many),
        "agglomérations, hameaux, hauteurs",
    ),
    (Noun(Rank::Province, One), "oblast"),
    (
        SameStretch,
        "au cours de la semaine, durant la semaine, durant cette période, pendant cette période, au cours de \
         cette période",
    ),
    (
        Denies,
        "a démenti, dément, démentent, ont démenti, rejette, a rejeté, a réfuté, réfute, nie, a nié",
    ),
    (Fire(Activity::Fire), "cible de, cible des, cibles de"),
    (
        Fire(Activity::Fire),
        "incident s est produit, s est produit",
    ),
    (Single, "autre, un autre, un second"),
    (
        NoPeople,
        "mine, mines, obus, balles, grenades, roquettes, missiles, bombes, vache, vaches, mouton, moutons, animaux, têtes de bétail",
    ),
    (If, "si, s il, au cas où"),
    (
        OneOfThem,
        "l autre dans, l autre à, l un dans, l une dans, l un à, l une à, une autre dans, un autre dans, la seconde dans, le second dans",
    ),
    (
        SameNoun,
        "celui de, celle de, ceux de, celles de, celui d, celle d",
    ),
    (Breach, "enfrein*, viol*, rompu*, bafou*"),
    (DaysAgo(0), "ce matin, ce soir"),
    (NextDay, "le lendemain, jour suivant"),
    (
        Quiet(Activity::Advance),
        "ont avancé, a avancé, sont avancé*, s est avancé*, pris hauteur, pris * hauteur, pris hauteurs, occupé hauteur, occupé * hauteur, entrés dans zone, entrées dans zone, entré dans zone, entrée dans zone, installé poste d observation, établi poste d observation, franchi la ligne, franchi ligne",
    ),
    (
        Quiet(Activity::Mine),
        "explosion mine, explosion d mine, explosion d une mine, explosion de mine, explosion * mine, explosion * * mine, explosion de mines, sauté sur mine, sauté sur une mine, heurté mine, heurté une mine, mine a explosé, mine * a explosé, marché sur mine, roulé sur mine",
    ),
    (
        Laid,
        "posée, posées, posé, enfouie, placée, placées, installée",
    ),
    (
        Rounds,
        "tir, tirs, coup de feu, coups de feu, coups, obus, balle, balles, grenade, grenades, roquette, roquettes, missile, missiles, projectile, projectiles, cartouches",
    ),
    (
        Person(CasualtyKind::Soldiers),
        "soldat*, militaire, militaires, conscrit*, sergent*, officier*, garde frontière*, lieutenant*, adjudant*",
    ),
    (Person(CasualtyKind::Police), "policier*"),
    (
        Person(CasualtyKind::Peacekeepers),
        "casque* bleu*, soldat* de la paix",
    ),
    (
        Person(CasualtyKind::Medics),
        "médecin*, infirmi*, ambulancier*",
    ),
    (Person(CasualtyKind::Journalists), "journaliste*"),
];

const NUMBERS: &[(u32, &str)] = &[
    (1, "un, une"),
    (2, "deux"),
    (3, "trois"),
    (4, "quatre"),
    (5, "cinq"),
    (6, "six"),
    (7, "sept"),
    (8, "huit"),
    (9, "neuf"),
    (10, "dix"),
    (11, "onze"),
    (12, "douze"),
    (13, "treize"),
    (14, "quatorze"),
    (15, "quinze"),
    (16, "seize"),
    (20, "vingt"),
    (30, "trente"),
    (40, "quarante"),
    (50, "cinquante"),
    (60, "soixante"),
    (100, "cent"),
    (1000, "mille"),
    (70, "soixante dix"),
    (80, "quatre vingt, quatre vingts"),
];
