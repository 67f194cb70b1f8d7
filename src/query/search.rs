//! Search over places and reports, in every language and spelling.

use std::cell::OnceCell;

use super::condition::{Condition, is_meant};
use crate::{
    model::{
        Atlas, Budget, Dataset, DatasetId, Day, Found, Id as _, Language, RecordId, Report,
        Reporter, ReporterId, Site, Stopped, Window, dataset::UNDATED, details::Memory,
        names::fold, typed_days, typed_days::Reckoning,
    },
    words::units,
};

/// Something a search found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hit {
    /// A condition that was typed: only records that meet it.
    Condition(Condition),
    /// Days, typed as a date, and how many reports were published in them.
    Days(Window, usize),
    /// A region, settlement, zone or line.
    Place {
        /// Which one.
        found: Found,
        /// The spelling that matched.
        spelling: String,
        /// The days that were typed beside it.
        days: Option<Window>,
    },
    /// A reporter, and how many reports of it are in memory.
    Reporter(ReporterId, usize),
    /// An event, by its place in the chronology.
    Event(usize),
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

/// What was typed, made ready to be looked for.
#[derive(Clone, Debug)]
pub struct Wanted {
    folded: String,
    /// How the reporters are called whose reports came by, folded, by their places.
    said_by: Vec<OnceCell<String>>,
    /// The days it names, where it is a date in any of the languages.
    days: Option<Window>,
    /// The name and the days it may be read as, where it has both: `Kalbajar in August 2022`.
    named_in_days: Vec<(String, Window)>,
}

/// What may stand between a name and days.
const BETWEEN: [&str; 5] = ["in", "on", "during", "at", "в"];

/// So many words are read as a name and days.
const MOST_WORDS: usize = 8;

/// A name and the days beside it, before it or behind it; those of the most words in the days first.
fn named_in_days(typed: &str, from: Reckoning) -> Vec<(String, Window)> {
    let words: Vec<&str> = typed.split_whitespace().collect();
    if words.len() > MOST_WORDS {
        return Vec::new();
    }
    let read = |name: &[&str], days: &[&str]| {
        let days = typed_days(&days.join(" "), from).ok()?;
        let is_between = |word: &&&str| BETWEEN.contains(&word.to_lowercase().as_str());
        let name = match name {
            [before @ .., last] if is_between(&last) => before,
            [first, behind @ ..] if is_between(&first) => behind,
            name => name,
        };
        let name = fold(&name.join(" "));
        (!name.is_empty()).then_some((name, days))
    };
    let behind = (1..words.len()).map(|at| (words.split_at(at), words.len() - at));
    let behind = behind.map(|((name, days), many)| (many, read(name, days)));
    let before = (1..words.len()).map(|at| (words.split_at(at), at));
    let before = before.map(|((days, name), many)| (many, read(name, days)));
    let all = behind.chain(before);
    let mut found: Vec<_> = all.filter_map(|(many, of)| Some((many, of?))).collect();
    found.sort_by_key(|(many, _)| std::cmp::Reverse(*many));
    found.into_iter().map(|(_, of)| of).collect()
}

impl Wanted {
    /// `today`: what `last month` and its like count back from, as far as there is anything of it.
    pub fn new(atlas: &Atlas, typed: &str, today: Option<Day>) -> Self {
        let latest = atlas.span().map(Window::last);
        let from = latest.map(|latest| Reckoning { latest, today });
        Self {
            folded: fold(typed),
            said_by: vec![OnceCell::new(); atlas.reporters().len()],
            days: from.and_then(|from| typed_days(typed, from).ok()),
            named_in_days: from.map_or_else(Vec::new, |from| named_in_days(typed, from)),
        }
    }

    /// Whether a report was published in the days typed, or holds every word typed.
    pub fn fits(&self, atlas: &Atlas, report: &Report) -> bool {
        self.is_of_days(report) || self.has_words(atlas, report, &fold(&own_text(report)))
    }

    fn is_of_days(&self, report: &Report) -> bool {
        let published = report.published.zip(self.days);
        published.is_some_and(|(day, days)| days.contains(day))
    }

    /// Whether each word stands in what a report says of itself, folded, or in how its reporter is called.
    fn has_words(&self, atlas: &Atlas, report: &Report, own: &str) -> bool {
        let mut words = self.folded.split(' ');
        words.all(|word| own.contains(word) || self.said_by(atlas, report).contains(word))
    }

    fn said_by(&self, atlas: &Atlas, report: &Report) -> &str {
        let reporter = &atlas.reporters()[report.reporter];
        let kept = self.said_by.get(report.reporter.index());
        kept.map_or("", |kept| {
            kept.get_or_init(|| fold(&reporter_text(reporter)))
        })
    }

    /// Whether a report's reporter is meant: each word begins one of its names.
    fn means_reporter_of(&self, atlas: &Atlas, report: &Report) -> bool {
        let names = self.said_by(atlas, report);
        let begins = |word: &str| names.split(' ').any(|name| name.starts_with(word));
        self.folded.split(' ').all(begins)
    }

    /// How well one of some names fits.
    fn best<'n>(&self, names: impl Iterator<Item = &'n str>) -> Option<Fit> {
        names
            .filter_map(|name| fit(&self.folded, &fold(name)))
            .min()
    }
}

/// Finds what fits, at most `limit` of each sort.
///
/// A condition that was typed comes first, then days, then the sort of which something fits best, among equals places
/// before reporters before events; reports come last. Among places that fit as well, regions come
/// first, then settlements by population; among reports those published in the days typed, then those
/// whose reporter fits, then the latest.
pub fn search(atlas: &Atlas, typed: &str, limit: usize, today: Option<Day>) -> Vec<Hit> {
    let wanted = Wanted::new(atlas, typed, today);
    if wanted.folded.is_empty() {
        return Vec::new();
    }
    let condition = is_meant(typed).then(|| Condition::parse(typed).ok());
    let condition = condition.flatten();
    let condition = condition.filter(|condition| condition.check(atlas).is_ok());
    let mut sorts = [
        places_in_days(atlas, &wanted, limit),
        reporters(atlas, &wanted),
        events(atlas, &wanted),
    ];
    sorts.sort_by_key(|(best, _)| *best);
    let days = wanted.days.map(|days| of_days(atlas, days));
    let mut hits: Vec<Hit> = condition.map(Hit::Condition).into_iter().collect();
    hits.extend(days);
    for (_, found) in sorts {
        hits.extend(found.into_iter().take(limit));
    }
    hits.extend(reports(atlas, &wanted, limit));
    hits
}

/// Hits of a sort, and how well the best of them fits; the last where there is none.
type Sort = (Fit, Vec<Hit>);

fn of_days(atlas: &Atlas, days: Window) -> Hit {
    let published = atlas.reports().filter_map(|report| report.published);
    Hit::Days(days, published.filter(|day| days.contains(*day)).count())
}

fn reporters(atlas: &Atlas, wanted: &Wanted) -> Sort {
    let reporters = atlas.reporters().iter().filter_map(|(id, reporter)| {
        let names = reporter.names.spellings();
        let own = [&*reporter.short, &*reporter.letter, &*reporter.key];
        let fit = wanted.best(names.chain(own))?;
        // Within a word and with slips, names of ministries all look alike.
        (fit <= Fit::WordStart).then_some((fit, id))
    });
    let mut found: Vec<(Fit, ReporterId)> = reporters.collect();
    found.sort();
    let count = |id: ReporterId| {
        let reports = atlas.reports();
        reports.filter(|report| report.reporter == id).count()
    };
    let best = found.first().map_or(Fit::Near, |(fit, _)| *fit);
    let hits = found.into_iter();
    let hits = hits.map(|(_, id)| Hit::Reporter(id, count(id))).collect();
    (best, hits)
}

/// Events by their names, by what is told of them, and by their days.
fn events(atlas: &Atlas, wanted: &Wanted) -> Sort {
    let events = atlas.chronology().iter().enumerate();
    let found = events.filter_map(|(index, event)| {
        let in_days = wanted
            .days
            .is_some_and(|days| event.days().interval().overlaps(days.interval()));
        let by_name = wanted.best(event.names.spellings());
        let by_name = by_name.filter(|fit| *fit < Fit::Near);
        let told = fold(&format!(
            "{} {}",
            event.names.get(Language::English),
            event.detail
        ));
        let by_words = wanted.folded.chars().count() >= SHORTEST_WORDS
            && wanted.folded.split(' ').all(|word| told.contains(word));
        let fit = if in_days {
            Some(Fit::Whole)
        } else {
            by_name.or_else(|| by_words.then_some(Fit::Within))
        };
        Some((fit?, index))
    });
    let mut found: Vec<(Fit, usize)> = found.collect();
    found.sort();
    let best = found.first().map_or(Fit::Near, |(fit, _)| *fit);
    (
        best,
        found
            .into_iter()
            .map(|(_, index)| Hit::Event(index))
            .collect(),
    )
}

/// Shorter texts are in what is told of nearly every event, in letters.
const SHORTEST_WORDS: usize = 4;

/// Places by what was typed as a whole; else by the name in it, with the days beside that.
fn places_in_days(atlas: &Atlas, wanted: &Wanted, limit: usize) -> Sort {
    let whole = places(atlas, (&wanted.folded, None), limit);
    if !whole.1.is_empty() || wanted.days.is_some() {
        return whole;
    }
    let read = wanted.named_in_days.iter();
    let read = read.map(|(name, days)| places(atlas, (name, Some(*days)), limit));
    let mut found = read.filter(|(_, hits)| !hits.is_empty());
    found.next().unwrap_or(whole)
}

fn places(atlas: &Atlas, (folded, days): (&str, Option<Window>), limit: usize) -> Sort {
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
    let first = best.first().map_or(Fit::Near, |(fit, ..)| *fit);
    let best = best.into_iter().take(limit);
    let hits = best.map(|(_, found, spelling)| Hit::Place {
        found,
        spelling: spelling.to_owned(),
        days,
    });
    (first, hits.collect())
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
    let slips = typed.chars().count() / 4;
    let near = || strsim::damerau_levenshtein(typed, folded) <= slips;
    (slips > 0 && may_be_near(typed, folded, slips) && near()).then_some(Fit::Near)
}

/// Whether two texts may differ by so few slips. Each slip makes a text longer or shorter by one letter at most,
/// and gives or takes one letter at most: most names need no closer look.
fn may_be_near(one: &str, other: &str, slips: usize) -> bool {
    let look = |text: &str| {
        let each = |(length, letters): (usize, u64), letter: char| {
            // Two letters may share a bit: then a difference is missed, and the closer look tells.
            (length + 1, letters | 1 << (u32::from(letter) % u64::BITS))
        };
        text.chars().fold((0, 0), each)
    };
    let ((length, letters), (other_length, others)) = (look(one), look(other));
    let lacks = |of: u64, in_other: u64| (of & !in_other).count_ones() as usize <= slips;
    length.abs_diff(other_length) <= slips && lacks(letters, others) && lacks(others, letters)
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

/// A search reads at once what so many reports say; datasets that hold more are searched beside the window.
const AT_ONCE: usize = 2_000;

/// Whether [`search`] itself finds the reports of a dataset.
pub fn is_searched_at_once(dataset: &Dataset) -> bool {
    let memory = dataset.memory();
    memory.is_some_and(|memory| memory.reports.len() <= AT_ONCE)
}

/// Reports in memory that fit, those of datasets that are searched at once.
fn reports(atlas: &Atlas, wanted: &Wanted, limit: usize) -> Vec<Hit> {
    let mut found = Fitting::default();
    for (id, dataset) in atlas.datasets().iter() {
        let Some(memory) = dataset.memory().filter(|_| is_searched_at_once(dataset)) else {
            continue;
        };
        let texts = memory.searched(|report| fold(&own_text(report)));
        for (at, (report, own)) in memory.reports.iter().zip(texts).enumerate() {
            if wanted.is_of_days(report) || wanted.has_words(atlas, report, own) {
                found.add(atlas, wanted, (id, memory, at));
            }
        }
    }
    let found = found.best(atlas, limit).into_iter();
    found.map(Hit::Report).collect()
}

/// The reports of a dataset in memory that fit, best first, each by the first of its records.
///
/// # Errors
///
/// Where the work is cancelled.
pub fn reports_of(
    atlas: &Atlas,
    (id, memory): (DatasetId, &Memory),
    wanted: &Wanted,
    limit: usize,
    budget: &Budget,
) -> Result<Vec<RecordId>, Stopped> {
    let mut found = Fitting::default();
    for (at, report) in memory.reports.iter().enumerate() {
        budget.reach(0)?;
        if wanted.fits(atlas, report) {
            found.add(atlas, wanted, (id, memory, at));
        }
    }
    Ok(found.best(atlas, limit))
}

/// Reports that fit: those of the days typed come first, then those whose reporter fits, then the latest; the
/// undated last.
#[derive(Default)]
struct Fitting(Vec<((bool, bool), RecordId)>);

impl Fitting {
    /// Adds a report by its place in the memory of a dataset.
    fn add(&mut self, atlas: &Atlas, wanted: &Wanted, of: (DatasetId, &Memory, usize)) {
        let (dataset, memory, at) = of;
        let report = &memory.reports[at];
        if let Some(row) = memory.rows_of_report(at).first() {
            let is_other = !wanted.means_reporter_of(atlas, report);
            let rank = (!wanted.is_of_days(report), is_other);
            self.0.push((rank, RecordId { dataset, row: *row }));
        }
    }

    fn best(mut self, atlas: &Atlas, limit: usize) -> Vec<RecordId> {
        let start = |record: &RecordId| {
            let dataset = atlas.dataset_of(*record);
            dataset.columns.start[record.row as usize]
        };
        self.0.sort_by_key(|(rank, record)| {
            let start = start(record);
            (*rank, start == UNDATED, std::cmp::Reverse(start), *record)
        });
        let best = self.0.into_iter().take(limit);
        best.map(|(_, record)| record).collect()
    }
}

/// How a reporter is called.
fn reporter_text(reporter: &Reporter) -> String {
    let mut text = reporter.short.clone();
    for name in reporter.names.spellings() {
        text.push(' ');
        text.push_str(name);
    }
    text
}

/// What of a report is searched: who says it and what it says of itself.
pub(super) fn searched_text(atlas: &Atlas, report: &Report) -> String {
    let said_by = reporter_text(&atlas.reporters()[report.reporter]);
    format!("{said_by} {}", own_text(report))
}

/// Where a report was published and when, what it denies, how it calls those who fired, names that are no
/// places of the gazetteer, and what else its file says.
fn own_text(report: &Report) -> String {
    let mut text = String::new();
    let mut add = |part: &str| {
        text.push_str(part);
        text.push(' ');
    };
    add(&report.id);
    add(report.outlet.as_deref().unwrap_or_default());
    add(report.denies.as_deref().unwrap_or_default());
    if let Some(day) = report.published {
        add(&day.to_string());
        add(&units::day(day));
    }
    for claim in &report.claims {
        add(&claim.by_as_reported);
        for site in claim.sites() {
            match site.place() {
                Site::Named(_, name) | Site::Unplaced(name) => add(name),
                Site::Point(point) => add(&point.name),
                Site::Region(_)
                | Site::Settlement(..)
                | Site::Zone(_)
                | Site::Line(_)
                | Site::StretchTo(_) => {}
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

    #[test]
    fn a_name_that_is_near_is_always_looked_at_more_closely() {
        let names = [
            "kalbajar",
            "lachin",
            "mokhratag",
            "мохратаг",
            "մոխրաթաղ",
            "gorus",
        ];
        let strange = ['a', 'r', 'z', 'х', 'ա'];
        let mut looked_at = 0;
        for name in names {
            let letters: Vec<char> = name.chars().collect();
            for at in 0..letters.len() {
                let mut shorter = letters.clone();
                shorter.remove(at);
                let swapped = (at > 0).then(|| {
                    let mut swapped = letters.clone();
                    swapped.swap(at - 1, at);
                    swapped
                });
                let longer = strange.map(|letter| {
                    let mut longer = shorter.clone();
                    longer.extend([letter, letter]);
                    longer
                });
                for other in longer.into_iter().chain(swapped).chain([shorter]) {
                    let other: String = other.into_iter().collect();
                    let slips = strsim::damerau_levenshtein(name, &other);
                    assert!(may_be_near(name, &other, slips), "{name} {other} {slips}");
                    looked_at += 1;
                }
            }
        }
        assert!(looked_at > 250, "{looked_at}");
        assert!(!may_be_near("kalbajar", "goranboy", 2));
        assert!(!may_be_near("fuzuli", "fuzulilar", 2));
    }
}
