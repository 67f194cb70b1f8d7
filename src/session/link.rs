//! A session as a link: one line that can be sent, and restores the session exactly.
//!
//! `contactline://1/` and the session's JSON without what is as by default, made short and written
//! in letters that no address changes.

use std::sync::Arc;

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use miniz_oxide::{deflate::compress_to_vec, inflate::decompress_to_vec_with_limit};
use serde_json::{Map, Value};

use super::{
    Session,
    file::{self, SessionError},
};
use crate::model::Personal;

/// What a link begins with.
pub const SCHEME: &str = "contactline://";

/// The form of the link. What it holds has a version of its own.
const FORM: &str = "1";

/// More than any session takes, in bytes. What claims to hold more is not unpacked.
const LARGEST_BYTES: usize = 4 * 1024 * 1024;

/// Why a text is not a link to a session.
#[derive(Debug, thiserror::Error)]
pub enum LinkError {
    /// It does not begin as links of this program do.
    #[error("{}", crate::words::files::no_link(SCHEME))]
    Scheme,
    /// A later version of the program made it.
    #[error("{}", crate::words::files::newer_link(.0, FORM))]
    Newer(String),
    /// It was cut short or altered.
    #[error("{}", crate::words::files::damaged_link())]
    Damaged,
    /// What it holds is no session.
    #[error("{}", crate::words::files::damaged_session_link(.0))]
    Session(#[from] SessionError),
}

/// Whether a text means to be a link.
pub fn is_link(text: &str) -> bool {
    let head = text.get(..SCHEME.len());
    head.is_some_and(|head| head.eq_ignore_ascii_case(SCHEME))
}

/// The link of a session. Records that sources have withdrawn stay with whoever has their files, and
/// other views, other questions, grades, comments and evidence with whoever keeps them.
pub fn write(session: &Session) -> String {
    let mut session = session.clone();
    for file in &mut session.files {
        file.withdrawn.clear();
    }
    session.bookmarks.clear();
    session.questions.clear();
    session.personal = Personal::default();
    let whole = fields(&session);
    let usual = fields(&Session::default());
    let told = |(key, value): &(String, Value)| key == "version" || usual.get(key) != Some(value);
    let short: Map<String, Value> = whole.into_iter().filter(told).collect();
    let text = Value::Object(short).to_string();
    let packed = compress_to_vec(text.as_bytes(), 10);
    format!("{SCHEME}{FORM}/{}", BASE64_URL_SAFE_NO_PAD.encode(packed))
}

fn fields(session: &Session) -> Map<String, Value> {
    match serde_json::from_str(&file::write(session)) {
        Ok(Value::Object(fields)) => fields,
        _ => Map::new(),
    }
}

/// The session of a link.
///
/// # Errors
///
/// Where it is no link, damaged, or of a newer version.
pub fn read(link: &str) -> Result<Session, LinkError> {
    let link = link.trim();
    if !is_link(link) {
        return Err(LinkError::Scheme);
    }
    let rest = link[SCHEME.len()..].trim_end_matches('/');
    let (form, packed) = rest.split_once('/').ok_or(LinkError::Damaged)?;
    if form != FORM {
        return Err(LinkError::Newer(form.to_owned()));
    }
    let packed = BASE64_URL_SAFE_NO_PAD
        .decode(packed)
        .map_err(|_| LinkError::Damaged)?;
    let text = decompress_to_vec_with_limit(&packed, LARGEST_BYTES);
    let text = text.map_err(|_| LinkError::Damaged)?;
    let text = String::from_utf8(text).map_err(|_| LinkError::Damaged)?;
    // Whoever has the link has not the bytes.
    let mut session = file::read(&text)?;
    session.personal.evidence = Arc::default();
    Ok(session)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{model::Language, session::file::tests::any_session};

    proptest! {
        #[test]
        fn a_link_restores_the_session_exactly(session in any_session()) {
            let link = write(&session);
            prop_assert!(link.starts_with(SCHEME));
            let plain = |letter: char| letter.is_ascii_alphanumeric() || "-_/:".contains(letter);
            prop_assert!(link.chars().all(plain), "{link}");
            // Kept questions stay with whoever keeps them.
            let sent = Session { questions: Default::default(), ..session };
            prop_assert_eq!(read(&link).expect("a session"), sent);
        }

        #[test]
        fn any_text_after_the_scheme_is_read_or_refused_without_a_panic(text in "\\PC{0,60}") {
            let _ = read(&format!("{SCHEME}1/{text}"));
            let _ = read(&text);
        }
    }

    #[test]
    fn a_plain_session_makes_a_short_link() {
        let mut session = Session::default();
        assert!(write(&session).len() < 60, "{}", write(&session));
        session.language = Language::Armenian;
        session.layers.shading = crate::scene::Shading::Received;
        assert!(write(&session).len() < 110, "{}", write(&session));
    }

    #[test]
    fn a_link_that_cannot_be_read_says_why() {
        let error = |link: &str| read(link).expect_err("refused").to_string();
        assert!(error("https://example.org").contains("does not begin with"));
        assert!(error("contactline://2/abc").contains("newer version"));
        assert!(error("contactline://1/").contains("damaged"));
        assert!(error("contactline://1/!!!").contains("damaged"));
        let whole = write(&Session::default());
        assert!(error(&whole[..whole.len() - 4]).contains("damaged"));
    }
}
