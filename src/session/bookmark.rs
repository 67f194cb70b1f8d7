//! Views that a person keeps by name.

use std::{collections::BTreeMap, sync::Arc};

use serde::{Deserialize, Serialize};

use crate::{
    model::{Day, Window, geo::Coord},
    scene::Camera,
};

/// A view: where the camera looks, and the selected period.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bookmark {
    /// Where the camera looks.
    pub camera: Camera,
    /// The selected period.
    pub window: Window,
}

/// Views by the names a person gave them.
pub type Bookmarks = BTreeMap<Arc<str>, Bookmark>;

/// A view with its name, as files have it.
#[derive(Serialize, Deserialize)]
pub(super) struct BookmarkFile {
    name: String,
    #[serde(flatten)]
    view: ViewFile,
}

#[derive(Serialize, Deserialize)]
struct ViewFile {
    lon: f64,
    lat: f64,
    zoom: f64,
    first: String,
    last: String,
}

impl ViewFile {
    fn of(bookmark: &Bookmark) -> Self {
        let Bookmark { camera, window } = bookmark;
        Self {
            lon: camera.center.x,
            lat: camera.center.y,
            zoom: camera.zoom,
            first: window.first().to_string(),
            last: window.last().to_string(),
        }
    }

    /// `None` where a day is none.
    fn read(self) -> Option<Bookmark> {
        let (first, last) = (Day::parse(&self.first).ok()?, Day::parse(&self.last).ok()?);
        let center = Coord {
            x: self.lon,
            y: self.lat,
        };
        Some(Bookmark {
            camera: Camera {
                center,
                zoom: self.zoom,
            },
            window: Window::days(first, last),
        })
    }
}

pub(super) fn write(bookmarks: &Bookmarks) -> Vec<BookmarkFile> {
    let file = |(name, bookmark): (&Arc<str>, &Bookmark)| BookmarkFile {
        name: name.to_string(),
        view: ViewFile::of(bookmark),
    };
    bookmarks.iter().map(file).collect()
}

/// One whose days are none is left out.
pub(super) fn read(files: Vec<BookmarkFile>) -> Bookmarks {
    let bookmark = |file: BookmarkFile| Some((file.name.into(), file.view.read()?));
    files.into_iter().filter_map(bookmark).collect()
}

/// A view as one line: its name, a tab, and where it looks when.
pub fn write_line(name: &str, bookmark: &Bookmark) -> String {
    let view = serde_json::to_string(&ViewFile::of(bookmark));
    format!(
        "{name}\t{}",
        view.expect("a view holds nothing JSON cannot")
    )
}

/// The view in a line of [`write_line`]; `None` where it is none.
pub fn read_line(line: &str) -> Option<(Arc<str>, Bookmark)> {
    let (name, view) = line.split_once('\t')?;
    let view: ViewFile = serde_json::from_str(view).ok()?;
    Some((name.into(), view.read()?))
}

/// A name without what would part lines and columns; `None` where nothing is left of it.
pub fn name_of(typed: &str) -> Option<Arc<str>> {
    const LONGEST_LETTERS: usize = 80;
    let words: Vec<&str> = typed.split_whitespace().collect();
    let name: String = words.join(" ").chars().take(LONGEST_LETTERS).collect();
    (!name.is_empty()).then(|| name.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_view_is_written_with_its_name_and_read_again() {
        let day = |number| Day::from_ymd(2022, 8, number).expect("a day");
        let bookmark = Bookmark {
            camera: Camera {
                center: Coord { x: 46.55, y: 39.64 },
                zoom: 11.25,
            },
            window: Window::days(day(7), day(8)),
        };
        let name = name_of("  Lachin\tand the\n\"road\" ").expect("a name");
        assert_eq!(&*name, "Lachin and the \"road\"");
        let line = write_line(&name, &bookmark);
        assert_eq!(read_line(&line), Some((Arc::clone(&name), bookmark)));
        let bookmarks = Bookmarks::from([(name, bookmark)]);
        assert_eq!(read(write(&bookmarks)), bookmarks);
        for damaged in [
            "",
            "a",
            "a\t{}",
            "a\t{\"lon\": 1}",
            &line.replace("2022-08-07", "never"),
        ] {
            assert_eq!(read_line(damaged), None, "{damaged}");
        }
        assert_eq!(name_of(" \n"), None);
    }
}
