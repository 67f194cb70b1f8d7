//! The page of a picture: what stands around the map, and where there is room for it.

use super::{
    flow::{Flow, band, flow},
    letters::{self, wrap},
};
use crate::{
    scene::{Layers, Px, layers::locator, legend::Section, px},
    words::picture,
};

/// How a page is laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Layout {
    /// A map with its legend beside it, for screens.
    #[default]
    Map,
    /// A sheet with a locator and the list of sources, for paper.
    Print,
}

impl Layout {
    /// Both layouts, each with its key on the command line.
    pub const ALL: [(Self, &'static str); 2] = [(Self::Map, "map"), (Self::Print, "print")];
}

/// A usual size of pages.
#[derive(Clone, Copy, Debug)]
pub struct PageSize {
    /// What it is called on the command line.
    pub key: &'static str,
    pub name: fn() -> &'static str,
    /// In points: paper has 96 of them to an inch, as in browsers.
    pub size: Px,
    pub is_paper: bool,
}

const fn page_size(key: &'static str, name: fn() -> &'static str, x: f32, y: f32) -> PageSize {
    PageSize {
        key,
        name,
        size: px(x, y),
        is_paper: false,
    }
}

const fn paper(key: &'static str, name: fn() -> &'static str, x: f32, y: f32) -> PageSize {
    PageSize {
        is_paper: true,
        ..page_size(key, name, x, y)
    }
}

/// The usual sizes, the first being that of the command line.
pub const SIZES: [PageSize; 5] = [
    page_size("screen", picture::screen, 1600.0, 1000.0),
    page_size("wide", picture::wide, 1920.0, 1080.0),
    page_size("social", picture::social, 1200.0, 630.0),
    paper("a4", picture::a4, 1123.0, 794.0),
    paper("a3", picture::a3, 1587.0, 1123.0),
];

impl PageSize {
    /// The layout that goes with it.
    pub fn layout(&self) -> Layout {
        if self.is_paper {
            Layout::Print
        } else {
            Layout::Map
        }
    }
}

/// Where a statement was found.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Source {
    /// Day, reporter, outlet, kind of statement.
    pub words: String,
    /// The address of its page, or that there is none.
    pub address: String,
}

/// What stands around the map, in words.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// In points.
    pub size: Px,
    pub layout: Layout,
    pub title: String,
    /// The days, and what is left out of them.
    pub subtitle: String,
    /// Empty where none is wanted.
    pub legend: Vec<Section>,
    pub sources_title: String,
    pub sources: Vec<Source>,
    /// Where every record went.
    pub accounts: String,
    /// Who made the map data.
    pub attribution: String,
    /// Program and version, data, days, filters.
    pub provenance: String,
    /// A date that is larger than anything else, for frames of an animation.
    pub stamp: Option<String>,
    /// Said on the map itself, such as that there is nothing on it.
    pub remark: Option<String>,
}

/// A place on the page.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Place {
    pub corner: Px,
    pub size: Px,
}

impl Place {
    fn new(x: f32, y: f32, width: f32, height: f32) -> Self {
        Self {
            corner: px(x, y),
            size: px(width, height),
        }
    }

    pub fn right(self) -> f32 {
        self.corner.x + self.size.x
    }

    pub fn bottom(self) -> f32 {
        self.corner.y + self.size.y
    }
}

/// Sizes of a page, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sizes {
    pub margin: f32,
    pub title: f32,
    pub subtitle: f32,
    /// Words of the legend.
    pub words: f32,
    /// Sources, accounts, attribution.
    pub small: f32,
}

impl Sizes {
    pub fn of(page: &Page) -> Self {
        let side = page.size.x.min(page.size.y * 1.6);
        // On a large sheet letters grow with it, but not as fast.
        let grow = (side / 1200.0).max(1.0).sqrt();
        let small_page = side < 900.0;
        match page.layout {
            Layout::Map => Self {
                margin: if small_page { 14.0 } else { 20.0 * grow },
                title: if small_page { 18.0 } else { 23.0 * grow },
                subtitle: if small_page { 12.0 } else { 13.0 * grow },
                words: if small_page { 10.5 } else { 11.5 * grow },
                small: if small_page { 9.5 } else { 10.5 * grow },
            },
            Layout::Print => Self {
                margin: 34.0 * grow,
                title: 21.0 * grow,
                subtitle: 12.0 * grow,
                words: 10.5 * grow,
                small: 9.0 * grow,
            },
        }
    }
}

/// Pitch of lines, as a multiple of their size.
pub const PITCH: f32 = 1.42;

/// Where everything on a page goes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    pub map: Place,
    pub title: Vec<String>,
    pub subtitle: Vec<String>,
    /// The legend, from its corner on.
    pub legend: Option<(Place, Flow)>,
    pub inset: Option<Place>,
    /// The list of sources, and how many columns it has.
    pub sources: Option<(Place, usize)>,
    /// How many of them are listed, there or at the foot.
    pub sources_listed: usize,
    /// The lines at the foot, ...
    pub foot: Vec<String>,
    /// ... of which so many are the accounts.
    pub accounts_lines: usize,
    pub foot_top: f32,
    pub remark: Option<String>,
    pub stamp: Option<String>,
    pub notes: Vec<String>,
}

/// Narrower than this, a page has no room for a legend beside the map, in points.
const LEGEND_FROM_PX: f32 = 640.0;

impl Plan {
    pub fn of(page: &Page) -> Self {
        let sizes = Sizes::of(page);
        let inner = page.size.x - 2.0 * sizes.margin;
        let mut plan = Self {
            title: at_most(wrap(&page.title, true, sizes.title, inner), 2),
            subtitle: at_most(wrap(&page.subtitle, false, sizes.subtitle, inner), 2),
            foot: foot_lines(page, &sizes, inner),
            accounts_lines: wrap(&page.accounts, false, sizes.small, inner).len(),
            remark: page.remark.clone(),
            stamp: page.stamp.clone(),
            ..Self::default()
        };
        let top = plan.header_height(&sizes);
        plan.lay_out(page, &sizes, top);
        let listed = page.sources.is_empty() || plan.sources.is_some();
        if !listed {
            plan.put_sources_in_foot(page, &sizes, inner);
            plan.lay_out(page, &sizes, top);
        }
        plan
    }

    /// Leaves the places alone, so that two plans with other words are the same.
    pub fn forget_words(&mut self) {
        for lines in [&mut self.title, &mut self.subtitle, &mut self.foot] {
            lines.clear();
        }
        self.remark = None;
        self.stamp = None;
        self.notes.clear();
        if let Some((_, flow)) = &mut self.legend {
            flow.pieces.clear();
        }
    }

    fn header_height(&self, sizes: &Sizes) -> f32 {
        let lines = |count: usize, size: f32| count as f32 * size * PITCH;
        let title = lines(self.title.len(), sizes.title * 0.9);
        let subtitle = lines(self.subtitle.len(), sizes.subtitle);
        sizes.margin * 0.8 + title + subtitle + sizes.margin * 0.5
    }

    /// Where the map goes, and what stands beside and below it.
    fn lay_out(&mut self, page: &Page, sizes: &Sizes, top: f32) {
        let foot = self.foot.len() as f32 * sizes.small * PITCH;
        self.foot_top = page.size.y - sizes.margin * 0.7 - foot;
        self.notes.clear();
        let inner = (page.size.x - 2.0 * sizes.margin).max(40.0);
        let bottom = self.foot_top - sizes.margin * 0.4;
        let height = (bottom - top).max(40.0);
        self.map = Place::new(sizes.margin, top, inner, height);
        let in_foot = self.sources_listed > 0 && self.sources.is_none();
        if page.layout == Layout::Print && !page.sources.is_empty() && !in_foot {
            self.lay_out_sources(page, sizes);
        }
        if page.legend.is_empty() {
            return;
        }
        if page.size.x < LEGEND_FROM_PX {
            self.notes.push(picture::no_legend_narrow(LEGEND_FROM_PX));
            return;
        }
        let found = match page.layout {
            Layout::Map => self.legend_beside(page, sizes),
            Layout::Print => {
                self.legend_beside(page, sizes) || self.legend_below(page, sizes, height)
            }
        };
        if !found {
            self.notes.push(picture::no_legend_small().to_owned());
        }
    }

    /// The list of sources below the map of a printed sheet.
    fn lay_out_sources(&mut self, page: &Page, sizes: &Sizes) {
        let map = self.map;
        let columns = source_columns(map.size.x, sizes);
        let rows = page.sources.len().div_ceil(columns);
        let needed = sizes.words * PITCH * 1.4 + rows as f32 * source_height(page.layout, sizes);
        let height = needed.min(page.size.y * 0.24);
        let place = Place::new(map.corner.x, map.bottom() - height, map.size.x, height);
        self.sources_listed = listed(page, sizes, place, columns);
        self.sources = Some((place, columns));
        self.map.size.y -= height + sizes.margin * 0.5;
    }

    /// A legend too long for a column, in columns below the map. The sources give way: further
    /// pages and the foot take them.
    fn legend_below(&mut self, page: &Page, sizes: &Sizes, height: f32) -> bool {
        let columns = (self.map.size.x / (21.0 * sizes.words)).floor().max(1.0);
        let gap = 1.6 * sizes.words;
        let width = (self.map.size.x + gap) / columns - gap;
        let most = height * 0.45;
        let Some(flow) = band(&page.legend, sizes.words, (width, columns as usize), most) else {
            return false;
        };
        self.sources = None;
        self.sources_listed = 0;
        self.map.size.y = height - flow.bottom - sizes.margin * 0.6;
        let top = self.map.bottom() + sizes.margin * 0.6;
        let place = Place::new(self.map.corner.x, top, self.map.size.x, flow.bottom);
        self.legend = Some((place, flow));
        true
    }

    /// Puts a locator into the corner of the map, where it is on, there is none yet and the map has room for one.
    pub fn put_locator_on_map(&mut self, layers: &Layers) {
        if self.inset.is_some() {
            return;
        }
        self.inset = locator::size_on(self.map.size, layers).map(|size| {
            let edge = px(locator::EDGE_PX, locator::EDGE_PX);
            Place {
                corner: px(self.map.right(), self.map.bottom()) - size - edge,
                size,
            }
        });
    }

    /// The locator's place on the map, from the map's corner, where it lies on it.
    pub fn locator_on_map(&self) -> Option<Place> {
        let inset = self.inset?;
        let is_on = inset.right() <= self.map.right() && inset.bottom() <= self.map.bottom();
        is_on.then(|| Place {
            corner: inset.corner - self.map.corner,
            ..inset
        })
    }

    /// The legend beside the map, below a locator in print and above the sources on screens.
    fn legend_beside(&mut self, page: &Page, sizes: &Sizes) -> bool {
        let width = (page.size.x * 0.2).clamp(17.0 * sizes.words, 25.0 * sizes.words);
        let map = self.map;
        let inset = match page.layout {
            Layout::Print => (width * 0.6).min(map.size.y * 0.36),
            Layout::Map => 0.0,
        };
        let below = inset + sizes.margin * 0.4;
        let flow = |height| flow(&page.legend, sizes.words, width, height);
        let one_column = |flow: &Flow| flow.width <= width;
        let with_inset = (inset > 0.0).then(|| flow(map.size.y - below)).flatten();
        let (flow, above) = match with_inset.filter(one_column) {
            Some(flow) => (flow, below),
            None => match flow(map.size.y) {
                // On paper, a second column would leave the map too little.
                Some(flow) if page.layout == Layout::Map || one_column(&flow) => (flow, 0.0),
                _ => return false,
            },
        };
        if flow.width > map.size.x * 0.5 {
            return false;
        }
        self.map.size.x = map.size.x - flow.width - sizes.margin;
        let left = self.map.right() + sizes.margin;
        if above > 0.0 {
            self.inset = Some(Place::new(left, map.corner.y, width, inset));
        }
        let top = map.corner.y + above;
        let column = Place::new(left, top, flow.width, map.bottom() - top);
        let from = top + flow.bottom + sizes.words;
        let place = Place::new(left, from, flow.width, map.bottom() - from);
        self.legend = Some((column, flow));
        if page.layout == Layout::Map && !page.sources.is_empty() && self.sources_listed == 0 {
            let room = sizes.words * PITCH * 1.4 + 3.0 * source_height(page.layout, sizes);
            if place.size.y >= room {
                self.sources_listed = listed(page, sizes, place, 1);
                self.sources = Some((place, 1));
            }
        }
        true
    }

    fn put_sources_in_foot(&mut self, page: &Page, sizes: &Sizes, room: f32) {
        if page.sources.is_empty() {
            return;
        }
        let text = |count: usize| {
            let words: Vec<&str> = page.sources[..count]
                .iter()
                .map(|source| source.words.as_str())
                .collect();
            let more = match page.sources.len() - count {
                0 => String::new(),
                rest => format!("; {}", picture::more_sources(rest)),
            };
            format!("{}: {}{more}", page.sources_title, words.join("; "))
        };
        let lines = |count| wrap(&text(count), false, sizes.small, room);
        let fits = |count: &usize| lines(*count).len() <= 2;
        let count = (2..=page.sources.len())
            .take_while(fits)
            .last()
            .unwrap_or(1);
        let lines = lines(count);
        self.sources_listed = count;
        let after = self.accounts_lines;
        self.foot.splice(after..after, at_most(lines, 2));
    }
}

/// At most so many lines, the last cut short where there were more.
fn at_most(mut lines: Vec<String>, most: usize) -> Vec<String> {
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            last.push('…');
        }
    }
    lines
}

/// Accounts first, then who made what.
fn foot_lines(page: &Page, sizes: &Sizes, room: f32) -> Vec<String> {
    let lines = |text: &str| wrap(text, false, sizes.small, room);
    let mut foot = lines(&page.accounts);
    let made = [page.attribution.as_str(), page.provenance.as_str()];
    let made: Vec<&str> = made.into_iter().filter(|words| !words.is_empty()).collect();
    let together = made.join(" · ");
    match lines(&together) {
        one if one.len() == 1 => foot.extend(one),
        _ => {
            foot.extend(lines(&page.attribution));
            foot.extend(lines(&page.provenance));
        }
    }
    foot
}

/// How many columns of sources fit side by side.
pub fn source_columns(room: f32, sizes: &Sizes) -> usize {
    (room / (29.0 * sizes.words)).floor().max(1.0) as usize
}

/// Lines an address may take: on paper it has to be typed.
pub fn address_lines(layout: Layout) -> usize {
    match layout {
        Layout::Map => 1,
        Layout::Print => 2,
    }
}

/// Height of one source in a list: its words, and its address below.
pub fn source_height(layout: Layout, sizes: &Sizes) -> f32 {
    let lines = 1.0 + 0.86 * address_lines(layout) as f32;
    sizes.small * (PITCH * lines + 0.4)
}

/// How many sources a list has room for, the line that says how many are left included.
fn listed(page: &Page, sizes: &Sizes, place: Place, columns: usize) -> usize {
    let rows = (place.size.y - sizes.words * PITCH * 1.4) / source_height(page.layout, sizes);
    let room = (rows + 0.05).floor().max(0.0) as usize * columns;
    match page.sources.len() {
        all if all <= room => all,
        _ => room.saturating_sub(1),
    }
}

impl Page {
    /// The whole in a few sentences, for those who do not see it.
    pub fn description(&self) -> String {
        let parts = [
            &self.title,
            &self.subtitle,
            &self.accounts,
            &self.attribution,
            &self.provenance,
        ];
        let parts: Vec<&str> = parts
            .into_iter()
            .map(|part| part.as_str())
            .filter(|part| !part.is_empty())
            .collect();
        parts.join(". ")
    }

    /// The letters of its words that no embedded font has.
    pub fn missing_letters(&self) -> std::collections::BTreeSet<char> {
        let mut missing = letters::missing(&self.title);
        missing.extend(letters::missing(&self.subtitle));
        for source in &self.sources {
            missing.extend(letters::missing(&source.words));
        }
        missing
    }
}
