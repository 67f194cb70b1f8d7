//! `reports.json`: statements and the claims they state.

use std::io::{self, Write};

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::{
    bulk::list_start,
    disk::{Target, write_whole},
    events::{BASES, Dates, inexact},
    format::{Contents, Holds, Read, Reader, SourceFile, Writer, json_room},
    limit::Limited,
    notes::Notes,
    records::{self, RawRecord, list_under, read_json},
    source::ReadError,
    stream::Reports,
};
use crate::{
    model::{
        Activity, Amount, Basis, Budget, CasualtyKind, Day, Draft, Field, Note, NoteLog, Party,
        Place, Stance, TimePrecision, Weapon, When,
        budget::{limits, room},
        draft::{ClaimDraft, ReportDraft, SiteDraft},
        enum_names::word,
        geo::Coord,
        time::Moment,
    },
    words::notes::reading,
};

/// Files of reports, read and written.
pub struct ReportsJson;

impl Reader for ReportsJson {
    fn name(&self) -> &'static str {
        "reports.json"
    }

    fn sniff(&self, file: &SourceFile<'_>) -> Result<bool, ReadError> {
        Ok(file.starts_with(b"{") && has_reports(file)?)
    }

    fn read(&self, file: &SourceFile<'_>) -> Result<Read, ReadError> {
        Read::of_json(file, |text, draft, notes| {
            // The room of its values counts already.
            let room = |record: &RawRecord<'_>, report: &ReportDraft| {
                room_of(report).saturating_sub(json_room(record.json))
            };
            read_within(&file.place, text, (file.budget, room), draft, notes)
        })
    }
}

/// Whether the outermost object of a file holds reports. Of a large file that begins as GeoJSON does,
/// what stands before its features tells.
fn has_reports(file: &SourceFile<'_>) -> Result<bool, ReadError> {
    #[derive(Deserialize)]
    struct Outer<'a> {
        #[serde(borrow)]
        reports: Option<&'a RawValue>,
    }
    let list = list_start(file.start()).filter(|_| file.is_large());
    let Some(list) = list else {
        let outer: Outer<'_> = read_json(&file.place, file.json()?.0)?;
        return Ok(outer.reports.is_some());
    };
    let before = format!("{}]}}", String::from_utf8_lossy(&file.start()[..list]));
    let outer = serde_json::from_str::<Outer<'_>>(&before);
    Ok(outer.is_ok_and(|outer| outer.reports.is_some()))
}

impl Writer for ReportsJson {
    fn extension(&self) -> &'static str {
        "json"
    }

    fn joins_rows(&self) -> bool {
        false
    }

    fn holds(&self) -> Holds {
        Holds::Reports
    }

    fn write(&self, target: &Target, contents: &Contents<'_>) -> io::Result<()> {
        write_whole(target, |out| {
            write(
                &mut Limited::new(out, limits::WHOLE_FILE_BYTES),
                contents.reports,
            )
        })
    }
}

/// A report as the file has it.
#[derive(Deserialize, Serialize)]
pub struct ReportFile {
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
    /// Where the total is not exact: `total ~340`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    inexact: Option<String>,
    // What files were written with before claims were called so.
    #[serde(default, alias = "groups")]
    claims: Vec<ClaimFile>,
}

/// A claim as the file has it.
#[derive(Deserialize, Serialize)]
pub struct ClaimFile {
    by: String,
    #[serde(default)]
    by_as_reported: String,
    #[serde(default)]
    origins: Vec<SiteFile>,
    #[serde(default)]
    targets: Vec<SiteFile>,
    /// Where no direction is given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    places: Vec<SiteFile>,
    count: Option<u32>,
    start: Option<String>,
    end: Option<String>,
    time_precision: Option<String>,
    activity: String,
    #[serde(default)]
    weapons: Vec<String>,
    /// Shells, shots or rounds, where a number of them is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    rounds: Option<u32>,
    killed: Option<u32>,
    wounded: Option<u32>,
    casualty_side: Option<String>,
    /// Who they are, where that is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    casualty_kind: Option<String>,
    #[serde(default)]
    losses_denied: bool,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    denied: bool,
    /// Which numbers are not exact: `count >=50; killed 3-5`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    inexact: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    properties: Option<Box<RawValue>>,
}

/// A site as the file has it.
#[derive(Default, Deserialize, Serialize)]
#[serde(default)]
struct SiteFile {
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<String>,
    /// Key or name of a settlement of the region.
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<String>,
    /// Name of a place of the region that has no key.
    #[serde(skip_serializing_if = "Option::is_none")]
    place_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    zone: Option<String>,
    /// Any name, where nothing else is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lon: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lat: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    precision_km: Option<f64>,
    /// The far end of a stretch, such as a road, that begins at the place before it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    stretch: bool,
}

impl From<SiteFile> for SiteDraft {
    fn from(file: SiteFile) -> Self {
        Self {
            region: file.region,
            settlement: file.place.or(file.place_name).or(file.name),
            zone: file.zone,
            within: None,
            at: file.lon.zip(file.lat).map(|(x, y)| Coord { x, y }),
            precision_km: file.precision_km,
            stretch: file.stretch,
        }
    }
}

impl From<&SiteDraft> for SiteFile {
    fn from(site: &SiteDraft) -> Self {
        let mut file = Self {
            region: site.region.clone(),
            zone: site.zone.clone(),
            lon: site.at.map(|at| at.x),
            lat: site.at.map(|at| at.y),
            precision_km: site.precision_km,
            stretch: site.stretch,
            ..Self::default()
        };
        let name = site.settlement.clone();
        match (&site.region, name.as_deref().is_some_and(is_key)) {
            (None, _) => file.name = name,
            (Some(_), true) => file.place = name,
            (Some(_), false) => file.place_name = name,
        }
        file
    }
}

/// Whether a name looks like a key.
fn is_key(name: &str) -> bool {
    let of_key = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit();
    name.chars().all(|letter| of_key(letter) || letter == '-')
}

impl From<&ReportDraft> for ReportFile {
    fn from(report: &ReportDraft) -> Self {
        Self {
            id: report.id.clone(),
            reporter: report.reporter.clone(),
            outlet: report.outlet.clone(),
            url: report.url.clone(),
            language: report.language.clone(),
            published: report.published.map(|day| day.to_string()),
            published_basis: (report.basis != Basis::None)
                .then(|| word(&BASES, report.basis).to_owned()),
            stance: word(&Stance::ALL, report.stance).to_owned(),
            denies: report.denies.clone(),
            duplicate_of: report.duplicate_of.clone(),
            total: report.total.and_then(Amount::alone),
            inexact: inexact_of([(Field::Total, report.total)]),
            claims: report.claims.iter().map(Into::into).collect(),
        }
    }
}

impl From<&ClaimDraft> for ClaimFile {
    fn from(claim: &ClaimDraft) -> Self {
        let (start, end, precision) = claim.when.stated();
        let properties = claim.properties.as_deref().map(str::to_owned);
        Self {
            by: word(&Party::ALL, claim.by).to_owned(),
            by_as_reported: claim.by_as_reported.clone(),
            origins: claim.origins.iter().map(Into::into).collect(),
            targets: claim.targets.iter().map(Into::into).collect(),
            places: claim.places.iter().map(Into::into).collect(),
            count: claim.count.and_then(Amount::alone),
            start: start.map(|moment| moment.to_string()),
            end: end.map(|moment| moment.to_string()),
            time_precision: Some(word(&TimePrecision::ALL, precision).to_owned()),
            activity: word(&Activity::ALL, claim.activity).to_owned(),
            weapons: claim
                .weapons
                .iter()
                .map(|weapon| word(&Weapon::ALL, *weapon).to_owned())
                .collect(),
            rounds: claim.rounds.and_then(Amount::alone),
            killed: claim.killed.and_then(Amount::alone),
            wounded: claim.wounded.and_then(Amount::alone),
            inexact: inexact_of([
                (Field::Count, claim.count),
                (Field::Rounds, claim.rounds),
                (Field::Killed, claim.killed),
                (Field::Wounded, claim.wounded),
            ]),
            casualty_side: claim
                .casualty_side
                .map(|side| word(&Party::ALL, side).to_owned()),
            casualty_kind: claim
                .casualty_kind
                .map(|kind| word(&CasualtyKind::ALL, kind).to_owned()),
            losses_denied: claim.losses_denied,
            denied: claim.denied,
            // What is no JSON was none when it was read.
            properties: properties.and_then(|json| RawValue::from_string(json).ok()),
        }
    }
}

/// What a file says of numbers that are not exact.
fn inexact_of<const N: usize>(numbers: [(Field, Option<Amount>); N]) -> Option<String> {
    let mut text = String::new();
    inexact::write(&mut text, numbers);
    (!text.is_empty()).then_some(text)
}

/// A report as a record of such a file, on one line.
pub fn write_one(report: &ReportDraft) -> String {
    let file = ReportFile::from(report);
    serde_json::to_string(&file).expect("text, numbers and lists always have a JSON form")
}

/// Writes reports as a file that [`read`] reads.
///
/// # Errors
///
/// Where the disk says so, or a report cannot be had.
pub fn write(out: &mut dyn Write, reports: &dyn Reports) -> io::Result<()> {
    out.write_all(b"{\"reports\": [\n")?;
    let mut between = "";
    reports.each(&mut |report| {
        out.write_all(std::mem::replace(&mut between, ",\n").as_bytes())?;
        out.write_all(write_one(report).as_bytes())
    })?;
    out.write_all(b"\n]}\n")
}

/// Reads the reports into the draft.
///
/// # Errors
///
/// Where the text is none of these, or the budget is spent.
pub fn read(
    place: &Place,
    text: &str,
    budget: &Budget,
    draft: &mut Draft,
    notes: &mut NoteLog,
) -> Result<(), ReadError> {
    let room = |_: &RawRecord<'_>, report: &ReportDraft| room_of(report);
    read_within(place, text, (budget, room), draft, notes)
}

/// As [`read`], where each report takes so much room of the budget.
fn read_within(
    place: &Place,
    text: &str,
    within: (&Budget, impl Fn(&RawRecord<'_>, &ReportDraft) -> u64),
    draft: &mut Draft,
    notes: &mut NoteLog,
) -> Result<(), ReadError> {
    let records = list_under(place, text, "reports")?;
    let all = records::read_all(&records, within, notes, read_report)?;
    draft.reports.extend(all);
    Ok(())
}

/// The room of a report, in bytes.
fn room_of(report: &ReportDraft) -> u64 {
    let further = report.claims.len().saturating_sub(1) as u64;
    room::REPORT + further * room::CLAIM
}

/// Reads one report, given as a record of such a file. The program wrote it: unknown fields are those of
/// a newer version.
///
/// # Errors
///
/// A note that says what is wrong with it.
pub fn read_one(place: &Place, json: &str, notes: &mut NoteLog) -> Result<ReportDraft, Note> {
    let place = place.at_line(1);
    let record = RawRecord { place, json };
    Ok(draft_of(record.read()?, &record, notes))
}

fn read_report(record: &RawRecord<'_>, notes: &mut NoteLog) -> Result<ReportDraft, Note> {
    Ok(draft_of(record.read_whole(notes)?, record, notes))
}

fn draft_of(file: ReportFile, record: &RawRecord<'_>, notes: &mut NoteLog) -> ReportDraft {
    let mut notes = Notes::new(&record.place, notes);
    let published = notes.day(file.published.as_deref());
    let basis = match (published, file.published_basis.as_deref()) {
        (None, _) => Basis::None,
        (Some(_), Some(basis)) => notes.word(&BASES, ("basis", basis), Basis::Inferred),
        (Some(_), None) => Basis::Inferred,
    };
    ReportDraft {
        place: record.place.clone(),
        file: None,
        part: None,
        stance: notes.word(&Stance::ALL, ("stance", &file.stance), Stance::Claim),
        claims: file
            .claims
            .into_iter()
            .map(|claim| read_claim(&mut notes, claim, published))
            .collect(),
        id: file.id,
        reporter: file.reporter,
        outlet: file.outlet,
        url: file.url.filter(|url| notes.is_web_address(url)),
        language: file.language,
        published,
        basis,
        denies: file.denies,
        duplicate_of: file.duplicate_of,
        total: amount(
            &mut notes,
            file.inexact.as_deref(),
            (Field::Total, file.total),
        ),
    }
}

/// A number of a file: the exact one, or what is said of it beside it.
fn amount(
    notes: &mut Notes<'_>,
    inexact: Option<&str>,
    (field, number): (Field, Option<u32>),
) -> Option<Amount> {
    match inexact.map_or(Ok(None), |text| inexact::read(text, field)) {
        Ok(Some(amount)) => Some(amount),
        Ok(None) => number.map(Amount::Exact),
        Err(text) => {
            notes.doubt(text, reading::not_a_number(field.name()));
            None
        }
    }
}

fn read_claim(notes: &mut Notes<'_>, file: ClaimFile, published: Option<Day>) -> ClaimDraft {
    let precision = match file.time_precision.as_deref() {
        Some(word) => {
            let of_word = (reading::time_precision(), word);
            notes.word(&TimePrecision::ALL, of_word, TimePrecision::Unknown)
        }
        None => TimePrecision::Unknown,
    };
    let mut moment = |text: Option<String>| {
        let text = text?;
        let own = Moment::parse(&text);
        own.or_else(|error| Dates::default().read(&text).map_err(|_| error))
            .map_err(|error| notes.doubt(&text, error.to_string()))
            .ok()
    };
    let (start, end) = (moment(file.start), moment(file.end));
    let [count, rounds, killed, wounded] = [
        (Field::Count, file.count),
        (Field::Rounds, file.rounds),
        (Field::Killed, file.killed),
        (Field::Wounded, file.wounded),
    ]
    .map(|number| amount(notes, file.inexact.as_deref(), number));
    ClaimDraft {
        by: notes.word(&Party::ALL, ("side", &file.by), Party::Unknown),
        by_as_reported: file.by_as_reported,
        origins: file.origins.into_iter().map(Into::into).collect(),
        targets: file.targets.into_iter().map(Into::into).collect(),
        places: file.places.into_iter().map(Into::into).collect(),
        count,
        when: When::new(start, end, precision, published),
        activity: notes.word(
            &Activity::ALL,
            ("activity", &file.activity),
            Activity::Other,
        ),
        weapons: file
            .weapons
            .iter()
            .map(|weapon| notes.word(&Weapon::ALL, ("weapon", weapon), Weapon::Other))
            .collect(),
        rounds,
        killed,
        wounded,
        casualty_side: file
            .casualty_side
            .as_deref()
            .map(|side| notes.word(&Party::ALL, ("side", side), Party::Unknown)),
        // A word that is not known says nothing of who they are.
        casualty_kind: file.casualty_kind.as_deref().and_then(|kind| {
            let known = CasualtyKind::ALL.map(|(kind, word)| (Some(kind), word));
            notes.word(&known, (Field::CasualtyKind.name(), kind), None)
        }),
        losses_denied: file.losses_denied,
        denied: file.denied,
        properties: file.properties.map(|json| json.get().into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_program_writes_is_within_the_memory_that_a_file_of_it_may_take() {
        // As a row of a table with a day, a position, a kind of activity and a remark is written.
        let text = r#"{"id":"0","reporter":"a","outlet":null,"url":null,"language":"","published":null,"published_basis":null,"stance":"claim","denies":null,"duplicate_of":null,"total":null,"claims":[{"by":"unknown","by_as_reported":"","origins":[],"targets":[],"places":[{"region":"shahbuz","lon":45.5,"lat":39.5}],"count":null,"start":"2022-08-01","end":null,"time_precision":"day","activity":"shelling","weapons":[],"killed":null,"wounded":null,"casualty_side":null,"losses_denied":false,"properties":{"remark":"made up"}}]}"#;
        let report = read_one(&Place::file("a.json"), text, &mut NoteLog::default());
        let report = report.expect("a report");
        assert_eq!(write_one(&report), text);
        let (letters, values) = (text.len() as u64, json_room(text));
        let all = letters + values + room_of(&report).saturating_sub(values);
        assert!(all <= 8 * letters, "{all} for {letters}");
        // One of many claims takes room for each of them.
        let claims = vec![report.claims[0].clone(); 11];
        let of_many = ReportDraft { claims, ..report };
        assert_eq!(room_of(&of_many), room::REPORT + 10 * room::CLAIM);
    }
}
