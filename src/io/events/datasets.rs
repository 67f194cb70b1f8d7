//! Datasets that many people use, known by the names of their columns in whatever file these stand:
//! in capitals, cut to the ten letters of a shapefile, with some of them left out.

mod acled;
mod ucdp;

pub use ucdp::{HEADINGS as UCDP_HEADINGS, looks_headless};

use crate::{
    model::{
        Activity, Field, ImportOptions, Place, TimePrecision, draft::ReporterDraft,
        field::plain_heading,
    },
    words::notes::tables,
};

/// Which dataset a file holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dataset {
    /// None that is known.
    #[default]
    Other,
    /// Events of the Armed Conflict Location & Event Data Project.
    Acled,
    /// Numbers of such events, added up by week and province.
    AcledSums,
    /// Events of the Uppsala Conflict Data Program.
    Ucdp,
}

/// What tells a dataset, and what its columns mean.
struct Known {
    dataset: Dataset,
    /// Columns that it has; a file of it has four of them.
    signs: &'static [&'static str],
    /// Those of them that few other tables have, and how many there must be.
    telling: (&'static [&'static str], usize),
    /// The columns that are fields, the surest of each first.
    fields: &'static [(Field, &'static str)],
    /// Those that say who took part.
    actors: [&'static str; 2],
}

/// So many signs make a dataset.
const SIGNS: usize = 4;

const KNOWN: [Known; 3] = [acled::SUMS, acled::KNOWN, ucdp::KNOWN];

/// What the columns of a dataset are taken for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    pub dataset: Dataset,
    pub fields: Vec<Option<Field>>,
    /// The columns that say who took part.
    pub actors: [Option<usize>; 2],
}

impl Dataset {
    /// The dataset that has these columns, and what it means by them; `None` where it is none that is
    /// known, or a person chose for it to be read as any other table.
    pub fn of(headings: &[String], choices: &ImportOptions) -> Option<Columns> {
        let plain: Vec<String> = headings
            .iter()
            .map(|heading| plain_heading(heading))
            .collect();
        let has = |name: &&&str| plain.iter().any(|heading| is_name(name, heading));
        let is_it = |known: &&Known| {
            let count = |names: &'static [&'static str]| names.iter().filter(has).count();
            let (telling, enough) = known.telling;
            count(known.signs) >= SIGNS && count(telling) >= enough
        };
        // What was added up holds no events, whatever else it has of them.
        let is_summed = has(&&"events") && !has(&&"event_date");
        let is_other = |known: &&Known| known.dataset == Dataset::AcledSums || !is_summed;
        let known = KNOWN.iter().find(is_it).filter(is_other)?;
        let at = |name: &str| plain.iter().position(|heading| is_name(name, heading));
        let mut fields = vec![None; headings.len()];
        for (field, name) in known.fields {
            if let Some(index) = at(name)
                && !fields.contains(&Some(*field))
            {
                fields[index] = Some(*field);
            }
        }
        for (field, heading) in fields.iter_mut().zip(headings) {
            if let Some(chosen) = choices.fields.get(heading) {
                *field = *chosen;
            }
        }
        Some(Columns {
            dataset: known.dataset,
            fields,
            actors: known.actors.map(at),
        })
    }

    /// Who says it; `None` where the file says so itself.
    pub fn reporter(self, place: &Place) -> Option<ReporterDraft> {
        match self {
            Self::Acled | Self::AcledSums => Some(acled::reporter(place)),
            Self::Ucdp => Some(ucdp::reporter(place)),
            Self::Other => None,
        }
    }

    /// What is to be said of a file of it.
    pub fn remark(self) -> Option<&'static str> {
        match self {
            Self::Acled => Some(tables::acled()),
            Self::AcledSums => Some(tables::acled_sums()),
            Self::Ucdp => Some(tables::ucdp()),
            Self::Other => None,
        }
    }

    /// What a person calls a file of it.
    pub fn what(self) -> Option<&'static str> {
        match self {
            Self::Acled => Some(tables::acled_export()),
            Self::AcledSums => Some(tables::acled_weeks()),
            Self::Ucdp => Some(tables::ucdp_release()),
            Self::Other => None,
        }
    }

    /// How closely a code of the dataset says that a time is known. `None`: it is no code.
    pub fn time_precision(self, code: &str) -> Option<TimePrecision> {
        match self {
            Self::Acled => Some(acled::time_precision(code)),
            Self::Ucdp => Some(ucdp::time_precision(code)),
            Self::AcledSums | Self::Other => None,
        }
    }

    /// How far off a position may be at a code of the dataset, in kilometres.
    pub fn precision_km(self, code: &str) -> Option<f64> {
        match self {
            Self::Acled => acled::precision_km(code),
            Self::Ucdp => ucdp::precision_km(code),
            Self::AcledSums | Self::Other => None,
        }
    }

    /// What an event of the dataset is, by its kind and a closer one.
    pub fn activity(self, kind: &str, closer: &str) -> Option<Activity> {
        match self {
            Self::Acled | Self::AcledSums => Some(acled::activity(kind, closer)),
            Self::Ucdp => Some(Activity::Attack),
            Self::Other => None,
        }
    }

    /// Whether a field says less than the column it is read from, which is therefore kept as well.
    pub fn says_less(self, field: Field) -> bool {
        let is_coded = matches!(
            field,
            Field::TimePrecision
                | Field::PrecisionKm
                | Field::Activity
                | Field::ActivityDetail
                | Field::Places
                | Field::KilledLow
                | Field::KilledHigh
        );
        self != Self::Other && is_coded
    }

    /// Those who took part, in no order.
    pub fn actors(self, first: &str, second: &str) -> Option<String> {
        match (self, first.trim(), second.trim()) {
            (Self::Other, ..) | (_, "", "") => None,
            (_, only, "") | (_, "", only) => Some(only.to_owned()),
            (_, first, second) => Some(tables::in_no_order(&format!("{first}, {second}"))),
        }
    }
}

/// Whether a heading is a name, also where a shapefile has cut it. `heading` is plain: a cut
/// that ends in an underscore (`sub_event_`) has lost it.
fn is_name(name: &str, heading: &str) -> bool {
    const CUT: usize = 10;
    let cut = name.get(..CUT).map(|cut| cut.trim_end_matches('_'));
    name == heading || cut == Some(heading)
}
