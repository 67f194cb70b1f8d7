#!/usr/bin/env python3
"""Makes the maps of tiles beside this file. All in them is made up; nothing is a place.

Needs what data/rebuild/requirements.txt lists. The same versions give the same bytes.
"""

import gzip
import io
import json
import math
import sqlite3
import sys
from pathlib import Path

import mapbox_vector_tile
import shapely
from PIL import Image, ImageDraw
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer

HERE = Path(__file__).resolve().parent
BOX = (46.3, 39.5, 46.8, 39.8)
ZOOMS = range(7, 12)
ATTRIBUTION = '<a href="https://example.org/terms">&copy; Made up</a> for tests'

# What lies where, in degrees. The names are those of no place.
ROAD = shapely.LineString([(46.3, 39.55), (46.5, 39.63), (46.56, 39.65), (46.8, 39.7)])
LANE = shapely.LineString([(46.55, 39.5), (46.56, 39.65), (46.52, 39.8)])
RAIL = shapely.LineString([(46.3, 39.75), (46.8, 39.6)])
RIVER = shapely.LineString([(46.4, 39.8), (46.45, 39.7), (46.6, 39.6), (46.62, 39.5)])
LAKE = shapely.Polygon([(46.65, 39.7), (46.7, 39.72), (46.72, 39.68), (46.66, 39.67)])
WOOD = shapely.Polygon([(46.4, 39.6), (46.48, 39.66), (46.5, 39.58)])
HOUSES = shapely.Polygon([(46.55, 39.64), (46.57, 39.66), (46.58, 39.64)])
BORDER = shapely.LineString([(46.35, 39.5), (46.35, 39.8)])
TOWN, VILLAGE, PEAK = (shapely.Point(at) for at in ((46.56, 39.65), (46.45, 39.7), (46.75, 39.75)))
NAMES = {"name": "Probə", "name:en": "Proba", "name:hy": "Փորձա", "name:ru": "Проба"}


def under(names):
    """The same names with an underscore, as Shortbread has them."""
    return {key.replace(":", "_"): value for key, value in names.items()}


OPEN_MAP_TILES = [
    ("water", LAKE, {"class": "lake"}), ("waterway", RIVER, {"class": "river"}),
    ("landcover", WOOD, {"class": "wood"}), ("building", HOUSES, {}),
    ("transportation", ROAD, {"class": "primary"}), ("transportation", LANE, {"class": "minor"}),
    ("transportation", RAIL, {"class": "rail"}),
    ("boundary", BORDER, {"admin_level": 2, "disputed": 1, "maritime": 0}),
    ("place", TOWN, {"class": "town", **NAMES}), ("place", VILLAGE, {"class": "village", "name": "Probəkənd"}),
    ("place", TOWN, {"class": "country", "name": "Nowhere"}),
    ("mountain_peak", PEAK, {"name": "Proba Peak", "ele": 2345.0}),
]
PROTOMAPS = [
    ("earth", shapely.box(*BOX), {"kind": "earth"}), ("water", LAKE, {"kind": "lake"}),
    ("water", RIVER, {"kind": "river"}), ("landuse", WOOD, {"kind": "forest"}), ("buildings", HOUSES, {}),
    ("roads", ROAD, {"kind": "major_road"}), ("roads", LANE, {"kind": "minor_road"}), ("roads", RAIL, {"kind": "rail"}),
    ("boundaries", BORDER, {"kind": "country", "kind_detail": 2.0, "disputed": True}),
    ("places", TOWN, {"kind": "locality", "kind_detail": "town", **NAMES}),
    ("places", VILLAGE, {"kind": "locality", "kind_detail": "village", "name": "Probəkənd"}),
]
SHORTBREAD = [
    ("water_polygons", LAKE, {"kind": "water"}), ("water_lines", RIVER, {"kind": "river"}),
    ("land", WOOD, {"kind": "forest"}), ("buildings", HOUSES, {}), ("streets", ROAD, {"kind": "primary"}),
    ("streets", LANE, {"kind": "residential"}), ("streets", RAIL, {"kind": "rail"}),
    ("boundaries", BORDER, {"admin_level": 2.0, "disputed": True, "maritime": False}),
    ("place_labels", TOWN, {"kind": "town", **under(NAMES)}),
    ("place_labels", VILLAGE, {"kind": "village", "name": "Probəkənd"}),
]
SOIL = [("soil", WOOD, {"sort": "clay"}), ("soil", ROAD, {})]


def across(longitude, zoom):
    """Tiles from the west."""
    return (longitude / 360 + 0.5) * 2**zoom


def down(latitude, zoom):
    """Tiles from the north."""
    sine = math.sin(math.radians(latitude))
    return (0.5 - math.log((1 + sine) / (1 - sine)) / (4 * math.pi)) * 2**zoom


def keys():
    """The tiles of the box."""
    for zoom in ZOOMS:
        for x in range(int(across(BOX[0], zoom)), int(across(BOX[2], zoom)) + 1):
            for y in range(int(down(BOX[3], zoom)), int(down(BOX[1], zoom)) + 1):
                yield zoom, x, y


def shapes(features, key, extent):
    """A tile of shapes."""
    zoom, x, y = key
    frame = shapely.box(-0.02, -0.02, 1.02, 1.02)
    layers = {}
    for layer, geometry, properties in features:
        placed = shapely.transform(geometry, lambda xy: [(across(a, zoom) - x, down(b, zoom) - y) for a, b in xy])
        part = placed.intersection(frame)
        if not part.is_empty:
            scaled = shapely.transform(part, lambda xy: xy * extent)
            layers.setdefault(layer, []).append({"geometry": scaled, "properties": properties})
    found = [{"name": name, "features": of} for name, of in layers.items()]
    if not found:
        return None
    return mapbox_vector_tile.encode(found, default_options={"y_coord_down": True, "extents": extent})


def picture(key, form):
    """A tile that is a picture: sand, with its key on it."""
    zoom, x, y = key
    image = Image.new("RGB", (256, 256), (214, 196 - 6 * (zoom % 8), 150))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, 255, 255), outline=(120, 90, 60))
    draw.text((20, 20), f"{zoom}/{x}/{y}", fill=(60, 40, 20))
    out = io.BytesIO()
    image.save(out, form, **({"quality": 60} if form != "PNG" else {}))
    return out.getvalue()


def mbtiles(name, tiles, form, layers=()):
    """A database of tiles, rows counted from the south."""
    path = HERE / name
    path.unlink(missing_ok=True)
    database = sqlite3.connect(path)
    database.executescript("PRAGMA page_size = 512; CREATE TABLE metadata (name TEXT, value TEXT);"
                           "CREATE TABLE tiles (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_data BLOB);"
                           "CREATE UNIQUE INDEX tile_index ON tiles (zoom_level, tile_column, tile_row);")
    about = {"name": "Made up", "format": form, "bounds": ",".join(map(str, BOX)), "attribution": ATTRIBUTION,
             "minzoom": str(ZOOMS.start), "maxzoom": str(ZOOMS.stop - 1)}
    if layers:
        about["json"] = json.dumps({"vector_layers": [{"id": layer} for layer in sorted(layers)]})
    database.executemany("INSERT INTO metadata VALUES (?, ?)", about.items())
    rows = [(z, x, 2**z - 1 - y, data) for (z, x, y), data in tiles]
    database.executemany("INSERT INTO tiles VALUES (?, ?, ?, ?)", rows)
    database.commit()
    database.execute("VACUUM")
    database.close()


def pmtiles(name, tiles, kind, compression):
    """A PMTiles archive."""
    out = io.BytesIO()
    writer = Writer(out)
    for tile_id, data in sorted((zxy_to_tileid(*key), data) for key, data in tiles):
        writer.write_tile(tile_id, data)
    west, south, east, north = (round(v * 1e7) for v in BOX)
    writer.finalize({"tile_compression": compression, "tile_type": kind, "center_zoom": 9,
                     "center_lon_e7": 465500000, "center_lat_e7": 396500000, "min_lon_e7": west, "min_lat_e7": south,
                     "max_lon_e7": east, "max_lat_e7": north}, {"name": "Made up", "attribution": ATTRIBUTION})
    (HERE / name).write_bytes(out.getvalue())


def vector(features, extent, packed):
    """All tiles of some features."""
    found = [(key, shapes(features, key, extent)) for key in keys()]
    found = [(key, data) for key, data in found if data]
    return [(key, gzip.compress(data, mtime=0)) for key, data in found] if packed else found


def main():
    """Writes every map."""
    layers = {layer for layer, _, _ in OPEN_MAP_TILES}
    mbtiles("openmaptiles.mbtiles", vector(OPEN_MAP_TILES, 4096, True), "pbf", layers)
    mbtiles("shortbread.mbtiles", vector(SHORTBREAD, 512, False), "pbf", {layer for layer, _, _ in SHORTBREAD})
    mbtiles("soil.mbtiles", vector(SOIL, 4096, True), "pbf", {"soil"})
    pmtiles("protomaps.pmtiles", vector(PROTOMAPS, 8192, True), TileType.MVT, Compression.GZIP)
    mbtiles("pictures.mbtiles", [(key, picture(key, "PNG")) for key in keys()], "png")
    mbtiles("jpeg.mbtiles", [(key, picture(key, "JPEG")) for key in keys() if key[0] < 9], "jpg")
    pmtiles("webp.pmtiles", [(key, picture(key, "WEBP")) for key in keys() if key[0] < 9], TileType.WEBP, Compression.NONE)
    return 0


if __name__ == "__main__":
    sys.exit(main())
