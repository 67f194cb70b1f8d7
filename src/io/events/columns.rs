//! Which of several columns or properties stands for a field. One rule for all formats: the one a
//! person chose, else one whose values read as those of the field, else the one of exactly the field's
//! name, else the first in the order of the file.
//! Those that lose are told, and kept beside the fields like any other column. A position of theirs counts in a row
//! of a table where the others state none.

use crate::{
    model::{
        Field, ImportOptions, Note, Place, Severity,
        field::{self, Surely},
    },
    words::{import, notes::reading},
};

/// What columns are taken for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// One a column, each field at most once but for [`Field::Other`], which holds whatever there is.
    pub fields: Vec<Option<Field>>,
    /// Those that might have been a field that another column stands for.
    pub lost: Vec<Lost>,
}

/// A column that lost to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lost {
    /// Its heading.
    pub heading: String,
    /// What both stand for.
    pub field: Field,
    /// The heading of the other.
    pub winner: String,
}

impl Lost {
    /// Whether what it says would say something of a region, a zone or a line.
    pub fn matters_to_a_shape(&self) -> bool {
        matches!(self.field, Field::Start | Field::End | Field::PrecisionKm)
    }

    /// Whether it counts where the other says nothing: a position is one, whichever column states it.
    pub fn stands_in(&self) -> bool {
        let is_one = self.field.is_part_of_a_position() && self.field != Field::PrecisionKm;
        is_one || self.field == Field::Position
    }

    /// What is told of it.
    pub fn note(&self, place: &Place) -> Note {
        let field = import::field(Some(self.field));
        let what = match self.stands_in() {
            true => reading::column_stands_in(field, &self.winner),
            false => reading::column_lost(field, &self.winner),
        };
        Note::new(Severity::Doubt, place, &*self.heading, what)
    }
}

/// How a column stands among those that may be its field: the least wins.
pub type Rank = (Chosen, Fit, Surely);

/// Whether a person chose it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Chosen {
    ByPerson,
    ByHeading,
}

/// Whether its values read as those of its field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// Most do, or nobody has looked.
    Read,
    /// Most could be either of two.
    Ambiguous,
    /// Most do not, or there are none.
    Unread,
}

impl Columns {
    /// What columns of these headings, in the order of the file, are taken for.
    pub fn of<'h>(headings: impl IntoIterator<Item = &'h str>, choices: &ImportOptions) -> Self {
        let headings: Vec<&str> = headings.into_iter().collect();
        let claims = headings.iter().map(|heading| claim(heading, choices));
        Self::ranked(&headings, &claims.collect::<Vec<_>>())
    }

    /// What columns are taken for of which each may be a field, with its rank.
    pub fn ranked(headings: &[&str], claims: &[Option<(Field, Rank)>]) -> Self {
        let mut winners: [Option<(Rank, usize)>; Field::COUNT] = [None; Field::COUNT];
        for (index, claimed) in claims.iter().enumerate() {
            if let Some((field, rank)) = claimed {
                let winner = &mut winners[field.index()];
                if winner.is_none_or(|(known, _)| *rank < known) {
                    *winner = Some((*rank, index));
                }
            }
        }
        let mut columns = Self::default();
        for (index, claimed) in claims.iter().enumerate() {
            let wins = claimed.and_then(|(field, _)| {
                let (_, winner) = winners[field.index()]?;
                if winner == index || field == Field::Other {
                    return Some(field);
                }
                columns.lost.push(Lost {
                    heading: headings[index].to_owned(),
                    field,
                    winner: headings[winner].to_owned(),
                });
                None
            });
            columns.fields.push(wins);
        }
        columns
    }
}

/// What a heading may stand for, and how surely.
pub fn claim(heading: &str, choices: &ImportOptions) -> Option<(Field, Rank)> {
    match choices.fields.get(heading) {
        Some(chosen) => chosen.map(|field| (field, CHOSEN)),
        None => field::meaning(heading)
            .map(|(field, surely)| (field, (Chosen::ByHeading, Fit::Read, surely))),
    }
}

/// What is to be said of a column that a person chose and that is not among these.
pub fn missing_column(headings: &[&str], choices: &ImportOptions) -> Option<String> {
    /// Columns that are told.
    const MOST: usize = 40;
    let is_missing = |heading: &&String| !headings.contains(&heading.as_str());
    let missing = choices.fields.keys().find(is_missing)?;
    if headings.is_empty() {
        return Some(reading::no_column_at_all(missing));
    }
    let told = &headings[..headings.len().min(MOST)];
    let more = headings.len() - told.len();
    let near = nearest(missing, headings);
    Some(reading::no_such_column(
        missing,
        near,
        &told.join(", "),
        more,
    ))
}

/// The heading that a slip of the pen would make of another, or the same in other capitals.
fn nearest<'h>(heading: &str, known: &[&'h str]) -> Option<&'h str> {
    let lower = heading.to_lowercase();
    let distance = |other: &str| strsim::damerau_levenshtein(&lower, &other.to_lowercase());
    let (off, near) = known.iter().map(|other| (distance(other), *other)).min()?;
    (off <= 1 + heading.chars().count() / 5).then_some(near)
}

/// The rank of a column that a person chose.
pub const CHOSEN: Rank = (Chosen::ByPerson, Fit::Read, Surely::Exactly);

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(headings: &[&str], choices: &ImportOptions) -> (Vec<Option<Field>>, Vec<String>) {
        let columns = Columns::of(headings.iter().copied(), choices);
        let place = Place::file("t");
        let told = columns
            .lost
            .iter()
            .map(|lost| lost.note(&place).to_string());
        (columns.fields, told.collect())
    }

    #[test]
    fn the_exact_name_wins_and_then_the_first_of_the_file() {
        let (fields, told) = taken(
            &["deaths", "killed", "date", "start_date", "shoe"],
            &ImportOptions::default(),
        );
        let expected = [None, Some(Field::Killed), Some(Field::Start), None, None];
        assert_eq!(fields, expected);
        assert_eq!(
            told,
            [
                "t: warning: 'killed' is the column taken for killed; this one is kept as a \
                 property [deaths]",
                "t: warning: 'date' is the column taken for date or start; this one is kept as a \
                 property [start_date]",
            ]
        );
    }

    #[test]
    fn what_a_person_chose_wins_over_the_exact_name() {
        let mut choices = ImportOptions::default();
        let chosen = Some(Field::Killed);
        choices.fields.insert("deaths".to_owned(), chosen);
        choices.fields.insert("date".to_owned(), None);
        let (fields, told) = taken(&["killed", "deaths", "date", "start_date"], &choices);
        assert_eq!(fields, [None, chosen, None, Some(Field::Start)]);
        assert_eq!(told.len(), 1, "{told:?}");
    }

    #[test]
    fn a_chosen_column_that_is_not_there_is_told_with_the_nearest() {
        let mut choices = ImportOptions::default();
        choices
            .fields
            .insert("Datum".to_owned(), Some(Field::Start));
        assert_eq!(missing_column(&["x", "Datum"], &choices), None);
        let told = missing_column(&["x", "datum"], &choices).expect("missing");
        assert!(
            told.contains("'Datum'") && told.contains("mean 'datum'?"),
            "{told}"
        );
        let told = missing_column(&["place", "n"], &choices).expect("missing");
        assert!(
            told.ends_with("there are: place, n") && !told.contains("mean"),
            "{told}"
        );
        let many: Vec<String> = (0..50).map(|index| format!("column{index}")).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        let told = missing_column(&many, &choices).expect("missing");
        assert!(told.ends_with("column39 and 10 more"), "{told}");
        assert!(missing_column(&[], &choices).is_some());
    }

    #[test]
    fn of_two_of_one_name_the_first_wins() {
        let (fields, told) = taken(&["killed", "killed"], &ImportOptions::default());
        assert_eq!(fields, [Some(Field::Killed), None]);
        assert_eq!(told.len(), 1);
    }
}
