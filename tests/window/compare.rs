//! The comparison, driven through the real panel by the names of its controls.

use std::fs;

use crate::common::{
    Window, click, days, open_sized, open_window, press, session, settle, shows, type_into, wheel,
};
use contactline::{
    model::{RegionKey, ReportKey, Standing, TieEnd, TieKind, Verdict, geo::LonLat},
    query::{Question, ask, ties::Judged},
    scene::Camera,
    session::{
        Command, Comparison, OtherView, Selection,
        comparison::{Room, Tab},
        file, link,
    },
    view::Action,
};
use egui::{Key, accesskit::Role};
use egui_kittest::kittest::{By, NodeT as _, Queryable as _};

/// A window of these days with the comparison in front.
fn compare(first: &str, last: &str) -> Window {
    let mut window = open_window(&[], None);
    let period = Command::SetWindow(days(first, last));
    window.state_mut().act(Action::Do(period));
    settle(&mut window);
    click(&mut window, "Compare");
    settle(&mut window);
    window
}

/// Lists the events that stand so.
fn choose_standing(window: &mut Window, name: &str) {
    let lists = window.query_all(By::new().role(Role::ComboBox).label("Standing"));
    lists.into_iter().next().expect("a list").click();
    window.run();
    click(window, name);
    settle(window);
}

/// Which ties are looked at.
fn ties(window: &Window) -> String {
    let lists = window.query_all(By::new().role(Role::ComboBox).label("Ties"));
    let list = lists.into_iter().next().expect("a list");
    list.accesskit_node().value().unwrap_or_default()
}

/// The events in sight: their names, as a screen reader says them.
fn events(window: &Window) -> Vec<String> {
    let rows = window.query_all_by_role(Role::Button);
    let names = rows.filter_map(|row| row.accesskit_node().label());
    names
        .filter(|name| name.contains(" · ") && name.contains(": "))
        .collect()
}

/// The comparison of Kalbajar alone in August 2022.
fn kalbajar_in_august() -> Window {
    let mut window = compare("2022-08-01", "2022-08-31");
    let kalbajar = Selection::Region(RegionKey::new("kalbajar"));
    let select = Command::Select(Some(kalbajar));
    window.state_mut().act(Action::Do(select));
    settle(&mut window);
    click(&mut window, "Only Kalbajar / Karvachar");
    settle(&mut window);
    window
}

/// Whoever asks for a map sees it, although the panel had taken its place.
#[test]
fn a_map_that_is_asked_for_is_in_sight() {
    let mut window = open_window(&[], None);
    let full = Comparison {
        tab: Tab::Compare,
        room: Room::Full,
        ..Comparison::default()
    };
    let other = OtherView::before(session(&window), days("2022-01-01", "2022-12-31"));
    let there = Camera {
        center: LonLat { x: 46.1, y: 40.1 },
        zoom: 9.0,
    };
    let act = |window: &mut Window, command| {
        window.state_mut().act(Action::Do(command));
        settle(window);
    };
    for asked in [
        Command::GoHome,
        Command::FlyTo(there),
        Command::ShowOther(Some(other)),
    ] {
        act(&mut window, Command::SetComparison(full));
        assert_eq!(session(&window).comparison.room, Room::Full);
        act(&mut window, asked);
        assert_eq!(session(&window).comparison.room, Room::Wide);
    }
    act(&mut window, Command::SetComparison(full));
    act(&mut window, Command::ShowOther(None));
    assert_eq!(
        session(&window).comparison.room,
        Room::Full,
        "nothing is asked for"
    );
    press(&mut window, "View");
    press(&mut window, "Small maps");
    settle(&mut window);
    assert_eq!(session(&window).comparison.room, Room::Wide);
}

#[test]
fn who_denied_what_the_ministry_of_azerbaijan_said_of_kalbajar_in_august_2022() {
    let window = kalbajar_in_august();
    // By hand: two claims of 8 August and one of 13 August, denied by nobody in the data.
    let stands =
        "Kalbajar / Karvachar: one side only · silent in this data: Armenian side, third parties";
    let expected = ["7–8 Aug 2022", "12–13 Aug 2022"].map(|days| format!("{days} · {stands}"));
    assert_eq!(events(&window), expected);
}

#[test]
fn the_contradicted_claims_of_a_period_are_two_clicks_away_and_a_click_goes_there() {
    let mut window = compare("2023-08-01", "2023-08-31");
    choose_standing(&mut window, "contradicted");
    // By hand: one claim of August 2023 is denied, that of fire at patrols near Yukhari Shorzha.
    let name =
        "15 Aug 2023 · Vardenis / Basarkechar: contradicted · also reported by a third party";
    assert_eq!(events(&window), [name]);
    assert!(shows(&window, "1 event, 1–31 Aug 2023"));
    press(&mut window, name);
    settle(&mut window);
    assert_eq!(session(&window).window, days("2023-08-15", "2023-08-15"));
    let place = Selection::Region(RegionKey::new("basarkechar"));
    assert_eq!(session(&window).selection, Some(place));
    assert!(session(&window).camera.is_some());
    // One click, one step back.
    window.state_mut().act(Action::Undo);
    settle(&mut window);
    assert_eq!(session(&window).window, days("2023-08-01", "2023-08-31"));
    assert_eq!(session(&window).selection, None);
    assert_eq!(session(&window).camera, None);
    window.state_mut().act(Action::Redo);
    settle(&mut window);
    assert_eq!(session(&window).window, days("2023-08-15", "2023-08-15"));
}

#[test]
fn where_russian_bulletins_alone_record_fire_is_listed() {
    let mut window = compare("2023-08-16", "2023-08-18");
    choose_standing(&mut window, "reported by a third party only");
    // By hand: the bulletin of 17 August records a violation at Shusha, of which neither side says
    // anything within a day.
    assert_eq!(
        events(&window),
        [
            "17 Aug 2023 · Shusha / Shushi: reported by a third party only · silent in this data: Armenian side, Azerbaijani side"
        ]
    );
}

#[test]
fn a_proposal_is_accepted_or_rejected_with_one_key_and_undone_and_kept() {
    let mut window = compare("2022-08-01", "2022-08-31");
    assert_eq!(ties(&window), "2 proposals");
    let before = ask(
        window.state().atlas(),
        &Question {
            window: days("2004-01-01", "2025-12-31"),
            filters: session(&window).filters.clone(),
        },
    );
    // What is not seen is not judged.
    window.key_press(Key::A);
    settle(&mut window);
    assert!(session(&window).verdicts.is_empty());
    click(&mut window, "Review");
    settle(&mut window);
    window.key_press(Key::A);
    settle(&mut window);
    let accepted: Vec<Verdict> = session(&window).verdicts.values().copied().collect();
    assert_eq!(accepted, [Verdict::Accepted]);
    assert_eq!(ties(&window), "1 proposal");
    window.key_press(Key::R);
    settle(&mut window);
    assert_eq!(session(&window).verdicts.len(), 2);
    // Kept in the session, and so in projects and links.
    let again = file::read(&file::write(session(&window))).expect("a session");
    assert_eq!(again.verdicts, session(&window).verdicts);
    let after = ask(
        window.state().atlas(),
        &Question {
            window: days("2004-01-01", "2025-12-31"),
            filters: session(&window).filters.clone(),
        },
    );
    assert_eq!(before.tallies, after.tallies);
    window.state_mut().act(Action::Undo);
    window.state_mut().act(Action::Undo);
    settle(&mut window);
    assert!(session(&window).verdicts.is_empty());
    assert_eq!(ties(&window), "2 proposals");
}

#[test]
fn keys_of_the_comparison_judge_nothing_while_somebody_types() {
    let mut window = compare("2022-08-01", "2022-08-31");
    click(&mut window, "Review");
    settle(&mut window);
    type_into(&mut window, "Search places, regions and reports", "Ara");
    window.key_press(Key::A);
    settle(&mut window);
    assert!(session(&window).verdicts.is_empty());
}

#[test]
fn most_of_the_panel_is_rows_and_ties_are_opened_where_they_are_wanted() {
    let mut window = open_sized([1280.0, 800.0], &[], None);
    click(&mut window, "Compare");
    settle(&mut window);
    let bottom = window.get_by_label("Play (Space)").rect().top();
    let whole_rows = |window: &Window| {
        let rows = window.query_all_by_role(Role::Button);
        let is_row = |name: String| name.contains(" · ") && name.contains(": ");
        let rows = rows.filter(|row| row.accesskit_node().label().is_some_and(is_row));
        rows.filter(|row| row.rect().bottom() <= bottom).count()
    };
    assert_eq!(whole_rows(&window), 4);
    assert!(!shows(&window, "Accept (A)") && !shows(&window, "Rule for proposals"));
    click(&mut window, "Review");
    settle(&mut window);
    assert!(shows(&window, "Accept (A)") && shows(&window, "Rule for proposals"));
}

#[test]
fn rows_stay_where_they_are_when_something_is_selected() {
    let mut window = open_sized([1280.0, 800.0], &[], None);
    click(&mut window, "Compare");
    settle(&mut window);
    let top_of_first = |window: &Window| {
        let rows = window.query_all_by_role(Role::Button);
        let is_row = |name: String| name.starts_with("6–8 Aug 2022 · Vardenis / Basarkechar: ");
        let mut rows = rows.filter(|row| row.accesskit_node().label().is_some_and(is_row));
        rows.next().expect("the first row").rect().top()
    };
    let before = top_of_first(&window);
    let kalbajar = Selection::Region(RegionKey::new("kalbajar"));
    let select = Command::Select(Some(kalbajar));
    window.state_mut().act(Action::Do(select));
    settle(&mut window);
    assert!(shows(&window, "Selected: Region Kalbajar / Karvachar"));
    assert!(shows(&window, "Only Kalbajar / Karvachar"));
    assert_eq!(top_of_first(&window), before);
}

#[test]
fn a_button_of_the_map_says_what_it_does_and_not_what_lies_below_it() {
    let mut window = open_sized([1280.0, 800.0], &[], None);
    let all_time = Command::SetWindow(days("2004-06-27", "2025-08-04"));
    window.state_mut().act(Action::Do(all_time));
    settle(&mut window);
    let button = window.get_by_label("Zoom in (+)").rect();
    let said = |window: &mut Window, at: egui::Pos2| {
        window.hover_at(at);
        settle(window);
        shows(window, "District of Azerbaijan")
    };
    // The map says what lies beside the buttons; dragged beneath them, it is not said any more.
    let third = button.center() + egui::vec2(0.0, 62.0);
    let beside = third - egui::vec2(60.0, 0.0);
    assert!(said(&mut window, beside));
    window.drag_at(beside);
    window.step();
    window.hover_at(third);
    window.step();
    window.drop_at(third);
    settle(&mut window);
    assert!(!said(&mut window, third));
    assert!(said(&mut window, third - egui::vec2(30.0, 0.0)));
}

#[test]
fn events_leave_as_a_table_and_as_a_page() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = compare("2023-08-01", "2023-08-31");
    choose_standing(&mut window, "contradicted");
    for (name, words) in [
        (
            "events.csv",
            "basarkechar,2023-08-15,2023-08-15,contradicted|third,false",
        ),
        (
            "events.html",
            "<th colspan=\"2\">15 Aug 2023 · Vardenis / Basarkechar",
        ),
    ] {
        let path = folder.path().join(name);
        click(&mut window, "Export all…");
        type_into(
            &mut window,
            "Path of the new file",
            path.to_str().expect("a path"),
        );
        window.key_press(Key::Enter);
        settle(&mut window);
        let text = fs::read_to_string(&path).unwrap_or_default();
        assert!(text.contains(words), "{name}: {text}");
    }
}

#[test]
fn the_comparison_takes_most_of_the_window_on_demand_and_leaves_the_map_its_place() {
    let mut window = open_sized([1440.0, 900.0], &[], None);
    click(&mut window, "Compare");
    settle(&mut window);
    let before = window.get_by_label("Map").rect().width();
    click(&mut window, "Wider");
    settle(&mut window);
    let map = window.get_by_label("Map").rect();
    assert!(map.width() < before && map.width() > 200.0, "{map:?}");
    assert!(shows(&window, "Vardenis / Basarkechar"));
    click(&mut window, "Narrower");
    settle(&mut window);
    assert!(window.get_by_label("Map").rect().width() > 600.0);
}

#[test]
fn the_figure_of_a_denied_claim_says_who_denies_it_to_readers_and_to_the_pointer() {
    let mut window = open_window(&[], None);
    let period = Command::SetWindow(days("2023-06-01", "2023-06-01"));
    window.state_mut().act(Action::Do(period));
    settle(&mut window);
    let figures = |window: &Window| {
        let found = window.query_all_by_role(Role::Button);
        let named = found.filter_map(|node| Some((node.accesskit_node().label()?, node.rect())));
        let denied = named.filter(|(name, _)| name.contains("denied by NK MoD"));
        denied.collect::<Vec<_>>()
    };
    let found = figures(&window);
    let [(name, rect)] = &found[..] else {
        panic!("{found:?}");
    };
    assert!(
        name.starts_with("AZ MoD: incidents, number not stated"),
        "{name}"
    );
    let told = |window: &Window| {
        let all = window.query_all_by_label_contains("denied by NK MoD");
        all.count()
    };
    assert_eq!(told(&window), 1);
    window.hover_at(rect.center());
    settle(&mut window);
    assert_eq!(told(&window), 2, "over the pointer as well");
    let legend = "denied by the reporter named after the cross";
    assert!(shows(&window, legend));
    // Where nobody denies anything, no such sign is explained.
    let period = Command::SetWindow(days("2022-08-07", "2022-08-08"));
    window.state_mut().act(Action::Do(period));
    settle(&mut window);
    assert!(figures(&window).is_empty());
    assert!(!shows(&window, legend));
}

/// What the map says with a cross, the details say in words: a claim of September 2022 that the Armenian
/// ministry denied.
#[test]
fn the_details_of_a_claim_say_who_denies_it() {
    let mut window = open_window(&[], None);
    let period = Command::SetWindow(days("2022-08-12", "2022-10-11"));
    window.state_mut().act(Action::Do(period));
    settle(&mut window);
    let denied = window.state().derived().scene.bundles.iter();
    let denied: Vec<_> = denied
        .filter(|bundle| !bundle.denied_by.is_empty())
        .collect();
    let key = denied.first().expect("a denied claim").key.clone();
    let select = Command::Select(Some(Selection::Bundle(key)));
    window.state_mut().act(Action::Do(select));
    settle(&mut window);
    assert!(shows(&window, "Denied by AM"));
}

/// What stands above the rows takes most of a panel: with it they scroll out of the way.
#[test]
fn beside_the_map_the_comparison_scrolls_as_one_and_says_what_an_event_is() {
    let mut window = compare("2021-01-01", "2022-12-31");
    assert!(shows(
        &window,
        "An event is what is said of one place on the same days"
    ));
    let at = window
        .get_by_label_contains("An event is what is said")
        .rect()
        .center();
    let panel = window.get_by_label("Compare").rect();
    let in_sight = |window: &Window| {
        let rows = window.query_all_by_role(Role::Button);
        let names = rows.filter(|row| {
            let label = row.accesskit_node().label().unwrap_or_default();
            let is_event = label.contains(" · ") && label.contains(": ");
            is_event && row.rect().top() > panel.bottom() && row.rect().bottom() < 620.0
        });
        names.count()
    };
    let before = in_sight(&window);
    wheel(&mut window, at, 600.0);
    settle(&mut window);
    let after = in_sight(&window);
    assert!(after > before && after >= 4, "{before}, {after}");
    // Only those in sight are laid out.
    assert!(events(&window).len() < 12, "{}", events(&window).len());
}

#[test]
fn opened_on_a_selection_the_choice_of_rows_stays_in_sight_beside_the_row() {
    let mut window = open_window(&[], None);
    window.state_mut().act(Action::Do(Command::SetWindow(days(
        "2004-01-01",
        "2025-12-31",
    ))));
    let report = Selection::Report(ReportKey::of_base("az-mod/2022-08-08/daily-sabah"));
    window
        .state_mut()
        .act(Action::Do(Command::Select(Some(report))));
    settle(&mut window);
    click(&mut window, "Compare");
    settle(&mut window);
    let lists = window.query_all(By::new().role(Role::ComboBox).label("Standing"));
    let list = lists.into_iter().next().expect("a list").rect();
    let name = By::new()
        .role(Role::Button)
        .label_contains("7–8 Aug 2022 · Kalbajar");
    let row = window.get(name).rect();
    let tabs = window.get_by_label("Compare").rect();
    assert!(tabs.bottom() <= list.top() && list.bottom() <= row.top());
    assert!(row.bottom() <= window.get_by_label("Play (Space)").rect().top());
    // And it works there: by hand, what is said of Kalbajar on these days is denied by nobody.
    choose_standing(&mut window, "contradicted");
    assert!(!shows(&window, "7–8 Aug 2022 · Kalbajar"));
}

#[test]
fn a_person_ties_two_claims_and_takes_the_tie_away_and_no_tally_changes() {
    let mut window = compare("2022-08-01", "2022-08-31");
    click(&mut window, "Details");
    let tallies = |window: &Window| window.state().derived().answer.tallies.clone();
    let before = tallies(&window);
    let select = |window: &mut Window, id: &str| {
        let report = Selection::Report(ReportKey::of_base(id));
        let select = Command::Select(Some(report));
        window.state_mut().act(Action::Do(select));
        settle(window);
    };
    select(&mut window, "am-mod/2022-08-08/asbarez");
    press(&mut window, "Tie to…");
    settle(&mut window);
    assert!(shows(&window, "A tie from: ") && shows(&window, "Same places and days:"));
    // By hand: the Russian bulletin of 8 August records one violation at Zod, as the claim does.
    let near = window.query_all(
        By::new()
            .role(Role::Link)
            .label_contains("neutral bulletin"),
    );
    assert_eq!(near.count(), 1);
    select(&mut window, "az-mod/2022-08-08/daily-sabah");
    // Of its two claims the first.
    let here = window.query_all_by_label("Tie here…").next();
    here.expect("a button").click_accesskit();
    window.run();
    press(&mut window, "AM MoD: denies this");
    settle(&mut window);
    let end = |report: &str| TieEnd {
        report: report.into(),
        claim: Some(1),
    };
    let judged = Judged {
        from: end("am-mod/2022-08-08/asbarez"),
        to: end("az-mod/2022-08-08/daily-sabah"),
    };
    let made = [(judged, Verdict::Joined(TieKind::Denies))].into();
    assert_eq!(session(&window).verdicts, made);
    assert!(!shows(&window, "A tie from: "));
    assert!(shows(&window, "Set by you: AM MoD denies this"));
    assert_eq!(tallies(&window), before);
    // With a reason, which has its day.
    press(&mut window, "Reason…");
    settle(&mut window);
    assert!(shows(&window, "Reason for a tie") && !shows(&window, "Grade and comment"));
    let heading = "Set by you: AM MoD, claim: number not stated";
    let heading = window.get_by_label_contains(heading).accesskit_node();
    let heading = heading.label().or(heading.value()).unwrap_or_default();
    assert!(
        heading.contains("\ndenies\nAZ MoD, claim: 6 incidents"),
        "{heading}"
    );
    type_into(&mut window, "Reason for this tie", "Zod is named by both");
    press(&mut window, "Save");
    settle(&mut window);
    assert!(shows(&window, ": Zod is named by both"));
    assert!(shows(&window, "Your reason of "));
    // Kept in the session, and so in projects and links; but no link tells reasons.
    let again = file::read(&file::write(session(&window))).expect("a session");
    assert_eq!(again.verdicts, made);
    assert_eq!(
        again.personal.annotations,
        session(&window).personal.annotations
    );
    assert_eq!(again.personal.annotations.iter().count(), 1);
    let sent = link::read(&link::write(session(&window))).expect("a link");
    assert_eq!(sent.verdicts, made);
    assert!(sent.personal.annotations.is_empty());
    // The claim names Kalbajar and Lachin: what is said of both is contradicted now.
    click(&mut window, "Compare");
    settle(&mut window);
    let contradicted = Comparison {
        standing: Some(Standing::Contradicted),
        ..session(&window).comparison
    };
    let listed = Command::SetComparison(contradicted);
    window.state_mut().act(Action::Do(listed));
    settle(&mut window);
    let of = |window: &Window, place: &str| {
        let events = events(window);
        events
            .iter()
            .any(|name| name.contains(place) && name.contains(": contradicted"))
    };
    assert!(
        of(&window, "7–8 Aug 2022 · Kalbajar"),
        "{:?}",
        events(&window)
    );
    assert!(of(&window, "Lachin"), "{:?}", events(&window));
    // The first step back takes the reason, the second the tie.
    window.state_mut().act(Action::Undo);
    settle(&mut window);
    assert!(session(&window).personal.annotations.is_empty());
    assert_eq!(session(&window).verdicts, made);
    window.state_mut().act(Action::Undo);
    settle(&mut window);
    assert!(session(&window).verdicts.is_empty());
    assert!(!of(&window, "7–8 Aug 2022 · Kalbajar"));
    window.state_mut().act(Action::Redo);
    click(&mut window, "Details");
    settle(&mut window);
    press(&mut window, "Remove this tie");
    settle(&mut window);
    assert!(session(&window).verdicts.is_empty());
}

#[test]
fn a_tie_is_made_in_the_menus_of_two_rows() {
    let mut window = kalbajar_in_august();
    let open_menu = |window: &mut Window, days: &str| {
        let row = By::new().role(Role::Button);
        window.get(row.label_contains(days)).click_secondary();
        settle(window);
    };
    open_menu(&mut window, "12–13 Aug 2022 · Kalbajar");
    // What it is about can be read beside it.
    let entry = window.get_by_label_contains("AZ MoD, claim: number not stated · Fire");
    let row = window.get(
        By::new()
            .role(Role::Button)
            .label_contains("12–13 Aug 2022 · Kalbajar"),
    );
    assert!(!row.rect().intersects(entry.rect()));
    // By hand: one claim of 13 August names Kalbajar, two of 8 August do.
    let later = By::new().role(Role::Button);
    let later = later.label_contains("AZ MoD, claim: number not stated · Fire");
    window.get(later).click_accesskit();
    settle(&mut window);
    assert!(shows(
        &window,
        "A tie from: AZ MoD, claim: number not stated"
    ));
    open_menu(&mut window, "7–8 Aug 2022 · Kalbajar");
    let second = By::new().role(Role::Button);
    let second = second.label_contains("AZ MoD, claim: 4 incidents · Fire");
    window.get(second).click_accesskit();
    settle(&mut window);
    press(&mut window, "AZ MoD: repeats this");
    settle(&mut window);
    let end = |report: &str, claim| TieEnd {
        report: report.into(),
        claim: Some(claim),
    };
    let judged = Judged {
        from: end("az-mod/2022-08-13/dzen", 1),
        to: end("az-mod/2022-08-08/daily-sabah", 2),
    };
    let made = [(judged, Verdict::Joined(TieKind::Repeats))].into();
    assert_eq!(session(&window).verdicts, made);
    assert!(!shows(&window, "A tie from: "));
}

#[test]
fn no_event_is_said_to_be_missing_that_is_only_hidden() {
    let mut window = open_window(&[], None);
    click(&mut window, "Compare");
    settle(&mut window);
    press(&mut window, "Reporters: none");
    settle(&mut window);
    assert!(shows(&window, "0 events"));
    assert!(!shows(&window, "No event in this period."));
    assert!(shows(&window, "and the filters that are chosen"));
    press(&mut window, "Reporters: all");
    // Days of which nobody reports anything.
    let period = Command::SetWindow(days("2022-08-20", "2022-08-21"));
    window.state_mut().act(Action::Do(period));
    settle(&mut window);
    assert!(shows(&window, "No event in this period."));
}
