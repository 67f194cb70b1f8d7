//! Zones, lines, regions and settlements as flat cells under plain headings, for formats that hold
//! tables; and back again. What GeoJSON files nest is not here.

use serde_json::{Map, Value};

use super::{
    features::{style_of, text_under},
    notes::Notes,
    outlines::{lines, polygons},
    shapes::About,
};
use crate::{
    model::{
        Boundary, Country, Dated, Extra, Language, Level, Line, LineKind, Names, Zone, ZoneKind,
        draft::{RegionDraft, SettlementDraft},
        enum_names::word,
        geo::{Coord, LonLat},
        zone::Style,
    },
    words::notes::{formats, reading},
};

/// What a table says of one thing: a value under each heading.
pub type Cells = Vec<(&'static str, Value)>;

/// The cells of a zone; its shape is not among them.
pub fn zone_cells(zone: &Zone) -> Cells {
    let kind = word(&ZoneKind::ALL, zone.kind);
    let mut cells = head_cells((&zone.key, kind), &zone.names, zone.dated);
    cells.push(("precision_km", zone.precision_km.into()));
    cells.extend(origin_cells(&zone.source, &zone.licence, &zone.note));
    cells.extend(extra_cells(&zone.extra));
    cells
}

/// The cells of a line; its shape is not among them.
pub fn line_cells(line: &Line) -> Cells {
    let kind = word(&LineKind::ALL, line.kind);
    let mut cells = head_cells((&line.key, kind), &line.names, line.dated);
    cells.push(("precision_km", line.precision_km.into()));
    cells.extend(origin_cells(&line.source, &line.licence, &line.note));
    cells.extend(extra_cells(&line.extra));
    cells
}

/// The cells of a region; its shape is not among them.
pub fn region_cells(region: &RegionDraft) -> Cells {
    let (boundary, ring) = match region.boundary {
        Boundary::Outline => ("polygon", None),
        Boundary::Union => ("union", None),
        Boundary::Ring { centre, radius_km } => ("ring", Some((centre, radius_km))),
    };
    let mut cells = vec![
        ("key", text(&region.key)),
        ("level", text(word(&Level::ALL, region.level))),
        ("mission", region.mission.into()),
        ("country", country_cell(region.country)),
        (
            "province",
            region.province.as_deref().map_or(Value::Null, text),
        ),
    ];
    cells.extend(names_cells(&region.names));
    cells.extend([
        ("boundary", text(boundary)),
        ("ring_lon", ring.map(|(at, _)| at.x).into()),
        ("ring_lat", ring.map(|(at, _)| at.y).into()),
        ("ring_radius_km", ring.map(|(_, km)| km).into()),
        ("label_lon", region.label.map(|at| at.x).into()),
        ("label_lat", region.label.map(|at| at.y).into()),
        ("members", list_cell(&region.members)),
        ("precision_km", region.precision_km.into()),
    ]);
    cells.extend(origin_cells(&region.source, &region.licence, &region.note));
    cells
}

/// The cells of a settlement; its position is not among them.
pub fn settlement_cells(settlement: &SettlementDraft) -> Cells {
    let mut cells = vec![("key", text(&settlement.key))];
    cells.extend(names_cells(&settlement.names));
    cells.extend([
        (
            "region_key",
            settlement.region.as_deref().map_or(Value::Null, text),
        ),
        ("country", country_cell(settlement.country)),
        ("precision_km", settlement.precision_km.into()),
        ("population", settlement.population.into()),
        ("source", filled(&settlement.source)),
        ("note", filled(&settlement.note)),
        ("other", other_cell(&settlement.extra)),
    ]);
    cells
}

/// The zone with these cells and this shape.
///
/// # Errors
///
/// Why it cannot be drawn.
pub fn zone(
    cells: &Map<String, Value>,
    geometry: geo::Geometry,
    notes: &mut Notes<'_>,
) -> Result<Zone, String> {
    let kind = text_under(cells, "kind");
    let about = about(cells, notes);
    let kind = notes.word(
        &ZoneKind::ALL,
        (reading::zone_kind(), &kind),
        ZoneKind::Other,
    );
    about.zone(kind, polygons(geometry)?)
}

/// The line with these cells and this shape.
///
/// # Errors
///
/// Why it cannot be drawn.
pub fn line(
    cells: &Map<String, Value>,
    geometry: geo::Geometry,
    notes: &mut Notes<'_>,
) -> Result<Line, String> {
    let kind = text_under(cells, "kind");
    let about = about(cells, notes);
    let kind = notes.word(
        &LineKind::ALL,
        (reading::line_kind(), &kind),
        LineKind::Other,
    );
    Ok(about.line(kind, lines(geometry)?))
}

/// What zones and lines have in common.
fn about(cells: &Map<String, Value>, notes: &mut Notes<'_>) -> About {
    let names = names(cells, notes);
    About {
        key: text_under(cells, "key"),
        dated: dated(cells, notes),
        precision_km: number(cells, "precision_km", notes),
        source: text_under(cells, "source"),
        licence: text_under(cells, "licence"),
        note: text_under(cells, "note"),
        extra: extra(cells, &names),
        names,
    }
}

/// The region with these cells and this shape.
///
/// # Errors
///
/// Why it cannot be drawn.
pub fn region(
    cells: &Map<String, Value>,
    geometry: geo::Geometry,
    notes: &mut Notes<'_>,
) -> Result<RegionDraft, String> {
    let shape = polygons(geometry)?;
    let level = text_under(cells, "level");
    let ring =
        pair(cells, ("ring_lon", "ring_lat"), notes).zip(number(cells, "ring_radius_km", notes));
    let boundary = match (text_under(cells, "boundary").as_str(), ring) {
        ("ring", Some((centre, radius_km))) => Boundary::Ring { centre, radius_km },
        ("union", _) => Boundary::Union,
        ("polygon" | "", _) => Boundary::Outline,
        (other, _) => {
            let what = formats::unknown_boundary();
            notes.doubt(other, what);
            Boundary::Outline
        }
    };
    let region = RegionDraft {
        place: notes.place.clone(),
        key: text_under(cells, "key"),
        level: notes.word(&Level::ALL, ("level", &level), Level::Area),
        mission: is_true(cells, "mission"),
        country: Country::from_code(&text_under(cells, "country")),
        province: optional(cells, "province"),
        names: names(cells, notes),
        boundary,
        shape: shape.into(),
        label: pair(cells, ("label_lon", "label_lat"), notes),
        members: list(cells, "members", notes),
        precision_km: number(cells, "precision_km", notes).unwrap_or(0.0),
        source: text_under(cells, "source"),
        licence: text_under(cells, "licence"),
        note: text_under(cells, "note"),
    };
    // By its number in Wikidata the built-in regions are known to those who make them.
    let known = region_cells(&region).into_iter().map(|(known, _)| known);
    let known: Vec<&str> = known.chain(["wikidata"]).collect();
    let more: Vec<&str> = further(cells, &known)
        .map(|(heading, _)| &**heading)
        .collect();
    if !more.is_empty() {
        let what = formats::more_of_a_region(&more.join(", "));
        notes.remark(&region.key, what);
    }
    Ok(region)
}

/// The settlement with these cells at this position.
pub fn settlement(
    cells: &Map<String, Value>,
    at: Option<LonLat>,
    notes: &mut Notes<'_>,
) -> SettlementDraft {
    let population = number(cells, "population", notes);
    SettlementDraft {
        place: notes.place.clone(),
        key: text_under(cells, "key"),
        names: names(cells, notes),
        region: optional(cells, "region_key"),
        country: Country::from_code(&text_under(cells, "country")),
        at,
        precision_km: number(cells, "precision_km", notes),
        population: population.map(|people| people as u32),
        source: text_under(cells, "source"),
        note: text_under(cells, "note"),
        extra: Extra {
            properties: optional(cells, "other").map(Into::into),
            ..Extra::default()
        },
    }
}

/// The names under `name`, `name_az` and so on, `also` and `variants`.
pub fn names_cells(names: &Names) -> Cells {
    const HEADINGS: [&str; 5] = ["name", "name_az", "name_hy", "name_ru", "name_tr"];
    let own = Language::ALL.map(|language| names.own(language).map_or(Value::Null, text));
    let mut cells: Cells = HEADINGS.into_iter().zip(own).collect();
    cells.push(("also", names.also.as_deref().map_or(Value::Null, text)));
    cells.push(("variants", list_cell(&names.variants)));
    cells
}

/// What [`names_cells`] wrote.
pub fn names(cells: &Map<String, Value>, notes: &mut Notes<'_>) -> Names {
    let mut names = Names::default();
    for language in Language::ALL {
        let heading = match language {
            Language::English => "name".to_owned(),
            other => format!("name_{}", other.code()),
        };
        names.set(language, text_under(cells, &heading));
    }
    names.also = optional(cells, "also");
    names.variants = list(cells, "variants", notes);
    names.variants.retain(|spelling| {
        let is_page = is_page(spelling);
        if is_page {
            notes.doubt(spelling, reading::page_for_a_name());
        }
        !is_page
    });
    names
}

/// Whether a text is the address of a page, as lists of spellings that were gathered from wikis hold
/// some: `Module:Location map/data/Armavir`. A search for "mod" would find a village by it.
fn is_page(spelling: &str) -> bool {
    /// What pages of wikis that are no articles begin with.
    const NAMESPACES: [&str; 10] = [
        "Category",
        "Draft",
        "File",
        "Help",
        "Module",
        "Portal",
        "Special",
        "Template",
        "User",
        "Wikipedia",
    ];
    let head = spelling.split_once(':').map(|(head, _)| head.trim());
    head.is_some_and(|head| NAMESPACES.iter().any(|of| of.eq_ignore_ascii_case(head)))
}

fn head_cells((key, kind): (&str, &str), names: &Names, dated: Dated) -> Cells {
    let mut cells = vec![("key", text(key)), ("kind", text(kind))];
    cells.extend(names_cells(names));
    cells.extend(dated_cells(dated));
    cells
}

fn dated_cells(dated: Dated) -> Cells {
    let day = |day: Option<crate::model::Day>| day.map(|day| day.to_string()).into();
    vec![
        ("valid_from", day(dated.from)),
        ("valid_to", day(dated.end)),
    ]
}

/// From when to when it holds.
pub fn dated(cells: &Map<String, Value>, notes: &mut Notes<'_>) -> Dated {
    Dated {
        from: notes.day(optional(cells, "valid_from").as_deref()),
        end: notes.day(optional(cells, "valid_to").as_deref()),
    }
}

fn origin_cells(source: &str, licence: &str, note: &str) -> Cells {
    vec![
        ("source", filled(source)),
        ("licence", filled(licence)),
        ("note", filled(note)),
    ]
}

fn extra_cells(extra: &Extra) -> Cells {
    let Style {
        stroke,
        stroke_width,
        stroke_opacity,
        fill,
        fill_opacity,
    } = extra.style;
    let color = |color: Option<[u8; 3]>| {
        color
            .map(|[red, green, blue]| format!("#{red:02x}{green:02x}{blue:02x}"))
            .into()
    };
    vec![
        ("stroke", color(stroke)),
        ("stroke_width", stroke_width.into()),
        ("stroke_opacity", stroke_opacity.into()),
        ("fill", color(fill)),
        ("fill_opacity", fill_opacity.into()),
        ("other", other_cell(extra)),
    ]
}

/// What else its file says of a thing.
fn other_cell(extra: &Extra) -> Value {
    extra.properties.as_deref().map_or(Value::Null, text)
}

/// How it is to look, and what its file says of it that this program has no room for. Written again, that
/// stands beside what this program says.
fn extra(cells: &Map<String, Value>, names: &Names) -> Extra {
    // Simplestyle writes hyphens, which columns of a database had better not have.
    let hyphens = cells
        .iter()
        .map(|(heading, value)| (heading.replace('_', "-"), value.clone()));
    let style = style_of(&hyphens.collect());
    let kept = optional(cells, "other");
    let known = headings_of_shapes();
    let mut further = further(cells, &known).peekable();
    if further.peek().is_none() {
        let properties = kept.map(Into::into);
        return Extra { style, properties };
    }
    let mut all: Map<String, Value> = match kept.as_deref().map(serde_json::from_str) {
        Some(Ok(all)) => all,
        _ => nested(cells, names),
    };
    for (heading, value) in further {
        all.entry(heading).or_insert_with(|| value.clone());
    }
    let properties = Some(Value::Object(all).to_string().into());
    Extra { style, properties }
}

fn says_nothing(value: &Value) -> bool {
    value.is_null() || value.as_str().is_some_and(str::is_empty)
}

/// Headings that zones and lines have here.
fn headings_of_shapes() -> Vec<&'static str> {
    let head = head_cells(("", ""), &Names::default(), Dated::default());
    let known = head
        .into_iter()
        .chain(origin_cells("", "", ""))
        .chain(extra_cells(&Extra::default()));
    known
        .map(|(known, _)| known)
        .chain(["precision_km"])
        .collect()
}

/// The cells under none of these headings that say something.
fn further<'c>(
    cells: &'c Map<String, Value>,
    known: &[&str],
) -> impl Iterator<Item = (&'c String, &'c Value)> {
    /// What the database counts by, and where a thing comes from.
    const OF_DATABASE: [&str; 2] = ["fid", "file"];
    cells.iter().filter(move |(heading, value)| {
        let plain = heading.replace('-', "_");
        !says_nothing(value)
            && !known.contains(&plain.as_str())
            && !OF_DATABASE.contains(&heading.as_str())
    })
}

/// Cells as the properties of a feature, with the names as an object.
pub fn nested(cells: &Map<String, Value>, names: &Names) -> Map<String, Value> {
    let own = Language::ALL.into_iter().filter_map(|language| {
        let name = names.own(language)?;
        Some((language.code().to_owned(), Value::from(name)))
    });
    let own: Map<String, Value> = own.collect();
    let mut all = Map::new();
    for (heading, value) in cells {
        let is_name = heading == "name" || heading.starts_with("name_");
        if is_name && !all.contains_key("names") {
            all.insert("names".to_owned(), own.clone().into());
        }
        if !is_name && heading != "other" && !says_nothing(value) {
            all.insert(
                heading
                    .replace("stroke_", "stroke-")
                    .replace("fill_", "fill-"),
                value.clone(),
            );
        }
    }
    all.entry("names").or_insert(own.into());
    all
}

fn text(text: &str) -> Value {
    Value::String(text.to_owned())
}

/// Text that is left out where it is empty.
fn filled(words: &str) -> Value {
    match words.is_empty() {
        true => Value::Null,
        false => text(words),
    }
}

fn country_cell(country: Country) -> Value {
    match country {
        Country::Armenia => text("AM"),
        Country::Azerbaijan => text("AZ"),
        Country::Other => Value::Null,
    }
}

/// A list, as a JSON array: any separator may occur in a name.
pub fn list_cell(list: &[String]) -> Value {
    match list.is_empty() {
        true => Value::Null,
        false => Value::String(Value::from(list).to_string()),
    }
}

/// What [`list_cell`] wrote, or a list as it stands.
pub fn list(cells: &Map<String, Value>, heading: &str, notes: &mut Notes<'_>) -> Vec<String> {
    let read = match cells.get(heading) {
        None | Some(Value::Null) => return Vec::new(),
        Some(Value::String(json)) if json.is_empty() => return Vec::new(),
        Some(Value::String(json)) => serde_json::from_str(json),
        Some(list) => serde_json::from_value(list.clone()),
    };
    read.unwrap_or_else(|_| {
        let text = text_under(cells, heading);
        notes.doubt(&text, reading::not_a_list(heading));
        Vec::new()
    })
}

fn optional(cells: &Map<String, Value>, heading: &str) -> Option<String> {
    let text = text_under(cells, heading);
    (!text.is_empty()).then_some(text)
}

fn is_true(cells: &Map<String, Value>, heading: &str) -> bool {
    ["true", "1"].contains(&text_under(cells, heading).as_str())
}

fn number(cells: &Map<String, Value>, heading: &str, notes: &mut Notes<'_>) -> Option<f64> {
    let value = cells.get(heading).filter(|value| !value.is_null())?;
    let number = match value.as_str() {
        Some(text) => text.trim().parse().ok(),
        None => value.as_f64(),
    };
    let number = number.filter(|number: &f64| number.is_finite());
    if number.is_none() {
        let what = reading::not_a_number(heading);
        notes.doubt(&value.to_string(), what);
    }
    number
}

/// The position under two headings; `None` where one of them holds no number.
pub fn pair(
    cells: &Map<String, Value>,
    (lon, lat): (&str, &str),
    notes: &mut Notes<'_>,
) -> Option<LonLat> {
    let (x, y) = (number(cells, lon, notes), number(cells, lat, notes));
    x.zip(y).map(|(x, y)| Coord { x, y })
}
