//! KML of many Placemarks: streamed into columns, and read again Placemark by Placemark where somebody
//! looks at one.

use std::{
    borrow::Cow,
    io::{Read as _, Seek as _, SeekFrom},
    path::PathBuf,
    sync::Arc,
};

use memchr::memmem;

use super::{
    placemark::{Placemark, Styles},
    read::{Document, Sink, text},
    times::Around,
};
use crate::{
    io::{
        bulk::{
            FeatureLayer, FeatureRows, LayerRows, PlainGeometry, PlainValue, RowReader, Runs,
            Version,
        },
        disk::{self, File},
        features::{Features, survey_of},
        format::{Read, SourceFile},
        source::ReadError,
        ties::PROPERTY,
    },
    model::{
        Budget, Draft, ImportOptions, Note, NoteLog, Place, Severity,
        details::{DetailsError, OpenRows, RowSource},
        draft::ReportDraft,
    },
    words::notes::reading,
};

/// Reads a file of many Placemarks. `None` where there are few, and where it is to be read in the
/// general way.
///
/// # Errors
///
/// As [`super::read()`].
pub fn read(file: &SourceFile<'_>) -> Result<Option<Read>, ReadError> {
    if file.is_recoded() {
        return Ok(None);
    }
    let bytes = file.bytes()?;
    // What claims say of ties is taken in where they are read as a whole.
    if memmem::find(bytes, PROPERTY.as_bytes()).is_some() {
        return Ok(None);
    }
    let number = memmem::find_iter(bytes, "<Placemark").count();
    if number < file.tuning.many_records.max(1) {
        return Ok(None);
    }
    // Of other encodings, what stands where in the file is not what stands there in the text.
    let Cow::Borrowed(text) = text(&file.place, bytes)? else {
        return Ok(None);
    };
    let before = (text.as_ptr() as usize - bytes.as_ptr() as usize) as u64;
    let survey = {
        let mut notes = NoteLog::default();
        let budget = Budget::default();
        let mut first = Features::looking(&file.name, file.choices, &budget, &mut notes);
        let mut look = Look {
            features: &mut first,
            left: MOST_LOOKED_AT,
        };
        Document::new(&file.place, text).read(&budget, &mut look)?;
        let (columns, first) = first.looked_at();
        let first = first.iter().map(|(_, feature)| feature.looked_at());
        survey_of(columns, first, file.choices, file.budget)?
    };
    let layer = FeatureLayer {
        place: file.place.clone(),
        name: file.name.clone(),
        survey: Arc::new(survey),
    };
    let mut rows = FeatureRows::new(file, number as u64);
    let mut document = Document::new(&file.place, text);
    let (mut inherited, mut late_styles) = (Vec::new(), false);
    let runs = rows.layer(&layer, |into| {
        let mut marks = Marks {
            into,
            before,
            headings: &layer.survey.headings,
            inherited: Vec::new(),
            styles: None,
            late_styles: false,
        };
        // How far it is, the rows say.
        document.read(&Budget::unlimited(), &mut marks)?;
        inherited = marks.inherited;
        late_styles = marks.late_styles;
        Ok(())
    })?;
    if late_styles {
        return Ok(None);
    }
    let (mut draft, dataset, notes) = rows.finish();
    if dataset.is_empty() {
        return Ok(None);
    }
    draft.datasets.push(Arc::new(dataset));
    let again = Again {
        path: file.path.to_owned(),
        version: file.version,
        choices: file.choices.clone(),
        layer,
        runs,
        styles: document.styles,
        inherited,
    };
    Ok(Some(Read {
        draft,
        notes,
        rows: Some(RowReader::of_source(
            &file.place,
            Box::new(MarksAgain(Arc::new(again))),
        )),
        ..Read::default()
    }))
}

/// The first Placemarks, as far as they are looked at.
struct Look<'l, 'n> {
    features: &'l mut Features<'n>,
    left: usize,
}

/// No more are looked at, be they claims of this program, which tell nothing of others.
const MOST_LOOKED_AT: usize = 2_000;

impl Sink for Look<'_, '_> {
    fn take(&mut self, placemark: Placemark, styles: &Styles) -> Result<(), ReadError> {
        self.left -= 1;
        self.features.take(placemark, styles)
    }

    fn has_enough(&self) -> bool {
        self.left == 0 || self.features.has_enough()
    }

    fn note(&mut self, _: Severity, _: &Place, _: &str, _: String) {}
}

/// Placemarks on their way into columns.
struct Marks<'m, 'r, 'k, 'f> {
    into: &'m mut LayerRows<'r, 'k, 'f>,
    /// The bytes before the text.
    before: u64,
    headings: &'k [String],
    /// What folders say of what is in them, from that byte on.
    inherited: Vec<(u64, Around)>,
    /// How many styles there were at the first Placemark, and what they say together.
    styles: Option<[usize; 2]>,
    /// Whether styles came after the first Placemark: then it matters where each stands.
    late_styles: bool,
}

impl Sink for Marks<'_, '_, '_, '_> {
    fn take(&mut self, placemark: Placemark, styles: &Styles) -> Result<(), ReadError> {
        let known = [styles.len(), styles.values().map(Vec::len).sum()];
        self.late_styles |= *self.styles.get_or_insert(known) != known;
        let offset = self.before + placemark.start;
        let is_other = match self.inherited.last() {
            Some((_, around)) => *around != placemark.inherited,
            None => placemark.inherited != Around::default(),
        };
        if is_other {
            self.inherited.push((offset, placemark.inherited.clone()));
        }
        let at = (offset, placemark.place.line);
        match placemark.plain(styles) {
            Err(placemark) => {
                let plain: Option<(std::iter::Empty<_>, _)> = None;
                self.into.push(at, plain, |_, features| {
                    placemark.hand_over(styles, features)
                })
            }
            Ok((position, feature)) => {
                let headings = self.headings;
                let mut next = 0;
                let known = feature.properties.iter().map(|(heading, value)| {
                    // Most are in the order of the first.
                    let mut from_next = (next..headings.len()).chain(0..next.min(headings.len()));
                    let found = from_next.find(|at| headings[*at] == *heading)?;
                    next = found + 1;
                    Some((headings[found].as_str(), PlainValue::Text(value.as_str()?)))
                });
                let known: Option<Vec<(&str, PlainValue<'_>)>> = known.collect();
                let geometry = PlainGeometry::Point([position.x, position.y]);
                let plain = known.map(|known| (known.into_iter(), geometry));
                self.into.push(at, plain, |place, features| {
                    features.push(place, feature.clone());
                })
            }
        }
    }

    fn has_enough(&self) -> bool {
        false
    }

    fn note(&mut self, severity: Severity, place: &Place, text: &str, what: String) {
        self.into.note(Note::new(severity, place, text, what));
    }
}

/// A file whose Placemarks are read again.
#[derive(Debug)]
struct Again {
    path: PathBuf,
    version: Version,
    choices: ImportOptions,
    layer: FeatureLayer,
    runs: Runs,
    styles: Styles,
    inherited: Vec<(u64, Around)>,
}

#[derive(Debug)]
struct MarksAgain(Arc<Again>);

impl RowSource for MarksAgain {
    fn open(&self) -> Result<Box<dyn OpenRows>, DetailsError> {
        self.0.check()?;
        Ok(Box::new(Open {
            file: disk::open(&self.0.path)?,
            of: Arc::clone(&self.0),
        }))
    }
}

impl Again {
    /// # Errors
    ///
    /// Where the file is not what was read.
    fn check(&self) -> Result<(), DetailsError> {
        match Version::of(&self.path)? == self.version {
            true => Ok(()),
            false => Err(reading::file_changed().into()),
        }
    }

    /// What the folders say of the Placemark that begins there.
    fn inherited(&self, offset: u64) -> Around {
        let after = self.inherited.partition_point(|(from, _)| *from <= offset);
        let last = after.checked_sub(1).map(|at| self.inherited[at].1.clone());
        last.unwrap_or_default()
    }
}

struct Open {
    of: Arc<Again>,
    file: File,
}

/// Most Placemarks are shorter.
const FIRST_BYTES: u64 = 4 << 10;

impl OpenRows for Open {
    fn read(&mut self, offsets: &[u64]) -> Result<Vec<ReportDraft>, DetailsError> {
        self.of.check()?;
        let of = Arc::clone(&self.of);
        let (mut notes, budget) = (NoteLog::default(), Budget::default());
        let mut features = Features::new(&of.layer.name, &of.choices, &budget, &mut notes);
        features.go_by(&of.layer.survey, &of.layer.place);
        let mut reports = Vec::with_capacity(offsets.len());
        for offset in offsets {
            let (line, rows_before) = of.runs.find(*offset).ok_or_else(reading::row_moved)?;
            features.skip_rows_to(rows_before);
            self.placemark(*offset, line, &mut features)?;
            let report = features.take_reports().pop();
            reports.push(report.ok_or_else(reading::row_moved)?);
            let (draft, notes) = features.own();
            *draft = Draft::default();
            notes.take();
        }
        Ok(reports)
    }
}

impl Open {
    /// Hands over the Placemark that begins there.
    fn placemark(
        &mut self,
        offset: u64,
        line: u32,
        features: &mut Features<'_>,
    ) -> Result<(), DetailsError> {
        let mut most = FIRST_BYTES;
        loop {
            self.file.seek(SeekFrom::Start(offset))?;
            let mut bytes = Vec::new();
            (&mut self.file).take(most).read_to_end(&mut bytes)?;
            let is_all = (bytes.len() as u64) < most;
            let whole = bytes.utf8_chunks().next().map_or("", |chunk| chunk.valid());
            let of = &*self.of;
            let around = (of.styles.clone(), of.inherited(offset));
            let mut document = Document::from_placemark(&of.layer.place, whole, line, around);
            let mut one = One(None);
            let read = document.read(&Budget::default(), &mut one);
            match one.0 {
                Some(placemark) => {
                    placemark.hand_over(&document.styles, features);
                    return Ok(());
                }
                None if is_all => {
                    read?;
                    return Err(reading::row_moved().into());
                }
                // It is longer.
                None => most *= 8,
            }
        }
    }
}

/// The first Placemark. What else there is to note was noted when the file was opened.
struct One(Option<Placemark>);

impl Sink for One {
    fn take(&mut self, placemark: Placemark, _: &Styles) -> Result<(), ReadError> {
        self.0.get_or_insert(placemark);
        Ok(())
    }

    fn has_enough(&self) -> bool {
        self.0.is_some()
    }

    fn note(&mut self, _: Severity, _: &Place, _: &str, _: String) {}
}
