//! Arabic.

use super::super::grammar::{
    LanguageTable,
    Number::{Many, One},
    Order, Rank,
    Sense::{self, *},
};
use crate::model::{Activity, Party, Weapon as W};

pub static TABLE: LanguageTable = LanguageTable {
    code: "ar",
    order: Order::Before,
    phrases: PHRASES,
    numbers: NUMBERS,
    fillers: &[],
    endings: &[],
    apart: &[],
    adjectives: &[],
    cases: &[],
};

const PHRASES: &[(Sense, &str)] = &[
    (
        Fire(Activity::Fire),
        "أطلق* النار, إطلاق النار, إطلاق نار, بإطلاق النار, فتح* النار, قصف*, أطلق * * النار, النار على",
    ),
    (
        Fire(Activity::CeasefireViolation),
        "انتهاك * لنظام وقف إطلاق النار, انتهاك لنظام وقف إطلاق النار, انتهاك وقف إطلاق النار, انتهاك* لنظام وقف إطلاق النار, خرق وقف إطلاق النار, \
         انتهك* وقف إطلاق النار, انتهك* نظام وقف إطلاق النار",
    ),
    (Fire(Activity::Attack), "هجوم, هاجم*"),
    (Answer, "ردا على, الرد"),
    (Routine, "دوريات, قافلة, قوافل"),
    (Nothing, "لم تسجل, لم يسجل, لم يتم تسجيل"),
    (Denial, "نفت, تنفي, كاذب*, عار عن الصحة"),
    (Says, "قالت, أعلنت, ذكرت, بيان"),
    (Office, "وزارة"),
    (Side(Party::Armenia), "أرمينيا, الأرميني*, أرميني*"),
    (Side(Party::Azerbaijan), "أذربيجان, الأذربيجاني*, أذربيجاني*"),
    (Keepers, "روسي*, الروسي*, روسيا, حفظ السلام"),
    (KeepersArea, "ناجورنو كارباخ, ناغورني قره باغ, قره باغ"),
    (Forces, "القوات, وحدات, قوات"),
    (Positions, "مواقع, دورية"),
    (Noun(Rank::Settlement, One), "مدينة, قرية, بلدة"),
    (Noun(Rank::Region, One), "منطقة, مقاطعة, إقليم"),
    (Noun(Rank::Region, Many), "مناطق"),
    (From, "من"),
    (Toward, "على, في, باتجاه"),
    (Times, "مرات, حالات, انتهاكات, مرة, انتهاك"),
    (
        OneCase,
        "انتهاك واحد, تم تسجيل انتهاك واحد, انتهاك واحد لنظام وقف إطلاق النار",
    ),
    (And, "و"),
    (Month(1), "يناير"),
    (Month(2), "فبراير"),
    (Month(3), "مارس"),
    (Month(4), "أبريل"),
    (Month(5), "مايو"),
    (Month(6), "يونيو"),
    (Month(7), "يوليو"),
    (Month(8), "أغسطس"),
    (Month(9), "سبتمبر"),
    (Month(10), "أكتوبر"),
    (Month(11), "نوفمبر"),
    (Month(12), "ديسمبر"),
    (PastDay, "ال24 ساعة الماضية, الساعات ال24 الماضية"),
    (DaysAgo(1), "أمس"),
    (DaysAgo(0), "اليوم"),
    (
        NoLosses,
        "ولم تقع إصابات, لم تقع إصابات, لا إصابات, دون إصابات, لم يصب",
    ),
    (Killed, "قتل, قتلى, مقتل"),
    (Wounded, "جرح, جرحى, أصيب, إصابة"),
    (Soldier, "جندي, جنود"),
    (Single, "جندي"),
    (Weapon(W::SmallArms), "أسلحة خفيفة, الأسلحة الخفيفة"),
    (Weapon(W::SniperRifle), "قناص, بسلاح قناص, بندقية قنص"),
    (Weapon(W::Mortar), "هاون"),
    (Weapon(W::Artillery), "مدفعية, بالمدفعية"),
    (Weapon(W::CombatDrone), "طائرات مسيرة, مسيرة"),
];

const NUMBERS: &[(u32, &str)] = &[
    (1, "واحد, واحدة"),
    (2, "اثنين, اثنان"),
    (3, "ثلاث*"),
    (4, "أربع*"),
    (5, "خمس*"),
    (6, "ست, ستة"),
    (7, "سبع*"),
    (8, "ثماني*"),
    (9, "تسع*"),
    (10, "عشر*"),
];
