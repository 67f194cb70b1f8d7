//! Where a session comes from that a person names: a link, or a file.

use std::fs;

use anyhow::Context as _;

use crate::{
    session::{Session, file, link},
    words::{errors, files as words},
};

/// The most a session file may hold, in bytes.
const LARGEST_BYTES: u64 = 16 * 1024 * 1024;

/// Reads a session out of a link or a file.
///
/// # Errors
///
/// Where it is neither, or damaged.
pub fn read(source: &str) -> anyhow::Result<Session> {
    if link::is_link(source) {
        return Ok(link::read(source)?);
    }
    let size =
        fs::metadata(source).with_context(|| words::not_a_link_or_file(link::SCHEME, source))?;
    if size.len() > LARGEST_BYTES {
        anyhow::bail!(words::session_too_large(source));
    }
    let text = fs::read_to_string(source).with_context(|| errors::cannot_read(source))?;
    match link::is_link(text.trim()) {
        true => Ok(link::read(text.trim())?),
        false => file::read(&text).with_context(|| errors::cannot_read(source)),
    }
}
