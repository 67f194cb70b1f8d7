//! Ties that a person made or judged, on the command line and in files.

mod common;

use std::{fs, path::Path};

use common::{Window, contactline, days, open_window, press, session, settle, shows};
use contactline::{
    io::bulk::Tuning,
    model::{
        Annotated, Annotation, Budget, Day, Grade, ImportOptions, Judged, PlaceRef, ReportKey,
        Standing, Tie, TieBasis, TieEnd, TieKind, Verdict,
    },
    query::ties::{
        Held, RejectedBy, Verdicts, end_of,
        events::Gathered,
        held,
        rule::{Pairs, Thresholds},
    },
    session::{Command, Selection, Session, file, link},
    store::formats,
    view::Action,
};
use egui_kittest::kittest::Queryable as _;
use serde_json::Value;

fn end(report: &str, claim: u32) -> TieEnd {
    TieEnd {
        report: report.into(),
        claim: Some(claim),
    }
}

/// No file and no rule has it: the Armenian ministry reports fire of 6 August 2022 at Zod, that of Azerbaijan
/// fire from Vardenis and other places on 7 and 8 August.
fn own_tie() -> Judged {
    Judged {
        from: end("am-mod/2022-08-08/asbarez", 1),
        to: end("az-mod/2022-08-08/daily-sabah", 1),
    }
}

const REASON: &str = "Both speak of Zod";

fn judged() -> Session {
    let mut session = Session::default();
    let verdict = Verdict::Joined(TieKind::Denies);
    session.verdicts.insert(own_tie(), verdict);
    let says = Annotation {
        grade: Grade::NOT_JUDGED,
        comment: REASON.into(),
        day: Day::from_ymd(2026, 11, 27).expect("a day"),
    };
    let annotations = std::sync::Arc::make_mut(&mut session.personal.annotations);
    annotations.set(Annotated::Tie(own_tie()), Some(says));
    session
}

/// What a command prints.
fn printed(args: &[&str]) -> String {
    let done = contactline(args);
    let trouble = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{trouble}");
    String::from_utf8(done.stdout).expect("text")
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a path")
}

const DAYS: [&str; 4] = ["--from", "2022-08-07", "--to", "2022-08-08"];

/// Kalbajar on these days, as compared with a session.
fn compared(session: Option<&str>, more: &[&str]) -> String {
    let mut args = vec!["compare", "--region", "kalbajar"];
    args.extend(DAYS);
    args.extend(session.iter().flat_map(|path| ["--session", path]));
    args.extend(more);
    printed(&args)
}

/// What the claim of Azerbaijan is tied to there.
fn ties_of_claim(session: &str) -> Vec<Value> {
    let found: Value = serde_json::from_str(&compared(Some(session), &["--json"])).expect("JSON");
    let events = found["events"].as_array().expect("events");
    assert_eq!(events.len(), 1);
    assert_eq!(events[0]["standing"][0], "contradicted");
    let said = events[0]["said"].as_array().expect("what is said");
    let is_it = |of: &&Value| of["report"] == "az-mod/2022-08-08/daily-sabah" && of["claim"] == 1;
    let claim = said.iter().find(is_it).expect("the claim");
    claim["ties"].as_array().expect("ties").clone()
}

#[test]
fn the_commands_count_with_what_the_person_judged_and_say_why() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("session.json");
    fs::write(&path, file::write(&judged())).expect("written");
    let expected = serde_json::json!([{
        "kind": "denies", "direction": "to", "report": "am-mod/2022-08-08/asbarez", "claim": 1, "basis": "person",
        "verdict": "own-denies", "reason": "", "verdict_reason": REASON, "verdict_day": "2026-11-27",
    }]);
    assert_eq!(Value::from(ties_of_claim(text(&path))), expected);
    // By hand: without it nobody denies what is said of Kalbajar on these days.
    assert!(compared(None, &[]).contains("one side only"));
    let words = compared(Some(text(&path)), &[]);
    assert!(words.contains("contradicted"), "{words}");
    let line = "Set by you: am-mod/2022-08-08/asbarez denies this; Your reason of 27 Nov 2026: \
                Both speak of Zod";
    assert!(words.contains(line), "{words}");
    let table = compared(Some(text(&path)), &["--csv"]);
    // It is the other that denies, at either end.
    for cell in [
        "am-mod/2022-08-08/asbarez#1 denies this (person, own-denies): Both speak of Zod",
        "denies az-mod/2022-08-08/daily-sabah#1 (person, own-denies): Both speak of Zod",
    ] {
        assert!(table.contains(cell), "{table}");
    }

    // So does the list, for the records alone that have ties.
    let mut args = vec!["list", "--json", "--reporter", "az-mod"];
    args.extend(DAYS);
    args.extend(["--session", text(&path)]);
    let rows: Value = serde_json::from_str(&printed(&args)).expect("JSON");
    let rows = rows.as_array().expect("rows");
    let tied: Vec<&Value> = rows.iter().filter(|row| row["ties"].is_array()).collect();
    assert_eq!(rows.len(), 2);
    assert_eq!(tied.len(), 1);
    assert_eq!(tied[0]["ties"], expected);

    // A link tells verdicts, and no reasons.
    let ties = ties_of_claim(&link::write(&judged()));
    assert_eq!(ties[0]["verdict"], "own-denies");
    assert_eq!(ties[0].get("verdict_reason"), None);
    // A rejected one joins nothing.
    let mut rejected = judged();
    rejected.verdicts.insert(own_tie(), Verdict::Rejected);
    fs::write(&path, file::write(&rejected)).expect("written");
    assert!(compared(Some(text(&path)), &[]).contains("one side only"));
}

#[test]
fn grades_of_a_session_are_a_column_where_they_are_asked_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("session.json");
    let mut graded = judged();
    let says = Annotation {
        grade: Grade::parse("C").expect("a grade"),
        comment: "".into(),
        day: Day::from_ymd(2026, 11, 27).expect("a day"),
    };
    let annotations = std::sync::Arc::make_mut(&mut graded.personal.annotations);
    annotations.set(Annotated::Reporter("az-mod".into()), Some(says));
    fs::write(&path, file::write(&graded)).expect("written");
    let mut args = vec!["list", "--columns", "reporter,grade"];
    args.extend(DAYS);
    // Without a session nobody gave any.
    assert!(printed(&args).contains("AZ MoD\t\n"));
    args.extend(["--session", text(&path)]);
    let listed = printed(&args);
    assert!(listed.starts_with("Reporter\tGrade\n"), "{listed}");
    assert_eq!(listed.matches("AZ MoD\tC6").count(), 2, "{listed}");
    assert!(listed.contains("RU MoD\t\n"), "{listed}");
}

#[test]
fn a_project_is_compared_with_what_was_judged_in_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("judged.gpkg");
    let mut window = open_window(&[], None);
    for command in [
        Command::JudgeTie(own_tie(), Some(Verdict::Joined(TieKind::Denies))),
        Command::Annotate(
            Annotated::Tie(own_tie()),
            judged()
                .personal
                .annotations
                .of(&Annotated::Tie(own_tie()))
                .cloned(),
        ),
    ] {
        window.state_mut().act(Action::Do(command));
        settle(&mut window);
    }
    window.state_mut().act(Action::SaveProjectAs(path.clone()));
    settle(&mut window);
    drop(window);
    let ties = ties_of_claim(text(&path));
    assert_eq!(ties.len(), 1);
    assert_eq!(ties[0]["verdict"], "own-denies");
    assert_eq!(ties[0]["verdict_reason"], REASON);
    assert_eq!(ties[0]["verdict_day"], "2026-11-27");
    // What it does not hold is opened for nobody who has not asked.
    let mut naming = judged();
    let table = folder.path().join("more.csv");
    naming
        .files
        .push(contactline::session::OpenFile::at(&table, &[]));
    let session = folder.path().join("session.json");
    fs::write(&session, file::write(&naming)).expect("written");
    let refused = contactline(&["compare", "--session", text(&session)]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("more.csv"));
}

fn act(window: &mut Window, action: Action) {
    window.state_mut().act(action);
    settle(window);
}

#[test]
fn a_correction_is_marked_on_both_cards_in_the_list_and_in_conditions() {
    let mut corrected = Session::default();
    let verdict = Verdict::Joined(TieKind::Corrects);
    corrected.verdicts.insert(own_tie(), verdict);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("session.json");
    fs::write(&path, file::write(&corrected)).expect("written");
    let list = |condition: &str| {
        let mut args = vec!["list", "--columns", "reporter,number,corrected-by"];
        args.extend(DAYS);
        args.extend(["--session", text(&path), "--where", condition]);
        printed(&args)
    };
    let listed = list("corrected");
    assert_eq!(
        listed,
        "Reporter\tIncidents\tCorrected by\nAZ MoD\t6\tAM MoD\n"
    );
    assert!(!list("not corrected").contains("AM MoD\n"));

    let mut window = open_window(&[], None);
    let period = Command::SetWindow(days("2022-08-06", "2022-08-08"));
    act(&mut window, Action::Do(period));
    let tie = Command::JudgeTie(own_tie(), Some(verdict));
    act(&mut window, Action::Do(tie));
    for (of, says) in [
        (own_tie().to, "Withdrawn or corrected by AM MoD"),
        (own_tie().from, "Withdraws or corrects AZ MoD"),
    ] {
        let key = ReportKey::of_base(&of.report);
        let select = Command::Select(Some(Selection::Report(key)));
        act(&mut window, Action::Do(select));
        assert!(shows(&window, says), "{says}");
    }
}

/// The days of the claims that are tied, with the tie and its reason.
fn window_with_tie() -> Window {
    let mut window = open_window(&[], None);
    let period = Command::SetWindow(days("2022-08-06", "2022-08-08"));
    act(&mut window, Action::Do(period));
    let verdict = Verdict::Joined(TieKind::Denies);
    act(
        &mut window,
        Action::Do(Command::JudgeTie(own_tie(), Some(verdict))),
    );
    let on = Annotated::Tie(own_tie());
    let says = judged().personal.annotations.of(&on).cloned();
    act(&mut window, Action::Do(Command::Annotate(on, says)));
    window
}

#[test]
fn own_ties_leave_with_their_basis_and_reason_and_are_read_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = window_with_tie();
    let expected = Tie {
        from: own_tie().from,
        to: own_tie().to,
        kind: TieKind::Denies,
        basis: TieBasis::Person,
        reason: format!("2026-11-27: {REASON}"),
    };
    for extension in ["geojson", "csv", "gpkg", "kml"] {
        let path = folder.path().join(format!("out.{extension}"));
        act(&mut window, Action::Export(path.clone()));
        let read = formats::read(&path, &ImportOptions::default(), &Budget::default());
        let read = read.expect("what was written");
        let ties: Vec<&Tie> = read.draft.ties.ties.iter().map(|(_, tie)| tie).collect();
        assert_eq!(ties, [&expected], "{extension}");
        let of_claims = read.draft.reports.iter().flat_map(|report| &report.claims);
        let said = of_claims.filter_map(|claim| claim.properties.as_deref());
        assert_eq!(said.filter(|text| text.contains("ties")).count(), 0);
        // Opened beside the shipped data it joins the same claims, and says who set it.
        let mut again = open_window(&[&path], None);
        settle(&mut again);
        if session(&again).files.is_empty() {
            act(&mut again, Action::AcceptImport { remember: false });
        }
        let atlas = again.state().atlas();
        let is_it = |tie: &&Tie| tie.basis == TieBasis::Person;
        let own: Vec<&Tie> = atlas.ties().ties.iter().filter(is_it).collect();
        assert_eq!(own, [&expected], "{extension}");
    }
    // Accepted where a file has inferred it, a tie comes back as the one there is, with both reasons.
    let inferred = Judged {
        from: end("am-prosecutor/2020-07-16/prosecutor-am", 1),
        to: end("az-mod/2020-07-13/oananews", 1),
    };
    let july = Command::SetWindow(days("2020-07-01", "2020-07-31"));
    act(&mut window, Action::Do(july));
    let accept = Command::JudgeTie(inferred.clone(), Some(Verdict::Accepted));
    act(&mut window, Action::Do(accept));
    let path = folder.path().join("accepted.gpkg");
    act(&mut window, Action::Export(path.clone()));
    let again = open_window(&[&path], None);
    let atlas = again.state().atlas();
    let all = atlas.ties().ties.iter();
    let all: Vec<&Tie> = all.filter(|tie| tie.from == inferred.from).collect();
    assert_eq!(all.len(), 1);
    assert_eq!(all[0].basis, TieBasis::Person);
    assert!(all[0].reason.contains("both speak of fire at Chinari"));
    assert!(!shows(&again, "duplicate tie"));
}

/// How Goranboy stands on these days of March 2022, where the rule proposes that a report of Nagorno-Karabakh
/// denies what Azerbaijan says.
fn is_contradicted(window: &Window) -> bool {
    let atlas = window.state().atlas();
    let verdicts = &session(window).verdicts;
    let ties = held(
        atlas,
        &mut Pairs::default(),
        &Thresholds::default(),
        verdicts,
    );
    let events = Gathered::default().events(atlas, &Thresholds::default(), ties);
    let goranboy = atlas.region_by_key("goranboy").map(PlaceRef::Region);
    let mut of_days = events.in_window(days("2022-03-08", "2022-03-09"));
    of_days.any(|(_, event)| {
        Some(event.place) == goranboy && event.standings.has(Standing::Contradicted)
    })
}

#[test]
fn a_rejected_proposal_leaves_in_every_format_and_stands_as_rejected_until_it_is_accepted() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = open_window(&[], None);
    let period = Command::SetWindow(days("2022-03-08", "2022-03-09"));
    act(&mut window, Action::Do(period.clone()));
    assert!(is_contradicted(&window), "by the rule");
    let proposed = Judged {
        from: TieEnd {
            report: "nk-mod/2022-03-09/armradio".into(),
            claim: None,
        },
        to: end("az-mod/2022-03-09/news-az", 1),
    };
    let reject = Command::JudgeTie(proposed.clone(), Some(Verdict::Rejected));
    act(&mut window, Action::Do(reject));
    let says = Annotation {
        grade: Grade::NOT_JUDGED,
        comment: "It speaks of Khramort".into(),
        day: Day::from_ymd(2026, 11, 27).expect("a day"),
    };
    let on = Annotated::Tie(proposed.clone());
    act(&mut window, Action::Do(Command::Annotate(on, Some(says))));
    let expected = Tie {
        from: proposed.from.clone(),
        to: proposed.to.clone(),
        kind: TieKind::Denies,
        basis: TieBasis::Rejected,
        reason: "2026-11-27: It speaks of Khramort".into(),
    };
    for extension in ["geojson", "csv", "gpkg", "kml"] {
        let path = folder.path().join(format!("out.{extension}"));
        act(&mut window, Action::Export(path.clone()));
        assert!(!shows(&window, "of yours is not in the file"));
        let read = formats::read(&path, &ImportOptions::default(), &Budget::default());
        let read = read.expect("what was written");
        let ties = read.draft.ties.ties.iter().map(|(_, tie)| tie);
        let ties: Vec<&Tie> = ties.filter(|tie| tie.basis.is_judged()).collect();
        assert_eq!(ties, [&expected], "{extension}");
        // Opened by somebody who has judged nothing, it joins nothing, and says whose file rejects it.
        let mut again = open_window(&[&path], None);
        settle(&mut again);
        if session(&again).files.is_empty() {
            act(&mut again, Action::AcceptImport { remember: false });
        }
        act(&mut again, Action::Do(period.clone()));
        assert!(session(&again).verdicts.is_empty());
        assert!(!is_contradicted(&again), "{extension}");
        let atlas = again.state().atlas();
        let none = Verdicts::new();
        let ties = held(atlas, &mut Pairs::default(), &Thresholds::default(), &none);
        let is_it = |tie: &&Held| tie.tie.from == proposed.from && tie.tie.to == proposed.to;
        let found: Vec<&Held> = ties.iter().filter(is_it).collect();
        assert_eq!(found.len(), 1, "{extension}");
        let Some(RejectedBy::File(file)) = found[0].rejected_by() else {
            panic!("{extension}: {:?}", found[0]);
        };
        assert!(file.starts_with(&*path.to_string_lossy()), "{file}");
        assert!(!found[0].is_proposal());
        // It leaves again as it came, and can be accepted none the less.
        let second = folder.path().join(format!("again-{extension}.geojson"));
        act(&mut again, Action::Export(second.clone()));
        let read = formats::read(&second, &ImportOptions::default(), &Budget::default());
        let read = read.expect("what was written").draft.ties.ties;
        let reasons = read.iter().map(|(_, tie)| &*tie.reason);
        let mut reasons: Vec<&str> = reasons.collect();
        // The claim is in the shipped data and in the file, and says it in either.
        reasons.dedup();
        assert_eq!(reasons, [&*expected.reason], "{extension}");
        let accept = Command::JudgeTie(proposed.clone(), Some(Verdict::Accepted));
        act(&mut again, Action::Do(accept));
        assert!(is_contradicted(&again), "{extension}");
    }
    // The window lists it among those that are rejected, and says by whom.
    let path = folder.path().join("out.csv");
    let mut again = open_window(&[&path], None);
    act(&mut again, Action::AcceptImport { remember: false });
    act(&mut again, Action::Do(period));
    press(&mut again, "Compare");
    settle(&mut again);
    press(&mut again, "Ties");
    press(&mut again, "1 rejected");
    press(&mut again, "Review");
    settle(&mut again);
    assert!(shows(
        &again,
        "rejected by whoever wrote out.csv; 2026-11-27: It speaks of Khramort"
    ));
    press(&mut again, "Accept (A)");
    settle(&mut again);
    let accepted = [(proposed, Verdict::Accepted)].into();
    assert_eq!(session(&again).verdicts, accepted);
}

fn atlas_of(window: &Window) -> &contactline::model::Atlas {
    window.state().atlas()
}

/// The ties of files that persons judged, but those of the shipped data: with the number killed at either end.
fn ties_of_rows(window: &Window) -> Vec<(TieKind, TieBasis, [u32; 2])> {
    let atlas = atlas_of(window);
    let killed = |records: &Vec<contactline::model::RecordId>| {
        assert_eq!(records.len(), 1, "one record at each end");
        let record = records[0];
        atlas.dataset_of(record).columns.killed[record.row as usize]
    };
    let ties = atlas.ties().ties.iter().zip(&atlas.ties().records);
    ties.filter(|(tie, _)| tie.basis.is_judged())
        .map(|(tie, records)| (tie.kind, tie.basis, [&records[0], &records[1]].map(killed)))
        .collect()
}

#[test]
fn rows_of_a_large_file_are_ends_of_own_ties() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("many.csv");
    let remark = "told at length ".repeat(60);
    let rows = (0..1_500).map(|row| format!("2022-08-08,Lachin,{row},{remark}\n"));
    let text = "date,place,killed,remark\n".to_owned() + &rows.collect::<String>();
    fs::write(&path, text).expect("written");
    let mut window = open_window(&[&path], None);
    act(&mut window, Action::AcceptImport { remember: false });
    let atlas = window.state().atlas();
    let key = session(&window).files[0].key.clone();
    let (id, dataset) = atlas.datasets_of(Some(&key)).next().expect("the table");
    assert!(dataset.memory().is_none(), "it is read again row by row");
    let record = |row| contactline::model::RecordId { dataset: id, row };
    let [first, second] = [3, 700].map(|row| {
        let end = end_of(atlas, record(row), false).expect("an end");
        let offset = dataset.columns.offset[row as usize];
        let file = Some(key.clone());
        (Selection::Record { file, offset }, end)
    });
    let select = |selection: &Selection| Action::Do(Command::Select(Some(selection.clone())));
    act(&mut window, select(&first.0));
    press(&mut window, "Tie to…");
    settle(&mut window);
    assert!(shows(&window, "A tie from: "));
    act(&mut window, select(&second.0));
    press(&mut window, "Tie here…");
    let kind = window.query_all_by_label_contains(": same event as this");
    let kind = kind.into_iter().next().expect("a kind");
    kind.click_accesskit();
    settle(&mut window);
    let judged = Judged {
        from: first.1,
        to: second.1,
    };
    let made = [(judged, Verdict::Joined(TieKind::SameEvent))].into();
    assert_eq!(session(&window).verdicts, made);
    // It leaves, and so does one that is rejected, by what the rows are called in the file that is written.
    let reject = Command::JudgeTie(
        Judged {
            from: end_of(atlas_of(&window), record(1_400), false).expect("an end"),
            to: end_of(atlas_of(&window), record(3), false).expect("an end"),
        },
        Some(Verdict::Rejected),
    );
    act(&mut window, Action::Do(reject.clone()));
    for extension in ["csv", "geojson", "json", "gpkg", "kml"] {
        let path = folder.path().join(format!("out.{extension}"));
        act(&mut window, Action::Export(path.clone()));
        assert!(!shows(&window, "not in the file"), "{extension}");
        if extension == "kml" {
            // Of a format that cannot be streamed, as a file of many records is read.
            let tuning = Tuning {
                many_records: 100,
                ..Tuning::default()
            };
            let choices = ImportOptions::default();
            let read = formats::read_tuned(&path, &choices, &Budget::default(), tuning);
            let read = read.expect("what was written");
            assert!(read.rows.is_some() && read.draft.reports.is_empty());
            assert_eq!((read.draft.ties.ties.len(), read.named_rows.len()), (2, 3));
        }
        let mut again = open_window(&[&path], None);
        settle(&mut again);
        if session(&again).files.is_empty() {
            act(&mut again, Action::AcceptImport { remember: false });
        }
        let said = ties_of_rows(&again);
        let expected = [
            (TieKind::SameEvent, TieBasis::Person, [3, 700]),
            (TieKind::Denies, TieBasis::Rejected, [1_400, 3]),
        ];
        let mut sorted = said.clone();
        sorted.sort();
        let mut wanted = expected.to_vec();
        wanted.sort();
        assert_eq!(sorted, wanted, "{extension}");
        // Once more, out of what was read: whether it is held row by row or as a whole.
        let second = folder.path().join(format!("again-{extension}.csv"));
        act(&mut again, Action::Export(second.clone()));
        assert!(!shows(&again, "not in the file"), "{extension}");
        let mut third = open_window(&[&second], None);
        settle(&mut third);
        act(&mut third, Action::AcceptImport { remember: false });
        let mut said = ties_of_rows(&third);
        said.sort();
        assert_eq!(said, wanted, "{extension}");
    }
    let Command::JudgeTie(rejected, _) = reject else {
        panic!("a verdict");
    };
    act(&mut window, Action::Do(Command::JudgeTie(rejected, None)));
    // On both cards, each with the way to take it away.
    assert!(shows(&window, "same event as this"));
    act(&mut window, select(&first.0));
    assert!(shows(&window, "Set by you: same event as "));
    press(&mut window, "Remove this tie");
    settle(&mut window);
    assert!(session(&window).verdicts.is_empty());
}
