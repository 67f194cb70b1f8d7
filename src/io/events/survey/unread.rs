//! Columns whose headings speak of a date, a place, a number, a reporter or a denial, and that are not read: all of them are
//! told at once, with what they may be.

use super::{
    Chosen, Dates, Field, Fit, ImportOptions, Rank, Sample, Severity, Survey, UnreadColumn,
    has_field, is_number, is_open, is_part_of_a_year, plain_heading, reading,
};
use crate::model::field::{is_share, meaning};

/// Columns that are told.
const MOST: usize = 12;

/// What a heading speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Subject {
    Day,
    Position,
    Place,
    Reporter,
    Denial,
    Number(Field),
}

impl Subject {
    fn of(field: Field) -> Option<Self> {
        Some(match field {
            Field::Start | Field::End => Self::Day,
            Field::Places | Field::Origins | Field::Targets => Self::Place,
            Field::Position => Self::Position,
            Field::Reporter => Self::Reporter,
            Field::Denied | Field::Denies | Field::Stance => Self::Denial,
            Field::Killed | Field::Wounded | Field::Count => Self::Number(field),
            field if field.is_part_of_a_position() && field != Field::PrecisionKm => Self::Position,
            _ => return None,
        })
    }

    /// Whether another column says that already.
    fn is_said(self, claims: &[Option<(Field, Rank)>]) -> bool {
        let mut fields = claims.iter().flatten().map(|(field, _)| *field);
        let is_of_it = |field: Field| match self {
            Self::Day => {
                matches!(field, Field::StartYear | Field::Published)
                    || Self::of(field) == Some(self)
            }
            Self::Denial => Self::of(field) == Some(self),
            // Where a position stands, its name says little more.
            Self::Place => {
                let of_where = [Some(self), Some(Self::Position)];
                field.is_of_a_region() || of_where.contains(&Self::of(field))
            }
            Self::Number(own) => {
                let is_bound = matches!(field, Field::KilledLow | Field::KilledHigh);
                field == own
                    || own == Field::Killed && is_bound
                    || own == Field::Count && field == Field::Total
            }
            _ => Self::of(field) == Some(self),
        };
        fields.any(is_of_it)
    }

    /// Whether the cells of a column may say it.
    fn goes_with(self, sample: &Sample<'_>, index: usize) -> bool {
        let has_figures = |cell: &str| cell.contains(|letter: char| letter.is_ascii_digit());
        match self {
            Self::Day => sample.most(index, is_day),
            Self::Position => sample.most(index, has_figures),
            Self::Number(_) => sample.most(index, |cell| has_figures(cell) && cell.len() < 60),
            Self::Denial => true,
            Self::Place | Self::Reporter => {
                sample.most(index, |cell| !is_number(cell) && cell.chars().count() < 80)
            }
        }
    }
}

/// Whether a cell may be a day, a number of seconds since 1970 among them.
fn is_day(cell: &str) -> bool {
    let is_bare = cell.parse::<f64>().is_ok();
    match is_bare {
        true => Dates::counts_from_1970(cell),
        false => {
            Dates::default().span(cell).is_ok()
                || Dates::is_ambiguous(cell)
                || Dates::are_within(cell)
        }
    }
}

/// Whether a cell is a list of objects, each of which may be a record.
fn is_list_of_records(cell: &str) -> bool {
    let inside = cell.strip_prefix('[');
    inside.is_some_and(|inside| inside.trim_start().starts_with('{'))
}

/// Words of headings that speak of how or by whom a record was made, or of a share.
const BESIDE: [&str; 26] = [
    "id",
    "ids",
    "uuid",
    "code",
    "codes",
    "type",
    "precision",
    "prec",
    "accuracy",
    "scale",
    "quality",
    "note",
    "notes",
    "comment",
    "comments",
    "remark",
    "remarks",
    "description",
    "url",
    "link",
    "created",
    "updated",
    "modified",
    "edited",
    "version",
    "per",
];

/// What the words of a heading speak of, and the field that says it; figures behind a word, as of `lat1` and
/// `place 2`, say which of several.
fn subjects(heading: &str) -> Vec<(Subject, Field)> {
    const OF_DAYS: [&str; 4] = ["ts", "epoch", "unixtime", "unix"];
    const OF_REPORTERS: [&str; 8] = [
        "agency",
        "ministry",
        "reporters",
        "sources",
        "claimant",
        "ведомство",
        "министерство",
        "reportedby",
    ];
    const OF_LOSSES: [&str; 5] = ["casualties", "casualty", "losses", "потери", "itkilər"];
    let plain = plain_heading(heading);
    let mut found = Vec::new();
    if is_share(heading) || plain.split('_').any(|word| BESIDE.contains(&word)) {
        return found;
    }
    for word in plain.split('_') {
        let word = word.trim_end_matches(|letter: char| letter.is_ascii_digit());
        let field = match word {
            "" => None,
            "x" => Some(Field::Lon),
            "y" => Some(Field::Lat),
            word if OF_DAYS.contains(&word) => Some(Field::Start),
            word if OF_REPORTERS.contains(&word) => Some(Field::Reporter),
            word if OF_LOSSES.contains(&word) => Some(Field::Killed),
            // Words of two letters mean too much.
            word if word.chars().count() < 3 => None,
            word => meaning(word).map(|(field, _)| field),
        };
        let subject = field.and_then(|field| Some((Subject::of(field)?, field)));
        found.extend(subject.filter(|subject| !found.contains(subject)));
    }
    found
}

impl Survey {
    /// The columns that nothing is read from and that are not told of: whether they name places is found out where
    /// places are known.
    pub(super) fn unread_columns(
        &self,
        sample: &Sample<'_>,
        choices: &ImportOptions,
    ) -> Vec<UnreadColumn> {
        /// Columns that are kept.
        const MOST_COLUMNS: usize = 100;
        /// Cells of each.
        const MOST_CELLS: usize = 24;
        /// Letters of a cell that may be a name.
        const LONGEST: usize = 60;
        if sample.are_shapes {
            return Vec::new();
        }
        let is_told = |heading: &String| {
            self.lost.iter().any(|lost| lost.heading == *heading)
                || self
                    .settled
                    .iter()
                    .any(|(severity, own, _)| own == heading && *severity == Severity::Doubt)
        };
        let is_unread = |index: &usize| {
            let heading = &sample.headings[*index];
            self.fields[*index].is_none()
                && !choices.fields.contains_key(heading)
                && !is_told(heading)
                && !sample.is_empty(*index)
        };
        let column = |index: usize| {
            let mut cells: Vec<String> = Vec::new();
            if !sample.all(index, is_number) {
                for cell in sample.cells(index) {
                    let is_new =
                        cell.chars().count() <= LONGEST && !cells.iter().any(|known| known == cell);
                    if is_new {
                        cells.push(cell.to_owned());
                    }
                    if cells.len() == MOST_CELLS {
                        break;
                    }
                }
                if cells.is_empty() {
                    return None;
                }
            }
            let heading = sample.headings[index].clone();
            Some(UnreadColumn { heading, cells })
        };
        let unread = (0..self.fields.len()).filter(is_unread);
        unread.filter_map(column).take(MOST_COLUMNS).collect()
    }

    /// Tells of columns that may say what no other does, by their headings and their cells.
    pub(super) fn tell_unread(
        &mut self,
        sample: &Sample<'_>,
        choices: &ImportOptions,
        claims: &[Option<(Field, Rank)>],
    ) {
        if sample.are_shapes || sample.rows == 0 {
            return;
        }
        let told = |heading: &str| self.settled.iter().any(|(_, own, _)| own == heading);
        let is_by_looks = |heading: &str| {
            let mut like = self.like_dates.iter();
            like.any(|(own, _)| own == heading)
        };
        let mut found: Vec<(&str, Field)> = Vec::new();
        let mut nested = Vec::new();
        for (index, heading) in sample.headings.iter().enumerate() {
            let is_free =
                is_open(sample, choices, claims, index) && !told(heading) && !is_by_looks(heading);
            if !is_free || sample.is_empty(index) {
                continue;
            }
            if sample.all(index, is_list_of_records) {
                nested.push(heading.clone());
                continue;
            }
            // A second pair of numbers is another place.
            let is_second = heading.trim().ends_with('2');
            let may_be = |(subject, _): &(Subject, Field)| {
                let is_said =
                    subject.is_said(claims) && !(is_second && *subject == Subject::Position);
                let is_drawn =
                    sample.has_geometry && matches!(subject, Subject::Position | Subject::Place);
                !is_drawn && !is_said && subject.goes_with(sample, index)
            };
            let subject = subjects(heading).into_iter().find(may_be);
            found.extend(subject.map(|(_, field)| (&**heading, field)));
        }
        for heading in nested {
            let what = reading::nested_records().to_owned();
            self.settled.push((Severity::Doubt, heading, what));
        }
        let Some((first, _)) = found.first() else {
            return;
        };
        let first = (*first).to_owned();
        let listed: Vec<String> = found
            .iter()
            .take(MOST)
            .map(|(heading, field)| format!("{heading}={}", field.name()))
            .collect();
        let what = reading::headings_unread(&listed.join(", "), found.len().saturating_sub(MOST));
        self.settled.push((Severity::Doubt, first, what));
    }

    /// Tells of columns of numbers where no column says how many incidents a row is: each would count as one.
    pub(super) fn tell_numbers(
        &mut self,
        sample: &Sample<'_>,
        choices: &ImportOptions,
        claims: &[Option<(Field, Rank)>],
    ) {
        let is_counted = has_field(claims, Field::is_whole);
        let is_told = has_field(claims, Field::says_a_day)
            && has_field(claims, |field| field == Field::Places);
        // Features and lists of positions are as many events as there are.
        if sample.are_shapes || sample.has_geometry || is_counted || !is_told {
            return;
        }
        let told = |heading: &str| self.settled.iter().any(|(_, own, _)| own == heading);
        let is_number_alone = |index: &usize| {
            let heading = &sample.headings[*index];
            let plain = plain_heading(heading);
            is_open(sample, choices, claims, *index)
                && !told(heading)
                && !is_share(heading)
                && !plain.split('_').any(|word| BESIDE.contains(&word))
                && sample.all(*index, |cell| {
                    cell.parse::<u32>().is_ok_and(|number| number < 10_000)
                })
                && !sample.is_running(*index)
        };
        let found = (0..claims.len()).filter(is_number_alone);
        let found: Vec<&str> = found.map(|index| &*sample.headings[index]).collect();
        if let [first, ..] = *found {
            let first = first.to_owned();
            let told = &found[..found.len().min(MOST)];
            let what = reading::numbers_unread(&told.join(", "), found.len() - told.len());
            self.settled.push((Severity::Remark, first, what));
        }
    }

    /// Tells of a week or a quarter that stands beside a year, or where nothing else is dated: records would be of
    /// the whole year, or of no day.
    pub(super) fn tell_parts_of_years(
        &mut self,
        sample: &Sample<'_>,
        choices: &ImportOptions,
        claims: &[Option<(Field, Rank)>],
    ) {
        let is_closer = |(field, (_, fit, _)): &(Field, Rank)| match field {
            Field::StartMonth => true,
            Field::Start => *fit == Fit::Read,
            _ => false,
        };
        if sample.are_shapes || claims.iter().flatten().any(is_closer) {
            return;
        }
        let is_part = |cell: &str| {
            let mut parts = cell.split(|letter: char| !letter.is_ascii_digit());
            let last = parts.rfind(|part| !part.is_empty());
            last.is_some_and(|number| number.parse::<u8>().is_ok_and(|number| number <= 53))
        };
        for (index, heading) in sample.headings.iter().enumerate() {
            if is_part_of_a_year(&plain_heading(heading))
                && !choices.fields.contains_key(heading)
                && sample.all(index, is_part)
            {
                let what = reading::part_of_a_year_unread().to_owned();
                self.settled.push((Severity::Doubt, heading.clone(), what));
            }
        }
    }

    /// Tells of a source beside a target, where nothing says where the fire came from: the two may be the ends.
    pub(super) fn tell_source_beside_target(
        &mut self,
        sample: &Sample<'_>,
        claims: &[Option<(Field, Rank)>],
    ) {
        let has = |wanted: Field| claims.iter().flatten().any(|(field, _)| *field == wanted);
        if sample.are_shapes || has(Field::Origins) || has(Field::OriginInRegion) {
            return;
        }
        let column = |name: &str, wanted: Field| {
            let is_one = |index: &usize| {
                let by_heading =
                    |claim: (Field, Rank)| claim.0 == wanted && claim.1.0 == Chosen::ByHeading;
                plain_heading(&sample.headings[*index]) == name
                    && claims[*index].is_some_and(by_heading)
            };
            (0..sample.headings.len()).find(is_one)
        };
        if let (Some(source), Some(_)) = (
            column("source", Field::Reporter),
            column("target", Field::Targets),
        ) {
            let heading = sample.headings[source].clone();
            let what = reading::source_beside_target().to_owned();
            self.settled.push((Severity::Remark, heading, what));
        }
    }
}
