//! Which opened file something comes from.

use std::{fmt, sync::Arc};

/// Stable name of something opened beside the data the program starts with.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileKey(pub Arc<str>);

impl FileKey {
    /// The reports a person added by hand.
    pub fn own() -> Self {
        Self("own".into())
    }
}

impl fmt::Display for FileKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
