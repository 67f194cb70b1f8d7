//! Commands: everything a person can do to a session.
//!
//! Each says what shall hold afterwards, not what to flip, so that one given twice does no harm.
//! [`Command::StepWindow`] is the one exception; it comes from keys and the clock alone.

use std::sync::Arc;

use super::{
    Bookmark, Comparison, FileUpdate, OpenFile, OtherView, Playback, RecordsTable, Selection,
    Sending, ThemeChoice, VisibleTime,
};
use crate::{
    model::{
        Activity, Annotated, Annotation, Evidence, FileKey, ImportOptions, Language, Party,
        ReportKey, Stance, Verdict, Window, geo::LonLat,
    },
    query::{
        Filters,
        condition::Condition,
        ties::{Judged, rule::Thresholds},
    },
    scene::{Camera, Layer, LayerKind, OverviewChoice, PointDisplay, Shading},
};

/// One thing a person does.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Selects a period.
    SetWindow(Window),
    /// By so many steps of the playback, backwards where negative.
    StepWindow(i32),
    /// Shows another view beside this one; `None`: no longer.
    ShowOther(Option<OtherView>),
    /// Puts a handle between two views at a share of the width of one map; `None`: two maps side by side.
    PlaceHandle(Option<f32>),
    /// Works with the other view.
    SwapViews,
    /// Replaces all filters.
    SetFilters(Filters),
    /// Shows only what meets a condition; `None`: whatever it says.
    Ask(Option<Condition>),
    /// By key; `false` shows it again.
    HideReporter(Arc<str>, bool),
    /// `false` shows it again.
    HideActivity(Activity, bool),
    /// `false` shows it again.
    HideParty(Party, bool),
    /// `false` shows it again.
    HideStance(Stance, bool),
    /// Duplicate publications of a statement as well.
    ShowDuplicates(bool),
    /// All that comes of a file; `false` shows it again.
    HideFile(FileKey, bool),
    /// Measures a way through these points, in degrees; empty: none.
    Measure(Vec<LonLat>),
    /// The map was dragged or zoomed.
    Look(Camera),
    /// The camera was sent somewhere.
    FlyTo(Camera),
    /// Back to the line of contact.
    GoHome,
    /// Switches a layer, or sets its strength.
    SetLayer(LayerKind, Layer),
    /// What the fill of regions shows.
    SetShading(Shading),
    /// Draws the line of that key solid; `false`: dashed again.
    DrawSolid(Arc<str>, bool),
    /// How many points in view are drawn.
    SetPointDisplay(PointDisplay),
    /// Light, dark, or as the system has it.
    SetTheme(ThemeChoice),
    /// Whether nothing in the window moves or fades by itself.
    KeepStill(Option<bool>),
    /// In which language places are named.
    SetLanguage(Language),
    /// What the details are about; `None`: nothing.
    Select(Option<Selection>),
    /// Opens a file, or changes what the one of that key is called and how it is read.
    OpenFile(OpenFile),
    /// Lets a newer copy take the place of an opened file.
    UpdateFile(Box<FileUpdate>),
    /// Its records leave the map.
    CloseFile(FileKey),
    /// Reads tables of that heading so from now on.
    RememberReading(Arc<str>, ImportOptions),
    /// Adds a report of the person's own, given as a record of `reports.json`.
    AddReport(Arc<str>),
    /// Removes one of the person's own, by its id.
    RemoveReport(Arc<str>),
    /// Has the own report of that id added to an archive; `None`: no longer.
    Send(Arc<str>, Option<Sending>),
    /// Says whether a tie holds; `None`: leaves it to the data and the rule.
    JudgeTie(Judged, Option<Verdict>),
    /// Keeps a view by a name; `None`: no longer.
    SetBookmark(Arc<str>, Option<Bookmark>),
    /// Keeps a question by a name; `None`: no longer.
    KeepQuestion(Arc<str>, Option<Condition>),
    /// Grades or comments on something; `None`: no longer.
    Annotate(Annotated, Option<Annotation>),
    /// Adds what a report rests on.
    AddEvidence(ReportKey, Evidence),
    /// Removes the evidence of that digest from a report.
    RemoveEvidence(ReportKey, Arc<str>),
    /// Sets how near claims must be for the rule that proposes ties.
    SetThresholds(Thresholds),
    /// Sets what stands in for arrows where there would be too many.
    SetOverview(OverviewChoice),
    /// Which part of time the timeline shows; `None`: all of it.
    ShowTime(Option<VisibleTime>),
    /// How the timeline plays.
    SetPlayback(Playback),
    /// Opens or closes it.
    ShowLeftPanel(bool),
    /// Opens or closes it.
    ShowRightPanel(bool),
    /// Sets how the panel on the right is looked at.
    SetComparison(Comparison),
    /// Opens or closes the table of records.
    ShowRecords(bool),
    /// Arrange the table of records.
    ArrangeRecords(Box<RecordsTable>),
    /// Puts away the line for newcomers.
    DismissHint,
}

/// What undo makes of a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undo {
    /// A step of its own.
    Step,
    /// A step together with those of the same kind right before it, as while dragging.
    Joined(Gesture),
    /// No step: looking around is not undone.
    None,
}

/// Kinds of commands that come in streams.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gesture {
    Window,
    Opacity(LayerKind),
    Thresholds,
    Handle,
}

impl Command {
    /// Whether undo takes it back, alone or with the one before.
    pub fn undo(&self) -> Undo {
        match self {
            Self::SetWindow(_) | Self::StepWindow(_) => Undo::Joined(Gesture::Window),
            Self::SetThresholds(_) => Undo::Joined(Gesture::Thresholds),
            Self::PlaceHandle(_) => Undo::Joined(Gesture::Handle),
            Self::SetLayer(kind, _) => Undo::Joined(Gesture::Opacity(*kind)),
            Self::Look(_)
            | Self::ShowTime(_)
            | Self::SetPlayback(_)
            | Self::ShowLeftPanel(_)
            | Self::ShowRightPanel(_)
            | Self::ShowRecords(_)
            | Self::ArrangeRecords(_)
            | Self::SetTheme(_)
            | Self::KeepStill(_)
            | Self::SetComparison(_)
            | Self::RememberReading(..)
            | Self::DismissHint => Undo::None,
            _ => Undo::Step,
        }
    }
}
