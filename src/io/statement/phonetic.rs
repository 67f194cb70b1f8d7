//! How a name sounds, roughly, in Latin letters: one form for the many ways names are written
//! over from one script or spelling to another.

/// The rough sound of a folded name: `kokhanabi`, `koxanabi` and `кохнаби` come near to one
/// another, and hard and soft letters of the throat are not told apart.
pub fn phonetic_key(folded: &str) -> String {
    let latin = to_latin(folded);
    let mut rest = latin.as_str();
    let mut sound = String::with_capacity(latin.len());
    while let Some(letter) = rest.chars().next() {
        let (written, spoken) = CLUSTERS
            .into_iter()
            .find(|(written, _)| rest.starts_with(written))
            .unwrap_or_else(|| (&rest[..letter.len_utf8()], single(letter)));
        let spoken = if spoken.is_empty() && !written.is_ascii() {
            written
        } else {
            spoken
        };
        // Doubled letters are a matter of spelling.
        if !spoken.is_empty() && !sound.ends_with(spoken) {
            sound.push_str(spoken);
        }
        rest = &rest[written.len()..];
    }
    sound
}

/// The consonants of a key: what is left of a name where vowels are not written.
pub fn skeleton(key: &str) -> String {
    let mut skeleton = String::with_capacity(key.len());
    for letter in key.chars() {
        let letter = match letter {
            'a' | 'i' | 'o' | 'u' | 'v' | 'h' | ' ' => continue,
            'p' => 'b',
            // One letter of Arabic stands for both.
            'j' => 'g',
            letter => letter,
        };
        if !skeleton.ends_with(letter) {
            skeleton.push(letter);
        }
    }
    skeleton
}

/// Letters that are written together for one sound, longer ones first.
const CLUSTERS: [(&str, &str); 22] = [
    ("dzh", "j"),
    ("tsh", "j"),
    ("tsch", "j"),
    ("dsch", "j"),
    ("sch", "s"),
    ("tch", "j"),
    ("dj", "j"),
    ("zh", "j"),
    ("sh", "s"),
    ("ch", "j"),
    ("kh", "h"),
    ("gh", "g"),
    ("th", "t"),
    ("ph", "p"),
    ("ou", "u"),
    ("oo", "u"),
    ("yu", "u"),
    ("ya", "a"),
    ("ye", "a"),
    ("yi", "i"),
    ("iy", "i"),
    ("ck", "g"),
];

fn single(letter: char) -> &'static str {
    match letter {
        'a' | 'e' => "a",
        'b' => "b",
        'c' | 'j' => "j",
        'd' => "d",
        'f' => "f",
        'g' | 'k' | 'q' => "g",
        'h' | 'x' => "h",
        'i' | 'y' => "i",
        'l' => "l",
        'm' => "m",
        'n' => "n",
        'o' => "o",
        'p' => "p",
        'r' => "r",
        's' => "s",
        't' => "t",
        'u' => "u",
        'v' | 'w' => "v",
        'z' => "z",
        ' ' => " ",
        _ => "",
    }
}

fn to_latin(folded: &str) -> String {
    let mut latin = String::with_capacity(folded.len());
    for letter in folded.chars() {
        let spoken = CYRILLIC
            .iter()
            .chain(&ARMENIAN)
            .chain(&GEORGIAN)
            .chain(&ARABIC)
            .find(|(written, _)| *written == letter);
        match spoken {
            // In Armenian the sound u is written with two letters.
            Some(('ւ', _)) if latin.ends_with('o') => {
                latin.pop();
                latin.push('u');
            }
            Some((_, spoken)) => latin.push_str(spoken),
            None => latin.push(letter),
        }
    }
    latin
}

const CYRILLIC: [(char, &str); 36] = [
    ('а', "a"),
    ('б', "b"),
    ('в', "v"),
    ('г', "g"),
    ('д', "d"),
    ('е', "e"),
    ('ж', "zh"),
    ('з', "z"),
    ('и', "i"),
    ('к', "k"),
    ('л', "l"),
    ('м', "m"),
    ('н', "n"),
    ('о', "o"),
    ('п', "p"),
    ('р', "r"),
    ('с', "s"),
    ('т', "t"),
    ('у', "u"),
    ('ф', "f"),
    ('х', "kh"),
    ('ц', "ts"),
    ('ч', "ch"),
    ('ш', "sh"),
    ('щ', "sh"),
    ('ы', "i"),
    ('э', "e"),
    ('ю', "yu"),
    ('я', "ya"),
    ('ь', ""),
    ('ъ', ""),
    ('і', "i"),
    ('є', "ye"),
    ('ґ', "g"),
    ('һ', "h"),
    ('ј', "y"),
];

const ARMENIAN: [(char, &str); 38] = [
    ('ա', "a"),
    ('բ', "b"),
    ('գ', "g"),
    ('դ', "d"),
    ('ե', "e"),
    ('զ', "z"),
    ('է', "e"),
    ('ը', "i"),
    ('թ', "t"),
    ('ժ', "zh"),
    ('ի', "i"),
    ('լ', "l"),
    ('խ', "kh"),
    ('ծ', "ts"),
    ('կ', "k"),
    ('հ', "h"),
    ('ձ', "dz"),
    ('ղ', "gh"),
    ('ճ', "ch"),
    ('մ', "m"),
    ('յ', "y"),
    ('ն', "n"),
    ('շ', "sh"),
    ('ո', "o"),
    ('չ', "ch"),
    ('պ', "p"),
    ('ջ', "j"),
    ('ռ', "r"),
    ('ս', "s"),
    ('վ', "v"),
    ('տ', "t"),
    ('ր', "r"),
    ('ց', "ts"),
    ('ւ', ""),
    ('փ', "p"),
    ('ք', "k"),
    ('օ', "o"),
    ('ֆ', "f"),
];

const GEORGIAN: [(char, &str); 33] = [
    ('ა', "a"),
    ('ბ', "b"),
    ('გ', "g"),
    ('დ', "d"),
    ('ე', "e"),
    ('ვ', "v"),
    ('ზ', "z"),
    ('თ', "t"),
    ('ი', "i"),
    ('კ', "k"),
    ('ლ', "l"),
    ('მ', "m"),
    ('ნ', "n"),
    ('ო', "o"),
    ('პ', "p"),
    ('ჟ', "zh"),
    ('რ', "r"),
    ('ს', "s"),
    ('ტ', "t"),
    ('უ', "u"),
    ('ფ', "p"),
    ('ქ', "k"),
    ('ღ', "gh"),
    ('ყ', "q"),
    ('შ', "sh"),
    ('ჩ', "ch"),
    ('ც', "ts"),
    ('ძ', "dz"),
    ('წ', "ts"),
    ('ჭ', "ch"),
    ('ხ', "kh"),
    ('ჯ', "j"),
    ('ჰ', "h"),
];

const ARABIC: [(char, &str); 42] = [
    ('ا', "a"),
    ('ب', "b"),
    ('پ', "p"),
    ('ت', "t"),
    ('ث', "s"),
    ('ج', "j"),
    ('چ', "ch"),
    ('ح', "h"),
    ('خ', "kh"),
    ('د', "d"),
    ('ذ', "z"),
    ('ر', "r"),
    ('ز', "z"),
    ('ژ', "zh"),
    ('س', "s"),
    ('ش', "sh"),
    ('ص', "s"),
    ('ض', "z"),
    ('ط', "t"),
    ('ظ', "z"),
    ('ع', ""),
    ('غ', "gh"),
    ('ف', "f"),
    ('ق', "q"),
    ('ك', "k"),
    ('ک', "k"),
    ('گ', "g"),
    ('ل', "l"),
    ('م', "m"),
    ('ن', "n"),
    ('ه', "h"),
    ('و', "v"),
    ('ي', "i"),
    ('ى', "i"),
    ('ی', "i"),
    ('ة', "a"),
    ('آ', "a"),
    ('أ', "a"),
    ('إ', "i"),
    ('ئ', "i"),
    ('ؤ', "v"),
    ('ء', ""),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::names::fold;

    #[test]
    fn spellings_of_one_name_sound_the_same() {
        let check = |one: &str, other: &str| {
            assert_eq!(
                phonetic_key(&fold(one)),
                phonetic_key(&fold(other)),
                "{one} {other}"
            );
        };
        check("Koxanabi", "Kokhanabi");
        check("Şorca", "Shorzha");
        check("Zərkənd", "Zarkend");
        check("Джагазур", "Jaghazur");
        check("Գորիս", "Goris");
        check("Keshdaq", "Keshdag");
        check("Gunashli", "Гюнашли");
        check("Sorca", "Shorzha");
    }

    #[test]
    fn names_of_different_places_do_not() {
        assert_ne!(phonetic_key("tovuz"), phonetic_key("tavush"));
        assert_ne!(phonetic_key("vardenis"), phonetic_key("vardenik"));
    }
}
