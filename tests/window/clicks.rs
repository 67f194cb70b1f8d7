//! The six questions about contradiction, answered in the window from its start through the names of
//! controls, with every click counted: at most three. What is typed, and Enter, are no clicks. Each answer
//! was counted in `data/reports.json` by a script of its own, which knows nothing of this program, or read
//! there; how many events there are is what the command says.

use crate::common::{Window, click, contactline, days, open_sized, press, session, settle, shows};
use contactline::{model::RegionKey, session::Selection};
use egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::{By, NodeT as _, Queryable as _};

/// A window from its start, and how often it was clicked.
struct Asked {
    window: Window,
    clicks: usize,
}

impl Asked {
    fn new() -> Self {
        Self {
            window: open_sized([1280.0, 800.0], &[], None),
            clicks: 0,
        }
    }

    /// Types into the search field and presses Enter.
    fn types(&mut self, text: &str) {
        self.window.key_press_modifiers(Modifiers::COMMAND, Key::K);
        self.window.run();
        let field = self
            .window
            .get_by_label("Search places, regions and reports");
        field.type_text(text);
        settle(&mut self.window);
        self.window.key_press(Key::Enter);
        settle(&mut self.window);
    }

    fn clicks(&mut self, name: &str) {
        self.clicks += 1;
        click(&mut self.window, name);
        settle(&mut self.window);
    }

    /// Chooses an entry of a list: one click for the list, and one for the entry.
    fn chooses(&mut self, list: &str, entry: &str) {
        self.clicks += 2;
        let lists = self
            .window
            .query_all(By::new().role(Role::ComboBox).label(list));
        lists.into_iter().next().expect("a list").click();
        settle(&mut self.window);
        let entries = self
            .window
            .query_all(By::new().role(Role::Button).label(entry));
        entries.into_iter().last().expect("an entry").click();
        settle(&mut self.window);
    }

    /// The names of buttons with these words in them.
    fn buttons(&self, words: &str) -> Vec<String> {
        let buttons = self.window.query_all_by_role(Role::Button);
        let names = buttons.filter_map(|button| button.accesskit_node().label());
        names.filter(|name| name.contains(words)).collect()
    }

    fn shows(&self, words: &str) -> bool {
        shows(&self.window, words)
    }
}

/// How many events a command lists, in its words: `12 events`.
fn number(args: &[&str]) -> String {
    let output = contactline(&[&["compare"], args].concat());
    let said = String::from_utf8(output.stdout).expect("text");
    said.lines().nth(1).expect("a number of events").to_owned()
}

/// The figure alone.
fn figure(number: &str) -> &str {
    number.split(' ').next().expect("a figure")
}

/// By hand: two claims of 8 August and one of 13 August, denied by nobody in the data.
#[test]
fn how_often_kalbajar_was_said_to_be_fired_at_and_who_denied_it_takes_no_click() {
    let mut asked = Asked::new();
    asked.types("August 2022");
    assert_eq!(
        session(&asked.window).window,
        days("2022-08-01", "2022-08-31")
    );
    asked.types("Kalbajar");
    let kalbajar = Selection::Region(RegionKey::new("kalbajar"));
    assert_eq!(session(&asked.window).selection, Some(kalbajar));
    // The row of the ministry in the table of fire received: its claims stand first.
    let title = asked.window.get_by_label("Fire received, as reported");
    let top = title.rect().bottom();
    let names = asked.window.query_all_by_label("AZ MoD");
    let name = names.map(|name| name.rect()).find(|rect| rect.top() > top);
    let name = name.expect("a row");
    let figures = asked.window.query_all_by_role(Role::Label);
    let mut figures: Vec<(f32, String)> = figures
        .filter(|figure| {
            let rect = figure.rect();
            rect.center().y > name.top()
                && rect.center().y < name.bottom()
                && rect.left() > name.right()
        })
        .filter_map(|figure| Some((figure.rect().left(), figure.accesskit_node().value()?)))
        .collect();
    figures.sort_by(|a, b| a.0.total_cmp(&b.0));
    assert_eq!(
        figures.first().map(|(_, figure)| figure.as_str()),
        Some("3")
    );
    assert!(!asked.shows("Denied by"));
    assert_eq!(asked.clicks, 0);
    // And what the comparison says of it.
    asked.clicks("Compare");
    asked.clicks("Only Kalbajar / Karvachar");
    let stands = "one side only · silent in this data: Armenian side, third parties";
    let rows = asked.buttons("Aug 2022 · Kalbajar / Karvachar: ");
    assert_eq!(rows.len(), 2);
    assert!(rows.iter().all(|row| row.ends_with(stands)), "{rows:?}");
    assert_eq!(asked.clicks, 2);
}

/// Read in the data: the border service of Azerbaijan says that Gazakh was fired at on 2 February 2021,
/// which the ministry of Armenia denies; it is the first.
#[test]
fn which_claims_of_2021_to_2023_are_contradicted_takes_one_click() {
    let mut asked = Asked::new();
    asked.types("2021 to 2023");
    let number = number(&[
        "--from",
        "2021-01-01",
        "--to",
        "2023-12-31",
        "--standing",
        "contradicted",
    ]);
    asked.clicks(&format!("contradicted: {}", figure(&number)));
    assert!(asked.shows(&number), "{number}");
    assert_eq!(asked.buttons("2 Feb 2021 · Gazakh: contradicted").len(), 1);
    assert_eq!(asked.clicks, 1);
}

/// Read in the data: fire at Yeraskh and from there, of which each ministry says that it was the other.
#[test]
fn on_which_days_each_side_accuses_the_other_takes_two_clicks() {
    let mut asked = Asked::new();
    asked.clicks("All time");
    let all = number(&["--standing", "mutual"]);
    asked.clicks(&format!("each accuses the other: {}", figure(&all)));
    assert!(asked.shows(&all), "{all}");
    assert!(!asked.buttons(": each accuses the other").is_empty());
    assert_eq!(asked.clicks, 2);
    // Of a month it takes one.
    let mut asked = Asked::new();
    asked.types("July 2021");
    let buttons = asked.buttons("each accuses the other: ");
    asked.clicks(&buttons[0]);
    assert_eq!(asked.buttons("19–20 Jul 2021 · Ararat / Vedi").len(), 1);
    assert_eq!(asked.clicks, 1);
}

/// Read in the data: the bulletin of 11 December 2020 on Hadrut, of which no side says anything.
#[test]
fn where_bulletins_report_what_no_side_does_and_the_other_way_round_takes_two_clicks_each() {
    let mut asked = Asked::new();
    asked.clicks("All time");
    let alone = number(&["--standing", "third-alone"]);
    let button = format!("reported by a third party only: {}", figure(&alone));
    asked.clicks(&button);
    assert!(asked.shows(&alone), "{alone}");
    assert_eq!(asked.clicks, 2);
    let mut asked = Asked::new();
    asked.types("11 December 2020");
    asked.clicks("reported by a third party only: 1");
    assert_eq!(asked.buttons("11 Dec 2020 · Hadrut: ").len(), 1);

    let mut asked = Asked::new();
    asked.clicks("All time");
    let others = number(&["--standing", "no-third"]);
    let button = format!("reported by no third party: {}", figure(&others));
    asked.clicks(&button);
    assert!(asked.shows(&others), "{others}");
    assert_eq!(asked.clicks, 2);
}

/// By hand: three claims of one reporter name Kalbajar in August 2022, three Lachin, and no other district
/// has as many.
#[test]
fn which_district_had_most_claims_each_month_takes_one_click() {
    let mut asked = Asked::new();
    asked.types("July 2022 to August 2022");
    assert_eq!(
        session(&asked.window).window,
        days("2022-07-01", "2022-08-31")
    );
    asked.clicks("Charts");
    let fields = asked.buttons(", Aug 2022: 3 claims");
    assert_eq!(fields[0], "Kalbajar / Karvachar, Aug 2022: 3 claims");
    assert_eq!(asked.clicks, 1);
}

/// By hand: no claim of AZ MoD of July 2022 names a district, and three of August name Kalbajar.
#[test]
fn what_changed_between_july_and_august_2022_takes_three_clicks() {
    let mut asked = Asked::new();
    asked.types("August 2022");
    asked.clicks("Charts");
    asked.chooses("Places of", "AZ MoD");
    assert!(asked.shows("Kalbajar / Karvachar: 0 → 3 claims (too few to say)"));
    assert_eq!(asked.clicks, 3);
}

/// Of the whole width no strip of map is left; a row that is clicked brings the map back and shows where it
/// is.
#[test]
fn the_comparison_takes_the_whole_width_on_demand_with_a_column_a_reporter() {
    let mut asked = Asked::new();
    asked.types("2022");
    asked.clicks("Compare");
    asked.clicks("Wider");
    let heads = |asked: &Asked, names: &[&str]| {
        // Beside those in the list of filters at the left.
        let head = |name: &&str| {
            let labels = asked.window.query_all_by_label(name);
            labels.into_iter().any(|label| label.rect().left() > 400.0)
        };
        names.iter().all(head)
    };
    // A column a side; that of a single reporter has its name.
    let sides = ["Armenian side", "Azerbaijani side", "RU MoD"];
    assert!(heads(&asked, &sides) && !heads(&asked, &["AZ MoD"]));
    asked.clicks("Full width");
    let map = |asked: &Asked| asked.window.query_by_label("Map").is_some();
    assert!(!map(&asked));
    // Four columns have room: of the side of which most is said beside its first, the first has one of its own.
    let all = [
        "AM MoD",
        "Armenian side, others",
        "Azerbaijani side",
        "RU MoD",
    ];
    assert!(heads(&asked, &all) && !heads(&asked, &["Armenian side"]));
    let row = asked.buttons(" · Kalbajar / Karvachar: ").remove(0);
    press(&mut asked.window, &row);
    settle(&mut asked.window);
    assert!(map(&asked));
    let kalbajar = Selection::Region(RegionKey::new("kalbajar"));
    assert_eq!(session(&asked.window).selection, Some(kalbajar));
}
