//! What the window does about evidence: kept, verified and copied beside the window.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use egui::Context;

use super::{App, files::name_of};
use crate::{
    app::tasks::Task,
    io::{
        Input,
        disk::{self, Replace, Target, write_whole},
        today,
    },
    model::{Budget, Evidence, FileKey, Integrity, ReportKey, draft::ReportDraft},
    session::Command,
    store::evidence::{EvidenceStore, LARGEST_BYTES},
    view::{
        Action,
        evidence::{DIALOG, EvidenceAction, EvidenceMemory, NewEvidence},
    },
    words::evidence as words,
};

impl App {
    /// Where the bytes of evidence are kept; `None` where own work is not kept anywhere.
    pub(super) fn evidence_store(&self) -> Option<EvidenceStore> {
        let store = self.store.as_ref();
        store.map(|store| store.recovery().evidence())
    }

    pub(super) fn handle_evidence(&mut self, ctx: &Context, action: EvidenceAction) {
        match action {
            EvidenceAction::Offer(report) => {
                self.memory.of::<EvidenceMemory>().begin(report, today());
                self.handle(ctx, Action::Open(&DIALOG, true));
            }
            EvidenceAction::BrowseFile => {
                let asked = super::desktop::AskedFor::File;
                self.ask_desktop(words::file(), asked, |app, paths| {
                    if let Some(path) = paths.first() {
                        app.memory.of::<EvidenceMemory>().file = path.display().to_string();
                    }
                });
            }
            EvidenceAction::Add(new) => self.add_evidence(*new),
            EvidenceAction::Verify(report) => self.verify_evidence(&report),
            EvidenceAction::SaveCopy(evidence) => {
                // Whatever a project says, it is the name of a file in the folder that is chosen.
                let name = (name_of(Path::new(&*evidence.name)), None);
                self.ask_where_to_save(words::save_title(), name, |app, path| {
                    app.save_evidence(evidence, path);
                });
            }
        }
    }

    fn add_evidence(&mut self, new: NewEvidence) {
        if self.tasks.is_running(Task::KeepEvidence) {
            let wait = Some(words::wait().to_owned());
            self.memory.of::<EvidenceMemory>().refused = wait;
            return;
        }
        let store = self.evidence_store();
        let file = self.folders.whole(&new.file);
        let report = new.report.clone();
        let work = move |_: &Budget| taken(new, &file, store.as_ref());
        self.tasks
            .start(Task::KeepEvidence, work, |app: &mut Self, taken| {
                let memory = app.memory.of::<EvidenceMemory>();
                match taken {
                    Ok(evidence) => {
                        memory.added();
                        memory
                            .verified
                            .insert(Arc::clone(&evidence.sha256), Integrity::Unaltered);
                        let add = Command::AddEvidence(report, evidence);
                        app.actions.push(Action::Do(add));
                    }
                    Err(why) => memory.refused = Some(why),
                }
            });
    }

    /// Keeps the text that a report of the person's own was read from, where own work is kept.
    pub(super) fn keep_text(&mut self, report: &ReportDraft, text: String) {
        let Some(store) = self.evidence_store() else {
            return;
        };
        let day = today();
        let key = ReportKey {
            file: Some(FileKey::own()),
            ..ReportKey::of_base(&report.id)
        };
        let evidence = Evidence {
            sha256: Input::of_bytes("", text.as_bytes()).sha256.into(),
            name: words::text_name(&day.to_string()).into(),
            bytes: text.len() as u64,
            path: None,
            day,
            by: "".into(),
            address: report.url.as_deref().unwrap_or_default().into(),
            archived: "".into(),
        };
        self.apply(&Command::AddEvidence(key, evidence));
        let work = move |_: &Budget| {
            let kept = store.keep(text.as_bytes());
            kept.map_err(|error| words::cannot_add(words::text_read(), &error.to_string()))
        };
        self.tasks
            .start(Task::KeepEvidence, work, |app: &mut Self, kept| {
                if let Err(why) = kept {
                    app.notify_error(why);
                }
            });
    }

    fn verify_evidence(&mut self, report: &ReportKey) {
        let all = self.session.personal.evidence.report(report).to_vec();
        let store = self.evidence_store();
        let work = move |_: &Budget| {
            let verify = |evidence: Evidence| {
                let store = store.as_ref();
                let integrity = store.map_or(Integrity::Missing, |store| store.verify(&evidence));
                (evidence.sha256, integrity)
            };
            Ok(all.into_iter().map(verify).collect::<Vec<_>>())
        };
        self.tasks.start(
            Task::ReadEvidence,
            work,
            |app: &mut Self, verified| match verified {
                Ok(verified) => app.memory.of::<EvidenceMemory>().verified.extend(verified),
                Err(why) => app.notify_error(why),
            },
        );
    }

    /// Writes a copy. The desktop has asked about a file that is there.
    fn save_evidence(&mut self, evidence: Evidence, path: PathBuf) {
        let store = self.evidence_store();
        let work = move |budget: &Budget| {
            let shown = path.display().to_string();
            let fail = |error: std::io::Error| words::cannot_save(&shown, &error.to_string());
            let bytes = bytes_of(&evidence, store.as_ref()).map_err(fail)?;
            let target = Target::new(&path, Replace::Asked).within(budget);
            write_whole(&target, |file| file.write_all(&bytes)).map_err(fail)?;
            Ok(words::saved(&shown))
        };
        self.tasks.start(
            Task::ReadEvidence,
            work,
            |app: &mut Self, saved| match saved {
                Ok(said) => app.notify(said),
                Err(why) => app.notify_error(why),
            },
        );
    }
}

/// The bytes of evidence, held to its digest.
fn bytes_of(evidence: &Evidence, store: Option<&EvidenceStore>) -> std::io::Result<Vec<u8>> {
    let Some(path) = &evidence.path else {
        let store = store.ok_or(std::io::ErrorKind::NotFound)?;
        return store.read(&evidence.sha256);
    };
    let bytes = disk::read(Path::new(&**path), u64::MAX)?;
    match Input::of_bytes("", &bytes).sha256 == *evidence.sha256 {
        true => Ok(bytes),
        false => Err(std::io::Error::other(words::altered())),
    }
}

/// Takes new evidence: keeps its bytes, or says where they are.
fn taken(new: NewEvidence, file: &Path, store: Option<&EvidenceStore>) -> Result<Evidence, String> {
    let is_text = !new.text.trim().is_empty();
    let shown = file.display().to_string();
    let fail = |error: std::io::Error| words::cannot_add(&shown, &error.to_string());
    let name = match is_text {
        true => words::text_name(&new.day.to_string()),
        false => name_of(file),
    };
    let (sha256, bytes) = if new.refers {
        let input = Input::of_file(file).map_err(fail)?;
        let about = disk::metadata(file).map_err(fail)?;
        (input.sha256, about.len())
    } else {
        let store = store.ok_or_else(|| words::nowhere().to_owned())?;
        let bytes = if is_text {
            new.text.into_bytes()
        } else {
            let about = disk::metadata(file).map_err(fail)?;
            if about.len() > LARGEST_BYTES {
                return Err(words::too_large(&name, LARGEST_BYTES));
            }
            disk::read(file, LARGEST_BYTES).map_err(fail)?
        };
        let sha256 = store.keep(&bytes).map_err(fail)?;
        (sha256, bytes.len() as u64)
    };
    Ok(Evidence {
        sha256: sha256.into(),
        name: name.into(),
        bytes,
        path: new.refers.then(|| shown.clone().into()),
        day: new.day,
        by: new.by.into(),
        address: new.address.into(),
        archived: new.archived.into(),
    })
}
