//! `contactline compare`: what reporters say of the same events, as text, JSON or CSV.

use std::{collections::BTreeMap, io, path::PathBuf, process::ExitCode};

use clap::{Args, builder::PossibleValuesParser};
use serde::Serialize;

use super::{
    condition::{Where, seen_with},
    picture::data,
    query::{InTotalsOutput, region, window_of},
    session_source::FromSession,
    stated::StatedOutput,
    terminal::say,
};
use crate::{
    model::{
        Amount, Annotated, Annotations, Atlas, Day, Direction, Judged, Language, Mark, PlaceRef,
        RecordId, Standing, TieEnd, TieKind, Verdict, Window,
        enum_names::{value, word},
    },
    query::{
        Filters, Question, ask,
        ties::{
            Held, Score, end_of,
            events::{Event, Events, Gathered, Said, in_no_event},
            held,
            rule::{Pairs, Thresholds},
            score,
        },
    },
    words::{cli, compare as words, reports, units},
};

/// What is asked.
#[derive(Args)]
pub struct CompareArgs {
    #[arg(help = words::only_region(), long, value_name = "KEY")]
    pub region: Option<String>,
    #[arg(help = cli::query_from(), long, value_name = "DAY")]
    pub from: Option<Day>,
    #[arg(help = cli::query_to(), long, value_name = "DAY")]
    pub to: Option<Day>,
    #[arg(help = words::only_standing(), long, value_parser = PossibleValuesParser::new(Standing::ALL.map(|(_, key)| key)))]
    pub standing: Option<String>,
    #[command(flatten)]
    pub wanted: Where,
    #[arg(help = cli::json(), long)]
    pub json: bool,
    #[arg(help = words::as_csv(), long, conflicts_with = "json")]
    pub csv: bool,
    #[arg(help = words::score(), long, conflicts_with_all = ["json", "csv", "region", "standing", "condition"])]
    pub score: bool,
    #[arg(help = words::or_usual(words::days_apart(), Thresholds::default().days.into()), long, value_name = "DAYS", value_parser = clap::value_parser!(u32).range(..=i64::from(Thresholds::MOST_DAYS)))]
    pub days: Option<u32>,
    #[arg(help = words::or_usual(words::days_without_time(), Thresholds::default().days_without_time.into()), long, value_name = "DAYS", value_parser = clap::value_parser!(u32).range(..=i64::from(Thresholds::MOST_DAYS)))]
    pub days_without_time: Option<u32>,
    #[arg(help = words::or_usual(words::km_apart(), Thresholds::default().km), long, value_name = "KM")]
    pub km: Option<f64>,
    #[arg(help = cli::data(), long, value_name = "PATH")]
    pub data: Option<PathBuf>,
    #[command(flatten)]
    pub from_session: FromSession,
}

pub fn run(args: &CompareArgs) -> anyhow::Result<ExitCode> {
    let files: Vec<PathBuf> = args.data.iter().cloned().collect();
    let given = args.from_session.read(&files)?;
    let built = given.open(&files)?.built;
    data::tell_errors(&built.notes);
    let (atlas, session) = (built.atlas, given.session);
    let condition = args.wanted.condition()?;
    let usual = session.thresholds;
    let thresholds = Thresholds {
        days: args.days.unwrap_or(usual.days),
        days_without_time: args.days_without_time.unwrap_or(usual.days_without_time),
        km: args.km.unwrap_or(usual.km),
        ..usual
    };
    let ties = held(
        &atlas,
        &mut Pairs::default(),
        &thresholds,
        &session.verdicts,
    );
    if args.score {
        say(&scores(&ties))?;
        return Ok(ExitCode::SUCCESS);
    }
    let events = Gathered::default().events(&atlas, &thresholds, ties);
    let window = window_of(&atlas, args.from, args.to)?;
    let place = args.region.as_deref().map(|name| region(&atlas, name));
    let place = place.transpose()?.map(PlaceRef::Region);
    let standing = args.standing.as_deref();
    let standing = standing.and_then(|key| value(&Standing::ALL, key));
    let seen = match &condition {
        Some(condition) => seen_with(&atlas, condition, Some(&events), &session.personal)?,
        None => (*atlas).clone(),
    };
    let chosen: Vec<&Event> = events
        .in_window(window)
        .map(|(_, event)| event)
        .filter(|event| place.is_none_or(|place| event.place == place))
        .filter(|event| standing.is_none_or(|standing| event.standings.has(standing)))
        .filter(|event| events.meets(&seen, event))
        .collect();
    let lost = Lost::of(&seen, window, place);
    let question = Question {
        window,
        filters: Filters {
            condition: condition.clone(),
            ..Filters::default()
        },
    };
    let answer = ask(&seen, &question);
    let rows = Comparison::of(&atlas, (&events, &session.personal.annotations), &chosen);
    if args.csv {
        say(&rows.to_csv()?)?;
    } else if args.json {
        let output = Output {
            from: window.first().to_string(),
            to: window.last().to_string(),
            events: &rows.events,
            claims_in_no_event: lost.without_place + lost.without_day,
            lost,
            in_totals_alone: InTotalsOutput::of(&atlas, &answer),
        };
        say(&(serde_json::to_string_pretty(&output)? + "\n"))?;
    } else {
        say(&rows.to_text(window, lost))?;
        if let Some(line) = answer.in_totals_line(&atlas) {
            say(&(line + "\n"))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

#[derive(Serialize)]
struct Output<'a> {
    from: String,
    to: String,
    events: &'a [EventOutput],
    claims_in_no_event: usize,
    #[serde(flatten)]
    lost: Lost,
    /// What reports of the days state in their totals alone: part of no event, and of no place that was asked for.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    in_totals_alone: BTreeMap<String, InTotalsOutput>,
}

/// Claims that were asked for and are in no event.
#[derive(Clone, Copy, Default, Serialize)]
struct Lost {
    /// Those of the days that name no place.
    #[serde(rename = "claims_without_place")]
    without_place: usize,
    /// Those that may be of any day.
    #[serde(rename = "claims_without_day")]
    without_day: usize,
}

impl Lost {
    /// Of an atlas as it is seen through the condition. What names no place is of none.
    fn of(atlas: &Atlas, window: Window, place: Option<PlaceRef>) -> Self {
        let mut lost = Self::default();
        for record in in_no_event(atlas) {
            let (dataset, row) = (atlas.dataset_of(record), record.row as usize);
            let names = |place: PlaceRef| {
                let mut ends = Direction::ALL.into_iter();
                ends.any(|of| {
                    dataset.ends[dataset.columns.end(of, row)]
                        .spots
                        .contains(&place)
                })
            };
            if !dataset.kind_of(record.row).meets || !place.is_none_or(names) {
                continue;
            }
            match dataset.interval(row) {
                None => lost.without_day += 1,
                Some(time) if time.overlaps(window.interval()) => lost.without_place += 1,
                Some(_) => {}
            }
        }
        lost
    }
}

/// Events as they leave: with names and keys in place of numbers.
pub struct Comparison {
    events: Vec<EventOutput>,
}

#[derive(Serialize)]
struct EventOutput {
    place: String,
    name: String,
    from: String,
    to: String,
    standing: Vec<&'static str>,
    /// Whether what contradicts it is a proposal that nobody has judged.
    by_rule: bool,
    said: Vec<SaidOutput>,
    silent: Vec<&'static str>,
    #[serde(skip)]
    standing_in_words: String,
    #[serde(skip)]
    days_in_words: String,
}

#[derive(Serialize)]
struct SaidOutput {
    reporter: String,
    mark: &'static str,
    report: String,
    claim: Option<u32>,
    incidents: Option<StatedOutput>,
    places: String,
    weapons: String,
    killed: Option<StatedOutput>,
    wounded: Option<StatedOutput>,
    url: Option<String>,
    ties: Vec<TieOutput>,
    #[serde(skip)]
    in_words: String,
}

#[derive(Serialize)]
pub struct TieOutput {
    kind: &'static str,
    /// `from`: the record does this with the other; `to`: the other does it with the record.
    direction: &'static str,
    report: String,
    claim: Option<u32>,
    basis: &'static str,
    verdict: &'static str,
    reason: String,
    /// Why the person judges it so, and when they wrote that.
    #[serde(skip_serializing_if = "Option::is_none")]
    verdict_reason: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    verdict_day: Option<String>,
    /// In words, where the person says something of it.
    #[serde(skip)]
    in_words: Option<String>,
    /// What the other does with the record, where it is the other that does.
    #[serde(skip)]
    back: Option<TieKind>,
}

impl Comparison {
    /// What these events hold. What is not in memory has no weapons and no address here.
    pub fn of(atlas: &Atlas, judged: (&Events, &Annotations), chosen: &[&Event]) -> Self {
        let event = |event: &&Event| EventOutput::of(atlas, judged, event);
        Self {
            events: chosen.iter().map(event).collect(),
        }
    }

    fn to_text(&self, window: Window, lost: Lost) -> String {
        let mut text = format!(
            "{}\n{}\n",
            cli::both_included(&window.first().to_string(), &window.last().to_string()),
            words::events(self.events.len())
        );
        for event in &self.events {
            let silent = match event.silent.is_empty() {
                true => String::new(),
                false => format!("; {}", words::silent(&event.silent.join(", "))),
            };
            text.push_str(&format!(
                "\n{}  {}  {}{silent}\n",
                event.days_in_words, event.name, event.standing_in_words
            ));
            for said in &event.said {
                text.push_str(&format!("  {}\n", said.in_words));
                for words in said.ties.iter().filter_map(|tie| tie.in_words.as_ref()) {
                    text.push_str(&format!("    {words}\n"));
                }
            }
        }
        let without = [
            words::without_place(lost.without_place),
            words::without_day(lost.without_day),
        ];
        let numbers = [lost.without_place, lost.without_day];
        let without = without.into_iter().zip(numbers);
        for (at, (words, _)) in without.filter(|(_, number)| *number > 0).enumerate() {
            let gap = if at == 0 { "\n" } else { "" };
            text.push_str(&format!("{gap}{words}\n"));
        }
        text
    }

    /// A line for each claim and denial of each event.
    pub fn to_csv(&self) -> io::Result<String> {
        let mut table = csv::Writer::from_writer(Vec::new());
        table.write_record([
            "place",
            "from",
            "to",
            "standing",
            "by_rule",
            "silent",
            "reporter",
            "mark",
            "report",
            "claim",
            "incidents",
            "places",
            "weapons",
            "killed",
            "wounded",
            "ties",
            "url",
        ])?;
        let stated =
            |of: &Option<StatedOutput>| of.as_ref().map_or_else(String::new, ToString::to_string);
        let number = |number: Option<u32>| number.map_or_else(String::new, |of| of.to_string());
        for event in &self.events {
            for said in &event.said {
                let ties = said.ties.iter().map(|tie| {
                    let claim = tie
                        .claim
                        .map_or_else(String::new, |claim| format!("#{claim}"));
                    let because = match &tie.verdict_reason {
                        Some(reason) => format!(": {reason}"),
                        None => String::new(),
                    };
                    let other = format!("{}{claim}", tie.report);
                    let does = match tie.back {
                        Some(kind) => words::tie_back(&other, kind),
                        None => format!("{} {other}", tie.kind),
                    };
                    format!("{does} ({}, {}){because}", tie.basis, tie.verdict)
                });
                table.write_record([
                    event.place.as_str(),
                    &event.from,
                    &event.to,
                    &event.standing.join("|"),
                    if event.by_rule { "true" } else { "false" },
                    &event.silent.join("|"),
                    &said.reporter,
                    said.mark,
                    &said.report,
                    &number(said.claim),
                    &stated(&said.incidents),
                    &said.places,
                    &said.weapons,
                    &stated(&said.killed),
                    &stated(&said.wounded),
                    &ties.collect::<Vec<_>>().join("; "),
                    said.url.as_deref().unwrap_or(""),
                ])?;
            }
        }
        let bytes = table.into_inner().map_err(|error| error.into_error())?;
        String::from_utf8(bytes).map_err(io::Error::other)
    }

    /// A page that stands alone: a table, a row a claim or denial.
    pub fn to_page(&self, window: Window) -> String {
        let title = words::page_title(&units::window(window));
        let mut page =
            String::from("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n");
        page.push_str(&format!(
            "<title>{}</title>\n{PAGE_STYLE}</head><body>\n",
            escaped(&title)
        ));
        page.push_str(&format!("<h1>{}</h1>\n<table>\n", escaped(&title)));
        for event in &self.events {
            let mut about = event.standing_in_words.clone();
            if !event.silent.is_empty() {
                about = format!("{about}; {}", words::silent(&event.silent.join(", ")));
            }
            page.push_str(&format!(
                "<tr><th colspan=\"2\">{} · {}<br><small>{}</small></th></tr>\n",
                escaped(&event.days_in_words),
                escaped(&event.name),
                escaped(&about)
            ));
            for said in &event.said {
                let mut words = escaped(&said.in_words);
                for own in said.ties.iter().filter_map(|tie| tie.in_words.as_ref()) {
                    words.push_str(&format!("<br><small>{}</small>", escaped(own)));
                }
                let source = said.url.as_deref().filter(|url| url.starts_with("http"));
                let source = source.map_or_else(String::new, |url| {
                    let url = escaped(url);
                    format!("<a href=\"{url}\">{url}</a>")
                });
                page.push_str(&format!("<tr><td>{words}</td><td>{source}</td></tr>\n"));
            }
        }
        page.push_str("</table>\n</body></html>\n");
        page
    }
}

const PAGE_STYLE: &str = "<style>body{font-family:sans-serif;max-width:70em;margin:2em auto}\
table{border-collapse:collapse;width:100%}td,th{text-align:left;vertical-align:top;\
padding:.3em .6em;border-bottom:1px solid #bbb}td:last-child{font-size:80%;word-break:break-all;width:30%}\
@media(prefers-color-scheme:dark){body{background:#181a1d;color:#ddd}a{color:#8bf}}</style>\n";

/// A text as it may stand in a page.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

impl EventOutput {
    fn of(atlas: &Atlas, judged: (&Events, &Annotations), event: &Event) -> Self {
        let (events, _) = judged;
        let days = event.days();
        let silent = events.silent(atlas, event);
        let said = events.said(atlas, event);
        Self {
            place: place_key(atlas, event.place),
            name: words::place(atlas, event.place, Language::English),
            from: days.first().to_string(),
            to: days.last().to_string(),
            standing: (event.standings.iter())
                .map(|standing| word(&Standing::ALL, standing))
                .collect(),
            by_rule: event.is_proposed,
            said: (said.iter())
                .map(|said| SaidOutput::of(atlas, judged, said))
                .collect(),
            silent: silent.iter().map(|side| words::side(*side)).collect(),
            standing_in_words: words::standings(event.standings.iter(), event.is_proposed),
            days_in_words: units::window(days),
        }
    }
}

impl SaidOutput {
    fn of(atlas: &Atlas, judged: (&Events, &Annotations), said: &Said) -> Self {
        let record = said.record;
        let dataset = atlas.dataset_of(record);
        let kind = dataset.kind_of(record.row);
        let row = record.row as usize;
        let reporter = &atlas.reporters()[kind.reporter];
        let detail = atlas.detail(record);
        // A report that denies as a whole says nothing here of what else it claims.
        let is_whole = said.mark == Mark::Denial && !kind.denied;
        let end = end_of(atlas, record, is_whole);
        let claim = detail
            .as_ref()
            .filter(|_| !is_whole)
            .and_then(|of| of.claim());
        let weapons = claim.map_or(&[][..], |claim| &claim.weapons);
        let weapons: Vec<&str> = weapons.iter().map(|of| reports::weapon(*of)).collect();
        let [count, killed, wounded] = dataset.columns.stated(row);
        let stated = |of: Option<Amount>| of.filter(|_| !is_whole).map(StatedOutput::from);
        let what = match (&detail, is_whole) {
            (Some(detail), true) => {
                (detail.report.denies.as_deref()).map_or_else(String::new, words::denies_text)
            }
            (Some(detail), false) => words::what(atlas, detail, Language::English),
            (None, _) => reports::incident_count(dataset.columns.count(row)),
        };
        Self {
            reporter: reporter.key.to_string(),
            mark: word(&Mark::ALL, said.mark),
            report: end
                .as_ref()
                .map_or_else(String::new, |of| of.report.to_string()),
            claim: end.and_then(|of| of.claim),
            incidents: stated(count),
            places: claim.map_or_else(String::new, |claim| {
                words::ends(atlas, claim, Language::English)
            }),
            weapons: weapons.join(", "),
            killed: stated(killed),
            wounded: stated(wounded),
            url: detail.and_then(|of| of.report.url.clone()),
            ties: TieOutput::all(judged, record),
            in_words: words::cell(&reporter.short, words::mark(said.mark), &what),
        }
    }
}

impl TieOutput {
    /// The ties of a record.
    pub fn all((events, annotations): (&Events, &Annotations), record: RecordId) -> Vec<Self> {
        let ties = events.ties_of(record);
        ties.map(|tie| Self::of(tie, record, annotations)).collect()
    }

    /// A tie as one of its ends sees it.
    fn of(held: &Held, record: RecordId, annotations: &Annotations) -> Self {
        let is_from = held.records[0].contains(&record);
        let other: &TieEnd = match is_from {
            true => &held.tie.to,
            false => &held.tie.from,
        };
        let of_tie = Annotated::Tie(Judged {
            from: held.tie.from.clone(),
            to: held.tie.to.clone(),
        });
        let says = held.verdict.and_then(|_| annotations.of(&of_tie));
        let in_words = held.verdict.map(|verdict| {
            let tie = match is_from {
                true => words::tie_from(held.tie.kind, &other.report),
                false => words::tie_back(&other.report, held.tie.kind),
            };
            let because = says.map(|says| (says.comment.as_ref(), units::day(says.day)));
            words::judged(verdict, &tie, because)
        });
        Self {
            kind: word(&TieKind::ALL, held.tie.kind),
            direction: if is_from { "from" } else { "to" },
            back: (!is_from).then_some(held.tie.kind),
            report: other.report.to_string(),
            claim: other.claim,
            basis: word(&crate::model::TieBasis::ALL, held.tie.basis),
            verdict: match (held.verdict, held.is_filed()) {
                (Some(verdict), _) => word(&Verdict::ALL, verdict),
                (None, true) => "filed",
                (None, false) => "proposed",
            },
            reason: held.tie.reason.clone(),
            verdict_reason: says.map(|says| says.comment.to_string()),
            verdict_day: says.map(|says| says.day.to_string()),
            in_words,
        }
    }
}

/// The key of a place.
pub fn place_key(atlas: &Atlas, place: PlaceRef) -> String {
    match place {
        PlaceRef::Region(id) => atlas.regions()[id].key.to_string(),
        PlaceRef::Zone(id) => atlas.zones()[id].key.to_string(),
        PlaceRef::Line(id) => atlas.lines()[id].key.to_string(),
    }
}

/// How often the rule is right, in parts.
fn scores(ties: &[Held]) -> String {
    let is_whole = |of: &TieEnd| of.claim.is_none();
    let is_of_2022 = |of: &TieEnd| {
        of.report
            .split('/')
            .nth(1)
            .is_some_and(|day| day.starts_with("2022"))
    };
    let line = |name: &str, score: Score| {
        let share = |share: f64| format!("{share:.2}");
        words::scored(
            name,
            score.found,
            score.wrong,
            score.missed,
            &share(score.precision()),
            &share(score.recall()),
        )
    };
    let lines = [
        line(words::score_all(), score(ties, |_| true)),
        line(words::score_designed(), score(ties, is_of_2022)),
        line(words::score_held_out(), score(ties, |of| !is_of_2022(of))),
        line(words::score_claims(), score(ties, |of| !is_whole(of))),
        line(words::score_whole(), score(ties, is_whole)),
    ];
    lines.join("\n") + "\n"
}
