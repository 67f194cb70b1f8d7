//! A session as text: JSON with a version, written whole and read leniently.
//!
//! What a newer version added is passed over, what is missing takes its default, and what cannot
//! be read at all is an error that loses nothing: the caller keeps the text.

mod open_files;
mod ties;

use std::{collections::BTreeMap, sync::Arc};

use serde::{Deserialize, Serialize};

use super::{
    Comparison, OtherView, Playback, RecordsTable, Selection, Session, Speed, Step, ThemeChoice,
    VisibleTime, Waiting,
    annotation::{self, AnnotationFile},
    bookmark::{self, BookmarkFile},
    comparison::{Order, Room, Rows, Tab},
    evidence::{self, EvidenceFile},
    other_view::held_handle,
    question::{self, QuestionFile},
    report_file::ReportFile,
    table::{self, TableFile},
};
use crate::{
    model::{
        Activity, Day, FileKey, Language, Party, Personal, RegionKey, Stance, Standing, Window,
        enum_names::{value, word},
        geo::{self, Coord, LonLat},
        overview::{Measure, OverviewMode},
    },
    query::{Filters, ties::rule::Thresholds},
    scene::{
        BundleKey, Camera, Layer, LayerKind, Layers, OverviewChoice, PointDisplay, Shading, Theme,
    },
};

use open_files::{
    ChoicesFile, OpenFileFile, read_choices, read_open_file, write_choices, write_open_file,
};
use ties::{
    ThresholdsFile, VerdictFile, read_thresholds, read_verdicts, write_thresholds, write_verdicts,
};

pub use ties::{TieFile, read_verdict, write_verdict};

/// The version written. Older ones are read.
const VERSION: u32 = 1;

/// Why a text is not a session.
#[derive(Debug, thiserror::Error)]
pub enum SessionError {
    /// It is not JSON of that shape.
    #[error("{}", crate::words::files::not_a_session(.0))]
    Json(#[from] serde_json::Error),
    /// A later version of the program wrote it, in this version of the format.
    #[error("{}", crate::words::files::newer_session(*.found, VERSION))]
    Newer {
        /// The version it states.
        found: u32,
    },
    /// Its condition is not understood: without it, other records would be seen than it says.
    #[error("{}", crate::words::condition::cli_not_understood(.0))]
    Condition(String),
}

#[derive(Serialize, Deserialize)]
struct SessionFile {
    version: u32,
    #[serde(default)]
    window: Option<[String; 2]>,
    #[serde(default)]
    filters: FiltersFile,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    other: Option<OtherFile>,
    #[serde(default)]
    camera: Option<CameraFile>,
    #[serde(default)]
    layers: Vec<LayerFile>,
    #[serde(default)]
    shading: String,
    /// Longitudes and latitudes in degrees.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    measured: Vec<[f64; 2]>,
    /// Keys of lines.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    solid_lines: Vec<String>,
    /// How records with a position are drawn.
    #[serde(default)]
    point_display: String,
    #[serde(default)]
    theme: String,
    /// As it was written once, where only `true` was chosen by the person.
    #[serde(default, skip_serializing)]
    still: bool,
    #[serde(default)]
    motion: String,
    #[serde(default)]
    names: String,
    #[serde(default)]
    selection: Option<SelectionFile>,
    #[serde(default)]
    files: Vec<OpenFileFile>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    readings: BTreeMap<String, ChoicesFile>,
    #[serde(default)]
    own_reports: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    ties: Vec<VerdictFile>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    bookmarks: Vec<BookmarkFile>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    questions: Vec<QuestionFile>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    annotations: Vec<AnnotationFile>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    evidence: Vec<EvidenceFile>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    tie_rule: Option<ThresholdsFile>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    overview: Option<OverviewFile>,
    #[serde(default)]
    visible_days: Option<VisibleFile>,
    #[serde(default)]
    playback: PlaybackFile,
    #[serde(default = "yes")]
    left_panel: bool,
    #[serde(default = "yes")]
    right_panel: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    comparison: Option<ComparisonFile>,
    #[serde(default)]
    records_panel: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    records_table: Option<TableFile>,
    #[serde(default)]
    hint_dismissed: bool,
}

fn yes() -> bool {
    true
}

/// The other of two views.
#[derive(Serialize, Deserialize)]
struct OtherFile {
    window: [String; 2],
    #[serde(default)]
    filters: FiltersFile,
    #[serde(default)]
    on_left: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    handle: Option<f32>,
}

#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct FiltersFile {
    hidden_reporters: Vec<String>,
    hidden_activities: Vec<String>,
    hidden_sides: Vec<String>,
    hidden_stances: Vec<String>,
    hidden_files: Vec<String>,
    show_duplicates: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    condition: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct CameraFile {
    lon: f64,
    lat: f64,
    zoom: f64,
}

fn is_zero(number: &u32) -> bool {
    *number == 0
}

/// How the panel on the right is looked at; nothing where it is as usual.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct ComparisonFile {
    tab: String,
    wide: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    full: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    standing: Option<String>,
    rows: String,
    order: String,
    only_place: bool,
}

/// What the overview shows; nothing where it is as usual.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct OverviewFile {
    when: String,
    fill: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<String>,
    named: String,
}

/// Days since 1970-01-01, or the word `all`.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum VisibleFile {
    Days([f64; 2]),
    Word(String),
}

#[derive(Serialize, Deserialize)]
struct LayerFile {
    layer: String,
    on: bool,
    opacity: f32,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum SelectionFile {
    Region(String),
    Settlement(String),
    Zone(String),
    Line(String),
    Bundle(String),
    Report(ReportFile),
    Row { file: Option<String>, offset: u64 },
    Undated,
    Unplaced,
}

#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct PlaybackFile {
    step: String,
    speed: Option<f64>,
    looped: bool,
    cumulative: bool,
}

/// Writes a session.
pub fn write(session: &Session) -> String {
    let file = SessionFile {
        version: VERSION,
        window: Some(write_window(session.window)),
        filters: write_filters(&session.filters),
        other: session.other.as_ref().map(|other| OtherFile {
            window: write_window(other.window),
            filters: write_filters(&other.filters),
            on_left: other.on_left,
            handle: other.handle,
        }),
        camera: session.camera.map(|camera| CameraFile {
            lon: camera.center.x,
            lat: camera.center.y,
            zoom: camera.zoom,
        }),
        layers: LayerKind::ALL
            .into_iter()
            .map(|(kind, word)| {
                let Layer { on, opacity } = session.layers.get(kind);
                LayerFile {
                    layer: word.to_owned(),
                    on,
                    opacity,
                }
            })
            .collect(),
        shading: word(&Shading::ALL, session.layers.shading).to_owned(),
        measured: session.measured.iter().map(|at| [at.x, at.y]).collect(),
        solid_lines: session
            .solid_lines
            .iter()
            .map(ToString::to_string)
            .collect(),
        point_display: word(&PointDisplay::ALL, session.layers.point_display).to_owned(),
        theme: word(&THEMES, session.theme).to_owned(),
        still: false,
        motion: word(&MOTIONS, session.still).to_owned(),
        names: session.language.code().to_owned(),
        selection: session.selection.as_ref().map(write_selection),
        files: session.files.iter().filter_map(write_open_file).collect(),
        readings: session
            .readings
            .iter()
            .map(|(heading, choices)| (heading.to_string(), write_choices(choices)))
            .collect(),
        own_reports: session
            .own_reports
            .iter()
            .map(ToString::to_string)
            .collect(),
        ties: write_verdicts(&session.verdicts),
        bookmarks: bookmark::write(&session.bookmarks),
        questions: question::write(&session.questions),
        annotations: annotation::write(&session.personal.annotations),
        evidence: evidence::write(&session.personal.evidence),
        tie_rule: write_thresholds(&session.thresholds),
        overview: write_overview(&session.overview),
        visible_days: Some(match session.visible_time {
            Some(time) => VisibleFile::Days([time.from, time.to]),
            None => VisibleFile::Word("all".to_owned()),
        }),
        playback: PlaybackFile {
            step: step_word(session.playback.step).to_owned(),
            speed: Some(session.playback.speed.factor()),
            looped: session.playback.looped,
            cumulative: session.playback.cumulative,
        },
        left_panel: session.left_panel,
        right_panel: session.right_panel,
        comparison: write_comparison(session.comparison),
        records_panel: session.records_panel,
        records_table: table::write(&session.records),
        hint_dismissed: session.hint_dismissed,
    };
    serde_json::to_string_pretty(&file).expect("a session holds nothing JSON cannot")
}

fn write_window(window: Window) -> [String; 2] {
    [window.first(), window.last()].map(|day| day.to_string())
}

/// `None` where a day is none.
fn read_window([first, last]: &[String; 2]) -> Option<Window> {
    let (first, last) = (Day::parse(first).ok()?, Day::parse(last).ok()?);
    Some(Window::days(first, last))
}

/// `None` where a day of its period is none.
fn read_other(file: OtherFile) -> Result<Option<OtherView>, SessionError> {
    let filters = read_filters(file.filters)?;
    Ok(read_window(&file.window).map(|window| OtherView {
        window,
        filters,
        on_left: file.on_left,
        handle: file.handle.map(held_handle),
    }))
}

fn write_comparison(comparison: Comparison) -> Option<ComparisonFile> {
    (comparison != Comparison::default()).then(|| ComparisonFile {
        tab: word(&Tab::ALL, comparison.tab).to_owned(),
        wide: comparison.room != Room::Beside,
        full: comparison.room == Room::Full,
        standing: (comparison.standing).map(|of| word(&Standing::ALL, of).to_owned()),
        rows: word(&Rows::ALL, comparison.rows).to_owned(),
        order: word(&Order::ALL, comparison.order).to_owned(),
        only_place: comparison.only_place,
    })
}

fn read_comparison(file: ComparisonFile) -> Comparison {
    let standing = file.standing.as_deref();
    Comparison {
        tab: value(&Tab::ALL, &file.tab).unwrap_or_default(),
        room: match (file.full, file.wide) {
            (true, _) => Room::Full,
            (false, true) => Room::Wide,
            (false, false) => Room::Beside,
        },
        standing: standing.and_then(|key| value(&Standing::ALL, key)),
        rows: value(&Rows::ALL, &file.rows).unwrap_or_default(),
        order: value(&Order::ALL, &file.order).unwrap_or_default(),
        only_place: file.only_place,
    }
}

fn write_overview(choice: &OverviewChoice) -> Option<OverviewFile> {
    (*choice != OverviewChoice::default()).then(|| OverviewFile {
        when: word(&OverviewMode::ALL, choice.mode).to_owned(),
        fill: word(&Measure::ALL, choice.measure).to_owned(),
        of: choice.reporter.as_ref().map(ToString::to_string),
        named: word(&OverviewChoice::DIRECTIONS, choice.direction).to_owned(),
    })
}

/// What is said in a word that is not known is as usual.
fn read_overview(file: OverviewFile) -> OverviewChoice {
    let usual = OverviewChoice::default();
    OverviewChoice {
        mode: value(&OverviewMode::ALL, &file.when).unwrap_or(usual.mode),
        measure: value(&Measure::ALL, &file.fill).unwrap_or(usual.measure),
        reporter: file.of.map(Arc::from),
        direction: value(&OverviewChoice::DIRECTIONS, &file.named).unwrap_or(usual.direction),
    }
}

fn step_word(step: Option<Step>) -> &'static str {
    let word = Playback::steps().find(|(known, _)| *known == step);
    word.map_or(Playback::OWN_LENGTH, |(_, word)| word)
}

/// The step of that word; a day where there is no such step.
fn step_of(word: &str) -> Option<Step> {
    let known = Playback::steps().find(|(_, known)| *known == word);
    known.map_or(Playback::default().step, |(step, _)| step)
}

/// Reads a session.
///
/// # Errors
///
/// Where the text is no JSON object with a version, or the version is newer than this program.
pub fn read(text: &str) -> Result<Session, SessionError> {
    let file: SessionFile = serde_json::from_str(text)?;
    if file.version > VERSION {
        return Err(SessionError::Newer {
            found: file.version,
        });
    }
    let default = Session::default();
    Ok(Session {
        window: file
            .window
            .as_ref()
            .and_then(read_window)
            .unwrap_or(default.window),
        filters: read_filters(file.filters)?,
        other: file.other.map(read_other).transpose()?.flatten(),
        camera: file.camera.map(|camera| Camera {
            center: Coord {
                x: camera.lon,
                y: camera.lat,
            },
            zoom: camera.zoom,
        }),
        layers: read_layers(&file.layers, &file.shading, &file.point_display),
        measured: (file.measured.into_iter().map(LonLat::from))
            .filter(|at| geo::on_the_map(*at))
            .collect(),
        solid_lines: file.solid_lines.into_iter().map(Arc::from).collect(),
        theme: value(&THEMES, &file.theme).unwrap_or_default(),
        still: value(&MOTIONS, &file.motion).unwrap_or(file.still.then_some(true)),
        language: Language::from_code(&file.names).unwrap_or_default(),
        selection: file.selection.map(read_selection),
        files: file.files.into_iter().map(read_open_file).collect(),
        readings: file
            .readings
            .into_iter()
            .map(|(heading, choices)| (heading.into(), read_choices(choices)))
            .collect(),
        own_reports: file.own_reports.into_iter().map(Arc::from).collect(),
        // Nobody else says what a person has added to an archive.
        waiting: Waiting::new(),
        verdicts: read_verdicts(file.ties),
        bookmarks: bookmark::read(file.bookmarks),
        questions: question::read(file.questions)?,
        personal: Personal {
            annotations: annotation::read(file.annotations).into(),
            evidence: evidence::read(file.evidence).into(),
        },
        thresholds: file
            .tie_rule
            .map_or_else(Thresholds::default, read_thresholds),
        overview: file
            .overview
            .map_or_else(OverviewChoice::default, read_overview),
        visible_time: match file.visible_days {
            Some(VisibleFile::Days([from, to])) => Some(VisibleTime { from, to }),
            Some(VisibleFile::Word(_)) => None,
            None => default.visible_time,
        },
        playback: Playback {
            step: step_of(&file.playback.step),
            speed: file
                .playback
                .speed
                .map_or_else(Speed::default, Speed::nearest),
            looped: file.playback.looped,
            cumulative: file.playback.cumulative,
        },
        left_panel: file.left_panel,
        right_panel: file.right_panel,
        comparison: file
            .comparison
            .map_or_else(Comparison::default, read_comparison),
        records_panel: file.records_panel,
        records: file
            .records_table
            .as_ref()
            .map_or_else(RecordsTable::default, table::read),
        hint_dismissed: file.hint_dismissed,
    })
}

const MOTIONS: [(Option<bool>, &str); 3] = [
    (None, "system"),
    (Some(true), "less"),
    (Some(false), "full"),
];
const THEMES: [(ThemeChoice, &str); 3] = [
    (ThemeChoice::System, "system"),
    (ThemeChoice::Always(Theme::Light), "light"),
    (ThemeChoice::Always(Theme::Dark), "dark"),
];

fn words<'a, T: Copy + PartialEq + 'a>(
    list: &[(T, &'static str)],
    values: impl IntoIterator<Item = &'a T>,
) -> Vec<String> {
    values
        .into_iter()
        .map(|value| word(list, *value).to_owned())
        .collect()
}

fn values<T: Copy + Ord>(
    list: &[(T, &'static str)],
    words: &[String],
) -> std::collections::BTreeSet<T> {
    words.iter().filter_map(|word| value(list, word)).collect()
}

fn write_filters(filters: &Filters) -> FiltersFile {
    let reporters = filters.hidden_reporters.iter();
    FiltersFile {
        hidden_reporters: reporters.map(|key| key.to_string()).collect(),
        hidden_activities: words(&Activity::ALL, &filters.hidden_activities),
        hidden_sides: words(&Party::ALL, &filters.hidden_parties),
        hidden_stances: words(&Stance::ALL, &filters.hidden_stances),
        hidden_files: filters
            .hidden_files
            .iter()
            .map(ToString::to_string)
            .collect(),
        show_duplicates: filters.show_duplicates,
        condition: (filters.condition.as_ref()).map(|condition| condition.typed().to_owned()),
    }
}

fn read_filters(file: FiltersFile) -> Result<Filters, SessionError> {
    let condition = file.condition.as_deref().map(question::read_condition);
    Ok(Filters {
        hidden_reporters: file.hidden_reporters.into_iter().map(Arc::from).collect(),
        hidden_activities: values(&Activity::ALL, &file.hidden_activities),
        hidden_parties: values(&Party::ALL, &file.hidden_sides),
        hidden_stances: values(&Stance::ALL, &file.hidden_stances),
        hidden_files: file
            .hidden_files
            .into_iter()
            .map(|key| FileKey(key.into()))
            .collect(),
        condition: condition.transpose()?,
        show_duplicates: file.show_duplicates,
    })
}

fn read_layers(files: &[LayerFile], shading: &str, point_display: &str) -> Layers {
    let mut layers = Layers::default();
    layers.shading = value(&Shading::ALL, shading).unwrap_or_default();
    layers.point_display = value(&PointDisplay::ALL, point_display).unwrap_or_default();
    for file in files {
        if let Some(kind) = value(&LayerKind::ALL, &file.layer) {
            layers.set(
                kind,
                Layer {
                    on: file.on,
                    opacity: file.opacity.clamp(0.0, 1.0),
                },
            );
        }
    }
    layers
}

fn write_selection(selection: &Selection) -> SelectionFile {
    match selection {
        Selection::Region(key) => SelectionFile::Region(key.to_string()),
        Selection::Settlement(key) => SelectionFile::Settlement(key.to_string()),
        Selection::Zone(key) => SelectionFile::Zone(key.to_string()),
        Selection::Line(key) => SelectionFile::Line(key.to_string()),
        Selection::Bundle(key) => SelectionFile::Bundle(key.0.to_string()),
        Selection::Report(key) => SelectionFile::Report(ReportFile::of(key)),
        Selection::Record { file, offset } => SelectionFile::Row {
            file: file.as_ref().map(ToString::to_string),
            offset: *offset,
        },
        Selection::Undated => SelectionFile::Undated,
        Selection::Unplaced => SelectionFile::Unplaced,
    }
}

fn read_selection(file: SelectionFile) -> Selection {
    match file {
        SelectionFile::Region(key) => Selection::Region(RegionKey::new(&key)),
        SelectionFile::Settlement(key) => Selection::Settlement(key.into()),
        SelectionFile::Zone(key) => Selection::Zone(key.into()),
        SelectionFile::Line(key) => Selection::Line(key.into()),
        SelectionFile::Bundle(key) => Selection::Bundle(BundleKey(key.into())),
        SelectionFile::Report(key) => Selection::Report(key.read()),
        SelectionFile::Row { file, offset } => Selection::Record {
            file: file.map(|key| FileKey(key.into())),
            offset,
        },
        SelectionFile::Undated => Selection::Undated,
        SelectionFile::Unplaced => Selection::Unplaced,
    }
}

#[cfg(test)]
pub(super) mod tests;
