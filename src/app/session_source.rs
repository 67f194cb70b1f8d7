//! Where a session comes from that a person names: a link, or a file.

use std::fs;

use anyhow::Context as _;

use crate::session::{Session, file, link};

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
    let size = fs::metadata(source)
        .with_context(|| format!("neither a link ({}...) nor a file: {source}", link::SCHEME))?;
    anyhow::ensure!(
        size.len() <= LARGEST_BYTES,
        "too large for a session: {source}"
    );
    let text = fs::read_to_string(source).with_context(|| format!("cannot read {source}"))?;
    match link::is_link(text.trim()) {
        true => Ok(link::read(text.trim())?),
        false => file::read(&text).with_context(|| format!("cannot read {source}")),
    }
}
