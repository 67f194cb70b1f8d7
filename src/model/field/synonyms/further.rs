//! Headings in the languages of neighbours and of further observers. A line is a language: Persian, Arabic,
//! Georgian, Italian and Polish.

use super::Field;

/// Each field with the headings that plainly stand for it, separated by blanks.
pub(super) const PLAINLY: [(Field, &[&str]); 14] = [
    (
        Field::Start,
        &[
            "تاریخ تاریخ_شروع تاریخ_حادثه",
            "التاريخ تاريخ تاريخ_البداية تاريخ_الحادث",
            "თარიღი დაწყების_თარიღი",
            "data_dell_evento data_di_inizio",
            "data_zdarzenia data_początku",
        ],
    ),
    (
        Field::End,
        &[
            "تاریخ_پایان",
            "تاريخ_النهاية",
            "დასრულების_თარიღი",
            "data_di_fine",
            "data_końca",
        ],
    ),
    (
        Field::StartTime,
        &["ساعت زمان", "الوقت الساعة", "დრო საათი", "ora", "godzina"],
    ),
    (
        Field::Places,
        &[
            "مکان محل روستا شهر",
            "المكان الموقع القرية المدينة",
            "ადგილი სოფელი ქალაქი",
            "luogo località villaggio comune",
            "miejsce miejscowość wieś",
        ],
    ),
    (
        Field::Lat,
        &[
            "عرض_جغرافیایی",
            "خط_العرض",
            "განედი",
            "latitudine",
            "szerokość_geograficzna",
        ],
    ),
    (
        Field::Lon,
        &[
            "طول_جغرافیایی",
            "خط_الطول",
            "გრძედი",
            "longitudine",
            "długość_geograficzna",
        ],
    ),
    (
        Field::Killed,
        &[
            "کشته کشته_ها کشته_شدگان تعداد_کشته جان_باختگان",
            "القتلى قتلى عدد_القتلى الوفيات",
            "დაღუპული დაღუპულები მოკლული დაღუპულთა_რაოდენობა",
            "morti uccisi deceduti",
            "zabici polegli ofiary_śmiertelne",
        ],
    ),
    (
        Field::Wounded,
        &[
            "زخمی زخمی_ها مجروح مجروحان تعداد_زخمی",
            "الجرحى جرحى عدد_الجرحى المصابون",
            "დაჭრილი დაჭრილები დაშავებული დაშავებულები",
            "feriti",
            "ranni",
        ],
    ),
    (Field::Count, &["تعداد", "العدد", "რაოდენობა", "", "liczba"]),
    (
        Field::Reporter,
        &["منبع", "المصدر", "წყარო", "fonte", "źródło"],
    ),
    (
        Field::Url,
        &["پیوند لینک", "الرابط", "ბმული", "collegamento", "odnośnik"],
    ),
    (
        Field::Activity,
        &[
            "نوع_رویداد نوع_حادثه",
            "نوع_الحدث نوع_الحادث",
            "ტიპი",
            "tipo_di_evento",
            "rodzaj rodzaj_zdarzenia",
        ],
    ),
    (
        Field::Weapons,
        &["سلاح نوع_سلاح", "السلاح نوع_السلاح", "იარაღი", "armi", "broń"],
    ),
    // How they are written on maps of Azerbaijan.
    (Field::Lat, &["en_dairəsi coğrafi_enlik"]),
];

/// Those that often stand for a field, and give way to any other that does.
pub(super) const PERHAPS: [(Field, &[&str]); 2] = [
    // The word for data as well.
    (Field::Start, &["data"]),
    (Field::Lon, &["uzunluq_dairəsi coğrafi_uzunluq"]),
];
