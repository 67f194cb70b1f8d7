//! Citations of reports and of maps, in the forms that texts and reference managers take.
//!
//! BibTeX entries are `@misc`, in UTF-8 and with the fields of biblatex; RIS has the tags of its 2001
//! specification; CSL-JSON is that of version 1.0.2 of the schema.

use serde_json::{Value, json};

use crate::{
    model::{Day, names::fold},
    words::{cite as words, units},
};

/// A form of citation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// A line to read.
    #[default]
    Text,
    /// For LaTeX.
    Bibtex,
    /// For reference managers.
    Ris,
    /// For Zotero, pandoc and their kind.
    Csl,
}

impl Form {
    /// All, with the words that stand for them on the command line.
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::Text, "text"),
        (Self::Bibtex, "bibtex"),
        (Self::Ris, "ris"),
        (Self::Csl, "csl"),
    ];

    /// What a person calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => words::text(),
            Self::Bibtex => words::bibtex(),
            Self::Ris => words::ris(),
            Self::Csl => words::csl(),
        }
    }

    /// All of them one after the other, ready to be pasted into a text or kept as a file.
    ///
    /// ```
    /// use contactline::{io::{Citation, Form}, model::Day};
    ///
    /// let citation = Citation {
    ///     record: "az-mod/2022-08-07".into(),
    ///     author: Some("Ministry of Defence".into()),
    ///     what: "statement".into(),
    ///     published: Day::from_ymd(2022, 8, 7),
    ///     data: "data 0123456789ab".into(),
    ///     read: Day::from_ymd(2026, 11, 26).expect("a day"),
    ///     ..Citation::default()
    /// };
    /// let text = Form::Text.write(&[citation]);
    /// assert!(text.starts_with("Ministry of Defence. [Statement]. 7 Aug 2022. "));
    /// ```
    pub fn write(self, citations: &[Citation]) -> String {
        let each = |one: fn(&Citation) -> String| -> String { citations.iter().map(one).collect() };
        match self {
            Self::Text => each(|of| of.text() + "\n"),
            Self::Bibtex => bibtex(citations),
            Self::Ris => each(Citation::ris),
            Self::Csl => {
                let all: Vec<Value> = citations.iter().map(Citation::csl).collect();
                format!("{:#}\n", Value::Array(all))
            }
        }
    }
}

/// What it takes to find a statement, or a map, again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// What it is called in its data; empty for what is no record.
    pub record: String,
    /// The reporter; `None` for a map.
    pub author: Option<String>,
    /// What the page is called, where that is known.
    pub title: Option<String>,
    /// What it is, in words, in place of a title.
    pub what: String,
    /// Who carried it.
    pub outlet: Option<String>,
    /// The day of publication, where known.
    pub published: Option<Day>,
    /// Whether that day is inferred from the context.
    pub inferred: bool,
    /// Where the page or the map is.
    pub address: Option<String>,
    /// Of the page, as a code of ISO 639-1; may be empty.
    pub language: String,
    /// The data it was read in, with its digest.
    pub data: String,
    /// The day it was read there.
    pub read: Day,
}

impl Default for Citation {
    fn default() -> Self {
        Self {
            record: String::new(),
            author: None,
            title: None,
            what: String::new(),
            outlet: None,
            published: None,
            inferred: false,
            address: None,
            language: String::new(),
            data: String::new(),
            read: Day::clamped(0),
        }
    }
}

/// Columns of files that hold the title of a page, folded and without what stands between words.
const TITLES: [&str; 6] = [
    "title",
    "headline",
    "sourceheadline",
    "sourcetitle",
    "articletitle",
    "pagetitle",
];

/// The title of the page among what a file says beside its fields.
pub fn title_among(properties: &[(String, String)]) -> Option<&str> {
    let is_title = |name: &str| TITLES.contains(&&*fold(&name.replace(['_', '-', ' ', '.'], "")));
    let found = properties
        .iter()
        .find(|(name, value)| is_title(name) && !value.trim().is_empty());
    found.map(|(_, value)| value.trim())
}

impl Citation {
    /// A title without one is a description in brackets.
    fn title(&self) -> String {
        match &self.title {
            Some(title) => one_line(title),
            None => format!("[{}]", capitalised(&one_line(&self.what))),
        }
    }

    /// In which data it was read, when, and with what.
    fn note(&self) -> String {
        let data = match &*self.record {
            "" => words::of_data(&self.data),
            record => words::record(record, &self.data),
        };
        let read = words::read_on(&units::day(self.read), env!("CARGO_PKG_VERSION"));
        let mut note = format!("{data}, {read}.");
        if self.inferred {
            note = format!("{} {note}", words::inferred_day());
        }
        one_line(&note)
    }

    fn text(&self) -> String {
        let published = match self.published {
            Some(day) => Some(units::day(day)),
            None => self.author.is_some().then(|| words::undated().to_owned()),
        };
        let mut where_and_when: Vec<String> = Vec::new();
        where_and_when.extend(self.outlet.as_deref().map(one_line));
        where_and_when.extend(published);
        let where_and_when = Some(where_and_when.join(", ")).filter(|text| !text.is_empty());
        let parts = [
            self.author.as_deref().map(one_line),
            Some(self.title()),
            where_and_when,
            self.address.as_deref().map(one_line),
        ];
        let mut text = String::new();
        for part in parts.iter().flatten() {
            text.push_str(part);
            // An address ends before the blank, so that no full stop becomes part of it.
            let ends = part.ends_with(['.', '?', '!']) || self.address.as_ref() == Some(part);
            text.push_str(if ends { " " } else { ". " });
        }
        text + &self.note()
    }

    fn ris(&self) -> String {
        let mut text = String::new();
        let mut tag = |tag: &str, value: &str| {
            text.push_str(&format!("{tag}  - {}\r\n", one_line(value)));
        };
        tag(
            "TY",
            if self.address.is_some() {
                "ELEC"
            } else {
                "GEN"
            },
        );
        let given = |value: &Option<String>| value.clone().filter(|value| !value.is_empty());
        if let Some(author) = given(&self.author) {
            tag("AU", &author);
        }
        tag("TI", &self.title());
        if let Some(outlet) = given(&self.outlet) {
            tag("PB", &outlet);
        }
        if let Some(day) = self.published {
            let date = day.date();
            tag("PY", &format!("{:04}", date.year()));
            tag(
                "DA",
                &format!("{:04}/{:02}/{:02}/", date.year(), date.month(), date.day()),
            );
        }
        if let Some(address) = given(&self.address) {
            tag("UR", &address);
        }
        if !self.language.is_empty() {
            tag("LA", &self.language);
        }
        if !self.record.is_empty() {
            tag("ID", &self.record);
        }
        tag("N1", &self.note());
        tag("ER", "");
        text + "\r\n"
    }

    fn csl(&self) -> Value {
        let id = match &*self.record {
            "" => one_line(&self.what),
            record => record.to_owned(),
        };
        let kind = match self.address {
            Some(_) => "webpage",
            None => "document",
        };
        let mut item = json!({
            "id": id,
            "type": kind,
            "title": self.title(),
            "note": self.note(),
        });
        let mut set = |name: &str, value: Option<Value>| {
            if let Some(value) = value {
                item[name] = value;
            }
        };
        let author = self.author.as_ref();
        set("author", author.map(|name| json!([{ "literal": name }])));
        let text = |of: &Option<String>| of.clone().map(Value::from);
        set("container-title", text(&self.outlet));
        set("URL", text(&self.address));
        let language = Some(self.language.clone()).filter(|code| !code.is_empty());
        set("language", text(&language));
        set("issued", self.published.map(|day| self.issued(day)));
        item
    }

    fn issued(&self, day: Day) -> Value {
        let date = day.date();
        let parts = json!([[date.year(), date.month(), date.day()]]);
        match self.inferred {
            true => json!({ "date-parts": parts, "circa": true }),
            false => json!({ "date-parts": parts }),
        }
    }

    fn bibtex(&self, key: &str) -> String {
        let mut fields: Vec<(&str, String)> = Vec::new();
        let braced = |text: &str| format!("{{{}}}", latex(text));
        // Braces within braces: an institution is no person with a first name.
        fields.extend(self.author.iter().map(|name| ("author", braced(name))));
        fields.push(("title", braced(&self.title())));
        fields.extend(
            self.outlet
                .iter()
                .map(|outlet| ("howpublished", latex(outlet))),
        );
        if let Some(day) = self.published {
            let date = day.date();
            fields.push(("date", day.to_string()));
            fields.push(("year", format!("{:04}", date.year())));
            fields.push(("month", date.month().to_string()));
        }
        fields.extend(self.address.iter().map(|url| ("url", in_braces(url))));
        if !self.language.is_empty() {
            fields.push(("language", latex(&self.language)));
        }
        fields.push(("note", latex(&self.note())));
        let fields = fields.iter();
        let fields: String = fields
            .map(|(name, value)| format!("  {name} = {{{value}}},\n"))
            .collect();
        format!("@misc{{{key},\n{fields}}}\n")
    }
}

/// Entries under keys of their own: two records of one id in two files are two.
fn bibtex(citations: &[Citation]) -> String {
    let mut taken = std::collections::HashSet::new();
    let mut entries = Vec::with_capacity(citations.len());
    for citation in citations {
        let key = key_of(citation);
        let mut unique = key.clone();
        let mut number = 1;
        while !taken.insert(unique.clone()) {
            number += 1;
            unique = format!("{key}-{number}");
        }
        entries.push(citation.bibtex(&unique));
    }
    entries.join("\n")
}

/// A key of ASCII letters, numbers and hyphens, as all programs take it.
fn key_of(citation: &Citation) -> String {
    let of = match &*citation.record {
        "" => &citation.what,
        record => record,
    };
    let folded = fold(of);
    let words = folded.split(|letter: char| !letter.is_ascii_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    match words.is_empty() {
        true => "record".to_owned(),
        false => words.join("-"),
    }
}

/// What a line end would break.
fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// Text that LaTeX sets as it is.
fn latex(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for letter in one_line(text).chars() {
        match letter {
            '\\' => written.push_str("\\textbackslash{}"),
            '~' => written.push_str("\\textasciitilde{}"),
            '^' => written.push_str("\\textasciicircum{}"),
            '{' | '}' | '$' | '&' | '#' | '_' | '%' => written.extend(['\\', letter]),
            letter => written.push(letter),
        }
    }
    written
}

/// An address, in which braces that do not pair would end the field.
fn in_braces(url: &str) -> String {
    let mut written = String::with_capacity(url.len());
    for letter in url.chars() {
        match letter {
            '{' => written.push_str("%7B"),
            '}' => written.push_str("%7D"),
            '\\' => written.push_str("%5C"),
            letter if letter.is_whitespace() => written.push_str("%20"),
            letter => written.push(letter),
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i16, month: i8, day: i8) -> Day {
        Day::from_ymd(year, month, day).expect("a day")
    }

    fn statement() -> Citation {
        Citation {
            record: "az-mod/2022-08-07/report".into(),
            author: Some("Ministry of Defence of Azerbaijan".into()),
            what: "statement".into(),
            outlet: Some("Report & Co".into()),
            published: Some(day(2022, 8, 7)),
            address: Some("https://example.org/a_b?c=1&d={2}".into()),
            language: "en".into(),
            data: "data 0123456789ab (built in 2.1.2)".into(),
            read: day(2026, 11, 26),
            ..Citation::default()
        }
    }

    #[test]
    fn a_statement_is_cited_in_each_form() {
        let version = env!("CARGO_PKG_VERSION");
        let note = format!(
            "Record az-mod/2022-08-07/report of data 0123456789ab (built in 2.1.2), \
             read on 26 Nov 2026 with Contactline {version}."
        );
        assert_eq!(
            Form::Text.write(&[statement()]),
            format!(
                "Ministry of Defence of Azerbaijan. [Statement]. Report & Co, 7 Aug 2022. \
                 https://example.org/a_b?c=1&d={{2}} {note}\n"
            )
        );
        assert_eq!(
            Form::Bibtex.write(&[statement()]),
            format!(
                "@misc{{az-mod-2022-08-07-report,\n  \
                 author = {{{{Ministry of Defence of Azerbaijan}}}},\n  \
                 title = {{{{[Statement]}}}},\n  \
                 howpublished = {{Report \\& Co}},\n  \
                 date = {{2022-08-07}},\n  year = {{2022}},\n  month = {{8}},\n  \
                 url = {{https://example.org/a_b?c=1&d=%7B2%7D}},\n  language = {{en}},\n  \
                 note = {{{note}}},\n}}\n"
            )
        );
        assert_eq!(
            Form::Ris.write(&[statement()]),
            format!(
                "TY  - ELEC\r\nAU  - Ministry of Defence of Azerbaijan\r\nTI  - [Statement]\r\n\
                 PB  - Report & Co\r\nPY  - 2022\r\nDA  - 2022/08/07/\r\n\
                 UR  - https://example.org/a_b?c=1&d={{2}}\r\nLA  - en\r\n\
                 ID  - az-mod/2022-08-07/report\r\nN1  - {note}\r\nER  - \r\n\r\n"
            )
        );
        let csl: Value = serde_json::from_str(&Form::Csl.write(&[statement()])).expect("JSON");
        assert_eq!(
            csl,
            json!([{
                "id": "az-mod/2022-08-07/report",
                "type": "webpage",
                "author": [{"literal": "Ministry of Defence of Azerbaijan"}],
                "title": "[Statement]",
                "container-title": "Report & Co",
                "issued": {"date-parts": [[2022, 8, 7]]},
                "URL": "https://example.org/a_b?c=1&d={2}",
                "language": "en",
                "note": note,
            }])
        );
    }

    #[test]
    fn what_is_not_known_is_said_or_left_out_and_nothing_breaks_a_form() {
        let mut hostile = statement();
        hostile.author = Some("A\nER  - \\input{x} 50% $1_2#~^".into());
        hostile.title = Some("Fire\r\nTY  - BOOK".into());
        hostile.outlet = None;
        hostile.address = None;
        hostile.published = None;
        hostile.inferred = false;
        let ris = Form::Ris.write(std::slice::from_ref(&hostile));
        let ends = ris.lines().filter(|line| line.starts_with("ER  -")).count();
        let begins = ris.lines().filter(|line| line.starts_with("TY  -")).count();
        assert_eq!((ends, begins), (1, 1), "{ris}");
        assert!(ris.starts_with("TY  - GEN\r\n"), "{ris}");
        let bibtex = Form::Bibtex.write(std::slice::from_ref(&hostile));
        assert!(
            bibtex.contains(
                "author = {{A ER - \\textbackslash{}input\\{x\\} 50\\% \\$1\\_2\\#\
                 \\textasciitilde{}\\textasciicircum{}}}"
            ),
            "{bibtex}"
        );
        let text = Form::Text.write(&[hostile]);
        assert!(text.contains("day of publication not known"), "{text}");
        // Inferred days are said to be.
        let inferred = Citation {
            inferred: true,
            ..statement()
        };
        let csl = Form::Csl.write(std::slice::from_ref(&inferred));
        assert!(csl.contains("\"circa\": true"), "{csl}");
        assert!(Form::Text.write(&[inferred]).contains("is inferred"));
    }

    #[test]
    fn entries_of_one_id_have_keys_of_their_own() {
        let text = Form::Bibtex.write(&[statement(), statement()]);
        assert!(text.contains("@misc{az-mod-2022-08-07-report,"), "{text}");
        assert!(text.contains("@misc{az-mod-2022-08-07-report-2,"), "{text}");
    }

    #[test]
    fn a_column_of_titles_is_the_title() {
        let columns = |name: &str| vec![(name.to_owned(), " Shelling reported ".to_owned())];
        for known in ["title", "Headline", "source_headline", "Source title"] {
            assert_eq!(
                title_among(&columns(known)),
                Some("Shelling reported"),
                "{known}"
            );
        }
        assert_eq!(title_among(&columns("notes")), None);
    }
}
