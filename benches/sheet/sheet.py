#!/usr/bin/env python3
"""Makes sheets of pictures to judge the base map by eye: `sheet.py PROGRAM FOLDER [--map MAP] [--place PLACE]`.

Six zooms in light and dark, three languages and two sizes, at four places, with the built-in map, with a vector
file (of the extract that extract.py writes) and with raster tiles from this computer: one sheet a map, place and
size, with a column a zoom. 864 pictures in all. Needs Pillow.
"""

import argparse
import io
import json
import math
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from PIL import Image, ImageDraw

HERE = Path(__file__).resolve().parent
RAW = HERE.parents[1] / "data" / "raw"
ZOOMS = (6, 7.5, 9, 10.5, 12, 14)
THEMES = ("light", "dark")
LANGUAGES = ("en", "hy", "az")
SIZES = ((640, 400), (1280, 800))
PLACES = {
    "whole": "46.4,39.9",
    "lachin": "46.547,39.641",
    "vardenis": "45.737,40.180",
    "aghdam": "46.929,39.991",
}
MAPS = ("embedded", "vector", "raster")
THUMB = (420, 262)
CAPTION_PX = 18


class Tiles(BaseHTTPRequestHandler):
    """Raster tiles as a service has them: lakes and rivers, the numbers of the tile, and a line around it."""

    def do_GET(self):
        z, x, y = (int(part) for part in self.path.split("?")[0].removesuffix(".png").strip("/").split("/"))
        body = tile(z, x, y)
        self.send_response(200)
        self.send_header("Content-Type", "image/png")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def rings():
    for name in ("osm_lakes.geojson", "osm_river_areas.geojson"):
        for feature in json.loads((RAW / name).read_text())["features"]:
            shape = feature["geometry"]
            for polygon in [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]:
                ring = [on_world(*at[:2]) for at in polygon[0]]
                xs, ys = zip(*ring)
                yield (min(xs), min(ys), max(xs), max(ys)), ring


def on_world(lon, lat):
    """From 0 to 1, from the north-west."""
    return (lon + 180) / 360, (1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2


def tile(z, x, y):
    image = Image.new("RGB", (256, 256), (233, 231, 218))
    draw, side = ImageDraw.Draw(image), 2.0 ** -z
    for (west, north, east, south), ring in RINGS:
        if west < (x + 1) * side and east > x * side and north < (y + 1) * side and south > y * side:
            draw.polygon([((at[0] / side - x) * 256, (at[1] / side - y) * 256) for at in ring], (150, 190, 220))
    draw.rectangle((0, 0, 255, 255), outline=(205, 200, 185))
    draw.text((6, 6), f"{z}/{x}/{y}", (150, 145, 130))
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def picture(program, basemap, place, zoom, theme, language, size, out):
    command = [program, "render", "--basemap", basemap, "--center", PLACES[place], "--zoom", str(zoom)]
    command += ["--theme", theme, "--names", language, "--size", "{}x{}".format(*size), "--force", "-o", str(out)]
    run = subprocess.run(command, capture_output=True, text=True)
    if run.returncode != 0:
        sys.exit(f"{' '.join(command)}: {run.stderr}")


def sheet(program, name, basemap, place, size, folder, pool):
    rows = [(theme, language) for theme in THEMES for language in LANGUAGES]
    work = []
    for row, (theme, language) in enumerate(rows):
        for column, zoom in enumerate(ZOOMS):
            out = folder / f"{name}-{place}-{size[0]}-{theme}-{language}-{zoom}.png"
            done = pool.submit(picture, program, basemap, place, zoom, theme, language, size, out)
            work.append((row, column, f"{theme}, {language}, zoom {zoom}", out, done))
    whole = Image.new("RGB", (THUMB[0] * len(ZOOMS), (THUMB[1] + CAPTION_PX) * len(rows)), "white")
    draw = ImageDraw.Draw(whole)
    for row, column, caption, out, done in work:
        done.result()
        corner = (column * THUMB[0], row * (THUMB[1] + CAPTION_PX))
        draw.text((corner[0] + 4, corner[1] + 3), caption, "black")
        small = Image.open(out).convert("RGB").resize(THUMB, Image.Resampling.LANCZOS)
        whole.paste(small, (corner[0], corner[1] + CAPTION_PX))
    path = folder / f"sheet-{name}-{place}-{size[0]}.png"
    whole.save(path)
    print(path)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("program")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--map", choices=MAPS, action="append")
    parser.add_argument("--place", choices=PLACES, action="append")
    parser.add_argument("--size", type=int, choices=[size[0] for size in SIZES], action="append")
    parser.add_argument("--jobs", type=int, default=2)
    args = parser.parse_args()
    args.folder.mkdir(parents=True, exist_ok=True)
    maps = {name: name for name in args.map or MAPS}
    if "vector" in maps:
        extract, maps["vector"] = args.folder / "made-up.osm.pbf", str(args.folder / "made-up.pmtiles")
        subprocess.run([sys.executable, HERE / "extract.py", extract], check=True)
        subprocess.run([args.program, "basemap", extract, "--force", "-o", maps["vector"]], check=True)
    if "raster" in maps:
        RINGS.extend(rings())
        server = ThreadingHTTPServer(("127.0.0.1", 0), Tiles)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        maps["raster"] = "http://127.0.0.1:%d/{z}/{x}/{y}.png" % server.server_port
    with ThreadPoolExecutor(args.jobs) as pool:
        for name, basemap in maps.items():
            for place in args.place or PLACES:
                for size in SIZES:
                    if not args.size or size[0] in args.size:
                        sheet(args.program, name, basemap, place, size, args.folder, pool)


RINGS = []

if __name__ == "__main__":
    main()
