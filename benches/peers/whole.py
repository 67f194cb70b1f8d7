"""Whole commands as a person has them: start, read, do, write, end. Contactline and other programs take
turns on the same files, so that a busy machine is as busy for each; medians count.

usage: whole.py COUNT [FOLDER] [--turns N] [--program NAME=PATH]...

Several programs, such as one before a change and one after it, are run beside each other. Without
one it is what `cargo build --release` made. compare.py runs it as well.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

HERE = Path(__file__).resolve().parent
ZONES = 10_000


def made_by_ogr(events, ending, form):
    """The events in the form of another program, as that writes them."""
    path = events.with_suffix(f".{ending}")
    if shutil.which("ogr2ogr") and not path.exists():
        command = ["ogr2ogr", "-f", form, path, events.with_suffix(".geojson")]
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    return path


def unknown_names(folder, count):
    """A table of as many places that nobody knows as it has rows."""
    path = folder / f"unknown-{count}.csv"
    if not path.exists():
        with path.open("w") as rows:
            rows.write("id,reporter,date,place,count\n")
            for row in range(count):
                day = datetime(2015, 1, 1) + timedelta(days=row % 2_000)
                rows.write(f"u{row},x,{day:%Y-%m-%d},Nowhere{row:07},{row % 7}\n")
    return path


def zones(folder):
    """Areas side by side."""
    path = folder / f"zones-{ZONES}.geojson"
    if not path.exists():
        with path.open("w") as features:
            features.write('{"type":"FeatureCollection","features":[')
            for zone in range(ZONES):
                west, south = 45 + zone % 100 * 0.03, 38.5 + zone // 100 * 0.025
                east, north = west + 0.02, south + 0.02
                ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
                features.write("," * (zone > 0) + "\n")
                features.write(
                    '{"type":"Feature","properties":{"name":"Z%d"},"geometry":'
                    '{"type":"Polygon","coordinates":[%s]}}' % (zone, ring)
                )
            features.write("\n]}\n")
    return path


def with_positions(form, target, source):
    """What ogr2ogr takes to read a table as points, and to write them as such."""
    read = ["-oo", "X_POSSIBLE_NAMES=lon", "-oo", "Y_POSSIBLE_NAMES=lat", "-oo", "AUTODETECT_TYPE=YES"]
    write = ["-lco", "GEOMETRY=AS_XY"] if form == "CSV" else ["-a_srs", "EPSG:4326"]
    return ["ogr2ogr", "-f", form, target, source, *read, *write]


def tasks(folder, count):
    """The words for each task, and the command of each program but Contactline, which has
    arguments alone. What is written goes to `out`."""
    events = folder / f"events-{count}"
    table = events.with_suffix(".csv")
    yield f"check a CSV of {count:,} events", ["check", table], {}
    for ending, form in [("gpkg", "GPKG"), ("shp", "ESRI Shapefile"), ("kml", "KML")]:
        path = made_by_ogr(events, ending, form)
        if path.exists():
            yield f"check them as {form}", ["check", path], {}
    names = unknown_names(folder, count)
    yield f"check {count:,} rows, each with a place that nobody knows", ["check", names], {}
    yield f"check {ZONES:,} zones", ["check", zones(folder)], {}
    copy = f"import duckdb; duckdb.sql(\"COPY (FROM '{table}') TO '{{out}}' (HEADER)\")"
    duckdb = {"DuckDB": [sys.executable, "-c", copy]}
    for ending, form in [("csv", "CSV"), ("geojson", "GeoJSON"), ("gpkg", "GPKG")]:
        peers = {"ogr2ogr": with_positions(form, f"{{out}}.{ending}", table)}
        if ending == "csv":
            peers |= duckdb
        own = ["convert", table, "-o", f"{{out}}.{ending}", "--force"]
        yield f"convert the CSV to {form}", own, peers


def remove(out):
    for path in out.parent.glob(f"{out.name}*"):
        path.unlink()


def figures(run, programs, folder, count, turns):
    """The lines of a table: for each task and program the medians of wall and processor time, and the
    most memory."""
    out = folder / "whole-out"
    yield "| task | program | wall | processor | memory |"
    yield "|---|---|---:|---:|---:|"
    for words, own, peers in tasks(folder, count):
        commands = {name: [path, *own] for name, path in programs.items()} | peers
        found = {name: [] for name in commands}
        for _ in range(turns):
            for name, command in commands.items():
                remove(out)
                done = run([str(part).replace("{out}", str(out)) for part in command])
                # Of a check, doubts are the result.
                if done.exit == 0 or own[0] == "check" and "accounts" in done.out:
                    found[name].append((done.ms, done.cpu_ms, done.peak_mib))
        remove(out)
        for name, times in found.items():
            if not times:
                yield f"| {words} | {name} | – | – | – |"
                continue
            wall, cpu, peak = (statistics.median(column) for column in zip(*times))
            yield f"| {words} | {name} | {wall / 1000:.2f} s | {cpu / 1000:.2f} s | {peak:.0f} MiB |"


def main():
    from compare import Run, machine

    arguments = argparse.ArgumentParser(usage=__doc__)
    arguments.add_argument("count", type=int)
    arguments.add_argument("folder", nargs="?", default="bench-data")
    arguments.add_argument("--turns", type=int, default=3)
    arguments.add_argument("--program", action="append", default=[])
    asked = arguments.parse_args()
    folder = Path(asked.folder).resolve()
    usual = f"Contactline={HERE.parent.parent / 'target/release/contactline'}"
    programs = dict(named.split("=", 1) for named in asked.program or [usual])
    if not (folder / f"events-{asked.count}.csv").exists():
        subprocess.run([sys.executable, HERE / "generate.py", str(asked.count), folder], check=True)
    print(f"{machine(os.getloadavg()[0])}; medians of {asked.turns} turns\n")
    for line in figures(Run, programs, folder, asked.count, asked.turns):
        print(line, flush=True)


if __name__ == "__main__":
    main()
