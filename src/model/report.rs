//! Reporters, their reports, and the claims those state.

use std::sync::Arc;

use super::{
    amount::Amount,
    file::FileKey,
    geo::LonLat,
    names::Names,
    region::{RegionId, SettlementId},
    table::dense_id,
    time::{Day, When},
    zone::{LineId, ZoneId},
};

dense_id! {
    /// Dense number of a reporter within one [`Atlas`](super::Atlas). Never saved.
    ReporterId
}

/// A side that is said to have fired, or to have lost people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Party {
    /// Armed forces of Armenia.
    Armenia,
    /// Armed forces of Azerbaijan.
    Azerbaijan,
    /// The Armenian forces in Nagorno-Karabakh.
    NagornoKarabakh,
    /// Neither army: people who do not fight.
    Civilian,
    /// The source does not say.
    Unknown,
}

impl Party {
    /// Every side with its key in files.
    pub const ALL: [(Self, &'static str); 5] = [
        (Self::Armenia, "armenia"),
        (Self::Azerbaijan, "azerbaijan"),
        (Self::NagornoKarabakh, "nk"),
        (Self::Civilian, "civilian"),
        (Self::Unknown, "unknown"),
    ];
}

/// Who says it.
#[derive(Clone, Debug)]
pub struct Reporter {
    /// Stable and unique, such as `az-mod`.
    pub key: Arc<str>,
    /// What it is called, by language.
    pub names: Names,
    /// A short form of the English name, for chips and legends.
    pub short: String,
    /// The side it belongs to; `None` for one that belongs to neither.
    pub side: Option<Party>,
    /// One or two letters that tell reporters apart without colour.
    pub letter: String,
    /// Which colour of the palette it has, from 0: the one its file gives, or else one that its key
    /// decides, the same whatever else is open.
    pub color: u8,
    /// Its place in the list of reporters that comes with the program, from 0; `None` for others,
    /// which follow it. See [`Reporter::order`].
    pub rank: Option<u16>,
    /// What its file remarks on it; may be empty.
    pub note: String,
}

impl Reporter {
    /// What lists of reporters are sorted by: those that come with the program as its list has them,
    /// then the others by their keys, whatever is opened when.
    pub fn order(&self) -> (bool, Option<u16>, &str) {
        (self.rank.is_none(), self.rank, &self.key)
    }
}

/// How many colours there are for reporters.
pub const REPORTER_COLORS: u8 = 24;

/// So many of them, from the first, are for reporters that come with the program. A key decides for one
/// of the others, none of which is near to these.
pub const SHIPPED_COLORS: u8 = 18;

/// The colour of a reporter that no file gives one: always the same for the same key. Others may have
/// it too, so letters tell them apart.
pub fn reporter_color(key: &str) -> u8 {
    // FNV-1a, which no release of a library changes.
    let hash = key.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    SHIPPED_COLORS + (hash % u64::from(REPORTER_COLORS - SHIPPED_COLORS)) as u8
}

/// The letters of a reporter that no file gives any: never those of one that a file introduces with
/// capitals, as all that come with the program are.
pub fn reporter_letters(key: &str) -> String {
    let mut letters = key.chars().filter(|letter| letter.is_alphanumeric());
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    let second = letters.next().into_iter().flat_map(char::to_lowercase);
    first.chain(second).collect()
}

/// What a report does with the events it speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stance {
    /// The reporter states that something happened.
    Claim,
    /// Says that something claimed by another did not happen.
    Denial,
    /// A neutral record, such as a monitoring bulletin.
    Record,
    /// Claims one thing and denies another.
    Mixed,
}

impl Stance {
    /// Every stance with its key in files.
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::Claim, "claim"),
        (Self::Denial, "denial"),
        (Self::Record, "record"),
        (Self::Mixed, "mixed"),
    ];
}

/// How the day of publication is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Basis {
    /// Printed on the page.
    Page,
    /// Inferred from the context, and shown as such.
    Inferred,
    /// There is no day.
    None,
}

/// What is said to have happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Activity {
    /// Fire was opened; with what is not said, or with small arms.
    Fire,
    /// The ceasefire was violated; how is not said.
    CeasefireViolation,
    /// Fire of mortars or artillery.
    Shelling,
    /// An attack, a raid or an attempt to cross.
    Attack,
    /// Fire of a sniper.
    Sniper,
    /// A strike from the air without a pilot.
    DroneStrike,
    /// Observation, by a drone for the most part; no fire.
    Reconnaissance,
    /// Building of positions; no fire.
    Fortification,
    /// Forces that went forward, took a height or set up a post further on, without fire being told of.
    Advance,
    /// A mine, or another charge laid beforehand, that went off; no fire.
    Mine,
    /// None of these.
    Other,
}

impl Activity {
    /// Every activity with its key in files.
    pub const ALL: [(Self, &'static str); 11] = [
        (Self::Fire, "fire"),
        (Self::CeasefireViolation, "ceasefire-violation"),
        (Self::Shelling, "shelling"),
        (Self::Attack, "attack"),
        (Self::Sniper, "sniper"),
        (Self::DroneStrike, "drone-strike"),
        (Self::Reconnaissance, "reconnaissance"),
        (Self::Fortification, "fortification"),
        (Self::Advance, "advance"),
        (Self::Mine, "mine"),
        (Self::Other, "other"),
    ];

    /// Whether it is fire on somebody. Reconnaissance, fortification, an advance and mines are not.
    pub fn is_fire(self) -> bool {
        !matches!(
            self,
            Self::Reconnaissance | Self::Fortification | Self::Advance | Self::Mine | Self::Other
        )
    }
}

/// What it is said to have been done with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weapon {
    /// Rifles and pistols.
    SmallArms,
    /// Machine guns.
    MachineGun,
    /// Rifles of snipers.
    SniperRifle,
    /// Weapons of large calibre, as statements call heavy machine guns.
    LargeCalibre,
    /// Weapons of various calibre, as statements say without naming them.
    VariousCalibre,
    /// Grenade launchers.
    GrenadeLauncher,
    /// Mortars.
    Mortar,
    /// Guns, howitzers and rocket launchers.
    Artillery,
    /// A small drone, armed or not.
    Quadcopter,
    /// A large armed drone.
    CombatDrone,
    /// None of these.
    Other,
}

impl Weapon {
    /// Every weapon with its key in files.
    pub const ALL: [(Self, &'static str); 11] = [
        (Self::SmallArms, "small-arms"),
        (Self::MachineGun, "machine-gun"),
        (Self::SniperRifle, "sniper-rifle"),
        (Self::LargeCalibre, "large-calibre"),
        (Self::VariousCalibre, "various-calibre"),
        (Self::GrenadeLauncher, "grenade-launcher"),
        (Self::Mortar, "mortar"),
        (Self::Artillery, "artillery"),
        (Self::Quadcopter, "quadcopter"),
        (Self::CombatDrone, "combat-drone"),
        (Self::Other, "other"),
    ];
}

/// Who was killed or wounded, whichever side they are of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CasualtyKind {
    /// Those who serve in an army, border guards among them.
    Soldiers,
    /// Police.
    Police,
    /// Those who do not fight.
    Civilians,
    /// Of a mission between the sides.
    Peacekeepers,
    /// Doctors, nurses and crews of ambulances.
    Medics,
    /// Journalists.
    Journalists,
    /// Several of these in one number.
    Mixed,
}

impl CasualtyKind {
    /// Each with its key in files.
    pub const ALL: [(Self, &'static str); 7] = [
        (Self::Soldiers, "soldiers"),
        (Self::Police, "police"),
        (Self::Civilians, "civilians"),
        (Self::Peacekeepers, "peacekeepers"),
        (Self::Medics, "medics"),
        (Self::Journalists, "journalists"),
        (Self::Mixed, "mixed"),
    ];
}

/// One end of a claim: a place fire is said to have come from or gone to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Site {
    /// A region, and no more than that.
    Region(RegionId),
    /// A settlement of the gazetteer, in a region.
    Settlement(RegionId, SettlementId),
    /// A place the gazetteer does not hold, in a region it does.
    Named(RegionId, String),
    /// A zone.
    Zone(ZoneId),
    /// A line, somewhere along it.
    Line(LineId),
    /// A position the source states itself.
    Point(Point),
    /// The far end of a stretch, such as a road, and where that begins: somewhere between the two. The end it begins
    /// at stands before it as a place of its own.
    StretchTo(Box<[Self; 2]>),
    /// A name that could not be placed.
    Unplaced(String),
}

/// A place that has a tally.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlaceRef {
    /// A region, or a place in it.
    Region(RegionId),
    /// A zone.
    Zone(ZoneId),
    /// A line.
    Line(LineId),
}

impl PlaceRef {
    /// The spot a site lies in.
    pub fn of(site: &Site) -> Option<Self> {
        match site.place() {
            Site::Zone(zone) => Some(Self::Zone(*zone)),
            Site::Line(line) => Some(Self::Line(*line)),
            site => site.region().map(Self::Region),
        }
    }
}

/// Which end of a claim names the place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// Fire is said to have been received there.
    Target,
    /// Fire is said to have been opened from there.
    Origin,
    /// It is said to have happened there, and nothing is said of a direction.
    Place,
}

impl Direction {
    /// In the order of columns.
    pub const ALL: [Self; 3] = [Self::Target, Self::Origin, Self::Place];

    /// That end of a claim.
    pub fn sites<S>(self, claim: &Claim<S>) -> &[S] {
        match self {
            Self::Target => &claim.targets,
            Self::Origin => &claim.origins,
            Self::Place => &claim.places,
        }
    }
}

/// A position a source states, to about a centimetre.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Point {
    /// In units of 1e-7 degrees.
    pub lon: i32,
    /// In units of 1e-7 degrees.
    pub lat: i32,
    /// The region it lies in, or the one the source puts it in.
    pub region: Option<RegionId>,
    /// What the source calls it; empty where it gives no name.
    pub name: String,
    /// How far off it may be, in metres; `None` where the source does not say.
    pub precision_m: Option<u32>,
}

impl Point {
    /// In degrees.
    pub fn at(&self) -> LonLat {
        LonLat {
            x: f64::from(self.lon) / 1e7,
            y: f64::from(self.lat) / 1e7,
        }
    }
}

impl Site {
    /// The region it lies in.
    pub fn region(&self) -> Option<RegionId> {
        match self {
            Self::Region(region) | Self::Settlement(region, _) | Self::Named(region, _) => {
                Some(*region)
            }
            Self::Point(point) => point.region,
            Self::StretchTo(ends) => ends[1].region(),
            Self::Zone(_) | Self::Line(_) | Self::Unplaced(_) => None,
        }
    }

    /// Whether it has a place on the map.
    pub fn is_placed(&self) -> bool {
        !matches!(self.place(), Self::Unplaced(_))
    }

    /// The place itself, where it is the far end of a stretch.
    pub fn place(&self) -> &Self {
        match self {
            Self::StretchTo(ends) => ends[1].place(),
            own => own,
        }
    }

    /// The same place as the far end of a stretch that begins at another.
    pub fn as_end_of_stretch(self, from: &Self) -> Self {
        Self::StretchTo(Box::new([from.place().clone(), self]))
    }
}

/// Which report: an id holds within its file, and there within the part it stands in. Two files whose
/// reports are numbered alike have as many reports as both together.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReportKey {
    /// `None`: the data everything is opened beside.
    pub file: Option<FileKey>,
    /// A member of an archive, a sheet or a layer; `None` where the file has no such parts.
    pub part: Option<Arc<str>>,
    /// Unique there.
    pub id: Arc<str>,
}

impl ReportKey {
    /// A report of the data everything is opened beside.
    pub fn of_base(id: &str) -> Self {
        Self {
            file: None,
            part: None,
            id: id.into(),
        }
    }
}

/// One statement of one reporter, as one outlet carried it.
#[derive(Clone, Debug)]
pub struct Report {
    /// The opened file it comes from; `None`: the data everything is opened beside.
    pub file: Option<FileKey>,
    /// The part of that file it stands in, as in [`ReportKey`].
    pub part: Option<Arc<str>>,
    /// Stable across versions of the data; unique within its part of its file.
    pub id: Arc<str>,
    /// Who states it.
    pub reporter: ReporterId,
    /// Who carried it.
    pub outlet: Option<String>,
    /// Address of the page it was published on.
    pub url: Option<String>,
    /// Language of the page, as a code of ISO 639-1.
    pub language: String,
    /// The day it was published, where known.
    pub published: Option<Day>,
    /// How the day of publication is known.
    pub basis: Basis,
    /// Claim, denial or record.
    pub stance: Stance,
    /// What it denies, in a few words.
    pub denies: Option<String>,
    /// The first publication of the same statement, where this is another.
    pub duplicate_of: Option<ReportKey>,
    /// A headline number the report states; it may cover several claims.
    pub total: Option<Amount>,
    /// What it says in one breath each; may be empty.
    pub claims: Vec<Claim>,
}

/// What ids of the person's own reports begin with.
pub const OWN_ID: &str = "own/";

impl Report {
    /// What tells it from every other report.
    pub fn key(&self) -> ReportKey {
        ReportKey {
            file: self.file.clone(),
            part: self.part.clone(),
            id: Arc::clone(&self.id),
        }
    }

    /// Whether the person added it.
    pub fn is_own(&self) -> bool {
        self.id.starts_with(OWN_ID)
    }

    /// Whether it says that the claim did not happen.
    pub fn denies(&self, claim: &Claim) -> bool {
        claim.denied || self.stance == Stance::Denial
    }
}

/// Reads the properties of a claim out of their text: names and values, in their order.
pub type ReadProperties = fn(&str) -> Vec<(String, String)>;

/// What a report says in one breath: so many incidents by one side, from these places at those.
///
/// The count belongs to the claim as a whole and is never split between its places. Places are
/// [`Site`]s once names are resolved, and [`SiteDraft`](super::draft::SiteDraft)s as a file has them.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim<S = Site> {
    /// The side that acted.
    pub by: Party,
    /// That side in the words of the source.
    pub by_as_reported: String,
    /// Where the fire came from, all of them together.
    pub origins: Vec<S>,
    /// What came under fire, all of them together.
    pub targets: Vec<S>,
    /// Where it is said to have happened, where the source gives no direction.
    pub places: Vec<S>,
    /// `None` where the report gives no number.
    pub count: Option<Amount>,
    /// When it is said to have happened.
    pub when: When,
    /// What is said to have happened.
    pub activity: Activity,
    /// With what, as far as stated.
    pub weapons: Vec<Weapon>,
    /// Shells, shots or rounds fired; `None` where no number is given. Never a number of incidents.
    pub rounds: Option<Amount>,
    /// Persons killed; `None` where no number is given.
    pub killed: Option<Amount>,
    /// Persons wounded; `None` where no number is given.
    pub wounded: Option<Amount>,
    /// Whose losses these are.
    pub casualty_side: Option<Party>,
    /// Who they are; `None` where the report does not say. See [`Claim::hurt`].
    pub casualty_kind: Option<CasualtyKind>,
    /// The reporter says that its side had no losses.
    pub losses_denied: bool,
    /// The report says that this did not happen: part of one that also claims something. Of a report
    /// that is a denial, every claim is denied, whether this says so or not: see [`Report::denies`].
    pub denied: bool,
    /// What else its file says of it, as a JSON object.
    pub properties: Option<Arc<str>>,
}

impl Claim {
    /// Whether any of its ends has a place on the map.
    pub fn is_placed(&self) -> bool {
        self.sites().any(Site::is_placed)
    }
}

impl<S> Claim<S> {
    /// Who was killed or wounded, as far as it is said: losses whose side is that of people who do not
    /// fight are of civilians, whatever else is not said.
    pub fn hurt(&self) -> Option<CasualtyKind> {
        let of_side = self.casualty_side == Some(Party::Civilian);
        (self.casualty_kind).or_else(|| of_side.then_some(CasualtyKind::Civilians))
    }

    /// Origins, then targets, then places.
    pub fn sites(&self) -> impl Iterator<Item = &S> {
        self.origins.iter().chain(&self.targets).chain(&self.places)
    }

    /// The same claim with its places put another way, each of `sites` a list of one end.
    pub fn with_sites<T>(self, mut sites: impl FnMut(Vec<S>) -> Vec<T>) -> Claim<T> {
        Claim {
            by: self.by,
            by_as_reported: self.by_as_reported,
            origins: sites(self.origins),
            targets: sites(self.targets),
            places: sites(self.places),
            count: self.count,
            when: self.when,
            activity: self.activity,
            weapons: self.weapons,
            rounds: self.rounds,
            killed: self.killed,
            wounded: self.wounded,
            casualty_side: self.casualty_side,
            casualty_kind: self.casualty_kind,
            losses_denied: self.losses_denied,
            denied: self.denied,
            properties: self.properties,
        }
    }
}
