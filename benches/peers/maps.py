#!/usr/bin/env python3
"""How long it takes until a map of tiles is there whole: Contactline and QGIS in turn, with the same MBTiles.

usage: maps.py PROGRAM FOLDER [--turns N]

Makes two maps of Nagorno-Karabakh in FOLDER: `raster.mbtiles`, of lakes and rivers, and `vector.mbtiles`, of the
extract that `../sheet/extract.py` makes up. Each is drawn at three zooms as a picture of 1280 by 800 pixels, by a
process of its own: cold, after the file's pages were given back to the disk, and warm, right after that. Medians
count. QGIS also says how long its drawing alone takes, the first time and again in the same process; what
Contactline takes for that in its window is in `cargo bench --bench panning`.

Needs Pillow and pmtiles, and the Debian package python3-qgis.
"""

import argparse
import json
import math
import os
import sqlite3
import statistics
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
SIZE = (1280, 800)
CENTER = (46.547, 39.641)
ZOOMS = (8, 10, 12)
BOX = (45.2, 38.8, 47.9, 40.6)


def mbtiles(path, form, tiles, metadata):
    path.unlink(missing_ok=True)
    with sqlite3.connect(path) as made:
        made.execute("create table metadata (name text, value text)")
        made.execute("create table tiles (zoom_level int, tile_column int, tile_row int, tile_data blob)")
        made.execute("create unique index at on tiles (zoom_level, tile_column, tile_row)")
        about = {"name": path.stem, "format": form, "bounds": ",".join(map(str, BOX)), "type": "baselayer"}
        made.executemany("insert into metadata values (?, ?)", (about | metadata).items())
        rows = ((z, x, 2**z - 1 - y, data) for z, x, y, data in tiles)
        made.executemany("insert into tiles values (?, ?, ?, ?)", rows)


def raster(path):
    sys.path.append(str(HERE.parent / "sheet"))
    import sheet

    sheet.RINGS.extend(sheet.rings())

    def tiles():
        for z in range(5, 13):
            west, north = (int(part * 2**z) for part in sheet.on_world(BOX[0], BOX[3]))
            east, south = (int(part * 2**z) for part in sheet.on_world(BOX[2], BOX[1]))
            for x in range(west, east + 1):
                for y in range(north, south + 1):
                    yield z, x, y, sheet.tile(z, x, y)

    mbtiles(path, "png", tiles(), {"minzoom": "5", "maxzoom": "12"})


def vector(program, path):
    from pmtiles.reader import MmapSource, Reader, all_tiles

    extract, archive = path.with_suffix(".osm.pbf"), path.with_suffix(".pmtiles")
    subprocess.run([sys.executable, HERE.parent / "sheet" / "extract.py", extract], check=True)
    subprocess.run([program, "basemap", extract, "--force", "-o", archive], check=True)
    with archive.open("rb") as file:
        source = MmapSource(file)
        about = Reader(source).metadata()
        zooms = Reader(source).header()
        tiles = [(*at, data) for at, data in all_tiles(source)]
    layers = json.dumps({"vector_layers": about["vector_layers"]})
    minmax = {"minzoom": str(zooms["min_zoom"]), "maxzoom": str(zooms["max_zoom"])}
    mbtiles(path, "pbf", tiles, minmax | {"json": layers})


def in_qgis(map_file, zoom, out):
    """Runs in a process of the Python that has QGIS."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # This folder has a file that is called as the package is.
    sys.path = [entry for entry in sys.path if Path(entry or ".").resolve() != HERE]
    from qgis import core
    from qgis.PyQt.QtCore import QSize

    application = core.QgsApplication([], False)
    application.initQgis()
    if "vector" in map_file:
        layer = core.QgsVectorTileLayer(f"type=mbtiles&url={map_file}", "map")
    else:
        layer = core.QgsRasterLayer(f"type=mbtiles&url=file://{map_file}", "map", "wms")
    if not layer.isValid():
        sys.exit(f"QGIS does not open {map_file}")
    settings = core.QgsMapSettings()
    settings.setLayers([layer])
    settings.setOutputSize(QSize(*SIZE))
    mercator = core.QgsCoordinateReferenceSystem("EPSG:3857")
    settings.setDestinationCrs(mercator)
    radius = 6378137
    x = math.radians(CENTER[0]) * radius
    y = math.asinh(math.tan(math.radians(CENTER[1]))) * radius
    half = [2 * math.pi * radius / 256 / 2**zoom * side / 2 for side in SIZE]
    settings.setExtent(core.QgsRectangle(x - half[0], y - half[1], x + half[0], y + half[1]))
    for _ in range(2):
        began = time.perf_counter()
        job = core.QgsMapRendererParallelJob(settings)
        job.start()
        job.waitForFinished()
        image = job.renderedImage()
        print(json.dumps({"drawn_ms": (time.perf_counter() - began) * 1e3}), flush=True)
    image.save(str(out))
    # Leaving in order takes a layer down with it that was already gone.
    os._exit(0)


def give_back(path):
    with path.open("rb") as file:
        os.fsync(file.fileno())
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def main():
    if sys.argv[1:2] == ["--in-qgis"]:
        return in_qgis(sys.argv[2], float(sys.argv[3]), sys.argv[4])
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("program")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--turns", type=int, default=5)
    asked = parser.parse_args()
    folder = asked.folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    maps = [folder / "raster.mbtiles", folder / "vector.mbtiles"]
    if not maps[0].exists():
        raster(maps[0])
    if not maps[1].exists():
        vector(asked.program, maps[1])
    out = folder / "view.png"
    center = "{},{}".format(*CENTER)
    size = "{}x{}".format(*SIZE)
    print(f"load {os.getloadavg()[0]:.1f}; medians of {asked.turns} turns, in ms\n")
    print("| map | zoom | program | cold | warm | processor, warm | drawing alone, first and again |")
    print("|---|---:|---|---:|---:|---:|---|")
    for path in maps:
        for zoom in ZOOMS:
            own = [asked.program, "render", "--basemap", path, "--center", center, "--zoom", zoom]
            own += ["--size", size, "--force", "-o", out]
            # The system's Python is what QGIS comes with.
            qgis = ["/usr/bin/python3", Path(__file__).resolve(), "--in-qgis", path, zoom, out]
            commands = {"Contactline": own, "QGIS": qgis}
            times = {name: ([], [], [], [], []) for name in commands}
            for _ in range(asked.turns):
                for name, command in commands.items():
                    cold, warm, cpu, first, again = times[name]
                    for to in (cold, warm):
                        if to is cold:
                            give_back(path)
                        before = os.times()
                        began = time.perf_counter()
                        done = subprocess.run(list(map(str, command)), capture_output=True, text=True)
                        to.append((time.perf_counter() - began) * 1e3)
                        if done.returncode:
                            sys.exit(f"{name}: {done.stderr}")
                    after = os.times()
                    spent = after.children_user + after.children_system
                    cpu.append((spent - before.children_user - before.children_system) * 1e3)
                    drawn = [json.loads(line)["drawn_ms"] for line in done.stdout.splitlines() if line.startswith("{")]
                    for to, took in zip((first, again), drawn):
                        to.append(took)
            for name, (cold, warm, cpu, first, again) in times.items():
                figures = " | ".join(f"{statistics.median(column):.0f}" for column in (cold, warm, cpu))
                alone = f"{statistics.median(first):.0f}, {statistics.median(again):.0f}" if first else "–"
                print(f"| {path.name} | {zoom} | {name} | {figures} | {alone} |", flush=True)


if __name__ == "__main__":
    main()
