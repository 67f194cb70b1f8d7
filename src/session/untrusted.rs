//! What a link, a session or a project names: nothing of it is opened before the person says so.

use super::{OpenFile, Session};

/// Something that was named by other than the person. It can be shown; to use it is to say that the
/// person has agreed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Untrusted<T>(T);

impl<T> Untrusted<T> {
    /// What somebody else named.
    pub fn new(value: T) -> Self {
        Self(value)
    }

    /// What it is. The person was asked and has agreed.
    pub fn agreed(self) -> T {
        self.0
    }
}

impl Untrusted<OpenFile> {
    /// The path, to be shown.
    pub fn shown(&self) -> String {
        self.0.source.shown().to_string()
    }

    /// As a file of a session that is written: who opens that is asked again.
    pub fn to_be_written(&self) -> OpenFile {
        self.0.clone()
    }
}

impl Session {
    /// Takes out the files on a disk, and the archives on a server, that `named` holds for.
    pub fn take_named(&mut self, named: impl Fn(&OpenFile) -> bool) -> Vec<Untrusted<OpenFile>> {
        let is_outside = |file: &OpenFile| file.path().is_some() || file.source.is_team_archive();
        let is_named = |file: &mut OpenFile| is_outside(file) && named(file);
        self.files.extract_if(.., is_named).map(Untrusted).collect()
    }
}
