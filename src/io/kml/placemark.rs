//! One Placemark: its data, its times and its geometry, put together while it is being read.

use std::{borrow::Cow, collections::HashMap};

use geo::{
    Geometry, GeometryCollection, LineString, MultiLineString, MultiPoint, MultiPolygon, Point,
    Polygon,
};
use serde_json::{Map, Value};

use super::{
    MARK, html_table,
    read::style_part,
    times::{self, Around, Times},
};
use crate::{
    io::{
        events::Dates,
        features::{Feature, Features},
        ground,
        heights::is_stated,
        notes::Notes,
    },
    model::{Field, Moment, Place, Severity, field::meaning, geo::LonLat},
    words::notes::formats,
};

/// What styles of a file say, by their addresses.
pub type Styles = HashMap<String, Vec<(&'static str, String)>>;

/// An end that is open, as dates have it.
const OPEN: &str = "..";

/// A Placemark being read.
pub struct Placemark {
    pub place: Place,
    /// Where it begins in the file.
    pub start: u64,
    id: Option<String>,
    properties: Map<String, Value>,
    /// The heading of the datum being read.
    heading: Option<String>,
    name: String,
    description: String,
    style: Vec<(&'static str, String)>,
    style_address: Option<String>,
    times: Times,
    /// What the folders around it say.
    pub inherited: Around,
    track: Track,
    shape: Shape,
}

/// The parts of a geometry.
#[derive(Default)]
struct Shape {
    parts: Vec<Geometry>,
    in_polygon: bool,
    outer: Option<LineString>,
    inner: Vec<LineString>,
    trouble: Option<String>,
    /// Whether positions of it have a height.
    has_heights: bool,
    /// Longitude and latitude of a model.
    at: [Option<f64>; 2],
}

/// A track while it is being read: times, and as many positions.
#[derive(Default)]
struct Track {
    when: Vec<String>,
    positions: Vec<LonLat>,
    has_heights: bool,
    trouble: Option<String>,
}

impl Track {
    fn coord(&mut self, words: &str) {
        let numbers = words.split_whitespace().collect::<Vec<_>>().join(",");
        match position(&numbers) {
            Ok((at, height)) => {
                self.positions.push(at);
                self.has_heights |= height.is_some();
            }
            Err(why) => {
                self.trouble.get_or_insert(why);
            }
        }
    }
}

impl Placemark {
    /// `inherited` is what the folders around it say of it.
    pub fn new(place: Place, start: u64, id: Option<String>, inherited: Around) -> Self {
        Self {
            place,
            start,
            id,
            properties: Map::new(),
            heading: None,
            name: String::new(),
            description: String::new(),
            style: Vec::new(),
            style_address: None,
            times: Times::default(),
            inherited,
            track: Track::default(),
            shape: Shape::default(),
        }
    }

    pub fn open(&mut self, element: &str, name: Option<String>) {
        match element {
            "Data" | "SimpleData" => self.heading = name,
            "Polygon" => self.shape.in_polygon = true,
            _ => {}
        }
    }

    /// Takes in the end of an element; `path` are those around it, the outermost first.
    pub fn close(&mut self, element: &str, path: &[Cow<'static, str>], words: &str) {
        let mut around = path.iter().rev().map(|name| &**name);
        let inside = around.next().unwrap_or_default();
        let owner = around.next().unwrap_or_default();
        match (inside, element) {
            ("Placemark", "name") => words.clone_into(&mut self.name),
            ("Placemark", "description") => words.clone_into(&mut self.description),
            ("Placemark", "address" | "phoneNumber") if !words.trim().is_empty() => {
                let text = Value::String(words.trim().to_owned());
                self.properties.entry(element).or_insert(text);
            }
            ("Placemark", "styleUrl") => self.style_address = Some(words.trim().to_owned()),
            // A view has a time of its own, which is not that of what is seen.
            ("TimeStamp" | "TimeSpan", _) => {
                if owner == "Placemark" {
                    self.times.close(element, inside, words);
                }
            }
            ("Track", "when") => self.track.when.push(words.trim().to_owned()),
            ("Track", "coord") => self.track.coord(words),
            (_, "Track") => self.end_of_track(),
            ("Location", "longitude") => self.shape.at[0] = words.trim().parse().ok(),
            ("Location", "altitude") => {
                self.shape.has_heights |= height(words.trim()).is_some();
            }
            ("Location", "latitude") => self.shape.at[1] = words.trim().parse().ok(),
            (_, "Model") => self.shape.model(),
            (_, "value" | "SimpleData") => {
                if let Some(heading) = self.heading.take() {
                    self.properties
                        .insert(heading, Value::String(words.to_owned()));
                }
            }
            (_, "coordinates") => self.shape.coordinates(inside, words),
            (around, "LinearRing") => self.shape.ring(around),
            (_, "Polygon") => self.shape.polygon(),
            _ => self
                .style
                .extend(style_part(element, inside, words).into_iter().flatten()),
        }
    }

    /// Gives what was read to the features of the file.
    pub fn hand_over(mut self, styles: &Styles, features: &mut Features<'_>) {
        if let Some(trouble) = &self.shape.trouble {
            let what = formats::geometry_skipped(trouble);
            features.note(Severity::Error, &self.place, &self.name, what);
        }
        if self.shape.has_heights {
            features.tell_of_heights(&self.place);
        }
        let troubled = self.shape.trouble.is_some();
        let mark = self.properties.shift_remove(MARK);
        let geometry = std::mem::take(&mut self.shape).geometry();
        match (mark.as_ref().and_then(Value::as_str), geometry) {
            (Some("claim" | "group"), geometry) => {
                features.push_own_claim(&self.place, &self.properties, geometry.as_ref());
            }
            (Some(kind @ ("zone" | "line")), Some(geometry)) => {
                let (draft, notes) = features.own();
                let mut notes = Notes::new(&self.place, notes);
                let read = match kind {
                    "zone" => ground::zone(&self.properties, geometry, &mut notes)
                        .map(|zone| draft.zones.push(zone)),
                    _ => ground::line(&self.properties, geometry, &mut notes)
                        .map(|line| draft.lines.push(line)),
                };
                if let Err(why) = read {
                    let what = formats::feature_skipped(why);
                    features.note(Severity::Error, &self.place, &self.name, what);
                }
            }
            (_, None) if !self.says_more_than_a_name() => {
                if !troubled {
                    let what = formats::only_a_name();
                    features.note(Severity::Doubt, &self.place, &self.name, what);
                }
            }
            (_, geometry) => self.hand_over_foreign(geometry, styles, features),
        }
    }

    fn hand_over_foreign(
        self,
        geometry: Option<Geometry>,
        styles: &Styles,
        features: &mut Features<'_>,
    ) {
        let place = self.place.clone();
        let feature = self.feature(geometry, styles, &mut |text| {
            features.note(Severity::Doubt, &place, text, formats::not_a_time());
        });
        features.push(&place, feature);
    }

    /// It as any other feature, where it is a point that says nothing of its style and of which nothing
    /// is to be noted; else it as it was.
    pub fn plain(mut self, styles: &Styles) -> Result<(LonLat, Feature), Box<Self>> {
        let [Geometry::Point(Point(at))] = self.shape.parts[..] else {
            return Err(Box::new(self));
        };
        let has_style = |address: &String| styles.contains_key(address);
        let is_plain = self.shape.trouble.is_none()
            && !self.shape.has_heights
            && !self.properties.contains_key(MARK)
            && self.style.is_empty()
            && !self.style_address.as_ref().is_some_and(has_style)
            && [&self.times, &self.inherited.times]
                .into_iter()
                .all(Times::are_sound);
        if !is_plain {
            return Err(Box::new(self));
        }
        let geometry = std::mem::take(&mut self.shape).geometry();
        Ok((at, self.feature(geometry, styles, &mut |_| ())))
    }

    /// It as any other feature. `not_a_time` is told of what is none.
    fn feature(
        mut self,
        geometry: Option<Geometry>,
        styles: &Styles,
        not_a_time: &mut dyn FnMut(&str),
    ) -> Feature {
        for (heading, text) in html_table::pairs(&self.description) {
            let text = Value::String(text);
            self.properties.entry(heading).or_insert(text);
        }
        let span = self.set_times(geometry.as_ref(), not_a_time);
        for (heading, text) in [("name", self.name), ("description", self.description)] {
            if !text.trim().is_empty() {
                let text = Value::String(text.trim().to_owned());
                self.properties.entry(heading).or_insert(text);
            }
        }
        if let Some(folder) = self.inherited.folder {
            let folder = Value::String(folder);
            self.properties.entry("folder").or_insert(folder);
        }
        let shared = self.style_address.and_then(|address| styles.get(&address));
        let style = shared.into_iter().flatten().chain(&self.style);
        for (heading, text) in style {
            let text = Value::String(text.clone());
            self.properties.insert((*heading).to_owned(), text);
        }
        Feature {
            id: self.id,
            properties: self.properties,
            geometry,
            span,
            ..Feature::default()
        }
    }

    fn says_more_than_a_name(&self) -> bool {
        self.times.are_stated()
            || !self.properties.is_empty()
            || !html_table::pairs(&self.description).is_empty()
    }

    /// Adds the positions of a track, in force from its first time to its last.
    fn end_of_track(&mut self) {
        let Track {
            when,
            positions,
            has_heights,
            trouble,
        } = std::mem::take(&mut self.track);
        self.shape.has_heights |= has_heights;
        if let Some(trouble) = trouble {
            self.shape.trouble.get_or_insert(trouble);
        }
        if when.len() != positions.len() {
            let what = formats::uneven_track(when.len(), positions.len());
            self.shape.trouble.get_or_insert(what);
        }
        let mut times = when.into_iter().filter(|time| !time.is_empty());
        let first = times.next();
        let last = times.next_back().or_else(|| first.clone());
        if positions.len() == 1 && !self.times.are_stated() {
            self.times.stamp = first;
        } else {
            // Of several tracks, the first begins and the last ends.
            self.times.begin = self.times.begin.take().or(first);
            self.times.end = last.or(self.times.end.take());
        }
        match positions[..] {
            [] => {}
            [at] => self.shape.parts.push(Point(at).into()),
            _ => self.shape.parts.push(LineString(positions).into()),
        }
    }

    /// Puts the times among the properties, or returns the span of a line or an area, which holds then
    /// where it says nothing else. Anything else that is dated happened then.
    fn set_times(
        &mut self,
        geometry: Option<&Geometry>,
        not_a_time: &mut dyn FnMut(&str),
    ) -> [Option<Moment>; 2] {
        let mut moments = |text: &Option<String>| {
            let text = text.as_deref().filter(|text| !text.trim().is_empty())?;
            let span = times::span(text);
            if span.is_none() {
                not_a_time(text);
            }
            span
        };
        let times = match self.times.are_stated() {
            true => &self.times,
            // Its own data say more of it than the folder it lies in.
            false if states_a_day(&self.properties) => return [None; 2],
            false => &self.inherited.times,
        };
        let stamp = moments(&times.stamp);
        let (begin, end) = (moments(&times.begin), moments(&times.end));
        let first = stamp.or(begin).map(|(first, _)| first);
        let last = match stamp {
            Some((first, last)) => (first != last).then_some(last),
            None => end.map(|(_, last)| last),
        };
        let holds = stamp.is_none()
            && matches!(
                geometry,
                Some(
                    Geometry::LineString(_)
                        | Geometry::MultiLineString(_)
                        | Geometry::Polygon(_)
                        | Geometry::MultiPolygon(_)
                )
            );
        if holds {
            return [first, last];
        }
        // Times are put there as they are written, and read as in any column: a month says how closely the time
        // is known, and midnights of UTC alone are days.
        if let (Some(_), Some(text)) = (stamp, &times.stamp) {
            let text = Value::String(text.trim().to_owned());
            self.properties.entry("start").or_insert(text);
            return [None; 2];
        }
        let is_open = last.is_none();
        for (heading, moment, span, text) in [
            ("start", first, begin, &times.begin),
            ("end", last, end, &times.end),
        ] {
            if let (Some(moment), Some((first, last)), Some(text)) = (moment, span, text) {
                let text = match first == last {
                    _ if is_open => format!("{moment}/{OPEN}"),
                    true => text.trim().to_owned(),
                    false => moment.to_string(),
                };
                let text = Value::String(text);
                self.properties.entry(heading).or_insert(text);
            }
        }
        if let (Some(Moment::Day(from)), Some(last)) = (first, last)
            && last != Moment::Day(from)
        {
            let days = Value::String("days".to_owned());
            self.properties.entry("time_precision").or_insert(days);
        }
        [None; 2]
    }
}

impl Shape {
    /// Where a model stands.
    fn model(&mut self) {
        match self.at {
            [Some(x), Some(y)] => self.parts.push(Point(LonLat { x, y }).into()),
            _ => {
                self.trouble
                    .get_or_insert(formats::point_without_position().to_owned());
            }
        }
    }

    fn coordinates(&mut self, inside: &str, words: &str) {
        let read = match has_decimal_commas(words, inside == "Point") {
            true => Err(formats::decimal_commas(&start_of(words))),
            false => positions(words),
        };
        let positions = match read {
            Ok((positions, has_heights)) => {
                self.has_heights |= has_heights;
                positions
            }
            Err(why) => {
                self.trouble.get_or_insert(why);
                return;
            }
        };
        match inside {
            "Point" => match positions.first() {
                Some(at) if positions.iter().any(|other| other != at) => {
                    let what = formats::point_with_positions(positions.len());
                    self.trouble.get_or_insert(what);
                }
                Some(at) => self.parts.push(Point(*at).into()),
                None => {
                    self.trouble
                        .get_or_insert(formats::point_without_position().to_owned());
                }
            },
            "LineString" => self.parts.push(LineString(positions).into()),
            "LinearRing" => self.inner.push(LineString(positions)),
            _ => {}
        }
    }

    /// A ring has just been read, as the boundary of a polygon or on its own.
    fn ring(&mut self, around: &str) {
        match (self.in_polygon, around) {
            (true, "outerBoundaryIs") if self.outer.is_none() => self.outer = self.inner.pop(),
            (true, _) => {}
            (false, _) => self.parts.extend(self.inner.pop().map(Geometry::from)),
        }
    }

    fn polygon(&mut self) {
        self.in_polygon = false;
        let inner = std::mem::take(&mut self.inner);
        match self.outer.take() {
            Some(outer) => self.parts.push(Polygon::new(outer, inner).into()),
            None => {
                self.trouble
                    .get_or_insert(formats::polygon_without_ring().to_owned());
            }
        }
    }

    /// The parts as one geometry; `None` where there are none.
    fn geometry(mut self) -> Option<Geometry> {
        match self.parts.len() {
            0 => return None,
            1 => return self.parts.pop(),
            _ => {}
        }
        let (mut points, mut lines, mut polygons) = (Vec::new(), Vec::new(), Vec::new());
        for part in &self.parts {
            match part {
                Geometry::Point(point) => points.push(*point),
                Geometry::LineString(line) => lines.push(line.clone()),
                Geometry::Polygon(polygon) => polygons.push(polygon.clone()),
                _ => {}
            }
        }
        let all = self.parts.len();
        Some(if points.len() == all {
            MultiPoint(points).into()
        } else if lines.len() == all {
            MultiLineString(lines).into()
        } else if polygons.len() == all {
            MultiPolygon(polygons).into()
        } else {
            Geometry::GeometryCollection(GeometryCollection(self.parts))
        })
    }
}

/// Whether data say on which day something was.
fn states_a_day(properties: &Map<String, Value>) -> bool {
    let is_day = |(heading, value): (&String, &Value)| {
        let is_of_days = meaning(heading).is_some_and(|(field, _)| field == Field::Start);
        let is_one = |text: &str| !Dates::is_clock(text) && Dates::default().span(text).is_ok();
        is_of_days && value.as_str().is_some_and(is_one)
    };
    properties.iter().any(is_day)
}

/// Whether commas stand before decimals, as `46,05 39,8`, and not between the numbers of a position:
/// pairs of whole numbers in pairs. In a line whole degrees are possible, so that a second number must
/// be none, such as `05` or `1234`.
fn has_decimal_commas(words: &str, is_point: bool) -> bool {
    let pairs: Option<Vec<_>> = words
        .split_whitespace()
        .map(|word| word.split_once(','))
        .collect();
    let Some(pairs) = pairs.filter(|pairs| !pairs.is_empty() && pairs.len().is_multiple_of(2))
    else {
        return false;
    };
    let is_whole = |text: &str| {
        let digits = text.strip_prefix('-').unwrap_or(text);
        !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit())
    };
    let is_no_degree = |text: &str| text.len() > 2 || text.len() > 1 && text.starts_with('0');
    pairs.iter().all(|(a, b)| is_whole(a) && is_whole(b))
        && (is_point
            || pairs
                .iter()
                .any(|(_, b)| is_no_degree(b.trim_start_matches('-'))))
}

/// The first letters of a text, for a note.
fn start_of(text: &str) -> String {
    text.trim().chars().take(40).collect()
}

/// Positions separated by blanks, each longitude, latitude and perhaps a height. Blanks after the
/// commas within one make no difference. Says whether any has a height.
fn positions(words: &str) -> Result<(Vec<LonLat>, bool), String> {
    let mut tuples: Vec<String> = Vec::new();
    for word in words.split_whitespace() {
        match tuples.last_mut() {
            Some(last) if last.ends_with(',') || word.starts_with(',') => last.push_str(word),
            _ => tuples.push(word.to_owned()),
        }
    }
    let all: Result<Vec<_>, String> = tuples.iter().map(|tuple| position(tuple)).collect();
    let (positions, heights): (Vec<_>, Vec<_>) = all?.into_iter().unzip();
    Ok((positions, heights.iter().any(Option::is_some)))
}

/// A position, and its height, where it has one that says something.
fn position(text: &str) -> Result<(LonLat, Option<f64>), String> {
    let fields: Vec<&str> = text.split(',').collect();
    let shown = || start_of(text);
    if fields.len() > 3 {
        return Err(formats::too_many_numbers(&shown(), fields.len()));
    }
    let number = |at: usize| fields.get(at)?.parse().ok().filter(|n: &f64| n.is_finite());
    match (number(0), number(1)) {
        (Some(x), Some(y)) => Ok((LonLat { x, y }, fields.get(2).and_then(|text| height(text)))),
        _ => Err(formats::not_a_position(&shown())),
    }
}

fn height(text: &str) -> Option<f64> {
    text.parse().ok().filter(|height| is_stated(*height))
}
