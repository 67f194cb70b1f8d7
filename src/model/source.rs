//! Where a dataset comes from.

use std::{fmt, path::Path, sync::Arc};

/// The source of a dataset, written as a URI: data that is built in, what a person added, a file,
/// or whatever else a scheme stands for.
///
/// ```
/// use contactline::model::SourceUri;
///
/// let file = SourceUri::parse("events.csv");
/// assert_eq!(file.to_string(), "file:events.csv");
/// assert_eq!(SourceUri::parse("file:events.csv"), file);
/// let database = SourceUri::parse("postgresql://desk/archive");
/// assert_eq!(database.scheme(), "postgresql");
/// assert_eq!(database.path(), None);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SourceUri {
    /// The data the program starts with.
    BuiltIn,
    /// The reports a person added.
    Own,
    /// A file or a data folder.
    File(Arc<Path>),
    /// Any other, with a scheme of two letters or more.
    Other(Arc<str>),
}

impl SourceUri {
    /// The part of the Georeferenced Event Dataset of UCDP that is built in.
    pub const UCDP_GED: &'static str = "contactline:ucdp-ged";

    /// A file at a path, which need not be text.
    pub fn file(path: &Path) -> Self {
        Self::File(path.into())
    }

    /// The source that a text stands for. Without a scheme it is the path of a file.
    pub fn parse(text: &str) -> Self {
        if let Some(rest) = of_database(text) {
            return Self::Other(without_password(rest).into());
        }
        let (scheme, rest) = text.split_once(':').unwrap_or(("file", text));
        match (scheme, rest) {
            ("file", path) => Self::file(Path::new(path)),
            ("contactline", "built-in") => Self::BuiltIn,
            ("contactline", "own") => Self::Own,
            // One letter is a drive.
            (scheme, _) if is_scheme(scheme) => Self::Other(text.into()),
            _ => Self::file(Path::new(text)),
        }
    }

    /// The source that an argument or a typed path stands for: the address of a database, else a file.
    pub fn named(path: &Path) -> Self {
        let is_address = |text: &&str| of_database(text).is_some_and(|rest| rest.starts_with("//"));
        let address = path.to_str().filter(is_address);
        address.map_or_else(|| Self::file(path), Self::parse)
    }

    /// Whether it is the archive of a team, on a server.
    pub fn is_team_archive(&self) -> bool {
        self.scheme() == "postgresql"
    }

    /// What says how the source is read.
    pub fn scheme(&self) -> &str {
        match self {
            Self::BuiltIn | Self::Own => "contactline",
            Self::File(_) => "file",
            Self::Other(uri) => uri.split(':').next().unwrap_or_default(),
        }
    }

    /// The path of a file; `None` for anything else.
    pub fn path(&self) -> Option<&Arc<Path>> {
        match self {
            Self::File(path) => Some(path),
            _ => None,
        }
    }

    /// What it is called before a person gives it another name.
    pub fn stem(&self) -> String {
        let Some(path) = self.path() else {
            let uri = self.to_string();
            let database = uri.split('?').next().and_then(|uri| uri.rsplit_once('/'));
            let database = database
                .map(|(_, name)| name)
                .filter(|name| !name.is_empty());
            return match database {
                Some(name) if self.is_team_archive() => name.to_owned(),
                _ => uri,
            };
        };
        let stem = path.file_stem().unwrap_or(path.as_os_str());
        stem.to_string_lossy().into_owned()
    }

    /// As a person reads it: the path of a file, else the URI.
    pub fn shown(&self) -> String {
        let path = self.path().map(|path| path.display().to_string());
        path.unwrap_or_else(|| self.to_string())
    }
}

/// What follows the scheme of the address of a database, in capitals or not; `None` for anything else.
pub fn of_database(text: &str) -> Option<&str> {
    let (scheme, rest) = text.split_once(':')?;
    let known = ["postgresql", "postgres"];
    let is_it = known.iter().any(|known| scheme.eq_ignore_ascii_case(known));
    is_it.then_some(rest)
}

/// The address of a database without the password in it, which is kept nowhere. `rest` is what follows the scheme.
fn without_password(rest: &str) -> String {
    let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (user, place) = match place.rsplit_once('@') {
        Some((user, place)) => {
            let user = user.split(':').next().unwrap_or_default();
            (format!("{user}@"), place)
        }
        None => (String::new(), place),
    };
    // What stands before the at sign begins with the two slashes.
    let query: Vec<&str> = query
        .split('&')
        .filter(|part| !part.is_empty() && !part.starts_with("password="))
        .collect();
    let mark = if query.is_empty() { "" } else { "?" };
    format!("postgresql:{user}{place}{mark}{}", query.join("&"))
}

fn is_scheme(text: &str) -> bool {
    let mut letters = text.chars();
    let begins = letters
        .next()
        .is_some_and(|first| first.is_ascii_alphabetic());
    let goes_on = |letter: char| letter.is_ascii_alphanumeric() || "+-.".contains(letter);
    begins && text.len() > 1 && letters.all(goes_on)
}

impl fmt::Display for SourceUri {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BuiltIn => f.write_str("contactline:built-in"),
            Self::Own => f.write_str("contactline:own"),
            Self::File(path) => write!(f, "file:{}", path.display()),
            Self::Other(uri) => f.write_str(uri),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_address_of_a_database_holds_a_password() {
        for (typed, kept) in [
            (
                "postgresql://anna:se%40cret@desk/db?schema=a",
                "postgresql://anna@desk/db?schema=a",
            ),
            ("postgres://anna:p@ss@desk/db", "postgresql://anna@desk/db"),
            ("POSTGRESQL://anna:x@desk/db", "postgresql://anna@desk/db"),
            (
                "postgresql://desk/db?password=x&schema=a",
                "postgresql://desk/db?schema=a",
            ),
            ("postgresql://desk:5433/db", "postgresql://desk:5433/db"),
        ] {
            let source = SourceUri::named(Path::new(typed));
            assert_eq!(source.to_string(), kept);
            assert_eq!(source.stem(), "db");
            assert!(source.is_team_archive());
        }
    }

    #[test]
    fn a_path_with_a_colon_is_a_file_all_the_same() {
        for path in ["C:\\data\\a.csv", "/tmp/12:30.csv", "a b:c.csv"] {
            let source = SourceUri::parse(path);
            assert_eq!(source.path().map(|path| &**path), Some(Path::new(path)));
            assert_eq!(SourceUri::parse(&source.to_string()), source);
        }
    }
}
