//! Holds ties, the rule that proposes them, and events to what was worked out by hand.

mod common;

use std::{collections::BTreeSet, fs, path::Path, sync::Arc};

use common::contactline;
use contactline::view::Action;
use contactline::{
    app::load,
    io::{Source, read_data_folder},
    model::{
        Atlas, Day, Note, Place, PlaceRef, Severity, Side, Standing, Tie, TieBasis, TieEnd,
        TieKind, Ties, TiesDraft, Verdict, Window,
    },
    query::{
        Filters, Question, ask,
        ties::{
            Held, Judged, Verdicts,
            events::{Event, Events, Gathered},
            held,
            rule::{Pairs, Thresholds},
            score,
        },
    },
};
use serde_json::Value;

fn shipped() -> (Atlas, Vec<Note>) {
    let (draft, mut notes) = read_data_folder(&Source::Embedded).expect("the shipped data");
    let (atlas, more) = Atlas::build(draft);
    notes.extend(more);
    (atlas, notes)
}

fn ties_of(atlas: &Atlas, verdicts: &Verdicts) -> Vec<Held> {
    held(
        atlas,
        &mut Pairs::default(),
        &Thresholds::default(),
        verdicts,
    )
}

fn events_of(atlas: &Atlas, verdicts: &Verdicts) -> Events {
    let ties = ties_of(atlas, verdicts);
    Gathered::default().events(atlas, &Thresholds::default(), ties)
}

fn end(report: &str, claim: Option<u32>) -> TieEnd {
    TieEnd {
        report: report.into(),
        claim,
    }
}

fn days(first: &str, last: &str) -> Window {
    let day = |text| Day::parse(text).expect("a day");
    Window::days(day(first), day(last))
}

/// The events of a region in a period.
fn at<'e>(atlas: &Atlas, events: &'e Events, region: &str, window: Window) -> Vec<&'e Event> {
    let place = PlaceRef::Region(atlas.region_by_key(region).expect(region));
    let all = events.in_window(window).map(|(_, event)| event);
    all.filter(|event| event.place == place).collect()
}

/// The year a denial stands in, by the id of its report.
fn year(id: &str) -> &str {
    let day = id.split('/').nth(1);
    day.and_then(|day| day.get(..4)).unwrap_or("")
}

#[test]
fn each_denial_of_the_data_is_tied_or_said_to_be_tied_to_nothing() {
    let (atlas, _) = shipped();
    let mut denials = BTreeSet::new();
    for report in atlas.reports() {
        let denied = (1..)
            .zip(&report.claims)
            .filter(|(_, claim)| report.denies(claim));
        let ends: Vec<TieEnd> = denied.map(|(at, _)| end(&report.id, Some(at))).collect();
        if ends.is_empty() && report.denies.is_some() {
            denials.insert(end(&report.id, None));
        }
        denials.extend(ends);
    }
    // 46 denied claims of 45 reports, and 44 reports that deny without a claim of what.
    assert_eq!(denials.len(), 46 + 44);
    let ties = atlas.ties();
    let denies = ties.ties.iter().filter(|tie| tie.kind == TieKind::Denies);
    let mut known: BTreeSet<TieEnd> = denies.map(|tie| tie.from.clone()).collect();
    assert!(ties.ties.iter().all(|tie| !tie.reason.is_empty()));
    for open in &ties.open {
        assert!(known.insert(open.of.clone()), "{open:?} is tied as well");
        assert!(!open.reason.is_empty());
    }
    // It answers, and one more denial is that of a report that also denies a claim.
    known.insert(end("am-mod/2022-09-13/verelq", None));
    known.remove(&end("am-mod/2021-05-26/asbarez", None));
    assert_eq!(known, denials);
}

#[test]
fn the_rule_finds_the_ties_that_were_made_by_hand() {
    let (atlas, _) = shipped();
    let held = ties_of(&atlas, &Verdicts::new());
    let of = |counts: &dyn Fn(&TieEnd) -> bool| {
        let score = score(&held, counts);
        (score.found, score.wrong, score.missed)
    };
    // Counted by hand from `data/ties.json`: 15 of its ties are of denied claims, 12 of reports.
    assert_eq!(of(&|end| end.claim.is_some()), (15, 0, 0));
    assert_eq!(of(&|end| end.claim.is_none()), (8, 2, 4));
    assert_eq!(of(&|end| year(&end.report) == "2022"), (5, 1, 0));
    assert_eq!(of(&|end| year(&end.report) != "2022"), (18, 1, 4));
    let all = score(&held, |_| true);
    assert!(all.precision() >= 0.9 && all.recall() >= 0.8, "{all:?}");
}

#[test]
fn wider_thresholds_propose_more_and_narrower_ones_less() {
    let (atlas, _) = shipped();
    let number = |thresholds: Thresholds| Pairs::default().propose(&atlas, &thresholds).len();
    let usual = number(Thresholds::default());
    let none = Thresholds {
        days: 0,
        days_without_time: 0,
        km: 0.0,
        minutes: 0,
    };
    let wide = Thresholds {
        days: 20,
        days_without_time: 20,
        km: 50.0,
        minutes: 24 * 60,
    };
    assert!(number(none) < usual && usual < number(wide));
    // Kept pairs follow the thresholds they were found with.
    let mut pairs = Pairs::default();
    pairs.propose(&atlas, &wide);
    assert_eq!(pairs.propose(&atlas, &Thresholds::default()).len(), usual);
}

#[test]
fn an_event_stands_as_its_claims_and_denials_do() {
    let (atlas, _) = shipped();
    let events = events_of(&atlas, &Verdicts::new());
    let check = |region: &str, from: &str, to: &str, expected: &[Standing], silent: &[Side]| {
        let found = at(&atlas, &events, region, days(from, to));
        let [event] = found.as_slice() else {
            panic!("{region} {from}: {found:?}");
        };
        let standings: Vec<Standing> = event.standings.iter().collect();
        assert_eq!(standings, expected, "{region} {from}");
        assert_eq!(events.silent(&atlas, event), silent, "{region} {from}");
        event.is_proposed
    };
    use Standing::{Contradicted, DenialAlone, Mutual, OneSide, Third};
    // The ministry of Armenia claims, that of Azerbaijan denies, the mission records.
    check(
        "basarkechar",
        "2023-08-15",
        "2023-08-15",
        &[Contradicted, Third],
        &[],
    );
    check(
        "kalbajar",
        "2022-08-07",
        "2022-08-08",
        &[OneSide],
        &[Side::Armenia, Side::Third],
    );
    // Both ministries accuse each other, and the Russian bulletin records one at Zod.
    check(
        "basarkechar",
        "2022-08-07",
        "2022-08-08",
        &[Mutual, Third],
        &[],
    );
    check(
        "khojaly",
        "2022-02-20",
        "2022-02-21",
        &[Contradicted, Mutual],
        &[Side::Third],
    );
    check(
        "tartar",
        "2022-02-06",
        "2022-02-06",
        // The same report accuses the other side of the same.
        &[OneSide],
        &[Side::Azerbaijan, Side::Third],
    );
    check(
        "gazakh",
        "2021-02-02",
        "2021-02-02",
        &[Contradicted],
        &[Side::Third],
    );
    check(
        "tavush",
        "2021-07-09",
        "2021-07-09",
        &[DenialAlone],
        &[Side::Azerbaijan, Side::Third],
    );
    // In the claim of 9 March the rule alone sees what is denied.
    assert!(check(
        "goranboy",
        "2022-03-08",
        "2022-03-09",
        &[Contradicted],
        &[Side::Third],
    ));
}

#[test]
fn what_is_rejected_joins_nothing_and_what_is_accepted_is_the_persons() {
    let (atlas, _) = shipped();
    let judged = Judged {
        from: end("nk-mod/2022-03-09/armradio", None),
        to: end("az-mod/2022-03-09/news-az", Some(1)),
    };
    let with = |verdict| events_of(&atlas, &Verdicts::from([(judged.clone(), verdict)]));
    let goranboy = |events: &Events| {
        let found = at(&atlas, events, "goranboy", days("2022-03-08", "2022-03-09"));
        (
            found[0].standings.has(Standing::Contradicted),
            found[0].is_proposed,
        )
    };
    assert_eq!(goranboy(&events_of(&atlas, &Verdicts::new())), (true, true));
    assert_eq!(goranboy(&with(Verdict::Rejected)), (false, false));
    let accepted = with(Verdict::Accepted);
    assert_eq!(goranboy(&accepted), (true, false));
    let tie = accepted.ties.iter().find(|of| of.tie.from == judged.from);
    assert_eq!(tie.map(|of| of.tie.basis), Some(TieBasis::Person));
}

#[test]
fn ties_change_no_tally() {
    let (atlas, _) = shipped();
    let without = atlas.clone().with_ties(Ties::default());
    assert_ne!(atlas.ties().ties.len(), without.ties().ties.len());
    for window in [
        days("2004-01-01", "2025-12-31"),
        days("2022-08-01", "2022-08-31"),
    ] {
        let question = Question {
            window,
            filters: Filters::default(),
        };
        let (with, without) = (ask(&atlas, &question), ask(&without, &question));
        assert_eq!(with.tallies, without.tallies);
        assert_eq!(with.accounts, without.accounts);
    }
    // Events hand out the records themselves, none twice in one event.
    let events = events_of(&atlas, &Verdicts::new());
    for event in &events.events {
        let members: BTreeSet<_> = events.members(event).iter().collect();
        assert_eq!(members.len(), events.members(event).len());
    }
}

#[test]
fn each_claim_of_fire_with_a_day_and_a_place_is_in_the_event_of_each_of_its_places() {
    let (atlas, _) = shipped();
    let events = events_of(&atlas, &Verdicts::new());
    let mut entries = 0;
    for report in atlas
        .reports()
        .filter(|report| report.duplicate_of.is_none())
    {
        let records = atlas.records_of_report(&report.key());
        for (claim, record) in report.claims.iter().zip(records) {
            use contactline::model::Activity::{Advance, Mine, Other};
            let told = claim.activity.is_fire() || matches!(claim.activity, Advance | Mine | Other);
            if !told || claim.when.interval().is_none() || report.denies(claim) {
                continue;
            }
            let spots: BTreeSet<PlaceRef> = claim.sites().filter_map(PlaceRef::of).collect();
            for spot in spots {
                let of = events
                    .events
                    .iter()
                    .filter(|event| event.place == spot && events.members(event).contains(&record));
                assert_eq!(of.count(), 1, "{} at {spot:?}", report.id);
                entries += 1;
            }
        }
    }
    assert!(entries > 500, "{entries}");
}

#[test]
fn a_file_that_is_opened_changes_ties_as_if_all_were_read_at_once() {
    let built = load(&[] as &[&Path]).built;
    let (thresholds, verdicts) = (Thresholds::default(), Verdicts::new());
    let (mut pairs, mut gathered) = (Pairs::default(), Gathered::default());
    let base = &built.atlas;
    let ties = held(base, &mut pairs, &thresholds, &verdicts);
    gathered.events(base, &thresholds, ties);
    // A table that denies what the shipped data claims on 7 August 2022 at Kalbajar.
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("denial.csv");
    let table = "id,reporter,published,stance,by,targets,start,count\n\
                 x/1,am-mod,2022-08-08,denial,armenia,kalbajar,2022-08-07,6\n";
    fs::write(&path, table).expect("written");
    let mut window = common::open_window(&[&path], None);
    let as_proposed = Action::AcceptImport { remember: false };
    window.state_mut().act(as_proposed);
    common::settle(&mut window);
    let atlas: Arc<Atlas> = Arc::clone(window.state_mut().atlas());
    let now = held(&atlas, &mut pairs, &thresholds, &verdicts);
    let fresh = held(&atlas, &mut Pairs::default(), &thresholds, &verdicts);
    let ends = |held: &[Held]| -> Vec<Tie> { held.iter().map(|of| of.tie.clone()).collect() };
    assert_eq!(ends(&now), ends(&fresh));
    let claim = end("az-mod/2022-08-08/daily-sabah", Some(1));
    let added: Vec<&Held> = now.iter().filter(|of| of.tie.to == claim).collect();
    assert_eq!(added.len(), 1, "{now:#?}");
    // What stands for it is found again.
    let found = contactline::model::ties::records_of(atlas.datasets().rows(), &added[0].tie.from);
    assert_eq!(found, added[0].records[0]);
    let events = gathered.events(&atlas, &thresholds, now);
    let anew = Gathered::default().events(&atlas, &thresholds, fresh);
    assert_eq!(events.events, anew.events);
    let kalbajar = at(
        &atlas,
        &events,
        "kalbajar",
        days("2022-08-07", "2022-08-08"),
    );
    assert!(kalbajar[0].standings.has(Standing::Contradicted));
}

/// The shipped data with a table beside it, taken for what is proposed.
fn atlas_with(table: &str) -> Arc<Atlas> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("table.csv");
    fs::write(&path, table).expect("written");
    let mut window = common::open_window(&[&path], None);
    let as_proposed = Action::AcceptImport { remember: false };
    window.state_mut().act(as_proposed);
    common::settle(&mut window);
    Arc::clone(window.state_mut().atlas())
}

#[test]
fn that_there_was_none_is_no_claim_adds_to_no_figure_and_is_tied_to_no_denial() {
    // Armenia denies that it fired at Kalbajar on a day of which the shipped data says nothing.
    const OTHERS: &str = "id,reporter,published,stance,by,targets,start,count\n\
                          o/1,am-mod,2021-02-02,denial,armenia,kalbajar,2021-02-01,\n\
                          o/2,az-mod,2021-02-02,claim,armenia,lachin,2021-02-01,2\n";
    // Azerbaijan states that there was no fire at Kalbajar then, and at Lachin the day after.
    const ZEROS: &str = "z/1,az-mod,2021-02-02,claim,armenia,kalbajar,2021-02-01,0\n\
                         z/2,az-mod,2021-02-03,claim,armenia,lachin,2021-02-02,0\n";
    let (without, with) = (atlas_with(OTHERS), atlas_with(&format!("{OTHERS}{ZEROS}")));
    let window = days("2021-01-31", "2021-02-03");
    let question = Question {
        window,
        filters: Filters::default(),
    };
    let [less, more] = [&without, &with].map(|atlas| ask(atlas, &question));
    assert_eq!(more.tallies, less.tallies);
    assert_eq!(more.accounts.shown, less.accounts.shown + 2);
    let events = [&without, &with].map(|atlas| events_of(atlas, &Verdicts::new()));
    for region in ["kalbajar", "lachin"] {
        let [less, more] = [(&without, &events[0]), (&with, &events[1])].map(|(atlas, events)| {
            let of = at(atlas, events, region, window).into_iter();
            let of = of.map(|event| (event.standings, events.members(event).len(), event.last));
            of.collect::<Vec<_>>()
        });
        assert_eq!(less.len(), 1, "{region}");
        assert_eq!(more, less, "{region}");
    }
    let kalbajar = at(&with, &events[1], "kalbajar", window);
    assert!(kalbajar[0].standings.has(Standing::DenialAlone));
    // A count of none beside somebody hurt is a claim: it says that something happened.
    let hurt = "id,reporter,published,stance,by,targets,start,count,wounded\n\
                h/1,az-mod,2021-02-02,claim,armenia,kalbajar,2021-02-01,0,1\n";
    let hurt = atlas_with(hurt);
    let events = events_of(&hurt, &Verdicts::new());
    let kalbajar = at(&hurt, &events, "kalbajar", window);
    assert!(kalbajar[0].standings.has(Standing::OneSide));
}

/// The notes on a data folder that holds these ties and the shipped data.
fn notes_on(ties: &str) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    for name in Source::file_names() {
        fs::copy(data.join(name), folder.path().join(name)).expect("copied");
    }
    fs::write(folder.path().join("ties.json"), ties).expect("written");
    let source = Source::Folder(folder.path().to_owned());
    let (draft, mut notes) = read_data_folder(&source).expect("a folder");
    notes.extend(Atlas::build(draft).1);
    let told = notes.iter().filter(|note| note.severity > Severity::Remark);
    let text = told.map(|note| note.to_string());
    text.map(|note| note[note.find("ties.json").unwrap_or(0)..].to_owned())
        .collect()
}

#[test]
fn what_one_file_states_and_another_rejects_joins_the_two_and_both_are_told() {
    let (atlas, _) = shipped();
    let says = |file: &str, basis: TieBasis| TiesDraft {
        ties: vec![(
            Place::file(file),
            Tie {
                from: end("nk-mod/2022-02-21/news-am", Some(2)),
                to: end("az-mod/2022-02-21/kavkaz-uzel-feb", Some(1)),
                kind: TieKind::Denies,
                basis,
                reason: file.to_owned(),
            },
        )],
        open: Vec::new(),
    };
    let read = |first: TieBasis, second: TieBasis| {
        let drafts = [says("a.json", first), says("b.json", second)];
        let (ties, notes) = Ties::of(&drafts, atlas.datasets().rows());
        assert_eq!(ties.ties.len(), 1);
        let tie = &ties.ties[0];
        (
            tie.basis,
            tie.reason.clone(),
            ties.files[0].to_string(),
            notes,
        )
    };
    use TieBasis::{Inferred, Person, Rejected, Stated};
    let said = |(basis, reason, file, notes): (TieBasis, String, String, Vec<Note>)| {
        assert_eq!(reason, file, "the reason is that of the file that says so");
        (basis, file, notes.len())
    };
    let is = |basis, file: &str, notes| (basis, file.to_owned(), notes);
    // What is known outweighs that somebody rejects it, whichever is read first, and both are told.
    assert_eq!(said(read(Stated, Rejected)), is(Stated, "a.json", 1));
    assert_eq!(said(read(Rejected, Person)), is(Person, "b.json", 1));
    // What a person judged outweighs what is inferred, and nothing contradicts anything.
    assert_eq!(said(read(Inferred, Rejected)), is(Rejected, "b.json", 0));
    assert_eq!(said(read(Rejected, Inferred)), is(Rejected, "a.json", 0));
    let told = read(Stated, Rejected).3[0].to_string();
    assert!(
        told.starts_with("b.json") && told.contains("another that it does not"),
        "{told}"
    );
    // Two that say the same have both reasons.
    let both = read(Rejected, Rejected);
    assert_eq!((both.0, &*both.1), (Rejected, "a.json; b.json"));
}

#[test]
fn what_is_wrong_with_a_file_of_ties_is_told_with_its_line() {
    let known = r#"{"report":"az-mod/2022-08-08/daily-sabah","claim":1}"#;
    let other = r#"{"report":"am-mod/2022-08-08/asbarez","claim":1}"#;
    let line = |from: &str, to: &str, kind: &str, basis: &str| {
        format!(r#"{{"from":{from},"to":{to},"kind":"{kind}","basis":"{basis}","reason":"so"}}"#)
    };
    let lines = [
        line(
            known,
            r#"{"report":"nobody/1","claim":1}"#,
            "denies",
            "stated",
        ),
        line(
            known,
            r#"{"report":"am-mod/2022-08-08/asbarez","claim":2}"#,
            "denies",
            "stated",
        ),
        line(known, other, "hates", "stated"),
        line(known, other, "answers", "guessed"),
        line(known, known, "answers", "stated"),
        line(known, other, "answers", "stated"),
    ];
    let text = format!(
        "{{\"format\":\"contactline-ties\",\"ties\":[\n{}\n],\"open\":[\n{{\"report\":\"nobody/2\",\"claim\":null}}\n]}}",
        lines.join(",\n")
    );
    let notes = notes_on(&text);
    let has = |start: &str, words: &str| {
        assert!(
            notes
                .iter()
                .any(|note| note.starts_with(start) && note.contains(words)),
            "{start} {words}: {notes:#?}"
        );
    };
    has("ties.json:2", "no report in the data has this id and claim");
    has("ties.json:3", "no report in the data has this id and claim");
    has("ties.json:4", "unknown kind of tie \"hates\"");
    has("ties.json:5", "guessed");
    has("ties.json:6", "joins a claim with itself");
    has("ties.json:7", "duplicate tie; the first is kept");
    has("ties.json:9", "no report in the data has this id and claim");
    assert_eq!(notes.len(), 7, "{notes:#?}");
}

#[test]
fn a_data_folder_without_ties_is_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    for name in Source::file_names().filter(|name| *name != "ties.json") {
        fs::copy(data.join(name), folder.path().join(name)).expect("copied");
    }
    let source = Source::Folder(folder.path().to_owned());
    let (draft, notes) = read_data_folder(&source).expect("a folder");
    assert!(
        notes.iter().all(|note| note.severity == Severity::Remark),
        "{notes:?}"
    );
    assert!(draft.ties.is_empty());
}

#[test]
fn ties_pass_through_a_project() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("all.gpkg");
    let path = path.to_str().expect("a path");
    let done = contactline(&["convert", "-o", path]);
    assert!(
        done.status.success(),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
    let read = contactline::store::formats::read(
        Path::new(path),
        &contactline::model::ImportOptions::default(),
        &contactline::model::Budget::default(),
    );
    let read = read.expect("a project");
    let (atlas, _) = shipped();
    let of =
        |draft: &TiesDraft| -> Vec<Tie> { draft.ties.iter().map(|(_, tie)| tie.clone()).collect() };
    assert_eq!(of(&read.draft.ties), atlas.ties().ties);
    let place = Place::file("x");
    assert_eq!(
        read.draft.ties.open.len(),
        atlas.ties().to_draft(&place).open.len()
    );
}

/// What a command prints, as JSON.
fn printed(args: &[&str]) -> Value {
    let done = contactline(args);
    assert!(
        done.status.success(),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
    serde_json::from_slice(&done.stdout).expect("JSON")
}

#[test]
fn one_command_says_which_claims_of_a_period_are_contradicted() {
    let found = printed(&[
        "compare",
        "--from",
        "2023-08-01",
        "--to",
        "2023-08-31",
        "--standing",
        "contradicted",
        "--json",
    ]);
    let events = found["events"].as_array().expect("events");
    // By hand: in August 2023 one claim is denied, that of fire at patrols at Yukhari Shorzha.
    assert_eq!(events.len(), 1);
    assert_eq!(events[0]["place"], "basarkechar");
    assert_eq!(
        [&events[0]["from"], &events[0]["to"]],
        ["2023-08-15", "2023-08-15"]
    );
    let said = events[0]["said"].as_array().expect("what is said");
    let said: Vec<String> = (said.iter())
        .map(|of| {
            format!(
                "{} {}",
                of["mark"].as_str().unwrap_or(""),
                of["report"].as_str().unwrap_or("")
            )
        })
        .collect();
    let expected = [
        "bulletin euma/2023-08-15/asbarez",
        "claim am-mod/2023-08-15/asbarez",
        "denial az-mod/2023-08-15/rferl",
        "denial euma/2023-08-15/panorama-am",
    ];
    let mut sorted = said.clone();
    sorted.sort();
    assert_eq!(sorted, expected);
}

#[test]
fn one_command_counts_the_claims_of_a_reporter_by_region_and_month() {
    let found = printed(&[
        "matrix",
        "--rows",
        "region",
        "--columns",
        "month",
        "--reporter",
        "az-mod",
        "--from",
        "2022-07-01",
        "--to",
        "2022-08-31",
        "--json",
    ]);
    // By hand from `reports.json`: two claims of 8 August and one of 13 August name Kalbajar as their
    // target; none of July does.
    assert_eq!(found["columns"], serde_json::json!(["2022-08"]));
    assert_eq!(found["rows"]["kalbajar"], serde_json::json!({"2022-08": 3}));
    let done = contactline(&[
        "matrix",
        "--rows",
        "region",
        "--columns",
        "day",
        "--reporter",
        "az-mod",
    ]);
    assert_eq!(done.status.code(), Some(2));
}

#[test]
fn one_command_says_what_changed_from_july_to_august_2022() {
    let found = printed(&[
        "matrix",
        "--rows",
        "region",
        "--columns",
        "month",
        "--reporter",
        "ru-mod",
        "--from",
        "2022-07-01",
        "--to",
        "2022-08-31",
        "--json",
    ]);
    // By hand from `reports.json`: none in July; of August one at Zod (Basarkechar) and one at Saribaba,
    // which it puts in Lachin. That of 2 August names the peacekeepers' area, which is no region.
    let rows = serde_json::json!({
        "basarkechar": {"2022-08": 1},
        "lachin": {"2022-08": 1},
    });
    assert_eq!(found["rows"], rows);
}

#[test]
fn claims_in_no_event_are_those_of_what_is_asked() {
    let lost = |more: &[&str]| {
        let august = [
            "compare",
            "--json",
            "--from",
            "2022-08-01",
            "--to",
            "2022-08-31",
        ];
        let found = printed(&[&august, more].concat());
        [
            "claims_without_place",
            "claims_without_day",
            "claims_in_no_event",
        ]
        .map(|key| found[key].clone())
    };
    // By hand: both claims of the report of 3 August that `nk-mod/2022-08-03/360-ru` is name no place, and none
    // else of August; without a day are 57 of all that is counted.
    assert_eq!(lost(&[]), [2, 57, 59]);
    // Six of those name Kalbajar: in `az-mod/undated/` those of news-az, pressklub, saatbasi and yenicag-info,
    // and two of yenijournal.
    assert_eq!(lost(&["--region", "kalbajar"]), [0, 6, 6]);
    // All of these are of the ministry of Azerbaijan.
    assert_eq!(
        lost(&["--region", "kalbajar", "--where", "reporter = nk-mod"]),
        [0, 0, 0]
    );
}

#[test]
fn one_command_says_on_which_days_each_side_accuses_the_other_of_one_place() {
    let found = printed(&[
        "compare",
        "--from",
        "2022-08-01",
        "--to",
        "2022-08-31",
        "--standing",
        "mutual",
        "--json",
    ]);
    let events = found["events"].as_array().expect("events");
    let told = |event: &Value| {
        let word = |key: &str| event[key].as_str().unwrap_or("").to_owned();
        [word("place"), word("from"), word("to")].join(" ")
    };
    let told: Vec<String> = events.iter().map(told).collect();
    // By hand: the fighting of 3 August and the bulletins of 7 August around the peacekeepers' area, and
    // the claims of 6 to 8 August at the border of Basarkechar.
    let expected = [
        "peacekeepers 2022-08-02 2022-08-03",
        "basarkechar 2022-08-06 2022-08-08",
        "peacekeepers 2022-08-07 2022-08-08",
    ];
    assert_eq!(told, expected);
}

/// Claims of one day, every other one of the ministry of Azerbaijan of two incidents from Vardenis, and of the
/// ministry of Armenia of one incident there; as a picture.
fn picture_of_accusations(claims: usize) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let [table, picture] = ["claims.csv", "map.svg"].map(|name| folder.path().join(name));
    let mut rows = "id,date,reporter,by,from,at,count\n".to_owned();
    for row in 0..claims {
        rows.push_str(&match row % 2 {
            0 => format!("{row},2019-03-01,am-mod,azerbaijan,,Vardenis,1\n"),
            _ => format!("{row},2019-03-01,az-mod,armenia,Vardenis,Kalbajar,2\n"),
        });
    }
    fs::write(&table, rows).expect("a table");
    let [table, into] = [&table, &picture].map(|path| path.to_str().expect("a path"));
    let day = ["--from", "2019-03-01", "--to", "2019-03-01"];
    let done = contactline(&[&["render", table, "-o", into][..], &day].concat());
    assert!(done.status.success(), "{done:?}");
    fs::read_to_string(&picture).expect("a picture")
}

#[test]
fn where_too_many_accuse_each_other_the_legend_says_so_and_no_joint_does() {
    // By hand: 20 claims of one incident each, and 20 of two, all of one event.
    let few = picture_of_accusations(40);
    assert!(few.contains("each accuses the other: AZ MoD 40 ×20"));
    assert!(few.contains("each accuses the other: AM MoD 20 ×20"));
    assert!(!few.contains("So many events"));
    // More than 2,000 in a period.
    let many = picture_of_accusations(2_600);
    assert!(!many.contains("each accuses the other:"));
    assert!(many.contains("So many events in which each accuses the"));
    // The figures themselves are there.
    assert!(many.contains("AM MoD: 1,300 incidents"));
    assert!(many.contains("AZ MoD: 2,600 incidents"));
}
