"""The soft ground: a grey hillshade in Web Mercator, neutral (128) on water and at its edges."""

import io
import json
import math

import numpy as np
from PIL import Image, ImageDraw

import water
from files import raw

WEST, SOUTH, EAST, NORTH = 44.0, 38.3, 50.5, 42.0
NEUTRAL = 128
UPSCALE = 2
TREND_PX, GRAIN_PX = 15, 1.3
"""Widths of the blurs that take away the colours of height and the blocks of the JPEG it was."""

GAIN, SPREAD = 1.4, 90
SHORE_PX, EDGE_PX = 9, 16


def blurred(array, sigma):
    """Gaussian blur with mirrored edges."""
    reach = math.ceil(3 * sigma)
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) / sigma) ** 2)
    kernel /= kernel.sum()
    for axis in (0, 1):
        array = np.apply_along_axis(
            lambda line: np.convolve(np.pad(line, reach, mode="reflect"), kernel, mode="valid"), axis, array)
    return array


def mask(polygons, width, height):
    """Where polygons in degrees lie on the raw picture."""
    picture = Image.new("L", (width, height), 0)
    draw = ImageDraw.Draw(picture)

    def pixels(ring):
        return [((x - WEST) / (EAST - WEST) * width, (NORTH - y) / (NORTH - SOUTH) * height) for x, y in ring.coords]

    for polygon in polygons:
        draw.polygon(pixels(polygon.exterior), fill=1)
        for hole in polygon.interiors:
            draw.polygon(pixels(hole), fill=0)
    return np.asarray(picture).astype(float)


def weight(rgb, lakes):
    """1 on land, falling softly to 0 on water and towards the edges of the picture."""
    height, width = rgb.shape[:2]
    blue = (rgb[..., 2] > rgb[..., 0] + 10) & (rgb[..., 2] > 195)
    wet = np.maximum(blue.astype(float), mask(lakes, width, height))
    near = blurred(wet, SHORE_PX / 2)
    land = np.clip(1 - near * 3, 0, 1)
    x, y = np.arange(width), np.arange(height)
    edge = np.minimum.outer(np.minimum(y, height - 1 - y), np.minimum(x, width - 1 - x)) / EDGE_PX
    return land * np.clip(edge, 0, 1), 1 - wet


def shade(rgb, lakes):
    """Light and shadow around 0: the brightness without the slow change of the height colours."""
    light = blurred(rgb @ np.array([0.299, 0.587, 0.114]), GRAIN_PX)
    soft, dry = weight(rgb, lakes)
    dry = blurred(dry, GRAIN_PX) > 0.98
    trend = blurred(light * dry, TREND_PX) / np.maximum(blurred(dry.astype(float), TREND_PX), 0.02)
    return SPREAD * np.tanh(GAIN * (light - trend) / SPREAD) * soft


def cubic(array, positions):
    """Rows of an array at fractional positions, by Catmull-Rom."""
    base = np.floor(positions).astype(int)
    t = (positions - base)[:, None]
    rows = [array[np.clip(base + k, 0, len(array) - 1)] for k in (-1, 0, 1, 2)]
    weights = (-0.5 * t + t**2 - 0.5 * t**3, 1 - 2.5 * t**2 + 1.5 * t**3, 0.5 * t + 2 * t**2 - 1.5 * t**3,
               -0.5 * t**2 + 0.5 * t**3)
    return sum(w * row for w, row in zip(weights, rows))


def mercator(latitude):
    """Web Mercator's y in radians."""
    return math.asinh(math.tan(math.radians(latitude)))


def in_mercator(array):
    """Resamples from even degrees to square Web Mercator pixels, upscaled."""
    height, width = array.shape
    new_width = width * UPSCALE
    new_height = round(new_width * (mercator(NORTH) - mercator(SOUTH)) / math.radians(EAST - WEST))
    steps = mercator(NORTH) - (np.arange(new_height) + 0.5) / new_height * (mercator(NORTH) - mercator(SOUTH))
    latitudes = np.degrees(np.arctan(np.sinh(steps)))
    rows = (NORTH - latitudes) / (NORTH - SOUTH) * height - 0.5
    columns = (np.arange(new_width) + 0.5) / UPSCALE - 0.5
    return cubic(cubic(array, rows).T, columns).T


def build(out, raions):
    """Writes assets/relief.png and assets/relief.json."""
    rgb = np.asarray(Image.open(io.BytesIO(raw("shaded_relief_2min.png"))).convert("RGB")).astype(float)
    lakes = [water.caspian(), water.sevan(raions), *(lake for lake in water.lakes() if lake.area > 0.005)]
    grey = np.clip(np.rint(NEUTRAL + in_mercator(shade(rgb, lakes))), 0, 255).astype(np.uint8)
    picture = io.BytesIO()
    Image.fromarray(grey).save(picture, "PNG", compress_level=9)
    out.write("assets/relief.png", picture.getvalue())
    height, width = grey.shape
    out.write("assets/relief.json", json.dumps({
        "west": WEST, "south": SOUTH, "east": EAST, "north": NORTH, "width": width, "height": height,
        "projection": "EPSG:3857", "neutral": NEUTRAL,
        "note": "Grey hillshade for a soft ground: 128 is neutral, lighter is lit, darker is shaded; water and the "
                "edges are neutral. Rows are even in Web Mercator, columns in longitude. The source resolves two "
                "arc-minutes (about 3 km): fade it out beyond zoom 9.",
    }, indent=1) + "\n")
    print(f"  relief: {width} x {height}, {len(picture.getvalue())} bytes, spread {grey.std():.1f}")
