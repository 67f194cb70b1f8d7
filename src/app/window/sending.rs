//! Own reports that are added to the archive of a team: handed over as soon as it is open and answers, and no longer
//! one's own once it has them.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use super::App;
use crate::{
    app::workspace::Delivered,
    io::reports,
    model::{FileKey, NoteLog, Place, ReportKey, TieEnd, draft::ReportDraft},
    session::{Command, Sending, Session},
    store::team_archive::{Outcome, ToAdd, id_in_archive},
    words::team_archive as words,
};

/// What is on its way.
#[derive(Default)]
pub(super) struct Sendings {
    /// Records that were handed over, to which file and how.
    handed: HashMap<Arc<str>, (FileKey, Sending)>,
    /// The revision of the session, and how many sources were followed, when this was last looked at.
    seen: Option<(u64, usize)>,
    /// Why reports are not added until the person has decided, by id.
    pub differ: BTreeMap<Arc<str>, Arc<str>>,
}

fn read(record: &str) -> Option<ReportDraft> {
    reports::read_one(&Place::file(""), record, &mut NoteLog::default()).ok()
}

impl App {
    /// Hands over what waits for an archive that is open, and takes what became of it.
    pub(super) fn poll_sending(&mut self) {
        for answered in self.workspace.take_answers() {
            self.take_answer(answered);
        }
        let now = Some((self.revision, self.workspace.followed()));
        if self.sendings.seen == now {
            return;
        }
        self.sendings.seen = now;
        let waiting = &self.session.waiting;
        let sendings = &mut self.sendings;
        sendings.differ.retain(|id, _| waiting.contains_key(id));
        if waiting.is_empty() && sendings.handed.is_empty() {
            return;
        }
        let files = &self.session.files;
        let mut own: Vec<(&Arc<str>, ReportDraft)> = Vec::new();
        for record in &self.session.own_reports {
            own.extend(read(record).map(|report| (record, report)));
        }
        let is_there = |id: &Arc<str>| own.iter().any(|(_, report)| *report.id == **id);
        let gone: Vec<Arc<str>> = waiting.keys().filter(|id| !is_there(id)).cloned().collect();
        // What is not wanted any more, or by another archive, is taken back unless it is under way.
        sendings.handed.retain(|record, (to, how)| {
            let report = own.iter().find(|(text, _)| *text == record);
            let wanted = report.and_then(|(_, report)| waiting.get(&*report.id));
            let is_open = files.iter().any(|file| file.key == *to);
            let is_wanted = is_open && wanted == Some(&*how);
            if !is_wanted && let Some(outbox) = self.workspace.outbox(to) {
                outbox.take_back(record);
            }
            is_wanted
        });
        for (record, report) in own {
            let Some((id, sending)) = waiting.get_key_value(&*report.id) else {
                continue;
            };
            let Some(file) = files.iter().find(|file| file.source == sending.archive) else {
                continue;
            };
            let outbox = self.workspace.outbox(&file.key);
            let Some(outbox) = outbox.filter(|_| !sendings.handed.contains_key(record)) else {
                continue;
            };
            sendings.differ.remove(id);
            let atlas = self.seeing.whole();
            let is_known = self.workspace.is_reporter_of_base(&report.reporter);
            let reporter = (!is_known).then(|| atlas.reporter_to_draft(&report.reporter));
            outbox.put(
                Arc::clone(record),
                ToAdd {
                    reporter: reporter.flatten(),
                    report,
                    places: Arc::clone(atlas.places()),
                    corrects: sending.corrects,
                },
            );
            let handed = (file.key.clone(), sending.clone());
            sendings.handed.insert(Arc::clone(record), handed);
        }
        // Undone, or removed in another window.
        if !gone.is_empty() {
            self.session.waiting.retain(|id, _| !gone.contains(id));
            self.mark_changed();
        }
    }

    fn take_answer(&mut self, answered: Delivered) {
        let Delivered {
            to,
            ticket: record,
            outcome,
        } = answered;
        let Some(report) = read(&record) else {
            return;
        };
        let mut files = self.session.files.iter();
        let file = files.find(|file| file.key == to);
        let archive = file.map_or_else(|| Arc::from(&*to.0), |file| Arc::clone(&file.name));
        let (name, told) = match outcome {
            Ok(Outcome::Added { name, corrects }) => {
                let told = match corrects {
                    true => words::corrected(&archive),
                    false => words::added(&archive, 1),
                };
                (name, told)
            }
            Ok(Outcome::Already { name, since, by }) => {
                (name, words::was_there(&archive, &by, &since))
            }
            Ok(Outcome::Differs { since, by }) => {
                let why = words::differs(&archive, &by, &since);
                self.sendings.differ.insert(report.id.into(), why.into());
                return;
            }
            Err(why) => {
                self.sendings.handed.remove(&record);
                self.change_in_all(|session| drop(session.waiting.remove(&*report.id)));
                return self.notify_error(words::refused(&archive, &why));
            }
        };
        self.sendings.handed.remove(&record);
        let now = ReportKey {
            file: Some(to),
            part: Some(name.into()),
            id: id_in_archive(&report.id).into(),
        };
        self.change_in_all(|session| leave(session, &record, &report, &now));
        self.notify(told);
    }

    /// Changes the session, and all that can be gone back to: what an archive has is undone by nobody.
    fn change_in_all(&mut self, change: impl Fn(&mut Session)) {
        change(&mut self.session);
        self.history.change_all(change);
        self.mark_changed();
    }

    /// Has an own report added to an opened archive.
    pub(super) fn send(&mut self, id: &Arc<str>, to: &FileKey, corrects: bool) {
        let mut files = self.session.files.iter();
        if let Some(file) = files.find(|file| file.key == *to) {
            let sending = Sending {
                archive: file.source.clone(),
                corrects,
            };
            self.apply(&Command::Send(Arc::clone(id), Some(sending)));
        }
    }
}

/// A report is the archive's from now on. What the person said of it goes along.
fn leave(session: &mut Session, record: &Arc<str>, report: &ReportDraft, now: &ReportKey) {
    if !session.own_reports.contains(record) {
        return;
    }
    session.own_reports.retain(|own| own != record);
    let id: Arc<str> = report.id.as_str().into();
    let mut left = session.own_reports.iter().filter_map(|own| read(own));
    if left.any(|own| own.id == report.id) {
        return;
    }
    session.waiting.remove(&id);
    let own = ReportKey {
        file: Some(FileKey::own()),
        ..ReportKey::of_base(&id)
    };
    let claims = (1..=report.claims.len() as u32).map(Some);
    let ends = [None].into_iter().chain(claims).map(|claim| {
        let end = |report: &Arc<str>| TieEnd {
            report: Arc::clone(report),
            claim,
        };
        (end(&id), end(&now.id))
    });
    let reports = BTreeMap::from([(own, now.clone())]);
    session.carry(&reports, &ends.collect());
}
