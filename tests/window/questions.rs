//! The questions about contradiction that must take at most three clicks or one command, answered through
//! the names of controls and on the command line. Each answer was counted in `data/reports.json` by a
//! script of its own, which knows nothing of this program, or read there.

use crate::common::{
    self, Window, click, contactline, days, open_window, press, session, settle, shows, type_into,
};
use contactline::{
    model::RegionKey,
    scene::{OverviewChoice, OverviewMode},
    session::{
        Command, Selection,
        comparison::{Room, Tab},
        file,
    },
    view::Action,
};
use egui::accesskit::Role;
use egui_kittest::kittest::{By, NodeT as _, Queryable as _};

/// What a command says.
fn said(args: &[&str]) -> String {
    let output = contactline(args);
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).expect("text")
}

fn set_days(window: &mut Window, first: &str, last: &str) {
    let period = Command::SetWindow(days(first, last));
    window.state_mut().act(Action::Do(period));
    settle(window);
}

fn choose(window: &mut Window, list: &str, entry: &str) {
    let lists = window.query_all(By::new().role(Role::ComboBox).label(list));
    lists.into_iter().next().expect("a list").click();
    // A picture may be drawn meanwhile, however long that takes.
    settle(window);
    let entries = window.query_all(By::new().role(Role::Button).label(entry));
    entries.into_iter().last().expect("an entry").click();
    settle(window);
}

/// The names of buttons with these words in them.
fn buttons(window: &Window, words: &str) -> Vec<String> {
    let buttons = window.query_all_by_role(Role::Button);
    let names = buttons.filter_map(|button| button.accesskit_node().label());
    names.filter(|name| name.contains(words)).collect()
}

#[test]
fn how_often_az_mod_said_that_kalbajar_was_fired_at_in_august_2022_and_who_denied_it() {
    let matrix = said(&[
        "matrix",
        "--rows",
        "region",
        "--columns",
        "month",
        "--reporter",
        "az-mod",
        "--from",
        "2022-08-01",
        "--to",
        "2022-08-31",
    ]);
    let line = matrix.lines().find(|line| line.starts_with("kalbajar"));
    let numbers: Vec<&str> = line.expect("a line").split_whitespace().collect();
    // By hand: two claims of 8 August and one of 13 August.
    assert_eq!(numbers, ["kalbajar", "3"]);
    let compared = said(&[
        "compare",
        "--region",
        "kalbajar",
        "--from",
        "2022-08-01",
        "--to",
        "2022-08-31",
    ]);
    // By hand: no report of the data denies any of them.
    assert!(!compared.contains("denial"), "{compared}");
}

#[test]
fn which_claims_of_2021_to_2023_are_contradicted() {
    let mut window = open_window(&[], None);
    set_days(&mut window, "2021-01-01", "2023-12-31");
    click(&mut window, "Compare");
    settle(&mut window);
    choose(&mut window, "Standing", "contradicted");
    let command = said(&[
        "compare",
        "--from",
        "2021-01-01",
        "--to",
        "2023-12-31",
        "--standing",
        "contradicted",
    ]);
    let number = command.lines().nth(1).expect("a number of events");
    assert!(shows(&window, number), "{number}");
    // Read in the data: the border service of Azerbaijan says that Gazakh was fired at on 2 February
    // 2021, which the ministry of Armenia denies; it is the first.
    assert!(
        command.contains("2 Feb 2021  Gazakh  contradicted"),
        "{command}"
    );
    assert!(command.contains("AM MoD, denial: number not stated · Fire · → Gazakh · 2 Feb 2021"));
    assert!(!buttons(&window, "2 Feb 2021 · Gazakh: contradicted").is_empty());
}

#[test]
fn on_which_days_each_side_accuses_the_other_of_the_same_place() {
    let command = said(&["compare", "--standing", "mutual"]);
    // Read in the data: fire at Yeraskh and from there, which each ministry says of the other.
    assert!(
        command.contains("19–20 Jul 2021  Ararat / Vedi  each accuses the other"),
        "{command}"
    );
    assert!(command.contains("AZ MoD, claim: number not stated · Fire · Yeraskh / Arazdeyen"));
    let mut window = open_window(&[], None);
    set_days(&mut window, "2021-07-01", "2021-07-31");
    click(&mut window, "Compare");
    settle(&mut window);
    choose(&mut window, "Standing", "each accuses the other");
    assert_eq!(buttons(&window, "19–20 Jul 2021 · Ararat / Vedi").len(), 1);
}

#[test]
fn where_russian_bulletins_record_fire_that_neither_side_reports_and_the_other_way_round() {
    let alone = said(&["compare", "--standing", "third-alone"]);
    // Read in the data: the bulletin of 11 December 2020 on Hadrut, of which no side says anything.
    assert!(
        alone.contains("11 Dec 2020  Hadrut  reported by a third party only"),
        "{alone}"
    );
    let speakers = alone.lines().filter(|line| line.starts_with("  "));
    let speakers: Vec<&str> = speakers.collect();
    assert!(!speakers.is_empty());
    for line in speakers {
        let third = ["RU MoD", "EUMA"]
            .iter()
            .any(|of| line.trim().starts_with(of));
        assert!(third, "{line}");
    }
    let others = said(&[
        "compare",
        "--standing",
        "no-third",
        "--from",
        "2022-08-01",
        "--to",
        "2022-08-31",
    ]);
    assert!(!others.contains("RU MoD"), "{others}");
    assert!(others.contains("Kalbajar / Karvachar"), "{others}");
}

#[test]
fn which_district_had_most_claims_each_month_and_a_click_goes_there() {
    let mut window = open_window(&[], None);
    set_days(&mut window, "2022-07-01", "2022-08-31");
    click(&mut window, "Charts");
    settle(&mut window);
    // By hand: in August three claims of one reporter name Kalbajar, three Lachin, and no other
    // district has as many; in July nobody claims anything.
    let fields = buttons(&window, ", Aug 2022: 3 claims");
    assert_eq!(
        fields,
        [
            "Kalbajar / Karvachar, Aug 2022: 3 claims",
            "Lachin / Berdzor, Aug 2022: 3 claims",
            "Area of the Russian peacekeeping contingent, Aug 2022: 3 claims",
        ]
    );
    assert!(buttons(&window, ", Jul 2022:").is_empty());
    press(&mut window, "Kalbajar / Karvachar, Aug 2022: 3 claims");
    settle(&mut window);
    assert_eq!(session(&window).window, days("2022-08-01", "2022-08-31"));
    let kalbajar = Selection::Region(RegionKey::new("kalbajar"));
    assert_eq!(session(&window).selection, Some(kalbajar));
}

#[test]
fn what_changed_between_july_and_august_2022_within_one_reporter() {
    let command = said(&[
        "change",
        "--reporter",
        "az-mod",
        "--from",
        "2022-08-01",
        "--to",
        "2022-08-31",
    ]);
    let lines: Vec<&str> = command.lines().collect();
    // By hand: no claim of July names a district, and three of August name each of two.
    assert_eq!(lines[0], "az-mod: claims of 1–31 Jul 2022 → 1–31 Aug 2022");
    assert_eq!(
        lines[1],
        "Kalbajar / Karvachar: 0 → 3 claims (too few to say)"
    );
    assert_eq!(lines[2], "Lachin / Berdzor: 0 → 3 claims (too few to say)");
    let overlapping = contactline(&[
        "change",
        "--reporter",
        "az-mod",
        "--from",
        "2022-08-01",
        "--to",
        "2022-08-31",
        "--before-from",
        "2022-07-15",
        "--before-to",
        "2022-08-15",
    ]);
    assert_eq!(overlapping.status.code(), Some(2));
    let mut window = open_window(&[], None);
    set_days(&mut window, "2022-08-01", "2022-08-31");
    click(&mut window, "Charts");
    settle(&mut window);
    assert!(shows(
        &window,
        "Choose a reporter: two periods are compared within one alone."
    ));
    choose(&mut window, "Places of", "AZ MoD");
    assert!(shows(
        &window,
        "Kalbajar / Karvachar: 0 → 3 claims (too few to say)"
    ));
}

#[test]
fn all_time_is_an_overview_that_adds_nothing_up_and_two_days_are_not() {
    let mut window = open_window(&[], None);
    assert!(shows(&window, "Show the overview in place of arrows"));
    assert_eq!(session(&window).overview, OverviewChoice::default());
    assert_eq!(session(&window).overview.reporter, None);
    click(&mut window, "All time");
    settle(&mut window);
    // By hand: 54 claims of the ministry of Azerbaijan name Kalbajar as a target, 35 Tovuz.
    assert!(shows(
        &window,
        "Kalbajar / Karvachar, claims: AZ MoD 54, AZ MFA 1"
    ));
    assert!(shows(&window, "Tovuz, claims: AZ MoD 35, AZ MFA 1"));
    click(&mut window, "Show single arrows in place of the overview");
    settle(&mut window);
    assert_eq!(session(&window).overview.mode, OverviewMode::Never);
    assert!(!shows(&window, "Kalbajar / Karvachar, claims:"));
    click(&mut window, "Show the overview in place of arrows");
    settle(&mut window);
    // That is what the map would be by itself.
    assert_eq!(session(&window).overview.mode, OverviewMode::Auto);
}

/// Read in the data: of the claims of 7 July to 31 August 2022 that are on the map, one of the ministry of Armenia
/// states one wounded and nobody killed or not, one of Azerbaijan one killed, one of Nagorno-Karabakh
/// two and fourteen.
#[test]
fn losses_that_nobody_states_are_not_none() {
    let mut window = open_window(&[], None);
    set_days(&mut window, "2022-07-07", "2022-08-31");
    click(&mut window, "Charts");
    settle(&mut window);
    for line in [
        "AM MoD: killed not stated, 1 wounded",
        "AZ MoD: 1 killed, wounded not stated",
        "NK MoD: 2 killed, 14 wounded",
    ] {
        assert!(shows(&window, line), "{line}");
    }
}

#[test]
fn a_row_is_an_event_or_a_day_of_it() {
    let mut window = common::open_sized([1280.0, 1100.0], &[], None);
    set_days(&mut window, "2022-08-01", "2022-08-31");
    let kalbajar = Selection::Region(RegionKey::new("kalbajar"));
    let select = Command::Select(Some(kalbajar));
    window.state_mut().act(Action::Do(select));
    settle(&mut window);
    click(&mut window, "Compare");
    settle(&mut window);
    click(&mut window, "Only Kalbajar / Karvachar");
    settle(&mut window);
    let rows = |window: &Window| -> Vec<String> {
        let names = buttons(window, "Aug 2022 · Kalbajar / Karvachar: ").into_iter();
        let days = names.map(|name| name.split(" · ").next().unwrap_or_default().to_owned());
        days.collect()
    };
    assert_eq!(rows(&window), ["7–8 Aug 2022", "12–13 Aug 2022"]);
    choose(&mut window, "Rows", "days and places");
    let days = ["7 Aug 2022", "8 Aug 2022", "12 Aug 2022", "13 Aug 2022"];
    assert_eq!(rows(&window), days);
    assert!(shows(&window, "4 days and places"));
}

#[test]
fn the_tab_in_front_and_what_the_overview_shows_are_kept() {
    let mut window = open_window(&[], None);
    click(&mut window, "Charts");
    settle(&mut window);
    click(&mut window, "Wider");
    settle(&mut window);
    choose(&mut window, "Places of", "AM MoD");
    let again = file::read(&file::write(session(&window))).expect("a session");
    assert_eq!(again.comparison.tab, Tab::Charts);
    assert_eq!(again.comparison.room, Room::Wide);
    assert_eq!(again.overview.reporter.as_deref(), Some("am-mod"));
    assert_eq!(again.overview, session(&window).overview);
}

#[test]
fn a_sheet_has_a_map_a_month_and_says_when_there_are_too_many() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("sheet.svg");
    let path = path.to_str().expect("a path");
    let sheet = [
        "render",
        "--each",
        "month",
        "--from",
        "2022-08-01",
        "--to",
        "2022-09-30",
        "-o",
        path,
    ];
    said(&sheet);
    let svg = std::fs::read_to_string(path).expect("a picture");
    for words in [
        "1–31 Aug 2022",
        "1–30 Sep 2022",
        "id=\"map-0\"",
        "id=\"map-1\"",
    ] {
        assert!(svg.contains(words), "{words}");
    }
    assert!(!svg.contains("id=\"map-2\""));
    let ids: Vec<&str> = svg
        .split(" id=\"")
        .skip(1)
        .map(|rest| &rest[..rest.find('"').unwrap_or(0)])
        .collect();
    let mut unique = ids.clone();
    unique.sort_unstable();
    unique.dedup();
    assert_eq!(unique.len(), ids.len(), "an id twice: {ids:?}");
    let many = contactline(&[
        "render",
        "--each",
        "month",
        "--from",
        "2018-01-01",
        "--to",
        "2023-12-31",
        "--force",
        "-o",
        path,
    ]);
    assert_eq!(many.status.code(), Some(2));
    let error = String::from_utf8_lossy(&many.stderr);
    assert!(error.contains("maps are more than the 24"), "{error}");
}

/// The answers were counted in `data/reports.json`: on 7 and 8 August 2022 four reports are on the map, of
/// AZ MoD, NK MoD and RU MoD, and their targets lie in five districts: Kalbajar,
/// Lachin, Fuzuli, Goranboy (AZ MoD) and Vardenis (RU MoD).
#[test]
fn a_sheet_has_a_map_a_reporter_or_a_district_fired_at_on_the_command_line_and_in_the_window() {
    let folder = tempfile::tempdir().expect("a folder");
    let sheet_of = |each: &str| {
        let path = folder.path().join(format!("{each}.svg"));
        let path = path.to_str().expect("a path").to_owned();
        said(&["render", "--each", each, "-o", &path]);
        std::fs::read_to_string(&path).expect("a picture")
    };
    let maps = |svg: &str| svg.matches("-edge\"").count();
    let reporters = sheet_of("reporter");
    for words in ["AZ MoD", "NK MoD", "RU MoD"] {
        assert!(reporters.contains(words), "{words}");
    }
    assert_eq!(maps(&reporters), 3);
    // By hand: AZ MoD and NK MoD accuse each other on these days, which no map of one of them shows.
    let accuses = "each accuses the other (same place";
    let months = sheet_of("month");
    assert!(months.contains(accuses) && !reporters.contains(accuses));
    // No claim of these days states more than six incidents, and nobody's is denied.
    for sheet in [&months, &reporters] {
        assert!(sheet.contains("6 to 10 incidents") && !sheet.contains("11 to 20 incidents"));
    }
    let regions = sheet_of("region");
    assert!(regions.contains("Kalbajar / Karvachar"));
    assert_eq!(maps(&regions), 5);
    let refused = contactline(&["render", "--each", "year", "-o", "no.svg"]);
    assert_eq!(refused.status.code(), Some(2));
    let error = String::from_utf8_lossy(&refused.stderr);
    assert!(error.contains("reporter, month, region"), "{error}");

    let mut window = open_window(&[], None);
    press(&mut window, "File");
    press(&mut window, "Export picture…");
    settle(&mut window);
    choose(&mut window, "Maps", "Small maps: one a reporter");
    settle(&mut window);
    let path = folder.path().join("window.svg");
    type_into(
        &mut window,
        "File to save the picture to",
        path.to_str().expect("a path"),
    );
    press(&mut window, "Save picture");
    settle(&mut window);
    assert!(shows(&window, "Saved as"));
    let svg = std::fs::read_to_string(&path).expect("a picture");
    assert_eq!(maps(&svg), 3);
}

/// By hand: on 7 and 8 August 2022 two records of AZ MoD, one of NK MoD and one of RU MoD are on the map.
#[test]
fn two_views_side_by_side_come_into_a_picture_each_with_its_own_days_and_condition() {
    let folder = tempfile::tempdir().expect("a folder");
    let picture_of = |name: &str, args: &[&str]| {
        let path = folder.path().join(name);
        let path = path.to_str().expect("a path").to_owned();
        said(&[&["render", "-o", &path], args].concat());
        std::fs::read_to_string(&path).expect("a picture")
    };
    let maps = |svg: &str| svg.matches("-edge\"").count();
    let before = ["--from", "2022-08-01", "--to", "2022-08-31", "--beside"];
    let svg = picture_of("before.svg", &before);
    assert_eq!(maps(&svg), 2);
    assert!(svg.contains("1–31 Jul 2022 | 1–31 Aug 2022 · every figure"));
    let place = |svg: &str, words: &str| svg.find(&format!(">{words}<")).expect("a caption");
    assert!(place(&svg, "1–31 Jul 2022") < place(&svg, "1–31 Aug 2022"));
    let own = picture_of(
        "own.svg",
        &[
            "--from",
            "2022-08-07",
            "--to",
            "2022-08-08",
            "--where",
            "reporter = az-mod",
            "--beside",
            "--beside-where",
            "reporter = nk-mod",
        ],
    );
    assert_eq!(maps(&own), 2);
    for words in [
        "2 shown + 555 outside the period + 8 duplicates + 2 hidden by filters",
        "1 shown + 555 outside the period + 8 duplicates + 3 hidden by filters",
    ] {
        // A long line is broken where it has no room.
        let text = own.replace("</text>", " ").replace('\n', " ");
        let mut plain = String::new();
        let mut inside = false;
        for letter in text.chars() {
            match letter {
                '<' => inside = true,
                '>' => inside = false,
                letter if !inside => plain.push(letter),
                _ => {}
            }
        }
        let plain: Vec<&str> = plain.split_whitespace().collect();
        assert!(plain.join(" ").contains(words), "{words}");
    }
    // The legend lists the reporters of both, and nobody else.
    assert!(own.contains("Ministry of Defence of Azerbaijan"));
    assert!(own.contains("Ministry of Defence of Nagorno-Karabakh"));
    assert!(!own.contains("Ministry of Defence of Russia"));
    let alone = contactline(&["render", "--each", "view", "-o", "no.svg"]);
    assert_eq!(alone.status.code(), Some(2));
    let error = String::from_utf8_lossy(&alone.stderr);
    assert!(error.contains("there is one view; add --beside"), "{error}");

    let mut window = open_window(&[], None);
    press(&mut window, "View");
    press(&mut window, "Two views side by side");
    settle(&mut window);
    press(&mut window, "File");
    press(&mut window, "Export picture…");
    settle(&mut window);
    choose(&mut window, "Maps", "The two views, side by side");
    settle(&mut window);
    let path = folder.path().join("window.svg");
    type_into(
        &mut window,
        "File to save the picture to",
        path.to_str().expect("a path"),
    );
    press(&mut window, "Save picture");
    settle(&mut window);
    let svg = std::fs::read_to_string(&path).expect("a picture");
    assert_eq!(maps(&svg), 2);
    assert!(svg.contains("5–6 Aug 2022 | 7–8 Aug 2022 · every figure"));
}
