//! The colours of records by a property of their file, where that is read from the file again: in the
//! background for the window, at once for pictures.

use std::{collections::BTreeSet, sync::Arc};

use super::{
    job::Job,
    tints::{LOOKED_INTO, Valued, property_names, valued},
};
use crate::{
    model::{Atlas, Budget, Dataset, FileKey, details::DetailsError},
    session::{Column, FileStyle, OpenFile},
};

/// What is known of the rows of opened files whose properties are not in memory. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct RowColours {
    /// The properties of each dataset, as far as its first rows tell.
    names: Vec<(Arc<Dataset>, Names)>,
    valued: Vec<(PropertyOf, Arc<Valued>)>,
    /// Counts how often more became known.
    revision: u64,
}

/// Names of properties, in the order of the alphabet.
pub type Names = Arc<[Arc<str>]>;

/// A property of the things of a file.
#[derive(Clone, Debug)]
struct PropertyOf {
    key: FileKey,
    property: Arc<str>,
    /// Those of the file, in the order of the atlas.
    datasets: Vec<Arc<Dataset>>,
}

impl PropertyOf {
    /// The property a file is coloured by, where records of the file have to be read for it.
    fn new(atlas: &Atlas, file: &OpenFile) -> Option<Self> {
        let FileStyle::By(Column::Property(property)) = &file.style else {
            return None;
        };
        let datasets = atlas.datasets_of(Some(&file.key));
        let datasets: Vec<Arc<Dataset>> = datasets.map(|(_, of)| Arc::clone(of)).collect();
        datasets.iter().any(|of| is_read(of)).then(|| Self {
            key: file.key.clone(),
            property: Arc::clone(property),
            datasets,
        })
    }

    fn is(&self, other: &Self) -> bool {
        let same = |(a, b): (&Arc<Dataset>, &Arc<Dataset>)| Arc::ptr_eq(a, b);
        self.key == other.key
            && self.property == other.property
            && self.datasets.len() == other.datasets.len()
            && self.datasets.iter().zip(&other.datasets).all(same)
    }
}

/// Whether what a dataset says beyond its columns is read from its file.
fn is_read(dataset: &Dataset) -> bool {
    dataset.memory().is_none() && !dataset.is_empty()
}

impl RowColours {
    /// All that the styles of files ask for, read now.
    ///
    /// # Errors
    ///
    /// Where a file has changed since it was opened, or the work is no longer wanted.
    pub fn read(
        mut self,
        atlas: &Atlas,
        files: &[OpenFile],
        budget: &Budget,
    ) -> Result<Self, DetailsError> {
        for of in files.iter().filter_map(|file| PropertyOf::new(atlas, file)) {
            if self.find(&of).is_none() {
                let found = Arc::new(valued(atlas, &of.key, &of.property, budget)?);
                self.valued.push((of, found));
            }
        }
        Ok(self)
    }

    /// Tells apart what was known from what is known.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// The properties of a dataset that is not in memory; none before they are found.
    pub fn names(&self, dataset: &Arc<Dataset>) -> &[Arc<str>] {
        let known = self.names.iter().find(|(of, _)| Arc::ptr_eq(of, dataset));
        known.map_or(&[], |(_, names)| names)
    }

    /// What the things of a file have in the column it is coloured by; `None` before it is read.
    pub fn valued(&self, atlas: &Atlas, file: &OpenFile) -> Option<&Arc<Valued>> {
        self.find(&PropertyOf::new(atlas, file)?)
    }

    fn find(&self, of: &PropertyOf) -> Option<&Arc<Valued>> {
        let known = self.valued.iter().find(|(known, _)| known.is(of));
        known.map(|(_, valued)| valued)
    }
}

/// What is to be read.
#[derive(Clone)]
enum Wanted {
    Names(Arc<Dataset>),
    Values(PropertyOf),
}

/// What was read.
enum Found {
    Names(Names),
    Values(Arc<Valued>),
}

fn find(wanted: &Wanted, atlas: &Atlas, budget: &Budget) -> Result<Found, DetailsError> {
    Ok(match wanted {
        Wanted::Names(of) => Found::Names(property_names(of, LOOKED_INTO, budget)?),
        Wanted::Values(of) => {
            Found::Values(Arc::new(valued(atlas, &of.key, &of.property, budget)?))
        }
    })
}

/// Keeps [`RowColours`] with the files of the window.
#[derive(Default)]
pub struct FollowColours {
    /// What is known by now.
    pub known: RowColours,
    reading: Option<(Wanted, Job<Result<Found, DetailsError>>)>,
    /// What could not be read, so that it is not tried without end.
    failed: Vec<PropertyOf>,
}

impl FollowColours {
    /// Takes over what was read and begins to read what is missing. Gives why something could not be read.
    pub fn follow(
        &mut self,
        atlas: &Arc<Atlas>,
        files: &[OpenFile],
        wake: &egui::Context,
    ) -> Option<String> {
        let trouble = self.take();
        let keys: BTreeSet<&FileKey> = files.iter().map(|file| &file.key).collect();
        let of_files = |of: &Dataset| of.file.as_ref().is_some_and(|key| keys.contains(key));
        let mut datasets = atlas.datasets().rows().iter();
        let missing = |of: &&Arc<Dataset>| {
            let is_known = |(known, _): &(Arc<Dataset>, _)| Arc::ptr_eq(known, of);
            of_files(of) && is_read(of) && !self.known.names.iter().any(is_known)
        };
        let unnamed = datasets.find(missing).cloned();
        let wanted: Vec<PropertyOf> = files
            .iter()
            .filter_map(|file| PropertyOf::new(atlas, file))
            .collect();
        // What nobody asks for any more is let go of.
        self.known.names.retain(|(of, _)| {
            atlas
                .datasets()
                .rows()
                .iter()
                .any(|now| Arc::ptr_eq(now, of))
        });
        let is_wanted = |of: &PropertyOf| wanted.iter().any(|wanted| wanted.is(of));
        self.known.valued.retain(|(of, _)| is_wanted(of));
        self.failed.retain(is_wanted);
        if let Some((Wanted::Values(of), _)) = &self.reading
            && !is_wanted(of)
        {
            self.reading = None;
        }
        if self.reading.is_none() {
            let is_open = |of: &&PropertyOf| {
                self.known.find(of).is_none() && !self.failed.iter().any(|failed| failed.is(of))
            };
            let values = wanted.iter().find(is_open).cloned().map(Wanted::Values);
            self.reading = unnamed.map(Wanted::Names).or(values).map(|next| {
                let (of, atlas, wake) = (next.clone(), Arc::clone(atlas), wake.clone());
                let work = move |budget: &Budget| find(&of, &atlas, budget);
                (next, Job::start(move || wake.request_repaint(), work))
            });
        }
        trouble
    }

    /// Takes over what was read; why it could not be.
    fn take(&mut self) -> Option<String> {
        let (wanted, job) = self.reading.take()?;
        let Some(done) = job.poll() else {
            self.reading = Some((wanted, job));
            return None;
        };
        let read = done.map_err(|broken| broken.to_string());
        let read = read.and_then(|read| read.map_err(|error| error.to_string()));
        let (found, trouble) = match read {
            Ok(found) => (Some(found), None),
            Err(trouble) => (None, Some(trouble)),
        };
        self.known.revision += 1;
        match (wanted, found) {
            (Wanted::Names(of), Some(Found::Names(names))) => self.known.names.push((of, names)),
            (Wanted::Names(of), _) => self.known.names.push((of, Arc::default())),
            (Wanted::Values(of), Some(Found::Values(found))) => self.known.valued.push((of, found)),
            (Wanted::Values(of), _) => self.failed.push(of),
        }
        trouble
    }

    /// Whether nothing is being read.
    pub fn is_settled(&self) -> bool {
        self.reading.is_none()
    }
}
