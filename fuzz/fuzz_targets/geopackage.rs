//! A project with some of its bytes changed: four bytes for the place, one for the value, and again.

#![no_main]

use std::sync::LazyLock;

use contactline::{
    io::{
        Source,
        disk::{Replace, Target},
        read_data_folder,
    },
    model::{Budget, Atlas, ImportOptions},
    store::{Project, geopackage},
};
use libfuzzer_sys::fuzz_target;

static WHOLE: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let (mut draft, _) = read_data_folder(&Source::Embedded).expect("the shipped data");
    draft.regions.truncate(3);
    draft.settlements.truncate(20);
    let (atlas, _) = Atlas::build(draft);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("fuzz.gpkg");
    let project = Project {
        draft: atlas.to_draft(),
        ..Project::default()
    };
    let (target, reports) = (Target::new(&path, Replace::Never), &project.draft.reports);
    geopackage::write(&target, &project, reports, &|site| atlas.position_of(site)).expect("written");
    std::fs::read(path).expect("read")
});

fuzz_target!(|changes: &[u8]| {
    let mut bytes = WHOLE.clone();
    for change in changes.chunks_exact(5) {
        let at = u32::from_le_bytes([change[0], change[1], change[2], change[3]]);
        let at = at as usize % bytes.len();
        bytes[at] = change[4];
    }
    let file = tempfile::NamedTempFile::new().expect("a file");
    std::fs::write(file.path(), bytes).expect("written");
    let read = geopackage::read(file.path(), &ImportOptions::default(), &Budget::default());
    if let Ok((project, _)) = read {
        Atlas::build(project.draft);
    }
});
