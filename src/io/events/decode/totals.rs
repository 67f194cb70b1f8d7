//! Words for rows that add up others.

/// Whether a label stands for rows added up: a grand total, or that of a place or a month. The word
/// for it comes first or last, of one to four.
pub(super) fn says_total(label: &str) -> bool {
    const WORDS: [&str; 30] = [
        "total",
        "totals",
        "totale",
        "totaux",
        "sum",
        "sums",
        "subtotal",
        "somme",
        "suma",
        "итого",
        "итог",
        "всего",
        "усього",
        "всього",
        "разом",
        "підсумок",
        "cəmi",
        "yekun",
        "toplam",
        "summe",
        "gesamt",
        "gesamtsumme",
        "gesamtzahl",
        "insgesamt",
        "zwischensumme",
        "ընդամենը",
        "სულ",
        "مجموع",
        "المجموع",
        "الإجمالي",
    ];
    let plain = label.to_lowercase();
    let letter_or_sign = |letter: char| !letter.is_whitespace() && letter != ':';
    let mut words = plain
        .split(|letter| !letter_or_sign(letter))
        .filter(|word| !word.is_empty());
    let (first, last) = (words.next(), words.next_back());
    words.count() <= 2
        && [first, last]
            .iter()
            .flatten()
            .any(|word| WORDS.contains(word))
}

/// Whether a remark beside a row says that it adds up others: `Total`, `Grand total`, `Total for August`. Others speak
/// of what the row counts.
pub fn labels_a_total(remark: &str) -> bool {
    const FOR: [&str; 8] = ["for", "за", "für", "pour", "para", "için", "üçün", "per"];
    let words: Vec<&str> = remark.split_whitespace().collect();
    match words[..] {
        [word] => says_total(word),
        ["Grand" | "grand" | "GRAND", word] => says_total(word),
        [word, between, ..] => {
            words.len() <= 4 && says_total(word) && FOR.contains(&&*between.to_lowercase())
        }
        [] => false,
    }
}

/// Whether the name of a place stands for all of them: `All districts`.
pub(super) fn says_all(label: &str) -> bool {
    const ALL: [&str; 12] = [
        "all",
        "overall",
        "все",
        "всі",
        "bütün",
        "tüm",
        "hamısı",
        "բոլոր",
        "alle",
        "tous",
        "toutes",
        "todos",
    ];
    const OF: [&str; 23] = [
        "places",
        "districts",
        "regions",
        "locations",
        "areas",
        "together",
        "районы",
        "регионы",
        "места",
        "rayonlar",
        "bölgeler",
        "ilçeler",
        "yerlər",
        "շրջանները",
        "bezirke",
        "orte",
        "régions",
        "lieux",
        "distritos",
        "regiones",
        "lugares",
        "райони",
        "місця",
    ];
    let plain = label.to_lowercase();
    let mut words = plain.split_whitespace();
    let is_all = words.next().is_some_and(|word| ALL.contains(&word));
    is_all && words.next().is_none_or(|word| OF.contains(&word)) && words.next().is_none()
}
