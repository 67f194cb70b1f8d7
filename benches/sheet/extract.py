#!/usr/bin/env python3
"""Writes an extract of OpenStreetMap (.osm.pbf) to look at maps with: `extract.py OUT.osm.pbf`.

Lakes, rivers, towns and borders are those of data/raw. Its roads, railways and woods are made up: straight
lines between neighbouring towns, and boxes; and so is a lake with islands. The file is for looking at and is never shipped.
"""

import json
import math
import struct
import sys
from pathlib import Path

RAW = Path(__file__).resolve().parents[2] / "data" / "raw"
STATES = {"ARM": "AM", "AZE": "AZ", "GEO": "GE", "IRN": "IR", "RUS": "RU", "TUR": "TR"}
A_BLOCK = 4000


def features(name):
    return json.loads((RAW / name).read_text())["features"]


def varint(value):
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)


def signed(value):
    return varint(value << 1 if value >= 0 else (-value << 1) - 1)


def whole(number, value):
    return varint(number << 3) + varint(value)


def field(number, content):
    return varint(number << 3 | 2) + varint(len(content)) + content


def deltas(values):
    last, out = 0, b""
    for value in values:
        out += signed(value - last)
        last = value
    return out


class Strings:
    def __init__(self):
        self.all = {"": 0}

    def number(self, text):
        return self.all.setdefault(text, len(self.all))

    def tags(self, tags):
        keys = b"".join(varint(self.number(key)) for key, _ in tags)
        values = b"".join(varint(self.number(value)) for _, value in tags)
        return field(2, keys) + field(3, values)

    def block(self, group):
        table = b"".join(field(1, text.encode()) for text in self.all)
        return field(1, table) + field(2, group)


def blob(kind, content):
    data = field(1, content) + whole(2, len(content))
    head = field(1, kind) + whole(3, len(data))
    return struct.pack(">I", len(head)) + head + data


class Extract:
    def __init__(self):
        self.nodes, self.ways, self.relations = [], [], []

    def node(self, at, *tags):
        self.nodes.append((at, tags))
        return len(self.nodes)

    def way(self, points, *tags):
        """Its points are all its own. A ring ends where it begins."""
        is_ring = points[0] == points[-1] and len(points) > 3
        ids = [self.node(at) for at in (points[:-1] if is_ring else points)]
        self.ways.append((ids + ids[:1] if is_ring else ids, tags))
        return len(self.ways)

    def area(self, polygon, *tags):
        if len(polygon) == 1:
            return self.way(polygon[0], *tags)
        members = [(self.way(ring), "inner" if number else "outer") for number, ring in enumerate(polygon)]
        return self.relations.append((members, (("type", "multipolygon"), *tags)))

    def bytes(self):
        out = blob(b"OSMHeader", field(4, b"OsmSchema-V0.6") + field(4, b"DenseNodes"))
        for first in range(0, len(self.nodes), A_BLOCK):
            strings, part = Strings(), self.nodes[first:first + A_BLOCK]
            said = b""
            for _, tags in part:
                for key, value in tags:
                    said += varint(strings.number(key)) + varint(strings.number(value))
                said += varint(0)
            dense = field(1, deltas(range(first + 1, first + 1 + len(part))))
            dense += field(8, deltas([round(at[1] * 1e7) for at, _ in part]))
            dense += field(9, deltas([round(at[0] * 1e7) for at, _ in part])) + field(10, said)
            out += blob(b"OSMData", strings.block(field(2, dense)))
        for first in range(0, len(self.ways), A_BLOCK):
            strings, group = Strings(), b""
            for number, (ids, tags) in enumerate(self.ways[first:first + A_BLOCK]):
                way = whole(1, first + number + 1) + strings.tags(tags) + field(8, deltas(ids))
                group += field(3, way)
            out += blob(b"OSMData", strings.block(group))
        strings, group = Strings(), b""
        for number, (members, tags) in enumerate(self.relations):
            roles = b"".join(varint(strings.number(role)) for _, role in members)
            relation = whole(1, number + 1) + strings.tags(tags) + field(8, roles)
            relation += field(9, deltas([way for way, _ in members])) + field(10, bytes([1] * len(members)))
            group += field(4, relation)
        return out + blob(b"OSMData", strings.block(group))


def polygons(feature):
    shape = feature["geometry"]
    return [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]


def lines(feature):
    shape = feature["geometry"]
    return [shape["coordinates"]] if shape["type"] == "LineString" else shape["coordinates"]


def made():
    extract = Extract()
    for name, kind in (("osm_lakes.geojson", "lake"), ("osm_river_areas.geojson", "river")):
        for feature in features(name):
            for polygon in polygons(feature):
                extract.area(polygon, ("natural", "water"), ("water", kind))
    # A lake that is not there, with islands that sides of tiles of every zoom cut.
    ring = lambda lon, lat, size: [[lon + size * math.cos(turn / 18 * math.pi), lat + 0.77 * size * math.sin(turn / 18 * math.pi)]
                                   for turn in range(36)]
    closed = lambda points: points + points[:1]
    islands = [ring(*at) for at in ((48.515625, 39.9, 0.05), (48.6, 39.9, 0.02), (48.515625, 39.98, 0.01))]
    extract.area([closed(points) for points in (ring(48.55, 39.92, 0.2), *islands)], ("natural", "water"))
    for feature in features("ne_10m_rivers_europe.geojson"):
        called = [("name", feature["properties"]["name"])] if feature["properties"].get("name") else []
        for line in lines(feature):
            extract.way(line, ("waterway", "river"), *called)
    for feature in features("ne_50m_urban_areas.geojson"):
        for polygon in polygons(feature):
            extract.area(polygon, ("landuse", "residential"))
    states = {}
    for feature in features("ne_10m_admin_0_boundary_lines_land.geojson"):
        sides = [feature["properties"][side] for side in ("adm0_a3_l", "adm0_a3_r")]
        for line in lines(feature):
            way = extract.way(line, ("boundary", "administrative"), ("admin_level", "2"))
            for side in sides:
                states.setdefault(side, []).append((way, "outer"))
    for state, members in states.items():
        code = (("ISO3166-1:alpha2", STATES[state]),) if state in STATES else ()
        of_state = (("type", "boundary"), ("boundary", "administrative"), ("admin_level", "2"), *code)
        extract.relations.append((members, of_state))
    for feature in features("ne_10m_disputed_boundary_lines.geojson"):
        for line in lines(feature):
            extract.way(line, ("boundary", "disputed"), ("admin_level", "2"))
    places = json.loads((RAW / "geonames_cities500.json").read_text())
    towns = []
    for place in places:
        at, people = [place["longitude"], place["latitude"]], place["population"]
        kind = "city" if people > 100_000 else "town" if people > 10_000 else "village"
        extract.node(at, ("place", kind), ("name", place["name"]), ("population", str(people)))
        towns.append((people, at))
        # A wood and a meadow beside it, of whole boxes, so that tiles cut many.
        for east, kind in ((0.01, ("natural", "wood")), (-0.03, ("landuse", "meadow"))):
            low, high = (at[0] + east, at[1] + 0.005), (at[0] + east + 0.02, at[1] + 0.02)
            extract.way([low, (high[0], low[1]), high, (low[0], high[1]), low], kind)
    for number, (people, at) in enumerate(towns):
        near = sorted(towns, key=lambda other: (other[1][0] - at[0]) ** 2 + (other[1][1] - at[1]) ** 2)
        for rank, (_, other) in enumerate(near[1:4]):
            kind = "primary" if people > 10_000 else ("secondary", "tertiary", "track")[rank]
            extract.way([at, other], ("highway", kind))
        if people > 50_000:
            extract.way([at, near[1][1]], ("railway", "rail"))
    return extract


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(made().bytes())
