//! Where written data comes from: what every exported file says of itself.

use std::{fmt::Write as _, path::Path};

use sha2::{Digest as _, Sha256};

use crate::model::Window;

/// One file that went in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    pub name: String,
    /// Of its bytes, in hexadecimal.
    pub sha256: String,
}

/// What was asked for, of what, and what became of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Provenance {
    pub inputs: Vec<Input>,
    /// `None`: all time, the undated included.
    pub window: Option<Window>,
    /// In words; empty where nothing was filtered.
    pub filters: String,
    /// Records written, of so many loaded.
    pub written: usize,
    pub loaded: usize,
    /// Rows that were left out or not understood, and why, as notes say it.
    pub rejected: Vec<String>,
}

impl Input {
    /// An input of these bytes.
    pub fn of_bytes(name: impl Into<String>, bytes: &[u8]) -> Self {
        let digest = Sha256::digest(bytes);
        let mut sha256 = String::with_capacity(64);
        for byte in digest {
            write!(sha256, "{byte:02x}").expect("a string takes any text");
        }
        Self {
            name: name.into(),
            sha256,
        }
    }

    /// An input of a file, under its name without its folder.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read.
    pub fn of_file(path: &Path) -> std::io::Result<Self> {
        let name = path.file_name().unwrap_or(path.as_os_str());
        Ok(Self::of_bytes(
            name.to_string_lossy(),
            &std::fs::read(path)?,
        ))
    }
}

impl Provenance {
    /// As `key: value` lines, the program first.
    pub fn lines(&self) -> Vec<String> {
        let mut lines = vec![format!(
            "program: Contactline {}",
            env!("CARGO_PKG_VERSION")
        )];
        for input in &self.inputs {
            lines.push(format!("input: {} sha256 {}", input.name, input.sha256));
        }
        lines.push(match self.window {
            Some(window) => format!("window: {} to {}", window.first(), window.last()),
            None => "window: all time".to_owned(),
        });
        let filters = Some(self.filters.as_str()).filter(|words| !words.is_empty());
        lines.push(format!("filters: {}", filters.unwrap_or("none")));
        lines.push(format!(
            "records: {} of {} loaded",
            self.written, self.loaded
        ));
        let rejected = self.rejected.iter();
        lines.extend(rejected.map(|note| format!("rejected: {note}")));
        lines
    }
}
