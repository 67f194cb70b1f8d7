"""Zones and lines with their days: the peacekeepers' area, the corridor, lines of contact, the border.

Intervals are half-open: `valid_to` is the first day on which the thing no longer holds. The raw
table gives the day of the event that ended it; that day still belongs to it, so it moves on by one.
"""

import shapely
from shapely.geometry import shape

import geometry as geo
from files import curated, raw_json

ZONES = ("peacekeepers", "lachin-corridor-2020", "lachin-corridor-2022")
LINES = ("line-of-contact-1994", "line-of-contact-2020", "state-border", "former-oblast-1991", "ceasefire-line-1994-ne")
REFERENCE = {"former-oblast-1991": "Former USSR oblast in 1991", "ceasefire-line-1994-ne": "Ceasefire Line 1994"}
"""Lines of Natural Earth by what it calls them."""


def contact_line_1994():
    """The side of the 1994 outline that faces Azerbaijan."""
    features = raw_json("line_of_contact_1994_2020.geojson")["features"]
    (line,) = [f["geometry"]["coordinates"] for f in features if f["properties"].get("side") == "Azerbaijan"]
    return [line]


def reference(name):
    """The lines of Natural Earth of that name; where it has one twice, once."""
    features = raw_json("ne_10m_disputed_boundary_lines.geojson")["features"]
    named = [shape(f["geometry"]) for f in features if f["properties"]["name"] == name]
    merged = shapely.line_merge(shapely.union_all(named))
    return [list(line.coords) for line in shapely.get_parts(merged)]


def feature(key, words, raw, geometry):
    """A zone or line: the words kept by hand over the properties of the raw feature."""
    given = raw["properties"] if raw else {}
    merged = {**given, "licence": "project's own", **words}
    if raw and not merged["valid_from"] < given["valid_to"] < merged["valid_to"]:
        raise SystemExit(f"zone {key}: valid_to must follow the last day of the raw table")
    properties = {"key": key, "kind": merged["kind"], "names": merged["names"], "valid_from": merged["valid_from"],
                  "valid_to": merged["valid_to"], "precision_km": merged["precision_km"], "source": merged["source"],
                  "licence": merged["licence"], "note": merged["note"]}
    properties |= {word: merged[word] for word in ("stroke",) if word in merged}
    return {"type": "Feature", "id": key, "properties": properties, "geometry": geometry}


def build(out, coverage):
    """Writes data/zones.geojson and data/lines.geojson."""
    words = curated("zones.json")
    raw = {f["id"]: f for f in raw_json("zones.geojson")["features"]}
    own = {key: raw[words[key]["raw"]] for key in words if "raw" in words[key]}
    lines = {
        "line-of-contact-1994": geo.line_json(contact_line_1994()),
        "line-of-contact-2020": geo.line_json([own["line-of-contact-2020"]["geometry"]["coordinates"]]),
        "state-border": geo.line_json(geo.lines_of(coverage.state_border())),
        **{key: geo.line_json(reference(name)) for key, name in REFERENCE.items()},
    }
    out.write_features("data/zones.geojson", "project's own", [
        feature(key, words[key], own[key], geo.area_json(shape(own[key]["geometry"]))) for key in ZONES])
    out.write_features("data/lines.geojson", "ODbL-1.0; © OpenStreetMap contributors; reference lines: Natural Earth",
                       [feature(key, words[key], own.get(key), lines[key]) for key in LINES])
    print(f"  state border: {len(coverage.state_border())} edges")
