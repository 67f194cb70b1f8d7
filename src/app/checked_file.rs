//! What one file is, what its columns were taken for and what it holds, for `contactline check`.

use std::{collections::BTreeMap, path::Path};

use serde::Serialize;

use super::workspace::{Built, Piece};
use crate::{
    model::{
        Atlas, Direction, Draft, FileProfile, Note, NoteKind, Severity, Site, TakenFor,
        dataset::{Dataset, NOWHERE},
        enum_names,
        geo::{self, Rect},
    },
    query::{Accounts, dataset_extent, map_area},
    words::check as words,
};

/// A file, checked alone.
#[derive(Serialize)]
pub struct CheckedFile {
    pub file: String,
    /// What it is; several where it is an archive.
    pub parts: Vec<Part>,
    pub records: usize,
    /// Records by the key of their reporter.
    pub reporters: BTreeMap<String, usize>,
    pub without_date: usize,
    /// Records that state where they are.
    pub with_position: usize,
    /// Those of them inside the box around the regions of the map.
    pub in_map_area: usize,
    /// Records without a place on the map.
    pub without_place: usize,
    pub duplicates: usize,
    pub zones: usize,
    pub lines: usize,
    pub settlements: usize,
    pub regions: usize,
    pub chronology: usize,
    pub ties: usize,
    /// First and last day; both are included.
    pub period: Option<[String; 2]>,
    pub days: Option<i32>,
    /// West, south, east and north, in degrees, of everything that has a place.
    pub extent: Option<[f64; 4]>,
    pub map_area: Option<[f64; 4]>,
    pub accounts: Account,
    /// Rows and features that are left out.
    pub left_out: u64,
    pub notes: Vec<NoteOutput>,
}

/// What a file is, or a file in it.
#[derive(Serialize)]
pub struct Part {
    pub file: String,
    pub what: String,
    pub encoding: Option<String>,
    pub columns: Vec<ColumnOutput>,
}

/// What became of a column.
#[derive(Serialize)]
pub struct ColumnOutput {
    pub column: String,
    /// The name of a field, `attribute`, `place`, or `nothing`.
    pub taken_for: &'static str,
    pub example: String,
    /// Values that could not be read.
    pub not_read: u64,
    #[serde(skip)]
    taken: TakenFor,
}

/// Where the records went.
#[derive(Serialize)]
pub struct Account {
    pub shown: usize,
    pub outside_window: usize,
    pub duplicates: usize,
    pub filtered: usize,
    pub undated: usize,
    pub unplaced: usize,
    pub loaded: usize,
    #[serde(skip)]
    told: String,
}

impl From<Accounts> for Account {
    fn from(of: Accounts) -> Self {
        Self {
            shown: of.shown,
            outside_window: of.outside_window,
            duplicates: of.duplicates,
            filtered: of.filtered,
            undated: of.undated,
            unplaced: of.unplaced,
            loaded: of.loaded,
            told: of.to_string(),
        }
    }
}

/// Notes of one kind.
#[derive(Serialize)]
pub struct NoteOutput {
    pub severity: &'static str,
    pub what: String,
    /// Rows, features or records it is about.
    pub rows: u64,
    pub file: String,
    /// The first line; 0 where the whole file is meant.
    pub line: u32,
    /// What gave rise to it, text by text.
    pub each: Vec<NotedText>,
}

/// A text that gave rise to a note.
#[derive(Serialize)]
pub struct NotedText {
    /// The first line with it.
    pub line: u32,
    pub text: String,
    /// What may help with it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub hint: String,
    pub rows: u64,
}

impl NotedText {
    fn of(note: &Note) -> Self {
        Self {
            line: note.place.line,
            text: note.text.clone(),
            hint: note.hint.trim().to_owned(),
            rows: note.rows,
        }
    }
}

impl NoteOutput {
    pub fn all(notes: &[Note]) -> Vec<Self> {
        let kinds = NoteKind::of(notes).into_iter();
        let outputs = kinds.map(|kind| {
            let first = kind.first();
            Self {
                severity: enum_names::word(&Severity::ALL, first.severity),
                what: first.what.clone(),
                rows: kind.rows,
                file: first.place.file.to_string(),
                line: first.place.line,
                each: kind.notes.iter().map(|note| NotedText::of(note)).collect(),
            }
        });
        outputs.collect()
    }
}

impl CheckedFile {
    /// What was read of a file, and the atlas of it and the places of the built-in data alone.
    pub fn of(path: &Path, piece: &Piece, built: &Built, accounts: Accounts) -> Self {
        let atlas = &*built.atlas;
        let draft = &piece.draft;
        let area = map_area(atlas);
        let mut positions = (0, 0);
        let mut reporters = BTreeMap::new();
        for dataset in atlas.datasets().rows() {
            for kind in dataset.columns.kind.iter() {
                let reporter = dataset.kinds[*kind as usize].reporter;
                let key = atlas.reporters()[reporter].key.to_string();
                *reporters.entry(key).or_default() += 1;
            }
            for row in 0..dataset.columns.kind.len() {
                let mut stated = stated_positions(dataset, row).peekable();
                positions.0 += usize::from(stated.peek().is_some());
                let is_in = |at| area.is_some_and(|area| is_inside(area, at));
                positions.1 += usize::from(stated.any(is_in));
            }
        }
        let span = atlas.span();
        let notes = &built.notes;
        let left_out = notes.iter().filter(|of| of.severity == Severity::Error);
        Self {
            file: file_name(path),
            parts: parts(&draft.profiles, notes),
            records: accounts.loaded,
            reporters,
            without_date: accounts.undated,
            with_position: positions.0,
            in_map_area: positions.1,
            without_place: accounts.unplaced,
            duplicates: atlas
                .reports()
                .filter(|of| of.duplicate_of.is_some())
                .count(),
            zones: draft.zones.len(),
            lines: draft.lines.len(),
            settlements: draft.settlements.len(),
            regions: draft.regions.len(),
            chronology: draft.chronology.len(),
            ties: draft.ties.len(),
            period: span.map(|span| [span.first(), span.last()].map(|day| day.to_string())),
            days: span.map(|span| span.len()),
            extent: extent(atlas, draft).map(corners),
            map_area: area.map(corners),
            accounts: accounts.into(),
            left_out: left_out.map(|note| note.rows).sum(),
            notes: NoteOutput::all(notes),
        }
    }
}

fn file_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    name.to_string_lossy().into_owned()
}

/// The box around everything of the file that has a place.
fn extent(atlas: &Atlas, draft: &Draft) -> Option<Rect> {
    let zones = draft.zones.iter().map(|zone| geo::bounds(&zone.shape));
    let lines = draft.lines.iter();
    let lines = lines.map(|line| geo::bounds_of_lines(&line.shape));
    let regions = draft.regions.iter();
    let regions = regions.map(|region| geo::bounds(&region.shape));
    let settlements = draft.settlements.iter();
    let settlements = settlements.map(|of| of.at.map(|at| Rect::new(at, at)));
    let records = atlas.datasets().rows().iter();
    let records = records.map(|dataset| dataset_extent(atlas, dataset));
    let boxes = zones.chain(lines).chain(regions).chain(settlements);
    boxes.chain(records).flatten().reduce(geo::union)
}

/// Where a record says it is, in degrees: where it is drawn, or, where it has several positions, each.
fn stated_positions(dataset: &Dataset, row: usize) -> impl Iterator<Item = [f64; 2]> {
    let degrees = |at: [i32; 2]| at.map(|units| f64::from(units) / 1e7);
    let spot = dataset.columns.spot.get(row).copied();
    let spot = spot.filter(|at| *at != NOWHERE);
    let ends = Direction::ALL.map(|direction| dataset.columns.end(direction, row));
    let sites = ends.into_iter().flat_map(|end| &dataset.ends[end].sites);
    let points = sites.filter_map(|site| match site.place() {
        Site::Point(point) => Some([point.lon, point.lat]),
        _ => None,
    });
    let several = points.filter(move |_| spot.is_none());
    spot.into_iter().chain(several).map(degrees)
}

/// West, south, east and north.
fn corners(of: Rect) -> [f64; 4] {
    [of.min().x, of.min().y, of.max().x, of.max().y]
}

fn is_inside(area: Rect, [x, y]: [f64; 2]) -> bool {
    let [west, south, east, north] = corners(area);
    (west..=east).contains(&x) && (south..=north).contains(&y)
}

fn parts(profiles: &[FileProfile], notes: &[Note]) -> Vec<Part> {
    let parts = profiles.iter().map(|profile| {
        let columns = profile.columns.iter().map(|column| {
            let of_column = |note: &&Note| match column.taken_for {
                TakenFor::Field(field) => {
                    note.field == Some(field) && note.place.file == profile.file
                }
                _ => false,
            };
            ColumnOutput {
                column: column.heading.clone(),
                taken_for: match column.taken_for {
                    TakenFor::Field(field) => field.name(),
                    TakenFor::Place => "place",
                    TakenFor::Attribute => "attribute",
                    TakenFor::Nothing => "nothing",
                },
                example: column.example.clone(),
                not_read: {
                    let doubted = notes.iter().filter(of_column);
                    let doubted = doubted.filter(|note| note.severity != Severity::Remark);
                    doubted.map(|note| note.rows).sum()
                },
                taken: column.taken_for,
            }
        });
        Part {
            file: file_name(Path::new(&*profile.file)),
            what: profile.what.clone(),
            encoding: Some(profile.encoding.clone()).filter(|name| !name.is_empty()),
            columns: columns.collect(),
        }
    });
    parts.collect()
}

impl CheckedFile {
    /// The same for a person, without the notes.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for part in &self.parts {
            text += &part.text(&self.file);
        }
        let mut line = |words: String| {
            text += &words;
            text.push('\n');
        };
        if self.left_out > 0 {
            line(words::left_out(self.left_out));
        }
        line(words::records(self.records, self.duplicates));
        if !self.reporters.is_empty() {
            let each = self.reporters.iter();
            let each: Vec<String> = each.map(|(key, of)| words::reporter(key, *of)).collect();
            line(words::reporters(&shortened(each)));
        }
        for (number, words) in [
            (self.zones, words::zones as fn(usize) -> String),
            (self.lines, words::lines),
            (self.settlements, words::settlements),
            (self.regions, words::regions),
            (self.chronology, words::chronology),
            (self.ties, words::ties),
        ] {
            if number > 0 {
                line(words(number));
            }
        }
        line(match &self.period {
            Some([first, last]) => {
                words::period(first, last, self.days.unwrap_or(1), self.without_date)
            }
            None => words::no_period(self.without_date),
        });
        line(words::positions(self.with_position, self.in_map_area));
        if let Some(extent) = self.extent {
            line(words::extent(extent));
        }
        line(words::accounts(&self.accounts.told));
        text
    }
}

/// A list of which no more than a few are told.
fn shortened(mut list: Vec<String>) -> String {
    const MOST: usize = 8;
    let more = list.len().saturating_sub(MOST);
    list.truncate(MOST);
    if more > 0 {
        list.push(words::and_more(more));
    }
    list.join(", ")
}

impl Part {
    fn text(&self, file: &str) -> String {
        let name = if self.file == file || file.is_empty() {
            file.to_owned()
        } else {
            format!("{file}: {}", self.file)
        };
        let encoding = self.encoding.as_deref();
        let mut text = words::what_it_is(&name, &self.what, self.columns.len(), encoding) + "\n";
        let is_read = |column: &&ColumnOutput| column.taken != TakenFor::Nothing;
        let rows: Vec<[String; 4]> = self
            .columns
            .iter()
            .filter(is_read)
            .map(ColumnOutput::cells)
            .collect();
        if !rows.is_empty() {
            text += &table(words::columns(), &rows);
        }
        let ignored = self.columns.iter().filter(|column| !is_read(column));
        let ignored: Vec<&str> = ignored.map(|of| of.column.as_str()).collect();
        if !ignored.is_empty() {
            text += &words::columns_left_out(ignored.len(), &ignored.join(", "));
            text.push('\n');
        }
        text
    }
}

impl ColumnOutput {
    fn cells(&self) -> [String; 4] {
        const WIDEST: usize = 40;
        let short = |text: &str| match text.char_indices().nth(WIDEST) {
            Some((end, _)) => format!("{}…", &text[..end]),
            None => text.to_owned(),
        };
        let plain = |text: &str| short(&text.replace(char::is_control, " "));
        let not_read = match self.not_read {
            0 => String::new(),
            number => number.to_string(),
        };
        [
            plain(&self.column),
            words::taken_for(self.taken),
            plain(&self.example),
            not_read,
        ]
    }
}

/// Columns set apart by blanks, with a heading.
fn table(heading: [&str; 4], rows: &[[String; 4]]) -> String {
    let width = |column: usize| {
        let cells = rows.iter().map(|row| row[column].chars().count());
        cells
            .max()
            .unwrap_or(0)
            .max(heading[column].chars().count())
    };
    let widths = [0, 1, 2, 3].map(width);
    let line = |cells: [&str; 4]| {
        let cells = cells.into_iter().zip(widths);
        let padded = cells.map(|(cell, width)| format!("{cell:width$}"));
        let line = padded.collect::<Vec<_>>().join("  ");
        format!("  {}\n", line.trim_end())
    };
    let rows = rows
        .iter()
        .map(|row| line(row.each_ref().map(String::as_str)));
    line(heading) + &rows.collect::<String>()
}
