#!/usr/bin/env python3
"""How the work grows with everything that a file can have many of.

    python3 benches/growth.py target/release/contactline [ONLY] [ENDING]

Each input below is made twice, the second four times the size of the first, and checked by the program, or, with
ENDING, converted into a file of that ending. Prints
the seconds of the processor for both, the growth (4 is in step with the size, 16 its square) and the most memory
beside the size of the file; what grows more than eightfold, or takes more memory than eight times the file and
200 MB, is marked. With ONLY, those whose name holds that word.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile

PROGRAM = os.path.abspath(sys.argv[1])
ONLY = sys.argv[2] if len(sys.argv) > 2 else ""
ENDING = sys.argv[3] if len(sys.argv) > 3 else ""
DAY = "2022-08-07"
LONGEST = 120


def table(headings, rows):
    lines = [",".join(headings)]
    lines += [",".join(row) for row in rows]
    return "\n".join(lines) + "\n"


def point(lon=46.5, lat=39.6):
    return {"type": "Point", "coordinates": [lon, lat]}


def features(all_properties, geometry=point):
    collection = [
        {"type": "Feature", "properties": properties, "geometry": geometry()} for properties in all_properties
    ]
    return json.dumps({"type": "FeatureCollection", "features": collection})


def placemarks(inner):
    head = '<kml xmlns="http://www.opengis.net/kml/2.2"><Document>'
    return head + "".join(inner) + "</Document></kml>"


def placemark(extra="", name="a"):
    when = f"<TimeStamp><when>{DAY}</when></TimeStamp>"
    at = "<Point><coordinates>46.5,39.6</coordinates></Point>"
    return f"<Placemark><name>{name}</name>{when}{extra}{at}</Placemark>"


def square(nth, side=0.001):
    x, y = 45 + nth % 400 * 0.005, 39 + nth // 400 * 0.005
    ring = [[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]]
    return {"type": "Polygon", "coordinates": [ring]}


def zigzag(vertices):
    """A ring that crosses itself all along."""
    ring = [[46 + nth / vertices, 39 + (nth % 2) * 0.5 + nth / vertices / 7] for nth in range(vertices)]
    return {"type": "Polygon", "coordinates": [ring + [ring[0]]]}


def report(nth, **more):
    claim = {
        "by": "unknown",
        "origins": [],
        "targets": [{"region": "lachin"}],
        "count": 2,
        "start": DAY,
        "time_precision": "day",
        "activity": "fire",
    }
    whole = {
        "id": f"x/{nth}",
        "reporter": "az-mod",
        "language": "en",
        "published": DAY,
        "published_basis": "page",
        "stance": "claim",
        "claims": [claim],
    }
    return {**whole, **more}


ROW = [DAY, "46.5", "39.6"]
AT = ["date", "lon", "lat"]
POINT = {"date": DAY}


def zones(number):
    each = [
        {"type": "Feature", "properties": {"name": f"zone {nth}"}, "geometry": square(nth)} for nth in range(number)
    ]
    return json.dumps({"type": "FeatureCollection", "features": each})


# Name, ending, size of the smaller one, what makes it.
INPUTS = [
    ("rows of a table", "csv", 50_000, lambda n: table(AT, [ROW] * n)),
    ("columns of a table", "csv", 20_000, lambda n: table(AT + [f"c{i}" for i in range(n)], [ROW + ["1"] * n])),
    ("columns of one name", "csv", 20_000, lambda n: table(AT + ["same"] * n, [ROW + ["1"] * n])),
    ("columns that are dates", "csv", 5_000, lambda n: table(AT + [f"date {i}" for i in range(n)], [ROW + [DAY] * n])),
    ("columns that are fields", "csv", 5_000, lambda n: table(AT + ["count"] * n, [ROW + ["1"] * n])),
    ("columns without a heading", "csv", 20_000, lambda n: table(AT + [""] * n, [ROW + ["1"] * n])),
    ("cells beyond the headings", "csv", 20_000, lambda n: table(AT, [ROW + ["1"] * n])),
    ("letters of a heading", "csv", 500_000, lambda n: table(AT + ["h" * n], [ROW + ["1"]])),
    ("words of a heading", "csv", 100_000, lambda n: table(AT + ["killed " * n], [ROW + ["1"]])),
    ("letters of a cell", "csv", 1_000_000, lambda n: table(AT + ["note"], [ROW + ["x" * n]])),
    ("places of a cell", "csv", 50_000, lambda n: table(["date", "place"], [[DAY, "Lachin; " * n]])),
    ("quotations never closed", "csv", 20_000, lambda n: table(AT + ["note"], [ROW + ['"open']] * n)),
    ("unknown names", "csv", 20_000, lambda n: table(["date", "place"], [[DAY, f"Nowhere{i}"] for i in range(n)])),
    ("known names", "csv", 20_000, lambda n: table(["date", "place"], [[DAY, "Lachin"]] * n)),
    ("reporters", "csv", 20_000, lambda n: table(AT + ["reporter"], [ROW + [f"paper {i}"] for i in range(n)])),
    ("sources", "csv", 20_000, lambda n: table(AT + ["source"], [ROW + [f"paper {i}"] for i in range(n)])),
    ("weapons not known", "csv", 20_000, lambda n: table(AT + ["weapon"], [ROW + [f"gun {i}"] for i in range(n)])),
    ("doubtful dates", "csv", 20_000, lambda n: table(AT, [[f"day {i}", "46.5", "39.6"] for i in range(n)])),
    ("ids that repeat", "csv", 20_000, lambda n: table(["id"] + AT, [["same"] + ROW] * n)),
    ("ids", "csv", 20_000, lambda n: table(["id"] + AT, [[f"id{i}"] + ROW for i in range(n)])),
    ("days", "csv", 20_000, lambda n: table(AT, [[f"{1900 + i % 120}-0{1 + i % 9}-1{i // 9 % 10}", "46.5", "39.6"] for i in range(n)])),
    ("blank lines", "csv", 500_000, lambda n: "\n" * n + table(AT, [ROW])),
    ("title lines", "csv", 50_000, lambda n: "A title\n" * n + table(AT, [ROW])),
    ("features", "geojson", 20_000, lambda n: features([POINT] * n)),
    ("properties of one", "geojson", 20_000, lambda n: features([{**POINT, **{f"k{i}": i for i in range(n)}}])),
    ("properties of each its own", "geojson", 5_000, lambda n: features([{**POINT, f"k{i}": i} for i in range(n)])),
    ("a property nested", "geojson", 20_000, lambda n: features([{**POINT, "a": {f"k{i}": [i] for i in range(n)}}])),
    ("points of one", "geojson", 20_000, lambda n: features([POINT], lambda: {"type": "MultiPoint", "coordinates": [[46.5, 39.6]] * n})),
    ("places of one", "geojson", 20_000, lambda n: features([POINT], lambda: {"type": "MultiPoint", "coordinates": [[45 + i / n, 39.6] for i in range(n)]})),
    ("geometries of one", "geojson", 20_000, lambda n: features([POINT], lambda: {"type": "GeometryCollection", "geometries": [point()] * n})),
    ("zones", "geojson", 5_000, zones),
    ("vertices of a zone", "geojson", 20_000, lambda n: features([{"name": "z"}], lambda: {"type": "Polygon", "coordinates": [[[46 + i / n, 39 + (i % n) / n * 0.3] for i in range(n)] + [[46, 39.9], [46, 39]]]})),
    ("crossings of a zone", "geojson", 2_000, lambda n: features([{"name": "z"}], lambda: zigzag(n))),
    ("holes of a zone", "geojson", 2_000, lambda n: features([{"name": "z"}], lambda: {"type": "Polygon", "coordinates": [[[45, 39], [47, 39], [47, 41], [45, 41], [45, 39]]] + [square(i)["coordinates"][0] for i in range(n)]})),
    ("rings of a zone", "geojson", 5_000, lambda n: features([{"name": "z"}], lambda: {"type": "MultiPolygon", "coordinates": [square(i)["coordinates"] for i in range(n)]})),
    ("lines", "geojson", 5_000, lambda n: features([{"name": "l"}] * n, lambda: {"type": "LineString", "coordinates": [[46, 39], [47, 40]]})),
    ("vertices of a line", "geojson", 50_000, lambda n: features([{"name": "l"}], lambda: {"type": "LineString", "coordinates": [[46 + i % 100 / 100, 39 + i / n] for i in range(n)]})),
    ("lists in lists", "json", 50_000, lambda n: "[" * n + "]" * n),
    ("records", "json", 20_000, lambda n: json.dumps([{"date": DAY, "lon": 46.5, "lat": 39.6}] * n)),
    ("members of one", "json", 20_000, lambda n: json.dumps([{"date": DAY, "lon": 46.5, "lat": 39.6, **{f"k{i}": i for i in range(n)}}])),
    ("members of each its own", "json", 5_000, lambda n: json.dumps([{"date": DAY, "lon": 46.5, "lat": 39.6, f"k{i}": i} for i in range(n)])),
    ("keys of an object", "json", 100_000, lambda n: json.dumps({f"k{i}": i for i in range(n)})),
    ("reports", "json", 5_000, lambda n: json.dumps({"reports": [report(i) for i in range(n)]})),
    ("reports of one id", "json", 5_000, lambda n: json.dumps({"reports": [report(0)] * n})),
    ("claims of a report", "json", 5_000, lambda n: json.dumps({"reports": [report(0, claims=report(0)["claims"] * n)]})),
    ("targets of a claim", "json", 2_000, lambda n: json.dumps({"reports": [report(0, claims=[{**report(0)["claims"][0], "targets": [{"region": "lachin"}, {"region": "kalbajar"}] * n}])]})),
    ("placemarks", "kml", 20_000, lambda n: placemarks([placemark()] * n)),
    ("folders in folders", "kml", 20_000, lambda n: placemarks(["<Folder>" * n, placemark(), "</Folder>" * n])),
    ("folders", "kml", 20_000, lambda n: placemarks([f"<Folder><name>f{i}</name></Folder>" for i in range(n)])),
    ("data of a placemark", "kml", 20_000, lambda n: placemarks([placemark("<ExtendedData>" + "".join(f'<Data name="k{i}"><value>1</value></Data>' for i in range(n)) + "</ExtendedData>")])),
    ("schemas", "kml", 20_000, lambda n: placemarks([f'<Schema id="s{i}"><SimpleField name="a" type="int"/></Schema>' for i in range(n)] + [placemark()])),
    ("styles", "kml", 20_000, lambda n: placemarks([f'<Style id="s{i}"/>' for i in range(n)] + [placemark()])),
    ("points of a track", "gpx", 20_000, lambda n: '<gpx version="1.1"><trk><trkseg>' + f'<trkpt lat="39.6" lon="46.5"><time>{DAY}T00:00:00Z</time></trkpt>' * n + "</trkseg></trk></gpx>"),
    ("tracks", "gpx", 10_000, lambda n: '<gpx version="1.1">' + f'<trk><name>t</name><trkseg><trkpt lat="39.6" lon="46.5"><time>{DAY}T00:00:00Z</time></trkpt></trkseg></trk>' * n + "</gpx>"),
    ("lines of GeoJSON", "geojsonl", 20_000, lambda n: (json.dumps({"type": "Feature", "properties": POINT, "geometry": point()}) + "\n") * n),
    ("arcs of a topology", "topojson", 5_000, lambda n: json.dumps({"type": "Topology", "arcs": [[[46, 39], [46.5, 39.5]]] * n, "objects": {"a": {"type": "MultiLineString", "arcs": [[i] for i in range(n)], "properties": {"name": "l"}}}})),
    ("objects of a topology", "topojson", 5_000, lambda n: json.dumps({"type": "Topology", "arcs": [], "objects": {f"o{i}": {"type": "Point", "coordinates": [46, 39], "properties": POINT} for i in range(n)}})),
]


def measured(path):
    """Seconds of the processor, MiB at most, and the code it ended with."""
    act = ["convert", path, "--force", "-o", f"{path}.out.{ENDING}"] if ENDING else ["check", path]
    program = subprocess.Popen(
        [PROGRAM, *act],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (LONGEST, LONGEST + 1)),
    )
    _, status, used = os.wait4(program.pid, 0)
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, os.waitstatus_to_exitcode(status)


def main():
    print(f"load {os.getloadavg()[0]:.1f}")
    print(f"{'what there are many of':28} {'number':>9} {'s':>7} {'4 times':>8} {'growth':>6} {'file MB':>8} {'MiB':>6}")
    with tempfile.TemporaryDirectory() as folder:
        for name, ending, number, made in INPUTS:
            if ONLY not in name:
                continue
            seconds = []
            for size in (number, 4 * number):
                path = os.path.join(folder, f"a.{ending}")
                with open(path, "w") as out:
                    out.write(made(size))
                used, memory, code = measured(path)
                seconds.append(used)
            megabytes = os.path.getsize(path) / 1e6
            growth = seconds[1] / max(seconds[0], 0.05)
            marks = ["GROWS"] * (growth > 8) + ["MEMORY"] * (memory * 1.048576 > 8 * megabytes + 200)
            marks += [f"code {code}"] * (code not in (0, 1, 2))
            print(
                f"{name:28} {number:9} {seconds[0]:7.2f} {seconds[1]:8.2f} {growth:6.1f} {megabytes:8.1f} {memory:6.0f}",
                *marks,
                flush=True,
            )


main()
