//! What the program says on the terminal. Text of files reaches it printable only: what a terminal
//! would obey, such as escape sequences, is written out.

use std::{
    borrow::Cow,
    fmt::{Display, Write as _},
    io::{self, Write as _, stderr, stdout},
};

/// The text with control characters written out, such as `\u{1b}`; line ends and tabs stay.
fn printable(text: &str) -> Cow<'_, str> {
    // Those that reverse the direction of writing can make a name read as another.
    let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let is_obeyed = |c: char| c.is_control() && c != '\n' && c != '\t' || turns(c);
    if !text.contains(is_obeyed) {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match is_obeyed(c) {
            true => plain.extend(c.escape_unicode()),
            false => plain.push(c),
        }
    }
    Cow::Owned(plain)
}

/// Writes a result to standard output. Where nobody reads it any more, as behind `head`, that is fine.
///
/// # Errors
///
/// Where it cannot be written for another reason.
pub fn say(text: &str) -> io::Result<()> {
    let mut out = stdout().lock();
    let done = out.write_all(printable(text).as_bytes());
    match done.and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        done => done,
    }
}

/// Writes a line about the work to standard error.
pub fn tell(line: impl Display) {
    let mut text = String::new();
    // A string takes any text.
    let _ = writeln!(text, "{line}");
    // Where nobody can be told, nothing is left to do.
    let _ = stderr().lock().write_all(printable(&text).as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_is_given_nothing_to_obey() {
        assert_eq!(printable("Kəlbəcər\tКарвачар\n"), "Kəlbəcər\tКарвачар\n");
        assert_eq!(
            printable("evil\u{1b}]0;owned\u{7} \u{9b}2J\r\u{202e}x"),
            "evil\\u{1b}]0;owned\\u{7} \\u{9b}2J\\u{d}\\u{202e}x"
        );
    }
}
