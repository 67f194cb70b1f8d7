//! A look at the headings and the first records of a file: which dataset it is, what its columns are
//! taken for, and how its dates and numbers are written. One for tables and for features.

mod across;
mod days;
mod forms;
mod looks;
mod parts;
mod places;
mod positions;
mod stances;
mod times;
mod unread;

use std::{borrow::Cow, collections::HashMap};

use super::{
    columns::{CHOSEN, Chosen, Columns, Fit, Lost, Rank, claim},
    datasets::Dataset,
    dates::{DateError, Dates, DatesOf},
    decode::Defaults,
    numbers::{Decimals, is_number},
    position::Pairs,
};
use times::{
    clocks_beside_dates, ends_that_are_times, fit, hours_and_minutes, of_clocks_and_dates,
    parts_of_times,
};

use crate::{
    io::features::{is_day, text_of},
    model::{
        Draft, Field, FileProfile, ImportOptions, Note, NoteLog, Place, Severity, TakenFor,
        UnreadColumn,
        field::{Surely, is_day as is_day_heading, is_part_of_a_year, plain_heading, tagged},
    },
    words::notes::{reading, tables},
};

/// The rank of a property that lost to another.
const STANDS_IN: Rank = (Chosen::ByHeading, Fit::Unread, Surely::Perhaps);

/// Columns that may count where another says nothing. All are asked for each cell; a table has one or two.
const MOST_STAND_INS: usize = 16;

/// Records that are looked at.
pub const LOOKED_AT: usize = 2_000;

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct Survey {
    pub dataset: Dataset,
    pub headings: Vec<String>,
    /// What each column is taken for.
    pub fields: Vec<Option<Field>>,
    /// Columns that may have been a field that another is.
    pub lost: Vec<Lost>,
    /// Those of them that count where the other says nothing, with what they are then.
    stand_ins: Vec<(usize, Field)>,
    /// The columns that say who took part.
    pub actors: [Option<usize>; 2],
    /// Columns that are taken for a field for what their values look like, whatever their headings.
    pub by_looks: Vec<(String, Field)>,
    /// A column that may hold when things happened, by what its values look like, and what that is.
    pub like_dates: Option<(String, &'static str)>,
    pub dates: DatesOf,
    pub decimals: Decimals,
    /// How the positions are written that stand in one column.
    pub pairs: Pairs,
    /// Columns that nothing is read from.
    unread: Vec<UnreadColumn>,
    /// What was settled by the values of columns, with their headings: remarks and doubts.
    settled: Vec<(Severity, String, String)>,
    /// A date that could be either of two days, where no other gives away which.
    pub ambiguous_date: Option<String>,
    /// Whether most records are areas, which need no date.
    pub are_shapes: bool,
    /// Whether any record has a geometry.
    pub has_geometry: bool,
    /// Whether a column says when things happened, and does so of any record.
    pub are_dated: bool,
    by_heading: HashMap<String, usize>,
}

/// What is looked at.
pub struct Sample<'s> {
    pub headings: Vec<String>,
    /// Tags of the Humanitarian Exchange Language, one a column.
    pub tags: Option<&'s [String]>,
    /// How many records are looked at.
    pub rows: usize,
    /// The cells that these have in each column. By column, as there may be many that few records have.
    pub columns: Vec<Vec<Cow<'s, str>>>,
    /// Whether records have a geometry, so that no column need be a coordinate.
    pub has_geometry: bool,
    /// Whether most records are areas, which need no date.
    pub are_shapes: bool,
    /// Whether a comma stands between the cells, so that it is no sign of decimals.
    pub separated_by_commas: bool,
}

impl Sample<'_> {
    /// The cells of a column.
    fn all_cells(&self, index: usize) -> impl Iterator<Item = &str> {
        self.columns[index].iter().map(|cell| cell.trim())
    }

    /// Those of them that say something.
    fn cells(&self, index: usize) -> impl Iterator<Item = &str> {
        let cells = self.all_cells(index);
        cells.filter(|cell| !cell.is_empty() && !super::cells::says_nothing(cell))
    }

    fn is_empty(&self, index: usize) -> bool {
        self.cells(index).next().is_none()
    }

    /// Whether all cells of a column are something, and there are any.
    fn all(&self, index: usize, is: impl Fn(&str) -> bool) -> bool {
        !self.is_empty(index) && self.cells(index).all(is)
    }

    /// Whether a column counts its rows: three or more whole numbers, each one more than that before.
    fn is_running(&self, index: usize) -> bool {
        let numbers: Option<Vec<u64>> = self.cells(index).map(|cell| cell.parse().ok()).collect();
        numbers.is_some_and(|numbers| {
            numbers.len() > 2
                && numbers
                    .windows(2)
                    .all(|two| two[0].checked_add(1) == Some(two[1]))
        })
    }

    /// Whether more than half of the cells of a column are something.
    fn most(&self, index: usize, is: impl Fn(&str) -> bool) -> bool {
        let are = self.cells(index).filter(|cell| is(cell)).count();
        are * 2 > self.cells(index).count()
    }
}

impl Survey {
    /// Looks at a file.
    pub fn of(sample: Sample<'_>, choices: &ImportOptions) -> Self {
        let mut survey = Self {
            has_geometry: sample.has_geometry,
            are_shapes: sample.are_shapes,
            ..Self::default()
        };
        match Dataset::of(&sample.headings, choices) {
            Some(known) => {
                survey.dataset = known.dataset;
                survey.fields = known.fields;
                survey.actors = known.actors;
            }
            None => survey.settle(&sample, choices),
        }
        survey.settle_days(&sample, choices);
        survey.settle_pairs(&sample, choices);
        survey.settle_numbers(&sample, choices);
        survey.tell_empty_words(&sample);
        let fields = (0..).zip(&survey.fields);
        let mut days = fields.filter(|(_, field)| field.is_some_and(is_day));
        survey.are_dated = days.any(|(index, _)| !sample.is_empty(index));
        survey.by_heading = (0..)
            .zip(&sample.headings)
            .map(|(at, name)| (name.clone(), at))
            .collect();
        let stand_ins = survey.lost.iter().filter(|lost| lost.stands_in());
        let stand_ins = stand_ins.filter_map(|lost| {
            let index = survey.by_heading.get(&lost.heading)?;
            Some((*index, lost.field))
        });
        survey.stand_ins = stand_ins.take(MOST_STAND_INS).collect();
        survey.headings = sample.headings;
        survey
    }

    /// Finds out what the columns are that no dataset names.
    fn settle(&mut self, sample: &Sample<'_>, choices: &ImportOptions) {
        let headings: Vec<&str> = sample.headings.iter().map(String::as_str).collect();
        let mut claims: Vec<Option<(Field, Rank)>> = (0..headings.len())
            .map(|index| ranked(sample, choices, index))
            .collect();
        places::with_addresses(sample, &mut claims);
        places::senders(sample, &mut claims);
        ends_that_are_times(sample, &mut claims);
        self.running_numbers(sample, &mut claims);
        self.instants_beside_days(sample, &mut claims);
        self.sums_of_losses(sample, &mut claims);
        parts::of_degrees(sample, &mut claims);
        parts_of_times(sample, &mut claims);
        hours_and_minutes(sample, &mut claims);
        clocks_beside_dates(sample, &mut claims);
        self.halves_of_days(sample, &mut claims);
        self.denials_by_looks(sample, choices, &mut claims);
        let form = forms::OfForm::set_aside(sample, &mut claims);
        self.dates_by_looks(sample, choices, &form, &mut claims);
        form.settle(self, sample, &mut claims);
        self.activities_by_looks(sample, choices, &mut claims);
        self.clocks_by_looks(sample, &claims);
        self.positions_by_looks(sample, choices, &mut claims);
        places::numbers_are_no_names(sample, &mut claims);
        places::regions_beside_names(sample, &mut claims);
        places::regions_of_ends(&mut claims);
        let beside = positions::beside_coordinates(sample, &mut claims);
        self.tell_no_positions(sample, choices, &claims);
        self.tell_numbers_of_some(sample, choices, &claims);
        self.tell_neither_when_nor_where(sample, &claims);
        self.tell_across(sample, &claims);
        self.tell_days_above_rows(sample, &claims);
        self.tell_unread(sample, choices, &claims);
        self.tell_numbers(sample, choices, &claims);
        self.tell_parts_of_years(sample, choices, &claims);
        self.tell_source_beside_target(sample, &claims);
        let Columns { fields, mut lost } = Columns::ranked(&headings, &claims);
        lost.extend(beside);
        lost.retain(|lost| !sample.are_shapes || lost.matters_to_a_shape());
        (self.fields, self.lost) = (fields, lost);
        self.unread = self.unread_columns(sample, choices);
    }

    /// Tells of a column that should hold positions and holds none, where no other does.
    fn tell_no_positions(
        &mut self,
        sample: &Sample<'_>,
        choices: &ImportOptions,
        claims: &[Option<(Field, Rank)>],
    ) {
        let mut claimed = claims.iter().flatten();
        let is_placed = claimed.any(|(field, _)| {
            field.is_part_of_a_position() && *field != Field::PrecisionKm
                || *field == Field::Position
        });
        if is_placed || sample.has_geometry {
            return;
        }
        for (heading, index) in sample.headings.iter().zip(0..) {
            let meant = crate::model::field::meaning(heading);
            let is_one = meant.is_some_and(|(field, _)| field == Field::Position);
            if is_one
                && !choices.fields.contains_key(heading)
                && claims.get(index).is_some_and(Option::is_none)
                && let Some(cell) = sample.cells(index).next()
            {
                let cell: String = cell.chars().take(60).collect();
                let what = reading::no_positions(&cell);
                self.settled.push((Severity::Doubt, heading.clone(), what));
            }
        }
    }

    /// Tells that no column says when or where, as in a summary of other tables.
    fn tell_neither_when_nor_where(
        &mut self,
        sample: &Sample<'_>,
        claims: &[Option<(Field, Rank)>],
    ) {
        let says_one = |field: Field| {
            is_day(field)
                || field.is_part_of_a_position()
                || matches!(
                    field,
                    Field::Position | Field::Places | Field::Origins | Field::Targets
                )
        };
        let mut claimed = claims.iter().flatten();
        let is_known = claimed.any(|(field, _)| says_one(*field));
        if is_known || sample.has_geometry || sample.are_shapes || sample.rows == 0 {
            return;
        }
        let heading = sample.headings.first().cloned().unwrap_or_default();
        let what = reading::neither_when_nor_where().to_owned();
        self.settled.push((Severity::Doubt, heading, what));
    }

    /// Tells of columns of numbers whose headings speak of killed or wounded without plainly being their
    /// number, where no other column is.
    fn tell_numbers_of_some(
        &mut self,
        sample: &Sample<'_>,
        choices: &ImportOptions,
        claims: &[Option<(Field, Rank)>],
    ) {
        if sample.are_shapes {
            return;
        }
        for field in [Field::Killed, Field::Wounded] {
            if claims.iter().flatten().any(|(own, _)| *own == field) {
                continue;
            }
            for (index, heading) in sample.headings.iter().enumerate() {
                let plain = plain_heading(heading);
                let mut words = plain.split('_');
                let speaks_of_it = words.any(|word| {
                    let meant = crate::model::field::meaning(word);
                    meant.is_some_and(|(own, _)| own == field)
                });
                if speaks_of_it
                    && is_open(sample, choices, claims, index)
                    && sample.all(index, is_number)
                {
                    let what = reading::some_of_a_number(field.name());
                    self.settled.push((Severity::Doubt, heading.clone(), what));
                }
            }
        }
    }

    /// Consecutive numbers under a heading that need not speak of a count are no count.
    fn running_numbers(&mut self, sample: &Sample<'_>, claims: &mut [Option<(Field, Rank)>]) {
        for (index, claim) in claims.iter_mut().enumerate() {
            let is_guess = |(field, (chosen, ..)): (Field, Rank)| {
                field == Field::Count && chosen == Chosen::ByHeading
            };
            let heading = &sample.headings[index];
            let may_be = matches!(
                &*plain_heading(heading),
                "n" | "no" | "nr" | "num" | "number" | "incident"
            );
            if may_be && claim.is_some_and(is_guess) && sample.is_running(index) {
                *claim = None;
                let what = reading::running_number().to_owned();
                self.settled.push((Severity::Doubt, heading.clone(), what));
            }
        }
    }

    /// Finds out how numbers are written, and tells what is no more than likely.
    fn settle_numbers(&mut self, sample: &Sample<'_>, choices: &ImportOptions) {
        let columns = (0..self.fields.len()).filter_map(|index| {
            let field = self.fields[index]?;
            Decimals::concern(field).then(|| (field, sample.cells(index).collect::<Vec<&str>>()))
        });
        let columns: Vec<(Field, Vec<&str>)> = columns.collect();
        let decimals = Decimals::of(&columns, choices.decimal_comma, sample.separated_by_commas);
        self.decimals = decimals;
        for (field, _) in columns.iter().filter(|_| choices.decimal_comma.is_none()) {
            let Some((cell, number)) = decimals.doubtful(*field, &columns) else {
                continue;
            };
            let heading = self.column_of(*field).map(|at| sample.headings[at].clone());
            let what = reading::thousands(cell, number);
            self.settled
                .push((Severity::Doubt, heading.unwrap_or_default(), what));
        }
    }

    /// Tells of words for nothing in the columns of fields: such a cell is empty.
    fn tell_empty_words(&mut self, sample: &Sample<'_>) {
        let fields = (0..self.fields.len()).filter(|at| self.fields[*at].is_some());
        for index in fields {
            let mut cells = sample.all_cells(index);
            if let Some(word) = cells.find(|cell| is_word_for_nothing(cell)) {
                let what = reading::empty_words(word);
                let heading = sample.headings[index].clone();
                self.settled.push((Severity::Remark, heading, what));
            }
        }
    }

    /// The column that is taken for a field.
    pub fn column_of(&self, field: Field) -> Option<usize> {
        self.fields.iter().position(|own| *own == Some(field))
    }

    /// What the properties of a feature are taken for. One that was not among the first records is what
    /// its heading says, where no other is.
    pub fn columns<'h>(
        &self,
        headings: impl IntoIterator<Item = &'h str>,
        choices: &ImportOptions,
    ) -> Columns {
        let headings: Vec<&str> = headings.into_iter().collect();
        let claims: Vec<_> = headings
            .iter()
            .map(|heading| self.claim(heading, choices))
            .collect();
        let mut columns = Columns::ranked(&headings, &claims);
        // What the first records told is told once.
        columns
            .lost
            .retain(|lost| !self.by_heading.contains_key(&lost.heading));
        columns
    }

    /// What a column of a row is taken for: of several that may be one field, the one that says something. `says` is
    /// asked of a column whether it does.
    pub fn field_in(&self, index: usize, says: impl Fn(usize) -> bool) -> Option<Field> {
        let own = self.fields.get(index).copied().flatten();
        if own.is_some() || self.stand_ins.is_empty() {
            return own;
        }
        let (_, field) = self.stand_ins.iter().find(|(at, _)| *at == index)?;
        let is_of_it = |other: Field| {
            let is_axis = matches!(other, Field::Lon | Field::Lat);
            other == *field || *field == Field::Position && is_axis
        };
        let winners = (0..).zip(&self.fields);
        let mut winners = winners.filter(|(_, own)| own.is_some_and(is_of_it));
        let before = self.stand_ins.iter().take_while(|(at, _)| *at != index);
        let mut before = before.filter(|(_, own)| own == field);
        let is_free = !winners.any(|(at, _)| says(at)) && !before.any(|(at, _)| says(*at));
        (is_free && says(index)).then_some(*field)
    }

    /// Whether another column is what this might have been.
    pub fn is_lost(&self, heading: &str) -> bool {
        self.lost.iter().any(|lost| lost.heading == heading)
    }

    /// What a property is taken for, and how surely.
    pub fn claim(&self, heading: &str, choices: &ImportOptions) -> Option<(Field, Rank)> {
        if let Some(index) = self.by_heading.get(heading) {
            // It stands in for the other in features that do not have that.
            let lost = self.lost.iter().find(|lost| lost.heading == heading);
            let stands_in = lost.map(|lost| (lost.field, STANDS_IN));
            return self.fields[*index]
                .map(|field| (field, CHOSEN))
                .or(stands_in);
        }
        if self.dataset != Dataset::Other {
            return None;
        }
        let is_free =
            |(field, _): &(Field, Rank)| *field == Field::Other || self.column_of(*field).is_none();
        claim(heading, choices).filter(is_free)
    }

    /// Those who took part, by the properties of a feature.
    pub fn actors_of(
        &self,
        properties: &serde_json::Map<String, serde_json::Value>,
    ) -> Option<String> {
        let [first, second] = self.actors.map(|index| {
            let heading = index.and_then(|index| self.headings.get(index));
            let value = heading.and_then(|heading| properties.get(heading));
            value.map(text_of).unwrap_or_default()
        });
        self.dataset.actors(&first, &second)
    }

    /// Whether a column is kept with the record beside what it is taken for.
    pub fn is_kept(&self, field: Option<Field>) -> bool {
        field.is_none_or(|field| self.dataset.says_less(field))
    }

    /// What becomes of a column.
    pub fn taken_for(&self, index: usize) -> TakenFor {
        match self.actors.contains(&Some(index)) {
            true => TakenFor::Field(Field::ByAsReported),
            false => TakenFor::field_or_attribute(self.fields.get(index).copied().flatten()),
        }
    }

    /// What holds for records that do not say it themselves. `name` is that of the file.
    pub fn defaults(&self, place: &Place, name: &str, choices: &ImportOptions) -> Defaults {
        let reporter = self.dataset.reporter(place).map(|reporter| reporter.key);
        let has = |field| self.column_of(field).is_some();
        Defaults {
            reporter: reporter.unwrap_or_else(|| name.to_owned()),
            id: name.to_owned(),
            dates: self.dates,
            decimals: self.decimals,
            bare_places: self.dataset != Dataset::Other,
            ids_are_of_rows: self
                .column_of(Field::Report)
                .is_none_or(|index| Field::of_name(&self.headings[index]) != Some(Field::Report)),
            place_is_target: self.place_is_target(),
            is_own: [Field::Directed, Field::PositionBasis]
                .into_iter()
                .all(|field| self.column_of(field).is_some()),
            dataset: self.dataset,
            pairs: Pairs {
                swapped: choices.swapped,
                ..self.pairs
            },
            has_minutes: [Field::LonMinutes, Field::LatMinutes].map(has),
            has_halves: has(Field::StartHalf),
        }
    }

    /// Whether what a row calls its place is what was fired at, where it says from where. Not in the words of
    /// this program, which calls that a target: no other says whether losses are denied.
    fn place_is_target(&self) -> bool {
        let has = |field| self.column_of(field).is_some();
        let targets = [Field::Targets, Field::TargetLon, Field::TargetLat];
        self.dataset == Dataset::Other
            && !has(Field::LossesDenied)
            && has(Field::Origins)
            && has(Field::Places)
            && !targets.into_iter().any(has)
    }

    /// Says in a draft and in notes what the file was found to be.
    pub fn introduce(&self, place: &Place, draft: &mut Draft, notes: &mut NoteLog) {
        draft.reporters.extend(self.dataset.reporter(place));
        if let Some(remark) = self.dataset.remark() {
            notes.push(Note::new(Severity::Remark, place, "", remark));
        }
        notes.extend(self.lost.iter().map(|lost| lost.note(place)));
        for (heading, field) in &self.by_looks {
            let what = reading::by_looks(field.name());
            notes.push(Note::new(Severity::Doubt, place, heading, what));
        }
        if let Some(place_column) = self
            .column_of(Field::Places)
            .filter(|_| self.place_is_target())
        {
            let heading = &*self.headings[place_column];
            let what = reading::place_beside_origin();
            notes.push(Note::new(Severity::Remark, place, heading, what));
        }
        if let Some((heading, what)) = &self.like_dates {
            notes.push(Note::new(Severity::Remark, place, heading, *what));
        }
        if let Some(date) = &self.ambiguous_date {
            let what = tables::ambiguous_dates(date);
            notes.push(Note::new(Severity::Doubt, place, "", what));
        }
        for (severity, heading, what) in &self.settled {
            notes.push(Note::new(*severity, place, heading, what));
        }
    }

    /// What a person calls the file, where it is a dataset that is known.
    pub fn show(&self, profile: &mut FileProfile) {
        if let Some(what) = self.dataset.what() {
            what.clone_into(&mut profile.what);
        }
        profile.unread.clone_from(&self.unread);
    }
}

/// Whether any column is taken for a field of a kind.
fn has_field(claims: &[Option<(Field, Rank)>], is: impl Fn(Field) -> bool) -> bool {
    claims.iter().flatten().any(|(field, _)| is(*field))
}

/// Whether a column is taken for nothing so far, and nobody chose that it be.
fn is_open(
    sample: &Sample<'_>,
    choices: &ImportOptions,
    claims: &[Option<(Field, Rank)>],
    index: usize,
) -> bool {
    claims[index].is_none() && !choices.fields.contains_key(&sample.headings[index])
}

/// Whether a cell says nothing in letters, as programs write it.
fn is_word_for_nothing(cell: &str) -> bool {
    cell.contains(char::is_alphabetic) && super::cells::says_nothing(cell)
}

/// What a column may be by its heading or its tag, and how well its values go with that.
fn ranked(sample: &Sample<'_>, choices: &ImportOptions, index: usize) -> Option<(Field, Rank)> {
    let heading = &sample.headings[index];
    let by_tag = || {
        let tag = sample.tags?.get(index)?;
        let rank = |surely| (Chosen::ByHeading, Fit::Read, surely);
        tagged(tag).map(|(field, surely)| (field, rank(surely)))
    };
    let (field, (chosen, _, surely)) = match choices.fields.contains_key(heading) {
        true => claim(heading, choices)?,
        false => claim(heading, choices).or_else(by_tag)?,
    };
    if chosen == Chosen::ByPerson {
        return Some((field, CHOSEN));
    }
    let (field, surely) = of_clocks_and_dates(sample, index, field, surely);
    let (field, surely) = positions::in_one_column(sample, index, field, surely)?;
    let fit = fit(sample, index, field);
    let is_guess = surely == Surely::Perhaps && fit == Fit::Unread;
    // Of two numbers or names the surer one wins, whatever it says; of two dates the one that is one.
    let fit = match field {
        Field::Start | Field::End | Field::Published | Field::Position => fit,
        _ => Fit::Read,
    };
    (!is_guess || sample.is_empty(index)).then_some((field, (chosen, fit, surely)))
}
