//! What is being looked at: window, filters, camera, layers, language and selection.
//!
//! Small and plain. Changed by [`Session::apply`] alone, which changes nothing else.

pub mod annotation;
pub mod bookmark;
pub(crate) mod command;
pub mod comparison;
pub mod evidence;
pub mod file;
pub(crate) mod file_update;
pub(crate) mod history;
pub mod link;
pub(crate) mod open_file;
pub mod other_view;
pub(crate) mod playback;
pub mod question;
mod report_file;
pub(crate) mod selection;
pub mod sending;
mod table;
pub(crate) mod untrusted;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use crate::{
    model::{
        Annotated, Atlas, Day, FileKey, ImportOptions, Language, Personal, Window,
        geo::{self, Coord, LonLat, Rect},
    },
    query::{
        Filters, dataset_extent,
        ties::{Verdicts, rule::Thresholds},
    },
    scene::{Camera, Layers, OverviewChoice, Theme},
};

pub use bookmark::{Bookmark, Bookmarks};
pub use command::Command;
pub use comparison::Comparison;
pub use file_update::FileUpdate;
pub use history::History;
pub use open_file::{Column, FileStyle, OpenFile};
pub use other_view::OtherView;
pub use playback::{Playback, Speed, Step};
pub use question::Questions;
pub use selection::Selection;
pub use sending::{Sending, Waiting};
pub use table::RecordsTable;
pub use untrusted::Untrusted;

/// Light, dark, or whichever the system has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ThemeChoice {
    /// As the desktop has it.
    #[default]
    System,
    /// This one.
    Always(Theme),
}

/// The part of time the timeline shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct VisibleTime {
    /// Days since 1970-01-01, fractions allowed.
    pub from: f64,
    /// As `from`, not included.
    pub to: f64,
}

impl VisibleTime {
    /// Less than this many days are never shown at once: a lone day fills the timeline.
    pub const SHORTEST_DAYS: f64 = 1.0;

    /// All of a period.
    pub fn of(window: Window) -> Self {
        Self {
            from: f64::from(window.first().number()),
            to: f64::from(window.end().number()),
        }
    }

    /// How many days it spans.
    pub fn days(self) -> f64 {
        self.to - self.from
    }

    /// A period with something of what lies around it.
    pub fn around(window: Window) -> Self {
        let whole = Self::of(window);
        let margin = (whole.days() * 0.1).max(0.5);
        Self {
            from: whole.from - margin,
            to: whole.to + margin,
        }
    }

    /// Held to at least a day, at most the span with a margin, and inside that.
    pub fn held_to(self, span: Window) -> Self {
        let whole = Self::of(span);
        let margin = (whole.days() * 0.02).max(3.0);
        let (low, high) = (whole.from - margin, whole.to + margin);
        let sound = self.from.is_finite() && self.to.is_finite() && self.from < self.to;
        if !sound {
            return Self {
                from: low,
                to: high,
            };
        }
        let days = self.days().clamp(Self::SHORTEST_DAYS, high - low);
        let middle = (self.from + self.to) / 2.0;
        let from = (middle - days / 2.0).clamp(low, high - days);
        Self {
            from,
            to: from + days,
        }
    }
}

/// What is being looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct Session {
    /// The selected period.
    pub window: Window,
    /// What is left out.
    pub filters: Filters,
    /// The view beside this one; `None`: there is one view.
    pub other: Option<OtherView>,
    /// `None`: fit the seven regions of the mission, whatever the size of the map.
    pub camera: Option<Camera>,
    /// Which layers are on, and how strong.
    pub layers: Layers,
    /// The way that is measured, in degrees; empty where none is.
    pub measured: Vec<LonLat>,
    /// Keys of the lines that are drawn solid.
    pub solid_lines: BTreeSet<Arc<str>>,
    /// Light, dark, or as the desktop has it.
    pub theme: ThemeChoice,
    /// Whether nothing in the window moves or fades by itself; `None`: as the desktop has it.
    pub still: Option<bool>,
    /// The language places are named in.
    pub language: Language,
    /// What the details are about.
    pub selection: Option<Selection>,
    /// In the order they were opened.
    pub files: Vec<OpenFile>,
    /// How tables are to be read, by their heading.
    pub readings: BTreeMap<Arc<str>, ImportOptions>,
    /// Reports the person added, each as a record of `reports.json`.
    pub own_reports: Vec<Arc<str>>,
    /// Those of them that wait to be added to an archive.
    pub waiting: Waiting,
    /// What the person made of ties: by the two ends of each.
    pub verdicts: Verdicts,
    /// Views that the person keeps.
    pub bookmarks: Bookmarks,
    /// Questions that the person keeps.
    pub questions: Questions,
    /// Grades, comments and evidence of the person.
    pub personal: Personal,
    /// How near claims must be for the rule that proposes ties.
    pub thresholds: Thresholds,
    /// What stands in for arrows where there would be too many.
    pub overview: OverviewChoice,
    /// `None`: the whole span.
    pub visible_time: Option<VisibleTime>,
    /// How the timeline plays.
    pub playback: Playback,
    /// Whether layers and filters are open.
    pub left_panel: bool,
    /// Whether the details are open.
    pub right_panel: bool,
    /// How the panel on the right is looked at.
    pub comparison: Comparison,
    /// Whether the table of records is open.
    pub records_panel: bool,
    /// How the table of records is arranged.
    pub records: RecordsTable,
    /// Whether the line for newcomers has been put away.
    pub hint_dismissed: bool,
}

impl Default for Session {
    fn default() -> Self {
        let day = |number| Day::from_ymd(2022, 8, number).expect("August has such a day");
        Self {
            window: Window::days(day(7), day(8)),
            filters: Filters::default(),
            other: None,
            camera: None,
            layers: Layers::default(),
            measured: Vec::new(),
            solid_lines: BTreeSet::new(),
            theme: ThemeChoice::default(),
            still: None,
            language: Language::default(),
            selection: None,
            files: Vec::new(),
            readings: BTreeMap::new(),
            own_reports: Vec::new(),
            waiting: Waiting::new(),
            verdicts: Verdicts::new(),
            bookmarks: Bookmarks::new(),
            questions: Questions::new(),
            personal: Personal::default(),
            thresholds: Thresholds::default(),
            overview: OverviewChoice::default(),
            visible_time: Some(VisibleTime {
                from: f64::from(day(7).number() - 75),
                to: f64::from(day(7).number() + 75),
            }),
            playback: Playback::default(),
            left_panel: true,
            right_panel: true,
            comparison: Comparison::default(),
            records_panel: false,
            records: RecordsTable::default(),
            hint_dismissed: false,
        }
    }
}

/// How far a session may go: what there is to see.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// From the first dated record or entry of the chronology to the last.
    pub span: Window,
    /// The box in which the centre of the camera stays.
    pub area: Rect,
    /// What the camera shows at home.
    pub home: Rect,
}

impl Limits {
    /// The limits of an atlas: its dates, its regions, and the regions of the mission.
    pub fn of(atlas: &Atlas) -> Self {
        let around = |mission: bool| {
            let regions = atlas.regions().rows().iter();
            let boxes = regions.filter(|region| region.mission || !mission);
            boxes.map(|region| region.bounds).reduce(geo::union)
        };
        let karabakh = Rect::new(Coord { x: 45.0, y: 38.8 }, Coord { x: 48.0, y: 40.8 });
        let area = around(false).unwrap_or(karabakh);
        let datasets = atlas.datasets().rows().iter();
        let area = datasets
            .filter_map(|dataset| dataset_extent(atlas, dataset))
            .fold(area, geo::union);
        let entries = atlas.chronology().iter();
        let entries = entries.map(|entry| Window::days(entry.day, entry.day));
        let span = atlas
            .span()
            .into_iter()
            .chain(entries)
            .reduce(|a, b| Window::days(a.first().min(b.first()), a.last().max(b.last())));
        Self {
            span: span.unwrap_or(Session::default().window),
            area,
            home: around(true).unwrap_or(area),
        }
    }
}

impl Session {
    /// Does what a command says, held to what there is to see.
    pub fn apply(&mut self, command: &Command, limits: &Limits) {
        match command {
            Command::SetWindow(window) => {
                self.window = held_window(*window, limits.span);
                self.bring_window_into_sight();
            }
            Command::StepWindow(steps) => {
                self.step_window(*steps, limits.span);
                self.bring_window_into_sight();
            }
            Command::ShowOther(other) => {
                self.other = other.clone().map(|other| OtherView {
                    window: held_window(other.window, limits.span),
                    handle: other.handle.map(other_view::held_handle),
                    ..other
                });
                if self.other.is_some() {
                    self.comparison.leave_map_in_sight();
                }
            }
            Command::PlaceHandle(share) => {
                if let Some(other) = &mut self.other {
                    other.handle = share.map(other_view::held_handle);
                }
            }
            Command::SwapViews => {
                self.swap_views();
                self.bring_window_into_sight();
            }
            Command::SetFilters(filters) => self.filters = filters.clone(),
            Command::Ask(condition) => self.filters.condition.clone_from(condition),
            Command::HideReporter(key, hide) => {
                put(&mut self.filters.hidden_reporters, key.clone(), *hide);
            }
            Command::HideActivity(activity, hide) => {
                put(&mut self.filters.hidden_activities, *activity, *hide);
            }
            Command::HideParty(party, hide) => {
                put(&mut self.filters.hidden_parties, *party, *hide);
            }
            Command::HideStance(stance, hide) => {
                put(&mut self.filters.hidden_stances, *stance, *hide);
            }
            Command::HideFile(key, hide) => put(&mut self.filters.hidden_files, key.clone(), *hide),
            Command::ShowDuplicates(show) => self.filters.show_duplicates = *show,
            Command::Look(camera) | Command::FlyTo(camera) => {
                self.camera = Some(camera.held_to(limits.area));
                if matches!(command, Command::FlyTo(_)) {
                    self.comparison.leave_map_in_sight();
                }
            }
            Command::GoHome => {
                self.camera = None;
                self.comparison.leave_map_in_sight();
            }
            Command::SetLayer(kind, layer) => self.layers.set(*kind, *layer),
            Command::SetShading(shading) => self.layers.shading = *shading,
            Command::Measure(way) => self.measured.clone_from(way),
            Command::DrawSolid(key, solid) => put(&mut self.solid_lines, key.clone(), *solid),
            Command::SetPointDisplay(point_display) => self.layers.point_display = *point_display,
            Command::SetTheme(theme) => self.theme = *theme,
            Command::KeepStill(still) => self.still = *still,
            Command::SetLanguage(language) => self.language = *language,
            Command::Select(selection) => self.selection = selection.clone(),
            Command::OpenFile(file) => match self.file_mut(&file.key) {
                Some(known) => known.clone_from(file),
                None => self.files.push(file.clone()),
            },
            Command::UpdateFile(update) => self.update_file(update),
            Command::RememberReading(heading, choices) => {
                self.readings.insert(Arc::clone(heading), choices.clone());
            }
            Command::CloseFile(key) => {
                self.files.retain(|file| file.key != *key);
                self.filters.hidden_files.remove(key);
            }
            Command::AddReport(record) => {
                if !self.own_reports.contains(record) {
                    self.own_reports.push(Arc::clone(record));
                }
            }
            Command::RemoveReport(record) => self.own_reports.retain(|own| own != record),
            Command::Send(report, sending) => {
                match sending {
                    Some(sending) => self.waiting.insert(Arc::clone(report), sending.clone()),
                    None => self.waiting.remove(report),
                };
            }
            Command::JudgeTie(judged, verdict) => {
                // A reason is one for the verdict it was given with.
                let reason = Annotated::Tie(judged.clone());
                let is_other = self.verdicts.get(judged) != verdict.as_ref();
                if is_other && self.personal.annotations.of(&reason).is_some() {
                    Arc::make_mut(&mut self.personal.annotations).set(reason, None);
                }
                match verdict {
                    Some(verdict) => self.verdicts.insert(judged.clone(), *verdict),
                    None => self.verdicts.remove(judged),
                };
            }
            Command::SetBookmark(name, bookmark) => {
                match bookmark {
                    Some(bookmark) => self.bookmarks.insert(Arc::clone(name), *bookmark),
                    None => self.bookmarks.remove(name),
                };
            }
            Command::KeepQuestion(name, condition) => {
                match condition {
                    Some(condition) => self.questions.insert(Arc::clone(name), condition.clone()),
                    None => self.questions.remove(name),
                };
            }
            Command::Annotate(annotated, annotation) => {
                let annotations = Arc::make_mut(&mut self.personal.annotations);
                annotations.set(annotated.clone(), annotation.clone());
            }
            Command::AddEvidence(report, evidence) => {
                let all = Arc::make_mut(&mut self.personal.evidence);
                all.add(report.clone(), evidence.clone());
            }
            Command::RemoveEvidence(report, sha256) => {
                Arc::make_mut(&mut self.personal.evidence).remove(report, sha256);
            }
            Command::SetThresholds(thresholds) => self.thresholds = thresholds.held(),
            Command::SetOverview(overview) => self.overview = overview.clone(),
            Command::ShowTime(visible) => {
                self.visible_time = visible.map(|visible| visible.held_to(limits.span));
            }
            Command::SetPlayback(playback) => self.playback = *playback,
            Command::ShowLeftPanel(show) => self.left_panel = *show,
            Command::ShowRightPanel(show) => self.right_panel = *show,
            Command::SetComparison(comparison) => self.comparison = *comparison,
            Command::ShowRecords(show) => self.records_panel = *show,
            Command::ArrangeRecords(table) => self.records.clone_from(table),
            Command::DismissHint => self.hint_dismissed = true,
        }
    }

    /// Adds the reports and opened files of another session to this one.
    pub fn add(&mut self, other: &Self) {
        for report in &other.own_reports {
            if !self.own_reports.contains(report) {
                self.own_reports.push(Arc::clone(report));
            }
        }
        for file in &other.files {
            if self.files.iter().any(|known| known.source == file.source) {
                continue;
            }
            let key = match self.file_mut(&file.key) {
                Some(_) => OpenFile::new(file.source.clone(), &self.files).key,
                None => file.key.clone(),
            };
            self.files.push(OpenFile {
                key,
                ..file.clone()
            });
        }
        for (judged, verdict) in &other.verdicts {
            let known = self.verdicts.entry(judged.clone());
            known.or_insert(*verdict);
        }
        for (name, bookmark) in &other.bookmarks {
            let known = self.bookmarks.entry(Arc::clone(name));
            known.or_insert(*bookmark);
        }
        for (name, condition) in &other.questions {
            let known = self.questions.entry(Arc::clone(name));
            known.or_insert_with(|| condition.clone());
        }
        for (annotated, annotation) in other.personal.annotations.iter() {
            let is_of_another_verdict = match annotated {
                Annotated::Tie(tie) => self.verdicts.get(tie) != other.verdicts.get(tie),
                _ => false,
            };
            if self.personal.annotations.of(annotated).is_none() && !is_of_another_verdict {
                let annotations = Arc::make_mut(&mut self.personal.annotations);
                annotations.set(annotated.clone(), Some(annotation.clone()));
            }
        }
        if !other.personal.evidence.is_empty() {
            Arc::make_mut(&mut self.personal.evidence).join(&other.personal.evidence);
        }
        for (heading, choices) in &other.readings {
            let known = self.readings.entry(Arc::clone(heading));
            known.or_insert_with(|| choices.clone());
        }
    }

    /// Whether two hold the same work. Looking around is none: window, camera and selection, and how
    /// the program itself looks.
    pub fn same_work(&self, other: &Self) -> bool {
        let work = |session: &Self| Self {
            window: other.window,
            other: None,
            camera: None,
            measured: Vec::new(),
            theme: ThemeChoice::default(),
            selection: None,
            readings: BTreeMap::new(),
            visible_time: None,
            playback: Playback::default(),
            left_panel: true,
            right_panel: true,
            comparison: Comparison::default(),
            records_panel: false,
            records: RecordsTable::default(),
            hint_dismissed: false,
            ..session.clone()
        };
        self == other || work(self) == work(other)
    }

    fn file_mut(&mut self, key: &FileKey) -> Option<&mut OpenFile> {
        self.files.iter_mut().find(|file| file.key == *key)
    }

    /// Moves the part of time that is shown, where the window would lie outside of it.
    fn bring_window_into_sight(&mut self) {
        let Some(visible) = &mut self.visible_time else {
            return;
        };
        let window = VisibleTime::of(self.window);
        let margin = visible.days() * 0.04;
        let (low, high) = (visible.from + margin, visible.to - margin);
        let by = if window.days() > high - low {
            // It does not fit: at least a part of it is in sight.
            (window.from - high).max(0.0) + (window.to - low).min(0.0)
        } else {
            (window.to - high).max(0.0) + (window.from - low).min(0.0)
        };
        visible.from += by;
        visible.to += by;
    }

    /// Moves the window by so many steps of the playback. Cumulative: its first day stays.
    fn step_window(&mut self, steps: i32, span: Window) {
        let (playback, window) = (self.playback, self.window);
        let moved = if playback.cumulative {
            let last = playback.grown(window, steps).max(window.first());
            Window::days(window.first(), last)
        } else {
            window.shifted(playback.days(window, steps))
        };
        self.window = held_window(moved, span);
    }
}

/// The window moved back into the span, and cut where it is longer.
fn held_window(window: Window, span: Window) -> Window {
    if window.len() >= span.len() {
        return span;
    }
    let before = span.first().number() - window.first().number();
    let after = window.end().number() - span.end().number();
    window.shifted(before.max(0) - after.max(0))
}

/// Puts a thing into a set, or takes it out.
fn put<T: Ord>(set: &mut std::collections::BTreeSet<T>, value: T, inside: bool) {
    if inside {
        set.insert(value);
    } else {
        set.remove(&value);
    }
}
