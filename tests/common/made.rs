//! Files that a test makes, and what the program says of them.

use std::{fs, path::PathBuf, process::Command};

/// A file in a folder of its own.
pub struct Made {
    pub folder: tempfile::TempDir,
    pub path: PathBuf,
}

pub fn made(name: &str, content: impl AsRef<[u8]>) -> Made {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    fs::write(&path, content).expect("written");
    Made { folder, path }
}

/// How the program ends, and what it says.
pub fn contactline(args: &[&std::ffi::OsStr]) -> (Option<i32>, String) {
    let run = Command::new(env!("CARGO_BIN_EXE_contactline"))
        .args(args)
        .output()
        .expect("the program");
    let said = [run.stdout, run.stderr].concat();
    (run.status.code(), String::from_utf8(said).expect("text"))
}

impl Made {
    /// What `check` says of it.
    pub fn check(&self, more: &[&str]) -> String {
        let mut args = vec!["check".as_ref(), self.path.as_os_str()];
        args.extend(more.iter().map(|arg| std::ffi::OsStr::new(*arg)));
        contactline(&args).1
    }

    /// These columns of the table it converts to, row by row.
    pub fn cells(&self, headings: &[&str]) -> Vec<String> {
        let out = self.folder.path().join("out.csv");
        let args = [
            "convert".as_ref(),
            self.path.as_os_str(),
            "-o".as_ref(),
            out.as_os_str(),
        ];
        let (code, said) = contactline(&args);
        assert_eq!(code, Some(0), "{said}");
        let mut table = csv::Reader::from_path(&out).expect("a table");
        let all = table.headers().expect("a heading").clone();
        let at = |heading: &str| all.iter().position(|own| own == heading).expect("a column");
        let columns: Vec<usize> = headings.iter().map(|heading| at(heading)).collect();
        let rows = table.records().map(|row| {
            let row = row.expect("a row");
            let cells = columns.iter().map(|column| &row[*column]);
            cells.collect::<Vec<_>>().join(" ").trim().to_owned()
        });
        rows.collect()
    }
}
