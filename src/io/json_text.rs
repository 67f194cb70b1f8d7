//! JSON as programs and people write it that are not strict: with NaN and infinities, which JSON does not have,
//! with members that stand in their object more than once, and with a comma behind the last.

use std::{borrow::Cow, ops::Range};

use memchr::memchr2;
use serde::de::IgnoredAny;

use super::source::Lines;
use crate::{
    model::{Note, NoteLog, Place, Severity, budget::limits},
    words::notes::reading,
};

/// Bare words that programs write for numbers that are none.
const NO_NUMBERS: [&str; 4] = ["nan", "inf", "infinity", "undefined"];

/// The text with `null` in place of numbers that JSON does not have, and without members that stand in
/// their object again later: of those the last counts, as with most readers. A note on each. `place` is
/// where the text begins.
pub fn mended<'t>(place: &Place, text: &'t str, notes: &mut NoteLog) -> Cow<'t, str> {
    let mut faults = Scan::of(text);
    if faults.is_empty() {
        return Cow::Borrowed(text);
    }
    faults.sort_by_key(|fault| fault.at.start);
    let mut mended = String::with_capacity(text.len());
    let mut kept = 0;
    let mut lines = Lines::new(text.as_bytes(), place.line.max(1));
    for Fault { at, key } in faults {
        if at.start < kept {
            // Part of a member that is left out.
            continue;
        }
        mended.push_str(&text[kept..at.start]);
        kept = at.end;
        let place = place.at_line(lines.at(at.start));
        let said = &text[at];
        let Some(key) = key else {
            mended.push_str("null");
            let what = reading::no_json_number();
            notes.push(Note::new(Severity::Doubt, &place, said, what));
            continue;
        };
        // What stands behind it stays where it was.
        mended.extend(said.bytes().map(|byte| match byte {
            b'\n' => '\n',
            _ => ' ',
        }));
        if !key.is_empty() {
            let said = key.chars().take(MOST_SHOWN);
            let said: String = said
                .map(|sign| if sign.is_control() { ' ' } else { sign })
                .collect();
            let what = reading::repeated_member();
            notes.push(Note::new(Severity::Doubt, &place, said, what));
        }
    }
    mended.push_str(&text[kept..]);
    Cow::Owned(mended)
}

/// So much of what is left out is shown.
const MOST_SHOWN: usize = 80;

/// What is not as JSON has it.
struct Fault<'t> {
    at: Range<usize>,
    /// Of a member that stands in its object again: its key and value, or nothing where the later one says
    /// the same.
    key: Option<&'t str>,
}

/// A member of an object that is being read. Offsets, since an object may have very many.
#[derive(Clone, Copy)]
struct Member {
    key: (u32, u32),
    /// Where its value ends.
    end: u32,
}

/// One pass over a text, which may be damaged.
struct Scan<'t> {
    text: &'t str,
    /// Of lists and objects around, outermost first: where the members of an object begin among all, and
    /// `None` for a list.
    around: Vec<Option<usize>>,
    members: Vec<Member>,
    /// Whether a key comes next, and not a value.
    wants_key: bool,
    faults: Vec<Fault<'t>>,
}

impl<'t> Scan<'t> {
    fn of(text: &'t str) -> Vec<Fault<'t>> {
        let mut scan = Self {
            text,
            around: Vec::new(),
            members: Vec::new(),
            wants_key: false,
            faults: Vec::new(),
        };
        scan.run();
        scan.faults
    }

    fn run(&mut self) {
        let bytes = self.text.as_bytes();
        let mut at = 0;
        while let Some(byte) = bytes.get(at) {
            match byte {
                b'"' => {
                    let end = end_of_string(bytes, at + 1);
                    if std::mem::take(&mut self.wants_key) {
                        let key = (at as u32, end as u32);
                        self.members.push(Member { key, end: 0 });
                    }
                    at = end;
                    continue;
                }
                b'a'..=b'z' | b'A'..=b'Z' => {
                    at = self.word(at);
                    continue;
                }
                b'{' => {
                    self.around.push(Some(self.members.len()));
                    self.wants_key = true;
                }
                b'[' => {
                    self.around.push(None);
                    self.wants_key = false;
                }
                b',' => {
                    self.wants_key = matches!(self.around.last(), Some(Some(_)));
                    if self.wants_key {
                        self.end_member(at);
                    }
                }
                b'}' | b']' => {
                    let trailing = trailing_comma(bytes, at);
                    if let Some(comma) = trailing {
                        // Nothing is lost with it.
                        let (at, key) = (comma..comma + 1, Some(""));
                        self.faults.push(Fault { at, key });
                    }
                    if let Some(Some(from)) = self.around.pop() {
                        if trailing.is_none() {
                            self.end_member(at);
                        }
                        self.object(from);
                    }
                    self.wants_key = false;
                }
                _ => {}
            }
            // No reader goes deeper, and none takes so long a text.
            if self.around.len() > limits::DEPTH_OF_JSON || at > u32::MAX as usize {
                return;
            }
            at += 1;
        }
    }

    fn end_member(&mut self, at: usize) {
        if let Some(member) = self.members.last_mut() {
            member.end = at as u32;
        }
    }

    /// Passes over a word outside of strings. Says where it ends.
    fn word(&mut self, at: usize) -> usize {
        let bytes = self.text.as_bytes();
        let letters = bytes[at..].iter();
        let end = at
            + letters
                .take_while(|byte| byte.is_ascii_alphabetic())
                .count();
        let word = &self.text[at..end];
        let mut known = NO_NUMBERS.iter();
        if known.any(|known| known.eq_ignore_ascii_case(word)) {
            let is_signed = at > 0 && matches!(bytes[at - 1], b'-' | b'+');
            let at = at - usize::from(is_signed)..end;
            self.faults.push(Fault { at, key: None });
        }
        end
    }

    /// Looks at the members of an object that is closed, from the first of them on.
    fn object(&mut self, from: usize) {
        if self.may_repeat(from) {
            let faults = self.repeated(from);
            self.faults.extend(faults);
        }
        self.members.truncate(from);
    }

    /// Whether keys are equal, or many, or have to be looked at closely.
    fn may_repeat(&self, from: usize) -> bool {
        const FEW: usize = 16;
        let members = &self.members[from..];
        let mut known = [""; FEW];
        members.len() > FEW
            || members.iter().enumerate().any(|(at, member)| {
                let Cow::Borrowed(key) = self.key(*member) else {
                    return true;
                };
                known[at] = key;
                known[..at].contains(&key)
            })
    }

    /// The members that stand in their object again later.
    fn repeated(&self, from: usize) -> Vec<Fault<'t>> {
        let members = &self.members[from..];
        let keys: Vec<Cow<'t, str>> = members.iter().map(|one| self.key(*one)).collect();
        let mut order: Vec<usize> = (0..members.len()).collect();
        order.sort_by(|one, other| keys[*one].cmp(&keys[*other]));
        let mut faults = Vec::new();
        for same in order.chunk_by(|one, other| keys[*one] == keys[*other]) {
            let Some((last, earlier)) = same.split_last() else {
                continue;
            };
            let counts = self.value(members[*last]);
            for lost in earlier {
                let (member, next) = (members[*lost], members.get(lost + 1));
                let start = member.key.0 as usize;
                let at = start..next.map_or(start, |next| next.key.0 as usize);
                let is_lost = ![counts, "null"].contains(&self.value(member));
                let end = if is_lost { member.end as usize } else { start };
                let key = Some(&self.text[start..end]);
                faults.push(Fault { at, key });
            }
        }
        faults
    }

    /// The key of a member, as it reads.
    fn key(&self, member: Member) -> Cow<'t, str> {
        let (start, end) = (member.key.0 as usize, member.key.1 as usize);
        let quoted = &self.text[start..end];
        match quoted.contains('\\') {
            true => serde_json::from_str(quoted).map_or(Cow::Borrowed(quoted), Cow::Owned),
            false => Cow::Borrowed(quoted.trim_matches('"')),
        }
    }

    fn value(&self, member: Member) -> &'t str {
        let said = self.text.get(member.key.1 as usize..member.end as usize);
        said.unwrap_or_default()
            .trim_start()
            .trim_start_matches(':')
            .trim()
    }
}

/// Where a comma stands before the bracket that closes a list or an object, as people leave it who edit one.
fn trailing_comma(bytes: &[u8], bracket: usize) -> Option<usize> {
    let before = bytes[..bracket]
        .iter()
        .rposition(|byte| !byte.is_ascii_whitespace());
    before.filter(|at| bytes[*at] == b',' && *at > 0)
}

/// Behind the quotation mark that ends a string.
fn end_of_string(bytes: &[u8], mut at: usize) -> usize {
    while let Some(next) = memchr2(b'"', b'\\', bytes.get(at..).unwrap_or_default()) {
        at += next + 1;
        match bytes[at - 1] {
            b'"' => return at,
            _ => at += 1,
        }
    }
    bytes.len()
}

/// The JSON texts of a file that holds one after another: a line each, or each behind the record
/// separator of RFC 8142. Those that are none stand as they are. With the line each begins on.
pub fn texts_in_sequence(text: &str) -> Vec<(u32, &str)> {
    let parts: Vec<&str> = match text.contains(RECORD_SEPARATOR) {
        true => text.split(RECORD_SEPARATOR).collect(),
        false => text.split('\n').collect(),
    };
    let mut lines = Lines::new(text.as_bytes(), 1);
    let mut found = Vec::new();
    for part in parts {
        let json = part.trim();
        if !json.is_empty() {
            let start = json.as_ptr() as usize - text.as_ptr() as usize;
            found.push((lines.at(start), json));
        }
    }
    found
}

/// What stands before each text of a sequence.
pub const RECORD_SEPARATOR: char = '\u{1e}';

/// Whether a file that begins like this holds JSON texts one after another.
pub fn is_sequence(start: &str) -> bool {
    if start.starts_with(RECORD_SEPARATOR) {
        return true;
    }
    let mut lines = start.lines().map(str::trim).filter(|line| !line.is_empty());
    let is_object = |line: &str| {
        let mended = mended(&Place::file(""), line, &mut NoteLog::default()).into_owned();
        // Nothing of it is kept: a line may be a file of any size.
        mended.starts_with('{') && serde_json::from_str::<IgnoredAny>(&mended).is_ok()
    };
    let first = lines.next().is_some_and(is_object);
    first && lines.next().is_some_and(|line| line.starts_with('{'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_are_none_become_null_and_are_told_with_their_line() {
        let check = |json: &str, expected: &str, told: &[&str]| {
            let mut notes = NoteLog::default();
            assert_eq!(mended(&Place::file("a"), json, &mut notes), expected);
            let notes: Vec<String> = notes
                .take()
                .iter()
                .map(|note| format!("{} {}", note.place, note.text))
                .collect();
            assert_eq!(notes, told);
        };
        check(
            "{\"a\": NaN,\n\"b\": -Infinity}",
            "{\"a\": null,\n\"b\": null}",
            &["a:1 NaN", "a:2 -Infinity"],
        );
        check(
            r#"{"NaN": "a NaN \" NaN", "b": true}"#,
            r#"{"NaN": "a NaN \" NaN", "b": true}"#,
            &[],
        );
        check(
            "[nan, null, +inf",
            "[null, null, null",
            &["a:1 nan", "a:1 +inf"],
        );
        check("\"never ends \\", "\"never ends \\", &[]);
    }

    #[test]
    fn of_a_member_that_stands_in_its_object_again_the_last_counts_and_the_others_are_told() {
        let check = |json: &str, expected: &str, told: &[&str]| {
            let mut notes = NoteLog::default();
            assert_eq!(mended(&Place::file("a"), json, &mut notes), expected);
            let notes = notes.take();
            let told_of = |note: &Note| format!("{} {}", note.place, note.text);
            assert_eq!(notes.iter().map(told_of).collect::<Vec<_>>(), told);
            assert!(notes.iter().all(|note| note.what.contains("last")));
        };
        check(
            "{\"a\": 3,\n\"b\": [1,\n2], \"a\": 5, \"b\": 7}",
            "{       \n        \n    \"a\": 5, \"b\": 7}",
            &["a:1 \"a\": 3", "a:2 \"b\": [1, 2]"],
        );
        // Written in another way it is the same key; in another object it is another member.
        check(
            r#"[{"\u0061": "x,}", "b": {"a": 1, "c": 2}, "a": "y"}, {"a": 1}]"#,
            r#"[{                 "b": {"a": 1, "c": 2}, "a": "y"}, {"a": 1}]"#,
            &[r#"a:1 "\u0061": "x,}""#],
        );
        // What says nothing, or the same again, is no loss.
        check(
            r#"{"a": null, "a": 1, "a": 1}"#,
            r#"{                   "a": 1}"#,
            &[],
        );
        // Within what is left out nothing is told.
        check(
            r#"{"a": {"b": 1, "b": 2, "c": NaN}, "a": 0}"#,
            r#"{                                 "a": 0}"#,
            &[r#"a:1 "a": {"b": 1, "b": 2, "c": NaN}"#],
        );
        let many: Vec<String> = (0..40).map(|key| format!("\"k{key}\":{key}")).collect();
        let many = many.join(",");
        check(
            &format!("{{{many},\"k7\":0}}"),
            &format!("{{{},\"k7\":0}}", many.replace("\"k7\":7,", "       ")),
            &["a:1 \"k7\":7"],
        );
    }

    #[test]
    fn sequences_are_told_from_single_texts() {
        assert!(is_sequence("{\"a\":1}\n\n{\"a\":2}\n"));
        assert!(is_sequence("{\"a\":NaN}\n{\"a\":2"));
        assert!(is_sequence("\u{1e}{\"a\":1}\n"));
        assert!(!is_sequence("{\"a\":1}\n"));
        assert!(!is_sequence("{\n\"a\":1}\n"));
        assert!(!is_sequence("{\"a\":[\n{\"b\":1}"));
        let lines: Vec<u32> = texts_in_sequence("\u{1e}{\n}\n\u{1e}{}\n")
            .iter()
            .map(|(line, _)| *line)
            .collect();
        assert_eq!(lines, [1, 3]);
    }
}
