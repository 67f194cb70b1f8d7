#!/usr/bin/env python3
"""Makes up events, as GeoJSON and as CSV, and the districts they lie in.

usage: generate.py COUNT [FOLDER]    (FOLDER: bench-data)

Writes events-COUNT.geojson, events-COUNT.csv and districts.geojson. The same COUNT gives the same
bytes. An event has a target and an origin, an instant from 2008 up to October 2023, a kind, two
districts that have nothing to do with its position, rounds, a precision and an address. The 64
districts tile the land; borders wander, so that they have 400 vertices each, and the events
outside lie between the outermost borders and the straight frame.
"""

import csv
import json
import math
import random
import sys
from datetime import datetime, timedelta
from pathlib import Path

WEST, EAST, SOUTH, NORTH = 45.0, 48.6, 38.4, 41.3
FIRST, LAST = datetime(2008, 1, 1), datetime(2023, 10, 1)
KINDS = ["shelling", "small-arms", "sniper-rifle", "combat-drone", "mortar"]
COLUMNS = [
    "id", "date", "kind", "from", "to", "src_lon", "src_lat", "lon", "lat", "rounds",
    "geo_precision", "source",
]
ACROSS = 8
SIDE_EDGES = 100


def events(count):
    """Yields (longitude, latitude, properties). The order of the draws is part of the bytes."""
    chance = random.Random(7)
    seconds = int((LAST - FIRST).total_seconds())
    for number in range(count):
        lon = chance.uniform(WEST, EAST)
        lat = chance.uniform(SOUTH, NORTH)
        origin_lon = lon + chance.uniform(-0.3, 0.3)
        origin_lat = lat + chance.uniform(-0.3, 0.3)
        instant = FIRST + timedelta(seconds=chance.randrange(seconds))
        properties = {
            "id": number,
            "date": instant.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "kind": chance.choice(KINDS),
            "from": f"D{chance.randrange(64)}",
            "to": f"D{chance.randrange(64)}",
            "src_lon": round(origin_lon, 5),
            "src_lat": round(origin_lat, 5),
            "rounds": chance.randrange(1, 2000),
            "geo_precision": chance.randrange(1, 4),
            "source": f"https://example.org/report/{number}",
        }
        yield round(lon, 5), round(lat, 5), properties


def write_events(count, folder):
    geojson = folder / f"events-{count}.geojson"
    table = folder / f"events-{count}.csv"
    with geojson.open("w") as features, table.open("w", newline="") as rows:
        writer = csv.writer(rows)
        writer.writerow(COLUMNS)
        features.write('{"type":"FeatureCollection","features":[\n')
        separator = ""
        for lon, lat, properties in events(count):
            point = {"type": "Point", "coordinates": [lon, lat]}
            feature = {"type": "Feature", "properties": properties, "geometry": point}
            features.write(separator + json.dumps(feature, separators=(",", ":")))
            separator = ",\n"
            row = {**properties, "lon": lon, "lat": lat}
            writer.writerow([row[column] for column in COLUMNS])
        features.write("\n]}\n")


def corner(column, row):
    """A corner that four districts share."""
    return WEST + (EAST - WEST) * column / ACROSS, SOUTH + (NORTH - SOUTH) * row / ACROSS


def side(start, end, number):
    """A border that wanders off the straight line between two corners."""
    chance = random.Random(number)
    upright = abs(start[0] - end[0]) < 1e-12
    vertices = []
    for step in range(SIDE_EDGES + 1):
        t = step / SIDE_EDGES
        sway = 0.012 * math.sin(t * 40 + number) + chance.uniform(-0.003, 0.003)
        off = math.sin(math.pi * t) * sway
        x = start[0] + (end[0] - start[0]) * t
        y = start[1] + (end[1] - start[1]) * t
        x, y = (x + off, y) if upright else (x, y + off)
        vertices.append((round(x, 6), round(y, 6)))
    return vertices


def district(column, row):
    def flat(row):
        return side(corner(column, row), corner(column + 1, row), 1000 + column * 50 + row)

    def upright(column):
        return side(corner(column, row), corner(column, row + 1), 9000 + column * 50 + row)

    south, east, north, west = flat(row), upright(column + 1), flat(row + 1), upright(column)
    ring = south[:-1] + east[:-1] + north[:0:-1] + west[::-1]
    return {
        "type": "Feature",
        "properties": {"name": f"D{column * ACROSS + row}"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


def write_districts(folder):
    features = [district(column, row) for column in range(ACROSS) for row in range(ACROSS)]
    collection = {"type": "FeatureCollection", "features": features}
    (folder / "districts.geojson").write_text(json.dumps(collection))


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    folder = Path(sys.argv[2] if len(sys.argv) > 2 else "bench-data")
    folder.mkdir(parents=True, exist_ok=True)
    write_events(int(sys.argv[1]), folder)
    write_districts(folder)


if __name__ == "__main__":
    main()
