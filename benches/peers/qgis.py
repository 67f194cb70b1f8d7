#!/usr/bin/env python3
"""Times QGIS without a window at what Contactline does, on files of generate.py.

usage: QT_QPA_PLATFORM=offscreen /usr/bin/python3 qgis.py load|frame COUNT [FOLDER]

Needs the Debian packages qgis, python3-qgis and gdal-bin. `load` opens the GeoJSON and goes
through all features. `frame` is the best case of QGIS: a GeoPackage with an index in space and one
in time, made with ogr2ogr where it is not there yet, of which one frame is drawn, the events of
one year in one box.
"""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

sys.dont_write_bytecode = True
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# This file is called as the package is.
HERE = str(Path(__file__).resolve().parent)
sys.path = [entry for entry in sys.path if str(Path(entry or ".").resolve()) != HERE]
from qgis.core import (  # noqa: E402
    QgsApplication,
    QgsFeatureRequest,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize  # noqa: E402

sys.path.append(HERE)
from report import EAST, NORTH, SOUTH, WEST, YEAR, measure  # noqa: E402

IMAGE = QSize(1280, 800)


def opened(path):
    layer = QgsVectorLayer(str(path), "events", "ogr")
    if not layer.isValid():
        sys.exit(f"QGIS does not open {path}")
    return layer


def load(geojson):
    def through_all():
        return sum(1 for _ in opened(geojson).getFeatures())

    measure("load-geojson", through_all, 1, rows=int)


def geopackage(geojson):
    """The events as a GeoPackage; ogr2ogr makes its index in space by itself."""
    path = geojson.with_suffix(".gpkg")
    if not path.exists():
        half = path.with_suffix(".half.gpkg")
        half.unlink(missing_ok=True)
        options = ["-f", "GPKG", "-nln", "events", "-lco", "SPATIAL_INDEX=YES"]

        def make():
            subprocess.run(["ogr2ogr", *options, str(half), str(geojson)], check=True)
            with sqlite3.connect(half) as database:
                database.execute('create index events_date on events ("date")')

        measure("make-geopackage", make, 1)
        half.rename(path)
    return path


def frame(geojson):
    layer = opened(f"{geopackage(geojson)}|layername=events")
    box = QgsRectangle(WEST, SOUTH, EAST, NORTH)
    year = f"\"date\" >= '{YEAR[0]}' and \"date\" < '{YEAR[1]}'"
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setOutputSize(IMAGE)
    settings.setExtent(box)
    settings.setDestinationCrs(layer.crs())

    def draw():
        # Set anew, as the temporal controller does for each frame.
        layer.setSubsetString("")
        layer.setSubsetString(year)
        job = QgsMapRendererSequentialJob(settings)
        job.start()
        job.waitForFinished()
        return job.renderedImage()

    image = measure("frame", draw, 5)
    if not any(image.pixel(x, IMAGE.height() // 2) != image.pixel(0, 0) for x in range(IMAGE.width())):
        sys.exit("QGIS drew an empty frame")

    def rows():
        request = QgsFeatureRequest().setFilterRect(box).setNoAttributes()
        return sum(1 for _ in layer.getFeatures(request))

    measure("filter", rows, 5, rows=int)


def main():
    tasks = {"load": load, "frame": frame}
    if len(sys.argv) not in (3, 4) or sys.argv[1] not in tasks:
        sys.exit(__doc__)
    folder = Path(sys.argv[3] if len(sys.argv) > 3 else "bench-data")
    application = QgsApplication([], False)
    application.initQgis()
    tasks[sys.argv[1]]((folder / f"events-{sys.argv[2]}.geojson").resolve())
    # Leaving in order takes a layer down with it that was already gone.
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
