//! Letters of the area in the encodings of Windows, DOS and Unix.

use encoding_rs::{Encoding, IBM866, KOI8_R, KOI8_U, WINDOWS_1251, WINDOWS_1252, WINDOWS_1254};

use super::*;

fn in_letters(encoding: &'static Encoding, text: &str, choices: &ImportOptions) -> Case {
    let (bytes, _, has_gaps) = encoding.encode(text);
    assert!(!has_gaps, "{text}");
    made_up_with("t.csv", &bytes, choices).expect("a table")
}

#[test]
fn letters_of_the_area_are_read_whatever_encoding_they_are_in() {
    let turkish = "tarih;yer;not\n27.09.2020;Ağdam;şiddetli çatışma\n28.09.2020;Şuşa;\n";
    let russian = "дата;место;заметка\n27.09.2020;Агдам;обстрел\n28.09.2020;Шуша;\n";
    let german =
        "Datum;Ort;Notiz\n27.09.2020;Agdam;Gefecht nördlich der Straße\n28.09.2020;Schuschi;\n";
    for (encoding, text, places, note, guesses) in [
        (
            WINDOWS_1254,
            turkish,
            ["Ağdam", "Şuşa"],
            "şiddetli çatışma",
            ["windows-1254"].as_slice(),
        ),
        (
            WINDOWS_1251,
            russian,
            ["Агдам", "Шуша"],
            "обстрел",
            &["windows-1251"],
        ),
        // The two differ in letters that Russian has not.
        (
            KOI8_R,
            russian,
            ["Агдам", "Шуша"],
            "обстрел",
            &["KOI8-R", "KOI8-U"],
        ),
        (
            KOI8_U,
            russian,
            ["Агдам", "Шуша"],
            "обстрел",
            &["KOI8-R", "KOI8-U"],
        ),
        (IBM866, russian, ["Агдам", "Шуша"], "обстрел", &["IBM866"]),
        (
            WINDOWS_1252,
            german,
            ["Agdam", "Schuschi"],
            "Gefecht nördlich der Straße",
            &["windows-1252"],
        ),
    ] {
        let name = encoding.name();
        let case = in_letters(encoding, text, &ImportOptions::default());
        assert_eq!(case.cells(&[Field::Places]), places, "{name}");
        let kept = case.other(0);
        assert!(
            kept.as_object()
                .is_some_and(|kept| kept.values().any(|value| value == note)),
            "{name}: {kept}"
        );
        // A guess is told, with what was guessed.
        let told = case.doubts();
        let is_told = |guess: &&str| {
            told[0].contains(&format!("its encoding is not stated; read as {guess},"))
        };
        assert!(guesses.iter().any(is_told), "{name}: {told:#?}");
    }
}

#[test]
fn a_single_name_is_enough() {
    for (encoding, place) in [
        (WINDOWS_1254, "Ağdam"),
        (WINDOWS_1254, "Şuşa"),
        (WINDOWS_1251, "Шуша"),
    ] {
        let case = in_letters(
            encoding,
            &format!("date;place\n27.09.2020;{place}\n"),
            &ImportOptions::default(),
        );
        assert_eq!(case.cells(&[Field::Places]), [place]);
    }
}

#[test]
fn an_encoding_that_is_stated_is_no_guess() {
    let stated = ImportOptions {
        encoding: Some("koi8-r".to_owned()),
        ..ImportOptions::default()
    };
    let case = in_letters(KOI8_R, "дата;место\n27.09.2020;Агдам\n", &stated);
    assert_eq!(case.cells(&[Field::Places]), ["Агдам"]);
    assert_eq!(case.doubts(), [""; 0]);
    let unknown = ImportOptions {
        encoding: Some("klingon".to_owned()),
        ..ImportOptions::default()
    };
    let refused = made_up_with("t.csv", b"date;place\n27.09.2020;Agdam\n", &unknown).err();
    assert_eq!(
        refused.as_deref(),
        Some("t.csv: there is no encoding 'klingon'")
    );
}
