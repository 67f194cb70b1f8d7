//! English.

use super::super::grammar::{
    Bound::*,
    LanguageTable, Negation,
    Number::{Many, One},
    Order, PartOfDay, Rank,
    Sense::{self, *},
};
use crate::model::{Activity, CasualtyKind, Party, Weapon as W};

pub static TABLE: LanguageTable = LanguageTable {
    code: "en",
    order: Order::Before,
    phrases: PHRASES,
    numbers: NUMBERS,
    number_joints: &["and"],
    negation: Negation::Words,
    fillers: &["the", "a", "an", "their", "its", "local", "so"],
    endings: &[],
    apart: &["s"],
    elided: &[],
    proclitics: &[],
    respelled: &[],
    skeleton: false,
    adjectives: &[],
    cases: &[],
};

const PHRASES: &[(Sense, &str)] = &[
    (
        Sense::Stretch,
        "road, roads, highway, motorway, route, stretch, section, segment, line, along",
    ),
    (Sense::Between, "between"),
    (
        Sense::OutOf,
        "of, of them, of whom, of these, of those, including, of which",
    ),
    (
        Sense::NoneOfThem,
        "not once, not even once, not a single time, none in, none at, none near, none along, none on, none were recorded, none was recorded, none were registered, none was registered, no shelling, no firing",
    ),
    (Sense::But, "but, while, whereas, however"),
    (Sense::Respectively, "respectively"),
    (
        Sense::Compared,
        "compared to, compared with, in comparison with, in comparison to, as opposed to, versus, against, more than twice the, more than double the, twice as many as, twice as often as, up from, down from, than on, than day before, than day earlier, than yesterday, than previous day",
    ),
    (
        Sense::DayBefore,
        "day before, day earlier, previous day, week before, week earlier, week ago, month ago, month earlier, previous week, last week, previous month",
    ),
    (
        FromStart,
        "since beginning of, since start of, from beginning of, from start of",
    ),
    (
        FromStartOfMonth,
        "since beginning of month, since start of month, since beginning of this month, since start of this month",
    ),
    (
        FromStartOfYear,
        "since beginning of year, since start of year, since beginning of this year, since start of this year, so far this year",
    ),
    (
        Answer,
        "shot down, downed, opened return fire, opened fire in response, opened fire in return, returned * fire",
    ),
    (Rounded(6), "half a dozen, half dozen"),
    (Rounded(12), "a dozen, dozen"),
    (
        Share,
        "the rest, half of, most of, majority of, third of, two thirds of, quarter of, bulk of",
    ),
    (
        RisesFrom,
        "rose from, risen from, rises from, increased from, grew from, fell from, dropped from, decreased from, declined from, went up from, went down from",
    ),
    (Sense::Or, "or"),
    (
        Sense::AllClaims,
        "all claims, all statements, all reports, all accusations, all allegations, all the claims, all the statements, all the accusations, every claim, every statement, any claims, all such claims",
    ),
    (Sense::Rumours, "rumour, rumours, rumor, rumors"),
    (Sense::InsteadOf, "not, rather than, instead of"),
    (
        Sense::Withdrawn,
        "earlier figure, earlier figures, earlier number, previous figure, previous figures, previous number, wrong figure, wrong number, figure was wrong, number was wrong, figure was withdrawn, report was withdrawn, figure is withdrawn, withdraws its report, withdrew its report, withdraws the figure, withdrew the figure, erroneously reported, mistakenly reported, reported by mistake",
    ),
    (
        Sense::HowMany,
        "number of, quantity of, amount of, total of",
    ),
    (
        Sense::Corrects,
        "corrects, correction, correcting, corrected, revised figure*, revised number*, revised data",
    ),
    (
        Fire(Activity::Fire),
        "opened fire, opened * fire, opened * * fire, open fire, opens fire, opening fire, opening of fire, fire \
         was opened, fire opened, fire * opened, fired, firing, fires, subjected to fire, subjected to * fire, \
         subjected to * * fire, subjected to shelling, subjected to * shelling, subject to fire, subjected * to \
         fire, under fire, under * fire, under * * fire, exchange of fire, exchanges of fire, exchanged fire, \
         shooting, shootout, shot at, shots, gunshot*, gunfire, shelled, shelling, shells, unleashed fire, \
         discharging fire, discharged fire, directed fire, targeted fire, targeted, targeting, shot by, sniper \
         fire, arms fire, small arms fire, weapons fire, rifle fire, mortar fire, artillery fire, aimed fire, \
         irregular fire, intense fire, intensive fire, conducted fire, fire from, bombard*, skirmish*, opened \
         fire*, subjected to fire*, fire, shoot, shooting*, shot, came under fire, discharg*, targeted by, \
         gunshots, exchange* of shots, firefight*, hit by, took fire, taking fire, working with artillery, worked \
         with artillery, missile*, rocket*, struck, hit, hitting, battle*, artillery shells, pounded, pounding, \
         strafed",
    ),
    (
        Fire(Activity::CeasefireViolation),
        "violat* ceasefire, violat* of ceasefire, violat* ceasefire regime, violat* of ceasefire regime, violat* \
         of cease fire, violat* cease fire, violat* of * ceasefire, violat* * ceasefire, ceasefire violat*, cease \
         fire violat*, ceasefire regime violat*, ceasefire was violated, ceasefire regime was violated, ceasefire \
         regime * * * was violated, ceasefire has been violated, ceasefire had been violated, breach* ceasefire, \
         breach* of ceasefire, broke ceasefire, broken ceasefire, ceasefire breach*, violat* truce, violat* of \
         truce, violat* regime of ceasefire, violat* of regime of ceasefire, violat* of regime, cases of violat*, \
         cases of ceasefire violat*, case of violation, case of ceasefire violat*, cases of violation of \
         ceasefire, cases of violation of ceasefire regime, case of violation of ceasefire, case of violation of \
         ceasefire regime, ceasefire regime violations, ceasefire was * violated, ceasefire regime was * violated, \
         ceasefire has been * violated, ceasefire regime has been * violated, ceasefire * * violated, ceasefire \
         regime * * violated, ceasefire violated, breach was registered, breaches were registered, breach by, \
         breach was recorded, breaches by, more breach, cases of breach*",
    ),
    (
        Fire(Activity::Attack),
        "attacked, attacks, attack, attacking, assault*, offensive, launched * attack, sabotage, attempt* to \
         advance, attempt* to cross, attempt* to seize, attempt* to capture, tried to advance, tried to seize, \
         infiltrat*, penetrat*, incursion*, invad*, subversive, commando*, intrusion, clash*, stormed, raid, raids",
    ),
    (
        Fire(Activity::DroneStrike),
        "drone strike*, drone attack*, uav strike*, strike* with * uav*, struck by * drone*",
    ),
    (
        Quiet(Activity::Reconnaissance),
        "reconnaissance, conducting * flight, attempted to fly, attempt to fly, \
            carry out * flight*",
    ),
    (
        Quiet(Activity::Fortification),
        "fortification*, trench*, engineering work*, dig *, install long term *, earthworks by, \
            engineering fortification*, fortify, lay mines, combat positions were set up",
    ),
    (
        Answer,
        "retaliatory fire, retaliat* fire, retaliat*, response fire, return* fire, answering fire, \
         countermeasure*, counter measures, adequate measures, relevant measures, necessary measures, response \
         measures, adequate response, measures in response, took * measures, taking * measures, silenced by, \
         suppressed by, fired back, response actions, responded, adequate * measures, in response, retaliation \
         fire, urgent measures, ceasefire agreement, cease fire agreement, ceasefire regime is, maintain* \
         ceasefire, fully controls, fire back, caught fire, firing points, fired in return, returned fire, no \
         fire, adequate steps, appropriate steps, retaliatory steps, in reply, return of fire, steps in return, \
         adequate step*, appropriate measures, punitive actions, response steps, ceased to shell, forced * to \
         silence, steps in response, silenc*, suppress*",
    ),
    (
        Routine,
        "patrol*, convoy*, escorted, pilgrim*, humanitarian, demining, mine clearance, \
            observation posts, meeting was held, accompanied, checkpoint*",
    ),
    (
        Nothing,
        "no violations, no ceasefire violations, no violation, no ceasefire violation, \
            violations * were not, not recorded, not registered, no incidents, no cases, \
            were not recorded, was not recorded, has not been violated, not been registered, \
            not been recorded, without incident*, without violations, \
            ceasefire regime was observed, ceasefire is observed, no breaches, \
            no ceasefire breaches, is observed, was observed along",
    ),
    (
        Denial,
        "false, falsely, falsehood*, falsif*, disinformation, misinformation, fake, lie, lies, not correspond, \
         nothing to do with reality, nothing to do, denies, deny, denied, denying, refute*, refuting, reject*, \
         groundless, untrue, delirium, not true, no truth, fabricat*, did not open, did not fire, have not opened, \
         has not opened, not opened fire, not fired, not align, baseless, unfounded, not violat*, have not \
         violated, did not violate, contrary to reality, not reflect reality, does not reflect, far from reality, \
         invention, deceitful, absurd*, have not shelled, did not shell, no shots, not targeted, misleading, \
         manipulation, not consistent with reality, not consistent, does not match, not match, at odds with, no \
         word of truth, contain word of truth, word of truth, nothing in common, does not hold, untruth*, \
         unsubstantiated, bears no relation, no relation to, dismiss*, distort*, contradict* reality, contradict* \
         facts, inventions, does not stand, far fetched, hoax, not confirm*, concoct*, slander*, nonsense, pure \
         fiction, fiction, figment*, refutation, denial, bogus, provocative lie*, no shooting, spread * \
         disinformation, are not true, there is no truth, no truth in",
    ),
    (
        Says,
        "said, says, stated, states, reported, reports, announced, announces, informed, claimed, \
            claims, claiming, statement, told, according to, accused, declared, confirmed, noted, \
            message, press release, bulletin, information is being provided, information provided, \
            disseminated, released, issued, accuses, alleging, alleged, alleges, circulated",
    ),
    (
        Office,
        "ministry, ministry of defen*, defen* ministry, mod, press secretary, spokes*, general staff, ombuds*, \
         foreign ministry, ministry of foreign affairs, government, border service, mfa, defen* department, press \
         service, defense minister, defence minister, defen* agency, regional police*, police department, district \
         police, regional department, police, media, press, baku, yerevan",
    ),
    (
        Side(Party::Armenia),
        "armenia, armenian, armenians, ra armed forces, armenia*, yerevan",
    ),
    (
        Side(Party::Azerbaijan),
        "azerbaijan, azerbaijani, azerbaijanis, azeri, azeris, baku",
    ),
    (
        Side(Party::NagornoKarabakh),
        "defense army, defence army, artsakh defense army, artsakh armed forces, \
            karabakh armed forces, nagorno karabakh armed formations, \
            armed formations of nagorno karabakh, karabakh army, artsakh army, nkr, \
            artsakh, nagorno karabakh republic, karabakh side, artsakh side, \
            republic of artsakh, armed forces of nagorno karabakh, nagorno karabakh defense army, \
            nagorno karabakh defence army, karabakh forces",
    ),
    (
        Illegal,
        "illegal armenian, illegal armed, remnants of armenian, armenian illegal, \
            illegal * armed, unlawful armenian, separatist*, armenian armed remnants, \
            illegal separatist*",
    ),
    (
        KeepersArea,
        "where russian peacekeep*, where russian * peacekeep*, where russian forces are *, where peacekeep*, where \
         * peacekeep*, where * * peacekeep*, where russian * contingent, temporarily deployed, temporarily \
         stationed, temporary deployment, peacekeepers are temporarily, nagorno karabakh, artsakh republic, \
         responsibility of russian peacekeep*, zone of responsibility, responsibility zone, area of \
         responsibility, peacekeeping contingent is, in nk, peacekeepers responsibility",
    ),
    (Keepers, "russian, russia, peacekeep*, russians"),
    (
        Forces,
        "armed forces, forces, units, unit, troops, army, military units, detachment*, formation*, military, \
         subunits, armed units, side, subdivisions, soldiers opened, snipers, adversary, enemy, servicemen, \
         soldiers, claims, members of, subdivision*, militar*, army units, personnel, gang*, squad*, armed claims, \
         border guards, serviceman, soldier, defense army, defence army",
    ),
    (
        Positions,
        "positions, position, military positions, combat positions, posts, post, military posts, combat post*, \
         outpost*, combat outpost*, territory, strongholds, strongpoint*, border posts, points, targets, trenches, \
         patrol",
    ),
    (
        Noun(Rank::Settlement, One),
        "settlement, village, town, settlment, community, city, height, hill",
    ),
    (
        Noun(Rank::Settlement, Many),
        "settlements, villages, towns, communities, heights, settlments, cities",
    ),
    (
        Noun(Rank::Region, One),
        "region, district, raion, rayon, regional",
    ),
    (
        Noun(Rank::Region, Many),
        "regions, districts, raions, rayons",
    ),
    (
        Noun(Rank::Province, One),
        "province, marz, oblast, autonomous republic",
    ),
    (Noun(Rank::Province, Many), "provinces, marzes"),
    (
        Direction,
        "direction, directions, section, sections, part, vicinity, area, areas, sector, sectors, \
            outskirts, border, state border, side, near",
    ),
    (
        From,
        "from, starting from * of, azerbaijani post, out of, those stationed, those located, those situated, those \
         on nameless, those on unnamed, those being near, those deployed",
    ),
    (
        Toward,
        "at, upon, against, towards, toward, in direction, in directions, into, onto",
    ),
    (
        Times,
        "times, times a day, cases, incidents, occasions, violations, ceasefire violations, violations of \
         ceasefire, instances, violations of ceasefire regime, ceasefire regime violations, cases of violat*, \
         cases of ceasefire violat*, case of violation, facts, ceasefire violation, violation of ceasefire, \
         violation of ceasefire regime, case, incident, case of ceasefire violat*, more violations, attacks, cases \
         of violation of ceasefire, cases of violation of ceasefire regime, case of violation of ceasefire, case \
         of violation of ceasefire regime, violations of regime of ceasefire, more cases, more incidents, \
         breaches, ceasefire breaches, of cases, of incidents, of them, other cases, other incidents, breach, \
         breach of truce, breach of ceasefire, violation, violations by, attack cases, instance, occasion, \
         episodes",
    ),
    (TimesWord(1), "once"),
    (TimesWord(2), "twice"),
    (TimesWord(3), "thrice"),
    (
        OneCase,
        "violation was registered, violation was recorded, \
            violation of ceasefire was registered, violation of ceasefire was recorded, \
            violation of ceasefire regime was registered, \
            violation of ceasefire regime was recorded, violation of ceasefire regime was reported, \
            registered violation, recorded violation, ceasefire violation was registered, \
            ceasefire violation was recorded, violation of ceasefire was reported, \
            ceasefire violation was reported, recorded ceasefire violation, \
            registered ceasefire violation, a violation, a ceasefire violation, an incident, \
            case was recorded, violation of ceasefire regime has been registered, \
            violation of ceasefire regime has been recorded, \
            violation of ceasefire has been recorded",
    ),
    (
        Total,
        "in total, total, a total, in all, altogether, overall, total of",
    ),
    (
        Inexact(About),
        "about, around, nearly, almost, approximately, some",
    ),
    (Inexact(MoreThan), "more than, over"),
    (Inexact(AtLeast), "at least"),
    (
        Inexact(AtMost),
        "up to, no more than, not more than, at most",
    ),
    (Inexact(Vague), "dozens, several"),
    (Inexact(LessThan), "fewer than, less than"),
    (
        Shots,
        "shots, rounds, shells, projectiles, bullets, grenades, hours, minutes, days, kilomet*, \
            km, m, meters, metres, mm, millimet*, percent, years, persons, people",
    ),
    (And, "and, as well as, also, or, plus"),
    (Month(1), "january, jan"),
    (Month(2), "february, feb"),
    (Month(3), "march"),
    (Month(4), "april, apr"),
    (Month(5), "may"),
    (Month(6), "june"),
    (Month(7), "july"),
    (Month(8), "august, aug"),
    (Month(9), "september, sept, sep"),
    (Month(10), "october, oct"),
    (Month(11), "november, nov"),
    (Month(12), "december, dec"),
    (Weekday(1), "monday"),
    (Weekday(2), "tuesday"),
    (Weekday(3), "wednesday"),
    (Weekday(4), "thursday"),
    (Weekday(5), "friday"),
    (Weekday(6), "saturday"),
    (Weekday(7), "sunday"),
    (
        Sense::Part(PartOfDay::Overnight),
        "overnight, night of, on night, last night, night from, late at night, during night, \
            at night",
    ),
    (
        Sense::Part(PartOfDay::Other),
        "by day, during daytime, morning, evening, afternoon, noon, midday, midnight, late, early, night, dawn",
    ),
    (
        PastDay,
        "past 24 hours, last 24 hours, past day, last day, past twenty four hours, 24 hours, previous day, during \
         day, times a day, past 24 hour, within a day, within 24 hours, over past day, over day, last 24 hour, \
         preceding 24 hours, past day and night, same hour of previous day, previous 24 hours, within past day, \
         last twenty four hours, preceding day, in course of day, during last day, in past day, over last day, \
         throughout day, all through day, in daytime",
    ),
    (
        DaysAgo(0),
        "today, this morning, tonight, this evening, today s, tonight s, this afternoon, this night, earlier \
         today, since morning",
    ),
    (
        DaysAgo(1),
        "yesterday, last evening, yesterday s, previous evening",
    ),
    (
        Clock,
        "at, from, about, around, hours, hrs, o clock, oclock, since, to, until, till, between, \
            hour, approximately, by, local time",
    ),
    (Forenoon, "am"),
    (Afternoon, "pm"),
    (AsOf, "as of"),
    (Moscow, "moscow time, msk"),
    (Year, "year"),
    (Until, "to, until, till, through, up to"),
    (
        Since,
        "from, since, starting, beginning, between, starting from",
    ),
    (
        Killed,
        "killed, dead, died, deaths, fatalit*, fatal*, fell, death, deceased, kia, martyr*, lost his life, lost \
         their lives, fell as martyr, lost life, lost lives, claimed lives, claimed life, mortally wounded, fatal \
         wound, fatally wounded, perished, slain, lethal*, mortal*, died of, lost * soldiers",
    ),
    (
        Wounded,
        "wounded, injured, injuries, injury, wound, wounds, wounding, injuring, casualties of, sustained * wound*, \
         hospitalized, bullet wound*, gunshot wound*, gunshot injur*, got injured, casualties among",
    ),
    (
        NoLosses,
        "no casualt*, no causalit*, no losses, no loss, no injur*, no victims, ruled out any casualt*, no \
         personnel losses, no human losses, there are no losses, not injured, no one was injured, nobody was \
         injured, no one was hurt, without casualt*, no wounded, no killed, neither killed nor wounded, no deaths, \
         no dead, without losses, was not injured, were not injured, did not suffer any losses, has no losses, \
         does not have casualt*, not suffered any losses, no one is injured, has no casualt*, have no casualt*, \
         not have any casualt*, not have casualt*, not have losses, no damage, not have any losses, not have \
         victims, have no losses, not suffer losses, no civilian casualt*, escaped unharmed, not hurt, suffered no \
         losses, no fatalit*, not suffer any losses, nobody was hurt, not suffer casualt*, not suffer any \
         casualt*, not suffered casualt*, no * member has been harmed, no one was harmed, not harmed, unharmed, no \
         * was harmed, no one has been harmed, no one was killed, no reports of casualt*, not cause casualt*, \
         ruled out casualt*",
    ),
    (
        Civilian,
        "civilian*, citizen*, resident*, worker*, farmer*, driver, villager*, inhabitant*, \
            peaceful, journalist*, child*, woman",
    ),
    (
        Soldier,
        "serviceman, servicemen, soldier*, military personnel, officer*, conscript*, private*, sergeant*, \
         lieutenant*, contract soldier*, captain, major, policeman, policemen, police officer*, people, persons, \
         person, man, men, military servicem*, contract servicem*, ensign, border guard*, guard*, fighter*, \
         corporal, lance corporal, troops, shepherd*",
    ),
    (
        Single,
        "serviceman, soldier, doctor, medic, paramedic, nurse, civilian, resident, citizen, farmer, officer, policeman, driver, worker, conscript, \
         sergeant, lieutenant, villager, private, military serviceman, police officer, contract serviceman, \
         contract soldier, ensign, warrant officer, senior lieutenant, lance corporal, corporal, contractor, \
         shepherd, man, woman, girl, boy, junior sergeant, senior soldier, recruit, captain, major, tractor \
         driver, fighter, border guard, guard",
    ),
    (
        SamePlace,
        "same direction, in area, in this area, in that area, in same direction, same area, this direction, \
         mentioned direction, mentioned area, in these areas, these areas, in mentioned area, aforementioned area, \
         said area, these directions, same location, there, same section, that direction, that section, aforesaid \
         section*, said direction, these positions",
    ),
    (Hour, "o clock, oclock, hours, hrs"),
    (
        Link,
        "republic, of, to, and, through, st, nd, rd, th, on, in",
    ),
    (
        Weapon(W::SmallArms),
        "small arms, rifle, rifles, firearms, firearm, small caliber, small calibre, \
            assault rifle*, automatic weapon*, shooting weapon*, rifle weapon*, small arm, \
            light weapons, caliber rifles, calibre rifles",
    ),
    (Weapon(W::MachineGun), "machine gun*, machinegun*"),
    (
        Weapon(W::SniperRifle),
        "sniper, sniper rifle*, sniper weapon*, snipers, sniper fire",
    ),
    (
        Weapon(W::LargeCalibre),
        "large caliber*, large calibre*, heavy machine gun*, high caliber*, large bore, \
            heavy weapon*, large caliber weapon*, heavy caliber*, large calibre weapon*",
    ),
    (
        Weapon(W::VariousCalibre),
        "various caliber*, various calibre*, different caliber*, different calibre*, \
            various diameter*, various types of weapons, different types of weapons, \
            various kinds of weapons, various types of firearms, weapons of various, \
            weapons of different, varying caliber*, various caliber firearm*, \
            different caliber rifle*, different calibre rifle*, various caliber rifle*, \
            various weapons, different weapons, calibers of weapons, various sized weapons, \
            various weaponry, various firearm*",
    ),
    (
        Weapon(W::SmallArms),
        "various caliber firearm*, various calibre firearm*, different caliber rifle*, \
            different calibre rifle*, various caliber rifle*, various caliber small arms, \
            different caliber small arms, various calibre small arms, various firearm*, \
            various types of firearms",
    ),
    (
        Weapon(W::VariousCalibre),
        "various caliber small arms, different caliber small arms, various calibre small arms",
    ),
    (
        Weapon(W::GrenadeLauncher),
        "grenade launcher*, rpg, ags, grenades, grenade, underbarrel",
    ),
    (Weapon(W::Mortar), "mortar*, mortar fire"),
    (
        Weapon(W::Artillery),
        "artillery, artillery fire, howitzer*, cannon*, guns of artillery, multiple launch",
    ),
    (Weapon(W::Quadcopter), "quadcopter*, quadrocopter*"),
    (
        Weapon(W::CombatDrone),
        "uav, uavs, attack drone*, combat drone*, strike drone*, drone, drones, kamikaze, \
            unmanned aerial vehicle*, drone strike*, loitering munition*",
    ),
    (
        Further,
        "moreover, in addition, besides, likewise, furthermore, meanwhile, in meantime, additionally, apart from \
         that, once again, once more, one more time, later, afterwards, subsequently",
    ),
    (
        Supposedly,
        "allegedly, supposedly, purportedly, as if, as though, as is alleged, alleged, alleging, alleges",
    ),
    (
        Feature,
        "lake, mount, mountain, river, highway, road, corridor, reservoir, route, motorway, checkpoint, border, \
         border with, frontier with",
    ),
    (Greenwich, "gmt, utc"),
    (
        Located,
        "located, stationed, deployed, situated, positioned, placed, based, in position, in positions, found, \
         lying, standing, not far from, far from, away from, close to",
    ),
    (Ours, "our, ours, its own"),
    (
        Enemy,
        "enemy, adversary, adversary's, opposing side, opponent, enemies, opposite side",
    ),
    (
        Occupied,
        "occupied, armenian occupied, azerbaijani occupied, under occupation, under control of",
    ),
    (
        Truce,
        "ceasefire, ceasefire regime, cease fire, cease fire regime, truce, armistice, ceasefire agreement, truce \
         agreement, cease fire agreement, regime of ceasefire, regime of silence, ceasefires",
    ),
    (
        Breach,
        "violat*, breach*, broke, broken, breaks, breaking, infring*, disregard*, disrupt*, not observ*, fail* to \
         observe, fail* to comply, trampl*",
    ),
    (By, "by"),
    (
        Not,
        "no, not, none, nobody, neither, nor, without, never, no one, didn t, haven t, hasn t, wasn t, weren t",
    ),
    (
        Casualty,
        "casualt*, losses, loss, victims, harm*, hurt, human losses, causalit*, damage * to personnel, personnel",
    ),
    (
        Age,
        "aged, years old, year old, year olds, age of, years of age",
    ),
    (
        Rest,
        "remaining, other, others, rest, of these, of them, of those, of these cases, of cases, more, further, \
         instances, of which, of total",
    ),
    (
        Heights,
        "nameless heights, nameless hills, unnamed heights, unnamed hills, nameless height, unnamed height, \
         nameless upland*",
    ),
    (
        ContactLine,
        "line of contact, contact line, front line, frontline, line of contact between troops, troops contact line",
    ),
    (
        TakesEffect,
        "took effect, takes effect, came into force, entered into force, come into effect, came into effect, enter \
         into force, comes into force",
    ),
    (Temporary, "temporar*"),
    (Used, "used, using, employed, deployed against"),
    (
        Fire(Activity::Fire),
        "fire at, opened gunfire, opened * gunfire, subjected * * to fire, fired upon, fired on, fired at, \
         shots were fired, were fired, fire on, came under shelling, came under * fire, come under fire, \
         coming under fire, fired * shots, fired * rounds, were shelled, was shelled, under shelling, \
         shooting at, intensively fired, opened sporadic fire, irregularly fired, sniped",
    ),
    (
        Answer,
        "investigat*, mechanism, mechanisms, retaliatory actions, retaliatory measures, retaliatory strikes, \
         retaliatory action, suppressed, neutralized, neutralised, reciprocal measures, proportionate \
         response, retaliated, answered, responsive measures, adequately responded, given * response",
    ),
    (
        Denial,
        "do not correspond, does not correspond, doesn t correspond, don t correspond, not corresponding, not \
         reflect, do not reflect, inaccurate, erroneous, outright lie, complete lie, another lie, blatant \
         lie, disinformative, inconsistent with reality, have not fired, has not fired, had not fired, hasn t \
         fired, haven t fired, did not shoot, not carried out any fire, not opened, never opened fire, not \
         opened any fire, not resorted, not conform*, debunk*, repudiat*, spurious",
    ),
    (
        Says,
        "accordingly, informs, reporting, writes, wrote, quoted, quoting, citing, as per, spread, spreads, \
         published, publishes, posted",
    ),
    (
        Supposedly,
        "purported, so called, claiming that, claims that, claim that, as if to, having allegedly",
    ),
    (
        Further,
        "in the meantime, at the same time, following that, thereafter, in a separate incident, in another incident, another incident, separately",
    ),
    (
        Sense::Part(PartOfDay::Overnight),
        "during the night, through the night, all night, in the night, the whole night, overnight on, \
         overnight from, over the night, night between",
    ),
    (
        PastDay,
        "last day and night, during the last 24 hours, over the past 24 hours, in the past 24 hours, in the \
         last 24 hours, over the last 24 hours, during the past 24 hours, past 24 hrs, last 24 hrs, 24 hrs, \
         throughout the day, during the past day, in one day, over a day, twenty four hours",
    ),
    (
        DaysAgo(0),
        "today at, this noon, earlier this morning, in the morning today",
    ),
    (
        DaysAgo(1),
        "yesterday evening, yesterday night, previous night, the day before, last afternoon",
    ),
    (
        Killed,
        "was killed, were killed, got killed, died as a result, succumbed, killing, life was lost, lives were \
         lost, casualties dead, shot dead, lost their life, gunned down, martyred, fallen",
    ),
    (
        Wounded,
        "was wounded, were wounded, got wounded, was injured, were injured, sustained injuries, suffered \
         injuries, suffered wounds, received wounds, received injuries, received * wound*, suffered * wound*, \
         sustained * injur*, suffered * injur*, shrapnel wound*",
    ),
    (
        NoLosses,
        "no reported casualt*, no casualties reported, no casualties were, no casualties have, no casualties \
         or, no injuries, no injured, there were no casualties, there are no casualties, nobody hurt, nobody \
         injured, nobody was wounded, no one wounded, no one was wounded, no one injured, no fatalities, \
         suffered no casualt*, sustained no losses, sustained no casualt*, no loss of life, no human \
         casualt*, not sustained losses, no losses among, has not suffered, have not suffered, no victims or, \
         no dead or, were no victims, none were hurt, none were injured, none was injured, without any \
         losses, without any casualt*",
    ),
    (
        Civilian,
        "teenager*, pensioner*, tractor*, pupil*, student*, peasant*",
    ),
    (
        Single,
        "servicewoman, teenager, serviceperson, sniper victim, warrant, colonel, pensioner, military man",
    ),
    (
        Soldier,
        "servicewomen, recruit*, colonel*, personnel, military men, reservist*, volunteer*",
    ),
    (
        Forces,
        "border troops, border forces, military forces, defense forces, defence forces, armed forces units, \
         gunmen, saboteur*, reconnaissance group, special forces, group, groups",
    ),
    (
        Positions,
        "outpost, firing positions, military outposts, defensive positions, defence positions, defense \
         positions, combat position, fortifications, trench, dugout*, military position, positions located",
    ),
    (
        Located,
        "which are located, which is located, stationed in, stationed near, deployed in, deployed near, \
         situated in, situated near, lying in, dislocated, on the territory, in the territory",
    ),
    (
        From,
        "from the positions, from positions, from their positions, from its positions, from the territory, \
         from posts, from the posts, from the direction, from directions, from the directions, from the \
         heights, from heights, from near, from the side, from settlements, from the villages, from the \
         village, positions in front of",
    ),
    (
        Toward,
        "in the direction of, in the directions of, to the direction, directed at, targeting, targeted at",
    ),
    (
        Times,
        "times the ceasefire, truce violations, ceasefire infringements, infringements, violations of the \
         truce, violations of the ceasefire, violation of the truce, shelling cases, cases of shelling, cases \
         of firing, occurrences",
    ),
    (Total, "in sum, all in all, grand total, combined"),
    (Inexact(About), "roughly, close to, approx"),
    (Inexact(AtLeast), "minimum"),
    (Inexact(AtMost), "maximum"),
    (InexactBehind(AtLeast), "or more"),
    (InexactBehind(AtMost), "or fewer, or less"),
    (
        Inexact(AtLeast),
        "no less than, not less than, no fewer than, upwards of",
    ),
    (Inexact(MoreThan), "a total of over, above"),
    (
        Weapon(W::SmallArms),
        "small-caliber weapons, small caliber weapons, automatic rifles, assault rifles, light arms, small \
         bore",
    ),
    (
        Weapon(W::GrenadeLauncher),
        "grenade launcher, under barrel, underbarrel grenade, anti tank grenade",
    ),
    (
        Weapon(W::Mortar),
        "60 mm mortars, 82 mm mortars, 120 mm mortars",
    ),
    (
        Weapon(W::Artillery),
        "howitzers, guns, rocket launcher*, multiple rocket",
    ),
    (
        Quiet(Activity::Fortification),
        "combat positions were, engineering equipment, to fortify, fortifying, laying mines, dug, digging",
    ),
    (
        Quiet(Activity::Reconnaissance),
        "recon flights, surveillance flight*, reconnaissance flight*",
    ),
    (
        Occupied,
        "occupied by armenia, formerly occupied, armenian held, armenia occupied",
    ),
    (Enemy, "rival, the foe, foe, the opponent, opposing force*"),
    (
        SamePlace,
        "in the same area, in this direction, at the same location, in the said direction, in the same \
         section, in that section, in this section, on the same section",
    ),
    (
        Noun(Rank::Settlement, One),
        "hamlet, borough, heights of, upland, peak",
    ),
    (Noun(Rank::Settlement, Many), "hamlets, hills"),
    (
        Nothing,
        "no violations of the ceasefire, no violations were, ceasefire violations were not, no ceasefire \
         violations were, no incidents were, no cases of, was not violated, were no violations, was no \
         violation",
    ),
    (
        Routine,
        "escort*, mine action, de mining, demined, refugees, returned to, mobile patrol*, \
         monitoring",
    ),
    (TimesWord(4), "four times"),
    (
        SameStretch,
        "during this period, during the period, during that period, during the week, over the week, in the \
         mentioned period, in the reporting period, during the mentioned period, during the reporting period, \
         in that period, in this period, during the said period, in those days, during those days, in the \
         course of those",
    ),
    (
        Denies,
        "denied, denies, rejected, rejects, refuted, refutes, dismissed, dismisses, called it, called this, \
         described it",
    ),
    (
        Fire(Activity::Fire),
        "became the target, were the target, was the target, became a target, became targets, target of, \
         targets of",
    ),
    (
        Sense::Part(PartOfDay::Other),
        "late evening, early morning, early hours, late hours, wee hours, in daytime, in the daytime, \
         daytime, at noon, at dawn",
    ),
    (
        Fire(Activity::Fire),
        "strike, strikes, it happened, incident happened, incident occurred, incident took place, occurred, \
         took place, carried out * strike*, mortared",
    ),
    (
        Fire(Activity::DroneStrike),
        "strikes with quadcopter*, strikes with * of quadcopter*, strikes with * * of quadcopter*, strike \
         with quadcopter*, strikes with * drone*",
    ),
    (Times, "strikes"),
    (
        Fire(Activity::Attack),
        "attempted * attack, attempts to advance, tried to cross, tried to capture, \
         tried to infiltrate, tried to penetrate",
    ),
    (Single, "another, second one"),
    (
        NoPeople,
        "mine, mines, shell, shells, projectile, projectiles, bullet, bullets, grenade, grenades, rocket, rockets, missile, missiles, bomb, bombs, rounds, cow, cows, sheep, goat, goats, horse, horses, cattle, livestock, animal, animals, head of cattle, heads of cattle, pigs, donkeys, drone, drones",
    ),
    (
        If,
        "if, in case, in the event, unless, had armenia*, had azerbaijan*, had the armenian*, had the azerbaijan*, had the enemy, had yerevan, had baku, should armenia*, should azerbaijan*, should the armenian*, should the azerbaijan*, should the enemy",
    ),
    (
        OneOfThem,
        "another in, other in, the other near, another near, second in, one more in",
    ),
    (SameNoun, "that of, those of, in that of"),
    (Breach, "flout*, defied, contraven*"),
    (
        Fire(Activity::Fire),
        "let off, let loose, turned * mortars, turned * guns, raked, peppered, sprayed, opened up",
    ),
    (
        Sense::Part(PartOfDay::Overnight),
        "the night of, night to, nighttime",
    ),
    (
        Says,
        "briefing*, told reporters, news conference, press conference",
    ),
    (Wounded, "were hurt, was hurt, got hurt, in hospital, hurt"),
    (Answer, "necessary steps, took steps, took * steps"),
    (
        Inexact(MoreThan),
        "upwards of, in excess of, north of, well over",
    ),
    (Inexact(About), "circa, in the region of, or so"),
    (NextDay, "next day, following day, day after"),
    (Killed, "dies, die, lost lives"),
    (
        PastDay,
        "in a day, in a single day, within a single day, over the course of the day, over the past twenty four hours, in twenty four hours",
    ),
    (
        Quiet(Activity::Advance),
        "violated line of contact, crossed line of contact, crossing line of contact, entered village, entered territory, entered zone, entered area, crossed state border, crossed border, advanced in direction, advanced toward*, advanced into, advanced to, have advanced, had advanced, has advanced, advanced * meters, advanced * metres, advanced * kilometers, advanced * kilometres, advanced * km, moved forward, moved * forward, took height, took * height, took heights, took * heights, took control of height, took control of * height, took control of * heights, took control of heights, captured height, captured * height, captured * heights, seized height, seized * height, seized * heights, occupying height, occupying * height, set up observation post*, set up * observation post*, set up new post*, established * observation post*",
    ),
    (
        Quiet(Activity::Mine),
        "hit mine, hit * mine, hit land mine, hit landmine, hits mine, hitting mine, hitting land mine, struck mine, struck * mine, struck * * * mine, struck landmine, hit * * mine, hit * * * mine, blown up by * * mine, blown up by * * * mine, exploded on * * mine, exploded on * * * mine, explosion of * * * mine, stepped on * * * mine, ran over * * * mine, mine explosion*, landmine explosion*, mine blast*, landmine blast*, mine exploded, mine * exploded, mine laid by * * * * * exploded, mine laid by * * * * exploded, landmine exploded, mine detonated, landmine detonated, mine went off, mines exploded, mines went off, blown up by mine, blown up by * mine, blown up on mine, blown up on * mine, exploded on mine, exploded on * mine, explosion of mine, explosion of * mine, explosion of * * mine, explosion of landmine, detonation of mine, detonation of * mine, stepped on mine, stepped on * mine, stepped on landmine, ran over mine, ran over * mine, ran over landmine, tripped mine, tripped landmine, hit anti tank mine, hit anti tank landmine, exploded hitting mine",
    ),
    (
        Laid,
        "laid, planted, implanted, installed, buried, emplaced",
    ),
    (
        Happened,
        "it happened, incident happened, incident occurred, incident took place, occurred, took place",
    ),
    (
        Rounds,
        "shot, shots, round, rounds, shell, shells, projectile, projectiles, bullet, bullets, grenade, grenades, rocket, rockets, missile, missiles, mortar bombs, mortar mines, mortar rounds, mortar shells, artillery shells, artillery rounds, mines of mortars, munitions",
    ),
    (
        Person(CasualtyKind::Soldiers),
        "serviceman, servicemen, servicewom*, soldier*, military personnel, military men, conscript*, sergeant*, lieutenant*, military servicem*, contract servicem*, ensign, border guard*, corporal*, colonel*, reservist*, recruit*",
    ),
    (
        Person(CasualtyKind::Police),
        "policeman, policemen, policewom*, police officer*, police personnel, police servicem*",
    ),
    (
        Person(CasualtyKind::Peacekeepers),
        "peacekeeper*, peacekeeping servicem*, peacekeeping soldier*",
    ),
    (
        Person(CasualtyKind::Medics),
        "medic, medics, paramedic*, doctor*, nurse*, ambulance crew",
    ),
    (
        Person(CasualtyKind::Journalists),
        "journalist*, reporter wounded, cameraman, correspondent*",
    ),
];

const NUMBERS: &[(u32, &str)] = &[
    (1, "one"),
    (2, "two"),
    (3, "three"),
    (4, "four"),
    (5, "five"),
    (6, "six"),
    (7, "seven"),
    (8, "eight"),
    (9, "nine"),
    (10, "ten"),
    (11, "eleven"),
    (12, "twelve"),
    (13, "thirteen"),
    (14, "fourteen"),
    (15, "fifteen"),
    (16, "sixteen"),
    (17, "seventeen"),
    (18, "eighteen"),
    (19, "nineteen"),
    (20, "twenty"),
    (30, "thirty"),
    (40, "forty, fourty"),
    (50, "fifty"),
    (60, "sixty"),
    (70, "seventy"),
    (80, "eighty"),
    (90, "ninety"),
    (100, "hundred"),
    (1000, "thousand"),
];
