//! Files to drafts: one format a file. A row that cannot be read becomes a note, never a crash.

pub mod bulk;
pub(crate) mod chronology;
pub(crate) mod crossings;
pub(crate) mod data_folder;
pub mod disk;
pub mod events;
pub(crate) mod features;
pub(crate) mod format;
pub(crate) mod gate;
pub mod geojson;
pub mod geonames;
pub(crate) mod ground;
pub mod kml;
pub mod layers;
pub(crate) mod limit;
pub(crate) mod members;
pub(crate) mod notes;
pub(crate) mod outlines;
pub(crate) mod progress;
pub(crate) mod provenance;
pub(crate) mod records;
pub mod reporters;
pub mod reports;
pub mod settlements;
pub mod shapefile;
pub(crate) mod shapes;
pub(crate) mod source;
pub mod statement;
pub(crate) mod stream;
pub mod table;

pub use data_folder::read_data_folder;
pub use format::{Contents, OF_FEATURES, Read, Reader, SourceFile, Writer};
pub use progress::{Cancelled, Progress};
pub use provenance::{Input, LinkedFile, Provenance};
pub use source::{ReadError, Source};
pub use stream::Reports;
