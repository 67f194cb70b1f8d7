//! Opening the map a person chose: a file of tiles, a service, or what a word of the command line
//! stands for.

use std::{
    ops::RangeInclusive,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use geo::{Coord, LineString, MultiPolygon, Polygon};

use super::{Basemaps, service_of};
use crate::{
    model::geo::Rect,
    render::tiles::{
        Area, Attribution, BasemapSource, Content, Schema, Tile, TileKey, TilesError, raster,
        vector,
    },
    scene::camera::to_world,
    store::tiles::{
        self, TileBytes, TileForm, cache::TileCache, service::Service, template::Template,
    },
    view::basemaps::{MOST_KEPT_MIB, ServiceSpec, USUAL_ZOOMS},
    words::basemaps as words,
};

/// So many threads read a file: one reads while the other unpacks.
const FILE_THREADS: usize = 2;

/// So many threads ask a service.
const SERVICE_THREADS: usize = 4;

/// A map that is open.
pub struct Opened {
    pub source: Arc<dyn BasemapSource>,
    /// So many threads may read it.
    pub threads: usize,
    /// What the person should know, in words.
    pub remark: Option<String>,
    /// What it is called, where it says so.
    pub name: String,
}

/// The tiles kept of services, which all maps of the program share.
///
/// # Errors
///
/// Where they can be kept neither there nor in memory, in words for the person.
pub fn cache(path: Option<PathBuf>) -> Result<Arc<TileCache>, String> {
    static CACHE: Mutex<Option<(Option<PathBuf>, Arc<TileCache>)>> = Mutex::new(None);
    let mut shared = CACHE.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((of, cache)) = &*shared
        && *of == path
    {
        return Ok(Arc::clone(cache));
    }
    let most = (MOST_KEPT_MIB << 20) as i64;
    let cache = match &path {
        Some(path) => TileCache::open(path, most).or_else(|cause| {
            log::error!("{}", words::service_not_kept(&cause));
            TileCache::in_memory(most)
        }),
        None => TileCache::in_memory(most),
    }?;
    let cache = Arc::new(cache);
    *shared = Some((path, Arc::clone(&cache)));
    Ok(cache)
}

/// A service as a map. It is asked for the tiles that are wanted of it, and before that for nothing.
///
/// # Errors
///
/// Where its address is none of tiles, in words for the person.
pub fn open_service(spec: &ServiceSpec, cache: Arc<TileCache>) -> Result<Opened, String> {
    let template = Template::parse(&spec.template)?;
    let name = template.host().to_owned();
    let mut credit = attribution(&spec.credit);
    if credit.words.is_empty() {
        credit.words = words::tiles_of(&name).into();
    }
    credit.faults = Arc::clone(&spec.faults);
    let source = OnNetwork {
        service: Service::new(template, cache),
        attribution: credit,
        zooms: spec.zooms,
        forbids_pictures: spec.forbids_pictures,
    };
    Ok(Opened {
        source: Arc::new(source),
        threads: SERVICE_THREADS,
        remark: None,
        name,
    })
}

/// A service of tiles as the map takes it.
struct OnNetwork {
    service: Service,
    attribution: Attribution,
    zooms: [u8; 2],
    forbids_pictures: bool,
}

impl BasemapSource for OnNetwork {
    fn attribution(&self) -> Attribution {
        self.attribution.clone()
    }

    fn forbids_pictures(&self) -> bool {
        self.forbids_pictures
    }

    fn zooms(&self) -> RangeInclusive<u8> {
        self.zooms[0]..=self.zooms[1]
    }

    fn tile_px(&self) -> u32 {
        256
    }

    fn tile(&self, key: TileKey) -> Result<Option<Content>, TilesError> {
        let decode = |bytes: Vec<u8>| {
            let form = tiles::form_of(&bytes);
            content(bytes, key, form, None, None)
        };
        self.service
            .tile(key, decode)
            .map_err(|fault| TilesError::Own {
                words: fault.words,
                again_in_s: Some(fault.again_in_s),
            })
    }
}

/// What the command line says for the built-in map, and for no map at all.
pub const EMBEDDED: &str = "embedded";
pub const NONE: &str = "none";

/// Opens what a word of the command line stands for; `None`: no map of the person's own. A service that is in the
/// list of the person's maps is named and allowed as that says.
///
/// # Errors
///
/// Where it is neither a file nor an address of tiles, in words for the person.
pub fn open_word(word: &str, list: &Basemaps) -> Result<Option<Opened>, String> {
    match word {
        EMBEDDED | NONE => Ok(None),
        address if Template::is_one(address) => {
            let template = Template::parse(address)?;
            let known = list.service(template.text());
            let usual = || Arc::new(service_of(&template, "", USUAL_ZOOMS));
            let spec = known.map_or_else(usual, Arc::clone);
            open_service(&spec, cache(list.cache_path())?).map(Some)
        }
        path => open_file(Path::new(path)).map(Some),
    }
}

/// Opens a file of tiles.
///
/// # Errors
///
/// Where it is none, or is damaged, in words for the person.
pub fn open_file(path: &Path) -> Result<Opened, String> {
    let archive = tiles::open(path).map_err(|error| error.to_string())?;
    let about = archive.about();
    let stem = path
        .file_stem()
        .unwrap_or(path.as_os_str())
        .to_string_lossy();
    let name = match about.name.trim() {
        "" => stem.into_owned(),
        name => name.chars().take(60).collect(),
    };
    let layers = about.layers.iter().map(String::as_str);
    let schema = Schema::of(layers);
    let is_plain = about.form == TileForm::Vector && schema.is_none() && !about.layers.is_empty();
    let remark = is_plain.then(|| words::plain_schema(&name));
    let source = Archive {
        attribution: attribution(&about.attribution),
        name: name.clone(),
        schema,
        archive,
    };
    Ok(Opened {
        source: Arc::new(source),
        threads: FILE_THREADS,
        remark,
        name,
    })
}

/// A file of tiles as the map takes it.
struct Archive {
    archive: Box<dyn TileBytes>,
    name: String,
    attribution: Attribution,
    schema: Option<Schema>,
}

impl BasemapSource for Archive {
    fn attribution(&self) -> Attribution {
        self.attribution.clone()
    }

    fn zooms(&self) -> RangeInclusive<u8> {
        self.archive.about().zooms.clone()
    }

    fn tile_px(&self) -> u32 {
        match self.archive.about().form {
            TileForm::Vector => 512,
            TileForm::Picture => 256,
        }
    }

    fn tile(&self, key: TileKey) -> Result<Option<Content>, TilesError> {
        let (z, x, y) = key;
        let failed = |cause: String| TilesError::Own {
            words: words::tile_of(&self.name, z, x, y, &cause),
            again_in_s: None,
        };
        let Some(bytes) = self.archive.bytes(key).map_err(failed)? else {
            return Ok(None);
        };
        let about = self.archive.about();
        let content = content(bytes, key, about.form, self.schema, about.bounds);
        Ok(Some(content.map_err(failed)?))
    }
}

/// What is on a tile, with ground below it where its schema has none.
///
/// # Errors
///
/// Where it is damaged, in words for the person.
fn content(
    bytes: Vec<u8>,
    key: TileKey,
    form: TileForm,
    schema: Option<Schema>,
    bounds: Option<Rect>,
) -> Result<Content, String> {
    Ok(match form {
        TileForm::Picture => Content::Raster(raster::decode(&bytes)?),
        TileForm::Vector => {
            let mut tile = vector::decode(bytes, key, schema)?;
            put_ground_below(&mut tile, key, bounds);
            Content::Vector(tile)
        }
    })
}

/// Most schemas draw the land as what is no water: so it is drawn all over the tile, as far as the
/// map goes.
fn put_ground_below(tile: &mut Tile, (z, x, y): TileKey, bounds: Option<Rect>) {
    let (mut low, mut high) = (Coord { x: 0.0, y: 0.0 }, Coord { x: 1.0, y: 1.0 });
    if let Some(bounds) = bounds {
        let tiles = f64::from(z).exp2();
        let on_tile = |at| {
            let at = to_world(at);
            Coord {
                x: (at.x * tiles - f64::from(x)).clamp(0.0, 1.0) as f32,
                y: (at.y * tiles - f64::from(y)).clamp(0.0, 1.0) as f32,
            }
        };
        // North is up on the map, and the greatest latitude.
        let [south_west, north_east] = [bounds.min(), bounds.max()].map(on_tile);
        low = Coord {
            x: south_west.x,
            y: north_east.y,
        };
        high = Coord {
            x: north_east.x,
            y: south_west.y,
        };
    }
    if low.x < high.x && low.y < high.y {
        let ring = [
            (low.x, low.y),
            (high.x, low.y),
            (high.x, high.y),
            (low.x, high.y),
        ];
        let ground = Polygon::new(LineString::from(ring.to_vec()), Vec::new());
        tile.areas
            .insert(0, (Area::Land, MultiPolygon(vec![ground])));
    }
}

/// Words and address out of an attribution, which is often HTML.
fn attribution(html: &str) -> Attribution {
    let address = html
        .split(['"', '\''])
        .find(|part| part.starts_with("https://") || part.starts_with("http://"));
    let mut words = String::new();
    let mut in_tag = false;
    for letter in html.chars() {
        match letter {
            '<' => in_tag = true,
            '>' if in_tag => {
                in_tag = false;
                words.push(' ');
            }
            letter if !in_tag && !letter.is_control() => words.push(letter),
            _ => {}
        }
    }
    for (entity, letter) in [
        ("&copy;", "©"),
        ("&#169;", "©"),
        ("&nbsp;", " "),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&amp;", "&"),
    ] {
        words = words.replace(entity, letter);
    }
    let words: Vec<&str> = words.split_whitespace().collect();
    Attribution {
        words: words.join(" ").into(),
        address: address.unwrap_or_default().into(),
        faults: "".into(),
    }
}

#[cfg(test)]
mod tests;
