//! Archives of data: each file in them is read as if it lay in a folder.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    formats::{preview_of, read_members},
    unread,
};
use crate::{
    io::{
        Read, ReadError, Reader, SourceFile,
        archive::{Archive, is_data, looks_like_archive},
        bulk::{Gathering, Tuning, Version},
        disk::UnpackedFolder,
        format::{name_of, place_of},
        preview::Preview,
    },
    model::{Budget, Draft, Note, NoteLog, Place, Setting, Severity, Stopped, budget::room},
    words::notes::formats,
};

/// ZIP archives of files that are read.
pub struct Zip;

/// Files that go with a shapefile and say nothing without it.
const PARTS: [&str; 14] = [
    "dbf", "shx", "prj", "cpg", "sbn", "sbx", "qix", "qpj", "qmd", "fbn", "fbx", "ain", "aih",
    "atx",
];

/// Files that hold no data, as a person sees by their names.
const PAPERS: [&str; 12] = [
    "pdf", "png", "jpg", "jpeg", "gif", "md", "html", "htm", "doc", "docx", "qml", "sld",
];

/// Files that systems leave in folders.
const SYSTEM: [&str; 2] = [".DS_Store", ".localized"];

impl Reader for Zip {
    fn name(&self) -> &'static str {
        "ZIP"
    }

    fn sniff(&self, file: &SourceFile<'_>) -> Result<bool, ReadError> {
        Ok(looks_like_archive(&file.beginning))
    }

    /// Those of the files in it, which refuse the others.
    fn settings(&self, _: &SourceFile<'_>) -> &'static [Setting] {
        use Setting as S;
        &[
            S::Fields,
            S::Dates,
            S::Swapped,
            S::Encoding,
            S::Separator,
            S::DecimalComma,
        ]
    }

    fn read(&self, file: &SourceFile<'_>) -> Result<Read, ReadError> {
        let refuse = |why: String| file.refuse(why);
        let mut archive = Archive::open(file.bytes()?).map_err(refuse)?;
        if let Some(what) = unread::other_archive(&archive.names()) {
            return Err(file.refuse(what));
        }
        let folder = UnpackedFolder::new().map_err(|error| refuse(error.to_string()))?;
        let mut notes = NoteLog::default();
        let members = unpack(file, &mut archive, &folder, &mut notes)?;
        let folder = Arc::new(folder);
        // That it is cancelled is said of no file in it.
        file.budget.go_on()?;
        let (mut whole, mut told) = (Read::default(), NoteLog::default());
        let mut gathering = Gathering::default();
        let mut refused = Vec::new();
        let alone = members.len() == 1;
        let tuning = tuning_of(&members, file);
        for (name, path) in &members {
            file.budget.go_on()?;
            let read = SourceFile::open(path, file.choices, file.budget, tuning);
            let read = read.and_then(|mut member| {
                member.place = Place::file(format!("{}/{name}", file.place.file));
                member.name = name_of(path);
                read_members(&member)
            });
            match read {
                Ok(mut read) => {
                    if !alone {
                        read.draft.in_part(name);
                        file.budget.take_bytes(room::FILE)?;
                    }
                    told.extend(std::mem::take(&mut read.notes));
                    if let Some(rows) = read.rows.take_if(|_| !alone) {
                        let rows = rows.of_folder(Arc::clone(&folder));
                        let tables = std::mem::take(&mut read.draft.datasets);
                        let first = gathering.take_rows(tables, rows, name);
                        let named = read.named_rows.values_mut();
                        named.for_each(|offset| *offset += first);
                    }
                    join(&mut whole, read);
                    let is_many = whole.draft.records() >= file.tuning.many_records;
                    if !alone && (is_many || gathering.holds_reports()) {
                        relocate(&mut whole, &folder, file);
                        gather(&mut whole.draft, &mut gathering, file.budget)?;
                    }
                }
                Err(error @ ReadError::Stopped { .. }) => return Err(error),
                Err(error) => refused.push((name.as_str(), error.to_string())),
            }
        }
        let is_nothing =
            whole.draft.is_empty() && whole.draft.profiles.is_empty() && gathering.is_empty();
        let first = refused.iter().find(|(name, _)| is_data(name));
        if let (true, Some((_, why))) = (is_nothing, first.or(refused.first())) {
            return Err(refuse(in_the_archive(why, &folder, file)));
        }
        if is_nothing {
            let mut notes = notes.take().into_iter();
            let error = notes.find(|note| note.severity == Severity::Error);
            return Err(refuse(match error {
                Some(note) => format!("{}: {}", note.text, note.what),
                None => formats::nothing_in_archive().to_owned(),
            }));
        }
        for (name, why) in &refused {
            let severity = match is_data(name) {
                true => Severity::Error,
                false => Severity::Remark,
            };
            let what = formats::member_skipped(&in_the_archive(why, &folder, file));
            notes.push(Note::new(severity, &file.place, *name, what));
        }
        told.append(notes);
        whole.notes = told.finish(&file.place);
        relocate(&mut whole, &folder, file);
        whole.rows = whole.rows.map(|rows| rows.of_folder(folder));
        Ok(match gathering.is_empty() {
            true => whole,
            false => gathering.finish(whole, &file.place),
        })
    }

    /// That of the first file in it that has to be asked about, else of the first that has columns.
    fn preview(&self, file: &SourceFile<'_>) -> Result<Option<Preview>, ReadError> {
        let refuse = |why: String| file.refuse(why);
        let mut archive = Archive::open(file.bytes()?).map_err(refuse)?;
        let folder = UnpackedFolder::new().map_err(|error| refuse(error.to_string()))?;
        let members = unpack(file, &mut archive, &folder, &mut NoteLog::default())?;
        let alone = members.len() == 1;
        let mut first: Option<Preview> = None;
        for (name, path) in &members {
            let looked = SourceFile::open(path, file.choices, file.budget, file.tuning);
            let looked = looked.and_then(|mut member| {
                member.place = Place::file(format!("{}/{name}", file.place.file));
                member.name = name_of(path);
                preview_of(&member)
            });
            let looked = match looked {
                Ok(Some(looked)) => looked,
                Err(error @ ReadError::Stopped { .. }) => return Err(error),
                // What cannot be read is told when the archive is opened.
                Ok(None) | Err(_) => continue,
            };
            let looked = Preview {
                part: Some(name.clone()).filter(|_| !alone),
                ..looked
            };
            if looked.is_asked {
                return Ok(Some(looked));
            }
            first.get_or_insert(looked);
        }
        Ok(first)
    }
}

/// The ending of a name, in small letters.
fn ending(name: &str) -> String {
    let ending = Path::new(name).extension().unwrap_or_default();
    ending.to_string_lossy().to_lowercase()
}

/// Unpacks what may be data. Gives the name and the path of each file that is to be read.
fn unpack(
    file: &SourceFile<'_>,
    archive: &mut Archive<'_>,
    folder: &UnpackedFolder,
    notes: &mut NoteLog,
) -> Result<Vec<(String, PathBuf)>, ReadError> {
    let mut members = Vec::new();
    let names = archive.names();
    let stem = |name: &str| Path::new(name).with_extension("").display().to_string();
    let shapes: Vec<String> = names
        .iter()
        .filter(|name| ending(name) == "shp")
        .map(|name| stem(name))
        .collect();
    for (name, times) in archive.repeated() {
        let what = formats::name_repeated(times);
        notes.push(Note::new(Severity::Error, &file.place, name, what));
    }
    for name in names {
        file.budget.reach(0)?;
        let mut note = |severity, what: String| {
            notes.push(Note::new(severity, &file.place, &*name, what));
        };
        let base = name.rsplit('/').next().unwrap_or_default();
        let is_hidden = base.starts_with('.') || name.starts_with("__MACOSX/");
        // What systems leave of their own is no data of a person.
        let is_of_the_system =
            name.starts_with("__MACOSX/") || SYSTEM.contains(&base) || base.starts_with("._");
        let is_paper = PAPERS.contains(&ending(&name).as_str())
            || base.to_lowercase().starts_with("readme")
            || base.to_lowercase().ends_with(".shp.xml");
        if is_hidden || is_paper {
            if is_hidden && !is_of_the_system {
                note(Severity::Doubt, formats::hidden_member().to_owned());
            } else if is_paper {
                note(Severity::Remark, formats::no_data_in_member().to_owned());
            }
            continue;
        }
        if ending(&name) == "zip" {
            note(Severity::Error, formats::archive_in_archive().to_owned());
            continue;
        }
        let Some(inside) = archive.path_of(&name) else {
            note(Severity::Error, formats::leads_out().to_owned());
            continue;
        };
        let out = folder.make(&inside).map_err(|error| error.to_string());
        match out.and_then(|mut out| archive.unpack(&name, &mut out, file.budget)) {
            Ok(_) => {}
            Err(why) => {
                note(Severity::Error, formats::member_skipped(&why));
                continue;
            }
        }
        let is_part = PARTS.contains(&ending(&name).as_str()) && shapes.contains(&stem(&name));
        if !is_part {
            members.push((name, folder.path().join(inside)));
        }
    }
    Ok(members)
}

/// How the files of an archive are read. Those of one that is large as a whole are read as large ones: each
/// keeps little in memory while the others are read.
fn tuning_of(members: &[(String, PathBuf)], file: &SourceFile<'_>) -> Tuning {
    let sizes = members
        .iter()
        .filter_map(|(_, path)| Version::of(path).ok());
    let all: u64 = sizes.map(|version| version.size).sum();
    let usual = file.tuning.large_file_bytes;
    Tuning {
        large_file_bytes: match members.len() > 1 && all >= usual {
            true => 0,
            false => usual,
        },
        ..file.tuning
    }
}

/// Puts the reports of a draft into columns, which take less room, before the next file is read.
fn gather(draft: &mut Draft, gathering: &mut Gathering, budget: &Budget) -> Result<(), Stopped> {
    let reports = std::mem::take(&mut draft.reports);
    let freed = reports.len() as u64 * room::REPORT;
    let before = gathering.bytes();
    gathering.take(reports);
    budget.take_back(budget.bytes_taken().saturating_sub(freed));
    budget.take_bytes(gathering.bytes().saturating_sub(before))
}

fn join(whole: &mut Read, read: Read) {
    whole.draft.append(read.draft);
    whole.rows = read.rows.or(whole.rows.take());
    whole.named_rows.extend(read.named_rows);
    whole.is_project |= read.is_project;
    whole.outside.extend(read.outside);
}

/// A message with the archive in place of the folder that it was unpacked into.
fn in_the_archive(text: &str, folder: &UnpackedFolder, file: &SourceFile<'_>) -> String {
    text.replace(&*place_of(folder.path()).file, &file.place.file)
}

/// Lets everything say that it stands in the archive.
fn relocate(read: &mut Read, folder: &UnpackedFolder, file: &SourceFile<'_>) {
    let unpacked = place_of(folder.path()).file;
    let mend = |place: &mut Place| {
        if let Some(rest) = place.file.strip_prefix(&*unpacked) {
            place.file = format!("{}{rest}", file.place.file).into();
        }
    };
    read.notes.iter_mut().for_each(|note| mend(&mut note.place));
    let draft = &mut read.draft;
    draft
        .reports
        .iter_mut()
        .for_each(|report| mend(&mut report.place));
    draft
        .settlements
        .iter_mut()
        .for_each(|place| mend(&mut place.place));
    draft
        .regions
        .iter_mut()
        .for_each(|region| mend(&mut region.place));
    draft
        .reporters
        .iter_mut()
        .for_each(|reporter| mend(&mut reporter.place));
    for table in &mut draft.datasets {
        mend(&mut Arc::make_mut(table).place);
    }
}
