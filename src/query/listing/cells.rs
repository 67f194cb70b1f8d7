//! What the cells of a table of records say.

use std::{borrow::Cow, sync::Arc};

use crate::{
    model::{
        Amount, Atlas, Claim, Dataset, Detail, Direction, Language, Moment, Personal,
        ReadProperties, RecordId, Report, Site, Stamp, When, dataset::NOWHERE, geo,
    },
    query::ties::events::Events,
    words::{annotate, compare, evidence, places, records as words, reports, units},
};

/// A column of the table of records.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ListColumn {
    /// The first and the last day, or the day it was published where no other is stated.
    Day,
    /// The time of day, where one is stated, or that the day is that of the publication.
    Time,
    /// Who states it, in short.
    Reporter,
    /// What kind of report it is.
    Type,
    /// What is said to have happened.
    Activity,
    /// Which side is said to have acted.
    By,
    /// Where the fire is said to have come from.
    From,
    /// What is said to have been fired at, or where it happened.
    At,
    /// Degrees east of what it names alone: a position, or a settlement whose position is known.
    Lon,
    /// Degrees north of the same.
    Lat,
    /// Incidents.
    Number,
    /// The headline number of its report, of all its claims together.
    Total,
    /// With what.
    Weapons,
    /// Shells, shots or rounds fired.
    Rounds,
    /// Persons killed.
    Killed,
    /// Persons wounded.
    Wounded,
    /// Who was killed or wounded.
    Hurt,
    /// How closely its places are known.
    Precision,
    /// How the event it belongs to stands.
    Standing,
    /// Who denies it, by ties that hold.
    DeniedBy,
    /// Who withdraws it or puts it right, by ties that hold.
    CorrectedBy,
    /// What the report denies, in its words.
    Denies,
    /// Who carried it.
    Outlet,
    /// The day of publication.
    Published,
    /// The address of the page.
    Address,
    /// What the person grades it and its reporter, such as `B2`.
    Grade,
    /// What the report rests on, as the person keeps it: the names of files.
    Evidence,
    /// The opened file.
    File,
    /// A property of the file under its name there.
    Property(Arc<str>),
}

impl ListColumn {
    /// All but the properties of files, in their usual order, each with its key.
    pub const FIELDS: [(Self, &'static str); 28] = [
        (Self::Day, "day"),
        (Self::Time, "time"),
        (Self::Reporter, "reporter"),
        (Self::Type, "type"),
        (Self::Activity, "activity"),
        (Self::By, "by"),
        (Self::From, "from"),
        (Self::At, "at"),
        (Self::Lon, "lon"),
        (Self::Lat, "lat"),
        (Self::Number, "number"),
        (Self::Total, "total"),
        (Self::Weapons, "weapons"),
        (Self::Rounds, "rounds"),
        (Self::Killed, "killed"),
        (Self::Wounded, "wounded"),
        (Self::Hurt, "losses-of"),
        (Self::Precision, "precision"),
        (Self::Standing, "standing"),
        (Self::DeniedBy, "denied-by"),
        (Self::CorrectedBy, "corrected-by"),
        (Self::Denies, "denies"),
        (Self::Outlet, "outlet"),
        (Self::Published, "published"),
        (Self::Address, "address"),
        (Self::Grade, "grade"),
        (Self::Evidence, "evidence"),
        (Self::File, "file"),
    ];

    /// The key it has on the command line; a property has its own name.
    pub fn key(&self) -> &str {
        match self {
            Self::Property(name) => name,
            column => {
                let mut fields = Self::FIELDS.iter();
                fields
                    .find(|(field, _)| field == column)
                    .map_or("", |(_, key)| key)
            }
        }
    }

    /// Its heading.
    pub fn title(&self) -> &str {
        match self {
            Self::Day => words::day(),
            Self::Time => words::time(),
            Self::Reporter => words::reporter(),
            Self::Type => words::type_of_report(),
            Self::Activity => words::activity(),
            Self::By => reports::by(),
            Self::From => reports::from(),
            Self::At => reports::at(),
            Self::Lon => words::lon(),
            Self::Lat => words::lat(),
            Self::Number => words::number(),
            Self::Total => words::total(),
            Self::Weapons => reports::weapons(),
            Self::Rounds => reports::rounds(),
            Self::Killed => words::killed(),
            Self::Wounded => words::wounded(),
            Self::Hurt => words::losses_of(),
            Self::Precision => words::precision(),
            Self::Standing => words::standing(),
            Self::DeniedBy => words::denied_by(),
            Self::CorrectedBy => words::corrected_by(),
            Self::Denies => reports::denies(),
            Self::Outlet => words::outlet(),
            Self::Published => words::published(),
            Self::Address => words::address(),
            Self::Grade => annotate::column(),
            Self::Evidence => evidence::title(),
            Self::File => words::file(),
            Self::Property(name) => name,
        }
    }

    /// Whether its cells are numbers, which are compared as such.
    pub fn is_number(&self) -> bool {
        matches!(
            self,
            Self::Lon
                | Self::Lat
                | Self::Number
                | Self::Total
                | Self::Rounds
                | Self::Killed
                | Self::Wounded
        )
    }

    /// Whether its cells may be compared with a number.
    pub fn is_compared(&self) -> bool {
        self.is_number() || matches!(self, Self::Property(_))
    }

    /// Whether its cells are the person's own, and no one else's.
    pub fn is_personal(&self) -> bool {
        matches!(self, Self::Grade | Self::Evidence)
    }

    /// Whether its cells need what a record says beyond the columns of its dataset.
    pub fn needs_details(&self) -> bool {
        matches!(
            self,
            Self::Time
                | Self::Total
                | Self::Weapons
                | Self::Rounds
                | Self::Hurt
                | Self::Precision
                | Self::Denies
                | Self::Outlet
                | Self::Published
                | Self::Address
                | Self::Grade
                | Self::Evidence
                | Self::Property(_)
        )
    }
}

/// What cells are made of.
#[derive(Clone, Copy)]
pub struct Cells<'a> {
    pub atlas: &'a Atlas,
    /// The language places are named in.
    pub language: Language,
    /// What claims and ties make up; `None` while it is not made.
    pub events: Option<&'a Events>,
    /// Grades and evidence of the person.
    pub personal: &'a Personal,
    pub read_properties: ReadProperties,
}

impl<'a> Cells<'a> {
    /// What a cell says; empty where nothing is stated. Without details, a column that needs them is
    /// empty.
    pub fn text<'d>(
        &self,
        column: &ListColumn,
        record: RecordId,
        detail: Option<&'d Detail>,
    ) -> Cow<'d, str>
    where
        'a: 'd,
    {
        let dataset = self.atlas.dataset_of(record);
        let row = record.row as usize;
        let report = detail.map(|detail| &*detail.report);
        let claim = detail.and_then(Detail::claim);
        match column {
            ListColumn::Day => days(dataset, row).into(),
            ListColumn::Time => claim.map_or(Cow::default(), |claim| time(claim.when).into()),
            ListColumn::Weapons => claim.map_or(Cow::default(), |claim| weapons(claim).into()),
            ListColumn::Total => (report.and_then(|report| report.total))
                .map_or(Cow::default(), |of| units::amount(of).into()),
            ListColumn::Rounds => (claim.and_then(|claim| claim.rounds))
                .map_or(Cow::default(), |of| units::amount(of).into()),
            ListColumn::Hurt => (claim.and_then(Claim::hurt))
                .map_or(Cow::default(), |kind| reports::casualty_kind(kind).into()),
            ListColumn::Precision => claim.map_or(Cow::default(), |claim| {
                places::place_precision(self.atlas, claim).into()
            }),
            ListColumn::Denies => report
                .and_then(|report| report.denies.as_deref())
                .unwrap_or_default()
                .into(),
            ListColumn::Outlet => report
                .and_then(|report| report.outlet.as_deref())
                .unwrap_or_default()
                .into(),
            ListColumn::Published => report
                .filter(|report| report.published.is_some())
                .map_or(Cow::default(), |report| reports::published(report).into()),
            ListColumn::Address => report
                .and_then(|report| report.url.as_deref())
                .unwrap_or_default()
                .into(),
            ListColumn::Grade => report
                .and_then(|report| {
                    let reporter = &self.atlas.reporters()[report.reporter].key;
                    self.personal.annotations.grade_of(reporter, &report.key())
                })
                .unwrap_or_default()
                .into(),
            ListColumn::Evidence => report
                .map_or_else(String::new, |report| self.evidence(report))
                .into(),
            ListColumn::Property(name) => {
                claim.map_or(Cow::default(), |claim| self.property(claim, name).into())
            }
            ListColumn::Number | ListColumn::Killed | ListColumn::Wounded => {
                let amount = amount(column, dataset, row);
                amount.map_or(Cow::default(), |amount| units::amount(amount).into())
            }
            ListColumn::Lon => self.degrees(record, 0).into(),
            ListColumn::Lat => self.degrees(record, 1).into(),
            ListColumn::From | ListColumn::At => self.ends(column, dataset, row),
            ListColumn::Standing => self.standing(record).into(),
            ListColumn::DeniedBy => self.who(record, Events::denials_of).into(),
            ListColumn::CorrectedBy => self.who(record, Events::corrections_of).into(),
            ListColumn::Reporter
            | ListColumn::Type
            | ListColumn::Activity
            | ListColumn::By
            | ListColumn::File => self.of_kind(column, dataset, row),
        }
    }

    /// What records of one kind have in common.
    fn of_kind(&self, column: &ListColumn, dataset: &'a Dataset, row: usize) -> Cow<'a, str> {
        let kind = dataset.kind_of(row as u32);
        let incident = kind.incident;
        match column {
            ListColumn::Reporter => self.atlas.reporters()[kind.reporter].short.as_str().into(),
            ListColumn::Type if kind.repeated => {
                words::duplicate(reports::stance_short(kind.stance)).into()
            }
            ListColumn::Type => reports::stance_short(kind.stance).into(),
            ListColumn::Activity if kind.denied => incident
                .map_or(reports::denied().to_owned(), |(activity, _)| {
                    words::denied(reports::activity(activity))
                })
                .into(),
            ListColumn::Activity => incident
                .map_or("", |(activity, _)| reports::activity(activity))
                .into(),
            ListColumn::By => incident.map_or("", |(_, by)| reports::party(by)).into(),
            _ => match dataset.names_of_file() {
                Some([name, ..]) => name.into(),
                None => words::built_in().into(),
            },
        }
    }

    /// The places at one end. A position that the row states itself is told with its region.
    fn ends(&self, column: &ListColumn, dataset: &Dataset, row: usize) -> Cow<'a, str> {
        let directions: &[Direction] = match column {
            ListColumn::From => &[Direction::Origin],
            _ => &[Direction::Target, Direction::Place],
        };
        let mut named = Vec::new();
        for direction in directions {
            let ends = &dataset.ends[dataset.columns.end(*direction, row)];
            if ends.are_stated() {
                let at = match direction {
                    Direction::Origin => dataset.columns.from.get(row),
                    _ => dataset.columns.spot.get(row),
                };
                let at = at.map(|[lon, lat]| geo::LonLat {
                    x: f64::from(*lon) / 1e7,
                    y: f64::from(*lat) / 1e7,
                });
                let regions = ends.spots.iter();
                named.extend(regions.map(|spot| compare::place(self.atlas, *spot, self.language)));
                named.extend(at.map(geo::describe));
            } else if !ends.sites.is_empty() {
                named.push(places::sites(self.atlas, &ends.sites, self.language));
            }
        }
        named.join(", ").into()
    }

    /// Where it is, as far as it names one place whose position is known; empty where it names a region,
    /// or several places.
    fn degrees(&self, record: RecordId, axis: usize) -> String {
        let dataset = self.atlas.dataset_of(record);
        let row = record.row as usize;
        if let Some(at) = dataset.columns.spot.get(row).filter(|at| **at != NOWHERE) {
            let (ends, columns) = (&dataset.ends, &dataset.columns);
            let mut named = [Direction::Target, Direction::Place].into_iter();
            if named.any(|of| ends[columns.end(of, row)].are_stated()) {
                return (f64::from(at[axis]) / 1e7).to_string();
            }
        }
        let at = [Direction::Target, Direction::Place].map(|direction| {
            let ends = &dataset.ends[dataset.columns.end(direction, row)];
            ends.sites.as_slice()
        });
        let at = match at.concat().as_slice() {
            [Site::Point(point)] => Some(point.at()),
            [Site::Settlement(_, id)] => self.atlas.settlements()[*id].at,
            _ => None,
        };
        let at = at.map(|at| if axis == 0 { at.x } else { at.y });
        at.map_or_else(String::new, |degrees| degrees.to_string())
    }

    fn evidence(&self, report: &Report) -> String {
        let all = &self.personal.evidence;
        // Most tables have none, and keys are not made for nothing.
        if all.is_empty() {
            return String::new();
        }
        let names = all.report(&report.key()).iter().map(|of| &*of.name);
        names.collect::<Vec<_>>().join(", ")
    }

    fn standing(&self, record: RecordId) -> String {
        let Some(events) = self.events else {
            return String::new();
        };
        let mut told: Vec<&str> = Vec::new();
        for event in events.of_record(self.atlas, record) {
            for standing in event.standings.iter() {
                let name = compare::standing(standing);
                if !told.contains(&name) {
                    told.push(name);
                }
            }
        }
        told.join(", ")
    }

    fn property(&self, claim: &Claim, name: &str) -> String {
        let all = (self.read_properties)(claim.properties.as_deref().unwrap_or_default());
        let mut all = all.into_iter();
        all.find(|(own, _)| own == name)
            .map_or_else(String::new, |(_, text)| text)
    }

    /// Whose records stand so to one, each reporter once.
    fn who<I: Iterator<Item = RecordId>>(
        &self,
        record: RecordId,
        of: impl Fn(&'a Events, RecordId) -> I,
    ) -> String {
        let Some(events) = self.events else {
            return String::new();
        };
        let mut told: Vec<&str> = Vec::new();
        for other in of(events, record) {
            let kind = self.atlas.dataset_of(other).kind_of(other.row);
            let short = self.atlas.reporters()[kind.reporter].short.as_str();
            if !told.contains(&short) {
                told.push(short);
            }
        }
        told.join(", ")
    }
}

/// `2022-08-07`, or `2022-08-07/2022-08-09`, as ISO 8601 writes intervals.
fn days(dataset: &Dataset, row: usize) -> String {
    let Some(interval) = dataset.interval(row) else {
        return String::new();
    };
    let first = interval.start().day();
    // The end is not included.
    let last = Stamp(interval.end().0 - 1).day().max(first);
    match first == last {
        true => first.to_string(),
        false => format!("{first}/{last}"),
    }
}

fn time(when: When) -> String {
    let clock = |moment: Moment| match moment {
        Moment::Clock(at) => {
            let (hour, minute) = at.clock();
            Some(format!("{hour:02}:{minute:02}"))
        }
        Moment::Day(_) => None,
    };
    match when {
        When::Stated { start, end, .. } => {
            let start_at = start.and_then(clock);
            match (start_at, end.and_then(clock)) {
                (Some(start), Some(end)) if start == end => start,
                (Some(start), Some(end)) => format!("{start}–{end}"),
                (Some(start), None) => start,
                (None, Some(end)) => units::ends_at(&end),
                (None, None) => String::new(),
            }
        }
        When::Published(_) => words::day_of_publication().to_owned(),
        When::Undated => String::new(),
    }
}

fn weapons(claim: &Claim) -> String {
    let weapons = claim.weapons.iter().map(|weapon| reports::weapon(*weapon));
    weapons.collect::<Vec<_>>().join(", ")
}

pub(super) fn amount(column: &ListColumn, dataset: &Dataset, row: usize) -> Option<Amount> {
    let [count, killed, wounded] = dataset.columns.stated(row);
    match column {
        ListColumn::Killed => killed,
        ListColumn::Wounded => wounded,
        _ => count,
    }
}
