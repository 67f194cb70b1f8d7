//! Selecting on the map and reading in the details, driven through the real panels.

use crate::common::{Window, click, days, open_window, press, rect, session, settle, shows, wheel};
use contactline::{
    model::{Amount, RegionKey, ReportKey, Sum},
    query::{Bin, Direction, PlaceRef},
    scene::bundle::Figure,
    session::{Command, Selection},
    view::Action,
};
use egui::{Event, Pos2, Rect, pos2, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

/// Presses and releases at a point, and waits for longer than a double click takes.
fn click_at(window: &mut Window, at: Pos2) -> Option<Selection> {
    window.hover_at(at);
    window.run();
    window.drag_at(at);
    window.drop_at(at);
    window.run();
    window.run_steps(40);
    session(window).selection.clone()
}

/// Selects as a search or a link does.
fn select(window: &mut Window, selection: Selection) {
    let command = Command::Select(Some(selection));
    window.state_mut().act(Action::Do(command));
    settle(window);
}

/// The figures on the map: what each says.
fn figures(window: &Window) -> Vec<String> {
    let found = window.query_all_by_label_contains("MoD: ");
    let names = found.filter_map(|node| node.accesskit_node().label());
    names.filter(|name| name.contains('→')).collect()
}

#[test]
fn the_figures_of_the_others_stay_when_one_is_selected() {
    let mut window = open_window(&[], None);
    let all = figures(&window);
    assert_eq!(all.len(), 4, "{all:?}");
    for label in ["AZ MoD: 6 incidents", "NK MoD: ", "RU MoD: 1 incident"] {
        window.get_by_label_contains(label).click();
        window.run();
        assert!(
            matches!(session(&window).selection, Some(Selection::Bundle(_))),
            "{label}"
        );
        window.hover_at(pos2(640.0, 560.0));
        for _ in 0..30 {
            window.step();
        }
        let mut now = figures(&window);
        now.retain(|name| all.contains(name));
        now.dedup();
        for figure in &all {
            assert!(now.contains(figure), "{figure} vanished beside {label}");
        }
    }
}

#[test]
fn things_under_one_click_are_offered_with_their_names() {
    let mut window = open_window(&[], None);
    let name = rect(&window, "Region Tartar");
    let at = name.center() + vec2(0.0, 14.0);
    let first = click_at(&mut window, at);
    assert!(matches!(first, Some(Selection::Region(_))), "{first:?}");
    assert!(shows(&window, "1 of 2 here"));
    assert!(shows(
        &window,
        "Next here: Zone Area of the Russian peacekeeping contingent"
    ));
    press(
        &mut window,
        "Next here: Zone Area of the Russian peacekeeping contingent",
    );
    let second = session(&window).selection.clone();
    assert!(matches!(second, Some(Selection::Zone(_))), "{second:?}");
    assert!(shows(&window, "2 of 2 here"));
    press(&mut window, "Next here: Region Tartar");
    assert_eq!(session(&window).selection, first, "round and round");
    // The list of all of them.
    click(&mut window, "1 of 2 here");
    press(
        &mut window,
        "Zone Area of the Russian peacekeeping contingent",
    );
    assert_eq!(session(&window).selection, second);
    // Something else, by another way: what lay under the click is not offered.
    window.get_by_label_contains("69 undated").click();
    window.run();
    assert!(!shows(&window, " here"));
}

#[test]
fn the_list_of_undated_reports_comes_to_the_front_from_any_tab() {
    let mut window = open_window(&[], None);
    click(&mut window, "Charts");
    settle(&mut window);
    window.get_by_label_contains("69 undated").click();
    settle(&mut window);
    // Counted in the data: 69 claims and reports without a claim, of 53 reports.
    assert!(shows(&window, "69 records in 53 reports"));
    assert!(!shows(&window, "Claims by time and reporter"));
    // One step back, as it was one click.
    window.state_mut().act(Action::Undo);
    settle(&mut window);
    assert_eq!(session(&window).selection, None);
}

#[test]
fn details_begin_at_the_top_for_a_new_thing_and_keep_title_and_close_in_sight() {
    let mut window = open_window(&[], None);
    click(&mut window, "Region Kalbajar / Karvachar");
    press(&mut window, "All time");
    settle(&mut window);
    let close = rect(&window, "Clear selection");
    // A tooltip on the map may say the same.
    let district = |window: &Window| {
        let found = window.query_all_by_label_contains("District of Azerbaijan");
        let mut found = found.map(|node| node.rect());
        found
            .find(|rect| rect.left() > 940.0)
            .expect("in the details")
    };
    let top = district(&window);
    let title = |window: &Window, of: &str| -> Vec<Rect> {
        let found = window.query_all_by_label(of).map(|node| node.rect());
        found.filter(|rect| rect.left() > 940.0).collect()
    };
    let heading = title(&window, "Kalbajar / Karvachar")[0];
    for _ in 0..6 {
        wheel(&mut window, pos2(1100.0, 420.0), 400.0);
    }
    assert!(
        district(&window).top() < top.top() - 200.0,
        "it was scrolled"
    );
    assert_eq!(rect(&window, "Clear selection"), close);
    assert_eq!(title(&window, "Kalbajar / Karvachar")[0], heading);
    let lachin = Selection::Region(RegionKey("lachin".into()));
    select(&mut window, lachin);
    let again = district(&window);
    assert_eq!(again.top(), top.top(), "it begins at the top");
    assert_eq!(rect(&window, "Clear selection"), close);
}

#[test]
fn the_first_card_says_where_it_was_printed() {
    let mut window = open_window(&[], None);
    window.get_by_label_contains("AZ MoD: 6 incidents").click();
    settle(&mut window);
    assert!(shows(&window, "Printed in Daily Sabah"));
    assert!(!shows(&window, "no address"));
    // The further publications have theirs.
    assert!(shows(&window, "Regnum"));
}

#[test]
fn texts_of_a_card_can_be_selected_and_copied() {
    let mut window = open_window(&[], None);
    window.get_by_label_contains("AZ MoD: 6 incidents").click();
    settle(&mut window);
    let text = rect(&window, "Armenian forces (as reported)");
    let (from, to) = (text.left_center() + vec2(1.0, 0.0), text.right_center());
    window.hover_at(from);
    window.step();
    window.drag_at(from);
    window.step();
    for share in 1..=8 {
        window.hover_at(from + (to - from) * (share as f32 / 8.0));
        window.step();
    }
    window.drop_at(to);
    window.step();
    window.event(Event::Copy);
    window.step();
    let commands = &window.output().platform_output.commands;
    let copied = commands.iter().find_map(|command| match command {
        egui::OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    });
    assert_eq!(copied.as_deref(), Some("Armenian forces (as reported)"));
}

#[test]
fn a_stack_says_which_numbers_are_under_it() {
    let mut window = open_window(&[], None);
    press(&mut window, "All time");
    settle(&mut window);
    let claims = |figure: Figure| figure.counted + figure.uncounted;
    let scene = &window.state().derived().scene;
    // The numbers of a dozen claims are told one by one; of more, the first of them.
    let told = |figure: Figure| (2..=12).contains(&claims(figure));
    let stacks = scene.bundles.iter().filter(|of| told(of.figure));
    let bundle = stacks.max_by_key(|of| of.figure.counted.min(of.figure.uncounted));
    let bundle = bundle.expect("a stack");
    let (figure, key) = (bundle.figure, bundle.key.clone());
    select(&mut window, Selection::Bundle(key));
    let title = format!(", {} claims: ", claims(figure));
    let titles = window.query_all_by_label_contains(&title);
    let numbers: Vec<String> = titles
        .filter_map(|node| node.accesskit_node().value())
        .collect();
    let (_, numbers) = numbers[0].split_once(": ").expect("numbers");
    let numbers: Vec<&str> = numbers.split(", ").collect();
    assert_eq!(numbers.len(), claims(figure) as usize, "{numbers:?}");
    let stated = numbers.iter().filter_map(|number| number.parse().ok());
    let stated: Vec<u64> = stated.collect();
    assert_eq!(stated.len(), figure.counted as usize, "{numbers:?}");
    assert_eq!(
        Some(Sum::exact(stated.iter().sum())),
        figure.count,
        "{numbers:?}"
    );
}

#[test]
fn a_town_and_the_district_of_its_name_are_told_apart() {
    let mut window = open_window(&[], None);
    // The district by its name, the town by its own.
    click(&mut window, "Region Jabrayil / Jrakan");
    assert!(matches!(
        session(&window).selection,
        Some(Selection::Region(_))
    ));
    assert!(shows(&window, "District of Azerbaijan"));
    click(&mut window, "Settlement Jabrayil / Jrakan");
    let town = session(&window).selection.clone();
    assert!(matches!(town, Some(Selection::Settlement(_))), "{town:?}");
    assert!(shows(&window, "Settlement in"));
}

/// A claim and, after it, a report of another reporter that denies it and claims something else.
const DENIED: &str = r#"{"reports": [
{"id": "test/1", "reporter": "test-one", "language": "en", "published": "2022-08-07",
 "published_basis": "page", "stance": "claim", "claims": [{"by": "armenia", "count": 3,
 "targets": [{"region": "gubadli"}], "start": "2022-08-07T10:00", "time_precision": "minute", "activity": "fire"}]},
{"id": "test/0", "reporter": "test-one", "language": "en", "published": "2022-08-07",
 "published_basis": "page", "stance": "claim", "claims": [{"by": "armenia", "count": 2,
 "targets": [{"region": "gubadli"}], "start": "2022-08-07T11:00", "time_precision": "minute", "activity": "fire"}]},
{"id": "test/2", "reporter": "test-two", "language": "en", "published": "2022-08-07",
 "published_basis": "page", "stance": "mixed", "denies": "the fire of 10:00", "claims": [
 {"by": "armenia", "targets": [{"region": "gubadli"}], "denied": true,
 "start": "2022-08-07T10:00", "end": "2022-08-07T13:00", "time_precision": "minute", "activity": "fire"},
 {"by": "azerbaijan", "targets": [{"region": "goris"}], "count": 1,
 "start": "2022-08-07T12:00", "time_precision": "minute", "activity": "fire"}]},
{"id": "test/3", "reporter": "test-two", "language": "en", "published": "2022-08-08",
 "published_basis": "page", "stance": "denial", "denies": "fire nowhere in particular", "claims": []}]}"#;

#[test]
fn a_denial_is_drawn_where_it_points_listed_beside_what_it_denies_and_never_counted_as_fire() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("reports.json");
    std::fs::write(&file, DENIED).expect("written");
    let mut window = open_window(&[&file], None);
    // On the map, and said to be a denial.
    window
        .get_by_label_contains("test-two denies: incidents, number not stated")
        .click();
    settle(&mut window);
    assert!(shows(&window, "test-two denies: "));
    assert!(shows(&window, "Denied"));

    // In the list of its place, right behind what it denies, although another claim is earlier.
    select(&mut window, Selection::Region(RegionKey("gubadli".into())));
    let top = |words: &str| -> f32 {
        let found = window.query_all_by_label_contains(words);
        let tops = found
            .map(|node| node.rect())
            .filter(|rect| rect.left() > 940.0);
        tops.map(|rect| rect.top()).next_back().expect("listed")
    };
    assert!(top("3 incidents") < top("Denied"));
    assert!(top("Denied") < top("2 incidents"));

    // Its place counts it apart.
    let answer = &window.state().derived().answer;
    let region = window
        .state()
        .atlas()
        .region_by_key("gubadli")
        .expect("there");
    let spot = PlaceRef::Region(region);
    let tallies = answer.tallies.of(Direction::Target, spot);
    let counted: Vec<_> = tallies
        .map(|(_, of)| (of.claims, of.exact.exact_size(), of.uncounted, of.denials))
        .collect();
    assert_eq!(counted, [(2, Some(5), 0, 0), (0, Some(0), 0, 1)]);
    assert_eq!(answer.tallies.most_claims(Direction::Target, spot), 2);
    assert!(shows(&window, "denied"), "the column");
}

#[test]
fn what_a_bar_holds_is_listed() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("reports.json");
    std::fs::write(&file, DENIED).expect("written");
    let mut window = open_window(&[&file], None);
    for date in ["2022-08-07", "2022-08-08"] {
        let day = days(date, date);
        window.state_mut().act(Action::Do(Command::SetWindow(day)));
        settle(&mut window);
        let app = window.state().derived();
        let bars = app.histogram.bars(Bin::Day, day);
        let in_bar: u32 = bars.iter().map(|bar| bar.height()).sum();
        let atlas = window.state().atlas();
        // What began earlier and lasts is listed as well, and stands in the bar of its first day.
        let begun = app.focus.records.iter().filter(|record| {
            let own = atlas.dataset_of(**record).interval(record.row as usize);
            own.is_some_and(|own| own.start().day() == day.first())
        });
        assert_eq!(in_bar as usize, begun.count(), "{date}");
    }
    // A denial that names no place is among them, with what it denies.
    assert!(shows(&window, "fire nowhere in particular"));
}

#[test]
fn the_events_of_ucdp_are_closed_at_first_and_one_click_away() {
    let mut window = open_window(&[], None);
    assert!(session(&window).files.is_empty());
    assert_eq!(window.state().derived().answer.accounts.loaded, 636);
    press(&mut window, "UCDP GED 1990–2020");
    settle(&mut window);
    // 248 events, each with a position.
    assert_eq!(window.state().derived().answer.accounts.loaded, 884);
    let atlas = window.state().atlas();
    let of_ged = |of: &contactline::model::Report| {
        let reporter = &atlas.reporters()[of.reporter];
        (&*reporter.key == "ucdp-ged").then(|| of.claims[0].clone())
    };
    let events: Vec<_> = atlas.reports().filter_map(|of| of_ged(of)).collect();
    assert_eq!(events.len(), 248);
    // Summed by hand over the column `best`.
    let killed = events.iter().filter_map(|event| event.killed);
    assert_eq!(killed.map(Amount::number).sum::<u32>(), 3_106);
    // The first row: 12 December 1992, low, best and high 25.
    let first = events.iter().find(|event| event.killed == Some(25.into()));
    let properties = first
        .and_then(|event| event.properties.clone())
        .expect("kept");
    for cell in [r#""low":"25""#, r#""high":"25""#] {
        assert!(properties.contains(cell), "{properties}");
    }
    let (_, reporter) = atlas
        .reporters()
        .iter()
        .find(|(_, of)| &*of.key == "ucdp-ged")
        .expect("its reporter");
    assert_eq!((&*reporter.letter, reporter.color), ("UC", 11));
    assert!(reporter.side.is_none());
    // The period stays, and all time begins with the first of the events, read by eye in `data/ged.csv`.
    assert_eq!(session(&window).window, days("2022-08-07", "2022-08-08"));
    press(&mut window, "All time");
    assert_eq!(session(&window).window, days("1990-01-13", "2025-08-04"));
    // Closed again, it is offered again.
    press(&mut window, "UCDP GED 1990–2020: actions");
    press(&mut window, "Close");
    settle(&mut window);
    assert_eq!(window.state().derived().answer.accounts.loaded, 636);
    assert!(shows(&window, "UCDP GED 1990–2020"));
}

/// Read in the data: of what the ministry of Azerbaijan said on 30 May 2023 of Kalbajar, one claim is of
/// positions that were being fortified.
#[test]
fn claims_that_are_not_of_fire_are_told_below_the_fire_received() {
    let told = "Not of fire but of reconnaissance, fortification or another act: AZ MoD 1 claim.";
    let mut window = open_window(&[], None);
    let kalbajar = Selection::Region(RegionKey::new("kalbajar"));
    for command in [
        Command::SetWindow(days("2023-05-30", "2023-05-30")),
        Command::Select(Some(kalbajar)),
    ] {
        window.state_mut().act(Action::Do(command));
    }
    settle(&mut window);
    assert!(shows(&window, told));
    // All of August 2022 is fire.
    let period = Command::SetWindow(days("2022-08-01", "2022-08-31"));
    window.state_mut().act(Action::Do(period));
    settle(&mut window);
    assert!(shows(&window, "Fire received, as reported"));
    assert!(!shows(&window, "Not of fire"));
}

/// Read in the data, and on the pages of two of these reports.
#[test]
fn what_reports_state_beside_incidents_stands_on_their_cards() {
    let mut window = open_window(&[], None);
    let all = Command::SetWindow(days("2004-01-01", "2025-12-31"));
    window.state_mut().act(Action::Do(all));
    for (report, told) in [
        (
            "nk-mod/2016-12-27/aravot",
            ["more than 850", "add up to 70 of them"],
        ),
        (
            "az-mod/2017-06-08/xebersaati",
            [
                "110 incidents in total",
                "No claim of it states a number of its own",
            ],
        ),
        (
            "am-mod/2021-03-03/factor",
            ["· bulletin", "No violation recorded."],
        ),
        (
            "az-mod/2023-09-24/caucasuswatch",
            ["Mine explosion", "2 killed"],
        ),
        (
            "ru-mod/2022-03-26/n-tv",
            ["Advance without fire", "· neutral bulletin"],
        ),
    ] {
        let key = ReportKey::of_base(report);
        let select = Command::Select(Some(Selection::Report(key)));
        window.state_mut().act(Action::Do(select));
        settle(&mut window);
        for words in told {
            assert!(shows(&window, words), "{report}: {words}");
        }
    }
}
