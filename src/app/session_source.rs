//! Where a session comes from that a person names: a link, or a file.

use std::{io, path::Path};

use anyhow::Context as _;

use crate::{
    io::disk,
    session::{Session, file, link},
    words::{errors, files as words},
};

/// The most a session file may hold, in bytes.
pub(super) const LARGEST_BYTES: u64 = 16 * 1024 * 1024;

/// Reads a session out of a link or a file.
///
/// # Errors
///
/// Where it is neither, or damaged.
pub fn read(source: &str) -> anyhow::Result<Session> {
    if link::is_link(source) {
        return Ok(link::read(source)?);
    }
    let text = match disk::read_text(Path::new(source), LARGEST_BYTES) {
        Ok(text) => text,
        Err(error) => match error.kind() {
            io::ErrorKind::FileTooLarge => anyhow::bail!(words::session_too_large(source)),
            io::ErrorKind::NotFound => {
                let what = words::not_a_link_or_file(link::SCHEME, source);
                return Err(error).context(what);
            }
            _ => return Err(error).with_context(|| errors::cannot_read(source)),
        },
    };
    match link::is_link(text.trim()) {
        true => Ok(link::read(text.trim())?),
        false => file::read(&text).with_context(|| errors::cannot_read(source)),
    }
}
