//! What a person may say of a picture on the command line, and what it comes to.

use std::{collections::BTreeSet, fmt, path::PathBuf, str::FromStr, sync::Arc};

use anyhow::Context as _;
use clap::{ArgAction, Args};

use super::{MapExtent, PictureSpec, data::Opened};
use crate::{
    app::{
        basemaps::{self as app_basemaps, Basemaps},
        condition::{Where, seen},
        picture::data,
        query::{Usage, region, reporter},
        session_source,
        session_store::default_path,
        terminal::tell,
    },
    model::{
        Atlas, Day, Language, Window,
        geo::{Coord, LonLat, Rect},
    },
    query::{
        condition::{positions, seem_swapped},
        overview::Measure,
    },
    render::svg::{Layout, PageBasemap, SIZES},
    scene::{Camera, LayerKind, Layers, OverviewChoice, OverviewMode, Px, Shading, Theme},
    session::{Session, ThemeChoice},
    words::{basemaps, cli, condition, errors, overview, visit},
};

/// What a picture shows and how, shared by `render` and `animate`.
#[derive(Args, Clone, Debug)]
pub struct PictureArgs {
    #[arg(help = cli::picture_files())]
    pub files: Vec<PathBuf>,
    #[arg(help = cli::picture_from(), long, value_name = "DAY")]
    pub from: Option<Day>,
    #[arg(help = cli::to(), long, value_name = "DAY")]
    pub to: Option<Day>,
    #[command(flatten)]
    pub wanted: Where,
    #[arg(help = cli::bbox(), long, value_name = "W,S,E,N", conflicts_with_all = ["region", "center"], allow_hyphen_values = true)]
    pub bbox: Option<Numbers<4>>,
    #[arg(help = cli::picture_region(), long, value_name = "KEY", conflicts_with = "center")]
    pub region: Option<String>,
    #[arg(
        help = cli::center(),
        long,
        value_name = "LON,LAT",
        requires = "zoom",
        allow_hyphen_values = true
    )]
    pub center: Option<Numbers<2>>,
    #[arg(help = cli::zoom(), long, requires = "center")]
    pub zoom: Option<f64>,
    #[arg(help = cli::size(), long, value_name = "WxH")]
    pub size: Option<Size>,
    #[arg(help = cli::scale(), long, default_value_t = 1.0)]
    pub scale: f32,
    #[arg(help = cli::layers(), long, value_name = "NAMES", value_delimiter = ',')]
    pub layers: Option<Vec<String>>,
    #[arg(help = basemaps::cli_basemap(), long, value_name = "FILE|WORD")]
    pub basemap: Option<String>,
    #[arg(help = cli::measure(), long, value_name = "POSITIONS")]
    pub measure: Option<String>,
    #[arg(help = cli::solid_lines(), long, value_name = "KEYS", value_delimiter = ',')]
    pub solid_lines: Option<Vec<String>>,
    #[arg(help = cli::shading(), long, value_name = "WHAT")]
    pub shading: Option<String>,
    #[arg(help = overview::cli_mode(), long, value_name = "WHEN")]
    pub overview: Option<String>,
    #[arg(help = overview::cli_fill(), long, value_name = "MEASURE")]
    pub fill: Option<String>,
    #[arg(help = overview::cli_reporter(), long, value_name = "KEY")]
    pub fill_reporter: Option<String>,
    #[arg(help = overview::cli_named(), long, value_name = "END")]
    pub fill_named: Option<String>,
    #[arg(help = cli::theme(), long)]
    pub theme: Option<String>,
    #[arg(help = cli::names(), long, value_name = "LANGUAGE")]
    pub names: Option<String>,
    #[arg(help = cli::title(), long)]
    pub title: Option<String>,
    #[arg(help = cli::no_legend(), long = "no-legend", action = ArgAction::SetFalse)]
    pub legend: bool,
    #[arg(help = cli::picture_session(), long, value_name = "LINK|FILE")]
    pub session: Option<String>,
    #[arg(help = visit::cli_open_files(), long, requires = "session")]
    pub open_files: bool,
}

/// Numbers with commas between them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Numbers<const N: usize>(pub [f64; N]);

impl<const N: usize> FromStr for Numbers<N> {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let numbers: Result<Vec<f64>, _> =
            text.split(',').map(|part| part.trim().parse()).collect();
        let sound = numbers
            .ok()
            .filter(|all| all.iter().all(|one| one.is_finite()));
        let expected = || cli::expected_numbers(N);
        let numbers = sound.ok_or_else(expected)?;
        numbers.try_into().map(Self).map_err(|_| expected())
    }
}

/// The size of a page, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Size {
    pub px: Px,
    /// The layout that goes with it.
    pub layout: Layout,
}

/// Smaller than this there is no room for a map and what must stand with it, in points.
const SMALLEST: f32 = 240.0;

/// Larger than this is a mistake, in points.
const LARGEST: f32 = 12_000.0;

impl Size {
    pub fn named(name: &str) -> Option<Self> {
        let size = SIZES.iter().find(|size| size.key == name)?;
        Some(Self {
            px: size.size,
            layout: size.layout(),
        })
    }
}

impl FromStr for Size {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if let Some(size) = Self::named(&text.to_lowercase()) {
            return Ok(size);
        }
        let sides = text.split_once(['x', 'X', '×']);
        let side = |text: &str| text.trim().parse::<u32>().ok();
        let sides = sides.and_then(|(x, y)| Some((side(x)?, side(y)?)));
        let Some((x, y)) = sides else {
            let names: Vec<&str> = SIZES.iter().map(|size| size.key).collect();
            let names = names.join(", ");
            return Err(cli::expected_size(&names));
        };
        let px = Px {
            x: x as f32,
            y: y as f32,
        };
        let fits = |side: f32| (SMALLEST..=LARGEST).contains(&side);
        if fits(px.x) && fits(px.y) {
            Ok(Self {
                px,
                layout: Layout::Map,
            })
        } else {
            Err(cli::size_limits(SMALLEST, LARGEST))
        }
    }
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}x{}", self.px.x, self.px.y)
    }
}

impl PictureArgs {
    /// The session the arguments start from.
    ///
    /// # Errors
    ///
    /// Where there is one to be read and it cannot be.
    pub fn session(&self) -> anyhow::Result<Session> {
        let mut session = self.session_named()?;
        if let Some(condition) = self.wanted.condition()? {
            session.filters.condition = Some(condition);
        }
        Ok(session)
    }

    fn session_named(&self) -> anyhow::Result<Session> {
        match &self.session {
            Some(source) => {
                let session = session_source::read(source)?;
                session_source::refuse_unasked(&session, None, &self.files, self.open_files)?;
                Ok(session)
            }
            None => Ok(Session::default()),
        }
    }

    /// Reads the data, as the condition of the session sees them and as they are without it.
    ///
    /// # Errors
    ///
    /// Where any of it cannot be read.
    pub fn open(&self, session: &Session) -> anyhow::Result<(Opened, Arc<Atlas>)> {
        let mut opened = data::open(&self.files, session)?;
        data::tell_errors(&opened.built.notes);
        let unparted = Arc::clone(&opened.built.atlas);
        let atlas = seen((*unparted).clone(), &session.filters, session)?;
        opened.built.atlas = Arc::new(atlas);
        Ok((opened, unparted))
    }

    /// What the map stands on, where it is not the built-in map.
    ///
    /// # Errors
    ///
    /// Where it cannot be opened.
    pub fn basemap(&self) -> anyhow::Result<Option<PageBasemap>> {
        let Some(word) = &self.basemap else {
            return Ok(None);
        };
        let list = default_path().map(|session| session.with_file_name(app_basemaps::FILE_NAME));
        let (list, trouble) = Basemaps::restore(list);
        if let Some(trouble) = trouble {
            tell(trouble);
        }
        let opened = app_basemaps::open_word(word, &list).map_err(usage)?;
        let own: Vec<_> = opened.into_iter().map(|opened| opened.source).collect();
        data::basemap_above(&own)
    }

    /// The picture that is asked for, of those days.
    ///
    /// # Errors
    ///
    /// Where something named does not exist, or the numbers describe nothing.
    pub fn spec(
        &self,
        atlas: &Atlas,
        mut session: Session,
        (size, layout): (Size, Layout),
    ) -> anyhow::Result<PictureSpec> {
        let theme = match (&self.theme, session.theme) {
            (Some(word), _) => named(&THEMES, word, cli::kind_theme())?,
            (None, ThemeChoice::Always(theme)) => theme,
            (None, ThemeChoice::System) => Theme::Light,
        };
        if let Some(code) = &self.names {
            let languages = Language::ALL.map(|language| (language, language.code()));
            session.language = named(&languages, code, cli::kind_language())?;
        }
        if self.basemap.as_deref() == Some(app_basemaps::NONE) {
            session.layers.switch_off(LayerKind::Basemap);
        }
        if let Some(words) = &self.layers {
            session.layers = only(session.layers, words)?;
        }
        if let Some(word) = &self.shading {
            session.layers.shading = named(&Shading::ALL, word, cli::kind_shading())?;
        }
        if let Some(text) = &self.measure {
            if seem_swapped(text) {
                return Err(usage(condition::swapped_positions(text)));
            }
            let way = positions(text).filter(|way| way.len() > 1);
            session.measured = way.ok_or_else(|| usage(cli::no_way(text)))?;
        }
        if let Some(keys) = &self.solid_lines {
            session.solid_lines = solid_lines(atlas, keys)?;
        }
        self.overview(atlas, &mut session.overview)?;
        let extent = self.extent(atlas, &mut session)?;
        if !(0.25..=8.0).contains(&self.scale) {
            return Err(usage(cli::scale_limits(self.scale)));
        }
        let pixels = f64::from(size.px.x * self.scale) * f64::from(size.px.y * self.scale);
        if pixels > crate::render::pixels::MOST_PIXELS as f64 {
            return Err(usage(cli::too_many_pixels(
                &size.to_string(),
                self.scale,
                pixels / 1e6,
                crate::render::pixels::MOST_PIXELS / 1_000_000,
            )));
        }
        Ok(PictureSpec {
            session,
            theme,
            extent,
            size: size.px,
            scale: self.scale,
            layout,
            title: self.title.clone(),
            legend: self.legend,
            each: None,
            least_map: None,
        })
    }

    fn overview(&self, atlas: &Atlas, choice: &mut OverviewChoice) -> anyhow::Result<()> {
        if let Some(word) = &self.overview {
            choice.mode = named(&OverviewMode::ALL, word, overview::kind_mode())?;
        }
        if let Some(word) = &self.fill {
            choice.measure = named(&Measure::ALL, word, overview::kind_measure())?;
        }
        if let Some(word) = &self.fill_named {
            let ends = &OverviewChoice::DIRECTIONS;
            choice.direction = named(ends, word, overview::kind_direction())?;
        }
        if let Some(key) = &self.fill_reporter {
            choice.reporter = Some(reporter(atlas, key)?);
        }
        Ok(())
    }

    fn extent(&self, atlas: &Atlas, session: &mut Session) -> anyhow::Result<MapExtent> {
        if let Some(Numbers([west, south, east, north])) = self.bbox {
            let area = area(west, south, east, north)?;
            return Ok(MapExtent::Box(area, 0.0));
        }
        if let Some(name) = &self.region {
            let id = region(atlas, name)?;
            return Ok(MapExtent::Box(atlas.regions()[id].bounds, 40.0));
        }
        if let (Some(Numbers([x, y])), Some(zoom)) = (self.center, self.zoom) {
            if !(-180.0..=180.0).contains(&x) || !(-85.0..=85.0).contains(&y) {
                return Err(usage(cli::center_limits(x, y)));
            }
            let zooms = Camera::ZOOMS;
            if !zooms.contains(&zoom) {
                return Err(usage(cli::zoom_limits(zoom, *zooms.start(), *zooms.end())));
            }
            session.camera = Some(Camera {
                center: Coord { x, y },
                zoom,
            });
        }
        Ok(MapExtent::Session)
    }

    /// The days asked for: those of the session where nothing is said.
    ///
    /// # Errors
    ///
    /// Where they are reversed.
    pub fn days(&self, of_session: Window, at: Option<Day>) -> anyhow::Result<Window> {
        match at {
            Some(day) => Ok(Window::days(day, day)),
            None => days_between(of_session, (self.from, self.to)),
        }
    }
}

/// From the one to the other; what is not said is that of other days, as far as it is possible.
///
/// # Errors
///
/// Where they are reversed.
pub fn days_between(
    of_session: Window,
    (from, to): (Option<Day>, Option<Day>),
) -> anyhow::Result<Window> {
    let (from, to) = match (from, to) {
        (Some(from), None) => (from, of_session.last().max(from)),
        (None, Some(to)) => (of_session.first().min(to), to),
        (from, to) => (
            from.unwrap_or(of_session.first()),
            to.unwrap_or(of_session.last()),
        ),
    };
    if from > to {
        let (from, to) = (from.to_string(), to.to_string());
        return Err(usage(cli::reversed_days(&from, &to)));
    }
    Ok(Window::days(from, to))
}

const THEMES: [(Theme, &str); 2] = [(Theme::Light, "light"), (Theme::Dark, "dark")];

fn usage(text: String) -> anyhow::Error {
    Usage(text).into()
}

fn area(west: f64, south: f64, east: f64, north: f64) -> anyhow::Result<Rect> {
    let lon = -180.0..=180.0;
    let lat = -85.0..=85.0;
    let bounds = || format!("{west},{south},{east},{north}");
    let inside = [west, east].iter().all(|x| lon.contains(x))
        && [south, north].iter().all(|y| lat.contains(y));
    if !inside {
        return Err(usage(cli::box_limits(&bounds())));
    }
    if west >= east || south >= north {
        return Err(usage(cli::box_empty(&bounds())));
    }
    let corner = |x, y| -> LonLat { Coord { x, y } };
    Ok(Rect::new(corner(west, south), corner(east, north)))
}

/// The layers with those alone on, each as strong as it was.
fn only(mut layers: Layers, words: &[String]) -> anyhow::Result<Layers> {
    let mut wanted = Vec::new();
    for word in words {
        wanted.push(named(&LayerKind::ALL, word.trim(), cli::kind_layer())?);
    }
    for (kind, _) in LayerKind::ALL {
        let mut layer = layers.get(kind);
        layer.on = wanted.contains(&kind);
        layers.set(kind, layer);
    }
    Ok(layers)
}

/// The lines that are drawn solid.
fn solid_lines(atlas: &Atlas, words: &[String]) -> anyhow::Result<BTreeSet<Arc<str>>> {
    let known: Vec<&str> = atlas.lines().iter().map(|(_, line)| &*line.key).collect();
    let one = |word: &String| {
        let found = known.iter().find(|known| **known == word.trim());
        found.map_or_else(
            || Err(usage(cli::unknown_line(word.trim(), &known.join(", ")))),
            |known| Ok(Arc::from(*known)),
        )
    };
    words.iter().map(one).collect()
}

/// The value of a name, or an error with the nearest name and all there are.
pub fn named<T: Copy>(list: &[(T, &'static str)], word: &str, what: &str) -> anyhow::Result<T> {
    let folded = word.to_lowercase();
    if let Some((value, _)) = list.iter().find(|(_, known)| *known == folded) {
        return Ok(*value);
    }
    let known: Vec<&str> = list.iter().map(|(_, known)| *known).collect();
    let near = known
        .iter()
        .map(|known| (strsim::jaro_winkler(known, &folded), *known))
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .filter(|(likeness, _)| *likeness > 0.7);
    let known = known.join(", ");
    Err(usage(match near {
        Some((_, near)) => errors::misspelt_name(what, word, near, &known),
        None => errors::unknown_name(what, word, &known),
    }))
}

/// The end of a file name, in lower case.
///
/// # Errors
///
/// Where there is none.
pub fn ending(path: &std::path::Path) -> anyhow::Result<String> {
    let ending = path.extension().and_then(|ending| ending.to_str());
    let ending = ending.map(str::to_lowercase);
    ending.with_context(|| errors::no_extension(&path.display().to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_is_a_name_or_two_numbers_and_never_impossible() {
        let check = |text: &str, expected: Option<(f32, f32)>| {
            let size = text.parse::<Size>().ok();
            assert_eq!(size.map(|size| (size.px.x, size.px.y)), expected, "{text}");
        };
        check("1600x1000", Some((1600.0, 1000.0)));
        check("A4", Some((1123.0, 794.0)));
        check("social", Some((1200.0, 630.0)));
        check("0x1000", None);
        check("1600x-5", None);
        check("99999x99999", None);
        check("big", None);
        check("1600", None);
    }

    #[test]
    fn numbers_are_as_many_as_they_should_be() {
        let check = |text: &str, expected: Option<[f64; 2]>| {
            let numbers = text.parse::<Numbers<2>>().ok();
            assert_eq!(numbers.map(|numbers| numbers.0), expected, "{text}");
        };
        check("46.1, 39.9", Some([46.1, 39.9]));
        check("46.1", None);
        check("46.1,39.9,3", None);
        check("nan,1", None);
        check("46.1;39.9", None);
    }

    #[test]
    fn an_unknown_name_is_answered_with_the_nearest() {
        let error = named(&LayerKind::ALL, "relif", "layer").expect_err("unknown");
        let error = error.to_string();
        assert!(error.contains("did you mean 'relief'?"), "{error}");
        let error = named(&LayerKind::ALL, "qqqq", "layer").expect_err("unknown");
        assert!(!error.to_string().contains("did you mean"), "{error}");
    }
}
