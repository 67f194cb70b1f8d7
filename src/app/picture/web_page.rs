//! A picture as one page for browsers, without a server or the network: the map, a timeline that steps
//! through it, and what each figure stands on.
//!
//! What changes from step to step is written once: a step names the lines of the pool that it consists of.

use std::{
    collections::{BTreeMap, HashMap},
    fmt::Write as _,
};

use serde::Serialize;

use super::{Data, Encoded, PictureSpec, Ready, animate::steps, words as page_words};
use crate::{
    app::derived::Derived,
    model::{
        Atlas, Budget, Claim, Detail, Evidence, EvidenceOf, Id as _, Language, Report, ReportKey,
        Stance, Window, is_web_address,
    },
    query::ShownRows,
    render::svg::{Fonts, Page, Part, Plan, Used, escaped, letters::FAMILIES},
    scene::{OverviewMode, Palette, Rgba, Theme, style::readable_on},
    session::Step,
    view::describe,
    words::{evidence, picture, places, reports, units, web_page as words},
};

const TEMPLATE: &str = include_str!("../../../assets/page.html");

/// So many reports are listed. More would make a page that no browser likes.
const MOST_LISTED: usize = 2_000;

/// How large the map is on a telephone, as a share of what it is elsewhere.
const SHARE_ON_NARROW_SCREENS: f32 = 0.8;

/// A timeline has at most so many bars, where months are long enough for that.
const MOST_STEPS: usize = 62;

/// What the page shows of some days.
#[derive(Serialize)]
struct StepOfPage {
    /// The first of them and the last, as an address names them.
    from: String,
    to: String,
    /// The days, in words.
    days: String,
    accounts: String,
    /// How many claims of whom, in words.
    said: String,
    /// Which lines of the pool it is drawn with.
    lines: Vec<usize>,
    /// Which of the listed reports say something of these days.
    reports: Vec<usize>,
    /// What each drawing says, and which of the listed reports that rests on.
    bundles: BTreeMap<String, Vec<usize>>,
    /// The colour of each reporter, and the number of records.
    counts: Vec<(String, u32)>,
}

#[derive(Serialize)]
struct DataOfPage<'a> {
    pool: &'a [String],
    whole: &'a StepOfPage,
    steps: &'a [StepOfPage],
    play: &'static str,
    pause: &'static str,
}

/// The lines that steps are drawn with, each once.
#[derive(Default)]
struct Pool {
    lines: Vec<String>,
    known: HashMap<String, usize>,
    used: Used,
}

/// The reports that are listed, in the order of time.
#[derive(Default)]
struct Listed {
    cards: Vec<String>,
    known: HashMap<ReportKey, usize>,
    left_out: usize,
}

/// Draws a page.
///
/// # Errors
///
/// Where the basemap is damaged, a file has changed since it was read, or the budget is cancelled.
pub fn encode(data: Data<'_>, spec: PictureSpec, budget: &Budget) -> anyhow::Result<Encoded> {
    let mut spec = spec;
    let palette = Palette::of(spec.theme);
    let mut whole = Ready::new(data, spec.clone());
    let around = whole.page.clone();
    let notes = super::missing_letters(&around).into_iter().collect();
    whole.page = within(&around);
    // Steps that are arrows and steps that are an overview would be read as a change of the data: the whole
    // alone may be one, where it leaves the map the same room.
    let mut of_steps = whole.page.clone();
    if spec.session.overview.mode == OverviewMode::Auto {
        spec.session.overview.mode = OverviewMode::Never;
        let mut arrows = Ready::new(data, spec.clone());
        arrows.page = within(&arrows.page);
        of_steps = arrows.page.clone();
        if Plan::of(&of_steps).map != Plan::of(&whole.page).map {
            whole = arrows;
        }
    }
    let (step, windows) = windows(data, &spec)?;
    let evidence = spec.session.personal.evidence.clone();
    let mut page = PageOf {
        data,
        palette: &palette,
        language: spec.session.language,
        evidence: &evidence,
        pool: Pool::default(),
        listed: Listed::default(),
    };
    let land = whole.draw(data, Part::Land, Fonts::Known)?;
    page.pool.used.extend(&land.used);
    let all = page.step(&whole)?;
    let mut parts = Vec::with_capacity(windows.len());
    budget.expect(windows.len() as u64);
    for (done, days) in (0..).zip(windows) {
        budget.reach(done)?;
        let mut spec = spec.clone();
        spec.session.window = days;
        let mut ready = Ready::new(data, spec);
        // The same legend leaves the map the same room.
        let remark = ready.page.remark.take();
        ready.page = of_steps.clone();
        ready.page.remark = remark;
        parts.push(page.step(&ready)?);
    }
    let PageOf { pool, listed, .. } = page;
    let json = serde_json::to_string(&DataOfPage {
        pool: &pool.lines,
        whole: &all,
        steps: &parts,
        play: words::play(),
        pause: words::pause(),
    })?;
    let above: Vec<&str> = all
        .lines
        .iter()
        .map(|at| pool.lines[*at].as_str())
        .collect();
    let days = spec.session.window;
    let more = match listed.left_out {
        0 => String::new(),
        left => format!("<p>{}</p>\n", escaped(&words::more(left, MOST_LISTED))),
    };
    let mut used = pool.used;
    used.words(&json);
    for written in listed.cards.iter().chain([
        &around.title,
        &around.subtitle,
        &around.accounts,
        &around.attribution,
        &around.provenance,
        &more,
        &by(step).to_owned(),
    ]) {
        used.words(written);
    }
    // While a browser unpacks the fonts, words are written with its own.
    let fonts = used.font_faces();
    let fonts = fonts.replace("@font-face{", "@font-face{font-display:swap;");
    let mut filled = on_narrow_screens(&whole.page);
    filled.extend([
        ("title", escaped(&around.title)),
        ("subtitle", escaped(&around.subtitle)),
        ("fonts", fonts),
        ("families", FAMILIES.to_owned()),
        ("paper", css(palette.halo)),
        ("ink", css(palette.selected)),
        ("weak", css(palette.place_name)),
        ("line", css(palette.region_line)),
        ("mark", css(palette.region_name)),
        ("scheme", scheme(spec.theme).to_owned()),
        ("land", land.svg),
        ("above", above.join("\n")),
        ("play", escaped(words::play())),
        ("all", escaped(words::all())),
        ("timeline", escaped(words::timeline())),
        ("first", escaped(&units::day(days.first()))),
        ("by", escaped(by(step))),
        ("last", escaped(&units::day(days.last()))),
        ("reports", escaped(words::reports())),
        ("clear", escaped(words::clear())),
        ("none", escaped(words::none())),
        ("cards", listed.cards.concat()),
        ("more", more),
        ("accounts", escaped(&around.accounts)),
        ("attribution", escaped(&around.attribution)),
        ("provenance", escaped(&around.provenance)),
        // Nothing in a script ends it.
        ("data", json.replace('<', "\\u003c")),
    ]);
    let html = fill(&filled);
    Ok(Encoded {
        bytes: html.into_bytes(),
        notes,
    })
}

/// On a telephone the map would be as small as a stamp: there it keeps most of its size and is moved with a finger,
/// without what stands around it, and the legend is drawn once more below the timeline.
fn on_narrow_screens(page: &Page) -> Vec<(&'static str, String)> {
    let plan = Plan::of(page);
    let scaled = |length: f32| format!("{:.1}", length * SHARE_ON_NARROW_SCREENS);
    let key = plan.legend.map(|(column, flow)| {
        let (at, width, height) = (column.corner, flow.width, flow.bottom);
        let view = format!("{:.1} {:.1} {width:.1} {height:.1}", at.x, at.y);
        let svg = format!(
            "<svg id=\"key\" viewBox=\"{view}\" font-family=\"{FAMILIES}\" role=\"img\" aria-label=\"{}\">\
             <use href=\"#legend\"/></svg>\n",
            escaped(picture::legend())
        );
        (svg, format!("{width:.1}"))
    });
    let (key, key_width) = key.unwrap_or_default();
    vec![
        ("map_width", scaled(plan.map.size.x)),
        ("map_height", scaled(plan.map.size.y)),
        ("map_left", scaled(-plan.map.corner.x)),
        ("map_top", scaled(-plan.map.corner.y)),
        ("sheet_width", scaled(page.size.x)),
        ("key", key),
        ("key_width", key_width),
    ]
}

/// What of a page is drawn: what stands around the map stands in the text of the page.
fn within(around: &Page) -> Page {
    Page {
        size: around.size,
        layout: around.layout,
        legend: around.legend.clone(),
        remark: around.remark.clone(),
        ..Page::default()
    }
}

/// The steps of the timeline: as short as leaves few enough of them.
fn windows(data: Data<'_>, spec: &PictureSpec) -> anyhow::Result<(Step, Vec<Window>)> {
    let days = spec.session.window;
    // Days before and after all that is known have nothing to step through.
    let days = match data.atlas.span() {
        Some(span) => {
            let first = days.first().max(span.first()).min(days.last());
            Window::days(first, days.last().min(span.last()).max(first))
        }
        None => days,
    };
    for step in [Step::Day, Step::Week] {
        if let Ok(windows) = steps(days, step)
            && windows.len() <= MOST_STEPS
        {
            return Ok((step, windows));
        }
    }
    // Months of the calendar, of which the first may be a part.
    let from = days.first().month();
    let mut months = steps(Window::days(from, days.last()), Step::Month)?;
    if let Some(first) = months.first_mut() {
        *first = Window::days(days.first(), first.last());
    }
    Ok((Step::Month, months))
}

fn by(step: Step) -> &'static str {
    match step {
        Step::Day => words::by_day(),
        Step::Week => words::by_week(),
        Step::Month => words::by_month(),
    }
}

/// A page that is being made.
struct PageOf<'a> {
    data: Data<'a>,
    palette: &'a Palette,
    language: Language,
    evidence: &'a EvidenceOf,
    pool: Pool,
    listed: Listed,
}

impl PageOf<'_> {
    /// What a picture shows, as a step of the page.
    fn step(&mut self, ready: &Ready) -> anyhow::Result<StepOfPage> {
        let drawing = ready.draw(self.data, Part::AboveLand, Fonts::Known)?;
        self.pool.used.extend(&drawing.used);
        let (derived, days) = (&ready.derived, ready.spec.session.window);
        Ok(StepOfPage {
            from: days.first().to_string(),
            to: days.last().to_string(),
            days: units::window(days),
            accounts: page_words::accounts(self.data.atlas, &derived.answer),
            said: self.said(derived),
            lines: drawing
                .svg
                .lines()
                .map(|line| self.pool.add(line))
                .collect(),
            reports: self.reports(derived, days)?,
            bundles: self.bundles(ready)?,
            counts: self.counts(derived),
        })
    }

    fn shown(&self, derived: &Derived) -> Vec<(String, String, u32)> {
        let counts = &derived.answer.shown_by_reporter;
        let all = self.data.atlas.listed_reporters();
        let all = all.map(|(id, reporter)| (reporter, counts[id.index()]));
        all.filter(|(_, count)| *count > 0)
            .map(|(reporter, count)| {
                (
                    reporter.short.clone(),
                    css(self.palette.reporter(reporter)),
                    count,
                )
            })
            .collect()
    }

    fn counts(&self, derived: &Derived) -> Vec<(String, u32)> {
        let shown = self.shown(derived).into_iter();
        shown.map(|(_, color, count)| (color, count)).collect()
    }

    fn said(&self, derived: &Derived) -> String {
        let shown = self.shown(derived).into_iter();
        let shown =
            shown.map(|(short, _, count)| format!("{short}: {}", units::records(count as usize)));
        let shown: Vec<String> = shown.collect();
        shown.join("\n")
    }

    /// The reports that say something of these days, on the map or not.
    fn reports(&mut self, derived: &Derived, days: Window) -> anyhow::Result<Vec<usize>> {
        let atlas = self.data.atlas;
        let mut records = Vec::new();
        for rows in ShownRows::of(atlas, &derived.answer, days.interval()) {
            let on_map = rows.iter().map(|row| (rows.record(row), true));
            let others = rows.unplaced().map(|row| (rows.record(row), false));
            let mut of_dataset: Vec<_> = on_map.chain(others).collect();
            of_dataset.sort_unstable_by_key(|(record, _)| record.row);
            records.extend(of_dataset);
        }
        let most = records.len().min(MOST_LISTED);
        let mut listed = Vec::new();
        for batch in records[..most].chunks(512) {
            let ids: Vec<_> = batch.iter().map(|(record, _)| *record).collect();
            let details = atlas.details(&ids);
            for detail in details.map_err(|error| anyhow::anyhow!("{error}"))? {
                let at = self.listed.add(
                    (self.data, self.language, self.evidence),
                    &detail,
                    self.palette,
                );
                listed.extend(at.filter(|at| !listed.contains(at)));
            }
        }
        self.listed.left_out = self.listed.left_out.max(records.len() - most);
        Ok(listed)
    }

    /// What each drawing says, and which of the listed reports it rests on.
    fn bundles(&self, ready: &Ready) -> anyhow::Result<BTreeMap<String, Vec<usize>>> {
        let (atlas, derived) = (self.data.atlas, &ready.derived);
        let (days, tints) = (ready.spec.session.window, &derived.scene.tints);
        let mut all: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let bundles = derived.scene.bundles.iter();
        for (bundle, words) in bundles.zip(&ready.bundle_words) {
            let records = bundle.records(atlas, &derived.answer, days, tints);
            let details = atlas.details(&records[..records.len().min(MOST_LISTED)]);
            let rests_on = all.entry(words.clone()).or_default();
            for detail in details.map_err(|error| anyhow::anyhow!("{error}"))? {
                let at = self.listed.known.get(&detail.report.key());
                rests_on.extend(at.filter(|at| !rests_on.contains(at)).copied());
            }
        }
        all.retain(|_, reports| !reports.is_empty());
        Ok(all)
    }
}

impl Pool {
    fn add(&mut self, line: &str) -> usize {
        if let Some(at) = self.known.get(line) {
            return *at;
        }
        let at = self.lines.len();
        self.lines.push(line.to_owned());
        self.known.insert(line.to_owned(), at);
        at
    }
}

impl Listed {
    /// Lists a report, once. Gives its number.
    fn add(
        &mut self,
        data: (Data<'_>, Language, &EvidenceOf),
        detail: &Detail,
        palette: &Palette,
    ) -> Option<usize> {
        let report = &detail.report;
        if let Some(at) = self.known.get(&report.key()) {
            return Some(*at);
        }
        if self.cards.len() >= MOST_LISTED {
            return None;
        }
        let at = self.cards.len();
        self.cards.push(card(data, report, palette));
        self.known.insert(report.key(), at);
        Some(at)
    }
}

/// A report with all its claims.
fn card(
    (data, language, evidence): (Data<'_>, Language, &EvidenceOf),
    report: &Report,
    palette: &Palette,
) -> String {
    let reporter = &data.atlas.reporters()[report.reporter];
    let color = palette.reporter(reporter);
    let mut html = format!(
        "<article><p><span class=\"chip\" style=\"background:{};color:{}\">{}</span> <b>{}</b> \
         <span class=\"weak\">{}{}</span></p>\n",
        css(color),
        css(readable_on(color)),
        escaped(&reporter.letter),
        escaped(&reporter.short),
        escaped(&reports::published(report)),
        match report.stance {
            Stance::Claim => String::new(),
            stance => format!(" · {}", escaped(reports::stance_of(stance, reporter.side))),
        },
    );
    let outlet = report.outlet.as_deref();
    let source = match (&report.url, outlet) {
        (Some(url), outlet) if is_web_address(url) => format!(
            "<a href=\"{}\" rel=\"noopener noreferrer\">{}</a>",
            escaped(url),
            escaped(outlet.unwrap_or(url)),
        ),
        (_, Some(outlet)) => escaped(&reports::printed_in(outlet)),
        (_, None) => escaped(reports::outlet_not_named()),
    };
    let _ = writeln!(html, "<p>{source}</p>");
    if let Some(total) = report.total {
        let _ = writeln!(
            html,
            "<p class=\"weak\">{}</p>",
            escaped(&reports::total(total))
        );
    }
    if let Some(denies) = &report.denies {
        let _ = writeln!(
            html,
            "<p><span class=\"weak\">{}</span> {}</p>",
            escaped(reports::denies()),
            escaped(denies)
        );
    }
    if !report.claims.is_empty() {
        html.push_str("<ul>\n");
        for claim in &report.claims {
            html.push_str(&claim_row((data.atlas, language), report, claim));
        }
        html.push_str("</ul>\n");
    }
    if !evidence.is_empty() {
        let of_report = evidence.report(&report.key());
        html.extend(of_report.iter().map(evidence_row));
    }
    html + "</article>\n"
}

/// What a report rests on. Paths and names of persons stay with who keeps it.
fn evidence_row(of: &Evidence) -> String {
    let mut html = format!(
        "<p><span class=\"weak\">{}</span> {}, {}",
        escaped(evidence::title()),
        escaped(&of.name),
        escaped(&evidence::size_and_day(of.bytes, &of.day.to_string())),
    );
    let links = [
        (&of.address, evidence::address()),
        (&of.archived, evidence::archived()),
    ];
    for (url, words) in links.into_iter().filter(|(url, _)| is_web_address(url)) {
        let (url, words) = (escaped(url), escaped(words));
        let _ = write!(
            html,
            " · <a href=\"{url}\" rel=\"noopener noreferrer\">{words}</a>"
        );
    }
    let digest = escaped(&evidence::digest(&of.sha256));
    let _ = writeln!(
        html,
        "<br><small class=\"weak digest\">{digest}</small></p>"
    );
    html
}

fn claim_row((atlas, language): (&Atlas, Language), report: &Report, claim: &Claim) -> String {
    let title = describe::claim_title(claim, report.denies(claim));
    let mut html = format!(
        "<li><b>{}</b> · {}",
        escaped(&title),
        escaped(reports::activity(claim.activity))
    );
    for (name, words) in describe::claim_lines(atlas, claim, language) {
        let (name, words) = (escaped(name), escaped(&words));
        let _ = write!(html, "<br><span class=\"weak\">{name}</span> {words}");
    }
    let precision = reports::precision(&places::place_precision(atlas, claim));
    let _ = write!(
        html,
        "<br><small class=\"weak\">{}</small>",
        escaped(&precision)
    );
    html + "</li>\n"
}

/// The template with everything in its place.
fn fill(parts: &[(&str, String)]) -> String {
    let mut html = String::new();
    for piece in TEMPLATE.split("{{") {
        let Some((name, rest)) = piece.split_once("}}") else {
            html.push_str(piece);
            continue;
        };
        let part = parts.iter().find(|(known, _)| *known == name);
        html.push_str(part.map_or("", |(_, text)| text));
        html.push_str(rest);
    }
    html
}

fn css(ink: Rgba) -> String {
    let [red, green, blue, _] = ink.0;
    format!("#{red:02x}{green:02x}{blue:02x}")
}

fn scheme(theme: Theme) -> &'static str {
    match theme {
        Theme::Light => "light",
        Theme::Dark => "dark",
    }
}
