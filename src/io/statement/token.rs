//! Words, numbers and marks of a text with where they stand, and where its sentences end.

use std::{collections::HashSet, ops::Range};

use unicode_normalization::UnicodeNormalization as _;

use super::grammar::{LanguageTable, Sense, Tag};
use crate::model::names::fold;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    Word,
    /// Digits only.
    Number,
    /// Any other letter, by itself.
    Mark(char),
    /// An ending that an apostrophe or a hyphen keeps apart from its word.
    Ending,
}

/// A piece of text.
#[derive(Clone, Debug)]
pub struct Token {
    /// Where it stands, in bytes; always on the boundaries of letters.
    pub span: Range<usize>,
    /// As it is compared.
    pub folded: String,
    pub kind: TokenKind,
    /// Starts with a capital letter, or is of a script without any.
    pub capital: bool,
    /// No blank before it.
    pub glued: bool,
}

impl Token {
    pub fn is_mark(&self, mark: char) -> bool {
        self.kind == TokenKind::Mark(mark)
    }

    pub fn is_bracket_open(&self) -> bool {
        matches!(self.kind, TokenKind::Mark('(' | '['))
    }

    pub fn is_bracket_close(&self) -> bool {
        matches!(self.kind, TokenKind::Mark(')' | ']'))
    }

    pub fn is_quote(&self) -> bool {
        matches!(
            self.kind,
            TokenKind::Mark('"' | '“' | '”' | '„' | '«' | '»' | '‘' | '’' | '\'' | '`' | '՚')
        )
    }

    pub fn number(&self) -> Option<u32> {
        (self.kind == TokenKind::Number).then(|| self.folded.parse().ok())?
    }
}

/// Whether a mark stands inside a number, between its thousands: "1,200".
pub fn parts_thousands(tokens: &[Token], at: usize) -> bool {
    let (Some(before), Some([mark, group])) = (at.checked_sub(1), tokens.get(at..at + 2)) else {
        return false;
    };
    let is_group = group.kind == TokenKind::Number && group.folded.len() == 3;
    tokens[before].kind == TokenKind::Number && mark.glued && group.glued && is_group
}

/// Marks that some scripts set inside a word to say how it is spoken.
fn is_spoken_mark(letter: char) -> bool {
    matches!(
        letter,
        '՛' | '՜' | '՞' | '\u{ad}' | '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{2060}'
    )
}

fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '’' | '‘' | 'ʼ' | '՚' | 'ʻ' | '`')
}

fn is_hyphen(letter: char) -> bool {
    matches!(letter, '-' | '‐' | '‑' | '֊')
}

/// A digit, of our writing, Arabic or Persian, as one of ours.
fn digit(letter: char) -> Option<char> {
    let zero = match letter {
        '0'..='9' => return Some(letter),
        '٠'..='٩' => '٠',
        '۰'..='۹' => '۰',
        _ => return None,
    };
    char::from_digit(letter as u32 - zero as u32, 10)
}

/// Whether a word that begins so may be a name. Georgian writes names small.
fn is_capital(letter: char) -> bool {
    !letter.is_lowercase() || ('ა'..='ჿ').contains(&letter)
}

/// Letters, and the marks that stand on them.
fn is_letter(letter: char) -> bool {
    letter.is_alphabetic() || unicode_normalization::char::is_combining_mark(letter)
}

/// Cuts a text into tokens.
pub fn tokens(text: &str, table: &LanguageTable) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::with_capacity(text.len() / 5);
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        if first.is_whitespace() || is_spoken_mark(first) {
            at += first.len_utf8();
            continue;
        }
        let glued = tokens.last().is_some_and(|token| token.span.end == at);
        let (end, kind) = if first.is_numeric() {
            (run(text, at, char::is_numeric), TokenKind::Number)
        } else if is_letter(first) {
            (word_end(text, at, table), TokenKind::Word)
        } else {
            (at + first.len_utf8(), TokenKind::Mark(first))
        };
        let kind = match kind {
            TokenKind::Number if !text[at..end].chars().all(|letter| digit(letter).is_some()) => {
                TokenKind::Word
            }
            TokenKind::Word if is_ending(&tokens, glued, &text[at..end], table) => {
                TokenKind::Ending
            }
            kind => kind,
        };
        tokens.push(Token {
            span: at..end,
            folded: match kind {
                TokenKind::Mark(mark) => mark.to_string(),
                TokenKind::Number => text[at..end].chars().filter_map(digit).collect(),
                _ => fold_word(&text[at..end]),
            },
            kind,
            capital: first.nfd().next().is_some_and(is_capital),
            glued,
        });
        at = end;
    }
    tokens
}

/// [`fold`], without the marks of speech that it would read as blanks.
fn fold_word(word: &str) -> String {
    if word.is_ascii() {
        return word.replace('\'', "").to_lowercase();
    }
    fold(&word.replace(is_spoken_mark, ""))
}

fn run(text: &str, from: usize, belongs: impl Fn(char) -> bool) -> usize {
    let rest = &text[from..];
    rest.find(|letter| !belongs(letter))
        .map_or(text.len(), |length| from + length)
}

/// The end of the word that begins at `from`. An apostrophe inside belongs to it, unless what
/// follows is an ending of the language.
fn word_end(text: &str, from: usize, table: &LanguageTable) -> usize {
    let mut end = run(text, from, |c| is_letter(c) || is_spoken_mark(c));
    // A blank is missing where a small letter is followed by a capital one.
    if let Some(split) = capital_inside(&text[from..end]) {
        return from + split;
    }
    loop {
        let mut rest = text[end..].chars();
        let Some(mark) = rest.next().filter(|mark| is_apostrophe(*mark)) else {
            return end;
        };
        let next = end + mark.len_utf8();
        if !rest.next().is_some_and(is_letter) {
            return end;
        }
        if table.elided.contains(&&*fold_word(&text[from..end])) {
            return end;
        }
        let more = run(text, next, is_letter);
        if table.is_ending(&fold_word(&text[next..more])) {
            return end;
        }
        end = more;
    }
}

/// Where a small letter is followed by a capital one and that by a small one.
fn capital_inside(word: &str) -> Option<usize> {
    let mut letters = word.char_indices().peekable();
    while let Some((_, letter)) = letters.next() {
        if let Some((at, next)) = letters.peek()
            && letter.is_lowercase()
            && next.is_uppercase()
            && word[*at..].chars().nth(1).is_some_and(char::is_lowercase)
        {
            return Some(*at);
        }
    }
    None
}

/// Whether a word is an ending hung on to the token before last by an apostrophe or a hyphen.
fn is_ending(tokens: &[Token], glued: bool, word: &str, table: &LanguageTable) -> bool {
    let [.., bearer, mark] = tokens else {
        return false;
    };
    let hangs = |letter: char| is_apostrophe(letter) || is_hyphen(letter);
    glued
        && mark.glued
        && matches!(mark.kind, TokenKind::Mark(letter) if hangs(letter))
        && matches!(bearer.kind, TokenKind::Word | TokenKind::Number)
        && table.is_ending(&fold_word(word))
}

/// A sentence of more is none: it is cut, so that the time to read a text grows with its length.
const LONGEST_SENTENCE_TOKENS: usize = 400;

/// The sentences of a text, each as the range of its tokens.
pub fn sentences(text: &str, tokens: &[Token], tags: &[Tag]) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    // "25. November": the full stop belongs to the number.
    let months = tags
        .iter()
        .filter(|tag| matches!(tag.sense, Sense::Month(_)))
        .map(|tag| tag.from);
    let months: HashSet<usize> = months.collect();
    let in_date = |at: usize| {
        let number = at.checked_sub(1).map(|before| tokens[before].kind);
        number == Some(TokenKind::Number) && months.contains(&(at + 1))
    };
    for at in 0..tokens.len() {
        let ends = ends_sentence(text, tokens, at) && !in_date(at);
        if at - start >= LONGEST_SENTENCE_TOKENS || ends {
            sentences.push(start..at + 1);
            start = at + 1;
        }
    }
    if start < tokens.len() {
        sentences.push(start..tokens.len());
    }
    sentences
}

fn ends_sentence(text: &str, tokens: &[Token], at: usize) -> bool {
    let (token, Some(next)) = (&tokens[at], tokens.get(at + 1)) else {
        return true;
    };
    let between = &text[token.span.end..next.span.start];
    let breaks = between.matches('\n').count();
    if breaks > 1 || (breaks == 1 && (next.capital || next.kind == TokenKind::Number)) {
        return true;
    }
    let opens_next = next.capital
        || next.is_quote()
        || matches!(next.kind, TokenKind::Mark('•' | '–' | '—' | '-'));
    match token.kind {
        TokenKind::Mark(';' | '!' | '?' | '…' | '։' | '؟' | '؛' | '•') => {
            !next.glued || next.is_quote()
        }
        TokenKind::Mark(':') => !next.glued && follows_armenian(text, tokens, at),
        TokenKind::Mark('.') => {
            let starts = opens_next || next.kind == TokenKind::Number;
            !next.glued && starts && !abbreviates(tokens, at)
        }
        _ => false,
    }
}

/// In Armenian a colon may end a sentence.
fn follows_armenian(text: &str, tokens: &[Token], at: usize) -> bool {
    let word = at
        .checked_sub(1)
        .map(|before| &text[tokens[before].span.clone()]);
    word.is_some_and(|word| word.chars().any(|c| ('Ա'..='և').contains(&c)))
}

/// Whether the full stop at `at` shortens the word before it.
fn abbreviates(tokens: &[Token], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|before| &tokens[before]) else {
        return false;
    };
    let clock_half = before.folded == "m" && before.glued;
    before.kind == TokenKind::Word
        && !clock_half
        && (before.folded.chars().count() == 1
            || matches!(
                &*before.folded,
                "mr" | "dr" | "st" | "bzw" | "мин" | "хв" | "гг" | "им" | "ул" | "обл" | "г-н"
            ))
}
