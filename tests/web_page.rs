//! A map as a page for browsers.
//!
//! Where a Chromium is installed it opens the page; `CONTACTLINE_REQUIRE_BROWSER=1` makes a missing one fail.

mod common;

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
    sync::Arc,
};

use common::contactline;
use contactline::{
    model::{Day, Evidence, ReportKey},
    session::{Session, file},
};

fn page(folder: &Path, more: &[&str]) -> String {
    let path = folder.join("page.html");
    let to = path.to_str().expect("a path");
    let output = contactline(&[&["render", "-o", to, "--force"], more].concat());
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}");
    fs::read_to_string(&path).expect("written")
}

const AUGUST: [&str; 4] = ["--from", "2022-08-01", "--to", "2022-08-31"];

/// A browser, where there is one.
fn browser() -> Option<PathBuf> {
    let folders = env::var_os("PATH").unwrap_or_default();
    let names = ["chromium", "chromium-browser", "google-chrome"];
    let found = env::split_paths(&folders)
        .flat_map(|folder| names.map(|name| folder.join(name)))
        .find(|path| path.is_file());
    if found.is_none() {
        assert!(
            env::var_os("CONTACTLINE_REQUIRE_BROWSER").is_none(),
            "no Chromium is installed"
        );
        eprintln!("no Chromium here: the page was not opened in a browser");
    }
    found
}

/// The page as a browser has it once its script has run, and this one after it.
fn opened(browser: &Path, folder: &Path, page: &str, at: &str, script: &str) -> String {
    opened_in((1280, 900), browser, folder, page, (at, script))
}

/// Likewise, in a window of that size.
fn opened_in(
    (width, height): (u32, u32),
    browser: &Path,
    folder: &Path,
    page: &str,
    (at, script): (&str, &str),
) -> String {
    let path = folder.join("opened.html");
    let script = format!("<script>{script}</script></body>");
    fs::write(&path, page.replace("</body>", &script)).expect("written");
    let output = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--dump-dom"])
        .arg(format!(
            "--user-data-dir={}",
            folder.join("profile").display()
        ))
        .arg(format!("--window-size={width},{height}"))
        .arg("--virtual-time-budget=2000")
        .arg(format!("file://{}{at}", path.display()))
        .output()
        .expect("the browser runs");
    String::from_utf8(output.stdout).expect("text")
}

/// The numbers of the cards that are not hidden.
fn cards(dom: &str) -> usize {
    let all = dom.split("<div id=\"reports\">").nth(1).expect("reports");
    let all = all.split("</div>").next().expect("their end");
    all.matches("<article>").count()
}

#[test]
fn a_month_is_one_page_of_less_than_a_megabyte_that_asks_nothing_of_the_network() {
    let folder = tempfile::tempdir().expect("a folder");
    let html = page(folder.path(), &AUGUST);
    assert!(html.len() < 1_000_000, "{} bytes", html.len());
    assert!(html.contains("default-src 'none'"));
    for foreign in ["src=\"http", "@import", "url(http", "<link", "<img"] {
        assert!(!html.contains(foreign), "{foreign}");
    }
    assert!(
        !html.contains("{{"),
        "everything in the template is filled in"
    );
    // Also without its script: the whole period, its reports, sources and accounts.
    let above = html.split("id=\"above\"").nth(1).expect("the map");
    assert!(above.contains("AZ MoD: 6 incidents"));
    assert!(html.contains("https://asbarez.com/russia-says-azerbaijan"));
    assert!(html.contains("= 636 loaded"));
    assert_eq!(html, page(folder.path(), &AUGUST), "the same twice");
}

#[test]
fn names_and_reports_of_a_file_are_text_and_nothing_else() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("events.csv");
    let rows = "id,date,reporter,outlet,url,by_as_reported,from,at\n\
                x,2022-08-07,</script><script>alert(1)</script>,\"<img src=x onerror=alert(2)>\",\
                javascript:alert(3),\"\"\"><b>\",Goris,Lachin\n";
    fs::write(&path, rows).expect("written");
    let file = path.to_str().expect("a path");
    let html = page(folder.path(), &[&[file], &AUGUST[..]].concat());
    assert_eq!(
        html.matches("<script").count(),
        2,
        "the data and the script"
    );
    for act in ["<img", "<b>\"", "href=\"javascript"] {
        assert!(!html.contains(act), "{act}");
    }
    assert!(html.contains("&lt;img src=x onerror=alert(2)&gt;"));
}

#[test]
fn evidence_stands_with_its_report_without_paths_and_names_of_persons() {
    let folder = tempfile::tempdir().expect("a folder");
    let digest = "0123456789abcdef".repeat(4);
    let evidence = Evidence {
        sha256: digest.as_str().into(),
        name: "<img src=x>.html".into(),
        bytes: 12,
        path: Some("/home/ani/statement.html".into()),
        day: Day::from_ymd(2026, 11, 28).expect("a day"),
        by: "Ani".into(),
        address: "javascript:alert(1)".into(),
        archived: "https://example.org/archived?a=1&b=2".into(),
    };
    let mut session = Session::default();
    let report = ReportKey::of_base("az-mod/2022-08-08/daily-sabah");
    Arc::make_mut(&mut session.personal.evidence).add(report, evidence);
    let path = folder.path().join("desk.json");
    fs::write(&path, file::write(&session)).expect("written");
    let path = path.to_str().expect("a path");
    let html = page(folder.path(), &[&["--session", path], &AUGUST[..]].concat());
    for said in [
        "&lt;img src=x&gt;.html, 12 bytes, captured on 2026-11-28",
        "<a href=\"https://example.org/archived?a=1&amp;b=2\" rel=\"noopener noreferrer\">archived copy</a>",
        &format!("SHA-256 {digest}"),
    ] {
        assert_eq!(html.matches(said).count(), 1, "{said}");
    }
    for hidden in ["Ani", "/home/ani", "javascript:alert"] {
        assert!(!html.contains(hidden), "{hidden}");
    }
    let without = page(folder.path(), &AUGUST);
    assert!(!without.contains("SHA-256"));
}

/// Figures of the days as `data/reports.json` has them: on 7 and 8 August AZ MoD states 6 and 4 incidents
/// in one report.
#[test]
fn a_browser_steps_through_the_days_and_tells_what_a_figure_stands_on() {
    let Some(browser) = browser() else {
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    let html = page(folder.path(), &AUGUST);
    let open = |at: &str, script: &str| opened(&browser, folder.path(), &html, at, script);
    let whole = open("", "");
    assert!(whole.contains("<span id=\"when\" aria-live=\"polite\">1–31 Aug 2022</span>"));
    assert_eq!(whole.matches("aria-pressed=\"false\"").count(), 31);
    let eighth = open("#2022-08-08", "");
    assert!(
        eighth.contains(">8 Aug 2022</span>"),
        "a link leads to a day"
    );
    assert!(cards(&eighth) < cards(&whole), "its reports alone");
    assert!(eighth.contains("AZ MoD: 6 incidents"));
    // A click on the figure leaves the report it rests on; a second bar is one more step.
    let click = "const figure = [...document.querySelectorAll('#above g.told')]\
                 .find(g => g.querySelector('title').textContent.startsWith('AZ MoD: 6'));\
                 figure.dispatchEvent(new MouseEvent('click', { bubbles: true }));";
    let chosen = open("#2022-08-08", click);
    assert_eq!(cards(&chosen), 1);
    assert!(chosen.contains("id=\"of\">AZ MoD: 6 incidents"));
    assert!(chosen.contains("class=\"chosen\""));
    let step = "dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight' }));";
    let next = open("#2022-08-08", step);
    assert!(next.contains(">9 Aug 2022</span>"));
    // A day of which nothing is reported says so.
    let none = open("#2022-08-31", "");
    assert_eq!(cards(&none), 0);
    assert!(none.contains("<p id=\"none\">"));
}

#[test]
fn on_a_telephone_the_map_keeps_its_size_and_the_legend_stands_below() {
    let Some(browser) = browser() else {
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    let html = page(folder.path(), &AUGUST);
    let script = "const of = id => document.getElementById(id).getBoundingClientRect(); \
                  document.title = [of('map').width, of('sheet').width, of('key').height, \
                  document.documentElement.scrollWidth, innerWidth].map(Math.round).join()";
    let measured = |size: (u32, u32)| -> [u32; 5] {
        let dom = opened_in(size, &browser, folder.path(), &html, ("", script));
        assert!(dom.contains("<p id=\"accounts\" hidden="), "told once");
        let title = dom.split("<title>").nth(1).expect("a title");
        let title = title.split("</title>").next().expect("its end");
        let numbers: Vec<u32> = title
            .split(',')
            .map(|of| of.parse().expect(title))
            .collect();
        numbers.try_into().expect("five")
    };
    let [map, sheet, key, page, window] = measured((520, 900));
    assert!(map < 520 && sheet > 700, "{map} and {sheet}");
    assert!(key > 200, "{key}");
    assert!(
        page <= window,
        "the page itself is no wider: {page} of {window}"
    );
    let [map, sheet, key, ..] = measured((1280, 900));
    assert_eq!(map, sheet);
    assert_eq!(key, 0);
}

#[test]
fn a_long_time_is_stepped_through_by_months_of_the_calendar() {
    let folder = tempfile::tempdir().expect("a folder");
    let days = ["--from", "2021-12-15", "--to", "2024-02-03"];
    let html = page(folder.path(), &days);
    let data = html.split("id=\"data\">").nth(1).expect("the data");
    let data = data.split("</script>").next().expect("its end");
    let data: serde_json::Value = serde_json::from_str(data).expect("JSON");
    let steps = data["steps"].as_array().expect("steps");
    let days: Vec<[&str; 2]> = steps
        .iter()
        .map(|step| ["from", "to"].map(|end| step[end].as_str().expect("a day")))
        .collect();
    assert_eq!(days.len(), 27);
    assert_eq!(days[0], ["2021-12-15", "2021-12-31"]);
    assert_eq!(days[8], ["2022-08-01", "2022-08-31"]);
    assert_eq!(days[26], ["2024-02-01", "2024-02-03"]);
    // Each record is in a step; one of several days may be in two.
    let all: u64 = steps
        .iter()
        .flat_map(|step| step["counts"].as_array().expect("counts"))
        .map(|count| count[1].as_u64().expect("a number"))
        .sum();
    let whole: u64 = data["whole"]["counts"]
        .as_array()
        .expect("counts")
        .iter()
        .map(|count| count[1].as_u64().expect("a number"))
        .sum();
    assert!(all >= whole, "{all} in steps, {whole} in all");
}

#[test]
fn small_maps_are_no_page() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("page.html");
    let to = path.to_str().expect("a path");
    let output = contactline(&["render", "--each", "reporter", "-o", to]);
    assert!(!output.status.success());
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(told.contains("svg, png or pdf"), "{told}");
    assert!(!path.exists());
}
