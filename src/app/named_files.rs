//! Files that a link, a session or a project names, once the person has agreed to open them: regular
//! ones on a disk of this computer, and not too large.

use std::path::Path;

use crate::{
    io::disk,
    session::{OpenFile, Untrusted},
    words::visit as words,
};

/// The most that such a file may hold, in bytes.
const LARGEST_BYTES: u64 = 4 << 30;

/// What comes of files that were agreed to.
#[derive(Debug, Default)]
pub struct Agreed {
    pub files: Vec<OpenFile>,
    /// Those that cannot be opened, and why.
    pub refused: Vec<(Untrusted<OpenFile>, String)>,
}

/// Looks at files that were agreed to, before they are opened.
pub fn agreed(named: Vec<Untrusted<OpenFile>>) -> Agreed {
    let mut agreed = Agreed::default();
    for file in named {
        let file = file.agreed();
        match file.path().map_or(Ok(()), |path| check(path)) {
            Ok(()) => agreed.files.push(file),
            Err(why) => agreed.refused.push((Untrusted::new(file), why)),
        }
    }
    agreed
}

/// Whether a file of that path may be opened.
///
/// # Errors
///
/// Why not, in words.
pub fn check(path: &Path) -> Result<(), String> {
    if is_elsewhere(path) {
        return Err(words::on_the_network().to_owned());
    }
    match disk::metadata(path) {
        Ok(about) if about.len() > LARGEST_BYTES => Err(words::too_large().to_owned()),
        Ok(_) => Ok(()),
        Err(error) => Err(error.to_string()),
    }
}

/// Whether it is on another computer, also where this system would not take it so: nobody is asked
/// for a password by a link.
fn is_elsewhere(path: &Path) -> bool {
    let bytes = path.as_os_str().as_encoded_bytes();
    let is_slash = |byte: &u8| matches!(byte, b'/' | b'\\');
    bytes.len() > 1 && bytes[..2].iter().all(is_slash)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(path: &Path) -> Untrusted<OpenFile> {
        Untrusted::new(OpenFile::at(path, &[]))
    }

    #[test]
    fn devices_folders_and_other_computers_are_refused_and_files_are_not() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("a.csv");
        std::fs::write(&file, "date,lat,lon\n").expect("written");
        let refused = [
            Path::new("/dev/zero"),
            Path::new("//host/share/a.csv"),
            Path::new("\\\\host\\share\\a.csv"),
            folder.path(),
            &folder.path().join("missing.csv"),
        ];
        let mut all: Vec<_> = refused.into_iter().map(named).collect();
        all.push(named(&file));
        let agreed = agreed(all);
        assert_eq!(agreed.files.len(), 1);
        assert_eq!(agreed.refused.len(), 5, "{:?}", agreed.refused);
        assert!(agreed.refused[1].1.contains("another computer"));
    }

    #[test]
    fn a_file_that_is_too_large_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("sparse.csv");
        let file = std::fs::File::create(&path).expect("made");
        // Where the disk cannot hold such a file there is nothing to test.
        if file.set_len(LARGEST_BYTES + 1).is_ok() {
            assert_eq!(check(&path), Err(words::too_large().to_owned()));
        }
    }
}
