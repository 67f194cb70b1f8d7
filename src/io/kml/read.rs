//! Reading KML, element by element.

use std::borrow::Cow;

use quick_xml::{
    Reader,
    escape::resolve_predefined_entity,
    events::{BytesRef, BytesStart, Event},
};

use super::{
    placemark::{Placemark, Styles},
    times::Around,
};
use crate::{
    io::{features::Features, source::ReadError},
    model::{Budget, Draft, ImportOptions, NoteLog, Place, Severity, budget::limits},
    words::notes::formats,
};

/// What takes the Placemarks of a file.
pub trait Sink {
    /// Takes in a Placemark. `styles` are those of the file that come before it.
    ///
    /// # Errors
    ///
    /// Where it takes no more.
    fn take(&mut self, placemark: Placemark, styles: &Styles) -> Result<(), ReadError>;

    /// Whether it needs no more of them.
    fn has_enough(&self) -> bool;

    /// Notes something on the way.
    fn note(&mut self, severity: Severity, place: &Place, text: &str, what: String);
}

impl Sink for Features<'_> {
    fn take(&mut self, placemark: Placemark, styles: &Styles) -> Result<(), ReadError> {
        placemark.hand_over(styles, self);
        Ok(())
    }

    fn has_enough(&self) -> bool {
        Features::has_enough(self)
    }

    fn note(&mut self, severity: Severity, place: &Place, text: &str, what: String) {
        Features::note(self, severity, place, text, what);
    }
}

/// Whether a file that begins like this is KML.
pub fn looks_like_kml(start: &[u8]) -> bool {
    let start = &start[..start.len().min(4_096)];
    String::from_utf8_lossy(start).contains("<kml")
}

/// Reads a KML file into the draft. `name` is what reporters, keys and ids are made of where the
/// file says nothing of them.
///
/// # Errors
///
/// Where it is no KML, breaks off, declares entities, or is cancelled.
pub fn read(
    (place, name): (&Place, &str),
    bytes: &[u8],
    choices: &ImportOptions,
    budget: &Budget,
    draft: &mut Draft,
    notes: &mut NoteLog,
) -> Result<(), ReadError> {
    let mut features = Features::new(name, choices, budget, notes);
    hand_over(place, bytes, budget, &mut features)?;
    draft.append(features.finish()?);
    Ok(())
}

/// Hands the Placemarks of a KML file over.
///
/// # Errors
///
/// As [`read`].
pub(in crate::io) fn hand_over(
    place: &Place,
    bytes: &[u8],
    budget: &Budget,
    features: &mut Features<'_>,
) -> Result<(), ReadError> {
    let text = text(place, bytes)?;
    budget.expect(text.len() as u64);
    Document::new(place, &text).read(budget, features)
}

/// The file as text, in whatever encoding its first line states.
pub(super) fn text<'a>(place: &Place, bytes: &'a [u8]) -> Result<Cow<'a, str>, ReadError> {
    let declared = || {
        let start = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).into_owned();
        let declaration = start
            .split_once("?>")
            .map(|(before, _)| before.to_owned())?;
        let (_, after) = declaration.split_once("encoding=")?;
        let label = after.split(['"', '\'']).nth(1)?.to_owned();
        encoding_rs::Encoding::for_label(label.as_bytes())
    };
    let marked = encoding_rs::Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    let encoding = marked.or_else(declared).unwrap_or(encoding_rs::UTF_8);
    if encoding == encoding_rs::UTF_8 {
        return crate::io::source::text(place, bytes).map(Cow::Borrowed);
    }
    let (text, _, damaged) = encoding.decode(bytes);
    match (damaged, text.trim().is_empty()) {
        (true, _) => Err(ReadError::Format {
            place: place.clone(),
            what: formats::wrong_encoding(encoding.name()),
        }),
        (false, true) => Err(ReadError::Empty {
            place: place.clone(),
        }),
        (false, false) => Ok(text),
    }
}

/// A file while it is being read.
pub struct Document<'a> {
    place: &'a Place,
    text: &'a str,
    reader: Reader<&'a [u8]>,
    /// Whether there was an element.
    begun: bool,
    /// The names of the elements around, the outermost first.
    path: Vec<Cow<'static, str>>,
    /// The text of the innermost element so far.
    words: String,
    /// How far lines are counted, and to which line.
    counted: (usize, u32),
    /// Colours by the address of the style that has them.
    pub styles: Styles,
    style: Option<String>,
    /// The style map being read, and which state of it.
    map: (Option<String>, String),
    placemark: Option<Placemark>,
    /// Where the element begins that is being read.
    start: u64,
    /// What each folder around says of what is in it, the outermost first.
    folders: Vec<Around>,
    /// The name of an element that is told of, and the address it links to.
    told: (String, String),
}

/// Elements that hold Placemarks and say when these are.
const FOLDERS: [&str; 3] = ["kml", "Document", "Folder"];

/// Elements that show something else than a Placemark.
const OVERLAYS: [&str; 4] = ["GroundOverlay", "PhotoOverlay", "ScreenOverlay", "Tour"];

impl<'a> Document<'a> {
    pub fn new(place: &'a Place, text: &'a str) -> Self {
        let mut reader = Reader::from_str(text);
        // People write addresses with bare signs.
        reader.config_mut().allow_dangling_amp = true;
        Self {
            place,
            text,
            reader,
            begun: false,
            path: Vec::new(),
            words: String::new(),
            counted: (0, 1),
            styles: Styles::new(),
            style: None,
            map: (None, String::new()),
            placemark: None,
            start: 0,
            folders: Vec::new(),
            told: Default::default(),
        }
    }

    /// The rest of a file from a Placemark on, which stands on that line. `around` is what the folders around it
    /// say.
    pub fn from_placemark(
        place: &'a Place,
        text: &'a str,
        line: u32,
        (styles, around): (Styles, Around),
    ) -> Self {
        Self {
            path: vec![Cow::Borrowed("kml")],
            counted: (0, line),
            styles,
            folders: vec![around],
            ..Self::new(place, text)
        }
    }

    /// Hands over its Placemarks.
    ///
    /// # Errors
    ///
    /// As [`read`].
    pub fn read(&mut self, budget: &Budget, features: &mut dyn Sink) -> Result<(), ReadError> {
        while !features.has_enough() {
            self.start = self.reader.buffer_position();
            let event = self.reader.read_event();
            let event = match event {
                Ok(event) => event,
                Err(error) => return Err(self.fail(formats::damaged_xml(error))),
            };
            match event {
                Event::Start(start) => {
                    self.open(&start)?;
                    let at = self.reader.buffer_position();
                    budget.reach(at)?;
                }
                Event::Empty(start) => {
                    self.open(&start)?;
                    self.close(features)?;
                }
                Event::End(_) => self.close(features)?,
                Event::Text(text) => {
                    let text = text.xml10_content();
                    let text = text.map_err(|error| self.fail(error.to_string()))?;
                    self.words.push_str(&text);
                }
                Event::CData(text) => {
                    let text = text.xml10_content();
                    let text = text.map_err(|error| self.fail(error.to_string()))?;
                    self.words.push_str(&text);
                }
                Event::GeneralRef(entity) => {
                    let letter = self.entity(&entity, features);
                    self.words.push_str(&letter);
                }
                Event::DocType(kind) => self.check_doctype(&kind)?,
                Event::Eof => return self.finish(),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            }
        }
        Ok(())
    }

    fn open(&mut self, start: &BytesStart<'_>) -> Result<(), ReadError> {
        let element = name_of(start.local_name().as_ref());
        self.begun = true;
        if self.path.is_empty() && element != "kml" {
            let what = match element.eq_ignore_ascii_case("html") {
                true => formats::web_page_not_kml().to_owned(),
                false => formats::not_kml(&element),
            };
            return Err(self.fail(what));
        }
        if self.path.len() >= limits::DEPTH {
            let what = formats::too_deep(limits::DEPTH);
            return Err(self.fail(what));
        }
        let attribute = |name: &str| {
            let found = start.try_get_attribute(name).ok()??;
            let value = found.normalized_value(quick_xml::XmlVersion::Implicit1_0);
            value.ok().map(Cow::into_owned)
        };
        match &*element {
            "Placemark" => {
                let place = self.place.at_line(self.line());
                let inherited = Around::all(&self.folders);
                self.placemark = Some(Placemark::new(
                    place,
                    self.start,
                    attribute("id"),
                    inherited,
                ));
            }
            folder if FOLDERS.contains(&folder) => self.folders.push(Around::default()),
            told if told == "NetworkLink" || OVERLAYS.contains(&told) => {
                self.told = Default::default();
            }
            "Style" if self.placemark.is_none() => self.style = attribute("id"),
            "StyleMap" => self.map.0 = attribute("id"),
            _ => {}
        }
        if let Some(placemark) = &mut self.placemark {
            placemark.open(&element, attribute("name"));
        }
        self.words.clear();
        self.path.push(element);
        Ok(())
    }

    fn close(&mut self, features: &mut dyn Sink) -> Result<(), ReadError> {
        let Some(element) = self.path.pop() else {
            return Ok(());
        };
        let mut words = std::mem::take(&mut self.words);
        let inside = self.path.last().map_or("", |name| &**name);
        if element == "Placemark" {
            if let Some(placemark) = self.placemark.take() {
                features.take(placemark, &self.styles)?;
            }
        } else if let Some(placemark) = &mut self.placemark {
            placemark.close(&element, &self.path, &words);
        } else if FOLDERS.contains(&&*element) {
            self.folders.pop();
        } else if let Some(style) = &self.style {
            if let Some(part) = style_part(&element, inside, &words) {
                let parts = self.styles.entry(format!("#{style}")).or_default();
                parts.extend(part);
            }
            if element == "Style" {
                self.style = None;
            }
        } else if inside == "Pair" {
            self.pair(&element, words.trim());
        } else {
            self.close_other(&element, &words, features);
        }
        // What it takes is used again.
        words.clear();
        self.words = words;
        Ok(())
    }

    /// The end of an element that belongs to no Placemark and no style.
    fn close_other(&mut self, element: &str, words: &str, features: &mut dyn Sink) {
        let inside = self.path.last().map_or("", |name| &**name);
        let is_told = inside == "NetworkLink" || OVERLAYS.contains(&inside);
        match element {
            "name" if is_told => words.trim().clone_into(&mut self.told.0),
            "name" if inside == "Folder" => {
                let name = words.trim();
                if let Some(folder) = self.folders.last_mut().filter(|_| !name.is_empty()) {
                    folder.folder = Some(name.to_owned());
                }
            }
            "href" => words.trim().clone_into(&mut self.told.1),
            "NetworkLink" => {
                let place = self.place.at_line(self.line());
                let (name, address) = std::mem::take(&mut self.told);
                let what = formats::network_link(&address);
                features.note(Severity::Doubt, &place, &name, what);
            }
            overlay if OVERLAYS.contains(&overlay) => {
                let place = self.place.at_line(self.line());
                let (name, _) = std::mem::take(&mut self.told);
                let what = formats::element_skipped(overlay);
                features.note(Severity::Doubt, &place, &name, what);
            }
            _ => {
                let around = self.path.iter().rev().nth(1).map_or("", |name| &**name);
                if FOLDERS.contains(&around)
                    && let Some(folder) = self.folders.last_mut()
                {
                    folder.times.close(element, inside, words);
                }
            }
        }
    }

    /// A style map names a style for each state; that of no mouse over it is shown.
    fn pair(&mut self, element: &str, words: &str) {
        match (element, &self.map) {
            ("key", _) => words.clone_into(&mut self.map.1),
            ("styleUrl", (Some(map), state)) if state == "normal" => {
                let parts = self.styles.get(words).cloned().unwrap_or_default();
                self.styles.insert(format!("#{map}"), parts);
            }
            _ => {}
        }
    }

    /// The letter an entity stands for.
    ///
    /// One that neither XML nor HTML knows stays as it is written.
    fn entity(&mut self, entity: &BytesRef<'_>, features: &mut dyn Sink) -> String {
        let name = entity.decode().unwrap_or_default().into_owned();
        let letter = match entity.resolve_char_ref() {
            Ok(Some(letter)) => return letter.to_string(),
            Ok(None) => resolve_predefined_entity(&name),
            Err(_) => None,
        };
        if let Some(letter) = letter {
            return letter.to_owned();
        }
        let place = self.place.at_line(self.line());
        let shown: String = name.chars().take(40).collect();
        let what = formats::unknown_entity().to_owned();
        features.note(Severity::Doubt, &place, &shown, what);
        format!("&{name};")
    }

    fn check_doctype(&mut self, kind: &[u8]) -> Result<(), ReadError> {
        if String::from_utf8_lossy(kind).contains("<!ENTITY") {
            let what = formats::own_entities().to_owned();
            return Err(self.fail(what));
        }
        Ok(())
    }

    fn finish(&mut self) -> Result<(), ReadError> {
        if let Some(open) = self.path.last() {
            let what = formats::truncated_within(open);
            return Err(self.fail(what));
        }
        if !self.begun {
            return Err(self.fail(formats::no_element().to_owned()));
        }
        Ok(())
    }

    fn fail(&mut self, what: String) -> ReadError {
        let place = self.place.at_line(self.line());
        ReadError::Format { place, what }
    }

    /// The line being read.
    fn line(&mut self) -> u32 {
        let (at, line) = self.counted;
        let now = (self.reader.buffer_position() as usize).min(self.text.len());
        let passed = self.text.as_bytes().get(at..now).unwrap_or_default();
        let line = line + passed.iter().filter(|byte| **byte == b'\n').count() as u32;
        self.counted = (now.max(at), line);
        line
    }
}

/// The name of an element. Those that occur with every Placemark are not copied.
fn name_of(name: &[u8]) -> Cow<'static, str> {
    const COMMON: [&str; 20] = [
        "SimpleData",
        "Data",
        "value",
        "Placemark",
        "name",
        "description",
        "ExtendedData",
        "SchemaData",
        "Point",
        "coordinates",
        "TimeStamp",
        "TimeSpan",
        "when",
        "begin",
        "end",
        "styleUrl",
        "Polygon",
        "outerBoundaryIs",
        "LinearRing",
        "LineString",
    ];
    let known = COMMON.into_iter().find(|known| known.as_bytes() == name);
    known.map_or_else(
        || Cow::Owned(String::from_utf8_lossy(name).into_owned()),
        Cow::Borrowed,
    )
}

/// What an element of a style says, in the words of simplestyle.
pub fn style_part(element: &str, inside: &str, words: &str) -> Option<Vec<(&'static str, String)>> {
    match (inside, element) {
        ("LineStyle", "width") => Some(vec![("stroke-width", words.trim().to_owned())]),
        ("LineStyle", "color") => color(words, "stroke", "stroke-opacity"),
        ("PolyStyle", "color") => color(words, "fill", "fill-opacity"),
        _ => None,
    }
}

/// A colour of KML: opacity, blue, green, red.
fn color(
    words: &str,
    color: &'static str,
    opacity: &'static str,
) -> Option<Vec<(&'static str, String)>> {
    let [alpha, blue, green, red] = u32::from_str_radix(words.trim(), 16).ok()?.to_be_bytes();
    Some(vec![
        (color, format!("#{red:02x}{green:02x}{blue:02x}")),
        (opacity, (f32::from(alpha) / 255.0).to_string()),
    ])
}
