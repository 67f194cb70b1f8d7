//! Which records meet a condition.

use std::sync::Arc;

use super::{
    Condition, drawn,
    near::Near,
    resolve,
    terms::{
        Closeness, Compare, Decimal, Ends, Expr, Flag, Graded, Name, NumberField, PropertyTest,
        Stated, Term, TextField, TextTest,
    },
    trouble::{Trouble, Why},
};
use crate::{
    model::{
        Amount, Annotated, Atlas, Budget, Dataset, DatasetId, Detail, DetailsError, Direction,
        Found, Grade, Id as _, Moment, Personal, PlaceRef, ReadProperties, RecordId, ReportKey,
        Site, Standing, When,
        dataset::{Ends as EndsOfRecord, NOWHERE},
        geo::LonLat,
        names::fold,
    },
    query::{search::searched_text, ties::events::Events},
};

/// What conditions ask.
#[derive(Clone, Copy)]
pub struct Facts<'a> {
    /// Not yet seen through a condition.
    pub atlas: &'a Atlas,
    /// What claims and ties make up; see [`Condition::needs_events`].
    pub events: Option<&'a Events>,
    /// See [`Condition::needs_personal`].
    pub personal: &'a Personal,
    /// What reads the properties of a file.
    pub read_properties: ReadProperties,
}

/// Why an atlas cannot be seen through a condition.
#[derive(Debug)]
pub enum SeenError {
    /// A name in it means nothing here.
    Trouble(Trouble),
    /// A file cannot be read again, or the work is no longer wanted.
    Details(DetailsError),
}

impl From<Trouble> for SeenError {
    fn from(trouble: Trouble) -> Self {
        Self::Trouble(trouble)
    }
}

/// Rows whose details are read at one time.
const BATCH: usize = 4_096;

impl Condition {
    /// Whether every name in it means something beside this data.
    ///
    /// # Errors
    ///
    /// Where one does not.
    pub fn check(&self, atlas: &Atlas) -> Result<(), Trouble> {
        Ready::of(&self.expr, atlas).map(|_| ())
    }

    /// The atlas with each dataset parted into what meets the condition and what does not.
    ///
    /// Takes time with the number of records, and reads again what the columns of large files leave out,
    /// of those records that nothing else decides.
    ///
    /// # Errors
    ///
    /// Where a name means nothing here, or a file has changed since it was read.
    pub fn seen(&self, facts: Facts<'_>, budget: &Budget) -> Result<Atlas, SeenError> {
        let ready = Ready::of(&self.expr, facts.atlas)?;
        let mut datasets = Vec::with_capacity(facts.atlas.datasets().len());
        for (id, dataset) in facts.atlas.datasets().iter() {
            let meets = rows_that_meet(&ready, facts, id, budget).map_err(SeenError::Details)?;
            datasets.push(match meets.contains(&false) {
                true => Arc::new(dataset.parted(&meets)),
                false => Arc::clone(dataset),
            });
        }
        Ok(facts.atlas.clone().with_datasets(datasets))
    }
}

/// For each row of a dataset whether it meets the condition.
fn rows_that_meet(
    ready: &Ready,
    facts: Facts<'_>,
    id: DatasetId,
    budget: &Budget,
) -> Result<Vec<bool>, DetailsError> {
    let dataset = &facts.atlas.datasets()[id];
    let test = Test::of(ready, facts, (id, dataset));
    let mut undecided = Vec::new();
    let mut meets = Vec::with_capacity(dataset.len());
    for row in 0..dataset.len() {
        if row % BATCH == 0 {
            budget.reach(0)?;
        }
        let holds = test.holds(dataset, row, None);
        if holds.is_none() {
            undecided.push(row as u32);
        }
        meets.push(holds.unwrap_or(false));
    }
    if undecided.is_empty() {
        return Ok(meets);
    }
    // Those of a file are read in the order they stand there.
    undecided.sort_unstable_by_key(|row| dataset.columns.offset[*row as usize]);
    let mut open = dataset.open_details()?;
    for rows in undecided.chunks(BATCH) {
        budget.reach(0)?;
        for (row, detail) in rows.iter().zip(open.read(&dataset.keys(rows))?) {
            let row = *row as usize;
            meets[row] = test.holds(dataset, row, Some(&detail)).unwrap_or(false);
        }
    }
    Ok(meets)
}

/// A condition whose names are found.
enum Ready {
    Or(Vec<Ready>),
    And(Vec<Ready>),
    Not(Box<Ready>),
    /// By number.
    Reporter(Vec<bool>),
    Place(Ends, Found),
    Near(Near),
    Text(TextField, TextTest, String),
    Property(Arc<str>, WantedProperty),
    /// What needs no name.
    Term(Term),
}

enum WantedProperty {
    Number(Compare, f64),
    Text(TextTest, String),
}

impl Ready {
    fn of(expr: &Expr, atlas: &Atlas) -> Result<Self, Trouble> {
        let all = |parts: &[Expr]| {
            let parts = parts.iter().map(|part| Self::of(part, atlas));
            parts.collect::<Result<Vec<_>, _>>()
        };
        Ok(match expr {
            Expr::Or(parts) => Self::Or(all(parts)?),
            Expr::And(parts) => Self::And(all(parts)?),
            Expr::Not(part) => Self::Not(Box::new(Self::of(part, atlas)?)),
            Expr::Term(Term::Reporter(name)) => {
                let mut wanted = vec![false; atlas.reporters().len()];
                for id in resolve::reporters(atlas, name)? {
                    wanted[id.index()] = true;
                }
                Self::Reporter(wanted)
            }
            Expr::Term(Term::Place(ends, name)) => Self::Place(*ends, resolve::place(atlas, name)?),
            Expr::Term(Term::Within(km, name)) => Self::Near(near(atlas, *km, name)?),
            Expr::Term(Term::Inside(name)) => Self::Near(inside(atlas, name)?),
            Expr::Term(Term::Text(field, test, text)) => Self::Text(*field, *test, fold(text)),
            Expr::Term(Term::Property(name, test)) => Self::Property(
                Arc::clone(name),
                match test {
                    PropertyTest::Number(compare, number) => {
                        WantedProperty::Number(*compare, number.0)
                    }
                    PropertyTest::Text(test, text) => WantedProperty::Text(*test, fold(text)),
                },
            ),
            Expr::Term(term) => Self::Term(term.clone()),
        })
    }
}

fn near(atlas: &Atlas, km: Decimal, name: &Name) -> Result<Near, Trouble> {
    let near = match drawn::positions(&name.text) {
        Some(points) => Near::to_drawn(points, km.0),
        None => Near::new(atlas, resolve::place(atlas, name)?, km.0),
    };
    near.ok_or_else(|| Trouble {
        at: name.at,
        why: Why::NoPosition(name.text.to_string()),
    })
}

fn inside(atlas: &Atlas, name: &Name) -> Result<Near, Trouble> {
    let near = match (drawn::corners(&name.text), drawn::positions(&name.text)) {
        (Some(corners), _) => Near::inside_drawn(corners),
        (None, Some(_)) => None,
        (None, None) => Near::inside(atlas, resolve::place(atlas, name)?),
    };
    near.ok_or_else(|| Trouble {
        at: name.at,
        why: Why::NoArea(name.text.to_string()),
    })
}

/// A condition made ready for the rows of a dataset.
enum Test<'a> {
    Or(Vec<Test<'a>>),
    And(Vec<Test<'a>>),
    Not(Box<Test<'a>>),
    /// The same for all rows.
    All(bool),
    /// By kind.
    Kinds(Vec<bool>),
    /// By what a row names at one of these ends.
    Ends(&'static [Direction], Vec<bool>),
    /// By what a row names at its ends, of which the first that names something counts.
    Closeness(Compare, Closeness, Vec<Closeness>),
    Number(NumberField, Compare, u32),
    /// That a number is stated.
    Stated(NumberField),
    /// Ends whose places are near, and positions of the rows themselves.
    Near(&'a Near, Vec<bool>),
    /// Killed or wounded.
    Losses,
    /// By row.
    Rows(Vec<bool>),
    /// By what else is said of it.
    Detail(Box<dyn Fn(&Detail) -> bool + 'a>),
}

const AT: &[Direction] = &[Direction::Target, Direction::Place];

impl<'a> Test<'a> {
    fn of(ready: &'a Ready, facts: Facts<'a>, of: (DatasetId, &'a Dataset)) -> Self {
        let all = |parts: &'a [Ready]| parts.iter().map(|part| Self::of(part, facts, of)).collect();
        let (_, dataset) = of;
        match ready {
            Ready::Or(parts) => Self::Or(all(parts)),
            Ready::And(parts) => Self::And(all(parts)),
            Ready::Not(part) => Self::Not(Box::new(Self::of(part, facts, of))),
            Ready::Reporter(wanted) => {
                let kinds = dataset.kinds.iter();
                Self::Kinds(kinds.map(|kind| wanted[kind.reporter.index()]).collect())
            }
            Ready::Place(ends, place) => Self::Ends(
                match ends {
                    Ends::From => &[Direction::Origin],
                    Ends::At => AT,
                    Ends::Touches => &Direction::ALL,
                },
                names_place(facts.atlas, dataset, *place),
            ),
            Ready::Near(near) => {
                let is_near = |site: &Site| {
                    position(facts.atlas, site).is_some_and(|position| near.holds(position))
                };
                let ends = dataset.ends.iter();
                let ends = ends.map(|ends| ends.sites.iter().any(is_near)).collect();
                Self::Near(near, ends)
            }
            Ready::Text(TextField::File, test, text) => Self::All(is_of_file(dataset, *test, text)),
            Ready::Text(field, test, text) => Self::Detail(Box::new(move |detail| {
                let report = &detail.report;
                let of = match field {
                    TextField::Outlet => report.outlet.as_deref(),
                    TextField::Address => report.url.as_deref(),
                    TextField::Denies => report.denies.as_deref(),
                    TextField::Text | TextField::File => {
                        return says(*test, text, &searched_text(facts.atlas, report));
                    }
                };
                of.is_some_and(|of| says(*test, text, of))
            })),
            Ready::Property(name, wanted) => Self::Detail(Box::new(move |detail| {
                let claim = detail.claim();
                let text = claim.and_then(|claim| claim.properties.as_deref());
                let all = text.map(facts.read_properties).unwrap_or_default();
                let value = all.iter().find(|(own, _)| **own == **name);
                value.is_some_and(|(_, value)| match wanted {
                    WantedProperty::Number(compare, number) => {
                        let value = value.trim().parse::<f64>();
                        value.is_ok_and(|value| compare.holds(&value, number))
                    }
                    WantedProperty::Text(test, text) => says(*test, text, value),
                })
            })),
            Ready::Term(term) => Self::of_term(term, facts, of),
        }
    }

    /// Terms without names.
    fn of_term(term: &'a Term, facts: Facts<'a>, (id, dataset): (DatasetId, &'a Dataset)) -> Self {
        let kinds = |holds: &dyn Fn(&crate::model::dataset::Kind) -> bool| {
            Self::Kinds(dataset.kinds.iter().map(holds).collect())
        };
        let rows = |holds: &dyn Fn(&Events, RecordId) -> bool| {
            let Some(events) = facts.events else {
                return Self::All(false);
            };
            let rows = 0..dataset.len() as u32;
            Self::Rows(
                rows.map(|row| holds(events, RecordId { dataset: id, row }))
                    .collect(),
            )
        };
        let personal = |holds: Box<dyn Fn(ReportKey) -> bool + 'a>, of_others: bool| {
            let is_of_dataset = |key: &ReportKey| {
                let mut datasets = facts.atlas.datasets_of(key.file.as_ref());
                datasets.any(|(own, _)| own == id)
            };
            // A large file of which the person says nothing is not read again for it.
            match facts.personal.reports().any(is_of_dataset) {
                true => Self::Detail(Box::new(move |detail| holds(detail.report.key()))),
                false => Self::All(of_others),
            }
        };
        match term {
            Term::Type(stance) => kinds(&|kind| kind.stance == *stance),
            Term::Activity(of) => kinds(&|kind| kind.incident.is_some_and(|(own, _)| own == *of)),
            Term::By(party) => kinds(&|kind| kind.incident.is_some_and(|(_, by)| by == *party)),
            Term::Weapon(weapon) => Self::Detail(Box::new(move |detail| {
                let claim = detail.claim();
                claim.is_some_and(|claim| claim.weapons.contains(weapon))
            })),
            Term::Hurt(kind) => Self::Detail(Box::new(move |detail| {
                let claim = detail.claim();
                claim.is_some_and(|claim| claim.hurt() == Some(*kind))
            })),
            Term::Number(field @ (NumberField::Rounds | NumberField::Total), compare, number) => {
                Self::Detail(Box::new(move |detail| {
                    let stated = match field {
                        NumberField::Total => detail.report.total,
                        _ => detail.claim().and_then(|claim| claim.rounds),
                    };
                    stated.is_some_and(|of| compare.holds_of(of, f64::from(*number)))
                }))
            }
            Term::Number(field, compare, number) => Self::Number(*field, *compare, *number),
            Term::Precision(compare, than) => {
                let ends = dataset.ends.iter();
                let ends = ends.map(|ends| closeness(facts.atlas, ends)).collect();
                Self::Closeness(*compare, *than, ends)
            }
            Term::Has(Stated::Hours) => Self::Detail(Box::new(|detail| {
                let when = detail.claim().map(|claim| claim.when);
                let is_clock = |moment: Option<Moment>| matches!(moment, Some(Moment::Clock(_)));
                matches!(when, Some(When::Stated { start, end, .. }) if is_clock(start) || is_clock(end))
            })),
            Term::Has(Stated::Number) => Self::Stated(NumberField::Incidents),
            Term::Has(Stated::Losses) => Self::Losses,
            Term::Has(Stated::Rounds) => Self::Detail(Box::new(|detail| {
                detail.claim().is_some_and(|claim| claim.rounds.is_some())
            })),
            Term::Has(Stated::Total) => {
                Self::Detail(Box::new(|detail| detail.report.total.is_some()))
            }
            Term::Has(Stated::Weapon) => Self::Detail(Box::new(|detail| {
                let claim = detail.claim();
                claim.is_some_and(|claim| !claim.weapons.is_empty())
            })),
            Term::Grade(Graded::Reliability, grade, reach) => kinds(&|kind| {
                let key = &facts.atlas.reporters()[kind.reporter].key;
                let own = facts.personal.grade(&Annotated::Reporter(Arc::clone(key)));
                reach.holds(own, *grade)
            }),
            Term::Grade(Graded::Credibility, grade, reach) => {
                let holds = |own: Grade| reach.holds(own, *grade);
                let of_report = move |key| holds(facts.personal.grade(&Annotated::Report(key)));
                personal(Box::new(of_report), holds(Grade::NOT_JUDGED))
            }
            Term::Has(Stated::Comment) => {
                personal(Box::new(|key| facts.personal.comments_on(&key)), false)
            }
            Term::Has(Stated::Evidence) => {
                let evidence = &facts.personal.evidence;
                personal(Box::new(|key| !evidence.report(&key).is_empty()), false)
            }
            Term::Has(Stated::Address) => {
                Self::Detail(Box::new(|detail| detail.report.url.is_some()))
            }
            Term::Has(Stated::Position) => {
                let is_known = |ends: &EndsOfRecord| {
                    let mut sites = ends.sites.iter();
                    ends.are_stated() || sites.any(|site| position(facts.atlas, site).is_some())
                };
                Self::Ends(&Direction::ALL, dataset.ends.iter().map(is_known).collect())
            }
            Term::Is(Flag::Duplicate) => kinds(&|kind| kind.repeated),
            Term::Is(Flag::Denied) => {
                rows(&|events, record| events.denials_of(record).next().is_some())
            }
            Term::Is(Flag::Corrected) => {
                rows(&|events, record| events.corrections_of(record).next().is_some())
            }
            Term::Is(Flag::Contradicted) => rows(&|events, record| {
                let of_record = events.of_record(facts.atlas, record);
                let mut standings = of_record.iter().map(|event| event.standings);
                standings.any(|standings| standings.has(Standing::Contradicted))
            }),
            Term::Is(Flag::OutsideArea) => {
                let holds = |of: &dyn Fn(&EndsOfRecord) -> bool| {
                    Self::Ends(&Direction::ALL, dataset.ends.iter().map(of).collect())
                };
                Self::And(vec![
                    holds(&|ends| ends.placed),
                    Self::Not(Box::new(holds(&|ends| !ends.spots.is_empty()))),
                ])
            }
            // These were made ready before.
            Term::Reporter(_)
            | Term::Text(..)
            | Term::Property(..)
            | Term::Place(..)
            | Term::Within(..)
            | Term::Inside(_) => Self::All(false),
        }
    }

    /// Whether a row meets it; `None` where that takes details and there are none.
    fn holds(&self, dataset: &Dataset, row: usize, detail: Option<&Detail>) -> Option<bool> {
        let columns = &dataset.columns;
        Some(match self {
            Self::Or(parts) => return decided(parts, true, dataset, row, detail),
            Self::And(parts) => return decided(parts, false, dataset, row, detail),
            Self::Not(part) => return part.holds(dataset, row, detail).map(|holds| !holds),
            Self::All(holds) => *holds,
            Self::Kinds(holds) => holds[columns.kind[row] as usize],
            Self::Ends(directions, holds) => {
                let mut ends = directions.iter().map(|of| columns.end(*of, row));
                ends.any(|ends| holds[ends])
            }
            Self::Closeness(compare, than, of) => {
                let named = |directions: &[Direction]| {
                    let ends = directions.iter().map(|of| columns.end(*of, row));
                    ends.filter(|ends| *ends != 0).map(|ends| of[ends]).min()
                };
                let known = named(AT).or_else(|| named(&[Direction::Origin]));
                compare.holds(&known.unwrap_or(Closeness::None), than)
            }
            Self::Number(field, compare, number) => {
                let stated = stated(dataset, *field, row);
                stated.is_some_and(|stated| compare.holds_of(stated, f64::from(*number)))
            }
            Self::Stated(field) => stated(dataset, *field, row).is_some(),
            Self::Near(near, ends) => Direction::ALL.iter().any(|of| {
                let named = columns.end(*of, row);
                ends[named]
                    || (dataset.ends[named].are_stated()
                        && own_position(dataset, *of, row).is_some_and(|at| near.holds(at)))
            }),
            Self::Losses => [NumberField::Killed, NumberField::Wounded]
                .iter()
                .any(|field| stated(dataset, *field, row).is_some_and(|stated| stated.least() > 0)),
            Self::Rows(holds) => holds[row],
            Self::Detail(holds) => return detail.map(holds),
        })
    }
}

/// Whether any part comes out so, or none does.
fn decided(
    parts: &[Test<'_>],
    by: bool,
    dataset: &Dataset,
    row: usize,
    detail: Option<&Detail>,
) -> Option<bool> {
    let mut all = Some(!by);
    for part in parts {
        match part.holds(dataset, row, detail) {
            Some(holds) if holds == by => return Some(by),
            Some(_) => {}
            None => all = None,
        }
    }
    all
}

fn stated(dataset: &Dataset, field: NumberField, row: usize) -> Option<Amount> {
    let [count, killed, wounded] = dataset.columns.stated(row);
    match field {
        NumberField::Incidents => count,
        NumberField::Killed => killed,
        NumberField::Wounded => wounded,
        // No column holds them: they are asked of details.
        NumberField::Rounds | NumberField::Total => None,
    }
}

/// Whether a text says what is wanted, which is folded.
fn says(test: TextTest, wanted: &str, text: &str) -> bool {
    let text = fold(text);
    match test {
        TextTest::Is => text == wanted,
        TextTest::Contains => text.contains(wanted),
    }
}

/// Whether a dataset is of the file of that name, with its folders or without, or of that key. The data
/// everything is opened beside is of none.
fn is_of_file(dataset: &Dataset, test: TextTest, wanted: &str) -> bool {
    let mut names = dataset.names_of_file().into_iter().flatten();
    names.any(|own| says(test, wanted, own))
}

/// For each combination of places whether it names one.
fn names_place(atlas: &Atlas, dataset: &Dataset, place: Found) -> Vec<bool> {
    let ends = dataset.ends.iter();
    let spot = match place {
        Found::Region(region) => {
            let held = resolve::with_members(atlas, region);
            let is_in = |spot: &PlaceRef| match spot {
                PlaceRef::Region(own) => held[own.index()],
                _ => false,
            };
            return ends.map(|ends| ends.spots.iter().any(is_in)).collect();
        }
        Found::Settlement(wanted) => {
            let is_it =
                |site: &Site| matches!(site.place(), Site::Settlement(_, own) if *own == wanted);
            return ends.map(|ends| ends.sites.iter().any(is_it)).collect();
        }
        Found::Zone(id) => PlaceRef::Zone(id),
        Found::Line(id) => PlaceRef::Line(id),
    };
    ends.map(|ends| ends.spots.contains(&spot)).collect()
}

/// The position of a site that is known to be that of the site itself.
fn position(atlas: &Atlas, site: &Site) -> Option<LonLat> {
    match site.place() {
        Site::Settlement(_, id) => atlas.settlements()[*id].at,
        Site::Point(point) => Some(point.at()),
        _ => None,
    }
}

/// The position that a row states at one end.
fn own_position(dataset: &Dataset, of: Direction, row: usize) -> Option<LonLat> {
    let columns = &dataset.columns;
    let at = |column: &[[i32; 2]]| column.get(row).copied().filter(|at| *at != NOWHERE);
    let [lon, lat] = match of {
        // An origin alone is where the record is drawn.
        Direction::Origin => at(&columns.from).or_else(|| at(&columns.spot))?,
        Direction::Target | Direction::Place => at(&columns.spot)?,
    };
    Some(LonLat {
        x: f64::from(lon) / 1e7,
        y: f64::from(lat) / 1e7,
    })
}

/// How closely the places of an end are known: the least of them.
fn closeness(atlas: &Atlas, ends: &EndsOfRecord) -> Closeness {
    if ends.are_stated() {
        return Closeness::Position;
    }
    let of_site = |site: &Site| match site.place() {
        Site::Unplaced(_) => Closeness::None,
        Site::Point(_) => Closeness::Position,
        Site::Settlement(_, id) if atlas.settlements()[*id].at.is_some() => Closeness::Settlement,
        _ => Closeness::Region,
    };
    ends.sites
        .iter()
        .map(of_site)
        .min()
        .unwrap_or(Closeness::None)
}
