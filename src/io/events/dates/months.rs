//! The names of months, and words that say nothing more in a date, in the languages that statements are
//! read in.

use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use crate::{io::statement, model::names::fold};

/// How the names of months begin, as [`fold`] makes them, where that is no month of any other name: what
/// comes behind is the ending of a case.
const BEGINNINGS: [&[&str]; 12] = [
    &["янв", "yanvar", "ocak", "հունվ"],
    &["фев", "fevral", "subat", "փետ"],
    &["мар", "mart", "մարտ"],
    &["апр", "aprel", "nisan", "ապր"],
    &["маи", "мая", "mayis", "մայ"],
    &["июн", "iyun", "haziran", "հունիս"],
    &["июл", "iyul", "temmuz", "հուլիս"],
    &["авг", "avqust", "agustos", "օգոս"],
    &["сен", "sentyabr", "eylul", "սեպտ"],
    &["окт", "oktyabr", "ekim", "հոկտ"],
    &["ноя", "noyabr", "kasim", "նոյ"],
    &["дек", "dekabr", "aralik", "դեկ"],
];

/// Names that are cut short, in German, French, Spanish, Turkish, Azerbaijani and Ukrainian; and
/// those of Italian and Polish.
const SHORT: [&str; 12] = [
    "janv ene oca yan січ styczeń stycznia sty",
    "fevr feb sub fev лют luty lutego lut",
    "mrz mar бер marzec marca",
    "avr abr nis квіт кві aprile kwiecień kwietnia kwi",
    "mai may трав тра maggio mag maj maja",
    "juin haz iyn чер черв giugno giu czerwiec czerwca cze",
    "juil tem iyl лип luglio lug lipiec lipca lip",
    "ago agu avq серп сер sierpień sierpnia sie",
    "sept eyl вер верес settembre set wrzesień września wrz",
    "okt eki жовт жов ottobre ott październik października paź",
    "kas noy лист лис listopad listopada lis",
    "dez dic ara dek груд гру grudzień grudnia gru",
];

const ENGLISH: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Words that may stand in a date and say nothing of it, by language. Endings of numbers are among them,
/// where a hyphen stands before them.
const FILLERS: [&str; 11] = [
    // English
    "of the on in at mon tue tues wed thu thur thurs fri sat sun st nd rd th",
    // Russian
    "г года год го е ого в понедельник вторник среда среду четверг пятница пятницу суббота субботу \
     воскресенье пн вт ср чт пт сб вс",
    // Azerbaijani
    "il ilin ilde ci cı cu cü nci ncı ncu ncü si sı su sü i ı u ü ayının bazar ertəsi axşamı çərşənbə cümə \
     şənbə günü",
    // Turkish
    "yılı yılında nın nin pazartesi salı çarşamba perşembe cuma cumartesi pazar günü",
    // Armenian
    "թ թվականի ին ի երկուշաբթի երեքշաբթի չորեքշաբթի հինգշաբթի ուրբաթ շաբաթ կիրակի",
    // Ukrainian
    "р року рік понеділок вівторок середа середу четвер пятниця пятницю субота суботу неділя неділю нд",
    // German
    "am den der dem montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa \
     so",
    // French
    "le du er lundi mardi mercredi jeudi vendredi samedi dimanche lun mar mer jeu ven sam dim",
    // Spanish
    "el de del lunes martes miércoles jueves viernes sábado domingo",
    // Georgian
    "წელი წლის წ",
    // Arabic and Persian
    "عام سنة سال",
];

/// The days of the week from Monday on, as those write them who name them beside a date.
const WEEKDAYS: [&str; 7] = [
    "monday mon понедельник пн pazartesi երկուշաբթի понеділок montag lundi lunes",
    "tuesday tue tues вторник вт salı երեքշաբթի вівторок dienstag mardi martes",
    "wednesday wed среда среду ср çarşamba չորեքշաբթի середа середу mittwoch mercredi miércoles",
    "thursday thu thur thurs четверг чт perşembe հինգշաբթի четвер donnerstag jeudi jueves",
    "friday fri пятница пятницу пт cuma ուրբաթ пятниця пятницю freitag vendredi viernes",
    "saturday sat суббота субботу сб cumartesi շաբաթ субота суботу samstag sonnabend samedi sábado",
    "sunday sun воскресенье вс pazar կիրակի неділя неділю sonntag dimanche domingo",
];

/// The day of the week that a word names, counted from Monday.
pub fn weekday_of(word: &str) -> Option<i32> {
    static FOLDED: LazyLock<HashMap<String, i32>> = LazyLock::new(|| {
        let days = WEEKDAYS.iter().zip(0..);
        let words = days.flat_map(|(line, day)| line.split(' ').map(move |word| (fold(word), day)));
        words.collect()
    });
    word.chars().nth(1)?;
    let word = word.to_lowercase();
    // Most words are months.
    if english(&word).is_some() {
        return None;
    }
    FOLDED.get(&fold(&word)).copied()
}

/// Whether a word, in small letters, says nothing of a date.
pub fn is_filler(word: &str) -> bool {
    static FOLDED: LazyLock<HashSet<String>> = LazyLock::new(|| {
        let words = FILLERS.iter().flat_map(|line| line.split_whitespace());
        words.map(fold).collect()
    });
    // Most words are these, and there may be millions.
    if word.starts_with(|letter: char| letter.is_ascii_digit()) || english(word).is_some() {
        return false;
    }
    let is_weekday = word.ends_with("day") && word.len() > 5;
    // `mar` is the third month as well as a day of the week, and the month counts.
    is_weekday || FOLDED.contains(&fold(word)) && month_of(word).is_none()
}

/// The month whose English name a word is, or the beginning of.
fn english(word: &str) -> Option<i8> {
    let is_one = word.len() >= 3 && word.is_ascii();
    let index = ENGLISH.iter().position(|month| month.starts_with(word));
    index.filter(|_| is_one).map(|index| index as i8 + 1)
}

/// The number of the month that a word names, in whatever letters.
pub fn month_of(word: &str) -> Option<i8> {
    /// Whole words, and beginnings.
    type Known = (HashMap<String, i8>, Vec<(String, i8)>);
    static KNOWN: LazyLock<Known> = LazyLock::new(|| {
        let (mut whole, mut begins) = (HashMap::new(), Vec::new());
        for (months, number) in SHORT.iter().zip(1..) {
            for word in months.split_whitespace() {
                whole.insert(fold(word), number);
            }
        }
        for (stems, number) in BEGINNINGS.iter().zip(1..) {
            begins.extend(stems.iter().map(|stem| (fold(stem), number)));
        }
        for (number, word) in statement::months() {
            match word.strip_suffix('*') {
                Some(stem) => begins.push((fold(stem), number)),
                None => drop(whole.insert(fold(word), number)),
            }
        }
        (whole, begins)
    });
    if let Some(number) = english(word) {
        return Some(number);
    }
    let word = fold(word);
    let (whole, begins) = &*KNOWN;
    let stem = || begins.iter().find(|(stem, _)| word.starts_with(stem));
    let whole = whole.get(&word).copied();
    whole.or_else(|| stem().map(|(_, number)| *number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_of_a_month_is_that_of_two() {
        let mut known: HashMap<String, i8> = HashMap::new();
        let short = SHORT.iter().zip(1..);
        let short =
            short.flat_map(|(words, number)| words.split(' ').map(move |word| (number, word)));
        for (number, word) in statement::months().chain(short) {
            let word = fold(word.trim_end_matches('*'));
            let other = known.insert(word.clone(), number);
            assert!(
                other.is_none_or(|other| other == number),
                "{word}: {other:?}"
            );
            assert_eq!(month_of(&word), Some(number), "{word}");
        }
    }

    #[test]
    fn months_and_words_for_nothing_are_told_apart() {
        for (word, number) in [
            ("август", 8),
            ("августа", 8),
            ("août", 8),
            ("aout", 8),
            ("märz", 3),
            ("серпня", 8),
            ("ağustos", 8),
            ("օգոստոսի", 8),
            ("აგვისტოს", 8),
            ("أغسطس", 8),
            ("mar", 3),
            ("dic", 12),
        ] {
            assert_eq!(month_of(word), Some(number), "{word}");
            assert!(!is_filler(word), "{word}");
        }
        for word in ["am", "le", "года", "sonntag", "th", "sunday", "нд"] {
            assert!(is_filler(word), "{word}");
            assert_eq!(month_of(word), None, "{word}");
        }
        assert_eq!(month_of("maybe"), None);
    }
}
