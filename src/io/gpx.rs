//! GPX, as receivers and phones record it: waypoints as points, with their times; routes and tracks as
//! lines, in force from their first time to their last.

use geo::{Geometry, LineString, MultiLineString, Point};
use quick_xml::{
    Reader as XmlReader,
    escape::resolve_predefined_entity,
    events::{BytesStart, Event},
};
use serde_json::{Map, Value};

use super::{
    features::{Feature, Features},
    format::{OF_FEATURES, Read, Reader, SourceFile},
    heights::is_stated,
    kml::times,
    preview::Preview,
    source::{Lines, ReadError},
};
use crate::{
    model::{Place, Setting, Severity, geo::LonLat},
    words::notes::formats,
};

/// GPX files.
pub struct Gpx;

impl Reader for Gpx {
    fn name(&self) -> &'static str {
        "GPX"
    }

    fn sniff(&self, file: &SourceFile<'_>) -> Result<bool, ReadError> {
        let start = &file.start()[..file.start().len().min(4_096)];
        Ok(start.starts_with(b"<") && String::from_utf8_lossy(start).contains("<gpx"))
    }

    fn settings(&self, _: &SourceFile<'_>) -> &'static [Setting] {
        OF_FEATURES
    }

    fn read(&self, file: &SourceFile<'_>) -> Result<Read, ReadError> {
        let text = file.text()?;
        let read = Read::of(&file.place, |draft, notes| {
            let mut features = Features::new(&file.name, file.choices, file.budget, notes);
            let mut document = Document::new(&file.place, text);
            document.read(file, &mut features)?;
            draft.append(features.finish()?);
            Ok(())
        })?;
        Ok(read.in_columns_where_many(file))
    }

    fn preview(&self, file: &SourceFile<'_>) -> Result<Option<Preview>, ReadError> {
        let text = file.text()?;
        Preview::of_features(file, OF_FEATURES, |features| {
            Document::new(&file.place, text).read(file, features)
        })
    }
}

/// What is said of a waypoint, a route or a track.
#[derive(Default)]
struct Item {
    place: Option<Place>,
    properties: Map<String, Value>,
    /// One a waypoint or route, one a part of a track.
    parts: Vec<Vec<LonLat>>,
    times: Vec<String>,
    trouble: Option<String>,
    /// Whether its points have a height that is not kept.
    has_heights: bool,
    /// Whether more is said of its single points than where and when they are.
    has_more: bool,
}

/// A file while it is being read.
struct Document<'a> {
    place: &'a Place,
    reader: XmlReader<&'a [u8]>,
    lines: Lines<'a>,
    path: Vec<String>,
    words: String,
    item: Item,
}

/// Elements that are features.
const ITEMS: [&str; 3] = ["wpt", "rte", "trk"];
/// Elements with a position.
const POINTS: [&str; 3] = ["wpt", "rtept", "trkpt"];

impl<'a> Document<'a> {
    fn new(place: &'a Place, text: &'a str) -> Self {
        let mut reader = XmlReader::from_str(text);
        reader.config_mut().allow_dangling_amp = true;
        Self {
            place,
            reader,
            lines: Lines::new(text.as_bytes(), 1),
            path: Vec::new(),
            words: String::new(),
            item: Item::default(),
        }
    }

    fn line(&mut self) -> Place {
        let at = self.reader.buffer_position() as usize;
        self.place.at_line(self.lines.at(at))
    }

    fn fail(&mut self, what: String) -> ReadError {
        let place = self.line();
        ReadError::Format { place, what }
    }

    fn read(
        &mut self,
        file: &SourceFile<'_>,
        features: &mut Features<'_>,
    ) -> Result<(), ReadError> {
        file.budget.expect(file.version.size);
        while !features.has_enough() {
            let event = match self.reader.read_event() {
                Ok(event) => event,
                Err(error) => return Err(self.fail(formats::damaged_xml(error))),
            };
            match event {
                Event::Start(start) => {
                    file.budget.reach(self.reader.buffer_position())?;
                    self.open(&start);
                }
                Event::Empty(start) => {
                    self.open(&start);
                    self.close(features);
                }
                Event::End(_) => self.close(features),
                Event::Text(text) => self
                    .words
                    .push_str(&text.xml10_content().unwrap_or_default()),
                Event::CData(text) => self
                    .words
                    .push_str(&text.xml10_content().unwrap_or_default()),
                Event::GeneralRef(entity) => {
                    let name = entity.decode().unwrap_or_default();
                    let letter = entity.resolve_char_ref().ok().flatten().map(String::from);
                    let letter = letter.or(resolve_predefined_entity(&name).map(str::to_owned));
                    self.words
                        .push_str(&letter.unwrap_or_else(|| format!("&{name};")));
                }
                Event::Eof => break,
                _ => {}
            }
        }
        match self.path.last().cloned() {
            Some(open) => Err(self.fail(formats::truncated_within(&open))),
            None => Ok(()),
        }
    }

    fn open(&mut self, start: &BytesStart<'_>) {
        let element = String::from_utf8_lossy(start.local_name().as_ref()).into_owned();
        if ITEMS.contains(&element.as_str()) {
            self.item = Item {
                place: Some(self.line()),
                ..Item::default()
            };
        }
        if element == "trkseg" || self.item.parts.is_empty() {
            self.item.parts.push(Vec::new());
        }
        if POINTS.contains(&element.as_str()) {
            let degrees = |name: &str| {
                let text = start.try_get_attribute(name).ok()??;
                let text = String::from_utf8_lossy(&text.value).into_owned();
                let degrees: f64 = text.trim().parse().ok()?;
                degrees.is_finite().then_some(degrees)
            };
            match (degrees("lon"), degrees("lat"), self.item.parts.last_mut()) {
                (Some(x), Some(y), Some(part)) => part.push(LonLat { x, y }),
                _ => {
                    let what = formats::point_without_position().to_owned();
                    self.item.trouble.get_or_insert(what);
                }
            }
        }
        if element == "link"
            && self
                .path
                .last()
                .is_some_and(|inside| ITEMS.contains(&inside.as_str()))
            && let Ok(Some(address)) = start.try_get_attribute("href")
        {
            let address = String::from_utf8_lossy(&address.value).replace("&amp;", "&");
            self.item.properties.entry("link").or_insert(address.into());
        }
        self.words.clear();
        self.path.push(element);
    }

    fn close(&mut self, features: &mut Features<'_>) {
        let Some(element) = self.path.pop() else {
            return;
        };
        let words = std::mem::take(&mut self.words);
        let words = words.trim();
        let inside = self.path.last().map_or("", String::as_str);
        if ITEMS.contains(&element.as_str()) {
            return std::mem::take(&mut self.item).hand_over(self.place, &element, features);
        }
        if element == "time" && POINTS.contains(&inside) {
            self.item.times.push(words.to_owned());
        } else if POINTS[1..].contains(&inside) && !words.is_empty() {
            match (element.as_str(), words.parse()) {
                ("ele", Ok(height)) => self.item.has_heights |= is_stated(height),
                _ => self.item.has_more = true,
            }
        } else if ITEMS.contains(&inside) && !words.is_empty() {
            let heading = match element.as_str() {
                "desc" => "description".to_owned(),
                // What others call a type is what happened.
                "type" => "waypoint_type".to_owned(),
                "src" => "recorded_with".to_owned(),
                other => other.to_owned(),
            };
            self.item.properties.insert(heading, words.into());
        } else if let Some(at) = self.path.iter().rposition(|name| name == "extensions")
            && !words.is_empty()
        {
            // Programs write columns of tables so, each in a namespace of theirs.
            let owner = at.checked_sub(1).map_or("", |owner| &self.path[owner]);
            match ITEMS.contains(&owner) {
                true => drop(self.item.properties.entry(element).or_insert(words.into())),
                false => self.item.has_more |= POINTS.contains(&owner),
            }
        }
    }
}

impl Item {
    fn hand_over(self, file: &Place, element: &str, features: &mut Features<'_>) {
        let Self {
            place,
            mut properties,
            mut parts,
            times,
            trouble,
            has_heights,
            has_more,
        } = self;
        let place = place.unwrap_or_else(|| file.clone());
        let name = properties.get("name").and_then(Value::as_str);
        let name = name.unwrap_or_default().to_owned();
        if let Some(trouble) = trouble {
            let what = formats::geometry_skipped(trouble);
            features.note(Severity::Error, &place, &name, what);
        }
        if has_heights {
            features.tell_of_heights(&place);
        }
        if has_more {
            features.note(
                Severity::Remark,
                &place,
                &name,
                formats::extensions_of_points(),
            );
        }
        parts.retain(|part| !part.is_empty());
        let spans: Vec<_> = times.iter().filter_map(|time| times::span(time)).collect();
        let mut stated = times.iter().map(|time| time.trim());
        let unread = stated.find(|time| !time.is_empty() && times::span(time).is_none());
        let first = spans.iter().map(|(first, _)| *first);
        let last = spans.iter().map(|(_, last)| *last);
        let first = first.min_by_key(|moment| moment.start());
        let last = last.max_by_key(|moment| moment.start());
        let only = match parts.as_slice() {
            [part] if part.len() == 1 => Some(part[0]),
            _ => None,
        };
        let lines = || {
            parts
                .iter()
                .filter(|part| part.len() > 1)
                .cloned()
                .map(LineString)
        };
        let (geometry, span) = match only {
            Some(at) => {
                // One that cannot be read is told where all times are, and kept.
                let read = spans.first().map(|(first, _)| first.to_string());
                if let Some(time) = read.or_else(|| unread.map(str::to_owned)) {
                    properties.entry("start").or_insert(Value::String(time));
                }
                (Some(Geometry::from(Point(at))), [None; 2])
            }
            None => {
                if let Some(time) = unread {
                    features.note(Severity::Doubt, &place, time, formats::not_a_time());
                }
                let lines = MultiLineString(lines().collect());
                (
                    Some(lines)
                        .filter(|lines| !lines.0.is_empty())
                        .map(Into::into),
                    [first, last],
                )
            }
        };
        if geometry.is_none() {
            let what = formats::feature_skipped(formats::empty_track(element));
            return features.note(Severity::Error, &place, &name, what);
        }
        let feature = Feature {
            properties,
            geometry,
            span,
            ..Feature::default()
        };
        features.push(&place, feature);
    }
}
