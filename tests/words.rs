//! Holds every word that a person can read to one folder, `src/words`.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// Files whose words are those of a format, the same in every language: the head of an export, the
/// names of other programs' columns, the tables of a GeoPackage; what a parser expects; the
/// languages that statements are read and written in.
const FORMATS: [&str; 15] = [
    "src/model/field/synonyms.rs",
    "src/model/field/synonyms",
    "src/io/events/dates/months.rs",
    "src/io/bulk/plain_feature.rs",
    "src/io/provenance.rs",
    "src/io/statement/languages",
    "src/io/statement/write.rs",
    "src/io/events/datasets/acled.rs",
    "src/io/events/datasets/ucdp.rs",
    "src/store/geopackage",
    "src/store/team_archive",
    "src/store/tiles",
    "src/store/own_work",
    "src/store/own_work.rs",
    "src/model/names.rs",
];

/// Names and commands, which are the same in every language.
const NAMES: [&str; 19] = [
    // A question to the portal of the desktop.
    "Read",
    // How a reporter is recognised in a statement.
    "ministry of def",
    // An assertion, and what a lock file holds.
    "a window is never empty",
    "process {}, since {:.0}\\n",
    // Where serde_json says what is wrong ends here.
    " at line ",
    // A style of text, and a key that the catalogue names.
    "Strong",
    "Home",
    // A line that a digest is made of.
    "own report {}",
    "contactline point_layer",
    "{even}-c:v libx264 -pix_fmt yuv420p -movflags +faststart",
    "Contactline Symbols",
    "Natural Earth style relief",
    "Noto Sans",
    "Noto Sans Armenian",
    "OpenStreetMap contributors",
    "'Noto Sans','Noto Sans Armenian','Contactline Symbols','DejaVu Sans',sans-serif",
    "GeoNames {}, CC BY 4.0",
    "ffmpeg -framerate {fps} -i \\\"{frames}\\\" {codec} \\\"{video}\\\"",
    "ffmpeg -i \\\"{output}\\\" {codec} \\\"{video}\\\"",
];

/// Calls whose text a person reads, be it one word.
const SPOKEN: [&str; 24] = [
    "#[error(",
    "Button::new(",
    "MenuButton::new(",
    "Note::new(",
    "RichText::new(",
    "Window::new(",
    "accessible_name(",
    "anyhow!(",
    "bail!(",
    "button(",
    "context(",
    "eprintln!(",
    "eprint!(",
    "heading(",
    "hint_text(",
    "hyperlink_to(",
    "label(",
    "link(",
    "on_hover_text(",
    "print!(",
    "println!(",
    "set_title(",
    "small_button(",
    "weak(",
];

/// Calls whose text nobody reads but a developer.
const UNSPOKEN: [&str; 11] = [
    ".expect(",
    "assert!(",
    "env!(",
    "include_bytes!(",
    "include_str!(",
    "include_wgsl!(",
    "label: Some(",
    "new_with_label(",
    "option_env!(",
    "panic!(",
    "unreachable!(",
];

/// A text in the code: its line, what stands before it, and what it says.
struct Literal {
    line: usize,
    before: String,
    text: String,
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder of the sources") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The texts of a source, without comments and without its tests.
fn literals(source: &str) -> Vec<Literal> {
    let code = source.split("#[cfg(test)]\n").next().unwrap_or_default();
    let mut found = Vec::new();
    let mut before = String::new();
    let mut line = 1;
    let mut rest = code.chars().peekable();
    while let Some(letter) = rest.next() {
        match letter {
            '\n' => line += 1,
            '/' if rest.peek() == Some(&'/') => {
                while rest.peek().is_some_and(|next| *next != '\n') {
                    rest.next();
                }
                continue;
            }
            // A quotation mark in single quotes begins no text.
            '\'' if rest.peek() == Some(&'"') => {
                rest.next();
                continue;
            }
            '"' => {
                let start = line;
                let mut text = String::new();
                while let Some(next) = rest.next() {
                    match next {
                        '"' => break,
                        '\\' => match rest.next() {
                            // Goes on in the next line.
                            Some('\n') => {
                                line += 1;
                                while rest.peek().is_some_and(|next| next.is_whitespace()) {
                                    line += usize::from(rest.next() == Some('\n'));
                                }
                            }
                            Some(escaped) => text.extend(['\\', escaped]),
                            None => {}
                        },
                        '\n' => {
                            line += 1;
                            text.push(next);
                        }
                        _ => text.push(next),
                    }
                }
                found.push(Literal {
                    line: start,
                    before: before.trim_end().to_owned(),
                    text,
                });
                before.clear();
                continue;
            }
            _ => {}
        }
        before.push(letter);
    }
    found
}

/// How many words of a text are words: two letters or more, outside of braces and escapes.
fn words(text: &str) -> usize {
    let mut plain = String::new();
    let mut depth = 0;
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            '\\' => {
                letters.next();
                plain.push(' ');
            }
            _ if depth > 0 => {}
            letter => plain.push(letter),
        }
    }
    let is_word = |word: &&str| {
        let word = word.trim_matches(|c: char| c.is_ascii_punctuation());
        word.chars().count() > 1 && word.chars().all(|c| c.is_alphabetic() || "-'".contains(c))
    };
    plain.split_whitespace().filter(is_word).count()
}

/// Whether a person may come to read a text.
fn is_read(literal: &Literal) -> bool {
    let ends_with = |calls: &[&str]| calls.iter().any(|call| literal.before.ends_with(call));
    let bytes = literal.before.ends_with('b');
    let markup = literal.text.contains('<') || literal.text.contains("=\\\"");
    if bytes || markup || ends_with(&UNSPOKEN) || NAMES.contains(&literal.text.as_str()) {
        return false;
    }
    words(&literal.text) >= if ends_with(&SPOKEN) { 1 } else { 2 }
}

/// Whether a text is one word with a capital, as titles in the window are.
fn is_title(literal: &Literal) -> bool {
    let mut letters = literal.text.chars();
    letters.next().is_some_and(char::is_uppercase)
        && literal.text.len() > 2
        && letters.all(char::is_lowercase)
        && !NAMES.contains(&literal.text.as_str())
}

#[test]
fn what_a_person_reads_stands_in_the_catalogue() {
    let mut elsewhere = Vec::new();
    for path in sources(Path::new("src")) {
        let of_a_format = FORMATS.iter().any(|folder| path.starts_with(folder));
        if of_a_format || path.starts_with("src/words") || path.ends_with("tests.rs") {
            continue;
        }
        let source = fs::read_to_string(&path).expect("a source");
        let in_window = path.starts_with("src/view") || path.starts_with("src/app");
        let wrong = |of: &&Literal| is_read(of) || in_window && is_title(of);
        for literal in literals(&source).iter().filter(wrong) {
            let Literal { line, text, .. } = literal;
            elsewhere.push(format!("{}:{line}: {text}", path.display()));
        }
    }
    assert!(elsewhere.is_empty(), "{elsewhere:#?}");
}

#[test]
fn only_the_catalogue_knows_the_languages_of_the_interface() {
    for path in sources(Path::new("src")) {
        let source = fs::read_to_string(&path).expect("a source");
        let chosen = "set_interface(Interface::";
        let known = source.replace(chosen, "").contains("Interface::");
        assert!(
            !known || path.starts_with("src/words"),
            "{} decides by the language",
            path.display()
        );
    }
}

#[test]
fn texts_are_told_from_code() {
    let check = |code: &str, expected: bool| {
        assert_eq!(literals(code).iter().any(is_read), expected, "{code}");
    };
    check("ui.label(\"Layers\");", true);
    check("ui.label(format!(\"{words}: {number}\"));", false);
    check("#[error(\"damaged\")]", true);
    check("let what = \"no place has this name\";", true);
    check("let what = \"no place \\\n    has this name\";", true);
    assert!(is_title(&literals("section_ui(ui, \"Layers\", true)")[0]));
    assert!(!is_title(&literals("button.shortcut_text(\"Home\")")[0]));
    check("// \"no place has this name\"", false);
    check(".expect(\"a string takes any text\")", false);
    check("ComboBox::from_id_salt(\"picture-size\")", false);
    check("pen.open(\"<path fill=\\\"none\\\"\")", false);
    check(
        "#[cfg(test)]\nmod tests { \"no place has this name\" }",
        false,
    );
}

/// A phrase without arguments is taken as it stands, so doubled braces would be read by the person.
#[test]
fn no_phrase_shows_doubled_braces() {
    let mut found = Vec::new();
    let mut files = 0;
    for folder in ["src/words", "src/words/notes"] {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            let Ok(text) = fs::read_to_string(&path) else {
                continue;
            };
            files += 1;
            let mut plain = false;
            for (number, line) in text.lines().enumerate() {
                let head = line.strip_prefix("    ").unwrap_or_default();
                let name = head.split([' ', '(']).next().unwrap_or_default();
                if !name.is_empty() && head.len() > name.len() {
                    plain = head[name.len()..].starts_with(" {");
                }
                if plain && line.contains("{{") {
                    found.push(format!("{}:{}: {line}", path.display(), number + 1));
                }
            }
        }
    }
    assert!(files > 20 && found.is_empty(), "{found:#?}");
}
