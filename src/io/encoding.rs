//! Encodings of text that is not UTF-8: by the many names people give them, and by the bytes.

use encoding_rs::{
    Encoding, ISO_8859_2, UTF_16BE, UTF_16LE, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252,
    WINDOWS_1254, WINDOWS_1257,
};

/// The encoding of that name: as of the web, as of Windows (`1251`, `CP1254`, `ANSI 1251`), as files
/// beside shapefiles write it (`88599`). `None` where no such is known.
pub fn named(name: &str) -> Option<&'static Encoding> {
    let name = name.trim().trim_start_matches('\u{feff}');
    if let Some(known) = Encoding::for_label(name.as_bytes()) {
        return Some(known);
    }
    let digits: String = name.chars().filter(char::is_ascii_digit).collect();
    if let Some(part) = digits.strip_prefix("8859") {
        return Encoding::for_label(format!("iso-8859-{part}").as_bytes());
    }
    let label = match digits.as_str() {
        "65001" => "utf-8".to_owned(),
        "866" => "ibm866".to_owned(),
        "874" => "windows-874".to_owned(),
        "932" => "shift_jis".to_owned(),
        "936" => "gbk".to_owned(),
        "949" => "euc-kr".to_owned(),
        "950" => "big5".to_owned(),
        "10007" => "x-mac-cyrillic".to_owned(),
        "20866" => "koi8-r".to_owned(),
        "21866" => "koi8-u".to_owned(),
        windows if windows.starts_with("125") => format!("windows-{windows}"),
        _ => return None,
    };
    Encoding::for_label(label.as_bytes())
}

/// The encoding of bytes that are JSON or XML in UTF-16, with a mark or without; `None` of others.
pub fn utf_16_of_markup(bytes: &[u8]) -> Option<&'static Encoding> {
    const MOST_BLANKS: usize = 1 << 10;
    let marked = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    let encoding = marked.or(match bytes.get(..2)? {
        [0, _] => Some(UTF_16BE),
        [_, 0] => Some(UTF_16LE),
        _ => None,
    })?;
    let start = &bytes[..bytes.len().min(MOST_BLANKS) & !1];
    let (text, _, _) = encoding.decode(start);
    let is_markup = text.trim_start().starts_with(['{', '[', '<']);
    ([UTF_16LE, UTF_16BE].contains(&encoding) && is_markup).then_some(encoding)
}

/// Letters that Windows-1254 writes with bytes under which Western Windows has those of Iceland:
/// Ğ, İ, Ş, ğ, ı, ş.
const TURKISH: [u8; 6] = [0xd0, 0xdd, 0xde, 0xf0, 0xfd, 0xfe];

/// All letters of Turkish that Windows-1254 writes with bytes above 127, those of [`TURKISH`] among
/// them: also Â, Ç, Î, Ö, Û, Ü.
const TURKISH_AND_SHARED: [u8; 18] = [
    0xc2, 0xc7, 0xce, 0xd0, 0xd6, 0xdb, 0xdc, 0xdd, 0xde, 0xe2, 0xe7, 0xee, 0xf0, 0xf6, 0xfb, 0xfc,
    0xfd, 0xfe,
];

/// The likeliest encoding of bytes that are no UTF-8. Where Western letters are likely, Turkish and
/// Azerbaijani ones are likelier than Icelandic ones; where all letters are Turkish, also likelier than
/// those of Central Europe.
pub fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    let sample = &bytes[..bytes.len().min(1 << 20)];
    detector.feed(sample, true);
    let guess = detector.guess(None, chardetng::Utf8Detection::Deny);
    let has_turkish = sample.iter().any(|byte| TURKISH.contains(byte));
    let mut letters = sample.iter().filter(|byte| **byte > 127);
    let is_central = [WINDOWS_1250, ISO_8859_2, WINDOWS_1257].contains(&guess);
    let may_be_turkish = guess == WINDOWS_1252
        || is_central && letters.all(|byte| TURKISH_AND_SHARED.contains(byte));
    if has_turkish && may_be_turkish {
        return WINDOWS_1254;
    }
    guess
}

/// As [`guess`], for the cells of a table in which letters are few and no words stand around them.
pub fn guess_of_names(bytes: &[u8]) -> &'static Encoding {
    // Words in Cyrillic are letters above 127 throughout; in Western ones few stand together.
    let mut runs = bytes.split(|byte| byte.is_ascii());
    let is_cyrillic = runs.any(|run| run.len() > 3);
    let guess = guess(bytes);
    let decoded = guess.decode_without_bom_handling(bytes).0;
    let is_guess_cyrillic = decoded.chars().any(|letter| matches!(letter, 'А'..='я'));
    match is_cyrillic {
        true if is_guess_cyrillic => guess,
        true => WINDOWS_1251,
        false if bytes.iter().any(|byte| TURKISH.contains(byte)) => WINDOWS_1254,
        false => WINDOWS_1252,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_known_by_the_names_people_give_them() {
        for (name, expected) in [
            ("UTF-8", "UTF-8"),
            ("65001", "UTF-8"),
            ("KOI8-R", "KOI8-R"),
            (" koi8-u\n", "KOI8-U"),
            ("1251", "windows-1251"),
            ("ANSI 1251", "windows-1251"),
            ("CP1254", "windows-1254"),
            ("88599", "windows-1254"),
            ("ISO-8859-5", "ISO-8859-5"),
            ("8859_5", "ISO-8859-5"),
            ("OEM 866", "IBM866"),
            ("latin1", "windows-1252"),
        ] {
            assert_eq!(named(name).map(Encoding::name), Some(expected), "{name}");
        }
        assert_eq!(named("made-up"), None);
        assert_eq!(named(""), None);
    }

    #[test]
    fn short_lists_of_names_are_read_in_the_letters_of_the_area() {
        for (text, encoding) in [
            ("Ağdam Şuşa İsmayıllı", WINDOWS_1254),
            ("Zürich Orléans", WINDOWS_1252),
            ("Кельбаджар Лачин", WINDOWS_1251),
        ] {
            let (bytes, _, _) = encoding.encode(text);
            assert_eq!(guess_of_names(&bytes), encoding, "{text}");
        }
    }
}
