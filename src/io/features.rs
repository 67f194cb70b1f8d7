//! Features of files this program did not write: properties and a geometry, taken as an incident
//! claim or as a shape. Formats differ in how they say this and in nothing else.

mod look;
pub(in crate::io) mod stated_time;
mod style;

pub use look::survey_of;
pub use style::style_of;

use std::{collections::HashMap, sync::Arc};

use serde_json::{Map, Value};

use super::{
    events::{Cells, Columns, LOOKED_AT, Lost, Rest, Rows, Survey},
    members::Members,
    notes::Notes,
    shape_names::names_of,
    shapes,
};
use crate::{
    model::{
        self, Budget, Dated, Draft, Extra, Field, FileProfile, ImportOptions, Moment, Note,
        NoteLog, Place, Severity, Stopped, TakenFor,
        budget::{Held, room},
        draft::ReportDraft,
        geo::LonLat,
    },
    words::notes::{formats, positions},
};
use stated_time::{StatedTime, TIME, dated, held, in_order_of_time, span_texts, states_validity};

/// One feature, as far as its format matters no more.
#[derive(Clone, Debug, Default)]
pub struct Feature {
    /// What the file itself calls it.
    pub id: Option<String>,
    pub properties: Map<String, Value>,
    /// What GeoJSON says of it beside its properties.
    pub foreign: Map<String, Value>,
    pub geometry: Option<geo::Geometry>,
    /// The geometry of a row this program wrote, which only shows the places that it names.
    pub drawn: Option<geo::Geometry>,
    /// From when to when a line or an area is said to be, where the format has a way of its own to
    /// say so: it holds then, or, where it is a record, happened then.
    pub span: [Option<Moment>; 2],
}

impl Feature {
    /// What a look at it goes by: its properties, and, where it has a geometry, whether that is an area.
    pub fn looked_at(&self) -> (&Map<String, Value>, Option<bool>) {
        let is_area = self.geometry.as_ref().map(is_area);
        (&self.properties, is_area)
    }
}

/// Takes in the features of one file.
pub struct Features<'n> {
    name: String,
    choices: ImportOptions,
    /// What the first features tell of all.
    survey: Arc<Survey>,
    /// Features that came before it was made; `None` once it is.
    waiting: Option<Vec<(Place, Feature)>>,
    /// The columns that the file states before its features, and how notes call it.
    columns: Option<(Place, Vec<String>)>,
    /// Whether they are only looked at: the first wait, and the others are let pass.
    is_look: bool,
    draft: Draft,
    rows: Rows,
    notes: &'n mut NoteLog,
    budget: &'n Budget,
    /// The reports that are held.
    held: Held,
    /// That the budget is spent, once it is.
    stopped: Option<Stopped>,
    /// Where its own notes begin among them.
    noted: usize,
    count: usize,
    /// How often each id of a shape has occurred.
    ids: HashMap<String, u32>,
}

impl<'n> Features<'n> {
    /// `name` is what reporters, keys and ids are made of where the file says nothing of them.
    pub fn new(
        name: &str,
        choices: &ImportOptions,
        budget: &'n Budget,
        notes: &'n mut NoteLog,
    ) -> Self {
        Self {
            name: name.to_owned(),
            choices: choices.clone(),
            survey: Arc::default(),
            waiting: Some(Vec::new()),
            columns: None,
            is_look: false,
            draft: Draft::default(),
            rows: Rows::new(Survey::default().defaults(&Place::file(name), name, choices)),
            noted: notes.len(),
            notes,
            budget,
            held: Held::of(room::REPORT),
            stopped: None,
            count: 0,
            ids: HashMap::new(),
        }
    }

    /// Takes in no more than the first features of a file, to be looked at.
    pub fn looking(
        name: &str,
        choices: &ImportOptions,
        budget: &'n Budget,
        notes: &'n mut NoteLog,
    ) -> Self {
        Self {
            is_look: true,
            ..Self::new(name, choices, budget, notes)
        }
    }

    /// Whether there are as many as are looked at, so that the rest need not be read.
    pub fn has_enough(&self) -> bool {
        let waiting = self.waiting.as_ref().map_or(0, Vec::len);
        self.is_look && waiting >= LOOKED_AT
    }

    /// The columns that the file states, and the features that wait.
    pub fn looked_at(self) -> (Vec<String>, Vec<(Place, Feature)>) {
        let columns = self.columns.map(|(_, columns)| columns);
        (
            columns.unwrap_or_default(),
            self.waiting.unwrap_or_default(),
        )
    }

    /// Takes in the columns that a file states before its features, in its order: those that no feature
    /// says anything under are among them.
    pub fn declare(&mut self, place: &Place, columns: Vec<String>) {
        let (_, known) = self
            .columns
            .get_or_insert_with(|| (place.clone(), Vec::new()));
        for column in columns {
            if !known.contains(&column) {
                known.push(column);
            }
        }
    }

    /// Goes by a look at the first features that was taken elsewhere.
    pub fn go_by(&mut self, survey: &Arc<Survey>, place: &Place) {
        self.survey = Arc::clone(survey);
        self.waiting = None;
        let defaults = survey.defaults(place, &self.name, &self.choices);
        self.rows.go_by(defaults);
    }

    /// As [`Features::go_by`], and tells what was seen.
    pub fn begin_by(&mut self, survey: &Arc<Survey>, place: &Place) {
        survey.introduce(place, &mut self.draft, self.notes);
        let profile = self.draft.profile_of(Arc::clone(&place.file));
        survey.show(profile);
        for (index, heading) in survey.headings.iter().enumerate() {
            profile.see(heading, survey.taken_for(index), "");
        }
        self.go_by(survey, place);
    }

    /// Looks at the features that wait, and takes them in.
    fn begin(&mut self) {
        let Some(waiting) = self.waiting.take() else {
            return;
        };
        let (stated, columns) = self.columns.take().unzip();
        let first = waiting.first().map(|(first, _)| first);
        let Some(first) = first.or(stated.as_ref()) else {
            return;
        };
        let place = Place::file(Arc::clone(&first.file));
        let looked_at = waiting.iter().map(|(_, feature)| feature.looked_at());
        let columns = columns.unwrap_or_default();
        match survey_of(columns, looked_at, &self.choices, self.budget) {
            Ok(survey) => self.begin_by(&Arc::new(survey), &place),
            Err(stopped) => self.stopped = Some(stopped),
        }
        for (place, feature) in waiting {
            self.push(&place, feature);
        }
    }

    /// Takes in a feature, once the first have been looked at. One that cannot be drawn becomes a
    /// note.
    pub fn push(&mut self, place: &Place, feature: Feature) {
        if let Some(waiting) = &mut self.waiting {
            if !self.is_look || waiting.len() < LOOKED_AT {
                waiting.push((place.clone(), feature));
            }
            if !self.is_look && waiting.len() >= LOOKED_AT {
                self.begin();
            }
            return;
        }
        let name = text_under(&feature.properties, "name");
        if let Err(why) = self.try_push(place, feature) {
            let what = formats::feature_skipped(why);
            self.note(Severity::Error, place, &name, what);
        }
    }

    /// Takes in a feature.
    ///
    /// # Errors
    ///
    /// Why it cannot be drawn.
    pub fn try_push(&mut self, place: &Place, feature: Feature) -> Result<(), String> {
        self.count += 1;
        self.step(1);
        if self.stopped.is_some() {
            return Ok(());
        }
        let Feature {
            id,
            properties,
            mut foreign,
            geometry,
            drawn,
            span,
        } = feature;
        let stated = held(span);
        let says_nothing = properties.values().all(Value::is_null) && foreign.is_empty();
        if says_nothing && geometry.is_none() && id.is_none() {
            // As blank rows are, it is no record.
            return Ok(());
        }
        let geometry = geometry.map(|geometry| in_order(geometry, self.choices.swapped));
        let mut members = geometry.clone().map(Members::of).unwrap_or_default();
        let is_area =
            !members.areas.is_empty() && members.points.is_empty() && members.lines.is_empty();
        let headings = properties.keys().map(String::as_str);
        let Columns { fields, lost } = self.survey.columns(headings, &self.choices);
        let profile = self.draft.profile_of(place.file.clone());
        let (mut texts, mut other) = fields_of(&properties, &fields, &self.survey, profile);
        let time = StatedTime::of(&foreign);
        let is_taken = time
            .as_ref()
            .is_some_and(|time| time.fill(&mut texts, &properties));
        let cells = cells_of(&texts);
        let is_undated = self.survey.are_dated
            && members.areas.is_empty()
            && members.lines.is_empty()
            && fields.iter().flatten().any(|field| is_day(*field));
        let is_shape = is_area || !(is_undated || cells.states_more_than_a_place());
        let says_something = cells.states_a_claim() || cells.states_more_than_a_place();
        if geometry.is_none() && is_shape && self.survey.has_geometry && !says_something {
            return Err(formats::neither_shape_nor_record().to_owned());
        }
        if !is_shape {
            let one = members.lines_of_one_position();
            for at in one {
                let text = format!("{}, {}", at.x, at.y);
                let what = formats::line_of_one_position();
                self.notes
                    .push(Note::new(Severity::Doubt, place, text, what));
            }
        }
        if let Some(time) = time {
            let agrees = is_taken
                || match is_shape {
                    true => time.agrees_with_days(self.days(place, &cells, &properties)),
                    false => time.agrees(self.rows.when(place, &cells)),
                };
            if agrees {
                foreign.shift_remove(TIME);
            } else {
                let (text, what) = (time.beside(&cells), formats::time_differs());
                self.note(Severity::Doubt, place, &text, what);
            }
        }
        if is_area && (cells.is_dated() || stated != Dated::default()) {
            self.tell_of_a_dated_area(place, &cells, &properties);
        }
        let matters = |lost: &&Lost| !is_shape || lost.matters_to_a_shape();
        let told = lost.iter().filter(matters).map(|lost| lost.note(place));
        self.notes.extend(told);
        if let Some(geometry) = geometry.filter(|_| is_shape) {
            let mut own = properties;
            if !foreign.is_empty() {
                own.insert(FOREIGN.to_owned(), Value::Object(foreign));
            }
            return self.shape(place, &cells, (id, stated), &own, geometry);
        }
        let is_placed = cells.states_a_position_without_direction();
        if is_placed && !members.lines.is_empty() {
            let what = formats::line_beside_position();
            self.notes
                .push(Note::new(Severity::Remark, place, "", what));
        }
        if let Some(shape) = members.beside_a_record(is_placed) {
            // What the record says is no property of the shape: read again, that would be a record too.
            let taken = properties.iter().zip(&fields);
            let own = taken.filter(|(_, field)| !field.is_some_and(Cells::is_of_a_claim));
            let own = own.map(|((heading, value), _)| (heading.clone(), value.clone()));
            self.shape(place, &cells, (id.clone(), stated), &own.collect(), shape)?;
        }
        if let (None, Some(id)) = (cells.text(Field::Report), id) {
            texts.push((Field::Report, id));
        }
        if !foreign.is_empty() {
            other.insert(FOREIGN.to_owned(), Value::Object(foreign));
        }
        let by_as_reported = self.survey.actors_of(&properties);
        let has_more = !other.is_empty();
        let of_field = |field: Field| {
            let at = fields.iter().position(|own| *own == Some(field))?;
            let (heading, value) = properties.iter().nth(at)?;
            Some((heading.clone(), value.clone()))
        };
        let rest = Rest {
            other: has_more.then(|| Value::Object(other).to_string()),
            by_as_reported,
            of_field: Some(&of_field),
        };
        if span != [None; 2] {
            let of_span = span_texts(span);
            if cells_of(&texts).is_dated() {
                let own: Vec<&str> = of_span.iter().map(|(_, text)| &**text).collect();
                let (text, what) = (own.join("/"), formats::span_beside_a_day());
                self.note(Severity::Doubt, place, &text, what);
            } else {
                texts.extend(of_span);
            }
        }
        let mut cells = cells_of(&texts);
        cells.has_more = has_more;
        let further = Further::of(&members);
        if !further.place_row(&mut cells, &members) {
            let what = formats::line_beside_names();
            self.notes.push(Note::new(Severity::Doubt, place, "", what));
        }
        if drawn.is_some() {
            cells.show_own(drawn.as_ref());
        }
        self.rows.push(place, &cells, rest, self.notes);
        Ok(())
    }

    /// The days that a shape states.
    fn days(&self, place: &Place, cells: &Cells<'_>, properties: &Map<String, Value>) -> Dated {
        let mut told = NoteLog::default();
        let mut notes = Notes::new(place, &mut told);
        dated((cells, properties), &mut notes, self.survey.dates)
    }

    /// An area is a zone, whatever else it says: tells that it is no report, unless it says in the words of
    /// this program from when to when it holds.
    fn tell_of_a_dated_area(
        &mut self,
        place: &Place,
        cells: &Cells<'_>,
        properties: &Map<String, Value>,
    ) {
        let text = text_under(properties, "name");
        if cells.states_an_incident() {
            self.note(
                Severity::Doubt,
                place,
                &text,
                formats::incident_of_an_area(),
            );
        } else if cells.is_dated() && !states_validity(properties) {
            self.note(Severity::Remark, place, &text, formats::dated_area());
        }
    }

    /// Goes on after so many features, and so many rows among them, that were taken in elsewhere.
    pub fn skip_to(&mut self, features: usize, rows: usize) {
        self.count = features;
        self.rows.skip_to(rows);
    }

    /// Goes on after so many rows that were taken in elsewhere.
    pub fn skip_rows_to(&mut self, rows: usize) {
        self.rows.skip_to(rows);
    }

    /// The reports of the rows so far. Those that come later join none of them.
    pub fn take_reports(&mut self) -> Vec<ReportDraft> {
        self.rows.take()
    }

    /// Counts a feature that was taken in by other means.
    pub fn pass(&mut self) {
        self.count += 1;
    }

    /// Takes in a claim this program wrote: its geometry draws the places it names, and says nothing more
    /// unless it was moved.
    pub fn push_own_claim(
        &mut self,
        place: &Place,
        properties: &Map<String, Value>,
        geometry: Option<&geo::Geometry>,
    ) {
        let texts = Field::ALL.map(|(field, heading)| (field, text_under(properties, heading)));
        let mut cells = cells_of(&texts);
        cells.show_own(geometry);
        let of_field = |field: Field| {
            let value = properties.get(field.name())?;
            Some((field.name().to_owned(), value.clone()))
        };
        let rest = Rest {
            other: cells.text(Field::Other).map(str::to_owned),
            of_field: Some(&of_field),
            ..Rest::default()
        };
        self.step(1);
        self.rows.push_claim(place, &cells, rest, self.notes);
    }

    /// Notes something on the way.
    pub fn note(&mut self, severity: Severity, place: &Place, text: &str, what: impl Into<String>) {
        self.notes.push(Note::new(severity, place, text, what));
    }

    /// Tells that positions of a feature have a height, which is not kept.
    pub fn tell_of_heights(&mut self, place: &Place) {
        self.note(Severity::Remark, place, "", positions::heights());
    }

    /// What holds the features that are no rows, and the notes made on them.
    pub fn own(&mut self) -> (&mut Draft, &mut NoteLog) {
        (&mut self.draft, self.notes)
    }

    fn step(&mut self, steps: u64) {
        let held = self.held.are(self.rows.reports(), self.budget);
        if let Err(why) = held.and_then(|()| self.budget.step(steps)) {
            self.stopped = Some(why);
        }
    }

    /// Everything that was taken in.
    ///
    /// # Errors
    ///
    /// Where the budget was spent before it was all.
    pub fn finish(mut self) -> Result<Draft, Stopped> {
        if self.waiting.is_some() {
            self.begin();
            // Features that waited were told of after those that came later.
            self.notes.sort_from(self.noted);
        }
        self.draft.reports = self.rows.finish();
        self.stopped.map_or(Ok(self.draft), Err)
    }

    fn shape(
        &mut self,
        place: &Place,
        cells: &Cells<'_>,
        (id, stated): (Option<String>, Dated),
        properties: &Map<String, Value>,
        geometry: geo::Geometry,
    ) -> Result<(), String> {
        let dates = self.survey.dates;
        let id = id.unwrap_or_else(|| self.count.to_string());
        let id = self.own_id(place, id);
        let mut notes = Notes::new(place, self.notes);
        let about = shapes::About {
            key: format!("{}/{id}", self.name),
            names: names_of(properties, &self.name),
            dated: in_order_of_time(
                match stated == Dated::default() {
                    true => dated((cells, properties), &mut notes, dates),
                    false => stated,
                },
                &mut notes,
            ),
            precision_km: cells
                .text(Field::PrecisionKm)
                .and_then(|km| km.parse().ok()),
            source: text_under(properties, "source"),
            licence: text_under(properties, "licence"),
            note: text_under(properties, "description"),
            extra: Extra {
                style: style_of(properties),
                properties: json_of(properties),
            },
        };
        let added = shapes::add(&mut self.draft, (self.budget, &mut notes), about, geometry);
        added.unwrap_or_else(|why| {
            self.stopped = Some(why);
            Ok(())
        })
    }
}

/// The properties that are fields, and the others.
fn fields_of(
    properties: &Map<String, Value>,
    fields: &[Option<Field>],
    survey: &Survey,
    profile: &mut FileProfile,
) -> (Vec<(Field, String)>, Map<String, Value>) {
    let has_url = fields.contains(&Some(Field::Url));
    let mut texts: Vec<(Field, String)> = Vec::new();
    let mut other = Map::new();
    for ((heading, value), field) in properties.iter().zip(fields) {
        let text = match (field, value) {
            (_, Value::Null) => {
                profile.see(heading, TakenFor::field_or_attribute(*field), "");
                continue;
            }
            (Some(Field::Other), Value::Object(inner)) => {
                let json = value.to_string();
                profile.see(heading, TakenFor::Field(Field::Other), &json);
                other.extend(inner.clone());
                continue;
            }
            (Some(field), value) => named_in(*field, value).unwrap_or_else(|| text_of(value)),
            _ => text_of(value),
        };
        let field = match field {
            Some(Field::Other) => None,
            Some(Field::Reporter) if is_web_address(&text) => Some(Field::Url).filter(|_| !has_url),
            field => *field,
        };
        profile.see(heading, TakenFor::field_or_attribute(field), &text);
        if survey.is_kept(field) && (field.is_none() || !text.trim().is_empty()) {
            other.insert(heading.clone(), value.clone());
        }
        if let Some(field) = field.filter(|_| !text.trim().is_empty()) {
            texts.push((field, text));
        }
    }
    (texts, other)
}

impl Features<'_> {
    /// An id that no shape before has: one that occurs again is told and gets a number.
    fn own_id(&mut self, place: &Place, id: String) -> String {
        let times = self.ids.entry(id.clone()).or_default();
        *times += 1;
        if *times == 1 {
            return id;
        }
        let own = format!("{id}#{times}");
        let what = formats::id_taken(&own);
        self.note(Severity::Doubt, place, &id, what);
        self.own_id(place, own)
    }
}

/// Where foreign members of a feature are kept among its properties.
pub const FOREIGN: &str = "geojson_members";

fn is_area(geometry: &geo::Geometry) -> bool {
    matches!(
        geometry,
        geo::Geometry::Polygon(_) | geo::Geometry::MultiPolygon(_)
    )
}

/// Whether a column of that field says when what a record states happened.
pub(in crate::io) fn is_day(field: Field) -> bool {
    matches!(field, Field::Start | Field::StartYear)
}

fn cells_of(texts: &[(Field, String)]) -> Cells<'_> {
    Cells::of(texts.iter().map(|(field, text)| (*field, text.as_str())))
}

/// The geometry with longitude before latitude.
fn in_order(mut geometry: geo::Geometry, swapped: bool) -> geo::Geometry {
    use geo::MapCoordsInPlace as _;
    if swapped {
        geometry.map_coords_in_place(|at| LonLat { x: at.y, y: at.x });
    }
    geometry
}

/// The positions of a geometry beyond its first: where lines begin, where they end, and points.
#[derive(Default)]
struct Further([Vec<LonLat>; 3]);

impl Further {
    fn of(members: &Members) -> Self {
        let paths = || members.paths().skip(1);
        let points = members.points.iter().skip(1);
        Self([
            paths().map(|[from, _]| from).collect(),
            paths().map(|[_, to]| to).collect(),
            points.copied().collect(),
        ])
    }

    /// Says where the row lies, and whether its lines do: names say more than a line drawn between several
    /// places. Whether they say more than a point is for the row to find out.
    fn place_row<'f>(&'f self, cells: &mut Cells<'f>, members: &Members) -> bool {
        let [from, to, at] = &self.0;
        cells.at = members.points.first().copied();
        cells.further[2] = at;
        let takes_a_path = cells.takes_a_path();
        if takes_a_path {
            cells.path = members.paths().next();
            [cells.further[0], cells.further[1]] = [from, to];
        }
        takes_a_path || members.lines.is_empty() || cells.has(Field::Directed)
    }
}

/// Whether what is called a source is where to find it, and not who says it.
pub(in crate::io) fn is_web_address(text: &str) -> bool {
    model::is_web_address(text.trim_start())
}

/// A value as the text of a cell.
pub fn text_of(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        Value::Array(list) if list.iter().all(Value::is_string) => {
            let words: Vec<&str> = list.iter().filter_map(Value::as_str).collect();
            words.join("; ")
        }
        other => other.to_string(),
    }
}

/// The name in an object that stands for a reporter, an outlet or a place: `{"name": "AZ MoD"}`.
fn named_in(field: Field, value: &Value) -> Option<String> {
    let is_of_names = matches!(
        field,
        Field::Reporter | Field::Outlet | Field::Places | Field::Origins | Field::Targets
    );
    let object = value.as_object().filter(|_| is_of_names)?;
    let mut names = ["name", "title", "label", "short_name"].iter();
    names.find_map(|key| Some(object.get(*key)?.as_str()?.to_owned()))
}

pub fn text_under(properties: &Map<String, Value>, key: &str) -> String {
    properties.get(key).map(text_of).unwrap_or_default()
}

fn json_of(properties: &Map<String, Value>) -> Option<std::sync::Arc<str>> {
    let json = (!properties.is_empty()).then(|| Value::Object(properties.clone()).to_string());
    json.map(Into::into)
}
