//! `reports.json`: statements and the incident groups they state.

use serde::Deserialize;

use super::{
    reading::Reading,
    records::{RawRecord, list_under, read_all},
    source::ReadError,
};
use crate::model::{
    Activity, Basis, Day, Draft, Note, Party, Place, Stance, TimePrecision, Weapon, When,
    draft::{GroupDraft, ReportDraft, SiteDraft},
    time::Moment,
};

#[derive(Deserialize)]
struct ReportFile {
    id: String,
    reporter: String,
    outlet: Option<String>,
    url: Option<String>,
    #[serde(default)]
    language: String,
    published: Option<String>,
    published_basis: Option<String>,
    stance: String,
    denies: Option<String>,
    duplicate_of: Option<String>,
    total: Option<u32>,
    #[serde(default)]
    groups: Vec<GroupFile>,
}

#[derive(Deserialize)]
struct GroupFile {
    by: String,
    #[serde(default)]
    by_as_reported: String,
    #[serde(default)]
    origins: Vec<SiteFile>,
    #[serde(default)]
    targets: Vec<SiteFile>,
    count: Option<u32>,
    start: Option<String>,
    end: Option<String>,
    time_precision: Option<String>,
    activity: String,
    #[serde(default)]
    weapons: Vec<String>,
    killed: Option<u32>,
    wounded: Option<u32>,
    casualty_side: Option<String>,
    #[serde(default)]
    losses_denied: bool,
}

#[derive(Deserialize)]
struct SiteFile {
    region: Option<String>,
    place: Option<String>,
    place_name: Option<String>,
    zone: Option<String>,
}

impl From<SiteFile> for SiteDraft {
    fn from(file: SiteFile) -> Self {
        Self {
            region: file.region,
            settlement: file.place.or(file.place_name),
            zone: file.zone,
        }
    }
}

const BASES: [(Basis, &str); 2] = [(Basis::Page, "page"), (Basis::Inferred, "inferred")];

/// Reads the reports into the draft.
pub fn read(
    place: &Place,
    text: &str,
    draft: &mut Draft,
    notes: &mut Vec<Note>,
) -> Result<(), ReadError> {
    let records = list_under(place, text, "reports")?;
    draft.reports.extend(read_all(&records, notes, read_report));
    Ok(())
}

/// Reads one report, given as a record of such a file.
///
/// # Errors
///
/// A note that says what is wrong with it.
pub fn read_one(place: &Place, json: &str, notes: &mut Vec<Note>) -> Result<ReportDraft, Note> {
    let place = place.at_line(1);
    read_report(&RawRecord { place, json }, notes)
}

fn read_report(record: &RawRecord<'_>, notes: &mut Vec<Note>) -> Result<ReportDraft, Note> {
    let file: ReportFile = record.read()?;
    let mut reading = Reading::new(&record.place, notes);
    let published = reading.day(file.published.as_deref());
    let basis = match (published, file.published_basis.as_deref()) {
        (None, _) => Basis::None,
        (Some(_), Some(basis)) => reading.word(&BASES, ("basis", basis), Basis::Inferred),
        (Some(_), None) => Basis::Inferred,
    };
    Ok(ReportDraft {
        place: record.place.clone(),
        file: None,
        stance: reading.word(&Stance::ALL, ("stance", &file.stance), Stance::Claim),
        groups: file
            .groups
            .into_iter()
            .map(|group| read_group(&mut reading, group, published))
            .collect(),
        id: file.id,
        reporter: file.reporter,
        outlet: file.outlet,
        url: file.url.filter(|url| is_web_address(&mut reading, url)),
        language: file.language,
        published,
        basis,
        denies: file.denies,
        duplicate_of: file.duplicate_of,
        total: file.total,
    })
}

/// Whether a link may be offered to the browser. Nothing but the web is.
fn is_web_address(reading: &mut Reading<'_>, url: &str) -> bool {
    let is_web = url.starts_with("https://") || url.starts_with("http://");
    if !is_web {
        reading.doubt(url, "not a web address; shown without a link");
    }
    is_web
}

fn read_group(reading: &mut Reading<'_>, file: GroupFile, published: Option<Day>) -> GroupDraft {
    let precision = match file.time_precision.as_deref() {
        Some(word) => {
            let of_word = ("precision of time", word);
            reading.word(&TimePrecision::ALL, of_word, TimePrecision::Unknown)
        }
        None => TimePrecision::Unknown,
    };
    let mut moment = |text: Option<String>| {
        let text = text?;
        let moment = Moment::parse(&text);
        if let Err(error) = &moment {
            reading.doubt(&text, error.to_string());
        }
        moment.ok()
    };
    let (start, end) = (moment(file.start), moment(file.end));
    GroupDraft {
        by: reading.word(&Party::ALL, ("side", &file.by), Party::Unknown),
        by_as_reported: file.by_as_reported,
        origins: file.origins.into_iter().map(Into::into).collect(),
        targets: file.targets.into_iter().map(Into::into).collect(),
        count: file.count,
        when: When::new(start, end, precision, published),
        activity: reading.word(
            &Activity::ALL,
            ("activity", &file.activity),
            Activity::Other,
        ),
        weapons: file
            .weapons
            .iter()
            .map(|weapon| reading.word(&Weapon::ALL, ("weapon", weapon), Weapon::Other))
            .collect(),
        killed: file.killed,
        wounded: file.wounded,
        casualty_side: file
            .casualty_side
            .as_deref()
            .map(|side| reading.word(&Party::ALL, ("side", side), Party::Unknown)),
        losses_denied: file.losses_denied,
    }
}
