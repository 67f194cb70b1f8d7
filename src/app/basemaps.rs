//! Maps that a person brings: which are known, which one the map stands on, and how one is opened.
//!
//! They are no part of the session: what a link or a project of somebody else says never opens a file
//! or asks a server.

mod opening;

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use serde::{Deserialize, Serialize};

use crate::{
    io::disk::{self, Target, write_whole},
    store::tiles::{self, template::Template},
    view::basemaps::{BasemapEntry, Choice, NewService, Offers, Place, ServiceSpec},
    words::{basemaps as words, offers as offer_words},
};
pub use opening::{EMBEDDED, NONE, Opened, cache, open_file, open_service, open_word};

/// What the list is called, beside the session.
pub const FILE_NAME: &str = "basemaps.json";

/// More than the list of any person takes, in bytes.
const LARGEST_LIST_BYTES: u64 = 4 << 20;

/// The maps a person knows.
pub struct Basemaps {
    /// What is shown of them.
    pub entries: Vec<BasemapEntry>,
    pub chosen: Choice,
    /// The service that the person is asked about, by its name.
    pub asking: Option<Arc<str>>,
    /// What a service or a file was last found to offer.
    pub offers: Option<Offers>,
    /// Where they are kept; `None`: nowhere.
    path: Option<PathBuf>,
    /// Whether what is being written is older than what is here.
    pub is_behind: bool,
}

#[derive(Default, Serialize, Deserialize)]
struct ListFile {
    version: u32,
    #[serde(default)]
    chosen: String,
    #[serde(default)]
    maps: Vec<MapFile>,
}

#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct MapFile {
    name: String,
    /// The path of a file of tiles.
    #[serde(skip_serializing_if = "String::is_empty")]
    file: String,
    /// The address of a service.
    #[serde(skip_serializing_if = "String::is_empty")]
    address: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    credit: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    terms: String,
    #[serde(skip_serializing_if = "is_zero")]
    shallowest: u8,
    deepest: u8,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    forbids_pictures: bool,
    /// Whether the person switched the service on.
    agreed: bool,
}

fn is_zero(zoom: &u8) -> bool {
    *zoom == 0
}

/// What is in every list, off until a person switches it on.
fn open_street_map(agreed: bool) -> BasemapEntry {
    BasemapEntry {
        name: OPEN_STREET_MAP.into(),
        place: Place::Service(Arc::new(ServiceSpec {
            template: "https://tile.openstreetmap.org/{z}/{x}/{y}.png".into(),
            host: "tile.openstreetmap.org".into(),
            credit: "<a href=\"https://www.openstreetmap.org/copyright\">© OpenStreetMap contributors</a>"
                .into(),
            faults: "https://www.openstreetmap.org/fixthemap".into(),
            zooms: [0, 19],
            terms: "".into(),
            forbids_pictures: false,
            agreed,
        })),
    }
}

/// What it is called in the list.
const OPEN_STREET_MAP: &str = "OpenStreetMap";

/// The version written.
const VERSION: u32 = 1;

impl Default for Basemaps {
    fn default() -> Self {
        Self {
            entries: vec![open_street_map(false)],
            chosen: Choice::Embedded,
            asking: None,
            offers: None,
            path: None,
            is_behind: false,
        }
    }
}

impl Basemaps {
    /// The list at a path. One that cannot be read is left alone, and not written over.
    pub fn restore(path: Option<PathBuf>) -> (Self, Option<String>) {
        let Some(path) = path else {
            return (Self::default(), None);
        };
        let text = match disk::read_text(&path, LARGEST_LIST_BYTES) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return (
                    Self {
                        path: Some(path),
                        ..Self::default()
                    },
                    None,
                );
            }
            Err(error) => return (Self::default(), Some(unreadable(&path, &error.to_string()))),
        };
        let list: ListFile = match serde_json::from_str(&text) {
            Ok(list) => list,
            Err(error) => return (Self::default(), Some(unreadable(&path, &error.to_string()))),
        };
        if list.version > VERSION {
            let cause = words::newer_list(list.version);
            return (Self::default(), Some(unreadable(&path, &cause)));
        }
        let mut entries: Vec<BasemapEntry> = list.maps.into_iter().filter_map(entry_of).collect();
        if !entries.iter().any(|entry| *entry.name == *OPEN_STREET_MAP) {
            entries.insert(0, open_street_map(false));
        }
        let chosen = match list.chosen.as_str() {
            "" | EMBEDDED => Choice::Embedded,
            NONE => Choice::None,
            name => {
                let known = entries.iter().find(|entry| *entry.name == *name);
                known.map_or(Choice::Embedded, |entry| {
                    Choice::Kept(Arc::clone(&entry.name))
                })
            }
        };
        let path = Some(path);
        (
            Self {
                entries,
                chosen,
                path,
                ..Self::default()
            },
            None,
        )
    }

    /// The list as text, and where it is to be written; `None` where it is not kept.
    pub fn to_keep(&self) -> Option<(PathBuf, String)> {
        let path = self.path.clone()?;
        let map = |entry: &BasemapEntry| {
            let name = entry.name.to_string();
            Some(match &entry.place {
                // A path that is no text cannot be written into a text.
                Place::File(file) => MapFile {
                    name,
                    file: file.to_str()?.to_owned(),
                    ..MapFile::default()
                },
                Place::Service(service) => MapFile {
                    name,
                    address: service.template.to_string(),
                    credit: service.credit.to_string(),
                    terms: service.terms.to_string(),
                    shallowest: service.zooms[0],
                    deepest: service.zooms[1],
                    forbids_pictures: service.forbids_pictures,
                    agreed: service.agreed,
                    ..MapFile::default()
                },
            })
        };
        let list = ListFile {
            version: VERSION,
            chosen: match &self.chosen {
                Choice::Embedded => EMBEDDED.to_owned(),
                Choice::None => NONE.to_owned(),
                Choice::Kept(name) => name.to_string(),
            },
            maps: self.entries.iter().filter_map(map).collect(),
        };
        let text = serde_json::to_string_pretty(&list).ok()?;
        Some((path, text))
    }

    pub fn entry(&self, name: &str) -> Option<&BasemapEntry> {
        self.entries.iter().find(|entry| *entry.name == *name)
    }

    /// The service of an address of tiles.
    pub fn service(&self, template: &str) -> Option<&Arc<ServiceSpec>> {
        self.entries.iter().find_map(|entry| match &entry.place {
            Place::Service(service) if *service.template == *template => Some(service),
            _ => None,
        })
    }

    /// Adds a file under a name that no other map has; the one that is there already where it is.
    pub fn add(&mut self, file: &Path, called: &str) -> Arc<str> {
        self.add_place(Place::File(file.into()), called)
    }

    /// Adds a service, off. One of that address that is there already stays as it is.
    ///
    /// # Errors
    ///
    /// Where the address is none of tiles, in words for the person.
    pub fn add_service(&mut self, new: &NewService) -> Result<Arc<str>, String> {
        let template = Template::parse(&new.template)?;
        let called = match new.name.trim() {
            "" => template.host().to_owned(),
            called => called.to_owned(),
        };
        let mut service = service_of(&template, &new.credit, new.zooms);
        service.terms = new.terms.trim().into();
        service.forbids_pictures = new.forbids_pictures;
        Ok(self.add_place(Place::Service(Arc::new(service)), &called))
    }

    /// The service that the person is asked about.
    pub fn asked_about(&self) -> Option<&BasemapEntry> {
        self.entry(self.asking.as_deref()?)
    }

    /// Notes that the person has switched a service on.
    pub fn agree(&mut self, name: &str) {
        let entry = self.entries.iter_mut().find(|entry| *entry.name == *name);
        if let Some(Place::Service(service)) = entry.map(|entry| &mut entry.place) {
            Arc::make_mut(service).agreed = true;
        }
    }

    fn add_place(&mut self, place: Place, called: &str) -> Arc<str> {
        let is_it = |entry: &&BasemapEntry| match (&entry.place, &place) {
            (Place::Service(known), Place::Service(new)) => known.template == new.template,
            (known, new) => known == new,
        };
        if let Some(known) = self.entries.iter().find(is_it) {
            return Arc::clone(&known.name);
        }
        let called = match called.trim() {
            "" => words::map_without_name(),
            called => called,
        };
        let taken = |name: &str| [EMBEDDED, NONE].contains(&name) || self.entry(name).is_some();
        let mut name = called.to_owned();
        let mut number = 1;
        while taken(&name) {
            number += 1;
            name = format!("{called} {number}");
        }
        let name: Arc<str> = name.into();
        self.entries.push(BasemapEntry {
            name: Arc::clone(&name),
            place,
        });
        name
    }

    /// Where tiles of services are kept: in the system's folder for such things, or beside a list that
    /// is elsewhere; `None`: nowhere.
    pub fn cache_path(&self) -> Option<PathBuf> {
        let list = self.path.as_ref()?;
        let usual = directories::ProjectDirs::from("", "", "contactline")
            .filter(|folders| list.parent() == Some(folders.config_dir()));
        Some(match usual {
            Some(folders) => folders.cache_dir().join(CACHE_NAME),
            None => list.with_file_name(CACHE_NAME),
        })
    }
}

/// What the tiles kept of services are called.
const CACHE_NAME: &str = "tiles.sqlite";

/// What a list says of a map; `None` where it makes none.
fn entry_of(map: MapFile) -> Option<BasemapEntry> {
    if map.name == OPEN_STREET_MAP {
        return Some(open_street_map(map.agreed));
    }
    let place = match map.address.is_empty() {
        true => Place::File(Arc::from(PathBuf::from(map.file))),
        false => {
            let template = Template::parse(&map.address).ok()?;
            let mut service = service_of(&template, &map.credit, [map.shallowest, map.deepest]);
            service.terms = map.terms.into();
            service.forbids_pictures = map.forbids_pictures;
            service.agreed = map.agreed;
            Place::Service(Arc::new(service))
        }
    };
    Some(BasemapEntry {
        name: map.name.into(),
        place,
    })
}

fn service_of(template: &Template, credit: &str, zooms: [u8; 2]) -> ServiceSpec {
    ServiceSpec {
        template: template.text().into(),
        host: template.host().into(),
        credit: credit.trim().into(),
        zooms: zooms.map(|zoom| zoom.min(tiles::DEEPEST_ZOOM)),
        ..ServiceSpec::default()
    }
}

/// What a service offers, asked of an address that a person typed. One request is sent.
///
/// # Errors
///
/// Where that is no address, or the service does not answer, in words for the person.
pub fn ask_offers(typed: &str) -> Result<Offers, String> {
    let address = tiles::offers::address_of(typed)?;
    tiles::service::offers(&address).map(offers_shown)
}

/// What a file offers: connections of QGIS, or the capabilities of a service.
///
/// # Errors
///
/// Where it cannot be read, or is neither, in words for the person.
pub fn read_offers(path: &Path) -> Result<Offers, String> {
    let failed = |cause: String| offer_words::file_failed(&path.display().to_string(), &cause);
    let text = disk::read_text(path, tiles::offers::LARGEST_BYTES);
    let text = text.map_err(|error| failed(error.to_string()))?;
    let offers = tiles::offers::read(text.as_bytes()).map_err(failed)?;
    Ok(offers_shown(offers))
}

fn offers_shown(offers: tiles::offers::Offers) -> Offers {
    let terms = &offers.terms;
    let map = |map: tiles::offers::Offered| NewService {
        name: map.name,
        template: map.template,
        credit: map.credit,
        terms: terms.clone(),
        zooms: map.zooms,
        forbids_pictures: false,
    };
    Offers {
        title: offers.title,
        maps: offers.maps.into_iter().map(map).collect(),
        terms: offers.terms,
        left_out: offers.left_out,
    }
}

fn unreadable(path: &Path, cause: &str) -> String {
    words::list_unreadable(&path.display().to_string(), cause)
}

/// Writes the list.
///
/// # Errors
///
/// Where the disk does not take it, in words for the person.
pub fn keep(path: &Path, text: &str) -> Result<(), String> {
    let written = path
        .parent()
        .map_or(Ok(()), disk::make_folder)
        .and_then(|()| {
            write_whole(&Target::private(path), |file| {
                file.write_all(text.as_bytes())
            })
        });
    written.map_err(|error| words::list_not_kept(&path.display().to_string(), &error.to_string()))
}

#[cfg(test)]
mod tests;
