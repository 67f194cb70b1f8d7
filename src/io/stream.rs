//! Reports on their way into a file: handed over a few at a time, so that not all of them need be in
//! memory at once, and put into the form of the file on as many threads as there are.

use std::{
    collections::HashMap,
    io,
    sync::{Mutex, MutexGuard, PoisonError},
};

use crate::{model::draft::ReportDraft, words::notes::reading};

/// What takes a report.
pub type Take<'t> = &'t mut dyn FnMut(&ReportDraft) -> io::Result<()>;

/// What makes something of the reports of a batch, which has that number. It is asked on any thread, and
/// about several batches at once.
pub type Form<'f> = &'f (dyn Fn(usize, Vec<ReportDraft>) + Sync);

/// What takes the batch of that number, after something was made of it. It is asked in their order.
pub type TakeBatch<'t> = &'t mut dyn FnMut(usize) -> io::Result<()>;

/// Reports to be written.
pub trait Reports {
    /// Hands over the reports a batch at a time, until one is not taken.
    ///
    /// # Errors
    ///
    /// What `take` says, or why the next report cannot be had.
    fn each_batch(&self, form: Form<'_>, take: TakeBatch<'_>) -> io::Result<()>;

    /// Hands over each report in turn, until one is not taken.
    ///
    /// # Errors
    ///
    /// As [`Reports::each_batch`].
    fn each(&self, take: Take<'_>) -> io::Result<()> {
        formed(
            self,
            |reports| reports,
            |reports| reports.iter().try_for_each(&mut *take),
        )
    }
}

/// Makes something of the reports of each batch, on any thread, and hands it over in their order.
///
/// # Errors
///
/// As [`Reports::each_batch`].
pub fn formed<T: Send>(
    reports: &(impl Reports + ?Sized),
    form: impl Fn(Vec<ReportDraft>) -> T + Sync,
    mut take: impl FnMut(T) -> io::Result<()>,
) -> io::Result<()> {
    let made: Mutex<HashMap<usize, T>> = Mutex::default();
    let made = || -> MutexGuard<'_, HashMap<usize, T>> {
        made.lock().unwrap_or_else(PoisonError::into_inner)
    };
    reports.each_batch(
        &|number, reports| {
            let of_batch = form(reports);
            made().insert(number, of_batch);
        },
        &mut |number| {
            let of_batch = made().remove(&number);
            take(of_batch.ok_or_else(|| io::Error::other(reading::internal()))?)
        },
    )
}

impl Reports for Vec<ReportDraft> {
    fn each_batch(&self, form: Form<'_>, take: TakeBatch<'_>) -> io::Result<()> {
        form(0, self.clone());
        take(0)
    }

    fn each(&self, take: Take<'_>) -> io::Result<()> {
        self.iter().try_for_each(take)
    }
}
