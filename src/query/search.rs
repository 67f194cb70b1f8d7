//! Search over places and reports, in every language and spelling.

use crate::model::{Atlas, Found, RecordId, Report, Site, dataset::UNDATED, names::fold};

/// Something a search found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hit {
    /// A region, settlement, zone or line.
    Place {
        /// Which one.
        found: Found,
        /// The spelling that matched.
        spelling: String,
    },
    /// A report, by the first of its records, or a record that is no part of a report.
    Report(RecordId),
}

/// How well a text fits what was typed. Smaller is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Whole,
    Start,
    WordStart,
    Within,
    /// Alike but for a slip or two.
    Near,
}

/// Finds what fits, best first, at most `limit` places and as many reports.
///
/// Places come before reports; among places that fit as well, regions come first, then settlements
/// by population.
pub fn search(atlas: &Atlas, typed: &str, limit: usize) -> Vec<Hit> {
    let folded = fold(typed);
    if folded.is_empty() {
        return Vec::new();
    }
    let mut hits = places(atlas, &folded, limit);
    hits.extend(reports(atlas, &folded, limit));
    hits
}

fn places(atlas: &Atlas, folded: &str, limit: usize) -> Vec<Hit> {
    let mut best: Vec<(Fit, Found, &str)> = Vec::new();
    for spelling in atlas.gazetteer().spellings() {
        let Some(fit) = fit(folded, &spelling.folded) else {
            continue;
        };
        // The spellings of one place follow one another.
        match best.last_mut() {
            Some(last) if last.1 == spelling.found => {
                if fit < last.0 {
                    *last = (fit, spelling.found, &spelling.text);
                }
            }
            _ => best.push((fit, spelling.found, &spelling.text)),
        }
    }
    best.sort_by_key(|(fit, found, _)| (*fit, weight(atlas, *found)));
    let best = best.into_iter().take(limit);
    best.map(|(_, found, spelling)| Hit::Place {
        found,
        spelling: spelling.to_owned(),
    })
    .collect()
}

fn fit(typed: &str, folded: &str) -> Option<Fit> {
    if let Some(at) = folded.find(typed) {
        return Some(match at {
            0 if typed.len() == folded.len() => Fit::Whole,
            0 => Fit::Start,
            _ if folded[..at].ends_with(' ') => Fit::WordStart,
            _ => Fit::Within,
        });
    }
    let long_enough = typed.chars().count() >= 4;
    (long_enough && strsim::damerau_levenshtein(typed, folded) <= typed.chars().count() / 4)
        .then_some(Fit::Near)
}

/// The weight of a place among others that fit as well. Smaller comes first.
fn weight(atlas: &Atlas, found: Found) -> (u8, u32) {
    match found {
        Found::Region(id) => (u8::from(!atlas.regions()[id].mission), 0),
        Found::Zone(_) | Found::Line(_) => (2, 0),
        Found::Settlement(id) => {
            let population = atlas.settlements()[id].population.unwrap_or(0);
            (3, u32::MAX - population)
        }
    }
}

/// Whether every word typed occurs in what is searched of a report.
pub fn fits_words(atlas: &Atlas, report: &Report, typed: &str) -> bool {
    let text = fold(&searched_text(atlas, report));
    fold(typed).split(' ').all(|word| text.contains(word))
}

/// Reports in memory in which every word typed occurs, the latest first.
fn reports(atlas: &Atlas, folded: &str, limit: usize) -> Vec<Hit> {
    let fits = |report: &Report| fits_words(atlas, report, folded);
    let mut found: Vec<RecordId> = Vec::new();
    for (dataset, of) in atlas.datasets().iter() {
        let Some(memory) = of.memory() else {
            continue;
        };
        let reports = memory.reports.iter().enumerate().rev();
        let hits = reports.filter(|(_, report)| fits(report)).take(limit);
        found.extend(hits.filter_map(|(at, _)| {
            let row = *memory.rows_of_report(at).first()?;
            Some(RecordId { dataset, row })
        }));
    }
    // The latest first; the undated last.
    let start = |record: &RecordId| atlas.dataset_of(*record).columns.start[record.row as usize];
    found.sort_by_key(|record| {
        let start = start(record);
        (start == UNDATED, std::cmp::Reverse(start))
    });
    found.into_iter().take(limit).map(Hit::Report).collect()
}

/// What of a report is searched: who says it, where it was published and when, what it denies, how
/// it calls those who fired, names that are no places of the gazetteer, and what else its file says.
fn searched_text(atlas: &Atlas, report: &Report) -> String {
    let reporter = &atlas.reporters()[report.reporter];
    let mut text = String::new();
    let mut add = |part: &str| {
        text.push_str(part);
        text.push(' ');
    };
    add(&report.id);
    add(&reporter.short);
    reporter.names.spellings().for_each(&mut add);
    add(report.outlet.as_deref().unwrap_or_default());
    add(report.denies.as_deref().unwrap_or_default());
    if let Some(day) = report.published {
        add(&day.to_string());
    }
    for claim in &report.claims {
        add(&claim.by_as_reported);
        for site in claim.sites() {
            match site {
                Site::Named(_, name) | Site::Unplaced(name) => add(name),
                Site::Point(point) => add(&point.name),
                Site::Region(_) | Site::Settlement(..) | Site::Zone(_) | Site::Line(_) => {}
            }
        }
        add(claim.properties.as_deref().unwrap_or_default());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_start_of_a_name_fits_better_than_its_middle() {
        assert_eq!(fit("goris", "goris"), Some(Fit::Whole));
        assert_eq!(fit("gor", "goris"), Some(Fit::Start));
        assert_eq!(fit("shor", "verin shorzha"), Some(Fit::WordStart));
        assert_eq!(fit("rin", "verin shorzha"), Some(Fit::Within));
        assert_eq!(fit("kelbajar", "kalbajar"), Some(Fit::Near));
        assert_eq!(fit("gor", "lachin"), None);
        assert!(Fit::Whole < Fit::Near);
    }
}
