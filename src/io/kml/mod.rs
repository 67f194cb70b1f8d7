//! KML, and KMZ, which is KML in an archive: incident groups, dated zones and lines as Placemarks.

mod archive;
mod placemark;
mod read;
mod times;
mod write;

pub use archive::{looks_like_archive, read_kmz, write_kmz};
pub use read::{looks_like_kml, read};
pub use write::write;

/// The datum that marks what this program wrote, and says what it is: `group`, `zone` or `line`.
const MARK: &str = "contactline";
