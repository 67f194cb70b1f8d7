//! Writing KML: a Placemark for each claim, zone and line.

use std::io::{self, Write};

use geo::{Geometry, LineString, Polygon};
use quick_xml::{
    Writer,
    events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event},
};
use serde_json::Value;

use super::{MARK, times};
use crate::{
    io::{
        Provenance, Reports,
        events::{self, Positions},
        features::text_of,
        ground,
    },
    model::{
        Draft, Field, Language,
        draft::{ClaimDraft, ReportDraft, SettlementDraft},
        geo::LonLat,
        zone::Style,
    },
    words::notes::formats,
};

/// Writes the zones, lines and places of the draft, then reports, so that [`read`](super::read) gives them
/// back. The shapes of claims follow from `positions` and are not read back.
///
/// # Errors
///
/// Where `out` takes no more, or a report cannot be had.
pub fn write(
    out: &mut dyn Write,
    shapes: &Draft,
    reports: &dyn Reports,
    positions: Positions<'_>,
    provenance: &Provenance,
) -> io::Result<()> {
    let mut kml = Kml(Writer::new_with_indent(out, b' ', 1));
    let declaration = BytesDecl::new("1.0", Some("UTF-8"), None);
    kml.0.write_event(Event::Decl(declaration))?;
    let root = BytesStart::new("kml");
    let root = root.with_attributes([("xmlns", "http://www.opengis.net/kml/2.2")]);
    kml.0.write_event(Event::Start(root))?;
    kml.within("Document", |kml| {
        kml.text("name", "Contactline")?;
        kml.text("description", &provenance.lines().join("\n"))?;
        kml.folder(formats::kml_zones(), &shapes.zones, |kml, zone| {
            let (begin, end) = times::of_dated(zone.dated);
            kml.text("name", zone.names.get(Language::English))?;
            kml.span(begin.as_deref(), end.as_deref())?;
            kml.style(&zone.extra.style, true)?;
            kml.data("zone", ground::zone_cells(zone))?;
            kml.geometry(&Geometry::MultiPolygon((*zone.shape).clone()))
        })?;
        kml.folder(formats::kml_lines(), &shapes.lines, |kml, line| {
            let (begin, end) = times::of_dated(line.dated);
            kml.text("name", line.names.get(Language::English))?;
            kml.span(begin.as_deref(), end.as_deref())?;
            kml.style(&line.extra.style, false)?;
            kml.data("line", ground::line_cells(line))?;
            kml.geometry(&Geometry::MultiLineString((*line.shape).clone()))
        })?;
        kml.folder(formats::kml_places(), &shapes.settlements, |kml, place| {
            kml.text("name", place.names.get(Language::English))?;
            kml.extended_data(place_data(place))?;
            place
                .at
                .map_or(Ok(()), |at| kml.geometry(&Geometry::Point(at.into())))
        })?;
        kml.reports(reports, positions)
    })?;
    kml.0.write_event(Event::End(BytesEnd::new("kml")))?;
    kml.0.get_mut().write_all(b"\n")
}

/// What is said of a place: as its file has it, else what the program knows.
fn place_data(place: &SettlementDraft) -> impl Iterator<Item = (String, String)> {
    let kept = place.extra.properties.as_deref().map(serde_json::from_str);
    let cells: Vec<(String, Value)> = match kept {
        Some(Ok(Value::Object(kept))) => kept.into_iter().collect(),
        _ => {
            let own = ground::settlement_cells(place).into_iter();
            own.map(|(heading, value)| (heading.to_owned(), value))
                .collect()
        }
    };
    let cells = cells.into_iter();
    cells.map(|(heading, value)| (heading, text_of(&value)))
}

/// The claims of a report, or the report alone where it has none.
fn records(report: &ReportDraft) -> impl Iterator<Item = (&ReportDraft, Option<&ClaimDraft>)> {
    let alone = report.claims.is_empty().then_some((report, None));
    let claims = report.claims.iter();
    claims.map(move |claim| (report, Some(claim))).chain(alone)
}

/// The file while it is being written.
struct Kml<'w>(Writer<&'w mut dyn Write>);

impl Kml<'_> {
    fn within(
        &mut self,
        element: &str,
        inside: impl FnOnce(&mut Self) -> io::Result<()>,
    ) -> io::Result<()> {
        self.0.write_event(Event::Start(BytesStart::new(element)))?;
        inside(self)?;
        self.0.write_event(Event::End(BytesEnd::new(element)))
    }

    fn text(&mut self, element: &str, text: &str) -> io::Result<()> {
        self.within(element, |kml| kml.words(text))
    }

    fn words(&mut self, text: &str) -> io::Result<()> {
        let words = BytesText::from_escaped(escaped(text));
        self.0.write_event(Event::Text(words))
    }

    /// A folder with a Placemark for each of the things; none where there are none.
    fn folder<T>(
        &mut self,
        name: &str,
        things: &[T],
        mut write: impl FnMut(&mut Self, &T) -> io::Result<()>,
    ) -> io::Result<()> {
        if things.is_empty() {
            return Ok(());
        }
        self.within("Folder", |kml| {
            kml.text("name", name)?;
            let mut things = things.iter();
            things.try_for_each(|thing| kml.within("Placemark", |kml| write(kml, thing)))
        })
    }

    /// A folder with a Placemark for each claim; none where there are no reports.
    fn reports(&mut self, reports: &dyn Reports, positions: Positions<'_>) -> io::Result<()> {
        let mut is_empty = true;
        reports.each(&mut |report| {
            if std::mem::take(&mut is_empty) {
                self.0
                    .write_event(Event::Start(BytesStart::new("Folder")))?;
                self.text("name", formats::kml_reports())?;
            }
            records(report).try_for_each(|(report, claim)| {
                self.within("Placemark", |kml| kml.claim(report, claim, positions))
            })
        })?;
        match is_empty {
            true => Ok(()),
            false => self.0.write_event(Event::End(BytesEnd::new("Folder"))),
        }
    }

    fn claim(
        &mut self,
        report: &ReportDraft,
        claim: Option<&ClaimDraft>,
        positions: Positions<'_>,
    ) -> io::Result<()> {
        let interval = claim.map_or_else(
            || report.published.map(crate::model::Day::interval),
            |claim| claim.when.interval(),
        );
        let span = interval.map(times::of_interval);
        let cells = events::cells(report, claim);
        self.text("name", &title(&cells))?;
        if let Some((begin, end)) = span {
            self.span(Some(&begin), Some(&end))?;
        }
        let cells = Field::ALL.into_iter().zip(cells);
        let cells = cells.map(|((_, heading), text)| (heading, Value::String(text)));
        self.data("claim", cells.collect())?;
        match claim.and_then(|claim| events::geometry(claim, positions)) {
            Some(geometry) => self.geometry(&geometry),
            None => Ok(()),
        }
    }

    fn span(&mut self, begin: Option<&str>, end: Option<&str>) -> io::Result<()> {
        if begin.is_none() && end.is_none() {
            return Ok(());
        }
        self.within("TimeSpan", |kml| {
            for (element, text) in [("begin", begin), ("end", end)] {
                if let Some(text) = text {
                    kml.text(element, text)?;
                }
            }
            Ok(())
        })
    }

    /// Colours as the thing wants them; areas that want none are drawn thin, so that the ground
    /// shows through.
    fn style(&mut self, style: &Style, is_area: bool) -> io::Result<()> {
        let stroke = style
            .stroke
            .map(|stroke| (stroke, style.stroke_opacity.unwrap_or(1.0)));
        let fill = match style.fill {
            Some(fill) => Some((fill, style.fill_opacity.unwrap_or(1.0))),
            None => is_area.then_some(([128, 128, 128], 0.25)),
        };
        if stroke.is_none() && fill.is_none() {
            return Ok(());
        }
        self.within("Style", |kml| {
            if let Some((stroke, opacity)) = stroke {
                kml.within("LineStyle", |kml| {
                    kml.text("color", &color(stroke, opacity))?;
                    match style.stroke_width {
                        Some(width) => kml.text("width", &width.to_string()),
                        None => Ok(()),
                    }
                })?;
            }
            if let Some((fill, opacity)) = fill {
                kml.within("PolyStyle", |kml| kml.text("color", &color(fill, opacity)))?;
            }
            Ok(())
        })
    }

    /// What is said of the thing. Empty cells are left out.
    fn data(&mut self, mark: &str, cells: ground::Cells) -> io::Result<()> {
        let cells = cells
            .iter()
            .map(|(heading, value)| (*heading, text_of(value)));
        let cells = cells.map(|(heading, text)| (heading.to_owned(), text));
        self.extended_data(std::iter::once((MARK.to_owned(), mark.to_owned())).chain(cells))
    }

    fn extended_data(&mut self, cells: impl Iterator<Item = (String, String)>) -> io::Result<()> {
        self.within("ExtendedData", |kml| {
            for (heading, text) in cells.filter(|(_, text)| !text.is_empty()) {
                let data = BytesStart::new("Data").with_attributes([("name", &*heading)]);
                kml.0.write_event(Event::Start(data))?;
                kml.text("value", &text)?;
                kml.0.write_event(Event::End(BytesEnd::new("Data")))?;
            }
            Ok(())
        })
    }

    fn geometry(&mut self, geometry: &Geometry) -> io::Result<()> {
        match geometry {
            Geometry::Point(point) => self.within("Point", |kml| kml.coordinates(&[point.0])),
            Geometry::LineString(line) => self.line(line),
            Geometry::Polygon(polygon) => self.polygon(polygon),
            Geometry::MultiPoint(points) => self.within("MultiGeometry", |kml| {
                let mut points = points.iter();
                points.try_for_each(|at| kml.geometry(&Geometry::Point(*at)))
            }),
            Geometry::MultiLineString(lines) => self.within("MultiGeometry", |kml| {
                lines.iter().try_for_each(|line| kml.line(line))
            }),
            Geometry::MultiPolygon(polygons) => self.within("MultiGeometry", |kml| {
                let mut polygons = polygons.iter();
                polygons.try_for_each(|polygon| kml.polygon(polygon))
            }),
            // Nothing of this program is made of anything else.
            _ => Ok(()),
        }
    }

    fn line(&mut self, line: &LineString) -> io::Result<()> {
        self.within("LineString", |kml| {
            kml.text("tessellate", "1")?;
            kml.coordinates(&line.0)
        })
    }

    fn polygon(&mut self, polygon: &Polygon) -> io::Result<()> {
        let ring = |kml: &mut Self, around: &str, ring: &LineString| {
            kml.within(around, |kml| {
                kml.within("LinearRing", |kml| kml.coordinates(&ring.0))
            })
        };
        self.within("Polygon", |kml| {
            ring(kml, "outerBoundaryIs", polygon.exterior())?;
            let mut inner = polygon.interiors().iter();
            inner.try_for_each(|hole| ring(kml, "innerBoundaryIs", hole))
        })
    }

    fn coordinates(&mut self, positions: &[LonLat]) -> io::Result<()> {
        let positions = positions.iter().map(|at| format!("{},{}", at.x, at.y));
        let positions: Vec<String> = positions.collect();
        self.text("coordinates", &positions.join(" "))
    }
}

/// Who says it, and of which day.
fn title(cells: &[String; Field::COUNT]) -> String {
    let cell = |field: Field| &cells[field.index()];
    let day = [Field::Start, Field::End, Field::Published].map(cell);
    let day = day.into_iter().find(|day| !day.is_empty());
    match day {
        Some(day) => format!("{}, {day}", cell(Field::Reporter)),
        None => formats::kml_undated(cell(Field::Reporter)),
    }
}

/// Opacity, blue, green, red.
fn color([red, green, blue]: [u8; 3], opacity: f32) -> String {
    let alpha = (opacity.clamp(0.0, 1.0) * 255.0).round() as u8;
    format!("{alpha:02x}{blue:02x}{green:02x}{red:02x}")
}

/// Text as XML has it. What XML cannot hold at all becomes U+FFFD; what its readers would change
/// is written by number.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\r' => escaped.push_str("&#13;"),
            '\u{85}' => escaped.push_str("&#133;"),
            '\u{2028}' => escaped.push_str("&#8232;"),
            '\t' | '\n' => escaped.push(letter),
            letter if letter.is_control() && letter < ' ' => escaped.push('\u{FFFD}'),
            '\u{FFFE}' | '\u{FFFF}' => escaped.push('\u{FFFD}'),
            letter => escaped.push(letter),
        }
    }
    escaped
}
