//! The panels of the window. They read what is shown and push wishes; they change nothing.

pub mod about;
pub mod accounts;
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
pub mod notices;
pub mod picture;
pub mod project;
pub mod report_card;
pub mod search;
pub mod statement;
pub mod tables;
pub mod theme;
pub mod timeline;
pub mod top_bar;

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::Arc,
};

use crate::{
    model::{Atlas, Choices, FileKey, Note, draft::ReportDraft, statement::About},
    query::{Answer, Focus, Histogram},
    render::{Basemap, Ground, Relief},
    scene::{Cluster, Palette, Scene, Swarm},
    session::{Column, Command, Limits, Session},
};

pub use export::ExportStatus;
pub use project::ProjectStatus;

pub use picture::{PictureForm, PictureShown, PictureWish};

/// Everything a panel may read.
#[derive(Clone, Copy)]
pub struct Shown<'a> {
    pub atlas: &'a Arc<Atlas>,
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
    pub answer: &'a Answer,
    pub histogram: &'a Histogram,
    /// The rows that the focus lists, as their file has them.
    pub rows: RowsShown<'a>,
    /// The records of large files as they are drawn, one for each ledger of the atlas.
    pub swarms: &'a [Arc<Swarm>],
    /// What large files that are being read have shown of themselves so far.
    pub glimpses: &'a [Arc<Swarm>],
    /// Clusters of those in view, where they are wanted.
    pub clusters: &'a [Cluster],
    /// What the window holds of the selection.
    pub focus: &'a Focus,
    pub scene: &'a Scene,
    pub palette: &'a Palette,
    /// The state of pictures of the map.
    pub picture: PictureShown<'a>,
    /// The project that is open.
    pub project: Option<&'a ProjectStatus>,
    /// The export in progress.
    pub exporting: Option<ExportStatus<'a>>,
    pub playing: bool,
    pub can_undo: bool,
    pub can_redo: bool,
}

/// How it stands with rows of large files that are read again.
#[derive(Clone, Copy)]
pub enum RowsShown<'a> {
    Nothing,
    Reading,
    /// An atlas of these rows alone, on the same ground.
    Read(&'a Arc<Atlas>),
    Failed(&'a str),
}

/// The state of an opened file.
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

/// A text to be read as a statement, with its reporter and date where they are known.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Asked {
    pub text: String,
    pub about: About,
}

/// A request of a panel to the program.
#[derive(Clone, Debug, PartialEq)]
pub enum Wish {
    Do(Command),
    /// A gesture is over: what follows is a step of its own for undo.
    Settle,
    Undo,
    Redo,
    Play(bool),
    /// Show an error to the person.
    Tell(String),
    Open(Dialog, bool),
    /// Add these files to the map.
    OpenFiles(Vec<PathBuf>),
    /// Preview the table again with other settings.
    Reconsider(Choices),
    /// Open it with these settings; `remember`: and all tables with the same columns from now on.
    AcceptImport {
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
    /// Ask the desktop which files to open.
    Browse,
    /// Write what is shown into a file of that name.
    Export(PathBuf),
    /// Cancel the export in progress.
    CancelExport,
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
    CloseProject,
    /// Show the notes on one file, or on everything.
    ShowNotes(Option<Arc<Path>>),
    /// Zoom to everything of a file.
    ZoomToFile(FileKey),
    /// Something about a picture of the map.
    Picture(PictureWish),
    /// Copy a link that restores what is seen.
    CopyLink,
    /// Dismiss the notice at that index.
    DismissNotice(usize),
    FocusSearch,
    Quit,
}

/// Windows inside the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialog {
    AboutData,
    Picture,
    OpenFile,
    Statement,
    Export,
    SaveProject,
    Keys,
    Notes,
}

/// The requests of the panels in a frame, in order.
pub type Wishes = Vec<Wish>;

/// State of the panels between frames that nothing else needs: drags in progress, text being
/// typed, buffers of the renderer.
pub struct Memory {
    pub map: map::MapMemory,
    pub timeline: timeline::TimelineMemory,
    pub search: search::SearchMemory,
    pub files: files::FilesMemory,
    pub statement: statement::StatementMemory,
    pub export: export::ExportMemory,
    pub project: project::ProjectMemory,
    pub picture: picture::PictureMemory,
    /// Whether a text field had the keyboard at the end of the last frame.
    pub was_typing: bool,
    /// Whether the import settings of a table are to be remembered.
    pub remember_reading: bool,
    pub basemap: Basemap,
    pub ground: Ground,
    pub relief: Relief,
    pub dialogs: Vec<Dialog>,
    /// The file whose notes are shown; `None`: those of all.
    pub notes_of: Option<Arc<Path>>,
}

impl Memory {
    pub fn new(basemap: Basemap) -> Self {
        Self {
            map: map::MapMemory::default(),
            timeline: timeline::TimelineMemory::default(),
            search: search::SearchMemory::default(),
            files: files::FilesMemory::default(),
            statement: statement::StatementMemory::default(),
            export: export::ExportMemory::default(),
            project: project::ProjectMemory::default(),
            picture: picture::PictureMemory::default(),
            was_typing: false,
            remember_reading: false,
            basemap,
            ground: Ground::default(),
            relief: Relief::default(),
            dialogs: Vec::new(),
            notes_of: None,
        }
    }
}

/// The whole window.
pub fn window_ui(
    ui: &mut egui::Ui,
    shown: Shown<'_>,
    memory: &mut Memory,
    notices: &[notices::Notice],
    wishes: &mut Wishes,
) {
    top_bar::top_bar_ui(ui, shown, memory, wishes);
    accounts::accounts_ui(ui, shown, wishes);
    timeline::timeline_ui(ui, shown, &mut memory.timeline, wishes);
    layers::left_panel_ui(ui, shown, &mut memory.files, wishes);
    details::right_panel_ui(ui, shown, wishes);
    egui::CentralPanel::no_frame().show(ui, |ui| {
        map::map_ui(ui, shown, memory, wishes);
        notices::notices_ui(ui, shown, notices, wishes);
        files::drop_hint_ui(ui, ui.max_rect());
    });
    about::dialogs_ui(ui.ctx(), shown, memory, wishes);
    if let Some(import) = shown.import {
        import::import_ui(ui.ctx(), import, &mut memory.remember_reading, wishes);
    }
    keys::keys(ui.ctx(), shown, memory, wishes);
    memory.was_typing = ui.ctx().text_edit_focused();
    files::dropped(ui.ctx(), wishes);
}
