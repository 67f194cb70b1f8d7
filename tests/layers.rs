//! Holds ARCHITECTURE.md to the code: the table of layers, the names of files, tests and crates, and
//! where new things go.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// What a layer may lean on.
struct Rule {
    layer: &'static str,
    imports: &'static [&'static str],
    /// May read or write files, or ask the clock.
    disk_and_clock: bool,
    /// May know that windows exist.
    window: bool,
    /// May know how values are written in files.
    serde: bool,
}

const fn rule(layer: &'static str, imports: &'static [&'static str]) -> Rule {
    Rule {
        layer,
        imports,
        disk_and_clock: false,
        window: false,
        serde: false,
    }
}

const RULES: [Rule; 10] = [
    // Phrases take values of the model, whose notes are phrases.
    rule("words", &["model"]),
    rule("model", &["words"]),
    Rule {
        disk_and_clock: true,
        serde: true,
        ..rule("io", &["words", "model"])
    },
    Rule {
        disk_and_clock: true,
        serde: true,
        ..rule("store", &["words", "model", "io"])
    },
    rule("query", &["words", "model"]),
    rule("scene", &["words", "model", "query"]),
    Rule {
        serde: true,
        ..rule("session", &["words", "model", "query", "scene"])
    },
    Rule {
        window: true,
        ..rule("render", &["words", "model", "query", "scene"])
    },
    Rule {
        window: true,
        ..rule(
            "view",
            &["words", "model", "query", "scene", "session", "render"],
        )
    },
    Rule {
        disk_and_clock: true,
        window: true,
        serde: true,
        ..rule(
            "app",
            &[
                "words", "model", "io", "store", "query", "scene", "session", "render", "view",
            ],
        )
    },
];

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

/// The code of a file: without comments, and without its tests, which may lean on anything.
fn code(path: &Path) -> String {
    if path.ends_with("tests.rs") {
        return String::new();
    }
    let text = fs::read_to_string(path).expect("a source");
    let text = text
        .split("#[cfg(test)]\nmod tests")
        .next()
        .unwrap_or_default();
    let lines = text
        .lines()
        .map(|line| line.split("//").next().unwrap_or_default());
    lines.collect::<Vec<_>>().join("\n")
}

/// The layers a text names after `crate::`, one by one or in braces.
fn imports(code: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        let before = code[..at].chars().next_back();
        if before.is_some_and(|c| c == '$' || c == '_' || c.is_alphanumeric()) {
            continue;
        }
        let rest = &code[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            Some(claim) => found.extend(heads(claim)),
            None => found.extend(word(rest)),
        }
    }
    found
}

fn word(text: &str) -> Option<String> {
    let word: String = text
        .chars()
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .collect();
    (!word.is_empty()).then_some(word)
}

/// The first words of the entries of a claim, up to its closing brace.
fn heads(claim: &str) -> Vec<String> {
    let mut depth = 0;
    let mut heads = Vec::new();
    let mut entry = String::new();
    for letter in claim.chars() {
        match letter {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                heads.extend(word(entry.trim()));
                entry.clear();
                continue;
            }
            _ => {}
        }
        entry.push(letter);
    }
    heads.extend(word(entry.trim()));
    heads
}

#[test]
fn no_layer_leans_on_one_it_may_not_know() {
    let mut broken = Vec::new();
    for rule in RULES {
        for path in sources(&Path::new("src").join(rule.layer)) {
            let code = code(&path);
            for import in imports(&code) {
                let layer = RULES.iter().any(|other| other.layer == import);
                if layer && import != rule.layer && !rule.imports.contains(&import.as_str()) {
                    broken.push(format!("{} imports {import}", path.display()));
                }
            }
            let forbidden = [
                (
                    rule.disk_and_clock,
                    &["std::fs", "fs::", "std::time", "Instant::now"][..],
                ),
                (rule.window, &["egui", "eframe", "walkers", "wgpu", "winit"]),
                (rule.serde, &["serde"]),
            ];
            for (allowed, words) in forbidden {
                for word in words
                    .iter()
                    .filter(|word| !allowed && code.contains(**word))
                {
                    broken.push(format!("{} mentions {word}", path.display()));
                }
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn files_are_opened_made_and_locked_in_one_place() {
    const WORDS: [&str; 7] = [
        "fs::",
        "File::open",
        "File::create",
        "OpenOptions",
        "tempfile",
        "try_lock()",
        "set_len(",
    ];
    // The locks of values, not of files.
    let of_values = |code: &str| code.contains("Mutex");
    let mut broken = Vec::new();
    for path in sources(Path::new("src")) {
        if path.starts_with("src/io/disk") || path == Path::new("src/io/disk.rs") {
            continue;
        }
        let code = code(&path);
        for word in WORDS {
            let starts = |at: usize| {
                let before = code[..at].chars().next_back();
                !before.is_some_and(|c| c == '_' || c.is_alphanumeric())
            };
            let found = code.match_indices(word).any(|(at, _)| starts(at));
            if found && !(word == "try_lock()" && of_values(&code)) {
                broken.push(format!("{} mentions {word}", path.display()));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn every_field_to_type_in_has_an_end() {
    let mut broken = Vec::new();
    for path in sources(Path::new("src")) {
        let is_it = path == Path::new("src/view/fields.rs");
        if !is_it && code(&path).contains("TextEdit::") {
            broken.push(path);
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn the_terminal_is_written_to_in_one_place() {
    let mut broken = Vec::new();
    for path in sources(Path::new("src")) {
        let code = code(&path);
        let words = ["println!", "print!", "stdout()", "stderr()"];
        if path != Path::new("src/app/terminal.rs") && words.iter().any(|word| code.contains(word))
        {
            broken.push(path);
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn every_folder_of_the_sources_is_a_layer_with_a_rule() {
    for entry in fs::read_dir("src").expect("the sources") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            let name = path
                .file_name()
                .and_then(|name| name.to_str())
                .expect("a name");
            assert!(RULES.iter().any(|rule| rule.layer == name), "{name}");
        }
    }
}

#[test]
fn every_file_says_at_its_top_what_lives_in_it() {
    for path in sources(Path::new("src")) {
        let text = fs::read_to_string(&path).expect("a source");
        assert!(text.starts_with("//! "), "{}", path.display());
    }
}

/// What stands between backticks in a text.
fn quoted(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

/// Whether there is such a file or folder. Where it is not said from the root of the sources, it lies
/// below one of the folders named before it.
fn exists(path: &str, folders: &[PathBuf]) -> bool {
    let path = path.trim_end_matches(['*', '/']);
    let roots = [PathBuf::new(), PathBuf::from("src")];
    let stands = |root: &PathBuf| root.join(path).exists();
    let below = |folder: &PathBuf| {
        let mut sources = sources(folder).into_iter();
        sources.any(|source| source.ends_with(path))
    };
    roots.iter().chain(folders).any(stands) || folders.iter().any(below)
}

#[test]
fn every_file_and_folder_that_the_guide_names_is_there() {
    let guide = fs::read_to_string("ARCHITECTURE.md").expect("the guide");
    let is_path = |word: &&str| {
        let plain = |c: char| c.is_ascii_alphanumeric() || "/_.-*".contains(c);
        word.chars().all(plain) && (word.ends_with(".rs") || word.contains('/'))
    };
    let mut gone = Vec::new();
    let mut named = 0;
    for line in guide.lines() {
        let mut folders = Vec::new();
        for path in quoted(line).into_iter().filter(is_path) {
            named += 1;
            let anywhere = vec![PathBuf::from("src")];
            let known = if folders.is_empty() {
                &anywhere
            } else {
                &folders
            };
            if !exists(path, known) {
                gone.push(format!("{path} in: {line}"));
            }
            let parents = Path::new(path.trim_end_matches('*')).ancestors();
            let parents = parents.filter(|parent| *parent != Path::new(""));
            let parents = parents.map(|parent| Path::new("src").join(parent));
            folders.extend(parents.filter(|parent| parent.is_dir()));
        }
    }
    assert!(gone.is_empty(), "{gone:#?}");
    assert!(named > 80, "the names are found: {named}");
}

#[test]
fn every_test_that_the_guide_names_is_there() {
    let guide = fs::read_to_string("ARCHITECTURE.md").expect("the guide");
    let section = guide.split("## What holds at all times").nth(1);
    let section = section.and_then(|rest| rest.split("\n## ").next());
    let is_test = |word: &&str| {
        let plain = |c: char| c.is_ascii_lowercase() || c == '_';
        word.chars().all(plain) && word.matches('_').count() > 2
    };
    let all = ["src", "tests"].map(|folder| sources(Path::new(folder)));
    let all: String = all.concat().iter().flat_map(fs::read_to_string).collect();
    let named = quoted(section.expect("a section")).into_iter();
    let named: Vec<&str> = named.filter(is_test).collect();
    assert!(named.len() > 20, "the tests are found: {named:?}");
    for test in named {
        assert!(all.contains(&format!("fn {test}(")), "{test} is gone");
    }
}

#[test]
fn every_crate_has_its_reason_in_the_guide() {
    let guide = fs::read_to_string("ARCHITECTURE.md").expect("the guide");
    let reasons = guide.split("## Crates, and why").nth(1).expect("a section");
    let manifest = fs::read_to_string("Cargo.toml").expect("the manifest");
    let crates = manifest.split("[dependencies]").nth(1);
    let crates = crates.and_then(|rest| rest.split("\n[").next());
    let crates = crates.expect("a section").lines();
    let crates: BTreeSet<&str> = crates
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(" = "))
        .map(|(name, _)| name)
        .collect();
    let folders = ["Cargo.toml", "app", "main"];
    let named = quoted(reasons).into_iter();
    let named: BTreeSet<&str> = named.filter(|name| !folders.contains(name)).collect();
    assert_eq!(named, crates);
}

/// The rows of the table "Where new things go": the list, and the file it stands in.
fn registries() -> Vec<(String, String)> {
    let guide = fs::read_to_string("ARCHITECTURE.md").expect("the guide");
    let section = guide.split("## Where new things go").nth(1);
    let section = section.and_then(|rest| rest.split("\n## ").next());
    let rows = section.expect("a section").lines();
    let rows = rows.filter(|line| line.starts_with('|')).skip(2);
    rows.map(|row| {
        let last = row.trim_end_matches('|').rsplit('|').next();
        let names = quoted(last.unwrap_or_default());
        assert_eq!(names.len(), 2, "a list and its file: {row}");
        (names[0].to_owned(), names[1].to_owned())
    })
    .collect()
}

#[test]
fn what_a_new_thing_is_registered_in_stands_in_one_place() {
    let all = sources(Path::new("src"));
    let registries = registries();
    assert!(registries.len() >= 9, "{registries:?}");
    for (list, file) in registries {
        let defines = |path: &&PathBuf| {
            let code = code(path);
            if list.ends_with('!') {
                return code.contains(&format!("\n{list} {{"));
            }
            let kinds = ["const", "enum"];
            let defined = kinds.map(|kind| format!("{kind} {list}"));
            let mut lines = code.lines();
            lines.any(|line| {
                let item = line.strip_prefix("pub ");
                let item = item.or_else(|| line.strip_prefix("pub(crate) "));
                let strip = |start: &String| item?.strip_prefix(start.as_str());
                let rest = defined.iter().find_map(strip);
                rest.is_some_and(|rest| rest.starts_with([':', ' ', '<']))
            })
        };
        let places: Vec<&PathBuf> = all.iter().filter(defines).collect();
        assert_eq!(places, [&Path::new("src").join(&file)], "{list}");
    }
}

/// A new layer of the map is one file and one line: of those there are, none but the file and the line
/// tells how it is drawn, explained, picked, saved or switched.
#[test]
fn a_layer_of_the_map_stands_in_its_file_and_in_one_line() {
    let all = sources(Path::new("src"));
    let all: Vec<(PathBuf, String)> = all
        .into_iter()
        .map(|path| (path.clone(), code(&path)))
        .collect();
    let places = |words: &str| -> Vec<&Path> {
        let found = all
            .iter()
            .flat_map(|(path, code)| code.matches(words).map(|_| path.as_path()));
        found.collect()
    };
    let registry = Path::new("src/scene/layers.rs");
    let layers = sources(Path::new("src/scene/layers"));
    assert!(layers.len() >= 7, "{layers:?}");
    for layer in &layers {
        let name = layer
            .file_stem()
            .and_then(|name| name.to_str())
            .expect("a name");
        assert_eq!(places(&format!("{name}::LAYER,")), [registry], "{name}");
        let mut kind = name.to_owned();
        kind[..1].make_ascii_uppercase();
        // Reported fire has parts that graphics cards draw; tiles and images are drawn by each end.
        if !["fire", "basemap", "relief"].contains(&name) {
            let empty: [&Path; 0] = [];
            assert_eq!(places(&format!("LayerKind::{kind}")), empty, "{name}");
        }
    }
    assert_eq!(places("pub const LAYER: MapLayer").len(), layers.len());
}

#[test]
fn imports_are_read_as_rust_reads_them() {
    let check = |code: &str, expected: &[&str]| {
        let expected: BTreeSet<String> = expected.iter().map(|word| (*word).to_owned()).collect();
        assert_eq!(imports(code), expected, "{code}");
    };
    check("use crate::model::Atlas;", &["model"]);
    check("use crate::{model::{A, B}, query};", &["model", "query"]);
    check(
        "use crate::{\n    model::{\n        A,\n    },\n    scene::B,\n};",
        &["model", "scene"],
    );
    check("$crate::model::x other_crate::view::y", &[]);
}
