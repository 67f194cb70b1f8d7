//! The panels of the window. They read what is shown and push wishes; they change nothing.

pub mod about;
pub mod accounts;
pub mod actions;
pub mod chips;
pub mod describe;
pub mod details;
pub mod export;
pub mod files;
pub mod import;
pub mod keys;
pub mod layers;
pub mod legend;
pub mod map;
pub mod memory;
pub mod notices;
pub mod panels;
pub mod picture;
pub mod project;
pub mod report_card;
pub mod search;
pub mod statement;
pub mod tables;
pub mod theme;
pub mod timeline;
pub mod top_bar;

use std::{collections::BTreeMap, path::PathBuf, sync::Arc};

use crate::{
    model::{Atlas, Choices, Detail, FileKey, Note, draft::ReportDraft, statement::About},
    query::{Answer, Focus, Histogram},
    scene::{Cluster, Palette, Scene, Swarm},
    session::{Column, Command, Limits, Session},
};

pub use export::ExportStatus;
pub use memory::Memory;
pub use panels::{Dialog, window_ui};
pub use project::ProjectStatus;

pub use picture::{PictureForm, PictureShown, PictureWish};

/// Everything a panel may read.
#[derive(Clone, Copy)]
pub struct Shown<'a> {
    pub atlas: &'a Arc<Atlas>,
    /// What is wrong with the data.
    pub notes: &'a [Note],
    /// How it stands with the files of the session, in their order.
    pub files: &'a [FileStatus],
    /// What each of them can be coloured by.
    pub columns: &'a BTreeMap<FileKey, Vec<Column>>,
    /// The table the person is being asked about.
    pub import: Option<&'a import::Import>,
    pub session: &'a Session,
    pub limits: &'a Limits,
    pub answer: &'a Answer,
    pub histogram: &'a Histogram,
    /// What the records that the focus lists say, in its order.
    pub details: DetailsShown<'a>,
    /// The records with a position of their own as they are drawn, by dataset.
    pub swarms: &'a [Arc<Swarm>],
    /// What large files that are being read have shown of themselves so far.
    pub glimpses: &'a [Arc<Swarm>],
    /// Clusters of those in view, where they are wanted.
    pub clusters: &'a [Cluster],
    /// What the window holds of the selection.
    pub focus: &'a Focus,
    pub scene: &'a Scene,
    pub palette: &'a Palette,
    /// How it stands with pictures of the map.
    pub picture: PictureShown<'a>,
    /// The project that is open.
    pub project: Option<&'a ProjectStatus>,
    /// What the person should know, until it is put away.
    pub notices: &'a [notices::Notice],
    /// The export under way.
    pub exporting: Option<ExportStatus<'a>>,
    pub playing: bool,
    pub can_undo: bool,
    pub can_redo: bool,
}

/// How it stands with the details of records.
#[derive(Clone, Copy)]
pub enum DetailsShown<'a> {
    Reading,
    /// One for each record.
    Read(&'a [Detail]),
    Failed(&'a str),
}

/// How it stands with an opened file.
#[derive(Clone, Debug, PartialEq)]
pub struct FileStatus {
    pub key: FileKey,
    pub state: FileState,
}

/// See [`FileStatus`].
#[derive(Clone, Debug, PartialEq)]
pub enum FileState {
    Reading {
        /// From 0 to 1, where it is known.
        share: Option<f32>,
        /// Since it began.
        seconds: f32,
    },
    Read {
        /// Incident groups, and reports that have none.
        records: usize,
        /// What else was found in it: regions, zones, lines, places and so on.
        others: usize,
        notes: usize,
    },
    Failed(Arc<str>),
}

/// A text to be read as a statement, and what is known of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Asked {
    pub text: String,
    pub about: About,
}

/// What a panel asks of the program.
#[derive(Clone, Debug, PartialEq)]
pub enum Wish {
    Do(Command),
    /// A gesture is over: what follows is a step of its own for undo.
    Settle,
    Undo,
    Redo,
    Play(bool),
    /// Something went wrong that the person should know.
    Tell(String),
    Open(&'static Dialog, bool),
    /// Open these files beside what is there.
    OpenFiles(Vec<PathBuf>),
    /// Look again at the table that is being asked about, under other choices.
    Reconsider(Choices),
    /// Open it so; `remember`: and all with the same heading from now on.
    AcceptImport {
        remember: bool,
    },
    /// Do not open it.
    DropImport,
    /// Ask how a file that is open shall be read.
    ReadAgain(FileKey),
    /// Read this text as a statement.
    ReadStatement(Box<Asked>),
    /// Offer to read this text as a statement.
    OfferStatement(String),
    /// Add this report as the person's own.
    AddReport(Box<ReportDraft>),
    /// Ask the desktop which files to open.
    Browse,
    /// Write what is shown into a file of that name.
    Export(PathBuf),
    /// End the export under way before it is done.
    CancelExport,
    /// Ask the desktop where to, proposing this.
    BrowseExport(PathBuf),
    /// Save the project that is open, or ask under which name.
    SaveProject,
    /// Save what is open as a project of that name.
    SaveProjectAs(PathBuf),
    /// Ask the desktop where to, proposing this.
    BrowseProject(PathBuf),
    /// Back to the project as it is in its file.
    RevertProject,
    CloseProject,
    /// Show the notes on one file, or on everything.
    ShowNotes(Option<Arc<str>>),
    /// Show all of what comes from a file.
    ZoomToFile(FileKey),
    /// Something about a picture of the map.
    Picture(PictureWish),
    /// Copy a link that restores what is seen.
    CopyLink,
    /// Put away the notice at that place of the list.
    DismissNotice(usize),
    FocusSearch,
    Quit,
}

/// What the panels ask for in a frame, in the order they asked.
pub type Wishes = Vec<Wish>;
