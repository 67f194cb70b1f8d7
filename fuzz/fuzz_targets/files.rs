//! Any bytes as a file of each format in turn: the first byte says which, the rest is the file.

#![no_main]

use contactline::{
    io::{SourceFile, bulk::Tuning},
    model::{Atlas, Budget, ImportOptions},
    store::formats::READERS,
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((which, bytes)) = bytes.split_first() else {
        return;
    };
    let reader = READERS[usize::from(*which) % READERS.len()];
    let file = tempfile::NamedTempFile::new().expect("a file");
    std::fs::write(file.path(), bytes).expect("written");
    let (choices, budget) = (ImportOptions::default(), Budget::default());
    // Every second time as a large file, which is read in another way.
    let tuning = Tuning {
        large_file_bytes: u64::from(*which & 0x80 == 0) * (1 << 20),
        ..Tuning::default()
    };
    let Ok(file) = SourceFile::open(file.path(), &choices, &budget, tuning) else {
        return;
    };
    let _ = reader.sniff(&file);
    if let Ok(read) = reader.read(&file) {
        let _ = Atlas::build_within(read.draft, &budget);
    }
});
