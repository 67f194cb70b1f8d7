"""The offline basemap: land, waters, state borders and places as vector tiles in one PMTiles file."""

import gzip
import io
import math

import mapbox_vector_tile
import numpy as np
import shapely
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer
from shapely.geometry import MultiPoint, box as rectangle, shape
from shapely.ops import substring

import geometry as geo
import places
import water
from files import LANGUAGES, curated, raw_json

BOX = (43.3, 38.0, 51.5, 42.2)
"""West, south, east, north: what the raw data cover well enough."""

CENTRE = (46.3, 39.95, 7)
MAX_ZOOM = 10
EXTENT = 4096
BUFFER = 64
SIMPLIFY_UNITS = 6
SMALLEST_UNITS2 = 260
"""Lakes smaller than this on a tile are left out: four pixels on a tile of 256."""

COAST_KM = 0.3
RIVER_ZOOM, BORDER_ZOOM, PLACE_ZOOM, LAKE_ZOOM = 4, 2, 4, 7
URBAN_ZOOMS = range(4, 9)
PEAK_ZOOM, RANGE_ZOOMS = 6, range(4, 8)
SMALL_RIVER_ZOOM = 5
"""Of rivers that Natural Earth ranks 10; one zoom nearer for those ranked 11."""

NAME_SPACING = 1 / 6
"""Between two points at which the name of a river may be written, in tiles of a zoom."""

LABEL_ZOOM = 4
ARAS_BEGINS = shapely.Point(43.66, 40.11)
"""Where the Akhurian meets the Aras and the Aras becomes the border."""

ARAS_NUMBER = 407498
"""Of the Aras in Natural Earth."""

ARAS_LEAVES = shapely.Point(47.98, 39.71)
"""Where the border of Azerbaijan and Iran leaves the Aras."""

ATTRIBUTION = ("© OpenStreetMap contributors (ODbL 1.0) · GeoNames (CC BY 4.0) · Natural Earth · "
               "geoBoundaries (CC BY 3.0 IGO)")
DESCRIPTIONS = {
    "land": "Everything inside the covered box that is not the Caspian Sea",
    "water": "The Caspian Sea, lakes and reservoirs; lakes other than Sevan are generalised, good to about 1 km",
    "rivers": "Kura and Aras (the Aras follows the state border where it is the border) and those of Natural Earth",
    "urban": "Built-up areas of Natural Earth 1:50m, coarse: for small scales only",
    "terrain": "Points to name peaks, with their height in metres, and ranges",
    "borders": "State borders on land; between=AM-AZ marks the border of Armenia and Azerbaijan",
    "places": "Capitals, cities, towns and villages; rank 0 is the most important",
    "water_names": "Points to label the larger waters",
}


def named(names):
    """Name properties of a feature with all five languages."""
    return {"name": names["en"]} | {f"name_{language}": names[language] for language in LANGUAGES}


def waters(raions):
    """The water areas with their kind, in degrees."""
    reservoirs = MultiPoint(curated("waters.json")["reservoirs"])
    found = [(water.caspian(), {"kind": "sea"}), (water.sevan(raions), {"kind": "lake"})]
    for lake in water.lakes():
        found.append((lake, {"kind": "reservoir" if lake.intersects(reservoirs) else "lake"}))
    return found


def aras(line, coverage):
    """The Aras along the state border, then on as Natural Earth draws it.

    Natural Earth's course is kilometres off where the river is the border, so there the border of
    OpenStreetMap, which follows the river, takes its place. Its course further up is left out: there
    Natural Earth follows another river.
    """
    outline = max(geo.parts(shapely.coverage_union_all(list(coverage.areas.values()))), key=lambda p: p.area).exterior
    start, end = outline.project(ARAS_BEGINS), outline.project(ARAS_LEAVES)
    along = min((substring(outline, start, end), other_way(outline, start, end)), key=lambda part: part.length)
    downstream = line if line.coords[0][0] < line.coords[-1][0] else line.reverse()
    inland = substring(downstream, downstream.project(ARAS_LEAVES), downstream.length)
    xy = list(along.coords)
    xy = xy if xy[0][0] < xy[-1][0] else xy[::-1]
    return shapely.LineString(xy + list(inland.coords)[1:])


def other_way(ring, start, end):
    """The way between two positions on a ring that runs over its first vertex."""
    low, high = sorted((start, end))
    return shapely.LineString([*substring(ring, high, ring.length).coords, *list(substring(ring, 0, low).coords)[1:]])


def rivers(coverage, lakes):
    """Kura and Aras with the zooms of each line: whole from afar, without the lakes they cross from near."""
    words = curated("waters.json")["rivers"]
    found = []
    for item in raw_json("ne_10m_rivers_lake_centerlines.geojson")["features"]:
        known = words.get(item["properties"]["name"])
        if not known:
            continue
        line = shapely.line_merge(shape(item["geometry"]))
        line = aras(line, coverage) if known["key"] == "aras" else line
        properties = named(known["names"]) | {"rank": known["rank"]}
        found.append((line, properties, range(RIVER_ZOOM, LAKE_ZOOM)))
        found.append((line.difference(lakes), properties, range(LAKE_ZOOM, MAX_ZOOM + 1)))
    return found


def smaller_rivers(coverage, lakes):
    """The other rivers of Natural Earth, and the Aras above where it becomes the border."""
    words = curated("waters.json")["smaller_rivers"]
    found = []
    for item in raw_json("ne_10m_rivers_europe.geojson")["features"]:
        given, line = item["properties"], shapely.line_merge(shape(item["geometry"]))
        if given["rivernum"] == ARAS_NUMBER:
            if given["name"] != "Aras":
                continue
            line = line if line.coords[0][0] < line.coords[-1][0] else line.reverse()
            line = substring(line, 0, line.project(ARAS_BEGINS))
            names, rank = curated("waters.json")["rivers"]["Aras"]["names"], 0
        else:
            names, rank = words.get(given["name"]), given["scalerank"] - 9
        properties = (named_as_known(names) if names else {}) | {"rank": rank}
        first = SMALL_RIVER_ZOOM + rank - 1
        found.append((line, properties, range(first, LAKE_ZOOM)))
        found.append((line.difference(lakes), properties, range(max(first, LAKE_ZOOM), MAX_ZOOM + 1)))
    return found


def named_as_known(names):
    """Name properties in the languages a name is known in."""
    return {"name": names["en"]} | {f"name_{language}": names[language] for language in LANGUAGES if language in names}


def urban_areas():
    """Built-up areas, from afar."""
    return [shape(item["geometry"]) for item in raw_json("ne_50m_urban_areas.geojson")["features"]]


def terrain():
    """Peaks with their heights, and ranges at a point inside them, with the zooms of each."""
    words = curated("heights.json")
    found = []
    for item in raw_json("ne_10m_elevation_points.geojson")["features"]:
        given = item["properties"]
        properties = named_as_known(words["peaks"][given["name"]])
        properties |= {"kind": "peak", "elevation": round(given["elevation"]), "rank": 3}
        found.append((shape(item["geometry"]), properties, range(PEAK_ZOOM, MAX_ZOOM + 1)))
    for item in raw_json("ne_10m_geography_regions_polys.geojson")["features"]:
        names = words["ranges"].get(item["properties"]["name"])
        if names:
            inside = shape(item["geometry"]).buffer(0).intersection(rectangle(*BOX)).representative_point()
            found.append((inside, named_as_known(names) | {"kind": "range", "rank": 2}, RANGE_ZOOMS))
    return found


def river_names(lines):
    """Points along the lines of a zoom, in its units, at which the names of rivers may be written."""
    found = []
    for line, properties in lines:
        if "name" not in properties:
            continue
        for part in shapely.get_parts(shapely.line_merge(line) if line.geom_type == "MultiLineString" else line):
            spacing = EXTENT * NAME_SPACING
            for step in range(int(part.length // spacing)):
                at = (step + 0.5) * spacing
                a, b = (part.interpolate(min(max(at + d, 0), part.length)) for d in (-spacing / 3, spacing / 3))
                turn = round(math.degrees(math.atan2(b.y - a.y, b.x - a.x)))
                turn = (turn + 90) % 180 - 90
                found.append((part.interpolate(at), properties | {"kind": "river", "angle": turn}))
    return found


def foreign_borders(corners):
    """Borders of Natural Earth that touch neither country, their ends drawn on to the nearest corner."""
    found = []
    for item in raw_json("ne_10m_admin_0_boundary_lines_land.geojson")["features"]:
        pair = {item["properties"]["adm0_a3_l"], item["properties"]["adm0_a3_r"]}
        if pair & {"ARM", "AZE"}:
            continue
        for line in shapely.get_parts(shapely.line_merge(shape(item["geometry"]))):
            xy = list(line.coords)
            for end, position in ((xy[0], 0), (xy[-1], len(xy))):
                nearest = min(corners, key=lambda c: math.hypot(c[0] - end[0], c[1] - end[1]))
                if math.hypot(nearest[0] - end[0], nearest[1] - end[1]) < 0.08:
                    xy.insert(position if position == 0 else len(xy), nearest)
            found.append((shapely.LineString(xy), {"kind": "state"}))
    return found


def middle(edge):
    """The middle of an edge, in metres."""
    (x1, y1), (x2, y2) = edge
    return geo.to_metres(shapely.Point((x1 + x2) / 2, (y1 + y2) / 2))


def borders(coverage, sea):
    """State borders on land: the common border, the outlines of both countries, their neighbours'."""
    common = coverage.state_border()
    outer = (coverage.outlines["ne"] | coverage.outlines["gb"]) - common
    coast = geo.to_metres(sea)
    shapely.prepare(coast)
    dry = {edge for edge in outer if not shapely.dwithin(coast, middle(edge), COAST_KM * 1000)}
    found = [(shapely.LineString(line), {"kind": "state", "between": "AM-AZ"}) for line in geo.lines_of(common)]
    found += [(shapely.LineString(line), {"kind": "state"}) for line in geo.lines_of(dry)]
    return found + foreign_borders(sorted({xy for edge in dry for xy in edge}))


def in_units(geometry, zoom):
    """Degrees to tile units of a zoom level, y downwards from the top of the world."""
    size = EXTENT * 2**zoom

    def project(xy):
        sine = np.sin(np.radians(xy[:, 1]))
        return np.column_stack([(xy[:, 0] / 360 + 0.5) * size,
                                (0.5 - np.log((1 + sine) / (1 - sine)) / (4 * math.pi)) * size])

    return shapely.transform(geometry, project)


def drawn(zoom, content):
    """The features of one zoom level in its units: simplified, small ones left out."""
    tolerance = 0 if zoom == MAX_ZOOM else SIMPLIFY_UNITS
    cover = shapely.box(*in_units(rectangle(*BOX), zoom).bounds)

    def simple(geometry):
        units = in_units(geometry, zoom)
        return units.simplify(tolerance) if tolerance else units

    areas = [(simple(g).intersection(cover), p) for g, p in content["water"]]
    areas = [(g, p) for g, p in areas if p["kind"] == "sea" or g.area >= SMALLEST_UNITS2]
    lines = [(simple(g).intersection(cover), p) for g, p, zooms in content["rivers"] if zoom in zooms]
    edges = [(simple(g).intersection(cover), p) for g, p in content["borders"]] if zoom >= BORDER_ZOOM else []
    spots = [(in_units(shapely.Point(p["lon"], p["lat"]), zoom), p["properties"]) for p in content["places"]
             if p["rank"] <= zoom - PLACE_ZOOM]
    labels = [(in_units(shapely.Point(p["point"]), zoom), named(p["names"]) | {"kind": p["kind"], "rank": p["rank"]})
              for p in content["labels"] if p["rank"] <= zoom - LABEL_ZOOM]
    towns = [(simple(g).intersection(cover), {}) for g in content["urban"]] if zoom in URBAN_ZOOMS else []
    heights = [(in_units(g, zoom), p) for g, p, zooms in content["terrain"] if zoom in zooms]
    return {"land": [(cover.difference(areas[0][0]), {})], "urban": towns, "water": areas, "rivers": lines,
            "borders": edges, "places": spots, "water_names": labels + river_names(lines), "terrain": heights}


def cut(geometry, frame, x, y):
    """What of a geometry falls on a tile, in whole units of the tile; None when nothing does.

    Points have no buffer, so that each is on one tile only.
    """
    if geometry.geom_type == "Point":
        inside = 0 <= geometry.x - x * EXTENT < EXTENT and 0 <= geometry.y - y * EXTENT < EXTENT
        return shapely.Point(round(geometry.x - x * EXTENT), round(geometry.y - y * EXTENT)) if inside else None
    if not geometry.intersects(frame):
        return None
    part = shapely.transform(geometry.intersection(frame), lambda xy: xy - np.array([x, y]) * EXTENT)
    part = shapely.set_precision(part, 1)
    if geometry.geom_type.endswith("Polygon"):
        part = geo.polygonal(part)
    else:
        part = shapely.MultiLineString([g for g in shapely.get_parts(part) if g.geom_type == "LineString"])
        part = shapely.line_merge(part)
    return None if part.is_empty else part.normalize()


def tile(layers, x, y):
    """One encoded tile, or None when nothing falls on it."""
    frame = shapely.box(x * EXTENT - BUFFER, y * EXTENT - BUFFER, (x + 1) * EXTENT + BUFFER, (y + 1) * EXTENT + BUFFER)
    found = []
    for name, features in layers.items():
        parts = [(cut(geometry, frame, x, y), properties) for geometry, properties in features]
        parts = [{"geometry": part, "properties": properties} for part, properties in parts if part is not None]
        if parts:
            found.append({"name": name, "features": parts})
    if not found:
        return None
    encoded = mapbox_vector_tile.encode(found, default_options={"y_coord_down": True, "extents": EXTENT})
    return gzip.compress(encoded, mtime=0)


def tiles(content):
    """All tiles as {tile id: bytes}."""
    found = {}
    for zoom in range(MAX_ZOOM + 1):
        layers = drawn(zoom, content)
        west, north, east, south = (int(v // EXTENT) for v in in_units(rectangle(*BOX), zoom).bounds)
        for x in range(west, east + 1):
            for y in range(north, south + 1):
                data = tile(layers, x, y)
                if data:
                    found[zxy_to_tileid(zoom, x, y)] = data
    return dict(sorted(found.items()))


def metadata():
    """What a reader of the file should know, in the manner of TileJSON."""
    names = {f"name_{language}": "String" for language in LANGUAGES} | {"name": "String"}
    fields = {
        "land": {}, "water": {"kind": "String"}, "rivers": names | {"rank": "Number"},
        "borders": {"kind": "String", "between": "String"},
        "places": names | {"kind": "String", "rank": "Number", "country": "String", "population": "Number"},
        "water_names": names | {"kind": "String", "rank": "Number", "angle": "Number"},
        "urban": {}, "terrain": names | {"kind": "String", "rank": "Number", "elevation": "Number"},
    }
    first = {"rivers": RIVER_ZOOM, "borders": BORDER_ZOOM, "places": PLACE_ZOOM, "water_names": LABEL_ZOOM,
             "urban": URBAN_ZOOMS.start, "terrain": RANGE_ZOOMS.start}
    return {
        "name": "Contactline basemap", "type": "baselayer", "version": "1", "format": "pbf",
        "description": "Reference map of the South Caucasus around Karabakh, built from open data",
        "attribution": ATTRIBUTION, "licence": "ODbL-1.0",
        "bounds": ",".join(map(str, BOX)), "center": ",".join(map(str, CENTRE)), "minzoom": "0", "maxzoom": str(MAX_ZOOM),
        "vector_layers": [{"id": name, "description": DESCRIPTIONS[name], "minzoom": first.get(name, 0),
                           "maxzoom": MAX_ZOOM, "fields": fields[name]} for name in fields],
    }


def pack(found):
    """The PMTiles file."""
    west, south, east, north = (round(v * 1e7) for v in BOX)
    header = {"tile_compression": Compression.GZIP, "tile_type": TileType.MVT, "center_zoom": CENTRE[2],
              "center_lon_e7": round(CENTRE[0] * 1e7), "center_lat_e7": round(CENTRE[1] * 1e7),
              "min_lon_e7": west, "min_lat_e7": south, "max_lon_e7": east, "max_lat_e7": north}
    file = io.BytesIO()
    writer = Writer(file)
    for tile_id, data in found.items():
        writer.write_tile(tile_id, data)
    writer.finalize(header, metadata())
    return file.getvalue()


def build(out, coverage, settlements, raions):
    """Writes assets/basemap.pmtiles."""
    water_areas = waters(raions)
    lakes = shapely.union_all([area for area, _ in water_areas[1:]])
    content = {"water": water_areas, "urban": urban_areas(), "terrain": terrain(),
               "rivers": rivers(coverage, lakes) + smaller_rivers(coverage, lakes), "borders": borders(coverage, water_areas[0][0]),
               "places": places.build(settlements, BOX), "labels": curated("waters.json")["labels"]}
    found = tiles(content)
    data = pack(found)
    out.write("assets/basemap.pmtiles", data)
    print(f"  basemap: {len(found)} tiles, {len(content['places'])} places, {len(data)} bytes")
