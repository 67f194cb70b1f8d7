//! The panels of the window. They read what is shown and push actions; they change nothing.

pub(crate) mod about;
pub(crate) mod accounts;
pub(crate) mod annotate;
pub(crate) mod archive;
pub mod basemaps;
mod bookmarks;
pub(crate) mod charts;
pub(crate) mod chips;
mod chronology;
pub(crate) mod cite;
pub(crate) mod compare;
pub(crate) mod describe;
pub(crate) mod details;
pub(crate) mod dialogs;
pub(crate) mod evidence;
pub mod export;
pub(crate) mod extent;
pub mod extract;
pub(crate) mod fields;
pub(crate) mod files;
pub(crate) mod import;
pub(crate) mod keys;
pub(crate) mod layers;
pub(crate) mod legend;
mod long_list;
pub(crate) mod map;
pub(crate) mod memory;
pub(crate) mod menu_items;
pub(crate) mod notices;
mod panel_size;
pub(crate) mod panels;
pub(crate) mod path_field;
pub(crate) mod picture;
pub(crate) mod project;
mod question;
pub(crate) mod records;
pub(crate) mod report_card;
pub(crate) mod search;
mod sending;
pub(crate) mod side_panels;
pub(crate) mod small_maps;
pub(crate) mod statement;
pub(crate) mod tables;
pub(crate) mod theme;
pub(crate) mod timeline;
pub(crate) mod top_bar;
pub(crate) mod update;
mod visit;
pub(crate) mod work_history;
pub(crate) mod writing;

use std::{collections::BTreeMap, path::PathBuf, sync::Arc};

use crate::{
    model::{
        Annotated, Atlas, Day, Detail, FileKey, Grade, ImportOptions, Note, ReadProperties,
        RecordId, Secret, TieEnd, draft::ReportDraft, geo::Rect, statement::About,
    },
    query::{
        Answer, Focus, Histogram, condition::Trouble, listing::ListColumn, ties::events::Events,
    },
    render::point_layer::Pane,
    scene::{Cluster, Palette, PointLayer, Scene},
    session::{Column, Command, Limits, Session},
};

pub use basemaps::BasemapAction;
pub use cite::CiteAction;
pub use dialogs::Dialog;
pub use evidence::{EvidenceAction, NewEvidence};
pub(crate) use memory::Memory;
pub(crate) use panels::window_ui;
pub(crate) use project::ProjectStatus;
pub use update::UpdateAction;
pub use visit::{VisitAction, VisitStatus};
pub use writing::LongWork;

pub(crate) use picture::PictureShown;
pub use picture::{PictureAction, PictureForm};
pub use small_maps::SmallMap;

/// Everything a panel may read.
#[derive(Clone, Copy)]
pub(crate) struct Shown<'a> {
    pub atlas: &'a Arc<Atlas>,
    /// How it stands with the condition that is asked for.
    pub asked: AskedShown<'a>,
    /// Where paths begin that a person types.
    pub folders: &'a path_field::Folders,
    /// What is wrong with the data.
    pub notes: &'a [Note],
    /// The state of the files of the session, in their order.
    pub files: &'a [FileStatus],
    /// The columns each of them can be coloured by.
    pub columns: &'a BTreeMap<FileKey, Vec<Column>>,
    /// The table whose import settings are being asked for.
    pub import: Option<&'a import::Import>,
    pub session: &'a Session,
    pub limits: &'a Limits,
    /// The day it is.
    pub today: Day,
    pub answer: &'a Answer,
    pub histogram: &'a Histogram,
    /// What a search found in files, beside what is in memory.
    pub found: &'a [(RecordId, Detail)],
    /// Whether files are still being searched.
    pub is_searching: bool,
    /// What the records that the focus lists say, in its order.
    pub details: DetailsShown<'a>,
    /// Reads what files say of claims beyond their fields.
    pub read_properties: ReadProperties,
    /// The rows of the table of records.
    pub records: records::RecordsShown<'a>,
    /// The records with a position of their own as they are drawn, by dataset.
    pub point_layers: &'a [Arc<PointLayer>],
    /// Positions read so far from files that are still being read.
    pub glimpses: &'a [Arc<PointLayer>],
    /// Clusters of those in view, where they are wanted.
    pub clusters: &'a [Cluster],
    /// What claims and ties make up, once it is made.
    pub events: Option<&'a Arc<Events>>,
    /// Whether these are what is still true of what was open before.
    pub are_events_old: bool,
    /// What the window holds of the selection.
    pub focus: &'a Focus,
    pub scene: &'a Scene,
    /// Which map of the window is drawn.
    pub pane: Pane,
    /// The view beside it.
    pub other: Option<OtherShown<'a>>,
    pub palette: &'a Palette,
    /// What the map stands on, and could.
    pub basemaps: basemaps::BasemapsShown<'a>,
    /// The state of pictures of the map.
    pub picture: PictureShown<'a>,
    /// The sheet of small maps, where it is in the place of the map.
    pub small: PictureShown<'a>,
    /// The project that is open.
    pub project: Option<&'a ProjectStatus>,
    /// What the person should know, until it is put away.
    pub notices: &'a [notices::Notice],
    /// A link that is being looked at.
    pub visit: Option<&'a VisitStatus>,
    /// A newer copy of a file that is asked about.
    pub update: Option<&'a update::UpdateStatus>,
    /// What was written of the person's own work; `None`: it is being read.
    pub work_history: Option<&'a work_history::WorkHistory>,
    /// The files being written.
    pub writing: &'a [writing::WritingStatus],
    /// Why own reports that wait for an archive are not added until the person has decided, by id.
    pub not_added: &'a BTreeMap<Arc<str>, Arc<str>>,
    /// The end of a tie of which the other is to be chosen; the panel on the right fills it in.
    pub tying: Option<&'a TieEnd>,
    pub playing: bool,
    pub can_undo: bool,
    pub can_redo: bool,
}

/// How it stands with the condition that is asked for.
#[derive(Clone, Copy)]
pub(crate) struct AskedShown<'a> {
    /// Whether what is seen is still what was asked for before.
    pub is_waiting: bool,
    /// Why it is not applied.
    pub trouble: Option<&'a NotApplied>,
}

/// Why a condition is not applied.
#[derive(Clone, Debug, PartialEq)]
pub enum NotApplied {
    /// A name in it means nothing beside what is open.
    Name(Trouble),
    /// Something cannot be read.
    Unread(String),
}

/// What the view beside the first shows.
#[derive(Clone, Copy)]
pub(crate) struct OtherShown<'a> {
    pub session: &'a Session,
    /// As it is seen through the condition of that view.
    pub atlas: &'a Arc<Atlas>,
    pub point_layers: &'a [Arc<PointLayer>],
    pub answer: &'a Answer,
    pub scene: &'a Scene,
    pub focus: &'a Focus,
    pub clusters: &'a [Cluster],
}

impl Shown<'_> {
    /// What a map of the other view may read; `None` where there is one view.
    fn of_other(self) -> Option<Self> {
        let other = self.other?;
        Some(Self {
            session: other.session,
            atlas: other.atlas,
            point_layers: other.point_layers,
            answer: other.answer,
            scene: other.scene,
            focus: other.focus,
            clusters: other.clusters,
            pane: Pane::Other,
            other: None,
            ..self
        })
    }
}

/// How it stands with the details of records.
#[derive(Clone, Copy)]
pub enum DetailsShown<'a> {
    /// Being read from their source.
    Reading,
    /// One for each record.
    Read(&'a [Detail]),
    /// They cannot be read, and why.
    Failed(&'a str),
}

/// The state of an opened file.
#[derive(Clone, Debug, PartialEq)]
pub struct FileStatus {
    /// The file, as the session names it.
    pub key: FileKey,
    /// How far it has come.
    pub state: FileState,
    /// Where its source does not answer any more, so that it is as it was before that.
    pub away: Option<Away>,
}

/// A source that others add to and that does not answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Away {
    /// The time of day at which it last did.
    pub since: Arc<str>,
    /// What is wrong, with its remedy.
    pub why: Arc<str>,
}

impl FileStatus {
    /// Whether it is read and its positions seem to have latitude and longitude swapped.
    pub fn seems_swapped(&self) -> bool {
        let FileState::Read { seems_swapped, .. } = self.state else {
            return false;
        };
        seems_swapped
    }
}

/// See [`FileStatus`].
#[derive(Clone, Debug, PartialEq)]
pub enum FileState {
    /// Being read.
    Reading {
        /// From 0 to 1, where it is known.
        share: Option<f32>,
        /// Since it began.
        seconds: f32,
    },
    /// Read, and what was found.
    Read {
        /// Claims, and reports that have none.
        records: usize,
        /// What else was found in it: regions, zones, lines, places and so on.
        others: usize,
        /// How many notes were made on it.
        notes: usize,
        /// Whether its positions seem to have latitude and longitude swapped.
        seems_swapped: bool,
    },
    /// It cannot be read, and why.
    Failed(Arc<str>),
}

/// A text to be read as a statement, with its reporter and date where they are known.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Asked {
    /// As it was typed or pasted.
    pub text: String,
    /// What is known of it beside its text.
    pub about: About,
}

/// A request of a panel to the program.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Change the session.
    Do(Command),
    /// A gesture is over: what follows is a step of its own for undo.
    Settle,
    /// All of this at once: undo takes it back as one step.
    AsOne(Vec<Action>),
    /// Take the last step back.
    Undo,
    /// Take the step forward again.
    Redo,
    /// Begin or end to play.
    Play(bool),
    /// About a link that is being looked at.
    Visit(VisitAction),
    /// Show an error to the person.
    Tell(String),
    /// Open a dialog, or close it.
    Open(&'static Dialog, bool),
    /// Open the archive of a team, or try again to.
    OpenArchive {
        /// Where it is.
        address: String,
        /// What was typed for it.
        password: Option<Secret>,
    },
    /// Ask for the password of an archive, or where it is.
    OfferArchive(String),
    /// Add these files to the map.
    OpenFiles(Vec<PathBuf>),
    /// Preview the table again with other settings.
    Reconsider(ImportOptions),
    /// Open it with these settings; `remember`: and all tables with the same columns from now on.
    AcceptImport {
        /// Whether all tables with the same columns are to be read so.
        remember: bool,
    },
    /// Do not open it.
    DropImport,
    /// Ask for the import settings of an open file.
    ReadAgain(FileKey),
    /// Read this text as a statement.
    ReadStatement(Box<Asked>),
    /// Offer to read this text as a statement.
    OfferStatement(String),
    /// Add this report as the person's own.
    AddReport(Box<ReportDraft>),
    /// Have an own report added to the archive of a team.
    Send {
        /// By its id.
        report: Arc<str>,
        /// The opened archive.
        to: FileKey,
        /// Whether it supersedes what somebody else has added of it.
        corrects: bool,
    },
    /// About a newer copy of an opened file.
    Update(update::UpdateAction),
    /// Ask the desktop which files to open.
    Browse,
    /// Copy these records with their cells in these columns.
    CopyRows(Vec<RecordId>, Vec<ListColumn>),
    /// Offer to export these records alone.
    OfferExport(Vec<RecordId>),
    /// Write what is shown into a file of that name.
    Export(PathBuf),
    /// Write these events into a file of that name.
    ExportEvents(PathBuf, Vec<u32>),
    /// Ask the desktop for a path of these events, proposing this.
    BrowseEvents(PathBuf, Vec<u32>),
    /// Stop work that takes long.
    StopWork(LongWork),
    /// Ask the desktop for a path, proposing this.
    BrowseExport(PathBuf),
    /// Save the project that is open, or ask under which name.
    SaveProject,
    /// Save what is open as a project of that name.
    SaveProjectAs(PathBuf),
    /// Ask the desktop for a path, proposing this.
    BrowseProject(PathBuf),
    /// Back to the project as it is in its file.
    RevertProject,
    /// Back to what was open without the project.
    CloseProject,
    /// Back to the own work as it was right before the write of that number.
    RestoreWork(i64),
    /// Show the notes on one file, or on everything.
    ShowNotes(Option<Arc<str>>),
    /// Zoom to an area, on what drawers leave of the map.
    ShowArea(Rect),
    /// Select the days of everything of a file, and zoom to it.
    ShowFile(FileKey),
    /// Zoom to everything of a file.
    ZoomToFile(FileKey),
    /// About what the map stands on.
    Basemap(basemaps::BasemapAction),
    /// Something about a picture of the map.
    Picture(PictureAction),
    /// Choose one end of a tie, of which the other is to be chosen next; `None`: no tie is made.
    BeginTie(Option<TieEnd>),
    /// Ask the person for grades of these, and comments on them.
    OfferAnnotation(Vec<Annotated>),
    /// Grade and comment on something today.
    Annotate(Annotated, Grade, Arc<str>),
    /// Cite reports, or the map.
    Cite(CiteAction),
    /// Something about what a report rests on.
    Evidence(EvidenceAction),
    /// Copy a link that restores what is seen.
    CopyLink,
    /// Dismiss the notice at that index.
    DismissNotice(usize),
    /// Put the cursor into the search field.
    FocusSearch,
    /// Put it there and offer terms to ask for records with.
    Ask,
    /// Close the window.
    Quit,
}

/// The requests of the panels in a frame, in order.
pub(crate) type Actions = Vec<Action>;
